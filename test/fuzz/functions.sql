-- The C header that tells fuzz.c what there is: own types with their samples,
-- and the C functions that work without a catalogue.
\i test/samples.sql
\pset format unaligned
\pset tuples_only on

SELECT '/* Written by test/fuzz/functions.sql. */';
SELECT format('extern Datum %s(PG_FUNCTION_ARGS);', prosrc)
FROM (SELECT DISTINCT prosrc FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
      WHERE prolang = (SELECT oid FROM pg_language WHERE lanname = 'c')) s ORDER BY 1;

CREATE TEMP TABLE own AS
SELECT row_number() OVER (ORDER BY t.typname) - 1 AS n, t.oid, t.typname, i.prosrc AS input, o.prosrc AS output, r.prosrc AS receive, s.prosrc AS send
FROM own_type w JOIN pg_type t ON t.oid = w.type
JOIN pg_proc i ON i.oid = t.typinput JOIN pg_proc o ON o.oid = t.typoutput JOIN pg_proc r ON r.oid = t.typreceive JOIN pg_proc s ON s.oid = t.typsend
WHERE t.typtype = 'b';

-- A letter says how fuzz.c draws an argument of the type; own types are
-- their number, from '0'.
CREATE TEMP TABLE letter AS
SELECT t::regtype::oid AS type, l FROM (VALUES
    ('boolean', 'b'), ('integer', 'i'), ('bigint', 'l'), ('double precision', 'f'), ('numeric', 'n'), ('text', 't'), ('date', 'd'),
    ('timestamp with time zone', 'z'), ('interval', 'v'), ('jsonb', 'j'), ('integer[]', 'I'), ('numeric[]', 'N')) AS s(t, l)
UNION ALL SELECT oid, chr(48 + n::int) FROM own;

SELECT 'static const Type types[] = {';
SELECT format('	{"%s", %s, %s, %s, %s},', typname, input, output, receive, send) FROM own ORDER BY n;
SELECT '};';
SELECT 'static const char *const samples[][32] = {';
SELECT format('	{%s NULL},', (SELECT string_agg('"' || replace(replace(value, '\', '\\'), '"', '\"') || '",', ' ' ORDER BY value COLLATE "C")
                              FROM sample WHERE sample.type = own.oid)) FROM own ORDER BY n;
SELECT '};';

-- Not those that return a value of the enum, nor those with an argument whose
-- type needs the catalogue (ranges, the enum), nor those that look up there how
-- they were declared.  Of those that return a set the
-- ones that put out all rows at once; the others look up their row type.
SELECT 'static const Function functions[] = {';
SELECT DISTINCT format('	{"%s", %s, "%s", ''%s'', %s, %s},', prosrc, prosrc, args, coalesce(r.l, ' '), proisstrict,
                       coalesce('"' || columns || '"', 'NULL'))
FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
LEFT JOIN letter r ON r.type = prorettype,
     LATERAL (SELECT string_agg(l, '' ORDER BY i) AS args, count(*) - count(l) AS unknown
              FROM unnest(proargtypes::oid[]) WITH ORDINALITY AS u(a, i) LEFT JOIN letter ON letter.type = a) a,
     LATERAL (SELECT string_agg(l, '' ORDER BY i) AS columns
              FROM unnest(proallargtypes, proargmodes) WITH ORDINALITY AS u(a, mode, i) LEFT JOIN letter ON letter.type = a WHERE mode = 'o') c
WHERE prolang = (SELECT oid FROM pg_language WHERE lanname = 'c') AND unknown = 0 AND args <> '' AND prosrc NOT LIKE '%\_declared'
  AND (NOT proretset OR prosrc IN ('par_deadlines', 'par_deadline_terms'))
  AND NOT EXISTS (SELECT FROM own_type WHERE typtype = 'e' AND type = prorettype)
ORDER BY 1;
SELECT '};';
