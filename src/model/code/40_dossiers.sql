-- An agency takes no dossier after its last day; one that it had before may be another's.
CREATE OR REPLACE FUNCTION @schema@.dossier_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, dossier text, agency_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'dossier_is_received_while_its_agency_exists', f.code,
           format('dossier %s was received on %s, after the last day of agency %s, %s', f.code, to_char(f.day, 'YYYY-MM-DD'), f.agency_code, to_char(f.valid_to, 'YYYY-MM-DD')),
           format('hồ sơ %s tiếp nhận ngày %s, sau ngày hết hiệu lực của cơ quan %s, %s', f.code, to_char(f.day, 'DD/MM/YYYY'), f.agency_code, to_char(f.valid_to, 'DD/MM/YYYY')),
           @schema@.taken_over_hint(f.agency_id, f.day, f.service), f.code, f.agency_id
    FROM (SELECT d.code, (d.received_at AT TIME ZONE (SELECT max(zone) FROM @schema@.setting))::date AS day, d.service, a.id AS agency_id, a.code AS agency_code, a.valid_to
          FROM @schema@.dossier d JOIN @schema@.agency a ON a.id = d.agency_id
          -- the zone is looked up where an agency has a last day
          WHERE a.valid_to IS NOT NULL AND d.received_at >= (a.valid_to + 1)::timestamp AT TIME ZONE (SELECT max(zone) FROM @schema@.setting)) f;
$sql$;

CREATE OR REPLACE TRIGGER dossiers_entered AFTER INSERT ON @schema@.dossier REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('dossier_faults', 'dossier=code', 'agency_id=agency.id:valid_to');

CREATE OR REPLACE TRIGGER dossier_receipt_changed AFTER UPDATE OF agency_id, received_at ON @schema@.dossier
    FOR EACH ROW WHEN ((NEW.agency_id, NEW.received_at) IS DISTINCT FROM (OLD.agency_id, OLD.received_at))
    EXECUTE FUNCTION @extschema@.check_rows('dossier_faults', 'dossier=code', 'agency_id=agency.id:valid_to');

CREATE OR REPLACE VIEW @schema@.dossier_status AS
@dossiers(@now@)@
;

CREATE OR REPLACE FUNCTION @schema@.dossier_status_at(as_of date)
RETURNS TABLE (dossier text, agency_code text, agency text, level text, level_vi text, service_code text, service text, field text,
               channel text, channel_vi text, received_at timestamptz, due_at timestamptz, finished_at timestamptz,
               status text, status_vi text, days_late bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
@dossiers(@end_of_day@)@
;
$sql$;

-- An agency is read by its key in the cells, all of them by a scan.
CREATE OR REPLACE TWIN @schema@.ontime_by_agency_month
RETURNS TABLE (bloc text, agency_code text, agency text, level text, level_vi text, month date,
               @ontime_types@)
AS $sql$
SELECT o.bloc, o.code AS agency_code, o.name AS agency, o.level, l.vi AS level_vi, o.month,
       @ontime_columns@
FROM (SELECT a.id, a.bloc, a.code, a.name, a.level, c.month, @stats@ AS stats
      FROM @schema@.agency a JOIN (@figures@) c ON c.agency_id = a.id
      WHERE @seen_agency@
      GROUP BY a.id, a.bloc, a.code, a.name, a.level, c.month) o
     LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = o.level
WHERE o.stats IS NOT NULL;
$sql$;

-- Of the province and its blocs, from their kept totals, for those who see every
-- agency: bloc is NULL for the province.
CREATE OR REPLACE TWIN @schema@.ontime_by_bloc_month
RETURNS TABLE (bloc text, bloc_name text, month date,
               @ontime_types@)
AS $sql$
SELECT o.bloc, b.name AS bloc_name, o.month,
       @ontime_columns@
FROM (SELECT c.bloc, c.month, @stats@ AS stats
      FROM (@total_figures@) c
      WHERE (SELECT @schema@.sees_all_agencies())
      GROUP BY GROUPING SETS ((c.bloc, c.month), (c.month))) o
     LEFT JOIN @schema@.bloc b ON b.code = o.bloc
WHERE o.stats IS NOT NULL;
$sql$;

-- By the totals, or for those who see some agencies only by the agencies' cells.
CREATE OR REPLACE TWIN @schema@.ontime_by_level_year
RETURNS TABLE (level text, level_vi text, year bigint, n_received bigint, n_finished bigint, n_early bigint, n_on_time bigint, n_late bigint,
               n_pending bigint, n_overdue bigint, on_time_pct numeric, late_rate float8, computed_at timestamptz, n_counted bigint,
               n_with_deadline bigint, n_paused bigint, n_no_deadline bigint, late_pct numeric, on_time_rate float8)
AS $sql$
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
FROM (SELECT c.level, extract(year FROM c.month)::bigint AS year, @stats@ AS stats
      FROM (SELECT c.level, c.month, c.early, c.on_time, c.late_days, c.finished_no_deadline, c.pending, c.overdue, c.paused, c.no_deadline
            FROM (@total_figures@) c
            WHERE (SELECT @schema@.sees_all_agencies())
            UNION ALL
            SELECT a.level, c.month, c.early, c.on_time, c.late_days, c.finished_no_deadline, c.pending, c.overdue, c.paused, c.no_deadline
            FROM @schema@.agency a JOIN (@figures@) c ON c.agency_id = a.id
            WHERE NOT (SELECT @schema@.sees_all_agencies()) AND a.id IN (SELECT unnest(@schema@.visible_agencies()))) c
      GROUP BY c.level, extract(year FROM c.month)) o
     LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = o.level
WHERE o.stats IS NOT NULL;
$sql$;

CREATE OR REPLACE TWIN @schema@.intake_by_agency_month
RETURNS TABLE (bloc text, agency_code text, agency text, level text, level_vi text, month date,
               n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint, online_pct numeric, paid_online_pct numeric,
               online_rate float8, paid_online_rate float8)
AS $sql$
SELECT i.bloc, i.code AS agency_code, i.name AS agency, i.level, l.vi AS level_vi, i.month,
       i.n_received, i.n_online, i.n_with_fee, i.n_paid_online,
       @extschema@.pct(i.n_online, i.n_received)::numeric(5,2) AS online_pct,
       @extschema@.pct(i.n_paid_online, i.n_with_fee)::numeric(5,2) AS paid_online_pct,
       @extschema@.rate(i.n_online, i.n_received) AS online_rate,
       @extschema@.rate(i.n_paid_online, i.n_with_fee) AS paid_online_rate
FROM (SELECT a.id, a.bloc, a.code, a.name, a.level, c.month, sum(c.received) AS n_received, sum(c.online) AS n_online,
             sum(c.with_fee) AS n_with_fee, sum(c.paid_online) AS n_paid_online
      FROM @schema@.agency a JOIN (@intakes@) c ON c.agency_id = a.id
      WHERE @seen_agency@
      GROUP BY a.id, a.bloc, a.code, a.name, a.level, c.month
      HAVING sum(c.received) <> 0) i
     LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = i.level;
$sql$;

CREATE OR REPLACE TWIN @schema@.online_by_year
RETURNS TABLE (online_level text, online_level_vi text, year bigint, n_received bigint, n_online bigint, online_pct numeric,
               n_with_fee bigint, n_paid_online bigint, paid_online_pct numeric, computed_at timestamptz, online_rate float8, paid_online_rate float8)
AS $sql$
SELECT i.online_level, l.vi AS online_level_vi, i.year, i.n_received, i.n_online,
       @extschema@.pct(i.n_online, i.n_received)::numeric(5,2) AS online_pct,
       i.n_with_fee, i.n_paid_online,
       @extschema@.pct(i.n_paid_online, i.n_with_fee)::numeric(5,2) AS paid_online_pct,
       now() AS computed_at,
       @extschema@.rate(i.n_online, i.n_received) AS online_rate,
       @extschema@.rate(i.n_paid_online, i.n_with_fee) AS paid_online_rate
FROM (SELECT c.online_level, extract(year FROM c.month)::bigint AS year,
             sum(c.received) AS n_received, sum(c.online) AS n_online, sum(c.with_fee) AS n_with_fee, sum(c.paid_online) AS n_paid_online
      FROM (SELECT c.online_level, c.month, c.received, c.online, c.with_fee, c.paid_online
            FROM (@total_intakes@) c
            WHERE (SELECT @schema@.sees_all_agencies())
            UNION ALL
            SELECT c.online_level, c.month, c.received, c.online, c.with_fee, c.paid_online
            FROM (@intakes@) c
            WHERE NOT (SELECT @schema@.sees_all_agencies()) AND c.agency_id IN (SELECT unnest(@schema@.visible_agencies()))) c
      GROUP BY c.online_level, extract(year FROM c.month)
      HAVING sum(c.received) <> 0) i
     LEFT JOIN @schema@.label l ON l.kind = 'online_level' AND l.code = i.online_level;
$sql$;

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
    WITH month AS (
        -- A month is broken when the period begins or ends within it.
        SELECT m.first_month, m.last_month, (m.last_month + interval '1 month')::date - 1 AS last_end, (m.first_month + interval '1 month')::date - 1 AS first_end,
               m.first_month = m.last_month AND form_06_between.last_day < (m.last_month + interval '1 month')::date - 1 AS within,
               (SELECT max(zone) FROM @schema@.setting) AS zone
        FROM (SELECT date_trunc('month', form_06_between.first_day::timestamp)::date AS first_month,
                     date_trunc('month', form_06_between.last_day::timestamp)::date AS last_month) m
        WHERE @extschema@.is_period(form_06_between.first_day, form_06_between.last_day)
    ), part AS (
        -- Of a broken month the days are read from the rows that are fewer, the others
        -- follow from its cell; within one month all days to the last.
        SELECT m.*, CASE WHEN m.within THEN m.first_month END AS without_cell,
               CASE WHEN m.within THEN m.first_month
                    WHEN form_06_between.first_day > m.first_month
                    THEN CASE WHEN form_06_between.first_day - m.first_month <= m.first_end + 1 - form_06_between.first_day THEN m.first_month ELSE form_06_between.first_day END END AS first_from,
               CASE WHEN m.within THEN form_06_between.last_day
                    WHEN form_06_between.first_day > m.first_month
                    THEN CASE WHEN form_06_between.first_day - m.first_month <= m.first_end + 1 - form_06_between.first_day THEN form_06_between.first_day - 1 ELSE m.first_end END END AS first_to,
               CASE WHEN m.first_month < m.last_month AND form_06_between.last_day < m.last_end
                    THEN CASE WHEN form_06_between.last_day + 1 - m.last_month <= m.last_end - form_06_between.last_day THEN 1 ELSE -1 END END AS last_sign
        FROM month m
    ), period AS MATERIALIZED (
        SELECT p.*, p.first_from::timestamp AT TIME ZONE p.zone - interval '1 day' AS first_starts, (p.first_to + 2)::timestamp AT TIME ZONE p.zone AS first_ends,
               -- on the other side of the first day
               CASE WHEN NOT p.within THEN CASE WHEN p.first_from < form_06_between.first_day THEN form_06_between.first_day ELSE p.first_month END END AS first_other,
               d.last_from, d.last_to, d.last_from::timestamp AT TIME ZONE p.zone - interval '1 day' AS last_starts, (d.last_to + 2)::timestamp AT TIME ZONE p.zone AS last_ends,
               -- a day is the calendar's but where the clock is changed, so one more is read
               coalesce(p.without_cell, CASE WHEN p.last_sign = 1 THEN p.last_month END) AS without
        FROM part p
             CROSS JOIN LATERAL (SELECT CASE p.last_sign WHEN 1 THEN p.last_month WHEN -1 THEN form_06_between.last_day + 1 END AS last_from,
                                        CASE p.last_sign WHEN 1 THEN form_06_between.last_day WHEN -1 THEN p.last_end END AS last_to) d
    ), counted AS (
        -- grouped by every column that is shown, so that a condition on one of
        -- them reaches the tables; the planner groups by the keys alone
        SELECT c.id, c.bloc, c.code, c.name, c.level, c.field,
               sum(CASE WHEN c.day < form_06_between.first_day THEN c.received - c.settled ELSE 0 END) AS carried_over,
               sum(CASE WHEN c.day >= form_06_between.first_day THEN c.online ELSE 0 END) AS new_online,
               sum(CASE WHEN c.day >= form_06_between.first_day THEN c.received - c.online ELSE 0 END) AS new_counter,
               sum(CASE WHEN c.day >= form_06_between.first_day THEN c.settled ELSE 0 END) AS settled,
               sum(CASE WHEN c.day >= form_06_between.first_day THEN c.early ELSE 0 END) AS early,
               sum(CASE WHEN c.day >= form_06_between.first_day THEN c.on_time ELSE 0 END) AS on_time,
               sum(CASE WHEN c.day >= form_06_between.first_day THEN c.late ELSE 0 END) AS late,
               sum(c.received - c.settled) AS in_process, sum(c.overdue) AS overdue, sum(c.paused) AS paused, sum(c.no_deadline) AS no_deadline
        FROM (SELECT a.id, a.bloc, a.code, a.name, a.level, m.field,
                     -- of a month in which the period begins, the side that is not read from the rows
                     CASE WHEN m.month = (SELECT first_month FROM period) THEN coalesce((SELECT first_other FROM period), m.month) ELSE m.month END AS day, m.received, m.online, m.early, m.on_time, m.late,
                     m.early + m.on_time + m.late + m.finished_no_deadline AS settled, m.overdue, m.paused, m.no_deadline
              FROM @schema@.agency a JOIN @schema@.dossier_field_month m ON m.agency_id = a.id
              WHERE m.month <= (SELECT last_month FROM period) AND m.month IS DISTINCT FROM (SELECT without FROM period)
              UNION ALL
              SELECT a.id, a.bloc, a.code, a.name, a.level, l.field,
                     CASE WHEN l.day BETWEEN (SELECT first_month FROM period) AND (SELECT first_end FROM period) THEN coalesce((SELECT first_other FROM period), l.day) ELSE l.day END,
                     l.received, l.online, l.early, l.on_time, l.late, l.early + l.on_time + l.late + l.finished_no_deadline, l.overdue, l.paused, l.no_deadline
              FROM @schema@.agency a JOIN @schema@.dossier_log l ON l.agency_id = a.id
              WHERE l.day <= (SELECT last_end FROM period)
                AND date_trunc('month', l.day::timestamp)::date IS DISTINCT FROM (SELECT without FROM period)
              UNION ALL
              @broken_first@
              UNION ALL
              @broken_last@) c
        GROUP BY c.id, c.bloc, c.code, c.name, c.level, c.field
    )
    SELECT c.bloc, c.code, c.name, c.level, l.vi, c.field,
           c.carried_over + c.new_online + c.new_counter, c.carried_over, c.new_online, c.new_counter,
           c.settled, c.early, c.on_time, c.late, c.settled - c.early - c.on_time - c.late,
           c.in_process, c.in_process - c.overdue, c.overdue, c.paused, c.no_deadline
    FROM counted c
         LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = c.level
    WHERE c.carried_over + c.new_online + c.new_counter <> 0;
$sql$;

CREATE OR REPLACE VIEW @schema@.form_06 AS
SELECT f.* FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.form_06_between(s.period_from, s.reporting_date) f;
