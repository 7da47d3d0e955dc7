#!/usr/bin/env bash
# Whose the schema par is: one that somebody has made before is taken over when
# it is empty and refused when it is not, by CREATE EXTENSION and by the restore
# of a dump, for a superuser and for the owner of a database.
. "$(dirname "$0")/tap"

sql postgres <<'SQL'
CREATE ROLE planter LOGIN;
CREATE ROLE friend LOGIN;
CREATE ROLE "Chủ ""sở hữu"" $1" LOGIN;
CREATE ROLE keeper LOGIN;
CREATE ROLE visitor LOGIN;
SQL

# What the catalogue says of the schema: its owner, and everybody's rights.
schema() { sql "$1" -c "SELECT nspowner::regrole, nspacl FROM pg_namespace WHERE nspname = 'par'"; }
clean='{postgres=UC/postgres,=U/postgres}'

# fails NAME SQLSTATE DATABASE USER COMMAND
fails() {
	local got
	got=$(sql "$3" -U "$4" -v VERBOSITY=verbose -c "$5" 2>&1 || true)
	printf '%s\n' "$got" >"$tap_dir/message"
	is "$(printf '%s\n' "$got" | sed -n 's/^ERROR:  \([0-9A-Z]*\):.*/\1/p')" "$2" "$1"
}

# A database in which the planter may create, with a schema par of his.
planted() {
	createdb "$1"
	sql "$1" -c "GRANT CREATE ON DATABASE $1 TO planter"
	sql "$1" -U planter -c "CREATE SCHEMA par"
}

createdb plain
sql plain -c "CREATE EXTENSION par_index"
is "$(schema plain)" "postgres|$clean" "a schema that the extension makes is its owner's"

planted empty
sql empty -U planter -c "GRANT ALL ON SCHEMA par TO friend WITH GRANT OPTION" -c "GRANT CREATE ON SCHEMA par TO PUBLIC"
sql empty -U friend -c "GRANT ALL ON SCHEMA par TO keeper"
sql empty -c "SET client_min_messages = warning" -c "CREATE EXTENSION par_index"
is "$(schema empty)" "postgres|$clean" "an empty one becomes the owner's of the extension, and nobody else's"
for role in planter friend keeper; do
	fails "$role can create nothing in it" 42501 empty $role \
		"CREATE FUNCTION par.pct(int, int) RETURNS numeric LANGUAGE sql AS 'SELECT 100.0'"
done
is "$(sql empty -U visitor -c "SELECT par.pct(1, 3)")" 33.33 "everybody can call what is in it"
fails "who was its owner cannot take it back" 42501 empty planter "ALTER SCHEMA par OWNER TO planter"

# Anything in it is a reason to refuse.
while IFS='|' read -r what command; do
	planted filled
	sql filled -U planter -c "$command"
	fails "refused with $what in it" 55000 filled postgres "CREATE EXTENSION par_index"
	is "$(schema filled)" "planter|" "and left alone"
	dropdb filled
done <<'EOT'
a function|CREATE FUNCTION par.pct(int, int) RETURNS numeric LANGUAGE sql AS 'SELECT 100.0'
an operator|CREATE OPERATOR par.= (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int)
a table|CREATE TABLE par.agency (id int)
a type|CREATE DOMAIN par.ontime_stats AS text
a text search configuration|CREATE TEXT SEARCH CONFIGURATION par.vn (COPY = simple)
default privileges|ALTER DEFAULT PRIVILEGES IN SCHEMA par GRANT ALL ON TABLES TO friend
EOT
planted many
for i in 1 2 3 4 5 6 7; do sql many -U planter -c "CREATE TABLE par.t$i ()"; done
fails "refused with many things in it" 55000 many postgres "CREATE EXTENSION par_index"
is "$(grep DETAIL "$tap_dir/message")" \
	'DETAIL:  It belongs to role "planter" and holds 7 objects: table t1, table t2, table t3, table t4, table t5, and more.' "and told some of them"

# What the planter has on his path in the schema is not run on the way: these
# operators and functions fit the script's expressions better than the server's.
planted trapped
sql trapped -U planter <<'SQL'
CREATE FUNCTION par.trap(oid, regclass) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped as %', current_user USING ERRCODE = 'P0666'; END$$;
CREATE FUNCTION par.trap(oid, oid) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped as %', current_user USING ERRCODE = 'P0666'; END$$;
CREATE FUNCTION par.trap(oid, int) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped as %', current_user USING ERRCODE = 'P0666'; END$$;
CREATE FUNCTION par.trap(name, text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped as %', current_user USING ERRCODE = 'P0666'; END$$;
CREATE FUNCTION par.trap(int, int) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped as %', current_user USING ERRCODE = 'P0666'; END$$;
SELECT format('CREATE OPERATOR par.%s (FUNCTION = par.trap, LEFTARG = %s, RIGHTARG = %s)', op, split_part(args, ',', 1), split_part(args, ',', 2))
FROM unnest('{=,<>,>,<}'::text[]) op, unnest('{"oid,regclass","oid,oid","oid,int","name,text","int,int"}'::text[]) args \gexec
CREATE FUNCTION par.format(text, name, int, text) RETURNS text LANGUAGE sql AS 'SELECT par.trap(1, 1)::text';
CREATE FUNCTION par.quote_ident(name) RETURNS text LANGUAGE sql AS 'SELECT par.trap(1, 1)::text';
CREATE FUNCTION par.cardinality(text[]) RETURNS int LANGUAGE sql AS 'SELECT par.trap(1, 1)::int';
SQL
fails "nothing of what is planted is run" 55000 trapped postgres "CREATE EXTENSION par_index"

# A plain user who may create in the database: the script runs as a superuser,
# but he gets no schema that is not his.
createdb shared -O keeper
sql shared -c "CREATE SCHEMA par"
fails "a plain user does not gain a superuser's schema" 42501 shared keeper "CREATE EXTENSION par_index"
is "$(schema shared)" "postgres|" "it stays as it was"
sql shared -c "ALTER SCHEMA par OWNER TO friend"
fails "nor another user's" 42501 shared keeper "CREATE EXTENSION par_index"
sql shared -c "GRANT friend TO keeper"
sql shared -U keeper -c "SET client_min_messages = warning" -c "CREATE EXTENSION par_index"
is "$(schema shared)" "keeper|{keeper=UC/keeper,=U/keeper}" "but that of a role that he is a member of"
sql postgres -c "REVOKE friend FROM keeper"

createdb odd -O 'Chủ "sở hữu" $1'
sql odd -c "CREATE SCHEMA par"
sql odd -c "ALTER SCHEMA par OWNER TO CURRENT_USER" -c "GRANT ALL ON SCHEMA par TO \"Chủ \"\"sở hữu\"\" \$1\""
sql odd -c "SET client_min_messages = warning" -c "ALTER SCHEMA par OWNER TO \"Chủ \"\"sở hữu\"\" \$1\"" -c "GRANT ALL ON SCHEMA par TO friend"
sql odd -U 'Chủ "sở hữu" $1' -c "CREATE EXTENSION par_index"
is "$(sql odd -c "SELECT nspowner::regrole::text = extowner::regrole::text, cardinality(nspacl) FROM pg_namespace, pg_extension
                  WHERE nspname = 'par' AND extname = 'par_index'")" "t|2" "a name that has to be quoted is"

# From 1.1, which took any schema for its own: whoever has it loses it, what he
# has put into it is told, and the update goes on.
cp sql/par_index--1.1.sql "$THROWAWAY$("$PG_CONFIG" --sharedir)/extension/"
update() { sql "$1" -U "${2:-postgres}" -c "ALTER EXTENSION par_index UPDATE" 2>&1 | sed '/^HINT/d'; }
planted older
sql older -c "SET client_min_messages = error" -c "CREATE EXTENSION par_index VERSION '1.1'"
sql older -U planter -c "GRANT CREATE ON SCHEMA par TO friend WITH GRANT OPTION" -c "GRANT USAGE ON SCHEMA par TO visitor"
sql older -U friend -c "GRANT CREATE ON SCHEMA par TO PUBLIC"
sql older -U planter -c "CREATE FUNCTION par.pct(int, int) RETURNS numeric LANGUAGE sql AS 'SELECT 100.0'" -c "CREATE TABLE par.kept (id int)"
is "$(update older)" \
'WARNING:  schema "par" belonged to role "planter" and belongs to role "postgres" now
WARNING:  right to create in schema "par" was taken from PUBLIC
WARNING:  right to create in schema "par" was taken from role "friend"
WARNING:  schema "par" holds 2 objects that are not of the extension
DETAIL:  These are: function pct(integer,integer), table kept.' "an update tells what it found"
is "$(schema older)" "postgres|{postgres=UC/postgres,=U/postgres,visitor=U/postgres}" "and mends what it can"
createdb delegated -O keeper
sql delegated -c "CREATE SCHEMA par" -c "GRANT CREATE ON SCHEMA par TO friend"
sql delegated -U keeper -c "CREATE EXTENSION par_index VERSION '1.1'"
before=$(schema delegated)
is "$(update delegated keeper)" 'WARNING:  schema "par" belongs to role "postgres", not to role "keeper"' "it takes nothing for its owner that is not his"
is "$(schema delegated)" "$before" "and leaves that as it was"
createdb usual
sql usual -c "CREATE EXTENSION par_index VERSION '1.1'"
is "$(update usual)$(schema usual)" "postgres|$clean" "and is silent where all is well"

# Dumps: CREATE SCHEMA, its owner, then CREATE EXTENSION.
dumps || done_testing
createdb source -O keeper
sql source -U keeper -c "CREATE EXTENSION par_index" -c "CREATE TABLE kept AS SELECT par.ontime_agg('2024-01-01'::date, '2024-01-02'::date, '2024-12-31') s"
pg_dump -Fc -f "$tap_dir/dump" source
pg_dump -f "$tap_dir/text" source
is "$(grep -c 'SCHEMA par OWNER TO keeper' "$tap_dir/text")" 1 "a dump gives the schema its owner"
restored() { is "$(sql "$1" -U visitor -c "SELECT par.pct(1, 3)"; sql "$1" -c "SELECT par.late_pct(s) FROM kept")" $'33.33\n100.00' "$2: and the figures are there"; }

createdb by_superuser
succeeds "a superuser restores it" pg_restore --exit-on-error -d by_superuser "$tap_dir/dump"
is "$(schema by_superuser)" "postgres|$clean" "the schema is then the extension's owner's"
restored by_superuser "a superuser"
pg_dump -f "$tap_dir/again" by_superuser
is "$(sed '/restrict/d' "$tap_dir/again")" "$(sed '/restrict/d; s/\(SCHEMA par OWNER TO\) keeper/\1 postgres/; s/\(Name: par; .*Owner:\) keeper/\1 postgres/' "$tap_dir/text")" \
	"and it dumps to the same text but for that owner"

createdb without_owner -O keeper
succeeds "the owner of a database restores it without owners" pg_restore --exit-on-error --no-owner -U keeper -d without_owner "$tap_dir/dump"
is "$(schema without_owner)" "keeper|{keeper=UC/keeper,=U/keeper}" "the schema is his"
restored without_owner "without owners"

createdb by_owner -O keeper
succeeds "and with them, since they are his own" pg_restore --exit-on-error -U keeper -d by_owner "$tap_dir/dump"
restored by_owner "by its owner"

sql plain -c "CREATE TABLE kept AS SELECT par.ontime_agg('2024-01-01'::date, '2024-01-02'::date, '2024-12-31') s"
pg_dump -Fc -f "$tap_dir/superusers" plain
createdb of_superuser -O friend
succeeds "he restores a superuser's, without owners" pg_restore --exit-on-error --no-owner --no-comments -U friend -d of_superuser "$tap_dir/superusers"
is "$(schema of_superuser)" "friend|{friend=UC/friend,=U/friend}" "the schema is his"
restored of_superuser "a superuser's"
sql plain -c "GRANT CREATE ON SCHEMA par TO friend"
pg_dump -Fc -f "$tap_dir/granted" plain
createdb granted
succeeds "rights that were granted on purpose are restored" pg_restore --exit-on-error -d granted "$tap_dir/granted"
is "$(sql granted -c "SELECT has_schema_privilege('friend', 'par', 'CREATE')")" t "as they were"

done_testing
