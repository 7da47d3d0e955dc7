-- Random operations on the dossiers of the model m, and oracles that read the
-- rows: for test/t/cells.sh.  Nothing here reads a cell but what is asked about.
SET client_min_messages = warning;
CREATE EXTENSION par_index;
CALL par.create_model('m');
UPDATE m.setting SET period_from = '2024-01-01', reporting_date = '2024-05-05', zone = :'zone';
SET timezone = :'zone';
ALTER DATABASE :"database" SET timezone = :'zone';
ALTER DATABASE :"database" SET client_min_messages = warning;
-- Compiling what an oracle asks takes longer than asking.
SET jit = off;
ALTER DATABASE :"database" SET jit = off;
INSERT INTO m.bloc VALUES ('b', 'B', 1), ('c', 'C', 2);
INSERT INTO m.agency (id, code, name, bloc, level) SELECT i, 'A' || i, 'Agency ' || i, CASE WHEN i = 4 THEN 'c' ELSE 'b' END, CASE WHEN i < 3 THEN 'commune' ELSE 'district' END FROM generate_series(1, 4) i;
INSERT INTO m.service SELECT 'S' || i, 'Service ' || i, 'field ' || i % 2, (ARRAY['full', 'partial', 'none'])[1 + i % 3] FROM generate_series(1, 5) i;

-- A partitioned table of dossiers, by the recipe of docs/fresh.md.
SELECT :'partitioned' = 'yes' AS partitioned \gset
\if :partitioned
DROP TABLE m.dossier CASCADE;
CREATE TABLE m.dossier (
    code text NOT NULL, agency_id bigint NOT NULL REFERENCES m.agency, service text NOT NULL REFERENCES m.service,
    received_at timestamptz NOT NULL, due_at timestamptz, finished_at timestamptz, pauses tstzmultirange NOT NULL DEFAULT '{}',
    channel text NOT NULL, fee numeric(14,0) NOT NULL DEFAULT 0, paid_online boolean NOT NULL DEFAULT false, supplements smallint NOT NULL DEFAULT 0
) PARTITION BY HASH (code);
CREATE TABLE m.dossier_0 PARTITION OF m.dossier (PRIMARY KEY (code)) FOR VALUES WITH (MODULUS 3, REMAINDER 0);
-- Columns in another order.
CREATE TABLE m.dossier_1 (paid_online boolean NOT NULL DEFAULT false, code text NOT NULL, service text NOT NULL, agency_id bigint NOT NULL, gone int,
    due_at timestamptz, received_at timestamptz NOT NULL, finished_at timestamptz, channel text NOT NULL, pauses tstzmultirange NOT NULL DEFAULT '{}',
    supplements smallint NOT NULL DEFAULT 0, fee numeric(14,0) NOT NULL DEFAULT 0);
ALTER TABLE m.dossier_1 DROP gone;
ALTER TABLE m.dossier ATTACH PARTITION m.dossier_1 FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE m.dossier_2 PARTITION OF m.dossier FOR VALUES WITH (MODULUS 3, REMAINDER 2);
ALTER TABLE m.dossier ADD PRIMARY KEY (code);
CALL par.update_model('m');
CALL m.set_triggers();
\endif

-- The definitions of 1.1, for any day, from the rows.
CREATE FUNCTION ontime_rows(day date) RETURNS TABLE (agency_id bigint, bloc text, level text, month date, online_level text, stats par.ontime_stats) LANGUAGE sql STABLE AS $$
    SELECT d.agency_id, a.bloc, a.level, m.month, p.online_level, par.ontime_agg(d.due_at, d.finished_at, s.as_of, d.pauses @> s.as_of, s.zone)
    FROM (SELECT zone, (day + time '23:59:59.999999') AT TIME ZONE zone AS as_of FROM m.setting) s
         JOIN m.dossier d ON d.received_at <= s.as_of JOIN m.service p ON p.code = d.service JOIN m.agency a ON a.id = d.agency_id
         CROSS JOIN LATERAL (SELECT date_trunc('month', CASE WHEN d.finished_at <= s.as_of THEN d.finished_at ELSE s.as_of END AT TIME ZONE s.zone)::date) AS m (month)
    GROUP BY 1, 2, 3, 4, 5 $$;
CREATE FUNCTION intake_rows(day date) RETURNS TABLE (agency_id bigint, bloc text, level text, month date, online_level text, n bigint[]) LANGUAGE sql STABLE AS $$
    SELECT d.agency_id, a.bloc, a.level, date_trunc('month', d.received_at AT TIME ZONE s.zone)::date, p.online_level,
           ARRAY[count(*), count(*) FILTER (WHERE d.channel = 'online'), count(*) FILTER (WHERE d.fee > 0), count(*) FILTER (WHERE d.paid_online)]
    FROM (SELECT zone, (day + time '23:59:59.999999') AT TIME ZONE zone AS as_of FROM m.setting) s
         JOIN m.dossier d ON d.received_at <= s.as_of JOIN m.service p ON p.code = d.service JOIN m.agency a ON a.id = d.agency_id
    GROUP BY 1, 2, 3, 4, 5 $$;
CREATE FUNCTION form_06_rows(first_day date, last_day date) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    WITH period AS (
        SELECT zone, first_day::timestamp AT TIME ZONE zone AS starts, (last_day + time '23:59:59.999999') AT TIME ZONE zone AS ends FROM m.setting
    ), counted AS (
        SELECT a.code, p.field, par.ontime_agg(d.due_at, d.finished_at, t.ends, d.pauses @> t.ends, t.zone) AS s,
               count(*) FILTER (WHERE d.received_at < t.starts) AS carried_over,
               count(*) FILTER (WHERE d.received_at >= t.starts AND d.channel = 'online') AS new_online,
               count(*) FILTER (WHERE d.received_at >= t.starts AND d.channel = 'counter') AS new_counter
        FROM period t JOIN m.dossier d ON d.received_at <= t.ends AND (d.finished_at IS NULL OR d.finished_at >= t.starts)
             JOIN m.agency a ON a.id = d.agency_id JOIN m.service p ON p.code = d.service
        GROUP BY a.code, p.field)
    SELECT ROW(code, field, carried_over, new_online, new_counter, par.n_finished(s), par.n_early(s), par.n_on_time(s), par.n_late(s),
               par.n_received(s) - par.n_finished(s), par.n_overdue(s), par.n_paused(s),
               par.n_received(s) - par.n_finished(s) - par.n_pending(s) - par.n_overdue(s) - par.n_paused(s))::text FROM counted $$;
CREATE FUNCTION form_06_differences(first_day date, last_day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(*) FROM form_06_rows(first_day, last_day) a
         FULL JOIN (SELECT ROW(agency_code, field, carried_over, new_online, new_counter, settled, settled_early, settled_on_time, settled_late, in_process,
                               in_process_overdue, in_process_paused, in_process_no_deadline)::text
                    FROM m.form_06_between(first_day, last_day)
                    -- the parts of what is shown add up
                    WHERE received = carried_over + new_online + new_counter AND received = settled + in_process) b (b) ON b.b = a.a
    WHERE a.a IS NULL OR b.b IS NULL $$;
CREATE FUNCTION service_differences(first_day date, last_day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(*) FROM (SELECT service_code AS service, n_received, n_online, n_with_fee, n_paid_online FROM m.service_use_between(first_day, last_day) WHERE n_received > 0) a
         FULL JOIN m.service_sums(first_day, last_day) b USING (service)
    WHERE (a.n_received, a.n_online, a.n_with_fee, a.n_paid_online) IS DISTINCT FROM (b.n_received, b.n_online, b.n_with_fee, b.n_paid_online) $$;
CREATE FUNCTION below() RETURNS TABLE (parent_id bigint, agency_id bigint, part text) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE b (parent_id, agency_id) AS (
        SELECT a.parent_id, a.id FROM m.agency a WHERE a.parent_id IS NOT NULL
        UNION
        SELECT b.parent_id, a.id FROM b JOIN m.agency a ON a.parent_id = b.agency_id)
    SELECT DISTINCT b.parent_id, b.parent_id, 'own' FROM b UNION ALL SELECT b.parent_id, b.agency_id, 'units' FROM b $$;

-- Differences between the cells' figures and the rows' for the end of a day.
CREATE FUNCTION differences(day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (SELECT count(*) FROM (SELECT agency_id, month, online_level, stats::text FROM m.ontime_month_at(day)) a
                            FULL JOIN (SELECT agency_id, month, online_level, stats::text FROM ontime_rows(day)) b USING (agency_id, month, online_level)
            WHERE a.stats IS DISTINCT FROM b.stats)
         + (SELECT count(*) FROM (SELECT bloc, level, month, online_level, stats::text FROM m.ontime_total_at(day)) a
                            FULL JOIN (SELECT bloc, level, month, online_level, par.rollup(stats)::text AS stats FROM ontime_rows(day) GROUP BY 1, 2, 3, 4) b USING (bloc, level, month, online_level)
            WHERE a.stats IS DISTINCT FROM b.stats)
         + (SELECT count(*) FROM m.ontime_by_agency_month_at(day) a
                            FULL JOIN (SELECT g.code AS agency_code, r.month, par.rollup(r.stats) AS stats FROM ontime_rows(day) r JOIN m.agency g ON g.id = r.agency_id GROUP BY 1, 2) b USING (agency_code, month)
            WHERE (a.n_received, a.n_early, a.n_on_time, a.n_late, a.n_overdue, a.n_paused, a.n_no_deadline, a.on_time_of_due_rate, a.days_late_avg)
                  IS DISTINCT FROM (par.n_received(stats), par.n_early(stats), par.n_on_time(stats), par.n_late(stats), par.n_overdue(stats), par.n_paused(stats), par.n_no_deadline(stats),
                                    par.on_time_rate(stats, 'due'), par.days_late_avg(stats)::float8))
         + (SELECT count(*) FROM m.ontime_by_bloc_month_at(day) a
                            FULL JOIN (SELECT bloc, month, par.rollup(stats) AS stats FROM ontime_rows(day) GROUP BY GROUPING SETS ((bloc, month), (month))) b
                                 ON coalesce(a.bloc, '') = coalesce(b.bloc, '') AND a.month = b.month
            WHERE (a.n_received, a.n_late, a.n_overdue) IS DISTINCT FROM (par.n_received(stats), par.n_late(stats), par.n_overdue(stats)))
         + (SELECT count(*) FROM m.ontime_by_level_year_at(day) a
                            FULL JOIN (SELECT level, extract(year FROM month)::bigint AS year, par.rollup(stats) AS stats FROM ontime_rows(day) GROUP BY 1, 2) b USING (level, year)
            WHERE (a.n_received, a.n_late, a.n_overdue) IS DISTINCT FROM (par.n_received(stats), par.n_late(stats), par.n_overdue(stats)))
         + (SELECT count(*) FROM m.ontime_by_parent_month_at(day) a
                            FULL JOIN (SELECT g.code AS parent_code, x.part, r.month, par.rollup(r.stats) AS stats
                                       FROM below() w JOIN m.agency g ON g.id = w.parent_id JOIN ontime_rows(day) r ON r.agency_id = w.agency_id, LATERAL (VALUES (w.part), ('all')) x (part)
                                       GROUP BY 1, 2, 3) b USING (parent_code, part, month)
            WHERE (a.n_received, a.n_early, a.n_on_time, a.n_late, a.n_overdue, a.n_paused, a.on_time_of_due_rate, a.days_late_avg)
                  IS DISTINCT FROM (par.n_received(stats), par.n_early(stats), par.n_on_time(stats), par.n_late(stats), par.n_overdue(stats), par.n_paused(stats),
                                    par.on_time_rate(stats, 'due'), par.days_late_avg(stats)::float8))
         + (SELECT count(*) FROM m.intake_by_parent_month_at(day) a
                            FULL JOIN (SELECT g.code AS parent_code, x.part, r.month, sum(r.n[1]) AS r, sum(r.n[2]) AS o, sum(r.n[4]) AS p
                                       FROM below() w JOIN m.agency g ON g.id = w.parent_id JOIN intake_rows(day) r ON r.agency_id = w.agency_id, LATERAL (VALUES (w.part), ('all')) x (part)
                                       GROUP BY 1, 2, 3) b USING (parent_code, part, month)
            WHERE (a.n_received, a.n_online, a.n_paid_online) IS DISTINCT FROM (b.r, b.o, b.p))
         + (SELECT count(*) FROM m.intake_month_at(day) a FULL JOIN intake_rows(day) b USING (agency_id, month, online_level)
            WHERE ARRAY[a.n_received, a.n_online, a.n_with_fee, a.n_paid_online] IS DISTINCT FROM b.n)
         + (SELECT count(*) FROM m.online_by_year_at(day) a
                            FULL JOIN (SELECT online_level, extract(year FROM month)::bigint AS year, sum(n[1]) AS r, sum(n[2]) AS o, sum(n[4]) AS p FROM intake_rows(day) GROUP BY 1, 2) b USING (online_level, year)
            WHERE (a.n_received, a.n_online, a.n_paid_online) IS DISTINCT FROM (b.r, b.o, b.p))
         + (SELECT count(*) FROM (SELECT agency_code, status, count(*) AS n FROM m.dossier_status_at(day) GROUP BY 1, 2) a
                            FULL JOIN (SELECT g.code AS agency_code, c.status, sum(c.n) AS n
                                       FROM ontime_rows(day) r JOIN m.agency g ON g.id = r.agency_id,
                                            LATERAL (VALUES ('early', par.n_early(r.stats)), ('on_time', par.n_on_time(r.stats)), ('late', par.n_late(r.stats)), ('pending', par.n_pending(r.stats)),
                                                            ('overdue', par.n_overdue(r.stats)), ('paused', par.n_paused(r.stats)), ('no_deadline', par.n_no_deadline(r.stats))) c (status, n)
                                       WHERE c.n > 0 GROUP BY 1, 2) b USING (agency_code, status)
            WHERE a.n IS DISTINCT FROM b.n) $$;
-- For ten days and, for form 06 and the services, ten periods: whole months, broken ones, both.
CREATE FUNCTION all_differences(salt int) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (SELECT sum(differences(date '2024-03-15' + (salt * 7 + k * 13) % 80)) FROM generate_series(1, 10) k)
         + (SELECT sum(form_06_differences(f, greatest(f, l)) + service_differences(f, greatest(f, l)))
            FROM generate_series(1, 10) k,
                 LATERAL (SELECT CASE WHEN k % 3 = 0 THEN make_date(2024, 3 + (salt + k) % 2, 1) ELSE date '2024-03-15' + (salt * 5 + k * 17) % 60 END AS f,
                                 CASE WHEN k % 2 = 0 THEN make_date(2024, 4 + (salt + k) % 2, 1) - 1 ELSE date '2024-03-20' + (salt * 11 + k * 7) % 70 END AS l) p) $$;

\set model m
\ir dossiers.sql
CREATE TABLE staged (LIKE m.dossier INCLUDING DEFAULTS);
-- One operation, and within it perhaps a second one in a savepoint of its own.
CREATE PROCEDURE operate(deep boolean) LANGUAGE plpgsql AS $$
DECLARE
    x float8 := random();
    n int := CASE WHEN random() < 0.7 THEN 1 ELSE 1 + floor(random() * 30)::int END;
    parts regclass[] := ARRAY(SELECT relation FROM m.dossier_tables() JOIN pg_class c ON c.oid = relation WHERE c.relkind = 'r' ORDER BY relation::text);
    part regclass := parts[1 + floor(random() * cardinality(parts))::int];
    bounds text := (SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid = part);
BEGIN
    IF x < 0.30 THEN
        INSERT INTO m.dossier SELECT DISTINCT ON (code) * FROM public.some_dossiers(n) ON CONFLICT (code) DO UPDATE SET agency_id = excluded.agency_id, service = excluded.service;
    ELSIF x < 0.36 AND current_setting('server_version_num')::int >= 150000 THEN
        EXECUTE 'MERGE INTO m.dossier d USING (SELECT DISTINCT ON (code) * FROM public.some_dossiers($1)) s ON s.code = d.code
                 WHEN MATCHED AND s.fee = 0 THEN DELETE
                 WHEN MATCHED THEN UPDATE SET finished_at = s.finished_at, received_at = s.received_at, due_at = s.due_at, pauses = s.pauses, agency_id = s.agency_id
                 WHEN NOT MATCHED THEN INSERT (code, agency_id, service, received_at, due_at, finished_at, pauses, channel, fee, paid_online)
                                       VALUES (s.code, s.agency_id, s.service, s.received_at, s.due_at, s.finished_at, s.pauses, s.channel, s.fee, s.paid_online)' USING n;
    ELSIF x < 0.66 THEN
        UPDATE m.dossier d SET agency_id = s.agency_id, service = s.service, received_at = s.received_at, due_at = s.due_at, finished_at = s.finished_at,
               pauses = s.pauses, channel = s.channel, fee = s.fee, paid_online = s.paid_online
        FROM public.some_dossiers(n) s WHERE s.code = d.code;
    ELSIF x < 0.78 THEN
        DELETE FROM m.dossier d USING public.some_dossiers(n) s WHERE s.code = d.code;
    ELSIF x < 0.80 THEN
        EXECUTE format('TRUNCATE %s CASCADE', part);
    ELSIF x < 0.84 THEN
        -- past the parent
        EXECUTE format('UPDATE %s SET finished_at = greatest(received_at, public.some_time(50)), pauses = ''{}'' WHERE code LIKE $1', part) USING '%' || n % 10;
        EXECUTE format('DELETE FROM %s WHERE code LIKE $1', part) USING '%' || (n + 5) % 10;
    ELSIF x < 0.87 THEN
        UPDATE m.service SET online_level = (ARRAY['full', 'partial', 'none'])[1 + floor(random() * 3)::int], field = 'field ' || floor(random() * 3) WHERE random() < 0.5;
    ELSIF x < 0.90 THEN
        UPDATE m.agency SET bloc = (ARRAY['b', 'c'])[1 + floor(random() * 2)::int], level = (ARRAY['commune', 'district', 'province'])[1 + floor(random() * 3)::int],
               parent_id = nullif(floor(random() * id)::int, 0) WHERE random() < 0.5;
    ELSIF x < 0.92 AND bounds IS NOT NULL THEN
        CALL m.detach_dossiers(part);
        EXECUTE format('DELETE FROM %s WHERE code LIKE $1', part) USING '%' || n % 10;
        CALL m.attach_dossiers(part, bounds);
    ELSIF x < 0.94 AND n < 4 THEN
        -- everything anew, in one statement
        TRUNCATE public.staged;
        INSERT INTO public.staged TABLE m.dossier;
        TRUNCATE m.dossier CASCADE;
        INSERT INTO m.dossier SELECT (s).* FROM (SELECT s FROM public.staged s) s;
    ELSE
        CALL m.fold();
    END IF;
    IF deep THEN
        BEGIN
            CALL public.operate(random() < 0.3);
            IF random() < 0.4 THEN
                RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
            END IF;
        EXCEPTION WHEN SQLSTATE 'P0099' THEN NULL;
        END;
    END IF;
END $$;
CREATE TABLE found (operations int, differences bigint);
CREATE PROCEDURE operations(n int, seed float8) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM setseed(seed);
    FOR i IN 1..n LOOP
        BEGIN
            CALL public.operate(random() < 0.3);
            IF random() < 0.1 THEN
                RAISE EXCEPTION 'take back' USING ERRCODE = 'P0099';
            END IF;
        EXCEPTION WHEN SQLSTATE 'P0099' THEN NULL;
        END;
        IF i % 100 = 0 THEN
            INSERT INTO public.found SELECT 100, public.all_differences(i) + (SELECT count(*) FROM m.check_fresh());
        END IF;
    END LOOP;
END $$;
