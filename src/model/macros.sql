-- Texts that stand in several statements, each between "-- define NAME" and
-- "-- end": a statement has them by @NAME@, and in them @as_of@ is its day.  What
-- has parameters, "-- define NAME(table)", is asked for by a line of its own,
-- @NAME(value)@, and can be whole statements.

-- What finished in a month, and what is open at the end of the day, in its month:
-- whole months, and of what is open whole years, from their cells, the days of a month
-- that is not over, and what is not folded yet.  What is wanted of each part is said outside of the parts: with
-- a WHERE of its own the planner would read each of them as a whole, and could
-- not read one agency by its key.
-- define figures
SELECT f.agency_id, f.month, f.online_level, f.early, f.on_time, f.late_days, f.finished_no_deadline, f.pending, f.overdue, f.paused, f.no_deadline
    FROM (SELECT 1 AS source, m.month AS day, m.agency_id, m.month, m.online_level, m.early, m.on_time, m.late_days, m.finished_no_deadline,
                 0 AS pending, 0 AS overdue, 0 AS paused, 0 AS no_deadline
          FROM @schema@.dossier_month m
          UNION ALL
          SELECT 4, y.year, y.agency_id, date_trunc('month', @as_of@::timestamp)::date, y.online_level, 0, 0, NULL, 0, y.pending, y.overdue, y.paused, y.no_deadline
          FROM @schema@.dossier_year y
          UNION ALL
          SELECT 5, m.month, m.agency_id, date_trunc('month', @as_of@::timestamp)::date, m.online_level, 0, 0, NULL, 0, m.pending, m.overdue, m.paused, m.no_deadline
          FROM @schema@.dossier_month m
          UNION ALL
          SELECT 2, d.day, d.agency_id, date_trunc('month', @as_of@::timestamp)::date, d.online_level, d.early, d.on_time, d.late_days, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline
          FROM @schema@.dossier_day d
          UNION ALL
          SELECT 3, l.day, l.agency_id, date_trunc('month', l.day::timestamp)::date, l.online_level, l.early, l.on_time, CASE WHEN l.late <> 0 THEN ARRAY[l.days_late, l.late] END, l.finished_no_deadline, 0, 0, 0, 0
          FROM @schema@.dossier_log l
          UNION ALL
          SELECT 3, l.day, l.agency_id, date_trunc('month', @as_of@::timestamp)::date, l.online_level, 0, 0, NULL, 0, l.pending, l.overdue, l.paused, l.no_deadline
          FROM @schema@.dossier_log l) f
    WHERE f.source = 1 AND f.day < date_trunc('month', (@as_of@ + 1)::timestamp)::date
       OR f.source = 2 AND f.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
       OR f.source = 3 AND f.day <= @as_of@
       OR f.source = 4 AND f.day < date_trunc('year', (@as_of@ + 1)::timestamp)::date
       OR f.source = 5 AND f.day >= date_trunc('year', (@as_of@ + 1)::timestamp)::date AND f.day < date_trunc('month', (@as_of@ + 1)::timestamp)::date
-- end
-- The log is joined to its agencies once.  (Fewer joins, not fewer rows: planning takes
-- longer than reading some hundreds of cells.)
-- define total_figures
SELECT m.bloc, m.level, m.month, m.online_level, m.early, m.on_time, m.late_days, m.finished_no_deadline, 0 AS pending, 0 AS overdue, 0 AS paused, 0 AS no_deadline
    FROM @schema@.dossier_total_month m WHERE m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
    UNION ALL
    SELECT m.bloc, m.level, date_trunc('month', @as_of@::timestamp)::date, m.online_level, 0, 0, NULL, 0, m.pending, m.overdue, m.paused, m.no_deadline
    FROM @schema@.dossier_total_month m WHERE m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
    UNION ALL
    SELECT d.bloc, d.level, date_trunc('month', @as_of@::timestamp)::date, d.online_level, d.early, d.on_time, d.late_days, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline
    FROM @schema@.dossier_total_day d WHERE d.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
    UNION ALL
    SELECT a.bloc, a.level, f.month, f.online_level, f.early, f.on_time, f.late_days, f.finished_no_deadline, f.pending, f.overdue, f.paused, f.no_deadline
    FROM (SELECT l.agency_id, date_trunc('month', l.day::timestamp)::date AS month, l.online_level, l.early, l.on_time, CASE WHEN l.late <> 0 THEN ARRAY[l.days_late, l.late] END AS late_days, l.finished_no_deadline,
                 0 AS pending, 0 AS overdue, 0 AS paused, 0 AS no_deadline
          FROM @schema@.dossier_log l WHERE l.day <= @as_of@
          UNION ALL
          SELECT l.agency_id, date_trunc('month', @as_of@::timestamp)::date, l.online_level, 0, 0, NULL, 0, l.pending, l.overdue, l.paused, l.no_deadline
          FROM @schema@.dossier_log l WHERE l.day <= @as_of@) f JOIN @schema@.agency a ON a.id = f.agency_id
-- end

-- Of most who ask no row is looked up among the agencies that they may see.
-- define seen
((SELECT @schema@.sees_all_agencies()) OR m.agency_id IN (SELECT unnest(@schema@.visible_agencies())))
-- end
-- define seen_agency
((SELECT @schema@.sees_all_agencies()) OR a.id IN (SELECT unnest(@schema@.visible_agencies())))
-- end

-- Beside the cells m of months: those of which something is not folded yet.  That can be
-- more than fits into memory: a join is made in parts then, where NOT IN compares each
-- cell with each row of the log.  (Of NOT EXISTS the planner expects that nothing is left.)
-- define logged
(SELECT DISTINCT n.agency_id, date_trunc('month', n.day::timestamp)::date AS month, n.online_level, true AS logged FROM @schema@.dossier_log n) n
              ON n.agency_id = m.agency_id AND n.month = m.month AND n.online_level = m.online_level
-- end

-- What was received, by month of receipt.
-- define intakes
SELECT f.agency_id, f.month, f.online_level, f.received, f.online, f.with_fee, f.paid_online
    FROM (SELECT 1 AS source, m.month AS day, m.agency_id, m.month, m.online_level, m.received, m.online, m.with_fee, m.paid_online
          FROM @schema@.dossier_month m
          UNION ALL
          SELECT 2, d.day, d.agency_id, date_trunc('month', @as_of@::timestamp)::date, d.online_level, d.received, d.online, d.with_fee, d.paid_online
          FROM @schema@.dossier_day d
          UNION ALL
          SELECT 3, l.day, l.agency_id, date_trunc('month', l.day::timestamp)::date, l.online_level, l.received, l.online, l.with_fee, l.paid_online
          FROM @schema@.dossier_log l) f
    WHERE f.source = 1 AND f.day < date_trunc('month', (@as_of@ + 1)::timestamp)::date
       OR f.source = 2 AND f.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
       OR f.source = 3 AND f.day <= @as_of@
-- end
-- define total_intakes
SELECT m.bloc, m.level, m.month, m.online_level, m.received, m.online, m.with_fee, m.paid_online
    FROM @schema@.dossier_total_month m WHERE m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
    UNION ALL
    SELECT d.bloc, d.level, date_trunc('month', @as_of@::timestamp)::date, d.online_level, d.received, d.online, d.with_fee, d.paid_online
    FROM @schema@.dossier_total_day d WHERE d.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
    UNION ALL
    SELECT a.bloc, a.level, date_trunc('month', l.day::timestamp)::date, l.online_level, l.received, l.online, l.with_fee, l.paid_online
    FROM @schema@.dossier_log l JOIN @schema@.agency a ON a.id = l.agency_id WHERE l.day <= @as_of@
-- end

-- The units below the agency a, of which the caller sees all; and its part of a figure.
-- define seen_units
CROSS JOIN LATERAL (SELECT array_agg(s.agency_id) AS units FROM @schema@.agency_unit s WHERE s.parent_id = a.id HAVING count(*) = max(s.n_units)) u
-- end
-- define part
CASE WHEN GROUPING(c.own) = 1 THEN 'all' WHEN c.own THEN 'own' ELSE 'units' END
-- end

-- The same of all parents at once, for plans over shards: the agencies with others below
-- them; the parents of which the caller sees every unit;
-- and who belongs to each, itself or below.
-- define parents
unit AS MATERIALIZED (
        SELECT u.parent_id, u.agency_id, u.n_units FROM @schema@.agency_unit u
    ), parent AS MATERIALIZED (
        SELECT a.id, a.code, a.name, u.n_units
        FROM (SELECT u.parent_id, u.n_units FROM unit u GROUP BY u.parent_id, u.n_units HAVING count(*) = u.n_units) u
             JOIN @schema@.agency a ON a.id = u.parent_id
        WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))
    ), member AS (
        SELECT u.parent_id, u.agency_id, false AS own FROM unit u
        UNION ALL
        SELECT p.id, p.id, true FROM parent p
    )
-- end

-- define stats
@extschema@.ontime_cells_agg(c.early, c.on_time, c.late_days, c.finished_no_deadline, c.pending, c.overdue, c.paused, c.no_deadline)
-- end

-- The dossiers with their class.  It stands in a sub-select, which the planner
-- takes apart; a lateral function call would be a scan of its own for every row.
-- CASE writes its name a quarter faster than a cast, which asks the catalogue for
-- every row.  IS TRUE keeps the planner from the index of received_at: nearly all
-- dossiers were received before the day that is asked about.  The day and the zone
-- are read once, not joined: a row of setting would be joined to every dossier.
-- define dossiers(until)
SELECT c.dossier, c.agency_code, c.agency, c.level, v.vi AS level_vi,
       c.service_code, c.service, c.field, c.channel, h.vi AS channel_vi, c.received_at, c.due_at,
       c.finished_at, c.status, l.vi AS status_vi,
       CASE WHEN c.status IN ('late', 'overdue')
            THEN ((coalesce(c.finished_at, c.as_of) AT TIME ZONE c.zone)::date - (c.due_at AT TIME ZONE c.zone)::date)::bigint END AS days_late
FROM (SELECT d.code AS dossier, a.code AS agency_code, a.name AS agency, a.level, p.code AS service_code, p.name AS service, p.field,
             d.channel, d.received_at, d.due_at, CASE WHEN d.finished_at <= @until@ THEN d.finished_at END AS finished_at,
             CASE @extschema@.timeliness(d.due_at, d.finished_at, @until@, NOT isempty(d.pauses) AND d.pauses @> @until@, @zone@)
                 WHEN 'early' THEN 'early' WHEN 'on_time' THEN 'on_time' WHEN 'late' THEN 'late' WHEN 'pending' THEN 'pending'
                 WHEN 'overdue' THEN 'overdue' WHEN 'paused' THEN 'paused' WHEN 'no_deadline' THEN 'no_deadline' END AS status,
             @until@ AS as_of, @zone@ AS zone
      FROM @schema@.dossier d
           JOIN @schema@.agency a ON a.id = d.agency_id
           JOIN @schema@.service p ON p.code = d.service
      WHERE (d.received_at <= @until@) IS TRUE
        AND a.id IN (SELECT unnest(@schema@.visible_agencies()))) c
     LEFT JOIN @schema@.label l ON l.kind = 'status' AND l.code = c.status
     LEFT JOIN @schema@.label v ON v.kind = 'level' AND v.code = c.level
     LEFT JOIN @schema@.label h ON h.kind = 'channel' AND h.code = c.channel
-- end
-- define now
(SELECT as_of FROM @schema@.setting)
-- end
-- define end_of_day
(SELECT (dossier_status_at.as_of + time '23:59:59.999999') AT TIME ZONE zone FROM @schema@.setting)
-- end
-- define zone
(SELECT zone FROM @schema@.setting)
-- end

-- The events of some days of a month in which the period of form 06 begins, or ends:
-- from the rows that have one then, which four indexes find; none is read where no month
-- is broken.  Where the cell of the month is read as well, of the first month what lies
-- on one side of the period's first day is taken away on the other, and of the last
-- one what lies after the period's last day is taken away.
-- define broken_first
SELECT a.id, a.bloc, a.code, a.name, a.level, p.field, CASE x.sign WHEN 1 THEN e.day ELSE (SELECT first_other FROM period) END AS day, x.sign * e.d_received AS received,
                     CASE WHEN d.channel = 'online' THEN x.sign * e.d_received ELSE 0 END AS online, x.sign * e.d_early AS early, x.sign * e.d_on_time AS on_time, x.sign * e.d_late AS late,
                     x.sign * (e.d_early + e.d_on_time + e.d_late + e.d_finished_no_deadline) AS settled, x.sign * e.d_overdue AS overdue, x.sign * e.d_paused AS paused,
                     x.sign * e.d_no_deadline AS no_deadline
              FROM @schema@.agency a
                   JOIN @schema@.dossier d ON d.agency_id = a.id
                   JOIN @schema@.service p ON p.code = d.service
                   CROSS JOIN LATERAL @extschema@.dossier_events(d.received_at, d.due_at, d.finished_at, d.pauses, (SELECT zone FROM period)) e
                   CROSS JOIN (VALUES (1), (-1)) x (sign)
              WHERE (SELECT first_starts FROM period) IS NOT NULL AND (x.sign = 1 OR (SELECT first_other FROM period) IS NOT NULL)
                AND (d.received_at >= (SELECT first_starts FROM period) AND d.received_at < (SELECT first_ends FROM period)
                     OR d.finished_at >= (SELECT first_starts FROM period) AND d.finished_at < (SELECT first_ends FROM period)
                     OR d.due_at >= (SELECT first_starts FROM period) AND d.due_at < (SELECT first_ends FROM period) AND (d.finished_at IS NULL OR d.finished_at > d.due_at)
                     OR d.pauses && (SELECT tstzrange(first_starts, first_ends) FROM period) AND NOT isempty(d.pauses))
                AND e.day BETWEEN (SELECT first_from FROM period) AND (SELECT first_to FROM period)
-- end
-- define broken_last
SELECT a.id, a.bloc, a.code, a.name, a.level, p.field, e.day, x.sign * e.d_received AS received,
                     CASE WHEN d.channel = 'online' THEN x.sign * e.d_received ELSE 0 END AS online, x.sign * e.d_early AS early, x.sign * e.d_on_time AS on_time, x.sign * e.d_late AS late,
                     x.sign * (e.d_early + e.d_on_time + e.d_late + e.d_finished_no_deadline) AS settled, x.sign * e.d_overdue AS overdue, x.sign * e.d_paused AS paused,
                     x.sign * e.d_no_deadline AS no_deadline
              FROM @schema@.agency a
                   JOIN @schema@.dossier d ON d.agency_id = a.id
                   JOIN @schema@.service p ON p.code = d.service
                   CROSS JOIN LATERAL @extschema@.dossier_events(d.received_at, d.due_at, d.finished_at, d.pauses, (SELECT zone FROM period)) e
                   CROSS JOIN (SELECT last_sign AS sign FROM period) x
              WHERE (SELECT last_starts FROM period) IS NOT NULL
                AND (d.received_at >= (SELECT last_starts FROM period) AND d.received_at < (SELECT last_ends FROM period)
                     OR d.finished_at >= (SELECT last_starts FROM period) AND d.finished_at < (SELECT last_ends FROM period)
                     OR d.due_at >= (SELECT last_starts FROM period) AND d.due_at < (SELECT last_ends FROM period) AND (d.finished_at IS NULL OR d.finished_at > d.due_at)
                     OR d.pauses && (SELECT tstzrange(last_starts, last_ends) FROM period) AND NOT isempty(d.pauses))
                AND e.day BETWEEN (SELECT last_from FROM period) AND (SELECT last_to FROM period)
-- end

-- What is counted of dossiers: the columns of the log and of every cell.
-- define counts
received             integer NOT NULL,
    online               integer NOT NULL,
    with_fee             integer NOT NULL,
    paid_online          integer NOT NULL,
    pending              integer NOT NULL,
    overdue              integer NOT NULL,
    paused               integer NOT NULL,
    no_deadline          integer NOT NULL,
    early                integer NOT NULL,
    on_time              integer NOT NULL,
    late                 integer NOT NULL,
    finished_no_deadline integer NOT NULL
-- end

-- The figures of a summary o.stats, as views of dossiers show them, and their types.
-- define ontime_columns
@extschema@.n_received(o.stats) AS n_received,
       @extschema@.n_finished(o.stats) AS n_finished,
       @extschema@.n_early(o.stats) AS n_early,
       @extschema@.n_on_time(o.stats) AS n_on_time,
       @extschema@.n_late(o.stats) AS n_late,
       @extschema@.n_pending(o.stats) AS n_pending,
       @extschema@.n_overdue(o.stats) AS n_overdue,
       @extschema@.n_paused(o.stats) AS n_paused,
       @extschema@.n_no_deadline(o.stats) AS n_no_deadline,
       @extschema@.on_time_pct(o.stats)::numeric(5,2) AS on_time_pct,
       @extschema@.on_time_pct(o.stats, 'due')::numeric(5,2) AS on_time_of_due_pct,
       @extschema@.on_time_pct(o.stats, 'received')::numeric(5,2) AS on_time_of_received_pct,
       @extschema@.late_rate(o.stats) AS late_rate,
       @extschema@.days_late_avg(o.stats)::float8 AS days_late_avg,
       now() AS computed_at,
       @extschema@.n_received(o.stats) AS n_counted,
       @extschema@.n_early(o.stats) + @extschema@.n_on_time(o.stats) + @extschema@.n_late(o.stats) AS n_with_deadline,
       @extschema@.late_pct(o.stats)::numeric(5,2) AS late_pct,
       @extschema@.on_time_rate(o.stats) AS on_time_rate,
       @extschema@.on_time_rate(o.stats, 'due') AS on_time_of_due_rate,
       @extschema@.on_time_rate(o.stats, 'received') AS on_time_of_received_rate
-- end
-- define ontime_types
n_received bigint, n_finished bigint, n_early bigint, n_on_time bigint, n_late bigint, n_pending bigint, n_overdue bigint, n_paused bigint,
               n_no_deadline bigint, on_time_pct numeric, on_time_of_due_pct numeric, on_time_of_received_pct numeric, late_rate float8,
               days_late_avg float8, computed_at timestamptz, n_counted bigint, n_with_deadline bigint, late_pct numeric,
               on_time_rate float8, on_time_of_due_rate float8, on_time_of_received_rate float8
-- end

-- The obligations that the tasks name: of every agency bound by a task, for every
-- due date of it, with what is reported.  due is the first date, by which rates go;
-- an extension stands beside it.  Of dates that lay before the assignment only the
-- last binds, and a task that is but the heading of its sub-items has none.  The
-- agency's code is named, so that a query for one agency reads that one only.
-- define duties_named(bound)
SELECT t.id AS task_id, coalesce(t.parent_id, t.id) AS root_id, a.id AS agency_id, a.code AS agency_code, a.name AS agency, t.plan, p.year, t.task_kind, b.role,
           b.assigned_on, w.period_label, CASE WHEN o.agreed_due IS NOT NULL THEN 'agreed' ELSE w.kind END AS kind,
           coalesce(o.agreed_due, o.event_due, w.due) AS due, o.extended_to, o.extended_by,
           coalesce(o.state, CASE WHEN o.done_on IS NULL OR b.state = 'paused' THEN b.state ELSE 'assigned' END) AS state,
           coalesce(o.done_on, CASE WHEN o.state IS NULL AND w.is_last THEN b.done_on END) AS done_on,
           o.evidence, b.result_text, o.form_right, o.content_right, o.channel_right, o.note
    FROM @schema@.agency a
         JOIN @bound@ b ON b.agency_id = a.id
         JOIN @schema@.task t ON t.id = b.task_id
         JOIN @schema@.plan p ON p.code = t.plan
         CROSS JOIN LATERAL @schema@.task_terms(t.due_on, coalesce(t.agreed_text, t.deadline_text), p.year) w
         LEFT JOIN @schema@.obligation o ON o.agency_id = b.agency_id AND o.task_id = b.task_id AND o.period_label = w.period_label AND NOT o.own
    WHERE (b.assigned_on IS NULL OR w.is_last OR w.due >= b.assigned_on OR o.task_id IS NOT NULL)
      AND (w.kind IS NOT NULL OR b.done_on IS NOT NULL OR o.task_id IS NOT NULL OR NOT EXISTS (SELECT FROM @schema@.task s WHERE s.parent_id = t.id))
-- end

-- Those of a row's own: agreed for one agency beside the wording, or kept from an
-- earlier wording.
-- define duties_own(bound)
SELECT t.id AS task_id, coalesce(t.parent_id, t.id) AS root_id, a.id AS agency_id, a.code AS agency_code, a.name AS agency, t.plan, p.year, t.task_kind, b.role,
           b.assigned_on, o.period_label, CASE WHEN o.agreed_due IS NOT NULL THEN 'agreed' END AS kind,
           coalesce(o.agreed_due, o.event_due, o.kept_due) AS due, o.extended_to, o.extended_by,
           coalesce(o.state, CASE WHEN o.done_on IS NULL OR b.state = 'paused' THEN b.state ELSE 'assigned' END) AS state, o.done_on,
           o.evidence, b.result_text, o.form_right, o.content_right, o.channel_right, o.note
    FROM @schema@.agency a
         JOIN @schema@.obligation o ON o.agency_id = a.id
         JOIN @bound@ b ON b.task_id = o.task_id AND b.agency_id = o.agency_id
         JOIN @schema@.task t ON t.id = b.task_id
         JOIN @schema@.plan p ON p.code = t.plan
    WHERE o.own
-- end

-- Both of them as fold_duties() keeps them: what follows from wordings, roles and
-- reports; what is only passed on is read where it stands.
-- define duty_columns
agency_id, task_id, period_label, own, root_id, task_kind, year, role, assigned_on, kind, due, state, done_on, form_right, content_right, channel_right
-- end
-- define duties_to_store(bound)
SELECT d.agency_id, d.task_id, d.period_label, false AS own, d.root_id, d.task_kind, d.year, d.role, d.assigned_on, d.kind, d.due, d.state, d.done_on, d.form_right, d.content_right, d.channel_right
        FROM (
@duties_named(@bound@)@
        ) d
        UNION ALL
        SELECT d.agency_id, d.task_id, d.period_label, true, d.root_id, d.task_kind, d.year, d.role, d.assigned_on, d.kind, d.due, d.state, d.done_on, d.form_right, d.content_right, d.channel_right
        FROM (
@duties_own(@bound@)@
        ) d
-- end

-- The obligations that are kept, where that is not behind the rows.
-- define duties_stored
SELECT d.task_id, d.root_id, a.id AS agency_id, a.code AS agency_code, a.name AS agency, t.plan, d.year, d.task_kind, d.role,
           d.assigned_on, d.period_label, d.kind, d.due, o.extended_to, o.extended_by, d.state, d.done_on,
           o.evidence, b.result_text, d.form_right, d.content_right, d.channel_right, o.note
    FROM @schema@.agency a
         JOIN @schema@.stored_duty d ON d.agency_id = a.id
         LEFT JOIN @schema@.task t ON t.id = d.task_id
         LEFT JOIN @schema@.task_agency b ON b.task_id = d.task_id AND b.agency_id = d.agency_id
         LEFT JOIN @schema@.obligation o ON o.agency_id = d.agency_id AND o.task_id = d.task_id AND o.period_label = d.period_label AND o.own = d.own
    -- (Of NOT EXISTS the planner expects that nothing is left; and beside a condition
    -- without columns it keeps the joins of which nothing is asked.)
    WHERE CASE WHEN @all_behind@ THEN false ELSE d.task_id NOT IN (@noted_tasks@) AND (d.task_id, d.agency_id) NOT IN (@noted_bindings@) END
-- end
-- The bindings whose obligations are computed.
-- define bound_behind
(SELECT x.* FROM @schema@.task_agency x
              WHERE CASE WHEN @all_behind@ THEN true ELSE x.task_id IN (@noted_tasks@) OR (x.task_id, x.agency_id) IN (@noted_bindings@) END)
-- end

-- What is kept is behind the rows for the bindings that are noted, those of the tasks
-- that are noted, or all.  A reader takes all to be behind where very many are noted:
-- its hash of them stays small, whatever has piled up.
-- define all_behind
(SELECT count(*) > 10000 OR count(*) > count(n.task_id) FROM (SELECT x.task_id FROM @schema@.duty_dirty x LIMIT 10001) n)
-- end
-- define noted_tasks
SELECT n.task_id FROM @schema@.duty_dirty n WHERE n.agency_id IS NULL AND n.task_id IS NOT NULL LIMIT 10000
-- end
-- define noted_bindings
SELECT n.task_id, n.agency_id FROM @schema@.duty_dirty n WHERE n.agency_id IS NOT NULL LIMIT 10000
-- end
-- define behind_bindings
SELECT n.task_id, n.agency_id FROM @schema@.duty_dirty n WHERE n.agency_id IS NOT NULL
                UNION
                SELECT x.task_id, x.agency_id FROM @schema@.duty_dirty n JOIN @schema@.task_agency x ON x.task_id = n.task_id WHERE n.agency_id IS NULL
-- end

-- Notes the bindings of which one of these columns has changed.
-- define bindings_differ(columns)
INSERT INTO duty_dirty (task_id, agency_id)
        SELECT DISTINCT c.task_id, c.agency_id
        FROM ((SELECT @columns@ FROM old_rows EXCEPT SELECT @columns@ FROM new_rows) UNION ALL (SELECT @columns@ FROM new_rows EXCEPT SELECT @columns@ FROM old_rows)) c;
-- end

-- Statement triggers, and those for the rows that a subscriber applies.
-- define bindings_noted(table, name)
CREATE OR REPLACE TRIGGER @name@_noted_inserted AFTER INSERT ON @schema@.@table@ REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_bindings();

CREATE OR REPLACE TRIGGER @name@_noted_updated AFTER UPDATE ON @schema@.@table@ REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_bindings();

CREATE OR REPLACE TRIGGER @name@_noted_deleted AFTER DELETE ON @schema@.@table@ REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_bindings();

CREATE OR REPLACE TRIGGER @name@_noted_truncated AFTER TRUNCATE ON @schema@.@table@
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_bindings();

CREATE OR REPLACE TRIGGER @name@_applied AFTER INSERT OR DELETE OR UPDATE ON @schema@.@table@
    FOR EACH ROW EXECUTE FUNCTION @schema@.note_bindings();

ALTER TABLE @schema@.@table@ ENABLE REPLICA TRIGGER @name@_applied, ENABLE ALWAYS TRIGGER @name@_noted_truncated;
-- end

-- How many obligations of an agency are of each class in a period of task_between().
-- Each is classed once, in the groups: what is not counted has no class and goes
-- with its group, for a condition on it would be asked of every row, with all that
-- it is computed from.
-- define task_classes
SELECT d.agency_id, d.agency_code, coalesce(d.assigned_on, make_date(d.year, 1, 1)) < task_between.first_day AS carried_over,
                 CASE WHEN d.state = 'not_arisen' OR d.done_on < task_between.first_day THEN NULL
                      WHEN d.done_on <= task_between.last_day
                      THEN CASE WHEN d.due IS NULL THEN 'done without a date' WHEN d.done_on < d.due THEN 'done early' WHEN d.done_on = d.due THEN 'done on time' ELSE 'done late' END
                      WHEN coalesce(d.assigned_on, make_date(d.year, 1, 1)) > task_between.last_day THEN NULL
                      WHEN d.state = 'paused' THEN 'paused'
                      WHEN d.due IS NULL THEN 'without a date'
                      WHEN d.due < task_between.last_day THEN 'overdue'
                      WHEN d.due <= (SELECT task_between.last_day + max(s.at_risk_days) FROM @schema@.setting s) THEN 'at risk'
                      ELSE 'in time' END AS class,
                 count(*)::integer AS n
-- end
-- define task_classed
WHERE d.task_kind <> 'report'
            AND d.role IS DISTINCT FROM (SELECT CASE @schema@.choice_of_roles(task_between.roles) WHEN 'lead' THEN 'cooperating' ELSE '' END)
          GROUP BY 1, 2, 3, 4
-- end

-- define petition_types
n_received bigint, n_carried_over bigint, n_processed bigint, n_solved bigint, n_refused bigint, n_forwarded bigint, n_published bigint,
               n_early bigint, n_on_time bigint, n_late bigint, n_open bigint, n_overdue bigint,
               processed_pct numeric, published_pct numeric, on_time_pct numeric, processed_rate float8, published_rate float8, on_time_rate float8
-- end
-- define petition_columns
c.n_received, c.n_carried_over, c.n_processed, c.n_solved, c.n_refused, c.n_forwarded, c.n_published, c.n_early, c.n_on_time, c.n_late, c.n_open, c.n_overdue,
       @extschema@.pct(c.n_processed, c.n_carried_over + c.n_received)::numeric(5,2) AS processed_pct,
       @extschema@.pct(c.n_published, c.n_processed)::numeric(5,2) AS published_pct,
       @extschema@.pct(c.n_early + c.n_on_time, c.n_early + c.n_on_time + c.n_late)::numeric(5,2) AS on_time_pct,
       @extschema@.rate(c.n_processed, c.n_carried_over + c.n_received) AS processed_rate,
       @extschema@.rate(c.n_published, c.n_processed) AS published_rate,
       @extschema@.rate(c.n_early + c.n_on_time, c.n_early + c.n_on_time + c.n_late) AS on_time_rate
-- end

-- Surveys.  The code on its survey's scale that an answer to a question stands for.
-- define scale
SELECT q.id, q.factor COLLATE "C" AS factor, f.in_total,
               CASE WHEN q.positive IS NOT NULL THEN @schema@.scale_codes(q.low, q.top, q.positive, v.low, v.top, v.positive) END AS codes
        FROM @schema@.question q JOIN @schema@.factor f ON f.code = q.factor JOIN @schema@.survey v ON v.code = q.survey
-- end
-- A bucket b counted from the rows of its days, form by form: of what lies between two
-- parameters the planner expects little, and would go through all answers for each form.
-- define recounted
SELECT g.factor, coalesce(r.service, '') AS service, coalesce(r.stratum, '') AS stratum,
                    CASE WHEN b.weighted THEN @extschema@.survey_agg(g.codes, coalesce(r.weight, 1)) FILTER (WHERE b.weighted)
                         ELSE @extschema@.survey_agg(g.codes) FILTER (WHERE NOT b.weighted) END AS stats,
                    max(max(r.answered_on)) OVER () AS last_day
             FROM @schema@.response r
                  CROSS JOIN LATERAL (
                      SELECT CASE GROUPING(c.factor) WHEN 0 THEN c.factor ELSE '' END COLLATE "default" AS factor,
                             array_agg(CASE WHEN c.codes IS NULL THEN a.answer ELSE c.codes[a.answer + 1] END::integer) AS codes
                      FROM @schema@.answer a JOIN scale c ON c.id = a.question_id
                      WHERE a.response_id = r.id AND a.agency_id = r.agency_id
                      GROUP BY GROUPING SETS ((c.in_total, c.factor), (c.in_total))
                      HAVING GROUPING(c.factor) = 0 OR c.in_total) g
             WHERE r.survey = b.survey AND r.agency_id = b.agency_id AND r.answered_on BETWEEN b.first_day AND b.last_day
             GROUP BY g.factor, coalesce(r.service, ''), coalesce(r.stratum, '')
-- end

-- The buckets that survey_bucket takes from the rows: those of which the stored
-- summaries are behind, or hold days after the reporting date.
-- define behind
SELECT DISTINCT d.survey, d.agency_id, d.month
        FROM (
@dirty@
        UNION ALL
        SELECT t.survey, t.agency_id, t.month FROM @schema@.stored_survey t
        WHERE t.factor = '' AND t.service = '' AND t.stratum = '' AND t.last_day > (SELECT max(reporting_date) FROM @schema@.setting)) d
-- end

-- The buckets of which the stored summaries are behind the rows, some of them more than
-- once.  (Of UNION the planner expects as many as are noted.)  Forms are looked up one by
-- one, where the planner would read all forms for some thousands.
-- define dirty
SELECT d.survey, d.agency_id, d.month FROM @schema@.survey_dirty d WHERE d.month IS NOT NULL
    UNION ALL
    SELECT r.survey, r.agency_id, date_trunc('month', r.answered_on::timestamp)::date
    FROM @schema@.survey_dirty d CROSS JOIN LATERAL (
         SELECT x.survey, x.agency_id, x.answered_on FROM @schema@.response x WHERE x.id = d.response_id OFFSET 0) r
    WHERE d.response_id IS NOT NULL
    UNION ALL
    SELECT t.survey, t.agency_id, t.month
    FROM @schema@.survey_dirty d CROSS JOIN LATERAL (
         SELECT s.survey, s.agency_id, s.month FROM @schema@.stored_survey s
         WHERE s.factor = '' AND s.service = '' AND s.stratum = '' AND (d.survey IS NULL OR s.survey = d.survey) OFFSET 0) t
    WHERE d.month IS NULL AND d.response_id IS NULL
-- end

-- Agencies as they are on a day, which a statement says in its WITH as on_day (day),
-- empty for as they were; each of these goes on from the ones above it.
--
-- lineage: what of the lineage holds on the day.  An agency is divided when it is not
-- all with one agency now.
-- define lineage
SELECT l.agency_id, l.field, l.service, l.now_id, min(l.now_id) OVER w <> max(l.now_id) OVER w AS divided
        FROM on_day d CROSS JOIN @schema@.agency_lineage l
        WHERE coalesce(l.first_day <= d.day, true) AND coalesce(l.last_day >= d.day, true)
        WINDOW w AS (PARTITION BY l.agency_id)
-- end
-- kept: which agency each one that is not divided is now.
-- define kept
SELECT a.id AS now_id, a.id AS agency_id FROM @schema@.agency a WHERE a.id NOT IN (SELECT l.agency_id FROM lineage l)
        UNION ALL
        SELECT l.now_id, l.agency_id FROM lineage l WHERE NOT l.divided AND l.field IS NULL AND l.service IS NULL
-- end
-- service_map: who has each service of a divided agency now; of forms that name no
-- service, and of all that has none, whoever has the rest.
-- define service_map
SELECT DISTINCT ON (l.agency_id, v.code) l.agency_id, v.code AS service, l.now_id
        FROM lineage l JOIN @schema@.service v ON (l.service IS NULL OR l.service = v.code) AND (l.field IS NULL OR l.field = v.field)
        WHERE l.divided
        ORDER BY l.agency_id, v.code, l.service NULLS LAST, l.field NULLS LAST
-- end
-- The events of the dossiers of divided agencies, from the rows, agency by agency:
-- no cell knows the service.
-- define divided_events
SELECT m.now_id, d.online_level, d.field, e.day, e.d_days_late AS days_late, e.d_received AS received,
                   CASE WHEN d.channel = 'online' THEN e.d_received ELSE 0 END AS online, CASE WHEN d.fee > 0 THEN e.d_received ELSE 0 END AS with_fee,
                   CASE WHEN d.paid_online THEN e.d_received ELSE 0 END AS paid_online, e.d_pending AS pending, e.d_overdue AS overdue, e.d_paused AS paused, e.d_no_deadline AS no_deadline,
                   e.d_early AS early, e.d_on_time AS on_time, e.d_late AS late, e.d_finished_no_deadline AS finished_no_deadline
            FROM (SELECT x.agency_id, x.service, x.received_at, x.due_at, x.finished_at, x.pauses, x.channel, x.fee, x.paid_online, v.online_level, v.field
                  FROM @schema@.dossier x JOIN @schema@.service v ON v.code = x.service
                  WHERE x.agency_id = ANY (ARRAY(SELECT s.agency_id FROM service_map s)) OFFSET 0) d
                 JOIN service_map m ON m.agency_id = d.agency_id AND m.service = d.service
                 CROSS JOIN LATERAL @extschema@.dossier_events(d.received_at, d.due_at, d.finished_at, d.pauses, (SELECT max(zone) FROM @schema@.setting)) e
-- end
-- The beginning of a statement of agencies as they are on a day.
-- define as_they_are(day)
WITH on_day AS (
        SELECT @day@ AS day FROM @schema@.setting
    ), lineage AS MATERIALIZED (
        @lineage@
    ), service_map AS MATERIALIZED (
        @service_map@
    )
-- end
-- Those agencies of which the caller sees all that they are made of.
-- define seen_whole
a.id IN (SELECT unnest(@schema@.visible_agencies()))
        AND a.id NOT IN (SELECT l.now_id FROM lineage l WHERE l.agency_id NOT IN (SELECT unnest(@schema@.visible_agencies())))
-- end

-- Statement triggers that keep the history of a table and the lock of what is
-- closed; arguments are those of keep_record().
-- define changes_recorded(table, arguments)
CREATE OR REPLACE TRIGGER @table@_update_recorded AFTER UPDATE ON @schema@.@table@ REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_record(@arguments@);

CREATE OR REPLACE TRIGGER @table@_delete_recorded AFTER DELETE ON @schema@.@table@ REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_record(@arguments@);
-- end
-- define recorded(table, arguments)
CREATE OR REPLACE TRIGGER @table@_insert_recorded AFTER INSERT ON @schema@.@table@ REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_record(@arguments@);

@changes_recorded(@table@, @arguments@)@
-- end

-- What the cells of a table are short of: its keys as the rows have them, and as the
-- cells do.
-- define missing_cells(cell, from_rows, agency, bloc, level, field, service, online_level, day, from_cells, cell_agency, cell_bloc, cell_level, cell_field, cell_service, cell_online_level, cell_day)
    SELECT '@cell@'::text, x.agency_id, x.bloc, x.level, x.field, x.service, x.online_level, x.day, NULL::integer,
           sum(x.received)::bigint, sum(x.online)::bigint, sum(x.with_fee)::bigint, sum(x.paid_online)::bigint, sum(x.pending)::bigint, sum(x.overdue)::bigint, sum(x.paused)::bigint, sum(x.no_deadline)::bigint, sum(x.early)::bigint, sum(x.on_time)::bigint, sum(x.late)::bigint, sum(x.finished_no_deadline)::bigint
    FROM (SELECT @agency@ AS agency_id, @bloc@ AS bloc, @level@ AS level, @field@ AS field, @service@ AS service, @online_level@ AS online_level, @day@ AS day, c.received, c.online, c.with_fee, c.paid_online, c.pending, c.overdue, c.paused, c.no_deadline, c.early, c.on_time, c.late, c.finished_no_deadline
          FROM @from_rows@
          UNION ALL
          SELECT @cell_agency@, @cell_bloc@, @cell_level@, @cell_field@, @cell_service@, @cell_online_level@, @cell_day@, - t.received, - t.online, - t.with_fee, - t.paid_online, - t.pending, - t.overdue, - t.paused, - t.no_deadline, - t.early, - t.on_time, - t.late, - t.finished_no_deadline
          FROM @schema@.dossier_@cell@ t
          WHERE @from_cells@) x
    GROUP BY x.agency_id, x.bloc, x.level, x.field, x.service, x.online_level, x.day
    HAVING (sum(x.received), sum(x.online), sum(x.with_fee), sum(x.paid_online), sum(x.pending), sum(x.overdue), sum(x.paused), sum(x.no_deadline), sum(x.early), sum(x.on_time), sum(x.late), sum(x.finished_no_deadline))
           <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    UNION ALL
    SELECT '@cell@', x.agency_id, x.bloc, x.level, x.field, x.service, x.online_level, x.day, x.days_late, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(x.late)::bigint, 0
    FROM (SELECT @agency@ AS agency_id, @bloc@ AS bloc, @level@ AS level, @field@ AS field, @service@ AS service, @online_level@ AS online_level, @day@ AS day, c.days_late, c.late
          FROM @from_rows@
          WHERE c.late <> 0
          UNION ALL
          SELECT @cell_agency@, @cell_bloc@, @cell_level@, @cell_field@, @cell_service@, @cell_online_level@, @cell_day@, t.late_days[i], - t.late_days[i + 1]
          FROM @schema@.dossier_@cell@ t CROSS JOIN generate_series(1, cardinality(t.late_days), 2) AS p (i)
          WHERE @from_cells@) x
    GROUP BY x.agency_id, x.bloc, x.level, x.field, x.service, x.online_level, x.day, x.days_late
    HAVING sum(x.late) <> 0
-- end

-- define only_by_fold(table)
CREATE OR REPLACE TRIGGER only_by_fold BEFORE INSERT ON @schema@.@table@
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.only_by_fold();

CREATE OR REPLACE TRIGGER only_by_fold_applied BEFORE INSERT OR DELETE OR UPDATE ON @schema@.@table@
    FOR EACH ROW EXECUTE FUNCTION @extschema@.only_by_fold();

ALTER TABLE @schema@.@table@ ENABLE REPLICA TRIGGER only_by_fold_applied;
-- end

-- The figures of an agency's forms by factor, from their summary and the codes
-- that count as satisfied; in the order of stored_satisfaction.
-- define satisfaction
@extschema@.n_persons(g.stats) AS n_persons,
       @extschema@.n_answers(g.stats) AS n_answers,
       @extschema@.n_missing(g.stats) AS n_missing,
       @extschema@.satisfied_pct(g.stats, g.positive)::numeric(5,2) AS satisfied_pct,
       @extschema@.satisfied_low(g.stats, g.positive)::numeric(5,2) AS satisfied_low,
       @extschema@.satisfied_high(g.stats, g.positive)::numeric(5,2) AS satisfied_high,
       @extschema@.satisfied_se(g.stats, g.positive)::numeric(5,2) AS satisfied_se,
       @extschema@.mean_score(g.stats)::float8 AS mean_score,
       @extschema@.satisfied_rate(g.stats, g.positive) AS satisfied_rate,
       @extschema@.design_effect(g.stats, g.positive) AS design_effect
-- end

-- Dossiers that were asked for supplements more than once, of those with some codes.
-- define asked_again(codes)
    SELECT d.code, d.agency_id, (d.received_at AT TIME ZONE s.zone)::date, CASE WHEN x.days IS NULL THEN (d.received_at AT TIME ZONE s.zone)::date ELSE x.days[2] END
    FROM (SELECT max(zone) AS zone FROM @schema@.setting) s
         CROSS JOIN (@codes@) AS u (code)
         JOIN @schema@.dossier d ON d.code = u.code
         CROSS JOIN LATERAL (SELECT array_agg(r.asked_on ORDER BY r.asked_on) AS days FROM @schema@.dossier_supplement r WHERE r.dossier = d.code) x
    WHERE x.days[2] IS NOT NULL OR x.days IS NULL AND d.supplements > 1;
-- end

-- What is counted of conduct: the columns of its log and of its sums.
-- define conduct_counts
knows_components bigint NOT NULL,
    components bigint NOT NULL,
    components_digitised bigint NOT NULL,
    digitised bigint NOT NULL,
    knows_reuse bigint NOT NULL,
    data_reused bigint NOT NULL,
    knows_outcome bigint NOT NULL,
    refused bigint NOT NULL,
    unsettled bigint NOT NULL,
    knows_result bigint NOT NULL,
    result_digitised bigint NOT NULL,
    rated bigint NOT NULL,
    rated_satisfied bigint NOT NULL
-- end
-- define conduct_names
knows_components, components, components_digitised, digitised, knows_reuse, data_reused, knows_outcome, refused, unsettled, knows_result, result_digitised, rated, rated_satisfied
-- end
-- define conduct_sums
sum(c.knows_components)::bigint, sum(c.components)::bigint, sum(c.components_digitised)::bigint, sum(c.digitised)::bigint, sum(c.knows_reuse)::bigint, sum(c.data_reused)::bigint, sum(c.knows_outcome)::bigint, sum(c.refused)::bigint, sum(c.unsettled)::bigint, sum(c.knows_result)::bigint, sum(c.result_digitised)::bigint, sum(c.rated)::bigint, sum(c.rated_satisfied)::bigint
-- end
-- define conduct_nothing
(sum(c.knows_components), sum(c.components), sum(c.components_digitised), sum(c.digitised), sum(c.knows_reuse), sum(c.data_reused), sum(c.knows_outcome), sum(c.refused), sum(c.unsettled), sum(c.knows_result), sum(c.result_digitised), sum(c.rated), sum(c.rated_satisfied)) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
-- end
-- define conduct_types
knows_components bigint, components bigint, components_digitised bigint, digitised bigint, knows_reuse bigint, data_reused bigint, knows_outcome bigint, refused bigint, unsettled bigint, knows_result bigint, result_digitised bigint, rated bigint, rated_satisfied bigint
-- end
-- define conduct_summed
sum(c.knows_components)::bigint AS knows_components, sum(c.components)::bigint AS components, sum(c.components_digitised)::bigint AS components_digitised, sum(c.digitised)::bigint AS digitised, sum(c.knows_reuse)::bigint AS knows_reuse, sum(c.data_reused)::bigint AS data_reused, sum(c.knows_outcome)::bigint AS knows_outcome, sum(c.refused)::bigint AS refused, sum(c.unsettled)::bigint AS unsettled, sum(c.knows_result)::bigint AS knows_result, sum(c.result_digitised)::bigint AS result_digitised, sum(c.rated)::bigint AS rated, sum(c.rated_satisfied)::bigint AS rated_satisfied
-- end
-- define conduct_added
knows_components = t.knows_components + c.knows_components, components = t.components + c.components, components_digitised = t.components_digitised + c.components_digitised, digitised = t.digitised + c.digitised, knows_reuse = t.knows_reuse + c.knows_reuse, data_reused = t.data_reused + c.data_reused, knows_outcome = t.knows_outcome + c.knows_outcome, refused = t.refused + c.refused, unsettled = t.unsettled + c.unsettled, knows_result = t.knows_result + c.knows_result, result_digitised = t.result_digitised + c.result_digitised, rated = t.rated + c.rated, rated_satisfied = t.rated_satisfied + c.rated_satisfied
-- end
-- define conduct_taken
- k.knows_components, - k.components, - k.components_digitised, - k.digitised, - k.knows_reuse, - k.data_reused, - k.knows_outcome, - k.refused, - k.unsettled, - k.knows_result, - k.result_digitised, - k.rated, - k.rated_satisfied
-- end
-- define conduct_c
c.knows_components, c.components, c.components_digitised, c.digitised, c.knows_reuse, c.data_reused, c.knows_outcome, c.refused, c.unsettled, c.knows_result, c.result_digitised, c.rated, c.rated_satisfied
-- end
-- define conduct_k
k.knows_components, k.components, k.components_digitised, k.digitised, k.knows_reuse, k.data_reused, k.knows_outcome, k.refused, k.unsettled, k.knows_result, k.result_digitised, k.rated, k.rated_satisfied
-- end
-- define conduct_zeros
0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
-- end
-- What rows of dossier_conduct come to, added or taken away: at receipt what is known of
-- the components, at the end what became of it.
-- define conduct_events(rows, sign)
SELECT c.agency_id, c.received_on AS day, @sign@ * (c.components_digitised IS NOT NULL)::integer AS knows_components,
               @sign@ * CASE WHEN c.components_digitised IS NOT NULL THEN c.components ELSE 0 END AS components, @sign@ * coalesce(c.components_digitised, 0) AS components_digitised,
               @sign@ * ((c.components > 0 AND c.components_digitised = c.components) IS TRUE)::integer AS digitised,
               @sign@ * (c.data_reused IS NOT NULL)::integer AS knows_reuse, @sign@ * (c.data_reused IS TRUE)::integer AS data_reused,
               0 AS knows_outcome, 0 AS refused, 0 AS unsettled, 0 AS knows_result, 0 AS result_digitised, 0 AS rated, 0 AS rated_satisfied
        FROM @rows@ c
        WHERE c.agency_id IS NOT NULL AND c.received_on IS NOT NULL AND (c.components_digitised IS NOT NULL OR c.data_reused IS NOT NULL)
        UNION ALL
        SELECT c.agency_id, c.finished_on, 0, 0, 0, 0, 0, 0, @sign@ * (c.outcome IS NOT NULL)::integer, @sign@ * ((c.outcome = 'refused') IS TRUE)::integer,
               @sign@ * ((c.outcome <> 'settled') IS TRUE)::integer, @sign@ * (c.result_digitised IS NOT NULL)::integer, @sign@ * (c.result_digitised IS TRUE)::integer,
               @sign@ * (c.rating IS NOT NULL)::integer, @sign@ * ((c.rating >= 4) IS TRUE)::integer
        FROM @rows@ c
        WHERE c.agency_id IS NOT NULL AND c.finished_on IS NOT NULL AND (c.outcome IS NOT NULL OR c.result_digitised IS NOT NULL OR c.rating IS NOT NULL)
-- end

-- define only_of_conduct(table)
CREATE OR REPLACE TRIGGER only_of_conduct BEFORE INSERT ON @schema@.@table@
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.only_of_conduct();

CREATE OR REPLACE TRIGGER only_of_conduct_applied BEFORE INSERT OR UPDATE ON @schema@.@table@
    FOR EACH ROW EXECUTE FUNCTION @schema@.only_of_conduct();

ALTER TABLE @schema@.@table@ ENABLE REPLICA TRIGGER only_of_conduct_applied;
-- end

-- The measures that are counted from rows, but for those of factors.  What counts
-- services or targets is the province's, a service once however many agencies have it.
-- define built_in_measures
('dossier.on_time', 'Dossiers on time', 'Hồ sơ đúng hạn', 'percent', 'higher', 'dossier', 'settled early or on the due day / trả trước hạn, đúng hạn', 'settled in the period, with a deadline / đã giải quyết trong kỳ, có thời hạn'),
    ('dossier.on_time_due', 'Dossiers on time, of those due', 'Hồ sơ đúng hạn trên số đến hạn', 'percent', 'higher', 'dossier', 'settled early or on the due day / trả trước hạn, đúng hạn', 'settled with a deadline, and overdue at the end / đã giải quyết có thời hạn và quá hạn cuối kỳ'),
    ('dossier.on_time_received', 'Dossiers neither late nor overdue', 'Hồ sơ không trễ, không quá hạn', 'percent', 'higher', 'dossier', 'neither late nor overdue / không trễ, không quá hạn', 'settled in the period or open at its end / giải quyết trong kỳ hoặc chưa xong cuối kỳ'),
    ('dossier.late', 'Dossiers late', 'Hồ sơ trễ hạn', 'percent', 'lower', 'dossier', 'settled late / trả trễ hạn', 'settled in the period, with a deadline / đã giải quyết trong kỳ, có thời hạn'),
    ('dossier.early', 'Dossiers early', 'Hồ sơ trước hạn', 'percent', 'higher', 'dossier', 'settled before the due day / trả trước hạn', 'settled in the period, with a deadline / đã giải quyết trong kỳ, có thời hạn'),
    ('dossier.online', 'Dossiers submitted online', 'Hồ sơ nộp trực tuyến', 'percent', 'higher', 'dossier', 'submitted online / nộp trực tuyến', 'received in the period / tiếp nhận trong kỳ'),
    ('dossier.paid_online', 'Dossiers paid online', 'Hồ sơ thanh toán trực tuyến', 'percent', 'higher', 'dossier', 'paid online / thanh toán trực tuyến', 'received in the period, with a fee / tiếp nhận trong kỳ, có phí'),
    ('dossier.supplemented', 'Dossiers asked for supplements more than once', 'Hồ sơ yêu cầu bổ sung quá một lần', 'percent', 'lower', 'dossier', 'asked more than once / yêu cầu quá một lần', 'received in the period / tiếp nhận trong kỳ'),
    ('dossier.online_full', 'Dossiers submitted online, of full online services', 'Hồ sơ nộp trực tuyến của dịch vụ công toàn trình', 'percent', 'higher', 'dossier', 'submitted online / nộp trực tuyến', 'received in the period, of fully online services / tiếp nhận trong kỳ, của dịch vụ công toàn trình'),
    ('dossier.online_partial', 'Dossiers submitted online, of partly online services', 'Hồ sơ nộp trực tuyến của dịch vụ công một phần', 'percent', 'higher', 'dossier', 'submitted online / nộp trực tuyến', 'received in the period, of partly online services / tiếp nhận trong kỳ, của dịch vụ công một phần'),
    ('dossier.online_published', 'Dossiers submitted online, of the services that can be', 'Hồ sơ nộp trực tuyến của dịch vụ công trực tuyến', 'percent', 'higher', 'dossier', 'submitted online, of fully or partly online services / nộp trực tuyến, của dịch vụ toàn trình hoặc một phần', 'received in the period, of fully or partly online services / tiếp nhận trong kỳ, của dịch vụ toàn trình hoặc một phần'),
    ('dossier.digitised', 'Dossiers with all components digitised', 'Hồ sơ được số hóa thành phần', 'percent', 'higher', 'dossier', 'all components digitised / số hóa đủ thành phần', 'received in the period / tiếp nhận trong kỳ'),
    ('dossier.components_digitised', 'Components digitised', 'Thành phần hồ sơ được số hóa', 'percent', 'higher', 'dossier', 'components digitised / thành phần đã số hóa', 'components of the dossiers received in the period / thành phần của hồ sơ tiếp nhận trong kỳ'),
    ('dossier.data_reused', 'Dossiers that reuse data', 'Hồ sơ khai thác, sử dụng lại dữ liệu số hóa', 'percent', 'higher', 'dossier', 'data reused / có sử dụng lại dữ liệu', 'received in the period / tiếp nhận trong kỳ'),
    ('dossier.result_digitised', 'Dossiers with an electronic result', 'Hồ sơ cấp kết quả điện tử', 'percent', 'higher', 'dossier', 'electronic result / có kết quả điện tử', 'finished in the period, but for those refused, withdrawn or returned / kết thúc trong kỳ, trừ hồ sơ từ chối, rút, trả lại'),
    ('dossier.refused', 'Dossiers refused', 'Hồ sơ bị từ chối', 'percent', 'lower', 'dossier', 'refused / từ chối', 'finished in the period, of known outcome / kết thúc trong kỳ, biết kết quả'),
    ('dossier.rated_satisfied', 'Dossiers rated 4 or 5', 'Hồ sơ được đánh giá hài lòng', 'percent', 'higher', 'dossier', 'rated 4 or 5 by the applicant / người nộp đánh giá 4 hoặc 5', 'finished in the period and rated / kết thúc trong kỳ, được đánh giá'),
    ('survey.satisfied', 'Satisfied answers', 'Mức độ hài lòng', 'percent', 'higher', 'survey', 'satisfied answers / câu trả lời hài lòng', 'answers with an opinion to the factors of the total / câu trả lời có ý kiến, các yếu tố tính chung'),
    ('task.done', 'Tasks done', 'Nhiệm vụ hoàn thành', 'percent', 'higher', 'task', 'done / đã hoàn thành', 'set for the period / được giao trong kỳ'),
    ('task.on_time', 'Tasks on time', 'Nhiệm vụ đúng hạn', 'percent', 'higher', 'task', 'done early or on the due day / xong trước hạn, đúng hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.early', 'Tasks early', 'Nhiệm vụ trước hạn', 'percent', 'higher', 'task', 'done before the due day / xong trước hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.late_or_overdue', 'Tasks late or overdue', 'Nhiệm vụ trễ hoặc quá hạn', 'percent', 'lower', 'task', 'done late, and overdue / xong trễ và quá hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.done_all_roles', 'Tasks done, cooperating ones too', 'Nhiệm vụ hoàn thành, kể cả phối hợp', 'percent', 'higher', 'task', 'done / đã hoàn thành', 'set for the period / được giao trong kỳ'),
    ('task.on_time_all_roles', 'Tasks on time, cooperating ones too', 'Nhiệm vụ đúng hạn, kể cả phối hợp', 'percent', 'higher', 'task', 'done early or on the due day / xong trước hạn, đúng hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.early_all_roles', 'Tasks early, cooperating ones too', 'Nhiệm vụ trước hạn, kể cả phối hợp', 'percent', 'higher', 'task', 'done before the due day / xong trước hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.late_or_overdue_all_roles', 'Tasks late or overdue, cooperating ones too', 'Nhiệm vụ trễ hoặc quá hạn, kể cả phối hợp', 'percent', 'lower', 'task', 'done late, and overdue / xong trễ và quá hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('plan.done', 'Tasks of plans done by all their agencies', 'Nhiệm vụ trong kế hoạch được mọi cơ quan hoàn thành', 'percent', 'higher', 'task', 'tasks of plans done by all their agencies / nhiệm vụ trong kế hoạch mọi cơ quan đã xong', 'tasks of plans that end in the period / nhiệm vụ trong kế hoạch kết thúc trong kỳ'),
    ('government.on_time', 'Tasks of the Government done on time', 'Nhiệm vụ Chính phủ giao hoàn thành đúng hạn', 'percent', 'higher', 'task', 'done early or on the due day / xong trước hạn, đúng hạn', 'given for the period / được giao trong kỳ'),
    ('government.late', 'Tasks of the Government done late', 'Nhiệm vụ Chính phủ giao hoàn thành quá hạn', 'percent', 'lower', 'task', 'done late / xong quá hạn', 'given for the period / được giao trong kỳ'),
    ('government.overdue', 'Tasks of the Government overdue and not done', 'Nhiệm vụ Chính phủ giao quá hạn chưa hoàn thành', 'percent', 'lower', 'task', 'overdue and not done / quá hạn chưa xong', 'given for the period / được giao trong kỳ'),
    ('task.completed', 'Tasks completed by all their agencies', 'Nhiệm vụ được mọi cơ quan hoàn thành', 'percent', 'higher', 'task', 'tasks done by all their agencies / nhiệm vụ mọi cơ quan đã xong', 'tasks that end in the period / nhiệm vụ kết thúc trong kỳ'),
    ('report.on_time', 'Periodic reports on time', 'Báo cáo định kỳ đúng hạn', 'percent', 'higher', 'task', 'sent by the due day / gửi đúng hạn', 'sent, and overdue / đã gửi và quá hạn'),
    ('report.right', 'Periodic reports right in day, form, content and channel', 'Báo cáo định kỳ đúng hạn, đúng hình thức, nội dung, cách gửi', 'percent', 'higher', 'task', 'right in all four / đúng cả bốn', 'sent, and overdue / đã gửi và quá hạn'),
    ('petition.processed', 'Petitions processed', 'Phản ánh, kiến nghị đã xử lý', 'percent', 'higher', 'petition', 'solved, refused or forwarded in the period / đã giải quyết, từ chối hoặc chuyển cơ quan khác trong kỳ', 'open when it began, and received in it / tồn đầu kỳ và tiếp nhận trong kỳ'),
    ('petition.solved', 'Petitions solved', 'Phản ánh, kiến nghị được giải quyết', 'percent', 'higher', 'petition', 'solved / đã giải quyết', 'processed in the period / đã xử lý trong kỳ'),
    ('petition.refused', 'Petitions refused', 'Phản ánh, kiến nghị bị từ chối', 'percent', 'lower', 'petition', 'refused / từ chối', 'processed in the period / đã xử lý trong kỳ'),
    ('petition.forwarded', 'Petitions forwarded', 'Phản ánh, kiến nghị chuyển cơ quan khác', 'percent', 'lower', 'petition', 'forwarded / chuyển cơ quan khác', 'processed in the period / đã xử lý trong kỳ'),
    ('petition.published', 'Petitions published', 'Phản ánh, kiến nghị đã công khai kết quả', 'percent', 'higher', 'petition', 'public at the end of the period / đã công khai đến cuối kỳ', 'processed in the period / đã xử lý trong kỳ'),
    ('petition.on_time', 'Petitions processed on time', 'Phản ánh, kiến nghị xử lý đúng hạn', 'percent', 'higher', 'petition', 'processed by the due day / xử lý không quá ngày hẹn', 'processed in the period, with a due day / đã xử lý trong kỳ, có thời hạn'),
    ('petition.on_time_due', 'Petitions processed on time, of those due', 'Phản ánh, kiến nghị xử lý đúng hạn trên số đến hạn', 'percent', 'higher', 'petition', 'processed by the due day / xử lý không quá ngày hẹn', 'processed with a due day, and overdue at the end / đã xử lý có thời hạn và quá hạn cuối kỳ'),
    ('petition.late', 'Petitions processed late', 'Phản ánh, kiến nghị xử lý trễ hạn', 'percent', 'lower', 'petition', 'processed late / xử lý trễ hạn', 'processed in the period, with a due day / đã xử lý trong kỳ, có thời hạn'),
    ('petition.received', 'Petitions received', 'Phản ánh, kiến nghị tiếp nhận', 'count', 'lower', 'petition', 'received in the period / tiếp nhận trong kỳ', NULL),
    ('report.late', 'Periodic reports late or overdue', 'Báo cáo định kỳ trễ hoặc quá hạn', 'count', 'lower', 'task', 'sent late, and overdue / gửi trễ và quá hạn', NULL),
    ('target.verdict', 'Targets that the office calls attained', 'Mục tiêu cơ quan kết luận đạt', 'percent', 'higher', 'target', 'called attained / kết luận đạt', 'with a verdict / có kết luận'),
    ('target.verdict_not', 'Targets that the office calls not attained', 'Mục tiêu cơ quan kết luận chưa đạt', 'percent', 'lower', 'target', 'called not attained / kết luận chưa đạt', 'with a verdict / có kết luận'),
    ('service.online', 'Services with dossiers submitted online', 'Dịch vụ công trực tuyến có hồ sơ nộp trực tuyến', 'percent', 'higher', 'service', 'online services with a dossier submitted online / dịch vụ công trực tuyến có hồ sơ nộp trực tuyến', 'online services with any dossier / dịch vụ công trực tuyến có phát sinh hồ sơ'),
    ('service.eligible_full', 'Eligible services fully online', 'Dịch vụ công đủ điều kiện được cung cấp toàn trình', 'percent', 'higher', 'service', 'fully online / toàn trình', 'services eligible to be fully online / dịch vụ công đủ điều kiện toàn trình'),
    ('service.essential_online', 'Essential services online', 'Dịch vụ công thiết yếu được cung cấp trực tuyến', 'percent', 'higher', 'service', 'fully or partly online / toàn trình hoặc một phần', 'essential services / dịch vụ công thiết yếu'),
    ('service.paid_online', 'Services with dossiers paid online', 'Thủ tục có hồ sơ thanh toán trực tuyến', 'percent', 'higher', 'service', 'services with a dossier paid online / thủ tục có hồ sơ thanh toán trực tuyến', 'services with a dossier with a fee / thủ tục có hồ sơ có phí'),
    ('service.payment_integrated', 'Services with payment integrated', 'Thủ tục đã tích hợp thanh toán trực tuyến', 'percent', 'higher', 'service', 'with payment integrated / đã tích hợp thanh toán', 'services with a fee / thủ tục có phí'),
    ('service.boundary_free', 'Services free of boundaries', 'Thủ tục thực hiện không phụ thuộc địa giới', 'percent', 'higher', 'service', 'free of boundaries / không phụ thuộc địa giới', 'services / thủ tục')
-- end

-- Every leaf of every agency that is judged, with its state, from the figures of a common
-- table "figure".
--
-- The result is that of the criterion's measure, or what an appraiser put in its place; of
-- a criterion without a measure it is the last round of the source that the criterion
-- names, and a round without a result does not erase an earlier one.
--
-- What was found is a row as it comes, from its figure or its result, and only where some
-- of a framework's leaves lack one are all of them looked at: nearly always everything is
-- there, and then nothing large is joined with anything large.
-- define leaf_states(frameworks, agency)
    part AS MATERIALIZED (
        SELECT f.code AS framework, f.year, f.first_day, f.last_day, f.bloc, c.id, c.code, c.title, c.kind, c.source, c.rule, c.max_points, c.measure, c.when_not_arisen,
               t.is_leaf, area.id AS area_id, area.code AS area_code, area.title AS area
        FROM @schema@.framework f
             JOIN @schema@.criterion c ON c.framework = f.code
             LEFT JOIN @schema@.criterion_tree() t ON t.criterion_id = c.id
             LEFT JOIN @schema@.criterion area ON area.id = t.area_id
        WHERE @frameworks@ IS NULL OR f.code = ANY (@frameworks@)
    ), later AS (
        -- few results have another after them: rounds are counted from 1
        SELECT s.agency_id, s.criterion_id, s.source, max(s.round) AS round
        FROM @schema@.assessment s
        WHERE s.round > 1 AND (s.points IS NOT NULL OR s.numerator IS NOT NULL)
        GROUP BY s.agency_id, s.criterion_id, s.source
    ), judged AS (
        -- Any row judges, and how many of the leaves it is known of that something is found;
        -- of a later round it is not, which is only looked at once more.
        -- (Grouped by its key, the part is known to be the smaller side.)
        SELECT s.agency_id, k.framework, count(*) FILTER (WHERE s.source = k.source AND s.round = 1 AND (s.points IS NOT NULL OR s.numerator IS NOT NULL)) AS n_found
        FROM @schema@.assessment s
             JOIN (SELECT k.id, min(k.framework) AS framework, min(k.source) FILTER (WHERE k.is_leaf AND k.measure IS NULL) AS source FROM part k GROUP BY k.id) k ON k.id = s.criterion_id
        GROUP BY s.agency_id, k.framework
        UNION ALL
        SELECT s.agency_id, k.framework, 0 FROM @schema@.criterion_state s JOIN part k ON k.id = s.criterion_id
        UNION ALL
        SELECT s.agency_id, k.framework, 0 FROM @schema@.override s JOIN part k ON k.id = s.criterion_id
        UNION ALL
        SELECT a.id, m.framework, m.n_found
        FROM (SELECT m.agency_id, k.framework, k.bloc, count(*) FILTER (WHERE k.is_leaf) AS n_found
              FROM figure m JOIN part k ON k.first_day = m.first_day AND k.last_day = m.last_day AND k.measure = m.measure
              GROUP BY m.agency_id, k.framework, k.bloc) m
             JOIN @schema@.agency a ON a.id = m.agency_id AND a.bloc = m.bloc
    ), who AS (
        SELECT a.id AS agency_id, a.code AS agency_code, a.name AS agency, j.framework, j.n_found
        FROM (SELECT j.agency_id, j.framework, sum(j.n_found) AS n_found FROM judged j GROUP BY j.agency_id, j.framework) j
             JOIN @schema@.agency a ON a.id = j.agency_id
        WHERE @agency@ IS NULL OR a.id = @agency@
    ), leaf AS (
        SELECT k.* FROM part k WHERE k.is_leaf
    ), found AS NOT MATERIALIZED (
        SELECT l.*, m.agency_id, m.numerator, m.denominator, NULL::numeric AS points, m.numerator AS computed_numerator, m.denominator AS computed_denominator
        FROM figure m
             JOIN leaf l ON l.first_day = m.first_day AND l.last_day = m.last_day AND l.measure = m.measure
        UNION ALL
        SELECT l.*, s.agency_id, s.numerator, s.denominator, s.points, NULL, NULL
        FROM @schema@.assessment s
             JOIN leaf l ON l.id = s.criterion_id AND l.source = s.source AND l.measure IS NULL
             LEFT JOIN later n ON n.agency_id = s.agency_id AND n.criterion_id = s.criterion_id AND n.source = s.source
        WHERE (s.points IS NOT NULL OR s.numerator IS NOT NULL) AND s.round = coalesce(n.round, 1)
          AND (@agency@ IS NULL OR s.agency_id = @agency@)
    ), result AS (
        SELECT w.agency_id, w.agency_code, w.agency, l.framework, l.year, l.bloc, l.area_id, l.area_code, l.area, l.id, l.code, l.title, l.kind, l.source, l.rule, l.max_points,
               l.measure, l.when_not_arisen,
               CASE WHEN said.overridden AND l.measure IS NOT NULL THEN said.numerator ELSE l.numerator END AS numerator,
               CASE WHEN said.overridden AND l.measure IS NOT NULL THEN said.denominator ELSE l.denominator END AS denominator,
               CASE WHEN said.overridden AND l.measure IS NOT NULL THEN said.points ELSE l.points END AS given,
               coalesce(self.points, @schema@.scored_points(l.rule, self.numerator, self.denominator, l.max_points)) AS self_points,
               said.state AS said, coalesce(said.reason, CASE WHEN l.measure IS NOT NULL THEN said.override_reason END) AS reason, l.computed_numerator, l.computed_denominator
        FROM (SELECT f.* FROM found f
              UNION ALL
              SELECT l.*, w.agency_id, NULL, NULL, NULL, NULL, NULL
              FROM who w
                   JOIN (SELECT l.framework, count(*) AS n_leaves FROM leaf l GROUP BY l.framework) n ON n.framework = w.framework AND n.n_leaves > w.n_found
                   JOIN leaf l ON l.framework = w.framework
              WHERE NOT EXISTS (SELECT FROM found x WHERE x.agency_id = w.agency_id AND x.id = l.id)) l
             JOIN who w ON w.agency_id = l.agency_id AND w.framework = l.framework
             -- (a result of the office itself, being one by its keys, is not read where nobody asks for it)
             LEFT JOIN (SELECT s.agency_id, s.criterion_id, max(s.numerator) AS numerator, max(s.denominator) AS denominator, max(s.points) AS points
                        FROM @schema@.assessment s
                             LEFT JOIN later n ON n.agency_id = s.agency_id AND n.criterion_id = s.criterion_id AND n.source = s.source
                        WHERE s.source = 'self' AND (s.points IS NOT NULL OR s.numerator IS NOT NULL) AND s.round = coalesce(n.round, 1)
                          AND (@agency@ IS NULL OR s.agency_id = @agency@)
                        GROUP BY s.agency_id, s.criterion_id) self ON self.agency_id = l.agency_id AND self.criterion_id = l.id
             -- what an appraiser said of a computed result, and what anybody said, in one look
             LEFT JOIN (SELECT coalesce(o.agency_id, c.agency_id) AS agency_id, coalesce(o.criterion_id, c.criterion_id) AS criterion_id,
                               o.agency_id IS NOT NULL AS overridden, o.numerator, o.denominator, o.points, o.reason AS override_reason, c.state, c.reason
                        FROM @schema@.override o FULL JOIN @schema@.criterion_state c ON c.agency_id = o.agency_id AND c.criterion_id = o.criterion_id) said
                       ON said.agency_id = l.agency_id AND said.criterion_id = l.id
    )
    SELECT r.agency_id, r.agency_code, r.agency, r.framework, r.year, r.bloc, r.area_id, r.area_code, r.area, r.id AS criterion_id, r.code AS criterion_code, r.title AS criterion,
           r.kind, r.source, r.rule, r.max_points AS criterion_maximum, r.numerator, r.denominator, p.points,
           CASE r.kind WHEN 'normal' THEN r.max_points ELSE 0 END AS max_points,
           CASE r.kind WHEN 'penalty' THEN - r.self_points ELSE r.self_points END AS self_points,
           p.state, r.reason, r.measure, r.computed_numerator, r.computed_denominator, p.reported_points
    -- computed once, for all of them
    FROM (SELECT r.*, coalesce(r.given, @schema@.scored_points(r.rule, r.numerator, r.denominator, r.max_points)) AS got FROM result r OFFSET 0) r
         CROSS JOIN LATERAL @schema@.counted_points(r.kind, r.max_points, r.when_not_arisen, r.said, r.got, r.denominator) p
-- end

-- What the scores of a framework are graded by: its bands, and its gates in the order of
-- the bands that they allow at best, the lowest first.
-- define gradings(of_framework)
             SELECT b.grading, t.gates, t.at_best, t.conditions
             FROM (SELECT string_agg(b.name || coalesce(CASE WHEN b.bound_excluded THEN ' > ' ELSE ' >= ' END || b.lower_bound, ''), '; '
                                     ORDER BY b.lower_bound DESC NULLS LAST)::@extschema@.grading AS grading
                   FROM @schema@.band b WHERE b.framework = @of_framework@) b
                  CROSS JOIN (SELECT array_agg(t.name ORDER BY b.lower_bound NULLS FIRST, t.name) AS gates, array_agg(t.at_best ORDER BY b.lower_bound NULLS FIRST, t.name) AS at_best,
                                     array_agg(t.condition ORDER BY b.lower_bound NULLS FIRST, t.name) AS conditions
                              FROM @schema@.gate t JOIN @schema@.band b ON b.framework = t.framework AND b.name = t.at_best
                              WHERE t.framework = @of_framework@) t
-- end
-- Which of them is the first that is closed, and what they are together: closed when one
-- is, else no data when one cannot be decided.
-- define gates_decided(conditions, measures)
             SELECT min(d.ord) FILTER (WHERE d.closed) AS closed,
                    CASE WHEN bool_or(d.closed) THEN 'closed' WHEN bool_or(d.closed IS NULL) THEN 'no_data' WHEN count(*) > 0 THEN 'open' END AS state
             FROM (SELECT t.ord, @measures@ @@ t.condition AS closed FROM unnest(@conditions@) WITH ORDINALITY AS t (condition, ord)) d
-- end

-- The figures of the periods of a common table "period", those of the open frameworks among
-- them, each as of its day, and the league from these.  Bands, gates and ranks are decided
-- on unrounded figures; a framework with an error has points, but no index, band or rank.
-- define league_as(league)
    figures AS MATERIALIZED (
        SELECT q.first_days[m.period] AS first_day, q.last_days[m.period] AS last_day, m.measure, m.agency_id, m.numerator::numeric(20,4) AS numerator, m.denominator::numeric(20,4) AS denominator
        FROM (SELECT array_agg(first_day ORDER BY period) AS first_days, array_agg(last_day ORDER BY period) AS last_days, array_agg(as_of ORDER BY period) AS as_of FROM period OFFSET 0) q
             CROSS JOIN LATERAL @schema@.period_measures(q.first_days, q.as_of) m
        WHERE m.measure IN (SELECT k.code FROM @schema@.measure k)
    ), faulty AS MATERIALIZED (
        SELECT framework,
               (array_agg(format('%s / %s', message_en, message_vi) ORDER BY ord, criterion COLLATE "C"))[1]
               || CASE WHEN count(*) > 1 THEN format(' (+%s)', count(*) - 1) ELSE '' END AS fault
        FROM @schema@.framework_faults()
        WHERE severity = 'error' AND framework = ANY (ARRAY(SELECT f.code FROM @schema@.framework f WHERE f.closing IS NULL)) GROUP BY framework
    ), states AS (
        WITH figure AS NOT MATERIALIZED (
            SELECT n.first_day, n.last_day, n.measure, n.agency_id, n.numerator, n.denominator FROM figures n
        ),
@leaf_states(ARRAY(SELECT f.code FROM @schema@.framework f WHERE f.closing IS NULL), NULL::bigint)@
    ), erring AS MATERIALIZED (
        SELECT p.first_day, p.last_day, 'survey.satisfied' || CASE e.factor WHEN '' THEN '' ELSE '.' || e.factor END AS measure, e.agency_id, e.se, e.n_persons
        FROM @schema@.survey_figures((SELECT array_agg(first_day ORDER BY period) FROM period), (SELECT array_agg(as_of ORDER BY period) FROM period)) e
             JOIN period p ON p.period = e.period
    ), scored AS (
        -- The errors of the criteria are of the same persons: added as they are, they are
        -- not less than that of the sum, whatever their correlation.
        SELECT s.framework, s.agency_id,
               @schema@.counted_score(@extschema@.score_agg(s.points, s.max_points), @extschema@.score_agg(s.reported_points, s.max_points)) AS score,
               @extschema@.score_agg(s.reported_points, s.max_points) AS reported,
               count(*) FILTER (WHERE s.state = 'not_reported') AS n_not_reported,
               count(*) FILTER (WHERE s.state = 'not_reported' AND s.kind = 'penalty') AS n_undecided,
               count(e.agency_id) AS n_erring, count(e.se) AS n_errors,
               sum(@extschema@.points_se(s.rule, @extschema@.pct(s.numerator, s.denominator, 12)::double precision, e.se, s.criterion_maximum)) FILTER (WHERE e.se IS NOT NULL) AS se
        FROM states s
             LEFT JOIN (SELECT f.code AS framework, e.measure, e.agency_id, e.se FROM erring e JOIN @schema@.framework f ON f.first_day = e.first_day AND f.last_day = e.last_day) e
                                   ON e.framework = s.framework AND e.measure = s.measure AND e.agency_id = s.agency_id
                                   AND s.state = 'scored' AND s.denominator > 0 AND s.rule IS NOT NULL
                                   AND (s.numerator, s.denominator) = (s.computed_numerator, s.computed_denominator)
        GROUP BY s.framework, s.agency_id
    ), named AS (
        -- one flat object, each figure in its measure's unit, with the names of 1.1
        SELECT g.first_day, g.last_day, g.agency_id, max(g.denominator) FILTER (WHERE g.measure = 'survey.satisfied')::bigint AS n_answers,
               jsonb_object_agg(k.name, @schema@.in_unit(k.unit, g.numerator, g.denominator)) AS measures
        FROM figures g
             -- named once a measure, not once a figure: OFFSET 0
             JOIN (SELECT k.code, k.unit, n.name FROM @schema@.measure k CROSS JOIN LATERAL @schema@.gate_names(k.code) n OFFSET 0) k ON k.code = g.measure
        WHERE EXISTS (SELECT FROM @schema@.framework f WHERE f.closing IS NULL AND f.first_day = g.first_day AND f.last_day = g.last_day)
        GROUP BY g.first_day, g.last_day, g.agency_id
    ), measured AS MATERIALIZED (
        SELECT f.code AS framework, s.agency_id, s.score, s.reported, s.n_not_reported, s.n_undecided, e.fault, v.n_answers, x.index_rate,
               r.n_persons, CASE WHEN s.n_erring = 0 THEN 0 WHEN s.n_erring = s.n_errors THEN s.se / nullif(@extschema@.max_points(s.score), 0)::double precision END AS index_se,
               jsonb_strip_nulls(coalesce(v.measures, '{}')
                                 || jsonb_build_object('index_pct', CASE WHEN x.index_rate IS NOT NULL THEN @extschema@.index_pct(s.score, 12) END)) AS measures
        FROM scored s
             JOIN @schema@.framework f ON f.code = s.framework
             LEFT JOIN faulty e ON e.framework = s.framework
             LEFT JOIN named v ON v.agency_id = s.agency_id AND v.first_day = f.first_day AND v.last_day = f.last_day
             LEFT JOIN erring r ON r.measure = 'survey.satisfied' AND r.agency_id = s.agency_id AND r.first_day = f.first_day AND r.last_day = f.last_day
             -- an undecided penalty withholds the index, and so may any missing result
             CROSS JOIN LATERAL (SELECT CASE WHEN e.fault IS NULL AND s.n_undecided = 0 AND (f.when_not_reported <> 'block' OR s.n_not_reported = 0)
                                             THEN @extschema@.index_rate(s.score) END AS index_rate) x
    ), ranked AS (
        SELECT g.framework, r.key AS agency_id, r.rank_low, r.rank_high
        FROM (SELECT framework, @extschema@.rank_agg(agency_id, index_rate, index_se) AS ranks FROM measured WHERE index_rate IS NOT NULL GROUP BY framework) g
             CROSS JOIN LATERAL unnest(g.ranks) r
    ), graded AS MATERIALIZED (
        SELECT f.code AS framework, g.grading, g.gates, g.at_best, g.conditions
        -- the bands and gates of a faulty framework are not looked at
        FROM (SELECT f.code FROM @schema@.framework f WHERE f.closing IS NULL AND f.code NOT IN (SELECT y.framework FROM faulty y) OFFSET 0) f
             CROSS JOIN LATERAL (
@gradings(f.code)@
             ) g
    ), @league@ AS MATERIALIZED (
        SELECT m.framework, m.agency_id, m.score, m.measures, m.index_rate,
               CASE WHEN m.index_rate IS NOT NULL
                    THEN rank() OVER (PARTITION BY m.framework ORDER BY m.index_rate DESC NULLS LAST) END AS rank,
               CASE WHEN m.index_rate IS NOT NULL THEN @extschema@.grade(m.score, g.grading) END AS band_by_points,
               CASE WHEN m.index_rate IS NOT NULL THEN @extschema@.grade(m.score, g.grading, g.at_best[d.closed]) END AS band,
               g.gates[d.closed] AS gate, d.state AS gate_state, m.fault, m.n_answers, m.n_not_reported, m.n_undecided, m.reported,
               CASE WHEN m.index_rate IS NOT NULL THEN m.index_se END AS index_se, k.rank_low, k.rank_high, m.n_persons
        FROM measured m
             LEFT JOIN ranked k ON k.framework = m.framework AND k.agency_id = m.agency_id
             LEFT JOIN graded g ON g.framework = m.framework
             CROSS JOIN LATERAL (
@gates_decided(g.conditions, m.measures)@
             ) d
        UNION ALL
        -- what is closed stays as it was published
        SELECT f.code, z.agency_id, r.score, z.measures, z.index_rate, z.rank, z.band_by_points, z.band, z.gate, z.gate_state, NULL, z.n_answers,
               z.n_not_reported, z.n_undecided, r.reported, z.index_se, z.rank_low, z.rank_high, z.n_persons
        FROM @schema@.framework f
             JOIN @schema@.frozen_league z ON z.closing = f.closing
             JOIN (SELECT closing, agency_id, @schema@.counted_score(@extschema@.score_agg(points, max_points), @extschema@.score_agg(reported_points, max_points)) AS score,
                          @extschema@.score_agg(reported_points, max_points) AS reported
                   FROM @schema@.frozen_result GROUP BY closing, agency_id) r ON r.closing = z.closing AND r.agency_id = z.agency_id
    )
-- end

-- The league table over a league.
-- define league_rows(computed, source)
SELECT g.framework, f.year::bigint AS year, f.bloc, b.name AS bloc_name, g.rank, a.code AS agency_code, a.name AS agency,
       @extschema@.points(g.score)::numeric(9,4) AS points,
       @extschema@.max_points(g.score)::numeric(9,4) AS max_points,
       @extschema@.coverage_pct(g.reported)::numeric(5,2) AS coverage_pct,
       (CASE WHEN g.index_rate IS NOT NULL THEN @extschema@.index_pct(g.score) END)::numeric(7,2) AS index_pct,
       g.index_rate, g.band_by_points, g.band,
       CASE WHEN g.band <> g.band_by_points THEN g.gate END AS gate,
       round((g.measures ->> 'late_pct')::numeric, 2)::numeric(5,2) AS late_pct,
       (CASE WHEN g.n_answers >= s.min_answers AND coalesce(g.n_persons, 0) >= s.min_persons THEN round((g.measures ->> 'satisfied_pct')::numeric, 2) END)::numeric(5,2) AS satisfied_pct,
       @computed@ AS computed_at,
       g.gate_state, l.vi AS gate_state_vi, g.fault,
       @extschema@.coverage_pct(g.reported, 12)::float8 / 100 AS coverage_rate,
       (g.measures ->> 'late_pct')::float8 / 100 AS late_rate,
       CASE WHEN g.n_answers >= s.min_answers AND coalesce(g.n_persons, 0) >= s.min_persons THEN (g.measures ->> 'satisfied_pct')::float8 / 100 END AS satisfied_rate,
       g.n_answers, g.n_not_reported, g.n_undecided,
       (CASE WHEN g.fault IS NULL THEN @extschema@.index_pct(g.reported) END)::numeric(7,2) AS reported_index_pct,
       CASE WHEN g.fault IS NULL THEN @extschema@.index_rate(g.reported) END AS reported_index_rate,
       (100 * g.index_se)::numeric(7,2) AS index_se, g.rank_low, g.rank_high, g.n_persons
FROM (SELECT max(min_answers) AS min_answers, max(min_persons) AS min_persons, max(refreshed_at) AS refreshed_at FROM @schema@.setting) s
     CROSS JOIN @source@ g
     JOIN @schema@.framework f ON f.code = g.framework AND f.kind = 'PAR'
     JOIN @schema@.bloc b ON b.code = f.bloc
     JOIN @schema@.agency a ON a.id = g.agency_id
     LEFT JOIN @schema@.label l ON l.kind = 'gate_state' AND l.code = g.gate_state
WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))
-- end

-- The moments at which a period of days begins and ends, for function @of@.
-- define moments(of)
        SELECT s.zone, @of@.first_day::timestamp AT TIME ZONE s.zone AS starts, (@of@.last_day + time '23:59:59.999999') AT TIME ZONE s.zone AS as_of
        FROM (SELECT max(zone) AS zone FROM @schema@.setting) s
        WHERE @extschema@.is_period(@of@.first_day, @of@.last_day)
-- end

-- How dossiers were dealt with: what is counted of those received in a period, named
-- by it, of those finished in it, and both together.
-- define dealt_with_received
count(*) AS n_received, count(*) FILTER (WHERE c.received_by_post) AS n_by_post,
               coalesce(sum(c.components), 0) AS n_components, coalesce(sum(c.components_digitised), 0) AS n_components_digitised,
               count(*) FILTER (WHERE c.components > 0 AND c.components_digitised = c.components) AS n_digitised, count(*) FILTER (WHERE c.data_reused) AS n_data_reused,
               0 AS n_finished, 0 AS n_settled, 0 AS n_refused, 0 AS n_withdrawn, 0 AS n_returned, 0 AS n_outcome_unknown, 0 AS n_result_digitised, 0 AS n_late, 0 AS n_apologised,
               0 AS n_rated, 0 AS n_rated_satisfied, 0 AS rated
-- end
-- define dealt_with_finished
0, 0, 0, 0, 0, 0, count(*), count(*) FILTER (WHERE c.outcome = 'settled'), count(*) FILTER (WHERE c.outcome = 'refused'),
               count(*) FILTER (WHERE c.outcome = 'withdrawn'), count(*) FILTER (WHERE c.outcome = 'returned'), count(*) FILTER (WHERE c.outcome IS NULL),
               count(*) FILTER (WHERE c.result_digitised), count(*) FILTER (WHERE d.finished_at > d.due_at), count(*) FILTER (WHERE d.finished_at > d.due_at AND c.apologised_on <= conduct_between.last_day),
               count(c.rating), count(*) FILTER (WHERE c.rating >= 4), coalesce(sum(c.rating), 0)
-- end
-- define dealt_with_sums
sum(c.n_received)::bigint, sum(c.n_by_post)::bigint, sum(c.n_components)::bigint, sum(c.n_components_digitised)::bigint,
           sum(c.n_digitised)::bigint, sum(c.n_data_reused)::bigint, sum(c.n_finished)::bigint, sum(c.n_settled)::bigint, sum(c.n_refused)::bigint, sum(c.n_withdrawn)::bigint,
           sum(c.n_returned)::bigint, sum(c.n_outcome_unknown)::bigint, sum(c.n_result_digitised)::bigint, sum(c.n_late)::bigint, sum(c.n_apologised)::bigint, sum(c.n_rated)::bigint,
           sum(c.n_rated_satisfied)::bigint, round(sum(c.rated) / nullif(sum(c.n_rated), 0), 4)
-- end
-- define dealt_with_types
bloc text, agency_code text, agency text, level text, level_vi text, n_received bigint, n_by_post bigint, n_components bigint, n_components_digitised bigint,
               n_digitised bigint, n_data_reused bigint, n_finished bigint, n_settled bigint, n_refused bigint, n_withdrawn bigint, n_returned bigint,
               n_outcome_unknown bigint, n_result_digitised bigint, n_late bigint, n_apologised bigint, n_rated bigint, n_rated_satisfied bigint, rating_mean numeric
-- end

-- The measures that table service tells, in any period.
-- define services_said
(SELECT count(*) AS n, count(*) FILTER (WHERE v.eligible_full) AS n_eligible, count(*) FILTER (WHERE v.eligible_full AND v.online_level = 'full') AS n_eligible_full,
                            count(*) FILTER (WHERE v.fee > 0) AS n_fee, count(*) FILTER (WHERE v.fee > 0 AND v.payment_integrated) AS n_integrated,
                            count(*) FILTER (WHERE v.essential) AS n_essential, count(*) FILTER (WHERE v.essential AND v.online_level <> 'none') AS n_essential_online,
                            count(*) FILTER (WHERE v.boundary_free) AS n_boundary_free
                     FROM @schema@.service v) n
         CROSS JOIN LATERAL (VALUES
             ('service.eligible_full', n.n_eligible_full, n.n_eligible),
             ('service.essential_online', n.n_essential_online, n.n_essential),
             ('service.payment_integrated', n.n_integrated, n.n_fee),
             -- (of a list in which none is said to be, nobody has said it)
             ('service.boundary_free', n.n_boundary_free, CASE WHEN n.n_boundary_free > 0 THEN n.n END)) AS m (measure, numerator, denominator)
-- end
