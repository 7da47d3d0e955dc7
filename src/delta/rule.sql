-- rule: why a result cannot be scored

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

COMMENT ON FUNCTION @extschema@.points(@extschema@.rule, numeric, numeric) IS
'Points in [0, max] that the rule gives for a value: a percentage, or a count, the answer''s number or the points themselves, as the rule says. The second number is a value and never a numerator: ''ratio to 80'' gives 0, 4 the points of 0 %. Where nothing arose give num, den and max, or NULL. / Điểm trong khoảng [0, max] theo quy tắc cho một giá trị: tỷ lệ phần trăm, hoặc số lượng, số thứ tự câu trả lời, điểm chấm tay, tùy quy tắc. Số thứ hai là giá trị, không bao giờ là tử số: ''ratio to 80'' với 0, 4 là điểm của 0 %. Không phát sinh thì cho num, den và max, hoặc NULL.';
COMMENT ON FUNCTION @extschema@.points(@extschema@.rule, numeric, numeric, numeric) IS
'Points in [0, max] for num / den, thresholds tested exactly; NULL when den is 0: nothing arose, which is not 0 points. / Điểm trong khoảng [0, max] cho num / den, so ngưỡng chính xác; NULL khi den bằng 0: không phát sinh, khác với 0 điểm.';

-- In units of the planner, some 50 ns: what comes out of a condition last.
ALTER FUNCTION @extschema@.points(@extschema@.rule, numeric, numeric) COST 5;
ALTER FUNCTION @extschema@.points(@extschema@.rule, numeric, numeric, numeric) COST 5;
ALTER FUNCTION @extschema@.next_threshold(@extschema@.rule, numeric, numeric) COST 10;
ALTER FUNCTION @extschema@.next_threshold(@extschema@.rule, numeric, numeric, numeric) COST 10;
ALTER FUNCTION @extschema@.next_gain(@extschema@.rule, numeric, numeric) COST 10;
ALTER FUNCTION @extschema@.next_gain(@extschema@.rule, numeric, numeric, numeric) COST 10;

COMMENT ON TYPE @extschema@.rule IS
'Scoring rule of a criterion, such as steps 95: 100%, 80: 50%. Equal rules are one kind and one meaning however they were typed: ratio = ratio to 100, but not linear 0..100. / Quy tắc chấm điểm của một tiêu chí, ví dụ steps 95: 100%, 80: 50%. Hai quy tắc bằng nhau khi cùng loại và cùng ý nghĩa, dù gõ khác nhau: ratio = ratio to 100, nhưng khác linear 0..100.';

