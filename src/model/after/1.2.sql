-- What the code of 1.2 no longer refers to.
DROP MATERIALIZED VIEW IF EXISTS @schema@.league_of_1_1;

DROP MATERIALIZED VIEW IF EXISTS @schema@.ontime_month_of_1_1;

DROP MATERIALIZED VIEW IF EXISTS @schema@.intake_month_of_1_1;

DROP MATERIALIZED VIEW IF EXISTS @schema@.survey_month_of_1_1;

-- The cells of the dossiers that were there before.
CALL @schema@.rebuild();

-- What 1.1 left out of the maximum stays out, said so: no published index moves.
INSERT INTO @schema@.criterion_state (agency_id, criterion_id, state, reason)
SELECT s.agency_id, s.criterion_id, 'not_applicable', '1.1'
FROM @schema@.criterion_states(NULL) s
WHERE s.state = 'not_reported'
  -- a result that cannot be scored is a fault, not a gap
  AND NOT EXISTS (SELECT FROM @schema@.assessment_faults() f WHERE f.agency_id = s.agency_id AND f.criterion_id = s.criterion_id);
