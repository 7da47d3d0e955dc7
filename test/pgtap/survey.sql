-- survey: identities on random answers, against plain SQL.
BEGIN;
SELECT plan(26);

SELECT has_function('par', 'satisfied_pct', '{par.survey_stats,integer[],text,bigint,integer}');
SELECT has_function('par', 'satisfied_low', '{par.survey_stats,integer[],double precision,text,integer}');
SELECT has_function('par', 'stratified_agg', '{par.survey_stats,bigint}');

CREATE TEMP TABLE a (i int, g int, answer int, w float8);
SELECT setseed(0.25);
INSERT INTO a SELECT i, (random() * 40)::int, nullif((random() * 11)::int, 11), random() * 3 FROM generate_series(1, 30000) i;
-- Small groups, so that empty and one-sided ones occur, and every positive set of some size.
CREATE TEMP TABLE set AS SELECT DISTINCT array_agg(c ORDER BY c) AS positive FROM generate_series(1, 60) k, generate_series(0, 10) c WHERE random() < 0.4 GROUP BY k;

CREATE TEMP TABLE g AS SELECT g, par.survey_agg(answer) AS s, par.survey_agg(answer, w) AS t FROM a GROUP BY g;

SELECT is(count(*), 0::bigint, 'satisfied_pct is the share that SQL counts, over both bases')
FROM (SELECT g, positive, count(*) FILTER (WHERE answer = ANY (positive)) AS x, count(answer) AS n, count(*) AS asked FROM a, set GROUP BY 1, 2) o JOIN g USING (g)
WHERE par.satisfied_pct(s, positive, digits => 9) IS DISTINCT FROM par.pct(x, n, 9)
   OR par.satisfied_pct(s, positive, 'asked', digits => 9) IS DISTINCT FROM par.pct(x, asked, 9);
SELECT is(count(*), 0::bigint, 'mean_score is avg')
FROM (SELECT g, avg(answer) AS mean FROM a GROUP BY 1) o JOIN g USING (g) WHERE abs(par.mean_score(s, 12) - mean) > 1e-12;
SELECT is(count(*), 0::bigint, 'distribution is the GROUP BY with its zeros')
FROM (SELECT g, d.* FROM g, par.distribution(s, 0, 10, digits => 9) d) d
LEFT JOIN (SELECT g, answer AS code, count(*) AS n FROM a GROUP BY 1, 2) o USING (g, code) WHERE d.n <> coalesce(o.n, 0);
SELECT is(count(*), 0::bigint, 'weighted shares, mean and effective n are what SQL sums')
FROM (SELECT g, sum(w) FILTER (WHERE answer > 6) / sum(w) AS p, sum(w * answer) / sum(w) AS mean, sum(w) ^ 2 / sum(w * w) AS n
      FROM a WHERE answer IS NOT NULL GROUP BY 1) o JOIN g USING (g)
WHERE abs(par.satisfied_rate(t, '{7,8,9,10}') - p) > 1e-12 OR abs(par.mean_score(t, 12)::float8 - mean) > 1e-11 OR abs(par.effective_n(t) - n) > 1e-9 * n;
SELECT is(count(*), 0::bigint, 'text round trip, bit for bit')
FROM g WHERE par.survey_stats_send(s::text::par.survey_stats) <> par.survey_stats_send(s) OR par.survey_stats_send(t::text::par.survey_stats) <> par.survey_stats_send(t)
          OR par.survey_stats_send(t::jsonb::par.survey_stats) <> par.survey_stats_send(t);
SELECT is(par.rollup(s)::text, (SELECT par.survey_agg(answer)::text FROM a), 'rollup of the groups is the whole') FROM g;
SELECT is((par.rollup(s) OPERATOR(par.-) (SELECT par.rollup(s) FROM g WHERE g < 20))::text, (SELECT par.survey_agg(answer)::text FROM a WHERE g >= 20), 'what is taken away is gone') FROM g;
SELECT is(count(*), 0::bigint, 'moving frames equal their frames computed alone')
FROM (SELECT i, par.survey_agg(answer) OVER w AS moving, par.satisfied_pct(answer) OVER w AS pct FROM a WHERE i <= 600 WINDOW w AS (ORDER BY i ROWS BETWEEN 7 PRECEDING AND 3 FOLLOWING)) m,
     LATERAL (SELECT par.survey_agg(answer) AS alone FROM a WHERE a.i BETWEEN m.i - 7 AND m.i + 3 AND a.i <= 600) o
WHERE moving::text <> alone::text OR pct IS DISTINCT FROM par.satisfied_pct(alone);
SELECT is(count(*), 0::bigint, 'moving frames over rolled up weights are exact')
FROM (SELECT g, par.rollup(t) OVER w AS moving FROM g WINDOW w AS (ORDER BY g ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)) m,
     LATERAL (SELECT par.rollup(t) AS alone FROM (SELECT t FROM g WHERE g.g BETWEEN m.g - 3 AND m.g ORDER BY g) o) o
WHERE moving::text <> alone::text;
SELECT is(count(*), 0::bigint, 'FILTER, DISTINCT and GROUPING SETS')
FROM (SELECT par.survey_agg(answer) FILTER (WHERE answer > 3) AS f, par.survey_agg(DISTINCT answer) AS d, g FROM a GROUP BY GROUPING SETS ((g), ())) x
WHERE par.n_at(f, 3) <> 0 OR par.n_missing(f) <> 0 OR par.n_at(d, 5) > 1 OR par.n_missing(d) > 1;
SELECT is(count(*), 0::bigint, 'intervals hold the share, lie within 0..100 and are mirrored by the other set')
FROM (SELECT s FROM g UNION ALL SELECT t FROM g) x, unnest('{wilson,clopper_pearson}'::text[]) m, unnest('{0.5,0.9,0.999999}'::float8[]) c,
     LATERAL (SELECT par.satisfied_pct(s, '{0,1,2}', digits => 9) AS p, par.satisfied_low(s, '{0,1,2}', c, m, 9) AS l, par.satisfied_high(s, '{0,1,2}', c, m, 9) AS h,
                     par.satisfied_low(s, '{3,4,5,6,7,8,9,10}', c, m, 9) AS l2, par.satisfied_high(s, '{3,4,5,6,7,8,9,10}', c, m, 9) AS h2) y
WHERE NOT (0 <= l AND l <= p AND p <= h AND h <= 100) OR abs(l + h2 - 100) > 1e-8 OR abs(h + l2 - 100) > 1e-8;

CREATE TEMP TABLE st AS SELECT g, s, 1000 + 37 * g::bigint AS population FROM g;
SELECT is(count(*), 0::bigint, 'stratified estimate and standard error follow the textbook for every positive set')
FROM set, LATERAL (SELECT par.stratified_agg(s, population) AS t, sum(population * p) / sum(population) AS p,
        sqrt(sum(population * (population - n) * p * (1 - p) / (n - 1))) / sum(population) AS se
      FROM (SELECT *, par.n_answers(s)::float8 AS n, par.satisfied_rate(s, positive) AS p FROM st) x) y
WHERE abs(par.satisfied_pct(t, positive, 12)::float8 - 100 * p) > 1e-9 OR abs(par.satisfied_se(t, positive, digits => 12)::float8 - 100 * se) > 1e-9;
SELECT is(par.satisfied_se(par.stratified_agg(s, par.n_answers(s))), 0.00, 'a census of every stratum has no variance')
FROM (SELECT ('{"5": ' || 2 + g || ', "1": ' || 1 + g % 3 || '}')::par.survey_stats AS s FROM st) x;
SELECT is(par.stratified_stats_send(t::text::par.stratified_stats), par.stratified_stats_send(t), 'text round trip of strata, bit for bit')
FROM (SELECT par.stratified_agg(s, population) AS t FROM st) x;

-- Weights: what is taken away is gone, bit for bit; in any order the same.
SELECT is((par.rollup(t) OPERATOR(par.-) (SELECT par.rollup(t) FROM g WHERE g < 20))::text, (SELECT par.survey_agg(answer, w)::text FROM a WHERE g >= 20 AND w >= 1e-9), 'weights that are taken away are gone') FROM g;
SELECT is(count(DISTINCT t::text), 1::bigint, 'the order of the rows does not matter, nor that of strata')
FROM (SELECT par.survey_agg(answer, w ORDER BY random()) AS t FROM a, generate_series(1, 5) k GROUP BY k) x;
SELECT is(count(DISTINCT t::text), 1::bigint, 'nor that of strata') FROM (SELECT par.stratified_agg(s, population ORDER BY random()) AS t FROM st, generate_series(1, 5) k GROUP BY k) x;

-- Forms: persons of some answers each; the variance between them by plain SQL.
CREATE TEMP TABLE f AS SELECT g, i / 7 AS person, array_agg(answer) AS answers, max(round(w::numeric, 3)) + 0.001 AS w FROM a GROUP BY 1, 2;
CREATE TEMP TABLE fg AS SELECT g, par.survey_agg(answers) AS s, par.survey_agg(answers, w) AS t FROM f GROUP BY g;
CREATE FUNCTION pg_temp.se(g int, positive int[], weighted boolean) RETURNS float8 LANGUAGE sql AS $$
    WITH p AS (SELECT CASE WHEN weighted THEN w ELSE 1 END AS w, (SELECT count(*) FROM unnest(answers) x WHERE x = ANY (positive)) AS y, (SELECT count(x) FROM unnest(answers) x) AS x FROM f WHERE f.g = se.g),
         r AS (SELECT sum(w * y) / sum(w * x) AS r, sum(w * x) AS total FROM p)
    SELECT sqrt((count(*) FILTER (WHERE x > 0))::numeric / (count(*) FILTER (WHERE x > 0) - 1) * sum((w * (y - r * x)) ^ 2) / min(total) ^ 2)::float8 * 100 FROM p, r $$;
SELECT is(count(*), 0::bigint, 'satisfied_se is the variance between persons that SQL sums, with and without weights')
FROM fg, (SELECT positive FROM set ORDER BY positive LIMIT 8) p
WHERE abs(par.satisfied_se(s, positive, digits => 12)::float8 - pg_temp.se(g, positive, false)) > 1e-9 OR abs(par.satisfied_se(t, positive, digits => 12)::float8 - pg_temp.se(g, positive, true)) > 1e-9;
SELECT is(count(*), 0::bigint, 'forms are added and taken away exactly, and read again')
FROM fg x JOIN fg y ON y.g = (x.g + 1) % 40
WHERE x.s OPERATOR(par.+) y.s OPERATOR(par.-) y.s OPERATOR(par.<>) x.s OR x.t OPERATOR(par.+) y.t OPERATOR(par.-) y.t OPERATOR(par.<>) x.t
   OR x.s::text::par.survey_stats OPERATOR(par.<>) x.s OR x.t::jsonb::par.survey_stats OPERATOR(par.<>) x.t;
SELECT is(count(*), 0::bigint, 'forms have the counts of their answers') FROM fg JOIN g USING (g)
WHERE par.n_answers(fg.s) <> par.n_answers(g.s) OR par.mean_score(fg.s, 9) IS DISTINCT FROM par.mean_score(g.s, 9) OR par.n_missing(fg.t) <> par.n_missing(g.s);

-- Parallel workers and one process agree; the plan must be parallel.
CREATE TABLE par_a AS SELECT * FROM a;
SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL min_parallel_table_scan_size = 0; SET LOCAL max_parallel_workers_per_gather = 2;
CREATE FUNCTION pg_temp.plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; r text := ''; BEGIN FOR line IN EXECUTE 'EXPLAIN ' || query LOOP r := r || line; END LOOP; RETURN r; END $$;
SELECT matches(pg_temp.plan('SELECT g, par.survey_agg(answer), par.survey_agg(answer, w) FROM par_a GROUP BY 1'), 'Partial.*Parallel Seq Scan', 'the plan is parallel');
SELECT is(count(*), 0::bigint, 'parallel partial sums are the sums')
FROM (SELECT g, par.survey_agg(answer) AS s, par.survey_agg(answer, w) AS t, par.survey_agg(answer) FILTER (WHERE false) AS e FROM par_a GROUP BY 1) p JOIN g USING (g)
WHERE p.s::text <> g.s::text OR p.e::text <> '{}' OR p.t::text <> g.t::text;
SELECT is((SELECT par.survey_agg(answer)::text FROM par_a WHERE i < 0), '{}', 'parallel over no rows is the empty summary');

SELECT * FROM finish();
ROLLBACK;
