#!/usr/bin/env bash
# kill -9 of a server process in the middle of REFRESH MATERIALIZED VIEW
# CONCURRENTLY: the server recovers, and the view holds what it held before.
# Start again beside a server of its own, which dies with its process.
[ -n "${OWN_SERVER:-}" ] || OWN_SERVER=1 exec test/throwaway "$PG_CONFIG" bash "$0"

. "$(dirname "$0")/tap"

createdb crash
sql crash <<'SQL'
CREATE EXTENSION par_index;
CREATE TABLE dossier (office int, due date, done date);
INSERT INTO dossier SELECT i % 100, date '2024-01-01' + i % 365, date '2024-01-01' + i % 371 FROM generate_series(1, 20000) AS i;
CREATE VIEW figure AS SELECT office, par.ontime_agg(due, done, '2024-12-31') AS stats FROM dossier GROUP BY office;
CREATE MATERIALIZED VIEW kept AS SELECT * FROM figure;
CREATE UNIQUE INDEX ON kept (office);
-- What the refresh waits on in its middle, when it has computed the new rows:
-- the view's writer lock is free for readers, so a row lock would not stop it.
CREATE FUNCTION slow(office int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$BEGIN PERFORM pg_sleep(0.02); RETURN office; END$$;
CREATE MATERIALIZED VIEW kept_slowly AS SELECT slow(office) AS office, stats FROM figure;
CREATE UNIQUE INDEX ON kept_slowly (office);
UPDATE dossier SET done = done + 30;
SQL
content() { sql crash -c "SELECT md5(string_agg(k::text, ',' ORDER BY office)) FROM $1 k"; }
before=$(content kept)
before_slowly=$(content kept_slowly)

# In the middle of computing, and right before the end.
for view in kept_slowly kept; do
	psql -qX -d crash -c "BEGIN" -c "REFRESH MATERIALIZED VIEW CONCURRENTLY $view" -c "SELECT pg_sleep(600)" >/dev/null 2>&1 &
	client=$!
	pid=
	for _ in $(seq 100); do
		case $view in
		kept_slowly) condition="query LIKE 'REFRESH%' AND wait_event = 'PgSleep'" ;;
		kept) condition="query LIKE 'SELECT pg_sleep%' AND wait_event = 'PgSleep'" ;;
		esac
		pid=$(sql crash -c "SELECT pid FROM pg_stat_activity WHERE $condition")
		[ -n "$pid" ] && break
		sleep 0.05
	done
	# The server takes a moment to notice; it has recovered when it runs with
	# another checkpointer.
	checkpointer=$(sql crash -c "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
	status=1
	[ -n "$pid" ] && kill -9 "$pid" && status=0
	ok $status "$view: killed a server process in the middle of a refresh"
	wait $client || true
	for _ in $(seq 1200); do
		now=$(sql crash -c "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'" 2>/dev/null) || now=
		[ -n "$now" ] && [ "$now" != "$checkpointer" ] && break
		sleep 0.1
	done
	is "$(content $view)" "$(if [ $view = kept ]; then echo "$before"; else echo "$before_slowly"; fi)" \
		"$view: after recovery it holds what it held"
done
succeeds "a refresh works again" psql -qX -v ON_ERROR_STOP=1 -d crash -c "REFRESH MATERIALIZED VIEW CONCURRENTLY kept"
is "$(sql crash -c "SELECT count(*) FROM kept k JOIN figure f USING (office) WHERE k.stats::text = f.stats::text")" 100 \
	"and gives today's figures"
ok "$([ "$(content kept)" != "$before" ]; echo $?)" "which are others than before"

done_testing
