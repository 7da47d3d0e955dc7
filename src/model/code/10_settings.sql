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
