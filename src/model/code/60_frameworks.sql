-- A framework without days is of its whole year, and stays so when the year changes.
CREATE OR REPLACE FUNCTION @schema@.take_framework_period() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.year <> OLD.year AND OLD.first_day = make_date(OLD.year, 1, 1) AND OLD.last_day = make_date(OLD.year, 12, 31)
       AND (NEW.first_day, NEW.last_day) = (OLD.first_day, OLD.last_day) THEN
        NEW.first_day := NULL;
        NEW.last_day := NULL;
    END IF;
    NEW.first_day := coalesce(NEW.first_day, make_date(NEW.year, 1, 1));
    NEW.last_day := coalesce(NEW.last_day, make_date(NEW.year, 12, 31));
    RETURN NEW;
END
$body$;

CREATE OR REPLACE TRIGGER framework_period_taken BEFORE INSERT OR UPDATE OF year, first_day, last_day ON @schema@.framework
    FOR EACH ROW EXECUTE FUNCTION @schema@.take_framework_period();

-- Whichever of the two is given, the rule and its text stay alike.
CREATE OR REPLACE FUNCTION @schema@.keep_rule_text() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.rule := coalesce(NEW.rule, NEW.rule_text::@extschema@.rule);
    ELSIF NEW.rule_text IS DISTINCT FROM OLD.rule_text AND NEW.rule::text IS NOT DISTINCT FROM OLD.rule::text THEN
        NEW.rule := NEW.rule_text::@extschema@.rule;
    END IF;
    NEW.rule_text := NEW.rule::text;
    RETURN NEW;
END
$body$;

CREATE OR REPLACE TRIGGER criterion_rule_kept BEFORE INSERT OR UPDATE OF rule, rule_text ON @schema@.criterion
    FOR EACH ROW EXECUTE FUNCTION @schema@.keep_rule_text();

-- The foreign key says it too, without saying what would be right, which is told to whoever
-- may read the measures.
CREATE OR REPLACE FUNCTION @schema@.name_measure() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    unknown boolean;
    known text;
BEGIN
    IF has_table_privilege(format('%I.measure', TG_TABLE_SCHEMA), 'SELECT') THEN
        EXECUTE format('SELECT count(*) FILTER (WHERE m.code = $1) = 0, string_agg(m.code, '', '' ORDER BY m.code) FILTER (WHERE starts_with(m.code, split_part($1, ''.'', 1) || ''.''))
                        FROM %I.measure m', TG_TABLE_SCHEMA) INTO unknown, known USING NEW.measure;
        IF unknown THEN
            RAISE EXCEPTION 'criterion % of framework "%" is scored by measure "%", which there is not', NEW.code, NEW.framework, NEW.measure
                USING ERRCODE = 'foreign_key_violation', SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = 'measure', CONSTRAINT = 'criterion_measure_is_a_measure',
                      HINT = coalesce('There are ' || left(known, 1000) || '.', 'Table measure lists them, and takes measures of your own.');
        END IF;
    END IF;
    RETURN NEW;
END
$body$;

CREATE OR REPLACE TRIGGER criterion_measure_named BEFORE INSERT OR UPDATE OF measure ON @schema@.criterion
    FOR EACH ROW WHEN (NEW.measure IS NOT NULL) EXECUTE FUNCTION @schema@.name_measure();

-- Rules of 1.1 get their text; after CREATE EXTENSION texts get their rule again.
UPDATE @schema@.criterion SET rule_text = rule::text WHERE rule IS NOT NULL AND rule_text IS NULL;

UPDATE @schema@.criterion SET rule = rule_text::@extschema@.rule WHERE rule IS NULL AND rule_text IS NOT NULL;

CREATE OR REPLACE TRIGGER assessment_maximum_taken BEFORE INSERT OR UPDATE ON @schema@.assessment
    FOR EACH ROW EXECUTE FUNCTION @extschema@.take_from_parent('criterion', 'criterion_id=id', 'max_points');

-- The tree of every framework: each criterion with the area it lies in, and
-- whether it is a leaf.  What hangs from no area is not in it.
CREATE OR REPLACE FUNCTION @schema@.criterion_tree()
RETURNS TABLE (framework text, criterion_id bigint, area_id bigint, is_leaf boolean)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH RECURSIVE tree (framework, id, code, area_id) AS (
        SELECT c.framework, c.id, c.code, c.id FROM @schema@.criterion c WHERE c.parent_code IS NULL
        UNION
        SELECT c.framework, c.id, c.code, t.area_id
        FROM tree t JOIN @schema@.criterion c ON c.framework = t.framework AND c.parent_code = t.code
    )
    SELECT t.framework, t.id, t.area_id,
           NOT EXISTS (SELECT FROM @schema@.criterion child WHERE child.framework = t.framework AND child.parent_code = t.code)
    FROM tree t;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.assessment_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text,
               agency_id bigint, criterion_id bigint, source text, round smallint, framework text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT e.fault, format('%s/%s/%s/%s', c.framework, a.code, c.code, s.source),
           CASE e.fault
               WHEN 'assessment_agency_is_of_the_bloc_of_the_framework'
               THEN format('agency %s of bloc "%s" is assessed by framework "%s" of bloc "%s"', a.code, a.bloc, f.code, f.bloc)
               WHEN 'assessment_is_of_a_leaf'
               THEN format('criterion %s of framework "%s", assessed for agency %s, has criteria below it', c.code, f.code, a.code)
               WHEN 'assessment_is_of_a_criterion_that_applies'
               THEN format('criterion %s of framework "%s" has a result for agency %s, of which is said that there is none', c.code, f.code, a.code)
               ELSE format('the rule "%s" of criterion %s cannot score the result %s of agency %s: %s', c.rule, c.code,
                           concat_ws('/', s.numerator, s.denominator), a.code, e.detail) END,
           CASE e.fault
               WHEN 'assessment_agency_is_of_the_bloc_of_the_framework'
               THEN format('cơ quan %s thuộc khối "%s" được chấm theo bộ tiêu chí "%s" của khối "%s"', a.code, a.bloc, f.code, f.bloc)
               WHEN 'assessment_is_of_a_leaf'
               THEN format('tiêu chí %s của bộ tiêu chí "%s", đã chấm cho cơ quan %s, có tiêu chí con', c.code, f.code, a.code)
               WHEN 'assessment_is_of_a_criterion_that_applies'
               THEN format('tiêu chí %s của bộ tiêu chí "%s" có kết quả cho cơ quan %s, dù đã ghi là không áp dụng hoặc không có', c.code, f.code, a.code)
               ELSE format('quy tắc "%s" của tiêu chí %s không chấm được kết quả %s của cơ quan %s: %s', c.rule, c.code,
                           concat_ws('/', s.numerator, s.denominator), a.code, e.detail) END,
           CASE e.fault
               WHEN 'assessment_agency_is_of_the_bloc_of_the_framework' THEN 'Assess it by the framework of its own bloc and year.'
               WHEN 'assessment_is_of_a_leaf' THEN 'Assess the criteria below it.'
               WHEN 'assessment_is_of_a_criterion_that_applies' THEN 'Delete its row of criterion_state first.'
               ELSE 'Change the result or the rule.' END,
           s.agency_id, s.criterion_id, s.source, s.round, c.framework
    -- (criteria and frameworks first: they are few)
    FROM @schema@.criterion c
         JOIN @schema@.framework f ON f.code = c.framework
         JOIN @schema@.assessment s ON s.criterion_id = c.id
         JOIN @schema@.agency a ON a.id = s.agency_id
         LEFT JOIN @schema@.criterion_state said ON said.agency_id = s.agency_id AND said.criterion_id = s.criterion_id
         CROSS JOIN LATERAL (
             SELECT CASE WHEN s.denominator IS NULL THEN @extschema@.score_fault(c.rule, s.numerator, c.max_points)
                         ELSE @extschema@.score_fault(c.rule, s.numerator, s.denominator, c.max_points) END AS detail) r
         CROSS JOIN LATERAL (
             SELECT CASE WHEN a.bloc <> f.bloc THEN 'assessment_agency_is_of_the_bloc_of_the_framework'
                         WHEN EXISTS (SELECT FROM @schema@.criterion child WHERE child.framework = c.framework AND child.parent_code = c.code)
                         THEN 'assessment_is_of_a_leaf'
                         WHEN r.detail IS NOT NULL THEN 'assessment_can_be_scored'
                         WHEN s.source = c.source AND c.measure IS NULL
                              AND (s.points IS NOT NULL OR c.rule IS NOT NULL AND s.numerator IS NOT NULL AND s.denominator IS DISTINCT FROM 0)
                              AND said.criterion_id IS NOT NULL
                         THEN 'assessment_is_of_a_criterion_that_applies' END AS fault, r.detail) e
    WHERE e.fault IS NOT NULL;
$sql$;

CREATE OR REPLACE TRIGGER assessments_inserted AFTER INSERT ON @schema@.assessment REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('assessment_faults', 'agency_id', 'criterion_id', 'source', 'round');

CREATE OR REPLACE TRIGGER assessments_updated AFTER UPDATE ON @schema@.assessment REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('assessment_faults', 'agency_id', 'criterion_id', 'source', 'round');

-- A later round replaces an earlier one, so taking it away brings the earlier result
-- back: that needs a reason, which the history keeps.  All rounds may go at once.
CREATE OR REPLACE FUNCTION @schema@.keep_later_round() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    gone record;
BEGIN
    IF coalesce(current_setting('par_index.reason', true), '') !~ '\S' THEN
        EXECUTE format('SELECT o.agency_id, o.criterion_id, o.source, o.round FROM changed o
                        WHERE (o.points IS NOT NULL OR o.numerator IS NOT NULL)
                          AND NOT EXISTS (SELECT FROM %1$I.assessment n WHERE n.agency_id = o.agency_id AND n.criterion_id = o.criterion_id AND n.source = o.source
                                                                         AND n.round >= o.round AND (n.points IS NOT NULL OR n.numerator IS NOT NULL))
                          AND EXISTS (SELECT FROM %1$I.assessment n WHERE n.agency_id = o.agency_id AND n.criterion_id = o.criterion_id AND n.source = o.source
                                                                     AND n.round < o.round AND (n.points IS NOT NULL OR n.numerator IS NOT NULL)) LIMIT 1', TG_TABLE_SCHEMA) INTO gone;
        IF gone.round IS NOT NULL THEN
            RAISE EXCEPTION 'round % of source "%" is only taken away for a reason, for an earlier result would count again', gone.round, gone.source
                USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('agency_id %s, criterion_id %s', gone.agency_id, gone.criterion_id),
                      HINT = 'SET LOCAL par_index.reason = ''...'' says why, and the history keeps it.';
        END IF;
    END IF;
    RETURN NULL;
END
$body$;

CREATE OR REPLACE TRIGGER later_rounds_deleted AFTER DELETE ON @schema@.assessment REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_later_round();

CREATE OR REPLACE TRIGGER later_rounds_updated AFTER UPDATE ON @schema@.assessment REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_later_round();

-- The other sides: what was right when it was entered stays right.
CREATE OR REPLACE TRIGGER criteria_inserted AFTER INSERT ON @schema@.criterion REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('assessment_faults', 'framework');

CREATE OR REPLACE TRIGGER criteria_updated AFTER UPDATE ON @schema@.criterion REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('assessment_faults', 'framework');

CREATE OR REPLACE TRIGGER framework_bloc_changed AFTER UPDATE OF bloc ON @schema@.framework
    FOR EACH ROW WHEN (NEW.bloc <> OLD.bloc)
    EXECUTE FUNCTION @extschema@.check_rows('assessment_faults', 'framework=code');

CREATE OR REPLACE TRIGGER agency_bloc_changed AFTER UPDATE OF bloc ON @schema@.agency
    FOR EACH ROW WHEN (NEW.bloc <> OLD.bloc)
    EXECUTE FUNCTION @extschema@.check_rows('assessment_faults', 'agency_id=id');

CREATE OR REPLACE TRIGGER criterion_state_checked AFTER INSERT OR UPDATE ON @schema@.criterion_state
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_rows('assessment_faults', 'agency_id', 'criterion_id');

CREATE OR REPLACE FUNCTION @schema@.criterion_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, criterion_id bigint, framework text, code text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'criterion_rule_scores_its_measure', format('%s/%s', c.framework, c.code),
           format('the rule "%s" of criterion %s of framework "%s" cannot score measure "%s": %s', c.rule, c.code, c.framework, m.code,
                  coalesce(e.detail, 'it gives no points')),
           format('quy tắc "%s" của tiêu chí %s thuộc bộ tiêu chí "%s" không chấm được số đo "%s"', c.rule, c.code, c.framework, m.code),
           CASE m.unit WHEN 'percent' THEN 'It is a ratio: a rule such as "ratio" or "steps 95: 100%".' ELSE 'It is a count: a rule such as "each 0.5".' END,
           c.id, c.framework, c.code
    FROM @schema@.criterion c
         JOIN @schema@.measure m ON m.code = c.measure
         CROSS JOIN LATERAL (
             SELECT CASE m.unit WHEN 'percent' THEN @extschema@.score_fault(c.rule, 1, 1, c.max_points)
                                ELSE @extschema@.score_fault(c.rule, 1, c.max_points) END AS detail) e
    WHERE e.detail IS NOT NULL OR c.rule IS NULL OR c.rule::text = 'manual';
$sql$;

CREATE OR REPLACE TRIGGER criterion_measure_checked AFTER INSERT OR UPDATE ON @schema@.criterion
    FOR EACH ROW WHEN (NEW.measure IS NOT NULL)
    EXECUTE FUNCTION @extschema@.check_rows('criterion_faults', 'criterion_id=id');

CREATE OR REPLACE FUNCTION @schema@.override_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, agency_id bigint, criterion_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT e.fault, format('%s/%s/%s', c.framework, a.code, c.code),
           CASE e.fault WHEN 'override_replaces_a_computed_result' THEN format('criterion %s of framework "%s" is not computed', c.code, c.framework)
                        WHEN 'override_points_within_the_maximum' THEN format('%s points for criterion %s of framework "%s", whose maximum is %s', trim_scale(o.points), c.code, c.framework, trim_scale(c.max_points))
                        ELSE format('the rule "%s" of criterion %s cannot score the result %s of agency %s: %s', c.rule, c.code,
                                    concat_ws('/', trim_scale(o.numerator), trim_scale(o.denominator)), a.code, r.detail) END,
           CASE e.fault WHEN 'override_replaces_a_computed_result' THEN format('tiêu chí %s của bộ tiêu chí "%s" không được tính tự động', c.code, c.framework)
                        WHEN 'override_points_within_the_maximum' THEN format('%s điểm cho tiêu chí %s của bộ tiêu chí "%s", điểm tối đa là %s', trim_scale(o.points), c.code, c.framework, trim_scale(c.max_points))
                        ELSE format('quy tắc "%s" của tiêu chí %s không chấm được kết quả %s của cơ quan %s', c.rule, c.code,
                                    concat_ws('/', trim_scale(o.numerator), trim_scale(o.denominator)), a.code) END,
           CASE e.fault WHEN 'override_replaces_a_computed_result' THEN 'Enter its result in table assessment.'
                        ELSE 'Change the result or the rule.' END,
           o.agency_id, o.criterion_id
    FROM @schema@.override o
         JOIN @schema@.criterion c ON c.id = o.criterion_id
         JOIN @schema@.agency a ON a.id = o.agency_id
         CROSS JOIN LATERAL (
             SELECT CASE WHEN o.denominator IS NULL THEN @extschema@.score_fault(c.rule, o.numerator, c.max_points)
                         ELSE @extschema@.score_fault(c.rule, o.numerator, o.denominator, c.max_points) END AS detail) r
         CROSS JOIN LATERAL (
             SELECT CASE WHEN c.measure IS NULL THEN 'override_replaces_a_computed_result'
                         WHEN o.points NOT BETWEEN 0 AND c.max_points THEN 'override_points_within_the_maximum'
                         WHEN r.detail IS NOT NULL THEN 'override_can_be_scored' END AS fault) e
    WHERE e.fault IS NOT NULL;
$sql$;

CREATE OR REPLACE TRIGGER override_checked AFTER INSERT OR UPDATE ON @schema@.override
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_rows('override_faults', 'agency_id', 'criterion_id');

-- The names that a gate can ask for: the measures, the index, and the names of
-- 1.1 for three of the measures.
CREATE OR REPLACE FUNCTION @schema@.measure_names() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT '{index_pct,late_pct,on_time_pct,satisfied_pct}'::text[] || coalesce((SELECT array_agg(m.code ORDER BY m.code COLLATE "C") FROM @schema@.measure m), '{}');
$sql$;

CREATE OR REPLACE FUNCTION @schema@.gate_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, framework text, name text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'gate_condition_names_known_measures', format('%s/%s', g.framework, g.name),
           format('gate "%s" of framework "%s" asks for an unknown measure: %s', g.name, g.framework, string_agg(n.name, ', ' ORDER BY n.name)),
           format('điều kiện "%s" của bộ tiêu chí "%s" dùng số liệu không có: %s', g.name, g.framework, string_agg(n.name, ', ' ORDER BY n.name)),
           -- with the forms of a report there are hundreds
           CASE WHEN cardinality(@schema@.measure_names()) <= 100
                THEN format('Known are %s.  A name with a dot is quoted: $."dossier.on_time".', array_to_string(@schema@.measure_names(), ', '))
                ELSE 'Known are index_pct, late_pct, on_time_pct, satisfied_pct and the codes of table measure.' END,
           g.framework, g.name
    FROM @schema@.gate g CROSS JOIN LATERAL unnest(@extschema@.condition_names(g.condition)) AS n (name)
    WHERE n.name <> ALL (@schema@.measure_names())
    GROUP BY g.framework, g.name;
$sql$;

CREATE OR REPLACE TRIGGER gate_condition_checked AFTER INSERT OR UPDATE ON @schema@.gate
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_rows('gate_faults', 'framework', 'name');

-- The faults of every framework, worst first.  One with an error is not ranked.
CREATE OR REPLACE FUNCTION @schema@.framework_faults()
RETURNS TABLE (framework text, ord integer, code text, severity text, criterion text, message_en text, message_vi text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH RECURSIVE node AS (
        SELECT c.framework, c.code, c.parent_code, c.kind, c.max_points, c.rule,
               EXISTS (SELECT FROM @schema@.criterion child
                       WHERE child.framework = c.framework AND child.parent_code = c.code) AS has_children
        FROM @schema@.criterion c
    ), above (framework, code, ancestor) AS (
        SELECT n.framework, n.code, n.parent_code FROM node n WHERE n.parent_code IS NOT NULL
        UNION
        SELECT a.framework, a.code, n.parent_code
        FROM above a JOIN node n ON n.framework = a.framework AND n.code = a.ancestor WHERE n.parent_code IS NOT NULL
    )
    SELECT f.code, 1, 'empty', 'error', '', 'the framework has no criteria', 'bộ tiêu chí chưa có tiêu chí nào'
    FROM @schema@.framework f WHERE NOT EXISTS (SELECT FROM node n WHERE n.framework = f.code)
    UNION ALL
    SELECT n.framework, 2, 'duplicate_code', 'error', n.code,
           format('code %s is used %s times', n.code, count(*)), format('mã %s được dùng %s lần', n.code, count(*))
    FROM node n GROUP BY n.framework, n.code HAVING count(*) > 1
    UNION ALL
    SELECT n.framework, 3, 'missing_parent', 'error', n.code,
           format('the parent %s of %s does not exist', n.parent_code, n.code),
           format('tiêu chí cha %s của %s không tồn tại', n.parent_code, n.code)
    FROM node n
    WHERE n.parent_code IS NOT NULL AND NOT EXISTS (SELECT FROM node p WHERE p.framework = n.framework AND p.code = n.parent_code)
    UNION ALL
    SELECT a.framework, 4, 'cycle', 'error', a.code,
           format('%s is its own ancestor', a.code), format('%s là tiêu chí cấp trên của chính nó', a.code)
    FROM above a WHERE a.code = a.ancestor
    UNION ALL
    SELECT p.framework, 5, 'maximum_differs', 'error', p.code,
           format('the maximum of %s is %s, its children add up to %s', p.code, trim_scale(p.max_points), trim_scale(sum(c.max_points))),
           format('điểm tối đa của %s là %s, tổng các tiêu chí con là %s', p.code, trim_scale(p.max_points), trim_scale(sum(c.max_points)))
    FROM node p JOIN node c ON c.framework = p.framework AND c.parent_code = p.code
    WHERE c.kind = 'normal' AND p.kind = 'normal'
    GROUP BY p.framework, p.code, p.max_points HAVING sum(c.max_points) <> p.max_points
    UNION ALL
    SELECT b.framework, 6, 'lowest_band_missing', 'error', '',
           'no band is without a lower bound, so low scores have no band', 'không có mức xếp loại nào không có cận dưới nên điểm thấp không được xếp loại'
    FROM @schema@.band b GROUP BY b.framework HAVING count(*) = count(b.lower_bound)
    UNION ALL
    SELECT b.framework, 7, 'band_name', 'error', '',
           format('band name "%s" has blanks at an end or is not in composed Unicode', left(b.name, 200)),
           format('tên mức xếp loại "%s" có khoảng trắng ở đầu, cuối hoặc không ở dạng Unicode dựng sẵn', left(b.name, 200))
    FROM @schema@.band b WHERE NOT @extschema@.is_code(b.name)
    UNION ALL
    SELECT s.framework, 8, 'assessment', 'error', '', s.message_en, s.message_vi
    FROM @schema@.assessment_faults() s
    UNION ALL
    SELECT g.framework, 9, 'gate', 'error', '', g.message_en, g.message_vi
    FROM @schema@.gate_faults() g
    UNION ALL
    SELECT g.framework, 9, 'gate', 'error', '',
           format('the condition of gate "%s" is no condition that can be decided', g.name),
           format('điều kiện "%s" không phải là điều kiện xét được', g.name)
    FROM @schema@.gate g WHERE NOT @extschema@.is_condition(g.condition)
    UNION ALL
    SELECT m.framework, 9, 'measure', 'error', m.code, m.message_en, m.message_vi
    FROM @schema@.criterion_faults() m
    UNION ALL
    SELECT n.framework, 10, 'rule_missing', 'warning', n.code,
           format('%s has no rule: its points must be given by hand', n.code),
           format('%s chưa có quy tắc: phải nhập điểm bằng tay', n.code)
    FROM node n WHERE n.rule IS NULL AND NOT n.has_children
    UNION ALL
    SELECT n.framework, 11, 'rule_unused', 'warning', n.code,
           format('%s has children, so its rule is never used', n.code),
           format('%s có tiêu chí con nên quy tắc không được dùng', n.code)
    FROM node n WHERE n.rule IS NOT NULL AND n.has_children
    UNION ALL
    SELECT f.code, 12, 'bands_missing', 'warning', '',
           'the framework has no bands, so nobody is graded', 'bộ tiêu chí chưa có mức xếp loại nên không xếp loại được'
    FROM @schema@.framework f WHERE NOT EXISTS (SELECT FROM @schema@.band b WHERE b.framework = f.code);
$sql$;

-- Points of a result; none of one that cannot be scored, which is a fault of the
-- framework, and none where nothing arose.
CREATE OR REPLACE FUNCTION @schema@.scored_points(rule @extschema@.rule, numerator numeric, denominator numeric, maximum numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT CASE WHEN scored_points.denominator IS NULL
                THEN CASE WHEN @extschema@.score_fault(scored_points.rule, scored_points.numerator, scored_points.maximum) IS NULL
                          THEN @extschema@.points(scored_points.rule, scored_points.numerator, scored_points.maximum) END
                ELSE CASE WHEN @extschema@.score_fault(scored_points.rule, scored_points.numerator, scored_points.denominator, scored_points.maximum) IS NULL
                          THEN @extschema@.points(scored_points.rule, scored_points.numerator, scored_points.denominator, scored_points.maximum) END END;
$sql$;

-- What a result counts.  In what state it is: not_applicable when somebody has said
-- so; scored; not_arisen, out of a denominator of 0; else not_reported.
--
-- points is what goes into the index: nothing missing may raise it, so what is
-- not reported counts 0 of its maximum, and a penalty that is not reported has
-- no points at all, which withholds the index.  reported_points is the same over
-- what is there.  Bonus and penalty add to the points, not to the maximum.
-- got: the points of the result, NULL where it has none.
CREATE OR REPLACE FUNCTION @schema@.counted_points(kind text, maximum numeric, when_not_arisen text, said text, got numeric, denominator numeric)
RETURNS TABLE (state text, points numeric, reported_points numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT t.state, CASE counted_points.kind WHEN 'penalty' THEN - t.worth ELSE t.worth END,
           CASE WHEN t.state <> 'not_reported' THEN CASE counted_points.kind WHEN 'penalty' THEN - t.worth ELSE t.worth END END
    FROM (SELECT s.state,
                 CASE s.state WHEN 'scored' THEN CASE WHEN counted_points.said = 'none' THEN 0 ELSE counted_points.got END
                              WHEN 'not_arisen' THEN CASE WHEN counted_points.kind <> 'normal' OR counted_points.when_not_arisen = 'zero' THEN 0
                                                          WHEN counted_points.when_not_arisen = 'full' THEN counted_points.maximum END
                              WHEN 'not_reported' THEN CASE WHEN counted_points.kind <> 'penalty' THEN 0 END END AS worth
          FROM (SELECT CASE WHEN counted_points.said = 'not_applicable' THEN 'not_applicable'
                            WHEN counted_points.said = 'none' OR counted_points.got IS NOT NULL THEN 'scored'
                            WHEN counted_points.denominator = 0 THEN 'not_arisen'
                            ELSE 'not_reported' END AS state) s) t;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.result_points(kind text, rule @extschema@.rule, maximum numeric, when_not_arisen text, said text,
                                                  given numeric, numerator numeric, denominator numeric)
RETURNS TABLE (state text, points numeric, reported_points numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT c.state, c.points, c.reported_points
    -- computed once
    FROM (SELECT coalesce(result_points.given, @schema@.scored_points(result_points.rule, result_points.numerator, result_points.denominator, result_points.maximum)) AS got OFFSET 0) p
         CROSS JOIN LATERAL @schema@.counted_points(result_points.kind, result_points.maximum, result_points.when_not_arisen, result_points.said, p.got, result_points.denominator) c;
$sql$;

-- Figures as rows.  Not taken apart by the planner (it is strict), which would take
-- the array for a short one: nested loops over all of them take minutes.
CREATE OR REPLACE FUNCTION @schema@.figures(figures @schema@.stored_measure[])
RETURNS TABLE (first_day date, last_day date, measure text, agency_id bigint, numerator numeric, denominator numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT ROWS 10000
AS $sql$
    SELECT u.first_day, u.last_day, u.measure, u.agency_id, u.numerator, u.denominator FROM unnest(figures.figures) u;
$sql$;

-- Every leaf of every agency, with its state, from the figures that are given: the stored
-- ones, or others to see what they would do.  The refresh has the same words with its own,
-- and keeps the planner from nested loops too: without statistics of framework, which no
-- autovacuum gathers for its few rows, they took minutes instead of half a second.
CREATE OR REPLACE FUNCTION @schema@.criterion_states(figures @schema@.stored_measure[], of_frameworks text[] DEFAULT NULL, of_agency bigint DEFAULT NULL)
RETURNS TABLE (agency_id bigint, agency_code text, agency text, framework text, year integer, bloc text,
               area_id bigint, area_code text, area text, criterion_id bigint, criterion_code text, criterion text,
               kind text, source text, rule @extschema@.rule, criterion_maximum numeric,
               numerator numeric, denominator numeric, points numeric, max_points numeric, self_points numeric,
               state text, reason text, measure text, computed_numerator numeric, computed_denominator numeric, reported_points numeric)
LANGUAGE sql STABLE PARALLEL SAFE
SET enable_nestloop = off
AS $sql$
    WITH figure AS (
        SELECT u.* FROM @schema@.figures(criterion_states.figures) u
    ),
@leaf_states(criterion_states.of_frameworks, criterion_states.of_agency)@;
$sql$;

-- The same from the stored figures, of the agencies that the caller may see; of
-- a closed framework as it was published.  Written agency by agency, so that the
-- results of one are read by its keys where only one is asked for; criterion_states()
-- reads all of them at once.
CREATE OR REPLACE FUNCTION @schema@.current_states(of_framework text DEFAULT NULL, of_agency bigint DEFAULT NULL)
RETURNS TABLE (agency_id bigint, agency_code text, agency text, framework text, year integer, bloc text,
               area_id bigint, area_code text, area text, criterion_id bigint, criterion_code text, criterion text,
               kind text, source text, rule @extschema@.rule, criterion_maximum numeric,
               numerator numeric, denominator numeric, points numeric, max_points numeric, self_points numeric,
               state text, reason text, measure text, computed_numerator numeric, computed_denominator numeric, reported_points numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT a.id, a.code, a.name, f.code, f.year, f.bloc, t.area_id, area.code, area.title, c.id, c.code, c.title,
           c.kind, c.source, c.rule, c.max_points, r.numerator, r.denominator, p.points,
           CASE c.kind WHEN 'normal' THEN c.max_points ELSE 0 END,
           CASE c.kind WHEN 'penalty' THEN - r.self_points ELSE r.self_points END,
           p.state, coalesce(said.reason, o.reason), c.measure, m.numerator, m.denominator, p.reported_points
    FROM @schema@.agency a
         CROSS JOIN LATERAL (
             SELECT k.framework FROM @schema@.assessment s JOIN @schema@.criterion k ON k.id = s.criterion_id WHERE s.agency_id = a.id
             UNION
             SELECT k.framework FROM @schema@.criterion_state s JOIN @schema@.criterion k ON k.id = s.criterion_id WHERE s.agency_id = a.id
             UNION
             SELECT k.framework FROM @schema@.override s JOIN @schema@.criterion k ON k.id = s.criterion_id WHERE s.agency_id = a.id
             UNION
             SELECT k.framework
             FROM @schema@.measure_by_period v
                  JOIN @schema@.framework g ON g.first_day = v.first_day AND g.last_day = v.last_day AND g.bloc = a.bloc
                  JOIN @schema@.criterion k ON k.framework = g.code AND k.measure = v.measure
             WHERE v.agency_id = a.id) j
         JOIN @schema@.framework f ON f.code = j.framework AND f.closing IS NULL
         JOIN @schema@.criterion_tree() t ON t.framework = f.code AND t.is_leaf
         JOIN @schema@.criterion c ON c.id = t.criterion_id
         JOIN @schema@.criterion area ON area.id = t.area_id
         -- OFFSET 0 keeps it apart: the figures of the agency, not of all
         LEFT JOIN LATERAL (SELECT v.first_day, v.last_day, v.measure, v.numerator, v.denominator FROM @schema@.measure_by_period v
                            WHERE v.agency_id = a.id OFFSET 0) m ON m.first_day = f.first_day AND m.last_day = f.last_day AND m.measure = c.measure
         LEFT JOIN LATERAL (SELECT s.numerator, s.denominator, s.points FROM @schema@.assessment s
                            WHERE s.agency_id = a.id AND s.criterion_id = c.id AND s.source = c.source AND (s.points IS NOT NULL OR s.numerator IS NOT NULL)
                            ORDER BY s.round DESC LIMIT 1) e ON true
         LEFT JOIN LATERAL (SELECT s.numerator, s.denominator, s.points FROM @schema@.assessment s
                            WHERE s.agency_id = a.id AND s.criterion_id = c.id AND s.source = 'self' AND (s.points IS NOT NULL OR s.numerator IS NOT NULL)
                            ORDER BY s.round DESC LIMIT 1) self ON true
         LEFT JOIN @schema@.override o ON o.agency_id = a.id AND o.criterion_id = c.id AND c.measure IS NOT NULL
         LEFT JOIN @schema@.criterion_state said ON said.agency_id = a.id AND said.criterion_id = c.id
         CROSS JOIN LATERAL (SELECT CASE WHEN o.agency_id IS NOT NULL THEN o.numerator WHEN c.measure IS NOT NULL THEN m.numerator ELSE e.numerator END AS numerator,
                                    CASE WHEN o.agency_id IS NOT NULL THEN o.denominator WHEN c.measure IS NOT NULL THEN m.denominator ELSE e.denominator END AS denominator,
                                    CASE WHEN o.agency_id IS NOT NULL THEN o.points WHEN c.measure IS NULL THEN e.points END AS given,
                                    coalesce(self.points, @schema@.scored_points(c.rule, self.numerator, self.denominator, c.max_points)) AS self_points) r
         CROSS JOIN LATERAL @schema@.result_points(c.kind, c.rule, c.max_points, c.when_not_arisen, said.state, r.given, r.numerator, r.denominator) p
    WHERE (current_states.of_framework IS NULL OR f.code = current_states.of_framework)
      AND (current_states.of_agency IS NULL OR a.id = current_states.of_agency)
    UNION ALL
    SELECT r.agency_id, r.agency_code, r.agency, r.framework, r.year::integer, r.bloc, r.area_id, area.code, area.title, r.criterion_id, c.code, c.title,
           r.kind, r.source, c.rule, r.criterion_maximum, r.numerator, r.denominator, r.points, r.max_points, r.self_points,
           r.state, r.reason, r.measure, r.computed_numerator, r.computed_denominator, r.reported_points
    FROM @schema@.frozen_by_criterion r
         JOIN @schema@.criterion c ON c.id = r.criterion_id
         JOIN @schema@.criterion area ON area.id = r.area_id
    WHERE (current_states.of_framework IS NULL OR r.framework = current_states.of_framework)
      AND (current_states.of_agency IS NULL OR r.agency_id = current_states.of_agency);
$sql$;

-- A total below zero, which penalties can make, is taken over what is reported alone:
-- over a larger maximum it would look better.
CREATE OR REPLACE FUNCTION @schema@.counted_score(score @extschema@.score_stats, reported @extschema@.score_stats) RETURNS @extschema@.score_stats
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT CASE WHEN @extschema@.points(counted_score.score) < 0 THEN counted_score.reported ELSE counted_score.score END;
$sql$;

-- The band of a score, before and after the gates.
CREATE OR REPLACE FUNCTION @schema@.decided_band(framework text, score @extschema@.score_stats, measures jsonb)
RETURNS TABLE (band_by_points text, band text, gate text, gate_state text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT @extschema@.grade(decided_band.score, g.grading), @extschema@.grade(decided_band.score, g.grading, g.at_best[d.closed]), g.gates[d.closed], d.state
    FROM (
@gradings(decided_band.framework)@
         ) g
         CROSS JOIN LATERAL (
@gates_decided(g.conditions, decided_band.measures)@
         ) d;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.criterion_results()
RETURNS TABLE (agency_id bigint, agency_code text, agency text, framework text, year integer, bloc text,
               area_id bigint, area_code text, area text, criterion_id bigint, criterion_code text, criterion text,
               kind text, source text, rule @extschema@.rule, criterion_maximum numeric,
               numerator numeric, denominator numeric, points numeric, max_points numeric, self_points numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT r.agency_id, r.agency_code, r.agency, r.framework, r.year, r.bloc, r.area_id, r.area_code, r.area, r.criterion_id, r.criterion_code, r.criterion,
           r.kind, r.source, r.rule, r.criterion_maximum, r.numerator, r.denominator, r.points, r.max_points, r.self_points
    FROM @schema@.current_states() r;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.criterion_scores()
RETURNS TABLE (framework text, agency_id bigint, area_id bigint, criterion_id bigint,
               numerator numeric, denominator numeric, points numeric, max_points numeric, self_points numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT r.framework, r.agency_id, r.area_id, r.criterion_id, r.numerator, r.denominator, r.points, r.max_points, r.self_points
    FROM @schema@.criterion_results() r;
$sql$;

CREATE OR REPLACE VIEW @schema@.index_breakdown AS
SELECT s.framework, s.year::bigint AS year, s.bloc, s.agency_code, s.agency,
       s.area_code, s.area, s.criterion_code, s.criterion,
       s.kind, k.vi AS kind_vi, s.source, l.vi AS source_vi, s.rule::text AS rule,
       (CASE WHEN abs(s.numerator) < 1e16 THEN s.numerator END)::numeric(20,4) AS numerator,
       (CASE WHEN abs(s.denominator) < 1e16 THEN s.denominator END)::numeric(20,4) AS denominator,
       s.self_points::numeric(9,4) AS self_points, s.points::numeric(9,4) AS points, s.criterion_maximum::numeric(9,4) AS max_points,
       (CASE WHEN s.kind <> 'bonus' THEN s.max_points - s.points END)::numeric(9,4) AS lost_points,
       (CASE WHEN abs(next.threshold) < 1e16 THEN next.threshold END)::numeric(20,4) AS next_threshold, next.gain::numeric(9,4) AS next_gain,
       s.state, e.vi AS state_vi, s.reason, s.measure,
       s.computed_numerator::numeric(20,4) AS computed_numerator, s.computed_denominator::numeric(20,4) AS computed_denominator
FROM @schema@.current_states() s
     JOIN @schema@.framework f ON f.code = s.framework AND f.kind = 'PAR'
     LEFT JOIN @schema@.label e ON e.kind = 'criterion_state' AND e.code = s.state
     LEFT JOIN @schema@.label l ON l.kind = 'source' AND l.code = s.source
     LEFT JOIN @schema@.label k ON k.kind = 'kind' AND k.code = s.kind
     LEFT JOIN LATERAL (
         SELECT @extschema@.next_threshold(s.rule, s.numerator, s.criterion_maximum),
                @extschema@.next_gain(s.rule, s.numerator, s.criterion_maximum)
         WHERE s.kind <> 'penalty' AND s.denominator IS NULL AND @extschema@.score_fault(s.rule, s.numerator, s.criterion_maximum) IS NULL
         UNION ALL
         SELECT @extschema@.next_threshold(s.rule, s.numerator, s.denominator, s.criterion_maximum),
                @extschema@.next_gain(s.rule, s.numerator, s.denominator, s.criterion_maximum)
         WHERE s.kind <> 'penalty' AND s.denominator IS NOT NULL
           AND @extschema@.score_fault(s.rule, s.numerator, s.denominator, s.criterion_maximum) IS NULL
         UNION ALL
         -- A penalty lessens with the count: by one, or to where the maximum no
         -- longer caps it; one that is no count lessens to nothing at 0.
         SELECT n.fewer, - s.points - coalesce(CASE WHEN n.fewer > 0 THEN @extschema@.points(s.rule, n.fewer, s.criterion_maximum) END, 0)
         FROM (SELECT CASE WHEN s.denominator IS NULL AND s.rule::text LIKE 'each %'
                           THEN greatest(least(ceil(s.numerator),
                                               ceil(s.criterion_maximum / nullif(@extschema@.points(s.rule, 1, s.criterion_maximum), 0))) - 1, 0)
                           ELSE 0 END) AS n (fewer)
         WHERE s.kind = 'penalty' AND s.points < 0 AND s.numerator IS NOT NULL
         ) AS next (threshold, gain) ON true;

CREATE OR REPLACE VIEW @schema@.index_by_area AS
SELECT s.framework, s.year::bigint AS year, s.bloc, s.agency_code, s.agency, s.area_code, s.area,
       @extschema@.points(s.score)::numeric(9,4) AS points,
       @extschema@.max_points(s.score)::numeric(9,4) AS max_points,
       @extschema@.lost_points(s.score)::numeric(9,4) AS lost_points,
       @extschema@.index_pct(s.score)::numeric(7,2) AS index_pct,
       @extschema@.index_rate(s.score) AS index_rate
FROM (SELECT r.framework, r.year, r.bloc, r.agency_code, r.agency, r.area_code, r.area, @extschema@.score_agg(r.points, r.max_points) AS score
      FROM @schema@.criterion_results() r JOIN @schema@.framework f ON f.code = r.framework AND f.kind = 'PAR'
      GROUP BY r.framework, r.year, r.bloc, r.agency_id, r.agency_code, r.agency, r.area_id, r.area_code, r.area) s;

CREATE OR REPLACE VIEW @schema@.league_table WITH (security_barrier) AS
@league_rows(s.refreshed_at, @schema@.stored_league)@;

-- The league as refresh() would write it for a day: what is typed counts as it stands, what is
-- closed as it was published.  Settings as of refresh().
CREATE OR REPLACE FUNCTION @schema@.league_at(as_of date)
RETURNS TABLE (framework text, agency_id bigint, score @extschema@.score_stats, measures jsonb, index_rate double precision, rank bigint, band_by_points text, band text,
               gate text, computed_at timestamptz, gate_state text, fault text, n_answers bigint, n_not_reported bigint, n_undecided bigint,
               reported @extschema@.score_stats, index_se double precision, rank_low bigint, rank_high bigint, n_persons bigint)
LANGUAGE sql STABLE
SET enable_nestloop = off
SET enable_sort = off
SET enable_incremental_sort = off
SET jit = off
AS $sql$
    SELECT @schema@.refuse_to_part('whoever ranks agencies must see all of them', 'View league_table has the ranks of the reporting date.')
    WHERE NOT @schema@.sees_all_agencies();

    WITH period AS (
        SELECT p.first_day, p.last_day, row_number() OVER (ORDER BY p.first_day, p.last_day) AS period, least(p.last_day, league_at.as_of) AS as_of
        FROM (SELECT DISTINCT f.first_day, f.last_day FROM @schema@.framework f WHERE f.closing IS NULL AND f.first_day <= league_at.as_of) p
    ),
@league_as(league)@
    SELECT n.framework, n.agency_id, n.score, n.measures, n.index_rate, n.rank, n.band_by_points, n.band, n.gate, now(), n.gate_state, n.fault, n.n_answers,
           n.n_not_reported, n.n_undecided, n.reported, n.index_se, n.rank_low, n.rank_high, n.n_persons
    FROM league n
    WHERE league_at.as_of IS NOT NULL;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.league_table_at(as_of date)
RETURNS TABLE (framework text, year bigint, bloc text, bloc_name text, rank bigint, agency_code text, agency text, points numeric, max_points numeric, coverage_pct numeric,
               index_pct numeric, index_rate double precision, band_by_points text, band text, gate text, late_pct numeric, satisfied_pct numeric, computed_at timestamptz,
               gate_state text, gate_state_vi text, fault text, coverage_rate double precision, late_rate double precision, satisfied_rate double precision, n_answers bigint,
               n_not_reported bigint, n_undecided bigint, reported_index_pct numeric, reported_index_rate double precision, index_se numeric, rank_low bigint, rank_high bigint, n_persons bigint)
LANGUAGE sql STABLE
AS $sql$
@league_rows(g.computed_at, @schema@.league_at(league_table_at.as_of))@;
$sql$;

-- A band with review_years = n calls for a review after n years running in
-- bands that have such a number; a year without an index breaks the run.  Where an
-- agency had no index of its own in an earlier year, also by no earlier name, those
-- count that became it: all of them must have been in such bands.
CREATE OR REPLACE VIEW @schema@.leadership_review WITH (security_barrier) AS
WITH banded AS (
    SELECT f.year, g.agency_id, g.band, g.score, g.index_rate, b.review_years
    FROM @schema@.stored_league g
         JOIN @schema@.framework f ON f.code = g.framework AND f.kind = 'PAR'
         JOIN @schema@.band b ON b.framework = g.framework AND b.name = g.band
), weak AS (
    SELECT b.* FROM banded b WHERE b.review_years IS NOT NULL
), lineage AS MATERIALIZED (
    SELECT l.agency_id, l.now_id, l.first_day, l.last_day, l.itself FROM @schema@.agency_lineage l WHERE l.field IS NULL AND l.service IS NULL
), earlier AS (
    SELECT w.year, w.agency_id, b.year AS earlier,
           coalesce(bool_and(b.review_years IS NOT NULL) FILTER (WHERE m.itself), bool_and(b.review_years IS NOT NULL)) AS weak
    FROM weak w
         CROSS JOIN LATERAL (SELECT w.agency_id, true AS itself
                             UNION
                             SELECT l.agency_id, l.itself FROM lineage l
                             WHERE l.now_id = w.agency_id AND coalesce(l.first_day <= make_date(w.year, 12, 31), true) AND coalesce(l.last_day >= make_date(w.year, 12, 31), true)) m
         JOIN banded b ON b.agency_id = m.agency_id AND b.year < w.year
    GROUP BY w.year, w.agency_id, b.year
)
SELECT r.year::bigint AS year, a.code AS agency_code, a.name AS agency, r.band,
       (CASE WHEN r.index_rate IS NOT NULL THEN @extschema@.index_pct(r.score) END)::numeric(7,2) AS index_pct, r.years_running, r.review_years::bigint AS review_years,
       r.index_rate
FROM (SELECT w.*, 1 + coalesce(n.n, 0) AS years_running
      FROM weak w
           LEFT JOIN (SELECT e.year, e.agency_id, count(*) AS n
                      FROM (SELECT e.year, e.agency_id, e.earlier, row_number() OVER (PARTITION BY e.year, e.agency_id ORDER BY e.earlier DESC) AS nth
                            FROM earlier e WHERE e.weak) e
                      WHERE e.earlier = e.year - e.nth
                      GROUP BY e.year, e.agency_id) n ON n.year = w.year AND n.agency_id = w.agency_id) r
     JOIN @schema@.agency a ON a.id = r.agency_id
WHERE r.years_running >= r.review_years
  AND a.id IN (SELECT unnest(@schema@.visible_agencies()));
