-- A few rows in every table of a model of 1.0 or 1.1, among them such as 1.1
-- accepts and 1.2 refuses: they must survive the update, and be listed.
SET search_path = cchc, pg_catalog;
SET client_min_messages = warning;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31', min_answers = 3;
UPDATE label SET vi = 'Đúng hẹn' WHERE kind = 'status' AND code = 'on_time';
INSERT INTO calendar_day VALUES ('2024-02-08', 'off', 'Tết'), ('2024-05-04', 'work', 'Làm bù');
INSERT INTO bloc VALUES ('so', 'Sở, ban, ngành', 1), ('xa', 'UBND cấp xã', 2);
INSERT INTO agency (id, code, name, bloc, level, valid_from, valid_to) VALUES
    (1, 'A', 'Sở A', 'so', 'province', NULL, NULL), (2, 'B', 'Sở B', 'so', 'province', NULL, '2025-02-19'),
    (3, 'B', 'Sở B mới', 'so', 'province', '2025-02-20', NULL), (4, 'X07 ', 'Xã 7', 'xa', 'commune', NULL, NULL);
UPDATE agency SET successor_id = 3 WHERE id = 2;
INSERT INTO plan VALUES ('KH', 2024, 'Kế hoạch 2024');
INSERT INTO task (id, plan, area_no, item_no, title, deadline_text, due_on) VALUES
    (1, 'KH', 'I', '1', 'Một', 'Trước ngày 14/12/2024', NULL), (2, 'KH', 'I', '2', 'Hai', 'Thường xuyên', '2225-01-10');
INSERT INTO task_agency VALUES (1, 1, 'assigned', '2024-12-13', 'xong'), (1, 2, 'paused', NULL, NULL);
INSERT INTO service VALUES ('1.012427', 'Đăng ký hộ tịch', 'Hộ tịch', 'full'), ('1.000001', 'Cấp phép', 'Xây dựng', 'none');
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, pauses, channel, fee, paid_online) VALUES
    ('early', 1, '1.012427', '2024-11-25 08:00+07', '2024-12-05 17:00+07', '2024-12-04 09:00+07', '{}', 'online', 10000, true),
    ('late', 1, '1.012427', '2024-12-02 08:00+07', '2024-12-05 17:00+07', '2024-12-09 09:00+07', '{[2024-12-03 00:00+07,2024-12-04 00:00+07)}', 'counter', 0, false),
    ('paused', 2, '1.000001', '2024-12-20 08:00+07', '2024-12-27 17:00+07', NULL, '{[2024-12-21 00:00+07,)}', 'online', 0, false),
    ('for ever', 2, '1.000001', '2024-12-20 08:00+07', '9999-12-01 17:00+07', NULL, '{}', 'online', 0, false);
INSERT INTO factor VALUES ('overall', 'Hài lòng chung', true, 1), ('access', 'Tiếp cận', false, 2);
INSERT INTO survey (code, year, title, issued, returned) VALUES ('KS', 2024, 'Khảo sát', 30, 20);
INSERT INTO question (id, survey, number, factor, title) VALUES (1, 'KS', 1, 'overall', 'Hài lòng?'), (2, 'KS', 2, 'access', 'Tiếp cận?');
INSERT INTO response (id, survey, agency_id, answered_on) SELECT n, 'KS', 1 + n % 2, '2024-10-01' FROM generate_series(1, 20) n;
INSERT INTO answer SELECT n, q, nullif(1 + (n * q) % 6, 6) FROM generate_series(1, 20) n, generate_series(1, 2) q;
INSERT INTO framework VALUES ('F', 2024, 'so', 'Bộ tiêu chí'), ('N', 2023, 'so', E'Band names in decomposed Unicode');
INSERT INTO band (framework, name, lower_bound, bound_excluded, review_years) VALUES
    ('F', 'Tốt', 80, true, NULL), ('F', 'Khá', 65, false, NULL), ('F', 'Yếu', NULL, false, 1),
    ('N', 'Tốt', 80, false, NULL), ('N', E'Ye\u0302\u0301u', NULL, false, 1);
INSERT INTO gate VALUES ('F', 'Trễ hạn', 'strict $.late_pct >= 5', 'Khá', 'KL 91'), ('N', 'Không xét được', 'strict $.late_pct ? (@ > 5)', 'Tốt', NULL);
INSERT INTO criterion (id, framework, code, parent_code, title, max_points, rule, kind, position) VALUES
    (1, 'F', 'I', NULL, 'Lĩnh vực I', 10, NULL, 'normal', 1), (2, 'F', 'I.1', 'I', 'Một', 6, 'ratio from 80', 'normal', 2),
    (3, 'F', 'I.2', 'I', 'Hai', 4, 'steps 95: 100%, 80: 50%', 'normal', 3), (4, 'F', 'P', NULL, 'Trừ', 1, 'each 0.5', 'penalty', 4),
    (5, 'N', 'I', NULL, 'Một', 10, 'manual', 'normal', 1);
INSERT INTO assessment (agency_id, criterion_id, source, round, max_points, numerator, denominator, points, note) VALUES
    (1, 2, 'self', 1, 6, 20, 20, NULL, 'tự chấm'), (1, 2, 'appraised', 1, 6, 18, 20, NULL, NULL), (1, 3, 'appraised', 1, 4, 19, 20, NULL, NULL),
    (1, 4, 'appraised', 1, 1, 1, NULL, NULL, NULL), (2, 2, 'appraised', 1, 6, 79, 100, NULL, NULL), (2, 3, 'appraised', 1, 4, NULL, NULL, 3.5, NULL),
    (1, 5, 'appraised', 1, 10, 6, NULL, NULL, NULL),
    -- an inner node, and a unit of another bloc
    (1, 1, 'appraised', 1, 10, NULL, NULL, 9, NULL), (4, 3, 'appraised', 1, 4, NULL, NULL, 4, NULL);
INSERT INTO indicator (appendix, code, title, period, value_text, value) VALUES ('1', '1.', 'Chỉ tiêu', '2024', '98,77%', 98.77);
INSERT INTO target (number, title, condition, office_verdict) VALUES (1, 'Mục tiêu', 'strict $.a >= 90', 'Đạt'), (2, 'Biến', 'strict $v == 1', 'Đạt');
INSERT INTO target_measure VALUES (1, 'a', 90.5, 'Báo cáo');
INSERT INTO published_figure VALUES ('right', 'bảng', 22, 24, '91,67%', 2), ('wrong', 'bảng', 392, 549, '67,7%', 1);
