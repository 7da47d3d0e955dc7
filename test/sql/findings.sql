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
