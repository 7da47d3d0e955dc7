-- The same rows here and on the servers, spread by something that no question
-- groups by; and a call of every aggregate of the extension, its arguments by
-- their names.  Weights are thirds, which no binary fraction holds.
CREATE TABLE here AS
SELECT i AS id, i % 40 AS agency, due, due + h % 9 - 5 AS done, due + timetz '17:00+07' AS due_at,
       CASE WHEN h % 13 > 0 THEN due + h % 9 - 5 + make_time(h % 24, 0, 0)::timetz END AS done_at, h % 11 = 0 AS paused,
       CASE h % 11 WHEN 0 THEN tstzmultirange(tstzrange(due + timetz '08:00+07', NULL)) ELSE '{}' END AS pauses,
       nullif(h % 6, 0) AS answer, CASE WHEN h % 5 > 0 THEN ARRAY[nullif(h % 6, 0), 1 + h % 5] END AS answers,
       h / 3.0::float8 + 1.0 / 3 AS weight, round(h / 512.0, 2) AS points, 2.00 AS max_points,
       par.timeliness(due, due + h % 9 - 5, date '2024-09-30') AS class, h / 7.0::float8 AS estimate, (1 + h % 5) / 3.0::float8 AS se,
       h % 3 AS early, h % 2 AS on_time, CASE WHEN h % 4 > 0 THEN ARRAY[1 + h % 4, 1 + h % 2, 9, 1] END AS late_days, ARRAY[h % 10, h % 7, 3]::numeric[] AS scores
FROM generate_series(1, 20000) i, LATERAL (SELECT hashint4(i) & 1023 AS h, date '2024-01-01' + i % 366 AS due) x;
ALTER TABLE here ADD ontime par.ontime_stats, ADD survey par.survey_stats, ADD score par.score_stats, ADD strata par.stratified_stats;
UPDATE here t SET ontime = s.ontime, survey = s.survey, score = s.score, strata = s.strata
FROM (SELECT id, par.ontime_agg(due, done, date '2024-09-30') AS ontime, par.survey_agg(answer, weight) AS survey, par.score_agg(points, max_points) AS score,
             par.stratified_agg(par.survey_agg(answer), 1000::bigint) OVER (PARTITION BY id) AS strata FROM here GROUP BY id) s
WHERE s.id = t.id;
CREATE TABLE far (LIKE here);
SELECT create_distributed_table('far', 'id');
INSERT INTO far SELECT * FROM here;

CREATE TABLE aggregate_call AS
SELECT a.oid::regproc::oid AS of, format('%s(%s)%s', a.name, string_agg(coalesce(v.value, v2.value, 'MISSING ' || p.name), ', ' ORDER BY p.n),
              -- of keys there is one row each, and not many
              CASE WHEN a.name IN ('par.rank_agg', 'par.rank_sensitivity', 'par.compare_agg', 'par.calendar_agg') THEN ' FILTER (WHERE id <= 60)' ELSE '' END
              -- groups are a set, whose text is in no order
              || CASE WHEN a.name IN ('par.ontime_by', 'par.survey_by') THEN '::text::jsonb' ELSE '' END) AS call
FROM (SELECT p.oid, format('par.%I', p.proname) AS name, p.proargnames, p.proargtypes FROM pg_proc p WHERE p.pronamespace = 'par'::regnamespace AND p.prokind = 'a') a
     CROSS JOIN LATERAL (SELECT u.n, coalesce(a.proargnames[u.n], '') AS name, format_type(u.type, NULL) AS type FROM unnest(a.proargtypes::oid[]) WITH ORDINALITY AS u (type, n)) p
     LEFT JOIN (VALUES ('due', 'date', 'due'), ('due', 'timestamp with time zone', 'due_at'), ('done', 'date', 'done'), ('done', 'timestamp with time zone', 'done_at'),
                       ('as_of', 'date', 'date ''2024-09-30'''), ('as_of', 'timestamp with time zone', 'timestamptz ''2024-09-30 24:00+07'''),
                       ('paused', 'text', 'text ''no'''), ('paused', 'integer', 'on_time'), ('key', 'integer', '(id % 7)'), ('key', 'bigint', 'id::bigint'), ('key', 'text', 'id::text'),
                       ('stats', 'par.ontime_stats', 'ontime'), ('stats', 'par.survey_stats', 'survey'), ('stats', 'par.stratified_stats', 'strata')) AS v (name, type, value)
          ON v.name = p.name AND v.type = p.type
     LEFT JOIN (VALUES ('paused', 'paused'), ('pauses', 'pauses'), ('zone', 'text ''Asia/Ho_Chi_Minh'''), ('class', 'class'), ('estimate', 'estimate'), ('se', 'se'),
                       ('confidence', '0.9::float8'), ('answer', 'answer'), ('answers', 'answers'), ('weight', 'weight'), ('points', 'points'), ('max_points', 'max_points'),
                       ('score', 'score'), ('population', '1000::bigint'), ('positive', 'ARRAY[4, 5]'), ('day', '(date ''2024-01-01'' + id)'), ('kind', 'text ''off'''), ('replaces', 'NULL::date'),
                       ('early', 'early'), ('on_time', 'on_time'), ('late_days', 'late_days'), ('finished_no_deadline', 'early'), ('pending', 'on_time'), ('overdue', 'early'),
                       ('no_deadline', 'on_time'), ('scores', 'scores'), ('weights', 'ARRAY[1, 2, 3]::numeric[]'), ('noise', '0.25::float8'), ('draws', '50'), ('seed', '7::bigint')) AS v2 (name, value)
          ON v2.name = p.name
GROUP BY a.oid, a.name;
