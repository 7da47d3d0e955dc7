-- A hundred thousand cells with the wordings that plans hold.
CREATE TABLE bench.wording AS
SELECT w[1 + i % array_length(w, 1)] AS wording
FROM generate_series(1, (100000 * :scale)::int) AS i,
     (SELECT ARRAY['Quý I/2022', 'Trong năm 2024', 'Thường xuyên', 'Trước ngày 14/12/2024', 'Theo quy định',
                   'Từ Quý II – Quý IV/2020', 'Thường xuyên trong năm 2024', 'Theo tiến độ triển khai của Trung ương',
                   'Tháng 3/2022', 'Trong vòng 05 ngày kể từ ngày thay đổi, cập nhật thông tin', 'Hàng năm',
                   'Năm 2022 - 2023 (sau khi có hướng dẫn của Bộ Khoa học và Công nghệ)', 'Từ năm 2022-2025',
                   'Theo quy định (Trước ngày 14 của tháng cuối kỳ báo cáo)', '- Trong Quý I/2023 - Theo kế hoạch được phê duyệt',
                   'Trước ngày 25 hàng tháng'] AS w) AS list;
VACUUM ANALYZE bench.wording;
CREATE TABLE bench.wording_nfd AS SELECT normalize(wording, NFD) AS wording FROM bench.wording;

CALL bench.measure('deadline', 'floor', 'SELECT count(lower(wording)) FROM bench.wording');
CALL bench.measure('deadline', 'due_date', 'SELECT count(par.due_date(wording, 2024)) FROM bench.wording');
CALL bench.measure('deadline', 'nfd', 'SELECT count(par.due_date(wording, 2024)) FROM bench.wording_nfd');
-- Without a memory of wordings, and with it, as the planner chooses it where
-- it knows that they repeat.
CALL bench.measure('deadline', 'rows', 'SELECT count(due) FROM bench.wording, par.deadlines(wording, 2024)', 'enable_memoize=off');
CALL bench.measure('deadline', 'memoized', 'SELECT count(due) FROM bench.wording, par.deadlines(wording, 2024)');
CALL bench.measure('deadline', 'terms', 'SELECT count(due) FROM bench.wording, par.deadline_terms(wording, 2024)', 'enable_memoize=off');
-- Each wording read once: plans repeat themselves.
CALL bench.measure('deadline', 'distinct', $$WITH d AS MATERIALIZED (SELECT wording, par.due_date(wording, 2024) AS due
    FROM (SELECT DISTINCT wording FROM bench.wording) x) SELECT count(due) FROM bench.wording JOIN d USING (wording)$$);
-- One regular expression of the dozens that the same work would take in SQL.
CALL bench.measure('deadline', 'regexp', $$SELECT count(regexp_match(wording, 'quý\s+(I{1,3}|IV|[1-4])\s*(?:/|năm)\s*(\d{4})', 'i')) FROM bench.wording$$);

-- 100 000 wordings a second on one core are 1000 ms here.
CALL bench.ratio('deadline', 'due_date / lower()', 'due_date', 'floor');
CALL bench.ratio('deadline', 'deadlines(), all rows / lower()', 'rows', 'floor');
CALL bench.ratio('deadline', 'deadline_terms(), all rows / deadlines()', 'terms', 'rows');
CALL bench.ratio('deadline', 'deadlines() where the planner remembers / where not', 'memoized', 'rows', at_least => 2);
CALL bench.ratio('deadline', 'due_date of every row / of SELECT DISTINCT wording, joined', 'distinct', 'due_date', at_least => 2);
CALL bench.ratio('deadline', 'due_date of decomposed / of composed text', 'nfd', 'due_date', at_most => 1.5);
CALL bench.ratio('deadline', 'due_date / one regular expression', 'due_date', 'regexp', at_most => 2);
