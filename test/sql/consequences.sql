SET jit = off; -- compiling these short queries takes longer than running them
-- What follows from a band: ratings of heads, collectives and party organisations
-- against the rules, disciplinary cases, and the shares of the bands.

SET client_min_messages = warning;
CREATE ROLE regress_par_owner;
CREATE ROLE regress_par_unit;     -- the office of agency A2
CREATE ROLE regress_par_province; -- reads all
CREATE ROLE regress_par_public;   -- reads what is published, and no ratings
SELECT format('GRANT CREATE ON DATABASE %I TO regress_par_owner', current_database()) \gexec
SET ROLE regress_par_owner;
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('so', 'Sở', 1), ('xa', 'Xã', 2);
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Sở ' || n, 'so', 'province' FROM generate_series(1, 5) n;
INSERT INTO agency (id, code, name, bloc, level) SELECT 100 + n, 'X' || n, 'Xã ' || n, 'xa', 'commune' FROM generate_series(1, 42) n;
INSERT INTO framework VALUES ('S24', 2024, 'so', 'Sở 2024'), ('X23', 2023, 'xa', 'Xã 2023'), ('X24', 2024, 'xa', 'Xã 2024');
INSERT INTO band SELECT f.code, b.* FROM framework f, (VALUES ('Tốt', 80, false, NULL), ('Khá', 65, false, NULL), ('Trung bình', 50, false, 2), ('Yếu', NULL::numeric, false, 1)) b;
INSERT INTO criterion (id, framework, code, title, max_points, rule) VALUES (1, 'S24', 'I', 'Một', 10, 'manual'), (2, 'X23', 'I', 'Một', 10, 'manual'), (3, 'X24', 'I', 'Một', 10, 'manual');
INSERT INTO assessment (agency_id, criterion_id, points) VALUES (1, 1, 9), (2, 1, 7), (3, 1, 6), (4, 1, 2);
-- 35 of 42 are Tốt, then 40 of 42.
INSERT INTO assessment (agency_id, criterion_id, points) SELECT 100 + n, 2, CASE WHEN n <= 35 THEN 8.5 ELSE 7 END FROM generate_series(1, 42) n;
INSERT INTO assessment (agency_id, criterion_id, points) SELECT 100 + n, 3, CASE WHEN n <= 40 THEN 8 ELSE 7.9 END FROM generate_series(1, 42) n;
CALL refresh();
SELECT agency_code, index_pct, band FROM league_table WHERE framework = 'S24' ORDER BY rank;

-- The grades and forms of discipline that come with the model.
SELECT code, vi, position FROM rating_grade WHERE subject = 'party' ORDER BY position;
SELECT code, vi FROM discipline_level ORDER BY severity;

-- Conclusion 91-KL/TU: a head is not good where the band is Trung bình or lower; a party
-- organisation is excellent where it is Tốt; and, made up, nobody is good with a case from a warning up.
INSERT INTO rating_rule (code, subject, grade, needs_band, no_case_from, case_of, first_year, last_year, basis) VALUES
    ('KL91-head', 'head', 'good', 'Khá', NULL, NULL, 2023, NULL, 'Kết luận 91-KL/TU'), ('KL91-party', 'party', 'excellent', 'Tốt', NULL, NULL, NULL, NULL, 'Kết luận 91-KL/TU'),
    ('case-head', 'head', 'good', NULL, 'warning', 'head', NULL, NULL, 'Nội quy'), ('case-collective', 'collective', 'excellent', NULL, 'reprimand', NULL, NULL, NULL, 'Nội quy'),
    ('old', 'head', 'completed', 'Tốt', NULL, NULL, NULL, 2022, 'Quy định cũ'), ('other-band', 'collective', 'excellent', 'Xuất sắc', NULL, NULL, 2024, 2024, 'Quy định khác');
INSERT INTO rating (agency_id, year, subject, person, grade) VALUES
    -- Tốt, Khá, Trung bình, Yếu, and an agency without a band
    (1, 2024, 'head', '', 'excellent'), (2, 2024, 'head', '', 'excellent'), (3, 2024, 'head', 'GĐ đến 30/6', 'good'), (3, 2024, 'head', 'GĐ từ 1/7', 'completed'), (4, 2024, 'head', '', 'excellent'), (5, 2024, 'head', '', 'good'),
    (1, 2024, 'party', '', 'excellent'), (2, 2024, 'party', '', 'excellent'), (3, 2024, 'party', '', 'good'),
    (1, 2024, 'collective', '', 'good'), (2, 2024, 'collective', '', 'excellent'),
    -- before the rule, without a league
    (3, 2022, 'head', '', 'good'), (3, 2023, 'head', '', 'good'), (3, 2023, 'head', 'phó', 'not_completed');
INSERT INTO disciplinary_case (agency_id, decided_on, subject, person, level) VALUES
    (1, '2024-03-01', 'head', '', 'reprimand'), (1, '2024-05-01', 'official', 'NV 1', 'removal'), (2, '2024-12-31', 'head', '', 'warning'), (2, '2024-06-01', 'head', '', 'demotion'), (2, '2024-06-01', 'official', '', 'reprimand'),
    (4, '2023-12-31', 'head', '', 'dismissal'), (4, '2025-01-01', 'head', '', 'dismissal');
SELECT year, agency_code, subject, person, grade, rule, verdict, band, needs_band, n_cases, worst_level, no_case_from FROM rating_contradictions ORDER BY 1, 2, 3, 4, 6;
-- By hand: each rating with the band that it was given at, each rule in words.
WITH judged AS (
    SELECT r.*, g.band, array_position('{Tốt,Khá,Trung bình,Yếu}'::text[], g.band) AS nth
    FROM rating r LEFT JOIN (VALUES (1, 'Tốt'), (2, 'Khá'), (3, 'Trung bình'), (4, 'Yếu')) g (agency_id, band) ON g.agency_id = r.agency_id AND r.year = 2024
), by_hand AS (
    SELECT year, agency_id, subject, person, 'KL91-head' AS rule, CASE WHEN nth IS NULL THEN 'no_data' WHEN nth >= 3 THEN 'contradicts' END AS verdict FROM judged WHERE subject = 'head' AND grade IN ('excellent', 'good') AND year >= 2023
    UNION ALL SELECT year, agency_id, subject, person, 'KL91-party', CASE WHEN nth IS NULL THEN 'no_data' WHEN nth >= 2 THEN 'contradicts' END FROM judged WHERE subject = 'party' AND grade = 'excellent'
    UNION ALL SELECT year, agency_id, subject, person, 'old', 'no_data' FROM judged WHERE subject = 'head' AND grade <> 'not_completed' AND year <= 2022
    UNION ALL SELECT year, agency_id, subject, person, 'other-band', 'no_data' FROM judged WHERE subject = 'collective' AND grade = 'excellent'
    UNION ALL SELECT year, agency_id, subject, person, 'case-head', 'contradicts' FROM judged r WHERE subject = 'head' AND grade IN ('excellent', 'good')
                      AND EXISTS (SELECT FROM disciplinary_case k WHERE k.agency_id = r.agency_id AND k.subject = 'head' AND extract(year FROM k.decided_on) = r.year AND k.level <> 'reprimand')
    UNION ALL SELECT year, agency_id, subject, person, 'case-collective', 'contradicts' FROM judged r WHERE subject = 'collective' AND grade = 'excellent'
                      AND EXISTS (SELECT FROM disciplinary_case k WHERE k.agency_id = r.agency_id AND extract(year FROM k.decided_on) = r.year)
)
SELECT count(*) AS lines, count(*) FILTER (WHERE h.verdict IS DISTINCT FROM c.verdict) AS differ
FROM (SELECT h.*, a.code AS agency_code FROM by_hand h JOIN agency a ON a.id = h.agency_id WHERE h.verdict IS NOT NULL) h FULL JOIN rating_contradictions c USING (year, agency_code, subject, person, rule);
SELECT relation, key, fault, message_en FROM par.check_model('m') WHERE relation = 'rating' ORDER BY key, fault, message_en;
SELECT year, agency_code, level, n_cases, n_at_or_above FROM disciplinary_cases_by_year ORDER BY year, agency_code, n_at_or_above;

-- 40 of 42 are 95,24 %, 11,91 points more than 83,33 %: of the percentages as they are printed.
SELECT framework, band, n_in_band, n_banded, n_without_band, pct, pct_before, change_points, round(100 * change_rate::numeric, 6) AS exact FROM band_share WHERE bloc = 'xa' ORDER BY framework, rate DESC, band COLLATE "C";
SELECT band, n_in_band, n_banded, n_without_band, pct, pct_before, change_points FROM band_share WHERE framework = 'S24' ORDER BY rate DESC, band COLLATE "C";
-- One without a band is not in the shares, and counted.
DELETE FROM assessment WHERE agency_id = 101 AND criterion_id = 3;
INSERT INTO criterion (id, framework, code, title, max_points, rule, kind) VALUES (4, 'X24', 'P', 'Trừ', 1, 'each 1', 'penalty');
INSERT INTO criterion_state (agency_id, criterion_id, state, reason) SELECT 100 + n, 4, 'none', 'Không có' FROM generate_series(2, 42) n;
INSERT INTO assessment (agency_id, criterion_id, points) VALUES (101, 3, 9);
CALL refresh();
SELECT band, n_in_band, n_banded, n_without_band, pct, pct_before, change_points FROM band_share WHERE framework = 'X24' AND band = 'Tốt';
SELECT count(*) AS ranked, sum(rank_change) AS sum, min(n_before) AS n_before FROM rank_by_year WHERE framework = 'X24' AND rank IS NOT NULL;

-- What is refused.
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS TABLE (state text, name text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    state := '00000'; name := 'ACCEPTED';
    RETURN NEXT;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, name = CONSTRAINT_NAME;
    RETURN NEXT;
END $$;
SELECT s.n, r.* FROM (VALUES
    (1, 'INSERT INTO rating (agency_id, year, subject, grade) VALUES (5, 2021, ''head'', ''great'')'),
    (2, 'INSERT INTO rating (agency_id, year, subject, grade) VALUES (5, 2024, ''deputy'', ''good'')'),
    (3, 'INSERT INTO rating (agency_id, year, subject, grade) VALUES (5, 20240, ''head'', ''good'')'),
    (4, 'INSERT INTO rating (agency_id, year, subject, grade) VALUES (1, 2024, ''head'', ''good'')'),
    (5, 'INSERT INTO rating (agency_id, year, subject, person, grade) VALUES (5, 2024, ''party'', ''Bí thư'', ''good'')'),
    (6, 'INSERT INTO rating (agency_id, year, subject, person, grade) VALUES (5, 2024, ''head'', '' A'', ''good'')'),
    (7, 'INSERT INTO rating (agency_id, year, subject, grade, decided_on) VALUES (5, 2023, ''head'', ''good'', ''2925-01-01'')'),
    (8, 'INSERT INTO rating (agency_id, year, subject, grade) VALUES (55, 2024, ''head'', ''good'')'),
    (10, 'INSERT INTO disciplinary_case (agency_id, decided_on, subject, level) VALUES (1, ''2024-01-01'', ''head'', ''fine'')'),
    (11, 'INSERT INTO disciplinary_case (agency_id, decided_on, subject, level) VALUES (1, ''2024-01-01'', ''driver'', ''warning'')'),
    (12, 'INSERT INTO disciplinary_case (agency_id, decided_on, subject, level) VALUES (1, ''2024-03-01'', ''head'', ''reprimand'')'),
    (13, 'INSERT INTO disciplinary_case (agency_id, decided_on, subject, level) VALUES (1, ''infinity'', ''head'', ''reprimand'')'),
    (20, 'INSERT INTO rating_rule (code, subject, grade, needs_band) VALUES (''x'', ''head'', ''great'', ''Tốt'')'),
    (21, 'INSERT INTO rating_rule (code, subject, grade) VALUES (''x'', ''head'', ''good'')'),
    (22, 'INSERT INTO rating_rule (code, subject, grade, needs_band, no_case_from) VALUES (''x'', ''head'', ''good'', ''Tốt'', ''warning'')'),
    (23, 'INSERT INTO rating_rule (code, subject, grade, no_case_from) VALUES (''x'', ''head'', ''good'', ''fine'')'),
    (24, 'INSERT INTO rating_rule (code, subject, grade, needs_band, case_of) VALUES (''x'', ''head'', ''good'', ''Tốt'', ''head'')'),
    (25, 'INSERT INTO rating_rule (code, subject, grade, needs_band, first_year, last_year) VALUES (''x'', ''head'', ''good'', ''Tốt'', 2024, 2023)'),
    (26, 'INSERT INTO rating_rule (code, subject, grade, needs_band) VALUES (''x'', ''head'', ''good'', '' Tốt'')'),
    (30, 'DELETE FROM rating_grade WHERE subject = ''head'' AND code = ''good'''),
    (31, 'UPDATE rating_grade SET position = 1 WHERE subject = ''head'' AND code = ''good'''),
    (32, 'DELETE FROM discipline_level WHERE code = ''warning''')
) AS s (n, statement), pg_temp.refusal(s.statement) r ORDER BY s.n;
-- A grade of the office's own.
INSERT INTO rating_grade VALUES ('head', 'limited', 'Completed with reservations', 'Hoàn thành nhưng còn hạn chế', 5);
UPDATE rating SET grade = 'limited' WHERE agency_id = 3 AND year = 2024 AND subject = 'head';
SELECT count(*) FROM rating_contradictions WHERE year = 2024 AND agency_code = 'A3';

-- Who sees ratings: whoever may read the table, and of the own agency.
CREATE TABLE agency_role (role_name name, agency_id bigint);
INSERT INTO agency_role VALUES ('regress_par_unit', 2), ('regress_par_province', NULL), ('regress_par_public', NULL);
CALL par.enable_agency_policies('m', 'm.agency_role');
GRANT USAGE ON SCHEMA m TO regress_par_unit, regress_par_province, regress_par_public;
GRANT SELECT ON ALL TABLES IN SCHEMA m TO regress_par_unit, regress_par_province;
GRANT SELECT ON agency, bloc, framework, band, label, league, league_table, band_share TO regress_par_public;
GRANT INSERT, UPDATE ON rating TO regress_par_unit;
SET ROLE regress_par_unit;
SELECT array_agg(DISTINCT agency_id) FROM m.rating;
SELECT array_agg(DISTINCT agency_id) FROM m.disciplinary_case;
SELECT array_agg(DISTINCT agency_code) FROM m.rating_contradictions;
SELECT array_agg(DISTINCT agency_code) FROM m.disciplinary_cases_by_year;
SELECT count(*) FROM m.band_share;
SELECT agency_code, rank FROM m.rank_by_year;
INSERT INTO m.rating (agency_id, year, subject, grade) VALUES (2, 2023, 'head', 'good');
INSERT INTO m.rating (agency_id, year, subject, grade) VALUES (1, 2023, 'head', 'good');
UPDATE m.rating SET grade = 'good' WHERE agency_id = 1;
SET ROLE regress_par_province;
SELECT count(DISTINCT agency_id) FROM m.rating;
SELECT array_agg(DISTINCT agency_code ORDER BY agency_code) FROM m.rating_contradictions;
SELECT count(*) FROM m.band_share;
SET ROLE regress_par_public;
SELECT count(*) FROM m.rating;
SELECT count(*) FROM m.disciplinary_case;
SELECT count(*) FROM m.rating_contradictions;
SELECT count(*) FROM m.disciplinary_cases_by_year;
SELECT count(*) FROM m.band_share;

RESET ROLE;
RESET search_path;
SET client_min_messages = error;
DROP OWNED BY regress_par_owner, regress_par_unit, regress_par_province, regress_par_public CASCADE;
DROP ROLE regress_par_owner, regress_par_unit, regress_par_province, regress_par_public;
