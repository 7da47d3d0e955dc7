SET jit = off; -- compiling these short queries takes longer than running them
-- create_model and check_framework: what they make, what they refuse, and the
-- rules of the views on a few rows.  The demo test has the figures at large.

SET client_min_messages = warning;

-- ---------------------------------------------------------------------------
-- A user without special rights makes a model; everything in it is the user's.
-- ---------------------------------------------------------------------------

CREATE ROLE regress_par_owner;
CREATE ROLE regress_par_agency;
SELECT format('GRANT CREATE ON DATABASE %I TO regress_par_owner', current_database()) \gexec
SET ROLE regress_par_owner;

CALL par.create_model('m');
SHOW search_path;
SELECT relkind, array_agg(relname ORDER BY relname COLLATE "C") AS relations
FROM pg_class WHERE relnamespace = 'm'::regnamespace AND relkind IN ('r', 'm', 'v') GROUP BY relkind ORDER BY relkind;
-- (The constructors of a range type belong to the system.)
SELECT count(*) AS belong_to_others
FROM (SELECT relowner AS owner FROM pg_class WHERE relnamespace = 'm'::regnamespace
      UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = 'm'::regnamespace AND proname !~ '^code_(multi)?range$'
      UNION ALL SELECT typowner FROM pg_type WHERE typnamespace = 'm'::regnamespace
      UNION ALL SELECT nspowner FROM pg_namespace WHERE nspname = 'm') o
WHERE owner <> 'regress_par_owner'::regrole;
SELECT count(*) AS belong_to_the_extension
FROM pg_depend WHERE deptype = 'e' AND objid IN (SELECT oid FROM pg_class WHERE relnamespace = 'm'::regnamespace);

-- ---------------------------------------------------------------------------
-- What is refused changes nothing.
-- ---------------------------------------------------------------------------

CALL par.create_model('m');
CALL par.create_model('par');
CALL par.create_model('');
CALL par.create_model(NULL);

-- A table in the way, late in the script: no part of a model stays behind.
CREATE SCHEMA half;
CREATE TABLE half.league ();
\set VERBOSITY terse
CALL par.create_model('half');
\set VERBOSITY default
SELECT relname FROM pg_class WHERE relnamespace = 'half'::regnamespace;
SHOW search_path;
DROP SCHEMA half CASCADE;

-- Any name will do, and models stand side by side.
CALL par.create_model('Sở Nội vụ');
CALL "Sở Nội vụ".refresh();
SELECT count(*) FROM "Sở Nội vụ".form_06;
SELECT 'DROP SCHEMA "Sở Nội vụ" CASCADE' \gexec

-- ---------------------------------------------------------------------------
-- What a BI tool sees
-- ---------------------------------------------------------------------------

-- A figure in percent has its unrounded fraction beside it; a view says its key,
-- what its month is, and over what its figures in percent are.
SELECT c.relname, a.attname AS percentage_without_a_rate
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
WHERE c.relnamespace = 'm'::regnamespace AND c.relkind = 'v' AND a.attname ~ '(^|_)pct$'
  AND NOT EXISTS (SELECT FROM pg_attribute r WHERE r.attrelid = c.oid AND r.attname = regexp_replace(a.attname, 'pct$', 'rate'));
SELECT c.relname, obj_description(c.oid, 'pg_class')
FROM pg_class c
WHERE c.relnamespace = 'm'::regnamespace AND c.relkind = 'v'
  AND (obj_description(c.oid, 'pg_class') ~* '\mkey\M.* / .*\mkhóa\M'
       AND (obj_description(c.oid, 'pg_class') ~* '\mmonth\M.* / .*\mtháng\M' OR NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'month'))
       AND (obj_description(c.oid, 'pg_class') ~* '\mover\M.* / .*mẫu số' OR NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname ~ '(^|_)pct$'))) IS NOT TRUE;
-- Relations, columns and functions without a comment in two languages.
SELECT c.relname, a.attname
FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE relnamespace = 'm'::regnamespace AND relkind IN ('r', 'm', 'v')
  AND (coalesce(col_description(c.oid, a.attnum), '') !~ '^[^/]*[A-Za-z].* / .*[À-ỹđĐ]|^(Key|English|Dossier|Vietnamese|Name|Day|Service) / '
       OR coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^[^/]*[A-Za-z].* / .*[À-ỹđĐ]')
ORDER BY 1, 2;
SELECT oid::regprocedure FROM pg_proc
WHERE pronamespace = 'm'::regnamespace AND proname !~ '^code_(multi)?range$'
  AND coalesce(obj_description(oid, 'pg_proc'), '') !~ '^[^/]*[A-Za-z].* / .*[À-ỹđĐ]';

-- Column types of the views.
SELECT DISTINCT format_type(atttypid, atttypmod) COLLATE "C" AS type
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE relnamespace = 'm'::regnamespace AND relkind = 'v' ORDER BY 1;

-- Every table has a primary key, but for the log, to which rows are only appended,
-- and an index on the referencing side of every foreign key, but where every insert
-- would pay for what is hardly asked: which dossiers a service has, for one that is
-- deleted.  An empty model has empty views.
SELECT relname FROM pg_class c
WHERE relnamespace = 'm'::regnamespace AND relkind = 'r' AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary) ORDER BY relname;
SELECT conrelid::regclass, conname FROM pg_constraint c
WHERE contype = 'f' AND connamespace = 'm'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND c.conkey[1] = i.indkey[0]
                  AND c.conkey <@ ARRAY(SELECT k FROM unnest(i.indkey::int2[]) k))
ORDER BY conname;
SELECT relname, (xpath('//n/text()', query_to_xml(format('SELECT count(*) AS n FROM m.%I', relname), false, true, '')))[1]::text AS rows
FROM pg_class WHERE relnamespace = 'm'::regnamespace AND relkind = 'v' ORDER BY relname COLLATE "C";
-- REFRESH under the search_path that PostgreSQL 17 imposes.
SET search_path = pg_catalog, pg_temp;
CALL m.refresh();
SET search_path = m, pg_catalog;

-- ---------------------------------------------------------------------------
-- A few rows
-- ---------------------------------------------------------------------------

UPDATE setting SET period_from = '2024-12-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('so', 'Sở, ban, ngành', 1);
INSERT INTO agency (id, code, name, bloc, level, valid_from, valid_to) VALUES
    (1, 'A', 'Sở A', 'so', 'province', NULL, NULL),
    (2, 'B', 'Sở B', 'so', 'province', NULL, '2025-02-19'),
    (3, 'B', 'Sở B (mới)', 'so', 'province', '2025-02-20', NULL);
INSERT INTO service VALUES ('1.012427', 'Đăng ký hộ tịch', 'Hộ tịch', 'full'), ('1.000001', 'Cấp phép', 'Xây dựng', 'none');
INSERT INTO plan VALUES ('KH', 2024, 'Kế hoạch năm 2024');
INSERT INTO task (id, plan, area_no, item_no, title, deadline_text, due_on) VALUES
    (1, 'KH', 'I', '1', 'Trước ngày', 'Trước ngày 14/12/2024', NULL),
    (2, 'KH', 'I', '2', 'Quý', 'Trong Quý 4/2024', NULL),
    (3, 'KH', 'I', '3', 'Thường xuyên', 'Thường xuyên', NULL),
    (4, 'KH', 'I', '4', 'Ấn định', 'Theo tiến độ', '2025-01-10'),
    (5, 'KH', 'I', '5', 'Không có tiến độ', NULL, NULL);
INSERT INTO task_agency (task_id, agency_id, state, done_on) VALUES
    (1, 1, 'assigned', '2024-12-13'), (1, 2, 'assigned', '2024-12-14'), (2, 1, 'assigned', NULL), (2, 2, 'paused', NULL),
    (3, 1, 'assigned', NULL), (4, 1, 'assigned', NULL), (5, 1, 'not_arisen', NULL), (5, 2, 'assigned', '2025-01-05');
INSERT INTO survey (code, year, title) VALUES ('KS', 2024, 'Khảo sát'), ('KS23', 2023, 'Khảo sát');
INSERT INTO factor VALUES ('overall', 'Hài lòng chung', true, 1);
INSERT INTO question (id, survey, number, factor, title) VALUES (1, 'KS', 1, 'overall', 'Hài lòng?');
INSERT INTO response (id, survey, agency_id, answered_on) SELECT n, 'KS', 1 + n % 2, '2024-10-01' FROM generate_series(1, 20) n;
INSERT INTO response (id, survey, agency_id, answered_on) VALUES (99, 'KS23', 1, '2023-10-01');
INSERT INTO answer SELECT n, 1, CASE WHEN n = 20 THEN NULL WHEN n % 5 = 0 THEN 3 ELSE 5 END FROM generate_series(1, 20) n;
INSERT INTO framework VALUES ('F', 2024, 'so', 'Bộ tiêu chí'), ('F23', 2023, 'so', 'Bộ tiêu chí'), ('F21', 2021, 'so', 'Bộ tiêu chí');
INSERT INTO band SELECT f.code, b.* FROM framework f,
    (VALUES ('Tốt', 80, false, NULL), ('Khá', 65, false, NULL), ('Trung bình', 50, false, 2), ('Yếu', NULL, false, 1)) b;
INSERT INTO gate VALUES ('F', 'Trễ hạn', 'strict $.late_pct >= 5', 'Khá', NULL);
INSERT INTO criterion (id, framework, code, parent_code, title, max_points, rule, kind) VALUES
    (1, 'F', 'I', NULL, 'Lĩnh vực I', 10, NULL, 'normal'), (2, 'F', 'I.1', 'I', 'Một', 6, 'ratio from 80', 'normal'),
    (3, 'F', 'I.2', 'I', 'Hai', 4, 'steps 95: 100%, 80: 50%', 'normal'), (4, 'F', 'II', NULL, 'Ba', 10, 'ratio', 'normal'),
    (5, 'F', 'P', NULL, 'Trừ', 1, 'each 0.5', 'penalty'),
    (6, 'F23', 'I', NULL, 'Một', 10, 'manual', 'normal'), (7, 'F21', 'I', NULL, 'Một', 10, 'manual', 'normal');
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, pauses, channel) VALUES
    ('carried', 1, '1.012427', '2024-11-25 08:00+07', '2024-12-05 17:00+07', '2024-12-04 09:00+07', '{}', 'online'),
    ('on the day', 1, '1.012427', '2024-12-02 08:00+07', '2024-12-05 17:00+07', '2024-12-05 16:59+07', '{}', 'online'),
    ('late', 1, '1.012427', '2024-12-02 08:00+07', '2024-12-05 17:00+07', '2024-12-09 09:00+07', '{}', 'counter'),
    ('not yet', 1, '1.000001', '2024-12-30 08:00+07', '2025-01-05 17:00+07', '2025-01-02 09:00+07', '{}', 'counter'),
    ('overdue', 1, '1.000001', '2024-12-20 08:00+07', '2024-12-27 17:00+07', NULL, '{}', 'online'),
    ('paused', 2, '1.000001', '2024-12-20 08:00+07', '2024-12-27 17:00+07', NULL, '{[2024-12-21 00:00+07,)}', 'online'),
    ('no deadline', 2, '1.000001', '2024-12-20 08:00+07', NULL, '2024-12-24 10:00+07', '{}', 'online'),
    ('next year', 2, '1.000001', '2025-01-01 08:00+07', '2025-01-05 17:00+07', NULL, '{}', 'online');

-- Constraints that explain themselves (the one accepted is a pause inside the case).
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    name text;
    message text;
BEGIN
    EXECUTE statement;
    RETURN 'ACCEPTED';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS name = CONSTRAINT_NAME, message = MESSAGE_TEXT;
    RETURN coalesce(nullif(name, ''), message);
END $$;
SELECT pg_temp.refusal(statement) AS refused_by, statement FROM (VALUES
    ('UPDATE dossier SET finished_at = received_at - interval ''1 s'' WHERE code = ''late'''),
    ('UPDATE dossier SET due_at = received_at - interval ''1 s'' WHERE code = ''late'''),
    ('UPDATE dossier SET pauses = ''{[2024-12-01 00:00+07,2024-12-03 00:00+07)}'' WHERE code = ''late'''),
    ('UPDATE dossier SET pauses = ''{[2024-12-03 00:00+07,)}'' WHERE code = ''late'''),
    ('UPDATE dossier SET pauses = ''{[2024-12-03 00:00+07,2024-12-04 00:00+07)}'' WHERE code = ''late'''),
    ('UPDATE dossier SET finished_at = received_at - interval ''1 s'', pauses = ''{[2024-12-03 00:00+07,)}'' WHERE code = ''late'''),
    ('UPDATE dossier SET channel = ''fax'' WHERE code = ''late'''),
    ('UPDATE dossier SET paid_online = true WHERE code = ''late'''),
    ('INSERT INTO assessment VALUES (1, 2, ''appraised'', 1, 6, NULL, NULL, 6.5)'),
    ('INSERT INTO assessment VALUES (1, 2, ''appraised'', 1, 6, NULL, NULL, -1)'),
    ('INSERT INTO assessment VALUES (1, 2, ''appraised'', 1, 60, NULL, NULL, 6.5)'),
    ('INSERT INTO assessment VALUES (1, 2, ''guess'', 1, 6, NULL, NULL, 6)'),
    ('INSERT INTO gate VALUES (''F'', ''Khác'', ''strict $.late_pct >= 5'', ''Xuất sắc'')'),
    ('INSERT INTO gate VALUES (''F'', ''Khác'', ''$.late_pct >= 5'', ''Khá'')'),
    ('INSERT INTO band VALUES (''F'', ''Kém'', NULL)'),
    ('INSERT INTO band VALUES (''F'', ''a; b'', 10)'),
    ('INSERT INTO agency (id, code, name, bloc, level, valid_from) VALUES (9, ''B'', ''x'', ''so'', ''province'', ''2025-02-19'')'),
    ('INSERT INTO agency (id, code, name, bloc, level, valid_from) VALUES (9, ''A'', ''x'', ''so'', ''province'', ''2025-02-19'')'),
    ('INSERT INTO agency (code, name, bloc, level, valid_from, valid_to) VALUES (''C'', ''x'', ''so'', ''province'', ''2025-02-19'', ''2025-02-18'')'),
    ('INSERT INTO agency (code, name, bloc, level) VALUES (''C'', ''x'', ''so'', ''village'')'),
    ('INSERT INTO answer VALUES (1, 1, 4)'),
    ('UPDATE answer SET answer = 11 WHERE response_id = 1'),
    ('UPDATE answer SET answer = 6 WHERE response_id = 1'),
    ('INSERT INTO answer VALUES (99, 1, 5)'),
    ('INSERT INTO assessment VALUES (1, 5, ''appraised'', 1, 1, 1, 2, NULL)'),
    ('UPDATE survey SET positive = ''{4,6}'''),
    ('UPDATE survey SET low = 5'),
    ('INSERT INTO survey (code, year, title, weight) VALUES (''KS2'', 2024, ''hai'', 0)'),
    ('UPDATE question SET low = 0 WHERE id = 1'),
    ('UPDATE question SET low = 1, top = 7, positive = ''{8}'' WHERE id = 1'),
    ('UPDATE question SET low = 0, top = 1, positive = ''{1}'' WHERE id = 1'),
    ('INSERT INTO survey (code, year, title, positive) VALUES (''KS3'', 2024, ''ba'', ''{1,2,3,4,5}''); INSERT INTO question (id, survey, number, factor, title, low, top, positive) VALUES (77, ''KS3'', 1, ''overall'', ''?'', 0, 1, ''{1}'')'),
    ('UPDATE response SET weight = 2 WHERE id = 1'),
    ('UPDATE response SET weight = 1e10 WHERE id = 1'),
    ('UPDATE survey SET weighted = true WHERE code = ''KS'''),
    ('UPDATE response SET stratum = ''urban'' WHERE id = 1'),
    ('INSERT INTO survey_stratum VALUES (''KS'', 1, ''urban'', 0)'),
    ('UPDATE setting SET min_persons = -1'),
    ('INSERT INTO task (id, plan, area_no, item_no, title) VALUES (9, ''KH'', ''I'', ''1'', ''again'')'),
    ('INSERT INTO task_agency VALUES (3, 2, ''not_arisen'', ''2024-12-01'')'),
    ('INSERT INTO framework VALUES (''G'', 2024, ''so'', ''second'')'),
    ('INSERT INTO target (number, title, condition) VALUES (1, ''x'', ''$.a >= 1'')'),
    ('INSERT INTO setting (id, period_from, reporting_date) VALUES (false, ''2024-01-01'', ''2024-12-31'')'),
    ('UPDATE setting SET reporting_date = ''2024-11-30''')
    ) AS bad (statement);

-- Dossiers as of the reporting date: what came or ended later has not yet.
CALL refresh();
SELECT dossier, status, status_vi, days_late, finished_at IS NOT NULL AS finished FROM dossier_status ORDER BY dossier;
SELECT agency_code, month, n_received, n_finished, n_early, n_on_time, n_late, n_pending, n_overdue, n_paused, n_no_deadline,
       on_time_pct, on_time_of_due_pct, on_time_of_received_pct
FROM ontime_by_agency_month ORDER BY 1, 2;
SELECT agency_code, field, received, carried_over, new_online, new_counter, settled, settled_early AS early, settled_on_time AS on_time,
       settled_late AS late, settled_no_deadline AS free, in_process, in_process_in_time AS in_time, in_process_overdue AS overdue,
       in_process_paused AS paused
FROM form_06 ORDER BY agency_code, field;
-- Any other period; January carries over what December left.
SELECT agency_code, field, received, carried_over, settled, in_process, in_process_overdue
FROM form_06_between('2025-01-01', '2025-01-31') ORDER BY agency_code, field;

-- Tasks, for the reporting date and for any other.
SELECT item_no, agency_code, deadline_kind, due_on, done_on, status, status_vi, days_late, days_left FROM task_progress ORDER BY 1, 2;
SELECT item_no, agency_code, status, days_late, days_left FROM task_progress_at('2024-12-13') ORDER BY 1, 2;
SELECT item_no, agency_code, due_on, days_left FROM task_at_risk ORDER BY 1, 2;
SELECT agency_code, n_assigned, n_early, n_on_time, n_late, n_pending, n_overdue, n_paused, n_no_deadline, n_not_arisen, on_time_of_due_pct
FROM task_summary ORDER BY 1;

-- Satisfaction; small numbers are not shown when the setting says so.
SELECT agency_code, factor_vi, n_answers, n_missing, satisfied_pct, satisfied_low, satisfied_high, mean_score
FROM satisfaction_by_agency_factor ORDER BY 1;
UPDATE setting SET min_answers = 10;
SELECT agency_code, n_answers, satisfied_pct, satisfied_low, satisfied_high, mean_score FROM satisfaction_by_agency_factor ORDER BY 1;

-- The index: last round of the official source, the penalty taken away, a
-- criterion without result counted as nothing, a penalty said to be none.
INSERT INTO assessment (agency_id, criterion_id, source, round, max_points, numerator, denominator, points) VALUES
    (1, 2, 'self', 1, 6, 20, 20, NULL), (1, 2, 'appraised', 1, 6, 15, 20, NULL), (1, 2, 'appraised', 2, 6, 18, 20, NULL),
    (1, 3, 'appraised', 1, 4, 19, 20, NULL), (1, 4, 'appraised', 1, 10, NULL, NULL, 9), (1, 5, 'appraised', 1, 1, 1, NULL, NULL),
    (2, 2, 'appraised', 1, 6, 79, 100, NULL), (2, 3, 'appraised', 1, 4, 80, 100, NULL),
    (1, 6, 'appraised', 1, 10, 6, NULL, NULL), (2, 6, 'appraised', 1, 10, 5, NULL, NULL), (1, 7, 'appraised', 1, 10, 4.99, NULL, NULL);
INSERT INTO criterion_state (agency_id, criterion_id, state, reason) VALUES (2, 5, 'none', 'Không có vi phạm');
CALL refresh();
SELECT agency_code, criterion_code, numerator, denominator, self_points, points, max_points, lost_points, next_threshold, next_gain
FROM index_breakdown WHERE framework = 'F' ORDER BY 1, 2;
SELECT agency_code, area_code, points, max_points, lost_points, index_pct FROM index_by_area WHERE framework = 'F' ORDER BY 1, 2;
SELECT framework, rank, agency_code, points, max_points, coverage_pct, index_pct, band_by_points, band, gate, late_pct, satisfied_pct
FROM league_table ORDER BY 1, 2;
SELECT year, agency_code, band, years_running, review_years FROM leadership_review ORDER BY 1, 2;
-- 2022 is missing: average years do not run through a gap.
UPDATE framework SET year = 2022 WHERE code = 'F21';
UPDATE assessment SET numerator = 5 WHERE criterion_id = 7;
CALL refresh();
SELECT year, agency_code, band, years_running, review_years FROM leadership_review ORDER BY 1, 2;

-- Targets: met, not met and no data are three answers.
INSERT INTO target (number, title, condition, office_verdict) VALUES
    (1, 'met', 'strict $.a >= 90', 'Đạt'), (2, 'not met', 'strict $.a > 90', 'Đạt'), (3, 'no data', 'strict $.b >= 90', 'Đạt'),
    (4, 'either', 'strict $.a >= 90 || $.b >= 50', 'Đạt'), (5, 'both, one failed', 'strict $.a > 90 && $.b >= 50', 'Đạt'),
    (6, 'both, one unknown', 'strict $.a >= 90 && $.b >= 50', 'Đạt'), (7, 'no condition', NULL, 'Đạt');
INSERT INTO target_measure SELECT number, name, value FROM target, (VALUES ('a', 90.0), ('b', NULL)) m (name, value);
SELECT number, title, attainment, attainment_vi, office_verdict FROM target_attainment ORDER BY 1;

INSERT INTO published_figure VALUES
    ('right', 'table', 22, 24, '91,67%', 2), ('truncated', 'table', 22, 24, '91,66%', 2), ('wrong', 'table', 392, 549, '67,7%', 1), ('empty', 'table', 0, 0, '100%', 0);
SELECT code, printed, exact FROM published_not_reproduced ORDER BY 1;

-- ---------------------------------------------------------------------------
-- Faults of a criteria tree
-- ---------------------------------------------------------------------------

SELECT * FROM par.check_framework('m', 'F');
INSERT INTO framework VALUES ('D', 2020, 'so', 'Bản nháp'), ('E', 2019, 'so', 'Trống');
INSERT INTO criterion (id, framework, code, parent_code, title, max_points, rule) VALUES
    (11, 'D', 'I', NULL, 'tổng không khớp', 10, 'ratio'), (12, 'D', 'I.1', 'I', 'trùng mã', 4, 'ratio'), (13, 'D', 'I.1', 'I', 'trùng mã', 4, 'ratio'),
    (14, 'D', 'II.1', 'II', 'không có cha', 1, 'all'),
    (15, 'D', 'A', 'B', 'vòng', 1, NULL), (16, 'D', 'B', 'C', 'vòng', 1, NULL), (17, 'D', 'C', 'A', 'vòng', 1, NULL),
    (18, 'D', 'V', NULL, 'thiếu quy tắc', 1, NULL);
SELECT * FROM par.check_framework('m', 'D');
SELECT * FROM par.check_framework('m', 'E');
SELECT * FROM par.check_framework('m', 'X');
SELECT * FROM par.check_framework('nowhere', 'F');

-- ---------------------------------------------------------------------------
-- Row-level security: the role of agency B sees B's rows through the views,
-- with its true rank.  (docs/connect.md.)
-- ---------------------------------------------------------------------------

CREATE TABLE agency_role (
    role_name name,
    agency_id bigint REFERENCES agency,
    PRIMARY KEY (role_name, agency_id)
);
INSERT INTO agency_role VALUES ('regress_par_agency', 2);
ALTER TABLE agency ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossier ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_agency ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_agency ON agency USING (id IN (SELECT agency_id FROM m.agency_role WHERE role_name = current_user));
CREATE POLICY own_rows ON dossier USING (agency_id = ANY ((SELECT m.visible_agencies())::bigint[]));
CREATE POLICY own_rows ON task_agency USING (agency_id = ANY ((SELECT m.visible_agencies())::bigint[]));
CREATE POLICY own_rows ON assessment USING (agency_id = ANY ((SELECT m.visible_agencies())::bigint[]));
GRANT USAGE ON SCHEMA m TO regress_par_agency;
GRANT SELECT ON ALL TABLES IN SCHEMA m TO regress_par_agency;
REVOKE SELECT ON dossier_day, dossier_month, dossier_total_day, dossier_total_month, stored_survey, stored_league, response, answer FROM regress_par_agency;

SET ROLE regress_par_agency;
SELECT rank, agency_code, index_pct FROM league_table WHERE framework = 'F';
SELECT DISTINCT 'dossier_status' AS seen_in, agency_code FROM dossier_status
UNION ALL SELECT DISTINCT 'form_06', agency_code FROM form_06
UNION ALL SELECT DISTINCT 'ontime_by_agency_month', agency_code FROM ontime_by_agency_month
UNION ALL SELECT DISTINCT 'satisfaction_by_agency_factor', agency_code FROM satisfaction_by_agency_factor
UNION ALL SELECT DISTINCT 'task_progress', agency_code FROM task_progress
UNION ALL SELECT DISTINCT 'index_breakdown', agency_code FROM index_breakdown
UNION ALL SELECT DISTINCT 'leadership_review', agency_code FROM leadership_review;
SELECT n_received FROM ontime_by_level_year;
SELECT n_received FROM online_by_year;
SELECT n_valid, n_agencies FROM satisfaction_by_year;
SELECT count(*) FROM dossier_day;
SELECT DISTINCT agency_id FROM ontime_month;
CALL refresh();
SET ROLE regress_par_owner;
SELECT count(DISTINCT agency_code) FROM league_table;

RESET ROLE;
RESET search_path;
DROP OWNED BY regress_par_owner, regress_par_agency;
DROP ROLE regress_par_owner, regress_par_agency;
