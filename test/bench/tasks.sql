-- A hundred thousand obligations in the model: 430 agencies, 84 tasks with the
-- wordings of plans, six in ten reported.
CALL par.create_model('bench_tasks');
SET search_path = bench_tasks, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-06-30';
INSERT INTO bloc (code, name) VALUES ('xa', 'Xã');
INSERT INTO agency (code, name, bloc, level) SELECT 'X' || n, 'Xã ' || n, 'xa', 'commune' FROM generate_series(1, 430) n;
INSERT INTO plan VALUES ('KH', 2024, 'Kế hoạch');
INSERT INTO task (plan, area_no, item_no, title, deadline_text)
SELECT 'KH', (n / 10)::text, n::text, 'Nhiệm vụ ' || n,
       (ARRAY['Trước ngày 14 của tháng cuối kỳ báo cáo', 'Hàng tháng, trước ngày 20', 'Trước ngày 14/12/2024', 'Quý III/2024', 'Thường xuyên', 'Theo quy định', 'Định kỳ 6 tháng, năm', 'Tháng 6/2024'])[1 + n % 8]
FROM generate_series(1, (84 * :scale)::int) n;
INSERT INTO task_agency (task_id, agency_id, role, assigned_on)
SELECT t.id, a.id, CASE WHEN a.id = t.id THEN 'lead' WHEN a.id % 3 = 0 THEN 'cooperating' END, CASE WHEN (t.id + a.id) % 4 = 0 THEN date '2024-02-01' + (a.id % 100)::int END FROM task t, agency a;
ANALYZE;
INSERT INTO obligation (agency_id, task_id, period_label, done_on)
SELECT agency_id, task_id, period_label, coalesce(due, '2024-12-01') - 3 + ((agency_id + task_id) % 7)::int FROM duties() WHERE (agency_id * 7 + task_id * 3) % 10 < 6;
ANALYZE;
CALL fold();
SELECT count(*) AS obligations FROM duties();
CREATE TABLE bench.obligation AS SELECT d.*, least(coalesce(assigned_on, '2024-01-01'), done_on) AS began FROM duties() d;
RESET search_path;

CALL bench.measure('tasks', 'one', $$SELECT * FROM bench_tasks.task_between('2024-06-10', '2024-06-16', 'all') WHERE agency_code = 'X77'$$);
CALL bench.measure('tasks', 'all', $$SELECT * FROM bench_tasks.task_between('2024-06-10', '2024-06-16', 'all')$$);
CALL bench.measure('tasks', 'risk', $$SELECT * FROM bench_tasks.task_at_risk WHERE agency_code = 'X77'$$);
CALL bench.measure('tasks', 'annex', $$SELECT * FROM bench_tasks.task_annex$$);
CALL bench.measure('tasks', 'summary', $$SELECT * FROM bench_tasks.task_summary$$);
CALL bench.measure('tasks', 'year', $$SELECT * FROM bench_tasks.task_measures('{2024-01-01}', '{2024-12-31}')$$);
CALL bench.measure('tasks', 'stored', $$SELECT agency_code, count(*) FILTER (WHERE began < '2024-06-10'), count(*) FILTER (WHERE done_on < due), count(*) FILTER (WHERE done_on IS NULL AND due < '2024-06-16')
    FROM bench.obligation WHERE began <= '2024-06-16' AND (done_on IS NULL OR done_on >= '2024-06-10') GROUP BY 1$$);
CALL bench.measure('tasks', '20 ms', 'SELECT pg_sleep(0.02)');
CALL bench.measure('tasks', '200 ms', 'SELECT pg_sleep(0.2)');
CALL bench.ratio('tasks', 'week of one agency / 20 ms', 'one', '20 ms', at_most => 1);
CALL bench.ratio('tasks', 'week of all agencies / 200 ms', 'all', '200 ms', at_most => 1);
CALL bench.ratio('tasks', 'the same / counting a table of obligations with code and first day', 'all', 'stored');
CALL bench.ratio('tasks', 'at-risk list of one agency / 20 ms', 'risk', '20 ms');
CALL bench.ratio('tasks', 'annex / 200 ms', 'annex', '200 ms');
CALL bench.ratio('tasks', 'summary of a plan, all agencies / 200 ms', 'summary', '200 ms');
CALL bench.ratio('tasks', 'measures of a year, all agencies / 200 ms', 'year', '200 ms');
