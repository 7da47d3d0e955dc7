-- Every relation that test/everything.sql made, with the number and a digest
-- of its rows as text, without the time of a refresh.  With -v kinds=r the
-- tables alone.
\if :{?kinds}
\else
\set kinds rvm
\endif
\pset format unaligned
\pset tuples_only on
SELECT format('SELECT %L, count(*), md5(string_agg(t, chr(10) ORDER BY t COLLATE "C")) FROM %s r, LATERAL CAST(to_jsonb(r) - ''computed_at'' AS text) AS t',
              c.oid::regclass, c.oid::regclass)
FROM pg_class c WHERE position(relkind IN :'kinds') > 0 AND relnamespace::regnamespace::text IN ('mine', 'cchc')
ORDER BY c.oid::regclass::text \gexec
