SET jit = off; -- compiling these short queries takes longer than running them
-- Agencies in time: parents, successions, and every figure as the agencies were
-- and as they are now.  The reorganisations of 20/02/2025 and 01/7/2025 with made-up
-- rows; the oracle is plain SQL over the rows, with a mapping written by hand.

SET client_min_messages = warning;
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2025-01-01', reporting_date = '2025-12-31';
INSERT INTO bloc VALUES ('so', 'Sở, ban, ngành', 1), ('huyen', 'UBND cấp huyện', 2), ('xa', 'UBND cấp xã', 3), ('tinh', 'UBND tỉnh', 4), ('nganh_doc', 'Ngành dọc', 5);
INSERT INTO service (code, name, field, online_level) VALUES
    ('s1', 'Khai sinh', 'Hộ tịch', 'full'), ('s2', 'Giấy phép xây dựng', 'Xây dựng', 'partial'), ('s3', 'Giấy phép lao động', 'Việc làm', 'full'),
    ('s4', 'Trợ cấp trẻ em', 'Trẻ em', 'none'), ('s5', 'Cấp bằng lái', 'Sát hạch', 'full'), ('s6', 'Đăng ký lễ hội', 'Tôn giáo', 'none'),
    ('s7', 'Kiểm dịch', 'Nông nghiệp', 'partial'), ('s8', 'Thành lập trường nghề', 'Giáo dục nghề', 'full'), ('s9', 'Liên kết đào tạo', 'Giáo dục nghề', 'full');
INSERT INTO agency (id, code, name, bloc, level, valid_from, valid_to, parent_id) VALUES
    (50, 'UBT', 'UBND tỉnh', 'tinh', 'province', NULL, NULL, NULL),
    (1, 'SNNPTNT', 'Sở Nông nghiệp và PTNT', 'so', 'province', NULL, NULL, 50), (2, 'STNMT', 'Sở Tài nguyên và Môi trường', 'so', 'province', NULL, NULL, 50),
    (3, 'SKHDT', 'Sở Kế hoạch và Đầu tư', 'so', 'province', NULL, NULL, 50), (4, 'STC', 'Sở Tài chính', 'so', 'province', NULL, NULL, 50),
    (5, 'SLDTBXH', 'Sở Lao động, TB và XH', 'so', 'province', NULL, NULL, 50), (6, 'SNV', 'Sở Nội vụ', 'so', 'province', NULL, NULL, 50),
    (7, 'SYT', 'Sở Y tế', 'so', 'province', NULL, NULL, 50), (8, 'SGDDT', 'Sở Giáo dục và Đào tạo', 'so', 'province', NULL, NULL, 50),
    (9, 'STTTT', 'Sở Thông tin và Truyền thông', 'so', 'province', NULL, NULL, 50), (10, 'SKHCN', 'Sở Khoa học và Công nghệ', 'so', 'province', NULL, '2025-06-30', 50),
    (11, 'SGTVT', 'Sở Giao thông vận tải', 'so', 'province', NULL, NULL, 50), (12, 'SNNMT', 'Sở Nông nghiệp và Môi trường', 'so', 'province', '2025-02-20', NULL, 50),
    (13, 'SXD', 'Sở Xây dựng', 'so', 'province', NULL, NULL, 50), (14, 'CA', 'Công an tỉnh', 'nganh_doc', 'central', NULL, NULL, NULL),
    (15, 'BDT', 'Ban Dân tộc', 'so', 'province', NULL, NULL, 50), (16, 'SDTTG', 'Sở Dân tộc và Tôn giáo', 'so', 'province', '2025-02-20', NULL, 50),
    (18, 'SKHCN', 'Sở Khoa học, Công nghệ và Chuyển đổi số', 'so', 'province', '2025-07-01', NULL, 50),
    (20, 'NH', 'UBND thị xã Ninh Hòa', 'huyen', 'district', NULL, NULL, 50), (21, 'VN', 'UBND huyện Vạn Ninh', 'huyen', 'district', NULL, NULL, 50),
    (30, 'X30', 'Xã 30', 'xa', 'commune', NULL, NULL, 20), (31, 'X31', 'Xã 31', 'xa', 'commune', NULL, NULL, 20), (32, 'X32', 'Xã 32', 'xa', 'commune', NULL, NULL, 20),
    (33, 'X33', 'Xã 33', 'xa', 'commune', NULL, NULL, 21), (34, 'X34', 'Xã 34', 'xa', 'commune', NULL, NULL, 21), (35, 'X35', 'Xã 35', 'xa', 'commune', NULL, NULL, 21),
    (40, 'NX1', 'Phường Ninh Hòa', 'xa', 'commune', '2025-07-01', NULL, 50), (41, 'NX2', 'Xã Vạn Thắng', 'xa', 'commune', '2025-07-01', NULL, 50);

-- ---------------------------------------------------------------------------
-- Who took over from whom
-- ---------------------------------------------------------------------------

-- As in 1.0: a last day and a successor, in one row or one after the other.
UPDATE agency SET valid_to = '2025-02-19', successor_id = 12 WHERE id IN (1, 2);
UPDATE agency SET successor_id = 4 WHERE id = 3;
SELECT key, fault, message_en FROM par.check_model('m') WHERE fault = 'successor_without_a_day';
UPDATE agency SET valid_to = '2025-02-18' WHERE id = 3;
UPDATE agency SET valid_to = '2025-02-19' WHERE id = 3;
UPDATE agency SET successor_id = 18 WHERE id = 10;
-- By the table: the agency ends on the day before.
INSERT INTO agency_succession (predecessor_id, successor_id, day, kind, field, service, basis) VALUES
    (9, 10, '2025-02-20', 'merge', NULL, NULL, 'NQ 01'), (15, 16, '2025-02-20', 'rename', NULL, NULL, NULL),
    (5, 6, '2025-02-20', 'split', NULL, NULL, NULL), (5, 7, '2025-02-20', 'split', 'Trẻ em', NULL, NULL), (5, 8, '2025-02-20', 'split', NULL, 's9', NULL),
    (11, 14, '2025-02-20', 'split', 'Sát hạch', NULL, NULL), (11, 13, '2025-02-20', 'split', NULL, NULL, NULL),
    (6, 16, '2025-03-01', 'move', 'Tôn giáo', NULL, NULL),
    (20, 40, '2025-07-01', 'split', NULL, NULL, NULL), (20, 13, '2025-07-01', 'split', 'Xây dựng', NULL, NULL), (21, 41, '2025-07-01', 'merge', NULL, NULL, NULL),
    (30, 40, '2025-07-01', 'merge', NULL, NULL, NULL), (31, 40, '2025-07-01', 'merge', NULL, NULL, NULL), (32, 41, '2025-07-01', 'merge', NULL, NULL, NULL),
    (33, 41, '2025-07-01', 'merge', NULL, NULL, NULL), (34, 41, '2025-07-01', 'merge', NULL, NULL, NULL), (35, 41, '2025-07-01', 'merge', NULL, NULL, NULL);
SELECT id, code, valid_to, successor_id FROM agency WHERE successor_id IS NOT NULL ORDER BY id;
SELECT predecessor_id, successor_id, day, kind, field, service FROM agency_succession WHERE predecessor_id IN (1, 2, 3, 10) ORDER BY 1;
SELECT a.code, l.field, l.service, n.code AS now, l.first_day, l.last_day
FROM agency_lineage l JOIN agency a ON a.id = l.agency_id JOIN agency n ON n.id = l.now_id WHERE l.agency_id IN (5, 6, 9, 11, 20)
ORDER BY a.id, l.field NULLS FIRST, l.service NULLS FIRST, l.first_day NULLS FIRST;
SELECT severity, key, fault FROM par.check_model('m') WHERE relation IN ('agency', 'agency_succession');
-- On which day, and what of it.
SELECT d.day, (SELECT code FROM agency WHERE id = agency_now(9, d.day)) AS stttt, (SELECT code FROM agency WHERE id = agency_now(5, d.day, 's4')) AS sldtbxh_s4,
       (SELECT code FROM agency WHERE id = agency_now(5, d.day, 's9')) AS sldtbxh_s9, (SELECT code FROM agency WHERE id = agency_now(5, d.day, field => 'Giáo dục nghề')) AS gdn,
       (SELECT code FROM agency WHERE id = agency_now(5, d.day, 's6')) AS sldtbxh_s6, (SELECT code FROM agency WHERE id = agency_now(6, d.day)) AS snv
FROM (VALUES ('2025-02-19'::date), ('2025-02-20'), ('2025-02-28'), ('2025-03-01'), ('2025-06-30'), ('2025-07-01'), (NULL)) d (day) ORDER BY 1;
SELECT agency_now(-1);

-- ---------------------------------------------------------------------------
-- Parents
-- ---------------------------------------------------------------------------

SELECT agency_code, depth FROM units_of(20) ORDER BY depth, agency_code;
SELECT count(*) AS ever, count(*) FILTER (WHERE depth = 2) AS below_districts FROM units_of(50);
SELECT agency_code, depth FROM units_of(50, '2025-08-01') WHERE bloc IN ('huyen', 'xa');
SELECT count(*) FROM units_of(30);

-- ---------------------------------------------------------------------------
-- Rows: up to 40 dossiers a month of each agency while it exists, some handed in at
-- midnight, some never finished, some without a deadline, some waiting
-- ---------------------------------------------------------------------------

INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, pauses, channel, fee, paid_online, supplements)
SELECT format('%s-%s', a.id, n), a.id, 's' || 1 + h.a % 9, r.received_at, CASE WHEN h.b % 11 > 0 THEN r.received_at + interval '1 day' * (3 + h.b % 20) END,
       CASE WHEN h.c % 6 > 0 THEN r.received_at + interval '1 hour' * (h.c % 700) END,
       CASE WHEN h.c % 6 = 0 AND h.a % 7 = 0 THEN tstzmultirange(tstzrange(r.received_at + interval '1 hour', NULL)) ELSE '{}' END,
       CASE h.a % 3 WHEN 0 THEN 'counter' ELSE 'online' END, CASE WHEN h.b % 2 = 0 THEN 10000 ELSE 0 END, h.b % 4 = 0, CASE WHEN h.d % 9 = 0 THEN 2 ELSE h.d % 2 END
FROM agency a CROSS JOIN generate_series(1, 150) n
     CROSS JOIN LATERAL (SELECT abs(hashint8(a.id * 1000 + n)) AS a, abs(hashint8(a.id * 1000 + n + 7777777)) AS b, abs(hashint8(a.id * 1000 + n + 99999999)) AS c,
                                abs(hashint8(a.id * 1000 + n + 5555)) AS d) h
     CROSS JOIN LATERAL (SELECT (coalesce(a.valid_from, '2024-01-01') + h.d % (coalesce(a.valid_to, '2025-12-31') - coalesce(a.valid_from, '2024-01-01') + 1))::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
                                + interval '1 hour' * (h.c % 24) AS received_at) r;
INSERT INTO dossier_supplement (dossier, asked_on)
SELECT d.code, (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + k FROM dossier d, generate_series(1, 2) k WHERE d.supplements = 2 AND d.code LIKE '%3';
INSERT INTO factor VALUES ('tc', 'Tiếp cận', true, 1), ('ks', 'Khác', false, 2);
INSERT INTO survey (code, year, title) VALUES ('KS', 2025, 'Khảo sát');
INSERT INTO question (id, survey, number, factor, title) VALUES (1, 'KS', 1, 'tc', 'Một'), (2, 'KS', 2, 'tc', 'Hai'), (3, 'KS', 3, 'ks', 'Ba');
INSERT INTO response (id, survey, agency_id, answered_on, service)
SELECT a.id * 100 + n, 'KS', a.id, greatest('2025-01-01', a.valid_from) + (abs(hashint8(a.id * 77 + n)) % (coalesce(a.valid_to, '2025-12-31') - greatest('2025-01-01', a.valid_from) + 1)),
       CASE WHEN n % 4 > 0 THEN 's' || 1 + abs(hashint8(a.id * 31 + n)) % 9 END
FROM agency a, generate_series(1, 40) n;
INSERT INTO answer (response_id, question_id, answer) SELECT r.id, q.id, nullif(abs(hashint8(r.id * 3 + q.id)) % 6, 0) FROM response r, question q;
INSERT INTO plan VALUES ('KH', 2025, 'Kế hoạch');
INSERT INTO task (id, plan, area_no, item_no, title, due_on) SELECT n, 'KH', 'I', n::text, 'Nhiệm vụ', make_date(2025, n, 15) FROM generate_series(1, 6) n;
INSERT INTO task_agency (task_id, agency_id, done_on) SELECT t.id, a.id, CASE WHEN (a.id + t.id) % 3 > 0 THEN t.due_on + (a.id % 5)::int - 2 END
FROM task t, agency a WHERE a.bloc = 'so' AND a.valid_from IS NULL;
INSERT INTO measure (code, en, vi, unit) VALUES ('o.count', 'Count', 'Số', 'count'), ('o.share', 'Share', 'Tỷ lệ', 'percent');
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, denominator)
SELECT a.id, k.code, '2025-01-01', '2025-01-31', a.id, CASE k.unit WHEN 'percent' THEN 100 END FROM agency a, measure k WHERE k.source = 'observed';
-- A rate without counts, and a stock.
INSERT INTO measure (code, en, vi, unit) VALUES ('o.rate', 'Rate', 'Tỷ lệ không rõ số đếm', 'rate');
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator) SELECT a.id, 'o.rate', '2025-01-01', '2025-01-31', a.id FROM agency a;
INSERT INTO petition (code, agency_id, field, received_on, handled_on, outcome)
SELECT format('P%s-%s', a.id, n), a.id, (SELECT field FROM service WHERE code = 's' || 1 + h % 9), r.day, CASE WHEN n % 5 > 0 THEN r.day + n END, CASE WHEN n % 5 > 0 THEN CASE n % 3 WHEN 0 THEN 'refused' ELSE 'solved' END END
FROM agency a CROSS JOIN generate_series(1, 25) n
     CROSS JOIN LATERAL (SELECT abs(hashint8(a.id * 555 + n)) AS h) h
     CROSS JOIN LATERAL (SELECT greatest('2024-06-01', a.valid_from) + h % (coalesce(a.valid_to, '2025-12-31') - greatest('2024-06-01', a.valid_from) + 1) AS day) r;
INSERT INTO dossier_conduct (dossier, outcome, slip_no, components, components_digitised)
SELECT d.code, CASE WHEN d.finished_at IS NOT NULL THEN CASE WHEN d.code LIKE '%4' THEN 'refused' ELSE 'settled' END END, CASE WHEN d.finished_at IS NOT NULL AND d.code LIKE '%4' THEN 'PTC' END, 4, length(d.service || d.code) % 5
FROM dossier d WHERE d.code ~ '[0-6]$';
CALL fold();
-- What is not folded counts too.
UPDATE dossier SET finished_at = received_at + interval '2 days' WHERE code LIKE '%-7' AND finished_at IS NULL AND isempty(pauses);

-- ---------------------------------------------------------------------------
-- As they are now, against the mapping by hand
-- ---------------------------------------------------------------------------

-- Of whom everything is whose; of whom a service is another's.
CREATE TEMP TABLE by_hand (agency_id bigint, service text, now_id bigint);
INSERT INTO by_hand VALUES
    (1, NULL, 12), (2, NULL, 12), (3, NULL, 4), (5, NULL, 6), (9, NULL, 18), (10, NULL, 18), (11, NULL, 13), (15, NULL, 16), (20, NULL, 40), (21, NULL, 41),
    (30, NULL, 40), (31, NULL, 40), (32, NULL, 41), (33, NULL, 41), (34, NULL, 41), (35, NULL, 41),
    -- the field of children; one of the two services of vocational schools; religion, by way of the department of the interior; driving licences; building
    (5, 's4', 7), (5, 's9', 8), (5, 's6', 16), (6, 's6', 16), (11, 's5', 14), (20, 's2', 13);
CREATE TEMP VIEW now_by_hand AS
SELECT d.*, coalesce(s.now_id, a.now_id, d.agency_id) AS now_id
FROM dossier d
     LEFT JOIN by_hand s ON s.agency_id = d.agency_id AND s.service = d.service
     LEFT JOIN by_hand a ON a.agency_id = d.agency_id AND a.service IS NULL;
SELECT count(*) AS dossiers, count(*) FILTER (WHERE now_id <> agency_id) AS moved, count(DISTINCT now_id) AS agencies_now FROM now_by_hand;
-- Agencies and services one by one.
SELECT count(*) AS asked, count(*) FILTER (WHERE agency_now(a.id, service => s.code) IS DISTINCT FROM coalesce(h.now_id, w.now_id, a.id)) AS wrong
FROM agency a CROSS JOIN service s LEFT JOIN by_hand h ON h.agency_id = a.id AND h.service = s.code LEFT JOIN by_hand w ON w.agency_id = a.id AND w.service IS NULL;

-- The class of a dossier at the end of a day, in plain words.
CREATE FUNCTION pg_temp.classes(day date) RETURNS TABLE (agency_id bigint, now_id bigint, received_at timestamptz, month date, class text, days_late int) LANGUAGE sql AS $$
    SELECT d.agency_id, d.now_id, d.received_at, date_trunc('month', CASE WHEN d.finished_at <= e.t THEN d.finished_at AT TIME ZONE z ELSE day::timestamp END)::date,
           CASE WHEN d.finished_at <= e.t THEN CASE WHEN d.due_at IS NULL THEN 'finished' WHEN (d.finished_at AT TIME ZONE z)::date < (d.due_at AT TIME ZONE z)::date THEN 'early'
                                                    WHEN d.finished_at <= d.due_at THEN 'on_time' ELSE 'late' END
                WHEN d.due_at IS NULL THEN 'no_deadline' WHEN d.pauses @> e.t THEN 'paused' WHEN d.due_at < e.t THEN 'overdue' ELSE 'pending' END,
           CASE WHEN d.finished_at <= e.t AND d.finished_at > d.due_at THEN (d.finished_at AT TIME ZONE z)::date - (d.due_at AT TIME ZONE z)::date END
    FROM (VALUES ('Asia/Ho_Chi_Minh')) v (z), LATERAL (SELECT (day + time '23:59:59.999999') AT TIME ZONE z AS t) e, pg_temp.now_by_hand d WHERE d.received_at <= e.t $$;
CREATE FUNCTION pg_temp.compare(day date) RETURNS TABLE (as_of date, rows bigint, late bigint, missing bigint, surplus bigint) LANGUAGE sql AS $$
    WITH shown AS (
        SELECT agency_code, agency, month, n_early, n_on_time, n_late, n_pending, n_overdue, n_paused, n_no_deadline, n_counted, n_finished, round(days_late_avg::numeric, 6) AS days_late_avg
        FROM m.ontime_by_agency_month_as_now_at(day)
    ), counted AS (
        SELECT a.code, a.name, c.month, count(*) FILTER (WHERE class = 'early'), count(*) FILTER (WHERE class = 'on_time'), count(*) FILTER (WHERE class = 'late'), count(*) FILTER (WHERE class = 'pending'),
               count(*) FILTER (WHERE class = 'overdue'), count(*) FILTER (WHERE class = 'paused'), count(*) FILTER (WHERE class IN ('no_deadline', 'finished')), count(*),
               count(*) FILTER (WHERE class IN ('early', 'on_time', 'late', 'finished')), round(avg(days_late), 6)
        FROM pg_temp.classes(day) c JOIN m.agency a ON a.id = c.now_id GROUP BY a.id, a.code, a.name, c.month
    )
    SELECT day, (SELECT count(*) FROM shown), (SELECT sum(n_late)::bigint FROM shown), (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM shown) x), (SELECT count(*) FROM (SELECT * FROM shown EXCEPT SELECT * FROM counted) x) $$;
SELECT c.* FROM (VALUES ('2025-12-31'::date), ('2025-01-15'), ('2025-02-20'), ('2025-07-31')) d (day), pg_temp.compare(d.day) c;
SELECT count(*) AS rows, count(*) FILTER (WHERE v IS DISTINCT FROM f) AS differ
FROM (SELECT to_jsonb(v) - 'computed_at' AS v, v.agency_code, v.agency, v.month FROM ontime_by_agency_month_as_now v) v
     FULL JOIN (SELECT to_jsonb(f) - 'computed_at' AS f, f.agency_code, f.agency, f.month FROM ontime_by_agency_month_as_now_at('2025-12-31') f) f USING (agency_code, agency, month);
-- What came, by month.
SELECT count(*) AS rows, count(*) FILTER (WHERE (i.n_received, i.n_online, i.n_with_fee, i.n_paid_online) IS DISTINCT FROM (o.n_received, o.n_online, o.n_with_fee, o.n_paid_online)) AS differ
FROM intake_by_agency_month_as_now i
     FULL JOIN (SELECT a.code AS agency_code, a.name AS agency, date_trunc('month', d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS month, count(*) AS n_received, count(*) FILTER (WHERE d.channel = 'online') AS n_online,
                       count(*) FILTER (WHERE d.fee > 0) AS n_with_fee, count(*) FILTER (WHERE d.paid_online) AS n_paid_online
                FROM now_by_hand d JOIN agency a ON a.id = d.now_id WHERE d.received_at < '2026-01-01 00:00+07' GROUP BY a.id, 1, 2, 3) o USING (agency_code, agency, month);
-- The series of one agency: a department that took one over, as it was and as it is.
SELECT month, w.n_finished AS as_it_was, n.n_finished AS as_it_is, w.on_time_pct AS pct_was, n.on_time_pct AS pct_is
FROM (SELECT * FROM ontime_by_agency_month_as_now WHERE agency_code = 'STC') n LEFT JOIN (SELECT * FROM ontime_by_agency_month WHERE agency_code = 'STC') w USING (month)
WHERE month BETWEEN '2025-01-01' AND '2025-04-01' ORDER BY month;
-- Nothing is lost or counted twice.
SELECT (SELECT sum(n_counted) FROM ontime_by_agency_month) = (SELECT sum(n_counted) FROM ontime_by_agency_month_as_now) AS same_sum,
       (SELECT count(DISTINCT agency) FROM ontime_by_agency_month) AS agencies_then, (SELECT count(DISTINCT agency) FROM ontime_by_agency_month_as_now) AS agencies_now;

-- Measures: a ratio is that of the sums.
CREATE FUNCTION pg_temp.measures(first date, last date) RETURNS TABLE (measure text, agency_id bigint, numerator numeric, denominator numeric) LANGUAGE sql AS $$
    WITH c AS (
        SELECT * FROM (SELECT c.*, (c.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date >= first AS is_new, c.class NOT IN ('early', 'on_time', 'late', 'finished') AS is_open FROM pg_temp.classes(last) c) c
        WHERE is_open OR month >= first  -- the periods below begin with a month
    )
    SELECT 'dossier.on_time', now_id, count(*) FILTER (WHERE class IN ('early', 'on_time')), count(*) FILTER (WHERE class IN ('early', 'on_time', 'late')) FROM c GROUP BY now_id
    UNION ALL SELECT 'dossier.on_time_due', now_id, count(*) FILTER (WHERE class IN ('early', 'on_time')), count(*) FILTER (WHERE class IN ('early', 'on_time', 'late', 'overdue')) FROM c GROUP BY now_id
    UNION ALL SELECT 'dossier.on_time_received', now_id, count(*) FILTER (WHERE class NOT IN ('late', 'overdue')), count(*) FROM c GROUP BY now_id
    UNION ALL SELECT 'dossier.late', now_id, count(*) FILTER (WHERE class = 'late'), count(*) FILTER (WHERE class IN ('early', 'on_time', 'late')) FROM c GROUP BY now_id
    UNION ALL SELECT 'dossier.early', now_id, count(*) FILTER (WHERE class = 'early'), count(*) FILTER (WHERE class IN ('early', 'on_time', 'late')) FROM c GROUP BY now_id
    UNION ALL
    SELECT x.measure, d.now_id, count(*) FILTER (WHERE x.n), count(*) FILTER (WHERE x.d)
    FROM (SELECT d.*, (SELECT count(*) FROM m.dossier_supplement s WHERE s.dossier = d.code) AS days, (SELECT count(*) FROM m.dossier_supplement s WHERE s.dossier = d.code AND s.asked_on BETWEEN first AND last) AS asked FROM pg_temp.now_by_hand d
          WHERE (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN first AND last) d
         CROSS JOIN LATERAL (VALUES ('dossier.online', d.channel = 'online', true), ('dossier.paid_online', d.paid_online, d.fee > 0),
                                    ('dossier.supplemented', CASE WHEN d.days > 0 THEN d.asked > 1 ELSE d.supplements > 1 END, true)) x (measure, n, d)
    GROUP BY x.measure, d.now_id
    UNION ALL
    SELECT x.measure, coalesce(s.now_id, w.now_id, r.agency_id), count(*) FILTER (WHERE a.answer >= 4), count(a.answer)
    FROM m.response r JOIN m.answer a ON a.response_id = r.id JOIN m.question q ON q.id = a.question_id
         LEFT JOIN by_hand s ON s.agency_id = r.agency_id AND s.service = r.service
         LEFT JOIN by_hand w ON w.agency_id = r.agency_id AND w.service IS NULL
         CROSS JOIN LATERAL (SELECT 'survey.satisfied' WHERE q.factor = 'tc' UNION ALL SELECT 'survey.satisfied.' || q.factor) x (measure)
    WHERE r.answered_on BETWEEN first AND last
    GROUP BY 1, 2
    UNION ALL
    SELECT 'dossier.refused', d.now_id, count(*) FILTER (WHERE c.outcome = 'refused'), count(c.outcome)
    FROM pg_temp.now_by_hand d JOIN m.dossier_conduct c ON c.dossier = d.code WHERE (d.finished_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN first AND last GROUP BY d.now_id
    UNION ALL
    SELECT 'dossier.components_digitised', d.now_id, sum(c.components_digitised), sum(c.components)
    FROM pg_temp.now_by_hand d JOIN m.dossier_conduct c ON c.dossier = d.code WHERE (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN first AND last GROUP BY d.now_id
    UNION ALL
    SELECT x.measure, coalesce(f.now_id, w.now_id, p.agency_id), count(*) FILTER (WHERE x.n), CASE WHEN x.measure <> 'petition.received' THEN count(*) END
    FROM m.petition p
         -- petitions name a field
         LEFT JOIN by_hand f ON f.agency_id = p.agency_id AND f.service = CASE p.field WHEN 'Trẻ em' THEN 's4' WHEN 'Tôn giáo' THEN 's6' WHEN 'Sát hạch' THEN 's5' WHEN 'Xây dựng' THEN 's2' END
         LEFT JOIN by_hand w ON w.agency_id = p.agency_id AND w.service IS NULL
         CROSS JOIN LATERAL (SELECT 'petition.received', true WHERE p.received_on BETWEEN first AND last UNION ALL SELECT 'petition.solved', p.outcome = 'solved' WHERE p.handled_on BETWEEN first AND last) x (measure, n)
    GROUP BY 1, 2
    UNION ALL
    SELECT 'task.done', coalesce(w.now_id, b.agency_id), count(*) FILTER (WHERE b.done_on <= last), count(*)
    FROM m.task t JOIN m.task_agency b ON b.task_id = t.id LEFT JOIN by_hand w ON w.agency_id = b.agency_id AND w.service IS NULL
    WHERE t.due_on BETWEEN first AND last GROUP BY 2
    UNION ALL
    SELECT o.measure, coalesce(w.now_id, o.agency_id), sum(o.numerator), sum(o.denominator)
    FROM m.observation o LEFT JOIN by_hand w ON w.agency_id = o.agency_id AND w.service IS NULL
    WHERE o.first_day >= first AND o.last_day <= last GROUP BY 1, 2 HAVING o.measure <> 'o.rate' OR count(*) = 1 $$;
CREATE TEMP TABLE period (first date, last date);
INSERT INTO period VALUES ('2025-01-01', '2025-12-31'), ('2024-07-01', '2025-03-14');
CREATE TEMP TABLE measured_by_hand AS SELECT p.*, o.* FROM period p, LATERAL pg_temp.measures(p.first, p.last) o;
SELECT first, last, measure, count(*) AS agencies, sum(o.numerator) AS numerator, sum(o.denominator) AS denominator,
       count(*) FILTER (WHERE (coalesce(o.numerator, 0), coalesce(o.denominator, 0)) <> (coalesce(b.numerator, 0), coalesce(b.denominator, 0))) AS differ
FROM measured_by_hand o
     FULL JOIN (SELECT p.*, b.* FROM period p, LATERAL measures_between(p.first, p.last, as_now => true) b WHERE b.measure IN (SELECT measure FROM measured_by_hand)) b USING (first, last, measure, agency_id)
GROUP BY first, last, measure ORDER BY first, measure COLLATE "C";
-- Every other measure: the sums over all agencies stay.
SELECT first, count(*) AS measures, count(*) FILTER (WHERE measure <> 'o.rate' AND (t.numerator, t.denominator) IS DISTINCT FROM (n.numerator, n.denominator)) AS differ
FROM (SELECT p.first, b.measure, sum(b.numerator) AS numerator, sum(b.denominator) AS denominator FROM period p, LATERAL measures_between(p.first, p.last) b GROUP BY 1, 2) t
     FULL JOIN (SELECT p.first, b.measure, sum(b.numerator) AS numerator, sum(b.denominator) AS denominator FROM period p, LATERAL measures_between(p.first, p.last, true) b GROUP BY 1, 2) n USING (first, measure)
GROUP BY first ORDER BY first;

-- Satisfaction: forms rolled up.
SELECT count(*) AS agencies, sum(v.n_agencies) AS agencies_then, sum(o.n_persons) AS persons, sum(o.n_answers) AS answers,
       count(*) FILTER (WHERE (v.n_persons, v.n_answers, v.satisfied_pct) IS DISTINCT FROM (o.n_persons, o.n_answers, o.pct)) AS differ
FROM satisfaction_by_agency_as_now v
     FULL JOIN (SELECT a.code AS agency_code, a.name AS agency, count(DISTINCT r.id) FILTER (WHERE x.answer IS NOT NULL) AS n_persons, count(x.answer) AS n_answers, round(100.0 * count(*) FILTER (WHERE x.answer >= 4) / count(x.answer), 2) AS pct
                FROM response r JOIN answer x ON x.response_id = r.id AND x.question_id <> 3
                     LEFT JOIN by_hand s ON s.agency_id = r.agency_id AND s.service = r.service
                     LEFT JOIN by_hand w ON w.agency_id = r.agency_id AND w.service IS NULL
                     JOIN agency a ON a.id = coalesce(s.now_id, w.now_id, r.agency_id)
                GROUP BY a.id) o USING (agency_code, agency);

-- ---------------------------------------------------------------------------
-- By parent: own, units, both
-- ---------------------------------------------------------------------------

CREATE FUNCTION pg_temp.parents(day date) RETURNS TABLE (as_of date, rows bigint, missing bigint, surplus bigint) LANGUAGE sql AS $$
    WITH shown AS (
        SELECT parent_code, part, n_units, month, n_early, n_on_time, n_late, n_pending, n_overdue, n_counted FROM m.ontime_by_parent_month_at(day)
    ), member (parent_id, agency_id, part) AS (
        SELECT p, p, 'own' FROM unnest('{50,20,21}'::bigint[]) p
        UNION ALL SELECT 50, a.id, 'units' FROM m.agency a WHERE a.id NOT IN (50, 14)
        UNION ALL SELECT 20, u, 'units' FROM unnest('{30,31,32}'::bigint[]) u UNION ALL SELECT 21, u, 'units' FROM unnest('{33,34,35}'::bigint[]) u
    ), counted AS (
        SELECT a.code, x.part, CASE a.id WHEN 50 THEN 26 ELSE 3 END, c.month, count(*) FILTER (WHERE class = 'early'), count(*) FILTER (WHERE class = 'on_time'), count(*) FILTER (WHERE class = 'late'),
               count(*) FILTER (WHERE class = 'pending'), count(*) FILTER (WHERE class = 'overdue'), count(*)
        FROM pg_temp.classes(day) c JOIN member m ON m.agency_id = c.agency_id JOIN m.agency a ON a.id = m.parent_id, LATERAL (VALUES (m.part), ('all')) x (part)
        GROUP BY a.id, a.code, x.part, c.month
    )
    SELECT day, (SELECT count(*) FROM shown), (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM shown) x), (SELECT count(*) FROM (SELECT * FROM shown EXCEPT SELECT * FROM counted) x) $$;
SELECT c.* FROM (VALUES ('2025-12-31'::date), ('2025-02-20')) d (day), pg_temp.parents(d.day) c;
SELECT parent_code, part_vi, sum(n_received) AS received, sum(n_online) AS online FROM intake_by_parent_month WHERE month < '2025-01-01' GROUP BY 1, 2 ORDER BY 1, 3;
SELECT p.code AS parent, m.part, m.numerator, m.denominator FROM measures_by_parent('2025-01-01', '2025-06-30') m JOIN agency p ON p.id = m.parent_id WHERE m.measure = 'survey.satisfied' ORDER BY 1, 2;
-- As they are now the districts have nothing, and the province all but what is the police's.
SELECT p.code AS parent, m.denominator = (SELECT count(x.answer) FROM answer x JOIN response r ON r.id = x.response_id LEFT JOIN by_hand s ON s.agency_id = r.agency_id AND s.service = r.service
                                          WHERE x.question_id <> 3 AND r.answered_on <= '2025-06-30' AND coalesce(s.now_id, r.agency_id) NOT IN (14, 50)) AS right
FROM measures_by_parent('2025-01-01', '2025-06-30', as_now => true) m JOIN agency p ON p.id = m.parent_id WHERE m.measure = 'survey.satisfied' AND m.part = 'units';

-- ---------------------------------------------------------------------------
-- Scores across the years
-- ---------------------------------------------------------------------------

INSERT INTO framework VALUES ('S24', 2024, 'so', 'Sở 2024'), ('S25', 2025, 'so', 'Sở 2025'), ('X24', 2024, 'xa', 'Xã 2024');
INSERT INTO band SELECT f.code, b.* FROM framework f, (VALUES ('Tốt', 80, false, NULL), ('Khá', 65, false, NULL), ('Trung bình', 50, false, 2), ('Yếu', NULL::numeric, false, 1)) b;
INSERT INTO criterion (id, framework, code, parent_code, title, max_points, rule) VALUES
    (1, 'S24', 'I', NULL, 'Một', 10, 'ratio'), (2, 'S24', 'II', NULL, 'Hai', 10, 'manual'), (3, 'S25', 'I', NULL, 'Một', 10, 'steps 60: 100%'), (4, 'S25', 'II', NULL, 'Hai', 20, 'manual'), (5, 'X24', 'I', NULL, 'Một', 10, 'manual');
-- 2024: two that are average and become one; one that is and takes over a good one; one that is and is
-- renamed; an average and a fair one, of which the latter goes on; a weak one that is taken over
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator, points) VALUES
    (1, 1, 6, 10, NULL), (1, 2, NULL, NULL, 5), (2, 1, 5, 10, NULL), (2, 2, NULL, NULL, 6), (4, 1, 5, 10, NULL), (4, 2, NULL, NULL, 5), (3, 1, 9, 10, NULL), (3, 2, NULL, NULL, 8),
    (15, 1, 6, 10, NULL), (15, 2, NULL, NULL, 6), (9, 1, 5, 10, NULL), (9, 2, NULL, NULL, 5.5), (10, 1, 7, 10, NULL), (10, 2, NULL, NULL, 7), (11, 1, 1, 10, NULL), (11, 2, NULL, NULL, 2),
    (13, 1, 8, 10, NULL), (13, 2, NULL, NULL, 8.5);
INSERT INTO assessment (agency_id, criterion_id, numerator, denominator, points)
SELECT a, c, CASE c WHEN 3 THEN 5 END, CASE c WHEN 3 THEN 10 END, CASE c WHEN 4 THEN p END
FROM (VALUES (12, 16), (4, 17), (16, 15.5), (18, 16.5), (13, 19)) v (a, p), unnest('{3,4}'::bigint[]) c;
INSERT INTO assessment (agency_id, criterion_id, points) SELECT n, 5, n - 26 FROM generate_series(30, 35) n;
CALL refresh();
SELECT framework, agency_code, rank, index_pct, band FROM league_table WHERE framework <> 'X24' ORDER BY framework, rank, agency_code;
-- A run of years goes through a new name, and through a merger where all were in such bands.
SELECT year, agency_code, band, index_pct, years_running, review_years FROM leadership_review ORDER BY 1, 2;
SELECT year, agency_code, rank, n_ranked, band, n_before, agencies_before, rank_before, band_before, rank_change, index_pct_before, index_change FROM rank_by_year WHERE framework = 'S25' ORDER BY rank;
SELECT band, n_in_band, n_banded, n_without_band, pct, pct_before, change_points FROM band_share WHERE framework = 'S25' ORDER BY rate DESC, band COLLATE "C";
-- Change = performance + rules + units, for what the agencies have become.
SELECT agency_code, round(before, 4) AS before, round(after, 4) AS after, round(change, 4) AS change, round(performance, 4) AS performance, round(rules, 4) AS rules, round(units, 4) AS units
FROM year_on_year('so', 2025) WHERE area_code IS NULL;
-- By hand: points of the two over their maxima; the new results by the old rules.
SELECT round(100 * (6 + 5 + 5 + 6) / 40.0, 4) AS before, round(100 * (5 + 16 / 2.0) / 20, 4) AS same_rules, round(100 * 16 / 30.0, 4) AS after;
SELECT count(*) FROM year_on_year('so', 2025) WHERE change <> performance + rules + units;
-- A district ranks its communes.
SELECT parent_code, rank_in_parent, n_units, agency_code, index_pct, band, rank FROM league_by_parent WHERE framework = 'X24' ORDER BY parent_code, rank_in_parent;

-- ---------------------------------------------------------------------------
-- What is refused, and in which words
-- ---------------------------------------------------------------------------

CREATE FUNCTION pg_temp.refusal(statement text) RETURNS TABLE (state text, name text, message text, detail text, hint text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    state := '00000'; name := 'ACCEPTED';
    RETURN NEXT;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, name = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    IF message LIKE 'new row for relation%' OR message LIKE 'duplicate key%' THEN message := NULL; detail := NULL; END IF;
    RETURN NEXT;
END $$;
\x on
SELECT s.n, r.* FROM (VALUES
    -- parents
    (1, 'UPDATE agency SET parent_id = 30 WHERE id = 50'),
    (2, 'UPDATE agency SET parent_id = id WHERE id = 50'),
    (3, 'UPDATE agency SET parent_id = 999 WHERE id = 50'),
    (4, 'INSERT INTO agency (id, code, name, bloc, level, parent_id) VALUES (70, ''P1'', ''x'', ''xa'', ''commune'', 71), (71, ''P2'', ''x'', ''xa'', ''commune'', 70)'),
    -- successions
    (10, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind) VALUES (4, 13, ''2025-09-01'', ''absorb'')'),
    (11, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind) VALUES (4, 4, ''2025-09-01'', ''merge'')'),
    (12, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind, field) VALUES (4, 13, ''2025-09-01'', ''merge'', ''Hộ tịch'')'),
    (13, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind) VALUES (4, 13, ''2025-09-01'', ''move'')'),
    (14, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind, field, service) VALUES (4, 13, ''2025-09-01'', ''move'', ''Hộ tịch'', ''s1'')'),
    (15, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind, field) VALUES (5, 13, ''2025-02-20'', ''split'', ''Trẻ em'')'),
    (16, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind) VALUES (5, 13, ''2025-02-20'', ''split'')'),
    (17, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind, field) VALUES (4, 13, ''2025-09-01'', ''move'', ''Hộ tich'')'),
    (18, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind, service) VALUES (4, 13, ''2025-09-01'', ''move'', ''s0'')'),
    (19, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind) VALUES (4, 10, ''2025-09-01'', ''merge'')'),
    (20, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind, field) VALUES (1, 13, ''2025-09-01'', ''move'', ''Nông nghiệp'')'),
    (21, 'INSERT INTO agency_succession (predecessor_id, successor_id, day, kind, field) VALUES (1, 13, ''2025-09-01'', ''split'', ''Nông nghiệp'')'),
    (22, 'UPDATE agency_succession SET day = ''2025-03-20'' WHERE predecessor_id = 9'),
    (23, 'UPDATE agency SET valid_from = ''2025-03-01'' WHERE id = 12'),
    (24, 'UPDATE agency SET successor_id = 1 WHERE id = 12'),
    (25, 'INSERT INTO agency_succession (predecessor_id, successor_id, kind) VALUES (12, 1, ''merge'')'),
    (26, 'UPDATE agency SET valid_to = NULL, successor_id = 18 WHERE id = 10'),
    (27, 'DELETE FROM agency WHERE id = 18'),
    -- an agency takes nothing after its last day
    (30, 'INSERT INTO dossier (code, agency_id, service, received_at, channel) VALUES (''new'', 5, ''s4'', ''2025-02-20 00:00+07'', ''online'')'),
    (31, 'INSERT INTO dossier (code, agency_id, service, received_at, channel) VALUES (''new'', 5, ''s4'', ''2025-02-19 23:59:59.999999+07'', ''online'')'),
    (32, 'INSERT INTO dossier (code, agency_id, service, received_at, channel) SELECT ''new'' || n, CASE WHEN n % 1000 = 0 THEN 1 ELSE 4 END, ''s4'', ''2025-03-01'', ''online'' FROM generate_series(1, 3000) n'),
    (33, 'UPDATE dossier SET agency_id = 1 WHERE code = (SELECT min(code) FROM dossier WHERE agency_id = 4 AND received_at > ''2025-06-01'')'),
    (34, 'UPDATE dossier SET received_at = received_at + interval ''2 years'', finished_at = NULL, due_at = NULL, pauses = ''{}'' WHERE code = ''1-1'''),
    (35, 'UPDATE dossier SET finished_at = NULL WHERE agency_id = 1'),
    (36, 'INSERT INTO response (survey, agency_id, answered_on) VALUES (''KS'', 9, ''2025-02-20'')'),
    (37, 'UPDATE response SET answered_on = ''2025-02-20'' WHERE id = 901'),
    (38, 'INSERT INTO task (id, plan, area_no, item_no, title, due_on) VALUES (50, ''KH'', ''II'', ''1'', ''x'', ''2025-12-15''); INSERT INTO task_agency (task_id, agency_id, assigned_on) VALUES (50, 9, ''2025-02-20'')'),
    (39, 'INSERT INTO plan VALUES (''KH26'', 2026, ''x''); INSERT INTO task (id, plan, area_no, title) VALUES (51, ''KH26'', ''I'', ''x''); INSERT INTO task_agency (task_id, agency_id) VALUES (51, 9)'),
    (40, 'UPDATE task_agency SET agency_id = 12, assigned_on = ''2025-03-01'' WHERE agency_id = 1 AND task_id = 3')
) AS s (n, statement), pg_temp.refusal(s.statement) r ORDER BY s.n;
\x off

-- The day of a succession follows the last day; a successor that is taken back is gone from both.
UPDATE agency SET valid_to = '2025-02-28' WHERE id = 11;
SELECT successor_id, day, kind, field FROM agency_succession WHERE predecessor_id = 11 ORDER BY field NULLS FIRST;
DELETE FROM agency_succession WHERE predecessor_id = 11 AND field IS NULL;
SELECT valid_to, successor_id FROM agency WHERE id = 11;
SELECT severity, key, fault FROM par.check_model('m') WHERE relation IN ('agency', 'agency_succession') AND fault <> 'not_assessed';
UPDATE agency SET successor_id = 13 WHERE id = 11;
SELECT successor_id, day, kind, field FROM agency_succession WHERE predecessor_id = 11 ORDER BY field NULLS FIRST;
UPDATE agency SET successor_id = 14 WHERE id = 11;
SELECT successor_id, day, kind, field FROM agency_succession WHERE predecessor_id = 11 ORDER BY field NULLS FIRST;
-- A parent that ended is named.
UPDATE agency SET parent_id = 20 WHERE id = 41;
SELECT key, fault, message_en FROM par.check_model('m') WHERE fault = 'parent_not_valid';
UPDATE agency SET parent_id = 50 WHERE id = 41;

-- ---------------------------------------------------------------------------
-- Who sees a part sees no figure of the whole
-- ---------------------------------------------------------------------------

CREATE ROLE regress_par_successor;
CREATE TABLE agency_role (role_name name, agency_id bigint);
INSERT INTO agency_role VALUES ('regress_par_successor', 12), ('regress_par_successor', 1), ('regress_par_successor', 7), ('regress_par_successor', 20), ('regress_par_successor', 30);
CALL par.enable_agency_policies('m', 'm.agency_role');
GRANT USAGE ON SCHEMA m TO regress_par_successor;
GRANT SELECT ON ALL TABLES IN SCHEMA m TO regress_par_successor;
SET ROLE regress_par_successor;
SELECT array_agg(DISTINCT agency_code) FROM ontime_by_agency_month;
SELECT array_agg(DISTINCT agency_code) FROM ontime_by_agency_month_as_now;
SELECT array_agg(DISTINCT agency_code) FROM ontime_by_agency_month_as_now_at('2025-12-31');
SELECT array_agg(DISTINCT agency_code) FROM intake_by_agency_month_as_now;
SELECT array_agg(DISTINCT agency_id) FROM measures_between('2025-01-01', '2025-12-31', as_now => true);
SELECT array_agg(DISTINCT agency_code) FROM satisfaction_by_agency_as_now;
SELECT array_agg(DISTINCT parent_code) FROM ontime_by_parent_month;
SELECT array_agg(DISTINCT parent_id) FROM measures_by_parent('2025-01-01', '2025-12-31');
SELECT agency_code, rank, n_before, agencies_before, rank_before FROM rank_by_year ORDER BY rank;
SELECT count(*) FROM band_share;
RESET ROLE;
INSERT INTO agency_role VALUES ('regress_par_successor', 2), ('regress_par_successor', 31), ('regress_par_successor', 32);
SET ROLE regress_par_successor;
SELECT array_agg(DISTINCT agency_code) FROM ontime_by_agency_month_as_now;
SELECT array_agg(DISTINCT agency_code) FROM ontime_by_agency_month_as_now_at('2025-12-31');
SELECT array_agg(DISTINCT agency_id) FROM measures_between('2025-01-01', '2025-12-31', as_now => true);
SELECT array_agg(DISTINCT parent_code) FROM ontime_by_parent_month;
SELECT array_agg(DISTINCT parent_code) FROM intake_by_parent_month_at('2025-12-31');
RESET ROLE;

RESET search_path;
SET client_min_messages = error;
DROP SCHEMA m CASCADE;
DROP OWNED BY regress_par_successor;
DROP ROLE regress_par_successor;
