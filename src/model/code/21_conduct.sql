-- What dossiers come to by conduct: kept sums by agency and day or month of receipt
-- or of finishing, and what is read of them.

-- What a statement changes, to the log.  A row that came before its dossier was there
-- to be seen has its days now.
CREATE OR REPLACE FUNCTION @schema@.log_conduct() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', TG_TABLE_SCHEMA), true);
    IF TG_OP = 'INSERT' THEN
        INSERT INTO conduct_log (agency_id, day, @conduct_names@)
        SELECT c.agency_id, c.day, @conduct_sums@
        FROM (
@conduct_events(new_rows, 1)@
        ) c
        GROUP BY c.agency_id, c.day;
        IF EXISTS (SELECT FROM new_rows n WHERE n.agency_id IS NULL) THEN
            UPDATE dossier_conduct c SET dossier = c.dossier FROM new_rows n WHERE c.dossier = n.dossier AND c.agency_id IS NULL;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO conduct_log (agency_id, day, @conduct_names@)
        SELECT c.agency_id, c.day, @conduct_sums@
        FROM (
@conduct_events(new_rows, 1)@
        UNION ALL
@conduct_events(old_rows, -1)@
        ) c
        GROUP BY c.agency_id, c.day
        HAVING @conduct_nothing@;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO conduct_log (agency_id, day, @conduct_names@)
        SELECT c.agency_id, c.day, @conduct_sums@
        FROM (
@conduct_events(old_rows, -1)@
        ) c
        GROUP BY c.agency_id, c.day;
    ELSE
        INSERT INTO conduct_log (agency_id, day, @conduct_names@)
        SELECT c.agency_id, c.day, @conduct_sums@
        FROM (
@conduct_events(dossier_conduct, -1)@
        ) c
        GROUP BY c.agency_id, c.day;
    END IF;
    RETURN NULL;
END
$body$;

-- The same for the rows that a subscriber applies, one by one.
CREATE OR REPLACE FUNCTION @schema@.log_conduct_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', TG_TABLE_SCHEMA), true);
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO conduct_log (agency_id, day, @conduct_names@)
        SELECT c.agency_id, c.day, @conduct_names@
        FROM (
@conduct_events((SELECT NEW.*), 1)@
        ) c;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO conduct_log (agency_id, day, @conduct_names@)
        SELECT c.agency_id, c.day, @conduct_names@
        FROM (
@conduct_events((SELECT OLD.*), -1)@
        ) c;
    END IF;
    RETURN NULL;
END
$body$;

-- Which dossiers were asked for supplements more than once, by the days of the
-- requests, or where none has a day by their number.  The dossiers are locked, so that
-- of two who enter a request each the later one sees both.  Everything is found by its
-- key, so one plan does for any codes: made anew for every row of a load it would take
-- five times as long as the rest, and of a table that was empty it would read all.
CREATE OR REPLACE FUNCTION @schema@.keep_asked_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET jit = off
AS $body$
DECLARE
    codes text[];
BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %s, pg_temp', c.relnamespace::regnamespace), true)
    FROM pg_class c WHERE c.oid = coalesce(pg_partition_root(TG_RELID), TG_RELID);
    IF TG_OP = 'TRUNCATE' THEN
        codes := ARRAY(SELECT a.dossier FROM dossier_asked_again a);
    ELSIF TG_TABLE_NAME <> 'dossier_supplement' THEN
        codes := ARRAY[NEW.code];
    ELSIF TG_LEVEL = 'ROW' THEN
        codes := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.dossier] WHEN 'DELETE' THEN ARRAY[OLD.dossier] ELSE ARRAY[OLD.dossier, NEW.dossier] END;
    ELSIF TG_OP = 'INSERT' THEN
        codes := ARRAY(SELECT DISTINCT n.dossier FROM new_rows n);
    ELSIF TG_OP = 'DELETE' THEN
        codes := ARRAY(SELECT DISTINCT o.dossier FROM old_rows o);
    ELSE
        codes := ARRAY(SELECT o.dossier FROM old_rows o UNION SELECT n.dossier FROM new_rows n);
    END IF;
    PERFORM FROM dossier d WHERE d.code = ANY (codes) ORDER BY d.code FOR NO KEY UPDATE;
    DELETE FROM dossier_asked_again a
    WHERE a.dossier = ANY (codes) AND NOT EXISTS (SELECT FROM asked_again_of(ARRAY[a.dossier]));
    INSERT INTO dossier_asked_again AS a (dossier, agency_id, received_on, again_on)
    SELECT n.dossier, n.agency_id, n.received_on, n.again_on FROM asked_again_of(codes) n
    ON CONFLICT (dossier) DO UPDATE SET agency_id = excluded.agency_id, received_on = excluded.received_on, again_on = excluded.again_on
    WHERE (a.agency_id, a.received_on, a.again_on) <> (excluded.agency_id, excluded.received_on, excluded.again_on);
    RETURN NULL;
END
$body$;

-- From the rows, of all dossiers; and of some, whose plan never has to read all.
CREATE OR REPLACE FUNCTION @schema@.asked_again()
RETURNS TABLE (dossier text, agency_id bigint, received_on date, again_on date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
@asked_again(SELECT r.dossier FROM @schema@.dossier_supplement r UNION SELECT o.code FROM @schema@.dossier o WHERE o.supplements > 1)@
$sql$;

CREATE OR REPLACE FUNCTION @schema@.asked_again_of(codes text[])
RETURNS TABLE (dossier text, agency_id bigint, received_on date, again_on date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
@asked_again(SELECT DISTINCT c.code FROM unnest(asked_again_of.codes) AS c (code))@
$sql$;

-- What is kept is made of the rows, by triggers and by fold_conduct(): a restore of
-- data alone, or a publication, must not bring it beside them.  (A folder that leaves
-- for another one comes here too, without a row.)
CREATE OR REPLACE FUNCTION @schema@.only_of_conduct() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF pg_trigger_depth() = 1 AND coalesce(current_setting('par_index.fold_conduct', true), '') = '' THEN
        RAISE EXCEPTION 'rows of table "%" are made of the dossiers', TG_TABLE_NAME
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = CASE TG_LEVEL WHEN 'ROW' THEN 'Leave the table out of the publication: a subscriber makes its own of the dossiers that come.'
                                       ELSE 'Restore the dossiers alone, or all with --disable-triggers; check_fresh() then says whether rebuild() is needed.' END;
    END IF;
    RETURN CASE TG_LEVEL WHEN 'ROW' THEN NEW END;
END
$body$;

-- They run with the owner's rights: nobody else may put them on a table of his own.
REVOKE ALL ON FUNCTION @schema@.log_conduct(), @schema@.log_conduct_row(), @schema@.keep_asked_again() FROM PUBLIC;

-- A row takes its agency and its days from its dossier.
CREATE OR REPLACE TRIGGER conduct_dossier_taken BEFORE INSERT OR UPDATE OF dossier, agency_id, received_on, finished_on ON @schema@.dossier_conduct
    FOR EACH ROW EXECUTE FUNCTION @extschema@.take_dossier();

CREATE OR REPLACE TRIGGER conduct_inserted AFTER INSERT ON @schema@.dossier_conduct REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.log_conduct();

CREATE OR REPLACE TRIGGER conduct_updated AFTER UPDATE ON @schema@.dossier_conduct REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.log_conduct();

CREATE OR REPLACE TRIGGER conduct_deleted AFTER DELETE ON @schema@.dossier_conduct REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.log_conduct();

CREATE OR REPLACE TRIGGER conduct_truncated BEFORE TRUNCATE ON @schema@.dossier_conduct
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.log_conduct();

CREATE OR REPLACE TRIGGER conduct_applied AFTER INSERT OR DELETE OR UPDATE ON @schema@.dossier_conduct
    FOR EACH ROW EXECUTE FUNCTION @schema@.log_conduct_row();

ALTER TABLE @schema@.dossier_conduct ENABLE REPLICA TRIGGER conduct_applied, ENABLE ALWAYS TRIGGER conduct_truncated;

-- A dossier that is another agency's, or finished, takes its row along.
CREATE OR REPLACE TRIGGER conduct_followed AFTER UPDATE ON @schema@.dossier REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.follow_dossiers();

CREATE OR REPLACE TRIGGER supplements_asked_inserted AFTER INSERT ON @schema@.dossier_supplement REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_asked_again();

CREATE OR REPLACE TRIGGER supplements_asked_updated AFTER UPDATE ON @schema@.dossier_supplement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_asked_again();

CREATE OR REPLACE TRIGGER supplements_asked_deleted AFTER DELETE ON @schema@.dossier_supplement REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_asked_again();

CREATE OR REPLACE TRIGGER supplements_asked_truncated AFTER TRUNCATE ON @schema@.dossier_supplement
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_asked_again();

CREATE OR REPLACE TRIGGER supplements_asked_applied AFTER INSERT OR DELETE OR UPDATE ON @schema@.dossier_supplement
    FOR EACH ROW EXECUTE FUNCTION @schema@.keep_asked_again();

CREATE OR REPLACE TRIGGER dossier_asked_inserted AFTER INSERT ON @schema@.dossier
    FOR EACH ROW WHEN (NEW.supplements > 1) EXECUTE FUNCTION @schema@.keep_asked_again();

CREATE OR REPLACE TRIGGER dossier_asked_updated AFTER UPDATE OF agency_id, received_at, supplements ON @schema@.dossier
    FOR EACH ROW WHEN (NEW.agency_id <> OLD.agency_id OR NEW.received_at <> OLD.received_at OR (NEW.supplements > 1) <> (OLD.supplements > 1))
    EXECUTE FUNCTION @schema@.keep_asked_again();

ALTER TABLE @schema@.dossier_supplement ENABLE REPLICA TRIGGER supplements_asked_applied, ENABLE ALWAYS TRIGGER supplements_asked_truncated;

-- (these ones look at one row in any case)
ALTER TABLE @schema@.dossier ENABLE ALWAYS TRIGGER dossier_asked_inserted, ENABLE ALWAYS TRIGGER dossier_asked_updated;

@only_of_conduct(conduct_log)@
@only_of_conduct(conduct_day)@
@only_of_conduct(conduct_month)@
@only_of_conduct(dossier_asked_again)@

-- Folds the log: one folder at a time, another one leaves at once; writers and
-- readers wait for none.  The lock is taken by a statement of its own, so that the
-- next one sees what the folder before has written.  By the keys of the sums, also where
-- these were empty when they were last vacuumed.
CREATE OR REPLACE FUNCTION @schema@.fold_conduct() RETURNS bigint
LANGUAGE sql VOLATILE
SET enable_seqscan = off
AS $sql$
    SELECT set_config('par_index.fold_conduct',
                      CASE WHEN pg_try_advisory_xact_lock(hashtext('par_index.fold_conduct'), @extschema@.table_of(NULL::@schema@.setting)::oid::integer) THEN 'on' ELSE 'off' END, true);

    WITH gone AS (
        DELETE FROM @schema@.conduct_log WHERE current_setting('par_index.fold_conduct') = 'on' RETURNING *
    ), by_day AS MATERIALIZED (
        SELECT c.agency_id, c.day, @conduct_summed@ FROM gone c GROUP BY c.agency_id, c.day
    ), by_month AS MATERIALIZED (
        SELECT c.agency_id, date_trunc('month', c.day::timestamp)::date AS month, @conduct_summed@ FROM by_day c GROUP BY c.agency_id, date_trunc('month', c.day::timestamp)::date
    ), day_changed AS (
        UPDATE @schema@.conduct_day t SET @conduct_added@ FROM by_day c WHERE c.agency_id = t.agency_id AND c.day = t.day
    ), day_new AS (
        INSERT INTO @schema@.conduct_day (agency_id, day, @conduct_names@)
        SELECT c.agency_id, c.day, @conduct_names@ FROM by_day c WHERE NOT EXISTS (SELECT FROM @schema@.conduct_day t WHERE t.agency_id = c.agency_id AND t.day = c.day)
    ), month_changed AS (
        UPDATE @schema@.conduct_month t SET @conduct_added@ FROM by_month c WHERE c.agency_id = t.agency_id AND c.month = t.month
    ), month_new AS (
        INSERT INTO @schema@.conduct_month (agency_id, month, @conduct_names@)
        SELECT c.agency_id, c.month, @conduct_names@ FROM by_month c WHERE NOT EXISTS (SELECT FROM @schema@.conduct_month t WHERE t.agency_id = c.agency_id AND t.month = c.month)
    )
    SELECT count(*) FROM gone;
$sql$;

-- What is kept against the rows, and their dossiers: no row, or where they differ.
CREATE OR REPLACE FUNCTION @schema@.check_conduct(only_agencies bigint[] DEFAULT NULL)
RETURNS TABLE (cell text, agency_id bigint, day date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH dated AS MATERIALIZED (
        SELECT d.agency_id, (d.received_at AT TIME ZONE s.zone)::date AS received_on, (d.finished_at AT TIME ZONE s.zone)::date AS finished_on,
               r.outcome, r.components, r.components_digitised, r.data_reused, r.result_digitised, r.rating
        FROM (SELECT max(zone) AS zone FROM @schema@.setting) s
             CROSS JOIN @schema@.dossier d
             JOIN @schema@.dossier_conduct r ON r.dossier = d.code
        WHERE check_conduct.only_agencies IS NULL OR d.agency_id = ANY (check_conduct.only_agencies)
    ), counted AS MATERIALIZED (
        SELECT c.agency_id, c.day, @conduct_summed@
        FROM (
@conduct_events(dated, 1)@
        UNION ALL
        SELECT k.agency_id, k.day, @conduct_taken@ FROM @schema@.conduct_log k
        WHERE check_conduct.only_agencies IS NULL OR k.agency_id = ANY (check_conduct.only_agencies)) c
        GROUP BY c.agency_id, c.day
    )
    SELECT 'conduct day', c.agency_id, c.day
    FROM (SELECT n.agency_id, n.day, @conduct_names@ FROM counted n
          UNION ALL
          SELECT k.agency_id, k.day, @conduct_taken@ FROM @schema@.conduct_day k
          WHERE check_conduct.only_agencies IS NULL OR k.agency_id = ANY (check_conduct.only_agencies)) c
    GROUP BY c.agency_id, c.day
    HAVING @conduct_nothing@
    UNION ALL
    SELECT 'conduct month', c.agency_id, c.month
    FROM (SELECT n.agency_id, date_trunc('month', n.day::timestamp)::date AS month, @conduct_names@ FROM counted n
          UNION ALL
          SELECT k.agency_id, k.month, @conduct_taken@ FROM @schema@.conduct_month k
          WHERE check_conduct.only_agencies IS NULL OR k.agency_id = ANY (check_conduct.only_agencies)) c
    GROUP BY c.agency_id, c.month
    HAVING @conduct_nothing@
    UNION ALL
    SELECT DISTINCT 'asked again', x.agency_id, x.received_on
    FROM ((SELECT a.* FROM @schema@.asked_again() a EXCEPT SELECT k.* FROM @schema@.dossier_asked_again k)
          UNION ALL
          (SELECT k.* FROM @schema@.dossier_asked_again k EXCEPT SELECT a.* FROM @schema@.asked_again() a)) x
    WHERE check_conduct.only_agencies IS NULL OR x.agency_id = ANY (check_conduct.only_agencies);
$sql$;

-- Makes it anew from the rows, while others write: a statement sees of them the rows
-- and their log, or neither.  Folders wait.  Sums that were empty when they were last
-- vacuumed would be read again for every new one: no nested loops.
CREATE OR REPLACE FUNCTION @schema@.rebuild_conduct() RETURNS void
LANGUAGE sql VOLATILE
SET enable_nestloop = off
AS $sql$
    SELECT pg_advisory_xact_lock(hashtext('par_index.fold_conduct'), @extschema@.table_of(NULL::@schema@.setting)::oid::integer), set_config('par_index.fold_conduct', 'on', true);

    UPDATE @schema@.dossier_conduct c SET dossier = n.code
    FROM (SELECT d.code, d.agency_id, (d.received_at AT TIME ZONE s.zone)::date AS received_on, (d.finished_at AT TIME ZONE s.zone)::date AS finished_on
          FROM (SELECT max(zone) AS zone FROM @schema@.setting) s CROSS JOIN @schema@.dossier d) n
    WHERE c.dossier = n.code AND (c.agency_id, c.received_on, c.finished_on) IS DISTINCT FROM (n.agency_id, n.received_on, n.finished_on);

    WITH logged AS (
        DELETE FROM @schema@.conduct_log
    ), by_day AS MATERIALIZED (
        SELECT c.agency_id, c.day, @conduct_summed@
        FROM (
@conduct_events(@schema@.dossier_conduct, 1)@
        ) c
        GROUP BY c.agency_id, c.day
    ), by_month AS MATERIALIZED (
        SELECT c.agency_id, date_trunc('month', c.day::timestamp)::date AS month, @conduct_summed@ FROM by_day c GROUP BY c.agency_id, date_trunc('month', c.day::timestamp)::date
    ), day_gone AS (
        DELETE FROM @schema@.conduct_day t WHERE NOT EXISTS (SELECT FROM by_day c WHERE c.agency_id = t.agency_id AND c.day = t.day)
    ), day_changed AS (
        UPDATE @schema@.conduct_day k SET (@conduct_names@) = ROW(@conduct_c@) FROM by_day c
        WHERE c.agency_id = k.agency_id AND c.day = k.day AND (@conduct_c@) <> (@conduct_k@)
    ), day_new AS (
        INSERT INTO @schema@.conduct_day (agency_id, day, @conduct_names@)
        SELECT c.agency_id, c.day, @conduct_names@ FROM by_day c WHERE NOT EXISTS (SELECT FROM @schema@.conduct_day t WHERE t.agency_id = c.agency_id AND t.day = c.day)
    ), month_gone AS (
        DELETE FROM @schema@.conduct_month t WHERE NOT EXISTS (SELECT FROM by_month c WHERE c.agency_id = t.agency_id AND c.month = t.month)
    ), month_changed AS (
        UPDATE @schema@.conduct_month k SET (@conduct_names@) = ROW(@conduct_c@) FROM by_month c
        WHERE c.agency_id = k.agency_id AND c.month = k.month AND (@conduct_c@) <> (@conduct_k@)
    )
    INSERT INTO @schema@.conduct_month (agency_id, month, @conduct_names@)
    SELECT c.agency_id, c.month, @conduct_names@ FROM by_month c WHERE NOT EXISTS (SELECT FROM @schema@.conduct_month t WHERE t.agency_id = c.agency_id AND t.month = c.month);

    WITH truth AS MATERIALIZED (
        SELECT a.* FROM @schema@.asked_again() a
    ), gone AS (
        DELETE FROM @schema@.dossier_asked_again k WHERE NOT EXISTS (SELECT FROM truth a WHERE a.dossier = k.dossier)
    )
    INSERT INTO @schema@.dossier_asked_again AS k (dossier, agency_id, received_on, again_on)
    SELECT a.dossier, a.agency_id, a.received_on, a.again_on FROM truth a
    ON CONFLICT (dossier) DO UPDATE SET agency_id = excluded.agency_id, received_on = excluded.received_on, again_on = excluded.again_on
    WHERE (k.agency_id, k.received_on, k.again_on) <> (excluded.agency_id, excluded.received_on, excluded.again_on);
$sql$;

-- The dossiers of some periods that were asked again by the end of theirs.
CREATE OR REPLACE FUNCTION @schema@.asked_between(first_days date[], last_days date[])
RETURNS TABLE (period bigint, dossier text, agency_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT p.period, x.dossier, x.agency_id
    FROM unnest(asked_between.first_days, asked_between.last_days) WITH ORDINALITY AS p (first_day, last_day, period)
         JOIN @schema@.dossier_asked_again x ON x.received_on BETWEEN p.first_day AND p.last_day AND x.again_on <= p.last_day;
$sql$;

-- The sums of several periods: whole months by their sums, the days beside them by
-- theirs, and what is not folded yet.  n_supplemented counts those received in the
-- period that were asked again by its end.
CREATE OR REPLACE FUNCTION @schema@.conduct_sums(first_days date[], last_days date[])
RETURNS TABLE (period bigint, agency_id bigint, @conduct_types@, n_supplemented bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH asked AS (
        SELECT u.period, u.first_day, u.last_day, (date_trunc('month', u.first_day::timestamp) + CASE WHEN extract(day FROM u.first_day) = 1 THEN interval '0' ELSE interval '1 month' END)::date AS first_month,
               date_trunc('month', (u.last_day + 1)::timestamp)::date AS last_month
        FROM unnest(conduct_sums.first_days, conduct_sums.last_days) WITH ORDINALITY AS u (first_day, last_day, period)
        WHERE u.first_day <= u.last_day
    )
    SELECT c.period, c.agency_id, @conduct_sums@, sum(c.n_supplemented)::bigint
    FROM (SELECT p.period, m.agency_id, @conduct_names@, 0::bigint AS n_supplemented
          FROM asked p JOIN @schema@.conduct_month m ON m.month >= p.first_month AND m.month < p.last_month
          UNION ALL
          -- each agency by its key: OFFSET 0 keeps the days of all from being read
          SELECT p.period, d.agency_id, @conduct_names@, 0
          FROM (SELECT a.period, a.first_day, least(a.first_month - 1, a.last_day) AS last_day FROM asked a WHERE a.first_day < a.first_month
                UNION ALL
                SELECT a.period, greatest(a.last_month, a.first_month), a.last_day FROM asked a WHERE greatest(a.last_month, a.first_month) <= a.last_day) p
               CROSS JOIN @schema@.agency a
               CROSS JOIN LATERAL (SELECT * FROM @schema@.conduct_day d WHERE d.agency_id = a.id AND d.day BETWEEN p.first_day AND p.last_day OFFSET 0) d
          UNION ALL
          SELECT p.period, l.agency_id, @conduct_names@, 0
          FROM asked p JOIN @schema@.conduct_log l ON l.day BETWEEN p.first_day AND p.last_day
          UNION ALL
          SELECT x.period, x.agency_id, @conduct_zeros@, count(*)
          FROM @schema@.asked_between(conduct_sums.first_days, conduct_sums.last_days) x GROUP BY x.period, x.agency_id) c
    GROUP BY c.period, c.agency_id;
$sql$;
