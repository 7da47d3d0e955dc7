-- ---------------------------------------------------------------------------
-- zone: the name of a time zone as postgres_fdw hands it over
-- ---------------------------------------------------------------------------

-- Text without a collation: postgres_fdw keeps a call with a text argument whose
-- collation does not come from a column of the other server, so a constant
-- zone would fetch every row.  Its name is looked up where it is used.
CREATE TYPE @extschema@.zone;

CREATE FUNCTION @extschema@.zone_in(cstring)
RETURNS @extschema@.zone
AS 'textin'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_in(cstring) IS
'Input of zone / Hàm nhập của zone';

CREATE FUNCTION @extschema@.zone_out(@extschema@.zone)
RETURNS cstring
AS 'textout'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_out(@extschema@.zone) IS
'Output of zone / Hàm xuất của zone';

CREATE FUNCTION @extschema@.zone_recv(internal)
RETURNS @extschema@.zone
AS 'textrecv'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_recv(internal) IS
'Binary input of zone / Hàm nhập nhị phân của zone';

CREATE FUNCTION @extschema@.zone_send(@extschema@.zone)
RETURNS bytea
AS 'textsend'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_send(@extschema@.zone) IS
'Binary output of zone / Hàm xuất nhị phân của zone';

-- Of the strings, so that a literal without a type becomes one.
CREATE TYPE @extschema@.zone (
    INPUT = @extschema@.zone_in,
    OUTPUT = @extschema@.zone_out,
    RECEIVE = @extschema@.zone_recv,
    SEND = @extschema@.zone_send,
    LIKE = pg_catalog.text,
    CATEGORY = 'S'
);
COMMENT ON TYPE @extschema@.zone IS
'Name of a time zone, such as Asia/Ho_Chi_Minh: text without a collation, which text becomes by itself and the other way. / Tên múi giờ, ví dụ Asia/Ho_Chi_Minh: văn bản không có collation, tự chuyển đổi qua lại với text.';

CREATE CAST (text AS @extschema@.zone) WITHOUT FUNCTION AS IMPLICIT;
COMMENT ON CAST (text AS @extschema@.zone) IS
'A text as the name of a time zone / Văn bản làm tên múi giờ';

CREATE CAST (varchar AS @extschema@.zone) WITHOUT FUNCTION AS IMPLICIT;
COMMENT ON CAST (varchar AS @extschema@.zone) IS
'A text as the name of a time zone / Văn bản làm tên múi giờ';

CREATE CAST (bpchar AS @extschema@.zone) WITH FUNCTION pg_catalog.text(bpchar) AS IMPLICIT;
COMMENT ON CAST (bpchar AS @extschema@.zone) IS
'A text as the name of a time zone / Văn bản làm tên múi giờ';

CREATE CAST (name AS @extschema@.zone) WITH FUNCTION pg_catalog.text(name) AS IMPLICIT;
COMMENT ON CAST (name AS @extschema@.zone) IS
'A text as the name of a time zone / Văn bản làm tên múi giờ';

CREATE CAST (@extschema@.zone AS text) WITHOUT FUNCTION AS IMPLICIT;
COMMENT ON CAST (@extschema@.zone AS text) IS
'The name of a time zone as text / Tên múi giờ dạng văn bản';

-- Byte by byte, as there is no collation: DISTINCT, GROUP BY and the like.

CREATE FUNCTION @extschema@.zone_eq(@extschema@.zone, @extschema@.zone)
RETURNS boolean
AS 'byteaeq'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_eq(@extschema@.zone, @extschema@.zone) IS
'Are the names equal? / Hai tên có bằng nhau không?';

CREATE FUNCTION @extschema@.zone_ne(@extschema@.zone, @extschema@.zone)
RETURNS boolean
AS 'byteane'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_ne(@extschema@.zone, @extschema@.zone) IS
'Do the names differ? / Hai tên có khác nhau không?';

CREATE FUNCTION @extschema@.zone_lt(@extschema@.zone, @extschema@.zone)
RETURNS boolean
AS 'bytealt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_lt(@extschema@.zone, @extschema@.zone) IS
'Does the first name come before the second? / Tên thứ nhất có đứng trước tên thứ hai không?';

CREATE FUNCTION @extschema@.zone_le(@extschema@.zone, @extschema@.zone)
RETURNS boolean
AS 'byteale'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_le(@extschema@.zone, @extschema@.zone) IS
'Does the first name come before the second, or are they equal? / Tên thứ nhất có đứng trước hoặc bằng tên thứ hai không?';

CREATE FUNCTION @extschema@.zone_gt(@extschema@.zone, @extschema@.zone)
RETURNS boolean
AS 'byteagt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_gt(@extschema@.zone, @extschema@.zone) IS
'Does the first name come after the second? / Tên thứ nhất có đứng sau tên thứ hai không?';

CREATE FUNCTION @extschema@.zone_ge(@extschema@.zone, @extschema@.zone)
RETURNS boolean
AS 'byteage'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_ge(@extschema@.zone, @extschema@.zone) IS
'Does the first name come after the second, or are they equal? / Tên thứ nhất có đứng sau hoặc bằng tên thứ hai không?';

CREATE FUNCTION @extschema@.zone_cmp(@extschema@.zone, @extschema@.zone)
RETURNS integer
AS 'byteacmp'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_cmp(@extschema@.zone, @extschema@.zone) IS
'Order of names: byte by byte / Thứ tự của tên: theo từng byte';

CREATE FUNCTION @extschema@.zone_hash(@extschema@.zone)
RETURNS integer
AS 'hashvarlena'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_hash(@extschema@.zone) IS
'Hash of a name / Giá trị băm của tên';

CREATE FUNCTION @extschema@.zone_hash_extended(@extschema@.zone, bigint)
RETURNS bigint
AS 'hashvarlenaextended'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_hash_extended(@extschema@.zone, bigint) IS
'Seeded hash of a name / Giá trị băm có hạt giống của tên';

CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.zone, RIGHTARG = @extschema@.zone, FUNCTION = @extschema@.zone_eq,
    COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.zone, @extschema@.zone) IS
'Are the names equal? / Hai tên có bằng nhau không?';

CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.zone, RIGHTARG = @extschema@.zone, FUNCTION = @extschema@.zone_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.zone, @extschema@.zone) IS
'Do the names differ? / Hai tên có khác nhau không?';

CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.zone, RIGHTARG = @extschema@.zone, FUNCTION = @extschema@.zone_lt,
    COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.zone, @extschema@.zone) IS
'Does the first name come before the second? / Tên thứ nhất có đứng trước tên thứ hai không?';

CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.zone, RIGHTARG = @extschema@.zone, FUNCTION = @extschema@.zone_le,
    COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.zone, @extschema@.zone) IS
'Does the first name come before the second, or are they equal? / Tên thứ nhất có đứng trước hoặc bằng tên thứ hai không?';

CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.zone, RIGHTARG = @extschema@.zone, FUNCTION = @extschema@.zone_gt,
    COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.zone, @extschema@.zone) IS
'Does the first name come after the second? / Tên thứ nhất có đứng sau tên thứ hai không?';

CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.zone, RIGHTARG = @extschema@.zone, FUNCTION = @extschema@.zone_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.zone, @extschema@.zone) IS
'Does the first name come after the second, or are they equal? / Tên thứ nhất có đứng sau hoặc bằng tên thứ hai không?';

CREATE OPERATOR FAMILY @extschema@.zone_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.zone_ops USING btree IS
'Order of names of time zones. / Thứ tự tên múi giờ.';
CREATE OPERATOR CLASS @extschema@.zone_ops DEFAULT FOR TYPE @extschema@.zone USING btree FAMILY @extschema@.zone_ops AS
    OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=, OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.zone_cmp(@extschema@.zone, @extschema@.zone);
COMMENT ON OPERATOR CLASS @extschema@.zone_ops USING btree IS
'Order of names of time zones. / Thứ tự tên múi giờ.';

CREATE OPERATOR FAMILY @extschema@.zone_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.zone_ops USING hash IS
'Equality of names of time zones. / So sánh bằng của tên múi giờ.';
CREATE OPERATOR CLASS @extschema@.zone_ops DEFAULT FOR TYPE @extschema@.zone USING hash FAMILY @extschema@.zone_ops AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.zone_hash(@extschema@.zone),
    FUNCTION 2 @extschema@.zone_hash_extended(@extschema@.zone, bigint);
COMMENT ON OPERATOR CLASS @extschema@.zone_ops USING hash IS
'Equality of names of time zones. / So sánh bằng của tên múi giờ.';

-- The functions keep text, which indexes on them have; the planner takes the
-- collation away that they do not look at.
CREATE FUNCTION @extschema@.zone_support(internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'par_zone_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.zone_support(internal) IS
'What the planner asks about a call with a zone / Trả lời bộ lập kế hoạch về lời gọi có múi giờ';
