\set VERBOSITY terse
SELECT coalesce(current_setting('test.share', true), '1')::numeric AS share \gset
-- Names are looked up nowhere but in the extension's own schema and
-- pg_catalog: not on the path that newer servers set while they compute
-- views and indexes, and not in schemas where somebody has planted objects of
-- the same names.
\set ECHO none
\i test/everything.sql
\unset ON_ERROR_STOP
\set ECHO all

-- A safe path, as servers from 17 on set it for these commands.
SET search_path = pg_catalog, pg_temp;
DO $$
DECLARE
    r record;
BEGIN
    FOR r IN SELECT oid::regclass AS rel, relkind FROM pg_class WHERE relnamespace = 'mine'::regnamespace AND relkind IN ('r', 'm') LOOP
        IF r.relkind = 'm' THEN
            EXECUTE format('REFRESH MATERIALIZED VIEW %s', r.rel);
            EXECUTE format('REFRESH MATERIALIZED VIEW CONCURRENTLY %s', r.rel);
        END IF;
        EXECUTE format('ANALYZE %s', r.rel);
        EXECUTE format('REINDEX TABLE %s', r.rel);
        EXECUTE format('CLUSTER %s USING %I', r.rel, (SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indrelid = r.rel AND indisunique));
    END LOOP;
    -- Every expression index again.
    FOR r IN SELECT pg_get_indexdef(indexrelid) AS def FROM pg_index JOIN pg_class ON oid = indrelid
             WHERE relnamespace = 'mine'::regnamespace AND indexprs IS NOT NULL LOOP
        EXECUTE regexp_replace(r.def, 'INDEX \S+ ON', 'INDEX ON');
    END LOOP;
END $$;
RESET search_path;

-- The same calls on three paths.
CREATE TEMP TABLE call_list AS
SELECT DISTINCT f, format(CASE WHEN prokind = 'a' THEN 'SELECT (%1$s)::pg_catalog.text FROM pg_catalog.generate_series(1, %2$s)'
                      WHEN proretset THEN 'SELECT pg_catalog.count(*) FROM %1$s' ELSE 'SELECT (%1$s)::pg_catalog.text' END, pg_temp.call(o, k), 1 + k % 3) AS call
FROM pg_temp.own_function o, generate_series(1, pg_temp.ways(o, 12 * :share)) AS k
WHERE prokind IN ('f', 'a');
-- (Not of interest here: that a scale has no 4.)
CREATE PROCEDURE pg_temp.try_all() LANGUAGE plpgsql SET client_min_messages = error AS $$
DECLARE
    r record;
BEGIN
    FOR r IN SELECT f, call FROM pg_temp.call_list LOOP
        PERFORM pg_temp.try(r.f, r.call);
    END LOOP;
END $$;
CALL pg_temp.try_all();
CREATE TEMP TABLE plain AS SELECT call, sqlstate, answer FROM outcome;
TRUNCATE outcome;

SET search_path = pg_catalog, pg_temp;
CALL pg_temp.try_all();
RESET search_path;
CREATE TEMP TABLE safe AS SELECT call, sqlstate, answer FROM outcome;
TRUNCATE outcome;

-- Everything that the extension could mean by an unqualified name, planted by
-- somebody whose schema comes first.
\set ECHO none
\i test/planted.sql
\set ECHO all
SELECT count(*) > 300 AS planted FROM pg_proc WHERE pronamespace = 'planted'::regnamespace;

SET search_path = planted, par, pg_catalog;
CALL pg_temp.try_all();
-- The traps do work.
SELECT 1.5 + 1.5;
SELECT pct(1, 2, 2, 'half_up'::pg_catalog.text);
RESET search_path;
CREATE TEMP TABLE hostile AS SELECT call, sqlstate, answer FROM outcome;

SELECT count(*) > 1000 * :share AS compared FROM plain JOIN safe USING (call) JOIN hostile USING (call);
SELECT left(p.call, 200) AS call, p.sqlstate, s.sqlstate, h.sqlstate, p.answer, s.answer, h.answer
FROM plain p JOIN safe s USING (call) JOIN hostile h USING (call)
WHERE (p.sqlstate, p.answer) IS DISTINCT FROM (s.sqlstate, s.answer) OR (p.sqlstate, p.answer) IS DISTINCT FROM (h.sqlstate, h.answer)
ORDER BY p.call LIMIT 20;

-- Views and indexes made before, computed on the planted path.
SET search_path = planted, par, pg_catalog;
REFRESH MATERIALIZED VIEW CONCURRENTLY mine.dossier_month;
REINDEX TABLE mine.dossier;
ANALYZE mine.dossier;
CREATE INDEX ON mine.dossier (par.pct(id, 11));
RESET search_path;

SET client_min_messages = warning;
DROP SCHEMA planted, mine CASCADE;
DROP OWNED BY par_index_planter;
DROP ROLE par_index_planter;
