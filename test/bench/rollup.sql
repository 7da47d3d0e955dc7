-- A province's year: three million dossiers and as many answers of 430
-- agencies, against their monthly summaries (430 x 12 rows), which know no
-- less: the year of the province and of every agency, from either.
CREATE TABLE bench.year AS
SELECT (g * 7919::bigint % 430)::int AS agency_id, (received + interval '5 days')::date AS due,
       CASE WHEN g % 10 <> 0 THEN (received + h % 8 * interval '1 day')::date END AS done,
       date_trunc('month', received)::date AS month, nullif(h % 6, 0) AS answer
FROM generate_series(1, (3000000 * :scale)::int) AS g,
     LATERAL (SELECT timestamp '2024-01-01' + (g::bigint * 48271 % 366) * interval '1 day' AS received,
                     hashint4(g) & 1023 AS h) AS x;
CREATE TABLE bench.month AS
SELECT month, agency_id, par.ontime_agg(due, done, '2024-12-31') AS ontime, par.survey_agg(answer) AS survey
FROM bench.year GROUP BY month, agency_id;

CALL bench.measure('rollup', 'rows', 'SELECT par.ontime_agg(due, done, ''2024-12-31''), par.survey_agg(answer) FROM bench.year');
CALL bench.measure('rollup', 'months', 'SELECT par.rollup(ontime), par.rollup(survey) FROM bench.month');
CALL bench.measure('rollup', 'rows by agency', 'SELECT agency_id, par.ontime_agg(due, done, ''2024-12-31''), par.survey_agg(answer) FROM bench.year GROUP BY 1');
CALL bench.measure('rollup', 'months by agency', 'SELECT agency_id, par.rollup(ontime), par.rollup(survey) FROM bench.month GROUP BY 1');
CALL bench.measure('rollup', 'count', 'SELECT count(*) FROM bench.year');

CALL bench.ratio('rollup', 'the year of the province from months, times faster than from rows', 'months', 'rows', at_least => 100);
CALL bench.ratio('rollup', 'the year of every agency from months, times faster than from rows', 'months by agency', 'rows by agency', at_least => 100);
CALL bench.ratio('rollup', 'the year of the province from months, times faster than counting the rows', 'months', 'count', at_least => 1);
