SET jit = off; -- compiling these short queries takes longer than running them
-- Obligations that are kept: whatever is written, folded or taken back, figures are
-- those that the rows give.

SET client_min_messages = warning;
CREATE ROLE regress_par_unit;
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-06-30';
INSERT INTO bloc VALUES ('so', 'Sở', 1);
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Sở ' || n, 'so', 'province' FROM generate_series(1, 6) n;
INSERT INTO calendar_day SELECT day, kind, name_vi FROM par.vn_holidays() WHERE certainty = 'certain';
INSERT INTO plan VALUES ('P', 2024, 'Kế hoạch 2024'), ('Q', 2025, 'Kế hoạch 2025'), ('R', 2024, 'Báo cáo');
INSERT INTO task (id, plan, area_no, item_no, title, deadline_text, due_on, agreed_text, task_kind, parent_id)
SELECT n, CASE WHEN n > 20 THEN 'R' WHEN n % 5 = 0 THEN 'Q' ELSE 'P' END, 'I', n::text, 'việc ' || n,
       (ARRAY['Trước ngày 14 của tháng cuối kỳ báo cáo', 'Hàng tháng', 'Trước ngày 14/12/2024', 'Thường xuyên', NULL, 'Trước ngày 15/6 và 15/12', 'Trong vòng 05 ngày làm việc kể từ ngày ký'])[1 + n % 7],
       CASE WHEN n % 11 = 0 THEN date '2024-05-15' END, CASE WHEN n = 4 THEN 'Trước ngày 16/2 và 16/5' END, CASE WHEN n > 20 THEN 'report' ELSE 'task' END, CASE WHEN n IN (6, 7) THEN 4 END
FROM generate_series(1, 24) n;
INSERT INTO task_agency (task_id, agency_id, role, assigned_on)
SELECT t.id, a.id, CASE WHEN a.id = t.id % 6 + 1 THEN 'lead' WHEN (t.id * a.id) % 4 = 0 THEN 'cooperating' END, CASE WHEN (t.id + a.id) % 5 = 0 AND t.due_on IS NULL THEN date '2024-03-01' + (t.id * a.id)::int END
FROM task t, agency a WHERE (t.id + a.id) % 2 = 0;

-- What the figures are, and what they are when all is read from the rows: everything
-- is noted for the time being.
CREATE FUNCTION figures() RETURNS text LANGUAGE sql AS $$
    SELECT (SELECT md5(coalesce(string_agg(d::text, E'\n' ORDER BY d::text COLLATE "C"), '')) FROM duties() d)
           || (SELECT md5(coalesce(string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C"), '')) FROM task_between('2024-03-04', '2024-05-12', 'all') t)
           || (SELECT md5(coalesce(string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C"), '')) FROM task_between('2024-06-03', '2024-06-09') t) $$;
CREATE FUNCTION figures_of_rows() RETURNS text LANGUAGE plpgsql AS $$
DECLARE f text;
BEGIN
    INSERT INTO duty_dirty DEFAULT VALUES;
    f := figures();
    RAISE EXCEPTION USING ERRCODE = 'P0098';
EXCEPTION WHEN SQLSTATE 'P0098' THEN
    RETURN f;
END $$;

-- ---------------------------------------------------------------------------
-- What is noted, and what is not
-- ---------------------------------------------------------------------------

CALL fold();
SELECT count(*) AS kept FROM stored_duty;
CREATE FUNCTION noted() RETURNS text LANGUAGE plpgsql AS $$
DECLARE n text;
BEGIN
    n := (SELECT string_agg(concat_ws('/', coalesce(d.task_id::text, 'all'), d.agency_id), ' ' ORDER BY d.task_id, d.agency_id) FROM (SELECT DISTINCT * FROM duty_dirty) d);
    CALL fold();
    RETURN coalesce(n, 'nothing') || CASE WHEN EXISTS (SELECT FROM duty_dirty) THEN ', not folded' ELSE '' END || CASE WHEN figures() = figures_of_rows() THEN '' ELSE ', wrong' END;
END $$;
UPDATE task_agency SET result_text = 'xong', state = state;
UPDATE task SET title = title || ' ', area_title = 'x' WHERE id < 5;
UPDATE plan SET title = 'x';
SELECT noted();
UPDATE task_agency SET done_on = '2024-05-10' WHERE task_id IN (3, 9) AND agency_id = 1;
SELECT noted();
INSERT INTO obligation (agency_id, task_id, period_label, done_on) SELECT agency_id, task_id, period_label, '2024-04-01' FROM duties() WHERE task_id = 1 AND agency_id IN (1, 3) AND period_label = '2024-M03';
UPDATE obligation SET note = 'x', evidence = 'CV 1';
SELECT evidence, note FROM duties() WHERE evidence IS NOT NULL;
UPDATE obligation SET done_on = '2024-04-02' WHERE agency_id = 3;
SELECT noted();
UPDATE obligation SET note = 'y';
SELECT noted();
DELETE FROM obligation WHERE agency_id = 3;
SELECT noted();
UPDATE task SET deadline_text = 'Hàng tháng' WHERE id = 3;
SELECT noted();
-- A heading loses its obligation with its first sub-item, and has it again.
SELECT count(*) FROM duties() WHERE task_id = 18;
INSERT INTO task (id, plan, area_no, item_no, title, parent_id) VALUES (100, 'P', 'I', '18.a', 'mục con', 18);
SELECT noted(), (SELECT count(*) FROM duties() WHERE task_id = 18);
DELETE FROM task WHERE id = 100;
SELECT noted();
UPDATE task_agency SET agency_id = 5 WHERE task_id = 2 AND agency_id = 2;
SELECT noted();
DELETE FROM task_agency WHERE task_id = 2 AND agency_id = 5;
SELECT noted();
UPDATE plan SET year = 2026 WHERE code = 'Q';
SELECT noted();
UPDATE plan SET year = 2025 WHERE code = 'Q';
TRUNCATE obligation;
SELECT noted();
-- As a subscriber applies it.
SET session_replication_role = replica;
INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (1, 1, '2024-M03', '2024-04-01');
UPDATE task_agency SET agency_id = 2 WHERE task_id = 11 AND agency_id = 3;
UPDATE task SET due_on = '2024-06-01' WHERE id = 13;
DELETE FROM task_agency WHERE task_id = 15 AND agency_id = 1;
RESET session_replication_role;
SELECT noted();
BEGIN;
INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (3, 1, '2024-M03', '2024-04-01');
SAVEPOINT s;
CALL fold();
SELECT done_on, (SELECT count(*) FROM duty_dirty) AS noted FROM duties() WHERE (agency_id, task_id, period_label) = (3, 1, '2024-M03');
ROLLBACK TO s;
SELECT done_on, (SELECT count(*) FROM duty_dirty) AS noted FROM duties() WHERE (agency_id, task_id, period_label) = (3, 1, '2024-M03');
ROLLBACK;
SELECT done_on, (SELECT count(*) FROM duty_dirty) AS noted FROM duties() WHERE (agency_id, task_id, period_label) = (3, 1, '2024-M03');
-- Very many notes: all is read from the rows.
INSERT INTO duty_dirty (task_id, agency_id) SELECT 1000 + n, 1 FROM generate_series(1, 10001) n;
UPDATE stored_duty SET due = '2000-01-01';
SELECT figures() = figures_of_rows() AS same;
DELETE FROM duty_dirty;
SELECT figures() = figures_of_rows() AS same;
CALL rebuild();
SELECT figures() = figures_of_rows() AS same, (SELECT count(*) FROM check_fresh()) AS not_fresh;

-- ---------------------------------------------------------------------------
-- Random operations
-- ---------------------------------------------------------------------------

CREATE FUNCTION pick(n int) RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT 1 + floor(random() * n)::int $$;
CREATE PROCEDURE write() LANGUAGE plpgsql AS $$
DECLARE
    what int := pick(92);
    some_task bigint := pick(24);
    some_agency bigint := pick(6);
    some_day date := CASE WHEN random() < 0.8 THEN date '2023-12-15' + pick(400) END;
    some_label text := (SELECT d.period_label FROM duties() d WHERE d.task_id = some_task AND d.agency_id = some_agency ORDER BY random() LIMIT 1);
    wordings text[] := ARRAY['Trước ngày 14 của tháng cuối kỳ báo cáo', 'Hàng tháng', 'Trước ngày 14/12/2024', 'Thường xuyên', 'Quý III/2024', 'Trước ngày 15/6 và 15/12', 'Trong vòng 05 ngày làm việc kể từ ngày ký', NULL];
BEGIN
    IF what <= 12 THEN
        INSERT INTO task_agency (task_id, agency_id, role, assigned_on, done_on) VALUES (some_task, some_agency, (ARRAY['lead', 'cooperating', NULL])[pick(3)], CASE WHEN random() < 0.3 THEN some_day END, CASE WHEN random() < 0.3 THEN some_day END);
    ELSIF what <= 18 THEN
        DELETE FROM task_agency WHERE task_id = some_task AND (agency_id = some_agency OR random() < 0.1);
    ELSIF what <= 26 THEN
        UPDATE task_agency SET done_on = some_day, state = (ARRAY['assigned', 'paused', 'not_arisen', 'draft_submitted'])[pick(4)] WHERE task_id = some_task AND (agency_id = some_agency OR random() < 0.2);
    ELSIF what <= 32 THEN
        UPDATE task_agency SET role = nullif(role, 'cooperating'), assigned_on = some_day WHERE agency_id = some_agency AND task_id % 6 = some_task % 6;
    ELSIF what <= 36 THEN
        UPDATE task_agency SET agency_id = pick(6) WHERE task_id = some_task AND agency_id = some_agency;
    ELSIF what <= 52 THEN
        INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (some_agency, some_task, some_label, some_day)
        ON CONFLICT (agency_id, task_id, period_label) DO UPDATE SET done_on = excluded.done_on, state = NULL;
    ELSIF what <= 58 THEN
        INSERT INTO obligation (agency_id, task_id, period_label, agreed_due, own) VALUES (some_agency, some_task, '2024-X' || pick(3), coalesce(some_day, '2024-06-07'), true);
    ELSIF what <= 66 THEN
        UPDATE obligation SET form_right = random() < 0.5, agreed_due = some_day, state = (ARRAY['paused', 'not_arisen', 'not_reported', NULL])[pick(4)] WHERE task_id = some_task AND agency_id = some_agency;
    ELSIF what <= 70 THEN
        UPDATE obligation SET event_on = some_day WHERE task_id = some_task AND agency_id = some_agency;
    ELSIF what <= 76 THEN
        DELETE FROM obligation WHERE task_id = some_task OR agency_id = some_agency AND random() < 0.3;
    ELSIF what <= 84 THEN
        UPDATE task SET deadline_text = wordings[pick(8)], agreed_text = CASE WHEN random() < 0.2 THEN wordings[pick(8)] END WHERE id = some_task;
    ELSIF what <= 87 THEN
        UPDATE task SET due_on = CASE WHEN random() < 0.3 THEN some_day END WHERE id = some_task;
    ELSIF what <= 89 THEN
        UPDATE task SET parent_id = nullif(pick(12), 12) WHERE id = some_task;
    ELSIF what = 90 THEN
        UPDATE plan SET year = 2023 + pick(3) WHERE code = (ARRAY['P', 'Q'])[pick(2)];
    ELSIF what = 91 THEN
        UPDATE task SET task_kind = (ARRAY['task', 'government'])[pick(2)] WHERE id = some_task AND parent_id IS NULL;
    ELSIF what = 92 THEN
        UPDATE task SET plan = (ARRAY['P', 'Q'])[pick(2)] WHERE id = some_task AND parent_id IS NULL;
    END IF;
    IF random() < 0.15 THEN
        RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
    END IF;
EXCEPTION WHEN SQLSTATE 'P0099' OR integrity_constraint_violation OR data_exception THEN
    IF SQLSTATE = 'P0099' THEN
        UPDATE tried SET taken_back = taken_back + 1;
    ELSE
        UPDATE tried SET refused = refused + 1;
    END IF;
END $$;
CREATE TABLE tried (taken_back int DEFAULT 0, refused int DEFAULT 0);
INSERT INTO tried DEFAULT VALUES;
CREATE TABLE seen (n int, noted bigint, kept bigint, same boolean, wrong bigint);
SELECT setseed(0.19);
DO $$
DECLARE n int;
BEGIN
    FOR n IN 1..1600 LOOP
        CALL write();
        IF random() < 0.08 THEN
            BEGIN
                CALL fold();
                IF random() < 0.2 THEN
                    RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
                END IF;
            EXCEPTION WHEN SQLSTATE 'P0099' THEN
                NULL;
            END;
        END IF;
        IF n % 8 = 0 THEN
            INSERT INTO seen SELECT n, (SELECT count(*) FROM duty_dirty), (SELECT count(*) FROM stored_duty), figures() = figures_of_rows(), CASE WHEN n % 40 = 0 THEN (SELECT count(*) FROM check_duties()) END;
        END IF;
    END LOOP;
END $$;
SELECT count(*) AS looked, count(*) FILTER (WHERE NOT same) AS differ, sum(wrong) AS wrong, count(*) FILTER (WHERE noted > 0) > 50 AS behind, count(*) FILTER (WHERE noted = 0) > 5 AS folded, min(kept) > 50 AS much_kept FROM seen;
SELECT taken_back > 100 AS taken_back, refused > 100 AS refused FROM tried;
-- Both kinds are kept.
CALL fold();
SELECT own, count(*) > 0 AS kept, count(*) FILTER (WHERE done_on IS NOT NULL) > 0 AS done FROM stored_duty GROUP BY own ORDER BY own;
SELECT count(*) AS differ FROM duties() d FULL JOIN stored_duty s USING (agency_id, task_id, period_label) WHERE (d.due, d.state, d.done_on, d.kind) IS DISTINCT FROM (s.due, s.state, s.done_on, s.kind);

-- ---------------------------------------------------------------------------
-- Broken by hand, found and repaired
-- ---------------------------------------------------------------------------

INSERT INTO task (id, plan, area_no, item_no, title, deadline_text) VALUES (200, 'R', 'II', '1', 'quý', 'Trước ngày 14 của tháng cuối kỳ báo cáo');
INSERT INTO task_agency (task_id, agency_id) VALUES (200, 1), (200, 2), (200, 3);
CALL fold();
SELECT count(*) FROM check_fresh();
UPDATE stored_duty SET due = due + 1 WHERE (agency_id, task_id, period_label) = (1, 200, '2024-Q2');
DELETE FROM stored_duty WHERE (agency_id, task_id, period_label) = (2, 200, '2024-Q3');
INSERT INTO stored_duty SELECT agency_id, task_id, '2024-Q9', own, root_id, task_kind, year, role, assigned_on, kind, due, state, done_on FROM stored_duty WHERE (agency_id, task_id, period_label) = (3, 200, '2024-Q1');
ALTER TABLE obligation DISABLE TRIGGER obligations_noted_inserted;
INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (3, 200, '2024-Q4', '2024-12-01');
ALTER TABLE obligation ENABLE TRIGGER obligations_noted_inserted;
SELECT * FROM check_fresh() ORDER BY 1, 2, 3;
SELECT count(*) > 0 AS by_sample FROM check_fresh(100);
SELECT figures() = figures_of_rows() AS same;
CALL rebuild();
SELECT figures() = figures_of_rows() AS same, (SELECT count(*) FROM check_fresh()) AS not_fresh;

-- ---------------------------------------------------------------------------
-- One agency's eyes
-- ---------------------------------------------------------------------------

GRANT USAGE ON SCHEMA m TO regress_par_unit;
GRANT SELECT ON ALL TABLES IN SCHEMA m TO regress_par_unit;
GRANT INSERT, UPDATE, DELETE ON obligation, stored_duty, duty_dirty TO regress_par_unit;
CREATE TABLE sees (role_name name, agency_id bigint);
INSERT INTO sees VALUES ('regress_par_unit', 2);
CALL par.enable_agency_policies('m', 'sees');
UPDATE obligation SET note = 'x';
INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (1, 200, '2024-Q1', '2024-03-01'), (3, 200, '2024-Q1', '2024-03-01');
SELECT count(*) AS of_two, md5(string_agg(d::text, ',' ORDER BY d::text COLLATE "C")) AS md5 FROM duties() d WHERE agency_id = 2 \gset
UPDATE task SET deadline_text = deadline_text WHERE id = 200;
SET ROLE regress_par_unit;
SELECT count(*) = :of_two AS as_many, count(DISTINCT agency_id) AS agencies, md5(string_agg(d::text, ',' ORDER BY d::text COLLATE "C")) = :'md5' AS same FROM duties() d;
INSERT INTO obligation (agency_id, task_id, period_label, done_on) VALUES (2, 200, '2024-Q1', '2024-03-02');
SELECT period_label, done_on FROM duties() WHERE task_id = 200 AND done_on IS NOT NULL;
SELECT count(*) AS agencies, sum(n_done) > 0 AS done FROM task_between('2024-02-26', '2024-03-03', 'all');
-- It does not see all, and folds nothing away.
SELECT fold_duties();
RESET ROLE;
SELECT count(*) > 0 AS noted FROM duty_dirty;
SELECT fold_duties() > 0 AS folded, figures() = figures_of_rows() AS same;

RESET search_path;
DROP SCHEMA m CASCADE;
DROP OWNED BY regress_par_unit;
DROP ROLE regress_par_unit;
