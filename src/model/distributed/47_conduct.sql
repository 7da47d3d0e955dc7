-- Where dossiers lie on shards, what is kept of them on one server is not there: days of
-- conduct, and which were asked again.
CREATE OR REPLACE FUNCTION @schema@.conduct_faults(first_day date, last_day date)
RETURNS TABLE (agency_code text, agency text, dossier text, service_code text, fault text, fault_vi text, day date, days_late bigint, officer text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH period AS (
@moments(conduct_faults)@
    ), late AS (
        SELECT d.code, d.agency_id, d.service, (d.finished_at AT TIME ZONE p.zone)::date AS day, (d.finished_at AT TIME ZONE p.zone)::date - (d.due_at AT TIME ZONE p.zone)::date AS days_late
        FROM period p JOIN @schema@.dossier d ON d.finished_at BETWEEN p.starts AND p.as_of
        WHERE @extschema@.timeliness(d.due_at, d.finished_at, p.as_of, false, p.zone) = 'late'
        UNION ALL
        SELECT d.code, d.agency_id, d.service, conduct_faults.last_day, conduct_faults.last_day - (d.due_at AT TIME ZONE p.zone)::date
        FROM period p JOIN @schema@.dossier d ON (d.finished_at > p.as_of OR d.finished_at IS NULL) AND d.received_at <= p.as_of
        WHERE @extschema@.timeliness(d.due_at, d.finished_at, p.as_of, d.pauses @> p.as_of, p.zone) = 'overdue'
    ), found AS (
        SELECT l.code, l.agency_id, l.service, CASE WHEN c.apologised_on <= conduct_faults.last_day THEN 'apology_without_new_date' ELSE 'late_without_apology' END AS fault,
               l.day, l.days_late::bigint AS days_late
        FROM late l LEFT JOIN @schema@.dossier_conduct c ON c.dossier = l.code
        WHERE (c.apologised_on <= conduct_faults.last_day AND c.promised_on IS NOT NULL) IS NOT TRUE
        UNION ALL
        SELECT d.code, d.agency_id, d.service, 'refused_without_slip', (d.finished_at AT TIME ZONE p.zone)::date, NULL
        FROM period p JOIN @schema@.dossier d ON d.finished_at BETWEEN p.starts AND p.as_of
             JOIN @schema@.dossier_conduct c ON c.dossier = d.code AND c.outcome = 'refused' AND c.slip_no IS NULL
        UNION ALL
        SELECT d.code, d.agency_id, d.service, 'supplement_asked_again', x.days[2], NULL
        FROM period p
             JOIN @schema@.dossier d ON d.received_at <= p.as_of
             CROSS JOIN LATERAL (SELECT array_agg(r.asked_on ORDER BY r.asked_on) AS days FROM @schema@.dossier_supplement r WHERE r.dossier = d.code) x
        WHERE d.code IN (SELECT r.dossier FROM @schema@.dossier_supplement r WHERE r.asked_on BETWEEN conduct_faults.first_day AND conduct_faults.last_day)
          AND x.days[2] BETWEEN conduct_faults.first_day AND conduct_faults.last_day
        UNION ALL
        -- of these only the number is known: on the day of receipt
        SELECT d.code, d.agency_id, d.service, 'supplement_asked_again', (d.received_at AT TIME ZONE p.zone)::date, NULL
        FROM period p JOIN @schema@.dossier d ON d.received_at BETWEEN p.starts AND p.as_of AND d.supplements > 1
        WHERE NOT EXISTS (SELECT FROM @schema@.dossier_supplement r WHERE r.dossier = d.code)
    )
    SELECT a.code, a.name, f.code, f.service, f.fault, l.vi, f.day, f.days_late, c.officer
    FROM found f
         JOIN @schema@.agency a ON a.id = f.agency_id
         LEFT JOIN @schema@.dossier_conduct c ON c.dossier = f.code
         LEFT JOIN @schema@.label l ON l.kind = 'conduct_fault' AND l.code = f.fault
    WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()));
$sql$;

CREATE OR REPLACE FUNCTION @schema@.conduct_between(first_day date, last_day date)
RETURNS TABLE (@dealt_with_types@)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH period AS (
@moments(conduct_between)@
    ), counted AS (
        SELECT d.agency_id, @dealt_with_received@
        FROM period p JOIN @schema@.dossier d ON d.received_at BETWEEN p.starts AND p.as_of
             LEFT JOIN @schema@.dossier_conduct c ON c.dossier = d.code
        GROUP BY d.agency_id
        UNION ALL
        SELECT d.agency_id, @dealt_with_finished@
        FROM period p JOIN @schema@.dossier d ON d.finished_at BETWEEN p.starts AND p.as_of
             LEFT JOIN @schema@.dossier_conduct c ON c.dossier = d.code
        GROUP BY d.agency_id
    )
    SELECT a.bloc, a.code, a.name, a.level, l.vi, @dealt_with_sums@
    FROM counted c
         JOIN @schema@.agency a ON a.id = c.agency_id
         LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = a.level
    WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))
    GROUP BY a.id, a.bloc, a.code, a.name, a.level, l.vi;
$sql$;
