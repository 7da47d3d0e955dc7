CREATE OR REPLACE TRIGGER answer_agency_taken BEFORE INSERT OR UPDATE ON @schema@.answer
    FOR EACH ROW EXECUTE FUNCTION @extschema@.take_from_parent('response', 'response_id=id', 'agency_id');

CREATE OR REPLACE FUNCTION @schema@.answer_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text,
               response_id bigint, question_id bigint, survey text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT CASE WHEN q.survey <> r.survey THEN 'answer_question_belongs_to_the_survey_of_the_form'
                ELSE 'answer_lies_on_the_scale_of_its_survey' END,
           format('%s/%s', coalesce(r.form_no, r.id::text), q.number),
           CASE WHEN q.survey <> r.survey
                THEN format('form %s of survey "%s" answers question %s of survey "%s"', coalesce(r.form_no, r.id::text), r.survey, q.number, q.survey)
                ELSE format('answer %s of form %s to question %s is not on the scale of survey "%s"', a.answer, coalesce(r.form_no, r.id::text), q.number, r.survey) END,
           CASE WHEN q.survey <> r.survey
                THEN format('phiếu %s của khảo sát "%s" trả lời câu hỏi %s của khảo sát "%s"', coalesce(r.form_no, r.id::text), r.survey, q.number, q.survey)
                ELSE format('trả lời %s của phiếu %s cho câu hỏi %s nằm ngoài thang đo của khảo sát "%s"', a.answer, coalesce(r.form_no, r.id::text), q.number, r.survey) END,
           CASE WHEN q.survey <> r.survey THEN format('Questions of a form are those of its survey, "%s".', r.survey)
                ELSE format('Its codes are %s to %s; no opinion is NULL.', v.low, v.top) END,
           a.response_id, a.question_id, r.survey
    FROM @schema@.answer a
         JOIN @schema@.response r ON r.id = a.response_id AND r.agency_id = a.agency_id
         JOIN @schema@.question q ON q.id = a.question_id
         JOIN @schema@.survey v ON v.code = r.survey
    WHERE q.survey <> r.survey OR a.answer < v.low OR a.answer > v.top;
$sql$;

CREATE OR REPLACE TRIGGER answers_inserted AFTER INSERT ON @schema@.answer REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('answer_faults', 'response_id', 'question_id');

CREATE OR REPLACE TRIGGER answers_updated AFTER UPDATE ON @schema@.answer REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('answer_faults', 'response_id', 'question_id');

CREATE OR REPLACE TRIGGER response_survey_changed AFTER UPDATE OF survey ON @schema@.response
    FOR EACH ROW WHEN (NEW.survey <> OLD.survey)
    EXECUTE FUNCTION @extschema@.check_rows('answer_faults', 'response_id=id');

CREATE OR REPLACE TRIGGER question_survey_changed AFTER UPDATE OF survey ON @schema@.question
    FOR EACH ROW WHEN (NEW.survey <> OLD.survey)
    EXECUTE FUNCTION @extschema@.check_rows('answer_faults', 'question_id=id');

CREATE OR REPLACE TRIGGER survey_scale_changed AFTER UPDATE OF low, top ON @schema@.survey
    FOR EACH ROW WHEN (NEW.low > OLD.low OR NEW.top < OLD.top)
    EXECUTE FUNCTION @extschema@.check_rows('answer_faults', 'survey=code');

CREATE OR REPLACE VIEW @schema@.satisfaction_by_agency_factor WITH (security_barrier) AS
SELECT m.survey, m.year::bigint AS year, m.bloc, m.agency_code, m.agency, m.factor, m.factor_vi,
       @extschema@.n_answers(m.stats) AS n_answers,
       @extschema@.n_missing(m.stats) AS n_missing,
       @extschema@.satisfied_pct(shown.stats, m.positive)::numeric(5,2) AS satisfied_pct,
       @extschema@.satisfied_low(shown.stats, m.positive)::numeric(5,2) AS satisfied_low,
       @extschema@.satisfied_high(shown.stats, m.positive)::numeric(5,2) AS satisfied_high,
       @extschema@.mean_score(shown.stats)::float8 AS mean_score,
       s.refreshed_at AS computed_at,
       @extschema@.satisfied_rate(shown.stats, m.positive) AS satisfied_rate
FROM (SELECT max(min_answers) AS min_answers, max(refreshed_at) AS refreshed_at FROM @schema@.setting) s
     CROSS JOIN (SELECT v.code AS survey, v.year, v.positive, a.bloc, a.code AS agency_code, a.name AS agency, f.code AS factor, f.name AS factor_vi,
                        @extschema@.rollup(t.stats) AS stats
                 FROM @schema@.stored_survey t
                      JOIN @schema@.survey v ON v.code = t.survey
                      JOIN @schema@.agency a ON a.id = t.agency_id
                      JOIN @schema@.factor f ON f.code = t.factor
                 WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))
                 GROUP BY v.code, v.year, a.id, a.bloc, a.code, a.name, f.code, f.name) m
     LEFT JOIN LATERAL (SELECT m.stats WHERE @extschema@.n_answers(m.stats) >= s.min_answers) AS shown ON true;

CREATE OR REPLACE VIEW @schema@.satisfaction_by_year WITH (security_barrier) AS
SELECT v.code AS survey, v.year::bigint AS year,
       -- of the whole survey, so for those who see all of it
       CASE WHEN e.n = n.n_agencies THEN v.issued END AS n_issued, CASE WHEN e.n = n.n_agencies THEN v.returned END AS n_returned,
       n.n_valid, n.n_agencies,
       @extschema@.n_answers(m.stats) AS n_answers,
       @extschema@.satisfied_pct(shown.stats, v.positive)::numeric(5,2) AS satisfied_pct,
       @extschema@.satisfied_low(shown.stats, v.positive)::numeric(5,2) AS satisfied_low,
       @extschema@.satisfied_high(shown.stats, v.positive)::numeric(5,2) AS satisfied_high,
       @extschema@.mean_pct(shown.stats, v.top)::numeric(5,2) AS mean_pct,
       @extschema@.rescaled_pct(shown.stats, v.low, v.top)::numeric(5,2) AS rescaled_pct,
       s.refreshed_at AS computed_at,
       @extschema@.satisfied_rate(shown.stats, v.positive) AS satisfied_rate,
       @extschema@.mean_pct(shown.stats, v.top, 12)::float8 / 100 AS mean_rate,
       @extschema@.rescaled_pct(shown.stats, v.low, v.top, 12)::float8 / 100 AS rescaled_rate
FROM (SELECT max(min_answers) AS min_answers, max(refreshed_at) AS refreshed_at FROM @schema@.setting) s
     CROSS JOIN @schema@.survey v
     JOIN (SELECT t.survey, @extschema@.rollup(t.stats) AS stats
           FROM @schema@.stored_survey t JOIN @schema@.factor f ON f.code = t.factor AND f.in_total
           WHERE t.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
           GROUP BY t.survey) m ON m.survey = v.code
     JOIN (SELECT r.survey, count(*) AS n_valid, count(DISTINCT r.agency_id) AS n_agencies
           FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s JOIN @schema@.response r ON r.answered_on <= s.reporting_date
           WHERE r.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
           GROUP BY r.survey) n ON n.survey = v.code
     CROSS JOIN LATERAL (SELECT count(DISTINCT r.agency_id) AS n FROM @schema@.stored_survey r WHERE r.survey = v.code) e
     LEFT JOIN LATERAL (SELECT m.stats WHERE @extschema@.n_answers(m.stats) >= s.min_answers) AS shown ON true;
