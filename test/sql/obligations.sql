SET jit = off; -- compiling these short queries takes longer than running them
-- Tasks and reports: one obligation for each due date.  Figures by hand; then an
-- independent walk over random rows.

CREATE ROLE regress_par_clerk;
SET client_min_messages = warning;
CALL par.create_model('m');
SET client_min_messages = notice;
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-04-01';
INSERT INTO bloc VALUES ('so', 'Sở', 1);
INSERT INTO agency (id, code, name, bloc, level) VALUES (1, 'A', 'Sở A', 'so', 'province'), (2, 'B', 'Sở B', 'so', 'province'), (3, 'C', 'Sở C', 'so', 'province');
INSERT INTO plan VALUES ('KH', 2024, 'Kế hoạch');
INSERT INTO calendar_day SELECT day, kind, name_vi FROM par.vn_holidays() WHERE certainty = 'certain';

-- ---------------------------------------------------------------------------
-- Due dates, roles, states
-- ---------------------------------------------------------------------------

INSERT INTO task (id, plan, area_no, area_title, item_no, title, deadline_text, due_on, agreed_text, task_kind) VALUES
    (1, 'KH', 'I', 'Chỉ đạo', '1', 'quý', 'Trước ngày 14 của tháng cuối kỳ báo cáo', NULL, NULL, 'task'),
    (2, 'KH', 'I', 'Chỉ đạo', '2', 'tháng', 'Hàng tháng', NULL, NULL, 'task'),
    (3, 'KH', 'I', 'Chỉ đạo', '3', 'thường xuyên', 'Thường xuyên', NULL, NULL, 'task'),
    (4, 'KH', 'II', 'Thể chế', '1', 'ấn định', 'Theo quy định', '2024-03-29', NULL, 'government'),
    (5, 'KH', 'II', 'Thể chế', '2', 'ấn định nhiều hạn', 'Theo quy định', NULL, 'Trước ngày 16/2 và 16/5', 'task'),
    (6, 'KH', 'II', 'Thể chế', '3', 'sau sự kiện', 'Trong vòng 05 ngày làm việc kể từ ngày ký', NULL, NULL, 'task'),
    (7, 'KH', 'II', 'Thể chế', '4', 'không có chữ', NULL, NULL, NULL, 'task'),
    (8, 'KH', 'III', 'Báo cáo', '1', 'báo cáo', 'Báo cáo quý, 6 tháng, năm: trước ngày 20 của tháng cuối kỳ', NULL, NULL, 'report');
INSERT INTO task_agency (task_id, agency_id, role, assigned_on) VALUES
    (1, 1, 'lead', '2024-01-10'), (1, 2, 'cooperating', '2024-01-10'), (2, 1, NULL, '2024-02-10'), (2, 2, NULL, NULL), (3, 1, 'lead', NULL),
    (4, 1, 'lead', NULL), (5, 2, NULL, NULL), (6, 1, NULL, NULL), (7, 2, NULL, NULL), (8, 1, NULL, NULL), (8, 2, NULL, NULL);
-- What was due before the assignment does not bind, but for the last.
SELECT item_no, area_no, agency_code, period_label, deadline_kind, due_on, status, days_late, days_left, role_vi FROM task_progress ORDER BY task_id, agency_code, due_on, period_label;
-- A recurring duty not done in March is in progress on its last day and overdue on 1 April.
SELECT d, o.status, o.days_late FROM (VALUES (date '2024-03-31'), ('2024-04-01')) v (d), obligations_at(d) o WHERE o.task_id = 2 AND o.agency_code = 'B' AND o.period_label = '2024-M03';

-- Reported: by obligation, or as until 1.1 for the task, which is its last date.
INSERT INTO obligation (agency_id, task_id, period_label, state, done_on, evidence) VALUES
    (1, 1, '2024-Q1', NULL, '2024-03-13', 'CV 1'), (2, 1, '2024-Q1', 'draft_submitted', NULL, 'CV 2'), (1, 2, '2024-M02', NULL, '2024-03-02', NULL),
    (2, 2, '2024-M01', NULL, '2024-01-30', NULL), (2, 2, '2024-M02', 'not_arisen', NULL, NULL), (2, 2, '2024-M03', 'not_reported', NULL, NULL), (1, 3, '2024', NULL, '2024-02-05', NULL);
UPDATE task_agency SET done_on = '2024-03-28' WHERE task_id = 4;
UPDATE task_agency SET done_on = '2024-03-31' WHERE task_id = 5;
SELECT item_no, area_no, agency_code, period_label, due_on, done_on, state, state_vi, status, days_late FROM task_progress
WHERE task_id IN (1, 2, 3, 4, 5) AND (due_on < '2024-06-01' OR due_on IS NULL) ORDER BY task_id, agency_code, due_on, period_label;
SELECT * FROM task_summary ORDER BY agency_code;
-- The columns of 1.1, for any day.
SELECT plan, item_no, agency_code, due_on, done_on, status FROM task_progress_at('2024-03-13') WHERE area_no = 'II' ORDER BY 2, 3, 4;

-- After an event: no date until its day is known.
SELECT due_on, status FROM task_progress WHERE task_id = 6;
INSERT INTO obligation (agency_id, task_id, period_label, event_on) VALUES (1, 6, '2024', '2024-03-20');
SELECT due_on, deadline_kind, status FROM task_progress WHERE task_id = 6;
UPDATE obligation SET event_on = '2024-03-27' WHERE task_id = 6;
SELECT due_on, status, days_left FROM task_progress WHERE task_id = 6;
-- An extension: the rate goes by the first date, both are shown.
UPDATE obligation SET extended_to = '2024-04-10', extended_by = 'Chủ tịch UBND tỉnh', done_on = '2024-04-09' WHERE task_id = 6;
SELECT due_on, extended_to, extended_by, status, status_by_extension FROM obligations_at('2024-04-30') WHERE task_id = 6;
UPDATE obligation SET done_on = NULL WHERE task_id = 6;
SELECT agency_code, period_label, due_on, days_left FROM task_at_risk ORDER BY 1, 2;

-- Agreed with one agency, and beside the wording.
INSERT INTO obligation (agency_id, task_id, period_label, agreed_due, own) VALUES (1, 1, '2024-Q2', '2024-06-20', false), (2, 7, '2024-M03', '2024-03-15', true);
SELECT task_id, agency_code, period_label, deadline_kind, due_on, status FROM task_progress WHERE task_id IN (1, 7) AND (deadline_kind = 'agreed' OR task_id = 7) ORDER BY 1, 2, 3;

-- Sub-items with wordings and agencies of their own; the heading has none.
INSERT INTO task (id, plan, area_no, area_title, item_no, title, parent_id, deadline_text) VALUES
    (20, 'KH', 'IV', 'Tổ chức', '1', 'đề án', NULL, NULL), (21, 'KH', 'IV', 'Tổ chức', '1.a', 'dự thảo', 20, 'Tháng 2/2024'), (22, 'KH', 'IV', 'Tổ chức', '1.b', 'trình', 20, 'Tháng 3/2024');
INSERT INTO task_agency (task_id, agency_id) VALUES (20, 3), (21, 3), (22, 3);
INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (3, 21, '2024', '2024-02-20');
SELECT item_no, period_label, due_on, done_on, status FROM task_progress WHERE agency_code = 'C' ORDER BY 1;
SELECT n_assigned, n_done, n_overdue, n_obligations, n_obligations_done, n_obligations_early FROM task_summary WHERE agency_code = 'C';
SELECT item_no, n_agencies, n_obligations, n_done, status_en, status_vi, done FROM task_annex WHERE area_no = 'IV' ORDER BY 1;

-- ---------------------------------------------------------------------------
-- Flows, verdict, annex, Government, reports
-- ---------------------------------------------------------------------------

SELECT * FROM task_between('2024-02-05', '2024-02-11') ORDER BY 1;
SELECT agency_code, n_carried_over, n_new, n_done, n_open FROM task_between('2024-02-05', '2024-02-11', 'all') ORDER BY 1;
SELECT * FROM task_week ORDER BY agency_code;
SELECT * FROM task_between('2024-02-05', '2024-02-11', 'leads');
SELECT * FROM assigned_work ORDER BY agency_code;
-- All done, early and none late; then a late one; then one open past its date.
SELECT agency_code, n_set, n_done, n_due, n_early, n_late, n_overdue, done_pct, early_pct, all_done, early_enough, none_late, good FROM assigned_work_between('2024-03-01', '2024-03-30') WHERE agency_code = 'A';
SELECT good, early_enough FROM assigned_work_between('2024-03-01', '2024-03-30', early_at_least => 51) WHERE agency_code = 'A';
UPDATE obligation SET done_on = '2024-03-14' WHERE agency_id = 1 AND task_id = 1 AND period_label = '2024-Q1';
SELECT n_late, n_overdue, done_pct, early_pct, all_done, early_enough, none_late, good FROM assigned_work_between('2024-03-01', '2024-03-30') WHERE agency_code = 'A';
UPDATE obligation SET done_on = NULL WHERE agency_id = 1 AND task_id = 1 AND period_label = '2024-Q1';
SELECT n_late, n_overdue, done_pct, early_pct, all_done, early_enough, none_late, good FROM assigned_work_between('2024-03-01', '2024-03-30') WHERE agency_code = 'A';
UPDATE obligation SET done_on = '2024-03-13' WHERE agency_id = 1 AND task_id = 1 AND period_label = '2024-Q1';
-- Nothing that had a date: whether enough of it was early is unknown.
SELECT n_set, n_done, early_pct, all_done, early_enough, none_late, good FROM assigned_work_between('2024-12-31', '2024-12-31') WHERE agency_code = 'A';
SELECT area_no, item_no, title, lead_agencies, cooperating_agencies, deadline_text, next_due_on, status_en, status_vi, done, n_obligations, n_done FROM task_annex ORDER BY area_no, item_no;
SELECT * FROM task_by_area ORDER BY area_no;

INSERT INTO task (id, plan, area_no, item_no, title, due_on, task_kind)
SELECT 100 + n, 'KH', 'CP', n::text, 'Chính phủ giao', '2024-03-15', 'government' FROM generate_series(1, 10) n;
INSERT INTO task_agency (task_id, agency_id, state, done_on)
SELECT 100 + n, 3, CASE n WHEN 9 THEN 'not_arisen' WHEN 8 THEN 'paused' ELSE 'assigned' END, CASE WHEN n <= 4 THEN date '2024-03-12' + n WHEN n <= 5 THEN '2024-03-16' END FROM generate_series(1, 10) n;
UPDATE task SET due_on = '2024-05-01' WHERE id = 110;
-- 1 of task 4 and 3 on time, 2 late (16/3 twice), 6 and 7 open past the date, 8 paused and 10 not yet due; 9 has not arisen.
SELECT *, n_total = n_on_time + n_late + n_overdue + n_not_yet_due AS adds_up FROM government_tasks;

-- Reports: sent on, form, content, channel.
SELECT agency_code, period_label, due_on FROM task_progress WHERE task_kind = 'report' ORDER BY 1, 3;
INSERT INTO obligation (agency_id, task_id, period_label, done_on, form_right, content_right, channel_right) VALUES
    (1, 8, '2024-Q1', '2024-03-19', true, true, true), (2, 8, '2024-Q1', '2024-03-21', true, false, NULL);
SELECT * FROM report_summary ORDER BY agency_code;
SELECT * FROM report_between('2024-01-01', '2024-12-31') ORDER BY agency_code;
SELECT measure, a.code, numerator::int, denominator::int FROM measures_between('2024-01-01', '2024-06-30') JOIN agency a ON a.id = agency_id
WHERE measure LIKE 'report.%' OR measure LIKE 'task.done%' OR measure IN ('task.completed', 'task.on_time') ORDER BY 1, 2;

-- A criterion "minus 0.25 each": one late, one missing.
INSERT INTO framework (code, year, bloc, title) VALUES ('F', 2024, 'so', 'Sở 2024');
INSERT INTO band SELECT 'F', b.* FROM (VALUES ('Tốt', 80, false, NULL), ('Yếu', NULL::numeric, false, 1)) b;
INSERT INTO criterion (id, framework, code, title, max_points, rule, measure) VALUES (1, 'F', 'I', 'Báo cáo định kỳ', 2, 'minus 0.25 each', 'report.late'), (2, 'F', 'II', 'Nhiệm vụ', 10, 'ratio', 'task.done_all_roles');
UPDATE setting SET reporting_date = '2024-06-30';
CALL refresh();
SELECT agency_code, criterion_code, numerator, denominator, points FROM index_breakdown ORDER BY 1, 2;
SELECT key, day, numerator, denominator, status, days_late, note FROM evidence('F', 'B', 'I') ORDER BY ord;
SELECT key, day, numerator, status FROM evidence('F', 'B', 'II') ORDER BY ord;
-- Evidence adds up to the figure.
SELECT b.agency_code, b.criterion_code, b.numerator = sum(e.numerator) AS numerators, b.denominator IS NOT DISTINCT FROM sum(e.denominator) AS denominators
FROM index_breakdown b, evidence('F', b.agency_code, b.criterion_code) e GROUP BY 1, 2, b.numerator, b.denominator ORDER BY 1, 2;

-- ---------------------------------------------------------------------------
-- Another wording: dates move, what is reported stays
-- ---------------------------------------------------------------------------

CREATE TEMP VIEW shown AS SELECT agency_code, period_label, due_on, done_on, status FROM task_progress WHERE task_id = 1;
UPDATE task SET deadline_text = 'Chậm nhất ngày 19 tháng cuối của kỳ báo cáo' WHERE id = 1;
SELECT * FROM shown WHERE agency_code = 'A' ORDER BY 2;
UPDATE task SET deadline_text = 'Định kỳ 6 tháng, năm' WHERE id = 1;
SELECT * FROM shown ORDER BY 1, 2;
SELECT agency_id, period_label, own, kept_due, agreed_due, done_on, evidence FROM obligation WHERE task_id = 1 ORDER BY 1, 2;
SELECT severity, key, fault, message_vi FROM par.check_model('m') WHERE relation = 'obligation';
UPDATE task SET deadline_text = 'Trước ngày 14 của tháng cuối kỳ báo cáo' WHERE id = 1;
SELECT * FROM shown ORDER BY 1, 2;
SELECT agency_id, period_label, own, kept_due, agreed_due, done_on, evidence FROM obligation WHERE task_id = 1 ORDER BY 1, 2;
SELECT relation, old, new FROM history WHERE relation = 'task' ORDER BY id;
-- Another year of the plan: labels are of the year.
UPDATE plan SET year = 2025 WHERE code = 'KH';
SELECT period_label, own, kept_due FROM obligation WHERE task_id = 1 AND agency_id = 1;
SET client_min_messages = warning;
UPDATE plan SET year = 2024 WHERE code = 'KH';
-- So is a task that goes to a plan of another year.
INSERT INTO plan VALUES ('KH25', 2025, 'Kế hoạch 2025'), ('KH24', 2024, 'Kế hoạch khác');
SET client_min_messages = notice;
UPDATE task SET plan = 'KH25' WHERE id = 1;
SELECT period_label, own, kept_due FROM obligation WHERE task_id = 1 AND agency_id = 1;
SET client_min_messages = warning;
UPDATE task SET plan = 'KH24' WHERE id = 1;
UPDATE task SET plan = 'KH' WHERE id = 1;
DELETE FROM plan WHERE code IN ('KH25', 'KH24');
SELECT count(*) FILTER (WHERE own) AS own FROM obligation;
SELECT * FROM shown WHERE agency_code = 'A' ORDER BY 2;

-- ---------------------------------------------------------------------------
-- Bad input
-- ---------------------------------------------------------------------------

UPDATE setting SET reporting_date = '2024-04-01';
\pset format unaligned
\pset tuples_only on
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE m text; c text; h text;
BEGIN
    EXECUTE statement;
    RAISE EXCEPTION 'accepted' USING ERRCODE = 'P0003';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, c = CONSTRAINT_NAME, h = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', SQLSTATE, c, m, nullif(h, ''));
END $$;
SELECT n || ' ' || pg_temp.refusal(s) FROM (VALUES
    (1, 'INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (1, 1, ''2024-Q5'', ''2024-03-01'')'),
    (2, 'INSERT INTO obligation (agency_id, task_id, period_label, agreed_due, own) VALUES (1, 1, ''2024-Q3'', ''2024-09-01'', true)'),
    (3, 'INSERT INTO obligation (agency_id, task_id, period_label, agreed_due) VALUES (1, 1, ''2024-Q3'', ''2024-01-09'')'),
    (4, 'UPDATE obligation SET extended_to = ''2024-03-13'', extended_by = ''x'' WHERE agency_id = 1 AND task_id = 1 AND period_label = ''2024-Q1'''),
    (5, 'UPDATE obligation SET extended_to = ''2024-03-20'' WHERE agency_id = 1 AND task_id = 1 AND period_label = ''2024-Q1'''),
    (6, 'UPDATE obligation SET extended_to = ''2024-12-20'', extended_by = ''x'' WHERE task_id = 3'),
    (7, 'UPDATE obligation SET event_on = ''2024-03-01'' WHERE task_id = 3'),
    (8, 'UPDATE task_agency SET role = ''lead'' WHERE task_id = 1 AND agency_id = 2'),
    (9, 'UPDATE task SET due_on = ''2024-01-09'' WHERE id = 1'),
    (10, 'UPDATE task_agency SET assigned_on = ''2024-06-21'' WHERE task_id = 1 AND agency_id = 1'),
    (11, 'UPDATE task_agency SET assigned_on = ''2024-04-01'' WHERE task_id = 4'),
    (12, 'INSERT INTO obligation (agency_id, task_id, period_label, state, done_on) VALUES (2, 5, ''2024-M05'', ''not_arisen'', ''2024-03-01'')'),
    (13, 'UPDATE obligation SET done_on = ''2024-03-01'' WHERE state = ''draft_submitted'''),
    (14, 'INSERT INTO obligation (agency_id, task_id, period_label) VALUES (3, 1, ''2024-Q1'')'),
    (15, 'UPDATE task SET parent_id = 21 WHERE id = 3'),
    (16, 'UPDATE task SET parent_id = 3 WHERE id = 20'),
    (17, 'INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (2, 5, '' 2024-M05'', ''2024-03-01'')'),
    (18, 'UPDATE task_agency SET role = ''chủ trì'' WHERE task_id = 1'),
    (19, 'UPDATE task_agency SET state = ''not_reported'' WHERE task_id = 4'),
    (20, 'DELETE FROM task WHERE id = 1'),
    (21, 'UPDATE obligation SET done_on = ''0202-03-13'' WHERE task_id = 1'),
    -- assigned on a day that is not said: on the first of the plan's year
    (22, 'UPDATE task SET due_on = ''2023-12-31'' WHERE id = 7'),
    (23, 'UPDATE obligation SET agreed_due = ''2023-03-31'' WHERE task_id = 2 AND agency_id = 2')
    ) AS t (n, s) ORDER BY n;
\pset format aligned
\pset tuples_only off
-- Done in the future of the reporting date: open, and listed.
UPDATE obligation SET done_on = '2024-06-15' WHERE agency_id = 1 AND task_id = 1 AND period_label = '2024-Q2';
SELECT done_on, status FROM task_progress WHERE task_id = 1 AND agency_code = 'A' AND period_label = '2024-Q2';
SELECT severity, relation, key, fault, message_en FROM par.check_model('m') WHERE relation IN ('task', 'task_agency', 'obligation') ORDER BY 3;
-- Before it was assigned: counted as it stands, and listed.
BEGIN;
UPDATE task_agency SET assigned_on = '2024-03-01', done_on = '2024-02-28', state = 'assigned' WHERE agency_id = 2 AND task_id = (SELECT id FROM task WHERE area_no = 'II' AND item_no = '4');
SELECT severity, key, fault, message_en, message_vi FROM par.check_model('m') WHERE fault = 'done_before_assigned';
ROLLBACK;
-- Who may only report gets the same checks, and the date of the event.
GRANT USAGE ON SCHEMA m TO regress_par_clerk;
GRANT INSERT ON obligation TO regress_par_clerk;
SET ROLE regress_par_clerk;
INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (2, 1, '2024-Q7', '2024-06-01');
INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (2, 1, '2024-Q2', '2024-06-01');
CREATE TEMP TABLE of_the_clerk (task_id bigint, event_on date);
CREATE TRIGGER t BEFORE INSERT ON of_the_clerk FOR EACH ROW EXECUTE FUNCTION m.fill_event_due();
CREATE TRIGGER t AFTER UPDATE ON of_the_clerk FOR EACH ROW EXECUTE FUNCTION m.keep_obligations();
RESET ROLE;

-- ---------------------------------------------------------------------------
-- An independent walk
-- ---------------------------------------------------------------------------

-- 60 tasks of all kinds of wordings, 20 agencies; reported at random, without
-- random numbers.
INSERT INTO plan VALUES ('W', 2024, 'Kế hoạch khác');
INSERT INTO agency (id, code, name, bloc, level) SELECT 100 + n, 'W' || n, 'Đơn vị ' || n, 'so', 'province' FROM generate_series(1, 20) n;
INSERT INTO task (id, plan, area_no, item_no, title, deadline_text, due_on)
SELECT 1000 + n, 'W', 'I', n::text, 'việc ' || n, w[1 + n % 10], CASE WHEN n % 17 = 0 THEN date '2024-02-01' + n END
FROM generate_series(1, 60) n, (SELECT ARRAY['Trước ngày 14 của tháng cuối kỳ báo cáo', 'Hàng tháng, trước ngày 20', 'Trước ngày 14/12/2024', 'Quý III/2024', 'Thường xuyên',
                                             'Theo quy định', 'Trước ngày 15/6 và 15/12', 'Tháng 6/2024', 'Hàng tháng', 'Trong quý I; quý II/2024'] AS w) AS list;
INSERT INTO task_agency (task_id, agency_id, role, state, assigned_on)
SELECT t.id, a.id, CASE WHEN a.id - 100 = t.id % 20 THEN 'lead' WHEN (t.id * a.id) % 5 = 0 THEN 'cooperating' END,
       CASE (t.id * 7 + a.id) % 23 WHEN 0 THEN 'not_arisen' WHEN 1 THEN 'paused' ELSE 'assigned' END, CASE WHEN (t.id + a.id) % 3 = 0 AND t.due_on IS NULL THEN date '2024-01-01' + ((t.id * a.id) % 150)::int END
FROM task t, agency a WHERE t.plan = 'W' AND a.id > 100 AND (t.id + a.id) % 4 <> 0;
-- The walk: what binds, by hand from par.deadlines and the calendar of months,
-- not by what the model calls.
CREATE TEMP TABLE walk AS
SELECT b.*, d.due, CASE WHEN d.ord = 0 THEN '2024' ELSE d.label END AS label, false AS reported, NULL::date AS done
FROM task_agency b JOIN task t ON t.id = b.task_id
     CROSS JOIN LATERAL (
         SELECT 0 AS ord, NULL AS label, t.due_on AS due WHERE t.due_on IS NOT NULL
         UNION ALL
         SELECT g, '2024-M' || lpad(g::text, 2, '0'), (make_date(2024, g, 1) + interval '1 month - 1 day')::date FROM generate_series(1, 12) g WHERE t.due_on IS NULL AND t.deadline_text = 'Hàng tháng'
         UNION ALL
         SELECT w.ord, CASE WHEN count(*) OVER () = 1 THEN '2024' WHEN t.deadline_text ~* 'quý|kỳ' THEN '2024-Q' || extract(quarter FROM w.due) ELSE '2024-M' || lpad(extract(month FROM w.due)::text, 2, '0') END, w.due
         FROM par.deadlines(t.deadline_text, 2024) w WHERE t.due_on IS NULL AND t.deadline_text <> 'Hàng tháng') d
WHERE t.plan = 'W';
DELETE FROM walk w WHERE w.due < w.assigned_on AND w.due < (SELECT max(x.due) FROM walk x WHERE x.task_id = w.task_id AND x.agency_id = w.agency_id);
UPDATE walk SET reported = true, done = coalesce(due, '2024-12-10') - 4 + ((task_id * 3 + agency_id + coalesce(extract(month FROM due), 0)) % 7)::int
WHERE state <> 'not_arisen' AND (task_id * 5 + agency_id * 3 + coalesce(extract(month FROM due), 0)) % 10 < CASE WHEN task_id % 6 = 0 THEN 10 ELSE 6 END;
INSERT INTO obligation (agency_id, task_id, period_label, done_on) SELECT agency_id, task_id, label, done FROM walk WHERE reported;
SELECT count(*) AS obligations, count(*) FILTER (WHERE reported) AS reported, count(DISTINCT label) AS labels FROM walk;
SELECT count(*) AS differ FROM (SELECT task_id, agency_id, label, due, done FROM walk) w
FULL JOIN (SELECT task_id, agency_id, period_label, due, done_on FROM duties() WHERE plan = 'W') d ON (d.task_id, d.agency_id, d.period_label) = (w.task_id, w.agency_id, w.label)
WHERE (w.due, w.done) IS DISTINCT FROM (d.due, d.done_on) OR w.task_id IS NULL OR d.task_id IS NULL;
-- Each of the year's weeks, agency by agency, by going through the rows.
CREATE TEMP TABLE week AS SELECT g::date AS first_day, g::date + 6 AS last_day FROM generate_series(timestamp '2024-01-01', '2024-12-30', '7 days') g;
CREATE TEMP TABLE walked AS
SELECT k.first_day, a.code AS agency_code, count(*) FILTER (WHERE began < k.first_day) AS carried, count(*) FILTER (WHERE began >= k.first_day) AS new,
       count(*) FILTER (WHERE class = 'early') AS early, count(*) FILTER (WHERE class = 'on_time') AS on_time, count(*) FILTER (WHERE class = 'late') AS late, count(*) FILTER (WHERE class = 'done') AS done_no_deadline,
       count(*) FILTER (WHERE class = 'in_time') AS in_time, count(*) FILTER (WHERE class = 'overdue') AS overdue, count(*) FILTER (WHERE class = 'paused') AS paused, count(*) FILTER (WHERE class = 'open') AS open,
       count(*) FILTER (WHERE class = 'in_time' AND due <= k.last_day + 14) AS at_risk
FROM week k
     JOIN (SELECT w.*, least(coalesce(w.assigned_on, '2024-01-01'), w.done) AS began FROM walk w WHERE w.state <> 'not_arisen' AND w.role IS DISTINCT FROM 'cooperating') w
       ON w.began <= k.last_day AND (w.done IS NULL OR w.done >= k.first_day)
     JOIN agency a ON a.id = w.agency_id
     CROSS JOIN LATERAL (SELECT CASE WHEN w.done <= k.last_day THEN CASE WHEN w.due IS NULL THEN 'done' WHEN w.done < w.due THEN 'early' WHEN w.done = w.due THEN 'on_time' ELSE 'late' END
                                     WHEN w.state = 'paused' THEN 'paused' WHEN w.due IS NULL THEN 'open' WHEN w.due < k.last_day THEN 'overdue' ELSE 'in_time' END) c (class)
GROUP BY 1, 2;
SELECT count(*) AS rows, sum(new) AS new, sum(early + on_time + late + done_no_deadline) AS done, max(overdue) AS most_overdue FROM walked;
SELECT count(*) AS differ FROM walked w
FULL JOIN (SELECT k.first_day, t.* FROM week k, task_between(k.first_day, k.last_day) t WHERE t.agency_code LIKE 'W%') t USING (first_day, agency_code)
WHERE (w.carried, w.new, w.early, w.on_time, w.late, w.done_no_deadline, w.in_time, w.overdue, w.paused, w.open, w.at_risk)
      IS DISTINCT FROM (t.n_carried_over, t.n_new, t.n_early, t.n_on_time, t.n_late, t.n_done_no_deadline, t.n_in_time, t.n_overdue, t.n_paused, t.n_open_no_deadline, t.n_at_risk);
-- The four flows balance, and what is open is carried into the next week.
SELECT count(*) AS weeks, count(*) FILTER (WHERE n_carried_over + n_new <> n_done + n_open) AS unbalanced, count(*) FILTER (WHERE n_done <> n_early + n_on_time + n_late + n_done_no_deadline) AS done,
       count(*) FILTER (WHERE n_open <> n_in_time + n_overdue + n_paused + n_open_no_deadline) AS open,
       count(*) FILTER (WHERE n_open <> next_carried) AS not_carried
FROM (SELECT t.*, lead(n_carried_over) OVER (PARTITION BY agency_code ORDER BY first_day) AS next_carried FROM week k, task_between(k.first_day, k.last_day, 'all') t) t;
-- Quarter by quarter: measures, verdict, summary.
CREATE TEMP TABLE quarter AS SELECT g::date AS first_day, (g + interval '3 months - 1 day')::date AS last_day FROM generate_series(timestamp '2024-01-01', '2024-10-01', '3 months') g;
CREATE TEMP TABLE measured AS SELECT q.first_day, m.* FROM quarter q, measures_between(q.first_day, q.last_day) m;
CREATE TEMP TABLE verdict AS SELECT q.first_day AS quarter, a.id AS agency_id, v.* FROM quarter q, assigned_work_between(q.first_day, q.last_day) v JOIN agency a ON a.code = v.agency_code;
WITH plain AS (
    SELECT q.first_day, w.agency_id, count(*) AS n_set, count(*) FILTER (WHERE done <= last_day) AS n_done, count(*) FILTER (WHERE done < due AND done <= last_day) AS early,
           count(*) FILTER (WHERE done <= due AND done <= last_day) AS in_time,
           count(*) FILTER (WHERE done > due AND done <= last_day) + count(*) FILTER (WHERE (done IS NULL OR done > last_day) AND due < last_day AND state <> 'paused') AS bad
    FROM quarter q JOIN walk w ON coalesce(due, '2024-12-31') BETWEEN first_day AND last_day AND state <> 'not_arisen' AND role IS DISTINCT FROM 'cooperating' GROUP BY 1, 2)
SELECT count(*) AS rows, count(*) FILTER (WHERE (p.n_done, p.n_set) IS DISTINCT FROM (d.numerator, d.denominator)) AS done,
       count(*) FILTER (WHERE (p.early, p.in_time + p.bad) IS DISTINCT FROM (e.numerator, e.denominator)) AS early,
       count(*) FILTER (WHERE (p.in_time, p.bad) IS DISTINCT FROM (o.numerator, l.numerator)) AS on_time_late,
       count(*) FILTER (WHERE (v.n_set, v.n_done, v.n_early, v.n_late + v.n_overdue, v.n_due) IS DISTINCT FROM (p.n_set, p.n_done, p.early, p.bad, p.in_time + p.bad)) AS verdict,
       count(*) FILTER (WHERE v.good IS DISTINCT FROM (p.n_done = p.n_set AND CASE WHEN p.in_time + p.bad > 0 THEN p.early::numeric / (p.in_time + p.bad) >= 0.3 END AND p.bad = 0)) AS good,
       count(*) FILTER (WHERE v.all_done) AS all_done, count(*) FILTER (WHERE v.early_enough IS NULL) AS early_unknown, count(*) FILTER (WHERE v.none_late) AS none_late
FROM plain p
     LEFT JOIN measured d ON d.measure = 'task.done' AND (d.first_day, d.agency_id) = (p.first_day, p.agency_id)
     LEFT JOIN measured e ON e.measure = 'task.early' AND (e.first_day, e.agency_id) = (p.first_day, p.agency_id)
     LEFT JOIN measured o ON o.measure = 'task.on_time' AND (o.first_day, o.agency_id) = (p.first_day, p.agency_id)
     LEFT JOIN measured l ON l.measure = 'task.late_or_overdue' AND (l.first_day, l.agency_id) = (p.first_day, p.agency_id)
     LEFT JOIN verdict v ON (v.quarter, v.agency_id) = (p.first_day, p.agency_id);
-- Tasks as a whole, at the end of the year.
SELECT count(*) AS agencies, sum(numerator)::int AS completed, sum(denominator)::int AS tasks, count(*) FILTER (WHERE (m.numerator, m.denominator) IS DISTINCT FROM (p.completed, p.n)) AS differ
FROM (SELECT * FROM measures_between('2024-01-01', '2024-12-31') WHERE measure = 'task.completed' AND agency_id > 100) m
     FULL JOIN (SELECT w.agency_id, count(DISTINCT w.task_id) AS n, count(DISTINCT w.task_id) FILTER (WHERE t.completed) AS completed
                FROM walk w JOIN (SELECT task_id, bool_and(coalesce(done <= '2024-12-31', false)) AS completed FROM walk WHERE state <> 'not_arisen' GROUP BY 1) t USING (task_id)
                WHERE w.state <> 'not_arisen' AND w.role IS DISTINCT FROM 'cooperating' GROUP BY 1) p USING (agency_id);
SELECT count(*) AS agencies, count(*) FILTER (WHERE (s.n_assigned, s.n_obligations, s.n_obligations_done, s.n_obligations_late, s.n_obligations_overdue) IS DISTINCT FROM (p.n, p.obligations, p.done, p.late, p.overdue)) AS differ
FROM (SELECT a.code AS agency_code, count(DISTINCT w.task_id) AS n, count(*) AS obligations, count(*) FILTER (WHERE w.done <= '2024-04-01') AS done,
             count(*) FILTER (WHERE w.done <= '2024-04-01' AND w.done > w.due) AS late, count(*) FILTER (WHERE (w.done IS NULL OR w.done > '2024-04-01') AND w.due < '2024-04-01' AND w.state <> 'paused') AS overdue
      FROM walk w JOIN agency a ON a.id = w.agency_id WHERE w.state <> 'not_arisen' AND w.role IS DISTINCT FROM 'cooperating' AND coalesce(w.assigned_on, '2024-01-01') <= '2024-04-01' GROUP BY 1) p
     FULL JOIN (SELECT * FROM task_summary WHERE plan = 'W' AND n_assigned > 0) s USING (agency_code);

-- Two agencies of one code, one after the other, are two.
INSERT INTO agency (id, code, name, bloc, level, valid_from, valid_to) VALUES
    (901, 'TWIN', 'Before', 'so', 'province', '2020-01-01', '2024-06-30'), (902, 'TWIN', 'After', 'so', 'province', '2024-07-01', NULL);
INSERT INTO plan VALUES ('TWIN', 2024, 'Twins');
INSERT INTO task (id, plan, area_no, item_no, title, due_on) VALUES (901, 'TWIN', '1', '1', 'One', '2024-03-29'), (902, 'TWIN', '1', '2', 'Two', '2024-11-29');
INSERT INTO task_agency (task_id, agency_id, done_on)
SELECT t.id, a.id, CASE a.name WHEN 'Before' THEN date '2024-03-20' END FROM task t, agency a WHERE t.plan = 'TWIN' AND a.code = 'TWIN' AND (t.title = 'One' OR a.name = 'After');
SELECT agency, n_carried_over, n_new, n_done, n_early, n_open, n_in_time, n_overdue FROM task_between('2024-01-01', '2024-12-31', 'all') WHERE agency_code = 'TWIN' ORDER BY agency;

SET client_min_messages = warning;
DROP SCHEMA m CASCADE;
DROP OWNED BY regress_par_clerk;
DROP ROLE regress_par_clerk;
