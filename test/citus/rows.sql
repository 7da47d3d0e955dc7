-- Generated dossiers beside those of the demo: of every agency and service, over
-- three years, with pauses, fees and supplements; a part of them is not folded.
INSERT INTO cchc.dossier (code, agency_id, service, received_at, due_at, finished_at, pauses, channel, fee, paid_online, supplements)
SELECT 'G' || i, a.ids[1 + h % cardinality(a.ids)], s.codes[1 + (h / 512) % cardinality(s.codes)], r.at, CASE WHEN h % 31 > 0 THEN r.at + (1 + h % 20) * interval '1 day' END,
       CASE WHEN h % 10 < 8 AND r.at < '2025-01-01' THEN r.at + (h % 37) * interval '19 hours' END,
       CASE WHEN h % 17 = 0 THEN tstzmultirange(tstzrange(r.at + interval '1 hour', CASE WHEN h % 10 < 8 AND r.at < '2025-01-01' THEN r.at + interval '1 hour' + (h % 37) * interval '9 hours' END)) ELSE '{}' END,
       CASE h % 3 WHEN 0 THEN 'counter' ELSE 'online' END, h % 4 * 10000, h % 4 > 0 AND h % 5 = 0, CASE WHEN h % 50 = 0 THEN 2 ELSE h % 2 END
FROM (SELECT array_agg(id ORDER BY id) AS ids FROM cchc.agency) a, (SELECT array_agg(code ORDER BY code) AS codes FROM cchc.service) s,
     generate_series(1, :n) i, LATERAL (SELECT hashint4(i) & 1048575 AS h) x, LATERAL (SELECT '2022-04-01 07:00+07'::timestamptz + (h % 1050) * interval '1 day' + (i % 600) * interval '1 minute' AS at) r
WHERE CASE WHEN h % 17 = 0 AND h % 10 < 8 AND r.at < '2025-01-01' THEN (h % 37) * interval '19 hours' > interval '1 hour' + (h % 37) * interval '9 hours' ELSE true END;
CALL cchc.fold();
INSERT INTO cchc.dossier_supplement (dossier, asked_on)
SELECT d.code, (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + g
FROM (SELECT code, received_at FROM cchc.dossier WHERE code LIKE 'G%7' OR code LIKE 'G%2' ORDER BY code LIMIT 2000) d, generate_series(0, 1) g WHERE d.code LIKE '%7' OR g = 0;
UPDATE cchc.dossier SET finished_at = NULL, pauses = '{}' WHERE code LIKE 'G%55';
CALL cchc.refresh('2025-03-31');
UPDATE cchc.dossier SET finished_at = NULL, pauses = '{}' WHERE code LIKE 'G%66';
ANALYZE;
