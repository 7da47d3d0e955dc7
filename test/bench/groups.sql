-- Five million dossiers and five million answers of 430 agencies: one
-- aggregate that keeps the groups itself, against GROUP BY.
CREATE TABLE bench.case_by_key AS
SELECT (g * 7919::bigint % 430)::int AS key, received + interval '5 days' AS due_at,
       CASE WHEN g % 10 <> 0 THEN received + h % 6 * interval '24 hours' + h % 7 * interval '1 hour' END AS returned_at, nullif(h % 6, 0) AS answer
FROM generate_series(1, (5000000 * :scale)::int) AS g,
     LATERAL (SELECT timestamptz '2023-01-02 08:00+07' + (g::bigint * 48271 % 730 * 24 + g % 9) * interval '1 hour' AS received,
                     hashint4(g) & 1023 AS h) AS x;

CALL bench.measure('groups', 'floor', 'SELECT key, count(due_at), count(returned_at) FROM bench.case_by_key GROUP BY key');
CALL bench.measure('groups', 'ontime_by', $$
    SELECT r.* FROM (SELECT par.ontime_by(key, due_at, returned_at, '2024-09-30 24:00+07') AS groups FROM bench.case_by_key) g, par.rows(groups) r$$);
CALL bench.measure('groups', 'ontime_agg', $$
    SELECT key, par.ontime_agg(due_at, returned_at, '2024-09-30 24:00+07') FROM bench.case_by_key GROUP BY key$$);
CALL bench.measure('groups', 'ontime_by, 2 processes', $$
    SELECT r.* FROM (SELECT par.ontime_by(key, due_at, returned_at, '2024-09-30 24:00+07') AS groups FROM bench.case_by_key) g, par.rows(groups) r$$,
    'max_parallel_workers_per_gather=1');
CALL bench.measure('groups', 'answer floor', 'SELECT key, count(answer), count(key) FROM bench.case_by_key GROUP BY key');
CALL bench.measure('groups', 'survey_by', $$
    SELECT r.* FROM (SELECT par.survey_by(key, answer) AS groups FROM bench.case_by_key) g, par.rows(groups) r$$);
CALL bench.measure('groups', 'survey_agg', 'SELECT key, par.survey_agg(answer) FROM bench.case_by_key GROUP BY key');

CALL bench.ratio('groups', 'ontime_by / floor: GROUP BY key, count(due_at), count(returned_at)', 'ontime_by', 'floor', at_most => 0.7);
CALL bench.ratio('groups', 'survey_by / floor: GROUP BY key, count(answer), count(key)', 'survey_by', 'answer floor', at_most => 0.7);
CALL bench.ratio('groups', 'ontime_by faster than GROUP BY key with ontime_agg', 'ontime_by', 'ontime_agg', at_least => 1.5);
CALL bench.ratio('groups', 'survey_by faster than GROUP BY key with survey_agg', 'survey_by', 'survey_agg', at_least => 1.5);
CALL bench.ratio('groups', '2 processes faster than 1', 'ontime_by, 2 processes', 'ontime_by', at_least => 1.6);
