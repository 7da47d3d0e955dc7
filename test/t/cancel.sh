#!/usr/bin/env bash
# A statement that takes long can be cancelled, whatever it is doing.  How
# soon it ends is printed; the test fails only where nobody could blame the
# machine for it.
. "$(dirname "$0")/tap"

createdb cancel
sql cancel >/dev/null <<'SQL'
CREATE EXTENSION par_index;
CREATE TABLE big AS SELECT
    repeat('Từ Quý II – Quý IV/2020, trước ngày 14/12/2024; ', 1000000) AS wording,
    repeat('1.234', 20000000) AS printed,
    repeat('Tốt >= 80; ', 5000000) || 'Yếu' AS grading,
    'steps ' || repeat('95: 100%, ', 5000000) || '0: 0' AS rule,
    '{"from": "2000-01-01", "to": "2100-12-31", "off": [' || (SELECT string_agg(format('"%s"', d::date), ',') FROM generate_series(1, 20) r,
        generate_series('2000-01-01'::date, '2100-12-31', '1 day') d) || ']}' AS calendar,
    '{' || repeat('"1": 1, ', 5000000) || '"5": 1}' AS survey,
    (SELECT range_agg(tstzrange('2024-01-01 00:00+07'::timestamptz + i * interval '1 second', '2024-01-01 00:00+07'::timestamptz + i * interval '1 second' + interval '0.5 second'))
     FROM generate_series(1, 1000000) AS i) AS pauses;
SQL

# Statements with the greatest arguments there can be, and long ones.
while IFS='|' read -r name statement; do
	psql -qXAt -v ON_ERROR_STOP=1 -d cancel -c "SET application_name = 'victim'" -c "$statement" >"$tap_dir/result" 2>&1 &
	client=$!
	# Let it come to where it takes its time.
	sleep 0.7
	start=$(date +%s%N)
	cancelled=$(sql cancel -c "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE application_name = 'victim' AND state = 'active'")
	wait $client || true
	elapsed=$((($(date +%s%N) - start) / 1000000))
	if [ "$cancelled" = 0 ]; then
		note "$name: over before it could be cancelled: $(head -c 150 "$tap_dir/result" | tr '\n' ' ')"
	else
		note "$name: cancelled, ended after $elapsed ms: $(head -c 150 "$tap_dir/result" | tr '\n' ' ')"
	fi
	ok $((elapsed > 5000)) "$name: can be cancelled"
done <<'LIST'
ontime_agg|SELECT par.ontime_agg(date '2024-01-01' + i % 365, date '2024-01-01' + i % 371, '2024-12-31') FROM (SELECT generate_series(1, 2000000000) AS i) s
survey_agg|SELECT par.survey_agg(i % 6) FROM (SELECT generate_series(1, 2000000000) AS i) s
score_agg|SELECT par.score_agg(i % 7, 7) FROM (SELECT generate_series(1, 2000000000) AS i) s
rollup|SELECT par.rollup('{"5": 1}'::par.survey_stats) FROM (SELECT generate_series(1, 2000000000) AS i) s
calendar_agg|SELECT par.calendar_agg(date '2000-01-01' + i % 36500, 'off') FROM (SELECT generate_series(1, 2000000000) AS i) s
deadlines|SELECT count(*) FROM big, LATERAL par.deadlines(wording, 2024)
due_date|SELECT par.due_date(wording, 2024) FROM big
parse_number|SELECT par.parse_number(printed) FROM big
reproduces|SELECT par.reproduces(1, 2, printed) FROM big
pct|SELECT par.pct(i, 10::numeric ^ 100000, 20) FROM (SELECT generate_series(1, 2000000000) AS i) s
grading|SELECT grading::par.grading FROM big
rule|SELECT rule::par.rule FROM big
calendar|SELECT calendar::par.calendar FROM big
survey_stats|SELECT survey::par.survey_stats FROM big
working_hours with a million pauses|SELECT par.working_hours('2024-01-01 00:00+07', '2024-12-31 00:00+07', par.vn_calendar(2024, 2024), pauses) FROM big, generate_series(1, 1000)
due_at with a million pauses|SELECT par.due_at('2024-01-02 08:00+07', 30, par.vn_calendar(2024, 2024), pauses) FROM big, generate_series(1, 1000)
working_days|SELECT max(par.working_days('2024-01-01', date '2024-01-01' + i % 365, par.vn_calendar(2024, 2024))) FROM (SELECT generate_series(1, 2000000000) AS i) s
interval of an enormous sample|SELECT max(par.satisfied_high('{"5": 1125899906842000, "1": 1125899906842000}'::par.survey_stats, '{5}', 0.5 + (i % 100000) / 250000.0, 'clopper_pearson')) FROM (SELECT generate_series(1, 2000000000) AS i) s
LIST

done_testing
