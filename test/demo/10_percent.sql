CREATE EXTENSION IF NOT EXISTS par_index;
\echo
\echo '== Published percentages that do not follow from the counts printed beside them =='
\echo
CREATE TABLE published (id text PRIMARY KEY, source_table text, numerator numeric, denominator numeric,
                        printed text, digits int, reproduces text, note text, modes text);
\copy published FROM 'test/data/published.csv' CSV HEADER
SELECT id, left(source_table, 44) AS source, numerator AS num, denominator AS den, printed,
       par.format_number(par.pct(numerator, denominator, digits), digits) AS exact
FROM published
WHERE par.reproduces(numerator, denominator, printed) IS NULL
ORDER BY id;
SELECT count(*) AS figures, count(mode) AS reproduce, count(*) FILTER (WHERE mode = 'truncate') AS only_truncated
FROM published, par.reproduces(numerator, denominator, printed) AS mode;
