#!/usr/bin/env bash
# The cells of a model's dossiers agree with the rows: random operations on a
# plain and on a partitioned table, in zones whose clock changes; while many
# write, services and agencies move, and some fold; after crashes in the middle of
# it; after a dump and a restore, whole or of data alone; on a subscriber.
# LONG=1 (make test-cells) is the same for longer.

# Start again beside a server that can replicate.
[ -n "${LOGICAL:-}" ] || LOGICAL=1 CONF=$'wal_level = logical\nlog_min_messages = error' exec test/throwaway "$PG_CONFIG" bash "$0"

. "$(dirname "$0")/tap"
. "$(dirname "$0")/writers"

long=${LONG:-0}

# make DATABASE ZONE PARTITIONED
make_model() { createdb "$1" && psql -qX -v ON_ERROR_STOP=1 -d "$1" -v database="$1" -v zone="$2" -v partitioned="$3" -f test/cells/ops.sql; }
fresh() { sql "$1" -c 'SELECT count(*) FROM m.check_fresh()'; }

# Clocks that change at night, at midnight, by half an hour; or never.
if [ "$long" = 1 ]; then
	rounds='Africa/Cairo,yes,10000 Asia/Ho_Chi_Minh,no,10000 Asia/Beirut,no,3000 America/Santiago,yes,3000 Australia/Lord_Howe,no,3000'
else
	rounds='Africa/Cairo,yes,300 America/Santiago,no,200'
fi
# The first one is in partitions, which what follows attaches and detaches.
n=0
for round in $rounds; do
	IFS=, read -r zone partitioned operations <<<"$round"
	n=$((n + 1))
	must "a model in $zone, partitioned: $partitioned" make_model "ops$n" "$zone" "$partitioned"
	for part in $(seq $(((operations + 499) / 500))); do
		sql "ops$n" -c "CALL operations($((operations > 500 ? 500 : operations)), 0.$part$n)"
	done
	is "$(sql "ops$n" -c 'SELECT sum(operations), sum(differences) FROM found')" "$operations|0" "$operations random operations in $zone: cells and rows agree, ten days each"
	sql "ops$n" -c 'CALL m.fold()'
	is "$(sql "ops$n" -c 'SELECT count(*) FROM m.dossier_log')|$(fresh "ops$n")|$(sql "ops$n" -c 'SELECT all_differences(3)')" '0|0|0' "and when all is folded"
done

# By COPY, into a table and past it into a partition.
sql ops1 -c "COPY (SELECT 'copied ' || code, agency_id, service, received_at, due_at, finished_at, pauses, channel, fee, paid_online, supplements FROM some_dossiers(300) s) TO STDOUT" |
	sort -u -k1,1 -t'	' >"$tap_dir/copied"
must 'COPY' sql ops1 -c "\\copy m.dossier (code, agency_id, service, received_at, due_at, finished_at, pauses, channel, fee, paid_online, supplements) FROM '$tap_dir/copied'"
is "$(fresh ops1)|$(sql ops1 -c 'SELECT all_differences(8)')" '0|0' "what COPY brings is counted"

# ATTACH and DETACH by hand, without counting: said, and repaired.
sql ops1 -c 'ALTER TABLE m.dossier DETACH PARTITION m.dossier_0' -c 'CREATE TABLE m.dossier_9 (LIKE m.dossier INCLUDING DEFAULTS INCLUDING CONSTRAINTS)' \
	-c 'ALTER TABLE m.dossier ATTACH PARTITION m.dossier_9 FOR VALUES WITH (MODULUS 3, REMAINDER 0)'
is "$(sql ops1 -c "SELECT bool_or(cell LIKE '%dossier_9 lacks trigger%'), count(*) > 10 FROM m.check_fresh()")" 't|t' "a partition that is attached by hand is said to lack triggers, and cells to differ"
sql ops1 -c 'CALL m.set_triggers()' -c 'CALL m.rebuild()'
is "$(fresh ops1)|$(sql ops1 -c 'SELECT all_differences(9)')" '0|0' "set_triggers() and rebuild() repair it"

# Cells that contradict each other are no figures.
sql ops1 -c "UPDATE m.dossier_day SET early = early - 1000" -c "UPDATE m.dossier_month SET early = early - 1000"
is "$(sql ops1 -c "SELECT count(*) FROM m.ontime_month" 2>&1 | sed -n 1p)" 'ERROR:  the cells of the dossiers contradict each other' "contradicting cells are an error, not a figure"
sql ops1 -c 'CALL m.rebuild()'
is "$(fresh ops1)" 0 "and rebuild() repairs them"

# Many at once.
must 'a model for many' make_model cells Asia/Ho_Chi_Minh no
sql cells <<'SQL'
CREATE PROCEDURE write() LANGUAGE plpgsql AS $$
DECLARE x float8 := random();
BEGIN
    IF x < 0.4 THEN
        INSERT INTO m.dossier SELECT DISTINCT ON (code) * FROM public.some_dossiers(1 + floor(random() * 9)::int) ORDER BY code
        ON CONFLICT (code) DO UPDATE SET agency_id = excluded.agency_id, service = excluded.service;
    ELSIF x < 0.8 THEN
        UPDATE m.dossier d SET agency_id = n.agency_id, service = n.service, received_at = n.received_at, due_at = n.due_at, finished_at = n.finished_at, pauses = n.pauses
        FROM (SELECT * FROM public.some_dossiers(1)) n WHERE n.code = d.code;
    ELSIF x < 0.96 THEN
        DELETE FROM m.dossier WHERE code IN (SELECT code FROM public.some_dossiers(1));
    ELSIF x < 0.98 THEN
        UPDATE m.service SET online_level = (ARRAY['full', 'partial', 'none'])[1 + floor(random() * 3)::int], field = 'field ' || floor(random() * 3) WHERE code = 'S' || 1 + floor(random() * 4)::int;
    ELSE
        UPDATE m.agency SET bloc = (ARRAY['b', 'c'])[1 + floor(random() * 2)::int], level = (ARRAY['commune', 'district'])[1 + floor(random() * 2)::int],
               parent_id = nullif(floor(random() * id)::int, 0) WHERE id = 1 + floor(random() * 4)::int;
    END IF;
    IF random() < 0.1 THEN
        RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
    END IF;
EXCEPTION WHEN SQLSTATE 'P0099' OR deadlock_detected THEN
    NULL;
END $$;
CREATE TABLE seen (differences bigint);
SQL
echo 'CALL write();' >"$tap_dir/write"
# folders that are quick, and so many
echo 'CALL m.fold();' >"$tap_dir/fold"
echo "INSERT INTO seen SELECT differences(date '2024-03-18' + floor(random() * 60)::int) + form_06_differences(date '2024-03-18' + floor(random() * 20)::int, date '2024-04-08' + floor(random() * 40)::int)
	+ service_differences(date '2024-03-18' + floor(random() * 20)::int, date '2024-04-08' + floor(random() * 60)::int);" >"$tap_dir/check"
# Long transactions whose snapshot is older than what they write.
printf '%s\n' 'BEGIN ISOLATION LEVEL REPEATABLE READ;' 'SELECT 1;' '\sleep 30 ms' 'INSERT INTO m.dossier SELECT * FROM some_dossiers(1) ON CONFLICT DO NOTHING;' 'COMMIT;' >"$tap_dir/late"

run cells "$([ "$long" = 1 ] && echo 40 || echo 6)"
is "$(sql cells -c 'SELECT count(*) > 0, sum(differences) FROM seen')" 't|0' "no checker saw a difference"
is "$(fresh cells)" 0 "cells and log agree with the rows"
sql cells -c 'CALL m.fold()'
is "$(sql cells -c 'SELECT count(*) FROM m.dossier_log')|$(fresh cells)" '0|0' "and the cells alone, when all is folded"

for round in $(seq "$([ "$long" = 1 ] && echo 3 || echo 1)"); do
	crash cells
	is "$(fresh cells)|$(sql cells -c 'SELECT all_differences(4)')" '0|0' "round $round: after a crash cells and log agree with the rows"
done

# Whole: log and cells come with the rows, and the triggers after them.
sql cells -c 'CALL write()' -c 'CALL write()'
figures() { sql "$1" -c "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (SELECT agency_id, month, online_level, stats FROM m.ontime_month_at('2024-04-20')) t"; }
if dumps; then
	createdb whole
	must "the database dumps" pg_dump -f "$tap_dir/dump" cells
	must "and restores" psql -qX -v ON_ERROR_STOP=1 -d whole -f "$tap_dir/dump"
	is "$(fresh whole)|$(figures whole)" "0|$(figures cells)" "its cells agree with its rows and with the first's"
	sql whole -c 'CALL write()' -c 'CALL m.fold()'
	is "$(fresh whole)" 0 "and go on"

	# Of data alone: the dossiers are logged as they come, and the cells refused.
	createdb data
	sql data -c 'CREATE EXTENSION par_index' -c "CALL par.create_model('m')"
	pg_dump --data-only -n m -T m.setting -T m.label cells >"$tap_dir/data" 2>/dev/null
	psql -qX -d data -f "$tap_dir/data" >"$tap_dir/output" 2>&1 || true
	is "$(grep -c 'are made of the dossiers' "$tap_dir/output")" 14 "a restore of data alone is told which tables are not data"
	is "$(fresh data)|$(figures data)" "0|$(figures cells)" "and counts nothing twice"
fi

# A subscriber logs what it applies; cells that are published are refused there.
for t in $(sql cells -c "SELECT 'm.' || relname FROM pg_class WHERE relnamespace = 'm'::regnamespace AND relkind = 'r' AND relname !~ '^(dossier_|conduct_|stored_|survey_dirty|duty_dirty)'"); do tables="${tables:+$tables, }$t"; done
subscribe cells "$tables"
must "the first rows arrive" arrived cells
is "$(fresh subscriber)|$(figures subscriber)" "0|$(figures cells)" "the subscriber's figures are those of its first copy"
sql cells -c "$(for _ in $(seq 20); do echo 'CALL write();'; done)" -c "UPDATE m.service SET online_level = 'partial' WHERE code = 'S2'" -c "UPDATE m.agency SET level = 'province', parent_id = 1 WHERE id IN (2, 3)"
must "changes arrive" arrived cells
is "$(fresh subscriber)|$(figures subscriber)" "0|$(figures cells)" "and those of what is applied"
sql subscriber -c 'CALL m.fold()'
is "$(fresh subscriber)" 0 "it folds for itself"
sql cells -c 'ALTER PUBLICATION p ADD TABLE m.dossier_month' -c 'CALL write()' -c 'CALL m.fold()'
sql subscriber -c 'ALTER SUBSCRIPTION s REFRESH PUBLICATION WITH (copy_data = false)'
sql cells -c 'CALL write()' -c 'CALL write()' -c 'CALL m.fold()'
for _ in $(seq 100); do
	grep -qs 'rows of table "dossier_month" are made of the dossiers' "$THROWAWAY/data/server.log" && break
	sleep 0.2
done
is "$(grep -o 'rows of table "dossier_month" are made of the dossiers' "$THROWAWAY/data/server.log" | sort -u)" 'rows of table "dossier_month" are made of the dossiers' "published cells are refused by the subscriber, which says so"
is "$(fresh subscriber)" 0 "and are not counted"
sql subscriber -c 'DROP SUBSCRIPTION s'

done_testing
