-- Every aggregate of the extension taken apart and put together again: by
-- parallel workers, by partitions, and as Citus does it, whose workers send
-- their states as text (as binary from 14 on) to the one that combines them.
SET timezone = 'Asia/Ho_Chi_Minh';
CREATE SCHEMA apart;
SET search_path = apart;

-- 6000 cases in seven parts, of which part 5 will be left empty by a filter.
-- Weights are no short binary fractions: sums of them depend on the order in
-- floating point.
CREATE TABLE fact AS
SELECT i AS id, i % 7 AS part, i % 29 AS agency, (date '2024-01-01' + i % 3 * interval '1 month')::date AS month,
       due, due + h % 9 - 5 AS done, due + timetz '17:00+07' AS due_at, due + h % 9 - 5 + make_time(h % 24, 0, 0)::timetz AS done_at,
       h % 11 = 0 AS paused, nullif(h % 6, 0) AS answer, (1 + h % 97) / 7.0::float8 AS weight,
       round(h / 512.0, 2) AS points, 2.00 AS max_points,
       date '2024-01-01' + i % 366 AS day, 'off' AS kind
FROM (SELECT i, hashint4(i) & 1023 AS h, date '2024-01-01' + i % 180 AS due FROM generate_series(1, 6000) i) x;
UPDATE fact SET due = NULL, due_at = NULL WHERE id % 40 = 1;
UPDATE fact SET done = NULL, done_at = NULL WHERE id % 9 = 1;
UPDATE fact SET points = NULL WHERE id % 20 = 1;

-- The same as summaries of a month of an agency, for the aggregates that take those.
CREATE TABLE summary AS
SELECT part, month, agency, par.ontime_agg(due, done, '2024-05-31', paused) AS ontime,
       par.survey_agg(answer) AS survey, par.score_agg(points, max_points) AS score,
       format('%s/%s/%s', part, agency, month) AS unit, 100 * agency + extract(month FROM month)::bigint * 10 + part AS unit_id, array_agg(points ORDER BY id) FILTER (WHERE id <= 1827) AS scores
FROM fact GROUP BY part, month, agency;
CREATE TABLE stratified AS
SELECT part, agency, par.stratified_agg(survey, 1024) AS strata FROM summary GROUP BY part, agency;

-- How each aggregate is called, and how its answer is shown.
CREATE TABLE call (n serial, aggregate regprocedure PRIMARY KEY, source regclass, args text, shown text DEFAULT '%s');
INSERT INTO call (source, aggregate, args) VALUES
('fact', 'par.ontime_agg(date, date, date)', 'due, done, ''2024-05-31'''),
('fact', 'par.ontime_agg(date, date, date, boolean)', 'due, done, ''2024-05-31'', paused'),
('fact', 'par.ontime_agg(timestamptz, timestamptz, timestamptz)', 'due_at, done_at, ''2024-05-31 17:00+07'''),
('fact', 'par.ontime_agg(timestamptz, timestamptz, timestamptz, boolean)', 'due_at, done_at, ''2024-05-31 17:00+07'', paused'),
('fact', 'par.ontime_agg(timestamptz, timestamptz, timestamptz, par.zone)', 'due_at, done_at, ''2024-05-31 17:00+07'', ''Europe/Berlin'''),
('fact', 'par.ontime_agg(timestamptz, timestamptz, timestamptz, boolean, par.zone)', 'due_at, done_at, ''2024-05-31 17:00+07'', paused, ''Europe/Berlin'''),
('fact', 'par.ontime_agg(par.timeliness)', 'par.timeliness(due, done, ''2024-05-31'', paused)'),
('fact', 'par.on_time_pct(date, date)', 'due, done'),
('fact', 'par.on_time_pct(timestamptz, timestamptz)', 'due_at, done_at'),
('fact', 'par.early_pct(date, date)', 'due, done'),
('fact', 'par.early_pct(timestamptz, timestamptz)', 'due_at, done_at'),
('fact', 'par.late_pct(date, date)', 'due, done'),
('fact', 'par.late_pct(timestamptz, timestamptz)', 'due_at, done_at'),
('summary', 'par.rollup(par.ontime_stats)', 'ontime'),
('fact', 'par.survey_agg(integer)', 'answer'),
('fact', 'par.survey_agg(integer, double precision)', 'answer, weight'),
('fact', 'par.survey_agg(integer[])', 'ARRAY[answer, 1 + id % 5, answer]'),
('fact', 'par.survey_agg(integer[], double precision)', 'ARRAY[answer, 1 + id % 5, answer], weight'),
('fact', 'par.satisfied_pct(integer)', 'answer'),
('fact', 'par.mean_score(integer)', 'answer'),
('summary', 'par.rollup(par.survey_stats)', 'survey'),
('summary', 'par.stratified_agg(par.survey_stats, bigint)', 'survey, 1024'),
('stratified', 'par.rollup(par.stratified_stats)', 'strata'),
('fact', 'par.score_agg(numeric, numeric)', 'points, max_points'),
('fact', 'par.index_pct(numeric, numeric)', 'points, max_points'),
('summary', 'par.rollup(par.score_stats)', 'score'),
('fact', 'par.calendar_agg(date, text)', 'day, kind'),
('fact', 'par.ontime_by(integer, date, date, date)', 'agency, due, done, ''2024-05-31'''),
('fact', 'par.ontime_by(integer, date, date, date, boolean)', 'agency, due, done, ''2024-05-31'', paused'),
('fact', 'par.ontime_by(integer, timestamptz, timestamptz, timestamptz)', 'agency, due_at, done_at, ''2024-05-31 17:00+07'''),
('fact', 'par.ontime_by(integer, timestamptz, timestamptz, timestamptz, boolean)', 'agency, due_at, done_at, ''2024-05-31 17:00+07'', paused'),
('fact', 'par.ontime_by(integer, timestamptz, timestamptz, timestamptz, par.zone)', 'agency, due_at, done_at, ''2024-05-31 17:00+07'', ''Europe/Berlin'''),
('fact', 'par.ontime_by(integer, timestamptz, timestamptz, timestamptz, boolean, par.zone)', 'agency, due_at, done_at, ''2024-05-31 17:00+07'', paused, ''Europe/Berlin'''),
('fact', 'par.survey_by(integer, integer)', 'agency, answer'),
('fact', 'par.calendar_agg(date, text, date)', 'day, CASE extract(isodow FROM day) WHEN 6 THEN ''work'' ELSE kind END, CASE extract(isodow FROM day) WHEN 6 THEN day - 1 END'),
('summary', 'par.rank_agg(text, double precision, double precision)', 'unit, par.mean_score(survey), 0.5'),
('summary', 'par.rank_agg(text, double precision, double precision, double precision)', 'unit, par.mean_score(survey), 0.5, 0.9'),
('summary', 'par.rank_agg(bigint, double precision, double precision)', 'unit_id, par.mean_score(survey), 0.5'),
('summary', 'par.rank_agg(bigint, double precision, double precision, double precision)', 'unit_id, par.mean_score(survey), 0.5, 0.9'),
('summary', 'par.rank_sensitivity(text, numeric[], numeric[], double precision, integer, bigint)', 'unit, scores, ''{2, 1, 0.5}'', 0.5, 20, 7'),
('summary', 'par.rank_sensitivity(bigint, numeric[], numeric[], double precision, integer, bigint)', 'unit_id, scores, ''{2, 1, 0.5}'', 0.5, 20, 7'),
('summary', 'par.compare_agg(text, par.survey_stats)', 'unit, survey'),
('summary', 'par.compare_agg(text, par.survey_stats, integer[])', 'unit, survey, ''{5}'''),
('summary', 'par.compare_agg(bigint, par.survey_stats)', 'unit_id, survey'),
('summary', 'par.compare_agg(bigint, par.survey_stats, integer[])', 'unit_id, survey, ''{5}''');
-- The forms of days and instants mixed, by the names and types of their arguments.
INSERT INTO call (source, aggregate, args)
SELECT 'fact', p.oid, string_agg(CASE name || ' ' || type::regtype
           WHEN 'due date' THEN 'due' WHEN 'due timestamp with time zone' THEN 'due_at' WHEN 'done date' THEN 'done' WHEN 'done timestamp with time zone' THEN 'done_at'
           WHEN 'as_of date' THEN 'date ''2024-05-31''' WHEN 'as_of timestamp with time zone' THEN 'timestamptz ''2024-05-31 17:00+07''' WHEN 'paused boolean' THEN 'paused'
           WHEN 'paused text' THEN 'paused::text' WHEN 'pauses tstzmultirange' THEN 'CASE WHEN paused THEN tstzmultirange(tstzrange(due_at - interval ''9 days'', NULL)) END'
           WHEN 'zone par.zone' THEN '''Europe/Berlin''::par.zone' END, ', ' ORDER BY i)
FROM pg_proc p, unnest(p.proargtypes::oid[], p.proargnames) WITH ORDINALITY AS a (type, name, i)
WHERE p.prokind = 'a' AND p.pronamespace = 'par'::regnamespace AND p.proname IN ('ontime_agg', 'on_time_pct', 'early_pct', 'late_pct') AND p.oid NOT IN (SELECT aggregate FROM call)
GROUP BY p.oid ORDER BY p.oid::regprocedure::text COLLATE "C";
-- Groups stand in a state in the order in which they came.
CREATE FUNCTION in_order(groups par.ontime_groups) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$SELECT string_agg(r::text, ',') FROM par.rows(groups) r$$;
CREATE FUNCTION in_order(groups par.survey_groups) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$SELECT string_agg(r::text, ',') FROM par.rows(groups) r$$;
UPDATE call SET shown = 'in_order(%s)' WHERE aggregate::text LIKE '%\_by(%';

-- No aggregate is missing there, and all of them can be taken apart: a
-- combine function, and a state of a type that travels.
SELECT a.aggfnoid, c.aggregate IS NULL AS not_called_here, aggcombinefn, aggtranstype::regtype, typsend, typreceive
FROM pg_depend d JOIN pg_aggregate a ON d.objid = a.aggfnoid AND d.classid = 'pg_proc'::regclass
JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND extname = 'par_index'
JOIN pg_type t ON t.oid = aggtranstype
LEFT JOIN call c ON c.aggregate = a.aggfnoid::oid
-- (ontime_cells_agg reads the cells of a model, where test model_cells calls it.)
WHERE c.aggregate IS NULL AND a.aggfnoid <> 'par.ontime_cells_agg'::regproc OR aggcombinefn = 0 OR aggtranstype = 'internal'::regtype OR typsend = 0 OR typreceive = 0;

-- The query of a call, whole, and one of its answer as text.
CREATE FUNCTION query_of(c call) RETURNS text LANGUAGE sql AS
$$SELECT format('SELECT %s FROM %s', format(c.shown, format('%s(%s) FILTER (WHERE part <> 5)', c.aggregate::oid::regproc, c.args)), c.source)$$;
CREATE FUNCTION answer(query text) RETURNS text LANGUAGE plpgsql AS
$$DECLARE result text; BEGIN EXECUTE query INTO result; RETURN result; END$$;
CREATE FUNCTION plan(query text) RETURNS text LANGUAGE plpgsql AS
$$DECLARE line text; result text = ''; BEGIN
FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP result := result || line || E'\n'; END LOOP; RETURN result;
END$$;

-- 1. Parallel workers.  The leader takes no part, so nothing runs in one
-- process; every aggregate has the plan
SET max_parallel_workers_per_gather = 0;
CREATE TABLE whole AS SELECT n, answer(query_of(call)) FROM call;
SET max_parallel_workers_per_gather = 2;
SET parallel_leader_participation = off;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE fact SET (parallel_workers = 2);
ALTER TABLE summary SET (parallel_workers = 2);
ALTER TABLE stratified SET (parallel_workers = 2);
SELECT plan(query_of(call)) FROM call WHERE n = 1 \g (format=unaligned tuples_only=on)
-- and the answer of one process.
SELECT aggregate, plan(query_of(call)) ~ 'Finalize Aggregate.*Gather.*Workers Planned: 2.*Partial Aggregate.*Parallel Seq Scan' AS parallel,
       answer(query_of(call)) = answer AS as_one_process, answer IS NULL AS is_null
FROM call JOIN whole USING (n) ORDER BY n;

-- 2. States that travel.  As in Citus: transition function on the workers,
-- state out as text or binary, combine function and final function elsewhere.
CREATE TABLE state (n int, part int);
DO $$
DECLARE
    c record;
BEGIN
    FOR c IN SELECT n, aggregate, source, args, a.*, t.typname,
                    coalesce(', INITCOND = ' || quote_literal(agginitval), '') ||
                    format(', STYPE = %s', aggtranstype::regtype) AS state_of
             FROM call JOIN pg_aggregate a ON a.aggfnoid::oid = aggregate JOIN pg_type t ON t.oid = aggtranstype ORDER BY n LOOP
        IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'state'::regclass AND attname = c.typname) THEN
            EXECUTE format('ALTER TABLE state ADD %I %s', c.typname, c.aggtranstype::regtype);
        END IF;
        EXECUTE format('CREATE AGGREGATE partial_%s(%s) (SFUNC = %s %s)', c.n,
                       pg_get_function_identity_arguments(c.aggregate), c.aggtransfn, c.state_of);
        EXECUTE format('CREATE AGGREGATE combine_%s(%s) (SFUNC = %s %s %s)', c.n,
                       c.aggtranstype::regtype, c.aggcombinefn, c.state_of,
                       CASE WHEN c.aggfinalfn <> 0 THEN ', FINALFUNC = ' || c.aggfinalfn END);
        EXECUTE format('INSERT INTO state (n, part, %I) SELECT %s, part, partial_%s(%s) FILTER (WHERE part <> 5) FROM %s GROUP BY part',
                       c.typname, c.n, c.n, c.args, c.source);
    END LOOP;
END $$;
CREATE TABLE as_text (LIKE state);
CREATE TABLE as_binary (LIKE state);
\copy state TO 'results/state.text'
\copy state TO 'results/state.binary' (FORMAT binary)
\copy as_text FROM 'results/state.text'
\copy as_binary FROM 'results/state.binary' (FORMAT binary)
SELECT typname AS state, count(*) AS states, count(DISTINCT n) AS of_aggregates
FROM state JOIN call USING (n) JOIN pg_aggregate ON aggfnoid::oid = aggregate JOIN pg_type t ON t.oid = aggtranstype GROUP BY 1 ORDER BY 1;
-- Every state arrived byte for byte, the empty ones too,
SELECT count(*) AS states, count(*) FILTER (WHERE state *= as_text) AS same_by_text, count(*) FILTER (WHERE state *= as_binary) AS same_by_binary
FROM state JOIN as_text USING (n, part) JOIN as_binary USING (n, part);
-- and the parts make the whole.
SELECT aggregate, answer(format('SELECT %s FROM as_text WHERE n = %s', format(shown, format('combine_%s(%I)', n, typname)), n)) = answer AS text_is_whole,
       answer(format('SELECT %s FROM as_binary WHERE n = %s', format(shown, format('combine_%s(%I)', n, typname)), n)) = answer AS binary_is_whole
FROM call JOIN whole USING (n) JOIN pg_aggregate ON aggfnoid::oid = aggregate JOIN pg_type t ON t.oid = aggtranstype ORDER BY n;

-- 3. Partitions.  By month the aggregate is finished inside each partition;
-- without the month the partitions' states are combined.
CREATE TABLE by_month (LIKE fact) PARTITION BY RANGE (month);
SELECT format('CREATE TABLE by_month_%s PARTITION OF by_month FOR VALUES FROM (%L) TO (%L)', m, make_date(2024, m, 1), make_date(2024, m + 1, 1))
FROM generate_series(1, 3) m \gexec
INSERT INTO by_month SELECT * FROM fact;
ANALYZE by_month;
SET max_parallel_workers_per_gather = 0;
SET enable_sort = off;
SET enable_partitionwise_aggregate = on;
EXPLAIN (COSTS OFF)
SELECT month, agency, par.ontime_agg(due, done, '2024-05-31') FROM by_month GROUP BY month, agency;
EXPLAIN (COSTS OFF)
SELECT agency, par.ontime_agg(due, done, '2024-05-31') FROM by_month GROUP BY agency;
CREATE TABLE partitioned AS
SELECT month, agency, par.ontime_agg(due, done, '2024-05-31') AS ontime FROM by_month GROUP BY month, agency
UNION ALL
SELECT 'infinity', agency, par.ontime_agg(due, done, '2024-05-31') FROM by_month GROUP BY agency;
-- Across partitions and processes at once.
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF)
SELECT agency, par.ontime_agg(due, done, '2024-05-31') FROM by_month GROUP BY agency;
INSERT INTO partitioned
SELECT '-infinity', agency, par.ontime_agg(due, done, '2024-05-31') FROM by_month GROUP BY agency;
-- All as without partitions.
SET enable_partitionwise_aggregate = off;
SET max_parallel_workers_per_gather = 0;
SELECT count(*), count(*) FILTER (WHERE p.ontime::text = w.ontime::text) AS equal
FROM partitioned p
FULL JOIN (SELECT month, agency, par.ontime_agg(due, done, '2024-05-31') AS ontime FROM fact GROUP BY month, agency
           UNION ALL
           SELECT v.month, agency, par.ontime_agg(due, done, '2024-05-31')
           FROM fact, (VALUES (date 'infinity'), ('-infinity')) v (month) GROUP BY 1, 2) w
USING (month, agency);

SET client_min_messages = warning;
DROP SCHEMA apart CASCADE;
