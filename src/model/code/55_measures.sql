-- A factor's measure comes and goes with it.
CREATE OR REPLACE FUNCTION @schema@.keep_factor_measure() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR NEW.code <> OLD.code) THEN
        EXECUTE format('DELETE FROM %I.measure WHERE code = $1 AND source = ''survey''', TG_TABLE_SCHEMA) USING 'survey.satisfied.' || OLD.code;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format('INSERT INTO %I.measure AS m (code, en, vi, source, numerator_of, denominator_of)
                        VALUES ($1, ''Satisfied answers: '' || $2, ''Mức độ hài lòng: '' || $2, ''survey'',
                                ''satisfied answers / câu trả lời hài lòng'', ''answers with an opinion / câu trả lời có ý kiến'')
                        ON CONFLICT (code) DO UPDATE SET en = excluded.en, vi = excluded.vi WHERE (m.en, m.vi) <> (excluded.en, excluded.vi)', TG_TABLE_SCHEMA)
            USING 'survey.satisfied.' || NEW.code, NEW.name;
    END IF;
    RETURN NULL;
END
$body$;

CREATE OR REPLACE TRIGGER factor_measure_kept AFTER INSERT OR DELETE OR UPDATE OF code, name ON @schema@.factor
    FOR EACH ROW EXECUTE FUNCTION @schema@.keep_factor_measure();

-- The view of a measure runs with the rights of whoever refreshes: only the
-- owner of the model may name one.
CREATE OR REPLACE FUNCTION @schema@.check_measure_owner() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF NEW.of_view IS NOT NULL AND NOT pg_has_role((SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RAISE EXCEPTION 'only the owner of the model can name the view of measure "%"', NEW.code
            USING ERRCODE = 'insufficient_privilege', HINT = 'The view runs with the rights of whoever refreshes the model.';
    END IF;
    RETURN NEW;
END
$body$;

CREATE OR REPLACE TRIGGER measure_owner_checked BEFORE INSERT OR UPDATE OF of_view ON @schema@.measure
    FOR EACH ROW EXECUTE FUNCTION @schema@.check_measure_owner();

CREATE OR REPLACE FUNCTION @schema@.measure_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, measure text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'measure_of_rows_is_built_in', m.code,
           format('measure "%s" is not counted from the rows of source "%s"', m.code, m.source),
           format('số đo "%s" không được tính từ nguồn "%s"', m.code, m.source),
           'A measure of your own is observed, or a view.', m.code
    FROM @schema@.measure m
    WHERE m.of_view IS NULL AND m.source <> 'observed'
      AND m.code NOT IN (SELECT b.code FROM (VALUES
    @built_in_measures@) AS b (code, en, vi, unit, better, source, numerator_of, denominator_of))
      AND NOT EXISTS (SELECT FROM @schema@.factor f WHERE m.code = 'survey.satisfied.' || f.code)
    UNION ALL
    SELECT 'measure_view_is_of_the_owner_and_has_its_columns', m.code,
           format('the view of measure "%s" does not belong to the owner of the model, or lacks a column', m.code),
           format('khung nhìn của số đo "%s" không thuộc chủ sở hữu mô hình hoặc thiếu cột', m.code),
           'It has the columns agency_id bigint, day date, numerator numeric and denominator numeric (NULL of a count).', m.code
    FROM @schema@.measure m
    WHERE m.of_view IS NOT NULL
      AND ((SELECT v.relowner FROM pg_class v WHERE v.oid = m.of_view)
           IS DISTINCT FROM (SELECT o.relowner FROM pg_class o WHERE o.oid = m.tableoid)
           OR (SELECT count(*) FROM pg_attribute t
               WHERE t.attrelid = m.of_view AND t.attnum > 0 AND NOT t.attisdropped
                 AND (t.attname, t.atttypid) IN (('agency_id', 'bigint'::regtype), ('day', 'date'::regtype),
                                                 ('numerator', 'numeric'::regtype), ('denominator', 'numeric'::regtype))) < 4);
$sql$;

CREATE OR REPLACE TRIGGER measure_checked AFTER INSERT OR UPDATE ON @schema@.measure
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_rows('measure_faults', 'measure=code');

CREATE OR REPLACE FUNCTION @schema@.observation_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, agency_id bigint, measure text, first_day date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT f.fault, format('%s/%s/%s', a.code, o.measure, to_char(o.first_day, 'YYYY-MM-DD')),
           CASE f.fault
               WHEN 'observation_is_of_an_observed_measure' THEN format('measure "%s" is computed, not observed', o.measure)
               WHEN 'observation_code_is_in_its_list' THEN format('"%s" is no code of measure "%s"', trim_scale(o.numerator), o.measure)
               WHEN 'observation_is_a_text_or_a_figure' THEN format('measure "%s" of agency %s is %s %s', o.measure, a.code, CASE m.unit WHEN 'amount' THEN 'an' ELSE 'a' END, m.unit)
               ELSE CASE m.unit WHEN 'percent' THEN format('measure "%s" of agency %s is a ratio and needs a denominator', o.measure, a.code)
                                ELSE format('measure "%s" is %s %s and has no denominator', o.measure, CASE m.unit WHEN 'amount' THEN 'an' ELSE 'a' END, m.unit) END END,
           CASE f.fault
               WHEN 'observation_is_of_an_observed_measure' THEN format('số đo "%s" được tính, không nhập tay', o.measure)
               WHEN 'observation_code_is_in_its_list' THEN format('"%s" không phải là mã của số đo "%s"', trim_scale(o.numerator), o.measure)
               WHEN 'observation_is_a_text_or_a_figure' THEN format('số đo "%s" của cơ quan %s là %s', o.measure, a.code, CASE m.unit WHEN 'text' THEN 'văn bản' ELSE 'con số' END)
               ELSE CASE m.unit WHEN 'percent' THEN format('số đo "%s" của cơ quan %s là tỷ lệ nên cần mẫu số', o.measure, a.code)
                                ELSE format('số đo "%s" là %s nên không có mẫu số', o.measure,
                                            CASE m.unit WHEN 'count' THEN 'số đếm' WHEN 'amount' THEN 'số lượng' WHEN 'rate' THEN 'tỷ lệ đã tính sẵn' WHEN 'code' THEN 'mã' ELSE 'văn bản' END) END END,
           CASE f.fault
               WHEN 'observation_is_of_an_observed_measure' THEN 'An appraiser can replace its result of a criterion in table override, with a reason.'
               WHEN 'observation_code_is_in_its_list' THEN format('Its codes are %s.', coalesce((SELECT string_agg(format('%s (%s)', l.code, l.en), ', ' ORDER BY l.code) FROM @schema@.label l WHERE l.kind = m.codes), 'not listed yet, in table label'))
               WHEN 'observation_is_a_text_or_a_figure' THEN CASE m.unit WHEN 'text' THEN 'A text stands in value_text, without a numerator.' ELSE 'A figure stands in numerator; value_text is how it was typed.' END
               ELSE CASE m.unit WHEN 'percent' THEN 'Where nothing arose the denominator is 0.' ELSE 'Leave the denominator NULL.' END END,
           o.agency_id, o.measure, o.first_day
    FROM @schema@.observation o
         JOIN @schema@.measure m ON m.code = o.measure
         JOIN @schema@.agency a ON a.id = o.agency_id
         CROSS JOIN LATERAL (SELECT CASE
             WHEN m.source <> 'observed' THEN 'observation_is_of_an_observed_measure'
             WHEN (m.unit = 'percent' AND o.numerator IS NOT NULL) <> (o.denominator IS NOT NULL) THEN 'observation_has_what_its_measure_counts'
             WHEN m.unit = 'text' AND o.numerator IS NOT NULL
               OR m.unit <> 'text' AND o.numerator IS NULL AND o.value_text ~ CASE m.unit WHEN 'code' THEN '[[:alnum:]]' ELSE '[0-9]' END THEN 'observation_is_a_text_or_a_figure'
             WHEN m.unit = 'code' AND NOT EXISTS (SELECT FROM @schema@.label l WHERE l.kind = m.codes AND l.code = trim_scale(o.numerator)::text) AND o.numerator IS NOT NULL
             THEN 'observation_code_is_in_its_list' END AS fault) f
    WHERE f.fault IS NOT NULL;
$sql$;

CREATE OR REPLACE TRIGGER observations_inserted AFTER INSERT ON @schema@.observation REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('observation_faults', 'agency_id', 'measure', 'first_day');

CREATE OR REPLACE TRIGGER observations_updated AFTER UPDATE ON @schema@.observation REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('observation_faults', 'agency_id', 'measure', 'first_day');

CREATE OR REPLACE TRIGGER measure_kind_changed AFTER UPDATE OF source, unit, codes ON @schema@.measure
    FOR EACH ROW WHEN (NEW.source <> OLD.source OR NEW.unit <> OLD.unit OR NEW.codes IS DISTINCT FROM OLD.codes)
    EXECUTE FUNCTION @extschema@.check_rows('observation_faults', 'measure=code');

CREATE OR REPLACE FUNCTION @schema@.supplement_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, dossier text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'supplement_is_not_asked_before_receipt', x.dossier,
           format('dossier %s was received on %s and asked for a supplement on %s', d.code, to_char(d.received_at AT TIME ZONE s.zone, 'YYYY-MM-DD'), to_char(x.asked_on, 'YYYY-MM-DD')),
           format('hồ sơ %s tiếp nhận ngày %s nhưng yêu cầu bổ sung ngày %s', d.code, to_char(d.received_at AT TIME ZONE s.zone, 'DD/MM/YYYY'), to_char(x.asked_on, 'DD/MM/YYYY')),
           'Correct one of the two days.', x.dossier
    FROM (SELECT max(zone) AS zone FROM @schema@.setting) s
         CROSS JOIN @schema@.dossier_supplement x
         JOIN @schema@.dossier d ON d.code = x.dossier
    WHERE x.asked_on < (d.received_at AT TIME ZONE s.zone)::date;
$sql$;

CREATE OR REPLACE TRIGGER supplements_inserted AFTER INSERT ON @schema@.dossier_supplement REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('supplement_faults', 'dossier');

CREATE OR REPLACE TRIGGER supplements_updated AFTER UPDATE ON @schema@.dossier_supplement REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('supplement_faults', 'dossier');

-- Figures of dossiers for several periods, each as of the end of its last day;
-- the only place of the measures that reads dossiers, by their cells: what came
-- and what was settled in the period, and what is open at its end.  A month that
-- begins before the period is counted whole, less the days before.  An agency is
-- listed for a period when it has a dossier that was settled in it, or open at
-- its end.  Who was asked for supplements more than once stands beside the cells: by
-- the days of the requests, or where none has a day by their number.
--
-- as_now_on: of agencies that are divided by that day the events of the rows, for whoever
-- has their service now; period_measures() adds up the others.
CREATE OR REPLACE FUNCTION @schema@.dossier_measures(first_days date[], last_days date[], as_now_on date DEFAULT NULL, measures text[] DEFAULT NULL)
RETURNS TABLE (period bigint, measure text, agency_id bigint, numerator numeric, denominator numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH asked AS (
        SELECT u.period, u.first_day, u.last_day, date_trunc('month', u.first_day::timestamp)::date AS first_month,
               -- up to where whole years are added up, and then whole months
               date_trunc('year', (u.last_day + 1)::timestamp)::date AS last_year,
               date_trunc('month', (u.last_day + 1)::timestamp)::date AS last_month,
               -- of the year in which the period begins later than the year
               CASE WHEN date_trunc('month', u.first_day::timestamp) <> date_trunc('year', u.first_day::timestamp) THEN date_trunc('year', u.first_day::timestamp)::date END AS broken_year
        FROM unnest(dossier_measures.first_days, dossier_measures.last_days) WITH ORDINALITY AS u (first_day, last_day, period)
        WHERE u.first_day <= u.last_day
    ), months AS (
        SELECT p.period, p.first_month, p.broken_year AS starts, least(p.broken_year + interval '1 year', p.last_month) AS ends FROM asked p WHERE p.broken_year < p.last_year
        UNION ALL
        SELECT p.period, p.first_month, p.last_year, p.last_month FROM asked p WHERE p.last_year < p.last_month
    ), on_day AS (
        SELECT dossier_measures.as_now_on AS day WHERE dossier_measures.as_now_on IS NOT NULL
    ), lineage AS MATERIALIZED (
        @lineage@
    ), service_map AS MATERIALIZED (
        @service_map@
    ), change AS (
        SELECT p.period, y.agency_id, y.online_level, (y.year >= p.first_month)::integer AS flow, 1 AS stock,
               y.received, y.online, y.with_fee, y.paid_online, y.early, y.on_time, y.late, y.finished_no_deadline, y.pending, y.overdue, y.paused, y.no_deadline
        FROM asked p JOIN @schema@.dossier_year y ON y.year < p.last_year AND y.year IS DISTINCT FROM p.broken_year
        UNION ALL
        SELECT p.period, m.agency_id, m.online_level, (m.month >= p.first_month)::integer, 1,
               m.received, m.online, m.with_fee, m.paid_online, m.early, m.on_time, m.late, m.finished_no_deadline, m.pending, m.overdue, m.paused, m.no_deadline
        -- each agency by its key: OFFSET 0 keeps the months and days of all from being read
        FROM months p
             CROSS JOIN @schema@.agency a
             CROSS JOIN LATERAL (SELECT * FROM @schema@.dossier_month m WHERE m.agency_id = a.id AND m.month >= p.starts AND m.month < p.ends OFFSET 0) m
        UNION ALL
        SELECT p.period, d.agency_id, d.online_level, (d.day >= p.first_day)::integer, 1,
               d.received, d.online, d.with_fee, d.paid_online, d.early, d.on_time, d.late, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline
        FROM asked p CROSS JOIN @schema@.agency a
             CROSS JOIN LATERAL (SELECT * FROM @schema@.dossier_day d WHERE d.agency_id = a.id AND d.day BETWEEN p.last_month AND p.last_day OFFSET 0) d
        WHERE p.last_month <= p.last_day
        UNION ALL
        SELECT p.period, d.agency_id, d.online_level, -1 AS flow, 0 AS stock,
               d.received, d.online, d.with_fee, d.paid_online, d.early, d.on_time, d.late, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline
        FROM asked p CROSS JOIN @schema@.agency a
             CROSS JOIN LATERAL (SELECT * FROM @schema@.dossier_day d WHERE d.agency_id = a.id AND d.day >= p.first_month AND d.day < p.first_day OFFSET 0) d
        WHERE p.first_month < p.last_month AND p.first_month < p.first_day
        UNION ALL
        SELECT p.period, l.agency_id, l.online_level, (l.day >= p.first_day)::integer, 1,
               l.received, l.online, l.with_fee, l.paid_online, l.early, l.on_time, l.late, l.finished_no_deadline, l.pending, l.overdue, l.paused, l.no_deadline
        FROM asked p JOIN @schema@.dossier_log l ON l.day <= p.last_day
    ), counted AS (
        SELECT c.period, c.agency_id,
               sum(c.flow * c.received) AS received, sum(c.flow * c.online) AS online,
               sum(CASE c.online_level WHEN 'full' THEN c.flow * c.received ELSE 0 END) AS full_received, sum(CASE c.online_level WHEN 'full' THEN c.flow * c.online ELSE 0 END) AS full_online,
               sum(CASE c.online_level WHEN 'partial' THEN c.flow * c.received ELSE 0 END) AS partial_received, sum(CASE c.online_level WHEN 'partial' THEN c.flow * c.online ELSE 0 END) AS partial_online,
               sum(c.flow * c.with_fee) AS with_fee, sum(c.flow * c.paid_online) AS paid_online,
               sum(c.flow * (c.early + c.on_time)) AS in_time, sum(c.flow * c.early) AS early, sum(c.flow * c.late) AS late,
               sum(c.stock * c.overdue) AS overdue, sum(c.flow * (c.early + c.on_time + c.late + c.finished_no_deadline)) AS finished,
               sum(c.flow * (c.early + c.on_time + c.late + c.finished_no_deadline)) + sum(c.stock * (c.pending + c.overdue + c.paused + c.no_deadline)) AS everything
        FROM (SELECT * FROM change c WHERE dossier_measures.as_now_on IS NULL OR c.agency_id NOT IN (SELECT m.agency_id FROM service_map m)
              UNION ALL
              SELECT p.period, e.now_id, e.online_level, (e.day >= p.first_day)::integer, 1,
                     e.received, e.online, e.with_fee, e.paid_online, e.early, e.on_time, e.late, e.finished_no_deadline, e.pending, e.overdue, e.paused, e.no_deadline
              FROM (@divided_events@) e JOIN asked p ON e.day <= p.last_day) c
        GROUP BY c.period, c.agency_id
    ), divided_conduct AS MATERIALIZED (
        SELECT m.now_id AS agency_id, r.received_on, r.finished_on, r.outcome, r.components, r.components_digitised, r.data_reused, r.result_digitised, r.rating
        FROM service_map m
             JOIN @schema@.dossier d ON d.agency_id = m.agency_id AND d.service = m.service
             JOIN @schema@.dossier_conduct r ON r.dossier = d.code
        WHERE dossier_measures.as_now_on IS NOT NULL
    ), conduct AS MATERIALIZED (
        SELECT c.period, c.agency_id, @conduct_summed@, sum(c.n_supplemented) AS n_supplemented
        FROM (SELECT s.period, s.agency_id, @conduct_names@, s.n_supplemented
              FROM @schema@.conduct_sums(dossier_measures.first_days, dossier_measures.last_days) s
              WHERE dossier_measures.as_now_on IS NULL OR s.agency_id NOT IN (SELECT m.agency_id FROM service_map m)
              UNION ALL
              SELECT p.period, e.agency_id, @conduct_names@, 0
              FROM (
@conduct_events(divided_conduct, 1)@
                   ) e JOIN asked p ON e.day BETWEEN p.first_day AND p.last_day
              UNION ALL
              SELECT x.period, m.now_id, @conduct_zeros@, 1
              FROM @schema@.asked_between(dossier_measures.first_days, dossier_measures.last_days) x
                   JOIN @schema@.dossier d ON d.code = x.dossier
                   JOIN service_map m ON m.agency_id = d.agency_id AND m.service = d.service
              WHERE dossier_measures.as_now_on IS NOT NULL) c
        WHERE (SELECT dossier_measures.measures IS NULL OR dossier_measures.measures && '{dossier.supplemented,dossier.digitised,dossier.components_digitised,dossier.data_reused,dossier.result_digitised,dossier.refused,dossier.rated_satisfied}')
        GROUP BY c.period, c.agency_id
    )
    SELECT n.period, m.measure, n.agency_id, m.numerator::numeric, m.denominator::numeric
    FROM counted n
         CROSS JOIN LATERAL (VALUES
             ('dossier.on_time', n.in_time, n.in_time + n.late),
             ('dossier.on_time_due', n.in_time, n.in_time + n.late + n.overdue),
             ('dossier.on_time_received', n.everything - n.late - n.overdue, n.everything),
             ('dossier.late', n.late, n.in_time + n.late),
             ('dossier.early', n.early, n.in_time + n.late),
             ('dossier.online', n.online, n.received),
             ('dossier.online_full', n.full_online, n.full_received),
             ('dossier.online_partial', n.partial_online, n.partial_received),
             ('dossier.online_published', n.full_online + n.partial_online, n.full_received + n.partial_received),
             ('dossier.paid_online', n.paid_online, n.with_fee)) AS m (measure, numerator, denominator)
    WHERE n.everything <> 0
    UNION ALL
    SELECT n.period, 'dossier.supplemented', n.agency_id, coalesce(c.n_supplemented, 0)::numeric, n.received::numeric
    FROM counted n LEFT JOIN conduct c ON c.period = n.period AND c.agency_id = n.agency_id
    WHERE n.everything <> 0
    UNION ALL
    -- Of an agency that says nothing of a thing no figure; else whatever is not said to
    -- be digitised or reused is not.
    SELECT n.period, m.measure, n.agency_id, m.numerator, m.denominator
    FROM counted n
         JOIN conduct c ON c.period = n.period AND c.agency_id = n.agency_id
         CROSS JOIN LATERAL (VALUES
             ('dossier.digitised', c.knows_components, c.digitised, n.received),
             ('dossier.components_digitised', c.knows_components, c.components_digitised, c.components),
             ('dossier.data_reused', c.knows_reuse, c.data_reused, n.received),
             ('dossier.result_digitised', c.knows_result, c.result_digitised, n.finished - c.unsettled),
             ('dossier.refused', c.knows_outcome, c.refused, c.knows_outcome),
             ('dossier.rated_satisfied', c.rated, c.rated_satisfied, c.rated)) AS m (measure, knows, numerator, denominator)
    WHERE n.everything <> 0 AND m.knows > 0;
$sql$;

-- Figures of answers.
CREATE OR REPLACE FUNCTION @schema@.survey_measures(first_days date[], last_days date[], as_now_on date DEFAULT NULL)
RETURNS TABLE (period bigint, measure text, agency_id bigint, numerator numeric, denominator numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT f.period, 'survey.satisfied' || CASE f.factor WHEN '' THEN '' ELSE '.' || f.factor END, f.agency_id, f.numerator, f.denominator
    FROM @schema@.survey_figures(survey_measures.first_days, survey_measures.last_days, survey_measures.as_now_on) f;
$sql$;

-- Tasks as a whole, whatever the number of their agencies: when they count, and when all
-- their agencies were done; NULL while one is not.
CREATE OR REPLACE FUNCTION @schema@.plan_tasks()
RETURNS TABLE (task_id bigint, task_kind text, counts_on date, done_on date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT d.root_id, d.task_kind, max(coalesce(d.due, make_date(d.year, 12, 31))), CASE WHEN bool_and(d.done_on IS NOT NULL) THEN max(d.done_on) END
    FROM @schema@.duties() d
    WHERE d.task_kind <> 'report' AND d.state <> 'not_arisen'
    GROUP BY d.root_id, d.task_kind;
$sql$;

-- Figures of tasks and reports; the only place of the measures that reads them.
-- An obligation counts where it falls due, one without a due date at the end of
-- its plan's year; one that has not arisen counts nowhere.  Those of the Government
-- are counted apart as well, and the tasks of plans as a whole.  The plain names
-- count the agencies that lead or answer for themselves.  A task as a whole
-- counts where its last obligation falls due, done when all its agencies are; it is
-- only looked at where one of its measures is asked for.
CREATE OR REPLACE FUNCTION @schema@.task_measures(first_days date[], last_days date[], measures text[] DEFAULT NULL)
RETURNS TABLE (period bigint, measure text, agency_id bigint, numerator numeric, denominator numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH asked AS (
        SELECT * FROM unnest(task_measures.first_days, task_measures.last_days) WITH ORDINALITY AS p (first_day, last_day, period)
    ), duty AS MATERIALIZED (
        SELECT d.root_id, d.agency_id, d.task_kind, d.role IS DISTINCT FROM 'cooperating' AS leads, coalesce(d.due, make_date(d.year, 12, 31)) AS counts_on,
               d.due, d.done_on, d.state, d.form_right AND d.content_right AND d.channel_right AS is_right
        FROM @schema@.duties() d
        WHERE d.state <> 'not_arisen'
    ), by_role AS (
        SELECT p.period, d.agency_id, d.task_kind, d.task_kind = 'report' AS is_report, d.leads, count(*) AS n_set,
               count(*) FILTER (WHERE d.done_on <= p.last_day) AS n_done,
               count(*) FILTER (WHERE d.done_on <= p.last_day AND d.done_on <= d.due AND d.is_right) AS n_right,
               @extschema@.ontime_agg(d.due, d.done_on, p.last_day, d.state = 'paused') AS stats
        FROM duty d
             JOIN asked p ON d.counts_on BETWEEN p.first_day AND p.last_day
        GROUP BY p.period, d.agency_id, d.task_kind, d.leads
    ), counted AS (
        SELECT b.period, b.agency_id, b.is_report, r.suffix, sum(b.n_set) AS n_set, sum(b.n_done) AS n_done, sum(b.n_right) AS n_right, @extschema@.rollup(b.stats) AS stats
        FROM by_role b JOIN (VALUES ('', false), ('_all_roles', true)) AS r (suffix, all_roles) ON b.leads OR r.all_roles
        GROUP BY b.period, b.agency_id, b.is_report, r.suffix
    )
    SELECT c.period, m.measure || c.suffix, c.agency_id, m.numerator::numeric, m.denominator::numeric
    FROM counted c
         CROSS JOIN LATERAL (SELECT @extschema@.n_early(c.stats) AS early, @extschema@.n_on_time(c.stats) AS on_time,
                                    @extschema@.n_late(c.stats) AS late, @extschema@.n_overdue(c.stats) AS overdue) n
         CROSS JOIN LATERAL (VALUES
             ('task.done', c.n_done, c.n_set, false),
             ('task.on_time', n.early + n.on_time, n.early + n.on_time + n.late + n.overdue, false),
             ('task.early', n.early, n.early + n.on_time + n.late + n.overdue, false),
             ('task.late_or_overdue', n.late + n.overdue, n.early + n.on_time + n.late + n.overdue, false),
             ('report.on_time', n.early + n.on_time, n.early + n.on_time + n.late + n.overdue, true),
             ('report.right', c.n_right, n.early + n.on_time + n.late + n.overdue, true),
             ('report.late', n.late + n.overdue, NULL, true)) AS m (measure, numerator, denominator, is_report)
    WHERE m.is_report = c.is_report AND (c.suffix = '' OR NOT c.is_report)
    UNION ALL
    SELECT b.period, m.measure, b.agency_id, m.numerator::numeric, b.n_set::numeric
    FROM by_role b
         CROSS JOIN LATERAL (VALUES
             ('government.on_time', @extschema@.n_early(b.stats) + @extschema@.n_on_time(b.stats)),
             ('government.late', @extschema@.n_late(b.stats)),
             ('government.overdue', @extschema@.n_overdue(b.stats))) AS m (measure, numerator)
    WHERE b.leads AND b.task_kind = 'government'
    UNION ALL
    SELECT p.period, m.measure, d.agency_id, count(*) FILTER (WHERE w.done_on <= p.last_day), count(*)
    FROM asked p
         JOIN (SELECT d.root_id, d.task_kind, max(d.counts_on) AS counts_on, CASE WHEN bool_and(d.done_on IS NOT NULL) THEN max(d.done_on) END AS done_on
               FROM duty d WHERE d.task_kind <> 'report' GROUP BY d.root_id, d.task_kind) w ON w.counts_on BETWEEN p.first_day AND p.last_day
         JOIN (SELECT DISTINCT d.root_id, d.agency_id FROM duty d WHERE d.leads) d ON d.root_id = w.root_id
         CROSS JOIN LATERAL (VALUES ('task.completed', true), ('plan.done', w.task_kind = 'task')) AS m (measure, counts)
    WHERE m.counts AND (SELECT task_measures.measures IS NULL OR task_measures.measures && '{task.completed,plan.done}')
    GROUP BY p.period, m.measure, d.agency_id;
$sql$;

-- The figures of a view of the owner's; none of a view that is no longer the
-- owner's, which measure_faults() lists.
CREATE OR REPLACE FUNCTION @schema@.view_measure(of_view regclass, home regclass, first_days date[], last_days date[])
RETURNS TABLE (period bigint, agency_id bigint, numerator numeric, denominator numeric)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF (SELECT c.relowner FROM pg_class c WHERE c.oid = of_view) = (SELECT c.relowner FROM pg_class c WHERE c.oid = home) THEN
        RETURN QUERY EXECUTE format('SELECT p.period, v.agency_id, sum(v.numerator), sum(v.denominator)
                                     FROM %s v JOIN unnest($1, $2) WITH ORDINALITY AS p (first_day, last_day, period) ON v.day BETWEEN p.first_day AND p.last_day
                                     WHERE v.agency_id IS NOT NULL
                                     GROUP BY p.period, v.agency_id
                                     HAVING abs(sum(v.numerator)) < 1e12 AND coalesce(sum(v.denominator) >= 0 AND sum(v.denominator) < 1e12, true)', of_view)
            USING first_days, last_days;
    END IF;
END
$body$;

-- What was typed of an agency in a period: flows add up; of a stock, a code and a
-- text the last one in the period stands; a rate alone has no counts, so that of
-- several none follows.  n is the number of observations, n_figures of those with a
-- figure; how one was typed is told of the only or the last one.
CREATE OR REPLACE FUNCTION @schema@.observed_figures(first_days date[], last_days date[], measures text[])
RETURNS TABLE (period bigint, measure text, agency_id bigint, unit text, n bigint, n_figures bigint, numerator numeric, denominator numeric, value_text text, note text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    -- Of each period by its days, where some measures are asked for of each by its key:
    -- OFFSET 0 keeps the figures of all years from being read.
    WITH asked AS MATERIALIZED (
        SELECT p.period, p.first_day, p.last_day FROM unnest(observed_figures.first_days, observed_figures.last_days) WITH ORDINALITY AS p (first_day, last_day, period)
    ), lasting AS MATERIALIZED (
        SELECT m.code, m.unit FROM @schema@.measure m
        WHERE (m.stock OR m.unit IN ('code', 'text')) AND (observed_figures.measures IS NULL OR m.code = ANY (observed_figures.measures))
    )
    -- What adds up apart from what lasts, which must be put in order: of that each measure by
    -- its key.
    SELECT l.period, l.measure, l.agency_id, m.unit, l.n, l.n_figures, CASE WHEN m.unit <> 'rate' OR l.n_figures = 1 THEN l.numerator END, l.denominator,
           CASE WHEN l.n = 1 THEN l.value_text END, CASE WHEN l.n = 1 THEN l.note END
    FROM (SELECT o.period, o.measure, o.agency_id, count(*) AS n, count(o.numerator) AS n_figures,
                 sum(o.numerator) AS numerator, sum(o.denominator) AS denominator, min(o.value_text) AS value_text, min(o.note) AS note
          FROM (SELECT p.period, o.* FROM asked p CROSS JOIN LATERAL (
                    SELECT o.measure, o.agency_id, o.last_day, o.numerator, o.denominator, o.value_text, o.note
                    FROM @schema@.observation o WHERE o.last_day BETWEEN p.first_day AND p.last_day AND o.first_day >= p.first_day OFFSET 0) o
                WHERE observed_figures.measures IS NULL
                UNION ALL
                SELECT p.period, o.* FROM asked p CROSS JOIN (SELECT DISTINCT u.code FROM unnest(observed_figures.measures) u (code)) k CROSS JOIN LATERAL (
                    SELECT o.measure, o.agency_id, o.last_day, o.numerator, o.denominator, o.value_text, o.note
                    FROM @schema@.observation o WHERE o.measure = k.code AND o.last_day BETWEEN p.first_day AND p.last_day AND o.first_day >= p.first_day OFFSET 0) o
                WHERE observed_figures.measures IS NOT NULL) o
          GROUP BY o.period, o.measure, o.agency_id) l
         JOIN @schema@.measure m ON m.code = l.measure AND NOT (m.stock OR m.unit IN ('code', 'text'))
    UNION ALL
    SELECT l.period, l.measure, l.agency_id, l.unit, l.n, l.n_figures, l.numerator, l.denominator, l.value_text, l.note
    FROM (SELECT p.period, o.measure, o.agency_id, k.unit, count(*) AS n, count(o.numerator) AS n_figures,
                 (array_agg(o.numerator ORDER BY o.last_day DESC))[1] AS numerator, (array_agg(o.denominator ORDER BY o.last_day DESC))[1] AS denominator,
                 (array_agg(o.value_text ORDER BY o.last_day DESC))[1] AS value_text, (array_agg(o.note ORDER BY o.last_day DESC))[1] AS note
          FROM asked p CROSS JOIN lasting k CROSS JOIN LATERAL (
              SELECT o.measure, o.agency_id, o.last_day, o.numerator, o.denominator, o.value_text, o.note
              FROM @schema@.observation o WHERE o.measure = k.code AND o.last_day BETWEEN p.first_day AND p.last_day AND o.first_day >= p.first_day OFFSET 0) o
          GROUP BY p.period, o.measure, o.agency_id, k.unit) l;
$sql$;

-- Of all measures, or of some: a source of which none is asked for is not read.
-- as_now_on: by the agencies as they are on that day.  A measure is a pair of sums, so
-- those of agencies that became one are added; what knows no service follows whoever
-- has the rest of a divided agency.
CREATE OR REPLACE FUNCTION @schema@.period_measures(first_days date[], last_days date[], as_now_on date DEFAULT NULL, measures text[] DEFAULT NULL)
RETURNS TABLE (period bigint, measure text, agency_id bigint, numerator numeric, denominator numeric)
LANGUAGE sql STABLE ROWS 50000
AS $sql$
    WITH on_day AS (
        SELECT period_measures.as_now_on AS day WHERE period_measures.as_now_on IS NOT NULL
    ), lineage AS MATERIALIZED (
        @lineage@
    ), asked AS MATERIALIZED (
        SELECT m.code, m.source, m.unit, m.of_view, m.tableoid AS home FROM @schema@.measure m WHERE period_measures.measures IS NULL OR m.code = ANY (period_measures.measures)
    ), figure AS (
        SELECT m.*, true AS by_service, true AS adds
        FROM @schema@.dossier_measures(period_measures.first_days, period_measures.last_days, period_measures.as_now_on, period_measures.measures) m
        WHERE (SELECT bool_or(a.source = 'dossier') FROM asked a)
        UNION ALL
        SELECT m.*, true, true FROM @schema@.survey_measures(period_measures.first_days, period_measures.last_days, period_measures.as_now_on) m
        WHERE (SELECT bool_or(a.source = 'survey') FROM asked a)
        UNION ALL
        SELECT m.*, true, true FROM @schema@.petition_measures(period_measures.first_days, period_measures.last_days, period_measures.as_now_on) m
        WHERE (SELECT bool_or(a.source = 'petition') FROM asked a)
        UNION ALL
        SELECT m.*, false, true FROM @schema@.task_measures(period_measures.first_days, period_measures.last_days, period_measures.measures) m
        WHERE (SELECT bool_or(a.source = 'task') FROM asked a)
        UNION ALL
        SELECT o.period, o.measure, o.agency_id, o.numerator, o.denominator, false, o.unit IN ('percent', 'count', 'amount')
        FROM @schema@.observed_figures(period_measures.first_days, period_measures.last_days, period_measures.measures) o
        WHERE o.numerator IS NOT NULL AND (SELECT bool_or(a.source = 'observed') FROM asked a)
        UNION ALL
        SELECT v.period, a.code, v.agency_id, v.numerator, CASE WHEN a.unit = 'percent' THEN v.denominator END, false, true
        FROM asked a
             CROSS JOIN LATERAL @schema@.view_measure(a.of_view, a.home, period_measures.first_days, period_measures.last_days) v
        WHERE a.of_view IS NOT NULL AND v.numerator IS NOT NULL AND (a.unit <> 'percent' OR v.denominator IS NOT NULL)
    )
    SELECT f.period, f.measure, f.agency_id, f.numerator, f.denominator FROM figure f
    WHERE period_measures.as_now_on IS NULL AND (period_measures.measures IS NULL OR f.measure = ANY (period_measures.measures))
    UNION ALL
    SELECT f.period, f.measure, coalesce(l.now_id, f.agency_id), sum(f.numerator), sum(f.denominator)
    FROM figure f
         LEFT JOIN lineage l ON l.agency_id = f.agency_id AND l.field IS NULL AND l.service IS NULL AND NOT (f.by_service AND l.divided)
    WHERE period_measures.as_now_on IS NOT NULL AND (period_measures.measures IS NULL OR f.measure = ANY (period_measures.measures))
    GROUP BY f.period, f.measure, coalesce(l.now_id, f.agency_id)
    -- rates without counts, and codes, of several agencies make none
    HAVING bool_and(f.adds) OR count(*) = 1;
$sql$;

-- The measures of which the province's figure is no sum over its agencies.
CREATE OR REPLACE FUNCTION @schema@.province_only() RETURNS SETOF text
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT m.code FROM @schema@.measure m WHERE m.source IN ('service', 'target') OR m.code IN ('task.completed', 'plan.done');
$sql$;

-- What is the province's, and no sum over its agencies: a task of several agencies is
-- one, and so is a service; the office's verdicts on the targets of the year in which a
-- period ends.
CREATE OR REPLACE FUNCTION @schema@.province_figures(measures text[], first_days date[], last_days date[])
RETURNS TABLE (period bigint, measure text, numerator numeric, denominator numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT v.period, m.measure, m.numerator::numeric, v.n::numeric
    FROM (SELECT p.period, count(*) AS n, count(*) FILTER (WHERE t.office_verdict IN (l.vi, l.en)) AS n_met
          FROM unnest(province_figures.last_days) WITH ORDINALITY AS p (last_day, period)
               CROSS JOIN (SELECT extract(year FROM max(s.reporting_date)) AS year FROM @schema@.setting s) s
               JOIN @schema@.target t ON coalesce(t.year, s.year) = extract(year FROM p.last_day) AND t.office_verdict IS NOT NULL
               LEFT JOIN @schema@.label l ON l.kind = 'attainment' AND l.code = 'met'
          GROUP BY p.period) v
         CROSS JOIN LATERAL (VALUES ('target.verdict', v.n_met), ('target.verdict_not', v.n - v.n_met)) AS m (measure, numerator)
    WHERE m.measure = ANY (province_figures.measures)
    UNION ALL
    SELECT p.period, m.measure, count(*) FILTER (WHERE t.done_on <= p.last_day), count(*)
    FROM unnest(province_figures.first_days, province_figures.last_days) WITH ORDINALITY AS p (first_day, last_day, period)
         JOIN @schema@.plan_tasks() t ON t.counts_on BETWEEN p.first_day AND p.last_day
         CROSS JOIN LATERAL (VALUES ('task.completed', true), ('plan.done', t.task_kind = 'task')) AS m (measure, counts)
    WHERE (SELECT province_figures.measures && '{task.completed,plan.done}') AND m.counts AND m.measure = ANY (province_figures.measures)
    GROUP BY p.period, m.measure
    UNION ALL
    SELECT f.period, f.measure, f.numerator, f.denominator
    FROM @schema@.service_figures(province_figures.measures, province_figures.first_days, province_figures.last_days) f;
$sql$;

-- Every measure of every agency from one day to another, as of the end of the
-- last.  An agency without a row of a measure is not in it.  as_now: by the agencies
-- as they are on the reporting date, or on last_day where that is later; of those
-- of which the caller sees all that they are made of.
CREATE OR REPLACE FUNCTION @schema@.measures_between(first_day date, last_day date, as_now boolean DEFAULT false)
RETURNS TABLE (measure text, agency_id bigint, numerator numeric, denominator numeric)
LANGUAGE sql STABLE
AS $sql$
    WITH on_day AS (
        SELECT greatest(measures_between.last_day, max(reporting_date)) AS day FROM @schema@.setting HAVING measures_between.as_now
    ), lineage AS MATERIALIZED (
        @lineage@
    )
    -- (Two branches: with a query for an argument the other function would not be part
    -- of this plan, and the figures as they were are what is mostly asked for.)
    SELECT m.measure, m.agency_id, m.numerator, m.denominator
    FROM @schema@.period_measures(ARRAY[measures_between.first_day], ARRAY[measures_between.last_day], NULL) m
         JOIN @schema@.agency a ON a.id = m.agency_id
    WHERE @extschema@.is_period(measures_between.first_day, measures_between.last_day) AND NOT measures_between.as_now AND a.id IN (SELECT unnest(@schema@.visible_agencies()))
    UNION ALL
    SELECT m.measure, m.agency_id, m.numerator, m.denominator
    FROM @schema@.period_measures(ARRAY[measures_between.first_day], ARRAY[measures_between.last_day], (SELECT day FROM on_day)) m
         JOIN @schema@.agency a ON a.id = m.agency_id
    WHERE @extschema@.is_period(measures_between.first_day, measures_between.last_day) AND measures_between.as_now AND @seen_whole@;
$sql$;

-- A figure in the unit of its measure.
CREATE OR REPLACE FUNCTION @schema@.in_unit(unit text, numerator numeric, denominator numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT CASE in_unit.unit WHEN 'percent' THEN @extschema@.pct(in_unit.numerator, in_unit.denominator, 12) ELSE trim_scale(in_unit.numerator) END;
$sql$;

-- The names by which gates and targets ask for a measure: its code, and that of 1.1.
CREATE OR REPLACE FUNCTION @schema@.gate_names(measure text)
RETURNS TABLE (name text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT gate_names.measure
    UNION ALL
    SELECT a.alias FROM (VALUES ('dossier.late', 'late_pct'), ('dossier.on_time', 'on_time_pct'), ('survey.satisfied', 'satisfied_pct')) a (of, alias)
    WHERE a.of = gate_names.measure;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.measure_value(measure text, agency_id bigint, first_day date, last_day date) RETURNS numeric
LANGUAGE sql STABLE
AS $sql$
    SELECT CASE WHEN k.code IS NULL THEN @schema@.refuse(format('there is no measure "%s"', measure_value.measure), 'Table measure lists them.')
                WHEN NOT @extschema@.is_period(measure_value.first_day, measure_value.last_day) THEN NULL
                ELSE (SELECT @schema@.in_unit(k.unit, m.numerator, m.denominator)
                      FROM @schema@.period_measures(ARRAY[measure_value.first_day], ARRAY[measure_value.last_day], NULL, ARRAY[k.code]) m
                      WHERE m.agency_id = measure_value.agency_id AND m.agency_id IN (SELECT unnest(@schema@.visible_agencies()))) END
    FROM (SELECT) one LEFT JOIN @schema@.measure k ON k.code = measure_value.measure;
$sql$;

-- A bloc's figure, or with NULL the province's: the ratio of the sums.
CREATE OR REPLACE FUNCTION @schema@.measure_of_bloc(measure text, bloc text, first_day date, last_day date) RETURNS numeric
LANGUAGE sql STABLE
AS $sql$
    SELECT CASE WHEN k.code IS NULL THEN @schema@.refuse(format('there is no measure "%s"', measure_of_bloc.measure), 'Table measure lists them.')
                WHEN NOT @extschema@.is_period(measure_of_bloc.first_day, measure_of_bloc.last_day) THEN NULL
                WHEN measure_of_bloc.bloc IS NULL AND k.code IN (SELECT @schema@.province_only())
                THEN (SELECT @schema@.in_unit(k.unit, p.numerator, p.denominator)
                      FROM @schema@.province_figures(ARRAY[k.code], ARRAY[measure_of_bloc.first_day], ARRAY[measure_of_bloc.last_day]) p
                      WHERE (SELECT @schema@.sees_all_agencies()))
                ELSE (SELECT CASE WHEN k.unit NOT IN ('rate', 'code') OR count(*) = 1 THEN @schema@.in_unit(k.unit, sum(m.numerator), sum(m.denominator)) END
                      FROM @schema@.period_measures(ARRAY[measure_of_bloc.first_day], ARRAY[measure_of_bloc.last_day], NULL, ARRAY[k.code]) m
                           JOIN @schema@.agency a ON a.id = m.agency_id
                      WHERE (measure_of_bloc.bloc IS NULL OR a.bloc = measure_of_bloc.bloc)
                        AND a.id IN (SELECT unnest(@schema@.visible_agencies()))) END
    FROM (SELECT) one LEFT JOIN @schema@.measure k ON k.code = measure_of_bloc.measure;
$sql$;

CREATE OR REPLACE VIEW @schema@.measure_by_period WITH (security_barrier) AS
SELECT t.first_day, t.last_day, t.measure, t.agency_id, t.numerator, t.denominator
FROM @schema@.stored_measure t
WHERE t.agency_id IN (SELECT unnest(@schema@.visible_agencies()));

CREATE OR REPLACE VIEW @schema@.measure_by_year WITH (security_barrier) AS
SELECT extract(year FROM t.first_day)::bigint AS year, t.measure, m.vi AS measure_vi, a.bloc, t.agency_id, a.code AS agency_code, a.name AS agency,
       t.numerator, t.denominator, m.unit,
       CASE WHEN m.source <> 'survey' OR t.denominator >= s.min_answers THEN @schema@.in_unit(m.unit, t.numerator, t.denominator)::float8 END AS value,
       s.refreshed_at AS computed_at
FROM @schema@.stored_measure t
     CROSS JOIN (SELECT max(refreshed_at) AS refreshed_at, max(min_answers) AS min_answers FROM @schema@.setting) s
     JOIN @schema@.measure m ON m.code = t.measure
     JOIN @schema@.agency a ON a.id = t.agency_id
WHERE t.first_day = date_trunc('year', t.last_day::timestamp)::date AND t.last_day = (date_trunc('year', t.last_day::timestamp) + interval '1 year - 1 day')::date
  AND a.id IN (SELECT unnest(@schema@.visible_agencies()));
