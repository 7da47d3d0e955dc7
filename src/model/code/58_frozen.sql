-- What is published of the closed frameworks.
CREATE OR REPLACE VIEW @schema@.frozen_by_criterion WITH (security_barrier) AS
SELECT f.code AS framework, f.year::bigint AS year, f.bloc, r.agency_id, a.code AS agency_code, a.name AS agency, r.area_id, r.criterion_id,
       r.kind, r.source, r.rule_text, r.measure, r.criterion_maximum::numeric(9,4) AS criterion_maximum,
       r.numerator::numeric(20,4) AS numerator, r.denominator::numeric(20,4) AS denominator,
       r.computed_numerator::numeric(20,4) AS computed_numerator, r.computed_denominator::numeric(20,4) AS computed_denominator,
       r.state, r.reason, r.points, r.max_points::numeric(9,4) AS max_points, r.self_points, r.reported_points
FROM @schema@.framework f
     JOIN @schema@.frozen_result r ON r.closing = f.closing
     JOIN @schema@.agency a ON a.id = r.agency_id
WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()));
