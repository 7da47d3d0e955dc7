-- groups: summaries of many groups at once
SET timezone = 'Asia/Ho_Chi_Minh';

-- What GROUP BY gives, for keys that are small, negative, large, and NULL.
CREATE TEMP TABLE dossier AS
SELECT (ARRAY[1, 2, 430, -7, 2147483647, -2147483648, 1000000, NULL])[1 + h % 8] AS agency,
       CASE WHEN i % 9 > 0 THEN date '2024-01-01' + i % 180 END AS due, CASE WHEN i % 5 > 0 THEN date '2024-01-01' + i % 180 + h % 9 - 5 END AS done,
       CASE WHEN i % 9 > 0 THEN timestamptz '2024-01-01 17:00+07' + i % 180 * interval '1 day' END AS due_at,
       CASE WHEN i % 5 > 0 THEN timestamptz '2024-01-01 17:00+07' + i % 180 * interval '1 day' + (h % 150 - 70) * interval '1 hour' END AS done_at,
       h % 11 = 0 AS paused, nullif(h % 6, 0) AS answer
FROM (SELECT i, hashint4(i) & 1023 AS h FROM generate_series(1, 4000) i) x;
SELECT r.key, par.n_received(r.stats), par.n_early(r.stats), par.n_on_time(r.stats), par.n_late(r.stats), par.n_overdue(r.stats), par.days_late_max(r.stats)
FROM (SELECT par.ontime_by(agency, due, done, '2024-05-31', paused) AS groups FROM dossier) g, par.rows(groups) r;
CREATE FUNCTION pg_temp.differences(args text) RETURNS TABLE (n_groups bigint, differences bigint) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format($q$
        SELECT count(*), count(*) FILTER (WHERE (a.key IS NULL) <> (b.agency IS NULL) OR a.stats::text IS DISTINCT FROM b.stats::text)
        FROM (SELECT r.* FROM (SELECT par.ontime_by(agency, %1$s) AS groups FROM dossier) g, par.rows(groups) r) a
             FULL JOIN (SELECT agency, par.ontime_agg(%1$s) AS stats FROM dossier GROUP BY agency) b ON coalesce(a.key, -1) = coalesce(b.agency, -1)$q$, args);
END $$;
SELECT args, d.* FROM unnest(ARRAY[
    'due, done, ''2024-05-31''', 'due, done, ''2024-05-31'', paused', 'due, done, NULL',
    'due_at, done_at, ''2024-05-31 17:00+07''', 'due_at, done_at, ''2024-05-31 17:00+07'', paused',
    'due_at, done_at, ''2024-05-31 17:00+07'', ''America/New_York''', 'due_at, done_at, ''2024-05-31 17:00+07'', paused, ''Europe/Berlin'''])
    WITH ORDINALITY AS a (args, ord), pg_temp.differences(args) d ORDER BY ord;
SELECT count(*), count(*) FILTER (WHERE a.stats::text = b.stats::text AND (a.key IS NULL) = (b.agency IS NULL)) AS equal
FROM (SELECT r.* FROM (SELECT par.survey_by(agency, answer) AS groups FROM dossier) g, par.rows(groups) r) a
     FULL JOIN (SELECT agency, par.survey_agg(answer) AS stats FROM dossier GROUP BY agency) b ON coalesce(a.key, -1) = coalesce(b.agency, -1);

-- Many keys: in a row, far apart, by powers of two, each once.
CREATE TEMP TABLE spread AS
SELECT kind, i, CASE kind WHEN 'in a row' THEN i WHEN 'far apart' THEN i * 71993 WHEN 'powers' THEN i * 65536 WHEN 'back' THEN 3000 - i ELSE hashint4(i) END AS key
FROM generate_series(1, 20000) i, unnest(ARRAY['in a row', 'far apart', 'powers', 'back', 'random']) kind;
SELECT kind, count(*) AS n_groups, count(DISTINCT r.key) = count(*) AS once, sum(par.n_answers(r.stats)), min(par.n_answers(r.stats)), bool_and(sorted) AS sorted
FROM (SELECT kind, par.survey_by(key, i % 11) AS groups FROM spread WHERE kind <> 'powers' OR i < 30000 GROUP BY kind) g,
     LATERAL (SELECT *, key > lag(key) OVER () IS NOT FALSE AS sorted FROM par.rows(groups)) r
GROUP BY kind ORDER BY kind COLLATE "C";

-- Nothing: no rows, and no groups.
SELECT par.ontime_by(agency, due, done, '2024-05-31'), par.survey_by(agency, answer) FROM dossier WHERE false;
SELECT count(*) FROM par.rows((SELECT par.ontime_by(agency, due, done, '2024-05-31') FROM dossier WHERE false));
-- A row that counts nowhere still has its group, as GROUP BY has it.
SELECT par.ontime_by(4, date '2024-05-01', NULL::date, NULL::date);

-- As a window function, and by hand: a value stays what it was.
SELECT i, par.survey_by(i % 2, i) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM generate_series(1, 4) i;
SELECT g, par.survey_groups_add(g, '{"3": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}'), g FROM (SELECT par.survey_by(3, 1) AS g OFFSET 0) x;
SELECT par.survey_by_accum(NULL, NULL, NULL), par.survey_by_accum('{}', 5, 10);
-- Stored, also where it is long.
CREATE TEMP TABLE stored AS SELECT par.survey_by(key, i % 11) AS groups FROM spread WHERE kind = 'in a row';
SELECT pg_column_size(groups) < 1000000 AS compressed, (SELECT count(*) FROM par.rows(groups)), groups::text = groups::text::par.survey_groups::text AS back FROM stored;

-- Text form.
SELECT par.ontime_by(k, due, done, '2024-05-31') FROM (VALUES (2, date '2024-05-01', date '2024-05-06'), (1, NULL, NULL), (NULL, '2024-06-05', NULL), (2, '2024-05-05', '2024-05-05')) v (k, due, done);
SELECT ' { "2" : [0,1,1, 0,0,0, 0,0, 1,5,5,1] ,"null":[0,0,0,1,0,0,0,0,0,0,0,0]}'::par.ontime_groups;
SELECT '{"2": [0, 0, 3, 0, 0, 0, 0, 0, 3, 9, -1, 0]}'::par.ontime_groups, stats FROM par.rows('{"2": [0, 0, 3, 0, 0, 0, 0, 0, 3, 9, -1, 0]}'::par.ontime_groups);
SELECT '{}'::par.survey_groups;
SELECT ''::par.survey_groups;
SELECT '{"2": [0, 1]}'::par.survey_groups;
SELECT '{"2": [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}'::par.survey_groups;
SELECT '{"2": [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]'::par.survey_groups;
SELECT '{"2": [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]} x'::par.survey_groups;
SELECT '{"2147483648": [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}'::par.survey_groups;
SELECT '{"nullified": [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}'::par.survey_groups;
SELECT '{"2": [0, 1.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}'::par.survey_groups;
SELECT '{"2": [0, 99999999999999999999, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}'::par.survey_groups;
SELECT '{"2": [0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}'::par.survey_groups;
SELECT '{"2": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "2": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}'::par.survey_groups;
SELECT '{"2": [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]}'::par.ontime_groups;
SELECT par.survey_by(1, 11);
SELECT par.ontime_by(1, 'infinity'::date, NULL, NULL);
SELECT par.survey_groups_add('{"2": [36028797018963968, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}', '{"2": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}');
