-- percent: the contract's signatures, and identities on random figures.
BEGIN;
SELECT plan(13);

SELECT has_function('par', 'pct', '{numeric,numeric,integer,text}');
SELECT has_function('par', 'rate', '{numeric,numeric}');
SELECT has_function('par', 'reproduces', '{numeric,numeric,text}');
SELECT has_function('par', 'parse_number', '{text}');
SELECT has_function('par', 'format_number', '{numeric,integer}');

CREATE TEMP TABLE r (num numeric, den numeric, d int);
SELECT setseed(0.5);
INSERT INTO r (num, den, d)
SELECT round(((random() - 0.5) * 10 ^ (random() * 24))::numeric, (random() * 6)::int),
       round(((random() - 0.5) * 10 ^ (random() * 24))::numeric, (random() * 6)::int), (random() * 20)::int
FROM generate_series(1, 20000);
DELETE FROM r WHERE den = 0;

-- The truncated figure q is the one whole multiple of 10^-d with
-- |q*den| <= |100*num| < (|q| + 10^-d) * |den|, which is checked by multiplication alone.
SELECT is(count(*), 0::bigint, 'truncate is the largest figure not beyond the ratio')
FROM (SELECT *, abs(par.pct(num, den, d, 'truncate')) AS q, ('1e-' || d)::numeric AS step FROM r) x
WHERE NOT (q * abs(den) <= 100 * abs(num) AND 100 * abs(num) < (q + step) * abs(den));
SELECT is(count(*), 0::bigint, 'half_up is within half a step, and away from zero at the half')
FROM (SELECT *, abs(par.pct(num, den, d)) AS q, ('5e-' || d + 1)::numeric AS half FROM r) x
WHERE NOT ((q - half) * abs(den) <= 100 * abs(num) AND 100 * abs(num) < (q + half) * abs(den));
SELECT is(count(*), 0::bigint, 'half_even differs from half_up only at the half, and is even there')
FROM (SELECT *, par.pct(num, den, d) AS u, par.pct(num, den, d, 'half_even') AS e FROM r) x
WHERE u <> e AND NOT (abs(200 * num) = abs((u + e) * den)
                      AND (e * round(10::numeric ^ d)) % 2 = 0);
SELECT is(count(*), 0::bigint, 'rate is the float next to the ratio')
FROM r WHERE abs(par.rate(num, den) - num::float8 / den::float8) > 1e-14 * abs(num::float8 / den::float8);
SELECT is(count(*), 0::bigint, 'the sign is that of the ratio')
FROM r WHERE sign(par.pct(num, den, d)) NOT IN (0, sign(num) * sign(den));
SELECT is(count(*), 0::bigint, 'what pct prints, reproduces finds')
FROM r WHERE par.reproduces(num, den, replace(par.pct(num, den, d)::text, '.', ',') || ' %') IS DISTINCT FROM 'half_up';
SELECT is(count(*), 0::bigint, 'parse_number reads what format_number writes')
FROM r WHERE par.parse_number(par.format_number(num, 4)) <> round(num, 4);
SELECT is(count(*), 0::bigint, 'every result has the scale asked for')
FROM r WHERE scale(par.pct(num, den, d)) <> d;

SELECT * FROM finish();
ROLLBACK;
