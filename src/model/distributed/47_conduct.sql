-- Where dossiers lie on shards, what is kept of them on one server is not there: days of
-- conduct, and which were asked again.
CREATE OR REPLACE FUNCTION @schema@.conduct_faults(first_day date, last_day date)
RETURNS TABLE (agency_code text, agency text, dossier text, service_code text, fault text, fault_vi text, day date, days_late bigint, officer text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH period AS (
        SELECT s.zone, conduct_faults.first_day::timestamp AT TIME ZONE s.zone AS starts, (conduct_faults.last_day + time '23:59:59.999999') AT TIME ZONE s.zone AS as_of
        FROM (SELECT max(zone) AS zone FROM @schema@.setting) s
        WHERE @extschema@.is_period(conduct_faults.first_day, conduct_faults.last_day)
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
        SELECT d.agency_id, count(*) AS n_received, count(*) FILTER (WHERE c.received_by_post) AS n_by_post,
               coalesce(sum(c.components), 0) AS n_components, coalesce(sum(c.components_digitised), 0) AS n_components_digitised,
               count(*) FILTER (WHERE c.components > 0 AND c.components_digitised = c.components) AS n_digitised, count(*) FILTER (WHERE c.data_reused) AS n_data_reused,
               0 AS n_finished, 0 AS n_settled, 0 AS n_refused, 0 AS n_withdrawn, 0 AS n_returned, 0 AS n_outcome_unknown, 0 AS n_result_digitised, 0 AS n_late, 0 AS n_apologised,
               0 AS n_rated, 0 AS n_rated_satisfied, 0 AS rated
        FROM period p JOIN @schema@.dossier d ON d.received_at BETWEEN p.starts AND p.as_of
             LEFT JOIN @schema@.dossier_conduct c ON c.dossier = d.code
        GROUP BY d.agency_id
        UNION ALL
        SELECT d.agency_id, 0, 0, 0, 0, 0, 0, count(*), count(*) FILTER (WHERE c.outcome = 'settled'), count(*) FILTER (WHERE c.outcome = 'refused'),
               count(*) FILTER (WHERE c.outcome = 'withdrawn'), count(*) FILTER (WHERE c.outcome = 'returned'), count(*) FILTER (WHERE c.outcome IS NULL),
               count(*) FILTER (WHERE c.result_digitised), count(*) FILTER (WHERE d.finished_at > d.due_at), count(*) FILTER (WHERE d.finished_at > d.due_at AND c.apologised_on <= conduct_between.last_day),
               count(c.rating), count(*) FILTER (WHERE c.rating >= 4), coalesce(sum(c.rating), 0)
        FROM period p JOIN @schema@.dossier d ON d.finished_at BETWEEN p.starts AND p.as_of
             LEFT JOIN @schema@.dossier_conduct c ON c.dossier = d.code
        GROUP BY d.agency_id
    )
    SELECT a.bloc, a.code, a.name, a.level, l.vi, sum(c.n_received)::bigint, sum(c.n_by_post)::bigint, sum(c.n_components)::bigint, sum(c.n_components_digitised)::bigint,
           sum(c.n_digitised)::bigint, sum(c.n_data_reused)::bigint, sum(c.n_finished)::bigint, sum(c.n_settled)::bigint, sum(c.n_refused)::bigint, sum(c.n_withdrawn)::bigint,
           sum(c.n_returned)::bigint, sum(c.n_outcome_unknown)::bigint, sum(c.n_result_digitised)::bigint, sum(c.n_late)::bigint, sum(c.n_apologised)::bigint, sum(c.n_rated)::bigint,
           sum(c.n_rated_satisfied)::bigint, round(sum(c.rated) / nullif(sum(c.n_rated), 0), 4)
    FROM counted c
         JOIN @schema@.agency a ON a.id = c.agency_id
         LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = a.level
    WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))
    GROUP BY a.id, a.bloc, a.code, a.name, a.level, l.vi;
$sql$;
