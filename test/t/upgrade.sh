#!/usr/bin/env bash
# Every released version updates to this one: the result is what a fresh
# install gives, object by object, and what users have built on it stays.
. "$(dirname "$0")/tap"

current=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" par_index.control)

# The version stands in the control file; PGXN wants it in META.json too.
is "$(perl -MJSON::PP -0777 -ne '$m = decode_json($_); print join " ", $m->{version}, @{$m->{provides}{par_index}}{"version", "file"}' META.json)" \
	"$current.0 $current.0 sql/par_index--$current.sql" "META.json names version $current"
is "$(sed -n 's/^## \([0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)" "$current" "CHANGELOG.md starts with version $current"

is "$(sed -nE '1s/.*\(([0-9.]*)\).*/\1/p' debian/changelog)" "$current.0" "debian/changelog too"
released=$(ls sql/ | sed -n 's/^par_index--\([^-]*\)\.sql$/\1/p' | grep -vFx "$current" | sort -V || true)
if [ -z "$released" ]; then
	note "no version before $current has been released"
	done_testing
fi

# Only the newest version is installed; the test brings the older ones.
cp $(printf 'sql/par_index--%s.sql ' $released) "$THROWAWAY$("$PG_CONFIG" --sharedir)/extension/"

members() { psql -qX -v ON_ERROR_STOP=1 -d "$1" -f test/members.sql; }
rows() { sql "$1" -f test/rows.sql; }

createdb fresh
sql fresh -c "CREATE EXTENSION par_index"
members fresh >"$tap_dir/fresh"

for version in $released; do
	db=from_$version
	createdb "$db"
	sql "$db" -c "CREATE EXTENSION par_index VERSION '$version'"
	must "$version: a database that uses every type" psql -qX -d "$db" -f test/everything.sql
	rows "$db" >"$tap_dir/before"
	# Views that depend on every function, aggregate and operator are in it.
	succeeds "$version: updates to $current" psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "ALTER EXTENSION par_index UPDATE"
	is "$(sql "$db" -c "SELECT extversion FROM pg_extension WHERE extname = 'par_index'")" "$current" "$version: is $current now"
	is "$(rows "$db")" "$(cat "$tap_dir/before")" "$version: equal rows in every table, view and materialized view"
	is "$(members "$db")" "$(cat "$tap_dir/fresh")" "$version: the members are those of a fresh install"
	succeeds "$version: the updated database dumps and drops cleanly" bash -c \
		"pg_dump -f '$tap_dir/dump' $db && psql -qX -v ON_ERROR_STOP=1 -d $db -c 'SET client_min_messages = error; DROP EXTENSION par_index CASCADE'"
	createdb "restored_$db"
	succeeds "$version: and restores" psql -qX -v ON_ERROR_STOP=1 -d "restored_$db" -f "$tap_dir/dump"
	is "$(rows "restored_$db")" "$(cat "$tap_dir/before")" "$version: to the same rows"
done

done_testing
