-- ---------------------------------------------------------------------------
-- rank: the units of a group compared with each other: ranks with their margin,
-- ranks under other weights, each unit against the rest
-- ---------------------------------------------------------------------------

-- Keys are text or bigint: two of everything, for an aggregate over any type would
-- not run on the workers of a distributed database.

-- What the aggregates return.

CREATE TYPE @extschema@.unit_rank_text AS (key text, rank bigint, rank_low bigint, rank_high bigint);
COMMENT ON TYPE @extschema@.unit_rank_text IS
'A unit among the others: its rank, and the best and the worst rank that its estimate cannot be told from. / Một đơn vị giữa các đơn vị khác: thứ hạng, hạng tốt nhất và hạng kém nhất mà sai số cho phép.';

CREATE TYPE @extschema@.unit_rank_bigint AS (key bigint, rank bigint, rank_low bigint, rank_high bigint);
COMMENT ON TYPE @extschema@.unit_rank_bigint IS
'A unit among the others: its rank, and the best and the worst rank that its estimate cannot be told from. / Một đơn vị giữa các đơn vị khác: thứ hạng, hạng tốt nhất và hạng kém nhất mà sai số cho phép.';

CREATE TYPE @extschema@.unit_sensitivity_text AS (key text, rank bigint, rank_median bigint, rank_p5 bigint, rank_p95 bigint);
COMMENT ON TYPE @extschema@.unit_sensitivity_text IS
'A unit under other weights: its rank with the weights as they are, and median and percentiles 5 and 95 of its ranks. / Một đơn vị khi trọng số thay đổi: thứ hạng theo trọng số gốc, trung vị và các phân vị 5, 95 của thứ hạng.';

CREATE TYPE @extschema@.unit_sensitivity_bigint AS (key bigint, rank bigint, rank_median bigint, rank_p5 bigint, rank_p95 bigint);
COMMENT ON TYPE @extschema@.unit_sensitivity_bigint IS
'A unit under other weights: its rank with the weights as they are, and median and percentiles 5 and 95 of its ranks. / Một đơn vị khi trọng số thay đổi: thứ hạng theo trọng số gốc, trung vị và các phân vị 5, 95 của thứ hạng.';

CREATE TYPE @extschema@.unit_comparison_text AS (key text, share double precision, rest_share double precision, difference double precision, low double precision, high double precision, p double precision, p_holm double precision, p_bh double precision);
COMMENT ON TYPE @extschema@.unit_comparison_text IS
'A unit against the rest, as fractions: both shares, their difference with its 95 % bounds, p-value, and p-values adjusted by Holm and by Benjamini and Hochberg. / Một đơn vị so với phần còn lại, dạng phân số: hai tỷ lệ, chênh lệch với khoảng tin cậy 95 %, trị số p, trị số p hiệu chỉnh theo Holm và theo Benjamini - Hochberg.';

CREATE TYPE @extschema@.unit_comparison_bigint AS (key bigint, share double precision, rest_share double precision, difference double precision, low double precision, high double precision, p double precision, p_holm double precision, p_bh double precision);
COMMENT ON TYPE @extschema@.unit_comparison_bigint IS
'A unit against the rest, as fractions: both shares, their difference with its 95 % bounds, p-value, and p-values adjusted by Holm and by Benjamini and Hochberg. / Một đơn vị so với phần còn lại, dạng phân số: hai tỷ lệ, chênh lệch với khoảng tin cậy 95 %, trị số p, trị số p hiệu chỉnh theo Holm và theo Benjamini - Hochberg.';

-- What they gather: a state is an array of these.

CREATE TYPE @extschema@.rank_row_text AS (key text, estimate double precision, se double precision, confidence double precision);
COMMENT ON TYPE @extschema@.rank_row_text IS
'A row that rank_agg has gathered. / Một dòng mà rank_agg đã gom.';

CREATE TYPE @extschema@.rank_row_bigint AS (key bigint, estimate double precision, se double precision, confidence double precision);
COMMENT ON TYPE @extschema@.rank_row_bigint IS
'A row that rank_agg has gathered. / Một dòng mà rank_agg đã gom.';

CREATE TYPE @extschema@.sensitivity_row_text AS (key text, scores numeric[], weights numeric[], noise double precision, draws integer, seed bigint);
COMMENT ON TYPE @extschema@.sensitivity_row_text IS
'A row that rank_sensitivity has gathered. / Một dòng mà rank_sensitivity đã gom.';

CREATE TYPE @extschema@.sensitivity_row_bigint AS (key bigint, scores numeric[], weights numeric[], noise double precision, draws integer, seed bigint);
COMMENT ON TYPE @extschema@.sensitivity_row_bigint IS
'A row that rank_sensitivity has gathered. / Một dòng mà rank_sensitivity đã gom.';

CREATE TYPE @extschema@.compare_row_text AS (key text, stats @extschema@.survey_stats, positive integer[]);
COMMENT ON TYPE @extschema@.compare_row_text IS
'A row that compare_agg has gathered. / Một dòng mà compare_agg đã gom.';

CREATE TYPE @extschema@.compare_row_bigint AS (key bigint, stats @extschema@.survey_stats, positive integer[]);
COMMENT ON TYPE @extschema@.compare_row_bigint IS
'A row that compare_agg has gathered. / Một dòng mà compare_agg đã gom.';

-- Support.

CREATE FUNCTION @extschema@.rank_accum(state @extschema@.rank_row_text[], key text, estimate double precision, se double precision)
RETURNS @extschema@.rank_row_text[]
AS 'MODULE_PATHNAME', 'par_rank_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rank_accum(@extschema@.rank_row_text[], text, double precision, double precision) IS
'Gathers one row; support of rank_agg. / Gom một dòng; hàm phụ trợ của rank_agg.';

CREATE FUNCTION @extschema@.rank_accum(state @extschema@.rank_row_text[], key text, estimate double precision, se double precision, confidence double precision)
RETURNS @extschema@.rank_row_text[]
AS 'MODULE_PATHNAME', 'par_rank_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rank_accum(@extschema@.rank_row_text[], text, double precision, double precision, double precision) IS
'Gathers one row; support of rank_agg. / Gom một dòng; hàm phụ trợ của rank_agg.';

CREATE FUNCTION @extschema@.rank_combine(a @extschema@.rank_row_text[], b @extschema@.rank_row_text[])
RETURNS @extschema@.rank_row_text[]
AS 'MODULE_PATHNAME', 'par_units_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rank_combine(@extschema@.rank_row_text[], @extschema@.rank_row_text[]) IS
'Rows of both states; support of rank_agg. / Gộp các dòng của hai trạng thái; hàm phụ trợ của rank_agg.';

CREATE FUNCTION @extschema@.rank_final(state @extschema@.rank_row_text[])
RETURNS @extschema@.unit_rank_text[]
AS 'MODULE_PATHNAME', 'par_rank_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rank_final(@extschema@.rank_row_text[]) IS
'The answer from the rows; support of rank_agg. / Kết quả từ các dòng đã gom; hàm phụ trợ của rank_agg.';

CREATE FUNCTION @extschema@.rank_accum(state @extschema@.rank_row_bigint[], key bigint, estimate double precision, se double precision)
RETURNS @extschema@.rank_row_bigint[]
AS 'MODULE_PATHNAME', 'par_rank_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rank_accum(@extschema@.rank_row_bigint[], bigint, double precision, double precision) IS
'Gathers one row; support of rank_agg. / Gom một dòng; hàm phụ trợ của rank_agg.';

CREATE FUNCTION @extschema@.rank_accum(state @extschema@.rank_row_bigint[], key bigint, estimate double precision, se double precision, confidence double precision)
RETURNS @extschema@.rank_row_bigint[]
AS 'MODULE_PATHNAME', 'par_rank_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rank_accum(@extschema@.rank_row_bigint[], bigint, double precision, double precision, double precision) IS
'Gathers one row; support of rank_agg. / Gom một dòng; hàm phụ trợ của rank_agg.';

CREATE FUNCTION @extschema@.rank_combine(a @extschema@.rank_row_bigint[], b @extschema@.rank_row_bigint[])
RETURNS @extschema@.rank_row_bigint[]
AS 'MODULE_PATHNAME', 'par_units_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rank_combine(@extschema@.rank_row_bigint[], @extschema@.rank_row_bigint[]) IS
'Rows of both states; support of rank_agg. / Gộp các dòng của hai trạng thái; hàm phụ trợ của rank_agg.';

CREATE FUNCTION @extschema@.rank_final(state @extschema@.rank_row_bigint[])
RETURNS @extschema@.unit_rank_bigint[]
AS 'MODULE_PATHNAME', 'par_rank_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rank_final(@extschema@.rank_row_bigint[]) IS
'The answer from the rows; support of rank_agg. / Kết quả từ các dòng đã gom; hàm phụ trợ của rank_agg.';

CREATE FUNCTION @extschema@.sensitivity_accum(state @extschema@.sensitivity_row_text[], key text, scores numeric[], weights numeric[], noise double precision, draws integer, seed bigint)
RETURNS @extschema@.sensitivity_row_text[]
AS 'MODULE_PATHNAME', 'par_sensitivity_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sensitivity_accum(@extschema@.sensitivity_row_text[], text, numeric[], numeric[], double precision, integer, bigint) IS
'Gathers one row; support of rank_sensitivity. / Gom một dòng; hàm phụ trợ của rank_sensitivity.';

CREATE FUNCTION @extschema@.sensitivity_combine(a @extschema@.sensitivity_row_text[], b @extschema@.sensitivity_row_text[])
RETURNS @extschema@.sensitivity_row_text[]
AS 'MODULE_PATHNAME', 'par_units_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sensitivity_combine(@extschema@.sensitivity_row_text[], @extschema@.sensitivity_row_text[]) IS
'Rows of both states; support of rank_sensitivity. / Gộp các dòng của hai trạng thái; hàm phụ trợ của rank_sensitivity.';

CREATE FUNCTION @extschema@.sensitivity_final(state @extschema@.sensitivity_row_text[])
RETURNS @extschema@.unit_sensitivity_text[]
AS 'MODULE_PATHNAME', 'par_sensitivity_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sensitivity_final(@extschema@.sensitivity_row_text[]) IS
'The answer from the rows; support of rank_sensitivity. / Kết quả từ các dòng đã gom; hàm phụ trợ của rank_sensitivity.';

CREATE FUNCTION @extschema@.sensitivity_accum(state @extschema@.sensitivity_row_bigint[], key bigint, scores numeric[], weights numeric[], noise double precision, draws integer, seed bigint)
RETURNS @extschema@.sensitivity_row_bigint[]
AS 'MODULE_PATHNAME', 'par_sensitivity_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sensitivity_accum(@extschema@.sensitivity_row_bigint[], bigint, numeric[], numeric[], double precision, integer, bigint) IS
'Gathers one row; support of rank_sensitivity. / Gom một dòng; hàm phụ trợ của rank_sensitivity.';

CREATE FUNCTION @extschema@.sensitivity_combine(a @extschema@.sensitivity_row_bigint[], b @extschema@.sensitivity_row_bigint[])
RETURNS @extschema@.sensitivity_row_bigint[]
AS 'MODULE_PATHNAME', 'par_units_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sensitivity_combine(@extschema@.sensitivity_row_bigint[], @extschema@.sensitivity_row_bigint[]) IS
'Rows of both states; support of rank_sensitivity. / Gộp các dòng của hai trạng thái; hàm phụ trợ của rank_sensitivity.';

CREATE FUNCTION @extschema@.sensitivity_final(state @extschema@.sensitivity_row_bigint[])
RETURNS @extschema@.unit_sensitivity_bigint[]
AS 'MODULE_PATHNAME', 'par_sensitivity_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sensitivity_final(@extschema@.sensitivity_row_bigint[]) IS
'The answer from the rows; support of rank_sensitivity. / Kết quả từ các dòng đã gom; hàm phụ trợ của rank_sensitivity.';

CREATE FUNCTION @extschema@.compare_accum(state @extschema@.compare_row_text[], key text, stats @extschema@.survey_stats)
RETURNS @extschema@.compare_row_text[]
AS 'MODULE_PATHNAME', 'par_compare_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.compare_accum(@extschema@.compare_row_text[], text, @extschema@.survey_stats) IS
'Gathers one row; support of compare_agg. / Gom một dòng; hàm phụ trợ của compare_agg.';

CREATE FUNCTION @extschema@.compare_accum(state @extschema@.compare_row_text[], key text, stats @extschema@.survey_stats, positive integer[])
RETURNS @extschema@.compare_row_text[]
AS 'MODULE_PATHNAME', 'par_compare_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.compare_accum(@extschema@.compare_row_text[], text, @extschema@.survey_stats, integer[]) IS
'Gathers one row; support of compare_agg. / Gom một dòng; hàm phụ trợ của compare_agg.';

CREATE FUNCTION @extschema@.compare_combine(a @extschema@.compare_row_text[], b @extschema@.compare_row_text[])
RETURNS @extschema@.compare_row_text[]
AS 'MODULE_PATHNAME', 'par_units_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.compare_combine(@extschema@.compare_row_text[], @extschema@.compare_row_text[]) IS
'Rows of both states; support of compare_agg. / Gộp các dòng của hai trạng thái; hàm phụ trợ của compare_agg.';

CREATE FUNCTION @extschema@.compare_final(state @extschema@.compare_row_text[])
RETURNS @extschema@.unit_comparison_text[]
AS 'MODULE_PATHNAME', 'par_compare_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.compare_final(@extschema@.compare_row_text[]) IS
'The answer from the rows; support of compare_agg. / Kết quả từ các dòng đã gom; hàm phụ trợ của compare_agg.';

CREATE FUNCTION @extschema@.compare_accum(state @extschema@.compare_row_bigint[], key bigint, stats @extschema@.survey_stats)
RETURNS @extschema@.compare_row_bigint[]
AS 'MODULE_PATHNAME', 'par_compare_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.compare_accum(@extschema@.compare_row_bigint[], bigint, @extschema@.survey_stats) IS
'Gathers one row; support of compare_agg. / Gom một dòng; hàm phụ trợ của compare_agg.';

CREATE FUNCTION @extschema@.compare_accum(state @extschema@.compare_row_bigint[], key bigint, stats @extschema@.survey_stats, positive integer[])
RETURNS @extschema@.compare_row_bigint[]
AS 'MODULE_PATHNAME', 'par_compare_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.compare_accum(@extschema@.compare_row_bigint[], bigint, @extschema@.survey_stats, integer[]) IS
'Gathers one row; support of compare_agg. / Gom một dòng; hàm phụ trợ của compare_agg.';

CREATE FUNCTION @extschema@.compare_combine(a @extschema@.compare_row_bigint[], b @extschema@.compare_row_bigint[])
RETURNS @extschema@.compare_row_bigint[]
AS 'MODULE_PATHNAME', 'par_units_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.compare_combine(@extschema@.compare_row_bigint[], @extschema@.compare_row_bigint[]) IS
'Rows of both states; support of compare_agg. / Gộp các dòng của hai trạng thái; hàm phụ trợ của compare_agg.';

CREATE FUNCTION @extschema@.compare_final(state @extschema@.compare_row_bigint[])
RETURNS @extschema@.unit_comparison_bigint[]
AS 'MODULE_PATHNAME', 'par_compare_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.compare_final(@extschema@.compare_row_bigint[]) IS
'The answer from the rows; support of compare_agg. / Kết quả từ các dòng đã gom; hàm phụ trợ của compare_agg.';

-- The aggregates.  SSPACE: a row takes some 200 bytes.

CREATE AGGREGATE @extschema@.rank_agg(key text, estimate double precision, se double precision) (
    SFUNC = @extschema@.rank_accum, STYPE = @extschema@.rank_row_text[], SSPACE = 20000,
    FINALFUNC = @extschema@.rank_final, COMBINEFUNC = @extschema@.rank_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rank_agg(text, double precision, double precision) IS
'Ranks of estimates with simultaneous confidence sets: for unnest(), (key, rank, rank_low, rank_high) in the order of the keys. The highest estimate is rank 1, equal ones share a rank; se is the standard error of the estimate (0: without error; NULL: not known); without an estimate, no rank. With the confidence (0.95) all true ranks lie between rank_low and rank_high. / Xếp hạng các ước lượng kèm tập tin cậy đồng thời: dùng với unnest(), (key, rank, rank_low, rank_high) theo thứ tự khóa. Ước lượng cao nhất là hạng 1, bằng nhau thì cùng hạng; se là sai số chuẩn của ước lượng (0: không có sai số; NULL: không biết); không có ước lượng thì không xếp hạng. Với độ tin cậy đã chọn (0,95), mọi hạng thật đều nằm từ rank_low đến rank_high.';

CREATE AGGREGATE @extschema@.rank_agg(key text, estimate double precision, se double precision, confidence double precision) (
    SFUNC = @extschema@.rank_accum, STYPE = @extschema@.rank_row_text[], SSPACE = 20000,
    FINALFUNC = @extschema@.rank_final, COMBINEFUNC = @extschema@.rank_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rank_agg(text, double precision, double precision, double precision) IS
'Ranks of estimates with simultaneous confidence sets: for unnest(), (key, rank, rank_low, rank_high) in the order of the keys. The highest estimate is rank 1, equal ones share a rank; se is the standard error of the estimate (0: without error; NULL: not known); without an estimate, no rank. With the confidence (0.95) all true ranks lie between rank_low and rank_high. / Xếp hạng các ước lượng kèm tập tin cậy đồng thời: dùng với unnest(), (key, rank, rank_low, rank_high) theo thứ tự khóa. Ước lượng cao nhất là hạng 1, bằng nhau thì cùng hạng; se là sai số chuẩn của ước lượng (0: không có sai số; NULL: không biết); không có ước lượng thì không xếp hạng. Với độ tin cậy đã chọn (0,95), mọi hạng thật đều nằm từ rank_low đến rank_high.';

CREATE AGGREGATE @extschema@.rank_agg(key bigint, estimate double precision, se double precision) (
    SFUNC = @extschema@.rank_accum, STYPE = @extschema@.rank_row_bigint[], SSPACE = 20000,
    FINALFUNC = @extschema@.rank_final, COMBINEFUNC = @extschema@.rank_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rank_agg(bigint, double precision, double precision) IS
'Ranks of estimates with simultaneous confidence sets: for unnest(), (key, rank, rank_low, rank_high) in the order of the keys. The highest estimate is rank 1, equal ones share a rank; se is the standard error of the estimate (0: without error; NULL: not known); without an estimate, no rank. With the confidence (0.95) all true ranks lie between rank_low and rank_high. / Xếp hạng các ước lượng kèm tập tin cậy đồng thời: dùng với unnest(), (key, rank, rank_low, rank_high) theo thứ tự khóa. Ước lượng cao nhất là hạng 1, bằng nhau thì cùng hạng; se là sai số chuẩn của ước lượng (0: không có sai số; NULL: không biết); không có ước lượng thì không xếp hạng. Với độ tin cậy đã chọn (0,95), mọi hạng thật đều nằm từ rank_low đến rank_high.';

CREATE AGGREGATE @extschema@.rank_agg(key bigint, estimate double precision, se double precision, confidence double precision) (
    SFUNC = @extschema@.rank_accum, STYPE = @extschema@.rank_row_bigint[], SSPACE = 20000,
    FINALFUNC = @extschema@.rank_final, COMBINEFUNC = @extschema@.rank_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rank_agg(bigint, double precision, double precision, double precision) IS
'Ranks of estimates with simultaneous confidence sets: for unnest(), (key, rank, rank_low, rank_high) in the order of the keys. The highest estimate is rank 1, equal ones share a rank; se is the standard error of the estimate (0: without error; NULL: not known); without an estimate, no rank. With the confidence (0.95) all true ranks lie between rank_low and rank_high. / Xếp hạng các ước lượng kèm tập tin cậy đồng thời: dùng với unnest(), (key, rank, rank_low, rank_high) theo thứ tự khóa. Ước lượng cao nhất là hạng 1, bằng nhau thì cùng hạng; se là sai số chuẩn của ước lượng (0: không có sai số; NULL: không biết); không có ước lượng thì không xếp hạng. Với độ tin cậy đã chọn (0,95), mọi hạng thật đều nằm từ rank_low đến rank_high.';

CREATE AGGREGATE @extschema@.rank_sensitivity(key text, scores numeric[], weights numeric[], noise double precision, draws integer, seed bigint) (
    SFUNC = @extschema@.sensitivity_accum, STYPE = @extschema@.sensitivity_row_text[], SSPACE = 20000,
    FINALFUNC = @extschema@.sensitivity_final, COMBINEFUNC = @extschema@.sensitivity_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rank_sensitivity(text, numeric[], numeric[], double precision, integer, bigint) IS
'Ranks of weighted means when the weights are in doubt: for unnest(), (key, rank, rank_median, rank_p5, rank_p95) in the order of the keys. In each draw every weight is multiplied by a factor of its own between 1 - noise and 1 + noise; a NULL score is not applicable and leaves the weights. The same seed gives the same rows on every machine. / Thứ hạng theo trung bình có trọng số khi trọng số chưa chắc chắn: dùng với unnest(), (key, rank, rank_median, rank_p5, rank_p95) theo thứ tự khóa. Mỗi lần rút, từng trọng số được nhân với một hệ số riêng từ 1 - noise đến 1 + noise; điểm NULL là không áp dụng và không tính trọng số. Cùng seed thì cùng kết quả trên mọi máy.';

CREATE AGGREGATE @extschema@.rank_sensitivity(key bigint, scores numeric[], weights numeric[], noise double precision, draws integer, seed bigint) (
    SFUNC = @extschema@.sensitivity_accum, STYPE = @extschema@.sensitivity_row_bigint[], SSPACE = 20000,
    FINALFUNC = @extschema@.sensitivity_final, COMBINEFUNC = @extschema@.sensitivity_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.rank_sensitivity(bigint, numeric[], numeric[], double precision, integer, bigint) IS
'Ranks of weighted means when the weights are in doubt: for unnest(), (key, rank, rank_median, rank_p5, rank_p95) in the order of the keys. In each draw every weight is multiplied by a factor of its own between 1 - noise and 1 + noise; a NULL score is not applicable and leaves the weights. The same seed gives the same rows on every machine. / Thứ hạng theo trung bình có trọng số khi trọng số chưa chắc chắn: dùng với unnest(), (key, rank, rank_median, rank_p5, rank_p95) theo thứ tự khóa. Mỗi lần rút, từng trọng số được nhân với một hệ số riêng từ 1 - noise đến 1 + noise; điểm NULL là không áp dụng và không tính trọng số. Cùng seed thì cùng kết quả trên mọi máy.';

CREATE AGGREGATE @extschema@.compare_agg(key text, stats @extschema@.survey_stats) (
    SFUNC = @extschema@.compare_accum, STYPE = @extschema@.compare_row_text[], SSPACE = 20000,
    FINALFUNC = @extschema@.compare_final, COMBINEFUNC = @extschema@.compare_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.compare_agg(text, @extschema@.survey_stats) IS
'Satisfaction of each unit against the rest of the group, the whole minus the unit: for unnest(), (key, share, rest_share, difference, low, high, p, p_holm, p_bh) in the order of the keys, as fractions; the method is that of difference_low, difference_high and difference_p. positive: the codes that mean satisfied, {4,5} if not given. / Mức hài lòng của từng đơn vị so với phần còn lại của nhóm, tức toàn bộ trừ đơn vị đó: dùng với unnest(), (key, share, rest_share, difference, low, high, p, p_holm, p_bh) theo thứ tự khóa, dạng phân số; phương pháp như difference_low, difference_high và difference_p. positive: các mã nghĩa là hài lòng, mặc định {4,5}.';

CREATE AGGREGATE @extschema@.compare_agg(key text, stats @extschema@.survey_stats, positive integer[]) (
    SFUNC = @extschema@.compare_accum, STYPE = @extschema@.compare_row_text[], SSPACE = 20000,
    FINALFUNC = @extschema@.compare_final, COMBINEFUNC = @extschema@.compare_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.compare_agg(text, @extschema@.survey_stats, integer[]) IS
'Satisfaction of each unit against the rest of the group, the whole minus the unit: for unnest(), (key, share, rest_share, difference, low, high, p, p_holm, p_bh) in the order of the keys, as fractions; the method is that of difference_low, difference_high and difference_p. positive: the codes that mean satisfied, {4,5} if not given. / Mức hài lòng của từng đơn vị so với phần còn lại của nhóm, tức toàn bộ trừ đơn vị đó: dùng với unnest(), (key, share, rest_share, difference, low, high, p, p_holm, p_bh) theo thứ tự khóa, dạng phân số; phương pháp như difference_low, difference_high và difference_p. positive: các mã nghĩa là hài lòng, mặc định {4,5}.';

CREATE AGGREGATE @extschema@.compare_agg(key bigint, stats @extschema@.survey_stats) (
    SFUNC = @extschema@.compare_accum, STYPE = @extschema@.compare_row_bigint[], SSPACE = 20000,
    FINALFUNC = @extschema@.compare_final, COMBINEFUNC = @extschema@.compare_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.compare_agg(bigint, @extschema@.survey_stats) IS
'Satisfaction of each unit against the rest of the group, the whole minus the unit: for unnest(), (key, share, rest_share, difference, low, high, p, p_holm, p_bh) in the order of the keys, as fractions; the method is that of difference_low, difference_high and difference_p. positive: the codes that mean satisfied, {4,5} if not given. / Mức hài lòng của từng đơn vị so với phần còn lại của nhóm, tức toàn bộ trừ đơn vị đó: dùng với unnest(), (key, share, rest_share, difference, low, high, p, p_holm, p_bh) theo thứ tự khóa, dạng phân số; phương pháp như difference_low, difference_high và difference_p. positive: các mã nghĩa là hài lòng, mặc định {4,5}.';

CREATE AGGREGATE @extschema@.compare_agg(key bigint, stats @extschema@.survey_stats, positive integer[]) (
    SFUNC = @extschema@.compare_accum, STYPE = @extschema@.compare_row_bigint[], SSPACE = 20000,
    FINALFUNC = @extschema@.compare_final, COMBINEFUNC = @extschema@.compare_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.compare_agg(bigint, @extschema@.survey_stats, integer[]) IS
'Satisfaction of each unit against the rest of the group, the whole minus the unit: for unnest(), (key, share, rest_share, difference, low, high, p, p_holm, p_bh) in the order of the keys, as fractions; the method is that of difference_low, difference_high and difference_p. positive: the codes that mean satisfied, {4,5} if not given. / Mức hài lòng của từng đơn vị so với phần còn lại của nhóm, tức toàn bộ trừ đơn vị đó: dùng với unnest(), (key, share, rest_share, difference, low, high, p, p_holm, p_bh) theo thứ tự khóa, dạng phân số; phương pháp như difference_low, difference_high và difference_p. positive: các mã nghĩa là hài lòng, mặc định {4,5}.';

-- A standard error carried through a scoring rule.

CREATE FUNCTION @extschema@.points_se(rule @extschema@.rule, estimate double precision, se double precision, max numeric)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_points_se'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION @extschema@.points_se(@extschema@.rule, double precision, double precision, numeric) IS
'Standard error of the points that the rule gives for an estimate with a standard error, both in the unit of the rule, such as a survey''s percentage: the standard deviation of points(rule, X, max) for a normal X. / Sai số chuẩn của điểm mà quy tắc cho một ước lượng có sai số chuẩn, cùng đơn vị của quy tắc, ví dụ tỷ lệ phần trăm của khảo sát: độ lệch chuẩn của points(rule, X, max) với X phân phối chuẩn.';
