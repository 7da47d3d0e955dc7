-- The hint is the coordinator's to give: the dossiers are found first.
CREATE OR REPLACE FUNCTION @schema@.dossier_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, dossier text, agency_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH found AS MATERIALIZED (
        SELECT d.code, (d.received_at AT TIME ZONE (SELECT max(zone) FROM @schema@.setting))::date AS day, d.service, a.id AS agency_id, a.code AS agency_code, a.valid_to
        FROM @schema@.dossier d JOIN @schema@.agency a ON a.id = d.agency_id
        WHERE a.valid_to IS NOT NULL AND d.received_at >= (a.valid_to + 1)::timestamp AT TIME ZONE (SELECT max(zone) FROM @schema@.setting)
    )
    SELECT 'dossier_is_received_while_its_agency_exists', f.code,
           format('dossier %s was received on %s, after the last day of agency %s, %s', f.code, to_char(f.day, 'YYYY-MM-DD'), f.agency_code, to_char(f.valid_to, 'YYYY-MM-DD')),
           format('hồ sơ %s tiếp nhận ngày %s, sau ngày hết hiệu lực của cơ quan %s, %s', f.code, to_char(f.day, 'DD/MM/YYYY'), f.agency_code, to_char(f.valid_to, 'DD/MM/YYYY')),
           @schema@.taken_over_hint(f.agency_id, f.day, f.service), f.code, f.agency_id
    FROM found f;
$sql$;
