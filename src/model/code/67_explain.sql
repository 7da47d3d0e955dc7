-- The agency of a framework's league that has a code.
CREATE OR REPLACE FUNCTION @schema@.ranked_agency(framework text, agency text) RETURNS bigint
LANGUAGE sql STABLE
AS $sql$
    SELECT coalesce(max(g.agency_id),
                    @schema@.refuse(format('agency "%s" is not in the league of framework "%s"', ranked_agency.agency, ranked_agency.framework),
                                    'View league_table lists the agencies of every framework.')::bigint)
    FROM @schema@.league g JOIN @schema@.agency a ON a.id = g.agency_id
    WHERE g.framework = ranked_agency.framework AND a.code = ranked_agency.agency;
$sql$;

-- The dossiers of an agency that a measure of a period counts.
CREATE OR REPLACE FUNCTION @schema@.dossier_evidence(agency_id bigint, measure text, first_day date, last_day date)
RETURNS TABLE (key text, day date, numerator numeric, denominator numeric, status text, days_late bigint, note text)
LANGUAGE sql STABLE
AS $sql$
    SELECT d.code, (coalesce(CASE WHEN d.finished_at <= q.as_of THEN d.finished_at END, d.received_at) AT TIME ZONE q.zone)::date,
           CASE dossier_evidence.measure WHEN 'dossier.components_digitised' THEN c.components_digitised::numeric ELSE n.counts::integer::numeric END,
           CASE dossier_evidence.measure WHEN 'dossier.components_digitised' THEN c.components::numeric ELSE 1::numeric END, t.status,
           CASE WHEN t.status IN ('late', 'overdue')
                THEN ((CASE WHEN d.finished_at <= q.as_of THEN d.finished_at ELSE q.as_of END AT TIME ZONE q.zone)::date - (d.due_at AT TIME ZONE q.zone)::date)::bigint END,
           d.service
    FROM (SELECT max(zone) AS zone, dossier_evidence.first_day::timestamp AT TIME ZONE max(zone) AS starts,
             (dossier_evidence.last_day + time '23:59:59.999999') AT TIME ZONE max(zone) AS as_of FROM @schema@.setting) q
         JOIN @schema@.dossier d ON d.agency_id = dossier_evidence.agency_id AND d.received_at <= q.as_of AND (d.finished_at IS NULL OR d.finished_at >= q.starts)
         JOIN @schema@.service p ON p.code = d.service
         LEFT JOIN @schema@.dossier_conduct c ON c.dossier = d.code
         CROSS JOIN LATERAL (SELECT @extschema@.timeliness(d.due_at, d.finished_at, q.as_of, d.pauses @> q.as_of, q.zone)::text AS status) t
         CROSS JOIN LATERAL (SELECT CASE WHEN dossier_evidence.measure = 'dossier.supplemented'
                                         THEN (SELECT CASE WHEN count(*) = 0 THEN d.supplements ELSE count(*) FILTER (WHERE k.asked_on BETWEEN dossier_evidence.first_day AND dossier_evidence.last_day) END
                                               FROM @schema@.dossier_supplement k WHERE k.dossier = d.code) END AS n_asked) x
         CROSS JOIN LATERAL (SELECT CASE dossier_evidence.measure
                                    WHEN 'dossier.on_time' THEN t.status IN ('early', 'on_time') WHEN 'dossier.on_time_due' THEN t.status IN ('early', 'on_time')
                                    WHEN 'dossier.on_time_received' THEN t.status NOT IN ('late', 'overdue')
                                    WHEN 'dossier.late' THEN t.status = 'late' WHEN 'dossier.early' THEN t.status = 'early'
                                    WHEN 'dossier.online' THEN d.channel = 'online' WHEN 'dossier.online_full' THEN d.channel = 'online'
                                    WHEN 'dossier.online_partial' THEN d.channel = 'online' WHEN 'dossier.online_published' THEN d.channel = 'online'
                                    WHEN 'dossier.digitised' THEN coalesce(c.components > 0 AND c.components_digitised = c.components, false) WHEN 'dossier.data_reused' THEN coalesce(c.data_reused, false)
                                    WHEN 'dossier.result_digitised' THEN coalesce(c.result_digitised, false) WHEN 'dossier.refused' THEN c.outcome = 'refused'
                                    WHEN 'dossier.rated_satisfied' THEN c.rating >= 4 WHEN 'dossier.paid_online' THEN d.paid_online
                                    WHEN 'dossier.supplemented' THEN x.n_asked > 1 END AS counts,
                                    CASE WHEN dossier_evidence.measure IN ('dossier.on_time', 'dossier.late', 'dossier.early') THEN t.status IN ('early', 'on_time', 'late')
                                         WHEN dossier_evidence.measure = 'dossier.on_time_due' THEN t.status IN ('early', 'on_time', 'late', 'overdue')
                                         WHEN dossier_evidence.measure = 'dossier.on_time_received' THEN true
                                         WHEN dossier_evidence.measure = 'dossier.result_digitised' THEN d.finished_at <= q.as_of AND coalesce(c.outcome = 'settled', true)
                                         WHEN dossier_evidence.measure = 'dossier.refused' THEN d.finished_at <= q.as_of AND c.outcome IS NOT NULL
                                         WHEN dossier_evidence.measure = 'dossier.rated_satisfied' THEN d.finished_at <= q.as_of AND c.rating IS NOT NULL
                                         WHEN dossier_evidence.measure = 'dossier.components_digitised' THEN d.received_at >= q.starts AND c.components_digitised IS NOT NULL
                                         ELSE d.received_at >= q.starts AND (dossier_evidence.measure <> 'dossier.paid_online' OR d.fee > 0)
                                              AND CASE dossier_evidence.measure WHEN 'dossier.online_full' THEN p.online_level = 'full' WHEN 'dossier.online_partial' THEN p.online_level = 'partial'
                                                                 WHEN 'dossier.online_published' THEN p.online_level <> 'none' ELSE true END END AS belongs) n
    WHERE n.belongs;
$sql$;

-- The rows behind the result of a criterion, those that cost most first.
CREATE OR REPLACE FUNCTION @schema@.evidence(framework text, agency text, criterion text, at_most bigint DEFAULT 100)
RETURNS TABLE (ord bigint, source text, key text, day date, numerator numeric, denominator numeric, status text, days_late bigint, note text)
LANGUAGE sql STABLE
AS $sql$
    WITH asked AS (
        SELECT c.id AS criterion_id, x.agency_id, c.measure, m.source AS of_source, m.better, m.unit, m.of_view, m.tableoid AS home, s.zone,
               p.first_day, p.last_day, p.first_day::timestamp AT TIME ZONE s.zone AS starts, (p.last_day + time '23:59:59.999999') AT TIME ZONE s.zone AS as_of
        FROM (SELECT @schema@.ranked_agency(evidence.framework, evidence.agency) AS agency_id) x
             CROSS JOIN (SELECT max(zone) AS zone, max(reporting_date) AS reporting_date FROM @schema@.setting) s
             JOIN @schema@.framework f ON f.code = evidence.framework
             LEFT JOIN @schema@.closing k ON k.id = f.closing
             CROSS JOIN LATERAL (SELECT f.first_day, least(f.last_day, coalesce(k.as_of, s.reporting_date)) AS last_day) p
             JOIN @schema@.criterion c ON c.framework = f.code AND c.code = evidence.criterion
             LEFT JOIN @schema@.measure m ON m.code = c.measure
    ), found AS (
        SELECT 'dossier' AS source, d.key, d.day, d.numerator, d.denominator, d.status, d.days_late, d.note, q.better
        FROM asked q CROSS JOIN LATERAL @schema@.dossier_evidence(q.agency_id, q.measure, q.first_day, q.last_day) d
        WHERE q.of_source = 'dossier'
        UNION ALL
        SELECT 'answer', format('%s/%s/%s', r.survey, coalesce(r.form_no, r.id::text), u.number), r.answered_on, (a.answer = ANY (coalesce(u.positive, v.positive)))::integer, 1,
               a.answer::text, NULL, u.title, q.better
        FROM asked q
             JOIN @schema@.response r ON r.agency_id = q.agency_id
             JOIN @schema@.survey v ON v.code = r.survey AND v.in_index
              AND least(greatest(r.answered_on, make_date(v.year, 1, 1)), make_date(v.year, 12, 31)) BETWEEN q.first_day AND q.last_day
             JOIN @schema@.answer a ON a.response_id = r.id AND a.agency_id = r.agency_id AND a.answer IS NOT NULL
             JOIN @schema@.question u ON u.id = a.question_id
             JOIN @schema@.factor f ON f.code = u.factor
        WHERE q.of_source = 'survey' AND CASE q.measure WHEN 'survey.satisfied' THEN f.in_total ELSE q.measure = 'survey.satisfied.' || f.code END
        UNION ALL
        SELECT 'task' AS source, concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, ''), nullif(d.period_label, d.year::text)),
               coalesce(CASE WHEN d.done_on <= q.last_day THEN d.done_on END, d.due),
               CASE split_part(m.name, '.', 2) WHEN 'done' THEN coalesce(d.done_on <= q.last_day, false) WHEN 'on_time' THEN c.status IN ('early', 'on_time') WHEN 'early' THEN c.status = 'early'
                    WHEN 'right' THEN coalesce(c.status IN ('early', 'on_time') AND d.form_right AND d.content_right AND d.channel_right, false) ELSE c.status IN ('late', 'overdue') END::integer,
               CASE WHEN q.unit <> 'count' THEN 1 END,
               c.status, CASE WHEN c.status IN ('late', 'overdue') THEN (CASE WHEN d.done_on <= q.last_day THEN d.done_on ELSE q.last_day END - d.due)::bigint END, t.title, q.better
        FROM asked q
             CROSS JOIN LATERAL (SELECT replace(q.measure, '_all_roles', '') AS name) m
             JOIN @schema@.duties() d ON d.agency_id = q.agency_id AND d.state <> 'not_arisen' AND (d.task_kind = 'report') = (q.measure LIKE 'report.%')
              AND (d.role IS DISTINCT FROM 'cooperating' OR q.measure LIKE '%\_all\_roles' OR d.task_kind = 'report')
             JOIN @schema@.task t ON t.id = d.task_id
             CROSS JOIN LATERAL (SELECT @extschema@.timeliness(d.due, d.done_on, q.last_day, d.state = 'paused')::text AS status) c
        WHERE q.of_source = 'task' AND q.measure <> 'task.completed' AND coalesce(d.due, make_date(d.year, 12, 31)) BETWEEN q.first_day AND q.last_day
          AND (m.name = 'task.done' OR c.status IN ('early', 'on_time', 'late', 'overdue'))
        UNION ALL
        SELECT 'task' AS source, concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, '')), k.counts_on, k.completed::integer, 1 AS denominator, NULL::text AS status, NULL::bigint AS days_late, t.title, q.better
        FROM asked q
             CROSS JOIN LATERAL @schema@.task_completions(q.last_day) k
             JOIN @schema@.task t ON t.id = k.task_id
        WHERE q.measure = 'task.completed' AND k.counts_on BETWEEN q.first_day AND q.last_day
          AND EXISTS (SELECT FROM @schema@.duties() d WHERE d.agency_id = q.agency_id AND d.root_id = t.id AND d.state <> 'not_arisen' AND d.role IS DISTINCT FROM 'cooperating')
        UNION ALL
        SELECT 'petition' AS source, p.code, coalesce(CASE WHEN p.handled_on <= q.last_day THEN p.handled_on END, p.received_on),
               n.counts::integer, CASE WHEN q.unit <> 'count' THEN 1 END, s.status,
               CASE WHEN s.status IN ('late', 'overdue') THEN (CASE WHEN p.handled_on <= q.last_day THEN p.handled_on ELSE q.last_day END - p.due_on)::bigint END, p.title, q.better
        FROM asked q
             JOIN @schema@.petition p ON p.agency_id = q.agency_id AND p.received_on <= q.last_day AND (p.handled_on IS NULL OR p.handled_on >= q.first_day)
             CROSS JOIN LATERAL (SELECT @extschema@.timeliness(p.due_on, p.handled_on, q.last_day)::text AS status, coalesce(p.handled_on <= q.last_day, false) AS processed) s
             CROSS JOIN LATERAL (SELECT CASE split_part(q.measure, '.', 2)
                                        WHEN 'received' THEN p.received_on >= q.first_day WHEN 'processed' THEN s.processed
                                        WHEN 'published' THEN coalesce(p.published_on <= q.last_day, false)
                                        WHEN 'on_time' THEN s.status IN ('early', 'on_time') WHEN 'on_time_due' THEN s.status IN ('early', 'on_time') WHEN 'late' THEN s.status = 'late'
                                        ELSE s.processed AND p.outcome = split_part(q.measure, '.', 2) END AS counts,
                                        CASE split_part(q.measure, '.', 2)
                                        WHEN 'received' THEN p.received_on >= q.first_day WHEN 'processed' THEN true
                                        WHEN 'on_time' THEN s.status IN ('early', 'on_time', 'late') WHEN 'late' THEN s.status IN ('early', 'on_time', 'late')
                                        WHEN 'on_time_due' THEN s.status IN ('early', 'on_time', 'late', 'overdue') ELSE s.processed END AS belongs) n
        WHERE q.of_source = 'petition' AND n.belongs
        UNION ALL
        SELECT 'observation', format('%s..%s', to_char(o.first_day, 'YYYY-MM-DD'), to_char(o.last_day, 'YYYY-MM-DD')), o.reported_on, o.numerator, o.denominator, NULL, NULL, o.origin, q.better
        FROM asked q JOIN @schema@.observation o ON o.agency_id = q.agency_id AND o.measure = q.measure AND o.first_day >= q.first_day AND o.last_day <= q.last_day
        UNION ALL
        -- of a view the months, for it need not have rows of its own
        SELECT 'view', to_char(p.first_day, 'YYYY-MM'), p.first_day, v.numerator, v.denominator, NULL, NULL, q.of_view::text, q.better
        FROM asked q
             CROSS JOIN LATERAL (SELECT array_agg(g.month::date ORDER BY g.month) AS first_days, array_agg((g.month + interval '1 month - 1 day')::date ORDER BY g.month) AS last_days
                                 FROM generate_series(q.first_day::timestamp, q.last_day::timestamp, interval '1 month') AS g (month)) w
             CROSS JOIN LATERAL @schema@.view_measure(q.of_view, q.home, w.first_days, w.last_days) v
             CROSS JOIN LATERAL (SELECT w.first_days[v.period] AS first_day) p
        WHERE q.of_view IS NOT NULL AND v.agency_id = q.agency_id
        UNION ALL
        SELECT 'assessment', format('%s/%s', s.source, s.round), NULL, s.numerator, s.denominator, trim_scale(s.points)::text, NULL, s.note, NULL
        FROM asked q JOIN @schema@.assessment s ON s.agency_id = q.agency_id AND s.criterion_id = q.criterion_id
        UNION ALL
        SELECT 'override', o.decided_by, o.decided_on, o.numerator, o.denominator, trim_scale(o.points)::text, NULL, format('%s (%s)', o.reason, o.evidence), NULL
        FROM asked q JOIN @schema@.override o ON o.agency_id = q.agency_id AND o.criterion_id = q.criterion_id
        UNION ALL
        SELECT 'criterion_state', c.decided_by, c.decided_on, NULL, NULL, c.state, NULL, c.reason, NULL
        FROM asked q JOIN @schema@.criterion_state c ON c.agency_id = q.agency_id AND c.criterion_id = q.criterion_id
    )
    SELECT row_number() OVER w, f.source, f.key, f.day, f.numerator, f.denominator, f.status, f.days_late, f.note
    FROM found f
    WINDOW w AS (ORDER BY f.source NOT IN ('override', 'criterion_state'), f.source IN ('dossier', 'answer', 'task', 'petition') AND (f.numerator = 1) <> (f.better = 'lower'),
                          f.days_late DESC NULLS LAST, f.day, f.key COLLATE "C")
    ORDER BY 1 LIMIT evidence.at_most;
$sql$;

-- A figure with a change of what_if() made to it.  A percentage of nothing is taken
-- of 100.
CREATE OR REPLACE FUNCTION @schema@.changed(change jsonb, unit text, numerator numeric, denominator numeric)
RETURNS TABLE (numerator numeric, denominator numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT CASE WHEN c.change IS NULL THEN c.numerator
                WHEN c.value IS NOT NULL THEN CASE c.unit WHEN 'percent' THEN c.value * d.denominator / 100 ELSE c.value END
                WHEN c.change ? 'by' THEN c.numerator + CASE c.unit WHEN 'percent' THEN (c.change ->> 'by')::numeric * d.denominator / 100 ELSE (c.change ->> 'by')::numeric END
                WHEN c.change ? 'add' THEN coalesce(c.numerator, 0) + (c.change ->> 'add')::numeric
                ELSE coalesce((c.change ->> 'numerator')::numeric, c.numerator) END,
           d.denominator
    FROM (SELECT changed.change, changed.unit, changed.numerator, changed.denominator,
                 CASE jsonb_typeof(changed.change) WHEN 'number' THEN (changed.change #>> '{}')::numeric WHEN 'object' THEN (changed.change ->> 'value')::numeric END AS value) c
         CROSS JOIN LATERAL (SELECT coalesce(CASE jsonb_typeof(c.change) WHEN 'object' THEN (c.change ->> 'denominator')::numeric END,
                                             CASE WHEN c.value IS NOT NULL AND c.unit = 'percent' THEN coalesce(nullif(c.denominator, 0), 100) ELSE c.denominator END) AS denominator) d;
$sql$;

-- What is wrong with the changes that are given to what_if(); NULL of good ones.
CREATE OR REPLACE FUNCTION @schema@.refuse_changes(framework text, changes jsonb) RETURNS numeric
LANGUAGE sql STABLE
AS $sql$
    SELECT CASE WHEN jsonb_typeof(refuse_changes.changes) IS DISTINCT FROM 'object'
                THEN @schema@.refuse('the changes are no object of JSON', 'Such as {"dossier.on_time": {"add": 20}}.')
                ELSE (SELECT max(CASE WHEN NOT EXISTS (SELECT FROM @schema@.measure m WHERE m.code = k.key)
                                           AND NOT EXISTS (SELECT FROM @schema@.criterion c WHERE c.framework = refuse_changes.framework AND c.code = k.key AND c.measure IS NULL)
                                      THEN @schema@.refuse(format('"%s" is neither a measure nor a criterion with entered results', k.key), 'View index_breakdown lists them.')
                                      WHEN NOT (jsonb_typeof(k.value) = 'number'
                                                OR jsonb_typeof(k.value) = 'object' AND k.value <> '{}'
                                                   AND NOT jsonb_path_exists(k.value, '$.keyvalue() ? (!(@.key == "value" || @.key == "by" || @.key == "add" || @.key == "numerator" || @.key == "denominator" || @.key == "points") || @.value.type() != "number")')
                                                   AND NOT coalesce((k.value ->> 'denominator')::numeric < 0, false)
                                                   AND NOT (k.value ? 'points' AND EXISTS (SELECT FROM @schema@.measure m WHERE m.code = k.key)))
                                      THEN @schema@.refuse(format('the change of "%s" cannot be read: %s', k.key, k.value),
                                                           'It is a number, or one of {"value": 95}, {"by": -1}, {"add": 20}, {"numerator": 400, "denominator": 424}, and {"points": 4} of an entered criterion.') END)
                      FROM jsonb_each(CASE jsonb_typeof(refuse_changes.changes) WHEN 'object' THEN refuse_changes.changes ELSE '{}' END) AS k) END;
$sql$;

-- The leaves of one agency's framework as current_states() has them, read by keys:
-- of an agency of the league, so that no other is looked at.
CREATE OR REPLACE FUNCTION @schema@.agency_states(of_framework text, of_agency bigint)
RETURNS TABLE (criterion_id bigint, criterion_code text, criterion text, kind text, rule @extschema@.rule, criterion_maximum numeric,
               when_not_arisen text, measure text, numerator numeric, denominator numeric, computed_numerator numeric, computed_denominator numeric,
               state text, reason text, points numeric, max_points numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 50
AS $sql$
    SELECT c.id, c.code, c.title, c.kind, c.rule, c.max_points, c.when_not_arisen, c.measure,
           r.numerator, r.denominator, m.numerator, m.denominator, p.state, coalesce(said.reason, o.reason), p.points, CASE c.kind WHEN 'normal' THEN c.max_points ELSE 0 END
    FROM @schema@.framework f
         JOIN @schema@.criterion c ON c.framework = f.code AND NOT EXISTS (SELECT FROM @schema@.criterion child WHERE child.framework = f.code AND child.parent_code = c.code)
         LEFT JOIN @schema@.measure_by_period m ON m.agency_id = agency_states.of_agency AND m.first_day = f.first_day AND m.last_day = f.last_day AND m.measure = c.measure
         LEFT JOIN LATERAL (SELECT s.numerator, s.denominator, s.points FROM @schema@.assessment s
                            WHERE s.agency_id = agency_states.of_agency AND s.criterion_id = c.id AND s.source = c.source AND (s.points IS NOT NULL OR s.numerator IS NOT NULL)
                            ORDER BY s.round DESC LIMIT 1) e ON c.measure IS NULL
         LEFT JOIN @schema@.override o ON o.agency_id = agency_states.of_agency AND o.criterion_id = c.id AND c.measure IS NOT NULL
         LEFT JOIN @schema@.criterion_state said ON said.agency_id = agency_states.of_agency AND said.criterion_id = c.id
         CROSS JOIN LATERAL (SELECT CASE WHEN o.agency_id IS NOT NULL THEN o.numerator WHEN c.measure IS NOT NULL THEN m.numerator ELSE e.numerator END AS numerator,
                                    CASE WHEN o.agency_id IS NOT NULL THEN o.denominator WHEN c.measure IS NOT NULL THEN m.denominator ELSE e.denominator END AS denominator,
                                    CASE WHEN o.agency_id IS NOT NULL THEN o.points ELSE e.points END AS given) r
         CROSS JOIN LATERAL @schema@.result_points(c.kind, c.rule, c.max_points, c.when_not_arisen, said.state, r.given, r.numerator, r.denominator) p
    WHERE f.code = agency_states.of_framework AND f.closing IS NULL
    UNION ALL
    SELECT z.criterion_id, c.code, c.title, z.kind, c.rule, z.criterion_maximum, c.when_not_arisen, z.measure,
           z.numerator, z.denominator, z.computed_numerator, z.computed_denominator, z.state, z.reason, z.points, z.max_points
    FROM @schema@.frozen_by_criterion z JOIN @schema@.criterion c ON c.id = z.criterion_id
    WHERE z.framework = agency_states.of_framework AND z.agency_id = agency_states.of_agency;
$sql$;

-- What other results would do, without writing.  The keys of the changes are
-- measures, or codes of criteria whose results are entered; a change is a value
-- in the measure's unit, {"by": -1} of it, {"add": 20} to the numerator,
-- {"numerator": 400, "denominator": 424}, or {"points": 4} of an entered one.
-- What is not late is on time: of the measures of settled dossiers those that are
-- not named move along.  What an appraiser or criterion_state says stands.
CREATE OR REPLACE FUNCTION @schema@.what_if(framework text, agency text, changes jsonb)
RETURNS TABLE (what text, points numeric, max_points numeric, index_pct numeric, rank bigint, band_by_points text, band text, gate text, gate_state text)
LANGUAGE sql STABLE
AS $sql$
    WITH asked AS MATERIALIZED (
        SELECT f.code AS framework, f.first_day, f.last_day, f.when_not_reported, l.agency_id, l.fault, l.measures, @schema@.refuse_changes(f.code, what_if.changes) AS refused
        FROM (SELECT @schema@.ranked_agency(what_if.framework, what_if.agency) AS agency_id OFFSET 0) x
             JOIN @schema@.framework f ON f.code = what_if.framework
             JOIN @schema@.league l ON l.framework = f.code AND l.agency_id = x.agency_id
    ), result AS MATERIALIZED (
        SELECT s.criterion_code, s.kind, s.rule, s.criterion_maximum, s.when_not_arisen, s.measure, s.state, s.reason, s.points, s.max_points,
               CASE WHEN s.measure IS NULL THEN s.numerator ELSE s.computed_numerator END AS numerator,
               CASE WHEN s.measure IS NULL THEN s.denominator ELSE s.computed_denominator END AS denominator
        FROM asked q CROSS JOIN LATERAL @schema@.agency_states(q.framework, q.agency_id) s
        WHERE q.refused IS NULL
    ), figure AS (
        -- the named measures: as the criteria have them (of a closed framework as they
        -- were published), else as they stand
        SELECT m.code AS measure, m.unit, v.numerator AS numerator_was, v.denominator AS denominator_was, n.numerator, n.denominator
        FROM asked q
             JOIN @schema@.measure m ON what_if.changes ? m.code
             LEFT JOIN LATERAL (SELECT r.numerator, r.denominator FROM result r WHERE r.measure = m.code
                                UNION ALL
                                SELECT t.numerator, t.denominator FROM @schema@.measure_by_period t WHERE t.first_day = q.first_day AND t.last_day = q.last_day AND t.agency_id = q.agency_id AND t.measure = m.code
                                LIMIT 1) v ON true
             CROSS JOIN LATERAL @schema@.changed(what_if.changes -> m.code, m.unit, v.numerator, v.denominator) n
    ), moved AS (
        -- how many more are settled in time, and settled at all
        SELECT CASE f.measure WHEN 'dossier.late' THEN f.denominator - f.denominator_was - f.numerator + f.numerator_was ELSE f.numerator - f.numerator_was END AS in_time,
               f.denominator - f.denominator_was AS settled
        FROM figure f WHERE f.measure IN ('dossier.on_time', 'dossier.late')
        ORDER BY f.measure DESC LIMIT 1
    ), known AS (
        SELECT f.measure, f.unit, f.numerator, f.denominator FROM figure f
        UNION ALL
        SELECT w.measure, 'percent', v.numerator + CASE w.measure WHEN 'dossier.late' THEN d.settled - d.in_time ELSE d.in_time END, v.denominator + d.settled
        FROM asked q
             CROSS JOIN moved d
             CROSS JOIN (VALUES ('dossier.on_time'), ('dossier.on_time_due'), ('dossier.on_time_received'), ('dossier.late')) AS w (measure)
             CROSS JOIN LATERAL (SELECT r.numerator, r.denominator FROM result r WHERE r.measure = w.measure
                                 UNION ALL
                                 SELECT t.numerator, t.denominator FROM @schema@.measure_by_period t WHERE t.first_day = q.first_day AND t.last_day = q.last_day AND t.agency_id = q.agency_id AND t.measure = w.measure
                                 LIMIT 1) v
        WHERE NOT what_if.changes ? w.measure
    ), scored AS (
        SELECT v.changed,
               @schema@.counted_score(@extschema@.score_agg(v.points, v.max_points), @extschema@.score_agg(CASE WHEN v.state <> 'not_reported' THEN v.points END, v.max_points)) AS score,
               count(*) FILTER (WHERE v.state = 'not_reported' AND (v.kind = 'penalty' OR q.when_not_reported = 'block')) = 0 AND count(q.fault) = 0 AS decided
        FROM asked q,
             (SELECT r.points, r.max_points, r.kind, r.state, false AS changed FROM result r
              UNION ALL
              SELECT CASE WHEN n.touched THEN n.points ELSE r.points END, r.max_points, r.kind, CASE WHEN n.touched THEN n.state ELSE r.state END, true
              FROM result r
                   LEFT JOIN LATERAL (
                       SELECT true AS touched, p.state, p.points
                       FROM (SELECT k.numerator, k.denominator, NULL::numeric AS given FROM known k WHERE k.measure = r.measure
                             UNION ALL
                             SELECT e.numerator, e.denominator, (e.change ->> 'points')::numeric
                             FROM (SELECT g.change, n.numerator, n.denominator
                                   FROM (SELECT what_if.changes -> r.criterion_code AS change) g
                                        CROSS JOIN LATERAL @schema@.changed(g.change, CASE WHEN r.denominator IS NULL THEN 'count' ELSE 'percent' END, r.numerator, r.denominator) n
                                   WHERE r.measure IS NULL AND g.change IS NOT NULL) e) u
                            CROSS JOIN LATERAL @schema@.result_points(r.kind, r.rule, r.criterion_maximum, r.when_not_arisen, NULL, u.given, u.numerator, u.denominator) p
                       WHERE r.reason IS NULL) n ON true) v
        GROUP BY v.changed
    ), measured AS (
        SELECT s.changed, s.score, s.decided, CASE WHEN s.decided THEN @extschema@.index_rate(s.score) END AS index_rate,
               CASE WHEN s.decided THEN @extschema@.index_pct(s.score, 12) END AS pct
        FROM scored s
    )
    SELECT CASE WHEN m.changed THEN 'then' ELSE 'now' END, @extschema@.points(m.score), @extschema@.max_points(m.score), round(m.pct, 4),
           CASE WHEN m.index_rate IS NOT NULL
                THEN (SELECT 1 + count(*) FILTER (WHERE l.agency_id <> q.agency_id AND l.index_rate > m.index_rate)
                      FROM @schema@.league l WHERE l.framework = q.framework
                      HAVING count(*) = (SELECT z.n_agencies FROM @schema@.league_size z WHERE z.framework = q.framework)) END,
           CASE WHEN m.decided THEN d.band_by_points END, CASE WHEN m.decided THEN d.band END, d.gate, d.gate_state
    FROM asked q
         CROSS JOIN measured m
         CROSS JOIN LATERAL @schema@.decided_band(CASE WHEN q.fault IS NULL THEN q.framework END, m.score,
             jsonb_strip_nulls(coalesce(q.measures, '{}')
                               || CASE WHEN m.changed THEN coalesce((SELECT jsonb_object_agg(n.name, @schema@.in_unit(k.unit, k.numerator, k.denominator)) FROM known k CROSS JOIN LATERAL @schema@.gate_names(k.measure) n), '{}')
                                       ELSE '{}' END
                               || jsonb_build_object('index_pct', m.pct))) d
    ORDER BY m.changed;
$sql$;

-- The steps by which a result gains points, each from threshold to threshold, as
-- index_breakdown shows the next one: the numerator then, and the cases (units of a
-- count) and points from where it stands.  At most 1000 steps.
CREATE OR REPLACE FUNCTION @schema@.ladder(kind text, rule @extschema@.rule, maximum numeric, numerator numeric, denominator numeric)
RETURNS TABLE (step integer, threshold numeric, then_numerator numeric, cases numeric, gain numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH RECURSIVE climb (step, threshold, numerator, points) AS (
        SELECT 0, NULL::numeric, ladder.numerator,
               CASE ladder.kind WHEN 'penalty' THEN - @schema@.scored_points(ladder.rule, ladder.numerator, ladder.denominator, ladder.maximum)
                                ELSE @schema@.scored_points(ladder.rule, ladder.numerator, ladder.denominator, ladder.maximum) END
        WHERE ladder.numerator IS NOT NULL AND ladder.denominator IS DISTINCT FROM 0
        UNION ALL
        SELECT c.step + 1, t.threshold, t.numerator, t.points
        FROM climb c
             CROSS JOIN LATERAL (
                 SELECT n.threshold, v.numerator, CASE ladder.kind WHEN 'penalty' THEN -1 ELSE 1 END * @schema@.scored_points(ladder.rule, v.numerator, ladder.denominator, ladder.maximum) AS points
                 FROM (SELECT CASE WHEN ladder.denominator IS NULL THEN @extschema@.next_threshold(ladder.rule, c.numerator, ladder.maximum)
                                   ELSE @extschema@.next_threshold(ladder.rule, c.numerator, ladder.denominator, ladder.maximum) END AS threshold
                       WHERE ladder.kind <> 'penalty'
                       UNION ALL
                       -- a penalty lessens by one, or to where the maximum no longer caps it;
                       -- one that is no count lessens to nothing at 0
                       SELECT CASE WHEN ladder.denominator IS NULL AND ladder.rule::text LIKE 'each %'
                                   THEN greatest(least(ceil(c.numerator), ceil(ladder.maximum / nullif(@extschema@.points(ladder.rule, 1, ladder.maximum), 0))) - 1, 0)
                                   ELSE 0 END
                       WHERE ladder.kind = 'penalty' AND c.points < 0) n
                      CROSS JOIN LATERAL (
                          -- whole cases; one more (or fewer) where the bound is to be exceeded
                          SELECT CASE WHEN x.up AND @schema@.scored_points(ladder.rule, x.numerator, ladder.denominator, ladder.maximum) = abs(c.points) THEN floor(x.numerator) + 1
                                      WHEN NOT x.up AND @schema@.scored_points(ladder.rule, x.numerator, ladder.denominator, ladder.maximum) = abs(c.points) THEN ceil(x.numerator) - 1
                                      ELSE x.numerator END AS numerator
                          FROM (SELECT CASE WHEN ladder.denominator IS NULL THEN n.threshold
                                            WHEN e.exact >= c.numerator THEN ceil(e.exact) ELSE floor(e.exact) END AS numerator, coalesce(e.exact, n.threshold) >= c.numerator AS up
                                FROM (SELECT n.threshold * ladder.denominator / 100 AS exact) e) x) v) t
        WHERE c.step < 1000 AND t.points > c.points
    )
    SELECT c.step, c.threshold, c.numerator, abs(c.numerator - ladder.numerator), c.points - (SELECT s.points FROM climb s WHERE s.step = 0)
    FROM climb c WHERE c.step > 0;
$sql$;

-- Of each item at most one level, so that the gains add up to what is needed (more
-- than it, when strict): the indexes of those that cost the least, then of the
-- fewest steps; NULL when all of the best do not.  Exact: after each item what costs
-- no less and gains no more than another choice is dropped, and what cannot reach.
CREATE OR REPLACE FUNCTION @schema@.cheapest(items bigint[], steps integer[], costs numeric[], gains numeric[], need numeric, strict boolean) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    kept_cost numeric[] := '{0}';
    kept_steps integer[] := '{0}';
    kept_gain numeric[] := '{0}';
    kept_picks text[] := '{""}';
    item record;
    remaining numeric;
BEGIN
    SELECT coalesce(sum(best), 0) INTO remaining FROM (SELECT max(gain) AS best FROM unnest(items, gains) AS u (item, gain) GROUP BY u.item) b;
    IF remaining < need OR strict AND remaining = need THEN
        RETURN NULL;
    END IF;
    FOR item IN SELECT u.item, max(u.gain) AS best FROM unnest(items, costs, gains) AS u (item, cost, gain) GROUP BY u.item ORDER BY max(u.gain / nullif(u.cost, 0)) DESC, u.item LOOP
        remaining := remaining - item.best;
        SELECT array_agg(c.cost ORDER BY c.cost, c.steps, c.picks), array_agg(c.steps ORDER BY c.cost, c.steps, c.picks),
               array_agg(c.gain ORDER BY c.cost, c.steps, c.picks), array_agg(c.picks ORDER BY c.cost, c.steps, c.picks)
        INTO kept_cost, kept_steps, kept_gain, kept_picks
        FROM (SELECT a.*, max(a.gain) OVER (ORDER BY a.cost, a.steps, a.gain DESC, a.picks ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS gained_for_less
              FROM (SELECT k.cost + l.cost AS cost, k.steps + l.steps AS steps, k.picks || l.pick AS picks,
                           -- enough is enough
                           CASE WHEN k.gain + l.gain > need OR NOT strict AND k.gain + l.gain = need THEN need + 1 ELSE k.gain + l.gain END AS gain
                    FROM unnest(kept_cost, kept_steps, kept_gain, kept_picks) AS k (cost, steps, gain, picks)
                         CROSS JOIN (SELECT 0 AS cost, 0 AS steps, 0 AS gain, '' AS pick
                                     UNION ALL
                                     SELECT u.cost, u.steps, u.gain, u.ord || ' '
                                     FROM unnest(items, steps, costs, gains) WITH ORDINALITY AS u (item, steps, cost, gain, ord) WHERE u.item = item.item) l) a
              WHERE a.gain + remaining >= need) c
        WHERE c.gained_for_less IS NULL OR c.gain > c.gained_for_less;
    END LOOP;
    -- the first that reaches it; nothing needed is reached by nothing
    RETURN (SELECT coalesce(string_to_array(nullif(btrim(k.picks), ''), ' ')::integer[], '{}')
            FROM unnest(kept_gain, kept_picks) WITH ORDINALITY AS k (gain, picks, ord)
            WHERE k.gain > need OR NOT strict AND k.gain = need ORDER BY k.ord LIMIT 1);
END
$body$;

-- The figures of gates that move with a measure, under all their names: what is not
-- late is on time.
CREATE OR REPLACE FUNCTION @schema@.moved_measures(measure text, unit text, numerator numeric, denominator numeric) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT jsonb_object_agg(n.name, v.value)
    FROM (SELECT moved_measures.measure AS measure, @schema@.in_unit(moved_measures.unit, moved_measures.numerator, moved_measures.denominator) AS value
          UNION ALL
          SELECT o.measure, @schema@.in_unit(moved_measures.unit, moved_measures.denominator - moved_measures.numerator, moved_measures.denominator)
          FROM (VALUES ('dossier.on_time', 'dossier.late'), ('dossier.late', 'dossier.on_time')) AS o (of, measure) WHERE o.of = moved_measures.measure) v
         CROSS JOIN LATERAL @schema@.gate_names(v.measure) n;
$sql$;

-- The cheapest steps that reach a band, or why none do.  A step takes a result to
-- the next threshold of its rule, or on to the one after; it costs the cases that
-- must change (units of a count).  Cheapest is what changes the fewest cases, then
-- takes the fewest steps, and is found exactly.  A gate that stands in the way is
-- opened first, by the one criterion whose cases open it with the fewest of them.
CREATE OR REPLACE FUNCTION @schema@.path_to_band(framework text, agency text, band text)
RETURNS TABLE (ord bigint, criterion_code text, criterion text, next_threshold numeric, cases numeric, gain numeric, index_pct numeric, reached boolean, why text)
LANGUAGE sql STABLE
AS $sql$
    WITH asked AS MATERIALIZED (
        SELECT g.framework, x.agency_id, g.index_rate, b.name AS band, b.lower_bound, b.bound_excluded, g.measures,
               CASE WHEN b.name IS NULL THEN @schema@.refuse(format('framework "%s" has no band "%s"', g.framework, path_to_band.band), 'Table band lists them.') END AS refused
        FROM (SELECT @schema@.ranked_agency(path_to_band.framework, path_to_band.agency) AS agency_id OFFSET 0) x
             JOIN @schema@.league g ON g.framework = path_to_band.framework AND g.agency_id = x.agency_id
             LEFT JOIN @schema@.band b ON b.framework = g.framework AND b.name = path_to_band.band
    ), result AS MATERIALIZED (
        SELECT s.* FROM asked q CROSS JOIN LATERAL @schema@.agency_states(q.framework, q.agency_id) s WHERE q.refused IS NULL
    ), scored AS MATERIALIZED (
        SELECT n.points, n.max_points, 100 * n.points / nullif(n.max_points, 0) AS pct, q.lower_bound * n.max_points / 100 - n.points AS need,
               -- where the index will be when the points are there
               greatest(100 * n.points / nullif(n.max_points, 0), q.lower_bound) AS pct_then
        FROM asked q, (SELECT sum(r.points) AS points, sum(r.max_points) FILTER (WHERE r.points IS NOT NULL) AS max_points FROM result r) n
    ), shut AS MATERIALIZED (
        -- criteria whose measure a gate in the way asks for
        SELECT r.*, m.unit, t.condition, n.measures
        FROM asked q
             CROSS JOIN LATERAL (SELECT q.measures || jsonb_build_object('index_pct', n.pct_then) AS measures FROM scored n) n
             JOIN @schema@.gate t ON t.framework = q.framework AND n.measures @@ t.condition
             JOIN result r ON r.state = 'scored' AND r.computed_denominator IS DISTINCT FROM 0
             JOIN @schema@.measure m ON m.code = r.measure
        WHERE @extschema@.condition_names(t.condition) && ARRAY(SELECT jsonb_object_keys(@schema@.moved_measures(m.code, m.unit, 1, 1)))
    ), level AS (
        -- the steps of the rules; what an appraiser or criterion_state says stands
        SELECT r.criterion_id, l.threshold, l.then_numerator, l.cases, l.gain
        FROM result r CROSS JOIN LATERAL @schema@.ladder(r.kind, r.rule, r.criterion_maximum, r.numerator, r.denominator) l
        WHERE r.state = 'scored' AND r.reason IS NULL
        UNION ALL
        -- and as far as a gate asks, where its measure is that of a criterion
        SELECT r.criterion_id, @schema@.in_unit(r.unit, o.numerator, r.computed_denominator), o.numerator, o.cases,
               CASE WHEN r.reason IS NULL THEN p.points - r.points ELSE 0 END
        FROM shut r
             CROSS JOIN LATERAL (SELECT v.numerator, k::numeric AS cases
                                 FROM generate_series(1, 1000) k CROSS JOIN LATERAL (VALUES (r.computed_numerator + k), (r.computed_numerator - k)) v (numerator)
                                 WHERE v.numerator >= 0 AND (r.unit = 'count' OR v.numerator <= r.computed_denominator)
                                   AND NOT (r.measures || @schema@.moved_measures(r.measure, r.unit, v.numerator, r.computed_denominator)) @@ r.condition
                                 ORDER BY k, v.numerator DESC LIMIT 1) o
             CROSS JOIN LATERAL @schema@.result_points(r.kind, r.rule, r.criterion_maximum, r.when_not_arisen, NULL, NULL, o.numerator, r.computed_denominator) p
    ), step AS MATERIALIZED (
        SELECT r.criterion_id, r.criterion_code, r.criterion, (row_number() OVER (PARTITION BY r.criterion_id ORDER BY l.cases))::integer AS step,
               l.threshold, trim_scale(l.cases) AS cases, l.gain,
               CASE WHEN m.code IS NOT NULL THEN @schema@.moved_measures(m.code, m.unit, l.then_numerator, r.computed_denominator) END AS moves
        FROM (SELECT DISTINCT ON (criterion_id, cases) * FROM level ORDER BY criterion_id, cases, threshold) l
             JOIN result r ON r.criterion_id = l.criterion_id
             LEFT JOIN @schema@.measure m ON m.code = r.measure
    ), gated AS MATERIALIZED (
        -- the gates in the way, and what opens each
        SELECT t.name, t.at_best, o.criterion_id, o.step
        FROM asked q
             CROSS JOIN scored n
             JOIN @schema@.gate t ON t.framework = q.framework
             JOIN @schema@.band cap ON cap.framework = q.framework AND cap.name = t.at_best AND q.lower_bound > coalesce(cap.lower_bound, '-Infinity')
             LEFT JOIN LATERAL (SELECT s.criterion_id, s.step FROM step s
                                WHERE s.moves IS NOT NULL AND NOT (q.measures || jsonb_build_object('index_pct', n.pct_then) || s.moves) @@ t.condition
                                ORDER BY s.cases, s.step, s.criterion_code COLLATE "C" LIMIT 1) o ON true
        WHERE (q.measures || jsonb_build_object('index_pct', n.pct_then)) @@ t.condition
    ), forced AS MATERIALIZED (
        SELECT s.criterion_id, s.step, s.cases, s.gain
        FROM (SELECT g.criterion_id, max(g.step) AS step FROM gated g GROUP BY g.criterion_id) g JOIN step s ON s.criterion_id = g.criterion_id AND s.step = g.step
    ), choice AS MATERIALIZED (
        SELECT array_agg(s.criterion_id ORDER BY s.criterion_id, s.step) AS items, array_agg(s.step - coalesce(f.step, 0) ORDER BY s.criterion_id, s.step) AS steps,
               array_agg(s.cases - coalesce(f.cases, 0) ORDER BY s.criterion_id, s.step) AS costs, array_agg(s.gain - coalesce(f.gain, 0) ORDER BY s.criterion_id, s.step) AS gains,
               array_agg(s.step ORDER BY s.criterion_id, s.step) AS up_to
        FROM step s LEFT JOIN forced f ON f.criterion_id = s.criterion_id
        WHERE s.step > coalesce(f.step, 0)
    ), found AS MATERIALIZED (
        SELECT @schema@.cheapest(coalesce(c.items, '{}'), coalesce(c.steps, '{}'), coalesce(c.costs, '{}'), coalesce(c.gains, '{}'),
                                 coalesce(n.need, -1) - coalesce((SELECT sum(f.gain) FROM forced f), 0), coalesce(q.bound_excluded AND q.lower_bound IS NOT NULL, false)) AS picks
        FROM asked q, scored n, choice c
    ), taken AS (
        SELECT f.criterion_id, f.step FROM forced f
        UNION ALL
        SELECT c.items[p.pick], c.up_to[p.pick] FROM choice c, found d, unnest(d.picks) AS p (pick)
    ), walked AS (
        SELECT row_number() OVER w AS ord, s.criterion_code, s.criterion, s.threshold, s.cases, s.gain, 100 * (n.points + sum(s.gain) OVER w) / n.max_points AS pct, count(*) OVER () AS steps
        FROM (SELECT s.criterion_id, s.criterion_code, s.criterion, s.step, s.threshold,
                     s.cases - coalesce(lag(s.cases) OVER w, 0) AS cases, s.gain - coalesce(lag(s.gain) OVER w, 0) AS gain, t.step AS up_to, max(s.gain) OVER (PARTITION BY s.criterion_id) AS gains
              FROM step s JOIN (SELECT t.criterion_id, max(t.step) AS step FROM taken t GROUP BY t.criterion_id) t ON t.criterion_id = s.criterion_id AND s.step <= t.step
              WINDOW w AS (PARTITION BY s.criterion_id ORDER BY s.step)) s
             CROSS JOIN scored n
        WINDOW w AS (ORDER BY s.gains DESC, s.criterion_code COLLATE "C", s.step)
    ), judged AS (
        SELECT q.*, n.pct, d.picks IS NOT NULL AND q.index_rate IS NOT NULL AND NOT EXISTS (SELECT FROM gated g WHERE g.criterion_id IS NULL) AS reachable,
               (SELECT format('gate "%s" allows "%s" at best, and no criterion opens it / điều kiện "%s" chỉ cho phép cao nhất là "%s" và không tiêu chí nào gỡ được', g.name, g.at_best, g.name, g.at_best)
                FROM gated g WHERE g.criterion_id IS NULL ORDER BY g.name LIMIT 1) AS shut,
               100 * (n.points + coalesce((SELECT sum(b.best) FROM (SELECT max(s.gain) AS best FROM step s GROUP BY s.criterion_id) b), 0)) / nullif(n.max_points, 0) AS at_most
        FROM asked q, scored n, found d
    )
    SELECT NULL::bigint, NULL, NULL, NULL::numeric, NULL::numeric, NULL::numeric, round(j.pct, 4), j.reachable,
           CASE WHEN j.index_rate IS NULL THEN 'the index is withheld: something is not reported, or the framework has a fault / chưa có chỉ số: còn tiêu chí chưa báo cáo hoặc bộ tiêu chí có lỗi'
                WHEN j.shut IS NOT NULL THEN j.shut
                WHEN NOT j.reachable THEN format('all steps together give %s %% / tất cả các bước chỉ đạt %s %%', round(j.at_most, 2), round(j.at_most, 2))
                WHEN NOT EXISTS (SELECT FROM taken) THEN 'it is reached already / đã đạt' END
    FROM judged j
    UNION ALL
    SELECT w.ord, w.criterion_code, w.criterion, trim_scale(round(w.threshold, 4)), w.cases, trim_scale(round(w.gain, 4)), round(w.pct, 4), w.ord = w.steps, NULL
    FROM judged j JOIN walked w ON j.reachable
    ORDER BY 1 NULLS FIRST;
$sql$;
