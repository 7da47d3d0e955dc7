-- What the code of 1.2 no longer refers to.
DROP MATERIALIZED VIEW IF EXISTS @schema@.league_of_1_1;

DROP MATERIALIZED VIEW IF EXISTS @schema@.ontime_month_of_1_1;

DROP MATERIALIZED VIEW IF EXISTS @schema@.intake_month_of_1_1;

DROP MATERIALIZED VIEW IF EXISTS @schema@.survey_month_of_1_1;

-- The cells of the dossiers that were there before.
CALL @schema@.rebuild();
