-- How dossiers were dealt with: refusals and their slips, apologies, supplements,
-- what is digitised, ratings.

SET client_min_messages = warning;
SET jit = off;
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('so', 'Sở', 1);
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Sở ' || n, 'so', 'province' FROM generate_series(1, 6) n;
INSERT INTO service (code, name, field, online_level) VALUES ('F', 'Toàn trình', 'Đất đai', 'full'), ('P', 'Một phần', 'Đất đai', 'partial'), ('N', 'Trực tiếp', 'Đất đai', 'none');

-- One of every kind.
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel, pauses, supplements) VALUES
    ('good', 1, 'F', '2024-03-01 08:00+07', '2024-03-08 17:00+07', '2024-03-05 08:00+07', 'online', '{}', 0),
    ('refused, slip', 1, 'F', '2024-03-01 08:00+07', '2024-03-08 17:00+07', '2024-03-05 08:00+07', 'online', '{}', 0),
    ('refused, no slip', 1, 'F', '2024-03-01 08:00+07', '2024-03-08 17:00+07', '2024-03-05 08:00+07', 'online', '{}', 0),
    ('late, apology', 1, 'P', '2024-03-01 08:00+07', '2024-03-08 17:00+07', '2024-03-11 08:00+07', 'online', '{}', 0),
    ('late, no row', 1, 'P', '2024-03-01 08:00+07', '2024-03-08 17:00+07', '2024-03-11 08:00+07', 'counter', '{}', 0),
    ('late, no apology', 1, 'P', '2024-03-01 08:00+07', '2024-03-08 17:00+07', '2024-03-12 08:00+07', 'counter', '{}', 0),
    ('late, no new date', 1, 'P', '2024-03-01 08:00+07', '2024-03-08 17:00+07', '2024-03-13 08:00+07', 'counter', '{}', 0),
    ('apology too late', 1, 'P', '2024-12-01 08:00+07', '2024-12-10 17:00+07', '2024-12-11 08:00+07', 'counter', '{}', 0),
    ('overdue', 1, 'P', '2024-12-01 08:00+07', '2024-12-10 17:00+07', NULL, 'counter', '{}', 0),
    ('overdue, paused', 1, 'P', '2024-12-01 08:00+07', '2024-12-10 17:00+07', NULL, 'counter', '{[2024-12-05 08:00+07,)}', 0),
    ('overdue then', 1, 'P', '2024-12-01 08:00+07', '2024-12-10 17:00+07', '2025-01-05 08:00+07', 'counter', '{}', 0),
    ('on the due day', 1, 'P', '2024-12-01 08:00+07', '2024-12-10 17:00+07', '2024-12-10 16:59+07', 'counter', '{}', 0),
    ('asked twice', 1, 'N', '2024-12-01 08:00+07', NULL, NULL, 'counter', '{}', 0),
    ('asked once', 1, 'N', '2024-12-01 08:00+07', NULL, NULL, 'counter', '{}', 2),
    ('asked again later', 1, 'N', '2024-12-01 08:00+07', NULL, NULL, 'counter', '{}', 0),
    ('asked, no days', 1, 'N', '2024-12-01 08:00+07', NULL, NULL, 'counter', '{}', 3);
INSERT INTO dossier_supplement VALUES ('asked twice', '2024-12-03'), ('asked twice', '2024-12-09'), ('asked once', '2024-12-03'), ('asked again later', '2024-12-03'), ('asked again later', '2025-01-03');
INSERT INTO dossier_conduct (dossier, outcome, slip_no, apologised_on, promised_on, officer, components, components_digitised, data_reused, result_digitised, rating) VALUES
    ('good', 'settled', NULL, NULL, NULL, 'Bà Hoa', 4, 4, true, true, 5),
    ('refused, slip', 'refused', 'TC-01', NULL, NULL, 'Bà Hoa', 4, 2, false, NULL, 1),
    ('refused, no slip', 'refused', NULL, NULL, NULL, 'Ông Nam', 0, 0, NULL, NULL, NULL),
    ('late, apology', 'settled', NULL, '2024-03-08', '2024-03-12', 'Ông Nam', 3, 3, true, false, 3),
    ('late, no apology', 'settled', NULL, NULL, NULL, 'Ông Nam', NULL, NULL, NULL, true, 4),
    ('late, no new date', 'settled', NULL, '2024-03-08', NULL, 'Ông Nam', NULL, NULL, NULL, NULL, NULL),
    ('apology too late', 'settled', NULL, '2025-01-02', '2025-01-10', 'Ông Nam', NULL, NULL, NULL, NULL, NULL),
    ('on the due day', 'withdrawn', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
SELECT agency_code, dossier, fault, fault_vi, day, days_late, officer FROM conduct_faults ORDER BY fault, dossier;
SELECT dossier, fault, day FROM conduct_faults('2025-01-01', '2025-01-31') ORDER BY fault, dossier;
SELECT count(*) FROM conduct_faults('2024-02-01', '2024-01-01');
SELECT n_received, n_by_post, n_components, n_components_digitised, n_digitised, n_data_reused, n_finished, n_settled, n_refused, n_withdrawn, n_returned, n_outcome_unknown,
       n_result_digitised, n_late, n_apologised, n_rated, n_rated_satisfied, rating_mean FROM conduct_summary;
SELECT measure, numerator, denominator FROM measures_between('2024-01-01', '2024-12-31')
WHERE measure IN ('dossier.digitised', 'dossier.components_digitised', 'dossier.data_reused', 'dossier.result_digitised', 'dossier.refused', 'dossier.rated_satisfied', 'dossier.online_full', 'dossier.online_partial', 'dossier.online_published') ORDER BY 1;
-- An office that keeps nothing of it has not reported it: no figure of 0.
SELECT count(*) FROM measures_between('2025-01-01', '2025-01-31') WHERE measure IN ('dossier.digitised', 'dossier.data_reused', 'dossier.rated_satisfied');

-- What is refused, and what would be right.
\set VERBOSITY terse
INSERT INTO dossier_conduct (dossier, outcome, slip_no) VALUES ('overdue', 'settled', 'TC-02');
INSERT INTO dossier_conduct (dossier, slip_no) VALUES ('overdue', 'TC-02');
INSERT INTO dossier_conduct (dossier, outcome, slip_no) VALUES ('overdue', 'refused', '  ');
INSERT INTO dossier_conduct (dossier, promised_on) VALUES ('overdue', '2024-12-12');
INSERT INTO dossier_conduct (dossier, apologised_on, promised_on) VALUES ('overdue', '2024-12-12', '2024-12-11');
INSERT INTO dossier_conduct (dossier, components, components_digitised) VALUES ('overdue', 2, 3);
INSERT INTO dossier_conduct (dossier, components_digitised) VALUES ('overdue', 3);
INSERT INTO dossier_conduct (dossier, components) VALUES ('overdue', -1);
INSERT INTO dossier_conduct (dossier, outcome, result_digitised) VALUES ('overdue', 'refused', true);
INSERT INTO dossier_conduct (dossier, rating) VALUES ('overdue', 6);
INSERT INTO dossier_conduct (dossier, outcome) VALUES ('overdue', 'done');
INSERT INTO dossier_conduct (dossier) VALUES ('nowhere');
INSERT INTO dossier_conduct (dossier, apologised_on) VALUES ('overdue', 'infinity');
INSERT INTO dossier_conduct (dossier) VALUES ('good');
\set VERBOSITY default
-- What only two tables say together is listed.
INSERT INTO dossier_conduct (dossier, outcome) VALUES ('overdue', 'settled');
SELECT severity, key, fault, message_en FROM par.check_model('m') WHERE relation = 'dossier_conduct';
-- It goes with its dossier, and is renamed with it.
UPDATE dossier SET code = 'was overdue' WHERE code = 'overdue';
SELECT dossier FROM dossier_conduct WHERE dossier LIKE '%overdue';
DELETE FROM dossier;
SELECT count(*) FROM dossier_conduct;

-- A sheet of the one-stop system: its dossiers, then how they were dealt with.
INSERT INTO sheet_load (id, file) VALUES (1, 'hoso.xlsx'), (2, 'quatrinh.xlsx'), (3, 'bosung.xlsx');
INSERT INTO sheet_cell (load_id, sheet, row_no, column_no, kind, value)
SELECT f, 'HS', r, c, 'text', v
FROM (VALUES (1, 1, '{Mã hồ sơ,Cơ quan,Thủ tục,Ngày nhận,Ngày hẹn trả,Ngày trả kết quả,Kênh}'::text[]),
             (1, 2, '{H1,Sở 1,Toàn trình,01/03/2024 08:00,08/03/2024,05/03/2024 09:00,Trực tuyến}'),
             (1, 3, '{H2,Sở 1,Toàn trình,01/03/2024 08:00,08/03/2024,11/03/2024 09:00,Trực tiếp}'),
             (1, 4, '{H3,Sở 2,Một phần,01/03/2024 08:00,08/03/2024,"",Trực tiếp}'),
             (2, 1, '{Số hồ sơ,Kết quả xử lý,Số phiếu từ chối,Ngày xin lỗi,Ngày hẹn lại,Người xử lý,Nhận qua bưu chính,Số thành phần,Số thành phần số hóa,Kết quả điện tử,Tái sử dụng dữ liệu,Điểm đánh giá}'),
             (2, 2, '{H1,Đã trả kết quả,"","","",Bà Hoa,không,4,4,có,có,5}'),
             (2, 3, '{H2,Từ chối giải quyết,TC-9,8/3/2024,12/3/2024,Ông Nam,x,3,1,không,không,2}'),
             (2, 4, '{H3,Đang giải quyết,"","","",Ông Nam,không,3,5,"","",""}'),
             (2, 5, '{H4,Đã trả kết quả,"","","",Ông Nam,không,3,3,"","",""}'),
             (3, 1, '{Mã hồ sơ,Ngày yêu cầu bổ sung,Lý do}'),
             (3, 2, '{H3,4/3/2024,Thiếu bản vẽ}')) t (f, r, cells), unnest(cells) WITH ORDINALITY u (v, c)
WHERE v <> '';
CALL load_sheet('hoso.xlsx', 'dossiers');
CALL load_sheet('quatrinh.xlsx', 'conduct');
CALL load_sheet('bosung.xlsx', 'supplements');
SELECT kind, n_read, n_loaded, n_rejected FROM sheet_load ORDER BY id;
SELECT row_no, field, value, reason, message_en FROM load_note WHERE outcome = 'rejected' ORDER BY row_no;
SELECT c.dossier, c.outcome, c.slip_no, c.apologised_on, c.promised_on, c.officer, c.received_by_post, c.components, c.components_digitised, c.result_digitised, c.data_reused, c.rating
FROM dossier_conduct c ORDER BY 1;
SELECT * FROM dossier_supplement;
-- The report of them: appendix 3, row 6, for which the three rates stand, by name.
SELECT m.measure, a.code, m.numerator, m.denominator FROM measures_between('2024-03-01', '2024-03-31') m JOIN agency a ON a.id = m.agency_id
WHERE m.measure IN ('dossier.digitised', 'dossier.data_reused', 'dossier.result_digitised') ORDER BY 1, 2;
SELECT dossier, fault FROM conduct_faults('2024-03-01', '2024-03-31');
CALL undo_load(2);
SELECT count(*) FROM dossier_conduct;
DELETE FROM dossier;

-- Random dossiers against plain counts, over ten periods.
SELECT setseed(0.4);
SET timezone = 'Asia/Ho_Chi_Minh';
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, pauses, channel, supplements, fee, paid_online)
SELECT 'D' || n, 1 + floor(random() * 5)::int, (ARRAY['F', 'P', 'N'])[1 + floor(random() * 3)::int], r.at, CASE WHEN random() < 0.9 THEN r.at + floor(random() * 10) * interval '1 day' END, f.at,
       CASE WHEN f.at IS NULL AND random() < 0.3 THEN tstzmultirange(tstzrange(r.at, NULL)) ELSE '{}' END, (ARRAY['online', 'counter'])[1 + floor(random() * 2)::int], floor(random() * 3), n % 2 * 1000, n % 6 = 1
FROM generate_series(1, 3000) n, LATERAL (SELECT '2023-09-01 08:00+07'::timestamptz + floor(random() * 600 + n * 0) * interval '1 day' + floor(random() * 9) * interval '1 hour') r (at),
     LATERAL (SELECT CASE WHEN random() + n * 0 < 0.8 THEN r.at + floor(random() * 15) * interval '1 day' END) f (at);
INSERT INTO dossier_supplement SELECT code, (received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + k * 5 FROM dossier, generate_series(1, 2) k WHERE code LIKE '%1' AND (k = 1 OR code LIKE '%11');
INSERT INTO dossier_conduct (dossier, outcome, slip_no, apologised_on, promised_on, received_by_post, components, components_digitised, data_reused, result_digitised, rating)
SELECT d.code, o.outcome, CASE WHEN o.outcome = 'refused' AND random() < 0.7 THEN 'TC-' || d.code END, p.day, CASE WHEN random() < 0.8 THEN p.day + 3 END, random() < 0.1, 4,
       CASE WHEN random() < 0.8 THEN floor(random() * 5)::int END, CASE WHEN random() < 0.8 THEN random() < 0.5 END,
       CASE WHEN o.outcome = 'settled' AND random() < 0.9 THEN random() < 0.7 END, CASE WHEN random() < 0.5 THEN 1 + floor(random() * 5)::int END
FROM dossier d, LATERAL (SELECT CASE WHEN d.finished_at IS NOT NULL AND random() < 0.9 THEN (ARRAY['settled', 'settled', 'settled', 'refused', 'withdrawn', 'returned'])[1 + floor(random() * 6)::int] END) o (outcome),
     LATERAL (SELECT CASE WHEN d.finished_at > d.due_at AND random() < 0.8 THEN (d.due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date END) p (day)
WHERE random() < 0.9;
CREATE TEMP TABLE asked AS
SELECT '2024-01-01'::date AS first_day, '2024-01-01'::date + n * 41 AS last_day FROM generate_series(0, 6) n
UNION ALL VALUES ('2024-02-14'::date, '2024-03-13'::date), ('2024-06-30', '2024-06-30'), ('2023-01-01', '2025-12-31');
-- Every dossier of every period by itself, whatever index there is.
CREATE TEMP TABLE broken AS
WITH judged AS (
    SELECT k.first_day, k.last_day, d.*, c.outcome, c.slip_no, c.apologised_on <= k.last_day AS apologised, c.promised_on,
           d.finished_at::date BETWEEN k.first_day AND k.last_day AS done_in_it,
           d.received_at::date <= k.last_day AND (d.finished_at IS NULL OR d.finished_at::date > k.last_day) AND d.due_at < (k.last_day + 1)::timestamptz - interval '1 us'
               AND NOT d.pauses @> ((k.last_day + 1)::timestamptz - interval '1 us') AS overdue,
           (SELECT count(*) FROM dossier_supplement s WHERE s.dossier = d.code) AS n_requests,
           (SELECT s.asked_on FROM dossier_supplement s WHERE s.dossier = d.code ORDER BY 1 OFFSET 1 LIMIT 1) AS second
    FROM asked k CROSS JOIN dossier d LEFT JOIN dossier_conduct c ON c.dossier = d.code
)
SELECT first_day, last_day, code, CASE WHEN apologised THEN 'apology_without_new_date' ELSE 'late_without_apology' END AS fault FROM judged
WHERE (done_in_it AND finished_at > due_at OR overdue) AND NOT (coalesce(apologised, false) AND promised_on IS NOT NULL)
UNION ALL SELECT first_day, last_day, code, 'refused_without_slip' FROM judged WHERE done_in_it AND outcome = 'refused' AND slip_no IS NULL
UNION ALL SELECT first_day, last_day, code, 'supplement_asked_again' FROM judged
WHERE second BETWEEN first_day AND last_day AND received_at::date <= last_day OR n_requests = 0 AND supplements > 1 AND received_at::date BETWEEN first_day AND last_day;
SELECT coalesce(b.fault, f.fault) AS fault, count(b.code) > 20 AS many, count(*) FILTER (WHERE b.code IS NULL OR f.dossier IS NULL) AS differ
FROM broken b FULL JOIN (SELECT k.first_day, k.last_day, f.* FROM asked k CROSS JOIN LATERAL conduct_faults(k.first_day, k.last_day) f) f
     ON (f.first_day, f.last_day, f.dossier, f.fault) = (b.first_day, b.last_day, b.code, b.fault)
GROUP BY 1 ORDER BY 1;
\set ECHO none
\i test/measures.sql
\set ECHO all
SELECT count(*) > 500 AS many, count(*) FILTER (WHERE (m.numerator, m.denominator) IS DISTINCT FROM (p.numerator, p.denominator)) AS differ, count(DISTINCT measure) AS measures
FROM (SELECT k.first_day, k.last_day, m.* FROM asked k CROSS JOIN LATERAL measures_between(k.first_day, k.last_day) m WHERE m.measure LIKE 'dossier.%') m
     FULL JOIN (SELECT k.first_day, k.last_day, p.* FROM asked k CROSS JOIN LATERAL pg_temp.plain_measures(k.first_day, k.last_day) p WHERE p.measure LIKE 'dossier.%') p USING (first_day, last_day, agency_id, measure);
-- Several periods at once are each by itself.
SELECT count(*) FILTER (WHERE (m.numerator, m.denominator) IS DISTINCT FROM (o.numerator, o.denominator)) AS differ
FROM (SELECT array_agg(first_day ORDER BY first_day, last_day) AS first_days, array_agg(last_day ORDER BY first_day, last_day) AS last_days FROM asked) k
     CROSS JOIN LATERAL dossier_measures(k.first_days, k.last_days) m
     FULL JOIN (SELECT k.n, o.* FROM (SELECT row_number() OVER (ORDER BY first_day, last_day) AS n, * FROM asked) k CROSS JOIN LATERAL dossier_measures(ARRAY[k.first_day], ARRAY[k.last_day]) o) o
       ON (o.n, o.measure, o.agency_id) = (m.period, m.measure, m.agency_id);
-- The summary adds up, and agrees with the measures.
SELECT count(*) FILTER (WHERE n_settled + n_refused + n_withdrawn + n_returned + n_outcome_unknown <> n_finished) AS unexplained,
       count(*) FILTER (WHERE n_digitised > n_received OR n_apologised > n_late OR n_rated_satisfied > n_rated) AS too_many
FROM asked k CROSS JOIN LATERAL conduct_between(k.first_day, k.last_day) b;
-- And the rows behind a figure come to it.
INSERT INTO framework VALUES ('F', 2024, 'so', 'Sở 2024');
INSERT INTO criterion (framework, code, title, max_points, rule, measure) SELECT 'F', row_number() OVER (ORDER BY code), vi, 10, 'ratio', code FROM measure WHERE source = 'dossier';
CALL refresh();
SELECT b.measure, count(*) AS agencies, count(*) FILTER (WHERE (e.numerator, e.denominator) IS DISTINCT FROM (b.numerator, b.denominator)) AS differ
FROM index_breakdown b CROSS JOIN LATERAL (SELECT sum(v.numerator)::numeric(20,4) AS numerator, sum(v.denominator)::numeric(20,4) AS denominator FROM evidence('F', b.agency_code, b.criterion_code, 10000) v WHERE v.source = 'dossier') e
GROUP BY 1 ORDER BY 1;

-- Sums are exact under whatever is written: random statements on the dossiers, their
-- conduct and requests, some of them undone, folded now and then.
CREATE TABLE checked (n int, kind text, differ bigint);
SELECT setseed(0.7);
DO $$
DECLARE
    i int;
    kind text;
    x float8;
BEGIN
    FOR i IN 1..250 LOOP
        x := random();
        kind := (ARRAY['enter', 'enter both', 'conduct', 'change', 'finish', 'reopen', 'move', 'receive', 'rename', 'forget', 'delete', 'delete agency', 'ask', 'unask', 'move request', 'number', 'swap', 'fold', 'undo'])[1 + floor(random() * 19)::int];
        CASE kind
        WHEN 'enter' THEN
            INSERT INTO dossier (code, agency_id, service, received_at, channel, supplements) SELECT format('N%s.%s', i, n), 1 + n % 5, 'F', '2024-01-01 08:00+07'::timestamptz + (x * 300 + n) * interval '1 day', 'online', n % 4 FROM generate_series(1, 20) n;
        WHEN 'enter both' THEN
            WITH d AS (INSERT INTO dossier (code, agency_id, service, received_at, channel) SELECT format('B%s.%s', i, n), 1 + n % 5, 'F', '2024-01-01 08:00+07'::timestamptz + (x * 300 + n) * interval '1 day', 'online' FROM generate_series(1, 9) n RETURNING code)
            INSERT INTO dossier_conduct (dossier, components, components_digitised, data_reused) SELECT code, 3, 3, x < 0.5 FROM d;
        WHEN 'conduct' THEN
            INSERT INTO dossier_conduct (dossier, outcome, components, components_digitised, data_reused, result_digitised, rating)
            SELECT d.code, CASE WHEN x < 0.8 THEN 'settled' ELSE 'refused' END, 4, floor(x * 5), x < 0.3, CASE WHEN x < 0.8 THEN x < 0.4 END, 1 + floor(x * 5) FROM dossier d WHERE NOT EXISTS (SELECT FROM dossier_conduct c WHERE c.dossier = d.code) ORDER BY hashtext(d.code || i) LIMIT 30;
        WHEN 'change' THEN
            UPDATE dossier_conduct SET rating = CASE WHEN x < 0.2 THEN NULL ELSE 1 + floor(x * 5) END, data_reused = NOT data_reused, components = coalesce(components_digitised, 0) + 1 WHERE hashtext(dossier || i) % 50 = 0;
        WHEN 'finish' THEN
            UPDATE dossier SET finished_at = received_at + x * interval '20 days' WHERE finished_at IS NULL AND pauses = '{}' AND hashtext(code || i) % 5 = 0;
        WHEN 'reopen' THEN
            UPDATE dossier SET finished_at = NULL WHERE hashtext(code || i) % 90 = 0;
        WHEN 'move' THEN
            UPDATE dossier SET agency_id = 1 + agency_id % 5 WHERE hashtext(code || i) % 70 = 0;
        WHEN 'receive' THEN
            UPDATE dossier SET received_at = received_at - interval '40 days' WHERE hashtext(code || i) % 110 = 0 AND pauses = '{}';
        WHEN 'rename' THEN
            UPDATE dossier SET code = code || '.', finished_at = coalesce(finished_at, received_at + interval '3 days') WHERE hashtext(code || i) % 200 = 0 AND pauses = '{}';
        WHEN 'forget' THEN
            DELETE FROM dossier_conduct WHERE hashtext(dossier || i) % 120 = 0;
        WHEN 'delete' THEN
            DELETE FROM dossier WHERE hashtext(code || i) % 150 = 0;
        WHEN 'delete agency' THEN
            DELETE FROM dossier WHERE agency_id = 5 AND received_at > '2024-06-01' AND x < 0.3;
        WHEN 'ask' THEN
            INSERT INTO dossier_supplement SELECT code, (received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + floor(x * 40)::int FROM dossier WHERE hashtext(code || i) % 40 = 0 ON CONFLICT DO NOTHING;
        WHEN 'unask' THEN
            DELETE FROM dossier_supplement WHERE hashtext(dossier || i) % 20 = 0 AND asked_on < date '2024-01-01' + floor(x * 300)::int;
        WHEN 'move request' THEN
            UPDATE dossier_supplement SET asked_on = asked_on + 100 + floor(x * 60)::int WHERE hashtext(dossier || i) % 60 = 0;
        WHEN 'number' THEN
            UPDATE dossier SET supplements = floor(x * 4) WHERE hashtext(code || i) % 60 = 0;
        WHEN 'swap' THEN
            UPDATE dossier_conduct c SET dossier = n.code FROM (SELECT min(d.code) AS code FROM dossier d WHERE NOT EXISTS (SELECT FROM dossier_conduct o WHERE o.dossier = d.code)) n
            WHERE c.dossier = (SELECT max(o.dossier) FROM dossier_conduct o) AND n.code IS NOT NULL;
        WHEN 'fold' THEN
            CALL fold();
        ELSE
            BEGIN
                DELETE FROM dossier WHERE hashtext(code || i) % 10 = 0;
                UPDATE dossier_conduct SET rating = 5, agency_id = 3;
                RAISE SQLSTATE 'U0000';
            EXCEPTION WHEN SQLSTATE 'U0000' THEN
                NULL;
            END;
        END CASE;
        COMMIT;
        IF i % 10 = 0 THEN
            INSERT INTO checked SELECT i, kind, count(*) FROM check_conduct();
        END IF;
    END LOOP;
END
$$;
SELECT count(*), sum(differ) AS differ FROM checked;
-- (whenever the last fold was)
UPDATE dossier_conduct SET rating = 6 - rating WHERE rating IN (1, 5);
SELECT count(*) > 50 AS many FROM conduct_log;
SELECT count(*) > 500 AS many, count(*) FILTER (WHERE (m.numerator, m.denominator) IS DISTINCT FROM (p.numerator, p.denominator)) AS differ, count(DISTINCT measure) AS measures
FROM (SELECT k.first_day, k.last_day, m.* FROM asked k CROSS JOIN LATERAL measures_between(k.first_day, k.last_day) m WHERE m.measure LIKE 'dossier.%') m
     FULL JOIN (SELECT k.first_day, k.last_day, p.* FROM asked k CROSS JOIN LATERAL pg_temp.plain_measures(k.first_day, k.last_day) p WHERE p.measure LIKE 'dossier.%') p USING (first_day, last_day, agency_id, measure);
CALL fold();
SELECT count(*) FROM conduct_log;
SELECT * FROM check_fresh();
-- What went past the triggers is found, of some agencies and of all, and repaired.
SET session_replication_role = replica;
UPDATE dossier_conduct SET finished_on = finished_on + 1 WHERE finished_on = (SELECT max(finished_on) FROM dossier_conduct WHERE rating > 3);
RESET session_replication_role;
DELETE FROM dossier_asked_again WHERE hashtext(dossier) % 3 = 0;
UPDATE conduct_month SET rated = rated + 1 WHERE (agency_id, month) = (1, '2024-02-01');
SELECT DISTINCT cell FROM check_fresh() ORDER BY 1;
SELECT count(DISTINCT cell) FROM check_fresh(6);
CALL rebuild();
SELECT * FROM check_fresh();
SELECT count(*) > 50 AS many FROM dossier_asked_again WHERE again_on <> received_on;
-- Nobody else writes what is kept.
INSERT INTO conduct_day SELECT 1, '2024-01-01', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1;
INSERT INTO dossier_asked_again VALUES ('D1', 1, '2024-01-01', '2024-01-01');
TRUNCATE dossier CASCADE;
SELECT count(*) FROM dossier_asked_again;
CALL fold();
SELECT * FROM check_fresh();
SELECT count(*) FILTER (WHERE (rated, refused, components) <> (0, 0, 0)) AS left FROM conduct_month;
-- Rows of a load that were asked again are found by their keys, by a plan that is kept,
-- in tables that were empty when it was made as well.
VACUUM ANALYZE dossier, dossier_supplement, dossier_asked_again;
BEGIN;
INSERT INTO dossier (code, agency_id, service, received_at, channel, supplements) SELECT 'L' || n, 1, 'F', '2024-01-01 08:00+07', 'online', 2 FROM generate_series(1, 300) n;
SELECT relname, seq_scan < 300 AND idx_scan >= 300 AS by_key FROM pg_stat_xact_user_tables WHERE schemaname = 'm' AND relname IN ('dossier', 'dossier_supplement', 'dossier_asked_again') ORDER BY relname;
SELECT count(*) FROM dossier_asked_again;
ROLLBACK;
SELECT 'plan_cache_mode=force_generic_plan' = ANY (proconfig) AS kept FROM pg_proc WHERE oid = 'keep_asked_again'::regproc;

RESET search_path;
SET client_min_messages = error;
DROP SCHEMA m CASCADE;
