#!/usr/bin/env bash
# What the documents show is what comes out: every ```sql block is run, in one
# session a document, and what it prints is the block that follows it, if one does.
# (A block without one may name tables of the reader's.)
. "$(dirname "$0")/tap"

for doc in docs/deadline.md docs/vi/deadline.md docs/tasks.md docs/vi/tasks.md; do
	# The statements, and what the document says they print: the n-th output
	# behind the n-th mark.  A block without an output shows nothing.
	awk -v sql="$tap_dir/sql" -v said="$tap_dir/said" '
		BEGIN { printf "" >sql; printf "" >said }
		/^```sql$/ { inside = "sql"; n++; print "\\echo @" n >sql; print "@" n >said; next }
		/^```$/ && inside { inside = ""; after = 1; next }
		/^```$/ && after { inside = "said"; after = 0; next }
		inside == "sql" { print >sql; next }
		inside == "said" { if ($0 != "") print >said; next }
		{ after = 0 }' "$doc"
	createdb docs
	sql docs -c "CREATE EXTENSION par_index"
	PGDATESTYLE=ISO psql -qX -P footer=off -d docs -f "$tap_dir/sql" 2>/dev/null | grep -v '^$' | sed 's/ *$//' >"$tap_dir/printed" || true
	sed 's/ *$//' "$tap_dir/said" >"$tap_dir/wanted"
	# a block that is followed by no output may print what it likes
	awk 'FILENAME == ARGV[1] { if (/^@[0-9]+$/) m = $0; else said[m] = 1; next } /^@[0-9]+$/ { m = $0; print; next } m in said' \
		"$tap_dir/wanted" "$tap_dir/printed" >"$tap_dir/shown"
	is "$(cat "$tap_dir/shown")" "$(cat "$tap_dir/wanted")" "$doc: its examples print what it shows"
	dropdb docs
done

done_testing
