#!/usr/bin/env bash
# What pg_dump writes, a fresh server reads back: the same definitions, the
# same rows, the same bytes.  Binary COPY likewise.

# Start again beside a second, fresh server; the first one is FROM_HOST.
[ -n "${FROM_HOST:-}" ] || FROM_HOST=$PGHOST exec test/throwaway "$PG_CONFIG" bash "$0"

. "$(dirname "$0")/tap"

from() { PGHOST=$FROM_HOST "$@"; }

# A database as text, without the lines that are new in every dump, and in no
# order, for a table has none.
as_text() { pg_dump "$1" | sed '/^\\restrict /d; /^\\unrestrict /d' | LC_ALL=C sort; }

# Views follow from the rows and from their text, so they are looked at once.
rows() { PGOPTIONS="-c jit=off" sql "$1" -f test/rows.sql; }
tables() { sql "$1" -v kinds=rm -f test/rows.sql; }

from createdb dump
must "a database that uses every type" from psql -qX -d dump -f test/everything.sql
must "the model with the data of the demo" from psql -qX -v ON_ERROR_STOP=1 -d dump -f test/demo/10_data.sql
# An eighth of it says as much; what is taken away stays in the log.
must "of which an eighth stays" from psql -qX -v ON_ERROR_STOP=1 -d dump -c "SET jit = off" \
	-c "DELETE FROM cchc.dossier WHERE hashtext(code) % 8 <> 0" -c "DELETE FROM cchc.response WHERE id % 8 <> 0" -c "ALTER DATABASE dump SET jit = off"
is "$(from sql dump -c "
	SELECT t.oid::regtype FROM pg_type t
	WHERE typnamespace = 'par'::regnamespace AND typtype IN ('b', 'e', 'd') AND typelem = 0
	AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
	                WHERE relnamespace = 'mine'::regnamespace AND relkind = 'r' AND atttypid = t.oid)")" \
	"" "no type is left out"

tables=$(from sql dump -c "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'vs'
                           WHERE relnamespace = 'mine'::regnamespace AND relkind = 'r' ORDER BY relname")
for t in $tables; do
	from psql -qX -v ON_ERROR_STOP=1 -d dump <<-SQL
		CREATE TABLE pg_temp.copied AS SELECT v, vs FROM mine.$t WITH NO DATA;
		\copy (SELECT v, vs FROM mine.$t ORDER BY id) TO '$tap_dir/$t' (FORMAT binary)
		\copy copied FROM '$tap_dir/$t' (FORMAT binary)
		\copy copied TO '$tap_dir/$t.again' (FORMAT binary)
		\copy (SELECT v, vs FROM mine.$t ORDER BY id) TO '$tap_dir/$t.text'
		\copy copied TO '$tap_dir/$t.text.again'
	SQL
	succeeds "binary COPY of $t: same bytes again" cmp "$tap_dir/$t" "$tap_dir/$t.again"
	succeeds "binary COPY of $t: same text" cmp "$tap_dir/$t.text" "$tap_dir/$t.text.again"
done

from pg_dump -f "$tap_dir/plain" dump
from pg_dump -Fc -f "$tap_dir/custom" dump
from pg_dump -Fd -j 4 -f "$tap_dir/directory" dump
from pg_dump --schema-only -f "$tap_dir/schema" dump
# Its agencies refer to each other.
from pg_dump --data-only --disable-triggers -f "$tap_dir/data" dump
from as_text dump >"$tap_dir/text"
from sql dump -c ANALYZE
from rows dump >"$tap_dir/rows"
from tables dump >"$tap_dir/tables"

for form in plain custom directory; do
	createdb $form
	case $form in
	plain) restore=(psql -qX -v ON_ERROR_STOP=1 -d plain -f) ;;
	custom) restore=(pg_restore --exit-on-error -d custom) ;;
	directory) restore=(pg_restore --exit-on-error -j 4 -d directory) ;;
	esac
	succeeds "$form: restores in a fresh server" "${restore[@]}" "$tap_dir/$form"
	as_text $form >"$tap_dir/text.again"
	is "$(diff "$tap_dir/text" "$tap_dir/text.again" | cut -c 1-200 | head -n 20)" "" "$form: dumps to the same text again"
done

sql plain -c ANALYZE
is "$(rows plain)" "$(cat "$tap_dir/rows")" "equal rows in every table, view and materialized view"

createdb parts
succeeds "schema only: restores" psql -qX -v ON_ERROR_STOP=1 -d parts -f "$tap_dir/schema"
is "$(sql parts -c "SELECT count(*) FROM mine.dossier")" 0 "schema only: has no rows"
createdb bare
must "schema only: restores again" psql -qX -v ON_ERROR_STOP=1 -d bare -f "$tap_dir/schema"
is "$(sql bare -c "CALL cchc.refresh('2024-12-31')" -c "SELECT period_from, reporting_date FROM cchc.setting" -c "SELECT count(*) FROM cchc.league_table")" \
	$'2024-01-01|2024-12-31\n0' "schema only: a model without a row is refreshed"
succeeds "data only: restores into it" psql -qX -v ON_ERROR_STOP=1 -d parts -f "$tap_dir/data"
sql parts >/dev/null <<'SQL'
SELECT format('REFRESH MATERIALIZED VIEW %s', oid::regclass) FROM pg_class
WHERE relkind = 'm' AND relnamespace::regnamespace::text IN ('mine', 'cchc') ORDER BY oid \gexec
SQL
is "$(tables parts)" "$(cat "$tap_dir/tables")" "schema, then data: equal rows in every table and materialized view"

# A new model holds rows of its own, which the dump holds too.
createdb anew
sql anew -c "CREATE EXTENSION par_index" -c "SET client_min_messages = warning" -c "CALL par.create_model('cchc')" -c "CALL par.empty_model('cchc')"
# A view of the user's that is a measure must be there before the row that names it.
from pg_dump --schema-only --table=cchc.online_offered dump | sql anew >/dev/null
pg_restore --data-only --schema=cchc --disable-triggers -f "$tap_dir/cchc" "$tap_dir/custom"
succeeds "data only: restores into a model that create_model made and empty_model emptied" psql -qX -v ON_ERROR_STOP=1 -d anew -f "$tap_dir/cchc"
model_tables() { tables "$1" | grep '^cchc\.'; }
is "$(model_tables anew)" "$(model_tables plain)" "an emptied model, then data: equal rows in every table and materialized view"
fails=$(sql anew -c "CALL par.empty_model('cchc')" 2>&1 || true)
is "${fails%%$'\n'*}" 'ERROR:  the model in schema "cchc" is filled: cchc.agency has rows' "a filled model is not emptied"

done_testing
