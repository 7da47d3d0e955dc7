-- summary: the one contract of ontime_stats, survey_stats, stratified_stats
-- and score_stats, and of gradings where it is theirs too.
\pset null NULL
\set VERBOSITY default
SET search_path = public, par;
CREATE TABLE v (n int, o ontime_stats, s survey_stats, t stratified_stats, c score_stats, g grading);
-- The same values twice, made in two ways where there are two.
INSERT INTO v VALUES
(1, '{}', '{}', '{}', '{}', 'A >= 80; B'),
(2, '{"early": 1, "late": 1}', '{"5": 2, "missing": 1}', NULL, '{"n_scored": 2, "points": 1.50, "max_points": 4}', 'A > 80; B'),
(3, '{"early": 1.0, "late": 10e-1}', '{"5": 2.0, "missing": 1e0}', NULL, '{"n_scored": 2.0, "points": 1.5, "max_points": 4.0}', 'A>80 % ;B;'),
(4, '{"early": 1}', '{"5": {"n": 2, "weight": 1.5, "square": 1.25}}', NULL, '{"n_scored": 1, "points": 1e30, "max_points": 1e30}', 'A >= 80.5; B'),
(5, '{"early": 0}', '{"5": [2, 1.5, 1.25]}', NULL, '{"n_scored": 1, "points": 1000000000000000000000000000000.0, "max_points": 1e30}', 'A >= 80; C'),
(6, '{"late": 2, "late_dated": 2, "days_late_sum": 5, "days_late_max": null}', '{"4": 1, "5": 1, "forms": 1, "answering": 1, "products": [1, 1, 1]}', NULL, NULL, NULL),
(7, NULL, '{"4": {"n": 1, "weight": 2, "square": 4}, "5": {"n": 1, "weight": 2, "square": 4}, "forms": 1, "answering": 1, "products": [4, 4, 4]}', NULL, NULL, NULL);
UPDATE v SET t = (SELECT stratified_agg(x, 10 + n) FROM unnest('{"{\"5\": 2, \"1\": 3}", "{\"2\": 1}", "{}"}'::survey_stats[]) x) WHERE n IN (2, 3, 4);
UPDATE v SET t = (SELECT stratified_agg(x, 12 ORDER BY x DESC) FROM unnest('{"{\"5\": 2, \"1\": 3}", "{\"2\": 1}", "{}"}'::survey_stats[]) x) WHERE n = 3;

-- Equality and order; what is equal has equal hashes.
SELECT a.n, b.n, a.o = b.o AS o, a.s = b.s AS s, a.t = b.t AS t, a.c = b.c AS c, a.g = b.g AS g FROM v a JOIN v b ON a.n < b.n
WHERE a.o = b.o OR a.s = b.s OR a.t = b.t OR a.c = b.c OR a.g = b.g ORDER BY 1, 2;
SELECT count(*) FILTER (WHERE (a.o = b.o) <> (ontime_stats_hash(a.o) = ontime_stats_hash(b.o)) OR (a.s = b.s) <> (survey_stats_hash_extended(a.s, 7) = survey_stats_hash_extended(b.s, 7))
                        OR (a.t = b.t) <> (stratified_stats_hash(a.t) = stratified_stats_hash(b.t)) OR (a.c = b.c) <> (score_stats_hash_extended(a.c, 7) = score_stats_hash_extended(b.c, 7))
                        OR (a.g = b.g) <> (grading_hash_extended(a.g, 7) = grading_hash_extended(b.g, 7))) AS hash_off,
       count(*) FILTER (WHERE (ontime_stats_hash_extended(a.o, 0) & 4294967295) <> (ontime_stats_hash(a.o)::bigint & 4294967295)
                        OR (score_stats_hash_extended(a.c, 0) & 4294967295) <> (score_stats_hash(a.c)::bigint & 4294967295)) AS seed_0_off,
       count(*) FILTER (WHERE (a.s < b.s) <> (survey_stats_cmp(a.s, b.s) < 0) OR (a.s <= b.s) = (a.s > b.s) OR (a.s >= b.s) = (b.s > a.s) OR (a.s <> b.s) = (a.s = b.s)
                        OR (a.o < b.o) <> (b.o > a.o) OR (a.t <= b.t) <> (b.t >= a.t) OR (a.c < b.c) = (b.c <= a.c) OR (a.g < b.g) <> (b.g > a.g) OR (a.g <= b.g) = (a.g > b.g)) AS order_off
FROM v a, v b;
SELECT array_agg(n ORDER BY o, n) AS o, array_agg(n ORDER BY s, n) AS s, array_agg(n ORDER BY t, n) AS t, array_agg(n ORDER BY c, n) AS c, array_agg(n ORDER BY g, n) AS g FROM v;
SELECT count(DISTINCT o) AS o, count(DISTINCT s) AS s, count(DISTINCT t) AS t, count(DISTINCT c) AS c, count(DISTINCT g) AS g FROM v;
SELECT count(*) AS rows FROM (SELECT o, s, c, g FROM v UNION SELECT o, s, c, g FROM v EXCEPT SELECT o, s, c, g FROM v WHERE n = 3) x;
SET enable_hashjoin = off; SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM v a JOIN v b USING (s);
SELECT count(*) AS merged FROM v a JOIN v b USING (s);
RESET enable_hashjoin; RESET enable_nestloop;

-- Hash partitions, unique indexes, and changes by the whole row.
CREATE TABLE part_s (v survey_stats) PARTITION BY HASH (v);
CREATE TABLE part_g (v grading) PARTITION BY HASH (v);
CREATE TABLE part_c (v score_stats) PARTITION BY HASH (v);
SELECT format('CREATE TABLE part_%s_%s PARTITION OF part_%1$s FOR VALUES WITH (MODULUS 3, REMAINDER %2$s)', t, i) FROM unnest('{s,g,c}'::text[]) t, generate_series(0, 2) i \gexec
INSERT INTO part_s SELECT s FROM v;
INSERT INTO part_g SELECT g FROM v;
INSERT INTO part_c SELECT c FROM v;
SELECT (SELECT count(*) FROM part_s WHERE v = '{"5": 2, "missing": 1}') AS s, (SELECT count(*) FROM part_g WHERE v = 'A > 80; B') AS g, (SELECT count(*) FROM part_c WHERE v = '{"n_scored": 1, "points": 1e30, "max_points": 1e30}') AS c;
CREATE UNIQUE INDEX v_twice ON v (s);
DROP TABLE part_s, part_g, part_c;

-- jsonb out and in; '{}' is the empty value of all, and neutral.
SELECT n FROM v WHERE o::jsonb::ontime_stats <> o OR s::jsonb::survey_stats <> s OR t::jsonb::stratified_stats <> t OR c::jsonb::score_stats <> c;
SELECT count(*) FILTER (WHERE o + '{}' = o AND '{}' + o = o AND o - '{}' = o) AS o, count(*) FILTER (WHERE s + '{}' = s AND '{}' + s = s AND s - '{}' = s) AS s,
       count(*) FILTER (WHERE t + '{}' = t AND '{}' + t = t AND t - '{}' = t) AS t, count(*) FILTER (WHERE c + '{}' = c AND '{}' + c = c AND c - '{}' = c) AS c FROM v;
SELECT count(*) FILTER (WHERE o + o - o = o AND o - o = '{}') AS o, count(*) FILTER (WHERE s + s - s = s AND s - s = '{}') AS s,
       count(*) FILTER (WHERE t + t - t = t AND t - t = '{}') AS t, count(*) FILTER (WHERE c + c - c = c AND c - c = '{}') AS c FROM v WHERE n NOT IN (5, 6);
SELECT ontime_agg(NULL::timeliness) FILTER (WHERE false) = '{}' AS o, survey_agg(1) FILTER (WHERE false) = '{}' AS s, stratified_agg('{}', 1) FILTER (WHERE false) = '{}' AS t,
       score_agg(1, 1) FILTER (WHERE false) = '{}' AS c, rollup(NULL::score_stats) = '{}' AS rolled;
SELECT n_scored('{}'), n_not_applicable('{}'), points('{}'::score_stats), max_points('{}'), lost_points('{}'), index_pct('{}'::score_stats), coverage_pct('{}'), grade('{}'::score_stats, 'A >= 80; B');

-- Equal codes for equal faults.
\set VERBOSITY sqlstate
SELECT '[]'::ontime_stats;
SELECT '[]'::survey_stats;
SELECT '[]'::stratified_stats;
SELECT '[]'::score_stats;
SELECT '{"x": 1}'::ontime_stats;
SELECT '{"x": 1}'::survey_stats;
SELECT '{"x": 1}'::stratified_stats;
SELECT '{"x": 1}'::score_stats;
SELECT '{"early": 1.5}'::jsonb::ontime_stats;
SELECT '{"n_scored": 1.5}'::jsonb::score_stats;
SELECT '{}'::ontime_stats - '{"early": 1}';
SELECT '{}'::survey_stats - '{"5": 1}';
SELECT '{}'::stratified_stats - t FROM v WHERE n = 2;
SELECT '{}'::score_stats - '{"n_scored": 1}';
SELECT '{"n_scored": 2, "points": 1, "max_points": 1}'::score_stats - '{"n_scored": 2, "points": 2, "max_points": 1}';
SELECT '{"n_scored": 2, "points": 1, "max_points": 1}'::score_stats - '{"n_scored": 1, "points": 0, "max_points": 2}';

-- Sums of weights: exact, in any order, and they can be taken away.
\set VERBOSITY default
CREATE TABLE w AS SELECT i, i % 6 AS code, (1 + i % 997) / 7.0::float8 * 10.0::float8 ^ (i % 5 - 2) AS weight FROM generate_series(1, 5000) i;
SELECT count(DISTINCT s) AS values
FROM (SELECT survey_agg(code, weight) FROM w UNION ALL SELECT survey_agg(code, weight ORDER BY i DESC) FROM w UNION ALL SELECT survey_agg(code, weight ORDER BY weight) FROM w
      UNION ALL SELECT rollup(s) FROM (SELECT survey_agg(code, weight) AS s FROM w GROUP BY i % 13) x) y(s);
SELECT survey_agg(code, weight) - survey_agg(code, weight) FILTER (WHERE i > 20) = survey_agg(code, weight) FILTER (WHERE i <= 20) AS exact,
       abs(effective_n(survey_agg(code, weight)) / (sum(weight) ^ 2 / sum(weight * weight)) - 1) < 1e-12 AS effective_n FROM w;
-- The weights at either end, and one beyond.
SELECT survey_agg(1, 1e-9), survey_agg(1, 1e9), survey_agg(1, 0);
SELECT survey_agg(1, w) FROM unnest('{1e9,1e-9,0.1,1e9}'::float8[]) w;
SELECT survey_agg(1, 9.99e-10);
SELECT survey_agg(1, 1.01e9);
-- Float sums of version 1: a kind of its own, read, added, never mixed or taken away.
SELECT '{"1": [1, 0.1, 0.010000000000000002]}'::survey_stats + '{"1": [1, 0.2, 0.04]}' AS added;
SELECT '{"1": [1, 0.1, 0.010000000000000002]}'::survey_stats + survey_agg(1, 0.1);
SELECT '{"1": [2, 0.2, 0.02]}'::survey_stats - '{"1": [1, 0.1, 0.01]}';
SELECT '{"1": [1, 0.1, 0.010000000000000002]}'::survey_stats + float_weights(survey_agg(1, 0.1)) AS by_name;
SELECT i, rollup(s) OVER (ORDER BY i ROWS 1 PRECEDING) FROM unnest('{"{\"1\": [1, 0.1, 0.01]}", "{\"1\": [1, 0.3, 0.09]}", "{\"2\": [1, 0.4, 0.16]}"}'::survey_stats[]) WITH ORDINALITY x(s, i);
SELECT float_weights('{"1": 1, "forms": 1, "answering": 1, "products": [1]}');
-- What was made is read again, the largest sums of version 1 too.
SELECT ('{"1": [1, 1e120, 1e240]}'::survey_stats + '{"1": [1, 1e120, 1e240]}')::text::survey_stats;
SELECT '{"1": [1, 1e140, 1e280]}'::survey_stats + '{"1": [1, 1e140, 1e280]}';
-- Strata: exact, in any order, in moving frames; the sums of version 1 apart.
CREATE TABLE h AS SELECT i, ('{"5": ' || 1 + i % 7 || ', "2": ' || i % 3 || ', "missing": 1}')::survey_stats AS s, 20 + 13 * i AS population FROM generate_series(1, 40) i;
SELECT count(DISTINCT t) AS values FROM (SELECT stratified_agg(s, population) FROM h UNION ALL SELECT stratified_agg(s, population ORDER BY i DESC) FROM h
      UNION ALL SELECT rollup(t) FROM (SELECT stratified_agg(s, population) AS t FROM h GROUP BY i % 7) x) y(t);
SELECT count(*) FILTER (WHERE moving = alone AND rolled = alone) AS same, count(*)
FROM (SELECT i, stratified_agg(s, population) OVER w AS moving, rollup(t) OVER w AS rolled FROM h JOIN (SELECT i, stratified_agg(s, population) AS t FROM h GROUP BY 1) x USING (i)
      WINDOW w AS (ORDER BY i ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING)) m,
     LATERAL (SELECT stratified_agg(s, population) AS alone FROM h WHERE h.i BETWEEN m.i - 3 AND m.i + 2) a;
SELECT '{"population": 5, "answers": 2, "strata": 1, "spread": 15, "total": [0, 2.5, 0, 0, 0, 2.5, 0, 0, 0, 0, 0], "lone": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}'::stratified_stats AS old \gset
SELECT (:'old'::stratified_stats + :'old') = :'old' AS same, satisfied_pct(:'old'::stratified_stats + :'old');
SELECT :'old'::stratified_stats + t FROM v WHERE n = 2;
SELECT :'old'::stratified_stats - :'old';
DROP TABLE v, w, h;
