-- A database that uses every type of the extension in every place that a dump
-- has to carry: columns, arrays, generated columns, defaults, expression
-- indexes, views over every accessor, materialized views, and the tables of
-- create_model.  For the tests of dump, restore and upgrade; goes over the
-- catalogue, so it knows of new types and accessors by itself.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS par_index;
\i test/samples.sql
CREATE SCHEMA mine;

DO $$
DECLARE
    t record;
    f record;
    calls text;
BEGIN
    FOR t IN SELECT o.type, o.typtype, p.typname,
                    ARRAY(SELECT value FROM pg_temp.sample s WHERE s.type = o.type ORDER BY value COLLATE "C") AS vs,
                    EXISTS (SELECT FROM pg_opclass WHERE opcintype = o.type AND opcmethod = (SELECT oid FROM pg_am WHERE amname = 'btree')) AS ordered
             FROM pg_temp.own_type o JOIN pg_type p ON p.oid = o.type ORDER BY p.typname
    LOOP
        EXECUTE format('CREATE TABLE mine.%1$I (id integer PRIMARY KEY, v %2$s NOT NULL DEFAULT %3$L, vs %2$s[],
                        same %2$s GENERATED ALWAYS AS (v) STORED)', t.typname, t.type, t.vs[1]);
        EXECUTE format('INSERT INTO mine.%1$I (id, v, vs) SELECT i, v, ARRAY[v, NULL, v] FROM unnest($1::%2$s[]) WITH ORDINALITY AS u(v, i)',
                       t.typname, t.type) USING t.vs;
        -- A value from far away in the table, so that calendars are toasted where they can be.
        EXECUTE format('INSERT INTO mine.%1$I (id, vs) VALUES (1000, ARRAY(SELECT v FROM mine.%1$I, generate_series(1, 100)))', t.typname);

        IF t.ordered THEN
            EXECUTE format('CREATE INDEX ON mine.%I (v)', t.typname);
        END IF;
        IF t.typtype = 'b' THEN
            EXECUTE format('ALTER TABLE mine.%1$I ADD txt text GENERATED ALWAYS AS (v::text) STORED', t.typname);
            EXECUTE format('CREATE INDEX ON mine.%1$I (md5(v::text))', t.typname);
        END IF;

        -- Every accessor in a view, a materialized view and, if immutable, an index.
        calls := '';
        FOR f IN SELECT o.name, o.result, p.proname, p.provolatile FROM pg_temp.own_function o JOIN pg_proc p ON p.oid = o.f
                 WHERE o.prokind = 'f' AND NOT o.proretset AND o.result <> 'cstring'::regtype AND t.type = o.args[1] AND cardinality(o.args) - p.pronargdefaults <= 1
                 ORDER BY o.f::text
        LOOP
            BEGIN
                EXECUTE format('SELECT count(%s(v)) FROM mine.%I', f.name, t.typname);
            EXCEPTION WHEN OTHERS THEN
                CONTINUE; -- it does not take every value, as a scale of 1 to 5 does not
            END;
            calls := calls || format(', %s(v) AS %I', f.name, f.proname);
            IF f.provolatile = 'i' AND f.result IN ('bigint'::regtype, 'integer'::regtype, 'numeric'::regtype, 'double precision'::regtype) THEN
                EXECUTE format('CREATE INDEX ON mine.%I (%s(v))', t.typname, f.name);
            END IF;
        END LOOP;
        EXECUTE format('CREATE VIEW mine.%1$I AS SELECT id, v %2$s FROM mine.%3$I', t.typname || '_view', calls, t.typname);
        EXECUTE format('CREATE MATERIALIZED VIEW mine.%1$I AS SELECT * FROM mine.%2$I', t.typname || '_kept', t.typname || '_view');
        EXECUTE format('CREATE UNIQUE INDEX ON mine.%I (id)', t.typname || '_kept');
    END LOOP;
END $$;

-- Every aggregate over a single own type, or over none, in one view.
CREATE TABLE mine.dossier (
    id integer PRIMARY KEY,
    received timestamptz NOT NULL,
    due date,
    done date,
    on_time_class par.timeliness GENERATED ALWAYS AS (par.timeliness(due, done, '2024-12-31'::date)) STORED,
    share numeric GENERATED ALWAYS AS (par.pct(id, 7)) STORED);
INSERT INTO mine.dossier
SELECT i, '2024-04-26 08:00+07'::timestamptz + i * interval '7 hours', CASE WHEN i % 10 > 0 THEN date '2024-04-26' + i % 37 END,
       CASE WHEN i % 7 > 0 THEN date '2024-04-26' + i % 41 END
FROM generate_series(1, 500) AS i;
CREATE INDEX ON mine.dossier (par.pct(id, 9, 1));
CREATE INDEX ON mine.dossier (par.timeliness(due, done, '2024-12-31'::date)) WHERE par.timeliness(due, done, '2024-12-31'::date) = 'late';
CREATE MATERIALIZED VIEW mine.dossier_month AS
SELECT date_trunc('month', due::timestamp) AS month, par.ontime_agg(due, done, '2024-12-31') AS stats, par.on_time_pct(due, done) AS pct
FROM mine.dossier GROUP BY 1;
CREATE UNIQUE INDEX ON mine.dossier_month (month);

-- Every way to ask for the class of a case, with literals that have no type
-- and with days among instants: a view keeps the form that it was made with.
CREATE VIEW mine.dossier_forms AS
SELECT id, par.timeliness(due, done, '2024-05-31') AS days, par.timeliness(due, done, '2024-05-31', 'true') AS days_marked, par.timeliness(due, done, NULL, NULL) AS days_null,
       par.timeliness(due, '2024-05-20', '2024-05-31', 'true') AS days_literal, par.timeliness(due, done, '2024-05-31'::date, id % 2 = 0, 'Europe/Berlin') AS days_in_zone,
       par.timeliness(received, received + interval '1 day', '2024-05-31') AS instants, par.timeliness(received, NULL, '2024-05-31', 'UTC') AS instants_in_zone,
       par.timeliness(received, NULL, received, NULL, 'UTC') AS instants_null, par.timeliness(due, received, received) AS mixed, par.timeliness(received, done, '2024-05-31'::date, true) AS mixed_marked
FROM mine.dossier;
CREATE VIEW mine.dossier_sums AS
SELECT id % 7 AS part, par.ontime_agg(due, done, '2024-05-31') AS days, par.ontime_agg(due, done, '2024-05-31', NULL) AS days_null, par.ontime_agg(due, received, '2024-05-31') AS mixed,
       par.ontime_agg(received, NULL, '2024-05-31', id % 2 = 0, 'UTC') AS instants, par.on_time_pct(due, received), par.early_pct(due, NULL), par.late_pct(received, received)
FROM mine.dossier GROUP BY 1;
