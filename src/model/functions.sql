-- A range of codes holds one code, so that an exclusion constraint can keep the
-- periods of one code apart: GiST has no plain equality of text.
CREATE TYPE @extschema@.code_range AS RANGE (SUBTYPE = pg_catalog.text, COLLATION = pg_catalog."C");
COMMENT ON TYPE @extschema@.code_range IS
'Range of codes, for the constraint that keeps the periods of an agency apart. / Khoảng mã, dùng cho ràng buộc không chồng lấn thời gian hiệu lực của cơ quan.';
COMMENT ON TYPE @extschema@.code_multirange IS
'Ranges of codes. / Các khoảng mã.';
COMMENT ON CAST (@extschema@.code_range AS @extschema@.code_multirange) IS
'A range as ranges. / Một khoảng thành các khoảng.';
COMMENT ON FUNCTION @extschema@.code_range(text, text) IS
'The codes from one to below another. / Các mã từ mã đầu đến trước mã cuối.';
COMMENT ON FUNCTION @extschema@.code_range(text, text, text) IS
'The codes between two, with bounds as given. / Các mã giữa hai mã, với cận như đã cho.';
COMMENT ON FUNCTION @extschema@.code_multirange() IS
'No codes. / Không có mã nào.';
COMMENT ON FUNCTION @extschema@.code_multirange(@extschema@.code_range) IS
'The codes of one range. / Các mã của một khoảng.';
COMMENT ON FUNCTION @extschema@.code_multirange(@extschema@.code_range[]) IS
'The codes of several ranges. / Các mã của nhiều khoảng.';

-- The version of a model, read without running anything of its schema.
CREATE FUNCTION @extschema@.model_version(schema text) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    version text;
BEGIN
    IF to_regclass(format('%I.setting', schema)) IS NULL OR to_regclass(format('%I.criterion', schema)) IS NULL THEN
        RAISE EXCEPTION 'schema "%" holds no model', left(schema, 63)
            USING ERRCODE = 'invalid_parameter_value', HINT = 'CALL @extschema@.create_model makes one.';
    END IF;
    SELECT substring(pg_get_functiondef(oid) FROM '''([0-9]+(?:\.[0-9]+)+)''::text') INTO version
    FROM pg_proc
    WHERE pronamespace = to_regnamespace(quote_ident(schema)) AND proname = 'model_version' AND pronargs = 0 AND prokind = 'f';
    -- The models of 1.0 and 1.1 are the same and do not say it.
    RETURN coalesce(version, '1.1');
END
$body$;
COMMENT ON FUNCTION @extschema@.model_version(text) IS
'The version of the model in a schema. / Phiên bản của mô hình trong một lược đồ.';

-- A statement of a model's code in a schema, its bodies in SQL parsed or as text.
CREATE FUNCTION @extschema@.model_statement(statement text, schema text, parsed boolean DEFAULT true) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $make$
    SELECT replace(replace(replace(replace(statement, '$body$', m.mark),
                   'AS $sql$', CASE WHEN parsed THEN 'BEGIN ATOMIC' ELSE E'SET search_path = pg_catalog, pg_temp\nAS ' || m.mark END),
                   '$sql$;', CASE WHEN parsed THEN 'END;' ELSE m.mark || ';' END),
                   '@schema@', quote_ident(schema))
    FROM (SELECT '$b' || md5(schema) || '$') AS m (mark)
$make$;
COMMENT ON FUNCTION @extschema@.model_statement(text, text, boolean) IS
'A statement of a model as it is run in a schema. / Câu lệnh của mô hình như khi chạy trong một lược đồ.';

-- Runs the statements of a model in a schema: all of them, or those that a model
-- of version `since` has not seen.  Everything that they name is named in full,
-- so the path has nothing but pg_catalog; the schema's name goes in last, where
-- nothing is replaced any more, and a body's mark is one that no name contains.
-- Bodies in SQL are parsed, so that they mean the same objects under any name, or
-- kept as text (parsed => false) for a distributed server, where a parsed body
-- over a distributed table depends on itself.
CREATE PROCEDURE @extschema@.model_make(schema text, since text DEFAULT NULL, parsed boolean DEFAULT true)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $make$
DECLARE
    item record;
    made text;
BEGIN
    FOR item IN
        SELECT s.half, @extschema@.model_statement(s.statement, schema, parsed) AS statement,
               CASE WHEN s.half = 'checks' THEN to_regclass(format('%I.%I', schema, c.words[1])) END AS relation, c.words[2] AS check_name
        FROM @extschema@.model_source() s
             LEFT JOIN LATERAL regexp_match(s.statement, '^ALTER TABLE @schema@\.(\w+) ADD CONSTRAINT (\w+)') AS c (words) ON s.half = 'checks'
        WHERE s.half NOT IN ('forms', 'shards', 'distributed')
          AND (s.half NOT IN ('steps', 'after') OR since IS NULL
               OR CASE WHEN s.half IN ('steps', 'after') THEN string_to_array(s.room, '.')::integer[] > string_to_array(since, '.')::integer[] END)
        ORDER BY array_position('{tables,steps,checks,code,after}', s.half), s.room, s.ord
    LOOP
        IF item.half <> 'checks' THEN
            EXECUTE item.statement;
        ELSIF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = item.relation AND conname = item.check_name) THEN
            BEGIN
                EXECUTE item.statement;
            EXCEPTION WHEN check_violation OR foreign_key_violation THEN
                EXECUTE regexp_replace(item.statement, ';\s*$', ' NOT VALID;');
                RAISE WARNING 'rows of % violate the new constraint "%", which holds for new and changed rows only', item.relation, item.check_name
                    USING HINT = format('SELECT * FROM @extschema@.check_model(%L) lists what is to be repaired; then ALTER TABLE ... VALIDATE CONSTRAINT.', schema);
            END;
        END IF;
    END LOOP;

    -- What the server parses it writes in its own words, with names for unnamed
    -- columns and fewer brackets: made once more of these, a model and one that
    -- was restored are dumped to the same text.
    FOR made IN
        SELECT pg_get_functiondef(p.oid)
        FROM @extschema@.model_comments() s
             JOIN pg_proc p ON p.oid = CASE WHEN s.object LIKE '%)' THEN to_regprocedure(format('%I.%s', schema, replace(s.object, '@schema@', quote_ident(schema)))) END
        WHERE p.prosqlbody IS NOT NULL
        UNION ALL
        SELECT format('CREATE OR REPLACE VIEW %I.%I%s AS %s', schema, c.relname, ' WITH (' || array_to_string(c.reloptions, ', ') || ')', pg_get_viewdef(c.oid))
        FROM @extschema@.model_comments() s
             JOIN pg_class c ON c.relname = s.object AND c.relkind = 'v' AND c.relnamespace = to_regnamespace(quote_ident(schema))
        WHERE s.attname IS NULL
    LOOP
        EXECUTE made;
    END LOOP;

    CALL @extschema@.model_finish(schema);
END
$make$;
COMMENT ON PROCEDURE @extschema@.model_make(text, text, boolean) IS
'Runs the statements of a model; called by create_model and update_model. / Chạy các câu lệnh của mô hình; do create_model và update_model gọi.';

-- What views and functions are given once they are made, on one server or several.
CREATE PROCEDURE @extschema@.model_finish(schema text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $make$
DECLARE
    made text;
BEGIN
    -- Views over tables follow the caller's rights and row policies (PostgreSQL 15);
    -- those over stored summaries ask visible_agencies() alone.
    IF current_setting('server_version_num')::integer >= 150000 THEN
        FOR made IN
            SELECT format('ALTER VIEW %I.%I SET (security_invoker = true)', schema, c.relname)
            FROM pg_class c
            WHERE c.relkind = 'v' AND c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.reloptions IS NULL
              AND c.relname IN (SELECT object FROM @extschema@.model_comments())
        LOOP
            EXECUTE made;
        END LOOP;
    END IF;

    -- Comments, but no comment that the user has written.
    FOR made IN
        WITH said AS (
            SELECT object, attname, en || ' / ' || vi AS comment, before FROM @extschema@.model_comments()
        ), relation AS (
            SELECT c.oid, c.relname, CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind
            FROM pg_class c
            WHERE c.relkind IN ('r', 'p', 'v') AND c.relnamespace = to_regnamespace(quote_ident(schema))
        )
        SELECT format('COMMENT ON %s %I.%I IS %L', r.kind, schema, r.relname, s.comment)
        FROM relation r JOIN said s ON s.object = r.relname AND s.attname IS NULL
        WHERE coalesce(obj_description(r.oid, 'pg_class') = s.before, obj_description(r.oid, 'pg_class') IS NULL)
        UNION ALL
        SELECT format('COMMENT ON COLUMN %I.%I.%I IS %L', schema, r.relname, a.attname, s.comment)
        FROM relation r
             JOIN said o ON o.object = r.relname AND o.attname IS NULL
             JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
             JOIN LATERAL (SELECT * FROM said WHERE attname = a.attname AND object IN (r.relname, '*')
                           ORDER BY object = '*' LIMIT 1) s ON true
        WHERE coalesce(col_description(r.oid, a.attnum) = s.before, col_description(r.oid, a.attnum) IS NULL)
        UNION ALL
        SELECT format('COMMENT ON ROUTINE %s IS %L', p.oid::regprocedure, s.comment)
        FROM said s JOIN pg_proc p ON p.oid = CASE WHEN s.object LIKE '%)' THEN to_regprocedure(format('%I.%s', schema, replace(s.object, '@schema@', quote_ident(schema)))) END
        WHERE coalesce(obj_description(p.oid, 'pg_proc') = s.before, obj_description(p.oid, 'pg_proc') IS NULL)
    LOOP
        EXECUTE made;
    END LOOP;
END
$make$;
COMMENT ON PROCEDURE @extschema@.model_finish(text) IS
'Gives the views of a model the rights of their callers, and comments to what has none or an older one; called by create_model and update_model. / Cho khung nhìn của mô hình chạy theo quyền người gọi, và ghi chú thích cho đối tượng chưa có hoặc còn chú thích cũ; do create_model và update_model gọi.';

CREATE PROCEDURE @extschema@.create_model(schema text)
LANGUAGE plpgsql
-- The caller's path must not decide what the names below mean; on return it
-- is the caller's again.
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    found text;
BEGIN
    CALL @extschema@.model_name_check(schema);
    IF to_regclass(format('%I.setting', schema)) IS NOT NULL AND to_regclass(format('%I.criterion', schema)) IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" already holds a model', schema
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Choose another schema, or drop this one first if it can go.';
    END IF;
    IF to_regnamespace(quote_ident(schema)) IS NULL THEN
        EXECUTE format('CREATE SCHEMA %I', schema);
    ELSE
        CALL @extschema@.model_owner_check(schema, true);
        SELECT string_agg(coalesce(c.relname, p.oid::regprocedure::text), ', ' ORDER BY s.object) INTO found
        FROM @extschema@.model_comments() s
             LEFT JOIN pg_class c ON c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relname = s.object
             LEFT JOIN pg_proc p ON p.oid = CASE WHEN s.object LIKE '%)' AND s.object NOT LIKE '%@schema@%' THEN to_regprocedure(format('%I.%s', schema, s.object)) END
        WHERE s.attname IS NULL AND (c.oid IS NOT NULL OR p.oid IS NOT NULL);
        IF found IS NOT NULL THEN
            RAISE EXCEPTION 'schema "%" holds objects that have the names of the model''s', schema
                USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('In the way: %s.', found), HINT = 'Choose another schema, or rename them.';
        END IF;
    END IF;
    CALL @extschema@.model_make(schema);
END
$body$;
COMMENT ON PROCEDURE @extschema@.create_model(text) IS
'Creates the tables, views and stored summaries of a scoreboard in a schema, owned by the caller. / Tạo các bảng, khung nhìn và bảng tổng hợp của bảng điểm trong một lược đồ, thuộc sở hữu của người gọi.';

-- A name that a model's schema can have.
CREATE PROCEDURE @extschema@.model_name_check(schema text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF schema IS NULL OR schema = '' THEN
        RAISE EXCEPTION 'the model needs the name of a schema'
            USING ERRCODE = 'invalid_parameter_value', HINT = 'For example: CALL @extschema@.create_model(''cchc'').';
    END IF;
    IF octet_length(schema) > 63 THEN
        RAISE EXCEPTION 'the name of the schema has % bytes', octet_length(schema)
            USING ERRCODE = 'invalid_parameter_value', HINT = 'A name has at most 63 bytes.';
    END IF;
    IF schema = '@extschema@' THEN
        RAISE EXCEPTION 'schema "%" holds the extension itself', schema
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Choose a schema of your own; it is created when it does not exist.';
    END IF;
    IF schema IN ('$user', 'information_schema') OR schema LIKE 'pg\_%' THEN
        RAISE EXCEPTION 'schema "%" is the server''s', schema
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Choose a schema of your own; it is created when it does not exist.';
    END IF;
END
$body$;
COMMENT ON PROCEDURE @extschema@.model_name_check(text) IS
'Refuses a name that no model''s schema can have. / Từ chối tên không dùng được cho lược đồ của mô hình.';

-- Making or changing a model runs what its schema holds with the caller's
-- rights: functions, triggers, views.  So what is the model's must be the
-- caller's; where a new one is made (is_new), so must all that is there, and
-- nobody else may add to it.
CREATE PROCEDURE @extschema@.model_owner_check(schema text, is_new boolean)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    home oid := to_regnamespace(quote_ident(schema));
    me oid := current_user::regrole;
    others text;
BEGIN
    IF home IS NULL THEN
        RAISE EXCEPTION 'schema "%" does not exist', schema USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF (SELECT nspowner FROM pg_namespace WHERE oid = home) <> me THEN
        RAISE EXCEPTION 'schema "%" belongs to %, not to %', schema,
            (SELECT quote_ident(pg_get_userbyid(nspowner)) FROM pg_namespace WHERE oid = home), quote_ident(current_user)
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'What the schema holds runs with the rights of the caller; call as its owner (SET ROLE).';
    END IF;
    SELECT string_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END, ', ') INTO others
    FROM pg_namespace n, LATERAL aclexplode(n.nspacl) a
    WHERE n.oid = home AND a.privilege_type = 'CREATE' AND a.grantee <> me AND is_new;
    IF others IS NOT NULL THEN
        RAISE EXCEPTION 'others may create objects in schema "%": %', schema, others
            USING ERRCODE = 'insufficient_privilege', HINT = format('REVOKE CREATE ON SCHEMA %I FROM them.', schema);
    END IF;
    SELECT string_agg(DISTINCT format('%s of %I', o.object, pg_get_userbyid(o.owner)), ', ') INTO others
    FROM (SELECT oid::regclass::text, relname, relowner FROM pg_class WHERE relnamespace = home AND relkind NOT IN ('i', 'I', 'c', 't')
          UNION ALL SELECT oid::regprocedure::text, format('%I(%s)', proname, oidvectortypes(proargtypes)), proowner FROM pg_proc WHERE pronamespace = home
          UNION ALL SELECT oid::regoperator::text, NULL, oprowner FROM pg_operator WHERE oprnamespace = home
          UNION ALL SELECT oid::regtype::text, NULL, typowner FROM pg_type WHERE typnamespace = home) AS o (object, name, owner)
    -- The constructors of a range type belong to the system.
    WHERE o.owner NOT IN (me, 10) AND (is_new OR o.name IN (SELECT replace(c.object, '@schema@', quote_ident(schema)) FROM @extschema@.model_comments() c));
    IF others IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" holds objects of others', schema
            USING ERRCODE = 'insufficient_privilege', DETAIL = format('%s.', left(others, 1000)), HINT = 'Move them to another schema.';
    END IF;
END
$body$;
COMMENT ON PROCEDURE @extschema@.model_owner_check(text, boolean) IS
'Refuses a schema that somebody else owns or can add to. / Từ chối lược đồ mà người khác sở hữu hoặc có thể thêm đối tượng.';

-- What of the user's hangs on an object of the model that must go or change its
-- shape: the views that can be made again, in the order in which they depend on
-- one another, with the statements that make them again, and what cannot.
CREATE FUNCTION @extschema@.model_dependents(objects regclass[])
RETURNS TABLE (ord bigint, dependent text, dropped text, made text[])
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    RETURN QUERY
    WITH RECURSIVE used AS (
        -- A view hangs on what it reads by its rewrite rule.
        SELECT d.classid, d.objid, d.objsubid, d.refobjid, r.ev_class AS view
        FROM pg_depend d LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
        WHERE d.refclassid = 'pg_class'::regclass AND d.deptype IN ('n', 'a')
          -- the object's own rule and indexes
          AND r.ev_class IS DISTINCT FROM d.refobjid AND d.classid IN ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_publication_rel'::regclass)
    ), own AS (
        -- the model's views are replaced in place: what hangs on them stays
        SELECT c.oid FROM pg_class c
        WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE pg_class.oid = objects[1])
          AND c.relname IN (SELECT m.object FROM @extschema@.model_comments() m)
    ), hanging (classid, objid, view, depth) AS (
        SELECT u.classid, u.objid, u.view, 1 FROM used u
        WHERE u.refobjid = ANY (objects) AND (u.view IS NULL OR u.view NOT IN (SELECT oid FROM own))
        UNION
        SELECT u.classid, u.objid, u.view, h.depth + 1 FROM hanging h JOIN used u ON u.refobjid = h.view
        WHERE h.depth < 100 AND (u.view IS NULL OR u.view NOT IN (SELECT oid FROM own))
    ), user_object AS (
        SELECT h.classid, CASE WHEN h.view IS NULL THEN h.objid END AS other, h.view, max(h.depth) AS depth
        FROM hanging h GROUP BY 1, 2, 3
    )
    SELECT row_number() OVER (ORDER BY u.depth, u.view),
           CASE WHEN u.view IS NULL THEN pg_describe_object(u.classid, u.other, 0) ELSE pg_describe_object('pg_class'::regclass, u.view, 0) END,
           format('DROP %s %s', k.kind, u.view::regclass),
           CASE WHEN u.view IS NOT NULL THEN
               ARRAY[format('CREATE %s %s%s AS %s', k.kind, u.view::regclass,
                            coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', ''), rtrim(pg_get_viewdef(u.view), ';')),
                     format('ALTER %s %s OWNER TO %I', k.kind, u.view::regclass, pg_get_userbyid(c.relowner))]
               || ARRAY(SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i WHERE i.indrelid = u.view ORDER BY i.indexrelid)
               || ARRAY(SELECT format('GRANT %s ON %s TO %s%s', a.privilege_type, u.view::regclass,
                                      CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                                      CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                        FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner)
               || ARRAY(SELECT format('GRANT %s (%I) ON %s TO %s', a.privilege_type, t.attname, u.view::regclass,
                                      CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
                        FROM pg_attribute t, LATERAL aclexplode(t.attacl) a WHERE t.attrelid = u.view)
               || ARRAY(SELECT format('COMMENT ON %s IS %L',
                                      CASE d.objsubid WHEN 0 THEN format('%s %s', k.kind, u.view::regclass)
                                           ELSE format('COLUMN %s.%I', u.view::regclass, (SELECT attname FROM pg_attribute WHERE attrelid = u.view AND attnum = d.objsubid)) END,
                                      d.description)
                        FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = u.view)
           END
    FROM user_object u
         LEFT JOIN pg_class c ON c.oid = u.view
         CROSS JOIN LATERAL (SELECT CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END) AS k (kind)
    ORDER BY 1;
END
$body$;
COMMENT ON FUNCTION @extschema@.model_dependents(regclass[]) IS
'The views of users on objects of a model, and how they are made again; for update_model. / Các khung nhìn của người dùng trên đối tượng của mô hình và cách tạo lại; dùng cho update_model.';

CREATE PROCEDURE @extschema@.update_model(schema text, rebuild_dependents boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $body$
DECLARE
    version text := @extschema@.model_version(schema);
    newest text;
    home oid := to_regnamespace(quote_ident(schema));
    going regclass[];
    dependents jsonb;
    before jsonb;
    statement text;
    propagation text := current_setting('citus.enable_ddl_propagation', true);
BEGIN
    IF version IS NULL THEN
        RAISE EXCEPTION 'the model needs the name of a schema' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT max(s.room) INTO newest FROM @extschema@.model_source() s WHERE s.half = 'steps';
    IF string_to_array(version, '.')::integer[] > string_to_array(newest, '.')::integer[] THEN
        RAISE EXCEPTION 'the model in schema "%" is of version %, newer than this extension''s %', schema, version, newest
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'ALTER EXTENSION par_index UPDATE.';
    END IF;
    CALL @extschema@.model_owner_check(schema, false);
    -- A distributed model gets functions and views; nothing brings tables on shards further.
    IF @extschema@.model_is_distributed(schema) AND version <> newest THEN
        RAISE EXCEPTION 'the model in schema "%" is distributed', schema
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = format('Its tables are of version %s; this extension makes those of %s.', version, newest);
    END IF;

    -- Materialized views became tables and views: what users have built on one
    -- is listed before anything is touched.
    going := ARRAY(SELECT c.oid::regclass FROM pg_class c
                   WHERE c.relnamespace = home AND c.relkind = 'm' AND c.relname IN (SELECT object FROM @extschema@.model_comments()));
    SELECT jsonb_agg(to_jsonb(d) ORDER BY d.ord) INTO dependents FROM @extschema@.model_dependents(going) d;
    IF dependents IS NOT NULL AND (NOT rebuild_dependents OR dependents @> '[{"made": null}]') THEN
        RAISE EXCEPTION 'objects of users depend on stored summaries of the model in schema "%", which change their kind', schema
            USING ERRCODE = 'dependent_objects_still_exist',
                  DETAIL = (SELECT string_agg(d ->> 'dependent', E'\n') FROM jsonb_array_elements(dependents) d),
                  HINT = CASE WHEN dependents @> '[{"made": null}]' THEN 'Drop those that are no views, and make them again afterwards.'
                              ELSE format('CALL @extschema@.update_model(%L, rebuild_dependents => true) makes these views again, with their grants and comments.', schema) END;
    END IF;
    FOR statement IN SELECT d ->> 'dropped' FROM jsonb_array_elements(dependents) WITH ORDINALITY AS u (d, n) ORDER BY n DESC LOOP
        EXECUTE statement;
    END LOOP;

    -- What users have set on objects that are replaced or made anew.
    SELECT jsonb_agg(to_jsonb(o)) INTO before
    FROM (SELECT c.oid, c.relname, c.relkind, c.reloptions, c.relacl::text AS acl,
                 ARRAY(SELECT t.attname || ' ' || t.attacl::text FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attacl IS NOT NULL) AS column_acl,
                 ARRAY(SELECT jsonb_build_array(d.objsubid, (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = d.objsubid), d.description)
                       FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid) AS comments
          FROM pg_class c
          WHERE c.relnamespace = home AND c.relkind IN ('v', 'm') AND c.relname IN (SELECT object FROM @extschema@.model_comments())) o;

    IF @extschema@.model_is_distributed(schema) THEN
        -- The other servers have shards, not the model.
        PERFORM set_config('citus.enable_ddl_propagation', 'off', true);
        CALL @extschema@.model_make_distributed(schema);
    ELSE
        CALL @extschema@.model_make(schema, version);
    END IF;

    FOR statement IN
        WITH kept AS (
            SELECT k.*, now_is.oid AS new_oid, now_is.reloptions AS new_options
            FROM jsonb_to_recordset(before) AS k (oid oid, relname name, relkind "char", reloptions text[], acl text, column_acl text[], comments jsonb)
                 JOIN pg_class now_is ON now_is.relnamespace = home AND now_is.relname = k.relname
        )
        SELECT format('ALTER VIEW %I.%I RESET (%s)', schema, relname, (SELECT string_agg(split_part(o, '=', 1), ', ') FROM unnest(new_options) o))
        FROM kept WHERE relkind = 'v' AND new_options IS DISTINCT FROM reloptions AND new_options IS NOT NULL
        UNION ALL
        SELECT format('ALTER VIEW %I.%I SET (%s)', schema, relname, array_to_string(reloptions, ', '))
        FROM kept WHERE relkind = 'v' AND new_options IS DISTINCT FROM reloptions AND reloptions IS NOT NULL
        UNION ALL
        SELECT format('GRANT %s ON %I.%I TO %s%s', a.privilege_type, schema, relname,
                      CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                      CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
        FROM kept, LATERAL aclexplode(acl::aclitem[]) a WHERE new_oid <> oid AND a.grantee <> current_user::regrole
        UNION ALL
        SELECT format('GRANT %s (%I) ON %I.%I TO %s', a.privilege_type, split_part(c, ' {', 1), schema, relname,
                      CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
        FROM kept, unnest(column_acl) c, LATERAL aclexplode(('{' || split_part(c, ' {', 2))::aclitem[]) a WHERE new_oid <> oid
        UNION ALL
        -- Whoever could read the results of 1.1 can read what they are made of now.
        SELECT format('GRANT SELECT ON %I.%I TO %s', schema, t.name, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
        FROM pg_class c, LATERAL aclexplode(c.relacl) a,
             (VALUES ('assessment', 'criterion_state'), ('assessment', 'override'), ('assessment', 'measure_by_year'), ('assessment', 'measure_by_period'), ('assessment', 'frozen_by_criterion'),
                     ('task_agency', 'obligation')) AS t (of_1_1, name)
        WHERE c.relnamespace = home AND c.relname = t.of_1_1 AND a.privilege_type = 'SELECT' AND a.grantee <> current_user::regrole
          AND string_to_array(version, '.')::integer[] < '{1,2}'
        UNION ALL
        -- Form 06 of 1.1 read the dossiers, that of 1.2 what they come to, and so it is
        -- with tasks; but not past the row policies that somebody has set.
        SELECT format('GRANT SELECT ON %I.%I TO %s', schema, t.name, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
        FROM pg_class c, LATERAL aclexplode(c.relacl) a,
             (VALUES ('dossier', 'dossier_field_month'), ('dossier', 'dossier_log'), ('task_agency', 'stored_duty'), ('task_agency', 'duty_dirty')) AS t (of_1_1, name)
        WHERE c.relnamespace = home AND c.relname = t.of_1_1 AND a.privilege_type = 'SELECT' AND a.grantee <> current_user::regrole
          AND NOT c.relrowsecurity AND string_to_array(version, '.')::integer[] < '{1,2}'
        UNION ALL
        SELECT format('COMMENT ON %s IS %L', CASE d ->> 0 WHEN '0' THEN format('VIEW %I.%I', schema, relname)
                                                  ELSE format('COLUMN %I.%I.%I', schema, relname, d ->> 1) END, d ->> 2)
        FROM kept, jsonb_array_elements(comments) d
        WHERE new_oid <> oid
          AND NOT EXISTS (SELECT FROM @extschema@.model_comments() m
                          WHERE d ->> 2 IN (m.before, m.en || ' / ' || m.vi)
                            AND (m.object IN (relname, '*') AND m.attname = d ->> 1 OR m.object = relname AND m.attname IS NULL AND d ->> 0 = '0'))
    LOOP
        EXECUTE statement;
    END LOOP;

    IF @extschema@.model_is_distributed(schema) THEN
        PERFORM set_config('citus.enable_ddl_propagation', propagation, true);
    END IF;

    -- A row that 1.1 accepted can stop it, as it stopped that of 1.1.
    BEGIN
        EXECUTE format('CALL %I.refresh()', schema);
    EXCEPTION WHEN data_exception THEN
        RAISE WARNING 'the model in schema "%" is updated, but its summaries could not be computed: %', schema, SQLERRM
            USING HINT = format('SELECT * FROM @extschema@.check_model(%L) lists what is to be repaired; then CALL %I.refresh().', schema, schema);
    END;

    FOR statement IN SELECT m FROM jsonb_array_elements(dependents) WITH ORDINALITY AS u (d, n), jsonb_array_elements_text(d -> 'made') WITH ORDINALITY AS v (m, k)
                     ORDER BY n, k LOOP
        EXECUTE statement;
    END LOOP;
END
$body$;
COMMENT ON PROCEDURE @extschema@.update_model(text, boolean) IS
'Brings a model to the version of the extension, without losing a row, a grant or a view; repairs it when it has that version already. / Nâng mô hình lên phiên bản của phần mở rộng mà không mất dòng dữ liệu, quyền hay khung nhìn nào; nếu đã là phiên bản đó thì sửa chữa.';

CREATE PROCEDURE @extschema@.rename_model(old text, new text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    CALL @extschema@.model_name_check(new);
    PERFORM @extschema@.model_version(old);
    CALL @extschema@.model_owner_check(old, false);
    IF @extschema@.model_is_distributed(old) THEN
        RAISE EXCEPTION 'the model in schema "%" is distributed', old
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Its shards keep the name of its schema.';
    END IF;
    IF to_regnamespace(quote_ident(new)) IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" is there already', new
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Choose another name, or drop that schema first if it can go.';
    END IF;
    EXECUTE format('ALTER SCHEMA %I RENAME TO %I', old, new);
    CALL @extschema@.update_model(new);
END
$body$;
COMMENT ON PROCEDURE @extschema@.rename_model(text, text) IS
'Renames the schema of a model, and brings it to the version of the extension. / Đổi tên lược đồ của mô hình và nâng lên phiên bản của phần mở rộng.';

-- A dump of the data only, or a subscription, brings the rows too that create_model
-- itself puts in.
CREATE PROCEDURE @extschema@.empty_model(schema text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    own text[];
    name text;
    item regclass;
    filled boolean;
BEGIN
    PERFORM @extschema@.model_is_current(schema);
    CALL @extschema@.model_owner_check(schema, false);
    SELECT array_agg(DISTINCT substring(s.statement FROM 'INSERT INTO @schema@\.([a-z_]+)'::text)) INTO own
    FROM @extschema@.model_source() s WHERE s.half = 'tables' AND s.statement LIKE '%INSERT INTO @schema@.%';
    FOR item IN
        SELECT c.oid FROM pg_class c
        WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL (own)
        ORDER BY c.relname
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', item) INTO filled;
        IF filled THEN
            RAISE EXCEPTION 'the model in schema "%" is filled: % has rows', schema, item
                USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Only a model that was just made is emptied.';
        END IF;
    END LOOP;
    FOREACH name IN ARRAY own LOOP
        EXECUTE format('DELETE FROM %I.%I', schema, name);
    END LOOP;
END
$body$;
COMMENT ON PROCEDURE @extschema@.empty_model(text) IS
'Takes the rows out of a new model that create_model put in, before its data are restored or replicated. / Xóa các dòng có sẵn của mô hình mới tạo, trước khi phục hồi hoặc sao chép dữ liệu vào.';

-- Adds a ready set of report forms: rows of the model's tables, which their owner
-- may change as any others.  What is there stays as it is.
CREATE PROCEDURE @extschema@.add_forms(schema text, forms text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    statement text;
    n integer := 0;
BEGIN
    PERFORM @extschema@.model_is_current(schema);
    CALL @extschema@.model_owner_check(schema, false);
    FOR statement IN
        SELECT replace(s.statement, '@schema@', quote_ident(schema)) FROM @extschema@.model_source() s
        WHERE s.half = 'forms' AND s.room = forms ORDER BY s.ord
    LOOP
        EXECUTE statement;
        n := n + 1;
    END LOOP;
    IF n = 0 THEN
        RAISE EXCEPTION 'there are no ready forms "%"', forms
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = format('Ready sets: %s.', (SELECT string_agg(DISTINCT s.room, ', ') FROM @extschema@.model_source() s WHERE s.half = 'forms'));
    END IF;
END
$body$;
COMMENT ON PROCEDURE @extschema@.add_forms(text, text) IS
'Adds a ready set of report forms to a model, for example appendix-2025; what is there stays. / Thêm một bộ biểu mẫu báo cáo dựng sẵn vào mô hình, ví dụ appendix-2025; những gì đã có được giữ nguyên.';

-- A query of the model's own schema, run with the caller's rights.  (Not STRICT: no
-- rows would say that all is well.)
CREATE FUNCTION @extschema@.check_model(schema text)
RETURNS TABLE (severity text, relation text, key text, fault text, message_en text, message_vi text)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 ROWS 20
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    PERFORM @extschema@.model_is_current(schema);
    RETURN QUERY EXECUTE format('SELECT f.severity, f.relation, f.key, f.fault, f.message_en, f.message_vi FROM %I.model_faults() f
                                 ORDER BY f.severity, f.relation, f.key COLLATE "C", f.fault', schema);
END
$body$;
COMMENT ON FUNCTION @extschema@.check_model(text) IS
'All faults of a filled model at once; no row when it is ready to publish. / Tất cả lỗi của mô hình đã nhập dữ liệu; không có dòng nào nếu sẵn sàng công bố.';

CREATE FUNCTION @extschema@.model_is_current(schema text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF schema IS NULL THEN
        RAISE EXCEPTION 'the model needs the name of a schema' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF string_to_array(@extschema@.model_version(schema), '.')::integer[] < '{1,2}' THEN
        RAISE EXCEPTION 'the model in schema "%" is of version %', schema, @extschema@.model_version(schema)
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = format('CALL @extschema@.update_model(%L).', schema);
    END IF;
END
$body$;
COMMENT ON FUNCTION @extschema@.model_is_current(text) IS
'Refuses a model that has not been updated. / Từ chối mô hình chưa được nâng cấp.';

-- The faults of a criteria tree, worst first; no row means that it is sound.
CREATE FUNCTION @extschema@.check_framework(schema text, framework text)
RETURNS TABLE (code text, severity text, message text)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000 ROWS 20
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    known boolean;
BEGIN
    PERFORM @extschema@.model_is_current(schema);
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.framework f WHERE f.code = $1)', schema) INTO known USING framework;
    IF NOT known THEN
        RAISE EXCEPTION 'there is no framework "%" in schema "%"', framework, schema
            USING ERRCODE = 'invalid_parameter_value', HINT = format('SELECT code FROM %I.framework lists the frameworks.', schema);
    END IF;
    RETURN QUERY EXECUTE format('SELECT f.code, f.severity, f.message_en || '' / '' || f.message_vi FROM %I.framework_faults() f
                                 WHERE f.framework = $1 ORDER BY f.ord, f.criterion COLLATE "C"', schema) USING framework;
END
$body$;
COMMENT ON FUNCTION @extschema@.check_framework(text, text) IS
'Faults of a criteria tree in a model: code, severity, message; no row when it is sound. / Các lỗi của cây tiêu chí trong mô hình: mã lỗi, mức độ, nội dung; không có dòng nào nếu cây hợp lệ.';

-- The ready frameworks: their groups, and the leaves with the measures that they
-- are scored by.  What they weigh is practice: once added, they are rows of
-- criterion and band that the user edits.
CREATE FUNCTION @extschema@.framework_template()
RETURNS TABLE (kind text, code text, parent_code text, title text, max_points numeric, rule text, measure text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20
AS $body$
    VALUES
    ('766', '1', NULL, 'Công khai, minh bạch', 18, NULL, NULL),
    ('766', '1.1', '1', 'Thủ tục hành chính công bố đúng hạn', 4, 'ratio', 'service.published_on_time'),
    ('766', '1.2', '1', 'Thủ tục hành chính công khai đầy đủ nội dung', 4, 'ratio', 'service.published'),
    ('766', '1.3', '1', 'Hồ sơ đồng bộ lên Cổng dịch vụ công quốc gia', 6, 'ratio', 'dossier.synchronised'),
    ('766', '1.4', '1', 'Phản ánh, kiến nghị công khai kết quả trả lời', 4, 'ratio', 'petition.published'),
    ('766', '2', NULL, 'Tiến độ giải quyết', 20, NULL, NULL),
    ('766', '2.1', '2', 'Hồ sơ giải quyết đúng hạn, trước hạn', 20, 'ratio', 'dossier.on_time_due'),
    ('766', '3', NULL, 'Dịch vụ công trực tuyến', 12, NULL, NULL),
    ('766', '3.1', '3', 'Hồ sơ trực tuyến của dịch vụ công toàn trình', 8, 'ratio', 'dossier.online_full'),
    ('766', '3.2', '3', 'Hồ sơ trực tuyến của dịch vụ công một phần', 4, 'ratio', 'dossier.online_partial'),
    ('766', '4', NULL, 'Thanh toán trực tuyến', 10, NULL, NULL),
    ('766', '4.1', '4', 'Hồ sơ thanh toán trực tuyến', 10, 'ratio', 'dossier.paid_online'),
    ('766', '5', NULL, 'Số hóa hồ sơ', 22, NULL, NULL),
    ('766', '5.1', '5', 'Hồ sơ cấp kết quả điện tử', 8, 'ratio', 'dossier.result_digitised'),
    ('766', '5.2', '5', 'Hồ sơ số hóa thành phần', 8, 'ratio', 'dossier.digitised'),
    ('766', '5.3', '5', 'Hồ sơ khai thác, sử dụng lại dữ liệu số hóa', 6, 'ratio', 'dossier.data_reused'),
    ('766', '6', NULL, 'Mức độ hài lòng', 18, NULL, NULL),
    ('766', '6.1', '6', 'Hài lòng trong giải quyết thủ tục hành chính', 6, 'ratio', 'dossier.rated_satisfied'),
    ('766', '6.2', '6', 'Phản ánh, kiến nghị đã xử lý', 4, 'ratio', 'petition.processed'),
    ('766', '6.3', '6', 'Phản ánh, kiến nghị xử lý đúng hạn', 8, 'ratio', 'petition.on_time_due')
$body$;
COMMENT ON FUNCTION @extschema@.framework_template() IS
'The criteria of the ready frameworks, for add_framework. / Tiêu chí của các bộ chỉ số có sẵn, dùng cho add_framework.';

CREATE FUNCTION @extschema@.band_template()
RETURNS TABLE (kind text, name text, lower_bound numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 5
AS $body$
    VALUES ('766', 'Xuất sắc', 90), ('766', 'Tốt', 80), ('766', 'Khá', 70), ('766', 'Trung bình', 50), ('766', 'Yếu', NULL)
$body$;
COMMENT ON FUNCTION @extschema@.band_template() IS
'The bands of the ready frameworks, for add_framework. / Mức xếp loại của các bộ chỉ số có sẵn, dùng cho add_framework.';

-- A ready framework for a bloc: of a year, or of the days that are given.
CREATE PROCEDURE @extschema@.add_framework(schema text, kind text, bloc text, year integer, first_day date DEFAULT NULL, last_day date DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    bloc_name text;
    period text := year;
    code text;
    is_there boolean;
BEGIN
    PERFORM @extschema@.model_is_current(schema);
    IF NOT EXISTS (SELECT FROM @extschema@.framework_template() t WHERE t.kind = add_framework.kind) THEN
        RAISE EXCEPTION 'there is no ready framework "%"', kind
            USING ERRCODE = 'invalid_parameter_value', HINT = format('There is %s.', (SELECT string_agg(DISTINCT t.kind, ', ') FROM @extschema@.framework_template() t));
    END IF;
    EXECUTE format('SELECT b.name FROM %I.bloc b WHERE b.code = $1', schema) INTO bloc_name USING bloc;
    IF bloc_name IS NULL THEN
        RAISE EXCEPTION 'there is no bloc "%" in schema "%"', bloc, schema
            USING ERRCODE = 'invalid_parameter_value', HINT = format('SELECT code FROM %I.bloc lists the blocs.', schema);
    END IF;
    IF year IS NULL OR year NOT BETWEEN 1900 AND 2200 OR (first_day IS NULL) <> (last_day IS NULL) OR first_day > last_day THEN
        RAISE EXCEPTION 'year %, from % to % are no period', coalesce(year::text, 'NULL'), coalesce(to_char(first_day, 'YYYY-MM-DD'), 'NULL'), coalesce(to_char(last_day, 'YYYY-MM-DD'), 'NULL')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'A year, or the year with the first and the last day.';
    END IF;
    -- a year, half, quarter and month by their usual names, other days by themselves
    IF first_day IS NOT NULL THEN
        period := CASE WHEN first_day = make_date(year, 1, 1) AND last_day = make_date(year, 12, 31) THEN year::text
                       WHEN first_day = date_trunc('month', first_day::timestamp) AND last_day = (first_day + interval '1 month - 1 day')::date THEN to_char(first_day, 'YYYY-"M"MM')
                       WHEN first_day = date_trunc('quarter', first_day::timestamp) AND last_day = (first_day + interval '3 months - 1 day')::date THEN to_char(first_day, 'YYYY-"Q"Q')
                       WHEN first_day IN (make_date(year, 1, 1), make_date(year, 7, 1)) AND last_day = (first_day + interval '6 months - 1 day')::date
                       THEN format('%s-H%s', year, CASE extract(month FROM first_day) WHEN 1 THEN 1 ELSE 2 END)
                       ELSE to_char(first_day, 'YYYY-MM-DD') || '..' || to_char(last_day, 'YYYY-MM-DD') END;
    END IF;
    code := format('%s-%s-%s', kind, bloc, period);
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.framework f WHERE f.code = $1)', schema) INTO is_there USING code;
    IF is_there THEN
        RAISE EXCEPTION 'framework "%" is there already', code
            USING ERRCODE = 'unique_violation', HINT = 'Its weights and rules are rows of criterion and band: edit those, or delete the framework first.';
    END IF;
    EXECUTE format('INSERT INTO %I.framework (code, year, bloc, title, kind, first_day, last_day) VALUES ($1, $2, $3, $4, $5, $6, $7)', schema)
        USING code, year, bloc, format('Bộ chỉ số %s: %s, %s (trọng số theo thông lệ, sửa được / weights are practice, to be edited)', kind, bloc_name, period), kind, first_day, last_day;
    EXECUTE format('INSERT INTO %I.band (framework, name, lower_bound) SELECT $1, t.name, t.lower_bound FROM @extschema@.band_template() t WHERE t.kind = $2', schema) USING code, kind;
    EXECUTE format('INSERT INTO %I.criterion (framework, code, parent_code, title, max_points, rule_text, measure, position)
                    SELECT $1, t.code, t.parent_code, t.title, t.max_points, t.rule, t.measure, row_number() OVER (ORDER BY t.code)
                    FROM @extschema@.framework_template() t WHERE t.kind = $2', schema) USING code, kind;
END
$body$;
COMMENT ON PROCEDURE @extschema@.add_framework(text, text, text, integer, date, date) IS
'Adds a ready framework for a bloc and year, or for some days of it: ''766'', the service index, whose weights are practice and rows to be edited. / Thêm bộ chỉ số có sẵn cho một khối và năm, hoặc một khoảng ngày: ''766'', bộ chỉ số phục vụ, trọng số theo thông lệ và sửa được.';

-- Whether two days are a period; one that ends before it begins is an error, and where
-- the days are known it is one of the planner, whatever else is asked.
CREATE FUNCTION @extschema@.is_period(first_day date, last_day date) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF last_day < first_day THEN
        RAISE EXCEPTION 'the period from % to % ends before it begins', to_char(first_day, 'YYYY-MM-DD'), to_char(last_day, 'YYYY-MM-DD')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'The first day comes first, then the last one.';
    END IF;
    RETURN true;
END
$body$;
COMMENT ON FUNCTION @extschema@.is_period(date, date) IS
'Refuses a period that ends before it begins; for the model. / Từ chối kỳ kết thúc trước khi bắt đầu; dùng cho mô hình.';

-- Whether the policies on a model's table of agencies let the caller see all, by a row
-- without an agency in the table that says who sees what.  That table is the one that
-- the policy of agencies reads.
CREATE FUNCTION @extschema@.stands_for_all(agencies regclass) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    role_table regclass;
    found_one boolean;
BEGIN
    FOR role_table IN
        SELECT r.polrelid
        FROM pg_policy a
             JOIN pg_depend d ON (d.classid, d.objid, d.refclassid) = ('pg_policy'::regclass, a.oid, 'pg_class'::regclass)
             JOIN pg_policy r ON r.polrelid = d.refobjid AND r.polname = 'own_role'
        WHERE a.polrelid = agencies AND a.polname = 'own_agency'
        GROUP BY r.polrelid LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE role_name = current_user AND agency_id IS NULL)', role_table) INTO found_one;
        IF found_one THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$body$;
COMMENT ON FUNCTION @extschema@.stands_for_all(regclass) IS
'Whether the caller''s role has a row without an agency in the table that enable_agency_policies was given; for the model. / Vai trò của người gọi có dòng không ghi cơ quan trong bảng phân quyền đã cho enable_agency_policies hay không; dùng cho mô hình.';

-- Row policies on every table that has rows of one agency.
CREATE PROCEDURE @extschema@.enable_agency_policies(schema text, role_table regclass)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    item record;
BEGIN
    PERFORM @extschema@.model_is_current(schema);
    CALL @extschema@.model_owner_check(schema, false);
    IF (SELECT count(*) FROM pg_attribute
        WHERE attrelid = role_table AND NOT attisdropped
          AND (attname, atttypid) IN (('role_name', 'name'::regtype), ('agency_id', 'bigint'::regtype))) < 2 THEN
        RAISE EXCEPTION 'table % has no columns role_name of type name and agency_id of type bigint', role_table
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Its rows say which role may see which agency; a row without an agency stands for all.';
    END IF;
    IF (SELECT relowner FROM pg_class WHERE oid = role_table) <> current_user::regrole THEN
        RAISE EXCEPTION 'table % is not yours', role_table
            USING ERRCODE = 'insufficient_privilege', HINT = 'Whoever can write to it decides what is seen.';
    END IF;

    -- A role sees its own rows of the table, and by them its agencies.
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', role_table);
    EXECUTE format('DROP POLICY IF EXISTS own_role ON %s', role_table);
    EXECUTE format('CREATE POLICY own_role ON %s FOR SELECT USING (role_name = current_user)', role_table);
    EXECUTE format('GRANT SELECT ON %s TO PUBLIC', role_table);
    FOR item IN
        SELECT t.name, CASE WHEN t.name = 'agency'
                            THEN format('EXISTS (SELECT FROM %s r WHERE r.role_name = current_user AND (r.agency_id = id OR r.agency_id IS NULL))', role_table)
                            -- to who sees every unit
                            WHEN t.name LIKE 'dossier\_parent\_%' THEN format('parent_id IN (SELECT u.parent_id FROM %I.agency_unit u GROUP BY u.parent_id, u.n_units HAVING count(*) = u.n_units)', schema)
                            WHEN t.name LIKE 'dossier\_total\_%' OR t.name = 'dossier_service_month' THEN format('(SELECT %I.sees_all_agencies())', schema)
                            WHEN t.name IN ('dossier_supplement', 'dossier_conduct') THEN format('EXISTS (SELECT FROM %I.dossier d WHERE d.code = dossier)', schema)
                            -- what is noted of a whole survey or task, or asked of all, is everybody's
                            ELSE CASE WHEN t.name IN ('survey_dirty', 'duty_dirty', 'target_step') THEN 'agency_id IS NULL OR ' ELSE '' END
                                 || format('agency_id IN (SELECT unnest(%I.visible_agencies()))', schema) END AS condition
        FROM unnest('{agency,rating,disciplinary_case,task_agency,obligation,dossier,dossier_supplement,dossier_conduct,petition,response,answer,assessment,observation,criterion_state,override,frozen_result,frozen_league,history,target_step,
                      survey_stratum,survey_dirty,dossier_log,dossier_day,dossier_month,dossier_year,dossier_field_month,dossier_total_day,dossier_total_month,dossier_parent_day,dossier_parent_month,dossier_service_month,dossier_asked_again,conduct_log,conduct_day,conduct_month,stored_survey,stored_satisfaction,stored_duty,duty_dirty,stored_league,stored_measure}'::text[]) AS t (name)
    LOOP
        EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', schema, item.name);
        EXECUTE format('DROP POLICY IF EXISTS own_agency ON %I.%I', schema, item.name);
        EXECUTE format('CREATE POLICY own_agency ON %I.%I USING (%s)', schema, item.name, item.condition);
    END LOOP;
    -- A file may hold rows of any agency: it is seen by whoever read it.
    FOR item IN
        SELECT t.name, CASE WHEN t.name = 'sheet_load' THEN 'loaded_by = current_user' ELSE format('load_id IN (SELECT id FROM %I.sheet_load)', schema) END AS condition
        FROM unnest('{sheet_load,sheet_cell,load_note,load_change}'::text[]) AS t (name)
    LOOP
        EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', schema, item.name);
        EXECUTE format('DROP POLICY IF EXISTS own_load ON %I.%I', schema, item.name);
        EXECUTE format('CREATE POLICY own_load ON %I.%I USING (%s)', schema, item.name, item.condition);
    END LOOP;
END
$body$;
COMMENT ON PROCEDURE @extschema@.enable_agency_policies(text, regclass) IS
'Lets every role see and enter the rows of its agencies only, as a table of role_name and agency_id says. / Mỗi vai trò chỉ xem và nhập được dữ liệu của cơ quan mình, theo bảng role_name và agency_id.';
