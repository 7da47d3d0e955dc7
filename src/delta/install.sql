/* par_index: from 1.1 to 1.2; put together by src/delta/build */

-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "ALTER EXTENSION par_index UPDATE" to load this file. \quit

-- Up to 1.1 a schema that somebody had made before was taken as it stood: see
-- src/install.sql.  Here it holds the extension, so nothing is refused; the rights
-- are put right, and what is not ours in it is told, for views may use it.  A
-- warning each, since somebody may have wanted it so.
DO LANGUAGE plpgsql $$
DECLARE
    own pg_catalog.record;
    grantee pg_catalog.name;
    held pg_catalog.text[];
BEGIN
    SELECT e.oid, e.extowner, n.oid AS schema, n.nspowner, pg_catalog.pg_get_userbyid(n.nspowner) AS owner,
           pg_catalog.pg_get_userbyid(e.extowner) AS ours INTO own
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace
    WHERE e.extname OPERATOR(pg_catalog.=) 'par_index';

    IF NOT pg_catalog.pg_has_role(own.extowner, own.nspowner, 'USAGE') THEN
        RAISE WARNING USING
            MESSAGE = pg_catalog.format('schema "@extschema@" belongs to role "%s", not to role "%s"', own.owner, own.ours),
            HINT = 'Whoever owns it can set functions beside the extension''s. A superuser can use ALTER SCHEMA ... OWNER TO.';
    ELSE
        IF own.nspowner OPERATOR(pg_catalog.<>) own.extowner THEN
            EXECUTE pg_catalog.format('ALTER SCHEMA @extschema@ OWNER TO %I', own.ours);
            RAISE WARNING USING
                MESSAGE = pg_catalog.format('schema "@extschema@" belonged to role "%s" and belongs to role "%s" now', own.owner, own.ours),
                HINT = 'Use ALTER SCHEMA ... OWNER TO if it was so on purpose.';
        END IF;
        FOR grantee IN
            SELECT DISTINCT CASE WHEN a.grantee OPERATOR(pg_catalog.<>) 0 THEN pg_catalog.pg_get_userbyid(a.grantee) END
            FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) a
            WHERE n.oid OPERATOR(pg_catalog.=) own.schema AND a.privilege_type OPERATOR(pg_catalog.=) 'CREATE'
            AND a.grantee OPERATOR(pg_catalog.<>) own.extowner
            ORDER BY 1 NULLS FIRST
        LOOP
            EXECUTE pg_catalog.format('REVOKE CREATE ON SCHEMA @extschema@ FROM %s CASCADE',
                                      COALESCE(pg_catalog.quote_ident(grantee), 'PUBLIC'));
            RAISE WARNING USING
                MESSAGE = pg_catalog.format('right to create in schema "@extschema@" was taken from %s',
                                            CASE WHEN grantee IS NULL THEN 'PUBLIC' ELSE pg_catalog.format('role "%s"', grantee) END),
                HINT = 'Use GRANT CREATE ON SCHEMA if it was so on purpose.';
        END LOOP;
    END IF;

    held := ARRAY(SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)
                  FROM pg_catalog.pg_depend d
                  WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
                  AND d.refobjid OPERATOR(pg_catalog.=) own.schema
                  AND NOT (d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
                           AND d.objid OPERATOR(pg_catalog.=) own.oid)
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend m
                                  WHERE m.classid OPERATOR(pg_catalog.=) d.classid AND m.objid OPERATOR(pg_catalog.=) d.objid
                                  AND m.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
                                  AND m.refobjid OPERATOR(pg_catalog.=) own.oid AND m.deptype OPERATOR(pg_catalog.=) 'e')
                  ORDER BY 1);
    IF pg_catalog.cardinality(held) OPERATOR(pg_catalog.>) 0 THEN
        RAISE WARNING USING
            MESSAGE = pg_catalog.format('schema "@extschema@" holds %s objects that are not of the extension', pg_catalog.cardinality(held)),
            DETAIL = pg_catalog.concat('These are: ', pg_catalog.array_to_string(held[1:5], ', '),
                                       CASE WHEN pg_catalog.cardinality(held) OPERATOR(pg_catalog.>) 5 THEN ', and more' END, '.'),
            HINT = 'Calls may mean them instead of the extension''s. See who made them, then move or drop them.';
    END IF;
END $$;
