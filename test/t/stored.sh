#!/usr/bin/env bash
# What version 1 made is read for ever: test/data/summaries_1.csv holds values
# as 1.1 wrote them, as text, in binary form and as it stored them.
. "$(dirname "$0")/tap"

createdb stored
sql stored <<'SQL'
CREATE EXTENSION par_index;
CREATE TABLE old (type text, what text, text text, wire text, stored text);
\copy old FROM 'test/data/summaries_1.csv' CSV HEADER
-- A type of the same physical form, so that bytes can be put into a value.
SET client_min_messages = error;
CREATE TYPE raw;
CREATE FUNCTION raw_in(cstring) RETURNS raw LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
CREATE FUNCTION raw_out(raw) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = plain);
SELECT format('CREATE CAST (raw AS par.%s) WITHOUT FUNCTION', type)
FROM (SELECT DISTINCT type FROM old) t \gexec
SQL
[ "$(printf '\1\0' | od -An -td2 | tr -d ' ')" = 1 ] && stored=stored || stored=text # they are a little-endian machine's

while IFS='|' read -r n type what; do
	is "$(sql stored <<-SQL
		CREATE TEMP TABLE value AS SELECT text::par.$type AS v FROM (SELECT text FROM old LIMIT 1 OFFSET $n) o;
		CREATE TEMP TABLE form AS SELECT text, wire, stored FROM old LIMIT 1 OFFSET $n;
		\copy (SELECT decode(wire, 'hex') FROM form) TO '$tap_dir/wire' (FORMAT binary)
		CREATE TEMP TABLE wire (v par.$type);
		\copy wire FROM '$tap_dir/wire' (FORMAT binary)
		SELECT v::text = text FROM value, form;
		SELECT encode(par.${type}_send(v), 'hex') = wire FROM value, form;
		SELECT v::text = text FROM wire, form;
		SELECT CASE WHEN '$stored' = 'stored' THEN ('\\x' || stored)::raw::par.$type::text = text ELSE true END FROM form;
		SELECT CASE WHEN '$stored' = 'stored' THEN ('\\x' || stored)::raw::par.$type OPERATOR(par.=) v ELSE true END FROM value, form;
		SELECT w.v OPERATOR(par.=) value.v AND par.${type}_hash(w.v) = par.${type}_hash(value.v) FROM wire w, value;
	SQL
	)" "$(printf 't\nt\nt\nt\nt\nt')" "$type, $what: read as text, binary and stored form, and written as 1.1 did"
done < <(sql stored -c "SELECT row_number() OVER () - 1, type, what FROM old")

done_testing
