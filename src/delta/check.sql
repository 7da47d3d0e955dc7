-- check: a new room

CREATE FUNCTION @extschema@.is_code(code text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_is_code'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.is_code(text) IS
'Whether the text can serve as a key: 1 to 200 characters, no blank at either end, no control character, composed Unicode (NFC). / Văn bản có dùng làm mã khóa được không: 1 đến 200 ký tự, không có khoảng trắng ở hai đầu, không có ký tự điều khiển, Unicode dựng sẵn (NFC).';

CREATE FUNCTION @extschema@.is_condition(condition jsonpath)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_is_condition'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.is_condition(jsonpath) IS
'Whether the jsonpath decides: strict, a predicate over members of the root object such as strict $.late_pct >= 5, and without variables. / Biểu thức jsonpath có phải là điều kiện quyết định được không: strict, là vị từ trên các thành phần của đối tượng gốc, ví dụ strict $.late_pct >= 5, không dùng biến.';

CREATE FUNCTION @extschema@.condition_names(condition jsonpath)
RETURNS text[]
AS 'MODULE_PATHNAME', 'par_condition_names'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.condition_names(jsonpath) IS
'The names of the members of the root object that the jsonpath reads, each once, sorted. / Tên các thành phần của đối tượng gốc mà biểu thức jsonpath đọc, mỗi tên một lần, đã sắp xếp.';

CREATE FUNCTION @extschema@.check_rows()
RETURNS trigger
AS 'MODULE_PATHNAME', 'par_check_rows'
LANGUAGE C PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.check_rows() IS
'Trigger function, AFTER: raises the first fault that a function lists for the changed rows. Arguments: the function in the schema of the table, then the columns fault_column[=row_column]. / Hàm trigger, AFTER: báo lỗi đầu tiên mà một hàm liệt kê cho các dòng vừa thay đổi. Đối số: tên hàm trong lược đồ của bảng, rồi các cột cột_của_lỗi[=cột_của_dòng].';

CREATE FUNCTION @extschema@.take_from_parent()
RETURNS trigger
AS 'MODULE_PATHNAME', 'par_take_from_parent'
LANGUAGE C PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.take_from_parent() IS
'Trigger function, BEFORE INSERT OR UPDATE FOR EACH ROW: fills columns that are NULL from the row of a parent table. Arguments: the table in the same schema, key[=parent_key], then columns column[=parent_column]. / Hàm trigger, BEFORE INSERT OR UPDATE FOR EACH ROW: điền các cột còn NULL từ dòng của bảng cha. Đối số: bảng cha trong cùng lược đồ, khóa[=khóa_của_cha], rồi các cột cột[=cột_của_cha].';
