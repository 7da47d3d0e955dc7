-- events: dated events of a dossier, months of a zone, summaries of given counts
SET timezone = 'UTC';
SET datestyle = 'ISO, DMY';
CREATE FUNCTION pg_temp.events(received text, due text, finished text, pauses text DEFAULT '{}', zone text DEFAULT 'Asia/Ho_Chi_Minh')
RETURNS TABLE (day date, event text) LANGUAGE sql STABLE AS $$
    SELECT e.day, string_agg(format('%s%s %s', CASE WHEN n.value::text::int > 0 THEN '+' END, n.value, substr(n.key, 3)), ', ')
    FROM par.dossier_events(received::timestamptz, due::timestamptz, finished::timestamptz, pauses::tstzmultirange, zone) e,
         json_each(to_json(e)) n
    WHERE n.key <> 'day' AND n.value::text <> '0'
    GROUP BY e.day ORDER BY e.day
$$;

-- One dossier, day by day.  Received on Monday, due on Friday: overdue at the
-- end of Friday, if the due instant is in working hours;
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', NULL);
-- due at the last microsecond it is pending at that end.
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 23:59:59.999999+07', NULL);
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-09 00:00+07', NULL);
-- Early, on time, late on the day, late by days, without a deadline.
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', '2024-03-07 23:59:59.999999+07');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', '2024-03-08 17:00+07');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', '2024-03-08 17:00:00.000001+07');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', '2024-03-12 08:00+07');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', NULL, '2024-03-12 08:00+07');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', NULL, NULL);
-- All on one day.
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-04 17:00+07', '2024-03-04 09:00+07');
-- Received when it was overdue, or finished, already.
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-01 17:00+07', NULL);
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-02-28 17:00+07', '2024-03-01 17:00+07');
-- Not received: nothing to tell.
SELECT * FROM pg_temp.events(NULL, '2024-03-08 17:00+07', NULL);
-- A pause is a day's if the day ends in it.
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', '2024-03-14 08:00+07',
                             '{[2024-03-06 10:00+07, 2024-03-07 09:00+07), [2024-03-12 08:00+07, 2024-03-12 17:00+07)}');
-- Pauses that touch in days, over the due day.
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', NULL,
                             '{[2024-03-06 10:00+07, 2024-03-07 09:00+07), [2024-03-07 10:00+07, 2024-03-09 01:00+07)}');
-- The four kinds of bounds at the last microsecond of a day.
SELECT bounds, pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', NULL,
                       format('{%s2024-03-05 23:59:59.999999+07, 2024-03-06 23:59:59.999999+07%s}', left(bounds, 1), right(bounds, 1)))
FROM unnest(ARRAY['[]', '[)', '(]', '()']) AS bounds;
-- Pauses without an end, without a beginning, before and after all days.
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', NULL, '{[2024-03-06 10:00+07,)}');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', '2024-03-07 10:00+07', '{(,)}');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', NULL,
                             '{[4000-01-01 BC, 2000-01-01 BC], [2024-03-06 10:00+07, infinity), [infinity, infinity]}');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', NULL, '{[-infinity, 2024-03-06 10:00+07), [12000-01-01, infinity]}');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', NULL, NULL, '{(,)}');
SELECT * FROM pg_temp.events('2024-03-04 09:00+07', '2024-03-08 17:00+07', NULL, NULL);
-- The first and the last instant.
SELECT * FROM pg_temp.events('0001-01-01 00:00+00', '9999-12-31 23:59:59.999999+00', NULL, zone => 'UTC');
SELECT * FROM pg_temp.events('0001-01-01 00:00+00', '0001-01-01 00:00+00', '9999-12-31 23:59:59.999999+00', zone => 'Pacific/Kiritimati');
SELECT * FROM pg_temp.events('0001-01-01 00:00+00', '0001-01-01 00:00+00', '9999-12-31 23:59:59.999999+00', zone => 'Pacific/Pago_Pago');

-- Refused.
SELECT * FROM pg_temp.events('infinity', NULL, NULL);
SELECT * FROM pg_temp.events('-infinity', NULL, NULL);
SELECT * FROM pg_temp.events('2024-03-04', 'infinity', NULL);
SELECT * FROM pg_temp.events('2024-03-04', NULL, '10000-01-01 00:00+00');
SELECT * FROM pg_temp.events('2024-03-04', NULL, NULL, zone => 'Asia/Saigon City');
SELECT * FROM pg_temp.events('2024-03-04', NULL, NULL, zone => NULL);

-- Identity: the sums of the events up to a day are what the aggregate counts
-- at its end, for every day of two months, in zones that change the clock at
-- midnight, just after it, before it, by half an hour, that leave out a day, and
-- for dossiers whose times lie around these midnights.
CREATE TEMP TABLE place (zone text, first date, last date);
INSERT INTO place VALUES
    ('Asia/Ho_Chi_Minh', '2024-02-20', '2024-04-20'), ('UTC', '1999-12-20', '2000-02-10'), ('Europe/Berlin', '2024-03-10', '2024-04-20'),
    ('America/New_York', '2024-10-20', '2024-11-25'), ('America/Sao_Paulo', '2018-10-20', '2018-11-20'), ('America/Sao_Paulo', '2019-02-01', '2019-03-05'),
    ('America/St_Johns', '2010-10-25', '2010-11-25'), ('America/Havana', '2024-10-20', '2024-11-20'), ('Africa/Cairo', '2024-04-10', '2024-05-10'),
    ('Australia/Lord_Howe', '2024-03-25', '2024-04-20'), ('Pacific/Apia', '2011-12-15', '2012-01-15'), ('Pacific/Kwajalein', '1969-09-15', '1969-10-15'),
    ('Asia/Kathmandu', '1985-12-20', '1986-01-20'), ('America/Juneau', '1867-10-05', '1867-11-05'), ('Asia/Amman', '2014-10-20', '2014-11-10');
CREATE TEMP TABLE moment AS
SELECT row_number() OVER (PARTITION BY p ORDER BY d, s) - 1 AS no, p.zone, p.first,
       ((d + time '00:00')::timestamp AT TIME ZONE p.zone) + s AS at
FROM place p, generate_series(first, last, '1 day') d,
     unnest(ARRAY['0', '-1 us', '1 us', '-2 us', '12 hours', '-30 minutes', '30 minutes', '45 seconds']::interval[]) s;
CREATE UNIQUE INDEX ON moment (zone, first, no);
ANALYZE moment;
-- A hash says which moment plays which part, so that it is the same everywhere.
CREATE FUNCTION pg_temp.dice(seed text, sides bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT (('x' || left(md5(seed), 15))::bit(60)::bigint) % sides
$$;
ALTER TABLE place ADD n bigint;
UPDATE place p SET n = (SELECT count(*) FROM moment m WHERE (m.zone, m.first) = (p.zone, p.first));
CREATE FUNCTION pg_temp.moment(p place, seed text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT at FROM pg_temp.moment m WHERE (m.zone, m.first, m.no) = (p.zone, p.first, pg_temp.dice(seed, p.n))
$$;
CREATE TEMP TABLE dossier AS
SELECT p.zone, p.first, i, pg_temp.moment(p, i || 'received') AS received,
       CASE WHEN pg_temp.dice(i || 'has due', 8) > 0 THEN pg_temp.moment(p, i || 'due') END AS due,
       CASE WHEN pg_temp.dice(i || 'is finished', 3) > 0 THEN pg_temp.moment(p, i || 'finished') END AS finished,
       CASE WHEN pg_temp.dice(i || 'pauses', 2) = 0 THEN '{}' ELSE (
           SELECT coalesce(range_agg(tstzrange(least(a, b), CASE WHEN pg_temp.dice(i || 'end' || k, 8) > 0 THEN greatest(a, b) END,
                                               (ARRAY['[]', '[)', '(]', '()'])[1 + pg_temp.dice(i || 'bounds' || k, 4)::int])), '{}')
           FROM (SELECT k, pg_temp.moment(p, i || 'from' || k) AS a, pg_temp.moment(p, i || 'until' || k) AS b
                 FROM generate_series(0, pg_temp.dice(i || 'many', 3)) k) x) END AS pauses
FROM place p, generate_series(1, 150) i;
-- Some finished at, or just before or after, the due instant.
UPDATE dossier SET finished = due + (i % 3 - 1) * interval '1 us' WHERE i % 8 = 0 AND finished IS NOT NULL;

CREATE TEMP TABLE event AS
SELECT zone, first, (e).* FROM (SELECT zone, first, par.dossier_events(received, due, finished, pauses, zone) AS e FROM dossier) x;
CREATE TEMP TABLE by_events AS
SELECT p.zone, p.first, d::date AS day,
       sum(d_received) AS received, sum(d_early) AS early, sum(d_on_time) AS on_time, sum(d_late) AS late,
       sum(d_pending) AS pending, sum(d_overdue) AS overdue, sum(d_paused) AS paused,
       sum(d_no_deadline) + sum(d_finished_no_deadline) AS no_deadline, sum(d_finished_no_deadline) AS no_deadline_finished, sum(d_days_late) AS days_late_sum,
       max(d_days_late) FILTER (WHERE d_late > 0) AS days_late_max
FROM place p, generate_series(first - 2, last + 3, '1 day') d, event e
WHERE (e.zone, e.first) = (p.zone, p.first) AND e.day <= d
GROUP BY p.zone, p.first, d;
ALTER TABLE by_events ADD at_days_late_max bigint;
UPDATE by_events b
SET at_days_late_max = (SELECT sum(d_late) FROM event e WHERE (e.zone, e.first) = (b.zone, b.first) AND e.day <= b.day AND e.d_days_late = b.days_late_max);
CREATE TEMP TABLE by_rows AS
SELECT p.zone, p.first, a.day, count(*) AS received, par.ontime_agg(d.due, d.finished, a.as_of, d.pauses @> a.as_of, d.zone) AS stats
FROM place p, generate_series(p.first - 2, p.last + 3, '1 day') g,
     LATERAL (SELECT g::date AS day, (g::date + time '23:59:59.999999') AT TIME ZONE p.zone AS as_of) a, dossier d
WHERE (d.zone, d.first) = (p.zone, p.first) AND d.received <= a.as_of
GROUP BY p.zone, p.first, a.day;
SELECT zone, count(*) > 20 AS enough, count(*) - count(*) FILTER (WHERE e.received = r.received AND r.stats::text = par.ontime_stats(early, on_time, late, pending, overdue, paused,
           no_deadline, no_deadline_finished, late, days_late_sum, CASE WHEN late > 0 THEN days_late_max END, at_days_late_max)::text) AS differences
FROM by_events e FULL JOIN by_rows r USING (zone, first, day) GROUP BY zone ORDER BY zone COLLATE "C";
-- No class is empty in that.
SELECT min(early) > 0, min(on_time) > 0, min(late) > 0, min(pending) > 0, min(overdue) > 0, min(paused) > 0, min(no_deadline) > 0, min(days_late_sum) > 0
FROM (SELECT zone, max(early) AS early, max(on_time) AS on_time, max(late) AS late, max(pending) AS pending, max(overdue) AS overdue, max(paused) AS paused,
             max(no_deadline) AS no_deadline, max(days_late_sum) AS days_late_sum FROM by_events GROUP BY zone) z;
-- One row for a day, in order, none that changes nothing.
SELECT count(*) FROM (SELECT (e).day, lag((e).day) OVER (PARTITION BY zone, first, i ORDER BY o) AS before, e
                      FROM dossier, par.dossier_events(received, due, finished, pauses, zone) WITH ORDINALITY AS x(day, a, b, c, d, f, g, h, j, k, l, o),
                           LATERAL (SELECT x AS e) y) z
WHERE day <= before;
SELECT count(*) FROM event WHERE (d_received, d_pending, d_overdue, d_paused, d_no_deadline, d_early, d_on_time, d_late, d_finished_no_deadline) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
-- A set that is not read to its end leaves nothing behind.
SELECT count(*), count(*) FILTER (WHERE first_day = day_of_receipt) AS equal
FROM (SELECT (SELECT (par.dossier_events(received, due, finished, pauses, zone)).day LIMIT 1) AS first_day,
             (SELECT min(day) FROM par.dossier_events(received, due, finished, pauses, zone)) AS day_of_receipt FROM dossier) x;

-- Months.
SELECT par.month_of('2024-02-29 16:59:59.999999+00', 'Asia/Ho_Chi_Minh'), par.month_of('2024-02-29 17:00+00', 'Asia/Ho_Chi_Minh'),
       par.month_of('2024-02-29 17:00+00', 'UTC'), par.month_of('0001-01-01 00:00+00', 'UTC'), par.month_of('9999-12-31 23:59:59.999999+00', 'UTC');
SELECT par.month_of(NULL, 'UTC'), par.month_of('2024-01-01', NULL);
SELECT count(*), count(*) FILTER (WHERE par.month_of(at, zone) = date_trunc('month', at AT TIME ZONE zone)::date) AS equal FROM moment;
SELECT count(*), count(*) FILTER (WHERE par.month_of(at, zone) = date_trunc('month', at AT TIME ZONE zone)::date) AS equal
FROM generate_series(timestamptz '0001-01-02', '9999-12-30', '97 days 05:43:21.123456') at, unnest(ARRAY['Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/St_Johns', 'UTC']) zone;
SELECT par.month_of('infinity', 'UTC');
SELECT par.month_of('2024-01-01', 'Mars/Olympus');

-- Summaries of counts.
SELECT par.ontime_stats();
SELECT par.ontime_stats(early => 3, on_time => 2, late => 1, late_dated => 1, days_late_sum => 4, days_late_max => 4, at_days_late_max => 1);
SELECT par.on_time_pct(par.ontime_stats(early => 306488, late => 26958));
-- NULL counts nothing; a maximum of NULL is not known, unless it follows.
SELECT par.ontime_stats(early => sum(x)::bigint, pending => 5) FROM (SELECT 1::bigint AS x WHERE false) none;
SELECT par.ontime_stats(late => 3, late_dated => 3, days_late_sum => 9, days_late_max => NULL);
SELECT par.ontime_stats(late => 3, late_dated => 1, days_late_sum => 9, days_late_max => NULL);
SELECT par.ontime_stats(late => 3, late_dated => 3, days_late_max => NULL);
SELECT par.ontime_stats(early => 3, days_late_max => NULL);
-- A literal is still a value of the type.
SELECT par.ontime_stats('{"early": 1}');
SELECT par.ontime_stats(early => -1);
SELECT par.ontime_stats(no_deadline => 1, no_deadline_finished => 2);
SELECT par.ontime_stats(late => 1, days_late_sum => 2, days_late_max => 2, at_days_late_max => 1);
SELECT par.ontime_stats(late => 2, late_dated => 2, days_late_sum => 7, days_late_max => 3, at_days_late_max => 1);
SELECT par.ontime_stats(early => 9223372036854775807);
-- The way back from the text form, for random summaries.
SELECT count(*), count(*) FILTER (WHERE stats::text = par.ontime_stats((j ->> 'early')::bigint, (j ->> 'on_time')::bigint, (j ->> 'late')::bigint,
           (j ->> 'pending')::bigint, (j ->> 'overdue')::bigint, (j ->> 'paused')::bigint, (j ->> 'no_deadline')::bigint, (j ->> 'no_deadline_finished')::bigint,
           (j ->> 'late_dated')::bigint, (j ->> 'days_late_sum')::bigint, (j ->> 'days_late_max')::bigint, (j ->> 'at_days_late_max')::bigint)::text) AS equal
FROM (SELECT stats, stats::jsonb AS j FROM by_rows) x;
