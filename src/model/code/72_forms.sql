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

-- Figures of the measures that are asked for, and of no others: a source of which
-- none is asked for is not read.
CREATE OR REPLACE FUNCTION @schema@.measure_figures(measures text[], first_days date[], last_days date[])
RETURNS TABLE (period bigint, measure text, agency_id bigint, numerator numeric, denominator numeric)
LANGUAGE sql STABLE
AS $sql$
    WITH asked AS MATERIALIZED (
        SELECT m.code, m.source, m.unit, m.of_view, m.tableoid AS home FROM @schema@.measure m WHERE m.code = ANY (measure_figures.measures)
    ), f AS (
        SELECT d.* FROM @schema@.dossier_measures(CASE WHEN EXISTS (SELECT FROM asked WHERE source = 'dossier') THEN measure_figures.first_days ELSE '{}' END, measure_figures.last_days) d
        WHERE d.period <= cardinality(measure_figures.first_days)
        UNION ALL
        SELECT s.* FROM @schema@.survey_measures(CASE WHEN EXISTS (SELECT FROM asked WHERE source = 'survey') THEN measure_figures.first_days ELSE '{}' END, measure_figures.last_days) s
        UNION ALL
        SELECT t.* FROM @schema@.task_measures(CASE WHEN EXISTS (SELECT FROM asked WHERE source = 'task') THEN measure_figures.first_days ELSE '{}' END, measure_figures.last_days) t
        UNION ALL
        SELECT o.period, o.measure, o.agency_id, o.numerator, o.denominator
        FROM @schema@.observed_figures(measure_figures.first_days, measure_figures.last_days, ARRAY(SELECT code FROM asked WHERE source = 'observed')) o
        WHERE o.numerator IS NOT NULL
        UNION ALL
        SELECT v.period, m.code, v.agency_id, v.numerator, CASE WHEN m.unit = 'percent' THEN v.denominator END
        FROM asked m CROSS JOIN LATERAL @schema@.view_measure(m.of_view, m.home, measure_figures.first_days, measure_figures.last_days) v
        WHERE m.source = 'view' AND v.numerator IS NOT NULL
    )
    SELECT f.period, f.measure, f.agency_id, f.numerator, f.denominator FROM f WHERE f.measure = ANY (measure_figures.measures);
$sql$;

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
-- stands before what is typed, and a ratio follows from its parts where both are
-- known; what was typed for it stays beside it.  A total that nobody typed is the
-- sum of its parts.
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
        FROM @schema@.measure_figures(ARRAY(SELECT DISTINCT w.measure FROM wanted w WHERE w.measure IS NOT NULL), report_cells.first_days, report_cells.last_days) f
             JOIN seen s ON s.id = f.agency_id
    ), counted AS (
        SELECT f.period, w.form, w.code, sum(f.numerator) AS numerator, sum(f.denominator) AS denominator
        FROM wanted w JOIN figure f ON f.measure = w.measure AND (w.level IS NULL OR f.level = w.level)
        GROUP BY f.period, w.form, w.code
    ), typed AS MATERIALIZED (
        SELECT o.period, o.measure, sum(o.n)::bigint AS n,
               CASE WHEN o.unit NOT IN ('rate', 'code') OR count(*) = 1 OR o.unit = 'code' AND min(o.numerator) = max(o.numerator) THEN
                   CASE WHEN o.unit = 'code' THEN max(o.numerator) ELSE sum(o.numerator) END END AS numerator,
               sum(o.denominator) AS denominator,
               CASE WHEN count(*) = 1 THEN max(o.value_text) WHEN o.unit = 'text' THEN string_agg(o.value_text, '; ' ORDER BY o.agency_id) END AS value_text,
               string_agg(o.note, '; ' ORDER BY o.agency_id) AS note
        FROM @schema@.observed_figures(report_cells.first_days, report_cells.last_days, ARRAY(SELECT DISTINCT w.observed FROM wanted w WHERE w.observed IS NOT NULL)) o
             JOIN seen s ON s.id = o.agency_id
        GROUP BY o.period, o.measure, o.unit
    ), own AS MATERIALIZED (
        SELECT p.period, w.form, w.code, w.kind, w.numerator AS numerator_item, w.denominator AS denominator_item, w.digits, w.width, w.sign, w.as_fraction, w.none_text, w.nothing_text,
               c.form IS NOT NULL AS is_counted, c.numerator AS counted_numerator, c.denominator AS counted_denominator,
               CASE w.part WHEN 'numerator' THEN c.numerator WHEN 'denominator' THEN c.denominator ELSE @schema@.in_unit(w.measure_unit, c.numerator, c.denominator) END AS counted,
               t.n, t.numerator AS typed_numerator, t.denominator AS typed_denominator, @schema@.in_unit(w.observed_unit, t.numerator, t.denominator) AS typed, t.value_text, t.note
        FROM wanted w
             CROSS JOIN (SELECT g.period FROM generate_series(1, cardinality(report_cells.first_days)::bigint) g (period)) p
             LEFT JOIN counted c ON c.period = p.period AND c.form = w.form AND c.code = w.code
             LEFT JOIN typed t ON t.period = p.period AND t.measure = w.observed
    ), parts AS (
        SELECT o.period, y.form, y.item AS code, sum(o.known * t.factor) AS value
        FROM @schema@.report_identity y
             JOIN @schema@.report_term t ON t.form = y.form AND t.identity = y.code
             JOIN (SELECT o.period, o.form, o.code, CASE WHEN o.is_counted THEN o.counted WHEN o.n IS NOT NULL THEN coalesce(o.typed, 0) END AS known, o.typed IS NOT NULL OR o.is_counted AS figure FROM own o) o
               ON o.form = t.term_form AND o.code = t.item
        WHERE y.kind = 'sum' AND y.form = ANY (report_cells.forms)
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
                                             WHEN o.n IS NOT NULL THEN 'observed'
                                             WHEN o.sum_of_parts IS NOT NULL THEN 'derived'
                                             ELSE 'missing' END AS source) w
             CROSS JOIN LATERAL (SELECT w.source,
                                        CASE w.source WHEN 'derived' THEN n.known WHEN 'rows' THEN CASE o.kind WHEN 'ratio' THEN o.counted_numerator END WHEN 'observed' THEN CASE o.kind WHEN 'ratio' THEN o.typed_numerator END END AS numerator,
                                        CASE w.source WHEN 'derived' THEN d.known WHEN 'rows' THEN CASE o.kind WHEN 'ratio' THEN o.counted_denominator END WHEN 'observed' THEN o.typed_denominator END AS denominator) r
    )
    SELECT c.form, c.code, c.period,
           CASE WHEN c.source = 'missing' THEN ''
                WHEN c.kind = 'text' THEN coalesce(c.value_text, c.none_text)
                WHEN c.as_fraction AND c.denominator IS NOT NULL THEN @schema@.print_number(c.numerator, 0, c.width, '') || '/' || @schema@.print_number(c.denominator, 0, c.width, '')
                WHEN c.numerator = 0 AND c.denominator = 0 THEN c.nothing_text
                WHEN c.kind = 'ratio' AND c.denominator <> 0 THEN @schema@.print_number(@extschema@.pct(c.numerator, c.denominator, c.digits), c.digits, c.width, c.sign)
                WHEN c.value IS NOT NULL THEN @schema@.print_number(c.value, c.digits, c.width, c.sign)
                WHEN c.source = 'observed' THEN coalesce(c.value_text, c.none_text)
                WHEN c.source IS NOT NULL THEN c.none_text END,
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
                    THEN @schema@.refuse(format('a period from %s to %s', coalesce(report_table.first_day::text, 'NULL'), coalesce(report_table.last_day::text, 'NULL')), 'It begins before it ends.')
                    WHEN report_table.unit IS NULL AND NOT @schema@.sees_all_agencies()
                    THEN @schema@.refuse('the whole province is told to those who see all its agencies', 'Name an agency.') END AS refused
    )
    SELECT i.number, i.vi, c.printed, c.value, c.numerator, c.denominator, c.source, l.vi, c.note, i.en, i.kind, i.unit, i.code, i.parent,
           CASE c.source WHEN 'rows' THEN i.measure WHEN 'observed' THEN i.observed END, i.position
    FROM asked a
         JOIN @schema@.report_cells(ARRAY[report_table.form], ARRAY[report_table.first_day], ARRAY[report_table.last_day], report_table.unit) c ON a.refused IS NULL
         JOIN @schema@.report_item i ON i.form = c.form AND i.code = c.item
         LEFT JOIN @schema@.label l ON l.kind = 'cell_source' AND l.code = c.source
    WHERE i.printed
    ORDER BY i.position;
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
