-- The agencies that the caller may see: all, unless row-level security on
-- agency says otherwise.  Stored summaries cannot carry such policies, and
-- before PostgreSQL 15 no view can, so the views ask this function.  (Functions
-- need not: they read the tables as their caller.)  The planner
-- calls it to learn how many they are; the cost keeps it from calling it again
-- for every row.
CREATE OR REPLACE FUNCTION @schema@.visible_agencies() RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE COST 10000
AS $sql$
    SELECT coalesce(array_agg(id), '{}') FROM @schema@.agency;
$sql$;

-- Whether the caller sees every agency: then the totals are what it may see.
CREATE OR REPLACE FUNCTION @schema@.sees_all_agencies() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT NOT row_security_active(@extschema@.table_of(NULL::@schema@.agency)) OR @extschema@.stands_for_all(@extschema@.table_of(NULL::@schema@.agency));
$sql$;

-- Each relation check is a query that lists its faults, for par.check_model
-- and for the triggers, which ask it about the rows of their statement.
CREATE OR REPLACE FUNCTION @schema@.agency_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, agency_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH RECURSIVE chain (id, successor_id) AS (
        SELECT a.id, a.successor_id FROM @schema@.agency a WHERE a.successor_id IS NOT NULL
        UNION
        SELECT c.id, a.successor_id FROM chain c JOIN @schema@.agency a ON a.id = c.successor_id WHERE a.successor_id IS NOT NULL
    ), above (id, parent_id) AS (
        SELECT a.id, a.parent_id FROM @schema@.agency a WHERE a.parent_id IS NOT NULL
        UNION
        SELECT b.id, a.parent_id FROM above b JOIN @schema@.agency a ON a.id = b.parent_id WHERE a.parent_id IS NOT NULL
    )
    SELECT 'agency_succession_has_no_circle', a.code,
           format('agency %s succeeds itself through its successors', a.code),
           format('cơ quan %s kế thừa chính nó qua các cơ quan kế thừa', a.code),
           'The successor is the agency that took over later.', a.id
    FROM chain c JOIN @schema@.agency a ON a.id = c.id
    WHERE c.successor_id = c.id
    UNION ALL
    SELECT 'agency_parents_have_no_circle', a.code,
           format('agency %s is its own parent through its parents', a.code),
           format('cơ quan %s là cấp trên của chính nó qua các cơ quan cấp trên', a.code),
           format('The parent rates the agency; one of the agencies above %s is also below it.', a.code), a.id
    FROM above b JOIN @schema@.agency a ON a.id = b.id
    WHERE b.parent_id = b.id;
$sql$;

CREATE OR REPLACE TRIGGER agency_succession_checked AFTER INSERT OR UPDATE OF successor_id ON @schema@.agency
    FOR EACH ROW WHEN (NEW.successor_id IS NOT NULL)
    EXECUTE FUNCTION @extschema@.check_rows('agency_faults', 'agency_id=id');

CREATE OR REPLACE TRIGGER agencies_inserted AFTER INSERT ON @schema@.agency REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('agency_faults', 'agency_id=id');

CREATE OR REPLACE TRIGGER agencies_updated AFTER UPDATE ON @schema@.agency REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.check_rows('agency_faults', 'agency_id=id');

-- The successor that an agency names, and the last day that it has, go into
-- agency_succession; with the rights of the model's owner, for whoever enters
-- agencies need not enter these.
CREATE OR REPLACE FUNCTION @schema@.keep_succession() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF NEW.successor_id IS DISTINCT FROM OLD.successor_id THEN
        EXECUTE format('DELETE FROM %I.agency_succession s WHERE s.predecessor_id = $1 AND s.successor_id = $2 AND s.field IS NULL AND s.service IS NULL', TG_TABLE_SCHEMA)
            USING NEW.id, OLD.successor_id;
        EXECUTE format('INSERT INTO %1$I.agency_succession (predecessor_id, successor_id, day, kind)
                        SELECT $1, n.id, $3 + 1, CASE n.code WHEN $4 THEN ''rename'' ELSE ''merge'' END
                        FROM %1$I.agency n
                        WHERE n.id = $2 AND NOT EXISTS (SELECT FROM %1$I.agency_succession s WHERE s.predecessor_id = $1 AND s.successor_id = $2 AND s.field IS NULL AND s.service IS NULL)',
                       TG_TABLE_SCHEMA)
            USING NEW.id, NEW.successor_id, NEW.valid_to, NEW.code;
    END IF;
    EXECUTE format('UPDATE %I.agency_succession s SET day = $2 WHERE s.predecessor_id = $1 AND s.kind <> ''move'' AND s.day IS DISTINCT FROM $2', TG_TABLE_SCHEMA)
        USING NEW.id, NEW.valid_to + 1;
    RETURN NULL;
END
$body$;

CREATE OR REPLACE TRIGGER agency_succession_kept AFTER INSERT OR UPDATE OF successor_id, valid_to ON @schema@.agency
    FOR EACH ROW EXECUTE FUNCTION @schema@.keep_succession();

-- And back: an agency that is taken over ends on the day before.
CREATE OR REPLACE FUNCTION @schema@.keep_successor() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    IF OLD.field IS NULL AND OLD.service IS NULL AND (TG_OP = 'DELETE' OR (OLD.predecessor_id, OLD.successor_id, OLD.field, OLD.service) IS DISTINCT FROM (NEW.predecessor_id, NEW.successor_id, NEW.field, NEW.service)) THEN
        EXECUTE format('UPDATE %I.agency a SET successor_id = NULL WHERE a.id = $1 AND a.successor_id = $2', TG_TABLE_SCHEMA) USING OLD.predecessor_id, OLD.successor_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.kind <> 'move' THEN
        EXECUTE format('UPDATE %I.agency a SET valid_to = coalesce(a.valid_to, $3 - 1), successor_id = coalesce($2, a.successor_id)
                        WHERE a.id = $1 AND (a.valid_to IS NULL AND $3 IS NOT NULL OR a.successor_id IS DISTINCT FROM coalesce($2, a.successor_id))', TG_TABLE_SCHEMA)
            USING NEW.predecessor_id, CASE WHEN NEW.field IS NULL AND NEW.service IS NULL THEN NEW.successor_id END, NEW.day;
    END IF;
    RETURN NULL;
END
$body$;

REVOKE ALL ON FUNCTION @schema@.keep_succession(), @schema@.keep_successor() FROM PUBLIC;

CREATE OR REPLACE TRIGGER agency_successor_kept AFTER INSERT OR DELETE OR UPDATE ON @schema@.agency_succession
    FOR EACH ROW EXECUTE FUNCTION @schema@.keep_successor();

CREATE OR REPLACE FUNCTION @schema@.succession_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, id bigint, predecessor_id bigint, successor_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT e.fault, concat_ws('/', p.code, n.code, to_char(s.day, 'YYYY-MM-DD'), s.field, s.service),
           CASE e.fault
               WHEN 'succession_begins_after_the_last_day'
               THEN format('agency %s is taken over on %s, but its last day is %s', p.code, coalesce(to_char(s.day, 'YYYY-MM-DD'), '(no day)'), to_char(p.valid_to, 'YYYY-MM-DD'))
               WHEN 'succession_agencies_exist_on_its_day'
               THEN format('agency %s, which %s on %s, does not exist on that day', CASE WHEN e.successor_exists THEN p.code ELSE n.code END,
                           CASE WHEN e.successor_exists THEN 'gives away a function' ELSE 'takes over' END, to_char(s.day, 'YYYY-MM-DD'))
               ELSE format('there is no service of field "%s", which moves from agency %s to %s', s.field, p.code, n.code) END,
           CASE e.fault
               WHEN 'succession_begins_after_the_last_day'
               THEN format('cơ quan %s được kế thừa từ ngày %s nhưng ngày hết hiệu lực là %s', p.code, coalesce(to_char(s.day, 'DD/MM/YYYY'), '(chưa có ngày)'), to_char(p.valid_to, 'DD/MM/YYYY'))
               WHEN 'succession_agencies_exist_on_its_day'
               THEN format('cơ quan %s không tồn tại vào ngày %s, ngày %s', CASE WHEN e.successor_exists THEN p.code ELSE n.code END, to_char(s.day, 'DD/MM/YYYY'),
                           CASE WHEN e.successor_exists THEN 'chuyển chức năng' ELSE 'kế thừa' END)
               ELSE format('không có thủ tục nào thuộc lĩnh vực "%s", lĩnh vực chuyển từ cơ quan %s sang %s', s.field, p.code, n.code) END,
           CASE e.fault
               WHEN 'succession_begins_after_the_last_day' THEN 'The successor acts from the day after agency.valid_to; correct one of the two days.'
               WHEN 'succession_agencies_exist_on_its_day'
               THEN format('It is valid from %s to %s; an agency that ends on the day is split, and does not move a function.',
                           coalesce(to_char(CASE WHEN e.successor_exists THEN p.valid_from ELSE n.valid_from END, 'YYYY-MM-DD'), '(always)'),
                           coalesce(to_char(CASE WHEN e.successor_exists THEN p.valid_to ELSE n.valid_to END, 'YYYY-MM-DD'), '(no end)'))
               ELSE 'Fields are those of table service, written in the same way.' END,
           s.id, s.predecessor_id, s.successor_id
    FROM @schema@.agency_succession s
         JOIN @schema@.agency p ON p.id = s.predecessor_id
         JOIN @schema@.agency n ON n.id = s.successor_id
         CROSS JOIN LATERAL (SELECT coalesce(daterange(n.valid_from, n.valid_to, '[]') @> s.day, true) AS successor_exists) x
         CROSS JOIN LATERAL (
             SELECT x.successor_exists,
                    CASE WHEN s.kind <> 'move' AND s.day IS DISTINCT FROM p.valid_to + 1 THEN 'succession_begins_after_the_last_day'
                         WHEN NOT x.successor_exists OR s.kind = 'move' AND NOT daterange(p.valid_from, p.valid_to, '[]') @> s.day THEN 'succession_agencies_exist_on_its_day'
                         WHEN s.field IS NOT NULL AND NOT EXISTS (SELECT FROM @schema@.service v WHERE v.field = s.field) THEN 'succession_field_is_a_field' END AS fault) e
    WHERE e.fault IS NOT NULL;
$sql$;

CREATE OR REPLACE TRIGGER succession_checked AFTER INSERT OR UPDATE ON @schema@.agency_succession
    FOR EACH ROW EXECUTE FUNCTION @extschema@.check_rows('succession_faults', 'id');

CREATE OR REPLACE TRIGGER agency_validity_checked AFTER UPDATE OF valid_from, valid_to ON @schema@.agency
    FOR EACH ROW WHEN ((NEW.valid_from, NEW.valid_to) IS DISTINCT FROM (OLD.valid_from, OLD.valid_to))
    EXECUTE FUNCTION @extschema@.check_rows('succession_faults', 'predecessor_id=id');

CREATE OR REPLACE TRIGGER agency_validity_checked_of_successor AFTER UPDATE OF valid_from, valid_to ON @schema@.agency
    FOR EACH ROW WHEN ((NEW.valid_from, NEW.valid_to) IS DISTINCT FROM (OLD.valid_from, OLD.valid_to))
    EXECUTE FUNCTION @extschema@.check_rows('succession_faults', 'successor_id=id');

-- Where each agency, or a field or service of it, went: a row for each stage, from
-- first_day to last_day (NULL: always, no end).  Of a dossier the row that names its
-- service holds, else the one of its field, else the one that names neither.  It is itself while
-- it was only renamed.
--
-- A walk in the order of the days.  An event is what one agency says of one day; what
-- is carried goes where the event's most exact row about it says, else it stays; what
-- the event names for the first time is carried by itself from there on.  A stage
-- that was moved takes part in the events of the same day.  Told to everybody, like
-- the blocs: figures as they are now are right only with all of it.
CREATE OR REPLACE VIEW @schema@.agency_lineage WITH (security_barrier) AS
WITH RECURSIVE event AS (
    SELECT e.*, lag(e.day) OVER (PARTITION BY e.agency_id ORDER BY e.day) AS earlier
    FROM (SELECT s.predecessor_id AS agency_id, coalesce(s.day, '-infinity') AS day, max(s.successor_id) FILTER (WHERE s.field IS NULL AND s.service IS NULL) AS rest,
                 bool_or(s.kind = 'rename') AS renames,
                 array_agg(s.field) AS fields, array_agg(s.service) AS services, array_agg(coalesce(s.field, v.field)) AS fields_of, array_agg(s.successor_id) AS successors
          FROM @schema@.agency_succession s LEFT JOIN @schema@.service v ON v.code = s.service
          GROUP BY s.predecessor_id, coalesce(s.day, '-infinity')) e
), stage (agency_id, field, service, field_of, now_id, since, moved, itself, n) AS (
    SELECT DISTINCT e.agency_id, NULL::text, NULL::text, NULL::text, e.agency_id, '-infinity'::date, true, true, 0 FROM event e
    UNION ALL
    SELECT t.agency_id, x.field, x.service, x.field_of, x.now_id, e.day, x.moved, x.itself, t.n + 1
    FROM stage t
         -- the next one
         JOIN event e ON e.agency_id = t.now_id AND (e.day > t.since OR t.moved AND e.day = t.since)
          AND NOT coalesce(e.earlier > t.since OR t.moved AND e.earlier = t.since, false)
         CROSS JOIN LATERAL (
             SELECT t.field, t.service, t.field_of, coalesce(p.successor_id, e.rest, t.now_id) AS now_id, coalesce(p.successor_id, e.rest) IS NOT NULL AS moved,
                    t.itself AND (e.rest IS NULL OR e.renames) AS itself
             FROM (SELECT) one
                  LEFT JOIN LATERAL (SELECT u.successor_id FROM unnest(e.fields, e.services, e.successors) AS u (field, service, successor_id)
                                     WHERE u.service = t.service OR u.field = t.field_of ORDER BY u.service NULLS LAST LIMIT 1) p ON true
             UNION ALL
             SELECT u.field, u.service, u.field_of, u.successor_id, true, false
             FROM unnest(e.fields, e.services, e.fields_of, e.successors) AS u (field, service, field_of, successor_id)
             WHERE t.service IS NULL AND (u.service IS NOT NULL AND coalesce(t.field = u.field_of, true) OR u.field IS NOT NULL AND t.field IS NULL)) x
    -- what is refused at entry, and would never end
    WHERE t.n < 1000
)
SELECT t.agency_id, t.field, t.service, t.now_id, nullif(t.since, '-infinity') AS first_day, (t.until - 1)::date AS last_day, t.itself
FROM (SELECT s.*, lead(s.since) OVER (PARTITION BY s.agency_id, s.field, s.service ORDER BY s.since, s.n) AS until FROM stage s WHERE s.moved) t
WHERE t.until IS NULL OR t.since < t.until;

-- The agency that an agency is on a day (NULL: the reporting date), or that has its
-- service or field by then.
CREATE OR REPLACE FUNCTION @schema@.agency_now(agency_id bigint, day date DEFAULT NULL, service text DEFAULT NULL, field text DEFAULT NULL) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT coalesce((SELECT l.now_id
                     FROM (SELECT coalesce(agency_now.day, max(reporting_date)) AS day FROM @schema@.setting) d
                          JOIN @schema@.agency_lineage l ON l.agency_id = agency_now.agency_id
                           AND coalesce(l.first_day <= d.day, true) AND coalesce(l.last_day >= d.day, true)
                     WHERE (l.service IS NULL OR l.service = agency_now.service)
                       AND (l.field IS NULL OR l.field = coalesce((SELECT v.field FROM @schema@.service v WHERE v.code = agency_now.service), agency_now.field))
                     ORDER BY l.service NULLS LAST, l.field NULLS LAST LIMIT 1), agency_now.agency_id);
$sql$;

-- Whoever has it on a day, in the hints of what an agency no longer takes.  With a setting
-- of its own it is not taken apart by the planner: checks that call it where they find
-- something would set up all of the lineage for every statement.
CREATE OR REPLACE FUNCTION @schema@.taken_over_hint(agency_id bigint, day date, service text DEFAULT NULL, field text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
SET jit = off
AS $sql$
    SELECT CASE n.id WHEN taken_over_hint.agency_id THEN 'No agency has taken over from it: table agency_succession.' ELSE format('On that day it is agency %s, id %s.', n.code, n.id) END
    FROM @schema@.agency n WHERE n.id = @schema@.agency_now(taken_over_hint.agency_id, taken_over_hint.day, taken_over_hint.service, taken_over_hint.field);
$sql$;

-- The agencies below each parent, at any depth; as many as there are, and those of
-- them that the caller may see.  Parent by parent, so that those of one are found by it.
CREATE OR REPLACE VIEW @schema@.agency_unit WITH (security_barrier) AS
SELECT p.parent_id, b.agency_id, b.depth, b.n_units
FROM (SELECT DISTINCT a.parent_id FROM @schema@.agency a WHERE a.parent_id IS NOT NULL) p
     CROSS JOIN LATERAL (
         WITH RECURSIVE below (agency_id, depth) AS (
             SELECT a.id, 1 FROM @schema@.agency a WHERE a.parent_id = p.parent_id
             UNION
             SELECT a.id, b.depth + 1 FROM below b JOIN @schema@.agency a ON a.parent_id = b.agency_id
             WHERE b.depth < 10
         )
         SELECT b.agency_id, b.depth, count(*) OVER () AS n_units FROM below b) b
WHERE (SELECT @schema@.sees_all_agencies()) OR b.agency_id IN (SELECT unnest(@schema@.visible_agencies()));

-- Those that there are on a day, or were ever.
CREATE OR REPLACE FUNCTION @schema@.units_of(parent_id bigint, day date DEFAULT NULL)
RETURNS TABLE (agency_id bigint, agency_code text, agency text, bloc text, level text, depth bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT a.id, a.code, a.name, a.bloc, a.level, u.depth
    FROM @schema@.agency_unit u JOIN @schema@.agency a ON a.id = u.agency_id
    WHERE u.parent_id = units_of.parent_id
      AND (units_of.day IS NULL OR daterange(a.valid_from, a.valid_to, '[]') @> units_of.day)
    ORDER BY u.depth, a.code COLLATE "C";
$sql$;
