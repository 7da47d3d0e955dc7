#!/usr/bin/env bash
# The kept obligations of a model agree with the rows while many report, bind, change
# wordings and years, and some fold; after crashes in the middle of it; after a dump
# and a restore, whole or of data alone; on a subscriber.
# Start again beside a server of its own, which dies with its process.
[ -n "${OWN_SERVER:-}" ] || OWN_SERVER=1 CONF=$'wal_level = logical\njit = off' exec test/throwaway "$PG_CONFIG" bash "$0"

. "$(dirname "$0")/tap"
. "$(dirname "$0")/writers"

createdb duties
sql duties <<'SQL'
CREATE EXTENSION par_index;
CALL par.create_model('m');
UPDATE m.setting SET period_from = '2024-01-01', reporting_date = '2024-06-30';
INSERT INTO m.bloc VALUES ('b', 'B', 1);
INSERT INTO m.agency (id, code, name, bloc, level) SELECT i, 'A' || i, 'Agency', 'b', 'commune' FROM generate_series(1, 8) i;
INSERT INTO m.plan VALUES ('P', 2024, 'P'), ('Q', 2024, 'Q');
INSERT INTO m.task (id, plan, area_no, item_no, title, deadline_text)
SELECT i, CASE WHEN i % 2 = 0 THEN 'Q' ELSE 'P' END, 'I', i::text, 'T', (ARRAY['Hàng tháng', 'Trước ngày 14 của tháng cuối kỳ báo cáo', 'Tháng 6/2024', 'Thường xuyên'])[1 + i % 4] FROM generate_series(1, 20) i;
INSERT INTO m.task_agency (task_id, agency_id) SELECT t.id, a.id FROM m.task t, m.agency a WHERE (t.id + a.id) % 2 = 0;
-- Differences between the figures and what is read from the rows alone, in one snapshot: of a
-- bound agency, date by date.
CREATE FUNCTION differences() RETURNS bigint LANGUAGE sql STABLE AS $$
    WITH by_hand AS (
        SELECT b.task_id, b.agency_id, w.period_label, coalesce(o.agreed_due, o.event_due, w.due) AS due,
               coalesce(o.done_on, CASE WHEN o.state IS NULL AND w.is_last THEN b.done_on END) AS done_on, b.role
        FROM m.task_agency b JOIN m.task t ON t.id = b.task_id JOIN m.plan p ON p.code = t.plan
             CROSS JOIN LATERAL m.task_terms(t.due_on, coalesce(t.agreed_text, t.deadline_text), p.year) w
             LEFT JOIN m.obligation o ON (o.agency_id, o.task_id, o.period_label, o.own) = (b.agency_id, b.task_id, w.period_label, false)
        WHERE (b.assigned_on IS NULL OR w.is_last OR w.due >= b.assigned_on OR o.task_id IS NOT NULL)
          AND (w.kind IS NOT NULL OR b.done_on IS NOT NULL OR o.task_id IS NOT NULL OR NOT EXISTS (SELECT FROM m.task s WHERE s.parent_id = t.id))
        UNION ALL
        SELECT o.task_id, o.agency_id, o.period_label, coalesce(o.agreed_due, o.event_due, o.kept_due), o.done_on, b.role
        FROM m.obligation o JOIN m.task_agency b ON b.task_id = o.task_id AND b.agency_id = o.agency_id WHERE o.own
    ), shown AS (
        SELECT task_id, agency_id, period_label, due, done_on, role FROM m.duties()
    )
    SELECT count(*) FROM ((SELECT * FROM by_hand EXCEPT ALL SELECT * FROM shown) UNION ALL (SELECT * FROM shown EXCEPT ALL SELECT * FROM by_hand)) x $$;
CREATE TABLE seen (differences bigint);
CREATE PROCEDURE write() LANGUAGE plpgsql AS $$
DECLARE x float8 := random(); some_task bigint := 1 + floor(random() * 20)::int; some_agency bigint := 1 + floor(random() * 8)::int; some_day date := date '2023-12-20' + floor(random() * 380)::int;
BEGIN
    IF x < 0.35 THEN
        INSERT INTO m.obligation (agency_id, task_id, period_label, done_on)
        SELECT d.agency_id, d.task_id, d.period_label, some_day FROM m.duties() d WHERE d.agency_id = some_agency AND d.task_id = some_task ORDER BY random() LIMIT 1
        ON CONFLICT (agency_id, task_id, period_label) DO UPDATE SET done_on = excluded.done_on;
    ELSIF x < 0.45 THEN
        UPDATE m.obligation SET agreed_due = some_day WHERE agency_id = some_agency AND task_id = some_task;
    ELSIF x < 0.52 THEN
        DELETE FROM m.obligation WHERE agency_id = some_agency AND task_id = some_task;
    ELSIF x < 0.62 THEN
        INSERT INTO m.task_agency (task_id, agency_id, assigned_on) VALUES (some_task, some_agency, CASE WHEN random() < 0.3 THEN some_day END) ON CONFLICT DO NOTHING;
    ELSIF x < 0.68 THEN
        DELETE FROM m.task_agency b WHERE b.task_id = some_task AND b.agency_id = some_agency;
    ELSIF x < 0.78 THEN
        UPDATE m.task_agency SET role = CASE WHEN random() < 0.3 THEN 'cooperating' END, done_on = CASE WHEN random() < 0.5 THEN some_day END WHERE task_id = some_task;
    ELSIF x < 0.90 THEN
        UPDATE m.task SET deadline_text = (ARRAY['Hàng tháng', 'Trước ngày 14 của tháng cuối kỳ báo cáo', 'Tháng 6/2024', 'Thường xuyên'])[1 + floor(random() * 4)::int] WHERE id = some_task;
    ELSIF x < 0.94 THEN
        -- (of a plan whose tasks stay in it; who refuses a wrong one sees no others' yet)
        UPDATE m.task SET parent_id = CASE WHEN random() < 0.5 THEN 4 * (1 + floor(random() * 5)::int) END WHERE id = some_task AND id % 4 = 2;
    ELSIF x < 0.97 THEN
        UPDATE m.task SET plan = (ARRAY['P', 'Q'])[1 + floor(random() * 2)::int] WHERE id = some_task AND id % 2 = 1;
    ELSE
        UPDATE m.plan SET year = 2023 + floor(random() * 2)::int WHERE code = 'Q';
    END IF;
    IF random() < 0.1 THEN
        RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
    END IF;
EXCEPTION WHEN SQLSTATE 'P0099' OR deadlock_detected OR integrity_constraint_violation THEN
    NULL;
END $$;
SQL
echo 'CALL write();' >"$tap_dir/write"
echo "INSERT INTO seen SELECT differences();" >"$tap_dir/check"
# Long transactions whose snapshot is older than what they write.
printf '%s\n' 'BEGIN ISOLATION LEVEL REPEATABLE READ;' 'SELECT 1;' '\sleep 30 ms' '\set task random(1, 20)' 'UPDATE m.task_agency SET done_on = NULL WHERE task_id = :task;' 'COMMIT;' >"$tap_dir/late"

run duties 8
is "$(sql duties -c 'SELECT count(*) > 0, sum(differences) FROM seen')" 't|0' "no checker saw a difference"
is "$(sql duties -c "SELECT count(*) FROM m.check_fresh()")" 0 "what is not noted agrees with the rows"
sql duties -c 'CALL m.fold()'
is "$(sql duties -c "SELECT (SELECT count(*) FROM m.duty_dirty), (SELECT count(*) > 0 FROM m.stored_duty), count(*) FROM m.check_fresh()")" '0|t|0' "and all of it, when all is folded"

crash duties
is "$(sql duties -c 'SELECT differences(), count(*) FROM m.check_fresh()')" '0|0' "after a crash they agree with the rows"

figures() { sql "$1" -c "SELECT count(*), md5(string_agg(d::text, ',' ORDER BY d::text)) FROM m.duties() d"; }
fresh() { sql "$1" -c 'SELECT differences(), count(*) FROM m.check_fresh()'; }
sql duties -c 'CALL m.fold()' -c 'CALL write()' -c 'CALL write()' 2>/dev/null
if dumps; then
	createdb duties_whole
	must "the database dumps" pg_dump -f "$tap_dir/dump" duties
	must "and restores" psql -qX -v ON_ERROR_STOP=1 -d duties_whole -f "$tap_dir/dump"
	is "$(fresh duties_whole)|$(figures duties_whole)" "0|0|$(figures duties)" "its obligations agree with its rows and with the first's"
	sql duties_whole -c 'CALL write()' -c 'CALL m.fold()' 2>/dev/null
	is "$(fresh duties_whole)" '0|0' "and go on"

	# What came at once with another wording belongs to no period, and a restore refuses it.
	sql duties -c 'DELETE FROM m.obligation o USING m.obligation_faults() f WHERE (f.agency_id, f.task_id, f.period_label) = (o.agency_id, o.task_id, o.period_label)'
	createdb duties_data
	sql duties_data -c 'CREATE EXTENSION par_index' -c "CALL par.create_model('m')"
	pg_dump --data-only -n m -T m.setting -T m.label -T m.measure duties >"$tap_dir/data" 2>/dev/null
	psql -qX -d duties_data -f "$tap_dir/data" >"$tap_dir/output" 2>&1 || true
	is "$(sql duties_data -c 'SELECT count(*) FROM m.check_fresh()')|$(figures duties_data)" "0|$(figures duties)" "a restore of data alone has the same"
	sql duties_data -c 'CALL m.fold()'
	is "$(sql duties_data -c 'SELECT count(*) FROM m.check_fresh()')|$(figures duties_data)" "0|$(figures duties)" "and folded, too"
fi

for t in setting bloc agency plan task task_agency obligation; do tables="${tables:+$tables, }m.$t"; done
subscribe duties "$tables"
must "the first rows arrive" arrived duties
is "$(figures subscriber)" "$(figures duties)" "the subscriber's obligations are those of its first copy"
sql subscriber -c 'CALL m.fold()'
is "$(sql subscriber -c 'SELECT (SELECT count(*) > 0 FROM m.stored_duty), count(*) FROM m.check_fresh()')|$(figures subscriber)" "t|0|$(figures duties)" "it folds for itself"
sql duties -c "$(for _ in $(seq 40); do echo 'CALL write();'; done)" -c 'TRUNCATE m.obligation' -c "$(for _ in $(seq 10); do echo 'CALL write();'; done)" 2>/dev/null
must "changes arrive" arrived duties
is "$(sql subscriber -c 'SELECT count(*) FROM m.check_fresh()')|$(figures subscriber)" "0|$(figures duties)" "and are noted"
sql subscriber -c 'DROP SUBSCRIPTION s'

done_testing
