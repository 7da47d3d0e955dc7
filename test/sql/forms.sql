SET jit = off; -- compiling these short queries takes longer than running them
-- Report forms: appendices 1 to 8 of the report of 2025 cell by cell, what of them
-- does not add up, what is counted from rows, and targets by year.

SET client_min_messages = warning;
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2025-01-01', reporting_date = '2025-03-31';
INSERT INTO bloc VALUES ('so', 'Sở', 1), ('huyen', 'Huyện', 2);
INSERT INTO agency (id, code, name, bloc, level) VALUES (1, 'SNV', 'Sở Nội vụ', 'so', 'province'), (2, 'STC', 'Sở Tài chính', 'so', 'province'), (3, 'NT', 'UBND Nha Trang', 'huyen', 'district');

-- ---------------------------------------------------------------------------
-- Ready forms
-- ---------------------------------------------------------------------------

CALL par.add_forms('m', 'appendix-2025');
SELECT f.code, count(*) AS items, count(*) FILTER (WHERE i.printed) AS printed, count(i.measure) AS counted, count(i.observed) AS observed, count(i.denominator) AS derived
FROM report_form f JOIN report_item i ON i.form = f.code GROUP BY f.code, f.position ORDER BY f.position;
SELECT kind, count(*) FROM report_item GROUP BY 1 ORDER BY 1;
SELECT kind, count(*), (SELECT count(*) FROM report_term t JOIN report_identity x ON x.form = t.form AND x.code = t.identity WHERE x.kind = y.kind) AS terms FROM report_identity y GROUP BY 1 ORDER BY 1;
SELECT unit, count(*), count(*) FILTER (WHERE stock) AS stocks, count(codes) AS with_codes FROM measure WHERE code ~ '^(PL|VB)' GROUP BY 1 ORDER BY 1;
SELECT count(*) AS without_a_title FROM report_item WHERE en !~ '\S' OR vi !~ '\S' OR en = vi;
-- Again: what was changed stays.
UPDATE report_item SET vi = 'Đổi tên' WHERE form = 'PL1' AND code = '5';
DELETE FROM report_term WHERE form = 'PL2' AND identity = 'documents' AND item = '1.f';
CALL par.add_forms('m', 'appendix-2025');
SELECT vi, (SELECT count(*) FROM report_item) AS items, (SELECT count(*) FROM report_term WHERE form = 'PL2' AND identity = 'documents') AS terms FROM report_item WHERE form = 'PL1' AND code = '5';
UPDATE report_item SET vi = 'Số lượng mô hình, sáng kiến CCHC được triển khai áp dụng' WHERE form = 'PL1' AND code = '5';
CALL par.add_forms('m', 'appendix-2030');
CALL par.add_forms('nowhere', 'appendix-2025');

-- Nothing typed: nothing looks good.
SELECT source, count(*), string_agg(DISTINCT printed, ',') AS printed FROM report_table('PL2', '2021-01-01', '2021-12-31') GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM report_faults();

-- ---------------------------------------------------------------------------
-- Appendices 1 to 8 as published: 857 cells
-- ---------------------------------------------------------------------------

CREATE TEMP TABLE indicator_row (appendix text, code text, title text, period text, value_text text, value numeric, unit text, note text);
\copy indicator_row FROM 'test/data/indicators.csv' CSV HEADER
\copy target (number, title, result_text, office_verdict) FROM 'test/data/targets.csv' CSV HEADER
\set reporter SNV
\i test/appendices.sql
SELECT count(*) AS cells, count(DISTINCT (form, item, period)) AS of_items FROM printed_cell;
CREATE TEMP TABLE cell AS
SELECT c.*, t.printed, t.value AS said, t.source, t.note AS remark, t.ord
FROM (SELECT DISTINCT form, period, first_day, last_day FROM printed_cell) p
     CROSS JOIN LATERAL report_table(p.form, p.first_day, p.last_day) t
     JOIN printed_cell c ON c.form = p.form AND c.period = p.period AND c.item = t.item;
CREATE TEMP TABLE fault AS SELECT * FROM report_faults();
SELECT coalesce(source, 'heading') AS source, count(*) AS cells, count(*) FILTER (WHERE printed = coalesce(bare, '')) AS as_printed FROM cell GROUP BY 1 ORDER BY 1;
-- The others, each named by report_faults with both sides; and none that is not.
SELECT c.form, c.item, c.period, c.bare, c.printed, f.severity, f.fault
FROM cell c LEFT JOIN fault f ON f.form_code = c.form AND f.item = c.item AND f.period_from = c.first_day AND f.fault IN ('ratio', 'ratio_truncated', 'printed_otherwise')
WHERE c.printed <> coalesce(c.bare, '') ORDER BY c.form, c.ord, c.period;
-- Appendix 9: 23 targets, each with its result and the office's verdict.
CREATE TEMP TABLE target_row (no int, target_text text, result_text text, verdict text);
\copy target_row FROM 'test/data/targets.csv' CSV HEADER
SELECT count(*) AS rows, count(*) FILTER (WHERE r.printed = t.result_text AND r.number = t.no::text AND r.title = t.target_text) AS results_as_printed, count(*) FILTER (WHERE v.printed = t.verdict AND v.parent = r.item) AS verdicts_as_printed, count(*) FILTER (WHERE r.source || v.source = 'rowsrows') AS from_rows
FROM target_row t
     LEFT JOIN report_table('PL9', '2021-01-01', '2025-03-31') r ON r.item = 'target.' || t.no
     LEFT JOIN report_table('PL9', '2021-01-01', '2025-03-31') v ON v.item = 'target.' || t.no || '.verdict';
SELECT number, left(title, 30) AS title, left(printed, 40) AS printed, source, item, ord FROM report_table('PL9', '2021-01-01', '2025-03-31') LIMIT 7;
SELECT count(*) AS of_another_year FROM report_table('PL9', '2021-01-01', '2021-12-31') WHERE item LIKE 'target%';
SELECT count(*) AS not_named FROM cell c
WHERE c.printed <> coalesce(c.bare, '') AND NOT EXISTS (SELECT FROM fault f WHERE f.form_code = c.form AND f.item = c.item AND f.period_from = c.first_day AND f.left_side = c.bare);
-- The figures themselves; percentages that follow from counts are exact, so to the printed decimals.
SELECT count(*) AS figures, count(*) FILTER (WHERE said = value) AS equal, count(*) FILTER (WHERE said <> value AND round(said, greatest(scale(value), 0)) = value) AS equal_as_rounded,
       count(*) FILTER (WHERE said IS NULL) AS not_arisen FROM cell WHERE value IS NOT NULL AND NOT as_fraction;
-- Footnotes: their marks count through the appendices.
SELECT row_number() OVER (ORDER BY form, ord, period) AS mark, form, item, period, value_text, printed, remark,
       right(value_text, 1) = substr('¹²³⁴⁵⁶⁷', row_number() OVER (ORDER BY form, ord, period)::int, 1) AS the_same_mark
FROM cell WHERE remark IS NOT NULL AND form <> 'PL5' ORDER BY 1;
SELECT number, left(title, 40) AS title, five_years_before, four_years_before, three_years_before, two_years_before, one_year_before, this_year
FROM report_by_year WHERE form = 'PL7' OR form = 'PL5' AND number IN ('I', 'II') ORDER BY form, position;
SELECT count(*) AS cells, count(*) FILTER (WHERE y.printed = coalesce(c.printed, '')) AS the_same
FROM cell c JOIN report_by_year v ON v.form = c.form AND v.position = c.ord
     CROSS JOIN LATERAL (SELECT coalesce((ARRAY[v.five_years_before, v.four_years_before, v.three_years_before, v.two_years_before, v.one_year_before, v.this_year])[left(c.period, 4)::int - 2019], '') AS printed) y;

-- ---------------------------------------------------------------------------
-- What the report contradicts itself in
-- ---------------------------------------------------------------------------

SELECT form_code, item, period_to, severity, fault, left_side, right_side FROM fault ORDER BY form_code, item COLLATE "C", period_to, fault, right_side;
SELECT message_en, message_vi FROM fault WHERE form_code IN ('PL2', 'PL8') AND severity = 'error' ORDER BY 1;
-- One form in one period, one unit.
SELECT form_code, item, fault FROM report_faults('PL2', '2021-01-01', '2021-12-31') ORDER BY 2, 3;
SELECT count(*) FROM report_faults('PL2', '2022-01-01', '2022-12-31');
SELECT count(*) AS snv, (SELECT count(*) FROM report_faults(unit => 'STC')) AS stc FROM report_faults(unit => 'SNV') WHERE form_code <> 'VB';
-- A stock goes on from the period before, also when one period alone is asked.
SELECT item, left_side, right_side FROM report_faults('PL3', '2024-01-01', '2024-12-31') WHERE fault = 'stock';

-- "100 %" that is not all; 0/0; more than all; rounded up and cut.
BEGIN;
UPDATE observation SET numerator = 420 WHERE measure = 'PL1.3.2.1' AND first_day = '2021-01-01';
UPDATE observation SET numerator = 419 WHERE measure = 'PL1.3.2.2' AND first_day = '2021-01-01';
UPDATE observation SET numerator = 0 WHERE measure IN ('PL1.3.2.1', 'PL1.3.2.2') AND first_day = '2022-01-01';
UPDATE observation SET numerator = 93 WHERE measure = 'PL1.3.2.2' AND first_day = '2023-01-01';
UPDATE observation SET numerator = 99999 WHERE measure = 'PL1.3.2.2' AND first_day = '2024-01-01';
UPDATE observation SET numerator = 100000 WHERE measure = 'PL1.3.2.1' AND first_day = '2024-01-01';
SELECT period_to, severity, fault, left_side, right_side FROM report_faults('PL1') WHERE item LIKE '3.2%' ORDER BY period_to, item, fault;
SELECT y AS year, printed, value, numerator, denominator, source FROM generate_series(2021, 2024) y, report_table('PL1', make_date(y, 1, 1), make_date(y, 12, 31)) WHERE item = '3.2' ORDER BY 1;
ROLLBACK;

-- ---------------------------------------------------------------------------
-- Other periods and units
-- ---------------------------------------------------------------------------

-- Flows add up over two years, of a stock the last stands, a rate alone does not come of two.
SELECT item, printed, source FROM report_table('PL3', '2022-01-01', '2023-12-31') WHERE item IN ('1.2', '1.4', '4.1', '5.1', '5.2') ORDER BY ord;
SELECT item, printed, numerator, denominator FROM report_table('PL7', '2023-01-01', '2024-12-31') WHERE item = '1';
SELECT item, printed FROM report_table('PL1', '2023-01-01', '2024-12-31') WHERE item IN ('4.1', '7.1', '7.2') ORDER BY ord;
-- A second agency types its part: the province is both, each sees its own.
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, value_text) VALUES
    (2, 'PL1.1.2', '2021-01-01', '2021-06-30', 2, NULL), (2, 'PL1.1.2', '2021-07-01', '2021-12-31', 5, NULL), (2, 'PL1.1.1', '2021-01-01', '2021-12-31', NULL, '-'),
    (2, 'PL1.7.2', '2022-01-01', '2022-12-31', 1, NULL), (2, 'PL6.1.2', '2021-01-01', '2021-06-30', 30, NULL), (2, 'PL6.1.2', '2021-07-01', '2021-12-31', 20, NULL);
SELECT u.unit, t.item, t.printed, t.source FROM (VALUES (NULL), ('SNV'), ('STC'), ('NT')) u (unit), report_table('PL1', '2021-01-01', '2021-12-31', u.unit) t WHERE t.item IN ('1', '1.1', '1.2') ORDER BY u.unit NULLS FIRST, t.ord;
SELECT u.unit, t.printed FROM (VALUES (NULL), ('STC')) u (unit), report_table('PL6', '2021-01-01', '2021-12-31', u.unit) t WHERE t.item = '1.2';
-- Two agencies, two codes: none of them is the province's.
SELECT printed, value, source FROM report_table('PL1', '2022-01-01', '2022-12-31') WHERE item = '7.2';
DELETE FROM observation WHERE agency_id = 2;

-- ---------------------------------------------------------------------------
-- Counted from rows
-- ---------------------------------------------------------------------------

INSERT INTO service VALUES ('1', 'Khai sinh', 'Hộ tịch', 'full');
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
SELECT 'D' || n, 1 + 2 * (n % 2), '1', '2024-03-01 08:00+07', '2024-03-08 17:00+07', CASE WHEN n % 20 < 2 THEN '2024-03-11 08:00+07' ELSE '2024-03-05 08:00+07' END::timestamptz, 'online' FROM generate_series(1, 400) n;
INSERT INTO plan VALUES ('KH', 2024, 'Kế hoạch'), ('CP', 2024, 'Chính phủ giao');
INSERT INTO task (id, plan, area_no, item_no, title, due_on, task_kind) SELECT n, CASE WHEN n <= 60 THEN 'KH' ELSE 'CP' END, 'I', n::text, 'Nhiệm vụ', '2024-06-30', CASE WHEN n <= 60 THEN 'task' ELSE 'government' END FROM generate_series(1, 80) n;
INSERT INTO task_agency (task_id, agency_id, role, done_on) SELECT n, 1 + n % 2, 'lead', CASE WHEN n % 10 = 0 THEN NULL WHEN n % 10 = 1 THEN '2024-07-05' ELSE '2024-06-01' END::date FROM generate_series(1, 80) n;
INSERT INTO task_agency (task_id, agency_id, role, done_on) SELECT n, 3, 'cooperating', '2024-06-01' FROM generate_series(1, 80) n;
SELECT item, printed, value, source, measure FROM report_table('PL1', '2024-01-01', '2024-12-31') WHERE item LIKE '2%' OR item LIKE '9%' ORDER BY ord;
-- An oracle over the rows.
SELECT t.task_kind, count(*) AS set, count(*) FILTER (WHERE done_on IS NOT NULL) AS done, count(*) FILTER (WHERE done_on <= due_on) AS on_time, count(*) FILTER (WHERE done_on > due_on) AS late, count(*) FILTER (WHERE done_on IS NULL) AS overdue
FROM task t JOIN task_agency b ON b.task_id = t.id AND b.role = 'lead' GROUP BY 1 ORDER BY 1;
SELECT item, printed, value, numerator, denominator, source FROM report_table('PL3', '2024-01-01', '2024-12-31') WHERE item LIKE '4._' ORDER BY ord;
SELECT a.level, count(*) FILTER (WHERE d.finished_at <= d.due_at) AS on_time, count(*) FROM dossier d JOIN agency a ON a.id = d.agency_id GROUP BY 1 ORDER BY 1;
SELECT item, printed, source FROM report_table('PL3', '2024-01-01', '2024-12-31', 'NT') WHERE item LIKE '4._' ORDER BY ord;
-- What was typed stands beside it.
SELECT item, fault, left_side, right_side FROM report_faults('PL1', '2024-01-01', '2024-12-31') UNION ALL SELECT item, fault, left_side, right_side FROM report_faults('PL3', '2024-01-01', '2024-12-31') ORDER BY 1, 2, 3;

-- "No figure" typed where the rows have one.
BEGIN;
UPDATE observation SET numerator = NULL, value_text = '-' WHERE measure IN ('PL1.2.1', 'PL1.2.2', 'PL1.2') AND first_day = '2024-01-01';
SELECT item, fault, left_side, right_side FROM report_faults('PL1', '2024-01-01', '2024-12-31') WHERE item LIKE '2%' ORDER BY 1;
UPDATE report_item SET prefer = 'observed' WHERE form = 'PL1' AND measure = 'plan.done';
SELECT item, printed, source FROM report_table('PL1', '2024-01-01', '2024-12-31') WHERE item LIKE '2%' ORDER BY ord;
SELECT item, fault, left_side, right_side FROM report_faults('PL1', '2024-01-01', '2024-12-31') WHERE item LIKE '2%' ORDER BY 1;
ROLLBACK;

-- An item that prefers what is typed prints it, and the rows' figure is named beside it;
-- where nothing is typed the rows stand.
BEGIN;
UPDATE report_item SET prefer = 'observed' WHERE form IN ('PL1', 'PL3') AND measure IS NOT NULL;
SELECT form, item, printed, source, measure FROM (SELECT 'PL1' AS form, t.* FROM report_table('PL1', '2024-01-01', '2024-12-31') t UNION ALL SELECT 'PL3', t.* FROM report_table('PL3', '2024-01-01', '2024-12-31') t) t
WHERE item ~ '^2' AND form = 'PL1' OR item ~ '^9' OR item ~ '^4.' AND form = 'PL3' ORDER BY form, ord;
SELECT item, printed, source FROM report_table('PL3', '2024-01-01', '2024-12-31', 'NT') WHERE item LIKE '4._' ORDER BY ord;
SELECT item, printed, source FROM report_table('PL1', '2024-01-01', '2024-06-30') WHERE item LIKE '2%' ORDER BY ord;
SELECT item, fault, left_side, right_side FROM report_faults('PL1', '2024-01-01', '2024-12-31') UNION ALL SELECT item, fault, left_side, right_side FROM report_faults('PL3', '2024-01-01', '2024-12-31') ORDER BY 1, 2, 3;
ROLLBACK;

-- ---------------------------------------------------------------------------
-- Forms of one's own; what is refused
-- ---------------------------------------------------------------------------

INSERT INTO report_form (code, form_set, vi, en, none_text, nothing_text) VALUES ('B1', 'own', 'Biểu một', 'Form one', 'không', '0%');
INSERT INTO measure (code, en, vi, unit, codes) VALUES ('b.text', 'Remark', 'Nhận xét', 'text', NULL), ('b.a', 'A', 'A', 'count', NULL), ('b.b', 'B', 'B', 'count', NULL), ('b.sum', 'Sum', 'Tổng', 'count', NULL), ('b.code', 'Code', 'Mã', 'code', 'progress'),
    ('b.pct', 'Share', 'Tỷ lệ', 'percent', NULL), ('b.amount', 'Amount', 'Tiền', 'amount', NULL);
INSERT INTO report_item (form, position, code, number, parent, kind, observed, numerator, denominator, digits, width, sign, en, vi) VALUES
    ('B1', 1, 'sum', '1', NULL, 'count', 'b.sum', NULL, NULL, 0, 1, '', 'Sum', 'Tổng'), ('B1', 2, 'a', '1.1', 'sum', 'count', 'b.a', NULL, NULL, 0, 3, '', 'A', 'A'), ('B1', 3, 'b', '1.2', 'sum', 'count', 'b.b', NULL, NULL, 0, 1, '', 'B', 'B'),
    ('B1', 4, 'ratio', '2', NULL, 'ratio', NULL, 'a', 'b', 1, 1, ' %', 'Ratio', 'Tỷ lệ'), ('B1', 5, 'text', '3', NULL, 'text', 'b.text', NULL, NULL, 0, 1, '', 'Remark', 'Nhận xét'),
    ('B1', 6, 'code', '4', NULL, 'code', 'b.code', NULL, NULL, 0, 1, '', 'Code', 'Mã'), ('B1', 7, 'pct', '5', NULL, 'ratio', 'b.pct', NULL, NULL, 2, 1, '%', 'Share', 'Tỷ lệ'), ('B1', 8, 'amount', '6', NULL, 'amount', 'b.amount', NULL, NULL, 3, 1, '', 'Amount', 'Tiền');
INSERT INTO report_identity VALUES ('B1', 'sum', 'sum', 'sum', 'The sum of both', 'Tổng hai phần');
INSERT INTO report_term (form, identity, term_form, item) VALUES ('B1', 'sum', 'B1', 'a'), ('B1', 'sum', 'B1', 'b');
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, denominator, value_text, note) VALUES
    (1, 'b.a', '2024-01-01', '2024-12-31', 7, NULL, NULL, NULL), (1, 'b.b', '2024-01-01', '2024-12-31', 1234, NULL, NULL, 'cả năm'), (1, 'b.text', '2024-01-01', '2024-12-31', NULL, NULL, 'Tốt', NULL), (2, 'b.text', '2024-01-01', '2024-12-31', NULL, NULL, 'Khá', NULL),
    (1, 'b.code', '2024-01-01', '2024-12-31', 2, NULL, NULL, NULL), (1, 'b.pct', '2024-01-01', '2024-12-31', 1, 3, NULL, NULL), (2, 'b.pct', '2024-01-01', '2024-12-31', 0, 3, NULL, NULL), (1, 'b.amount', '2024-01-01', '2024-12-31', 1234567.8905, NULL, NULL, NULL);
-- A total that nobody typed is the sum of its parts.
SELECT number, title, printed, value, source, source_vi, note FROM report_table('B1', '2024-01-01', '2024-12-31');
SELECT number, printed FROM report_table('B1', '2024-01-01', '2024-06-30');
UPDATE observation SET numerator = 0 WHERE measure IN ('b.a', 'b.b');
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, value_text) VALUES (1, 'b.sum', '2024-01-01', '2024-12-31', NULL, 'không');
SELECT number, printed, source FROM report_table('B1', '2024-01-01', '2024-12-31') WHERE number IN ('1', '2');
SELECT count(*) FROM report_faults('B1');
-- A form that has no rows and no figures yet is one; a ratio of another level does not apply to a unit.
INSERT INTO report_form (code, form_set, vi, en) VALUES ('B2', 'own', 'Biểu hai', 'Form two');
SELECT count(*) FROM report_table('B2', '2024-01-01', '2024-12-31');

CREATE FUNCTION pg_temp.refused(no integer, statement text) RETURNS TABLE (n integer, said text, state text, "constraint" text, hint text) LANGUAGE plpgsql AS $$
BEGIN
    n := no;
    BEGIN
        EXECUTE statement;
        said := 'accepted';
    EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, state = RETURNED_SQLSTATE, "constraint" = CONSTRAINT_NAME, hint = PG_EXCEPTION_HINT;
    END;
    RETURN NEXT;
END $$;
SELECT r.* FROM (VALUES
    (1, 'UPDATE report_item SET parent = ''sum'' WHERE form = ''B1'' AND code = ''sum'''),
    (2, 'UPDATE report_item SET parent = CASE code WHEN ''sum'' THEN ''a'' ELSE parent END WHERE form = ''B1'''),
    (3, 'UPDATE report_item SET denominator = NULL WHERE form = ''B1'' AND code = ''ratio'''),
    (4, 'UPDATE report_item SET numerator = NULL WHERE form = ''B1'' AND code = ''ratio'''),
    (5, 'UPDATE report_item SET observed = NULL WHERE form = ''B1'' AND code = ''pct'''),
    (6, 'UPDATE report_item SET denominator = ''text'' WHERE form = ''B1'' AND code = ''ratio'''),
    (7, 'UPDATE report_item SET denominator = ''b'' WHERE form = ''B1'' AND code = ''a'''),
    (8, 'UPDATE report_item SET denominator = ''ratio'' WHERE form = ''B1'' AND code = ''ratio'''),
    (9, 'UPDATE report_item SET observed = ''b.text'' WHERE form = ''B1'' AND code = ''a'''),
    (10, 'UPDATE report_item SET observed = ''dossier.late'' WHERE form = ''B1'' AND code = ''pct'''),
    (11, 'UPDATE report_item SET measure = ''b.a'' WHERE form = ''B1'' AND code = ''a'''),
    (12, 'UPDATE report_item SET denominator = ''nowhere'' WHERE form = ''B1'' AND code = ''ratio'''),
    (13, 'INSERT INTO observation (agency_id, measure, first_day, last_day, numerator) VALUES (1, ''b.a'', ''2024-01-01'', ''2024-12-31'', 8)'),
    (14, 'INSERT INTO observation (agency_id, measure, first_day, last_day, numerator) VALUES (1, ''b.a'', ''2024-04-01'', ''2024-06-30'', 8)'),
    (15, 'INSERT INTO observation (agency_id, measure, first_day, last_day, numerator) VALUES (2, ''b.code'', ''2024-01-01'', ''2024-12-31'', 3)'),
    (16, 'INSERT INTO observation (agency_id, measure, first_day, last_day, numerator) VALUES (2, ''PL1.4.1'', ''2024-01-01'', ''2024-12-31'', 2)'),
    (17, 'INSERT INTO observation (agency_id, measure, first_day, last_day, value_text) VALUES (2, ''b.code'', ''2024-01-01'', ''2024-12-31'', ''có'')'),
    (34, 'INSERT INTO observation (agency_id, measure, first_day, last_day, value_text) VALUES (3, ''b.a'', ''2024-01-01'', ''2024-12-31'', ''33'')'),
    (18, 'INSERT INTO observation (agency_id, measure, first_day, last_day, numerator) VALUES (3, ''b.text'', ''2024-01-01'', ''2024-12-31'', 1)'),
    (19, 'INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, denominator) VALUES (2, ''b.amount'', ''2024-01-01'', ''2024-12-31'', 1, 2)'),
    (20, 'INSERT INTO observation (agency_id, measure, first_day, last_day, denominator) VALUES (3, ''b.pct'', ''2024-01-01'', ''2024-12-31'', 2)'),
    (33, 'INSERT INTO observation (agency_id, measure, first_day, last_day) VALUES (3, ''b.a'', ''2024-01-01'', ''2024-12-31'')'),
    (21, 'UPDATE measure SET codes = ''yes_no'' WHERE code = ''b.code'''),
    (22, 'INSERT INTO measure (code, en, vi, unit) VALUES (''b.list'', ''List'', ''Danh sách'', ''code'')'),
    (23, 'SELECT report_table(''PL99'', ''2024-01-01'', ''2024-12-31'')'),
    (24, 'SELECT report_table(''PL1'', ''2024-12-31'', ''2024-01-01'')'),
    (25, 'SELECT report_table(''PL1'', ''2024-01-01'', NULL)'),
    (26, 'SELECT report_table(''PL1'', ''2024-01-01'', ''2024-12-31'', ''SXD'')'),
    (27, 'SELECT report_faults(''PL99'')'),
    (28, 'SELECT report_faults(''PL1'', ''2024-01-01'')'),
    (29, 'INSERT INTO report_term VALUES (''B1'', ''sum'', ''PL1'', ''99'', false, 1)'),
    (30, 'INSERT INTO target_step (target, year, condition) VALUES (4, 2024, ''$.a >= 3'')'),
    (31, 'INSERT INTO target_step (target, year, condition) VALUES (4, 2024, ''strict $.a'')'),
    (32, 'INSERT INTO target_step (target, year, level, agency_id, condition) VALUES (4, 2024, ''province'', 1, ''strict $.a >= 3'')'),
    (35, 'UPDATE report_item SET prefer = ''typed'' WHERE form = ''B1'' AND code = ''a''')
    ) AS s (n, statement), LATERAL pg_temp.refused(s.n, s.statement) r ORDER BY r.n;
SELECT relation, key, fault FROM par.check_model('m') WHERE severity = 'error';

-- ---------------------------------------------------------------------------
-- Targets by year, level and agency
-- ---------------------------------------------------------------------------

-- A task of the plan that several agencies answer for is one of the province, wherever
-- its figure is read; of each agency it is one, too.
BEGIN;
INSERT INTO service (code, name, field, online_level, eligible_full) VALUES ('2', 'Khai tử', 'Hộ tịch', 'none', true);
UPDATE service SET eligible_full = true WHERE code = '1';
INSERT INTO task (id, plan, area_no, item_no, title, due_on) VALUES (91, 'KH', 'I', '91', 'Việc chung', '2024-06-30'), (92, 'KH', 'I', '92', 'Việc chung', '2024-06-30');
INSERT INTO task_agency (task_id, agency_id, done_on) SELECT t, a, CASE WHEN t = 91 OR a < 3 THEN date '2024-06-01' END FROM generate_series(91, 92) t, generate_series(1, 3) a;
INSERT INTO target (number, title, condition, year) VALUES (90, 'Hoàn thành kế hoạch', 'strict $."plan.done" >= 81 && $."task.completed" > 0 && $."service.eligible_full" >= 50', 2024);
INSERT INTO target_step (target, year, condition) VALUES (90, 2024, 'strict $."plan.done" >= 81 && $."task.completed" > 0 && $."service.eligible_full" >= 50');
CALL refresh('2024-12-31');
SELECT agency_id, numerator, denominator FROM measures_between('2024-01-01', '2024-12-31') WHERE measure = 'plan.done' ORDER BY 1;
SELECT count(DISTINCT t.id) FILTER (WHERE done = n) AS done, count(DISTINCT t.id) AS set
FROM task t JOIN (SELECT task_id, count(*) AS n, count(done_on) AS done FROM task_agency GROUP BY 1) b ON b.task_id = t.id WHERE task_kind = 'task';
SELECT numerator, denominator, printed FROM report_table('PL1', '2024-01-01', '2024-12-31') WHERE item = '2';
SELECT measure, value FROM province_measure WHERE year = 2024 AND measure IN ('plan.done', 'task.completed', 'service.eligible_full', 'task.done') ORDER BY 1;
SELECT m AS measure, measure_of_bloc(m, NULL, '2024-01-01', '2024-12-31') FROM unnest('{plan.done,task.completed,service.eligible_full,task.done}'::text[]) m ORDER BY 1;
SELECT measures, attainment FROM target_attainment WHERE number = 90;
SELECT measures, attainment FROM target_by_year WHERE number = 90;
ROLLBACK;

-- Steps that rise, by level; the figures are those of the year and the level.
UPDATE target SET plan = 'KH 2021-2025', year = 2025;
INSERT INTO target (number, title, plan, year) VALUES (101, 'Hồ sơ giải quyết đúng hạn', 'KH-2024', 2024);
INSERT INTO target_step (target, year, level, condition)
SELECT 101, y.year, l.level, format('strict $."dossier.on_time" >= %s', least(100, 30 + 20 * (y.year - 2021) + l.more))::jsonpath
FROM generate_series(2022, 2026) y (year), (VALUES ('province', 0), ('district', 10), ('commune', 5)) l (level, more);
INSERT INTO target_step (target, year, agency_id, condition, office_verdict) VALUES (101, 2024, 1, 'strict $.late_pct < 5 && $."dossier.on_time" >= 95', 'Đạt'), (101, 2024, 3, 'strict $.late_pct < 5', 'Không đạt');
INSERT INTO target_step (target, year, condition) VALUES (101, 2024, 'strict $.on_time_pct >= 90'), (101, 2023, 'strict $."b.pct" >= 10'), (6, 2024, 'strict $."b.pct" >= 10');
INSERT INTO target_measure VALUES (6, 'b.pct', 99, 'gõ tay');
INSERT INTO target_step (target, year, condition) VALUES (6, 2025, 'strict $."b.pct" >= 98 || $."b.a" > 3');
SELECT number, plan, year, level, agency_code AS agency, condition, measures, attainment, attainment_vi, office_verdict FROM target_by_year ORDER BY number, year, level, agency_code;
-- The targets of 1.1 stay as they are.
SELECT number, attainment, office_verdict FROM target_attainment WHERE condition IS NOT NULL OR number IN (1, 101) ORDER BY 1;

-- ---------------------------------------------------------------------------
-- Indices that others publish
-- ---------------------------------------------------------------------------

CALL par.add_forms('m', 'indices');
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, origin)
SELECT 1, v.measure, make_date(v.year, 1, 1), make_date(v.year, 12, 31), v.figure, 'Công bố'
FROM (VALUES ('index.PAPI', 2021, 41.13), ('index.PAPI.rank', 2021, 40), ('index.PAPI', 2022, 41.9), ('index.PAPI.rank', 2022, 33), ('index.PAPI', 2024, 43.2154), ('index.PAPI.rank', 2024, 35), ('index.PCI', 2022, 67.74)) v (measure, year, figure);
SELECT year, code, value, value_change, rank, rank_before, rank_change, origin FROM external_index ORDER BY code, year;
SELECT number, left(title, 50) AS title, printed FROM report_table('CS', '2022-01-01', '2022-12-31') WHERE item ~ '^P';
-- Over two years the last stands.
SELECT item, printed FROM report_table('CS', '2021-01-01', '2022-12-31') WHERE item ~ '^PAPI';

-- ---------------------------------------------------------------------------
-- Who sees one agency sees its forms, not the province's
-- ---------------------------------------------------------------------------

CREATE ROLE regress_par_unit;
CREATE TABLE agency_role (role_name name, agency_id bigint REFERENCES agency);
INSERT INTO agency_role VALUES ('regress_par_unit', 1);
CALL par.enable_agency_policies('m', 'm.agency_role');
GRANT USAGE ON SCHEMA m TO regress_par_unit;
GRANT SELECT ON ALL TABLES IN SCHEMA m TO regress_par_unit;
SET ROLE regress_par_unit;
SELECT count(*) FROM report_table('PL1', '2024-01-01', '2024-12-31', 'SNV') WHERE source = 'observed';
SELECT r.said, r.state, r.hint FROM (VALUES ('SELECT report_table(''PL1'', ''2024-01-01'', ''2024-12-31'')'), ('SELECT report_table(''PL1'', ''2024-01-01'', ''2024-12-31'', ''STC'')'), ('SELECT report_faults()')) s (statement), LATERAL pg_temp.refused(1, s.statement) r;
SELECT count(*) FILTER (WHERE this_year <> '') AS told FROM report_by_year;
SELECT agency_code, year, measures IS NOT NULL AS with_figures, count(*) FROM target_by_year WHERE year = 2024 GROUP BY 1, 2, 3 ORDER BY 1;
RESET ROLE;

-- What a closed framework counts is locked.
INSERT INTO framework VALUES ('F', 2024, 'so', 'Sở 2024');
INSERT INTO band VALUES ('F', 'Tốt', 50, false, NULL), ('F', 'Yếu', NULL, false, 1);
INSERT INTO criterion (framework, code, title, max_points, rule, measure) VALUES ('F', 'I', 'I', 10, 'ratio', 'b.pct');
CALL refresh();
CALL close_framework('F');
SELECT r.said, r.state FROM pg_temp.refused(1, 'UPDATE observation SET numerator = 2 WHERE measure = ''b.pct''') r;
UPDATE observation SET numerator = 5 WHERE measure = 'b.a';
SELECT relation, old ->> 'numerator' AS old, new ->> 'numerator' AS new FROM history WHERE relation = 'observation' ORDER BY id DESC LIMIT 1;

REVOKE ALL ON ALL TABLES IN SCHEMA m FROM regress_par_unit;
REVOKE ALL ON SCHEMA m FROM regress_par_unit;
DROP SCHEMA m CASCADE;
DROP ROLE regress_par_unit;
