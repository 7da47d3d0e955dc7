#!/usr/bin/env bash
# What postgres_fdw hands over: every form with a zone, be it a constant, a column
# of the foreign table, or a parameter; and that the figures are those from here.
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
	"par.ontime_agg(due, done, $as_of, NULL::boolean, ZONE)" \
	"par.ontime_agg(due, done, $as_of, pauses, ZONE)" \
	"par.ontime_agg(due_day, done, date '2024-03-20', ZONE)" \
	"par.ontime_by(agency, due, done, $as_of, ZONE)" \
	"par.ontime_agg(par.timeliness(due, done, $as_of, ZONE))" \
	"par.ontime_agg(par.timeliness(due, done, $as_of, pauses, ZONE))" \
	"max(par.month_of(due, ZONE))"; do
	for zone in zone "'Asia/Ho_Chi_Minh'" "'Asia/Ho_Chi_Minh'::text" "'Asia/Ho_Chi_Minh'::varchar" "'Asia/Ho_Chi_Minh'::par.zone" "(SELECT 'Asia/Ho_Chi_Minh')"; do
		asked=${call/ZONE/$zone}
		case $(remote far.zoned "$asked") in
		*par.*', zone)'*'GROUP BY'* | *par.*", 'Asia/Ho_Chi_Minh'::"*'GROUP BY'* | *par.*', $1::text)'*'GROUP BY'*) handed=0 ;;
		*) handed=1 ;;
		esac
		ok $handed "handed over: $asked"
		is "$(answer UTC far.zoned "$asked")" "$(answer Asia/Ho_Chi_Minh dossier "${call/ZONE/\'Asia/Ho_Chi_Minh\'}")" "the same figures from there: $asked"
	done
done

# The trap that the zone is for.
trap="par.ontime_agg(due, done, $as_of)"
case $(remote far.dossier "$trap") in *par.ontime_agg*) handed=0 ;; *) handed=1 ;; esac
ok $handed 'without a zone the aggregate is handed over, to a session in UTC'
is "$(answer Asia/Ho_Chi_Minh far.dossier "$trap")" "$(answer UTC dossier "$trap")" 'whose days are those of UTC'
[ "$(answer UTC dossier "$trap")" != "$(answer Asia/Ho_Chi_Minh dossier "$trap")" ]
ok $? 'and not those of Vietnam'

done_testing
