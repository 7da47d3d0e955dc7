-- Plan wordings against the server's own calendar, on random days.
BEGIN;
SET datestyle = 'ISO, DMY';
SELECT plan(9);
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
SELECT * FROM finish();
ROLLBACK;
