-- ---------------------------------------------------------------------------
-- calendar: the calendar as a value, working days, working hours, due dates
-- ---------------------------------------------------------------------------

CREATE TYPE @extschema@.calendar;

CREATE FUNCTION @extschema@.calendar_in(cstring)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000;
COMMENT ON FUNCTION @extschema@.calendar_in(cstring) IS
'Reads a calendar from its JSON text. / Đọc lịch làm việc từ văn bản JSON.';

CREATE FUNCTION @extschema@.calendar_out(@extschema@.calendar)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_calendar_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 600;
COMMENT ON FUNCTION @extschema@.calendar_out(@extschema@.calendar) IS
'Writes a calendar as JSON text. / Ghi lịch làm việc thành văn bản JSON.';

CREATE FUNCTION @extschema@.calendar_recv(internal)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000;
COMMENT ON FUNCTION @extschema@.calendar_recv(internal) IS
'Reads a calendar from its binary form. / Đọc lịch làm việc từ dạng nhị phân.';

CREATE FUNCTION @extschema@.calendar_send(@extschema@.calendar)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_calendar_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 600;
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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000;
COMMENT ON FUNCTION @extschema@.calendar(jsonb) IS
'The calendar that a JSON document describes. / Lịch làm việc được mô tả bằng tài liệu JSON.';

CREATE FUNCTION @extschema@.jsonb(@extschema@.calendar)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'par_calendar_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION @extschema@.calendar_eq(@extschema@.calendar, @extschema@.calendar) IS 'Equal. / Bằng nhau.';

CREATE FUNCTION @extschema@.calendar_ne(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION @extschema@.calendar_ne(@extschema@.calendar, @extschema@.calendar) IS 'Not equal. / Khác nhau.';

CREATE FUNCTION @extschema@.calendar_lt(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION @extschema@.calendar_lt(@extschema@.calendar, @extschema@.calendar) IS 'Before in the sort order. / Đứng trước theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_le(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION @extschema@.calendar_le(@extschema@.calendar, @extschema@.calendar) IS 'Before or equal in the sort order. / Đứng trước hoặc bằng theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_gt(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION @extschema@.calendar_gt(@extschema@.calendar, @extschema@.calendar) IS 'After in the sort order. / Đứng sau theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_ge(@extschema@.calendar, @extschema@.calendar)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_calendar_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION @extschema@.calendar_ge(@extschema@.calendar, @extschema@.calendar) IS 'After or equal in the sort order. / Đứng sau hoặc bằng theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_cmp(@extschema@.calendar, @extschema@.calendar)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_calendar_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION @extschema@.calendar_cmp(@extschema@.calendar, @extschema@.calendar) IS
'Less than, equal to or greater than 0, by the sort order. / Nhỏ hơn, bằng hoặc lớn hơn 0, theo thứ tự sắp xếp.';

CREATE FUNCTION @extschema@.calendar_hash(@extschema@.calendar)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_calendar_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.calendar_hash(@extschema@.calendar) IS
'Hash value. / Giá trị băm.';

CREATE FUNCTION @extschema@.calendar_hash_extended(@extschema@.calendar, bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_calendar_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 85;
COMMENT ON FUNCTION @extschema@.vn_holidays() IS
'Vietnam''s announced days off and worked Saturdays since 2020, as known to this version. / Các ngày nghỉ và thứ Bảy làm bù của Việt Nam đã công bố từ năm 2020, theo phiên bản này.';

CREATE FUNCTION @extschema@.vn_calendar(from_year integer, to_year integer, uncertain boolean DEFAULT false)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_vn_calendar'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500;
COMMENT ON FUNCTION @extschema@.vn_calendar(integer, integer, boolean) IS
'Calendar of Vietnam''s state offices over whole years, with compensated and swapped days; uncertain => true takes the uncertain days off too. / Lịch làm việc của cơ quan nhà nước Việt Nam trong các năm, gồm nghỉ bù và hoán đổi; uncertain => true tính cả những ngày nghỉ chưa chắc chắn.';

CREATE FUNCTION @extschema@.vn_holidays(from_year integer, to_year integer, extra jsonb DEFAULT '[]', estimated boolean DEFAULT false, OUT day date, OUT kind text, OUT replaces date, OUT name_vi text, OUT name_en text, OUT certainty text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'par_vn_holidays_of'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 40;
COMMENT ON FUNCTION @extschema@.vn_holidays(integer, integer, jsonb, boolean) IS
'Vietnam''s days off and worked Saturdays over whole years, also those on Saturdays and Sundays, with the day that a worked Saturday replaces; extra: rows of your own (day, kind off, work or normal, replaces, name) for years announced later, jsonb_agg of a table; estimated => true computes years to come. / Các ngày nghỉ và thứ Bảy làm bù của Việt Nam trong các năm, kể cả ngày lễ rơi vào thứ Bảy, Chủ nhật, kèm ngày được làm bù; extra: các dòng của bạn (day, kind là off, work hoặc normal, replaces, name) cho những năm công bố sau, jsonb_agg của một bảng; estimated => true thì ước tính các năm tới.';

CREATE FUNCTION @extschema@.vn_calendar(from_year integer, to_year integer, uncertain boolean, extra jsonb, estimated boolean DEFAULT false)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_vn_calendar_of'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500;
COMMENT ON FUNCTION @extschema@.vn_calendar(integer, integer, boolean, jsonb, boolean) IS
'Calendar of the days of par.vn_holidays(from_year, to_year, extra, estimated), ready for offices that open on Saturdays or Sundays. / Lịch lập từ các ngày của par.vn_holidays(from_year, to_year, extra, estimated), dùng được cho cơ quan làm việc thứ Bảy, Chủ nhật.';

CREATE FUNCTION @extschema@.vn_lunar_date(lunar_year integer, lunar_month integer, lunar_day integer, leap boolean DEFAULT false)
RETURNS date
AS 'MODULE_PATHNAME', 'par_vn_lunar_date'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 150;
COMMENT ON FUNCTION @extschema@.vn_lunar_date(integer, integer, integer, boolean) IS
'Solar date of a day of Vietnam''s lunar calendar, 1976 to 2053; vn_lunar_date(2030, 1, 1) is the first day of Tết. / Ngày dương lịch của một ngày âm lịch Việt Nam, từ năm 1976 đến 2053; vn_lunar_date(2030, 1, 1) là mùng một Tết.';

CREATE FUNCTION @extschema@.calendar_accum(@extschema@.calendar, date, text)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.calendar_accum(@extschema@.calendar, date, text) IS
'The calendar with one more special day. / Lịch làm việc thêm một ngày đặc biệt.';

CREATE FUNCTION @extschema@.calendar_accum(@extschema@.calendar, date, text, date)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_accum_for'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.calendar_accum(@extschema@.calendar, date, text, date) IS
'The calendar with one more special day, and the day that it replaces. / Lịch làm việc thêm một ngày đặc biệt, kèm ngày được làm bù.';

CREATE FUNCTION @extschema@.calendar_combine(@extschema@.calendar, @extschema@.calendar)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.calendar_combine(@extschema@.calendar, @extschema@.calendar) IS
'The special days of two calendars together. / Gộp các ngày đặc biệt của hai lịch.';

CREATE FUNCTION @extschema@.calendar_final(@extschema@.calendar)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.calendar_final(@extschema@.calendar) IS
'The finished value of calendar_agg. / Giá trị cuối cùng của calendar_agg.';

CREATE AGGREGATE @extschema@.calendar_agg(day date, kind text) (
    SFUNC = @extschema@.calendar_accum,
    STYPE = @extschema@.calendar,
    SSPACE = 12000,
    FINALFUNC = @extschema@.calendar_final,
    COMBINEFUNC = @extschema@.calendar_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.calendar_agg(date, text) IS
'A calendar from rows of special days (kind off or work), covering their whole years, with the default hours. / Lập lịch từ các dòng ngày đặc biệt (kind là off hoặc work), bao trùm trọn các năm đó, với giờ làm việc mặc định.';

CREATE AGGREGATE @extschema@.calendar_agg(day date, kind text, replaces date) (
    SFUNC = @extschema@.calendar_accum,
    STYPE = @extschema@.calendar,
    SSPACE = 12000,
    FINALFUNC = @extschema@.calendar_final,
    COMBINEFUNC = @extschema@.calendar_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.calendar_agg(date, text, date) IS
'As calendar_agg(day, kind); replaces is the day that a worked day stands in for: it is off, and its hours are worked. / Như calendar_agg(day, kind); replaces là ngày được làm bù: ngày đó nghỉ, giờ làm việc của nó chuyển sang ngày làm bù.';

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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION @extschema@.working_days(date, date, @extschema@.calendar) IS
'Working days after "from" up to and with "to"; negative when "to" is earlier. / Số ngày làm việc sau ngày "from" đến hết ngày "to"; âm khi "to" trước "from".';

CREATE FUNCTION @extschema@.working_days(days daterange, cal @extschema@.calendar)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_working_days_range'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 4;
COMMENT ON FUNCTION @extschema@.working_days(daterange, @extschema@.calendar) IS
'Working days in the range, by its own bounds. / Số ngày làm việc trong khoảng, theo đúng hai đầu của khoảng.';

CREATE FUNCTION @extschema@.add_working_days(day date, n integer, cal @extschema@.calendar)
RETURNS date
AS 'MODULE_PATHNAME', 'par_add_working_days'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3;
COMMENT ON FUNCTION @extschema@.add_working_days(date, integer, @extschema@.calendar) IS
'The n-th working day after the day, or before it for negative n. / Ngày làm việc thứ n sau ngày đã cho, hoặc trước đó nếu n âm.';

-- Hours

CREATE FUNCTION @extschema@.working_hours("from" timestamptz, "to" timestamptz, cal @extschema@.calendar, pauses tstzmultirange DEFAULT '{}')
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_working_hours'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.working_hours(timestamptz, timestamptz, @extschema@.calendar, tstzmultirange) IS
'Working hours between two instants, without those in pauses; negative when "to" is earlier. / Số giờ làm việc giữa hai thời điểm, không tính thời gian tạm dừng; âm khi "to" trước "from".';

CREATE FUNCTION @extschema@.working_time("from" timestamptz, "to" timestamptz, cal @extschema@.calendar, pauses tstzmultirange DEFAULT '{}')
RETURNS interval
AS 'MODULE_PATHNAME', 'par_working_time'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.working_time(timestamptz, timestamptz, @extschema@.calendar, tstzmultirange) IS
'Working time between two instants as an interval of hours, exact to the microsecond. / Thời gian làm việc giữa hai thời điểm, kiểu interval theo giờ, chính xác đến micro giây.';

CREATE FUNCTION @extschema@.add_working_time("from" timestamptz, span interval, cal @extschema@.calendar, pauses tstzmultirange DEFAULT '{}')
RETURNS timestamptz
AS 'MODULE_PATHNAME', 'par_add_working_time'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION @extschema@.add_working_time(timestamptz, interval, @extschema@.calendar, tstzmultirange) IS
'The instant when that much working time has passed since "from"; NULL if an open pause comes first. / Thời điểm đã trôi qua đủ thời gian làm việc tính từ "from"; NULL nếu gặp tạm dừng chưa kết thúc.';

CREATE FUNCTION @extschema@.due_at(received timestamptz, days integer, cal @extschema@.calendar, pauses tstzmultirange DEFAULT '{}', mode text DEFAULT 'pause')
RETURNS timestamptz
AS 'MODULE_PATHNAME', 'par_due_at'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 8;
COMMENT ON FUNCTION @extschema@.due_at(timestamptz, integer, @extschema@.calendar, tstzmultirange, text) IS
'End of work on the due day: the day of receipt is not counted, pauses move it (mode pause) or count anew (mode restart); NULL while a pause is open. / Hạn trả: cuối giờ làm việc của ngày đến hạn; không tính ngày tiếp nhận; tạm dừng thì lùi hạn (pause) hoặc tính lại từ đầu (restart); NULL khi tạm dừng chưa kết thúc.';

CREATE FUNCTION @extschema@.working_hours_of(day date, cal @extschema@.calendar, OUT starts timestamptz, OUT ends timestamptz)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'par_working_hours_of'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 2;
COMMENT ON FUNCTION @extschema@.working_hours_of(date, @extschema@.calendar) IS
'The spans of a day in which work is done; none on a day off. / Các khoảng giờ làm việc trong ngày; không có dòng nào nếu là ngày nghỉ.';

-- Changes

CREATE FUNCTION @extschema@.calendar_differences(a @extschema@.calendar, b @extschema@.calendar, OUT day date, OUT kind_a text, OUT kind_b text, OUT hours_a text, OUT hours_b text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'par_calendar_differences'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3000 ROWS 20;
COMMENT ON FUNCTION @extschema@.calendar_differences(@extschema@.calendar, @extschema@.calendar) IS
'The days that two calendars both cover and do not work alike: off or work, and the hours, in each. The due dates that move: ... WHERE par.due_at(received, days, a) <> par.due_at(received, days, b). / Những ngày mà cả hai lịch bao trùm nhưng làm việc khác nhau: nghỉ (off) hay làm (work) và giờ làm của từng lịch. Các hạn bị dời: ... WHERE par.due_at(received, days, a) <> par.due_at(received, days, b).';

