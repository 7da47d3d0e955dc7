SET jit = off; -- compiling these short queries takes longer than running them
-- model: the index from year to year, its error, and how sure the ranks are
SET client_min_messages = warning;
SET datestyle = 'ISO, DMY';
CALL par.create_model('change');
SET search_path = change, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('b', 'B', 1), ('c', 'C', 2), ('d', 'D', 3);
INSERT INTO framework (code, year, bloc, title) VALUES ('F23', 2023, 'b', '2023'), ('F24', 2024, 'b', '2024');

-- By hand.  2023: area I of 10, area II of 10.  2024: I is scored from 50 %, II
-- has two criteria, of which one is new.
INSERT INTO agency (id, code, name, bloc, level) SELECT i, 'A' || i, 'Agency ' || i, 'b', 'commune' FROM generate_series(1, 3) i;
INSERT INTO criterion (id, framework, code, parent_code, title, max_points, rule) VALUES
    (1, 'F23', 'I', NULL, 'One', 10, NULL), (2, 'F23', 'I.1', 'I', 'I.1', 10, 'ratio'), (3, 'F23', 'II', NULL, 'Two', 10, NULL), (4, 'F23', 'II.1', 'II', 'II.1', 10, 'manual'),
    (11, 'F24', 'I', NULL, 'One', 10, NULL), (12, 'F24', 'I.1', 'I', 'I.1', 10, 'ratio from 50'), (13, 'F24', 'II', NULL, 'Two', 30, NULL), (14, 'F24', 'II.1', 'II', 'II.1', 20, 'manual'), (15, 'F24', 'II.2', 'II', 'II.2', 10, 'manual');
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator, points) VALUES
    -- A1 stays: 60 % and 5 of 10; then 40 %, 12 of 20, 10 of 10.
    (1, 2, 60, 100, NULL), (1, 4, NULL, NULL, 5), (1, 12, 40, 100, NULL), (1, 14, NULL, NULL, 12), (1, 15, NULL, NULL, 10),
    -- A2 goes, A3 comes.
    (2, 2, 100, 100, NULL), (2, 4, NULL, NULL, 9), (3, 12, 80, 100, NULL), (3, 14, NULL, NULL, 10), (3, 15, NULL, NULL, 2);
CALL refresh();
SELECT agency_code, framework, index_pct, rank, rank_low, rank_high FROM league_table ORDER BY 1, 2;
-- A1 by the old rules: 4 + 6 of 20, so 50 after 55: performance -5 (-10 and +5), and rules
-- make 22 of 40, 55, of it.
SELECT agency_code, area_code, round(before, 4) AS before, round(after, 4) AS after, round(change, 4) AS change, round(performance, 4) AS performance, round(rules, 4) AS rules, round(units, 4) AS units
FROM year_on_year('b', 2024);
SELECT year_on_year('b', 2023);
SELECT year_on_year('nowhere', 2024);

-- Random frameworks and results.
SELECT setseed(0.3);
INSERT INTO agency (id, code, name, bloc, level) SELECT 100 + i, 'R' || i, 'Agency ' || i, 'c', 'commune' FROM generate_series(1, 25) i;
INSERT INTO framework (code, year, bloc, title, when_not_reported) VALUES ('C23', 2023, 'c', '2023', 'zero'), ('C24', 2024, 'c', '2024', 'zero');
INSERT INTO criterion (id, framework, code, title, max_points) SELECT 1000 * y + a, 'C' || 22 + y, chr(64 + a), 'Area ' || a, 100 FROM generate_series(1, 2) y, generate_series(1, 4) a;
INSERT INTO criterion (id, framework, code, parent_code, title, kind, max_points, rule, when_not_arisen)
SELECT 1000 * y + 10 * a + k, 'C' || 22 + y, format('%s.%s', chr(64 + CASE WHEN random() < 0.1 THEN 1 + a % 4 ELSE a END), 10 * a + k), chr(64 + a), 'Criterion',
       CASE k WHEN 7 THEN 'bonus' WHEN 8 THEN 'penalty' ELSE 'normal' END, 1 + floor(random() * 9),
       (CASE WHEN k > 6 THEN 'each 0.5' ELSE (ARRAY['ratio', 'ratio from 60', 'steps 95: 100%, 80: 50%', 'linear 50..80', 'manual'])[1 + floor(random() * 5)] END)::par.rule,
       (ARRAY['rebase', 'full', 'zero'])[1 + floor(random() * 3)]
FROM generate_series(1, 2) y, generate_series(1, 4) a, generate_series(1, 8) k WHERE random() < 0.85;
UPDATE criterion p SET max_points = (SELECT sum(max_points) FROM criterion c WHERE c.framework = p.framework AND c.parent_code = p.code AND c.kind = 'normal') WHERE framework LIKE 'C%' AND parent_code IS NULL;
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator, points)
SELECT a, c.id, CASE WHEN c.rule::text <> 'manual' THEN floor(random() * CASE WHEN c.kind = 'normal' THEN 100 ELSE 5 END) END,
       CASE WHEN c.rule::text <> 'manual' AND c.kind = 'normal' THEN CASE WHEN random() < 0.05 THEN 0 ELSE 100 END END,
       CASE WHEN c.rule::text = 'manual' THEN round((random() * c.max_points)::numeric, 2) END
FROM criterion c JOIN framework f ON f.code = c.framework, generate_series(101, 125) a
WHERE c.framework LIKE 'C%' AND c.parent_code IS NOT NULL AND (random() < 0.9 OR c.kind = 'penalty')
  AND CASE WHEN a < 105 THEN f.year = 2023 WHEN a < 110 THEN f.year = 2024 ELSE true END;
INSERT INTO criterion_state (agency_id, criterion_id, state, reason)
SELECT a, c.id, 'not_applicable', 'random' FROM criterion c, generate_series(110, 125) a
WHERE c.framework LIKE 'C%' AND c.parent_code IS NOT NULL AND random() < 0.3 AND NOT EXISTS (SELECT FROM assessment s WHERE s.agency_id = a AND s.criterion_id = c.id);
CALL refresh();
SELECT framework, count(*), count(index_rate) AS with_index, min(fault) FROM league_table WHERE framework LIKE 'C%' GROUP BY 1 ORDER BY 1;
CREATE TEMP TABLE y AS SELECT * FROM year_on_year('c', 2024);
SELECT count(*) > 100 AS lines, count(DISTINCT agency_code) AS agencies, count(*) FILTER (WHERE performance <> 0) > 50 AS moved, count(*) FILTER (WHERE rules <> 0) > 50 AS ruled,
       count(*) FILTER (WHERE units <> 0) > 30 AS came_or_went FROM y;
-- exactly, every line
SELECT count(*) AS do_not_add_up FROM y WHERE change <> performance + rules + units OR change <> coalesce(after, 0) - coalesce(before, 0);
-- exactly, the areas of a line
SELECT count(*) AS do_not_add_up
FROM (SELECT coalesce(agency_code, '') AS code, sum(before) AS before, sum(after) AS after, sum(change) AS change, sum(performance) AS performance, sum(rules) AS rules, sum(units) AS units FROM y WHERE area_code IS NOT NULL GROUP BY 1) a
     FULL JOIN (SELECT *, coalesce(agency_code, '') AS code FROM y WHERE area_code IS NULL) t USING (code)
WHERE (a.before, a.after, a.change, a.performance, a.rules, a.units) IS DISTINCT FROM (t.before, t.after, t.change, t.performance, t.rules, t.units);
-- the ends are the published indices
SELECT count(*) AS indices, count(*) FILTER (WHERE abs(par.index_pct(g.score, 12) - CASE g.framework WHEN 'C23' THEN y.before ELSE y.after END) > 1e-11) AS different
FROM league g JOIN agency a ON a.id = g.agency_id LEFT JOIN y ON y.agency_code = a.code AND y.area_code IS NULL WHERE g.framework LIKE 'C%' AND g.index_rate IS NOT NULL;
-- the mean of the bloc, and what those who came and went moved it by
SELECT abs(t.before - m.before) < 1e-17 AND abs(t.after - m.after) < 1e-17 AND abs(t.performance - m.performance) < 1e-17 AND abs(t.rules - m.rules) < 1e-17
       AND abs(t.units - ((m.after - m.after_stayed) - (m.before - m.before_stayed))) < 1e-16 AS mean_is_so
FROM (SELECT * FROM y WHERE agency_code IS NULL AND area_code IS NULL) t,
     (SELECT avg(before) AS before, avg(after) AS after, avg(performance) FILTER (WHERE stayed) AS performance, avg(rules) FILTER (WHERE stayed) AS rules,
             avg(before) FILTER (WHERE stayed) AS before_stayed, avg(after) FILTER (WHERE stayed) AS after_stayed
      FROM (SELECT *, before IS NOT NULL AND after IS NOT NULL AS stayed FROM y WHERE agency_code IS NOT NULL AND area_code IS NULL) x) m;
-- The same framework once more: nothing is due to rules.  The same results under other rules:
-- nothing is due to performance.
INSERT INTO agency (id, code, name, bloc, level) SELECT 200 + i, 'S' || i, 'Agency ' || i, 'd', 'commune' FROM generate_series(1, 25) i;
INSERT INTO framework (code, year, bloc, title) SELECT 'D' || y - 2000, y, 'd', y FROM generate_series(2022, 2024) y;
INSERT INTO criterion (id, framework, code, parent_code, title, kind, max_points, rule, when_not_arisen)
SELECT 1000 * (2 + n) + id % 1000, 'D' || 21 + n, code, parent_code, title, kind, CASE WHEN n = 3 THEN 2 ELSE 1 END * max_points,
       CASE WHEN n = 3 AND rule::text = 'ratio' THEN 'ratio from 60' WHEN n = 3 AND rule::text = 'each 0.5' THEN 'each 0.25' ELSE rule::text END::par.rule, when_not_arisen
FROM criterion, generate_series(1, 3) n WHERE framework = 'C23';
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator, points)
SELECT s.agency_id + 100, 1000 * (2 + n) + s.criterion_id % 1000, s.numerator, s.denominator, CASE WHEN n = 1 THEN s.points / 2 ELSE s.points * CASE WHEN n = 3 THEN 2 ELSE 1 END END
FROM assessment s JOIN criterion c ON c.id = s.criterion_id, generate_series(1, 3) n WHERE c.framework = 'C23';
UPDATE assessment SET numerator = numerator / 2 WHERE criterion_id BETWEEN 3000 AND 3999 AND numerator IS NOT NULL;
CALL refresh();
SELECT count(*) > 50 AS lines, count(*) FILTER (WHERE rules <> 0) AS ruled, count(*) FILTER (WHERE performance <> 0) > 50 AS moved FROM year_on_year('d', 2023);
SELECT count(*) > 50 AS lines, count(*) FILTER (WHERE performance <> 0) AS moved, count(*) FILTER (WHERE rules <> 0) > 20 AS ruled FROM year_on_year('d', 2024);

-- The survey's error in the index.  Two surveys of a year, by weights 3 and 1.
INSERT INTO factor VALUES ('all', 'Chung', true, 1);
INSERT INTO survey (code, year, title, weight) VALUES ('K1', 2025, 'Một', 3), ('K2', 2025, 'Hai', 1);
INSERT INTO question (id, survey, number, factor, title) VALUES (1, 'K1', 1, 'all', '1'), (2, 'K1', 2, 'all', '2'), (3, 'K2', 1, 'all', '1');
INSERT INTO response (id, survey, agency_id, answered_on) SELECT 1000 * a + i, CASE WHEN i <= 80 THEN 'K1' ELSE 'K2' END, a, '2025-05-01' FROM generate_series(1, 3) a, generate_series(1, 120) i;
INSERT INTO answer (response_id, question_id, answer)
SELECT r.id, q.id, CASE WHEN (r.id % 1000 * 7 + q.id) % 20 < 10 + 3 * r.agency_id THEN 5 ELSE 2 END FROM response r JOIN question q ON q.survey = r.survey;
INSERT INTO framework (code, year, bloc, title) VALUES ('F25', 2025, 'b', '2025');
INSERT INTO criterion (id, framework, code, parent_code, title, max_points, rule, measure) VALUES
    (21, 'F25', 'I', NULL, 'One', 40, NULL, NULL), (22, 'F25', 'I.1', 'I', 'I.1', 30, 'ratio', 'survey.satisfied'), (23, 'F25', 'I.2', 'I', 'I.2', 10, 'steps 75: 100%, 65: 50%', 'survey.satisfied.all');
INSERT INTO framework (code, year, bloc, title) VALUES ('G25', 2025, 'c', '2025');
INSERT INTO criterion (id, framework, code, title, max_points, rule) VALUES (31, 'G25', 'I', 'One', 10, 'manual');
INSERT INTO assessment (agency_id, criterion_id, points) SELECT a, 31, 10 - a % 5 FROM generate_series(101, 110) a;
CALL refresh('2025-12-31');
-- what the index must carry: the error of the weighted mean of both surveys, through both rules
WITH share AS (
    SELECT r.agency_id, r.survey, par.survey_agg(codes) AS s FROM (SELECT response_id, array_agg(answer::int) AS codes FROM answer GROUP BY 1) f JOIN response r ON r.id = f.response_id GROUP BY 1, 2
), mean AS (
    SELECT agency_id, sum(w * par.satisfied_pct(s, digits => 12)) / 4 AS pct, sqrt(sum((w * par.satisfied_se(s, digits => 12)) ^ 2)) / 4 AS se, sum(par.n_persons(s)) AS persons
    FROM share JOIN (VALUES ('K1', 3), ('K2', 1)) v (survey, w) USING (survey) GROUP BY 1
)
SELECT l.agency_code, l.satisfied_pct, l.n_persons = m.persons AS persons, abs(l.satisfied_pct - m.pct) <= 0.005 AS pct, l.index_pct, l.index_se,
       l.index_se = round((100 * (par.points_se('ratio', m.pct::float8, m.se::float8, 30) + par.points_se('steps 75: 100%, 65: 50%', m.pct::float8, m.se::float8, 10)) / 40)::numeric, 2) AS se,
       l.rank, l.rank_low, l.rank_high
FROM league_table l JOIN mean m ON m.agency_id = (SELECT id FROM agency WHERE code = l.agency_code) WHERE l.framework = 'F25' ORDER BY l.rank;
-- without a survey in it a rank has no margin
SELECT count(*) AS units, count(*) FILTER (WHERE rank = rank_low AND index_se = 0) AS at_their_rank, max(rank_high) FROM league_table WHERE framework = 'G25';
-- Under other weights.
SELECT * FROM rank_sensitivity('F25');
SELECT count(*) AS units, count(*) FILTER (WHERE rank_p5 < rank OR rank_p95 > rank) > 3 AS moved, bool_and(rank_p5 <= rank_median AND rank_median <= rank_p95) AS in_order FROM rank_sensitivity('C24', 0.5, 2000, 7);
SELECT count(*) AS different FROM rank_sensitivity('C24', 0.5, 2000, 7) a FULL JOIN rank_sensitivity('C24', 0.5, 2000, 7) b USING (agency_code) WHERE a IS DISTINCT FROM b;
SELECT count(*) AS units, count(*) FILTER (WHERE s.rank = l.rank) AS same_rank FROM rank_sensitivity('C24', 0, 10, 7) s JOIN league_table l ON l.agency_code = s.agency_code AND l.framework = 'C24';
