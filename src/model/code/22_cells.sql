-- The triggers that keep the log.  A partition of dossier needs its own: a
-- direct insert into it fires none of the parent's.
CREATE OR REPLACE TRIGGER dossiers_inserted AFTER INSERT ON @schema@.dossier REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.log_events();

CREATE OR REPLACE TRIGGER dossiers_updated AFTER UPDATE ON @schema@.dossier REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.log_events();

CREATE OR REPLACE TRIGGER dossiers_deleted AFTER DELETE ON @schema@.dossier REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.log_events();

CREATE OR REPLACE TRIGGER dossiers_truncated BEFORE TRUNCATE ON @schema@.dossier
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.log_events();

CREATE OR REPLACE TRIGGER services_moved AFTER UPDATE ON @schema@.service REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.log_moves();

CREATE OR REPLACE TRIGGER agencies_moved AFTER UPDATE ON @schema@.agency REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.move_totals();

-- A subscriber applies rows, and no statements: it counts them one by one, and
-- keeps cells of its own.
CREATE OR REPLACE TRIGGER dossier_applied AFTER INSERT OR DELETE OR UPDATE ON @schema@.dossier
    FOR EACH ROW EXECUTE FUNCTION @extschema@.log_events();

CREATE OR REPLACE TRIGGER service_applied AFTER UPDATE ON @schema@.service
    FOR EACH ROW EXECUTE FUNCTION @extschema@.log_moves();

CREATE OR REPLACE TRIGGER agency_applied AFTER UPDATE ON @schema@.agency
    FOR EACH ROW EXECUTE FUNCTION @extschema@.move_totals();

ALTER TABLE @schema@.dossier ENABLE REPLICA TRIGGER dossier_applied, ENABLE ALWAYS TRIGGER dossiers_truncated;

ALTER TABLE @schema@.service ENABLE REPLICA TRIGGER service_applied;

ALTER TABLE @schema@.agency ENABLE REPLICA TRIGGER agency_applied;

-- A restore of data alone, or a publication, must not bring cells beside the
-- dossiers that are logged as they come.
@only_by_fold(dossier_log)@
@only_by_fold(dossier_day)@
@only_by_fold(dossier_month)@
@only_by_fold(dossier_year)@
@only_by_fold(dossier_field_month)@
@only_by_fold(dossier_total_day)@
@only_by_fold(dossier_total_month)@
@only_by_fold(dossier_parent_day)@
@only_by_fold(dossier_parent_month)@
@only_by_fold(dossier_service_month)@

-- An error from within a query, for who sees some agencies where all are needed.
CREATE OR REPLACE FUNCTION @schema@.refuse_to_part(message text, hint text) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    RAISE EXCEPTION '%', message USING ERRCODE = 'insufficient_privilege', HINT = hint;
END
$body$;

-- On-time summaries as of the end of a day.  A settled dossier counts in the
-- month it was settled, an open one in the month of the day: every dossier once.
-- The cells of earlier months are these summaries, but for what is not folded: only
-- where the log says something of them, and in the month of the day, is anything added up.
CREATE OR REPLACE TWIN @schema@.ontime_month
RETURNS TABLE (agency_id bigint, month date, online_level text, stats @extschema@.ontime_stats, computed_at timestamptz)
AS $sql$
    SELECT m.agency_id, m.month, m.online_level,
           @extschema@.ontime_cells_stats(@extschema@.ontime_cells_accum(NULL, m.early, m.on_time, m.late_days, m.finished_no_deadline, 0, 0, 0, 0)) AS stats, now() AS computed_at
    FROM @schema@.dossier_month m
         LEFT JOIN @logged@
    WHERE n.logged IS NOT TRUE
      AND m.month < date_trunc('month', @as_of@::timestamp)::date
      AND (m.early <> 0 OR m.on_time <> 0 OR m.late <> 0 OR m.finished_no_deadline <> 0)
      AND @seen@
    UNION ALL
    SELECT c.agency_id, c.month, c.online_level, @stats@ AS stats, now() AS computed_at
    FROM (@figures@) c
    WHERE c.month >= date_trunc('month', @as_of@::timestamp)::date
      AND c.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
    GROUP BY c.agency_id, c.month, c.online_level
    HAVING @stats@ IS NOT NULL
    UNION ALL
    SELECT c.agency_id, c.month, c.online_level, @stats@ AS stats, now() AS computed_at
    FROM (SELECT m.agency_id, m.month, m.online_level, m.early, m.on_time, m.late_days, m.finished_no_deadline, 0 AS pending, 0 AS overdue, 0 AS paused, 0 AS no_deadline
          FROM @schema@.dossier_month m
               JOIN @logged@
          UNION ALL
          SELECT l.agency_id, date_trunc('month', l.day::timestamp)::date, l.online_level, l.early, l.on_time, CASE WHEN l.late <> 0 THEN ARRAY[l.days_late, l.late] END, l.finished_no_deadline, 0, 0, 0, 0
          FROM @schema@.dossier_log l) c
    WHERE c.month < date_trunc('month', @as_of@::timestamp)::date
      AND c.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
    GROUP BY c.agency_id, c.month, c.online_level
    HAVING @stats@ IS NOT NULL;
$sql$;

-- The same by bloc and level, for those who see every agency.
CREATE OR REPLACE TWIN @schema@.ontime_total
RETURNS TABLE (bloc text, level text, month date, online_level text, stats @extschema@.ontime_stats)
AS $sql$
    SELECT c.bloc, c.level, c.month, c.online_level, @stats@ AS stats
    FROM (@total_figures@) c
    WHERE (SELECT @schema@.sees_all_agencies())
    GROUP BY c.bloc, c.level, c.month, c.online_level
    HAVING @stats@ IS NOT NULL;
$sql$;

-- Received, submitted online, with a fee, paid online: by month of receipt.
CREATE OR REPLACE TWIN @schema@.intake_month
RETURNS TABLE (agency_id bigint, month date, online_level text,
               n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint, computed_at timestamptz)
AS $sql$
    SELECT m.agency_id, m.month, m.online_level, m.received::bigint AS n_received, m.online::bigint AS n_online,
           m.with_fee::bigint AS n_with_fee, m.paid_online::bigint AS n_paid_online, now() AS computed_at
    FROM @schema@.dossier_month m
         LEFT JOIN @logged@
    WHERE n.logged IS NOT TRUE
      AND m.month < date_trunc('month', @as_of@::timestamp)::date
      AND m.received <> 0
      AND @seen@
    UNION ALL
    SELECT c.agency_id, c.month, c.online_level, sum(c.received) AS n_received, sum(c.online) AS n_online,
           sum(c.with_fee) AS n_with_fee, sum(c.paid_online) AS n_paid_online, now() AS computed_at
    FROM (@intakes@) c
    WHERE c.month >= date_trunc('month', @as_of@::timestamp)::date
      AND c.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
    GROUP BY c.agency_id, c.month, c.online_level
    HAVING sum(c.received) <> 0
    UNION ALL
    SELECT c.agency_id, c.month, c.online_level, sum(c.received) AS n_received, sum(c.online) AS n_online,
           sum(c.with_fee) AS n_with_fee, sum(c.paid_online) AS n_paid_online, now() AS computed_at
    FROM (SELECT m.agency_id, m.month, m.online_level, m.received, m.online, m.with_fee, m.paid_online
          FROM @schema@.dossier_month m
               JOIN @logged@
          UNION ALL
          SELECT l.agency_id, date_trunc('month', l.day::timestamp)::date, l.online_level, l.received, l.online, l.with_fee, l.paid_online
          FROM @schema@.dossier_log l) c
    WHERE c.month < date_trunc('month', @as_of@::timestamp)::date
      AND c.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
    GROUP BY c.agency_id, c.month, c.online_level
    HAVING sum(c.received) <> 0;
$sql$;

CREATE OR REPLACE TWIN @schema@.intake_total
RETURNS TABLE (bloc text, level text, month date, online_level text, n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint)
AS $sql$
    SELECT c.bloc, c.level, c.month, c.online_level, sum(c.received) AS n_received, sum(c.online) AS n_online,
           sum(c.with_fee) AS n_with_fee, sum(c.paid_online) AS n_paid_online
    FROM (@total_intakes@) c
    WHERE (SELECT @schema@.sees_all_agencies())
    GROUP BY c.bloc, c.level, c.month, c.online_level
    HAVING sum(c.received) <> 0;
$sql$;

-- Folds the log into the cells: one folder at a time, another one leaves at
-- once; writers and readers wait for none.
CREATE OR REPLACE PROCEDURE @schema@.fold()
LANGUAGE sql
SET jit = off
AS $sql$
    SELECT @extschema@.fold_log(@extschema@.table_of(NULL::@schema@.setting));

    SELECT @schema@.fold_surveys();

    SELECT @schema@.fold_conduct();

    SELECT @schema@.fold_duties();
$sql$;

-- The events of the dossiers, from the rows.  Every row is read.
CREATE OR REPLACE VIEW @schema@.dossier_event AS
SELECT x.agency_id, x.online_level, (x.e).day AS day, (x.e).d_days_late AS days_late,
       (x.e).d_received AS received,
       CASE WHEN x.online THEN (x.e).d_received ELSE 0 END AS online,
       CASE WHEN x.with_fee THEN (x.e).d_received ELSE 0 END AS with_fee,
       CASE WHEN x.paid_online THEN (x.e).d_received ELSE 0 END AS paid_online,
       (x.e).d_pending AS pending, (x.e).d_overdue AS overdue, (x.e).d_paused AS paused,
       (x.e).d_no_deadline AS no_deadline, (x.e).d_early AS early, (x.e).d_on_time AS on_time,
       (x.e).d_late AS late, (x.e).d_finished_no_deadline AS finished_no_deadline, x.field, x.service
FROM (SELECT d.agency_id, p.online_level, p.field, p.code AS service, d.channel = 'online' AS online, d.fee > 0 AS with_fee, d.paid_online,
             @extschema@.dossier_events(d.received_at, d.due_at, d.finished_at, d.pauses, s.zone) AS e
      FROM (SELECT max(zone) AS zone FROM @schema@.setting) s, @schema@.dossier d JOIN @schema@.service p ON p.code = d.service
      WHERE d.agency_id IN (SELECT unnest(@schema@.visible_agencies()))) x;

-- What the cells and the log are short of, against the rows: nothing, unless
-- something went past the triggers.  A cell's days late stand in rows of their
-- own; those of a parent have its number for that of an agency.  Of some agencies alone
-- nothing is said about totals, parents and services.
CREATE OR REPLACE FUNCTION @schema@.missing_changes(only_agencies bigint[] DEFAULT NULL)
RETURNS TABLE (cell text, agency_id bigint, bloc text, level text, field text, service text, online_level text, day date, days_late integer,
               received bigint, online bigint, with_fee bigint, paid_online bigint,
               pending bigint, overdue bigint, paused bigint, no_deadline bigint,
               early bigint, on_time bigint, late bigint, finished_no_deadline bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH counted AS MATERIALIZED (
        -- The rows are summed once, to the three grains that no other can be made of.
        SELECT GROUPING(x.day) = 0 AS by_day, GROUPING(x.field) = 0 AS by_field, x.agency_id, x.day, x.online_level, x.field, x.service, x.month, x.days_late,
               sum(x.received) AS received, sum(x.online) AS online, sum(x.with_fee) AS with_fee, sum(x.paid_online) AS paid_online, sum(x.pending) AS pending, sum(x.overdue) AS overdue,
               sum(x.paused) AS paused, sum(x.no_deadline) AS no_deadline, sum(x.early) AS early, sum(x.on_time) AS on_time, sum(x.late) AS late, sum(x.finished_no_deadline) AS finished_no_deadline
        FROM (SELECT e.agency_id, e.day, date_trunc('month', e.day::timestamp)::date AS month, e.online_level, e.field, e.service, e.days_late, e.received, e.online, e.with_fee, e.paid_online, e.pending, e.overdue, e.paused, e.no_deadline, e.early, e.on_time, e.late, e.finished_no_deadline
              FROM @schema@.dossier_event e
              WHERE missing_changes.only_agencies IS NULL OR e.agency_id = ANY (missing_changes.only_agencies)
              UNION ALL
              SELECT l.agency_id, l.day, date_trunc('month', l.day::timestamp)::date, l.online_level, l.field, l.service, l.days_late, - l.received, - l.online, - l.with_fee, - l.paid_online, - l.pending, - l.overdue, - l.paused, - l.no_deadline, - l.early, - l.on_time, - l.late, - l.finished_no_deadline
              FROM @schema@.dossier_log l
              WHERE missing_changes.only_agencies IS NULL OR l.agency_id = ANY (missing_changes.only_agencies)) x
        GROUP BY GROUPING SETS ((x.agency_id, x.online_level, x.day, x.days_late), (x.agency_id, x.field, x.month, x.days_late), (x.service, x.month, x.days_late))
    ), by_day AS NOT MATERIALIZED (
        SELECT k.* FROM counted k WHERE k.by_day
    ), by_field AS NOT MATERIALIZED (
        SELECT k.* FROM counted k WHERE k.by_field
    ), by_service AS NOT MATERIALIZED (
        SELECT k.* FROM counted k WHERE NOT k.by_day AND NOT k.by_field AND missing_changes.only_agencies IS NULL
    ), by_month AS MATERIALIZED (
        SELECT k.agency_id, k.online_level, date_trunc('month', k.day::timestamp)::date AS month, k.days_late,
               sum(k.received) AS received, sum(k.online) AS online, sum(k.with_fee) AS with_fee, sum(k.paid_online) AS paid_online, sum(k.pending) AS pending, sum(k.overdue) AS overdue,
               sum(k.paused) AS paused, sum(k.no_deadline) AS no_deadline, sum(k.early) AS early, sum(k.on_time) AS on_time, sum(k.late) AS late, sum(k.finished_no_deadline) AS finished_no_deadline
        FROM by_day k
        GROUP BY k.agency_id, k.online_level, date_trunc('month', k.day::timestamp)::date, k.days_late
    ), unit AS (
        SELECT w.parent_id, w.agency_id, w.n_units, count(*) OVER (PARTITION BY w.parent_id) AS n_seen FROM @schema@.agency_unit w
    )
@missing_cells(day, by_day c, c.agency_id, NULL::text, NULL::text, NULL::text, NULL::text, c.online_level, c.day, (missing_changes.only_agencies IS NULL OR t.agency_id = ANY (missing_changes.only_agencies)), t.agency_id, NULL, NULL, NULL, NULL, t.online_level, t.day)@
    UNION ALL
@missing_cells(month, by_month c, c.agency_id, NULL::text, NULL::text, NULL::text, NULL::text, c.online_level, c.month, (missing_changes.only_agencies IS NULL OR t.agency_id = ANY (missing_changes.only_agencies)), t.agency_id, NULL, NULL, NULL, NULL, t.online_level, t.month)@
    UNION ALL
@missing_cells(year, by_month c, c.agency_id, NULL::text, NULL::text, NULL::text, NULL::text, c.online_level, date_trunc('year',c.month::timestamp)::date, (missing_changes.only_agencies IS NULL OR t.agency_id = ANY (missing_changes.only_agencies)), t.agency_id, NULL, NULL, NULL, NULL, t.online_level, t.year)@
    UNION ALL
@missing_cells(field_month, by_field c, c.agency_id, NULL::text, NULL::text, c.field, NULL::text, NULL::text, c.month, (missing_changes.only_agencies IS NULL OR t.agency_id = ANY (missing_changes.only_agencies)), t.agency_id, NULL, NULL, t.field, NULL, NULL, t.month)@
    UNION ALL
@missing_cells(total_day, by_day c JOIN @schema@.agency a ON a.id = c.agency_id AND missing_changes.only_agencies IS NULL, NULL::bigint, a.bloc, a.level, NULL::text, NULL::text, c.online_level, c.day, missing_changes.only_agencies IS NULL, NULL, t.bloc, t.level, NULL, NULL, t.online_level, t.day)@
    UNION ALL
@missing_cells(total_month, by_month c JOIN @schema@.agency a ON a.id = c.agency_id AND missing_changes.only_agencies IS NULL, NULL::bigint, a.bloc, a.level, NULL::text, NULL::text, c.online_level, c.month, missing_changes.only_agencies IS NULL, NULL, t.bloc, t.level, NULL, NULL, t.online_level, t.month)@
    UNION ALL
@missing_cells(parent_day, by_day c JOIN unit u ON u.agency_id = c.agency_id AND u.n_seen = u.n_units AND missing_changes.only_agencies IS NULL, u.parent_id, NULL::text, NULL::text, NULL::text, NULL::text, c.online_level, c.day, missing_changes.only_agencies IS NULL, t.parent_id, NULL, NULL, NULL, NULL, t.online_level, t.day)@
    UNION ALL
@missing_cells(parent_month, by_month c JOIN unit u ON u.agency_id = c.agency_id AND u.n_seen = u.n_units AND missing_changes.only_agencies IS NULL, u.parent_id, NULL::text, NULL::text, NULL::text, NULL::text, c.online_level, c.month, missing_changes.only_agencies IS NULL, t.parent_id, NULL, NULL, NULL, NULL, t.online_level, t.month)@
    UNION ALL
@missing_cells(service_month, by_service c, NULL::bigint, NULL::text, NULL::text, NULL::text, c.service, NULL::text, c.month, missing_changes.only_agencies IS NULL, NULL, NULL, NULL, NULL, t.service, NULL, t.month)@;
$sql$;

-- The tables of dossiers, and which of them lack a trigger that keeps the cells.
CREATE OR REPLACE FUNCTION @schema@.dossier_tables()
RETURNS TABLE (relation regclass, lacks text[])
LANGUAGE sql STABLE
AS $sql$
    SELECT p.relid, ARRAY(SELECT w.trigger FROM (VALUES (1, 'dossiers_inserted', 'O'), (2, 'dossiers_updated', 'O'), (3, 'dossiers_deleted', 'O'), (4, 'dossiers_truncated', 'A'), (5, 'dossier_applied', 'R')) w (ord, trigger, fires)
                          WHERE NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = p.relid AND g.tgname::text = w.trigger AND g.tgenabled::text IN (w.fires, 'A'))
                          ORDER BY w.ord)
    FROM pg_class s
         JOIN pg_class d ON d.relnamespace = s.relnamespace AND d.relname = 'dossier'
         CROSS JOIN LATERAL (SELECT t.relid FROM pg_partition_tree(d.oid) t UNION SELECT d.oid::regclass) p
    WHERE s.oid = @extschema@.table_of(NULL::@schema@.setting);
$sql$;

-- Proves that cells and rows agree: no row, or the cells that do not.  A sample
-- of agencies is cheap enough for every night.  A table of dossiers without its
-- triggers is said too: what is written next goes past the cells.
-- Who sees some agencies would be told of differences that are none.
-- (Compiling so many expressions takes seconds: neither here nor in a fold does it pay.)
CREATE OR REPLACE FUNCTION @schema@.check_fresh(sample integer DEFAULT NULL)
RETURNS TABLE (cell text, agency_id bigint, day date, online_level text)
LANGUAGE sql VOLATILE
SET jit = off
AS $sql$
    SELECT @schema@.refuse_to_part('whoever checks the cells must see all agencies', 'Let the owner of the model check, or a role that sees every agency.'), NULL::bigint, NULL::date, NULL::text
    WHERE NOT @schema@.sees_all_agencies() AND EXISTS (SELECT FROM @schema@.dossier_tables() t WHERE row_security_active(t.relation))
    UNION ALL
    SELECT format('%s lacks trigger %s', t.relation, array_to_string(t.lacks, ', ')), NULL::bigint, NULL::date, NULL::text
    FROM @schema@.dossier_tables() t
    WHERE t.lacks <> '{}'
    UNION ALL
    (SELECT DISTINCT m.cell || coalesce(' ' || m.bloc || ', ' || m.level, '') || coalesce(' ' || m.field, '') || coalesce(' ' || m.service, ''), m.agency_id, m.day, m.online_level
     FROM (SELECT array_agg(a.id) AS ids FROM (SELECT id FROM @schema@.agency ORDER BY random() LIMIT check_fresh.sample) a) chosen,
          LATERAL @schema@.missing_changes(CASE WHEN check_fresh.sample IS NOT NULL THEN coalesce(chosen.ids, '{}') END) m
     UNION ALL
     SELECT 'survey', v.agency_id, v.month, NULL
     FROM (SELECT array_agg(a.id) AS ids FROM (SELECT id FROM @schema@.agency ORDER BY random() LIMIT check_fresh.sample) a) chosen,
          LATERAL @schema@.check_surveys(CASE WHEN check_fresh.sample IS NOT NULL THEN coalesce(chosen.ids, '{}') END) v
     UNION ALL
     SELECT c.cell, c.agency_id, c.day, NULL
     FROM (SELECT array_agg(a.id) AS ids FROM (SELECT id FROM @schema@.agency ORDER BY random() LIMIT check_fresh.sample) a) chosen,
          LATERAL @schema@.check_conduct(CASE WHEN check_fresh.sample IS NOT NULL THEN coalesce(chosen.ids, '{}') END) c
     UNION ALL
     SELECT format('duty of task %s, %s', d.task_id, d.period_label), d.agency_id, d.due, NULL
     FROM (SELECT array_agg(a.id) AS ids FROM (SELECT id FROM @schema@.agency ORDER BY random() LIMIT check_fresh.sample) a) chosen,
          LATERAL @schema@.check_duties(CASE WHEN check_fresh.sample IS NOT NULL THEN coalesce(chosen.ids, '{}') END) d
     ORDER BY 2, 3, 1, 4);
$sql$;

-- Repairs the cells from the rows: adds what they are short of, while others
-- write; folders wait.
CREATE OR REPLACE PROCEDURE @schema@.rebuild()
LANGUAGE sql
SET jit = off
AS $sql$
    SELECT @extschema@.add_missing(@extschema@.table_of(NULL::@schema@.setting));

    SELECT @schema@.rebuild_surveys();

    SELECT @schema@.rebuild_conduct();

    SELECT @schema@.rebuild_duties();
$sql$;

-- Sets the triggers that a table of dossiers lacks.
CREATE OR REPLACE FUNCTION @schema@.set_triggers_of(relation regclass, lacks text[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    item record;
BEGIN
    FOR item IN SELECT n.trigger, n.timing, n.enabled
                FROM (VALUES ('dossiers_inserted', 'AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT', 'ENABLE TRIGGER'),
                             ('dossiers_updated', 'AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT', 'ENABLE TRIGGER'),
                             ('dossiers_deleted', 'AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT', 'ENABLE TRIGGER'),
                             ('dossiers_truncated', 'BEFORE TRUNCATE ON %s FOR EACH STATEMENT', 'ENABLE ALWAYS TRIGGER'),
                             ('dossier_applied', 'AFTER INSERT OR DELETE OR UPDATE ON %s FOR EACH ROW', 'ENABLE REPLICA TRIGGER')) n (trigger, timing, enabled)
                WHERE n.trigger = ANY (lacks)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = relation AND g.tgname = item.trigger) THEN
            EXECUTE format('CREATE TRIGGER %I ' || item.timing || ' EXECUTE FUNCTION @extschema@.log_events()', item.trigger, relation);
        END IF;
        EXECUTE format('ALTER TABLE ONLY %s %s %I', relation, item.enabled, item.trigger);
    END LOOP;
END
$body$;

-- Of every table of dossiers: after ATTACH PARTITION, or after somebody has disabled
-- or enabled all.  (In SQL, which means this model's tables under any name.)
CREATE OR REPLACE PROCEDURE @schema@.set_triggers()
LANGUAGE sql
AS $sql$
    SELECT @schema@.set_triggers_of(t.relation, t.lacks) FROM @schema@.dossier_tables() t WHERE t.lacks <> '{}';
$sql$;

CREATE OR REPLACE FUNCTION @schema@.attach_partition(dossiers regclass, partition regclass, bounds text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s %s', dossiers, partition, bounds);
END
$body$;

-- A partition comes or goes with its dossiers: they are counted in or out in the
-- same transaction.
CREATE OR REPLACE PROCEDURE @schema@.attach_dossiers(partition regclass, bounds text)
LANGUAGE sql
AS $sql$
    SELECT @schema@.attach_partition(d.oid::regclass, attach_dossiers.partition, attach_dossiers.bounds)
    FROM pg_class s JOIN pg_class d ON d.relnamespace = s.relnamespace AND d.relname = 'dossier'
    WHERE s.oid = @extschema@.table_of(NULL::@schema@.setting);

    SELECT @schema@.set_triggers_of(t.relation, t.lacks) FROM @schema@.dossier_tables() t WHERE t.lacks <> '{}';

    SELECT @extschema@.log_table(attach_dossiers.partition, 1);
$sql$;

CREATE OR REPLACE PROCEDURE @schema@.detach_dossiers(partition regclass)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    trigger name;
BEGIN
    PERFORM @extschema@.log_table(partition, -1);
    EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = partition), partition);
    FOR trigger IN SELECT g.tgname FROM pg_trigger g WHERE g.tgrelid = partition AND g.tgname IN ('dossiers_inserted', 'dossiers_updated', 'dossiers_deleted', 'dossiers_truncated', 'dossier_applied') LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', trigger, partition);
    END LOOP;
END
$body$;
