-- ---------------------------------------------------------------------------
-- ontime: classes, summaries and rates of dossiers and tasks
-- ---------------------------------------------------------------------------

CREATE TYPE @extschema@.timeliness AS ENUM
('early', 'on_time', 'late', 'pending', 'overdue', 'paused', 'no_deadline');
COMMENT ON TYPE @extschema@.timeliness IS
'Class of one case: early, on_time, late (finished); pending, overdue, paused (open); no_deadline. / Phân loại một hồ sơ hoặc nhiệm vụ: trước hạn, đúng hạn, trễ hạn (đã xong); còn hạn, quá hạn, tạm dừng (chưa xong); không có thời hạn.';

-- The class of one case.

CREATE FUNCTION @extschema@.timeliness(due date, done date, as_of date)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, date, date) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong.';

CREATE FUNCTION @extschema@.timeliness(due date, done date, as_of date, paused boolean)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, date, date, boolean) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open and paused is paused. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và đang tạm dừng là paused.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, paused boolean)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, boolean) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open and paused is paused. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và đang tạm dừng là paused. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. A timestamp without time zone is taken as one of the session''s TimeZone: write done AT TIME ZONE zone. postgres_fdw hands this over. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho. timestamp không có múi giờ được coi là giờ của TimeZone của phiên: viết done AT TIME ZONE zone. postgres_fdw chuyển giao được lời gọi này.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open and paused is paused. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. A timestamp without time zone is taken as one of the session''s TimeZone: write done AT TIME ZONE zone. postgres_fdw hands this over. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và đang tạm dừng là paused. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho. timestamp không có múi giờ được coi là giờ của TimeZone của phiên: viết done AT TIME ZONE zone. postgres_fdw chuyển giao được lời gọi này.';

-- The summary of many cases.

CREATE TYPE @extschema@.ontime_stats;

CREATE FUNCTION @extschema@.ontime_stats_in(cstring)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_in(cstring) IS
'Input of ontime_stats / Hàm nhập của ontime_stats';

CREATE FUNCTION @extschema@.ontime_stats_out(@extschema@.ontime_stats)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_ontime_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_out(@extschema@.ontime_stats) IS
'Output of ontime_stats / Hàm xuất của ontime_stats';

CREATE FUNCTION @extschema@.ontime_stats_recv(internal)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_recv(internal) IS
'Binary input of ontime_stats / Hàm nhập nhị phân của ontime_stats';

CREATE FUNCTION @extschema@.ontime_stats_send(@extschema@.ontime_stats)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_ontime_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_send(@extschema@.ontime_stats) IS
'Binary output of ontime_stats / Hàm xuất nhị phân của ontime_stats';

-- Plain storage: a value is 104 bytes, never compressed, moved away or packed,
-- so that no call has to unpack it.
CREATE TYPE @extschema@.ontime_stats (
    INPUT = @extschema@.ontime_stats_in,
    OUTPUT = @extschema@.ontime_stats_out,
    RECEIVE = @extschema@.ontime_stats_recv,
    SEND = @extschema@.ontime_stats_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE @extschema@.ontime_stats IS
'On-time summary of many cases: counts by class and days late; stored, merged, subtracted exactly. / Bảng tóm tắt tiến độ của nhiều hồ sơ: số lượng theo từng loại và số ngày trễ; lưu, gộp, trừ chính xác.';

CREATE FUNCTION @extschema@.ontime_to_json(stats @extschema@.ontime_stats)
RETURNS json
AS 'MODULE_PATHNAME', 'par_ontime_to_json'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_to_json(@extschema@.ontime_stats) IS
'The counts of a summary as json / Các số đếm của bảng tóm tắt dưới dạng json';

CREATE FUNCTION @extschema@.ontime_to_jsonb(stats @extschema@.ontime_stats)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'par_ontime_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_to_jsonb(@extschema@.ontime_stats) IS
'The counts of a summary as jsonb / Các số đếm của bảng tóm tắt dưới dạng jsonb';

CREATE CAST (@extschema@.ontime_stats AS json) WITH FUNCTION @extschema@.ontime_to_json(@extschema@.ontime_stats) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ontime_stats AS json) IS
'The counts of a summary as json / Các số đếm của bảng tóm tắt dưới dạng json';

CREATE CAST (@extschema@.ontime_stats AS jsonb) WITH FUNCTION @extschema@.ontime_to_jsonb(@extschema@.ontime_stats) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ontime_stats AS jsonb) IS
'The counts of a summary as jsonb / Các số đếm của bảng tóm tắt dưới dạng jsonb';

CREATE FUNCTION @extschema@.ontime_stats(jsonb)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_from_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats(jsonb) IS
'ontime_stats from jsonb. / ontime_stats từ jsonb.';

CREATE CAST (jsonb AS @extschema@.ontime_stats) WITH FUNCTION @extschema@.ontime_stats(jsonb);
COMMENT ON CAST (jsonb AS @extschema@.ontime_stats) IS
'ontime_stats from jsonb. / ontime_stats từ jsonb.';

CREATE FUNCTION @extschema@.ontime_add(a @extschema@.ontime_stats, b @extschema@.ontime_stats)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_add(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Both summaries together / Gộp hai bảng tóm tắt';

CREATE FUNCTION @extschema@.ontime_subtract(a @extschema@.ontime_stats, b @extschema@.ontime_stats)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_subtract(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'The summary a without its part b; subtracting what was never added is an error. days_late_max becomes NULL when the cases at the maximum went. / Bảng a bớt đi phần b; trừ phần chưa từng được cộng là lỗi. days_late_max thành NULL nếu các hồ sơ trễ nhiều nhất đã bị trừ.';

CREATE FUNCTION @extschema@.ontime_inverse(a @extschema@.ontime_stats, b @extschema@.ontime_stats)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Inverse transition function of rollup / Hàm chuyển ngược của rollup';

CREATE OPERATOR @extschema@.+ (
    LEFTARG = @extschema@.ontime_stats, RIGHTARG = @extschema@.ontime_stats, FUNCTION = @extschema@.ontime_add,
    COMMUTATOR = +
);
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Both summaries together / Gộp hai bảng tóm tắt';

CREATE OPERATOR @extschema@.- (
    LEFTARG = @extschema@.ontime_stats, RIGHTARG = @extschema@.ontime_stats, FUNCTION = @extschema@.ontime_subtract
);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'The left summary without its part, the right one / Bảng bên trái bớt đi phần của nó là bảng bên phải';

-- Equality and order.

CREATE FUNCTION @extschema@.ontime_stats_eq(@extschema@.ontime_stats, @extschema@.ontime_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_ontime_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_eq(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Are the on-time summaries equal? / Hai bảng tóm tắt tiến độ có bằng nhau không?';

CREATE FUNCTION @extschema@.ontime_stats_ne(@extschema@.ontime_stats, @extschema@.ontime_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_ontime_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_ne(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Do the on-time summaries differ? / Hai bảng tóm tắt tiến độ có khác nhau không?';

CREATE FUNCTION @extschema@.ontime_stats_lt(@extschema@.ontime_stats, @extschema@.ontime_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_ontime_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_lt(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Does the first come before the second? Order of on-time summaries: the counts in the order of the text form. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của bảng tóm tắt tiến độ: số đếm theo thứ tự dạng văn bản.';

CREATE FUNCTION @extschema@.ontime_stats_le(@extschema@.ontime_stats, @extschema@.ontime_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_ontime_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_le(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.ontime_stats_gt(@extschema@.ontime_stats, @extschema@.ontime_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_ontime_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_gt(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE FUNCTION @extschema@.ontime_stats_ge(@extschema@.ontime_stats, @extschema@.ontime_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_ontime_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_ge(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.ontime_stats_cmp(@extschema@.ontime_stats, @extschema@.ontime_stats)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_ontime_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_cmp(@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Order of on-time summaries: the counts in the order of the text form. / Thứ tự của bảng tóm tắt tiến độ: số đếm theo thứ tự dạng văn bản.';

CREATE FUNCTION @extschema@.ontime_stats_hash(@extschema@.ontime_stats)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_ontime_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_hash(@extschema@.ontime_stats) IS
'Hash of one of the on-time summaries. / Giá trị băm của bảng tóm tắt tiến độ.';

CREATE FUNCTION @extschema@.ontime_stats_hash_extended(@extschema@.ontime_stats, bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats_hash_extended(@extschema@.ontime_stats, bigint) IS
'Seeded hash of one of the on-time summaries. / Giá trị băm có hạt giống của bảng tóm tắt tiến độ.';

CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.ontime_stats, RIGHTARG = @extschema@.ontime_stats, FUNCTION = @extschema@.ontime_stats_eq,
    COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Are the on-time summaries equal? / Hai bảng tóm tắt tiến độ có bằng nhau không?';

CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.ontime_stats, RIGHTARG = @extschema@.ontime_stats, FUNCTION = @extschema@.ontime_stats_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Do the on-time summaries differ? / Hai bảng tóm tắt tiến độ có khác nhau không?';

CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.ontime_stats, RIGHTARG = @extschema@.ontime_stats, FUNCTION = @extschema@.ontime_stats_lt,
    COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Does the first come before the second? Order of on-time summaries: the counts in the order of the text form. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của bảng tóm tắt tiến độ: số đếm theo thứ tự dạng văn bản.';

CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.ontime_stats, RIGHTARG = @extschema@.ontime_stats, FUNCTION = @extschema@.ontime_stats_le,
    COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.ontime_stats, RIGHTARG = @extschema@.ontime_stats, FUNCTION = @extschema@.ontime_stats_gt,
    COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.ontime_stats, RIGHTARG = @extschema@.ontime_stats, FUNCTION = @extschema@.ontime_stats_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.ontime_stats, @extschema@.ontime_stats) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE OPERATOR FAMILY @extschema@.ontime_stats_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.ontime_stats_ops USING btree IS
'Order of on-time summaries. / Thứ tự của bảng tóm tắt tiến độ.';
CREATE OPERATOR CLASS @extschema@.ontime_stats_ops DEFAULT FOR TYPE @extschema@.ontime_stats USING btree FAMILY @extschema@.ontime_stats_ops AS
    OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=, OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.ontime_stats_cmp(@extschema@.ontime_stats, @extschema@.ontime_stats);
COMMENT ON OPERATOR CLASS @extschema@.ontime_stats_ops USING btree IS
'Order of on-time summaries. / Thứ tự của bảng tóm tắt tiến độ.';

CREATE OPERATOR FAMILY @extschema@.ontime_stats_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.ontime_stats_ops USING hash IS
'Equality of on-time summaries. / So sánh bằng của bảng tóm tắt tiến độ.';
CREATE OPERATOR CLASS @extschema@.ontime_stats_ops DEFAULT FOR TYPE @extschema@.ontime_stats USING hash FAMILY @extschema@.ontime_stats_ops AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.ontime_stats_hash(@extschema@.ontime_stats),
    FUNCTION 2 @extschema@.ontime_stats_hash_extended(@extschema@.ontime_stats, bigint);
COMMENT ON OPERATOR CLASS @extschema@.ontime_stats_ops USING hash IS
'Equality of on-time summaries. / So sánh bằng của bảng tóm tắt tiến độ.';

-- Transition functions and their inverses, by form of the arguments.

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date, boolean) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date, boolean) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, boolean) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, boolean) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, boolean, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, boolean, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, @extschema@.timeliness)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_class'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, @extschema@.timeliness) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, @extschema@.timeliness)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_class'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, @extschema@.timeliness) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

-- The aggregates.  Over no rows they give the summary of no cases.

CREATE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date) IS
'On-time summary of cases at as_of. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date, paused boolean) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date, boolean) IS
'On-time summary of cases at as_of. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz) IS
'On-time summary of cases at as_of. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, paused boolean) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, boolean) IS
'On-time summary of cases at as_of. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, @extschema@.zone) IS
'On-time summary of cases at as_of. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. A timestamp without time zone is taken as one of the session''s TimeZone: write done AT TIME ZONE zone. postgres_fdw hands this over. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho. timestamp không có múi giờ được coi là giờ của TimeZone của phiên: viết done AT TIME ZONE zone. postgres_fdw chuyển giao được lời gọi này.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, paused boolean, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, boolean, @extschema@.zone) IS
'On-time summary of cases at as_of. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. A timestamp without time zone is taken as one of the session''s TimeZone: write done AT TIME ZONE zone. postgres_fdw hands this over. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho. timestamp không có múi giờ được coi là giờ của TimeZone của phiên: viết done AT TIME ZONE zone. postgres_fdw chuyển giao được lời gọi này.';

CREATE AGGREGATE @extschema@.ontime_agg(class @extschema@.timeliness) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(@extschema@.timeliness) IS
'On-time summary of cases already classed; it knows no days late, and takes no_deadline as open. / Tóm tắt tiến độ của các hồ sơ đã phân loại; không có số ngày trễ, và coi no_deadline là chưa xong.';

CREATE AGGREGATE @extschema@.rollup(stats @extschema@.ontime_stats) (
    SFUNC = @extschema@.ontime_add, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_add, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rollup(@extschema@.ontime_stats) IS
'Merges on-time summaries: months to a year, communes to a province. / Gộp các bảng tóm tắt tiến độ: tháng thành năm, xã thành tỉnh.';

-- Counts of a summary.

CREATE FUNCTION @extschema@.n_early(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_early'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_early(@extschema@.ontime_stats) IS
'Cases finished on a day before the due day / Số hồ sơ xong trước hạn';

CREATE FUNCTION @extschema@.n_on_time(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_on_time'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_on_time(@extschema@.ontime_stats) IS
'Cases finished on the due day and in time (early ones not included) / Số hồ sơ xong đúng hạn (không kể trước hạn)';

CREATE FUNCTION @extschema@.n_late(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_late'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_late(@extschema@.ontime_stats) IS
'Cases finished late / Số hồ sơ xong trễ hạn';

CREATE FUNCTION @extschema@.n_pending(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_pending'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_pending(@extschema@.ontime_stats) IS
'Open cases that are not due yet / Số hồ sơ chưa xong, còn trong hạn';

CREATE FUNCTION @extschema@.n_overdue(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_overdue'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_overdue(@extschema@.ontime_stats) IS
'Open cases past their due date / Số hồ sơ chưa xong, đã quá hạn';

CREATE FUNCTION @extschema@.n_paused(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_paused'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_paused(@extschema@.ontime_stats) IS
'Open cases that are paused / Số hồ sơ chưa xong, đang tạm dừng';

CREATE FUNCTION @extschema@.n_no_deadline(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_no_deadline'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_no_deadline(@extschema@.ontime_stats) IS
'Cases without a deadline, finished or not / Số hồ sơ không có thời hạn, đã xong hay chưa';

CREATE FUNCTION @extschema@.n_finished(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_finished'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_finished(@extschema@.ontime_stats) IS
'Finished cases, those without a deadline included / Số hồ sơ đã xong, kể cả không có thời hạn';

CREATE FUNCTION @extschema@.n_open(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_open'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_open(@extschema@.ontime_stats) IS
'Open cases, those without a deadline included / Số hồ sơ chưa xong, kể cả không có thời hạn';

CREATE FUNCTION @extschema@.n_received(stats @extschema@.ontime_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_ontime_n_received'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_received(@extschema@.ontime_stats) IS
'All cases: finished and open / Tổng số hồ sơ: đã xong và chưa xong';

-- Shares of a summary.  basis: finished = over finished with a deadline;
-- due = over those and the overdue, which count as late; received = over all
-- cases, on time being whatever is neither late nor overdue.

CREATE FUNCTION @extschema@.on_time_pct(stats @extschema@.ontime_stats, basis text DEFAULT 'finished', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_ontime_on_time_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.on_time_pct(@extschema@.ontime_stats, text, integer) IS
'Percentage finished on time, early included, rounded half up; basis: finished, due (finished or overdue) or received. / Tỷ lệ phần trăm đúng hạn (kể cả trước hạn), làm tròn nửa lên. Mẫu số: finished (đã xong), due (đã xong hoặc quá hạn), received (tổng tiếp nhận).';

CREATE FUNCTION @extschema@.on_time_rate(stats @extschema@.ontime_stats, basis text DEFAULT 'finished')
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_ontime_on_time_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.on_time_rate(@extschema@.ontime_stats, text) IS
'Fraction finished on time, early included, not rounded; basis: finished, due (finished or overdue) or received. / Tỷ lệ đúng hạn (kể cả trước hạn) (từ 0 đến 1), không làm tròn. Mẫu số: finished (đã xong), due (đã xong hoặc quá hạn), received (tổng tiếp nhận).';

CREATE FUNCTION @extschema@.early_pct(stats @extschema@.ontime_stats, basis text DEFAULT 'finished', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_ontime_early_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.early_pct(@extschema@.ontime_stats, text, integer) IS
'Percentage finished early, rounded half up; basis: finished, due (finished or overdue) or received. / Tỷ lệ phần trăm trước hạn, làm tròn nửa lên. Mẫu số: finished (đã xong), due (đã xong hoặc quá hạn), received (tổng tiếp nhận).';

CREATE FUNCTION @extschema@.early_rate(stats @extschema@.ontime_stats, basis text DEFAULT 'finished')
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_ontime_early_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.early_rate(@extschema@.ontime_stats, text) IS
'Fraction finished early, not rounded; basis: finished, due (finished or overdue) or received. / Tỷ lệ trước hạn (từ 0 đến 1), không làm tròn. Mẫu số: finished (đã xong), due (đã xong hoặc quá hạn), received (tổng tiếp nhận).';

CREATE FUNCTION @extschema@.late_pct(stats @extschema@.ontime_stats, basis text DEFAULT 'finished', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_ontime_late_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.late_pct(@extschema@.ontime_stats, text, integer) IS
'Percentage late, rounded half up; basis: finished, due (finished or overdue) or received. / Tỷ lệ phần trăm trễ hạn, làm tròn nửa lên. Mẫu số: finished (đã xong), due (đã xong hoặc quá hạn), received (tổng tiếp nhận).';

CREATE FUNCTION @extschema@.late_rate(stats @extschema@.ontime_stats, basis text DEFAULT 'finished')
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_ontime_late_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.late_rate(@extschema@.ontime_stats, text) IS
'Fraction late, not rounded; basis: finished, due (finished or overdue) or received. / Tỷ lệ trễ hạn (từ 0 đến 1), không làm tròn. Mẫu số: finished (đã xong), due (đã xong hoặc quá hạn), received (tổng tiếp nhận).';

CREATE FUNCTION @extschema@.days_late_avg(stats @extschema@.ontime_stats)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_ontime_days_late_avg'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.days_late_avg(@extschema@.ontime_stats) IS
'Mean days late of the cases that finished late; NULL if there are none or their days are not known / Số ngày trễ trung bình của các hồ sơ xong trễ hạn; NULL nếu không có hoặc không biết số ngày';

CREATE FUNCTION @extschema@.days_late_max(stats @extschema@.ontime_stats)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_ontime_days_late_max'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.days_late_max(@extschema@.ontime_stats) IS
'Most days late of the cases that finished late; NULL if there are none or it is not known / Số ngày trễ nhiều nhất của các hồ sơ xong trễ hạn; NULL nếu không có hoặc không biết';

-- One step, over finished cases with a deadline.  The three share one state.

CREATE FUNCTION @extschema@.on_time_pct_final(@extschema@.ontime_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_ontime_on_time_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.on_time_pct_final(@extschema@.ontime_stats) IS
'Final function of on_time_pct / Hàm kết thúc của on_time_pct';

CREATE AGGREGATE @extschema@.on_time_pct(due date, done date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.on_time_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.on_time_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.on_time_pct(date, date) IS
'Percentage finished on time, early included, of all finished cases with a deadline / Tỷ lệ phần trăm đúng hạn (kể cả trước hạn) trên tổng số hồ sơ đã xong có thời hạn';

CREATE AGGREGATE @extschema@.on_time_pct(due timestamptz, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.on_time_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.on_time_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.on_time_pct(timestamptz, timestamptz) IS
'Percentage finished on time, early included, of all finished cases with a deadline. Compared by instants: the same in any zone. / Tỷ lệ phần trăm đúng hạn (kể cả trước hạn) trên tổng số hồ sơ đã xong có thời hạn. So theo thời điểm: như nhau ở mọi múi giờ.';

CREATE FUNCTION @extschema@.early_pct_final(@extschema@.ontime_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_ontime_early_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.early_pct_final(@extschema@.ontime_stats) IS
'Final function of early_pct / Hàm kết thúc của early_pct';

CREATE AGGREGATE @extschema@.early_pct(due date, done date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.early_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.early_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.early_pct(date, date) IS
'Percentage finished early of all finished cases with a deadline / Tỷ lệ phần trăm trước hạn trên tổng số hồ sơ đã xong có thời hạn';

CREATE AGGREGATE @extschema@.early_pct(due timestamptz, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.early_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.early_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.early_pct(timestamptz, timestamptz) IS
'Percentage finished early of all finished cases with a deadline. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tỷ lệ phần trăm trước hạn trên tổng số hồ sơ đã xong có thời hạn. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.late_pct_final(@extschema@.ontime_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_ontime_late_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.late_pct_final(@extschema@.ontime_stats) IS
'Final function of late_pct / Hàm kết thúc của late_pct';

CREATE AGGREGATE @extschema@.late_pct(due date, done date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.late_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.late_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.late_pct(date, date) IS
'Percentage finished late of all finished cases with a deadline / Tỷ lệ phần trăm trễ hạn trên tổng số hồ sơ đã xong có thời hạn';

CREATE AGGREGATE @extschema@.late_pct(due timestamptz, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.late_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.late_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.late_pct(timestamptz, timestamptz) IS
'Percentage finished late of all finished cases with a deadline. Compared by instants: the same in any zone. / Tỷ lệ phần trăm trễ hạn trên tổng số hồ sơ đã xong có thời hạn. So theo thời điểm: như nhau ở mọi múi giờ.';

-- The mixed forms: a due day and an instant of completion, as of a day or an
-- instant.  A bare date among instants would silently become its midnight in
-- the session's zone, so every mixture has a form of its own.  Only a day of
-- completion needs none without a zone, for its midnight serves as well; and
-- days as of an instant in a zone are not unique, for a form of their own would
-- catch literals that are meant as day and mark.  Pauses stand in the place of
-- paused, so a literal without a type could be either: where calls like that
-- were released, a form that takes text catches it.

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of timestamptz)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, timestamptz) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of date)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, date) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. as_of is the end of its day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of date)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, date) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of timestamptz, paused boolean)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, timestamptz, boolean) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. Open and paused is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. Chưa xong và đang tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of date, paused boolean)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, date, boolean) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. as_of is the end of its day. Open and paused is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of date, paused boolean)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, date, boolean) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Open and paused is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of timestamptz, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, timestamptz, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of date, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, date, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. as_of is the end of its day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of date, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, date, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of timestamptz, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, timestamptz, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of date, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, date, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. as_of is the end of its day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of timestamptz, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, timestamptz, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of date, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, date, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of date, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, date, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of timestamptz, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, timestamptz, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of date, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, date, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done date, as_of date, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(date, date, date, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open and paused is paused. Days alone need no zone: it is only checked. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và đang tạm dừng là paused. Toàn ngày thì không cần múi giờ: chỉ kiểm tra.';

CREATE FUNCTION @extschema@.timeliness(due date, done date, as_of date, paused text, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(date, date, date, text, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. paused is read as a boolean: this is the form for a literal without a type and NULL. Days alone need no zone: it is only checked. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. paused đọc như boolean: dạng này dành cho hằng không ghi kiểu và NULL. Toàn ngày thì không cần múi giờ: chỉ kiểm tra.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, paused text, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, text, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. paused is read as a boolean: this is the form for a literal without a type and NULL. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. paused đọc như boolean: dạng này dành cho hằng không ghi kiểu và NULL. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of timestamptz, pauses tstzmultirange)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, timestamptz, tstzmultirange) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. Open while as_of lies in one of the pauses is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of date, pauses tstzmultirange)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, date, tstzmultirange) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of date, pauses tstzmultirange)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, date, tstzmultirange) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, pauses tstzmultirange)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, tstzmultirange) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open while as_of lies in one of the pauses is paused. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE FUNCTION @extschema@.timeliness(due date, done date, as_of date, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(date, date, date, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of timestamptz, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, timestamptz, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of date, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, date, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of date, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, date, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of timestamptz, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, timestamptz, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of date, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, date, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT @extschema@.zone_support;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open while as_of lies in one of the pauses is paused. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, boolean) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, boolean) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, boolean) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, boolean) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, boolean) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, boolean)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, boolean) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, timestamptz, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, timestamptz, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, timestamptz, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, timestamptz, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, date, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, date, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, date, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, date, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, boolean, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, boolean, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, boolean, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, boolean, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, boolean, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, boolean, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, timestamptz, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, timestamptz, boolean, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, timestamptz, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, timestamptz, boolean, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, date, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, date, boolean, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, date, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, date, boolean, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date, boolean, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date, boolean, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date, boolean, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date, text, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date, text, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date, text, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date, text, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, text, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, text, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, text, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, text, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, tstzmultirange)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, tstzmultirange) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, tstzmultirange)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, tstzmultirange) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, tstzmultirange)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, tstzmultirange) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, tstzmultirange)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, tstzmultirange) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, tstzmultirange)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, tstzmultirange) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, tstzmultirange)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, tstzmultirange) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, tstzmultirange)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, tstzmultirange) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, tstzmultirange)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, tstzmultirange) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, date, date, tstzmultirange, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, date, date, tstzmultirange, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, timestamptz, tstzmultirange, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, timestamptz, tstzmultirange, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz, date, tstzmultirange, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz, date, tstzmultirange, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, date, tstzmultirange, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, date, tstzmultirange, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, timestamptz, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, timestamptz, tstzmultirange, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, timestamptz, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, timestamptz, tstzmultirange, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, date, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, date, date, tstzmultirange, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, date, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, date, date, tstzmultirange, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, tstzmultirange, text) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, tstzmultirange, text)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, timestamptz, timestamptz, timestamptz, tstzmultirange, text) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_accum_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_accum(@extschema@.ontime_stats, date, timestamptz) IS
'Transition function of the on-time aggregates / Hàm chuyển trạng thái của các hàm gộp tiến độ';

CREATE FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_inverse_declared'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_inverse(@extschema@.ontime_stats, date, timestamptz) IS
'Inverse transition function of the on-time aggregates / Hàm chuyển ngược của các hàm gộp tiến độ';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, timestamptz) IS
'On-time summary of cases at as_of. A due day lasts to its end. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, date) IS
'On-time summary of cases at as_of. A due day lasts to its end. as_of is the end of its day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, date) IS
'On-time summary of cases at as_of. as_of is the end of its day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of timestamptz, paused boolean) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, timestamptz, boolean) IS
'On-time summary of cases at as_of. A due day lasts to its end. Open and paused is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. Chưa xong và đang tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of date, paused boolean) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, date, boolean) IS
'On-time summary of cases at as_of. A due day lasts to its end. as_of is the end of its day. Open and paused is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of date, paused boolean) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, date, boolean) IS
'On-time summary of cases at as_of. as_of is the end of its day. Open and paused is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of timestamptz, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, timestamptz, @extschema@.zone) IS
'On-time summary of cases at as_of. A due day lasts to its end. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of date, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, date, @extschema@.zone) IS
'On-time summary of cases at as_of. A due day lasts to its end. as_of is the end of its day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of date, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, date, @extschema@.zone) IS
'On-time summary of cases at as_of. as_of is the end of its day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of timestamptz, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, timestamptz, @extschema@.zone) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of date, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, date, @extschema@.zone) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. as_of is the end of its day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of timestamptz, paused boolean, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, timestamptz, boolean, @extschema@.zone) IS
'On-time summary of cases at as_of. A due day lasts to its end. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of date, paused boolean, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, date, boolean, @extschema@.zone) IS
'On-time summary of cases at as_of. A due day lasts to its end. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of date, paused boolean, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, date, boolean, @extschema@.zone) IS
'On-time summary of cases at as_of. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of timestamptz, paused boolean, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, timestamptz, boolean, @extschema@.zone) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of date, paused boolean, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, date, boolean, @extschema@.zone) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date, paused boolean, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date, boolean, @extschema@.zone) IS
'On-time summary of cases at as_of. Open and paused is paused. Days alone need no zone: it is only checked. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Chưa xong và đang tạm dừng là paused. Toàn ngày thì không cần múi giờ: chỉ kiểm tra.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date, paused text, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date, text, @extschema@.zone) IS
'On-time summary of cases at as_of. paused is read as a boolean: this is the form for a literal without a type and NULL. Days alone need no zone: it is only checked. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. paused đọc như boolean: dạng này dành cho hằng không ghi kiểu và NULL. Toàn ngày thì không cần múi giờ: chỉ kiểm tra.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, paused text, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, text, @extschema@.zone) IS
'On-time summary of cases at as_of. paused is read as a boolean: this is the form for a literal without a type and NULL. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. paused đọc như boolean: dạng này dành cho hằng không ghi kiểu và NULL. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of timestamptz, pauses tstzmultirange) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, timestamptz, tstzmultirange) IS
'On-time summary of cases at as_of. A due day lasts to its end. Open while as_of lies in one of the pauses is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of date, pauses tstzmultirange) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, date, tstzmultirange) IS
'On-time summary of cases at as_of. A due day lasts to its end. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of date, pauses tstzmultirange) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, date, tstzmultirange) IS
'On-time summary of cases at as_of. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, pauses tstzmultirange) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, tstzmultirange) IS
'On-time summary of cases at as_of. Open while as_of lies in one of the pauses is paused. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date, pauses tstzmultirange, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date, tstzmultirange, @extschema@.zone) IS
'On-time summary of cases at as_of. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of timestamptz, pauses tstzmultirange, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, timestamptz, tstzmultirange, @extschema@.zone) IS
'On-time summary of cases at as_of. A due day lasts to its end. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of date, pauses tstzmultirange, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, date, tstzmultirange, @extschema@.zone) IS
'On-time summary of cases at as_of. A due day lasts to its end. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of date, pauses tstzmultirange, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, date, tstzmultirange, @extschema@.zone) IS
'On-time summary of cases at as_of. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of timestamptz, pauses tstzmultirange, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, timestamptz, tstzmultirange, @extschema@.zone) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of date, pauses tstzmultirange, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, date, tstzmultirange, @extschema@.zone) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, pauses tstzmultirange, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, tstzmultirange, @extschema@.zone) IS
'On-time summary of cases at as_of. Open while as_of lies in one of the pauses is paused. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.on_time_pct(due date, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.on_time_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.on_time_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.on_time_pct(date, timestamptz) IS
'Percentage finished on time, early included, of all finished cases with a deadline. A due day lasts to its end. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tỷ lệ phần trăm đúng hạn (kể cả trước hạn) trên tổng số hồ sơ đã xong có thời hạn. Ngày đến hạn tính đến hết ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.early_pct(due date, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.early_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.early_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.early_pct(date, timestamptz) IS
'Percentage finished early of all finished cases with a deadline. A due day lasts to its end. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tỷ lệ phần trăm trước hạn trên tổng số hồ sơ đã xong có thời hạn. Ngày đến hạn tính đến hết ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';

CREATE AGGREGATE @extschema@.late_pct(due date, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.late_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.late_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.late_pct(date, timestamptz) IS
'Percentage finished late of all finished cases with a deadline. A due day lasts to its end. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tỷ lệ phần trăm trễ hạn trên tổng số hồ sơ đã xong có thời hạn. Ngày đến hạn tính đến hết ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';
