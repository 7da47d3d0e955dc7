-- ontime: which form a call takes, days and instants mixed, pauses, zones
SET timezone = 'Asia/Ho_Chi_Minh';
SET client_min_messages = warning;

-- The form that a call takes, read from the view that it makes: d date, t
-- timestamptz, b boolean, z text or par.zone, p pauses; or the error.
CREATE FUNCTION pg_temp.form(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    form text;
BEGIN
    EXECUTE format('CREATE VIEW pg_temp.probe AS SELECT %s AS x FROM (VALUES (NULL::date, NULL::timestamptz, NULL::timestamp, NULL::boolean, NULL::text,
                    NULL::tstzmultirange)) AS v (d, t, ts, b, z, p)', call);
    SELECT string_agg(coalesce((ARRAY['d', 't', 'b', 'z', 'z', 'p'])[array_position(ARRAY['date', 'timestamptz', 'bool', 'text', 'zone', 'tstzmultirange'], typname::text)], typname::text), ' ' ORDER BY i)
    INTO form
    FROM pg_depend d JOIN pg_proc p ON p.oid = d.refobjid, unnest(p.proargtypes::oid[]) WITH ORDINALITY AS a (type, i) JOIN pg_type y ON y.oid = type
    WHERE d.classid = 'pg_rewrite'::regclass AND d.objid IN (SELECT oid FROM pg_rewrite WHERE ev_class = 'pg_temp.probe'::regclass)
      AND d.refclassid = 'pg_proc'::regclass AND p.pronamespace = 'par'::regnamespace;
    RAISE EXCEPTION USING ERRCODE = 'OK000', MESSAGE = form;
EXCEPTION
    WHEN SQLSTATE 'OK000' THEN RETURN SQLERRM; -- and the view is undone
    WHEN ambiguous_function THEN RETURN 'not unique';
    WHEN invalid_text_representation THEN RETURN 'no boolean';
END $$;

-- Without a zone, and with one that has no type, has one, or is beside a mark
-- or pauses; the aggregate takes the form of the function.
WITH shape AS (
    SELECT due || ',' || done || ',' || as_of AS args, ord
    FROM unnest('{d,t,ts}'::text[]) WITH ORDINALITY AS a (due, i), unnest('{d,t,ts}'::text[]) WITH ORDINALITY AS b (done, j),
         unnest('{d,t,ts}'::text[]) WITH ORDINALITY AS c (as_of, k), LATERAL (SELECT i * 100 + j * 10 + k) AS o (ord)),
tail AS (SELECT * FROM (VALUES (1, ''), (2, ',b'), (3, ',p'), (4, ',''UTC'''), (5, ',z'), (6, ',b,''UTC'''), (7, ',p,''UTC'''), (8, ',NULL,''UTC'''), (9, ',NULL')) AS v (n, tail)),
form AS (
    SELECT ord, args, n, pg_temp.form(format('par.timeliness(%s%s)', args, tail)) AS f, pg_temp.form(format('par.ontime_agg(%s%s)', args, tail)) AS g FROM shape, tail)
SELECT args, max(f) FILTER (WHERE n = 1) AS "-", max(f) FILTER (WHERE n = 2) AS b, max(f) FILTER (WHERE n = 3) AS p, max(f) FILTER (WHERE n = 4) AS "'UTC'",
       max(f) FILTER (WHERE n = 5) AS z, max(f) FILTER (WHERE n = 6) AS "b,'UTC'", max(f) FILTER (WHERE n = 7) AS "p,'UTC'", max(f) FILTER (WHERE n = 8) AS "NULL,'UTC'",
       max(f) FILTER (WHERE n = 9) AS "NULL", bool_and(f = g) AS "agg too"
FROM form GROUP BY args, ord ORDER BY ord;

-- What was never given a type: literals, NULL, parameters.  Beside a date the
-- day of a literal's midnight is the day that was written.
SELECT call, pg_temp.form(format('par.timeliness(%s)', call)) AS form
FROM unnest(ARRAY['d,d,''2024-06-30''', 'd,t,''2024-06-30''', 't,t,''2024-06-30''', 'd,NULL,d', 'd,NULL,t', 't,NULL,t', 't,NULL,d', 'NULL,d,d', 'NULL,t,t', 'd,d,NULL', 'd,t,NULL', 't,t,NULL',
                  'd,''2024-06-10'',''2024-06-30''', '''2024-06-10'',''2024-06-10'',''2024-06-30''', 'NULL,NULL,NULL', 'd,d,d,''true''', 'd,d,''2024-06-30'',''true''', 'd,d,''2024-06-30'',NULL',
                  'd,''2024-06-10'',''2024-06-30'',''true''', 't,t,''2024-06-30'',true', 't,t,''2024-06-30'',''UTC''', 't,t,''2024-06-30'',true,''UTC''', 't,t,t,''true'',''UTC''', 't,t,''2024-06-30'',''true'',''UTC''',
                  '''2024-06-10'',''2024-06-10'',''2024-06-30'',''true'',''UTC''', 'd,d,d,''true'',''UTC''', 'd,t,t,''true'',''UTC''', 't,t,t,''{}''::tstzmultirange', 'd,t,d,''{}''::tstzmultirange,''UTC''']) WITH ORDINALITY AS u (call, i)
ORDER BY i;
SELECT call, pg_temp.form('par.on_time_pct' || call) AS on_time, pg_temp.form('par.early_pct' || call) AS early, pg_temp.form('par.late_pct' || call) AS late
FROM unnest(ARRAY['(d,d)', '(d,t)', '(d,ts)', '(t,d)', '(t,t)', '(ts,ts)', '(d,NULL)', '(t,NULL)', '(NULL,d)', '(NULL,t)', '(''{}''::par.ontime_stats)', '(''{}''::par.ontime_stats,''due'')',
                  '(''{}'',''due'',2)', '(NULL,''due'',NULL)', '(''{}''::par.ontime_stats, digits => 1)']) WITH ORDINALITY AS u (call, i)
ORDER BY i;
PREPARE by_day AS SELECT par.timeliness(d, d, $1, $2) FROM (VALUES (date '2024-06-10')) AS v (d);
SELECT parameter_types FROM pg_prepared_statements WHERE name = 'by_day';

-- The commonest table of all: a due day and the instant of completion.  By
-- the midnight of the due day, all that is done on it would be late.
CREATE TABLE task AS
SELECT date '2024-06-10' + i % 5 AS due, (timestamp '2024-06-08 07:30' + i * interval '97 minutes') AT TIME ZONE 'Asia/Ho_Chi_Minh' AS done
FROM generate_series(1, 91) AS i;
SELECT par.on_time_pct(due, done), round(100.0 * count(*) FILTER (WHERE (done AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= due) / count(*), 2) AS by_hand,
       round(100.0 * count(*) FILTER (WHERE done <= due) / count(*), 2) AS by_midnight,
       par.early_pct(due, done), par.late_pct(due, done), par.on_time_pct(par.ontime_agg(due, done, NULL, 'Asia/Ho_Chi_Minh')) AS in_zone
FROM task;
-- and so it is in any session, if the zone is given
SET timezone = 'UTC';
SELECT par.on_time_pct(due, done), par.on_time_pct(par.ontime_agg(due, done, NULL, 'Asia/Ho_Chi_Minh')) AS in_zone FROM task;
SET timezone = 'Asia/Ho_Chi_Minh';
-- as of a day is as of its end
SELECT par.ontime_agg(due, done, date '2024-06-11')::text = par.ontime_agg(due, done, timestamptz '2024-06-11 23:59:59.999999')::text AS end_of_day,
       par.ontime_agg(due, done, date '2024-06-11')::text = par.ontime_agg(due, done, timestamptz '2024-06-11')::text AS midnight
FROM task;

-- Paused as of a day: what a mark says today is not true of the past.
CREATE TABLE dossier AS
SELECT timestamptz '2024-06-01 17:00' + i * interval '3 hours' AS due, CASE WHEN i % 3 = 0 THEN timestamptz '2024-06-02 09:00' + i * interval '5 hours' END AS done,
       CASE i % 5 WHEN 0 THEN tstzmultirange(tstzrange(timestamptz '2024-06-03' + i * interval '4 hours', timestamptz '2024-06-06' + i * interval '4 hours'))
                  WHEN 1 THEN tstzmultirange(tstzrange(timestamptz '2024-06-20', NULL)) WHEN 2 THEN '{}' END AS pauses
FROM generate_series(1, 200) AS i;
SELECT as_of, par.n_paused(par.ontime_agg(due, done, as_of, pauses)) AS of_the_day,
       count(*) FILTER (WHERE pauses @> as_of AND coalesce(done > as_of, true)) AS by_hand,
       par.n_paused(par.ontime_agg(due, done, as_of, pauses @> timestamptz '2024-06-30')) AS by_a_mark_of_30_6
FROM dossier, unnest('{2024-06-05 12:00,2024-06-10 12:00,2024-06-20 00:00,2024-06-30 00:00}'::timestamptz[]) AS as_of
GROUP BY as_of ORDER BY as_of;
-- an end is in or out as the pause says; a day is paused that ends in a pause
SELECT pause, par.timeliness(timestamptz '2024-07-01', NULL, timestamptz '2024-06-10 12:00', pause) AS at_noon,
       par.timeliness(timestamptz '2024-07-01', NULL, date '2024-06-10', pause) AS on_the_day, par.timeliness(timestamptz '2024-07-01', NULL, date '2024-06-10', pause, 'UTC') AS on_the_day_in_utc
FROM unnest(ARRAY['{[2024-06-10 12:00,2024-06-11)}', '{(2024-06-10 12:00,2024-06-11)}', '{[2024-06-10 08:00,2024-06-10 12:00)}', '{[2024-06-10 08:00,2024-06-10 12:00],[2024-06-10 18:00,2024-06-11 08:00)}',
                  '{[2024-06-11,)}', '{(,)}', '{}', NULL]::tstzmultirange[]) WITH ORDINALITY AS u (pause, i) ORDER BY i;
-- finished or without a deadline comes first
SELECT par.timeliness(date '2024-06-10', date '2024-06-09', date '2024-06-30', '{(,)}'::tstzmultirange), par.timeliness(NULL, NULL::date, date '2024-06-30', '{(,)}'::tstzmultirange, 'UTC'),
       par.timeliness(date '2024-06-10', NULL::date, NULL::date, '{(,)}'::tstzmultirange, 'UTC') AS as_of_null;

-- All forms by another way: a day as the instants from its midnight to the
-- next one, in zones with and without summer time, at random.
CREATE TABLE oracle AS
SELECT i, zone, form, tail, due, done, as_of, paused, pauses,
       CASE WHEN due IS NULL THEN 'no_deadline' WHEN finished AND due_day > done_day THEN 'early' WHEN finished AND NOT late THEN 'on_time' WHEN finished THEN 'late'
            WHEN CASE tail WHEN 'mark' THEN paused WHEN 'pauses' THEN pauses @> asked END THEN 'paused' WHEN CASE WHEN form LIKE 'd%' THEN asked < due_end ELSE asked <= due END THEN 'pending' ELSE 'overdue' END::par.timeliness AS class,
       CASE WHEN due IS NOT NULL AND finished AND late THEN greatest(done_day - due_day, 0) END AS days_late
FROM (SELECT *, CASE WHEN form LIKE '_d_' THEN done_start ELSE done END <= asked AND done IS NOT NULL AS finished,
             CASE WHEN form LIKE 'd__' THEN CASE WHEN form LIKE '_d_' THEN done_start ELSE done END >= due_end
                  ELSE CASE WHEN form LIKE '_d_' THEN done_start ELSE done END > due END AS late
      FROM (SELECT *, (due AT TIME ZONE zone)::date AS due_day, (done AT TIME ZONE zone)::date AS done_day,
                   ((due AT TIME ZONE zone)::date + 1)::timestamp AT TIME ZONE zone AS due_end, (done AT TIME ZONE zone)::date::timestamp AT TIME ZONE zone AS done_start,
                   CASE WHEN form LIKE '__d' THEN ((as_of AT TIME ZONE zone)::date + 1)::timestamp AT TIME ZONE zone - interval '1 us' ELSE as_of END AS asked
            FROM (SELECT i, form, zone, tail, random() < 0.5 AS paused,
                         CASE WHEN random() < 0.95 THEN start + trunc(random() * 150) * interval '1 hour' END AS due,
                         CASE WHEN random() < 0.8 THEN start + trunc(random() * 150) * interval '1 hour' END AS done,
                         start + trunc(random() * 150) * interval '1 hour' AS as_of,
                         tstzmultirange(tstzrange(start + trunc(random() * 99) * interval '1 hour', start + interval '100 hours' + trunc(random() * 50) * interval '1 hour', '[]')) AS pauses
                  FROM setseed(0.16), generate_series(1, 500) AS i, unnest('{dtt,dtd,ttd,ddt,tdt,tdd,ddd,ttt}'::text[]) AS form,
                       unnest('{UTC,Asia/Ho_Chi_Minh,Europe/Berlin}'::text[]) AS zone, unnest('{none,mark,pauses}'::text[]) AS tail,
                       LATERAL (SELECT timestamptz '2024-03-28 00:00+00' + i % 2 * interval '210 days') AS s (start)) AS drawn) AS days) AS facts;
DO $$
DECLARE
    o record;
    call text;
    n_given int;
    n_session int;
    same bool;
BEGIN
    FOR o IN SELECT DISTINCT form, zone, tail FROM oracle ORDER BY 1, 2, 3 LOOP
        SELECT string_agg(CASE WHEN substr(o.form, k::int, 1) = 'd' THEN format('(%1$s AT TIME ZONE zone)::date', a) ELSE a END, ', ' ORDER BY k)
               || CASE o.tail WHEN 'mark' THEN ', paused' WHEN 'pauses' THEN ', pauses' ELSE '' END
        INTO call FROM unnest('{due,done,as_of}'::text[]) WITH ORDINALITY AS u (a, k);
        -- The zone given, whatever the session's is; then the session's.
        SET LOCAL timezone = 'America/New_York';
        n_given := NULL;
        IF o.form <> 'ddt' AND (o.form, o.tail) <> ('ddd', 'none') THEN -- those are not unique
            EXECUTE format('SELECT count(*) FILTER (WHERE par.timeliness(%1$s, zone) IS DISTINCT FROM class) FROM oracle WHERE (form, zone, tail) = ($1.form, $1.zone, $1.tail)', call)
            INTO n_given USING o;
            EXECUTE format('SELECT (SELECT par.ontime_agg(%1$s, zone)::jsonb - ''days_late_max'' - ''at_days_late_max'') =
                            jsonb_build_object(''days_late_sum'', coalesce(sum(days_late), 0), ''late_dated'', count(days_late), ''no_deadline_finished'', count(*) FILTER (WHERE due IS NULL AND done IS NOT NULL
                              AND par.timeliness(NULL, CASE WHEN form LIKE ''_d_'' THEN (done AT TIME ZONE zone)::date::timestamp AT TIME ZONE zone ELSE done END,
                                  CASE WHEN form LIKE ''__d'' THEN ((as_of AT TIME ZONE zone)::date + 1)::timestamp AT TIME ZONE zone - interval ''1 us'' ELSE as_of END) = ''no_deadline''
                              AND CASE WHEN form LIKE ''_d_'' THEN (done AT TIME ZONE zone)::date::timestamp AT TIME ZONE zone ELSE done END <=
                                  CASE WHEN form LIKE ''__d'' THEN ((as_of AT TIME ZONE zone)::date + 1)::timestamp AT TIME ZONE zone - interval ''1 us'' ELSE as_of END))
                            || (SELECT jsonb_object_agg(e, (SELECT count(*) FROM oracle o WHERE (form, zone, tail) = ($1.form, $1.zone, $1.tail) AND class = e)) FROM unnest(enum_range(NULL::par.timeliness)) AS e)
                            FROM oracle WHERE (form, zone, tail) = ($1.form, $1.zone, $1.tail)', call)
            INTO same USING o;
        END IF;
        EXECUTE format('SET LOCAL timezone = %L', o.zone);
        EXECUTE format('SELECT count(*) FILTER (WHERE par.timeliness(%1$s) IS DISTINCT FROM class) FROM oracle WHERE (form, zone, tail) = ($1.form, $1.zone, $1.tail)', call)
        INTO n_session USING o;
        IF n_given > 0 OR n_session > 0 OR NOT same THEN
            RAISE WARNING '% % %: % given, % session, summary %', o.form, o.zone, o.tail, n_given, n_session, same;
        END IF;
    END LOOP;
END $$;
SELECT count(*), count(DISTINCT (form, zone, tail)) AS forms FROM oracle;
SELECT class, count(*) > 1000 AS many FROM oracle GROUP BY class ORDER BY class;

-- Moving frames forget a case of any form as they took it.
SELECT form, tail, count(*), count(*) FILTER (WHERE par.n_late(moved) <> par.n_late(classed) OR par.n_paused(moved) <> par.n_paused(classed) OR par.n_received(moved) <> par.n_received(classed)) AS different
FROM (SELECT form, tail, par.ontime_agg(class) OVER w AS classed,
             CASE form || tail WHEN 'dttpauses' THEN par.ontime_agg((due AT TIME ZONE zone)::date, done, as_of, pauses, zone) OVER w
                               WHEN 'dtdmark' THEN par.ontime_agg((due AT TIME ZONE zone)::date, done, (as_of AT TIME ZONE zone)::date, paused, zone) OVER w
                               WHEN 'ttdnone' THEN par.ontime_agg(due, done, (as_of AT TIME ZONE zone)::date, zone) OVER w END AS moved
      FROM oracle WHERE form || tail IN ('dttpauses', 'dtdmark', 'ttdnone')
      WINDOW w AS (PARTITION BY form, tail ORDER BY zone, i ROWS BETWEEN 7 PRECEDING AND CURRENT ROW)) AS s
GROUP BY form, tail ORDER BY form;

-- Faults.
SELECT par.timeliness(date 'infinity', now(), now(), 'UTC');
-- (What tells a mark from a zone must not look past the end of these.)
SELECT par.timeliness(date '2024-06-10', now(), now(), '');
SELECT par.timeliness(date '2024-06-10', now(), now(), 'o');
SELECT par.timeliness(date '2024-06-10', timestamptz 'infinity', now(), 'UTC');
SELECT par.timeliness(date '2024-06-10', now(), date '-infinity', '{}'::tstzmultirange, 'UTC');
SELECT par.timeliness(date '9999-12-31', NULL, date '9999-12-31', '{(,)}'::tstzmultirange, 'Asia/Ho_Chi_Minh'),
       par.timeliness(date '0001-01-01', NULL, date '0001-01-01', '{(,)}'::tstzmultirange, 'America/Sitka'),
       par.timeliness(date '9999-12-31', timestamptz '9999-12-31 23:59:59.999999 UTC', date '9999-12-31', 'Asia/Ho_Chi_Minh');
SELECT par.timeliness(date '2024-06-10', now(), now(), NULL::text);
SELECT par.timeliness(date '2024-06-10', now(), now(), 'Asia/Saigon City');
SELECT par.timeliness(timestamptz '2024-06-10', NULL, now(), 'perhaps', 'UTC');
SELECT par.timeliness(date '2024-06-10', date '2024-06-10', date '2024-06-30', 'UTC'::text);
SELECT par.timeliness(date '2024-06-10', date '2024-06-10', now(), 'UTC');
DROP TABLE task, dossier, oracle;

-- A zone is text without a collation: from every kind of string, kept in a
-- column, compared byte by byte, unknown where it is used.
CREATE TABLE deed AS
SELECT timestamptz '2024-06-10 17:00+07' + i * interval '1 day' AS due, timestamptz '2024-06-10 17:00+07' + i * interval '1 day' - i * interval '7 hours' + interval '30 hours' AS done
FROM generate_series(1, 9) AS i;
CREATE TABLE place (name text, zone par.zone, short varchar(20), fixed char(20), word name);
INSERT INTO place SELECT z, z, z, z, z FROM unnest('{Asia/Ho_Chi_Minh,UTC,Asia/Ho_Chi_Minh}'::text[]) AS z;
SELECT p.name, par.early_pct(par.ontime_agg(due, done, NULL, p.name)) AS text, par.early_pct(par.ontime_agg(due, done, NULL, p.zone)) AS zone,
       par.early_pct(par.ontime_agg(due, done, NULL, p.short)) AS short, par.early_pct(par.ontime_agg(due, done, NULL, p.fixed)) AS fixed, par.early_pct(par.ontime_agg(due, done, NULL, p.word)) AS word
FROM deed, place p GROUP BY p.name ORDER BY 1;
SELECT zone, count(*) FROM place GROUP BY zone ORDER BY zone DESC;
SELECT count(*) FILTER (WHERE zone = name) AS as_text, count(*) FILTER (WHERE zone = 'UTC') AS as_literal, count(DISTINCT zone), max(zone::text), bool_and(now() AT TIME ZONE zone = now() AT TIME ZONE name) AS at FROM place;
SELECT par.ontime_agg(due, done, NULL, 'Mars/Olympus') FROM deed;
SELECT par.ontime_agg(due, done, NULL, NULL::text) FROM deed;
-- A function keeps text: an index on it serves what the planner has simplified.
CREATE TABLE stamped AS SELECT due, done, done AS as_of FROM deed;
CREATE INDEX ON stamped (par.timeliness(due, done, as_of, 'Asia/Ho_Chi_Minh'));
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM stamped WHERE par.timeliness(due, done, as_of, 'Asia/Ho_Chi_Minh') = 'late';
RESET enable_seqscan;
DROP TABLE deed, place, stamped;
