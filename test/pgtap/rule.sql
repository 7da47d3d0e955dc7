-- Rules on random data: points against plain SQL on numeric, machine integers
-- against numeric arithmetic, one text per meaning.
BEGIN;
SELECT plan(13);
SET search_path = public, par, pg_catalog;
SELECT setseed(0.2026);

-- a/b rounded half up at 16 decimals, by a quotient of 60 decimals.
CREATE FUNCTION q(a numeric, b numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN round(a * 1.000000000000000000000000000000000000000000000000000000000000 / b, 16);
CREATE FUNCTION clamp(p numeric, m numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN least(greatest(p, 0), m);

-- Thresholds f < t, a value x and a maximum m of mixed scales and sizes; every
-- tenth value lies on a threshold, every seventh has 30 decimals or 30 digits.
CREATE TEMP TABLE r AS
SELECT i, f, t, CASE i % 10 WHEN 0 THEN f WHEN 1 THEN t ELSE round((random() * 130 - 10)::numeric, (random() * 8)::int) END
          + CASE i % 7 WHEN 0 THEN (random() - 0.5)::numeric * 1e-18 WHEN 1 THEN (random() - 0.5)::numeric * 1e-30 ELSE 0 END AS x,
       round((random() * 20)::numeric, (random() * 4)::int) * CASE i % 9 WHEN 0 THEN 1e12 WHEN 1 THEN 1e-14 ELSE 1 END AS m,
       round((random() * 3 + 0.1)::numeric, 2) AS each
FROM (SELECT i, round((random() * 50)::numeric, d) AS f, round((random() * 49 + 51)::numeric, d) AS t
      FROM (SELECT i, (random() * 6)::int AS d FROM generate_series(1, 20000) i) d) ft;

SELECT is((SELECT count(*) FROM r WHERE par.points(format('ratio from %s to %s', f, t)::par.rule, x, m)
           <> CASE WHEN x >= t THEN m WHEN x >= f THEN clamp(q(x * m, t), m) ELSE 0 END), 0::bigint, 'ratio from f to t');
SELECT is((SELECT count(*) FROM r WHERE t < 100 AND par.points(format('inverse ratio from %s to %s', t, f)::par.rule, x, m)
           <> CASE WHEN x <= f THEN m WHEN x <= t THEN clamp(q((100 - x) * m, 100 - f), m) ELSE 0 END), 0::bigint, 'inverse ratio from t to f');
SELECT is((SELECT count(*) FROM r WHERE par.points(format('linear %s..%s', f, t)::par.rule, x, m)
           <> CASE WHEN x >= t THEN m WHEN x >= f THEN clamp(q((x - f) * m, t - f), m) ELSE 0 END), 0::bigint, 'linear f..t');
SELECT is((SELECT count(*) FROM r WHERE par.points(format('linear %s..%s', t, f)::par.rule, x, m)
           <> CASE WHEN x <= f THEN m WHEN x <= t THEN clamp(q((t - x) * m, t - f), m) ELSE 0 END), 0::bigint, 'linear t..f');
SELECT is((SELECT count(*) FROM r WHERE par.points(format('steps > %s: 100%%, %s: 25.5%%', t, f)::par.rule, x, m)
           <> CASE WHEN x > t THEN m WHEN x >= f THEN clamp(q(m * 0.255, 1), m) ELSE 0 END), 0::bigint, 'steps');
SELECT is((SELECT count(*) FROM r WHERE par.points(format('steps %s: %s, %s: %s..%s', t, each, f, each / 4, each / 2)::par.rule, x, m)
           <> CASE WHEN x >= t THEN clamp(each, m) WHEN x >= f THEN clamp(q(each / 4 * (t - f) + each / 4 * (x - f), t - f), m) ELSE 0 END), 0::bigint,
          'steps with a proportional part, in points');
SELECT is((SELECT count(*) FROM r WHERE par.points(format('each %s cap %s', each, each * 5)::par.rule, x, m) <> clamp(q(least(each * x, each * 5), 1), m)), 0::bigint, 'each, capped');
SELECT is((SELECT count(*) FROM r WHERE par.points(format('minus %s each', each)::par.rule, x, m) <> clamp(q(m - each * x, 1), m)), 0::bigint, 'minus each');

-- num/den: the same ratio in terms of any size, and the verdict at the floor.
CREATE TEMP TABLE nd AS
SELECT (random() * den)::int AS num, den, f, t, m FROM (SELECT *, (1 + random() * 1000)::int AS den FROM r) r;
SELECT is((SELECT count(*) FROM nd, LATERAL (SELECT format('ratio from %s to %s', f, t)::par.rule) k(rule)
           WHERE par.points(rule, num, den, m) <> par.points(rule, num * 1e30, den * 1e30, m)
              OR par.points(rule, num, den, m) <> par.points(rule, num * 1e-12, den * 1e-12, m)
              OR par.points(rule, num, den, m) <> CASE WHEN 100 * num >= t * den THEN m WHEN 100 * num >= f * den THEN clamp(q(100.0 * num * m, t * den), m) ELSE 0 END),
          0::bigint, 'num/den: machine integers and numeric arithmetic agree, floors are exact');
SELECT is((SELECT count(*) FROM nd, LATERAL (SELECT format('linear %s..%s from %s', f, t, (f + t) / 2)::par.rule) k(rule)
           WHERE num > 0 AND f <> t AND (t + f) * 5e5 = trunc((t + f) * 5e5)
             AND (par.next_gain(rule, num, den, m) IS DISTINCT FROM par.next_gain(rule, num * 1e30, den * 1e30, m)
                  OR par.next_threshold(rule, num, den, m) IS DISTINCT FROM par.next_threshold(rule, num * 1e30, den * 1e30, m))), 0::bigint, 'next step of num/den in terms of any size');

-- The gain is what points says, whatever the size of the operands.
SELECT is((SELECT count(*) FROM r, unnest(ARRAY['ratio from %s to %s', 'linear %s..%s', 'linear %2$s..%1$s', 'steps %2$s: 100%%, %1$s: 20%%..60%%', 'inverse steps %1$s: 80%%, %2$s: 30%%', 'minus %1$s each', 'each %2$s']) k(form),
                LATERAL (SELECT format(form, f + 0.1, t)::par.rule) j(rule)
           WHERE i % 10 = 3 AND CASE WHEN par.next_gain(rule, x, m) IS NULL
                 THEN par.points(rule, x, m) < greatest(par.points(rule, -1e6, m), par.points(rule, 1e6, m))
                 ELSE par.next_gain(rule, x, m) <> par.points(rule, par.next_threshold(rule, x, m), m) - par.points(rule, x, m) END), 0::bigint, 'next_gain = points at next_threshold - points');

-- One text per meaning.
SELECT is((SELECT count(*) FROM r, unnest(ARRAY['ratio from %s to %s', 'linear %s..%s', 'linear %2$s..%1$s', 'steps %2$s: 100%%, %1$s: 50%%', 'inverse steps %1$s: 100%%, %2$s: 50%%', 'steps %2$s: 3, %1$s: 1..2, else 0.5', 'all from %s', 'inverse all from %s']) k(form),
                LATERAL (SELECT format(form, f + 0.1, t)::par.rule) j(rule)
           WHERE i % 10 = 3 AND (rule::text::par.rule <> rule OR rule::text::par.rule::text <> rule::text OR par.rule_hash(rule::text::par.rule) <> par.rule_hash(rule))), 0::bigint, 'the text of a rule is the rule');
SELECT is((SELECT count(DISTINCT rule) FROM (SELECT format('ratio from %s', to_char(x, '99.000000'))::par.rule AS rule FROM generate_series(10, 60) x
                                             UNION ALL SELECT format('ratio from %s%%', x)::par.rule FROM generate_series(10, 60) x) s), 51::bigint, '80 and 80.000000 % are one rule');
SELECT * FROM finish();
ROLLBACK;
