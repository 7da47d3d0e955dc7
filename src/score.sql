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

CREATE FUNCTION @extschema@.score_index_final(@extschema@.score_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_score_index_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.score_index_final(@extschema@.score_stats) IS
'The index of a summary with two decimals. / Chỉ số của bản tổng hợp với hai chữ số thập phân.';

CREATE AGGREGATE @extschema@.score_agg(points numeric, max_points numeric) (
    SFUNC = @extschema@.score_accum,
    STYPE = @extschema@.score_stats,
    COMBINEFUNC = @extschema@.score_combine,
    MSFUNC = @extschema@.score_accum,
    MINVFUNC = @extschema@.score_remove,
    MSTYPE = @extschema@.score_stats,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.score_agg(numeric, numeric) IS
'Score summary of rows; NULL points: not applicable, the maximum leaves the denominator; bonus and penalty have a maximum of 0. / Tổng hợp điểm; điểm NULL: không áp dụng, điểm tối đa không tính vào mẫu số; điểm thưởng và điểm trừ có điểm tối đa bằng 0.';

CREATE AGGREGATE @extschema@.rollup(score @extschema@.score_stats) (
    SFUNC = @extschema@.score_combine,
    STYPE = @extschema@.score_stats,
    COMBINEFUNC = @extschema@.score_combine,
    MSFUNC = @extschema@.score_combine,
    MINVFUNC = @extschema@.score_uncombine,
    MSTYPE = @extschema@.score_stats,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rollup(@extschema@.score_stats) IS
'Merges score summaries: parts to a whole. / Gộp các bản tổng hợp điểm thành tổng chung.';

CREATE AGGREGATE @extschema@.index_pct(points numeric, max_points numeric) (
    SFUNC = @extschema@.score_accum,
    STYPE = @extschema@.score_stats,
    FINALFUNC = @extschema@.score_index_final,
    COMBINEFUNC = @extschema@.score_combine,
    MSFUNC = @extschema@.score_accum,
    MINVFUNC = @extschema@.score_remove,
    MSTYPE = @extschema@.score_stats,
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
    FUNCTION 1 @extschema@.grading_hash(@extschema@.grading);
COMMENT ON OPERATOR CLASS @extschema@.grading_ops USING hash IS
'Equality of gradings. / So sánh bằng của thang xếp loại.';

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
