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
-- define total_figures
SELECT m.bloc, m.level, m.month, m.online_level, m.early, m.on_time, m.late_days, m.finished_no_deadline,
           0 AS pending, 0 AS overdue, 0 AS paused, 0 AS no_deadline
    FROM @schema@.dossier_total_month m WHERE m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
    UNION ALL
    SELECT m.bloc, m.level, date_trunc('month', @as_of@::timestamp)::date, m.online_level, 0, 0, NULL, 0, m.pending, m.overdue, m.paused, m.no_deadline
    FROM @schema@.dossier_total_month m WHERE m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
    UNION ALL
    SELECT d.bloc, d.level, date_trunc('month', @as_of@::timestamp)::date, d.online_level, d.early, d.on_time, d.late_days, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline
    FROM @schema@.dossier_total_day d WHERE d.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
    UNION ALL
    SELECT a.bloc, a.level, date_trunc('month', l.day::timestamp)::date, l.online_level, l.early, l.on_time, CASE WHEN l.late <> 0 THEN ARRAY[l.days_late, l.late] END, l.finished_no_deadline, 0, 0, 0, 0
    FROM @schema@.dossier_log l JOIN @schema@.agency a ON a.id = l.agency_id WHERE l.day <= @as_of@
    UNION ALL
    SELECT a.bloc, a.level, date_trunc('month', @as_of@::timestamp)::date, l.online_level, 0, 0, NULL, 0, l.pending, l.overdue, l.paused, l.no_deadline
    FROM @schema@.dossier_log l JOIN @schema@.agency a ON a.id = l.agency_id WHERE l.day <= @as_of@
-- end

-- The months of which something is not folded yet.
-- define logged
SELECT l.agency_id, date_trunc('month', l.day::timestamp)::date, l.online_level FROM @schema@.dossier_log l
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

-- Of the agencies below each parent, those parents of which the caller sees every unit.
-- define whole_parents
SELECT u.parent_id, u.n_units FROM unit u GROUP BY u.parent_id, u.n_units HAVING count(*) = u.n_units
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
-- define dossiers
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
-- define dossiers_at
SELECT c.dossier, c.agency_code, c.agency, c.level, v.vi AS level_vi,
       c.service_code, c.service, c.field, c.channel, h.vi AS channel_vi, c.received_at, c.due_at,
       c.finished_at, c.status, l.vi AS status_vi,
       CASE WHEN c.status IN ('late', 'overdue')
            THEN ((coalesce(c.finished_at, c.as_of) AT TIME ZONE c.zone)::date - (c.due_at AT TIME ZONE c.zone)::date)::bigint END AS days_late
FROM (SELECT d.code AS dossier, a.code AS agency_code, a.name AS agency, a.level, p.code AS service_code, p.name AS service, p.field,
             d.channel, d.received_at, d.due_at, CASE WHEN d.finished_at <= @until_at@ THEN d.finished_at END AS finished_at,
             CASE @extschema@.timeliness(d.due_at, d.finished_at, @until_at@, NOT isempty(d.pauses) AND d.pauses @> @until_at@, @zone@)
                 WHEN 'early' THEN 'early' WHEN 'on_time' THEN 'on_time' WHEN 'late' THEN 'late' WHEN 'pending' THEN 'pending'
                 WHEN 'overdue' THEN 'overdue' WHEN 'paused' THEN 'paused' WHEN 'no_deadline' THEN 'no_deadline' END AS status,
             @until_at@ AS as_of, @zone@ AS zone
      FROM @schema@.dossier d
           JOIN @schema@.agency a ON a.id = d.agency_id
           JOIN @schema@.service p ON p.code = d.service
      WHERE (d.received_at <= @until_at@) IS TRUE
        AND a.id IN (SELECT unnest(@schema@.visible_agencies()))) c
     LEFT JOIN @schema@.label l ON l.kind = 'status' AND l.code = c.status
     LEFT JOIN @schema@.label v ON v.kind = 'level' AND v.code = c.level
     LEFT JOIN @schema@.label h ON h.kind = 'channel' AND h.code = c.channel
-- end
-- define until
(SELECT max(as_of) FROM @schema@.setting)
-- end
-- define until_at
(SELECT (dossier_status_at.as_of + time '23:59:59.999999') AT TIME ZONE max(zone) FROM @schema@.setting)
-- end
-- define zone
(SELECT max(zone) FROM @schema@.setting)
-- end

-- The events of some days of a month in which the period of form 06 begins, or ends:
-- from the rows that have one then, which four indexes find; none is read where no month
-- is broken.  Where the cell of the month is read as well, of the first month what lies
-- on one side of the period's first day is taken away on the other, and of the last
-- one what lies after the period's last day is taken away.
-- define broken_first
SELECT a.id, a.bloc, a.code, a.name, a.level, p.field, x.day, x.sign * e.d_received AS received,
                     CASE WHEN d.channel = 'online' THEN x.sign * e.d_received ELSE 0 END AS online, x.sign * e.d_early AS early, x.sign * e.d_on_time AS on_time, x.sign * e.d_late AS late,
                     x.sign * (e.d_early + e.d_on_time + e.d_late + e.d_finished_no_deadline) AS settled, x.sign * e.d_overdue AS overdue, x.sign * e.d_paused AS paused,
                     x.sign * e.d_no_deadline AS no_deadline
              FROM @schema@.agency a
                   JOIN @schema@.dossier d ON d.agency_id = a.id
                   JOIN @schema@.service p ON p.code = d.service
                   CROSS JOIN LATERAL @extschema@.dossier_events(d.received_at, d.due_at, d.finished_at, d.pauses, (SELECT zone FROM period)) e
                   CROSS JOIN LATERAL (VALUES (e.day, 1), ((SELECT first_other FROM period), -1)) x (day, sign)
              WHERE (SELECT first_starts FROM period) IS NOT NULL AND x.day IS NOT NULL
                AND (d.received_at >= (SELECT first_starts FROM period) AND d.received_at < (SELECT first_ends FROM period)
                     OR d.finished_at >= (SELECT first_starts FROM period) AND d.finished_at < (SELECT first_ends FROM period)
                     OR d.due_at >= (SELECT first_starts FROM period) AND d.due_at < (SELECT first_ends FROM period) AND (d.finished_at IS NULL OR d.finished_at > d.due_at)
                     OR d.pauses && (SELECT tstzrange(first_starts, first_ends) FROM period) AND NOT isempty(d.pauses))
                AND e.day BETWEEN (SELECT first_from FROM period) AND (SELECT first_to FROM period)
-- end
-- define broken_last
SELECT a.id, a.bloc, a.code, a.name, a.level, p.field, x.day, x.sign * e.d_received AS received,
                     CASE WHEN d.channel = 'online' THEN x.sign * e.d_received ELSE 0 END AS online, x.sign * e.d_early AS early, x.sign * e.d_on_time AS on_time, x.sign * e.d_late AS late,
                     x.sign * (e.d_early + e.d_on_time + e.d_late + e.d_finished_no_deadline) AS settled, x.sign * e.d_overdue AS overdue, x.sign * e.d_paused AS paused,
                     x.sign * e.d_no_deadline AS no_deadline
              FROM @schema@.agency a
                   JOIN @schema@.dossier d ON d.agency_id = a.id
                   JOIN @schema@.service p ON p.code = d.service
                   CROSS JOIN LATERAL @extschema@.dossier_events(d.received_at, d.due_at, d.finished_at, d.pauses, (SELECT zone FROM period)) e
                   CROSS JOIN LATERAL (VALUES (e.day, (SELECT last_sign FROM period))) x (day, sign)
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
-- A bucket b counted from the rows of its days.
-- define recounted
SELECT g.factor, coalesce(r.service, '') AS service, coalesce(r.stratum, '') AS stratum,
                    CASE WHEN b.weighted THEN @extschema@.survey_agg(g.codes, coalesce(r.weight, 1)) FILTER (WHERE b.weighted)
                         ELSE @extschema@.survey_agg(g.codes) FILTER (WHERE NOT b.weighted) END AS stats,
                    max(max(r.answered_on)) OVER () AS last_day
             FROM (SELECT a.response_id, CASE GROUPING(c.factor) WHEN 0 THEN c.factor ELSE '' END COLLATE "default" AS factor,
                          array_agg(CASE WHEN c.codes IS NULL THEN a.answer ELSE c.codes[a.answer + 1] END::integer) AS codes
                   FROM @schema@.response r
                        JOIN @schema@.answer a ON a.response_id = r.id AND a.agency_id = r.agency_id
                        JOIN scale c ON c.id = a.question_id
                   WHERE r.survey = b.survey AND r.agency_id = b.agency_id AND r.answered_on BETWEEN b.first_day AND b.last_day
                   GROUP BY GROUPING SETS ((a.response_id, c.in_total, c.factor), (a.response_id, c.in_total))
                   HAVING GROUPING(c.factor) = 0 OR c.in_total) g
                  JOIN @schema@.response r ON r.id = g.response_id
             WHERE r.survey = b.survey AND r.agency_id = b.agency_id AND r.answered_on BETWEEN b.first_day AND b.last_day
             GROUP BY g.factor, coalesce(r.service, ''), coalesce(r.stratum, '')
-- end

-- The buckets that survey_bucket takes from the rows: those of which the stored
-- summaries are behind, or hold days after the reporting date.
-- define behind
@dirty@
        UNION
        SELECT t.survey, t.agency_id, t.month FROM @schema@.stored_survey t
        WHERE t.factor = '' AND t.service = '' AND t.stratum = '' AND t.last_day > (SELECT max(reporting_date) FROM @schema@.setting)
-- end

-- The buckets of which the stored summaries are behind the rows.
-- define dirty
SELECT d.survey, d.agency_id, d.month FROM @schema@.survey_dirty d WHERE d.month IS NOT NULL
    UNION
    SELECT r.survey, r.agency_id, date_trunc('month', r.answered_on::timestamp)::date FROM @schema@.survey_dirty d JOIN @schema@.response r ON r.id = d.response_id
    UNION
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
            FROM (SELECT DISTINCT agency_id FROM service_map) g
                 CROSS JOIN LATERAL (SELECT x.agency_id, x.service, x.received_at, x.due_at, x.finished_at, x.pauses, x.channel, x.fee, x.paid_online, v.online_level, v.field
                                     FROM @schema@.dossier x JOIN @schema@.service v ON v.code = x.service WHERE x.agency_id = g.agency_id OFFSET 0) d
                 JOIN service_map m ON m.agency_id = d.agency_id AND m.service = d.service
                 CROSS JOIN LATERAL @extschema@.dossier_events(d.received_at, d.due_at, d.finished_at, d.pauses, (SELECT max(zone) FROM @schema@.setting)) e
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
-- define missing_cells(cell, from_rows, agency, bloc, level, field, online_level, day, from_cells, cell_agency, cell_bloc, cell_level, cell_field, cell_online_level, cell_day)
    SELECT '@cell@'::text, x.agency_id, x.bloc, x.level, x.field, x.online_level, x.day, NULL::integer,
           sum(x.received)::bigint, sum(x.online)::bigint, sum(x.with_fee)::bigint, sum(x.paid_online)::bigint, sum(x.pending)::bigint, sum(x.overdue)::bigint, sum(x.paused)::bigint, sum(x.no_deadline)::bigint, sum(x.early)::bigint, sum(x.on_time)::bigint, sum(x.late)::bigint, sum(x.finished_no_deadline)::bigint
    FROM (SELECT @agency@ AS agency_id, @bloc@ AS bloc, @level@ AS level, @field@ AS field, @online_level@ AS online_level, @day@ AS day, c.received, c.online, c.with_fee, c.paid_online, c.pending, c.overdue, c.paused, c.no_deadline, c.early, c.on_time, c.late, c.finished_no_deadline
          FROM @from_rows@
          UNION ALL
          SELECT @cell_agency@, @cell_bloc@, @cell_level@, @cell_field@, @cell_online_level@, @cell_day@, - t.received, - t.online, - t.with_fee, - t.paid_online, - t.pending, - t.overdue, - t.paused, - t.no_deadline, - t.early, - t.on_time, - t.late, - t.finished_no_deadline
          FROM @schema@.dossier_@cell@ t
          WHERE @from_cells@) x
    GROUP BY x.agency_id, x.bloc, x.level, x.field, x.online_level, x.day
    HAVING (sum(x.received), sum(x.online), sum(x.with_fee), sum(x.paid_online), sum(x.pending), sum(x.overdue), sum(x.paused), sum(x.no_deadline), sum(x.early), sum(x.on_time), sum(x.late), sum(x.finished_no_deadline))
           <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    UNION ALL
    SELECT '@cell@', x.agency_id, x.bloc, x.level, x.field, x.online_level, x.day, x.days_late, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(x.late)::bigint, 0
    FROM (SELECT @agency@ AS agency_id, @bloc@ AS bloc, @level@ AS level, @field@ AS field, @online_level@ AS online_level, @day@ AS day, c.days_late, c.late
          FROM @from_rows@
          WHERE c.late <> 0
          UNION ALL
          SELECT @cell_agency@, @cell_bloc@, @cell_level@, @cell_field@, @cell_online_level@, @cell_day@, t.late_days[i], - t.late_days[i + 1]
          FROM @schema@.dossier_@cell@ t CROSS JOIN generate_series(1, cardinality(t.late_days), 2) AS p (i)
          WHERE @from_cells@) x
    GROUP BY x.agency_id, x.bloc, x.level, x.field, x.online_level, x.day, x.days_late
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
