-- Indices of the province that others publish, with its rank: observed once a year.
INSERT INTO @schema@.report_form (code, form_set, position, vi, en) VALUES
    ('CS', 'indices', 20, 'Các chỉ số của tỉnh do cơ quan, tổ chức khác công bố', 'Indices of the province that others publish')
ON CONFLICT DO NOTHING;

WITH given (position, code, vi, en) AS (
    VALUES
        (10, 'PARINDEX', 'Chỉ số cải cách hành chính (PAR INDEX)', 'Public administration reform index (PAR INDEX)'),
        (20, 'SIPAS', 'Chỉ số hài lòng về sự phục vụ hành chính (SIPAS)', 'Satisfaction index of public administrative services (SIPAS)'),
        (30, 'PAPI', 'Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI)', 'Provincial governance and public administration performance index (PAPI)'),
        (40, 'PCI', 'Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)', 'Provincial competitiveness index (PCI)'),
        (50, 'DTI', 'Chỉ số chuyển đổi số (DTI)', 'Digital transformation index (DTI)')
), observed AS (
    INSERT INTO @schema@.measure (code, vi, en, unit, better, source, stock)
    SELECT 'index.' || g.code || r.suffix, g.vi || r.vi, g.en || r.en, r.unit, r.better, 'observed', true
    FROM given g CROSS JOIN (VALUES ('', '', '', 'amount', 'higher'), ('.rank', ', xếp hạng', ', rank', 'count', 'lower')) AS r (suffix, vi, en, unit, better)
    ON CONFLICT DO NOTHING
)
INSERT INTO @schema@.report_item (form, position, code, number, parent, kind, observed, digits, vi, en)
SELECT 'CS', g.position + r.below, g.code || r.suffix, CASE r.below WHEN 0 THEN (g.position / 10)::text ELSE '' END, CASE r.below WHEN 1 THEN g.code END, r.unit, 'index.' || g.code || r.suffix, r.digits, g.vi || r.vi, g.en || r.en
FROM given g CROSS JOIN (VALUES (0, '', '', '', 'amount', 2), (1, '.rank', ', xếp hạng', ', rank', 'count', 0)) AS r (below, suffix, vi, en, unit, digits)
ON CONFLICT DO NOTHING;
