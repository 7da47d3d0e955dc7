-- Scoring rules: the grammar, points, and what would raise them.

-- The operators of a rule are in the extension's schema.
SET search_path = public, par;

-- Every kind; the second column is its one canonical text.
CREATE TABLE kind (n int GENERATED ALWAYS AS IDENTITY, typed text, rule par.rule);
INSERT INTO kind (typed, rule)
SELECT t, t::par.rule FROM unnest(ARRAY[
    'all', ' ALL  from 100% ', 'all from 80', 'inverse all', 'inverse all from 0', 'inverse all from 3',
    'ratio', 'ratio from 0 to 100', 'ratio from 80%', 'ratio to 95.50', 'ratio from 50 to 80', 'ratio to 120',
    'inverse ratio', 'inverse ratio from 20', 'inverse ratio to 5', 'inverse ratio from 20 to 5',
    'linear 50..80', 'linear 50 .. 80 from 60', 'linear 80..50', 'inverse linear 50..80', 'inverse linear 80..50 from 60', 'linear -5..5',
    'steps 95: 100%, 80: 50%', 'steps >= 95: 2, > 80: 1.50, 80: 1', 'steps > 87: 100%, 80: 60%, else 10%', 'steps 80: 100%, else 0%',
    'steps 100: 100%, 80: 50%..100%, 50: 25%', 'steps 90: 3, 70: 1..3, 50: 0..1',
    'inverse steps 5: 100%, 10: 50%', 'steps <= 5: 100%, < 10: 50%', 'inverse steps 0: 100%, 10: 20%..80%',
    'each 0.5', 'each 0.5 cap 2', 'each 10% cap 50%', 'each 10% cap 100%',
    'minus 0.25 each', 'minus 20% each',
    'answers 100, 60, 20, 0', 'answers 100%,60%,20%,0%', 'answers 0, 100, 37.5',
    'manual']) t;
SELECT typed, rule FROM kind ORDER BY n;

-- The canonical text says the same rule, and the wire form too.
SELECT count(*) FILTER (WHERE rule::text::par.rule = rule) AS read_back,
       count(*) FILTER (WHERE rule::text::par.rule::text = rule::text) AS same_text, count(*) AS all
FROM kind;
CREATE TABLE wire (n int, rule par.rule);
\copy (SELECT n, rule FROM kind) TO 'results/rule.bin' (FORMAT binary)
\copy wire FROM 'results/rule.bin' (FORMAT binary)
SELECT count(*) AS same_by_wire FROM kind JOIN wire USING (n, rule);
SELECT par.rule_send('ratio from 80');
-- Foreign bytes: another version, no text, no rule, a zero byte.
TRUNCATE wire;
\copy (SELECT 1, '\x02616c6c'::bytea) TO 'results/rule.bin' (FORMAT binary)
\copy wire FROM 'results/rule.bin' (FORMAT binary)
\copy (SELECT 1, '\x'::bytea) TO 'results/rule.bin' (FORMAT binary)
\copy wire FROM 'results/rule.bin' (FORMAT binary)
\copy (SELECT 1, '\x01616c6c21'::bytea) TO 'results/rule.bin' (FORMAT binary)
\copy wire FROM 'results/rule.bin' (FORMAT binary)
\copy (SELECT 1, '\x01616c6c00'::bytea) TO 'results/rule.bin' (FORMAT binary)
\copy wire FROM 'results/rule.bin' (FORMAT binary)
SELECT count(*) FROM wire;

-- One meaning, one value.
SELECT rule, array_agg(typed ORDER BY n) AS typed_as FROM kind GROUP BY rule HAVING count(*) > 1 ORDER BY rule;
SELECT count(*), count(DISTINCT rule) FROM kind;
SET enable_hashagg = off; SELECT count(*) FROM (SELECT rule FROM kind UNION SELECT rule FROM kind) u; RESET enable_hashagg;
SET enable_sort = off; SELECT count(*) FROM (SELECT rule FROM kind UNION SELECT rule FROM kind) u; RESET enable_sort;
SELECT 'ratio'::par.rule = 'ratio to 100' AS eq, 'ratio'::par.rule <> 'ratio to 99' AS ne, 'all'::par.rule < 'ratio' AS lt,
       'all'::par.rule <= 'all' AS le, 'ratio'::par.rule > 'all' AS gt, 'all'::par.rule >= 'ratio' AS ge;
CREATE INDEX ON kind (rule); CREATE INDEX ON kind USING hash (rule);
SET enable_seqscan = off;
SELECT typed FROM kind WHERE rule = 'linear 80..50' ORDER BY n;
RESET enable_seqscan;

-- A floor is a jump, tested exactly: 19/20 is 95 %, 7999/10000 is not 80 %.
SELECT par.points('ratio from 95', 19, 20, 2) AS at_the_floor, par.points('ratio from 80', 7999, 10000, 1) AS below,
       par.points('ratio from 80', 8000, 10000, 1) AS at_80, par.points('ratio from 80', 79.99, 1) AS value_below,
       par.points('all from 80', 7999.9999999999999999999, 10000, 1) AS ever_so_little;

-- Points by hand, for a maximum of 2.
SELECT rule, value, par.points(rule::par.rule, value, 2) AS points, by_hand
FROM (VALUES
    ('all', 100, 2), ('all', 99.99, 0), ('all', 120, 2), ('inverse all', 0, 2), ('inverse all', 1, 0), ('inverse all from 3', 3, 2),
    ('ratio', 95, 1.9), ('ratio', 0, 0), ('ratio', -5, 0), ('ratio', 130, 2),
    ('ratio from 80', 80, 1.6), ('ratio from 80', 79.99, 0), ('ratio to 80', 60, 1.5), ('ratio to 80', 85, 2), ('ratio to 80', 20, 0.5),
    ('ratio from 50 to 80', 49, 0), ('ratio from 50 to 80', 50, 1.25), ('ratio from 50 to 80', 80, 2),
    ('inverse ratio', 0, 2), ('inverse ratio', 25, 1.5), ('inverse ratio from 20', 20, 1.6), ('inverse ratio from 20', 20.01, 0),
    ('inverse ratio to 5', 5, 2), ('inverse ratio to 20', 60, 1), ('inverse ratio', 110, 0),
    ('linear 50..80', 50, 0), ('linear 50..80', 65, 1), ('linear 50..80', 71, 1.4), ('linear 50..80', 80, 2), ('linear 50..80', 40, 0),
    ('linear 50..80 from 60', 59.9, 0), ('linear 50..80 from 60', 62, 0.8), ('linear 80..50', 50, 2), ('linear 80..50', 71, 0.6), ('linear 80..50', 81, 0),
    ('linear -5..5', 0, 1), ('linear 30..0', 3, 1.8),
    ('steps 95: 100%, 80: 50%', 95, 2), ('steps 95: 100%, 80: 50%', 94.999, 1), ('steps 95: 100%, 80: 50%', 79, 0),
    ('steps > 80: 1.5, 80: 1', 80, 1), ('steps > 80: 1.5, 80: 1', 80.01, 1.5), ('steps 80: 5', 80, 2),
    ('steps 80: 100%, else 10%', 3, 0.2),
    ('steps 100: 100%, 80: 50%..100%, 50: 25%', 90, 1.5), ('steps 100: 100%, 80: 50%..100%, 50: 25%', 80, 1),
    ('steps 100: 100%, 80: 50%..100%, 50: 25%', 79, 0.5), ('steps 100: 100%, 80: 50%..100%, 50: 25%', 100, 2),
    ('steps > 100: 100%, 80: 50%..90%', 100, 1.8),
    ('inverse steps 5: 100%, 10: 50%', 5, 2), ('inverse steps 5: 100%, 10: 50%', 5.01, 1), ('inverse steps 5: 100%, 10: 50%', 10.01, 0),
    ('steps < 5: 100%', 5, 0), ('inverse steps 0: 100%, 10: 20%..80%', 5, 1),
    ('each 0.5', 3, 1.5), ('each 0.5', 5, 2), ('each 0.5 cap 1.5', 5, 1.5), ('each 10%', 3, 0.6), ('each 0.5', -1, 0), ('each 40% cap 50%', 2, 1),
    ('minus 0.25 each', 3, 1.25), ('minus 0.25 each', 9, 0), ('minus 20% each', 4, 0.4), ('minus 0.25 each', 0, 2), ('minus 0.25 each', -1, 2),
    ('answers 100, 60, 20, 0', 1, 2), ('answers 100, 60, 20, 0', 2, 1.2), ('answers 100, 60, 20, 0', 4, 0), ('answers 0, 37.5', 2, 0.75),
    ('manual', 1.75, 1.75), ('manual', 3, 2), ('manual', -1, 0)) v(rule, value, by_hand)
WHERE par.points(rule::par.rule, value, 2) IS DISTINCT FROM by_hand OR value IN (94.999, 71);
-- Only a division is rounded, half up at the sixteenth decimal.
SELECT par.points('ratio', 1, 3, 1), par.points('ratio', 2, 3, 1), par.points('ratio', 1, 3, 1000000000) AS large,
       par.points('ratio', 2, 3, 0.0000000000000001) AS tiny, par.points('ratio', 12.3456789012, 9.87) AS exact;
-- Numbers of any size: 10^30 of 3 * 10^30, and 40 decimals.
SELECT par.points('ratio', 1e30, 3e30, 1), par.points('ratio from 33.4', 1e30, 3e30, 1), par.points('manual', 1e40, 1e39) = 1e39 AS max,
       par.points('all from 80', 79.9999999999999999999999999999999999999999, 2) AS below, par.points('minus 1 each', 1e-40, 2) AS near_2;

-- Nothing arose: NULL.  Unknown stays unknown.  A maximum of 0 gives 0.
SELECT par.points('ratio', 0, 0, 2) IS NULL AS none_arose, par.points('ratio', NULL, 2) IS NULL AS no_value,
       par.points('ratio', 3, NULL, 2) IS NULL AS no_den, par.points(NULL, 3::numeric, 2) IS NULL AS no_rule, par.points('ratio', 90, 0) AS nothing_to_get;

-- What would raise it.
SELECT rule, value, par.points(r, value, 2) AS points, par.next_threshold(r, value, 2) AS next, par.next_gain(r, value, 2) AS gain
FROM (VALUES
    ('all', 40), ('all', 100), ('inverse all', 2), ('ratio', 40), ('ratio from 80', 40), ('ratio from 80', 85), ('ratio to 95', 90), ('ratio to 95', 96),
    ('inverse ratio from 20 to 5', 40), ('inverse ratio from 20 to 5', 12), ('linear 50..80', 40), ('linear 50..80', 65), ('linear 50..80 from 60', 55),
    ('linear 80..50', 90), ('steps 95: 100%, 80: 50%', 50), ('steps 95: 100%, 80: 50%', 90), ('steps 95: 3, 80: 2', 90), ('steps > 80: 1.5, 80: 1', 80),
    ('steps 100: 100%, 80: 50%..100%, 60: 50%', 70), ('inverse steps 5: 100%, 10: 50%', 20), ('inverse steps 5: 100%, 10: 50%', 7),
    ('each 0.75', 2), ('each 0.75', 3), ('each 0.5', 1.2), ('each 0.5', -3), ('minus 0.25 each', 3), ('minus 0.25 each', 20), ('minus 0.25 each', 0), ('minus 0.25 each', 0.5),
    ('answers 100, 60, 20, 0', 3), ('answers 100, 60, 20, 0', 1), ('answers 0, 100, 60', 1), ('manual', 1.5), ('manual', 2)) v(rule, value),
    CAST(rule AS par.rule) AS r;
SELECT par.next_threshold('ratio from 80', 2, 3, 1) AS next, par.next_gain('ratio from 80', 2, 3, 1) AS gain,
       par.next_threshold('ratio', 2, 3, 1) AS next, par.next_gain('ratio', 2, 3, 1) AS gain, par.next_gain('ratio', 0, 0, 1) IS NULL AS none_arose;

-- On a fine grid of values: the gain is the difference of points (just beyond
-- the bound where the step says >); no value between brings more for the kinds
-- in steps; NULL means that nothing anywhere on the grid brings more; better
-- never brings less.
CREATE TABLE grid AS
SELECT n, rule, lower, x, m, points, next, gain,
       max(points) OVER (PARTITION BY n, m ORDER BY CASE WHEN lower THEN x ELSE -x END) AS most_from_here_up
FROM (SELECT n, rule, rule::text ~ '^(inverse|minus|linear 80)' AS lower, x, m,
             par.points(rule, x, m) AS points, par.next_threshold(rule, x, m) AS next, par.next_gain(rule, x, m) AS gain
      FROM kind, generate_series(-20, 130, 0.25) x, unnest('{0, 0.7, 2, 3}'::numeric[]) m
      WHERE rule::text !~ '^answers') g;
SELECT count(*) AS rows, count(*) FILTER (WHERE points < 0 OR points > m) AS outside,
       count(*) FILTER (WHERE (next IS NULL) <> (gain IS NULL) OR gain <= 0) AS odd,
       count(*) FILTER (WHERE CASE WHEN lower THEN next > x OR (next = x AND rule::text !~ '<') ELSE next < x OR (next = x AND rule::text !~ '>') END) AS not_better,
       count(*) FILTER (WHERE gain <> par.points(rule, next, m) - points
                        AND gain <> par.points(rule, next + CASE WHEN lower THEN -1e-12 ELSE 1e-12 END, m) - points) AS not_the_gain,
       count(*) FILTER (WHERE next IS NULL AND most_from_here_up > points) AS more_was_possible
FROM grid;
-- The same for answers, whose values are 1 to n and are in no order.
SELECT rule, x, points, next, gain, gain = par.points(rule, next, 2) - points AS agrees,
       (SELECT min(p) FROM (SELECT par.points(rule, y, 2) AS p FROM generate_series(1, n) y) a WHERE p > points) - points AS by_search
FROM (VALUES ('answers 100, 60, 20, 0'::par.rule, 4), ('answers 0, 100, 37.5', 3), ('answers 50, 50', 2)) v(rule, n), generate_series(1, n) x,
     par.points(rule, x, 2) points, par.next_threshold(rule, x, 2) next, par.next_gain(rule, x, 2) gain;
-- In steps: between here and the next threshold nothing changes.
SELECT count(*) AS pairs, count(*) FILTER (WHERE b.points > a.points) AS gained_before_the_threshold
FROM grid a JOIN grid b ON (a.n, a.m) = (b.n, b.m)
     AND CASE WHEN a.lower THEN b.x < a.x AND b.x > coalesce(a.next, -99) ELSE b.x > a.x AND b.x < coalesce(a.next, 999) END
WHERE a.rule::text ~ '^(inverse )?(all|steps)' AND a.rule::text !~ '\.\.' AND a.x::int = a.x AND a.m = 2;
-- Better is never worth less.
SELECT count(*) AS falls FROM (
    SELECT points, lag(points) OVER (PARTITION BY n, m ORDER BY CASE WHEN lower THEN -x ELSE x END) AS before FROM grid) g
WHERE points < before;

-- Refused, with the position.
CREATE FUNCTION refused(rule text, OUT code text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM rule::par.rule;
    code := 'accepted';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    hint := left(hint, 60);
END $$;
\pset format unaligned
SELECT t AS rule, r.* FROM unnest(ARRAY[
    '', 'rati from 80', 'tỷ lệ', 'all of it', 'ratio from', 'ratio from tám', 'ratio từ 80', 'ratio from 80,5', 'ratio from 80.', 'ratio from .5', 'ratio to 95 from 80', 'ratio 80',
    'ratio from -1', 'inverse ratio from 120', 'inverse ratio to -1', 'ratio from 90 to 80', 'ratio from 80 to 80', 'ratio to 0', 'inverse ratio from 5 to 20',
    'linear', 'linear 50', 'linear 50.80', 'linear 50-80', 'linear 50..50', 'linear 50..80 from 40', 'linear 50..80 from 80', 'linear 50..80..90',
    'steps', 'steps 95', 'steps 95; 100%', 'steps 95: ', 'steps 95: 100%,', 'steps 80: 50%, 95: 100%', 'steps 95: 50%, 80: 100%', 'steps 95: 50%, 80: 50%',
    'steps 95: 100%, 95: 50%', 'steps 95: 100%, >= 95: 50%', 'steps 95: 100%, > 95: 50%', 'steps 95: 120%', 'steps 95: 1, 80: 50%', 'steps 95: -1',
    'steps 95: 0', 'steps > 95: 100%, < 80: 50%', 'inverse steps > 5: 100%', 'inverse steps 10: 50%, 5: 100%', 'steps 80: 50%..100%', 'steps 100: 80%, 80: 50%..100%',
    'steps 100: 100%, 80: 70%..60%', 'steps 80: 50%, else 60%', 'steps else 10%', 'steps 80: 50%, else 10%, 70: 5%', 'steps 95: 100% 80: 50%', 'steps = 95: 100%',
    'each', 'each 0', 'each -1', 'each 0.5 cap 0.25', 'each 0.5 cap 10%', 'each 101%', 'minus 0.25', 'minus each', 'minus 0 each', 'inverse each 0.5', 'inverse manual', 'inverse', 'inverse inverse all',
    'answers', 'answers A, B', 'answers 100, 120', 'answers 100,, 20', 'manual 3', 'ratio from 1.2345678', 'ratio from 1234567890123', 'all from 1e2',
    'answers 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33']) t, refused(t) r;
\pset format aligned
SELECT rule, code FROM unnest(ARRAY['answers 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32', 'all from 1.2345670', 'all from 000000000000080']) rule, refused(rule);
SELECT 'ratio trên 80'::par.rule;
-- Values that make no sense.
SELECT par.points('ratio', 90, -1);
SELECT par.points('ratio', 'NaN', 1);
SELECT par.points('ratio', 90, 'Infinity');
SELECT par.points('ratio', 1, -3, 1);
SELECT par.points('answers 100, 0', 3, 1);
SELECT par.points('answers 100, 0', 1.5, 1);
SELECT par.points('answers 100, 0', 0, 1);
SELECT par.points('each 0.5', 1, 2, 1);

-- The same said beforehand, and nothing raised.
CREATE FUNCTION points_error(call text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE call;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
END $$;
SELECT call, par.score_fault(rule, value, max) AS fault FROM (VALUES
    ('ratio'::par.rule, 90, 1), ('ratio', 90, -1), ('ratio', 'NaN'::numeric, 1), ('ratio', 90, 'Infinity'::numeric), ('answers 100, 0', 2, 1), ('answers 100, 0', 3, 1),
    ('answers 100, 0', 1.5, 1), ('each 0.5', 1e29999, 1), ('each 0.5', 1e30000, 1), (NULL, 1, 1), ('ratio', NULL, 1), ('ratio', 90, NULL)) v(rule, value, max),
    format('points(%L, %s, %s)', rule, left(value::text, 10), max) call;
SELECT par.score_fault('ratio', 3, 4, 1) AS scored, par.score_fault('ratio', 3, 0, 1) AS not_arisen, par.score_fault('ratio', 1, -3, 1) AS negative,
       par.score_fault('each 0.5', 1, 2, 1) AS per_item, par.score_fault('ratio', 1, '-Infinity', 1) AS infinite, par.score_fault('ratio', 1, NULL, 1) AS unknown;
SELECT arguments, count(*) AS calls, count(fault) AS faults, count(*) FILTER (WHERE fault IS DISTINCT FROM points_error(call)) AS differing
FROM (SELECT unnest(ARRAY['all', 'inverse ratio to 5', 'linear 50..80', 'steps 95: 2, 80: 0.5..1', 'each 10%', 'minus 0.25 each', 'answers 100, 60, 20, 0', 'manual']) AS rule) r,
     LATERAL (WITH n AS (SELECT unnest(ARRAY[0, 1, -1, 80, '1e29999', '-1e30000', 'NaN', 99999999999999999999.99999]::numeric[]) AS n)
              SELECT 3 AS arguments, par.score_fault(rule::par.rule, a.n, b.n) AS fault, format('SELECT par.points(%L::par.rule, %L::numeric, %L::numeric)', rule, a.n, b.n) AS call
              FROM n a, n b
              UNION ALL
              SELECT 4, par.score_fault(rule::par.rule, a.n, b.n, c.n), format('SELECT par.points(%L::par.rule, %L::numeric, %L::numeric, %L::numeric)', rule, a.n, b.n, c.n)
              FROM n a, n b, n c) calls
GROUP BY 1 ORDER BY 1;
DROP FUNCTION points_error;

-- A restricted search_path and an index: nothing is looked up by name.
CREATE TABLE leaf (r par.rule, value numeric, max numeric);
INSERT INTO leaf VALUES ('ratio from 80', 90, 2), ('all', 90, 1);
SET search_path = pg_catalog, pg_temp;
CREATE INDEX ON public.leaf (par.points(r, value, max));
REINDEX TABLE public.leaf;
SET search_path = public, par;
-- The rule lies in the row as it is used: no compression, no moving out.
SELECT typstorage, typalign FROM pg_type WHERE oid = 'par.rule'::regtype;
\! rm -f results/rule.bin
DROP TABLE kind, wire, grid, leaf;
DROP FUNCTION refused;

-- Three numbers are num, den and max; of two the first is a value, here 0 %.
SELECT par.points('ratio to 80', 0, 4) AS value, par.points('ratio to 80', 0, 0, 4) AS not_arisen, par.points('ratio to 80', NULL, 4) AS unknown;

-- Kinds stay apart, also where their points are the same.
SELECT a, b, a::par.rule = b::par.rule AS equal, count(*) FILTER (WHERE par.points(a::par.rule, v, 2) <> par.points(b::par.rule, v, 2)) AS points_differ
FROM (VALUES ('ratio', 'ratio from 0 to 100 %'), ('ratio', 'linear 0..100'), ('inverse ratio', 'linear 100..0'), ('ratio to 80', 'linear 0..80'), ('all', 'steps 100: 100%')) AS p (a, b),
     generate_series(-10, 110, 0.5) AS v
GROUP BY a, b ORDER BY a, b;
