-- The leagues of all frameworks, of every kind and period; league_table has those of
-- the PAR index.
CREATE OR REPLACE VIEW @schema@.index_league WITH (security_barrier) AS
SELECT f.kind, g.framework, f.bloc, f.first_day, f.last_day, g.rank, a.code AS agency_code, a.name AS agency,
       @extschema@.points(g.score)::numeric(9,4) AS points,
       @extschema@.max_points(g.score)::numeric(9,4) AS max_points,
       (CASE WHEN g.index_rate IS NOT NULL THEN @extschema@.index_pct(g.score) END)::numeric(7,2) AS index_pct,
       g.index_rate, g.band_by_points, g.band, CASE WHEN g.band <> g.band_by_points THEN g.gate END AS gate, g.gate_state, g.fault,
       @extschema@.coverage_pct(g.reported)::numeric(5,2) AS coverage_pct, @extschema@.coverage_pct(g.reported, 12)::float8 / 100 AS coverage_rate, g.n_not_reported, g.n_undecided, s.refreshed_at AS computed_at
FROM (SELECT max(refreshed_at) AS refreshed_at FROM @schema@.setting) s
     CROSS JOIN @schema@.stored_league g
     JOIN @schema@.framework f ON f.code = g.framework
     JOIN @schema@.agency a ON a.id = g.agency_id
WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()));

-- Their leaves, as index_breakdown has those of the PAR index.
CREATE OR REPLACE VIEW @schema@.index_criterion AS
SELECT f.kind, s.framework, s.bloc, f.first_day, f.last_day, s.agency_code, s.agency, s.area_code, s.area, s.criterion_code, s.criterion,
       s.measure, s.rule::text AS rule,
       (CASE WHEN abs(s.numerator) < 1e16 THEN s.numerator END)::numeric(20,4) AS numerator,
       (CASE WHEN abs(s.denominator) < 1e16 THEN s.denominator END)::numeric(20,4) AS denominator,
       s.points::numeric(9,4) AS points, s.criterion_maximum::numeric(9,4) AS max_points, s.state, e.vi AS state_vi, s.reason
FROM @schema@.current_states() s
     JOIN @schema@.framework f ON f.code = s.framework
     LEFT JOIN @schema@.label e ON e.kind = 'criterion_state' AND e.code = s.state;

-- A framework over any days, from the rows as of the last of them: a month, a
-- quarter, the 14th to the 14th.  The area NULL is the index.  What a framework
-- takes from assessments is the same for all days.
CREATE OR REPLACE FUNCTION @schema@.index_between(framework text, first_day date, last_day date)
RETURNS TABLE (agency_code text, agency text, area_code text, area text, points numeric, max_points numeric, index_pct numeric, index_rate double precision,
               rank bigint, band text, n_not_reported bigint)
LANGUAGE sql STABLE
SET jit = off
AS $sql$
    WITH asked AS MATERIALIZED (
        SELECT f.code, f.first_day, f.last_day, f.when_not_reported
        FROM (SELECT CASE WHEN NOT EXISTS (SELECT FROM @schema@.framework f WHERE f.code = index_between.framework)
                          THEN @schema@.refuse(format('there is no framework "%s"', index_between.framework), 'Table framework lists them.') END AS refused) r
             JOIN @schema@.framework f ON f.code = index_between.framework AND r.refused IS NULL
        WHERE @extschema@.is_period(index_between.first_day, index_between.last_day)
    ), figure AS MATERIALIZED (
        SELECT q.first_day, q.last_day, m.measure, m.agency_id, m.numerator::numeric(20,4) AS numerator, m.denominator::numeric(20,4) AS denominator
        FROM asked q
             -- what its criteria and gates ask for: no other source is read
             CROSS JOIN LATERAL @schema@.period_measures(ARRAY[index_between.first_day], ARRAY[index_between.last_day], NULL,
                 ARRAY(SELECT c.measure FROM @schema@.criterion c WHERE c.framework = q.code AND c.measure IS NOT NULL
                       UNION
                       SELECT k.code FROM @schema@.gate t JOIN @schema@.measure k ON CASE WHEN @extschema@.is_condition(t.condition)
                                                                                       THEN EXISTS (SELECT FROM @schema@.gate_names(k.code) n WHERE n.name = ANY (@extschema@.condition_names(t.condition)))
                                                                                       ELSE true END
                       WHERE t.framework = q.code)) m
        WHERE m.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
    ), state AS MATERIALIZED (
        SELECT s.*
        FROM asked q
             CROSS JOIN LATERAL @schema@.criterion_states((SELECT array_agg(ROW(f.first_day, f.last_day, f.measure, f.agency_id, f.numerator, f.denominator)::@schema@.stored_measure)
                                                           FROM figure f), ARRAY[q.code]) s
    ), scored AS (
        SELECT s.agency_id, s.agency_code, s.agency, s.area_id, s.area_code, s.area, GROUPING(s.area_id) = 1 AS is_total,
               CASE GROUPING(s.area_id) WHEN 1 THEN @schema@.counted_score(@extschema@.score_agg(s.points, s.max_points), @extschema@.score_agg(s.reported_points, s.max_points))
                                        ELSE @extschema@.score_agg(s.points, s.max_points) END AS score,
               count(*) FILTER (WHERE s.state = 'not_reported') AS n_not_reported,
               count(*) FILTER (WHERE s.state = 'not_reported' AND (s.kind = 'penalty' OR q.when_not_reported = 'block')) = 0
               AND NOT EXISTS (SELECT FROM @schema@.framework_faults() f WHERE f.framework = q.code AND f.severity = 'error') AS decided
        FROM asked q CROSS JOIN state s
        GROUP BY q.code, q.when_not_reported, GROUPING SETS ((s.agency_id, s.agency_code, s.agency, s.area_id, s.area_code, s.area), (s.agency_id, s.agency_code, s.agency))
    ), named AS (
        SELECT f.agency_id, jsonb_object_agg(n.name, @schema@.in_unit(m.unit, f.numerator, f.denominator)) AS measures
        FROM figure f JOIN @schema@.measure m ON m.code = f.measure CROSS JOIN LATERAL @schema@.gate_names(f.measure) n
        GROUP BY f.agency_id
    )
    SELECT s.agency_code, s.agency, s.area_code, s.area, @extschema@.points(s.score)::numeric(9,4), @extschema@.max_points(s.score)::numeric(9,4),
           CASE WHEN s.decided OR NOT s.is_total THEN @extschema@.index_pct(s.score) END, r.index_rate,
           CASE WHEN s.is_total AND r.index_rate IS NOT NULL THEN rank() OVER (PARTITION BY s.is_total ORDER BY r.index_rate DESC NULLS LAST) END,
           CASE WHEN s.is_total AND r.index_rate IS NOT NULL THEN d.band END, s.n_not_reported
    FROM scored s
         LEFT JOIN named n ON n.agency_id = s.agency_id
         CROSS JOIN LATERAL (SELECT CASE WHEN s.decided OR NOT s.is_total THEN @extschema@.index_rate(s.score) END AS index_rate) r
         LEFT JOIN LATERAL @schema@.decided_band(index_between.framework, s.score,
             jsonb_strip_nulls(coalesce(n.measures, '{}') || jsonb_build_object('index_pct', @extschema@.index_pct(s.score, 12)))) d ON s.is_total
    ORDER BY s.agency_code COLLATE "C", s.agency, s.area_code COLLATE "C" NULLS FIRST;
$sql$;
