-- calendar: years to come, calendars of a table in linear time, differences

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

CREATE FUNCTION @extschema@.calendar_accum(@extschema@.calendar, date, text, date)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_accum_for'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.calendar_accum(@extschema@.calendar, date, text, date) IS
'The calendar with one more special day, and the day that it replaces. / Lịch làm việc thêm một ngày đặc biệt, kèm ngày được làm bù.';

CREATE FUNCTION @extschema@.calendar_final(@extschema@.calendar)
RETURNS @extschema@.calendar
AS 'MODULE_PATHNAME', 'par_calendar_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.calendar_final(@extschema@.calendar) IS
'The finished value of calendar_agg. / Giá trị cuối cùng của calendar_agg.';

CREATE OR REPLACE AGGREGATE @extschema@.calendar_agg(day date, kind text) (
    SFUNC = @extschema@.calendar_accum,
    STYPE = @extschema@.calendar,
    SSPACE = 12000,
    FINALFUNC = @extschema@.calendar_final,
    COMBINEFUNC = @extschema@.calendar_combine,
    PARALLEL = SAFE
);

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

-- Changes

CREATE FUNCTION @extschema@.calendar_differences(a @extschema@.calendar, b @extschema@.calendar, OUT day date, OUT kind_a text, OUT kind_b text, OUT hours_a text, OUT hours_b text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'par_calendar_differences'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3000 ROWS 20;
COMMENT ON FUNCTION @extschema@.calendar_differences(@extschema@.calendar, @extschema@.calendar) IS
'The days that two calendars both cover and do not work alike: off or work, and the hours, in each. The due dates that move: ... WHERE par.due_at(received, days, a) <> par.due_at(received, days, b). / Những ngày mà cả hai lịch bao trùm nhưng làm việc khác nhau: nghỉ (off) hay làm (work) và giờ làm của từng lịch. Các hạn bị dời: ... WHERE par.due_at(received, days, a) <> par.due_at(received, days, b).';

-- What the functions cost, in comparisons of numbers, so that the planner puts
-- cheap conditions before them.

ALTER FUNCTION @extschema@.calendar_in(cstring) COST 2000;
ALTER FUNCTION @extschema@.calendar_out(@extschema@.calendar) COST 600;
ALTER FUNCTION @extschema@.calendar_recv(internal) COST 2000;
ALTER FUNCTION @extschema@.calendar_send(@extschema@.calendar) COST 600;
ALTER FUNCTION @extschema@.calendar(jsonb) COST 2000;
ALTER FUNCTION @extschema@.jsonb(@extschema@.calendar) COST 1000;
ALTER FUNCTION @extschema@.calendar_eq(@extschema@.calendar, @extschema@.calendar) COST 2;
ALTER FUNCTION @extschema@.calendar_ne(@extschema@.calendar, @extschema@.calendar) COST 2;
ALTER FUNCTION @extschema@.calendar_lt(@extschema@.calendar, @extschema@.calendar) COST 2;
ALTER FUNCTION @extschema@.calendar_le(@extschema@.calendar, @extschema@.calendar) COST 2;
ALTER FUNCTION @extschema@.calendar_gt(@extschema@.calendar, @extschema@.calendar) COST 2;
ALTER FUNCTION @extschema@.calendar_ge(@extschema@.calendar, @extschema@.calendar) COST 2;
ALTER FUNCTION @extschema@.calendar_cmp(@extschema@.calendar, @extschema@.calendar) COST 2;
ALTER FUNCTION @extschema@.calendar_hash(@extschema@.calendar) COST 10;
ALTER FUNCTION @extschema@.calendar_hash_extended(@extschema@.calendar, bigint) COST 10;
ALTER FUNCTION @extschema@.vn_holidays() COST 1000;
ALTER FUNCTION @extschema@.vn_calendar(integer, integer, boolean) COST 1500;
ALTER FUNCTION @extschema@.calendar_accum(@extschema@.calendar, date, text) COST 10;
ALTER FUNCTION @extschema@.calendar_combine(@extschema@.calendar, @extschema@.calendar) COST 1000;
ALTER FUNCTION @extschema@.working_days(date, date, @extschema@.calendar) COST 2;
ALTER FUNCTION @extschema@.working_days(daterange, @extschema@.calendar) COST 4;
ALTER FUNCTION @extschema@.add_working_days(date, integer, @extschema@.calendar) COST 3;
ALTER FUNCTION @extschema@.working_hours(timestamptz, timestamptz, @extschema@.calendar, tstzmultirange) COST 10;
ALTER FUNCTION @extschema@.working_time(timestamptz, timestamptz, @extschema@.calendar, tstzmultirange) COST 10;
ALTER FUNCTION @extschema@.add_working_time(timestamptz, interval, @extschema@.calendar, tstzmultirange) COST 30;
ALTER FUNCTION @extschema@.due_at(timestamptz, integer, @extschema@.calendar, tstzmultirange, text) COST 8;
ALTER FUNCTION @extschema@.working_hours_of(date, @extschema@.calendar) COST 50;

