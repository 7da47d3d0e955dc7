-- One million pairs of counts.
CREATE TABLE bench.counts AS
SELECT (random() * 100000)::int AS a, (1 + random() * 100000)::int AS b
FROM generate_series(1, (1000000 * :scale)::int);

CALL bench.measure('percent', 'floor', 'SELECT count(a), count(b) FROM bench.counts');
CALL bench.measure('percent', 'pct', 'SELECT count(par.pct(a, b)) FROM bench.counts');
CALL bench.measure('percent', 'sql', 'SELECT count(round(100.0 * a / b, 2)) FROM bench.counts');

CALL bench.ratio('percent', 'pct(int, int) / round(100.0*a/b, 2)', 'pct', 'sql', at_most => 1.5);
CALL bench.ratio('percent', 'pct(int, int) / reading the columns', 'pct', 'floor');
