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
    )
    SELECT 'agency_succession_has_no_circle', a.code,
           format('agency %s succeeds itself through its successors', a.code),
           format('cơ quan %s kế thừa chính nó qua các cơ quan kế thừa', a.code),
           'The successor is the agency that took over later.', a.id
    FROM chain c JOIN @schema@.agency a ON a.id = c.id
    WHERE c.successor_id = c.id;
$sql$;

CREATE OR REPLACE TRIGGER agency_succession_checked AFTER INSERT OR UPDATE OF successor_id ON @schema@.agency
    FOR EACH ROW WHEN (NEW.successor_id IS NOT NULL)
    EXECUTE FUNCTION @extschema@.check_rows('agency_faults', 'agency_id=id');
