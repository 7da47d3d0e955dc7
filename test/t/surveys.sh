#!/usr/bin/env bash
# The stored summaries of a model's surveys agree with the rows while many write
# answers, move forms and change questions, and some fold; after crashes in the middle
# of it; after a dump and a restore, whole or of data alone.
# Start again beside a server of its own, which dies with its process.
[ -n "${OWN_SERVER:-}" ] || OWN_SERVER=1 exec test/throwaway "$PG_CONFIG" bash "$0"

. "$(dirname "$0")/tap"
. "$(dirname "$0")/writers"

createdb surveys
sql surveys <<'SQL'
CREATE EXTENSION par_index;
CALL par.create_model('m');
UPDATE m.setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO m.bloc VALUES ('b', 'B', 1);
INSERT INTO m.agency (id, code, name, bloc, level) SELECT i, 'A' || i, 'Agency', 'b', 'commune' FROM generate_series(1, 3) i;
INSERT INTO m.factor (code, name, in_total) VALUES ('f', 'F', true), ('g', 'G', true), ('h', 'H', false);
INSERT INTO m.survey (code, year, title) VALUES ('KS', 2024, 'KS'), ('KS2', 2024, 'KS2');
INSERT INTO m.question (id, survey, number, factor, title) SELECT i, 'KS' || CASE WHEN i > 3 THEN '2' ELSE '' END, i, (ARRAY['f', 'g', 'h'])[1 + i % 3], i FROM generate_series(1, 6) i;
INSERT INTO m.response (id, survey, agency_id, answered_on) SELECT i, 'KS' || CASE WHEN i % 2 = 0 THEN '2' ELSE '' END, 1 + i % 3, date '2024-09-20' + i % 40 FROM generate_series(1, 200) i;
ALTER TABLE m.response ALTER COLUMN id RESTART WITH 1000;
-- Differences between the summaries and the rows for the end of a day, in one snapshot.
CREATE FUNCTION differences(day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    WITH form AS (
        SELECT r.id, r.survey, r.agency_id, date_trunc('month', r.answered_on)::date AS month, x.factor, array_agg(a.answer::int) AS codes
        FROM m.response r JOIN m.answer a ON a.response_id = r.id JOIN m.question q ON q.id = a.question_id JOIN m.factor f ON f.code = q.factor,
             LATERAL (SELECT q.factor UNION ALL SELECT '' WHERE f.in_total) x WHERE r.answered_on <= day GROUP BY 1, 2, 3, 4, 5
    )
    SELECT count(*)
    FROM (SELECT survey, agency_id, month, factor, stats::text FROM m.survey_month_at(day) WHERE par.n_forms(stats) > 0) a
         FULL JOIN (SELECT survey, agency_id, month, factor, par.survey_agg(codes)::text AS stats FROM form GROUP BY 1, 2, 3, 4) b USING (survey, agency_id, month, factor)
    WHERE a.stats IS DISTINCT FROM b.stats $$;
CREATE TABLE seen (differences bigint);
CREATE PROCEDURE write() LANGUAGE plpgsql AS $$
DECLARE x float8 := random(); form bigint := 1 + floor(random() * 200)::int;
BEGIN
    IF x < 0.35 THEN
        INSERT INTO m.answer (response_id, question_id, answer) SELECT r.id, q.id, 1 + floor(random() * 5)::int FROM m.response r JOIN m.question q USING (survey) WHERE r.id = form
        ON CONFLICT (response_id, question_id) DO UPDATE SET answer = excluded.answer;
    ELSIF x < 0.50 THEN
        UPDATE m.answer SET answer = nullif(floor(random() * 6)::int, 0) WHERE response_id = form;
    ELSIF x < 0.65 THEN
        -- the month moves while others answer the form
        UPDATE m.response SET answered_on = date '2024-09-20' + floor(random() * 40)::int WHERE id = form;
    ELSIF x < 0.72 THEN
        UPDATE m.response SET agency_id = 1 + floor(random() * 3)::int WHERE id = form;
    ELSIF x < 0.82 THEN
        DELETE FROM m.answer WHERE response_id = form;
    ELSIF x < 0.90 THEN
        WITH gone AS (DELETE FROM m.response WHERE id = form RETURNING *) INSERT INTO m.response (id, survey, agency_id, answered_on) SELECT id + 200, survey, agency_id, answered_on FROM gone;
    ELSIF x < 0.95 THEN
        UPDATE m.response SET id = id - 200 WHERE id = form + 200 AND NOT EXISTS (SELECT FROM m.response WHERE id = form);
    ELSIF x < 0.98 THEN
        UPDATE m.question SET factor = (ARRAY['f', 'g', 'h'])[1 + floor(random() * 3)::int] WHERE id = 1 + form % 6;
    ELSE
        UPDATE m.factor SET in_total = NOT in_total WHERE code = 'h';
    END IF;
    IF random() < 0.1 THEN
        RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
    END IF;
EXCEPTION WHEN SQLSTATE 'P0099' OR deadlock_detected OR foreign_key_violation OR unique_violation THEN
    NULL;
END $$;
SQL
echo 'CALL write();' >"$tap_dir/write"
echo "INSERT INTO seen SELECT differences(date '2024-09-18' + floor(random() * 45)::int);" >"$tap_dir/check"
# Long transactions whose snapshot is older than what they write.
printf '%s\n' 'BEGIN ISOLATION LEVEL REPEATABLE READ;' 'SELECT 1;' '\sleep 30 ms' '\set form random(1, 200)' 'UPDATE m.answer SET answer = 1 WHERE response_id = :form;' 'COMMIT;' >"$tap_dir/late"

run surveys 8
is "$(sql surveys -c 'SELECT count(*) > 0, sum(differences) FROM seen')" 't|0' "no checker saw a difference"
is "$(sql surveys -c "SELECT count(*) FROM m.check_fresh()")" 0 "what is not noted agrees with the rows"
sql surveys -c 'CALL m.fold()'
is "$(sql surveys -c "SELECT (SELECT count(*) FROM m.survey_dirty), (SELECT count(*) > 0 FROM m.stored_survey), count(*) FROM m.check_fresh()")" '0|t|0' "and all of it, when all is folded"

for round in 1 2; do
	crash surveys
	is "$(sql surveys -c 'SELECT count(*) FROM m.check_fresh()')" 0 "round $round: after a crash the summaries agree with the rows"
done

figures() { sql "$1" -c "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (SELECT survey, agency_id, month, factor, stats FROM m.survey_month) t"; }
sql surveys -c 'CALL m.fold()' -c 'CALL write()' -c 'CALL write()'
if dumps; then
	createdb surveys_whole
	must "the database dumps" pg_dump -f "$tap_dir/dump" surveys
	must "and restores" psql -qX -v ON_ERROR_STOP=1 -d surveys_whole -f "$tap_dir/dump"
	is "$(sql surveys_whole -c 'SELECT count(*) FROM m.check_fresh()')|$(figures surveys_whole)" "0|$(figures surveys)" "its summaries agree with its rows and with the first's"
	sql surveys_whole -c 'CALL write()' -c 'CALL m.fold()'
	is "$(sql surveys_whole -c 'SELECT count(*) FROM m.check_fresh()')" 0 "and go on"

	createdb surveys_data
	sql surveys_data -c 'CREATE EXTENSION par_index' -c "CALL par.create_model('m')"
	pg_dump --data-only -n m -T m.setting -T m.label -T m.measure surveys >"$tap_dir/data" 2>/dev/null
	psql -qX -d surveys_data -f "$tap_dir/data" >"$tap_dir/output" 2>&1 || true
	sql surveys_data -c "UPDATE m.setting SET reporting_date = '2024-12-31', period_from = '2024-01-01'"
	is "$(sql surveys_data -c 'SELECT count(*) FROM m.check_fresh()')|$(figures surveys_data)" "0|$(figures surveys)" "a restore of data alone counts nothing twice"
fi

done_testing
