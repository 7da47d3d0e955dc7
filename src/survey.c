/*-------------------------------------------------------------------------
 *
 * survey.c
 *		What people answered, and how satisfied they are: reading a summary.  How
 *		a summary is made stands in survey_summary.c, how sure a share is in
 *		survey_interval.c, the estimate over strata in survey_strata.c.
 *
 * What this file promises:
 *
 * - Which codes are "satisfied", over which base, on which scale, is said when
 *	 the summary is read, so one stored summary answers all of them.
 * - Percentages come from exact decimal arithmetic and are rounded once.  An
 *	 empty base gives NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "survey.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"

static const char *const base_names[] = {"valid", "asked", NULL};

typedef enum Base
{
	BASE_VALID,
	BASE_ASKED
} Base;

PG_FUNCTION_INFO_V1(par_survey_n_forms);
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

/* ----------------------------------------------------------------------
 * Counts and shares
 * ----------------------------------------------------------------------
 */

/*
 * Persons whose forms are in it; not known where each answer came alone.
 */
Datum
par_survey_n_forms(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);

	if (HAS_FORMS(s))
		PG_RETURN_INT64(FORMS(s));
	if (!par_survey_is_empty(s))
		PG_RETURN_NULL();
	PG_RETURN_INT64(0);
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
	PG_RETURN_INT64(PG_GETARG_STATS(0)->n[par_survey_checked_code(PG_GETARG_INT32(1), "code")]);
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
		code = 1 << par_survey_checked_code(DatumGetInt32(codes[i]), "positive");
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
 * The exact sum of the weights of a set of codes, or of their squares.
 */
static void
sum_weights(const SurveyStats *s, CodeSet set, uint64 *weight, uint64 *square)
{
	const WeightSums *sums = WEIGHT_SUMS(s);
	int			i;

	memset(weight, 0, WEIGHT_WORDS * sizeof(uint64));
	memset(square, 0, SQUARE_WORDS * sizeof(uint64));
	for (i = 0; i < SLOTS; i++)
	{
		if (!CONTAINS(OCCURRING(s), i))
			continue;
		if (CONTAINS(set, i))
		{
			par_wide_add(weight, sums->weight, WEIGHT_WORDS);
			par_wide_add(square, sums->square, SQUARE_WORDS);
		}
		sums++;
	}
}

/*
 * What a set of codes weighs, as an exact decimal.  (A float8 that version 1
 * summed is taken with its 15 digits.)
 */
Numeric
par_survey_amount(const SurveyStats *s, CodeSet set)
{
	int64		n = 0;
	Numeric		sum;
	int			i;

	if (KIND(s) & FLAG_WEIGHTED)
	{
		uint64		weight[WEIGHT_WORDS];
		uint64		square[SQUARE_WORDS];

		sum_weights(s, set, weight, square);
		return par_wide_to_numeric(weight, WEIGHT_WORDS, WEIGHT_SCALE);
	}
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
			sum = par_numeric2(numeric_add, sum,
							   DatumGetNumeric(DirectFunctionCall1(float8_numeric,
																   Float8GetDatum(FLOAT_SUMS(s)->weight[i]))));
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

	if (KIND(s) & FLAG_WEIGHTED)
	{
		uint64		weight[WEIGHT_WORDS];
		uint64		square[SQUARE_WORDS];

		sum_weights(s, set, weight, square);
		return par_wide_to_float8(weight, WEIGHT_WORDS, WEIGHT_SCALE);
	}
	for (i = 0; i < SLOTS; i++)
	{
		if (!CONTAINS(set, i))
			continue;
		if (IS_WEIGHTED(s))
			sum += FLOAT_SUMS(s)->weight[i];
		else
			n += s->n[i];
	}
	return IS_WEIGHTED(s) ? sum : (double) n;
}

/*
 * The sum of the squared weights of a set of codes.
 */
double
par_survey_square(const SurveyStats *s, CodeSet set)
{
	double		sum = 0;
	int			i;

	if (KIND(s) & FLAG_WEIGHTED)
	{
		uint64		weight[WEIGHT_WORDS];
		uint64		square[SQUARE_WORDS];

		sum_weights(s, set, weight, square);
		return par_wide_to_float8(square, SQUARE_WORDS, SQUARE_SCALE);
	}
	for (i = 0; i < SLOTS; i++)
	{
		if (CONTAINS(set, i))
			sum += IS_WEIGHTED(s) ? FLOAT_SUMS(s)->square[i] : (double) s->n[i];
	}
	return sum;
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
		r->stats = par_summary_copy(PG_GETARG_STATS(0));
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

CodeSet
par_survey_base(const text *base)
{
	return par_choice(base, "base", base_names) == BASE_ASKED ? VALID_CODES | (1 << MISSING) : VALID_CODES;
}

/*
 * The base that argument 2 of satisfied_pct and satisfied_rate names, or 0 when
 * argument 3, min_n, suppresses the figure.
 */
static CodeSet
get_base(FunctionCallInfo fcinfo, const SurveyStats *s)
{
	CodeSet		base = par_survey_base(PG_GETARG_TEXT_PP(2));
	int64		min_n = PG_GETARG_INT64(3);

	if (min_n < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_n is negative"),
				 errhint("Give the least number of answers for which a figure may be shown; 0 shows all.")));
	return par_survey_answers(s) < min_n ? 0 : base;
}

Datum
par_survey_satisfied_pct(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	CodeSet		positive = par_survey_positive(fcinfo, 1);
	CodeSet		base = get_base(fcinfo, s);

	par_survey_warn_default(fcinfo, s, positive);
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

	par_survey_warn_default(fcinfo, s, positive);
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

	par_survey_warn_default(fcinfo, s, (1 << 4) | (1 << 5));
	return par_percent_or_null(fcinfo, par_survey_amount(s, (1 << 4) | (1 << 5)), par_survey_amount(s, VALID_CODES), 2);
}

/*
 * (mean - low) / width in percent; a width of 100 gives the mean itself.
 */
static Datum
scaled_mean(FunctionCallInfo fcinfo, const SurveyStats *s, int low, Numeric width, int digits)
{
	Numeric		sum;
	int64		count = 0;
	int			code;

	/* Without weights the sum fits: MAX_COUNT is so chosen. */
	for (code = 0; code < CODES; code++)
		count += (code - low) * s->n[code];
	sum = int64_to_numeric(IS_WEIGHTED(s) ? 0 : count);
	for (code = 0; IS_WEIGHTED(s) && code < CODES; code++)
	{
		if (s->n[code] > 0)
			sum = par_numeric2(numeric_add, sum,
							   par_numeric2(numeric_mul, int64_to_numeric(code - low), par_survey_amount(s, 1 << code)));
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
 * So much of an array of points is fetched, for the server cannot be cancelled
 * while it decompresses: the longest numbers for all codes, and more.
 */
#define MAX_POINTS	1000000

/*
 * The i-th element of an array of numeric of which the beginning was fetched;
 * false if it is NULL.
 */
static bool
get_points(const ArrayType *array, int i, Numeric *points)
{
	const bits8 *bitmap = ARR_NULLBITMAP(array);
	const char *end = (const char *) array + VARSIZE(array);
	const char *p = ELEMENTS_OF(array);
	bool		isnull = false;
	int			at;

	for (at = 0;; at++)
	{
		if (bitmap == NULL || (const char *) bitmap + at / 8 < end)
			isnull = bitmap != NULL && (bitmap[at / 8] & (1 << at % 8)) == 0;
		else
			break;
		if (isnull)
		{
			if (at == i)
				return false;
			continue;
		}
		p = (const char *) att_align_nominal(p, TYPALIGN_INT);
		if (p + VARHDRSZ > end || p + VARSIZE_ANY(p) > end)
			break;
		if (at == i)
		{
			*points = DatumGetNumeric(PointerGetDatum(p));
			return true;
		}
		p += VARSIZE_ANY(p);
	}
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("points are too long"),
			 errhint("At most %d bytes are read.", MAX_POINTS)));
	return false;				/* keep the compiler quiet */
}

/*
 * Mean worth of the answers; the element of points with subscript i is what
 * code i is worth, in percent.
 */
Datum
par_survey_points_pct(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	ArrayType  *array = (ArrayType *) PG_DETOAST_DATUM_SLICE(PG_GETARG_DATUM(1), 0, MAX_POINTS);
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
		Numeric		worth;

		if (s->n[code] == 0)
			continue;
		if (code < first || code - first >= count)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("points has no element for code %d, which was answered", code),
					 errhint("Element i is the worth of code i; an array for a scale from 0 is written '[0:4]={0,25,50,75,100}'.")));
		if (!get_points(array, code - first, &worth))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("points is NULL for code %d, which was answered", code),
					 errhint("Give every code of the scale its worth in percent.")));
		if (numeric_is_nan(worth) || numeric_is_inf(worth))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("points for code %d are not finite", code),
					 errhint("Give every code of the scale its worth in percent.")));
		sum = par_numeric2(numeric_add, sum, par_numeric2(numeric_mul, worth, par_survey_amount(s, 1 << code)));
	}
	return par_percent_or_null(fcinfo, sum,
						   par_numeric2(numeric_mul, par_survey_amount(s, VALID_CODES), int64_to_numeric(100)), digits);
}
