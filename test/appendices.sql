-- Appendices 1 to 8 as published, typed into the forms: what every cell says, by the
-- agency :reporter.  Needs the set appendix-2025, and indicator_row with the rows of
-- test/data/indicators.csv.  A footnote mark is no part of a figure; how a cell was
-- typed is kept where its number alone does not tell.
CREATE TEMP TABLE printed_cell AS
SELECT 'PL' || r.appendix AS form, i.code AS item, r.period, p.first_day, p.last_day, i.kind, i.as_fraction, i.observed,
       r.value_text, btrim(translate(r.value_text, '¹²³⁴⁵⁶⁷', '')) AS bare, r.value, nullif(regexp_replace(regexp_replace(r.note, '^Thời điểm [0-9/]+(; )?', ''), '^\[.*\]$', ''), '') AS note
FROM indicator_row r
     JOIN report_item i ON i.form = 'PL' || r.appendix AND i.number = coalesce(r.code, '') AND i.vi = regexp_replace(r.title, '^Chia theo tên loại VBQPPL / ', '') AND i.printed
     CROSS JOIN LATERAL (SELECT make_date(left(r.period, 4)::int, 1, 1), CASE WHEN r.period LIKE '%Q1' THEN make_date(left(r.period, 4)::int, 3, 31) ELSE make_date(left(r.period, 4)::int, 12, 31) END) AS p (first_day, last_day);

-- A fraction is typed as its two parts; blank cells are not reported.
CREATE TEMP TABLE typed_cell AS
SELECT c.observed AS measure, c.first_day, c.last_day, CASE WHEN c.value IS NOT NULL THEN c.value END AS numerator, c.bare AS value_text, c.note
FROM printed_cell c
WHERE c.observed IS NOT NULL AND NOT c.as_fraction AND c.value_text <> ''
UNION ALL
SELECT i.observed, c.first_day, c.last_day, split_part(c.bare, '/', n)::numeric, NULL, NULL
FROM printed_cell c CROSS JOIN generate_series(1, 2) n JOIN report_item i ON i.form = c.form AND i.code = c.item || CASE n WHEN 1 THEN '.n' ELSE '.d' END
WHERE c.as_fraction
UNION ALL
-- "207 TTHC áp dụng nhiều cấp" below the table; none in the other years
SELECT 'PL3.1.4.4', c.first_day, c.last_day, coalesce(substring(c.note FROM '^\d+(?= TTHC áp dụng nhiều cấp)')::numeric, 0), NULL, NULL
FROM printed_cell c WHERE c.form = 'PL3' AND c.item = '1.4';

-- What the prose of the report repeats.
INSERT INTO typed_cell VALUES
    ('VB.1', '2021-01-01', '2025-03-31', 76198, '76.198', NULL), ('VB.2', '2021-01-01', '2025-03-31', 17, '17', NULL), ('VB.3', '2021-01-01', '2025-03-31', 6, NULL, NULL),
    ('VB.4', '2021-01-01', '2025-03-31', 53, '53', NULL), ('VB.4.1', '2021-01-01', '2025-03-31', 44, '44', NULL), ('VB.4.2', '2021-01-01', '2025-03-31', 19, '19', NULL),
    ('VB.5', '2021-01-01', '2025-03-31', 564, '564', NULL);

INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, value_text, note, reported_on, origin)
SELECT a.id, t.measure, t.first_day, t.last_day, t.numerator, t.value_text, t.note, '2025-06-27', 'Báo cáo 224/BC-UBND'
FROM typed_cell t JOIN agency a ON a.code = :'reporter' AND a.valid_to IS NULL;
