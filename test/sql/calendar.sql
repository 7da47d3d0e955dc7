-- The calendar: what it reads and writes, Vietnam's holidays, due dates by
-- hand, and every kind of bad input.  (test/pgtap/calendar.sql compares random
-- cases with a plain walk over days and minutes.)
SET timezone = 'Asia/Ho_Chi_Minh';
SET datestyle = 'ISO, DMY';

-- ---------------------------------------------------------------------------
-- Reading and writing
-- ---------------------------------------------------------------------------

-- The defaults, written out.
SELECT '{"from": "2025-01-01", "to": "2025-12-31"}'::par.calendar;
-- Order and grouping come out in one form; the zone's name is the tables' own.
SELECT '{"to": "2024-12-31", "work": [{"hours": ["13:00-17:00", "8:00-12:00"], "day": "2024-12-28"}, "2024-05-11", {"for": "2024-04-29", "day": "2024-05-04"}],
         "off": ["2024-12-25", "2024-09-02/2024-09-03", "2024-05-01", "2024-04-30", "2024-09-01", "2024-05-01"], "from": "2024-01-01", "zone": "europe/berlin",
         "hours": {"sun": [], "mon": ["09:00-17:00"], "tue-thu": ["13:30-17:30", "07:30-11:30"], "sat": ["00:00-24:00"], "fri": ["07:30-11:30"]}}'::par.calendar;
-- jsonb and back; changing a calendar by way of jsonb.
SELECT par.vn_calendar(2024, 2024)::jsonb - 'off';
SELECT ((par.vn_calendar(2024, 2025)::jsonb || '{"hours": {"mon-thu": ["07:00-11:30", "13:30-17:00"], "fri": ["07:00-11:30"]}}')::par.calendar)::jsonb - 'off';
SELECT par.working_days('2024-12-20', '2024-12-31', c) AS one, par.working_days('2024-12-20', '2024-12-31',
       jsonb_set(c::jsonb, '{off}', c::jsonb->'off' || '["2024-12-24/2024-12-26"]')::par.calendar) AS other
FROM par.vn_calendar(2024, 2024) c;
-- A run of days off longer than one stored piece.
SELECT c, par.working_days('2020-06-14', '2022-08-18', c), c::text::par.calendar OPERATOR(par.=) c AS same
FROM (SELECT '{"from": "2020-01-01", "to": "2022-12-31", "off": ["2020-06-15/2022-08-15"]}'::par.calendar AS c) x;
-- A calendar of one day; one of the longest span; 30 years with Tết and its like in 6 KB.
SELECT par.working_days(daterange('2025-01-06', '2025-01-06', '[]'), '{"from": "2025-01-06", "to": "2025-01-06"}');
SELECT par.working_days('1950-12-31', '2129-12-31', '{"from": "1951-01-01", "to": "2129-12-31"}');
SELECT pg_column_size(jsonb_build_object('from', '2010-01-01', 'to', '2039-12-31', 'zone', 'Europe/Berlin', 'off',
           jsonb_agg(format('%s-%s', y, right(day::text, 5)) ORDER BY y, day) FILTER (WHERE kind = 'off'), 'work',
           jsonb_agg(jsonb_build_object('day', (date '2010-01-02' + (y - 2010) * 364 + 182), 'for', (date '2010-01-02' + (y - 2010) * 364 + 184))) FILTER (WHERE kind = 'work'))::par.calendar) <= 6144 AS fits
FROM generate_series(2010, 2039) y, par.vn_holidays() WHERE extract(year FROM day) = 2025;

-- The order of the entries makes no difference, also with hours of their own.
SELECT a OPERATOR(par.=) b AS same, a::text::par.calendar OPERATOR(par.=) a AS from_text
FROM (SELECT '{"from": "2025-01-01", "to": "2025-12-31", "work": [{"day": "2025-03-08", "hours": ["08:00-09:00"]}, {"day": "2025-03-01", "hours": ["08:00-10:00"]}]}'::par.calendar AS a,
             '{"from": "2025-01-01", "to": "2025-12-31", "work": [{"day": "2025-03-01", "hours": ["08:00-10:00"]}, {"day": "2025-03-08", "hours": ["08:00-09:00"]}]}'::par.calendar AS b) x;
-- Entries said twice, runs that overlap and touch.
SELECT '{"from": "2025-01-01", "to": "2025-12-31", "work": ["2025-03-01", {"day": "2025-03-08", "for": "2025-03-10", "hours": ["08:00-09:00"]}, "2025-03-01", {"day": "2025-03-08", "for": "2025-03-10", "hours": ["08:00-09:00"]}],
         "off": ["2025-01-01/2025-01-31", "2025-01-15/2025-02-03", "2025-01-20", "2025-02-04/2025-02-05", "2025-01-01/2025-01-31", "2025-12-31"]}'::par.calendar;
-- Long ones are made, unpacked and written in time in proportion: what 1.1 took
-- for 20000 rows, an hour, would end by the timeout.
SET statement_timeout = '5min';
CREATE TEMP TABLE longest AS
SELECT jsonb_build_object('from', '1950-01-01', 'to', '2010-12-31', 'hours', '{"mon": ["08:00-12:00"]}'::jsonb, 'work', jsonb_agg(date '1950-01-01' + i))::par.calendar AS c
FROM generate_series(0, 19999) AS i;
SELECT length(c::text), par.working_days('1949-12-31', '2010-12-31', c), (SELECT sum(length(c::text)) FROM longest, generate_series(1, 3)) AS all_again FROM longest;
SELECT length(c::text), par.working_days('1949-12-31', '2004-12-31', c) FROM (SELECT par.calendar_agg(date '1950-01-01' + i, 'work') AS c FROM generate_series(0, 19999) AS i) x;
SELECT length(c::text), par.working_days('1949-12-31', '2004-12-31', c) FROM (SELECT par.calendar_agg(date '1950-01-01' + i, 'off') AS c FROM generate_series(0, 19999) AS i) x;
SELECT par.calendar_combine(c, c) OPERATOR(par.=) c AS same FROM longest;
-- Any number of runs, each as long as the calendar.
SELECT ('{"from": "1950-01-01", "to": "2010-12-31", "off": [' || string_agg('"1950-01-01/2010-12-31"', ',') || ']}')::par.calendar FROM generate_series(1, 5000);
RESET statement_timeout;

-- The binary form, there and back, and hostile bytes.
CREATE TEMP TABLE cals (c par.calendar);
INSERT INTO cals SELECT par.vn_calendar(2024, 2026);
\copy cals TO 'results/calendar.bin' (FORMAT binary)
\copy cals FROM 'results/calendar.bin' (FORMAT binary)
SELECT count(*), count(DISTINCT c) FROM cals;
SELECT substr(par.calendar_send(c), 1, 9) FROM cals LIMIT 1;
\copy cals FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\003\002{}\377\377"' (FORMAT binary)
\copy cals FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\000\377\377"' (FORMAT binary)
\copy cals FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\001\001\377\377"' (FORMAT binary)
\copy cals FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\003\001{}\377\377"' (FORMAT binary)
\copy cals FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\004\001{\000}\377\377"' (FORMAT binary)
\copy cals FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\004\001{\377}\377\377"' (FORMAT binary)
SELECT count(*) FROM cals;

-- Equality, order, grouping.
SELECT a OPERATOR(par.=) b AS eq, a OPERATOR(par.<>) b AS ne, a OPERATOR(par.<) b AS lt, a OPERATOR(par.<=) b AS le,
       a OPERATOR(par.>) b AS gt, a OPERATOR(par.>=) b AS ge, sign(par.calendar_cmp(a, b)) AS cmp
FROM (VALUES (par.vn_calendar(2024, 2024), par.vn_calendar(2024, 2024)), (par.vn_calendar(2024, 2024), par.vn_calendar(2024, 2025))) v(a, b);
SELECT par.calendar_hash_extended(c, 0) = par.calendar_hash_extended(c::text::par.calendar, 0) AS same,
       par.calendar_hash_extended(c, 0) = par.calendar_hash_extended(c, 1) AS other_seed FROM par.vn_calendar(2024, 2024) c;
SELECT count(*), c::jsonb->>'to' AS until FROM (VALUES (par.vn_calendar(2024, 2024)), (par.vn_calendar(2024, 2025)), (par.vn_calendar(2024, 2024))) v(c) GROUP BY c ORDER BY c::jsonb->>'to';

-- ---------------------------------------------------------------------------
-- Bad input
-- ---------------------------------------------------------------------------

CREATE FUNCTION pg_temp.refused(what text) RETURNS TABLE (code text, message text, detail text, hint text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE what;
    message := 'no error';
    RETURN NEXT;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN NEXT;
END $$;
\pset format unaligned
\pset tuples_only on
\pset fieldsep ' | '
SELECT json, r.* FROM unnest(ARRAY[
    '', '{', '[]', '1', '"2025-01-01"', 'null', '{}',
    '{"from": "2025-01-01"}',
    '{"to": "2025-01-01"}',
    '{"from": "2025-12-31", "to": "2025-01-01"}',
    '{"from": "1900-01-01", "to": "2199-12-31"}',
    '{"from": "01/01/2025", "to": "2025-12-31"}',
    '{"from": "2025-02-29", "to": "2025-12-31"}',
    '{"from": "0000-01-01", "to": "2025-12-31"}',
    '{"from": "-infinity", "to": "infinity"}',
    '{"from": 2025, "to": "2025-12-31"}',
    '{"from": null, "to": "2025-12-31"}',
    '{"from": ["2025-01-01"], "to": "2025-12-31"}',
    '{"from": "2025-01-01", "to": "2025-12-31", "holidays": []}',
    '{"from": "2025-01-01", "to": "2025-12-31", "zone": "Asia/Hanoi"}',
    '{"from": "2025-01-01", "to": "2025-12-31", "zone": "FOO-7BAR"}',
    '{"from": "2025-01-01", "to": "2025-12-31", "zone": "Foo/Bar7"}',
    '{"from": "2025-01-01", "to": "2025-12-31", "zone": ""}',
    '{"from": "2025-01-01", "to": "2025-12-31", "zone": 7}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": []}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"monday": []}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"fri-mon": []}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon-": []}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"": []}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon-fri": ["07:30-11:30"], "wed": []}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": "07:30-11:30"}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": [7]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["07:30"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["07:30-"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["07:30-1"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["07:30-11:3"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["07:30-11:301"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["07:60-11:30"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["07:30-24:01"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["11:30-07:30"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["07:30-07:30"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {"mon": ["13:00-17:00", "07:30-13:01"]}}',
    '{"from": "2025-01-01", "to": "2025-12-31", "off": "2025-01-01"}',
    '{"from": "2025-01-01", "to": "2025-12-31", "off": ["1/1/2025"]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "off": ["2025-04-31"]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "off": ["2025-01-05/2025-01-01"]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "off": ["2025-01-01/2025-01-0x"]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "off": [["2025-01-01"]]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "off": ["2205-09-02"]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "off": ["2025-12-31/2026-01-01"]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": ["2024-12-28"]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": ["2025-04-26/2025-04-27"]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": [{"day": "2025-04-26", "instead": "2025-05-02"}]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": [{"for": "2025-05-02"}]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": [[]]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": [{"day": "2025-04-26", "hours": []}]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": [{"day": "2025-04-26", "for": "2025-05-03"}]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": ["2025-04-26"], "off": ["2025-04-21/2025-04-27"]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": ["2025-05-02", {"day": "2025-04-26", "for": "2025-05-02"}]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "work": ["2025-04-26", {"day": "2025-04-26", "hours": ["08:00-12:00"]}]}',
    '{"from": "2025-01-01", "to": "2025-12-31", "hours": {}, "work": ["2025-04-26"]}'
]) json, pg_temp.refused(format('SELECT %L::par.calendar', json)) r;

-- Limits: slots of a day, kinds of days.
SELECT r.* FROM pg_temp.refused($$SELECT jsonb_build_object('from', '2025-01-01', 'to', '2025-12-31', 'hours', jsonb_build_object('mon',
    (SELECT jsonb_agg(format('%s:%s-%s:%s', m / 60, lpad((m % 60)::text, 2, '0'), m / 60, lpad((m % 60 + 1)::text, 2, '0'))) FROM generate_series(0, 24 * 50, 50) m)))::par.calendar$$) r;
SELECT r.* FROM pg_temp.refused($$SELECT jsonb_build_object('from', '2025-01-01', 'to', '2025-12-31', 'work',
    (SELECT jsonb_agg(jsonb_build_object('day', date '2025-01-01' + n, 'hours', jsonb_build_array(format('0:00-%s:%s', 1 + n / 60, lpad((n % 60)::text, 2, '0'))))) FROM generate_series(0, 254) n))::par.calendar$$) r;

SELECT call, r.* FROM unnest(ARRAY[
    $$par.vn_calendar(2019, 2021)$$, $$par.vn_calendar(2025, 2027)$$, $$par.vn_calendar(2027, 2028)$$, $$par.vn_calendar(2026, 2025)$$,
    $$par.is_working_day('2025-12-31', :c)$$, $$par.is_working_day('2027-01-01', :c)$$, $$par.is_working_day('infinity', :c)$$,
    $$par.working_days('2025-12-30', '2026-01-05', :c)$$, $$par.working_days('2026-01-05', '2027-01-01', :c)$$,
    $$par.working_days('-infinity', '2026-01-05', :c)$$, $$par.working_days('2026-01-05', 'infinity', :c)$$,
    $$par.working_days('[2026-01-05,)'::daterange, :c)$$, $$par.working_days('(,2026-01-05]'::daterange, :c)$$,
    $$par.working_days('[2026-01-05,infinity]'::daterange, :c)$$, $$par.working_days('[2025-01-05,2026-01-05]'::daterange, :c)$$,
    $$par.add_working_days('2026-12-30', 2, :c)$$, $$par.add_working_days('2026-01-05', -3, :c)$$, $$par.add_working_days('2026-01-05', 2147483647, :c)$$,
    $$par.add_working_days('2026-01-05', -2147483648, :c)$$, $$par.add_working_days('2025-01-05', 1, :c)$$,
    $$par.working_hours('2025-12-31 23:59', '2026-01-05', :c)$$, $$par.working_hours('2026-01-05', '2027-01-01 00:00:00.000001', :c)$$,
    $$par.working_hours('-infinity', '2026-01-05', :c)$$, $$par.working_time('2026-01-05', 'infinity', :c)$$,
    $$par.working_hours('294276-12-31', '4713-01-01 BC', :c)$$,
    $$par.add_working_time('2026-12-31 17:00', '31 minutes', :c)$$, $$par.add_working_time('2026-01-05 07:31', '-25 hours', :c)$$,
    $$par.add_working_time('2026-01-05', '1 day', :c)$$, $$par.add_working_time('2026-01-05', '1 month', :c)$$,
    $$par.add_working_time('2026-01-05', make_interval(hours => 2147483647), :c)$$,
    $$par.add_working_time('infinity', '1 hour', :c)$$, $$par.add_working_time('2027-01-05', '1 hour', :c)$$,
    $$par.due_at('2026-01-05', -1, :c)$$, $$par.due_at('2026-12-30', 2, :c)$$, $$par.due_at('2026-01-05', 2147483647, :c)$$, $$par.due_at('2027-01-01', 1, :c)$$, $$par.due_at('infinity', 1, :c)$$,
    $$par.due_at('2026-12-28', 2, :c, '{[2026-12-29,2027-01-04)}')$$, $$par.due_at('2026-01-05', 1, :c, mode => 'stop')$$,
    $$par.working_hours_of('2027-01-01', :c)$$, $$par.working_hours_of('-infinity', :c)$$,
    $$par.calendar_agg(d, k) FROM (VALUES (date '2025-05-01', 'holiday')) v(d, k)$$, $$par.calendar_agg(d, k) FROM (VALUES (date '2025-05-01', NULL)) v(d, k)$$,
    $$par.calendar_agg(d, k) FROM (VALUES (date '2025-05-01', 'off'), ('2025-05-01', 'work')) v(d, k)$$,
    $$par.calendar_agg(d, 'off') FROM (VALUES (date 'infinity')) v(d)$$, $$par.calendar_agg(d, 'off') FROM (VALUES (date '0044-03-15 BC')) v(d)$$,
    $$par.calendar_agg(d, 'off') FROM (VALUES (date '1700-01-01'), ('2025-01-01')) v(d)$$,
    $$par.calendar_combine(:c, '{"from": "2026-01-01", "to": "2026-12-31", "hours": {"mon": ["08:00-12:00"]}}')$$,
    $$par.calendar_agg(d, k, r) FROM (VALUES (date '2025-05-01', 'off', date '2025-05-02')) v(d, k, r)$$,
    $$par.calendar_agg(d, k, r) FROM (VALUES (date '2025-04-26', 'work', date '2025-05-03')) v(d, k, r)$$,
    $$par.calendar_agg(d, k, r) FROM (VALUES (date '2025-04-26', 'work', date '2025-05-02'), ('2025-04-26', 'work', '2025-05-05')) v(d, k, r)$$,
    $$par.calendar_agg(d, k, r) FROM (VALUES (date '2025-04-26', 'work', date 'infinity')) v(d, k, r)$$,
    $$par.vn_holidays(2026, 2025)$$, $$par.vn_holidays(2019, 2020)$$, $$par.vn_holidays(2019, 2020, estimated => true)$$, $$par.vn_holidays(2053, 2054, estimated => true)$$,
    $$par.vn_calendar(2026, 2027, false, '[]')$$, $$par.vn_calendar(-2147483648, 2147483647, false, '[]', true)$$,
    $$par.vn_calendar(2026, 2027, false, '{}')$$, $$par.vn_calendar(2026, 2027, false, '1')$$, $$par.vn_calendar(2026, 2027, false, '["2027-01-01"]')$$, $$par.vn_calendar(2026, 2027, false, '[[]]')$$,
    $$par.vn_calendar(2026, 2027, false, '[{}]')$$, $$par.vn_calendar(2026, 2027, false, '[{"day": "2027-01-01"}]')$$, $$par.vn_calendar(2026, 2027, false, '[{"kind": "off"}]')$$,
    $$par.vn_calendar(2026, 2027, false, '[{"day": "1/1/2027", "kind": "off"}]')$$, $$par.vn_calendar(2026, 2027, false, '[{"day": 2027, "kind": "off"}]')$$,
    $$par.vn_calendar(2026, 2027, false, '[{"day": "2027-01-01", "kind": "holiday"}]')$$, $$par.vn_calendar(2026, 2027, false, '[{"day": "2027-01-01", "kind": "off", "replace": null}]')$$,
    $$par.vn_calendar(2026, 2027, false, '[{"day": "2027-01-01", "kind": "off", "replaces": "2027-01-04"}]')$$,
    $$par.vn_calendar(2026, 2027, false, '[{"day": "2027-01-01", "kind": "off"}, {"day": "2027-01-01", "kind": "off"}]')$$,
    $$par.vn_calendar(2026, 2027, false, '[{"day": "2027-03-19", "kind": "off"}]')$$, $$par.vn_calendar(2026, 2027, false, '[{"day": "2027-03-19", "kind": "off"}]', estimated => true)$$,
    $$par.vn_calendar(2026, 2026, false, '[{"day": "2026-08-22", "kind": "off"}, {"day": "2026-08-31", "kind": "work"}]')::jsonb->'work'$$,
    $$par.vn_lunar_date(1975, 1, 1)$$, $$par.vn_lunar_date(2054, 1, 1)$$, $$par.vn_lunar_date(2025, 0, 1)$$, $$par.vn_lunar_date(2025, 13, 1)$$, $$par.vn_lunar_date(2025, 1, 0)$$,
    $$par.vn_lunar_date(2025, 1, 31)$$, $$par.vn_lunar_date(2024, 1, 30)$$, $$par.vn_lunar_date(2025, 5, 1, leap => true)$$, $$par.vn_lunar_date(2024, 6, 1, leap => true)$$,
    $$par.calendar_differences(:c, '{"zone": "UTC", "from": "2026-01-01", "to": "2026-12-31"}')$$,
    $$'{"zone": "Pacific/Apia", "from": "2011-12-01", "to": "2012-01-31", "work": ["2011-12-30"]}'::par.calendar$$,
    $$par.due_at('2026-12-28', 5, :c, '{[2027-01-01,)}')$$, $$par.add_working_time('2026-12-31', '100 hours', :c, '{[2027-01-01,)}')$$, $$par.add_working_time('2026-01-05', '-100 hours', :c, '{(,2026-01-01)}')$$
]) call, pg_temp.refused('SELECT ' || replace(call, ':c', 'par.vn_calendar(2026, 2026)')) r;
\pset format aligned
\pset tuples_only off

-- ---------------------------------------------------------------------------
-- Vietnam
-- ---------------------------------------------------------------------------

CREATE TEMP TABLE holiday (day date, kind text, name_vi text, name_en text, certainty text);
\copy holiday FROM 'test/data/holidays_vn.csv' CSV HEADER
SELECT count(*) AS rows FROM holiday;
-- Row by row, both ways, and in the same order.
(TABLE holiday EXCEPT ALL SELECT * FROM par.vn_holidays()) UNION ALL (SELECT * FROM par.vn_holidays() EXCEPT ALL TABLE holiday);
SELECT array_agg(day ORDER BY n) = array_agg(day ORDER BY day) AS in_order FROM par.vn_holidays() WITH ORDINALITY h(day, kind, name_vi, name_en, certainty, n);
-- The worked Saturdays and the days they replace are those that the names say.
SELECT w->>'day' AS day, w->>'for' AS replaces,
       to_char((w->>'for')::date, 'DD/MM/YYYY') = substring(name_vi FROM '\d\d/\d\d/\d{4}') AS as_named
FROM jsonb_array_elements(par.vn_calendar(2020, 2026)::jsonb->'work') w JOIN holiday ON day = (w->>'day')::date;
-- Working days of the years, with and without the uncertain day.
SELECT y, par.working_days(daterange(make_date(y, 1, 1), make_date(y, 12, 31), '[]'), par.vn_calendar(y, y)) AS certain,
       par.working_days(daterange(make_date(y, 1, 1), make_date(y, 12, 31), '[]'), par.vn_calendar(y, y, uncertain => true)) AS all_of_them
FROM generate_series(2020, 2026) y;
-- Every row, seen through the calendar.
SELECT day FROM par.vn_holidays() WHERE par.is_working_day(day, par.vn_calendar(2020, 2026, uncertain => true)) <> (kind = 'work');

-- The list of whole years has the holidays on Saturdays and Sundays as well, and
-- the replaced days; the rest of it is the list of 1.0.
CREATE TEMP TABLE weekend (LIKE holiday);
\copy weekend FROM 'test/data/holidays_vn_weekend.csv' CSV HEADER
SELECT count(*) AS rows, bool_and(extract(isodow FROM day) > 5) AS on_weekends FROM weekend;
(SELECT * FROM weekend UNION ALL TABLE holiday EXCEPT ALL SELECT day, kind, name_vi, name_en, certainty FROM par.vn_holidays(2020, 2026))
UNION ALL (SELECT day, kind, name_vi, name_en, certainty FROM par.vn_holidays(2020, 2026) EXCEPT ALL (SELECT * FROM weekend UNION ALL TABLE holiday));
SELECT day, replaces FROM par.vn_holidays(2020, 2026) WHERE kind = 'work' OR replaces IS NOT NULL;
-- Each holiday on a weekend has its day in lieu, so the days off on weekdays,
-- but for the exchanged ones, are the 10 and since 2021 the 11 of the law.
SELECT extract(year FROM day) AS year, count(*) FILTER (WHERE extract(isodow FROM day) > 5) AS on_weekends,
       count(*) FILTER (WHERE extract(isodow FROM day) < 6 AND name_vi NOT LIKE 'Nghỉ hoán đổi%') AS on_weekdays
FROM par.vn_holidays(2020, 2026) WHERE kind = 'off' AND certainty = 'certain' GROUP BY 1 ORDER BY 1;
-- The aggregate over the list is the calendar, with "for".
SELECT par.calendar_agg(day, kind, replaces) OPERATOR(par.=) par.vn_calendar(2020, 2026, false, '[]') AS certain FROM par.vn_holidays(2020, 2026) WHERE certainty = 'certain';
SELECT par.calendar_agg(day, kind, replaces) OPERATOR(par.=) par.vn_calendar(2020, 2026, true, '[]') AS all_of_them FROM par.vn_holidays(2020, 2026);
SELECT par.calendar_agg(day, kind, replaces) FILTER (WHERE kind = 'work' OR extract(isodow FROM day) < 6) OPERATOR(par.=) par.vn_calendar(2020, 2026) AS without_weekends FROM par.vn_holidays(2020, 2026) WHERE certainty = 'certain';
-- Monday to Friday it is the calendar of 1.0; who opens on Saturdays has the holidays off.
SELECT count(*) AS differences FROM par.calendar_differences(par.vn_calendar(2020, 2026), par.vn_calendar(2020, 2026, false, '[]'));
SELECT day, kind_a, kind_b, hours_a FROM (SELECT '{"hours": {"mon-fri": ["07:30-11:30", "13:30-17:30"], "sat": ["07:30-11:30"]}}'::jsonb AS hours) x,
       par.calendar_differences((par.vn_calendar(2020, 2026)::jsonb || hours)::par.calendar, (par.vn_calendar(2020, 2026, false, '[]')::jsonb || hours)::par.calendar);

-- A year announced later: rows of a table.  They may also change a known day,
-- and take one away; rows of other years do not matter.
CREATE TEMP TABLE announced (day date, kind text, name text, replaces date);
INSERT INTO announced VALUES ('2025-03-03', 'off', 'Ngày của tỉnh', NULL), ('2026-08-22', 'normal', NULL, NULL), ('2026-08-31', 'normal', NULL, NULL),
    ('2026-11-24', 'off', 'Ngày Văn hóa Việt Nam', NULL), ('2027-01-01', 'off', 'Tết Dương lịch', NULL), ('2027-02-20', 'work', NULL, '2027-02-11');
INSERT INTO announced SELECT d, 'off', 'Tết Nguyên đán' FROM generate_series(date '2027-02-04', '2027-02-10', interval '1 day') d;
SELECT n.* FROM (SELECT jsonb_agg(a) AS rows FROM announced a) x, par.vn_holidays(2026, 2027, rows) n WHERE day >= '2026-05-01';
SELECT d.* FROM (SELECT jsonb_agg(a) AS rows FROM announced a) x, par.calendar_differences(par.vn_calendar(2025, 2026), par.vn_calendar(2025, 2027, false, rows)) d;
SELECT par.vn_calendar(2027, 2027, false, jsonb_agg(a)) FROM announced a;
-- 2028 is neither known nor given; estimated, it is.  What is given is not estimated.
SELECT count(*), count(*) FILTER (WHERE certainty = 'estimated') AS estimated, min(day) FILTER (WHERE certainty = 'estimated') AS first
FROM (SELECT jsonb_agg(a) AS rows FROM announced a) x, par.vn_holidays(2026, 2028, rows, estimated => true);
SELECT * FROM par.vn_holidays(2027, 2027, estimated => true);
SELECT par.vn_calendar(2027, 2027, false, '[]', estimated => true), par.vn_calendar(2027, 2027, true, '[]', estimated => true)::jsonb->'off' @> '["2027-11-24"]' AS uncertain;
-- Which due dates a change moves.
SELECT received, days, due_was, due_is
FROM (SELECT par.vn_calendar(2026, 2026) AS was, par.vn_calendar(2026, 2026, true, '[{"day": "2026-05-04", "kind": "off"}]') AS now) c,
     (SELECT timestamptz '2026-04-20 09:00' + n * interval '1 day' AS received, 5 AS days FROM generate_series(0, 20) n) dossier,
     LATERAL (SELECT par.due_at(received, days, was) AS due_was, par.due_at(received, days, now) AS due_is) d
WHERE due_was <> due_is;
-- A day whose hours alone differ; days that only one of the calendars covers.
SELECT * FROM par.calendar_differences('{"from": "2025-01-01", "to": "2025-01-15", "work": ["2025-01-11"]}', '{"from": "2025-01-06", "to": "2025-01-31", "off": ["2025-01-10"],
    "work": [{"day": "2025-01-11", "hours": ["08:00-12:00"]}, {"day": "2025-01-07", "hours": ["07:30-11:30", "13:30-17:00"]}]}');
SELECT count(*) FROM par.calendar_differences('{"from": "2025-01-01", "to": "2025-01-15"}', '{"from": "2026-01-06", "to": "2026-01-31"}');
-- The calls of 1.0 find the function of 1.0.
SELECT par.vn_calendar(2026, 2026, 'true')::jsonb->'off' @> '["2026-11-24"]' AS untyped, par.vn_calendar(to_year => 2026, from_year => 2026) OPERATOR(par.=) par.vn_calendar(2026, 2026, false) AS named,
       (SELECT count(*) FROM par.vn_holidays()) AS rows;

-- The lunar calendar: every month of 78 years, from two other sources; Tết where China's New Year is another day.
CREATE TEMP TABLE lunar (lunar_year int, lunar_month int, leap boolean, starts date);
\copy lunar FROM 'test/data/lunar_vn.csv' CSV HEADER
SELECT count(*) AS months, count(*) FILTER (WHERE leap) AS leap_months, count(*) FILTER (WHERE par.vn_lunar_date(lunar_year, lunar_month, 1, leap) = starts) AS right_ones,
       count(*) FILTER (WHERE par.vn_lunar_date(lunar_year, lunar_month, ends - starts, leap) = ends - 1) AS right_ends
FROM (SELECT *, lead(starts) OVER (ORDER BY starts) AS ends FROM lunar) x;
SELECT count(*) AS years, count(*) FILTER (WHERE par.vn_lunar_date(lunar_year, 1, 1) = starts) AS tet FROM lunar WHERE lunar_month = 1 AND lunar_year <= 2043;
SELECT count(*) AS years, count(*) FILTER (WHERE par.vn_lunar_date(lunar_year, 3, 10) = starts + 9) AS hung_kings FROM lunar WHERE lunar_month = 3 AND NOT leap AND lunar_year <= 2043;
SELECT par.vn_lunar_date(1985, 1, 1), par.vn_lunar_date(2007, 1, 1), par.vn_lunar_date(2030, 1, 1);
-- What was announced for 10/3 and for Tết agrees.
SELECT count(*) AS hung_kings FROM par.vn_holidays(2020, 2026) WHERE name_vi = 'Giỗ Tổ Hùng Vương' AND day = par.vn_lunar_date(extract(year FROM day)::int, 3, 10);
SELECT count(*) AS tet FROM par.vn_holidays(2020, 2026) WHERE name_vi = 'Tết Nguyên đán' AND day = par.vn_lunar_date(extract(year FROM day)::int, 1, 1);

-- The aggregate: the same days from a table, whole years, in parallel, by hand.
SELECT par.calendar_agg(day, kind)::jsonb - 'off' FROM holiday WHERE certainty = 'certain';
SELECT bool_and(par.is_working_day(d::date, a) = par.is_working_day(d::date, par.vn_calendar(2020, 2026))) AS same
FROM (SELECT par.calendar_agg(day, kind ORDER BY random()) AS a FROM holiday WHERE certainty = 'certain' OFFSET 0) x, generate_series(date '2020-01-01', date '2026-12-31', interval '1 day') d;
SELECT extract(year FROM day) AS year, count(*), par.working_days(daterange(make_date(extract(year FROM day)::int, 1, 1), make_date(extract(year FROM day)::int, 12, 31), '[]'), par.calendar_agg(day, kind)) AS days
FROM holiday WHERE certainty = 'certain' GROUP BY 1 ORDER BY 1;
SELECT par.calendar_agg(day, kind) IS NULL AS nothing FROM holiday WHERE false;
SELECT par.calendar_agg(NULL, 'off') IS NULL AS nothing, par.calendar_agg(NULLIF(day, '2024-01-01'), kind) FILTER (WHERE day < '2024-04-18')::jsonb->'off' AS without_new_year
FROM holiday WHERE extract(year FROM day) = 2024;
SELECT par.calendar_combine(NULL, NULL) IS NULL AS nothing, par.calendar_combine(NULL, c) OPERATOR(par.=) c AS one, par.calendar_combine(c, NULL) OPERATOR(par.=) c AS other,
       par.calendar_combine(c, par.vn_calendar(2024, 2024)) OPERATOR(par.=) par.vn_calendar(2024, 2025) AS both,
       par.calendar_combine(c, c) OPERATOR(par.=) c AS twice, par.calendar_accum(NULL, NULL, 'off') IS NULL AS still_nothing
FROM par.vn_calendar(2025, 2025) c;
CREATE TABLE many_days AS SELECT h.* FROM holiday h, generate_series(1, 100) WHERE certainty = 'certain';
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT par.calendar_agg(day, kind) FROM many_days;
SELECT par.calendar_agg(day, kind) OPERATOR(par.=) (SELECT par.calendar_agg(day, kind) FROM holiday WHERE certainty = 'certain') AS same FROM many_days;
EXPLAIN (COSTS OFF) SELECT sum(par.working_days(date '2024-01-01', day, par.vn_calendar(2020, 2026))) FROM many_days;
RESET ALL;
SET timezone = 'Asia/Ho_Chi_Minh'; SET datestyle = 'ISO, DMY';
DROP TABLE many_days;
-- Its state is a calendar to everybody who looks: over a moving window, for a
-- user's own aggregate without a final function, begun with another calendar.
SELECT day, par.calendar_agg(day, kind) OVER (ORDER BY day ROWS 2 PRECEDING)::jsonb->'off' AS off FROM holiday WHERE day BETWEEN '2024-01-01' AND '2024-02-14';
CREATE AGGREGATE pg_temp.own_agg(date, text) (SFUNC = par.calendar_accum, STYPE = par.calendar, COMBINEFUNC = par.calendar_combine,
    INITCOND = '{"zone": "Europe/Berlin", "from": "2024-03-01", "to": "2024-06-30", "hours": {"mon-thu": ["08:00-16:00"]}, "work": [{"day": "2024-05-10", "hours": ["08:00-12:00"]}]}');
SELECT pg_temp.own_agg(day, kind) FROM holiday WHERE extract(year FROM day) = 2024 AND extract(month FROM day) BETWEEN 3 AND 6;
SELECT own OPERATOR(par.=) own::text::par.calendar AS same, par.working_days('2024-03-31', '2024-06-30', own) AS days
FROM (SELECT pg_temp.own_agg(day, kind) AS own FROM holiday WHERE extract(year FROM day) = 2024 OFFSET 0) x;
-- Rows that repeat the same days for ever are held once.
SELECT par.calendar_agg(day, kind) OPERATOR(par.=) (SELECT par.calendar_agg(day, kind) FROM holiday WHERE certainty = 'certain') AS same
FROM holiday, generate_series(1, 500) WHERE certainty = 'certain';

-- ---------------------------------------------------------------------------
-- Due dates by hand
-- ---------------------------------------------------------------------------

-- The five of the rule book, then around every Tết and every swapped day.
SELECT received, days, wanted, par.due_at(received, days, c)
FROM par.vn_calendar(2020, 2026) c, (VALUES
    (timestamptz '2024-04-26 09:00', 3, timestamptz '2024-05-04 17:30'), ('2024-02-07 09:00', 1, '2024-02-15 17:30'),
    ('2023-04-28 09:00', 1, '2023-05-04 17:30'), ('2026-01-09 09:00', 1, '2026-01-10 17:30'), ('2024-12-31 09:00', 1, '2025-01-02 17:30'),
    -- the last day before each Tết
    ('2020-01-22 16:00', 1, '2020-01-30 17:30'), ('2021-02-09 16:00', 1, '2021-02-17 17:30'), ('2022-01-28 16:00', 1, '2022-02-07 17:30'),
    ('2023-01-19 16:00', 1, '2023-01-27 17:30'), ('2024-02-07 16:00', 2, '2024-02-16 17:30'), ('2025-01-24 16:00', 1, '2025-02-03 17:30'),
    ('2026-02-13 16:00', 1, '2026-02-23 17:30'),
    -- in the middle of Tết
    ('2024-02-10 08:00', 1, '2024-02-15 17:30'), ('2026-02-17 08:00', 5, '2026-02-27 17:30'),
    -- the replaced day, the worked Saturday, and over both
    ('2024-04-29 08:00', 1, '2024-05-02 17:30'), ('2024-05-03 08:00', 1, '2024-05-04 17:30'), ('2024-05-04 08:00', 1, '2024-05-06 17:30'),
    ('2025-04-25 08:00', 1, '2025-04-26 17:30'), ('2025-04-26 08:00', 1, '2025-04-28 17:30'), ('2025-04-29 08:00', 1, '2025-05-05 17:30'),
    ('2026-01-01 08:00', 1, '2026-01-05 17:30'), ('2026-01-10 08:00', 1, '2026-01-12 17:30'), ('2026-08-21 08:00', 1, '2026-08-22 17:30'),
    ('2026-08-22 08:00', 1, '2026-08-24 17:30'), ('2026-08-28 08:00', 1, '2026-09-03 17:30'),
    -- after hours, on a day off, no days at all
    ('2025-03-14 23:59', 1, '2025-03-17 17:30'), ('2025-03-15 00:00', 1, '2025-03-17 17:30'), ('2025-03-14 09:00', 0, '2025-03-14 17:30'),
    ('2025-03-15 09:00', 0, '2025-03-17 17:30'), ('2025-03-14 17:30', 0, '2025-03-14 17:30'), ('2025-03-14 17:30:00.000001', 0, '2025-03-17 17:30'),
    ('2025-03-17 23:00', 0, '2025-03-18 17:30'), ('2025-03-17 00:00', 0, '2025-03-17 17:30')
) v(received, days, wanted)
WHERE par.due_at(received, days, c) = wanted IS NOT TRUE;
SELECT par.due_at('2024-04-26 09:00', 3, c), par.due_at('2024-02-07 09:00', 1, c), par.due_at('2023-04-28 09:00', 1, c),
       par.due_at('2026-01-09 09:00', 1, c), par.due_at('2024-12-31 09:00', 1, c) FROM par.vn_calendar(2020, 2026) c;

-- Pauses.  Received on Monday 3/3/2025, five days: Monday 10/3.
SELECT what, par.due_at('2025-03-03 09:00', 5, c, pauses) AS pause, par.due_at('2025-03-03 09:00', 5, c, pauses, 'restart') AS restart
FROM par.vn_calendar(2025, 2025) c, (VALUES
    ('none', '{}'::tstzmultirange),
    ('Tuesday to Thursday', '{[2025-03-04 10:00,2025-03-06 15:00)}'),
    ('within one day', '{[2025-03-04 10:00,2025-03-04 15:00)}'),
    ('over the weekend', '{[2025-03-07 16:00,2025-03-10 08:00)}'),
    ('only days off', '{[2025-03-08,2025-03-09 12:00)}'),
    ('two that touch', '{[2025-03-04 10:00,2025-03-05 10:00),[2025-03-05 10:00,2025-03-06 15:00)}'),
    ('two that overlap', '{[2025-03-04 10:00,2025-03-06 09:00),[2025-03-05 10:00,2025-03-06 15:00)}'),
    ('before receipt', '{[2025-02-20,2025-03-03 08:00)}'),
    ('from before receipt to Wednesday', '{[2025-02-20,2025-03-05 08:00)}'),
    ('from ever to Wednesday', '{(,2025-03-05 08:00)}'),
    ('begins before work ends on the due day', '{[2025-03-10 17:00,2025-03-12 08:00)}'),
    ('begins when the due day is over', '{[2025-03-10 17:30,2025-03-12 08:00)}'),
    ('within reach only because of the first', '{[2025-03-04 10:00,2025-03-06 15:00),[2025-03-11 09:00,2025-03-13 09:00)}'),
    ('everything', '{[2025-01-01,2025-12-20)}'),
    ('open', '{[2025-03-05 10:00,)}'),
    ('open, infinite', '{[2025-03-05 10:00,infinity)}'),
    ('open after the due day', '{[2025-03-11 10:00,)}')) v(what, pauses);
-- An open pause at the calendar's end is not known rather than outside; one
-- that begins behind the end says nothing (that it is outside is with the errors).
SELECT par.due_at('2025-12-29 09:00', 5, c, '{[2025-12-30,)}') IS NULL AS not_known, par.due_at('2025-12-29 09:00', 2, c, '{[2026-01-01,)}') AS not_concerned,
       par.add_working_time('2025-12-31 09:00', '100 hours', c, '{[2025-12-31 10:00,)}') IS NULL AS not_known_either, par.add_working_time('2025-12-31 09:00', '1 hour', c, '{[2026-01-01,)}') AS nor_concerned
FROM par.vn_calendar(2025, 2025) c;

-- ---------------------------------------------------------------------------
-- Days and hours by hand
-- ---------------------------------------------------------------------------

-- Counting rules: first day, last day, backwards, day off at either end.
SELECT par.working_days('2025-03-03', '2025-03-07', c) AS mon_fri, par.working_days('2025-03-03', '2025-03-03', c) AS same_day, par.working_days('2025-03-07', '2025-03-03', c) AS backwards,
       par.working_days('2025-03-08', '2025-03-10', c) AS sat_mon, par.working_days('2025-03-07', '2025-03-09', c) AS fri_sun,
       par.working_days('[2025-03-03,2025-03-07]'::daterange, c) AS range_closed, par.working_days('[2025-03-03,2025-03-07)'::daterange, c) AS range_half, par.working_days('empty'::daterange, c) AS range_empty,
       par.working_days('2024-12-31', '2025-01-02', c) AS from_the_day_before
FROM par.vn_calendar(2025, 2025) c;
SELECT n, par.add_working_days('2025-03-05', n, c) AS wednesday, par.add_working_days('2025-03-08', n, c) AS saturday FROM par.vn_calendar(2025, 2025) c, generate_series(-2, 2) n;
-- Hours: through lunch, outside the slots, backwards, to the microsecond.
SELECT par.working_hours('2025-03-03 10:00', '2025-03-03 14:00', c) AS lunch, par.working_hours('2025-03-03 11:30', '2025-03-03 13:30', c) AS only_lunch,
       par.working_hours('2025-03-07 17:00', '2025-03-10 08:00', c) AS weekend, par.working_hours('2025-03-10 08:00', '2025-03-07 17:00', c) AS backwards,
       par.working_hours('2025-01-01', '2026-01-01', c) AS year, par.working_time('2025-03-03 11:29:59.999999', '2025-03-03 14:00', c) AS exact,
       par.working_time('2025-03-03', '2025-03-08', c, '{[2025-03-04 09:00,2025-03-05 09:00),[2025-03-07 16:00,)}') AS with_pauses
FROM par.vn_calendar(2025, 2025) c;
SELECT span, par.add_working_time('2025-03-07 17:00', span, c) AS from_friday, par.add_working_time('2025-03-08 09:00', span, c) AS from_saturday,
       par.add_working_time('2025-03-07 17:00', span, c, '{[2025-03-07 17:10,2025-03-10 09:00)}') AS with_pause, par.add_working_time('2025-03-07 17:00', span, c, '{[2025-03-10 09:00,)}') AS open_pause
FROM par.vn_calendar(2025, 2025) c, unnest(ARRAY['0', '30 minutes', '31 minutes', '8 hours', '-30 minutes', '-4 hours']::interval[]) span;
-- Why: the hours of a swapped Saturday and of a Tết day.
SELECT * FROM par.working_hours_of('2025-04-26', par.vn_calendar(2025, 2025));
SELECT * FROM par.working_hours_of('2025-01-29', par.vn_calendar(2025, 2025));
-- The replaced Monday's hours, Friday's hours where none is named, its own.
SELECT w AS work, (SELECT string_agg(to_char(starts, 'HH24:MI') || '-' || to_char(ends, 'HH24:MI'), ' ') FROM par.working_hours_of('2024-05-04',
           jsonb_build_object('from', '2024-01-01', 'to', '2024-12-31', 'hours', '{"mon": ["07:00-11:00", "13:00-17:00"], "fri": ["07:30-11:30"]}'::jsonb, 'work', jsonb_build_array(w))::par.calendar)) AS hours
FROM unnest(ARRAY['"2024-05-04"', '{"day": "2024-05-04", "for": "2024-04-29"}', '{"day": "2024-05-04", "for": "2024-04-29", "hours": ["08:00-10:00"]}']::jsonb[]) w;
-- A day of 24 hours and a slot up to 24:00.
SELECT par.working_hours('2025-03-03', '2025-03-04', c) AS all_day, par.working_hours('2025-03-04 12:00', '2025-03-05 12:00', c) AS evening, par.due_at('2025-03-02 09:00', 2, c)
FROM (SELECT '{"from": "2025-03-01", "to": "2025-03-31", "hours": {"mon": ["00:00-24:00"], "tue": ["22:00-24:00"]}}'::par.calendar AS c) x;

-- Daylight saving, Berlin: 31/3/2024 has no hour from two to three, 27/10/2024
-- has it twice; the session's zone and date style do not matter.
CREATE TEMP TABLE berlin AS SELECT '{"zone": "Europe/Berlin", "from": "2024-01-01", "to": "2024-12-31", "hours": {"sun": ["01:00-02:30", "02:30-04:00"], "mon": ["00:00-24:00"]}}'::par.calendar AS c;
SET timezone = 'Europe/Berlin';
SELECT day, starts, ends FROM berlin, unnest(ARRAY[date '2024-03-24', '2024-03-31', '2024-10-27']) day, par.working_hours_of(day, c);
SELECT par.working_hours('2024-03-31', '2024-04-01', c) AS spring, par.working_hours('2024-10-27', '2024-10-28', c) AS autumn,
       par.add_working_time('2024-03-31 00:00', '90 minutes', c) AS spring_90, par.add_working_time('2024-10-27 00:00', '150 minutes', c) AS autumn_150, par.due_at('2024-03-29 12:00', 1, c) FROM berlin;
SET timezone = 'America/New_York'; SET datestyle = 'German';
SELECT par.working_hours('31.03.2024 00:00 Europe/Berlin', '01.04.2024 00:00 Europe/Berlin', c) AS spring, par.due_at('29.03.2024 12:00 Europe/Berlin', 1, c), c FROM berlin;
-- A slot that the clock jumps over: the due day ends when it jumps.
SELECT par.due_at('2024-03-29 12:00+01', 1, '{"zone": "Europe/Berlin", "from": "2024-03-01", "to": "2024-04-30", "hours": {"sun": ["02:15-02:45"]}}') AT TIME ZONE 'UTC';
-- A day that the clock skips is no day: Samoa went from Thursday 29/12/2011 to Saturday.
SET timezone = 'Pacific/Apia'; SET datestyle = 'ISO, DMY';
SELECT c, c::text::par.calendar OPERATOR(par.=) c AS same, par.is_working_day('2011-12-30', c), par.working_days('2011-12-28', '2012-01-03', c), par.add_working_days('2011-12-29', 1, c),
       par.due_at('2011-12-29 10:00', 1, c), par.working_hours('2011-12-29', '2011-12-31', c), par.add_working_time('2011-12-29 09:00', '10 hours', c), (SELECT count(*) FROM par.working_hours_of('2011-12-30', c)) AS spans
FROM (SELECT '{"zone": "Pacific/Apia", "from": "2011-12-01", "to": "2012-01-31", "hours": {"mon-sun": ["08:00-16:00"]}}'::par.calendar AS c) x;
SELECT '{"zone": "Pacific/Apia", "from": "2011-12-30", "to": "2011-12-30"}'::par.calendar;
SELECT '{"zone": "Pacific/Apia", "from": "2011-12-01", "to": "2011-12-31", "work": [{"day": "2011-12-31", "for": "2011-12-30"}]}'::par.calendar;
SET timezone = 'Asia/Ho_Chi_Minh'; SET datestyle = 'ISO, DMY';

-- ---------------------------------------------------------------------------
-- Where calendars are used
-- ---------------------------------------------------------------------------

CREATE TABLE dossier (id int PRIMARY KEY, received timestamptz, days int,
                      due timestamptz GENERATED ALWAYS AS (par.due_at(received, days, par.vn_calendar(2020, 2026))) STORED);
INSERT INTO dossier (id, received, days) SELECT n, timestamptz '2024-01-02 08:00' + n * interval '7 hours', 1 + n % 15 FROM generate_series(1, 2000) n;
CREATE INDEX dossier_span ON dossier (par.working_hours(received, due, '{"from": "2024-01-01", "to": "2026-12-31"}'));
CREATE MATERIALIZED VIEW dossier_spans AS
SELECT id, par.working_days(received::date, due::date, par.vn_calendar(2020, 2026)) AS days FROM dossier;
CREATE UNIQUE INDEX ON dossier_spans (id);
SET search_path = pg_catalog, pg_temp;
REINDEX TABLE public.dossier;
REFRESH MATERIALIZED VIEW CONCURRENTLY public.dossier_spans;
RESET search_path;
SELECT count(*), count(*) FILTER (WHERE d.days = s.days) AS agree FROM dossier d JOIN dossier_spans s USING (id);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM dossier WHERE par.working_hours(received, due, '{"from": "2024-01-01", "to": "2026-12-31"}') > 100;
RESET enable_seqscan;

-- The planner knows what the functions cost: a comparison of texts comes first.
EXPLAIN (COSTS OFF) SELECT FROM dossier WHERE par.due_at(received, days, '{"from": "2020-01-01", "to": "2026-12-31"}') > due
    AND par.working_days(received::date, due::date, '{"from": "2020-01-01", "to": "2026-12-31"}') > 5 AND id::text <> 'x';

-- Calendars of many offices in a table, plain, out of line and compressed,
-- taking turns.  The value is read with every row and fetched once.
CREATE TABLE office (id int PRIMARY KEY, cal par.calendar);
ALTER TABLE office ALTER cal SET STORAGE EXTENDED;
INSERT INTO office SELECT n, (par.vn_calendar(2024, 2026)::jsonb || jsonb_build_object('from', '1980-01-01', 'to', '2060-12-31', 'off', jsonb_build_array(date '2024-06-03' + n)))::par.calendar FROM generate_series(1, 40) n;
ALTER TABLE office ALTER cal SET STORAGE EXTERNAL;
INSERT INTO office SELECT n, (par.vn_calendar(2024, 2026)::jsonb || jsonb_build_object('from', '1980-01-01', 'to', '2060-12-31', 'off', jsonb_build_array(date '2024-06-03' + n - 40)))::par.calendar FROM generate_series(41, 80) n;
INSERT INTO office SELECT n, (par.vn_calendar(2024, 2026)::jsonb || jsonb_build_object('off', jsonb_build_array(date '2024-06-03' + n - 80)))::par.calendar FROM generate_series(81, 120) n;
SELECT min(pg_column_size(cal)) < 1500 AS compressed, max(pg_column_size(cal)) > 4000 AS out_of_line FROM office;
SELECT count(*), count(DISTINCT o.id) AS offices FROM dossier d JOIN office o ON o.id = 1 + d.id % 120
WHERE par.working_days('2024-06-03', '2024-07-31', cal) <> par.working_days('2024-06-03', '2024-07-31', par.vn_calendar(2024, 2026))
      - (extract(isodow FROM date '2024-06-03' + 1 + (o.id - 1) % 40) < 6)::int;
SELECT count(*) FROM dossier d JOIN office o ON o.id = 1 + d.id % 120, LATERAL (SELECT date '2024-06-03' + 1 + (o.id - 1) % 40 AS off) x
WHERE par.is_working_day(off, cal);
-- Compared with one another where they lie.
SELECT count(*) AS pairs, count(*) FILTER (WHERE a.cal OPERATOR(par.=) b.cal) AS eq, count(*) FILTER (WHERE a.cal OPERATOR(par.<) b.cal) AS lt,
       count(*) FILTER (WHERE a.cal OPERATOR(par.>) b.cal) AS gt, (SELECT count(DISTINCT cal) FROM office) AS distinct_ones FROM office a, office b;
-- A calendar that changes between two calls of one place.
DO $$
DECLARE d int; BEGIN
    FOR i IN 1..3 LOOP
        UPDATE office SET cal = (cal::jsonb || jsonb_build_object('off', jsonb_build_array(format('2024-06-03/2024-06-%s', lpad((3 + i)::text, 2, '0')))))::par.calendar WHERE id IN (41, 81);
        SELECT sum(par.working_days('2024-06-01', '2024-06-07', cal)) INTO d FROM office WHERE id IN (41, 81);
        RAISE NOTICE '% days', d;
    END LOOP;
END $$;
DROP TABLE dossier, office CASCADE;
