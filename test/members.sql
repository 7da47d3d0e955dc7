-- The extension's objects with their definitions, one line each, without
-- anything that depends on the order in which they were made.
\pset format unaligned
\pset tuples_only on
WITH member AS (
    SELECT d.classid, d.objid FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
    WHERE e.extname = 'par_index' AND d.deptype = 'e')
SELECT line FROM (
SELECT format('%s | %s | %s', pg_describe_object(classid, objid, 0), obj_description(objid, classid::regclass::name),
              regexp_replace(definition, '\s+', ' ', 'g')) AS line
FROM member, LATERAL (
    SELECT pg_get_functiondef(oid) || coalesce(proacl::text, '') FROM pg_proc WHERE classid = 'pg_proc'::regclass AND oid = objid AND prokind <> 'a'
    UNION ALL
    SELECT to_jsonb(a)::text || (SELECT concat_ws(' ', provolatile, proparallel, proisstrict, proargnames, pg_get_function_arguments(oid)) FROM pg_proc WHERE oid = objid)
    FROM (SELECT aggkind, aggtransfn::regprocedure, aggfinalfn::regproc, aggcombinefn::regproc, aggmtransfn::regproc, aggminvtransfn::regproc,
                 aggmfinalfn::regproc, aggfinalextra, aggfinalmodify, aggtranstype::regtype, aggmtranstype::regtype, aggtransspace, aggmtransspace, agginitval, aggminitval
          FROM pg_aggregate WHERE classid = 'pg_proc'::regclass AND aggfnoid = objid) a
    UNION ALL
    SELECT to_jsonb(t)::text
    FROM (SELECT typtype, typlen, typbyval, typcategory, typispreferred, typdelim, typinput::regproc, typoutput::regproc, typreceive::regproc,
                 typsend::regproc, typmodin::regproc, typsubscript::regproc, typalign, typstorage, typcollation, typdefault,
                 ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = pg_type.oid ORDER BY enumsortorder) AS labels,
                 ARRAY(SELECT format('%s %s', attname, format_type(atttypid, atttypmod)) FROM pg_attribute WHERE attrelid = typrelid AND attnum > 0 ORDER BY attnum) AS columns
          FROM pg_type WHERE classid = 'pg_type'::regclass AND oid = objid) t
    UNION ALL
    SELECT to_jsonb(o)::text
    FROM (SELECT oprcode::regproc, oprcom::regoperator, oprnegate::regoperator, oprrest::regproc, oprjoin::regproc, oprcanmerge, oprcanhash
          FROM pg_operator WHERE classid = 'pg_operator'::regclass AND oid = objid) o
    UNION ALL
    SELECT to_jsonb(c)::text FROM (SELECT castfunc::regprocedure, castcontext, castmethod FROM pg_cast WHERE classid = 'pg_cast'::regclass AND oid = objid) c
    UNION ALL
    SELECT to_jsonb(c)::text FROM (SELECT opcdefault, opcintype::regtype, opckeytype::regtype FROM pg_opclass WHERE classid = 'pg_opclass'::regclass AND oid = objid) c
    UNION ALL
    SELECT string_agg(x, ', ' ORDER BY x)
    FROM (SELECT format('%s %s', amopstrategy, amopopr::regoperator) FROM pg_amop WHERE amopfamily = objid
          UNION ALL SELECT format('%s %s', amprocnum, amproc::regprocedure) FROM pg_amproc WHERE amprocfamily = objid) s(x)
    WHERE classid = 'pg_opfamily'::regclass HAVING count(*) > 0
    UNION ALL
    SELECT '' WHERE classid NOT IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass, 'pg_cast'::regclass, 'pg_opclass'::regclass,
                                    'pg_opfamily'::regclass)) d(definition)
) s ORDER BY line COLLATE "C";
