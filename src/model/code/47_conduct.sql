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
@moments(conduct_faults)@
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
RETURNS TABLE (@dealt_with_types@)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH period AS (
@moments(conduct_between)@
    ), counted AS (
        -- grouped by every column that is shown, so that a condition on the agency
        -- reaches its dossiers
        SELECT a.id, a.bloc, a.code, a.name, a.level, @dealt_with_received@
        FROM period p CROSS JOIN @schema@.agency a JOIN @schema@.dossier d ON d.agency_id = a.id AND d.received_at BETWEEN p.starts AND p.as_of
             LEFT JOIN @schema@.dossier_conduct c ON c.dossier = d.code
        GROUP BY a.id, a.bloc, a.code, a.name, a.level
        UNION ALL
        SELECT a.id, a.bloc, a.code, a.name, a.level, @dealt_with_finished@
        FROM period p CROSS JOIN @schema@.agency a JOIN @schema@.dossier d ON d.agency_id = a.id AND d.finished_at BETWEEN p.starts AND p.as_of
             LEFT JOIN @schema@.dossier_conduct c ON c.dossier = d.code
        GROUP BY a.id, a.bloc, a.code, a.name, a.level
    )
    SELECT c.bloc, c.code, c.name, c.level, l.vi, @dealt_with_sums@
    FROM counted c
         LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = c.level
    WHERE (SELECT @schema@.sees_all_agencies()) OR c.id IN (SELECT unnest(@schema@.visible_agencies()))
    GROUP BY c.id, c.bloc, c.code, c.name, c.level, l.vi;
$sql$;

CREATE OR REPLACE VIEW @schema@.conduct_summary AS
SELECT f.* FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.conduct_between(s.period_from, s.reporting_date) f;
