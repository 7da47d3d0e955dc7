-- ---------------------------------------------------------------------------
-- groups: summaries of many groups at once, by a key that is a small number
-- ---------------------------------------------------------------------------

CREATE TYPE @extschema@.ontime_groups;

CREATE FUNCTION @extschema@.ontime_groups_in(cstring)
RETURNS @extschema@.ontime_groups
AS 'MODULE_PATHNAME', 'par_ontime_groups_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_groups_in(cstring) IS
'Input of ontime_groups / Hàm nhập của ontime_groups';

CREATE FUNCTION @extschema@.ontime_groups_out(@extschema@.ontime_groups)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_groups_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_groups_out(@extschema@.ontime_groups) IS
'Output of ontime_groups / Hàm xuất của ontime_groups';

CREATE FUNCTION @extschema@.ontime_groups_recv(internal)
RETURNS @extschema@.ontime_groups
AS 'MODULE_PATHNAME', 'par_ontime_groups_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_groups_recv(internal) IS
'Binary input of ontime_groups / Hàm nhập nhị phân của ontime_groups';

CREATE FUNCTION @extschema@.ontime_groups_send(@extschema@.ontime_groups)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_groups_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_groups_send(@extschema@.ontime_groups) IS
'Binary output of ontime_groups / Hàm xuất nhị phân của ontime_groups';

CREATE TYPE @extschema@.ontime_groups (
    INPUT = @extschema@.ontime_groups_in,
    OUTPUT = @extschema@.ontime_groups_out,
    RECEIVE = @extschema@.ontime_groups_recv,
    SEND = @extschema@.ontime_groups_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE @extschema@.ontime_groups IS
'On-time summaries of many groups, by a key; rows() lists them. / Các bảng tóm tắt tiến độ của nhiều nhóm theo khóa; rows() liệt kê.';

CREATE FUNCTION @extschema@.ontime_groups_add(a @extschema@.ontime_groups, b @extschema@.ontime_groups)
RETURNS @extschema@.ontime_groups
AS 'MODULE_PATHNAME', 'par_ontime_groups_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_groups_add(@extschema@.ontime_groups, @extschema@.ontime_groups) IS
'Both, group by group / Gộp hai bên theo từng nhóm';

CREATE FUNCTION @extschema@.rows(groups @extschema@.ontime_groups)
RETURNS TABLE (key integer, stats @extschema@.ontime_stats)
AS 'MODULE_PATHNAME', 'par_ontime_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 500;
COMMENT ON FUNCTION @extschema@.rows(@extschema@.ontime_groups) IS
'A row for each group: its key and its summary, in the order of the keys. / Mỗi nhóm một dòng: khóa và bảng tóm tắt, theo thứ tự khóa.';

CREATE TYPE @extschema@.survey_groups;

CREATE FUNCTION @extschema@.survey_groups_in(cstring)
RETURNS @extschema@.survey_groups
AS 'MODULE_PATHNAME', 'par_survey_groups_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_groups_in(cstring) IS
'Input of survey_groups / Hàm nhập của survey_groups';

CREATE FUNCTION @extschema@.survey_groups_out(@extschema@.survey_groups)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_groups_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_groups_out(@extschema@.survey_groups) IS
'Output of survey_groups / Hàm xuất của survey_groups';

CREATE FUNCTION @extschema@.survey_groups_recv(internal)
RETURNS @extschema@.survey_groups
AS 'MODULE_PATHNAME', 'par_survey_groups_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_groups_recv(internal) IS
'Binary input of survey_groups / Hàm nhập nhị phân của survey_groups';

CREATE FUNCTION @extschema@.survey_groups_send(@extschema@.survey_groups)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_groups_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_groups_send(@extschema@.survey_groups) IS
'Binary output of survey_groups / Hàm xuất nhị phân của survey_groups';

CREATE TYPE @extschema@.survey_groups (
    INPUT = @extschema@.survey_groups_in,
    OUTPUT = @extschema@.survey_groups_out,
    RECEIVE = @extschema@.survey_groups_recv,
    SEND = @extschema@.survey_groups_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE @extschema@.survey_groups IS
'Summaries of answers of many groups, by a key; rows() lists them. / Các bảng tóm tắt câu trả lời của nhiều nhóm theo khóa; rows() liệt kê.';

CREATE FUNCTION @extschema@.survey_groups_add(a @extschema@.survey_groups, b @extschema@.survey_groups)
RETURNS @extschema@.survey_groups
AS 'MODULE_PATHNAME', 'par_survey_groups_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_groups_add(@extschema@.survey_groups, @extschema@.survey_groups) IS
'Both, group by group / Gộp hai bên theo từng nhóm';

CREATE FUNCTION @extschema@.rows(groups @extschema@.survey_groups)
RETURNS TABLE (key integer, stats @extschema@.survey_stats)
AS 'MODULE_PATHNAME', 'par_survey_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 500;
COMMENT ON FUNCTION @extschema@.rows(@extschema@.survey_groups) IS
'A row for each group: its key and its summary, in the order of the keys. / Mỗi nhóm một dòng: khóa và bảng tóm tắt, theo thứ tự khóa.';

CREATE FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, date, date, date)
RETURNS @extschema@.ontime_groups
AS 'MODULE_PATHNAME', 'par_ontime_by_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, date, date, date) IS
'Transition function of ontime_by / Hàm chuyển trạng thái của ontime_by';

CREATE FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, date, date, date, boolean)
RETURNS @extschema@.ontime_groups
AS 'MODULE_PATHNAME', 'par_ontime_by_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, date, date, date, boolean) IS
'Transition function of ontime_by / Hàm chuyển trạng thái của ontime_by';

CREATE FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, timestamptz, timestamptz, timestamptz)
RETURNS @extschema@.ontime_groups
AS 'MODULE_PATHNAME', 'par_ontime_by_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, timestamptz, timestamptz, timestamptz) IS
'Transition function of ontime_by / Hàm chuyển trạng thái của ontime_by';

CREATE FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, timestamptz, timestamptz, timestamptz, boolean)
RETURNS @extschema@.ontime_groups
AS 'MODULE_PATHNAME', 'par_ontime_by_tstz'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, timestamptz, timestamptz, timestamptz, boolean) IS
'Transition function of ontime_by / Hàm chuyển trạng thái của ontime_by';

CREATE FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, timestamptz, timestamptz, timestamptz, text)
RETURNS @extschema@.ontime_groups
AS 'MODULE_PATHNAME', 'par_ontime_by_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, timestamptz, timestamptz, timestamptz, text) IS
'Transition function of ontime_by / Hàm chuyển trạng thái của ontime_by';

CREATE FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, timestamptz, timestamptz, timestamptz, boolean, text)
RETURNS @extschema@.ontime_groups
AS 'MODULE_PATHNAME', 'par_ontime_by_zone'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ontime_by_accum(@extschema@.ontime_groups, integer, timestamptz, timestamptz, timestamptz, boolean, text) IS
'Transition function of ontime_by / Hàm chuyển trạng thái của ontime_by';

CREATE AGGREGATE @extschema@.ontime_by(key integer, due date, done date, as_of date) (
    SFUNC = @extschema@.ontime_by_accum, STYPE = @extschema@.ontime_groups, SSPACE = 65536, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_groups_add,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_by(integer, date, date, date) IS
'What GROUP BY key with ontime_agg counts, faster, for keys that are small numbers; rows() lists the groups. / Như GROUP BY theo khóa với ontime_agg nhưng nhanh hơn, cho khóa là số nhỏ; rows() liệt kê các nhóm.';

CREATE AGGREGATE @extschema@.ontime_by(key integer, due date, done date, as_of date, paused boolean) (
    SFUNC = @extschema@.ontime_by_accum, STYPE = @extschema@.ontime_groups, SSPACE = 65536, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_groups_add,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_by(integer, date, date, date, boolean) IS
'What GROUP BY key with ontime_agg counts, faster, for keys that are small numbers; rows() lists the groups. / Như GROUP BY theo khóa với ontime_agg nhưng nhanh hơn, cho khóa là số nhỏ; rows() liệt kê các nhóm.';

CREATE AGGREGATE @extschema@.ontime_by(key integer, due timestamptz, done timestamptz, as_of timestamptz) (
    SFUNC = @extschema@.ontime_by_accum, STYPE = @extschema@.ontime_groups, SSPACE = 65536, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_groups_add,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_by(integer, timestamptz, timestamptz, timestamptz) IS
'What GROUP BY key with ontime_agg counts, faster, for keys that are small numbers; rows() lists the groups. Day boundaries follow the session''s TimeZone. / Như GROUP BY theo khóa với ontime_agg nhưng nhanh hơn, cho khóa là số nhỏ; rows() liệt kê các nhóm. Ranh giới ngày theo TimeZone của phiên.';

CREATE AGGREGATE @extschema@.ontime_by(key integer, due timestamptz, done timestamptz, as_of timestamptz, paused boolean) (
    SFUNC = @extschema@.ontime_by_accum, STYPE = @extschema@.ontime_groups, SSPACE = 65536, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_groups_add,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_by(integer, timestamptz, timestamptz, timestamptz, boolean) IS
'What GROUP BY key with ontime_agg counts, faster, for keys that are small numbers; rows() lists the groups. Day boundaries follow the session''s TimeZone. / Như GROUP BY theo khóa với ontime_agg nhưng nhanh hơn, cho khóa là số nhỏ; rows() liệt kê các nhóm. Ranh giới ngày theo TimeZone của phiên.';

CREATE AGGREGATE @extschema@.ontime_by(key integer, due timestamptz, done timestamptz, as_of timestamptz, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_by_accum, STYPE = @extschema@.ontime_groups, SSPACE = 65536, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_groups_add,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_by(integer, timestamptz, timestamptz, timestamptz, @extschema@.zone) IS
'What GROUP BY key with ontime_agg counts, faster, for keys that are small numbers; rows() lists the groups. Day boundaries are those of the given zone. / Như GROUP BY theo khóa với ontime_agg nhưng nhanh hơn, cho khóa là số nhỏ; rows() liệt kê các nhóm. Ranh giới ngày theo múi giờ đã cho.';

CREATE AGGREGATE @extschema@.ontime_by(key integer, due timestamptz, done timestamptz, as_of timestamptz, paused boolean, zone @extschema@.zone) (
    SFUNC = @extschema@.ontime_by_accum, STYPE = @extschema@.ontime_groups, SSPACE = 65536, INITCOND = '{}',
    COMBINEFUNC = @extschema@.ontime_groups_add,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.ontime_by(integer, timestamptz, timestamptz, timestamptz, boolean, @extschema@.zone) IS
'What GROUP BY key with ontime_agg counts, faster, for keys that are small numbers; rows() lists the groups. Day boundaries are those of the given zone. / Như GROUP BY theo khóa với ontime_agg nhưng nhanh hơn, cho khóa là số nhỏ; rows() liệt kê các nhóm. Ranh giới ngày theo múi giờ đã cho.';

CREATE FUNCTION @extschema@.survey_by_accum(@extschema@.survey_groups, integer, integer)
RETURNS @extschema@.survey_groups
AS 'MODULE_PATHNAME', 'par_survey_by'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_by_accum(@extschema@.survey_groups, integer, integer) IS
'Transition function of survey_by / Hàm chuyển trạng thái của survey_by';

CREATE AGGREGATE @extschema@.survey_by(key integer, answer integer) (
    SFUNC = @extschema@.survey_by_accum, STYPE = @extschema@.survey_groups, SSPACE = 65536, INITCOND = '{}',
    COMBINEFUNC = @extschema@.survey_groups_add,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.survey_by(integer, integer) IS
'What GROUP BY key with survey_agg counts, faster, for keys that are small numbers; rows() lists the groups. / Như GROUP BY theo khóa với survey_agg nhưng nhanh hơn, cho khóa là số nhỏ; rows() liệt kê các nhóm.';
