-- pct: exact, exactly `digits` decimals
SELECT par.pct(22, 24), par.pct(22, 24, 2, 'truncate') AS truncated, par.pct(264, 2141, 1), par.pct(1, 3, 0);
SELECT mode, par.pct(1, 800, 2, mode) AS "0.125", par.pct(3, 800, 2, mode) AS "0.375",
       par.pct(-1, 800, 2, mode) AS "-0.125", par.pct(1, -800, 2, mode) AS "1/-800", par.pct(-3, -800, 2, mode) AS "-3/-800"
FROM unnest('{half_up,half_even,truncate}'::text[]) mode;
-- a zero quotient still rounds away from zero by the sign of the operands
SELECT par.pct(-1, 200, 0), par.pct(1, -150, 0), par.pct(-1, 1000, 0);
-- below the threshold although it prints as the threshold
SELECT par.pct(86999, 100000) AS printed, 86999 * 100 > 87 * 100000 AS above_87;
-- not clamped, and an undefined ratio is NULL
SELECT par.pct(150, 100), par.pct(-5, 10), par.pct(0, 0) IS NULL AS zero_by_zero, par.pct(1, 0) IS NULL AS by_zero,
       par.pct(1.5, 0.0) IS NULL AS by_decimal_zero, par.pct(NULL, 1) IS NULL AS unknown;
-- the scale of the result is what was asked, also for large and small numbers
SELECT d, par.pct(2, 3, d), scale(par.pct(2, 3, d)) = d AS scale_ok, scale(par.pct(1, 1, d)) = d AS whole_ok
FROM unnest('{0,1,2,7,8,15,16,17,20}'::int[]) d;
-- forty digits
SELECT par.pct(1234567890123456789012345678901234567890, 9999999999999999999999999999999999999999, 20);
SELECT par.pct(0.0000000000000000000000000000000000000001, 0.0000000000000000000000000000000000000003, 5);
SELECT par.pct(9223372036854775807, 9223372036854775807), par.pct(-9223372036854775808, 9223372036854775807, 20),
       par.pct(2147483647, 1, 7), par.pct(2147483648, 2147483647, 7), par.pct(1e30, 8e30, 20);
-- the machine-arithmetic path and the numeric path are one function:
-- appending .0 to a count forces the second
SELECT count(*) AS differing
FROM generate_series(-60, 60) a, generate_series(-16, 16) b, generate_series(0, 3) d,
     unnest('{half_up,half_even,truncate}'::text[]) m
WHERE par.pct(a, b, d, m) IS DISTINCT FROM par.pct(a * 1.0, b * 1.0, d, m);
-- against the server's own rounding of an exact quotient
SELECT count(*) AS differing
FROM generate_series(-999, 999, 7) a, generate_series(1, 64) b
WHERE par.pct(a, b, 1) <> round(100 * a::numeric / b, 1);

-- rate: the unrounded twin
SELECT par.rate(86999, 100000), par.rate(1, 3), par.rate(-3, 2), par.rate(0, 5), par.rate(1, 0) IS NULL AS by_zero,
       par.rate(NULL, 1) IS NULL AS unknown, par.rate(1e40, 3e40);
SELECT par.rate('NaN', 1);
SELECT par.rate(1, '-Infinity');

-- every published figure: the modes that reproduce it
CREATE TEMP TABLE published (id text, source_table text, numerator numeric, denominator numeric,
                             printed text, digits int, reproduces text, note text, modes text);
\copy published FROM 'test/data/published.csv' CSV HEADER
SELECT count(*) AS figures,
       count(*) FILTER (WHERE par.reproduces(numerator, denominator, printed) IS DISTINCT FROM nullif(split_part(coalesce(modes, ''), '|', 1), '')) AS wrong_mode,
       count(*) FILTER (WHERE (par.reproduces(numerator, denominator, printed) IS NOT NULL) <> (reproduces = 'yes')) AS wrong_verdict
FROM published;
SELECT id, numerator, denominator, printed FROM published
WHERE par.reproduces(numerator, denominator, printed) IS NULL ORDER BY id;
SELECT id, mode, modes LIKE '%' || mode || '%' AS listed
FROM published, unnest('{half_up,half_even,truncate}'::text[]) mode
WHERE (par.pct(numerator, denominator, digits, mode) = par.parse_number(printed)) <> (coalesce(modes, '') ~ ('(^|\|)' || mode || '($|\|)'));
SELECT par.reproduces(22, 24, '91,66'), par.reproduces(22, 24, '91,67%'), par.reproduces(392, 549, '67,7') IS NULL AS never,
       par.reproduces(5, 8, '-') IS NULL AS no_figure, par.reproduces(1234, 1, '123.400,0 %');

-- parse_number
SELECT t, par.parse_number(t)
FROM unnest(ARRAY['1.763', '98,77%', '3.784.535', '80.4%', '1220', '08', '0', '-5,5', '−5', '1.234.567,80', '0.125', '1234.567',
                  '1.012427', '12.34', '0,5', ' 1 234 ', E'1\u00a0234,5\u202f%', '1.763 ⁶', '100 %', '-0,00', '007.5']) t;
SELECT t, par.parse_number(t) IS NULL AS no_value FROM unnest(ARRAY['', '-', ' – ', '—', '- ³', '¹', E'\u00a0']) t;
-- every cell of the published tables reads as the value beside it
CREATE TEMP TABLE indicators (appendix int, code text, title text, period text, value_text text, value numeric, unit text, note text);
\copy indicators FROM 'test/data/indicators.csv' CSV HEADER
SELECT count(*) AS cells, count(*) FILTER (WHERE par.parse_number(value_text) IS DISTINCT FROM value) AS wrong
FROM indicators WHERE value_text !~ '/';
SELECT value_text, value FROM indicators WHERE value_text ~ '/' GROUP BY 1, 2 ORDER BY 1;
-- and errors name the text
\set VERBOSITY sqlstate
\set SHOW_CONTEXT never
\set ON_ERROR_STOP 0
SELECT par.parse_number('12.34,5');
\set VERBOSITY default
SELECT par.parse_number('21/21');
SELECT par.parse_number('1,2,3');
SELECT par.parse_number('1.2.3');
SELECT par.parse_number('1.234.56');
SELECT par.parse_number('01.234.567');
SELECT par.parse_number(',5');
SELECT par.parse_number('5,');
SELECT par.parse_number('5.');
SELECT par.parse_number('1,234.5');
SELECT par.parse_number('%');
SELECT par.parse_number('5%%');
SELECT par.parse_number('5%6');
SELECT par.parse_number('5⁶7');
SELECT par.parse_number('--5');
SELECT par.parse_number('1e5');
SELECT par.parse_number('NaN');

-- format_number
SELECT par.format_number(1234567.8), par.format_number(1234567.8, 0), par.format_number(-1234.5, 1), par.format_number(999.995),
       par.format_number(0), par.format_number(-0.004), par.format_number(12), par.format_number(123456, 0), par.format_number(100, 0);
SELECT count(*) AS differing FROM generate_series(-2000000, 2000000, 7919) n
WHERE par.parse_number(par.format_number(n / 100.0)) <> n / 100.0;

-- format_float: rates.  The decimal that is seen is rounded, not the binary
-- number behind it; a bigint keeps its digits in format_number.
SELECT par.format_float(0.285), round(0.285::float8::numeric, 2) AS numeric, 0.285::float8::numeric(50, 40) AS seen, par.format_float(11 / 13.0::float8, 4), par.format_float(-0.005), par.format_float(-0.004), par.format_float('-0'),
       par.format_float(1234567.8, 0), par.format_float(1e22), par.format_float(1e-300), par.format_float(5e-324, 20), length(par.format_float(1.7e308));
SELECT par.format_number(9007199254740993::bigint, 0) AS number, par.format_float(9007199254740993::bigint, 0) AS float, par.format_float(digits => 1, value => 2.25), par.format_float(NULL);
SELECT count(*) AS differing FROM generate_series(-2000000, 2000000, 7919) n WHERE par.format_float(n / 1000.0::float8) <> par.format_number(n / 1000.0);
SELECT par.format_float('NaN');
SELECT par.format_float('-Infinity');
SELECT par.format_float(0.5, 21);

-- What a printed figure can say: it is judged by its own decimals.
SELECT par.reproduces(419, 420, '100%') AS rounded, par.reproduces(419, 420, '100,0%') AS not_so, par.reproduces(420, 420, '100,0%') AS all_done;

-- bad arguments: what is wrong, and what would be right
SELECT par.pct(1, 2, 2, 'up');
SELECT par.pct(1, 2, -1);
SELECT par.pct(1, 2, 21);
SELECT par.format_number(1, 21);
SELECT par.pct('NaN', 2);
SELECT par.pct(1, 'Infinity');
SELECT par.pct('-Infinity', 1.5);
SELECT par.format_number('NaN');
SELECT par.reproduces(1, 3, '33,333333333333333333333');

-- is_number: what parse_number reads, and nothing is raised
SELECT par.is_number('') AS nothing, par.is_number(' - ') AS dash, par.is_number('1.234.567,80') AS number, par.is_number('98,77%') AS percentage,
       par.is_number('21/21') AS fraction, par.is_number('khoảng 50%') AS words, par.is_number('%') AS sign, par.is_number(NULL) AS unknown;
CREATE FUNCTION parse_state(printed text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM par.parse_number(printed);
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
SELECT is_number, state, count(*), count(*) FILTER (WHERE is_number <> (state IS NULL)) AS differing
FROM (SELECT par.is_number(t), parse_state(t) AS state
      FROM (SELECT string_agg(substr('0123456789.,,..%-- ⁶x' || chr(160), 1 + get_byte(sha256(convert_to(i || '/' || j, 'UTF8')), 0) % 22, 1), '' ORDER BY j) AS t
            FROM generate_series(1, 4000) i, generate_series(1, 1 + i % 7) j GROUP BY i
            UNION ALL SELECT value_text FROM indicators WHERE value_text IS NOT NULL) s) p
GROUP BY 1, 2 ORDER BY 1, 2;
-- as long as a number can be, and longer
SELECT what, par.is_number(t), parse_state(t)
FROM (VALUES ('131072 digits', repeat('9', 131072)), ('131073 digits', repeat('9', 131073)), ('131073 digits, the first 0', '-0' || repeat('9', 131072)),
             ('16383 decimals', '0,' || repeat('9', 16383)), ('16384 decimals', '0,' || repeat('9', 16384)), ('a million bytes', repeat(' ', 999999) || '7'),
             ('one more', repeat(' ', 1000000) || '7')) AS v(what, t);
DROP FUNCTION parse_state;

-- The planner knows what is dear: of two conditions the cheap one is first.
CREATE TABLE figure (num numeric, den numeric, unit text);
EXPLAIN (COSTS OFF) SELECT FROM figure WHERE par.pct(num, den) > 5 AND unit = 'x';
DROP TABLE figure;
