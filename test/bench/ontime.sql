-- Five million dossiers of 430 agencies: most returned before or on the due
-- day, some late, a tenth still open, a few paused or without a deadline; in
-- working hours, spread over two years.
CREATE TABLE bench.dossier AS
SELECT (g * 7919::bigint % 430)::int AS agency_id,
       CASE WHEN g % 50 <> 0 THEN received + interval '5 days' END AS due_at,
       CASE WHEN g % 10 <> 0 THEN received + h % 6 * interval '24 hours' + h % 7 * interval '1 hour' END AS returned_at,
       g % 200 = 10 AS is_paused
FROM generate_series(1, (5000000 * :scale)::int) AS g,
     LATERAL (SELECT timestamptz '2023-01-02 08:00+07' + (g::bigint * 48271 % 730 * 24 + g % 9) * interval '1 hour' AS received,
                     hashint4(g) & 1023 AS h) AS x;

CALL bench.measure('ontime', 'floor', 'SELECT agency_id, count(due_at), count(returned_at) FROM bench.dossier GROUP BY agency_id');
CALL bench.measure('ontime', 'agg', $$
    SELECT agency_id, par.ontime_agg(due_at, returned_at, '2024-09-30 24:00+07', is_paused)
    FROM bench.dossier GROUP BY agency_id$$);
CALL bench.measure('ontime', 'agg, 2 processes', $$
    SELECT agency_id, par.ontime_agg(due_at, returned_at, '2024-09-30 24:00+07', is_paused)
    FROM bench.dossier GROUP BY agency_id$$, 'max_parallel_workers_per_gather=1');
CALL bench.measure('ontime', 'floor, 2 processes', 'SELECT agency_id, count(due_at), count(returned_at) FROM bench.dossier GROUP BY agency_id',
    'max_parallel_workers_per_gather=1');
CALL bench.measure('ontime', 'zone', $$
    SELECT agency_id, par.ontime_agg(due_at, returned_at, '2024-09-30 24:00+07', is_paused, 'America/New_York')
    FROM bench.dossier GROUP BY agency_id$$);
CALL bench.measure('ontime', 'zone of the session', $$
    SELECT agency_id, par.ontime_agg(due_at, returned_at, '2024-09-30 24:00+07', is_paused, 'Asia/Ho_Chi_Minh')
    FROM bench.dossier GROUP BY agency_id$$);
CALL bench.measure('ontime', 'one step', $$
    SELECT agency_id, par.on_time_pct(due_at, returned_at), par.early_pct(due_at, returned_at), par.late_pct(due_at, returned_at)
    FROM bench.dossier GROUP BY agency_id$$);

-- The same figures by hand: a count for each class with its whole condition ...
CALL bench.measure('ontime', 'filter', $$
    SELECT agency_id,
           count(*) FILTER (WHERE returned_at <= '2024-09-30 24:00+07' AND returned_at < date_trunc('day', due_at)) AS early,
           count(*) FILTER (WHERE returned_at <= '2024-09-30 24:00+07' AND returned_at <= due_at AND returned_at >= date_trunc('day', due_at)) AS on_time,
           count(*) FILTER (WHERE returned_at <= '2024-09-30 24:00+07' AND returned_at > due_at) AS late,
           count(*) FILTER (WHERE (returned_at <= '2024-09-30 24:00+07') IS NOT TRUE AND NOT is_paused AND due_at >= '2024-09-30 24:00+07') AS pending,
           count(*) FILTER (WHERE (returned_at <= '2024-09-30 24:00+07') IS NOT TRUE AND NOT is_paused AND due_at < '2024-09-30 24:00+07') AS overdue,
           count(*) FILTER (WHERE (returned_at <= '2024-09-30 24:00+07') IS NOT TRUE AND is_paused AND due_at IS NOT NULL) AS paused,
           count(*) FILTER (WHERE due_at IS NULL) AS no_deadline,
           count(*) FILTER (WHERE due_at IS NULL AND returned_at <= '2024-09-30 24:00+07') AS no_deadline_finished,
           sum(returned_at::date - due_at::date) FILTER (WHERE returned_at <= '2024-09-30 24:00+07' AND returned_at > due_at) AS days_late,
           max(returned_at::date - due_at::date) FILTER (WHERE returned_at <= '2024-09-30 24:00+07' AND returned_at > due_at) AS days_late_max
    FROM bench.dossier GROUP BY agency_id$$);
-- ... the class of a row found once, then counted ...
CALL bench.measure('ontime', 'case', $$
    SELECT agency_id,
           count(*) FILTER (WHERE class = 1) AS early, count(*) FILTER (WHERE class = 2) AS on_time,
           count(*) FILTER (WHERE class = 3) AS late, count(*) FILTER (WHERE class = 4) AS pending,
           count(*) FILTER (WHERE class = 5) AS overdue, count(*) FILTER (WHERE class = 6) AS paused,
           count(*) FILTER (WHERE class >= 7) AS no_deadline, count(*) FILTER (WHERE class = 8) AS no_deadline_finished,
           sum(returned_at::date - due_at::date) FILTER (WHERE class = 3) AS days_late,
           max(returned_at::date - due_at::date) FILTER (WHERE class = 3) AS days_late_max
    FROM (SELECT agency_id, due_at, returned_at,
                 CASE WHEN due_at IS NULL THEN CASE WHEN returned_at <= '2024-09-30 24:00+07' THEN 8 ELSE 7 END
                      WHEN returned_at <= '2024-09-30 24:00+07' THEN CASE WHEN returned_at > due_at THEN 3 WHEN returned_at < date_trunc('day', due_at) THEN 1 ELSE 2 END
                      WHEN is_paused THEN 6
                      WHEN due_at >= '2024-09-30 24:00+07' THEN 4 ELSE 5 END AS class
          FROM bench.dossier OFFSET 0) AS classed GROUP BY agency_id$$);
-- ... and, no count(*) FILTER over the rows any more, the class as a second
-- group key and the groups turned on their side.
CALL bench.measure('ontime', 'group key', $$
    SELECT agency_id,
           sum(n) FILTER (WHERE class = 1) AS early, sum(n) FILTER (WHERE class = 2) AS on_time,
           sum(n) FILTER (WHERE class = 3) AS late, sum(n) FILTER (WHERE class = 4) AS pending,
           sum(n) FILTER (WHERE class = 5) AS overdue, sum(n) FILTER (WHERE class = 6) AS paused,
           sum(n) FILTER (WHERE class >= 7) AS no_deadline, sum(n) FILTER (WHERE class = 8) AS no_deadline_finished,
           sum(days) AS days_late, max(max) AS days_late_max
    FROM (SELECT agency_id,
                 CASE WHEN due_at IS NULL THEN CASE WHEN returned_at <= '2024-09-30 24:00+07' THEN 8 ELSE 7 END
                      WHEN returned_at <= '2024-09-30 24:00+07' THEN CASE WHEN returned_at > due_at THEN 3 WHEN returned_at < date_trunc('day', due_at) THEN 1 ELSE 2 END
                      WHEN is_paused THEN 6
                      WHEN due_at >= '2024-09-30 24:00+07' THEN 4 ELSE 5 END AS class,
                 count(*) AS n,
                 sum(returned_at::date - due_at::date) FILTER (WHERE returned_at <= '2024-09-30 24:00+07' AND returned_at > due_at) AS days,
                 max(returned_at::date - due_at::date) FILTER (WHERE returned_at <= '2024-09-30 24:00+07' AND returned_at > due_at) AS max
          FROM bench.dossier GROUP BY 1, 2) AS groups GROUP BY agency_id$$);
-- ... and the best of them: agency and class in one int, days of fixed length from a
-- fixed midnight, one count and one sum for each pair, then the groups turned.
CALL bench.measure('ontime', 'one int key', $$
    SELECT key / 8 AS agency_id,
           sum(n) FILTER (WHERE key % 8 = 0) AS early, sum(n) FILTER (WHERE key % 8 = 1) AS on_time,
           sum(n) FILTER (WHERE key % 8 = 2) AS late, sum(n) FILTER (WHERE key % 8 = 3) AS pending,
           sum(n) FILTER (WHERE key % 8 = 4) AS overdue, sum(n) FILTER (WHERE key % 8 = 5) AS paused,
           sum(n) FILTER (WHERE key % 8 >= 6) AS no_deadline, sum(n) FILTER (WHERE key % 8 = 7) AS no_deadline_finished,
           sum(days) AS days_late, max(max) AS days_late_max
    FROM (SELECT agency_id * 8 +
                 CASE WHEN due_at IS NULL THEN CASE WHEN returned_at <= '2024-09-30 24:00+07' THEN 7 ELSE 6 END
                      WHEN returned_at <= '2024-09-30 24:00+07'
                      THEN CASE WHEN returned_at > due_at THEN 2 WHEN returned_at < date_bin('1 day', due_at, '2020-01-01 00:00+07') THEN 0 ELSE 1 END
                      WHEN is_paused THEN 5
                      WHEN due_at >= '2024-09-30 24:00+07' THEN 3 ELSE 4 END AS key,
                 count(*) AS n,
                 sum(returned_at::date - due_at::date) FILTER (WHERE returned_at > due_at AND returned_at <= '2024-09-30 24:00+07') AS days,
                 max(returned_at::date - due_at::date) FILTER (WHERE returned_at > due_at AND returned_at <= '2024-09-30 24:00+07') AS max
          FROM bench.dossier GROUP BY 1) AS groups GROUP BY 1$$);

CALL bench.ratio('ontime', 'full summary / floor: count(due_at), count(returned_at)', 'agg', 'floor', at_most => 1.3);
CALL bench.ratio('ontime', 'the same in a zone with summer time / floor', 'zone', 'floor', at_most => 1.3);
CALL bench.ratio('ontime', 'with the zone given / the same in the session''s zone', 'zone of the session', 'agg', at_most => 1.02);
CALL bench.ratio('ontime', 'on_time_pct, early_pct, late_pct in one step / floor', 'one step', 'floor');
CALL bench.ratio('ontime', 'faster than count(*) FILTER with whole conditions', 'agg', 'filter', at_least => 2.2);
CALL bench.ratio('ontime', 'faster than CASE once, then count(*) FILTER', 'agg', 'case', at_least => 2.2);
CALL bench.ratio('ontime', 'faster than CASE as a group key, then a pivot', 'agg', 'group key', at_least => 1);
CALL bench.ratio('ontime', 'faster than agency and class in one int, days by date_bin', 'agg', 'one int key', at_least => 1);
CALL bench.ratio('ontime', '2 processes faster than 1', 'agg, 2 processes', 'agg', at_least => 1.6);
CALL bench.ratio('ontime', 'floor: 2 processes faster than 1', 'floor, 2 processes', 'floor', at_least => 1);
