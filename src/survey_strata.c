/*-------------------------------------------------------------------------
 *
 * survey_strata.c
 *		Satisfaction of a whole population from samples of its parts (room survey).
 *
 * What this file promises:
 *
 * - The estimate weighs each stratum by its population and corrects for finite
 *	 populations: a stratum in which everybody answered adds no variance.
 * - The positive set is chosen when the estimate is read.  A variance p(1-p)
 *	 is the sum of the products of one share that is in the set and one that is
 *	 not, so sums of products of two shares serve every set; all of them are
 *	 positive and nothing cancels.
 * - stratified_stats is of one size however many strata there are, and two of
 *	 them over different strata add up.
 * - A stratum with one answer has no variance of its own: the standard error is
 *	 NULL unless the caller names a policy.  A stratum without answers leaves the
 *	 population unknown: everything is NULL until the caller filters it out.
 *
 *-------------------------------------------------------------------------
 */
#include "survey.h"

#include <math.h>

#include "common/int.h"
#include "libpq/pqformat.h"

#define PAIRS		(CODES * (CODES - 1) / 2)

/*
 * Sums over strata h of N_h persons, of whom n_h answered, the share p_hi of
 * them with code i.  c_h = N_h (N_h - n_h) / (n_h - 1) is the factor of p(1-p)
 * in the variance of a stratum's total, finite population correction included.
 * Strata with one answer have no such factor; theirs, N_h (N_h - 1), is kept by
 * code so that the caller's policy can be applied when the estimate is read.
 */
typedef struct StratifiedStats
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		flags;			/* zero */
	int64		population;		/* sum of N_h */
	int64		answers;		/* sum of n_h */
	int64		strata;			/* how many with N_h > 0 */
	int64		empty;			/* of these, without an answer */
	int64		single;			/* of these, with one answer of more persons */
	double		spread;			/* sum of c_h */
	double		total[CODES];	/* sum of N_h p_hi */
	double		lone[CODES];	/* sum of N_h (N_h - 1) over single strata */
	double		pair[PAIRS];	/* sum of c_h p_hi p_hj, i < j */
} StratifiedStats;

/*
 * The members by name, in the order of the text and the binary form.
 */
static const struct
{
	const char *name;
	size_t		offset;
}			counts[] =
{
	{"population", offsetof(StratifiedStats, population)},
	{"answers", offsetof(StratifiedStats, answers)},
	{"strata", offsetof(StratifiedStats, strata)},
	{"empty", offsetof(StratifiedStats, empty)},
	{"single", offsetof(StratifiedStats, single)}
};

static const struct
{
	const char *name;
	size_t		offset;
	int			length;			/* 1 is a number, more an array */
}			sums[] =
{
	{"spread", offsetof(StratifiedStats, spread), 1},
	{"total", offsetof(StratifiedStats, total), CODES},
	{"lone", offsetof(StratifiedStats, lone), CODES},
	{"pair", offsetof(StratifiedStats, pair), PAIRS}
};

#define COUNT_OF(s, i)	((int64 *) ((char *) (s) + counts[i].offset))
#define SUM_OF(s, i)	((double *) ((char *) (s) + sums[i].offset))

static const char *const method_names[] = {"wilson", "wald", NULL};
static const char *const single_names[] = {"null", "error", "zero", "centre", NULL};

typedef enum Single
{
	SINGLE_NULL,
	SINGLE_ERROR,
	SINGLE_ZERO,
	SINGLE_CENTRE
} Single;

PG_FUNCTION_INFO_V1(par_stratified_in);
PG_FUNCTION_INFO_V1(par_stratified_out);
PG_FUNCTION_INFO_V1(par_stratified_recv);
PG_FUNCTION_INFO_V1(par_stratified_send);
PG_FUNCTION_INFO_V1(par_stratified_from_jsonb);
PG_FUNCTION_INFO_V1(par_stratified_to_jsonb);
PG_FUNCTION_INFO_V1(par_stratified_accum);
PG_FUNCTION_INFO_V1(par_stratified_add);
PG_FUNCTION_INFO_V1(par_stratified_satisfied_pct);
PG_FUNCTION_INFO_V1(par_stratified_satisfied_se);
PG_FUNCTION_INFO_V1(par_stratified_satisfied_low);
PG_FUNCTION_INFO_V1(par_stratified_satisfied_high);

static StratifiedStats *
new_stratified(void)
{
	StratifiedStats *s = palloc0(sizeof(StratifiedStats));

	SET_VARSIZE(s, sizeof(StratifiedStats));
	return s;
}

static StratifiedStats *
get_stratified(Datum datum)
{
	StratifiedStats *s = (StratifiedStats *) PG_DETOAST_DATUM(datum);

	if (VARSIZE(s) != sizeof(StratifiedStats) || s->flags != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("value is not a stratified_stats of this version")));
	return s;
}

#define PG_GETARG_STRATIFIED(i) get_stratified(PG_GETARG_DATUM(i))

/*
 * The first argument as a state that may be changed.
 */
static StratifiedStats *
state_to_change(FunctionCallInfo fcinfo)
{
	StratifiedStats *s;
	StratifiedStats *copy;

	if (PG_ARGISNULL(0))
		return new_stratified();
	s = PG_GETARG_STRATIFIED(0);
	if (AggCheckCallContext(fcinfo, NULL))
		return s;
	copy = palloc(sizeof(StratifiedStats));
	memcpy(copy, s, sizeof(StratifiedStats));
	return copy;
}

static void
add_count(int64 *sum, int64 count)
{
	if (pg_add_s64_overflow(*sum, count, sum))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("population of all strata is out of range"),
				 errhint("The sum of the populations must fit a bigint.")));
}

/*
 * One stratum: its summary (NULL and empty mean that nobody answered) and its
 * population.
 */
Datum
par_stratified_accum(PG_FUNCTION_ARGS)
{
	StratifiedStats *s = state_to_change(fcinfo);
	SurveyStats *stratum = PG_ARGISNULL(1) ? NULL : PG_GETARG_STATS(1);
	int64		n = stratum ? par_survey_answers(stratum) : 0;
	int64		asked = stratum ? n + stratum->n[MISSING] : 0;
	int64		population;
	double		factor;
	int			pair = 0;
	int			i;
	int			j;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("population of a stratum is NULL"),
				 errhint("Give the number of persons in each stratum, or leave the stratum out with FILTER.")));
	population = PG_GETARG_INT64(2);
	if (population < asked)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("population " INT64_FORMAT " of a stratum is smaller than its sample of " INT64_FORMAT,
						population, asked),
				 errhint("Give the number of persons in the stratum, asked or not; everybody asked belongs to it.")));
	if (stratum && IS_WEIGHTED(stratum))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("answers of a stratum are weighted"),
				 errhint("A stratum is a simple random sample; its population is what weighs it. Use survey_agg(answer).")));
	if (population == 0)
		PG_RETURN_POINTER(s);

	add_count(&s->population, population);
	add_count(&s->answers, n);
	add_count(&s->strata, 1);
	if (n == 0)
	{
		add_count(&s->empty, 1);
		PG_RETURN_POINTER(s);
	}

	for (i = 0; i < CODES; i++)
		s->total[i] += (double) population * stratum->n[i] / n;
	factor = (double) population * (population - n);
	if (n == 1 && factor > 0)
	{
		add_count(&s->single, 1);
		for (i = 0; i < CODES; i++)
			s->lone[i] += factor * stratum->n[i];
	}
	else if (factor > 0)
	{
		factor /= n - 1;
		s->spread += factor;
		for (i = 0; i < CODES; i++)
		{
			for (j = i + 1; j < CODES; j++)
				s->pair[pair++] += factor * ((double) stratum->n[i] / n) * ((double) stratum->n[j] / n);
		}
	}
	PG_RETURN_POINTER(s);
}

/*
 * Sum over two sets of strata: combine function and rollup.
 */
Datum
par_stratified_add(PG_FUNCTION_ARGS)
{
	StratifiedStats *a = state_to_change(fcinfo);
	StratifiedStats *b = PG_GETARG_STRATIFIED(1);
	int			i;
	int			j;

	for (i = 0; i < (int) lengthof(counts); i++)
		add_count(COUNT_OF(a, i), *COUNT_OF(b, i));
	for (i = 0; i < (int) lengthof(sums); i++)
	{
		for (j = 0; j < sums[i].length; j++)
			SUM_OF(a, i)[j] += SUM_OF(b, i)[j];
	}
	PG_RETURN_POINTER(a);
}

/* ----------------------------------------------------------------------
 * Text, jsonb and binary forms: a JSON object of all members.
 * ----------------------------------------------------------------------
 */

static double
total(const double *values, int length)
{
	double		sum = 0;
	int			i;

	for (i = 0; i < length; i++)
		sum += values[i];
	return sum;
}

/*
 * Could some strata have these sums?
 */
static bool
is_consistent(StratifiedStats *s)
{
	int			i;
	int			j;

	for (i = 0; i < (int) lengthof(counts); i++)
	{
		if (*COUNT_OF(s, i) < 0)
			return false;
	}
	for (i = 0; i < (int) lengthof(sums); i++)
	{
		for (j = 0; j < sums[i].length; j++)
		{
			if (!par_is_sum(SUM_OF(s, i)[j]))
				return false;
		}
	}
	return s->answers <= s->population &&
		s->strata <= s->population &&
		s->empty <= s->strata && s->single <= s->strata - s->empty &&
		s->strata - s->empty <= s->answers &&
		(s->strata > s->empty) == (s->answers > 0) &&
		(s->strata > 0) == (s->population > 0) &&
		(s->answers > 0) == (total(s->total, CODES) > 0) &&
		total(s->total, CODES) <= s->population * LEEWAY &&
		(s->empty > 0 || s->population <= total(s->total, CODES) * LEEWAY) &&
		(s->single > 0) == (total(s->lone, CODES) > 0) &&
		2 * total(s->pair, PAIRS) <= s->spread * LEEWAY;
}

static Datum
stratified_from_jsonb(Jsonb *jb, struct Node *escontext)
{
	StratifiedStats *s = new_stratified();
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	v;

	if (!JB_ROOT_IS_OBJECT(jb))
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("a stratified_stats must be a JSON object"),
				 errhint("Build one with stratified_agg(stats, population).")));

	it = JsonbIteratorInit(&jb->root);
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
	{
		char	   *key;
		bool		good = false;
		int			i;
		int			j;

		if (token != WJB_KEY)
			continue;
		key = pnstrdup(v.val.string.val, v.val.string.len);
		(void) JsonbIteratorNext(&it, &v, true);
		for (i = 0; i < (int) lengthof(counts); i++)
		{
			if (strcmp(key, counts[i].name) == 0)
				good = par_json_count(&v, PG_INT64_MAX, COUNT_OF(s, i));
		}
		for (i = 0; i < (int) lengthof(sums); i++)
		{
			if (strcmp(key, sums[i].name) != 0)
				continue;
			if (sums[i].length == 1)
				good = par_json_float8(&v, SUM_OF(s, i));
			else if (v.type == jbvBinary && JsonContainerIsArray(v.val.binary.data) &&
					 JsonContainerSize(v.val.binary.data) == (uint32) sums[i].length)
			{
				good = true;
				for (j = 0; good && j < sums[i].length; j++)
					good = par_json_float8(getIthJsonbValueFromContainer(v.val.binary.data, j), &SUM_OF(s, i)[j]);
			}
		}
		if (!good)
			ereturn(escontext, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("unknown key or bad value of key \"%s\" in a stratified_stats", key),
					 errhint("Build one with stratified_agg(stats, population).")));
	}
	if (!is_consistent(s))
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("the sums of a stratified_stats do not agree"),
				 errhint("Build one with stratified_agg(stats, population).")));
	return PointerGetDatum(s);
}

Datum
par_stratified_in(PG_FUNCTION_ARGS)
{
	Jsonb	   *jb = par_jsonb_from_text(PG_GETARG_CSTRING(0), PAR_MAX_STATS_TEXT, PAR_ESCONTEXT);

	if (jb == NULL)
		PG_RETURN_NULL();
	return stratified_from_jsonb(jb, PAR_ESCONTEXT);
}

Datum
par_stratified_from_jsonb(PG_FUNCTION_ARGS)
{
	return stratified_from_jsonb(PG_GETARG_JSONB_P(0), NULL);
}

static char *
stratified_to_text(StratifiedStats *s)
{
	StringInfoData out;
	int			i;
	int			j;

	initStringInfo(&out);
	for (i = 0; i < (int) lengthof(counts); i++)
		appendStringInfo(&out, "%s\"%s\": " INT64_FORMAT, i == 0 ? "{" : ", ",
						 counts[i].name, *COUNT_OF(s, i));
	for (i = 0; i < (int) lengthof(sums); i++)
	{
		appendStringInfo(&out, ", \"%s\": ", sums[i].name);
		for (j = 0; j < sums[i].length; j++)
		{
			if (sums[i].length > 1)
				appendStringInfoString(&out, j == 0 ? "[" : ", ");
			par_append_float8(&out, SUM_OF(s, i)[j]);
		}
		if (sums[i].length > 1)
			appendStringInfoChar(&out, ']');
	}
	appendStringInfoChar(&out, '}');
	return out.data;
}

Datum
par_stratified_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(stratified_to_text(PG_GETARG_STRATIFIED(0)));
}

Datum
par_stratified_to_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(stratified_to_text(PG_GETARG_STRATIFIED(0))));
}

Datum
par_stratified_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	StratifiedStats *s = new_stratified();
	int			i;
	int			j;

	if (pq_getmsgint(buf, 4) != 0)
		par_bad_binary("stratified_stats");
	for (i = 0; i < (int) lengthof(counts); i++)
		*COUNT_OF(s, i) = pq_getmsgint64(buf);
	for (i = 0; i < (int) lengthof(sums); i++)
	{
		for (j = 0; j < sums[i].length; j++)
			SUM_OF(s, i)[j] = pq_getmsgfloat8(buf);
	}
	if (!is_consistent(s))
		par_bad_binary("stratified_stats");
	PG_RETURN_POINTER(s);
}

Datum
par_stratified_send(PG_FUNCTION_ARGS)
{
	StratifiedStats *s = PG_GETARG_STRATIFIED(0);
	StringInfoData buf;
	int			i;
	int			j;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, s->flags);
	for (i = 0; i < (int) lengthof(counts); i++)
		pq_sendint64(&buf, *COUNT_OF(s, i));
	for (i = 0; i < (int) lengthof(sums); i++)
	{
		for (j = 0; j < sums[i].length; j++)
			pq_sendfloat8(&buf, SUM_OF(s, i)[j]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ----------------------------------------------------------------------
 * The estimate
 * ----------------------------------------------------------------------
 */

/*
 * The share of the positive set in the population; false if a stratum, or
 * all there is, has no answers.
 */
static bool
estimate(const StratifiedStats *s, CodeSet positive, double *rate)
{
	double		in = 0;
	double		out = 0;
	int			i;

	if (s->answers == 0 || s->empty > 0)
		return false;
	for (i = 0; i < CODES; i++)
	{
		if (CONTAINS(positive, i))
			in += s->total[i];
		else
			out += s->total[i];
	}
	*rate = in / (in + out);
	return true;
}

/*
 * Estimate and variance, and in *unit the factor of p(1-p) in that variance were
 * the share p alike in all strata.  False if one of them is not known.
 */
static bool
estimate_variance(const StratifiedStats *s, CodeSet positive, Single single,
				  double *rate, double *variance, double *unit)
{
	double		sum = 0;
	double		all = s->spread;
	double		scale;
	int			pair = 0;
	int			i;
	int			j;

	if (!estimate(s, positive, rate))
		return false;
	if (s->single > 0 && single == SINGLE_NULL)
		return false;
	if (s->single > 0 && single == SINGLE_ERROR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a stratum has only one answer, which has no variance"),
				 errhint("Join it with another stratum, or choose single => 'null', 'zero' or 'centre'.")));

	for (i = 0; i < CODES; i++)
	{
		for (j = i + 1; j < CODES; j++, pair++)
		{
			if (CONTAINS(positive, i) != CONTAINS(positive, j))
				sum += s->pair[pair];
		}
		if (single == SINGLE_CENTRE)
		{
			double		gap = CONTAINS(positive, i) ? 1 - *rate : *rate;

			sum += s->lone[i] * gap * gap;
			all += s->lone[i];
		}
	}
	scale = (double) s->population * s->population;
	*variance = sum / scale;
	*unit = all / scale;
	return true;
}

Datum
par_stratified_satisfied_pct(PG_FUNCTION_ARGS)
{
	CodeSet		positive = par_survey_positive(fcinfo, 1);
	int			digits = par_digits(PG_GETARG_INT32(2));
	double		rate;

	if (!estimate(PG_GETARG_STRATIFIED(0), positive, &rate))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_of_rate(rate, digits));
}

Datum
par_stratified_satisfied_se(PG_FUNCTION_ARGS)
{
	CodeSet		positive = par_survey_positive(fcinfo, 1);
	Single		single = par_choice(PG_GETARG_TEXT_PP(2), "single", single_names);
	int			digits = par_digits(PG_GETARG_INT32(3));
	double		rate;
	double		variance;
	double		unit;

	if (!estimate_variance(PG_GETARG_STRATIFIED(0), positive, single, &rate, &variance, &unit))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_of_rate(sqrt(variance), digits));
}

/*
 * The interval that the arguments ask for; false if it is not known.
 *
 * Wilson's takes the effective number of answers, the one for which a simple
 * random sample has the same variance.  Where no stratum varies (all answers of
 * each are alike) the variance seen is 0 and says nothing; then it is the number
 * for a share that is alike in all strata.  A census has no such number and no
 * width.
 */
static bool
stratified_interval(FunctionCallInfo fcinfo, Bounds *result)
{
	StratifiedStats *s = PG_GETARG_STRATIFIED(0);
	CodeSet		positive = par_survey_positive(fcinfo, 1);
	double		confidence = par_confidence(fcinfo, 2);
	int			method = par_choice(PG_GETARG_TEXT_PP(3), "method", method_names);
	Single		single = par_choice(PG_GETARG_TEXT_PP(4), "single", single_names);
	double		rate;
	double		variance;
	double		unit;

	if (!estimate_variance(s, positive, single, &rate, &variance, &unit))
		return false;
	if (method == 0 && unit > 0)
	{
		double		n = variance > 0 ? rate * (1 - rate) / variance : 1 / unit;
		Share		share;

		share.in = n * rate;
		share.out = n * (1 - rate);
		*result = par_wilson(share, confidence);
	}
	else
		*result = par_wald(rate, sqrt(variance), confidence, 0);
	return true;
}

Datum
par_stratified_satisfied_low(PG_FUNCTION_ARGS)
{
	int			digits = par_digits(PG_GETARG_INT32(5));
	Bounds		interval;

	if (!stratified_interval(fcinfo, &interval))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_of_rate(interval.low, digits));
}

Datum
par_stratified_satisfied_high(PG_FUNCTION_ARGS)
{
	int			digits = par_digits(PG_GETARG_INT32(5));
	Bounds		interval;

	if (!stratified_interval(fcinfo, &interval))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_of_rate(interval.high, digits));
}
