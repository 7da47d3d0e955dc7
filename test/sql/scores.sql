-- Scores come from rows: measures, the states of a criterion, and what is
-- missing.  Figures by hand; then the same against plain counts on random rows.

SET client_min_messages = warning;
SET jit = off; -- compiling these short queries takes longer than running them
CREATE ROLE regress_par_owner;
CREATE ROLE regress_par_clerk;
SELECT format('GRANT CREATE ON DATABASE %I TO regress_par_owner', current_database()) \gexec
SET ROLE regress_par_owner;
CALL par.create_model('m');
SET search_path = m, pg_catalog;

UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('so', 'Sở', 1);
INSERT INTO agency (id, code, name, bloc, level) VALUES (1, 'A', 'Sở A', 'so', 'province'), (2, 'B', 'Sở B', 'so', 'province'), (3, 'C', 'Sở C', 'so', 'province');
INSERT INTO service VALUES ('1', 'Khai sinh', 'Hộ tịch', 'full');
INSERT INTO factor VALUES ('all', 'Chung', true, 1), ('staff', 'Công chức', false, 2);
INSERT INTO survey (code, year, title) VALUES ('KS', 2024, 'Khảo sát');
INSERT INTO question (id, survey, number, factor, title) VALUES (1, 'KS', 1, 'all', 'Một'), (2, 'KS', 2, 'staff', 'Hai');
-- A: 20 forms, 16 satisfied; the last came in January and belongs to its survey's year.
INSERT INTO response (id, survey, agency_id, answered_on) SELECT n, 'KS', 1, CASE n WHEN 20 THEN '2025-01-05' ELSE '2024-10-01' END::date FROM generate_series(1, 20) n;
INSERT INTO answer (response_id, question_id, answer) SELECT n, q, CASE WHEN n <= 16 THEN 5 ELSE 2 END FROM generate_series(1, 20) n, generate_series(1, 2) q;
-- A: of 20 dossiers 19 on time (9 early), one late; B: 4, all on time; one open.
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel, fee, paid_online, supplements)
SELECT 'A' || n, 1, '1', '2024-03-01 08:00+07', '2024-03-08 17:00+07', ('2024-03-08 10:00+07'::timestamptz + CASE WHEN n = 20 THEN 1 WHEN n < 10 THEN -1 ELSE 0 END * interval '1 day'),
       CASE WHEN n <= 15 THEN 'online' ELSE 'counter' END, CASE WHEN n <= 10 THEN 10000 ELSE 0 END, n <= 4, CASE WHEN n <= 3 THEN n - 1 ELSE 0 END
FROM generate_series(1, 20) n;
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
SELECT 'B' || n, 2, '1', '2024-03-01 08:00+07', '2024-03-08 17:00+07', CASE WHEN n <= 4 THEN '2024-03-08 10:00+07'::timestamptz END, 'counter' FROM generate_series(1, 5) n;
INSERT INTO plan VALUES ('KH', 2024, 'Kế hoạch');
INSERT INTO task (id, plan, area_no, item_no, title, deadline_text, due_on) VALUES
    (1, 'KH', 'I', '1', 'sớm', 'Quý I/2024', NULL), (2, 'KH', 'I', '2', 'đúng ngày', NULL, '2024-06-30'), (3, 'KH', 'I', '3', 'trễ', NULL, '2024-06-30'),
    (4, 'KH', 'I', '4', 'quá hạn', NULL, '2024-06-30'), (5, 'KH', 'I', '5', 'không thời hạn', 'Thường xuyên', NULL), (6, 'KH', 'I', '6', 'không phát sinh', NULL, '2024-06-30');
INSERT INTO task_agency (task_id, agency_id, state, done_on) VALUES
    (1, 1, 'assigned', '2024-03-01'), (2, 1, 'assigned', '2024-06-30'), (3, 1, 'assigned', '2024-07-01'), (4, 1, 'assigned', NULL), (5, 1, 'assigned', '2024-12-01'), (6, 1, 'not_arisen', NULL);

-- Measures of our own: observed, and a view.
INSERT INTO measure (code, en, vi, source, unit, better) VALUES
    ('inspected', 'Units inspected', 'Đơn vị được kiểm tra', 'observed', 'percent', 'higher'), ('report.missed', 'Missed reports', 'Báo cáo trễ', 'observed', 'count', 'lower');
CREATE VIEW counter_only AS SELECT agency_id, (received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, (channel = 'counter')::int::numeric AS numerator, 1::numeric AS denominator FROM dossier;
INSERT INTO measure (code, en, vi, source, of_view) VALUES ('counter', 'At the counter', 'Tại quầy', 'view', 'counter_only');
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, denominator) VALUES
    (1, 'inspected', '2024-01-01', '2024-06-30', 3, 10), (1, 'inspected', '2024-07-01', '2024-12-31', 4, 10), (2, 'inspected', '2024-01-01', '2024-12-31', 0, 0),
    (1, 'report.missed', '2024-01-01', '2024-12-31', 3, NULL);

SELECT measure, a.code, numerator::float8, denominator::float8, round(measure_value(measure, a.id, '2024-01-01', '2024-12-31'), 4) AS value
FROM measures_between('2024-01-01', '2024-12-31') JOIN agency a ON a.id = agency_id ORDER BY measure COLLATE "C", a.code;
-- As of an earlier day: what was finished later is open, and overdue on the 9th.
SELECT measure, a.code, numerator::float8, denominator::float8 FROM measures_between('2024-03-01', '2024-03-07') JOIN agency a ON a.id = agency_id
WHERE measure IN ('dossier.on_time', 'dossier.on_time_due', 'dossier.on_time_received') ORDER BY measure COLLATE "C", a.code;
-- Supplements: A3 was asked twice, on days that nobody wrote down; A5 on two days, of
-- which the second is later; of A3 the one day that is known is then what counts.
INSERT INTO dossier_supplement (dossier, asked_on) VALUES ('A5', '2024-03-04'), ('A5', '2024-03-20');
SELECT day, numerator::float8, denominator::float8 FROM (VALUES ('2024-03-19'::date), ('2024-03-20')) d (day), measures_between('2024-01-01', day) m WHERE measure = 'dossier.supplemented' AND agency_id = 1 ORDER BY day;
INSERT INTO dossier_supplement (dossier, asked_on) VALUES ('A3', '2024-03-05');
SELECT numerator::float8, denominator::float8 FROM measures_between('2024-01-01', '2024-12-31') WHERE measure = 'dossier.supplemented' AND agency_id = 1;
INSERT INTO dossier_supplement (dossier, asked_on) VALUES ('A3', '2024-02-29');
DELETE FROM dossier_supplement;
-- The ratio of the sums (19 + 4) / (20 + 4), not the mean of 95 and 100.
SELECT round(measure_of_bloc('dossier.on_time', 'so', '2024-01-01', '2024-12-31'), 6) AS bloc, round(measure_of_bloc('dossier.on_time', NULL, '2024-01-01', '2024-12-31'), 6) AS province;
SELECT measure_value('dossier.on_tme', 1, '2024-01-01', '2024-12-31');

-- ---------------------------------------------------------------------------
-- Criteria by measures, gates and targets by the same names
-- ---------------------------------------------------------------------------

INSERT INTO framework (code, year, bloc, title) VALUES ('F', 2024, 'so', 'Sở 2024');
INSERT INTO band SELECT 'F', b.* FROM (VALUES ('Tốt', 80, false, NULL), ('Khá', 65, false, NULL), ('Yếu', NULL::numeric, false, 1)) b;
INSERT INTO criterion (id, framework, code, title, max_points, rule, kind, measure, when_not_arisen) VALUES
    (1, 'F', 'I', 'Đúng hạn', 10, 'steps 95: 100%, 90: 50%', 'normal', 'dossier.on_time', 'rebase'),
    (2, 'F', 'II', 'Kiểm tra', 10, 'ratio', 'normal', 'inspected', 'rebase'),
    (3, 'F', 'III', 'Nhập tay', 10, 'ratio', 'normal', NULL, 'rebase'),
    (4, 'F', 'IV', 'Báo cáo trễ', 2, 'each 0.5', 'penalty', 'report.missed', 'rebase'),
    (5, 'F', 'V', 'Sáng kiến', 2, 'each 1', 'bonus', NULL, 'rebase');
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator) VALUES (1, 3, 9, 10), (2, 3, 8, 10), (1, 5, 1, NULL);
INSERT INTO gate VALUES ('F', 'Trễ hạn', 'strict $."dossier.late" >= 5', 'Khá', NULL);
INSERT INTO target (number, title, condition) VALUES (1, 'hài lòng', 'strict $."survey.satisfied" >= 80'), (2, 'tên cũ', 'strict $.satisfied_pct > 80'), (3, 'nhập', 'strict $.satisfied_pct >= 90 && $.x > 1');
INSERT INTO target_measure VALUES (3, 'satisfied_pct', 97.2), (3, 'x', 2);
CALL refresh();
-- A, by hand: I 95 % -> 10; II 7/20 -> 3.5; III 9; IV 3 x 0.5 = 1.5 off; V 1: 22 of 30.
-- B: I 10; II not arisen, leaves the maximum; III 8: 18 of 20, but its penalty is undecided.
SELECT agency_code, criterion_code, numerator, denominator, points, max_points, state, state_vi, measure FROM index_breakdown ORDER BY 1, 2;
SELECT agency_code, rank, points, max_points, index_pct, reported_index_pct, coverage_pct, n_not_reported, n_undecided, band_by_points, band, gate, late_pct FROM league_table ORDER BY 1;
SELECT measures ->> 'dossier.late' AS measure, measures ->> 'late_pct' AS alias, measures ->> 'report.missed' AS count FROM league WHERE agency_id = 1;
SELECT number, attainment, measures FROM target_attainment ORDER BY 1;
SELECT relation, key, fault, message_en FROM par.check_model('m') ORDER BY relation, key COLLATE "C", fault;

-- The penalty of B is said to be none.  When nothing arose: full, zero.
INSERT INTO criterion_state (agency_id, criterion_id, state, reason) VALUES (2, 4, 'none', 'Không có báo cáo trễ');
CALL refresh();
SELECT agency_code, rank, points, max_points, index_pct, n_not_reported, n_undecided FROM league_table ORDER BY 1;
UPDATE criterion SET when_not_arisen = 'full' WHERE id = 2;
CALL refresh();
SELECT agency_code, rank, points, max_points, index_pct FROM league_table ORDER BY 1;
UPDATE criterion SET when_not_arisen = 'zero' WHERE id = 2;
CALL refresh();
SELECT agency_code, rank, points, max_points, index_pct FROM league_table ORDER BY 1;
UPDATE criterion SET when_not_arisen = 'rebase' WHERE id = 2;
-- A framework that says block has no index where something is not reported.
UPDATE framework SET when_not_reported = 'block';
CALL refresh();
SELECT agency_code, rank, index_pct, reported_index_pct, n_not_reported FROM league_table ORDER BY 1;
UPDATE framework SET when_not_reported = 'zero';

-- One dossier turned late: 18 of 20 is 90 %, so 5 points less, and nothing else moves.
CALL refresh();
CREATE TEMP TABLE before AS SELECT * FROM index_breakdown;
UPDATE dossier SET finished_at = '2024-03-09 10:00+07' WHERE code = 'A1';
CALL refresh();
SELECT n.agency_code, n.criterion_code, b.numerator AS was, n.numerator, b.points AS points_were, n.points
FROM index_breakdown n JOIN before b USING (framework, agency_code, criterion_code) WHERE n.* IS DISTINCT FROM b.*;
SELECT agency_code, rank, points, index_pct, late_pct, gate_state FROM league_table ORDER BY 1;


-- The same by hand where everything moves.  X: 23 of 24 on time, 95.83 %, 10 points,
-- with 5 of 10: 75 %, first, Khá, gate open (4.17 % late).  Y: 14 of 20, 70 %.  One
-- more late: 22 of 24, 91.67 %, 5 points: 50 %, second, Yếu, gate closed (8.33 %).
INSERT INTO bloc VALUES ('q', 'Q', 2);
INSERT INTO agency (id, code, name, bloc, level) VALUES (51, 'X', 'X', 'q', 'commune'), (52, 'Y', 'Y', 'q', 'commune');
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
SELECT a || '-' || n, a, '1', '2024-05-02 08:00+07', '2024-05-10 17:00+07', '2024-05-09 10:00+07'::timestamptz + CASE WHEN n = 24 THEN 5 ELSE 0 END * interval '1 day', 'counter'
FROM generate_series(51, 52) a, generate_series(1, 24) n;
INSERT INTO framework (code, year, bloc, title) VALUES ('Q', 2024, 'q', 'Q');
INSERT INTO band SELECT 'Q', b.* FROM (VALUES ('Tốt', 80, false, NULL), ('Khá', 65, false, NULL), ('Yếu', NULL::numeric, false, 1)) b;
INSERT INTO gate VALUES ('Q', 'Trễ hạn', 'strict $."dossier.late" >= 5', 'Khá', NULL);
INSERT INTO criterion (id, framework, code, title, max_points, rule, measure) VALUES
    (51, 'Q', 'I', 'Đúng hạn', 10, 'steps 95: 100%, 90: 50%', 'dossier.on_time'), (52, 'Q', 'II', 'Nhập tay', 10, 'ratio', NULL);
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator) VALUES (51, 52, 5, 10), (52, 52, 4, 10);
CALL refresh();
CREATE TEMP TABLE rows_before AS SELECT to_jsonb(b) AS line FROM index_breakdown b;
CREATE TEMP TABLE league_before AS SELECT to_jsonb(l) - 'computed_at' AS line FROM league_table l;
SELECT agency_code, rank, points, index_pct, band_by_points, band, gate_state, late_pct FROM league_table WHERE framework = 'Q' ORDER BY 1;
UPDATE dossier SET finished_at = '2024-05-11 10:00+07' WHERE code = '51-1';
CALL refresh();
SELECT agency_code, rank, points, index_pct, band_by_points, band, gate_state, late_pct FROM league_table WHERE framework = 'Q' ORDER BY 1;
-- of everything that is shown, only this: a result of X, and the places of the two
SELECT n.agency_code, n.criterion_code, n.numerator, n.denominator, n.points FROM index_breakdown n WHERE to_jsonb(n) NOT IN (SELECT line FROM rows_before);
SELECT l.framework, l.agency_code, l.rank FROM league_table l WHERE to_jsonb(l) - 'computed_at' NOT IN (SELECT line FROM league_before) ORDER BY 2;

-- An appraiser's result in the place of the computed one, which stays beside it.
INSERT INTO override (agency_id, criterion_id, numerator, denominator, reason, evidence) VALUES (1, 1, 19, 20, 'Hồ sơ A1 nhập sai ngày', 'CV 12/SNV');
CALL refresh();
SELECT numerator, denominator, points, computed_numerator, computed_denominator, state, reason FROM index_breakdown WHERE agency_code = 'A' AND criterion_code = 'I';

-- ---------------------------------------------------------------------------
-- What is refused, and in which words
-- ---------------------------------------------------------------------------

CREATE FUNCTION pg_temp.refusal(statement text) RETURNS TABLE (refused_by text, message text, hint text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    refused_by := 'ACCEPTED';
    RETURN NEXT;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS refused_by = CONSTRAINT_NAME, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
    RETURN NEXT;
END $$;
\x on
SELECT r.* FROM (VALUES
    (1, 'INSERT INTO criterion (id, framework, code, title, max_points, rule, measure) VALUES (99, ''F'', ''X'', ''x'', 1, ''ratio'', ''dossier.lat'')'),
    (2, 'UPDATE criterion SET rule = ''each 1'' WHERE id = 1'),
    (3, 'UPDATE criterion SET rule = ''manual'' WHERE id = 1'),
    (4, 'UPDATE criterion SET measure = ''inspected'' WHERE id = 4'),
    (5, 'INSERT INTO observation VALUES (1, ''inspected'', ''2024-01-01'', ''2024-06-30'', 5, 10)'),
    (6, 'INSERT INTO observation VALUES (1, ''inspected'', ''2024-12-31'', ''2025-06-30'', 5, 10)'),
    (7, 'INSERT INTO observation VALUES (3, ''dossier.late'', ''2024-01-01'', ''2024-06-30'', 5, 10)'),
    (8, 'INSERT INTO observation VALUES (3, ''inspected'', ''2024-01-01'', ''2024-06-30'', 5)'),
    (9, 'INSERT INTO observation VALUES (3, ''report.missed'', ''2024-01-01'', ''2024-06-30'', 5, 10)'),
    (10, 'INSERT INTO observation VALUES (3, ''inspected'', ''2024-01-01'', ''2024-06-30'', ''NaN'', 10)'),
    (11, 'INSERT INTO measure (code, en, vi, source) VALUES (''dossier.mine'', ''x'', ''x'', ''dossier'')'),
    (12, 'INSERT INTO measure (code, en, vi, source, of_view) VALUES (''bad'', ''x'', ''x'', ''view'', ''dossier'')'),
    (13, 'INSERT INTO measure (code, en, vi, source) VALUES (''bad'', ''x'', ''x'', ''view'')'),
    (14, 'DELETE FROM measure WHERE code = ''dossier.on_time'''),
    (15, 'INSERT INTO override (agency_id, criterion_id, points, reason, evidence) VALUES (1, 3, 1, ''x'', ''y'')'),
    (16, 'INSERT INTO override (agency_id, criterion_id, points, reason, evidence) VALUES (2, 1, 11, ''x'', ''y'')'),
    (17, 'INSERT INTO override (agency_id, criterion_id, points, reason, evidence) VALUES (2, 1, 1, '' '', ''y'')'),
    (18, 'INSERT INTO criterion_state (agency_id, criterion_id, state, reason) VALUES (1, 3, ''not_applicable'', ''x'')'),
    (19, 'INSERT INTO criterion_state (agency_id, criterion_id, state, reason) VALUES (3, 3, ''not_applicable'', '''')'),
    (20, 'INSERT INTO gate VALUES (''F'', ''g'', ''strict $."dossier.lat" >= 5'', ''Khá'')'),
    (21, 'UPDATE criterion SET measure = ''on_time'' WHERE id = 1')
    ) AS s (n, statement), LATERAL pg_temp.refusal(s.statement) r ORDER BY n;
\x off
-- A view runs with the rights of whoever refreshes: the owner's alone.
GRANT USAGE ON SCHEMA m TO regress_par_clerk;
GRANT INSERT, SELECT ON measure TO regress_par_clerk;
SET ROLE regress_par_clerk;
INSERT INTO m.measure (code, en, vi, source, of_view) VALUES ('mine', 'x', 'x', 'view', 'pg_class');
-- Nor can the functions that run with the owner's rights be put on another table.
CREATE TEMP TABLE of_the_clerk (code text);
CREATE TRIGGER t AFTER INSERT ON of_the_clerk FOR EACH STATEMENT EXECUTE FUNCTION m.keep_record();
SET ROLE regress_par_owner;
-- Factors bring their measure, and take it away.
UPDATE factor SET code = 'people' WHERE code = 'staff' AND NOT EXISTS (SELECT FROM question q WHERE q.factor = 'staff');
INSERT INTO factor VALUES ('extra', 'Thêm', false, 3);
SELECT code, vi FROM measure WHERE code LIKE 'survey.satisfied.%' ORDER BY 1;
UPDATE factor SET code = 'more', name = 'Nữa' WHERE code = 'extra';
DELETE FROM factor WHERE code = 'more';
SELECT code FROM measure WHERE code LIKE 'survey.satisfied.%' ORDER BY 1;

-- ---------------------------------------------------------------------------
-- Why, what if, and how to get there
-- ---------------------------------------------------------------------------

DELETE FROM override;
CALL refresh();
-- The two late ones cost A points; then the others, all the same.
SELECT ord, source, key, day, numerator, denominator, status, days_late FROM evidence('F', 'A', 'I', 3);
SELECT count(*), sum(numerator), sum(denominator) FROM evidence('F', 'A', 'I');
SELECT source, key, numerator, denominator FROM evidence('F', 'A', 'II');
SELECT source, key, numerator, denominator FROM evidence('F', 'A', 'III');
SELECT source, key, status, note FROM evidence('F', 'B', 'IV');
SELECT * FROM evidence('F', 'Z', 'I');
-- One more on time is 19 of 20: 5 points more, and late falls to 5 %, which the
-- gate still closes.
SELECT what, round(points, 4) AS points, max_points, index_pct, rank, band_by_points, band, gate, gate_state FROM what_if('F', 'A', '{}');
SELECT what, round(points, 4) AS points, index_pct, rank, band_by_points, band, gate, gate_state FROM what_if('F', 'A', '{"dossier.on_time": {"add": 1}}');
SELECT what, round(points, 4) AS points, index_pct, rank, band_by_points, band, gate, gate_state FROM what_if('F', 'A', '{"dossier.late": {"by": -10}, "inspected": 80, "III": {"numerator": 10}, "report.missed": 0}');
SELECT what_if('F', 'A', '{"dossier.lat": 1}');
SELECT what_if('F', 'A', '{"dossier.late": {"bye": 1}}');
SELECT what_if('F', 'A', '{"III": {"value": "8"}}');
SELECT what_if('F', 'A', '[]');
-- Points by hand of an entered criterion; what somebody has said stands; a percentage
-- of nothing is one of 100; of the others settled ones go along: 18 of 20 late is
-- received 2 of 20.
SELECT what, round(points, 4) AS points, index_pct FROM what_if('F', 'A', '{"III": {"points": 4}}');
SELECT what, round(points, 4) AS points, index_pct FROM what_if('F', 'B', '{"report.late": 3}');
SELECT what, round(points, 4) AS points, max_points FROM what_if('F', 'B', '{"inspected": 50}');
BEGIN;
INSERT INTO criterion (id, framework, code, title, max_points, rule, measure) VALUES (6, 'F', 'VI', 'Tiếp nhận', 10, 'ratio', 'dossier.on_time_received'), (7, 'F', 'VII', 'Đến hạn', 10, 'ratio', 'dossier.on_time_due');
CALL refresh();
SELECT criterion_code, numerator, denominator, points FROM index_breakdown WHERE agency_code = 'A' AND framework = 'F' AND criterion_code LIKE 'VI%' ORDER BY 1;
SELECT what, round(points, 4) AS points FROM what_if('F', 'A', '{"dossier.late": {"add": 8}}');
UPDATE dossier SET finished_at = '2024-03-09 10:00+07' WHERE code IN (SELECT code FROM dossier WHERE agency_id = 1 AND finished_at <= due_at ORDER BY code LIMIT 8);
CALL refresh();
SELECT points FROM league_table WHERE agency_code = 'A' AND framework = 'F';
ROLLBACK;
-- What it says is what happens.
BEGIN;
UPDATE dossier SET finished_at = '2024-03-08 10:00+07' WHERE code = 'A1';
CALL refresh();
SELECT index_pct, rank, band_by_points, band, gate_state FROM league_table WHERE agency_code = 'A';
ROLLBACK;
SELECT * FROM path_to_band('F', 'A', 'Khá');
-- The gate asks for less than 5 % late: two cases, where the rule needs one.
SELECT * FROM path_to_band('F', 'A', 'Tốt');
SELECT * FROM path_to_band('F', 'B', 'Tốt');
SELECT * FROM path_to_band('F', 'A', 'Xuất sắc');
SELECT * FROM path_to_band('Q', 'X', 'Tốt');
-- A gate that no criterion moves is the reason why not.
UPDATE gate SET condition = 'strict $."survey.satisfied" < 90' WHERE framework = 'F';
CALL refresh();
SELECT * FROM path_to_band('F', 'A', 'Tốt');
UPDATE gate SET condition = 'strict $."dossier.late" >= 5' WHERE framework = 'F';
CALL refresh();

-- Against all numerators that there are: the fewest cases that reach the band, of 40
-- agencies; and the steps, asked of what_if, do reach it.
INSERT INTO bloc VALUES ('p', 'P', 3);
INSERT INTO agency (id, code, name, bloc, level) SELECT 500 + n, 'P' || n, 'P' || n, 'p', 'commune' FROM generate_series(1, 40) n;
INSERT INTO framework (code, year, bloc, title) VALUES ('P', 2024, 'p', 'P');
INSERT INTO band SELECT 'P', b.* FROM (VALUES ('Tốt', 82.5, true, NULL), ('Khá', 65, false, NULL), ('Yếu', NULL::numeric, false, 1)) b;
INSERT INTO criterion (id, framework, code, title, max_points, rule, kind) VALUES
    (501, 'P', 'K1', 'K', 9, 'steps 90: 100%, 70: 60%, 50: 30%', 'normal'), (502, 'P', 'K2', 'K', 6, 'steps >80: 100%, >40: 50%', 'normal'), (503, 'P', 'K3', 'K', 4, 'each 1', 'bonus'),
    (504, 'P', 'K4', 'K', 5, 'minus 1 each', 'normal'), (505, 'P', 'K5', 'K', 2, 'each 0.5', 'penalty');
SELECT setseed(0.3);
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator)
SELECT c.agency_id, c.id, CASE WHEN c.id <= 502 THEN floor(random() * 11) WHEN c.id = 503 THEN floor(random() * 3) ELSE floor(random() * 7) END, CASE WHEN c.id <= 502 THEN 10 END
FROM (SELECT a.id AS agency_id, c.id FROM agency a, criterion c WHERE a.bloc = 'p' AND c.framework = 'P' ORDER BY 1, 2) c;
CALL refresh();
CREATE TEMP TABLE path AS SELECT a.id AS agency_id, a.code, b.name AS band, p.* FROM agency a, (VALUES ('Tốt'), ('Khá')) b (name), path_to_band('P', a.code, b.name) p WHERE a.bloc = 'p';
CREATE TEMP TABLE choice AS
SELECT DISTINCT ON (agency_id, criterion_id, points) * FROM (
SELECT s.agency_id, s.criterion_id, abs(n - s.numerator) AS cases,
       CASE c.kind WHEN 'penalty' THEN -1 ELSE 1 END * CASE WHEN s.denominator IS NULL THEN par.points(c.rule, n, c.max_points) ELSE par.points(c.rule, n, s.denominator, c.max_points) END AS points
FROM assessment s JOIN criterion c ON c.id = s.criterion_id, generate_series(0, 10) n WHERE c.framework = 'P'
) n ORDER BY agency_id, criterion_id, points, cases;
CREATE TEMP TABLE brute AS
SELECT a.agency_id, b.name AS band, min(a.cases + x.cases + c.cases + d.cases + e.cases) FILTER (WHERE 5 * (a.points + x.points + c.points + d.points + e.points) >= b.bound
                                                                                                     AND (b.name = 'Khá' OR 5 * (a.points + x.points + c.points + d.points + e.points) > b.bound)) AS cases
FROM choice a JOIN choice x USING (agency_id) JOIN choice c USING (agency_id) JOIN choice d USING (agency_id) JOIN choice e USING (agency_id), (VALUES ('Tốt', 82.5), ('Khá', 65)) b (name, bound)
WHERE (a.criterion_id, x.criterion_id, c.criterion_id, d.criterion_id, e.criterion_id) = (501, 502, 503, 504, 505) GROUP BY 1, 2;
SELECT b.band, count(*) AS paths, count(*) FILTER (WHERE b.cases = 0) > 0 AS some_there_already, max(p.steps) > 4 AS many_steps, max(b.cases) > 8 AS many_cases,
       count(*) FILTER (WHERE b.cases IS DISTINCT FROM CASE WHEN p.reached THEN p.cases END) AS differ
FROM brute b JOIN (SELECT agency_id, band, coalesce(sum(cases), 0) AS cases, count(ord) AS steps, bool_and(reached) FILTER (WHERE ord IS NULL) AS reached FROM path GROUP BY 1, 2) p USING (agency_id, band)
GROUP BY b.band;
SELECT count(*) > 50 AS many, count(*) FILTER (WHERE w.band IN ('Tốt', p.band)) = count(*) AS all_reach, count(*) FILTER (WHERE w.index_pct = p.index_pct) = count(*) AS by_that_index
FROM (SELECT p.code, p.band, max(p.index_pct) AS index_pct,
             (SELECT jsonb_object_agg(g.criterion_code, jsonb_build_object('add', CASE WHEN g.criterion_code IN ('K4', 'K5') THEN - g.cases ELSE g.cases END))
              FROM (SELECT criterion_code, sum(cases) AS cases FROM path g WHERE (g.code, g.band) = (p.code, p.band) AND ord IS NOT NULL GROUP BY 1) g) AS changes
      FROM path p WHERE ord IS NOT NULL GROUP BY p.code, p.band) p, what_if('P', p.code, p.changes) w WHERE w.what = 'then';
-- What one agency's leaves are, read by keys, is what all of them are.
SELECT count(*) AS leaves, count(*) FILTER (WHERE (b.numerator, b.denominator, b.points, b.max_points, b.state, b.reason, b.computed_numerator, b.computed_denominator, b.measure)
       IS DISTINCT FROM (s.numerator, s.denominator, s.points, s.max_points, s.state, s.reason, s.computed_numerator, s.computed_denominator, s.measure)) AS differ
FROM current_states() b FULL JOIN (SELECT l.framework, l.agency_id, s.* FROM league l, agency_states(l.framework, l.agency_id) s) s USING (framework, agency_id, criterion_id);
INSERT INTO override (agency_id, criterion_id, numerator, denominator, reason, evidence) VALUES (1, 1, 19, 20, 'Hồ sơ A1 nhập sai ngày', 'CV 12/SNV');
CALL refresh();

-- ---------------------------------------------------------------------------
-- A year is closed: frozen, locked, and compared with the rows
-- ---------------------------------------------------------------------------

CALL close_framework('X');
CALL close_framework('F', '2023-06-30');
UPDATE framework SET when_not_reported = 'block';
CALL close_framework('F');
UPDATE framework SET when_not_reported = 'zero';
BEGIN;
INSERT INTO criterion (id, framework, code, title, max_points, rule) VALUES (9, 'F', 'V', 'Hai lần', 1, 'ratio');
CALL close_framework('F');
ROLLBACK;
SET timezone = 'Asia/Ho_Chi_Minh';
CALL refresh('2025-02-28');
CALL close_framework('F', '2024-12-31');
CALL close_framework('F');
SELECT framework, as_of, period_from, reporting_date, closed_by, n_source_rows, length(checksum) AS checksum FROM closing;
SELECT reporting_date FROM setting;
-- what is not reported is frozen as such
SELECT state, count(*), sum(points) AS points, sum(max_points) AS max_points FROM frozen_by_criterion GROUP BY 1 ORDER BY 1;
CREATE FUNCTION pg_temp.lines() RETURNS SETOF text LANGUAGE sql AS $$
    SELECT (to_jsonb(l) - 'computed_at')::text FROM m.league l
    UNION ALL SELECT (to_jsonb(l) - 'computed_at')::text FROM m.league_table l
    UNION ALL SELECT to_jsonb(b)::text FROM m.index_breakdown b
    UNION ALL SELECT to_jsonb(b)::text FROM m.index_by_area b
$$;
CREATE TEMP TABLE published AS SELECT line FROM pg_temp.lines() line;
-- life goes on
UPDATE dossier SET finished_at = '2024-03-09 10:00+07' WHERE code IN ('A2', 'A3', 'B1');
DELETE FROM answer WHERE response_id = 1;
UPDATE dossier SET fee = 5 WHERE code = 'B2';
CALL refresh();
SELECT count(p.line) AS lines, count(*) FILTER (WHERE p.line IS NULL OR n.line IS NULL) AS differ FROM published p FULL JOIN pg_temp.lines() n (line) USING (line);
-- A has an appraiser's result, so its points stay, but its gate sees the rows; B: 3 of
-- 4 on time.
\x on
SELECT framework, agency_code, criterion_code, numerator, denominator, points, live_numerator, live_denominator, live_points, computed_numerator, live_computed_numerator,
       round(index_rate::numeric, 4) AS index, round(live_index_rate::numeric, 4) AS live_index, rank, live_rank, band_by_points, live_band_by_points, band, live_band, gate_state, live_gate_state
FROM frozen_against_live ORDER BY 2, 3;
\x off
SELECT count(*) AS leaves, count(*) FILTER (WHERE (b.numerator, b.denominator, b.points, b.max_points, b.state, b.reason) IS DISTINCT FROM (s.numerator, s.denominator, s.points, s.max_points, s.state, s.reason)) AS differ
FROM current_states('F') b FULL JOIN (SELECT l.agency_id, s.* FROM league l, agency_states('F', l.agency_id) s WHERE l.framework = 'F') s USING (agency_id, criterion_id);
SELECT fault, key FROM par.check_model('m') WHERE severity = 'error';
\x on
SELECT r.message, r.hint FROM (VALUES
    (1, 'UPDATE assessment SET numerator = 10 WHERE criterion_id = 3'), (2, 'INSERT INTO assessment (agency_id, criterion_id, numerator, denominator) VALUES (3, 3, 1, 1)'),
    (3, 'DELETE FROM override'), (4, 'UPDATE criterion_state SET reason = ''x'''), (5, 'UPDATE criterion SET rule = ''ratio'' WHERE id = 1'), (6, 'UPDATE band SET lower_bound = 60 WHERE name = ''Khá'''),
    (7, 'DELETE FROM gate'), (8, 'UPDATE observation SET numerator = 9 WHERE measure = ''inspected'''), (9, 'UPDATE measure SET better = ''lower'' WHERE code = ''inspected'''),
    (10, 'UPDATE framework SET title = ''x'' WHERE code = ''F'''), (11, 'DELETE FROM framework WHERE code = ''F'''),
    (12, 'DELETE FROM frozen_league'), (13, 'UPDATE frozen_result SET points = 10'), (14, 'TRUNCATE history'),
    (15, 'UPDATE measure SET vi = ''x'' WHERE code = ''dossier.early''; INSERT INTO observation VALUES (1, ''inspected'', ''2025-01-01'', ''2025-12-31'', 1, 2)')
    ) AS s (n, statement), LATERAL pg_temp.refusal(s.statement) r ORDER BY n;
\x off
CALL par.update_model('m');
SELECT count(p.line) AS lines, count(*) FILTER (WHERE p.line IS NULL OR n.line IS NULL) AS differ FROM published p FULL JOIN pg_temp.lines() n (line) USING (line);
CALL reopen_framework('F', ' ');
CALL reopen_framework('F', 'Kết quả thẩm định lại');
CALL reopen_framework('F', 'x');
SELECT reason, reopened_at IS NOT NULL AS reopened, (SELECT count(*) FROM frozen_result z WHERE z.closing = k.id) AS still_frozen FROM closing k;
SELECT agency_code, points, index_pct, rank FROM league_table WHERE framework = 'F' ORDER BY 1;
-- Closed for a day within the year: compared as of that day.
BEGIN;
CALL close_framework('F', '2024-06-30');
SELECT count(*) FROM frozen_against_live;
UPDATE dossier SET finished_at = '2024-07-09 10:00+07' WHERE code = 'B3';
SELECT agency_code, criterion_code, numerator, denominator, live_numerator, live_denominator FROM frozen_against_live WHERE criterion_code IS NOT NULL ORDER BY 1, 2;
ROLLBACK;
UPDATE assessment SET numerator = 10 WHERE criterion_id = 3 AND agency_id = 1;
SELECT changed_by, relation, agency_id, old ->> 'numerator' AS old, new ->> 'numerator' AS new FROM history WHERE relation IN ('assessment', 'override') AND agency_id < 50 ORDER BY id;
-- Many rows in one statement: each as it was beside as it is, its key too; rows
-- that an update leaves as they are are no change.
BEGIN;
ALTER TABLE assessment ADD COLUMN gone integer;
ALTER TABLE assessment DROP COLUMN gone;
UPDATE assessment SET round = round + 1, note = format('%s/%s/%s', agency_id, criterion_id, round);
UPDATE assessment SET note = note;
INSERT INTO assessment (agency_id, criterion_id, round, numerator, denominator) SELECT agency_id, criterion_id, round, 0, denominator FROM assessment WHERE criterion_id = 3
ON CONFLICT (agency_id, criterion_id, source, round) DO UPDATE SET numerator = excluded.numerator;
DELETE FROM assessment WHERE criterion_id = 3;
SELECT CASE WHEN old IS NULL THEN 'insert' WHEN new IS NULL THEN 'delete' ELSE 'update' END AS change, count(*),
       count(*) FILTER (WHERE new ->> 'note' = format('%s/%s/%s', old ->> 'agency_id', old ->> 'criterion_id', old ->> 'round')) AS renumbered,
       count(*) FILTER (WHERE (new ->> 'numerator')::numeric = 0) > 20 AS many_emptied
FROM history WHERE relation = 'assessment' AND changed_at > now() GROUP BY 1 ORDER BY 1;
ROLLBACK;
-- Rounds: the last with a result counts, an empty one erases nothing, and one is only
-- taken away, or emptied, for a reason.
INSERT INTO assessment (agency_id, criterion_id, round, numerator, denominator) VALUES (1, 3, 2, 5, 10), (1, 3, 3, NULL, NULL);
SELECT numerator, points FROM index_breakdown WHERE framework = 'F' AND agency_code = 'A' AND criterion_code = 'III';
DELETE FROM assessment WHERE agency_id = 1 AND criterion_id = 3 AND round = 3;
DELETE FROM assessment WHERE agency_id = 1 AND criterion_id = 3 AND round = 2;
UPDATE assessment SET numerator = NULL WHERE agency_id = 1 AND criterion_id = 3 AND round = 2;
BEGIN;
DELETE FROM assessment WHERE agency_id = 1 AND criterion_id = 3;
SELECT state, points FROM index_breakdown WHERE framework = 'F' AND agency_code = 'A' AND criterion_code = 'III';
ROLLBACK;
BEGIN;
SET LOCAL par_index.reason = 'Vòng 2 nhập nhầm cơ quan';
DELETE FROM assessment WHERE agency_id = 1 AND criterion_id = 3 AND round = 2;
COMMIT;
SELECT relation, old ->> 'round' AS round, old ->> 'numerator' AS old, new, reason FROM history WHERE reason IS NOT NULL;
SELECT numerator, points FROM index_breakdown WHERE framework = 'F' AND agency_code = 'A' AND criterion_code = 'III';

-- ---------------------------------------------------------------------------
-- Nothing missing looks good: deleting every row of a criterion of an agency
-- never raises its index.  Random frameworks with bonuses, penalties, gates, rounds,
-- and criteria that do not apply.
-- ---------------------------------------------------------------------------

SELECT setseed(0.17);
INSERT INTO bloc SELECT 'b' || n, 'Khối ' || n FROM generate_series(1, 12) n;
INSERT INTO agency (id, code, name, bloc, level) SELECT 100 + n, 'R' || n, 'R' || n, 'b' || 1 + n % 12, 'commune' FROM generate_series(1, 60) n;
INSERT INTO framework (code, year, bloc, title, when_not_reported)
SELECT 'R' || n, 2024, 'b' || n, 'R' || n, CASE WHEN n % 4 = 0 THEN 'block' ELSE 'zero' END FROM generate_series(1, 12) n;
INSERT INTO criterion (id, framework, code, title, max_points, rule, kind, measure, when_not_arisen)
SELECT 1000 + 10 * n + k, 'R' || n, 'K' || k, 'K', 1 + floor(random() * 10),
       (CASE WHEN k = 1 THEN 'each 0.5' WHEN k = 2 THEN 'each 1' ELSE (ARRAY['ratio', 'ratio from 50', 'steps 90: 100%, 50: 50%', 'linear 20..80'])[1 + floor(random() * 4)] END)::par.rule,
       CASE k WHEN 1 THEN 'penalty' WHEN 2 THEN 'bonus' ELSE 'normal' END, CASE WHEN k = 3 THEN 'inspected' END,
       (ARRAY['rebase', 'full', 'zero'])[1 + floor(random() * 3)]
FROM generate_series(1, 12) n, generate_series(1, 6) k;
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator)
SELECT a.id, c.id, floor(random() * 5), CASE WHEN c.kind = 'normal' THEN 4 * (random() < 0.9)::int END
FROM agency a JOIN framework f ON f.bloc = a.bloc JOIN criterion c ON c.framework = f.code WHERE a.id BETWEEN 101 AND 200 AND c.measure IS NULL AND random() < 0.9;
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, denominator)
SELECT a.id, 'inspected', '2024-02-01', '2024-02-29', floor(random() * 5), 4 FROM agency a WHERE a.id BETWEEN 101 AND 200 AND random() < 0.9;
-- later rounds, some of them empty; what does not apply, or was none
INSERT INTO assessment (agency_id, criterion_id, round, numerator, denominator)
SELECT s.agency_id, s.criterion_id, r, CASE WHEN random() < 0.5 THEN floor(random() * 5) END, s.denominator
FROM assessment s, generate_series(2, 3) r WHERE s.agency_id > 100 AND s.agency_id < 200 AND s.denominator IS DISTINCT FROM 0 AND random() < 0.3;
INSERT INTO criterion_state (agency_id, criterion_id, state, reason)
SELECT a.id, c.id, CASE WHEN c.kind = 'normal' THEN 'not_applicable' ELSE 'none' END, 'Không có'
FROM agency a JOIN framework f ON f.bloc = a.bloc JOIN criterion c ON c.framework = f.code
WHERE f.code LIKE 'R%' AND random() < 0.3 AND c.measure IS NULL AND NOT EXISTS (SELECT FROM assessment s WHERE s.agency_id = a.id AND s.criterion_id = c.id);
INSERT INTO override (agency_id, criterion_id, points, reason, evidence)
SELECT a.id, c.id, c.max_points * 0.5, 'x', 'y' FROM agency a JOIN framework f ON f.bloc = a.bloc JOIN criterion c ON c.framework = f.code
WHERE f.code LIKE 'R%' AND c.measure IS NOT NULL AND random() < 0.2;
INSERT INTO band SELECT f.code, b.* FROM framework f, (VALUES ('Tốt', 80, false, NULL), ('Khá', 50, false, NULL), ('Yếu', NULL::numeric, false, 1)) b WHERE f.code LIKE 'R%';
INSERT INTO gate SELECT code, 'Kiểm tra', 'strict $.inspected < 40', 'Khá' FROM framework WHERE code LIKE 'R%' AND random() < 0.5;
CALL refresh();
CREATE TEMP TABLE had AS SELECT framework, agency_id, index_rate, gate_state FROM league WHERE framework LIKE 'R%';
DO $$
DECLARE
    k integer;
BEGIN
    FOR k IN 1..6 LOOP
        BEGIN
            DELETE FROM m.assessment s USING m.criterion c WHERE c.id = s.criterion_id AND c.code = 'K' || k AND c.framework LIKE 'R%';
            DELETE FROM m.observation WHERE k = 3 AND agency_id BETWEEN 101 AND 200;
            DELETE FROM m.criterion_state s USING m.criterion c WHERE c.id = s.criterion_id AND c.code = 'K' || k AND c.framework LIKE 'R%';
            DELETE FROM m.override s USING m.criterion c WHERE c.id = s.criterion_id AND c.code = 'K' || k AND c.framework LIKE 'R%';
            CALL m.refresh();
            IF EXISTS (SELECT FROM m.league l JOIN had h USING (framework, agency_id) WHERE l.index_rate > coalesce(h.index_rate, l.index_rate)) THEN
                RAISE WARNING 'K% raises an index', k;
            END IF;
            -- nor is what lost its data let through a gate that held it
            IF EXISTS (SELECT FROM m.league l JOIN had h USING (framework, agency_id) WHERE h.gate_state = 'closed' AND l.gate_state = 'open') THEN
                RAISE WARNING 'K% opens a gate', k;
            END IF;
            RAISE EXCEPTION USING ERRCODE = 'PT000';
        EXCEPTION WHEN SQLSTATE 'PT000' THEN NULL;
        END;
    END LOOP;
END $$;
SELECT count(*) AS indexes, count(index_rate) > 40 AS decided, count(*) FILTER (WHERE gate_state = 'closed') > 0 AS gated,
       (SELECT array_agg(DISTINCT state ORDER BY state) FROM index_breakdown WHERE framework LIKE 'R%') AS states FROM had;
SELECT count(*) AS ranked_without_an_index FROM league WHERE (rank IS NULL) <> (index_rate IS NULL) OR band IS NOT NULL AND index_rate IS NULL;
-- Read by keys, agency by agency, they are what is read of all at once.
BEGIN;
INSERT INTO assessment (agency_id, criterion_id, source, numerator, denominator) SELECT agency_id, criterion_id, 'self', numerator, denominator FROM assessment WHERE criterion_id >= 1000 AND round = 1 AND (agency_id + criterion_id) % 2 = 0;
CALL refresh();
SELECT count(*) AS leaves, count(DISTINCT state) AS states,
       count(*) - (SELECT count(*) FROM (SELECT * FROM criterion_states((SELECT array_agg(m) FROM stored_measure m)) INTERSECT SELECT * FROM current_states()) t) AS differ
FROM current_states();
SELECT count(*) AS differ FROM (SELECT * FROM current_states('R2', 101) EXCEPT ALL SELECT * FROM current_states() WHERE framework = 'R2' AND agency_id = 101) t;
ROLLBACK;

-- Below zero: 2 points off of 10, -20 %.  Without the row that says that II does not
-- apply it would be 2 of 20, -10 %, so what is not reported is left out.
INSERT INTO bloc VALUES ('n', 'N', 4);
INSERT INTO agency (id, code, name, bloc, level) VALUES (90, 'N', 'N', 'n', 'commune');
INSERT INTO framework (code, year, bloc, title) VALUES ('N', 2024, 'n', 'N');
INSERT INTO criterion (id, framework, code, title, max_points, rule, kind) VALUES
    (91, 'N', 'I', 'I', 10, 'ratio', 'normal'), (92, 'N', 'II', 'II', 10, 'ratio', 'normal'), (93, 'N', 'III', 'III', 2, 'each 0.5', 'penalty');
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator) VALUES (90, 91, 0, 10), (90, 93, 4, NULL);
INSERT INTO criterion_state (agency_id, criterion_id, state, reason) VALUES (90, 92, 'not_applicable', 'Không có');
CALL refresh();
SELECT points, max_points, index_pct, n_not_reported FROM league_table WHERE framework = 'N';
DELETE FROM criterion_state WHERE criterion_id = 92;
CALL refresh();
SELECT points, max_points, index_pct, n_not_reported FROM league_table WHERE framework = 'N';
SELECT what, points, max_points, index_pct FROM what_if('N', 'N', '{"II": {"points": 1}}');

-- ---------------------------------------------------------------------------
-- Plain counts over random rows and 1000 random changes, as of ten days
-- ---------------------------------------------------------------------------

SET timezone = 'Asia/Ho_Chi_Minh';
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, pauses, channel, fee, paid_online, supplements)
SELECT 'R' || n, 101 + n % 60, '1', r.at, CASE WHEN random() < 0.9 THEN r.at + '5 days' END, f.at,
       CASE WHEN f.at IS NULL AND random() < 0.3 THEN tstzmultirange(tstzrange(r.at, NULL)) ELSE '{}' END,
       CASE WHEN random() < 0.5 THEN 'online' ELSE 'counter' END, fee, fee > 0 AND random() < 0.5, floor(random() * 3)
FROM generate_series(1, 2000) n, LATERAL (SELECT '2023-11-01 08:00+07'::timestamptz + floor(random() * 500 + n * 0) * interval '1 day', 1000 * floor(random() * 2)) r (at, fee),
     LATERAL (SELECT CASE WHEN random() + n * 0 < 0.8 THEN r.at + floor(random() * 10) * interval '1 day' END) f (at);
DELETE FROM dossier WHERE code LIKE 'R%7';
UPDATE dossier SET finished_at = finished_at + '1 day' WHERE code LIKE 'R%3';
INSERT INTO dossier_supplement SELECT code, (received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + k * 20 FROM dossier, generate_series(1, 2) k WHERE code LIKE 'R%1';
\set ECHO none
\i test/measures.sql
\set ECHO all
SELECT setval(pg_get_serial_sequence('response', 'id'), 1000);
SELECT count(pg_temp.change_something(n)) AS changes FROM generate_series(1, 1000) n;
CREATE TEMP TABLE asked AS SELECT '2024-01-01'::date AS first_day, ('2024-01-01'::date + n * 37) AS last_day FROM generate_series(0, 9) n
UNION ALL VALUES ('2024-02-14'::date, '2024-02-20'::date), ('2024-02-14', '2024-03-13'), ('2024-05-31', '2024-09-01'), ('2023-01-01', '2023-12-31');
SELECT (SELECT count(*) FROM asked, pg_temp.plain_measures(first_day, last_day)) > 5000 AS many, (SELECT count(DISTINCT measure) FROM asked, pg_temp.plain_measures(first_day, last_day)) AS measures,
       (SELECT count(*) FROM asked, pg_temp.measures_that_differ(first_day, last_day)) AS differ;
-- The same once the changes are folded; and what is stored is the same again.
CALL refresh();
SELECT count(*) AS differ FROM asked, pg_temp.measures_that_differ(first_day, last_day);
-- The league of any day is what refresh() would write for it.
CREATE FUNCTION pg_temp.leagues_differ(days date[]) RETURNS TABLE (day date, agencies bigint, ranked bigint, differ bigint) LANGUAGE plpgsql AS $$
BEGIN
    FOREACH day IN ARRAY days LOOP
        BEGIN
            CALL refresh(day);
            SELECT count(*), count(l.rank), count(*) FILTER (WHERE to_jsonb(l) - 'computed_at' IS DISTINCT FROM to_jsonb(t) - 'computed_at') INTO agencies, ranked, differ
            FROM league_table l FULL JOIN league_table_at(leagues_differ.day) t USING (framework, agency_code);
            RAISE EXCEPTION 'taken back' USING ERRCODE = 'TB000';
        EXCEPTION WHEN SQLSTATE 'TB000' THEN
            RETURN NEXT;
        END;
    END LOOP;
END
$$;
-- (random() draws otherwise on 14, where one or two more are ranked.)
SELECT day, agencies, ranked - CASE WHEN current_setting('server_version_num')::integer >= 150000 THEN 0 WHEN day < '2024-03-31' THEN 1 ELSE 2 END AS ranked, differ
FROM pg_temp.leagues_differ('{2023-12-31,2024-01-01,2024-03-31,2024-08-17,2024-12-31,2025-06-30}');
SELECT count(*) FILTER (WHERE (l.score::text, l.measures, l.rank, l.band, l.reported::text) IS DISTINCT FROM (t.score::text, t.measures, t.rank, t.band, t.reported::text)) AS differ
FROM league l FULL JOIN league_at((SELECT reporting_date FROM setting)) t USING (framework, agency_id);
SELECT count(*) FROM league_table_at(NULL);
-- What reads every leaf is kept from nested loops, which took minutes where a table had no statistics yet.
SELECT p.proname, 'enable_nestloop=off' = ANY (p.proconfig) AS kept FROM pg_proc p
WHERE p.pronamespace = 'm'::regnamespace AND p.prokind IN ('f', 'p') AND pg_get_functiondef(p.oid) LIKE '%n_found%' ORDER BY 1;
SELECT count(*) > 300 AS many, count(*) FILTER (WHERE (p.numerator, p.denominator) IS DISTINCT FROM (t.numerator, t.denominator)) AS differ
FROM pg_temp.plain_measures('2024-01-01', '2024-12-31') p
     FULL JOIN (SELECT t.* FROM measure_by_year t JOIN measure k ON k.code = t.measure AND k.source <> 'view' WHERE t.year = 2024) t USING (measure, agency_id);

RESET ROLE;
RESET search_path;
SET client_min_messages = error;
DROP SCHEMA m CASCADE;
DROP OWNED BY regress_par_owner, regress_par_clerk CASCADE;
DROP ROLE regress_par_owner, regress_par_clerk;
