-- What every object of the extension owes its users: a comment in English and
-- Vietnamese, a chosen volatility, PARALLEL SAFE.  Whoever adds an object that
-- falls out of these lists finds it here.

CREATE TEMP TABLE member AS
SELECT d.classid, d.objid, pg_describe_object(d.classid, d.objid, 0) AS object
FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
WHERE e.extname = 'par_index' AND d.deptype = 'e';

-- Objects without a comment in both languages.  (Array types, which are
-- members from server 17 on, have none and need none.)
SELECT object FROM member
WHERE NOT (classid = 'pg_type'::regclass AND EXISTS (SELECT FROM pg_type WHERE oid = objid AND typcategory = 'A'))
  AND coalesce(obj_description(objid, classid::regclass::name), '') !~ '^[^/]*[A-Za-z].* / .*[À-ỹđĐ]'
ORDER BY 1;

-- Functions that are not PARALLEL SAFE: none has a reason.  Procedures run on
-- their own and have no such mark.
SELECT p.oid::regprocedure, proparallel FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
WHERE proparallel <> 's' AND prokind <> 'p'
ORDER BY 1::text;

-- Functions that are not IMMUTABLE.  STABLE here are those that follow the
-- session's TimeZone, and check_framework, which reads the tables of a model;
-- VOLATILE are the trigger functions; nothing is so by default.
SELECT p.oid::regprocedure, provolatile FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
WHERE provolatile <> 'i' AND prokind NOT IN ('p', 'a') AND proname NOT IN ('timeliness', 'ontime_accum', 'ontime_inverse', 'ontime_by_accum')
ORDER BY 1::text;
-- Classes of cases follow the session's TimeZone where an instant or a pause
-- is among the arguments and no zone.
SELECT p.oid::regprocedure, provolatile FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
WHERE proname IN ('timeliness', 'ontime_accum', 'ontime_inverse', 'ontime_by_accum')
  AND provolatile <> CASE WHEN proargtypes::oid[] && '{timestamptz,tstzmultirange}'::regtype[]::oid[] AND proargtypes[pronargs - 1] <> 'text'::regtype THEN 's' ELSE 'i' END
ORDER BY 1::text;

-- No function runs with its owner's rights, and none has settings of its own
-- but for the path on which PL/pgSQL looks names up, and quiet about what is
-- there already.
SELECT p.oid::regprocedure FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
WHERE prosecdef OR NOT proconfig <@ '{"search_path=pg_catalog, pg_temp",client_min_messages=warning}'
ORDER BY 1::text;

-- The extension owns no table.
SELECT object FROM member WHERE classid = 'pg_class'::regclass;

-- Nothing of it lies outside its schema.
SELECT object FROM member m
WHERE classid IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass)
  AND 'par'::regnamespace NOT IN (SELECT pronamespace FROM pg_proc WHERE oid = m.objid AND m.classid = 'pg_proc'::regclass
                                  UNION ALL SELECT typnamespace FROM pg_type WHERE oid = m.objid AND m.classid = 'pg_type'::regclass
                                  UNION ALL SELECT oprnamespace FROM pg_operator WHERE oid = m.objid AND m.classid = 'pg_operator'::regclass);
