-- Every obligation as it stood on a day: what was done later is open, what was
-- assigned later is not there.
CREATE OR REPLACE FUNCTION @schema@.obligations_at(as_of date)
RETURNS TABLE (plan text, year bigint, part text, area_no text, item_no text, title text,
               agency_code text, agency text, deadline_text text, deadline_kind text, deadline_kind_vi text,
               due_on date, done_on date, status text, status_vi text, days_late bigint, days_left bigint,
               period_label text, state text, state_vi text, role text, role_vi text, task_kind text, task_kind_vi text, assigned_on date,
               extended_to date, extended_by text, status_by_extension text, evidence text, result_text text,
               form_right boolean, content_right boolean, channel_right boolean, note text, task_id bigint, root_id bigint, agency_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000
AS $sql$
    SELECT d.plan, d.year::bigint, t.part, t.area_no, t.item_no, t.title, d.agency_code, d.agency, t.deadline_text, d.kind, k.vi,
           d.due, c.done, c.status, l.vi,
           CASE WHEN c.status IN ('late', 'overdue') THEN (coalesce(c.done, obligations_at.as_of) - d.due)::bigint END,
           CASE WHEN c.status = 'pending' THEN (d.due - obligations_at.as_of)::bigint END,
           d.period_label, d.state, s.vi, d.role, r.vi, d.task_kind, g.vi, coalesce(d.assigned_on, make_date(d.year, 1, 1)),
           d.extended_to, d.extended_by,
           CASE WHEN d.extended_to IS NOT NULL AND d.state <> 'not_arisen'
                THEN @extschema@.timeliness(d.extended_to, d.done_on, obligations_at.as_of, d.state = 'paused')::text END,
           d.evidence, d.result_text, d.form_right, d.content_right, d.channel_right, d.note, d.task_id, d.root_id, d.agency_id
    FROM @schema@.duties() d
         JOIN @schema@.task t ON t.id = d.task_id
         CROSS JOIN LATERAL (SELECT CASE WHEN d.done_on <= obligations_at.as_of THEN d.done_on END AS done,
                                    CASE WHEN d.state = 'not_arisen' THEN d.state
                                         ELSE @extschema@.timeliness(d.due, d.done_on, obligations_at.as_of, d.state = 'paused')::text
                                    END AS status) c
         LEFT JOIN @schema@.label l ON l.kind = 'status' AND l.code = c.status
         LEFT JOIN @schema@.label k ON k.kind = 'deadline_kind' AND k.code = d.kind
         LEFT JOIN @schema@.label s ON s.kind = 'task_state' AND s.code = d.state
         LEFT JOIN @schema@.label r ON r.kind = 'role' AND r.code = d.role
         LEFT JOIN @schema@.label g ON g.kind = 'task_kind' AND g.code = d.task_kind
    WHERE d.assigned_on IS NULL OR d.assigned_on <= obligations_at.as_of;
$sql$;

-- The columns of 1.1, now a row for each obligation.
CREATE OR REPLACE FUNCTION @schema@.task_progress_at(as_of date)
RETURNS TABLE (plan text, year bigint, part text, area_no text, item_no text, title text,
               agency_code text, agency text, deadline_text text, deadline_kind text, deadline_kind_vi text,
               due_on date, done_on date, status text, status_vi text, days_late bigint, days_left bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT o.plan, o.year, o.part, o.area_no, o.item_no, o.title, o.agency_code, o.agency, o.deadline_text, o.deadline_kind, o.deadline_kind_vi,
           o.due_on, o.done_on, o.status, o.status_vi, o.days_late, o.days_left
    FROM @schema@.obligations_at(task_progress_at.as_of) o;
$sql$;

CREATE OR REPLACE VIEW @schema@.task_progress AS
SELECT t.* FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.obligations_at(s.reporting_date) t;

CREATE OR REPLACE VIEW @schema@.task_at_risk AS
SELECT t.* FROM (SELECT max(reporting_date) AS reporting_date, max(at_risk_days) AS at_risk_days FROM @schema@.setting) s, @schema@.obligations_at(s.reporting_date) t
WHERE t.days_left <= s.at_risk_days;

-- Of several obligations a task has the worst class: the first of this list.
CREATE OR REPLACE FUNCTION @schema@.badness(status text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT array_position('{overdue,late,paused,pending,on_time,early,no_deadline,not_arisen}'::text[], badness.status);
$sql$;

CREATE OR REPLACE FUNCTION @schema@.class_of(badness integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT ('{overdue,late,paused,pending,on_time,early,no_deadline,not_arisen}'::text[])[class_of.badness];
$sql$;

-- Tasks, sub-items with their task, of the agencies that lead or answer for
-- themselves; reports have their own views.
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
       @extschema@.on_time_rate(t.stats, 'due') AS on_time_of_due_rate,
       t.n_done, t.n_cooperating, t.n_obligations, t.n_obligations_done, t.n_obligations_early, t.n_obligations_on_time, t.n_obligations_late,
       t.n_obligations_pending, t.n_obligations_overdue, t.n_obligations_paused, t.n_obligations_no_deadline
FROM (SELECT g.plan, g.year, g.agency_code, g.agency,
             @extschema@.ontime_agg(g.status::@extschema@.timeliness) FILTER (WHERE g.leads AND g.status <> 'not_arisen') AS stats,
             count(*) FILTER (WHERE g.leads AND g.status = 'not_arisen') AS n_not_arisen,
             count(*) FILTER (WHERE g.leads AND g.status <> 'not_arisen' AND g.n = g.n_done) AS n_done,
             count(*) FILTER (WHERE NOT g.leads) AS n_cooperating,
             coalesce(sum(g.n) FILTER (WHERE g.leads), 0)::bigint AS n_obligations,
             coalesce(sum(g.n_done) FILTER (WHERE g.leads), 0)::bigint AS n_obligations_done,
             coalesce(sum(g.n_early) FILTER (WHERE g.leads), 0)::bigint AS n_obligations_early,
             coalesce(sum(g.n_on_time) FILTER (WHERE g.leads), 0)::bigint AS n_obligations_on_time,
             coalesce(sum(g.n_late) FILTER (WHERE g.leads), 0)::bigint AS n_obligations_late,
             coalesce(sum(g.n_pending) FILTER (WHERE g.leads), 0)::bigint AS n_obligations_pending,
             coalesce(sum(g.n_overdue) FILTER (WHERE g.leads), 0)::bigint AS n_obligations_overdue,
             coalesce(sum(g.n_paused) FILTER (WHERE g.leads), 0)::bigint AS n_obligations_paused,
             coalesce(sum(g.n_no_deadline) FILTER (WHERE g.leads), 0)::bigint AS n_obligations_no_deadline
      FROM (SELECT o.plan, o.year, o.agency_code, o.agency, o.role IS DISTINCT FROM 'cooperating' AS leads, @schema@.class_of(min(@schema@.badness(o.status))) AS status,
                   count(*) FILTER (WHERE o.status <> 'not_arisen') AS n,
                   count(o.done_on) FILTER (WHERE o.status <> 'not_arisen') AS n_done,
                   count(*) FILTER (WHERE o.status = 'early') AS n_early,
                   count(*) FILTER (WHERE o.status = 'on_time') AS n_on_time,
                   count(*) FILTER (WHERE o.status = 'late') AS n_late,
                   count(*) FILTER (WHERE o.status = 'pending') AS n_pending,
                   count(*) FILTER (WHERE o.status = 'overdue') AS n_overdue,
                   count(*) FILTER (WHERE o.status = 'paused') AS n_paused,
                   count(*) FILTER (WHERE o.status = 'no_deadline') AS n_no_deadline
            FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.obligations_at(s.reporting_date) o
            WHERE o.task_kind <> 'report'
            GROUP BY o.plan, o.year, o.agency_code, o.agency, o.root_id, o.role IS DISTINCT FROM 'cooperating') g
      GROUP BY g.plan, g.year, g.agency_code, g.agency) t;

-- Which roles a figure counts, by name: a choice, or an error.
CREATE OR REPLACE FUNCTION @schema@.choice_of_roles(roles text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT CASE WHEN choice_of_roles.roles IN ('lead', 'all') THEN choice_of_roles.roles
                ELSE @schema@.refuse(format('"%s" is not a choice of roles', choice_of_roles.roles), 'Write lead (those named lead, and all where nobody is named) or all.')::text END;
$sql$;

-- The flows of a period, by agency: carried over + new = done + open, as of the
-- end of the last day.  What is at risk is open, in time, and due within the
-- setting's at_risk_days.  The parts of duties() are counted apart: over all of them
-- together every row would pass through the columns that nobody asks for.  They are counted by the agency's id, for a code may be that of two, one
-- after the other, and by its code, which a condition on it reaches.
CREATE OR REPLACE FUNCTION @schema@.task_between(first_day date, last_day date, roles text DEFAULT 'lead')
RETURNS TABLE (agency_code text, agency text, n_carried_over bigint, n_new bigint, n_done bigint, n_early bigint, n_on_time bigint, n_late bigint,
               n_done_no_deadline bigint, n_open bigint, n_in_time bigint, n_overdue bigint, n_paused bigint, n_open_no_deadline bigint, n_at_risk bigint)
LANGUAGE sql STABLE
AS $sql$
    SELECT a.code, a.name,
           coalesce(sum(c.n) FILTER (WHERE c.class IS NOT NULL AND c.carried_over), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class IS NOT NULL AND NOT c.carried_over), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class IN ('done early', 'done on time', 'done late', 'done without a date')), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class = 'done early'), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class = 'done on time'), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class = 'done late'), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class = 'done without a date'), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class IN ('at risk', 'in time', 'overdue', 'paused', 'without a date')), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class IN ('at risk', 'in time')), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class = 'overdue'), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class = 'paused'), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class = 'without a date'), 0),
           coalesce(sum(c.n) FILTER (WHERE c.class = 'at risk'), 0)
    FROM (
          @task_classes@ FROM (@duties_stored@) d @task_classed@
          UNION ALL
          @task_classes@ FROM (
@duties_named(@bound_behind@)@
          ) d @task_classed@
          UNION ALL
          @task_classes@ FROM (
@duties_own(@bound_behind@)@
          ) d @task_classed@
         ) c
         JOIN @schema@.agency a ON a.id = c.agency_id AND a.code = c.agency_code
    -- asked where there is no row, too
    WHERE (SELECT @schema@.choice_of_roles(task_between.roles)) IS NOT NULL AND @extschema@.is_period(task_between.first_day, task_between.last_day)
    GROUP BY a.id, a.code, a.name
    HAVING count(c.class) > 0;
$sql$;

-- The seven days that end with the reporting date.
CREATE OR REPLACE VIEW @schema@.task_week AS
SELECT s.reporting_date - 6 AS first_day, s.reporting_date AS last_day, t.*
FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.task_between(s.reporting_date - 6, s.reporting_date) t;

-- Assigned work is good when all that was set for the period is done, enough of
-- it early, and none late, nor open past its date.  An obligation counts where
-- it falls due, one without a date at the end of its plan's year.  A part that
-- cannot be said, early of what had no date, is unknown, and so is the verdict
-- unless another part fails it.
CREATE OR REPLACE FUNCTION @schema@.assigned_work_between(first_day date, last_day date, roles text DEFAULT 'lead', early_at_least numeric DEFAULT 30)
RETURNS TABLE (agency_code text, agency text, n_set bigint, n_done bigint, n_due bigint, n_early bigint, n_late bigint, n_overdue bigint,
               done_pct numeric, early_pct numeric, all_done boolean, early_enough boolean, none_late boolean, good boolean,
               done_rate double precision, early_rate double precision)
LANGUAGE sql STABLE
AS $sql$
    SELECT c.agency_code, c.agency, c.n_set, c.n_done, c.n_due, c.n_early, c.n_late, c.n_overdue,
           @extschema@.pct(c.n_done, c.n_set), @extschema@.pct(c.n_early, c.n_due),
           v.all_done, v.early_enough, v.none_late, v.all_done AND v.early_enough AND v.none_late,
           @extschema@.rate(c.n_done, c.n_set), @extschema@.rate(c.n_early, c.n_due)
    FROM (SELECT d.agency_code, d.agency, count(*) AS n_set,
                 count(*) FILTER (WHERE d.done_on <= l.last_day) AS n_done,
                 count(*) FILTER (WHERE d.due IS NOT NULL AND d.done_on <= l.last_day OR d.state <> 'paused' AND d.due < l.last_day) AS n_due,
                 count(*) FILTER (WHERE d.done_on < d.due AND d.done_on <= l.last_day) AS n_early,
                 count(*) FILTER (WHERE d.done_on > d.due AND d.done_on <= l.last_day) AS n_late,
                 count(*) FILTER (WHERE (d.done_on <= l.last_day) IS NOT TRUE AND d.state <> 'paused' AND d.due < l.last_day) AS n_overdue
          FROM (SELECT assigned_work_between.last_day, @schema@.choice_of_roles(assigned_work_between.roles) AS roles) l
               CROSS JOIN @schema@.duties() d
          WHERE d.task_kind <> 'report' AND d.state <> 'not_arisen' AND (l.roles = 'all' OR d.role IS DISTINCT FROM 'cooperating')
            AND coalesce(d.due, make_date(d.year, 12, 31)) BETWEEN assigned_work_between.first_day AND assigned_work_between.last_day
            AND @extschema@.is_period(assigned_work_between.first_day, assigned_work_between.last_day)
          GROUP BY d.agency_code, d.agency) c
         CROSS JOIN LATERAL (SELECT c.n_done = c.n_set AS all_done,
                                    CASE WHEN c.n_due > 0 THEN c.n_early * 100 >= assigned_work_between.early_at_least * c.n_due END AS early_enough,
                                    c.n_late + c.n_overdue = 0 AS none_late) v;
$sql$;

CREATE OR REPLACE VIEW @schema@.assigned_work AS
SELECT s.period_from AS first_day, s.reporting_date AS last_day, t.*
FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.assigned_work_between(s.period_from, s.reporting_date) t;

-- The progress annex as the office prints it: a row for each item, in the order
-- of the plan; done when all its agencies are, sub-items too.
CREATE OR REPLACE VIEW @schema@.task_annex AS
SELECT t.plan, p.year::bigint AS year, t.part, t.area_no, t.area_title, t.item_no, t.title, t.expected_product,
       n.lead_agencies, n.cooperating_agencies, coalesce(t.agreed_text, t.deadline_text) AS deadline_text, n.next_due_on, n.result_text,
       n.status, l.en AS status_en, l.vi AS status_vi, coalesce(n.n_obligations = n.n_done, false) AS done,
       coalesce(n.n_agencies, 0) AS n_agencies, coalesce(n.n_obligations, 0) AS n_obligations, coalesce(n.n_done, 0) AS n_done, t.task_kind, t.id AS task_id, t.parent_id
FROM @schema@.task t
     JOIN @schema@.plan p ON p.code = t.plan
     LEFT JOIN (SELECT g.task_id, string_agg(g.agency, '; ' ORDER BY g.role IS DISTINCT FROM 'lead', g.agency_code) FILTER (WHERE g.role IS DISTINCT FROM 'cooperating') AS lead_agencies,
                       string_agg(g.agency, '; ' ORDER BY g.agency_code) FILTER (WHERE g.role = 'cooperating') AS cooperating_agencies,
                       min(g.next_due_on) AS next_due_on, string_agg(g.result_text, E'\n' ORDER BY g.agency_code) AS result_text,
                       @schema@.class_of(min(@schema@.badness(g.status))) AS status, count(DISTINCT g.agency_code) AS n_agencies,
                       sum(g.n_obligations)::bigint AS n_obligations, sum(g.n_done)::bigint AS n_done
                FROM (SELECT u.task_id, o.agency_code, o.agency, min(o.role) AS role, min(o.due_on) FILTER (WHERE o.status IN ('pending', 'overdue')) AS next_due_on,
                             string_agg(DISTINCT o.result_text, E'\n') AS result_text, @schema@.class_of(min(@schema@.badness(o.status))) AS status,
                             count(*) FILTER (WHERE o.status <> 'not_arisen') AS n_obligations,
                             count(o.done_on) FILTER (WHERE o.status <> 'not_arisen') AS n_done
                      FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s
                           CROSS JOIN LATERAL @schema@.obligations_at(s.reporting_date) o
                           CROSS JOIN LATERAL unnest(CASE WHEN o.task_id = o.root_id THEN ARRAY[o.task_id] ELSE ARRAY[o.task_id, o.root_id] END) AS u (task_id)
                      GROUP BY u.task_id, o.agency_code, o.agency) g
                GROUP BY g.task_id) n ON n.task_id = t.id
     LEFT JOIN @schema@.label l ON l.kind = 'status' AND l.code = n.status;

-- Completion of a plan, by area: done of those set, without a look at the dates.
CREATE OR REPLACE VIEW @schema@.task_by_area AS
SELECT x.plan, x.year, x.part, x.area_no, max(x.area_title) AS area_title, count(*) AS n_tasks,
       count(*) FILTER (WHERE x.status = 'not_arisen') AS n_not_arisen,
       count(*) FILTER (WHERE x.done AND x.status <> 'not_arisen') AS n_done,
       count(*) FILTER (WHERE x.status = 'early') AS n_early, count(*) FILTER (WHERE x.status = 'on_time') AS n_on_time,
       count(*) FILTER (WHERE x.status = 'late') AS n_late, count(*) FILTER (WHERE x.status = 'overdue') AS n_overdue,
       @extschema@.pct(count(*) FILTER (WHERE x.done AND x.status <> 'not_arisen'), count(*) FILTER (WHERE x.status IS DISTINCT FROM 'not_arisen'))::numeric(5,2) AS done_pct,
       @extschema@.rate(count(*) FILTER (WHERE x.done AND x.status <> 'not_arisen'), count(*) FILTER (WHERE x.status IS DISTINCT FROM 'not_arisen')) AS done_rate
FROM @schema@.task_annex x
WHERE x.parent_id IS NULL AND x.task_kind <> 'report'
GROUP BY x.plan, x.year, x.part, x.area_no;

-- Appendix 1, row 9: the total is its four parts, and not they and itself.
CREATE OR REPLACE VIEW @schema@.government_tasks AS
SELECT x.year, count(*) AS n_total,
       count(*) FILTER (WHERE x.status IN ('early', 'on_time') OR x.done AND x.status = 'no_deadline') AS n_on_time,
       count(*) FILTER (WHERE x.status = 'late') AS n_late,
       count(*) FILTER (WHERE x.status = 'overdue') AS n_overdue,
       count(*) FILTER (WHERE x.status IN ('pending', 'paused') OR NOT x.done AND x.status = 'no_deadline' OR x.status IS NULL) AS n_not_yet_due
FROM @schema@.task_annex x
WHERE x.parent_id IS NULL AND x.task_kind = 'government' AND x.status IS DISTINCT FROM 'not_arisen'
GROUP BY x.year;

-- Periodic reports that fall due in a period: right when sent in time, in the
-- right form, with the right content, by the right channel.
CREATE OR REPLACE FUNCTION @schema@.report_between(first_day date, last_day date)
RETURNS TABLE (agency_code text, agency text, n_due bigint, n_sent bigint, n_on_time bigint, n_late bigint, n_missing bigint,
               n_form_wrong bigint, n_content_wrong bigint, n_channel_wrong bigint, n_not_examined bigint, n_right bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT d.agency_code, d.agency, count(*), count(d.done), count(*) FILTER (WHERE d.done <= d.due), count(*) FILTER (WHERE d.done > d.due),
           count(*) FILTER (WHERE d.done IS NULL AND d.due < report_between.last_day),
           count(*) FILTER (WHERE d.done IS NOT NULL AND NOT d.form_right), count(*) FILTER (WHERE d.done IS NOT NULL AND NOT d.content_right),
           count(*) FILTER (WHERE d.done IS NOT NULL AND NOT d.channel_right),
           count(*) FILTER (WHERE d.done IS NOT NULL AND (d.form_right IS NULL OR d.content_right IS NULL OR d.channel_right IS NULL)),
           count(*) FILTER (WHERE d.done <= d.due AND d.form_right AND d.content_right AND d.channel_right)
    FROM (SELECT x.*, CASE WHEN x.done_on <= report_between.last_day THEN x.done_on END AS done
          FROM @schema@.duties() x
          WHERE x.task_kind = 'report' AND x.state NOT IN ('not_arisen', 'paused') AND x.due BETWEEN report_between.first_day AND report_between.last_day
            AND @extschema@.is_period(report_between.first_day, report_between.last_day)) d
    GROUP BY d.agency_code, d.agency;
$sql$;

CREATE OR REPLACE VIEW @schema@.report_summary AS
SELECT s.period_from AS first_day, s.reporting_date AS last_day, t.*
FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.report_between(s.period_from, s.reporting_date) t;

-- Tasks by the day on which their last obligation falls due, and whether all
-- agencies are done by a day; sub-items with their task.
CREATE OR REPLACE FUNCTION @schema@.task_completions(last_day date)
RETURNS TABLE (task_id bigint, counts_on date, completed boolean)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT d.root_id, max(coalesce(d.due, make_date(d.year, 12, 31))), bool_and(coalesce(d.done_on <= task_completions.last_day, false))
    FROM @schema@.duties() d
    WHERE d.task_kind <> 'report' AND d.state <> 'not_arisen'
    GROUP BY d.root_id;
$sql$;

-- ---------------------------------------------------------------------------
-- Checks at entry
-- ---------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION @schema@.task_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, task_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'task_is_a_sub_item_of_a_task_of_its_plan' AS fault, concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, '')),
           format('task %s cannot be a sub-item of task %s', concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, '')),
                  concat_ws('/', p.plan, nullif(p.part, ''), p.area_no, nullif(p.item_no, ''))),
           format('nhiệm vụ %s không thể là mục con của nhiệm vụ %s', concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, '')),
                  concat_ws('/', p.plan, nullif(p.part, ''), p.area_no, nullif(p.item_no, ''))),
           'A sub-item is of the same plan and kind as its task, which is no sub-item itself.' AS hint, t.id
    FROM @schema@.task t JOIN @schema@.task p ON p.id = t.parent_id
    WHERE p.plan <> t.plan OR p.task_kind <> t.task_kind OR p.parent_id IS NOT NULL OR EXISTS (SELECT FROM @schema@.task s WHERE s.parent_id = t.id);
$sql$;

CREATE OR REPLACE TRIGGER task_parent_checked AFTER INSERT OR UPDATE OF parent_id, plan, task_kind ON @schema@.task
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_rows('task_faults', 'task_id=id');

CREATE OR REPLACE FUNCTION @schema@.task_agency_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, task_id bigint, agency_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    -- assigned on a day that is not said: on the first of the plan's year
    SELECT 'task_due_on_not_before_assignment' AS fault, k.key,
           format('the agreed date of task %s, %s, is before its assignment on %s', k.key, to_char(t.due_on, 'YYYY-MM-DD'), to_char(d.assigned_on, 'YYYY-MM-DD')),
           format('thời hạn ấn định của nhiệm vụ %s, %s, trước ngày giao %s', k.key, to_char(t.due_on, 'DD/MM/YYYY'), to_char(d.assigned_on, 'DD/MM/YYYY')),
           'A date can be agreed from the day of assignment on.' AS hint, b.task_id, b.agency_id
    FROM @schema@.task t
         JOIN @schema@.task_agency b ON b.task_id = t.id
         JOIN @schema@.plan p ON p.code = t.plan
         JOIN @schema@.agency a ON a.id = b.agency_id
         CROSS JOIN LATERAL (SELECT coalesce(b.assigned_on, make_date(p.year, 1, 1)) AS assigned_on) d
         CROSS JOIN LATERAL (SELECT concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, ''), a.code) AS key) k
    WHERE t.due_on < d.assigned_on
    UNION ALL
    SELECT 'task_is_assigned_while_the_agency_exists' AS fault, k.key,
           format('task %s is assigned on %s, after the last day of its agency, %s', k.key, to_char(d.assigned_on, 'YYYY-MM-DD'), to_char(a.valid_to, 'YYYY-MM-DD')),
           format('nhiệm vụ %s được giao ngày %s, sau ngày hết hiệu lực của cơ quan, %s', k.key, to_char(d.assigned_on, 'DD/MM/YYYY'), to_char(a.valid_to, 'DD/MM/YYYY')),
           @schema@.taken_over_hint(a.id, d.assigned_on) AS hint, b.task_id, b.agency_id
    FROM @schema@.agency a
         JOIN @schema@.task_agency b ON b.agency_id = a.id
         JOIN @schema@.task t ON t.id = b.task_id
         JOIN @schema@.plan p ON p.code = t.plan
         CROSS JOIN LATERAL (SELECT coalesce(b.assigned_on, make_date(p.year, 1, 1)) AS assigned_on) d
         CROSS JOIN LATERAL (SELECT concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, ''), a.code) AS key) k
    WHERE d.assigned_on > a.valid_to;
$sql$;

CREATE OR REPLACE TRIGGER task_due_on_checked AFTER UPDATE OF due_on ON @schema@.task
    FOR EACH ROW WHEN (NEW.due_on IS NOT NULL)
    EXECUTE FUNCTION @extschema@.check_rows('task_agency_faults', 'task_id=id');

CREATE OR REPLACE TRIGGER task_agencies_inserted AFTER INSERT ON @schema@.task_agency REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('task_agency_faults', 'task_id', 'agency_id');

CREATE OR REPLACE TRIGGER task_agency_assignment_checked AFTER UPDATE OF assigned_on, task_id, agency_id ON @schema@.task_agency
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_rows('task_agency_faults', 'task_id', 'agency_id');

CREATE OR REPLACE FUNCTION @schema@.obligation_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, agency_id bigint, task_id bigint, period_label text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT f.fault, k.key, f.message_en, f.message_vi, f.hint, o.agency_id, o.task_id, o.period_label
    FROM @schema@.obligation o
         JOIN @schema@.task t ON t.id = o.task_id
         JOIN @schema@.plan p ON p.code = t.plan
         JOIN @schema@.task_agency b ON b.task_id = o.task_id AND b.agency_id = o.agency_id
         JOIN @schema@.agency a ON a.id = o.agency_id
         CROSS JOIN LATERAL (SELECT max(w.due) FILTER (WHERE w.period_label = o.period_label) AS due, coalesce(bool_or(w.period_label = o.period_label), false) AS named,
                                    string_agg(w.period_label, ', ' ORDER BY w.due, w.period_label) AS labels
                             FROM @schema@.task_terms(t.due_on, coalesce(t.agreed_text, t.deadline_text), p.year) w) n
         CROSS JOIN LATERAL (SELECT coalesce(o.agreed_due, o.event_due, CASE WHEN o.own THEN o.kept_due ELSE n.due END) AS due) d
         CROSS JOIN LATERAL (SELECT coalesce(b.assigned_on, make_date(p.year, 1, 1)) AS assigned_on) g
         CROSS JOIN LATERAL (SELECT concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, ''), a.code, o.period_label) AS key) k
         CROSS JOIN LATERAL (
             SELECT 'obligation_is_named_by_its_task' AS fault,
                    format('obligation %s: the task has no period "%s"', k.key, o.period_label) AS message_en,
                    format('nghĩa vụ %s: nhiệm vụ không có kỳ "%s"', k.key, o.period_label) AS message_vi,
                    format('The periods of the task are %s; one agreed beside them has own = true.', n.labels) AS hint
             WHERE NOT o.own AND NOT n.named
             UNION ALL
             SELECT 'obligation_of_its_own_is_not_named_by_its_task' AS fault,
                    format('obligation %s: the task has the period "%s" already', k.key, o.period_label),
                    format('nghĩa vụ %s: nhiệm vụ đã có kỳ "%s"', k.key, o.period_label),
                    'Leave own false, and give agreed_due where another date was agreed.' AS hint
             WHERE o.own AND n.named
             UNION ALL
             SELECT 'obligation_agreed_due_not_before_assignment' AS fault,
                    format('obligation %s: the agreed date %s is before the assignment on %s', k.key, to_char(o.agreed_due, 'YYYY-MM-DD'), to_char(g.assigned_on, 'YYYY-MM-DD')),
                    format('nghĩa vụ %s: thời hạn ấn định %s trước ngày giao %s', k.key, to_char(o.agreed_due, 'DD/MM/YYYY'), to_char(g.assigned_on, 'DD/MM/YYYY')),
                    'A date can be agreed from the day of assignment on.' AS hint
             WHERE o.agreed_due < g.assigned_on
             UNION ALL
             SELECT 'obligation_extension_is_after_the_first_date' AS fault,
                    format('obligation %s: it is extended to %s, and first due on %s', k.key, to_char(o.extended_to, 'YYYY-MM-DD'), coalesce(to_char(d.due, 'YYYY-MM-DD'), 'no date')),
                    format('nghĩa vụ %s: gia hạn đến %s, thời hạn đầu là %s', k.key, to_char(o.extended_to, 'DD/MM/YYYY'), coalesce(to_char(d.due, 'DD/MM/YYYY'), 'không có')),
                    'An extension grants a day after the first date; a first date is agreed in agreed_due.' AS hint
             WHERE (o.extended_to > d.due) IS NOT TRUE AND o.extended_to IS NOT NULL
             UNION ALL
             SELECT 'obligation_event_is_one_of_its_wording' AS fault,
                    format('obligation %s: no date follows from the event on %s', k.key, to_char(o.event_on, 'YYYY-MM-DD')),
                    format('nghĩa vụ %s: không tính được thời hạn từ sự kiện ngày %s', k.key, to_char(o.event_on, 'DD/MM/YYYY')),
                    'The wording of the task names a number of days, working days or months after or before an event; give agreed_due where it does not.' AS hint
             WHERE o.event_on IS NOT NULL AND o.event_due IS NULL) f;
$sql$;

CREATE OR REPLACE TRIGGER obligations_inserted AFTER INSERT ON @schema@.obligation REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('obligation_faults', 'agency_id', 'task_id', 'period_label');

CREATE OR REPLACE TRIGGER obligations_updated AFTER UPDATE ON @schema@.obligation REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('obligation_faults', 'agency_id', 'task_id', 'period_label');

CREATE OR REPLACE TRIGGER task_agency_obligations_checked AFTER UPDATE OF assigned_on ON @schema@.task_agency
    FOR EACH ROW WHEN (NEW.assigned_on IS NOT NULL)
    EXECUTE FUNCTION @extschema@.check_rows('obligation_faults', 'task_id', 'agency_id');

-- The date that follows from an event, once its day is known.  With the rights
-- of the model's owner, as all checks: whoever may report need not see the plans.
CREATE OR REPLACE FUNCTION @schema@.fill_event_due() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    NEW.event_due := NULL;
    IF NEW.event_on IS NOT NULL THEN
        EXECUTE format('SELECT @extschema@.due_after($1, coalesce(t.agreed_text, t.deadline_text), p.year, %1$I.calendar())
                        FROM %1$I.task t JOIN %1$I.plan p ON p.code = t.plan WHERE t.id = $2', TG_TABLE_SCHEMA)
            INTO NEW.event_due USING NEW.event_on, NEW.task_id;
    END IF;
    RETURN NEW;
END
$body$;

CREATE OR REPLACE TRIGGER obligation_event_due_filled BEFORE INSERT OR UPDATE ON @schema@.obligation
    FOR EACH ROW EXECUTE FUNCTION @schema@.fill_event_due();

-- Another wording, or year, moves dates and leaves what is reported where it stands,
-- by its label.  What is reported under a label that goes is kept with its old
-- date, and found again when the label comes back.  It says so, and writes it
-- down.  With the rights of the model's owner: the rows are of all agencies.
CREATE OR REPLACE FUNCTION @schema@.keep_obligations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    item record;
    kept bigint;
BEGIN
    FOR item IN EXECUTE format($q$
        SELECT t.id, concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, '')) AS key,
               array_agg(o.period_label) FILTER (WHERE n.period_label IS NULL) AS gone,
               string_agg(o.period_label, ', ' ORDER BY o.due, o.period_label) FILTER (WHERE n.period_label IS NULL) AS went,
               string_agg(n.period_label, ', ' ORDER BY n.due, n.period_label) FILTER (WHERE o.period_label IS NULL) AS came,
               string_agg(format('%%s from %%s to %%s', n.period_label, coalesce(to_char(o.due, 'YYYY-MM-DD'), 'no date'), coalesce(to_char(n.due, 'YYYY-MM-DD'), 'no date')), ', ' ORDER BY n.due, n.period_label)
                   FILTER (WHERE o.due IS DISTINCT FROM n.due AND o.period_label = n.period_label) AS moved,
               jsonb_object_agg(o.period_label, to_char(o.due, 'YYYY-MM-DD')) FILTER (WHERE o.period_label IS NOT NULL) AS old,
               jsonb_object_agg(n.period_label, to_char(n.due, 'YYYY-MM-DD')) FILTER (WHERE n.period_label IS NOT NULL) AS new
        FROM %1$I.task t
             JOIN %1$I.plan p ON p.code = t.plan
             CROSS JOIN LATERAL jsonb_populate_record(t, CASE $1 WHEN 'task' THEN $2 END) AS before
             CROSS JOIN (%1$I.task_terms(before.due_on, coalesce(before.agreed_text, before.deadline_text), CASE $1 WHEN 'plan' THEN ($2 ->> 'year')::integer ELSE (SELECT y.year FROM %1$I.plan y WHERE y.code = before.plan) END) o
                         FULL JOIN %1$I.task_terms(t.due_on, coalesce(t.agreed_text, t.deadline_text), p.year) n ON n.period_label = o.period_label)
        WHERE CASE $1 WHEN 'task' THEN t.id = ($2 ->> 'id')::bigint ELSE t.plan = $2 ->> 'code' END
          AND EXISTS (SELECT FROM %1$I.task_agency b WHERE b.task_id = t.id)
        GROUP BY t.id
        HAVING NOT bool_and(o.period_label IS NOT DISTINCT FROM n.period_label AND o.due IS NOT DISTINCT FROM n.due)
        ORDER BY t.id $q$, TG_TABLE_SCHEMA) USING TG_TABLE_NAME, to_jsonb(OLD)
    LOOP
        EXECUTE format('UPDATE %I.obligation o SET own = true, kept_due = ($3 ->> o.period_label)::date WHERE o.task_id = $1 AND o.period_label = ANY ($2) AND NOT o.own', TG_TABLE_SCHEMA)
            USING item.id, item.gone, item.old;
        GET DIAGNOSTICS kept = ROW_COUNT;
        EXECUTE format('UPDATE %I.obligation o SET own = false, kept_due = NULL WHERE o.task_id = $1 AND o.own AND $2 ? o.period_label', TG_TABLE_SCHEMA) USING item.id, item.new;
        EXECUTE format('UPDATE %I.obligation o SET event_on = o.event_on WHERE o.task_id = $1 AND o.event_on IS NOT NULL', TG_TABLE_SCHEMA) USING item.id;
        EXECUTE format('INSERT INTO %I.history (changed_by, relation, old, new) VALUES ($1, ''task'', jsonb_build_object(''key'', $2::text, ''due'', $3), jsonb_build_object(''key'', $2::text, ''due'', $4))', TG_TABLE_SCHEMA)
            USING CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END, item.key, item.old, item.new;
        RAISE NOTICE 'due dates of task % have changed', item.key
            USING DETAIL = concat_ws('; ', 'came: ' || item.came, 'went: ' || item.went, 'moved: ' || item.moved,
                                     CASE WHEN kept > 0 THEN format('reported and kept with their old dates: %s', kept) END) || '.';
    END LOOP;
    RETURN NULL;
END
$body$;

CREATE OR REPLACE TRIGGER task_obligations_kept AFTER UPDATE ON @schema@.task
    FOR EACH ROW WHEN (OLD.plan <> NEW.plan OR OLD.due_on IS DISTINCT FROM NEW.due_on OR OLD.agreed_text IS DISTINCT FROM NEW.agreed_text OR OLD.deadline_text IS DISTINCT FROM NEW.deadline_text)
    EXECUTE FUNCTION @schema@.keep_obligations();

CREATE OR REPLACE TRIGGER plan_obligations_kept AFTER UPDATE ON @schema@.plan
    FOR EACH ROW WHEN (OLD.year <> NEW.year)
    EXECUTE FUNCTION @schema@.keep_obligations();

-- They read and write with the owner's rights: nobody else may put them on a
-- table of his own.
REVOKE ALL ON FUNCTION @schema@.fill_event_due(), @schema@.keep_obligations() FROM PUBLIC;
