-- An agency takes no petition after its last day; one that it had before may be another's.
CREATE OR REPLACE FUNCTION @schema@.petition_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, petition text, agency_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'petition_is_received_while_its_agency_exists', p.code,
           format('petition %s was received on %s, after the last day of agency %s, %s', p.code, to_char(p.received_on, 'YYYY-MM-DD'), a.code, to_char(a.valid_to, 'YYYY-MM-DD')),
           format('phản ánh, kiến nghị %s tiếp nhận ngày %s, sau ngày hết hiệu lực của cơ quan %s, %s', p.code, to_char(p.received_on, 'DD/MM/YYYY'), a.code, to_char(a.valid_to, 'DD/MM/YYYY')),
           @schema@.taken_over_hint(a.id, p.received_on, NULL, p.field), p.code, a.id
    FROM @schema@.petition p JOIN @schema@.agency a ON a.id = p.agency_id
    WHERE p.received_on > a.valid_to;
$sql$;

CREATE OR REPLACE TRIGGER petitions_entered AFTER INSERT ON @schema@.petition REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('petition_faults', 'petition=code', 'agency_id=agency.id:valid_to');

CREATE OR REPLACE TRIGGER petition_receipt_changed AFTER UPDATE OF agency_id, received_on ON @schema@.petition
    FOR EACH ROW WHEN ((NEW.agency_id, NEW.received_on) IS DISTINCT FROM (OLD.agency_id, OLD.received_on))
    EXECUTE FUNCTION @extschema@.check_rows('petition_faults', 'petition=code', 'agency_id=agency.id:valid_to');

-- Every petition with its class: open ones pending or overdue, processed ones
-- early, on time or late.
CREATE OR REPLACE TWIN @schema@.petition_status
RETURNS TABLE (petition text, agency_code text, agency text, field text, channel text, channel_vi text, title text, received_on date, due_on date,
               handled_on date, outcome text, outcome_vi text, published_on date, status text, status_vi text, days_late bigint)
AS $sql$
SELECT p.petition, p.agency_code, p.agency, p.field, p.channel, h.vi AS channel_vi, p.title, p.received_on, p.due_on,
       p.handled_on, p.outcome, o.vi AS outcome_vi, p.published_on, p.status, l.vi AS status_vi,
       CASE WHEN p.status IN ('late', 'overdue') THEN (coalesce(p.handled_on, p.as_of) - p.due_on)::bigint END AS days_late
FROM (SELECT p.code AS petition, a.code AS agency_code, a.name AS agency, p.field, p.channel, p.title, p.received_on, p.due_on, d.as_of,
             CASE WHEN p.handled_on <= d.as_of THEN p.handled_on END AS handled_on, CASE WHEN p.handled_on <= d.as_of THEN p.outcome END AS outcome,
             CASE WHEN p.published_on <= d.as_of THEN p.published_on END AS published_on,
             @extschema@.timeliness(p.due_on, p.handled_on, d.as_of)::text AS status
      FROM (SELECT @as_of@ AS as_of) d
           JOIN @schema@.petition p ON p.received_on <= d.as_of
           JOIN @schema@.agency a ON a.id = p.agency_id
      WHERE a.id IN (SELECT unnest(@schema@.visible_agencies()))) p
     LEFT JOIN @schema@.label h ON h.kind = 'petition_channel' AND h.code = p.channel
     LEFT JOIN @schema@.label o ON o.kind = 'petition_outcome' AND o.code = p.outcome
     LEFT JOIN @schema@.label l ON l.kind = 'status' AND l.code = p.status;
$sql$;

-- What the petitions of agencies and fields come to in each of some periods, as of
-- its end:
--
--     carried over + received = processed + open
--     processed = solved + refused + forwarded = early + on time + late + without a due day
--
-- Published counts those processed in the period that are public at its end.  An
-- agency and field that had petitions before, and none in the period, has zeros.
CREATE OR REPLACE FUNCTION @schema@.petition_counts(first_days date[], last_days date[])
RETURNS TABLE (period bigint, agency_id bigint, field text, n_received bigint, n_carried_over bigint, n_processed bigint, n_solved bigint,
               n_refused bigint, n_forwarded bigint, n_published bigint, n_early bigint, n_on_time bigint, n_late bigint, n_open bigint, n_overdue bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT c.period, c.agency_id, c.field, c.n_received, c.n_carried_over, c.n_processed, c.n_solved, c.n_refused, c.n_forwarded, c.n_published,
           coalesce(@extschema@.n_early(c.stats), 0), coalesce(@extschema@.n_on_time(c.stats), 0), coalesce(@extschema@.n_late(c.stats), 0), c.n_open, coalesce(@extschema@.n_overdue(c.stats), 0)
    FROM (SELECT k.period, p.agency_id, p.field,
                 count(*) FILTER (WHERE p.received_on >= k.first_day) AS n_received,
                 count(*) FILTER (WHERE p.received_on < k.first_day AND (p.handled_on >= k.first_day) IS NOT FALSE) AS n_carried_over,
                 count(*) FILTER (WHERE p.handled_on BETWEEN k.first_day AND k.last_day) AS n_processed,
                 count(*) FILTER (WHERE p.handled_on BETWEEN k.first_day AND k.last_day AND p.outcome = 'solved') AS n_solved,
                 count(*) FILTER (WHERE p.handled_on BETWEEN k.first_day AND k.last_day AND p.outcome = 'refused') AS n_refused,
                 count(*) FILTER (WHERE p.handled_on BETWEEN k.first_day AND k.last_day AND p.outcome = 'forwarded') AS n_forwarded,
                 count(*) FILTER (WHERE p.handled_on BETWEEN k.first_day AND k.last_day AND p.published_on <= k.last_day) AS n_published,
                 count(*) FILTER (WHERE (p.handled_on <= k.last_day) IS NOT TRUE) AS n_open,
                 @extschema@.ontime_agg(p.due_on, p.handled_on, k.last_day) FILTER (WHERE (p.handled_on >= k.first_day) IS NOT FALSE) AS stats
          FROM unnest(petition_counts.first_days, petition_counts.last_days) WITH ORDINALITY AS k (first_day, last_day, period)
               JOIN @schema@.petition p ON p.received_on <= k.last_day
          WHERE k.first_day <= k.last_day
          GROUP BY k.period, p.agency_id, p.field) c;
$sql$;

-- By agency and field; daterange() refuses a period that ends before it begins.
CREATE OR REPLACE FUNCTION @schema@.petition_between(first_day date, last_day date)
RETURNS TABLE (bloc text, agency_code text, agency text, level text, level_vi text, field text,
               @petition_types@)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT a.bloc, a.code, a.name, a.level, l.vi, c.field,
           @petition_columns@
    FROM @schema@.petition_counts(ARRAY[petition_between.first_day], ARRAY[petition_between.last_day]) c
         JOIN @schema@.agency a ON a.id = c.agency_id
         LEFT JOIN @schema@.label l ON l.kind = 'level' AND l.code = a.level
    WHERE @extschema@.is_period(petition_between.first_day, petition_between.last_day) AND c.n_carried_over + c.n_received <> 0
      AND a.id IN (SELECT unnest(@schema@.visible_agencies()));
$sql$;

CREATE OR REPLACE VIEW @schema@.petition_summary AS
SELECT f.* FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.petition_between(s.period_from, s.reporting_date) f;

-- Appendix 3, row 5: the years up to the reporting date.
CREATE OR REPLACE VIEW @schema@.petition_by_year AS
SELECT c.year,
       @petition_columns@
FROM (SELECT extract(year FROM y.first_days[c.period])::bigint AS year, sum(c.n_received)::bigint AS n_received, sum(c.n_carried_over)::bigint AS n_carried_over,
             sum(c.n_processed)::bigint AS n_processed, sum(c.n_solved)::bigint AS n_solved, sum(c.n_refused)::bigint AS n_refused,
             sum(c.n_forwarded)::bigint AS n_forwarded, sum(c.n_published)::bigint AS n_published, sum(c.n_early)::bigint AS n_early,
             sum(c.n_on_time)::bigint AS n_on_time, sum(c.n_late)::bigint AS n_late, sum(c.n_open)::bigint AS n_open, sum(c.n_overdue)::bigint AS n_overdue
      FROM (SELECT array_agg(make_date(g.year, 1, 1) ORDER BY g.year) AS first_days, array_agg(least(make_date(g.year, 12, 31), s.reporting_date) ORDER BY g.year) AS last_days
            FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s
                 CROSS JOIN LATERAL generate_series((SELECT extract(year FROM min(p.received_on))::integer FROM @schema@.petition p),
                                                    extract(year FROM s.reporting_date)::integer) AS g (year)) y
           CROSS JOIN LATERAL @schema@.petition_counts(y.first_days, y.last_days) c
      WHERE c.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
      GROUP BY extract(year FROM y.first_days[c.period])) c;

-- Figures of petitions.  An agency in force that had petitions before, and none in
-- the period, has not arisen ones: it is known to keep them.  as_now_on: of agencies that are
-- divided by that day whoever has the field.
CREATE OR REPLACE FUNCTION @schema@.petition_measures(first_days date[], last_days date[], as_now_on date DEFAULT NULL)
RETURNS TABLE (period bigint, measure text, agency_id bigint, numerator numeric, denominator numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH on_day AS (
        SELECT petition_measures.as_now_on AS day WHERE petition_measures.as_now_on IS NOT NULL
    ), lineage AS MATERIALIZED (
        @lineage@
    ), field_map AS MATERIALIZED (
        SELECT DISTINCT ON (l.agency_id, p.field) l.agency_id, p.field, l.now_id
        FROM lineage l JOIN @schema@.petition p ON p.agency_id = l.agency_id AND (l.field IS NULL OR l.field = p.field)
        WHERE l.divided AND l.service IS NULL
        ORDER BY l.agency_id, p.field, l.field NULLS LAST
    )
    SELECT n.period, m.measure, n.agency_id, m.numerator, m.denominator
    FROM (SELECT c.period, coalesce(f.now_id, c.agency_id) AS agency_id, sum(c.n_received) AS received, sum(c.n_carried_over) AS carried_over, sum(c.n_processed) AS processed,
                 sum(c.n_solved) AS solved, sum(c.n_refused) AS refused, sum(c.n_forwarded) AS forwarded, sum(c.n_published) AS published,
                 sum(c.n_early + c.n_on_time) AS in_time, sum(c.n_late) AS late, sum(c.n_overdue) AS overdue
          FROM @schema@.petition_counts(petition_measures.first_days, petition_measures.last_days) c
               LEFT JOIN field_map f ON f.agency_id = c.agency_id AND f.field = c.field
          GROUP BY c.period, coalesce(f.now_id, c.agency_id)) n
         JOIN unnest(petition_measures.first_days, petition_measures.last_days) WITH ORDINALITY AS k (first_day, last_day, period) ON k.period = n.period
         JOIN @schema@.agency a ON a.id = n.agency_id AND (n.carried_over + n.received <> 0 OR daterange(a.valid_from, a.valid_to, '[]') && daterange(k.first_day, k.last_day, '[]'))
         CROSS JOIN LATERAL (VALUES
             ('petition.received', n.received, NULL),
             ('petition.processed', n.processed, n.carried_over + n.received),
             ('petition.solved', n.solved, n.processed),
             ('petition.refused', n.refused, n.processed),
             ('petition.forwarded', n.forwarded, n.processed),
             ('petition.published', n.published, n.processed),
             ('petition.on_time', n.in_time, n.in_time + n.late),
             ('petition.on_time_due', n.in_time, n.in_time + n.late + n.overdue),
             ('petition.late', n.late, n.in_time + n.late)) AS m (measure, numerator, denominator);
$sql$;
