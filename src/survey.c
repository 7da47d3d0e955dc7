/*-------------------------------------------------------------------------
 *
 * survey.c
 *		What people answered, and how satisfied they are.  How sure that is stands
 *		in survey_interval.c, the estimate over strata in survey_strata.c.
 *
 * What this room promises:
 *
 * - survey_stats is the whole answer sheet of a group: how many persons gave
 *	 each of the codes 0..10 and how many gave no opinion.  Counts are whole
 *	 numbers always.  With weights each code also carries the sum of the weights
 *	 and of their squares, enough for every share and for Kish's effective n.
 * - Which codes are "satisfied", over which base, on which scale, is said when
 *	 the summary is read, so one stored summary answers all of them.
 * - Percentages come from exact decimal arithmetic and are rounded once.  An
 *	 empty base gives NULL.
 * - An empty summary is always the plain one, '{}', and is neutral in any
 *	 addition.  A weighted summary is otherwise added to weighted ones only:
 *	 giving the others weight 1 would be a guess.
 * - Taking away is exact on counts and refused on weights, whose sums are
 *	 floating point; a moving frame over weights is computed anew.
 *
 *-------------------------------------------------------------------------
 */
#include "survey.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/array.h"

static const char *const base_names[] = {"valid", "asked", NULL};

typedef enum Base
{
	BASE_VALID,
	BASE_ASKED
} Base;

PG_FUNCTION_INFO_V1(par_survey_in);
PG_FUNCTION_INFO_V1(par_survey_out);
PG_FUNCTION_INFO_V1(par_survey_recv);
PG_FUNCTION_INFO_V1(par_survey_send);
PG_FUNCTION_INFO_V1(par_survey_from_jsonb);
PG_FUNCTION_INFO_V1(par_survey_to_jsonb);
PG_FUNCTION_INFO_V1(par_survey_accum);
PG_FUNCTION_INFO_V1(par_survey_accum_weighted);
PG_FUNCTION_INFO_V1(par_survey_remove);
PG_FUNCTION_INFO_V1(par_survey_add);
PG_FUNCTION_INFO_V1(par_survey_subtract);
PG_FUNCTION_INFO_V1(par_survey_unroll);
PG_FUNCTION_INFO_V1(par_survey_n_answers);
PG_FUNCTION_INFO_V1(par_survey_n_missing);
PG_FUNCTION_INFO_V1(par_survey_n_asked);
PG_FUNCTION_INFO_V1(par_survey_n_at);
PG_FUNCTION_INFO_V1(par_survey_distribution);
PG_FUNCTION_INFO_V1(par_survey_satisfied_pct);
PG_FUNCTION_INFO_V1(par_survey_satisfied_rate);
PG_FUNCTION_INFO_V1(par_survey_satisfied_final);
PG_FUNCTION_INFO_V1(par_survey_mean_score);
PG_FUNCTION_INFO_V1(par_survey_mean_final);
PG_FUNCTION_INFO_V1(par_survey_mean_pct);
PG_FUNCTION_INFO_V1(par_survey_rescaled_pct);
PG_FUNCTION_INFO_V1(par_survey_points_pct);
PG_FUNCTION_INFO_V1(par_survey_effective_n);
PG_FUNCTION_INFO_V1(par_survey_design_effect);

/* ----------------------------------------------------------------------
 * The summary
 * ----------------------------------------------------------------------
 */

static SurveyStats *
new_stats(uint32 flags)
{
	SurveyStats *s = palloc0(STATS_SIZE(flags));

	SET_VARSIZE(s, STATS_SIZE(flags));
	s->flags = flags;
	return s;
}

static SurveyStats *
copy_stats(const SurveyStats *s)
{
	SurveyStats *copy = palloc(VARSIZE(s));

	memcpy(copy, s, VARSIZE(s));
	return copy;
}

/*
 * The first argument as a state that may be changed: itself within an
 * aggregate, a copy when called by hand, an empty one in place of NULL.
 */
static inline SurveyStats *
state_to_change(FunctionCallInfo fcinfo)
{
	SurveyStats *s;

	if (PG_ARGISNULL(0))
		return new_stats(0);
	s = PG_GETARG_STATS(0);
	return AggCheckCallContext(fcinfo, NULL) ? s : copy_stats(s);
}

int64
par_survey_answers(const SurveyStats *s)
{
	int64		n = 0;
	int			i;

	for (i = 0; i < CODES; i++)
		n += s->n[i];
	return n;
}

static inline bool
is_empty(const SurveyStats *s)
{
	return par_survey_answers(s) + s->n[MISSING] == 0;
}

void
par_survey_too_many(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("too many answers in one summary"),
			 errhint("A summary counts up to " INT64_FORMAT " persons at each code.", MAX_COUNT)));
}

static int
checked_code(int code, const char *what)
{
	if (unlikely(code < 0 || code >= CODES))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %d is not a code of an answer scale", what, code),
				 errhint("Codes are 0 to %d; no opinion is NULL.", CODES - 1)));
	return code;
}

int
par_survey_code(int answer)
{
	return checked_code(answer, "answer");
}

static inline int
slot_of_answer(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(1) ? MISSING : checked_code(PG_GETARG_INT32(1), "answer");
}

static void
mixed_weights(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a weighted summary and one without weights cannot be added"),
			 errhint("Build both with survey_agg(answer, weight), with weight 1 where every answer counts alike.")));
}

Datum
par_survey_accum(PG_FUNCTION_ARGS)
{
	SurveyStats *s = state_to_change(fcinfo);
	int			slot = slot_of_answer(fcinfo);

	if (unlikely(IS_WEIGHTED(s)))
		mixed_weights();
	if (unlikely(s->n[slot] >= MAX_COUNT))
		par_survey_too_many();
	s->n[slot]++;
	PG_RETURN_POINTER(s);
}

Datum
par_survey_accum_weighted(PG_FUNCTION_ARGS)
{
	SurveyStats *s = state_to_change(fcinfo);
	int			slot = slot_of_answer(fcinfo);
	double		weight;

	if (unlikely(PG_ARGISNULL(2)))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("weight of an answer is NULL"),
				 errhint("Leave the row out with FILTER (WHERE weight IS NOT NULL), or name the weight with coalesce().")));
	weight = PG_GETARG_FLOAT8(2);
	if (unlikely(isnan(weight)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight of an answer is NaN"),
				 errhint("A weight is a finite number, zero or more.")));
	if (unlikely(isinf(weight)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight of an answer is infinite"),
				 errhint("A weight is a finite number, zero or more.")));
	if (unlikely(weight < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight of an answer is negative: %g", weight),
				 errhint("A weight says for how many persons the answer stands: zero or more.")));
	if (unlikely(weight != 0 && (weight < MIN_WEIGHT || weight > MAX_WEIGHT)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight %g of an answer is out of range", weight),
				 errhint("Weights are 0, or from %g to %g; divide all of them by one number.", MIN_WEIGHT, MAX_WEIGHT)));

	if (unlikely(!IS_WEIGHTED(s)))
	{
		/* The first row: only an empty state has room for a change of kind. */
		if (!is_empty(s))
			mixed_weights();
		s = new_stats(FLAG_WEIGHTED);
	}
	if (unlikely(s->n[slot] >= MAX_COUNT))
		par_survey_too_many();
	s->n[slot]++;
	s->weight[slot] += weight;
	s->square[slot] += weight * weight;
	PG_RETURN_POINTER(s);
}

/*
 * Inverse of par_survey_accum for moving frames.
 */
Datum
par_survey_remove(PG_FUNCTION_ARGS)
{
	SurveyStats *s = state_to_change(fcinfo);
	int			slot = slot_of_answer(fcinfo);

	if (IS_WEIGHTED(s) || s->n[slot] == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the summary does not hold the answer that is to be removed"),
				 errhint("Remove only answers that were counted without a weight.")));
	s->n[slot]--;
	PG_RETURN_POINTER(s);
}

/*
 * Sum of two summaries: combine function, rollup and operator +.
 */
Datum
par_survey_add(PG_FUNCTION_ARGS)
{
	SurveyStats *a = PG_GETARG_STATS(0);
	SurveyStats *b = PG_GETARG_STATS(1);
	int			i;

	if (is_empty(b))
		PG_RETURN_POINTER(a);
	if (is_empty(a))
		PG_RETURN_POINTER(copy_stats(b));
	if (IS_WEIGHTED(a) != IS_WEIGHTED(b))
		mixed_weights();
	if (!AggCheckCallContext(fcinfo, NULL))
		a = copy_stats(a);

	for (i = 0; i < SLOTS; i++)
	{
		a->n[i] += b->n[i];
		if (a->n[i] > MAX_COUNT)
			par_survey_too_many();
	}
	if (IS_WEIGHTED(a))
	{
		for (i = 0; i < SLOTS; i++)
		{
			a->weight[i] += b->weight[i];
			a->square[i] += b->square[i];
		}
	}
	PG_RETURN_POINTER(a);
}

static void
take_away(SurveyStats *a, const SurveyStats *b)
{
	int			i;

	for (i = 0; i < SLOTS; i++)
	{
		if (a->n[i] < b->n[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("the summary to take away holds more answers than the one it is taken from"),
					 errhint("Take away only what was added before.")));
		a->n[i] -= b->n[i];
	}
}

/*
 * Operator -.
 */
Datum
par_survey_subtract(PG_FUNCTION_ARGS)
{
	SurveyStats *a = copy_stats(PG_GETARG_STATS(0));
	SurveyStats *b = PG_GETARG_STATS(1);

	if (is_empty(b))
		PG_RETURN_POINTER(a);
	if (IS_WEIGHTED(a) || IS_WEIGHTED(b))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weighted summaries cannot be taken away from each other"),
				 errhint("Sums of weights are floating point and would not be exact; summarise the remaining rows instead.")));
	take_away(a, b);
	PG_RETURN_POINTER(a);
}

/*
 * Inverse of rollup in moving frames.  NULL makes the server compute a frame
 * with weights anew.
 */
Datum
par_survey_unroll(PG_FUNCTION_ARGS)
{
	SurveyStats *a = state_to_change(fcinfo);
	SurveyStats *b = PG_GETARG_STATS(1);

	if (IS_WEIGHTED(a) || IS_WEIGHTED(b))
		PG_RETURN_NULL();
	take_away(a, b);
	PG_RETURN_POINTER(a);
}

/* ----------------------------------------------------------------------
 * Text, jsonb and binary forms
 *
 * '{"1": 10, "5": 20, "missing": 3}': persons by code, codes that nobody chose
 * left out.  With weights an entry is [persons, sum of weights, sum of squared
 * weights].
 * ----------------------------------------------------------------------
 */

/*
 * A jsonb value read as a whole number in 0..limit.
 */
bool
par_json_count(const JsonbValue *v, int64 limit, int64 *count)
{
	Numeric		value;
	Datum		whole;

	if (v->type != jbvNumeric)
		return false;
	value = v->val.numeric;
	whole = DirectFunctionCall2(numeric_trunc, NumericGetDatum(value), Int32GetDatum(0));
	if (!DatumGetBool(DirectFunctionCall2(numeric_eq, NumericGetDatum(value), whole)) ||
		DatumGetBool(DirectFunctionCall2(numeric_lt, whole, NumericGetDatum(int64_to_numeric(0)))) ||
		DatumGetBool(DirectFunctionCall2(numeric_gt, whole, NumericGetDatum(int64_to_numeric(limit)))))
		return false;
	*count = DatumGetInt64(DirectFunctionCall1(numeric_int8, whole));
	return true;
}

/*
 * A jsonb value read as a float8; beyond the range it comes out infinite.
 */
bool
par_json_float8(const JsonbValue *v, double *value)
{
	if (v->type != jbvNumeric)
		return false;
	*value = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
												NumericGetDatum(v->val.numeric)));
	return true;
}

/*
 * What no sum of weights or squares ever is: NaN, infinite, below zero, -0.
 */
bool
par_is_sum(double value)
{
	return !isnan(value) && !isinf(value) && !signbit(value);
}

/*
 * Could n weights have this sum and this sum of squares?  The sums were
 * rounded many times, hence some leeway.
 */
static bool
sums_agree(int64 n, double weight, double square)
{
	if (!par_is_sum(weight) || !par_is_sum(square) || weight > MAX_SUM)
		return false;
	if (n == 0 || weight == 0)
		return weight == 0 && square == 0;
	return weight >= MIN_WEIGHT &&
		square <= weight * weight * LEEWAY &&
		weight * weight <= n * square * LEEWAY;
}

/*
 * The slot that a key of the text form names, or -1.
 */
static int
slot_of_key(const JsonbValue *key)
{
	const char *k = key->val.string.val;
	int			len = key->val.string.len;

	if (len == 1 && k[0] >= '0' && k[0] <= '9')
		return k[0] - '0';
	if (len == 2 && memcmp(k, "10", 2) == 0)
		return 10;
	if (len == 7 && memcmp(k, "missing", 7) == 0)
		return MISSING;
	return -1;
}

static Datum
stats_from_jsonb(Jsonb *jb, struct Node *escontext)
{
	SurveyStats *s = new_stats(FLAG_WEIGHTED);
	bool		plain = false;
	bool		weighted = false;
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	v;

	if (!JB_ROOT_IS_OBJECT(jb))
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("a survey_stats must be a JSON object"),
				 errhint("Write the number of persons by code, for example {\"4\": 40, \"5\": 20, \"missing\": 3}.")));

	it = JsonbIteratorInit(&jb->root);
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
	{
		int			slot;
		char	   *key;
		bool		good;

		if (token != WJB_KEY)
			continue;
		slot = slot_of_key(&v);
		key = pnstrdup(v.val.string.val, v.val.string.len);
		if (slot < 0)
			ereturn(escontext, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("unknown key \"%s\" in a survey_stats", key),
					 errhint("Keys are the codes \"0\" to \"%d\" and \"missing\".", CODES - 1)));

		(void) JsonbIteratorNext(&it, &v, true);
		good = false;
		if (v.type == jbvNumeric)
		{
			plain = true;
			good = par_json_count(&v, MAX_COUNT, &s->n[slot]);
		}
		else if (v.type == jbvBinary && JsonContainerIsArray(v.val.binary.data) &&
				 JsonContainerSize(v.val.binary.data) == 3)
		{
			JsonbContainer *array = v.val.binary.data;

			weighted = true;
			good = par_json_count(getIthJsonbValueFromContainer(array, 0), MAX_COUNT, &s->n[slot]) &&
				par_json_float8(getIthJsonbValueFromContainer(array, 1), &s->weight[slot]) &&
				par_json_float8(getIthJsonbValueFromContainer(array, 2), &s->square[slot]) &&
				sums_agree(s->n[slot], s->weight[slot], s->square[slot]);
		}
		if (!good)
			ereturn(escontext, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("bad value of key \"%s\" in a survey_stats", key),
					 errhint("It is a number of persons, or [persons, sum of weights, sum of squares] as that many weights can have.")));
		if (plain && weighted)
			ereturn(escontext, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("key \"%s\" mixes entries with and without weights in a survey_stats", key),
					 errhint("Give weights for all entries or for none.")));
	}

	if (weighted && !is_empty(s))
		return PointerGetDatum(s);
	s->flags = 0;
	SET_VARSIZE(s, PLAIN_SIZE);
	return PointerGetDatum(s);
}

Datum
par_survey_in(PG_FUNCTION_ARGS)
{
	Jsonb	   *jb = par_jsonb_from_text(PG_GETARG_CSTRING(0), PAR_MAX_STATS_TEXT, PAR_ESCONTEXT);

	if (jb == NULL)
		PG_RETURN_NULL();
	return stats_from_jsonb(jb, PAR_ESCONTEXT);
}

Datum
par_survey_from_jsonb(PG_FUNCTION_ARGS)
{
	return stats_from_jsonb(PG_GETARG_JSONB_P(0), NULL);
}

void
par_append_float8(StringInfo out, double value)
{
	char		digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(value, digits);
	appendStringInfoString(out, digits);
}

static char *
stats_to_text(const SurveyStats *s)
{
	StringInfoData out;
	int			i;

	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	for (i = 0; i < SLOTS; i++)
	{
		if (s->n[i] == 0)
			continue;
		if (out.len > 1)
			appendStringInfoString(&out, ", ");
		if (i == MISSING)
			appendStringInfoString(&out, "\"missing\": ");
		else
			appendStringInfo(&out, "\"%d\": ", i);
		if (IS_WEIGHTED(s))
		{
			appendStringInfo(&out, "[" INT64_FORMAT ", ", s->n[i]);
			par_append_float8(&out, s->weight[i]);
			appendStringInfoString(&out, ", ");
			par_append_float8(&out, s->square[i]);
			appendStringInfoChar(&out, ']');
		}
		else
			appendStringInfo(&out, INT64_FORMAT, s->n[i]);
	}
	appendStringInfoChar(&out, '}');
	return out.data;
}

Datum
par_survey_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(stats_to_text(PG_GETARG_STATS(0)));
}

Datum
par_survey_to_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(stats_to_text(PG_GETARG_STATS(0))));
}

void
par_bad_binary(const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary form of a %s", type),
			 errhint("The bytes come from a later version of par_index or are damaged.")));
}

Datum
par_survey_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	uint32		flags = pq_getmsgint(buf, 4);
	SurveyStats *s;
	int			i;

	if ((flags & ~FLAG_WEIGHTED) != 0)
		par_bad_binary("survey_stats");
	s = new_stats(flags);
	for (i = 0; i < SLOTS; i++)
	{
		s->n[i] = pq_getmsgint64(buf);
		if (s->n[i] < 0 || s->n[i] > MAX_COUNT)
			par_bad_binary("survey_stats");
		if (!IS_WEIGHTED(s))
			continue;
		s->weight[i] = pq_getmsgfloat8(buf);
		s->square[i] = pq_getmsgfloat8(buf);
		if (!sums_agree(s->n[i], s->weight[i], s->square[i]))
			par_bad_binary("survey_stats");
	}
	if (IS_WEIGHTED(s) && is_empty(s))
		par_bad_binary("survey_stats");
	PG_RETURN_POINTER(s);
}

Datum
par_survey_send(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	StringInfoData buf;
	int			i;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, s->flags);
	for (i = 0; i < SLOTS; i++)
	{
		pq_sendint64(&buf, s->n[i]);
		if (!IS_WEIGHTED(s))
			continue;
		pq_sendfloat8(&buf, s->weight[i]);
		pq_sendfloat8(&buf, s->square[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ----------------------------------------------------------------------
 * Counts and shares
 * ----------------------------------------------------------------------
 */

Datum
par_survey_n_answers(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(par_survey_answers(PG_GETARG_STATS(0)));
}

Datum
par_survey_n_missing(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_STATS(0)->n[MISSING]);
}

Datum
par_survey_n_asked(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);

	PG_RETURN_INT64(par_survey_answers(s) + s->n[MISSING]);
}

Datum
par_survey_n_at(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_STATS(0)->n[checked_code(PG_GETARG_INT32(1), "code")]);
}

/*
 * The positive set of an argument.
 */
CodeSet
par_survey_positive(FunctionCallInfo fcinfo, int arg)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);
	CodeSet		set = 0;
	Datum	   *codes;
	bool	   *nulls;
	int			count;
	int			i;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("positive is not a one-dimensional array"),
				 errhint("List the codes that mean satisfied, for example '{4,5}'.")));
	count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (count > CODES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("positive lists %d codes", count),
				 errdetail("There are %d codes, 0 to %d.", CODES, CODES - 1),
				 errhint("List each code that means satisfied once.")));
	deconstruct_array(array, INT4OID, sizeof(int32), true, TYPALIGN_INT, &codes, &nulls, &count);
	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("positive is empty"),
				 errhint("List the codes that mean satisfied, for example '{4,5}'.")));
	for (i = 0; i < count; i++)
	{
		CodeSet		code;

		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("positive contains NULL"),
					 errhint("List the codes that mean satisfied, for example '{4,5}'.")));
		code = 1 << checked_code(DatumGetInt32(codes[i]), "positive");
		if (set & code)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("positive lists code %d twice", DatumGetInt32(codes[i])),
					 errhint("List each code that means satisfied once.")));
		set |= code;
	}
	return set;
}

static void
check_scale(int low, int top)
{
	if (low < 0 || top >= CODES || low >= top)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%d to %d is not an answer scale", low, top),
				 errhint("A scale has 2 to %d codes, from low to a higher top within 0 to %d.", CODES, CODES - 1)));
}

/*
 * Every answer must lie on the scale that the caller names; otherwise the
 * figure would silently leave answers out.
 */
static void
check_on_scale(const SurveyStats *s, int low, int top)
{
	int			i;

	check_scale(low, top);
	for (i = 0; i < CODES; i++)
	{
		if (s->n[i] > 0 && (i < low || i > top))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("the summary holds answers with code %d, outside the scale %d to %d", i, low, top),
					 errhint("Name the scale of the survey with low and top.")));
	}
}

/*
 * What a slot weighs, and what a set of codes weighs together, as exact
 * decimals.
 */
static Numeric
slot_amount(const SurveyStats *s, int slot)
{
	if (IS_WEIGHTED(s))
		return DatumGetNumeric(DirectFunctionCall1(float8_numeric, Float8GetDatum(s->weight[slot])));
	return int64_to_numeric(s->n[slot]);
}

Numeric
par_survey_amount(const SurveyStats *s, CodeSet set)
{
	int64		n = 0;
	Numeric		sum;
	int			i;

	if (!IS_WEIGHTED(s))
	{
		for (i = 0; i < SLOTS; i++)
			n += CONTAINS(set, i) ? s->n[i] : 0;
		return int64_to_numeric(n);
	}
	sum = int64_to_numeric(0);
	for (i = 0; i < SLOTS; i++)
	{
		if (CONTAINS(set, i))
			sum = par_numeric2(numeric_add, sum, slot_amount(s, i));
	}
	return sum;
}


/*
 * The same as float8, for rates and intervals.
 */
double
par_survey_weight(const SurveyStats *s, CodeSet set)
{
	double		sum = 0;
	int64		n = 0;
	int			i;

	for (i = 0; i < SLOTS; i++)
	{
		if (!CONTAINS(set, i))
			continue;
		if (IS_WEIGHTED(s))
			sum += s->weight[i];
		else
			n += s->n[i];
	}
	return IS_WEIGHTED(s) ? sum : (double) n;
}

/*
 * Rows (code, n, pct) of the scale low..top, in order, those that nobody chose
 * included.  pct is the share among the answers, by weight where there is one.
 */
Datum
par_survey_distribution(PG_FUNCTION_ARGS)
{
	typedef struct Reading
	{
		SurveyStats *stats;
		Numeric		all;
		int			low;
		int			digits;
	} Reading;
	FuncCallContext *call;
	Reading    *r;
	int			code;
	Datum		values[3];
	bool		nulls[3] = {false, false, false};

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;
		TupleDesc	desc;
		int			low = PG_GETARG_INT32(1);
		int			top = PG_GETARG_INT32(2);

		call = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "distribution must return a row type");
		r = palloc(sizeof(Reading));
		r->stats = copy_stats(PG_GETARG_STATS(0));
		check_on_scale(r->stats, low, top);
		r->all = par_survey_amount(r->stats, VALID_CODES);
		r->low = low;
		r->digits = par_digits(PG_GETARG_INT32(3));
		call->user_fctx = r;
		call->max_calls = top - low + 1;
		call->tuple_desc = BlessTupleDesc(desc);
		MemoryContextSwitchTo(old);
	}

	call = SRF_PERCALL_SETUP();
	r = call->user_fctx;
	if (call->call_cntr >= call->max_calls)
		SRF_RETURN_DONE(call);

	code = r->low + (int) call->call_cntr;
	values[0] = Int32GetDatum(code);
	values[1] = Int64GetDatum(r->stats->n[code]);
	nulls[2] = par_is_zero(r->all);
	if (!nulls[2])
		values[2] = NumericGetDatum(par_percent(par_survey_amount(r->stats, 1 << code), r->all,
												r->digits, PAR_HALF_UP));
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}

/* ----------------------------------------------------------------------
 * The meanings of satisfaction
 * ----------------------------------------------------------------------
 */

/*
 * num / den in percent, or NULL for an empty base.
 */
Datum
par_percent_or_null(FunctionCallInfo fcinfo, Numeric num, Numeric den, int digits)
{
	if (par_is_zero(den))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent(num, den, digits, PAR_HALF_UP));
}

/*
 * The base that argument 2 of satisfied_pct and satisfied_rate names, or 0 when
 * argument 3, min_n, suppresses the figure.
 */
static CodeSet
get_base(FunctionCallInfo fcinfo, const SurveyStats *s)
{
	Base		base = par_choice(PG_GETARG_TEXT_PP(2), "base", base_names);
	int64		min_n = PG_GETARG_INT64(3);

	if (min_n < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_n is negative"),
				 errhint("Give the least number of answers for which a figure may be shown; 0 shows all.")));
	if (par_survey_answers(s) < min_n)
		return 0;
	return base == BASE_ASKED ? VALID_CODES | (1 << MISSING) : VALID_CODES;
}

Datum
par_survey_satisfied_pct(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	CodeSet		positive = par_survey_positive(fcinfo, 1);
	CodeSet		base = get_base(fcinfo, s);

	return par_percent_or_null(fcinfo, par_survey_amount(s, positive), par_survey_amount(s, base),
						   par_digits(PG_GETARG_INT32(4)));
}

Datum
par_survey_satisfied_rate(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	CodeSet		positive = par_survey_positive(fcinfo, 1);
	CodeSet		base = get_base(fcinfo, s);
	double		in = par_survey_weight(s, positive & base);
	double		out = par_survey_weight(s, base & ~positive);

	if (in + out == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(in / (in + out));
}

/*
 * satisfied_pct(answer) in one step: codes 4 and 5 among the answers.
 */
Datum
par_survey_satisfied_final(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);

	return par_percent_or_null(fcinfo, par_survey_amount(s, (1 << 4) | (1 << 5)), par_survey_amount(s, VALID_CODES), 2);
}

/*
 * (mean - low) / width in percent; a width of 100 gives the mean itself.
 */
static Datum
scaled_mean(FunctionCallInfo fcinfo, const SurveyStats *s, int low, Numeric width, int digits)
{
	Numeric		sum = int64_to_numeric(0);
	int			code;

	for (code = 0; code < CODES; code++)
	{
		if (s->n[code] > 0)
			sum = par_numeric2(numeric_add, sum,
						par_numeric2(numeric_mul, int64_to_numeric(code - low), slot_amount(s, code)));
	}
	return par_percent_or_null(fcinfo, sum, par_numeric2(numeric_mul, par_survey_amount(s, VALID_CODES), width), digits);
}

Datum
par_survey_mean_score(PG_FUNCTION_ARGS)
{
	return scaled_mean(fcinfo, PG_GETARG_STATS(0), 0, int64_to_numeric(100),
					   par_digits(PG_GETARG_INT32(1)));
}

/*
 * mean_score(answer) in one step.
 */
Datum
par_survey_mean_final(PG_FUNCTION_ARGS)
{
	return scaled_mean(fcinfo, PG_GETARG_STATS(0), 0, int64_to_numeric(100), 2);
}

Datum
par_survey_mean_pct(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	int			top = PG_GETARG_INT32(1);

	check_on_scale(s, 0, top);
	return scaled_mean(fcinfo, s, 0, int64_to_numeric(top), par_digits(PG_GETARG_INT32(2)));
}

Datum
par_survey_rescaled_pct(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	int			low = PG_GETARG_INT32(1);
	int			top = PG_GETARG_INT32(2);

	check_on_scale(s, low, top);
	return scaled_mean(fcinfo, s, low, int64_to_numeric(top - low), par_digits(PG_GETARG_INT32(3)));
}

/*
 * Mean worth of the answers; the element of points with subscript i is what
 * code i is worth, in percent.
 */
Datum
par_survey_points_pct(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(1);
	int			digits = par_digits(PG_GETARG_INT32(2));
	Numeric		sum = int64_to_numeric(0);
	int			count;
	int			first;
	int			code;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("points is not a one-dimensional array"),
				 errhint("Give the worth of code 1, of code 2 and so on in percent, for example '{100,60,20,0}'.")));
	count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	first = count > 0 ? ARR_LBOUND(array)[0] : 1;

	for (code = 0; code < CODES; code++)
	{
		Datum		points;
		Numeric		worth;
		bool		isnull;

		if (s->n[code] == 0)
			continue;
		if (code < first || code - first >= count)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("points has no element for code %d, which was answered", code),
					 errhint("Element i is the worth of code i; an array for a scale from 0 is written '[0:4]={0,25,50,75,100}'.")));
		points = array_get_element(PointerGetDatum(array), 1, &code, -1, -1, false, TYPALIGN_INT, &isnull);
		if (isnull)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("points is NULL for code %d, which was answered", code),
					 errhint("Give every code of the scale its worth in percent.")));
		worth = DatumGetNumeric(points);
		if (numeric_is_nan(worth) || numeric_is_inf(worth))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("points for code %d are not finite", code),
					 errhint("Give every code of the scale its worth in percent.")));
		sum = par_numeric2(numeric_add, sum, par_numeric2(numeric_mul, worth, slot_amount(s, code)));
	}
	return par_percent_or_null(fcinfo, sum,
						   par_numeric2(numeric_mul, par_survey_amount(s, VALID_CODES), int64_to_numeric(100)), digits);
}

/*
 * Kish's effective number of answers, or 0: how many answers of equal weight
 * say as much.
 */
double
par_survey_effective(const SurveyStats *s)
{
	double		weight = par_survey_weight(s, VALID_CODES);
	double		square = 0;
	int			i;

	if (!IS_WEIGHTED(s))
		return weight;
	for (i = 0; i < CODES; i++)
		square += s->square[i];
	return weight > 0 ? weight * weight / square : 0;
}

Datum
par_survey_effective_n(PG_FUNCTION_ARGS)
{
	double		n = par_survey_effective(PG_GETARG_STATS(0));

	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(n);
}

Datum
par_survey_design_effect(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	double		n = par_survey_effective(s);

	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(par_survey_answers(s) / n);
}
