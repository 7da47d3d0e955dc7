-- planner: what it is told of states, costs and rows, and what it makes of it.
SET search_path = public, pg_catalog;

-- Every aggregate says how large its state is, also in a moving frame.
SELECT a.aggfnoid::regprocedure AS aggregate, a.aggtransspace, a.aggmtransspace
FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid
WHERE p.pronamespace = 'par'::regnamespace AND
      (a.aggtransspace = 0 AND format_type(a.aggtranstype, NULL) LIKE 'par.%' OR a.aggmtransspace = 0 AND a.aggmtransfn::oid <> 0 AND format_type(a.aggmtranstype, NULL) LIKE 'par.%');
-- And it is what the state takes: of five codes without and with weights, and of
-- the other summaries.  (The server assumes 32 bytes where nothing is said.)
SELECT name, size <= space AND space <= 4 * size AS told
FROM (VALUES ('par.ontime_agg(date,date,date)', (SELECT pg_column_size(par.ontime_agg(date '2024-01-01', date '2024-01-02', date '2024-01-03')))),
             ('par.survey_agg(int)', (SELECT pg_column_size(par.survey_agg(i)) FROM generate_series(1, 5) i)),
             ('par.survey_agg(int,float8)', (SELECT pg_column_size(par.survey_agg(i, 1.5)) FROM generate_series(1, 5) i)),
             ('par.score_agg(numeric,numeric)', (SELECT pg_column_size(par.score_agg(1, 2)))),
             ('par.stratified_agg(par.survey_stats,bigint)', (SELECT pg_column_size(par.stratified_agg(s, 100)) FROM (SELECT par.survey_agg(i) AS s FROM generate_series(1, 5) i) x))) v(name, size)
JOIN LATERAL (SELECT aggtransspace AS space FROM pg_aggregate WHERE aggfnoid = name::regprocedure) a ON true;
-- So groups that do not fit the memory are planned in partitions.
CREATE TABLE many AS SELECT i AS key, date '2024-01-01' + i % 300 AS due, 'Trước ngày 14/12/2024'::text AS wording FROM generate_series(1, 100000) i;
ANALYZE many;
CREATE FUNCTION pg_temp.partitions(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN coalesce((plan->0->'Plan'->>'Planned Partitions')::int, -1);
END $$;
SET work_mem = '16MB';
SET hash_mem_multiplier = 1;
SET enable_sort = off;
SET max_parallel_workers_per_gather = 0;
SELECT pg_temp.partitions('SELECT key, par.ontime_agg(due, due, date ''2024-12-31'') FROM many GROUP BY key') > 0 AS summaries,
       pg_temp.partitions('SELECT key, count(due) FROM many GROUP BY key') > 0 AS counts;

-- A cheap condition comes before what reads a wording.
EXPLAIN (COSTS OFF) SELECT FROM many WHERE par.due_date(wording, 2024) = due AND wording = 'Quý I';
EXPLAIN (COSTS OFF) SELECT FROM many WHERE par.points('ratio', key, 100) > 1 AND due = '2024-03-01';

-- No function that returns rows leaves their number to the server's 1000.
SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'par'::regnamespace AND proretset AND prorows = 1000;
-- No function but the trivial ones is taken for as cheap as an addition.
SELECT count(*) FILTER (WHERE procost > 1) > 50 AS most FROM pg_proc WHERE pronamespace = 'par'::regnamespace AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'c');
DROP TABLE many;
