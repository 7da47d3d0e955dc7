-- One call of every function of the model that returns rows, with arguments by
-- their names; those that take parts of others' results are left out.
WITH argument (name, value) AS (
    VALUES ('as_of', 'date ''2024-06-15'''), ('first_day', 'date ''2024-01-10'''), ('last_day', 'date ''2025-02-20'''), ('first_days', 'ARRAY[date ''2024-01-01'', date ''2024-12-05'']'),
           ('last_days', 'ARRAY[date ''2024-12-31'', date ''2025-03-10'']'), ('roles', '''all'''), ('early_at_least', '30'), ('only_agencies', 'NULL'), ('of_framework', 'NULL'), ('of_agency', 'NULL'),
           ('measure', '''dossier.late'''), ('agency_id', '(SELECT min(id) FROM cchc.agency)'), ('bloc', '''so'''), ('year', '2024'), ('at_most', '1000'), ('sample', '7'),
           ('framework', '(SELECT max(c.framework) FROM cchc.criterion c JOIN cchc.league_table t ON t.framework = c.framework AND t.rank = 1 WHERE c.measure LIKE ''dossier%'')'),
           ('agency', '(SELECT max(agency_code) FROM cchc.league_table WHERE rank = 1 AND framework = (SELECT max(c.framework) FROM cchc.criterion c JOIN cchc.league_table t ON t.framework = c.framework AND t.rank = 1 WHERE c.measure LIKE ''dossier%''))'),
           ('criterion', '(SELECT min(code) FROM cchc.criterion WHERE measure LIKE ''dossier%'' AND framework = (SELECT max(c.framework) FROM cchc.criterion c JOIN cchc.league_table t ON t.framework = c.framework AND t.rank = 1 WHERE c.measure LIKE ''dossier%''))'),
           ('noise', '0.25'), ('draws', '100'), ('seed', '1'), ('relation', '''assessment''')
)
SELECT format('cchc.%I(%s)', p.proname, string_agg(g.value, ', ' ORDER BY a.n))
FROM pg_proc p LEFT JOIN LATERAL unnest(p.proargnames, coalesce(p.proargmodes, array_fill('i'::"char", ARRAY[p.pronargs::integer]))) WITH ORDINALITY AS a (name, mode, n) ON a.mode = 'i'
     LEFT JOIN argument g ON g.name = a.name
WHERE p.pronamespace = 'cchc'::regnamespace AND p.proretset AND p.proname <> ALL ('{dossier_tables,task_terms,changed}')
GROUP BY p.oid, p.proname, p.pronargs
HAVING count(g.value) = p.pronargs
ORDER BY p.proname;
