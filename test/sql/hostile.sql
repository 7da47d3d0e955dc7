-- Every function of the extension, called by hand with everything that its
-- argument types can hold: it answers, or raises an error of its own, and
-- never an internal one.
\set VERBOSITY terse
-- Not of interest here: that a scale has no 4.
SET client_min_messages = error;
-- A slow server (test/memcheck) makes a part of the calls.
SELECT coalesce(current_setting('test.share', true), '1')::numeric AS share \gset
\set ECHO none
\i test/samples.sql
\set ECHO all

-- Argument types without a sample.
SELECT DISTINCT arg FROM pg_temp.own_function, unnest(args) AS arg WHERE arg NOT IN (SELECT type FROM sample);

-- Plain functions.  The functions behind aggregates are among them: their
-- states are samples, NULL, and summaries of other groups.
SELECT count(pg_temp.try(f, format('SELECT (SELECT count(*) FROM %s)', pg_temp.call(o, k)))) >= 100 * :share AS tried
FROM pg_temp.own_function o, generate_series(1, pg_temp.ways(o, 100 * :share)) AS k
WHERE prokind = 'f' AND proretset;
SELECT count(pg_temp.try(f, format('SELECT (%s)::text', pg_temp.call(o, k)))) >= 1000 * :share AS tried
FROM pg_temp.own_function o, generate_series(1, (CASE cardinality(args) WHEN 1 THEN 20 WHEN 2 THEN 50 WHEN 3 THEN 100 ELSE 300 END * :share)::int) AS k
WHERE prokind = 'f' AND NOT proretset;

-- Aggregates, plain over one to three rows, and in frames that move over rows with an error ahead.
SELECT count(pg_temp.try(f, format('SELECT (%s)::text FROM generate_series(1, %s)', pg_temp.call(o, k), 1 + k % 3))) >= 100 * :share AS tried
FROM pg_temp.own_function o, generate_series(1, (30 * :share)::int) AS k
WHERE prokind = 'a';
SELECT count(pg_temp.try(f, format('SELECT max(a::text) FROM (SELECT %s OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS a
                                   FROM generate_series(1, 5) AS i) s', pg_temp.call(o, k)))) >= 100 * :share AS tried
FROM pg_temp.own_function o, generate_series(1, (30 * :share)::int) AS k
WHERE prokind = 'a';

-- Internal errors, and results that are not numbers.
SELECT f, call, message FROM outcome WHERE sqlstate LIKE 'XX%' ORDER BY f::text, call LIMIT 20;
SELECT f, call, answer FROM outcome WHERE answer IN ('NaN', 'Infinity', '-Infinity') ORDER BY f::text, call LIMIT 20;
-- Errors that say nothing to a program.  (55000: cells that contradict each other, a
-- log that is none; add_missing asks the schema of the table for a function.)
SELECT DISTINCT sqlstate, f FROM outcome
WHERE sqlstate !~ '^(00|22|42704|0A000|54000|55000)' AND (sqlstate, f::text) <> ('42883', 'par.add_missing(regclass)') ORDER BY 1, 2;
-- Functions that no call got an answer from: the samples do not exercise them; a
-- shard there is only where a model is distributed (test/citus), and there is no model here.
SELECT f FROM outcome GROUP BY f HAVING count(*) FILTER (WHERE sqlstate = '00000') = 0 AND :share = 1
AND f::text NOT IN ('par.rebuild_shard(regclass)', 'par.check_framework(text,text)', 'par.check_model(text)', 'par.distribution_plan(text)', 'par.model_is_current(text)') ORDER BY f::text;

-- Aggregates that a user makes of the support functions without the initial
-- state they were written for.
DO $$
DECLARE
    a record;
    n int := 0;
BEGIN
    FOR a IN SELECT DISTINCT aggtransfn, aggtranstype::regtype AS stype, array_to_string(p.proargtypes[1:]::regtype[], ', ') AS args
             FROM pg_aggregate JOIN pg_temp.member ON classid = 'pg_proc'::regclass AND objid = aggfnoid JOIN pg_proc p ON p.oid = aggtransfn
             UNION
             SELECT DISTINCT aggmtransfn, aggmtranstype::regtype, array_to_string(p.proargtypes[1:]::regtype[], ', ')
             FROM pg_aggregate JOIN pg_temp.member ON classid = 'pg_proc'::regclass AND objid = aggfnoid JOIN pg_proc p ON p.oid = aggmtransfn
             UNION
             SELECT DISTINCT aggminvtransfn, aggmtranstype::regtype, array_to_string(p.proargtypes[1:]::regtype[], ', ')
             FROM pg_aggregate JOIN pg_temp.member ON classid = 'pg_proc'::regclass AND objid = aggfnoid JOIN pg_proc p ON p.oid = aggminvtransfn
    LOOP
        n := n + 1;
        BEGIN
            EXECUTE format('CREATE AGGREGATE pg_temp.evil_%s(%s) (SFUNC = %s, STYPE = %s)', n, a.args, a.aggtransfn::regproc, a.stype);
        EXCEPTION WHEN invalid_function_definition THEN
            NULL; -- a strict function needs its first argument to be of the state's type
        END;
    END LOOP;
END $$;
TRUNCATE outcome;
SELECT count(pg_temp.try(f, format('SELECT (%s)::text FROM generate_series(1, 3)', pg_temp.call(o, k)))) >= 10 * :share AS tried
FROM (SELECT ROW(p.oid::regprocedure, p.prokind, p.proretset, p.prorettype::regtype, p.proargtypes::regtype[], p.proargnames, format('pg_temp.%I', p.proname))::pg_temp.own_function AS o,
             p.oid::regprocedure AS f
      FROM pg_proc p WHERE pronamespace = pg_my_temp_schema() AND proname LIKE 'evil%') e, generate_series(1, (30 * :share)::int) AS k;
SELECT f, call, message FROM outcome WHERE sqlstate LIKE 'XX%' ORDER BY f::text, call LIMIT 20;
SELECT count(answer) > 0 AS some_answered FROM outcome;
RESET client_min_messages;

-- Text that a type may refuse, asked about instead of given to it (16 and
-- later): the answer is that of a cast, and no error.
SELECT set_config('test.share', :'share', false) \g /dev/null
DO $$
DECLARE
    s record;
    accepted boolean;
    valid boolean;
BEGIN
    IF current_setting('server_version_num')::integer < 160000 THEN
        RETURN;
    END IF;
    FOR s IN SELECT DISTINCT type, spoilt COLLATE "C" AS spoilt
             FROM pg_temp.sample JOIN pg_temp.own_type USING (type),
                  generate_series(0, (40 * current_setting('test.share')::numeric)::int) AS i, unnest(ARRAY['', 'x', ',', '9', '-', '"']) AS c,
                  LATERAL overlay(value PLACING c FROM 1 + i * length(value) / 40 FOR 1) AS spoilt
             ORDER BY 1, 2
    LOOP
        BEGIN
            EXECUTE format('SELECT %L::%s', s.spoilt, s.type);
            accepted := true;
        EXCEPTION WHEN OTHERS THEN
            accepted := false;
        END;
        EXECUTE 'SELECT pg_input_is_valid($1, $2)' INTO valid USING s.spoilt, s.type::text;
        IF valid <> accepted THEN
            RAISE WARNING 'pg_input_is_valid says % of % %', valid, s.type, s.spoilt;
        END IF;
    END LOOP;
END $$;

-- States with foreign bytes given to the functions behind aggregates, as only
-- a superuser can make them: by way of a type with the same physical form.
-- Any error will do.
SET client_min_messages = error;
DO $$
DECLARE
    t record;
    raw text;
BEGIN
    FOR t IN SELECT type, typalign FROM pg_temp.own_type JOIN pg_type p ON p.oid = type WHERE p.typlen = -1 LOOP
        raw := 'public.raw_' || t.typalign::text;
        IF to_regtype(raw) IS NULL THEN
            EXECUTE format('CREATE TYPE %s', raw);
            EXECUTE format('CREATE FUNCTION %1$s_in(cstring) RETURNS %1$s LANGUAGE internal IMMUTABLE STRICT AS %2$L', raw, 'byteain');
            EXECUTE format('CREATE FUNCTION %1$s_out(%1$s) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS %2$L', raw, 'byteaout');
            EXECUTE format('CREATE TYPE %1$s (INPUT = %1$s_in, OUTPUT = %1$s_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = %2$s)',
                           raw, CASE t.typalign WHEN 'd' THEN 'double' ELSE 'int4' END);
        END IF;
        EXECUTE format('CREATE CAST (%s AS %s) WITHOUT FUNCTION', raw, t.type);
    END LOOP;
END $$;
TRUNCATE outcome;
SELECT count(pg_temp.try(f, format('SELECT %s(%s)', name, (
    SELECT string_agg(CASE WHEN p.typlen = -1 AND type IS NOT NULL THEN format('%L::public.raw_%s::%s', bytes, typalign, arg)
                           ELSE format('%L::%s', (SELECT min(value COLLATE "C") FROM sample WHERE sample.type = arg), arg) END, ', ' ORDER BY i)
    FROM unnest(args) WITH ORDINALITY AS u(arg, i) LEFT JOIN pg_temp.own_type ON type = arg LEFT JOIN pg_type p ON p.oid = type)))) >= 100 AS tried
FROM pg_temp.own_function o,
     unnest(ARRAY['\x', '\x00', '\x00000000', '\x0000000000000000', '\x01000000', '\xffffffff', '\x0000000000000000000000000000000000000000',
                  '\x' || repeat('ff', 100)]) AS bytes
WHERE prokind = 'f' AND args && ARRAY(SELECT type FROM pg_temp.own_type WHERE typtype = 'b')
  AND EXISTS (SELECT FROM pg_aggregate a JOIN member ON classid = 'pg_proc'::regclass AND objid = a.aggfnoid
              WHERE f IN (aggtransfn, aggcombinefn, aggfinalfn, aggmtransfn, aggminvtransfn, aggmfinalfn));
SELECT count(*) FILTER (WHERE sqlstate <> '00000') > 0 AS refused FROM outcome;
DROP TYPE IF EXISTS public.raw_d, public.raw_i CASCADE;
RESET client_min_messages;
