-- Wordings are compared without case, marks, blanks and punctuation.
CREATE OR REPLACE FUNCTION @schema@.fold_text(wording text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT btrim(regexp_replace(lower(translate(regexp_replace(normalize(wording, NFD), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd')), '[^a-z0-9]+', ' ', 'g'));
$sql$;

-- What a cell can say for a code: 1 the code, 2 a name.
CREATE OR REPLACE FUNCTION @schema@.spellings()
RETURNS TABLE (of text, level integer, spelling text, value text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'agency', 1, a.code, a.id::text FROM @schema@.agency a
    UNION ALL SELECT 'agency', 2, a.name, a.id::text FROM @schema@.agency a
    UNION ALL SELECT 'bloc', 1, b.code, b.code FROM @schema@.bloc b
    UNION ALL SELECT 'bloc', 2, b.name, b.code FROM @schema@.bloc b
    UNION ALL SELECT 'service', 1, s.code, s.code FROM @schema@.service s
    UNION ALL SELECT 'service', 2, s.name, s.code FROM @schema@.service s
    UNION ALL SELECT 'plan', 1, p.code, p.code FROM @schema@.plan p
    UNION ALL SELECT 'plan', 2, p.title, p.code FROM @schema@.plan p
    UNION ALL SELECT 'survey', 1, s.code, s.code FROM @schema@.survey s
    UNION ALL SELECT 'survey', 2, s.title, s.code FROM @schema@.survey s
    UNION ALL SELECT 'question', 1, q.survey || '/' || q.number, q.id::text FROM @schema@.question q
    UNION ALL SELECT 'question', 2, q.survey || '/' || q.title, q.id::text FROM @schema@.question q
    UNION ALL SELECT 'answer', 1, n::text, n::text FROM generate_series(0, 10) AS n
    UNION ALL SELECT k.of, 1, '', '' FROM (VALUES ('answer'), ('petition_outcome'), ('dossier_outcome')) AS k (of)
    UNION ALL SELECT 'framework', 1, f.code, f.code FROM @schema@.framework f
    UNION ALL SELECT 'framework', 2, f.title, f.code FROM @schema@.framework f
    UNION ALL SELECT 'criterion', 1, c.framework || '/' || c.code, c.id::text FROM @schema@.criterion c
    UNION ALL SELECT 'criterion', 2, c.framework || '/' || c.title, c.id::text FROM @schema@.criterion c
    UNION ALL SELECT 'measure', 1, m.code, m.code FROM @schema@.measure m
    UNION ALL SELECT 'measure', 2, m.vi, m.code FROM @schema@.measure m
    UNION ALL SELECT 'measure', 2, m.en, m.code FROM @schema@.measure m
    UNION ALL SELECT l.kind, 1, l.code, l.code FROM @schema@.label l
    UNION ALL SELECT l.kind, 2, l.vi, l.code FROM @schema@.label l
    UNION ALL SELECT l.kind, 2, l.en, l.code FROM @schema@.label l;
$sql$;

-- Whoever reads a file is whose load it is, whatever he says.
CREATE OR REPLACE FUNCTION @schema@.keep_loader() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    NEW.loaded_by := CASE TG_OP WHEN 'INSERT' THEN current_user ELSE OLD.loaded_by END;
    RETURN NEW;
END
$body$;

CREATE OR REPLACE TRIGGER sheet_load_loader_kept BEFORE INSERT OR UPDATE OF loaded_by ON @schema@.sheet_load
    FOR EACH ROW EXECUTE FUNCTION @schema@.keep_loader();

-- What the functions below share are temporary tables and the path that load_run
-- sets: pg_catalog and the model's own schema, whatever it is called now.  They
-- run with the rights of whoever loads.

-- Finds the header of every sheet among its first rows, of which par_load_top
-- holds the cells: the one, two or three rows whose wordings name the most
-- fields.  A merged cell counts for all of its rows and columns.
CREATE OR REPLACE FUNCTION @schema@.load_header(a_kind text, constants jsonb) RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
    asks boolean := EXISTS (SELECT FROM load_field f WHERE f.kind = a_kind AND f.type = 'find:question');
    doubled record;
    strange record;
BEGIN
    CREATE TEMP TABLE par_load_head ON COMMIT DROP AS
    WITH wording AS MATERIALIZED (
        SELECT w.folded, w.field, w.factor
        FROM (SELECT fold_text(m.wording), m.field, m.factor FROM column_map m WHERE m.kind IN (a_kind, '*')
              UNION ALL
              SELECT fold_text(t.wording), f.field, 1 FROM load_field f, LATERAL (VALUES (f.vi), (f.en), (f.field)) AS t (wording)
              WHERE f.kind = a_kind AND f.type <> 'parent'
                AND NOT EXISTS (SELECT FROM column_map m WHERE m.kind = a_kind AND fold_text(m.wording) = fold_text(t.wording))) AS w (folded, field, factor)
        WHERE w.folded <> ''
        GROUP BY 1, 2, 3
    ), cell AS MATERIALIZED (
        SELECT t.sheet, r AS row_no, c AS column_no, fold_text(t.value) AS folded, t.value
        FROM par_load_top t, LATERAL generate_series(t.row_no, least(t.row_no + t.n_rows - 1, 60)) AS r,
             LATERAL generate_series(t.column_no, least(t.column_no + t.n_columns - 1, t.column_no + 500)) AS c
        WHERE t.kind IN ('text', 'number')
    ), block AS (
        -- the wording of a column in rows first to last
        SELECT c.sheet, b.first_row, b.last_row, c.column_no,
               string_agg(c.folded, ' ' ORDER BY c.row_no) FILTER (WHERE c.folded IS DISTINCT FROM c.above) AS whole,
               (array_agg(c.folded ORDER BY c.row_no DESC))[1] AS lowest,
               (array_agg(c.folded ORDER BY c.row_no))[1] AS highest,
               (array_agg(c.value ORDER BY c.row_no DESC))[1] AS shown
        FROM (SELECT DISTINCT sheet, row_no AS first_row, row_no + more AS last_row FROM cell, generate_series(0, 2) AS more WHERE row_no <= 50) b
             JOIN (SELECT *, lag(folded) OVER (PARTITION BY sheet, column_no ORDER BY row_no) AS above FROM cell) c
                  ON c.sheet = b.sheet AND c.row_no BETWEEN b.first_row AND b.last_row
        GROUP BY c.sheet, b.first_row, b.last_row, c.column_no
    ), named AS (
        -- of a survey, a number below a wording is that of a question
        SELECT b.sheet, b.first_row, b.last_row, b.column_no, b.shown, CASE WHEN q.question IS NULL THEN w.field END AS field, w.factor, q.question, b.lowest,
               w.ord IS NULL AS unknown
        FROM block b
             LEFT JOIN LATERAL (SELECT w.field, w.factor, t.ord
                                FROM (VALUES (1, b.whole), (2, b.lowest), (3, b.highest)) AS t (ord, folded) JOIN wording w ON w.folded = t.folded
                                ORDER BY t.ord, w.field NULLS LAST LIMIT 1) w ON true
             CROSS JOIN LATERAL (SELECT CASE WHEN asks AND coalesce(w.ord, 3) = 3 THEN (regexp_match(b.lowest, '^(?:c|cau|cau hoi|q)? ?(\d{1,4})(?: |$)'))[1] END AS question) q
    ), scored AS (
        SELECT n.sheet, n.first_row, n.last_row, count(DISTINCT coalesce(n.field, n.question)) AS n_fields
        FROM named n GROUP BY 1, 2, 3
    ), chosen AS (
        SELECT DISTINCT ON (s.sheet) s.sheet, s.first_row, s.last_row
        FROM scored s
        WHERE s.n_fields >= least(2, (SELECT count(*) FROM load_field f WHERE f.kind = a_kind AND f.type <> 'parent'))
        ORDER BY s.sheet, s.n_fields DESC, s.last_row - s.first_row, s.first_row
    )
    SELECT n.sheet, n.first_row, n.last_row, n.column_no, n.shown, n.field, coalesce(n.factor, 1) AS factor, n.question, n.lowest, n.unknown, NULL::text AS trimmed
    FROM named n JOIN chosen USING (sheet, first_row, last_row);

    -- Columns of questions, by their numbers or their titles, are those of a survey
    -- that is not loaded answer by answer.
    IF asks THEN
        UPDATE par_load_head h SET question = q.number::text
        FROM question q
        WHERE h.field IS NULL AND h.question IS NULL AND h.lowest <> '' AND h.lowest = fold_text(q.title) AND q.survey = constants ->> 'survey';
        UPDATE par_load_head h SET field = 'answer' WHERE field IS NULL AND question IS NOT NULL
           AND NOT EXISTS (SELECT FROM par_load_head o WHERE o.sheet = h.sheet AND o.field = 'question');
    END IF;
    -- A header that is mistyped would leave its field empty without a word; one that
    -- column_map leaves out, and the running number, do not count.
    FOR strange IN
        SELECT u.sheet, string_agg(format('"%s"', regexp_replace(u.shown, '\s+', ' ', 'g')), ', ' ORDER BY u.column_no) FILTER (WHERE u.nth <= 10) AS wordings, greatest(count(*) - 10, 0) AS more
        FROM (SELECT h.sheet, h.shown, h.column_no, row_number() OVER (PARTITION BY h.sheet ORDER BY h.column_no) AS nth FROM par_load_head h
              WHERE h.field IS NULL AND h.unknown AND h.lowest NOT IN ('', 'stt', 'tt', 'so thu tu', 'so tt', 'no')) u
        GROUP BY u.sheet ORDER BY u.sheet
    LOOP
        RAISE NOTICE 'sheet "%" has columns that kind "%" does not know, and leaves alone: %', strange.sheet, a_kind, strange.wordings || CASE WHEN strange.more > 0 THEN format(' and %s more', strange.more) ELSE '' END
            USING HINT = 'A row of column_map says what a wording stands for.';
    END LOOP;
    DELETE FROM par_load_head WHERE field IS NULL;
    UPDATE par_load_head SET question = NULL WHERE field <> 'answer';

    SELECT h.sheet, h.field, string_agg(format('"%s"', h.shown), ', ' ORDER BY h.column_no) AS wordings INTO doubled
    FROM par_load_head h GROUP BY h.sheet, h.field, h.question HAVING count(*) > 1 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'several columns of sheet "%" stand for "%": %', doubled.sheet, doubled.field, doubled.wordings
            USING ERRCODE = 'ambiguous_column', HINT = 'A row of column_map without a field leaves a wording out.';
    END IF;
END
$body$;

-- The rows below the headers, as par_load_raw: for each field the letter of the
-- cell's kind and its value, NULL when empty; of a .csv, where all cells are text,
-- without the letter.  What is no data is noted.  Rows of a .csv of which nothing is
-- asked of their neighbours are not written down: par_load_source says how they are
-- read, and par_load_raw gets those that stay.
CREATE OR REPLACE FUNCTION @schema@.load_rows(a_load bigint, a_kind text, fill_down text[], from_csv boolean) RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
    fields text[] := ARRAY(SELECT DISTINCT field FROM par_load_head WHERE question IS NULL ORDER BY 1);
    wide boolean := EXISTS (SELECT FROM par_load_head WHERE question IS NOT NULL);
    mark text := CASE WHEN from_csv THEN '' ELSE 't' END;
    cut integer := CASE WHEN from_csv THEN 1 ELSE 2 END;
    all_fields text;
    needed text;
    keys text;
    no_data text;
    total text;
    remark text;
    has_sections boolean;
    section record;
    item text;
    list text;
    source text;
BEGIN
    SELECT k.section_number, k.section_title INTO section FROM load_kind k WHERE k.code = a_kind AND k.section_number = ANY (fields);
    has_sections := FOUND AND NOT 'area_no' = ANY (fields) AND EXISTS (SELECT FROM load_field WHERE kind = a_kind AND field = 'area_no');
    IF NOT from_csv THEN
        EXECUTE format($make$
            CREATE TEMP TABLE par_load_raw ON COMMIT DROP AS
            WITH coded AS (
                SELECT c.sheet, c.row_no, c.column_no, c.n_rows,
                       CASE WHEN c.kind = 'text' THEN 't' || nullif(btrim(c.value, E' \t\r\n\u00a0'), '')
                            WHEN c.kind <> 'number' THEN left(c.kind, 1) || c.value
                            -- leading zeros that a format shows: 0123
                            WHEN c.format ~ '^0{2,}$' AND c.value ~ '^\d+$' AND length(c.value) < length(c.format) THEN 't' || lpad(c.value, length(c.format), '0')
                            WHEN c.format ~ '%%' THEN 'p' || c.value
                            ELSE 'n' || c.value END AS code
                FROM sheet_cell c JOIN (SELECT DISTINCT sheet, last_row FROM par_load_head) h ON h.sheet = c.sheet AND c.row_no > h.last_row
                WHERE c.load_id = %1$L
            ), spread AS (
                SELECT sheet, row_no, column_no, code FROM coded
                UNION ALL
                SELECT c.sheet, r.row_no, c.column_no, c.code
                FROM coded c JOIN (SELECT DISTINCT sheet, row_no FROM coded) r ON r.sheet = c.sheet AND r.row_no > c.row_no AND r.row_no < c.row_no + c.n_rows
                WHERE c.n_rows > 1
            )
            SELECT row_number() OVER (ORDER BY s.sheet, s.row_no)::integer AS n, row_number() OVER (ORDER BY s.sheet, s.row_no) AS m, s.sheet, s.row_no, NULL::integer AS column_no,
                   CASE WHEN count(h.field) = 0 THEN 'nothing' END AS skipped%2$s
            FROM spread s LEFT JOIN par_load_head h ON h.sheet = s.sheet AND h.column_no = s.column_no
            WHERE s.code IS NOT NULL
            GROUP BY s.sheet, s.row_no
            $make$, a_load, (SELECT string_agg(format(', max(s.code) FILTER (WHERE h.field = %L) AS f_%s', f, f), '') FROM unnest(fields) f)
                    || CASE WHEN wide THEN ', jsonb_object_agg(h.question, jsonb_build_array(h.column_no, s.code)) FILTER (WHERE h.question IS NOT NULL) AS questions' ELSE '' END);
    END IF;

    -- Rows that are no data: blank records, the numbers of the columns, the header
    -- again; and where a row lacks what rows of its kind need, a remark below the
    -- table (one cell, nothing of the key) and a total (a cell that says so, and
    -- nothing else of the key).
    SELECT string_agg('r.f_' || f, ', ') INTO all_fields FROM unnest(fields) f;
    SELECT string_agg('r.f_' || l.field, ', ') FILTER (WHERE l.required), string_agg('r.f_' || l.field, ', ') FILTER (WHERE l.in_key) INTO needed, keys
    FROM load_field l WHERE l.kind = a_kind AND l.field = ANY (fields);
    no_data := format('(SELECT count(c) >= 2 AND bool_and(substr(c, %s) ~ ''^\(?\d{1,2}\)?$'') AND count(DISTINCT btrim(substr(c, %1$s), ''()'')) = count(c)
                               AND (bool_or(substr(c, %1$s) ~ ''^\('') OR count(c) = %s AND count(c) >= 3) FROM unnest(ARRAY[%s]) AS c)', cut, cardinality(fields), all_fields);
    SELECT coalesce(string_agg(format('(fold_text(substr(r.f_%1$s, %2$s)) ~ ''^(tong( cong| so)?|cong|toan tinh|total|grand total|luy ke|tong (cong|so) .*)$'' AND num_nonnulls(%3$s) = CASE WHEN %4$L THEN 1 ELSE 0 END)',
                                      f.name, cut, coalesce(keys, 'NULL'), l.in_key), ' OR '), 'false') INTO total
    FROM unnest(fields) AS f (name)
         JOIN load_field l ON l.kind = a_kind AND l.field = f.name AND (l.type IN ('text', 'agencies') OR l.type LIKE 'find:%');
    remark := format('(num_nulls(%s) > 0 AND (%s OR num_nonnulls(%s) = 1 AND num_nonnulls(%s) = 0 AND %L))', coalesce(needed, 'NULL'), total, all_fields, coalesce(keys, 'NULL'), NOT wide);
    IF from_csv THEN
        -- A cell is trimmed where it begins or ends with a blank: to look is cheaper.
        UPDATE par_load_head SET trimmed = format('CASE WHEN ascii(c.c%1$s) > 32 AND ascii(c.c%1$s) <> 160 AND ascii(right(c.c%1$s, 1)) > 32 AND ascii(right(c.c%1$s, 1)) <> 160 THEN c.c%1$s ELSE nullif(btrim(c.c%1$s, %2$L), '''') END',
                                                  column_no, E' \t\r\n\u00a0');
        SELECT format($make$
            SELECT r.row_no AS n, r.row_no::bigint AS m, %1$L::text AS sheet, r.row_no, NULL::integer AS column_no,
                   CASE WHEN r.row_no = %2$s AND %3$s THEN 'numbering' WHEN %5$s AND num_nonnulls(%4$s) >= 2 THEN 'header_again' WHEN %6$s THEN CASE WHEN %7$s THEN 'total' ELSE 'remark' END END AS skipped, %4$s
            FROM (SELECT c.row_no%8$s FROM par_load_csv c WHERE c.row_no >= %2$s OFFSET 0) r
            WHERE num_nonnulls(%4$s) > 0
            $make$, min(h.sheet), max(h.last_row) + 1, no_data, all_fields, string_agg(format('(r.f_%s IS NULL OR r.f_%1$s = %L)', h.field, h.shown), ' AND ' ORDER BY h.field), remark, total,
            string_agg(format(', %s AS f_%s', h.trimmed, h.field), '' ORDER BY h.field))
        INTO source FROM par_load_head h;
        IF has_sections OR cardinality(fill_down) > 0 THEN
            EXECUTE 'CREATE TEMP TABLE par_load_raw ON COMMIT DROP AS ' || source;
        ELSE
            CREATE TEMP TABLE par_load_source ON COMMIT DROP AS SELECT source AS raw;
            EXECUTE format('CREATE TEMP TABLE par_load_raw ON COMMIT DROP AS %s WITH NO DATA', source);
        END IF;
    ELSE
        EXECUTE format('UPDATE par_load_raw SET skipped = ''numbering''
                        WHERE n IN (SELECT r.n
                                    FROM (SELECT r.* FROM par_load_raw r JOIN (SELECT DISTINCT sheet, last_row FROM par_load_head) h ON r.sheet = h.sheet AND r.row_no = h.last_row + 1 WHERE r.skipped IS NULL OFFSET 0) r
                                    WHERE %s)', no_data);
        EXECUTE (SELECT format('UPDATE par_load_raw r SET skipped = ''header_again''
                                FROM (SELECT sheet%s FROM par_load_head GROUP BY sheet) h
                                WHERE r.sheet = h.sheet AND r.skipped IS NULL AND %s AND num_nonnulls(%s) >= 2',
                               string_agg(format(', ''t'' || min(shown) FILTER (WHERE field = %L) AS h_%s', f, f), ''),
                               string_agg(format('(r.f_%s IS NULL OR r.f_%1$s = h.h_%1$s)', f), ' AND '), all_fields)
                 FROM unnest(fields) f);
        EXECUTE format('UPDATE par_load_raw r SET skipped = CASE WHEN %s THEN ''total'' ELSE ''remark'' END WHERE r.skipped IS NULL AND %s', total, remark);
    END IF;

    -- A heading of a section holds its number and title alone, and goes down.
    IF has_sections THEN
        EXECUTE format('UPDATE par_load_raw r SET skipped = ''section''
                        WHERE r.skipped IS NULL AND substr(r.f_%I, %s) ~ ''^([IVXLC]+|[A-Z])\.?$'' AND %s IS NULL',
                       section.section_number, cut,
                       (SELECT format('coalesce(%s)', string_agg('r.f_' || f, ', ')) FROM unnest(fields || ARRAY[section.section_number]) f WHERE f NOT IN (section.section_number, coalesce(section.section_title, ''))));
        EXECUTE format('ALTER TABLE par_load_raw ADD f_area_no text%s', CASE WHEN 'area_title' = ANY (fields) THEN '' ELSE ', ADD f_area_title text' END);
        EXECUTE format('UPDATE par_load_raw r SET f_area_no = %3$L || rtrim(substr(s.f_%1$I, %4$s), ''.''), f_area_title = s.f_%2$I
                        FROM (SELECT n, max(n) FILTER (WHERE skipped = ''section'') OVER (PARTITION BY sheet ORDER BY n) AS section FROM par_load_raw) o
                             JOIN par_load_raw s ON s.n = o.section
                        WHERE o.n = r.n', section.section_number, section.section_title, mark, cut);
        fields := fields || '{area_no,area_title}';
    END IF;

    -- What is asked to go down, goes down over the rows of data.
    FOREACH item IN ARRAY coalesce(fill_down, '{}') LOOP
        IF NOT item = ANY (fields) THEN
            RAISE EXCEPTION 'there is no column for "%", which is to be filled down', item
                USING ERRCODE = 'undefined_column', HINT = format('Fields that were found: %s.', array_to_string(fields, ', '));
        END IF;
        EXECUTE format('UPDATE par_load_raw r SET f_%1$s = f.code
                        FROM (SELECT g.n, first_value(g.code) OVER (PARTITION BY g.sheet, g.run ORDER BY g.n) AS code
                              FROM (SELECT n, sheet, f_%1$s AS code, count(f_%1$s) OVER (PARTITION BY sheet ORDER BY n) AS run
                                    FROM par_load_raw WHERE skipped IS NULL) g) f
                        WHERE f.n = r.n AND r.f_%1$s IS NULL AND f.code IS NOT NULL', item);
    END LOOP;

    INSERT INTO load_note (load_id, sheet, row_no, value, outcome, reason, message_en, message_vi)
    SELECT a_load, r.sheet, r.row_no, NULL, 'skipped', r.skipped, l.en, l.vi
    FROM par_load_raw r JOIN label l ON l.kind = 'load_reason' AND l.code = r.skipped
    WHERE r.skipped IS NOT NULL;

    -- One row for each answer of a wide form, for each agency of a list.
    SELECT f.field INTO list FROM load_field f WHERE f.kind = a_kind AND f.type = 'agencies' AND f.field = ANY (fields);
    IF from_csv AND (wide OR list IS NOT NULL) THEN
        RAISE EXCEPTION 'rows of kind "%" are loaded cell by cell', a_kind USING ERRCODE = 'feature_not_supported';
    END IF;
    IF wide THEN
        CREATE TEMP TABLE par_load_long ON COMMIT DROP AS
        SELECT r.*, 't' || q.key AS f_question, q.value ->> 1 AS f_answer, (q.value ->> 0)::integer AS answer_column
        FROM par_load_raw r CROSS JOIN LATERAL jsonb_each(coalesce(r.questions, '{}')) AS q
        WHERE r.skipped IS NULL;
        -- An answer that is not given is no opinion: every form answers every question.
        INSERT INTO par_load_long
        SELECT r.*, 't' || h.question, NULL, h.column_no
        FROM par_load_raw r JOIN par_load_head h ON h.sheet = r.sheet AND h.question IS NOT NULL
        WHERE r.skipped IS NULL AND NOT coalesce(r.questions ? h.question, false);
        UPDATE par_load_long SET column_no = answer_column;
        ALTER TABLE par_load_long DROP answer_column, DROP questions;
        DROP TABLE par_load_raw;
        ALTER TABLE par_load_long RENAME TO par_load_raw;
    END IF;
    IF list IS NOT NULL THEN
        EXECUTE format('CREATE TEMP TABLE par_load_list ON COMMIT DROP AS
                        SELECT d.raw, p.* FROM (SELECT DISTINCT substr(f_%1$s, 2) AS raw FROM par_load_raw WHERE skipped IS NULL AND left(f_%1$s, 1) IN (''t'', ''n'')) d, LATERAL load_agencies(d.raw) p', list);
        EXECUTE (SELECT format('CREATE TEMP TABLE par_load_long ON COMMIT DROP AS
                                SELECT r.n, r.m, r.sheet, r.row_no, r.column_no, r.skipped, coalesce(CASE WHEN l.agency_id IS NULL THEN ''u'' || l.unknown ELSE ''i'' || l.agency_id END, r.f_%1$s) AS f_%1$s%2$s
                                FROM par_load_raw r LEFT JOIN par_load_list l ON l.raw = substr(r.f_%1$s, 2)', list, string_agg(', r.f_' || f, '') FILTER (WHERE f <> list))
                 FROM unnest(fields) f);
        DROP TABLE par_load_raw;
        ALTER TABLE par_load_long RENAME TO par_load_raw;
    END IF;
    IF wide OR list IS NOT NULL THEN
        CREATE TEMP SEQUENCE par_load_number;
        UPDATE par_load_raw SET m = nextval('par_load_number');
        DROP SEQUENCE par_load_number;
    END IF;
    -- Of skipped too: what seems to be few rows is sorted where it could be hashed.
    ANALYZE par_load_raw (n, m, skipped);
END
$body$;

-- "Sở Nội vụ, Sở Xây dựng"; "Các sở, ban, ngành; UBND cấp huyện": agencies one by
-- one, or all of a bloc; what is none of them is named.
CREATE OR REPLACE FUNCTION @schema@.load_agencies(wording text)
RETURNS TABLE (agency_id bigint, unknown text)
LANGUAGE plpgsql
AS $body$
DECLARE
    part text;
    piece text;
BEGIN
    FOREACH part IN ARRAY string_to_array(regexp_replace(wording, '[;\n\r]+', ';', 'g'), ';') LOOP
        CONTINUE WHEN btrim(part) = '';
        IF EXISTS (SELECT FROM load_agency(part)) THEN
            RETURN QUERY SELECT a, NULL::text FROM load_agency(part) a;
            CONTINUE;
        END IF;
        FOREACH piece IN ARRAY string_to_array(part, ',') LOOP
            CONTINUE WHEN btrim(piece) = '';
            IF EXISTS (SELECT FROM load_agency(piece)) THEN
                RETURN QUERY SELECT a, NULL::text FROM load_agency(piece) a;
            ELSE
                RETURN QUERY SELECT NULL::bigint, btrim(piece);
            END IF;
        END LOOP;
    END LOOP;
END
$body$;

CREATE OR REPLACE FUNCTION @schema@.load_agency(wording text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE
AS $body$
DECLARE
    folded text := regexp_replace(fold_text(wording), '^cac ', '');
    marked text := lower(normalize(regexp_replace(btrim(wording), '\s+', ' ', 'g'), NFC));
    today date := (SELECT max(reporting_date) FROM setting);
BEGIN
    RETURN QUERY
    WITH hit AS (
        SELECT a.id, a.code,
               CASE WHEN a.code = btrim(wording) OR a.code IN (SELECT l.code FROM alias l WHERE l.of = 'agency' AND fold_text(l.spelling) = folded) THEN 1
                    WHEN lower(normalize(a.name, NFC)) = marked THEN 2
                    WHEN fold_text(a.name) = folded THEN 3
                    WHEN a.bloc IN (SELECT b.code FROM bloc b WHERE regexp_replace(fold_text(b.name), '^cac ', '') = folded
                                    UNION ALL SELECT l.code FROM alias l WHERE l.of = 'bloc' AND regexp_replace(fold_text(l.spelling), '^cac ', '') = folded) THEN 4 END AS place
        FROM agency a
        WHERE daterange(a.valid_from, a.valid_to, '[]') @> today
    ), best AS (
        SELECT h.*, min(h.place) OVER () AS first_place FROM hit h WHERE h.place IS NOT NULL
    )
    SELECT b.id FROM best b
    WHERE b.place = b.first_place AND (b.place = 4 OR (SELECT count(DISTINCT o.code) FROM best o WHERE o.place = o.first_place) = 1);
END
$body$;

-- What the distinct cells of a field stand for: the user's own words first, then
-- codes, then names, then either without marks, if that is one.
CREATE OR REPLACE FUNCTION @schema@.load_find(a_field text, an_of text, cells text[]) RETURNS void
LANGUAGE plpgsql
AS $body$
BEGIN
    INSERT INTO par_load_found (field, cell, value, several)
    WITH known AS (
        SELECT s.level, s.spelling, s.value FROM spellings() s WHERE s.of = an_of
    ), said AS (
        SELECT 0 AS rank, l.spelling, k.value FROM alias l JOIN known k ON k.level = 1 AND k.spelling = l.code WHERE l.of = an_of
        UNION ALL
        SELECT k.level, k.spelling, k.value FROM known k
    ), shaped AS (
        SELECT s.rank, s.value, lower(normalize(regexp_replace(btrim(s.spelling), '\s+', ' ', 'g'), NFC)) AS marked, s.spelling,
               CASE WHEN strpos(s.spelling, '/') > 0 AND an_of IN ('criterion', 'question') THEN split_part(s.spelling, '/', 1) || '/' || fold_text(substr(s.spelling, strpos(s.spelling, '/') + 1))
                    ELSE fold_text(s.spelling) END AS folded
        FROM said s
    ), cell AS (
        SELECT c AS cell, btrim(c) AS plain, lower(normalize(regexp_replace(btrim(c), '\s+', ' ', 'g'), NFC)) AS marked,
               CASE WHEN strpos(c, '/') > 0 AND an_of IN ('criterion', 'question') THEN split_part(c, '/', 1) || '/' || fold_text(substr(c, strpos(c, '/') + 1))
                    ELSE fold_text(c) END AS folded
        FROM unnest(cells) AS c
    ), hit AS (
        SELECT c.cell, s.value, CASE WHEN s.rank = 0 THEN 0 WHEN s.rank = 1 AND s.spelling = c.plain THEN 1 ELSE 2 END AS place
        FROM cell c JOIN shaped s ON s.marked = c.marked
        UNION ALL
        SELECT c.cell, s.value, CASE s.rank WHEN 0 THEN 3 ELSE 4 END FROM cell c JOIN shaped s ON s.folded = c.folded AND c.folded <> ''
    ), best AS (
        SELECT h.*, min(h.place) OVER (PARTITION BY h.cell) AS first_place FROM hit h
    )
    SELECT a_field, b.cell, CASE WHEN count(DISTINCT b.value) = 1 THEN min(b.value) END, CASE WHEN count(DISTINCT b.value) > 1 THEN array_agg(DISTINCT b.value) END
    FROM best b WHERE b.place = b.first_place GROUP BY b.cell;
END
$body$;

-- The cells read by the types of their fields, as par_load_value: for each field
-- a value, and what could not be read.  Numbers and days are read once, in the
-- innermost query; agencies of the day, and what is sought by two fields, last.
-- Where par_load_source says how rows are read, they are read here, once.
CREATE OR REPLACE FUNCTION @schema@.load_values(a_kind text, constants jsonb, from_csv boolean) RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
    zone text := (SELECT max(s.zone) FROM setting s);
    today date := (SELECT max(s.reporting_date) FROM setting s);
    f record;
    scoped text[] := '{}';
    inner_list text := '';
    first text := 'r.n, r.m, r.sheet, r.row_no, r.column_no, r.skipped';
    first_faults text[] := '{}';
    second text := 'r.n, r.m, r.sheet, r.row_no, r.column_no, r.skipped';
    second_faults text[] := '{}';
    joins text := '';
    second_joins text := '';
    -- SQL of the kind of a cell, of its value, of what is read, of what is wrong
    kind text;
    cell text;
    x text;
    value text;
    faults text;
    largest text;
    of_day text;
    source text;
BEGIN
    IF to_regclass('pg_temp.par_load_source') IS NOT NULL THEN
        SELECT s.raw INTO source FROM par_load_source s;
    END IF;
    CREATE TEMP TABLE par_load_found (field text, cell text, value text, several text[]) ON COMMIT DROP;
    CREATE TEMP TABLE par_load_used ON COMMIT DROP AS
    SELECT l.*, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = 'pg_temp.par_load_raw'::regclass AND a.attname = 'f_' || l.field) AS in_sheet,
           c.format_type, c.atttypid, c.atttypmod, c.attnotnull, c.default_expr,
           (SELECT max(h.factor) FROM par_load_head h WHERE h.field = l.field) AS factor
    FROM load_field l
         LEFT JOIN LATERAL (SELECT format_type(a.atttypid, a.atttypmod), a.atttypid, a.atttypmod, a.attnotnull, pg_get_expr(d.adbin, d.adrelid) AS default_expr
                            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                            WHERE a.attrelid = to_regclass(quote_ident(l.relation)) AND a.attname = l.attname) c ON true
    WHERE l.kind = a_kind;
    SELECT string_agg(format('"%s"', u.vi), ', ' ORDER BY u.position) INTO x
    FROM par_load_used u
    WHERE u.required AND (u.in_key OR u.relation IS NULL) AND NOT u.in_sheet AND NOT constants ? u.field AND u.fallback IS NULL AND u.type <> 'parent';
    IF x IS NOT NULL THEN
        RAISE EXCEPTION 'the sheet has no column for %', x
            USING ERRCODE = 'undefined_column',
                  DETAIL = (SELECT 'Columns that were found: ' || string_agg(DISTINCT format('"%s" = %s', h.shown, h.field), ', ') FROM par_load_head h) || '.',
                  HINT = 'Insert its wording into column_map, or give one value for all rows (par-load --set).';
    END IF;
    DELETE FROM par_load_used u WHERE NOT (u.in_sheet OR constants ? u.field OR u.fallback IS NOT NULL OR u.type IN ('parent', 'row', 'stem'));

    FOR f IN SELECT u.*, coalesce(constants ->> u.field, u.fallback) AS otherwise FROM par_load_used u WHERE u.type <> 'parent' ORDER BY u.position, u.field LOOP
        -- the constant where a cell has no value
        kind := CASE WHEN NOT f.in_sheet OR from_csv THEN '''t''' WHEN f.otherwise IS NOT NULL THEN format('coalesce(left(r.f_%s, 1), ''t'')', f.field) ELSE format('left(r.f_%s, 1)', f.field) END;
        cell := CASE WHEN NOT f.in_sheet THEN format('%L::text', f.otherwise) WHEN from_csv THEN 'r.f_' || f.field ELSE format('substr(r.f_%s, 2)', f.field) END;
        IF f.in_sheet AND f.otherwise IS NOT NULL THEN
            cell := format('coalesce(%s, %L)', cell, f.otherwise);
        END IF;
        x := format('r.x_%s', f.field);
        faults := CASE WHEN kind = '''t''' THEN '' ELSE format(' WHEN %s = ''e'' THEN ''formula_error''', kind) END;
        CASE
            WHEN f.type = 'row' AND NOT f.in_sheet AND f.otherwise IS NULL THEN
                value := 'r.row_no'; faults := '';
            WHEN f.type = 'stem' AND NOT f.in_sheet AND f.otherwise IS NULL THEN
                -- 1.2 stands under 1
                value := format('substring(%s FROM ''^(.*)\.[^.]+$'')', CASE WHEN from_csv THEN 'r.f_' || f.of_field ELSE format('substr(r.f_%s, 2)', f.of_field) END); faults := '';
            WHEN f.type IN ('text', 'stem', 'wording', 'printed') THEN
                -- plain letters are what they are in every form
                value := format('CASE WHEN octet_length(%s) = char_length(%1$s) OR %1$s IS NFC NORMALIZED THEN %1$s ELSE normalize(%1$s, NFC) END', cell);
                IF kind <> '''t''' THEN
                    value := format('CASE %s WHEN ''t'' THEN %s WHEN ''n'' THEN %s WHEN ''p'' THEN %s%s END', kind, value, cell,
                                    CASE f.type WHEN 'printed' THEN format('trim_scale(%s::numeric * 100) || ''%%''', cell) ELSE cell END,
                                    CASE f.type WHEN 'wording' THEN format(' WHEN ''d'' THEN to_char(%s::timestamp, ''DD/MM/YYYY'')', cell) ELSE '' END);
                    faults := faults || format(' WHEN %s IN (%s) THEN ''not_text'' WHEN %1$s = ''n'' AND abs(%3$s::numeric) >= 1e15 THEN ''digits_lost''', kind, CASE f.type WHEN 'wording' THEN '''b''' ELSE '''b'', ''d''' END, cell);
                END IF;
            WHEN f.type IN ('number', 'integer', 'row') THEN
                inner_list := inner_list || format(', (CASE WHEN %s IN (''n'', ''p'') THEN %s::numeric WHEN %1$s = ''t'' AND @extschema@.is_number(%2$s) THEN @extschema@.parse_number(%2$s) END)%s AS x_%s',
                                                   kind, cell, CASE WHEN f.factor <> 1 THEN format(' * %L::numeric', f.factor) ELSE '' END, f.field);
                faults := faults || format(' WHEN %s IS NULL AND %s IS NOT NULL AND NOT (%s = ''t'' AND @extschema@.is_number(%2$s)) THEN ''not_number''', x, cell, kind);
                largest := CASE WHEN f.atttypid = 'smallint'::regtype THEN '32767' WHEN f.type <> 'number' THEN '2147483647'
                                WHEN f.atttypmod > 4 THEN format('1e%s - 1e-%s', ((f.atttypmod - 4) >> 16) - ((f.atttypmod - 4) & 2047), (f.atttypmod - 4) & 2047) ELSE '1e30' END;
                of_day := CASE WHEN f.type = 'number' AND f.atttypmod > 4 THEN format('round(%s, %s)', x, (f.atttypmod - 4) & 2047) WHEN f.type = 'number' THEN x ELSE format('trunc(%s)', x) END;
                faults := faults || format(' WHEN abs(%s) > %s%s THEN ''number_too_precise''', x, largest, CASE f.type WHEN 'number' THEN format(' OR %s <> %s', of_day, x) ELSE '' END);
                IF f.type <> 'number' THEN
                    faults := faults || format(' WHEN %s <> %s THEN ''not_integer''', of_day, x);
                END IF;
                value := format('CASE WHEN abs(%1$s) <= %2$s AND %3$s = %1$s THEN %1$s END', x, largest, of_day);
            WHEN f.type IN ('date', 'time', 'time_end') THEN
                inner_list := inner_list || format(', CASE %s WHEN ''d'' THEN %s::timestamp WHEN ''t'' THEN @extschema@.read_moment(%2$s) END AS x_%s', kind, cell, f.field);
                faults := faults || format(' WHEN %s IN (''n'', ''p'') THEN ''number_not_date'' WHEN %s IS NOT NULL AND %s IS NULL THEN ''not_date''', kind, cell, x);
                value := CASE f.type WHEN 'date' THEN format('%s::date', x)
                              WHEN 'time' THEN format('%s AT TIME ZONE %L', x, zone)
                              -- a day without an hour lasts to its end
                              ELSE format('(CASE WHEN %1$s = date_trunc(''day'', %1$s) THEN %1$s + interval ''23:59:59.999999'' ELSE %1$s END) AT TIME ZONE %2$L', x, zone) END;
                IF f.type = 'time' AND f.of_field IS NOT NULL THEN
                    -- a day without an hour is not before the hour of the same day
                    value := format('CASE WHEN %1$s < r.x_%2$s AND %1$s = date_trunc(''day'', r.x_%2$s) THEN r.x_%2$s ELSE %1$s END AT TIME ZONE %3$L', x, f.of_field, zone);
                END IF;
            WHEN f.type = 'boolean' THEN
                inner_list := inner_list || format(', CASE WHEN lower(%s) IN (''true'', ''1'', ''có'', ''co'', ''x'', ''yes'', ''đã'', ''đúng'', ''rồi'') THEN true WHEN lower(%1$s) IN (''false'', ''0'', ''không'', ''khong'', ''no'', ''chưa'', ''-'') THEN false END AS x_%s', cell, f.field);
                value := x;
                faults := faults || format(' WHEN %s IS NOT NULL AND %s IS NULL THEN ''not_boolean''', cell, x);
            WHEN f.type IN ('find:criterion', 'find:question') THEN
                scoped := scoped || f.field;
                value := cell;
                second_joins := second_joins || format(' LEFT JOIN par_load_found m_%1$s ON m_%1$s.field = %1$L AND m_%1$s.cell = r.v_%2$s || ''/'' || r.v_%1$s', f.field, f.of_field);
                second := second || format(', m_%1$s.value AS v_%1$s', f.field);
                second_faults := second_faults || format('CASE WHEN m_%1$s.several IS NOT NULL THEN %2$L WHEN r.v_%1$s IS NOT NULL AND r.v_%3$s IS NOT NULL AND m_%1$s.cell IS NULL THEN %4$L END', f.field, f.field || ':ambiguous', f.of_field, f.field || ':not_found');
            WHEN f.type = 'agencies' THEN
                value := format('CASE WHEN %s = ''i'' THEN %s END', kind, cell);
                faults := faults || format(' WHEN %s <> ''i'' THEN ''not_found''', kind);
            ELSE
                EXECUTE CASE WHEN source IS NOT NULL AND NOT f.in_sheet THEN format('SELECT load_find(%L, %L, ARRAY[%s])', f.field, substr(f.type, 6), cell)
                             WHEN source IS NULL THEN format('SELECT load_find(%L, %L, ARRAY(SELECT DISTINCT %s FROM par_load_raw r WHERE r.skipped IS NULL AND %s IN (''t'', ''n'', ''p'')))', f.field, substr(f.type, 6), cell, kind)
                             ELSE (SELECT format('SELECT load_find(%L, %L, ARRAY(SELECT DISTINCT %s FROM (SELECT DISTINCT c.c%s FROM par_load_csv c WHERE c.row_no > %s) c))', f.field, substr(f.type, 6),
                                                 CASE WHEN f.otherwise IS NULL THEN h.trimmed ELSE format('coalesce(%s, %L)', h.trimmed, f.otherwise) END, h.column_no, h.last_row)
                                   FROM par_load_head h WHERE h.field = f.field) END;
                joins := joins || format(' LEFT JOIN par_load_found m_%1$s ON m_%1$s.field = %1$L AND m_%1$s.cell = %2$s', f.field, cell);
                value := format('nullif(m_%s.value, '''')', f.field);
                faults := faults || format(' WHEN %s IS NOT NULL AND m_%s.cell IS NULL THEN ''not_found''', cell, f.field);
                IF f.type = 'find:agency' THEN
                    -- a code or name of several periods: the agency of the day
                    first := first || format(', m_%1$s.several AS s_%1$s', f.field);
                    of_day := coalesce((SELECT format('(r.v_%s%s)::date', u.field, CASE WHEN u.type LIKE 'time%' THEN format(' AT TIME ZONE %L', zone) END) FROM par_load_used u WHERE u.field = f.of_field AND u.type <> 'date'),
                                       (SELECT format('r.v_%s', u.field) FROM par_load_used u WHERE u.field = f.of_field), format('%L::date', today));
                    x := format('CASE WHEN r.s_%1$s IS NULL THEN r.v_%1$s ELSE (SELECT min(a.id)::text FROM agency a WHERE a.id = ANY (r.s_%1$s::bigint[]) AND daterange(a.valid_from, a.valid_to, ''[]'') @> %2$s HAVING count(*) = 1) END', f.field, of_day);
                    second := second || format(', %s AS v_%s', x, f.field);
                    second_faults := second_faults || format('CASE WHEN r.s_%s IS NOT NULL AND %s IS NOT NULL AND (%s) IS NULL THEN %L END', f.field, of_day, x, f.field || ':ambiguous');
                ELSE
                    faults := faults || format(' WHEN m_%s.several IS NOT NULL THEN ''ambiguous''', f.field);
                END IF;
        END CASE;
        first := first || format(', %s AS v_%s', value, f.field);
        IF f.type NOT IN ('find:criterion', 'find:question', 'find:agency') THEN
            second := second || format(', r.v_%s', f.field);
        END IF;
        IF f.required AND (f.in_key OR f.relation IS NULL) THEN
            faults := faults || format(' WHEN %s IS NULL THEN ''missing''', cell);
        END IF;
        IF faults <> '' THEN
            first_faults := first_faults || format('%L || CASE%s END', f.field || ':', faults);
        END IF;
    END LOOP;

    ANALYZE par_load_found;
    -- A row without a fault makes no array of what it has not.
    first := format('SELECT %s, %s AS faults FROM (SELECT r.*%s FROM %s OFFSET 0) r%s', first,
                    CASE WHEN first_faults = '{}' THEN '''{}''::text[]' ELSE format('CASE WHEN coalesce(%s) IS NULL THEN ''{}''::text[] ELSE array_remove(ARRAY[%1$s]::text[], NULL) END', array_to_string(first_faults, ', ')) END,
                    inner_list, CASE WHEN source IS NULL THEN 'par_load_raw r WHERE r.skipped IS NULL' ELSE format('(%s) r', source) END, joins);
    IF scoped <> '{}' THEN
        EXECUTE 'CREATE TEMP TABLE par_load_first ON COMMIT DROP AS ' || first;
        FOR f IN SELECT * FROM par_load_used WHERE field = ANY (scoped) LOOP
            EXECUTE format('SELECT load_find(%L, %L, ARRAY(SELECT DISTINCT r.v_%s || ''/'' || r.v_%s FROM par_load_first r WHERE r.v_%3$s IS NOT NULL AND r.v_%4$s IS NOT NULL))', f.field, substr(f.type, 6), f.of_field, f.field);
        END LOOP;
        first := 'SELECT * FROM par_load_first';
    END IF;
    -- A row of a .csv is one row, good if nothing is wrong in it.
    EXECUTE format('CREATE TEMP TABLE par_load_value ON COMMIT DROP AS SELECT v.*, %s AS good FROM (SELECT %s, r.faults%s AS faults FROM (%s) r%s OFFSET 0) v',
                   CASE WHEN from_csv THEN 'v.faults = ''{}'' AND v.skipped IS NULL' ELSE 'true' END,
                   second, CASE WHEN second_faults = '{}' THEN '' ELSE format(' || CASE WHEN coalesce(%s) IS NULL THEN ''{}''::text[] ELSE array_remove(ARRAY[%1$s]::text[], NULL) END', array_to_string(second_faults, ', ')) END, first, second_joins);
    ANALYZE par_load_value (n, m);
END
$body$;

-- A fingerprint of a row, as an expression of it: by the types' own hashes, or of
-- its text where one has none.
CREATE OR REPLACE FUNCTION @schema@.load_print(relation text) RETURNS text
LANGUAGE plpgsql
AS $body$
BEGIN
    EXECUTE (SELECT format('SELECT hash_record_extended(ROW(%s), 0)', string_agg(format('NULL::%s', format_type(a.atttypid, a.atttypmod)), ', '))
             FROM pg_attribute a WHERE a.attrelid = to_regclass(quote_ident(relation)) AND a.attnum > 0 AND NOT a.attisdropped);
    RETURN 'hash_record_extended(%s, 0)';
EXCEPTION WHEN undefined_function THEN
    RETURN 'hashtextextended(%s::text, 0)';
END
$body$;

-- The statements that take rows to the tables of a kind, in the order of these.
-- A row is new, changed in a column that the file has, or the same.
CREATE OR REPLACE FUNCTION @schema@.load_plan(a_load bigint, a_kind text) RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
    name text;
    place integer := 0;
    last integer := (SELECT cardinality(k.relations) FROM load_kind k WHERE k.code = a_kind);
    parent_join text := '';
    after_of text;
    item record;
BEGIN
    CREATE TEMP TABLE par_load_plan (place integer, relation text, stage text, take text, insert_rows text, update_rows text, insert_new text[], given_key text) ON COMMIT DROP;
    CREATE TEMP TABLE par_load_column ON COMMIT DROP AS
    SELECT u.relation, u.attname, u.format_type, u.field, u.position, u.in_key, u.required, b.given,
           -- what a column that refuses NULL gets for an empty cell: its default, or it keeps
           -- what it has; so does a due date that was computed
           CASE WHEN u.relation = 'dossier' AND u.attname = 'due_at' THEN format('coalesce((%s)::%s, CASE WHEN e.due_computed THEN e.due_at END)', b.given, u.format_type)
                WHEN u.attnotnull AND u.default_expr IS NOT NULL THEN format('coalesce((%s)::%s, (%s)::%2$s)', b.given, u.format_type, u.default_expr)
                WHEN u.attnotnull AND NOT u.in_key THEN format('coalesce((%s)::%s, e.%I)', b.given, u.format_type, u.attname)
                ELSE format('(%s)::%s', b.given, u.format_type) END AS wanted,
           CASE WHEN u.required OR u.fallback IS NOT NULL OR u.type = 'parent' THEN '=' ELSE 'IS NOT DISTINCT FROM' END AS equals
    FROM par_load_used u CROSS JOIN LATERAL (SELECT CASE u.type WHEN 'parent' THEN 'p.id' ELSE 'v.v_' || u.field END) AS b (given)
    WHERE u.relation IS NOT NULL;

    FOREACH name IN ARRAY (SELECT k.relations FROM load_kind k WHERE k.code = a_kind) LOOP
        place := place + 1;
        SELECT string_agg(format('e.%I %s (%s)::%s', c.attname, c.equals, c.given, c.format_type), ' AND ' ORDER BY c.position) FILTER (WHERE c.in_key) AS same_key,
               string_agg(format('e.%I %s s.%1$I', c.attname, c.equals), ' AND ' ORDER BY c.position) FILTER (WHERE c.in_key) AS staged_key,
               string_agg(quote_ident(c.attname), ', ' ORDER BY c.position) FILTER (WHERE c.in_key) AS key_columns,
               string_agg(format('%L, e.%I', c.attname, c.attname), ', ' ORDER BY c.position) FILTER (WHERE c.in_key) AS key_pairs,
               string_agg(format('%L, (%s)::%s', c.attname, c.given, c.format_type), ', ' ORDER BY c.position) FILTER (WHERE c.in_key) AS given_pairs,
               string_agg(quote_ident(c.attname), ', ' ORDER BY c.position) AS columns,
               string_agg(c.wanted, ', ' ORDER BY c.position) AS wanted,
               coalesce(string_agg(format('%s IS DISTINCT FROM e.%I', c.wanted, c.attname), ' OR ' ORDER BY c.position) FILTER (WHERE NOT c.in_key), 'false') AS differs,
               string_agg(format('%I = s.%1$I', c.attname), ', ' ORDER BY c.position) FILTER (WHERE NOT c.in_key) AS sets,
               string_agg(format('NULL::%s AS %I', c.format_type, c.attname), ', ' ORDER BY c.position) AS shape,
               'par_load_stage_' || place AS stage, place < last AS shared
        INTO item FROM par_load_column c WHERE c.relation = name;
        after_of := load_print(name);
        EXECUTE format('CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT NULL::integer AS par_n, NULL::bigint AS par_m, NULL::text AS par_status, NULL::jsonb AS par_old, %s WITH NO DATA', item.stage, item.shape);
        INSERT INTO par_load_plan VALUES (place, name, item.stage,
            format('INSERT INTO %s SELECT v.n, v.m, CASE WHEN e.tableoid IS NULL THEN ''new'' WHEN %s THEN ''changed'' ELSE ''same'' END, CASE WHEN e.tableoid IS NOT NULL AND (%2$s) THEN to_jsonb(e) END, %s
                    FROM par_load_value v%s LEFT JOIN %I e ON %s WHERE (v.good OR $4) AND v.n BETWEEN $1 AND $2 AND (v.m = $3 OR $3 IS NULL)',
                   item.stage, item.differs, item.wanted, parent_join, name, item.same_key),
            format('WITH w AS (INSERT INTO %I AS e (%s) SELECT %s %2$s FROM %4$s WHERE par_status = ''new'' AND par_n BETWEEN $1 AND $2%s RETURNING jsonb_build_object(%8$s) AS par_key, %9$s AS par_after)
                    INSERT INTO load_change (load_id, relation, key, old, after) SELECT %6$L, %7$L, w.par_key, NULL, w.par_after FROM w',
                   name, item.columns, CASE WHEN item.shared THEN format('DISTINCT ON (%s)', item.key_columns) ELSE '' END, item.stage,
                   format(' ORDER BY %spar_m', CASE WHEN item.shared THEN item.key_columns || ', ' ELSE '' END), a_load, name, item.key_pairs, format(after_of, 'e')),
            CASE WHEN item.sets IS NOT NULL THEN
                format('WITH w AS (UPDATE %I e SET %s FROM (SELECT DISTINCT ON (%s) * FROM %s WHERE par_status = ''changed'' AND par_n BETWEEN $1 AND $2 ORDER BY %3$s, par_m) s
                                   WHERE %5$s RETURNING s.par_old, jsonb_build_object(%8$s) AS par_key, %9$s AS par_after)
                        INSERT INTO load_change (load_id, relation, key, old, after) SELECT %6$L, %7$L, w.par_key, w.par_old, w.par_after FROM w',
                       name, item.sets, item.key_columns, item.stage, item.staged_key, a_load, name, item.key_pairs, format(after_of, 'e')) END,
            -- where a key of the table keeps doubles out
            CASE WHEN last = 1 AND EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = to_regclass(quote_ident(name)) AND k.contype IN ('p', 'u') AND NOT k.condeferrable
                                             AND (SELECT array_agg(a.attname::text ORDER BY a.attname::text COLLATE "C") FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attnotnull)
                                                 = (SELECT array_agg(c.attname ORDER BY c.attname COLLATE "C") FROM par_load_column c WHERE c.relation = name AND c.in_key)) THEN
                (SELECT array_agg(format('WITH w AS (INSERT INTO %1$I AS e (%2$s) SELECT %3$s FROM par_load_value v, (SELECT (NULL::%1$I).*) e WHERE v.good%7$s RETURNING jsonb_build_object(%4$s) AS par_key, %5$s AS par_after)
                                          INSERT INTO load_change (load_id, relation, key, old, after) SELECT %6$L, %1$L, w.par_key, NULL, w.par_after FROM w',
                                         name, item.columns, item.wanted, item.key_pairs, format(after_of, 'e'), a_load, u.doubles) ORDER BY u.ord)
                 FROM unnest(ARRAY['', ' ON CONFLICT DO NOTHING']) WITH ORDINALITY AS u (doubles, ord)) END,
            format('jsonb_build_object(%s)', item.given_pairs));
        parent_join := parent_join || format(' LEFT JOIN %I p ON %s', name, replace(item.same_key, 'e.', 'p.'));
    END LOOP;
END
$body$;

-- Writes the good rows first_n to last_n, or one part of them, in one go.
CREATE OR REPLACE FUNCTION @schema@.load_write(first_n integer, last_n integer, only_m bigint) RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
    step record;
    n_wanted bigint;
    n_staged bigint;
BEGIN
    SELECT count(*) INTO n_wanted FROM par_load_value v WHERE v.good AND v.n BETWEEN first_n AND last_n AND (v.m = only_m OR only_m IS NULL);
    FOR step IN SELECT * FROM par_load_plan ORDER BY place LOOP
        EXECUTE step.take USING first_n, last_n, only_m, false;
        GET DIAGNOSTICS n_staged = ROW_COUNT;
        IF n_staged <> n_wanted THEN
            RAISE EXCEPTION 'several rows of table "%" have one key', step.relation USING ERRCODE = 'cardinality_violation', CONSTRAINT = 'several_rows';
        END IF;
        EXECUTE step.insert_rows USING first_n, last_n;
        IF step.update_rows IS NOT NULL THEN
            EXECUTE step.update_rows USING first_n, last_n;
        END IF;
    END LOOP;
END
$body$;

-- A row of the sheet is good when all that it says is.
CREATE OR REPLACE FUNCTION @schema@.load_mark() RETURNS void
LANGUAGE plpgsql
AS $body$
BEGIN
    UPDATE par_load_value v SET good = false WHERE v.good AND v.n IN (SELECT n FROM par_load_value WHERE faults <> '{}');
END
$body$;

-- All that can be said of the rows before they are written: values that new rows
-- need, and each check of the tables by itself.
CREATE OR REPLACE FUNCTION @schema@.load_check(a_kind text) RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
    step record;
    item record;
    image text;
    checked text;
    all_n integer := (SELECT max(v.n) FROM par_load_value v);
BEGIN
    CREATE TEMP TABLE par_load_fault (m bigint, fault text) ON COMMIT DROP;
    FOR step IN SELECT * FROM par_load_plan ORDER BY place LOOP
        EXECUTE step.take USING 0, all_n, NULL::bigint, true;
        EXECUTE format('INSERT INTO par_load_fault SELECT par_m, ''key:several_rows'' FROM %s GROUP BY par_m HAVING count(*) > 1', step.stage);
        FOR item IN SELECT l.field, c.attname FROM load_field l LEFT JOIN par_load_column c ON c.relation = l.relation AND c.field = l.field
                    WHERE l.kind = a_kind AND l.relation = step.relation AND l.required AND NOT l.in_key LOOP
            EXECUTE format('INSERT INTO par_load_fault SELECT s.par_m, %L FROM %s s JOIN par_load_value v ON v.m = s.par_m WHERE s.par_status = ''new'' AND %s AND NOT EXISTS (SELECT FROM unnest(v.faults) f WHERE f LIKE %L)',
                           item.field || ':missing', step.stage, CASE WHEN item.attname IS NULL THEN 'true' ELSE format('s.%I IS NULL', item.attname) END, item.field || ':%');
        END LOOP;
        SELECT string_agg(CASE WHEN c.attname IS NOT NULL THEN format('s.%I', a.attname)
                               WHEN d.adbin IS NOT NULL THEN format('CASE WHEN s.par_status = ''new'' THEN %s ELSE e.%I END AS %2$I', pg_get_expr(d.adbin, d.adrelid), a.attname)
                               ELSE format('e.%I', a.attname) END, ', ')
        INTO image
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attgenerated = ''
             LEFT JOIN par_load_column c ON c.relation = step.relation AND c.attname = a.attname
        WHERE a.attrelid = to_regclass(quote_ident(step.relation)) AND a.attnum > 0 AND NOT a.attisdropped;
        FOR item IN SELECT o.conname, pg_get_expr(o.conbin, o.conrelid) AS condition,
                           (SELECT c.field FROM par_load_column c JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attname = c.attname
                            WHERE c.relation = step.relation AND a.attnum = ANY (o.conkey) ORDER BY c.position DESC LIMIT 1) AS field
                    FROM pg_constraint o WHERE o.conrelid = to_regclass(quote_ident(step.relation)) AND o.contype = 'c' ORDER BY o.conname COLLATE "C" LOOP
            CONTINUE WHEN item.field IS NULL;
            checked := format('INSERT INTO par_load_fault SELECT t.par_m, %L FROM (SELECT s.par_m, %s FROM %s s LEFT JOIN %I e ON %s', item.field || ':constraint:' || item.conname, image, step.stage, step.relation,
                              (SELECT string_agg(format('e.%I %s s.%1$I', c.attname, c.equals), ' AND ') FROM par_load_column c WHERE c.relation = step.relation AND c.in_key));
            -- A check may count on an earlier one: a range, on its ends.
            BEGIN
                EXECUTE format('%s) t WHERE NOT (%s)', checked, item.condition);
            EXCEPTION WHEN data_exception THEN
                BEGIN
                    EXECUTE format('%s WHERE s.par_m NOT IN (SELECT m FROM par_load_fault)) t WHERE NOT (%s)', checked, item.condition);
                EXCEPTION WHEN data_exception THEN
                    NULL;
                END;
            END;
        END LOOP;
    END LOOP;
    FOR step IN SELECT * FROM par_load_plan LOOP
        EXECUTE format('DELETE FROM %s', step.stage);
        EXECUTE format('CREATE INDEX ON %s (par_n)', step.stage);
    END LOOP;
    UPDATE par_load_value v SET faults = v.faults || f.faults
    FROM (SELECT m, array_agg(DISTINCT fault) AS faults FROM par_load_fault GROUP BY m) f WHERE f.m = v.m;
    CREATE INDEX ON par_load_value (n);
    PERFORM load_mark();
END
$body$;

-- Loads what is read of a file.
CREATE OR REPLACE FUNCTION @schema@.load_run(home oid, a_file text, a_kind text, a_sheet text, fill_down text[], constants jsonb, from_csv boolean) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, DMY'
SET jit = off
SET work_mem = '64MB'
SET client_min_messages = notice
AS $body$
DECLARE
    a_load bigint;
    item record;
    list text;
    csv_columns text;
    doubled boolean; -- not found: that would hide the FOUND of the language
    one_each boolean;
    n_good bigint;
    n_csv bigint;
    n_csv_skipped bigint;
    fast record;
    n_first bigint := 0;
    ranges integer[];
    first_n integer;
    last_n integer;
    middle integer;
    part bigint;
    constraint_name text;
    message text;
    detail text;
BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = home)), true);
    -- of an earlier call in the same transaction
    FOR item IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = pg_my_temp_schema() AND c.relname LIKE 'par\_load\_%' AND c.relname <> 'par_load_csv' AND c.relkind = 'r' LOOP
        EXECUTE format('DROP TABLE %s', item.name);
    END LOOP;
    constants := coalesce(constants, '{}');
    IF NOT EXISTS (SELECT FROM load_kind k WHERE k.code = a_kind) THEN
        RAISE EXCEPTION 'there is no kind "%" of sheets', a_kind
            USING ERRCODE = 'invalid_parameter_value', HINT = format('Kinds: %s.', (SELECT string_agg(k.code, ', ' ORDER BY k.position, k.code) FROM load_kind k));
    END IF;
    SELECT string_agg(format('"%s"', c), ', ') INTO list FROM jsonb_object_keys(constants) c WHERE NOT EXISTS (SELECT FROM load_field f WHERE f.kind = a_kind AND f.field = c AND f.type <> 'parent');
    IF list IS NOT NULL THEN
        RAISE EXCEPTION 'kind "%" has no field %', a_kind, list
            USING ERRCODE = 'undefined_column', HINT = format('Fields: %s.', (SELECT string_agg(f.field, ', ' ORDER BY f.position) FROM load_field f WHERE f.kind = a_kind AND f.type <> 'parent'));
    END IF;
    FOR item IN SELECT r.name, to_regclass(quote_ident(r.name)) AS oid FROM load_kind k, unnest(k.relations) AS r (name) WHERE k.code = a_kind LOOP
        IF NOT (has_table_privilege(item.oid, 'SELECT') AND has_table_privilege(item.oid, 'INSERT')) THEN
            RAISE EXCEPTION 'role "%" may not read and enter rows of table "%"', current_user, item.name
                USING ERRCODE = 'insufficient_privilege', HINT = format('GRANT SELECT, INSERT, UPDATE ON %s TO %I.', item.oid, current_user);
        END IF;
    END LOOP;
    SELECT s.id INTO a_load FROM sheet_load s WHERE s.file = a_file ORDER BY s.id DESC LIMIT 1 FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no file "%" was read', a_file USING ERRCODE = 'invalid_parameter_value', HINT = 'par-load reads it into sheet_cell.';
    END IF;

    IF from_csv THEN
        SELECT string_agg(format('c.%I', a.attname), ', ' ORDER BY a.attnum) INTO csv_columns
        FROM pg_attribute a WHERE a.attrelid = 'pg_temp.par_load_csv'::regclass AND a.attnum > 1 AND NOT a.attisdropped;
        EXECUTE format('CREATE TEMP TABLE par_load_top ON COMMIT DROP AS
                        SELECT ''csv'' AS sheet, c.row_no, u.column_no::integer, ''text'' AS kind, u.value, 1 AS n_rows, 1 AS n_columns
                        FROM par_load_csv c, unnest(ARRAY[%s]) WITH ORDINALITY AS u (value, column_no)
                        WHERE c.row_no <= 60 AND u.value ~ ''\S''', csv_columns);
    ELSE
        CREATE TEMP TABLE par_load_top ON COMMIT DROP AS
        SELECT c.sheet, c.row_no, c.column_no, c.kind, c.value, c.n_rows, c.n_columns
        FROM sheet_cell c WHERE c.load_id = a_load AND c.row_no <= 60 AND (c.sheet = a_sheet OR a_sheet IS NULL);
        IF NOT EXISTS (SELECT FROM par_load_top) THEN
            RAISE EXCEPTION 'nothing of %file "%" is left to load', coalesce('sheet "' || a_sheet || '" of ', ''), a_file
                USING ERRCODE = 'no_data_found', HINT = coalesce('Sheets: ' || (SELECT string_agg(DISTINCT format('"%s"', c.sheet), ', ') FROM sheet_cell c WHERE c.load_id = a_load) || '.', 'All of it is loaded; par-load reads it anew.');
        END IF;
    END IF;
    PERFORM load_header(a_kind, constants);
    IF NOT EXISTS (SELECT FROM par_load_head) THEN
        RAISE EXCEPTION 'file "%" has no header that kind "%" knows in its first 50 rows', a_file, a_kind
            USING ERRCODE = 'undefined_column',
                  DETAIL = format('Known are: %s.', (SELECT string_agg(format('"%s"', f.vi), ', ' ORDER BY f.position) FROM load_field f WHERE f.kind = a_kind AND f.type <> 'parent')),
                  HINT = 'Is it of another kind (par-load --kinds)? Else insert the wordings of the sheet into column_map.';
    END IF;
    FOR item IN SELECT DISTINCT t.sheet FROM par_load_top t WHERE t.sheet NOT IN (SELECT h.sheet FROM par_load_head h) ORDER BY 1 LOOP
        RAISE NOTICE 'sheet "%" has no header that kind "%" knows, and is left alone', item.sheet, a_kind;
    END LOOP;
    -- What was the second of its key stays so when the first is loaded and gone.
    CREATE TEMP TABLE par_load_twice ON COMMIT DROP AS SELECT l.sheet, l.row_no FROM load_note l WHERE l.load_id = a_load AND l.reason = 'twice';
    DELETE FROM load_note l WHERE l.load_id = a_load;
    PERFORM load_rows(a_load, a_kind, fill_down, from_csv);
    PERFORM load_values(a_kind, constants, from_csv);
    IF to_regclass('pg_temp.par_load_source') IS NOT NULL THEN
        SELECT count(*), count(v.skipped) INTO n_csv, n_csv_skipped FROM par_load_value v;
        INSERT INTO load_note (load_id, sheet, row_no, value, outcome, reason, message_en, message_vi)
        SELECT a_load, v.sheet, v.row_no, NULL, 'skipped', v.skipped, l.en, l.vi
        FROM par_load_value v JOIN label l ON l.kind = 'load_reason' AND l.code = v.skipped;
        DELETE FROM par_load_value v WHERE v.skipped IS NOT NULL;
    END IF;
    PERFORM load_plan(a_load, a_kind);

    IF EXISTS (SELECT FROM par_load_twice) THEN
        UPDATE par_load_value v SET faults = v.faults || 'key:twice'::text FROM par_load_twice t WHERE t.sheet = v.sheet AND t.row_no = v.row_no;
    END IF;

    -- Rows of a .csv mostly are new: they go in as they are, unless one is refused, and
    -- those of which the key is there already are left for the steps below.  To ask for
    -- these takes a lock of each row, so it is done where there are any.
    SELECT count(*) FILTER (WHERE v.good) INTO n_good FROM par_load_value v;
    SELECT p.insert_new, p.given_key, p.relation INTO fast FROM par_load_plan p WHERE from_csv;
    IF n_good > 0 AND fast.insert_new IS NOT NULL THEN
        FOREACH list IN ARRAY fast.insert_new LOOP
            BEGIN
                EXECUTE list;
                GET DIAGNOSTICS n_first = ROW_COUNT;
                EXIT;
            EXCEPTION WHEN OTHERS THEN
                n_first := 0;
                IF left(SQLSTATE, 2) NOT IN ('22', '23', '44', '55', 'P0') AND SQLSTATE <> '42501' THEN
                    RAISE;
                END IF;
                EXIT WHEN SQLSTATE NOT IN ('23505', '23P01');
            END;
        END LOOP;
    END IF;

    IF n_first < n_good THEN
        -- One row for each key: the first.  Rows that share a parent say the same of it.
        SELECT string_agg('v_' || u.field, ', ') INTO list FROM par_load_used u WHERE u.in_key AND u.type <> 'parent';
        EXECUTE format('SELECT EXISTS (SELECT FROM par_load_value WHERE faults = ''{}'' GROUP BY %s HAVING count(*) > 1)', list) INTO STRICT doubled;
        IF doubled THEN
            EXECUTE format('UPDATE par_load_value v SET faults = faults || ''key:twice''::text FROM (SELECT m, row_number() OVER (PARTITION BY %s ORDER BY m) AS place FROM par_load_value WHERE faults = ''{}'') d WHERE d.m = v.m AND d.place > 1', list);
        END IF;
        FOR item IN SELECT p.relation, string_agg('v_' || c.field, ', ') FILTER (WHERE c.in_key) AS keys, string_agg('v_' || c.field, ', ') FILTER (WHERE NOT c.in_key) AS others
                    FROM par_load_plan p JOIN par_load_column c ON c.relation = p.relation WHERE p.place < (SELECT max(place) FROM par_load_plan) GROUP BY p.relation LOOP
            CONTINUE WHEN item.others IS NULL;
            EXECUTE format('UPDATE par_load_value v SET faults = faults || ''key:differs''::text
                            FROM (SELECT m, said, first_value(said) OVER (PARTITION BY %s ORDER BY m) AS first_said FROM (SELECT m, %1$s, ROW(%s)::text AS said FROM par_load_value WHERE faults = ''{}'') t) d
                            WHERE d.m = v.m AND d.said <> d.first_said', item.keys, item.others);
        END LOOP;
        PERFORM load_mark();
    END IF;
    IF n_first > 0 THEN
        EXECUTE 'CREATE TEMP TABLE par_load_rest ON COMMIT DROP AS SELECT v.* FROM par_load_value v WHERE NOT v.good'
                || CASE WHEN n_first < n_good THEN format(' UNION ALL SELECT v.* FROM par_load_value v WHERE v.good AND NOT EXISTS (SELECT FROM load_change c WHERE c.load_id = %L AND c.relation = %L AND c.key = %s)', a_load, fast.relation, fast.given_key) ELSE '' END;
        DROP TABLE par_load_value;
        ALTER TABLE par_load_rest RENAME TO par_load_value;
    END IF;

    -- All good rows at once; where that fails, all checks are asked, then halves
    -- are tried, down to single rows, of which every part says what is wrong.
    SELECT ARRAY[min(v.n), max(v.n)] INTO ranges FROM par_load_value v HAVING count(*) > 0;
    IF EXISTS (SELECT FROM par_load_value WHERE NOT good) THEN
        PERFORM load_check(a_kind);
    END IF;
    WHILE cardinality(ranges) > 0 LOOP
        first_n := ranges[cardinality(ranges) - 1];
        last_n := ranges[cardinality(ranges)];
        ranges := ranges[1:cardinality(ranges) - 2];
        BEGIN
            PERFORM load_write(first_n, last_n, NULL);
        EXCEPTION WHEN OTHERS THEN
            IF left(SQLSTATE, 2) NOT IN ('21', '22', '23', '42', '44', '55', 'P0') THEN
                RAISE;
            END IF;
            GET STACKED DIAGNOSTICS constraint_name = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
            IF to_regclass('pg_temp.par_load_fault') IS NULL THEN
                PERFORM load_check(a_kind);
                ranges := ranges || ARRAY[first_n, last_n];
            ELSIF first_n < last_n THEN
                SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY v.n) INTO middle FROM par_load_value v WHERE v.good AND v.n BETWEEN first_n AND last_n;
                middle := least(coalesce(middle, first_n), last_n - 1);
                ranges := ranges || ARRAY[middle + 1, last_n, first_n, middle];
            ELSE
                FOR part IN SELECT v.m FROM par_load_value v WHERE v.n = first_n AND v.good ORDER BY v.m LOOP
                    BEGIN
                        PERFORM load_write(first_n, first_n, part);
                        RAISE EXCEPTION USING ERRCODE = 'PARTL';
                    EXCEPTION
                        WHEN SQLSTATE 'PARTL' THEN
                            NULL;
                        WHEN OTHERS THEN
                            GET STACKED DIAGNOSTICS constraint_name = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
                            UPDATE par_load_value v SET faults = v.faults || (':said:' || jsonb_build_array(constraint_name, message, detail)::text) WHERE v.m = part;
                    END;
                END LOOP;
                -- the parts are good one by one, not together
                UPDATE par_load_value v SET faults = v.faults || (':said:' || jsonb_build_array(constraint_name, message, detail)::text)
                WHERE v.m = (SELECT min(f.m) FROM par_load_value f WHERE f.n = first_n) AND NOT EXISTS (SELECT FROM par_load_value f WHERE f.n = first_n AND f.faults <> '{}');
                UPDATE par_load_value v SET good = false WHERE v.n = first_n;
            END IF;
        END;
    END LOOP;

    -- Why rows stay.
    IF n_csv IS NOT NULL AND EXISTS (SELECT FROM par_load_value v WHERE NOT v.good) THEN
        EXECUTE (SELECT format('INSERT INTO par_load_raw SELECT r.* FROM (%s) r WHERE r.row_no IN (SELECT v.row_no FROM par_load_value v WHERE NOT v.good)', s.raw) FROM par_load_source s);
    END IF;
    INSERT INTO load_note (load_id, sheet, row_no, column_no, field, value, outcome, reason, message_en, message_vi)
    SELECT a_load, v.sheet, v.row_no, c.column_no, nullif(f.field, ''), substr(to_jsonb(r) ->> ('f_' || f.field), CASE WHEN from_csv THEN 1 ELSE 2 END), 'rejected', f.reason,
           coalesce(l.en, f.said ->> 1, f.reason),
           coalesce(l.vi, CASE WHEN (f.said ->> 2) ~ '[À-ỹđĐ]' THEN split_part(f.said ->> 2, E'\n', 1) END, 'máy chủ từ chối: ' || coalesce(f.said ->> 1, f.reason))
    FROM par_load_value v
         CROSS JOIN LATERAL unnest(v.faults) WITH ORDINALITY AS u (fault, ord)
         CROSS JOIN LATERAL (SELECT split_part(u.fault, ':', 1) AS field, split_part(u.fault, ':', 2) AS reason,
                                    CASE WHEN u.fault LIKE ':said:%' THEN substr(u.fault, 7)::jsonb END AS said) AS g
         -- of a fault that the tables name, only a wide form tells the column
         LEFT JOIN LATERAL (SELECT k.oid, (SELECT c.field FROM par_load_column c JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = c.attname
                                           WHERE a.attnum = ANY (k.conkey) ORDER BY c.position DESC LIMIT 1) AS field
                            FROM pg_constraint k WHERE k.conname = g.said ->> 0 AND k.connamespace = (SELECT relnamespace FROM pg_class WHERE pg_class.oid = home) LIMIT 1) o ON true
         CROSS JOIN LATERAL (SELECT CASE WHEN g.said IS NOT NULL AND v.column_no IS NOT NULL THEN 'answer' WHEN g.said IS NOT NULL THEN o.field ELSE replace(g.field, 'key', '') END AS field, g.said,
                                    CASE g.reason WHEN 'said' THEN coalesce(nullif(g.said ->> 0, ''), 'refused') WHEN 'constraint' THEN split_part(u.fault, ':', 3) ELSE g.reason END AS reason,
                                    CASE WHEN g.reason IN ('said', 'constraint') AND g.said ->> 0 IS DISTINCT FROM 'several_rows' THEN 'constraint' ELSE 'load_reason' END AS kind) AS f
         JOIN par_load_raw r ON r.m = v.m
         LEFT JOIN LATERAL (SELECT coalesce(CASE WHEN f.field IN ('answer', 'question') THEN v.column_no END, min(h.column_no)) AS column_no FROM par_load_head h WHERE h.sheet = v.sheet AND h.field = f.field) c ON true
         LEFT JOIN label l ON l.code = f.reason AND l.kind = f.kind
    WHERE NOT v.good
    ORDER BY v.n, v.m, u.ord;

    -- What is loaded leaves the sheet; what stays keeps its header, and what it had
    -- from rows above.
    IF from_csv THEN
        EXECUTE format('INSERT INTO sheet_cell (load_id, sheet, row_no, column_no, kind, value)
                        SELECT %L, ''csv'', c.row_no, u.column_no, ''text'', u.value
                        FROM par_load_csv c, unnest(ARRAY[%s]) WITH ORDINALITY AS u (value, column_no)
                        WHERE u.value <> '''' AND EXISTS (SELECT FROM par_load_value WHERE NOT good)
                          AND (c.row_no <= (SELECT max(last_row) FROM par_load_head) OR c.row_no IN (SELECT v.row_no FROM par_load_value v WHERE NOT v.good))', a_load, csv_columns);
    ELSIF EXISTS (SELECT FROM par_load_value WHERE NOT good) THEN
        FOR item IN SELECT DISTINCT h.field FROM par_load_head h JOIN par_load_used u ON u.field = h.field WHERE h.question IS NULL AND u.type <> 'agencies' LOOP
            EXECUTE format('INSERT INTO sheet_cell (load_id, sheet, row_no, column_no, kind, value)
                            SELECT DISTINCT ON (r.sheet, r.row_no) %L::bigint, r.sheet, r.row_no, h.column_no,
                                   CASE left(r.f_%s, 1) WHEN ''t'' THEN ''text'' WHEN ''d'' THEN ''date'' WHEN ''b'' THEN ''boolean'' WHEN ''e'' THEN ''error'' ELSE ''number'' END, substr(r.f_%2$s, 2)
                            FROM par_load_raw r JOIN par_load_value v ON v.m = r.m AND NOT v.good JOIN par_load_head h ON h.sheet = r.sheet AND h.field = %L AND h.question IS NULL
                            WHERE r.f_%2$s IS NOT NULL ON CONFLICT DO NOTHING', a_load, item.field, item.field);
        END LOOP;
        DELETE FROM sheet_cell c USING par_load_raw r
        WHERE c.load_id = a_load AND c.sheet = r.sheet AND c.row_no = r.row_no AND r.skipped IS DISTINCT FROM 'section'
          AND NOT EXISTS (SELECT FROM par_load_value v WHERE v.n = r.n AND NOT v.good);
    ELSE
        DELETE FROM sheet_cell c WHERE c.load_id = a_load AND c.sheet IN (SELECT h.sheet FROM par_load_head h);
    END IF;

    -- A row of the sheet is one of the table, but for lists and wide forms.
    one_each := (SELECT count(*) FROM par_load_plan) = 1 AND (from_csv OR NOT EXISTS (SELECT FROM par_load_raw r WHERE r.n <> r.m));
    EXECUTE format('UPDATE sheet_load s
                    SET kind = %L, loaded_at = clock_timestamp(), undone_at = NULL, n_read = t.n_read, n_loaded = t.n_loaded, n_changed = t.n_changed,
                        n_same = t.n_same, n_rejected = t.n_rejected, n_skipped = t.n_skipped
                    FROM (SELECT %6$s AS n_read, %7$s AS n_skipped,
                                 (SELECT count(%4$s) FROM par_load_value WHERE NOT good) AS n_rejected,
                                 count(*) FILTER (WHERE d.is_new) + %5$s AS n_loaded, count(*) FILTER (WHERE d.is_changed AND NOT d.is_new) AS n_changed, count(*) FILTER (WHERE NOT d.is_changed AND NOT d.is_new) AS n_same
                          FROM (%2$s) d) t
                    WHERE s.id = %3$L', a_kind,
                   (SELECT CASE WHEN one_each THEN format('SELECT par_status = ''new'' AS is_new, par_status = ''changed'' AS is_changed FROM %s', min(p.stage))
                                ELSE format('SELECT bool_or(par_status = ''new'') AS is_new, bool_or(par_status = ''changed'') AS is_changed FROM (%s) a GROUP BY par_n',
                                            string_agg(format('SELECT par_n, par_status FROM %s', p.stage), ' UNION ALL ')) END
                    FROM par_load_plan p), a_load, CASE WHEN one_each THEN '*' ELSE 'DISTINCT n' END, n_first,
                   coalesce(n_csv::text, format('(SELECT count(%s) FROM par_load_raw)', CASE WHEN one_each THEN '*' ELSE 'DISTINCT n' END)),
                   coalesce(n_csv_skipped::text, format('(SELECT count(%s) FROM par_load_raw WHERE skipped IS NOT NULL)', CASE WHEN one_each THEN '*' ELSE 'DISTINCT n' END)));
    SELECT s.* INTO item FROM sheet_load s WHERE s.id = a_load;
    RAISE NOTICE 'load % of "%": % read = % loaded + % changed + % same + % rejected + % skipped', a_load, a_file, item.n_read, item.n_loaded, item.n_changed, item.n_same, item.n_rejected, item.n_skipped;
    RETURN a_load;
END
$body$;

-- Takes the rows of a file that was read; those that cannot be taken stay, and
-- load_fault says why.  What has gone in before is the same or changed, never
-- double.
CREATE OR REPLACE PROCEDURE @schema@.load_sheet(file text, kind text, sheet text DEFAULT NULL, fill_down text[] DEFAULT '{}', constants jsonb DEFAULT '{}')
LANGUAGE sql
AS $sql$
    SELECT @schema@.load_run(@extschema@.table_of(NULL::@schema@.setting), file, kind, sheet, fill_down, constants, false);
$sql$;

-- What a load did, taken back: rows that it made go, rows that it changed are as
-- they were.
CREATE OR REPLACE FUNCTION @schema@.undo_run(home oid, a_load bigint, even_if_changed boolean) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, DMY'
SET jit = off
AS $body$
DECLARE
    did record;
    name text;
    same_key text;
    sets text;
    hanging record;
    touched text;
    n bigint;
    n_gone bigint := 0;
    n_back bigint := 0;
BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = home)), true);
    SELECT s.*, k.relations INTO did FROM sheet_load s LEFT JOIN load_kind k ON k.code = s.kind WHERE s.id = a_load FOR UPDATE OF s;
    IF NOT FOUND OR did.loaded_at IS NULL THEN
        RAISE EXCEPTION 'there is no load %', a_load USING ERRCODE = 'invalid_parameter_value', HINT = 'Table sheet_load lists them.';
    ELSIF did.undone_at IS NOT NULL THEN
        RAISE EXCEPTION 'load % was undone already', a_load USING ERRCODE = 'object_not_in_prerequisite_state';
    ELSIF did.loaded_by <> current_user THEN
        -- What it did is written down by whoever loaded, and undone with his rights.
        RAISE EXCEPTION 'load % is that of %', a_load, quote_ident(did.loaded_by)
            USING ERRCODE = 'insufficient_privilege', HINT = format('SET ROLE %I.', did.loaded_by);
    END IF;
    FOR name IN SELECT r.name FROM unnest(did.relations) WITH ORDINALITY AS r (name, ord) ORDER BY r.ord DESC LOOP
        SELECT string_agg(format('e.%I %s (c.key ->> %L)::%s', a.attname, CASE WHEN a.attnotnull THEN '=' ELSE 'IS NOT DISTINCT FROM' END, a.attname, format_type(a.atttypid, a.atttypmod)), ' AND ')
        INTO same_key
        FROM pg_attribute a
        WHERE a.attrelid = to_regclass(quote_ident(name)) AND a.attname IN (SELECT jsonb_object_keys(k.key) FROM (SELECT l.key FROM load_change l WHERE l.load_id = a_load AND l.relation = name LIMIT 1) k);
        CONTINUE WHEN same_key IS NULL;
        IF NOT even_if_changed THEN
            EXECUTE format('SELECT string_agg(t.key, ''; ''), max(t.n) FROM (SELECT c.key::text AS key, count(*) OVER () AS n FROM load_change c JOIN %I e ON %s WHERE c.load_id = $1 AND c.relation = %L AND %s <> c.after LIMIT 5) t', name, same_key, name, format(load_print(name), 'e'))
            INTO touched, n USING a_load;
            IF touched IS NOT NULL THEN
                RAISE EXCEPTION '% rows of table "%" have changed since load %', n, name, a_load
                    USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = touched, HINT = 'undo_load(..., even_if_changed => true) takes them back all the same.';
            END IF;
        END IF;
        -- Rows that would go with those that this load made, and are not its own.
        FOR hanging IN
            SELECT o.conrelid::regclass AS relation, string_agg(format('h.%I = e.%I', a.attname, b.attname), ' AND ') AS on_key
            FROM pg_constraint o CROSS JOIN LATERAL unnest(o.conkey, o.confkey) AS k (own, other)
                 JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.own JOIN pg_attribute b ON b.attrelid = o.confrelid AND b.attnum = k.other
            WHERE o.contype = 'f' AND o.confrelid = to_regclass(quote_ident(name)) AND o.confdeltype = 'c' GROUP BY o.oid, o.conrelid
        LOOP
            EXECUTE format('SELECT count(*) FROM load_change c JOIN %I e ON %s JOIN %s h ON %s WHERE c.load_id = $1 AND c.relation = %L AND c.old IS NULL', name, same_key, hanging.relation, hanging.on_key, name) INTO n USING a_load;
            IF n > 0 THEN
                RAISE EXCEPTION '% rows of table "%" hang on rows that load % made in table "%"', n, hanging.relation, a_load, name
                    USING ERRCODE = 'dependent_objects_still_exist', HINT = 'Undo the later loads first.';
            END IF;
        END LOOP;
        EXECUTE format('DELETE FROM %I e USING load_change c WHERE c.load_id = $1 AND c.relation = %L AND c.old IS NULL AND %s', name, name, same_key) USING a_load;
        GET DIAGNOSTICS n = ROW_COUNT;
        n_gone := n_gone + n;
        SELECT string_agg(format('%I = o.%1$I', a.attname), ', ') INTO sets
        FROM pg_attribute a WHERE a.attrelid = to_regclass(quote_ident(name)) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = '';
        EXECUTE format('UPDATE %I e SET %s FROM load_change c, LATERAL jsonb_populate_record(NULL::%1$I, c.old) o WHERE c.load_id = $1 AND c.relation = %3$L AND c.old IS NOT NULL AND %4$s', name, sets, name, same_key) USING a_load;
        GET DIAGNOSTICS n = ROW_COUNT;
        n_back := n_back + n;
    END LOOP;
    UPDATE sheet_load s SET undone_at = clock_timestamp() WHERE s.id = a_load;
    DELETE FROM load_change l WHERE l.load_id = a_load;
    RAISE NOTICE 'load % of "%" is undone: % rows deleted, % as they were before', a_load, did.file, n_gone, n_back;
    RETURN n_gone + n_back;
END
$body$;

CREATE OR REPLACE PROCEDURE @schema@.undo_load(load_id bigint, even_if_changed boolean DEFAULT false)
LANGUAGE sql
AS $sql$
    SELECT @schema@.undo_run(@extschema@.table_of(NULL::@schema@.setting), load_id, even_if_changed);
$sql$;

-- The latest reading of each file that the caller sees: what a function reads follows
-- the caller's row policies on 14, too, where a view's tables follow its owner's.
CREATE OR REPLACE FUNCTION @schema@.visible_loads() RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT coalesce(array_agg(l.id), '{}') FROM (SELECT max(o.id) AS id FROM @schema@.sheet_load o GROUP BY o.file) l;
$sql$;

-- Rows that were not taken, as they are sent back to whoever typed them.
CREATE OR REPLACE VIEW @schema@.load_fault AS
SELECT s.id AS load_id, s.file, s.kind, n.sheet, n.row_no, n.column_no, n.field, n.value, n.outcome, n.reason, n.message_en, n.message_vi
FROM @schema@.sheet_load s JOIN @schema@.load_note n ON n.load_id = s.id
WHERE s.id IN (SELECT unnest(@schema@.visible_loads()));
