\set a random(1, 400)
\set n random(1, 1000000000)
\set d random(0, 80)
INSERT INTO cchc.dossier (code, agency_id, service, received_at, due_at, channel) VALUES ('L' || :client_id || '-' || :n || '-' || pg_backend_pid() || '-' || extract(epoch FROM clock_timestamp()), :a, 'MP-P-F1', timestamptz '2025-01-01 08:00+07' + :d * interval '1 day', timestamptz '2025-04-01 17:00+07', 'online');
