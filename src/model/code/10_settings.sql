CREATE OR REPLACE FUNCTION @schema@.model_version() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $sql$
    SELECT '@version@'::text;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.calendar() RETURNS @extschema@.calendar
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT @extschema@.calendar_agg(day, kind, replaces) FROM @schema@.calendar_day;
$sql$;

-- An error from within a query.
CREATE OR REPLACE FUNCTION @schema@.refuse(message text, hint text) RETURNS numeric
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    RAISE EXCEPTION '%', message USING ERRCODE = 'invalid_parameter_value', HINT = hint;
END
$body$;
