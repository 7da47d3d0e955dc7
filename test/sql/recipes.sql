-- The two recipes of docs/recipes.md.

-- A dossier table with status codes of its own.
CREATE TABLE hoso (ma_hs text, don_vi text, ngay_nhan timestamptz, so_ngay int, ngay_tra timestamptz, trang_thai text, bo_sung_tu timestamptz, bo_sung_den timestamptz);
INSERT INTO hoso VALUES
    ('H1', 'Nha Trang', '2024-04-26 08:00+07', 3, '2024-05-03 10:00+07', 'DA_TRA', NULL, NULL),
    ('H2', 'Nha Trang', '2024-04-26 08:00+07', 3, '2024-05-04 09:00+07', 'DA_TRA', NULL, NULL),
    ('H3', 'Nha Trang', '2024-05-06 14:00+07', 5, '2024-05-15 10:00+07', 'DA_TRA', NULL, NULL),
    ('H4', 'Nha Trang', '2024-05-06 14:00+07', 5, '2024-05-15 10:00+07', 'DA_TRA', '2024-05-07 08:00+07', '2024-05-09 08:00+07'),
    ('H5', 'Cam Ranh', '2024-05-20 09:00+07', 5, NULL, 'CHO_BO_SUNG', '2024-05-21 08:00+07', NULL),
    ('H6', 'Cam Ranh', '2024-05-20 09:00+07', 5, NULL, 'DANG_XU_LY', NULL, NULL),
    ('H7', 'Cam Ranh', '2024-05-30 09:00+07', 5, NULL, 'DANG_XU_LY', NULL, NULL),
    ('H8', 'Cam Ranh', '2024-05-30 09:00+07', NULL, '2024-05-31 09:00+07', 'DA_TRA', NULL, NULL);

CREATE VIEW hoso_case AS
SELECT ma_hs, don_vi, date_trunc('month', ngay_nhan AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS month, ngay_tra AS done,
       trang_thai = 'CHO_BO_SUNG' AS paused,
       par.due_at(ngay_nhan, so_ngay, cal, pauses => CASE WHEN bo_sung_den IS NOT NULL
                                                         THEN tstzmultirange(tstzrange(bo_sung_tu, bo_sung_den)) ELSE '{}' END) AS due
FROM hoso, par.vn_calendar(2024, 2025) AS cal;

SELECT ma_hs, to_char(due AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') AS due,
       par.timeliness(due, done, '2024-05-31 23:59+07', paused, 'Asia/Ho_Chi_Minh')
FROM hoso_case ORDER BY ma_hs;

CREATE MATERIALIZED VIEW hoso_month AS
SELECT don_vi, month, par.ontime_agg(due, done, '2024-05-31 23:59+07', paused, 'Asia/Ho_Chi_Minh') AS s
FROM hoso_case GROUP BY don_vi, month;

SELECT coalesce(don_vi, 'total') AS don_vi, par.n_received(s) AS received, par.n_finished(s) AS finished, par.n_late(s) AS late,
       par.n_overdue(s) AS overdue, par.n_paused(s) AS paused, par.on_time_pct(s), par.on_time_pct(s, 'due') AS of_due
FROM (SELECT don_vi, par.rollup(s) AS s FROM hoso_month GROUP BY ROLLUP (don_vi)) x ORDER BY x.don_vi;

-- A survey export with one column for each question, each on a scale of its own,
-- with empty cells and blanks behind the words.
CREATE TABLE phieu (id int, don_vi text, c1 text, c2 text, c3 text);
INSERT INTO phieu
SELECT n, CASE WHEN n % 3 = 0 THEN 'Nha Trang' ELSE 'Cam Ranh' END,
       (ARRAY['Rất hài lòng', 'Hài lòng ', 'Bình thường', 'Không ý kiến'])[1 + n % 4],
       (ARRAY['Rất hài lòng', 'Hài lòng', 'Hài lòng' || U&'\00A0', 'Không hài lòng', '', NULL])[1 + n % 6],
       (ARRAY['Có', 'Có  ', 'Không', '  '])[1 + n % 4]
FROM generate_series(1, 120) n;

CREATE TABLE thang_do (scale text, answer text, code int, PRIMARY KEY (scale, answer));
INSERT INTO thang_do VALUES
    ('hài lòng', 'Rất hài lòng', 5), ('hài lòng', 'Hài lòng', 4), ('hài lòng', 'Bình thường', 3), ('hài lòng', 'Không hài lòng', 2),
    ('hài lòng', 'Rất không hài lòng', 1), ('hài lòng', 'Không ý kiến', NULL), ('có không', 'Có', 1), ('có không', 'Không', 0);
CREATE TABLE thang (scale text PRIMARY KEY, positive int[]);
INSERT INTO thang VALUES ('hài lòng', '{4,5}'), ('có không', '{1}');

-- What is not on the scale is refused, not lost: 99 is no answer code.
CREATE VIEW phieu_stats AS
SELECT don_vi, scale, par.survey_agg(codes) AS s
FROM (SELECT p.id, p.don_vi, q.scale, array_agg(CASE WHEN q.answer <> '' AND t.answer IS NULL THEN 99 ELSE t.code END) AS codes
      FROM phieu p
           CROSS JOIN LATERAL (VALUES ('hài lòng', c1), ('hài lòng', c2), ('có không', c3)) AS w (scale, cell)
           CROSS JOIN LATERAL (SELECT w.scale, btrim(normalize(w.cell), U&' \0009\00A0') AS answer) AS q
           LEFT JOIN thang_do t ON t.scale = q.scale AND t.answer = q.answer
      GROUP BY p.id, p.don_vi, q.scale) forms
GROUP BY don_vi, scale;

SELECT don_vi, scale, par.n_persons(s), par.n_answers(s), par.n_missing(s), par.satisfied_pct(s, positive),
       par.satisfied_low(s, positive) AS low, par.satisfied_high(s, positive) AS high
FROM phieu_stats JOIN thang USING (scale) ORDER BY don_vi, scale COLLATE "C";

-- The same, counted otherwise.
SELECT don_vi, count(*) FILTER (WHERE btrim(c3) = 'Có') AS yes, count(*) FILTER (WHERE btrim(c3) IN ('Có', 'Không')) AS answered,
       count(*) FILTER (WHERE c1 IN ('Rất hài lòng', 'Hài lòng ')) + count(*) FILTER (WHERE c2 IN ('Rất hài lòng', 'Hài lòng', 'Hài lòng' || U&'\00A0')) AS satisfied
FROM phieu GROUP BY don_vi ORDER BY don_vi;

-- Without the codes that mean satisfied, on a scale that has no 4: a warning, once.
SELECT don_vi, par.satisfied_pct(s) FROM phieu_stats WHERE scale = 'có không' ORDER BY don_vi;
SELECT par.satisfied_pct(code) FROM generate_series(0, 1) code;
SELECT par.satisfied_rate(par.survey_agg(3)) FROM generate_series(1, 30);
SELECT par.satisfied_rate(par.survey_agg(3)) FROM generate_series(1, 29);
SELECT par.satisfied_pct(par.survey_agg(n % 2), positive => '{1}') FROM generate_series(1, 100) n;

UPDATE phieu SET c1 = 'hài lòng lắm', c2 = 'hài lòng lắm' WHERE id = 7;
SELECT * FROM phieu_stats;
SET client_min_messages = warning;
DROP TABLE hoso, phieu, thang_do, thang CASCADE;
