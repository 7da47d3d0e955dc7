-- What fuzzing and the hostile calls have found, so that it stays repaired.
-- Most of it is also a seed of the fuzzers (test/fuzz/corpus), where the
-- address sanitiser sees what a result does not show.

-- Bytes behind the end of the text were read.
SELECT '{"from": "2024-01-01", "to": "2024-12-31", "hours": {"mon-sun": ["0"]}}'::par.calendar;
SELECT '{"from": "2024-01-01", "to": "2024-12-31", "hours": {"mon-sun": ["07:30-11"]}}'::par.calendar;

-- NaN, where the confidence is so low that no interval is left.
SELECT par.satisfied_low('{"1": 5}'::par.survey_stats, '{5}', 1e-300), par.satisfied_high('{"1": 5}'::par.survey_stats, '{5}', 1e-300);

-- The name of a band was composed after it was read, and U+037E, the Greek
-- question mark, is a semicolon then: the text did not come back as it went.
SELECT U&'Good >= 50; Weak\037E'::par.grading;
SELECT U&'Good >= 50\037E Weak'::par.grading;
SELECT U&'a\037Eb'::par.grading;

-- Text so long that reading it took seconds and could not be cancelled.
SELECT par.parse_number(repeat('1.234', 1000000));
SELECT (repeat('Good >= 80; ', 1000000) || 'Weak')::par.grading;
SELECT ('{' || repeat('"1": 1, ', 1000000) || '"5": 1}')::par.survey_stats;
SELECT ('steps ' || repeat('95: 100%, ', 1000000) || '0: 0')::par.rule;
SELECT par.due_date(repeat('trước ngày 14/12/2024; ', 1000000), 2024);
SELECT count(*) FROM par.deadlines(repeat('trước ngày 14/12/2024; ', 1000000), 2024);
SELECT par.grade(50::numeric, 'Good >= 80; Weak'::par.grading, at_best => repeat('ạ', 1000000));
SELECT par.satisfied_pct('{"5": 1}'::par.survey_stats, array_fill(5, ARRAY[1000000]));
SELECT par.points_pct('{"5": 1}'::par.survey_stats, array_fill(50::numeric, ARRAY[1000000]));

-- A quotient of more than a thousand digits, which took the server a second;
-- a longer numerator over a short denominator, and a long one over a longer.
SELECT par.pct(repeat('7', 131000)::numeric, repeat('9', 65000)::numeric);
SELECT par.rate(repeat('7', 131000)::numeric, repeat('9', 65000)::numeric);
SELECT par.reproduces(-repeat('7', 131000)::numeric, repeat('9', 65000)::numeric, '50');
SELECT length(par.pct(1e5000, 3)::text) AS digits, par.pct(1e64999, repeat('9', 65000)::numeric) AS a_tenth;

-- A calendar whose own text would be longer than the text that is read; one
-- just below comes back from its text.
CREATE TEMP TABLE spelled AS
SELECT n, format('{"from": "2000-01-01", "to": "2050-12-31", "hours": {}, "work": [%s]}',
                 (SELECT string_agg(format('{"day":"%s","hours":[%s]}', to_char(date '2000-01-01' + i, 'YYYY-MM-DD'), spans), ',')
                  FROM generate_series(1, n) AS i)) AS calendar
FROM (VALUES (10000), (10200)) AS v(n),
     (SELECT string_agg(format('"%s:00-%1$s:30"', to_char(h, 'FM00')), ',') FROM generate_series(0, 23) AS h) AS day(spans);
SELECT n, length(calendar) AS bytes FROM spelled ORDER BY n;
SELECT length(calendar::par.calendar::text) AS printed, calendar::par.calendar OPERATOR(par.=) calendar::par.calendar::text::par.calendar AS comes_back
FROM spelled WHERE n = 10000;
SELECT calendar::par.calendar IS NULL FROM spelled WHERE n = 10200;
SELECT par.calendar(calendar::jsonb) IS NULL FROM spelled WHERE n = 10200;
