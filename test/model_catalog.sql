-- The objects of the schema :'schema' with their definitions, one line each,
-- without anything that depends on the order in which they were made: for
-- comparing models.
\pset format unaligned
\pset tuples_only on
WITH home AS (SELECT oid FROM pg_namespace WHERE nspname = :'schema'),
relation AS (SELECT c.* FROM pg_class c, home WHERE relnamespace = home.oid AND relkind IN ('r', 'v', 'm'))
SELECT line FROM (
    SELECT format('relation %s %s %s | %s', relkind, relname, reloptions, obj_description(oid, 'pg_class')) FROM relation
    UNION ALL
    SELECT format('row security %s %s', relname, relrowsecurity) FROM relation
    UNION ALL
    SELECT format('column %s.%s %s %s %s %s %s | %s', c.relname, a.attname, CASE WHEN :'columns' = 'ordered' THEN a.attnum END, format_type(a.atttypid, a.atttypmod),
                  a.attnotnull, concat(a.attidentity, a.attgenerated), pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum))
    FROM relation c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT attisdropped LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    UNION ALL
    SELECT format('view %s %s', relname, regexp_replace(pg_get_viewdef(oid), '\s+', ' ', 'g')) FROM relation WHERE relkind = 'v'
    UNION ALL
    SELECT format('constraint %s.%s %s', c.relname, o.conname, regexp_replace(pg_get_constraintdef(o.oid), CASE WHEN :'validity' = 'ignored' THEN ' NOT VALID$' ELSE '^$' END, ''))
    FROM pg_constraint o JOIN relation c ON c.oid = o.conrelid
    UNION ALL
    SELECT format('index %s', pg_get_indexdef(indexrelid)) FROM pg_index i JOIN relation c ON c.oid = i.indrelid
    UNION ALL
    SELECT format('trigger %s', pg_get_triggerdef(t.oid)) FROM pg_trigger t JOIN relation c ON c.oid = t.tgrelid WHERE NOT tgisinternal
    UNION ALL
    SELECT format('policy %s.%s %s %s', c.relname, polname, pg_get_expr(polqual, polrelid), polroles::regrole[]) FROM pg_policy p JOIN relation c ON c.oid = p.polrelid
    UNION ALL
    SELECT format('routine %s | %s', regexp_replace(pg_get_functiondef(p.oid), '\s+', ' ', 'g'), obj_description(p.oid, 'pg_proc')) FROM pg_proc p, home WHERE pronamespace = home.oid
    UNION ALL
    SELECT format('type %s', typname) FROM pg_type t, home WHERE typnamespace = home.oid AND typtype IN ('e', 'd', 'r', 'b') AND typcategory <> 'A'
) s (line) ORDER BY line COLLATE "C";
