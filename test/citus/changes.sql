-- Changes of every kind, the same on one server and on many.
INSERT INTO cchc.dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
SELECT 'N' || g, (SELECT min(id) FROM cchc.agency) + g % 400, s.codes[1 + g % cardinality(s.codes)], '2025-02-01 09:00+07'::timestamptz + g * interval '1 minute',
       '2025-02-20 17:00+07', CASE WHEN g % 3 = 0 THEN '2025-02-25 10:00+07'::timestamptz END, 'online'
FROM generate_series(1, 2000) g, (SELECT array_agg(code ORDER BY code) AS codes FROM cchc.service) s;
COPY cchc.dossier (code, agency_id, service, received_at, due_at, channel) FROM PROGRAM 'seq 1 500 | sed "s/.*/C&,2,MP-P-F1,2025-03-0&T08:00+07,2025-03-20T17:00+07,online/; s/03-0\([0-9]\)[0-9]*T/03-0\1T/; s/03-00/03-10/"' (FORMAT csv);
UPDATE cchc.dossier SET finished_at = '2025-03-01 10:00+07' WHERE code LIKE 'N%1' AND finished_at IS NULL;
UPDATE cchc.dossier SET channel = 'counter', fee = 5000 WHERE code LIKE 'N%5';
DELETE FROM cchc.dossier WHERE code LIKE 'N%22';
SELECT code AS moved FROM cchc.service ORDER BY code LIMIT 1 \gset
UPDATE cchc.service SET field = field || ' (mới)', online_level = 'none' WHERE code = :'moved';
UPDATE cchc.service SET name = name || ' ' WHERE code = :'moved';
-- What hangs on a dossier; on shards it says whose it is.
UPDATE cchc.dossier_conduct SET outcome = 'refused', slip_no = 'S1', result_digitised = NULL WHERE dossier IN (SELECT code FROM cchc.dossier WHERE finished_at BETWEEN '2025-01-01' AND '2025-01-20' AND agency_id % 3 = 0);
DELETE FROM cchc.dossier_conduct WHERE agency_id = 5;
INSERT INTO cchc.dossier_conduct (dossier, agency_id, outcome, components, components_digitised, rating)
SELECT d.code, d.agency_id, CASE WHEN d.finished_at IS NOT NULL THEN 'settled' END, 3, length(d.code) % 4, 1 + length(d.code) % 5 FROM cchc.dossier d WHERE d.code LIKE 'N%';
\if :far
INSERT INTO cchc.dossier_supplement (dossier, agency_id, asked_on) SELECT d.code, d.agency_id, x.day FROM cchc.dossier d CROSS JOIN (VALUES (date '2025-02-10'), (date '2025-02-12')) x (day) WHERE d.code LIKE 'N%4';
\else
INSERT INTO cchc.dossier_supplement (dossier, asked_on) SELECT d.code, x.day FROM cchc.dossier d CROSS JOIN (VALUES (date '2025-02-10'), (date '2025-02-12')) x (day) WHERE d.code LIKE 'N%4';
\endif
-- What stays on the coordinator keeps its triggers.
UPDATE cchc.task_agency SET done_on = '2025-02-03' WHERE task_id % 7 = 0;
