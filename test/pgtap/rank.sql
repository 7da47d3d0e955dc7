-- rank: identities on random units; ranks under other weights against the same
-- draws made in PL/pgSQL.
BEGIN;
SELECT plan(18);

SELECT has_function('par', 'rank_agg', '{text,double precision,double precision}');
SELECT has_function('par', 'rank_sensitivity', '{bigint,numeric[],numeric[],double precision,integer,bigint}');
SELECT has_function('par', 'compare_agg', '{text,par.survey_stats,integer[]}');

SELECT setseed(0.5);
-- Thirty groups; estimates that tie now and then, are missing, or have no known error.
CREATE TEMP TABLE u AS
SELECT g, k, CASE WHEN random() > 0.05 THEN floor(random() * 64 * (1 + g % 3)) END AS x,
       CASE WHEN random() > 0.05 THEN floor(random() * 5) + CASE g % 5 WHEN 0 THEN 0 ELSE 1 END END AS s
FROM generate_series(1, 30) AS g, generate_series(1, 2 + g) AS k;
CREATE TEMP TABLE r AS SELECT g, a.* FROM (SELECT g, par.rank_agg(k, x, s) AS a FROM u GROUP BY g) q, unnest(a) AS a;

SELECT is(count(*), 0::bigint, 'rank is rank() among the units that have an estimate')
FROM r JOIN (SELECT g, k AS key, rank() OVER (PARTITION BY g ORDER BY x DESC) AS rank FROM u WHERE x IS NOT NULL) o USING (g, key)
WHERE r.rank IS DISTINCT FROM o.rank;
SELECT is(count(*), 0::bigint, 'what has no estimate has no rank, and nothing else')
FROM r JOIN u ON u.g = r.g AND k = key WHERE (x IS NULL) <> (num_nulls(rank, rank_low, rank_high) = 3) OR num_nulls(rank, rank_low, rank_high) IN (1, 2);
SELECT is(count(*), 0::bigint, 'a rank lies in its set, and a set between 1 and the number of ranked units')
FROM (SELECT *, count(rank) OVER (PARTITION BY g) AS n FROM r) r WHERE NOT (1 <= rank_low AND rank_low <= rank AND rank <= rank_high AND rank_high <= n);
SELECT is(count(*), 0::bigint, 'sets do not hang on a shift, a scale, the order of the rows or the type of the key')
FROM r JOIN (SELECT g, a.*, b.rank AS b_rank, b.rank_low AS b_low, b.rank_high AS b_high
             FROM (SELECT g, par.rank_agg(k, 8 * x + 1000, 8 * s ORDER BY hashint4(k)) AS a, par.rank_agg(to_char(k, 'FM000'), x, s ORDER BY k DESC) AS b FROM u GROUP BY g) q,
                  ROWS FROM (unnest(a), unnest(b)) AS z(key, rank, rank_low, rank_high, b_key, b_rank, b_low, b_high),
                  LATERAL (SELECT key, z.rank, z.rank_low, z.rank_high) AS a, LATERAL (SELECT b_rank AS rank, b_low AS rank_low, b_high AS rank_high) AS b) o USING (g, key)
WHERE (r.rank, r.rank_low, r.rank_high) IS DISTINCT FROM (o.rank, o.rank_low, o.rank_high) OR (r.rank, r.rank_low, r.rank_high) IS DISTINCT FROM (o.b_rank, o.b_low, o.b_high);
SELECT is(count(*), 0::bigint, 'from below, the sets are mirrored')
FROM (SELECT *, count(rank) OVER (PARTITION BY g) AS n FROM r) r JOIN (SELECT g, a.* FROM (SELECT g, par.rank_agg(k, -x, s) AS a FROM u GROUP BY g) q, unnest(a) AS a) o USING (g, key)
WHERE g % 5 > 0 AND (r.rank_low, r.rank_high) IS DISTINCT FROM (n + 1 - o.rank_high, n + 1 - o.rank_low);
SELECT is(count(*), 0::bigint, 'more confidence never narrows a set, nor does a larger error')
FROM r JOIN (SELECT g, z.* FROM (SELECT g, par.rank_agg(k, x, s, 0.99) AS a, par.rank_agg(k, x, 2 * s) AS b FROM u GROUP BY g) q,
             ROWS FROM (unnest(a), unnest(b)) AS z(key, rank, a_low, a_high, b_key, b_rank, b_low, b_high)) o USING (g, key)
WHERE NOT (a_low <= rank_low AND rank_high <= a_high AND b_low <= rank_low AND rank_high <= b_high);
-- Truths that are all alike, that tie in threes, and that lie apart; standard errors
-- that are alike and that are not.  The first is the hardest; there the level is exact.
SELECT is(array_agg(held BETWEEN low AND high ORDER BY design), '{t,t,t,t}', 'all true ranks of a group lie in their sets as often as promised')
FROM (SELECT design, count(*) FILTER (WHERE all_held)::float8 / count(*) AS held, CASE WHEN design = 1 THEN 0.93 ELSE 0.94 END AS low, CASE WHEN design = 1 THEN 0.97 ELSE 1 END AS high
      FROM (SELECT design, draw, bool_and(true_rank BETWEEN rank_low AND rank_high) AS all_held
            FROM (SELECT design, draw, par.rank_agg(k, truth + s * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()), s) AS a
                  FROM (SELECT *, CASE WHEN design IN (1, 3) THEN 1 ELSE 0.2 + k / 4.0 END AS s, CASE WHEN design = 3 THEN k / 3 * 2.5 WHEN design = 4 THEN 1.5 * k ELSE 0 END AS truth
                        FROM generate_series(1, 4) AS design, generate_series(1, 800) AS draw, generate_series(1, 12) AS k) x GROUP BY 1, 2) y, unnest(a) AS u,
                 LATERAL (SELECT CASE WHEN design = 3 THEN 13 - least(u.key / 3 * 3 + 2, 12) WHEN design = 4 THEN 13 - u.key ELSE 1 END AS true_rank) t
            GROUP BY 1, 2) z GROUP BY 1) c;
-- With two units the critical value is the normal quantile for a two-sided test.
SELECT is(array_agg(rank_high), '{2,1}', 'two units are told apart at 1.959964 standard errors of their difference')
FROM (SELECT i, a.* FROM generate_series(0, 1) AS i, LATERAL (SELECT par.rank_agg(k, x, s) AS a
      FROM (VALUES ('A', (1.9599639845 + i * 2e-10) * 5, 3), ('B', 0, 4)) AS v(k, x, s)) q, unnest(a) AS a WHERE key = 'A' ORDER BY i) y;

-- The generator and one run of draws, in integers of any size.
CREATE FUNCTION pg_temp.wrap(n numeric) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$SELECT (CASE WHEN m >= 9223372036854775808 THEN m - 18446744073709551616 ELSE m END)::bigint FROM (SELECT mod(mod(n, 18446744073709551616) + 18446744073709551616, 18446744073709551616) AS m) x$$;
CREATE FUNCTION pg_temp.plain(x bigint) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$SELECT CASE WHEN x < 0 THEN x + 18446744073709551616 ELSE x END$$;
CREATE FUNCTION pg_temp.right(x bigint, k int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$SELECT (x >> k) & ((1::bigint << (64 - k)) - 1)$$;
CREATE FUNCTION pg_temp.rotate(x bigint, k int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$SELECT (x << k) | pg_temp.right(x, 64 - k)$$;
CREATE FUNCTION pg_temp.seeded(seed bigint) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    x bigint := seed;
    z bigint;
    s bigint[];
BEGIN
    FOR i IN 1..4 LOOP
        x := pg_temp.wrap(x::numeric + 11400714819323198485);
        z := pg_temp.wrap((x # pg_temp.right(x, 30))::numeric * 13787848793156543929);
        z := pg_temp.wrap((z # pg_temp.right(z, 27))::numeric * 10723151780598845931);
        s[i] := z # pg_temp.right(z, 31);
    END LOOP;
    RETURN s;
END $$;
SELECT is(to_hex((pg_temp.seeded(0))[1]), 'e220a8397b1dcdaf', 'the seeding in PL/pgSQL is splitmix64');

CREATE TEMP TABLE drawn (key bigint, rank bigint);
CREATE FUNCTION pg_temp.draws(keys bigint[], scores numeric[], weights numeric[], noise float8, draws int, seed bigint)
RETURNS TABLE (key bigint, rank_median bigint, rank_p5 bigint, rank_p95 bigint) LANGUAGE plpgsql AS $$
DECLARE
    s bigint[] := pg_temp.seeded(seed);
    most numeric := round((noise * 4194304)::numeric);
    result bigint;
    t bigint;
    w numeric[];
BEGIN
    TRUNCATE pg_temp.drawn;
    FOR d IN 1..draws LOOP
        FOR j IN 1..cardinality(weights) LOOP
            result := pg_temp.wrap(pg_temp.rotate(pg_temp.wrap(s[2]::numeric * 5), 7)::numeric * 9);
            t := s[2] << 17;
            s[3] := s[3] # s[1];
            s[4] := s[4] # s[2];
            s[2] := s[2] # s[3];
            s[1] := s[1] # s[4];
            s[3] := s[3] # t;
            s[4] := pg_temp.rotate(s[4], 45);
            w[j] := weights[j] * (4194304 - most + div(pg_temp.plain(result) * (2 * most + 1), 18446744073709551616));
        END LOOP;
        INSERT INTO drawn
        SELECT keys[i], rank() OVER (ORDER BY sum(scores[i][j] * w[j]) / sum(w[j]) FILTER (WHERE scores[i][j] IS NOT NULL) + 0::numeric(99, 60) DESC)
        FROM generate_subscripts(keys, 1) AS i, generate_subscripts(weights, 1) AS j GROUP BY i;
    END LOOP;
    RETURN QUERY SELECT drawn.key, percentile_disc(0.5) WITHIN GROUP (ORDER BY rank), percentile_disc(0.05) WITHIN GROUP (ORDER BY rank), percentile_disc(0.95) WITHIN GROUP (ORDER BY rank)
    FROM drawn GROUP BY drawn.key;
END $$;
-- Five criteria, of which some are not applicable; close scores, so that ranks move.
CREATE TEMP TABLE scored AS
SELECT k AS key, array_agg(CASE WHEN random() > 0.1 THEN round((60 + 30 * random())::numeric, (k % 4)::int) END ORDER BY j) AS scores
FROM generate_series(1, 12) AS k, generate_series(1, 5) AS j GROUP BY k;
SELECT is(count(*), 0::bigint, 'median and percentiles are those of the same draws made in PL/pgSQL')
FROM (VALUES (0.25::float8, 7::bigint, '{3,2,1.5,1,0.25}'::numeric[]), (0.9, -9223372036854775808, '{1,1,1,1,1}'), (0.0001, 9223372036854775807, '{0,0.1,0.1,0.3,7}')) AS p(noise, seed, weights),
     LATERAL (SELECT par.rank_sensitivity(key, scores, weights, noise, 60, seed) AS a, array_agg(key ORDER BY key) AS keys, array_agg(scores ORDER BY key) AS s FROM scored) q,
     LATERAL (SELECT a.key, a.rank_median, a.rank_p5, a.rank_p95 FROM unnest(a) AS a EXCEPT SELECT * FROM pg_temp.draws(keys, s, weights, noise, 60, seed)) AS other;
SELECT is(count(*), 0::bigint, 'the rank is that of the weighted means')
FROM (SELECT a.* FROM (SELECT par.rank_sensitivity(key, scores, '{3,2,1.5,1,0.25}', 0.25, 1, 1) AS a FROM scored) q, unnest(a) AS a) r
JOIN (SELECT key, rank() OVER (ORDER BY mean DESC) AS rank
      FROM (SELECT key, sum(s * w) / sum(w) AS mean FROM scored, LATERAL unnest(scores, '{3,2,1.5,1,0.25}'::numeric[]) AS z(s, w) WHERE s IS NOT NULL GROUP BY key) m) o USING (key)
WHERE r.rank <> o.rank;
SELECT is((SELECT par.rank_sensitivity(key, scores, '{3,2,1.5,1,0.25}', 0.25, 500, 3 ORDER BY random()) FROM scored)::text,
          (SELECT par.rank_sensitivity(key, scores, '{6,4,3,2,0.5}', 0.25, 500, 3 ORDER BY key) FROM scored)::text, 'neither the order of the rows nor the unit of the weights counts');
SELECT isnt((SELECT par.rank_sensitivity(key, scores, '{3,2,1.5,1,0.25}', 0.9, 500, 3) FROM scored)::text,
            (SELECT par.rank_sensitivity(key, scores, '{3,2,1.5,1,0.25}', 0.9, 500, 4) FROM scored)::text, 'another seed draws something else');

-- Each unit against the rest.
CREATE TEMP TABLE c AS
SELECT g, z.* FROM (SELECT g, par.compare_agg(k, s) AS a FROM (SELECT g, k, ('{"5": ' || floor(40 * random()) || ', "2": ' || floor(20 * random()) || '}')::par.survey_stats AS s
       FROM generate_series(1, 20) AS g, generate_series(1, g) AS k) x GROUP BY g) q, unnest(a) AS z;
SELECT is(count(*), 0::bigint, 'adjusted p-values are no smaller, Holm''s the largest, and bounds hold the difference')
FROM c WHERE NOT (p <= p_bh AND p_bh <= p_holm AND p_holm <= 1 AND low <= difference AND difference <= high) OR num_nulls(share, rest_share, difference, low, high, p, p_holm, p_bh) NOT IN (0, 7, 8)
   OR (g > 1 AND p IS NULL AND share IS NOT NULL);
SELECT is(count(*), 0::bigint, 'of two units each is the other''s rest')
FROM c a JOIN c b ON (a.g, b.g, a.key, b.key) = (2, 2, 1, 2) WHERE (a.share, a.rest_share, a.p) IS DISTINCT FROM (b.rest_share, b.share, b.p) OR a.difference <> -b.difference OR abs(a.low + b.high) > 1e-15;

SELECT * FROM finish();
ROLLBACK;
