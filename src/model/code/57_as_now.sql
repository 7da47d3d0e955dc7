-- Figures by parent, and figures of agencies as they are now.

-- On-time figures of an agency that has others below it: its own, those of its units,
-- both.  Parent by parent from its cells by its key and those that are kept by parent,
-- so that one is not planned and read as all are; told to who sees every unit.
CREATE OR REPLACE TWIN @schema@.ontime_by_parent_month
RETURNS TABLE (parent_code text, parent text, part text, part_vi text, n_units bigint, month date,
               @ontime_types@)
AS $sql$
SELECT a.code AS parent_code, a.name AS parent, o.part, l.vi AS part_vi, cardinality(u.units)::bigint AS n_units, o.month,
       @ontime_columns@
FROM @schema@.agency a
     @seen_units@
     CROSS JOIN LATERAL (
         SELECT c.month, @part@ AS part, @stats@ AS stats
         FROM (SELECT e.own, CASE WHEN x.finished THEN date_trunc('month', e.day::timestamp)::date ELSE date_trunc('month', @as_of@::timestamp)::date END AS month,
                      CASE WHEN x.finished THEN e.early ELSE 0 END AS early, CASE WHEN x.finished THEN e.on_time ELSE 0 END AS on_time, CASE WHEN x.finished THEN e.late_days END AS late_days,
                      CASE WHEN x.finished THEN e.finished_no_deadline ELSE 0 END AS finished_no_deadline, CASE WHEN x.finished THEN 0 ELSE e.pending END AS pending,
                      CASE WHEN x.finished THEN 0 ELSE e.overdue END AS overdue, CASE WHEN x.finished THEN 0 ELSE e.paused END AS paused, CASE WHEN x.finished THEN 0 ELSE e.no_deadline END AS no_deadline
               FROM (SELECT false AS own, m.month AS day, m.early, m.on_time, m.late_days, m.finished_no_deadline, m.pending, m.overdue, m.paused, m.no_deadline
                     FROM @schema@.dossier_parent_month m WHERE m.parent_id = a.id AND m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
                     UNION ALL
                     SELECT true, m.month, m.early, m.on_time, m.late_days, m.finished_no_deadline, m.pending, m.overdue, m.paused, m.no_deadline
                     FROM @schema@.dossier_month m WHERE m.agency_id = a.id AND m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
                     UNION ALL
                     SELECT false, d.day, d.early, d.on_time, d.late_days, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline
                     FROM @schema@.dossier_parent_day d WHERE d.parent_id = a.id AND d.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
                     UNION ALL
                     SELECT true, d.day, d.early, d.on_time, d.late_days, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline
                     FROM @schema@.dossier_day d WHERE d.agency_id = a.id AND d.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
                     UNION ALL
                     SELECT l.agency_id = a.id, l.day, l.early, l.on_time, CASE WHEN l.late <> 0 THEN ARRAY[l.days_late, l.late] END, l.finished_no_deadline, l.pending, l.overdue, l.paused, l.no_deadline
                     FROM @schema@.dossier_log l WHERE (l.agency_id = a.id OR l.agency_id IN (SELECT unnest(u.units))) AND l.day <= @as_of@) e
                    CROSS JOIN (VALUES (true), (false)) x (finished)) c
         GROUP BY GROUPING SETS ((c.month, c.own), (c.month))) o
     LEFT JOIN @schema@.label l ON l.kind = 'of_parent' AND l.code = o.part
WHERE @seen_agency@
  AND o.stats IS NOT NULL;
$sql$;

CREATE OR REPLACE TWIN @schema@.intake_by_parent_month
RETURNS TABLE (parent_code text, parent text, part text, part_vi text, n_units bigint, month date,
               n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint, online_pct numeric, paid_online_pct numeric,
               online_rate float8, paid_online_rate float8)
AS $sql$
SELECT a.code AS parent_code, a.name AS parent, i.part, l.vi AS part_vi, cardinality(u.units)::bigint AS n_units, i.month,
       i.n_received, i.n_online, i.n_with_fee, i.n_paid_online,
       @extschema@.pct(i.n_online, i.n_received)::numeric(5,2) AS online_pct,
       @extschema@.pct(i.n_paid_online, i.n_with_fee)::numeric(5,2) AS paid_online_pct,
       @extschema@.rate(i.n_online, i.n_received) AS online_rate,
       @extschema@.rate(i.n_paid_online, i.n_with_fee) AS paid_online_rate
FROM @schema@.agency a
     @seen_units@
     CROSS JOIN LATERAL (
         SELECT c.month, @part@ AS part, sum(c.received) AS n_received, sum(c.online) AS n_online, sum(c.with_fee) AS n_with_fee, sum(c.paid_online) AS n_paid_online
         FROM (SELECT false AS own, m.month, m.received, m.online, m.with_fee, m.paid_online
               FROM @schema@.dossier_parent_month m WHERE m.parent_id = a.id AND m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
               UNION ALL
               SELECT true, m.month, m.received, m.online, m.with_fee, m.paid_online
               FROM @schema@.dossier_month m WHERE m.agency_id = a.id AND m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
               UNION ALL
               SELECT false, date_trunc('month', @as_of@::timestamp)::date, d.received, d.online, d.with_fee, d.paid_online
               FROM @schema@.dossier_parent_day d WHERE d.parent_id = a.id AND d.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
               UNION ALL
               SELECT true, date_trunc('month', @as_of@::timestamp)::date, d.received, d.online, d.with_fee, d.paid_online
               FROM @schema@.dossier_day d WHERE d.agency_id = a.id AND d.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
               UNION ALL
               SELECT l.agency_id = a.id, date_trunc('month', l.day::timestamp)::date, l.received, l.online, l.with_fee, l.paid_online
               FROM @schema@.dossier_log l WHERE (l.agency_id = a.id OR l.agency_id IN (SELECT unnest(u.units))) AND l.day <= @as_of@) c
         GROUP BY GROUPING SETS ((c.month, c.own), (c.month))
         HAVING sum(c.received) <> 0) i
     LEFT JOIN @schema@.label l ON l.kind = 'of_parent' AND l.code = i.part
WHERE @seen_agency@;
$sql$;

-- Every measure by parent: sums of numerators and denominators.
CREATE OR REPLACE FUNCTION @schema@.measures_by_parent(first_day date, last_day date, as_now boolean DEFAULT false)
RETURNS TABLE (measure text, parent_id bigint, part text, n_units bigint, numerator numeric, denominator numeric)
LANGUAGE sql STABLE
AS $sql$
    SELECT f.measure, u.parent_id, p.part, u.n_units, sum(f.numerator), sum(f.denominator)
    FROM (SELECT u.parent_id, u.n_units FROM @schema@.agency_unit u GROUP BY u.parent_id, u.n_units HAVING count(*) = u.n_units) u
         JOIN @schema@.agency a ON a.id = u.parent_id
         JOIN (SELECT s.id AS parent_id, s.id AS agency_id, true AS own FROM @schema@.agency s
               UNION ALL
               SELECT s.parent_id, s.agency_id, false FROM @schema@.agency_unit s) m ON m.parent_id = u.parent_id
         JOIN @schema@.measures_between(measures_by_parent.first_day, measures_by_parent.last_day, measures_by_parent.as_now) f ON f.agency_id = m.agency_id
         JOIN (VALUES ('own', true), ('units', false), ('all', true), ('all', false)) p (part, own) ON p.own = m.own
    GROUP BY f.measure, u.parent_id, p.part, u.n_units;
$sql$;

-- As the agencies are on the reporting date, or on the day that is asked about where
-- that is later: what was another's counts for whoever it is now.  Cells of agencies
-- that went to one agency whole are added; of divided agencies the rows are read.
CREATE OR REPLACE TWIN @schema@.ontime_by_agency_month_as_now
RETURNS TABLE (bloc text, agency_code text, agency text, level text, level_vi text, month date,
               @ontime_types@)
AS $sql$
@as_they_are(greatest(@as_of@, max(reporting_date)))@
SELECT o.bloc, o.code AS agency_code, o.name AS agency, o.level, l.vi AS level_vi, o.month,
       @ontime_columns@
FROM (SELECT g.id, g.bloc, g.code, g.name, g.level, g.month, @extschema@.rollup(g.stats) AS stats
      FROM (SELECT a.id, a.bloc, a.code, a.name, a.level, c.month, @stats@ AS stats
            FROM @schema@.agency a
                 JOIN (@kept@) k ON k.now_id = a.id
                 JOIN (@figures@) c ON c.agency_id = k.agency_id
            WHERE @seen_whole@
            GROUP BY a.id, a.bloc, a.code, a.name, a.level, c.month
            UNION ALL
            SELECT a.id, a.bloc, a.code, a.name, a.level, c.month, @stats@
            FROM @schema@.agency a
                 JOIN (SELECT e.now_id, x.month, x.finished * e.early AS early, x.finished * e.on_time AS on_time,
                              CASE WHEN x.finished * e.late <> 0 THEN ARRAY[e.days_late, e.late] END AS late_days, x.finished * e.finished_no_deadline AS finished_no_deadline,
                              x.open * e.pending AS pending, x.open * e.overdue AS overdue, x.open * e.paused AS paused, x.open * e.no_deadline AS no_deadline
                       FROM (@divided_events@) e
                            CROSS JOIN LATERAL (VALUES (date_trunc('month', e.day::timestamp)::date, 1, 0), (date_trunc('month', @as_of@::timestamp)::date, 0, 1)) x (month, finished, open)
                       WHERE e.day <= @as_of@) c ON c.now_id = a.id
            WHERE @seen_whole@
            GROUP BY a.id, a.bloc, a.code, a.name, a.level, c.month) g
      WHERE g.stats IS NOT NULL
      GROUP BY g.id, g.bloc, g.code, g.name, g.level, g.month) o
     LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = o.level;
$sql$;

CREATE OR REPLACE TWIN @schema@.intake_by_agency_month_as_now
RETURNS TABLE (bloc text, agency_code text, agency text, level text, level_vi text, month date,
               n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint, online_pct numeric, paid_online_pct numeric,
               online_rate float8, paid_online_rate float8)
AS $sql$
@as_they_are(greatest(@as_of@, max(reporting_date)))@
SELECT i.bloc, i.code AS agency_code, i.name AS agency, i.level, l.vi AS level_vi, i.month,
       i.n_received, i.n_online, i.n_with_fee, i.n_paid_online,
       @extschema@.pct(i.n_online, i.n_received)::numeric(5,2) AS online_pct,
       @extschema@.pct(i.n_paid_online, i.n_with_fee)::numeric(5,2) AS paid_online_pct,
       @extschema@.rate(i.n_online, i.n_received) AS online_rate,
       @extschema@.rate(i.n_paid_online, i.n_with_fee) AS paid_online_rate
FROM (SELECT g.id, g.bloc, g.code, g.name, g.level, g.month, sum(g.received)::bigint AS n_received, sum(g.online)::bigint AS n_online,
             sum(g.with_fee)::bigint AS n_with_fee, sum(g.paid_online)::bigint AS n_paid_online
      FROM (SELECT a.id, a.bloc, a.code, a.name, a.level, c.month, sum(c.received) AS received, sum(c.online) AS online, sum(c.with_fee) AS with_fee, sum(c.paid_online) AS paid_online
            FROM @schema@.agency a
                 JOIN (@kept@) k ON k.now_id = a.id
                 JOIN (@intakes@) c ON c.agency_id = k.agency_id
            WHERE @seen_whole@
            GROUP BY a.id, a.bloc, a.code, a.name, a.level, c.month
            UNION ALL
            SELECT a.id, a.bloc, a.code, a.name, a.level, date_trunc('month', c.day::timestamp)::date, sum(c.received), sum(c.online), sum(c.with_fee), sum(c.paid_online)
            FROM @schema@.agency a JOIN (@divided_events@) c ON c.now_id = a.id
            WHERE c.day <= @as_of@ AND @seen_whole@
            GROUP BY a.id, a.bloc, a.code, a.name, a.level, date_trunc('month', c.day::timestamp)::date) g
      GROUP BY g.id, g.bloc, g.code, g.name, g.level, g.month
      HAVING sum(g.received) <> 0) i
     LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = i.level;
$sql$;

-- Satisfaction of the agencies as they are on the reporting date: summaries of forms
-- are rolled up, those of a divided agency by the service that they name.
CREATE OR REPLACE VIEW @schema@.satisfaction_by_agency_as_now WITH (security_barrier) AS
@as_they_are(max(reporting_date))@
SELECT m.survey, m.year, m.bloc, m.agency_code, m.agency, m.n_agencies,
       @extschema@.n_persons(m.stats) AS n_persons,
       @extschema@.n_answers(m.stats) AS n_answers,
       @extschema@.satisfied_pct(m.shown, m.positive)::numeric(5,2) AS satisfied_pct,
       @extschema@.satisfied_low(m.shown, m.positive)::numeric(5,2) AS satisfied_low,
       @extschema@.satisfied_high(m.shown, m.positive)::numeric(5,2) AS satisfied_high,
       @extschema@.satisfied_se(m.shown, m.positive)::numeric(5,2) AS satisfied_se,
       @extschema@.design_effect(m.shown, m.positive) AS design_effect,
       @extschema@.satisfied_rate(m.shown, m.positive) AS satisfied_rate
FROM (SELECT v.code AS survey, v.year::bigint AS year, v.positive, a.bloc, a.code AS agency_code, a.name AS agency, t.n_agencies,
             t.stats, @extschema@.if_enough(t.stats, s.min_persons, s.min_answers) AS shown
      FROM (SELECT max(min_answers) AS min_answers, max(min_persons) AS min_persons FROM @schema@.setting) s
           CROSS JOIN (SELECT b.survey, b.now_id, count(DISTINCT b.agency_id) AS n_agencies, @extschema@.rollup(b.stats) AS stats
                       FROM (SELECT b.survey, k.now_id, b.agency_id, b.stats
                             FROM @schema@.survey_bucket b JOIN (@kept@) k ON k.agency_id = b.agency_id
                             WHERE b.factor = ''
                             UNION ALL
                             SELECT b.survey, k.now_id, b.agency_id, b.stats
                             FROM @schema@.survey_bucket b
                                  JOIN (SELECT m.agency_id, m.service, m.now_id FROM service_map m
                                        UNION ALL
                                        SELECT l.agency_id, '', l.now_id FROM lineage l WHERE l.divided AND l.field IS NULL AND l.service IS NULL) k
                                  ON k.agency_id = b.agency_id AND k.service = b.service
                             WHERE b.factor = '') b
                       GROUP BY b.survey, b.now_id) t
           JOIN @schema@.survey v ON v.code = t.survey
           JOIN @schema@.agency a ON a.id = t.now_id
      WHERE @extschema@.n_forms(t.stats) > 0 AND @seen_whole@) m;

-- Within the league of its bloc each unit among those of its parent.  Ranks are among
-- all of them, whoever looks.
CREATE OR REPLACE VIEW @schema@.league_by_parent WITH (security_barrier) AS
SELECT g.framework, g.year, p.code AS parent_code, p.name AS parent, g.rank_in_parent, g.n_units, a.code AS agency_code, a.name AS agency,
       (CASE WHEN g.index_rate IS NOT NULL THEN @extschema@.index_pct(g.score) END)::numeric(7,2) AS index_pct, g.index_rate, g.band, g.rank
FROM (SELECT f.code AS framework, f.year::bigint AS year, u.parent_id, t.agency_id, t.score, t.index_rate, t.band, t.rank,
             CASE WHEN t.index_rate IS NOT NULL
                  THEN rank() OVER (PARTITION BY f.code, u.parent_id ORDER BY t.index_rate DESC NULLS LAST) END AS rank_in_parent,
             count(*) OVER (PARTITION BY f.code, u.parent_id) AS n_units
      FROM @schema@.stored_league t
           JOIN @schema@.framework f ON f.code = t.framework AND f.kind = 'PAR'
           JOIN (SELECT x.id AS agency_id, x.parent_id FROM @schema@.agency x WHERE x.parent_id IS NOT NULL) u ON u.agency_id = t.agency_id) g
     JOIN @schema@.agency a ON a.id = g.agency_id
     JOIN @schema@.agency p ON p.id = g.parent_id
WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()));
