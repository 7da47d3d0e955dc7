-- The due date is the one the office agreed (task.due_on), else the last date
-- that the plan's wording names.
CREATE OR REPLACE FUNCTION @schema@.task_progress_at(as_of date)
RETURNS TABLE (plan text, year bigint, part text, area_no text, item_no text, title text,
               agency_code text, agency text, deadline_text text, deadline_kind text, deadline_kind_vi text,
               due_on date, done_on date, status text, status_vi text, days_late bigint, days_left bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT p.code, p.year::bigint, t.part, t.area_no, t.item_no, t.title,
           a.code, a.name, t.deadline_text, d.kind, k.vi, d.due, c.done, c.status, l.vi,
           CASE WHEN c.status IN ('late', 'overdue') THEN (coalesce(c.done, task_progress_at.as_of) - d.due)::bigint END,
           CASE WHEN c.status = 'pending' THEN (d.due - task_progress_at.as_of)::bigint END
    FROM @schema@.task t
         JOIN @schema@.plan p ON p.code = t.plan
         JOIN @schema@.task_agency ta ON ta.task_id = t.id
         JOIN @schema@.agency a ON a.id = ta.agency_id
         LEFT JOIN LATERAL (SELECT t.due_on AS due, 'agreed' AS kind WHERE t.due_on IS NOT NULL
                            UNION ALL
                            (SELECT w.due, w.kind::text FROM @extschema@.deadlines(t.deadline_text, p.year) w
                             WHERE t.due_on IS NULL ORDER BY w.due DESC NULLS LAST, w.ord LIMIT 1)) d ON true
         CROSS JOIN LATERAL (SELECT CASE WHEN ta.done_on <= task_progress_at.as_of THEN ta.done_on END AS done,
                                    CASE WHEN ta.state = 'not_arisen' THEN ta.state
                                         ELSE @extschema@.timeliness(d.due, ta.done_on, task_progress_at.as_of, ta.state = 'paused')::text
                                    END AS status) c
         LEFT JOIN @schema@.label l ON l.kind = 'status' AND l.code = c.status
         LEFT JOIN @schema@.label k ON k.kind = 'deadline_kind' AND k.code = d.kind;
$sql$;

CREATE OR REPLACE VIEW @schema@.task_progress AS
SELECT t.* FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.task_progress_at(s.reporting_date) t;

CREATE OR REPLACE VIEW @schema@.task_at_risk AS
SELECT t.* FROM (SELECT max(reporting_date) AS reporting_date, max(at_risk_days) AS at_risk_days FROM @schema@.setting) s, @schema@.task_progress_at(s.reporting_date) t
WHERE t.days_left <= s.at_risk_days;

CREATE OR REPLACE VIEW @schema@.task_summary AS
SELECT t.plan, t.year, t.agency_code, t.agency,
       @extschema@.n_received(t.stats) AS n_assigned,
       @extschema@.n_early(t.stats) AS n_early,
       @extschema@.n_on_time(t.stats) AS n_on_time,
       @extschema@.n_late(t.stats) AS n_late,
       @extschema@.n_pending(t.stats) AS n_pending,
       @extschema@.n_overdue(t.stats) AS n_overdue,
       @extschema@.n_paused(t.stats) AS n_paused,
       @extschema@.n_no_deadline(t.stats) AS n_no_deadline,
       t.n_not_arisen,
       @extschema@.on_time_pct(t.stats, 'due')::numeric(5,2) AS on_time_of_due_pct,
       @extschema@.n_early(t.stats) + @extschema@.n_on_time(t.stats) + @extschema@.n_late(t.stats) + @extschema@.n_overdue(t.stats) AS n_due,
       @extschema@.on_time_rate(t.stats, 'due') AS on_time_of_due_rate
FROM (SELECT plan, year, agency_code, agency,
             @extschema@.ontime_agg(status::@extschema@.timeliness) FILTER (WHERE status <> 'not_arisen') AS stats,
             count(*) FILTER (WHERE status = 'not_arisen') AS n_not_arisen
      FROM @schema@.task_progress
      GROUP BY plan, year, agency_code, agency) t;
