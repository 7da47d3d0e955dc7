#!/usr/bin/env bash
# par-page: what it writes, and one clear line for each thing that can be wrong.
. test/t/tap

page() { tools/par-page "$@" 2>&1; }

is "$(page -d demo -o "$PAGES/demo.html" --note 'Thử <b> & "x" / A <b> trial' | sed -E 's/\([0-9]+ kB\)/(n kB)/')" "$PAGES/demo.html (n kB)" 'a page of the demo'
size=$(stat -c %s "$PAGES/demo.html")
note "the demo's page has $size bytes"
ok $((size > 2500000)) 'the page of the demo has at most 2,5 MB'
is "$(page -d edge -o "$PAGES/edge.html" --title '</title><script>x</script>' >/dev/null; echo $?)" 0 'a page of everything that could be shown wrongly'
is "$(page -d edge -o "$PAGES/one.html" --role page_one >/dev/null; echo $?)" 0 'a page of a role that sees one agency'
is "$(page -d edge -o "$PAGES/blind.html" --role page_blind --language en >/dev/null; echo $?)" 0 'a page of a role that may not read a part'

is "$(grep -c '<script' "$PAGES/edge.html")" 3 'names that look like markup open no script of their own'
is "$(LC_ALL=C.UTF-8 grep -cP '\x{2028}|\x{2029}' "$PAGES/edge.html" || true)" 0 'no line separator stands in the data'
sql edge -c "SELECT name FROM cchc.agency WHERE code NOT IN ('STC', 'SXD')" >"$tap_dir/others"
is "$(grep -cFf "$tap_dir/others" "$PAGES/one.html" || true) $(grep -cFf "$tap_dir/others" "$PAGES/edge.html")" '0 1' 'the file of a role names none of the agencies that it may not see'
is "$(tools/par-page -d demo -o - | tail -n 1)" '</html>' 'standard output'

# refusals: one line, status 1, and no file
refused() {
	local name=$1 want=$2 status=0 got
	shift 2
	got=$("$@" 2>&1) || status=$?
	is "$status: $got" "1: par-page: $want" "$name"
}
refused 'no such database' 'connection to server on socket "'"$PGHOST"'/.s.PGSQL.5432" failed: FATAL: database "nowhere" does not exist' tools/par-page -d nowhere
refused 'no model in the schema' 'database "demo" has no model in schema "nowhere" (schemas with one: cchc)' tools/par-page -d demo -n nowhere
sql edge -c "CREATE SCHEMA \"O'Cũ \"\"x\"" -c "CREATE FUNCTION \"O'Cũ \"\"x\".model_version() RETURNS text LANGUAGE sql RETURN '1.1'"
refused 'an older model' "the model in schema \"O'Cũ \"x\" is of version 1.1, the page needs 1.2: CALL par.update_model('O''Cũ \"x')" tools/par-page -d edge -n "O'Cũ \"x"
refused 'no such role' 'role "nobody" does not exist' tools/par-page -d demo -r nobody
refused 'no right to the schema' 'role "page_none" may not use schema "cchc": GRANT USAGE ON SCHEMA, and SELECT ON ALL TABLES IN it' tools/par-page -d edge -r page_none
sql edge -c 'GRANT USAGE ON SCHEMA cchc TO page_none'
refused 'no right to the tables' 'permission denied for table setting: GRANT SELECT ON ALL TABLES IN SCHEMA cchc' tools/par-page -d edge -r page_none
refused 'a folder that is not there' 'cannot write into folder /nowhere: No such file or directory' tools/par-page -d demo -o /nowhere/x.html
refused 'no psql' 'psql was not found: install the PostgreSQL client (Debian: postgresql-client)' env PATH=/nowhere /usr/bin/python3 tools/par-page -d demo
is "$(find . -maxdepth 1 -name 'scoreboard.html' -o -maxdepth 1 -name '.par-page.*')" '' 'a refusal leaves no file'
createdb gone
sql gone -c 'CREATE EXTENSION par_index' -c "CALL par.create_model('cchc')" -c 'DROP EXTENSION par_index CASCADE' 2>/dev/null
refused 'no extension' 'database "gone" has no extension par_index: CREATE EXTENSION par_index, then CALL par.create_model('"'cchc'"')' tools/par-page -d gone
createdb bare
refused 'nothing at all' 'database "bare" has no extension par_index: CREATE EXTENSION par_index, then CALL par.create_model('"'cchc'"')' tools/par-page -d bare

# any name of a schema, and the programs where install-tools puts them
sql demo -c "CALL par.create_model('Lược đồ \"của\" tôi')"
succeeds 'install-tools' make -s install-tools DESTDIR="$tap_dir" PREFIX=/usr
is "$("$tap_dir/usr/bin/par-page" -d demo -n 'Lược đồ "của" tôi' -o "$tap_dir/empty.html" | cut -d' ' -f1)" "$tap_dir/empty.html" 'a model of any name, empty, by the installed program'
cp "$tap_dir/empty.html" "$PAGES/"
succeeds 'uninstall-tools' make -s uninstall-tools DESTDIR="$tap_dir" PREFIX=/usr
is "$(find "$tap_dir/usr" -type f)" '' 'and away again'
sql demo -c 'DROP SCHEMA "Lược đồ ""của"" tôi" CASCADE' 2>/dev/null

done_testing
