
-- What the aggregates of 1.1 take for a zone: the same bytes, so views that call
-- them with text go on.
UPDATE pg_catalog.pg_proc SET proargtypes = pg_catalog.array_to_string(
    pg_catalog.array_append((proargtypes::pg_catalog.oid[])[0:pronargs OPERATOR(pg_catalog.-) 2], '@extschema@.zone'::pg_catalog.regtype::pg_catalog.oid), ' ')::pg_catalog.oidvector
WHERE oid OPERATOR(pg_catalog.=) ANY (ARRAY[
    '@extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, text)'::pg_catalog.regprocedure,
    '@extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, boolean, text)'::pg_catalog.regprocedure]::pg_catalog.oid[]);
