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

