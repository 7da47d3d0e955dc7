\set VERBOSITY terse
-- A model that is made and used by names that somebody else has planted, first on the path or
-- in the model's own schema.
SET client_min_messages = error;
\set ECHO none
\i test/planted.sql
\set ECHO all
RESET client_min_messages;
SET search_path = planted, par, pg_catalog;
-- The traps do work.
SELECT 1.5 + 1.5;
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
DROP SCHEMA planted, mine_too, hers, beside_it, of_hers CASCADE;
DROP OWNED BY par_index_planter;
DROP ROLE par_index_planter;
