-- The benchmark's own machinery.  A room's file in this folder makes its
-- data, names its queries with bench.measure and the figures wanted of them
-- with bench.ratio; bench.go then times every query of the room in turn, five
-- rounds in one session, and keeps the milliseconds.
CREATE SCHEMA bench;

-- One query to be timed.  setup: settings for it, e.g. 'jit=on'.
CREATE TABLE bench.query (room text, name text, sql text NOT NULL, setup text[] NOT NULL, ord serial,
                          PRIMARY KEY (room, name));
CREATE TABLE bench.time (room text, name text, round int, ms float8);
-- ours / against, at most or at least the target.
CREATE TABLE bench.wanted (room text, what text, ours text, against text,
                           at_most numeric, at_least numeric, ord serial);

CREATE PROCEDURE bench.measure(room text, name text, sql text, VARIADIC setup text[] DEFAULT '{}')
LANGUAGE sql AS 'INSERT INTO bench.query VALUES ($1, $2, $3, $4)';

-- time(ours) / time(against) shall be at most `at_most`; or
-- time(against) / time(ours), the speed-up, at least `at_least`.
CREATE PROCEDURE bench.ratio(room text, what text, ours text, against text,
                             at_most numeric DEFAULT NULL, at_least numeric DEFAULT NULL)
LANGUAGE sql AS 'INSERT INTO bench.wanted VALUES ($1, $2, $3, $4, $5, $6)';

CREATE PROCEDURE bench.go(wanted_room text, rounds int DEFAULT 5)
LANGUAGE plpgsql AS $$
DECLARE
    q bench.query;
    s text;
    t timestamptz;
BEGIN
    FOR r IN 0..rounds LOOP    -- round 0 warms up and is not kept
        FOR q IN SELECT * FROM bench.query WHERE room = wanted_room ORDER BY ord LOOP
            FOREACH s IN ARRAY q.setup LOOP
                PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), false);
            END LOOP;
            t := clock_timestamp();
            EXECUTE q.sql;
            IF r > 0 THEN
                INSERT INTO bench.time VALUES (q.room, q.name, r, 1000 * extract(epoch FROM clock_timestamp() - t));
            END IF;
            FOREACH s IN ARRAY q.setup LOOP
                EXECUTE format('RESET %s', split_part(s, '=', 1));
            END LOOP;
        END LOOP;
    END LOOP;
END $$;

-- One query once, for test/bench/against: milliseconds, 0 for one that cannot be run.
CREATE FUNCTION bench.once(wanted_room text, wanted_name text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    q bench.query;
    s text;
    t timestamptz;
    ms float8 := 0;
BEGIN
    SELECT * INTO q FROM bench.query WHERE room = wanted_room AND name = wanted_name;
    FOREACH s IN ARRAY q.setup LOOP
        PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), false);
    END LOOP;
    BEGIN
        t := clock_timestamp();
        EXECUTE q.sql;
        ms := 1000 * extract(epoch FROM clock_timestamp() - t);
    EXCEPTION WHEN query_canceled OR OTHERS THEN
    END;
    FOREACH s IN ARRAY q.setup LOOP
        EXECUTE format('RESET %s', split_part(s, '=', 1));
    END LOOP;
    RETURN ms;
END $$;

CREATE VIEW bench.median AS
SELECT room, name, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms
FROM bench.time GROUP BY room, name;

-- The ratio is taken in each round and the median of these is reported, so
-- that a slow minute of the machine touches both sides.
CREATE VIEW bench.result AS
SELECT w.room, w.what, w.ord, round(o.ms::numeric, 1) AS ours_ms, round(a.ms::numeric, 1) AS against_ms,
       round(r.ratio::numeric, 2) AS ratio,
       CASE WHEN w.at_most IS NOT NULL THEN '<= ' || w.at_most WHEN w.at_least IS NOT NULL THEN '>= ' || w.at_least ELSE '' END AS target,
       CASE WHEN w.at_most IS NOT NULL THEN r.ratio <= w.at_most WHEN w.at_least IS NOT NULL THEN r.ratio >= w.at_least END AS met
FROM bench.wanted w
JOIN bench.median o ON (o.room, o.name) = (w.room, w.ours)
JOIN bench.median a ON (a.room, a.name) = (w.room, w.against)
CROSS JOIN LATERAL (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY CASE WHEN w.at_least IS NULL THEN x.ms / y.ms ELSE y.ms / x.ms END) AS ratio
    FROM bench.time x JOIN bench.time y USING (room, round)
    WHERE (x.room, x.name) = (w.room, w.ours) AND y.name = w.against) r;
