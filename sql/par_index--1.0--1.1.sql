/* par_index: from 1.0 to 1.1 */

-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "ALTER EXTENSION par_index UPDATE" to load this file. \quit

CREATE FUNCTION @extschema@.rate(num numeric, den numeric)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rate(numeric, numeric) IS
'num / den as an unrounded fraction; NULL when den is 0. / num / den dưới dạng phân số không làm tròn; NULL khi mẫu số bằng 0.';
