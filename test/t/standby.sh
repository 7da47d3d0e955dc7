#!/usr/bin/env bash
# A hot standby: every view and function of the model reads there as on the server
# it follows, with changes that nobody has folded; it refuses to write; promoted, it
# goes on by itself.
. "$(dirname "$0")/tap"

bin=$("$PG_CONFIG" --bindir)
[ -x "$bin/pg_basebackup" ] || skip_all "this server came without pg_basebackup"
port=$((PGPORT + 1))
standby() { PGPORT=$port sql "$@"; }

createdb demo
sql demo -c 'ALTER DATABASE demo SET jit = off'
sql demo -f test/demo/10_data.sql >/dev/null
sql demo <<'SQL'
CALL cchc.fold();
UPDATE cchc.dossier SET finished_at = received_at + interval '9 days', pauses = '{}' WHERE code IN (SELECT code FROM cchc.dossier WHERE finished_at IS NULL ORDER BY code LIMIT 500);
DELETE FROM cchc.dossier_conduct WHERE dossier IN (SELECT dossier FROM cchc.dossier_conduct ORDER BY dossier LIMIT 50);
UPDATE cchc.answer SET answer = 1 WHERE response_id IN (SELECT min(response_id) FROM cchc.answer);
SQL
mkdir "$THROWAWAY/standby"
chmod 700 "$THROWAWAY/standby"
[ "$(id -u)" -ne 0 ] || chown postgres:postgres "$THROWAWAY/standby"
must "a copy of the server" as_server "$bin/pg_basebackup" -D "$THROWAWAY/standby" -R -X stream -c fast
echo "port = $port" >>"$THROWAWAY/standby/postgresql.conf"
as_server env HOME="$THROWAWAY" "$bin/pg_ctl" -D "$THROWAWAY/standby" -l "$THROWAWAY/standby/server.log" -p "$THROWAWAY$bin/postgres" -w -t 300 start >/dev/null
trap 'as_server "$bin/pg_ctl" -D "$THROWAWAY/standby" -m immediate stop >/dev/null; rm -rf "$tap_dir"' EXIT
arrived() {
	local lsn
	lsn=$(sql demo -c 'SELECT pg_current_wal_lsn()')
	for _ in $(seq 600); do
		[ "$(standby demo -c "SELECT pg_last_wal_replay_lsn() >= '$lsn'")" = t ] && return 0
		sleep 0.1
	done
	return 1
}
is "$(standby demo -c 'SELECT pg_is_in_recovery()')" t "it follows"
must "what was written has arrived" arrived

# Every view; what is computed when it is asked says when.
read_all() {
	"$1" demo <<<"$(sql demo -c "SELECT format('SELECT %L, count(*), md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE \"C\")) FROM (SELECT %s FROM cchc.%I) t;', c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), c.relname)
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attname <> 'computed_at'
		WHERE c.relnamespace = 'cchc'::regnamespace AND c.relkind = 'v' GROUP BY c.relname ORDER BY c.relname")"
}
calls="SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM cchc.form_06_between('2024-01-10', '2025-02-20') t;
SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (SELECT to_jsonb(m) - 'computed_at' FROM cchc.ontime_month_at('2024-06-15') m) t;
SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (SELECT to_jsonb(l) - 'computed_at' FROM cchc.league_table_at('2024-06-15') l) t;
SELECT count(*) FROM cchc.check_fresh();
SELECT count(*) FROM par.check_model('cchc');"
is "$(read_all standby)" "$(read_all sql)" "every view with changes that are not folded"
is "$(standby demo <<<"$calls")" "$(sql demo <<<"$calls")" "figures as of a day, a form, the checks"
for call in "cchc.fold()" "cchc.refresh()" "cchc.rebuild()"; do
	is "$(psql -qXtA -v VERBOSITY=sqlstate -p "$port" -d demo -c "CALL $call" 2>&1)" "ERROR:  25006" "$call is refused there: a read-only server"
	is "$(PGOPTIONS='-c default_transaction_read_only=on' psql -qXtA -v VERBOSITY=sqlstate -d demo -c "CALL $call" 2>&1)" "ERROR:  25006" "$call is refused by a read-only transaction"
done
sql demo -c 'CALL cchc.refresh()'
must "a refresh arrives" arrived
is "$(read_all standby)" "$(read_all sql)" "every view after a refresh"

before=$(read_all sql)
standby postgres -c 'SELECT pg_promote()' >/dev/null
is "$(standby demo -c 'SELECT pg_is_in_recovery()')|$(read_all standby)" "f|$before" "promoted, it reads as before"
standby demo -c "UPDATE cchc.dossier SET finished_at = received_at + interval '11 days', pauses = '{}' WHERE code IN (SELECT code FROM cchc.dossier WHERE finished_at IS NULL ORDER BY code LIMIT 100)" -c 'CALL cchc.fold()'
is "$(standby demo -c 'SELECT count(*) FROM cchc.check_fresh()' -c 'SELECT count(*) FROM cchc.dossier_log')" $'0\n0' "and logs, folds and agrees with its rows"

done_testing
