-- Plain counts over the rows, to which the measures are compared: of each measure
-- that is built in or observed, from one day to another, as of the end of the last.
-- Nothing of the model's is called but its tables.

CREATE FUNCTION pg_temp.plain_measures(first_day date, last_day date)
RETURNS TABLE (measure text, agency_id bigint, numerator numeric, denominator numeric) LANGUAGE sql STABLE AS $$
    WITH moment AS (
        SELECT first_day::timestamp AT TIME ZONE zone AS starts, (last_day + 1)::timestamp AT TIME ZONE zone AS ends, zone FROM setting
    ), known AS (
        -- dossiers that were there in the period, as they stood at its end
        SELECT d.agency_id, d.channel, d.fee, d.paid_online, d.due_at,
               d.finished_at < m.ends AS done, d.received_at >= m.starts AS came,
               CASE WHEN d.finished_at < m.ends THEN (d.finished_at AT TIME ZONE m.zone)::date < (d.due_at AT TIME ZONE m.zone)::date END AS early,
               CASE WHEN d.finished_at < m.ends THEN d.finished_at > d.due_at
                    ELSE d.due_at < m.ends - interval '1 us' AND NOT EXISTS (SELECT FROM unnest(d.pauses) p WHERE lower(p) < m.ends AND (upper(p) IS NULL OR upper(p) >= m.ends)) END AS behind,
               CASE WHEN EXISTS (SELECT FROM dossier_supplement x WHERE x.dossier = d.code)
                    THEN (SELECT count(*) FROM dossier_supplement x WHERE x.dossier = d.code AND x.asked_on <= last_day) ELSE d.supplements END AS asked
        FROM dossier d, moment m
        WHERE d.received_at < m.ends AND (d.finished_at IS NULL OR d.finished_at >= m.starts)
    ), dossiers AS (
        SELECT k.agency_id, count(*) AS everything, count(*) FILTER (WHERE came) AS came,
               count(*) FILTER (WHERE done AND NOT behind) AS in_time, count(*) FILTER (WHERE done AND early) AS early, count(*) FILTER (WHERE done AND behind) AS late,
               count(*) FILTER (WHERE done IS NOT TRUE AND behind) AS overdue,
               count(*) FILTER (WHERE came AND channel = 'online') AS online, count(*) FILTER (WHERE came AND fee > 0) AS with_fee,
               count(*) FILTER (WHERE came AND paid_online) AS paid, count(*) FILTER (WHERE came AND asked > 1) AS asked
        FROM known k GROUP BY k.agency_id
    ), levels AS (
        SELECT d.agency_id, p.online_level, count(*) FILTER (WHERE d.received_at >= m.starts) AS came, count(*) FILTER (WHERE d.received_at >= m.starts AND d.channel = 'online') AS online
        FROM dossier d JOIN service p ON p.code = d.service, moment m
        WHERE d.received_at < m.ends AND (d.finished_at IS NULL OR d.finished_at >= m.starts) GROUP BY 1, 2
    ), conduct AS (
        SELECT k.whose AS agency_id, sum(came) AS n_came, sum(done) AS n_done,
               sum(came * (components_digitised IS NOT NULL)::int) AS knows_components, sum(came * (components > 0 AND components_digitised = components)::int) AS digitised,
               sum(came * components_digitised) AS parts_digitised, sum(came * CASE WHEN components_digitised IS NOT NULL THEN components END) AS parts,
               sum(came * (data_reused IS NOT NULL)::int) AS knows_reuse, sum(came * data_reused::int) AS reused,
               sum(done * (outcome IS NOT NULL)::int) AS knows_outcome, sum(done * (outcome = 'refused')::int) AS refused, sum(done * (outcome <> 'settled')::int) AS unsettled,
               sum(done * (result_digitised IS NOT NULL)::int) AS knows_result, sum(done * result_digitised::int) AS e_result, sum(done * (rating IS NOT NULL)::int) AS rated, sum(done * (rating > 3)::int) AS pleased
        FROM (SELECT d.agency_id AS whose, (d.received_at >= m.starts)::int AS came, coalesce(d.finished_at < m.ends, false)::int AS done, c.*
              FROM moment m, dossier d LEFT JOIN dossier_conduct c ON c.dossier = d.code
              WHERE d.received_at < m.ends AND (d.finished_at IS NULL OR d.finished_at >= m.starts)) k
        GROUP BY k.whose
    ), answers AS (
        SELECT r.agency_id, q.factor, f.in_total, count(*) FILTER (WHERE a.answer = ANY (v.positive)) AS satisfied, count(a.answer) AS answered
        FROM survey v JOIN response r ON r.survey = v.code JOIN answer a ON a.response_id = r.id JOIN question q ON q.id = a.question_id JOIN factor f ON f.code = q.factor
        WHERE v.in_index
          AND CASE WHEN extract(year FROM r.answered_on) < v.year THEN make_date(v.year, 1, 1) WHEN extract(year FROM r.answered_on) > v.year THEN make_date(v.year, 12, 31) ELSE r.answered_on END
              BETWEEN first_day AND last_day
        GROUP BY 1, 2, 3
    ), bound AS (
        -- an obligation for each due date of a task and an agency; what recurs without
        -- a day is due at the end of its period, and the done day of the whole is that
        -- of the last one
        SELECT b.agency_id, t.task_kind, t.task_kind = 'report' AS is_report, b.role = 'cooperating' AS helps, w.due, p.year,
               coalesce(o.state, CASE WHEN o.done_on IS NULL OR b.state = 'paused' THEN b.state ELSE 'assigned' END) AS state,
               coalesce(o.done_on, CASE WHEN o.state IS NULL AND (w.due IS NULL OR w.due = max(w.due) OVER (PARTITION BY b.task_id, b.agency_id)) THEN b.done_on END) AS done_on,
               o.form_right AND o.content_right AND o.channel_right AS is_right
        FROM task_agency b JOIN task t ON t.id = b.task_id JOIN plan p ON p.code = t.plan
             CROSS JOIN LATERAL (SELECT p.year::text AS label, t.due_on AS due WHERE t.due_on IS NOT NULL OR t.deadline_text IS NULL
                                 UNION ALL
                                 SELECT d.period_label, coalesce(d.due, CASE WHEN d.every IS NOT NULL THEN d.period_last END)
                                 FROM par.deadline_terms(t.deadline_text, p.year) d WHERE t.due_on IS NULL) w
             LEFT JOIN obligation o ON (o.agency_id, o.task_id, o.period_label) = (b.agency_id, b.task_id, w.label)
    ), judged AS (
        SELECT b.*, b.done_on <= last_day AS done, CASE WHEN b.done_on <= last_day THEN b.done_on > b.due ELSE b.due < last_day AND b.state <> 'paused' END AS behind
        FROM bound b WHERE b.state <> 'not_arisen' AND coalesce(b.due, make_date(b.year, 12, 31)) BETWEEN first_day AND last_day
    ), tasks AS (
        SELECT k.agency_id, k.is_report, v.suffix, count(*) AS everything, count(*) FILTER (WHERE done) AS done, count(*) FILTER (WHERE done AND NOT behind) AS in_time,
               count(*) FILTER (WHERE done AND done_on < due) AS early, count(*) FILTER (WHERE behind) AS behind, count(*) FILTER (WHERE done AND NOT behind AND is_right) AS is_right
        FROM judged k JOIN (VALUES ('', false), ('_all_roles', true)) AS v (suffix, all_roles) ON all_roles OR helps IS NOT TRUE
        GROUP BY 1, 2, 3
    )
    SELECT m.*
    FROM dossiers d, LATERAL (VALUES
        ('dossier.on_time', d.agency_id, in_time, in_time + late), ('dossier.on_time_due', d.agency_id, in_time, in_time + late + overdue),
        ('dossier.on_time_received', d.agency_id, everything - late - overdue, everything), ('dossier.late', d.agency_id, late, in_time + late),
        ('dossier.early', d.agency_id, early, in_time + late), ('dossier.online', d.agency_id, online, came),
        ('dossier.paid_online', d.agency_id, paid, with_fee), ('dossier.supplemented', d.agency_id, asked, came)) m
    UNION ALL
    SELECT m.*
    FROM (SELECT l.agency_id, coalesce(sum(came) FILTER (WHERE online_level = 'full'), 0) AS f, coalesce(sum(online) FILTER (WHERE online_level = 'full'), 0) AS fo,
                 coalesce(sum(came) FILTER (WHERE online_level = 'partial'), 0) AS p, coalesce(sum(online) FILTER (WHERE online_level = 'partial'), 0) AS po FROM levels l GROUP BY 1) l,
         LATERAL (VALUES ('dossier.online_full', l.agency_id, fo, f), ('dossier.online_partial', l.agency_id, po, p), ('dossier.online_published', l.agency_id, fo + po, f + p)) m
    UNION ALL
    SELECT m.measure, m.agency_id, coalesce(m.numerator, 0), m.denominator
    FROM conduct c, LATERAL (VALUES ('dossier.digitised', c.agency_id, knows_components, digitised, n_came), ('dossier.components_digitised', c.agency_id, knows_components, parts_digitised, parts),
        ('dossier.data_reused', c.agency_id, knows_reuse, reused, n_came), ('dossier.result_digitised', c.agency_id, knows_result, e_result, n_done - coalesce(unsettled, 0)),
        ('dossier.refused', c.agency_id, knows_outcome, refused, knows_outcome), ('dossier.rated_satisfied', c.agency_id, rated, pleased, rated)) m (measure, agency_id, knows, numerator, denominator)
    WHERE m.knows > 0
    UNION ALL
    SELECT 'survey.satisfied.' || factor, a.agency_id, satisfied, answered FROM answers a
    UNION ALL
    SELECT 'survey.satisfied', a.agency_id, sum(satisfied), sum(answered) FROM answers a WHERE in_total GROUP BY a.agency_id
    UNION ALL
    SELECT m.measure || t.suffix, m.agency_id, m.numerator, m.denominator
    FROM tasks t, LATERAL (VALUES
        ('task.done', t.agency_id, done, everything), ('task.on_time', t.agency_id, in_time, in_time + behind),
        ('task.early', t.agency_id, early, in_time + behind), ('task.late_or_overdue', t.agency_id, behind, in_time + behind)) m (measure, agency_id, numerator, denominator)
    WHERE NOT t.is_report
    UNION ALL
    SELECT m.*
    FROM tasks t, LATERAL (VALUES
        ('report.on_time', t.agency_id, in_time, in_time + behind), ('report.right', t.agency_id, is_right, in_time + behind), ('report.late', t.agency_id, behind, NULL)) m
    WHERE t.is_report AND t.suffix = ''
    UNION ALL
    SELECT m.*
    FROM (SELECT p.agency_id, sum((p.received_on >= first_day)::int) AS came, sum(here) AS everything, sum(done) AS done, sum(done * coalesce(p.outcome = 'solved', false)::int) AS solved,
                 sum(done * coalesce(p.outcome = 'refused', false)::int) AS refused, sum(done * coalesce(p.outcome = 'forwarded', false)::int) AS forwarded, sum(done * coalesce(p.published_on <= last_day, false)::int) AS published,
                 sum(done * coalesce(p.handled_on <= p.due_on, false)::int) AS in_time, sum(done * coalesce(p.handled_on > p.due_on, false)::int) AS late, sum(here * (1 - done) * coalesce(p.due_on < last_day, false)::int) AS overdue
          FROM (SELECT p.*, (NOT coalesce(p.handled_on < first_day, false))::int AS here, coalesce(p.handled_on BETWEEN first_day AND last_day, false)::int AS done FROM petition p WHERE p.received_on <= last_day) p
          GROUP BY p.agency_id
          -- an agency in force that had petitions before has none
          HAVING sum(here) > 0 OR (SELECT coalesce(a.valid_from <= last_day, true) AND coalesce(a.valid_to >= first_day, true) FROM agency a WHERE a.id = p.agency_id)) p,
         LATERAL (VALUES ('petition.received', p.agency_id, came, NULL), ('petition.processed', p.agency_id, done, everything), ('petition.solved', p.agency_id, solved, done),
             ('petition.refused', p.agency_id, refused, done), ('petition.forwarded', p.agency_id, forwarded, done), ('petition.published', p.agency_id, published, done),
             ('petition.on_time', p.agency_id, in_time, in_time + late), ('petition.on_time_due', p.agency_id, in_time, in_time + late + overdue), ('petition.late', p.agency_id, late, in_time + late)) m
    UNION ALL
    SELECT m.*
    FROM (SELECT k.agency_id, count(*) AS given, count(*) FILTER (WHERE done AND NOT behind) AS in_time, count(*) FILTER (WHERE done AND behind) AS late, count(*) FILTER (WHERE done IS NOT TRUE AND behind) AS overdue
          FROM judged k WHERE k.task_kind = 'government' AND helps IS NOT TRUE GROUP BY 1) g,
         LATERAL (VALUES ('government.on_time', g.agency_id, in_time, given), ('government.late', g.agency_id, late, given), ('government.overdue', g.agency_id, overdue, given)) m
    UNION ALL
    -- flows add up; of a stock or a code the last stands, and rates do not add up
    SELECT o.measure, o.agency_id, sum(o.numerator), sum(o.denominator) FROM observation o JOIN measure m ON m.code = o.measure
    WHERE o.first_day >= plain_measures.first_day AND o.last_day <= plain_measures.last_day AND o.numerator IS NOT NULL
      AND (NOT m.stock AND m.unit <> 'code' OR NOT EXISTS (SELECT FROM observation x WHERE (x.measure, x.agency_id) = (o.measure, o.agency_id) AND x.last_day > o.last_day AND x.last_day <= plain_measures.last_day))
    GROUP BY 1, 2, m.unit HAVING m.unit <> 'rate' OR count(*) = 1
$$;

-- Where the two differ; nothing of a view's measures, which have no plain count
-- here, nor of tasks as a whole, which test/sql/obligations.sql walks over.
CREATE FUNCTION pg_temp.measures_that_differ(first_day date, last_day date)
RETURNS TABLE (measure text, agency_id bigint, counted text, measured text) LANGUAGE sql STABLE AS $$
    SELECT measure, agency_id, format('%s/%s', p.numerator, p.denominator), format('%s/%s', m.numerator, m.denominator)
    FROM pg_temp.plain_measures(first_day, last_day) p
         FULL JOIN (SELECT b.* FROM measures_between(first_day, last_day) b JOIN measure k ON k.code = b.measure AND k.source <> 'view' AND k.code NOT IN ('task.completed', 'plan.done')) m USING (measure, agency_id)
    WHERE (p.numerator, p.denominator) IS DISTINCT FROM (m.numerator, m.denominator)
$$;

-- One random change of a row that a measure counts.
CREATE FUNCTION pg_temp.change_something(n integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    some_agency bigint := (SELECT id FROM agency ORDER BY random() LIMIT 1);
    some_dossier text := (SELECT code FROM dossier WHERE code >= (SELECT code FROM dossier OFFSET floor(random() * least(5000, (SELECT count(*) FROM dossier))) LIMIT 1) LIMIT 1);
    day timestamptz := (SELECT (reporting_date - floor(random() * 700)::int + time '08:00') AT TIME ZONE zone FROM setting) + floor(random() * 10) * interval '1 hour';
BEGIN
    CASE floor(random() * 19)
        WHEN 0 THEN
            INSERT INTO dossier (code, agency_id, service, received_at, due_at, channel, fee, supplements)
            SELECT 'new-' || n, some_agency, (SELECT min(code) FROM service), day, day + '5 days', CASE WHEN random() < 0.5 THEN 'online' ELSE 'counter' END, 1000 * floor(random() * 2), floor(random() * 3);
        WHEN 1 THEN DELETE FROM dossier WHERE code = some_dossier;
        WHEN 2 THEN UPDATE dossier SET finished_at = NULL, pauses = '{}' WHERE code = some_dossier;
        WHEN 3 THEN UPDATE dossier SET finished_at = received_at + floor(random() * 20) * interval '1 day', pauses = '{}' WHERE code = some_dossier;
        WHEN 4 THEN UPDATE dossier SET due_at = CASE WHEN random() < 0.8 THEN received_at + floor(random() * 20) * interval '1 day' END WHERE code = some_dossier;
        WHEN 5 THEN UPDATE dossier SET agency_id = some_agency, channel = CASE channel WHEN 'online' THEN 'counter' ELSE 'online' END WHERE code = some_dossier;
        WHEN 6 THEN UPDATE dossier SET finished_at = NULL, pauses = tstzmultirange(tstzrange(received_at, CASE WHEN random() < 0.5 THEN received_at + '300 days' END)) WHERE code = some_dossier;
        WHEN 7 THEN UPDATE dossier SET fee = 500, paid_online = random() < 0.5, supplements = floor(random() * 3) WHERE code = some_dossier;
        WHEN 8 THEN
            INSERT INTO dossier_supplement (dossier, asked_on)
            SELECT code, (received_at AT TIME ZONE zone)::date + floor(random() * 200)::int + k * 3 FROM dossier, setting, generate_series(0, 1) k WHERE code = some_dossier ON CONFLICT DO NOTHING;
        WHEN 9 THEN DELETE FROM answer WHERE response_id = (SELECT id FROM response OFFSET floor(random() * least(3000, (SELECT count(*) FROM response))) LIMIT 1);
        WHEN 10 THEN
            WITH form AS (INSERT INTO response (survey, agency_id, answered_on) SELECT code, some_agency, make_date(year, 1, 1) + floor(random() * 400)::int - 20 FROM survey ORDER BY random() LIMIT 1 RETURNING id, survey)
            INSERT INTO answer (response_id, question_id, answer) SELECT form.id, q.id, nullif(floor(random() * 6), 0) FROM form JOIN question q ON q.survey = form.survey;
        WHEN 11 THEN UPDATE task_agency SET done_on = CASE WHEN random() < 0.8 THEN day::date END WHERE state <> 'not_arisen' AND (task_id, agency_id) IN (SELECT task_id, agency_id FROM task_agency OFFSET floor(random() * (SELECT count(*) FROM task_agency)) LIMIT 1);
        -- what is reported goes first: a binding does not take it along
        WHEN 12 THEN
            WITH chosen AS MATERIALIZED (SELECT task_id, agency_id FROM task_agency OFFSET floor(random() * (SELECT count(*) FROM task_agency)) LIMIT 1),
                 reported AS (DELETE FROM obligation o USING chosen c WHERE (o.task_id, o.agency_id) = (c.task_id, c.agency_id))
            DELETE FROM task_agency b USING chosen c WHERE (b.task_id, b.agency_id) = (c.task_id, c.agency_id);
        WHEN 13 THEN
            INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, denominator)
            SELECT some_agency, code, day::date, day::date + floor(random() * 20)::int, floor(random() * 5), CASE WHEN unit = 'percent' THEN 4 END
            FROM measure WHERE source = 'observed' AND unit IN ('percent', 'count') ORDER BY random() LIMIT 1 ON CONFLICT DO NOTHING;
        WHEN 14 THEN
            INSERT INTO petition (code, agency_id, field, received_on, due_on) SELECT 'new-' || n, some_agency, 'F', day::date, CASE WHEN random() < 0.9 THEN day::date + floor(random() * 20)::int END;
        WHEN 15 THEN
            UPDATE petition SET handled_on = received_on + floor(random() * 30)::int, outcome = (ARRAY['solved', 'refused', 'forwarded'])[1 + floor(random() * 3)::int],
                                published_on = CASE WHEN random() < 0.6 THEN received_on + 30 + floor(random() * 30)::int END
            WHERE code = (SELECT code FROM petition ORDER BY random() LIMIT 1);
        WHEN 16 THEN
            INSERT INTO dossier_conduct (dossier, outcome, components, components_digitised, data_reused, rating)
            SELECT code, (ARRAY['settled', 'refused', 'withdrawn', NULL])[1 + floor(random() * 4)::int], 3, CASE WHEN random() < 0.7 THEN floor(random() * 4)::int END,
                   CASE WHEN random() < 0.7 THEN random() < 0.5 END, CASE WHEN random() < 0.5 THEN 1 + floor(random() * 5)::int END
            FROM dossier WHERE code = some_dossier ON CONFLICT DO NOTHING;
        WHEN 17 THEN UPDATE dossier_conduct SET outcome = 'settled', slip_no = NULL, result_digitised = random() < 0.6, components_digitised = components WHERE dossier = (SELECT dossier FROM dossier_conduct ORDER BY random() LIMIT 1);
        ELSE
            UPDATE observation SET numerator = numerator + 1 WHERE (agency_id, measure, first_day) IN
                (SELECT o.agency_id, o.measure, o.first_day FROM observation o JOIN measure m ON m.code = o.measure AND m.unit IN ('percent', 'count')
                 OFFSET floor(random() * (SELECT count(*) FROM observation o JOIN measure m ON m.code = o.measure AND m.unit IN ('percent', 'count'))) LIMIT 1);
    END CASE;
END $$;
