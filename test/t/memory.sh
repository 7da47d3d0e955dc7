#!/usr/bin/env bash
# Memory: aggregates over ten million rows in a process that may have no more
# than 50 MB of its own; no function keeps anything from call to call.
. "$(dirname "$0")/tap"

createdb memory
sql memory -c "CREATE EXTENSION par_index"

# Every aggregate that can be fed with numbers and dates, over 10 million rows
# in one group, in one process limited as soon as it is there.
cat >"$tap_dir/limit" <<-'SH'
	[ "$(id -u)" -ne 0 ] || exec setpriv --reuid=postgres --regid=postgres --clear-groups prlimit --pid "$1" --data=52428800
	exec prlimit --pid "$1" --data=52428800
SH
limited() {
	psql -qXAt -v ON_ERROR_STOP=1 -d memory <<-SQL
		SET max_parallel_workers_per_gather = 0;
		SET jit = off;
		SELECT pg_backend_pid() AS pid \gset
		\setenv BACKEND :pid
		\! sh '$tap_dir/limit' "\$BACKEND"
		$1
	SQL
}
is "$(limited "SELECT cardinality(array_agg(i)) FROM generate_series(1, 10000000) AS i;" 2>&1 | grep -c 'out of memory')" 1 \
	"the limit is felt: 10 million numbers in an array do not fit"
while read -r call; do
	succeeds "10 million rows in 50 MB: $call" limited "SELECT ($call) IS NOT NULL FROM (SELECT generate_series(1, 10000000) AS i) s;"
done < <(sql memory <<'SQL'
	SELECT call FROM (VALUES
	    ('par.ontime_agg(date,date,date)', $$par.ontime_agg(date '2024-01-01' + i % 365, date '2024-01-01' + i % 371, '2024-12-31')$$),
	    ('par.survey_agg(integer)', 'par.survey_agg(i % 6)'),
	    ('par.survey_agg(integer,double precision)', 'par.survey_agg(i % 6, i::float8)'),
	    ('par.survey_agg(integer[])', 'par.survey_agg(ARRAY[i % 6, NULL, 5])'),
	    ('par.ontime_by(integer,date,date,date)', $$par.ontime_by(i % 1000, date '2024-01-01' + i % 365, date '2024-01-01' + i % 371, '2024-12-31')$$),
	    ('par.survey_by(integer,integer)', 'par.survey_by(i % 1000, i % 6)'),
	    ('par.score_agg(numeric,numeric)', 'par.score_agg(i % 7, 7)')) AS s(aggregate, call)
	WHERE to_regprocedure(aggregate) IS NOT NULL
SQL
)

# A million calls in one statement, under the same limit.
while IFS='|' read -r name call; do
	succeeds "a million calls in 50 MB: $name" limited "SELECT count($call) FROM (SELECT i, date '2024-01-01' + i % 300 AS day,
		par.vn_calendar(2024, 2024) AS cal, 'steps 95: 100%, 80: 50%'::par.rule AS rule, '{\"4\": 40, \"5\": 20, \"1\": 3}'::text AS sheet
		FROM generate_series(1, 1000000) AS i OFFSET 0) s;"
done <<'LIST'
pct|par.pct(i, 7)
parse_number|par.parse_number(i::text || ',5 %')
working_days|par.working_days(day, day + 30, cal)
due_at|par.due_at(day::timestamptz, 5, cal)
timeliness|par.timeliness(day, day + i % 9, day + 5)
points|par.points(rule, i % 101, 10::numeric)
due_date|par.due_date('Trước ngày 14/12/2024', 2024)
survey_stats from text|sheet::par.survey_stats
LIST

# The log of a load, and its fold: sums, however many rows there are.
sql memory <<'SQL'
SET client_min_messages = warning;
CALL par.create_model('m');
INSERT INTO m.bloc VALUES ('b', 'B', 1);
INSERT INTO m.agency (id, code, name, bloc, level) VALUES (1, 'A', 'A', 'b', 'province');
INSERT INTO m.service VALUES ('1', 'One', 'Field', 'full');
SQL
succeeds "300000 dossiers in 50 MB: the log and its fold" limited "SET work_mem = '4MB';
	INSERT INTO m.dossier (code, agency_id, service, received_at, due_at, channel)
	SELECT i, 1, '1', timestamptz '2024-01-02 08:00+07' + i % 300 * interval '1 day', timestamptz '2024-01-09 17:00+07' + i % 300 * interval '1 day', 'online' FROM generate_series(1, 300000) i;
	CALL m.fold();"
is "$(sql memory -c "SELECT sum(received) FROM m.dossier_month")" 300000 "all of them"

# Every function in C, 6000 calls in one statement.  (What the others hold is the
# server's, and a call of distributed_statements reads the whole model.)  What the process holds after the
# first 1000 may not grow by 18000 bytes, for a chunk that is kept at each call
# takes at least 24.
sql memory >"$tap_dir/growth" <<'SQL'
\o /dev/null
\i test/samples.sql
CREATE FUNCTION pg_temp.held() RETURNS bigint LANGUAGE sql VOLATILE AS
$$SELECT sum(total_bytes) FROM pg_backend_memory_contexts$$;
CREATE TEMP TABLE growth (f regprocedure, bytes bigint);
DO $$
DECLARE
    o pg_temp.own_function;
    arguments text[];
    bytes bigint;
BEGIN
    FOR o IN SELECT w.* FROM pg_temp.own_function w JOIN pg_proc p ON p.oid = w.f JOIN pg_language l ON l.oid = p.prolang
             WHERE w.prokind = 'f' AND w.args <> '{}' AND l.lanname = 'c' LOOP
        FOR k IN 1..200 LOOP
            arguments := pg_temp.arguments(o, k);
            CONTINUE WHEN array_to_string(arguments, ' ') LIKE '%NULL::%' AND k < 100;
            BEGIN
                -- The arguments as columns of a subquery that stays one, so
                -- that nothing is computed once for all rows.
                EXECUTE format('SELECT max(held) FILTER (WHERE i > 1000) - max(held) FILTER (WHERE i = 1000)
                                FROM (SELECT i, CASE WHEN i %% 1000 = 0 THEN pg_temp.held() END AS held, %s FROM generate_series(1, 6000) AS i OFFSET 0) s
                                %s',
                               (SELECT string_agg(format('%s AS a%s', a, i), ', ' ORDER BY i) FROM unnest(arguments) WITH ORDINALITY AS u(a, i)),
                               format(CASE WHEN o.proretset THEN ', LATERAL %s(%s)' ELSE 'HAVING count(%s(%s)) >= 0' END, o.name,
                                      (SELECT string_agg('a' || i, ', ' ORDER BY i) FROM generate_series(1, cardinality(arguments)) AS i)))
                INTO bytes;
                INSERT INTO pg_temp.growth VALUES (o.f, bytes);
                EXIT;
            EXCEPTION WHEN OTHERS THEN
                CONTINUE; -- the next arguments, for these are refused
            END;
        END LOOP;
    END LOOP;
END $$;
\o
SELECT f, bytes FROM growth WHERE bytes >= 18000 ORDER BY f::text;
\o /dev/null
SELECT count(*) > 50 AS many FROM growth \gset
\if :many
\else
\o
SELECT 'only ' || count(*) || ' functions could be called' FROM growth;
\endif
SQL
is "$(cat "$tap_dir/growth")" "" "no function holds on to memory from call to call"

done_testing
