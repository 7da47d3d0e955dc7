-- One million scores, some of them not applicable.
CREATE TABLE bench.score AS
SELECT i % 1000 AS unit_id, CASE WHEN i % 20 > 0 THEN round((2 * random())::numeric, 2) END AS points, 2.00 AS max_points
FROM generate_series(1, (1000000 * :scale)::int) i;

CALL bench.measure('score', 'agg', 'SELECT par.score_agg(points, max_points) FROM bench.score');
CALL bench.measure('score', 'sums', 'SELECT sum(points), sum(max_points) FROM bench.score');
CALL bench.measure('score', 'agg by unit', 'SELECT par.score_agg(points, max_points) FROM bench.score GROUP BY unit_id');
CALL bench.measure('score', 'sums by unit', 'SELECT sum(points), sum(max_points) FROM bench.score GROUP BY unit_id');

CALL bench.ratio('score', 'score_agg / sum(points), sum(max_points)', 'agg', 'sums', at_most => 1.3);
CALL bench.ratio('score', 'score_agg / sums, 1000 groups', 'agg by unit', 'sums by unit', at_most => 1.3);
