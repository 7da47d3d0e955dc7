-- ---------------------------------------------------------------------------
-- rule: scoring rules of criteria
-- ---------------------------------------------------------------------------

CREATE TYPE @extschema@.rule;

CREATE FUNCTION @extschema@.rule_in(cstring)
RETURNS @extschema@.rule
AS 'MODULE_PATHNAME', 'par_rule_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_in(cstring) IS
'Reads a scoring rule. / Đọc một quy tắc chấm điểm.';

CREATE FUNCTION @extschema@.rule_out(@extschema@.rule)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_rule_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_out(@extschema@.rule) IS
'Writes a scoring rule in its one canonical form. / Ghi quy tắc chấm điểm theo dạng chuẩn duy nhất.';

CREATE FUNCTION @extschema@.rule_recv(internal)
RETURNS @extschema@.rule
AS 'MODULE_PATHNAME', 'par_rule_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_recv(internal) IS
'Reads a scoring rule in binary form. / Đọc quy tắc chấm điểm ở dạng nhị phân.';

CREATE FUNCTION @extschema@.rule_send(@extschema@.rule)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_rule_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_send(@extschema@.rule) IS
'Writes a scoring rule in binary form. / Ghi quy tắc chấm điểm ở dạng nhị phân.';

-- Storage plain: read where it lies in the row, never compressed or moved out.
CREATE TYPE @extschema@.rule (
    INPUT = @extschema@.rule_in,
    OUTPUT = @extschema@.rule_out,
    RECEIVE = @extschema@.rule_recv,
    SEND = @extschema@.rule_send,
    INTERNALLENGTH = variable,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE @extschema@.rule IS
'Scoring rule of a criterion, such as steps 95: 100%, 80: 50%. Equal rules are one kind and one meaning however they were typed: ratio = ratio to 100, but not linear 0..100. / Quy tắc chấm điểm của một tiêu chí, ví dụ steps 95: 100%, 80: 50%. Hai quy tắc bằng nhau khi cùng loại và cùng ý nghĩa, dù gõ khác nhau: ratio = ratio to 100, nhưng khác linear 0..100.';

CREATE FUNCTION @extschema@.rule_eq(@extschema@.rule, @extschema@.rule)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_rule_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_eq(@extschema@.rule, @extschema@.rule) IS
'Are the rules the same? / Hai quy tắc có giống nhau không?';

CREATE FUNCTION @extschema@.rule_ne(@extschema@.rule, @extschema@.rule)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_rule_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_ne(@extschema@.rule, @extschema@.rule) IS
'Do the rules differ? / Hai quy tắc có khác nhau không?';

CREATE FUNCTION @extschema@.rule_lt(@extschema@.rule, @extschema@.rule)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_rule_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_lt(@extschema@.rule, @extschema@.rule) IS
'Does the first rule''s text come first? / Quy tắc thứ nhất có đứng trước theo thứ tự văn bản không?';

CREATE FUNCTION @extschema@.rule_le(@extschema@.rule, @extschema@.rule)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_rule_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_le(@extschema@.rule, @extschema@.rule) IS
'Does the first rule''s text come first, or are they the same? / Quy tắc thứ nhất có đứng trước hoặc giống quy tắc thứ hai không?';

CREATE FUNCTION @extschema@.rule_gt(@extschema@.rule, @extschema@.rule)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_rule_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_gt(@extschema@.rule, @extschema@.rule) IS
'Does the second rule''s text come first? / Quy tắc thứ hai có đứng trước theo thứ tự văn bản không?';

CREATE FUNCTION @extschema@.rule_ge(@extschema@.rule, @extschema@.rule)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_rule_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_ge(@extschema@.rule, @extschema@.rule) IS
'Does the second rule''s text come first, or are they the same? / Quy tắc thứ hai có đứng trước hoặc giống quy tắc thứ nhất không?';

CREATE FUNCTION @extschema@.rule_cmp(@extschema@.rule, @extschema@.rule)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_rule_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_cmp(@extschema@.rule, @extschema@.rule) IS
'Order of two rules by their text. / So sánh hai quy tắc theo văn bản.';

CREATE FUNCTION @extschema@.rule_hash(@extschema@.rule)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_rule_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_hash(@extschema@.rule) IS
'Hash of a rule. / Giá trị băm của quy tắc.';

CREATE FUNCTION @extschema@.rule_hash_extended(@extschema@.rule, bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_rule_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rule_hash_extended(@extschema@.rule, bigint) IS
'Seeded hash of a rule. / Giá trị băm có hạt giống của quy tắc.';

CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.rule, RIGHTARG = @extschema@.rule, FUNCTION = @extschema@.rule_eq,
    COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.rule, @extschema@.rule) IS
'Are the rules the same? / Hai quy tắc có giống nhau không?';

CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.rule, RIGHTARG = @extschema@.rule, FUNCTION = @extschema@.rule_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.rule, @extschema@.rule) IS
'Do the rules differ? / Hai quy tắc có khác nhau không?';

CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.rule, RIGHTARG = @extschema@.rule, FUNCTION = @extschema@.rule_lt,
    COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.rule, @extschema@.rule) IS
'Does the first rule''s text come first? / Quy tắc thứ nhất có đứng trước theo thứ tự văn bản không?';

CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.rule, RIGHTARG = @extschema@.rule, FUNCTION = @extschema@.rule_le,
    COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.rule, @extschema@.rule) IS
'Does the first rule''s text come first, or are they the same? / Quy tắc thứ nhất có đứng trước hoặc giống quy tắc thứ hai không?';

CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.rule, RIGHTARG = @extschema@.rule, FUNCTION = @extschema@.rule_gt,
    COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.rule, @extschema@.rule) IS
'Does the second rule''s text come first? / Quy tắc thứ hai có đứng trước theo thứ tự văn bản không?';

CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.rule, RIGHTARG = @extschema@.rule, FUNCTION = @extschema@.rule_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.rule, @extschema@.rule) IS
'Does the second rule''s text come first, or are they the same? / Quy tắc thứ hai có đứng trước hoặc giống quy tắc thứ nhất không?';

CREATE OPERATOR FAMILY @extschema@.rule_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.rule_ops USING btree IS
'Order of scoring rules by text. / Thứ tự quy tắc chấm điểm theo văn bản.';
CREATE OPERATOR CLASS @extschema@.rule_ops DEFAULT FOR TYPE @extschema@.rule USING btree FAMILY @extschema@.rule_ops AS
    OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=, OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.rule_cmp(@extschema@.rule, @extschema@.rule);
COMMENT ON OPERATOR CLASS @extschema@.rule_ops USING btree IS
'Order of scoring rules by text. / Thứ tự quy tắc chấm điểm theo văn bản.';

CREATE OPERATOR FAMILY @extschema@.rule_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.rule_ops USING hash IS
'Equality of scoring rules. / So sánh bằng của quy tắc chấm điểm.';
CREATE OPERATOR CLASS @extschema@.rule_ops DEFAULT FOR TYPE @extschema@.rule USING hash FAMILY @extschema@.rule_ops AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.rule_hash(@extschema@.rule),
    FUNCTION 2 @extschema@.rule_hash_extended(@extschema@.rule, bigint);
COMMENT ON OPERATOR CLASS @extschema@.rule_ops USING hash IS
'Equality of scoring rules. / So sánh bằng của quy tắc chấm điểm.';


-- From a result to points, and what would raise them.

CREATE FUNCTION @extschema@.points(rule @extschema@.rule, value numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_points'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.points(@extschema@.rule, numeric, numeric) IS
'Points in [0, max] that the rule gives for a value: a percentage, or a count, the answer''s number or the points themselves, as the rule says. The second number is a value and never a numerator: ''ratio to 80'' gives 0, 4 the points of 0 %. Where nothing arose give num, den and max, or NULL. / Điểm trong khoảng [0, max] theo quy tắc cho một giá trị: tỷ lệ phần trăm, hoặc số lượng, số thứ tự câu trả lời, điểm chấm tay, tùy quy tắc. Số thứ hai là giá trị, không bao giờ là tử số: ''ratio to 80'' với 0, 4 là điểm của 0 %. Không phát sinh thì cho num, den và max, hoặc NULL.';

CREATE FUNCTION @extschema@.points(rule @extschema@.rule, num numeric, den numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_points_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.points(@extschema@.rule, numeric, numeric, numeric) IS
'Points in [0, max] for num / den, thresholds tested exactly; NULL when den is 0: nothing arose, which is not 0 points. / Điểm trong khoảng [0, max] cho num / den, so ngưỡng chính xác; NULL khi den bằng 0: không phát sinh, khác với 0 điểm.';

CREATE FUNCTION @extschema@.score_fault(rule @extschema@.rule, value numeric, max numeric)
RETURNS text
AS 'MODULE_PATHNAME', 'par_score_fault'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.score_fault(@extschema@.rule, numeric, numeric) IS
'Why points refuses these arguments, in its own words; NULL when it accepts them. / Lý do points từ chối các đối số này, đúng lời báo lỗi của nó; NULL khi chấp nhận.';

CREATE FUNCTION @extschema@.score_fault(rule @extschema@.rule, num numeric, den numeric, max numeric)
RETURNS text
AS 'MODULE_PATHNAME', 'par_score_fault_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.score_fault(@extschema@.rule, numeric, numeric, numeric) IS
'Why points refuses num and den, in its own words; NULL when it accepts them. / Lý do points từ chối num và den, đúng lời báo lỗi của nó; NULL khi chấp nhận.';

CREATE FUNCTION @extschema@.next_threshold(rule @extschema@.rule, value numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_next_threshold'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.next_threshold(@extschema@.rule, numeric, numeric) IS
'The nearest better value that gains points; NULL when nothing more can be gained. / Giá trị tốt hơn gần nhất làm tăng điểm; NULL khi không thể tăng thêm.';

CREATE FUNCTION @extschema@.next_threshold(rule @extschema@.rule, num numeric, den numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_next_threshold_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.next_threshold(@extschema@.rule, numeric, numeric, numeric) IS
'The nearest better percentage than num / den that gains points. / Tỷ lệ tốt hơn gần nhất so với num / den làm tăng điểm.';

CREATE FUNCTION @extschema@.next_gain(rule @extschema@.rule, value numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_next_gain'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.next_gain(@extschema@.rule, numeric, numeric) IS
'The points gained at next_threshold. / Số điểm tăng thêm khi đạt next_threshold.';

CREATE FUNCTION @extschema@.next_gain(rule @extschema@.rule, num numeric, den numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_next_gain_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.next_gain(@extschema@.rule, numeric, numeric, numeric) IS
'The points gained over num / den at next_threshold. / Số điểm tăng thêm so với num / den khi đạt next_threshold.';
