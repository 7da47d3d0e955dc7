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

    SELECT @extschema@.fold_log(@extschema@.table_of(NULL::@schema@.setting));

    SELECT @schema@.fold_surveys();

    SELECT @schema@.fold_conduct();

    SELECT @schema@.fold_duties();

    WITH period AS (
        -- those of the frameworks and the year of the reporting date
        SELECT y.first_day, y.last_day, row_number() OVER (ORDER BY y.first_day, y.last_day) AS period, least(y.last_day, s.reporting_date) AS as_of
        FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s
             CROSS JOIN LATERAL (SELECT f.first_day, f.last_day FROM @schema@.framework f
                                 UNION
                                 SELECT make_date(n.year, 1, 1), make_date(n.year, 12, 31) FROM (SELECT extract(year FROM s.reporting_date)::integer AS year) n) y
        WHERE y.first_day <= s.reporting_date
    ),
@league_as(league)@
    -- Only what has changed is written.  (Not by ON CONFLICT: several of them in one
    -- statement are dumped by names that do not restore; and values of the
    -- extension's types are compared by its function, for a dump names no operator's schema.)
    , figures_differ AS MATERIALIZED (
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
