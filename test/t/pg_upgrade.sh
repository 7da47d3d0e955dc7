#!/usr/bin/env bash
# pg_upgrade from the server of the next lower major that is installed here,
# with its headers, to this one: the rows stay as they were, binary forms and
# all.

# First call: start again beside a server of the old major; the new one is only
# used for its private programs and libraries.
if [ -z "${NEW_THROWAWAY:-}" ]; then
	old_config=
	this=$("$PG_CONFIG" --version | grep -o '[0-9]*' | head -n 1)
	for config in $(ls -d /usr/lib/postgresql/*/bin/pg_config 2>/dev/null | sort -V); do
		major=$("$config" --version | grep -o '[0-9]*' | head -n 1)
		if [ "$major" -lt "$this" ] && [ -e "$("$config" --includedir-server)/postgres.h" ] && [ -x "$(dirname "$config")/initdb" ]; then
			old_config=$config
		fi
	done
	if [ -z "$old_config" ]; then
		echo "1..0 # SKIP no server of a major below $this is installed with its headers"
		exit
	fi
	status=0
	NEW_CONFIG=$PG_CONFIG NEW_THROWAWAY=$THROWAWAY test/throwaway "$old_config" bash "$0" || status=$?
	make -s --no-print-directory PG_CONFIG="$PG_CONFIG" # it was built for the old one
	exit $status
fi

. "$(dirname "$0")/tap"

old_bin=$THROWAWAY$("$PG_CONFIG" --bindir)
new_bin=$NEW_THROWAWAY$("$NEW_CONFIG" --bindir)
new=$tap_dir/new
mkdir "$new" "$new/run"
[ "$(id -u)" -ne 0 ] || chown -R postgres "$new"
chmod 711 "$tap_dir"

# The private servers have no more than they need to run.
ln -s "$("$PG_CONFIG" --bindir)"/* "$old_bin/" 2>/dev/null || true
ln -s "$("$NEW_CONFIG" --bindir)"/* "$new_bin/" 2>/dev/null || true

createdb upgraded
must "a database that uses every type" psql -qX -d upgraded -f test/everything.sql
before=$(sql upgraded -f test/rows.sql)

# Both clusters have checksums or none has; they are initdb's default from 18 on.
checksums=--data-checksums
if [ "$(sql upgraded -c "SHOW data_checksums")" = off ]; then
	checksums=
	[ "$("$NEW_CONFIG" --version | grep -o '[0-9]*' | head -n 1)" -lt 18 ] || checksums=--no-data-checksums
fi
must "the old server stops" as_server "$old_bin/pg_ctl" -D "$THROWAWAY/data" -m fast -w stop
must "a new cluster" as_server "$new_bin/initdb" -D "$new/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N $checksums
in_folder() { (cd "$new/run" && as_server env -C "$new/run" "$@"); }
must "pg_upgrade" in_folder "$new_bin/pg_upgrade" -U postgres -b "$old_bin" -B "$new_bin" -d "$THROWAWAY/data" -D "$new/data" -s "$new/run"
must "the new server starts" as_server "$new_bin/pg_ctl" -D "$new/data" -w -l "$new/log" \
	-o "-c listen_addresses= -c fsync=off -c timezone=Asia/Ho_Chi_Minh -k $new/run" start
stop() { as_server "$new_bin/pg_ctl" -D "$new/data" -m immediate stop >/dev/null 2>&1; rm -rf "$tap_dir"; }
trap stop EXIT
export PGHOST=$new/run PGPORT=5432

is "$(sql upgraded -c "SHOW server_version" | grep -o '^[0-9]*')" "$("$NEW_CONFIG" --version | grep -o '[0-9]*' | head -n 1)" "it is the new major"
is "$(sql upgraded -f test/rows.sql)" "$before" "equal rows in every table, view and materialized view"
succeeds "views can be refreshed" psql -qX -v ON_ERROR_STOP=1 -d upgraded -c "REFRESH MATERIALIZED VIEW CONCURRENTLY mine.dossier_month"
succeeds "indexes can be made anew" psql -qX -v ON_ERROR_STOP=1 -d upgraded -c "REINDEX SCHEMA mine"
is "$(sql upgraded -f test/rows.sql)" "$before" "and the rows are equal still"

done_testing
