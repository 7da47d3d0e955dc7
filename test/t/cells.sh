#!/usr/bin/env bash
# The cells of a model's dossiers agree with the rows while many write, services
# move, and some fold; after crashes in the middle of it; after a dump and a
# restore, whole or of data alone.
. "$(dirname "$0")/tap"

pgbench=$("$PG_CONFIG" --bindir)/pgbench

createdb cells
sql cells <<'SQL'
CREATE EXTENSION par_index;
CALL par.create_model('m');
UPDATE m.setting SET period_from = '2024-01-01', reporting_date = '2024-05-05';
INSERT INTO m.bloc VALUES ('b', 'B', 1);
INSERT INTO m.agency (id, code, name, bloc, level) SELECT i, 'A' || i, 'Agency', 'b', 'commune' FROM generate_series(1, 3) i;
INSERT INTO m.service SELECT 'S' || i, 'Service', 'field', 'full' FROM generate_series(1, 4) i;
CREATE FUNCTION moment(spread int) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT (date '2024-03-20' + floor(random() * spread)::int) AT TIME ZONE 'Asia/Ho_Chi_Minh' + (floor(random() * 3)::int - 1) * interval '1 us' $$;
CREATE FUNCTION dossiers(n int) RETURNS SETOF m.dossier LANGUAGE sql VOLATILE AS $$
    SELECT 'R' || floor(random() * 300)::int, 1 + floor(random() * 3)::int, 'S' || 1 + floor(random() * 4)::int, r, CASE WHEN random() < 0.9 THEN greatest(r, d) END,
           f, CASE WHEN random() < 0.3 THEN tstzmultirange(tstzrange(r, f, '[]')) ELSE '{}' END, 'online', 1000, random() < 0.5, 0::smallint
    FROM (SELECT r, d, CASE WHEN random() < 0.6 THEN greatest(r, f) END AS f FROM (SELECT moment(40) AS r, moment(45) AS d, moment(50) AS f FROM generate_series(1, n) OFFSET 0) x OFFSET 0) y $$;
-- Differences between cells and rows for the end of a day, in one snapshot.
CREATE FUNCTION differences(day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(*)
    FROM (SELECT agency_id, month, online_level, stats::text FROM m.ontime_month_at(day)) a
         FULL JOIN (SELECT d.agency_id, x.month, p.online_level, par.ontime_agg(d.due_at, d.finished_at, s.as_of, d.pauses @> s.as_of, s.zone)::text AS stats
                    FROM (SELECT zone, (day + time '23:59:59.999999') AT TIME ZONE zone AS as_of FROM m.setting) s
                         JOIN m.dossier d ON d.received_at <= s.as_of JOIN m.service p ON p.code = d.service,
                         LATERAL (SELECT date_trunc('month', CASE WHEN d.finished_at <= s.as_of THEN d.finished_at ELSE s.as_of END AT TIME ZONE s.zone)::date AS month) x
                    GROUP BY 1, 2, 3) b USING (agency_id, month, online_level)
    WHERE a.stats IS DISTINCT FROM b.stats $$;
CREATE TABLE seen (differences bigint);
CREATE PROCEDURE write() LANGUAGE plpgsql AS $$
DECLARE x float8 := random();
BEGIN
    IF x < 0.4 THEN
        INSERT INTO m.dossier SELECT DISTINCT ON (code) * FROM public.dossiers(1 + floor(random() * 9)::int) ORDER BY code
        ON CONFLICT (code) DO UPDATE SET agency_id = excluded.agency_id, service = excluded.service;
    ELSIF x < 0.8 THEN
        UPDATE m.dossier d SET agency_id = n.agency_id, service = n.service, received_at = n.received_at, due_at = n.due_at, finished_at = n.finished_at, pauses = n.pauses
        FROM (SELECT * FROM public.dossiers(1)) n WHERE n.code = d.code;
    ELSIF x < 0.97 THEN
        DELETE FROM m.dossier WHERE code IN (SELECT code FROM public.dossiers(1));
    ELSE
        UPDATE m.service SET online_level = (ARRAY['full', 'partial', 'none'])[1 + floor(random() * 3)::int] WHERE code = 'S' || 1 + floor(random() * 4)::int;
    END IF;
    IF random() < 0.1 THEN
        RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
    END IF;
EXCEPTION WHEN SQLSTATE 'P0099' OR deadlock_detected THEN
    NULL;
END $$;
SQL
echo 'CALL write();' >"$tap_dir/write"
echo 'CALL m.fold();' >"$tap_dir/fold"
echo "INSERT INTO seen SELECT differences(date '2024-03-18' + floor(random() * 60)::int);" >"$tap_dir/check"
# Long transactions whose snapshot is older than what they write.
printf '%s\n' 'BEGIN ISOLATION LEVEL REPEATABLE READ;' 'SELECT 1;' '\sleep 30 ms' 'INSERT INTO m.dossier SELECT * FROM dossiers(1) ON CONFLICT DO NOTHING;' 'COMMIT;' >"$tap_dir/late"

# run SECONDS: 8 writers, 2 late ones, 2 folders, 2 checkers.
run() {
	local pids=() what
	for what in 'write -c 8 -j 2' 'late -c 2' 'fold -c 2' 'check -c 2'; do
		set -- "$1" $what
		"$pgbench" -n -T "$1" -f "$tap_dir/$2" "${@:3}" cells >/dev/null 2>&1 &
		pids+=($!)
	done
	wait "${pids[@]}" || true
}

run 8
is "$(sql cells -c 'SELECT count(*) > 0, sum(differences) FROM seen')" 't|0' "no checker saw a difference"
is "$(sql cells -c 'SELECT count(*) FROM m.check_fresh()')" 0 "cells and log agree with the rows"
sql cells -c 'CALL m.fold()'
is "$(sql cells -c 'SELECT (SELECT count(*) FROM m.dossier_log), count(*) FROM m.check_fresh()')" '0|0' "and the cells alone, when all is folded"

for round in 1 2; do
	run 4 &
	running=$!
	sleep 2
	checkpointer=$(sql cells -c "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
	kill -9 $(sql cells -c "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CALL%' AND state = 'active' LIMIT 1") 2>/dev/null || note "nobody was writing"
	wait $running || true
	for _ in $(seq 1200); do
		now=$(sql cells -c "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'" 2>/dev/null) || now=
		[ -n "$now" ] && [ "$now" != "$checkpointer" ] && break
		sleep 0.1
	done
	is "$(sql cells -c 'SELECT count(*) FROM m.check_fresh()')" 0 "round $round: after a crash cells and log agree with the rows"
done

# Whole: log and cells come with the rows, and the triggers after them.
sql cells -c 'CALL write()' -c 'CALL write()'
figures() { sql "$1" -c "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM m.ontime_month_at('2024-04-20') t"; }
createdb whole
must "the database dumps" pg_dump -f "$tap_dir/dump" cells
must "and restores" psql -qX -v ON_ERROR_STOP=1 -d whole -f "$tap_dir/dump"
is "$(sql whole -c 'SELECT count(*) FROM m.check_fresh()')|$(figures whole)" "0|$(figures cells)" "its cells agree with its rows and with the first's"
sql whole -c 'CALL write()' -c 'CALL m.fold()'
is "$(sql whole -c 'SELECT count(*) FROM m.check_fresh()')" 0 "and go on"

# Of data alone: the dossiers are logged as they come, and the cells refused.
createdb data
sql data -c 'CREATE EXTENSION par_index' -c "CALL par.create_model('m')"
pg_dump --data-only -n m -T m.setting -T m.label cells >"$tap_dir/data" 2>/dev/null
psql -qX -d data -f "$tap_dir/data" >"$tap_dir/output" 2>&1 || true
is "$(grep -c 'are made of the dossiers' "$tap_dir/output")" 4 "a restore of data alone is told which tables are not data"
is "$(sql data -c 'SELECT count(*) FROM m.check_fresh()')|$(figures data)" "0|$(figures cells)" "and counts nothing twice"

done_testing
