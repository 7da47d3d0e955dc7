-- The demo with everything in it that could be shown wrongly: names that look
-- like markup, what is missing in each of its ways, a fault, a closed year, two
-- agencies of one code, figures that no JavaScript number holds.
SET search_path = cchc, pg_catalog;
SET client_min_messages = warning;

UPDATE agency SET name = '</script><script>document.title = "broken"</script><!-- <b>Sở</b> & "Xây" ''dựng'' <!--@DATA--> ' || chr(8232) || chr(8233) || ' $& \1' WHERE code = 'SXD';

-- not reported: as 0 points; with a framework that says block; a penalty
DELETE FROM assessment s USING criterion c, agency a
WHERE c.id = s.criterion_id AND a.id = s.agency_id
  AND (c.framework = 'HUYEN-2024' AND a.code = 'DK' AND c.code IN ('II.1', 'VII.1')
    OR c.framework = 'SO-2023' AND a.code IN ('SNV', 'STP') AND c.code = 'I.2'
    OR c.framework = 'SO-2024' AND a.code = 'STP' AND c.code = 'X');
DELETE FROM observation o USING criterion c, agency a
WHERE o.measure = c.measure AND a.id = o.agency_id AND c.framework = 'SO-2023' AND c.code = 'I.2' AND a.code IN ('SNV', 'STP') AND extract(year FROM o.first_day) = 2023;
UPDATE framework SET when_not_reported = 'block' WHERE code = 'SO-2023';

-- not arisen; not applicable, for a reason
UPDATE observation o SET numerator = 0, denominator = 0 FROM criterion c, agency a
WHERE o.measure = c.measure AND a.id = o.agency_id AND c.framework = 'HUYEN-2024' AND c.code = 'VI.2' AND a.code = 'NT' AND extract(year FROM o.first_day) = 2024;

-- no result at all; one result only, so that the gates have no data
INSERT INTO agency (code, name, bloc, level) VALUES ('NONE', 'UBND huyện Chưa Chấm', 'huyen', 'district'), ('HALF', 'UBND huyện Mới Lập', 'huyen', 'district');
INSERT INTO assessment (agency_id, criterion_id, numerator)
SELECT a.id, c.id, 1 FROM agency a, criterion c WHERE a.code = 'HALF' AND c.framework = 'HUYEN-2024' AND c.code IN ('I.4', 'X');

-- two agencies of one code, one after the other
UPDATE agency SET valid_from = '2023-01-01' WHERE code = 'NH';
INSERT INTO agency (code, name, bloc, level, valid_to) VALUES ('NH', 'UBND thị xã Ninh Hòa (cũ)', 'huyen', 'district', '2022-12-31');
INSERT INTO assessment (agency_id, criterion_id, numerator)
SELECT a.id, c.id, 2 FROM agency a, criterion c WHERE a.name = 'UBND thị xã Ninh Hòa (cũ)' AND c.framework = 'HUYEN-2022' AND c.code IN ('I.4', 'X');

-- a fault takes the rank away
UPDATE criterion SET max_points = 13 WHERE framework = 'HUYEN-2023' AND code = 'I';

-- too few answers to be shown, for those with fewer
UPDATE setting SET min_answers = 67;

-- a figure of 19 digits
INSERT INTO published_figure (code, origin, numerator, denominator, printed) VALUES ('BIG', '<i>lớn</i>', 123456789012345.6789, 987654321098765, '1%');

-- a task that is due soon
INSERT INTO task (plan, area_no, item_no, title, due_on) VALUES ('SNV-2024', 'Z', '1', 'Nhiệm vụ <b>sắp đến hạn</b>', '2025-04-05');
INSERT INTO task_agency (task_id, agency_id) SELECT t.id, a.id FROM task t, agency a WHERE t.area_no = 'Z' AND a.code IN ('SXD', 'STC');

CALL refresh();
CALL close_framework('SO-2022');

-- Whoever sees one agency, and whoever may not read a part.
CREATE TABLE agency_role (role_name name, agency_id bigint REFERENCES agency);
INSERT INTO agency_role SELECT r.name, a.id FROM agency a, (VALUES ('page_one'), ('page_blind')) AS r (name) WHERE a.code = 'STC';
CALL par.enable_agency_policies('cchc', 'cchc.agency_role');
GRANT USAGE ON SCHEMA cchc TO page_one, page_blind;
GRANT SELECT ON ALL TABLES IN SCHEMA cchc TO page_one, page_blind;
REVOKE SELECT ON task_progress, target_attainment, published_not_reproduced FROM page_blind;
