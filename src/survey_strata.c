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
 * - What a stratum adds is rounded once, to float8, and summed exactly, in wide
 *	 fixed-point numbers: two summaries over different strata add up, in any
 *	 order to the same, and can be taken apart again.  Version 1 summed in
 *	 floating point; such summaries are read for ever and added to each other
 *	 only.
 * - A stratum with one answer has no variance of its own: the standard error is
 *	 NULL unless the caller names a policy.  A stratum without answers leaves the
 *	 population unknown: everything is NULL until the caller filters it out.
 *
 *-------------------------------------------------------------------------
 */
#include "survey.h"

#include "common/int.h"
#include "libpq/pqformat.h"

#define SUM_WORDS	4
#define SUM_SCALE	96

typedef uint64 WideSum[SUM_WORDS];

#define FLAG_EXACT	0x0001		/* the only flag; but for the codes that occur */

/*
 * Sums over strata h of N_h persons, of whom n_h answered, the share p_hi of
 * them with code i.  c_h = N_h (N_h - n_h) / (n_h - 1) is the factor of p(1-p)
 * in the variance of a stratum's total, finite population correction included.
 * Strata with one answer have no such factor; theirs, N_h (N_h - 1), is kept by
 * code so that the caller's policy can be applied when the estimate is read.
 *
 * Behind these counts stand, with FLAG_EXACT and for the codes that occur (the
 * upper half of the flags has them): spread, the totals, the lone, the pairs;
 * all sums of SUM_WORDS and SUM_SCALE.  Otherwise it is the FloatSums of
 * version 1, and the empty value, which has zeros there.
 */
typedef struct StratifiedStats
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		flags;
	int64		population;		/* sum of N_h */
	int64		answers;		/* sum of n_h */
	int64		strata;			/* how many with N_h > 0 */
	int64		empty;			/* of these, without an answer */
	int64		single;			/* of these, with one answer of more persons */
} StratifiedStats;

#define FLOAT_PAIRS		(CODES * (CODES - 1) / 2)

typedef struct StrataFloats
{
	double		spread;			/* sum of c_h */
	double		total[CODES];	/* sum of N_h p_hi */
	double		lone[CODES];	/* sum of N_h (N_h - 1) over single strata */
	double		pair[FLOAT_PAIRS];	/* sum of c_h p_hi p_hj, i < j */
} StrataFloats;

#define IS_EXACT(s)		(((s)->flags & FLAG_EXACT) != 0)
#define FLOATS(s)		((StrataFloats *) ((s) + 1))

/* The exact sums: of all, of the r-th of k codes, of a pair of them, q < r. */
#define SPREAD(s)		(((WideSum *) ((s) + 1))[0])
#define TOTAL(s, r)		(((WideSum *) ((s) + 1))[1 + (r)])
#define LONE(s, r, k)	(((WideSum *) ((s) + 1))[1 + (k) + (r)])
#define ACROSS(s, q, r, k)	(((WideSum *) ((s) + 1))[1 + 2 * (k) + (q) * (k) - (q) * ((q) + 1) / 2 + (r) - (q) - 1])
#define SUMS(k)			(1 + 2 * (k) + (k) * ((k) - 1) / 2)

/*
 * The counts by name, in the order of the text and the binary form.
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

#define COUNT_OF(s, i)	((int64 *) ((char *) (s) + counts[i].offset))

/*
 * The lists of sums by name, likewise.
 */
enum
{
	LIST_SPREAD,				/* not a list in text */
	LIST_TOTAL,
	LIST_LONE,
	LIST_PAIR,
	LISTS
};

static const char *const list_names[LISTS] = {"spread", "total", "lone", "pair"};

static const char *const method_names[] = {"wilson", "wald", NULL};
static const char *const single_names[] = {"null", "error", "zero", "centre", NULL};

typedef enum Single
{
	SINGLE_NULL,
	SINGLE_ERROR,
	SINGLE_ZERO,
	SINGLE_CENTRE
} Single;

PG_FUNCTION_INFO_V1(par_stratified_accum);
PG_FUNCTION_INFO_V1(par_stratified_remove);
PG_FUNCTION_INFO_V1(par_stratified_add);
PG_FUNCTION_INFO_V1(par_stratified_subtract);
PG_FUNCTION_INFO_V1(par_stratified_unroll);
PG_FUNCTION_INFO_V1(par_stratified_satisfied_pct);
PG_FUNCTION_INFO_V1(par_stratified_satisfied_se);
PG_FUNCTION_INFO_V1(par_stratified_satisfied_low);
PG_FUNCTION_INFO_V1(par_stratified_satisfied_high);

/* ----------------------------------------------------------------------
 * The summary
 * ----------------------------------------------------------------------
 */

static const ParSummaryType stratified_type;

static inline Size
stratified_size(uint32 flags)
{
	return sizeof(StratifiedStats) +
		(flags & FLAG_EXACT ? SUMS(slot_count(OCCURRING_IN(flags))) * sizeof(WideSum) : sizeof(StrataFloats));
}

static inline bool
flags_are_known(uint32 flags)
{
	return flags == 0 || ((flags & ((1 << SLOT_SHIFT) - 1)) == FLAG_EXACT && OCCURRING_IN(flags) < 1 << CODES);
}

static StratifiedStats *
new_stratified(uint32 flags)
{
	return par_summary_new(stratified_size(flags), flags);
}

static StratifiedStats *
par_stratified_get(Datum datum)
{
	StratifiedStats *s = (StratifiedStats *) PG_DETOAST_DATUM(datum);

	if (VARSIZE(s) < sizeof(StratifiedStats) || !flags_are_known(s->flags) ||
		VARSIZE(s) != stratified_size(s->flags))
		par_summary_unknown(&stratified_type);
	return s;
}

/*
 * Nothing in it; 1.x wrote the empty value as float sums, and so does this.
 */
static inline bool
is_nothing(const StratifiedStats *s)
{
	return s->strata == 0;
}

/*
 * A copy with room for other codes: those that both have keep their sums.
 */
static StratifiedStats *
with_codes(const StratifiedStats *s, CodeSet codes)
{
	StratifiedStats *result = new_stratified(FLAG_EXACT | codes << SLOT_SHIFT);
	CodeSet		had = OCCURRING(s);
	int			k = slot_count(codes);
	int			had_k = slot_count(had);
	int			i;
	int			j;

	for (i = 0; i < (int) lengthof(counts); i++)
		*COUNT_OF(result, i) = *COUNT_OF(s, i);
	memcpy(SPREAD(result), SPREAD(s), sizeof(WideSum));
	for (i = 0; i < CODES; i++)
	{
		int			to = RANK(codes, i);
		int			from = RANK(had, i);

		if (!CONTAINS(codes & had, i))
			continue;
		memcpy(TOTAL(result, to), TOTAL(s, from), sizeof(WideSum));
		memcpy(LONE(result, to, k), LONE(s, from, had_k), sizeof(WideSum));
		for (j = i + 1; j < CODES; j++)
		{
			if (CONTAINS(codes & had, j))
				memcpy(ACROSS(result, to, RANK(codes, j), k), ACROSS(s, from, RANK(had, j), had_k), sizeof(WideSum));
		}
	}
	return result;
}

/*
 * The summary in its canonical form, after something was taken away: a code
 * occurs if its total is not zero.
 */
static StratifiedStats *
trimmed(StratifiedStats *s)
{
	CodeSet		codes = 0;
	int			rank = 0;
	int			i;

	if (is_nothing(s))
		return new_stratified(0);
	for (i = 0; i < CODES; i++)
	{
		if (CONTAINS(OCCURRING(s), i) && !par_wide_is_zero(TOTAL(s, rank++), SUM_WORDS))
			codes |= 1 << i;
	}
	return codes == OCCURRING(s) ? s : with_codes(s, codes);
}

static void
never_added(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the summary does not hold the strata that are to be taken away"),
			 errhint("Take away only what was added before.")));
}

static void
mixed_kinds(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("strata summed in floating point by version 1 and exact sums of strata cannot be added"),
			 errhint("Summarise the older strata anew with stratified_agg(stats, population).")));
}

static void
move_count(int64 *sum, int64 count)
{
	if (pg_add_s64_overflow(*sum, count, sum))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("population of all strata is out of range"),
				 errhint("The sum of the populations must fit a bigint.")));
	if (*sum < 0)
		never_added();
}

static void
move_sum(uint64 *sum, double addend, int sign)
{
	WideSum		wide;

	par_wide_of_float8(wide, SUM_WORDS, addend, SUM_SCALE, 1);
	if (sign > 0)
		par_wide_add(sum, wide, SUM_WORDS);
	else if (par_wide_subtract(sum, wide, SUM_WORDS))
		never_added();
}

/* ----------------------------------------------------------------------
 * Its sums over sets of codes, as float8
 * ----------------------------------------------------------------------
 */

static double
spread_of(const StratifiedStats *s)
{
	return IS_EXACT(s) ? par_wide_to_float8(SPREAD(s), SUM_WORDS, SUM_SCALE) : FLOATS(s)->spread;
}

/*
 * Of the totals, or the lone, of the codes in a set.
 */
static double
sum_of(const StratifiedStats *s, CodeSet set, bool lone)
{
	int			k = slot_count(OCCURRING(s));
	WideSum		wide = {0};
	double		sum = 0;
	int			rank = 0;
	int			i;

	for (i = 0; i < CODES; i++)
	{
		if (!IS_EXACT(s))
			sum += CONTAINS(set, i) ? (lone ? FLOATS(s)->lone[i] : FLOATS(s)->total[i]) : 0;
		else if (CONTAINS(OCCURRING(s), i))
		{
			if (CONTAINS(set, i))
				par_wide_add(wide, lone ? LONE(s, rank, k) : TOTAL(s, rank), SUM_WORDS);
			rank++;
		}
	}
	return IS_EXACT(s) ? par_wide_to_float8(wide, SUM_WORDS, SUM_SCALE) : sum;
}

static double
total_of(const StratifiedStats *s, CodeSet set)
{
	return sum_of(s, set, false);
}

static double
lone_of(const StratifiedStats *s, CodeSet set)
{
	return sum_of(s, set, true);
}

/*
 * Of the pairs of a code in the set and one that is not.
 */
static double
across_of(const StratifiedStats *s, CodeSet set)
{
	int			k = slot_count(OCCURRING(s));
	WideSum		wide = {0};
	double		sum = 0;
	int			pair = 0;
	int			i;
	int			j;

	for (i = 0; i < CODES; i++)
	{
		for (j = i + 1; j < CODES; j++, pair++)
		{
			if (CONTAINS(set, i) == CONTAINS(set, j))
				continue;
			if (!IS_EXACT(s))
				sum += FLOATS(s)->pair[pair];
			else if (CONTAINS(OCCURRING(s), i) && CONTAINS(OCCURRING(s), j))
				par_wide_add(wide, ACROSS(s, RANK(OCCURRING(s), i), RANK(OCCURRING(s), j), k), SUM_WORDS);
		}
	}
	return IS_EXACT(s) ? par_wide_to_float8(wide, SUM_WORDS, SUM_SCALE) : sum;
}

/*
 * What is wrong with a summary, as the detail of an error, or NULL.
 */
static const char *
defect(const StratifiedStats *s)
{
	double		total = total_of(s, VALID_CODES);
	double		pairs = 0;
	int			k = slot_count(OCCURRING(s));
	int			i;
	int			j;

	for (i = 0; i < (int) lengthof(counts); i++)
	{
		if (*COUNT_OF(s, i) < 0)
			return psprintf("\"%s\" is out of range.", counts[i].name);
	}
	if (IS_EXACT(s))
	{
		for (i = 0; i < k; i++)
		{
			if (par_wide_is_zero(TOTAL(s, i), SUM_WORDS))
				return "The codes are not those that occur.";
			for (j = i + 1; j < k; j++)
				pairs += par_wide_to_float8(ACROSS(s, i, j, k), SUM_WORDS, SUM_SCALE);
		}
	}
	else
	{
		const double *sum = (double *) FLOATS(s);

		for (i = 0; i < (int) (sizeof(StrataFloats) / sizeof(double)); i++)
		{
			if (!par_is_sum(sum[i]))
				return "A sum is out of range.";
		}
		for (i = 0; i < FLOAT_PAIRS; i++)
			pairs += FLOATS(s)->pair[i];
	}
	if (s->answers > s->population || s->strata > s->population ||
		s->empty > s->strata || s->single > s->strata - s->empty ||
		s->strata - s->empty > s->answers ||
		(s->strata > s->empty) != (s->answers > 0) ||
		(s->strata > 0) != (s->population > 0) ||
		(s->answers > 0) != (total > 0) ||
		total > s->population * LEEWAY ||
		(s->empty == 0 && s->population > total * LEEWAY) ||
		(s->single > 0) != (lone_of(s, VALID_CODES) > 0) ||
		2 * pairs > spread_of(s) * LEEWAY)
		return "The counts and sums do not agree.";
	return NULL;
}

/* ----------------------------------------------------------------------
 * Strata together, and one without another
 * ----------------------------------------------------------------------
 */

/*
 * The first argument as a state that takes exact sums of the given codes.
 */
static StratifiedStats *
state_for(FunctionCallInfo fcinfo, CodeSet codes)
{
	StratifiedStats *s = PG_ARGISNULL(0) ? NULL : par_stratified_get(PG_GETARG_DATUM(0));

	if (s == NULL || (is_nothing(s) && !IS_EXACT(s)))
		return new_stratified(FLAG_EXACT | codes << SLOT_SHIFT);
	if (!IS_EXACT(s))
		mixed_kinds();
	if ((codes & ~OCCURRING(s)) != 0)
		return with_codes(s, codes | OCCURRING(s));
	return par_summary_to_change(fcinfo, s);
}

/*
 * One stratum: its summary (NULL and empty mean that nobody answered) and its
 * population; or take it away again (sign = -1).
 */
static Datum
move_stratum(FunctionCallInfo fcinfo, int sign)
{
	SurveyStats *stratum = PG_ARGISNULL(1) ? NULL : PG_GETARG_STATS(1);
	int64		n = stratum ? par_survey_answers(stratum) : 0;
	int64		asked = stratum ? n + stratum->n[MISSING] : 0;
	StratifiedStats *s;
	CodeSet		codes = 0;
	int64		population;
	double		factor;
	int			rank[CODES];
	int			k;
	int			i;
	int			j;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("population of a stratum must not be NULL"),
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
				 errmsg("answers of a stratum must not be weighted"),
				 errhint("A stratum is a simple random sample; its population is what weighs it. Use survey_agg(answer).")));
	for (i = 0; stratum && i < CODES; i++)
		codes |= (stratum->n[i] > 0) << i;
	s = state_for(fcinfo, codes);
	if (population == 0)
		PG_RETURN_POINTER(trimmed(s));

	move_count(&s->population, sign * population);
	move_count(&s->answers, sign * n);
	move_count(&s->strata, sign);
	if (n == 0)
		move_count(&s->empty, sign);
	k = slot_count(OCCURRING(s));
	for (i = 0; i < CODES; i++)
		rank[i] = RANK(OCCURRING(s), i);

	for (i = 0; i < CODES; i++)
	{
		if (CONTAINS(codes, i))
			move_sum(TOTAL(s, rank[i]), (double) population * stratum->n[i] / n, sign);
	}
	factor = (double) population * (population - n);
	if (n == 1 && factor > 0)
	{
		move_count(&s->single, sign);
		for (i = 0; i < CODES; i++)
		{
			if (CONTAINS(codes, i))
				move_sum(LONE(s, rank[i], k), factor, sign);
		}
	}
	else if (n > 0 && factor > 0)
	{
		factor /= n - 1;
		move_sum(SPREAD(s), factor, sign);
		for (i = 0; i < CODES; i++)
		{
			for (j = i + 1; j < CODES; j++)
			{
				if (CONTAINS(codes, i) && CONTAINS(codes, j))
					move_sum(ACROSS(s, rank[i], rank[j], k),
							 factor * ((double) stratum->n[i] / n) * ((double) stratum->n[j] / n), sign);
			}
		}
	}
	if (sign < 0)
	{
		s = trimmed(s);
		if (defect(s) != NULL)
			never_added();
	}
	PG_RETURN_POINTER(s);
}

Datum
par_stratified_accum(PG_FUNCTION_ARGS)
{
	return move_stratum(fcinfo, 1);
}

/*
 * Inverse of par_stratified_accum for moving frames.
 */
Datum
par_stratified_remove(PG_FUNCTION_ARGS)
{
	return move_stratum(fcinfo, -1);
}

/*
 * Add b to a, in which all of b's codes occur, or take it away (sign = -1),
 * after which a has to be trimmed.
 */
static void
move_stratified(StratifiedStats *a, const StratifiedStats *b, int sign)
{
	CodeSet		codes = OCCURRING(b);
	int			k = slot_count(OCCURRING(a));
	int			kb = slot_count(codes);
	int			rank[CODES];
	bool		held = true;
	int			i;
	int			j;

	for (i = 0; i < (int) lengthof(counts); i++)
		move_count(COUNT_OF(a, i), sign * *COUNT_OF(b, i));
	for (i = j = 0; i < CODES; i++)
	{
		if (CONTAINS(codes, i))
			rank[j++] = RANK(OCCURRING(a), i);
	}
#define MOVE(to, from) \
	(sign > 0 ? (par_wide_add(to, from, SUM_WORDS), true) : !par_wide_subtract(to, from, SUM_WORDS))
	held &= MOVE(SPREAD(a), SPREAD(b));
	for (i = 0; i < kb; i++)
	{
		held &= MOVE(TOTAL(a, rank[i]), TOTAL(b, i));
		held &= MOVE(LONE(a, rank[i], k), LONE(b, i, kb));
		for (j = i + 1; j < kb; j++)
			held &= MOVE(ACROSS(a, rank[i], rank[j], k), ACROSS(b, i, j, kb));
	}
#undef MOVE
	if (!held)
		never_added();
}

/*
 * Sum over two sets of strata: combine function, rollup and operator +.
 */
Datum
par_stratified_add(PG_FUNCTION_ARGS)
{
	StratifiedStats *a = par_stratified_get(PG_GETARG_DATUM(0));
	StratifiedStats *b = par_stratified_get(PG_GETARG_DATUM(1));
	double	   *sums;
	const double *more;
	int			i;

	if (is_nothing(b))
		PG_RETURN_POINTER(a);
	if (is_nothing(a))
		PG_RETURN_POINTER(par_summary_copy(b));
	if (IS_EXACT(a) != IS_EXACT(b))
		mixed_kinds();
	if ((OCCURRING(b) & ~OCCURRING(a)) != 0)
		a = with_codes(a, OCCURRING(a) | OCCURRING(b));
	else
		a = par_summary_to_change(fcinfo, a);
	if (IS_EXACT(a))
	{
		move_stratified(a, b, 1);
		PG_RETURN_POINTER(a);
	}
	for (i = 0; i < (int) lengthof(counts); i++)
		move_count(COUNT_OF(a, i), *COUNT_OF(b, i));
	sums = (double *) FLOATS(a);
	more = (double *) FLOATS(b);
	for (i = 0; i < (int) (sizeof(StrataFloats) / sizeof(double)); i++)
		sums[i] += more[i];
	PG_RETURN_POINTER(a);
}

static Datum
take_away(StratifiedStats *a, const StratifiedStats *b)
{
	if (is_nothing(b))
		PG_RETURN_POINTER(a);
	if (!is_nothing(a) && IS_EXACT(a) != IS_EXACT(b))
		mixed_kinds();
	if (is_nothing(a) || (OCCURRING(b) & ~OCCURRING(a)) != 0)
		never_added();
	move_stratified(a, b, -1);
	a = trimmed(a);
	if (defect(a) != NULL)
		never_added();
	PG_RETURN_POINTER(a);
}

static bool
has_floats(const StratifiedStats *s)
{
	return !IS_EXACT(s) && !is_nothing(s);
}

/*
 * Operator -.
 */
Datum
par_stratified_subtract(PG_FUNCTION_ARGS)
{
	StratifiedStats *a = par_summary_copy(par_stratified_get(PG_GETARG_DATUM(0)));
	StratifiedStats *b = par_stratified_get(PG_GETARG_DATUM(1));

	if (has_floats(b))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("strata summed in floating point by version 1 cannot be taken away from each other"),
				 errhint("The difference would not be exact; summarise the remaining strata instead.")));
	return take_away(a, b);
}

/*
 * Inverse of rollup in moving frames.  NULL makes the server compute a frame
 * over float sums anew.
 */
Datum
par_stratified_unroll(PG_FUNCTION_ARGS)
{
	StratifiedStats *a = par_stratified_get(PG_GETARG_DATUM(0));
	StratifiedStats *b = par_stratified_get(PG_GETARG_DATUM(1));

	if (has_floats(b))
		PG_RETURN_NULL();
	return take_away(par_summary_to_change(fcinfo, a), b);
}

/* ----------------------------------------------------------------------
 * Text, jsonb and binary forms, order: all counts, then the lists of sums,
 * behind a list of the codes that they are of.  Without that list they are of
 * all codes and in floating point, as version 1 wrote them.
 * ----------------------------------------------------------------------
 */

typedef struct Draft
{
	StratifiedStats s;			/* the counts */
	bool		exact;
	CodeSet		codes;
	JsonbValue	spread;
	JsonbContainer *lists[LISTS];
	StratifiedStats *received;	/* from the binary form */
} Draft;

static void *
get_value(Datum datum)
{
	return par_stratified_get(datum);
}

static void *
begin_stratified(void)
{
	return palloc0(sizeof(Draft));
}

static const char *
read_member(void *to, const char *key, const JsonbValue *value)
{
	Draft	   *draft = to;
	JsonbContainer *list = value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data) ?
		value->val.binary.data : NULL;
	int			i;

	for (i = 0; i < (int) lengthof(counts); i++)
	{
		if (strcmp(key, counts[i].name) == 0)
			return par_json_count(value, PG_INT64_MAX, COUNT_OF(&draft->s, i)) ? NULL :
				psprintf("\"%s\" is not a whole number from 0.", key);
	}
	if (strcmp(key, list_names[LIST_SPREAD]) == 0)
	{
		draft->spread = *value;
		return value->type == jbvNumeric ? NULL : psprintf("\"%s\" is not a number.", key);
	}
	for (i = LIST_TOTAL; i < LISTS; i++)
	{
		if (strcmp(key, list_names[i]) == 0)
		{
			draft->lists[i] = list;
			return list ? NULL : psprintf("\"%s\" is not a list of sums.", key);
		}
	}
	if (strcmp(key, "codes") == 0)
	{
		draft->exact = true;
		for (i = 0; list && i < (int) JsonContainerSize(list); i++)
		{
			int64		code;

			/* in order, and each once */
			if (!par_json_count(getIthJsonbValueFromContainer(list, i), CODES - 1, &code) ||
				draft->codes >> code != 0)
				return "\"codes\" is not a list of codes in order.";
			draft->codes |= 1 << code;
		}
		return list ? NULL : "\"codes\" is not a list of codes in order.";
	}
	return psprintf("There is no key \"%s\".", par_shown(key));
}

/*
 * The sums of a list, which may be left out if all are zero.
 */
static bool
read_list(JsonbContainer *list, int length, double *floats, WideSum *wides)
{
	int			i;

	if (list == NULL)
		return true;
	if ((int) JsonContainerSize(list) != length)
		return false;
	for (i = 0; i < length; i++)
	{
		JsonbValue *v = getIthJsonbValueFromContainer(list, i);

		if (floats ? !par_json_float8(v, &floats[i]) :
			v->type != jbvNumeric || !par_wide_of_numeric(wides[i], SUM_WORDS, v->val.numeric, SUM_SCALE))
			return false;
	}
	return true;
}

static const char *
finish_stratified(void *from, ParSummary **value)
{
	Draft	   *draft = from;
	StratifiedStats *s = draft->received;
	int			k = slot_count(draft->codes);
	bool		good = true;
	int			i;

	if (s == NULL)
	{
		s = new_stratified(draft->exact ? FLAG_EXACT | draft->codes << SLOT_SHIFT : 0);
		for (i = 0; i < (int) lengthof(counts); i++)
			*COUNT_OF(s, i) = *COUNT_OF(&draft->s, i);
		if (draft->exact)
		{
			if (draft->spread.type == jbvNumeric)
				good = par_wide_of_numeric(SPREAD(s), SUM_WORDS, draft->spread.val.numeric, SUM_SCALE);
			good = good && read_list(draft->lists[LIST_TOTAL], k, NULL, &TOTAL(s, 0)) &&
				read_list(draft->lists[LIST_LONE], k, NULL, &LONE(s, 0, k)) &&
				read_list(draft->lists[LIST_PAIR], k * (k - 1) / 2, NULL, &ACROSS(s, 0, 1, k));
		}
		else
		{
			if (draft->spread.type == jbvNumeric)
				good = par_json_float8(&draft->spread, &FLOATS(s)->spread);
			good = good && read_list(draft->lists[LIST_TOTAL], CODES, FLOATS(s)->total, NULL) &&
				read_list(draft->lists[LIST_LONE], CODES, FLOATS(s)->lone, NULL) &&
				read_list(draft->lists[LIST_PAIR], FLOAT_PAIRS, FLOATS(s)->pair, NULL);
		}
		if (!good)
			return "A list is not one of sums, or of another length.";
	}
	*value = (ParSummary *) s;
	if (defect(s) != NULL)
		return defect(s);
	if (is_nothing(s))
		*value = (ParSummary *) new_stratified(0);
	return NULL;
}

static void
write_list(StringInfo out, const char *name, int length, const double *floats, WideSum *wides)
{
	int			i;

	appendStringInfo(out, ", \"%s\": [", name);
	for (i = 0; i < length; i++)
	{
		if (i > 0)
			appendStringInfoString(out, ", ");
		if (floats)
			par_append_float8(out, floats[i]);
		else
			appendStringInfoString(out, par_wide_to_text(wides[i], SUM_WORDS, SUM_SCALE));
	}
	appendStringInfoChar(out, ']');
}

static void
write_stratified(const void *value, StringInfo out)
{
	const StratifiedStats *s = value;
	int			k = slot_count(OCCURRING(s));
	const char *separator = "[";
	int			i;

	for (i = 0; i < (int) lengthof(counts); i++)
		appendStringInfo(out, "%s\"%s\": " INT64_FORMAT, i == 0 ? "{" : ", ",
						 counts[i].name, *COUNT_OF(s, i));
	if (IS_EXACT(s))
	{
		appendStringInfoString(out, ", \"codes\": ");
		for (i = 0; i < CODES; i++)
		{
			if (!CONTAINS(OCCURRING(s), i))
				continue;
			appendStringInfo(out, "%s%d", separator, i);
			separator = ", ";
		}
		appendStringInfo(out, "%s], \"%s\": %s", k == 0 ? "[" : "", list_names[LIST_SPREAD],
						 par_wide_to_text(SPREAD(s), SUM_WORDS, SUM_SCALE));
		write_list(out, list_names[LIST_TOTAL], k, NULL, &TOTAL(s, 0));
		write_list(out, list_names[LIST_LONE], k, NULL, &LONE(s, 0, k));
		write_list(out, list_names[LIST_PAIR], k * (k - 1) / 2, NULL, &ACROSS(s, 0, 1, k));
	}
	else
	{
		appendStringInfo(out, ", \"%s\": ", list_names[LIST_SPREAD]);
		par_append_float8(out, FLOATS(s)->spread);
		write_list(out, list_names[LIST_TOTAL], CODES, FLOATS(s)->total, NULL);
		write_list(out, list_names[LIST_LONE], CODES, FLOATS(s)->lone, NULL);
		write_list(out, list_names[LIST_PAIR], FLOAT_PAIRS, FLOATS(s)->pair, NULL);
	}
	appendStringInfoChar(out, '}');
}

static const char *
receive_stratified(void *to, StringInfo buf)
{
	Draft	   *draft = to;
	uint32		flags = pq_getmsgint(buf, 4);
	StratifiedStats *s;
	int			i;
	int			j;

	if (!flags_are_known(flags))
		return "It is of another layout.";
	s = draft->received = new_stratified(flags);
	for (i = 0; i < (int) lengthof(counts); i++)
		*COUNT_OF(s, i) = pq_getmsgint64(buf);
	if (IS_EXACT(s))
	{
		for (i = 0; i < SUMS(slot_count(OCCURRING(s))); i++)
		{
			for (j = SUM_WORDS - 1; j >= 0; j--)
				((WideSum *) (s + 1))[i][j] = (uint64) pq_getmsgint64(buf);
		}
	}
	else
	{
		for (i = 0; i < (int) (sizeof(StrataFloats) / sizeof(double)); i++)
			((double *) FLOATS(s))[i] = pq_getmsgfloat8(buf);
	}
	return NULL;
}

static void
send_stratified(const void *value, StringInfo out)
{
	const StratifiedStats *s = value;
	int			i;
	int			j;

	pq_sendint32(out, s->flags);
	for (i = 0; i < (int) lengthof(counts); i++)
		pq_sendint64(out, *COUNT_OF(s, i));
	if (IS_EXACT(s))
	{
		for (i = 0; i < SUMS(slot_count(OCCURRING(s))); i++)
		{
			for (j = SUM_WORDS - 1; j >= 0; j--)
				pq_sendint64(out, ((const WideSum *) (s + 1))[i][j]);
		}
	}
	else
	{
		for (i = 0; i < (int) (sizeof(StrataFloats) / sizeof(double)); i++)
			pq_sendfloat8(out, ((double *) FLOATS(s))[i]);
	}
}

/*
 * By counts; float sums before exact ones; by the codes that occur; by sums.
 */
static int
compare_stratified(const void *va, const void *vb)
{
	const StratifiedStats *a = va;
	const StratifiedStats *b = vb;
	int			i;

	for (i = 0; i < (int) lengthof(counts); i++)
	{
		if (*COUNT_OF(a, i) != *COUNT_OF(b, i))
			return par_compare(*COUNT_OF(a, i), *COUNT_OF(b, i));
	}
	if (a->flags != b->flags)
		return par_compare(a->flags, b->flags);
	if (IS_EXACT(a))
	{
		for (i = 0; i < SUMS(slot_count(OCCURRING(a))); i++)
		{
			int			c = par_wide_compare(((const WideSum *) (a + 1))[i], ((const WideSum *) (b + 1))[i], SUM_WORDS);

			if (c != 0)
				return c;
		}
		return 0;
	}
	for (i = 0; i < (int) (sizeof(StrataFloats) / sizeof(double)); i++)
	{
		double		fa = ((double *) FLOATS(a))[i];
		double		fb = ((double *) FLOATS(b))[i];

		if (fa != fb)
			return par_compare(fa, fb);
	}
	return 0;
}

static const ParSummaryType stratified_type = {
	.name = "stratified_stats",
	.form = "what stratified_agg(stats, population) makes",
	.get = get_value,
	.begin = begin_stratified,
	.member = read_member,
	.receive = receive_stratified,
	.finish = finish_stratified,
	.write = write_stratified,
	.send = send_stratified,
	.compare = compare_stratified,
	.hash = par_summary_hash_bytes
};

PAR_SUMMARY_FUNCTIONS(stratified, stratified_type)

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
	double		in = total_of(s, positive);
	double		out = total_of(s, VALID_CODES & ~positive);

	if (s->answers == 0 || s->empty > 0)
		return false;
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
	double		sum;
	double		all;
	double		scale;

	if (!estimate(s, positive, rate))
		return false;
	if (s->single > 0 && single == SINGLE_NULL)
		return false;
	if (s->single > 0 && single == SINGLE_ERROR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a stratum has only one answer, which has no variance"),
				 errhint("Join it with another stratum, or choose single => 'null', 'zero' or 'centre'.")));

	sum = across_of(s, positive);
	all = spread_of(s);
	if (single == SINGLE_CENTRE)
	{
		double		in = lone_of(s, positive);
		double		out = lone_of(s, VALID_CODES & ~positive);

		sum += in * (1 - *rate) * (1 - *rate) + out * *rate * *rate;
		all += in + out;
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

	if (!estimate(par_stratified_get(PG_GETARG_DATUM(0)), positive, &rate))
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

	if (!estimate_variance(par_stratified_get(PG_GETARG_DATUM(0)), positive, single, &rate, &variance, &unit))
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
	StratifiedStats *s = par_stratified_get(PG_GETARG_DATUM(0));
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
		Share		share = {0};

		share.in = n * rate;
		share.out = n * (1 - rate);
		*result = par_wilson(share, confidence);
	}
	else
		*result = par_wald(rate, par_t_quantile(confidence, 0) * sqrt(variance), 0);
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
