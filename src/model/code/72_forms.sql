-- ---------------------------------------------------------------------------
-- Checks at entry
-- ---------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION @schema@.report_item_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, form text, item text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH RECURSIVE above (form, code, parent) AS (
        SELECT i.form, i.code, i.parent FROM @schema@.report_item i WHERE i.parent IS NOT NULL
        UNION
        SELECT a.form, a.code, i.parent FROM above a JOIN @schema@.report_item i ON i.form = a.form AND i.code = a.parent WHERE i.parent IS NOT NULL
    )
    SELECT 'report_item_is_not_part_of_itself', format('%s/%s', a.form, a.code),
           format('item %s of form "%s" is part of itself', a.code, a.form), format('mục %s của biểu "%s" là một phần của chính nó', a.code, a.form),
           'The parent is the item above it; leave it NULL at the top.', a.form, a.code
    FROM above a WHERE a.parent = a.code
    UNION ALL
    SELECT f.fault, format('%s/%s', i.form, i.code),
           CASE f.fault
               WHEN 'report_item_ratio_has_both_parts' THEN format('item %s of form "%s" is a ratio without a %s item', i.code, i.form, CASE WHEN i.denominator IS NULL THEN 'denominator' ELSE 'numerator' END)
               WHEN 'report_item_parts_are_of_a_ratio' THEN format('item %s of form "%s" is a %s and has a numerator or denominator item', i.code, i.form, i.kind)
               WHEN 'report_item_ratio_is_of_figures' THEN format('item %s of form "%s" is a ratio of what is no count or amount', i.code, i.form)
               WHEN 'report_item_measure_is_counted' THEN format('measure "%s" of item %s of form "%s" is observed', i.measure, i.code, i.form)
               ELSE format('item %s of form "%s" is a %s, and its observed measure "%s" is %s', i.code, i.form, i.kind, i.observed, CASE WHEN o.source <> 'observed' THEN 'counted from rows' ELSE 'a ' || o.unit END) END,
           CASE f.fault
               WHEN 'report_item_ratio_has_both_parts' THEN format('mục %s của biểu "%s" là tỷ lệ nhưng thiếu mục %s', i.code, i.form, CASE WHEN i.denominator IS NULL THEN 'mẫu số' ELSE 'tử số' END)
               WHEN 'report_item_parts_are_of_a_ratio' THEN format('mục %s của biểu "%s" không phải là tỷ lệ nhưng có mục tử số, mẫu số', i.code, i.form)
               WHEN 'report_item_ratio_is_of_figures' THEN format('mục %s của biểu "%s" là tỷ lệ của mục không phải là số', i.code, i.form)
               WHEN 'report_item_measure_is_counted' THEN format('số đo "%s" của mục %s, biểu "%s" là số nhập tay', i.measure, i.code, i.form)
               ELSE format('mục %s của biểu "%s" không hợp với số đo nhập tay "%s"', i.code, i.form, i.observed) END,
           CASE f.fault
               WHEN 'report_item_ratio_has_both_parts' THEN 'Name the items of its numerator and denominator, or a measure that has both, or an observed one of unit "rate" or "percent".'
               WHEN 'report_item_parts_are_of_a_ratio' THEN 'Only a ratio has them.'
               WHEN 'report_item_ratio_is_of_figures' THEN 'Its numerator and denominator are items of kind "count" or "amount".'
               WHEN 'report_item_measure_is_counted' THEN 'An observed measure stands in column observed.'
               ELSE 'A count is observed by a measure of unit "count", an amount by one of "amount", a ratio by "percent" or, without its counts, "rate", a flag or code by "code", a text by "text".' END,
           i.form, i.code
    FROM @schema@.report_item i
         LEFT JOIN @schema@.measure m ON m.code = i.measure
         LEFT JOIN @schema@.measure o ON o.code = i.observed
         LEFT JOIN @schema@.report_item n ON n.form = i.form AND n.code = i.numerator
         LEFT JOIN @schema@.report_item d ON d.form = i.form AND d.code = i.denominator
         CROSS JOIN LATERAL (SELECT CASE
             WHEN i.kind <> 'ratio' AND (i.numerator IS NOT NULL OR i.denominator IS NOT NULL) THEN 'report_item_parts_are_of_a_ratio'
             WHEN i.kind = 'ratio' AND ((i.numerator IS NULL) <> (i.denominator IS NULL) OR i.numerator IS NULL AND i.measure IS NULL AND i.observed IS NULL) THEN 'report_item_ratio_has_both_parts'
             WHEN n.kind NOT IN ('count', 'amount') OR d.kind NOT IN ('count', 'amount') THEN 'report_item_ratio_is_of_figures'
             WHEN m.source = 'observed' THEN 'report_item_measure_is_counted'
             WHEN o.source <> 'observed' OR o.code IS NOT NULL AND o.unit <> ALL (CASE i.kind WHEN 'count' THEN '{count}' WHEN 'amount' THEN '{amount}' WHEN 'ratio' THEN '{percent,rate}'
                                                                       WHEN 'text' THEN '{text}' WHEN 'heading' THEN '{}' ELSE '{code}' END::text[]) THEN 'report_item_observed_is_of_its_kind' END AS fault) f
    WHERE f.fault IS NOT NULL;
$sql$;

CREATE OR REPLACE TRIGGER report_items_inserted AFTER INSERT ON @schema@.report_item REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('report_item_faults', 'form', 'item=code');

CREATE OR REPLACE TRIGGER report_items_updated AFTER UPDATE ON @schema@.report_item REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('report_item_faults', 'form', 'item=code');

-- ---------------------------------------------------------------------------
-- The cells
-- ---------------------------------------------------------------------------

-- A number as a form prints it: a whole one without decimals, at least so wide.
CREATE OR REPLACE FUNCTION @schema@.print_number(value numeric, digits integer, width integer, sign text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT CASE WHEN v.number = 0 OR length(v.text) >= print_number.width THEN v.text ELSE lpad(v.text, print_number.width, '0') END || print_number.sign
    FROM (SELECT r.number, @extschema@.format_number(r.number, CASE WHEN r.number = trunc(r.number) THEN 0 ELSE print_number.digits END) AS text
          FROM (SELECT round(print_number.value, print_number.digits) AS number) r) v;
$sql$;

-- The cells of forms in several periods, of one agency or with NULL of the whole
-- province, which is told to those who see all of it.  What is counted from rows
-- stands before what is typed, unless the item prefers that, and a ratio follows from
-- its parts where both are known; what was typed for it stays beside it.  A total that
-- nobody typed is the sum of its parts.
CREATE OR REPLACE FUNCTION @schema@.report_cells(forms text[], first_days date[], last_days date[], unit text)
RETURNS TABLE (form text, item text, period bigint, printed text, value numeric, numerator numeric, denominator numeric, source text,
               typed numeric, typed_text text, counted numeric, note text, n_observations bigint)
LANGUAGE sql STABLE
AS $sql$
    WITH seen AS MATERIALIZED (
        SELECT a.id, a.level FROM @schema@.agency a
        WHERE CASE WHEN report_cells.unit IS NULL THEN (SELECT @schema@.sees_all_agencies()) ELSE a.code = report_cells.unit END
    ), wanted AS MATERIALIZED (
        SELECT i.*, f.none_text, f.nothing_text, m.unit AS measure_unit, o.unit AS observed_unit
        FROM @schema@.report_item i
             JOIN @schema@.report_form f ON f.code = i.form
             LEFT JOIN @schema@.measure m ON m.code = i.measure
             LEFT JOIN @schema@.measure o ON o.code = i.observed
        WHERE i.form = ANY (report_cells.forms)
    ), figure AS MATERIALIZED (
        SELECT f.period, f.measure, s.level, f.numerator, f.denominator
        FROM @schema@.period_measures(report_cells.first_days, report_cells.last_days, NULL,
                                      ARRAY(SELECT DISTINCT w.measure FROM wanted w WHERE report_cells.unit IS NOT NULL OR w.measure NOT IN (SELECT @schema@.province_only()))) f
             JOIN seen s ON s.id = f.agency_id
        -- a form of typed figures alone asks no source
        WHERE (SELECT count(w.measure) > 0 FROM wanted w WHERE report_cells.unit IS NOT NULL OR w.measure NOT IN (SELECT @schema@.province_only()))
        UNION ALL
        SELECT p.period, p.measure, NULL, p.numerator, p.denominator
        FROM @schema@.province_figures(ARRAY(SELECT DISTINCT w.measure FROM wanted w WHERE w.measure IS NOT NULL), report_cells.first_days, report_cells.last_days) p
        WHERE report_cells.unit IS NULL AND EXISTS (SELECT FROM seen) AND (SELECT count(*) > 0 FROM wanted w WHERE w.measure IN (SELECT @schema@.province_only()))
        UNION ALL
        SELECT v.period, v.measure, s.level, v.numerator, v.denominator
        FROM seen s
             CROSS JOIN LATERAL @schema@.service_figures(ARRAY(SELECT DISTINCT w.measure FROM wanted w WHERE w.measure LIKE 'service.%'), report_cells.first_days, report_cells.last_days, s.id) v
        WHERE report_cells.unit IS NOT NULL AND (SELECT count(*) > 0 FROM wanted w WHERE w.measure LIKE 'service.%')
    ), counted AS (
        SELECT f.period, w.form, w.code, sum(f.numerator) AS numerator, sum(f.denominator) AS denominator
        FROM wanted w JOIN figure f ON f.measure = w.measure AND (w.level IS NULL OR f.level = w.level)
        GROUP BY f.period, w.form, w.code
    ), typed AS MATERIALIZED (
        SELECT o.period, o.measure, sum(o.n)::bigint AS n, sum(o.n_figures) > 0 AS has_figure,
               CASE WHEN o.unit NOT IN ('rate', 'code') OR count(o.numerator) = 1 AND sum(o.n_figures) = 1 OR o.unit = 'code' AND min(o.numerator) = max(o.numerator) THEN
                   CASE WHEN o.unit = 'code' THEN max(o.numerator) ELSE sum(o.numerator) END END AS numerator,
               sum(o.denominator) AS denominator,
               CASE WHEN count(*) = 1 THEN max(o.value_text) WHEN o.unit = 'text' THEN string_agg(o.value_text, '; ' ORDER BY o.agency_id) END AS value_text,
               string_agg(o.note, '; ' ORDER BY o.agency_id) AS note
        FROM @schema@.observed_figures(report_cells.first_days, report_cells.last_days, ARRAY(SELECT DISTINCT w.observed FROM wanted w WHERE w.observed IS NOT NULL)) o
             JOIN seen s ON s.id = o.agency_id
        GROUP BY o.period, o.measure, o.unit
    ), own AS MATERIALIZED (
        SELECT p.period, w.form, w.code, w.kind, w.numerator AS numerator_item, w.denominator AS denominator_item, w.digits, w.width, w.sign, w.as_fraction, w.none_text, w.nothing_text,
               c.form IS NOT NULL AND (w.prefer = 'rows' OR t.n IS NULL OR t.numerator IS NULL AND t.has_figure) AS is_counted, c.numerator AS counted_numerator, c.denominator AS counted_denominator,
               CASE w.part WHEN 'numerator' THEN c.numerator WHEN 'denominator' THEN c.denominator ELSE @schema@.in_unit(w.measure_unit, c.numerator, c.denominator) END AS counted,
               w.level IS NOT NULL AND NOT EXISTS (SELECT FROM seen s WHERE s.level = w.level) AND report_cells.unit IS NOT NULL AS is_of_others,
               t.n, t.numerator IS NULL AND t.has_figure AS is_undecided, t.numerator AS typed_numerator, t.denominator AS typed_denominator, @schema@.in_unit(w.observed_unit, t.numerator, t.denominator) AS typed, t.value_text, t.note
        FROM wanted w
             CROSS JOIN (SELECT g.period FROM generate_series(1, cardinality(report_cells.first_days)::bigint) g (period)) p
             LEFT JOIN counted c ON c.period = p.period AND c.form = w.form AND c.code = w.code
             LEFT JOIN typed t ON t.period = p.period AND t.measure = w.observed
    ), parts AS (
        SELECT o.period, y.form, y.item AS code, sum(o.known * t.factor) AS value
        FROM @schema@.report_identity y
             JOIN @schema@.report_term t ON t.form = y.form AND t.identity = y.code
             JOIN (SELECT o.period, o.form, o.code, CASE WHEN o.is_counted THEN o.counted WHEN o.n IS NOT NULL AND NOT o.is_undecided THEN coalesce(o.typed, 0) END AS known, o.typed IS NOT NULL OR o.is_counted AS figure FROM own o) o
               ON o.form = t.term_form AND o.code = t.item
        WHERE y.kind = 'sum' AND t.term_form = y.form AND y.form = ANY (report_cells.forms)
        GROUP BY o.period, y.form, y.item, y.code
        HAVING count(*) = count(o.known) AND bool_or(o.figure)
           AND count(*) = (SELECT count(*) FROM @schema@.report_term t WHERE t.form = y.form AND t.identity = y.code)
    ), total AS (
        SELECT o.*, s.value AS sum_of_parts,
               CASE WHEN o.is_counted THEN o.counted WHEN o.n IS NOT NULL THEN o.typed ELSE s.value END AS known
        FROM own o LEFT JOIN (SELECT s.period, s.form, s.code, min(s.value) AS value FROM parts s GROUP BY s.period, s.form, s.code) s
                   ON s.period = o.period AND s.form = o.form AND s.code = o.code
    ), cell AS (
        SELECT o.*, r.numerator, r.denominator, r.source,
               CASE r.source WHEN 'derived' THEN CASE o.kind WHEN 'ratio' THEN @extschema@.pct(r.numerator, r.denominator, 12) ELSE o.sum_of_parts END
                             WHEN 'rows' THEN o.counted WHEN 'observed' THEN o.typed END AS value
        FROM total o
             LEFT JOIN total n ON n.period = o.period AND n.form = o.form AND n.code = o.numerator_item
             LEFT JOIN total d ON d.period = o.period AND d.form = o.form AND d.code = o.denominator_item
             CROSS JOIN LATERAL (SELECT CASE WHEN o.kind = 'heading' THEN NULL
                                             WHEN o.kind = 'ratio' AND n.known IS NOT NULL AND d.known IS NOT NULL THEN 'derived'
                                             WHEN o.is_counted THEN 'rows'
                                             WHEN o.is_undecided THEN 'undecided'
                                             WHEN o.n IS NOT NULL THEN 'observed'
                                             WHEN o.sum_of_parts IS NOT NULL THEN 'derived'
                                             WHEN o.is_of_others THEN 'not_applicable'
                                             ELSE 'missing' END AS source) w
             CROSS JOIN LATERAL (SELECT w.source,
                                        CASE w.source WHEN 'derived' THEN n.known WHEN 'rows' THEN CASE o.kind WHEN 'ratio' THEN o.counted_numerator END WHEN 'observed' THEN CASE WHEN o.typed_denominator IS NOT NULL THEN o.typed_numerator END END AS numerator,
                                        CASE w.source WHEN 'derived' THEN d.known WHEN 'rows' THEN CASE o.kind WHEN 'ratio' THEN o.counted_denominator END WHEN 'observed' THEN o.typed_denominator END AS denominator) r
    )
    SELECT c.form, c.code, c.period,
           CASE WHEN c.source IS NULL OR c.source IN ('missing', 'not_applicable', 'undecided') THEN ''
                WHEN c.kind = 'text' THEN coalesce(c.value_text, c.none_text)
                WHEN c.as_fraction AND c.denominator IS NOT NULL THEN @schema@.print_number(c.numerator, 0, c.width, '') || '/' || @schema@.print_number(c.denominator, 0, c.width, '')
                WHEN c.numerator = 0 AND c.denominator = 0 THEN c.nothing_text
                WHEN c.kind = 'ratio' AND c.denominator <> 0 THEN @schema@.print_number(@extschema@.pct(c.numerator, c.denominator, c.digits), c.digits, c.width, c.sign)
                WHEN c.value IS NOT NULL THEN @schema@.print_number(c.value, c.digits, c.width, c.sign)
                WHEN c.source = 'observed' THEN coalesce(c.value_text, c.none_text)
                ELSE c.none_text END,
           c.value, c.numerator, c.denominator, c.source, c.typed, c.value_text, c.counted, c.note, c.n
    FROM cell c;
$sql$;

-- A form as it is printed, of any period and any agency or, without one, the whole
-- province.
CREATE OR REPLACE FUNCTION @schema@.report_table(form text, first_day date, last_day date, unit text DEFAULT NULL)
RETURNS TABLE (number text, title text, printed text, value numeric, numerator numeric, denominator numeric, source text, source_vi text, note text,
               title_en text, kind text, unit_of_value text, item text, parent text, measure text, ord integer)
LANGUAGE sql STABLE
AS $sql$
    WITH asked AS MATERIALIZED (
        SELECT CASE WHEN NOT EXISTS (SELECT FROM @schema@.report_form f WHERE f.code = report_table.form)
                    THEN @schema@.refuse(format('there is no form "%s"', report_table.form), format('The forms are %s.', coalesce((SELECT string_agg(f.code, ', ' ORDER BY f.position, f.code) FROM @schema@.report_form f), 'not added yet: CALL @extschema@.add_forms')))
                    WHEN report_table.unit IS NOT NULL AND NOT EXISTS (SELECT FROM @schema@.agency a WHERE a.code = report_table.unit)
                    THEN @schema@.refuse(format('there is no agency "%s"', report_table.unit), 'Give the code of an agency, or NULL for the whole province.')
                    WHEN (report_table.first_day <= report_table.last_day) IS NOT TRUE
                    THEN @schema@.refuse(format('a period from %s to %s', coalesce(to_char(report_table.first_day, 'YYYY-MM-DD'), 'NULL'), coalesce(to_char(report_table.last_day, 'YYYY-MM-DD'), 'NULL')), 'It begins before it ends.')
                    WHEN report_table.unit IS NULL AND NOT @schema@.sees_all_agencies()
                    THEN @schema@.refuse('the whole province is told to those who see all its agencies', 'Name an agency.') END AS refused
    )
    SELECT r.*
    FROM (SELECT i.number, i.vi, c.printed, c.value, c.numerator, c.denominator, c.source, l.vi, c.note, i.en, i.kind, i.unit, i.code, i.parent,
                 CASE c.source WHEN 'rows' THEN i.measure WHEN 'observed' THEN i.observed END, i.position
          FROM @schema@.report_cells(ARRAY[report_table.form], ARRAY[report_table.first_day], ARRAY[report_table.last_day], report_table.unit) c
               JOIN @schema@.report_item i ON i.form = c.form AND i.code = c.item
               LEFT JOIN @schema@.label l ON l.kind = 'cell_source' AND l.code = c.source
          WHERE i.printed
          UNION ALL
          -- The targets of the year in which the period ends, which are the province's.
          SELECT CASE WHEN v.verdict THEN '' ELSE t.number::text END, CASE WHEN v.verdict THEN 'Đánh giá' ELSE t.title END, coalesce(v.printed, ''), NULL, NULL, NULL, s.source, l.vi, NULL,
                 CASE WHEN v.verdict THEN 'Verdict' ELSE t.title END, 'text', NULL, format(CASE WHEN v.verdict THEN 'target.%s.verdict' ELSE 'target.%s' END, t.number),
                 CASE WHEN v.verdict THEN format('target.%s', t.number) END, NULL, b.last + (dense_rank() OVER (ORDER BY t.number))::integer * 2 + v.verdict::integer
          FROM @schema@.report_form f
               CROSS JOIN (SELECT coalesce(max(i.position), 0) AS last FROM @schema@.report_item i WHERE i.form = report_table.form) b
               CROSS JOIN (SELECT extract(year FROM max(g.reporting_date)) AS year FROM @schema@.setting g) y
               JOIN @schema@.target t ON coalesce(t.year, y.year) = extract(year FROM report_table.last_day)
               CROSS JOIN LATERAL (VALUES (false, t.result_text), (true, t.office_verdict)) AS v (verdict, printed)
               CROSS JOIN LATERAL (SELECT CASE WHEN v.printed IS NULL THEN 'missing' ELSE 'rows' END AS source) s
               LEFT JOIN @schema@.label l ON l.kind = 'cell_source' AND l.code = s.source
          WHERE f.code = report_table.form AND f.lists_targets AND report_table.unit IS NULL) AS r (number, title, printed, value, numerator, denominator, source, source_vi, note, title_en, kind, unit_of_value, item, parent, measure, ord)
    WHERE (SELECT a.refused IS NULL FROM asked a)
    ORDER BY r.ord;
$sql$;

-- What does not add up in a form, or in all, with both sides: in every period of
-- which something was typed, or in one.  An identity of which a term is not
-- reported cannot be told; "no figure" is 0 beside others.  "100%" that is not all is a warning of its own, however
-- it is rounded.
CREATE OR REPLACE FUNCTION @schema@.report_faults(form text DEFAULT NULL, first_day date DEFAULT NULL, last_day date DEFAULT NULL, unit text DEFAULT NULL)
RETURNS TABLE (form_code text, item text, number text, title text, period_from date, period_to date, severity text, fault text,
               left_side text, right_side text, message_en text, message_vi text)
LANGUAGE sql STABLE
AS $sql$
    WITH asked AS MATERIALIZED (
        SELECT CASE WHEN report_faults.form IS NOT NULL AND NOT EXISTS (SELECT FROM @schema@.report_form f WHERE f.code = report_faults.form)
                    THEN @schema@.refuse(format('there is no form "%s"', report_faults.form), format('The forms are %s.', coalesce((SELECT string_agg(f.code, ', ' ORDER BY f.position, f.code) FROM @schema@.report_form f), 'not added yet: CALL @extschema@.add_forms')))
                    WHEN report_faults.unit IS NOT NULL AND NOT EXISTS (SELECT FROM @schema@.agency a WHERE a.code = report_faults.unit)
                    THEN @schema@.refuse(format('there is no agency "%s"', report_faults.unit), 'Give the code of an agency, or NULL for the whole province.')
                    WHEN (report_faults.first_day IS NULL) <> (report_faults.last_day IS NULL) OR report_faults.first_day > report_faults.last_day
                    THEN @schema@.refuse(format('a period from %s to %s', coalesce(to_char(report_faults.first_day, 'YYYY-MM-DD'), 'NULL'), coalesce(to_char(report_faults.last_day, 'YYYY-MM-DD'), 'NULL')), 'It begins before it ends; without both days all periods are asked of which something was typed.')
                    WHEN report_faults.unit IS NULL AND NOT @schema@.sees_all_agencies()
                    THEN @schema@.refuse('the whole province is told to those who see all its agencies', 'Name an agency.') END AS refused
    ), typed_period AS MATERIALIZED (
        SELECT DISTINCT i.form, o.first_day, o.last_day
        FROM @schema@.report_item i
             JOIN @schema@.observation o ON o.measure = i.observed
             JOIN @schema@.agency a ON a.id = o.agency_id
        WHERE (report_faults.form IS NULL OR i.form = report_faults.form) AND (report_faults.unit IS NULL OR a.code = report_faults.unit)
    ), own_period AS MATERIALIZED (
        SELECT t.form, t.first_day, t.last_day FROM typed_period t WHERE report_faults.first_day IS NULL
        UNION ALL
        SELECT f.code, report_faults.first_day, report_faults.last_day
        FROM @schema@.report_form f
        WHERE report_faults.first_day IS NOT NULL AND (report_faults.form IS NULL OR f.code = report_faults.form)
    ), with_before AS MATERIALIZED (
        SELECT o.*, b.first_day AS before_first, b.last_day AS before_last
        FROM own_period o
             LEFT JOIN LATERAL (SELECT t.first_day, t.last_day FROM typed_period t WHERE t.form = o.form AND t.last_day < o.first_day
                                ORDER BY t.last_day DESC, t.first_day DESC LIMIT 1) b ON true
    ), period AS MATERIALIZED (
        SELECT row_number() OVER (ORDER BY d.last_day, d.first_day) AS period, d.first_day, d.last_day
        FROM (SELECT w.first_day, w.last_day FROM with_before w UNION SELECT w.before_first, w.before_last FROM with_before w WHERE w.before_first IS NOT NULL) d
    ), cell AS MATERIALIZED (
        SELECT c.*, p.first_day, p.last_day, i.kind, i.number, i.vi, i.digits, i.width, i.sign, i.as_fraction, f.nothing_text
        FROM @schema@.report_cells(
                 ARRAY(SELECT o.form FROM own_period o UNION SELECT t.term_form FROM @schema@.report_term t JOIN own_period o ON o.form = t.form),
                 ARRAY(SELECT p.first_day FROM period p ORDER BY p.period), ARRAY(SELECT p.last_day FROM period p ORDER BY p.period), report_faults.unit) c
             JOIN period p ON p.period = c.period
             JOIN @schema@.report_item i ON i.form = c.form AND i.code = c.item
             JOIN @schema@.report_form f ON f.code = c.form
    ), term AS (
        SELECT y.form, y.code, y.kind, y.item, y.en, y.vi, w.first_day, w.last_day, count(*) AS n, count(v.value) AS n_known, count(v.figure) AS n_figures, sum(v.value * t.factor) AS value,
               string_agg(CASE WHEN t.factor < 0 THEN '- ' ELSE '+ ' END || v.printed, ' ' ORDER BY t.before DESC, t.factor DESC, v.position) AS spelled
        FROM with_before w
             JOIN @schema@.report_identity y ON y.form = w.form
             JOIN @schema@.report_term t ON t.form = y.form AND t.identity = y.code
             LEFT JOIN LATERAL (
                 SELECT CASE WHEN c.source = 'observed' AND c.value IS NULL AND y.kind = 'sum' THEN 0 ELSE c.value END AS value,
                        c.value AS figure, coalesce(nullif(c.printed, ''), '0') AS printed, i.position
                 FROM cell c JOIN @schema@.report_item i ON i.form = c.form AND i.code = c.item
                 WHERE c.form = t.term_form AND c.item = t.item
                   AND c.first_day = CASE WHEN t.before THEN w.before_first ELSE w.first_day END AND c.last_day = CASE WHEN t.before THEN w.before_last ELSE w.last_day END) v ON true
        GROUP BY y.form, y.code, y.kind, y.item, y.en, y.vi, w.first_day, w.last_day
    ), judged AS (
        -- Identities
        SELECT c.form, c.item, c.first_day, c.last_day, 'error' AS severity, t.kind AS fault,
               c.printed AS left_side, regexp_replace(t.spelled, '^\+ ', '') || CASE WHEN t.n > 1 THEN ' = ' || @schema@.print_number(t.value, c.digits, 1, '') ELSE '' END AS right_side,
               t.en AS said_en, t.vi AS said_vi
        FROM term t JOIN cell c ON c.form = t.form AND c.item = t.item AND c.first_day = t.first_day AND c.last_day = t.last_day
        WHERE t.n = t.n_known AND t.n_figures > 0 AND c.value IS NOT NULL
          AND CASE t.kind WHEN 'at_most' THEN c.value > t.value WHEN 'at_least' THEN c.value < t.value ELSE c.value <> t.value END
        UNION ALL
        -- Ratios as typed against their parts
        SELECT r.form, r.item, r.first_day, r.last_day, CASE r.fault WHEN 'ratio' THEN 'error' ELSE 'warning' END, r.fault, r.as_typed,
               @schema@.print_number(r.numerator, 0, 1, '') || '/' || @schema@.print_number(r.denominator, 0, 1, '') || CASE WHEN r.denominator <> 0 THEN ' = ' || r.printed ELSE '' END,
               CASE r.fault WHEN 'ratio' THEN 'The percentage does not follow from its counts' WHEN 'ratio_truncated' THEN 'The percentage is truncated, not rounded'
                            WHEN 'counted_otherwise' THEN 'The typed percentage is not what the rows come to'
                            WHEN 'full_but_not_all' THEN '100 % is printed, and not all are' ELSE 'Typed in another format than the form has' END,
               CASE r.fault WHEN 'ratio' THEN 'Tỷ lệ không khớp với số liệu gốc' WHEN 'ratio_truncated' THEN 'Tỷ lệ bị cắt bớt chữ số, không làm tròn'
                            WHEN 'counted_otherwise' THEN 'Tỷ lệ nhập tay khác kết quả tính từ dữ liệu'
                            WHEN 'full_but_not_all' THEN 'In 100% nhưng chưa đủ tất cả' ELSE 'Cách ghi khác định dạng của biểu' END
        FROM (SELECT c.*, y.as_typed, unnest(ARRAY[
                         CASE WHEN c.denominator = 0 THEN CASE WHEN y.typed_number IS NOT NULL AND y.as_typed <> c.nothing_text THEN 'ratio' END
                              WHEN y.typed_number IS NULL THEN CASE WHEN w.of_rows AND c.typed_text <> c.printed THEN 'counted_otherwise' END
                              WHEN y.mode IS NULL THEN CASE WHEN w.of_rows THEN 'counted_otherwise' ELSE 'ratio' END
                              WHEN y.mode = 'truncate' THEN 'ratio_truncated'
                              WHEN c.typed_text <> c.printed THEN 'printed_otherwise' END,
                         CASE WHEN c.denominator > c.numerator AND coalesce(y.typed_number, y.own_number) = 100 THEN 'full_but_not_all' END]) AS fault
              FROM cell c
                   CROSS JOIN LATERAL (SELECT c.source = 'rows' OR c.source = 'derived' AND EXISTS (
                                           SELECT FROM @schema@.report_item q JOIN cell p ON p.form = q.form AND p.item IN (q.numerator, q.denominator)
                                           WHERE q.form = c.form AND q.code = c.item AND p.first_day = c.first_day AND p.last_day = c.last_day AND p.source = 'rows') AS of_rows) w
                   CROSS JOIN LATERAL (SELECT coalesce(c.typed_text, @schema@.print_number(c.typed, c.digits, 1, '')) AS as_typed) x
                   CROSS JOIN LATERAL (SELECT x.as_typed, CASE WHEN @extschema@.is_number(x.as_typed) THEN @extschema@.parse_number(x.as_typed) END AS typed_number,
                                              CASE WHEN @extschema@.is_number(c.printed) THEN @extschema@.parse_number(c.printed) END AS own_number,
                                              CASE WHEN @extschema@.is_number(x.as_typed) AND c.denominator <> 0 THEN @extschema@.reproduces(c.numerator, c.denominator, x.as_typed) END AS mode) y
              WHERE c.kind = 'ratio' AND NOT c.as_fraction AND c.numerator IS NOT NULL AND c.denominator IS NOT NULL) r
        WHERE r.fault IS NOT NULL
        UNION ALL
        -- Figures as typed, and counted: whichever of the two stands
        SELECT c.form, c.item, c.first_day, c.last_day, 'warning', f.fault,
               CASE f.fault WHEN 'counted_otherwise' THEN coalesce(c.typed_text, @schema@.print_number(c.typed, c.digits, 1, '')) ELSE c.typed_text END,
               CASE WHEN f.fault = 'counted_otherwise' AND c.source = 'observed' THEN @schema@.print_number(c.counted, c.digits, c.width, c.sign) ELSE c.printed END,
               CASE f.fault WHEN 'counted_otherwise' THEN 'The typed figure is not what the rows come to' ELSE 'Typed in another format than the form has' END,
               CASE f.fault WHEN 'counted_otherwise' THEN 'Số nhập tay khác kết quả tính từ dữ liệu' ELSE 'Cách ghi khác định dạng của biểu' END
        FROM cell c
             CROSS JOIN LATERAL unnest(ARRAY[
                 -- also when no figure is what was typed
                 CASE WHEN c.source = 'rows' AND c.denominator IS NULL AND (c.typed <> c.counted OR c.typed IS NULL AND c.n_observations = 1 AND c.typed_text <> c.printed)
                        OR c.source = 'observed' AND (round(c.typed, c.digits) <> round(c.counted, c.digits) OR c.typed IS NULL AND c.counted <> 0) THEN 'counted_otherwise' END,
                 CASE WHEN c.source = 'observed' AND c.value IS NOT NULL AND c.kind <> 'text' AND c.typed_text <> c.printed THEN 'printed_otherwise' END]) AS f (fault)
        WHERE f.fault IS NOT NULL
    )
    SELECT j.form, j.item, i.number, i.vi, j.first_day, j.last_day, j.severity, j.fault, j.left_side, j.right_side,
           format('%s %s, %s..%s: %s: %s against %s', j.form, coalesce(nullif(i.number, ''), j.item), to_char(j.first_day, 'YYYY-MM-DD'), to_char(j.last_day, 'YYYY-MM-DD'), j.said_en, j.left_side, j.right_side),
           format('%s mục %s, %s - %s: %s: %s so với %s', j.form, coalesce(nullif(i.number, ''), j.item), to_char(j.first_day, 'DD/MM/YYYY'), to_char(j.last_day, 'DD/MM/YYYY'), j.said_vi, j.left_side, j.right_side)
    FROM judged j
         JOIN own_period o ON o.form = j.form AND o.first_day = j.first_day AND o.last_day = j.last_day
         JOIN @schema@.report_item i ON i.form = j.form AND i.code = j.item
         JOIN @schema@.report_form f ON f.code = j.form
    WHERE (SELECT q.refused IS NULL FROM asked q)
    ORDER BY f.position, i.position, j.last_day, j.fault;
$sql$;

-- The forms with one column a year, to be pasted: the year of the reporting date,
-- until that date, and the five before.
CREATE OR REPLACE VIEW @schema@.report_by_year AS
SELECT i.form, i.position, i.number, i.vi AS title, i.unit, p.year::bigint AS year,
       max(c.printed) FILTER (WHERE c.period = 1) AS five_years_before, max(c.printed) FILTER (WHERE c.period = 2) AS four_years_before,
       max(c.printed) FILTER (WHERE c.period = 3) AS three_years_before, max(c.printed) FILTER (WHERE c.period = 4) AS two_years_before,
       max(c.printed) FILTER (WHERE c.period = 5) AS one_year_before, max(c.printed) FILTER (WHERE c.period = 6) AS this_year, i.en AS title_en
FROM (SELECT extract(year FROM max(s.reporting_date))::integer AS year, max(s.reporting_date) AS last_day FROM @schema@.setting s) p
     CROSS JOIN LATERAL @schema@.report_cells(
         ARRAY(SELECT f.code FROM @schema@.report_form f),
         ARRAY(SELECT make_date(y, 1, 1) FROM generate_series(p.year - 5, p.year) y ORDER BY y),
         ARRAY(SELECT least(make_date(y, 12, 31), p.last_day) FROM generate_series(p.year - 5, p.year) y ORDER BY y), NULL) c
     JOIN @schema@.report_item i ON i.form = c.form AND i.code = c.item
WHERE i.printed
GROUP BY i.form, i.position, i.number, i.vi, i.en, i.unit, p.year;

-- ---------------------------------------------------------------------------
-- Targets by year, level and agency
-- ---------------------------------------------------------------------------

-- Every step with the figures of its year, until the reporting date: of the whole
-- province, of the agencies of its level, or of its agency; what is typed for a
-- target stands in the year of the target.  Names as in gates.  A figure of several
-- agencies is told to those who see them all.
CREATE OR REPLACE FUNCTION @schema@.target_steps()
RETURNS TABLE (id bigint, measures jsonb)
LANGUAGE sql STABLE
AS $sql$
    WITH step AS MATERIALIZED (
        SELECT s.id, s.target, s.year, s.level, s.agency_id, s.year = coalesce(t.year, d.year) AS is_final,
               CASE WHEN @extschema@.is_condition(s.condition) THEN @extschema@.condition_names(s.condition) END AS names
        FROM @schema@.target_step s
             JOIN @schema@.target t ON t.number = s.target
             CROSS JOIN (SELECT extract(year FROM max(g.reporting_date)) AS year FROM @schema@.setting g) d
    ), named AS MATERIALIZED (
        SELECT m.code, m.unit, n.name FROM @schema@.measure m CROSS JOIN LATERAL @schema@.gate_names(m.code) n
        WHERE n.name IN (SELECT unnest(s.names) FROM step s)
    ), period AS MATERIALIZED (
        SELECT row_number() OVER (ORDER BY y.year) AS period, y.year, make_date(y.year, 1, 1) AS first_day, least(make_date(y.year, 12, 31), d.reporting_date) AS last_day
        FROM (SELECT DISTINCT s.year FROM step s) y
             JOIN (SELECT max(g.reporting_date) AS reporting_date FROM @schema@.setting g) d ON make_date(y.year, 1, 1) <= d.reporting_date
    ), figure AS MATERIALIZED (
        SELECT p.year, f.measure, a.id AS agency_id, a.level, f.numerator, f.denominator
        FROM @schema@.period_measures(ARRAY(SELECT p.first_day FROM period p ORDER BY p.period), ARRAY(SELECT p.last_day FROM period p ORDER BY p.period), NULL, ARRAY(SELECT DISTINCT n.code FROM named n)) f
             JOIN period p ON p.period = f.period
             JOIN @schema@.agency a ON a.id = f.agency_id
    ), province AS MATERIALIZED (
        SELECT p.year, f.measure, f.numerator, f.denominator
        FROM @schema@.province_figures(ARRAY(SELECT DISTINCT n.code FROM named n), ARRAY(SELECT p.first_day FROM period p ORDER BY p.period), ARRAY(SELECT p.last_day FROM period p ORDER BY p.period)) f
             JOIN period p ON p.period = f.period
        WHERE (SELECT @schema@.sees_all_agencies())
    ), told AS (
        SELECT s.id, n.name, CASE WHEN n.unit NOT IN ('rate', 'code') OR count(*) = 1 THEN @schema@.in_unit(n.unit, sum(f.numerator), sum(f.denominator)) END AS value
        FROM step s
             JOIN named n ON n.name = ANY (s.names)
             JOIN figure f ON f.year = s.year AND f.measure = n.code
                          AND CASE WHEN s.agency_id IS NOT NULL THEN f.agency_id = s.agency_id
                                   ELSE (s.level IS NULL OR f.level = s.level) AND (SELECT @schema@.sees_all_agencies()) END
        WHERE s.agency_id IS NOT NULL OR s.level IS NOT NULL OR n.code NOT IN (SELECT p.measure FROM province p WHERE p.year = s.year)
        GROUP BY s.id, n.name, n.unit
        UNION ALL
        SELECT s.id, n.name, @schema@.in_unit(n.unit, p.numerator, p.denominator)
        FROM step s
             JOIN named n ON n.name = ANY (s.names)
             JOIN province p ON p.year = s.year AND p.measure = n.code
        WHERE s.agency_id IS NULL AND s.level IS NULL
    )
    SELECT s.id, coalesce((SELECT jsonb_object_agg(t.name, trim_scale(t.value)) FROM told t WHERE t.id = s.id AND t.value IS NOT NULL), '{}')
                 || coalesce((SELECT jsonb_object_agg(y.name, y.value) FROM @schema@.target_measure y
                              WHERE y.target = s.target AND s.is_final AND s.level IS NULL AND s.agency_id IS NULL AND y.value IS NOT NULL), '{}')
    FROM step s;
$sql$;

CREATE OR REPLACE VIEW @schema@.target_by_year AS
SELECT s.target::bigint AS number, t.plan, s.year::bigint AS year, s.level, v.vi AS level_vi, a.code AS agency_code, a.name AS agency, t.title,
       s.condition::text AS condition, nullif(m.measures, '{}')::text AS measures, e.attainment, l.vi AS attainment_vi, s.office_verdict, s.result_text
FROM @schema@.target_step s
     JOIN @schema@.target t ON t.number = s.target
     JOIN @schema@.target_steps() m ON m.id = s.id
     LEFT JOIN @schema@.agency a ON a.id = s.agency_id
     CROSS JOIN LATERAL (SELECT CASE WHEN @extschema@.is_condition(s.condition) THEN m.measures @@ s.condition END AS decided) d
     CROSS JOIN LATERAL (SELECT CASE d.decided WHEN true THEN 'met' WHEN false THEN 'not_met' ELSE 'no_data' END AS attainment) e
     LEFT JOIN @schema@.label l ON l.kind = 'attainment' AND l.code = e.attainment
     LEFT JOIN @schema@.label v ON v.kind = 'level' AND v.code = s.level
WHERE s.agency_id IS NULL OR s.agency_id IN (SELECT unnest(@schema@.visible_agencies()));

-- ---------------------------------------------------------------------------
-- Indices that others publish
-- ---------------------------------------------------------------------------

-- PAR INDEX, SIPAS, PAPI, PCI and others are observed measures of the code
-- index.NAME, their ranks of index.NAME.rank: a year beside the one before.  Of a
-- rank a smaller one is better, so that a change above 0 is a rise.
CREATE OR REPLACE VIEW @schema@.external_index AS
SELECT v.year, v.code, m.vi AS name, v.value, v.value - v.value_before AS value_change, v.rank, v.rank_before, v.rank_before - v.rank AS rank_change, v.origin, m.en AS name_en
FROM (SELECT y.*, CASE WHEN lag(y.year) OVER w = y.year - 1 THEN lag(y.value) OVER w END AS value_before,
             CASE WHEN lag(y.year) OVER w = y.year - 1 THEN lag(y.rank) OVER w END AS rank_before
      FROM (SELECT extract(year FROM o.first_day)::bigint AS year, regexp_replace(o.measure, '\.rank$', '') AS code,
                   max(trim_scale(o.numerator)) FILTER (WHERE o.measure NOT LIKE '%.rank') AS value,
                   max(o.numerator) FILTER (WHERE o.measure LIKE '%.rank')::bigint AS rank, max(o.origin) AS origin
            FROM @schema@.observation o
            WHERE o.measure LIKE 'index.%' AND o.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
            GROUP BY 1, 2) y
      WINDOW w AS (PARTITION BY y.code ORDER BY y.year)) v
     JOIN @schema@.measure m ON m.code = v.code;
