-- ---------------------------------------------------------------------------
-- moment: days as they are typed in cells
-- ---------------------------------------------------------------------------

CREATE FUNCTION @extschema@.read_moment(printed text)
RETURNS timestamp
AS 'MODULE_PATHNAME', 'par_read_moment'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION @extschema@.read_moment(text) IS
'The day, with or without an hour, as it is typed in a cell: 7/1/2025, 07.01.2025 14:30, 2025-01-07; NULL when it is none, has no year of four digits, or does not exist. / Ngày, có thể kèm giờ, như gõ trong ô: 7/1/2025, 07.01.2025 14:30, 2025-01-07; NULL nếu không phải ngày, không đủ bốn chữ số năm hoặc không có thật.';
