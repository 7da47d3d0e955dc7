-- survey: forms, that is all answers of one person, and what varies between persons.
\pset null NULL
SET search_path = public, par;

-- Figures of R's package survey (test/data/survey_forms.R has the calls), to 1e-9.
CREATE TEMP TABLE form (set int, stratum int, grp int, w float8, answers int[]);
\copy form FROM 'test/data/survey_forms.csv' CSV HEADER
CREATE TEMP TABLE gold (set int, positive int[], conf float8, n bigint, pct float8, se float8, low float8, high float8, beta_low float8, beta_high float8, asked_pct float8, asked_se float8, mean float8, mean_se float8, mean_low float8, mean_high float8, diff float8, diff_low float8, diff_high float8, diff_p float8, strata_pct float8, strata_se float8);
\copy gold FROM 'test/data/survey_forms_gold.csv' CSV HEADER
CREATE TEMP TABLE part AS SELECT set, grp, CASE WHEN set % 2 = 1 THEN survey_agg(answers) ELSE survey_agg(answers, coalesce(w, 1)) END AS s FROM form GROUP BY set, grp;
CREATE TEMP VIEW stats AS SELECT set, rollup(s) AS s, rollup(s) FILTER (WHERE grp = 1) AS a, rollup(s) FILTER (WHERE grp = 2) AS b FROM part GROUP BY set;
CREATE FUNCTION pg_temp.off(got float8, want float8) RETURNS boolean LANGUAGE sql RETURN (abs(got - want) <= 1e-9 * greatest(1, abs(want))) IS NOT TRUE AND want IS NOT NULL;
SELECT count(*), count(*) FILTER (WHERE n_persons(s) <> n) AS persons, count(low) AS with_interval,
       count(*) FILTER (WHERE pg_temp.off(satisfied_pct(s, positive, digits => 15)::float8, pct)) AS pct,
       count(*) FILTER (WHERE pg_temp.off(satisfied_se(s, positive, digits => 15)::float8, se)) AS se,
       count(*) FILTER (WHERE pg_temp.off(satisfied_low(s, positive, conf, digits => 15)::float8, low) OR pg_temp.off(satisfied_high(s, positive, conf, digits => 15)::float8, high)) AS wilson,
       count(*) FILTER (WHERE pg_temp.off(satisfied_low(s, positive, conf, 'clopper_pearson', 15)::float8, beta_low) OR pg_temp.off(satisfied_high(s, positive, conf, 'clopper_pearson', 15)::float8, beta_high)) AS beta,
       count(*) FILTER (WHERE pg_temp.off(satisfied_pct(s, positive, 'asked', digits => 15)::float8, asked_pct) OR pg_temp.off(satisfied_se(s, positive, 'asked', 15)::float8, asked_se)) AS asked,
       count(*) FILTER (WHERE pg_temp.off(mean_score(s, 15)::float8, mean) OR pg_temp.off(mean_score_se(s, 15)::float8, mean_se)) AS mean,
       count(*) FILTER (WHERE pg_temp.off(mean_score_low(s, conf, 15)::float8, mean_low) OR pg_temp.off(mean_score_high(s, conf, 15)::float8, mean_high)) AS mean_bounds
FROM gold JOIN stats USING (set) \gx
SELECT count(diff), count(*) FILTER (WHERE pg_temp.off(difference_pct(a, b, positive, 15)::float8, diff)) AS diff, count(*) FILTER (WHERE pg_temp.off(difference_p(a, b, positive), diff_p)) AS p,
       count(*) FILTER (WHERE pg_temp.off(difference_low(a, b, positive, conf, 'wald', 15)::float8, diff_low) OR pg_temp.off(difference_high(a, b, positive, conf, 'wald', 15)::float8, diff_high)) AS wald
FROM gold JOIN stats USING (set);

-- 1680 persons of 30 questions, each satisfied with all or with nothing: the
-- interval is that of 1680 persons, not of 50400.
SELECT survey_agg(array_fill(CASE WHEN i <= 1188 THEN 5 ELSE 1 END, '{30}')) AS s FROM generate_series(1, 1680) i \gset
SELECT n_forms(:'s'), n_persons(:'s'), n_answers(:'s'), satisfied_pct(:'s'::survey_stats), satisfied_se(:'s'::survey_stats), satisfied_low(:'s'::survey_stats), satisfied_high(:'s'::survey_stats),
       effective_n(:'s'), design_effect(:'s'), mean_score(:'s'::survey_stats), mean_score_se(:'s'), mean_score_low(:'s'), mean_score_high(:'s') \gx
-- One answer a person is a summary of single answers, but for n - 1 and Student's t.
SELECT satisfied_se(a) = satisfied_se(b) AND mean_score_se(a) = mean_score_se(b) AND mean_score_low(a) = mean_score_low(b) AND satisfied_pct(a, base => 'asked') = satisfied_pct(b, base => 'asked') AS alike,
       satisfied_low(a), satisfied_low(b) AS by_person, effective_n(a), effective_n(b) AS by_person, n_forms(a), n_forms(b) AS forms, n_persons(a) = n_persons(b) AS persons
FROM (SELECT survey_agg(x) AS a, survey_agg(ARRAY[x]) AS b FROM (SELECT nullif(1 + i % 6, 6) FROM generate_series(1, 60) i) v(x)) y \gx
-- Weighting and clustering apart and together.
SELECT design_effect(s, '{4,5}', 'weighting') AS weighting, design_effect(s, '{4,5}', 'clustering') AS clustering, design_effect(s, '{4,5}') AS total, effective_n(s, '{4,5}'), n_answers(s)
FROM (SELECT survey_agg(array_fill(1 + i % 5, '{10}'), 1 + i % 3) AS s FROM generate_series(1, 150) i) x;
-- At 0 and 100 % the effective n is the persons; never more than the answers; one person does not vary.
SELECT effective_n(s, '{5}') AS all_in, effective_n(s, '{1}') AS none_in, satisfied_low(s, '{5}'), satisfied_high(s, '{1}'), satisfied_se(s, '{5}'), difference_p(s, s, '{5}')
FROM (SELECT survey_agg('{5,5,5}'::int[]) AS s FROM generate_series(1, 40)) x;
SELECT effective_n(s, '{5}'), n_answers(s), satisfied_se(s, '{5}'), satisfied_low(s, '{5}') FROM (SELECT survey_agg('{5,1}'::int[]) AS s FROM generate_series(1, 40)) x;
SELECT satisfied_pct(s), satisfied_se(s), satisfied_low(s), effective_n(s), design_effect(s), mean_score_se(s), mean_score_low(s), difference_pct(s, s), difference_p(s, s), difference_low(s, s)
FROM unnest(ARRAY[(SELECT survey_agg('{5,4,1}'::int[])), (SELECT survey_agg(a) FROM unnest('{5}'::int[], '{}'::int[]) u(x, y), LATERAL (SELECT ARRAY[x, 4, 1]) v(a)), (SELECT survey_agg('{NULL,NULL}'::int[])), '{}']) s;
-- All of one group in, all of the other out: no spread is seen, and still a p.
SELECT difference_pct(a, b), difference_p(a, b) BETWEEN 1e-9 AND 1e-3 AS sure, difference_low(a, b) FROM (SELECT survey_agg('{5,5}'::int[]) AS a, survey_agg('{1,1}'::int[]) AS b FROM generate_series(1, 12)) x;
-- Forms without answers, and satisfied persons in one step.
SELECT survey_agg(a) AS s, n_forms(survey_agg(a)), n_persons(survey_agg(a)), n_answers(survey_agg(a)), n_missing(survey_agg(a)), n_asked(survey_agg(a)) FROM (VALUES ('{4,5}'::int[]), ('{}'), (NULL), ('{NULL}'), ('{NULL,3}')) v(a);
SELECT survey_agg(satisfied_person(a)) AS s, satisfied_pct(survey_agg(satisfied_person(a)), '{1}') FROM (VALUES ('{4,5}'::int[]), ('{}'), ('{NULL}'), ('{NULL,5}'), ('{5,3}')) v(a);
-- Too few to show.
SELECT n, satisfied_pct(if_enough(s, min_persons => 5)) AS persons, satisfied_pct(if_enough(s, min_answers => 9)) AS answers, if_enough(s) IS NULL AS all
FROM generate_series(3, 6) n, LATERAL (SELECT survey_agg('{5,4,1}'::int[]) AS s FROM generate_series(1, n)) x;
-- Slices and offsets of arrays; the most answers that a form has.
SELECT survey_agg('[-1:1]={5,NULL,4}'::int[]), n_answers(survey_agg(array_fill(3, '{10000}')));

-- Bad input.
SELECT survey_agg('{4,5,11}'::int[]);
SELECT survey_agg('[-1:1]={5,4,-2}'::int[]);
SELECT survey_agg('{{4,5},{1,2}}'::int[]);
SELECT survey_agg(array_fill(3, '{10001}'));
SELECT survey_agg('{4}'::int[], 'NaN');
SELECT survey_agg('{4}'::int[], NULL);
SELECT survey_agg('{4}'::int[], -1);
SELECT survey_agg('{4}'::int[], 1e10);
SELECT survey_agg('{4}'::int[]) + survey_agg(4);
SELECT survey_agg('{4}'::int[]) - survey_agg(4);
SELECT survey_agg('{4}'::int[]) + survey_agg('{4}'::int[], 1);
SELECT difference_low(survey_agg(ARRAY[4, i]), survey_agg(i)) FROM generate_series(1, 5) i;
SELECT design_effect('{}', '{4,5}', 'both');
SELECT if_enough('{}', -1);
SELECT satisfied_person('{4,12}');
SELECT '{"4": 1, "forms": 1, "answering": 1, "products": [1, 2]}'::survey_stats;
SELECT '{"4": 2, "forms": 1, "answering": 1, "products": [1]}'::survey_stats;
SELECT '{"4": 2, "forms": 1, "answering": 1, "products": [2]}'::survey_stats;
SELECT '{"4": 2, "5": 2, "forms": 1, "answering": 1, "products": [4, 5, 4]}'::survey_stats;
SELECT '{"4": 2, "answering": 1}'::survey_stats;
SELECT '{"4": [1, 1, 1], "forms": 1, "answering": 1, "products": [1]}'::survey_stats;
SELECT '{"4": 2, "forms": 1, "answering": 0, "products": [4]}'::survey_stats;

-- Exact in any order, merged and taken apart, in moving frames.
CREATE TEMP TABLE f AS SELECT i, i % 5 AS g, ARRAY(SELECT nullif(hashint4(i * 31 + j) & 15, 15) % 11 FROM generate_series(1, i % 9) j) AS a, 0.1 + (hashint4(i) & 1023) / 7.0::float8 AS w FROM generate_series(1, 700) i;
SELECT count(DISTINCT s) AS unweighted, count(DISTINCT t) AS weighted
FROM (SELECT survey_agg(a), survey_agg(a, w) FROM f UNION ALL SELECT survey_agg(a ORDER BY i DESC), survey_agg(a, w ORDER BY i DESC) FROM f
      UNION ALL SELECT rollup(s), rollup(t) FROM (SELECT survey_agg(a) AS s, survey_agg(a, w) AS t FROM f GROUP BY g) x
      UNION ALL SELECT survey_agg(a) + survey_agg('{5,0}'::int[]) - survey_agg('{5,0}'::int[]), survey_agg(a, w) + survey_agg('{5,0}'::int[], 0.3) - survey_agg('{5,0}'::int[], 0.3) FROM f) y(s, t);
SELECT count(*) FILTER (WHERE m.s = o.s AND m.t = o.t) AS same, count(*)
FROM (SELECT i, survey_agg(a) OVER v AS s, survey_agg(a, w) OVER v AS t FROM f WHERE i <= 200 WINDOW v AS (ORDER BY i ROWS BETWEEN 4 PRECEDING AND 1 FOLLOWING)) m,
     LATERAL (SELECT survey_agg(a) AS s, survey_agg(a, w) AS t FROM f WHERE f.i BETWEEN m.i - 4 AND m.i + 1 AND f.i <= 200) o;
SELECT count(*) FILTER (WHERE s::text::survey_stats = s AND t::jsonb::survey_stats = t) AS same, count(*), max(pg_column_size(s)) AS bytes, max(pg_column_size(t)) AS weighted_bytes
FROM (SELECT survey_agg(a) AS s, survey_agg(a, w) AS t FROM f GROUP BY i % 50) x;
SELECT pg_column_size(survey_agg(a)) AS bytes, pg_column_size(survey_agg(a, 1)) AS weighted_bytes FROM (SELECT ARRAY[1, 2, 3, 4, 5, NULL]) v(a);

-- Forms that ask nothing have no weights: written and read they are what they were, and go
-- into summaries with weights and without.
SELECT s, s::text::survey_stats = s AS read_again, s = again AS same, s = without AS without, s + w = w + s AS added, s + w - w = s AS back, w + s - s = w AS away, n_forms(s + plain) AS forms
FROM (SELECT survey_agg('{}'::int[], 0.5) AS s, survey_agg('{}'::int[], 7) AS again, survey_agg('{}'::int[]) AS without, survey_agg('{4,NULL}'::int[], 2) AS w, survey_agg('{4}'::int[]) AS plain) x;
SELECT count(DISTINCT t) AS values FROM (SELECT survey_agg(a, w) FROM (VALUES ('{}'::int[], 2), ('{4}', 3), ('{}', 1)) v(a, w) UNION ALL SELECT survey_agg(a, w) FROM (VALUES ('{4}'::int[], 3), ('{}', 2), ('{}', 1)) v(a, w)
    UNION ALL SELECT rollup(s::text::survey_stats) FROM (SELECT survey_agg(a, w) AS s FROM (VALUES ('{}'::int[], 2), ('{4}', 3), ('{}', 1)) v(a, w) GROUP BY a) x) y(t);
SELECT array_agg(m = alone) AS moving
FROM (SELECT i, survey_agg(a, w) OVER (ORDER BY i ROWS 1 PRECEDING) AS m FROM (VALUES (1, '{}'::int[], 2), (2, '{}', 1), (3, '{4}', 3), (4, '{}', 1), (5, '{}', 9)) v(i, a, w)) x,
     LATERAL (SELECT survey_agg(a, w) AS alone FROM (VALUES (1, '{}'::int[], 2), (2, '{}', 1), (3, '{4}', 3), (4, '{}', 1), (5, '{}', 9)) v(j, a, w) WHERE j BETWEEN i - 1 AND i) y;
SELECT survey_agg('{}'::int[], 1) + survey_agg(4, 1);

-- Strata of persons, against R: the population of a stratum is three times those who answered and seven for each number.
CREATE TEMP VIEW stratum AS SELECT set, stratum, s, n_persons(s) * 3 + stratum * 7 AS population
FROM (SELECT set, stratum, survey_agg(answers) AS s FROM form GROUP BY set, stratum) x WHERE n_persons(s) > 0;
SELECT count(*), count(*) FILTER (WHERE pg_temp.off(satisfied_pct(t, positive, 15)::float8, strata_pct)) AS pct, count(*) FILTER (WHERE pg_temp.off(satisfied_se(t, positive, 'centre', 15)::float8, strata_se)) AS se,
       count(*) FILTER (WHERE satisfied_low(t, positive, conf, single => 'centre') > satisfied_pct(t, positive) OR satisfied_high(t, positive, conf, single => 'centre') < satisfied_pct(t, positive)) AS outside
FROM gold JOIN (SELECT set, stratified_agg(s, population) AS t FROM stratum GROUP BY set) x USING (set);
-- One answer a person: as strata of single answers, but for Student's t.
SELECT satisfied_pct(a, digits => 9) = satisfied_pct(b, digits => 9) AS pct, satisfied_se(a, digits => 9) = satisfied_se(b, digits => 9) AS se, satisfied_low(a), satisfied_low(b) AS by_person, satisfied_low(a, method => 'wald'), satisfied_low(b, method => 'wald') AS by_person
FROM (SELECT stratified_agg(a, 500) AS a, stratified_agg(b, 500) AS b FROM (SELECT i % 3, survey_agg(1 + i % 5) AS a, survey_agg(ARRAY[1 + i % 5]) AS b FROM generate_series(1, 100) i GROUP BY 1) x) y \gx
-- Answers of one person count once: the interval of a place where each person says one thing.
SELECT satisfied_se(stratified_agg(a, 500)) AS as_if_answers, satisfied_se(stratified_agg(b, 500)) AS by_person
FROM (SELECT survey_agg(c) AS a, (SELECT survey_agg(f) FROM (SELECT array_fill(1 + i % 5, '{10}') FROM generate_series(1, 40) i) z(f)) AS b FROM generate_series(1, 40) i, LATERAL (SELECT 1 + i % 5 FROM generate_series(1, 10)) u(c)) x;
-- In any order, taken apart, read again; strata without answers are of any kind.
CREATE TEMP TABLE h AS SELECT set, stratum, s, population FROM stratum WHERE set < 60;
SELECT count(DISTINCT t) AS values, bool_and(t::text::stratified_stats = t AND t::jsonb::stratified_stats = t) AS read_again, max(pg_column_size(t)) AS bytes
FROM (SELECT stratified_agg(s, population) FROM h UNION ALL SELECT stratified_agg(s, population ORDER BY population DESC) FROM h
      UNION ALL SELECT rollup(t) FROM (SELECT stratified_agg(s, population) AS t FROM h GROUP BY set) x
      UNION ALL SELECT stratified_agg(NULL, 0) + stratified_agg(s, population) + stratified_agg(s, population) FILTER (WHERE set = 5) - stratified_agg(s, population) FILTER (WHERE set = 5) FROM h) y(t);
SELECT count(*) FILTER (WHERE moving = alone) AS same, count(*)
FROM (SELECT i, stratified_agg(s, population) OVER (ORDER BY i ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING) AS moving FROM (SELECT row_number() OVER (ORDER BY set, stratum) AS i, * FROM h) x) m,
     LATERAL (SELECT stratified_agg(s, population) AS alone FROM (SELECT row_number() OVER (ORDER BY set, stratum) AS i, * FROM h) x WHERE x.i BETWEEN m.i - 3 AND m.i + 2) a;
SELECT a + b = b + a AS same, a + b - a = b AS back, a + b - b = a AS again, satisfied_pct(a + b) FROM (SELECT stratified_agg(NULL, 9) AS a, stratified_agg('{"5": 2, "forms": 2, "answering": 2, "products": [2]}', 9) AS b) x;
SELECT stratified_agg('{"5": 2, "forms": 2, "answering": 2, "products": [2]}', 9) + stratified_agg('{"5": 2}', 9);
SELECT stratified_agg('{"5": 2, "forms": 2, "answering": 2, "products": [2]}', 1);
SELECT t, satisfied_pct(t), satisfied_se(t), satisfied_low(t) FROM (SELECT stratified_agg(s, 10) AS t FROM unnest('{"{\"4\": 2, \"1\": 1, \"forms\": 2, \"answering\": 2, \"products\": [1, 0, 2]}", "{\"5\": 3, \"forms\": 1, \"answering\": 1, \"products\": [9]}"}'::survey_stats[]) s) x \gx
SELECT replace(t::text, '"persons": 2', '"persons": 3')::stratified_stats FROM (SELECT stratified_agg('{"5": 2, "forms": 2, "answering": 2, "products": [2]}', 9) AS t) x;
SELECT replace(t::text, '"lone_pair": [0]', '"lone": [0]')::stratified_stats FROM (SELECT stratified_agg('{"5": 2, "forms": 2, "answering": 2, "products": [2]}', 9) AS t) x;
