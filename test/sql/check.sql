-- What a ready table asks of its rows: codes, conditions, and checks that take
-- other rows.
\set VERBOSITY default
\set SHOW_CONTEXT never

-- is_code
SELECT what, par.is_code(t), length(t) FROM (VALUES
    ('plain', 'X07'), ('Vietnamese, composed', 'Sở Nội vụ – tỉnh Đắk Lắk (cũ)'), ('blanks within', 'A B' || chr(160) || 'C'), ('one character', '0'),
    ('200 characters', repeat('ữ', 200)), ('emoji', '🏛️ Sở'),
    ('empty', ''), ('blank behind', 'X07 '), ('blank before', ' X07'), ('only a blank', ' '), ('tab within', E'X\t07'), ('line break', E'X07\nX08'), ('line break behind', E'X07\n'),
    ('no-break space behind', 'X07' || chr(160)), ('figure space before', chr(x'2007'::int) || 'X07'), ('narrow no-break space', 'X07' || chr(x'202F'::int)),
    ('zero width space', 'X07' || chr(x'200B'::int)), ('byte order mark', chr(x'FEFF'::int) || 'X07'), ('ideographic space', 'X07' || chr(x'3000'::int)),
    ('word joiner', 'X07' || chr(x'2060'::int)), ('delete', 'X' || chr(127)), ('next line (U+0085)', 'X' || chr(133) || 'Y'), ('line separator', 'X' || chr(x'2028'::int) || 'Y'),
    ('decomposed', normalize('Yếu', NFD)), ('decomposed in part', 'Yê' || chr(769) || 'u'), ('a mark alone', chr(769)), ('angstrom sign', chr(x'212B'::int)),
    ('jamo that compose', chr(x'1100'::int) || chr(x'1161'::int)), ('jamo that do not', chr(x'1161'::int) || chr(x'1161'::int)),
    ('201 characters', repeat('a', 201)), ('70 000 characters', repeat('a', 70000)), ('201 wide characters', repeat('ữ', 201))) v(what, t);
SELECT par.is_code(NULL);
-- The server's own test of composed text agrees.
SELECT count(*) AS texts, count(*) FILTER (WHERE code) AS codes, count(*) FILTER (WHERE code <> (t IS NFC NORMALIZED)) AS differing
FROM (SELECT t, par.is_code(t) AS code
      FROM (SELECT 'x' || string_agg(substr('aeoưươâêăđếẫ' || chr(769) || chr(768) || chr(803) || chr(770) || chr(795) || chr(777), 1 + get_byte(sha256(convert_to(i || '/' || j, 'UTF8')), 0) % 18, 1), '' ORDER BY j) AS t
            FROM generate_series(1, 3000) i, generate_series(1, 1 + i % 6) j GROUP BY i) s) c;

-- is_condition, condition_names
SELECT path, par.is_condition(path::jsonpath), par.condition_names(path::jsonpath) FROM unnest(ARRAY[
    'strict $.late_pct >= 5', 'strict $."dossier.late" > 5 && $.a < 1', 'strict $.late_pct >= 5 || $.satisfied_pct <= 80', 'strict !($.a > 5)', 'strict ($.b > 5) is unknown',
    'strict exists($.a)', 'strict exists($.a ? (@ > $.b))', 'strict 100 * $.late / ($.early + $.late) >= 5', 'strict -$.a < +3', 'strict $.a.abs() > 5 && $.a.ceiling() < $.a.floor()',
    'strict $.name starts with "S"', 'strict $.name like_regex "^s" flag "i"', 'strict $.a == null', 'strict $.a == $.a', 'strict $."" == 1', 'strict $."tên, \"có\" dấu" > 1', 'strict 5 < $.a % 7',
    -- lax
    '$.late_pct >= 5', 'lax $.a > 1',
    -- no predicates
    'strict $', 'strict $.late_pct', 'strict $.late_pct ? (@ > 5)', 'strict $ ? (@.late_pct > 5)', 'strict $.a + 1', 'strict -$.a', 'strict true', 'strict 1', 'strict ($.a > 5).type()', 'strict (1 < $.a) ? (@ == true)',
    -- that read no member, or more than members
    'strict 1 == 1', 'strict $ == 1', 'strict exists($)', 'strict $.* > 5', 'strict $.** > 5', 'strict $.a.b > 5', 'strict $[*] > 5', 'strict $[0] > 5', 'strict $.a[0] > 5', 'strict $.a[$.i to last] > 5',
    'strict $.keyvalue().value > 5', 'strict exists($.a ? (@.b > 1))', 'strict $.a ? (@ > 5) > 3', 'strict exists($.a ? (@ > 5).type())',
    -- variables, and what can raise
    'strict $v == 1', 'strict $.a > $limit', 'strict $.a starts with $s', 'strict exists($.a ? (@ > $x))', 'strict $.d.datetime() < "2024-01-01".datetime()', 'strict $.a.double() > 1', 'strict $.a.size() > 1',
    'strict "a" like_regex "a"', 'strict ($.a > 1) && ("b" starts with "a")']) AS path;
SELECT par.is_condition(NULL), par.condition_names(NULL), par.condition_names('strict $[*] ? (@.a > $.b || exists($.c.d ? (@ > $.e))).f[$.g, 0 to $.h]');
-- Long ones, and deeper than anybody writes them.
SELECT par.is_condition(('strict ' || string_agg(format('$.m%s > 5', i), ' && '))::jsonpath) AS long,
       cardinality(par.condition_names(('strict ' || string_agg(format('$.m%s > 5', i % 37), ' && '))::jsonpath)) AS names FROM generate_series(1, 900) i;
SELECT par.is_condition(('strict ' || repeat('!(', 1500) || '$.a > 5' || repeat(')', 1500))::jsonpath) AS deep,
       par.is_condition(('strict $.a > ' || repeat('-(', 1500) || '$.b' || repeat(')', 1500))::jsonpath) AS deep_operand;
-- All paths of a small grammar: a condition is a predicate (of which alone the
-- server takes "is unknown"), and is decided, or unknown, without an error.
CREATE FUNCTION decided(path text, OUT predicate boolean, OUT answer text, OUT state text) LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        predicate := format('strict (%s) is unknown', path)::jsonpath IS NOT NULL;
    EXCEPTION WHEN syntax_error THEN
        predicate := false;
    END;
    BEGIN
        answer := coalesce(('{"a": 4, "b": 0, "c": 1e300}'::jsonb @@ ('strict ' || path)::jsonpath)::text, 'unknown');
    EXCEPTION WHEN OTHERS THEN
        state := SQLSTATE;
    END;
END $$;
CREATE TABLE path AS
WITH operand AS (SELECT unnest(ARRAY['$.a', '$.b', '$.missing', '$."c" * $.c', '$.a / $.b', '-$.a', '5', '"x"', '$', '$.a.b', '$v', '$.a ? (@ > 1)', '"2024-01-01".datetime()', '"2024-01-01 00:00+01".datetime()']) AS o),
     simple AS (SELECT format('%s %s %s', x.o, c, y.o) AS p FROM operand x, operand y, unnest(ARRAY['<', '==', '+']) c
                UNION ALL SELECT format('exists(%s)', o) FROM operand UNION ALL SELECT format('%s starts with "x"', o) FROM operand UNION ALL SELECT format('%s like_regex "x"', o) FROM operand
                UNION ALL SELECT o FROM operand)
SELECT p FROM simple
UNION ALL SELECT format(f, p) FROM simple, unnest(ARRAY['!(%s)', '(%s) is unknown', '(%s) && $.a > 3', '$.a > 3 || (%s)', '(%s).type()', '(%s) ? (@ == true)']) f;
DELETE FROM path WHERE NOT EXISTS (SELECT FROM decided(p) WHERE predicate OR answer IS NOT NULL OR state <> '42601');
SELECT par.is_condition(('strict ' || p)::jsonpath) AS condition, predicate, coalesce(state, CASE answer WHEN 'unknown' THEN answer ELSE 'decided' END) AS outcome, count(*)
FROM path, decided(p) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
DROP TABLE path;
DROP FUNCTION decided;
