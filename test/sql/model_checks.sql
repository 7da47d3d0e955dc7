SET jit = off; -- compiling these short queries takes longer than running them
-- What must not go into a model, and what must not stop the rest of it: each
-- case here once made a ranking wrong without a word or stopped every refresh.

SET client_min_messages = warning;
CREATE ROLE regress_par_owner;
CREATE ROLE regress_par_clerk;
SELECT format('GRANT CREATE ON DATABASE %I TO regress_par_owner', current_database()) \gexec
SET ROLE regress_par_owner;
CALL par.create_model('m');
SET search_path = m, pg_catalog;

UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('so', 'Sở', 1), ('xa', 'Xã', 2);
INSERT INTO agency (id, code, name, bloc, level) VALUES (1, 'A', 'Sở A', 'so', 'province'), (2, 'B', 'Sở B', 'so', 'province'), (3, 'X', 'Xã X', 'xa', 'commune');
INSERT INTO service VALUES ('1', 'Khai sinh', 'Hộ tịch', 'full');
INSERT INTO factor VALUES ('all', 'Chung', true, 1);
INSERT INTO survey (code, year, title) VALUES ('KS', 2024, 'Khảo sát'), ('KS23', 2023, 'Khảo sát');
INSERT INTO question (id, survey, number, factor, title) VALUES (1, 'KS', 1, 'all', 'Một'), (2, 'KS', 2, 'all', 'Hai'), (3, 'KS23', 1, 'all', 'Một');
INSERT INTO response (id, survey, agency_id, answered_on, form_no) SELECT n, 'KS', 1 + n % 2, '2024-10-01', 'P' || n FROM generate_series(1, 50) n;
INSERT INTO answer (response_id, question_id, answer) SELECT n, q, 1 + (n + q) % 5 FROM generate_series(1, 50) n, generate_series(1, 2) q;
INSERT INTO framework VALUES ('F', 2024, 'so', 'Sở 2024'), ('G', 2024, 'xa', 'Xã 2024'), ('F23', 2023, 'so', 'Sở 2023');
INSERT INTO band SELECT f.code, b.* FROM framework f, (VALUES ('Tốt', 80, false, NULL), ('Khá', 65, false, NULL), ('Yếu', NULL::numeric, false, 1)) b;
INSERT INTO criterion (id, framework, code, parent_code, title, max_points, rule, kind) VALUES
    (1, 'F', 'I', NULL, 'I', 10, NULL, 'normal'), (2, 'F', 'I.1', 'I', 'I.1', 6, 'ratio', 'normal'), (3, 'F', 'I.2', 'I', 'I.2', 4, 'answers 100, 60, 20', 'normal'),
    (4, 'F', 'II', NULL, 'II', 2, 'each 1', 'bonus'), (5, 'F', 'III', NULL, 'III', 2, 'each 0.5', 'penalty'),
    (6, 'G', 'I', NULL, 'I', 10, 'manual', 'normal'), (7, 'F23', 'I', NULL, 'I', 10, 'manual', 'normal');
INSERT INTO criterion_state (agency_id, criterion_id, state, reason) VALUES (2, 5, 'none', 'Không có vi phạm');
-- The maximum is that of the criterion, taken where it is not given.
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator) VALUES
    (1, 2, 9, 10), (2, 2, 5, 10), (1, 3, 1, NULL), (2, 3, 2, NULL), (1, 4, 1, NULL), (1, 5, 3, NULL), (3, 6, 7, NULL), (1, 7, 6, NULL);
SELECT agency_id, criterion_id, max_points FROM assessment ORDER BY 1, 2;
-- So is the agency of an answer.
SELECT count(*) AS answers, count(*) FILTER (WHERE a.agency_id = r.agency_id) AS of_their_form FROM answer a JOIN response r ON r.id = a.response_id;
CALL refresh();
SELECT framework, agency_code, rank, index_pct, band, fault FROM league_table ORDER BY 1, 2;

-- A worked Saturday has the hours of the day that it replaces.
INSERT INTO calendar_day (day, kind, replaces) VALUES ('2024-04-30', 'off', NULL), ('2024-05-04', 'work', '2024-04-29'), ('2024-12-28', 'work', NULL);
SELECT calendar()::jsonb->'work' AS work, calendar()::jsonb->'off' AS off;

-- Who refuses, with which SQLSTATE, and in which words.
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS TABLE (state text, name text, message text, detail text, hint text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    state := '00000'; name := 'ACCEPTED';
    RETURN NEXT;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, name = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    IF state = '23514' AND message LIKE 'new row for relation%' THEN
        message := NULL; detail := NULL;
    END IF;
    hint := left(hint, 160);
    RETURN NEXT;
END $$;
\x on
SELECT s.statement, r.* FROM (VALUES
    -- codes, names, dates
    (1, 'INSERT INTO agency (code, name, bloc, level) VALUES (''X07 '', ''x'', ''xa'', ''commune'')'),
    (2, 'INSERT INTO agency (code, name, bloc, level) VALUES ('''', ''x'', ''xa'', ''commune'')'),
    (3, 'INSERT INTO agency (code, name, bloc, level, valid_from) VALUES (''N'', ''x'', ''xa'', ''commune'', ''2225-02-20'')'),
    (4, 'UPDATE agency SET successor_id = 2 WHERE id = 1; UPDATE agency SET successor_id = 1 WHERE id = 2'),
    (5, 'UPDATE band SET name = '' Yếu'' WHERE framework = ''F'' AND name = ''Yếu'''),
    (6, 'UPDATE band SET name = E''Ye\u0302\u0301u'' WHERE framework = ''F'' AND name = ''Yếu'''),
    (7, 'INSERT INTO band VALUES (''F'', repeat(''x'', 70000), 10)'),
    (8, 'INSERT INTO band VALUES (''F'', ''NaN'', ''NaN'')'),
    (9, 'INSERT INTO dossier (code, agency_id, service, received_at, due_at, channel) VALUES (''d'', 1, ''1'', ''2024-01-01'', ''infinity'', ''online'')'),
    (10, 'INSERT INTO dossier (code, agency_id, service, received_at, due_at, channel) VALUES (''d'', 1, ''1'', ''2024-01-01'', ''20000-01-01'', ''online'')'),
    (11, 'INSERT INTO dossier (code, agency_id, service, received_at, fee, channel) VALUES (''d'', 1, ''1'', ''2024-01-01'', ''NaN'', ''online'')'),
    (12, 'UPDATE setting SET reporting_date = ''infinity'''),
    (13, 'UPDATE setting SET reporting_date = ''10000-01-01'''),
    (14, 'UPDATE survey SET year = 20224 WHERE code = ''KS'''),
    -- answers
    (20, 'UPDATE answer SET answer = 6 WHERE response_id = 17 AND question_id = 2'),
    (21, 'INSERT INTO response (id, survey, agency_id, answered_on) SELECT n, ''KS'', 1, ''2024-10-01'' FROM generate_series(101, 600) n;
          INSERT INTO answer (response_id, question_id, answer) SELECT n, q, CASE n WHEN 333 THEN 6 WHEN 444 THEN 7 ELSE 5 END FROM generate_series(101, 600) n, generate_series(1, 2) q'),
    (22, 'UPDATE answer SET question_id = 3 WHERE response_id = 1 AND question_id = 1'),
    (23, 'UPDATE survey SET top = 4, positive = ''{4}'' WHERE code = ''KS'''),
    (24, 'UPDATE question SET survey = ''KS23'', number = 9 WHERE id = 1'),
    (25, 'UPDATE response SET survey = ''KS23'' WHERE id = 1'),
    (26, 'INSERT INTO response (id, survey, agency_id, answered_on, form_no) VALUES (950, ''KS'', 2, ''2024-10-02'', ''P1'')'),
    (27, 'INSERT INTO answer (response_id, question_id, answer) VALUES (999, 1, 5)'),
    (28, 'UPDATE survey SET positive = ''{4,NULL}'' WHERE code = ''KS'''),
    (29, 'UPDATE survey SET positive = ''{}'' WHERE code = ''KS'''),
    (19, 'UPDATE question SET low = 0, top = 1, positive = ''{}'' WHERE id = 1'),
    -- assessments, rules, the tree
    (30, 'INSERT INTO assessment (agency_id, criterion_id, points) VALUES (3, 2, 1)'),
    (31, 'INSERT INTO assessment (agency_id, criterion_id, points) VALUES (1, 1, 1)'),
    (32, 'UPDATE assessment SET numerator = 1, denominator = 2 WHERE criterion_id = 5'),
    (33, 'UPDATE criterion SET rule = ''answers 100'' WHERE id = 3'),
    (34, 'UPDATE criterion SET rule_text = ''answers 100'' WHERE id = 3'),
    (35, 'INSERT INTO criterion (id, framework, code, parent_code, title, max_points) VALUES (50, ''F'', ''I.1.a'', ''I.1'', ''x'', 6)'),
    (36, 'UPDATE framework SET bloc = ''xa'', year = 2025 WHERE code = ''F'''),
    (37, 'UPDATE agency SET bloc = ''xa'' WHERE id = 1'),
    (38, 'UPDATE assessment SET numerator = 1e17 WHERE criterion_id = 2'),
    (39, 'UPDATE assessment SET numerator = ''NaN'' WHERE criterion_id = 2'),
    (40, 'UPDATE criterion SET max_points = ''NaN'' WHERE id = 7'),
    (41, 'INSERT INTO assessment (agency_id, criterion_id, points) VALUES (1, 999, 1)'),
    -- gates and targets
    (50, 'INSERT INTO gate VALUES (''F'', ''g'', ''strict $.late_pc >= 5'', ''Khá'')'),
    (51, 'INSERT INTO gate VALUES (''F'', ''g'', ''strict $v == 1'', ''Khá'')'),
    (52, 'INSERT INTO gate VALUES (''F'', ''g'', ''strict $.late_pct ? (@ > 5)'', ''Khá'')'),
    (53, 'INSERT INTO gate VALUES (''F'', ''g'', ''strict $.late_pct'', ''Khá'')'),
    (54, 'INSERT INTO target (number, title, condition) VALUES (1, ''t'', ''strict $v == 1'')'),
    -- printed figures
    (60, 'INSERT INTO published_figure VALUES (''p'', ''o'', 1, 2, ''khoảng 50%'')'),
    (61, 'INSERT INTO published_figure VALUES (''p'', ''o'', 1, 2, ''21/21'')'),
    (62, 'INSERT INTO published_figure VALUES (''p'', ''o'', 1e17, 2, ''50%'')'),
    -- periods
    (70, 'SELECT * FROM form_06_between(''2024-12-31'', ''2024-01-01'')'),
    (73, 'SELECT * FROM task_between(''2024-12-31'', ''2024-01-01'')'),
    (74, 'SELECT * FROM assigned_work_between(''2024-12-31'', ''2024-01-01'')'),
    (75, 'SELECT * FROM report_between(''2024-12-31'', ''2024-01-01'')'),
    (76, 'SELECT * FROM measures_between(''2024-12-31'', ''2024-01-01'')'),
    (77, 'SELECT measure_value(''dossier.on_time'', 1, ''2024-12-31'', ''2024-01-01'')'),
    (78, 'SELECT measure_of_bloc(''dossier.on_time'', NULL, ''2024-12-31'', ''2024-01-01'')'),
    (71, 'CALL refresh(''infinity'')'),
    (72, 'UPDATE setting SET zone = ''Asia/Nowhere'''),
    -- what the procedures are called with
    (80, 'CALL par.create_model(NULL)'),
    (81, 'CALL par.create_model(''m'')'),
    (82, 'CALL par.create_model(repeat(''x'', 64))'),
    (83, 'CALL par.create_model(''pg_model'')'),
    (84, 'CALL par.update_model(''nowhere'')'),
    (85, 'CALL par.rename_model(''m'', '''')'),
    (89, 'CALL par.rename_model(''m'', ''public'')'),
    (92, 'CALL par.update_model(NULL)'),
    (93, 'CALL par.rename_model(NULL, ''n'')'),
    (94, 'SELECT * FROM par.check_model(NULL)'),
    (95, 'SELECT * FROM par.check_framework(''m'', NULL)'),
    (96, 'CALL par.enable_agency_policies(''m'', NULL)'),
    (97, 'CALL par.enable_agency_policies(NULL, ''m.agency'')'),
    (86, 'SELECT * FROM par.check_model(''nowhere'')'),
    (87, 'SELECT * FROM par.check_framework(''m'', ''f'')'),
    (88, 'CALL par.enable_agency_policies(''m'', ''m.agency'')'),
    -- calendar
    (90, 'INSERT INTO calendar_day (day, kind, replaces) VALUES (''2024-04-29'', ''off'', ''2024-05-04'')'),
    (91, 'INSERT INTO calendar_day (day, kind, replaces) VALUES (''2024-05-04'', ''work'', ''2024-05-04'')')
    ) AS s (n, statement), LATERAL pg_temp.refusal(s.statement) r ORDER BY n;
\x off

-- ---------------------------------------------------------------------------
-- What remains is isolated: a framework with a fault is not ranked and says so,
-- the others go on.
-- ---------------------------------------------------------------------------

-- A mistyped parent drops a subtree out of the sum: the ranking would turn round.
BEGIN;
UPDATE criterion SET parent_code = 'II0' WHERE id = 2;
CALL refresh();
SELECT framework, agency_code, rank, index_pct, band_by_points, band, fault FROM league_table ORDER BY 1, 2;
SELECT * FROM par.check_framework('m', 'F');
ROLLBACK;
BEGIN;
UPDATE criterion SET parent_code = 'III' WHERE id = 4;
UPDATE criterion SET parent_code = 'II' WHERE id = 5;
ROLLBACK;
-- In a circle.
BEGIN;
DELETE FROM assessment WHERE criterion_id IN (4, 5);
UPDATE criterion SET parent_code = 'III' WHERE id = 4;
UPDATE criterion SET parent_code = 'II' WHERE id = 5;
CALL refresh();
SELECT framework, agency_code, rank, index_pct, band, fault FROM league_table WHERE framework = 'F' ORDER BY 1, 2;
ROLLBACK;
-- Without the lowest band.
BEGIN;
DELETE FROM band WHERE framework = 'F' AND name = 'Yếu';
CALL refresh();
SELECT framework, agency_code, rank, index_pct, band, fault FROM league_table ORDER BY 1, 2;
ROLLBACK;

-- Rows that an earlier version let in, with the checks out of the way.
BEGIN;
ALTER TABLE band DROP CONSTRAINT band_name_is_a_name;
ALTER TABLE gate DROP CONSTRAINT gate_condition_can_be_decided;
ALTER TABLE target DROP CONSTRAINT target_condition_can_be_decided;
ALTER TABLE published_figure DROP CONSTRAINT published_figure_printed_is_a_number, DROP CONSTRAINT published_figure_counts_are_plausible_numbers;
ALTER TABLE assessment DROP CONSTRAINT assessment_result_is_a_plausible_number;
ALTER TABLE assessment DISABLE TRIGGER USER;
UPDATE band SET name = E'Ye\u0302\u0301u' WHERE framework = 'F23' AND name = 'Yếu';
INSERT INTO gate VALUES ('F23', 'g', 'strict $v == 1', 'Khá');
INSERT INTO target (number, title, condition) VALUES (1, 'không xét được', 'strict $v == 1'), (2, 'xét được', 'strict $.a > 1');
INSERT INTO target_measure VALUES (1, 'a', 2), (2, 'a', 2);
INSERT INTO published_figure VALUES ('a', 'o', 1, 2, 'khoảng 50%'), ('b', 'o', 1e17, 2, '50%'), ('c', 'o', 1, 2, '50%'), ('d', 'o', 1, 2, '51%');
UPDATE assessment SET numerator = 1e17 WHERE criterion_id = 2 AND agency_id = 1;
UPDATE assessment SET numerator = 9 WHERE criterion_id = 3 AND agency_id = 2;
CALL refresh();
SELECT framework, agency_code, rank, index_pct, band, fault FROM league_table ORDER BY 1, 2;
SELECT number, attainment FROM target_attainment ORDER BY 1;
SELECT code, numerator, printed, exact FROM published_not_reproduced ORDER BY 1;
SELECT agency_code, criterion_code, numerator, points FROM index_breakdown WHERE framework = 'F' ORDER BY 1, 2;
SELECT severity, relation, key, fault, message_en FROM par.check_model('m') WHERE severity = 'error' ORDER BY 2, 3, 4;
ROLLBACK;

-- ---------------------------------------------------------------------------
-- Gates: open, closed, no data
-- ---------------------------------------------------------------------------

BEGIN;
INSERT INTO gate VALUES ('F', 'trễ', 'strict $.late_pct >= 5', 'Khá'), ('G', 'hài lòng', 'strict $.satisfied_pct <= 100', 'Yếu'), ('F23', 'chỉ số', 'strict $.index_pct > 99', 'Khá');
CALL refresh();
SELECT framework, agency_code, index_pct, band_by_points, band, gate, gate_state, gate_state_vi FROM league_table ORDER BY 1, 2;
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel) VALUES
    ('a', 1, '1', '2024-03-01 08:00+07', '2024-03-04 17:00+07', '2024-03-05 17:00+07', 'online'), ('b', 2, '1', '2024-03-01 08:00+07', '2024-03-04 17:00+07', '2024-03-04 16:00+07', 'online');
CALL refresh();
SELECT framework, agency_code, index_pct, band_by_points, band, gate, gate_state FROM league_table WHERE framework = 'F' ORDER BY 1, 2;
ROLLBACK;

-- ---------------------------------------------------------------------------
-- What no constraint can say: every fault that par.check_model knows of a model
-- whose rows are all accepted, and of rows that an earlier version let in
-- ---------------------------------------------------------------------------

CALL refresh();
SELECT severity, relation, key, fault, message_en FROM par.check_model('m');
BEGIN;
INSERT INTO dossier (code, agency_id, service, received_at, channel) VALUES ('after', 2, '1', '2024-12-01 08:00+07', 'online'), ('before', 2, '1', '2024-11-30 16:00+07', 'online');
-- What came before somebody said that the agency had ended.
UPDATE agency SET valid_to = '2024-11-30' WHERE id = 2;
INSERT INTO plan VALUES ('KH', 2024, 'Kế hoạch');
INSERT INTO task (plan, area_no, item_no, title) VALUES ('KH', 'I', '1', 'Của không ai');
INSERT INTO response (id, survey, agency_id, answered_on) VALUES (990, 'KS', 1, '2024-10-01');
INSERT INTO survey (code, year, title) VALUES ('KS22', 2022, 'Chưa có câu hỏi');
INSERT INTO target (number, title, condition) VALUES (1, 'một', 'strict $.absent > 1'), (2, 'hai', 'strict $."dossier.late" < 5');
INSERT INTO assessment (agency_id, criterion_id, source, points) VALUES (1, 2, 'survey', 1);
INSERT INTO agency (id, code, name, bloc, level, valid_from) VALUES (4, 'C', 'Sở C', 'so', 'province', '2024-01-01'), (5, 'D', 'Sở D', 'so', 'province', '2025-01-01');
INSERT INTO gate VALUES ('G', 'trễ', 'strict $.late_pct >= 5', 'Khá');
DELETE FROM assessment WHERE agency_id = 2 AND criterion_id = 3;
INSERT INTO framework VALUES ('H', 2022, 'xa', 'Không có mức xếp loại, quy tắc');
INSERT INTO criterion (id, framework, code, title, max_points) VALUES (60, 'H', 'I', 'I', 10);
INSERT INTO framework VALUES ('K', 2021, 'xa', 'Trống'), ('L', 2020, 'xa', 'Không có mức thấp nhất');
INSERT INTO band VALUES ('L', 'Tốt', 80);
INSERT INTO criterion (id, framework, code, title, max_points, rule) VALUES (61, 'L', 'I', 'I', 10, 'manual'), (62, 'L', 'I', 'I', 10, 'manual'), (63, 'L', 'II', 'II', 5, 'all'), (64, 'L', 'II.1', 'II.1', 4, 'all');
UPDATE criterion SET parent_code = 'II' WHERE framework = 'L' AND code = 'II.1';
CALL refresh();
CALL close_framework('F23');
ALTER TABLE frozen_result DISABLE TRIGGER USER;
UPDATE frozen_result SET points = 9;
ALTER TABLE published_figure DROP CONSTRAINT published_figure_printed_is_a_number;
INSERT INTO published_figure VALUES ('p', 'o', 1, 2, '21/21');
ALTER TABLE published_figure ADD CONSTRAINT published_figure_printed_is_a_number CHECK (par.is_number(printed)) NOT VALID;
SELECT severity, relation, key, fault, regexp_replace(message_en, 'at \d{4}-\d\d-\d\d \d\d:\d\d', 'then') AS message FROM par.check_model('m');
SELECT framework, agency_code, rank, index_rate, band FROM league_table WHERE (rank IS NULL) <> (index_rate IS NULL) OR (band IS NOT NULL AND index_rate IS NULL);
ROLLBACK;

-- ---------------------------------------------------------------------------
-- Small numbers, next steps, refresh
-- ---------------------------------------------------------------------------

UPDATE setting SET min_answers = 60;
CALL refresh();
SELECT agency_code, n_answers, satisfied_pct, satisfied_rate FROM league_table WHERE framework = 'F' ORDER BY 1;
SELECT survey, n_answers, satisfied_pct, satisfied_low, mean_pct, rescaled_rate FROM satisfaction_by_year;
SELECT survey, agency_code, n_answers, satisfied_pct FROM satisfaction_by_agency_factor ORDER BY 2;
SELECT agency_code, measure, numerator, denominator, value FROM measure_by_year WHERE year = 2024 AND measure LIKE 'survey.%' ORDER BY 1, 2;
SELECT agency_id, measures ? 'satisfied_pct' AS gates_use_it FROM league WHERE framework = 'F' ORDER BY 1;
UPDATE setting SET min_answers = 0;

-- A penalty shows its next step, a bonus no negative loss.
SELECT criterion_code, kind, numerator, points, max_points, lost_points, next_threshold, next_gain
FROM index_breakdown WHERE framework = 'F' AND agency_code = 'A' ORDER BY 1;

-- Unchanged rows are not written again.
CALL refresh();
SELECT count(*) AS written FROM (SELECT xmin FROM dossier_month UNION ALL SELECT xmin FROM stored_measure UNION ALL SELECT xmin FROM stored_survey UNION ALL SELECT xmin FROM stored_league) t
WHERE xmin::text = (SELECT xmin::text FROM setting);
-- Another year is another period; another day of the year is not.
CALL refresh('2023-06-30');
SELECT period_from, reporting_date FROM setting;
CALL refresh('2023-12-31');
SELECT period_from, reporting_date FROM setting;
UPDATE setting SET period_from = '2023-12-14', reporting_date = '2024-01-13';
CALL refresh('2024-01-14');
SELECT period_from, reporting_date FROM setting;
CALL refresh('2023-11-30');
SELECT period_from, reporting_date FROM setting;
CALL refresh('2024-12-31');
-- After a dump of the schema alone there is no setting.
BEGIN;
DELETE FROM setting;
CALL refresh('2024-06-30');
SELECT period_from, reporting_date, refreshed_at IS NOT NULL AS refreshed FROM setting;
SELECT agency_code, index_pct FROM league_table WHERE framework = 'F' ORDER BY 1;
ROLLBACK;

-- ---------------------------------------------------------------------------
-- A role that may only enter, and one that row policies bind
-- ---------------------------------------------------------------------------

GRANT USAGE ON SCHEMA m TO regress_par_clerk;
GRANT INSERT ON answer, assessment, response TO regress_par_clerk;
GRANT USAGE ON SEQUENCE response_id_seq TO regress_par_clerk;
INSERT INTO response (id, survey, agency_id, answered_on) VALUES (900, 'KS', 1, '2024-10-01'), (901, 'KS', 2, '2024-10-01');
SET ROLE regress_par_clerk;
INSERT INTO m.answer (response_id, question_id, answer) VALUES (900, 1, 5);
INSERT INTO m.answer (response_id, question_id, answer) VALUES (900, 2, 6);
INSERT INTO m.assessment (agency_id, criterion_id, round, numerator, denominator) VALUES (2, 2, 2, 6, 10);
INSERT INTO m.assessment (agency_id, criterion_id, round, numerator) VALUES (2, 3, 2, 9);
SELECT * FROM m.answer;
SET ROLE regress_par_owner;
ALTER TABLE answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE response ENABLE ROW LEVEL SECURITY;
CREATE POLICY enter ON answer FOR INSERT TO regress_par_clerk WITH CHECK (true);
SET ROLE regress_par_clerk;
INSERT INTO m.answer (response_id, question_id, answer) VALUES (901, 1, 5);
INSERT INTO m.answer (response_id, question_id, answer) VALUES (901, 2, 6);
SET ROLE regress_par_owner;
SELECT response_id, question_id, answer, agency_id FROM answer WHERE response_id >= 900 ORDER BY 1, 2;

-- ---------------------------------------------------------------------------
-- Any name; a renamed schema means itself
-- ---------------------------------------------------------------------------

CALL par.create_model('a$body$b "c" 100% d''e @schema@');
INSERT INTO "a$body$b ""c"" 100% d'e @schema@".bloc VALUES ('so', 'Sở');
CALL "a$body$b ""c"" 100% d'e @schema@".refresh();
SELECT count(*) FROM "a$body$b ""c"" 100% d'e @schema@".league_table;
SELECT * FROM par.check_model('a$body$b "c" 100% d''e @schema@');
CALL par.update_model('a$body$b "c" 100% d''e @schema@');
-- All that its life is made of, and another odd name.
\set odd 'a$body$b "c" 100% d\'e @schema@'
\set new 'Mô hình %I: chấm điểm, xếp hạng cải cách hành 24'
SELECT octet_length(:'new') AS bytes;
SET search_path = :"odd", pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO agency (id, code, name, bloc, level) VALUES (1, 'A', 'Sở A', 'so', 'province');
INSERT INTO service VALUES ('1', 'Khai sinh', 'Hộ tịch', 'full');
INSERT INTO dossier (code, agency_id, service, received_at, channel) VALUES ('d', 1, '1', '2024-03-01', 'online');
INSERT INTO framework (code, year, bloc, title) VALUES ('F', 2024, 'so', 'Sở 2024');
INSERT INTO band (framework, name) VALUES ('F', 'Yếu');
INSERT INTO criterion (id, framework, code, title, max_points, rule) VALUES (1, 'F', 'I', 'I', 10, 'manual');
INSERT INTO assessment (agency_id, criterion_id, points) VALUES (1, 1, 6);
SET search_path = pg_catalog;
CALL :"odd".fold();
CALL :"odd".rebuild();
CALL :"odd".close_framework('F');
UPDATE :"odd".assessment SET points = 5;
CALL par.rename_model(:'odd', :'new');
UPDATE :"new".assessment SET points = 5;
CALL :"new".reopen_framework('F', 'thẩm định lại');
UPDATE :"new".assessment SET points = 5;
CALL :"new".refresh();
SELECT agency_code, index_pct FROM :"new".league_table;
SELECT agency_code, month, n_received FROM :"new".intake_by_agency_month;
SELECT relation, old ->> 'points' AS old, new ->> 'points' AS new FROM :"new".history WHERE relation = 'assessment' ORDER BY id;
SELECT * FROM :"new".check_fresh();
SELECT par.model_version(:'new');
SET search_path = m, pg_catalog;
CALL par.create_model(repeat('x', 64));
CALL par.create_model('$user');
CALL par.create_model('information_schema');
CALL par.create_model('pg_model');

-- The bodies of its functions as text, for a server that cannot have them parsed.
CREATE SCHEMA textual;
CALL par.model_make('textual', parsed => false);
SELECT count(*) > 0 AS functions, count(prosqlbody) AS parsed FROM pg_proc WHERE pronamespace = 'textual'::regnamespace;
INSERT INTO textual.bloc SELECT * FROM bloc;
INSERT INTO textual.agency SELECT * FROM agency;
INSERT INTO textual.framework SELECT * FROM framework;
INSERT INTO textual.band SELECT * FROM band;
INSERT INTO textual.criterion (id, framework, code, parent_code, title, max_points, kind, rule_text) SELECT id, framework, code, parent_code, title, max_points, kind, rule_text FROM criterion;
INSERT INTO textual.assessment SELECT * FROM assessment;
INSERT INTO textual.criterion_state SELECT * FROM criterion_state;
SET search_path = m;
CALL m.refresh('2024-12-31');
CALL textual.refresh('2024-12-31');
SELECT framework, agency_code, rank, index_pct, band FROM textual.league_table EXCEPT SELECT framework, agency_code, rank, index_pct, band FROM league_table;
SELECT count(*) FROM textual.index_breakdown;
SET search_path = m, pg_catalog;

ALTER SCHEMA m RENAME TO kept;
RESET search_path;
CALL par.create_model('m');
INSERT INTO m.bloc VALUES ('so', 'Sở', 1);
INSERT INTO m.agency (id, code, name, bloc, level) VALUES (1, 'A', 'A', 'so', 'province');
INSERT INTO m.survey (code, year, title, top) VALUES ('KS', 2024, 'thang bảy mức', 7);
CALL kept.refresh('2024-06-30');
SELECT (SELECT reporting_date FROM kept.setting) AS kept, (SELECT reporting_date = current_date FROM m.setting) AS the_other_untouched;
-- checked against its own survey, which has five codes
INSERT INTO kept.answer (response_id, question_id, answer) VALUES (900, 2, 6);
INSERT INTO kept.answer (response_id, question_id, answer) VALUES (900, 2, 5);
-- and its triggers are set on its own tables
ALTER TABLE kept.dossier DISABLE TRIGGER dossiers_inserted;
SELECT * FROM kept.dossier_tables();
CALL kept.set_triggers();
SELECT * FROM kept.dossier_tables();
CALL par.rename_model('kept', 'm');
CALL par.rename_model('kept', 'giữ lại');
SELECT par.model_version('giữ lại');
CALL "giữ lại".refresh('2024-12-31');
SELECT framework, agency_code, rank, index_pct FROM "giữ lại".league_table ORDER BY 1, 2;
CALL par.rename_model('nowhere', 'x');

RESET ROLE;
SET client_min_messages = error;
DROP OWNED BY regress_par_owner, regress_par_clerk CASCADE;
DROP ROLE regress_par_owner, regress_par_clerk;
