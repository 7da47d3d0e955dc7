-- percent: whether a printed cell is a number

CREATE FUNCTION @extschema@.is_number(printed text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_is_number'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.is_number(text) IS
'Whether parse_number reads the printed cell; an empty cell and a dash are read, as NULL. / parse_number có đọc được ô in hay không; ô trống và dấu gạch đọc được, là NULL.';

