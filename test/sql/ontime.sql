-- ontime: classes, summaries, rates
SET timezone = 'Asia/Ho_Chi_Minh';

-- The class of one case, by day.  as_of is 30/6.
SELECT v.*, par.timeliness(due, done, '2024-06-30') AS at_30_6, par.timeliness(due, done, '2024-06-30', true) AS paused,
       par.timeliness(due, done, NULL) AS as_of_null
FROM (VALUES (1, date '2024-06-10', date '2024-06-09'),  -- the day before: early
             (2, '2024-06-10', '2024-06-10'),            -- on the day: on time
             (3, '2024-06-10', '2024-06-11'),
             (4, '2024-06-10', '2024-06-30'),            -- finished on as_of is finished
             (5, '2024-06-10', '2024-07-01'),            -- finished after as_of is open then
             (6, '2024-06-30', NULL),                    -- due on as_of is not overdue
             (7, '2024-06-29', NULL),
             (8, '2024-07-15', NULL),
             (9, '2024-07-15', '2024-07-01'),            -- early one day, but not yet
             (10, NULL, '2024-06-01'),
             (11, NULL, '2024-07-01'),
             (12, NULL, NULL)) AS v (n, due, done) ORDER BY n;

-- By instant.  Due in the middle of the afternoon.
SELECT v.*, par.timeliness(due, done, '2024-06-30 17:00') AS session, par.timeliness(due, done, '2024-06-30 17:00', 'UTC') AS utc,
       par.timeliness(due, done, '2024-06-30 17:00', true) AS paused, par.timeliness(due, done, '2024-06-30 17:00', true, 'UTC') AS paused_utc
FROM (VALUES (1, timestamptz '2024-06-10 15:00', timestamptz '2024-06-09 23:59:59.999999'),
             (2, '2024-06-10 15:00', '2024-06-10 00:00'),        -- on the day here, early in UTC
             (3, '2024-06-10 15:00', '2024-06-10 06:59:59.999999'),
             (4, '2024-06-10 15:00', '2024-06-10 07:00'),        -- on the day in UTC too
             (5, '2024-06-10 15:00', '2024-06-10 15:00'),
             (6, '2024-06-10 15:00', '2024-06-10 15:00:00.000001'),
             (7, '2024-06-30 17:00', NULL),
             (8, '2024-06-30 16:59:59.999999', NULL),
             (9, '2024-06-10 15:00', '2024-06-30 17:00'),
             (10, '2024-06-10 15:00', '2024-06-30 17:00:00.000001')) AS v (n, due, done) ORDER BY n;
-- the session's zone is followed
SET timezone = 'UTC';
SELECT par.timeliness('2024-06-10 15:00+07', '2024-06-10 00:00+07', NULL::timestamptz) AS early_in_utc;
SET timezone = 'Asia/Ho_Chi_Minh';

-- Days that are not 24 hours: 23 and 25 hours in Berlin, one left out in
-- Samoa (30/12/2011), one lived twice in Alaska (18/10/1867), where a case
-- finished after its deadline on an earlier day is late by 0 days.
SELECT what, par.timeliness(due, done, '2025-01-01', zone) AS class,
       (SELECT par.ontime_agg(d, f, '2025-01-01', zone)::jsonb -> 'days_late_sum' FROM (SELECT due, done) AS one (d, f)) AS days_late
FROM (VALUES
   (1, '25 hours, same day', timestamptz '2024-10-27 23:59+01', timestamptz '2024-10-27 00:00+02', 'Europe/Berlin'),
   (2, '25 hours, day before', '2024-10-27 23:59+01', '2024-10-26 23:59:59+02', 'Europe/Berlin'),
   (3, '23 hours, next day', '2024-03-31 00:30+01', '2024-04-01 00:10+02', 'Europe/Berlin'),
   (4, '30/12 left out', '2011-12-29 23:00-10', '2011-12-31 00:30+14', 'Pacific/Apia'),
   (5, '18/10 twice', '1867-10-19 00:30+15:02', '1867-10-18 23:50-08:58', 'America/Sitka')) AS v (n, what, due, done, zone) ORDER BY n;

-- Which function is meant when literals have no type: dates beside a date
-- column, a zone and a mark of pause by their form, else instants.
SELECT par.timeliness(d, '2024-06-10', '2024-06-30') AS days, par.timeliness(d, '2024-06-10', '2024-06-30', 'true') AS fourth_is_pause
FROM (VALUES (date '2024-06-10')) AS v (d);
SELECT pg_typeof(par.timeliness('2024-06-10', '2024-06-10', '2024-06-30')), par.timeliness(t, '2024-06-10 00:00', '2024-06-30', 'UTC') AS fourth_is_zone
FROM (VALUES (timestamptz '2024-06-10 10:00')) AS v (t);
SELECT par.timeliness(d, t, t) AS mixed FROM (VALUES (date '2024-06-10', timestamptz '2024-06-10 00:00')) AS v (d, t);

-- The summary and everything it tells: form 06.
CREATE TABLE dossier (agency text, due_at timestamptz, returned_at timestamptz, paused boolean);
INSERT INTO dossier VALUES
    ('A', '2024-06-10 17:00', '2024-06-07 09:00', false), ('A', '2024-06-10 17:00', '2024-06-10 09:00', NULL),
    ('A', '2024-06-10 17:00', '2024-06-10 17:30', false), ('A', '2024-06-10 17:00', '2024-06-13 08:00', false),
    ('A', '2024-07-10 17:00', NULL, false), ('A', '2024-06-10 17:00', NULL, false),
    ('A', '2024-06-10 17:00', NULL, true), ('A', NULL, NULL, false), ('A', NULL, '2024-06-01 08:00', false),
    ('B', '2024-06-10 17:00', '2024-07-01 08:00', false);
CREATE VIEW form_06 AS
SELECT agency, par.ontime_agg(due_at, returned_at, '2024-06-30 24:00', paused) AS s FROM dossier GROUP BY ROLLUP (agency);
SELECT agency, s FROM form_06 ORDER BY agency;
SELECT agency, par.n_received(s) AS received, par.n_finished(s) AS finished, par.n_early(s) AS early, par.n_on_time(s) AS on_time, par.n_late(s) AS late,
       par.n_open(s) AS open, par.n_pending(s) AS pending, par.n_overdue(s) AS overdue, par.n_paused(s) AS paused, par.n_no_deadline(s) AS no_deadline
FROM form_06 ORDER BY agency;
SELECT agency, basis, par.on_time_pct(s, basis), par.early_pct(s, basis), par.late_pct(s, basis),
       par.on_time_rate(s, basis), par.early_rate(s, basis), par.late_rate(s, basis)
FROM form_06, unnest('{finished,due,received}'::text[]) WITH ORDINALITY AS b (basis, n) ORDER BY agency, n;
SELECT agency, par.on_time_pct(s), par.on_time_pct(s, digits => 0), par.late_pct(s, 'due', 10), par.late_rate(s),
       par.days_late_avg(s), par.days_late_max(s)
FROM form_06 ORDER BY agency;
SELECT par.on_time_pct(s, 'all') FROM form_06;
SELECT par.on_time_pct(s, digits => 21) FROM form_06;
-- nothing in it: 0 cases, no rates
SELECT par.n_received(s), par.on_time_pct(s), par.on_time_pct(s, 'due'), par.late_rate(s, 'received'), par.days_late_avg(s), par.days_late_max(s)
FROM (SELECT par.ontime_agg(due_at, returned_at, '2024-06-30') AS s FROM dossier WHERE agency = 'C') AS x;

-- A gate at 5 % compares what is not rounded: 4,999 % prints as 5,00.
SELECT par.format_number(par.late_pct(s)) AS printed, par.late_rate(s) >= 0.05 AS at_the_gate, par.late_pct(s, digits => 3) AS exact
FROM (VALUES ('{"on_time": 95001, "late": 4999}'::par.ontime_stats), ('{"on_time": 95000, "late": 5000}')) AS v (s);

-- One step, from columns.  The three share one state.
SELECT par.on_time_pct(due_at, returned_at), par.early_pct(due_at, returned_at), par.late_pct(due_at, returned_at),
       par.on_time_pct(due_at::date, returned_at::date) AS by_day, par.early_pct(due_at::date, returned_at::date), par.late_pct(due_at::date, returned_at::date),
       par.on_time_pct(due_at, returned_at) FILTER (WHERE agency = 'C') AS empty
FROM dossier;

-- Classes already known: no days, and no word of who is finished without a deadline.
SELECT s, par.on_time_pct(s), par.days_late_avg(s), par.days_late_max(s), par.n_open(s)
FROM (SELECT par.ontime_agg(par.timeliness(due_at, returned_at, '2024-06-30 24:00', paused)) AS s FROM dossier) AS x;
SELECT par.ontime_agg(class) FROM (VALUES (NULL::par.timeliness), ('late'), ('late'), ('early')) AS v (class);
-- A renamed value is found, whichever way round.
BEGIN;
ALTER TYPE par.timeliness RENAME VALUE 'late' TO 'delayed';
SAVEPOINT s;
SELECT par.ontime_agg('delayed'::par.timeliness);
ROLLBACK TO s;
SELECT par.timeliness(date '2024-06-10', '2024-06-11', NULL);
ROLLBACK;

-- Merging and taking away.
SET search_path = public, par;
CREATE TABLE part (n int, s par.ontime_stats);
INSERT INTO part VALUES (1, '{"late": 2, "late_dated": 2, "days_late_sum": 10, "days_late_max": 7, "at_days_late_max": 1, "early": 5}'),
                        (2, '{"late": 3, "late_dated": 3, "days_late_sum": 15, "days_late_max": 7, "at_days_late_max": 1, "no_deadline": 2, "no_deadline_finished": 1}'),
                        (3, '{"late": 1, "paused": 4}'), (4, '{}'), (5, NULL);
SELECT par.rollup(s) AS whole FROM part;
SELECT par.rollup(s) FILTER (WHERE n < 3) AS dated, par.rollup(s) FILTER (WHERE n > 9) AS nothing FROM part;
SELECT a.n, b.n, (a.s + b.s) - b.s AS "a + b - b", par.days_late_max(a.s + b.s) AS "max a + b", par.days_late_max((a.s + b.s) - b.s) AS "max a + b - b"
FROM part a, part b WHERE a.n <= 2 AND b.n <= 2 ORDER BY 1, 2;
-- the maximum when it goes: known again only if the rest leaves no choice
SELECT par.days_late_max(w), par.days_late_max(w - '{"late": 1, "late_dated": 1, "days_late_sum": 9, "days_late_max": 9, "at_days_late_max": 1}') AS unknown,
       par.days_late_avg(w - '{"late": 1, "late_dated": 1, "days_late_sum": 9, "days_late_max": 9, "at_days_late_max": 1}') AS avg_known,
       par.days_late_max(w - '{"late": 2, "late_dated": 2, "days_late_sum": 12, "days_late_max": 9, "at_days_late_max": 1}') AS one_left,
       par.days_late_max(w - '{"late": 2, "late_dated": 2, "days_late_sum": 7, "days_late_max": 4, "at_days_late_max": 1}') AS still_there
FROM (VALUES ('{"late": 3, "late_dated": 3, "days_late_sum": 16, "days_late_max": 9, "at_days_late_max": 1}'::par.ontime_stats)) AS v (w);
-- unknown stays unknown in sums, and is written as null
SELECT u, par.days_late_max(u + u), (u::text)::par.ontime_stats::text = u::text AS round_trip, par.days_late_max(u - u)
FROM (VALUES ('{"late": 2, "late_dated": 2, "days_late_sum": 16, "days_late_max": null}'::par.ontime_stats)) AS v (u);
-- what was never added
SELECT '{"early": 1}'::par.ontime_stats - '{"early": 2}';
SELECT '{"late": 1}'::par.ontime_stats - '{"late": 1, "late_dated": 1, "at_days_late_max": 1}';
SELECT '{"no_deadline": 1, "no_deadline_finished": 1}'::par.ontime_stats - '{"no_deadline": 1}';
SELECT '{"late": 3, "late_dated": 3, "days_late_sum": 7, "days_late_max": 4, "at_days_late_max": 1}'::par.ontime_stats -
       '{"late": 1, "late_dated": 1, "days_late_sum": 5, "days_late_max": 5, "at_days_late_max": 1}';
SELECT '{"late": 3, "late_dated": 3, "days_late_sum": 7, "days_late_max": 4, "at_days_late_max": 1}'::par.ontime_stats -
       '{"late": 2, "late_dated": 2, "days_late_sum": 0, "days_late_max": 0, "at_days_late_max": 2}';
SELECT '{"late": 3, "late_dated": 3, "days_late_sum": 10, "days_late_max": 4, "at_days_late_max": 2}'::par.ontime_stats -
       '{"late": 1, "late_dated": 1, "days_late_sum": 1, "days_late_max": 1, "at_days_late_max": 1}';
-- too many to count
SELECT '{"early": 1152921504606846976}'::par.ontime_stats + '{"early": 1}';
SELECT par.ontime_accum('{"early": 1152921504606846976}'::par.ontime_stats, 'early');
SELECT par.n_received('{"early": 1152921504606846976, "late": 1152921504606846976, "on_time": 1152921504606846976, "pending": 1152921504606846976, "overdue": 1152921504606846976, "paused": 1152921504606846976, "no_deadline": 1152921504606846976}');

RESET search_path;

-- The support functions by hand: a state that is NULL is empty, a state that
-- is a value of somebody else is not changed.
SELECT par.ontime_accum(NULL, date '2024-06-10', date '2024-06-12'), par.ontime_accum(NULL, NULL::par.timeliness),
       par.ontime_add(NULL, '{}'), par.ontime_inverse('{}', NULL::date, NULL::date);
SELECT s, par.ontime_accum(s, 'early') FROM part WHERE n = 4;
SELECT s FROM part WHERE n = 4;
SELECT par.ontime_inverse('{}', date '2024-06-10', date '2024-06-12');
-- the inverse asks for a new start exactly when the last case at the maximum goes
SELECT d, par.ontime_inverse('{"late": 4, "late_dated": 4, "days_late_sum": 7, "days_late_max": 3, "at_days_late_max": 1}', date '2024-06-10', date '2024-06-10' + d)
FROM generate_series(1, 3) AS d;

-- Text: JSON, in any order, what is missing is 0.
SELECT '{"late": 1, "early": 2}'::par.ontime_stats, ' {} '::par.ontime_stats;
SELECT '{"early": 3}'::par.ontime_stats::jsonb ->> 'early' AS jsonb, '{"early": 3}'::par.ontime_stats::json ->> 'early' AS json,
       jsonb_build_object('agency', 'A', 's', '{"early": 3}'::par.ontime_stats) #>> '{s,early}' AS nested;
SELECT ''::par.ontime_stats;
SELECT '{"early": 1'::par.ontime_stats;
SELECT '[1]'::par.ontime_stats;
SELECT '7'::par.ontime_stats;
SELECT '{"early": 1, "soon": 2}'::par.ontime_stats;
SELECT '{"early": -1}'::par.ontime_stats;
SELECT '{"early": 1.5}'::par.ontime_stats;
SELECT '{"early": "1"}'::par.ontime_stats;
SELECT '{"early": null}'::par.ontime_stats;
SELECT '{"early": 99999999999999999999}'::par.ontime_stats;
SELECT '{"early": 1152921504606846977}'::par.ontime_stats;
SELECT '{"no_deadline_finished": 1}'::par.ontime_stats;
SELECT '{"late_dated": 1}'::par.ontime_stats;
SELECT '{"days_late_sum": 1}'::par.ontime_stats;
SELECT '{"days_late_max": 1}'::par.ontime_stats;
SELECT '{"at_days_late_max": 1}'::par.ontime_stats;
SELECT '{"days_late_max": null}'::par.ontime_stats;
SELECT '{"late": 2, "late_dated": 2, "days_late_sum": 9, "days_late_max": 4, "at_days_late_max": 1}'::par.ontime_stats;
SELECT '{"late": 2, "late_dated": 2, "days_late_sum": 3, "days_late_max": 4, "at_days_late_max": 1}'::par.ontime_stats;
SELECT '{"late": 2, "late_dated": 2, "days_late_sum": 7304123, "days_late_max": null}'::par.ontime_stats;
SELECT '{"late": 1, "late_dated": 1, "days_late_sum": 3652061, "days_late_max": 3652061, "at_days_late_max": 1}'::par.ontime_stats;

-- Binary: there and back, then bytes that are not ours.  A file of bytea is a
-- file of any type's binary form.  The form is flags of 4 bytes and the 12
-- numbers of 8.
CREATE TABLE received (s par.ontime_stats);
\copy (SELECT s FROM form_06 ORDER BY agency) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
SELECT count(*) AS same FROM form_06 JOIN received ON form_06.s::text = received.s::text;
CREATE VIEW bytes AS SELECT par.ontime_stats_send(s) AS b FROM form_06 WHERE agency = 'A';
SELECT length(b), substr(b, 1, 20) FROM bytes;
-- flags
\copy (SELECT set_byte(b, 3, 1) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- too short
\copy (SELECT substr(b, 1, 99) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- nothing
\copy (SELECT ''::bytea FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- too long
\copy (SELECT b || '\x00' FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- a negative count
\copy (SELECT set_byte(b, 4, 255) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- too many
\copy (SELECT set_byte(b, 4, 17) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- more finished without a deadline than there are
\copy (SELECT set_byte(b, 67, 9) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- more dated than late
\copy (SELECT set_byte(b, 75, 9) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- a sum that does not fit
\copy (SELECT set_byte(b, 83, 200) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- a maximum that does not fit
\copy (SELECT set_byte(b, 91, 200) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- an unknown maximum, and a case at it
\copy (SELECT overlay(b placing '\xffffffffffffffff' from 85) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- a maximum of -2
\copy (SELECT overlay(b placing '\xfffffffffffffffe' from 85) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)
-- nobody at the maximum
\copy (SELECT set_byte(b, 99, 0) FROM bytes) TO 'results/ontime.bin' (FORMAT binary)
\copy received FROM 'results/ontime.bin' (FORMAT binary)

-- Times that cannot be meant.
SELECT par.timeliness('infinity'::date, NULL, '2024-06-30');
SELECT par.timeliness('2024-06-10'::date, '-infinity', '2024-06-30');
SELECT par.timeliness('2024-06-10'::date, NULL, 'infinity');
SELECT par.timeliness('2024-06-10'::date, NULL, '-infinity');
SELECT par.timeliness('2024-06-10'::date, NULL, '0001-12-31 BC');
SELECT par.timeliness('10000-01-01'::date, NULL, '2024-06-30');
SELECT par.ontime_agg(due_at, returned_at, 'infinity') FROM dossier;
SELECT par.ontime_agg(due_at, returned_at, '-infinity') FROM dossier;
SELECT par.ontime_agg(due_at, returned_at, '4713-11-24 00:00 BC', 'UTC') FROM dossier;
SELECT par.ontime_agg(due_at, '10000-01-01 00:00+00', '2024-06-30') FROM dossier;
SELECT par.on_time_pct(due_at, 'infinity') FROM dossier;
-- the ends of the range, by day and by instant in the zones furthest out
SELECT par.ontime_agg('0001-01-01'::date, '9999-12-31', '9999-12-31')::jsonb -> 'days_late_max' AS by_day,
       par.ontime_agg('0001-01-01 00:00+00'::timestamptz, '9999-12-31 23:59:59.999999+00', '9999-12-31 23:59:59.999999+00', z)::jsonb -> 'days_late_max' AS by_instant
FROM unnest('{UTC,Asia/Ho_Chi_Minh,Etc/GMT+12,Pacific/Kiritimati}'::text[]) AS z GROUP BY z ORDER BY z;
-- zones
SELECT par.timeliness(now(), now(), now(), 'Asia/Hanoi');
SELECT par.timeliness(now(), now(), now(), '');
SELECT par.timeliness(now(), now(), now(), repeat('x', 300));
SELECT par.timeliness(now(), now(), now(), NULL::text);

-- Plans.  Parallel: every worker makes summaries, which the leader merges.
CREATE TABLE many AS
SELECT g % 7 AS agency, date '2024-01-01' + g % 300 AS due, CASE WHEN g % 3 > 0 THEN date '2024-01-01' + g * 7 % 310 END AS done, g % 11 = 0 AS paused
FROM generate_series(1, 20000) AS g;
ANALYZE many;
SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT par.ontime_agg(due, done, '2024-06-30', paused) FROM many;
EXPLAIN (COSTS OFF) SELECT agency, par.ontime_agg(due, done, '2024-06-30', paused), par.on_time_pct(due, done) FROM many GROUP BY agency;
SELECT par.ontime_agg(due, done, '2024-06-30', paused) AS parallel FROM many;
SET max_parallel_workers_per_gather = 0;
SELECT par.ontime_agg(due, done, '2024-06-30', paused) AS serial FROM many;
RESET ALL;
-- By partitions.
CREATE TABLE parted (LIKE many) PARTITION BY LIST (agency);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (0, 1, 2);
CREATE TABLE parted_2 PARTITION OF parted DEFAULT;
INSERT INTO parted SELECT * FROM many;
ANALYZE parted;
SET enable_partitionwise_aggregate = on; SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT par.ontime_agg(due, done, '2024-06-30', paused) FROM parted;
EXPLAIN (COSTS OFF) SELECT agency, par.ontime_agg(due, done, '2024-06-30', paused) FROM parted GROUP BY agency;
SELECT par.ontime_agg(due, done, '2024-06-30', paused) AS by_partitions FROM parted;
RESET ALL;

-- Without any search path, as a refresh and an index are made.
SET timezone = 'Asia/Ho_Chi_Minh';
SET search_path = pg_catalog, pg_temp;
CREATE MATERIALIZED VIEW public.monthly AS
SELECT agency, date_trunc('month', due) AS month, par.ontime_agg(due, done, '2024-06-30', paused) AS s FROM public.many GROUP BY 1, 2;
CREATE UNIQUE INDEX ON public.monthly (agency, month);
REFRESH MATERIALIZED VIEW CONCURRENTLY public.monthly;
CREATE INDEX ON public.dossier (par.timeliness(due_at, returned_at, NULL, 'Asia/Ho_Chi_Minh'::text));
CREATE INDEX ON public.many ((par.timeliness(due, done, '2024-06-30', paused)));
-- (by way of a block: from 19 on, psql shows the place too)
DO $$
BEGIN
	CREATE INDEX ON public.dossier (par.timeliness(due_at, returned_at, NULL));
EXCEPTION WHEN invalid_object_definition THEN
	RAISE NOTICE '%', SQLERRM;
END
$$;
RESET search_path;
-- months make the year
SELECT par.rollup(s)::text = (SELECT par.ontime_agg(due, done, '2024-06-30', paused)::text FROM many) AS same FROM monthly;

-- The report's figures on tasks given by the Government (appendix 1, row 9),
-- from one row for each task: due on 30/6, finished on the day or a week
-- after, or open at the year's end.
CREATE TABLE indicators (appendix int, code text, title text, period text, value_text text, value numeric, unit text, note text);
\copy indicators FROM 'test/data/indicators.csv' CSV HEADER
CREATE TABLE task AS
SELECT period, date '2024-06-30' AS due, CASE code WHEN '9.2' THEN date '2024-06-30' WHEN '9.3' THEN '2024-07-07' END AS done
FROM indicators, generate_series(1, value) WHERE appendix = 1 AND code IN ('9.2', '9.3', '9.4');
SELECT period, i.value AS given, par.n_received(s), par.n_early(s) + par.n_on_time(s) AS on_time, par.n_late(s) AS late, par.n_overdue(s) AS overdue,
       par.format_number(par.on_time_pct(s)) AS "%", par.days_late_max(s)
FROM (SELECT period, par.ontime_agg(due, done, '2024-12-31') AS s FROM task GROUP BY period) AS t
JOIN indicators i USING (period) WHERE i.appendix = 1 AND i.code = '9.1' ORDER BY period;
SELECT period FROM (SELECT period, par.ontime_agg(due, done, '2024-12-31') AS s FROM task GROUP BY period) AS t
WHERE (par.n_received(s), par.n_on_time(s), par.n_late(s), par.n_overdue(s)) IS DISTINCT FROM
      (SELECT (min(value::bigint) FILTER (WHERE code = '9.1'), min(value::bigint) FILTER (WHERE code = '9.2'),
               min(value::bigint) FILTER (WHERE code = '9.3'), min(value::bigint) FILTER (WHERE code = '9.4'))
       FROM indicators i WHERE i.appendix = 1 AND i.period = t.period);
-- the five years together: the sum of the sums, not the mean of the rates
SELECT par.on_time_pct(par.rollup(s)) AS whole, round(avg(par.on_time_pct(s)), 2) AS mean_of_rates
FROM (SELECT par.ontime_agg(due, done, '2024-12-31') AS s FROM task GROUP BY period) AS t;

-- The printed on-time ratios with their two counts: P093, dossiers finished on
-- the limit, and P095, late ones.
CREATE TABLE published (id text, source_table text, numerator numeric, denominator numeric, printed text, digits int, reproduces text, note text, modes text);
\copy published FROM 'test/data/published.csv' CSV HEADER
SELECT id, source_table, printed, par.reproduces(par.n_on_time(s), par.n_finished(s), printed) AS on_the_limit, par.late_pct(s, digits => digits) AS late
FROM published, LATERAL (
    SELECT par.ontime_agg(date '2024-06-10', date '2024-06-10' + CASE WHEN g > numerator THEN -1 WHEN source_table LIKE '%late' THEN 1 ELSE 0 END, '2024-06-30') AS s
    FROM generate_series(1, denominator) AS g) AS x
WHERE source_table ~ 'on the limit|late$' ORDER BY id;

DROP TABLE dossier, part, received, many, parted, task, indicators, published CASCADE;
