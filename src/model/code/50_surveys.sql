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
                ELSE format('Its codes are %s to %s; no opinion is NULL.', coalesce(q.low, v.low), coalesce(q.top, v.top)) END,
           a.response_id, a.question_id, r.survey
    FROM @schema@.answer a
         JOIN @schema@.response r ON r.id = a.response_id AND r.agency_id = a.agency_id
         JOIN @schema@.question q ON q.id = a.question_id
         JOIN @schema@.survey v ON v.code = r.survey
    WHERE q.survey <> r.survey OR a.answer < coalesce(q.low, v.low) OR a.answer > coalesce(q.top, v.top);
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

CREATE OR REPLACE TRIGGER question_scale_changed AFTER UPDATE OF low, top ON @schema@.question
    FOR EACH ROW WHEN ((NEW.low, NEW.top) IS DISTINCT FROM (OLD.low, OLD.top))
    EXECUTE FUNCTION @extschema@.check_rows('answer_faults', 'question_id=id');

CREATE OR REPLACE TRIGGER survey_scale_changed AFTER UPDATE OF low, top ON @schema@.survey
    FOR EACH ROW WHEN (NEW.low > OLD.low OR NEW.top < OLD.top)
    EXECUTE FUNCTION @extschema@.check_rows('answer_faults', 'survey=code');

-- A scale of a question's own needs codes of both kinds on its survey's scale to
-- stand at.
CREATE OR REPLACE FUNCTION @schema@.question_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, question_id bigint, survey text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'question_scale_has_its_verdicts_in_the_survey', format('%s/%s', q.survey, q.number),
           format('question %s of survey "%s" has a scale of its own, but every code of the survey is positive', q.number, q.survey),
           format('câu hỏi %s của khảo sát "%s" có thang đo riêng, nhưng mọi mã của khảo sát đều là hài lòng', q.number, q.survey),
           'Name the codes of the survey that mean satisfied, fewer than all.', q.id, q.survey
    FROM @schema@.question q JOIN @schema@.survey v ON v.code = q.survey
    WHERE q.positive IS NOT NULL AND NOT EXISTS (SELECT FROM generate_series(v.low, v.top) c WHERE c <> ALL (v.positive));
$sql$;

CREATE OR REPLACE TRIGGER question_checked AFTER INSERT OR UPDATE ON @schema@.question
    FOR EACH ROW WHEN (NEW.positive IS NOT NULL) EXECUTE FUNCTION @extschema@.check_rows('question_faults', 'question_id=id');

CREATE OR REPLACE TRIGGER survey_positive_changed AFTER UPDATE OF positive ON @schema@.survey
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_rows('question_faults', 'survey=code');

CREATE OR REPLACE FUNCTION @schema@.response_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, response_id bigint, survey text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT CASE WHEN r.weight IS NULL THEN 'response_of_a_weighted_survey_has_a_weight' WHEN NOT v.weighted THEN 'response_weight_is_of_a_weighted_survey'
                ELSE 'response_has_a_weight_or_a_stratum' END,
           format('%s/%s', r.survey, coalesce(r.form_no, r.id::text)),
           CASE WHEN r.weight IS NULL THEN format('form %s of survey "%s" has no weight', coalesce(r.form_no, r.id::text), r.survey)
                WHEN NOT v.weighted THEN format('form %s has a weight, but survey "%s" is not weighted', coalesce(r.form_no, r.id::text), r.survey)
                ELSE format('form %s of survey "%s" has both a weight and a stratum', coalesce(r.form_no, r.id::text), r.survey) END,
           CASE WHEN r.weight IS NULL THEN format('phiếu %s của khảo sát "%s" không có trọng số', coalesce(r.form_no, r.id::text), r.survey)
                WHEN NOT v.weighted THEN format('phiếu %s có trọng số, nhưng khảo sát "%s" không dùng trọng số', coalesce(r.form_no, r.id::text), r.survey)
                ELSE format('phiếu %s của khảo sát "%s" có cả trọng số lẫn tầng mẫu', coalesce(r.form_no, r.id::text), r.survey) END,
           CASE WHEN r.weight IS NULL THEN 'In a weighted survey each form says how many persons it stands for.'
                WHEN NOT v.weighted THEN 'Set survey.weighted before its forms are entered.'
                ELSE 'The population of a stratum says already what its forms weigh.' END,
           r.id, r.survey
    FROM @schema@.response r JOIN @schema@.survey v ON v.code = r.survey
    WHERE (r.weight IS NOT NULL) <> v.weighted OR r.weight IS NOT NULL AND r.stratum IS NOT NULL
    UNION ALL
    SELECT 'response_is_answered_while_its_agency_exists', format('%s/%s', r.survey, coalesce(r.form_no, r.id::text)),
           format('form %s of survey "%s" was answered on %s, after the last day of agency %s, %s', coalesce(r.form_no, r.id::text), r.survey, to_char(r.answered_on, 'YYYY-MM-DD'), a.code, to_char(a.valid_to, 'YYYY-MM-DD')),
           format('phiếu %s của khảo sát "%s" trả lời ngày %s, sau ngày hết hiệu lực của cơ quan %s, %s', coalesce(r.form_no, r.id::text), r.survey, to_char(r.answered_on, 'DD/MM/YYYY'), a.code, to_char(a.valid_to, 'DD/MM/YYYY')),
           @schema@.taken_over_hint(a.id, r.answered_on, r.service),
           r.id, r.survey
    FROM @schema@.agency a JOIN @schema@.response r ON r.agency_id = a.id AND r.answered_on > a.valid_to;
$sql$;

CREATE OR REPLACE TRIGGER responses_inserted AFTER INSERT ON @schema@.response REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('response_faults', 'response_id=id');

CREATE OR REPLACE TRIGGER responses_updated AFTER UPDATE ON @schema@.response REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('response_faults', 'response_id=id');

CREATE OR REPLACE TRIGGER survey_weighted_changed AFTER UPDATE OF weighted ON @schema@.survey
    FOR EACH ROW WHEN (NEW.weighted <> OLD.weighted)
    EXECUTE FUNCTION @extschema@.check_rows('response_faults', 'survey=code');

-- What is printed is stored; of an agency with a bucket that is behind it is computed
-- from its buckets, of which those that are behind come from the rows.  Each half
-- joins the names itself, so that an agency is read by its key.  (A NULL of the
-- column's own type spares every row a cast.)
CREATE OR REPLACE VIEW @schema@.satisfaction_by_agency_factor WITH (security_barrier) AS
WITH s AS MATERIALIZED (
        SELECT max(reporting_date) AS day, max(min_persons) AS min_persons, max(min_answers) AS min_answers FROM @schema@.setting
    ), scale AS MATERIALIZED (
        @scale@
    ), behind AS MATERIALIZED (
        @behind@
    )
SELECT m.survey, m.year, m.bloc, m.agency_code, m.agency, m.factor, m.factor_vi,
       m.n_answers, m.n_missing,
       CASE WHEN m.enough THEN m.satisfied_pct ELSE NULL::numeric(5,2) END AS satisfied_pct,
       CASE WHEN m.enough THEN m.satisfied_low ELSE NULL::numeric(5,2) END AS satisfied_low,
       CASE WHEN m.enough THEN m.satisfied_high ELSE NULL::numeric(5,2) END AS satisfied_high,
       CASE WHEN m.enough THEN m.mean_score END AS mean_score,
       now() AS computed_at,
       CASE WHEN m.enough THEN m.satisfied_rate END AS satisfied_rate,
       m.n_persons,
       CASE WHEN m.enough THEN m.satisfied_se ELSE NULL::numeric(5,2) END AS satisfied_se,
       CASE WHEN m.enough THEN m.design_effect END AS design_effect
FROM (SELECT v.code AS survey, v.year::bigint AS year, a.bloc, a.code AS agency_code, a.name AS agency, f.code AS factor, f.name AS factor_vi,
             t.n_persons, t.n_answers, t.n_missing, t.satisfied_pct, t.satisfied_low, t.satisfied_high, t.satisfied_se, t.mean_score, t.satisfied_rate, t.design_effect,
             t.n_persons >= (SELECT min_persons FROM s) AND t.n_answers >= (SELECT min_answers FROM s) AS enough
      FROM @schema@.stored_satisfaction t
           JOIN @schema@.survey v ON v.code = t.survey
           JOIN @schema@.agency a ON a.id = t.agency_id
           JOIN @schema@.factor f ON f.code = t.factor
      WHERE (t.survey, t.agency_id) NOT IN (SELECT b.survey, b.agency_id FROM behind b)
        AND @seen_agency@
      UNION ALL
      SELECT p.survey, p.year, a.bloc, a.code, a.name, p.factor, (SELECT f.name FROM @schema@.factor f WHERE f.code = p.factor),
             p.n_persons, p.n_answers, p.n_missing, p.satisfied_pct, p.satisfied_low, p.satisfied_high, p.satisfied_se, p.mean_score, p.satisfied_rate, p.design_effect,
             p.n_persons >= (SELECT min_persons FROM s) AND p.n_answers >= (SELECT min_answers FROM s)
      -- agency by agency, so that of one that is asked for no other is counted
      FROM @schema@.agency a
           CROSS JOIN LATERAL (
               SELECT g.survey, g.year, g.factor, @satisfaction@
               FROM (SELECT x.survey, v.year::bigint AS year, x.factor, v.positive, @extschema@.rollup(x.stats) AS stats
                     FROM (SELECT t.survey, t.factor, t.stats
                           FROM @schema@.stored_survey t
                           WHERE t.agency_id = a.id
                             AND t.survey IN (SELECT d.survey FROM behind d WHERE d.agency_id = a.id)
                             AND (t.survey, t.agency_id, t.month) NOT IN (SELECT d.survey, d.agency_id, d.month FROM behind d)
                           UNION ALL
                           SELECT b.survey, n.factor, n.stats
                           FROM (SELECT d.survey, d.agency_id, d.month AS first_day, least((d.month + interval '1 month - 1 day')::date, s.day) AS last_day, v.weighted
                                 FROM behind d JOIN @schema@.survey v ON v.code = d.survey CROSS JOIN s
                                 WHERE d.agency_id = a.id AND d.month <= s.day) b
                                CROSS JOIN LATERAL (
             @recounted@) n) x
                          JOIN @schema@.survey v ON v.code = x.survey
                     WHERE x.factor <> ''
                     GROUP BY x.survey, x.factor, v.code) g) p
      WHERE a.id IN (SELECT d.agency_id FROM behind d)
        AND @seen_agency@) m;

-- The total of each agency, and how it compares to the rest of its bloc: the
-- whole less the agency.
CREATE OR REPLACE VIEW @schema@.satisfaction_by_agency WITH (security_barrier) AS
SELECT m.survey, m.year, m.bloc, m.agency_code, m.agency,
       @extschema@.n_persons(m.stats) AS n_persons,
       @extschema@.n_answers(m.stats) AS n_answers,
       @extschema@.satisfied_pct(m.shown, m.positive)::numeric(5,2) AS satisfied_pct,
       @extschema@.satisfied_low(m.shown, m.positive)::numeric(5,2) AS satisfied_low,
       @extschema@.satisfied_high(m.shown, m.positive)::numeric(5,2) AS satisfied_high,
       @extschema@.satisfied_se(m.shown, m.positive)::numeric(5,2) AS satisfied_se,
       @extschema@.design_effect(m.shown, m.positive) AS design_effect,
       (CASE WHEN m.shown IS NOT NULL THEN 100 * c.rest_share END)::numeric(5,2) AS rest_pct,
       (CASE WHEN m.shown IS NOT NULL THEN 100 * c.difference END)::numeric(5,2) AS difference_pct,
       (CASE WHEN m.shown IS NOT NULL THEN 100 * c.low END)::numeric(5,2) AS difference_low,
       (CASE WHEN m.shown IS NOT NULL THEN 100 * c.high END)::numeric(5,2) AS difference_high,
       CASE WHEN m.shown IS NOT NULL THEN c.p END AS p,
       CASE WHEN m.shown IS NOT NULL THEN c.p_holm END AS p_holm,
       CASE WHEN m.shown IS NOT NULL THEN c.p_bh END AS p_bh,
       @extschema@.satisfied_rate(m.shown, m.positive) AS satisfied_rate,
       CASE WHEN m.shown IS NOT NULL THEN c.rest_share END AS rest_rate,
       CASE WHEN m.shown IS NOT NULL THEN c.difference END AS difference_rate
FROM (SELECT v.code AS survey, v.year::bigint AS year, v.positive, a.bloc, a.id AS agency_id, a.code AS agency_code, a.name AS agency,
             t.stats, @extschema@.if_enough(t.stats, s.min_persons, s.min_answers) AS shown
      FROM (SELECT max(min_answers) AS min_answers, max(min_persons) AS min_persons FROM @schema@.setting) s
           CROSS JOIN (SELECT b.survey, b.agency_id, @extschema@.rollup(b.stats) AS stats
                       FROM @schema@.survey_bucket b WHERE b.factor = '' GROUP BY b.survey, b.agency_id) t
           JOIN @schema@.survey v ON v.code = t.survey
           JOIN @schema@.agency a ON a.id = t.agency_id
      WHERE @extschema@.n_forms(t.stats) > 0) m
     LEFT JOIN (SELECT g.survey, g.bloc, x.*
                FROM (SELECT v.code AS survey, a.bloc, @extschema@.compare_agg(a.id, t.stats, v.positive) AS compared
                      FROM (SELECT b.survey, b.agency_id, @extschema@.rollup(b.stats) AS stats
                            FROM @schema@.survey_bucket b WHERE b.factor = '' GROUP BY b.survey, b.agency_id) t
                           JOIN @schema@.survey v ON v.code = t.survey
                           JOIN @schema@.agency a ON a.id = t.agency_id
                      WHERE @extschema@.n_forms(t.stats) > 0
                      GROUP BY v.code, a.bloc) g
                     CROSS JOIN LATERAL unnest(g.compared) x) c
     ON c.survey = m.survey AND c.bloc = m.bloc AND c.key = m.agency_id;

-- By service and field, where the forms name the service.
CREATE OR REPLACE VIEW @schema@.satisfaction_by_service WITH (security_barrier) AS
SELECT m.survey, m.year, m.service_code, m.service, m.field,
       @extschema@.n_persons(m.stats) AS n_persons,
       @extschema@.n_answers(m.stats) AS n_answers,
       @extschema@.satisfied_pct(m.shown, m.positive)::numeric(5,2) AS satisfied_pct,
       @extschema@.satisfied_low(m.shown, m.positive)::numeric(5,2) AS satisfied_low,
       @extschema@.satisfied_high(m.shown, m.positive)::numeric(5,2) AS satisfied_high,
       @extschema@.satisfied_se(m.shown, m.positive)::numeric(5,2) AS satisfied_se,
       @extschema@.design_effect(m.shown, m.positive) AS design_effect,
       @extschema@.satisfied_rate(m.shown, m.positive) AS satisfied_rate
FROM (SELECT v.code AS survey, v.year::bigint AS year, v.positive, p.code AS service_code, p.name AS service, t.field,
             t.stats, @extschema@.if_enough(t.stats, s.min_persons, s.min_answers) AS shown
      FROM (SELECT max(min_answers) AS min_answers, max(min_persons) AS min_persons FROM @schema@.setting) s
           -- a row for each service, and one without for its field
           CROSS JOIN (SELECT b.survey, p.field, CASE WHEN GROUPING(b.service) = 0 THEN b.service END AS service, @extschema@.rollup(b.stats) AS stats
                       FROM @schema@.survey_bucket b JOIN @schema@.service p ON p.code = b.service
                       WHERE b.factor = ''
                       GROUP BY GROUPING SETS ((b.survey, p.field, b.service), (b.survey, p.field))) t
           JOIN @schema@.survey v ON v.code = t.survey
           LEFT JOIN @schema@.service p ON p.code = t.service) m;

CREATE OR REPLACE VIEW @schema@.satisfaction_by_year WITH (security_barrier) AS
SELECT m.survey, m.year, m.n_issued, m.n_returned, m.n_valid, m.n_agencies,
       @extschema@.n_answers(m.stats) AS n_answers,
       @extschema@.satisfied_pct(m.shown, m.positive)::numeric(5,2) AS satisfied_pct,
       @extschema@.satisfied_low(m.shown, m.positive)::numeric(5,2) AS satisfied_low,
       @extschema@.satisfied_high(m.shown, m.positive)::numeric(5,2) AS satisfied_high,
       @extschema@.mean_pct(m.shown, m.top)::numeric(5,2) AS mean_pct,
       @extschema@.rescaled_pct(m.shown, m.low, m.top)::numeric(5,2) AS rescaled_pct,
       now() AS computed_at,
       @extschema@.satisfied_rate(m.shown, m.positive) AS satisfied_rate,
       @extschema@.mean_pct(m.shown, m.top, 12)::float8 / 100 AS mean_rate,
       @extschema@.rescaled_pct(m.shown, m.low, m.top, 12)::float8 / 100 AS rescaled_rate,
       @extschema@.n_persons(m.stats) AS n_persons,
       @extschema@.satisfied_se(m.shown, m.positive)::numeric(5,2) AS satisfied_se,
       @extschema@.design_effect(m.shown, m.positive) AS design_effect,
       -- the estimate over the strata that the forms name
       m.population,
       (CASE WHEN m.shown IS NOT NULL THEN @extschema@.satisfied_pct(m.strata, m.positive) END)::numeric(5,2) AS stratified_pct,
       (CASE WHEN m.shown IS NOT NULL THEN @extschema@.satisfied_se(m.strata, m.positive) END)::numeric(5,2) AS stratified_se,
       (CASE WHEN m.shown IS NOT NULL THEN @extschema@.satisfied_low(m.strata, m.positive) END)::numeric(5,2) AS stratified_low,
       (CASE WHEN m.shown IS NOT NULL THEN @extschema@.satisfied_high(m.strata, m.positive) END)::numeric(5,2) AS stratified_high,
       CASE WHEN m.shown IS NOT NULL THEN @extschema@.satisfied_pct(m.strata, m.positive, 12)::float8 / 100 END AS stratified_rate
FROM (SELECT v.code AS survey, v.year::bigint AS year, v.positive, v.low, v.top,
             -- of the whole survey, so for those who see all of it
             CASE WHEN e.n = n.n_agencies THEN v.issued END AS n_issued, CASE WHEN e.n = n.n_agencies THEN v.returned END AS n_returned,
             n.n_valid, n.n_agencies, t.stats, h.population, h.strata, @extschema@.if_enough(t.stats, s.min_persons, s.min_answers) AS shown
      FROM (SELECT max(min_answers) AS min_answers, max(min_persons) AS min_persons FROM @schema@.setting) s
           CROSS JOIN @schema@.survey v
           JOIN (SELECT b.survey, @extschema@.rollup(b.stats) AS stats FROM @schema@.survey_bucket b WHERE b.factor = '' GROUP BY b.survey) t ON t.survey = v.code
           JOIN (SELECT r.survey, sum(r.n)::bigint AS n_valid, count(*) AS n_agencies
                 FROM (SELECT r.survey, r.agency_id, count(*) AS n FROM @schema@.response r
                       WHERE r.answered_on <= (SELECT max(reporting_date) FROM @schema@.setting) GROUP BY r.survey, r.agency_id) r
                 WHERE r.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
                 GROUP BY r.survey) n ON n.survey = v.code
           CROSS JOIN LATERAL (SELECT count(DISTINCT r.agency_id) AS n FROM @schema@.stored_survey r WHERE r.survey = v.code AND r.last_day IS NOT NULL) e
           LEFT JOIN (SELECT b.survey, sum(p.population)::bigint AS population, @extschema@.stratified_agg(b.stats, p.population) AS strata
                      FROM (SELECT b.survey, b.agency_id, b.stratum, @extschema@.rollup(b.stats) AS stats
                            FROM @schema@.survey_bucket b WHERE b.factor = '' AND b.stratum <> '' GROUP BY b.survey, b.agency_id, b.stratum) b
                           JOIN @schema@.survey_stratum p ON p.survey = b.survey AND p.agency_id = b.agency_id AND p.code = b.stratum
                      WHERE p.population >= @extschema@.n_forms(b.stats) AND @extschema@.n_answers(b.stats) > 0
                      GROUP BY b.survey) h ON h.survey = v.code) m;
