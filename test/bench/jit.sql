-- Does it pay that JIT can inline the extension's bitcode?  Five million rows
-- in 430 groups without JIT, with JIT that compiles expressions and the reading
-- of rows, and with JIT that also inlines the transition functions.
CREATE TABLE bench.jit AS
SELECT (i * 7919::bigint % 430)::int AS agency, due, due + h % 9 - 5 AS done, nullif(h % 6, 0) AS answer,
       round(h / 512.0, 2) AS points, 2.00 AS max_points
FROM generate_series(1, (5000000 * :scale)::int) i, LATERAL (SELECT hashint4(i) & 1023 AS h, date '2024-01-01' + i % 366 AS due) x;

DO $$
DECLARE
    aggregate text;
    query text;
BEGIN
    FOREACH aggregate IN ARRAY '{"count(due), count(done)", "par.ontime_agg(due, done, ''2024-09-30'')", par.survey_agg(answer), "par.score_agg(points, max_points)"}'::text[] LOOP
        query := format('SELECT agency, %s FROM bench.jit GROUP BY agency', aggregate);
        CALL bench.measure('jit', aggregate || ' off', query);
        CALL bench.measure('jit', aggregate || ' on', query, 'jit=on', 'jit_above_cost=0', 'jit_optimize_above_cost=0', 'jit_inline_above_cost=-1');
        CALL bench.measure('jit', aggregate || ' inlined', query, 'jit=on', 'jit_above_cost=0', 'jit_optimize_above_cost=0', 'jit_inline_above_cost=0');
        CALL bench.ratio('jit', aggregate || ', JIT without inlining / no JIT', aggregate || ' on', aggregate || ' off');
        CALL bench.ratio('jit', aggregate || ', JIT with inlining / JIT without', aggregate || ' inlined', aggregate || ' on');
    END LOOP;
END $$;
