-- What of a table belongs to a closed framework: the keys of its rows, and of
-- observations the days that they reach into.
CREATE OR REPLACE FUNCTION @schema@.closed_keys(relation text)
RETURNS TABLE (framework text, key text, days daterange)
LANGUAGE sql STABLE
AS $sql$
    SELECT f.code, f.code, NULL::daterange FROM @schema@.framework f
    WHERE f.closing IS NOT NULL AND closed_keys.relation IN ('framework', 'criterion', 'band', 'gate')
    UNION ALL
    SELECT f.code, c.id::text, NULL::daterange FROM @schema@.framework f JOIN @schema@.criterion c ON c.framework = f.code
    WHERE f.closing IS NOT NULL AND closed_keys.relation IN ('assessment', 'override', 'criterion_state')
    UNION ALL
    SELECT f.code, c.measure, CASE closed_keys.relation WHEN 'observation' THEN daterange(f.first_day, f.last_day, '[]') END
    FROM @schema@.framework f JOIN @schema@.criterion c ON c.framework = f.code
    WHERE f.closing IS NOT NULL AND closed_keys.relation IN ('measure', 'observation');
$sql$;

-- Refuses a statement that changes what a closed framework is made of, and
-- writes what it changes to the history.  Arguments: the column whose values
-- closed_keys() lists, and 'history' for the tables that have one.  With the
-- rights of the model's owner: whoever may enter a result need not see the
-- frameworks.
CREATE OR REPLACE FUNCTION @schema@.keep_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    -- An update's transition tables hold its rows in the same order.  Closing and
    -- opening is no change of what a score is made of; nor is a rule that comes
    -- back from its text.
    changes text := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT NULL::jsonb AS old, to_jsonb(r) AS new FROM new_rows r'
        WHEN 'DELETE' THEN 'SELECT to_jsonb(r) AS old, NULL::jsonb AS new FROM old_rows r'
        ELSE 'SELECT o.row AS old, n.row AS new
              FROM (SELECT to_jsonb(r) AS row, row_number() OVER () AS place FROM old_rows r) o
                   JOIN (SELECT to_jsonb(r) AS row, row_number() OVER () AS place FROM new_rows r) n ON n.place = o.place
              WHERE o.row - ''{closing,rule}''::text[] <> n.row - ''{closing,rule}''::text[]' END;
    closed text;
BEGIN
    EXECUTE format('SELECT f.code FROM %I.framework f WHERE f.closing IS NOT NULL LIMIT 1', TG_TABLE_SCHEMA) INTO closed;
    IF closed IS NOT NULL THEN
        EXECUTE format('SELECT k.framework
                        FROM %I.closed_keys($1) k
                             JOIN (SELECT r.row, r.row ->> $2 AS key FROM (%s) c, unnest(ARRAY[c.old, c.new]) AS r (row)) r ON r.key = k.key
                        WHERE k.days IS NULL OR k.days && daterange((r.row ->> ''first_day'')::date, (r.row ->> ''last_day'')::date, ''[]'')
                        ORDER BY k.framework LIMIT 1', TG_TABLE_SCHEMA, changes)
            INTO closed USING TG_TABLE_NAME, TG_ARGV[0];
    END IF;
    IF closed IS NOT NULL THEN
        RAISE EXCEPTION 'framework "%" is closed, so the row of table "%" cannot change', closed, TG_TABLE_NAME
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = format('CALL %I.reopen_framework(%L, reason) opens it again.', TG_TABLE_SCHEMA, closed);
    END IF;
    IF TG_ARGV[1] = 'history' THEN
        EXECUTE format('INSERT INTO %I.history (changed_by, relation, agency_id, old, new)
                        SELECT $1, $2, (coalesce(c.new, c.old) ->> ''agency_id'')::bigint, c.old, c.new FROM (%s) c', TG_TABLE_SCHEMA, changes)
            USING CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END, TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$body$;

CREATE OR REPLACE FUNCTION @schema@.keep_as_written() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    RAISE EXCEPTION 'rows of table "%" are only added', TG_TABLE_NAME
        USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'They say what was published, or who changed what.';
END
$body$;

-- It runs what the schema of its table holds, with the owner's rights: nobody else
-- may put it on a table of his own.
REVOKE ALL ON FUNCTION @schema@.keep_record() FROM PUBLIC;

@changes_recorded(framework, 'code')@
@changes_recorded(measure, 'code')@
@recorded(band, 'framework')@
@recorded(criterion, 'framework', 'history')@
@recorded(gate, 'framework', 'history')@
@recorded(assessment, 'criterion_id', 'history')@
@recorded(override, 'criterion_id', 'history')@
@recorded(criterion_state, 'criterion_id', 'history')@
@recorded(observation, 'measure', 'history')@

CREATE OR REPLACE TRIGGER history_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON @schema@.history
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_as_written();

CREATE OR REPLACE TRIGGER frozen_result_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON @schema@.frozen_result
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_as_written();

CREATE OR REPLACE TRIGGER frozen_league_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON @schema@.frozen_league
    FOR EACH STATEMENT EXECUTE FUNCTION @schema@.keep_as_written();

-- What is frozen, as text, hashed: it is looked at again by par.check_model.
CREATE OR REPLACE FUNCTION @schema@.frozen_checksum(closing bigint) RETURNS text
LANGUAGE sql STABLE
AS $sql$
    SELECT encode(sha256(convert_to(string_agg(t.line, chr(10) ORDER BY t.line COLLATE "C"), 'UTF8')), 'hex')
    FROM (SELECT to_jsonb(r)::text AS line FROM @schema@.frozen_result r WHERE r.closing = frozen_checksum.closing
          UNION ALL
          SELECT to_jsonb(l)::text FROM @schema@.frozen_league l WHERE l.closing = frozen_checksum.closing) t;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.run_refresh(home regclass, day date) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    EXECUTE format('CALL %s.refresh($1)', (SELECT c.relnamespace::regnamespace FROM pg_class c WHERE c.oid = home)) USING day;
END
$body$;

-- How many rows of dossiers there were at the end of a day.
CREATE OR REPLACE FUNCTION @schema@.n_dossier_rows(day date) RETURNS bigint
LANGUAGE sql STABLE
AS $sql$
    SELECT (SELECT count(*) FROM @schema@.dossier d WHERE d.received_at < (SELECT (n_dossier_rows.day + 1)::timestamp AT TIME ZONE max(zone) FROM @schema@.setting))
           + (SELECT count(*) FROM @schema@.dossier_supplement x WHERE x.asked_on <= n_dossier_rows.day)
           + (SELECT count(*) FROM @schema@.dossier_conduct);
$sql$;

-- Freezes a year: everything is computed as of the day, copied, and hashed; then
-- the model answers again as of the day that it had.
CREATE OR REPLACE PROCEDURE @schema@.close_framework(code text, as_of date DEFAULT NULL)
LANGUAGE sql
AS $sql$
    SELECT CASE WHEN f.code IS NULL THEN @schema@.refuse(format('there is no framework "%s"', close_framework.code), 'Table framework lists them.')
                WHEN f.closing IS NOT NULL THEN @schema@.refuse(format('framework "%s" is closed already', f.code), 'reopen_framework(code, reason) opens it again.')
                WHEN coalesce(close_framework.as_of, s.reporting_date) < f.first_day
                THEN @schema@.refuse(format('framework "%s" of %s cannot be closed as of %s', f.code, f.year, to_char(coalesce(close_framework.as_of, s.reporting_date), 'YYYY-MM-DD')),
                                     CASE f.kind WHEN 'PAR' THEN 'Its year has not begun on that day.' ELSE format('It begins on %s.', to_char(f.first_day, 'YYYY-MM-DD')) END) END
    FROM @schema@.setting s LEFT JOIN @schema@.framework f ON f.code = close_framework.code;

    INSERT INTO @schema@.closing (framework, as_of, period_from, reporting_date, n_source_rows)
    SELECT close_framework.code, coalesce(close_framework.as_of, s.reporting_date), s.period_from, s.reporting_date,
           @schema@.n_dossier_rows(coalesce(close_framework.as_of, s.reporting_date))
           + (SELECT count(*) FROM @schema@.petition p WHERE p.received_on <= coalesce(close_framework.as_of, s.reporting_date))
           + (SELECT count(*) FROM @schema@.answer) + (SELECT count(*) FROM @schema@.task_agency) + (SELECT count(*) FROM @schema@.obligation) + (SELECT count(*) FROM @schema@.observation)
           + (SELECT count(*) FROM @schema@.assessment x JOIN @schema@.criterion c ON c.id = x.criterion_id WHERE c.framework = close_framework.code)
    FROM @schema@.setting s;

    SELECT @schema@.run_refresh(s.tableoid::regclass, close_framework.as_of) FROM @schema@.setting s;

    SELECT CASE WHEN l.fault IS NOT NULL THEN @schema@.refuse(format('framework "%s" has a fault: %s', l.framework, l.fault), 'par.check_framework lists them.')
                WHEN f.when_not_reported = 'block' AND l.n_not_reported > 0
                THEN @schema@.refuse(format('framework "%s" lacks %s results that are not reported', l.framework, sum(l.n_not_reported) OVER ()),
                                     'It says block: enter their results, or say in criterion_state that they do not apply.') END
    FROM @schema@.stored_league l JOIN @schema@.framework f ON f.code = l.framework
    WHERE l.framework = close_framework.code AND (l.fault IS NOT NULL OR f.when_not_reported = 'block' AND l.n_not_reported > 0);

    INSERT INTO @schema@.frozen_result (closing, agency_id, criterion_id, area_id, kind, source, rule_text, measure, criterion_maximum, numerator, denominator,
                                        computed_numerator, computed_denominator, state, reason, points, max_points, self_points, reported_points)
    SELECT k.id, r.agency_id, r.criterion_id, r.area_id, r.kind, r.source, r.rule::text, r.measure, r.criterion_maximum, r.numerator, r.denominator,
           r.computed_numerator, r.computed_denominator, r.state, r.reason, r.points, r.max_points, r.self_points, r.reported_points
    FROM @schema@.closing k, @schema@.criterion_states((SELECT array_agg(m) FROM @schema@.stored_measure m), ARRAY[close_framework.code]) r
    WHERE k.framework = close_framework.code AND k.reopened_at IS NULL;

    INSERT INTO @schema@.frozen_league (closing, agency_id, index_rate, rank, band_by_points, band, gate, gate_state, measures, n_answers, n_not_reported, n_undecided,
                                        index_se, rank_low, rank_high, n_persons)
    SELECT k.id, l.agency_id, l.index_rate, l.rank, l.band_by_points, l.band, l.gate, l.gate_state, l.measures, l.n_answers, l.n_not_reported, l.n_undecided,
           l.index_se, l.rank_low, l.rank_high, l.n_persons
    FROM @schema@.closing k JOIN @schema@.stored_league l ON l.framework = k.framework
    WHERE k.framework = close_framework.code AND k.reopened_at IS NULL;

    UPDATE @schema@.closing k SET checksum = @schema@.frozen_checksum(k.id) WHERE k.framework = close_framework.code AND k.reopened_at IS NULL;

    UPDATE @schema@.framework f SET closing = k.id FROM @schema@.closing k
    WHERE f.code = close_framework.code AND k.framework = f.code AND k.reopened_at IS NULL;

    UPDATE @schema@.setting s SET period_from = k.period_from, reporting_date = k.reporting_date FROM @schema@.closing k
    WHERE k.framework = close_framework.code AND k.reopened_at IS NULL;

    SELECT @schema@.run_refresh(s.tableoid::regclass, NULL) FROM @schema@.setting s;
$sql$;

CREATE OR REPLACE PROCEDURE @schema@.reopen_framework(code text, reason text)
LANGUAGE sql
AS $sql$
    SELECT CASE WHEN f.closing IS NULL THEN @schema@.refuse(format('framework "%s" is not closed', reopen_framework.code), 'Table framework lists the closed ones with their closing.')
                WHEN reopen_framework.reason !~ '\S' OR reopen_framework.reason IS NULL
                THEN @schema@.refuse(format('framework "%s" is only opened again for a reason', f.code), 'Say why it must change.') END
    FROM @schema@.setting s LEFT JOIN @schema@.framework f ON f.code = reopen_framework.code;

    UPDATE @schema@.closing k SET reopened_at = now(), reopened_by = current_user, reason = reopen_framework.reason
    WHERE k.framework = reopen_framework.code AND k.reopened_at IS NULL;

    UPDATE @schema@.framework f SET closing = NULL WHERE f.code = reopen_framework.code;

    SELECT @schema@.run_refresh(s.tableoid::regclass, NULL) FROM @schema@.setting s;
$sql$;

-- What the rows say today of the closed years, as of the day for which each was
-- closed, where it is not what was published, and what it would do to the agency's
-- index, rank, band and gates; also of those who only change place.  The rank is
-- told to who sees the whole league.  What shows the visible agencies is read once:
-- without statistics it would be asked for each row who they are.
-- As a function, which is planned without compiling: where nothing was analyzed the
-- planner takes its parts for large.
CREATE OR REPLACE FUNCTION @schema@.compare_frozen()
RETURNS TABLE (
    framework text, agency_code text, agency text, criterion_code text, criterion text, measure text, numerator numeric, denominator numeric,
    state text, points numeric, live_numerator numeric, live_denominator numeric, live_state text, live_points numeric, computed_numerator numeric,
    computed_denominator numeric, live_computed_numerator numeric, live_computed_denominator numeric, index_rate double precision,
    live_index_rate double precision, rank bigint, live_rank bigint, band_by_points text, live_band_by_points text, band text, live_band text,
    gate text, live_gate text, gate_state text, live_gate_state text)
LANGUAGE sql STABLE
SET jit = off
AS $sql$
    WITH closed AS MATERIALIZED (
        SELECT f.code AS framework, f.first_day, f.last_day, f.when_not_reported, p.as_of, p.as_of = least(f.last_day, s.reporting_date) AS stored
        FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s
             CROSS JOIN @schema@.framework f
             JOIN @schema@.closing k ON k.id = f.closing
             CROSS JOIN LATERAL (SELECT least(f.last_day, k.as_of) AS as_of) p
    ), figure AS MATERIALIZED (
        SELECT c.framework, c.first_day, c.last_day, v.measure, v.agency_id, v.numerator, v.denominator
        FROM closed c JOIN @schema@.measure_by_period v ON v.first_day = c.first_day AND v.last_day = c.last_day
        WHERE c.stored
        UNION ALL
        SELECT c.framework, c.first_day, c.last_day, v.measure, v.agency_id, v.numerator::numeric(20,4), v.denominator::numeric(20,4)
        FROM closed c
             CROSS JOIN LATERAL @schema@.measures_between(c.first_day, c.as_of) v
             JOIN @schema@.measure k ON k.code = v.measure
        WHERE NOT c.stored
    ), frozen AS MATERIALIZED (
        SELECT b.framework, b.agency_id, b.criterion_id, b.numerator, b.denominator, b.computed_numerator, b.computed_denominator, b.state, b.points
        FROM @schema@.frozen_by_criterion b
    ), standing AS MATERIALIZED (
        SELECT g.framework, g.agency_id, g.index_rate, g.rank, g.band_by_points, g.band, g.gate, g.gate_state
        FROM @schema@.league g
    ), live AS MATERIALIZED (
        SELECT s.*
        FROM closed c
             CROSS JOIN LATERAL (SELECT array_agg(ROW(v.first_day, v.last_day, v.measure, v.agency_id, v.numerator, v.denominator)::@schema@.stored_measure) AS figures
                                 FROM figure v WHERE v.framework = c.framework) m
             CROSS JOIN LATERAL @schema@.criterion_states(m.figures, ARRAY[c.framework]) s
    ), scored AS (
        SELECT l.framework, l.agency_id,
               @schema@.counted_score(@extschema@.score_agg(l.points, l.max_points), @extschema@.score_agg(l.reported_points, l.max_points)) AS score,
               count(*) FILTER (WHERE l.state = 'not_reported' AND (l.kind = 'penalty' OR c.when_not_reported = 'block')) = 0 AS decided
        FROM live l JOIN closed c ON c.framework = l.framework
        GROUP BY l.framework, l.agency_id
    ), named AS (
        SELECT v.framework, v.agency_id, jsonb_object_agg(n.name, @schema@.in_unit(k.unit, v.numerator, v.denominator)) AS measures
        FROM figure v
             JOIN @schema@.measure k ON k.code = v.measure
             CROSS JOIN LATERAL @schema@.gate_names(v.measure) n
        GROUP BY v.framework, v.agency_id
    ), today AS MATERIALIZED (
        SELECT s.framework, s.agency_id, x.index_rate, d.gate, d.gate_state,
               CASE WHEN s.decided THEN d.band_by_points END AS band_by_points, CASE WHEN s.decided THEN d.band END AS band,
               CASE WHEN x.index_rate IS NOT NULL AND count(*) OVER (PARTITION BY s.framework) >= z.n_agencies
                    THEN rank() OVER (PARTITION BY s.framework ORDER BY x.index_rate DESC NULLS LAST) END AS rank
        FROM scored s
             LEFT JOIN named n ON n.framework = s.framework AND n.agency_id = s.agency_id
             LEFT JOIN @schema@.league_size z ON z.framework = s.framework
             CROSS JOIN LATERAL (SELECT CASE WHEN s.decided THEN @extschema@.index_rate(s.score) END AS index_rate) x
             CROSS JOIN LATERAL @schema@.decided_band(s.framework, s.score,
                 jsonb_strip_nulls(coalesce(n.measures, '{}') || jsonb_build_object('index_pct', CASE WHEN s.decided THEN @extschema@.index_pct(s.score, 12) END))) d
    ), criterion_changed AS MATERIALIZED (
        SELECT coalesce(z.framework, l.framework) AS framework, coalesce(z.agency_id, l.agency_id) AS agency_id, coalesce(z.criterion_id, l.criterion_id) AS criterion_id,
               z.numerator, z.denominator, z.computed_numerator, z.computed_denominator, z.state, z.points,
               l.numerator AS live_numerator, l.denominator AS live_denominator, l.computed_numerator AS live_computed_numerator, l.computed_denominator AS live_computed_denominator,
               l.state AS live_state, l.points AS live_points
        FROM frozen z
             FULL JOIN (SELECT v.framework, v.agency_id, v.criterion_id, v.numerator::numeric(20,4) AS numerator, v.denominator::numeric(20,4) AS denominator,
                               v.computed_numerator::numeric(20,4) AS computed_numerator, v.computed_denominator::numeric(20,4) AS computed_denominator, v.state, v.points
                        FROM live v) l ON l.framework = z.framework AND l.agency_id = z.agency_id AND l.criterion_id = z.criterion_id
        WHERE (z.numerator, z.denominator, z.computed_numerator, z.computed_denominator, z.state, z.points)
              IS DISTINCT FROM (l.numerator, l.denominator, l.computed_numerator, l.computed_denominator, l.state, l.points)
    ), placed AS MATERIALIZED (
        SELECT coalesce(g.framework, t.framework) AS framework, coalesce(g.agency_id, t.agency_id) AS agency_id, g.index_rate, g.rank, g.band_by_points, g.band, g.gate, g.gate_state,
               t.index_rate AS live_index_rate, t.rank AS live_rank, t.band_by_points AS live_band_by_points, t.band AS live_band, t.gate AS live_gate, t.gate_state AS live_gate_state,
               (g.index_rate, g.band_by_points, g.band, g.gate, g.gate_state) IS DISTINCT FROM (t.index_rate, t.band_by_points, t.band, t.gate, t.gate_state)
               OR g.rank <> t.rank AS moved
        FROM (SELECT g.* FROM standing g JOIN closed c ON c.framework = g.framework) g
             FULL JOIN today t ON t.framework = g.framework AND t.agency_id = g.agency_id
    )
    SELECT p.framework, a.code AS agency_code, a.name AS agency, c.code AS criterion_code, c.title AS criterion, c.measure,
           d.numerator, d.denominator, d.state, d.points::numeric(9,4) AS points,
           d.live_numerator, d.live_denominator, d.live_state, d.live_points::numeric(9,4) AS live_points,
           d.computed_numerator, d.computed_denominator, d.live_computed_numerator, d.live_computed_denominator,
           p.index_rate, p.live_index_rate, p.rank, p.live_rank, p.band_by_points, p.live_band_by_points, p.band, p.live_band,
           p.gate, p.live_gate, p.gate_state, p.live_gate_state
    FROM placed p
         -- what moves by another agency's rows, or by a gate alone, has no criterion
         LEFT JOIN criterion_changed d ON d.framework = p.framework AND d.agency_id = p.agency_id
         JOIN @schema@.agency a ON a.id = p.agency_id
         LEFT JOIN @schema@.criterion c ON c.id = d.criterion_id
    WHERE p.moved OR d.framework IS NOT NULL;
$sql$;

CREATE OR REPLACE VIEW @schema@.frozen_against_live AS
SELECT t.framework, t.agency_code, t.agency, t.criterion_code, t.criterion, t.measure, t.numerator::numeric(20,4) AS numerator,
       t.denominator::numeric(20,4) AS denominator, t.state, t.points::numeric(9,4) AS points, t.live_numerator::numeric(20,4) AS live_numerator,
       t.live_denominator::numeric(20,4) AS live_denominator, t.live_state, t.live_points::numeric(9,4) AS live_points,
       t.computed_numerator::numeric(20,4) AS computed_numerator, t.computed_denominator::numeric(20,4) AS computed_denominator,
       t.live_computed_numerator::numeric(20,4) AS live_computed_numerator, t.live_computed_denominator::numeric(20,4) AS live_computed_denominator,
       t.index_rate, t.live_index_rate, t.rank, t.live_rank, t.band_by_points, t.live_band_by_points, t.band, t.live_band, t.gate, t.live_gate,
       t.gate_state, t.live_gate_state
FROM @schema@.compare_frozen() t;
