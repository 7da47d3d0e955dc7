-- Petitions: received, processed (refused and forwarded too), published.

SET client_min_messages = warning;
SET jit = off; -- compiling these short queries takes longer than running them
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('so', 'Sở', 1);
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Sở ' || n, 'so', 'province' FROM generate_series(1, 6) n;
UPDATE agency SET valid_to = '2024-12-30' WHERE id = 6;

-- One of every kind.
INSERT INTO petition (code, agency_id, field, channel, received_on, due_on, handled_on, outcome, published_on) VALUES
    ('early', 1, 'Đất đai', 'portal', '2024-03-01', '2024-03-15', '2024-03-14', 'solved', '2024-03-20'),
    ('on the day', 1, 'Đất đai', 'phone', '2024-03-01', '2024-03-15', '2024-03-15', 'refused', NULL),
    ('late', 1, 'Hộ tịch', 'portal', '2023-12-20', '2024-01-05', '2024-01-06', 'forwarded', NULL),
    ('no due day', 1, 'Hộ tịch', 'post', '2024-05-01', NULL, '2024-05-02', 'solved', '2024-05-02'),
    ('overdue', 1, 'Hộ tịch', 'portal', '2024-12-01', '2024-12-15', NULL, NULL, NULL),
    ('due today', 1, 'Hộ tịch', 'portal', '2024-12-21', '2024-12-31', NULL, NULL, NULL),
    ('after the day', 1, 'Hộ tịch', 'portal', '2024-12-21', '2025-01-10', '2025-01-04', 'solved', '2025-01-05'),
    ('published later', 1, 'Đất đai', 'portal', '2024-12-02', '2024-12-12', '2024-12-12', 'solved', '2025-01-02'),
    ('next year', 1, 'Đất đai', 'portal', '2025-01-01', '2025-01-10', NULL, NULL, NULL),
    ('settled before', 1, 'Đất đai', 'portal', '2023-05-01', '2023-05-10', '2023-05-09', 'solved', '2023-05-09');
SELECT petition, field, channel_vi, received_on, due_on, handled_on, outcome_vi, published_on, status_vi, days_late FROM petition_status ORDER BY petition;
SELECT petition, status, days_late FROM petition_status_at('2024-03-14') ORDER BY petition;
SELECT agency_code, field, n_received, n_carried_over, n_processed, n_solved, n_refused, n_forwarded, n_published, n_early, n_on_time, n_late, n_open, n_overdue,
       processed_pct, published_pct, on_time_pct FROM petition_summary ORDER BY field;
SELECT * FROM petition_by_year ORDER BY year;
SELECT m.measure, m.numerator, m.denominator FROM measures_between('2024-01-01', '2024-12-31') m WHERE m.measure LIKE 'petition.%' ORDER BY 1;
-- A period that ends before it begins is refused; one before all of them has none.
SELECT count(*) FROM petition_between('2024-02-01', '2024-01-01');
SELECT count(*) FROM petition_between('2020-02-01', '2020-02-28');

-- What is refused, and what would be right.
\set VERBOSITY terse
INSERT INTO petition (code, agency_id, field, received_on, handled_on) VALUES ('x', 1, 'f', '2024-01-01', '2024-01-02');
INSERT INTO petition (code, agency_id, field, received_on, outcome) VALUES ('x', 1, 'f', '2024-01-01', 'solved');
INSERT INTO petition (code, agency_id, field, received_on, handled_on, outcome) VALUES ('x', 1, 'f', '2024-01-02', '2024-01-01', 'solved');
INSERT INTO petition (code, agency_id, field, received_on, due_on) VALUES ('x', 1, 'f', '2024-01-02', '2024-01-01');
INSERT INTO petition (code, agency_id, field, received_on, published_on) VALUES ('x', 1, 'f', '2024-01-02', '2024-01-03');
INSERT INTO petition (code, agency_id, field, received_on, handled_on, outcome, published_on) VALUES ('x', 1, 'f', '2024-01-02', '2024-01-05', 'solved', '2024-01-03');
INSERT INTO petition (code, agency_id, field, received_on, handled_on, outcome) VALUES ('x', 1, 'f', '2024-01-02', '2024-01-05', 'processed');
INSERT INTO petition (code, agency_id, field, channel, received_on) VALUES ('x', 1, 'f', 'pigeon', '2024-01-02');
INSERT INTO petition (code, agency_id, field, received_on) VALUES (' x', 1, 'f', '2024-01-02');
INSERT INTO petition (code, agency_id, field, received_on) VALUES ('x', 1, 'f', 'infinity');
INSERT INTO petition (code, agency_id, field, received_on) VALUES ('x', 99, 'f', '2024-01-02');
INSERT INTO measure (code, en, vi, source) VALUES ('petition.own', 'e', 'v', 'petition');
\set VERBOSITY default
-- An agency takes no petition after its last day, and what is open of one that went
-- cannot be given to it; of rows that were there before somebody ended it the model tells.
INSERT INTO petition (code, agency_id, field, received_on) VALUES ('first', 1, 'f', '2024-12-31'), ('gone', 6, 'f', '2024-12-31'), ('gone too', 6, 'f', '2025-01-31');
INSERT INTO petition (code, agency_id, field, received_on) VALUES ('first', 1, 'f', '2024-12-31'), ('gone', 6, 'f', '2024-12-30');
UPDATE petition SET agency_id = 6 WHERE code = 'first';
UPDATE petition SET received_on = '2024-12-31' WHERE code = 'gone';
INSERT INTO agency_succession (predecessor_id, successor_id, day, kind) VALUES (6, 1, '2024-12-31', 'merge');
UPDATE petition SET received_on = '2024-12-31' WHERE code = 'gone';
UPDATE petition SET title = 'x' WHERE code = 'gone';
DELETE FROM agency_succession;
UPDATE agency SET valid_to = '2024-12-29' WHERE id = 6;
SELECT severity, relation, key, fault, message_en FROM par.check_model('m') WHERE relation = 'petition';
DELETE FROM petition;

-- Random petitions against plain counts, over ten periods.
SELECT setseed(0.3);
INSERT INTO petition (code, agency_id, field, channel, received_on, due_on, handled_on, outcome, published_on)
SELECT 'P' || n, 1 + floor(random() * 5)::int, (ARRAY['Đất đai', 'Hộ tịch', 'Xây dựng'])[1 + floor(random() * 3)::int], (ARRAY['portal', 'phone', 'post'])[1 + floor(random() * 3)::int],
       r, CASE WHEN random() < 0.9 THEN r + floor(random() * 20)::int END, h, CASE WHEN h IS NOT NULL THEN (ARRAY['solved', 'refused', 'forwarded'])[1 + floor(random() * 3)::int] END,
       CASE WHEN random() < 0.6 THEN h + floor(random() * 20)::int END
FROM generate_series(1, 3000) n, LATERAL (SELECT '2023-06-01'::date + floor(random() * 700 + n * 0)::int AS r) a,
     LATERAL (SELECT CASE WHEN random() + n * 0 < 0.8 THEN r + floor(random() * 30)::int END AS h) b;
CREATE TEMP TABLE asked AS
SELECT '2024-01-01'::date AS first_day, '2024-01-01'::date + n * 37 AS last_day FROM generate_series(0, 6) n
UNION ALL VALUES ('2024-02-14'::date, '2024-03-13'::date), ('2024-06-30', '2024-06-30'), ('2023-01-01', '2025-12-31');
CREATE TEMP TABLE plain AS
SELECT k.first_day, k.last_day, p.agency_id, p.field,
       sum((p.received_on BETWEEN k.first_day AND k.last_day)::int) AS n_received,
       sum((p.received_on < k.first_day AND coalesce(p.handled_on >= k.first_day, true))::int) AS n_carried_over,
       sum(coalesce(p.handled_on BETWEEN k.first_day AND k.last_day, false)::int) AS n_processed,
       sum(coalesce(p.handled_on BETWEEN k.first_day AND k.last_day AND p.outcome = 'solved', false)::int) AS n_solved,
       sum(coalesce(p.handled_on BETWEEN k.first_day AND k.last_day AND p.outcome = 'refused', false)::int) AS n_refused,
       sum(coalesce(p.handled_on BETWEEN k.first_day AND k.last_day AND p.outcome = 'forwarded', false)::int) AS n_forwarded,
       sum(coalesce(p.handled_on BETWEEN k.first_day AND k.last_day AND p.published_on <= k.last_day, false)::int) AS n_published,
       sum(coalesce(p.handled_on BETWEEN k.first_day AND k.last_day AND p.handled_on < p.due_on, false)::int) AS n_early,
       sum(coalesce(p.handled_on BETWEEN k.first_day AND k.last_day AND p.handled_on = p.due_on, false)::int) AS n_on_time,
       sum(coalesce(p.handled_on BETWEEN k.first_day AND k.last_day AND p.handled_on > p.due_on, false)::int) AS n_late,
       sum((p.received_on <= k.last_day AND coalesce(p.handled_on > k.last_day, true))::int) AS n_open,
       sum((p.received_on <= k.last_day AND coalesce(p.handled_on > k.last_day, true) AND coalesce(p.due_on < k.last_day, false))::int) AS n_overdue
FROM asked k CROSS JOIN petition p GROUP BY 1, 2, 3, 4;
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE to_jsonb(p) - '{first_day,last_day,agency_id,field}'::text[] IS DISTINCT FROM to_jsonb(b) - '{first_day,last_day,agency_id,field}'::text[]) AS differ
FROM (SELECT * FROM plain WHERE n_received + n_carried_over > 0) p
     FULL JOIN (SELECT k.first_day, k.last_day, a.id AS agency_id, b.field, b.n_received, b.n_carried_over, b.n_processed, b.n_solved, b.n_refused, b.n_forwarded, b.n_published,
                       b.n_early, b.n_on_time, b.n_late, b.n_open, b.n_overdue
                FROM asked k CROSS JOIN LATERAL petition_between(k.first_day, k.last_day) b JOIN agency a ON a.code = b.agency_code) b USING (first_day, last_day, agency_id, field);
-- Nothing is lost between two of its parts.
SELECT count(*) FILTER (WHERE n_carried_over + n_received <> n_processed + n_open) AS unbalanced, count(*) FILTER (WHERE n_solved + n_refused + n_forwarded <> n_processed) AS unexplained,
       count(*) FILTER (WHERE n_published > n_processed OR n_early + n_on_time + n_late > n_processed) AS too_many
FROM asked k CROSS JOIN LATERAL petition_between(k.first_day, k.last_day) b;
-- The measures are sums over the fields, in every period.
SELECT count(*) > 300 AS many, count(*) FILTER (WHERE (m.numerator, m.denominator) IS DISTINCT FROM (p.numerator, p.denominator)) AS differ
FROM (SELECT k.first_day, k.last_day, m.* FROM asked k CROSS JOIN LATERAL measures_between(k.first_day, k.last_day) m WHERE m.measure LIKE 'petition.%') m
     FULL JOIN (SELECT p.first_day, p.last_day, p.agency_id, v.*
                FROM (SELECT first_day, last_day, agency_id, sum(n_received) AS r, sum(n_carried_over) AS c, sum(n_processed) AS p, sum(n_solved) AS s, sum(n_refused) AS f, sum(n_forwarded) AS w,
                             sum(n_published) AS u, sum(n_early + n_on_time) AS t, sum(n_late) AS l, sum(n_overdue) AS o FROM plain GROUP BY 1, 2, 3) p
                     CROSS JOIN LATERAL (VALUES ('petition.received', r, NULL), ('petition.processed', p, c + r), ('petition.solved', s, p), ('petition.refused', f, p), ('petition.forwarded', w, p),
                         ('petition.published', u, p), ('petition.on_time', t, t + l), ('petition.on_time_due', t, t + l + o), ('petition.late', l, t + l)) AS v (measure, numerator, denominator)
                WHERE r + c > 0) p USING (first_day, last_day, agency_id, measure);

-- A criterion is scored by one, and its rows explain it.
INSERT INTO framework VALUES ('F', 2024, 'so', 'Sở 2024');
INSERT INTO criterion (framework, code, title, max_points, rule, measure) SELECT 'F', row_number() OVER (ORDER BY code), vi, 10, (CASE unit WHEN 'count' THEN 'each 0.001' ELSE 'ratio' END)::par.rule, code
FROM measure WHERE source = 'petition';
CALL refresh();
SELECT b.measure, count(*) AS agencies, count(*) FILTER (WHERE (e.numerator, e.denominator) IS DISTINCT FROM (b.numerator, b.denominator)) AS differ
FROM index_breakdown b CROSS JOIN LATERAL (SELECT sum(v.numerator)::numeric(20,4) AS numerator, sum(v.denominator)::numeric(20,4) AS denominator FROM evidence('F', b.agency_code, b.criterion_code, 10000) v WHERE v.source = 'petition') e
GROUP BY 1 ORDER BY 1;
SELECT bool_and(source = 'petition' AND numerator = 1 AND status = 'late' AND days_late > 0) AS the_late_ones_first FROM evidence('F', 'A1', (SELECT code FROM criterion WHERE measure = 'petition.late'), 3);

-- A sheet as the system of petitions exports it: headers, words and dates of its own.
INSERT INTO sheet_load (id, file) VALUES (1, 'pakn.xlsx');
INSERT INTO sheet_cell (load_id, sheet, row_no, column_no, kind, value)
SELECT 1, 'PAKN', r, c, CASE WHEN r > 2 AND c IN (5, 6) THEN 'date' ELSE 'text' END, v
FROM (VALUES (1, '{DANH SÁCH PHẢN ÁNH KIẾN NGHỊ}'::text[]),
             (2, '{Mã PAKN,Lĩnh vực,Cơ quan xử lý,Nguồn tiếp nhận,Ngày tiếp nhận,Hạn xử lý,Ngày trả lời,Kết quả,Ngày công khai}'),
             (3, '{PA-1,Đất đai,Sở 1,Zalo,2024-03-01,2024-03-15,14/3/2024,Đã trả lời,15/3/2024}'),
             (4, '{PA-2,Hộ tịch,Sở 2,Đường dây nóng,2024-03-02,2024-03-16,17/3/2024,Không thuộc thẩm quyền,""}'),
             (5, '{PA-3,Hộ tịch,Sở 2,Cổng DVC,2024-03-02,2024-03-16,"",Đang xử lý,""}'),
             (6, '{PA-4,Hộ tịch,Sở 2,Cổng DVC,2024-03-02,2024-03-16,1/3/2024,Từ chối,""}')) t (r, cells), unnest(cells) WITH ORDINALITY u (v, c)
WHERE v <> '';
CALL load_sheet('pakn.xlsx', 'petitions');
SELECT n_read, n_loaded, n_rejected, n_skipped FROM sheet_load;
SELECT row_no, field, value, reason, message_en FROM load_note WHERE outcome = 'rejected' ORDER BY row_no;
SELECT p.code, p.field, p.agency_id, p.channel, p.received_on, p.due_on, p.handled_on, p.outcome, p.published_on FROM petition p WHERE code LIKE 'PA-%' ORDER BY code;

-- The printed row of appendix 3: the counts of a year from rows that come to them.
DELETE FROM petition;
CREATE TEMP TABLE indicator_row (appendix text, code text, title text, period text, value_text text, value numeric, unit text, note text);
\copy indicator_row FROM 'test/data/indicators.csv' CSV HEADER
CREATE TEMP TABLE printed AS
SELECT left(period, 4)::int AS year, max(value) FILTER (WHERE code = '5.1') AS received, max(value) FILTER (WHERE code = '5.2') AS processed, max(value) FILTER (WHERE code = '5.3') AS published
FROM indicator_row WHERE appendix = '3' AND code ~ '^5\.' GROUP BY 1;
UPDATE setting SET period_from = '2025-01-01', reporting_date = '2025-03-31';
-- Nothing of a year is processed in the next: what is open stays so.
INSERT INTO petition (code, agency_id, field, received_on, due_on, handled_on, outcome, published_on)
SELECT year || '-' || n, 1 + n % 5, 'PAKN', d, d + 10, CASE WHEN n <= processed THEN d + 5 END, CASE WHEN n <= processed THEN (ARRAY['solved', 'refused', 'forwarded'])[1 + n % 3] END, CASE WHEN n <= published THEN d + 6 END
FROM printed, generate_series(1, received::int) n, LATERAL (SELECT make_date(year, 1, 1) + n % 75 AS d) r;
SELECT p.*, y.n_received, y.n_processed, y.n_published, (y.n_received, y.n_processed, y.n_published) = (p.received, p.processed, p.published) AS the_same, y.n_carried_over, y.n_open, y.processed_pct, y.published_pct
FROM printed p JOIN petition_by_year y USING (year) ORDER BY year;

RESET search_path;
SET client_min_messages = error;
DROP SCHEMA m CASCADE;
