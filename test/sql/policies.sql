SET jit = off; -- compiling these short queries takes longer than running them
-- par.enable_agency_policies: what every role may see and enter, asked of every
-- relation and function of a model.

SET client_min_messages = warning;
CREATE ROLE regress_par_owner;
CREATE ROLE regress_par_unit;     -- the office of agency B: reads and enters
CREATE ROLE regress_par_province; -- reads all
CREATE ROLE regress_par_nobody;   -- may read, but has no agency
SELECT format('GRANT CREATE ON DATABASE %I TO regress_par_owner', current_database()) \gexec
SET ROLE regress_par_owner;
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('so', 'Sở', 1);
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Sở ' || n, 'so', 'province' FROM generate_series(1, 3) n;
INSERT INTO service VALUES ('1', 'Khai sinh', 'Hộ tịch', 'full');
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
SELECT a || '-' || n, a, '1', '2024-03-01 08:00+07', '2024-03-08 17:00+07', '2024-03-05 08:00+07', 'online' FROM generate_series(1, 3) a, generate_series(1, 4) n;
INSERT INTO plan VALUES ('KH', 2024, 'Kế hoạch');
INSERT INTO task (id, plan, area_no, item_no, title, deadline_text) VALUES (1, 'KH', 'I', '1', 'Một', 'Trước ngày 14/12/2024'), (2, 'KH', 'I', '2', 'Hai', 'Quý I/2025');
INSERT INTO task_agency (task_id, agency_id) SELECT t, a FROM generate_series(1, 2) t, generate_series(1, 3) a;
INSERT INTO task (id, plan, area_no, item_no, title, due_on, task_kind) VALUES (3, 'KH', 'II', '1', 'Báo cáo', '2024-12-10', 'report');
INSERT INTO task_agency (task_id, agency_id) SELECT 3, a FROM generate_series(1, 3) a;
INSERT INTO obligation (agency_id, task_id, period_label, done_on) SELECT a, t, '2024', '2024-12-01' FROM generate_series(1, 3, 2) t, generate_series(1, 3) a;
UPDATE setting SET at_risk_days = 200;
INSERT INTO factor VALUES ('all', 'Chung', true, 1);
INSERT INTO survey (code, year, title, issued, returned) VALUES ('KS', 2024, 'Khảo sát', 50, 30);
INSERT INTO question (id, survey, number, factor, title) VALUES (1, 'KS', 1, 'all', 'Một');
INSERT INTO response (id, survey, agency_id, answered_on) SELECT n, 'KS', 1 + n % 3, '2024-10-01' FROM generate_series(1, 30) n;
INSERT INTO answer (response_id, question_id, answer) SELECT n, 1, 1 + n % 5 FROM generate_series(1, 30) n;
INSERT INTO framework VALUES ('F', 2024, 'so', 'Sở 2024');
INSERT INTO band VALUES ('F', 'Tốt', 80, false, NULL), ('F', 'Yếu', NULL, false, 1);
INSERT INTO criterion (id, framework, code, title, max_points, rule) VALUES (1, 'F', 'I', 'I', 10, 'manual');
INSERT INTO assessment (agency_id, criterion_id, points) SELECT a, 1, 2 + a FROM generate_series(1, 3) a;
SELECT setval(pg_get_serial_sequence('criterion', 'id'), 100);
CALL par.add_framework('m', '766', 'so', 2024);
INSERT INTO dossier_supplement (dossier, asked_on) SELECT a || '-1', '2024-03-02' FROM generate_series(1, 3) a;
INSERT INTO dossier_conduct (dossier, outcome, rating) SELECT a || '-' || n, 'refused', 2 + a FROM generate_series(1, 3) a, generate_series(1, 2) n;
INSERT INTO petition (code, agency_id, field, received_on, handled_on, outcome) SELECT 'PA-' || a, a, 'Hộ tịch', '2024-03-01', '2024-03-05', 'solved' FROM generate_series(1, 3) a;
UPDATE agency SET parent_id = 1 WHERE id > 1;
INSERT INTO rating_rule (code, subject, grade, needs_band) VALUES ('R', 'head', 'good', 'Tốt');
INSERT INTO rating (agency_id, year, subject, grade) SELECT a, 2024, 'head', 'good' FROM generate_series(1, 3) a;
INSERT INTO disciplinary_case (agency_id, decided_on, subject, level) SELECT a, '2024-05-01', 'official', 'warning' FROM generate_series(1, 3) a;
INSERT INTO target (number, title, condition) VALUES (1, 'Hài lòng', 'strict $."survey.satisfied" >= 30');
CALL refresh();

CREATE TABLE agency_role (role_name name, agency_id bigint REFERENCES agency);
INSERT INTO agency_role VALUES ('regress_par_unit', 2), ('regress_par_province', NULL);
CALL par.enable_agency_policies('m', 'm.agency_role');
-- Twice is once.
CALL par.enable_agency_policies('m', 'm.agency_role');
SELECT tablename, policyname, cmd FROM pg_policies WHERE schemaname = 'm' ORDER BY 1;
GRANT USAGE ON SCHEMA m TO regress_par_unit, regress_par_province, regress_par_nobody;
GRANT SELECT ON ALL TABLES IN SCHEMA m TO regress_par_unit, regress_par_province, regress_par_nobody;
GRANT INSERT, UPDATE, DELETE ON dossier, dossier_supplement, dossier_conduct, petition, response, answer, assessment, task_agency, obligation TO regress_par_unit;

-- Every relation that shows agencies, by its column; what a role sees of them.
CREATE FUNCTION pg_temp.seen() RETURNS TABLE (relation text, agencies text) LANGUAGE plpgsql AS $$
DECLARE
    r record;
BEGIN
    FOR r IN SELECT c.relname, min(a.attname) FILTER (WHERE a.attname IN ('agency_code', 'agency_id')) AS col
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
             WHERE c.relnamespace = 'm'::regnamespace AND c.relkind IN ('r', 'v') AND (a.attname IN ('agency_code', 'agency_id') OR c.relname = 'agency')
             GROUP BY c.relname ORDER BY c.relname COLLATE "C" LOOP
        BEGIN
            relation := r.relname;
            EXECUTE format('SELECT coalesce(string_agg(DISTINCT right(%I::text, 1), '','' ORDER BY right(%1$I::text, 1)), ''none'') FROM m.%I', coalesce(r.col, 'id'), r.relname) INTO agencies;
        EXCEPTION WHEN insufficient_privilege THEN
            agencies := 'denied';
        END;
        RETURN NEXT;
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION pg_temp.seen() TO PUBLIC;
CREATE TEMP TABLE sight (who text, relation text, agencies text);
GRANT INSERT, SELECT ON sight TO PUBLIC;
INSERT INTO sight SELECT 'owner', * FROM pg_temp.seen();
SET ROLE regress_par_unit;
INSERT INTO sight SELECT 'unit', * FROM pg_temp.seen();
SET ROLE regress_par_province;
INSERT INTO sight SELECT 'province', * FROM pg_temp.seen();
SET ROLE regress_par_nobody;
INSERT INTO sight SELECT 'nobody', * FROM pg_temp.seen();
SELECT relation, max(agencies) FILTER (WHERE who = 'owner') AS owner, max(agencies) FILTER (WHERE who = 'unit') AS unit,
       max(agencies) FILTER (WHERE who = 'province') AS province, max(agencies) FILTER (WHERE who = 'nobody') AS nobody
FROM sight GROUP BY relation ORDER BY relation COLLATE "C";

-- Functions, and figures without an agency: of the agencies that are seen.
SET ROLE regress_par_unit;
SELECT array_agg(DISTINCT agency_code) FROM m.form_06_between('2024-01-01', '2024-12-31');
SELECT array_agg(DISTINCT agency_code) FROM m.task_progress_at('2024-12-31');
SELECT array_agg(DISTINCT agency_code) FROM m.criterion_results();
SELECT array_agg(DISTINCT agency_code) FROM m.petition_between('2024-01-01', '2024-12-31');
SELECT array_agg(DISTINCT agency_code) FROM m.petition_status_at('2024-12-31');
SELECT array_agg(DISTINCT agency_code) FROM m.conduct_faults('2024-01-01', '2024-12-31');
SELECT array_agg(DISTINCT agency_code) FROM m.conduct_between('2024-01-01', '2024-12-31');
SELECT array_agg(DISTINCT agency_code) FROM m.index_between('766-so-2024', '2024-01-01', '2024-12-31');
SELECT array_agg(DISTINCT agency_code) FROM m.due_changes();
SELECT n_received, n_agencies FROM m.service_use_between('2024-01-01', '2024-12-31');
SELECT code, numerator, denominator FROM m.service_rates('2024-01-01', '2024-12-31') WHERE code = 'online.dossiers';
SELECT count(*) FROM m.dossier_service_month;
SELECT n_received FROM m.petition_by_year;
SELECT dossier FROM m.dossier_conduct ORDER BY 1;
SELECT m.visible_agencies();
SELECT n_received FROM m.ontime_by_level_year;
SELECT n_received FROM m.online_by_year;
SELECT n_issued, n_returned, n_valid, n_agencies, n_answers FROM m.satisfaction_by_year;
SET ROLE regress_par_province;
SELECT code, numerator, denominator FROM m.service_rates('2024-01-01', '2024-12-31') WHERE code = 'online.dossiers';
SELECT count(*) > 0 AS some FROM m.dossier_service_month;
SELECT n_issued, n_returned, n_valid, n_agencies, n_answers FROM m.satisfaction_by_year;
-- A figure of the province is told to who sees all of it; so is the rank that another
-- result would have, by which the results of others could be found.
SELECT name, value FROM m.province_measures() WHERE name IN ('survey.satisfied', 'dossier.online') ORDER BY 1;
SELECT attainment FROM m.target_attainment;
SELECT what, index_pct, rank FROM m.what_if('F', 'A2', '{"I": {"points": 5}}');
SELECT framework, n_agencies FROM m.league_size;
SELECT dossier FROM m.dossier_supplement ORDER BY 1;
SET ROLE regress_par_unit;
SELECT name, value FROM m.province_measures() WHERE name IN ('survey.satisfied', 'dossier.online') ORDER BY 1;
SELECT attainment FROM m.target_attainment;
SELECT what, index_pct, rank FROM m.what_if('F', 'A2', '{"I": {"points": 5}}');
SELECT * FROM m.what_if('F', 'A1', '{}');
SELECT framework, n_agencies FROM m.league_size;
SELECT dossier FROM m.dossier_supplement ORDER BY 1;
INSERT INTO m.dossier_supplement (dossier, asked_on) VALUES ('2-1', '2024-03-04');
INSERT INTO m.dossier_supplement (dossier, asked_on) VALUES ('1-1', '2024-03-04');
SELECT measure, agency_id FROM m.measures_between('2024-01-01', '2024-12-31') WHERE agency_id <> 2;
SELECT round(m.measure_of_bloc('survey.satisfied', NULL, '2024-01-01', '2024-12-31'), 2) AS of_those_seen;
SELECT count(*) FROM m.evidence('F', 'A1', 'I');
-- With its true rank.
SELECT rank, agency_code FROM m.league_table;

-- What the unit enters: for itself, and for nobody else.
INSERT INTO m.dossier (code, agency_id, service, received_at, channel) VALUES ('own', 2, '1', '2024-04-01', 'online');
INSERT INTO m.dossier (code, agency_id, service, received_at, channel) VALUES ('other', 1, '1', '2024-04-01', 'online');
INSERT INTO m.petition (code, agency_id, field, received_on) VALUES ('own', 2, 'F', '2024-04-01');
INSERT INTO m.petition (code, agency_id, field, received_on) VALUES ('other', 1, 'F', '2024-04-01');
INSERT INTO m.dossier_conduct (dossier, rating) VALUES ('2-3', 5);
INSERT INTO m.dossier_conduct (dossier, rating) VALUES ('1-3', 1);
UPDATE m.dossier_conduct SET rating = 1 WHERE dossier LIKE '1-%';
INSERT INTO m.response (id, survey, agency_id, answered_on) VALUES (100, 'KS', 2, '2024-10-01');
INSERT INTO m.answer (response_id, question_id, answer) VALUES (100, 1, 5);
-- An answer to another agency's form carries that agency.
INSERT INTO m.answer (response_id, question_id, answer) VALUES (3, 1, 5);
UPDATE m.dossier SET agency_id = 1 WHERE code = 'own';
UPDATE m.dossier SET channel = 'counter' WHERE code LIKE '1-%';
DELETE FROM m.dossier WHERE agency_id = 1;
INSERT INTO m.assessment (agency_id, criterion_id, source, points) VALUES (2, 1, 'self', 9);
INSERT INTO m.assessment (agency_id, criterion_id, source, points) VALUES (1, 1, 'self', 9);
-- It sees no row of the table that says who sees what but its own, and changes none.
SELECT * FROM m.agency_role;
INSERT INTO m.agency_role VALUES ('regress_par_unit', 1);
CALL m.refresh();
-- Nor is it told of differences that are none: the owner knows.
SELECT * FROM m.check_fresh();
SELECT * FROM m.check_fresh(1);
SET ROLE regress_par_nobody;
SELECT * FROM m.check_fresh();
SET ROLE regress_par_province;
SELECT * FROM m.check_fresh();
SET ROLE regress_par_owner;
SELECT * FROM m.check_fresh();
SET ROLE regress_par_unit;
-- Nor can it make its own policies, or another's model.
CALL par.enable_agency_policies('m', 'm.agency_role');
SET ROLE regress_par_owner;

-- Whoever has read a file sees what of it was not taken; and a policy of the owner's
-- own beside that one lets others see it, too, on 14 as well.
RESET ROLE;
SET session_replication_role = replica; -- without the trigger that says who has read it
INSERT INTO sheet_load (id, file, loaded_by) VALUES (1, 'a.csv', 'regress_par_unit'), (2, 'b.csv', 'regress_par_owner'), (3, 'a.csv', 'regress_par_unit'), (4, 'a.csv', 'regress_par_owner');
RESET session_replication_role;
INSERT INTO load_note (load_id, sheet, row_no, outcome, reason, message_en, message_vi) SELECT id, 'S', id, 'rejected', 'missing', 'no value', 'thiếu giá trị' FROM sheet_load;
SET ROLE regress_par_owner;
SELECT load_id FROM m.load_fault ORDER BY 1;
SET ROLE regress_par_unit;
SELECT load_id FROM m.load_fault ORDER BY 1;
SET ROLE regress_par_province;
SELECT load_id FROM m.load_fault ORDER BY 1;
SET ROLE regress_par_owner;
CREATE POLICY all_of_a ON sheet_load FOR SELECT TO regress_par_province USING (file = 'a.csv');
SET ROLE regress_par_province;
SELECT load_id FROM m.load_fault ORDER BY 1;
SET ROLE regress_par_nobody;
SELECT load_id FROM m.load_fault ORDER BY 1;
SET ROLE regress_par_owner;

-- Mistakes.
CREATE TABLE wrong (role_name text, agency bigint);
CALL par.enable_agency_policies('m', 'm.wrong');
CALL par.enable_agency_policies('nowhere', 'm.agency_role');
RESET ROLE;
CREATE TABLE public.not_yours (role_name name, agency_id bigint);
SET ROLE regress_par_owner;
CALL par.enable_agency_policies('m', 'public.not_yours');

RESET ROLE;
-- Nor does a superuser run what others have put on their tables without a word.
SET client_min_messages = warning;
CALL m.refresh();
CALL m.fold();
RESET search_path;
SET client_min_messages = error;
DROP TABLE public.not_yours;
DROP OWNED BY regress_par_owner, regress_par_unit, regress_par_province, regress_par_nobody CASCADE;
DROP ROLE regress_par_owner, regress_par_unit, regress_par_province, regress_par_nobody;
