-- ---------------------------------------------------------------------------
-- score: sums of points, index, grading into bands
-- ---------------------------------------------------------------------------

CREATE TYPE @extschema@.score_stats;

CREATE FUNCTION @extschema@.score_stats_in(cstring)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_in(cstring) IS
'Reads a score summary. / Đọc bản tổng hợp điểm.';

CREATE FUNCTION @extschema@.score_stats_out(@extschema@.score_stats)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_score_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_out(@extschema@.score_stats) IS
'Writes a score summary as JSON. / Ghi bản tổng hợp điểm dạng JSON.';

CREATE FUNCTION @extschema@.score_stats_recv(internal)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_recv(internal) IS
'Reads a score summary in binary form. / Đọc bản tổng hợp điểm ở dạng nhị phân.';

CREATE FUNCTION @extschema@.score_stats_send(@extschema@.score_stats)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_score_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_stats_send(@extschema@.score_stats) IS
'Writes a score summary in binary form. / Ghi bản tổng hợp điểm ở dạng nhị phân.';

-- Storage plain: 72 bytes, read where they lie in the row.
CREATE TYPE @extschema@.score_stats (
    INPUT = @extschema@.score_stats_in,
    OUTPUT = @extschema@.score_stats_out,
    RECEIVE = @extschema@.score_stats_recv,
    SEND = @extschema@.score_stats_send,
    INTERNALLENGTH = variable,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE @extschema@.score_stats IS
'Score summary: exact sums of points and maxima, rows scored and not applicable. / Bản tổng hợp điểm: tổng điểm và tổng điểm tối đa chính xác, số dòng được chấm và không áp dụng.';

CREATE CAST (@extschema@.score_stats AS jsonb) WITH INOUT;
COMMENT ON CAST (@extschema@.score_stats AS jsonb) IS
'The score summary as a JSON object. / Bản tổng hợp điểm dưới dạng đối tượng JSON.';

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

CREATE FUNCTION @extschema@.score_accum(@extschema@.score_stats, numeric, numeric)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_accum(@extschema@.score_stats, numeric, numeric) IS
'Adds one row to a score summary. / Thêm một dòng vào bản tổng hợp điểm.';

CREATE FUNCTION @extschema@.score_remove(@extschema@.score_stats, numeric, numeric)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_remove'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_remove(@extschema@.score_stats, numeric, numeric) IS
'Takes one row out of a score summary (moving frames). / Loại một dòng khỏi bản tổng hợp điểm (khung trượt).';

CREATE FUNCTION @extschema@.score_combine(@extschema@.score_stats, @extschema@.score_stats)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_combine(@extschema@.score_stats, @extschema@.score_stats) IS
'Merges two score summaries. / Gộp hai bản tổng hợp điểm.';

CREATE FUNCTION @extschema@.score_uncombine(@extschema@.score_stats, @extschema@.score_stats)
RETURNS @extschema@.score_stats
AS 'MODULE_PATHNAME', 'par_score_uncombine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_uncombine(@extschema@.score_stats, @extschema@.score_stats) IS
'Takes a score summary out of another (moving frames). / Loại một bản tổng hợp điểm khỏi bản khác (khung trượt).';

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

-- Equality and order.

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

CREATE FUNCTION @extschema@.score_index_final(@extschema@.score_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_index_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_index_final(@extschema@.score_stats) IS
'The index of a summary with two decimals. / Chỉ số của bản tổng hợp với hai chữ số thập phân.';

CREATE AGGREGATE @extschema@.score_agg(points numeric, max_points numeric) (
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

CREATE AGGREGATE @extschema@.rollup(score @extschema@.score_stats) (
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

CREATE AGGREGATE @extschema@.index_pct(points numeric, max_points numeric) (
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

CREATE FUNCTION @extschema@.n_scored(score @extschema@.score_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_score_n_scored'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_scored(@extschema@.score_stats) IS
'Rows with points. / Số dòng được chấm điểm.';

CREATE FUNCTION @extschema@.n_not_applicable(score @extschema@.score_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_score_n_not_applicable'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_not_applicable(@extschema@.score_stats) IS
'Rows without points: not applicable. / Số dòng không áp dụng (không có điểm).';

CREATE FUNCTION @extschema@.points(score @extschema@.score_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_points'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.points(@extschema@.score_stats) IS
'Sum of points. / Tổng điểm đạt được.';

CREATE FUNCTION @extschema@.max_points(score @extschema@.score_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_max_points'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.max_points(@extschema@.score_stats) IS
'Sum of the maxima of the rows that have points. / Tổng điểm tối đa của các dòng được chấm.';

CREATE FUNCTION @extschema@.lost_points(score @extschema@.score_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_lost_points'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION @extschema@.lost_points(@extschema@.score_stats) IS
'Maximum less points. / Số điểm bị mất: điểm tối đa trừ điểm đạt được.';

CREATE FUNCTION @extschema@.index_rate(score @extschema@.score_stats)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_score_index_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;
COMMENT ON FUNCTION @extschema@.index_rate(@extschema@.score_stats) IS
'Points / maximum, not rounded; rank by this. / Điểm / điểm tối đa, không làm tròn; dùng để xếp hạng.';

CREATE FUNCTION @extschema@.coverage_pct(score @extschema@.score_stats, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_coverage_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION @extschema@.coverage_pct(@extschema@.score_stats, integer) IS
'How much of all maxima was scored, in percent. / Tỷ lệ điểm tối đa đã được chấm trên tổng điểm tối đa.';

CREATE FUNCTION @extschema@.index_pct(score @extschema@.score_stats, digits integer DEFAULT 2, cap numeric DEFAULT NULL)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_index_pct'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 25;
COMMENT ON FUNCTION @extschema@.index_pct(@extschema@.score_stats, integer, numeric) IS
'Index: 100 × points / maximum, rounded half up; cap => 100 keeps a bonus from exceeding it. / Chỉ số: 100 × điểm / điểm tối đa, làm tròn nửa lên; cap => 100 để điểm thưởng không vượt quá.';

CREATE TYPE @extschema@.grading;

CREATE FUNCTION @extschema@.grading_in(cstring)
RETURNS @extschema@.grading
AS 'MODULE_PATHNAME', 'par_grading_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_in(cstring) IS
'Reads a grading. / Đọc thang xếp loại.';

CREATE FUNCTION @extschema@.grading_out(@extschema@.grading)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_grading_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_out(@extschema@.grading) IS
'Writes a grading. / Ghi thang xếp loại.';

CREATE FUNCTION @extschema@.grading_recv(internal)
RETURNS @extschema@.grading
AS 'MODULE_PATHNAME', 'par_grading_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_recv(internal) IS
'Reads a grading in binary form. / Đọc thang xếp loại ở dạng nhị phân.';

CREATE FUNCTION @extschema@.grading_send(@extschema@.grading)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_grading_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_send(@extschema@.grading) IS
'Writes a grading in binary form. / Ghi thang xếp loại ở dạng nhị phân.';

CREATE TYPE @extschema@.grading (
    INPUT = @extschema@.grading_in,
    OUTPUT = @extschema@.grading_out,
    RECEIVE = @extschema@.grading_recv,
    SEND = @extschema@.grading_send,
    INTERNALLENGTH = variable,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE @extschema@.grading IS
'Bands from the best to the worst: Tốt >= 80; Khá >= 65; Trung bình >= 50; Yếu. / Thang xếp loại từ tốt nhất đến kém nhất: Tốt >= 80; Khá >= 65; Trung bình >= 50; Yếu.';

CREATE FUNCTION @extschema@.grading_eq(@extschema@.grading, @extschema@.grading)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_grading_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_eq(@extschema@.grading, @extschema@.grading) IS
'Are the gradings the same? / Hai thang xếp loại có giống nhau không?';

CREATE FUNCTION @extschema@.grading_ne(@extschema@.grading, @extschema@.grading)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_grading_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_ne(@extschema@.grading, @extschema@.grading) IS
'Do the gradings differ? / Hai thang xếp loại có khác nhau không?';

CREATE FUNCTION @extschema@.grading_hash(@extschema@.grading)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_grading_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.grading_hash(@extschema@.grading) IS
'Hash of a grading. / Giá trị băm của thang xếp loại.';

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

CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.grading, RIGHTARG = @extschema@.grading, FUNCTION = @extschema@.grading_eq,
    COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.grading, @extschema@.grading) IS
'Are the gradings the same? / Hai thang xếp loại có giống nhau không?';

CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.grading, RIGHTARG = @extschema@.grading, FUNCTION = @extschema@.grading_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.grading, @extschema@.grading) IS
'Do the gradings differ? / Hai thang xếp loại có khác nhau không?';

CREATE OPERATOR FAMILY @extschema@.grading_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.grading_ops USING hash IS
'Equality of gradings. / So sánh bằng của thang xếp loại.';
CREATE OPERATOR CLASS @extschema@.grading_ops DEFAULT FOR TYPE @extschema@.grading USING hash FAMILY @extschema@.grading_ops AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.grading_hash(@extschema@.grading),
    FUNCTION 2 @extschema@.grading_hash_extended(@extschema@.grading, bigint);
COMMENT ON OPERATOR CLASS @extschema@.grading_ops USING hash IS
'Equality of gradings. / So sánh bằng của thang xếp loại.';

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

CREATE FUNCTION @extschema@.grade(pct numeric, grading @extschema@.grading, at_best text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'par_grade'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION @extschema@.grade(numeric, @extschema@.grading, text) IS
'The band of a percentage, but none better than at_best. / Xếp loại theo tỷ lệ phần trăm, không cao hơn mức at_best.';

CREATE FUNCTION @extschema@.grade(score @extschema@.score_stats, grading @extschema@.grading, at_best text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'par_grade_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION @extschema@.grade(@extschema@.score_stats, @extschema@.grading, text) IS
'The band of the unrounded index of a summary, but none better than at_best. / Xếp loại theo chỉ số chưa làm tròn, không cao hơn mức at_best.';

CREATE FUNCTION @extschema@.bands(grading @extschema@.grading)
RETURNS TABLE (ord integer, band text, low numeric, low_included boolean, high numeric, high_included boolean)
AS 'MODULE_PATHNAME', 'par_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION @extschema@.bands(@extschema@.grading) IS
'The bands of a grading as rows, the best first. / Các mức xếp loại dưới dạng bảng, mức tốt nhất trước.';
