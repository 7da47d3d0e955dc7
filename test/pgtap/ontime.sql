-- ontime: every way to aggregate random cases against plain SQL counts, the
-- identities of form 06, splits, and the days of every time zone.
BEGIN;
SELECT plan(54);
SET LOCAL timezone = 'Asia/Ho_Chi_Minh';
SET LOCAL search_path = public, par;
SELECT setseed(0.4);

-- Random cases, with hours so that instants fall before and after one another
-- on the same day, NULLs everywhere, and as_of by row.
CREATE TABLE cases AS
SELECT id, id % 17 AS agency, id % 3 AS kind,
       CASE WHEN random() < 0.9 THEN at + (random() * 60)::int * interval '6 hours' END AS due_at,
       CASE WHEN random() < 0.8 THEN at + (random() * 60)::int * interval '6 hours' END AS done_at,
       CASE WHEN random() < 0.9 THEN at + (random() * 60)::int * interval '6 hours' END AS as_of,
       CASE WHEN random() < 0.9 THEN random() < 0.3 END AS paused
FROM generate_series(1, 3000) AS id, LATERAL (SELECT timestamptz '2024-02-27 00:00' + id % 5 * interval '1 day' AS at) AS x;
ALTER TABLE cases ADD PRIMARY KEY (id);
CREATE VIEW days AS
SELECT id, agency, kind, due_at::date AS due, done_at::date AS done, as_of::date AS as_of, paused FROM cases;

-- What each case is, said once more and apart from the extension, by the
-- server's own days: as days, as instants here, and as instants in New York,
-- whose clocks change in those weeks.
CREATE TABLE said (form text, id int, finished bool, counted bool, late bool, early bool, has_due bool, past_due bool, paused bool, days int, PRIMARY KEY (form, id));
INSERT INTO said
SELECT form, id, finished, finished OR as_of IS NOT NULL, done > due, done_day < due_day, due IS NOT NULL, as_of > due, coalesce(paused, false), greatest(done_day - due_day, 0)
FROM (SELECT 'days' AS form, id, due::timestamptz, done::timestamptz, as_of::timestamptz, due AS due_day, done AS done_day, paused FROM days
      UNION ALL SELECT 'here', id, due_at, done_at, as_of, due_at::date, done_at::date, paused FROM cases
      UNION ALL SELECT 'New York', id, due_at, done_at, as_of, (due_at AT TIME ZONE 'America/New_York')::date, (done_at AT TIME ZONE 'America/New_York')::date, paused FROM cases) AS f,
     LATERAL (SELECT done IS NOT NULL AND (as_of IS NULL OR done <= as_of) AS finished) AS x;

-- The summary that plain counts of the given cases make.
CREATE FUNCTION plain(wanted text, ids int[]) RETURNS jsonb LANGUAGE sql STABLE AS $$
    WITH c AS (SELECT s.* FROM said s WHERE s.form = wanted AND s.id = ANY (ids)),
         d AS (SELECT count(*) AS n, coalesce(sum(days), 0) AS sum, coalesce(max(days), 0) AS max FROM c WHERE finished AND late)
    SELECT jsonb_build_object(
        'early', count(*) FILTER (WHERE finished AND early AND NOT late),
        'on_time', count(*) FILTER (WHERE finished AND NOT late AND NOT early),
        'late', count(*) FILTER (WHERE finished AND late),
        'pending', count(*) FILTER (WHERE counted AND NOT finished AND has_due AND NOT paused AND NOT past_due),
        'overdue', count(*) FILTER (WHERE counted AND NOT finished AND has_due AND NOT paused AND past_due),
        'paused', count(*) FILTER (WHERE counted AND NOT finished AND has_due AND paused),
        'no_deadline', count(*) FILTER (WHERE counted AND NOT has_due),
        'no_deadline_finished', count(*) FILTER (WHERE finished AND NOT has_due),
        'late_dated', (SELECT n FROM d), 'days_late_sum', (SELECT sum FROM d), 'days_late_max', (SELECT max FROM d),
        'at_days_late_max', (SELECT count(*) FROM c, d WHERE finished AND late AND days = d.max))
    FROM c
$$;

-- Do the summaries that a query gives, as (ids, summary), tell what plain
-- counts of these ids do?  Which rows do not?
CREATE FUNCTION differing(form text, query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
    EXECUTE format('SELECT count(*) FILTER (WHERE s::jsonb IS DISTINCT FROM plain(%L, ids)) + 1000000 * (count(*) = 0)::int FROM (%s) AS q (ids, s)', form, query) INTO n;
    RETURN n;
END $$;
-- The plan of a query in one line.
CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; lines text := '';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        lines := lines || ' ' || regexp_replace(line, '^[ >-]+', '');
    END LOOP;
    RETURN lines;
END $$;

SELECT is(differing('days', 'SELECT array_agg(id), ontime_agg(due, done, as_of, paused) FROM days'), 0::bigint, 'days');
SELECT is(differing('here', 'SELECT array_agg(id), ontime_agg(due_at, done_at, as_of, paused) FROM cases'), 0::bigint, 'instants in the session''s zone');
SELECT is(differing('New York', 'SELECT array_agg(id), ontime_agg(due_at, done_at, as_of, paused, ''America/New_York'') FROM cases'), 0::bigint, 'instants in a given zone');
SELECT isnt(plain('here', array_agg(id)), plain('New York', array_agg(id)), 'the zone matters') FROM cases;
SELECT cmp_ok(min(value::bigint), '>', 0::bigint, 'no class is missing')
FROM (SELECT array_agg(id) AS ids FROM cases) AS i, unnest('{days,here,New York}'::text[]) AS form, jsonb_each_text(plain(form, ids));
SELECT is(count(*) FILTER (WHERE counted <> (class IS NOT NULL) OR counted AND plain(form, ARRAY[id]) ->> class::text <> '1'), 0::bigint,
          'the class of one case is the class that counts it')
FROM (SELECT 'days' AS form, id, timeliness(due, done, as_of, paused) AS class FROM days
      UNION ALL SELECT 'here', id, timeliness(due_at, done_at, as_of, paused) FROM cases
      UNION ALL SELECT 'New York', id, timeliness(due_at, done_at, as_of, paused, 'America/New_York') FROM cases) AS c JOIN said USING (form, id);
SELECT is((SELECT ontime_agg(due, done, as_of)::jsonb FROM days), (SELECT ontime_agg(due, done, as_of, false)::jsonb FROM days), 'without a mark of pause nothing is paused');
SELECT is((SELECT ontime_agg(due_at, done_at, as_of, 'America/New_York')::jsonb FROM cases), (SELECT ontime_agg(due_at, done_at, as_of, false, 'America/New_York')::jsonb FROM cases), 'nor in a given zone');
-- of classes only: the same seven counts
SELECT is((SELECT array_agg(ontime_agg::jsonb -> k) FROM (SELECT ontime_agg(timeliness(due, done, as_of, paused)) FROM days) AS x, unnest(enum_range(NULL::timeliness)::text[]) AS k),
          (SELECT array_agg(ontime_agg::jsonb -> k) FROM (SELECT ontime_agg(due, done, as_of, paused) FROM days) AS x, unnest(enum_range(NULL::timeliness)::text[]) AS k),
          'classes give the same seven counts');

-- Groups, hashed and sorted; sets of groups; filtered, distinct and empty.
SELECT is(differing('days', 'SELECT array_agg(id), ontime_agg(due, done, as_of, paused) FROM days GROUP BY agency'), 0::bigint, 'groups, hashed');
SET LOCAL enable_hashagg = off;
SELECT is(differing('here', 'SELECT array_agg(id), ontime_agg(due_at, done_at, as_of, paused) FROM cases GROUP BY agency'), 0::bigint, 'groups, sorted');
SET LOCAL enable_hashagg = on;
SELECT is(differing('here', 'SELECT array_agg(id), ontime_agg(due_at, done_at, as_of, paused) FROM cases GROUP BY GROUPING SETS ((agency, kind), (agency), (kind), (), ())'), 0::bigint, 'grouping sets');
SELECT is(differing('here', 'SELECT array_agg(id), ontime_agg(due_at, done_at, as_of, paused) FROM cases GROUP BY CUBE (agency, kind, paused)'), 0::bigint, 'cube');
SELECT is(differing('days', 'SELECT array_agg(id) FILTER (WHERE id % 5 = agency % 7), ontime_agg(due, done, as_of, paused) FILTER (WHERE id % 5 = agency % 7) FROM days GROUP BY agency'), 0::bigint, 'FILTER, some groups empty');
SELECT is(differing('days', 'SELECT ARRAY(SELECT min(id) FROM days e WHERE e.agency = d.agency GROUP BY due, done, as_of, paused), ontime_agg(DISTINCT due, done, as_of, paused) FROM days d GROUP BY agency'), 0::bigint, 'DISTINCT');
SELECT is(differing('days', 'SELECT array_agg(id), ontime_agg(due, done, as_of, paused) FROM days WHERE id < 0'), 0::bigint, 'no rows');
SELECT is(differing('days', 'SELECT array_agg(id), ontime_agg(due, done, as_of, paused) FROM days WHERE coalesce(due, done, as_of) IS NULL'), 0::bigint, 'nothing but NULL');

-- Parallel, by partitions, and both; the ids are collected apart because
-- array_agg is not parallel everywhere.
ANALYZE cases;
CREATE TABLE parted (LIKE cases) PARTITION BY LIST (agency);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (0, 1, 2, 3, 4, 5, 6);
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (7, 8, 9, 10, 11);
CREATE TABLE parted_3 PARTITION OF parted DEFAULT;
INSERT INTO parted SELECT * FROM cases;
ANALYZE parted;
SET LOCAL min_parallel_table_scan_size = 0; SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0;
CREATE TABLE query (n serial, what text, setting text, plan text, sql text);
INSERT INTO query (what, setting, plan, sql) VALUES
    ('parallel', 'max_parallel_workers_per_gather=2', '%Finalize Aggregate Gather Workers Planned: 2 Partial Aggregate Parallel Seq Scan%',
     'SELECT NULL::int AS agency, ontime_agg(due_at, done_at, as_of, paused) AS s FROM cases'),
    ('parallel groups', 'max_parallel_workers_per_gather=2', '%Finalize % Group Key: agency Gather%Partial HashAggregate%Parallel Seq Scan%',
     'SELECT agency, ontime_agg(due_at, done_at, as_of, paused) AS s FROM cases GROUP BY agency'),
    ('parallel groups in a zone', 'max_parallel_workers_per_gather=2', '%Finalize % Group Key: agency Gather%Partial HashAggregate%Parallel Seq Scan%',
     'SELECT agency, ontime_agg(due_at, done_at, as_of, paused, ''Asia/Ho_Chi_Minh'') AS s FROM cases GROUP BY agency'),
    ('partitions', 'max_parallel_workers_per_gather=0', '%Finalize Aggregate Append Partial Aggregate Seq Scan%Partial Aggregate Seq Scan%Partial Aggregate%',
     'SELECT NULL::int AS agency, ontime_agg(due_at, done_at, as_of, paused) AS s FROM parted'),
    ('groups in partitions', 'max_parallel_workers_per_gather=0', '%Append HashAggregate%HashAggregate%HashAggregate%',
     'SELECT agency, ontime_agg(due_at, done_at, as_of, paused) AS s FROM parted GROUP BY agency'),
    ('parallel partitions', 'max_parallel_workers_per_gather=2', '%Finalize Aggregate Gather%Parallel Append Partial Aggregate%Partial Aggregate%Partial Aggregate%',
     'SELECT NULL::int AS agency, ontime_agg(due_at, done_at, as_of, paused) AS s FROM parted'),
    ('parallel rollup', 'max_parallel_workers_per_gather=2', '%Finalize Aggregate Gather Workers Planned: _ Partial Aggregate Parallel Seq Scan on summary%',
     'SELECT NULL::int AS agency, rollup(s) AS s FROM summary');
CREATE TABLE summary AS SELECT kind, agency, ontime_agg(due_at, done_at, as_of, paused) AS s FROM cases GROUP BY kind, agency;
ANALYZE summary;
SET LOCAL enable_partitionwise_aggregate = on;
CREATE FUNCTION with_setting(setting text) RETURNS text LANGUAGE sql AS
$$ SELECT set_config(split_part(setting, '=', 1), split_part(setting, '=', 2), true) $$;
CREATE FUNCTION check_query(q query) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM with_setting(q.setting);
    RETURN NEXT alike(plan_of(q.sql), q.plan, q.what || ': the plan');
    EXECUTE format('CREATE TABLE result_%s AS %s', q.n, q.sql);
    PERFORM with_setting('max_parallel_workers_per_gather=0');
    RETURN NEXT is(differing('here', format('SELECT ARRAY(SELECT id FROM cases c WHERE coalesce(c.agency = r.agency, true)), s FROM result_%s AS r', q.n)), 0::bigint, q.what);
END $$;
SELECT check_query(q) FROM query AS q ORDER BY n;
SET LOCAL max_parallel_workers_per_gather = 0;

-- Windows: whole, growing, and moving frames, also in the orders that are
-- best and worst for keeping the maximum.
SELECT is(differing('days', 'SELECT array_agg(id) OVER (), ontime_agg(due, done, as_of, paused) OVER () FROM days WHERE id <= 300'), 0::bigint, 'OVER ()');
SELECT is(differing('days', 'SELECT array_agg(id) OVER w, ontime_agg(due, done, as_of, paused) OVER w FROM days WHERE id <= 600 WINDOW w AS (PARTITION BY kind ORDER BY id)'), 0::bigint, 'a growing frame');
CREATE TABLE frame (n serial, form text, call text, source text, w text);
INSERT INTO frame (form, call, source, w)
SELECT form, call, source, w
FROM (VALUES ('days', 'ontime_agg(due, done, as_of, paused)', 'days'), ('here', 'ontime_agg(due_at, done_at, as_of, paused)', 'cases'),
             ('New York', 'ontime_agg(due_at, done_at, as_of, paused, ''America/New_York'')', 'cases')) AS f (form, call, source),
     unnest(ARRAY['ORDER BY id ROWS BETWEEN 20 PRECEDING AND CURRENT ROW',
                  'PARTITION BY agency ORDER BY id ROWS BETWEEN 7 PRECEDING AND 5 FOLLOWING',
                  'ORDER BY id ROWS BETWEEN 12 PRECEDING AND 3 PRECEDING',
                  'ORDER BY kind, id ROWS BETWEEN 9 FOLLOWING AND 30 FOLLOWING',
                  'ORDER BY id RANGE BETWEEN 30 PRECEDING AND 2 PRECEDING',
                  'ORDER BY agency GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW',
                  'ORDER BY id ROWS BETWEEN 8 PRECEDING AND 8 FOLLOWING EXCLUDE CURRENT ROW',
                  'ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',
                  CASE source WHEN 'days' THEN 'ORDER BY done - due, id' ELSE 'ORDER BY done_at - due_at, id' END || ' ROWS 15 PRECEDING',
                  CASE source WHEN 'days' THEN 'ORDER BY done - due DESC, id' ELSE 'ORDER BY done_at - due_at DESC, id' END || ' ROWS 15 PRECEDING']) AS w;
SELECT is(sum(differing(form, format('SELECT array_agg(id) OVER w, %s OVER w FROM %s WHERE id <= 500 WINDOW w AS (%s)', call, source, w))), 0::numeric,
          min(form) || ': ten moving frames')
FROM frame GROUP BY form ORDER BY form COLLATE "C";
SELECT is(count(*) FILTER (WHERE moving IS DISTINCT FROM on_time_pct(plain)), 0::bigint, 'on_time_pct in moving frames')
FROM (SELECT on_time_pct(due, done) OVER w AS moving, ontime_agg(due, done, NULL) OVER w AS plain FROM days WINDOW w AS (ORDER BY id ROWS 10 PRECEDING)) AS x;
-- rollup in moving frames, over summaries of one kind of case each
SELECT is(count(*) FILTER (WHERE moving::text <> once::text), 0::bigint, 'rollup in moving frames')
FROM (SELECT rollup(s) OVER (ORDER BY kind, agency ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING) AS moving, row_number() OVER (ORDER BY kind, agency) AS n FROM summary) AS m,
     LATERAL (SELECT rollup(s) AS once FROM (SELECT s, row_number() OVER (ORDER BY kind, agency) AS k FROM summary) AS o WHERE k BETWEEN n - 3 AND n + 2) AS l;
SELECT is(count(*) FILTER (WHERE a::jsonb <> b::jsonb), 0::bigint, 'classes in moving frames')
FROM (SELECT ontime_agg(timeliness(due, done, as_of, paused)) OVER (ORDER BY id ROWS 10 PRECEDING) AS a, ontime_agg(class) OVER (ORDER BY id ROWS BETWEEN 10 PRECEDING AND CURRENT ROW EXCLUDE NO OTHERS) AS b
      FROM (SELECT *, timeliness(due, done, as_of, paused) AS class FROM days) AS d) AS x;

-- Any split: 200 random partitions of the cases into parts, some of them empty.
SELECT is(count(*) FILTER (WHERE merged::text <> whole::text OR summed::text <> whole::text), 0::bigint, 'rollup of parts is the whole, for any split')
FROM (SELECT ontime_agg(due, done, as_of, paused) AS whole FROM days) AS w,
     (SELECT split, rollup(s) AS merged, rollup(s) FILTER (WHERE part % 2 = 0) + rollup(s) FILTER (WHERE part % 2 = 1) AS summed
      FROM (SELECT split, part, ontime_agg(due, done, as_of, paused) AS s
            FROM days, generate_series(1, 200) AS split, LATERAL (SELECT hashint8(id * 1000::bigint + split) & (split % 31) AS part) AS p GROUP BY split, part) AS parts
      GROUP BY split) AS m;
-- What is taken away is gone, and what stays is all that is left; the maximum
-- is right or not known.
SELECT is(count(*) FILTER (WHERE (rest::jsonb - '{days_late_max,at_days_late_max}'::text[]) <> (right_rest::jsonb - '{days_late_max,at_days_late_max}'::text[])
                              OR days_late_max(rest) <> days_late_max(right_rest)
                              OR (days_late_max(rest) IS NULL AND days_late_max(right_rest) IS NOT NULL AND days_late_max(part) < days_late_max(whole))), 0::bigint, 'a part taken away leaves the rest')
FROM (SELECT ontime_agg(due, done, as_of, paused) AS whole, ontime_agg(due, done, as_of, paused) FILTER (WHERE inside) AS part,
             ontime_agg(due, done, as_of, paused) FILTER (WHERE NOT inside) AS right_rest
      FROM days, generate_series(1, 200) AS split, LATERAL (SELECT hashint8(id * 1000::bigint + split) % 37 < split % 37 AS inside) AS p
      WHERE id % 50 = split % 50 GROUP BY split) AS x,
     LATERAL (SELECT whole - part AS rest) AS r;
SELECT throws_ok($q$SELECT ontime_agg(due, done, as_of, paused) - ontime_agg(due, done, as_of, NOT coalesce(paused, false)) FROM days$q$,
                 '22023', 'cannot subtract cases that were never added', 'what was never added cannot be subtracted');

-- Form 06, and what follows from it, for every summary at hand.
SELECT is(count(*) FILTER (WHERE n_received(s) <> n_finished(s) + n_open(s)
                              OR n_received(s) <> n_early(s) + n_on_time(s) + n_late(s) + n_pending(s) + n_overdue(s) + n_paused(s) + n_no_deadline(s)), 0::bigint,
          'received = finished + open = the seven classes')
FROM (SELECT s FROM summary UNION ALL SELECT rollup(s) FROM summary GROUP BY CUBE (kind, agency)) AS x;
SELECT is(count(*) FILTER (WHERE n_finished(s) <> finished OR n_open(s) <> counted - finished), 0::bigint, 'finished and open are those counted')
FROM (SELECT agency, ontime_agg(due, done, as_of, paused) AS s FROM days GROUP BY agency) AS a
JOIN (SELECT id % 17 AS agency, count(*) FILTER (WHERE finished) AS finished, count(*) FILTER (WHERE counted) AS counted FROM said WHERE form = 'days' GROUP BY 1) AS b USING (agency);
SELECT is(count(*) FILTER (WHERE abs(on_time_rate(s, basis) + late_rate(s, basis) - 1) > 1e-15 OR on_time_pct(s, basis, 2) <> round(on_time_rate(s, basis)::numeric * 100, 2)), 0::bigint,
          'on time and late make the whole, on every basis')
FROM summary, unnest('{finished,due,received}'::text[]) AS basis;
SELECT is(count(*) FILTER (WHERE (on_time_pct, early_pct, late_pct) IS DISTINCT FROM (on_time_pct(s), early_pct(s), late_pct(s))), 0::bigint, 'one step is two steps')
FROM (SELECT on_time_pct(due_at, done_at), early_pct(due_at, done_at), late_pct(due_at, done_at), ontime_agg(due_at, done_at, NULL) AS s FROM cases GROUP BY agency) AS x;
SELECT is(count(*) FILTER (WHERE s::text::ontime_stats::text <> s::text OR s::text::jsonb <> s::jsonb OR s::json::jsonb <> s::jsonb OR ontime_stats_send(s::text::ontime_stats) <> ontime_stats_send(s)), 0::bigint,
          'text, json and back') FROM summary;

-- Random numbers, few of them consistent: what is let in stays consistent
-- through + and -, that is, its text is let in again.
CREATE FUNCTION attempt(expression text, OUT s ontime_stats, OUT error text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'SELECT ' || expression INTO s;
EXCEPTION WHEN OTHERS THEN error := SQLSTATE;
END $$;
CREATE TABLE random_stats AS
SELECT a.* FROM generate_series(1, 4000) AS i,
     attempt(format('%L::par.ontime_stats', jsonb_build_object('early', i % 3, 'late', (random() * 4)::int, 'late_dated', (random() * 4)::int,
             'days_late_sum', (random() * 8)::int, 'days_late_max', CASE WHEN random() < 0.7 THEN (random() * 4)::int END,
             'at_days_late_max', (random() * 2)::int, 'no_deadline', i % 2, 'no_deadline_finished', (random() * 2)::int))) AS a;
SELECT cmp_ok(count(*) FILTER (WHERE s IS NOT NULL), '>', 100::bigint, 'some random numbers are consistent') FROM random_stats;
SELECT is(array_agg(DISTINCT error) FILTER (WHERE error IS NOT NULL), ARRAY['22P02'], 'the others are refused as text') FROM random_stats;
CREATE TABLE some_stats AS SELECT s FROM random_stats WHERE s IS NOT NULL LIMIT 120;
SELECT is(array_agg(DISTINCT coalesce(again.error, (again.s::text <> r.s::text)::text)), ARRAY['false'], 'sums and differences are consistent')
FROM some_stats a, some_stats b, unnest('{+,-}'::text[]) AS op,
     LATERAL (SELECT * FROM attempt(format('%L::par.ontime_stats %s %L::par.ontime_stats', a.s, op, b.s))) AS r,
     LATERAL (SELECT * FROM attempt(format('%L::par.ontime_stats', r.s))) AS again
WHERE r.s IS NOT NULL;
-- bytes and letters changed at random: a value or an error of class 22
SELECT is(array_agg(DISTINCT left(error, 2)) FILTER (WHERE error IS NOT NULL), ARRAY['22'], 'spoilt text is a clear error')
FROM (SELECT overlay(s::text PLACING substr('{}[]",:-.e0123456789 nulltrue', (random() * 28)::int + 1, (random() * 2)::int) FROM (random() * 200)::int + 1) AS spoilt
      FROM some_stats, generate_series(1, 20)) AS x, attempt(format('%L::par.ontime_stats', spoilt));

-- The days of every zone of the server, against the server's own: instants of
-- all centuries, and within two days of one another.  AT TIME ZONE reads a few
-- of the names as abbreviations without summer time.
CREATE TABLE zone AS SELECT name FROM pg_timezone_names
WHERE name !~ '^(posix|right|localtime)' AND upper(name) NOT IN (SELECT abbrev FROM pg_timezone_abbrevs);
SELECT is(count(*) FILTER (WHERE (timeliness(due, done, NULL, name) = 'early') <> ((done AT TIME ZONE name)::date < (due AT TIME ZONE name)::date)), 0::bigint,
          'early in every zone, in every century')
FROM zone, generate_series(1, 60) AS i,
     LATERAL (SELECT timestamptz '0001-01-03' + (hashtextextended(name, i) & 1048575) * 3480 * interval '86.4 seconds' + (hashtextextended(name, i) & 86399) * interval '1 second' AS due) AS x,
     LATERAL (SELECT due - (hashtextextended(name, -i) & 262143) * interval '0.65 seconds' AS done) AS y;
SELECT is(count(*) FILTER (WHERE (timeliness(due, done, NULL, name) = 'early') <> ((done AT TIME ZONE name)::date < (due AT TIME ZONE name)::date)), 0::bigint,
          'and in the years when clocks were changed most')
FROM zone, generate_series(1, 200) AS i,
     LATERAL (SELECT timestamptz '1860-01-01' + (hashtextextended(name, i) & 1048575) * interval '1.5 hours' + (hashtextextended(name, i) & 4095) * interval '1 second' AS due) AS x,
     LATERAL (SELECT due - (hashtextextended(name, -i) & 262143) * interval '0.65 seconds' AS done) AS y;
SELECT is(count(*) FILTER (WHERE n <> greatest(0, (done AT TIME ZONE name)::date - (due AT TIME ZONE name)::date)), 0::bigint, 'days late in every zone')
FROM (SELECT name, due, done, days_late_max(ontime_agg(due, done, NULL, name)) AS n
      FROM zone, generate_series(1, 20) AS i,
           LATERAL (SELECT timestamptz '1860-01-01' + (hashtextextended(name, i) & 1048575) * interval '1.5 hours' AS due) AS x,
           LATERAL (SELECT due + (1 + hashtextextended(name, -i) & 1048575) * interval '1.7 seconds' AS done) AS y
      GROUP BY name, due, done) AS z;

SELECT * FROM finish();
ROLLBACK;
