-- survey: summaries of answers, the meanings of satisfaction, intervals, strata.
\pset null NULL
\set VERBOSITY default
CREATE TEMP TABLE answer (answer int, weight float8);
INSERT INTO answer SELECT code, 1 FROM (VALUES (1, 10), (2, 10), (3, 20), (4, 40), (5, 20), (NULL, 25)) v(code, n), generate_series(1, n);

-- Three figures called satisfaction, three names (domain: 60, 70 and 62.5).
SELECT s, par.n_answers(s), par.n_missing(s), par.n_asked(s), par.n_at(s, 4) AS n4,
       par.satisfied_pct(s), par.mean_pct(s), par.rescaled_pct(s), par.mean_score(s)
FROM (SELECT par.survey_agg(answer) AS s FROM answer) x \gx
SELECT par.satisfied_pct(answer), par.mean_score(answer) FROM answer;

-- Base, positive set, digits, suppression.
SELECT par.satisfied_pct(s, base => 'asked') AS asked, par.satisfied_pct(s, '{5}') AS very, par.satisfied_pct(s, '{1,2}', digits => 0) AS unhappy,
       par.satisfied_rate(s) AS rate, par.satisfied_rate(s, base => 'asked') AS rate_asked,
       par.satisfied_pct(s, min_n => 100) AS enough, par.satisfied_pct(s, min_n => 101) AS too_few, par.satisfied_rate(s, min_n => 101) AS rate_too_few
FROM (SELECT par.survey_agg(answer) AS s FROM answer) x;

-- Every code of the scale, in order, zeros included.
SELECT * FROM par.distribution('{"2": 1, "4": 2, "missing": 9}');
SELECT * FROM par.distribution('{"0": 1, "10": 2}', 0, 10, digits => 0);
SELECT * FROM par.distribution('{"missing": 9}', low => 1, top => 2);

-- Scales of 2 to 11 codes; points by code, also from 0.
SELECT par.satisfied_pct('{"0": 3, "1": 1}'::par.survey_stats, '{1}') AS yes_no, par.mean_pct('{"1": 1, "2": 1, "3": 2}', 3) AS three,
       par.rescaled_pct('{"0": 1, "10": 2, "9": 1}', 0, 10) AS eleven,
       par.points_pct('{"1": 10, "2": 5, "3": 3, "4": 2}', '{100,60,20,0}') AS points,
       par.points_pct('{"0": 1, "4": 2}', '[0:4]={0,25,50,75,100}') AS from_zero,
       par.points_pct('{"1": 1, "2": 2}', '{33.3, 66.65}', 3) AS decimals;

-- Nothing answered: NULL everywhere, and the empty summary is neutral.
SELECT par.survey_agg(answer), par.survey_agg(answer, weight), par.satisfied_pct(answer), par.mean_score(answer), par.rollup(NULL::par.survey_stats) FROM answer WHERE false;
SELECT par.survey_agg(NULL::int), par.satisfied_pct(NULL::int);
SELECT s, par.n_answers(s), par.satisfied_pct(s), par.satisfied_pct(s, base => 'asked') AS asked, par.satisfied_rate(s), par.mean_score(s), par.mean_pct(s), par.rescaled_pct(s), par.points_pct(s, '{0,0,0,0,100}'),
       par.effective_n(s), par.design_effect(s), par.satisfied_low(s), par.satisfied_high(s), par.satisfied_low(s, method => 'clopper_pearson'),
       par.difference_pct(s, '{"5": 1}'), par.difference_low(s, '{"5": 1}'), par.difference_p(s, '{"5": 1}'), par.difference_p('{"5": 1}', s)
FROM unnest('{"{}", "{\"missing\": 3}", "{\"5\": [1, 0, 0]}"}'::par.survey_stats[]) s \gx

-- Plus, minus, rollup; a part taken away must be there.
SELECT '{"4": 1}'::par.survey_stats OPERATOR(par.+) '{"4": 2, "missing": 1}', '{"4": 3, "missing": 1}'::par.survey_stats OPERATOR(par.-) '{"4": 2}';
SELECT par.rollup(s) FROM unnest('{"{\"1\": 1}", NULL, "{}", "{\"5\": 2, \"missing\": 1}"}'::par.survey_stats[]) s;
SELECT par.rollup(s) FROM unnest('{"{}", "{\"1\": [1, 0.5, 0.25]}", "{}", "{\"1\": [2, 3, 5]}"}'::par.survey_stats[]) s;
SELECT '{"4": 1}'::par.survey_stats OPERATOR(par.-) '{"4": 2}';
SELECT '{"4": 1}'::par.survey_stats OPERATOR(par.+) '{"4": [1, 2, 4]}';
SELECT '{"4": [2, 3, 5]}'::par.survey_stats OPERATOR(par.-) '{"4": [1, 2, 4]}';
SELECT '{"4": 36028797018963968}'::par.survey_stats OPERATOR(par.+) '{"4": 1}';

-- Forms: text, jsonb, binary, and what they refuse.
SELECT s, s::jsonb, s::jsonb::par.survey_stats::text = s::text AS same FROM (SELECT par.survey_agg(answer, 0.1) AS s FROM answer) x;
SELECT encode(par.survey_stats_send('{"4": 1, "missing": 2}'), 'hex');
SELECT ' { "missing" : 0, "10":2, "0" : 1e0 } '::par.survey_stats;
SELECT '{"4": 1'::par.survey_stats;
SELECT '[1]'::par.survey_stats;
SELECT '{"11": 1}'::par.survey_stats;
SELECT '{"4": -1}'::par.survey_stats;
SELECT '{"4": 1.5}'::par.survey_stats;
SELECT '{"4": 1e30}'::par.survey_stats;
SELECT '{"4": "1"}'::par.survey_stats;
SELECT '{"4": [1, 2, 5]}'::par.survey_stats;
SELECT '{"4": [1, 1e400, 5]}'::par.survey_stats;
SELECT '{"4": [0, 1, 1]}'::par.survey_stats;
SELECT '{"4": 1, "5": [1, 1, 1]}'::par.survey_stats;

-- Each bad argument has an error of its own.
SELECT par.survey_agg(11);
SELECT par.survey_agg(-1);
SELECT par.survey_agg(4, -0.5);
SELECT par.survey_agg(4, 'NaN');
SELECT par.survey_agg(4, 'Infinity');
SELECT par.survey_agg(4, NULL);
SELECT par.survey_agg(4, 1e-200);
SELECT par.n_at('{}', 11);
SELECT par.satisfied_pct('{}'::par.survey_stats, '{}');
SELECT par.satisfied_pct('{}'::par.survey_stats, '{4,5,4}');
SELECT par.satisfied_pct('{}'::par.survey_stats, '{4,NULL}');
SELECT par.satisfied_pct('{}'::par.survey_stats, '{4,11}');
SELECT par.satisfied_pct('{}'::par.survey_stats, '{{4,5}}');
SELECT par.satisfied_pct('{}'::par.survey_stats, base => 'issued');
SELECT par.satisfied_pct('{}'::par.survey_stats, min_n => -1);
SELECT par.satisfied_pct('{}'::par.survey_stats, digits => -1);
SELECT par.satisfied_low('{}'::par.survey_stats, confidence => 95);
SELECT par.satisfied_low('{}'::par.survey_stats, confidence => 0);
SELECT par.satisfied_low('{}'::par.survey_stats, confidence => 'NaN');
SELECT par.satisfied_low('{}'::par.survey_stats, method => 'wald');
SELECT par.difference_low('{}', '{}', method => 'wilson');
SELECT par.points_pct('{"5": 1}', '{100,60,20,0}');
SELECT par.points_pct('{"2": 1}', '{100,NULL}');
SELECT par.points_pct('{"2": 1}', '{100,NaN}');
SELECT par.points_pct('{"2": 1}', '{{100,60}}');
SELECT par.distribution('{"0": 1}');
SELECT par.distribution('{}', 5, 1);
SELECT par.mean_pct('{"7": 1}');
SELECT par.rescaled_pct('{"0": 1}');

-- Support functions called by hand: a state of their own, never the caller's.
SELECT par.survey_accum(NULL, 4), par.survey_accum(NULL, NULL::int), par.survey_accum('{"4": 1}', 4), par.survey_accum('{}', 4, 0.5), par.survey_remove('{"4": 1}', 4),
       par.survey_unroll('{"4": 3}', '{"4": 1}'), par.survey_unroll('{"4": [1, 1, 1]}', '{"4": [1, 1, 1]}'), par.survey_add('{}', '{}');
SELECT par.survey_accum('{"4": [1, 1, 1]}', 4);
SELECT par.survey_accum('{"4": 1}', 4, 1);
SELECT par.survey_remove('{"4": 1}', 5);
SELECT par.survey_remove(NULL, 5);
SELECT par.survey_accum('{"4": 36028797018963968}', 4);

-- Golden vectors of R: each row of the file names its call.  Bounds are
-- compared in percent, to 1e-9; that holds the normal and the beta quantile to R's.
CREATE TEMP TABLE gold (kind text, x1 bigint, n1 bigint, x2 bigint, n2 bigint, conf float8, low numeric, high numeric, p float8, call text);
\copy gold FROM 'test/data/survey_intervals.csv' CSV HEADER
CREATE FUNCTION pg_temp.stats(x bigint, n bigint) RETURNS par.survey_stats
RETURN jsonb_build_object('5', x, '1', n - x)::par.survey_stats;
SELECT kind, count(*), count(*) FILTER (WHERE abs(l - low) > 1e-9 OR abs(h - high) > 1e-9 OR l IS NULL OR h IS NULL) AS off,
       count(*) FILTER (WHERE abs(l - low) > 1e-9 * greatest(low, 1e-9) OR abs(100 - h - (100 - high)) > 1e-9 * greatest(abs(100 - high), 1e-4)) AS off_relative
FROM (SELECT *, par.satisfied_low(pg_temp.stats(x1, n1), '{4,5}', conf, kind, 20) AS l, par.satisfied_high(pg_temp.stats(x1, n1), '{4,5}', conf, kind, 20) AS h
      FROM gold WHERE kind IN ('wilson', 'clopper_pearson')) g GROUP BY 1 ORDER BY 1;
SELECT kind, count(*), count(*) FILTER (WHERE abs(l - low) > 1e-9 OR abs(h - high) > 1e-9 OR l IS NULL OR h IS NULL) AS off,
       count(*) FILTER (WHERE kind = 'wald' AND (abs(q - p) <= 1e-9 * p) IS NOT TRUE) AS p_off
FROM (SELECT *, par.difference_low(pg_temp.stats(x1, n1), pg_temp.stats(x2, n2), '{4,5}', conf, kind, 20) AS l,
             par.difference_high(pg_temp.stats(x1, n1), pg_temp.stats(x2, n2), '{4,5}', conf, kind, 20) AS h,
             par.difference_p(pg_temp.stats(x1, n1), pg_temp.stats(x2, n2)) AS q
      FROM gold WHERE kind IN ('wald', 'newcombe')) g GROUP BY 1 ORDER BY 1;
-- The ends are exact, and nothing lies outside.
SELECT n, par.satisfied_low(pg_temp.stats(0, n), confidence => c, method => m, digits => 15) = 0 AS low_0,
       par.satisfied_high(pg_temp.stats(n, n), confidence => c, method => m, digits => 15) = 100 AS high_n,
       par.satisfied_low(pg_temp.stats(n, n), confidence => c, method => m, digits => 15) BETWEEN 0 AND 100 AS low_n,
       par.satisfied_high(pg_temp.stats(0, n), confidence => c, method => m, digits => 15) BETWEEN 0 AND 100 AS high_0
FROM unnest('{1,7,1000000000,36028797018963968}'::bigint[]) n, unnest('{0.5,0.999999}'::float8[]) c, unnest('{wilson,clopper_pearson}'::text[]) m
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1;
-- Two groups that are all satisfied, or none is.
SELECT par.difference_pct(a, a), par.difference_p(a, a), par.difference_low(a, a), par.difference_high(a, a),
       par.difference_low(a, a, method => 'wald') AS wald_low, par.difference_pct(a, '{"1": 3}') AS whole, par.difference_high(a, '{"1": 3}') AS whole_high
FROM (VALUES ('{"5": 10}'::par.survey_stats), ('{"1": 10}')) v(a);

-- Weights.  R: p <- weighted.mean(code >= 4, w); n <- sum(w)^2 / sum(w^2); z <- qnorm(.975); 100 * p; weighted.mean(code, w); n; length(w) / n;
-- Wilson's formula on p and n; 100 * qbeta(.025, p*n, (1-p)*n + 1); 100 * qbeta(.975, p*n + 1, (1-p)*n)
CREATE TEMP TABLE weighted (code int, w float8);
\copy weighted FROM 'test/data/survey_weights.csv' CSV HEADER
SELECT par.n_answers(s), abs(par.satisfied_pct(s, digits => 12) - 64.200825016551249) < 1e-9 AS pct, abs(par.satisfied_rate(s) - .64200825016551249) < 1e-12 AS rate,
       abs(par.mean_score(s, 12) - 3.6427505490079275) < 1e-9 AS mean, abs(par.effective_n(s) - 319.69998539636737) < 1e-9 AS n_eff,
       abs(par.design_effect(s) - 1.2511730318163006) < 1e-9 AS deff,
       abs(par.satisfied_low(s, digits => 12) - 58.805655069297117) < 1e-9 AND abs(par.satisfied_high(s, digits => 12) - 69.258777673742458) < 1e-9 AS wilson,
       abs(par.satisfied_low(s, method => 'clopper_pearson', digits => 12) - 58.676677900591379) < 1e-9
           AND abs(par.satisfied_high(s, method => 'clopper_pearson', digits => 12) - 69.459080096346909) < 1e-9 AS clopper_pearson
FROM (SELECT par.survey_agg(code, w) AS s FROM weighted) x \gx
-- Weight 1 gives the figures without weights; asked counts the weight of no opinion too.
SELECT par.satisfied_pct(a) = par.satisfied_pct(b) AND par.satisfied_pct(a, base => 'asked') = par.satisfied_pct(b, base => 'asked')
   AND par.satisfied_low(a, digits => 9) = par.satisfied_low(b, digits => 9) AND par.mean_score(a, 9) = par.mean_score(b, 9) AS alike
FROM (SELECT par.survey_agg(answer) AS a, par.survey_agg(answer, weight) AS b FROM answer) x;
SELECT par.satisfied_pct('{"5": [1, 3, 9], "missing": [2, 1, 0.5]}'::par.survey_stats, base => 'asked');

-- Strata.  The golden rows are R's, with api00 of apistrat (package survey) cut into codes:
--   apistrat$code <- 1 + rowSums(outer(apistrat$api00, c(550, 650, 750, 800), ">")); y <- as.numeric(code %in% positive)
--   m <- svymean(~y, svydesign(id = ~1, strata = ~stype, fpc = ~fpc, data = apistrat)); 100 * coef(m); 100 * SE(m); 100 * confint(m, level = conf)
--   and Wilson's formula with n = p (1-p) / SE(m)^2.  census: the population of stratum H is its sample of 50.  single: stratum H has one
--   answer, of code 1, and options(survey.lonely.psu) is "certainty" (zero) or "adjust" (centre).
CREATE TEMP TABLE strata (stype text, code text, n int, population bigint);
\copy strata FROM 'test/data/survey_apistrat.csv' CSV HEADER
CREATE TEMP TABLE strata_gold (sample text, positive int[], conf float8, single text, pct numeric, se numeric, wald_low numeric, wald_high numeric, wilson_low numeric, wilson_high numeric);
\copy strata_gold FROM 'test/data/survey_strata.csv' CSV HEADER
CREATE TEMP VIEW sample AS
SELECT stype, 'apistrat' AS sample, jsonb_object_agg(code, n)::par.survey_stats AS s, min(population) AS population FROM strata GROUP BY 1
UNION ALL SELECT stype, 'census', jsonb_object_agg(code, n)::par.survey_stats, CASE WHEN stype = 'H' THEN 50 ELSE min(population) END FROM strata GROUP BY 1
UNION ALL SELECT stype, 'single', CASE WHEN stype = 'H' THEN '{"1": 1}' ELSE jsonb_object_agg(code, n)::par.survey_stats END, min(population) FROM strata GROUP BY 1;
SELECT sample, single, count(*), count(*) FILTER (WHERE (abs(par.satisfied_pct(t, positive, 15) - pct) < 1e-9) IS NOT TRUE) AS pct_off,
       count(*) FILTER (WHERE (abs(par.satisfied_se(t, positive, single, 15) - se) < 1e-9) IS NOT TRUE) AS se_off,
       count(*) FILTER (WHERE (abs(par.satisfied_low(t, positive, conf, 'wald', single, 15) - wald_low) < 1e-9
                           AND abs(par.satisfied_high(t, positive, conf, 'wald', single, 15) - wald_high) < 1e-9) IS NOT TRUE) AS wald_off,
       count(*) FILTER (WHERE (abs(par.satisfied_low(t, positive, conf, 'wilson', single, 15) - wilson_low) < 1e-9
                           AND abs(par.satisfied_high(t, positive, conf, 'wilson', single, 15) - wilson_high) < 1e-9) IS NOT TRUE) AS wilson_off
FROM strata_gold JOIN (SELECT sample, par.stratified_agg(s, population) AS t FROM sample GROUP BY 1) x USING (sample)
GROUP BY 1, 2 ORDER BY 1, 2;
-- Policies for a stratum with one answer.
SELECT par.satisfied_pct(t), par.satisfied_se(t), par.satisfied_low(t), par.satisfied_high(t),
       par.satisfied_se(t, single => 'zero') AS zero, par.satisfied_se(t, single => 'centre') AS centre
FROM (SELECT par.stratified_agg(s, population) AS t FROM sample WHERE sample = 'single') x;
SELECT par.satisfied_se(par.stratified_agg(s, population), single => 'error') FROM sample WHERE sample = 'single';
SELECT par.satisfied_se(par.stratified_agg(s, population), single => 'maybe') FROM sample;
-- One answer of one person is a census of that stratum; a census of all has no width.
SELECT par.satisfied_pct(t), par.satisfied_se(t), par.satisfied_low(t), par.satisfied_high(t)
FROM (SELECT par.stratified_agg(s, n) AS t FROM (VALUES ('{"5": 1}'::par.survey_stats, 1), ('{"5": 3, "1": 2}', 5)) v(s, n)) x;
-- Everybody satisfied in samples: no spread was seen, and still the interval is not a point.
SELECT par.satisfied_pct(t), par.satisfied_se(t), par.satisfied_low(t), par.satisfied_high(t), par.satisfied_low(t, method => 'wald') AS wald_low
FROM (SELECT par.stratified_agg(s, n) AS t FROM (VALUES ('{"5": 20}'::par.survey_stats, 100), ('{"5": 30}', 1000)) v(s, n)) x;
-- A stratum without answers: no estimate for the population, until it is left out by name.
SELECT par.satisfied_pct(par.stratified_agg(s, n)), par.satisfied_se(par.stratified_agg(s, n)), par.satisfied_low(par.stratified_agg(s, n)),
       par.satisfied_pct(par.stratified_agg(s, n) FILTER (WHERE par.n_answers(s) > 0)) AS answered
FROM (VALUES ('{"5": 20, "1": 20}'::par.survey_stats, 100), ('{"missing": 3}', 10), (NULL, 0)) v(s, n);
SELECT par.satisfied_pct(par.stratified_agg(s, 10)), par.satisfied_se(par.stratified_agg(s, 10)) FROM (VALUES (NULL::par.survey_stats)) v(s) WHERE false;
SELECT par.stratified_agg('{"5": 20}', 19);
SELECT par.stratified_agg('{"5": 20, "missing": 5}', 24);
SELECT par.stratified_agg('{"5": 20}', NULL);
SELECT par.stratified_agg(NULL, -1);
SELECT par.stratified_agg('{"5": [1, 1, 1]}', 19);
SELECT par.stratified_agg('{"5": 1}', n) FROM unnest('{9223372036854775807,1}'::bigint[]) n;
-- Its forms; rollup over regions is the estimate over all strata.
SELECT t, t::jsonb::par.stratified_stats::text = t::text AS same FROM (SELECT par.stratified_agg(s, population) AS t FROM sample WHERE sample = 'single') x \gx
SELECT par.satisfied_se(par.rollup(t), digits => 10) = min(par.satisfied_se(a, digits => 10)) AS same
FROM (SELECT par.stratified_agg(s, population) AS t FROM sample WHERE sample = 'apistrat' GROUP BY stype) x,
     (SELECT par.stratified_agg(s, population) AS a FROM sample WHERE sample = 'apistrat') y;
SELECT '{"population": 5}'::par.stratified_stats;
SELECT '{"people": 5}'::par.stratified_stats;
SELECT '{"population": 5, "strata": 1, "answers": 6, "total": [0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0]}'::par.stratified_stats;
SELECT '{"pair": [1, 2]}'::par.stratified_stats;
SELECT '[]'::par.stratified_stats;
SELECT par.satisfied_pct('{}'::par.stratified_stats) AS none;

-- Sample sizes, rounded up exactly (400 / (1 + 400 * 0.05^2) is 200).
SELECT n, par.sample_size(n), par.sample_size(n, 0.03) AS at_3 FROM unnest('{0,1,400,401,24364,1000000000,9223372036854775807}'::bigint[]) n;
SELECT par.sample_size(-1);
SELECT par.sample_size(100, 5);
SELECT par.sample_size(100, 'NaN');

-- Binary form, there and back.
CREATE TEMP TABLE s (s par.survey_stats, t par.stratified_stats);
INSERT INTO s SELECT '{"4": [1, 0.1, 0.010000000000000002], "missing": [3, 1, 0.4]}', par.stratified_agg(s, population) FROM sample WHERE sample = 'single';
INSERT INTO s VALUES ('{}', '{}'), ('{"0": 1, "10": 7, "missing": 1}', NULL);
CREATE TEMP TABLE s2 (LIKE s);
\copy s TO 'results/survey.bin' (FORMAT binary)
\copy s2 FROM 'results/survey.bin' (FORMAT binary)
SELECT a.s::text, a.s::text = b.s2::text AS same, t::text IS NOT DISTINCT FROM t2::text AS t_same
FROM (SELECT row_number() OVER () AS i, s, t FROM s) a JOIN (SELECT row_number() OVER () AS i, s AS s2, t AS t2 FROM s2) b USING (i);

-- Damaged bytes: an unknown flag; none; a negative count; a NaN weight.
CREATE TEMP TABLE b (s par.survey_stats);
\copy b FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\001\\0\\0\\0\\144\\0\\0\\0\\002"; head -c 96 /dev/zero; printf "\\377\\377"' (FORMAT binary)
\copy b FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\001\\0\\0\\0\\144\\0\\0\\0\\0"; head -c 96 /dev/zero; printf "\\377\\377"' (FORMAT binary)
\copy b FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\001\\0\\0\\0\\144\\0\\0\\0\\0"; head -c 88 /dev/zero; printf "\\200\\0\\0\\0\\0\\0\\0\\0\\377\\377"' (FORMAT binary)
\copy b FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\001\\0\\0\\001\\044\\0\\0\\0\\001"; head -c 264 /dev/zero; printf "\\0\\0\\0\\0\\0\\0\\0\\001\\177\\370\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\377\\377"' (FORMAT binary)
SELECT * FROM b;

-- A moving frame is exact without weights; with weights it is computed anew.
SELECT i, answer, par.survey_agg(answer) OVER w AS moving, par.satisfied_pct(answer) OVER w AS pct, par.mean_score(answer) OVER w AS mean
FROM unnest('{5,NULL,3,4,1}'::int[]) WITH ORDINALITY v(answer, i)
WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
SELECT i, par.rollup(s) OVER w AS moving
FROM unnest('{"{\"5\": [1, 0.1, 0.01]}", "{}", "{\"4\": [1, 0.2, 0.04]}", "{\"5\": [1, 0.3, 0.09]}"}'::par.survey_stats[]) WITH ORDINALITY v(s, i)
WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);

-- Khánh Hòa: forms and overall satisfaction by year as published, rebuilt from answers; five groups of
-- service a year, whose sum is the year and whose mean is not.
CREATE TEMP TABLE form AS
SELECT year, 1 + CASE WHEN i <= satisfied THEN i ELSE i % 7 END % 5 AS service, CASE WHEN i <= satisfied THEN 4 + i % 2 ELSE 1 + i % 3 END AS answer
FROM (VALUES (2022, 24364, 19974), (2023, 23988, 20558), (2024, 28846, 25361)) y(year, forms, satisfied), generate_series(1, forms) i;
SELECT year, par.n_answers(s), par.format_number(par.satisfied_pct(s)) || '%' AS printed, par.satisfied_low(s), par.satisfied_high(s)
FROM (SELECT year, par.survey_agg(answer) AS s FROM form GROUP BY 1) x ORDER BY 1;
CREATE TEMP TABLE indicator (appendix text, code text, title text, period text, value_text text, value numeric, unit text, note text);
\copy indicator FROM 'test/data/indicators.csv' CSV HEADER
SELECT count(*), bool_and(par.n_answers(s) = forms.value AND par.satisfied_pct(s) = overall.value) AS as_published
FROM (SELECT year, par.rollup(s) AS s FROM (SELECT year, service, par.survey_agg(answer) AS s FROM form GROUP BY 1, 2) g GROUP BY 1) x
JOIN indicator forms ON (forms.appendix, forms.code, forms.period) = ('1', '7.1', year::text)
JOIN indicator overall ON (overall.appendix, overall.code, overall.period) = ('1', '7.3', year::text);
SELECT service, par.satisfied_pct(par.survey_agg(answer)) AS pct, par.n_answers(par.survey_agg(answer))
FROM form WHERE year = 2024 GROUP BY ROLLUP (service) ORDER BY 1;
-- The rise from 2023 to 2024 in percentage points, and how sure it is.
SELECT par.difference_pct(b, a), par.difference_low(b, a), par.difference_high(b, a), par.difference_p(b, a) < 1e-12 AS sure
FROM (SELECT par.survey_agg(answer) FILTER (WHERE year = 2023) AS a, par.survey_agg(answer) FILTER (WHERE year = 2024) AS b FROM form) x;

-- Under the search path of maintenance commands: index and materialized view.
CREATE TABLE survey_stored AS SELECT year, par.survey_agg(answer) AS s FROM form GROUP BY 1;
CREATE INDEX ON survey_stored (par.satisfied_pct(s));
CREATE MATERIALIZED VIEW survey_view AS SELECT par.satisfied_pct(par.rollup(s)) AS pct, par.mean_score(par.survey_agg(4)) FROM survey_stored;
SET search_path = pg_catalog, pg_temp;
REFRESH MATERIALIZED VIEW public.survey_view;
REINDEX TABLE public.survey_stored;
RESET search_path;
SELECT pct FROM survey_view;
DROP TABLE survey_stored CASCADE;
