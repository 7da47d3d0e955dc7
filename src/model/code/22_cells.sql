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

-- A restore of data alone must not bring cells beside the dossiers that it logs.
CREATE OR REPLACE TRIGGER only_by_fold BEFORE INSERT ON @schema@.dossier_log
    FOR EACH STATEMENT WHEN (current_setting('par_index.fold', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION @extschema@.only_by_fold();

CREATE OR REPLACE TRIGGER only_by_fold BEFORE INSERT ON @schema@.dossier_day
    FOR EACH STATEMENT WHEN (current_setting('par_index.fold', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION @extschema@.only_by_fold();

CREATE OR REPLACE TRIGGER only_by_fold BEFORE INSERT ON @schema@.dossier_month
    FOR EACH STATEMENT WHEN (current_setting('par_index.fold', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION @extschema@.only_by_fold();

CREATE OR REPLACE TRIGGER only_by_fold BEFORE INSERT ON @schema@.dossier_late
    FOR EACH STATEMENT WHEN (current_setting('par_index.fold', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION @extschema@.only_by_fold();

-- The changes up to the end of a day: whole months from the months' cells, the
-- days of the last month, and what is not folded yet.
CREATE OR REPLACE FUNCTION @schema@.dossier_changes(as_of date)
RETURNS TABLE (agency_id bigint, month date, online_level text,
               received integer, online integer, with_fee integer, paid_online integer,
               pending integer, overdue integer, paused integer, no_deadline integer,
               early integer, on_time integer, late integer, finished_no_deadline integer, days_late_sum bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT agency_id, month, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum
    FROM @schema@.dossier_month m
    WHERE m.month < date_trunc('month', dossier_changes.as_of::timestamp)::date
    UNION ALL
    SELECT agency_id, date_trunc('month', dossier_changes.as_of::timestamp)::date, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum
    FROM @schema@.dossier_day d
    WHERE d.day BETWEEN date_trunc('month', dossier_changes.as_of::timestamp)::date AND dossier_changes.as_of
    UNION ALL
    SELECT agency_id, date_trunc('month', l.day::timestamp)::date, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline,
           late::bigint * days_late
    FROM @schema@.dossier_log l
    WHERE l.day <= dossier_changes.as_of;
$sql$;

-- On-time summaries as of the end of a day.  A settled dossier counts in the
-- month it was settled, an open one in the month of the day: every dossier once.
CREATE OR REPLACE FUNCTION @schema@.ontime_month_at(as_of date)
RETURNS TABLE (agency_id bigint, month date, online_level text, stats @extschema@.ontime_stats)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT s.agency_id, s.month, s.online_level,
           @extschema@.ontime_stats(s.early, s.on_time, s.late, s.pending, s.overdue, s.paused,
                                    s.no_deadline + s.finished_no_deadline, s.finished_no_deadline,
                                    s.late, s.days_late_sum::bigint, coalesce(m.most[1], 0), coalesce(m.most[2], 0))
    FROM (SELECT c.agency_id, c.month, c.online_level,
                 sum(c.early) AS early, sum(c.on_time) AS on_time, sum(c.late) AS late, sum(c.finished_no_deadline) AS finished_no_deadline,
                 sum(c.days_late_sum) AS days_late_sum,
                 sum(c.pending) AS pending, sum(c.overdue) AS overdue, sum(c.paused) AS paused, sum(c.no_deadline) AS no_deadline
          FROM (SELECT f.agency_id, f.month, f.online_level, f.early, f.on_time, f.late, f.finished_no_deadline, f.days_late_sum,
                       0 AS pending, 0 AS overdue, 0 AS paused, 0 AS no_deadline
                FROM @schema@.dossier_changes(ontime_month_at.as_of) f
                UNION ALL
                SELECT o.agency_id, date_trunc('month', ontime_month_at.as_of::timestamp)::date, o.online_level, 0, 0, 0, 0, 0,
                       o.pending, o.overdue, o.paused, o.no_deadline
                FROM @schema@.dossier_changes(ontime_month_at.as_of) o) c
          GROUP BY c.agency_id, c.month, c.online_level
          HAVING (sum(c.early), sum(c.on_time), sum(c.late), sum(c.finished_no_deadline),
                  sum(c.pending), sum(c.overdue), sum(c.paused), sum(c.no_deadline)) <> (0, 0, 0, 0, 0, 0, 0, 0)) s
         LEFT JOIN (
             SELECT n.agency_id, n.month, n.online_level, max(ARRAY[n.days_late, n.late]) AS most
             FROM (SELECT x.agency_id, date_trunc('month', x.day::timestamp)::date AS month, x.online_level, x.days_late, sum(x.late) AS late
                   FROM (SELECT t.agency_id, t.day, t.online_level, t.days_late, t.late FROM @schema@.dossier_late t WHERE t.day <= ontime_month_at.as_of
                         UNION ALL
                         SELECT l.agency_id, l.day, l.online_level, l.days_late, l.late FROM @schema@.dossier_log l WHERE l.late <> 0 AND l.day <= ontime_month_at.as_of) x
                   GROUP BY x.agency_id, date_trunc('month', x.day::timestamp)::date, x.online_level, x.days_late
                   HAVING sum(x.late) <> 0) n
             GROUP BY n.agency_id, n.month, n.online_level) m
         ON m.agency_id = s.agency_id AND m.month = s.month AND m.online_level = s.online_level;
$sql$;

-- Received, submitted online, with a fee, paid online: by month of receipt.
CREATE OR REPLACE FUNCTION @schema@.intake_month_at(as_of date)
RETURNS TABLE (agency_id bigint, month date, online_level text,
               n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT c.agency_id, c.month, c.online_level, sum(c.received), sum(c.online), sum(c.with_fee), sum(c.paid_online)
    FROM @schema@.dossier_changes(intake_month_at.as_of) c
    GROUP BY c.agency_id, c.month, c.online_level
    HAVING sum(c.received) <> 0;
$sql$;

-- The same as of the reporting date.  Views, and not calls of the functions: they
-- read the cells with the rights of the model's owner, and show the agencies that
-- the caller may see.
CREATE OR REPLACE VIEW @schema@.dossier_change WITH (security_barrier) AS
SELECT * FROM (
    SELECT agency_id, month, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum
    FROM @schema@.dossier_month m
    WHERE m.month < date_trunc('month', (SELECT max(reporting_date) FROM @schema@.setting)::timestamp)::date
    UNION ALL
    SELECT agency_id, date_trunc('month', (SELECT max(reporting_date) FROM @schema@.setting)::timestamp)::date, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum
    FROM @schema@.dossier_day d
    WHERE d.day BETWEEN date_trunc('month', (SELECT max(reporting_date) FROM @schema@.setting)::timestamp)::date AND (SELECT max(reporting_date) FROM @schema@.setting)
    UNION ALL
    SELECT agency_id, date_trunc('month', l.day::timestamp)::date AS month, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline,
           late::bigint * days_late AS days_late_sum
    FROM @schema@.dossier_log l
    WHERE l.day <= (SELECT max(reporting_date) FROM @schema@.setting)
) c
WHERE c.agency_id IN (SELECT unnest(@schema@.visible_agencies()));

CREATE OR REPLACE VIEW @schema@.ontime_month WITH (security_barrier) AS
SELECT s.agency_id, s.month, s.online_level,
       @extschema@.ontime_stats(s.early, s.on_time, s.late, s.pending, s.overdue, s.paused,
                                s.no_deadline + s.finished_no_deadline, s.finished_no_deadline,
                                s.late, s.days_late_sum::bigint, coalesce(m.most[1], 0), coalesce(m.most[2], 0)) AS stats,
       now() AS computed_at
FROM (SELECT c.agency_id, c.month, c.online_level,
             sum(c.early) AS early, sum(c.on_time) AS on_time, sum(c.late) AS late, sum(c.finished_no_deadline) AS finished_no_deadline,
             sum(c.days_late_sum) AS days_late_sum,
             sum(c.pending) AS pending, sum(c.overdue) AS overdue, sum(c.paused) AS paused, sum(c.no_deadline) AS no_deadline
      FROM (SELECT f.agency_id, f.month, f.online_level, f.early, f.on_time, f.late, f.finished_no_deadline, f.days_late_sum,
                   0 AS pending, 0 AS overdue, 0 AS paused, 0 AS no_deadline
            FROM @schema@.dossier_change f
            UNION ALL
            SELECT o.agency_id, date_trunc('month', (SELECT max(reporting_date) FROM @schema@.setting)::timestamp)::date, o.online_level, 0, 0, 0, 0, 0,
                   o.pending, o.overdue, o.paused, o.no_deadline
            FROM @schema@.dossier_change o) c
      GROUP BY c.agency_id, c.month, c.online_level
      HAVING (sum(c.early), sum(c.on_time), sum(c.late), sum(c.finished_no_deadline),
              sum(c.pending), sum(c.overdue), sum(c.paused), sum(c.no_deadline)) <> (0, 0, 0, 0, 0, 0, 0, 0)) s
     LEFT JOIN (
         SELECT n.agency_id, n.month, n.online_level, max(ARRAY[n.days_late, n.late]) AS most
         FROM (SELECT x.agency_id, date_trunc('month', x.day::timestamp)::date AS month, x.online_level, x.days_late, sum(x.late) AS late
               FROM (SELECT t.agency_id, t.day, t.online_level, t.days_late, t.late FROM @schema@.dossier_late t WHERE t.day <= (SELECT max(reporting_date) FROM @schema@.setting)
                     UNION ALL
                     SELECT l.agency_id, l.day, l.online_level, l.days_late, l.late FROM @schema@.dossier_log l WHERE l.late <> 0 AND l.day <= (SELECT max(reporting_date) FROM @schema@.setting)) x
               GROUP BY x.agency_id, date_trunc('month', x.day::timestamp)::date, x.online_level, x.days_late
               HAVING sum(x.late) <> 0) n
         GROUP BY n.agency_id, n.month, n.online_level) m
     ON m.agency_id = s.agency_id AND m.month = s.month AND m.online_level = s.online_level;

CREATE OR REPLACE VIEW @schema@.intake_month WITH (security_barrier) AS
SELECT c.agency_id, c.month, c.online_level, sum(c.received) AS n_received, sum(c.online) AS n_online,
       sum(c.with_fee) AS n_with_fee, sum(c.paid_online) AS n_paid_online, now() AS computed_at
FROM @schema@.dossier_change c
GROUP BY c.agency_id, c.month, c.online_level
HAVING sum(c.received) <> 0;

-- Folds the log into the cells: one folder at a time, another one leaves at
-- once; writers and readers wait for none.  The statement is a SELECT, so that no
-- "excluded" stands within another: a dump would give the inner one a name that
-- does not exist.
CREATE OR REPLACE FUNCTION @schema@.fold_log() RETURNS bigint
LANGUAGE sql VOLATILE
AS $sql$
    SELECT set_config('par_index.fold', 'on', true);

    WITH alone AS MATERIALIZED (
        SELECT pg_try_advisory_xact_lock(hashtext('par_index.fold'), (SELECT max(tableoid::integer) FROM @schema@.setting)) AS yes
    ), gone AS MATERIALIZED (
        DELETE FROM @schema@.dossier_log WHERE (SELECT yes FROM alone) RETURNING *
    ), by_day AS MATERIALIZED (
        SELECT agency_id, day, online_level,
               sum(received)::integer AS received, sum(online)::integer AS online, sum(with_fee)::integer AS with_fee,
               sum(paid_online)::integer AS paid_online, sum(pending)::integer AS pending, sum(overdue)::integer AS overdue,
               sum(paused)::integer AS paused, sum(no_deadline)::integer AS no_deadline, sum(early)::integer AS early,
               sum(on_time)::integer AS on_time, sum(late)::integer AS late, sum(finished_no_deadline)::integer AS finished_no_deadline,
               sum(late::bigint * days_late)::bigint AS days_late_sum
        FROM gone GROUP BY agency_id, day, online_level
    ), late_kept AS (
        INSERT INTO @schema@.dossier_late AS t (agency_id, day, online_level, days_late, late)
        SELECT agency_id, day, online_level, days_late, sum(late) FROM gone
        WHERE late <> 0 GROUP BY agency_id, day, online_level, days_late HAVING sum(late) <> 0
        ON CONFLICT (agency_id, day, online_level, days_late) DO UPDATE SET late = t.late + excluded.late
    ), month_kept AS (
        INSERT INTO @schema@.dossier_month AS t (agency_id, month, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum)
        SELECT agency_id, date_trunc('month', day::timestamp)::date, online_level,
               sum(received), sum(online), sum(with_fee), sum(paid_online), sum(pending), sum(overdue), sum(paused),
               sum(no_deadline), sum(early), sum(on_time), sum(late), sum(finished_no_deadline), sum(days_late_sum)
        FROM by_day GROUP BY agency_id, date_trunc('month', day::timestamp)::date, online_level
        HAVING (sum(received), sum(online), sum(with_fee), sum(paid_online), sum(pending), sum(overdue), sum(paused),
                sum(no_deadline), sum(early), sum(on_time), sum(late), sum(finished_no_deadline), sum(days_late_sum))
               <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        ON CONFLICT (agency_id, month, online_level) DO UPDATE SET
            received = t.received + excluded.received, online = t.online + excluded.online, with_fee = t.with_fee + excluded.with_fee,
            paid_online = t.paid_online + excluded.paid_online, pending = t.pending + excluded.pending, overdue = t.overdue + excluded.overdue,
            paused = t.paused + excluded.paused, no_deadline = t.no_deadline + excluded.no_deadline, early = t.early + excluded.early,
            on_time = t.on_time + excluded.on_time, late = t.late + excluded.late, finished_no_deadline = t.finished_no_deadline + excluded.finished_no_deadline,
            days_late_sum = t.days_late_sum + excluded.days_late_sum
    ), day_kept AS (
        INSERT INTO @schema@.dossier_day AS t (agency_id, day, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum)
        SELECT agency_id, day, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum
        FROM by_day
        WHERE (received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum)
              <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        ORDER BY agency_id, day, online_level
        ON CONFLICT (agency_id, day, online_level) DO UPDATE SET
            received = t.received + excluded.received, online = t.online + excluded.online, with_fee = t.with_fee + excluded.with_fee,
            paid_online = t.paid_online + excluded.paid_online, pending = t.pending + excluded.pending, overdue = t.overdue + excluded.overdue,
            paused = t.paused + excluded.paused, no_deadline = t.no_deadline + excluded.no_deadline, early = t.early + excluded.early,
            on_time = t.on_time + excluded.on_time, late = t.late + excluded.late, finished_no_deadline = t.finished_no_deadline + excluded.finished_no_deadline,
            days_late_sum = t.days_late_sum + excluded.days_late_sum
    )
    SELECT count(*) FROM gone;
$sql$;

CREATE OR REPLACE PROCEDURE @schema@.fold()
LANGUAGE sql
AS $sql$
    SELECT @schema@.fold_log();

    SELECT @schema@.fold_surveys();

    SELECT set_config('par_index.fold', 'off', true);
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
       (x.e).d_late AS late, (x.e).d_finished_no_deadline AS finished_no_deadline
FROM (SELECT d.agency_id, p.online_level, d.channel = 'online' AS online, d.fee > 0 AS with_fee, d.paid_online,
             @extschema@.dossier_events(d.received_at, d.due_at, d.finished_at, d.pauses, s.zone) AS e
      FROM (SELECT max(zone) AS zone FROM @schema@.setting) s, @schema@.dossier d JOIN @schema@.service p ON p.code = d.service) x;

-- What the cells and the log are short of, against the rows: nothing, unless
-- something went past the triggers.
CREATE OR REPLACE FUNCTION @schema@.missing_changes(only_agencies bigint[] DEFAULT NULL)
RETURNS TABLE (cell text, agency_id bigint, day date, online_level text, days_late integer,
               received integer, online integer, with_fee integer, paid_online integer,
               pending integer, overdue integer, paused integer, no_deadline integer,
               early integer, on_time integer, late integer, finished_no_deadline integer, days_late_sum bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH counted AS MATERIALIZED (
        SELECT r.agency_id, r.day, r.online_level, r.days_late,
               sum(r.received)::integer AS received, sum(r.online)::integer AS online, sum(r.with_fee)::integer AS with_fee,
               sum(r.paid_online)::integer AS paid_online, sum(r.pending)::integer AS pending, sum(r.overdue)::integer AS overdue,
               sum(r.paused)::integer AS paused, sum(r.no_deadline)::integer AS no_deadline, sum(r.early)::integer AS early,
               sum(r.on_time)::integer AS on_time, sum(r.late)::integer AS late, sum(r.finished_no_deadline)::integer AS finished_no_deadline
        FROM (SELECT e.agency_id, e.day, e.online_level, e.days_late, e.received, e.online, e.with_fee, e.paid_online, e.pending, e.overdue, e.paused, e.no_deadline, e.early, e.on_time, e.late, e.finished_no_deadline
              FROM @schema@.dossier_event e
              WHERE only_agencies IS NULL OR e.agency_id = ANY (only_agencies)
              UNION ALL
              SELECT l.agency_id, l.day, l.online_level, l.days_late, - l.received, - l.online, - l.with_fee, - l.paid_online, - l.pending, - l.overdue, - l.paused, - l.no_deadline, - l.early, - l.on_time, - l.late, - l.finished_no_deadline
              FROM @schema@.dossier_log l
              WHERE only_agencies IS NULL OR l.agency_id = ANY (only_agencies)) r
        GROUP BY r.agency_id, r.day, r.online_level, r.days_late
    )
    SELECT 'day', x.agency_id, x.day, x.online_level, NULL::integer,
           sum(x.received)::integer, sum(x.online)::integer, sum(x.with_fee)::integer, sum(x.paid_online)::integer, sum(x.pending)::integer, sum(x.overdue)::integer,
           sum(x.paused)::integer, sum(x.no_deadline)::integer, sum(x.early)::integer, sum(x.on_time)::integer, sum(x.late)::integer, sum(x.finished_no_deadline)::integer, sum(x.days_late_sum)::bigint
    FROM (SELECT c.agency_id, c.day AS day, c.online_level, c.received, c.online, c.with_fee, c.paid_online, c.pending, c.overdue, c.paused, c.no_deadline, c.early, c.on_time, c.late, c.finished_no_deadline,
                 c.late::bigint * c.days_late AS days_late_sum
          FROM counted c
          UNION ALL
          SELECT t.agency_id, t.day, t.online_level, - t.received, - t.online, - t.with_fee, - t.paid_online, - t.pending, - t.overdue, - t.paused, - t.no_deadline, - t.early, - t.on_time, - t.late, - t.finished_no_deadline, - t.days_late_sum
          FROM @schema@.dossier_day t
          WHERE only_agencies IS NULL OR t.agency_id = ANY (only_agencies)) x
    GROUP BY x.agency_id, x.day, x.online_level
    HAVING (sum(x.received), sum(x.online), sum(x.with_fee), sum(x.paid_online), sum(x.pending), sum(x.overdue), sum(x.paused),
            sum(x.no_deadline), sum(x.early), sum(x.on_time), sum(x.late), sum(x.finished_no_deadline), sum(x.days_late_sum))
           <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    UNION ALL
    SELECT 'month', x.agency_id, x.day, x.online_level, NULL::integer,
           sum(x.received)::integer, sum(x.online)::integer, sum(x.with_fee)::integer, sum(x.paid_online)::integer, sum(x.pending)::integer, sum(x.overdue)::integer,
           sum(x.paused)::integer, sum(x.no_deadline)::integer, sum(x.early)::integer, sum(x.on_time)::integer, sum(x.late)::integer, sum(x.finished_no_deadline)::integer, sum(x.days_late_sum)::bigint
    FROM (SELECT c.agency_id, date_trunc('month', c.day::timestamp)::date AS day, c.online_level, c.received, c.online, c.with_fee, c.paid_online, c.pending, c.overdue, c.paused, c.no_deadline, c.early, c.on_time, c.late, c.finished_no_deadline,
                 c.late::bigint * c.days_late AS days_late_sum
          FROM counted c
          UNION ALL
          SELECT t.agency_id, t.month, t.online_level, - t.received, - t.online, - t.with_fee, - t.paid_online, - t.pending, - t.overdue, - t.paused, - t.no_deadline, - t.early, - t.on_time, - t.late, - t.finished_no_deadline, - t.days_late_sum
          FROM @schema@.dossier_month t
          WHERE only_agencies IS NULL OR t.agency_id = ANY (only_agencies)) x
    GROUP BY x.agency_id, x.day, x.online_level
    HAVING (sum(x.received), sum(x.online), sum(x.with_fee), sum(x.paid_online), sum(x.pending), sum(x.overdue), sum(x.paused),
            sum(x.no_deadline), sum(x.early), sum(x.on_time), sum(x.late), sum(x.finished_no_deadline), sum(x.days_late_sum))
           <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    UNION ALL
    SELECT 'late', x.agency_id, x.day, x.online_level, x.days_late,
           0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(x.late)::integer, 0, 0
    FROM (SELECT c.agency_id, c.day, c.online_level, c.days_late, c.late FROM counted c
          UNION ALL
          SELECT t.agency_id, t.day, t.online_level, t.days_late, - t.late
          FROM @schema@.dossier_late t
          WHERE only_agencies IS NULL OR t.agency_id = ANY (only_agencies)) x
    GROUP BY x.agency_id, x.day, x.online_level, x.days_late
    HAVING sum(x.late) <> 0;
$sql$;

-- Proves that cells and rows agree: no row, or the cells that do not.  A sample
-- of agencies is cheap enough for every night.
CREATE OR REPLACE FUNCTION @schema@.check_fresh(sample integer DEFAULT NULL)
RETURNS TABLE (cell text, agency_id bigint, day date, online_level text)
LANGUAGE sql VOLATILE
AS $sql$
    SELECT m.cell, m.agency_id, m.day, m.online_level
    FROM (SELECT array_agg(a.id) AS ids FROM (SELECT id FROM @schema@.agency ORDER BY random() LIMIT sample) a) chosen,
         LATERAL (SELECT c.cell, c.agency_id, c.day, c.online_level FROM @schema@.missing_changes(CASE WHEN sample IS NOT NULL THEN coalesce(chosen.ids, '{}') END) c
                  UNION ALL
                  SELECT 'survey', v.agency_id, v.month, NULL FROM @schema@.check_surveys(CASE WHEN sample IS NOT NULL THEN coalesce(chosen.ids, '{}') END) v) m
    ORDER BY m.agency_id, m.day, m.cell, m.online_level;
$sql$;

-- Repairs the cells from the rows: adds what they are short of, in one
-- statement, while others write and fold.
CREATE OR REPLACE PROCEDURE @schema@.rebuild()
LANGUAGE sql
AS $sql$
    SELECT set_config('par_index.fold', 'on', true);

    WITH missing AS MATERIALIZED (
        SELECT * FROM @schema@.missing_changes()
    ), late_kept AS (
        INSERT INTO @schema@.dossier_late AS t (agency_id, day, online_level, days_late, late)
        SELECT agency_id, day, online_level, days_late, late FROM missing WHERE cell = 'late'
        ON CONFLICT (agency_id, day, online_level, days_late) DO UPDATE SET late = t.late + excluded.late
    ), month_kept AS (
        INSERT INTO @schema@.dossier_month AS t (agency_id, month, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum)
        SELECT agency_id, day, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum
        FROM missing WHERE cell = 'month'
        ON CONFLICT (agency_id, month, online_level) DO UPDATE SET
            received = t.received + excluded.received, online = t.online + excluded.online, with_fee = t.with_fee + excluded.with_fee,
            paid_online = t.paid_online + excluded.paid_online, pending = t.pending + excluded.pending, overdue = t.overdue + excluded.overdue,
            paused = t.paused + excluded.paused, no_deadline = t.no_deadline + excluded.no_deadline, early = t.early + excluded.early,
            on_time = t.on_time + excluded.on_time, late = t.late + excluded.late, finished_no_deadline = t.finished_no_deadline + excluded.finished_no_deadline,
            days_late_sum = t.days_late_sum + excluded.days_late_sum
    ), day_kept AS (
        INSERT INTO @schema@.dossier_day AS t (agency_id, day, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum)
        SELECT agency_id, day, online_level, received, online, with_fee, paid_online, pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline, days_late_sum
        FROM missing WHERE cell = 'day'
        ORDER BY agency_id, day, online_level
        ON CONFLICT (agency_id, day, online_level) DO UPDATE SET
            received = t.received + excluded.received, online = t.online + excluded.online, with_fee = t.with_fee + excluded.with_fee,
            paid_online = t.paid_online + excluded.paid_online, pending = t.pending + excluded.pending, overdue = t.overdue + excluded.overdue,
            paused = t.paused + excluded.paused, no_deadline = t.no_deadline + excluded.no_deadline, early = t.early + excluded.early,
            on_time = t.on_time + excluded.on_time, late = t.late + excluded.late, finished_no_deadline = t.finished_no_deadline + excluded.finished_no_deadline,
            days_late_sum = t.days_late_sum + excluded.days_late_sum
    )
    SELECT count(*) FROM missing;

    SELECT @schema@.rebuild_surveys();

    SELECT set_config('par_index.fold', 'off', true);
$sql$;
