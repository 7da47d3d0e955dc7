-- score: what the planner should know

-- In units of the planner, some 50 ns: what comes out of a condition last.
ALTER FUNCTION @extschema@.points(@extschema@.score_stats) COST 5;
ALTER FUNCTION @extschema@.max_points(@extschema@.score_stats) COST 5;
ALTER FUNCTION @extschema@.lost_points(@extschema@.score_stats) COST 5;
ALTER FUNCTION @extschema@.index_rate(@extschema@.score_stats) COST 25;
ALTER FUNCTION @extschema@.coverage_pct(@extschema@.score_stats, integer) COST 30;
ALTER FUNCTION @extschema@.index_pct(@extschema@.score_stats, integer, numeric) COST 25;
ALTER FUNCTION @extschema@.grade(numeric, @extschema@.grading, text) COST 15;
ALTER FUNCTION @extschema@.grade(@extschema@.score_stats, @extschema@.grading, text) COST 15;

-- score: jsonb in, + and -, the empty value, equality and order of summaries and gradings

CREATE FUNCTION @extschema@.jsonb(@extschema@.score_stats)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'par_score_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.jsonb(@extschema@.score_stats) IS
'score_stats as jsonb. / score_stats dưới dạng jsonb.';

CREATE FUNCTION @extschema@.score_stats(jsonb)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_from_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats(jsonb) IS
'score_stats from jsonb. / score_stats từ jsonb.';

CREATE CAST (jsonb AS @extschema@.score_stats) WITH FUNCTION @extschema@.score_stats(jsonb);
COMMENT ON CAST (jsonb AS @extschema@.score_stats) IS
'score_stats from jsonb. / score_stats từ jsonb.';

CREATE FUNCTION @extschema@.score_add(a @extschema@.score_stats, b @extschema@.score_stats)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_add(@extschema@.score_stats, @extschema@.score_stats) IS
'Rows of both summaries together. / Gộp các dòng của hai bản tổng hợp.';

CREATE FUNCTION @extschema@.score_subtract(a @extschema@.score_stats, b @extschema@.score_stats)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_uncombine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_subtract(@extschema@.score_stats, @extschema@.score_stats) IS
'Rows of a without those of b, exactly. / Các dòng của a trừ đi các dòng của b, chính xác.';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.score_stats, RIGHTARG = @extschema@.score_stats, FUNCTION = @extschema@.score_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.score_stats, @extschema@.score_stats) IS
'Rows of both summaries together. / Gộp các dòng của hai bản tổng hợp.';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.score_stats, RIGHTARG = @extschema@.score_stats, FUNCTION = @extschema@.score_subtract);
COMMENT ON OPERATOR @extschema@.- (@extschema@.score_stats, @extschema@.score_stats) IS
'Rows of a without those of b, exactly. / Các dòng của a trừ đi các dòng của b, chính xác.';

CREATE FUNCTION @extschema@.score_stats_eq(@extschema@.score_stats, @extschema@.score_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_score_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_eq(@extschema@.score_stats, @extschema@.score_stats) IS
'Are the score summaries equal? / Hai bản tổng hợp điểm có bằng nhau không?';

CREATE FUNCTION @extschema@.score_stats_ne(@extschema@.score_stats, @extschema@.score_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_score_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_ne(@extschema@.score_stats, @extschema@.score_stats) IS
'Do the score summaries differ? / Hai bản tổng hợp điểm có khác nhau không?';

CREATE FUNCTION @extschema@.score_stats_lt(@extschema@.score_stats, @extschema@.score_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_score_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_lt(@extschema@.score_stats, @extschema@.score_stats) IS
'Does the first come before the second? Order of score summaries: the members in the order of the text form. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của bản tổng hợp điểm: các thành phần theo thứ tự dạng văn bản.';

CREATE FUNCTION @extschema@.score_stats_le(@extschema@.score_stats, @extschema@.score_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_score_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_le(@extschema@.score_stats, @extschema@.score_stats) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.score_stats_gt(@extschema@.score_stats, @extschema@.score_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_score_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_gt(@extschema@.score_stats, @extschema@.score_stats) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE FUNCTION @extschema@.score_stats_ge(@extschema@.score_stats, @extschema@.score_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_score_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_ge(@extschema@.score_stats, @extschema@.score_stats) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.score_stats_cmp(@extschema@.score_stats, @extschema@.score_stats)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_score_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_cmp(@extschema@.score_stats, @extschema@.score_stats) IS
'Order of score summaries: the members in the order of the text form. / Thứ tự của bản tổng hợp điểm: các thành phần theo thứ tự dạng văn bản.';

CREATE FUNCTION @extschema@.score_stats_hash(@extschema@.score_stats)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_score_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_hash(@extschema@.score_stats) IS
'Hash of one of the score summaries. / Giá trị băm của bản tổng hợp điểm.';

CREATE FUNCTION @extschema@.score_stats_hash_extended(@extschema@.score_stats, bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_score_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_hash_extended(@extschema@.score_stats, bigint) IS
'Seeded hash of one of the score summaries. / Giá trị băm có hạt giống của bản tổng hợp điểm.';

CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.score_stats, RIGHTARG = @extschema@.score_stats, FUNCTION = @extschema@.score_stats_eq,
    COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.score_stats, @extschema@.score_stats) IS
'Are the score summaries equal? / Hai bản tổng hợp điểm có bằng nhau không?';

CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.score_stats, RIGHTARG = @extschema@.score_stats, FUNCTION = @extschema@.score_stats_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.score_stats, @extschema@.score_stats) IS
'Do the score summaries differ? / Hai bản tổng hợp điểm có khác nhau không?';

CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.score_stats, RIGHTARG = @extschema@.score_stats, FUNCTION = @extschema@.score_stats_lt,
    COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.score_stats, @extschema@.score_stats) IS
'Does the first come before the second? Order of score summaries: the members in the order of the text form. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của bản tổng hợp điểm: các thành phần theo thứ tự dạng văn bản.';

CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.score_stats, RIGHTARG = @extschema@.score_stats, FUNCTION = @extschema@.score_stats_le,
    COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.score_stats, @extschema@.score_stats) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.score_stats, RIGHTARG = @extschema@.score_stats, FUNCTION = @extschema@.score_stats_gt,
    COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.score_stats, @extschema@.score_stats) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.score_stats, RIGHTARG = @extschema@.score_stats, FUNCTION = @extschema@.score_stats_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.score_stats, @extschema@.score_stats) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE OPERATOR FAMILY @extschema@.score_stats_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.score_stats_ops USING btree IS
'Order of score summaries. / Thứ tự của bản tổng hợp điểm.';
CREATE OPERATOR CLASS @extschema@.score_stats_ops DEFAULT FOR TYPE @extschema@.score_stats USING btree FAMILY @extschema@.score_stats_ops AS
    OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=, OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.score_stats_cmp(@extschema@.score_stats, @extschema@.score_stats);
COMMENT ON OPERATOR CLASS @extschema@.score_stats_ops USING btree IS
'Order of score summaries. / Thứ tự của bản tổng hợp điểm.';

CREATE OPERATOR FAMILY @extschema@.score_stats_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.score_stats_ops USING hash IS
'Equality of score summaries. / So sánh bằng của bản tổng hợp điểm.';
CREATE OPERATOR CLASS @extschema@.score_stats_ops DEFAULT FOR TYPE @extschema@.score_stats USING hash FAMILY @extschema@.score_stats_ops AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.score_stats_hash(@extschema@.score_stats),
    FUNCTION 2 @extschema@.score_stats_hash_extended(@extschema@.score_stats, bigint);
COMMENT ON OPERATOR CLASS @extschema@.score_stats_ops USING hash IS
'Equality of score summaries. / So sánh bằng của bản tổng hợp điểm.';

CREATE OR REPLACE AGGREGATE @extschema@.score_agg(points numeric, max_points numeric) (
    SFUNC = @extschema@.score_accum,
    STYPE = @extschema@.score_stats,
    SSPACE = 80,
    INITCOND = '{}',
    COMBINEFUNC = @extschema@.score_combine,
    MSFUNC = @extschema@.score_accum,
    MINVFUNC = @extschema@.score_remove,
    MSTYPE = @extschema@.score_stats,
    MSSPACE = 80,
    MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.score_agg(numeric, numeric) IS
'Score summary of rows; NULL points: not applicable, the maximum leaves the denominator; bonus and penalty have a maximum of 0. / Tổng hợp điểm; điểm NULL: không áp dụng, điểm tối đa không tính vào mẫu số; điểm thưởng và điểm trừ có điểm tối đa bằng 0.';

CREATE OR REPLACE AGGREGATE @extschema@.rollup(score @extschema@.score_stats) (
    SFUNC = @extschema@.score_combine,
    STYPE = @extschema@.score_stats,
    SSPACE = 80,
    INITCOND = '{}',
    COMBINEFUNC = @extschema@.score_combine,
    MSFUNC = @extschema@.score_combine,
    MINVFUNC = @extschema@.score_uncombine,
    MSTYPE = @extschema@.score_stats,
    MSSPACE = 80,
    MINITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rollup(@extschema@.score_stats) IS
'Merges score summaries: parts to a whole. / Gộp các bản tổng hợp điểm thành tổng chung.';

CREATE OR REPLACE AGGREGATE @extschema@.index_pct(points numeric, max_points numeric) (
    SFUNC = @extschema@.score_accum,
    STYPE = @extschema@.score_stats,
    SSPACE = 80,
    INITCOND = '{}',
    FINALFUNC = @extschema@.score_index_final,
    COMBINEFUNC = @extschema@.score_combine,
    MSFUNC = @extschema@.score_accum,
    MINVFUNC = @extschema@.score_remove,
    MSTYPE = @extschema@.score_stats,
    MSSPACE = 80,
    MINITCOND = '{}',
    MFINALFUNC = @extschema@.score_index_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.index_pct(numeric, numeric) IS
'Index in one step: 100 × points / maximum of the rows that have points, two decimals. / Chỉ số tính một bước: 100 × điểm / điểm tối đa của các dòng có điểm, hai chữ số thập phân.';

CREATE FUNCTION @extschema@.grading_lt(@extschema@.grading, @extschema@.grading)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_grading_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_lt(@extschema@.grading, @extschema@.grading) IS
'Does the first come before the second? Order of gradings: the text. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của thang xếp loại: văn bản.';

CREATE FUNCTION @extschema@.grading_le(@extschema@.grading, @extschema@.grading)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_grading_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_le(@extschema@.grading, @extschema@.grading) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.grading_gt(@extschema@.grading, @extschema@.grading)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_grading_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_gt(@extschema@.grading, @extschema@.grading) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE FUNCTION @extschema@.grading_ge(@extschema@.grading, @extschema@.grading)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_grading_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_ge(@extschema@.grading, @extschema@.grading) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.grading_cmp(@extschema@.grading, @extschema@.grading)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_grading_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_cmp(@extschema@.grading, @extschema@.grading) IS
'Order of gradings: the text. / Thứ tự của thang xếp loại: văn bản.';

CREATE FUNCTION @extschema@.grading_hash_extended(@extschema@.grading, bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_grading_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_hash_extended(@extschema@.grading, bigint) IS
'Seeded hash of one of the gradings. / Giá trị băm có hạt giống của thang xếp loại.';

CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.grading, RIGHTARG = @extschema@.grading, FUNCTION = @extschema@.grading_lt,
    COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.grading, @extschema@.grading) IS
'Does the first come before the second? Order of gradings: the text. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của thang xếp loại: văn bản.';

CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.grading, RIGHTARG = @extschema@.grading, FUNCTION = @extschema@.grading_le,
    COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.grading, @extschema@.grading) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.grading, RIGHTARG = @extschema@.grading, FUNCTION = @extschema@.grading_gt,
    COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.grading, @extschema@.grading) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.grading, RIGHTARG = @extschema@.grading, FUNCTION = @extschema@.grading_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.grading, @extschema@.grading) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE OPERATOR FAMILY @extschema@.grading_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.grading_ops USING btree IS
'Order of gradings. / Thứ tự của thang xếp loại.';
CREATE OPERATOR CLASS @extschema@.grading_ops DEFAULT FOR TYPE @extschema@.grading USING btree FAMILY @extschema@.grading_ops AS
    OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=, OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.grading_cmp(@extschema@.grading, @extschema@.grading);
COMMENT ON OPERATOR CLASS @extschema@.grading_ops USING btree IS
'Order of gradings. / Thứ tự của thang xếp loại.';

ALTER OPERATOR FAMILY @extschema@.grading_ops USING hash ADD
    FUNCTION 2 (@extschema@.grading) @extschema@.grading_hash_extended(@extschema@.grading, bigint);
