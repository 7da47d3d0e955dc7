-- One million cases of 2020-2026: received in office hours or not, done up to
-- 60 days later.  The calendar is a constant of the query, and beside it a
-- value in a table of 30 years, out of line.
CREATE TABLE bench.cases AS
SELECT received, done, received::date AS from_date, done::date AS to_date, days
FROM (SELECT received, received + random() * interval '60 days' AS done, days
      FROM (SELECT timestamptz '2020-01-02 00:00+07' + random() * interval '2400 days' AS received,
                   (1 + random() * 20)::int AS days
            FROM generate_series(1, (1000000 * :scale)::int)) x) y;

-- For queries that take too long on all of them.
CREATE TABLE bench.some_cases AS SELECT * FROM bench.cases LIMIT (10000 * :scale)::int;

CREATE TABLE bench.office (cal par.calendar);
INSERT INTO bench.office
SELECT (jsonb_build_object('from', '2010-01-01', 'to', '2039-12-31', 'off', par.vn_calendar(2020, 2026)::jsonb->'off',
                           'work', par.vn_calendar(2020, 2026)::jsonb->'work'))::par.calendar;

-- The table that people join: its working days, and for the best case their
-- running number.
CREATE TABLE bench.day (day date PRIMARY KEY, working boolean NOT NULL, rank int NOT NULL);
INSERT INTO bench.day
SELECT d::date, par.is_working_day(d::date, par.vn_calendar(2020, 2026)),
       count(*) FILTER (WHERE par.is_working_day(d::date, par.vn_calendar(2020, 2026))) OVER (ORDER BY d)
FROM generate_series(date '2020-01-01', date '2026-12-31', interval '1 day') d;
CREATE TABLE bench.working_day AS SELECT day FROM bench.day WHERE working;
CREATE UNIQUE INDEX ON bench.working_day (day);

CALL bench.measure('calendar', 'subtract', 'SELECT sum(to_date - from_date) FROM bench.cases');
CALL bench.measure('calendar', 'working_days', 'SELECT sum(par.working_days(from_date, to_date, par.vn_calendar(2020, 2026))) FROM bench.cases');
CALL bench.measure('calendar', 'working_days, table', 'SELECT sum(par.working_days(from_date, to_date, cal)) FROM bench.cases, bench.office');
CALL bench.measure('calendar', 'ranks joined', 'SELECT sum(b.rank - a.rank) FROM bench.cases JOIN bench.day a ON a.day = from_date JOIN bench.day b ON b.day = to_date');
-- The same numbers in an array, which is read once for the query.
CALL bench.measure('calendar', 'rank array', $$WITH r AS MATERIALIZED (SELECT array_agg(rank ORDER BY day) AS rank FROM bench.day)
    SELECT sum(rank[to_date - date '2019-12-31'] - rank[from_date - date '2019-12-31']) FROM r, bench.cases$$);
-- And as a constant of the query, as a program would write it.
SELECT format('SELECT sum((%1$L::int[])[to_date - date ''2019-12-31''] - (%1$L::int[])[from_date - date ''2019-12-31'']) FROM bench.cases', array_agg(rank ORDER BY day)) AS rank_query FROM bench.day \gset
CALL bench.measure('calendar', 'rank array, constant', :'rank_query');
CALL bench.measure('calendar', 'working_days, some', 'SELECT sum(par.working_days(from_date, to_date, par.vn_calendar(2020, 2026))) FROM bench.some_cases');
CALL bench.measure('calendar', 'days counted, some', 'SELECT sum((SELECT count(*) FROM bench.working_day WHERE day > from_date AND day <= to_date)) FROM bench.some_cases');
CALL bench.measure('calendar', 'add_working_days', 'SELECT max(par.add_working_days(from_date, days, par.vn_calendar(2020, 2026))) FROM bench.cases');
CALL bench.measure('calendar', 'due_at', 'SELECT max(par.due_at(received, days, par.vn_calendar(2020, 2026))) FROM bench.cases');
CALL bench.measure('calendar', 'due_at, table', 'SELECT max(par.due_at(received, days, cal)) FROM bench.cases, bench.office');
CALL bench.measure('calendar', 'working_hours', 'SELECT sum(par.working_hours(received, done, par.vn_calendar(2020, 2026))) FROM bench.cases');
CALL bench.measure('calendar', 'add_working_time', $$SELECT max(par.add_working_time(received, interval '20 hours', par.vn_calendar(2020, 2026))) FROM bench.cases$$);
CALL bench.measure('calendar', 'working_hours, some', 'SELECT sum(par.working_hours(received, done, par.vn_calendar(2020, 2026))) FROM bench.some_cases');
CALL bench.measure('calendar', 'generate_series, some', $$
    SELECT sum((SELECT sum(extract(epoch FROM least(done AT TIME ZONE 'Asia/Ho_Chi_Minh', d + s.ends)
                                            - greatest(received AT TIME ZONE 'Asia/Ho_Chi_Minh', d + s.starts)))
                FROM generate_series((received AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::timestamp, done AT TIME ZONE 'Asia/Ho_Chi_Minh', interval '1 day') d
                JOIN bench.working_day w ON w.day = d::date
                CROSS JOIN (VALUES (interval '7:30', interval '11:30'), (interval '13:30', interval '17:30')) s(starts, ends)
                WHERE d + s.ends > received AT TIME ZONE 'Asia/Ho_Chi_Minh' AND d + s.starts < done AT TIME ZONE 'Asia/Ho_Chi_Minh')) / 3600
    FROM bench.some_cases$$);

CALL bench.ratio('calendar', 'working_days / to_date - from_date', 'working_days', 'subtract', at_most => 2);
CALL bench.ratio('calendar', 'working_days against counting a table of working days, 10 000 rows', 'working_days, some', 'days counted, some', at_least => 1);
CALL bench.ratio('calendar', 'working_days / joining a table with running numbers twice', 'working_days', 'ranks joined');
CALL bench.ratio('calendar', 'working_days / an array of running numbers', 'working_days', 'rank array');
CALL bench.ratio('calendar', 'working_days / the array as a constant', 'working_days', 'rank array, constant');
CALL bench.ratio('calendar', 'working_days, calendar of 30 years in a table / constant', 'working_days, table', 'working_days', at_most => 1.5);
CALL bench.ratio('calendar', 'add_working_days / working_days', 'add_working_days', 'working_days');
CALL bench.ratio('calendar', 'due_at without pauses / working_days', 'due_at', 'working_days', at_most => 3);
CALL bench.ratio('calendar', 'due_at, calendar of 30 years in a table / constant', 'due_at, table', 'due_at', at_most => 1.5);
CALL bench.ratio('calendar', 'working_hours / working_days', 'working_hours', 'working_days');
CALL bench.ratio('calendar', 'add_working_time / working_days', 'add_working_time', 'working_days');
CALL bench.ratio('calendar', 'working_hours against generate_series, 10 000 rows', 'working_hours, some', 'generate_series, some', at_least => 50);

-- Making and printing: ten times the days, some ten times the time.
CREATE TABLE bench.special AS SELECT date '1950-01-01' + i AS day FROM generate_series(0, 64999) i;
CREATE TABLE bench.long_calendar AS SELECT days, par.calendar_agg(day, 'work') AS cal FROM bench.special, (VALUES (6500), (65000)) v(days) WHERE day < date '1950-01-01' + days GROUP BY days;
CALL bench.measure('calendar', 'calendar_agg, 6500 days', $$SELECT par.calendar_agg(day, 'work') FROM bench.special WHERE day < date '1950-01-01' + 6500$$);
CALL bench.measure('calendar', 'calendar_agg, 65000 days', $$SELECT par.calendar_agg(day, 'work') FROM bench.special$$);
CALL bench.measure('calendar', 'text, 6500 days', 'SELECT length(cal::text) FROM bench.long_calendar WHERE days = 6500');
CALL bench.measure('calendar', 'text, 65000 days', 'SELECT length(cal::text) FROM bench.long_calendar WHERE days = 65000');
CALL bench.ratio('calendar', 'calendar_agg of 65 000 worked days / of 6500', 'calendar_agg, 65000 days', 'calendar_agg, 6500 days', at_most => 15);
CALL bench.ratio('calendar', 'text of 65 000 worked days / of 6500', 'text, 65000 days', 'text, 6500 days');
