-- Folds the log, and writes the stored summaries, for a new reporting date when
-- one is given.  The row of setting is locked from here to the end of the
-- transaction, so refreshes follow one another; then everything is computed and
-- written in one statement, which sees the rows of one moment.
-- Nested loops and sorted groups only pay where little is read: here everything is,
-- and without statistics of the stored tables the planner would take them for empty.
CREATE OR REPLACE PROCEDURE @schema@.refresh(new_reporting_date date DEFAULT NULL)
LANGUAGE sql
SET enable_nestloop = off
SET enable_sort = off
SET enable_incremental_sort = off
SET jit = off
AS $sql$
    -- A dump of the schema alone has no row of it.
    INSERT INTO @schema@.setting (period_from, reporting_date)
    SELECT date_trunc('year', d.day::timestamp)::date, d.day FROM (SELECT coalesce(new_reporting_date, current_date) AS day) d
    ON CONFLICT (id) DO NOTHING;

    UPDATE @schema@.setting SET
        -- another year is another period
        period_from = CASE WHEN extract(year FROM new_reporting_date) <> extract(year FROM reporting_date) OR new_reporting_date < period_from
                           THEN date_trunc('year', new_reporting_date::timestamp)::date ELSE period_from END,
        reporting_date = coalesce(new_reporting_date, reporting_date),
        refreshed_at = now();

    SELECT @extschema@.fold_log((SELECT max(tableoid) FROM @schema@.setting)::regclass);

    SELECT @schema@.fold_surveys();

    SELECT @schema@.fold_conduct();

    SELECT @schema@.fold_duties();

    WITH
    -- The league.  Bands, gates and ranks are decided on unrounded figures; a
    -- framework with an error has points, but no index, band or rank.
    faulty AS MATERIALIZED (
        SELECT framework,
               (array_agg(format('%s / %s', message_en, message_vi) ORDER BY ord, criterion COLLATE "C"))[1]
               || CASE WHEN count(*) > 1 THEN format(' (+%s)', count(*) - 1) ELSE '' END AS fault
        FROM @schema@.framework_faults()
        WHERE severity = 'error' AND framework = ANY (ARRAY(SELECT f.code FROM @schema@.framework f WHERE f.closing IS NULL)) GROUP BY framework
    ), period AS (
        -- those of the frameworks and the year of the reporting date
        SELECT y.first_day, y.last_day, row_number() OVER (ORDER BY y.first_day, y.last_day) AS period, least(y.last_day, s.reporting_date) AS as_of
        FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s
             CROSS JOIN LATERAL (SELECT f.first_day, f.last_day FROM @schema@.framework f
                                 UNION
                                 SELECT make_date(n.year, 1, 1), make_date(n.year, 12, 31) FROM (SELECT extract(year FROM s.reporting_date)::integer AS year) n) y
        WHERE y.first_day <= s.reporting_date
    ), figures AS MATERIALIZED (
        SELECT q.first_days[m.period] AS first_day, q.last_days[m.period] AS last_day, m.measure, m.agency_id, m.numerator::numeric(20,4) AS numerator, m.denominator::numeric(20,4) AS denominator
        FROM (SELECT array_agg(first_day ORDER BY period) AS first_days, array_agg(last_day ORDER BY period) AS last_days, array_agg(as_of ORDER BY period) AS as_of FROM period OFFSET 0) q
             CROSS JOIN LATERAL @schema@.period_measures(q.first_days, q.as_of) m
        WHERE m.measure IN (SELECT k.code FROM @schema@.measure k)
    ), states AS (
        -- What is closed stands.
        WITH figure AS NOT MATERIALIZED (
            SELECT n.first_day, n.last_day, n.measure, n.agency_id, n.numerator, n.denominator FROM figures n
        ),
@leaf_states(ARRAY(SELECT f.code FROM @schema@.framework f WHERE f.closing IS NULL), NULL::bigint)@
    ), erring AS MATERIALIZED (
        SELECT p.first_day, p.last_day, 'survey.satisfied' || CASE e.factor WHEN '' THEN '' ELSE '.' || e.factor END AS measure, e.agency_id, e.se, e.n_persons
        FROM @schema@.survey_figures((SELECT array_agg(first_day ORDER BY period) FROM period), (SELECT array_agg(as_of ORDER BY period) FROM period)) e
             JOIN period p ON p.period = e.period
    ), scored AS (
        -- The errors of the criteria are of the same persons: added as they are, they are
        -- not less than that of the sum, whatever their correlation.
        SELECT s.framework, s.agency_id,
               @schema@.counted_score(@extschema@.score_agg(s.points, s.max_points), @extschema@.score_agg(s.reported_points, s.max_points)) AS score,
               @extschema@.score_agg(s.reported_points, s.max_points) AS reported,
               count(*) FILTER (WHERE s.state = 'not_reported') AS n_not_reported,
               count(*) FILTER (WHERE s.state = 'not_reported' AND s.kind = 'penalty') AS n_undecided,
               count(e.agency_id) AS n_erring, count(e.se) AS n_errors,
               sum(@extschema@.points_se(s.rule, @extschema@.pct(s.numerator, s.denominator, 12)::double precision, e.se, s.criterion_maximum)) FILTER (WHERE e.se IS NOT NULL) AS se
        FROM states s
             LEFT JOIN (SELECT f.code AS framework, e.measure, e.agency_id, e.se FROM erring e JOIN @schema@.framework f ON f.first_day = e.first_day AND f.last_day = e.last_day) e
                                   ON e.framework = s.framework AND e.measure = s.measure AND e.agency_id = s.agency_id
                                   AND s.state = 'scored' AND s.denominator > 0 AND s.rule IS NOT NULL
                                   AND (s.numerator, s.denominator) = (s.computed_numerator, s.computed_denominator)
        GROUP BY s.framework, s.agency_id
    ), named AS (
        -- one flat object, each figure in its measure's unit, with the names of 1.1
        SELECT g.first_day, g.last_day, g.agency_id, max(g.denominator) FILTER (WHERE g.measure = 'survey.satisfied')::bigint AS n_answers,
               jsonb_object_agg(k.name, @schema@.in_unit(k.unit, g.numerator, g.denominator)) AS measures
        FROM figures g
             -- named once a measure, not once a figure: OFFSET 0
             JOIN (SELECT k.code, k.unit, n.name FROM @schema@.measure k CROSS JOIN LATERAL @schema@.gate_names(k.code) n OFFSET 0) k ON k.code = g.measure
        WHERE EXISTS (SELECT FROM @schema@.framework f WHERE f.closing IS NULL AND f.first_day = g.first_day AND f.last_day = g.last_day)
        GROUP BY g.first_day, g.last_day, g.agency_id
    ), measured AS MATERIALIZED (
        SELECT f.code AS framework, s.agency_id, s.score, s.reported, s.n_not_reported, s.n_undecided, e.fault, v.n_answers, x.index_rate,
               r.n_persons, CASE WHEN s.n_erring = 0 THEN 0 WHEN s.n_erring = s.n_errors THEN s.se / nullif(@extschema@.max_points(s.score), 0)::double precision END AS index_se,
               jsonb_strip_nulls(coalesce(v.measures, '{}')
                                 || jsonb_build_object('index_pct', CASE WHEN x.index_rate IS NOT NULL THEN @extschema@.index_pct(s.score, 12) END)) AS measures
        FROM scored s
             JOIN @schema@.framework f ON f.code = s.framework
             LEFT JOIN faulty e ON e.framework = s.framework
             LEFT JOIN named v ON v.agency_id = s.agency_id AND v.first_day = f.first_day AND v.last_day = f.last_day
             LEFT JOIN erring r ON r.measure = 'survey.satisfied' AND r.agency_id = s.agency_id AND r.first_day = f.first_day AND r.last_day = f.last_day
             -- an undecided penalty withholds the index, and so may any missing result
             CROSS JOIN LATERAL (SELECT CASE WHEN e.fault IS NULL AND s.n_undecided = 0 AND (f.when_not_reported <> 'block' OR s.n_not_reported = 0)
                                             THEN @extschema@.index_rate(s.score) END AS index_rate) x
    ), ranked AS (
        SELECT g.framework, r.key AS agency_id, r.rank_low, r.rank_high
        FROM (SELECT framework, @extschema@.rank_agg(agency_id, index_rate, index_se) AS ranks FROM measured WHERE index_rate IS NOT NULL GROUP BY framework) g
             CROSS JOIN LATERAL unnest(g.ranks) r
    ), graded AS MATERIALIZED (
        SELECT f.code AS framework, g.grading, g.gates, g.at_best, g.conditions
        FROM @schema@.framework f
             CROSS JOIN LATERAL (
@gradings(f.code)@
             ) g
    ), league AS MATERIALIZED (
        SELECT m.framework, m.agency_id, m.score, m.measures, m.index_rate,
               CASE WHEN m.index_rate IS NOT NULL
                    THEN rank() OVER (PARTITION BY m.framework ORDER BY m.index_rate DESC NULLS LAST) END AS rank,
               CASE WHEN m.index_rate IS NOT NULL THEN @extschema@.grade(m.score, g.grading) END AS band_by_points,
               CASE WHEN m.index_rate IS NOT NULL THEN @extschema@.grade(m.score, g.grading, g.at_best[d.closed]) END AS band,
               g.gates[d.closed] AS gate, d.state AS gate_state, m.fault, m.n_answers, m.n_not_reported, m.n_undecided, m.reported,
               CASE WHEN m.index_rate IS NOT NULL THEN m.index_se END AS index_se, k.rank_low, k.rank_high, m.n_persons
        FROM measured m
             LEFT JOIN ranked k ON k.framework = m.framework AND k.agency_id = m.agency_id
             -- the bands and gates of a faulty framework are not looked at
             LEFT JOIN graded g ON g.framework = m.framework AND m.fault IS NULL
             CROSS JOIN LATERAL (
@gates_decided(g.conditions, m.measures)@
             ) d
        UNION ALL
        -- what is closed stays as it was published
        SELECT f.code, z.agency_id, r.score, z.measures, z.index_rate, z.rank, z.band_by_points, z.band, z.gate, z.gate_state, NULL, z.n_answers,
               z.n_not_reported, z.n_undecided, r.reported, z.index_se, z.rank_low, z.rank_high, z.n_persons
        FROM @schema@.framework f
             JOIN @schema@.frozen_league z ON z.closing = f.closing
             JOIN (SELECT closing, agency_id, @schema@.counted_score(@extschema@.score_agg(points, max_points), @extschema@.score_agg(reported_points, max_points)) AS score,
                          @extschema@.score_agg(reported_points, max_points) AS reported
                   FROM @schema@.frozen_result GROUP BY closing, agency_id) r ON r.closing = z.closing AND r.agency_id = z.agency_id
    ),
    -- Only what has changed is written.  (Not by ON CONFLICT: several of them in one
    -- statement are dumped by names that do not restore; and values of the
    -- extension's types are compared by its function, for a dump names no operator's schema.)
    figures_differ AS MATERIALIZED (
        SELECT coalesce(n.first_day, t.first_day) AS first_day, coalesce(n.last_day, t.last_day) AS last_day, coalesce(n.measure, t.measure) AS measure,
               coalesce(n.agency_id, t.agency_id) AS agency_id, n.numerator, n.denominator, n.agency_id IS NULL AS is_gone, t.agency_id IS NULL AS is_new
        FROM figures n FULL JOIN @schema@.stored_measure t ON t.first_day = n.first_day AND t.last_day = n.last_day AND t.measure = n.measure AND t.agency_id = n.agency_id
        WHERE n.agency_id IS NULL OR t.agency_id IS NULL OR (t.numerator, t.denominator) IS DISTINCT FROM (n.numerator, n.denominator)
    ), figures_gone AS (
        DELETE FROM @schema@.stored_measure t USING figures_differ n
        WHERE n.is_gone AND n.first_day = t.first_day AND n.last_day = t.last_day AND n.measure = t.measure AND n.agency_id = t.agency_id
    ), figures_changed AS (
        UPDATE @schema@.stored_measure t SET numerator = n.numerator, denominator = n.denominator FROM figures_differ n
        WHERE NOT n.is_gone AND NOT n.is_new AND n.first_day = t.first_day AND n.last_day = t.last_day AND n.measure = t.measure AND n.agency_id = t.agency_id
    ), figures_new AS (
        INSERT INTO @schema@.stored_measure (first_day, last_day, measure, agency_id, numerator, denominator)
        SELECT n.first_day, n.last_day, n.measure, n.agency_id, n.numerator, n.denominator FROM figures_differ n WHERE n.is_new
    ), league_gone AS (
        DELETE FROM @schema@.stored_league t
        WHERE NOT EXISTS (SELECT FROM league n WHERE n.framework = t.framework AND n.agency_id = t.agency_id)
    ), league_changed AS (
        UPDATE @schema@.stored_league t
        SET score = n.score, measures = n.measures, index_rate = n.index_rate, rank = n.rank, band_by_points = n.band_by_points, band = n.band,
            gate = n.gate, gate_state = n.gate_state, fault = n.fault, n_answers = n.n_answers, n_not_reported = n.n_not_reported,
            n_undecided = n.n_undecided, reported = n.reported, index_se = n.index_se, rank_low = n.rank_low, rank_high = n.rank_high, n_persons = n.n_persons
        FROM league n
        WHERE n.framework = t.framework AND n.agency_id = t.agency_id
          AND (coalesce(NOT @extschema@.score_stats_eq(t.score, n.score), t.score IS NOT NULL OR n.score IS NOT NULL)
               OR coalesce(NOT @extschema@.score_stats_eq(t.reported, n.reported), t.reported IS NOT NULL OR n.reported IS NOT NULL)
               OR (t.measures, t.index_rate, t.rank, t.band_by_points, t.band, t.gate, t.gate_state, t.fault, t.n_answers,
                   t.n_not_reported, t.n_undecided, t.index_se, t.rank_low, t.rank_high, t.n_persons)
                  IS DISTINCT FROM (n.measures, n.index_rate, n.rank, n.band_by_points, n.band, n.gate, n.gate_state, n.fault, n.n_answers,
                                    n.n_not_reported, n.n_undecided, n.index_se, n.rank_low, n.rank_high, n.n_persons))
    )
    INSERT INTO @schema@.stored_league (framework, agency_id, score, measures, index_rate, rank, band_by_points, band, gate, gate_state, fault, n_answers,
                                        n_not_reported, n_undecided, reported, index_se, rank_low, rank_high, n_persons)
    SELECT n.framework, n.agency_id, n.score, n.measures, n.index_rate, n.rank, n.band_by_points, n.band, n.gate, n.gate_state, n.fault, n.n_answers,
           n.n_not_reported, n.n_undecided, n.reported, n.index_se, n.rank_low, n.rank_high, n.n_persons
    FROM league n
    WHERE NOT EXISTS (SELECT FROM @schema@.stored_league t WHERE t.framework = n.framework AND t.agency_id = n.agency_id);
$sql$;
