-- The due date of a dossier by the limit of its service and the calendar; the
-- pauses that are over move it, an open one does not yet.  NULL of a service
-- without a limit.
CREATE OR REPLACE FUNCTION @schema@.due_of(service text, received_at timestamptz, pauses tstzmultirange) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT coalesce(@extschema@.due_at(due_of.received_at, p.limit_days, k.cal, due_of.pauses), @extschema@.due_at(due_of.received_at, p.limit_days, k.cal))
    FROM @schema@.service p CROSS JOIN LATERAL (SELECT @schema@.calendar() AS cal) k
    WHERE p.code = due_of.service AND p.limit_days IS NOT NULL;
$sql$;

-- A dossier without a due date takes that of its service's limit, also when a
-- computed one is taken away; one that is changed is computed no longer, unless it
-- is changed to what it would be.  With the rights of the model's owner, as a foreign key reads: whoever may
-- enter a dossier need not see services and calendar.
CREATE OR REPLACE FUNCTION @schema@.take_due_date() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    computed timestamptz;
BEGIN
    -- by the path and not by EXECUTE, which would plan it for every row; a partition
    -- may lie elsewhere
    PERFORM set_config('search_path', format('pg_catalog, %s, pg_temp', c.relnamespace::regnamespace), true)
    FROM pg_class c WHERE c.oid = coalesce(pg_partition_root(TG_RELID), TG_RELID);
    computed := due_of(NEW.service, NEW.received_at, NEW.pauses);
    IF NEW.due_at IS NULL AND NOT NEW.no_limit THEN
        NEW.due_at := computed;
    END IF;
    NEW.due_computed := coalesce(NEW.due_at = computed, false);
    RETURN NEW;
END
$body$;

-- It runs what the schema of its table holds, with the owner's rights: nobody else
-- may put it on a table of his own.
REVOKE ALL ON FUNCTION @schema@.take_due_date() FROM PUBLIC;

CREATE OR REPLACE TRIGGER dossier_due_taken BEFORE INSERT ON @schema@.dossier
    FOR EACH ROW WHEN (NEW.due_at IS NULL AND NOT NEW.no_limit AND isfinite(NEW.received_at)) EXECUTE FUNCTION @schema@.take_due_date();

CREATE OR REPLACE TRIGGER dossier_due_changed BEFORE UPDATE OF due_at ON @schema@.dossier
    FOR EACH ROW WHEN (OLD.due_computed AND NEW.due_at IS DISTINCT FROM OLD.due_at) EXECUTE FUNCTION @schema@.take_due_date();

-- The computed due dates that the calendar, the limits or the pauses of today would
-- move, of the dossiers received since a day (NULL: since the first of the
-- reporting period).
CREATE OR REPLACE FUNCTION @schema@.due_changes(received_since date DEFAULT NULL)
RETURNS TABLE (dossier text, agency_code text, agency text, service_code text, received_at timestamptz, finished_at timestamptz, due_at timestamptz, would_be timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT d.code, a.code, a.name, d.service, d.received_at, d.finished_at, d.due_at, w.would_be
    FROM (SELECT max(zone) AS zone, max(period_from) AS period_from FROM @schema@.setting) s
         CROSS JOIN (SELECT @schema@.calendar() AS cal OFFSET 0) k
         JOIN @schema@.dossier d ON d.received_at >= coalesce(due_changes.received_since, s.period_from)::timestamp AT TIME ZONE s.zone AND d.due_computed
         JOIN @schema@.service p ON p.code = d.service
         JOIN @schema@.agency a ON a.id = d.agency_id
         CROSS JOIN LATERAL (SELECT coalesce(@extschema@.due_at(d.received_at, p.limit_days, k.cal, d.pauses), @extschema@.due_at(d.received_at, p.limit_days, k.cal)) AS would_be) w
    WHERE w.would_be IS DISTINCT FROM d.due_at AND a.id IN (SELECT unnest(@schema@.visible_agencies()));
$sql$;

-- Moves them.
CREATE OR REPLACE PROCEDURE @schema@.take_due_changes(received_since date DEFAULT NULL)
LANGUAGE sql
AS $sql$
    UPDATE @schema@.dossier d SET due_at = c.would_be FROM @schema@.due_changes(take_due_changes.received_since) c WHERE d.code = c.dossier;
$sql$;

-- What became of each service in a period: the dossiers received in it.
CREATE OR REPLACE FUNCTION @schema@.service_use_between(first_day date, last_day date)
RETURNS TABLE (service_code text, service text, field text, online_level text, online_level_vi text, limit_days integer, fee numeric, eligible_full boolean, payment_integrated boolean,
               boundary_free boolean, essential boolean, n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint, n_agencies bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT p.code, p.name, p.field, p.online_level, l.vi, p.limit_days, p.fee, p.eligible_full, p.payment_integrated, p.boundary_free, p.essential,
           coalesce(u.n_received, 0), coalesce(u.n_online, 0), coalesce(u.n_with_fee, 0), coalesce(u.n_paid_online, 0), coalesce(u.n_agencies, 0)
    FROM @schema@.service p
         LEFT JOIN @schema@.label l ON l.kind = 'online_level' AND l.code = p.online_level
         LEFT JOIN (SELECT c.service, sum(c.n_received)::bigint AS n_received, sum(c.n_online)::bigint AS n_online, sum(c.n_with_fee)::bigint AS n_with_fee,
                           sum(c.n_paid_online)::bigint AS n_paid_online, count(*) AS n_agencies
                    FROM (SELECT d.service, d.agency_id, count(*) AS n_received, count(*) FILTER (WHERE d.channel = 'online') AS n_online,
                                 count(*) FILTER (WHERE d.fee > 0) AS n_with_fee, count(*) FILTER (WHERE d.paid_online) AS n_paid_online
                          FROM (SELECT max(zone) AS zone FROM @schema@.setting) s
                               JOIN @schema@.dossier d ON d.received_at >= service_use_between.first_day::timestamp AT TIME ZONE s.zone
                                AND d.received_at < (service_use_between.last_day + 1)::timestamp AT TIME ZONE s.zone
                          GROUP BY d.service, d.agency_id) c
                    WHERE c.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
                    GROUP BY c.service) u ON u.service = p.code
    WHERE @extschema@.is_period(service_use_between.first_day, service_use_between.last_day);
$sql$;

-- The sums of service_use_between() by service, of what the caller may see.  For who sees
-- every agency whole months are their cells and what is not folded yet, and the days
-- between the first or the last of the period and the nearest first of a month are read
-- from the rows, to be added or taken away; of a period without a month of its own all
-- days are, and so for who sees some agencies.
CREATE OR REPLACE FUNCTION @schema@.service_sums(first_day date, last_day date)
RETURNS TABLE (service text, n_received bigint, n_online bigint, n_with_fee bigint, n_paid_online bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH near AS (
        SELECT n.first_month, n.end_month, n.all_seen AND n.first_month < n.end_month AS by_month
        FROM (SELECT (SELECT @schema@.sees_all_agencies()) AS all_seen,
                     CASE WHEN extract(day FROM service_sums.first_day) <= 16 THEN f.month ELSE (f.month + interval '1 month')::date END AS first_month,
                     CASE WHEN extract(day FROM service_sums.last_day + 1) <= 16 THEN f.last_month ELSE (f.last_month + interval '1 month')::date END AS end_month
              FROM (SELECT date_trunc('month', service_sums.first_day::timestamp)::date AS month, date_trunc('month', (service_sums.last_day + 1)::timestamp)::date AS last_month
                    WHERE @extschema@.is_period(service_sums.first_day, service_sums.last_day)) f) n
    ), period AS MATERIALIZED (
        SELECT CASE WHEN n.by_month THEN n.first_month END AS first_month, CASE WHEN n.by_month THEN n.end_month END AS end_month FROM near n
    ), part AS MATERIALIZED (
        SELECT p.sign, p.first_day, p.last_day, z.zone, p.first_day::timestamp AT TIME ZONE z.zone - interval '1 day' AS starts, (p.last_day + 2)::timestamp AT TIME ZONE z.zone AS ends
        FROM near n
             CROSS JOIN (SELECT max(zone) AS zone FROM @schema@.setting) z
             CROSS JOIN LATERAL (VALUES (NOT n.by_month, 1, service_sums.first_day, service_sums.last_day),
                                        (n.by_month, 1, service_sums.first_day, n.first_month - 1),
                                        (n.by_month, -1, n.first_month, service_sums.first_day - 1),
                                        (n.by_month, 1, n.end_month, service_sums.last_day),
                                        (n.by_month, -1, service_sums.last_day + 1, n.end_month - 1)) AS p (counts, sign, first_day, last_day)
        WHERE p.counts AND p.first_day <= p.last_day
    )
    SELECT c.service, sum(c.received)::bigint, coalesce(sum(c.online), 0)::bigint, coalesce(sum(c.with_fee), 0)::bigint, coalesce(sum(c.paid_online), 0)::bigint
    FROM (SELECT m.service, m.received, m.online, m.with_fee, m.paid_online
          FROM @schema@.dossier_service_month m
          WHERE m.month >= (SELECT first_month FROM period) AND m.month < (SELECT end_month FROM period)
          UNION ALL
          SELECT l.service, l.received, l.online, l.with_fee, l.paid_online
          FROM @schema@.dossier_log l
          WHERE l.day >= (SELECT first_month FROM period) AND l.day < (SELECT end_month FROM period)
          UNION ALL
          SELECT r.service, r.received, r.online, r.with_fee, r.paid_online
          FROM (-- a day is the calendar's but where the clock is changed, so one more is read
                SELECT d.service, sum(p.sign) AS received, sum(p.sign) FILTER (WHERE d.channel = 'online') AS online, sum(p.sign) FILTER (WHERE d.fee > 0) AS with_fee,
                       sum(p.sign) FILTER (WHERE d.paid_online) AS paid_online
                FROM part p
                     JOIN @schema@.dossier d ON d.received_at >= p.starts AND d.received_at < p.ends AND (d.received_at AT TIME ZONE p.zone)::date BETWEEN p.first_day AND p.last_day
                WHERE (SELECT @schema@.sees_all_agencies()) OR d.agency_id IN (SELECT unnest(@schema@.visible_agencies()))
                GROUP BY d.service) r) c
    GROUP BY c.service
    HAVING sum(c.received) <> 0;
$sql$;

-- The measures that count services, once however many agencies have dossiers of them:
-- of the province, or of one agency those that its dossiers tell.
CREATE OR REPLACE FUNCTION @schema@.service_figures(measures text[], first_days date[], last_days date[], agency_id bigint DEFAULT NULL)
RETURNS TABLE (period bigint, measure text, numerator numeric, denominator numeric)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH asked AS MATERIALIZED (
        SELECT u.period, u.first_day, u.last_day, u.first_day::timestamp AT TIME ZONE s.zone AS starts, (u.last_day + 1)::timestamp AT TIME ZONE s.zone AS ends
        FROM (SELECT max(zone) AS zone FROM @schema@.setting) s,
             unnest(service_figures.first_days, service_figures.last_days) WITH ORDINALITY AS u (first_day, last_day, period)
        WHERE u.first_day <= u.last_day AND EXISTS (SELECT FROM unnest(service_figures.measures) m WHERE m LIKE 'service.%')
    ), used AS (
        SELECT p.period, v.code, v.online_level, u.n_online > 0 AS online, true AS received, u.n_with_fee > 0 AS with_fee, u.n_paid_online > 0 AS paid
        FROM asked p
             CROSS JOIN LATERAL @schema@.service_sums(p.first_day, p.last_day) u
             JOIN @schema@.service v ON v.code = u.service
        WHERE service_figures.agency_id IS NULL AND service_figures.measures && '{service.online,service.paid_online}'
        UNION ALL
        SELECT p.period, v.code, v.online_level, bool_or(d.channel = 'online'), true, bool_or(d.fee > 0), bool_or(d.paid_online)
        FROM asked p
             JOIN @schema@.dossier d ON d.agency_id = service_figures.agency_id AND d.received_at >= p.starts AND d.received_at < p.ends
             JOIN @schema@.service v ON v.code = d.service
        GROUP BY p.period, v.code, v.online_level
    )
    SELECT n.period, m.measure, m.numerator::numeric, m.denominator::numeric
    FROM (SELECT u.period, count(*) FILTER (WHERE u.online_level <> 'none' AND u.received) AS n_arisen, count(*) FILTER (WHERE u.online_level <> 'none' AND u.online) AS n_online,
                 count(*) FILTER (WHERE u.with_fee) AS n_with_fee, count(*) FILTER (WHERE u.paid) AS n_paid
          FROM used u GROUP BY u.period) n
         CROSS JOIN LATERAL (VALUES ('service.online', n.n_online, n.n_arisen), ('service.paid_online', n.n_paid, n.n_with_fee)) AS m (measure, numerator, denominator)
    WHERE m.measure = ANY (service_figures.measures) AND m.denominator > 0
    UNION ALL
    -- what table service says, in any period
    SELECT p.period, m.measure, m.numerator::numeric, m.denominator::numeric
    FROM asked p
         CROSS JOIN @services_said@
    WHERE service_figures.agency_id IS NULL AND m.measure = ANY (service_figures.measures) AND m.denominator > 0;
$sql$;

-- The rates that are all called online, or payment, each with the name of its
-- numerator and denominator, all at once.
CREATE OR REPLACE FUNCTION @schema@.service_rates(first_day date, last_day date)
RETURNS TABLE (code text, numerator bigint, denominator bigint, pct numeric, rate float8, numerator_of text, denominator_of text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT r.code, r.numerator, r.denominator, @extschema@.pct(r.numerator, r.denominator)::numeric(7,2), @extschema@.rate(r.numerator, r.denominator), r.numerator_of, r.denominator_of
    FROM (SELECT count(*) AS n, sum(u.n_received)::bigint AS received, sum(u.n_online)::bigint AS online, sum(u.n_with_fee)::bigint AS with_fee, sum(u.n_paid_online)::bigint AS paid,
                 coalesce(sum(u.n_received) FILTER (WHERE u.online_level = 'full'), 0)::bigint AS full_received, coalesce(sum(u.n_online) FILTER (WHERE u.online_level = 'full'), 0)::bigint AS full_online,
                 coalesce(sum(u.n_received) FILTER (WHERE u.online_level = 'partial'), 0)::bigint AS partial_received, coalesce(sum(u.n_online) FILTER (WHERE u.online_level = 'partial'), 0)::bigint AS partial_online,
                 count(*) FILTER (WHERE u.online_level <> 'none' AND u.n_received > 0) AS n_arisen, count(*) FILTER (WHERE u.online_level <> 'none' AND u.n_online > 0) AS n_arisen_online,
                 count(*) FILTER (WHERE u.eligible_full) AS n_eligible, count(*) FILTER (WHERE u.eligible_full AND u.online_level = 'full') AS n_eligible_full,
                 count(*) FILTER (WHERE u.fee > 0) AS n_fee, count(*) FILTER (WHERE u.fee > 0 AND u.payment_integrated) AS n_fee_integrated,
                 coalesce(sum(u.n_with_fee) FILTER (WHERE u.payment_integrated), 0)::bigint AS integrated_with_fee, coalesce(sum(u.n_paid_online) FILTER (WHERE u.payment_integrated), 0)::bigint AS integrated_paid,
                 count(*) FILTER (WHERE u.n_with_fee > 0) AS n_arisen_fee, count(*) FILTER (WHERE u.n_paid_online > 0) AS n_arisen_paid,
                 count(*) FILTER (WHERE u.boundary_free) AS n_boundary_free, count(*) FILTER (WHERE u.essential) AS n_essential,
                 count(*) FILTER (WHERE u.essential AND u.online_level <> 'none') AS n_essential_online
          FROM (SELECT p.online_level, p.fee, p.eligible_full, p.payment_integrated, p.boundary_free, p.essential,
                       coalesce(x.n_received, 0) AS n_received, coalesce(x.n_online, 0) AS n_online, coalesce(x.n_with_fee, 0) AS n_with_fee, coalesce(x.n_paid_online, 0) AS n_paid_online
                FROM @schema@.service p LEFT JOIN @schema@.service_sums(service_rates.first_day, service_rates.last_day) x ON x.service = p.code
                WHERE @extschema@.is_period(service_rates.first_day, service_rates.last_day)) u) c
         CROSS JOIN LATERAL (VALUES
             (1, 'online.dossiers', c.online, c.received, 'submitted online / nộp trực tuyến', 'dossiers received / hồ sơ tiếp nhận'),
             (2, 'online.dossiers_full', c.full_online, c.full_received, 'submitted online / nộp trực tuyến', 'dossiers of fully online services / hồ sơ của dịch vụ công toàn trình'),
             (3, 'online.dossiers_partial', c.partial_online, c.partial_received, 'submitted online / nộp trực tuyến', 'dossiers of partly online services / hồ sơ của dịch vụ công một phần'),
             (4, 'online.services', c.n_arisen_online, c.n_arisen, 'services with a dossier submitted online / dịch vụ công trực tuyến có hồ sơ nộp trực tuyến', 'online services with any dossier / dịch vụ công trực tuyến có phát sinh hồ sơ'),
             (5, 'online.services_eligible', c.n_eligible_full, c.n_eligible, 'fully online / toàn trình', 'services eligible to be fully online / dịch vụ công đủ điều kiện toàn trình'),
             (6, 'online.services_essential', c.n_essential_online, c.n_essential, 'fully or partly online / toàn trình hoặc một phần', 'essential services / dịch vụ công thiết yếu'),
             (7, 'payment.dossiers', c.paid, c.with_fee, 'paid online / thanh toán trực tuyến', 'dossiers with a fee / hồ sơ có phí'),
             (8, 'payment.dossiers_integrated', c.integrated_paid, c.integrated_with_fee, 'paid online / thanh toán trực tuyến', 'dossiers with a fee, of services with payment integrated / hồ sơ có phí của thủ tục đã tích hợp thanh toán'),
             (9, 'payment.services', c.n_arisen_paid, c.n_arisen_fee, 'services with a dossier paid online / thủ tục có hồ sơ thanh toán trực tuyến', 'services with a dossier with a fee / thủ tục có hồ sơ có phí'),
             (10, 'payment.services_integrated', c.n_fee_integrated, c.n_fee, 'with payment integrated / đã tích hợp thanh toán', 'services with a fee / thủ tục có phí'),
             (11, 'boundary_free.services', c.n_boundary_free, c.n, 'free of boundaries / không phụ thuộc địa giới', 'services / thủ tục')) AS r (ord, code, numerator, denominator, numerator_of, denominator_of)
    ORDER BY r.ord;
$sql$;

CREATE OR REPLACE VIEW @schema@.service_use AS
SELECT f.* FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.service_use_between(s.period_from, s.reporting_date) f;

CREATE OR REPLACE VIEW @schema@.service_rate AS
SELECT f.* FROM (SELECT max(period_from) AS period_from, max(reporting_date) AS reporting_date FROM @schema@.setting) s, @schema@.service_rates(s.period_from, s.reporting_date) f;
