/* par_index: the rooms in order; each is explained in src/<room>.c */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION par_index" to load this file. \quit

-- The functions are for everyone who may call functions, so the schema is too:
-- analysts and BI tools need no grant of their own.
GRANT USAGE ON SCHEMA @extschema@ TO PUBLIC;

-- ---------------------------------------------------------------------------
-- percent: exact percentages, Vietnamese number text
-- ---------------------------------------------------------------------------

CREATE FUNCTION @extschema@.pct(num numeric, den numeric, digits integer DEFAULT 2, mode text DEFAULT 'half_up')
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.pct(numeric, numeric, integer, text) IS
'num / den in percent, exact, with exactly the given decimals; NULL when den is 0. Modes: half_up, half_even, truncate. / num / den tính theo phần trăm, chính xác, đúng số chữ số thập phân yêu cầu; NULL khi mẫu số bằng 0. Cách làm tròn: half_up, half_even, truncate.';

CREATE FUNCTION @extschema@.rate(num numeric, den numeric)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rate(numeric, numeric) IS
'num / den as an unrounded fraction; NULL when den is 0. / num / den dưới dạng phân số không làm tròn; NULL khi mẫu số bằng 0.';

CREATE FUNCTION @extschema@.reproduces(num numeric, den numeric, printed text)
RETURNS text
AS 'MODULE_PATHNAME', 'par_reproduces'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.reproduces(numeric, numeric, text) IS
'The first rounding mode (half_up, half_even, truncate) that turns num / den into the printed percentage, else NULL. / Cách làm tròn đầu tiên (half_up, half_even, truncate) cho ra đúng tỷ lệ đã in từ num / den; NULL nếu không có.';

CREATE FUNCTION @extschema@.parse_number(printed text)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_parse_number'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.parse_number(text) IS
'The number in a printed cell: 1.763, 98,77%, 80.4, 08; an empty cell or a dash is NULL. / Giá trị số của một ô in: 1.763, 98,77%, 80.4, 08; ô trống hoặc dấu gạch là NULL.';

CREATE FUNCTION @extschema@.format_number(value numeric, digits integer DEFAULT 2)
RETURNS text
AS 'MODULE_PATHNAME', 'par_format_number'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.format_number(numeric, integer) IS
'The number as Vietnamese reports print it, rounded half up: 1.234.567,80. / Số viết theo kiểu Việt Nam, làm tròn nửa lên: 1.234.567,80.';

-- ---------------------------------------------------------------------------
-- calendar: the calendar as a value, working days, working hours, due dates
-- ---------------------------------------------------------------------------

CREATE TYPE @extschema@.calendar;

CREATE FUNCTION @extschema@.calendar_in(cstring)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_in(cstring) IS
'Reads a calendar from its JSON text. / Đọc lịch làm việc từ văn bản JSON.';

CREATE FUNCTION @extschema@.calendar_out(@extschema@.calendar)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_calendar_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_out(@extschema@.calendar) IS
'Writes a calendar as JSON text. / Ghi lịch làm việc thành văn bản JSON.';

CREATE FUNCTION @extschema@.calendar_recv(internal)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_recv(internal) IS
'Reads a calendar from its binary form. / Đọc lịch làm việc từ dạng nhị phân.';

CREATE FUNCTION @extschema@.calendar_send(@extschema@.calendar)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_calendar_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_send(@extschema@.calendar) IS
'Writes a calendar in its binary form. / Ghi lịch làm việc ở dạng nhị phân.';

-- Never compressed by default: a value in the row is then read in place, and
-- one out of line is fetched once for each query.
CREATE TYPE @extschema@.calendar (
    INPUT = @extschema@.calendar_in,
    OUTPUT = @extschema@.calendar_out,
    RECEIVE = @extschema@.calendar_recv,
    SEND = @extschema@.calendar_send,
    ALIGNMENT = double,
    STORAGE = external
);
COMMENT ON TYPE @extschema@.calendar IS
'Working days and hours of an office over a span of years, as one value. / Lịch làm việc (ngày và giờ làm việc) của cơ quan trong nhiều năm, dưới dạng một giá trị.';

-- Casts

CREATE FUNCTION @extschema@.calendar(jsonb)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_from_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar(jsonb) IS
'The calendar that a JSON document describes. / Lịch làm việc được mô tả bằng tài liệu JSON.';

CREATE FUNCTION @extschema@.jsonb(@extschema@.calendar)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'par_calendar_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.jsonb(@extschema@.calendar) IS
'The calendar as a JSON document, to be read or changed. / Lịch làm việc dưới dạng tài liệu JSON, để đọc hoặc sửa.';

CREATE CAST (jsonb AS @extschema@.calendar) WITH FUNCTION @extschema@.calendar(jsonb);
COMMENT ON CAST (jsonb AS @extschema@.calendar) IS
'The calendar that a JSON document describes. / Lịch làm việc được mô tả bằng tài liệu JSON.';

CREATE CAST (@extschema@.calendar AS jsonb) WITH FUNCTION @extschema@.jsonb(@extschema@.calendar);
COMMENT ON CAST (@extschema@.calendar AS jsonb) IS
'The calendar as a JSON document. / Lịch làm việc dưới dạng tài liệu JSON.';

-- Comparison: equality for DISTINCT, GROUP BY and joins; the order has no
-- meaning of its own.

CREATE FUNCTION @extschema@.calendar_eq(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_eq(@extschema@.calendar, @extschema@.calendar) IS 'Equal. / Bằng nhau.';

CREATE FUNCTION @extschema@.calendar_ne(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_ne(@extschema@.calendar, @extschema@.calendar) IS 'Not equal. / Khác nhau.';

CREATE FUNCTION @extschema@.calendar_lt(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_lt(@extschema@.calendar, @extschema@.calendar) IS 'Before in the sort order. / Đứng trước theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_le(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_le(@extschema@.calendar, @extschema@.calendar) IS 'Before or equal in the sort order. / Đứng trước hoặc bằng theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_gt(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_gt(@extschema@.calendar, @extschema@.calendar) IS 'After in the sort order. / Đứng sau theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_ge(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_ge(@extschema@.calendar, @extschema@.calendar) IS 'After or equal in the sort order. / Đứng sau hoặc bằng theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_cmp(@extschema@.calendar, @extschema@.calendar)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_calendar_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_cmp(@extschema@.calendar, @extschema@.calendar) IS
'Less than, equal to or greater than 0, by the sort order. / Nhỏ hơn, bằng hoặc lớn hơn 0, theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_hash(@extschema@.calendar)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_calendar_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_hash(@extschema@.calendar) IS
'Hash value. / Giá trị băm.';

CREATE FUNCTION @extschema@.calendar_hash_extended(@extschema@.calendar, bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_calendar_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_hash_extended(@extschema@.calendar, bigint) IS
'Hash value with a seed. / Giá trị băm có mầm.';

CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.calendar, RIGHTARG = @extschema@.calendar, FUNCTION = @extschema@.calendar_eq,
    COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.calendar, @extschema@.calendar) IS 'Equal. / Bằng nhau.';

CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.calendar, RIGHTARG = @extschema@.calendar, FUNCTION = @extschema@.calendar_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.calendar, @extschema@.calendar) IS 'Not equal. / Khác nhau.';

CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.calendar, RIGHTARG = @extschema@.calendar, FUNCTION = @extschema@.calendar_lt,
    COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.calendar, @extschema@.calendar) IS 'Before in the sort order. / Đứng trước theo thứ tự sắp xếp.';

CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.calendar, RIGHTARG = @extschema@.calendar, FUNCTION = @extschema@.calendar_le,
    COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.calendar, @extschema@.calendar) IS 'Before or equal in the sort order. / Đứng trước hoặc bằng theo thứ tự sắp xếp.';

CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.calendar, RIGHTARG = @extschema@.calendar, FUNCTION = @extschema@.calendar_gt,
    COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.calendar, @extschema@.calendar) IS 'After in the sort order. / Đứng sau theo thứ tự sắp xếp.';

CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.calendar, RIGHTARG = @extschema@.calendar, FUNCTION = @extschema@.calendar_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.calendar, @extschema@.calendar) IS 'After or equal in the sort order. / Đứng sau hoặc bằng theo thứ tự sắp xếp.';

CREATE OPERATOR CLASS @extschema@.calendar_ops DEFAULT FOR TYPE @extschema@.calendar USING btree AS
    OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=, OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.calendar_cmp(@extschema@.calendar, @extschema@.calendar);
COMMENT ON OPERATOR CLASS @extschema@.calendar_ops USING btree IS
'Sort order of calendars, without a meaning of its own. / Thứ tự sắp xếp của lịch, không mang ý nghĩa riêng.';
COMMENT ON OPERATOR FAMILY @extschema@.calendar_ops USING btree IS
'Sort order of calendars, without a meaning of its own. / Thứ tự sắp xếp của lịch, không mang ý nghĩa riêng.';

CREATE OPERATOR CLASS @extschema@.calendar_ops DEFAULT FOR TYPE @extschema@.calendar USING hash AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.calendar_hash(@extschema@.calendar),
    FUNCTION 2 @extschema@.calendar_hash_extended(@extschema@.calendar, bigint);
COMMENT ON OPERATOR CLASS @extschema@.calendar_ops USING hash IS
'Equality of calendars by hashing. / So sánh bằng của lịch bằng phép băm.';
COMMENT ON OPERATOR FAMILY @extschema@.calendar_ops USING hash IS
'Equality of calendars by hashing. / So sánh bằng của lịch bằng phép băm.';

-- Making calendars

CREATE FUNCTION @extschema@.vn_holidays(OUT day date, OUT kind text, OUT name_vi text, OUT name_en text, OUT certainty text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'par_vn_holidays'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 85;
COMMENT ON FUNCTION @extschema@.vn_holidays() IS
'Vietnam''s announced days off and worked Saturdays since 2020, as known to this version. / Các ngày nghỉ và thứ Bảy làm bù của Việt Nam đã công bố từ năm 2020, theo phiên bản này.';

CREATE FUNCTION @extschema@.vn_calendar(from_year integer, to_year integer, uncertain boolean DEFAULT false)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_vn_calendar'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.vn_calendar(integer, integer, boolean) IS
'Calendar of Vietnam''s state offices over whole years, with compensated and swapped days; uncertain => true takes the uncertain days off too. / Lịch làm việc của cơ quan nhà nước Việt Nam trong các năm, gồm nghỉ bù và hoán đổi; uncertain => true tính cả những ngày nghỉ chưa chắc chắn.';

CREATE FUNCTION @extschema@.calendar_accum(@extschema@.calendar, date, text)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_accum(@extschema@.calendar, date, text) IS
'The calendar with one more special day. / Lịch làm việc thêm một ngày đặc biệt.';

CREATE FUNCTION @extschema@.calendar_combine(@extschema@.calendar, @extschema@.calendar)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.calendar_combine(@extschema@.calendar, @extschema@.calendar) IS
'The special days of two calendars together. / Gộp các ngày đặc biệt của hai lịch.';

CREATE AGGREGATE @extschema@.calendar_agg(day date, kind text) (
    SFUNC = @extschema@.calendar_accum,
    STYPE = @extschema@.calendar,
    COMBINEFUNC = @extschema@.calendar_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.calendar_agg(date, text) IS
'A calendar from rows of special days (kind off or work), covering their whole years, with the default hours. / Lập lịch từ các dòng ngày đặc biệt (kind là off hoặc work), bao trùm trọn các năm đó, với giờ làm việc mặc định.';

-- Days

CREATE FUNCTION @extschema@.is_working_day(day date, cal @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_is_working_day'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.is_working_day(date, @extschema@.calendar) IS
'Is the day worked? / Ngày này có phải là ngày làm việc không?';

CREATE FUNCTION @extschema@.working_days("from" date, "to" date, cal @extschema@.calendar)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_working_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.working_days(date, date, @extschema@.calendar) IS
'Working days after "from" up to and with "to"; negative when "to" is earlier. / Số ngày làm việc sau ngày "from" đến hết ngày "to"; âm khi "to" trước "from".';

CREATE FUNCTION @extschema@.working_days(days daterange, cal @extschema@.calendar)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_working_days_range'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.working_days(daterange, @extschema@.calendar) IS
'Working days in the range, by its own bounds. / Số ngày làm việc trong khoảng, theo đúng hai đầu của khoảng.';

CREATE FUNCTION @extschema@.add_working_days(day date, n integer, cal @extschema@.calendar)
RETURNS date
AS 'MODULE_PATHNAME', 'par_add_working_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.add_working_days(date, integer, @extschema@.calendar) IS
'The n-th working day after the day, or before it for negative n. / Ngày làm việc thứ n sau ngày đã cho, hoặc trước đó nếu n âm.';

-- Hours

CREATE FUNCTION @extschema@.working_hours("from" timestamptz, "to" timestamptz, cal @extschema@.calendar, pauses tstzmultirange DEFAULT '{}')
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_working_hours'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.working_hours(timestamptz, timestamptz, @extschema@.calendar, tstzmultirange) IS
'Working hours between two instants, without those in pauses; negative when "to" is earlier. / Số giờ làm việc giữa hai thời điểm, không tính thời gian tạm dừng; âm khi "to" trước "from".';

CREATE FUNCTION @extschema@.working_time("from" timestamptz, "to" timestamptz, cal @extschema@.calendar, pauses tstzmultirange DEFAULT '{}')
RETURNS interval
AS 'MODULE_PATHNAME', 'par_working_time'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.working_time(timestamptz, timestamptz, @extschema@.calendar, tstzmultirange) IS
'Working time between two instants as an interval of hours, exact to the microsecond. / Thời gian làm việc giữa hai thời điểm, kiểu interval theo giờ, chính xác đến micro giây.';

CREATE FUNCTION @extschema@.add_working_time("from" timestamptz, span interval, cal @extschema@.calendar, pauses tstzmultirange DEFAULT '{}')
RETURNS timestamptz
AS 'MODULE_PATHNAME', 'par_add_working_time'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.add_working_time(timestamptz, interval, @extschema@.calendar, tstzmultirange) IS
'The instant when that much working time has passed since "from"; NULL if an open pause comes first. / Thời điểm đã trôi qua đủ thời gian làm việc tính từ "from"; NULL nếu gặp tạm dừng chưa kết thúc.';

CREATE FUNCTION @extschema@.due_at(received timestamptz, days integer, cal @extschema@.calendar, pauses tstzmultirange DEFAULT '{}', mode text DEFAULT 'pause')
RETURNS timestamptz
AS 'MODULE_PATHNAME', 'par_due_at'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.due_at(timestamptz, integer, @extschema@.calendar, tstzmultirange, text) IS
'End of work on the due day: the day of receipt is not counted, pauses move it (mode pause) or count anew (mode restart); NULL while a pause is open. / Hạn trả: cuối giờ làm việc của ngày đến hạn; không tính ngày tiếp nhận; tạm dừng thì lùi hạn (pause) hoặc tính lại từ đầu (restart); NULL khi tạm dừng chưa kết thúc.';

CREATE FUNCTION @extschema@.working_hours_of(day date, cal @extschema@.calendar, OUT starts timestamptz, OUT ends timestamptz)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'par_working_hours_of'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION @extschema@.working_hours_of(date, @extschema@.calendar) IS
'The spans of a day in which work is done; none on a day off. / Các khoảng giờ làm việc trong ngày; không có dòng nào nếu là ngày nghỉ.';

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
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Day boundaries follow the session''s TimeZone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ranh giới ngày theo TimeZone của phiên.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, paused boolean)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, boolean) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open and paused is paused. Day boundaries follow the session''s TimeZone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và đang tạm dừng là paused. Ranh giới ngày theo TimeZone của phiên.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Day boundaries are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ranh giới ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open and paused is paused. Day boundaries are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và đang tạm dừng là paused. Ranh giới ngày theo múi giờ đã cho.';

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
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date) IS
'On-time summary of cases at as_of. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date, paused boolean) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date, boolean) IS
'On-time summary of cases at as_of. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz) IS
'On-time summary of cases at as_of. Day boundaries follow the session''s TimeZone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ranh giới ngày theo TimeZone của phiên.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, paused boolean) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, boolean) IS
'On-time summary of cases at as_of. Day boundaries follow the session''s TimeZone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ranh giới ngày theo TimeZone của phiên.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, text) IS
'On-time summary of cases at as_of. Day boundaries are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ranh giới ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, paused boolean, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, boolean, text) IS
'On-time summary of cases at as_of. Day boundaries are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ranh giới ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(class @extschema@.timeliness) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(@extschema@.timeliness) IS
'On-time summary of cases already classed; it knows no days late, and takes no_deadline as open. / Tóm tắt tiến độ của các hồ sơ đã phân loại; không có số ngày trễ, và coi no_deadline là chưa xong.';

CREATE AGGREGATE @extschema@.rollup(stats @extschema@.ontime_stats) (
    SFUNC = @extschema@.ontime_add, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_add, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
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
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    FINALFUNC = @extschema@.on_time_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    MFINALFUNC = @extschema@.on_time_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.on_time_pct(date, date) IS
'Percentage finished on time, early included, of all finished cases with a deadline / Tỷ lệ phần trăm đúng hạn (kể cả trước hạn) trên tổng số hồ sơ đã xong có thời hạn';

CREATE AGGREGATE @extschema@.on_time_pct(due timestamptz, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    FINALFUNC = @extschema@.on_time_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    MFINALFUNC = @extschema@.on_time_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.on_time_pct(timestamptz, timestamptz) IS
'Percentage finished on time, early included, of all finished cases with a deadline / Tỷ lệ phần trăm đúng hạn (kể cả trước hạn) trên tổng số hồ sơ đã xong có thời hạn';

CREATE FUNCTION @extschema@.early_pct_final(@extschema@.ontime_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_ontime_early_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.early_pct_final(@extschema@.ontime_stats) IS
'Final function of early_pct / Hàm kết thúc của early_pct';

CREATE AGGREGATE @extschema@.early_pct(due date, done date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    FINALFUNC = @extschema@.early_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    MFINALFUNC = @extschema@.early_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.early_pct(date, date) IS
'Percentage finished early of all finished cases with a deadline / Tỷ lệ phần trăm trước hạn trên tổng số hồ sơ đã xong có thời hạn';

CREATE AGGREGATE @extschema@.early_pct(due timestamptz, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    FINALFUNC = @extschema@.early_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    MFINALFUNC = @extschema@.early_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.early_pct(timestamptz, timestamptz) IS
'Percentage finished early of all finished cases with a deadline. Day boundaries follow the session''s TimeZone. / Tỷ lệ phần trăm trước hạn trên tổng số hồ sơ đã xong có thời hạn. Ranh giới ngày theo TimeZone của phiên.';

CREATE FUNCTION @extschema@.late_pct_final(@extschema@.ontime_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_ontime_late_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.late_pct_final(@extschema@.ontime_stats) IS
'Final function of late_pct / Hàm kết thúc của late_pct';

CREATE AGGREGATE @extschema@.late_pct(due date, done date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    FINALFUNC = @extschema@.late_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    MFINALFUNC = @extschema@.late_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.late_pct(date, date) IS
'Percentage finished late of all finished cases with a deadline / Tỷ lệ phần trăm trễ hạn trên tổng số hồ sơ đã xong có thời hạn';

CREATE AGGREGATE @extschema@.late_pct(due timestamptz, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, INITCOND = '{}',
    FINALFUNC = @extschema@.late_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MINITCOND = '{}',
    MFINALFUNC = @extschema@.late_pct_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.late_pct(timestamptz, timestamptz) IS
'Percentage finished late of all finished cases with a deadline / Tỷ lệ phần trăm trễ hạn trên tổng số hồ sơ đã xong có thời hạn';

-- ---------------------------------------------------------------------------
-- survey: what people answered, how satisfied they are, how sure that is
-- ---------------------------------------------------------------------------

CREATE TYPE @extschema@.survey_stats;

CREATE FUNCTION @extschema@.survey_stats_in(cstring)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_in(cstring) IS
'Reads the text form of survey_stats. / Đọc dạng văn bản của survey_stats.';

CREATE FUNCTION @extschema@.survey_stats_out(@extschema@.survey_stats)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_survey_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_out(@extschema@.survey_stats) IS
'Writes the text form of survey_stats. / Ghi dạng văn bản của survey_stats.';

CREATE FUNCTION @extschema@.survey_stats_recv(internal)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_recv(internal) IS
'Reads the binary form of survey_stats. / Đọc dạng nhị phân của survey_stats.';

CREATE FUNCTION @extschema@.survey_stats_send(@extschema@.survey_stats)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_survey_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_send(@extschema@.survey_stats) IS
'Writes the binary form of survey_stats. / Ghi dạng nhị phân của survey_stats.';

-- PLAIN: of fixed size and read in place, never compressed or moved out of line.
CREATE TYPE @extschema@.survey_stats (
    INPUT = @extschema@.survey_stats_in, OUTPUT = @extschema@.survey_stats_out,
    RECEIVE = @extschema@.survey_stats_recv, SEND = @extschema@.survey_stats_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = plain
);
COMMENT ON TYPE @extschema@.survey_stats IS
'Answers of a group by code 0..10 and no opinion: {"4": 40, "5": 20, "missing": 3}; with weights [persons, sum, sum of squares]. / Kết quả trả lời của một nhóm theo mã 0..10 và không ý kiến: {"4": 40, "5": 20, "missing": 3}; khi có trọng số: [số người, tổng, tổng bình phương].';

CREATE FUNCTION @extschema@.jsonb(@extschema@.survey_stats)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'par_survey_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.jsonb(@extschema@.survey_stats) IS
'survey_stats as jsonb. / survey_stats dưới dạng jsonb.';

CREATE FUNCTION @extschema@.survey_stats(jsonb)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_from_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats(jsonb) IS
'survey_stats from jsonb. / survey_stats từ jsonb.';

CREATE CAST (@extschema@.survey_stats AS jsonb) WITH FUNCTION @extschema@.jsonb(@extschema@.survey_stats);
COMMENT ON CAST (@extschema@.survey_stats AS jsonb) IS
'survey_stats as jsonb. / survey_stats dưới dạng jsonb.';

CREATE CAST (jsonb AS @extschema@.survey_stats) WITH FUNCTION @extschema@.survey_stats(jsonb);
COMMENT ON CAST (jsonb AS @extschema@.survey_stats) IS
'survey_stats from jsonb. / survey_stats từ jsonb.';

-- Aggregates and their support.

CREATE FUNCTION @extschema@.survey_accum(state @extschema@.survey_stats, answer integer)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_accum(@extschema@.survey_stats, integer) IS
'Counts one answer; support of survey_agg. / Đếm một câu trả lời; hàm phụ trợ của survey_agg.';

CREATE FUNCTION @extschema@.survey_accum(state @extschema@.survey_stats, answer integer, weight double precision)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_accum_weighted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_accum(@extschema@.survey_stats, integer, double precision) IS
'Counts one weighted answer; support of survey_agg. / Đếm một câu trả lời có trọng số; hàm phụ trợ của survey_agg.';

CREATE FUNCTION @extschema@.survey_remove(state @extschema@.survey_stats, answer integer)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_remove'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_remove(@extschema@.survey_stats, integer) IS
'Takes one answer out; support of moving frames. / Bỏ một câu trả lời; hàm phụ trợ của khung trượt.';

CREATE FUNCTION @extschema@.survey_add(a @extschema@.survey_stats, b @extschema@.survey_stats)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_add(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Answers of both groups together. / Gộp kết quả trả lời của hai nhóm.';

CREATE FUNCTION @extschema@.survey_subtract(a @extschema@.survey_stats, b @extschema@.survey_stats)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_subtract(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Answers of a without those of b; exact, without weights only. / Kết quả của a trừ đi b; chính xác, chỉ khi không có trọng số.';

CREATE FUNCTION @extschema@.survey_unroll(state @extschema@.survey_stats, stats @extschema@.survey_stats)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_unroll'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_unroll(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Takes a summary out of a sum; support of moving frames. / Bỏ một bản tổng hợp khỏi tổng; hàm phụ trợ của khung trượt.';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Answers of both groups together. / Gộp kết quả trả lời của hai nhóm.';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_subtract);
COMMENT ON OPERATOR @extschema@.- (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Answers of a without those of b; exact, without weights only. / Kết quả của a trừ đi b; chính xác, chỉ khi không có trọng số.';

CREATE AGGREGATE @extschema@.survey_agg(answer integer) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_accum, MINVFUNC = @extschema@.survey_remove, MSTYPE = @extschema@.survey_stats, MINITCOND = '{}'
);
COMMENT ON AGGREGATE @extschema@.survey_agg(integer) IS
'Summary of answers with codes 0..10; NULL is no opinion and is counted. / Tổng hợp câu trả lời có mã 0..10; NULL là không ý kiến và được đếm riêng.';

CREATE AGGREGATE @extschema@.survey_agg(answer integer, weight double precision) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.survey_agg(integer, double precision) IS
'Summary of weighted answers with codes 0..10; NULL is no opinion and is counted. / Tổng hợp câu trả lời có trọng số, mã 0..10; NULL là không ý kiến và được đếm riêng.';

CREATE AGGREGATE @extschema@.rollup(stats @extschema@.survey_stats) (
    SFUNC = @extschema@.survey_add, STYPE = @extschema@.survey_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_add, MINVFUNC = @extschema@.survey_unroll, MSTYPE = @extschema@.survey_stats, MINITCOND = '{}'
);
COMMENT ON AGGREGATE @extschema@.rollup(@extschema@.survey_stats) IS
'Merges summaries, for example of months into a year. / Gộp các bản tổng hợp, ví dụ các tháng thành năm.';

-- Counts.

CREATE FUNCTION @extschema@.n_answers(stats @extschema@.survey_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_answers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_answers(@extschema@.survey_stats) IS
'Persons who gave an answer. / Số người có trả lời.';

CREATE FUNCTION @extschema@.n_missing(stats @extschema@.survey_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_missing'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_missing(@extschema@.survey_stats) IS
'Persons who were asked and gave no opinion. / Số người được hỏi nhưng không có ý kiến.';

CREATE FUNCTION @extschema@.n_asked(stats @extschema@.survey_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_asked'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_asked(@extschema@.survey_stats) IS
'Persons asked: answers and no opinion. / Số người được hỏi: có trả lời và không ý kiến.';

CREATE FUNCTION @extschema@.n_at(stats @extschema@.survey_stats, code integer)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_at'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_at(@extschema@.survey_stats, integer) IS
'Persons who chose the code. / Số người chọn mã này.';

CREATE FUNCTION @extschema@.distribution(stats @extschema@.survey_stats, low integer DEFAULT 1, top integer DEFAULT 5, digits integer DEFAULT 2)
RETURNS TABLE (code integer, n bigint, pct numeric)
AS 'MODULE_PATHNAME', 'par_survey_distribution'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION @extschema@.distribution(@extschema@.survey_stats, integer, integer, integer) IS
'Every code of the scale low..top in order, with persons and share of the answers. / Mọi mã của thang đo low..top theo thứ tự, kèm số người và tỷ lệ trong số câu trả lời.';

-- The meanings of satisfaction.

CREATE FUNCTION @extschema@.satisfied_pct(stats @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', base text DEFAULT 'valid', min_n bigint DEFAULT 0, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_satisfied_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_pct(@extschema@.survey_stats, integer[], text, bigint, integer) IS
'Share of the positive codes among the answers (valid) or all asked (asked), in percent; NULL below min_n answers. / Tỷ lệ các mã tích cực trên số câu trả lời (valid) hoặc số người được hỏi (asked), theo phần trăm; NULL khi ít hơn min_n câu trả lời.';

CREATE FUNCTION @extschema@.satisfied_rate(stats @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', base text DEFAULT 'valid', min_n bigint DEFAULT 0)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_satisfied_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_rate(@extschema@.survey_stats, integer[], text, bigint) IS
'Share of the positive codes as a fraction, unrounded. / Tỷ lệ các mã tích cực dạng phân số, không làm tròn.';

CREATE FUNCTION @extschema@.mean_score(stats @extschema@.survey_stats, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_mean_score'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mean_score(@extschema@.survey_stats, integer) IS
'Mean of the codes. / Điểm trung bình của các mã.';

CREATE FUNCTION @extschema@.mean_pct(stats @extschema@.survey_stats, top integer DEFAULT 5, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_mean_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mean_pct(@extschema@.survey_stats, integer, integer) IS
'Mean of the codes as percent of the top code. / Điểm trung bình so với mã cao nhất, theo phần trăm.';

CREATE FUNCTION @extschema@.rescaled_pct(stats @extschema@.survey_stats, low integer DEFAULT 1, top integer DEFAULT 5, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_rescaled_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rescaled_pct(@extschema@.survey_stats, integer, integer, integer) IS
'Mean on a scale where low is 0 and top is 100 percent. / Điểm trung bình trên thang mà low là 0 và top là 100 phần trăm.';

CREATE FUNCTION @extschema@.points_pct(stats @extschema@.survey_stats, points numeric[], digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_points_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.points_pct(@extschema@.survey_stats, numeric[], integer) IS
'Mean worth of the answers; element i of points is the worth of code i in percent. / Giá trị trung bình của câu trả lời; phần tử i của points là giá trị của mã i theo phần trăm.';

CREATE FUNCTION @extschema@.satisfied_final(stats @extschema@.survey_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_satisfied_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_final(@extschema@.survey_stats) IS
'Final step of satisfied_pct(answer). / Bước cuối của satisfied_pct(answer).';

CREATE FUNCTION @extschema@.mean_final(stats @extschema@.survey_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_mean_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mean_final(@extschema@.survey_stats) IS
'Final step of mean_score(answer). / Bước cuối của mean_score(answer).';

CREATE AGGREGATE @extschema@.satisfied_pct(answer integer) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, INITCOND = '{}', FINALFUNC = @extschema@.satisfied_final,
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_accum, MINVFUNC = @extschema@.survey_remove, MSTYPE = @extschema@.survey_stats, MINITCOND = '{}', MFINALFUNC = @extschema@.satisfied_final
);
COMMENT ON AGGREGATE @extschema@.satisfied_pct(integer) IS
'Share of codes 4 and 5 among the answers in percent, in one step. / Tỷ lệ mã 4 và 5 trong số câu trả lời theo phần trăm, tính một bước.';

CREATE AGGREGATE @extschema@.mean_score(answer integer) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, INITCOND = '{}', FINALFUNC = @extschema@.mean_final,
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_accum, MINVFUNC = @extschema@.survey_remove, MSTYPE = @extschema@.survey_stats, MINITCOND = '{}', MFINALFUNC = @extschema@.mean_final
);
COMMENT ON AGGREGATE @extschema@.mean_score(integer) IS
'Mean of the codes, in one step. / Điểm trung bình của các mã, tính một bước.';

-- How sure it is.

CREATE FUNCTION @extschema@.effective_n(stats @extschema@.survey_stats)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_effective_n'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.effective_n(@extschema@.survey_stats) IS
'Number of answers of equal weight that say as much (Kish). / Số câu trả lời trọng số bằng nhau có lượng thông tin tương đương (Kish).';

CREATE FUNCTION @extschema@.design_effect(stats @extschema@.survey_stats)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_design_effect'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.design_effect(@extschema@.survey_stats) IS
'Answers divided by effective n (Kish). / Số câu trả lời chia cho n hiệu dụng (Kish).';

CREATE FUNCTION @extschema@.satisfied_low(stats @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'wilson', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_satisfied_low'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_low(@extschema@.survey_stats, integer[], double precision, text, integer) IS
'Lower bound of the interval of satisfied_pct; wilson or clopper_pearson. / Cận dưới khoảng tin cậy của satisfied_pct; wilson hoặc clopper_pearson.';

CREATE FUNCTION @extschema@.satisfied_high(stats @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'wilson', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_satisfied_high'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_high(@extschema@.survey_stats, integer[], double precision, text, integer) IS
'Upper bound of the interval of satisfied_pct; wilson or clopper_pearson. / Cận trên khoảng tin cậy của satisfied_pct; wilson hoặc clopper_pearson.';

CREATE FUNCTION @extschema@.difference_pct(a @extschema@.survey_stats, b @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_difference_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.difference_pct(@extschema@.survey_stats, @extschema@.survey_stats, integer[], integer) IS
'Satisfaction of a minus that of b, in percentage points. / Chênh lệch mức hài lòng của a so với b, theo điểm phần trăm.';

CREATE FUNCTION @extschema@.difference_low(a @extschema@.survey_stats, b @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'newcombe', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_difference_low'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.difference_low(@extschema@.survey_stats, @extschema@.survey_stats, integer[], double precision, text, integer) IS
'Lower bound of the interval of difference_pct; newcombe or wald. / Cận dưới khoảng tin cậy của difference_pct; newcombe hoặc wald.';

CREATE FUNCTION @extschema@.difference_high(a @extschema@.survey_stats, b @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'newcombe', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_difference_high'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.difference_high(@extschema@.survey_stats, @extschema@.survey_stats, integer[], double precision, text, integer) IS
'Upper bound of the interval of difference_pct; newcombe or wald. / Cận trên khoảng tin cậy của difference_pct; newcombe hoặc wald.';

CREATE FUNCTION @extschema@.difference_p(a @extschema@.survey_stats, b @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}')
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_difference_p'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.difference_p(@extschema@.survey_stats, @extschema@.survey_stats, integer[]) IS
'p-value of no difference between a and b: chi-squared test with the pooled share. / Giá trị p của giả thuyết a và b không khác nhau: kiểm định khi bình phương với tỷ lệ gộp.';

CREATE FUNCTION @extschema@.sample_size(population bigint, error numeric DEFAULT 0.05)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_sample_size'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sample_size(bigint, numeric) IS
'N / (1 + N e^2), rounded up. / Cỡ mẫu N / (1 + N e^2), làm tròn lên.';

-- Strata.

CREATE TYPE @extschema@.stratified_stats;

CREATE FUNCTION @extschema@.stratified_stats_in(cstring)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_in(cstring) IS
'Reads the text form of stratified_stats. / Đọc dạng văn bản của stratified_stats.';

CREATE FUNCTION @extschema@.stratified_stats_out(@extschema@.stratified_stats)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_stratified_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_out(@extschema@.stratified_stats) IS
'Writes the text form of stratified_stats. / Ghi dạng văn bản của stratified_stats.';

CREATE FUNCTION @extschema@.stratified_stats_recv(internal)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_recv(internal) IS
'Reads the binary form of stratified_stats. / Đọc dạng nhị phân của stratified_stats.';

CREATE FUNCTION @extschema@.stratified_stats_send(@extschema@.stratified_stats)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_stratified_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_send(@extschema@.stratified_stats) IS
'Writes the binary form of stratified_stats. / Ghi dạng nhị phân của stratified_stats.';

-- PLAIN: of fixed size and read in place, never compressed or moved out of line.
CREATE TYPE @extschema@.stratified_stats (
    INPUT = @extschema@.stratified_stats_in, OUTPUT = @extschema@.stratified_stats_out,
    RECEIVE = @extschema@.stratified_stats_recv, SEND = @extschema@.stratified_stats_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = plain
);
COMMENT ON TYPE @extschema@.stratified_stats IS
'Answers of samples of several strata, weighed by their populations. / Kết quả trả lời của mẫu từ nhiều tầng, tính theo dân số của từng tầng.';

CREATE FUNCTION @extschema@.jsonb(@extschema@.stratified_stats)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'par_stratified_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.jsonb(@extschema@.stratified_stats) IS
'stratified_stats as jsonb. / stratified_stats dưới dạng jsonb.';

CREATE FUNCTION @extschema@.stratified_stats(jsonb)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_from_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats(jsonb) IS
'stratified_stats from jsonb. / stratified_stats từ jsonb.';

CREATE CAST (@extschema@.stratified_stats AS jsonb) WITH FUNCTION @extschema@.jsonb(@extschema@.stratified_stats);
COMMENT ON CAST (@extschema@.stratified_stats AS jsonb) IS
'stratified_stats as jsonb. / stratified_stats dưới dạng jsonb.';

CREATE CAST (jsonb AS @extschema@.stratified_stats) WITH FUNCTION @extschema@.stratified_stats(jsonb);
COMMENT ON CAST (jsonb AS @extschema@.stratified_stats) IS
'stratified_stats from jsonb. / stratified_stats từ jsonb.';

CREATE FUNCTION @extschema@.stratified_accum(state @extschema@.stratified_stats, stats @extschema@.survey_stats, population bigint)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_accum(@extschema@.stratified_stats, @extschema@.survey_stats, bigint) IS
'Adds one stratum; support of stratified_agg. / Thêm một tầng; hàm phụ trợ của stratified_agg.';

CREATE FUNCTION @extschema@.stratified_add(a @extschema@.stratified_stats, b @extschema@.stratified_stats)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_add(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Strata of both together. / Gộp các tầng của cả hai.';

CREATE AGGREGATE @extschema@.stratified_agg(stats @extschema@.survey_stats, population bigint) (
    SFUNC = @extschema@.stratified_accum, STYPE = @extschema@.stratified_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.stratified_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.stratified_agg(@extschema@.survey_stats, bigint) IS
'Estimate over strata, one row each: the summary of its sample and its population. / Ước lượng theo tầng, mỗi dòng một tầng: bản tổng hợp của mẫu và dân số của tầng.';

CREATE AGGREGATE @extschema@.rollup(stats @extschema@.stratified_stats) (
    SFUNC = @extschema@.stratified_add, STYPE = @extschema@.stratified_stats, INITCOND = '{}',
    COMBINEFUNC = @extschema@.stratified_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rollup(@extschema@.stratified_stats) IS
'Merges estimates over different strata. / Gộp ước lượng của các tập tầng khác nhau.';

CREATE FUNCTION @extschema@.satisfied_pct(stats @extschema@.stratified_stats, positive integer[] DEFAULT '{4,5}', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_stratified_satisfied_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_pct(@extschema@.stratified_stats, integer[], integer) IS
'Estimated share of the positive codes in the population, in percent. / Tỷ lệ ước lượng của các mã tích cực trong toàn dân số, theo phần trăm.';

CREATE FUNCTION @extschema@.satisfied_se(stats @extschema@.stratified_stats, positive integer[] DEFAULT '{4,5}', single text DEFAULT 'null', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_stratified_satisfied_se'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_se(@extschema@.stratified_stats, integer[], text, integer) IS
'Standard error of the estimate with finite population correction, in percentage points. / Sai số chuẩn của ước lượng có hiệu chỉnh dân số hữu hạn, theo điểm phần trăm.';

CREATE FUNCTION @extschema@.satisfied_low(stats @extschema@.stratified_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'wilson', single text DEFAULT 'null', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_stratified_satisfied_low'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_low(@extschema@.stratified_stats, integer[], double precision, text, text, integer) IS
'Lower bound of the interval of the estimate; wilson or wald. / Cận dưới khoảng tin cậy của ước lượng; wilson hoặc wald.';

CREATE FUNCTION @extschema@.satisfied_high(stats @extschema@.stratified_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'wilson', single text DEFAULT 'null', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_stratified_satisfied_high'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_high(@extschema@.stratified_stats, integer[], double precision, text, text, integer) IS
'Upper bound of the interval of the estimate; wilson or wald. / Cận trên khoảng tin cậy của ước lượng; wilson hoặc wald.';
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
'Scoring rule of a criterion, such as steps 95: 100%, 80: 50%. / Quy tắc chấm điểm của một tiêu chí, ví dụ steps 95: 100%, 80: 50%.';

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
-- ---------------------------------------------------------------------------
-- score: sums of points, index, grading into bands
-- ---------------------------------------------------------------------------

CREATE TYPE @extschema@.score_stats;

CREATE FUNCTION @extschema@.score_stats_in(cstring)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_in(cstring) IS
'Reads a score summary. / Đọc bản tổng hợp điểm.';

CREATE FUNCTION @extschema@.score_stats_out(@extschema@.score_stats)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_score_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_out(@extschema@.score_stats) IS
'Writes a score summary as JSON. / Ghi bản tổng hợp điểm dạng JSON.';

CREATE FUNCTION @extschema@.score_stats_recv(internal)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_recv(internal) IS
'Reads a score summary in binary form. / Đọc bản tổng hợp điểm ở dạng nhị phân.';

CREATE FUNCTION @extschema@.score_stats_send(@extschema@.score_stats)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_score_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_send(@extschema@.score_stats) IS
'Writes a score summary in binary form. / Ghi bản tổng hợp điểm ở dạng nhị phân.';

-- Storage plain: 72 bytes, read where they lie in the row.
CREATE TYPE @extschema@.score_stats (
    INPUT = @extschema@.score_stats_in,
    OUTPUT = @extschema@.score_stats_out,
    RECEIVE = @extschema@.score_stats_recv,
    SEND = @extschema@.score_stats_send,
    INTERNALLENGTH = variable,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE @extschema@.score_stats IS
'Score summary: exact sums of points and maxima, rows scored and not applicable. / Bản tổng hợp điểm: tổng điểm và tổng điểm tối đa chính xác, số dòng được chấm và không áp dụng.';

CREATE CAST (@extschema@.score_stats AS jsonb) WITH INOUT;
COMMENT ON CAST (@extschema@.score_stats AS jsonb) IS
'The score summary as a JSON object. / Bản tổng hợp điểm dưới dạng đối tượng JSON.';

CREATE FUNCTION @extschema@.score_accum(@extschema@.score_stats, numeric, numeric)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_accum(@extschema@.score_stats, numeric, numeric) IS
'Adds one row to a score summary. / Thêm một dòng vào bản tổng hợp điểm.';

CREATE FUNCTION @extschema@.score_remove(@extschema@.score_stats, numeric, numeric)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_remove'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_remove(@extschema@.score_stats, numeric, numeric) IS
'Takes one row out of a score summary (moving frames). / Loại một dòng khỏi bản tổng hợp điểm (khung trượt).';

CREATE FUNCTION @extschema@.score_combine(@extschema@.score_stats, @extschema@.score_stats)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_combine(@extschema@.score_stats, @extschema@.score_stats) IS
'Merges two score summaries. / Gộp hai bản tổng hợp điểm.';

CREATE FUNCTION @extschema@.score_uncombine(@extschema@.score_stats, @extschema@.score_stats)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_uncombine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_uncombine(@extschema@.score_stats, @extschema@.score_stats) IS
'Takes a score summary out of another (moving frames). / Loại một bản tổng hợp điểm khỏi bản khác (khung trượt).';

CREATE FUNCTION @extschema@.score_index_final(@extschema@.score_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_index_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_index_final(@extschema@.score_stats) IS
'The index of a summary with two decimals. / Chỉ số của bản tổng hợp với hai chữ số thập phân.';

CREATE AGGREGATE @extschema@.score_agg(points numeric, max_points numeric) (
    SFUNC = @extschema@.score_accum,
    STYPE = @extschema@.score_stats,
    COMBINEFUNC = @extschema@.score_combine,
    MSFUNC = @extschema@.score_accum,
    MINVFUNC = @extschema@.score_remove,
    MSTYPE = @extschema@.score_stats,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.score_agg(numeric, numeric) IS
'Score summary of rows; NULL points: not applicable, the maximum leaves the denominator; bonus and penalty have a maximum of 0. / Tổng hợp điểm; điểm NULL: không áp dụng, điểm tối đa không tính vào mẫu số; điểm thưởng và điểm trừ có điểm tối đa bằng 0.';

CREATE AGGREGATE @extschema@.rollup(score @extschema@.score_stats) (
    SFUNC = @extschema@.score_combine,
    STYPE = @extschema@.score_stats,
    COMBINEFUNC = @extschema@.score_combine,
    MSFUNC = @extschema@.score_combine,
    MINVFUNC = @extschema@.score_uncombine,
    MSTYPE = @extschema@.score_stats,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rollup(@extschema@.score_stats) IS
'Merges score summaries: parts to a whole. / Gộp các bản tổng hợp điểm thành tổng chung.';

CREATE AGGREGATE @extschema@.index_pct(points numeric, max_points numeric) (
    SFUNC = @extschema@.score_accum,
    STYPE = @extschema@.score_stats,
    FINALFUNC = @extschema@.score_index_final,
    COMBINEFUNC = @extschema@.score_combine,
    MSFUNC = @extschema@.score_accum,
    MINVFUNC = @extschema@.score_remove,
    MSTYPE = @extschema@.score_stats,
    MFINALFUNC = @extschema@.score_index_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.index_pct(numeric, numeric) IS
'Index in one step: 100 × points / maximum of the rows that have points, two decimals. / Chỉ số tính một bước: 100 × điểm / điểm tối đa của các dòng có điểm, hai chữ số thập phân.';

CREATE FUNCTION @extschema@.n_scored(score @extschema@.score_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_score_n_scored'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_scored(@extschema@.score_stats) IS
'Rows with points. / Số dòng được chấm điểm.';

CREATE FUNCTION @extschema@.n_not_applicable(score @extschema@.score_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_score_n_not_applicable'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_not_applicable(@extschema@.score_stats) IS
'Rows without points: not applicable. / Số dòng không áp dụng (không có điểm).';

CREATE FUNCTION @extschema@.points(score @extschema@.score_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_points'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.points(@extschema@.score_stats) IS
'Sum of points. / Tổng điểm đạt được.';

CREATE FUNCTION @extschema@.max_points(score @extschema@.score_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_max_points'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.max_points(@extschema@.score_stats) IS
'Sum of the maxima of the rows that have points. / Tổng điểm tối đa của các dòng được chấm.';

CREATE FUNCTION @extschema@.lost_points(score @extschema@.score_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_lost_points'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.lost_points(@extschema@.score_stats) IS
'Maximum less points. / Số điểm bị mất: điểm tối đa trừ điểm đạt được.';

CREATE FUNCTION @extschema@.index_rate(score @extschema@.score_stats)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_score_index_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.index_rate(@extschema@.score_stats) IS
'Points / maximum, not rounded; rank by this. / Điểm / điểm tối đa, không làm tròn; dùng để xếp hạng.';

CREATE FUNCTION @extschema@.coverage_pct(score @extschema@.score_stats, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_coverage_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.coverage_pct(@extschema@.score_stats, integer) IS
'How much of all maxima was scored, in percent. / Tỷ lệ điểm tối đa đã được chấm trên tổng điểm tối đa.';

CREATE FUNCTION @extschema@.index_pct(score @extschema@.score_stats, digits integer DEFAULT 2, cap numeric DEFAULT NULL)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_index_pct'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.index_pct(@extschema@.score_stats, integer, numeric) IS
'Index: 100 × points / maximum, rounded half up; cap => 100 keeps a bonus from exceeding it. / Chỉ số: 100 × điểm / điểm tối đa, làm tròn nửa lên; cap => 100 để điểm thưởng không vượt quá.';

CREATE TYPE @extschema@.grading;

CREATE FUNCTION @extschema@.grading_in(cstring)
RETURNS @extschema@.grading
AS 'MODULE_PATHNAME', 'par_grading_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_in(cstring) IS
'Reads a grading. / Đọc thang xếp loại.';

CREATE FUNCTION @extschema@.grading_out(@extschema@.grading)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_grading_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_out(@extschema@.grading) IS
'Writes a grading. / Ghi thang xếp loại.';

CREATE FUNCTION @extschema@.grading_recv(internal)
RETURNS @extschema@.grading
AS 'MODULE_PATHNAME', 'par_grading_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_recv(internal) IS
'Reads a grading in binary form. / Đọc thang xếp loại ở dạng nhị phân.';

CREATE FUNCTION @extschema@.grading_send(@extschema@.grading)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_grading_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_send(@extschema@.grading) IS
'Writes a grading in binary form. / Ghi thang xếp loại ở dạng nhị phân.';

CREATE TYPE @extschema@.grading (
    INPUT = @extschema@.grading_in,
    OUTPUT = @extschema@.grading_out,
    RECEIVE = @extschema@.grading_recv,
    SEND = @extschema@.grading_send,
    INTERNALLENGTH = variable,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE @extschema@.grading IS
'Bands from the best to the worst: Tốt >= 80; Khá >= 65; Trung bình >= 50; Yếu. / Thang xếp loại từ tốt nhất đến kém nhất: Tốt >= 80; Khá >= 65; Trung bình >= 50; Yếu.';

CREATE FUNCTION @extschema@.grading_eq(@extschema@.grading, @extschema@.grading)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_grading_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_eq(@extschema@.grading, @extschema@.grading) IS
'Are the gradings the same? / Hai thang xếp loại có giống nhau không?';

CREATE FUNCTION @extschema@.grading_ne(@extschema@.grading, @extschema@.grading)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_grading_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_ne(@extschema@.grading, @extschema@.grading) IS
'Do the gradings differ? / Hai thang xếp loại có khác nhau không?';

CREATE FUNCTION @extschema@.grading_hash(@extschema@.grading)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_grading_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_hash(@extschema@.grading) IS
'Hash of a grading. / Giá trị băm của thang xếp loại.';

CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.grading, RIGHTARG = @extschema@.grading, FUNCTION = @extschema@.grading_eq,
    COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.grading, @extschema@.grading) IS
'Are the gradings the same? / Hai thang xếp loại có giống nhau không?';

CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.grading, RIGHTARG = @extschema@.grading, FUNCTION = @extschema@.grading_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.grading, @extschema@.grading) IS
'Do the gradings differ? / Hai thang xếp loại có khác nhau không?';

CREATE OPERATOR FAMILY @extschema@.grading_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.grading_ops USING hash IS
'Equality of gradings. / So sánh bằng của thang xếp loại.';
CREATE OPERATOR CLASS @extschema@.grading_ops DEFAULT FOR TYPE @extschema@.grading USING hash FAMILY @extschema@.grading_ops AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.grading_hash(@extschema@.grading);
COMMENT ON OPERATOR CLASS @extschema@.grading_ops USING hash IS
'Equality of gradings. / So sánh bằng của thang xếp loại.';

CREATE FUNCTION @extschema@.grade(pct numeric, grading @extschema@.grading, at_best text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'par_grade'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grade(numeric, @extschema@.grading, text) IS
'The band of a percentage, but none better than at_best. / Xếp loại theo tỷ lệ phần trăm, không cao hơn mức at_best.';

CREATE FUNCTION @extschema@.grade(score @extschema@.score_stats, grading @extschema@.grading, at_best text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'par_grade_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grade(@extschema@.score_stats, @extschema@.grading, text) IS
'The band of the unrounded index of a summary, but none better than at_best. / Xếp loại theo chỉ số chưa làm tròn, không cao hơn mức at_best.';

CREATE FUNCTION @extschema@.bands(grading @extschema@.grading)
RETURNS TABLE (ord integer, band text, low numeric, low_included boolean, high numeric, high_included boolean)
AS 'MODULE_PATHNAME', 'par_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION @extschema@.bands(@extschema@.grading) IS
'The bands of a grading as rows, the best first. / Các mức xếp loại dưới dạng bảng, mức tốt nhất trước.';
-- ---------------------------------------------------------------------------
-- deadline: plan wordings to dates
-- ---------------------------------------------------------------------------

CREATE FUNCTION @extschema@.deadlines(wording text, plan_year integer,
    OUT ord integer, OUT starts date, OUT due date, OUT kind text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'par_deadlines'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1;
COMMENT ON FUNCTION @extschema@.deadlines(text, integer) IS
'The deadlines in a plan wording (''Trước ngày 14/12/2024''): one row per due date in the order of the text, due = last admissible day; kind year, quarter, month, date, range, start_only, recurring, periodic, after_event, external or unrecognised. / Các thời hạn trong câu chữ của kế hoạch: mỗi hạn một dòng theo thứ tự trong văn bản, due = ngày cuối cùng còn được tính là đúng hạn; chữ không đọc được là unrecognised, không báo lỗi.';

CREATE FUNCTION @extschema@.due_date(wording text, plan_year integer)
RETURNS date
AS 'MODULE_PATHNAME', 'par_due_date'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.due_date(text, integer) IS
'The last due date in a plan wording; NULL if it has none. / Hạn cuối cùng đọc được trong câu chữ của kế hoạch; NULL nếu không có.';
-- ---------------------------------------------------------------------------
-- model: ready tables and views in a schema of the user's own
--
-- Everything that create_model makes belongs to the caller and to no
-- extension: it is dumped, restored, altered and dropped like any other table.
-- The body below is the model's definition; it reads top to bottom:
--
-- Function bodies with semicolons stand in quotes, for the PL/pgSQL of early
-- minor versions ends a statement at the first one.
--
--   1  settings, labels, calendar     7  indicators, targets, published figures
--   2  blocs and agencies             8  stored summaries
--   3  plans and tasks                9  views: dossiers
--   4  services and dossiers         10  views: satisfaction
--   5  surveys                       11  views: tasks
--   6  frameworks and assessments    12  views: index, league, targets, audit
--                                    13  refresh       14  comments
-- ---------------------------------------------------------------------------

CREATE PROCEDURE @extschema@.create_model(schema text)
LANGUAGE plpgsql
-- The caller's path must not decide what the names below mean; on return it
-- is the caller's again.
SET search_path = pg_catalog, pg_temp
AS $model$
#variable_conflict use_column
DECLARE
    item record;
BEGIN
    IF schema IS NULL OR schema = '' THEN
        RAISE EXCEPTION 'the model needs the name of a schema'
            USING ERRCODE = 'invalid_parameter_value', HINT = 'For example: CALL @extschema@.create_model(''cchc'').';
    END IF;
    IF schema = '@extschema@' THEN
        RAISE EXCEPTION 'schema "%" holds the extension itself', schema
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Choose a schema of your own; it is created when it does not exist.';
    END IF;
    IF to_regclass(format('%I.setting', schema)) IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" already holds a model', schema
            USING ERRCODE = 'duplicate_object', HINT = 'Choose another schema, or drop this one first if it can go.';
    END IF;
    IF to_regnamespace(quote_ident(schema)) IS NULL THEN
        EXECUTE format('CREATE SCHEMA %I', schema);
    END IF;
    PERFORM set_config('search_path', format('%I, pg_temp', schema), true);

    -- 1. Settings, labels, calendar ------------------------------------------

    CREATE TABLE setting (
        id             boolean PRIMARY KEY DEFAULT true,
        period_from    date NOT NULL,
        reporting_date date NOT NULL,
        zone           text NOT NULL DEFAULT 'Asia/Ho_Chi_Minh',
        at_risk_days   integer NOT NULL DEFAULT 14,
        min_answers    integer NOT NULL DEFAULT 0,
        as_of          timestamptz GENERATED ALWAYS AS ((reporting_date + time '23:59:59.999999') AT TIME ZONE zone) STORED,
        CONSTRAINT setting_has_one_row CHECK (id),
        CONSTRAINT setting_period_begins_before_it_ends CHECK (period_from <= reporting_date),
        CONSTRAINT setting_at_risk_days_not_negative CHECK (at_risk_days >= 0),
        CONSTRAINT setting_min_answers_not_negative CHECK (min_answers >= 0)
    );
    INSERT INTO setting (period_from, reporting_date) VALUES (date_trunc('year', current_date)::date, current_date);

    CREATE TABLE label (
        kind text,
        code text,
        en   text NOT NULL,
        vi   text NOT NULL,
        PRIMARY KEY (kind, code)
    );
    INSERT INTO label VALUES
        ('status', 'early', 'Early', 'Trước hạn'),
        ('status', 'on_time', 'On time', 'Đúng hạn'),
        ('status', 'late', 'Late', 'Trễ hạn'),
        ('status', 'pending', 'In progress', 'Đang thực hiện, trong hạn'),
        ('status', 'overdue', 'Overdue', 'Quá hạn'),
        ('status', 'paused', 'Paused', 'Tạm dừng'),
        ('status', 'no_deadline', 'No deadline', 'Không có thời hạn'),
        ('status', 'not_arisen', 'Not arisen', 'Không phát sinh'),
        ('deadline_kind', 'year', 'Year', 'Trong năm'),
        ('deadline_kind', 'quarter', 'Quarter', 'Theo quý'),
        ('deadline_kind', 'month', 'Month', 'Theo tháng'),
        ('deadline_kind', 'date', 'Date', 'Ngày cụ thể'),
        ('deadline_kind', 'range', 'Range', 'Khoảng thời gian'),
        ('deadline_kind', 'start_only', 'Start only', 'Chỉ có thời điểm bắt đầu'),
        ('deadline_kind', 'recurring', 'Recurring', 'Thường xuyên'),
        ('deadline_kind', 'periodic', 'Periodic', 'Định kỳ'),
        ('deadline_kind', 'after_event', 'After an event', 'Sau một sự kiện'),
        ('deadline_kind', 'external', 'Set by others', 'Theo cơ quan khác'),
        ('deadline_kind', 'unrecognised', 'Not recognised', 'Không đọc được'),
        ('deadline_kind', 'agreed', 'Agreed by the office', 'Do cơ quan ấn định'),
        ('level', 'central', 'Central line', 'Ngành dọc trung ương'),
        ('level', 'province', 'Province', 'Cấp tỉnh'),
        ('level', 'district', 'District', 'Cấp huyện'),
        ('level', 'commune', 'Commune', 'Cấp xã'),
        ('online_level', 'full', 'Fully online service', 'Dịch vụ công toàn trình'),
        ('online_level', 'partial', 'Partly online service', 'Dịch vụ công một phần'),
        ('online_level', 'none', 'Counter only', 'Chưa trực tuyến'),
        ('channel', 'online', 'Online', 'Trực tuyến'),
        ('channel', 'counter', 'At the counter', 'Trực tiếp'),
        ('kind', 'normal', 'Criterion', 'Tiêu chí'),
        ('kind', 'bonus', 'Bonus', 'Điểm thưởng'),
        ('kind', 'penalty', 'Penalty', 'Điểm phạt'),
        ('source', 'self', 'Self-assessed', 'Tự đánh giá'),
        ('source', 'appraised', 'Appraised', 'Thẩm định'),
        ('source', 'survey', 'Survey', 'Điều tra xã hội học'),
        ('attainment', 'met', 'Met', 'Đạt'),
        ('attainment', 'not_met', 'Not met', 'Không đạt'),
        ('attainment', 'no_data', 'No data', 'Chưa có số liệu');

    CREATE TABLE calendar_day (
        day  date PRIMARY KEY,
        kind text NOT NULL,
        name text,
        CONSTRAINT calendar_day_is_off_or_work CHECK (kind IN ('off', 'work'))
    );

    CREATE FUNCTION calendar() RETURNS @extschema@.calendar
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT @extschema@.calendar_agg(day, kind) FROM calendar_day);

    -- 2. Blocs and agencies ---------------------------------------------------

    CREATE TABLE bloc (
        code     text PRIMARY KEY,
        name     text NOT NULL,
        position integer NOT NULL DEFAULT 0
    );

    -- A range of codes holds one code; it lets GiST, which knows no plain
    -- equality of text, keep the periods of one code apart.
    CREATE TYPE code_range AS RANGE (subtype = text, collation = "C");

    CREATE TABLE agency (
        id           bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        code         text NOT NULL,
        name         text NOT NULL,
        bloc         text NOT NULL REFERENCES bloc,
        level        text NOT NULL,
        valid_from   date,
        valid_to     date,
        successor_id bigint REFERENCES agency,
        CONSTRAINT agency_level_is_known CHECK (level IN ('central', 'province', 'district', 'commune')),
        CONSTRAINT agency_validity_begins_before_it_ends CHECK (valid_from <= valid_to),
        CONSTRAINT agency_does_not_succeed_itself CHECK (successor_id <> id),
        CONSTRAINT agency_periods_of_one_code_do_not_overlap
            EXCLUDE USING gist (code_range(code, code, '[]') WITH &&, daterange(valid_from, valid_to, '[]') WITH &&)
    );
    CREATE INDEX ON agency (bloc);

    -- The agencies that the caller may see: all, unless row-level security on
    -- agency says otherwise.  Stored summaries cannot carry such policies, so
    -- the views over them ask this function.
    CREATE FUNCTION visible_agencies() RETURNS bigint[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN ARRAY(SELECT id FROM agency);

    -- 3. Plans and tasks ------------------------------------------------------

    CREATE TABLE plan (
        code  text PRIMARY KEY,
        year  integer NOT NULL,
        title text NOT NULL,
        CONSTRAINT plan_year_is_plausible CHECK (year BETWEEN 1900 AND 2200)
    );

    CREATE TABLE task (
        id               bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        plan             text NOT NULL REFERENCES plan,
        part             text NOT NULL DEFAULT '',
        area_no          text NOT NULL,
        area_title       text,
        item_no          text NOT NULL DEFAULT '',
        title            text NOT NULL,
        expected_product text,
        deadline_text    text,
        due_on           date,
        CONSTRAINT task_is_once_in_its_plan UNIQUE (plan, part, area_no, item_no)
    );

    CREATE TABLE task_agency (
        task_id     bigint REFERENCES task ON DELETE CASCADE,
        agency_id   bigint REFERENCES agency,
        state       text NOT NULL DEFAULT 'assigned',
        done_on     date,
        result_text text,
        PRIMARY KEY (task_id, agency_id),
        CONSTRAINT task_agency_state_is_known CHECK (state IN ('assigned', 'paused', 'not_arisen')),
        CONSTRAINT task_agency_not_arisen_is_not_done CHECK (NOT (state = 'not_arisen' AND done_on IS NOT NULL))
    );
    CREATE INDEX ON task_agency (agency_id);

    -- 4. Services and dossiers ------------------------------------------------

    CREATE TABLE service (
        code         text PRIMARY KEY,
        name         text NOT NULL,
        field        text NOT NULL,
        online_level text NOT NULL DEFAULT 'none',
        CONSTRAINT service_online_level_is_known CHECK (online_level IN ('full', 'partial', 'none'))
    );

    CREATE TABLE dossier (
        code         text PRIMARY KEY,
        agency_id    bigint NOT NULL REFERENCES agency,
        service      text NOT NULL REFERENCES service,
        received_at  timestamptz NOT NULL,
        due_at       timestamptz,
        finished_at  timestamptz,
        pauses       tstzmultirange NOT NULL DEFAULT '{}',
        channel      text NOT NULL,
        fee          numeric(14,0) NOT NULL DEFAULT 0,
        paid_online  boolean NOT NULL DEFAULT false,
        supplements  smallint NOT NULL DEFAULT 0,
        CONSTRAINT dossier_channel_is_known CHECK (channel IN ('online', 'counter')),
        CONSTRAINT dossier_due_not_before_received CHECK (due_at >= received_at),
        -- Checks run in the order of their names: the range below is only
        -- built when this one has passed.
        CONSTRAINT dossier_finished_not_before_received CHECK (finished_at >= received_at),
        CONSTRAINT dossier_pauses_lie_inside_the_case CHECK (pauses <@ tstzrange(received_at, finished_at, '[]')),
        CONSTRAINT dossier_fee_not_negative CHECK (fee >= 0),
        CONSTRAINT dossier_paid_online_needs_a_fee CHECK (fee > 0 OR NOT paid_online),
        CONSTRAINT dossier_supplements_not_negative CHECK (supplements >= 0)
    );
    CREATE INDEX ON dossier (agency_id, received_at);
    CREATE INDEX ON dossier (finished_at);

    -- 5. Surveys --------------------------------------------------------------

    CREATE TABLE factor (
        code     text PRIMARY KEY,
        name     text NOT NULL,
        in_total boolean NOT NULL DEFAULT true,
        position integer NOT NULL DEFAULT 0
    );

    CREATE TABLE survey (
        code     text PRIMARY KEY,
        year     integer NOT NULL,
        title    text NOT NULL,
        positive integer[] NOT NULL DEFAULT '{4,5}',
        low      integer NOT NULL DEFAULT 1,
        top      integer NOT NULL DEFAULT 5,
        issued   bigint,
        returned bigint,
        in_index boolean NOT NULL DEFAULT true,
        CONSTRAINT survey_scale_lies_in_0_to_10 CHECK (0 <= low AND low < top AND top <= 10),
        CONSTRAINT survey_positive_codes_lie_on_the_scale CHECK (low <= ALL (positive) AND top >= ALL (positive)),
        CONSTRAINT survey_returned_not_more_than_issued CHECK (returned <= issued)
    );
    CREATE UNIQUE INDEX survey_in_the_index_is_one_a_year ON survey (year) WHERE in_index;

    CREATE TABLE question (
        id     bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        survey text NOT NULL REFERENCES survey,
        number integer NOT NULL,
        factor text NOT NULL REFERENCES factor,
        title  text NOT NULL,
        CONSTRAINT question_number_is_once_in_its_survey UNIQUE (survey, number)
    );

    CREATE TABLE response (
        id          bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        survey      text NOT NULL REFERENCES survey,
        agency_id   bigint NOT NULL REFERENCES agency,
        answered_on date NOT NULL
    );
    CREATE INDEX ON response (agency_id);

    CREATE TABLE answer (
        response_id bigint REFERENCES response ON DELETE CASCADE,
        question_id bigint REFERENCES question,
        answer      smallint,
        PRIMARY KEY (response_id, question_id),
        CONSTRAINT answer_code_is_0_to_10 CHECK (answer BETWEEN 0 AND 10)
    );

    -- Checked once for a statement, because it takes other tables.
    EXECUTE format($statement$
    CREATE FUNCTION check_answers() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $body$
    DECLARE
        bad record;
    BEGIN
        SELECT n.answer, v.code, v.low, v.top, q.survey INTO bad
        FROM changed n
             JOIN %1$I.question q ON q.id = n.question_id
             JOIN %1$I.response r ON r.id = n.response_id
             JOIN %1$I.survey v ON v.code = r.survey
        WHERE q.survey <> v.code OR n.answer NOT BETWEEN v.low AND v.top
        LIMIT 1;
        IF bad.survey <> bad.code THEN
            RAISE EXCEPTION 'a form of survey "%%" answers a question of survey "%%"', bad.code, bad.survey
                USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_question_belongs_to_the_survey_of_the_form';
        ELSIF FOUND THEN
            RAISE EXCEPTION 'answer %% is not on the scale of survey "%%"', bad.answer, bad.code
                USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_lies_on_the_scale_of_its_survey',
                      HINT = format('Its codes are %%s to %%s; no opinion is NULL.', bad.low, bad.top);
        END IF;
        RETURN NULL;
    END
    $body$ $statement$, schema);
    CREATE TRIGGER answers_inserted AFTER INSERT ON answer REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION check_answers();
    CREATE TRIGGER answers_updated AFTER UPDATE ON answer REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION check_answers();

    -- 6. Frameworks and assessments -------------------------------------------

    CREATE TABLE framework (
        code  text PRIMARY KEY,
        year  integer NOT NULL,
        bloc  text NOT NULL REFERENCES bloc,
        title text NOT NULL,
        CONSTRAINT framework_is_one_for_a_bloc_and_year UNIQUE (bloc, year)
    );

    CREATE TABLE band (
        framework      text REFERENCES framework ON DELETE CASCADE,
        name           text,
        lower_bound    numeric(9,4),
        bound_excluded boolean NOT NULL DEFAULT false,
        review_years   integer,
        PRIMARY KEY (framework, name),
        CONSTRAINT band_bounds_differ UNIQUE (framework, lower_bound),
        CONSTRAINT band_name_has_no_semicolon_or_comparison CHECK (name ~ '\S' AND name !~ '[;<>=]'),
        CONSTRAINT band_review_years_positive CHECK (review_years > 0)
    );
    CREATE UNIQUE INDEX band_without_bound_is_one ON band (framework) WHERE lower_bound IS NULL;

    CREATE TABLE gate (
        framework text REFERENCES framework ON DELETE CASCADE,
        name      text,
        condition jsonpath NOT NULL,
        at_best   text NOT NULL,
        basis     text,
        PRIMARY KEY (framework, name),
        CONSTRAINT gate_band_is_a_band_of_the_framework FOREIGN KEY (framework, at_best) REFERENCES band (framework, name),
        CONSTRAINT gate_condition_is_strict_so_that_no_data_stays_unknown CHECK (condition::text LIKE 'strict %')
    );

    -- A criteria tree is typed before it is sound, so that codes and parents
    -- are checked by @extschema@.check_framework and not refused row by row.
    CREATE TABLE criterion (
        id          bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        framework   text NOT NULL REFERENCES framework ON DELETE CASCADE,
        code        text NOT NULL,
        parent_code text,
        title       text NOT NULL,
        kind        text NOT NULL DEFAULT 'normal',
        max_points  numeric(9,4) NOT NULL,
        rule        @extschema@.rule,
        source      text NOT NULL DEFAULT 'appraised',
        position    integer NOT NULL DEFAULT 0,
        CONSTRAINT criterion_is_not_its_own_parent CHECK (parent_code <> code),
        CONSTRAINT criterion_kind_is_known CHECK (kind IN ('normal', 'bonus', 'penalty')),
        CONSTRAINT criterion_maximum_not_negative CHECK (max_points >= 0),
        CONSTRAINT criterion_source_is_known CHECK (source IN ('self', 'appraised', 'survey')),
        CONSTRAINT criterion_id_and_maximum UNIQUE (id, max_points)
    );
    CREATE INDEX ON criterion (framework, code);

    CREATE TABLE assessment (
        agency_id    bigint REFERENCES agency,
        criterion_id bigint,
        source       text DEFAULT 'appraised',
        round        smallint DEFAULT 1,
        max_points   numeric(9,4) NOT NULL,
        numerator    numeric,
        denominator  numeric,
        points       numeric(9,4),
        note         text,
        PRIMARY KEY (agency_id, criterion_id, source, round),
        CONSTRAINT assessment_maximum_is_that_of_the_criterion
            FOREIGN KEY (criterion_id, max_points) REFERENCES criterion (id, max_points) ON UPDATE CASCADE ON DELETE CASCADE,
        CONSTRAINT assessment_points_within_the_maximum CHECK (points BETWEEN 0 AND max_points),
        CONSTRAINT assessment_source_is_known CHECK (source IN ('self', 'appraised', 'survey')),
        CONSTRAINT assessment_round_positive CHECK (round > 0),
        CONSTRAINT assessment_denominator_not_negative CHECK (denominator >= 0)
    );
    CREATE INDEX ON assessment (criterion_id, max_points);

    -- Scored as it is entered, so that a result that its rule cannot score is
    -- refused here and not when the league table is refreshed.
    EXECUTE format($statement$
    CREATE FUNCTION check_assessments() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $body$
    BEGIN
        PERFORM count(CASE WHEN n.denominator IS NULL THEN @extschema@.points(c.rule, n.numerator, n.max_points)
                           ELSE @extschema@.points(c.rule, n.numerator, n.denominator, n.max_points) END)
        FROM changed n JOIN %1$I.criterion c ON c.id = n.criterion_id;
        RETURN NULL;
    END
    $body$ $statement$, schema);
    CREATE TRIGGER assessments_inserted AFTER INSERT ON assessment REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION check_assessments();
    CREATE TRIGGER assessments_updated AFTER UPDATE ON assessment REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION check_assessments();

    -- 7. Indicators, targets, published figures -------------------------------

    CREATE TABLE indicator (
        id         bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        appendix   text NOT NULL,
        code       text,
        title      text NOT NULL,
        period     text NOT NULL,
        value_text text,
        value      numeric,
        unit       text,
        note       text
    );
    CREATE INDEX ON indicator (appendix, code, period);

    CREATE TABLE target (
        number         integer PRIMARY KEY,
        title          text NOT NULL,
        condition      jsonpath,
        result_text    text,
        office_verdict text,
        CONSTRAINT target_condition_is_strict_so_that_no_data_stays_unknown CHECK (condition::text LIKE 'strict %')
    );

    CREATE TABLE target_measure (
        target integer REFERENCES target ON DELETE CASCADE,
        name   text,
        value  numeric,
        origin text,
        PRIMARY KEY (target, name)
    );

    CREATE TABLE published_figure (
        code        text PRIMARY KEY,
        origin      text NOT NULL,
        numerator   numeric,
        denominator numeric,
        printed     text NOT NULL,
        digits      integer NOT NULL DEFAULT 2,
        note        text,
        CONSTRAINT published_figure_digits_are_0_to_20 CHECK (digits BETWEEN 0 AND 20)
    );

    -- 8. Stored summaries: one row for an agency and month --------------------
    -- Figures for quarters, years, levels and the province are rolled up from
    -- these; the unique indexes let REFRESH ... CONCURRENTLY work.

    -- A settled dossier counts in the month it was settled, an open one in the
    -- month of the reporting date: every dossier once.
    CREATE MATERIALIZED VIEW ontime_month AS
    SELECT d.agency_id, m.month, p.online_level,
           @extschema@.ontime_agg(d.due_at, d.finished_at, s.as_of, d.pauses @> s.as_of, s.zone) AS stats,
           now() AS computed_at
    FROM setting s
         JOIN dossier d ON d.received_at <= s.as_of
         JOIN service p ON p.code = d.service
         CROSS JOIN LATERAL (SELECT date_trunc('month', CASE WHEN d.finished_at <= s.as_of THEN d.finished_at ELSE s.as_of END
                                                        AT TIME ZONE s.zone)::date) AS m (month)
    GROUP BY d.agency_id, m.month, p.online_level;
    CREATE UNIQUE INDEX ON ontime_month (agency_id, month, online_level);

    -- Received, submitted online, with a fee, paid online: by month of receipt.
    CREATE MATERIALIZED VIEW intake_month AS
    SELECT d.agency_id, m.month, p.online_level,
           count(*) AS n_received,
           count(*) FILTER (WHERE d.channel = 'online') AS n_online,
           count(*) FILTER (WHERE d.fee > 0) AS n_with_fee,
           count(*) FILTER (WHERE d.paid_online) AS n_paid_online,
           now() AS computed_at
    FROM setting s
         JOIN dossier d ON d.received_at <= s.as_of
         JOIN service p ON p.code = d.service
         CROSS JOIN LATERAL (SELECT date_trunc('month', d.received_at AT TIME ZONE s.zone)::date) AS m (month)
    GROUP BY d.agency_id, m.month, p.online_level;
    CREATE UNIQUE INDEX ON intake_month (agency_id, month, online_level);

    CREATE MATERIALIZED VIEW survey_month AS
    SELECT r.survey, r.agency_id, m.month, q.factor,
           @extschema@.survey_agg(a.answer) AS stats,
           now() AS computed_at
    FROM setting s
         JOIN response r ON r.answered_on <= s.reporting_date
         JOIN answer a ON a.response_id = r.id
         JOIN question q ON q.id = a.question_id
         CROSS JOIN LATERAL (SELECT date_trunc('month', r.answered_on::timestamp)::date) AS m (month)
    GROUP BY r.survey, r.agency_id, m.month, q.factor;
    CREATE UNIQUE INDEX ON survey_month (survey, agency_id, month, factor);

    -- 9. Views: dossiers -------------------------------------------------------

    CREATE VIEW dossier_status AS
    SELECT d.code AS dossier, a.code AS agency_code, a.name AS agency, a.level, v.vi AS level_vi,
           p.code AS service_code, p.name AS service, p.field, d.channel, h.vi AS channel_vi, d.received_at, d.due_at,
           CASE WHEN d.finished_at <= s.as_of THEN d.finished_at END AS finished_at,
           c.status::text AS status, l.vi AS status_vi,
           CASE WHEN c.status IN ('late', 'overdue')
                THEN ((least(d.finished_at, s.as_of) AT TIME ZONE s.zone)::date
                      - (d.due_at AT TIME ZONE s.zone)::date)::bigint END AS days_late
    FROM setting s
         JOIN dossier d ON d.received_at <= s.as_of
         JOIN agency a ON a.id = d.agency_id
         JOIN service p ON p.code = d.service
         CROSS JOIN LATERAL @extschema@.timeliness(d.due_at, d.finished_at, s.as_of, d.pauses @> s.as_of, s.zone) AS c (status)
         LEFT JOIN label l ON l.kind = 'status' AND l.code = c.status::text
         LEFT JOIN label v ON v.kind = 'level' AND v.code = a.level
         LEFT JOIN label h ON h.kind = 'channel' AND h.code = d.channel;

    CREATE VIEW ontime_by_agency_month WITH (security_barrier) AS
    SELECT a.bloc, a.code AS agency_code, a.name AS agency, a.level, l.vi AS level_vi, o.month,
           @extschema@.n_received(o.stats) AS n_received,
           @extschema@.n_finished(o.stats) AS n_finished,
           @extschema@.n_early(o.stats) AS n_early,
           @extschema@.n_on_time(o.stats) AS n_on_time,
           @extschema@.n_late(o.stats) AS n_late,
           @extschema@.n_pending(o.stats) AS n_pending,
           @extschema@.n_overdue(o.stats) AS n_overdue,
           @extschema@.n_paused(o.stats) AS n_paused,
           @extschema@.n_no_deadline(o.stats) AS n_no_deadline,
           @extschema@.on_time_pct(o.stats)::numeric(5,2) AS on_time_pct,
           @extschema@.on_time_pct(o.stats, 'due')::numeric(5,2) AS on_time_of_due_pct,
           @extschema@.on_time_pct(o.stats, 'received')::numeric(5,2) AS on_time_of_received_pct,
           @extschema@.late_rate(o.stats) AS late_rate,
           @extschema@.days_late_avg(o.stats)::float8 AS days_late_avg,
           o.computed_at
    FROM (SELECT agency_id, month, @extschema@.rollup(stats) AS stats, max(computed_at) AS computed_at
          FROM ontime_month GROUP BY agency_id, month) o
         JOIN agency a ON a.id = o.agency_id
         LEFT JOIN label l ON l.kind = 'level' AND l.code = a.level
    WHERE o.agency_id = ANY ((SELECT visible_agencies())::bigint[]);

    CREATE VIEW ontime_by_level_year WITH (security_barrier) AS
    SELECT o.level, l.vi AS level_vi, o.year,
           @extschema@.n_received(o.stats) AS n_received,
           @extschema@.n_finished(o.stats) AS n_finished,
           @extschema@.n_early(o.stats) AS n_early,
           @extschema@.n_on_time(o.stats) AS n_on_time,
           @extschema@.n_late(o.stats) AS n_late,
           @extschema@.n_pending(o.stats) AS n_pending,
           @extschema@.n_overdue(o.stats) AS n_overdue,
           @extschema@.on_time_pct(o.stats)::numeric(5,2) AS on_time_pct,
           @extschema@.late_rate(o.stats) AS late_rate,
           o.computed_at
    FROM (SELECT a.level, extract(year FROM m.month)::bigint AS year,
                 @extschema@.rollup(m.stats) AS stats, max(m.computed_at) AS computed_at
          FROM ontime_month m JOIN agency a ON a.id = m.agency_id
          WHERE m.agency_id = ANY ((SELECT visible_agencies())::bigint[])
          GROUP BY a.level, extract(year FROM m.month)) o
         LEFT JOIN label l ON l.kind = 'level' AND l.code = o.level;

    CREATE VIEW online_by_year WITH (security_barrier) AS
    SELECT i.online_level, l.vi AS online_level_vi, i.year, i.n_received, i.n_online,
           @extschema@.pct(i.n_online, i.n_received)::numeric(5,2) AS online_pct,
           i.n_with_fee, i.n_paid_online,
           @extschema@.pct(i.n_paid_online, i.n_with_fee)::numeric(5,2) AS paid_online_pct,
           i.computed_at
    FROM (SELECT online_level, extract(year FROM month)::bigint AS year,
                 sum(n_received)::bigint AS n_received, sum(n_online)::bigint AS n_online,
                 sum(n_with_fee)::bigint AS n_with_fee, sum(n_paid_online)::bigint AS n_paid_online,
                 max(computed_at) AS computed_at
          FROM intake_month
          WHERE agency_id = ANY ((SELECT visible_agencies())::bigint[])
          GROUP BY online_level, extract(year FROM month)) i
         LEFT JOIN label l ON l.kind = 'online_level' AND l.code = i.online_level;

    -- Report form 06: received (carried over, new) = settled + in process.
    -- The printed form has no columns for paused dossiers and for those
    -- without a deadline; they stand beside the columns they are part of.
    EXECUTE $statement$
    CREATE FUNCTION form_06_between(first_day date, last_day date)
    RETURNS TABLE (bloc text, agency_code text, agency text, level text, level_vi text, field text,
                   received bigint, carried_over bigint, new_online bigint, new_counter bigint,
                   settled bigint, settled_early bigint, settled_on_time bigint, settled_late bigint, settled_no_deadline bigint,
                   in_process bigint, in_process_in_time bigint, in_process_overdue bigint,
                   in_process_paused bigint, in_process_no_deadline bigint)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        WITH period AS (
            SELECT s.zone,
                   first_day::timestamp AT TIME ZONE s.zone AS starts,
                   (last_day + time '23:59:59.999999') AT TIME ZONE s.zone AS ends
            FROM setting s
        ), counted AS (
            SELECT d.agency_id, p.field,
                   @extschema@.ontime_agg(d.due_at, d.finished_at, t.ends, d.pauses @> t.ends, t.zone) AS stats,
                   count(*) FILTER (WHERE d.received_at < t.starts) AS carried_over,
                   count(*) FILTER (WHERE d.received_at >= t.starts AND d.channel = 'online') AS new_online,
                   count(*) FILTER (WHERE d.received_at >= t.starts AND d.channel = 'counter') AS new_counter
            FROM dossier d JOIN service p ON p.code = d.service, period t
            -- the bounds once more, as values that an index can be searched for
            WHERE d.received_at <= (SELECT ends FROM period)
              AND (d.finished_at IS NULL OR d.finished_at >= (SELECT starts FROM period))
            GROUP BY d.agency_id, p.field
        )
        SELECT a.bloc, a.code, a.name, a.level, l.vi, c.field,
               c.carried_over + c.new_online + c.new_counter, c.carried_over, c.new_online, c.new_counter,
               n.settled, n.early, n.on_time, n.late, n.settled - n.early - n.on_time - n.late,
               n.received - n.settled, n.received - n.settled - n.overdue, n.overdue, n.paused,
               n.received - n.settled - n.pending - n.overdue - n.paused
        FROM counted c
             JOIN agency a ON a.id = c.agency_id
             LEFT JOIN label l ON l.kind = 'level' AND l.code = a.level
             CROSS JOIN LATERAL (SELECT @extschema@.n_received(c.stats) AS received, @extschema@.n_finished(c.stats) AS settled,
                                        @extschema@.n_early(c.stats) AS early, @extschema@.n_on_time(c.stats) AS on_time,
                                        @extschema@.n_late(c.stats) AS late, @extschema@.n_pending(c.stats) AS pending,
                                        @extschema@.n_overdue(c.stats) AS overdue, @extschema@.n_paused(c.stats) AS paused) n;
    END
    $statement$;

    CREATE VIEW form_06 AS
    SELECT f.* FROM setting s, form_06_between(s.period_from, s.reporting_date) f;

    -- 10. Views: satisfaction --------------------------------------------------

    CREATE VIEW satisfaction_by_agency_factor WITH (security_barrier) AS
    SELECT v.code AS survey, v.year::bigint AS year, a.bloc, a.code AS agency_code, a.name AS agency,
           f.code AS factor, f.name AS factor_vi,
           @extschema@.n_answers(m.stats) AS n_answers,
           @extschema@.n_missing(m.stats) AS n_missing,
           @extschema@.satisfied_pct(shown.stats, v.positive)::numeric(5,2) AS satisfied_pct,
           @extschema@.satisfied_low(shown.stats, v.positive)::numeric(5,2) AS satisfied_low,
           @extschema@.satisfied_high(shown.stats, v.positive)::numeric(5,2) AS satisfied_high,
           @extschema@.mean_score(shown.stats)::float8 AS mean_score,
           m.computed_at
    FROM setting s,
         (SELECT survey, agency_id, factor, @extschema@.rollup(stats) AS stats, max(computed_at) AS computed_at
          FROM survey_month GROUP BY survey, agency_id, factor) m
         JOIN survey v ON v.code = m.survey
         JOIN agency a ON a.id = m.agency_id
         JOIN factor f ON f.code = m.factor
         LEFT JOIN LATERAL (SELECT m.stats WHERE @extschema@.n_answers(m.stats) >= s.min_answers) AS shown ON true
    WHERE m.agency_id = ANY ((SELECT visible_agencies())::bigint[]);

    CREATE VIEW satisfaction_by_year WITH (security_barrier) AS
    SELECT v.code AS survey, v.year::bigint AS year, v.issued AS n_issued, v.returned AS n_returned,
           n.n_valid, n.n_agencies,
           @extschema@.n_answers(m.stats) AS n_answers,
           @extschema@.satisfied_pct(m.stats, v.positive)::numeric(5,2) AS satisfied_pct,
           @extschema@.satisfied_low(m.stats, v.positive)::numeric(5,2) AS satisfied_low,
           @extschema@.satisfied_high(m.stats, v.positive)::numeric(5,2) AS satisfied_high,
           @extschema@.mean_pct(m.stats, v.top)::numeric(5,2) AS mean_pct,
           @extschema@.rescaled_pct(m.stats, v.low, v.top)::numeric(5,2) AS rescaled_pct,
           m.computed_at
    FROM survey v
         JOIN (SELECT t.survey, @extschema@.rollup(t.stats) AS stats, max(t.computed_at) AS computed_at
               FROM survey_month t JOIN factor f ON f.code = t.factor AND f.in_total
               WHERE t.agency_id = ANY ((SELECT visible_agencies())::bigint[])
               GROUP BY t.survey) m ON m.survey = v.code
         JOIN (SELECT survey, count(*) AS n_valid, count(DISTINCT agency_id) AS n_agencies
               FROM setting s JOIN response r ON r.answered_on <= s.reporting_date
               WHERE agency_id = ANY ((SELECT visible_agencies())::bigint[])
               GROUP BY survey) n ON n.survey = v.code;

    -- 11. Views: tasks ----------------------------------------------------------

    -- The due date is the one the office agreed (task.due_on), else the last
    -- date that the plan's wording names.
    EXECUTE $statement$
    CREATE FUNCTION task_progress_at(as_of date)
    RETURNS TABLE (plan text, year bigint, part text, area_no text, item_no text, title text,
                   agency_code text, agency text, deadline_text text, deadline_kind text, deadline_kind_vi text,
                   due_on date, done_on date, status text, status_vi text, days_late bigint, days_left bigint)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        SELECT p.code, p.year::bigint, t.part, t.area_no, t.item_no, t.title,
               a.code, a.name, t.deadline_text, d.kind, k.vi, d.due, c.done, c.status, l.vi,
               CASE WHEN c.status IN ('late', 'overdue') THEN (coalesce(c.done, task_progress_at.as_of) - d.due)::bigint END,
               CASE WHEN c.status = 'pending' THEN (d.due - task_progress_at.as_of)::bigint END
        FROM task t
             JOIN plan p ON p.code = t.plan
             JOIN task_agency ta ON ta.task_id = t.id
             JOIN agency a ON a.id = ta.agency_id
             LEFT JOIN LATERAL (SELECT t.due_on AS due, 'agreed' AS kind WHERE t.due_on IS NOT NULL
                                UNION ALL
                                (SELECT w.due, w.kind::text FROM @extschema@.deadlines(t.deadline_text, p.year) w
                                 WHERE t.due_on IS NULL ORDER BY w.due DESC NULLS LAST, w.ord LIMIT 1)) d ON true
             CROSS JOIN LATERAL (SELECT CASE WHEN ta.done_on <= task_progress_at.as_of THEN ta.done_on END AS done,
                                        CASE WHEN ta.state = 'not_arisen' THEN ta.state
                                             ELSE @extschema@.timeliness(d.due, ta.done_on, task_progress_at.as_of, ta.state = 'paused')::text
                                        END AS status) c
             LEFT JOIN label l ON l.kind = 'status' AND l.code = c.status
             LEFT JOIN label k ON k.kind = 'deadline_kind' AND k.code = d.kind;
    END
    $statement$;

    CREATE VIEW task_progress AS
    SELECT t.* FROM setting s, task_progress_at(s.reporting_date) t;

    CREATE VIEW task_at_risk AS
    SELECT t.* FROM setting s, task_progress_at(s.reporting_date) t
    WHERE t.days_left <= s.at_risk_days;

    CREATE VIEW task_summary AS
    SELECT t.plan, t.year, t.agency_code, t.agency,
           @extschema@.n_received(t.stats) AS n_assigned,
           @extschema@.n_early(t.stats) AS n_early,
           @extschema@.n_on_time(t.stats) AS n_on_time,
           @extschema@.n_late(t.stats) AS n_late,
           @extschema@.n_pending(t.stats) AS n_pending,
           @extschema@.n_overdue(t.stats) AS n_overdue,
           @extschema@.n_paused(t.stats) AS n_paused,
           @extschema@.n_no_deadline(t.stats) AS n_no_deadline,
           t.n_not_arisen,
           @extschema@.on_time_pct(t.stats, 'due')::numeric(5,2) AS on_time_of_due_pct
    FROM (SELECT plan, year, agency_code, agency,
                 @extschema@.ontime_agg(status::@extschema@.timeliness) FILTER (WHERE status <> 'not_arisen') AS stats,
                 count(*) FILTER (WHERE status = 'not_arisen') AS n_not_arisen
          FROM task_progress
          GROUP BY plan, year, agency_code, agency) t;

    -- 12. Index, league table, review, targets, audit ---------------------------

    -- The official points of every leaf, unrounded: the last round of the
    -- source that the criterion names.  A leaf without points stays in the list
    -- with NULL; bonus and penalty add to the points, not to the maximum.
    EXECUTE $statement$
    CREATE FUNCTION criterion_scores()
    RETURNS TABLE (framework text, agency_id bigint, area_id bigint, criterion_id bigint,
                   numerator numeric, denominator numeric, points numeric, max_points numeric, self_points numeric)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        WITH RECURSIVE tree (framework, id, code, area_id) AS (
            SELECT c.framework, c.id, c.code, c.id FROM criterion c WHERE c.parent_code IS NULL
            UNION
            SELECT c.framework, c.id, c.code, t.area_id
            FROM tree t JOIN criterion c ON c.framework = t.framework AND c.parent_code = t.code
        )
        SELECT c.framework, g.agency_id, t.area_id, c.id, r.numerator, r.denominator,
               CASE c.kind WHEN 'penalty' THEN - r.points ELSE r.points END,
               CASE c.kind WHEN 'normal' THEN c.max_points ELSE 0 END,
               CASE c.kind WHEN 'penalty' THEN - r.self_points ELSE r.self_points END
        FROM (SELECT DISTINCT c.framework, s.agency_id FROM assessment s JOIN criterion c ON c.id = s.criterion_id) g
             JOIN tree t ON t.framework = g.framework
             JOIN criterion c ON c.id = t.id
             CROSS JOIN LATERAL (
                 SELECT max(numerator) FILTER (WHERE official) AS numerator, max(denominator) FILTER (WHERE official) AS denominator,
                        max(points) FILTER (WHERE official) AS points, max(points) FILTER (WHERE source = 'self') AS self_points
                 FROM (SELECT DISTINCT ON (s.source) s.source, s.source = c.source AS official, s.numerator, s.denominator,
                              coalesce(s.points, CASE WHEN s.denominator IS NULL
                                                      THEN @extschema@.points(c.rule, s.numerator, c.max_points)
                                                      ELSE @extschema@.points(c.rule, s.numerator, s.denominator, c.max_points) END) AS points
                       FROM assessment s
                       WHERE s.agency_id = g.agency_id AND s.criterion_id = c.id
                       ORDER BY s.source, s.round DESC) latest
             ) AS r
        WHERE NOT EXISTS (SELECT FROM criterion child WHERE child.framework = c.framework AND child.parent_code = c.code);
    END
    $statement$;

    CREATE VIEW index_breakdown AS
    SELECT s.framework, f.year::bigint AS year, f.bloc, a.code AS agency_code, a.name AS agency,
           area.code AS area_code, area.title AS area, c.code AS criterion_code, c.title AS criterion,
           c.kind, k.vi AS kind_vi, c.source, l.vi AS source_vi, c.rule::text AS rule,
           s.numerator::numeric(20,4) AS numerator, s.denominator::numeric(20,4) AS denominator,
           s.self_points::numeric(9,4) AS self_points, s.points::numeric(9,4) AS points, c.max_points,
           (s.max_points - s.points)::numeric(9,4) AS lost_points,
           next.threshold::numeric(20,4) AS next_threshold, next.gain::numeric(9,4) AS next_gain
    FROM criterion_scores() s
         JOIN framework f ON f.code = s.framework
         JOIN agency a ON a.id = s.agency_id
         JOIN criterion c ON c.id = s.criterion_id
         JOIN criterion area ON area.id = s.area_id
         LEFT JOIN label l ON l.kind = 'source' AND l.code = c.source
         LEFT JOIN label k ON k.kind = 'kind' AND k.code = c.kind
         LEFT JOIN LATERAL (
             SELECT @extschema@.next_threshold(c.rule, s.numerator, c.max_points),
                    @extschema@.next_gain(c.rule, s.numerator, c.max_points)
             WHERE s.denominator IS NULL
             UNION ALL
             SELECT @extschema@.next_threshold(c.rule, s.numerator, s.denominator, c.max_points),
                    @extschema@.next_gain(c.rule, s.numerator, s.denominator, c.max_points)
             WHERE s.denominator IS NOT NULL) AS next (threshold, gain) ON c.kind <> 'penalty';

    CREATE VIEW index_by_area AS
    SELECT s.framework, f.year::bigint AS year, f.bloc, a.code AS agency_code, a.name AS agency,
           area.code AS area_code, area.title AS area,
           @extschema@.points(s.score)::numeric(9,4) AS points,
           @extschema@.max_points(s.score)::numeric(9,4) AS max_points,
           @extschema@.lost_points(s.score)::numeric(9,4) AS lost_points,
           @extschema@.index_pct(s.score)::numeric(7,2) AS index_pct
    FROM (SELECT framework, agency_id, area_id, @extschema@.score_agg(points, max_points) AS score
          FROM criterion_scores() GROUP BY framework, agency_id, area_id) s
         JOIN framework f ON f.code = s.framework
         JOIN agency a ON a.id = s.agency_id
         JOIN criterion area ON area.id = s.area_id;

    -- The official ranking is stored, because a rank is only right among all.
    -- Bands, gates and ranks are decided on unrounded figures.
    CREATE MATERIALIZED VIEW league AS
    WITH scored AS (
        SELECT framework, agency_id, @extschema@.score_agg(points, max_points) AS score
        FROM criterion_scores() GROUP BY framework, agency_id
    ), timely AS (
        SELECT agency_id, extract(year FROM month)::integer AS year, @extschema@.rollup(stats) AS stats
        FROM ontime_month GROUP BY agency_id, extract(year FROM month)
    ), satisfied AS (
        SELECT m.agency_id, v.year, v.positive, @extschema@.rollup(m.stats) AS stats
        FROM survey_month m
             JOIN survey v ON v.code = m.survey AND v.in_index
             JOIN factor f ON f.code = m.factor AND f.in_total
        GROUP BY m.agency_id, v.year, v.positive
    ), measured AS (
        SELECT f.code AS framework, f.year, f.bloc, s.agency_id, s.score,
               jsonb_strip_nulls(jsonb_build_object(
                   'index_pct', @extschema@.index_pct(s.score, 12),
                   'late_pct', @extschema@.late_pct(t.stats, 'finished', 12),
                   'on_time_pct', @extschema@.on_time_pct(t.stats, 'finished', 12),
                   'satisfied_pct', @extschema@.satisfied_pct(v.stats, v.positive, digits => 12))) AS measures
        FROM scored s
             JOIN framework f ON f.code = s.framework
             LEFT JOIN timely t ON t.agency_id = s.agency_id AND t.year = f.year
             LEFT JOIN satisfied v ON v.agency_id = s.agency_id AND v.year = f.year
    ), graded AS (
        SELECT framework,
               string_agg(name || coalesce(CASE WHEN bound_excluded THEN ' > ' ELSE ' >= ' END || lower_bound, ''), '; '
                          ORDER BY lower_bound DESC NULLS LAST)::@extschema@.grading AS grading
        FROM band GROUP BY framework
    )
    SELECT m.framework, m.agency_id, m.score, m.measures,
           @extschema@.index_rate(m.score) AS index_rate,
           rank() OVER (PARTITION BY m.framework ORDER BY @extschema@.index_rate(m.score) DESC NULLS LAST) AS rank,
           @extschema@.grade(m.score, g.grading) AS band_by_points,
           @extschema@.grade(m.score, g.grading, cap.at_best) AS band,
           cap.name AS gate,
           now() AS computed_at
    FROM measured m
         LEFT JOIN graded g ON g.framework = m.framework
         LEFT JOIN LATERAL (SELECT t.name, t.at_best
                            FROM gate t JOIN band b ON b.framework = t.framework AND b.name = t.at_best
                            WHERE t.framework = m.framework AND m.measures @@ t.condition
                            ORDER BY b.lower_bound NULLS FIRST, t.name LIMIT 1) cap ON true;
    CREATE UNIQUE INDEX ON league (framework, agency_id);

    CREATE VIEW league_table WITH (security_barrier) AS
    SELECT g.framework, f.year::bigint AS year, f.bloc, b.name AS bloc_name, g.rank, a.code AS agency_code, a.name AS agency,
           @extschema@.points(g.score)::numeric(9,4) AS points,
           @extschema@.max_points(g.score)::numeric(9,4) AS max_points,
           @extschema@.coverage_pct(g.score)::numeric(5,2) AS coverage_pct,
           @extschema@.index_pct(g.score)::numeric(7,2) AS index_pct,
           g.index_rate, g.band_by_points, g.band,
           CASE WHEN g.band <> g.band_by_points THEN g.gate END AS gate,
           round((g.measures ->> 'late_pct')::numeric, 2)::numeric(5,2) AS late_pct,
           round((g.measures ->> 'satisfied_pct')::numeric, 2)::numeric(5,2) AS satisfied_pct,
           g.computed_at
    FROM league g
         JOIN framework f ON f.code = g.framework
         JOIN bloc b ON b.code = f.bloc
         JOIN agency a ON a.id = g.agency_id
    WHERE g.agency_id = ANY ((SELECT visible_agencies())::bigint[]);

    -- A band with review_years = n calls for a review after n years running in
    -- bands that have such a number; a year without an index breaks the run.
    CREATE VIEW leadership_review WITH (security_barrier) AS
    SELECT r.year::bigint AS year, a.code AS agency_code, a.name AS agency, r.band,
           @extschema@.index_pct(r.score)::numeric(7,2) AS index_pct, r.years_running, r.review_years::bigint AS review_years
    FROM (SELECT i.*, count(*) OVER (PARTITION BY i.agency_id, i.island ORDER BY i.year) AS years_running
          FROM (SELECT f.year, g.agency_id, g.band, g.score, b.review_years,
                       f.year - dense_rank() OVER (PARTITION BY g.agency_id ORDER BY f.year) AS island
                FROM league g
                     JOIN framework f ON f.code = g.framework
                     JOIN band b ON b.framework = g.framework AND b.name = g.band
                WHERE b.review_years IS NOT NULL) i) r
         JOIN agency a ON a.id = r.agency_id
    WHERE r.years_running >= r.review_years
      AND r.agency_id = ANY ((SELECT visible_agencies())::bigint[]);

    -- Met only when the condition is true, not met only when it is false; a
    -- condition that cannot be decided has no data.
    CREATE VIEW target_attainment AS
    SELECT t.number::bigint AS number, t.title, t.condition::text AS condition, m.measures::text AS measures,
           e.attainment, l.vi AS attainment_vi, t.office_verdict, t.result_text
    FROM target t
         LEFT JOIN (SELECT target, jsonb_object_agg(name, value) FILTER (WHERE value IS NOT NULL) AS measures
                    FROM target_measure GROUP BY target) m ON m.target = t.number
         CROSS JOIN LATERAL (SELECT CASE m.measures @@ t.condition WHEN true THEN 'met' WHEN false THEN 'not_met' ELSE 'no_data' END)
                    AS e (attainment)
         LEFT JOIN label l ON l.kind = 'attainment' AND l.code = e.attainment;

    CREATE VIEW published_not_reproduced AS
    SELECT code, origin, numerator::numeric(20,4) AS numerator, denominator::numeric(20,4) AS denominator, printed,
           @extschema@.format_number(@extschema@.pct(numerator, denominator, digits), digits) || '%' AS exact, note
    FROM published_figure
    WHERE @extschema@.reproduces(numerator, denominator, printed) IS NULL;

    -- 13. Refresh -----------------------------------------------------------------
    -- The league table last, for it reads the other summaries.

    EXECUTE format($refresh$
        CREATE PROCEDURE refresh(new_reporting_date date DEFAULT NULL)
        LANGUAGE plpgsql
        SET search_path = pg_catalog, pg_temp
        AS $body$
        BEGIN
            UPDATE %1$I.setting SET reporting_date = new_reporting_date WHERE reporting_date <> new_reporting_date;
            REFRESH MATERIALIZED VIEW CONCURRENTLY %1$I.ontime_month;
            REFRESH MATERIALIZED VIEW CONCURRENTLY %1$I.intake_month;
            REFRESH MATERIALIZED VIEW CONCURRENTLY %1$I.survey_month;
            REFRESH MATERIALIZED VIEW CONCURRENTLY %1$I.league;
        END
        $body$ $refresh$, schema);

    -- 14. Comments ------------------------------------------------------------------
    -- A column name means the same in every table and view.

    COMMENT ON TYPE code_range IS
        'Range of codes, for the constraint that keeps the periods of an agency apart. / Khoảng mã, dùng cho ràng buộc không chồng lấn thời gian hiệu lực của cơ quan.';
    COMMENT ON FUNCTION calendar() IS
        'The calendar value of the rows of calendar_day. / Giá trị lịch lập từ các dòng của calendar_day.';
    COMMENT ON FUNCTION visible_agencies() IS
        'The agencies that the caller may see. / Các cơ quan mà người dùng được xem.';
    COMMENT ON FUNCTION check_answers() IS
        'Refuses answers off the scale of their survey. / Từ chối câu trả lời nằm ngoài thang đo của khảo sát.';
    COMMENT ON FUNCTION check_assessments() IS
        'Refuses results that the rule of their criterion cannot score. / Từ chối kết quả mà quy tắc của tiêu chí không chấm điểm được.';
    COMMENT ON FUNCTION form_06_between(date, date) IS
        'Report form 06 for any period, by agency and field. / Biểu mẫu 06 cho một kỳ bất kỳ, theo cơ quan và lĩnh vực.';
    COMMENT ON FUNCTION task_progress_at(date) IS
        'Task progress as of a given day. / Tiến độ nhiệm vụ tính đến một ngày.';
    COMMENT ON FUNCTION criterion_scores() IS
        'Official points of every leaf criterion, unrounded. / Điểm chính thức của từng tiêu chí thành phần, chưa làm tròn.';
    COMMENT ON PROCEDURE refresh(date) IS
        'Brings the stored summaries up to date, for a new reporting date when given. / Cập nhật các bảng tổng hợp, theo ngày báo cáo mới nếu có.';

    FOR item IN
        SELECT format('COMMENT ON %s %I IS %L',
                      CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
                      d.relation, d.comment) AS statement
        FROM (VALUES
            ('setting', 'Reporting date and other settings of the views, one row. / Ngày báo cáo và các thiết lập của khung nhìn, một dòng.'),
            ('label', 'Names of codes in English and Vietnamese. / Tên của các mã bằng tiếng Anh và tiếng Việt.'),
            ('calendar_day', 'Days that depart from the working week. / Ngày nghỉ và ngày làm bù khác với tuần làm việc thường.'),
            ('bloc', 'Blocs within which agencies are ranked. / Khối thi đua, xếp hạng.'),
            ('agency', 'Agencies, each code with its periods of validity. / Cơ quan, đơn vị, mỗi mã có thời gian hiệu lực.'),
            ('plan', 'Plans that assign tasks. / Kế hoạch giao nhiệm vụ.'),
            ('task', 'Tasks of the plans with the wording of their deadlines. / Nhiệm vụ trong kế hoạch cùng nguyên văn tiến độ.'),
            ('task_agency', 'Who is bound by a task, and what came of it. / Cơ quan được giao nhiệm vụ và kết quả.'),
            ('service', 'Public services (administrative procedures). / Dịch vụ công (thủ tục hành chính).'),
            ('dossier', 'Dossiers, one row each. / Hồ sơ thủ tục hành chính, mỗi hồ sơ một dòng.'),
            ('factor', 'Factors of satisfaction. / Yếu tố hài lòng.'),
            ('survey', 'Surveys and their scales. / Cuộc khảo sát và thang đo.'),
            ('question', 'Questions of the surveys. / Câu hỏi khảo sát.'),
            ('response', 'Forms that came back valid. / Phiếu khảo sát hợp lệ.'),
            ('answer', 'Answers, one row for a form and question. / Câu trả lời, mỗi phiếu và câu hỏi một dòng.'),
            ('framework', 'Sets of criteria, one for a bloc and year. / Bộ tiêu chí, mỗi khối mỗi năm một bộ.'),
            ('band', 'Grading bands of a framework. / Mức xếp loại của bộ tiêu chí.'),
            ('gate', 'Conditions on index_pct, late_pct, on_time_pct, satisfied_pct that cap the band. / Điều kiện trên index_pct, late_pct, on_time_pct, satisfied_pct để khống chế mức xếp loại.'),
            ('criterion', 'Criteria tree. / Cây tiêu chí.'),
            ('assessment', 'Results and points by agency, criterion, source and round. / Kết quả và điểm theo cơ quan, tiêu chí, nguồn và vòng.'),
            ('indicator', 'Published indicators as printed. / Chỉ tiêu thống kê đã công bố, giữ nguyên như bản in.'),
            ('target', 'Targets with the verdict of the office. / Mục tiêu và kết luận của cơ quan.'),
            ('target_measure', 'Figures by which targets are judged. / Số liệu dùng để xét mục tiêu.'),
            ('published_figure', 'Printed percentages with the counts they come from. / Tỷ lệ đã in cùng số liệu gốc.'),
            ('ontime_month', 'Stored on-time summaries by agency, month and kind of service. / Tổng hợp đúng hạn theo cơ quan, tháng và loại dịch vụ.'),
            ('intake_month', 'Stored intake counts by agency, month of receipt and kind of service. / Tổng hợp tiếp nhận theo cơ quan, tháng tiếp nhận và loại dịch vụ.'),
            ('survey_month', 'Stored answer distributions by survey, agency, month and factor. / Tổng hợp câu trả lời theo khảo sát, cơ quan, tháng và yếu tố.'),
            ('league', 'Stored index, band and rank of every agency. / Chỉ số, xếp loại và thứ hạng của từng cơ quan.'),
            ('dossier_status', 'Every dossier with its class at the reporting date. / Từng hồ sơ và tình trạng đến ngày báo cáo.'),
            ('ontime_by_agency_month', 'On-time figures by agency and month. / Số liệu đúng hạn theo cơ quan và tháng.'),
            ('ontime_by_level_year', 'On-time figures by level and year. / Số liệu đúng hạn theo cấp và năm.'),
            ('online_by_year', 'Online submission and payment by kind of service and year. / Nộp hồ sơ và thanh toán trực tuyến theo loại dịch vụ và năm.'),
            ('form_06', 'Report form 06 of the reporting period. / Biểu mẫu 06 của kỳ báo cáo.'),
            ('satisfaction_by_agency_factor', 'Satisfaction by survey, agency and factor, with 95 % interval. / Mức độ hài lòng theo khảo sát, cơ quan và yếu tố, với khoảng tin cậy 95 %.'),
            ('satisfaction_by_year', 'Satisfaction of the province by survey, in its three meanings. / Mức độ hài lòng chung theo khảo sát, với ba cách tính.'),
            ('task_progress', 'Every assigned task and its status at the reporting date. / Từng nhiệm vụ được giao và tình trạng đến ngày báo cáo.'),
            ('task_at_risk', 'Open tasks whose deadline is near. / Nhiệm vụ chưa xong sắp đến hạn.'),
            ('task_summary', 'Assigned tasks by plan and agency. / Tổng hợp nhiệm vụ theo kế hoạch và cơ quan.'),
            ('index_breakdown', 'Points got and lost by criterion, and what would raise them. / Điểm đạt, điểm mất theo tiêu chí và cách nâng điểm.'),
            ('index_by_area', 'Points got and lost by area. / Điểm đạt, điểm mất theo lĩnh vực.'),
            ('league_table', 'League table by bloc: index, rank, band, gate. / Bảng xếp hạng theo khối: chỉ số, thứ hạng, xếp loại, điều kiện khống chế.'),
            ('leadership_review', 'Agencies whose leadership is to be reviewed. / Cơ quan phải xem xét trách nhiệm người đứng đầu.'),
            ('target_attainment', 'Targets met, not met, or without data, beside the verdict of the office. / Mục tiêu đạt, không đạt hoặc chưa có số liệu, đối chiếu kết luận của cơ quan.'),
            ('published_not_reproduced', 'Printed percentages that do not follow from their counts. / Tỷ lệ đã in không khớp với số liệu gốc.')
            ) AS d (relation, comment)
            JOIN pg_class c ON c.relname = d.relation AND c.relnamespace = to_regnamespace(quote_ident(schema))
    LOOP
        EXECUTE item.statement;
    END LOOP;

    FOR item IN
        SELECT format('COMMENT ON COLUMN %I.%I IS %L', c.relname, a.attname, d.comment) AS statement
        FROM (VALUES
            ('agency', 'Name of the agency / Tên cơ quan'),
            ('agency_code', 'Code of the agency / Mã cơ quan'),
            ('agency_id', 'The agency / Cơ quan'),
            ('answer', 'Answer code 0 to 10; NULL is no opinion / Mã trả lời từ 0 đến 10; NULL là không ý kiến'),
            ('answered_on', 'Day of the answer / Ngày trả lời'),
            ('appendix', 'Appendix of the report / Phụ lục của báo cáo'),
            ('area', 'Area of the criterion / Lĩnh vực của tiêu chí'),
            ('area_code', 'Code of the area / Mã lĩnh vực'),
            ('area_no', 'Number of the area in the plan / Số thứ tự lĩnh vực trong kế hoạch'),
            ('area_title', 'Heading of the area / Tên lĩnh vực'),
            ('as_of', 'Last instant of the reporting date / Thời điểm cuối của ngày báo cáo'),
            ('at_best', 'Best band that the gate allows / Mức xếp loại cao nhất được phép'),
            ('at_risk_days', 'An open task due within so many days is at risk / Số ngày còn lại để coi nhiệm vụ là sắp đến hạn'),
            ('attainment', 'met, not_met or no_data / met: đạt, not_met: không đạt, no_data: chưa có số liệu'),
            ('attainment_vi', 'Attainment in Vietnamese / Kết quả thực hiện mục tiêu'),
            ('band', 'Band after the gates / Xếp loại sau khi xét điều kiện khống chế'),
            ('band_by_points', 'Band by points alone / Xếp loại chỉ theo điểm'),
            ('basis', 'Legal basis / Căn cứ pháp lý'),
            ('bloc', 'Bloc / Khối'),
            ('bloc_name', 'Name of the bloc / Tên khối'),
            ('bound_excluded', 'The band starts above its bound, not at it / Mức xếp loại tính từ trên cận, không tính cận'),
            ('carried_over', 'Received before the period and not settled before it / Tồn từ kỳ trước chuyển sang'),
            ('channel', 'online or counter / online: trực tuyến, counter: trực tiếp'),
            ('channel_vi', 'Channel in Vietnamese / Hình thức nộp bằng tiếng Việt'),
            ('code', 'Code / Mã'),
            ('computed_at', 'When the stored summary was computed / Thời điểm tính số liệu tổng hợp'),
            ('condition', 'Condition on named measures (jsonpath) / Điều kiện trên các số liệu có tên (jsonpath)'),
            ('coverage_pct', 'Share of the maximum that was scored, percent / Tỷ lệ điểm tối đa đã được chấm, phần trăm'),
            ('criterion', 'Criterion / Tiêu chí'),
            ('criterion_code', 'Code of the criterion / Mã tiêu chí'),
            ('criterion_id', 'The criterion / Tiêu chí'),
            ('day', 'Day / Ngày'),
            ('days_late', 'Calendar days late / Số ngày trễ'),
            ('days_late_avg', 'Mean of the days late over late cases / Số ngày trễ bình quân của hồ sơ trễ hạn'),
            ('days_left', 'Calendar days left / Số ngày còn lại'),
            ('deadline_kind', 'What kind of deadline the wording is / Loại thời hạn'),
            ('deadline_kind_vi', 'Kind of deadline in Vietnamese / Loại thời hạn bằng tiếng Việt'),
            ('deadline_text', 'Wording of the deadline / Nguyên văn tiến độ'),
            ('denominator', 'Denominator / Mẫu số'),
            ('digits', 'Decimals printed / Số chữ số thập phân đã in'),
            ('done_on', 'Day the task was done / Ngày hoàn thành'),
            ('dossier', 'Code of the dossier / Mã hồ sơ'),
            ('due_at', 'When the result is due; NULL without a deadline / Hạn trả kết quả; NULL nếu không có thời hạn'),
            ('due_on', 'Last admissible day; in task: as agreed by the office, else read from the wording / Ngày cuối của thời hạn; trong bảng task: do cơ quan ấn định, nếu không thì đọc từ nguyên văn'),
            ('en', 'English / Tiếng Anh'),
            ('exact', 'What the counts give, with the printed decimals / Tỷ lệ đúng theo số liệu, cùng số chữ số thập phân'),
            ('expected_product', 'Expected product / Sản phẩm dự kiến'),
            ('factor', 'Factor of satisfaction / Yếu tố hài lòng'),
            ('factor_vi', 'Name of the factor / Tên yếu tố'),
            ('fee', 'Fee in dong / Phí, lệ phí (đồng)'),
            ('field', 'Field of administration / Lĩnh vực quản lý'),
            ('finished_at', 'When the dossier was settled / Thời điểm có kết quả'),
            ('framework', 'Framework / Bộ tiêu chí'),
            ('gate', 'Gate that lowered the band / Điều kiện đã hạ mức xếp loại'),
            ('id', 'Key / Khóa'),
            ('in_index', 'The survey of the year that counts in the index / Khảo sát của năm được tính vào chỉ số'),
            ('in_process', 'Not settled at the end of the period / Đang giải quyết'),
            ('in_process_in_time', 'In process, not overdue / Đang giải quyết trong hạn'),
            ('in_process_no_deadline', 'In process without a deadline, part of in time / Đang giải quyết, không có thời hạn (thuộc trong hạn)'),
            ('in_process_overdue', 'In process and overdue / Đang giải quyết quá hạn'),
            ('in_process_paused', 'In process and paused, part of in time / Đang tạm dừng (thuộc trong hạn)'),
            ('in_total', 'Counts in the total satisfaction of a survey / Tính vào mức độ hài lòng chung'),
            ('index_pct', 'Index in percent / Chỉ số, phần trăm'),
            ('index_rate', 'Index as an unrounded fraction, the base of the rank / Chỉ số dạng phân số chưa làm tròn, căn cứ xếp hạng'),
            ('issued', 'Forms issued / Số phiếu phát ra'),
            ('item_no', 'Number in the area / Số thứ tự trong lĩnh vực'),
            ('kind', 'Kind / Loại'),
            ('kind_vi', 'Kind in Vietnamese / Loại bằng tiếng Việt'),
            ('late_pct', 'Late over settled with a deadline, percent / Tỷ lệ trễ hạn trên số đã giải quyết, phần trăm'),
            ('late_rate', 'Late over settled with a deadline, unrounded fraction / Tỷ lệ trễ hạn, phân số chưa làm tròn'),
            ('level', 'Level of government / Cấp chính quyền'),
            ('level_vi', 'Level in Vietnamese / Cấp chính quyền bằng tiếng Việt'),
            ('lost_points', 'Points lost / Điểm mất'),
            ('low', 'Lowest code of the scale / Mã thấp nhất của thang đo'),
            ('lower_bound', 'Lower bound in percent; NULL for the lowest band / Cận dưới theo phần trăm; NULL với mức thấp nhất'),
            ('max_points', 'Maximum of points / Điểm tối đa'),
            ('mean_pct', 'Mean over the top of the scale, percent / Điểm trung bình trên điểm cao nhất, phần trăm'),
            ('mean_score', 'Mean of the answers / Điểm trung bình'),
            ('measures', 'Named measures / Các số liệu có tên'),
            ('min_answers', 'Figures on fewer answers are not shown / Không hiển thị số liệu có ít câu trả lời hơn'),
            ('month', 'First day of the month / Ngày đầu tháng'),
            ('n_agencies', 'Agencies surveyed / Số cơ quan được khảo sát'),
            ('n_answers', 'Answers with an opinion / Số câu trả lời có ý kiến'),
            ('n_assigned', 'Tasks assigned / Số nhiệm vụ được giao'),
            ('n_early', 'Settled early / Trước hạn'),
            ('n_finished', 'Settled / Đã giải quyết'),
            ('n_issued', 'Forms issued / Số phiếu phát ra'),
            ('n_late', 'Settled late / Trễ hạn'),
            ('n_missing', 'Answers without an opinion / Số câu không ý kiến'),
            ('n_no_deadline', 'Without a deadline / Không có thời hạn'),
            ('n_not_arisen', 'Not arisen / Không phát sinh'),
            ('n_on_time', 'Settled on the due day / Đúng hạn'),
            ('n_online', 'Submitted online / Nộp trực tuyến'),
            ('n_overdue', 'Open and overdue / Chưa xong, quá hạn'),
            ('n_paid_online', 'Paid online / Thanh toán trực tuyến'),
            ('n_paused', 'Open and paused / Tạm dừng'),
            ('n_pending', 'Open and in time / Chưa xong, trong hạn'),
            ('n_received', 'Received / Tiếp nhận'),
            ('n_returned', 'Forms returned / Số phiếu thu về'),
            ('n_valid', 'Valid forms / Số phiếu hợp lệ'),
            ('n_with_fee', 'With a fee / Có phí, lệ phí'),
            ('name', 'Name / Tên'),
            ('new_counter', 'New at the counter / Mới tiếp nhận trực tiếp'),
            ('new_online', 'New online / Mới tiếp nhận trực tuyến'),
            ('next_gain', 'Points that the next threshold would bring / Số điểm tăng thêm khi đạt ngưỡng kế tiếp'),
            ('next_threshold', 'Nearest result that gains points / Kết quả gần nhất giúp tăng điểm'),
            ('note', 'Remark / Ghi chú'),
            ('number', 'Number / Số thứ tự'),
            ('numerator', 'Numerator, or the value when there is no denominator / Tử số, hoặc giá trị khi không có mẫu số'),
            ('office_verdict', 'Verdict of the office / Kết luận của cơ quan'),
            ('on_time_of_due_pct', 'On time over settled and overdue, percent / Tỷ lệ đúng hạn trên số đã đến hạn, phần trăm'),
            ('on_time_of_received_pct', '100 less late and overdue over received, percent / 100 trừ tỷ lệ trễ và quá hạn trên tổng tiếp nhận, phần trăm'),
            ('on_time_pct', 'On time (early included) over settled with a deadline, percent / Tỷ lệ đúng hạn (gồm trước hạn) trên số đã giải quyết, phần trăm'),
            ('online_level', 'How far the service is online / Mức độ trực tuyến của dịch vụ'),
            ('online_level_vi', 'Kind of online service in Vietnamese / Mức độ trực tuyến bằng tiếng Việt'),
            ('online_pct', 'Submitted online over received, percent / Tỷ lệ nộp trực tuyến, phần trăm'),
            ('origin', 'Where the figure comes from / Nguồn số liệu'),
            ('paid_online', 'Whether the fee was paid online / Đã thanh toán trực tuyến hay không'),
            ('paid_online_pct', 'Paid online over dossiers with a fee, percent / Tỷ lệ thanh toán trực tuyến, phần trăm'),
            ('parent_code', 'Code of the parent criterion / Mã tiêu chí cha'),
            ('part', 'Part of the plan / Phần của kế hoạch'),
            ('pauses', 'When the clock stood still / Các khoảng thời gian tạm dừng'),
            ('period', 'Period / Kỳ'),
            ('period_from', 'First day of the reporting period / Ngày đầu kỳ báo cáo'),
            ('plan', 'Plan / Kế hoạch'),
            ('points', 'Points / Điểm'),
            ('position', 'Order in lists / Thứ tự sắp xếp'),
            ('positive', 'Answer codes that count as satisfied / Các mã trả lời được tính là hài lòng'),
            ('printed', 'Percentage as printed / Tỷ lệ như đã in'),
            ('question_id', 'The question / Câu hỏi'),
            ('rank', 'Rank in the bloc, by the unrounded index / Thứ hạng trong khối, theo chỉ số chưa làm tròn'),
            ('received', 'Received: carried over and new / Tổng tiếp nhận: tồn và mới'),
            ('received_at', 'When the dossier was received / Thời điểm tiếp nhận'),
            ('reporting_date', 'Day as of which the views answer / Ngày báo cáo, mốc tính số liệu'),
            ('rescaled_pct', 'Mean rescaled so that the lowest code is 0, percent / Điểm trung bình quy đổi với mã thấp nhất bằng 0, phần trăm'),
            ('response_id', 'The form / Phiếu'),
            ('result_text', 'Result as reported / Kết quả được báo cáo'),
            ('returned', 'Forms returned / Số phiếu thu về'),
            ('review_years', 'Years running after which the leadership is reviewed / Số năm liên tiếp phải xem xét trách nhiệm'),
            ('round', 'Round of appraisal / Vòng thẩm định'),
            ('rule', 'Scoring rule / Quy tắc chấm điểm'),
            ('satisfied_high', 'Upper end of the 95 % interval / Cận trên khoảng tin cậy 95 %'),
            ('satisfied_low', 'Lower end of the 95 % interval / Cận dưới khoảng tin cậy 95 %'),
            ('satisfied_pct', 'Share of satisfied answers, percent / Tỷ lệ câu trả lời hài lòng, phần trăm'),
            ('score', 'Score summary / Tổng hợp điểm'),
            ('self_points', 'Self-assessed points / Điểm tự đánh giá'),
            ('service', 'Public service / Dịch vụ công'),
            ('service_code', 'Code of the service / Mã dịch vụ công'),
            ('settled', 'Settled in the period / Đã giải quyết trong kỳ'),
            ('settled_early', 'Settled early / Giải quyết trước hạn'),
            ('settled_late', 'Settled late / Giải quyết trễ hạn'),
            ('settled_no_deadline', 'Settled, had no deadline / Đã giải quyết, không có thời hạn'),
            ('settled_on_time', 'Settled on the due day / Giải quyết đúng hạn'),
            ('source', 'Source of the points: self, appraised, survey / Nguồn điểm: self tự đánh giá, appraised thẩm định, survey điều tra'),
            ('source_vi', 'Source of the points in Vietnamese / Nguồn điểm bằng tiếng Việt'),
            ('state', 'assigned, paused or not_arisen / assigned: được giao, paused: tạm dừng, not_arisen: không phát sinh'),
            ('stats', 'Summary that can be rolled up / Giá trị tổng hợp, cộng dồn được'),
            ('status', 'Class at the reporting date / Tình trạng đến ngày báo cáo'),
            ('status_vi', 'Class in Vietnamese / Tình trạng bằng tiếng Việt'),
            ('successor_id', 'Agency that took over / Cơ quan kế thừa'),
            ('supplements', 'Requests to supplement the dossier / Số lần yêu cầu bổ sung hồ sơ'),
            ('survey', 'Survey / Cuộc khảo sát'),
            ('target', 'Number of the target / Số thứ tự mục tiêu'),
            ('task_id', 'The task / Nhiệm vụ'),
            ('title', 'Title / Tên, nội dung'),
            ('top', 'Highest code of the scale / Mã cao nhất của thang đo'),
            ('unit', 'Unit / Đơn vị tính'),
            ('valid_from', 'First day of validity; NULL for always / Ngày bắt đầu hiệu lực; NULL nếu từ đầu'),
            ('valid_to', 'Last day of validity; NULL for no end / Ngày hết hiệu lực; NULL nếu chưa hết'),
            ('value', 'Value / Giá trị'),
            ('value_text', 'Cell as printed / Ô như đã in'),
            ('vi', 'Vietnamese / Tiếng Việt'),
            ('year', 'Year / Năm'),
            ('years_running', 'Years running in such bands / Số năm liên tiếp ở các mức này'),
            ('zone', 'Time zone of the days / Múi giờ để xác định ngày')
            ) AS d (attname, comment)
            JOIN pg_attribute a ON a.attname = d.attname AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'm')
                           AND c.relnamespace = to_regnamespace(quote_ident(schema))
    LOOP
        EXECUTE item.statement;
    END LOOP;

    -- The views over tables follow the caller's rights and row policies
    -- (PostgreSQL 15); those over stored summaries ask visible_agencies().
    IF current_setting('server_version_num')::integer >= 150000 THEN
        FOR item IN
            SELECT format('ALTER VIEW %I SET (security_invoker = true)', relname) AS statement
            FROM pg_class
            WHERE relkind = 'v' AND relnamespace = to_regnamespace(quote_ident(schema)) AND reloptions IS NULL
        LOOP
            EXECUTE item.statement;
        END LOOP;
    END IF;
END
$model$;
COMMENT ON PROCEDURE @extschema@.create_model(text) IS
'Creates the tables, views and stored summaries of a scoreboard in a schema, owned by the caller. / Tạo các bảng, khung nhìn và bảng tổng hợp của bảng điểm trong một lược đồ, thuộc sở hữu của người gọi.';

-- The faults of a criteria tree, worst first; no row means that it is sound.
CREATE FUNCTION @extschema@.check_framework(schema text, framework text)
RETURNS TABLE (code text, severity text, message text)
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $check$
DECLARE
    known boolean;
BEGIN
    IF to_regclass(format('%I.criterion', schema)) IS NULL THEN
        RAISE EXCEPTION 'schema "%" holds no model', schema
            USING ERRCODE = 'invalid_parameter_value', HINT = 'CALL @extschema@.create_model makes one.';
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.framework f WHERE f.code = $1)', schema) INTO known USING framework;
    IF NOT known THEN
        RAISE EXCEPTION 'there is no framework "%" in schema "%"', framework, schema
            USING ERRCODE = 'invalid_parameter_value', HINT = format('SELECT code FROM %I.framework lists the frameworks.', schema);
    END IF;

    RETURN QUERY EXECUTE format($faults$
        WITH RECURSIVE node AS (
            SELECT code, parent_code, kind, max_points, rule,
                   EXISTS (SELECT FROM %1$I.criterion child
                           WHERE child.framework = c.framework AND child.parent_code = c.code) AS has_children
            FROM %1$I.criterion c WHERE c.framework = $1
        ), above (code, ancestor) AS (
            SELECT code, parent_code FROM node WHERE parent_code IS NOT NULL
            UNION
            SELECT above.code, node.parent_code
            FROM above JOIN node ON node.code = above.ancestor WHERE node.parent_code IS NOT NULL
        ), fault (rank, code, severity, criterion, message) AS (
            SELECT 1, 'empty', 'error', '', 'the framework has no criteria / bộ tiêu chí chưa có tiêu chí nào'
            WHERE NOT EXISTS (SELECT FROM node)
            UNION ALL
            SELECT 2, 'duplicate_code', 'error', code,
                   format('code %%s is used %%s times / mã %%1$s được dùng %%2$s lần', code, count(*))
            FROM node GROUP BY code HAVING count(*) > 1
            UNION ALL
            SELECT 3, 'missing_parent', 'error', code,
                   format('the parent %%s of %%s does not exist / tiêu chí cha %%1$s của %%2$s không tồn tại', parent_code, code)
            FROM node n WHERE parent_code IS NOT NULL AND NOT EXISTS (SELECT FROM node p WHERE p.code = n.parent_code)
            UNION ALL
            SELECT 4, 'cycle', 'error', code,
                   format('%%s is its own ancestor / %%1$s là tiêu chí cấp trên của chính nó', code)
            FROM above WHERE code = ancestor
            UNION ALL
            SELECT 5, 'maximum_differs', 'error', p.code,
                   format('the maximum of %%s is %%s, its children add up to %%s / điểm tối đa của %%1$s là %%2$s, tổng các tiêu chí con là %%3$s',
                          p.code, trim_scale(p.max_points), trim_scale(sum(c.max_points)))
            FROM node p JOIN node c ON c.parent_code = p.code
            WHERE c.kind = 'normal' AND p.kind = 'normal'
            GROUP BY p.code, p.max_points HAVING sum(c.max_points) <> p.max_points
            UNION ALL
            SELECT 6, 'rule_missing', 'warning', code,
                   format('%%s has no rule: its points must be given by hand / %%1$s chưa có quy tắc: phải nhập điểm bằng tay', code)
            FROM node WHERE rule IS NULL AND NOT has_children
            UNION ALL
            SELECT 7, 'rule_unused', 'warning', code,
                   format('%%s has children, so its rule is never used / %%1$s có tiêu chí con nên quy tắc không được dùng', code)
            FROM node WHERE rule IS NOT NULL AND has_children
        )
        SELECT code, severity, message FROM fault ORDER BY rank, criterion COLLATE "C"
        $faults$, schema) USING framework;
END
$check$;
COMMENT ON FUNCTION @extschema@.check_framework(text, text) IS
'Faults of a criteria tree in a model: code, severity, message; no row when it is sound. / Các lỗi của cây tiêu chí trong mô hình: mã lỗi, mức độ, nội dung; không có dòng nào nếu cây hợp lệ.';
