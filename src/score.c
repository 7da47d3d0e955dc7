/*-------------------------------------------------------------------------
 *
 * score.c
 *		Scores of a tree of criteria: sums and index.  Bands: score_grading.c.
 *
 * What this room promises:
 *
 * - Sums are exact decimals at any scale, so parts add up to the whole in
 *	 whatever order they are added, merged or removed again.  No rows have no
 *	 points: the figures of the empty summary are NULL, its counts 0.
 * - A row without points is not applicable: it is counted, and its maximum
 *	 leaves the denominator (the index is re-based).  coverage_pct says how much
 *	 of all maxima was scored.
 * - Bonus and penalty are rows with a maximum of 0; penalty points are
 *	 negative.  The index is not clamped unless a cap is asked for.
 * - An index over a maximum of 0 is NULL.  NaN and infinity are refused.
 *
 * The state of the aggregate is the summary.  Its three sums are 128-bit
 * integers in units of 10^-16, the scale that points() rounds at; whatever
 * does not fit (more decimals, 10^18 and more) is added up beside them in
 * three numerics behind the fixed part.  That never happens with real scores,
 * so a summary is 72 bytes that are updated in place.
 *
 *-------------------------------------------------------------------------
 */
#include "int128.h"
#include "score.h"
#include "summary.h"

#include "common/hashfn.h"
#include "common/int.h"
#include "libpq/pqformat.h"

#define WIRE_VERSION	1

/* The sums of a summary. */
typedef enum Sum
{
	POINTS,
	MAX_POINTS,					/* of the rows that have points */
	MAX_NOT_APPLICABLE			/* of the rows that have none */
} Sum;

#define NSUMS	3

typedef struct Score
{
	int32		vl_len_;
	uint32		flags;			/* for later versions; zero */
	int64		n_scored;
	int64		n_not_applicable;
	ParInt128	sums[NSUMS];	/* in units of 10^-PAR_DECIMAL_SCALE */
	/* If the value is longer: NSUMS numerics, each at MAXALIGN. */
} Score;

/* The integer sums stay below 10^18. */
#define SUM_LIMIT	par_int128_product(INT64CONST(1000000000000000000), INT64CONST(10000000000000000))

PG_FUNCTION_INFO_V1(par_score_accum);
PG_FUNCTION_INFO_V1(par_score_remove);
PG_FUNCTION_INFO_V1(par_score_combine);
PG_FUNCTION_INFO_V1(par_score_uncombine);
PG_FUNCTION_INFO_V1(par_score_n_scored);
PG_FUNCTION_INFO_V1(par_score_n_not_applicable);
PG_FUNCTION_INFO_V1(par_score_points);
PG_FUNCTION_INFO_V1(par_score_max_points);
PG_FUNCTION_INFO_V1(par_score_lost_points);
PG_FUNCTION_INFO_V1(par_score_coverage_pct);
PG_FUNCTION_INFO_V1(par_score_index_pct);
PG_FUNCTION_INFO_V1(par_score_index_final);
PG_FUNCTION_INFO_V1(par_score_index_rate);

static const char *const sum_names[NSUMS] = {"points", "max_points", "max_not_applicable"};

/* ----------------------------------------------------------------
 * The summary.
 * ----------------------------------------------------------------
 */

static const ParSummaryType score_type;

static Score *
new_score(void)
{
	return par_summary_new(sizeof(Score), 0);
}

static Score *
get_score(Datum d)
{
	Score	   *score = (Score *) DatumGetPointer(d);

	/* A state lies as it is; what is stored may be packed. */
	if (unlikely(!VARATT_IS_4B_U(score)))
		score = (Score *) PG_DETOAST_DATUM(d);
	if (unlikely(VARSIZE(score) < sizeof(Score) || score->flags != 0))
		par_summary_unknown(&score_type);
	return score;
}

/*
 * The first argument to be changed; an empty one in place of NULL.
 */
static Score *
get_state(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return new_score();
	return par_summary_to_change(fcinfo, get_score(PG_GETARG_DATUM(0)));
}

/*
 * What was added up beside an integer sum.
 */
static Numeric
excess(const Score *score, Sum which)
{
	const char *p = (const char *) score + sizeof(Score);
	int			i;

	if (VARSIZE(score) == sizeof(Score))
		return int64_to_numeric(0);
	for (i = 0; i < (int) which; i++)
		p += MAXALIGN(VARSIZE(p));
	return (Numeric) p;
}

/*
 * A copy of the summary with one excess replaced.
 */
static Score *
set_excess(const Score *score, Sum which, Numeric value)
{
	Numeric		parts[NSUMS];
	Size		size = sizeof(Score);
	Score	   *result;
	char	   *p;
	int			i;

	for (i = 0; i < NSUMS; i++)
	{
		parts[i] = i == (int) which ? value : excess(score, i);
		size += MAXALIGN(VARSIZE(parts[i]));
	}
	result = palloc0(size);
	memcpy(result, score, sizeof(Score));
	SET_VARSIZE(result, size);
	p = (char *) result + sizeof(Score);
	for (i = 0; i < NSUMS; i++)
	{
		memcpy(p, parts[i], VARSIZE(parts[i]));
		p += MAXALIGN(VARSIZE(parts[i]));
	}
	return result;
}

/*
 * An integer sum as a number.
 */
static Numeric
units_to_numeric(ParInt128 units)
{
	Numeric		n = par_quotient(par_int128_absolute(units), par_int128(par_power_of_ten[PAR_DECIMAL_SCALE]));

	return par_int128_sign(units) < 0 ? par_numeric2(numeric_sub, int64_to_numeric(0), n) : n;
}

static Numeric
total(const Score *score, Sum which)
{
	Numeric		n = units_to_numeric(score->sums[which]);

	if (VARSIZE(score) == sizeof(Score))
		return n;
	return par_numeric_trim(par_numeric2(numeric_add, n, excess(score, which)));
}

/*
 * Add to a sum.  Returns the summary, which is a new one in the rare case
 * that it had to grow.
 */
static inline Score *
add_units(Score *score, Sum which, ParInt128 units)
{
	ParInt128	sum = par_int128_add(score->sums[which], units);

	score->sums[which] = sum;
	if (unlikely(!par_int128_less(sum, SUM_LIMIT) || !par_int128_less(par_int128_negate(SUM_LIMIT), sum)))
	{
		ParInt128	odd;
		Numeric		half = units_to_numeric(par_int128_divide(sum, par_int128(2), &odd));

		/* in two halves, for units_to_numeric takes less than 10^18 */
		score = set_excess(score, which,
						   par_numeric2(numeric_add, excess(score, which), par_numeric2(numeric_add, half, half)));
		score->sums[which] = odd;
	}
	return score;
}

static Score *
add_numeric(Score *score, Sum which, Numeric n)
{
	ParDecimal	x;

	if (par_decimal(NumericGetDatum(n), &x))
		return add_units(score, which,
						 par_int128_product(x.units, par_power_of_ten[4 * (PAR_DECIMAL_PLACES - x.places)]));
	return set_excess(score, which, par_numeric2(numeric_add, excess(score, which), n));
}

/*
 * Move the two counts.  Only a call by hand takes out what was never put in,
 * or has counts near the end of bigint.
 */
static inline void
count(Score *score, int64 n_scored, int64 n_not_applicable)
{
	if (pg_add_s64_overflow(score->n_scored, n_scored, &score->n_scored) ||
		pg_add_s64_overflow(score->n_not_applicable, n_not_applicable, &score->n_not_applicable))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the number of rows of a score summary is out of range")));
	if (score->n_scored < 0 || score->n_not_applicable < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the score summary does not hold what is to be taken away"),
				 errhint("Take away only what was added before.")));
}

/*
 * What is wrong with the counts and sums of a summary, or NULL.
 */
static const char *
defect(int64 n_scored, int64 n_not_applicable, Numeric sums[NSUMS])
{
	Numeric		zero = int64_to_numeric(0);
	int			i;

	if (n_scored < 0 || n_not_applicable < 0)
		return "A count is negative.";
	for (i = 0; i < NSUMS; i++)
	{
		if (numeric_is_nan(sums[i]) || numeric_is_inf(sums[i]))
			return "A sum is not a finite number.";
		if (i != POINTS && par_numeric_cmp(sums[i], zero) < 0)
			return "A maximum is negative.";
		if ((i == MAX_NOT_APPLICABLE ? n_not_applicable : n_scored) == 0 &&
			par_numeric_cmp(sums[i], zero) != 0)
			return "There is a sum of no rows.";
	}
	return NULL;
}

/*
 * Only a call by hand takes out what was never put in.
 */
static void
check_removed(const Score *score)
{
	Numeric		sums[NSUMS];
	int			i;

	/* Nearly always no sum has to be looked at as a number. */
	if (VARSIZE(score) == sizeof(Score) &&
		(score->n_scored > 0 || (par_int128_sign(score->sums[POINTS]) == 0 && par_int128_sign(score->sums[MAX_POINTS]) == 0)) &&
		(score->n_not_applicable > 0 || par_int128_sign(score->sums[MAX_NOT_APPLICABLE]) == 0) &&
		par_int128_sign(score->sums[MAX_POINTS]) >= 0 && par_int128_sign(score->sums[MAX_NOT_APPLICABLE]) >= 0)
		return;
	for (i = 0; i < NSUMS; i++)
		sums[i] = total(score, i);
	if (defect(score->n_scored, score->n_not_applicable, sums) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the score summary does not hold what is to be taken away"),
				 errhint("Take away only what was added before.")));
}

static void
negative_maximum(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("max_points is negative"),
			 errhint("A penalty is a row with negative points and a maximum of 0.")));
}

/*
 * Count one row, or take it out again (sign = -1).
 */
static pg_attribute_always_inline Datum
accumulate(FunctionCallInfo fcinfo, int sign)
{
	Score	   *score = get_state(fcinfo);
	bool		scored = !PG_ARGISNULL(1);
	int			i;

	count(score, scored ? sign : 0, scored ? 0 : sign);

	/* argument 1: points, argument 2: their maximum */
	for (i = 1; i <= 2; i++)
	{
		Sum			which = i == 1 ? POINTS : scored ? MAX_POINTS : MAX_NOT_APPLICABLE;
		ParDecimal	x;

		if (PG_ARGISNULL(i))
		{
			if (i == 2 && scored)
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("max_points is NULL where there are points"),
						 errhint("Bonus and penalty rows have a maximum of 0.")));
			continue;
		}
		if (likely(par_decimal(PG_GETARG_DATUM(i), &x)))
		{
			if (unlikely(i == 2 && x.units < 0))
				negative_maximum();
			score = add_units(score, which,
							  par_int128_product(sign * x.units, par_power_of_ten[4 * (PAR_DECIMAL_PLACES - x.places)]));
		}
		else
		{
			Numeric		n = PG_GETARG_NUMERIC(i);

			par_check_finite(n, i == 1 ? "points" : "max_points");
			if (i == 2 && par_numeric_cmp(n, int64_to_numeric(0)) < 0)
				negative_maximum();
			if (sign < 0)
				n = par_numeric2(numeric_sub, int64_to_numeric(0), n);
			score = add_numeric(score, which, n);
		}
	}
	if (sign < 0)
		check_removed(score);
	PG_RETURN_POINTER(score);
}

Datum
par_score_accum(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, 1);
}

Datum
par_score_remove(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, -1);
}

static Datum
merge(FunctionCallInfo fcinfo, int sign)
{
	Score	   *score;
	const Score *other;
	int			i;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	score = get_state(fcinfo);
	other = get_score(PG_GETARG_DATUM(1));
	count(score, sign * other->n_scored, sign * other->n_not_applicable);
	for (i = 0; i < NSUMS; i++)
	{
		score = add_units(score, i, sign > 0 ? other->sums[i] : par_int128_negate(other->sums[i]));
		if (VARSIZE(other) > sizeof(Score))
			score = set_excess(score, i,
							   sign > 0 ? par_numeric2(numeric_add, excess(score, i), excess(other, i)) :
							   par_numeric2(numeric_sub, excess(score, i), excess(other, i)));
	}
	if (sign < 0)
		check_removed(score);
	PG_RETURN_POINTER(score);
}

Datum
par_score_combine(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, 1);
}

Datum
par_score_uncombine(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, -1);
}

/* ----------------------------------------------------------------
 * Text and binary form of the summary, order.
 * ----------------------------------------------------------------
 */

typedef struct Draft
{
	int64		n_scored;
	int64		n_not_applicable;
	Numeric		sums[NSUMS];
} Draft;

static void *
get_value(Datum datum)
{
	return get_score(datum);
}

static void *
begin_score(void)
{
	Draft	   *draft = palloc0(sizeof(Draft));
	int			i;

	for (i = 0; i < NSUMS; i++)
		draft->sums[i] = int64_to_numeric(0);
	return draft;
}

static const char *
read_member(void *to, const char *key, const JsonbValue *value)
{
	Draft	   *draft = to;
	int64	   *count = strcmp(key, "n_scored") == 0 ? &draft->n_scored :
		strcmp(key, "n_not_applicable") == 0 ? &draft->n_not_applicable : NULL;
	int			i;

	if (count != NULL)
		return par_json_count(value, PG_INT64_MAX, count) ? NULL :
			psprintf("\"%s\" is not a whole number from 0.", key);
	for (i = 0; i < NSUMS; i++)
	{
		if (strcmp(key, sum_names[i]) != 0)
			continue;
		if (value->type != jbvNumeric)
			return psprintf("\"%s\" is not a number.", key);
		draft->sums[i] = value->val.numeric;
		return NULL;
	}
	return psprintf("There is no key \"%s\".", par_shown(key));
}

static const char *
receive_score(void *to, StringInfo buf)
{
	Draft	   *draft = to;
	int			i;

	if (pq_getmsgbyte(buf) != WIRE_VERSION)
		return "It is of another layout.";
	draft->n_scored = pq_getmsgint64(buf);
	draft->n_not_applicable = pq_getmsgint64(buf);
	for (i = 0; i < NSUMS; i++)
		draft->sums[i] = DatumGetNumeric(DirectFunctionCall3(numeric_recv, PointerGetDatum(buf),
															 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
	return NULL;
}

static const char *
finish_score(void *from, ParSummary **value)
{
	Draft	   *draft = from;
	const char *problem = defect(draft->n_scored, draft->n_not_applicable, draft->sums);
	Score	   *score = new_score();
	int			i;

	if (problem != NULL)
		return problem;
	score->n_scored = draft->n_scored;
	score->n_not_applicable = draft->n_not_applicable;
	for (i = 0; i < NSUMS; i++)
		score = add_numeric(score, i, draft->sums[i]);
	*value = (ParSummary *) score;
	return NULL;
}

static void
write_score(const void *s, StringInfo out)
{
	const Score *score = s;
	int			i;

	appendStringInfo(out, "{\"n_scored\": " INT64_FORMAT ", \"n_not_applicable\": " INT64_FORMAT,
					 score->n_scored, score->n_not_applicable);
	for (i = 0; i < NSUMS; i++)
		appendStringInfo(out, ", \"%s\": %s", sum_names[i],
						 DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(total(score, i)))));
	appendStringInfoChar(out, '}');
}

static void
send_score(const void *s, StringInfo out)
{
	const Score *score = s;
	int			i;

	pq_sendbyte(out, WIRE_VERSION);
	pq_sendint64(out, score->n_scored);
	pq_sendint64(out, score->n_not_applicable);
	for (i = 0; i < NSUMS; i++)
	{
		bytea	   *sum = DatumGetByteaPP(DirectFunctionCall1(numeric_send, NumericGetDatum(total(score, i))));

		pq_sendbytes(out, VARDATA_ANY(sum), VARSIZE_ANY_EXHDR(sum));
	}
}

/*
 * By the sums, for one sum may lie partly in the integer and partly beside it.
 */
static int
compare_scores(const void *a, const void *b)
{
	const Score *sa = a;
	const Score *sb = b;
	int			i;

	if (sa->n_scored != sb->n_scored)
		return par_compare(sa->n_scored, sb->n_scored);
	if (sa->n_not_applicable != sb->n_not_applicable)
		return par_compare(sa->n_not_applicable, sb->n_not_applicable);
	for (i = 0; i < NSUMS; i++)
	{
		int			c = par_numeric_cmp(total(sa, i), total(sb, i));

		if (c != 0)
			return c;
	}
	return 0;
}

static uint64
hash_score(const void *s, uint64 seed)
{
	const Score *score = s;
	uint64		hash = DatumGetUInt64(hash_any_extended((const unsigned char *) &score->n_scored,
														2 * sizeof(int64), seed));
	int			i;

	for (i = 0; i < NSUMS; i++)
		hash = DatumGetUInt64(DirectFunctionCall2(hash_numeric_extended, NumericGetDatum(total(score, i)),
												  UInt64GetDatum(hash)));
	return hash;
}

static const ParSummaryType score_type = {
	.name = "score_stats",
	.form = "{\"n_scored\": 40, \"n_not_applicable\": 2, \"points\": 62.62, \"max_points\": 70, \"max_not_applicable\": 30}",
	.get = get_value,
	.begin = begin_score,
	.member = read_member,
	.receive = receive_score,
	.finish = finish_score,
	.write = write_score,
	.send = send_score,
	.compare = compare_scores,
	.hash = hash_score
};

PAR_SUMMARY_FUNCTIONS(score, score_type)

/* ----------------------------------------------------------------
 * Figures of the summary.
 * ----------------------------------------------------------------
 */
Datum
par_score_n_scored(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_score(PG_GETARG_DATUM(0))->n_scored);
}

Datum
par_score_n_not_applicable(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_score(PG_GETARG_DATUM(0))->n_not_applicable);
}

/*
 * What n rows sum up to; no rows have no points.
 */
static Datum
points_or_null(FunctionCallInfo fcinfo, const Score *score, Numeric sum)
{
	if (score->n_scored == 0 && score->n_not_applicable == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(sum);
}

Datum
par_score_points(PG_FUNCTION_ARGS)
{
	const Score *score = get_score(PG_GETARG_DATUM(0));

	return points_or_null(fcinfo, score, total(score, POINTS));
}

Datum
par_score_max_points(PG_FUNCTION_ARGS)
{
	const Score *score = get_score(PG_GETARG_DATUM(0));

	return points_or_null(fcinfo, score, total(score, MAX_POINTS));
}

Datum
par_score_lost_points(PG_FUNCTION_ARGS)
{
	const Score *score = get_score(PG_GETARG_DATUM(0));

	return points_or_null(fcinfo, score,
						  par_numeric_trim(par_numeric2(numeric_sub, total(score, MAX_POINTS), total(score, POINTS))));
}

Datum
par_score_coverage_pct(PG_FUNCTION_ARGS)
{
	const Score *score = get_score(PG_GETARG_DATUM(0));
	int			digits = par_digits(PG_GETARG_INT32(1));
	Numeric		scored = total(score, MAX_POINTS);
	Numeric		all = par_numeric2(numeric_add, scored, total(score, MAX_NOT_APPLICABLE));

	if (par_is_zero(all))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent(scored, all, digits, PAR_HALF_UP));
}

static Datum
index_pct(FunctionCallInfo fcinfo, int digits, bool capped)
{
	const Score *score = get_score(PG_GETARG_DATUM(0));
	Numeric		points = total(score, POINTS);
	Numeric		max = total(score, MAX_POINTS);

	if (par_is_zero(max))
		PG_RETURN_NULL();
	if (capped)
	{
		Numeric		cap = PG_GETARG_NUMERIC(2);
		Numeric		most;

		par_check_finite(cap, "cap");
		most = par_numeric2(numeric_mul, par_numeric2(numeric_mul, cap, max), int64_div_fast_to_numeric(1, 2));
		if (par_numeric_cmp(points, most) > 0)
			points = most;
	}
	PG_RETURN_NUMERIC(par_percent(points, max, digits, PAR_HALF_UP));
}

/*
 * (score, digits, cap): not strict, for cap is NULL where there is none.
 */
Datum
par_score_index_pct(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	return index_pct(fcinfo, par_digits(PG_GETARG_INT32(1)), !PG_ARGISNULL(2));
}

Datum
par_score_index_final(PG_FUNCTION_ARGS)
{
	return index_pct(fcinfo, 2, false);
}

/*
 * One quotient of 20 decimals for equal ratios of whatever terms, so that
 * units with the same index have the same rank.
 */
Datum
par_score_index_rate(PG_FUNCTION_ARGS)
{
	const Score *score = get_score(PG_GETARG_DATUM(0));
	Numeric		max = total(score, MAX_POINTS);
	Numeric		rate;

	if (par_is_zero(max))
		PG_RETURN_NULL();
	rate = par_percent(total(score, POINTS), par_numeric2(numeric_mul, max, int64_to_numeric(100)),
					   20, PAR_HALF_UP);
	PG_RETURN_DATUM(DirectFunctionCall1(numeric_float8, NumericGetDatum(rate)));
}

/*
 * For whoever compares the two sums rather than their quotient.
 */
void
par_score_sums(Datum score, Numeric *points, Numeric *max_points)
{
	*points = total(get_score(score), POINTS);
	*max_points = total(get_score(score), MAX_POINTS);
}
