#!/usr/bin/env bash
# A refresh is of one moment and one day, whatever others commit while it runs.
. "$(dirname "$0")/tap"

createdb refresh
sql refresh <<'SQL'
SET client_min_messages = warning;
CREATE EXTENSION par_index;
CALL par.create_model('m');
SET search_path = m, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-06-30';
INSERT INTO bloc VALUES ('b', 'B', 1);
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Agency ' || n, 'b', 'province' FROM generate_series(1, 3) n;
INSERT INTO service VALUES ('1', 'One', 'Field', 'full');
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
SELECT a || '-' || n, a, '1', timestamptz '2024-01-02 08:00+07' + n * interval '3 days', timestamptz '2024-01-09 17:00+07' + n * interval '3 days', timestamptz '2024-01-04 08:00+07' + n * (a + 2) * interval '1 day', 'online'
FROM generate_series(1, 3) a, generate_series(1, 100) n;
INSERT INTO factor VALUES ('all', 'All', true, 1);
INSERT INTO survey (code, year, title) VALUES ('S', 2024, 'S');
INSERT INTO question (id, survey, number, factor, title) VALUES (1, 'S', 1, 'all', '1');
INSERT INTO response (id, survey, agency_id, answered_on) SELECT n, 'S', 1 + n % 3, date '2024-01-01' + n FROM generate_series(1, 300) n;
INSERT INTO answer (response_id, question_id, answer) SELECT n, 1, 1 + n % 5 FROM generate_series(1, 300) n;
CALL par.add_framework('m', '766', 'b', 2024);
CALL refresh();
SQL
# What is stored, and of which day.
stored() {
	sql refresh <<-'SQL'
		SELECT reporting_date FROM m.setting;
		SELECT format('SELECT %L, md5(coalesce(string_agg(j::text, e''\n'' ORDER BY j::text COLLATE "C"), '''')) FROM (SELECT to_jsonb(t) - ''computed_at'' AS j FROM m.%I t) x', relname, relname)
		FROM pg_class WHERE relnamespace = 'm'::regnamespace AND relkind = 'r' AND relname LIKE 'stored%' ORDER BY relname COLLATE "C" \gexec
	SQL
}
waiting() { # a session that waits for a lock
	for _ in $(seq 600); do
		[ "$(sql refresh -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'CALL m.refresh%'")" -ge "${1:-1}" ] && return
		sleep 0.1
	done
	return 1
}
# A session of its own, that does what is written to it.
session() {
	mkfifo "$tap_dir/$1"
	psql -qXAt -v ON_ERROR_STOP=1 -d refresh <"$tap_dir/$1" >"$tap_dir/$1.out" 2>&1 &
}

june=$(stored)
session other
exec 7>"$tap_dir/other"
echo "BEGIN; UPDATE m.setting SET reporting_date = '2024-12-31';" >&7
sleep 0.5
sql refresh -c "CALL m.refresh()" &
refresh=$!
ok "$(waiting; echo $?)" "a refresh waits for whoever sets another day"
echo "COMMIT;" >&7
wait "$refresh"
exec 7>&-
during=$(stored)
sql refresh -c "CALL m.refresh()"
is "$during" "$(stored)" "and is of that day, in every summary"
is "$(head -n 1 <<<"$during")" 2024-12-31 "the later one"
ok "$([ "$during" != "$june" ]; echo $?)" "which has other figures"

# Dossiers and answers that are committed when it has begun, before it writes: in all of the
# summaries or in none, and in all after the next.
session other2
exec 7>"$tap_dir/other2"
echo "BEGIN; LOCK TABLE m.stored_league IN ACCESS EXCLUSIVE MODE;" >&7
sleep 0.5
sql refresh -c "CALL m.refresh()" &
refresh=$!
ok "$(waiting; echo $?)" "a refresh is held in the middle"
sql refresh <<'SQL'
INSERT INTO m.dossier (code, agency_id, service, received_at, due_at, finished_at, channel) SELECT 'x' || n, 1, '1', '2024-10-01', '2024-10-08', '2024-11-01', 'counter' FROM generate_series(1, 50) n;
SQL
echo "COMMIT;" >&7
wait "$refresh"
exec 7>&-
is "$(sql refresh -c "SELECT count(*), count(*) FILTER (WHERE round(l.said::numeric, 6) <> round(100 * s.numerator / s.denominator, 6))
                      FROM (SELECT agency_id, measures ->> 'dossier.late' AS said FROM m.stored_league WHERE framework LIKE '766%') l
                      JOIN m.stored_measure s ON s.agency_id = l.agency_id AND s.measure = 'dossier.late' AND s.last_day = '2024-12-31'")" "3|0" "league and measures are of the same rows"
sql refresh -c "CALL m.refresh()"
after=$(stored)
sql refresh -c "CALL m.refresh()"
is "$(stored)" "$after" "and the next one has them all"
is "$(sql refresh -c "SELECT count(*) FROM m.check_fresh()")" 0 "cells and dossiers agree"

done_testing
