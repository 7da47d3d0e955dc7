-- The class stands in a sub-select, which the planner takes apart; a lateral
-- function call would be a scan of its own for every row.  CASE writes its name a
-- quarter faster than a cast, which asks the catalogue for every row.
CREATE OR REPLACE VIEW @schema@.dossier_status AS
SELECT c.dossier, c.agency_code, c.agency, c.level, v.vi AS level_vi,
       c.service_code, c.service, c.field, c.channel, h.vi AS channel_vi, c.received_at, c.due_at,
       c.finished_at, c.status, l.vi AS status_vi,
       CASE WHEN c.status IN ('late', 'overdue')
            THEN ((coalesce(c.finished_at, c.as_of) AT TIME ZONE c.zone)::date - (c.due_at AT TIME ZONE c.zone)::date)::bigint END AS days_late
FROM (SELECT d.code AS dossier, a.code AS agency_code, a.name AS agency, a.level, p.code AS service_code, p.name AS service, p.field,
             d.channel, d.received_at, d.due_at, CASE WHEN d.finished_at <= s.as_of THEN d.finished_at END AS finished_at,
             CASE @extschema@.timeliness(d.due_at, d.finished_at, s.as_of, d.pauses @> s.as_of, s.zone)
                 WHEN 'early' THEN 'early' WHEN 'on_time' THEN 'on_time' WHEN 'late' THEN 'late' WHEN 'pending' THEN 'pending'
                 WHEN 'overdue' THEN 'overdue' WHEN 'paused' THEN 'paused' WHEN 'no_deadline' THEN 'no_deadline' END AS status, s.as_of, s.zone
      FROM (SELECT max(as_of) AS as_of, max(zone) AS zone FROM @schema@.setting) s
           JOIN @schema@.dossier d ON d.received_at <= s.as_of
           JOIN @schema@.agency a ON a.id = d.agency_id
           JOIN @schema@.service p ON p.code = d.service
      WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))) c
     LEFT JOIN @schema@.label l ON l.kind = 'status' AND l.code = c.status
     LEFT JOIN @schema@.label v ON v.kind = 'level' AND v.code = c.level
     LEFT JOIN @schema@.label h ON h.kind = 'channel' AND h.code = c.channel;

-- OFFSET 0 keeps the sub-select apart: an agency is read by its key in the cells.
CREATE OR REPLACE VIEW @schema@.ontime_by_agency_month WITH (security_barrier) AS
SELECT o.bloc, o.code AS agency_code, o.name AS agency, o.level, l.vi AS level_vi, o.month,
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
FROM (SELECT a.id, a.bloc, a.code, a.name, a.level, m.month, @extschema@.rollup(m.stats) AS stats
      FROM @schema@.agency a, LATERAL (SELECT t.month, t.stats FROM @schema@.ontime_month t WHERE t.agency_id = a.id OFFSET 0) m
      WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))
      GROUP BY a.id, a.bloc, a.code, a.name, a.level, m.month) o
     LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = o.level;

CREATE OR REPLACE VIEW @schema@.ontime_by_level_year WITH (security_barrier) AS
SELECT o.level, l.vi AS level_vi, o.year,
       @extschema@.n_received(o.stats) AS n_received,
       @extschema@.n_finished(o.stats) AS n_finished,
       @extschema@.n_early(o.stats) AS n_early,
       @extschema@.n_on_time(o.stats) AS n_on_time,
       @extschema@.n_late(o.stats) AS n_late,
       @extschema@.n_pending(o.stats) AS n_pending,
       @extschema@.n_overdue(o.stats) AS n_overdue,
       @extschema@.on_time_pct(o.stats)::numeric(5,2) AS on_time_pct,
       @extschema@.late_rate(o.stats) AS late_rate,
       now() AS computed_at,
       @extschema@.n_received(o.stats) AS n_counted,
       @extschema@.n_early(o.stats) + @extschema@.n_on_time(o.stats) + @extschema@.n_late(o.stats) AS n_with_deadline,
       @extschema@.n_paused(o.stats) AS n_paused,
       @extschema@.n_no_deadline(o.stats) AS n_no_deadline,
       @extschema@.late_pct(o.stats)::numeric(5,2) AS late_pct,
       @extschema@.on_time_rate(o.stats) AS on_time_rate
FROM (SELECT a.level, extract(year FROM m.month)::bigint AS year, @extschema@.rollup(m.stats) AS stats
      FROM @schema@.ontime_month m JOIN @schema@.agency a ON a.id = m.agency_id
      GROUP BY a.level, extract(year FROM m.month)) o
     LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = o.level;

CREATE OR REPLACE VIEW @schema@.intake_by_agency_month WITH (security_barrier) AS
SELECT i.bloc, i.code AS agency_code, i.name AS agency, i.level, l.vi AS level_vi, i.month,
       i.n_received, i.n_online, i.n_with_fee, i.n_paid_online,
       @extschema@.pct(i.n_online, i.n_received)::numeric(5,2) AS online_pct,
       @extschema@.pct(i.n_paid_online, i.n_with_fee)::numeric(5,2) AS paid_online_pct,
       @extschema@.rate(i.n_online, i.n_received) AS online_rate,
       @extschema@.rate(i.n_paid_online, i.n_with_fee) AS paid_online_rate
FROM (SELECT a.id, a.bloc, a.code, a.name, a.level, m.month, sum(m.n_received)::bigint AS n_received, sum(m.n_online)::bigint AS n_online,
             sum(m.n_with_fee)::bigint AS n_with_fee, sum(m.n_paid_online)::bigint AS n_paid_online
      FROM @schema@.agency a, LATERAL (SELECT t.* FROM @schema@.intake_month t WHERE t.agency_id = a.id OFFSET 0) m
      WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))
      GROUP BY a.id, a.bloc, a.code, a.name, a.level, m.month) i
     LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = i.level;

CREATE OR REPLACE VIEW @schema@.online_by_year WITH (security_barrier) AS
SELECT i.online_level, l.vi AS online_level_vi, i.year, i.n_received, i.n_online,
       @extschema@.pct(i.n_online, i.n_received)::numeric(5,2) AS online_pct,
       i.n_with_fee, i.n_paid_online,
       @extschema@.pct(i.n_paid_online, i.n_with_fee)::numeric(5,2) AS paid_online_pct,
       now() AS computed_at,
       @extschema@.rate(i.n_online, i.n_received) AS online_rate,
       @extschema@.rate(i.n_paid_online, i.n_with_fee) AS paid_online_rate
FROM (SELECT online_level, extract(year FROM month)::bigint AS year,
             sum(n_received)::bigint AS n_received, sum(n_online)::bigint AS n_online,
             sum(n_with_fee)::bigint AS n_with_fee, sum(n_paid_online)::bigint AS n_paid_online
      FROM @schema@.intake_month
      GROUP BY online_level, extract(year FROM month)) i
     LEFT JOIN @schema@.label l ON l.kind = 'online_level' AND l.code = i.online_level;

-- Report form 06: received (carried over, new) = settled + in process.
-- The printed form has no columns for paused dossiers and for those without a
-- deadline; they stand beside the columns they are part of.
CREATE OR REPLACE FUNCTION @schema@.form_06_between(first_day date, last_day date)
RETURNS TABLE (bloc text, agency_code text, agency text, level text, level_vi text, field text,
               received bigint, carried_over bigint, new_online bigint, new_counter bigint,
               settled bigint, settled_early bigint, settled_on_time bigint, settled_late bigint, settled_no_deadline bigint,
               in_process bigint, in_process_in_time bigint, in_process_overdue bigint,
               in_process_paused bigint, in_process_no_deadline bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH period AS (
        -- daterange() refuses a period that ends before it begins.
        SELECT s.zone,
               first_day::timestamp AT TIME ZONE s.zone AS starts,
               (last_day + time '23:59:59.999999') AT TIME ZONE s.zone AS ends
        FROM (SELECT max(zone) AS zone FROM @schema@.setting) s
        WHERE NOT isempty(daterange(first_day, last_day, '[]'))
    ), counted AS (
        -- grouped by every column that is shown, so that a condition on one of
        -- them reaches the tables; the planner groups by the keys alone
        SELECT a.id, a.bloc, a.code, a.name, a.level, p.field,
               @extschema@.ontime_agg(d.due_at, d.finished_at, t.ends, d.pauses @> t.ends, t.zone) AS stats,
               count(*) FILTER (WHERE d.received_at < t.starts) AS carried_over,
               count(*) FILTER (WHERE d.received_at >= t.starts AND d.channel = 'online') AS new_online,
               count(*) FILTER (WHERE d.received_at >= t.starts AND d.channel = 'counter') AS new_counter
        FROM @schema@.agency a
             JOIN @schema@.dossier d ON d.agency_id = a.id
             JOIN @schema@.service p ON p.code = d.service, period t
        -- the bounds once more, as values that an index can be searched for
        WHERE d.received_at <= (SELECT ends FROM period)
          AND (d.finished_at IS NULL OR d.finished_at >= (SELECT starts FROM period))
        GROUP BY a.id, a.bloc, a.code, a.name, a.level, p.field
    )
    SELECT c.bloc, c.code, c.name, c.level, l.vi, c.field,
           c.carried_over + c.new_online + c.new_counter, c.carried_over, c.new_online, c.new_counter,
           n.settled, n.early, n.on_time, n.late, n.settled - n.early - n.on_time - n.late,
           n.received - n.settled, n.received - n.settled - n.overdue, n.overdue, n.paused,
           n.received - n.settled - n.pending - n.overdue - n.paused
    FROM counted c
         LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = c.level
         CROSS JOIN LATERAL (SELECT @extschema@.n_received(c.stats) AS received, @extschema@.n_finished(c.stats) AS settled,
                                    @extschema@.n_early(c.stats) AS early, @extschema@.n_on_time(c.stats) AS on_time,
                                    @extschema@.n_late(c.stats) AS late, @extschema@.n_pending(c.stats) AS pending,
                                    @extschema@.n_overdue(c.stats) AS overdue, @extschema@.n_paused(c.stats) AS paused) n;
$sql$;

CREATE OR REPLACE VIEW @schema@.form_06 AS
SELECT f.* FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.form_06_between(s.period_from, s.reporting_date) f;
