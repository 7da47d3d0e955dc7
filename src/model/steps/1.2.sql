-- From the tables of 1.1.  Steps run once, on the tables as the files beside
-- this folder leave them: also in a new model, whose tables are empty.

-- Ranges of codes are the extension's now.
ALTER TABLE @schema@.agency DROP CONSTRAINT IF EXISTS agency_periods_of_one_code_do_not_overlap;

DROP TYPE IF EXISTS @schema@.code_range;

-- The checks of 1.1 wrote their queries for one schema's name.
DROP TRIGGER IF EXISTS answers_inserted ON @schema@.answer;

DROP TRIGGER IF EXISTS answers_updated ON @schema@.answer;

DROP FUNCTION IF EXISTS @schema@.check_answers();

DROP TRIGGER IF EXISTS assessments_inserted ON @schema@.assessment;

DROP TRIGGER IF EXISTS assessments_updated ON @schema@.assessment;

DROP FUNCTION IF EXISTS @schema@.check_assessments();

-- Answers carry the agency of their form.
UPDATE @schema@.answer a SET agency_id = r.agency_id FROM @schema@.response r WHERE r.id = a.response_id AND a.agency_id IS NULL;

ALTER TABLE @schema@.answer ALTER COLUMN agency_id SET NOT NULL;

ALTER TABLE @schema@.answer DROP CONSTRAINT IF EXISTS answer_response_id_fkey;

-- The stored summaries were materialized views, each refreshed as of a moment
-- of its own.  Out of the way; the views over them are replaced first.
ALTER MATERIALIZED VIEW IF EXISTS @schema@.ontime_month RENAME TO ontime_month_of_1_1;

ALTER MATERIALIZED VIEW IF EXISTS @schema@.intake_month RENAME TO intake_month_of_1_1;

ALTER MATERIALIZED VIEW IF EXISTS @schema@.survey_month RENAME TO survey_month_of_1_1;

ALTER MATERIALIZED VIEW IF EXISTS @schema@.league RENAME TO league_of_1_1;

-- Several surveys of a year may count in its index.
DROP INDEX IF EXISTS @schema@.survey_in_the_index_is_one_a_year;

-- Every factor has its measure; a trigger keeps it so.
INSERT INTO @schema@.measure (code, en, vi, source, numerator_of, denominator_of)
SELECT 'survey.satisfied.' || f.code, 'Satisfied answers: ' || f.name, 'Mức độ hài lòng: ' || f.name, 'survey',
       'satisfied answers / câu trả lời hài lòng', 'answers with an opinion / câu trả lời có ý kiến'
FROM @schema@.factor f
ON CONFLICT DO NOTHING;

-- There are more states now; checks.sql has them.
ALTER TABLE @schema@.task_agency DROP CONSTRAINT IF EXISTS task_agency_state_is_known;

-- A framework is one of its kind, bloc and period; those of 1.1 are the PAR index of a year.
ALTER TABLE @schema@.framework DROP CONSTRAINT IF EXISTS framework_is_one_for_a_bloc_and_year;

UPDATE @schema@.framework SET first_day = make_date(year, 1, 1), last_day = make_date(year, 12, 31) WHERE first_day IS NULL;

ALTER TABLE @schema@.framework ALTER COLUMN first_day SET NOT NULL;

ALTER TABLE @schema@.framework ALTER COLUMN last_day SET NOT NULL;

-- Successors have a table.  Where the last day is not said, neither is theirs.
INSERT INTO @schema@.agency_succession (predecessor_id, successor_id, day, kind)
SELECT a.id, n.id, a.valid_to + 1, CASE n.code WHEN a.code THEN 'rename' ELSE 'merge' END
FROM @schema@.agency a JOIN @schema@.agency n ON n.id = a.successor_id
WHERE NOT EXISTS (SELECT FROM @schema@.agency_succession s WHERE s.predecessor_id = a.id AND s.field IS NULL AND s.service IS NULL);
