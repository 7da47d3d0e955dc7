-- rank: ranks with their margin, ranks under other weights, each unit against
-- the rest.
\pset null NULL
\set VERBOSITY default
CREATE FUNCTION pg_temp.stats(x bigint, n bigint) RETURNS par.survey_stats
RETURN jsonb_build_object('5', x, '1', n - x)::par.survey_stats;

-- Ranks with their margin.  B and C cannot be told apart; E and F are known
-- without error and tie; D is not ranked.
CREATE TEMP TABLE unit (key text, id bigint, estimate float8, se float8);
INSERT INTO unit VALUES ('A', 1, 80, 1), ('B', 2, 70, 1), ('C', 3, 69, 1), ('D', 4, NULL, 1), ('E', 5, 60, 0), ('F', 6, 60, 0);
SELECT u.* FROM (SELECT par.rank_agg(key, estimate, se) AS a FROM unit) x, unnest(a) AS u;
SELECT u.* FROM (SELECT par.rank_agg(id, estimate, se, 0.2) AS a FROM unit) x, unnest(a) AS u;
-- A standard error that is not known: the unit may be anywhere.
SELECT u.* FROM (SELECT par.rank_agg(key, estimate, CASE WHEN key <> 'C' THEN se END) AS a FROM unit) x, unnest(a) AS u;
-- The two values that bound the critical one: for three units with equal standard
-- errors of 1 the range needs a gap of 2.343676 (qtukey(.95, 3, Inf) / sqrt(2)) times
-- sqrt(2); once two pairs are decided, Holm needs 2.241403 (qnorm(1 - .05 / 4)).
SELECT gap, u.rank_high AS b_to FROM unnest('{3.3, 3.32}'::float8[]) AS gap,
       LATERAL (SELECT par.rank_agg(k, x, 1) AS a FROM (VALUES ('A', gap), ('B', 0), ('C', 0)) v(k, x)) y, unnest(a) AS u WHERE u.key = 'A';
SELECT gap, u.* FROM unnest('{3.16, 3.18}'::float8[]) AS gap,
       LATERAL (SELECT par.rank_agg(k, x, 1) AS a FROM (VALUES ('A', 10), ('B', gap), ('C', 0)) v(k, x)) y, unnest(a) AS u ORDER BY gap, rank;

-- R: ranks and sets of test/data/README.md.
CREATE TEMP TABLE gold (set int, confidence float8, key text, estimate float8, se float8, rank bigint, rank_low bigint, rank_high bigint);
\copy gold FROM 'test/data/rank_sets.csv' CSV HEADER
SELECT count(*), count(*) FILTER (WHERE (u.rank, u.rank_low, u.rank_high) IS DISTINCT FROM (g.rank, g.rank_low, g.rank_high)) AS off
FROM gold g LEFT JOIN (SELECT set, u.* FROM (SELECT set, par.rank_agg(key, estimate, se, confidence) AS a FROM gold GROUP BY set) x, unnest(a) AS u) u USING (set, key);

-- Each unit against the rest.
SELECT u.key, round(share::numeric, 4) AS share, round(rest_share::numeric, 4) AS rest, round(difference::numeric, 4) AS difference,
       round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, round(p::numeric, 4) AS p, round(p_holm::numeric, 4) AS p_holm, round(p_bh::numeric, 4) AS p_bh
FROM (SELECT par.compare_agg(k, s) AS a
      FROM (VALUES ('A', pg_temp.stats(90, 100)), ('B', pg_temp.stats(70, 100)), ('C', pg_temp.stats(74, 100)), ('D', '{"missing": 5}'), ('E', NULL)) v(k, s)) x, unnest(a) AS u;
-- The same as asking about the unit and about the rows of all others, weighted
-- or not, for any positive codes.
CREATE TEMP TABLE answer AS
SELECT i % 7 AS id, 'u' || i % 7 AS key, nullif(h % 6, 0) AS answer, (1 + h % 9) / 3.0::float8 AS weight
FROM (SELECT i, hashint4(i) & 1023 AS h FROM generate_series(1, 500) AS i) x;
SELECT positive, count(*), bool_and(abs(u.share - par.satisfied_rate(s, positive)) < 1e-12 AND abs(u.rest_share - par.satisfied_rate(rest, positive)) < 1e-12
       AND abs(100 * u.low - par.difference_low(s, rest, positive, digits => 15)::float8) < 1e-10
       AND abs(100 * u.high - par.difference_high(s, rest, positive, digits => 15)::float8) < 1e-10
       AND abs(u.p - par.difference_p(s, rest, positive)) < 1e-12) AS plain,
       bool_and(abs(w.share - par.satisfied_rate(sw, positive)) < 1e-12 AND abs(w.rest_share - par.satisfied_rate(restw, positive)) < 1e-12
       AND abs(100 * w.low - par.difference_low(sw, restw, positive, digits => 15)::float8) < 1e-10
       AND abs(w.p - par.difference_p(sw, restw, positive)) < 1e-12) AS weighted
FROM unnest('{"{4,5}", "{1}"}'::text[]) AS p, LATERAL (SELECT p::int[] AS positive) AS q,
     LATERAL (SELECT par.compare_agg(id, s, positive) AS a, par.compare_agg(key, sw, positive) AS aw
              FROM (SELECT id, key, par.survey_agg(answer) AS s, par.survey_agg(answer, weight) AS sw FROM answer GROUP BY id, key) g) x,
     unnest(a) AS u JOIN unnest(aw) AS w ON w.key = 'u' || u.key,
     LATERAL (SELECT par.survey_agg(answer) FILTER (WHERE id = u.key) AS s, par.survey_agg(answer, weight) FILTER (WHERE id = u.key) AS sw,
                     par.survey_agg(answer) FILTER (WHERE id <> u.key) AS rest, par.survey_agg(answer, weight) FILTER (WHERE id <> u.key) AS restw FROM answer) r
GROUP BY 1 ORDER BY 1;

-- R: prop.test and p.adjust, the calls stand in test/data/README.md.
CREATE TEMP TABLE compared (set int, key bigint, x bigint, n bigint, share float8, rest_share float8, difference float8, low float8, high float8, p float8, p_holm float8, p_bh float8);
\copy compared FROM 'test/data/rank_comparisons.csv' CSV HEADER
SELECT count(*), count(*) FILTER (WHERE abs(u.share - c.share) <= 1e-9 AND abs(u.rest_share - c.rest_share) <= 1e-9 AND abs(u.difference - c.difference) <= 1e-9
       AND abs(u.low - c.low) <= 1e-9 AND abs(u.high - c.high) <= 1e-9) AS intervals_agree,
       count(*) FILTER (WHERE abs(u.p - c.p) <= 1e-9 * c.p AND abs(u.p_holm - c.p_holm) <= 1e-9 * c.p_holm AND abs(u.p_bh - c.p_bh) <= 1e-9 * c.p_bh) AS p_agree
FROM compared c LEFT JOIN (SELECT set, u.* FROM (SELECT set, par.compare_agg(key, pg_temp.stats(x, n)) AS a FROM compared GROUP BY set) y, unnest(a) AS u) u USING (set, key);

-- Other weights.  These very figures come out on every machine.
CREATE TEMP TABLE scored (key text, scores numeric[]);
INSERT INTO scored VALUES ('A', '{90, 60, 75}'), ('B', '{70, 85, 77}'), ('C', '{60, 90, NULL}'), ('D', '{75, 75, 75}'), ('E', '{75, 75, 75}'),
    ('F', '{NULL, NULL, NULL}'), ('G', NULL), ('H', '{-5, 0, 0.000000001}');
SELECT u.* FROM (SELECT par.rank_sensitivity(key, scores, '{2, 1, 0.5}', 0.5, 1000, 2024) AS a FROM scored) x, unnest(a) AS u;
SELECT u.* FROM (SELECT par.rank_sensitivity(key, scores, '{2, 1, 0.5}', 0.999999, 1000, -1) AS a FROM scored) x, unnest(a) AS u;
-- Nothing is in doubt; the same weights in other units; ties stay ties.
SELECT u.key, u.rank, v.rank_p5, v.rank_p95 FROM (SELECT par.rank_sensitivity(key, scores, '{0.4, 0.2, 0.1}', 0, 1, 1) AS a, par.rank_sensitivity(key, scores, '{400, 200.0, 100}', 0, 7, 2) AS b FROM scored) x,
     unnest(a) AS u JOIN unnest(b) AS v USING (key) WHERE u.rank <= 3;
-- Thirds cannot be written; what differs in the tenth digit is equal.  A
-- criterion without weight ranks nobody.
SELECT u.* FROM (SELECT par.rank_sensitivity(id, s, '{0.33333333333333333333, 0.66666666666666666667, 0}', 0, 1, 1) AS a
                 FROM (VALUES (1, '{2, 0, 9}'::numeric[]), (2, '{0, 1, 1}'), (3, '{0, 1.0000000001, 1}'), (4, '{NULL, NULL, 5}')) v(id, s)) x, unnest(a) AS u;

-- Empty groups, one unit, many groups, any order and any frame.
SELECT par.rank_agg(key, estimate, se) AS rank_agg, par.rank_sensitivity(key, '{1}', '{1}', 0, 1, 1), par.compare_agg(key, '{}') FROM unit WHERE false;
SELECT par.rank_agg(key, NULL, NULL), par.rank_agg(key, 1, NULL, 0.5), par.rank_sensitivity(key, '{1}', '{1}', 0.5, 10, 1), par.compare_agg(key, '{"5": 1}') FROM (SELECT 'A' AS key) x;
SELECT id % 2 AS odd, grouping(id % 2) AS whole, par.rank_agg(id, estimate, se), par.rank_agg(id, estimate, se) FILTER (WHERE id > 4) AS some, par.rank_agg(id, estimate, se) FILTER (WHERE id > 6) AS nobody
FROM unit GROUP BY GROUPING SETS ((id % 2), ()) ORDER BY 2, 1;
SELECT par.rank_agg(id, estimate, se) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS moving, par.rank_agg(id, estimate, se) OVER (ORDER BY id) AS growing FROM unit;
-- Keys are compared byte by byte; a letter and its two parts are not one letter.
SELECT u.key, u.rank FROM (SELECT par.rank_agg(k COLLATE "C", 1, 1) AS a FROM unnest('{b, B, đ, "", a, Đ, ab}'::text[]) AS k) x, unnest(a) AS u;
SELECT cardinality(par.rank_agg(k, 1, 1)) FROM unnest(ARRAY[U&'\0041\0301', U&'\00C1', 'A']) AS k;
SELECT u.key FROM (SELECT par.rank_agg(k, 1, 1) AS a FROM unnest('{0, -9223372036854775808, 9223372036854775807, -1}'::bigint[]) AS k) x, unnest(a) AS u;

-- A standard error carried through a rule: as on a line, at a threshold, on a step.
SELECT rule, estimate, round(par.points_se(rule, estimate, 2, 10)::numeric, 6) AS se
FROM (VALUES ('ratio'::par.rule, 70), ('ratio', 99), ('ratio', 100), ('all from 80', 60), ('all from 80', 79), ('all from 80', 80), ('steps 80: 100%, 70: 50%', 75), ('inverse ratio', 30), ('minus 0.25 each', 9)) AS v(rule, estimate);
SELECT par.points_se('ratio', 70, 0, 10) AS sure, par.points_se('ratio', 70, 2, 0) AS nothing_to_gain, par.points_se('ratio', NULL, 2, 10), par.points_se('ratio', 70, NULL, 10), par.points_se('ratio', 70, 2, NULL),
       par.points_se('ratio', 1e300, 1, 10) AS beyond, round(par.points_se('all from 80', -1e300, 1e300, 10)::numeric, 6) AS anywhere, par.points_se('linear 0..1000000', 5, 1e-200, 1) AS tiny, par.points_se('all from 80', 80, 1e-300, 2) AS edge;
-- mpmath: quadrature between the thresholds, as told in test/data/README.md.
CREATE TEMP TABLE carried (rule par.rule, estimate float8, se float8, max numeric, points_se float8);
\copy carried FROM 'test/data/rank_points_se.csv' CSV HEADER
SELECT count(*), count(*) FILTER (WHERE abs(par.points_se(rule, estimate, se, max) - points_se) <= 1e-9 * greatest(points_se, 1e-9)) AS agree FROM carried;
-- And points() itself, added up over a fine grid.
SELECT count(*), count(*) FILTER (WHERE abs(par.points_se(rule, estimate, se, max) - sd) <= 2e-3 * max) AS agree
FROM carried, LATERAL (SELECT sqrt(greatest(sum(p * p * w) / sum(w) - (sum(p * w) / sum(w)) ^ 2, 0)) AS sd
      FROM generate_series(-1200, 1200) AS i, LATERAL (SELECT i * 0.005::float8 AS z) g, LATERAL (SELECT par.points(rule, (estimate + z * se)::numeric, max)::float8 AS p, exp(-z * z / 2) AS w) x) y;

-- Each bad argument has an error of its own.
SELECT par.rank_agg(NULL::text, 1, 1);
SELECT par.rank_agg(k, 1, 1) FROM unnest('{A, B, A}'::text[]) AS k;
SELECT par.rank_agg(k, 1, 1) FROM unnest('{7, 7}'::bigint[]) AS k;
SELECT par.rank_agg('A'::text, 'NaN', 1);
SELECT par.rank_agg('A'::text, 1, 'Infinity');
SELECT par.rank_agg('A'::text, 1, -1);
SELECT par.rank_agg('A'::text, 1, 1, 95);
SELECT par.rank_agg('A'::text, 1, 1, NULL);
SELECT par.rank_agg(id, estimate, se, CASE WHEN id = 3 THEN 0.9 ELSE 0.95 END) FROM unit;
SELECT par.rank_agg(i, 1, 1) FROM generate_series(1, 100001) AS i;
SELECT par.compare_agg(k, '{"5": 1}') FROM unnest('{A, A}'::text[]) AS k;
SELECT par.compare_agg('A'::text, '{"5": 1}', '{}');
SELECT par.compare_agg('A'::text, '{"5": 1}', '{11}');
SELECT par.compare_agg('A'::text, '{"5": 1}', NULL);
SELECT par.compare_agg(id, '{"5": 1}', ARRAY[id::int]) FROM unit;
SELECT par.compare_agg(i, CASE i WHEN 1 THEN '{"5": 1}' ELSE '{"5": [1, 1, 1]}' END::par.survey_stats) FROM generate_series(1, 2) AS i;
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{1}', 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{{1,2}}', '{1,2}', 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,NaN}', '{1,2}', 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,1000000000}', '{1,2}', 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{1,-2}', 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{1,Infinity}', 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{1,NULL}', 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{0,0}', 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{}', '{}', 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, array_fill(1.0, ARRAY[1025]), array_fill(1.0, ARRAY[1025]), 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', NULL, 0, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{1,2}', 1, 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{1,2}', 'NaN', 1, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{1,2}', 0, 0, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{1,2}', 0, 1000001, 1);
SELECT par.rank_sensitivity('A'::text, '{1,2}', '{1,2}', 0, 1, NULL);
SELECT par.rank_sensitivity(i, '{1,2}', ARRAY[i, 2], 0, 1, 1) FROM generate_series(1, 2) AS i;
-- Another number of weights, and a thousand of which the last differs.
SELECT par.rank_sensitivity(i, '{1,2}', CASE i WHEN 1 THEN '{1,2}'::numeric[] ELSE '{1,2,0}' END, 0, 1, 1) FROM generate_series(1, 2) AS i;
SELECT par.rank_sensitivity(i, '{1,2}', CASE i WHEN 1 THEN '{1,2}'::numeric[] ELSE '{1}' END, 0, 1, 1) FROM generate_series(1, 2) AS i;
SELECT par.rank_sensitivity(i, array_fill(1.0, ARRAY[1000]), array_fill(1.0, ARRAY[999]) || i::numeric, 0, 1, 1) FROM generate_series(1, 2) AS i;
SELECT par.rank_sensitivity(i, '{1,2}', '{1,2}', i / 4.0, 1, 1) FROM generate_series(1, 2) AS i;
SELECT par.rank_sensitivity(i, '{1,2}', '{1,2}', 0, i, 1) FROM generate_series(1, 2) AS i;
SELECT par.rank_sensitivity(i, '{1,2}', '{1,2}', 0, 1, i) FROM generate_series(1, 2) AS i;
SELECT par.points_se('ratio', 70, -1, 10);
SELECT par.points_se('ratio', 'NaN', 1, 10);
SELECT par.points_se('ratio', 70, 'Infinity', 10);
SELECT par.points_se('ratio', 70, 1, -10);
SELECT par.points_se('ratio', 70, 1, 'NaN');
SELECT par.points_se('ratio', 70, 1, 1e200);
SELECT par.points_se('answers 100, 60, 20, 0', 2, 1, 10);

-- Support functions called by hand: states of their own, whatever they are given.
SELECT par.rank_accum(NULL, 'A', 1, 2), par.rank_accum('{"(A,1,2,)"}', 'B'::text, 3, NULL, 0.9), par.rank_combine('{"(A,1,2,)"}', '{NULL, "(B,1,,0.9)"}'::par.rank_row_text[]),
       par.rank_final('{"(2,1,1,)","(1,2,0,)"}'::par.rank_row_bigint[]), par.rank_final('{}'::par.rank_row_text[]), par.sensitivity_final('{}'::par.sensitivity_row_text[]);
SELECT par.rank_accum('[5:5]={"(1,1,2,)"}'::par.rank_row_bigint[], 2, 3, 4);
SELECT par.rank_accum('{{"(1,1,2,)"}}'::par.rank_row_bigint[], 2, 3, 4);
SELECT par.rank_combine('{}', '{{"(1,1,2,)"}}'::par.rank_row_bigint[]);
SELECT par.rank_final('{{"(1,1,2,)"}}'::par.rank_row_bigint[]);
SELECT par.rank_final('{NULL}'::par.rank_row_bigint[]);
SELECT par.sensitivity_final('{"(1,{1},{1},0,1,)"}'::par.sensitivity_row_bigint[]);
