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
             CROSS JOIN LATERAL (SELECT make_date(f.year, 1, 1) AS first_day, least(make_date(f.year, 12, 31), coalesce(k.as_of, s.reporting_date)) AS last_day) p
             JOIN @schema@.criterion c ON c.framework = f.code AND c.code = evidence.criterion
             LEFT JOIN @schema@.measure m ON m.code = c.measure
    ), found AS (
        SELECT 'dossier' AS source, d.code AS key, (coalesce(CASE WHEN d.finished_at <= q.as_of THEN d.finished_at END, d.received_at) AT TIME ZONE q.zone)::date AS day,
               n.counts::integer::numeric AS numerator, 1::numeric AS denominator, t.status,
               CASE WHEN t.status IN ('late', 'overdue')
                    THEN ((CASE WHEN d.finished_at <= q.as_of THEN d.finished_at ELSE q.as_of END AT TIME ZONE q.zone)::date - (d.due_at AT TIME ZONE q.zone)::date)::bigint END AS days_late,
               d.service AS note, q.better
        FROM asked q
             JOIN @schema@.dossier d ON d.agency_id = q.agency_id AND d.received_at <= q.as_of AND (d.finished_at IS NULL OR d.finished_at >= q.starts)
             CROSS JOIN LATERAL (SELECT @extschema@.timeliness(d.due_at, d.finished_at, q.as_of, d.pauses @> q.as_of, q.zone)::text AS status) t
             CROSS JOIN LATERAL (SELECT CASE q.measure
                                        WHEN 'dossier.on_time' THEN t.status IN ('early', 'on_time') WHEN 'dossier.on_time_due' THEN t.status IN ('early', 'on_time')
                                        WHEN 'dossier.on_time_received' THEN t.status NOT IN ('late', 'overdue')
                                        WHEN 'dossier.late' THEN t.status = 'late' WHEN 'dossier.early' THEN t.status = 'early'
                                        WHEN 'dossier.online' THEN d.channel = 'online' WHEN 'dossier.paid_online' THEN d.paid_online
                                        WHEN 'dossier.supplemented' THEN d.supplements > 1 END AS counts,
                                        CASE WHEN q.measure IN ('dossier.on_time', 'dossier.late', 'dossier.early') THEN t.status IN ('early', 'on_time', 'late')
                                             WHEN q.measure = 'dossier.on_time_due' THEN t.status IN ('early', 'on_time', 'late', 'overdue')
                                             WHEN q.measure = 'dossier.on_time_received' THEN true
                                             ELSE d.received_at >= q.starts AND (q.measure <> 'dossier.paid_online' OR d.fee > 0) END AS belongs) n
        WHERE q.of_source = 'dossier' AND n.belongs
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
        SELECT 'task', concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, '')), coalesce(CASE WHEN b.done_on <= q.last_day THEN b.done_on END, d.due),
               CASE q.measure WHEN 'task.done' THEN b.done_on <= q.last_day WHEN 'task.on_time' THEN c.status IN ('early', 'on_time')
                              WHEN 'task.early' THEN c.status = 'early' ELSE c.status IN ('late', 'overdue') END::integer, 1,
               c.status, CASE WHEN c.status IN ('late', 'overdue') THEN (CASE WHEN b.done_on <= q.last_day THEN b.done_on ELSE q.last_day END - d.due)::bigint END, t.title, q.better
        FROM asked q
             JOIN @schema@.task_agency b ON b.agency_id = q.agency_id AND b.state <> 'not_arisen'
             JOIN @schema@.task t ON t.id = b.task_id
             JOIN @schema@.plan y ON y.code = t.plan
             CROSS JOIN LATERAL (SELECT coalesce(t.due_on, @extschema@.due_date(t.deadline_text, y.year)) AS due) d
             CROSS JOIN LATERAL (SELECT @extschema@.timeliness(d.due, b.done_on, q.last_day, b.state = 'paused')::text AS status) c
        WHERE q.of_source = 'task' AND coalesce(d.due, make_date(y.year, 12, 31)) BETWEEN q.first_day AND q.last_day
          AND (q.measure = 'task.done' OR c.status IN ('early', 'on_time', 'late', 'overdue'))
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
    WINDOW w AS (ORDER BY f.source NOT IN ('override', 'criterion_state'), f.source IN ('dossier', 'answer', 'task') AND (f.numerator = 1) <> (f.better = 'lower'),
                          f.days_late DESC NULLS LAST, f.day, f.key COLLATE "C")
    ORDER BY 1 LIMIT evidence.at_most;
$sql$;

-- A figure with a change of what_if() made to it.
CREATE OR REPLACE FUNCTION @schema@.changed(change jsonb, unit text, numerator numeric, denominator numeric)
RETURNS TABLE (numerator numeric, denominator numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT CASE WHEN c.change IS NULL THEN c.numerator
                WHEN c.value IS NOT NULL THEN CASE c.unit WHEN 'percent' THEN c.value * d.denominator / 100 ELSE c.value END
                WHEN c.change ? 'by' THEN c.numerator + CASE c.unit WHEN 'percent' THEN (c.change ->> 'by')::numeric * d.denominator / 100 ELSE (c.change ->> 'by')::numeric END
                WHEN c.change ? 'add' THEN c.numerator + (c.change ->> 'add')::numeric
                ELSE coalesce((c.change ->> 'numerator')::numeric, c.numerator) END,
           d.denominator
    FROM (SELECT changed.change, changed.unit, changed.numerator, changed.denominator,
                 CASE jsonb_typeof(changed.change) WHEN 'number' THEN (changed.change #>> '{}')::numeric WHEN 'object' THEN (changed.change ->> 'value')::numeric END AS value) c
         CROSS JOIN LATERAL (SELECT coalesce(CASE jsonb_typeof(c.change) WHEN 'object' THEN (c.change ->> 'denominator')::numeric END, c.denominator) AS denominator) d;
$sql$;

-- The band of a score, before and after the gates: closed when one is, else no
-- data when one cannot be decided.
CREATE OR REPLACE FUNCTION @schema@.decided_band(framework text, score @extschema@.score_stats, measures jsonb)
RETURNS TABLE (band_by_points text, band text, gate text, gate_state text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT @extschema@.grade(decided_band.score, g.grading), @extschema@.grade(decided_band.score, g.grading, cap.at_best), cap.name, cap.state
    FROM (SELECT string_agg(b.name || coalesce(CASE WHEN b.bound_excluded THEN ' > ' ELSE ' >= ' END || b.lower_bound, ''), '; '
                            ORDER BY b.lower_bound DESC NULLS LAST)::@extschema@.grading AS grading
          FROM @schema@.band b WHERE b.framework = decided_band.framework) g
         CROSS JOIN (SELECT (array_agg(t.name ORDER BY b.lower_bound NULLS FIRST, t.name) FILTER (WHERE d.closed))[1] AS name,
                            (array_agg(t.at_best ORDER BY b.lower_bound NULLS FIRST, t.name) FILTER (WHERE d.closed))[1] AS at_best,
                            CASE WHEN bool_or(d.closed) THEN 'closed' WHEN bool_or(d.closed IS NULL) THEN 'no_data'
                                 WHEN count(*) > 0 THEN 'open' END AS state
                     FROM @schema@.gate t
                          JOIN @schema@.band b ON b.framework = t.framework AND b.name = t.at_best
                          CROSS JOIN LATERAL (SELECT decided_band.measures @@ t.condition) AS d (closed)
                     WHERE t.framework = decided_band.framework) cap;
$sql$;

-- What other results would do, without writing.  The keys of the changes are
-- measures, or codes of criteria whose results are entered; a change is a value
-- in the measure's unit, {"by": -1} of it, {"add": 20} to the numerator, or
-- {"numerator": 400, "denominator": 424}.  Dossiers on time and late move together.
CREATE OR REPLACE FUNCTION @schema@.what_if(framework text, agency text, changes jsonb)
RETURNS TABLE (what text, points numeric, max_points numeric, index_pct numeric, rank bigint, band_by_points text, band text, gate text, gate_state text)
LANGUAGE sql STABLE
AS $sql$
    WITH asked AS (
        SELECT f.code AS framework, f.year, f.when_not_reported, x.agency_id,
               (SELECT max(@schema@.refuse(format('"%s" is neither a measure nor a criterion with entered results', k.name), 'View index_breakdown lists them.'))
                FROM jsonb_object_keys(what_if.changes) AS k (name)
                WHERE NOT EXISTS (SELECT FROM @schema@.measure m WHERE m.code = k.name)
                  AND NOT EXISTS (SELECT FROM @schema@.criterion c WHERE c.framework = f.code AND c.code = k.name AND c.measure IS NULL)) AS refused
        FROM (SELECT @schema@.ranked_agency(what_if.framework, what_if.agency) AS agency_id) x
             JOIN @schema@.framework f ON f.code = what_if.framework
    ), figure AS (
        SELECT m.code AS measure, m.unit, v.numerator, v.denominator, n.numerator AS new_numerator, n.denominator AS new_denominator, q.agency_id, q.year
        FROM asked q
             CROSS JOIN @schema@.measure m
             LEFT JOIN @schema@.measure_by_year v ON v.year = q.year AND v.agency_id = q.agency_id AND v.measure = m.code
             CROSS JOIN LATERAL (SELECT what_if.changes -> m.code AS c) g
             CROSS JOIN LATERAL @schema@.changed(g.c, m.unit, v.numerator, v.denominator) n
        WHERE q.refused IS NULL AND (v.measure IS NOT NULL OR g.c IS NOT NULL)
    ), joined AS (
        -- what is not late is on time
        SELECT f.measure, f.unit, f.year, f.agency_id,
               CASE WHEN o.measure IS NOT NULL THEN o.new_denominator - o.new_numerator ELSE f.new_numerator END AS numerator,
               CASE WHEN o.measure IS NOT NULL THEN o.new_denominator ELSE f.new_denominator END AS denominator
        FROM figure f
             LEFT JOIN figure o ON o.measure = CASE f.measure WHEN 'dossier.late' THEN 'dossier.on_time' WHEN 'dossier.on_time' THEN 'dossier.late' END
                               AND what_if.changes ? o.measure AND NOT what_if.changes ? f.measure
    ), result AS (
        SELECT s.points, s.max_points, s.kind, s.state, false AS changed
        FROM asked q, @schema@.current_states(q.framework, q.agency_id) s WHERE q.refused IS NULL
        UNION ALL
        SELECT CASE WHEN g.c IS NULL THEN s.points
                    ELSE CASE s.kind WHEN 'penalty' THEN -1 ELSE 1 END * @schema@.scored_points(s.rule, n.numerator, n.denominator, s.criterion_maximum) END,
               s.max_points, s.kind, CASE WHEN g.c IS NULL THEN s.state ELSE 'scored' END, true
        FROM asked q
             CROSS JOIN LATERAL @schema@.criterion_states(
                 (SELECT array_agg(ROW(j.year, j.measure, j.agency_id, j.numerator, j.denominator)::@schema@.stored_measure) FROM joined j), q.framework, q.agency_id) s
             CROSS JOIN LATERAL (SELECT CASE WHEN s.measure IS NULL THEN what_if.changes -> s.criterion_code END AS c) g
             CROSS JOIN LATERAL @schema@.changed(g.c, CASE WHEN s.denominator IS NULL THEN 'count' ELSE 'percent' END, s.numerator, s.denominator) n
        WHERE q.refused IS NULL
    ), scored AS (
        SELECT r.changed, q.framework, q.agency_id, @extschema@.score_agg(r.points, r.max_points) AS score,
               count(*) FILTER (WHERE r.state = 'not_reported' AND (r.kind = 'penalty' OR q.when_not_reported = 'block')) = 0 AS decided
        FROM asked q, result r GROUP BY r.changed, q.framework, q.agency_id
    ), measured AS (
        SELECT s.*, CASE WHEN s.decided THEN @extschema@.index_rate(s.score) END AS index_rate,
               CASE WHEN s.decided THEN @extschema@.index_pct(s.score, 12) END AS pct,
               (SELECT l.measures FROM @schema@.league l WHERE l.framework = s.framework AND l.agency_id = s.agency_id) AS had,
               (SELECT jsonb_object_agg(n.name, @schema@.in_unit(j.unit, j.numerator, j.denominator))
                FROM joined j
                     CROSS JOIN LATERAL (SELECT j.measure UNION ALL
                                         SELECT a.alias FROM (VALUES ('dossier.late', 'late_pct'), ('dossier.on_time', 'on_time_pct'), ('survey.satisfied', 'satisfied_pct')) a (measure, alias)
                                         WHERE a.measure = j.measure) AS n (name)) AS has
        FROM scored s
    )
    SELECT CASE WHEN m.changed THEN 'then' ELSE 'now' END, @extschema@.points(m.score), @extschema@.max_points(m.score), round(m.pct, 4),
           CASE WHEN m.index_rate IS NOT NULL
                THEN 1 + (SELECT count(*) FROM @schema@.league l WHERE l.framework = m.framework AND l.agency_id <> m.agency_id AND l.index_rate > m.index_rate) END,
           CASE WHEN m.decided THEN d.band_by_points END, CASE WHEN m.decided THEN d.band END, d.gate, d.gate_state
    FROM measured m
         CROSS JOIN LATERAL @schema@.decided_band(m.framework, m.score,
             jsonb_strip_nulls(CASE WHEN m.changed THEN coalesce(m.has, '{}') ELSE coalesce(m.had, '{}') END || jsonb_build_object('index_pct', m.pct))) d
    ORDER BY m.changed;
$sql$;

-- The next steps that reach a band with the fewest of them: the largest gains
-- first; or why they do not.
CREATE OR REPLACE FUNCTION @schema@.path_to_band(framework text, agency text, band text)
RETURNS TABLE (ord bigint, criterion_code text, criterion text, next_threshold numeric, gain numeric, index_pct numeric, reached boolean, why text)
LANGUAGE sql STABLE
AS $sql$
    WITH asked AS (
        SELECT g.framework, x.agency_id, g.index_rate, g.gate, @extschema@.points(g.score) AS points, @extschema@.max_points(g.score) AS max_points,
               b.name AS band, b.lower_bound, b.bound_excluded, cap.name AS at_best,
               coalesce(b.lower_bound > cap.lower_bound OR b.lower_bound IS NOT NULL AND cap.name IS NOT NULL AND cap.lower_bound IS NULL, false) AS capped
        FROM (SELECT @schema@.ranked_agency(path_to_band.framework, path_to_band.agency) AS agency_id) x
             JOIN @schema@.league g ON g.framework = path_to_band.framework AND g.agency_id = x.agency_id
             LEFT JOIN @schema@.band b ON b.framework = g.framework AND b.name = path_to_band.band
             LEFT JOIN @schema@.gate t ON t.framework = g.framework AND t.name = g.gate
             LEFT JOIN @schema@.band cap ON cap.framework = t.framework AND cap.name = t.at_best
    ), step AS (
        SELECT row_number() OVER w AS ord, s.criterion_code, s.criterion, s.next_threshold, s.next_gain AS gain,
               100 * (q.points + sum(s.next_gain) OVER w) / q.max_points AS pct
        FROM asked q
             JOIN @schema@.agency a ON a.id = q.agency_id
             JOIN @schema@.index_breakdown s ON s.framework = q.framework AND s.agency_code = a.code AND s.agency = a.name AND s.next_gain > 0
        WHERE q.max_points > 0
        WINDOW w AS (ORDER BY s.next_gain DESC, s.criterion_code COLLATE "C")
    ), far AS (
        SELECT q.*, 100 * q.points / nullif(q.max_points, 0) AS pct_now,
               (SELECT min(s.ord) FROM step s WHERE q.lower_bound IS NULL OR s.pct > q.lower_bound OR NOT q.bound_excluded AND s.pct = q.lower_bound) AS enough,
               (SELECT max(s.pct) FROM step s) AS at_most
        FROM asked q
    ), judged AS (
        SELECT f.*, f.lower_bound IS NULL OR f.pct_now > f.lower_bound OR NOT f.bound_excluded AND f.pct_now = f.lower_bound AS is_there FROM far f
    )
    SELECT NULL::bigint, NULL, NULL, NULL::numeric, NULL::numeric, round(j.pct_now, 4),
           j.band IS NOT NULL AND j.index_rate IS NOT NULL AND NOT j.capped AND (j.is_there OR j.enough IS NOT NULL),
           CASE WHEN j.band IS NULL
                THEN @schema@.refuse(format('framework "%s" has no band "%s"', j.framework, path_to_band.band), 'Table band lists them.')::text
                WHEN j.index_rate IS NULL THEN 'the index is withheld: something is not reported, or the framework has a fault / chưa có chỉ số: còn tiêu chí chưa báo cáo hoặc bộ tiêu chí có lỗi'
                WHEN j.capped THEN format('gate "%s" allows "%s" at best / điều kiện "%s" chỉ cho phép cao nhất là "%s"', j.gate, j.at_best, j.gate, j.at_best)
                WHEN j.is_there THEN 'the points are there already / đã đủ điểm'
                WHEN j.enough IS NULL THEN format('all next steps together give %s %% / tất cả các bước kế tiếp chỉ đạt %s %%', coalesce(round(j.at_most, 2), round(j.pct_now, 2)), coalesce(round(j.at_most, 2), round(j.pct_now, 2))) END
    FROM judged j
    UNION ALL
    SELECT s.ord, s.criterion_code, s.criterion, s.next_threshold, s.gain, round(s.pct, 4), s.ord >= j.enough AND NOT j.capped, NULL
    FROM judged j JOIN step s ON s.ord <= j.enough
    WHERE NOT j.is_there AND j.index_rate IS NOT NULL
    ORDER BY 1 NULLS FIRST;
$sql$;
