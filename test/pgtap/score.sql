-- Score summaries and gradings on random data, against plain SQL on numeric.
BEGIN;
SELECT plan(10);
SET search_path = public, par, pg_catalog;
SELECT setseed(0.2027);

-- Points of up to 25 decimals and 25 digits, some rows not applicable, some bonus.
CREATE TEMP TABLE leaf AS
SELECT i, i % 13 AS unit, (i / 13) % 7 AS area,
       CASE WHEN random() > 0.1 THEN round((random() * 3 - 0.3)::numeric, (random() * 5)::int) * CASE i % 17 WHEN 0 THEN 1e-20 WHEN 1 THEN 1e22 WHEN 2 THEN 1e-14 ELSE 1 END END AS p,
       CASE WHEN random() > 0.05 THEN round((random() * 3)::numeric, 2) * CASE i % 19 WHEN 0 THEN 1e-18 WHEN 1 THEN 1e19 ELSE 1 END ELSE 0 END AS m
FROM generate_series(1, 20000) i;
CREATE TEMP TABLE summary AS SELECT unit, area, par.score_agg(p, m) AS s FROM leaf GROUP BY unit, area;

SELECT is((SELECT count(*) FROM summary JOIN (SELECT unit, area, count(p) AS n, count(*) - count(p) AS na, sum(p) AS p, sum(m) FILTER (WHERE p IS NOT NULL) AS m, sum(m) AS all FROM leaf GROUP BY unit, area) l USING (unit, area)
           WHERE par.n_scored(s) <> n OR par.n_not_applicable(s) <> na OR par.points(s) <> p OR par.max_points(s) <> m OR par.lost_points(s) <> m - p
              OR par.index_pct(s, 6) <> par.pct(p, m, 6) OR par.coverage_pct(s, 4) <> par.pct(m, "all", 4)), 0::bigint, 'every group as by sum()');
SELECT is((SELECT par.rollup(s)::text FROM summary), (SELECT par.score_agg(p, m)::text FROM leaf), 'parts plus parts = whole');
SELECT is((SELECT count(*) FROM (SELECT unit, par.rollup(s)::text AS a FROM summary GROUP BY unit) x JOIN (SELECT unit, par.score_agg(p, m)::text AS b FROM leaf GROUP BY unit) y USING (unit) WHERE a = b), 13::bigint, 'by unit');
SELECT is((SELECT count(*) FROM (SELECT par.rollup(s ORDER BY area, unit)::text AS a, par.rollup(s ORDER BY unit DESC)::text AS b FROM summary) x WHERE a <> b), 0::bigint, 'in whatever order');
SELECT is((SELECT count(*) FROM summary WHERE s::text::par.score_stats::text <> s::text), 0::bigint, 'text round trip');
SELECT is((SELECT count(*) FROM (SELECT par.points(par.score_agg(p, m) OVER w) AS a, coalesce(sum(p) OVER w, 0) AS b, par.n_scored(par.score_agg(p, m) OVER w) AS n, count(p) OVER w AS c
                                 FROM leaf WINDOW w AS (PARTITION BY unit ORDER BY i ROWS BETWEEN 5 PRECEDING AND CURRENT ROW)) x WHERE a <> b OR n <> c), 0::bigint, 'moving frames as sum()');
SELECT is((SELECT count(*) FROM (SELECT par.rollup(s) OVER w AS r, sum(par.points(s)) OVER w AS b FROM summary WINDOW w AS (PARTITION BY unit ORDER BY area ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)) x WHERE par.points(r) <> b), 0::bigint, 'rollup in moving frames');
SELECT is((SELECT count(*) FROM (SELECT par.score_agg(p, m) OVER (ORDER BY i ROWS BETWEEN 3 FOLLOWING AND 4 FOLLOWING) AS s, i FROM leaf WHERE i <= 10) x WHERE s OPERATOR(par.=) '{}' AND par.points(s) IS NULL), 3::bigint, 'an empty frame has no points');
-- The grade is that of the quotient, however near the threshold.
SELECT is((SELECT count(*) FROM (SELECT par.score_agg(p, m) AS s, p, m FROM (SELECT i, round((65 + (random() - 0.5) * power(10, -(i % 25)))::numeric * m / 100, 30) AS p, m FROM (SELECT i, 1 + i % 90 AS m FROM generate_series(1, 2000) i) a) b GROUP BY i, p, m) c
           WHERE par.grade(s, 'A >= 65; B') <> CASE WHEN 100 * p >= 65 * m THEN 'A' ELSE 'B' END), 0::bigint, 'grade of the sums');
SELECT is((SELECT count(*) FROM generate_series(-10, 110, 0.5) x, par.bands('Tốt > 84; Khá >= 65.5; Trung bình >= 50; Yếu') b
           WHERE (par.grade(x, 'Tốt > 84; Khá >= 65.5; Trung bình >= 50; Yếu') = b.band)
              <> ((low IS NULL OR x > low OR (x = low AND low_included)) AND (high IS NULL OR x < high OR (x = high AND high_included)))), 0::bigint, 'bands() says what grade() does');
SELECT * FROM finish();
ROLLBACK;
