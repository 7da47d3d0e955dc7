-- 430 units; 50 criteria.
CREATE TABLE bench.unit AS
SELECT i AS key, i % 20 AS bloc, 60 + 40 * random() AS estimate, 0.5 + 2 * random() AS se,
       ARRAY(SELECT round((100 * random())::numeric, 2) FROM generate_series(1, 50 + 0 * i)) AS scores,
       ('{"5": ' || 20 + i % 60 || ', "2": ' || 5 + i % 17 || '}')::par.survey_stats AS stats
FROM generate_series(1, (430 * :scale)::int) AS i;
CREATE TABLE bench.weighing AS SELECT array_agg(round((10 * random())::numeric, 2)) AS weights FROM generate_series(1, 50);

CALL bench.measure('rank', 'rank', 'SELECT rank() OVER (ORDER BY estimate DESC) FROM bench.unit');
CALL bench.measure('rank', 'rank_agg', 'SELECT par.rank_agg(key, estimate, se) FROM bench.unit');
CALL bench.measure('rank', 'blocs', 'SELECT bloc, par.rank_agg(key, estimate, se) FROM bench.unit GROUP BY bloc');
CALL bench.measure('rank', 'pairs', 'SELECT a.key, count(*) FILTER (WHERE b.estimate - a.estimate > 4.8 * sqrt(a.se ^ 2 + b.se ^ 2)),
    count(*) FILTER (WHERE a.estimate - b.estimate > 4.8 * sqrt(a.se ^ 2 + b.se ^ 2)) FROM bench.unit a, bench.unit b GROUP BY a.key');
CALL bench.measure('rank', 'draws', 'SELECT par.rank_sensitivity(key, scores, weights, 0.25, 10000, 1) FROM bench.unit, bench.weighing');
CALL bench.measure('rank', 'three seconds', 'SELECT pg_sleep(3)');
CALL bench.measure('rank', 'one draw in SQL', 'SELECT key, rank() OVER (ORDER BY mean DESC) FROM (SELECT key, sum(s * w) / sum(w) AS mean
    FROM bench.unit, bench.weighing, LATERAL unnest(scores, weights) AS x(s, w) GROUP BY key) y');
CALL bench.measure('rank', 'compare', 'SELECT par.compare_agg(key, stats) FROM bench.unit');
CALL bench.measure('rank', 'compare by hand', 'SELECT key, par.satisfied_rate(stats), par.difference_low(stats, whole OPERATOR(par.-) stats), par.difference_high(stats, whole OPERATOR(par.-) stats),
    par.difference_p(stats, whole OPERATOR(par.-) stats) FROM bench.unit, (SELECT par.rollup(stats) AS whole FROM bench.unit) x');

CALL bench.ratio('rank', 'rank_agg / all pairs in SQL, 430 units', 'rank_agg', 'pairs', at_most => 0.5);
CALL bench.ratio('rank', 'rank_agg in 20 blocs / rank()', 'blocs', 'rank');
CALL bench.ratio('rank', 'rank_sensitivity, 430 units x 50 criteria x 10000 draws / 3 s', 'draws', 'three seconds', at_most => 1);
CALL bench.ratio('rank', 'rank_sensitivity with 10000 draws / one draw in SQL', 'draws', 'one draw in SQL', at_most => 100);
CALL bench.ratio('rank', 'compare_agg / difference_* by hand without adjusted p', 'compare', 'compare by hand', at_most => 2);
