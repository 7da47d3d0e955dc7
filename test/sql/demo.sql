-- The demo's data reproduces what was published.  Loaded once, asserted here.

SET client_min_messages = warning;
\set ECHO none
\i test/demo/10_data.sql
\set ECHO all

-- On time by level and year: appendix 3, rows 4.1 to 4.3.
SELECT o.level, o.year, o.on_time_pct, i.value_text AS printed
FROM ontime_by_level_year o
     JOIN indicator i ON i.appendix = '3' AND left(i.period, 4)::int = o.year
                     AND i.code = CASE o.level WHEN 'province' THEN '4.1' WHEN 'district' THEN '4.2' WHEN 'commune' THEN '4.3' END
ORDER BY i.code, o.year;
SELECT count(*) AS figures, count(*) FILTER (WHERE o.on_time_pct = i.value) AS the_same
FROM ontime_by_level_year o
     JOIN indicator i ON i.appendix = '3' AND left(i.period, 4)::int = o.year
                     AND i.code = CASE o.level WHEN 'province' THEN '4.1' WHEN 'district' THEN '4.2' WHEN 'commune' THEN '4.3' END;

-- Online rates: appendix 8, rows 6.3 and 6.4; pooled over the years 91,92, and
-- not the mean of the rates, which is 90,14.
SELECT o.online_level, o.year, o.online_pct, i.value_text AS printed, o.online_pct = i.value AS the_same
FROM online_by_year o
     JOIN indicator i ON i.appendix = '8' AND left(i.period, 4)::int = o.year
                     AND rtrim(i.code, '.') = CASE o.online_level WHEN 'full' THEN '6.3' WHEN 'partial' THEN '6.4' END
ORDER BY 1, 2;
SELECT par.pct(sum(n_online), sum(n_received)) AS pooled, round(avg(online_pct), 2) AS mean_of_rates
FROM online_by_year WHERE online_level = 'full';

-- Satisfaction: 81,98, 85,70, 87,92 on 24.364, 23.988, 28.846 forms; 161 of 430
-- agencies at 90 % or more in 2024.
SELECT year, n_valid, n_agencies, satisfied_pct FROM satisfaction_by_year ORDER BY 1;
SELECT count(*) FILTER (WHERE par.satisfied_rate(stats) >= 0.9) AS at_90, count(*) AS agencies
FROM (SELECT agency_id, par.rollup(stats) AS stats FROM survey_month WHERE survey = 'KS-2024' AND factor = 'overall' GROUP BY agency_id) s;

-- 114 of 128 communes are Tốt in 2024: 89,06 %.
SELECT count(*) FILTER (WHERE band = 'Tốt') AS good, count(*) AS communes, par.pct(count(*) FILTER (WHERE band = 'Tốt'), count(*))
FROM league_table WHERE bloc = 'xa' AND year = 2024;

-- The league comes out of the rows.  For every agency, year and measure (but tasks as a whole, see test obligations) the value is a
-- plain count over them; and it is what the criteria are scored by.
\set ECHO none
\i test/measures.sql
\set ECHO all
CREATE TEMP TABLE plain AS
SELECT y.year, p.* FROM generate_series(2020, 2025) y (year), pg_temp.plain_measures(make_date(y.year, 1, 1), least(make_date(y.year, 12, 31), '2025-03-31')) p
UNION ALL
-- the view's
SELECT extract(year FROM received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int, 'dossier.online_offered', agency_id,
       count(*) FILTER (WHERE channel = 'online' AND online_level <> 'none'), count(*) FILTER (WHERE online_level <> 'none')
FROM dossier d JOIN service p ON p.code = d.service GROUP BY 1, 3;
SELECT split_part(measure, '.', 1) AS source, count(DISTINCT measure) AS measures, count(p.measure) AS values,
       count(*) FILTER (WHERE (p.numerator, p.denominator) IS DISTINCT FROM (m.numerator, m.denominator)) AS differ
FROM (SELECT * FROM plain WHERE year >= 2022) p FULL JOIN (SELECT * FROM measure_by_year WHERE year >= 2022 AND measure NOT IN ('task.completed', 'plan.done')) m USING (year, measure, agency_id) GROUP BY 1 ORDER BY 1;
SELECT count(*) AS results, count(DISTINCT b.measure) AS measures,
       count(*) FILTER (WHERE (b.numerator, b.denominator) IS DISTINCT FROM (p.numerator, p.denominator)) AS differ
FROM index_breakdown b JOIN agency a ON a.code = b.agency_code LEFT JOIN plain p ON p.measure = b.measure AND p.agency_id = a.id AND p.year = b.year
WHERE b.measure IS NOT NULL;
SELECT state, count(*) FROM index_breakdown GROUP BY 1 ORDER BY 1;
-- The province's figure is the ratio of the sums.
SELECT year, round(100 * sum(numerator) / sum(denominator), 2) AS satisfied_pct FROM measure_by_year WHERE measure = 'survey.satisfied' GROUP BY 1 ORDER BY 1;

-- The four plans, every row with the wording it has in the file.
SELECT plan, count(*) AS tasks, count(par.due_date(deadline_text, p.year)) AS with_due_date
FROM task JOIN plan p ON p.code = task.plan GROUP BY plan ORDER BY plan;
SELECT count(*) FROM task_row r JOIN task t
    ON (t.plan, t.part, t.area_no, t.item_no, t.title) = (r.plan, coalesce(r.part, ''), r.area_no, coalesce(r.item_no, ''), r.title)
   AND t.deadline_text IS NOT DISTINCT FROM r.deadline_text;
-- Tasks of several agencies bind all of them; whoever leads is named by the plan.
SELECT task_kind, count(DISTINCT b.task_id) AS tasks, count(*) AS bindings, count(DISTINCT agency_id) AS agencies, count(*) FILTER (WHERE role = 'lead') AS lead, count(*) FILTER (WHERE role = 'cooperating') AS cooperating,
       max(n) AS most_agencies
FROM task_agency b JOIN task t ON t.id = b.task_id JOIN (SELECT task_id, count(*) AS n FROM task_agency GROUP BY 1) n ON n.task_id = b.task_id GROUP BY 1 ORDER BY 1;
-- The weekly table balances for every week of 2024, agency by agency, and what is open is carried into the next.
CREATE TEMP TABLE weekly AS SELECT g::date AS first_day, t.* FROM generate_series(timestamp '2024-01-01', '2024-12-30', '7 days') g, task_between(g::date, g::date + 6, 'all') t;
SELECT count(DISTINCT first_day) AS weeks, count(*) AS rows, sum(n_done) AS done, count(*) FILTER (WHERE n_carried_over + n_new <> n_done + n_open) AS unbalanced,
       count(*) FILTER (WHERE n_done <> n_early + n_on_time + n_late + n_done_no_deadline) AS done_unbalanced, count(*) FILTER (WHERE n_open <> n_in_time + n_overdue + n_paused + n_open_no_deadline) AS open_unbalanced,
       count(*) FILTER (WHERE n_open <> next_carried_over) AS not_carried
FROM (SELECT *, lead(n_carried_over) OVER (PARTITION BY agency_code ORDER BY first_day) AS next_carried_over FROM weekly) w;
-- A walk over the rows, with the due dates of par.deadlines and the ends of the months: every figure of every week.
CREATE TEMP TABLE walk AS
SELECT b.agency_id, least(make_date(p.year, 1, 1), e.done) AS began, w.due, e.done
FROM task t JOIN plan p ON p.code = t.plan JOIN task_agency b ON b.task_id = t.id AND b.state <> 'not_arisen'
     CROSS JOIN LATERAL (SELECT t.due_on AS due, p.year::text AS label WHERE t.due_on IS NOT NULL OR t.deadline_text IS NULL
                         UNION ALL
                         SELECT coalesce(d.due, CASE WHEN d.every IS NOT NULL THEN d.period_last END), d.period_label FROM par.deadline_terms(t.deadline_text, p.year) d WHERE t.due_on IS NULL) w
     LEFT JOIN obligation o ON (o.agency_id, o.task_id, o.period_label) = (b.agency_id, b.task_id, w.label)
     CROSS JOIN LATERAL (SELECT coalesce(o.done_on, CASE WHEN w.due IS NULL THEN b.done_on END) AS done) e
WHERE t.task_kind <> 'report';
SELECT count(*) AS obligations, count(due) AS with_due_date FROM walk;
SELECT count(*) AS differ FROM weekly w FULL JOIN (
    SELECT k.first_day, a.code AS agency_code, count(*) FILTER (WHERE began < first_day) AS carried, count(*) FILTER (WHERE began >= first_day) AS new,
           count(*) FILTER (WHERE done <= last_day AND done < due) AS early, count(*) FILTER (WHERE done <= last_day AND done = due) AS on_time, count(*) FILTER (WHERE done <= last_day AND done > due) AS late,
           count(*) FILTER (WHERE done <= last_day AND due IS NULL) AS done_no_deadline, count(*) FILTER (WHERE done <= last_day IS NOT TRUE AND due >= last_day) AS in_time,
           count(*) FILTER (WHERE done <= last_day IS NOT TRUE AND due < last_day) AS overdue, count(*) FILTER (WHERE done <= last_day IS NOT TRUE AND due IS NULL) AS open_no_deadline,
           count(*) FILTER (WHERE done <= last_day IS NOT TRUE AND due BETWEEN last_day AND last_day + 14) AS at_risk
    FROM (SELECT g::date AS first_day, g::date + 6 AS last_day FROM generate_series(timestamp '2024-01-01', '2024-12-30', '7 days') g) k
         JOIN walk w ON w.began <= k.last_day AND (w.done >= k.first_day) IS NOT FALSE JOIN agency a ON a.id = w.agency_id GROUP BY 1, 2) x USING (first_day, agency_code)
WHERE (w.n_carried_over, w.n_new, w.n_early, w.n_on_time, w.n_late, w.n_done_no_deadline, w.n_in_time, w.n_overdue, w.n_open_no_deadline, w.n_at_risk, w.n_paused)
      IS DISTINCT FROM (x.carried, x.new, x.early, x.on_time, x.late, x.done_no_deadline, x.in_time, x.overdue, x.open_no_deadline, x.at_risk, 0::bigint);
-- A recurring duty that is not done in March, 'Trước ngày 14 của tháng cuối kỳ báo cáo', is overdue from its day on and on 1 April; the other quarters stand as they are.
BEGIN;
UPDATE obligation o SET done_on = NULL, state = NULL FROM task t WHERE t.id = o.task_id AND (t.plan, t.area_no, t.item_no) = ('SNV-2024', 'I', '4') AND o.period_label = '2024-Q1';
SELECT d AS as_of, o.period_label, o.due_on, o.status, o.days_late, o.days_left
FROM (VALUES (date '2024-03-13'), ('2024-03-14'), ('2024-04-01')) v (d), obligations_at(d) o WHERE (o.plan, o.area_no, o.item_no) = ('SNV-2024', 'I', '4') ORDER BY 1, 2;
ROLLBACK;
-- The Government's tasks are the printed parts; the printed total sums the total and its parts.
SELECT g.year, g.n_total, g.n_on_time, g.n_late, g.n_overdue, g.n_not_yet_due, (SELECT array_agg(value ORDER BY code) FROM indicator i WHERE i.appendix = '1' AND i.code IN ('9', '9.1', '9.2', '9.3', '9.4') AND left(i.period, 4)::int = g.year) AS printed
FROM government_tasks g ORDER BY 1;
SELECT agency_code, n_due, n_sent, n_on_time, n_late, n_missing, n_right FROM report_between('2024-01-01', '2024-12-31') ORDER BY 1;
SELECT relation, fault, count(*) FROM par.check_model('cchc') WHERE relation IN ('task', 'task_agency', 'obligation') GROUP BY 1, 2 ORDER BY 1, 2;

-- Months rolled up are the rows themselves, whatever they are rolled up to.
SELECT count(*) AS different
FROM (SELECT a.level, par.rollup(m.stats)::text AS stats FROM ontime_month m JOIN agency a ON a.id = m.agency_id GROUP BY a.level) r
     JOIN (SELECT a.level, par.ontime_agg(d.due_at, d.finished_at, s.as_of, d.pauses @> s.as_of, s.zone)::text AS stats
           FROM dossier d JOIN agency a ON a.id = d.agency_id, setting s GROUP BY a.level) d USING (level)
WHERE r.stats <> d.stats;

-- Form 06 adds up, in this quarter and in the whole of 2024.
SELECT count(*) AS rows,
       count(*) FILTER (WHERE received <> settled + in_process) AS received,
       count(*) FILTER (WHERE settled <> settled_early + settled_on_time + settled_late + settled_no_deadline) AS settled,
       count(*) FILTER (WHERE in_process <> in_process_in_time + in_process_overdue) AS in_process
FROM (SELECT * FROM form_06 UNION ALL SELECT * FROM form_06_between('2024-01-01', '2024-12-31')) f;
SELECT year, sum(received) AS received, sum(carried_over) AS carried_over, sum(settled) AS settled, sum(in_process) AS in_process
FROM generate_series(2021, 2024) year, form_06_between(make_date(year, 1, 1), make_date(year, 12, 31)) GROUP BY year ORDER BY year;
SELECT y.in_process AS left_of_2024, q.carried_over AS carried_into_2025
FROM (SELECT sum(in_process) FROM form_06_between('2024-01-01', '2024-12-31')) y (in_process), (SELECT sum(carried_over) FROM form_06) q (carried_over);

-- What the report says and what its own figures say.
SELECT number, attainment, office_verdict FROM target_attainment WHERE condition IS NOT NULL ORDER BY number;
SELECT code, printed, exact FROM published_not_reproduced ORDER BY code;
SELECT framework.code, f.* FROM framework, par.check_framework('cchc', framework.code) f;

-- Appendices 1 to 8 in their forms: what is counted from rows is what is printed.  Plans of our own (MP), obligations still open and a
-- tenth of the services' dossiers make other figures: there what is published stands.
WITH asked AS MATERIALIZED (
    SELECT DISTINCT form, period, first_day, last_day FROM printed_cell WHERE form IN ('PL1', 'PL3')
), told AS MATERIALIZED (
    SELECT p.form, p.period, t.* FROM asked p CROSS JOIN LATERAL report_table(p.form, p.first_day, p.last_day) t WHERE t.source = 'rows'
)
SELECT c.form, c.item, count(*) AS cells, count(*) FILTER (WHERE t.printed = c.bare) AS as_printed, string_agg(t.printed || ' / ' || c.bare, ', ' ORDER BY c.period) FILTER (WHERE t.printed <> c.bare) AS differ
FROM told t JOIN printed_cell c ON c.form = t.form AND c.period = t.period AND c.item = t.item
GROUP BY 1, 2 ORDER BY 1, 2;
SELECT c.form, count(*) AS cells, count(*) FILTER (WHERE (ARRAY[v.five_years_before, v.four_years_before, v.three_years_before, v.two_years_before, v.one_year_before, v.this_year])[left(c.period, 4)::int - 2019] = coalesce(c.bare, '')) AS as_printed
FROM printed_cell c JOIN report_item i ON i.form = c.form AND i.code = c.item JOIN report_by_year v ON v.form = c.form AND v.position = i.position GROUP BY 1 ORDER BY 1;
-- Every other cell is named, and where the rows come to something else.
CREATE TEMP TABLE fault AS SELECT * FROM report_faults();
SELECT count(*) AS not_as_printed, count(*) FILTER (WHERE named) AS named
FROM (SELECT EXISTS (SELECT FROM fault f WHERE f.form_code = c.form AND f.item = c.item AND f.period_from = c.first_day AND f.left_side = c.bare) AS named
      FROM printed_cell c JOIN report_item i ON i.form = c.form AND i.code = c.item JOIN report_by_year v ON v.form = c.form AND v.position = i.position
      WHERE (ARRAY[v.five_years_before, v.four_years_before, v.three_years_before, v.two_years_before, v.one_year_before, v.this_year])[left(c.period, 4)::int - 2019] <> coalesce(c.bare, '')) x;
SELECT form_code, item, period_to, left_side, right_side FROM fault WHERE fault = 'counted_otherwise' AND (form_code = 'PL1' OR period_to = '2024-12-31') ORDER BY form_code, item, period_to;
SELECT form_code = 'PL1' AS of_pl1, fault, severity, count(*) FROM fault GROUP BY 1, 2, 3 ORDER BY 1, 3, 2;
-- Targets of other years, levels and agencies.
SELECT number, year, level, agency_code, condition, attainment FROM target_by_year WHERE number <> 4 OR level = 'commune' ORDER BY 1, 2;

-- A refresh for another day: nothing that happened later is known then.
CALL refresh('2025-02-28');
SELECT max(due_at) > '2025-02-28' AS open_with_later_due, max(received_at) < '2025-03-01 00:00+07' AS none_received_later,
       max(finished_at) < '2025-03-01 00:00+07' AS none_finished_later
FROM dossier_status;
SELECT sum(n_received) = (SELECT count(*) FROM dossier WHERE received_at < '2025-03-01 00:00+07') AS all_counted FROM ontime_by_level_year;
DROP SCHEMA cchc CASCADE;
