-- ---------------------------------------------------------------------------
-- percent: exact percentages, Vietnamese number text
-- ---------------------------------------------------------------------------

CREATE FUNCTION @extschema@.pct(num numeric, den numeric, digits integer DEFAULT 2, mode text DEFAULT 'half_up')
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.pct(numeric, numeric, integer, text) IS
'num / den in percent, exact, with exactly the given decimals; NULL when den is 0. Modes: half_up, half_even, truncate. / num / den tính theo phần trăm, chính xác, đúng số chữ số thập phân yêu cầu; NULL khi mẫu số bằng 0. Cách làm tròn: half_up, half_even, truncate.';

CREATE FUNCTION @extschema@.rate(num numeric, den numeric)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.rate(numeric, numeric) IS
'num / den as an unrounded fraction; NULL when den is 0. / num / den dưới dạng phân số không làm tròn; NULL khi mẫu số bằng 0.';

CREATE FUNCTION @extschema@.reproduces(num numeric, den numeric, printed text)
RETURNS text
AS 'MODULE_PATHNAME', 'par_reproduces'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION @extschema@.reproduces(numeric, numeric, text) IS
'The first rounding mode (half_up, half_even, truncate) that turns num / den into the printed percentage, else NULL. It judges the decimals that are printed: 419 of 420 do give "100%". Whether all are done, num = den tells. / Cách làm tròn đầu tiên (half_up, half_even, truncate) cho ra đúng tỷ lệ đã in từ num / den; NULL nếu không có. Chỉ xét số chữ số thập phân đã in: 419 trên 420 vẫn ra "100%". Muốn biết đã xong tất cả hay chưa thì so num = den.';

CREATE FUNCTION @extschema@.parse_number(printed text)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_parse_number'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.parse_number(text) IS
'The number in a printed cell: 1.763, 98,77%, 80.4, 08; an empty cell or a dash is NULL. / Giá trị số của một ô in: 1.763, 98,77%, 80.4, 08; ô trống hoặc dấu gạch là NULL.';

CREATE FUNCTION @extschema@.is_number(printed text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_is_number'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.is_number(text) IS
'Whether parse_number reads the printed cell; an empty cell and a dash are read, as NULL. / parse_number có đọc được ô in hay không; ô trống và dấu gạch đọc được, là NULL.';

CREATE FUNCTION @extschema@.format_number(value numeric, digits integer DEFAULT 2)
RETURNS text
AS 'MODULE_PATHNAME', 'par_format_number'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.format_number(numeric, integer) IS
'The number as Vietnamese reports print it, rounded half up: 1.234.567,80. / Số viết theo kiểu Việt Nam, làm tròn nửa lên: 1.234.567,80.';

CREATE FUNCTION @extschema@.format_float(value double precision, digits integer DEFAULT 2)
RETURNS text
AS 'MODULE_PATHNAME', 'par_format_float'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.format_float(double precision, integer) IS
'A rate or mean as Vietnamese reports print it: its shortest decimal, rounded half up: 0,85. Counts and sums are exact in format_number only. / Tỷ lệ hoặc trung bình viết theo kiểu Việt Nam: số thập phân ngắn nhất của nó, làm tròn nửa lên: 0,85. Số đếm và tổng chỉ chính xác với format_number.';
