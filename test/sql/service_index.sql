-- The service index 766 beside the PAR index: frameworks of a kind, bloc and period.

SET client_min_messages = warning;
SET jit = off; -- compiling these short queries takes longer than running them
SET timezone = 'Asia/Ho_Chi_Minh';
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('so', 'Sở', 1), ('xa', 'Xã', 2);
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Sở ' || n, 'so', 'province' FROM generate_series(1, 5) n;
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'X' || n, 'Xã ' || n, 'xa', 'commune' FROM generate_series(6, 9) n;
INSERT INTO service (code, name, field, online_level) VALUES ('F', 'Toàn trình', 'F', 'full'), ('P', 'Một phần', 'F', 'partial'), ('N', 'Trực tiếp', 'F', 'none');

-- The PAR index of the bloc and its years.
INSERT INTO framework (code, year, bloc, title) VALUES ('SO-2023', 2023, 'so', 'Sở 2023'), ('SO-2024', 2024, 'so', 'Sở 2024');
INSERT INTO band SELECT f.code, b.* FROM framework f, (VALUES ('Tốt', 80, false, NULL), ('Yếu', NULL, false, 1)) b;
INSERT INTO criterion (framework, code, title, max_points, rule) SELECT code, 'I', 'Điểm', 10, 'manual' FROM framework;
INSERT INTO assessment (agency_id, criterion_id, points) SELECT a, c.id, CASE WHEN a = 5 THEN 2 ELSE 5 + a END FROM generate_series(1, 5) a, criterion c;
CALL refresh();
CREATE TEMP TABLE before AS SELECT 'league' AS what, framework, to_jsonb(l) - '{computed_at,late_pct,late_rate,gate_state}'::text[] AS j FROM league_table l UNION ALL SELECT 'breakdown', framework, to_jsonb(l) FROM index_breakdown l
UNION ALL SELECT 'area', framework, to_jsonb(l) FROM index_by_area l UNION ALL SELECT 'review', NULL, to_jsonb(l) FROM leadership_review l UNION ALL SELECT 'years', NULL, to_jsonb(l) FROM year_on_year('so', 2024) l
UNION ALL SELECT 'what_if', NULL, to_jsonb(l) FROM what_if('SO-2024', 'A1', '{"I": {"points": 7}}') l;
SELECT what, count(*) FROM before GROUP BY 1 ORDER BY 1;

-- The ready framework: of a year, a month, a quarter, the 14th to the 14th.
CALL par.add_framework('m', '766', 'so', 2024);
CALL par.add_framework('m', '766', 'xa', 2024);
CALL par.add_framework('m', '766', 'so', 2023);
CALL par.add_framework('m', '766', 'so', 2024, '2024-03-01', '2024-03-31');
CALL par.add_framework('m', '766', 'so', 2024, '2024-04-01', '2024-06-30');
CALL par.add_framework('m', '766', 'so', 2024, '2024-02-14', '2024-03-14');
CALL par.add_framework('m', '766', 'so', 2024, '2024-07-01', '2024-12-31');
SELECT code, kind, year, bloc, first_day, last_day FROM framework ORDER BY code;
SELECT title FROM framework WHERE code = '766-so-2024';
SELECT code, title, max_points, rule, measure FROM criterion WHERE framework = '766-so-2024' ORDER BY code;
SELECT name, lower_bound FROM band WHERE framework = '766-so-2024' ORDER BY lower_bound DESC NULLS LAST;
SELECT * FROM par.check_framework('m', '766-so-2024');
-- Its weights are rows: edited, and edited back.
UPDATE criterion SET max_points = 19 WHERE framework = '766-so-2024' AND code = '1';
SELECT code, severity FROM par.check_framework('m', '766-so-2024');
UPDATE criterion SET max_points = 18 WHERE framework = '766-so-2024' AND code = '1';

-- Random rows.
SELECT setseed(0.5);
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel, fee, paid_online)
SELECT 'D' || n, 1 + floor(random() * 8)::int, (ARRAY['F', 'P', 'N'])[1 + floor(random() * 3)::int], r.at, CASE WHEN random() < 0.95 THEN r.at + floor(random() * 10) * interval '1 day' END,
       CASE WHEN random() < 0.8 THEN r.at + floor(random() * 11) * interval '1 day' END, CASE WHEN random() < 0.7 THEN 'online' ELSE 'counter' END, n % 2 * 1000, n % 2 = 1 AND random() < 0.5
FROM generate_series(1, 3000) n, LATERAL (SELECT '2023-11-01 08:00'::timestamptz + floor(random() * 420 + n * 0) * interval '1 day') r (at);
INSERT INTO dossier_conduct (dossier, outcome, components, components_digitised, data_reused, result_digitised, rating)
SELECT code, CASE WHEN finished_at IS NOT NULL THEN 'settled' END, 3, 3 - floor(random() * 1.5)::int, random() < 0.6, CASE WHEN finished_at IS NOT NULL THEN random() < 0.8 END, CASE WHEN random() < 0.4 THEN 2 + floor(random() * 4)::int END
FROM dossier WHERE random() < 0.9;
INSERT INTO petition (code, agency_id, field, received_on, due_on, handled_on, outcome, published_on)
SELECT 'P' || n, 1 + floor(random() * 8)::int, 'F', r, r + 10, h, CASE WHEN h IS NOT NULL THEN 'solved' END, CASE WHEN random() < 0.7 THEN h + 1 END
FROM generate_series(1, 400) n, LATERAL (SELECT '2023-11-01'::date + floor(random() * 420 + n * 0)::int AS r) a, LATERAL (SELECT CASE WHEN random() + n * 0 < 0.9 THEN r + floor(random() * 14)::int END AS h) b;
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, denominator)
SELECT a, k, d::date, (d + interval '1 month - 1 day')::date, 8 + a % 3, 10 FROM generate_series(1, 8) a, unnest('{service.published_on_time,service.published,dossier.synchronised}'::text[]) k,
       generate_series('2024-01-01'::timestamp, '2024-11-01', '1 month') d WHERE NOT (a = 3 AND d >= '2024-06-01');
CALL refresh();
-- The PAR index is what it was, and all that finds it by bloc and year; its measures know more.
SELECT what, count(*) FILTER (WHERE b.j IS NULL OR n.j IS NULL) AS differ
FROM before b FULL JOIN (SELECT 'league' AS what, framework, to_jsonb(l) - '{computed_at,late_pct,late_rate,gate_state}'::text[] AS j FROM league_table l UNION ALL SELECT 'breakdown', framework, to_jsonb(l) FROM index_breakdown l
UNION ALL SELECT 'area', framework, to_jsonb(l) FROM index_by_area l UNION ALL SELECT 'review', NULL, to_jsonb(l) FROM leadership_review l UNION ALL SELECT 'years', NULL, to_jsonb(l) FROM year_on_year('so', 2024) l
UNION ALL SELECT 'what_if', NULL, to_jsonb(l) FROM what_if('SO-2024', 'A1', '{"I": {"points": 7}}') l) n
     USING (what, j) GROUP BY what ORDER BY what;
SELECT kind, count(DISTINCT framework) AS frameworks, count(*) AS results FROM index_league GROUP BY 1 ORDER BY 1;
SELECT count(*) AS agencies, min(rank) AS best, bool_and(index_pct BETWEEN 1 AND 100) AS plausible, max(max_points) AS max_points, max(n_not_reported) AS not_reported, count(band) AS bands
FROM index_league WHERE framework = '766-so-2024';

-- The points of every group, agency and period by plain counts: the rows of the groups, by
-- their weights; nothing where nothing arose, and 0 of the maximum of what is not reported.
\set ECHO none
\i test/measures.sql
\set ECHO all
CREATE TEMP TABLE plain AS
SELECT f.code AS framework, a.code AS agency_code, left(c.code, 1) AS area_code, sum(CASE WHEN m.denominator > 0 THEN c.max_points * m.numerator / m.denominator END) AS got,
       coalesce(sum(CASE WHEN m.denominator = 0 THEN 0 ELSE c.max_points END), 0) AS of, count(*) FILTER (WHERE m.denominator IS NULL) AS n_not_reported
FROM framework f
     JOIN agency a ON a.bloc = f.bloc AND a.id <> 9
     JOIN (VALUES ('1.1', 4, 'service.published_on_time'), ('1.2', 4, 'service.published'), ('1.3', 6, 'dossier.synchronised'), ('1.4', 4, 'petition.published'), ('2.1', 20, 'dossier.on_time_due'),
                  ('3.1', 8, 'dossier.online_full'), ('3.2', 4, 'dossier.online_partial'), ('4.1', 10, 'dossier.paid_online'), ('5.1', 8, 'dossier.result_digitised'), ('5.2', 8, 'dossier.digitised'),
                  ('5.3', 6, 'dossier.data_reused'), ('6.1', 6, 'dossier.rated_satisfied'), ('6.2', 4, 'petition.processed'), ('6.3', 8, 'petition.on_time_due')) c (code, max_points, measure) ON true
     LEFT JOIN (SELECT f.code AS framework, m.* FROM framework f CROSS JOIN LATERAL pg_temp.plain_measures(f.first_day, f.last_day) m) m ON m.framework = f.code AND m.measure = c.measure AND m.agency_id = a.id
WHERE f.kind = '766' GROUP BY 1, 2, 3;
SELECT count(*) AS groups, count(*) FILTER (WHERE abs(p.got - x.got) > 0.0003 OR (p.got IS NULL) <> (x.got IS NULL) OR p.of <> x.of OR p.n_not_reported <> x.n_not_reported) AS differ
FROM plain p FULL JOIN (SELECT framework, agency_code, area_code, sum(points) AS got, coalesce(sum(max_points) FILTER (WHERE points IS NOT NULL), 0) AS of, count(*) FILTER (WHERE state = 'not_reported') AS n_not_reported
                        FROM index_criterion WHERE kind = '766' GROUP BY 1, 2, 3) x USING (framework, agency_code, area_code);
SELECT count(*) AS results, count(*) FILTER (WHERE round(100 * p.got / nullif(p.of, 0), 2) IS DISTINCT FROM l.index_pct OR l.rank <> p.rank) AS differ
FROM (SELECT framework, agency_code, sum(got) AS got, sum(of) AS of, rank() OVER (PARTITION BY framework ORDER BY sum(got) / sum(of) DESC) AS rank FROM plain GROUP BY 1, 2) p
     FULL JOIN (SELECT * FROM index_league WHERE kind = '766') l USING (framework, agency_code);
-- A framework over other days is the framework of those days.
SELECT f.code, count(*) AS rows, count(*) FILTER (WHERE i.index_rate IS DISTINCT FROM l.index_rate OR i.rank <> l.rank OR i.band IS DISTINCT FROM l.band OR i.n_not_reported <> l.n_not_reported) AS differ
FROM framework f CROSS JOIN LATERAL index_between('766-so-2024', f.first_day, f.last_day) i JOIN index_league l ON l.framework = f.code AND l.agency_code = i.agency_code
WHERE f.kind = '766' AND f.bloc = 'so' AND i.area_code IS NULL GROUP BY 1 ORDER BY 1;
SELECT area_code, area, max_points, points BETWEEN 0 AND max_points AS plausible, abs(sum(points) FILTER (WHERE area_code IS NOT NULL) OVER () - sum(points) FILTER (WHERE area_code IS NULL) OVER ()) < 0.001 AS adds_up
FROM index_between('766-so-2024', '2024-05-14', '2024-06-13') WHERE agency_code = 'A1' ORDER BY area_code NULLS FIRST;
SELECT count(*) FROM index_between('nowhere', '2024-05-14', '2024-06-13');
SELECT count(*) FROM index_between('766-so-2024', '2024-05-14', '2024-05-13');
-- It is explained like any other.
SELECT source, count(*) > 10 AS many FROM evidence('766-so-2024-M03', 'A1', '2.1', 10000) GROUP BY 1;
SELECT min(day) >= '2024-03-01' AND max(day) <= '2024-03-31' AS of_the_month FROM evidence('766-so-2024-M03', 'A1', '1.4', 10000);
SELECT what, points > 0 AS points, rank IS NOT NULL AS ranked FROM what_if('766-so-2024-M03', 'A1', '{"dossier.paid_online": 100}');
SELECT count(*) > 0 AS steps FROM path_to_band('766-so-2024', 'A1', 'Xuất sắc');
-- A month is published and locked by itself.
CALL close_framework('766-so-2024-M03', '2024-03-31');
SELECT framework, as_of, n_source_rows > 0 AS counted FROM closing;
SELECT count(*) FROM frozen_against_live;
UPDATE observation SET numerator = 1 WHERE measure = 'service.published' AND first_day = '2024-03-01' AND agency_id = 1;
UPDATE observation SET numerator = 1 WHERE measure = 'service.published' AND first_day = '2024-05-01' AND agency_id = 1;
UPDATE dossier SET finished_at = due_at + interval '1 day' WHERE code IN (SELECT code FROM dossier WHERE agency_id = 1 AND finished_at <= due_at AND finished_at >= '2024-03-02' AND due_at < '2024-03-29' ORDER BY code LIMIT 3);
CALL refresh();
SELECT DISTINCT framework, criterion_code, measure FROM frozen_against_live WHERE agency_code = 'A1' AND criterion_code IS NOT NULL ORDER BY 2;
SELECT count(*) AS differ FROM index_league l JOIN agency a ON a.code = l.agency_code JOIN frozen_league z ON z.agency_id = a.id WHERE l.framework = '766-so-2024-M03' AND (l.rank, l.index_rate) IS DISTINCT FROM (z.rank, z.index_rate);
CALL close_framework('766-so-2024-Q2', '2024-03-31');
CALL close_framework('766-so-2024-H2', '2024-06-30');

-- What is refused, and what would be right.
\set VERBOSITY terse
CALL par.add_framework('m', '767', 'so', 2024);
CALL par.add_framework('m', '766', 'huyen', 2024);
CALL par.add_framework('m', '766', 'so', NULL);
CALL par.add_framework('m', '766', 'so', 2024, '2024-03-31', '2024-03-01');
CALL par.add_framework('m', '766', 'so', 2024, '2024-03-31');
CALL par.add_framework('m', '766', 'so', 2023, '2024-03-01', '2024-03-20');
CALL par.add_framework('m', '766', 'so', 2024);
CALL par.add_framework('x', '766', 'so', 2024);
INSERT INTO framework (code, year, bloc, title) VALUES ('again', 2024, 'so', 'Sở 2024 nữa');
INSERT INTO framework (code, year, bloc, title, first_day, last_day) VALUES ('month', 2024, 'so', 'PAR của tháng', '2024-03-01', '2024-03-31');
INSERT INTO framework (code, year, bloc, title, kind) VALUES ('blank', 2024, 'so', 'x', ' ');
INSERT INTO framework (code, year, bloc, title) VALUES ('year', 99999, 'so', 'x');
INSERT INTO framework (code, year, bloc, title) VALUES ('year', 0, 'so', 'x');
INSERT INTO framework (code, year, bloc, title, kind, first_day, last_day) VALUES ('days', 2024, 'so', 'x', '766', '2024-01-01', 'infinity');
\set VERBOSITY default
-- Another kind is a name of the user's own; a year that changes takes its days along.
INSERT INTO framework (code, year, bloc, title, kind) VALUES ('own', 2024, 'so', 'Bộ chỉ số riêng', 'DTI');
UPDATE framework SET year = 2025 WHERE code = 'own';
SELECT year, first_day, last_day FROM framework WHERE code = 'own';
UPDATE framework SET first_day = '2025-04-01', last_day = '2025-06-30' WHERE code = 'own';
UPDATE framework SET title = 'Bộ chỉ số quý II' WHERE code = 'own';
SELECT year, first_day, last_day FROM framework WHERE code = 'own';

RESET search_path;
SET client_min_messages = error;
DROP SCHEMA m CASCADE;
