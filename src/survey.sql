-- ---------------------------------------------------------------------------
-- survey: what people answered, how satisfied they are, how sure that is
-- ---------------------------------------------------------------------------

CREATE TYPE @extschema@.survey_stats;

CREATE FUNCTION @extschema@.survey_stats_in(cstring)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_in(cstring) IS
'Reads the text form of survey_stats. / Đọc dạng văn bản của survey_stats.';

CREATE FUNCTION @extschema@.survey_stats_out(@extschema@.survey_stats)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_survey_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_out(@extschema@.survey_stats) IS
'Writes the text form of survey_stats. / Ghi dạng văn bản của survey_stats.';

CREATE FUNCTION @extschema@.survey_stats_recv(internal)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_recv(internal) IS
'Reads the binary form of survey_stats. / Đọc dạng nhị phân của survey_stats.';

CREATE FUNCTION @extschema@.survey_stats_send(@extschema@.survey_stats)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_survey_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_send(@extschema@.survey_stats) IS
'Writes the binary form of survey_stats. / Ghi dạng nhị phân của survey_stats.';

-- PLAIN: of fixed size and read in place, never compressed or moved out of line.
CREATE TYPE @extschema@.survey_stats (
    INPUT = @extschema@.survey_stats_in, OUTPUT = @extschema@.survey_stats_out,
    RECEIVE = @extschema@.survey_stats_recv, SEND = @extschema@.survey_stats_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = plain
);
COMMENT ON TYPE @extschema@.survey_stats IS
'Answers of a group by code 0..10 and no opinion: {"4": 40, "5": 20, "missing": 3}; with weights also their exact sums, of forms also what the variance between persons needs. / Kết quả trả lời của một nhóm theo mã 0..10 và không ý kiến: {"4": 40, "5": 20, "missing": 3}; khi có trọng số: thêm các tổng chính xác; khi tính theo phiếu: thêm phần cho phương sai giữa các cá nhân.';

CREATE FUNCTION @extschema@.jsonb(@extschema@.survey_stats)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'par_survey_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.jsonb(@extschema@.survey_stats) IS
'survey_stats as jsonb. / survey_stats dưới dạng jsonb.';

CREATE FUNCTION @extschema@.survey_stats(jsonb)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_from_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats(jsonb) IS
'survey_stats from jsonb. / survey_stats từ jsonb.';

CREATE CAST (@extschema@.survey_stats AS jsonb) WITH FUNCTION @extschema@.jsonb(@extschema@.survey_stats);
COMMENT ON CAST (@extschema@.survey_stats AS jsonb) IS
'survey_stats as jsonb. / survey_stats dưới dạng jsonb.';

CREATE CAST (jsonb AS @extschema@.survey_stats) WITH FUNCTION @extschema@.survey_stats(jsonb);
COMMENT ON CAST (jsonb AS @extschema@.survey_stats) IS
'survey_stats from jsonb. / survey_stats từ jsonb.';

-- Aggregates and their support.

CREATE FUNCTION @extschema@.survey_accum(state @extschema@.survey_stats, answer integer)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_accum(@extschema@.survey_stats, integer) IS
'Counts one answer; support of survey_agg. / Đếm một câu trả lời; hàm phụ trợ của survey_agg.';

CREATE FUNCTION @extschema@.survey_accum(state @extschema@.survey_stats, answer integer, weight double precision)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_accum_weighted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_accum(@extschema@.survey_stats, integer, double precision) IS
'Counts one weighted answer; support of survey_agg. / Đếm một câu trả lời có trọng số; hàm phụ trợ của survey_agg.';

CREATE FUNCTION @extschema@.survey_remove(state @extschema@.survey_stats, answer integer)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_remove'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_remove(@extschema@.survey_stats, integer) IS
'Takes one answer out; support of moving frames. / Bỏ một câu trả lời; hàm phụ trợ của khung trượt.';

CREATE FUNCTION @extschema@.survey_accum(state @extschema@.survey_stats, answers integer[])
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_accum_form'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_accum(@extschema@.survey_stats, integer[]) IS
'Counts one form; support of survey_agg. / Đếm một phiếu; hàm phụ trợ của survey_agg.';

CREATE FUNCTION @extschema@.survey_accum(state @extschema@.survey_stats, answers integer[], weight double precision)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_accum_weighted_form'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_accum(@extschema@.survey_stats, integer[], double precision) IS
'Counts one weighted form; support of survey_agg. / Đếm một phiếu có trọng số; hàm phụ trợ của survey_agg.';

CREATE FUNCTION @extschema@.survey_remove(state @extschema@.survey_stats, answer integer, weight double precision)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_remove_weighted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_remove(@extschema@.survey_stats, integer, double precision) IS
'Takes one weighted answer out; support of moving frames. / Bỏ một câu trả lời có trọng số; hàm phụ trợ của khung trượt.';

CREATE FUNCTION @extschema@.survey_remove(state @extschema@.survey_stats, answers integer[])
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_remove_form'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_remove(@extschema@.survey_stats, integer[]) IS
'Takes one form out; support of moving frames. / Bỏ một phiếu; hàm phụ trợ của khung trượt.';

CREATE FUNCTION @extschema@.survey_remove(state @extschema@.survey_stats, answers integer[], weight double precision)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_remove_weighted_form'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_remove(@extschema@.survey_stats, integer[], double precision) IS
'Takes one weighted form out; support of moving frames. / Bỏ một phiếu có trọng số; hàm phụ trợ của khung trượt.';

CREATE FUNCTION @extschema@.survey_add(a @extschema@.survey_stats, b @extschema@.survey_stats)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_add(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Answers of both groups together. / Gộp kết quả trả lời của hai nhóm.';

CREATE FUNCTION @extschema@.survey_subtract(a @extschema@.survey_stats, b @extschema@.survey_stats)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_subtract(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Answers of a without those of b, exactly. / Kết quả của a trừ đi b, chính xác.';

CREATE FUNCTION @extschema@.survey_unroll(state @extschema@.survey_stats, stats @extschema@.survey_stats)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_unroll'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_unroll(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Takes a summary out of a sum; support of moving frames. / Bỏ một bản tổng hợp khỏi tổng; hàm phụ trợ của khung trượt.';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Answers of both groups together. / Gộp kết quả trả lời của hai nhóm.';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_subtract);
COMMENT ON OPERATOR @extschema@.- (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Answers of a without those of b, exactly. / Kết quả của a trừ đi b, chính xác.';

CREATE AGGREGATE @extschema@.survey_agg(answer integer) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, SSPACE = 104, INITCOND = '{}',
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_accum, MINVFUNC = @extschema@.survey_remove, MSTYPE = @extschema@.survey_stats, MSSPACE = 104, MINITCOND = '{}'
);
COMMENT ON AGGREGATE @extschema@.survey_agg(integer) IS
'Summary of answers with codes 0..10; NULL is no opinion and is counted. / Tổng hợp câu trả lời có mã 0..10; NULL là không ý kiến và được đếm riêng.';

CREATE AGGREGATE @extschema@.survey_agg(answer integer, weight double precision) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, SSPACE = 440, INITCOND = '{}',
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_accum, MINVFUNC = @extschema@.survey_remove, MSTYPE = @extschema@.survey_stats, MSSPACE = 440, MINITCOND = '{}'
);
COMMENT ON AGGREGATE @extschema@.survey_agg(integer, double precision) IS
'Summary of weighted answers with codes 0..10; NULL is no opinion and is counted. / Tổng hợp câu trả lời có trọng số, mã 0..10; NULL là không ý kiến và được đếm riêng.';

CREATE AGGREGATE @extschema@.survey_agg(answers integer[]) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, SSPACE = 288, INITCOND = '{}',
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_accum, MINVFUNC = @extschema@.survey_remove, MSTYPE = @extschema@.survey_stats, MSSPACE = 288, MINITCOND = '{}'
);
COMMENT ON AGGREGATE @extschema@.survey_agg(integer[]) IS
'Summary of forms: one row is all the answers of one person, with codes 0..10; NULL elements are no opinion. / Tổng hợp theo phiếu: mỗi dòng là mọi câu trả lời của một người, mã 0..10; phần tử NULL là không ý kiến.';

CREATE AGGREGATE @extschema@.survey_agg(answers integer[], weight double precision) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, SSPACE = 1128, INITCOND = '{}',
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_accum, MINVFUNC = @extschema@.survey_remove, MSTYPE = @extschema@.survey_stats, MSSPACE = 1128, MINITCOND = '{}'
);
COMMENT ON AGGREGATE @extschema@.survey_agg(integer[], double precision) IS
'Summary of weighted forms: one row is all the answers of one person, with codes 0..10; NULL elements are no opinion. / Tổng hợp theo phiếu có trọng số: mỗi dòng là mọi câu trả lời của một người, mã 0..10; phần tử NULL là không ý kiến.';

CREATE AGGREGATE @extschema@.rollup(stats @extschema@.survey_stats) (
    SFUNC = @extschema@.survey_add, STYPE = @extschema@.survey_stats, SSPACE = 288, INITCOND = '{}',
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_add, MINVFUNC = @extschema@.survey_unroll, MSTYPE = @extschema@.survey_stats, MSSPACE = 288, MINITCOND = '{}'
);
COMMENT ON AGGREGATE @extschema@.rollup(@extschema@.survey_stats) IS
'Merges summaries, for example of months into a year. / Gộp các bản tổng hợp, ví dụ các tháng thành năm.';

CREATE FUNCTION @extschema@.float_weights(stats @extschema@.survey_stats)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_float_weights'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.float_weights(@extschema@.survey_stats) IS
'The weights of a summary summed in floating point, as version 1 stored them, to be added to such summaries. / Tổng trọng số dạng dấu phẩy động như phiên bản 1 đã lưu, để cộng với các bản tổng hợp cũ.';

-- Equality and order.

CREATE FUNCTION @extschema@.survey_stats_eq(@extschema@.survey_stats, @extschema@.survey_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_survey_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_eq(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Are the survey summaries equal? / Hai bản tổng hợp khảo sát có bằng nhau không?';

CREATE FUNCTION @extschema@.survey_stats_ne(@extschema@.survey_stats, @extschema@.survey_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_survey_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_ne(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Do the survey summaries differ? / Hai bản tổng hợp khảo sát có khác nhau không?';

CREATE FUNCTION @extschema@.survey_stats_lt(@extschema@.survey_stats, @extschema@.survey_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_survey_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_lt(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Does the first come before the second? Order of survey summaries: kind, answers by code, sums. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của bản tổng hợp khảo sát: loại, số câu trả lời theo mã, các tổng.';

CREATE FUNCTION @extschema@.survey_stats_le(@extschema@.survey_stats, @extschema@.survey_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_survey_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_le(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.survey_stats_gt(@extschema@.survey_stats, @extschema@.survey_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_survey_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_gt(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE FUNCTION @extschema@.survey_stats_ge(@extschema@.survey_stats, @extschema@.survey_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_survey_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_ge(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.survey_stats_cmp(@extschema@.survey_stats, @extschema@.survey_stats)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_survey_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_cmp(@extschema@.survey_stats, @extschema@.survey_stats) IS
'Order of survey summaries: kind, answers by code, sums. / Thứ tự của bản tổng hợp khảo sát: loại, số câu trả lời theo mã, các tổng.';

CREATE FUNCTION @extschema@.survey_stats_hash(@extschema@.survey_stats)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_survey_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_hash(@extschema@.survey_stats) IS
'Hash of one of the survey summaries. / Giá trị băm của bản tổng hợp khảo sát.';

CREATE FUNCTION @extschema@.survey_stats_hash_extended(@extschema@.survey_stats, bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survey_stats_hash_extended(@extschema@.survey_stats, bigint) IS
'Seeded hash of one of the survey summaries. / Giá trị băm có hạt giống của bản tổng hợp khảo sát.';

CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_stats_eq,
    COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Are the survey summaries equal? / Hai bản tổng hợp khảo sát có bằng nhau không?';

CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_stats_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Do the survey summaries differ? / Hai bản tổng hợp khảo sát có khác nhau không?';

CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_stats_lt,
    COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Does the first come before the second? Order of survey summaries: kind, answers by code, sums. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của bản tổng hợp khảo sát: loại, số câu trả lời theo mã, các tổng.';

CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_stats_le,
    COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_stats_gt,
    COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.survey_stats, RIGHTARG = @extschema@.survey_stats, FUNCTION = @extschema@.survey_stats_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.survey_stats, @extschema@.survey_stats) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE OPERATOR FAMILY @extschema@.survey_stats_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.survey_stats_ops USING btree IS
'Order of survey summaries. / Thứ tự của bản tổng hợp khảo sát.';
CREATE OPERATOR CLASS @extschema@.survey_stats_ops DEFAULT FOR TYPE @extschema@.survey_stats USING btree FAMILY @extschema@.survey_stats_ops AS
    OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=, OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.survey_stats_cmp(@extschema@.survey_stats, @extschema@.survey_stats);
COMMENT ON OPERATOR CLASS @extschema@.survey_stats_ops USING btree IS
'Order of survey summaries. / Thứ tự của bản tổng hợp khảo sát.';

CREATE OPERATOR FAMILY @extschema@.survey_stats_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.survey_stats_ops USING hash IS
'Equality of survey summaries. / So sánh bằng của bản tổng hợp khảo sát.';
CREATE OPERATOR CLASS @extschema@.survey_stats_ops DEFAULT FOR TYPE @extschema@.survey_stats USING hash FAMILY @extschema@.survey_stats_ops AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.survey_stats_hash(@extschema@.survey_stats),
    FUNCTION 2 @extschema@.survey_stats_hash_extended(@extschema@.survey_stats, bigint);
COMMENT ON OPERATOR CLASS @extschema@.survey_stats_ops USING hash IS
'Equality of survey summaries. / So sánh bằng của bản tổng hợp khảo sát.';

-- Counts.

CREATE FUNCTION @extschema@.n_forms(stats @extschema@.survey_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_forms'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_forms(@extschema@.survey_stats) IS
'Persons whose forms are in the summary; NULL where it is of single answers. / Số người có phiếu trong bản tổng hợp; NULL nếu tổng hợp từng câu trả lời.';

CREATE FUNCTION @extschema@.n_answers(stats @extschema@.survey_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_answers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_answers(@extschema@.survey_stats) IS
'Answers that are an opinion; of single answers, the persons who gave one. / Số câu trả lời có ý kiến; nếu tổng hợp từng câu: số người có trả lời.';

CREATE FUNCTION @extschema@.n_persons(stats @extschema@.survey_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_persons'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_persons(@extschema@.survey_stats) IS
'Persons with at least one answer; an answer is a person where answers came alone. / Số người có ít nhất một câu trả lời; mỗi câu là một người nếu tổng hợp từng câu.';

CREATE FUNCTION @extschema@.if_enough(stats @extschema@.survey_stats, min_persons bigint DEFAULT 0, min_answers bigint DEFAULT 0)
RETURNS @extschema@.survey_stats
AS 'MODULE_PATHNAME', 'par_survey_if_enough'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.if_enough(@extschema@.survey_stats, bigint, bigint) IS
'The summary, or NULL where fewer persons or answers are in it: for figures that must not show single persons. / Bản tổng hợp, hoặc NULL nếu có ít người hoặc ít câu trả lời hơn: để không lộ số liệu của từng cá nhân.';

CREATE FUNCTION @extschema@.satisfied_person(answers integer[], positive integer[] DEFAULT '{4,5}')
RETURNS integer
AS 'MODULE_PATHNAME', 'par_survey_satisfied_person'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_person(integer[], integer[]) IS
'1 if all answers of the form are positive, 0 if not, NULL without an answer; for survey_agg(satisfied_person(answers)) with code 1 as positive. / 1 nếu mọi câu trả lời của phiếu đều tích cực, 0 nếu không, NULL nếu không có câu trả lời; dùng với survey_agg(satisfied_person(answers)), mã 1 là tích cực.';

CREATE FUNCTION @extschema@.n_missing(stats @extschema@.survey_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_missing'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_missing(@extschema@.survey_stats) IS
'Questions that were asked and got no opinion. / Số câu hỏi đã hỏi mà không có ý kiến.';

CREATE FUNCTION @extschema@.n_asked(stats @extschema@.survey_stats)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_asked'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_asked(@extschema@.survey_stats) IS
'Questions asked: answers and no opinion. / Số câu hỏi đã hỏi: có trả lời và không ý kiến.';

CREATE FUNCTION @extschema@.n_at(stats @extschema@.survey_stats, code integer)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_n_at'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.n_at(@extschema@.survey_stats, integer) IS
'Answers with the code. / Số câu trả lời có mã này.';

CREATE FUNCTION @extschema@.distribution(stats @extschema@.survey_stats, low integer DEFAULT 1, top integer DEFAULT 5, digits integer DEFAULT 2)
RETURNS TABLE (code integer, n bigint, pct numeric)
AS 'MODULE_PATHNAME', 'par_survey_distribution'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION @extschema@.distribution(@extschema@.survey_stats, integer, integer, integer) IS
'Every code of the scale low..top in order, with persons and share of the answers. / Mọi mã của thang đo low..top theo thứ tự, kèm số người và tỷ lệ trong số câu trả lời.';

-- The meanings of satisfaction.

CREATE FUNCTION @extschema@.satisfied_pct(stats @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', base text DEFAULT 'valid', min_n bigint DEFAULT 0, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_satisfied_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_pct(@extschema@.survey_stats, integer[], text, bigint, integer) IS
'Share of the positive codes among the answers (valid) or all asked (asked), in percent; NULL below min_n answers. / Tỷ lệ các mã tích cực trên số câu trả lời (valid) hoặc số người được hỏi (asked), theo phần trăm; NULL khi ít hơn min_n câu trả lời.';

CREATE FUNCTION @extschema@.satisfied_rate(stats @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', base text DEFAULT 'valid', min_n bigint DEFAULT 0)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_satisfied_rate'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_rate(@extschema@.survey_stats, integer[], text, bigint) IS
'Share of the positive codes as a fraction, unrounded. / Tỷ lệ các mã tích cực dạng phân số, không làm tròn.';

CREATE FUNCTION @extschema@.mean_score(stats @extschema@.survey_stats, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_mean_score'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mean_score(@extschema@.survey_stats, integer) IS
'Mean of the codes. / Điểm trung bình của các mã.';

CREATE FUNCTION @extschema@.mean_pct(stats @extschema@.survey_stats, top integer DEFAULT 5, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_mean_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mean_pct(@extschema@.survey_stats, integer, integer) IS
'Mean of the codes as percent of the top code. / Điểm trung bình so với mã cao nhất, theo phần trăm.';

CREATE FUNCTION @extschema@.rescaled_pct(stats @extschema@.survey_stats, low integer DEFAULT 1, top integer DEFAULT 5, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_rescaled_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rescaled_pct(@extschema@.survey_stats, integer, integer, integer) IS
'Mean on a scale where low is 0 and top is 100 percent. / Điểm trung bình trên thang mà low là 0 và top là 100 phần trăm.';

CREATE FUNCTION @extschema@.points_pct(stats @extschema@.survey_stats, points numeric[], digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_points_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.points_pct(@extschema@.survey_stats, numeric[], integer) IS
'Mean worth of the answers; element i of points is the worth of code i in percent. / Giá trị trung bình của câu trả lời; phần tử i của points là giá trị của mã i theo phần trăm.';

CREATE FUNCTION @extschema@.satisfied_final(stats @extschema@.survey_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_satisfied_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_final(@extschema@.survey_stats) IS
'Final step of satisfied_pct(answer). / Bước cuối của satisfied_pct(answer).';

CREATE FUNCTION @extschema@.mean_final(stats @extschema@.survey_stats)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_mean_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mean_final(@extschema@.survey_stats) IS
'Final step of mean_score(answer). / Bước cuối của mean_score(answer).';

CREATE AGGREGATE @extschema@.satisfied_pct(answer integer) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, SSPACE = 104, INITCOND = '{}', FINALFUNC = @extschema@.satisfied_final,
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_accum, MINVFUNC = @extschema@.survey_remove, MSTYPE = @extschema@.survey_stats, MSSPACE = 104, MINITCOND = '{}', MFINALFUNC = @extschema@.satisfied_final
);
COMMENT ON AGGREGATE @extschema@.satisfied_pct(integer) IS
'Share of codes 4 and 5 among the answers in percent, in one step. / Tỷ lệ mã 4 và 5 trong số câu trả lời theo phần trăm, tính một bước.';

CREATE AGGREGATE @extschema@.mean_score(answer integer) (
    SFUNC = @extschema@.survey_accum, STYPE = @extschema@.survey_stats, SSPACE = 104, INITCOND = '{}', FINALFUNC = @extschema@.mean_final,
    COMBINEFUNC = @extschema@.survey_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.survey_accum, MINVFUNC = @extschema@.survey_remove, MSTYPE = @extschema@.survey_stats, MSSPACE = 104, MINITCOND = '{}', MFINALFUNC = @extschema@.mean_final
);
COMMENT ON AGGREGATE @extschema@.mean_score(integer) IS
'Mean of the codes, in one step. / Điểm trung bình của các mã, tính một bước.';

-- How sure it is.

CREATE FUNCTION @extschema@.effective_n(stats @extschema@.survey_stats)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_effective_n'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.effective_n(@extschema@.survey_stats) IS
'Number of answers of equal weight that say as much (Kish); of forms, about the share of codes 4 and 5. / Số câu trả lời trọng số bằng nhau có lượng thông tin tương đương (Kish); nếu theo phiếu: về tỷ lệ mã 4 và 5.';

CREATE FUNCTION @extschema@.design_effect(stats @extschema@.survey_stats)
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_design_effect'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.design_effect(@extschema@.survey_stats) IS
'Answers divided by effective n (Kish); of forms, for the share of codes 4 and 5. / Số câu trả lời chia cho n hiệu dụng (Kish); nếu theo phiếu: với tỷ lệ mã 4 và 5.';

CREATE FUNCTION @extschema@.satisfied_se(stats @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', base text DEFAULT 'valid', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_satisfied_se'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_se(@extschema@.survey_stats, integer[], text, integer) IS
'Standard error of satisfied_pct between persons, in percentage points; a person is a form, or an answer where answers came alone. / Sai số chuẩn của satisfied_pct giữa các cá nhân, theo điểm phần trăm; mỗi cá nhân là một phiếu, hoặc một câu trả lời nếu tổng hợp từng câu.';

CREATE FUNCTION @extschema@.mean_score_se(stats @extschema@.survey_stats, digits integer DEFAULT 4)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_mean_se'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mean_score_se(@extschema@.survey_stats, integer) IS
'Standard error of mean_score between persons. / Sai số chuẩn của mean_score giữa các cá nhân.';

CREATE FUNCTION @extschema@.mean_score_low(stats @extschema@.survey_stats, confidence double precision DEFAULT 0.95, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_mean_low'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mean_score_low(@extschema@.survey_stats, double precision, integer) IS
'Lower bound of the interval of mean_score: Student''s t over persons. / Cận dưới khoảng tin cậy của mean_score: phân phối t trên số cá nhân.';

CREATE FUNCTION @extschema@.mean_score_high(stats @extschema@.survey_stats, confidence double precision DEFAULT 0.95, digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_mean_high'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mean_score_high(@extschema@.survey_stats, double precision, integer) IS
'Upper bound of the interval of mean_score: Student''s t over persons. / Cận trên khoảng tin cậy của mean_score: phân phối t trên số cá nhân.';

CREATE FUNCTION @extschema@.effective_n(stats @extschema@.survey_stats, positive integer[])
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_effective_n_of'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.effective_n(@extschema@.survey_stats, integer[]) IS
'Number of answers of as many persons, of equal weight, that say as much about this share. / Số câu trả lời của từng ấy cá nhân, trọng số bằng nhau, có lượng thông tin tương đương về tỷ lệ này.';

CREATE FUNCTION @extschema@.design_effect(stats @extschema@.survey_stats, positive integer[], part text DEFAULT 'total')
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_design_effect_of'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.design_effect(@extschema@.survey_stats, integer[], text) IS
'Answers divided by effective n for this share: total, or the part of weighting (Kish) or of clustering (answers of the same persons); total is their product. / Số câu trả lời chia cho n hiệu dụng của tỷ lệ này: total, hoặc phần do trọng số weighting (Kish), do cùng người trả lời clustering; total là tích của hai phần.';

CREATE FUNCTION @extschema@.satisfied_low(stats @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'wilson', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_satisfied_low'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_low(@extschema@.survey_stats, integer[], double precision, text, integer) IS
'Lower bound of the interval of satisfied_pct; wilson or clopper_pearson; by person where there are forms. / Cận dưới khoảng tin cậy của satisfied_pct; wilson hoặc clopper_pearson; theo cá nhân nếu có phiếu.';

CREATE FUNCTION @extschema@.satisfied_high(stats @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'wilson', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_satisfied_high'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_high(@extschema@.survey_stats, integer[], double precision, text, integer) IS
'Upper bound of the interval of satisfied_pct; wilson or clopper_pearson; by person where there are forms. / Cận trên khoảng tin cậy của satisfied_pct; wilson hoặc clopper_pearson; theo cá nhân nếu có phiếu.';

CREATE FUNCTION @extschema@.difference_pct(a @extschema@.survey_stats, b @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_difference_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.difference_pct(@extschema@.survey_stats, @extschema@.survey_stats, integer[], integer) IS
'Satisfaction of a minus that of b, in percentage points. / Chênh lệch mức hài lòng của a so với b, theo điểm phần trăm.';

CREATE FUNCTION @extschema@.difference_low(a @extschema@.survey_stats, b @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'newcombe', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_difference_low'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.difference_low(@extschema@.survey_stats, @extschema@.survey_stats, integer[], double precision, text, integer) IS
'Lower bound of the interval of difference_pct; newcombe or wald. / Cận dưới khoảng tin cậy của difference_pct; newcombe hoặc wald.';

CREATE FUNCTION @extschema@.difference_high(a @extschema@.survey_stats, b @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'newcombe', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_survey_difference_high'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.difference_high(@extschema@.survey_stats, @extschema@.survey_stats, integer[], double precision, text, integer) IS
'Upper bound of the interval of difference_pct; newcombe or wald. / Cận trên khoảng tin cậy của difference_pct; newcombe hoặc wald.';

CREATE FUNCTION @extschema@.difference_p(a @extschema@.survey_stats, b @extschema@.survey_stats, positive integer[] DEFAULT '{4,5}')
RETURNS double precision
AS 'MODULE_PATHNAME', 'par_survey_difference_p'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.difference_p(@extschema@.survey_stats, @extschema@.survey_stats, integer[]) IS
'p-value of no difference between a and b: chi-squared test with the pooled share; of forms, the t test between persons. / Giá trị p của giả thuyết a và b không khác nhau: kiểm định khi bình phương với tỷ lệ gộp; nếu theo phiếu: kiểm định t giữa các cá nhân.';

CREATE FUNCTION @extschema@.sample_size(population bigint, error numeric DEFAULT 0.05)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_survey_sample_size'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sample_size(bigint, numeric) IS
'N / (1 + N e^2), rounded up. / Cỡ mẫu N / (1 + N e^2), làm tròn lên.';

-- Strata.

CREATE TYPE @extschema@.stratified_stats;

CREATE FUNCTION @extschema@.stratified_stats_in(cstring)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_in(cstring) IS
'Reads the text form of stratified_stats. / Đọc dạng văn bản của stratified_stats.';

CREATE FUNCTION @extschema@.stratified_stats_out(@extschema@.stratified_stats)
RETURNS cstring
AS 'MODULE_PATHNAME', 'par_stratified_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_out(@extschema@.stratified_stats) IS
'Writes the text form of stratified_stats. / Ghi dạng văn bản của stratified_stats.';

CREATE FUNCTION @extschema@.stratified_stats_recv(internal)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_recv(internal) IS
'Reads the binary form of stratified_stats. / Đọc dạng nhị phân của stratified_stats.';

CREATE FUNCTION @extschema@.stratified_stats_send(@extschema@.stratified_stats)
RETURNS bytea
AS 'MODULE_PATHNAME', 'par_stratified_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_send(@extschema@.stratified_stats) IS
'Writes the binary form of stratified_stats. / Ghi dạng nhị phân của stratified_stats.';

-- PLAIN: of fixed size and read in place, never compressed or moved out of line.
CREATE TYPE @extschema@.stratified_stats (
    INPUT = @extschema@.stratified_stats_in, OUTPUT = @extschema@.stratified_stats_out,
    RECEIVE = @extschema@.stratified_stats_recv, SEND = @extschema@.stratified_stats_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = plain
);
COMMENT ON TYPE @extschema@.stratified_stats IS
'Answers of samples of several strata, weighed by their populations. / Kết quả trả lời của mẫu từ nhiều tầng, tính theo dân số của từng tầng.';

CREATE FUNCTION @extschema@.jsonb(@extschema@.stratified_stats)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'par_stratified_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.jsonb(@extschema@.stratified_stats) IS
'stratified_stats as jsonb. / stratified_stats dưới dạng jsonb.';

CREATE FUNCTION @extschema@.stratified_stats(jsonb)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_from_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats(jsonb) IS
'stratified_stats from jsonb. / stratified_stats từ jsonb.';

CREATE CAST (@extschema@.stratified_stats AS jsonb) WITH FUNCTION @extschema@.jsonb(@extschema@.stratified_stats);
COMMENT ON CAST (@extschema@.stratified_stats AS jsonb) IS
'stratified_stats as jsonb. / stratified_stats dưới dạng jsonb.';

CREATE CAST (jsonb AS @extschema@.stratified_stats) WITH FUNCTION @extschema@.stratified_stats(jsonb);
COMMENT ON CAST (jsonb AS @extschema@.stratified_stats) IS
'stratified_stats from jsonb. / stratified_stats từ jsonb.';

CREATE FUNCTION @extschema@.stratified_accum(state @extschema@.stratified_stats, stats @extschema@.survey_stats, population bigint)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_accum'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_accum(@extschema@.stratified_stats, @extschema@.survey_stats, bigint) IS
'Adds one stratum; support of stratified_agg. / Thêm một tầng; hàm phụ trợ của stratified_agg.';

CREATE FUNCTION @extschema@.stratified_remove(state @extschema@.stratified_stats, stats @extschema@.survey_stats, population bigint)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_remove'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_remove(@extschema@.stratified_stats, @extschema@.survey_stats, bigint) IS
'Takes one stratum out; support of moving frames. / Bỏ một tầng; hàm phụ trợ của khung trượt.';

CREATE FUNCTION @extschema@.stratified_add(a @extschema@.stratified_stats, b @extschema@.stratified_stats)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_add'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_add(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Strata of both together. / Gộp các tầng của cả hai.';

CREATE FUNCTION @extschema@.stratified_subtract(a @extschema@.stratified_stats, b @extschema@.stratified_stats)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_subtract(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Strata of a without those of b, exactly. / Các tầng của a trừ đi các tầng của b, chính xác.';

CREATE FUNCTION @extschema@.stratified_unroll(state @extschema@.stratified_stats, stats @extschema@.stratified_stats)
RETURNS @extschema@.stratified_stats
AS 'MODULE_PATHNAME', 'par_stratified_unroll'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_unroll(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Takes strata out of a sum; support of moving frames. / Bỏ các tầng khỏi tổng; hàm phụ trợ của khung trượt.';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.stratified_stats, RIGHTARG = @extschema@.stratified_stats, FUNCTION = @extschema@.stratified_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Strata of both together. / Gộp các tầng của cả hai.';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.stratified_stats, RIGHTARG = @extschema@.stratified_stats, FUNCTION = @extschema@.stratified_subtract);
COMMENT ON OPERATOR @extschema@.- (@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Strata of a without those of b, exactly. / Các tầng của a trừ đi các tầng của b, chính xác.';

CREATE AGGREGATE @extschema@.stratified_agg(stats @extschema@.survey_stats, population bigint) (
    SFUNC = @extschema@.stratified_accum, STYPE = @extschema@.stratified_stats, SSPACE = 944, INITCOND = '{}',
    COMBINEFUNC = @extschema@.stratified_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.stratified_accum, MINVFUNC = @extschema@.stratified_remove, MSTYPE = @extschema@.stratified_stats, MSSPACE = 944, MINITCOND = '{}'
);
COMMENT ON AGGREGATE @extschema@.stratified_agg(@extschema@.survey_stats, bigint) IS
'Estimate over strata, one row each: the summary of its sample and its population. / Ước lượng theo tầng, mỗi dòng một tầng: bản tổng hợp của mẫu và dân số của tầng.';

CREATE AGGREGATE @extschema@.rollup(stats @extschema@.stratified_stats) (
    SFUNC = @extschema@.stratified_add, STYPE = @extschema@.stratified_stats, SSPACE = 944, INITCOND = '{}',
    COMBINEFUNC = @extschema@.stratified_add, PARALLEL = SAFE,
    MSFUNC = @extschema@.stratified_add, MINVFUNC = @extschema@.stratified_unroll, MSTYPE = @extschema@.stratified_stats, MSSPACE = 944, MINITCOND = '{}'
);
COMMENT ON AGGREGATE @extschema@.rollup(@extschema@.stratified_stats) IS
'Merges estimates over different strata. / Gộp ước lượng của các tập tầng khác nhau.';

-- Equality and order.

CREATE FUNCTION @extschema@.stratified_stats_eq(@extschema@.stratified_stats, @extschema@.stratified_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_stratified_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_eq(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Are the stratified summaries equal? / Hai bản tổng hợp phân tầng có bằng nhau không?';

CREATE FUNCTION @extschema@.stratified_stats_ne(@extschema@.stratified_stats, @extschema@.stratified_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_stratified_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_ne(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Do the stratified summaries differ? / Hai bản tổng hợp phân tầng có khác nhau không?';

CREATE FUNCTION @extschema@.stratified_stats_lt(@extschema@.stratified_stats, @extschema@.stratified_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_stratified_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_lt(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Does the first come before the second? Order of stratified summaries: counts, codes, sums. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của bản tổng hợp phân tầng: số đếm, mã, các tổng.';

CREATE FUNCTION @extschema@.stratified_stats_le(@extschema@.stratified_stats, @extschema@.stratified_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_stratified_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_le(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.stratified_stats_gt(@extschema@.stratified_stats, @extschema@.stratified_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_stratified_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_gt(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE FUNCTION @extschema@.stratified_stats_ge(@extschema@.stratified_stats, @extschema@.stratified_stats)
RETURNS boolean
AS 'MODULE_PATHNAME', 'par_stratified_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_ge(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE FUNCTION @extschema@.stratified_stats_cmp(@extschema@.stratified_stats, @extschema@.stratified_stats)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_stratified_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_cmp(@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Order of stratified summaries: counts, codes, sums. / Thứ tự của bản tổng hợp phân tầng: số đếm, mã, các tổng.';

CREATE FUNCTION @extschema@.stratified_stats_hash(@extschema@.stratified_stats)
RETURNS integer
AS 'MODULE_PATHNAME', 'par_stratified_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_hash(@extschema@.stratified_stats) IS
'Hash of one of the stratified summaries. / Giá trị băm của bản tổng hợp phân tầng.';

CREATE FUNCTION @extschema@.stratified_stats_hash_extended(@extschema@.stratified_stats, bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'par_stratified_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.stratified_stats_hash_extended(@extschema@.stratified_stats, bigint) IS
'Seeded hash of one of the stratified summaries. / Giá trị băm có hạt giống của bản tổng hợp phân tầng.';

CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.stratified_stats, RIGHTARG = @extschema@.stratified_stats, FUNCTION = @extschema@.stratified_stats_eq,
    COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Are the stratified summaries equal? / Hai bản tổng hợp phân tầng có bằng nhau không?';

CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.stratified_stats, RIGHTARG = @extschema@.stratified_stats, FUNCTION = @extschema@.stratified_stats_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Do the stratified summaries differ? / Hai bản tổng hợp phân tầng có khác nhau không?';

CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.stratified_stats, RIGHTARG = @extschema@.stratified_stats, FUNCTION = @extschema@.stratified_stats_lt,
    COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Does the first come before the second? Order of stratified summaries: counts, codes, sums. / Cái thứ nhất có đứng trước cái thứ hai không? Thứ tự của bản tổng hợp phân tầng: số đếm, mã, các tổng.';

CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.stratified_stats, RIGHTARG = @extschema@.stratified_stats, FUNCTION = @extschema@.stratified_stats_le,
    COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Does the first come before the second, or are they equal? / Cái thứ nhất có đứng trước hoặc bằng cái thứ hai không?';

CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.stratified_stats, RIGHTARG = @extschema@.stratified_stats, FUNCTION = @extschema@.stratified_stats_gt,
    COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Does the first come after the second? / Cái thứ nhất có đứng sau cái thứ hai không?';

CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.stratified_stats, RIGHTARG = @extschema@.stratified_stats, FUNCTION = @extschema@.stratified_stats_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.stratified_stats, @extschema@.stratified_stats) IS
'Does the first come after the second, or are they equal? / Cái thứ nhất có đứng sau hoặc bằng cái thứ hai không?';

CREATE OPERATOR FAMILY @extschema@.stratified_stats_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.stratified_stats_ops USING btree IS
'Order of stratified summaries. / Thứ tự của bản tổng hợp phân tầng.';
CREATE OPERATOR CLASS @extschema@.stratified_stats_ops DEFAULT FOR TYPE @extschema@.stratified_stats USING btree FAMILY @extschema@.stratified_stats_ops AS
    OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=, OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.stratified_stats_cmp(@extschema@.stratified_stats, @extschema@.stratified_stats);
COMMENT ON OPERATOR CLASS @extschema@.stratified_stats_ops USING btree IS
'Order of stratified summaries. / Thứ tự của bản tổng hợp phân tầng.';

CREATE OPERATOR FAMILY @extschema@.stratified_stats_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.stratified_stats_ops USING hash IS
'Equality of stratified summaries. / So sánh bằng của bản tổng hợp phân tầng.';
CREATE OPERATOR CLASS @extschema@.stratified_stats_ops DEFAULT FOR TYPE @extschema@.stratified_stats USING hash FAMILY @extschema@.stratified_stats_ops AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.stratified_stats_hash(@extschema@.stratified_stats),
    FUNCTION 2 @extschema@.stratified_stats_hash_extended(@extschema@.stratified_stats, bigint);
COMMENT ON OPERATOR CLASS @extschema@.stratified_stats_ops USING hash IS
'Equality of stratified summaries. / So sánh bằng của bản tổng hợp phân tầng.';

CREATE FUNCTION @extschema@.satisfied_pct(stats @extschema@.stratified_stats, positive integer[] DEFAULT '{4,5}', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_stratified_satisfied_pct'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_pct(@extschema@.stratified_stats, integer[], integer) IS
'Estimated share of the positive codes in the population, in percent. / Tỷ lệ ước lượng của các mã tích cực trong toàn dân số, theo phần trăm.';

CREATE FUNCTION @extschema@.satisfied_se(stats @extschema@.stratified_stats, positive integer[] DEFAULT '{4,5}', single text DEFAULT 'null', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_stratified_satisfied_se'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_se(@extschema@.stratified_stats, integer[], text, integer) IS
'Standard error of the estimate with finite population correction, in percentage points. / Sai số chuẩn của ước lượng có hiệu chỉnh dân số hữu hạn, theo điểm phần trăm.';

CREATE FUNCTION @extschema@.satisfied_low(stats @extschema@.stratified_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'wilson', single text DEFAULT 'null', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_stratified_satisfied_low'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_low(@extschema@.stratified_stats, integer[], double precision, text, text, integer) IS
'Lower bound of the interval of the estimate; wilson or wald. / Cận dưới khoảng tin cậy của ước lượng; wilson hoặc wald.';

CREATE FUNCTION @extschema@.satisfied_high(stats @extschema@.stratified_stats, positive integer[] DEFAULT '{4,5}', confidence double precision DEFAULT 0.95, method text DEFAULT 'wilson', single text DEFAULT 'null', digits integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'par_stratified_satisfied_high'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.satisfied_high(@extschema@.stratified_stats, integer[], double precision, text, text, integer) IS
'Upper bound of the interval of the estimate; wilson or wald. / Cận trên khoảng tin cậy của ước lượng; wilson hoặc wald.';
