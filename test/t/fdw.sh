#!/usr/bin/env bash
# What postgres_fdw hands over: the form with a zone where the zone is a column
# of the foreign table, which a view on the shard gives without storing it; and
# that a constant zone, which it keeps, gives the same figures.
. "$(dirname "$0")/tap"

[ -e "$("$PG_CONFIG" --sharedir)/extension/postgres_fdw.control" ] || skip_all 'postgres_fdw is not installed'
createdb fdw
sql fdw <<SQL
CREATE EXTENSION par_index;
CREATE EXTENSION postgres_fdw;
-- Done between midnight in Vietnam and midnight in UTC: the zone decides the day.
CREATE TABLE dossier AS
SELECT i % 7 AS agency, timestamptz '2024-03-04 17:00+07' + i * interval '1 day' AS due,
       timestamptz '2024-03-03 22:00+07' + i * interval '1 day' + i % 5 * interval '3 hours' AS done,
       date '2024-03-04' + i AS due_day,
       CASE WHEN i % 11 = 0 THEN '{[2024-03-01,2024-04-01)}' ELSE '{}' END::tstzmultirange AS pauses
FROM generate_series(0, 99) i;
CREATE VIEW zoned AS SELECT *, 'Asia/Ho_Chi_Minh'::text AS zone FROM dossier;
CREATE SERVER shard FOREIGN DATA WRAPPER postgres_fdw
    OPTIONS (host '$PGHOST', port '$PGPORT', dbname 'fdw', extensions 'par_index');
CREATE USER MAPPING FOR PUBLIC SERVER shard OPTIONS (user 'postgres');
CREATE SCHEMA far;
IMPORT FOREIGN SCHEMA public LIMIT TO (dossier, zoned) FROM SERVER shard INTO far;
SQL

as_of="timestamptz '2024-03-20 17:00+07'"
# remote RELATION CALLS: what the other server is asked
remote() { sql fdw -c "EXPLAIN (VERBOSE, COSTS OFF) SELECT agency, $2 FROM $1 GROUP BY agency" | sed -n 's/.*Remote SQL: //p'; }
answer() { sql fdw -c "SET timezone = '$1'; SELECT agency, $3 FROM $2 GROUP BY agency ORDER BY agency"; }

for call in \
	"par.ontime_agg(due, done, $as_of, ZONE)" \
	"par.ontime_agg(due, done, $as_of, done > due, ZONE)" \
	"par.ontime_agg(due, done, $as_of, pauses, ZONE)" \
	"par.ontime_agg(due_day, done, date '2024-03-20', ZONE)"; do
	column=${call/ZONE/zone} constant=${call/ZONE/\'Asia/Ho_Chi_Minh\'}
	case $(remote far.zoned "$column") in
	*par.*', zone)'*) handed=0 ;;
	*) handed=1 ;;
	esac
	here=$(answer Asia/Ho_Chi_Minh dossier "$constant")
	ok $handed "handed over with the zone of a column: $call"
	is "$(answer UTC far.zoned "$column")" "$here" "the same figures from there: $call"
	is "$(answer UTC far.dossier "$constant")" "$here" "the same figures with a constant zone: $call"
done

# The reason why a constant is kept: PostgreSQL gives every text argument a
# collation, and postgres_fdw asks that it come from a column of the other server.
case $(remote far.dossier "par.ontime_agg(due, done, $as_of, 'Asia/Ho_Chi_Minh')") in *par.*) kept=1 ;; *'FROM public.dossier') kept=0 ;; *) kept=1 ;; esac
ok $kept 'a constant zone: rows are fetched'
# The trap that the zone is for.
trap="par.ontime_agg(due, done, $as_of)"
case $(remote far.dossier "$trap") in *par.ontime_agg*) handed=0 ;; *) handed=1 ;; esac
ok $handed 'without a zone the aggregate is handed over, to a session in UTC'
is "$(answer Asia/Ho_Chi_Minh far.dossier "$trap")" "$(answer UTC dossier "$trap")" 'whose days are those of UTC'
[ "$(answer UTC dossier "$trap")" != "$(answer Asia/Ho_Chi_Minh dossier "$trap")" ]
ok $? 'and not those of Vietnam'

done_testing
