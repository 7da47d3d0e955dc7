-- Values of every type that occurs among the arguments of the extension's
-- functions, for the tests that go over the catalogue.  A type that is
-- missing here is reported by those tests.

CREATE TEMP TABLE sample (type regtype, value text);

INSERT INTO sample
SELECT to_regtype(t), v FROM (VALUES
    ('boolean', ARRAY['true', 'false']),
    ('integer', ARRAY['0', '1', '-1', '2', '5', '2024', '2147483647', '-2147483648']),
    ('bigint', ARRAY['0', '1', '-1', '100', '9223372036854775807', '-9223372036854775808']),
    ('bigint[]', ARRAY['{}', '{1,2,NULL}', '{9223372036854775807}']),
    ('double precision', ARRAY['0', '0.95', '1', '-1.5', '1e-300', '1e300', 'NaN', 'Infinity', '-Infinity']),
    ('numeric', ARRAY['0', '1', '-1', '21', '24', '80', '99.995', '1e-300', '1e300', '123456789012345678901234567890.123456789', 'NaN', 'Infinity', '-Infinity']),
    ('text', ARRAY['', ' ', 'half_up', 'finished', 'valid', 'wilson', 'Asia/Ho_Chi_Minh', 'off', 'work', '98,77%', '1.763',
                   'Quý III/2022', 'Trước ngày 14/12/2024', 'Tốt', '{}', E'\u0301', repeat('9', 2000), repeat('Từ Quý ', 500)]),
    ('date', ARRAY['2024-02-07', '2024-04-26', '2024-05-04', '2024-08-19', '2024-12-31', '0001-01-01', '9999-12-31', '4713-01-01 BC', '5874897-12-31', 'infinity', '-infinity']),
    ('timestamp with time zone', ARRAY['2024-02-07 15:00+07', '2024-04-26 08:00+07', '2024-04-29 16:00+07', '2024-05-04 10:00+07', '2024-05-06 07:30+07', '2024-12-31 23:59:59.999999+07', '4713-01-02 BC', '294276-12-31', 'infinity', '-infinity']),
    ('interval', ARRAY['0', '3 hours', '-90 minutes', '1 month 2 days 03:00', '178000000 years', '-178000000 years']),
    ('integer[]', ARRAY['{}', '{4,5}', '{5,NULL}', '{{1,2},{3,4}}', '[-3:1]={1,2,3,4,5}', '{-1,11}', '{2147483647}']),
    ('numeric[]', ARRAY['{}', '{100,60,20,0}', '{NULL}', '{{1,2},{3,4}}', '{NaN}', '{1e300,-1e300}', '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}']),
    ('text[]', ARRAY['{}', '{a,b}', '{NULL}', '{{a},{b}}']),
    ('daterange', ARRAY['empty', '[2024-04-26,2024-05-04]', '(2024-04-26,2024-05-04)', '(,2024-05-04)', '(,)', '[2024-04-26,infinity]']),
    ('tstzmultirange', ARRAY['{}', '{[2024-04-26 08:00+07,2024-04-27 08:00+07)}', '{(,)}', '{[2024-04-26 08:00+07,)}', '{(,2024-04-26 08:00+07]}',
                             '{[2024-04-26 08:00+07,2024-04-26 09:00+07],(2024-05-01 08:00+07,infinity)}']),
    ('jsonb', ARRAY['{}', '[]', 'null', '1', '"x"', '{"late_pct": 5, "satisfied_pct": 80}', '{"a": [1, {"b": null}]}', '{"from": "2024-01-01", "to": "2024-12-31"}']),
    ('json', ARRAY['{}', '[]', 'null', '1', '{"a": [1, {"b": null}]}']),
    ('jsonpath', ARRAY['strict $.late_pct >= 5 || $.satisfied_pct <= 80', '$', '$.late_pct >= 5', 'strict $.a.b.c', '$.x / 0 > 1']),
    ('name', ARRAY['cchc', '', 'pg_catalog']),
    ('regclass', ARRAY['pg_class', '0', '2147483647']),
    ('pg_am', ARRAY['(1,x,-,i)']),
    ('regclass[]', ARRAY['{}', '{pg_class}', '{NULL}', '{0}']),
    ('par.code_range', ARRAY['empty', '[a,b]', '(,)', '[X07,X07]']),
    ('par.code_range[]', ARRAY['{}', '{NULL}', '{"[a,b]"}']),
    ('par.calendar', ARRAY['{"from": "2024-01-01", "to": "2024-12-31"}',
                           '{"from": "2024-01-01", "to": "2024-01-01", "hours": {}}',
                           '{"zone": "UTC", "from": "2020-01-01", "to": "2026-12-31", "hours": {"mon-sun": ["00:00-24:00"]}, "off": ["2024-02-08/2024-02-14"]}',
                           '{"from": "2024-01-01", "to": "2024-12-31", "work": [{"day": "2024-05-04", "for": "2024-04-29"}]}']),
    ('par.zone', ARRAY['Asia/Ho_Chi_Minh', 'UTC', '', 'Mars/Olympus']),
    ('par.timeliness', ARRAY['early', 'on_time', 'late', 'pending', 'overdue', 'paused', 'no_deadline']),
    ('par.ontime_stats', ARRAY['{}', '{"early": 3, "on_time": 2, "late": 1, "late_dated": 1, "days_late_sum": 4, "days_late_max": 4, "at_days_late_max": 1}',
                               '{"pending": 1152921504606846976}', '{"no_deadline": 7, "no_deadline_finished": 3}']),
    ('par.survey_stats', ARRAY['{}', '{"5": 20}', '{"1": 5, "2": 5, "3": 5, "missing": 5}', '{"0": 3, "1": 4, "2": 4, "3": 3, "4": 3, "5": 3}',
                               '{"0": [3, 1.5, 0.75], "1": [4, 6, 9], "4": [3, 4.5, 6.75], "5": [3, 7.5, 18.75]}', '{"4": 1125899906842624}',
                               '{"0": {"n": 4, "weight": 4, "square": 4}, "1": {"n": 4, "weight": 4, "square": 4}, "2": {"n": 3, "weight": 0.3, "square": 0.04}, "5": {"n": 4, "weight": 4, "square": 4}}',
                               '{"4": 3, "5": 3, "missing": 1, "forms": 4, "answering": 3, "products": [3, 3, 0, 3, 0, 1]}',
                               '{"4": {"n": 3, "weight": 3, "square": 3}, "5": {"n": 3, "weight": 3, "square": 3}, "forms": 4, "answering": 3, "products": [3, 3, 3]}']),
    ('par.ontime_groups', ARRAY['{}', '{"7": [3, 2, 1, 0, 0, 0, 0, 0, 1, 4, 4, 1], "null": [0, 0, 0, 5, 0, 0, 7, 3, 0, 0, 0, 0]}',
                                '{"-1": [0, 0, 3, 0, 0, 0, 0, 0, 3, 9, -1, 0], "7": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}']),
    ('par.survey_groups', ARRAY['{}', '{"7": [0, 5, 0, 0, 20, 5, 0, 0, 0, 0, 0, 3], "null": [0, 0, 0, 0, 1125899906842624, 0, 0, 0, 0, 0, 0, 0]}']),
    ('par.rule', ARRAY['all', 'ratio from 80', 'ratio to 80', 'linear 50..80', 'steps 95: 100%, 80: 50%', 'inverse linear 5..20', 'each 0.5', 'minus 0.25 each',
                       'answers 100, 60, 20, 0', 'manual']),
    ('par.score_stats', ARRAY['{}', '{"n_scored": 9, "n_not_applicable": 0, "points": 45, "max_points": 90, "max_not_applicable": 0}',
                              '{"n_scored": 8, "n_not_applicable": 1, "points": 42.987654312, "max_points": 80, "max_not_applicable": 10}',
                              '{"n_scored": 1, "n_not_applicable": 0, "points": 1000000000000000000000000000000.1, "max_points": 10000000000000000000000000000000, "max_not_applicable": 0}',
                              '{"n_scored": 1, "n_not_applicable": 0, "points": -1, "max_points": 0, "max_not_applicable": 0}']),
    ('par.rank_row_text[]', ARRAY['{}', '{"(A,80,1,)","(B,70.5,0,)","(C,,1,)"}', '{"(A,1,1,0.9)",NULL}', '{{"(A,1,1,)"}}', '{"(A,1,1,)","(A,2,1,)"}', '{"(,NaN,-1,7)"}']),
    ('par.rank_row_bigint[]', ARRAY['{}', '{"(1,80,1,)","(2,70.5,0,)","(3,,1,)"}', '[5:6]={"(1,80,,0.9)","(2,1e300,1e300,0.9)"}', '{"(1,Infinity,1,)"}']),
    ('par.sensitivity_row_text[]', ARRAY['{}', '{"(A,\"{80,70}\",\"{2,1}\",0.25,50,1)","(B,\"{75,NULL}\",\"{2,1}\",0.25,50,1)"}', '{"(A,,{1},0,1,1)"}', '{"(A,{1},,0,1,1)"}', '{NULL}']),
    ('par.sensitivity_row_bigint[]', ARRAY['{}', '{"(1,\"{80,70}\",\"{2,1}\",0.25,50,1)","(2,\"{75,NULL}\",\"{2,1}\",0.25,50,1)"}', '{"(1,{1},{1e300},0,1,1)"}']),
    ('par.compare_row_text[]', ARRAY['{}', '{"(A,\"{\"\"5\"\": 9, \"\"1\"\": 4}\",)","(B,\"{\"\"5\"\": 2}\",)","(C,,)"}', '{"(A,{},{5})"}', '{"(A,{},{11})"}']),
    ('par.compare_row_bigint[]', ARRAY['{}', '{"(1,\"{\"\"5\"\": 9, \"\"1\"\": 4}\",)","(2,\"{\"\"5\"\": 2}\",)","(3,,)"}', '{"(1,\"{\"\"4\"\": [1, 2, 4]}\",)","(2,\"{\"\"5\"\": 2}\",)"}']),
    ('par.grading', ARRAY['Tốt >= 80; Khá >= 65; Trung bình >= 50; Yếu', 'Đạt >= 0.000001; Không'])
    ) AS s(t, vs), unnest(vs) AS v
WHERE to_regtype(t) IS NOT NULL;

-- Sums of cells: none, too short, of nothing, of more than there is room for.
INSERT INTO sample VALUES ('bytea', ''), ('bytea', '\x00'), ('bytea', '\x' || repeat('00', 60)), ('bytea', '\xffffff7f' || repeat('00', 56));

-- Summaries that are long as text.
INSERT INTO sample
SELECT 'par.stratified_stats', par.stratified_agg(stats, population)::text
FROM (VALUES ('{"0": 3, "4": 4, "5": 4}'::par.survey_stats, 1000), ('{"5": 20, "missing": 3}', 100), ('{"1": 1}', 50), ('{}', 10)) AS s(stats, population),
     generate_series(1, 4) AS upto
GROUP BY upto, population > upto * 30;
INSERT INTO sample
SELECT 'par.stratified_stats', par.stratified_agg(stats, population)::text
FROM (VALUES ('{"4": 3, "5": 3, "missing": 1, "forms": 4, "answering": 3, "products": [3, 3, 0, 3, 0, 1]}'::par.survey_stats, 1000),
             ('{"1": 2, "forms": 1, "answering": 1, "products": [4]}', 50), ('{}', 10)) AS s(stats, population);

-- JSON of the types that can be made of it.
INSERT INTO sample
SELECT DISTINCT ON (type) 'jsonb', value FROM sample WHERE value LIKE '{"%' AND type NOT IN ('jsonb'::regtype, 'json'::regtype)
ORDER BY type, value COLLATE "C";

-- The extension's own objects.
CREATE TEMP TABLE member AS
SELECT d.classid, d.objid
FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
WHERE e.extname = 'par_index' AND d.deptype = 'e';

-- Own types that can be a column.
CREATE TEMP VIEW own_type AS
SELECT t.oid::regtype AS type, t.typtype,
       (t.typlen, t.typalign) = (-1, 'i') AND t.typtype = 'b' AS forgeable -- physically like bytea
FROM pg_type t JOIN member m ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
WHERE t.typtype IN ('b', 'e', 'd') AND t.typcategory <> 'A'; -- arrays are members from 17 on

-- What stands for most draws of an argument of a given name; '' is for
-- text without a name.
CREATE TEMP TABLE choice (type regtype, parameter text, value text);
INSERT INTO choice VALUES
    ('text', '', 'Asia/Ho_Chi_Minh'), ('text', '', 'off'), ('text', 'zone', 'Asia/Ho_Chi_Minh'), ('text', 'zone', 'UTC'),
    ('text', 'mode', 'half_up'), ('text', 'mode', 'truncate'), ('text', 'mode', 'pause'), ('text', 'mode', 'restart'),
    ('text', 'basis', 'finished'), ('text', 'basis', 'due'), ('text', 'basis', 'received'),
    ('text', 'base', 'valid'), ('text', 'base', 'asked'), ('text', 'method', 'wilson'), ('text', 'method', 'clopper_pearson'),
    ('text', 'single', 'zero'), ('text', 'single', 'centre'), ('text', 'kind', 'off'), ('text', 'kind', 'work'),
    ('text', 'printed', '98,77%'), ('text', 'printed', '33,3'), ('text', 'wording', 'Trước ngày 14/12/2024'), ('text', 'wording', 'Hàng quý'), ('text', 'wording', 'Trong vòng 05 ngày làm việc'),
    ('text', 'wording', 'Không quá 02 giờ làm việc'), ('integer', 'plan_year', '2024'), ('text', 'at_best', 'Khá'),
    ('integer', 'digits', '0'), ('integer', 'digits', '2'), ('integer', 'digits', '6'), ('integer', 'low', '1'), ('integer', 'top', '5'),
    ('integer', 'from_year', '2022'), ('integer', 'to_year', '2024'),
    ('integer', 'lunar_year', '2024'), ('integer', 'lunar_month', '3'), ('integer', 'lunar_day', '10'),
    ('jsonb', 'extra', '[]'), ('jsonb', 'extra', '[{"day": "2024-06-03", "kind": "off"}]'),
    ('double precision', 'confidence', '0.9'), ('double precision', 'confidence', '0.95'),
    ('bigint', 'early', '0'), ('bigint', 'early', '3'), ('bigint', 'on_time', '0'), ('bigint', 'late', '0'), ('bigint', 'late', '5'), ('bigint', 'pending', '0'),
    ('bigint', 'overdue', '0'), ('bigint', 'paused', '0'), ('bigint', 'no_deadline', '0'), ('bigint', 'no_deadline_finished', '0'), ('bigint', 'late_dated', '0'),
    ('bigint', 'days_late_sum', '0'), ('bigint', 'days_late_max', '0'), ('bigint', 'at_days_late_max', '0'),
    ('integer[]', 'positive', '{4,5}'), ('integer[]', 'positive', '{5}'), ('integer[]', 'answers', '{4,5}'), ('integer[]', 'answers', '{}'), ('integer[]', 'answers', '{1,NULL,5}'),
    ('double precision', 'weight', '1'), ('double precision', 'weight', '0.1'),
    ('double precision', 'noise', '0'), ('double precision', 'noise', '0.25'), ('integer', 'draws', '1'), ('integer', 'draws', '50'),
    ('numeric[]', 'weights', '{3,1}'), ('numeric[]', 'weights', '{0.5,0.5}'), ('numeric[]', 'scores', '{80,70}'), ('numeric[]', 'scores', '{75,NULL}');

INSERT INTO choice
SELECT to_regtype('par.zone'), 'zone', v FROM (VALUES ('Asia/Ho_Chi_Minh'), ('UTC')) AS z (v) WHERE to_regtype('par.zone') IS NOT NULL;

-- Own functions that SQL can call (not those that take cstring or internal,
-- nor trigger functions, nor the server's constructors of a range type), and the
-- types and names of their arguments.
CREATE TEMP VIEW own_function AS
SELECT p.oid::regprocedure AS f, p.prokind, p.proretset, p.prorettype::regtype AS result,
       -- (any type: a row)
       ARRAY(SELECT CASE a WHEN 'anyelement'::regtype THEN 'pg_am'::regtype ELSE a::regtype END FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS u(a, i) ORDER BY i) AS args,
       p.proargnames AS names, format('%I.%I', p.pronamespace::regnamespace::text, p.proname) AS name
FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
WHERE NOT p.proargtypes::oid[] && ARRAY['cstring'::regtype::oid, 'internal'::regtype::oid] AND p.prorettype <> 'trigger'::regtype
  AND (p.prokind = 'a' OR p.prolang <> (SELECT oid FROM pg_language WHERE lanname = 'internal')); -- aggregates are of that language

-- The k-th way to call a function: its arguments as SQL text.  Each is drawn
-- by a hash, so that it is the same everywhere; one in eight is NULL; text is
-- mostly what its name asks for.
CREATE FUNCTION pg_temp.arguments(f pg_temp.own_function, k int) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(CASE WHEN draw % 8 = 0 THEN format('NULL::%s', arg)
                          ELSE format('%L::%s', values[1 + draw / 8 % cardinality(values)], arg) END ORDER BY i)
    FROM (SELECT arg, i, draw,
                 CASE WHEN draw % 5 > 0 AND (arg, coalesce(f.names[i], '')) IN (SELECT type, parameter FROM pg_temp.choice)
                      THEN ARRAY(SELECT value FROM pg_temp.choice WHERE type = arg AND parameter = coalesce(f.names[i], '') ORDER BY value COLLATE "C")
                      ELSE ARRAY(SELECT value FROM pg_temp.sample WHERE type = arg ORDER BY value COLLATE "C") END AS values
          FROM (SELECT arg, i, ('x' || left(md5(format('%s %s %s', f.f, k, i)), 7))::bit(28)::int AS draw
                FROM unnest(f.args) WITH ORDINALITY AS u(arg, i)) d) a
$$;

-- And the whole call.
CREATE FUNCTION pg_temp.call(f pg_temp.own_function, k int) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format('%s(%s)', f.name, array_to_string(pg_temp.arguments(f, k), ', '))
$$;

-- How many of n ways to call a function are tried: a set that is made in SQL is that of a
-- whole model's statements, whatever the arguments are, and takes long.
CREATE FUNCTION pg_temp.ways(f pg_temp.own_function, n numeric) RETURNS int LANGUAGE sql STABLE AS $$
    SELECT ceil(CASE WHEN f.proretset AND lanname <> 'c' THEN n / 20 ELSE n END)::int FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.oid = f.f
$$;

-- How calls ended.
CREATE TEMP TABLE outcome (f regprocedure, call text, sqlstate text, message text, answer text);

-- Make the call and remember how it ended.
CREATE FUNCTION pg_temp.try(f regprocedure, call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    EXECUTE call INTO answer;
    INSERT INTO pg_temp.outcome VALUES (f, call, '00000', NULL, answer);
EXCEPTION WHEN OTHERS THEN
    INSERT INTO pg_temp.outcome VALUES (f, call, SQLSTATE, SQLERRM, NULL);
END $$;
