-- Ratings that the rules do not allow, with both sides; and those that cannot be judged,
-- because the agency has no band, or its framework not the one that the rule names.
CREATE OR REPLACE VIEW @schema@.rating_contradictions AS
SELECT r.year::bigint AS year, a.bloc, a.code AS agency_code, a.name AS agency, r.subject, s.vi AS subject_vi, r.person, r.grade, g.vi AS grade_vi,
       u.code AS rule, d.verdict, v.vi AS verdict_vi, t.framework, t.band, u.needs_band, c.n_cases, c.worst_level, u.no_case_from, u.basis
FROM @schema@.rating r
     JOIN @schema@.agency a ON a.id = r.agency_id
     JOIN @schema@.rating_grade g ON g.subject = r.subject AND g.code = r.grade
     JOIN @schema@.rating_rule u ON u.subject = r.subject AND coalesce(u.first_year <= r.year, true) AND coalesce(u.last_year >= r.year, true)
     JOIN @schema@.rating_grade q ON q.subject = u.subject AND q.code = u.grade AND g.position <= q.position
     LEFT JOIN LATERAL (SELECT m.framework, m.band, b.lower_bound, n.name IS NOT NULL AS knows, n.lower_bound AS needed
                        FROM @schema@.framework f
                             JOIN @schema@.league m ON m.framework = f.code AND m.agency_id = r.agency_id
                             LEFT JOIN @schema@.band b ON b.framework = m.framework AND b.name = m.band
                             LEFT JOIN @schema@.band n ON n.framework = m.framework AND n.name = u.needs_band
                        WHERE f.year = r.year AND f.kind = 'PAR') t ON u.needs_band IS NOT NULL
     LEFT JOIN LATERAL (SELECT count(*) AS n_cases, (array_agg(l.code ORDER BY l.severity DESC))[1] AS worst_level
                        FROM @schema@.disciplinary_case k
                             JOIN @schema@.discipline_level l ON l.code = k.level
                             JOIN @schema@.discipline_level x ON x.code = u.no_case_from AND l.severity >= x.severity
                        WHERE k.agency_id = r.agency_id AND k.decided_on BETWEEN make_date(r.year, 1, 1) AND make_date(r.year, 12, 31)
                          AND (u.case_of IS NULL OR k.subject = u.case_of)) c ON u.no_case_from IS NOT NULL
     CROSS JOIN LATERAL (SELECT CASE WHEN u.no_case_from IS NOT NULL THEN CASE WHEN c.n_cases > 0 THEN 'contradicts' END
                                     WHEN t.band IS NULL OR NOT t.knows THEN 'no_data'
                                     WHEN t.needed IS NOT NULL AND coalesce(t.lower_bound < t.needed, true) THEN 'contradicts' END AS verdict) d
     LEFT JOIN @schema@.label s ON s.kind = 'subject' AND s.code = r.subject
     LEFT JOIN @schema@.label v ON v.kind = 'verdict' AND v.code = d.verdict
WHERE d.verdict IS NOT NULL AND a.id IN (SELECT unnest(@schema@.visible_agencies()));

-- Cases by level, and how many at it or above.
CREATE OR REPLACE VIEW @schema@.disciplinary_cases_by_year AS
SELECT extract(year FROM k.decided_on)::bigint AS year, a.bloc, a.code AS agency_code, a.name AS agency, l.code AS level, l.vi AS level_vi,
       count(*) AS n_cases, (sum(count(*)) OVER (PARTITION BY extract(year FROM k.decided_on), a.id ORDER BY l.severity DESC))::bigint AS n_at_or_above
FROM @schema@.disciplinary_case k
     JOIN @schema@.agency a ON a.id = k.agency_id
     JOIN @schema@.discipline_level l ON l.code = k.level
WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))
GROUP BY extract(year FROM k.decided_on), a.id, a.bloc, a.code, a.name, l.code, l.vi, l.severity;

-- Ranks from year to year: to that of the agency itself, also by an earlier name, else to
-- that of the one agency that became it; one that was made of several has no rank
-- before, and names them.
CREATE OR REPLACE VIEW @schema@.rank_by_year WITH (security_barrier) AS
WITH lineage AS MATERIALIZED (
    SELECT l.agency_id, l.now_id, l.first_day, l.last_day, l.itself FROM @schema@.agency_lineage l WHERE l.field IS NULL AND l.service IS NULL
), placed AS MATERIALIZED (
    SELECT f.code AS framework, f.year, f.bloc, t.agency_id, t.score, t.index_rate, t.rank, t.band,
           count(t.rank) OVER (PARTITION BY f.code) AS n_ranked
    FROM @schema@.stored_league t JOIN @schema@.framework f ON f.code = t.framework AND f.kind = 'PAR'
)
SELECT p.framework, p.year::bigint AS year, p.bloc, a.code AS agency_code, a.name AS agency, p.rank, p.n_ranked,
       (CASE WHEN p.index_rate IS NOT NULL THEN @extschema@.index_pct(p.score) END)::numeric(7,2) AS index_pct, p.index_rate, p.band,
       o.n_before, o.codes AS agencies_before, o.rank AS rank_before, o.n_ranked AS n_ranked_before,
       (CASE WHEN o.index_rate IS NOT NULL THEN @extschema@.index_pct(o.score) END)::numeric(7,2) AS index_pct_before, o.band AS band_before,
       -- upwards is positive
       o.rank - p.rank AS rank_change,
       (CASE WHEN p.index_rate IS NOT NULL AND o.index_rate IS NOT NULL THEN @extschema@.index_pct(p.score, 12) - @extschema@.index_pct(o.score, 12) END)::numeric(7,2) AS index_change
FROM placed p
     JOIN @schema@.agency a ON a.id = p.agency_id
     LEFT JOIN LATERAL (
         SELECT count(*) AS n_before, CASE WHEN bool_and(x.seen) THEN string_agg(x.code, ', ' ORDER BY x.code COLLATE "C") END AS codes,
                CASE WHEN count(*) = 1 AND bool_and(x.seen) THEN max(x.rank) END AS rank, CASE WHEN count(*) = 1 AND bool_and(x.seen) THEN max(x.n_ranked) END AS n_ranked,
                CASE WHEN count(*) = 1 AND bool_and(x.seen) THEN max(x.index_rate) END AS index_rate, CASE WHEN count(*) = 1 AND bool_and(x.seen) THEN max(x.band) END AS band,
                CASE WHEN count(*) = 1 AND bool_and(x.seen) THEN @extschema@.rollup(x.score) END AS score
         FROM (SELECT b.*, c.code, m.itself AS own, bool_or(m.itself) OVER () AS has_own, b.agency_id IN (SELECT unnest(@schema@.visible_agencies())) AS seen
               FROM (SELECT p.agency_id, true AS itself
                     UNION
                     SELECT l.agency_id, l.itself FROM lineage l
                     WHERE l.now_id = p.agency_id AND coalesce(l.first_day <= make_date(p.year, 12, 31), true) AND coalesce(l.last_day >= make_date(p.year, 12, 31), true)) m
                    JOIN placed b ON b.agency_id = m.agency_id AND b.bloc = p.bloc AND b.year = p.year - 1
                    JOIN @schema@.agency c ON c.id = b.agency_id) x
         WHERE x.own OR NOT x.has_own) o ON true
WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()));

-- How many agencies of a league are in each band, of those that have one; and the
-- change to the year before, in percentage points: change_points is that of the two
-- percentages as they are shown, change_rate that of the exact ones.  Told to who sees
-- the whole league, and of the year before the whole of that.
CREATE OR REPLACE VIEW @schema@.band_share WITH (security_barrier) AS
WITH counted AS MATERIALIZED (
    SELECT f.code AS framework, f.year, f.bloc, b.name AS band, b.lower_bound, z.n_agencies, z.n_banded, z.n_seen,
           count(t.agency_id) AS n_in_band, @extschema@.pct(count(t.agency_id), z.n_banded) AS pct, @extschema@.rate(count(t.agency_id), z.n_banded) AS rate
    FROM @schema@.framework f
         JOIN @schema@.band b ON b.framework = f.code
         JOIN (SELECT t.framework, count(*) AS n_agencies, count(t.band) AS n_banded, count(*) FILTER (WHERE t.agency_id IN (SELECT unnest(@schema@.visible_agencies()))) AS n_seen
               FROM @schema@.stored_league t GROUP BY t.framework) z ON z.framework = f.code
         LEFT JOIN @schema@.stored_league t ON t.framework = f.code AND t.band = b.name
    WHERE f.kind = 'PAR'
    GROUP BY f.code, f.year, f.bloc, b.name, b.lower_bound, z.n_agencies, z.n_banded, z.n_seen
)
SELECT c.framework, c.year::bigint AS year, c.bloc, c.band, c.n_in_band, c.n_banded, c.n_agencies - c.n_banded AS n_without_band,
       c.pct::numeric(5,2) AS pct, o.pct::numeric(5,2) AS pct_before, (c.pct - o.pct)::numeric(5,2) AS change_points, c.rate, c.rate - o.rate AS change_rate
FROM counted c
     LEFT JOIN counted o ON o.bloc = c.bloc AND o.year = c.year - 1 AND o.band = c.band AND o.n_seen = o.n_agencies
WHERE c.n_seen = c.n_agencies;
