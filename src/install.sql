/* par_index: the rooms in order; each is explained in src/<room>.c */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION par_index" to load this file. \quit

-- The schema may have been there before.  Who owns it, or may create in it, can
-- set a par.pct(integer, integer) beside ours that callers then mean without
-- knowing.  So one that holds anything is refused, and an empty one becomes what
-- CREATE EXTENSION would have made: the extension's owner's, nobody else's.  It
-- cannot be refused outright, for a dump makes the schema, gives it its owner,
-- and then creates the extension.  This runs as a superuser also for a plain
-- user, who must not gain what he could not have taken himself.
DO LANGUAGE plpgsql $$
DECLARE
    own pg_catalog.record;
    held pg_catalog.text[];
    grantee pg_catalog.oid;
BEGIN
    SELECT e.oid, e.extowner, n.oid AS schema, n.nspowner INTO own
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace
    WHERE e.extname OPERATOR(pg_catalog.=) 'par_index';

    -- Everything in a schema depends on it, default privileges too.
    held := ARRAY(SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)
                  FROM pg_catalog.pg_depend d
                  WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
                  AND d.refobjid OPERATOR(pg_catalog.=) own.schema
                  AND NOT (d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
                           AND d.objid OPERATOR(pg_catalog.=) own.oid)
                  ORDER BY 1);
    IF pg_catalog.cardinality(held) OPERATOR(pg_catalog.>) 0 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'schema "@extschema@" is not empty',
            DETAIL = pg_catalog.format('It belongs to role "%s" and holds %s objects: %s.',
                                       pg_catalog.pg_get_userbyid(own.nspowner), pg_catalog.cardinality(held),
                                       pg_catalog.concat(pg_catalog.array_to_string(held[1:5], ', '),
                                                         CASE WHEN pg_catalog.cardinality(held) OPERATOR(pg_catalog.>) 5 THEN ', and more' END)),
            HINT = 'The extension needs the schema for itself. See who made these objects, then move or drop them.';
    END IF;

    IF own.nspowner OPERATOR(pg_catalog.<>) own.extowner THEN
        IF NOT pg_catalog.pg_has_role(own.extowner, own.nspowner, 'USAGE') THEN
            RAISE EXCEPTION USING
                ERRCODE = 'insufficient_privilege',
                MESSAGE = 'must be owner of schema @extschema@',
                DETAIL = pg_catalog.format('It belongs to role "%s".', pg_catalog.pg_get_userbyid(own.nspowner)),
                HINT = 'A superuser, or the schema''s owner, can drop it first or create the extension.';
        END IF;
        RAISE NOTICE USING
            MESSAGE = pg_catalog.format('schema "@extschema@" is taken over from role "%s"', pg_catalog.pg_get_userbyid(own.nspowner));
        EXECUTE pg_catalog.format('ALTER SCHEMA @extschema@ OWNER TO %I', pg_catalog.pg_get_userbyid(own.extowner));
    END IF;

    FOR grantee IN
        SELECT DISTINCT a.grantee FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) a
        WHERE n.oid OPERATOR(pg_catalog.=) own.schema AND a.grantee OPERATOR(pg_catalog.<>) own.extowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON SCHEMA @extschema@ FROM %s CASCADE',
                                  CASE WHEN grantee OPERATOR(pg_catalog.=) 0 THEN 'PUBLIC'
                                       ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)) END);
    END LOOP;
END $$;

-- The functions are for everyone who may call functions, so the schema is too:
-- analysts and BI tools need no grant of their own.
GRANT USAGE ON SCHEMA @extschema@ TO PUBLIC;

