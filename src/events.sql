-- ---------------------------------------------------------------------------
-- events: a dossier as dated events, whose sums are the figures of any day
-- ---------------------------------------------------------------------------

CREATE FUNCTION @extschema@.dossier_events(received timestamptz, due timestamptz, finished timestamptz, pauses tstzmultirange, zone text)
RETURNS TABLE (day date, d_received integer, d_pending integer, d_overdue integer, d_paused integer, d_no_deadline integer,
               d_early integer, d_on_time integer, d_late integer, d_finished_no_deadline integer, d_days_late integer)
AS 'MODULE_PATHNAME', 'par_dossier_events'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION @extschema@.dossier_events(timestamptz, timestamptz, timestamptz, tstzmultirange, text) IS
'The days on which a dossier changes the figures, and by how much: received; open and pending, overdue, paused, without a deadline; finished early, on time, late, without a deadline; days late. Summed up to a day they are the figures at its end in the zone. / Những ngày hồ sơ làm thay đổi số liệu và mức thay đổi: tiếp nhận; chưa xong còn hạn, quá hạn, tạm dừng, không thời hạn; đã xong trước hạn, đúng hạn, trễ hạn, không thời hạn; số ngày trễ. Cộng dồn đến một ngày được số liệu cuối ngày đó theo múi giờ.';

CREATE FUNCTION @extschema@.month_of(instant timestamptz, zone text)
RETURNS date
AS 'MODULE_PATHNAME', 'par_month_of'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.month_of(timestamptz, text) IS
'First day of the month that an instant lies in, by the calendar of the zone. / Ngày đầu tháng của một thời điểm, theo lịch của múi giờ.';

CREATE FUNCTION @extschema@.ontime_stats(
    early bigint DEFAULT 0, on_time bigint DEFAULT 0, late bigint DEFAULT 0,
    pending bigint DEFAULT 0, overdue bigint DEFAULT 0, paused bigint DEFAULT 0,
    no_deadline bigint DEFAULT 0, no_deadline_finished bigint DEFAULT 0,
    late_dated bigint DEFAULT 0, days_late_sum bigint DEFAULT 0, days_late_max bigint DEFAULT 0, at_days_late_max bigint DEFAULT 0)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_stats'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats(bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint) IS
'The on-time summary of given counts, named as in its text form; a count of NULL is 0, a days_late_max of NULL is not known. Counts that contradict each other are refused. / Bảng tóm tắt tiến độ từ các số đếm cho trước, tên như trong dạng văn bản; NULL tính là 0, days_late_max bằng NULL là không biết. Các số đếm mâu thuẫn bị từ chối.';

CREATE FUNCTION @extschema@.log_events()
RETURNS trigger
AS 'MODULE_PATHNAME', 'par_log_events'
LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.log_events() IS
'Trigger function for statements on the dossiers of a model: appends what they change, summed by agency, level and day, to dossier_log. Needs transition tables; before TRUNCATE. / Hàm trigger mức câu lệnh cho bảng hồ sơ của mô hình: ghi thêm vào dossier_log những thay đổi, cộng theo cơ quan, mức độ và ngày. Cần bảng chuyển tiếp; trước TRUNCATE.';

CREATE FUNCTION @extschema@.log_moves()
RETURNS trigger
AS 'MODULE_PATHNAME', 'par_log_moves'
LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.log_moves() IS
'Trigger function for after an UPDATE of the services of a model, with both transition tables: the dossiers of a service that changes its level move with it in dossier_log. / Hàm trigger sau lệnh UPDATE trên bảng dịch vụ của mô hình, có cả hai bảng chuyển tiếp: hồ sơ của dịch vụ đổi mức độ được chuyển theo trong dossier_log.';

CREATE FUNCTION @extschema@.only_by_fold()
RETURNS trigger
AS 'MODULE_PATHNAME', 'par_only_by_fold'
LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.only_by_fold() IS
'Trigger function that refuses rows for the cells of a model from anybody but fold() and rebuild(). / Hàm trigger từ chối ghi vào các ô của mô hình, trừ fold() và rebuild().';
