-- Services: limits and due dates, and the rates that are called online or payment.

SET client_min_messages = warning;
SET jit = off; -- compiling these short queries takes longer than running them
SET timezone = 'Asia/Ho_Chi_Minh';
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2023-01-01', reporting_date = '2026-12-31';
INSERT INTO bloc VALUES ('so', 'Sở', 1);
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Sở ' || n, 'so', 'province' FROM generate_series(1, 3) n;
INSERT INTO calendar_day (day, kind, name, replaces) SELECT day, kind, name_vi, replaces FROM par.vn_holidays(2023, 2026) WHERE certainty = 'certain';
INSERT INTO service (code, name, field, online_level, limit_days) VALUES ('1', 'Một ngày', 'F', 'full', 1), ('3', 'Ba ngày', 'F', 'full', 3), ('-', 'Không thời hạn', 'F', 'none', NULL);

-- The due date follows from the limit and the calendar when it is not given.
INSERT INTO dossier (code, agency_id, service, received_at, channel) VALUES
    ('26/4/2024 + 3', 1, '3', '2024-04-26 08:00', 'counter'), ('7/2/2024 + 1', 1, '1', '2024-02-07 08:00', 'counter'), ('28/4/2023 + 1', 1, '1', '2023-04-28 08:00', 'counter'),
    ('9/1/2026 + 1', 1, '1', '2026-01-09 08:00', 'counter'), ('31/12/2024 + 1', 1, '1', '2024-12-31 08:00', 'counter'), ('service without a limit', 1, '-', '2024-05-06 08:00', 'counter');
INSERT INTO dossier (code, agency_id, service, received_at, due_at, channel, no_limit) VALUES
    ('given', 1, '3', '2024-05-06 08:00', '2024-05-31 17:00', 'counter', false), ('marked', 1, '3', '2024-05-06 08:00', NULL, 'counter', true);
INSERT INTO dossier (code, agency_id, service, received_at, channel, pauses) VALUES
    ('paused two days', 1, '3', '2024-05-06 08:00', 'counter', '{[2024-05-07 08:00,2024-05-09 08:00)}'), ('paused, open', 1, '3', '2024-05-06 08:00', 'counter', '{[2024-05-07 08:00,)}');
SELECT code, due_at::date AS due, due_at::time AS at, due_computed FROM dossier ORDER BY code;
SELECT count(*) FROM due_changes();

-- A changed calendar lists which due dates it would move; nothing moves by itself.
INSERT INTO calendar_day (day, kind, name) VALUES ('2024-05-09', 'off', 'Nghỉ đột xuất');
SELECT dossier, due_at::date AS due, would_be::date FROM due_changes() ORDER BY dossier;
SELECT count(*) FROM due_changes('2024-05-07');
CALL take_due_changes();
SELECT code, due_at::date AS due, due_computed FROM dossier WHERE service = '3' ORDER BY code;
-- So does a changed limit.
UPDATE service SET limit_days = 2 WHERE code = '1';
SELECT dossier, due_at::date AS due, would_be::date FROM due_changes() ORDER BY dossier;
UPDATE service SET limit_days = NULL WHERE code = '1';
SELECT count(*) AS to_none FROM due_changes() WHERE would_be IS NULL;
UPDATE service SET limit_days = 1 WHERE code = '1';
-- One that is changed by hand is given from then on.
UPDATE dossier SET due_at = '2024-02-20 17:00' WHERE code = '7/2/2024 + 1';
SELECT due_computed FROM dossier WHERE code = '7/2/2024 + 1';
SELECT count(*) FROM due_changes();
-- Taken away, it is computed again; a dossier without a limit says so.
UPDATE dossier SET due_at = NULL WHERE code = '9/1/2026 + 1';
SELECT due_at::date, due_computed FROM dossier WHERE code = '9/1/2026 + 1';
UPDATE dossier SET due_at = NULL, no_limit = true WHERE code = '9/1/2026 + 1';
SELECT due_at::date, due_computed FROM dossier WHERE code = '9/1/2026 + 1';
-- An earlier row is not touched by a limit that its service gets.
UPDATE service SET limit_days = 5 WHERE code = '-';
SELECT due_at, due_computed FROM dossier WHERE code = 'service without a limit';
SELECT count(*) FROM due_changes();
-- The figures know the computed date: on its day in time, a day later late.
UPDATE dossier SET finished_at = due_at WHERE code = '31/12/2024 + 1';
UPDATE dossier SET finished_at = due_at + interval '1 day' WHERE code = '28/4/2023 + 1';
SELECT dossier, status, days_late FROM dossier_status WHERE finished_at IS NOT NULL ORDER BY 1;
SELECT measure, numerator, denominator FROM measures_between('2023-01-01', '2026-12-31') WHERE measure IN ('dossier.on_time', 'dossier.late') ORDER BY 1;

-- What is refused.
\set VERBOSITY terse
INSERT INTO dossier (code, agency_id, service, received_at, due_at, channel, no_limit) VALUES ('x', 1, '3', '2024-05-06 08:00', '2024-05-31 17:00', 'counter', true);
INSERT INTO dossier (code, agency_id, service, received_at, channel) VALUES ('x', 1, '3', 'infinity', 'counter');
INSERT INTO dossier (code, agency_id, service, received_at, channel) VALUES ('x', 1, '3', NULL, 'counter');
INSERT INTO dossier (code, agency_id, service, received_at, channel) VALUES ('x', 1, 'no', '2024-05-06 08:00', 'counter');
UPDATE service SET limit_days = 0;
UPDATE service SET fee = -1;
\set VERBOSITY default

-- Whoever may enter dossiers needs no right on services and calendar.
CREATE ROLE regress_par_clerk;
GRANT USAGE ON SCHEMA m TO regress_par_clerk;
GRANT INSERT ON dossier TO regress_par_clerk;
SET ROLE regress_par_clerk;
INSERT INTO m.dossier (code, agency_id, service, received_at, channel) VALUES ('clerk', 1, '1', '2024-05-06 08:00', 'counter');
RESET ROLE;
SELECT due_at::date FROM dossier WHERE code = 'clerk';
-- Nobody else may put the trigger on a table of his own.
SET ROLE regress_par_clerk;
CREATE TEMP TABLE own (service text, received_at timestamptz, pauses tstzmultirange, due_at timestamptz);
CREATE TRIGGER own BEFORE INSERT ON own FOR EACH ROW EXECUTE FUNCTION m.take_due_date();
DROP TABLE own;
RESET ROLE;

-- A partition elsewhere finds the model, too.
CREATE SCHEMA m_archive;
CREATE TABLE m_archive.parted (LIKE dossier INCLUDING DEFAULTS) PARTITION BY RANGE (received_at);
ALTER TABLE m_archive.parted SET SCHEMA m;
CREATE TRIGGER due BEFORE INSERT ON parted FOR EACH ROW WHEN (NEW.due_at IS NULL AND NOT NEW.no_limit) EXECUTE FUNCTION take_due_date();
CREATE TABLE m_archive.parted_2024 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO m_archive.parted_2024 (code, agency_id, service, received_at, channel) VALUES ('archived', 1, '3', '2024-04-26 08:00', 'counter');
SELECT code, due_at::date, due_computed FROM parted;
DROP TABLE parted;
DROP SCHEMA m_archive;

-- A sheet without due dates, loaded twice: the second time all is the same.
DELETE FROM dossier;
INSERT INTO sheet_load (id, file) VALUES (1, 'dv.xlsx'), (2, 'hoso.xlsx'), (3, 'hoso lan 2.xlsx');
INSERT INTO sheet_cell (load_id, sheet, row_no, column_no, kind, value)
SELECT f, 'HS', r, c, 'text', v
FROM (VALUES (1, 1, '{Mã TTHC,Tên TTHC,Lĩnh vực,Mức độ DVC,Thời hạn giải quyết (ngày làm việc),Lệ phí,Thanh toán trực tuyến,Phi địa giới,Thiết yếu,Đủ điều kiện toàn trình}'::text[]),
             (1, 2, '{1.001,Khai sinh,Hộ tịch,Toàn trình,5,0,không,có,x,có}'), (1, 3, '{1.002,Trích lục,Hộ tịch,Một phần,"",8.000,có,không,"",có}'),
             (2, 1, '{Mã hồ sơ,Cơ quan,Thủ tục,Ngày nhận,Ngày hẹn trả,Kênh}'), (3, 1, '{Mã hồ sơ,Cơ quan,Thủ tục,Ngày nhận,Ngày hẹn trả,Kênh}'),
             (2, 2, '{H1,Sở 1,Khai sinh,03/06/2024 08:00,"",Trực tuyến}'), (3, 2, '{H1,Sở 1,Khai sinh,03/06/2024 08:00,"",Trực tuyến}'),
             (2, 3, '{H2,Sở 1,Trích lục,03/06/2024 08:00,"",Trực tuyến}'), (3, 3, '{H2,Sở 1,Trích lục,03/06/2024 08:00,"",Trực tuyến}')) t (f, r, cells), unnest(cells) WITH ORDINALITY u (v, c)
WHERE v <> '';
CALL load_sheet('dv.xlsx', 'services');
SELECT code, online_level, limit_days, fee, eligible_full, payment_integrated, boundary_free, essential FROM service WHERE code LIKE '1.%' ORDER BY 1;
CALL load_sheet('hoso.xlsx', 'dossiers');
SELECT kind, n_loaded, n_changed, n_same, n_rejected FROM sheet_load WHERE loaded_at IS NOT NULL ORDER BY id;
SELECT code, due_at::date, due_computed FROM dossier ORDER BY 1;
CALL load_sheet('hoso lan 2.xlsx', 'dossiers');
SELECT kind, n_loaded, n_changed, n_same, n_rejected FROM sheet_load WHERE loaded_at IS NOT NULL ORDER BY id;
SELECT code, due_at::date, due_computed FROM dossier ORDER BY 1;

-- The printed counts of appendix 8 of 2025Q1, in hundreds of dossiers: four rates in one quarter that are all called online.
DELETE FROM dossier;
DELETE FROM service;
INSERT INTO service (code, name, field, online_level, eligible_full, fee, payment_integrated) SELECT 'F' || n, 'F', 'F', 'full', true, n % 2 * 1000, true FROM generate_series(1, 717) n;
INSERT INTO service (code, name, field, online_level, fee, payment_integrated) SELECT 'P' || n, 'P', 'F', 'partial', 1000, true FROM generate_series(1, 420) n;
INSERT INTO service (code, name, field, essential) SELECT 'N' || n, 'N', 'F', n <= 5 FROM generate_series(1, 100) n;
-- 293 services with dossiers, 183 of them with one submitted online; 46.834 and 34.558 dossiers, 39.649 and 16.893 online.
INSERT INTO dossier (code, agency_id, service, received_at, channel, fee, paid_online)
SELECT 'F-' || n, 1 + n % 3, 'F' || CASE WHEN n <= 3965 THEN 1 + n % 150 ELSE 151 + n % 50 END, '2025-01-15 08:00'::timestamptz, CASE WHEN n <= 3965 THEN 'online' ELSE 'counter' END, n % 2 * 1000, n % 4 = 1 AND n <= 3965 FROM generate_series(1, 4683) n
UNION ALL
SELECT 'P-' || n, 1 + n % 3, 'P' || CASE WHEN n <= 1689 THEN 1 + n % 33 ELSE 34 + n % 60 END, '2025-03-31 23:30'::timestamptz, CASE WHEN n <= 1689 THEN 'online' ELSE 'counter' END, 0, false FROM generate_series(1, 3456) n
UNION ALL
SELECT 'N-' || n, 1, 'N1', '2025-02-15 08:00'::timestamptz, 'counter', 0, false FROM generate_series(1, 14400) n;
SELECT code, numerator, denominator, pct, numerator_of, denominator_of FROM service_rates('2025-01-01', '2025-03-31');
-- By plain counts.
SELECT (SELECT count(*) FROM dossier WHERE channel = 'online') AS online, (SELECT count(*) FROM dossier) AS dossiers,
       (SELECT count(DISTINCT service) FROM dossier d JOIN service p ON p.code = d.service WHERE p.online_level <> 'none') AS arisen,
       (SELECT count(DISTINCT service) FROM dossier WHERE channel = 'online') AS arisen_online, (SELECT count(*) FROM dossier WHERE paid_online) AS paid,
       (SELECT count(*) FROM dossier WHERE fee > 0) AS with_fee, (SELECT count(DISTINCT service) FROM dossier WHERE paid_online) AS s_paid, (SELECT count(DISTINCT service) FROM dossier WHERE fee > 0) AS s_fee;
-- A service that several agencies have is one service; the measures, which are sums over
-- agencies, count dossiers.
SELECT sum(n_received) AS n_received, count(*) FILTER (WHERE n_received > 0) AS used, max(n_agencies) AS agencies FROM service_use_between('2025-01-01', '2025-03-31');
SELECT measure, sum(numerator) AS online, sum(denominator) AS of FROM measures_between('2025-01-01', '2025-03-31') WHERE measure LIKE 'dossier.online%' GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM service_rates('2025-02-01', '2025-01-01');
-- Nothing arose: no rate of it, but no row less.
SELECT code, numerator, denominator, pct FROM service_rates('2020-01-01', '2020-01-31') WHERE code ~ 'dossiers';
-- Measures that count services: the rates, as figures of the province; of an agency those
-- of its own dossiers; none where nobody has said a thing, and none of what is not asked.
SELECT k.first_day, f.measure, f.numerator, f.denominator, (f.numerator, f.denominator) IS DISTINCT FROM (r.numerator, r.denominator) AS differs
FROM (VALUES ('2025-01-01'::date, '2025-03-31'::date), ('2025-03-31', '2025-03-31'), ('2025-02-01', '2025-02-28'), ('2020-01-01', '2020-01-31')) k (first_day, last_day)
     CROSS JOIN LATERAL service_figures('{service.online,service.eligible_full,service.essential_online,service.paid_online,service.payment_integrated,service.boundary_free}', ARRAY[k.first_day], ARRAY[k.last_day]) f
     LEFT JOIN (VALUES ('service.online', 'online.services'), ('service.eligible_full', 'online.services_eligible'), ('service.essential_online', 'online.services_essential'),
                       ('service.paid_online', 'payment.services'), ('service.payment_integrated', 'payment.services_integrated'), ('service.boundary_free', 'boundary_free.services')) n (measure, code) ON n.measure = f.measure
     LEFT JOIN LATERAL service_rates(k.first_day, k.last_day) r ON r.code = n.code
ORDER BY 1, 2;
SELECT f.measure, f.numerator, f.denominator,
       (SELECT count(DISTINCT d.service) FROM dossier d JOIN service p ON p.code = d.service WHERE d.agency_id = 2 AND CASE f.measure WHEN 'service.online' THEN p.online_level <> 'none' AND d.channel = 'online' ELSE d.paid_online END) AS plain
FROM service_figures('{service.online,service.paid_online,service.eligible_full}', '{2025-01-01}', '{2025-03-31}', 2) f ORDER BY 1;
SELECT count(*) FROM service_figures('{dossier.online}', '{2025-01-01}', '{2025-03-31}');
SELECT code, round(measure_of_bloc(code, NULL, '2025-01-01', '2025-03-31'), 2) AS pct FROM measure WHERE source = 'service' ORDER BY 1;
SELECT count(*) FROM measures_between('2025-01-01', '2025-03-31') WHERE measure LIKE 'service.%';
-- Appendix 8 has them from the rows.
CALL par.add_forms('m', 'appendix-2025');
SELECT number, printed, numerator, denominator, source FROM report_table('PL8', '2025-01-01', '2025-03-31') WHERE number LIKE '6%' ORDER BY ord;
SELECT number, printed, source FROM report_table('PL8', '2025-01-01', '2025-03-31', 'A2') WHERE number LIKE '6.%' AND source <> 'missing' ORDER BY ord;

RESET search_path;
SET client_min_messages = error;
DROP SCHEMA m CASCADE;
DROP ROLE regress_par_clerk;
