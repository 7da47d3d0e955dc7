-- The two recipes of the README, "Use it on your own tables".

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

-- A survey export with one column for each question.
CREATE TABLE phieu (id int, don_vi text, c1 text, c2 text, c3 text);
INSERT INTO phieu
SELECT n, CASE WHEN n % 3 = 0 THEN 'Nha Trang' ELSE 'Cam Ranh' END,
       (ARRAY['Rất hài lòng', 'Hài lòng', 'Bình thường', 'Không ý kiến'])[1 + n % 4],
       (ARRAY['Rất hài lòng', 'Hài lòng', 'Hài lòng', 'Không hài lòng'])[1 + n % 4],
       (ARRAY['Hài lòng', 'Hài lòng', 'Bình thường'])[1 + n % 3]
FROM generate_series(1, 120) n;

CREATE TABLE thang_do (answer text PRIMARY KEY, code int);
INSERT INTO thang_do VALUES
    ('Rất hài lòng', 5), ('Hài lòng', 4), ('Bình thường', 3), ('Không hài lòng', 2), ('Rất không hài lòng', 1), ('Không ý kiến', NULL);

-- What is not on the scale is refused, not lost: 99 is no answer code.
CREATE VIEW phieu_stats AS
SELECT don_vi, question, par.survey_agg(CASE WHEN t.answer IS NOT NULL THEN code ELSE 99 END) AS s
FROM phieu
     CROSS JOIN LATERAL (VALUES (1, c1), (2, c2), (3, c3)) AS q (question, answer)
     LEFT JOIN thang_do t USING (answer)
GROUP BY don_vi, question;

SELECT don_vi, question, par.n_answers(s), par.n_missing(s), par.satisfied_pct(s), par.satisfied_low(s) AS low, par.satisfied_high(s) AS high
FROM phieu_stats ORDER BY don_vi, question;

UPDATE phieu SET c1 = 'hài lòng lắm' WHERE id = 7;
SELECT * FROM phieu_stats;
SET client_min_messages = warning;
DROP TABLE hoso, phieu, thang_do CASCADE;
