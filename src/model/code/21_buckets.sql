-- Summaries of the answers, a person being a form.  Triggers note what a statement
-- leaves behind, fold_surveys() counts those buckets anew, and a figure is always that
-- of what is stored, or of the rows where that is behind.
--
-- stored_survey is kept by fold_surveys(): by survey, agency, month, factor ('' for the
-- total), service and stratum ('' where the form names none).  A bucket, survey,
-- agency and month, always has the row ('', '', ''), so that two folders who write
-- the same bucket meet; last_day is the last day that a form of the bucket was
-- answered on.  Nothing in it depends on the reporting date.
CREATE TABLE IF NOT EXISTS @schema@.stored_survey (
    survey    text,
    agency_id bigint,
    month     date,
    factor    text,
    service   text,
    stratum   text,
    last_day  date,
    stats     @extschema@.survey_stats,
    PRIMARY KEY (survey, agency_id, month, factor, service, stratum)
);

CREATE INDEX IF NOT EXISTS stored_survey_last_day_idx ON @schema@.stored_survey (last_day) WHERE factor = '' AND service = '' AND stratum = '';

-- After CREATE EXTENSION the columns of its types are there again.
ALTER TABLE @schema@.stored_survey ADD COLUMN IF NOT EXISTS stats @extschema@.survey_stats;

INSERT INTO @schema@.survey_dirty (survey) SELECT DISTINCT survey FROM @schema@.stored_survey WHERE stats IS NULL;

-- Where each code 0 to 10 of a question's own scale stands on the scale of its
-- survey: at the nearest code with the same verdict, satisfied or not.
CREATE OR REPLACE FUNCTION @schema@.scale_codes(low integer, top integer, positive integer[], to_low integer, to_top integer, to_positive integer[]) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT array_agg(CASE WHEN a BETWEEN scale_codes.low AND scale_codes.top
                          THEN (SELECT c FROM generate_series(scale_codes.to_low, scale_codes.to_top) c
                                ORDER BY (c = ANY (scale_codes.to_positive)) = (a = ANY (scale_codes.positive)) DESC,
                                         abs((a - scale_codes.low) * (scale_codes.to_top - scale_codes.to_low) - (c - scale_codes.to_low) * (scale_codes.top - scale_codes.low)), c
                                LIMIT 1) END ORDER BY a)
    FROM generate_series(0, 10) a;
$sql$;

-- What a statement leaves behind in the stored summaries.  With the rights of the
-- model's owner: whoever may enter forms need not see what is kept of them.
CREATE OR REPLACE FUNCTION @schema@.note_answers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    EXECUTE format(CASE TG_OP WHEN 'TRUNCATE' THEN 'INSERT INTO %I.survey_dirty DEFAULT VALUES'
                              WHEN 'INSERT' THEN 'INSERT INTO %I.survey_dirty (response_id, agency_id) SELECT DISTINCT response_id, agency_id FROM new_rows'
                              WHEN 'DELETE' THEN 'INSERT INTO %I.survey_dirty (response_id, agency_id) SELECT DISTINCT response_id, agency_id FROM old_rows'
                              ELSE 'INSERT INTO %I.survey_dirty (response_id, agency_id)
                                    SELECT response_id, agency_id FROM old_rows UNION SELECT response_id, agency_id FROM new_rows' END, TG_TABLE_SCHEMA);
    RETURN NULL;
END
$body$;

-- Forms that came have no answers yet; those that moved or went leave their bucket.
CREATE OR REPLACE FUNCTION @schema@.note_responses() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    EXECUTE format('INSERT INTO %I.survey_dirty (survey, agency_id, month) SELECT DISTINCT survey, agency_id, date_trunc(''month'', answered_on::timestamp)::date FROM '
                   || CASE TG_OP WHEN 'DELETE' THEN 'old_rows'
                      ELSE '((SELECT id, survey, agency_id, answered_on, service, stratum, weight FROM old_rows EXCEPT SELECT id, survey, agency_id, answered_on, service, stratum, weight FROM new_rows)
                             UNION ALL
                             (SELECT id, survey, agency_id, answered_on, service, stratum, weight FROM new_rows EXCEPT SELECT id, survey, agency_id, answered_on, service, stratum, weight FROM old_rows)) c' END,
                   TG_TABLE_SCHEMA);
    RETURN NULL;
END
$body$;

-- A question, factor or scale that changes is another count of every form.
CREATE OR REPLACE FUNCTION @schema@.note_survey() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    EXECUTE format('INSERT INTO %I.survey_dirty (survey) VALUES ($1)', TG_TABLE_SCHEMA)
        USING CASE TG_TABLE_NAME WHEN 'question' THEN to_jsonb(NEW) ->> 'survey' WHEN 'survey' THEN to_jsonb(NEW) ->> 'code' END;
    RETURN NULL;
END
$body$;

REVOKE ALL ON FUNCTION @schema@.note_answers(), @schema@.note_responses(), @schema@.note_survey() FROM PUBLIC;

CREATE OR REPLACE TRIGGER answers_noted_inserted AFTER INSERT ON @schema@.answer REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_answers();

CREATE OR REPLACE TRIGGER answers_noted_updated AFTER UPDATE ON @schema@.answer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_answers();

CREATE OR REPLACE TRIGGER answers_noted_deleted AFTER DELETE ON @schema@.answer REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_answers();

CREATE OR REPLACE TRIGGER answers_noted_truncated AFTER TRUNCATE ON @schema@.answer
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_answers();

CREATE OR REPLACE TRIGGER responses_noted_updated AFTER UPDATE ON @schema@.response REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_responses();

CREATE OR REPLACE TRIGGER responses_noted_deleted AFTER DELETE ON @schema@.response REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.note_responses();

CREATE OR REPLACE TRIGGER question_noted AFTER UPDATE OF factor, low, top, positive ON @schema@.question
    FOR EACH ROW WHEN (NEW.factor IS DISTINCT FROM OLD.factor OR NEW.low IS DISTINCT FROM OLD.low OR NEW.top IS DISTINCT FROM OLD.top OR NEW.positive IS DISTINCT FROM OLD.positive)
    EXECUTE FUNCTION @schema@.note_survey();

CREATE OR REPLACE TRIGGER survey_noted AFTER UPDATE OF low, top, positive, weighted ON @schema@.survey
    FOR EACH ROW WHEN (NEW.low IS DISTINCT FROM OLD.low OR NEW.top IS DISTINCT FROM OLD.top OR NEW.positive IS DISTINCT FROM OLD.positive OR NEW.weighted IS DISTINCT FROM OLD.weighted)
    EXECUTE FUNCTION @schema@.note_survey();

CREATE OR REPLACE TRIGGER factor_noted AFTER UPDATE OF in_total ON @schema@.factor
    FOR EACH ROW WHEN (NEW.in_total <> OLD.in_total)
    EXECUTE FUNCTION @schema@.note_survey();

-- Buckets counted from the rows, each on the days that are asked for: ord is the
-- place of a bucket in the arrays.  A person is a form; in the total of all
-- factors it is one, too.  Whoever calls may have told the planner to avoid nested
-- loops, which here must be.
CREATE OR REPLACE FUNCTION @schema@.survey_recount(surveys text[], agencies bigint[], first_days date[], last_days date[])
RETURNS TABLE (ord bigint, factor text, service text, stratum text, stats @extschema@.survey_stats, last_day date)
LANGUAGE sql STABLE PARALLEL SAFE
SET enable_nestloop = on
AS $sql$
    WITH scale AS MATERIALIZED (
        @scale@
    )
    SELECT b.ord, n.factor, n.service, n.stratum, n.stats, n.last_day
    FROM (SELECT u.*, v.weighted
          FROM unnest(survey_recount.surveys, survey_recount.agencies, survey_recount.first_days, survey_recount.last_days)
               WITH ORDINALITY AS u (survey, agency_id, first_day, last_day, ord)
               JOIN @schema@.survey v ON v.code = u.survey) b
         CROSS JOIN LATERAL (
             @recounted@) n;
$sql$;

-- The buckets of which the stored summaries are behind the rows.
CREATE OR REPLACE FUNCTION @schema@.dirty_buckets()
RETURNS TABLE (survey text, agency_id bigint, month date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT DISTINCT d.survey, d.agency_id, d.month FROM (
@dirty@) d;
$sql$;

-- The summaries as of the reporting date: what is stored, but from the rows where
-- that is behind or holds later days.  Not by calls of the functions above: a view
-- reads with the rights of the model's owner.
CREATE OR REPLACE VIEW @schema@.survey_bucket WITH (security_barrier) AS
WITH as_of AS (
        SELECT max(reporting_date) AS day FROM @schema@.setting
    ), scale AS MATERIALIZED (
        @scale@
    ), behind AS MATERIALIZED (
        @behind@
    )
SELECT t.survey, t.agency_id, t.month, t.factor, t.service, t.stratum, t.stats
FROM @schema@.stored_survey t
WHERE t.month <= (SELECT day FROM as_of) AND t.last_day IS NOT NULL
  -- (of NOT EXISTS the planner expects that nothing is left)
  AND (t.survey, t.agency_id, t.month) NOT IN (SELECT b.survey, b.agency_id, b.month FROM behind b)
  AND t.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
UNION ALL
SELECT b.survey, b.agency_id, b.month, n.factor, n.service, n.stratum, n.stats
FROM (SELECT d.survey, d.agency_id, d.month, d.month AS first_day, least((d.month + interval '1 month - 1 day')::date, s.day) AS last_day, v.weighted
      FROM behind d JOIN @schema@.survey v ON v.code = d.survey CROSS JOIN as_of s
      WHERE d.month <= s.day AND d.agency_id IN (SELECT unnest(@schema@.visible_agencies()))) b
     CROSS JOIN LATERAL (
             @recounted@) n;

-- The name and columns of the materialized view of 1.1; and the totals.
CREATE OR REPLACE VIEW @schema@.survey_month WITH (security_barrier) AS
SELECT t.survey, t.agency_id, t.month, t.factor, @extschema@.rollup(t.stats) AS stats, now() AS computed_at
FROM @schema@.survey_bucket t
WHERE t.factor <> ''
GROUP BY t.survey, t.agency_id, t.month, t.factor;

CREATE OR REPLACE VIEW @schema@.survey_total_month WITH (security_barrier) AS
SELECT t.survey, t.agency_id, t.month, @extschema@.rollup(t.stats) AS stats
FROM @schema@.survey_bucket t
WHERE t.factor = '' AND @extschema@.n_forms(t.stats) > 0
GROUP BY t.survey, t.agency_id, t.month;

-- The same for any day, with the caller's rights.
CREATE OR REPLACE FUNCTION @schema@.survey_month_at(as_of date)
RETURNS TABLE (survey text, agency_id bigint, month date, factor text, service text, stratum text, stats @extschema@.survey_stats)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH behind AS MATERIALIZED (
        SELECT d.survey, d.agency_id, d.month FROM @schema@.dirty_buckets() d
        UNION
        SELECT t.survey, t.agency_id, t.month FROM @schema@.stored_survey t
        WHERE t.factor = '' AND t.service = '' AND t.stratum = '' AND t.last_day > survey_month_at.as_of
    ), asked AS MATERIALIZED (
        SELECT b.survey, b.agency_id, b.month, row_number() OVER () AS ord FROM behind b WHERE b.month <= survey_month_at.as_of
    )
    SELECT t.survey, t.agency_id, t.month, t.factor, t.service, t.stratum, t.stats
    FROM @schema@.stored_survey t
    WHERE t.month <= survey_month_at.as_of AND t.last_day IS NOT NULL
      AND NOT EXISTS (SELECT FROM behind b WHERE b.survey = t.survey AND b.agency_id = t.agency_id AND b.month = t.month)
    UNION ALL
    SELECT q.survey, q.agency_id, q.month, n.factor, n.service, n.stratum, n.stats
    FROM (SELECT array_agg(survey ORDER BY ord) AS surveys, array_agg(agency_id ORDER BY ord) AS agencies, array_agg(month ORDER BY ord) AS months,
                 array_agg(least((month + interval '1 month - 1 day')::date, survey_month_at.as_of) ORDER BY ord) AS last_days FROM asked) x
         CROSS JOIN LATERAL @schema@.survey_recount(x.surveys, x.agencies, x.months, x.last_days) n
         JOIN asked q ON q.ord = n.ord;
$sql$;

-- Counts the buckets anew of which something is noted, and forgets the notes: one
-- folder at a time, another one leaves at once; writers and readers wait for none.
-- The lock is taken by a statement of its own, so that the next one sees what the
-- folder before has written.  No nested loops: of what is stored and was not counted
-- again the planner expects one row, and would compare every bucket with every other.
CREATE OR REPLACE FUNCTION @schema@.fold_surveys() RETURNS bigint
LANGUAGE sql VOLATILE
SET enable_nestloop = off
SET jit = off
AS $sql$
    SELECT set_config('par_index.fold_surveys',
                      CASE WHEN pg_try_advisory_xact_lock(hashtext('par_index.fold_surveys'), @extschema@.table_of(NULL::@schema@.setting)::oid::integer) THEN 'on' ELSE 'off' END, true);

    WITH bucket AS MATERIALIZED (
        SELECT d.survey, d.agency_id, d.month, row_number() OVER () AS ord FROM @schema@.dirty_buckets() d WHERE current_setting('par_index.fold_surveys') = 'on'
    ), gone AS (
        DELETE FROM @schema@.survey_dirty WHERE current_setting('par_index.fold_surveys') = 'on'
    ), counted AS MATERIALIZED (
        SELECT b.survey, b.agency_id, b.month, n.factor, n.service, n.stratum, n.last_day, n.stats
        FROM (SELECT array_agg(survey ORDER BY ord) AS surveys, array_agg(agency_id ORDER BY ord) AS agencies, array_agg(month ORDER BY ord) AS months,
                     array_agg((month + interval '1 month - 1 day')::date ORDER BY ord) AS last_days FROM bucket) x
             CROSS JOIN LATERAL @schema@.survey_recount(x.surveys, x.agencies, x.months, x.last_days) n
             JOIN bucket b ON b.ord = n.ord
    ), emptied AS (
        DELETE FROM @schema@.stored_survey t USING bucket b
        WHERE b.survey = t.survey AND b.agency_id = t.agency_id AND b.month = t.month AND (t.factor <> '' OR t.service <> '' OR t.stratum <> '')
          AND NOT EXISTS (SELECT FROM counted n WHERE n.survey = t.survey AND n.agency_id = t.agency_id AND n.month = t.month
                                                 AND n.factor = t.factor AND n.service = t.service AND n.stratum = t.stratum)
    ), written AS (
        INSERT INTO @schema@.stored_survey AS t (survey, agency_id, month, factor, service, stratum, last_day, stats)
        SELECT survey, agency_id, month, factor, service, stratum, last_day, stats FROM counted
        UNION ALL
        SELECT b.survey, b.agency_id, b.month, '', '', '', (SELECT max(n.last_day) FROM counted n WHERE n.survey = b.survey AND n.agency_id = b.agency_id AND n.month = b.month), '{}'
        FROM bucket b
        WHERE NOT EXISTS (SELECT FROM counted n WHERE n.survey = b.survey AND n.agency_id = b.agency_id AND n.month = b.month
                                                 AND n.factor = '' AND n.service = '' AND n.stratum = '')
        ON CONFLICT (survey, agency_id, month, factor, service, stratum) DO UPDATE SET last_day = excluded.last_day, stats = excluded.stats
        WHERE t.last_day IS DISTINCT FROM excluded.last_day OR t.stats::text IS DISTINCT FROM excluded.stats::text
    ), figure AS MATERIALIZED (
        -- the row '' of an agency is there in any case: folders meet on it
        SELECT g.survey, g.agency_id, g.factor, @satisfaction@
        FROM (SELECT x.survey, x.agency_id, x.factor, v.positive, @extschema@.rollup(x.stats) AS stats
              FROM (SELECT n.survey, n.agency_id, n.factor, n.stats FROM counted n
                    UNION ALL
                    SELECT t.survey, t.agency_id, t.factor, t.stats
                    FROM @schema@.stored_survey t
                    WHERE (t.survey, t.agency_id) IN (SELECT b.survey, b.agency_id FROM bucket b)
                      AND (t.survey, t.agency_id, t.month) NOT IN (SELECT b.survey, b.agency_id, b.month FROM bucket b)
                    UNION ALL
                    SELECT b.survey, b.agency_id, '', '{}' FROM bucket b) x
                   JOIN @schema@.survey v ON v.code = x.survey
              GROUP BY x.survey, x.agency_id, x.factor, v.code) g
    ), forgotten AS (
        DELETE FROM @schema@.stored_satisfaction t
        WHERE (t.survey, t.agency_id) IN (SELECT b.survey, b.agency_id FROM bucket b)
          AND NOT EXISTS (SELECT FROM figure f WHERE f.survey = t.survey AND f.agency_id = t.agency_id AND f.factor = t.factor)
    ), printed AS (
        INSERT INTO @schema@.stored_satisfaction (survey, agency_id, factor, n_persons, n_answers, n_missing, satisfied_pct, satisfied_low, satisfied_high, satisfied_se,
                                                  mean_score, satisfied_rate, design_effect)
        SELECT * FROM figure
        ON CONFLICT (agency_id, survey, factor) DO UPDATE SET
            n_persons = excluded.n_persons, n_answers = excluded.n_answers, n_missing = excluded.n_missing, satisfied_pct = excluded.satisfied_pct,
            satisfied_low = excluded.satisfied_low, satisfied_high = excluded.satisfied_high, satisfied_se = excluded.satisfied_se,
            mean_score = excluded.mean_score, satisfied_rate = excluded.satisfied_rate, design_effect = excluded.design_effect
    )
    SELECT count(*) FROM bucket;
$sql$;

-- The buckets whose stored summaries, where they are not behind, are not what the rows
-- say, and without a month the agencies whose printed figures are not those of their
-- summaries: none, unless something went past the triggers.
CREATE OR REPLACE FUNCTION @schema@.check_surveys(only_agencies bigint[] DEFAULT NULL)
RETURNS TABLE (survey text, agency_id bigint, month date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH bucket AS MATERIALIZED (
        SELECT x.survey, x.agency_id, x.month, row_number() OVER () AS ord
        FROM (SELECT r.survey, r.agency_id, date_trunc('month', r.answered_on::timestamp)::date AS month FROM @schema@.response r
              UNION
              SELECT t.survey, t.agency_id, t.month FROM @schema@.stored_survey t
              EXCEPT
              SELECT d.survey, d.agency_id, d.month FROM @schema@.dirty_buckets() d) x
        WHERE check_surveys.only_agencies IS NULL OR x.agency_id = ANY (check_surveys.only_agencies)
    ), counted AS (
        SELECT b.survey, b.agency_id, b.month, n.factor, n.service, n.stratum, n.last_day, n.stats::text AS stats
        FROM (SELECT array_agg(survey ORDER BY ord) AS surveys, array_agg(agency_id ORDER BY ord) AS agencies, array_agg(month ORDER BY ord) AS months,
                     array_agg((month + interval '1 month - 1 day')::date ORDER BY ord) AS last_days FROM bucket) x
             CROSS JOIN LATERAL @schema@.survey_recount(x.surveys, x.agencies, x.months, x.last_days) n
             JOIN bucket b ON b.ord = n.ord
    ), stored AS (
        SELECT t.survey, t.agency_id, t.month, t.factor, t.service, t.stratum, t.last_day, t.stats::text AS stats
        FROM @schema@.stored_survey t JOIN bucket b ON b.survey = t.survey AND b.agency_id = t.agency_id AND b.month = t.month
        WHERE @extschema@.n_forms(t.stats) > 0
    ), figure AS (
        SELECT g.survey, g.agency_id, g.factor, @satisfaction@
        FROM (SELECT t.survey, t.agency_id, t.factor, v.positive, @extschema@.rollup(t.stats) AS stats
              FROM @schema@.stored_survey t JOIN @schema@.survey v ON v.code = t.survey
              GROUP BY t.survey, t.agency_id, t.factor, v.code) g
    ), printed AS (
        SELECT t.survey, t.agency_id, t.factor, t.n_persons, t.n_answers, t.n_missing, t.satisfied_pct, t.satisfied_low, t.satisfied_high, t.satisfied_se,
               t.mean_score, t.satisfied_rate, t.design_effect
        FROM @schema@.stored_satisfaction t JOIN @schema@.survey v ON v.code = t.survey
    )
    SELECT x.survey, x.agency_id, x.month
    FROM ((SELECT * FROM counted EXCEPT SELECT * FROM stored) UNION ALL (SELECT * FROM stored EXCEPT SELECT * FROM counted)) x
    UNION
    SELECT x.survey, x.agency_id, NULL
    FROM ((SELECT * FROM figure EXCEPT SELECT * FROM printed) UNION ALL (SELECT * FROM printed EXCEPT SELECT * FROM figure)) x
    WHERE (check_surveys.only_agencies IS NULL OR x.agency_id = ANY (check_surveys.only_agencies))
      AND (x.survey, x.agency_id) NOT IN (SELECT d.survey, d.agency_id FROM @schema@.dirty_buckets() d);
$sql$;

-- All summaries of surveys anew.
CREATE OR REPLACE FUNCTION @schema@.rebuild_surveys() RETURNS bigint
LANGUAGE sql VOLATILE
AS $sql$
    INSERT INTO @schema@.survey_dirty (survey, agency_id, month)
    SELECT DISTINCT survey, agency_id, date_trunc('month', answered_on::timestamp)::date FROM @schema@.response
    UNION
    SELECT survey, agency_id, month FROM @schema@.stored_survey;

    SELECT @schema@.fold_surveys();
$sql$;

-- Satisfaction by survey, agency and factor ('' for the total), for several periods, of
-- the surveys that count in the index.  An answer belongs to the year of its survey, on
-- its last day when it came later.  Months that a period holds whole are read from the
-- stored summaries, others from the rows.
--
-- The share is that of the answers; of a weighted survey by weight; of an agency whose
-- forms name strata the estimate over them.  Several surveys are averaged by
-- their weights.  The numerator is what the share makes of the answers.  The standard
-- error, in percent, is that between persons.
--
-- as_now_on: of the agencies as they are on that day.  Forms are rolled up; strata stay
-- those of the agency that they were drawn in, and a divided agency has none.
CREATE OR REPLACE FUNCTION @schema@.survey_figures(first_days date[], last_days date[], as_now_on date DEFAULT NULL)
RETURNS TABLE (period bigint, factor text, agency_id bigint, numerator numeric, denominator numeric, se double precision, n_persons bigint)
LANGUAGE sql STABLE PARALLEL SAFE
SET enable_nestloop = on
AS $sql$
    WITH asked AS MATERIALIZED (
        SELECT p.period, v.code AS survey,
               CASE WHEN p.first_day > make_date(v.year, 1, 1) THEN p.first_day ELSE '-infinity' END AS first_day,
               CASE WHEN p.last_day < make_date(v.year, 12, 31) THEN p.last_day ELSE 'infinity' END AS last_day
        FROM unnest(survey_figures.first_days, survey_figures.last_days) WITH ORDINALITY AS p (first_day, last_day, period)
             CROSS JOIN @schema@.survey v
        WHERE v.in_index AND p.first_day <= p.last_day AND p.first_day <= make_date(v.year, 12, 31) AND p.last_day >= make_date(v.year, 1, 1)
    ), dirty AS MATERIALIZED (
        SELECT d.survey, d.agency_id, d.month FROM @schema@.dirty_buckets() d
    ), broken AS MATERIALIZED (
        SELECT a.period, x.survey, x.agency_id, greatest(a.first_day, x.month) AS first_day, least(a.last_day, (x.month + interval '1 month - 1 day')::date) AS last_day,
               row_number() OVER () AS ord
        FROM asked a
             JOIN (SELECT d.survey, d.agency_id, d.month, NULL AS last_day FROM dirty d
                   UNION ALL
                   SELECT t.survey, t.agency_id, t.month, t.last_day FROM @schema@.stored_survey t
                   WHERE t.factor = '' AND t.service = '' AND t.stratum = '' AND t.last_day IS NOT NULL
                     AND NOT EXISTS (SELECT FROM dirty d WHERE d.survey = t.survey AND d.agency_id = t.agency_id AND d.month = t.month)) x ON x.survey = a.survey
        WHERE x.month <= a.last_day AND (x.month + interval '1 month - 1 day')::date >= a.first_day
          AND (x.last_day IS NULL OR x.month < a.first_day OR x.last_day > a.last_day)
    ), on_day AS (
        SELECT survey_figures.as_now_on AS day WHERE survey_figures.as_now_on IS NOT NULL
    ), lineage AS MATERIALIZED (
        @lineage@
    ), service_map AS MATERIALIZED (
        @service_map@
    ), counted AS (
        SELECT a.period, t.survey, t.agency_id, t.factor, t.service, t.stratum, t.stats
        FROM asked a JOIN @schema@.stored_survey t ON t.survey = a.survey AND t.month >= a.first_day AND t.last_day <= a.last_day
        WHERE NOT EXISTS (SELECT FROM dirty d WHERE d.survey = t.survey AND d.agency_id = t.agency_id AND d.month = t.month)
        UNION ALL
        SELECT b.period, b.survey, b.agency_id, n.factor, n.service, n.stratum, n.stats
        FROM (SELECT array_agg(survey ORDER BY ord) AS surveys, array_agg(agency_id ORDER BY ord) AS agencies, array_agg(first_day ORDER BY ord) AS first_days,
                     array_agg(last_day ORDER BY ord) AS last_days FROM broken) x
             CROSS JOIN LATERAL @schema@.survey_recount(x.surveys, x.agencies, x.first_days, x.last_days) n
             JOIN broken b ON b.ord = n.ord
    ), stratum AS (
        SELECT c.period, c.survey, c.agency_id, coalesce(m.now_id, l.now_id, c.agency_id) AS now_id, coalesce(l.divided, false) AS divided, c.factor, c.stratum,
               @extschema@.rollup(c.stats) AS stats
        FROM counted c
             LEFT JOIN lineage l ON l.agency_id = c.agency_id AND l.field IS NULL AND l.service IS NULL
             LEFT JOIN service_map m ON m.agency_id = c.agency_id AND m.service = c.service
        GROUP BY c.period, c.survey, c.agency_id, coalesce(m.now_id, l.now_id, c.agency_id), coalesce(l.divided, false), c.factor, c.stratum
    ), whole AS (
        -- strata are estimated over where every form names one with room for it
        SELECT s.period, s.survey, s.now_id AS agency_id, s.factor, @extschema@.rollup(s.stats) AS stats,
               CASE WHEN bool_and(coalesce(NOT s.divided AND h.population >= @extschema@.n_forms(s.stats), false))
                    THEN @extschema@.stratified_agg(s.stats, h.population) FILTER (WHERE h.population >= @extschema@.n_forms(s.stats) AND @extschema@.n_answers(s.stats) > 0) END AS strata
        FROM stratum s LEFT JOIN @schema@.survey_stratum h ON h.survey = s.survey AND h.agency_id = s.agency_id AND h.code = s.stratum
        GROUP BY s.period, s.survey, s.now_id, s.factor
        HAVING @extschema@.n_forms(@extschema@.rollup(s.stats)) > 0
    ), figure AS (
        SELECT w.period, w.factor, w.agency_id, v.weight, v.weighted OR w.strata IS NOT NULL AS estimated,
               @extschema@.n_answers(w.stats) AS n_answers, @extschema@.n_persons(w.stats) AS n_persons,
               (SELECT sum(@extschema@.n_at(w.stats, c)) FROM unnest(v.positive) c) AS n_satisfied,
               CASE WHEN w.strata IS NULL THEN @extschema@.satisfied_pct(w.stats, v.positive, digits => 12) ELSE @extschema@.satisfied_pct(w.strata, v.positive, 12) END AS pct,
               CASE WHEN w.strata IS NULL THEN @extschema@.satisfied_se(w.stats, v.positive, digits => 12) ELSE @extschema@.satisfied_se(w.strata, v.positive, digits => 12) END::double precision AS se
        FROM whole w JOIN @schema@.survey v ON v.code = w.survey
    )
    SELECT f.period, f.factor, f.agency_id,
           CASE WHEN sum(f.n_answers) = 0 THEN 0
                WHEN count(f.pct) = 1 AND NOT bool_or(f.estimated) FILTER (WHERE f.pct IS NOT NULL) THEN sum(f.n_satisfied)
                ELSE round(sum(f.weight * f.pct) / sum(f.weight) FILTER (WHERE f.pct IS NOT NULL) * sum(f.n_answers) / 100, 4) END,
           sum(f.n_answers),
           CASE WHEN count(f.se) = count(f.pct) THEN (sqrt(sum((f.weight * f.se) ^ 2)) / sum(f.weight) FILTER (WHERE f.pct IS NOT NULL)::double precision) END,
           sum(f.n_persons)::bigint
    FROM figure f
    GROUP BY f.period, f.factor, f.agency_id;
$sql$;
