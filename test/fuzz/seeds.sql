-- The samples as files, one for each, as a shell script: what the fuzzers
-- start from.  :dir is the folder.
\i test/samples.sql
\pset format unaligned
\pset tuples_only on
SELECT format('mkdir -p %1$L && printf %%s %2$L | base64 -d >%1$L/%3$s', dir, translate(encode(bytes, 'base64'), E'\n', ''), md5(bytes))
FROM (SELECT format('%s/%s.in', :'dir', typname) AS dir, convert_to(value, 'UTF8') AS bytes
      FROM sample JOIN own_type USING (type) JOIN pg_type t ON t.oid = type WHERE own_type.typtype = 'b'
      UNION ALL
      SELECT format('%s/%s.recv', :'dir', typname), decode(coalesce(xpath_text, ''), 'hex')
      FROM sample JOIN own_type USING (type) JOIN pg_type t ON t.oid = type,
           LATERAL (SELECT (xpath('//x/text()', query_to_xml(format('SELECT encode(%s(%L::%s), %L) AS x', t.typsend, value, type, 'hex'),
                                                             false, true, '')))[1]::text AS xpath_text) x
      WHERE own_type.typtype = 'b'
      UNION ALL
      SELECT format('%s/%s', :'dir', prosrc), convert_to(value, 'UTF8')
      FROM sample, (SELECT DISTINCT prosrc FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
                    WHERE prosrc LIKE 'par\_%' AND 'text'::regtype = ANY (proargtypes::oid[])) p
      WHERE type = 'text'::regtype) s;
