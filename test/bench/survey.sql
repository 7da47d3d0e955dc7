-- Five million answers: 430 agencies, 5 factors, codes 1 to 5 and one in
-- twenty without opinion.
CREATE TABLE bench.answers AS
SELECT (i % 430)::int AS agency, ((i / 430) % 5)::int AS factor,
       CASE WHEN random() >= 0.05 THEN (1 + floor(5 * sqrt(random())))::int END AS answer,
       0.5 + random() AS weight
FROM generate_series(1, (5000000 * :scale)::int) AS i;

CALL bench.measure('survey', 'floor', 'SELECT agency, factor, count(answer) FROM bench.answers GROUP BY 1, 2');
CALL bench.measure('survey', 'survey_agg', 'SELECT agency, factor, par.survey_agg(answer) FROM bench.answers GROUP BY 1, 2');
CALL bench.measure('survey', 'filters', 'SELECT agency, factor, count(*) FILTER (WHERE answer = 1), count(*) FILTER (WHERE answer = 2),
    count(*) FILTER (WHERE answer = 3), count(*) FILTER (WHERE answer = 4), count(*) FILTER (WHERE answer = 5) FROM bench.answers GROUP BY 1, 2');
-- The best of plain SQL: the counts of all codes in one numeric, nine digits each,
-- no opinion counting nothing; then taken apart for each group.
CALL bench.measure('survey', 'packed', $$SELECT agency, factor, p % 1e9, div(p, 1e9) % 1e9, div(p, 1e18) % 1e9, div(p, 1e27) % 1e9, div(p, 1e36)
    FROM (SELECT agency, factor, sum(('{1,1000000000,1000000000000000000,1000000000000000000000000000,1000000000000000000000000000000000000}'::numeric[])[answer]) AS p FROM bench.answers GROUP BY 1, 2) g$$);
-- The same in two bigints of three and two codes, of twenty bits.
CALL bench.measure('survey', 'packed bigint', $$SELECT agency, factor, a & 1048575, a >> 20 & 1048575, a >> 40, b & 1048575, b >> 20
    FROM (SELECT agency, factor, sum_a::bigint AS a, sum_b::bigint AS b
          FROM (SELECT agency, factor, sum(('{1,1048576,1099511627776,0,0}'::bigint[])[answer]) AS sum_a, sum(('{0,0,0,1,1048576}'::int[])[answer]) AS sum_b FROM bench.answers GROUP BY 1, 2) s) g$$);
CALL bench.measure('survey', 'weighted', 'SELECT agency, factor, par.survey_agg(answer, weight) FROM bench.answers GROUP BY 1, 2');
CALL bench.measure('survey', 'one-step', 'SELECT agency, factor, par.satisfied_pct(answer), par.mean_score(answer) FROM bench.answers GROUP BY 1, 2');
CALL bench.measure('survey', 'parallel', 'SELECT agency, factor, par.survey_agg(answer) FROM bench.answers GROUP BY 1, 2', 'max_parallel_workers_per_gather=2');

CALL bench.ratio('survey', 'survey_agg(answer) / count(answer)', 'survey_agg', 'floor', at_most => 1.25);
CALL bench.ratio('survey', 'survey_agg(answer), times faster than five count(*) FILTER', 'survey_agg', 'filters', at_least => 1.15);
CALL bench.ratio('survey', 'survey_agg(answer) / the counts packed into one numeric', 'survey_agg', 'packed');
CALL bench.ratio('survey', 'survey_agg(answer) / the counts packed into two bigints', 'survey_agg', 'packed bigint');
CALL bench.ratio('survey', 'survey_agg(answer, weight) / count(answer)', 'weighted', 'floor', at_most => 1.6);
CALL bench.ratio('survey', 'satisfied_pct(answer), mean_score(answer) / count(answer)', 'one-step', 'floor');
CALL bench.ratio('survey', 'survey_agg(answer) with 2 workers / without', 'parallel', 'survey_agg');

-- Summaries of ten answers each, plain and weighted, as strata.
CREATE TABLE bench.strata AS
SELECT i / 10 AS stratum, i / 10 % 20 AS province, par.survey_agg(1 + i % 5) AS plain, par.survey_agg(1 + i % 5, (1 + i % 8) / 4.0::float8) AS weighted
FROM generate_series(0, (2000000 * :scale)::int - 1) AS i GROUP BY 1, 2;

CALL bench.measure('survey', 'strata, floor', 'SELECT province, count(plain) FROM bench.strata GROUP BY 1');
CALL bench.measure('survey', 'strata', 'SELECT province, par.stratified_agg(plain, 1000) FROM bench.strata GROUP BY 1');
CALL bench.measure('survey', 'rollup of strata', 'SELECT par.rollup(t) FROM (SELECT par.stratified_agg(plain, 1000) AS t FROM bench.strata GROUP BY stratum / 10) x');
CALL bench.measure('survey', 'rollup, weighted', 'SELECT province, par.rollup(weighted) FROM bench.strata GROUP BY 1');

CALL bench.ratio('survey', 'stratified_agg / count', 'strata', 'strata, floor');

-- One million forms of 30 answers, one in thirty without opinion; the floor is
-- sum(cardinality(answers)) with one pass over the elements in C.
CREATE FUNCTION bench.pass(int[]) RETURNS int LANGUAGE c IMMUTABLE STRICT AS :'pass', 'pass';
CREATE TABLE bench.forms AS
SELECT (i % 430)::int AS agency, (SELECT array_agg(CASE WHEN h % 30 > 0 THEN 1 + floor(5 * sqrt(h % 1009 / 1009.0))::int END) FROM (SELECT hashint4(i * 30 + q) & 1073741823 AS h FROM generate_series(1, 30) q) x) AS answers,
       0.5 + random() AS weight
FROM generate_series(1, (1000000 * :scale)::int) AS i;

CALL bench.measure('survey', 'forms floor', 'SELECT agency, sum(bench.pass(answers)) FROM bench.forms GROUP BY 1');
CALL bench.measure('survey', 'forms', 'SELECT agency, par.survey_agg(answers) FROM bench.forms GROUP BY 1');
CALL bench.measure('survey', 'forms by answers', 'SELECT agency, par.survey_agg(a) FROM bench.forms, unnest(answers) a GROUP BY 1');
CALL bench.measure('survey', 'forms weighted', 'SELECT agency, par.survey_agg(answers, weight) FROM bench.forms GROUP BY 1');

CALL bench.ratio('survey', 'survey_agg(answers) of 30 / sum(cardinality(answers)) with a pass over the elements in C', 'forms', 'forms floor', at_most => 1.3);
CALL bench.ratio('survey', 'survey_agg(answers) / survey_agg(answer) of the elements', 'forms', 'forms by answers');
CALL bench.ratio('survey', 'survey_agg(answers, weight) / the same floor', 'forms weighted', 'forms floor');
