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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT @extschema@.zone_support;
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

CREATE FUNCTION @extschema@.fold_log(beside regclass)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_fold_log'
LANGUAGE C VOLATILE STRICT;
COMMENT ON FUNCTION @extschema@.fold_log(regclass) IS
'Adds the rows of the dossier_log of the model that a table belongs to to its cells, takes them out of it, and returns how many they were; NULL when somebody else is at it. / Cộng các dòng của dossier_log vào các ô của mô hình, xóa khỏi nhật ký và trả về số dòng; NULL khi đang có phiên khác gộp.';

CREATE FUNCTION @extschema@.add_missing(beside regclass)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_add_missing'
LANGUAGE C VOLATILE STRICT;
COMMENT ON FUNCTION @extschema@.add_missing(regclass) IS
'Adds to the cells of a model what its missing_changes() finds, and returns how many rows that were. / Cộng vào các ô của mô hình phần mà missing_changes() tìm thấy và trả về số dòng.';

CREATE FUNCTION @extschema@.take_dossier()
RETURNS trigger
AS 'MODULE_PATHNAME', 'par_take_dossier'
LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.take_dossier() IS
'Trigger function, before INSERT and UPDATE of dossier_conduct: gives a row the agency of its dossier and the days of its receipt and end. / Hàm trigger trước khi thêm, sửa dossier_conduct: điền cơ quan của hồ sơ, ngày tiếp nhận và ngày kết thúc.';

CREATE FUNCTION @extschema@.follow_dossiers()
RETURNS trigger
AS 'MODULE_PATHNAME', 'par_follow_dossiers'
LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.follow_dossiers() IS
'Trigger function for after an UPDATE of the dossiers of a model, with the new rows: takes the rows of dossier_conduct along, to another agency and other days. / Hàm trigger sau lệnh UPDATE trên bảng hồ sơ của mô hình, có bảng dòng mới: chuyển theo các dòng của dossier_conduct sang cơ quan và ngày mới.';

CREATE FUNCTION @extschema@.move_totals()
RETURNS trigger
AS 'MODULE_PATHNAME', 'par_move_totals'
LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.move_totals() IS
'Trigger function for after an UPDATE of the agencies of a model, with both transition tables, or of a row that a subscriber applies: the cells of an agency that changes its bloc, level or parent move from one total to the other. / Hàm trigger sau lệnh UPDATE trên bảng cơ quan, có cả hai bảng chuyển tiếp, hoặc từng dòng ở máy nhận bản sao: các ô của cơ quan đổi khối, cấp hoặc cơ quan cấp trên được chuyển sang tổng mới.';

CREATE FUNCTION @extschema@.ontime_cells_accum(bytea, integer, integer, integer[], integer, integer, integer, integer, integer)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_ontime_cells_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_cells_accum(bytea, integer, integer, integer[], integer, integer, integer, integer, integer) IS
'Transition function of ontime_cells_agg. / Hàm chuyển trạng thái của ontime_cells_agg.';

CREATE FUNCTION @extschema@.ontime_cells_add(bytea, bytea)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_ontime_cells_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_cells_add(bytea, bytea) IS
'Combine function of ontime_cells_agg. / Hàm kết hợp của ontime_cells_agg.';

CREATE FUNCTION @extschema@.ontime_cells_stats(bytea)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_cells_stats'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_cells_stats(bytea) IS
'Final function of ontime_cells_agg. / Hàm kết thúc của ontime_cells_agg.';

-- A state with some thirty different numbers of days late.
CREATE AGGREGATE @extschema@.ontime_cells_agg(early integer, on_time integer, late_days integer[], finished_no_deadline integer,
                                              pending integer, overdue integer, paused integer, no_deadline integer) (
    SFUNC = @extschema@.ontime_cells_accum,
    STYPE = bytea,
    SSPACE = 512,
    FINALFUNC = @extschema@.ontime_cells_stats,
    COMBINEFUNC = @extschema@.ontime_cells_add,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_cells_agg(integer, integer, integer[], integer, integer, integer, integer, integer) IS
'The on-time summary that cells of dossiers come to; late_days are days and counts in turn. NULL when they come to nothing; cells that contradict each other are refused. / Bảng tóm tắt tiến độ từ các ô hồ sơ; late_days gồm số ngày và số hồ sơ xen kẽ. NULL khi không có gì; các ô mâu thuẫn bị từ chối.';

CREATE FUNCTION @extschema@.log_table(relation regclass, sign integer)
RETURNS void
AS 'MODULE_PATHNAME', 'par_log_table'
LANGUAGE C VOLATILE STRICT;
COMMENT ON FUNCTION @extschema@.log_table(regclass, integer) IS
'Appends to dossier_log what all the rows of a partition of the dossiers come to: 1 for one that is attached, -1 for one that is detached. / Ghi vào dossier_log toàn bộ hồ sơ của một phân vùng: 1 khi gắn vào, -1 khi tách ra.';

CREATE FUNCTION @extschema@.table_beside(shard regclass, name text)
RETURNS regclass
AS 'MODULE_PATHNAME', 'par_table_beside'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.table_beside(regclass, text) IS
'The shard of a table of a distributed model that lies beside a shard of its dossiers. / Phân mảnh của một bảng trong mô hình phân tán, nằm cạnh một phân mảnh hồ sơ.';

CREATE FUNCTION @extschema@.table_of(table_row anyelement)
RETURNS regclass
AS 'MODULE_PATHNAME', 'par_table_of'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.table_of(anyelement) IS
'The table that a row is of, NULL::some_table being enough; for the model, whose bodies mean its tables by it under any name. / Bảng của một dòng, chỉ cần NULL::tên_bảng; dùng cho mô hình, nhờ đó thân hàm luôn chỉ đúng bảng của mình dù mang tên gì.';

-- The cells of a shard anew from its rows, in the place of what stands there:
-- writers wait, readers see all or nothing of it.
CREATE FUNCTION @extschema@.rebuild_shard(dossiers regclass)
RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name text;
BEGIN
    PERFORM set_config('citus.enable_manual_changes_to_shards', 'on', true);
    -- refuses what is no table of dossiers before anything is locked
    PERFORM @extschema@.table_beside(dossiers, 'dossier_log');
    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', dossiers);
    FOREACH name IN ARRAY '{dossier_log,dossier_day,dossier_month,dossier_year,dossier_field_month}'::text[] LOOP
        EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', @extschema@.table_beside(dossiers, name));
        EXECUTE format('DELETE FROM %s', @extschema@.table_beside(dossiers, name));
    END LOOP;
    PERFORM @extschema@.log_table(dossiers, 1);
    RETURN @extschema@.fold_log(dossiers);
END
$$;
COMMENT ON FUNCTION @extschema@.rebuild_shard(regclass) IS
'Makes the cells beside a shard of dossiers anew from its rows. / Tính lại các ô nằm cạnh một phân mảnh hồ sơ từ các dòng của nó.';
