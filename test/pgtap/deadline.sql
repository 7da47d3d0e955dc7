-- Plan wordings against the server's own calendar, on random days.
BEGIN;
SET datestyle = 'ISO, DMY';
SELECT plan(22);
SELECT setseed(0.42);

CREATE TEMP TABLE day AS
SELECT d, extract(day FROM d)::int AS dd, extract(month FROM d)::int AS mm, extract(year FROM d)::int AS yy,
       extract(quarter FROM d)::int AS q, (d + (random() * 500)::int) AS later,
       (ARRAY['/', '.', '-'])[1 + floor(random() * 3)::int] AS sep,
       (ARRAY['ngày', 'NGÀY', normalize('ngày', NFD), 'Ngày'])[1 + floor(random() * 4)::int] AS ngay
FROM (SELECT date '1901-01-01' + (random() * 108000)::int AS d FROM generate_series(1, 3000)) r;

SELECT is_empty($$SELECT d FROM day WHERE par.due_date(concat('Trước ', ngay, ' ', dd, sep, mm, sep, yy), 2026) IS DISTINCT FROM d - 1$$,
                'before a day: the day before');
SELECT is_empty($$SELECT d FROM day WHERE par.due_date(concat('chậm nhất ', ngay, ' ', to_char(d, 'DD/MM/YYYY')), 2026) IS DISTINCT FROM d$$,
                'at the latest on a day: that day');
SELECT is_empty($$SELECT d FROM day WHERE par.due_date(concat('đến hết ', ngay, ' ', dd, '/', mm), yy) IS DISTINCT FROM d$$,
                'a day without its year: the year of the plan');
SELECT is_empty($$SELECT d, r FROM day LEFT JOIN LATERAL par.deadlines(concat('Quý ', (ARRAY['I', 'II', 'III', 'IV'])[q], '/', yy), 2026) r ON true
                  WHERE (r.ord, r.starts, r.due, r.kind) IS DISTINCT FROM
                        (1, date_trunc('quarter', d::timestamp)::date, (date_trunc('quarter', d::timestamp) + interval '3 months - 1 day')::date, 'quarter')$$,
                'a quarter: its first and last day');
SELECT is_empty($$SELECT d, r FROM day LEFT JOIN LATERAL par.deadlines(concat('Trong tháng ', to_char(d, 'MM'), ' năm ', yy), 2026) r ON true
                  WHERE (r.ord, r.starts, r.due, r.kind) IS DISTINCT FROM
                        (1, date_trunc('month', d::timestamp)::date, (date_trunc('month', d::timestamp) + interval '1 month - 1 day')::date, 'month')$$,
                'a month: its first and last day');
SELECT is_empty($$SELECT d, r FROM day LEFT JOIN LATERAL par.deadlines(concat('Từ ', ngay, ' ', to_char(d, 'DD/MM/YYYY'), ' đến ', to_char(later, 'DD.MM.YYYY')), 2026) r ON true
                  WHERE (r.ord, r.starts, r.due, r.kind) IS DISTINCT FROM (1, d, later, 'range')$$,
                'a range: both days');

-- Every day of a year that could be typed, whether there is one or not.
SELECT is_empty($$SELECT y, m, n FROM generate_series(0, 14) AS m, generate_series(0, 33) AS n, unnest('{1900,1999,2000,2024,2100,2200}'::int[]) AS y,
                  LATERAL (SELECT to_char(make_date(y, 1, 1) + g, 'FMDD/FMMM/YYYY') = concat(n, '/', m, '/', y) AS there FROM generate_series(0, 365) g ORDER BY 1 DESC LIMIT 1) c
                  WHERE (par.due_date(format('Trước ngày %s/%s/%s', n, m, y), 2026) IS NOT NULL) <> c.there$$,
                'a day is read exactly if the calendar has it');

-- Clauses are read one by one.
CREATE TEMP TABLE part AS
SELECT i, p[1 + floor(random() * 8)::int] AS a, p[1 + floor(random() * 8)::int] AS b
FROM generate_series(1, 500) AS i,
     (SELECT ARRAY['Quý I', 'trước ngày 15/6', 'Thường xuyên', 'Theo quy định', 'ngày 25 hàng tháng', 'không rõ', 'trước ngày 31/02', 'trong vòng 5 ngày'] AS p) x;
SELECT is_empty($$SELECT a, b FROM part WHERE
                  (SELECT array_agg((starts, due, kind)::text ORDER BY ord) FROM par.deadlines(a || '; ' || b, 2026)) <>
                  (SELECT array_agg((starts, due, kind)::text ORDER BY ord) FROM par.deadlines(a, 2026)) ||
                  (SELECT array_agg((starts, due, kind)::text ORDER BY ord) FROM par.deadlines(b, 2026))$$,
                'two clauses give the rows of both');
SELECT is_empty($$SELECT a, b FROM part WHERE par.due_date(a || E'\n' || b, 2026) IS DISTINCT FROM greatest(par.due_date(a, 2026), par.due_date(b, 2026))$$,
                'the due date is the later one');
-- A date as a date column exports it.
SELECT is_empty($$SELECT d, r FROM day LEFT JOIN LATERAL par.deadlines(to_char(d, 'YYYY-MM-DD') || (ARRAY['', ' 00:00:00', 'T00:00', ' 17:30'])[1 + dd % 4], 2026) r ON true
                  WHERE (r.ord, r.starts, r.due, r.kind) IS DISTINCT FROM (1, d, d, 'date')$$,
                'an ISO date is read as such');
SELECT is_empty($$SELECT d FROM day WHERE par.due_date('từ ' || d || ' đến ' || later, 2026) IS DISTINCT FROM later$$,
                'and so in a range');

-- Terms against the server's own calendar.  One wording of each cycle; the
-- oracle makes the periods of the year with generate_series.
CREATE TEMP TABLE cycle (wording text, every text, step interval, form text);
INSERT INTO cycle VALUES ('Hàng tháng', 'monthly', '1 month', 'YYYY"-M"MM'), ('định kỳ 3 tháng', 'quarterly', '3 months', 'YYYY"-Q"Q'), ('Hàng quý', 'quarterly', '3 months', 'YYYY"-Q"Q'),
    ('2 lần/năm', 'half_yearly', '6 months', NULL), ('Hằng năm', 'yearly', '1 year', 'YYYY');
CREATE TEMP TABLE period AS
SELECT c.*, y, f::date AS first, (f + step)::date - 1 AS last,
       coalesce(to_char(f, form), y || '-H' || CASE WHEN extract(month FROM f) = 1 THEN 1 ELSE 2 END) AS label
FROM cycle c, generate_series(1900, 2200, 7) AS y, generate_series(make_date(y, 1, 1)::timestamp, make_date(y, 12, 31)::timestamp, step) AS f;
SELECT bag_eq('SELECT wording, y, every, label, first, last FROM period',
              $$SELECT wording, y, t.every, period_label, period_first, period_last FROM cycle, generate_series(1900, 2200, 7) AS y, par.deadline_terms(wording, y) t
                WHERE kind = 'recurring' AND due IS NULL$$,
              'a recurring duty: a term for each period of the year');
SELECT bag_eq($$SELECT DISTINCT y, to_char(d, 'IYYY"-W"IW'), d FROM generate_series(1900, 2200) AS y, generate_series(make_date(y, 1, 4)::timestamp - interval '10 days', make_date(y, 12, 31), '1 day') AS g,
                LATERAL (SELECT g::date AS d) x WHERE extract(isoyear FROM d) = y AND extract(isodow FROM d) = 1$$,
              $$SELECT y, period_label, period_first FROM generate_series(1900, 2200) AS y, par.deadline_terms('hàng tuần', y)$$,
              'weeks: those of ISO 8601');
SELECT bag_eq($$SELECT y, to_char(f, 'YYYY"-M"MM'), least(f + dd - 1, (f + interval '1 month')::date - 1) FROM generate_series(1900, 2200, 9) AS y, generate_series(1, 31) AS dd,
                LATERAL (SELECT make_date(y, m, 1) AS f FROM generate_series(1, 12) AS m) x$$,
              $$SELECT y, period_label, due FROM generate_series(1900, 2200, 9) AS y, generate_series(1, 31) AS dd,
                par.deadline_terms(format('hàng tháng, chậm nhất ngày %s', dd), y) WHERE every = 'monthly'$$,
              'hàng tháng with a day: that day of each month');
SELECT bag_eq($$SELECT y, to_char(f, 'YYYY"-Q"Q'), (f + interval '3 months')::date + dd - 2 FROM generate_series(1900, 2199, 9) AS y, generate_series(1, 28) AS dd,
                LATERAL (SELECT make_date(y, m, 1) AS f FROM generate_series(1, 10, 3) AS m) x$$,
              $$SELECT y, period_label, due FROM generate_series(1900, 2199, 9) AS y, generate_series(1, 28) AS dd,
                par.deadline_terms(format('trước ngày %s tháng đầu của quý sau', dd), y) WHERE every = 'quarterly'$$,
              'a report of a quarter that is due in the next one');

-- What par.deadlines says, and no label twice, in wordings of many clauses.
CREATE TEMP TABLE many AS
SELECT i, string_agg(p[1 + floor(random() * cardinality(p))::int], '; ') AS wording
FROM generate_series(1, 1000) AS i, generate_series(1, 1 + i % 6),
     (SELECT ARRAY['Quý I', 'trước ngày 15/6', 'Thường xuyên', 'Theo quy định', 'ngày 25 hàng tháng', 'không rõ', 'trong vòng 5 ngày', 'hàng quý', 'năm 2026',
                   'quý 1, 6 tháng, quý 3, năm 2026', 'hàng tháng và năm 2026', '15/12 hàng năm', '6 tháng: trước 15/6', 'hàng tuần', '9 tháng'] AS p) x
GROUP BY i;
SELECT is_empty('SELECT i, period_label FROM many, par.deadline_terms(wording, 2026) GROUP BY i, period_label HAVING count(*) > 1',
                'a label is a key in its wording');
SELECT bag_eq('SELECT i, d.* FROM many, par.deadlines(wording, 2026) d',
              'SELECT DISTINCT i, ord, starts, due, kind FROM many, par.deadline_terms(wording, 2026)',
              'terms are the rows of par.deadlines');
SELECT is_empty($$SELECT i FROM many WHERE (SELECT array_agg(t ORDER BY ord, period_label) FROM par.deadline_terms(wording, 2026) t WHERE due IS NOT NULL OR every IS NOT NULL) IS DISTINCT FROM
                  (SELECT array_agg(t ORDER BY ord, period_label) FROM par.deadline_terms(wording || '; theo quy định', 2026) t WHERE due IS NOT NULL OR every IS NOT NULL)$$,
                'a clause without a date moves no label');

-- After an event, against date arithmetic and a walk over the days.
SELECT is_empty($$SELECT d, n FROM day, LATERAL (SELECT dd + 12 * mm AS n) x WHERE par.due_after(d, format('trong vòng %s ngày kể từ ngày ký', n), 2026) IS DISTINCT FROM d + n
                  OR par.due_after(d, format('%s ngày trước khi trình', n), 2026) IS DISTINCT FROM d - n
                  OR par.due_after(d, format('thời hạn %s tuần', n), 2026) IS DISTINCT FROM d + 7 * n$$,
                'days and weeks, on both sides');
SELECT is_empty($$SELECT d, n FROM day, LATERAL (SELECT dd + mm AS n) x WHERE par.due_after(d, format('thời hạn %s tháng', n), 2026) IS DISTINCT FROM (d + n * interval '1 month')::date
                  OR par.due_after(d, format('chậm nhất %s tháng trước ngày hết hạn', n), 2026) IS DISTINCT FROM (d - n * interval '1 month')::date
                  OR par.due_after(d, format('tối đa %s năm', n), 2026) IS DISTINCT FROM (d + n * interval '1 year')::date$$,
                'months and years, on both sides');
CREATE TEMP TABLE workday AS
SELECT d::date, par.is_working_day(d::date, par.vn_calendar(2022, 2025)) AS worked FROM generate_series(timestamp '2022-01-01', '2025-12-31', '1 day') AS d;
SELECT is_empty($$SELECT e.d, n FROM (SELECT d FROM workday WHERE d BETWEEN '2022-04-01' AND '2025-10-01') e, generate_series(0, 9) AS n,
                  LATERAL (SELECT d FROM workday w WHERE worked AND w.d >= e.d + (n > 0)::int ORDER BY d OFFSET greatest(n - 1, 0) LIMIT 1) a,
                  LATERAL (SELECT d FROM workday w WHERE worked AND w.d < e.d ORDER BY d DESC OFFSET greatest(n - 1, 0) LIMIT 1) b
                  WHERE par.due_after(e.d, CASE WHEN n = 0 THEN 'ngay trong ngày làm việc' ELSE format('trong vòng %s ngày làm việc', n) END, 2026, par.vn_calendar(2022, 2025)) IS DISTINCT FROM a.d
                  OR n > 0 AND par.due_after(e.d, format('ít nhất %s ngày làm việc trước phiên họp', n), 2026, par.vn_calendar(2022, 2025)) IS DISTINCT FROM b.d$$,
                'working days, on both sides: counted by a walk over the days');
SELECT is_empty($$SELECT d, n FROM day, LATERAL (SELECT dd + mm AS n, d::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' + dd * interval '43 minutes' AS at) x
                  WHERE par.due_after(at, format('trong vòng %s giờ', n), 2026) IS DISTINCT FROM at + n * interval '1 hour'
                  OR par.due_after(at, format('trong vòng %s ngày', n), 2026) IS DISTINCT FROM (d + n + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' - interval '1 microsecond'$$,
                'from an instant: hours, and the end of the due day');
SELECT * FROM finish();
ROLLBACK;
