-- Score summaries, gradings, gates, and a department's whole index by hand.

-- ---------------------------------------------------------------------------
-- The index of a department ("Sở"), 7 areas, 42 leaves, 100 points.
--
-- Every leaf has a maximum, a rule and a result: a value, or num of den.  Two
-- sources: self (the department's own account) and appraised (the official
-- one).  by_hand is what a clerk with a pencil gets; the working stands beside
-- it.  Area 5 is not applicable: the department has no public service units,
-- so nothing arose and its 10 points leave the denominator.
-- ---------------------------------------------------------------------------
SET search_path = public, par;
CREATE TABLE criterion (code text PRIMARY KEY, area int NOT NULL, max numeric NOT NULL, rule par.rule NOT NULL, name text NOT NULL);
CREATE TABLE result (code text, source text, value numeric, num numeric, den numeric, by_hand numeric, PRIMARY KEY (code, source));

INSERT INTO criterion VALUES
-- 1. Steering, 15 points
('1.1', 1, 1, 'all',                                          'Ban hành kế hoạch CCHC'),
('1.2', 1, 3, 'ratio from 80',                                'Mức độ hoàn thành kế hoạch'),
('1.3', 1, 2, 'minus 0.25 each',                              'Báo cáo định kỳ gửi trễ'),
('1.4', 1, 2, 'each 0.5 cap 1.5',                             'Hình thức tuyên truyền'),
('1.5', 1, 4, 'steps 100: 100%, 95: 75%, 90: 50%, 80: 25%',   'Nhiệm vụ được giao hoàn thành đúng hạn'),
('1.6', 1, 1, 'manual',                                       'Sự năng động của lãnh đạo'),
('1.7', 1, 2, 'linear 50..80',                                'Đơn vị được kiểm tra'),
-- 2. Institutions, 10 points
('2.1', 2, 2, 'all',                                          'Văn bản ban hành đúng trình tự'),
('2.2', 2, 2, 'ratio',                                        'Văn bản được rà soát'),
('2.3', 2, 2, 'inverse all',                                  'Văn bản trái pháp luật'),
('2.4', 2, 2, 'answers 100, 60, 20, 0',                       'Theo dõi thi hành pháp luật'),
('2.5', 2, 2, 'ratio to 90',                                  'Kiến nghị đã xử lý'),
-- 3. Administrative procedures, 20 points
('3.1', 3, 2, 'all from 95',                                  'Thủ tục công bố kịp thời'),
('3.2', 3, 5, 'steps 98: 100%, 95: 80%, 90: 50%',             'Hồ sơ giải quyết đúng hạn'),
('3.3', 3, 3, 'inverse ratio from 5',                         'Hồ sơ trễ hạn'),
('3.4', 3, 3, 'ratio from 50 to 80',                          'Số hóa hồ sơ'),
('3.5', 3, 2, 'linear 10..45',                                'Thanh toán trực tuyến'),
('3.6', 3, 2, 'minus 20% each',                               'Hồ sơ trễ hạn thiếu thư xin lỗi'),
('3.7', 3, 2, 'each 10%',                                     'Thủ tục được cắt giảm thời gian'),
('3.8', 3, 1, 'steps 100: 100%, 80: 50%..100%, 50: 25%',      'Phản ánh, kiến nghị được xử lý'),
-- 4. Organisation and civil service, 15 points
('4.1', 4, 2, 'all',                                          'Sắp xếp tổ chức bộ máy'),
('4.2', 4, 1, 'inverse all from 3',                           'Số cấp phó'),
('4.3', 4, 2, 'ratio from 90',                                'Bố trí theo vị trí việc làm'),
('4.4', 4, 2, 'ratio',                                        'Kế hoạch đào tạo'),
('4.5', 4, 3, 'minus 0.5 each',                               'Công chức bị kỷ luật'),
('4.6', 4, 2, 'steps <= 5: 2, <= 10: 1',                      'Tỷ lệ khiếu nại đúng'),
('4.7', 4, 3, 'manual',                                       'Phân cấp, ủy quyền'),
-- 5. Public finance, 10 points: not applicable
('5.1', 5, 4, 'linear 80..100',                               'Giải ngân vốn đầu tư công'),
('5.2', 5, 3, 'ratio',                                        'Đơn vị sự nghiệp tự chủ'),
('5.3', 5, 2, 'ratio from 70',                                'Thực hiện kết luận kiểm toán'),
('5.4', 5, 1, 'all',                                          'Quy chế quản lý tài sản của đơn vị sự nghiệp'),
-- 6. Digital government, 12 points
('6.1', 6, 3, 'ratio to 95',                                  'Văn bản điện tử ký số'),
('6.2', 6, 3, 'steps > 87: 100%, > 80: 60%',                  'Hồ sơ trực tuyến toàn trình'),
('6.3', 6, 1, 'answers 100, 50, 0',                           'Cổng thông tin điện tử'),
('6.4', 6, 2, 'linear 10..0',                                 'Sự cố an toàn thông tin'),
('6.5', 6, 2, 'linear 50..80 from 60',                        'Bồi dưỡng kỹ năng số'),
('6.6', 6, 1, 'inverse ratio from 20 to 5',                   'Hồ sơ điện tử bị trả lại'),
-- 7. Satisfaction, 18 points: from the survey, the same for both sources
('7.1', 7, 3, 'ratio',                                        'Tiếp cận dịch vụ'),
('7.2', 7, 3, 'ratio',                                        'Thủ tục hành chính'),
('7.3', 7, 4, 'ratio',                                        'Công chức giải quyết công việc'),
('7.4', 7, 5, 'ratio to 90',                                  'Kết quả giải quyết'),
('7.5', 7, 3, 'ratio from 80',                                'Tiếp nhận, xử lý phản ánh'),
-- Bonus (up to 1 point) and penalty (up to 2): max is what the rule may give or
-- take; in the score both are rows with a maximum of 0.
('8.1', 8, 1, 'each 0.5',                                     'Điểm thưởng: sáng kiến cấp tỉnh'),
('9.1', 9, 2, 'each 0.25',                                    'Điểm trừ: nhiệm vụ bị phê bình');

INSERT INTO result VALUES
('1.1', 'appraised', NULL, 1, 1, 1),                          -- 1 of 1
('1.2', 'appraised', NULL, 22, 24, 2.75),                     -- 91.67 % is over the floor: 3 × 22/24
('1.3', 'appraised', 3, NULL, NULL, 1.25),                    -- 2 − 3 × 0.25
('1.4', 'appraised', 5, NULL, NULL, 1.5),                     -- 5 × 0.5 = 2.5, capped
('1.5', 'appraised', NULL, 379, 400, 2),                      -- 94.75 %: half of 4
('1.6', 'appraised', 0.75, NULL, NULL, 0.75),                 -- given
('1.7', 'appraised', 71, NULL, NULL, 1.4),                    -- 2 × (71 − 50)/30
('2.1', 'appraised', NULL, 7, 7, 2),
('2.2', 'appraised', NULL, 45, 60, 1.5),                      -- 2 × 75 %
('2.3', 'appraised', 0, NULL, NULL, 2),                       -- none: full points
('2.4', 'appraised', 2, NULL, NULL, 1.2),                     -- B: 60 % of 2
('2.5', 'appraised', NULL, 63, 100, 1.4),                     -- 2 × 63/90
('3.1', 'appraised', NULL, 19, 20, 2),                        -- 95 % exactly: reached
('3.2', 'appraised', NULL, 4873, 5000, 4),                    -- 97.46 %: 80 % of 5
('3.3', 'appraised', NULL, 127, 5000, 2.9238),                -- 2.54 % late: 3 × 97.46 %
('3.4', 'appraised', NULL, 3959, 5000, 2.96925),              -- 79.18 %: 3 × 79.18/80
('3.5', 'appraised', NULL, 1438, 4000, 1.4828571428571429),   -- 35.95 %: 2 × 25.95/35
('3.6', 'appraised', 6, NULL, NULL, 0),                       -- 2 − 6 × 0.4 is below 0
('3.7', 'appraised', 7, NULL, NULL, 1.4),                     -- 7 × 0.2
('3.8', 'appraised', NULL, 9, 10, 0.75),                      -- 90 % is half way from 80 (50 %) to 100 (100 %)
('4.1', 'appraised', 100, NULL, NULL, 2),
('4.2', 'appraised', 3, NULL, NULL, 1),                       -- 3 deputies are allowed
('4.3', 'appraised', NULL, 179, 200, 0),                      -- 89.5 %: under the floor
('4.4', 'appraised', NULL, 150, 160, 1.875),                  -- 2 × 93.75 %
('4.5', 'appraised', 1, NULL, NULL, 2.5),                     -- 3 − 0.5
('4.6', 'appraised', 5.01, NULL, NULL, 1),                    -- over 5, not over 10
('4.7', 'appraised', 2.2, NULL, NULL, 2.2),
('5.1', 'appraised', NULL, 0, 0, NULL),                       -- nothing arose
('5.2', 'appraised', NULL, 0, 0, NULL),
('5.3', 'appraised', NULL, NULL, NULL, NULL),
('5.4', 'appraised', NULL, NULL, NULL, NULL),
('6.1', 'appraised', NULL, 1900, 2000, 3),                    -- 95 %: the target
('6.2', 'appraised', NULL, 86999, 100000, 1.8),               -- 86.999 % prints as 87.00 and is not over 87: 60 % of 3
('6.3', 'appraised', 2, NULL, NULL, 0.5),                     -- B of A, B, C
('6.4', 'appraised', 3, NULL, NULL, 1.4),                     -- 2 × (10 − 3)/10
('6.5', 'appraised', 62, NULL, NULL, 0.8),                    -- 2 × (62 − 50)/30
('6.6', 'appraised', 12.4, NULL, NULL, 0.9221052631578947),   -- (100 − 12.4)/(100 − 5)
('7.1', 'appraised', 82.5, NULL, NULL, 2.475),                -- 3 × 82.5 %
('7.2', 'appraised', 84, NULL, NULL, 2.52),                   -- 3 × 84 %
('7.3', 'appraised', 88.25, NULL, NULL, 3.53),                -- 4 × 88.25 %
('7.4', 'appraised', 87.92, NULL, NULL, 4.8844444444444444),  -- 5 × 87.92/90
('7.5', 'appraised', 79.99, NULL, NULL, 0),                   -- a jump: 80 would give 2.4
('8.1', 'appraised', 3, NULL, NULL, 1),                       -- 3 × 0.5, at most 1
('9.1', 'appraised', 3, NULL, NULL, 0.75);                    -- 3 × 0.25, taken off

-- The department's own account says the same, but for these.
INSERT INTO result
SELECT code, 'self', value, num, den, by_hand FROM result;
UPDATE result SET (value, num, den, by_hand) = (v.value, v.num, v.den, v.by_hand)
FROM (VALUES
    ('1.2', NULL::numeric, 24::numeric, 24::numeric, 3),      -- all of the plan
    ('1.3', 1, NULL, NULL, 1.75),                             -- one late report
    ('1.5', NULL, 380, 400, 3),                               -- 95 % exactly: three quarters of 4
    ('1.6', 1, NULL, NULL, 1),
    ('2.4', 1, NULL, NULL, 2),                                -- A
    ('3.2', NULL, 4900, 5000, 5),                             -- 98 %
    ('3.3', NULL, 100, 5000, 2.94),                           -- 2 % late
    ('3.6', 4, NULL, NULL, 0.4),                              -- 2 − 4 × 0.4
    ('4.3', NULL, 180, 200, 1.8),                             -- 90 %: on the floor
    ('4.6', 5, NULL, NULL, 2),                                -- not over 5
    ('4.7', 3, NULL, NULL, 3),
    ('6.2', NULL, 87001, 100000, 3)) v(code, value, num, den, by_hand)  -- over 87
WHERE result.source = 'self' AND result.code = v.code;

-- The bridge from results to scores: one view.  Bonus adds, penalty takes, both
-- with a maximum of 0.
CREATE VIEW score AS
SELECT source, area, code, name, by_hand, rule, value, num, den,
       got * CASE area WHEN 9 THEN -1 ELSE 1 END AS points,
       CASE WHEN area >= 8 THEN 0 ELSE max END AS max_points,
       CASE WHEN area < 8 THEN next END AS next, CASE WHEN area < 8 THEN gain END AS gain
FROM (SELECT *, CASE WHEN num IS NULL THEN par.points(rule, value, max) ELSE par.points(rule, num, den, max) END AS got,
             CASE WHEN num IS NULL THEN par.next_threshold(rule, value, max) ELSE par.next_threshold(rule, num, den, max) END AS next,
             CASE WHEN num IS NULL THEN par.next_gain(rule, value, max) ELSE par.next_gain(rule, num, den, max) END AS gain
      FROM criterion JOIN result USING (code)) x;

-- Every leaf as by hand.
SELECT code, rule, max_points AS max, coalesce(value::text, num || '/' || den) AS result, points, by_hand
FROM score WHERE source = 'appraised' ORDER BY code;
SELECT code, rule, coalesce(value::text, num || '/' || den) AS result, points, by_hand
FROM score s WHERE source = 'self' AND by_hand IS DISTINCT FROM (SELECT by_hand FROM result a WHERE a.code = s.code AND a.source = 'appraised')
ORDER BY code;
SELECT count(*) AS leaves, count(*) FILTER (WHERE abs(points) IS DISTINCT FROM by_hand) AS differ FROM score;

-- The areas by hand:
--   area                      1      2                   3       4   5                   6                   7
--   maximum                  15     10                  20      15  10                  12                  18
--   appraised             10.65    8.1  15.5259071428571429  10.575   -  8.4221052631578947  13.4094444444444444
--   self                  12.65    8.9  16.9421071428571429  14.175   -  9.6221052631578947  13.4094444444444444
-- and with the bonus of 1 and the penalty of 0.75:
--   appraised  66.682456850459482 + 1 - 0.75 = 66.932456850459482 of 90: 74.3693965005105... %
--   self       75.698656850459482 + 1 - 0.75 = 75.948656850459482 of 90: 84.3873965005105... %
-- 90 of the 100 points were scored.
SELECT source, area, par.points(s), par.max_points(s) AS max, par.lost_points(s) AS lost, par.index_pct(s) AS index, par.coverage_pct(s) AS coverage,
       par.n_scored(s) AS scored, par.n_not_applicable(s) AS na
FROM (SELECT source, area, par.score_agg(points, max_points) AS s FROM score GROUP BY GROUPING SETS ((source, area), (source))) x
ORDER BY source, area;

-- Parts add up to the whole: total, areas and leaves, by GROUPING SETS and by rollup.
CREATE TABLE part AS
SELECT source, area, code, par.score_agg(points, max_points) AS s, grouping(area, code) AS level
FROM score GROUP BY GROUPING SETS ((source), (source, area), (source, area, code));
SELECT source, level, count(*) AS parts, par.rollup(s)::text = (SELECT w.s::text FROM part w WHERE w.source = p.source AND level = 3) AS whole
FROM part p GROUP BY source, level ORDER BY source, level;

-- What was lost, and the step that would bring most: the five best.
SELECT code, name, max_points - points AS lost, coalesce(value::text, num || '/' || den) AS result, next, gain
FROM score WHERE source = 'appraised' AND gain IS NOT NULL ORDER BY gain DESC, code LIMIT 5;

-- Self and appraised beside each other, and the band.
SELECT source, par.index_pct(s) AS index, par.grade(s, 'Tốt >= 80; Khá >= 65; Trung bình >= 50; Yếu') AS band
FROM part WHERE level = 3 ORDER BY source;

-- ---------------------------------------------------------------------------
-- The summary
-- ---------------------------------------------------------------------------
-- Re-basing: 62.62 of 70, the survey's 30 points left out, is 89.457... (published as 89.45: truncated).
SELECT par.index_pct(p, m), par.coverage_pct(par.score_agg(p, m)) AS coverage FROM (VALUES (62.62, 70), (NULL, 30)) v(p, m);
-- A bonus may exceed 100, unless a cap is asked for.
SELECT par.index_pct(s), par.index_pct(s, 1, cap => 100) AS capped, par.index_pct(s, cap => 200) AS not_reached, par.index_rate(s), par.lost_points(s)
FROM (SELECT par.score_agg(p, m) FROM (VALUES (10, 10), (0.5, 0)) v(p, m)) x(s);
-- No rows, only rows that are not applicable, only bonus: NULL, never 0 or 100.
SELECT par.score_agg(1, 1) FILTER (WHERE false) AS none, par.index_pct(1, 1) FILTER (WHERE false) AS none;
SELECT s, par.index_pct(s), par.index_rate(s), par.coverage_pct(s), par.grade(s, 'Đạt >= 50; Không đạt') AS band
FROM (SELECT n, par.score_agg(p, m) FROM (VALUES (1, NULL, 10), (2, NULL, NULL), (3, 2, 0)) v(n, p, m) GROUP BY n) x(n, s) ORDER BY n;
-- Exact at any scale and size: beyond 16 decimals and 10^18 too, added, merged and removed again.
SELECT par.score_agg(p, m) FROM (VALUES (0.1, 1), (0.2, 1), (1e-30, 1e-30), (1e30, 1e30), (-0.25, 0), (NULL, 0.00000000000000000001)) v(p, m);
SELECT par.points(par.score_agg(x, 1)) = sum(x) AS same FROM (SELECT 9e17 + i / 7.0 FROM generate_series(1, 40) i) v(x);
SELECT par.points(par.score_agg(0.1, 1)) AS ten_tenths FROM generate_series(1, 10);
-- Moving frames: exact, so nothing remains of what left.
SELECT i, par.points(par.score_agg(x, abs(x)) OVER w), sum(x) OVER w AS sum, par.index_pct(x, 4) OVER w AS index, par.n_not_applicable(par.score_agg(x, 1) OVER w) AS na
FROM (VALUES (1, 0.1), (2, 1e25), (3, 0.3), (4, NULL), (5, 0.00000000000000000000001), (6, 2)) v(i, x)
WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) ORDER BY i;
SELECT i, par.points(par.rollup(s) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW))
FROM (SELECT i, par.score_agg(x, 1) FROM (VALUES (1, 0.1), (2, 1e25), (3, 0.3), (4, 0.5)) v(i, x) GROUP BY i) g(i, s) ORDER BY i;
-- rollup skips absent summaries.
SELECT par.rollup(s) FROM (VALUES (NULL::par.score_stats), ('{"n_scored": 1, "n_not_applicable": 1, "points": 1.50, "max_points": 2, "max_not_applicable": 3}'), (NULL)) v(s);
SELECT par.rollup(NULL::par.score_stats) IS NULL AS null;
-- As JSON.
SELECT s::jsonb FROM part WHERE level = 3 AND source = 'self';

-- Text and wire form.
CREATE TABLE wire (s par.score_stats);
\copy (SELECT s FROM part) TO 'results/score.bin' (FORMAT binary)
\copy wire FROM 'results/score.bin' (FORMAT binary)
SELECT count(*) AS all, count(*) FILTER (WHERE w.s::text = p.s::text AND w.s::text::par.score_stats::text = p.s::text) AS same
FROM (SELECT s, row_number() OVER () AS n FROM wire) w JOIN (SELECT s, row_number() OVER () AS n FROM part) p USING (n);
TRUNCATE wire;
-- Foreign bytes: version 2; cut short; a negative count; NaN; points of no rows.
\copy (SELECT '\x02'::bytea) TO 'results/score.bin' (FORMAT binary)
\copy wire FROM 'results/score.bin' (FORMAT binary)
\copy (SELECT '\x010000'::bytea) TO 'results/score.bin' (FORMAT binary)
\copy wire FROM 'results/score.bin' (FORMAT binary)
\copy (SELECT '\x01ffffffffffffffff0000000000000000'::bytea || numeric_send(0) || numeric_send(0) || numeric_send(0)) TO 'results/score.bin' (FORMAT binary)
\copy wire FROM 'results/score.bin' (FORMAT binary)
\copy (SELECT '\x0100000000000000010000000000000000'::bytea || numeric_send('NaN') || numeric_send(1) || numeric_send(0)) TO 'results/score.bin' (FORMAT binary)
\copy wire FROM 'results/score.bin' (FORMAT binary)
\copy (SELECT '\x0100000000000000000000000000000000'::bytea || numeric_send(1) || numeric_send(0) || numeric_send(0)) TO 'results/score.bin' (FORMAT binary)
\copy wire FROM 'results/score.bin' (FORMAT binary)
\copy (SELECT '\x0100000000000000010000000000000000'::bytea || numeric_send(1) || numeric_send(1) || numeric_send(0) || '\x00') TO 'results/score.bin' (FORMAT binary)
\copy wire FROM 'results/score.bin' (FORMAT binary)
\copy (SELECT '\x0100000000000000010000000000000000'::bytea || numeric_send(1.5) || numeric_send(2) || numeric_send(0)) TO 'results/score.bin' (FORMAT binary)
\copy wire FROM 'results/score.bin' (FORMAT binary)
SELECT * FROM wire;
\! rm -f results/score.bin
SELECT 'x'::par.score_stats;
SELECT '[1]'::par.score_stats;
SELECT '{"n_scored": 1}'::par.score_stats;
SELECT '{"n_scored": 1.5, "n_not_applicable": 0, "points": 1, "max_points": 2, "max_not_applicable": 0}'::par.score_stats;
SELECT '{"n_scored": 1, "n_not_applicable": 0, "points": "1", "max_points": 2, "max_not_applicable": 0}'::par.score_stats;
SELECT '{"n_scored": 1, "n_not_applicable": 0, "points": 1, "max_points": -2, "max_not_applicable": 0}'::par.score_stats;
SELECT '{"n_scored": 1, "n_not_applicable": 0, "points": 1, "max_points": 2, "max_not_applicable": 5}'::par.score_stats;
-- Bad rows.
SELECT par.score_agg(1, -1);
SELECT par.score_agg(1, NULL);
SELECT par.score_agg('NaN', 1);
SELECT par.score_agg(1, 'Infinity');
SELECT par.index_pct(par.score_agg(1, 2), 21);
SELECT par.index_pct(par.score_agg(1, 2), cap => 'NaN');
-- The support functions by hand: a value of their own, the arguments untouched.
SELECT par.score_accum(NULL, 1, 2);
SELECT s, par.score_accum(s, 1, 2), par.score_remove(s, 1, 2), par.score_combine(s, s), par.score_combine(s, NULL), par.score_combine(NULL, s) FROM (SELECT par.score_agg(1, 2)) x(s);
SELECT par.score_combine(NULL, NULL) IS NULL AS null;
SELECT par.score_remove(NULL, 1, 2);
SELECT par.score_uncombine(NULL, par.score_agg(1, 2));
SELECT par.score_combine(s, s) FROM (SELECT '{"n_scored": 9000000000000000000, "n_not_applicable": 0, "points": 1, "max_points": 2, "max_not_applicable": 0}'::par.score_stats) x(s);
-- Parallel and partition-wise, under a restricted search_path.
CREATE TABLE many (unit int, points numeric, max_points numeric);
INSERT INTO many SELECT i % 7, CASE WHEN i % 11 > 0 THEN (i % 200) / 100.0 END, 2 FROM generate_series(1, 20000) i;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
SET search_path = pg_catalog, pg_temp;
EXPLAIN (COSTS off) SELECT par.score_agg(points, max_points) FROM public.many;
SELECT par.score_agg(points, max_points)::text AS parallel FROM public.many;
SET max_parallel_workers_per_gather = 0;
SELECT par.score_agg(points, max_points)::text AS serial FROM public.many;
CREATE MATERIALIZED VIEW public.kept AS SELECT unit, par.score_agg(points, max_points) AS s FROM public.many GROUP BY unit;
REFRESH MATERIALIZED VIEW public.kept;
SELECT par.rollup(s)::text AS rolled_up FROM public.kept;
SET search_path = public, par;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;

-- ---------------------------------------------------------------------------
-- Gradings
-- ---------------------------------------------------------------------------
\set bands '''Tốt >= 80; Khá >= 65; Trung bình >= 50; Yếu'''
SELECT g, g::text::par.grading = g AS read_back
FROM unnest(ARRAY['Tốt>=80;Khá>=65;Trung bình>=50;Yếu', '  Tốt  > 84.00 % ;Khá >= 65.5%;  Trung bình >=50 ; Yếu ;', 'Đạt > 50; Vừa đạt >= 50; Không đạt', '甲 >= 80; 乙', 'One']::par.grading[]) g;
SELECT * FROM par.bands(:bands);
SELECT * FROM par.bands('Tốt > 84; Khá >= 65.5; Yếu');
-- Closed below, on unrounded values: 79.999 prints as 80.00 and is Khá.
SELECT pct, par.grade(pct, :bands) AS band, par.grade(pct, :bands, at_best => 'Khá') AS gated, par.grade(pct, 'Tốt > 80; Khá >= 65; Trung bình >= 50; Yếu') AS above_80
FROM unnest('{120, 80.0001, 80, 79.999999999999999999999999999999, 65, 64.99, 50, 0, -3}'::numeric[]) pct;
-- A summary is graded by its sums: 79.99999999999999999999 % does not round its way up.
SELECT par.index_pct(s, 20), par.grade(s, :bands) AS band, par.grade(par.index_pct(s, 20), :bands) AS from_the_rounded_figure
FROM (SELECT par.score_agg(79.99999999999999999999999, 100)) x(s);
-- Names in either Unicode form are the same name.
SELECT par.grade(90, normalize('Tốt >= 80; Khá >= 65; Yếu', NFD)::par.grading, at_best => normalize('Khá', NFC)) AS nfc_of_nfd,
       par.grade(90, 'Tốt >= 80; Khá >= 65; Yếu', at_best => normalize('Khá', NFD)) AS nfd_of_nfc,
       normalize('Tốt >= 80; Yếu', NFD)::par.grading = 'Tốt >= 80; Yếu' AS same;
SELECT par.grade(NULL::numeric, :bands) IS NULL AS no_pct, par.grade(90, NULL) IS NULL AS no_grading, par.grade(90, :bands, NULL) AS no_gate;
SELECT g, count(*) FROM unnest(ARRAY['A >= 80; B', 'A>=80.0;B;', 'A > 80; B']::par.grading[]) g GROUP BY g ORDER BY count(*);
SELECT par.grading_send('Tốt >= 80; Yếu');
CREATE TABLE wire_g (g par.grading);
\copy (SELECT '\x0141203e3d2038303b2042'::bytea) TO 'results/score.bin' (FORMAT binary)
\copy wire_g FROM 'results/score.bin' (FORMAT binary)
\copy (SELECT '\x0141203e3d203830'::bytea) TO 'results/score.bin' (FORMAT binary)
\copy wire_g FROM 'results/score.bin' (FORMAT binary)
\copy (SELECT '\x0341203e3d203830'::bytea) TO 'results/score.bin' (FORMAT binary)
\copy wire_g FROM 'results/score.bin' (FORMAT binary)
\! rm -f results/score.bin
SELECT * FROM wire_g;
CREATE FUNCTION refused(grading text, OUT code text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM grading::par.grading;
    code := 'accepted';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    hint := left(hint, 60);
END $$;
\pset format unaligned
SELECT t AS grading, r.* FROM unnest(ARRAY['', ' ', ';', 'Tốt >= 80', 'Tốt >= 80; Khá >= 65', 'Tốt >= 80;; Yếu', '>= 80; Yếu', 'Tốt >=; Yếu', 'Tốt 80; Yếu', 'Tốt = 80; Yếu', 'Tốt <= 80; Yếu',
    'Tốt => 80; Yếu', 'Tốt >= 80,5; Yếu', 'Tốt >= tám mươi; Yếu', 'Tốt >= 80 Khá >= 65; Yếu', 'Khá >= 65; Tốt >= 80; Yếu', 'Tốt >= 80; Khá >= 80; Yếu', 'Tốt >= 80; Khá > 80; Yếu',
    'Tốt >= 80; Tốt >= 65; Yếu', 'Tốt >= 80; Tốt', 'Tốt; Khá >= 65', 'Tốt >= 80; Yếu; Kém', 'Tốt >= 80.1234567; Yếu', 'Tốt >= NaN; Yếu', repeat('x', 256)]) t, refused(t) r;
\pset format aligned
SELECT par.grade(50, :bands, at_best => 'Xuất sắc');
SELECT par.grade('NaN'::numeric, :bands);

-- ---------------------------------------------------------------------------
-- Gates and targets: jsonpath over a jsonb of named measures.
--
-- Write strict: a measure that is missing makes the answer unknown.  In the
-- default (lax) mode it would make every comparison false, and a gate would
-- open for want of data.  A JSON null is a value and compares as false, so
-- measures go through jsonb_strip_nulls.
-- ---------------------------------------------------------------------------
-- Kết luận 91-KL/TU: not Tốt if the late rate is 5 % or more, or satisfaction
-- is 80 % or less; at best the next band.
CREATE TABLE unit (name text, index_pct numeric, late_pct numeric, satisfied_pct numeric);
INSERT INTO unit VALUES ('A', 91.2, 1.5, 87.92), ('B', 90.4, 5, 87.92), ('C', 88, 4.99, 80), ('D', 85, 4.99, 80.01),
    ('E', 84, NULL, 85), ('F', 83, NULL, 79), ('G', 60, 9, 70);
\set gate '''strict $.late_pct >= 5 || $.satisfied_pct <= 80'''
SELECT name, index_pct, measures, closed, par.grade(index_pct, :bands, at_best => CASE WHEN closed THEN 'Khá' END) AS band,
       CASE WHEN closed IS NULL THEN 'no data' WHEN closed AND index_pct >= 80 THEN 'Kết luận 91-KL/TU' END AS note
FROM unit, jsonb_strip_nulls(jsonb_build_object('late_pct', late_pct, 'satisfied_pct', satisfied_pct)) measures,
     CAST(measures @@ :gate AS boolean) AS closed
ORDER BY name;
-- Why strict, and why without nulls.
SELECT '{"satisfied_pct": 85}' @@ 'strict $.late_pct >= 5 || $.satisfied_pct <= 80'::jsonpath AS strict_missing,
       '{"satisfied_pct": 85}' @@ '$.late_pct >= 5 || $.satisfied_pct <= 80'::jsonpath AS lax_missing,
       '{"late_pct": null, "satisfied_pct": 85}' @@ 'strict $.late_pct >= 5 || $.satisfied_pct <= 80'::jsonpath AS strict_null,
       '{"satisfied_pct": 79}' @@ 'strict $.late_pct >= 5 || $.satisfied_pct <= 80'::jsonpath AS known_by_the_other;
-- Exact decimals: 4.99999999999999999999 is less than 5, and 80.0 is 80.
SELECT '{"late_pct": 4.99999999999999999999}' @@ 'strict $.late_pct >= 5'::jsonpath AS less, '{"satisfied_pct": 80.0}' @@ 'strict $.satisfied_pct <= 80'::jsonpath AS equal;

-- Assigned work is good only if all of it is done, at least 30 % early and none late.
SELECT m, m @@ 'strict $.done_pct == 100 && $.early_pct >= 30 && $.n_late == 0'::jsonpath AS good
FROM unnest(ARRAY['{"done_pct": 100, "early_pct": 30, "n_late": 0}', '{"done_pct": 100, "early_pct": 29.99, "n_late": 0}', '{"done_pct": 100, "early_pct": 45, "n_late": 1}',
                  '{"done_pct": 99.9, "n_late": 0}', '{"done_pct": 100, "n_late": 0}']::jsonb[]) m;
-- A target over two denominators: 30 % of all services, or 50 % of those published online.
SELECT m, CASE m @@ 'strict $.online_of_all_pct >= 30 || $.online_of_published_pct >= 50'::jsonpath WHEN true THEN 'met' WHEN false THEN 'not met' ELSE 'no data' END AS verdict
FROM unnest(ARRAY['{"online_of_all_pct": 24.99, "online_of_published_pct": 84.66}', '{"online_of_all_pct": 31}', '{"online_of_all_pct": 24.99, "online_of_published_pct": 48.88}',
                  '{"online_of_all_pct": 24.99}', '{}']::jsonb[]) m;
-- A target of several parts: one failed part fails it, whatever is not known of the others.
SELECT m, CASE m @@ 'strict $.satisfied_pct >= 90 && $.on_time_pct >= 95'::jsonpath WHEN true THEN 'met' WHEN false THEN 'not met' ELSE 'no data' END AS verdict
FROM unnest(ARRAY['{"satisfied_pct": 90, "on_time_pct": 95}', '{"satisfied_pct": 87.92}', '{"satisfied_pct": 91}']::jsonb[]) m;

-- ---------------------------------------------------------------------------
-- Rank: on index_rate, never on the rounded figure.
-- X and Y both print 87.92; X is ahead.  Z and Z2 have equal indices of different
-- maxima: the same rank.  V has no index: NULLS LAST, or it would lead the table.
-- ---------------------------------------------------------------------------
SELECT unit, par.index_pct(s) AS index, rank() OVER (ORDER BY par.index_rate(s) DESC NULLS LAST) AS rank,
       rank() OVER (ORDER BY par.index_pct(s) DESC NULLS LAST) AS rank_of_rounded
FROM (SELECT unit, par.score_agg(p, m) FROM (VALUES ('X', 87.9240, 100), ('Y', 87.9160, 100), ('W', 91, 100),
                                                    ('Z', 21.021, 27), ('Z2', 70.07, 90.00), ('V', NULL, 100)) v(unit, p, m) GROUP BY unit) g(unit, s)
ORDER BY rank, unit;
SELECT par.index_rate(a) = par.index_rate(b) AS same
FROM (SELECT par.score_agg(62.62, 70.1) a, par.score_agg(3 * 62.62, 3 * 70.1) b) x;

-- ---------------------------------------------------------------------------
-- Leadership review: two Trung bình years running, or one Yếu year.  A gap in
-- the years is not "running".
-- ---------------------------------------------------------------------------
CREATE TABLE rated (unit text, year int, pct numeric);
INSERT INTO rated VALUES ('A', 2021, 55), ('A', 2022, 58), ('A', 2023, 85), ('B', 2021, 55), ('B', 2023, 55), ('C', 2022, 45),
    ('D', 2021, 70), ('D', 2022, 64.999), ('D', 2023, 50), ('E', 2022, NULL), ('E', 2021, 60), ('E', 2023, 60), ('F', 2021, 90), ('F', 2022, 49.99), ('F', 2023, 49);
SELECT unit, year, band, reason
FROM (SELECT unit, year, band,
             CASE WHEN band = 'Yếu' THEN 'one Yếu year'
                  WHEN band = 'Trung bình' AND lag(band) OVER w = 'Trung bình' AND lag(year) OVER w = year - 1 THEN 'two Trung bình years running' END AS reason
      FROM (SELECT unit, year, par.grade(pct, :bands) AS band FROM rated) r
      WINDOW w AS (PARTITION BY unit ORDER BY year)) x
WHERE reason IS NOT NULL ORDER BY unit, year;

DROP VIEW score; DROP MATERIALIZED VIEW kept;
DROP TABLE criterion, result, part, wire, wire_g, many, unit, rated;
DROP FUNCTION refused;
