-- What is different when the dossiers lie on shards; run once they do.

-- Cells are kept by the same triggers, each shard's by its own: the log, the cells
-- and the rows of an agency lie on one server.  What a subscriber applies, and
-- totals over agencies of several shards or below a parent, have no place there.
DROP TRIGGER agencies_moved ON @schema@.agency;

DROP TRIGGER agency_applied ON @schema@.agency;

DROP TRIGGER services_moved ON @schema@.service;

DROP TRIGGER service_applied ON @schema@.service;

CREATE TRIGGER dossiers_inserted AFTER INSERT ON @schema@.dossier REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.log_events();

CREATE TRIGGER dossiers_updated AFTER UPDATE ON @schema@.dossier REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.log_events();

CREATE TRIGGER dossiers_deleted AFTER DELETE ON @schema@.dossier REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.log_events();

CREATE TRIGGER dossiers_truncated BEFORE TRUNCATE ON @schema@.dossier
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.log_events();

-- A shard that moves while it is folded must take its deletions along; the log has no key.
ALTER TABLE @schema@.dossier_log REPLICA IDENTITY FULL;

TRUNCATE @schema@.dossier_total_day, @schema@.dossier_total_month, @schema@.dossier_parent_day, @schema@.dossier_parent_month, @schema@.dossier_service_month;

-- What is kept of conduct, neither: there it is counted from the rows.
TRUNCATE @schema@.conduct_log, @schema@.conduct_day, @schema@.conduct_month;

TRUNCATE @schema@.dossier_asked_again;

CREATE OR REPLACE FUNCTION @schema@.dossier_tables()
RETURNS TABLE (relation regclass, lacks text[])
LANGUAGE sql STABLE
AS $sql$
    SELECT d.oid::regclass, ARRAY(SELECT w.trigger FROM unnest('{dossiers_inserted,dossiers_updated,dossiers_deleted,dossiers_truncated}'::text[]) AS w (trigger)
                                  WHERE NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = d.oid AND g.tgname::text = w.trigger AND g.tgenabled IN ('O', 'A')))
    FROM pg_class s JOIN pg_class d ON d.relnamespace = s.relnamespace AND d.relname = 'dossier'
    WHERE s.oid = @extschema@.table_of(NULL::@schema@.setting);
$sql$;

-- What the servers say to a command that was sent to every shard.
CREATE OR REPLACE FUNCTION @schema@.on_shards(of regclass, command text) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    item record;
    n bigint := 0;
BEGIN
    FOR item IN SELECT * FROM run_command_on_shards(of, command) LOOP
        IF NOT item.success THEN
            RAISE EXCEPTION 'shard % of table % says: %', item.shardid, of, item.result
                USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'The other shards have done it; it can be called again.';
        END IF;
        n := n + coalesce(nullif(item.result, ''), '0')::bigint;
    END LOOP;
    RETURN n;
END
$body$;

-- Who is below whom, for plans over shards, which know no recursion.
CREATE OR REPLACE FUNCTION @schema@.agency_units()
RETURNS TABLE (parent_id bigint, agency_id bigint, depth bigint, n_units bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    RETURN QUERY SELECT u.parent_id, u.agency_id, u.depth::bigint, u.n_units FROM @schema@.agency_unit u;
END
$body$;

-- Each shard compares its cells with its rows.
CREATE OR REPLACE FUNCTION @schema@.missing_changes(only_agencies bigint[] DEFAULT NULL)
RETURNS TABLE (cell text, agency_id bigint, bloc text, level text, field text, service text, online_level text, day date, days_late integer,
               received bigint, online bigint, with_fee bigint, paid_online bigint,
               pending bigint, overdue bigint, paused bigint, no_deadline bigint,
               early bigint, on_time bigint, late bigint, finished_no_deadline bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    item record;
BEGIN
    FOR item IN SELECT * FROM run_command_on_shards('@schema@.dossier', format('SELECT jsonb_agg(m) FROM @extschema@.missing_of_shard(''%%s'', %L) m', missing_changes.only_agencies)) LOOP
        IF NOT item.success THEN
            RAISE EXCEPTION 'shard % of the dossiers says: %', item.shardid, item.result USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
        RETURN QUERY SELECT r.* FROM jsonb_to_recordset(nullif(item.result, '')::jsonb) AS r (cell text, agency_id bigint, bloc text, level text, field text, service text, online_level text, day date, days_late integer,
                                         received bigint, online bigint, with_fee bigint, paid_online bigint,
                                         pending bigint, overdue bigint, paused bigint, no_deadline bigint,
                                         early bigint, on_time bigint, late bigint, finished_no_deadline bigint);
    END LOOP;
END
$body$;

CREATE OR REPLACE FUNCTION @schema@.fold_shards() RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    RETURN @schema@.on_shards('@schema@.dossier', 'SELECT @extschema@.fold_log(''%s'')');
END
$body$;

CREATE OR REPLACE FUNCTION @schema@.rebuild_shards() RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    RETURN @schema@.on_shards('@schema@.dossier', 'SELECT @extschema@.rebuild_shard(''%s'')');
END
$body$;

-- Sums of conduct are kept on one server alone; here each period is counted from the
-- rows, agency by agency.
CREATE OR REPLACE FUNCTION @schema@.asked_between(first_days date[], last_days date[])
RETURNS TABLE (period bigint, dossier text, agency_id bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
#variable_conflict use_column
DECLARE
    zone text := (SELECT max(s.zone) FROM @schema@.setting s);
BEGIN
    FOR k IN 1..cardinality(first_days) LOOP
        RETURN QUERY
        SELECT k::bigint, d.code, d.agency_id
        FROM @schema@.dossier d
             LEFT JOIN (SELECT x.agency_id, x.dossier, count(*) AS n, count(*) FILTER (WHERE x.asked_on <= asked_between.last_days[k]) AS n_asked
                        FROM @schema@.dossier_supplement x GROUP BY x.agency_id, x.dossier) r ON r.agency_id = d.agency_id AND r.dossier = d.code
        WHERE d.received_at >= asked_between.first_days[k]::timestamp AT TIME ZONE zone AND d.received_at < (asked_between.last_days[k] + 1)::timestamp AT TIME ZONE zone
          AND CASE WHEN r.n IS NULL THEN d.supplements > 1 ELSE r.n_asked > 1 END;
    END LOOP;
END
$body$;

CREATE OR REPLACE FUNCTION @schema@.conduct_sums(first_days date[], last_days date[])
RETURNS TABLE (period bigint, agency_id bigint, @conduct_types@, n_supplemented bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
#variable_conflict use_column
DECLARE
    zone text := (SELECT max(s.zone) FROM @schema@.setting s);
    starts timestamptz;
    ends timestamptz;
BEGIN
    FOR k IN 1..cardinality(first_days) LOOP
        starts := conduct_sums.first_days[k]::timestamp AT TIME ZONE zone;
        ends := (conduct_sums.last_days[k] + 1)::timestamp AT TIME ZONE zone;
        RETURN QUERY
        SELECT k::bigint, c.agency_id, @conduct_sums@, sum(c.n_supplemented)::bigint
        FROM (SELECT d.agency_id, count(r.components_digitised) AS knows_components, coalesce(sum(r.components) FILTER (WHERE r.components_digitised IS NOT NULL), 0) AS components,
                     coalesce(sum(r.components_digitised), 0) AS components_digitised, count(*) FILTER (WHERE r.components > 0 AND r.components_digitised = r.components) AS digitised,
                     count(r.data_reused) AS knows_reuse, count(*) FILTER (WHERE r.data_reused) AS data_reused,
                     0::bigint AS knows_outcome, 0::bigint AS refused, 0::bigint AS unsettled, 0::bigint AS knows_result, 0::bigint AS result_digitised, 0::bigint AS rated, 0::bigint AS rated_satisfied, 0::bigint AS n_supplemented
              FROM @schema@.dossier d JOIN @schema@.dossier_conduct r ON r.dossier = d.code AND r.agency_id = d.agency_id
              WHERE d.received_at >= starts AND d.received_at < ends
              GROUP BY d.agency_id
              UNION ALL
              SELECT d.agency_id, 0, 0, 0, 0, 0, 0, count(r.outcome), count(*) FILTER (WHERE r.outcome = 'refused'), count(*) FILTER (WHERE r.outcome <> 'settled'),
                     count(r.result_digitised), count(*) FILTER (WHERE r.result_digitised), count(r.rating), count(*) FILTER (WHERE r.rating >= 4), 0
              FROM @schema@.dossier d JOIN @schema@.dossier_conduct r ON r.dossier = d.code AND r.agency_id = d.agency_id
              WHERE d.finished_at >= starts AND d.finished_at < ends
              GROUP BY d.agency_id
              UNION ALL
              SELECT x.agency_id, @conduct_zeros@, count(*)
              FROM @schema@.asked_between(conduct_sums.first_days[k:k], conduct_sums.last_days[k:k]) x
              GROUP BY x.agency_id) c
        GROUP BY c.agency_id;
    END LOOP;
END
$body$;

CREATE OR REPLACE FUNCTION @schema@.check_conduct(only_agencies bigint[] DEFAULT NULL)
RETURNS TABLE (cell text, agency_id bigint, day date)
LANGUAGE sql STABLE
AS $sql$
    SELECT NULL::text, NULL::bigint, NULL::date WHERE false;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.rebuild_conduct() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    TRUNCATE @schema@.conduct_log, @schema@.conduct_day, @schema@.conduct_month;
END
$body$;

CREATE OR REPLACE FUNCTION @schema@.service_sums(first_day date, last_day date)
RETURNS TABLE (service text, n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
#variable_conflict use_column
DECLARE
    zone text := (SELECT max(s.zone) FROM @schema@.setting s);
    seen bigint[] := @schema@.visible_agencies();
BEGIN
    RETURN QUERY
    SELECT d.service, count(*), count(*) FILTER (WHERE d.channel = 'online'), count(*) FILTER (WHERE d.fee > 0), count(*) FILTER (WHERE d.paid_online)
    FROM @schema@.dossier d
    WHERE d.received_at >= service_sums.first_day::timestamp AT TIME ZONE zone AND d.received_at < (service_sums.last_day + 1)::timestamp AT TIME ZONE zone
      AND d.agency_id = ANY (seen)
    GROUP BY d.service;
END
$body$;

CREATE OR REPLACE FUNCTION @schema@.service_figures(measures text[], first_days date[], last_days date[], agency_id bigint DEFAULT NULL)
RETURNS TABLE (period bigint, measure text, numerator numeric, denominator numeric)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
#variable_conflict use_column
DECLARE
    zone text := (SELECT max(s.zone) FROM @schema@.setting s);
BEGIN
    IF NOT EXISTS (SELECT FROM unnest(service_figures.measures) m WHERE m LIKE 'service.%') THEN
        RETURN;
    END IF;
    FOR k IN 1..cardinality(first_days) LOOP
        RETURN QUERY
        SELECT k::bigint, m.measure, m.numerator::numeric, m.denominator::numeric
        FROM (SELECT count(*) FILTER (WHERE v.online_level <> 'none') AS n_arisen, count(*) FILTER (WHERE v.online_level <> 'none' AND u.online) AS n_online,
                     count(*) FILTER (WHERE u.with_fee) AS n_with_fee, count(*) FILTER (WHERE u.paid) AS n_paid
              FROM (SELECT d.service, bool_or(d.channel = 'online') AS online, bool_or(d.fee > 0) AS with_fee, bool_or(d.paid_online) AS paid
                    FROM @schema@.dossier d
                    WHERE d.received_at >= service_figures.first_days[k]::timestamp AT TIME ZONE zone AND d.received_at < (service_figures.last_days[k] + 1)::timestamp AT TIME ZONE zone
                      AND (service_figures.agency_id IS NULL OR d.agency_id = service_figures.agency_id)
                    GROUP BY d.service) u
                   JOIN @schema@.service v ON v.code = u.service) n
             CROSS JOIN LATERAL (VALUES ('service.online', n.n_online, n.n_arisen), ('service.paid_online', n.n_paid, n.n_with_fee)) AS m (measure, numerator, denominator)
        WHERE m.measure = ANY (service_figures.measures) AND m.denominator > 0
        UNION ALL
        SELECT k::bigint, m.measure, m.numerator::numeric, m.denominator::numeric
        FROM @services_said@
        WHERE service_figures.agency_id IS NULL AND m.measure = ANY (service_figures.measures) AND m.denominator > 0;
    END LOOP;
END
$body$;

-- The copies follow their tables.  A service that changes its level or field takes
-- its dossiers along; a new zone needs rebuild(), as it does on one server.
CREATE OR REPLACE FUNCTION @schema@.keep_copy() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    key text := CASE TG_TABLE_NAME WHEN 'service' THEN 'code' ELSE 'id' END;
    others text[] := CASE TG_TABLE_NAME WHEN 'agency' THEN '{bloc,level}' WHEN 'service' THEN '{online_level,field}' ELSE '{zone}' END;
BEGIN
    -- A table that every server has, and shards that refer to it, are written by one connection.
    PERFORM set_config('citus.multi_shard_modify_mode', 'sequential', true);
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND to_jsonb(NEW) -> key <> to_jsonb(OLD) -> key THEN
        EXECUTE format('DELETE FROM %I.dossier_%s WHERE %I = %L', TG_TABLE_SCHEMA, TG_TABLE_NAME, key, to_jsonb(OLD) ->> key);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        -- values, not the row: the other servers do not know its type
        EXECUTE format('INSERT INTO %1$I.dossier_%2$s (%3$I, %4$s) VALUES (%5$L, %6$s) ON CONFLICT (%3$I) DO UPDATE SET %7$s', TG_TABLE_SCHEMA, TG_TABLE_NAME, key,
                       array_to_string(others, ', '), to_jsonb(NEW) ->> key, (SELECT string_agg(quote_literal(to_jsonb(NEW) ->> o), ', ' ORDER BY n) FROM unnest(others) WITH ORDINALITY AS u (o, n)),
                       (SELECT string_agg(format('%1$I = excluded.%1$I', o), ', ') FROM unnest(others) o));
    END IF;
    IF TG_TABLE_NAME = 'service' AND TG_OP = 'UPDATE' THEN
        IF (to_jsonb(NEW) -> 'online_level', to_jsonb(NEW) -> 'field') <> (to_jsonb(OLD) -> 'online_level', to_jsonb(OLD) -> 'field') THEN
            EXECUTE format('LOCK TABLE %I.dossier IN SHARE ROW EXCLUSIVE MODE', TG_TABLE_SCHEMA);
            EXECUTE format('INSERT INTO %1$I.dossier_log (agency_id, online_level, field, service, day, days_late, received, online, with_fee, paid_online,
                                                          pending, overdue, paused, no_deadline, early, on_time, late, finished_no_deadline)
                            SELECT d.agency_id, k.online_level, k.field, d.service, e.day, e.d_days_late, k.sign * e.d_received,
                                   CASE WHEN d.channel = ''online'' THEN k.sign * e.d_received ELSE 0 END,
                                   CASE WHEN d.fee > 0 THEN k.sign * e.d_received ELSE 0 END, CASE WHEN d.paid_online THEN k.sign * e.d_received ELSE 0 END,
                                   k.sign * e.d_pending, k.sign * e.d_overdue, k.sign * e.d_paused, k.sign * e.d_no_deadline,
                                   k.sign * e.d_early, k.sign * e.d_on_time, k.sign * e.d_late, k.sign * e.d_finished_no_deadline
                            FROM %1$I.dossier d
                                 CROSS JOIN LATERAL @extschema@.dossier_events(d.received_at, d.due_at, d.finished_at, d.pauses, $6) e
                                 CROSS JOIN (VALUES (-1, $1, $2), (1, $3, $4)) AS k (sign, online_level, field)
                            WHERE d.service = $5', TG_TABLE_SCHEMA)
                USING to_jsonb(OLD) ->> 'online_level', to_jsonb(OLD) ->> 'field', to_jsonb(NEW) ->> 'online_level', to_jsonb(NEW) ->> 'field', to_jsonb(NEW) ->> 'code',
                      (SELECT max(zone) FROM @schema@.setting);
        END IF;
    END IF;
    RETURN NULL;
END
$body$;

REVOKE ALL ON FUNCTION @schema@.keep_copy() FROM PUBLIC;

CREATE TRIGGER agency_copied AFTER INSERT OR DELETE OR UPDATE ON @schema@.agency
    FOR EACH ROW EXECUTE FUNCTION @schema@.keep_copy();

CREATE TRIGGER service_copied AFTER INSERT OR DELETE OR UPDATE ON @schema@.service
    FOR EACH ROW EXECUTE FUNCTION @schema@.keep_copy();

CREATE TRIGGER setting_copied AFTER INSERT OR DELETE OR UPDATE OF zone ON @schema@.setting
    FOR EACH ROW EXECUTE FUNCTION @schema@.keep_copy();

-- What checks of a statement said on one server, and what a key without the agency
-- kept out: raises the first fault there is, in its own words.
CREATE OR REPLACE PROCEDURE @schema@.check_rows()
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    item record;
    n bigint;
BEGIN
    SELECT d.code, count(*) AS n INTO item FROM @schema@.dossier d GROUP BY d.code HAVING count(*) > 1 ORDER BY d.code LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'dossier % stands under % agencies', item.code, item.n
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'dossier_code_is_once',
                  DETAIL = format('hồ sơ %s có ở %s cơ quan', item.code, item.n), HINT = 'A code is one dossier''s, whatever its agency.';
    END IF;
    SELECT f.*, count(*) OVER () AS n INTO item FROM @schema@.supplement_faults() f ORDER BY f.key LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '%', item.message_en || CASE WHEN item.n > 1 THEN format(' (and %s more)', item.n - 1) ELSE '' END
            USING ERRCODE = 'check_violation', CONSTRAINT = item.fault, DETAIL = item.message_vi, HINT = item.hint;
    END IF;
    SELECT f.*, count(*) OVER () AS n INTO item FROM @schema@.dossier_faults() f ORDER BY f.key LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '%', item.message_en || CASE WHEN item.n > 1 THEN format(' (and %s more)', item.n - 1) ELSE '' END
            USING ERRCODE = 'check_violation', CONSTRAINT = item.fault, DETAIL = item.message_vi, HINT = item.hint;
    END IF;
END
$body$;

-- A row at a time, each on the server of its agency.  (No trigger computes due
-- dates there: limits and calendar are on the coordinator.)
CREATE OR REPLACE PROCEDURE @schema@.take_due_changes(received_since date DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    item record;
BEGIN
    FOR item IN SELECT c.dossier, a.id AS agency_id, c.would_be FROM @schema@.due_changes(take_due_changes.received_since) c JOIN @schema@.agency a ON a.code = c.agency_code LOOP
        UPDATE @schema@.dossier SET due_at = item.would_be WHERE code = item.dossier AND agency_id = item.agency_id;
    END LOOP;
END
$body$;

CREATE OR REPLACE PROCEDURE @schema@.set_triggers()
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    missing text[];
BEGIN
    SELECT t.lacks INTO missing FROM @schema@.dossier_tables() t;
    IF missing <> '{}' THEN
        RAISE EXCEPTION 'table dossier lacks trigger %', array_to_string(missing, ', ')
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'With citus.enable_unsafe_triggers on, ALTER TABLE ... ENABLE TRIGGER; then CALL rebuild().';
    END IF;
END
$body$;

CREATE OR REPLACE PROCEDURE @schema@.attach_dossiers(partition regclass, bounds text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    RAISE EXCEPTION 'dossiers on shards have no partitions' USING ERRCODE = 'feature_not_supported';
END
$body$;

CREATE OR REPLACE PROCEDURE @schema@.detach_dossiers(partition regclass)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    RAISE EXCEPTION 'dossiers on shards have no partitions' USING ERRCODE = 'feature_not_supported';
END
$body$;

COMMENT ON TABLE @schema@.dossier_agency IS
'Agencies as the shards of the dossiers know them; kept by triggers. / Cơ quan trên các máy chủ chứa hồ sơ; do trigger duy trì.';

COMMENT ON TABLE @schema@.dossier_service IS
'Services as the shards of the dossiers know them; kept by triggers. / Dịch vụ trên các máy chủ chứa hồ sơ; do trigger duy trì.';

COMMENT ON TABLE @schema@.dossier_setting IS
'The time zone as the shards of the dossiers know it; kept by triggers. / Múi giờ trên các máy chủ chứa hồ sơ; do trigger duy trì.';

COMMENT ON COLUMN @schema@.dossier_supplement.agency_id IS
'Agency of the dossier. / Cơ quan của hồ sơ.';

COMMENT ON FUNCTION @schema@.on_shards(regclass, text) IS
'Sends a command to every shard of a table and adds up what they answer. / Gửi lệnh đến mọi phân mảnh của bảng và cộng kết quả.';

COMMENT ON FUNCTION @schema@.agency_units() IS
'agency_unit, for plans over shards. / agency_unit, dùng cho truy vấn trên các phân mảnh.';

COMMENT ON FUNCTION @schema@.fold_shards() IS
'Folds the log of every shard into its cells. / Gộp nhật ký của mọi phân mảnh vào các ô.';

COMMENT ON FUNCTION @schema@.rebuild_shards() IS
'Makes the cells of every shard anew from its dossiers. / Tính lại các ô của mọi phân mảnh từ hồ sơ.';

COMMENT ON FUNCTION @schema@.keep_copy() IS
'Trigger function that keeps what the shards know of agencies, services and the time zone. / Hàm trigger duy trì cơ quan, dịch vụ và múi giờ trên các phân mảnh.';

COMMENT ON PROCEDURE @schema@.check_rows() IS
'Raises the first fault of dossiers and supplements that no trigger can find on shards; before a year is closed, and nightly. / Báo lỗi đầu tiên của hồ sơ và yêu cầu bổ sung mà trigger không kiểm được trên phân mảnh; chạy hằng đêm và trước khi khóa năm.';
