-- percent: whether a printed cell is a number, floats as reports print them

CREATE FUNCTION @extschema@.is_number(printed text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_is_number'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.is_number(text) IS
'Whether parse_number reads the printed cell; an empty cell and a dash are read, as NULL. / parse_number có đọc được ô in hay không; ô trống và dấu gạch đọc được, là NULL.';

CREATE FUNCTION @extschema@.format_float(value double precision, digits integer DEFAULT 2)
RETURNS text
AS 'MODULE_PATHNAME', 'par_format_float'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.format_float(double precision, integer) IS
'A rate or mean as Vietnamese reports print it: its shortest decimal, rounded half up: 0,85. Counts and sums are exact in format_number only. / Tỷ lệ hoặc trung bình viết theo kiểu Việt Nam: số thập phân ngắn nhất của nó, làm tròn nửa lên: 0,85. Số đếm và tổng chỉ chính xác với format_number.';

COMMENT ON FUNCTION @extschema@.reproduces(numeric, numeric, text) IS
'The first rounding mode (half_up, half_even, truncate) that turns num / den into the printed percentage, else NULL. It judges the decimals that are printed: 419 of 420 do give "100%". Whether all are done, num = den tells. / Cách làm tròn đầu tiên (half_up, half_even, truncate) cho ra đúng tỷ lệ đã in từ num / den; NULL nếu không có. Chỉ xét số chữ số thập phân đã in: 419 trên 420 vẫn ra "100%". Muốn biết đã xong tất cả hay chưa thì so num = den.';

-- In units of the planner, some 50 ns: what comes out of a condition last.
ALTER FUNCTION @extschema@.pct(numeric, numeric, integer, text) COST 10;
ALTER FUNCTION @extschema@.rate(numeric, numeric) COST 10;
ALTER FUNCTION @extschema@.reproduces(numeric, numeric, text) COST 20;
ALTER FUNCTION @extschema@.parse_number(text) COST 5;
ALTER FUNCTION @extschema@.format_number(numeric, integer) COST 5;

