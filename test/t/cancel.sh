#!/usr/bin/env bash
# A statement that takes long can be cancelled, whatever it is doing.  Counted is
# the processor time that the server process still takes after the signal, not
# the time on the wall, so that a busy machine changes nothing.
#
# In the suite it is to be over within a second, which only a loop that nothing
# interrupts exceeds.  `make test-cancel` is the promise of SECURITY.md: LIMIT=100,
# five moments, and only what takes longer five times in a row fails.
. "$(dirname "$0")/tap"

limit=${LIMIT:-1000}
moments=${MOMENTS:-30 230}
tries=${TRIES:-1}

createdb cancel
sql cancel >/dev/null <<'SQL'
CREATE EXTENSION par_index;
CREATE TABLE big AS SELECT
    repeat('Từ Quý II – Quý IV/2020, trước ngày 14/12/2024; ', 65000) AS wording,
    repeat('1.234', 199999) || '%' AS printed,
    repeat('1.234', 4000000) AS too_long,
    repeat('ạ', 5000000) AS novel,
    '{"from": "2000-01-01", "to": "2100-12-31", "off": [' || (SELECT string_agg(format('"%s"', d::date), ',') FROM generate_series(1, 7) r,
        generate_series('2000-01-01'::date, '2100-12-31', '1 day') d) || ']}' AS calendar,
    '{"stats": ' || repeat('[', 5000) || repeat(' ', 900000) || repeat(']', 5000) || '}' AS survey,
    (repeat('7', 131000) || '.' || repeat('3', 16383))::numeric AS number,
    ('9' || repeat('7', 65000) || '.' || repeat('3', 16383))::numeric AS divisor,
    array_fill(5, ARRAY[5000000]) AS codes,
    array_fill(5::numeric, ARRAY[2000000]) AS worth,
    (SELECT range_agg(tstzrange('2024-01-01 00:00+07'::timestamptz + i * interval '1 second', '2024-01-01 00:00+07'::timestamptz + i * interval '1 second' + interval '0.5 second'))
     FROM generate_series(1, 1000000) AS i) AS pauses;
CREATE TABLE longest AS
SELECT jsonb_build_object('from', '1950-01-01', 'to', '2128-12-31', 'hours', '{"mon": ["08:00-12:00"]}'::jsonb, 'work', jsonb_agg(date '1950-01-01' + i))::par.calendar AS cal
FROM generate_series(0, 64999) AS i;
-- A model: the log, what folds and repairs, the forms of a report.
SET client_min_messages = warning;
CALL par.create_model('m');
CALL par.add_forms('m', 'appendix-2025');
INSERT INTO m.bloc VALUES ('b', 'B', 1);
INSERT INTO m.agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Agency ' || n, 'b', 'province' FROM generate_series(1, 50) n;
INSERT INTO m.service VALUES ('1', 'One', 'Field', 'full');
INSERT INTO m.dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
SELECT i, 1 + i % 50, '1', timestamptz '2024-01-02 08:00+07' + i % 300 * interval '1 day', timestamptz '2024-01-09 17:00+07' + i % 300 * interval '1 day',
       timestamptz '2024-01-03 08:00+07' + (i % 300 + i % 11) * interval '1 day', 'online' FROM generate_series(1, 5000) i;
CALL m.fold();
-- An error is caught and forgotten, so that the statement goes on.
CREATE FUNCTION refused(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
    refusal text;
BEGIN
    LOOP
        BEGIN
            EXECUTE format('SELECT (%s)::text FROM big', expression) INTO result;
            RETURN result;
        EXCEPTION WHEN query_canceled THEN
            RAISE;
        WHEN OTHERS THEN
            refusal := SQLERRM;
        END;
    END LOOP;
END $$;
SQL

coproc victim { exec psql -qXAt -d cancel 2>&1; }
say() { printf '%s\n' "$@" >&"${victim[1]}"; }
# All that psql says up to a mark that it makes itself.
answer() {
	local line
	reply=
	say '\echo @over'
	while read -r line <&"${victim[0]}" && [ "$line" != @over ]; do reply+="$line "; done
}
# What the server compiles it compiles to the end.
say 'SET jit = off; SELECT pg_backend_pid();'
answer
backend=${reply% }

# Milliseconds of processor time that the server process has had.
processor() {
	local nanoseconds _
	read -r nanoseconds _ <"/proc/$backend/schedstat"
	echo $((nanoseconds / 1000000))
}
if ! processor >/dev/null 2>&1; then
	skip_all 'this kernel does not count the processor time of a process (/proc/PID/schedstat)'
fi

# cancel STATEMENT MOMENT: sets $elapsed, and $reply to what came back.  The
# moment is one of processor time too, so the statement has certainly begun: a
# process that has nothing to do ignores the signal.
cancel() {
	local start before i
	start=$(processor)
	say "$1;"
	for ((i = 0; i < 1000; i++)); do
		before=$(processor)
		[ $((before - start)) -lt "$2" ] || break
		sleep 0.01
	done
	kill -INT "$backend"
	answer
	elapsed=$(($(processor) - before))
}

while IFS='|' read -r name statement; do
	slowest=0 cancelled=0
	for moment in $moments; do
		least=
		for ((try = 0; try < tries; try++)); do
			cancel "$statement" "$moment"
			[[ $reply != *'canceling statement due to user request'* ]] || cancelled=$((cancelled + 1))
			[ -n "$least" ] && [ "$least" -le "$elapsed" ] || least=$elapsed
			[ "$least" -gt $limit ] || break
		done
		[ "$least" -le $slowest ] || slowest=$least
	done
	note "$name: at most $slowest ms"
	ok $((slowest > limit || cancelled == 0)) "$name: can be cancelled"
	[ $cancelled -gt 0 ] || note "it was over before: ${reply:0:200}"
done <<'LIST'
ontime_agg|SELECT par.ontime_agg(date '2024-01-01' + i % 365, date '2024-01-01' + i % 371, '2024-12-31') FROM (SELECT generate_series(1, 2000000000) AS i) s
survey_agg|SELECT par.survey_agg(i % 6) FROM (SELECT generate_series(1, 2000000000) AS i) s
score_agg|SELECT par.score_agg(i % 7, 7) FROM (SELECT generate_series(1, 2000000000) AS i) s
rollup|SELECT par.rollup('{"5": 1}'::par.survey_stats) FROM (SELECT generate_series(1, 2000000000) AS i) s
survey_agg of forms|SELECT par.survey_agg(ARRAY[i % 6, 5, NULL]) FROM (SELECT generate_series(1, 2000000000) AS i) s
ontime_by|SELECT par.ontime_by(i % 3000, date '2024-01-01' + i % 365, date '2024-01-01' + i % 371, '2024-12-31') FROM (SELECT generate_series(1, 2000000000) AS i) s
survey_by|SELECT par.survey_by(i % 3000, i % 6) FROM (SELECT generate_series(1, 2000000000) AS i) s
events of dossiers|SELECT count(e) FROM (SELECT generate_series(1, 2000000000) AS i) s, LATERAL par.dossier_events(timestamptz '2024-01-01 08:00+07' + i % 300 * interval '1 day', '2024-12-31 17:00+07', NULL, '{}', 'Asia/Ho_Chi_Minh') e
the log of dossiers|DO $$BEGIN LOOP UPDATE m.dossier SET fee = fee + 1 WHERE agency_id <= 20; END LOOP; END$$
a fold|DO $$BEGIN LOOP UPDATE m.dossier SET fee = 1 - fee WHERE agency_id <= 5; CALL m.fold(); END LOOP; END$$
a rebuild|DO $$BEGIN LOOP CALL m.rebuild(); END LOOP; END$$
check_fresh|SELECT count(f) FROM generate_series(1, 1000) i, LATERAL m.check_fresh(i) f
a report|SELECT count(t) FROM generate_series(1, 1000) i, LATERAL m.report_table('PL1', date '2024-01-01' + i % 100, '2024-12-31') t
calendar_agg|SELECT par.calendar_agg(date '2000-01-01' + i % 36500, 'off') FROM (SELECT generate_series(1, 2000000000) AS i) s
deadlines|SELECT count(d) FROM big, generate_series(1, 1000), LATERAL par.deadlines(wording, 2024) AS d
due_date|SELECT count(par.due_date(wording, 2000 + i % 200)) FROM big, generate_series(1, 1000) AS i
parse_number|SELECT refused('par.parse_number(printed)')
reproduces|SELECT refused('par.reproduces(1, 2, printed)')
text that is too long|SELECT refused('par.parse_number(too_long)')
a wording that is too long|SELECT refused('par.due_date(too_long, 2024)')
a rule that is too long|SELECT refused('too_long::par.rule')
a grading that is too long|SELECT refused('too_long::par.grading')
a survey summary that is too long|SELECT refused('too_long::par.survey_stats')
a calendar that is too long|SELECT refused('too_long::par.calendar')
a choice that is none|SELECT refused('par.pct(1, 2, 2, too_long)')
a band that is none|SELECT refused('par.grade(1::numeric, ''A >= 3; B''::par.grading, novel)')
too many positive codes|SELECT refused('par.satisfied_pct(''{"5": 1}''::par.survey_stats, codes)')
an array of points|SELECT count(par.points_pct(format('{"5": %s}', i)::par.survey_stats, worth)) FROM big, generate_series(1, 100000) AS i
pct of long numbers|SELECT refused('par.pct(number, divisor, 20)')
rate of long numbers|SELECT refused('par.rate(number, divisor)')
reproduces of long numbers|SELECT refused('par.reproduces(number, divisor, ''55,5'')')
pct of a long denominator|SELECT count(par.pct(i, divisor, 20)) FROM big, generate_series(1, 1000000) AS i
points of long numbers|SELECT count(par.points('ratio from 80 to 95'::par.rule, number, divisor + i, 10)) FROM big, generate_series(1, 1000000) AS i
score_agg of long numbers|SELECT par.score_agg(divisor, number) FROM big, generate_series(1, 1000000) AS i
calendar|SELECT count(calendar::par.calendar) FROM big, generate_series(1, 1000)
calendar_agg of worked days|SELECT par.calendar_agg(date '1950-01-01' + i % 65000, 'work') FROM (SELECT generate_series(1, 2000000000) AS i) s
a calendar of many worked days as text|SELECT count(cal::text) FROM longest, generate_series(1, 100000)
calendar_combine|SELECT count(par.calendar_combine(cal, cal)) FROM longest, generate_series(1, 100000)
calendar_differences|SELECT count(d) FROM longest, generate_series(1, 100000), LATERAL par.calendar_differences(cal, '{"from": "1950-01-01", "to": "2128-12-31"}') d
extra days|SELECT par.vn_calendar(2020, 2026, false, (SELECT jsonb_agg(jsonb_build_object('day', date '2100-01-01' + i, 'kind', 'off')) FROM generate_series(1, 500000) AS i)) FROM generate_series(1, 1000)
survey_stats|SELECT refused('survey::par.survey_stats')
working_hours with a million pauses|SELECT count(par.working_hours('2024-01-01 00:00+07', '2024-12-31 00:00+07', par.vn_calendar(2024, 2024), pauses)) FROM big, generate_series(1, 1000)
add_working_time with a million pauses|SELECT count(par.add_working_time('2024-01-02 08:00+07', '30 hours', par.vn_calendar(2024, 2024), pauses)) FROM big, generate_series(1, 1000)
due_at with a million pauses|SELECT count(par.due_at('2024-01-02 08:00+07', 30, par.vn_calendar(2024, 2024), pauses)) FROM big, generate_series(1, 1000)
working_days|SELECT max(par.working_days('2024-01-01', date '2024-01-01' + i % 365, par.vn_calendar(2024, 2024))) FROM (SELECT generate_series(1, 2000000000) AS i) s
rank_agg|SELECT par.rank_agg(i, i % 9999, 1) FROM generate_series(1, 50000) AS i
rank_sensitivity|SELECT par.rank_sensitivity(i, '{1,2,3}', ARRAY[1,2,1], 0.25, 1000000, 1) FROM generate_series(1, 1000) AS i
rank_sensitivity of many units|SELECT par.rank_sensitivity(i, ARRAY[i, i % 7], ARRAY[2,1], 0.25, 1000000, 1) FROM generate_series(1, 50000) AS i
compare_agg|SELECT par.compare_agg(i, '{"5": 20, "1": 3}') FROM generate_series(1, 50000) AS i
interval of an enormous sample|SELECT max(par.satisfied_high('{"5": 1125899906842000, "1": 1125899906842000}'::par.survey_stats, '{5}', 0.5 + (i % 100000) / 250000.0, 'clopper_pearson')) FROM (SELECT generate_series(1, 2000000000) AS i) s
LIST

done_testing
