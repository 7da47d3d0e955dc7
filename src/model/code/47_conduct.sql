-- The printed rules, and which dossiers of a period break them: every refusal has
-- a slip, every late dossier an apology with a new date, and a supplement is asked
-- for at most once.  A dossier finished in the period counts at its end, one that
-- is overdue at the last day on that day, a request on the day of the second.
-- Each is read by an index that holds such dossiers alone: what finished past its
-- due date, also after the period; what is open; apologies and refusals by the day of
-- the end.  (Infinity is an upper end for the planner, which takes what has none for a
-- third of the table.)
CREATE OR REPLACE FUNCTION @schema@.conduct_faults(first_day date, last_day date)
RETURNS TABLE (agency_code text, agency text, dossier text, service_code text, fault text, fault_vi text, day date, days_late bigint, officer text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH period AS (
        SELECT s.zone, conduct_faults.first_day::timestamp AT TIME ZONE s.zone AS starts, (conduct_faults.last_day + time '23:59:59.999999') AT TIME ZONE s.zone AS as_of
        FROM (SELECT max(zone) AS zone FROM @schema@.setting) s
        WHERE @extschema@.is_period(conduct_faults.first_day, conduct_faults.last_day)
    ), finished AS (
        SELECT d.code, d.agency_id, d.service, (d.finished_at AT TIME ZONE p.zone)::date AS day, (d.due_at AT TIME ZONE p.zone)::date AS due_on
        FROM period p JOIN @schema@.dossier d ON d.finished_at BETWEEN p.starts AND p.as_of AND d.finished_at > d.due_at
        WHERE @extschema@.timeliness(d.due_at, d.finished_at, p.as_of, false, p.zone) = 'late'
    ), overdue AS (
        SELECT d.code, d.agency_id, d.service, (d.due_at AT TIME ZONE p.zone)::date AS due_on
        FROM period p JOIN @schema@.dossier d ON d.finished_at > p.as_of AND d.finished_at <= 'infinity' AND d.finished_at > d.due_at AND d.due_at <= p.as_of
        WHERE @extschema@.timeliness(d.due_at, d.finished_at, p.as_of, d.pauses @> p.as_of, p.zone) = 'overdue'
        UNION ALL
        SELECT d.code, d.agency_id, d.service, (d.due_at AT TIME ZONE p.zone)::date
        FROM period p JOIN @schema@.dossier d ON d.finished_at IS NULL AND d.due_at <= p.as_of
        WHERE @extschema@.timeliness(d.due_at, d.finished_at, p.as_of, d.pauses @> p.as_of, p.zone) = 'overdue'
    ), late AS (
        -- OFFSET 0 keeps the apologies from being looked up one by one
        SELECT l.code, l.agency_id, l.service, l.day, l.day - l.due_on AS days_late, c.dossier IS NOT NULL AS apologised
        FROM finished l
             LEFT JOIN (SELECT c.dossier, c.promised_on FROM @schema@.dossier_conduct c
                        WHERE c.finished_on BETWEEN conduct_faults.first_day - 1 AND conduct_faults.last_day + 1 AND c.apologised_on <= conduct_faults.last_day OFFSET 0) c ON c.dossier = l.code
        WHERE c.promised_on IS NULL
        UNION ALL
        SELECT l.code, l.agency_id, l.service, conduct_faults.last_day, conduct_faults.last_day - l.due_on, c.dossier IS NOT NULL
        FROM overdue l LEFT JOIN @schema@.dossier_conduct c ON c.dossier = l.code AND c.apologised_on <= conduct_faults.last_day
        WHERE c.promised_on IS NULL
    ), found AS (
        SELECT l.code, l.agency_id, l.service, CASE WHEN l.apologised THEN 'apology_without_new_date' ELSE 'late_without_apology' END AS fault, l.day, l.days_late::bigint AS days_late
        FROM late l
        UNION ALL
        SELECT c.dossier, c.agency_id, NULL, 'refused_without_slip', c.finished_on, NULL
        FROM period p
             JOIN @schema@.dossier_conduct c ON c.outcome = 'refused' AND c.slip_no IS NULL AND c.finished_on BETWEEN conduct_faults.first_day AND conduct_faults.last_day
        UNION ALL
        SELECT x.dossier, x.agency_id, NULL, 'supplement_asked_again', x.again_on, NULL
        FROM period p
             JOIN @schema@.dossier_asked_again x ON x.again_on BETWEEN conduct_faults.first_day AND conduct_faults.last_day AND x.received_on <= conduct_faults.last_day
    )
    SELECT a.code, a.name, f.code, coalesce(f.service, d.service), f.fault, l.vi, f.day, f.days_late, c.officer
    FROM found f
         JOIN @schema@.agency a ON a.id = f.agency_id
         LEFT JOIN @schema@.dossier d ON d.code = f.code AND f.service IS NULL
         LEFT JOIN @schema@.dossier_conduct c ON c.dossier = f.code
         LEFT JOIN @schema@.label l ON l.kind = 'conduct_fault' AND l.code = f.fault
    WHERE @seen_agency@;
$sql$;

CREATE OR REPLACE VIEW @schema@.conduct_faults AS
SELECT f.* FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.conduct_faults(s.period_from, s.reporting_date) f;

-- How the dossiers of agencies and services were dealt with in a period: finished
-- in it by outcome, received in it by post and by what is digitised.
CREATE OR REPLACE FUNCTION @schema@.conduct_between(first_day date, last_day date)
RETURNS TABLE (bloc text, agency_code text, agency text, level text, level_vi text, n_received bigint, n_by_post bigint, n_components bigint, n_components_digitised bigint,
               n_digitised bigint, n_data_reused bigint, n_finished bigint, n_settled bigint, n_refused bigint, n_withdrawn bigint, n_returned bigint,
               n_outcome_unknown bigint, n_result_digitised bigint, n_late bigint, n_apologised bigint, n_rated bigint, n_rated_satisfied bigint, rating_mean numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH period AS (
        SELECT s.zone, conduct_between.first_day::timestamp AT TIME ZONE s.zone AS starts, (conduct_between.last_day + time '23:59:59.999999') AT TIME ZONE s.zone AS as_of
        FROM (SELECT max(zone) AS zone FROM @schema@.setting) s
        WHERE @extschema@.is_period(conduct_between.first_day, conduct_between.last_day)
    ), counted AS (
        -- grouped by every column that is shown, so that a condition on the agency
        -- reaches its dossiers
        SELECT a.id, a.bloc, a.code, a.name, a.level, count(*) AS n_received, count(*) FILTER (WHERE c.received_by_post) AS n_by_post,
               coalesce(sum(c.components), 0) AS n_components, coalesce(sum(c.components_digitised), 0) AS n_components_digitised,
               count(*) FILTER (WHERE c.components > 0 AND c.components_digitised = c.components) AS n_digitised, count(*) FILTER (WHERE c.data_reused) AS n_data_reused,
               0 AS n_finished, 0 AS n_settled, 0 AS n_refused, 0 AS n_withdrawn, 0 AS n_returned, 0 AS n_outcome_unknown, 0 AS n_result_digitised, 0 AS n_late, 0 AS n_apologised,
               0 AS n_rated, 0 AS n_rated_satisfied, 0 AS rated
        FROM period p CROSS JOIN @schema@.agency a JOIN @schema@.dossier d ON d.agency_id = a.id AND d.received_at BETWEEN p.starts AND p.as_of
             LEFT JOIN @schema@.dossier_conduct c ON c.dossier = d.code
        GROUP BY a.id, a.bloc, a.code, a.name, a.level
        UNION ALL
        SELECT a.id, a.bloc, a.code, a.name, a.level, 0, 0, 0, 0, 0, 0, count(*), count(*) FILTER (WHERE c.outcome = 'settled'), count(*) FILTER (WHERE c.outcome = 'refused'),
               count(*) FILTER (WHERE c.outcome = 'withdrawn'), count(*) FILTER (WHERE c.outcome = 'returned'), count(*) FILTER (WHERE c.outcome IS NULL),
               count(*) FILTER (WHERE c.result_digitised), count(*) FILTER (WHERE d.finished_at > d.due_at), count(*) FILTER (WHERE d.finished_at > d.due_at AND c.apologised_on <= conduct_between.last_day),
               count(c.rating), count(*) FILTER (WHERE c.rating >= 4), coalesce(sum(c.rating), 0)
        FROM period p CROSS JOIN @schema@.agency a JOIN @schema@.dossier d ON d.agency_id = a.id AND d.finished_at BETWEEN p.starts AND p.as_of
             LEFT JOIN @schema@.dossier_conduct c ON c.dossier = d.code
        GROUP BY a.id, a.bloc, a.code, a.name, a.level
    )
    SELECT c.bloc, c.code, c.name, c.level, l.vi, sum(c.n_received)::bigint, sum(c.n_by_post)::bigint, sum(c.n_components)::bigint, sum(c.n_components_digitised)::bigint,
           sum(c.n_digitised)::bigint, sum(c.n_data_reused)::bigint, sum(c.n_finished)::bigint, sum(c.n_settled)::bigint, sum(c.n_refused)::bigint, sum(c.n_withdrawn)::bigint,
           sum(c.n_returned)::bigint, sum(c.n_outcome_unknown)::bigint, sum(c.n_result_digitised)::bigint, sum(c.n_late)::bigint, sum(c.n_apologised)::bigint, sum(c.n_rated)::bigint,
           sum(c.n_rated_satisfied)::bigint, round(sum(c.rated) / nullif(sum(c.n_rated), 0), 4)
    FROM counted c
         LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = c.level
    WHERE (SELECT @schema@.sees_all_agencies()) OR c.id IN (SELECT unnest(@schema@.visible_agencies()))
    GROUP BY c.id, c.bloc, c.code, c.name, c.level, l.vi;
$sql$;

CREATE OR REPLACE VIEW @schema@.conduct_summary AS
SELECT f.* FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.conduct_between(s.period_from, s.reporting_date) f;
