-- Met only when the condition is true, not met only when it is false; a
-- condition that cannot be decided has no data.
CREATE OR REPLACE VIEW @schema@.target_attainment AS
SELECT t.number::bigint AS number, t.title, t.condition::text AS condition, m.measures::text AS measures,
       e.attainment, l.vi AS attainment_vi, t.office_verdict, t.result_text
FROM @schema@.target t
     LEFT JOIN (SELECT target, jsonb_object_agg(name, value) FILTER (WHERE value IS NOT NULL) AS measures
                FROM @schema@.target_measure GROUP BY target) m ON m.target = t.number
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
