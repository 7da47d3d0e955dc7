-- A schema in which somebody has planted everything that the extension could mean by a
-- name without its schema; for the tests whose path begins with it.
CREATE ROLE par_index_planter;
CREATE SCHEMA planted AUTHORIZATION par_index_planter;
GRANT USAGE ON SCHEMA planted TO PUBLIC;
GRANT USAGE ON SCHEMA par TO par_index_planter;
SET ROLE par_index_planter;
DO $$
DECLARE
    r record;
    body text := $body$LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''planted'' USING ERRCODE = ''P0666''; END'$body$;
BEGIN
    FOR r IN SELECT p.proname, p.prokind, pg_get_function_identity_arguments(p.oid) AS args, oidvectortypes(proargtypes) AS types, p.prorettype::regtype AS result
             FROM pg_proc p WHERE pronamespace = 'par'::regnamespace AND NOT 'internal'::regtype::oid = ANY (proargtypes::oid[])
               AND NOT 'cstring'::regtype::oid = ANY (proargtypes::oid[]) AND prorettype NOT IN ('cstring'::regtype, 'internal'::regtype) LOOP
        IF r.prokind = 'p' THEN
            EXECUTE format('CREATE PROCEDURE planted.%I(%s) %s', r.proname, r.types, body);
        ELSE
            EXECUTE format('CREATE FUNCTION planted.%I(%s) RETURNS pg_catalog.text %s', r.proname, r.types, body);
        END IF;
    END LOOP;
    FOR r IN SELECT typname FROM pg_type WHERE typnamespace = 'par'::regnamespace AND typtype IN ('b', 'e') AND typelem = 0 LOOP
        EXECUTE format('CREATE DOMAIN planted.%I AS text CHECK (false)', r.typname);
    END LOOP;
    FOR r IN SELECT o.oprname, o.oprleft::regtype AS l, o.oprright::regtype AS r
             FROM pg_operator o WHERE oprnamespace = 'pg_catalog'::regnamespace AND oprname IN ('=', '<>', '<', '>', '<=', '>=', '+', '-', '*', '/', '%', '||', '->', '->>')
               AND oprleft IN ('numeric'::regtype, 'integer'::regtype, 'bigint'::regtype, 'double precision'::regtype, 'text'::regtype, 'date'::regtype,
                               'timestamptz'::regtype, 'jsonb'::regtype, 'boolean'::regtype) AND oprright = oprleft LOOP
        EXECUTE format('CREATE FUNCTION planted.%I(%s, %s) RETURNS boolean %s', 'op' || r.oprname, r.l, r.r, body);
        EXECUTE format('CREATE OPERATOR planted.%s (FUNCTION = planted.%I, LEFTARG = %s, RIGHTARG = %s)', r.oprname, 'op' || r.oprname, r.l, r.r);
    END LOOP;
    -- Of the server's functions, those that a name without a schema is apt to mean.
    FOR r IN SELECT DISTINCT proname, oidvectortypes(proargtypes) AS types FROM pg_proc
             WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND provariadic = 0
               AND proname IN ('round', 'abs', 'trunc', 'floor', 'ceil', 'sign', 'power', 'lower', 'upper', 'length', 'replace', 'split_part', 'regexp_replace',
                               'to_char', 'date_part', 'date_trunc', 'make_date', 'generate_series', 'now', 'quote_ident', 'quote_literal', 'array_length',
                               'cardinality', 'left', 'right', 'substr', 'md5', 'to_regclass', 'to_regnamespace', 'current_setting', 'set_config') LOOP
        EXECUTE format('CREATE FUNCTION planted.%I(%s) RETURNS pg_catalog.text %s', r.proname, r.types, body);
    END LOOP;
END $$;
RESET ROLE;
