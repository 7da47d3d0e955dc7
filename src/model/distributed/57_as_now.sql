-- By parent, where cells lie on shards: what code/ reads parent by parent is one
-- query of all of them, for a distributed plan knows no LATERAL.
CREATE OR REPLACE TWIN @schema@.ontime_by_parent_month
RETURNS TABLE (parent_code text, parent text, part text, part_vi text, n_units bigint, month date,
               @ontime_types@)
AS $sql$
WITH @parents@
SELECT o.code AS parent_code, o.name AS parent, o.part, l.vi AS part_vi, o.n_units, o.month,
       @ontime_columns@
FROM (SELECT g.id, g.code, g.name, g.n_units, g.month, p.part, @extschema@.rollup(g.stats) AS stats
      FROM (SELECT c.id, c.code, c.name, c.n_units, c.own, c.month, @stats@ AS stats
            FROM (SELECT p.id, p.code, p.name, p.n_units, m.own, CASE WHEN x.finished THEN m.month ELSE date_trunc('month', @as_of@::timestamp)::date END AS month,
                         CASE WHEN x.finished THEN m.early ELSE 0 END AS early, CASE WHEN x.finished THEN m.on_time ELSE 0 END AS on_time, CASE WHEN x.finished THEN m.late_days END AS late_days,
                         CASE WHEN x.finished THEN m.finished_no_deadline ELSE 0 END AS finished_no_deadline, CASE WHEN x.finished THEN 0 ELSE m.pending END AS pending,
                         CASE WHEN x.finished THEN 0 ELSE m.overdue END AS overdue, CASE WHEN x.finished THEN 0 ELSE m.paused END AS paused, CASE WHEN x.finished THEN 0 ELSE m.no_deadline END AS no_deadline
                  FROM parent p
                       JOIN (SELECT m.parent_id, false AS own, m.month, m.early, m.on_time, m.late_days, m.finished_no_deadline, m.pending, m.overdue, m.paused, m.no_deadline FROM @schema@.dossier_parent_month m
                             UNION ALL
                             SELECT m.agency_id, true, m.month, m.early, m.on_time, m.late_days, m.finished_no_deadline, m.pending, m.overdue, m.paused, m.no_deadline FROM @schema@.dossier_month m) m ON m.parent_id = p.id
                       CROSS JOIN (VALUES (true), (false)) x (finished)
                  WHERE m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
                  UNION ALL
                  SELECT p.id, p.code, p.name, p.n_units, d.own, date_trunc('month', @as_of@::timestamp)::date, d.early, d.on_time, d.late_days, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline
                  FROM parent p
                       JOIN (SELECT d.parent_id, false AS own, d.day, d.early, d.on_time, d.late_days, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline FROM @schema@.dossier_parent_day d
                             UNION ALL
                             SELECT d.agency_id, true, d.day, d.early, d.on_time, d.late_days, d.finished_no_deadline, d.pending, d.overdue, d.paused, d.no_deadline FROM @schema@.dossier_day d) d ON d.parent_id = p.id
                  WHERE d.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
                  UNION ALL
                  SELECT p.id, p.code, p.name, p.n_units, b.own, date_trunc('month', CASE WHEN x.finished THEN l.day ELSE @as_of@ END::timestamp)::date, CASE WHEN x.finished THEN l.early ELSE 0 END,
                         CASE WHEN x.finished THEN l.on_time ELSE 0 END, CASE WHEN x.finished AND l.late <> 0 THEN ARRAY[l.days_late, l.late] END, CASE WHEN x.finished THEN l.finished_no_deadline ELSE 0 END,
                         CASE WHEN x.finished THEN 0 ELSE l.pending END, CASE WHEN x.finished THEN 0 ELSE l.overdue END, CASE WHEN x.finished THEN 0 ELSE l.paused END, CASE WHEN x.finished THEN 0 ELSE l.no_deadline END
                  FROM parent p JOIN member b ON b.parent_id = p.id JOIN @schema@.dossier_log l ON l.agency_id = b.agency_id CROSS JOIN (VALUES (true), (false)) x (finished)
                  WHERE l.day <= @as_of@) c
            GROUP BY c.id, c.code, c.name, c.n_units, c.own, c.month) g
           JOIN (VALUES ('own', true), ('units', false), ('all', true), ('all', false)) p (part, own) ON p.own = g.own
      WHERE g.stats IS NOT NULL
      GROUP BY g.id, g.code, g.name, g.n_units, g.month, p.part) o
     LEFT JOIN @schema@.label l ON l.kind = 'of_parent' AND l.code = o.part;
$sql$;

CREATE OR REPLACE TWIN @schema@.intake_by_parent_month
RETURNS TABLE (parent_code text, parent text, part text, part_vi text, n_units bigint, month date,
               n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint, online_pct numeric, paid_online_pct numeric,
               online_rate float8, paid_online_rate float8)
AS $sql$
WITH @parents@
SELECT i.code AS parent_code, i.name AS parent, i.part, l.vi AS part_vi, i.n_units, i.month,
       i.n_received, i.n_online, i.n_with_fee, i.n_paid_online,
       @extschema@.pct(i.n_online, i.n_received)::numeric(5,2) AS online_pct,
       @extschema@.pct(i.n_paid_online, i.n_with_fee)::numeric(5,2) AS paid_online_pct,
       @extschema@.rate(i.n_online, i.n_received) AS online_rate,
       @extschema@.rate(i.n_paid_online, i.n_with_fee) AS paid_online_rate
FROM (SELECT g.id, g.code, g.name, g.n_units, g.month, p.part, sum(g.received)::bigint AS n_received, sum(g.online)::bigint AS n_online,
             sum(g.with_fee)::bigint AS n_with_fee, sum(g.paid_online)::bigint AS n_paid_online
      FROM (SELECT c.id, c.code, c.name, c.n_units, c.own, c.month, sum(c.received) AS received, sum(c.online) AS online, sum(c.with_fee) AS with_fee, sum(c.paid_online) AS paid_online
            FROM (SELECT p.id, p.code, p.name, p.n_units, m.own, m.month, m.received, m.online, m.with_fee, m.paid_online
                  FROM parent p
                       JOIN (SELECT m.parent_id, false AS own, m.month, m.received, m.online, m.with_fee, m.paid_online FROM @schema@.dossier_parent_month m
                             UNION ALL
                             SELECT m.agency_id, true, m.month, m.received, m.online, m.with_fee, m.paid_online FROM @schema@.dossier_month m) m ON m.parent_id = p.id
                  WHERE m.month < date_trunc('month', (@as_of@ + 1)::timestamp)::date
                  UNION ALL
                  SELECT p.id, p.code, p.name, p.n_units, d.own, date_trunc('month', @as_of@::timestamp)::date, d.received, d.online, d.with_fee, d.paid_online
                  FROM parent p
                       JOIN (SELECT d.parent_id, false AS own, d.day, d.received, d.online, d.with_fee, d.paid_online FROM @schema@.dossier_parent_day d
                             UNION ALL
                             SELECT d.agency_id, true, d.day, d.received, d.online, d.with_fee, d.paid_online FROM @schema@.dossier_day d) d ON d.parent_id = p.id
                  WHERE d.day BETWEEN date_trunc('month', (@as_of@ + 1)::timestamp)::date AND @as_of@
                  UNION ALL
                  SELECT p.id, p.code, p.name, p.n_units, b.own, date_trunc('month', l.day::timestamp)::date, l.received, l.online, l.with_fee, l.paid_online
                  FROM parent p JOIN member b ON b.parent_id = p.id JOIN @schema@.dossier_log l ON l.agency_id = b.agency_id
                  WHERE l.day <= @as_of@) c
            GROUP BY c.id, c.code, c.name, c.n_units, c.own, c.month) g
           JOIN (VALUES ('own', true), ('units', false), ('all', true), ('all', false)) p (part, own) ON p.own = g.own
      GROUP BY g.id, g.code, g.name, g.n_units, g.month, p.part
      HAVING sum(g.received) <> 0) i
     LEFT JOIN @schema@.label l ON l.kind = 'of_parent' AND l.code = i.part;
$sql$;
