-- What became of a bloc's index from one year to the next, in percentage points, by agency
-- and area, of each agency (area NULL), of the bloc's mean by area (agency NULL), and of the
-- mean itself:
--
--     change = performance + rules + units
--
-- performance is what the year's results would have changed under the rules, maxima and
-- weights of the year before; rules is what the new ones make of the same results; units, of
-- an agency that has an index in one of the years only, is all of it, and of the mean
-- what such agencies moved it by.  What an area is worth to an index is its points over the maximum
-- of all areas, to 20 decimals, and everything else is sums and differences of that: nothing is
-- left to rounding.
--
-- An agency without an index in the later year is the one that it became, if that has one:
-- of several that became one, and of one that took over others, the points and maxima
-- of the year before are added.
--
-- Criteria of the two years are the same when their codes are.  A result with a numerator is
-- scored by the old rule; points that were given keep their share of the maximum.  A criterion
-- that is gone keeps its old points, and a new one has none, until the rules change.
CREATE OR REPLACE FUNCTION @schema@.year_on_year(bloc text, year integer)
RETURNS TABLE (agency_code text, agency text, area_code text, area text, before numeric, after numeric, change numeric,
               performance numeric, rules numeric, units numeric)
LANGUAGE sql STABLE
AS $sql$
    WITH asked AS (
        SELECT n.code AS framework, o.code AS old_framework
        FROM (SELECT CASE WHEN NOT EXISTS (SELECT FROM @schema@.framework f JOIN @schema@.framework p ON p.bloc = f.bloc AND p.year = f.year - 1 AND p.kind = 'PAR'
                                           WHERE f.kind = 'PAR' AND f.bloc = year_on_year.bloc AND f.year = year_on_year.year)
                          THEN @schema@.refuse(format('bloc "%s" has no frameworks of both %s and %s', year_on_year.bloc, year_on_year.year - 1, year_on_year.year),
                                               'Table framework lists them.') END AS refused) r
             JOIN @schema@.framework n ON n.kind = 'PAR' AND n.bloc = year_on_year.bloc AND n.year = year_on_year.year AND r.refused IS NULL
             JOIN @schema@.framework o ON o.kind = 'PAR' AND o.bloc = n.bloc AND o.year = n.year - 1
    ), new_state AS MATERIALIZED (
        SELECT s.* FROM asked q CROSS JOIN LATERAL @schema@.current_states(q.framework) s
             JOIN @schema@.league g ON g.framework = s.framework AND g.agency_id = s.agency_id AND g.index_rate IS NOT NULL
    ), became AS (
        SELECT l.agency_id, l.now_id
        FROM (SELECT least(make_date(year_on_year.year, 12, 31), max(reporting_date)) AS day FROM @schema@.setting) d
             JOIN @schema@.agency_lineage l ON coalesce(l.first_day <= d.day, true) AND coalesce(l.last_day >= d.day, true) AND l.field IS NULL AND l.service IS NULL
        WHERE l.agency_id NOT IN (SELECT n.agency_id FROM new_state n) AND l.now_id IN (SELECT n.agency_id FROM new_state n)
    ), old_state AS MATERIALIZED (
        SELECT coalesce(b.now_id, s.agency_id) AS agency_id, s.area_code, s.area, s.criterion_id, s.criterion_code, s.kind, s.rule, s.criterion_maximum, s.points, s.max_points
        FROM asked q CROSS JOIN LATERAL @schema@.current_states(q.old_framework) s
             JOIN @schema@.league g ON g.framework = s.framework AND g.agency_id = s.agency_id AND g.index_rate IS NOT NULL
             LEFT JOIN became b ON b.agency_id = s.agency_id
    ), unit AS (
        SELECT a.id, a.code, a.name, o.agency_id IS NOT NULL AS had, n.agency_id IS NOT NULL AS has, (o.agency_id IS NOT NULL AND n.agency_id IS NOT NULL)::integer AS stayed
        FROM (SELECT DISTINCT agency_id FROM old_state) o
             FULL JOIN (SELECT DISTINCT agency_id FROM new_state) n ON n.agency_id = o.agency_id
             JOIN @schema@.agency a ON a.id = coalesce(o.agency_id, n.agency_id)
    ), result AS (
        SELECT 'before' AS scored, o.agency_id, o.area_code, o.points, o.max_points FROM old_state o
        UNION ALL
        SELECT 'after', n.agency_id, n.area_code, n.points, n.max_points FROM new_state n
        UNION ALL
        -- the new results by the old rules
        SELECT 'same rules', o.agency_id, o.area_code,
               CASE WHEN n.criterion_id IS NULL OR n.kind <> o.kind THEN o.points
                    WHEN n.state = 'not_applicable' THEN NULL
                    WHEN n.state = 'not_reported' THEN 0
                    WHEN n.state = 'not_arisen' THEN CASE WHEN o.kind <> 'normal' OR c.when_not_arisen = 'zero' THEN 0 WHEN c.when_not_arisen = 'full' THEN o.criterion_maximum END
                    ELSE coalesce(CASE WHEN @schema@.scored_points(n.rule, n.numerator, n.denominator, n.criterion_maximum) = abs(n.points)
                                       THEN CASE o.kind WHEN 'penalty' THEN -1 ELSE 1 END * @schema@.scored_points(o.rule, n.numerator, n.denominator, o.criterion_maximum) END,
                                  coalesce(n.points * o.criterion_maximum / nullif(n.criterion_maximum, 0), 0)) END,
               o.max_points
        FROM old_state o
             JOIN unit u ON u.id = o.agency_id AND u.stayed = 1
             JOIN @schema@.criterion c ON c.id = o.criterion_id
             LEFT JOIN new_state n ON n.agency_id = o.agency_id AND n.criterion_code = o.criterion_code
    ), worth AS (
        SELECT x.scored, x.agency_id, x.area_code, round(100 * x.points::numeric(50,30) / nullif(sum(x.max_points) OVER (PARTITION BY x.scored, x.agency_id), 0), 20) AS pct
        FROM (SELECT r.scored, r.agency_id, r.area_code, coalesce(sum(r.points), 0) AS points, coalesce(sum(r.max_points) FILTER (WHERE r.points IS NOT NULL), 0) AS max_points
              FROM result r GROUP BY r.scored, r.agency_id, r.area_code) x
    ), area AS (
        SELECT DISTINCT ON (t.code) t.code, t.title
        FROM (SELECT area_code AS code, area AS title, 1 AS ord FROM new_state UNION ALL SELECT area_code, area, 2 FROM old_state) t ORDER BY t.code, t.ord
    ), by_agency AS (
        SELECT u.id, u.code AS agency_code, u.name AS agency, t.code AS area_code, u.stayed,
               coalesce(b.pct, 0) AS before, coalesce(a.pct, 0) AS after, coalesce(s.pct, 0) AS same, u.had, u.has
        FROM unit u CROSS JOIN area t
             LEFT JOIN worth b ON b.scored = 'before' AND b.agency_id = u.id AND b.area_code = t.code
             LEFT JOIN worth a ON a.scored = 'after' AND a.agency_id = u.id AND a.area_code = t.code
             LEFT JOIN worth s ON s.scored = 'same rules' AND s.agency_id = u.id AND s.area_code = t.code
    ), line AS (
        SELECT b.agency_code, b.agency, b.area_code, CASE WHEN b.had THEN b.before END AS before, CASE WHEN b.has THEN b.after END AS after, b.after - b.before AS change,
               b.stayed * (b.same - b.before) AS performance, b.stayed * (b.after - b.same) AS rules
        FROM by_agency b
        UNION ALL
        SELECT NULL, NULL, m.area_code, m.before, m.after, coalesce(m.after, 0) - coalesce(m.before, 0), coalesce(m.performance, 0), coalesce(m.rules, 0)
        FROM (SELECT b.area_code, round(sum(b.before) / nullif(count(*) FILTER (WHERE b.had), 0), 20) AS before, round(sum(b.after) / nullif(count(*) FILTER (WHERE b.has), 0), 20) AS after,
                     round(sum(b.stayed * (b.same - b.before)) / nullif(sum(b.stayed), 0), 20) AS performance, round(sum(b.stayed * (b.after - b.same)) / nullif(sum(b.stayed), 0), 20) AS rules
              FROM by_agency b GROUP BY b.area_code) m
    )
    SELECT l.agency_code, l.agency, l.area_code, t.title, sum(l.before), sum(l.after), sum(l.change), sum(l.performance), sum(l.rules), sum(l.change - l.performance - l.rules)
    FROM line l LEFT JOIN area t ON t.code = l.area_code
    GROUP BY GROUPING SETS ((l.agency_code, l.agency, l.area_code, t.title), (l.agency_code, l.agency))
    ORDER BY l.agency_code COLLATE "C" NULLS FIRST, l.area_code COLLATE "C" NULLS FIRST;
$sql$;

-- How far the ranks hang on the weights of the criteria: in each draw every weight, a
-- criterion's maximum, is multiplied by a factor of its own between 1 - noise and 1 + noise.
-- Bonus and penalty, which have no maximum, stay as many percentage points as they are.
-- Among the agencies that the caller may see.
CREATE OR REPLACE FUNCTION @schema@.rank_sensitivity(framework text, noise double precision DEFAULT 0.25, draws integer DEFAULT 1000, seed bigint DEFAULT 1)
RETURNS TABLE (agency_code text, agency text, rank bigint, rank_median bigint, rank_p5 bigint, rank_p95 bigint)
LANGUAGE sql STABLE
AS $sql$
    WITH state AS MATERIALIZED (
        SELECT s.agency_id, s.criterion_id, s.kind, s.criterion_maximum, s.points, s.max_points
        FROM @schema@.current_states(rank_sensitivity.framework) s
             JOIN @schema@.league g ON g.framework = s.framework AND g.agency_id = s.agency_id AND g.index_rate IS NOT NULL
    ), extra AS (
        SELECT s.agency_id, coalesce(sum(s.points) FILTER (WHERE s.kind <> 'normal'), 0) / nullif(sum(s.max_points) FILTER (WHERE s.points IS NOT NULL), 0) AS share
        FROM state s GROUP BY s.agency_id
    ), scores AS (
        SELECT s.agency_id, array_agg(s.points / s.criterion_maximum + e.share ORDER BY s.criterion_id) AS scores, array_agg(s.criterion_maximum ORDER BY s.criterion_id) AS weights
        FROM state s JOIN extra e ON e.agency_id = s.agency_id
        WHERE s.kind = 'normal' AND s.criterion_maximum > 0
        GROUP BY s.agency_id
    )
    SELECT a.code, a.name, r.rank, r.rank_median, r.rank_p5, r.rank_p95
    FROM (SELECT @extschema@.rank_sensitivity(c.agency_id, c.scores, c.weights, rank_sensitivity.noise, rank_sensitivity.draws, rank_sensitivity.seed) AS ranks FROM scores c) x
         CROSS JOIN LATERAL unnest(x.ranks) r
         JOIN @schema@.agency a ON a.id = r.key
    ORDER BY r.rank, a.code COLLATE "C";
$sql$;
