-- The whole province's figures by year: the ratio of the sums, told to those who see
-- every agency that it is made of.  Others could take their own from it.  Rates
-- without counts and codes do not add up.  What is no sum over agencies, a task of
-- several of them or a service, is counted as it is read.
CREATE OR REPLACE VIEW @schema@.province_measure WITH (security_barrier) AS
WITH stored AS MATERIALIZED (
    SELECT extract(year FROM t.first_day)::integer AS year, t.measure, sum(t.numerator) AS numerator, sum(t.denominator) AS denominator,
           count(*) AS n_agencies, count(*) FILTER (WHERE t.agency_id IN (SELECT unnest(@schema@.visible_agencies()))) AS n_seen
    FROM @schema@.stored_measure t
    WHERE t.first_day = date_trunc('year', t.last_day::timestamp)::date AND t.last_day = (date_trunc('year', t.last_day::timestamp) + interval '1 year - 1 day')::date
    GROUP BY extract(year FROM t.first_day), t.measure
), period AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY y.year) AS period, y.year, make_date(y.year, 1, 1) AS first_day, least(make_date(y.year, 12, 31), d.reporting_date) AS last_day
    FROM (SELECT DISTINCT s.year FROM stored s) y CROSS JOIN (SELECT max(g.reporting_date) AS reporting_date FROM @schema@.setting g) d
)
SELECT t.year, t.measure, CASE WHEN t.n_seen = t.n_agencies AND (m.unit NOT IN ('rate', 'code') OR t.n_agencies = 1) THEN @schema@.in_unit(m.unit, t.numerator, t.denominator) END AS value
FROM stored t
     JOIN @schema@.measure m ON m.code = t.measure
WHERE t.measure NOT IN (SELECT @schema@.province_only())
UNION ALL
SELECT p.year, f.measure, CASE WHEN (SELECT @schema@.sees_all_agencies()) THEN @schema@.in_unit(m.unit, f.numerator, f.denominator) END
FROM @schema@.province_figures(ARRAY(SELECT @schema@.province_only()), ARRAY(SELECT p.first_day FROM period p ORDER BY p.period), ARRAY(SELECT p.last_day FROM period p ORDER BY p.period)) f
     JOIN period p ON p.period = f.period
     JOIN @schema@.measure m ON m.code = f.measure;

-- Those of the year of the reporting date, under the names that targets use.
CREATE OR REPLACE FUNCTION @schema@.province_measures()
RETURNS TABLE (name text, value numeric)
LANGUAGE sql STABLE
AS $sql$
    SELECT n.name, p.value
    FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s
         JOIN @schema@.province_measure p ON p.year = extract(year FROM s.reporting_date)
         CROSS JOIN LATERAL @schema@.gate_names(p.measure) n;
$sql$;

-- The targets of the year of the reporting date.  Met only when the condition is
-- true, not met only when it is false; a condition that cannot be decided has no
-- data.
CREATE OR REPLACE VIEW @schema@.target_attainment AS
WITH province AS MATERIALIZED (
    SELECT p.name, p.value FROM @schema@.province_measures() p
)
SELECT t.number::bigint AS number, t.title, t.condition::text AS condition, m.measures::text AS measures,
       e.attainment, l.vi AS attainment_vi, t.office_verdict, t.result_text, t.plan
FROM (SELECT extract(year FROM max(s.reporting_date)) AS year FROM @schema@.setting s) r
     JOIN @schema@.target t ON coalesce(t.year, r.year) = r.year
     -- what is typed, else the measure of that name
     LEFT JOIN LATERAL (
         SELECT jsonb_object_agg(n.name, n.value) FILTER (WHERE n.value IS NOT NULL) AS measures
         FROM (SELECT y.name, y.value FROM @schema@.target_measure y WHERE y.target = t.number
               UNION ALL
               SELECT p.name, p.value FROM province p
               WHERE p.name = ANY (@extschema@.condition_names(t.condition))
                 AND NOT EXISTS (SELECT FROM @schema@.target_measure y WHERE y.target = t.number AND y.name = p.name)) n) m ON true
     CROSS JOIN LATERAL (SELECT CASE WHEN @extschema@.is_condition(t.condition) THEN m.measures @@ t.condition END) AS d (decided)
     CROSS JOIN LATERAL (SELECT CASE d.decided WHEN true THEN 'met' WHEN false THEN 'not_met' ELSE 'no_data' END) AS e (attainment)
     LEFT JOIN @schema@.label l ON l.kind = 'attainment' AND l.code = e.attainment;

CREATE OR REPLACE VIEW @schema@.published_not_reproduced AS
SELECT p.code, p.origin,
       (CASE WHEN abs(p.numerator) < 1e16 THEN p.numerator END)::numeric(20,4) AS numerator,
       (CASE WHEN abs(p.denominator) < 1e16 THEN p.denominator END)::numeric(20,4) AS denominator, p.printed,
       @extschema@.format_number(@extschema@.pct(p.numerator, p.denominator, p.digits), p.digits) || '%' AS exact, p.note
FROM @schema@.published_figure p
WHERE CASE WHEN @extschema@.is_number(p.printed) THEN @extschema@.reproduces(p.numerator, p.denominator, p.printed) END IS NULL;
