-- Folds the log, and writes the stored summaries, for a new reporting date when
-- one is given.  The row of setting is locked from here to the end of the
-- transaction, so refreshes follow one another; then everything is computed and
-- written in one statement, which sees the rows of one moment.
-- Nested loops only pay where little is read: here everything is, and without
-- statistics of the stored tables the planner would take them for empty.
CREATE OR REPLACE PROCEDURE @schema@.refresh(new_reporting_date date DEFAULT NULL)
LANGUAGE sql
SET enable_nestloop = off
SET jit = off
AS $sql$
    UPDATE @schema@.setting SET
        -- another year is another period
        period_from = CASE WHEN extract(year FROM new_reporting_date) <> extract(year FROM reporting_date) OR new_reporting_date < period_from
                           THEN date_trunc('year', new_reporting_date::timestamp)::date ELSE period_from END,
        reporting_date = coalesce(new_reporting_date, reporting_date),
        refreshed_at = now();

    SELECT @schema@.fold_log();

    SELECT set_config('par_index.fold', 'off', true);

    WITH
    ontime AS MATERIALIZED (
        SELECT m.agency_id, m.month, m.online_level, m.stats
        FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.ontime_month_at(s.reporting_date) m
    ), survey_answers AS MATERIALIZED (
        SELECT r.survey, r.agency_id, m.month, q.factor, @extschema@.survey_agg(a.answer) AS stats
        FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s
             JOIN @schema@.response r ON r.answered_on <= s.reporting_date
             JOIN @schema@.answer a ON a.response_id = r.id AND a.agency_id = r.agency_id
             JOIN @schema@.question q ON q.id = a.question_id
             CROSS JOIN LATERAL (SELECT date_trunc('month', r.answered_on::timestamp)::date) AS m (month)
        GROUP BY r.survey, r.agency_id, m.month, q.factor
    ),
    -- The league.  Bands, gates and ranks are decided on unrounded figures; a
    -- framework with an error has points, but no index, band or rank.
    faulty AS MATERIALIZED (
        SELECT framework,
               (array_agg(format('%s / %s', message_en, message_vi) ORDER BY ord, criterion COLLATE "C"))[1]
               || CASE WHEN count(*) > 1 THEN format(' (+%s)', count(*) - 1) ELSE '' END AS fault
        FROM @schema@.framework_faults() WHERE severity = 'error' GROUP BY framework
    ), scored AS (
        SELECT framework, agency_id, @extschema@.score_agg(points, max_points) AS score
        FROM @schema@.criterion_scores() GROUP BY framework, agency_id
    ), timely AS (
        SELECT agency_id, extract(year FROM month)::integer AS year, @extschema@.rollup(stats) AS stats
        FROM ontime GROUP BY agency_id, extract(year FROM month)
    ), satisfied AS (
        SELECT m.agency_id, v.year, v.positive, @extschema@.rollup(m.stats) AS stats
        FROM survey_answers m
             JOIN @schema@.survey v ON v.code = m.survey AND v.in_index
             JOIN @schema@.factor f ON f.code = m.factor AND f.in_total
        GROUP BY m.agency_id, v.year, v.positive
    ), measured AS MATERIALIZED (
        SELECT f.code AS framework, s.agency_id, s.score, e.fault, @extschema@.n_answers(v.stats) AS n_answers,
               CASE WHEN e.fault IS NULL THEN @extschema@.index_rate(s.score) END AS index_rate,
               jsonb_strip_nulls(jsonb_build_object(
                   'index_pct', CASE WHEN e.fault IS NULL THEN @extschema@.index_pct(s.score, 12) END,
                   'late_pct', @extschema@.late_pct(t.stats, 'finished', 12),
                   'on_time_pct', @extschema@.on_time_pct(t.stats, 'finished', 12),
                   'satisfied_pct', @extschema@.satisfied_pct(v.stats, v.positive, digits => 12))) AS measures
        FROM scored s
             JOIN @schema@.framework f ON f.code = s.framework
             LEFT JOIN faulty e ON e.framework = s.framework
             LEFT JOIN timely t ON t.agency_id = s.agency_id AND t.year = f.year
             LEFT JOIN satisfied v ON v.agency_id = s.agency_id AND v.year = f.year
    ), graded AS (
        SELECT framework,
               string_agg(name || coalesce(CASE WHEN bound_excluded THEN ' > ' ELSE ' >= ' END || lower_bound, ''), '; '
                          ORDER BY lower_bound DESC NULLS LAST)::@extschema@.grading AS grading
        FROM @schema@.band WHERE framework NOT IN (SELECT framework FROM faulty) GROUP BY framework
    ), league AS MATERIALIZED (
        SELECT m.framework, m.agency_id, m.score, m.measures, m.index_rate,
               CASE WHEN m.index_rate IS NOT NULL
                    THEN rank() OVER (PARTITION BY m.framework ORDER BY m.index_rate DESC NULLS LAST) END AS rank,
               CASE WHEN m.fault IS NULL THEN @extschema@.grade(m.score, g.grading) END AS band_by_points,
               CASE WHEN m.fault IS NULL THEN @extschema@.grade(m.score, g.grading, cap.at_best) END AS band,
               cap.name AS gate, cap.state AS gate_state, m.fault, m.n_answers
        FROM measured m
             LEFT JOIN graded g ON g.framework = m.framework
             -- closed when one is, else no data when one cannot be decided
             LEFT JOIN LATERAL (
                 SELECT (array_agg(t.name ORDER BY b.lower_bound NULLS FIRST, t.name) FILTER (WHERE d.closed))[1] AS name,
                        (array_agg(t.at_best ORDER BY b.lower_bound NULLS FIRST, t.name) FILTER (WHERE d.closed))[1] AS at_best,
                        CASE WHEN bool_or(d.closed) THEN 'closed' WHEN bool_or(d.closed IS NULL) THEN 'no_data'
                             WHEN count(*) > 0 THEN 'open' END AS state
                 FROM @schema@.gate t
                      JOIN @schema@.band b ON b.framework = t.framework AND b.name = t.at_best
                      CROSS JOIN LATERAL (SELECT m.measures @@ t.condition) AS d (closed)
                 WHERE t.framework = m.framework AND m.fault IS NULL) cap ON true
    ),
    -- Only what has changed is written.  (Not by ON CONFLICT: several of them in one
    -- statement are dumped by names that do not restore; and values of the
    -- extension's types are compared as text, for a dump names no operator's schema.)
    survey_gone AS (
        DELETE FROM @schema@.stored_survey t
        WHERE NOT EXISTS (SELECT FROM survey_answers n WHERE n.survey = t.survey AND n.agency_id = t.agency_id
                                                         AND n.month = t.month AND n.factor = t.factor)
    ), league_gone AS (
        DELETE FROM @schema@.stored_league t
        WHERE NOT EXISTS (SELECT FROM league n WHERE n.framework = t.framework AND n.agency_id = t.agency_id)
    ), survey_changed AS (
        UPDATE @schema@.stored_survey t SET stats = n.stats FROM survey_answers n
        WHERE n.survey = t.survey AND n.agency_id = t.agency_id AND n.month = t.month AND n.factor = t.factor
          AND t.stats::text IS DISTINCT FROM n.stats::text
    ), league_changed AS (
        UPDATE @schema@.stored_league t
        SET score = n.score, measures = n.measures, index_rate = n.index_rate, rank = n.rank, band_by_points = n.band_by_points, band = n.band,
            gate = n.gate, gate_state = n.gate_state, fault = n.fault, n_answers = n.n_answers
        FROM league n
        WHERE n.framework = t.framework AND n.agency_id = t.agency_id
          AND (t.score::text, t.measures, t.index_rate, t.rank, t.band_by_points, t.band, t.gate, t.gate_state, t.fault, t.n_answers)
              IS DISTINCT FROM (n.score::text, n.measures, n.index_rate, n.rank, n.band_by_points, n.band, n.gate, n.gate_state, n.fault, n.n_answers)
    ), survey_new AS (
        INSERT INTO @schema@.stored_survey (survey, agency_id, month, factor, stats)
        SELECT n.survey, n.agency_id, n.month, n.factor, n.stats FROM survey_answers n
        WHERE NOT EXISTS (SELECT FROM @schema@.stored_survey t WHERE t.survey = n.survey AND t.agency_id = n.agency_id
                                                                   AND t.month = n.month AND t.factor = n.factor)
    )
    INSERT INTO @schema@.stored_league (framework, agency_id, score, measures, index_rate, rank, band_by_points, band, gate, gate_state, fault, n_answers)
    SELECT n.framework, n.agency_id, n.score, n.measures, n.index_rate, n.rank, n.band_by_points, n.band, n.gate, n.gate_state, n.fault, n.n_answers
    FROM league n
    WHERE NOT EXISTS (SELECT FROM @schema@.stored_league t WHERE t.framework = n.framework AND t.agency_id = n.agency_id);
$sql$;
