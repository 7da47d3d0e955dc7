SET jit = off; -- compiling these short queries takes longer than running them
-- model: surveys by person; their stored summaries always say what the rows say
SET client_min_messages = warning;
SET datestyle = 'ISO, DMY';
CALL par.create_model('ks');
SET search_path = ks, pg_catalog;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc VALUES ('b', 'B', 1);
INSERT INTO agency (id, code, name, bloc, level) SELECT i, 'A' || i, 'Agency ' || i, 'b', 'commune' FROM generate_series(1, 4) i;
INSERT INTO service SELECT 'S' || i, 'Service ' || i, 'field ' || i % 2, 'full' FROM generate_series(1, 3) i;
INSERT INTO factor VALUES ('access', 'Tiếp cận', true, 1), ('staff', 'Công chức', true, 2), ('other', 'Khác', false, 3);

-- The same from the rows, by the definition: a form is a person.
CREATE FUNCTION rows_of(day date) RETURNS TABLE (survey text, agency_id bigint, month date, factor text, service text, stratum text, stats par.survey_stats) LANGUAGE sql STABLE AS $$
    WITH code AS (
        SELECT r.*, q.factor, f.in_total, v.weighted, CASE WHEN q.positive IS NULL THEN a.answer::int WHEN a.answer IS NOT NULL THEN
                   -- nearest code of the survey's with the same verdict, the lower of two
                   (SELECT c FROM generate_series(v.low, v.top) c
                    WHERE (c = ANY (v.positive)) = (a.answer = ANY (q.positive))
                    ORDER BY abs((a.answer - q.low)::numeric / (q.top - q.low) - (c - v.low)::numeric / (v.top - v.low)), c LIMIT 1) END AS code
        FROM ks.response r JOIN ks.survey v ON v.code = r.survey JOIN ks.answer a ON a.response_id = r.id JOIN ks.question q ON q.id = a.question_id JOIN ks.factor f ON f.code = q.factor
        WHERE r.answered_on <= day
    ), form AS (
        SELECT id, survey, agency_id, answered_on, coalesce(service, '') AS service, coalesce(stratum, '') AS stratum, weight, factor, array_agg(code) AS codes FROM code GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
        UNION ALL
        SELECT id, survey, agency_id, answered_on, coalesce(service, ''), coalesce(stratum, ''), weight, '', array_agg(code) FROM code WHERE in_total GROUP BY 1, 2, 3, 4, 5, 6, 7
    )
    SELECT survey, agency_id, date_trunc('month', answered_on)::date, factor, service, stratum, par.survey_agg(codes) FROM form WHERE weight IS NULL GROUP BY 1, 2, 3, 4, 5, 6
    UNION ALL
    SELECT survey, agency_id, date_trunc('month', answered_on)::date, factor, service, stratum, par.survey_agg(codes, weight) FROM form WHERE weight IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6 $$;
CREATE FUNCTION differences(day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(*) FROM (SELECT survey, agency_id, month, factor, service, stratum, stats::text FROM ks.survey_month_at(day) WHERE par.n_forms(stats) > 0) a
                         FULL JOIN (SELECT survey, agency_id, month, factor, service, stratum, stats::text FROM ks.rows_of(day)) b
                                   USING (survey, agency_id, month, factor, service, stratum)
    WHERE a.stats IS DISTINCT FROM b.stats $$;
CREATE FUNCTION view_differences() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(*) FROM (SELECT survey, agency_id, month, factor, service, stratum, stats::text FROM ks.survey_bucket WHERE par.n_forms(stats) > 0) a
                         FULL JOIN (SELECT survey, agency_id, month, factor, service, stratum, stats::text FROM ks.rows_of((SELECT reporting_date FROM ks.setting))) b
                                   USING (survey, agency_id, month, factor, service, stratum)
    WHERE a.stats IS DISTINCT FROM b.stats $$;
-- And what is printed of an agency and factor: from the rows, too, without what is stored.
CREATE FUNCTION printed_differences() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(*)
    FROM (SELECT survey, agency_code, factor, n_answers, n_missing, n_persons, satisfied_pct, satisfied_low, satisfied_high, satisfied_se, mean_score, satisfied_rate, design_effect
          FROM ks.satisfaction_by_agency_factor WHERE n_answers + n_missing > 0) p
         FULL JOIN (SELECT g.survey, a.code AS agency_code, g.factor, par.n_answers(g.stats) AS n_answers, par.n_missing(g.stats) AS n_missing, par.n_persons(g.stats) AS n_persons,
                           par.satisfied_pct(x.shown, v.positive) AS satisfied_pct, par.satisfied_low(x.shown, v.positive) AS satisfied_low, par.satisfied_high(x.shown, v.positive) AS satisfied_high,
                           par.satisfied_se(x.shown, v.positive) AS satisfied_se, par.mean_score(x.shown)::float8 AS mean_score, par.satisfied_rate(x.shown, v.positive) AS satisfied_rate,
                           par.design_effect(x.shown, v.positive) AS design_effect
                    FROM (SELECT survey, agency_id, factor, par.rollup(stats) AS stats FROM ks.rows_of((SELECT reporting_date FROM ks.setting)) WHERE factor <> '' GROUP BY 1, 2, 3) g
                         JOIN ks.survey v ON v.code = g.survey JOIN ks.agency a ON a.id = g.agency_id CROSS JOIN ks.setting s
                         CROSS JOIN LATERAL par.if_enough(g.stats, s.min_persons, s.min_answers) AS x (shown)) r
                   USING (survey, agency_code, factor)
    WHERE p IS DISTINCT FROM r $$;

-- The issue's example: 1680 forms of 30 questions, each person equally satisfied
-- with everything or with nothing.
INSERT INTO survey (code, year, title) VALUES ('ONE', 2024, 'Một người, một phiếu');
INSERT INTO question (id, survey, number, factor, title) SELECT i, 'ONE', i, CASE WHEN i <= 15 THEN 'access' ELSE 'staff' END, 'Câu ' || i FROM generate_series(1, 30) i;
INSERT INTO response (id, survey, agency_id, answered_on) SELECT i, 'ONE', 1, '2024-10-01' FROM generate_series(1, 1680) i;
INSERT INTO answer (response_id, question_id, answer) SELECT r, q, CASE WHEN r <= 1188 THEN 5 ELSE 2 END FROM generate_series(1, 1680) r, generate_series(1, 30) q;
SELECT survey, n_answers, n_persons, satisfied_pct, satisfied_low, satisfied_high, satisfied_se, round(design_effect::numeric, 2) AS design_effect FROM satisfaction_by_year;
SELECT agency_code, factor, n_answers, n_persons, satisfied_pct, satisfied_low, satisfied_high FROM satisfaction_by_agency_factor ORDER BY factor;
SELECT agency_code, n_answers, n_persons, satisfied_pct, satisfied_low, satisfied_high FROM satisfaction_by_agency;
SELECT count(*) AS noted FROM survey_dirty;
-- Of a bucket with many forms no answer is read again for each form; and where the same
-- is noted again and again, no summary is compared with each note.
CREATE FUNCTION most_rows(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE 'EXPLAIN (ANALYZE, TIMING off, FORMAT json) ' || query INTO plan;
    RETURN (SELECT max((n ->> 'Actual Rows')::numeric * (n ->> 'Actual Loops')::numeric) FROM jsonb_path_query(plan::jsonb, '$.** ? (exists(@."Actual Loops"))') n);
END $$;
\set ECHO none
\i test/plans.sql
\set ECHO all
SELECT query, most_rows(query) <= 2 * (SELECT count(*) FROM answer) AS few
FROM unnest('{"TABLE survey_bucket","SELECT * FROM satisfaction_by_agency_factor WHERE agency_code = ''A1''"}'::text[]) query;
BEGIN;
INSERT INTO survey_dirty (response_id) SELECT 1 + i % 1680 FROM generate_series(1, 5000) i;
ANALYZE survey_dirty, response, stored_survey;
SET LOCAL work_mem = '64kB';
SELECT query, compares_each(query) FROM unnest('{"TABLE survey_bucket","TABLE satisfaction_by_agency_factor"}'::text[]) query;
ROLLBACK;
SELECT proname, proconfig FROM pg_proc WHERE pronamespace = 'ks'::regnamespace AND proname = 'fold_surveys';
CALL fold();
SELECT count(*) AS noted FROM survey_dirty;
SELECT survey, month, factor, last_day, par.n_forms(stats) AS forms FROM stored_survey ORDER BY factor;
SELECT survey, n_persons, satisfied_pct, satisfied_low, satisfied_high FROM satisfaction_by_year;
SELECT month, factor, par.n_persons(stats) AS persons FROM survey_month ORDER BY factor;
SELECT month, par.n_persons(stats) AS persons FROM survey_total_month;
-- too few persons
UPDATE setting SET min_persons = 1681;
SELECT n_persons, satisfied_pct, satisfied_se, design_effect FROM satisfaction_by_year;
SELECT n_persons, satisfied_pct FROM satisfaction_by_agency;
UPDATE setting SET min_persons = 0;
TRUNCATE response, answer;
SELECT count(*) FROM satisfaction_by_year;
CALL fold();
SELECT count(*) AS buckets, sum(par.n_answers(stats)) AS answers FROM stored_survey;

-- Random operations with folds among them, some taken back.
INSERT INTO survey (code, year, title, low, top, positive, weighted) VALUES ('KS', 2024, 'Năm mức', 1, 5, '{4,5}', false), ('W', 2024, 'Có trọng số', 1, 5, '{4,5}', true), ('Y', 2023, 'Có không', 0, 1, '{1}', false);
INSERT INTO question (id, survey, number, factor, title, low, top, positive) VALUES
    (101, 'KS', 1, 'access', '1', NULL, NULL, NULL), (102, 'KS', 2, 'access', '2', NULL, NULL, NULL), (103, 'KS', 3, 'staff', '3', 0, 1, '{1}'), (104, 'KS', 4, 'other', '4', 1, 10, '{8,9,10}'),
    (201, 'W', 1, 'access', '1', NULL, NULL, NULL), (202, 'W', 2, 'staff', '2', 1, 3, '{3}'), (301, 'Y', 1, 'staff', '1', NULL, NULL, NULL);
INSERT INTO survey_stratum (survey, agency_id, code, population) SELECT s, a, h, 1000 FROM unnest('{KS,Y}'::text[]) s, generate_series(1, 4) a, unnest('{urban,rural}'::text[]) h;
SELECT setseed(0.25);
CREATE FUNCTION any_of(VARIADIC items text[]) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT items[1 + floor(random() * cardinality(items))::int] $$;
CREATE PROCEDURE add_forms(n int) LANGUAGE plpgsql AS $$
DECLARE v text; k bigint;
BEGIN
    FOR i IN 1..n LOOP
        v := ks.any_of('KS', 'KS', 'W', 'Y');
        INSERT INTO ks.response (survey, agency_id, answered_on, service, weight, stratum)
        VALUES (v, 1 + floor(random() * 4)::int, date '2024-10-20' + floor(random() * 40)::int, CASE WHEN random() < 0.5 THEN ks.any_of('S1', 'S2', 'S3') END,
                CASE v WHEN 'W' THEN floor(random() * 8) / 4 + 0.25 END, CASE WHEN v <> 'W' AND random() < 0.5 THEN ks.any_of('urban', 'rural') END) RETURNING id INTO k;
        INSERT INTO ks.answer (response_id, question_id, answer)
        SELECT k, q.id, CASE WHEN random() < 0.9 THEN coalesce(q.low, s.low) + floor(random() * (coalesce(q.top, s.top) - coalesce(q.low, s.low) + 1))::int END
        FROM ks.question q JOIN ks.survey s ON s.code = q.survey WHERE q.survey = v AND random() < 0.8;
    END LOOP;
END $$;
CALL add_forms(60);
DO $$
DECLARE
    x float8;
    bad bigint := 0;
BEGIN
    FOR i IN 1..400 LOOP
        x := random();
        BEGIN
            IF x < 0.25 THEN
                CALL ks.add_forms(1 + floor(random() * 3)::int);
            ELSIF x < 0.45 THEN
                UPDATE ks.answer a SET answer = nullif(coalesce(q.low, s.low) + floor(random() * 2)::int, 99) FROM ks.question q, ks.survey s
                WHERE q.id = a.question_id AND s.code = q.survey AND random() < 0.02;
            ELSIF x < 0.55 THEN
                DELETE FROM ks.answer WHERE random() < 0.02;
            ELSIF x < 0.65 THEN
                DELETE FROM ks.response WHERE random() < 0.02;
            ELSIF x < 0.80 THEN
                UPDATE ks.response SET agency_id = 1 + floor(random() * 4)::int, answered_on = date '2024-10-20' + floor(random() * 40)::int,
                       service = CASE WHEN random() < 0.5 THEN ks.any_of('S1', 'S2') END WHERE random() < 0.03;
            ELSIF x < 0.82 THEN
                UPDATE ks.question SET factor = ks.any_of('access', 'staff', 'other') WHERE random() < 0.3;
            ELSIF x < 0.84 THEN
                UPDATE ks.factor SET in_total = random() < 0.7 WHERE random() < 0.5;
            ELSIF x < 0.86 THEN
                UPDATE ks.survey SET positive = CASE WHEN random() < 0.5 THEN '{4,5}'::int[] ELSE '{5}' END WHERE code = 'KS';
            ELSIF x < 0.865 AND i < 300 THEN
                TRUNCATE ks.answer;
            ELSE
                CALL ks.fold();
            END IF;
            IF random() < 0.15 THEN
                RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
            END IF;
        EXCEPTION WHEN SQLSTATE 'P0099' THEN NULL;
        END;
        IF i % 10 = 0 THEN
            bad := bad + ks.differences(date '2024-10-25' + i % 40) + ks.differences('2024-12-31') + ks.printed_differences();
        END IF;
    END LOOP;
    RAISE WARNING '% differences', bad;
END $$;
SELECT count(*) > 50 AS forms, (SELECT count(*) FROM rows_of('2024-12-31')) > 50 AS cells FROM response;
SELECT sum(differences(d::date)) AS differences FROM generate_series(date '2024-10-18', '2024-12-01', '1 day') d;
SELECT count(*) FROM check_fresh();
CALL fold();
SELECT sum(differences(d::date)) AS differences FROM generate_series(date '2024-10-18', '2024-12-01', '1 day') d;
SELECT count(*) FROM check_fresh();
SELECT view_differences(), printed_differences();
UPDATE setting SET reporting_date = '2024-11-10';
SELECT view_differences(), printed_differences();
DELETE FROM answer WHERE response_id IN (SELECT id FROM response WHERE agency_id = 2 AND answered_on > '2024-11-05');
SELECT view_differences(), printed_differences();
UPDATE setting SET reporting_date = '2024-12-31';
SELECT view_differences(), printed_differences();
CALL fold();
SELECT view_differences(), printed_differences();
-- figures of few persons are not told, those of many are
UPDATE setting SET min_persons = (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY n_persons) FROM satisfaction_by_agency_factor), min_answers = 2;
SELECT count(*) FILTER (WHERE satisfied_pct IS NULL) > 0 AS kept, count(satisfied_pct) > 0 AS told, printed_differences() FROM satisfaction_by_agency_factor;
-- The threshold of answers by itself: what has as many is told, what has one less is not.
UPDATE setting SET min_persons = 0, min_answers = 14;
SELECT count(*) FILTER (WHERE n_answers >= 14) > 0 AND count(*) FILTER (WHERE n_answers < 14) > 0 AS both,
       count(*) FILTER (WHERE n_answers >= 14 AND satisfied_pct IS NULL OR n_answers < 14 AND satisfied_pct IS NOT NULL) AS told_otherwise
FROM satisfaction_by_agency_factor WHERE n_answers > 0;
UPDATE setting SET min_answers = (SELECT min(n_answers) FROM satisfaction_by_agency_factor WHERE n_answers > 1);
SELECT bool_and(satisfied_pct IS NOT NULL) AS told FROM satisfaction_by_agency_factor f WHERE f.n_answers = (SELECT min_answers FROM setting);
UPDATE setting SET min_answers = min_answers + 1;
SELECT bool_or(satisfied_pct IS NOT NULL) AS told FROM satisfaction_by_agency_factor f WHERE f.n_answers = (SELECT min_answers - 1 FROM setting);
SELECT printed_differences() AS printed;
UPDATE setting SET min_persons = 0, min_answers = 0;

-- What goes past the triggers is found and repaired.
ALTER TABLE answer DISABLE TRIGGER USER;
UPDATE answer SET answer = NULL WHERE response_id IN (SELECT id FROM response WHERE agency_id = 1);
ALTER TABLE answer ENABLE TRIGGER USER;
SELECT cell, agency_id, count(*) > 0 AS found FROM check_fresh() GROUP BY 1, 2;
CALL rebuild();
SELECT count(*) FROM check_fresh();
SELECT view_differences(), printed_differences();
CREATE TEMP TABLE spoilt AS SELECT DISTINCT survey, agency_id FROM stored_satisfaction
WHERE agency_id = 3 AND factor = 'staff' AND satisfied_low IS NOT NULL OR agency_id = 4 AND factor = 'access';
UPDATE stored_satisfaction SET satisfied_low = satisfied_low - 1 WHERE agency_id = 3 AND factor = 'staff';
DELETE FROM stored_satisfaction WHERE agency_id = 4 AND factor = 'access';
SELECT DISTINCT cell, agency_id, day FROM check_fresh() ORDER BY 2;
SELECT (SELECT count(*) FROM check_fresh()) = (SELECT count(*) FROM spoilt) AS as_many;
CALL rebuild();
SELECT count(*) FROM check_fresh();
