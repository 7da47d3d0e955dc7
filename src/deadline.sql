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
