-- ---------------------------------------------------------------------------
-- deadline: plan wordings to dates
-- ---------------------------------------------------------------------------

-- ROWS: a cell has one row, a periodic one up to twelve; from two on the planner
-- remembers what equal wordings gave (Memoize) where statistics say that they
-- repeat often, as they do in many plans.
CREATE FUNCTION @extschema@.deadlines(wording text, plan_year integer,
    OUT ord integer, OUT starts date, OUT due date, OUT kind text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'par_deadlines'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 2;
COMMENT ON FUNCTION @extschema@.deadlines(text, integer) IS
'The deadlines in a plan wording (''Trước ngày 14/12/2024''): one row per due date in the order of the text, due = last admissible day; kind year, quarter, month, date, range, start_only, recurring, periodic, after_event, external or unrecognised. / Các thời hạn trong câu chữ của kế hoạch: mỗi hạn một dòng theo thứ tự trong văn bản, due = ngày cuối cùng còn được tính là đúng hạn; chữ không đọc được là unrecognised, không báo lỗi.';

CREATE FUNCTION @extschema@.due_date(wording text, plan_year integer)
RETURNS date
AS 'MODULE_PATHNAME', 'par_due_date'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.due_date(text, integer) IS
'The last due date in a plan wording; NULL if it has none. / Hạn cuối cùng đọc được trong câu chữ của kế hoạch; NULL nếu không có.';

-- par.deadlines keeps its columns for ever: what else a wording says stands here.
CREATE FUNCTION @extschema@.deadline_terms(wording text, plan_year integer,
    OUT ord integer, OUT period_label text, OUT period_first date, OUT period_last date,
    OUT starts date, OUT due date, OUT kind text, OUT every text, OUT n integer, OUT unit text, OUT side text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'par_deadline_terms'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 2;
COMMENT ON FUNCTION @extschema@.deadline_terms(text, integer) IS
'The obligations in a plan wording, each with a label that stays when its date moves (2024, 2024-H1, 2024-Q1, 2024-9M, 2024-M03, 2024-W05; a second one of a wording 2024.2): a row for each due date, for each period of a recurring duty (every weekly, monthly, quarterly, half_yearly or yearly; due only if the wording has a day, else period_last is the end of the period), and for each clause without a date. After an event: n, unit (hour, working_hour, day, working_day, month) and side (after, before). ord, starts, due and kind are those of par.deadlines. / Các nghĩa vụ trong câu chữ của kế hoạch, mỗi nghĩa vụ có nhãn kỳ không đổi khi dời hạn: mỗi hạn một dòng, mỗi kỳ của việc định kỳ một dòng (every là chu kỳ; due chỉ có khi câu chữ nêu ngày, nếu không thì period_last là ngày cuối kỳ), mỗi ý không có hạn một dòng. Sau hoặc trước một sự kiện: n, unit (đơn vị), side (after là sau, before là trước). ord, starts, due và kind như par.deadlines.';

CREATE FUNCTION @extschema@.due_after(event_day date, wording text, plan_year integer, calendar @extschema@.calendar DEFAULT NULL)
RETURNS date
AS 'MODULE_PATHNAME', 'par_due_after'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.due_after(date, text, integer, @extschema@.calendar) IS
'The last admissible day of a wording such as "trong vòng 05 ngày làm việc kể từ ngày ..." once the day of the event is known, which is not counted; the latest if there are several. Working days need a calendar; days are not moved off weekends and holidays; hours need the instant: NULL, as for a wording that names no event. / Ngày cuối cùng đúng hạn của câu chữ như "trong vòng 05 ngày làm việc kể từ ngày ..." khi đã biết ngày xảy ra sự kiện (không tính ngày đó); nhiều hạn thì lấy hạn muộn nhất. Ngày làm việc cần có lịch; không dời khi rơi vào ngày nghỉ; hạn theo giờ cần thời điểm: NULL, cũng như khi câu chữ không nêu sự kiện.';

CREATE FUNCTION @extschema@.due_after(event_at timestamptz, wording text, plan_year integer, calendar @extschema@.calendar DEFAULT NULL, zone text DEFAULT 'Asia/Ho_Chi_Minh')
RETURNS timestamptz
AS 'MODULE_PATHNAME', 'par_due_after_instant'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.due_after(timestamptz, text, integer, @extschema@.calendar, text) IS
'The same from the instant of the event: hours and working hours are counted from it; days, working days and months end with the last microsecond of the day in the zone. / Như trên nhưng tính từ thời điểm xảy ra sự kiện: giờ và giờ làm việc tính từ thời điểm đó; ngày, ngày làm việc và tháng kết thúc vào cuối ngày theo múi giờ.';
