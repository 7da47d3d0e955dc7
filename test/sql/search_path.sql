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
CREATE ROLE par_index_planter;
CREATE SCHEMA planted AUTHORIZATION par_index_planter;
GRANT USAGE ON SCHEMA planted TO PUBLIC;
GRANT USAGE ON SCHEMA par TO par_index_planter;
SET ROLE par_index_planter;
DO $$
DECLARE
    r record;
    body text := $body$LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''planted'' USING ERRCODE = ''P0666''; END'$body$;
BEGIN
    FOR r IN SELECT p.proname, p.prokind, pg_get_function_identity_arguments(p.oid) AS args, oidvectortypes(proargtypes) AS types, p.prorettype::regtype AS result
             FROM pg_proc p WHERE pronamespace = 'par'::regnamespace AND NOT 'internal'::regtype::oid = ANY (proargtypes::oid[])
               AND NOT 'cstring'::regtype::oid = ANY (proargtypes::oid[]) AND prorettype NOT IN ('cstring'::regtype, 'internal'::regtype) LOOP
        IF r.prokind = 'p' THEN
            EXECUTE format('CREATE PROCEDURE planted.%I(%s) %s', r.proname, r.types, body);
        ELSE
            EXECUTE format('CREATE FUNCTION planted.%I(%s) RETURNS pg_catalog.text %s', r.proname, r.types, body);
        END IF;
    END LOOP;
    FOR r IN SELECT typname FROM pg_type WHERE typnamespace = 'par'::regnamespace AND typtype IN ('b', 'e') AND typelem = 0 LOOP
        EXECUTE format('CREATE DOMAIN planted.%I AS text CHECK (false)', r.typname);
    END LOOP;
    FOR r IN SELECT o.oprname, o.oprleft::regtype AS l, o.oprright::regtype AS r
             FROM pg_operator o WHERE oprnamespace = 'pg_catalog'::regnamespace AND oprname IN ('=', '<>', '<', '>', '<=', '>=', '+', '-', '*', '/', '%', '||', '->', '->>')
               AND oprleft IN ('numeric'::regtype, 'integer'::regtype, 'bigint'::regtype, 'double precision'::regtype, 'text'::regtype, 'date'::regtype,
                               'timestamptz'::regtype, 'jsonb'::regtype, 'boolean'::regtype) AND oprright = oprleft LOOP
        EXECUTE format('CREATE FUNCTION planted.%I(%s, %s) RETURNS boolean %s', 'op' || r.oprname, r.l, r.r, body);
        EXECUTE format('CREATE OPERATOR planted.%s (FUNCTION = planted.%I, LEFTARG = %s, RIGHTARG = %s)', r.oprname, 'op' || r.oprname, r.l, r.r);
    END LOOP;
    -- Of the server's functions, those that a name without a schema is apt to mean.
    FOR r IN SELECT DISTINCT proname, oidvectortypes(proargtypes) AS types FROM pg_proc
             WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND provariadic = 0
               AND proname IN ('round', 'abs', 'trunc', 'floor', 'ceil', 'sign', 'power', 'lower', 'upper', 'length', 'replace', 'split_part', 'regexp_replace',
                               'to_char', 'date_part', 'date_trunc', 'make_date', 'generate_series', 'now', 'quote_ident', 'quote_literal', 'array_length',
                               'cardinality', 'left', 'right', 'substr', 'md5', 'to_regclass', 'to_regnamespace', 'current_setting', 'set_config') LOOP
        EXECUTE format('CREATE FUNCTION planted.%I(%s) RETURNS pg_catalog.text %s', r.proname, r.types, body);
    END LOOP;
END $$;
RESET ROLE;
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
-- And a model made on it, and used.
CALL par.create_model('mine_too');
SHOW search_path;
SELECT * FROM par.check_framework('mine_too', 'none');
INSERT INTO mine_too.bloc VALUES ('so', 'Sở', 1);
INSERT INTO mine_too.agency (code, name, bloc, level) VALUES ('A', 'A', 'so', 'province');
CALL mine_too.refresh();
RESET search_path;

-- ---------------------------------------------------------------------------
-- A model in a schema where somebody else has planted what its statements mean
-- by their names: functions, operators, types and casts that fit better than
-- pg_catalog's.  Nothing of it runs with the caller's rights.
-- ---------------------------------------------------------------------------

SELECT format('GRANT CREATE ON DATABASE %I TO par_index_planter', current_database()) \gexec
SET ROLE par_index_planter;
CREATE SCHEMA hers;
GRANT ALL ON SCHEMA hers TO PUBLIC;
CREATE FUNCTION hers.date_trunc(text, date) RETURNS date LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = 'P0666'; END$$;
CREATE FUNCTION hers.calendar_agg(date, text) RETURNS par.calendar LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = 'P0666'; END$$;
CREATE FUNCTION hers.differs(date, date) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = 'P0666'; END$$;
CREATE OPERATOR hers.<= (FUNCTION = hers.differs, LEFTARG = date, RIGHTARG = date);
CREATE DOMAIN hers.text AS pg_catalog.text CHECK (false);
CREATE TYPE hers.word AS (w pg_catalog.text);
CREATE FUNCTION hers.word(pg_catalog.text) RETURNS hers.word LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = 'P0666'; END$$;
CREATE CAST (pg_catalog.text AS hers.word) WITH FUNCTION hers.word(pg_catalog.text) AS IMPLICIT;
RESET ROLE;
-- Hers: refused, for a superuser too.
CALL par.create_model('hers');
SELECT count(*) AS relations FROM pg_class WHERE relnamespace = 'hers'::regnamespace AND relkind <> 'c';
-- The caller's, but she may add to it; or has left something in it.
ALTER SCHEMA hers OWNER TO CURRENT_USER;
CALL par.create_model('hers');
REVOKE ALL ON SCHEMA hers FROM PUBLIC, par_index_planter;
CALL par.create_model('hers');
-- What is planted on the path or may be called by its name in full does not run
-- either: her schema first, a model beside it, made, filled, refreshed, updated.
GRANT USAGE ON SCHEMA hers TO PUBLIC;
SET search_path = hers, planted, par, pg_catalog;
CALL par.create_model('beside');
INSERT INTO beside.bloc VALUES ('so', 'Sở', 1);
INSERT INTO beside.agency (code, name, bloc, level) VALUES ('A', 'A', 'so', 'province');
CALL beside.refresh('2024-12-31');
CALL par.update_model('beside');
CALL par.rename_model('beside', 'beside_it');
SELECT pg_catalog.count(*) FROM par.check_model('beside_it');
SELECT par.model_version('beside_it');
RESET search_path;
-- A model that is somebody else's is not updated, renamed or secured for them.
SET ROLE par_index_planter;
CALL par.create_model('of_hers');
RESET ROLE;
CALL par.update_model('of_hers');
CALL par.rename_model('of_hers', 'taken');
-- Its version is read without running what she could put in its place.
SET ROLE par_index_planter;
CREATE OR REPLACE FUNCTION of_hers.model_version() RETURNS pg_catalog.text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RAISE EXCEPTION 'planted'; RETURN '9.9'::text; END$$;
RESET ROLE;
SELECT par.model_version('of_hers');

SET client_min_messages = warning;
DROP SCHEMA planted, mine, mine_too, hers, beside_it, of_hers CASCADE;
DROP OWNED BY par_index_planter;
DROP ROLE par_index_planter;
