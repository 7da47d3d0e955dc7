SET jit = off; -- compiling these short queries takes longer than running them
-- model: the cells of the dossiers, which answer for any day without the rows
SET client_min_messages = warning;
SET datestyle = 'ISO, DMY';
CALL par.create_model('cells');
SET search_path = cells, pg_catalog;
UPDATE setting SET zone = 'Asia/Ho_Chi_Minh', period_from = '2024-01-01', reporting_date = '2024-05-05';
INSERT INTO bloc VALUES ('b', 'B', 1);
INSERT INTO agency (id, code, name, bloc, level) SELECT i, 'A' || i, 'Agency ' || i, 'b', CASE WHEN i < 3 THEN 'commune' ELSE 'district' END FROM generate_series(1, 4) i;
INSERT INTO service SELECT 'S' || i, 'Service ' || i, 'field ' || i % 2, (ARRAY['full', 'partial', 'none'])[1 + i % 3] FROM generate_series(1, 5) i;

-- The same figures from the rows, by the aggregate: the definition of 1.1.
CREATE FUNCTION ontime_month_rows(day date) RETURNS TABLE (agency_id bigint, month date, online_level text, stats par.ontime_stats) LANGUAGE sql STABLE AS $$
    SELECT d.agency_id, m.month, p.online_level, par.ontime_agg(d.due_at, d.finished_at, s.as_of, d.pauses @> s.as_of, s.zone)
    FROM (SELECT zone, (day + time '23:59:59.999999') AT TIME ZONE zone AS as_of FROM cells.setting) s
         JOIN cells.dossier d ON d.received_at <= s.as_of JOIN cells.service p ON p.code = d.service
         CROSS JOIN LATERAL (SELECT date_trunc('month', CASE WHEN d.finished_at <= s.as_of THEN d.finished_at ELSE s.as_of END AT TIME ZONE s.zone)::date) AS m (month)
    GROUP BY 1, 2, 3 $$;
CREATE FUNCTION intake_month_rows(day date) RETURNS TABLE (agency_id bigint, month date, online_level text, n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint) LANGUAGE sql STABLE AS $$
    SELECT d.agency_id, date_trunc('month', d.received_at AT TIME ZONE s.zone)::date, p.online_level, count(*),
           count(*) FILTER (WHERE d.channel = 'online'), count(*) FILTER (WHERE d.fee > 0), count(*) FILTER (WHERE d.paid_online)
    FROM (SELECT zone, (day + time '23:59:59.999999') AT TIME ZONE zone AS as_of FROM cells.setting) s
         JOIN cells.dossier d ON d.received_at <= s.as_of JOIN cells.service p ON p.code = d.service
    GROUP BY 1, 2, 3 $$;
CREATE FUNCTION differences(day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (SELECT count(*) FROM (SELECT agency_id, month, online_level, stats::text FROM cells.ontime_month_at(day)) a
                            FULL JOIN (SELECT agency_id, month, online_level, stats::text FROM cells.ontime_month_rows(day)) b USING (agency_id, month, online_level)
            WHERE a.stats IS DISTINCT FROM b.stats)
         + (SELECT count(*) FROM cells.intake_month_at(day) a FULL JOIN cells.intake_month_rows(day) b USING (agency_id, month, online_level)
            WHERE (a.n_received, a.n_online, a.n_with_fee, a.n_paid_online) IS DISTINCT FROM (b.n_received, b.n_online, b.n_with_fee, b.n_paid_online)) $$;

-- One dossier: the figures follow at once, folded or not, for days before and after.
INSERT INTO dossier VALUES ('D1', 1, 'S3', '2024-03-04 09:00+07', '2024-03-08 17:00+07', NULL, '{}', 'online', 20000, true);
SELECT day, m.agency_id, m.month, m.online_level, par.n_pending(stats), par.n_overdue(stats), par.n_late(stats)
FROM unnest('{2024-03-03,2024-03-04,2024-03-07,2024-03-08,2024-04-30}'::date[]) day, ontime_month_at(day) m ORDER BY day;
UPDATE dossier SET finished_at = '2024-03-12 08:00+07';
SELECT day, m.agency_id, m.month, m.online_level, par.n_pending(stats), par.n_overdue(stats), par.n_late(stats), par.days_late_max(stats)
FROM unnest('{2024-03-04,2024-03-11,2024-03-12,2024-04-30}'::date[]) day, ontime_month_at(day) m ORDER BY day;
SELECT agency_code, month, n_received, n_late, late_pct, days_late_avg FROM ontime_by_agency_month;
SELECT agency_code, month, n_received, n_online, n_paid_online FROM intake_by_agency_month;
CALL fold();
SELECT count(*) FROM dossier_log;
TABLE dossier_day;
TABLE dossier_field_month;
TABLE dossier_total_month;
SELECT agency_code, month, n_received, n_late, late_pct, days_late_avg FROM ontime_by_agency_month;
DELETE FROM dossier;
SELECT count(*) FROM ontime_by_agency_month;

-- Random operations with folds among them, some taken back; checked for the
-- ends of several days each.
SELECT setseed(0.5);
\set ECHO none
\set model cells
\i test/cells/dossiers.sql
\set ECHO all
DO $$
DECLARE
    x float8;
    n int;
    bad bigint := 0;
BEGIN
    -- a slow server (test/memcheck) does a part of them
    FOR i IN 1..(500 * greatest(0.3, coalesce(current_setting('test.share', true), '1')::numeric))::int LOOP
        x := random();
        n := CASE WHEN random() < 0.7 THEN 1 ELSE 1 + floor(random() * 30)::int END;
        BEGIN
            IF x < 0.40 THEN
                INSERT INTO cells.dossier SELECT DISTINCT ON (code) * FROM public.some_dossiers(n) ON CONFLICT (code) DO UPDATE SET agency_id = excluded.agency_id, service = excluded.service;
            ELSIF x < 0.75 THEN
                UPDATE cells.dossier d SET agency_id = s.agency_id, service = s.service, received_at = s.received_at, due_at = s.due_at, finished_at = s.finished_at,
                       pauses = s.pauses, channel = s.channel, fee = s.fee, paid_online = s.paid_online
                FROM public.some_dossiers(n) s WHERE s.code = d.code;
            ELSIF x < 0.85 THEN
                DELETE FROM cells.dossier d USING public.some_dossiers(n) s WHERE s.code = d.code;
            ELSIF x < 0.86 AND i < 350 THEN
                TRUNCATE cells.dossier CASCADE;
            ELSIF x < 0.92 THEN
                UPDATE cells.service SET online_level = (ARRAY['full', 'partial', 'none'])[1 + floor(random() * 3)::int], field = 'field ' || floor(random() * 3) WHERE random() < 0.5;
            ELSE
                CALL cells.fold();
            END IF;
            IF random() < 0.15 THEN
                RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
            END IF;
        EXCEPTION WHEN SQLSTATE 'P0099' THEN NULL;
        END;
        IF i % 25 = 0 THEN
            bad := bad + (SELECT sum(cells.differences(date '2024-03-18' + (i * 7 + k * 13) % 75)) FROM generate_series(1, 3) k);
        END IF;
    END LOOP;
    RAISE WARNING '% differences', bad;
END $$;
-- The sums by service, of whole months and broken ones, beside those of the rows.
CREATE FUNCTION service_differences() RETURNS TABLE (periods bigint, services bigint, differences bigint) LANGUAGE sql STABLE AS $$
    SELECT count(DISTINCT (k.first_day, k.last_day)), count(DISTINCT x.service), count(*) FILTER (WHERE x.differs)
    FROM (SELECT date '2024-03-01' + n * 5 AS first_day, date '2024-03-01' + n * 5 + n * 7 % 71 AS last_day FROM generate_series(0, 15) n
          UNION VALUES ('2024-03-01'::date, '2024-03-31'::date), ('2024-03-01', '2024-04-30'), ('2024-04-01', '2024-04-30'), ('2024-04-16', '2024-04-16'), ('2023-01-01', '2025-12-31')) k
         CROSS JOIN LATERAL (SELECT service, (a.n_received, a.n_online, a.n_with_fee, a.n_paid_online) IS DISTINCT FROM (b.n_received, b.n_online, b.n_with_fee, b.n_paid_online) AS differs
                             FROM cells.service_sums(k.first_day, k.last_day) a
                                  FULL JOIN (SELECT u.service_code AS service, u.n_received, u.n_online, u.n_with_fee, u.n_paid_online FROM cells.service_use_between(k.first_day, k.last_day) u WHERE u.n_received > 0) b USING (service)) x $$;
SELECT count(*) > 50 AS dossiers, (SELECT count(*) FROM dossier_day) > 100 AS cells FROM dossier;
SELECT * FROM service_differences();
SELECT count(*) AS days, sum(differences(d::date)) AS differences FROM generate_series(date '2024-03-15', '2024-05-20', '1 day') d;
SELECT count(*) FROM check_fresh();
CALL fold();
SELECT count(*) AS days, sum(differences(d::date)) AS differences FROM generate_series(date '2024-03-15', '2024-05-20', '1 day') d;
SELECT (SELECT count(*) > 10 FROM dossier_service_month) AS cells, s.* FROM service_differences() s;
SELECT count(*) FROM check_fresh();
-- The plain views are those of the reporting date.
SELECT count(*) > 10 AS some, count(*) FILTER (WHERE v.stats::text IS DISTINCT FROM f.stats::text) AS different
FROM ontime_month v FULL JOIN ontime_month_rows('2024-05-05') f USING (agency_id, month, online_level);
SELECT count(*) > 10 AS some, count(*) FILTER (WHERE v.n_received IS DISTINCT FROM f.n_received) AS different
FROM intake_month v FULL JOIN intake_month_rows('2024-05-05') f USING (agency_id, month, online_level);
CALL refresh('2024-04-10');
SELECT count(*) FILTER (WHERE v.stats::text IS DISTINCT FROM f.stats::text) AS different
FROM ontime_month v FULL JOIN ontime_month_rows('2024-04-10') f USING (agency_id, month, online_level);

-- What is not folded may be more than fits into memory: no cell is compared with each row of it.
\set ECHO none
\i test/plans.sql
\set ECHO all
BEGIN;
INSERT INTO dossier (code, agency_id, service, received_at, due_at, channel)
SELECT 'L' || i, 1 + i % 4, 'S' || 1 + i % 5, '2024-03-20 09:00+07', '2024-04-20 09:00+07', 'online' FROM generate_series(1, 3000) i;
SELECT count(*) >= 6000 AS many FROM dossier_log;
SET LOCAL work_mem = '64kB';
SELECT query, compares_each(query) FROM unnest('{"TABLE ontime_month","TABLE intake_month","SELECT * FROM ontime_month_at(''2024-05-05'')","SELECT * FROM intake_month_at(''2024-05-05'')"}'::text[]) query;
SELECT differences('2024-05-05');
ROLLBACK;

-- What goes past the triggers is found, in one agency or by a sample, and repaired.
ALTER TABLE dossier DISABLE TRIGGER USER;
UPDATE dossier SET finished_at = NULL, pauses = '{}' WHERE agency_id = 2 AND finished_at IS NOT NULL;
DELETE FROM dossier WHERE agency_id = 3 AND code LIKE '%1';
ALTER TABLE dossier ENABLE TRIGGER USER;
SELECT cell FROM check_fresh(0);
CALL set_triggers();
UPDATE dossier SET fee = 0, paid_online = false WHERE agency_id = 2;
SELECT agency_id, count(*) > 0 AS found FROM check_fresh() GROUP BY agency_id ORDER BY agency_id;
SELECT count(*) > 0 AS found FROM check_fresh(4);
SELECT count(*) FROM check_fresh(0);
CALL rebuild();
SELECT count(*) FROM check_fresh();
SELECT sum(differences(d::date)) AS differences FROM generate_series(date '2024-03-15', '2024-05-20', '1 day') d;
-- So is a changed zone: it moves every event.
UPDATE setting SET zone = 'America/St_Johns';
SELECT count(*) > 0 AS found FROM check_fresh();
CALL rebuild();
SELECT count(*) FROM check_fresh();
SELECT sum(differences(d::date)) AS differences FROM generate_series(date '2024-03-15', '2024-05-20', '1 day') d;

-- Cells are made by fold() alone: a restore of data would bring them twice.
INSERT INTO dossier_day SELECT * FROM dossier_day;
INSERT INTO dossier_total_day SELECT * FROM dossier_total_day;
INSERT INTO dossier_log SELECT * FROM dossier_log;
SELECT par.only_by_fold();

RESET search_path;
DROP SCHEMA cells CASCADE;
DROP FUNCTION public.some_time;
