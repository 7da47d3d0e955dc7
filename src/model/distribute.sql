
-- ---------------------------------------------------------------------------
-- A model on several servers (Citus).
--
-- What grows with the dossiers goes to shards, by agency: the dossiers, what
-- refers to them, and their cells and log.  Everything else stays on the
-- coordinator as it is, with its keys, checks and triggers, so no other room has
-- to know of shards.  What is to go is read from the catalogue.
-- ---------------------------------------------------------------------------

CREATE FUNCTION @extschema@.distribution_plan(schema text)
RETURNS TABLE (relation regclass, place text, parent regclass, n_rows bigint, bytes bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    home oid := to_regnamespace(quote_ident(schema));
BEGIN
    PERFORM @extschema@.model_is_current(schema);
    RETURN QUERY
    WITH RECURSIVE row_table (relation, parent, depth) AS (
        SELECT c.oid, NULL::oid, 0 FROM pg_class c WHERE c.relnamespace = home AND c.relname = 'dossier'
        UNION
        SELECT f.conrelid, f.confrelid, r.depth + 1
        FROM row_table r JOIN pg_constraint f ON f.contype = 'f' AND f.confrelid = r.relation AND f.conrelid <> f.confrelid
        WHERE r.depth < 10
    ), moved AS (
        SELECT DISTINCT ON (r.relation) r.* FROM row_table r ORDER BY r.relation, r.depth DESC
    ), placed AS (
        SELECT c.oid, c.relname, c.reltuples, m.parent, coalesce(m.depth, 100) AS depth,
               m.relation IS NOT NULL
               OR c.relname LIKE 'dossier\_%' AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'agency_id' AND NOT a.attisdropped) AS on_shards
        FROM pg_class c LEFT JOIN moved m ON m.relation = c.oid
        WHERE c.relnamespace = home AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    )
    SELECT p.oid::regclass, CASE WHEN p.on_shards THEN 'shards' ELSE 'coordinator' END, p.parent::regclass,
           CASE WHEN p.reltuples >= 0 THEN p.reltuples::bigint END, pg_total_relation_size(p.oid)
    FROM placed p
    ORDER BY p.on_shards DESC, p.depth, p.relname;
END
$body$;
COMMENT ON FUNCTION @extschema@.distribution_plan(text) IS
'Where distribute_model puts the tables of a model: on shards by agency, or on the coordinator; with the rows that the planner counts and the bytes. / Nơi distribute_model đặt từng bảng của mô hình: trên phân mảnh theo cơ quan, hoặc trên máy điều phối; kèm số dòng ước tính và số byte.';

-- A statement of the model as it reads dossiers on shards: what is written in one
-- way is written in another, rule by rule in their order.
CREATE FUNCTION @extschema@.distributed_statement(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    rule text[];
BEGIN
    FOREACH rule SLICE 1 IN ARRAY ARRAY[
        -- Whether the caller may see all is not asked beside the agencies that he may see.
        ['\(\(SELECT @schema@\.sees_all_agencies\(\)\) OR (\w+\.\w+ IN \(SELECT unnest\(@schema@\.visible_agencies\(\)\)\))\)', '\1'],
        -- That no day was given is not asked beside what is then empty: Citus 13.2 loses
        -- the rows of a sub-query of which such a condition leaves nothing but its rows.
        ['***=dossier_measures.as_now_on IS NULL OR ', ''],
        -- Logs are folded, and cells made anew, shard by shard.
        ['***=@extschema@.fold_log(@extschema@.table_of(NULL::@schema@.setting))', '@schema@.fold_shards()'],
        ['***=@extschema@.add_missing(@extschema@.table_of(NULL::@schema@.setting))', '@schema@.rebuild_shards()'],
        -- What the caller may see is asked on the coordinator: a query of a table that
        -- only stands there is.  (With a column beside it, for Citus 13 knows no outer
        -- join under a condition without one.)
        ['unnest\(@schema@\.visible_agencies\(\)\)', '\& FROM @schema@.setting'],
        ['WHERE (NOT )?\(SELECT @schema@\.sees_all_agencies\(\)\)', 'WHERE \1(c.online_level IS NOT NULL) = (SELECT @schema@.sees_all_agencies() FROM @schema@.setting)'],
        -- What hangs on a dossier is joined by agency too.
        ['\m(\w+)\.code = (\w+)\.dossier\M', '\1.code = \2.dossier AND \1.agency_id = \2.agency_id'],
        ['\m(\w+)\.dossier = (\w+)\.code\M', '\1.dossier = \2.code AND \1.agency_id = \2.agency_id'],
        -- Totals, and what is kept by parent, are sums over the cells of the agencies; by
        -- service nothing is kept.
        ['@schema@\.dossier_total_(day|month)\M', '(SELECT a.bloc, a.level, c.* FROM @schema@.dossier_\1 c JOIN @schema@.agency a ON a.id = c.agency_id)'],
        ['@schema@\.dossier_parent_(day|month)\M', '(SELECT u.parent_id, c.* FROM @schema@.dossier_\1 c JOIN @schema@.agency_unit u ON u.agency_id = c.agency_id)'],
        ['@schema@\.dossier_service_month\M', '(SELECT NULL::text AS service, c.* FROM @schema@.dossier_month c WHERE false)'],
        -- Plans over shards know no recursion: who is below whom is asked by a function.
        ['@schema@\.agency_unit\M', '@schema@.agency_units()'],
        -- The days of conduct are those of its dossier: no trigger copies them there.
        ['\mr\.(received|finished)_on\M', '(d.\1_at AT TIME ZONE (SELECT max(zone) FROM @schema@.setting))::date AS \1_on'],
        -- Cells are read agency by agency without being told to.
        ['(LATERAL \(SELECT \* FROM @schema@\.dossier_\w+ \w+ WHERE [^\n]*) OFFSET 0\)', '\1)']
    ] LOOP
        statement := regexp_replace(statement, rule[1], rule[2], 'g');
    END LOOP;
    RETURN statement;
END
$body$;
COMMENT ON FUNCTION @extschema@.distributed_statement(text) IS
'A statement of the model as it reads dossiers on shards; for distribute_model. / Câu lệnh của mô hình khi hồ sơ nằm trên các phân mảnh; dùng cho distribute_model.';

-- The statements that are made anew: views and functions that read what is moved,
-- or views of it.  Functions become PL/pgSQL, whose parameters a distributed plan
-- knows, and which the planner does not take apart.  What those views call gets a
-- body of text: by one that is parsed, Citus takes the moved tables to depend on
-- all that it reads.
CREATE FUNCTION @extschema@.distributed_statements(schema text, moved text[])
RETURNS TABLE (ord bigint, statement text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 200
SET search_path = pg_catalog, pg_temp
AS $make$
DECLARE
    mark text := '$b' || md5(schema) || '$';
    item record;
    named text[] := moved;
    made text[] := '{}';
    called text[] := '{}';
    -- what shards/ says in other words
    replaced text[] := ARRAY(SELECT m[1] FROM @extschema@.model_source() s CROSS JOIN LATERAL regexp_match(s.statement, '^CREATE OR REPLACE (?:FUNCTION|PROCEDURE) @schema@\.(\w+)') m
                             WHERE s.half = 'shards' AND m IS NOT NULL);
    function record;
    head text;
    body text;
BEGIN
    ord := 0;
    FOR item IN
        SELECT n.kind, n.name, w.written, @extschema@.distributed_statement(w.written) AS text
        FROM @extschema@.model_source() s
             CROSS JOIN LATERAL (SELECT m[1] AS kind, m[2] AS name FROM regexp_match(s.statement, '^CREATE OR REPLACE (FUNCTION|PROCEDURE|VIEW) @schema@\.(\w+)') m) n
             -- distributed/ says in other words what no distributed plan knows
             CROSS JOIN LATERAL (SELECT coalesce((SELECT o.statement FROM @extschema@.model_source() o WHERE o.half = 'distributed' AND o.statement ~ format('^CREATE OR REPLACE %s @schema@\.%s\M', n.kind, n.name)),
                                                 s.statement) AS written) w
        WHERE s.half = 'code' AND n.kind IS NOT NULL
        ORDER BY s.room, s.ord
    LOOP
        CONTINUE WHEN item.text !~ '@schema@\.(fold|rebuild)_shards'
             AND NOT EXISTS (SELECT FROM regexp_matches(item.written, '@schema@\.(\w+)(?![\w(])', 'g') WITH ORDINALITY AS r (found, n) WHERE r.n > 1 AND r.found[1] = ANY (named));
        IF item.kind = 'VIEW' THEN
            named := named || item.name;
            called := called || ARRAY(SELECT r[1] FROM regexp_matches(item.written, '@schema@\.(\w+)\(', 'g') r);
        END IF;
        made := made || item.name;
        CONTINUE WHEN item.written ~ '\nLANGUAGE plpgsql' OR item.name = ANY (replaced);
        body := substring(item.text FROM '\nAS \$sql\$\n(.*)\$sql\$;\s*$');
        IF item.kind = 'FUNCTION' AND item.text !~ 'VOLATILE' OR item.name IN ('check_fresh') THEN
            SELECT p.proretset,
                   string_agg(format('v.%I::%s', a.name, format_type(a.type, NULL)), ', ' ORDER BY a.n) FILTER (WHERE a.mode = 't') AS columns,
                   string_agg(quote_ident(a.name), ', ' ORDER BY a.n) FILTER (WHERE a.mode = 't') AS names
            INTO function
            FROM pg_proc p LEFT JOIN LATERAL unnest(p.proallargtypes, p.proargnames, p.proargmodes) WITH ORDINALITY AS a (type, name, mode, n) ON true
            WHERE p.pronamespace = to_regnamespace(quote_ident(schema)) AND p.proname = item.name
            GROUP BY p.oid;
            head := replace(replace(left(item.text, position(E'\nAS $sql$' IN item.text) - 1), 'LANGUAGE sql', 'LANGUAGE plpgsql'), 'PARALLEL SAFE', 'PARALLEL UNSAFE');
            body := rtrim(body, E'; \n');
            statement := head || E'\nSET search_path = pg_catalog, pg_temp\nAS ' || mark || E'\n#variable_conflict use_column\nBEGIN\n'
                         || CASE WHEN function.proretset THEN format(E'RETURN QUERY SELECT %s FROM (\n', function.columns) ELSE E'RETURN (\n' END
                         || body || CASE WHEN function.proretset THEN format(') AS v (%s);', function.names) ELSE ');' END
                         || E'\nEND\n' || mark || ';';
        ELSE
            statement := replace(replace(item.text, 'AS $sql$', 'BEGIN ATOMIC'), '$sql$;', 'END;');
        END IF;
        statement := replace(statement, '@schema@', quote_ident(schema));
        ord := ord + 1;
        RETURN NEXT;
    END LOOP;
    FOR item IN
        SELECT @extschema@.model_statement(s.statement, schema, false) AS text
        FROM @extschema@.model_source() s CROSS JOIN LATERAL regexp_match(s.statement, '^CREATE OR REPLACE FUNCTION @schema@\.(\w+)') AS m (names)
        WHERE s.half = 'code' AND m.names[1] = ANY (called) AND m.names[1] <> ALL (made)
        ORDER BY s.room, s.ord
    LOOP
        statement := item.text;
        ord := ord + 1;
        RETURN NEXT;
    END LOOP;
END
$make$;
COMMENT ON FUNCTION @extschema@.distributed_statements(text, text[]) IS
'The views and functions of a model that distribute_model makes anew. / Các khung nhìn và hàm của mô hình mà distribute_model tạo lại.';

-- missing_changes() of a model, on the server of a shard: the same query over the
-- tables that lie there.  Of agencies alone it says nothing about totals.
CREATE FUNCTION @extschema@.missing_of_shard(dossiers regclass, agencies bigint[])
RETURNS TABLE (cell text, agency_id bigint, bloc text, level text, field text, service text, online_level text, day date, days_late integer,
               received bigint, online bigint, with_fee bigint, paid_online bigint,
               pending bigint, overdue bigint, paused bigint, no_deadline bigint,
               early bigint, on_time bigint, late bigint, finished_no_deadline bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    query text;
    event text;
    name text;
BEGIN
    IF dossiers IS NULL THEN
        RETURN;
    END IF;
    SELECT substring(s.statement FROM '\nAS \$sql\$\n(.*)\$sql\$;\s*$') INTO query FROM @extschema@.model_source() s WHERE s.half = 'code' AND s.statement LIKE '%FUNCTION @schema@.missing\_changes(%';
    SELECT substring(s.statement FROM ' AS\n(.*);\s*$') INTO event FROM @extschema@.model_source() s WHERE s.half = 'code' AND s.statement LIKE '%VIEW @schema@.dossier\_event %';
    -- nobody reads a shard but who may read all
    event := replace(event, 'WHERE d.agency_id IN (SELECT unnest(@schema@.visible_agencies()))', '');
    query := replace(rtrim(query, E'; \n'), '@schema@.dossier_event e', format('(%s) e', event));
    query := @extschema@.distributed_statement(replace(query, 'missing_changes.only_agencies', '$1'));
    -- parents are the coordinator's
    query := replace(query, '@schema@.agency_units() ', '(SELECT NULL::bigint AS parent_id, NULL::bigint AS agency_id, NULL::bigint AS n_units) ');
    FOR name IN SELECT DISTINCT m[1] FROM regexp_matches(query, '@schema@\.(\w+)', 'g') m LOOP
        query := regexp_replace(query, '@schema@\.' || name || '\M', @extschema@.table_beside(dossiers, name)::text, 'g');
    END LOOP;
    IF agencies IS NULL THEN
        EXECUTE format('SELECT coalesce(array_agg(id), ''{}'') FROM %s', @extschema@.table_beside(dossiers, 'agency')) INTO agencies;
    END IF;
    RETURN QUERY EXECUTE query USING agencies;
END
$body$;
COMMENT ON FUNCTION @extschema@.missing_of_shard(regclass, bigint[]) IS
'What the cells beside a shard of dossiers are short of, of some agencies or all. / Phần mà các ô cạnh một phân mảnh hồ sơ còn thiếu, của một số cơ quan hoặc tất cả.';

CREATE PROCEDURE @extschema@.distribute_model(schema text, shards integer DEFAULT 32)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    home oid;
    moved regclass[];
    item record;
    found text;
    statement text;
    later text[];
    views text[] := '{}';
    messages text := current_setting('client_min_messages');
    options jsonb;
BEGIN
    PERFORM @extschema@.model_is_current(schema);
    CALL @extschema@.model_owner_check(schema, false);
    home := to_regnamespace(quote_ident(schema));
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
        RAISE EXCEPTION 'the database has no extension citus'
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'CREATE EXTENSION citus, on a server that loads it, and add the other servers.';
    END IF;
    IF shards IS NULL OR shards < 1 THEN
        RAISE EXCEPTION '% shards', coalesce(shards::text, 'NULL') USING ERRCODE = 'invalid_parameter_value', HINT = 'Some two to four for each core of the servers that are to come.';
    END IF;
    IF @extschema@.model_is_distributed(schema) THEN
        RAISE EXCEPTION 'the model in schema "%" is distributed', schema
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'citus_add_node and citus_rebalance_start bring further servers in.';
    END IF;

    -- What cannot go along is said before anything is touched.
    moved := ARRAY(SELECT p.relation FROM @extschema@.distribution_plan(schema) p WHERE p.place = 'shards');
    SELECT string_agg(format('%s is partitioned', c.oid::regclass), ', ') INTO found FROM pg_class c WHERE c.oid = ANY (moved) AND c.relkind = 'p';
    IF found IS NULL THEN
        SELECT string_agg(format('%s has row policies', c.oid::regclass), ', ') INTO found FROM pg_class c WHERE c.oid = ANY (moved) AND c.relrowsecurity;
    END IF;
    IF found IS NULL THEN
        SELECT string_agg(format('%s refers to %s', f.conrelid::regclass, f.confrelid::regclass), ', ') INTO found
        FROM pg_constraint f
        WHERE f.contype = 'f' AND f.conrelid = ANY (moved) AND NOT f.confrelid = ANY (moved)
          AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = f.confrelid AND c.relnamespace = home AND c.relname IN ('agency', 'service'));
    END IF;
    IF found IS NULL THEN
        SELECT string_agg(format('%s is unique in all agencies', i.indexrelid::regclass), ', ') INTO found
        FROM pg_index i
        WHERE i.indrelid = ANY (moved) AND i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
          AND NOT (SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attname = 'agency_id') = ANY (i.indkey);
    END IF;
    IF found IS NULL THEN
        -- The model's own triggers are made anew on the shards, or dispensed with.
        SELECT string_agg(format('%s has trigger %I', t.tgrelid::regclass, t.tgname), ', ') INTO found
        FROM pg_trigger t
        WHERE t.tgrelid = ANY (moved) AND NOT t.tgisinternal
          AND NOT EXISTS (SELECT FROM @extschema@.model_source() s WHERE s.statement ~ ('\m' || regexp_replace(t.tgname, '\W', '\\\&', 'g') || '\M'));
    END IF;
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'the model in schema "%" cannot be distributed: %', schema, found
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Take it away first; on shards, rows are found by their agency.';
    END IF;
    FOR item IN SELECT * FROM @extschema@.distribution_plan(schema) WHERE place = 'shards' LOOP
        RAISE NOTICE 'table % goes to % shards by agency_id: % rows, %', item.relation, shards, coalesce(item.n_rows::text, 'uncounted'), pg_size_pretty(item.bytes);
    END LOOP;
    RAISE NOTICE 'all other tables stay on the coordinator';
    -- Citus warns of every view that stays there with them.
    PERFORM set_config('client_min_messages', 'error', true);

    -- Citus wants one connection to a server where foreign keys meet what every
    -- server has.
    PERFORM set_config('citus.multi_shard_modify_mode', 'sequential', true), set_config('citus.enable_unsafe_triggers', 'on', true),
            set_config('citus.shard_count', shards::text, true);

    -- The other servers have shards, not the model: what is made here stays here, for
    -- a server that comes later would be given functions and views of tables that it has not.
    PERFORM set_config('citus.enable_ddl_propagation', 'off', true);

    -- Every row says its agency.
    FOR item IN
        SELECT p.relation, p.parent, (SELECT string_agg(format('c.%I = p.%I', a.attname, b.attname), ' AND ')
                                      FROM unnest(f.conkey, f.confkey) AS k (child, parent)
                                           JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.child
                                           JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = k.parent) AS joined
        FROM @extschema@.distribution_plan(schema) p JOIN pg_constraint f ON f.contype = 'f' AND f.conrelid = p.relation AND f.confrelid = p.parent
        WHERE p.place = 'shards' AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = p.relation AND a.attname = 'agency_id' AND a.attnotnull AND NOT a.attisdropped)
    LOOP
        EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS agency_id bigint', item.relation);
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', item.relation);
        EXECUTE format('UPDATE %s c SET agency_id = p.agency_id FROM %s p WHERE %s AND c.agency_id IS DISTINCT FROM p.agency_id', item.relation, item.parent, item.joined);
        EXECUTE format('ALTER TABLE %s ALTER COLUMN agency_id SET NOT NULL', item.relation);
    END LOOP;

    -- The views and functions read what they will find.  (First of all: a body that
    -- is parsed hangs on its tables, which a distributed table must not.)
    FOR item IN SELECT * FROM @extschema@.model_source() s WHERE s.half = 'shards' AND s.room LIKE '10%' ORDER BY s.room, s.ord LOOP
        EXECUTE replace(item.statement, '@schema@', quote_ident(schema));
    END LOOP;
    PERFORM set_config('check_function_bodies', 'off', true);
    FOR item IN SELECT * FROM @extschema@.model_source() s
                WHERE s.half = 'shards' AND s.statement ~ '^CREATE OR REPLACE (FUNCTION|PROCEDURE) @schema@' ORDER BY s.room, s.ord LOOP
        EXECUTE @extschema@.model_statement(item.statement, schema);
    END LOOP;
    SELECT jsonb_object_agg(c.relname, to_jsonb(c.reloptions)) INTO options FROM pg_class c WHERE c.relnamespace = home AND c.relkind = 'v' AND c.reloptions IS NOT NULL;
    FOR item IN SELECT * FROM @extschema@.distributed_statements(schema, ARRAY(SELECT c.relname::text FROM pg_class c WHERE c.oid = ANY (moved))) d ORDER BY d.ord LOOP
        -- What depends on a table is followed anew for every table that goes: a view
        -- reads none of them until all have gone.
        IF item.statement LIKE 'CREATE OR REPLACE VIEW %' THEN
            views := views || item.statement;
            SELECT format('CREATE OR REPLACE VIEW %s AS SELECT %s WHERE false', c.oid::regclass,
                          string_agg(format('NULL::%s%s AS %I', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation END, a.attname), ', ' ORDER BY a.attnum))
            INTO statement
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relnamespace = home AND c.relname = (parse_ident(substring(item.statement FROM '^CREATE OR REPLACE VIEW (\S+)')))[2]
            GROUP BY c.oid;
            EXECUTE statement;
        ELSE
            EXECUTE item.statement;
        END IF;
    END LOOP;

    -- Keys have the agency in front; foreign keys are made again at the end.
    later := ARRAY(
        SELECT format('ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (%s) REFERENCES %s (%s) ON DELETE %s', f.conrelid::regclass, f.conname,
                      CASE WHEN f.confrelid = ANY (moved) AND NOT k.has_agency THEN 'agency_id, ' || k.columns ELSE k.columns END,
                      CASE WHEN f.confrelid = ANY (moved) THEN f.confrelid::regclass::text ELSE format('%I.dossier_%s', schema, (SELECT relname FROM pg_class WHERE oid = f.confrelid)) END,
                      CASE WHEN f.confrelid = ANY (moved) AND NOT k.has_agency THEN 'agency_id, ' || k.others ELSE k.others END,
                      CASE f.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'r' THEN 'RESTRICT' ELSE 'NO ACTION' END)
        FROM pg_constraint f
             CROSS JOIN LATERAL (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n) AS columns, string_agg(quote_ident(b.attname), ', ' ORDER BY u.n) AS others,
                                        bool_or(a.attname = 'agency_id') AS has_agency
                                 FROM unnest(f.conkey, f.confkey) WITH ORDINALITY AS u (child, parent, n)
                                      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = u.child
                                      JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = u.parent) k
        WHERE f.contype = 'f' AND f.conrelid = ANY (moved)
        ORDER BY f.conrelid, f.conname);
    FOR statement IN SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY (moved) LOOP
        EXECUTE statement;
    END LOOP;
    FOR item IN
        SELECT c.conrelid::regclass AS relation, c.conname, c.contype, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n)
                                                                       FROM unnest(c.conkey) WITH ORDINALITY AS u (attnum, n) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = u.attnum) AS columns
        FROM pg_constraint c
        WHERE c.contype IN ('p', 'u') AND c.conrelid = ANY (moved)
          AND NOT (SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'agency_id') = ANY (c.conkey)
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', item.relation, item.conname);
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s (agency_id, %s)', item.relation, item.conname,
                       CASE item.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END, item.columns);
    END LOOP;
    FOR statement IN SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger WHERE tgrelid = ANY (moved) AND NOT tgisinternal LOOP
        EXECUTE statement;
    END LOOP;

    -- The rows go.
    PERFORM set_config('citus.enable_ddl_propagation', 'on', true);
    FOREACH statement IN ARRAY '{dossier_agency,dossier_service,dossier_setting}'::text[] LOOP
        PERFORM create_reference_table(format('%I.%I', schema, statement)::regclass);
    END LOOP;
    FOR item IN SELECT m.relation, m.n FROM unnest(moved) WITH ORDINALITY AS m (relation, n) ORDER BY m.n LOOP
        PERFORM create_distributed_table(item.relation, 'agency_id', colocate_with => CASE WHEN item.n = 1 THEN 'none' ELSE moved[1]::text END);
    END LOOP;
    FOREACH statement IN ARRAY later LOOP
        EXECUTE statement;
    END LOOP;

    FOR item IN SELECT * FROM @extschema@.model_source() s
                WHERE s.half = 'shards' AND s.room NOT LIKE '10%' AND s.statement !~ '^CREATE OR REPLACE (FUNCTION|PROCEDURE) @schema@' ORDER BY s.room, s.ord LOOP
        EXECUTE replace(item.statement, '@schema@', quote_ident(schema));
    END LOOP;
    FOR item IN SELECT m.relation FROM unnest(moved) WITH ORDINALITY AS m (relation, n) ORDER BY m.n DESC LOOP
        PERFORM truncate_local_data_after_distributing_table(item.relation);
    END LOOP;

    -- The views; a view that is replaced loses what was set on it.
    PERFORM set_config('citus.enable_ddl_propagation', 'off', true);
    FOREACH statement IN ARRAY views LOOP
        EXECUTE statement;
    END LOOP;
    FOR statement IN
        SELECT format('ALTER VIEW %I.%I SET (%s)', schema, c.relname, (SELECT string_agg(o, ', ') FROM jsonb_array_elements_text(options -> c.relname) o))
        FROM pg_class c WHERE c.relnamespace = home AND c.relkind = 'v' AND c.reloptions IS NULL AND options ? c.relname
    LOOP
        EXECUTE statement;
    END LOOP;
    PERFORM set_config('client_min_messages', messages, true), set_config('citus.enable_ddl_propagation', 'on', true);
END
$body$;
COMMENT ON PROCEDURE @extschema@.distribute_model(text, integer) IS
'Puts the dossiers of a model, and what is kept of them, on the shards of a distributed server (Citus) by agency; says first what goes, and does all or nothing. / Đưa hồ sơ của mô hình và các ô tổng hợp lên các phân mảnh của máy chủ phân tán (Citus) theo cơ quan; báo trước những gì sẽ chuyển, và làm tất cả hoặc không làm gì.';

-- model_make for a model whose dossiers lie on shards: its functions and views as
-- distribute_model makes them.  Tables and triggers stay as they are.
CREATE PROCEDURE @extschema@.model_make_distributed(schema text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    bodies text := current_setting('check_function_bodies');
    others text[];
    made text[];
    statement text;
BEGIN
    PERFORM set_config('check_function_bodies', 'off', true);
    -- What is missing is made first as on one server: the catalogue says then what it returns.
    FOR statement IN
        SELECT @extschema@.model_statement(s.statement, schema, false)
        FROM @extschema@.model_source() s CROSS JOIN LATERAL regexp_match(s.statement, '^CREATE OR REPLACE (FUNCTION|PROCEDURE) @schema@\.(\w+)') AS n (words)
        WHERE s.half = 'code' AND n.words IS NOT NULL
          AND NOT EXISTS (SELECT FROM pg_proc p WHERE p.pronamespace = to_regnamespace(quote_ident(schema)) AND p.proname = n.words[2])
        ORDER BY s.room, s.ord
    LOOP
        EXECUTE statement;
    END LOOP;
    others := ARRAY(SELECT d.statement
                    FROM @extschema@.distributed_statements(schema, ARRAY(SELECT c.relname::text FROM @extschema@.distribution_plan(schema) p JOIN pg_class c ON c.oid = p.relation WHERE p.place = 'shards')) d
                    ORDER BY d.ord);
    SELECT array_agg(m[2]) INTO made
    FROM (SELECT replace(o, format('%I.', schema), '@schema@.') FROM unnest(others) o
          UNION ALL SELECT s.statement FROM @extschema@.model_source() s WHERE s.half = 'shards') AS o (statement)
         CROSS JOIN LATERAL regexp_match(o.statement, '^CREATE OR REPLACE (FUNCTION|PROCEDURE|VIEW) @schema@\.(\w+)') m;
    FOR statement IN
        SELECT @extschema@.model_statement(s.statement, schema)
        FROM @extschema@.model_source() s LEFT JOIN LATERAL regexp_match(s.statement, '^CREATE OR REPLACE (FUNCTION|PROCEDURE|VIEW) @schema@\.(\w+)') AS n (words) ON true
        WHERE s.half = 'code' AND (n.words[2] <> ALL (made) OR s.statement LIKE 'REVOKE % ON FUNCTION %')
           OR s.half = 'shards' AND n.words IS NOT NULL
        ORDER BY s.half, s.room, s.ord
    LOOP
        EXECUTE statement;
    END LOOP;
    FOREACH statement IN ARRAY others LOOP
        EXECUTE statement;
    END LOOP;
    CALL @extschema@.model_finish(schema);
    PERFORM set_config('check_function_bodies', bodies, true);
END
$body$;
COMMENT ON PROCEDURE @extschema@.model_make_distributed(text) IS
'Makes the functions and views of a distributed model anew; called by update_model. / Tạo lại các hàm và khung nhìn của mô hình đã phân tán; do update_model gọi.';

CREATE FUNCTION @extschema@.model_is_distributed(schema text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $body$
    SELECT to_regclass(format('%I.dossier_agency', schema)) IS NOT NULL
$body$;
COMMENT ON FUNCTION @extschema@.model_is_distributed(text) IS
'Whether the dossiers of a model lie on shards. / Hồ sơ của mô hình có nằm trên các phân mảnh hay không.';
