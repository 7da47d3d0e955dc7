#!/usr/bin/env bash
# Logical replication of tables whose only identity is the whole row, and with
# summaries and gradings as primary keys: deletes and updates find their rows.

# Start again beside a server that can replicate.
[ -n "${LOGICAL:-}" ] || LOGICAL=1 CONF='wal_level = logical' exec test/throwaway "$PG_CONFIG" bash "$0"

. "$(dirname "$0")/tap"

for db in publisher subscriber; do
	createdb $db
	sql $db <<-'SQL'
		CREATE EXTENSION par_index;
		CREATE TABLE ontime (id int, v par.ontime_stats);
		CREATE TABLE survey (id int, v par.survey_stats);
		CREATE TABLE strata (id int, v par.stratified_stats);
		CREATE TABLE score (id int, v par.score_stats);
		CREATE TABLE grading (id int, v par.grading);
		CREATE TABLE keyed (v par.survey_stats PRIMARY KEY, note text);
	SQL
done
tables='ontime survey strata score grading keyed'
rows() { sql "$1" <<<"$(for t in $tables; do echo "SELECT '$t', t::text FROM $t t ORDER BY t::text COLLATE \"C\";"; done)"; }

for t in ontime survey strata score grading; do sql publisher -c "ALTER TABLE $t REPLICA IDENTITY FULL"; done
sql publisher -c "CREATE PUBLICATION p FOR ALL TABLES" -c "SELECT pg_create_logical_replication_slot('s', 'pgoutput')" >/dev/null
sql subscriber -c "CREATE SUBSCRIPTION s CONNECTION 'host=$PGHOST dbname=publisher user=postgres' PUBLICATION p WITH (create_slot = false, slot_name = 's', copy_data = false)"
arrived() {
	local lsn
	lsn=$(sql publisher -c "SELECT pg_current_wal_lsn()")
	for _ in $(seq 300); do
		[ "$(sql publisher -c "SELECT confirmed_flush_lsn >= '$lsn' FROM pg_replication_slots WHERE slot_name = 's'")" = t ] && return 0
		sleep 0.1
	done
	return 1
}

sql publisher <<'SQL'
INSERT INTO ontime SELECT i, par.ontime_agg('2024-01-01'::date, date '2024-01-01' + i, '2024-12-31') FROM generate_series(0, 9) i GROUP BY i;
INSERT INTO survey SELECT i, par.survey_agg(i) FROM generate_series(0, 9) i GROUP BY i;
INSERT INTO survey SELECT i, par.survey_agg(i, 0.1 * i) FROM generate_series(0, 9) i GROUP BY i;
INSERT INTO survey SELECT i, par.survey_agg(ARRAY[i, 5]) FROM generate_series(0, 9) i GROUP BY i;
INSERT INTO survey VALUES (100, '{"4": [3, 4.5, 6.75]}');
INSERT INTO strata SELECT i, par.stratified_agg(v, 10 + i) FROM survey s(i, v) WHERE NOT v::text ~ '[[{].*[[{]' GROUP BY i;
INSERT INTO score SELECT i, par.score_agg(i / 7.0, 10) FROM generate_series(0, 9) i GROUP BY i;
INSERT INTO grading VALUES (1, 'Tốt >= 80; Yếu'), (2, 'Tốt >= 75; Yếu');
INSERT INTO keyed SELECT par.survey_agg(i), i FROM generate_series(0, 9) i GROUP BY i;
SQL
must "rows are sent" arrived
is "$(rows subscriber)" "$(rows publisher)" "inserts arrive"

# Twice the same key, so that only the summary tells the rows apart.
sql publisher <<'SQL'
UPDATE ontime SET id = 1; UPDATE survey SET id = 1; UPDATE strata SET id = 1; UPDATE score SET id = 1; UPDATE grading SET id = 1;
DELETE FROM ontime WHERE v OPERATOR(par.=) (SELECT par.ontime_agg('2024-01-01'::date, '2024-01-04', '2024-12-31'));
DELETE FROM ontime WHERE par.days_late_max(v) = 5;
DELETE FROM survey WHERE par.n_at(v, 3) = 1;
DELETE FROM survey WHERE v::text ~ '\[3, 4';
DELETE FROM strata WHERE v::text ~ '13';
DELETE FROM score WHERE par.points(v) < 0.5;
DELETE FROM grading WHERE v OPERATOR(par.=) 'Tốt >= 75; Yếu';
DELETE FROM keyed WHERE v OPERATOR(par.=) '{"3": 1}';
UPDATE keyed SET v = v OPERATOR(par.+) '{"10": 1}' WHERE par.n_at(v, 5) = 1;
SQL
must "changes are sent" arrived
is "$(rows subscriber)" "$(rows publisher)" "updates and deletes find their rows by the whole row"
is "$(sql publisher -c "SELECT (SELECT count(*) FROM ontime), (SELECT count(*) FROM survey), (SELECT count(*) FROM score), (SELECT count(*) FROM grading), (SELECT count(*) FROM keyed)")" \
	"8|27|6|1|9" "the rows that stay are those that were meant"
sql subscriber -c "DROP SUBSCRIPTION s"

done_testing
