-- ---------------------------------------------------------------------------
-- points: from a result to points, and what would raise them
-- ---------------------------------------------------------------------------

CREATE FUNCTION @extschema@.points(rule @extschema@.rule, value numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_points'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.points(@extschema@.rule, numeric, numeric) IS
'Points in [0, max] that the rule gives for a value: a percentage, or a count, the answer''s number or the points themselves, as the rule says. / Điểm trong khoảng [0, max] theo quy tắc cho một giá trị: tỷ lệ phần trăm, hoặc số lượng, số thứ tự câu trả lời, điểm chấm tay, tùy quy tắc.';

CREATE FUNCTION @extschema@.points(rule @extschema@.rule, num numeric, den numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_points_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.points(@extschema@.rule, numeric, numeric, numeric) IS
'Points in [0, max] for num / den, thresholds tested exactly; NULL when den is 0: nothing arose. / Điểm trong khoảng [0, max] cho num / den, so ngưỡng chính xác; NULL khi den bằng 0 (không phát sinh).';

CREATE FUNCTION @extschema@.next_threshold(rule @extschema@.rule, value numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_next_threshold'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.next_threshold(@extschema@.rule, numeric, numeric) IS
'The nearest better value that gains points; NULL when nothing more can be gained. / Giá trị tốt hơn gần nhất làm tăng điểm; NULL khi không thể tăng thêm.';

CREATE FUNCTION @extschema@.next_threshold(rule @extschema@.rule, num numeric, den numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_next_threshold_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.next_threshold(@extschema@.rule, numeric, numeric, numeric) IS
'The nearest better percentage than num / den that gains points. / Tỷ lệ tốt hơn gần nhất so với num / den làm tăng điểm.';

CREATE FUNCTION @extschema@.next_gain(rule @extschema@.rule, value numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_next_gain'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.next_gain(@extschema@.rule, numeric, numeric) IS
'The points gained at next_threshold. / Số điểm tăng thêm khi đạt next_threshold.';

CREATE FUNCTION @extschema@.next_gain(rule @extschema@.rule, num numeric, den numeric, max numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_next_gain_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.next_gain(@extschema@.rule, numeric, numeric, numeric) IS
'The points gained over num / den at next_threshold. / Số điểm tăng thêm so với num / den khi đạt next_threshold.';
