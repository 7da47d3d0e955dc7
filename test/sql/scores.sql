-- Scores come from rows: measures, the states of a criterion, and what is
-- missing.  Figures by hand; then the same against plain counts on random rows.

SET client_min_messages = warning;
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
    ('inspected', 'Units inspected', 'Đơn vị được kiểm tra', 'observed', 'percent', 'higher'), ('report.late', 'Late reports', 'Báo cáo trễ', 'observed', 'count', 'lower');
CREATE VIEW counter_only AS SELECT agency_id, (received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, (channel = 'counter')::int::numeric AS numerator, 1::numeric AS denominator FROM dossier;
INSERT INTO measure (code, en, vi, source, of_view) VALUES ('counter', 'At the counter', 'Tại quầy', 'view', 'counter_only');
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, denominator) VALUES
    (1, 'inspected', '2024-01-01', '2024-06-30', 3, 10), (1, 'inspected', '2024-07-01', '2024-12-31', 4, 10), (2, 'inspected', '2024-01-01', '2024-12-31', 0, 0),
    (1, 'report.late', '2024-01-01', '2024-12-31', 3, NULL);

SELECT measure, a.code, numerator::float8, denominator::float8, round(measure_value(measure, a.id, '2024-01-01', '2024-12-31'), 4) AS value
FROM measures_between('2024-01-01', '2024-12-31') JOIN agency a ON a.id = agency_id ORDER BY measure COLLATE "C", a.code;
-- As of an earlier day: what was finished later is open, and overdue on the 9th.
SELECT measure, a.code, numerator::float8, denominator::float8 FROM measures_between('2024-03-01', '2024-03-07') JOIN agency a ON a.id = agency_id
WHERE measure IN ('dossier.on_time', 'dossier.on_time_due', 'dossier.on_time_received') ORDER BY measure COLLATE "C", a.code;
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
    (4, 'F', 'IV', 'Báo cáo trễ', 2, 'each 0.5', 'penalty', 'report.late', 'rebase'),
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
SELECT measures ->> 'dossier.late' AS measure, measures ->> 'late_pct' AS alias, measures ->> 'report.late' AS count FROM league WHERE agency_id = 1;
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
    (9, 'INSERT INTO observation VALUES (3, ''report.late'', ''2024-01-01'', ''2024-06-30'', 5, 10)'),
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
    (20, 'INSERT INTO gate VALUES (''F'', ''g'', ''strict $."dossier.lat" >= 5'', ''Khá'')')
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
SELECT what, round(points, 4) AS points, index_pct, rank, band_by_points, band, gate, gate_state FROM what_if('F', 'A', '{"dossier.late": {"by": -10}, "inspected": 80, "III": {"numerator": 10}, "report.late": 0}');
SELECT what_if('F', 'A', '{"dossier.lat": 1}');
-- What it says is what happens.
BEGIN;
UPDATE dossier SET finished_at = '2024-03-08 10:00+07' WHERE code = 'A1';
CALL refresh();
SELECT index_pct, rank, band_by_points, band, gate_state FROM league_table WHERE agency_code = 'A';
ROLLBACK;
SELECT * FROM path_to_band('F', 'A', 'Khá');
SELECT * FROM path_to_band('F', 'A', 'Tốt');
SELECT * FROM path_to_band('F', 'B', 'Tốt');
SELECT * FROM path_to_band('F', 'A', 'Xuất sắc');
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
SET timezone = 'Asia/Ho_Chi_Minh';
CALL refresh('2025-02-28');
CALL close_framework('F', '2024-12-31');
CALL close_framework('F');
SELECT framework, as_of, period_from, reporting_date, closed_by, n_source_rows, length(checksum) AS checksum FROM closing;
SELECT reporting_date FROM setting;
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
-- A has an appraiser's result, so only B moves: 3 of 4 on time.
SELECT framework, agency_code, criterion_code, numerator, denominator, points, live_numerator, live_denominator, live_points,
       round(index_rate::numeric, 4) AS index, round(live_index_rate::numeric, 4) AS live_index, rank, live_rank, band_by_points, live_band_by_points
FROM frozen_against_live ORDER BY 2, 3;
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
SELECT agency_code, points, index_pct, rank FROM league_table ORDER BY 1;
UPDATE assessment SET numerator = 10 WHERE criterion_id = 3 AND agency_id = 1;
SELECT changed_by, relation, agency_id, old ->> 'numerator' AS old, new ->> 'numerator' AS new FROM history WHERE relation IN ('assessment', 'override') ORDER BY id;
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
       count(*) FILTER (WHERE (new ->> 'numerator')::numeric = 0) AS emptied
FROM history WHERE relation = 'assessment' AND changed_at > now() GROUP BY 1 ORDER BY 1;
ROLLBACK;

-- ---------------------------------------------------------------------------
-- Nothing missing looks good: deleting every row of a criterion of an agency
-- never raises its index.  Random frameworks with bonuses and penalties.
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
FROM agency a JOIN framework f ON f.bloc = a.bloc JOIN criterion c ON c.framework = f.code WHERE a.id > 100 AND c.measure IS NULL AND random() < 0.9;
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, denominator)
SELECT a.id, 'inspected', '2024-02-01', '2024-02-29', floor(random() * 5), 4 FROM agency a WHERE a.id > 100 AND random() < 0.9;
CALL refresh();
CREATE TEMP TABLE had AS SELECT framework, agency_id, index_rate FROM league WHERE framework LIKE 'R%';
DO $$
DECLARE
    k integer;
BEGIN
    FOR k IN 1..6 LOOP
        BEGIN
            DELETE FROM m.assessment s USING m.criterion c WHERE c.id = s.criterion_id AND c.code = 'K' || k;
            DELETE FROM m.observation WHERE k = 3 AND agency_id > 100;
            CALL m.refresh();
            IF EXISTS (SELECT FROM m.league l JOIN had h USING (framework, agency_id) WHERE l.index_rate > coalesce(h.index_rate, l.index_rate)) THEN
                RAISE WARNING 'K% raises an index', k;
            END IF;
            RAISE EXCEPTION USING ERRCODE = 'PT000';
        EXCEPTION WHEN SQLSTATE 'PT000' THEN NULL;
        END;
    END LOOP;
END $$;
SELECT count(*) AS indexes, count(index_rate) AS decided FROM had;

-- ---------------------------------------------------------------------------
-- Plain counts over random rows, as of ten days
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
CREATE TEMP TABLE counted AS
SELECT p.last_day, m.measure, d.agency_id, m.numerator, m.denominator
FROM (SELECT '2024-01-01'::timestamptz + n * interval '37 days' AS last_day FROM generate_series(0, 9) n) p,
     LATERAL (SELECT agency_id,
                     count(*) FILTER (WHERE done AND finished_at <= due_at) AS in_time, count(*) FILTER (WHERE done AND finished_at::date < due_at::date) AS early,
                     count(*) FILTER (WHERE done AND finished_at > due_at) AS late, count(*) FILTER (WHERE NOT done AND due_at <= ends AND NOT pauses @> ends) AS overdue, count(*) AS everything,
                     count(*) FILTER (WHERE came) AS came, count(*) FILTER (WHERE came AND channel = 'online') AS online, count(*) FILTER (WHERE came AND fee > 0) AS with_fee,
                     count(*) FILTER (WHERE came AND paid_online) AS paid, count(*) FILTER (WHERE came AND supplements > 1) AS again
              FROM (SELECT o.*, e.ends, coalesce(finished_at <= e.ends, false) AS done, received_at >= '2024-01-01 00:00+07' AS came
                    FROM dossier o, (SELECT p.last_day + interval '1 day' - interval '1 us') e (ends)
                    WHERE received_at <= e.ends AND coalesce(finished_at >= '2024-01-01 00:00+07', true)) o
              GROUP BY agency_id) d,
     LATERAL (VALUES ('dossier.on_time', in_time, in_time + late), ('dossier.on_time_due', in_time, in_time + late + overdue),
                     ('dossier.on_time_received', everything - late - overdue, everything), ('dossier.late', late, in_time + late), ('dossier.early', early, in_time + late),
                     ('dossier.online', online, came), ('dossier.paid_online', paid, with_fee), ('dossier.supplemented', again, came)) m (measure, numerator, denominator);
SELECT count(*) > 3000 AS many, count(*) FILTER (WHERE (c.numerator, c.denominator) IS DISTINCT FROM (m.numerator, m.denominator)) AS differ
FROM counted c
     FULL JOIN (SELECT p.last_day, b.* FROM (SELECT DISTINCT last_day FROM counted) p, measures_between('2024-01-01', p.last_day::date) b WHERE b.measure LIKE 'dossier.%') m
     USING (last_day, measure, agency_id);

-- The same once the changes are folded; and periods that begin within a month.
CALL refresh();
SELECT count(*) FILTER (WHERE (c.numerator, c.denominator) IS DISTINCT FROM (m.numerator, m.denominator)) AS differ
FROM counted c
     FULL JOIN (SELECT p.last_day, b.* FROM (SELECT DISTINCT last_day FROM counted) p, measures_between('2024-01-01', p.last_day::date) b WHERE b.measure LIKE 'dossier.%') m
     USING (last_day, measure, agency_id);
SELECT p.first_day, p.last_day, bool_and(m.received = o.received AND m.settled = o.settled) AS the_same, count(*) > 10 AS many
FROM (VALUES ('2024-02-14'::date, '2024-02-20'::date), ('2024-02-14', '2024-03-13'), ('2024-05-31', '2024-09-01'), ('2024-06-01', '2024-06-30')) p (first_day, last_day),
     LATERAL (SELECT agency_id, max(denominator) FILTER (WHERE measure = 'dossier.online') AS received, max(denominator) FILTER (WHERE measure = 'dossier.late') AS settled
              FROM measures_between(p.first_day, p.last_day) GROUP BY agency_id) m
     JOIN LATERAL (SELECT agency_id, count(*) FILTER (WHERE received_at::date BETWEEN p.first_day AND p.last_day) AS received,
                          count(*) FILTER (WHERE finished_at::date BETWEEN p.first_day AND p.last_day AND due_at IS NOT NULL) AS settled
                   FROM dossier GROUP BY agency_id) o USING (agency_id)
GROUP BY 1, 2 ORDER BY 1, 2;

RESET ROLE;
RESET search_path;
SET client_min_messages = error;
DROP SCHEMA m CASCADE;
DROP OWNED BY regress_par_owner, regress_par_clerk CASCADE;
DROP ROLE regress_par_owner, regress_par_clerk;
