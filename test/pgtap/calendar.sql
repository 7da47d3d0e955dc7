-- The calendar against a plain walk over days and minutes, and its identities,
-- on random calendars and random cases.  The walk shares nothing with the
-- extension but the words of the rules: it reads no prefix sum and no value of
-- the type.  The seed is fixed, so a failure can be looked at again.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = public, par;
SET LOCAL jit = off;
SET LOCAL work_mem = '64MB';
SET LOCAL timezone = 'America/Los_Angeles';   -- of no calendar here: it must not matter
SET LOCAL datestyle = 'German';
SELECT setseed(0.2024);
SELECT plan(33);

-- ---------------------------------------------------------------------------
-- Random calendars.  hours: by ISO weekday.  The zones move their clocks in
-- these months by an hour, by half an hour, at midnight, or not at all.
-- ---------------------------------------------------------------------------

CREATE TEMP TABLE office (id int PRIMARY KEY, zone text, first date, last date, hours jsonb);
INSERT INTO office VALUES
    (1, 'Asia/Ho_Chi_Minh', '2024-01-15', '2024-05-31', '{"1": [[450,690],[810,1050]], "2": [[450,690],[810,1050]], "3": [[450,690],[810,1050]], "4": [[450,690],[810,1050]], "5": [[450,690],[810,1050]]}'),
    (2, 'Asia/Ho_Chi_Minh', '2024-04-01', '2024-06-30', '{"1": [[420,690],[780,1020]], "2": [[420,690],[780,1020]], "3": [[420,690]], "4": [[420,690],[780,1020]], "5": [[420,690],[780,1000]], "6": [[450,690]]}'),
    (3, 'Europe/Berlin', '2024-03-15', '2024-04-20', '{"1": [[0,1440]], "2": [[0,1440]], "3": [[0,1440]], "4": [[0,1440]], "5": [[0,1440]], "6": [[0,1440]], "7": [[0,1440]]}'),
    (4, 'Europe/Berlin', '2024-10-10', '2024-11-15', '{"1": [[60,150],[150,200],[480,1080]], "3": [[480,720]], "6": [[90,1440]], "7": [[60,150],[170,240],[1320,1440]]}'),
    (5, 'Australia/Lord_Howe', '2024-03-20', '2024-04-30', '{"1": [[540,1020]], "2": [[540,1020]], "3": [[540,1020]], "4": [[540,1020]], "5": [[540,1020]], "7": [[60,110],[115,300]]}'),
    (6, 'Africa/Cairo', '2024-04-10', '2024-05-20', '{"1": [[0,240]], "2": [[0,240],[600,900]], "4": [[1200,1440]], "5": [[0,30],[45,100],[1380,1440]], "7": [[480,900]]}'),
    (7, 'Africa/Cairo', '2024-10-15', '2024-11-20', '{"1": [[0,240]], "2": [[0,240],[600,900]], "3": [[700,701]], "4": [[1200,1440]], "5": [[0,30],[1380,1440]]}'),
    (8, 'America/New_York', '2024-10-25', '2024-11-25', '{"7": [[0,1440]], "1": [[30,1410]]}');

CREATE TEMP TABLE special AS
SELECT id, day,
       CASE WHEN r < 0.10 THEN 'off' ELSE 'work' END AS kind,
       CASE WHEN r >= 0.10 AND random() < 0.4 THEN '[[500,600],[700,900],[1000,1440]]'::jsonb END AS hours,
       CASE WHEN r >= 0.10 AND random() < 0.5 THEN day + 2 + (random() * 4)::int END AS replaces
FROM (SELECT id, day::date, random() AS r
      FROM office, generate_series(first, last, interval '1 day') day OFFSET 0) x
WHERE r < 0.18;
-- What a calendar must not say: replace a day that is not worked in any week,
-- or that is itself a worked day.
UPDATE special s SET replaces = NULL
WHERE NOT EXISTS (SELECT FROM office o WHERE o.id = s.id AND o.hours ? extract(isodow FROM s.replaces)::text)
   OR EXISTS (SELECT FROM special w WHERE w.id = s.id AND w.day = s.replaces AND w.kind = 'work');

CREATE FUNCTION pg_temp.span_text(slots jsonb) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_agg(format('%s:%s-%s:%s', (s->>0)::int / 60, lpad(((s->>0)::int % 60)::text, 2, '0'),
                                           (s->>1)::int / 60, lpad(((s->>1)::int % 60)::text, 2, '0')) ORDER BY random())
    FROM jsonb_array_elements(slots) s $$;

CREATE TEMP TABLE cal AS
SELECT id, first, last, zone,
       jsonb_build_object('zone', zone, 'from', to_char(first, 'YYYY-MM-DD'), 'to', to_char(last, 'YYYY-MM-DD'),
           'hours', (SELECT jsonb_object_agg((ARRAY['mon','tue','wed','thu','fri','sat','sun'])[key::int], pg_temp.span_text(value)) FROM jsonb_each(hours)),
           'off', (SELECT coalesce(jsonb_agg(to_char(day, 'YYYY-MM-DD') ORDER BY random()), '[]') FROM special s WHERE s.id = o.id AND kind = 'off'),
           'work', (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('day', to_char(day, 'YYYY-MM-DD'), 'for', to_char(replaces, 'YYYY-MM-DD'),
                                                        'hours', pg_temp.span_text(s.hours))) ORDER BY random()), '[]')
                    FROM special s WHERE s.id = o.id AND kind = 'work'))::par.calendar AS cal
FROM office o;

-- ---------------------------------------------------------------------------
-- The walk: the slots of every day, and every worked minute.
-- ---------------------------------------------------------------------------

CREATE TEMP TABLE day_slot AS
SELECT o.id, d::date AS day, (slot->>0)::int AS starts, (slot->>1)::int AS ends
FROM office o
CROSS JOIN generate_series(first, last, interval '1 day') d
LEFT JOIN special s ON s.id = o.id AND s.day = d::date
CROSS JOIN LATERAL (
    SELECT CASE WHEN s.kind = 'off' OR EXISTS (SELECT FROM special w WHERE w.id = o.id AND w.replaces = d::date) THEN NULL
                WHEN s.hours IS NOT NULL THEN s.hours
                WHEN s.kind = 'work' THEN (SELECT o.hours->(extract(isodow FROM coalesce(s.replaces, s.day) - back)::text)
                                           FROM generate_series(0, 6) back
                                           WHERE o.hours ? extract(isodow FROM coalesce(s.replaces, s.day) - back)::text
                                           ORDER BY back LIMIT 1)
                ELSE o.hours->extract(isodow FROM d)::text END AS slots) x
CROSS JOIN jsonb_array_elements(x.slots) slot;
CREATE TEMP TABLE worked_day AS SELECT DISTINCT id, day FROM day_slot;
CREATE UNIQUE INDEX ON worked_day (id, day);

CREATE TEMP TABLE worked_minute AS
SELECT m.id, t, wall::date AS day
FROM (SELECT id, t, t AT TIME ZONE zone AS wall
      FROM office, generate_series(first::timestamp AT TIME ZONE zone, (last + 1)::timestamp AT TIME ZONE zone - interval '1 minute', interval '1 minute') t) m
JOIN day_slot s ON s.id = m.id AND s.day = wall::date
               AND extract(hour FROM wall) * 60 + extract(minute FROM wall) >= starts
               AND extract(hour FROM wall) * 60 + extract(minute FROM wall) < ends;
CREATE UNIQUE INDEX ON worked_minute (id, t);
CREATE INDEX ON worked_minute (id, day);
ANALYZE worked_minute, worked_day;

SELECT is((SELECT count(DISTINCT id)::int FROM worked_minute), 8, 'the walk has every calendar');
SELECT cmp_ok((SELECT count(*)::int FROM worked_minute), '>', 100000, 'and enough minutes to mean something');

-- ---------------------------------------------------------------------------
-- Random cases: two instants in the calendar, in either order, a number of
-- days, and up to four pauses that may touch, overlap, lie outside, cover
-- everything or be open.
-- ---------------------------------------------------------------------------

CREATE TEMP TABLE sample AS
SELECT x.*, (a AT TIME ZONE zone)::date AS day_a, (b AT TIME ZONE zone)::date AS day_b,
       (SELECT coalesce(range_agg(tstzrange(p, CASE WHEN random() > 0.02 THEN date_trunc('minute', p + random() ^ 3 * interval '12 days') END)), '{}')
        FROM (SELECT CASE WHEN random() < 0.05 THEN NULL ELSE date_trunc('minute', least(a, b) + (random() * 1.6 - 0.3) * interval '8 days') END AS p
              FROM generate_series(1, (random() * 4 - 0.5)::int + x.n * 0)) q) AS pauses
FROM (SELECT n, id, cal, zone, first, last,
             date_trunc('minute', lo + random() * extract(epoch FROM hi - lo) * interval '1 second') AS a,
             date_trunc('minute', lo + random() * extract(epoch FROM hi - lo) * interval '1 second') AS b,
             (random() * 12)::int AS days
      FROM (SELECT n, 1 + n % 8 AS id FROM generate_series(1, 3000) n) i JOIN cal USING (id)
      CROSS JOIN LATERAL (SELECT first::timestamp AT TIME ZONE zone AS lo, (last + 1)::timestamp AT TIME ZONE zone - interval '1 minute' AS hi OFFSET 0) s) x;
-- Spans short enough to be walked over.
UPDATE sample SET b = date_trunc('minute', a + extract(epoch FROM b - a) / 8 * interval '1 second');
UPDATE sample SET day_b = (b AT TIME ZONE zone)::date;

CREATE TEMP TABLE pause AS
SELECT n, id, lower(p) AS begins, upper(p) AS ends FROM sample, unnest(pauses) p;

SELECT is_empty($$
    SELECT n, id, a, b, par.working_hours(a, b, cal) FROM sample s
    WHERE round(par.working_hours(a, b, cal)::numeric * 60, 6) <>
          sign(extract(epoch FROM b - a)) * (SELECT count(*) FROM worked_minute m WHERE m.id = s.id AND t >= least(a, b) AND t < greatest(a, b))
$$, 'working_hours is the number of worked minutes');

SELECT is_empty($$
    SELECT n, id, a, b, pauses FROM sample s
    WHERE extract(epoch FROM par.working_time(a, b, cal, pauses)) / 60 <>
          sign(extract(epoch FROM b - a)) * (SELECT count(*) FROM worked_minute m
                                             WHERE m.id = s.id AND t >= least(a, b) AND t < greatest(a, b) AND NOT t <@ pauses)
$$, 'working_time leaves out the minutes in pauses');

SELECT is_empty($$
    SELECT n, id, day_a, day_b FROM sample s
    WHERE par.working_days(day_a, day_b, cal) <>
          sign(day_b - day_a) * (SELECT count(*) FROM worked_day w WHERE w.id = s.id AND w.day > least(day_a, day_b) AND w.day <= greatest(day_a, day_b))
$$, 'working_days is the number of worked days after the first up to the last');

SELECT is_empty($$
    SELECT n, id, r FROM sample s, LATERAL (SELECT daterange(least(day_a, day_b), greatest(day_a, day_b), (ARRAY['[]', '[)', '(]', '()'])[1 + n % 4]) AS r) x
    WHERE par.working_days(r, cal) <> (SELECT count(*) FROM worked_day w WHERE w.id = s.id AND w.day <@ r)
$$, 'working_days of a range follows its bounds');

SELECT is_empty($$
    SELECT c.id, d FROM cal c, generate_series(first, last, interval '1 day') d
    WHERE par.is_working_day(d::date, cal) <> EXISTS (SELECT FROM worked_day w WHERE w.id = c.id AND w.day = d::date)
$$, 'is_working_day of every day');

SELECT is_empty($$
    SELECT c.id, d FROM cal c, generate_series(first, last, interval '1 day') d
    WHERE (SELECT coalesce(sum(extract(epoch FROM ends - starts)), 0) / 60 FROM par.working_hours_of(d::date, cal)) <>
          (SELECT count(*) FROM worked_minute m WHERE m.id = c.id AND m.day = d::date)
       OR EXISTS (SELECT FROM par.working_hours_of(d::date, cal) h, worked_minute m
                  WHERE m.id = c.id AND m.day = d::date
                  GROUP BY t HAVING count(*) FILTER (WHERE t >= starts AND t < ends) <> 1)
$$, 'working_hours_of shows the minutes of every day');

-- The instant after which the k-th worked minute has passed.
SELECT is_empty($$
    SELECT n, id, a, k, wanted, par.add_working_time(a, make_interval(mins => k), cal, pauses) AS got
    FROM (SELECT s.*, k, (SELECT t + interval '1 minute' FROM worked_minute m WHERE m.id = s.id AND t >= a AND NOT t <@ pauses
                          ORDER BY t OFFSET k - 1 LIMIT 1) AS wanted
          FROM sample s, LATERAL (SELECT 1 + (days * 97 + n) % 700 AS k) x OFFSET 0) y
    WHERE CASE WHEN wanted IS NOT NULL THEN par.add_working_time(a, make_interval(mins => k), cal, pauses) IS DISTINCT FROM wanted END
$$, 'add_working_time ends with the right minute');

SELECT is_empty($$
    SELECT n, id, a, k, wanted, par.add_working_time(a, make_interval(mins => -k), cal, pauses) AS got
    FROM (SELECT s.*, k, (SELECT t FROM worked_minute m WHERE m.id = s.id AND t < a AND NOT t <@ pauses
                          ORDER BY t DESC OFFSET k - 1 LIMIT 1) AS wanted
          FROM sample s, LATERAL (SELECT 1 + (days * 97 + n) % 700 AS k) x OFFSET 0) y
    WHERE CASE WHEN wanted IS NOT NULL THEN par.add_working_time(a, make_interval(mins => -k), cal, pauses) IS DISTINCT FROM wanted END
$$, 'and backwards it begins with the right minute');

SELECT is_empty($$
    SELECT n FROM (SELECT * FROM sample s WHERE EXISTS (SELECT FROM pause p WHERE p.n = s.n AND ends IS NULL AND begins <= a) OFFSET 0) x
    WHERE par.add_working_time(a, '1 minute', cal, pauses) IS NOT NULL
$$, 'add_working_time into an open pause is not known');

-- Due days, day by day.  A pause that begins after receipt (or is cut there)
-- and before the end of work of the due day counts.
CREATE TEMP TABLE day_end AS
SELECT id, day, max(t) + interval '1 minute' AS ends
FROM worked_minute GROUP BY id, day;

-- Without any days, a day off moves on, and one whose work is over: as if it were one.
CREATE FUNCTION pg_temp.limit_from(begun timestamptz, day date, days int, of_id int) RETURNS bigint LANGUAGE sql AS $$
    SELECT greatest(days, CASE WHEN EXISTS (SELECT FROM day_end w WHERE w.id = of_id AND w.day = $2 AND w.ends >= begun) THEN 0 ELSE 1 END) $$;
CREATE FUNCTION pg_temp.counted(after date, until date, of_id int) RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*) FROM worked_day w WHERE w.id = of_id AND w.day > after AND w.day <= until $$;

ALTER TABLE pause ADD taken bigint;
UPDATE pause p SET taken = pg_temp.counted((greatest(begins, a) AT TIME ZONE zone)::date, (ends AT TIME ZONE zone)::date, s.id)
FROM sample s WHERE s.n = p.n AND ends IS NOT NULL;
CREATE INDEX ON pause (n);

-- The pauses that have begun before a day's end of work, what they take, and
-- where the last one ended; one that ends behind the calendar is as good as open.
CREATE TEMP TABLE due_wanted AS
SELECT n, mode,
       (SELECT e.ends FROM day_end e
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(taken), 0) AS taken,
                   coalesce((max(p.ends) AT TIME ZONE zone)::date, day_a) AS restarted, coalesce(max(p.ends), a) AS begun,
                   coalesce(bool_or(p.ends IS NULL OR (p.ends AT TIME ZONE zone)::date > s.last), false) AS open
            FROM pause p WHERE p.n = s.n AND coalesce(p.ends, 'infinity') > a AND coalesce(p.begins, '-infinity') < e.ends) x
        WHERE e.id = s.id AND e.day >= day_a AND NOT open
          AND CASE mode WHEN 'pause' THEN
                   pg_temp.counted(day_a, e.day, s.id) - taken >= pg_temp.limit_from(a, day_a, days, s.id)
              ELSE e.day >= restarted AND pg_temp.counted(restarted, e.day, s.id) >= pg_temp.limit_from(begun, restarted, days, s.id) END
        ORDER BY e.day LIMIT 1) AS wanted
FROM sample s CROSS JOIN (VALUES ('pause'), ('restart')) v(mode)
WHERE n <= 1000;

CREATE FUNCTION pg_temp.try_due(timestamptz, int, par.calendar, tstzmultirange, text) RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
    RETURN par.due_at($1, $2, $3, $4, $5);
EXCEPTION WHEN datetime_field_overflow THEN  -- behind the calendar
    RETURN NULL;
END $$;

SELECT is_empty($$
    SELECT n, id, a, days, pauses, mode, pg_temp.try_due(a, days, cal, pauses, mode) AS got, wanted
    FROM sample JOIN due_wanted USING (n)
    WHERE pg_temp.try_due(a, days, cal, pauses, mode) IS DISTINCT FROM wanted
$$, 'due_at, both modes, agrees with the walk');
SELECT cmp_ok((SELECT count(*)::int FROM due_wanted WHERE wanted IS NOT NULL), '>', 1000, 'of which most are known');

SELECT is_empty($$
    SELECT n FROM sample WHERE days > 0
       AND (par.due_at(a, days, cal, tstzmultirange(tstzrange(a, NULL))) IS NOT NULL OR par.due_at(a, days, cal, tstzmultirange(tstzrange(NULL, NULL)), 'restart') IS NOT NULL)
$$, 'an open pause gives no due date');

-- ---------------------------------------------------------------------------
-- Identities, in the same calendars and over seven years of Vietnam.
-- ---------------------------------------------------------------------------

CREATE TEMP TABLE triple AS
SELECT cal, zone, lo + random() * extract(epoch FROM hi - lo) * interval '1 second' AS a, lo + random() * extract(epoch FROM hi - lo) * interval '1 second' AS b, lo + random() * extract(epoch FROM hi - lo) * interval '1 second' AS c
FROM generate_series(1, 9000) n
JOIN (SELECT id, cal, zone, first, last FROM cal
      UNION ALL SELECT 0, par.vn_calendar(2020, 2026), 'Asia/Ho_Chi_Minh', '2020-01-01', '2026-12-31') x ON id = n % 9
CROSS JOIN LATERAL (SELECT first::timestamp AT TIME ZONE zone AS lo, (last + 1)::timestamp AT TIME ZONE zone - interval '1 second' AS hi OFFSET 0) s;
ALTER TABLE triple ADD da date, ADD db date, ADD dc date;
UPDATE triple SET da = (a AT TIME ZONE zone)::date, db = (b AT TIME ZONE zone)::date, dc = (c AT TIME ZONE zone)::date;

SELECT is_empty($$
    SELECT da, db, dc FROM triple WHERE par.working_days(da, dc, cal) <> par.working_days(da, db, cal) + par.working_days(db, dc, cal)
$$, 'working_days adds up');
SELECT is_empty($$
    SELECT da, db FROM triple WHERE par.is_working_day(db, cal) AND par.add_working_days(da, par.working_days(da, db, cal), cal) <> db
$$, 'add_working_days undoes working_days');
SELECT is_empty($$
    SELECT da, db FROM triple WHERE par.working_days(da, db, cal) <> par.working_days(daterange(da, db, '(]'), cal) AND da <= db
$$, 'working_days of two dates is that of the range (from, to]');
SELECT is_empty($$
    SELECT a, b, c FROM triple WHERE par.working_time(a, c, cal) <> par.working_time(a, b, cal) + par.working_time(b, c, cal)
       OR abs(par.working_hours(a, c, cal) - par.working_hours(a, b, cal) - par.working_hours(b, c, cal)) > 1e-9
$$, 'working_time and working_hours add up');
SELECT is_empty($$
    SELECT a, b FROM triple WHERE par.working_time(a, par.add_working_time(a, par.working_time(a, b, cal), cal), cal) <> par.working_time(a, b, cal)
$$, 'add_working_time undoes working_time');
SELECT is_empty($$
    SELECT a, b FROM triple, LATERAL par.working_hours_of(db, cal) h
    WHERE b > starts AND b < ends AND par.add_working_time(a, par.working_time(a, b, cal), cal) <> b AND a <> b
$$, 'and comes back to the same instant inside working time');
SELECT is_empty($$
    SELECT a, b, c FROM triple, LATERAL (SELECT tstzmultirange(tstzrange(least(b, c), greatest(b, c))) AS p) x
    WHERE par.working_time(a, b, cal, p) <> par.working_time(a, b, cal) - CASE WHEN a < b THEN 1 ELSE -1 END
          * par.working_time(least(greatest(least(b, c), least(a, b)), greatest(a, b)), least(greatest(greatest(b, c), least(a, b)), greatest(a, b)), cal)
$$, 'a pause takes the working time of its part inside');
SELECT is_empty($$
    SELECT id FROM cal WHERE NOT cal::text::par.calendar OPERATOR(par.=) cal OR NOT cal::jsonb::par.calendar OPERATOR(par.=) cal
       OR par.calendar_hash(cal::text::par.calendar) <> par.calendar_hash(cal)
$$, 'text and jsonb bring back the same value');
SELECT is((SELECT count(*)::int FROM (SELECT DISTINCT cal FROM triple) x), 9, 'equal calendars are one in DISTINCT');

-- ---------------------------------------------------------------------------
-- The aggregate gives the calendar of the rows, in whatever order they come.
-- ---------------------------------------------------------------------------

CREATE TEMP TABLE listed AS
SELECT id, day, kind, CASE WHEN extract(isodow FROM replaces) < 6 THEN replaces END AS replaces FROM special WHERE id <= 4;
DELETE FROM listed l WHERE kind = 'off' AND EXISTS (SELECT FROM listed w WHERE w.id = l.id AND w.kind = 'work' AND w.day = l.day)
    OR kind = 'work' AND EXISTS (SELECT FROM listed w WHERE w.id = l.id AND w.replaces = l.day);
SELECT is_empty($$
    SELECT id FROM (SELECT id, par.calendar_agg(day, kind, replaces ORDER BY random()) AS agg,
                           jsonb_build_object('from', '2024-01-01', 'to', '2024-12-31',
                               'off', coalesce(jsonb_agg(to_char(day, 'YYYY-MM-DD')) FILTER (WHERE kind = 'off'), '[]'),
                               'work', coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('day', to_char(day, 'YYYY-MM-DD'), 'for', to_char(replaces, 'YYYY-MM-DD')))) FILTER (WHERE kind = 'work'), '[]')) AS json
                    FROM listed, generate_series(1, 3) GROUP BY id) x
    WHERE NOT agg OPERATOR(par.=) json::par.calendar
$$, 'calendar_agg with replaced days is the calendar of its rows');
SELECT is_empty($$
    SELECT id, d.day FROM cal c, par.calendar_differences(cal, (cal::jsonb || '{"off": [], "work": []}')::par.calendar) d
    EXCEPT
    SELECT id, day FROM special
    EXCEPT
    SELECT id, replaces FROM special
$$, 'calendar_differences from the bare week are special days');

-- ---------------------------------------------------------------------------
-- The estimate of years to come, by the law once more: the days of each year
-- from the list of lunar months, the neighbour of National Day by trying both,
-- days in lieu by looking for the next free one.
-- ---------------------------------------------------------------------------

CREATE TEMP TABLE lunar (lunar_year int, lunar_month int, leap boolean, starts date);
\copy lunar FROM 'test/data/lunar_vn.csv' CSV HEADER

CREATE FUNCTION pg_temp.in_lieu(holidays date[]) RETURNS date[] LANGUAGE plpgsql AS $$
DECLARE
    h date;
    d date;
    days date[] := holidays;
BEGIN
    FOR h IN SELECT x FROM unnest(holidays) x WHERE extract(isodow FROM x) > 5 ORDER BY x LOOP
        SELECT min(x)::date INTO d FROM generate_series(h + 1, h + 20, interval '1 day') x WHERE extract(isodow FROM x) < 6 AND x::date <> ALL (days);
        days := days || d;
    END LOOP;
    RETURN ARRAY(SELECT x FROM unnest(days) x WHERE extract(isodow FROM x) < 6 ORDER BY x);
END $$;
-- Days until the next working day, from a Saturday two weeks before on: the longest run.
CREATE FUNCTION pg_temp.longest_run(off date[], around date) RETURNS bigint LANGUAGE sql AS $$
    SELECT max(n) FROM (SELECT count(*) AS n FROM (SELECT d, d - row_number() OVER (ORDER BY d) * interval '1 day' AS run
                        FROM generate_series(around - 14, around + 14, interval '1 day') d WHERE extract(isodow FROM d) > 5 OR d::date = ANY (off)) x GROUP BY run) y $$;
CREATE TEMP TABLE law AS
SELECT year, CASE WHEN pg_temp.longest_run(pg_temp.in_lieu(days || after), after) > pg_temp.longest_run(pg_temp.in_lieu(days || before), before)
                  THEN pg_temp.in_lieu(days || after) ELSE pg_temp.in_lieu(days || before) END AS off
FROM (SELECT t.lunar_year AS year, make_date(t.lunar_year, 9, 1) AS before, make_date(t.lunar_year, 9, 3) AS after,
             ARRAY[make_date(t.lunar_year, 1, 1), t.starts - 2, t.starts - 1, t.starts, t.starts + 1, t.starts + 2, m.starts + 9,
                   make_date(t.lunar_year, 4, 30), make_date(t.lunar_year, 5, 1), make_date(t.lunar_year, 9, 2)] AS days
      FROM lunar t JOIN lunar m USING (lunar_year) WHERE t.lunar_month = 1 AND m.lunar_month = 3 AND NOT m.leap) x;
SELECT results_eq($$
    SELECT year, off FROM law WHERE year BETWEEN 2021 AND 2026 ORDER BY year
$$, $$
    SELECT extract(year FROM day)::int, array_agg(day ORDER BY day) FROM par.vn_holidays()
    WHERE day >= '2021-01-01' AND kind = 'off' AND certainty = 'certain' AND name_vi NOT LIKE 'Nghỉ hoán đổi%' GROUP BY 1 ORDER BY 1
$$, 'the law gives what was announced, but for exchanged days');
SELECT results_eq($$
    SELECT year, off FROM law WHERE year >= 2027 ORDER BY year
$$, $$
    SELECT extract(year FROM day)::int, array_agg(day ORDER BY day) FROM par.vn_holidays(2027, 2053, estimated => true)
    WHERE certainty = 'estimated' AND extract(isodow FROM day) < 6 GROUP BY 1 ORDER BY 1
$$, 'and the estimate of the years to come is what it gives');
SELECT is_empty($$
    SELECT day, h.certainty FROM par.vn_holidays(2027, 2053, estimated => true) h
    WHERE kind <> 'off' OR replaces IS NOT NULL OR (certainty <> 'estimated' AND name_vi NOT LIKE '%Ngày Văn hóa Việt Nam%')
       OR par.is_working_day(day, par.vn_calendar(2027, 2053, true, '[]', true))
       OR (par.is_working_day(day, par.vn_calendar(2027, 2053, false, '[]', true)) AND certainty <> 'uncertain')
$$, 'of which the calendar has every day');

-- ---------------------------------------------------------------------------
-- The longest text that is read, and a calendar whose own would be longer.
-- (Not in pg_regress: valgrind is lost in a quarter of a million short strings.)
-- ---------------------------------------------------------------------------

CREATE TEMP TABLE spelled AS
SELECT n, format('{"from": "%s-01-01", "to": "%s-12-31", "hours": {}, "work": [%s]}', year, year + 50,
                 (SELECT string_agg(format('{"day":"%s","hours":[%s]}', to_char(make_date(year, 1, 1) + i, 'YYYY-MM-DD'), spans), ',')
                  FROM generate_series(1, n) AS i)) AS given
FROM (VALUES (10000, 2000), (10200, 2000), (5000, 2060)) AS v(n, year),
     (SELECT string_agg(format('"%s:00-%1$s:30"', to_char(h, 'FM00')), ',') FROM generate_series(0, 23) AS h) AS day(spans);
CREATE TEMP TABLE made AS SELECT given::par.calendar AS cal FROM spelled WHERE n = 10000;
-- 394 bytes a day, ", " included, and 104 around them
SELECT is((SELECT length(cal::text) FROM made), 394 * 10000 + 104, 'a calendar of nearly the longest text');
SELECT ok((SELECT cal::text::par.calendar OPERATOR(par.=) cal FROM made), 'comes back from its text');
SELECT throws_ok('SELECT given::par.calendar FROM spelled WHERE n = 10200', '54000', 'calendar is too long', 'a longer one is refused');
SELECT throws_ok('SELECT given::jsonb::par.calendar FROM spelled WHERE n = 10200', '54000', 'calendar is too long', 'from jsonb as well');
SELECT throws_ok('SELECT par.calendar_combine(cal, given::par.calendar) FROM made, spelled WHERE n = 5000',
                 '54000', 'calendar is too long', 'and so are two that are put together');

SELECT * FROM finish();
ROLLBACK;
