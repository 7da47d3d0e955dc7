-- What the page shows, as lines of JSON: par-page runs this with
--   psql -XqAt -v schema=... -v role=... -f data.sql
-- A line "@name" begins a section; the rows of the section follow, a JSON object
-- each; "=SQLSTATE" ends it.  A section that the role may not read ends with
-- =42501, and the page says so.  The figures are those of the model's views:
-- nothing is rounded, divided or ranked here that a view has not.
--
-- All sections see one moment.  A failed section costs its savepoint only.
\set ON_ERROR_STOP 1
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL jit = off;
SET LOCAL search_path = pg_catalog, pg_temp;
\if :{?role}
SET LOCAL ROLE :"role";
\endif

-- What is there at all: with another name for each reason to stop.
SELECT CASE WHEN v.lib IS NULL THEN 'no_extension'
            WHEN n.oid IS NULL OR p.oid IS NULL THEN 'no_model'
            WHEN NOT has_schema_privilege(n.oid, 'USAGE') THEN 'no_usage'
            ELSE 'ok' END AS found,
       current_user AS reader,
       (SELECT coalesce(string_agg(quote_ident(m.nspname), ', ' ORDER BY m.nspname), 'none')
        FROM pg_proc q JOIN pg_namespace m ON m.oid = q.pronamespace
        WHERE q.proname = 'model_version' AND q.pronargs = 0 AND m.nspname <> 'par') AS models
FROM (SELECT :'schema'::text AS name) a
     LEFT JOIN pg_namespace n ON n.nspname = a.name
     LEFT JOIN pg_proc p ON p.pronamespace = n.oid AND p.proname = 'model_version' AND p.pronargs = 0
     LEFT JOIN (SELECT extversion AS lib FROM pg_extension WHERE extname = 'par_index') v ON true
\gset
\echo @found
SELECT json_build_object('found', :'found', 'reader', :'reader', 'models', :'models', 'database', current_database());
SELECT :'found' <> 'ok' AS stop \gset
\if :stop
\q
\endif

SELECT :"schema".model_version() AS model,
       string_to_array(:"schema".model_version(), '.')::int[] < '{1,2}' AS stop
\gset
\echo @model
SELECT json_build_object('version', :'model');
\if :stop
\q
\endif

SELECT max(zone) AS zone FROM :"schema".setting \gset
SELECT set_config('TimeZone', :'zone', true) AS zone \gset

-- What later steps of the model add.
SELECT EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = :'schema' AND p.proname = 'task_between') AS has_week,
       EXISTS (SELECT FROM pg_attribute c WHERE c.attrelid = format('%I.task_progress', :'schema')::regclass AND c.attname = 'period_label' AND NOT c.attisdropped) AS has_obligations
\gset

\set ON_ERROR_STOP 0
\set ON_ERROR_ROLLBACK on

\echo @setting
SELECT to_json(t) FROM (
    SELECT s.period_from, s.reporting_date, s.at_risk_days, s.min_answers, s.min_persons, to_char(s.refreshed_at, 'YYYY-MM-DD"T"HH24:MI') AS refreshed_at,
           to_char(now(), 'YYYY-MM-DD"T"HH24:MI') AS made_at, current_user AS reader, row_security_active(format('%I.agency', :'schema')) AS restricted,
           :"schema".model_version() AS model
    FROM :"schema".setting s) t;
\echo =:SQLSTATE

\echo @label
SELECT to_json(t) FROM (SELECT l.kind, l.code, l.en, l.vi FROM :"schema".label l ORDER BY l.kind, l.code) t;
\echo =:SQLSTATE

\echo @agency
SELECT to_json(t) FROM (
    SELECT a.code AS agency_code, a.name AS agency, a.bloc, b.name AS bloc_name, a.level, a.valid_from, a.valid_to, n.name AS successor
    FROM :"schema".agency a JOIN :"schema".bloc b ON b.code = a.bloc LEFT JOIN :"schema".agency n ON n.id = a.successor_id
    ORDER BY b.position, a.code COLLATE "C") t;
\echo =:SQLSTATE

\echo @framework
SELECT to_json(t) FROM (
    SELECT f.code AS framework, f.year, f.bloc, b.name AS bloc_name, f.title, f.when_not_reported, k.as_of AS closed_as_of
    FROM :"schema".framework f JOIN :"schema".bloc b ON b.code = f.bloc LEFT JOIN :"schema".closing k ON k.id = f.closing
    WHERE f.kind = 'PAR'
    ORDER BY b.position, f.year DESC) t;
\echo =:SQLSTATE

\echo @band
SELECT to_json(t) FROM (
    SELECT b.framework, b.name AS band, b.lower_bound, b.bound_excluded FROM :"schema".band b ORDER BY b.framework, b.lower_bound DESC NULLS LAST) t;
\echo =:SQLSTATE

\echo @gate
SELECT to_json(t) FROM (
    SELECT g.framework, g.name AS gate, g.at_best, g.basis FROM :"schema".gate g ORDER BY g.framework, g.name) t;
\echo =:SQLSTATE

\echo @framework_fault
SELECT to_json(t) FROM (
    SELECT f.framework, f.severity, f.message_en, f.message_vi FROM :"schema".framework_faults() f ORDER BY f.framework, f.ord, f.message_en) t;
\echo =:SQLSTATE

\echo @league
SELECT to_json(t) FROM (SELECT l.* FROM :"schema".league_table l ORDER BY l.framework, l.rank, l.agency_code COLLATE "C") t;
\echo =:SQLSTATE

-- Of whom nothing is known at all: in force at the end of the year, or of the
-- day that the model speaks of, and not in the league.
\echo @absent
SELECT to_json(t) FROM (
    SELECT f.code AS framework, a.code AS agency_code, a.name AS agency
    FROM (SELECT max(reporting_date) AS reporting_date FROM :"schema".setting) s
         CROSS JOIN :"schema".framework f
         JOIN :"schema".agency a ON a.bloc = f.bloc
          AND daterange(a.valid_from, a.valid_to, '[]') @> least(s.reporting_date, make_date(f.year, 12, 31))
    WHERE f.kind = 'PAR' AND NOT EXISTS (SELECT FROM :"schema".league_table l WHERE l.framework = f.code AND l.agency_code = a.code AND l.agency = a.name)
    ORDER BY f.code, a.code COLLATE "C") t;
\echo =:SQLSTATE

\echo @breakdown
SELECT to_json(t) FROM (
    SELECT i.framework, i.agency_code, i.agency, i.area_code, i.area, i.criterion_code, i.criterion, i.kind, i.source, i.rule,
           i.numerator, i.denominator, i.self_points, i.points, i.max_points, i.lost_points, i.next_threshold, i.next_gain, i.state, i.reason,
           i.measure
    FROM :"schema".index_breakdown i
    ORDER BY i.framework, i.agency_code COLLATE "C", i.agency) t;
\echo =:SQLSTATE

-- The band above the one that an agency has, in the last year of its bloc: the
-- years before cannot be changed.
\echo @path
SELECT to_json(t) FROM (
    SELECT l.framework, l.agency_code, l.agency, b.name AS band, p.ord, p.criterion_code, p.criterion, p.next_threshold, p.gain, p.index_pct, p.reached, p.why
    FROM :"schema".league_table l
         JOIN :"schema".framework f ON f.code = l.framework
         JOIN :"schema".band had ON had.framework = l.framework AND had.name = l.band
         CROSS JOIN LATERAL (SELECT n.name FROM :"schema".band n
                             WHERE n.framework = l.framework AND n.lower_bound > coalesce(had.lower_bound, -1) ORDER BY n.lower_bound LIMIT 1) b
         CROSS JOIN LATERAL :"schema".path_to_band(l.framework, l.agency_code, b.name) p
    WHERE NOT EXISTS (SELECT FROM :"schema".framework later WHERE later.kind = 'PAR' AND later.bloc = f.bloc AND later.year > f.year)
    ORDER BY l.framework, l.agency_code COLLATE "C", p.ord NULLS FIRST) t;
\echo =:SQLSTATE

\echo @ontime
SELECT to_json(t) FROM (
    SELECT o.agency_code, o.agency, o.month, o.n_received, o.n_early, o.n_on_time, o.n_late, o.n_pending, o.n_overdue, o.n_paused, o.n_no_deadline,
           o.on_time_pct
    FROM :"schema".ontime_by_agency_month o ORDER BY o.agency_code COLLATE "C", o.agency, o.month) t;
\echo =:SQLSTATE

-- The agencies' counts of a level added up; the rate by the function that the view
-- takes too.
\echo @ontime_level
SELECT to_json(t) FROM (
    SELECT o.level, o.month, sum(o.n_received)::bigint AS n_received, sum(o.n_early)::bigint AS n_early, sum(o.n_on_time)::bigint AS n_on_time,
           sum(o.n_late)::bigint AS n_late, sum(o.n_pending)::bigint AS n_pending, sum(o.n_overdue)::bigint AS n_overdue,
           sum(o.n_paused)::bigint AS n_paused, sum(o.n_no_deadline)::bigint AS n_no_deadline,
           par.pct(sum(o.n_early + o.n_on_time), sum(o.n_early + o.n_on_time + o.n_late)) AS on_time_pct
    FROM :"schema".ontime_by_agency_month o GROUP BY GROUPING SETS ((o.level, o.month), (o.month)) ORDER BY o.level NULLS FIRST, o.month) t;
\echo =:SQLSTATE

\echo @satisfied_year
SELECT to_json(t) FROM (
    SELECT s.survey, s.year, s.n_issued, s.n_returned, s.n_valid, s.n_agencies, s.n_persons, s.n_answers, s.satisfied_pct, s.satisfied_low, s.satisfied_high
    FROM :"schema".satisfaction_by_year s ORDER BY s.year, s.survey) t;
\echo =:SQLSTATE

\echo @satisfied
SELECT to_json(t) FROM (
    SELECT s.survey, s.year, s.agency_code, s.agency, s.factor, s.factor_vi, s.n_persons, s.n_answers, s.n_missing, s.satisfied_pct, s.satisfied_low, s.satisfied_high
    FROM :"schema".satisfaction_by_agency_factor s
         JOIN :"schema".factor f ON f.code = s.factor
    WHERE s.bloc IN (SELECT bloc FROM :"schema".framework)
    ORDER BY s.agency_code COLLATE "C", s.agency, s.year DESC, s.survey, f.position, s.factor COLLATE "C") t;
\echo =:SQLSTATE

\if :has_week
\echo @task_week
SELECT to_json(t) FROM (
    SELECT s.reporting_date - 6 AS first_day, s.reporting_date AS last_day, w.*
    FROM (SELECT max(reporting_date) AS reporting_date FROM :"schema".setting) s
         CROSS JOIN LATERAL :"schema".task_between(s.reporting_date - 6, s.reporting_date) w
    ORDER BY w.agency_code COLLATE "C", w.agency) t;
\echo =:SQLSTATE
\endif

-- Without obligations a task has one due date, and no label of a period.
\if :has_obligations
\set period_label t.period_label
\else
\set period_label NULL::text
\endif

\echo @task_open
SELECT to_json(t) FROM (
    SELECT t.plan, t.year, t.part, t.area_no, t.item_no, t.title, t.agency_code, t.agency, t.deadline_text, :period_label AS period_label,
           t.due_on, t.done_on, t.status, t.days_late, t.days_left, t.days_left <= s.at_risk_days AS at_risk
    FROM (SELECT max(at_risk_days) AS at_risk_days FROM :"schema".setting) s
         CROSS JOIN :"schema".task_progress t
    WHERE t.status = 'overdue' OR t.days_left <= s.at_risk_days
    ORDER BY t.due_on, t.plan, t.area_no, t.item_no, t.title, t.agency_code COLLATE "C") t;
\echo =:SQLSTATE

\echo @task_summary
SELECT to_json(t) FROM (
    SELECT t.plan, t.year, p.title, t.agency_code, t.agency, t.n_assigned, t.n_early, t.n_on_time, t.n_late, t.n_pending, t.n_overdue, t.n_paused,
           t.n_no_deadline, t.n_not_arisen, t.on_time_of_due_pct
    FROM :"schema".task_summary t JOIN :"schema".plan p ON p.code = t.plan
    ORDER BY t.year DESC, t.plan, t.agency_code COLLATE "C") t;
\echo =:SQLSTATE

\echo @published
SELECT to_json(t) FROM (
    SELECT p.code, p.origin, p.numerator, p.denominator, p.printed, p.exact, p.note FROM :"schema".published_not_reproduced p ORDER BY p.code) t;
\echo =:SQLSTATE

\echo @target
SELECT to_json(t) FROM (
    SELECT a.number, a.title, a.condition, a.measures, a.attainment, a.office_verdict, a.result_text FROM :"schema".target_attainment a ORDER BY a.number) t;
\echo =:SQLSTATE

-- Every step of a target: of a year, a level, an agency.
\echo @target_year
SELECT to_json(t) FROM (
    SELECT a.number, a.plan, a.year, a.level, a.level_vi, a.agency_code, a.agency, a.title, a.condition, a.measures, a.attainment, a.office_verdict, a.result_text
    FROM :"schema".target_by_year a ORDER BY a.number, a.year, a.level NULLS FIRST, a.agency_code COLLATE "C" NULLS FIRST) t;
\echo =:SQLSTATE

-- Where the report contradicts itself: of the whole province, or for those who see
-- some agencies of each of these.
\echo @report_fault
SELECT to_json(t) FROM (
    SELECT u.agency_code, u.agency, f.form_code, f.item, f.number, f.title, f.period_from, f.period_to, f.severity, f.fault, f.left_side, f.right_side,
           left(substr(f.message_en, strpos(f.message_en, ': ') + 2), - length(format(': %s against %s', f.left_side, f.right_side))) AS said_en,
           left(substr(f.message_vi, strpos(f.message_vi, ': ') + 2), - length(format(': %s so với %s', f.left_side, f.right_side))) AS said_vi
    FROM (SELECT NULL::text AS agency_code, NULL::text AS agency WHERE :"schema".sees_all_agencies()
          UNION ALL
          SELECT a.code, max(a.name) FROM :"schema".agency a WHERE NOT :"schema".sees_all_agencies() GROUP BY a.code) u
         CROSS JOIN LATERAL :"schema".report_faults(NULL, NULL, NULL, u.agency_code) WITH ORDINALITY AS f
         (form_code, item, number, title, period_from, period_to, severity, fault, left_side, right_side, message_en, message_vi, place)
    ORDER BY u.agency_code COLLATE "C", f.severity, f.place) t;
\echo =:SQLSTATE
\echo @end
