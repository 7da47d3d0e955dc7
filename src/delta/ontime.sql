-- ---------------------------------------------------------------------------
-- ontime: days and instants mixed, pauses, clearer comments
-- ---------------------------------------------------------------------------

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
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, timestamptz, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of date, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, date, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. as_of is the end of its day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of date, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, date, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of timestamptz, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, timestamptz, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of date, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, date, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. as_of is the end of its day. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of timestamptz, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, timestamptz, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of date, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, date, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of date, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, date, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of timestamptz, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, timestamptz, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of date, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, date, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done date, as_of date, paused boolean, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, date, date, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open and paused is paused. Days alone need no zone: it is only checked. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và đang tạm dừng là paused. Toàn ngày thì không cần múi giờ: chỉ kiểm tra.';

CREATE FUNCTION @extschema@.timeliness(due date, done date, as_of date, paused text, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, date, date, text, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. paused is read as a boolean: this is the form for a literal without a type and NULL. Days alone need no zone: it is only checked. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. paused đọc như boolean: dạng này dành cho hằng không ghi kiểu và NULL. Toàn ngày thì không cần múi giờ: chỉ kiểm tra.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, paused text, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
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
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, date, date, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of timestamptz, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, timestamptz, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due date, done timestamptz, as_of date, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(date, timestamptz, date, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. A due day lasts to its end. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of date, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, date, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of timestamptz, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, timestamptz, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done date, as_of date, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, date, date, tstzmultirange, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. What is done on a day counts by the day. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.timeliness(due timestamptz, done timestamptz, as_of timestamptz, pauses tstzmultirange, zone text)
RETURNS @extschema@.timeliness
AS 'MODULE_PATHNAME', 'par_timeliness_declared'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
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

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of timestamptz, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, timestamptz, text) IS
'On-time summary of cases at as_of. A due day lasts to its end. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of date, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, date, text) IS
'On-time summary of cases at as_of. A due day lasts to its end. as_of is the end of its day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of date, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, date, text) IS
'On-time summary of cases at as_of. as_of is the end of its day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of timestamptz, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, timestamptz, text) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of date, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, date, text) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. as_of is the end of its day. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of timestamptz, paused boolean, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, timestamptz, boolean, text) IS
'On-time summary of cases at as_of. A due day lasts to its end. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of date, paused boolean, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, date, boolean, text) IS
'On-time summary of cases at as_of. A due day lasts to its end. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of date, paused boolean, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, date, boolean, text) IS
'On-time summary of cases at as_of. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of timestamptz, paused boolean, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, timestamptz, boolean, text) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of date, paused boolean, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, date, boolean, text) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. as_of is the end of its day. Open and paused is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Chưa xong và đang tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date, paused boolean, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date, boolean, text) IS
'On-time summary of cases at as_of. Open and paused is paused. Days alone need no zone: it is only checked. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Chưa xong và đang tạm dừng là paused. Toàn ngày thì không cần múi giờ: chỉ kiểm tra.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date, paused text, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date, text, text) IS
'On-time summary of cases at as_of. paused is read as a boolean: this is the form for a literal without a type and NULL. Days alone need no zone: it is only checked. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. paused đọc như boolean: dạng này dành cho hằng không ghi kiểu và NULL. Toàn ngày thì không cần múi giờ: chỉ kiểm tra.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, paused text, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, text, text) IS
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

CREATE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date, pauses tstzmultirange, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, date, date, tstzmultirange, text) IS
'On-time summary of cases at as_of. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of timestamptz, pauses tstzmultirange, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, timestamptz, tstzmultirange, text) IS
'On-time summary of cases at as_of. A due day lasts to its end. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due date, done timestamptz, as_of date, pauses tstzmultirange, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(date, timestamptz, date, tstzmultirange, text) IS
'On-time summary of cases at as_of. A due day lasts to its end. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Ngày đến hạn tính đến hết ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of date, pauses tstzmultirange, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, date, tstzmultirange, text) IS
'On-time summary of cases at as_of. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of timestamptz, pauses tstzmultirange, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, timestamptz, tstzmultirange, text) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done date, as_of date, pauses tstzmultirange, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, date, date, tstzmultirange, text) IS
'On-time summary of cases at as_of. What is done on a day counts by the day. as_of is the end of its day. Open while as_of lies in one of the pauses is paused. Days are those of the given zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. Xong vào một ngày thì so theo ngày. as_of là cuối ngày đó. Chưa xong và as_of nằm trong một khoảng tạm dừng là paused. Ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, pauses tstzmultirange, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, tstzmultirange, text) IS
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

COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, boolean) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open and paused is paused. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và đang tạm dừng là paused. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. A timestamp without time zone is taken as one of the session''s TimeZone: write done AT TIME ZONE zone. postgres_fdw hands this over where the zone is a column of the foreign table. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho. timestamp không có múi giờ được coi là giờ của TimeZone của phiên: viết done AT TIME ZONE zone. postgres_fdw chuyển giao được khi múi giờ là một cột của bảng ngoài.';
COMMENT ON FUNCTION @extschema@.timeliness(timestamptz, timestamptz, timestamptz, boolean, text) IS
'Class of a case at as_of; finished after as_of is open, as_of NULL classes only what is finished. Open and paused is paused. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. A timestamp without time zone is taken as one of the session''s TimeZone: write done AT TIME ZONE zone. postgres_fdw hands this over where the zone is a column of the foreign table. / Phân loại tại thời điểm as_of; xong sau as_of là chưa xong, as_of NULL chỉ phân loại việc đã xong. Chưa xong và đang tạm dừng là paused. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho. timestamp không có múi giờ được coi là giờ của TimeZone của phiên: viết done AT TIME ZONE zone. postgres_fdw chuyển giao được khi múi giờ là một cột của bảng ngoài.';
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz) IS
'On-time summary of cases at as_of. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, boolean) IS
'On-time summary of cases at as_of. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, text) IS
'On-time summary of cases at as_of. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. A timestamp without time zone is taken as one of the session''s TimeZone: write done AT TIME ZONE zone. postgres_fdw hands this over where the zone is a column of the foreign table. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho. timestamp không có múi giờ được coi là giờ của TimeZone của phiên: viết done AT TIME ZONE zone. postgres_fdw chuyển giao được khi múi giờ là một cột của bảng ngoài.';
COMMENT ON AGGREGATE @extschema@.ontime_agg(timestamptz, timestamptz, timestamptz, boolean, text) IS
'On-time summary of cases at as_of. An as_of without a type is an instant: write date ''2024-12-31'' for the day. Days are those of the given zone. A timestamp without time zone is taken as one of the session''s TimeZone: write done AT TIME ZONE zone. postgres_fdw hands this over where the zone is a column of the foreign table. / Tóm tắt tiến độ của các hồ sơ tại thời điểm as_of. as_of không ghi kiểu là thời điểm: viết date ''2024-12-31'' cho cả ngày. Ngày theo múi giờ đã cho. timestamp không có múi giờ được coi là giờ của TimeZone của phiên: viết done AT TIME ZONE zone. postgres_fdw chuyển giao được khi múi giờ là một cột của bảng ngoài.';
COMMENT ON AGGREGATE @extschema@.on_time_pct(timestamptz, timestamptz) IS
'Percentage finished on time, early included, of all finished cases with a deadline. Compared by instants: the same in any zone. / Tỷ lệ phần trăm đúng hạn (kể cả trước hạn) trên tổng số hồ sơ đã xong có thời hạn. So theo thời điểm: như nhau ở mọi múi giờ.';
COMMENT ON AGGREGATE @extschema@.early_pct(timestamptz, timestamptz) IS
'Percentage finished early of all finished cases with a deadline. Days are those of the session''s TimeZone: where sessions differ (postgres_fdw, Citus, jobs) give the zone. / Tỷ lệ phần trăm trước hạn trên tổng số hồ sơ đã xong có thời hạn. Ngày theo TimeZone của phiên: nơi các phiên có thể khác nhau (postgres_fdw, Citus, tác vụ) hãy cho múi giờ.';
COMMENT ON AGGREGATE @extschema@.late_pct(timestamptz, timestamptz) IS
'Percentage finished late of all finished cases with a deadline. Compared by instants: the same in any zone. / Tỷ lệ phần trăm trễ hạn trên tổng số hồ sơ đã xong có thời hạn. So theo thời điểm: như nhau ở mọi múi giờ.';

-- In units of the planner, some 50 ns: what comes out of a condition last.
ALTER FUNCTION @extschema@.on_time_pct(@extschema@.ontime_stats, text, integer) COST 5;
ALTER FUNCTION @extschema@.early_pct(@extschema@.ontime_stats, text, integer) COST 5;
ALTER FUNCTION @extschema@.late_pct(@extschema@.ontime_stats, text, integer) COST 5;

-- ontime: jsonb in, equality and order of the summary, size of states

CREATE FUNCTION @extschema@.ontime_stats(jsonb)
RETURNS @extschema@.ontime_stats
AS 'MODULE_PATHNAME', 'par_ontime_from_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_stats(jsonb) IS
'ontime_stats from jsonb. / ontime_stats từ jsonb.';

CREATE CAST (jsonb AS @extschema@.ontime_stats) WITH FUNCTION @extschema@.ontime_stats(jsonb);
COMMENT ON CAST (jsonb AS @extschema@.ontime_stats) IS
'ontime_stats from jsonb. / ontime_stats từ jsonb.';

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

CREATE OR REPLACE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.ontime_agg(due date, done date, as_of date, paused boolean) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, paused boolean) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.ontime_agg(due timestamptz, done timestamptz, as_of timestamptz, paused boolean, zone text) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.ontime_agg(class @extschema@.timeliness) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.rollup(stats @extschema@.ontime_stats) (
    SFUNC = @extschema@.ontime_add, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_add, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.on_time_pct(due date, done date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.on_time_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.on_time_pct_final,
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.on_time_pct(due timestamptz, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.on_time_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.on_time_pct_final,
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.early_pct(due date, done date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.early_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.early_pct_final,
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.early_pct(due timestamptz, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.early_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.early_pct_final,
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.late_pct(due date, done date) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.late_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.late_pct_final,
    PARALLEL = SAFE
);

CREATE OR REPLACE AGGREGATE @extschema@.late_pct(due timestamptz, done timestamptz) (
    SFUNC = @extschema@.ontime_accum, STYPE = @extschema@.ontime_stats, SSPACE = 104, INITCOND = '{}',
    FINALFUNC = @extschema@.late_pct_final,
    COMBINEFUNC = @extschema@.ontime_add,
    MSFUNC = @extschema@.ontime_accum, MINVFUNC = @extschema@.ontime_inverse, MSTYPE = @extschema@.ontime_stats, MSSPACE = 104, MINITCOND = '{}',
    MFINALFUNC = @extschema@.late_pct_final,
    PARALLEL = SAFE
);

