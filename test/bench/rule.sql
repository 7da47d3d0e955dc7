-- One million results of fifty criteria; the rule and the maximum come from
-- the joined table of criteria, as in any real query.  The CASE beside it is
-- what people write for the one kind that all fifty have, the thresholds in
-- columns of their own.
CREATE TABLE bench.criterion AS
SELECT id, (1 + id % 4) / 2.0 AS max_points, 95::numeric AS t1, 80::numeric AS t2, 0.5 AS share2,
       'steps 95: 100%, 80: 50%'::par.rule AS steps, 'ratio from 80'::par.rule AS ratio
FROM generate_series(1, 50) id;
CREATE TABLE bench.result_of AS
SELECT 1 + i % 50 AS criterion_id, round((60 + 40 * random())::numeric, 2) AS value,
       (num * random())::int::numeric AS num, num::numeric AS den
FROM (SELECT i, (1 + 1000 * random())::int AS num FROM generate_series(1, (1000000 * :scale)::int) i) x;

CALL bench.measure('rule', 'join', 'SELECT count(value), count(max_points), count(steps) FROM bench.result_of JOIN bench.criterion ON id = criterion_id');
CALL bench.measure('rule', 'steps', 'SELECT count(par.points(steps, value, max_points)) FROM bench.result_of JOIN bench.criterion ON id = criterion_id');
CALL bench.measure('rule', 'steps case', 'SELECT count(CASE WHEN value >= t1 THEN max_points WHEN value >= t2 THEN max_points * share2 ELSE 0 END) FROM bench.result_of JOIN bench.criterion ON id = criterion_id');
CALL bench.measure('rule', 'ratio', 'SELECT count(par.points(ratio, value, max_points)) FROM bench.result_of JOIN bench.criterion ON id = criterion_id');
CALL bench.measure('rule', 'ratio case', 'SELECT count(CASE WHEN value >= t2 THEN least(max_points * value / 100, max_points) ELSE 0 END) FROM bench.result_of JOIN bench.criterion ON id = criterion_id');
CALL bench.measure('rule', 'num den', 'SELECT count(par.points(ratio, num, den, max_points)) FROM bench.result_of JOIN bench.criterion ON id = criterion_id');
CALL bench.measure('rule', 'num den case', 'SELECT count(CASE WHEN 100 * num >= t2 * den THEN least(max_points * num / den, max_points) ELSE 0 END) FROM bench.result_of JOIN bench.criterion ON id = criterion_id');

CALL bench.ratio('rule', 'points, steps / CASE on numeric', 'steps', 'steps case', at_most => 2);
CALL bench.ratio('rule', 'points, ratio from 80 / CASE on numeric', 'ratio', 'ratio case', at_most => 2);
CALL bench.ratio('rule', 'points of num and den / CASE on numeric', 'num den', 'num den case', at_most => 2);
CALL bench.ratio('rule', 'points, steps / the join alone', 'steps', 'join');
