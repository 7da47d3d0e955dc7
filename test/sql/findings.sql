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
-- Of a longer array of points only the beginning is read, which all of them have room in.
SELECT par.points_pct('{"5": 1}'::par.survey_stats, array_fill(50::numeric, ARRAY[1000000], ARRAY[-999990]));
SELECT length(par.points_pct('{"1": 1, "2": 1, "9": 1}', ARRAY[1, repeat('9', 130000)::numeric, NULL, NULL, NULL, NULL, NULL, NULL, 4])::text) AS longest, par.points_pct('{"1": 1, "2": 1, "9": 1}', ARRAY[1, 2.5, NULL, NULL, NULL, NULL, NULL, NULL, 4]);

-- A quotient of more than a thousand digits, which took the server a second;
-- a longer numerator over a short denominator, and a long one over a longer.
SELECT par.pct(repeat('7', 131000)::numeric, repeat('9', 65000)::numeric);
SELECT par.rate(repeat('7', 131000)::numeric, repeat('9', 65000)::numeric);
SELECT par.reproduces(-repeat('7', 131000)::numeric, repeat('9', 65000)::numeric, '50');
SELECT length(par.pct(1e5000, 3)::text) AS digits, par.pct(1e64999, repeat('9', 65000)::numeric) AS a_tenth;

-- Words of which a message shows the beginning, and copied them whole.
SELECT par.pct(1, 2, 2, repeat('ạ', 1000000));
SELECT par.on_time_pct('{"late": 1}'::par.ontime_stats, repeat('x', 1000000));
SELECT par.timeliness('2024-01-01'::timestamptz, NULL, '2024-01-02', repeat('Ấ', 1000000));

-- An open case has no class as of no day, with a deadline or without one, and no
-- summary counts it; a finished one needs no such day.
SELECT par.timeliness(due, done, NULL), par.timeliness(due, done, NULL, true) AS paused
FROM (VALUES (NULL::date, NULL::date), ('2024-01-01', NULL), (NULL, '2024-01-01')) AS v (due, done);
SELECT par.n_received(par.ontime_agg(due, done, NULL)) AS n, par.n_received(par.ontime_agg(due, done, NULL, true)) AS paused
FROM (VALUES (NULL::date, NULL::date), ('2024-01-01', NULL)) AS v (due, done);

-- The quantile of a tail below 3e-14 was no number.
SELECT c, par.mean_score_low(s, c, 3), par.satisfied_low(s, confidence => c), par.satisfied_low(s, confidence => c, method => 'clopper_pearson')
FROM (VALUES ('{"1": 3, "5": 4}'::par.survey_stats)) v(s), (VALUES (1e-300), (0.95), (1 - 1e-14), (0.9999999999999999::float8)) w(c);
