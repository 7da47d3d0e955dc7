-- rule: why a result cannot be scored

CREATE FUNCTION @extschema@.score_fault(rule @extschema@.rule, value numeric, max numeric)
RETURNS text
AS 'MODULE_PATHNAME', 'par_score_fault'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_fault(@extschema@.rule, numeric, numeric) IS
'Why points refuses these arguments, in its own words; NULL when it accepts them. / Lý do points từ chối các đối số này, đúng lời báo lỗi của nó; NULL khi chấp nhận.';

CREATE FUNCTION @extschema@.score_fault(rule @extschema@.rule, num numeric, den numeric, max numeric)
RETURNS text
AS 'MODULE_PATHNAME', 'par_score_fault_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_fault(@extschema@.rule, numeric, numeric, numeric) IS
'Why points refuses num and den, in its own words; NULL when it accepts them. / Lý do points từ chối num và den, đúng lời báo lỗi của nó; NULL khi chấp nhận.';

