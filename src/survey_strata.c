/*-------------------------------------------------------------------------
 *
 * survey_strata.c
 *		Satisfaction of a whole population from samples of its parts (room survey).
 *
 * What this file promises:
 *
 * - The estimate weighs each stratum by its population and corrects for finite
 *	 populations: a stratum in which everybody answered adds no variance.
 * - Strata of single answers are simple random samples of persons.  Strata of
 *	 forms are samples of persons with several answers each: the estimate is the
 *	 ratio of two totals and its variance that between persons, as R's svydesign
 *	 with ids = ~person, strata and fpc has it; quantiles are Student's with as
 *	 many degrees of freedom as persons less strata.
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

/* Flags, but for the codes that occur in the upper half. */
#define FLAG_EXACT		0x0001
#define FLAG_PERSONS	0x0002	/* strata of forms; exact always */

/*
 * Sums over strata h of N_h persons, of whom n_h answered, the share p_hi of
 * them with code i.  c_h = N_h (N_h - n_h) / (n_h - 1) is the factor of p(1-p)
 * in the variance of a stratum's total, finite population correction included.
 * Strata with one answer have no such factor; theirs, N_h (N_h - 1), is kept by
 * code so that the caller's policy can be applied when the estimate is read.
 *
 * In strata of forms n_h is a number of persons, of whom T_hi answers have code i
 * and S_hij is the sum of the products of their numbers of answers with codes i
 * and j.  A total is N_h T_hi / n_h there, and in place of the pairs stand
 * covariances, N_h (N_h - n_h) / (n_h (n_h - 1)) times S_hij - T_hi T_hj / n_h,
 * and of strata with one person N_h (N_h - 1) S_hij.
 *
 * Behind these counts stand, with FLAG_PERSONS, the number of persons, and with
 * FLAG_EXACT the lists of sums for the codes that occur, each of SUM_WORDS and
 * SUM_SCALE.  Without flags it is the StrataFloats of version 1, or the empty
 * value, which has zeros there.
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
#define BY_PERSON(s)	(((s)->flags & FLAG_PERSONS) != 0)
#define STRATA_KIND(s)	((s)->flags & (FLAG_EXACT | FLAG_PERSONS))
#define FLOATS(s)		((StrataFloats *) ((s) + 1))
#define PERSONS(s)		(*(int64 *) ((s) + 1))

/*
 * The lists of exact sums by name, in the order of all forms.
 */
enum
{
	LIST_SPREAD,
	LIST_TOTAL,
	LIST_LONE,
	LIST_PAIR,
	LIST_LONE_SPREAD,			/* sum of N_h (N_h - 1) over single strata */
	LIST_COVARIANCE,			/* the only one with negative sums */
	LIST_LONE_PAIR,
	LISTS
};

typedef enum Shape
{
	ONE,						/* a number, not a list, in text */
	EACH,						/* code */
	ACROSS,						/* pair of different codes */
	PAIRS						/* pair of codes, each with itself too */
} Shape;

static const struct
{
	const char *name;
	Shape		shape;
	bool		answers;		/* is there in strata of single answers */
	bool		persons;		/* is there in strata of forms */
}			lists[LISTS] =
{
	{"spread", ONE, true, true},
	{"total", EACH, true, true},
	{"lone", EACH, true, false},
	{"pair", ACROSS, true, false},
	{"lone_spread", ONE, false, true},
	{"covariance", PAIRS, false, true},
	{"lone_pair", PAIRS, false, true}
};

#define HAS_LIST(flags, list)	((flags) & FLAG_PERSONS ? lists[list].persons : lists[list].answers)

static inline int
list_length(int list, int k)
{
	switch (lists[list].shape)
	{
		case ONE:
			return 1;
		case EACH:
			return k;
		case ACROSS:
			return k * (k - 1) / 2;
		case PAIRS:
			break;
	}
	return k * (k + 1) / 2;
}

/*
 * Of the q-th and the r-th of k codes, q <= r; q is of no account in a list of
 * each code, nor are both where there is one sum.
 */
static inline int
place_in_list(int list, int q, int r, int k)
{
	switch (lists[list].shape)
	{
		case ONE:
			return 0;
		case EACH:
			return r;
		case ACROSS:
			return q * k - q * (q + 1) / 2 + r - q - 1;
		case PAIRS:
			break;
	}
	return PAIR(q, r, k);
}

static inline int
sums_before(uint32 flags, int list)
{
	int			k = slot_count(OCCURRING_IN(flags));
	int			n = 0;
	int			i;

	for (i = 0; i < list; i++)
		n += HAS_LIST(flags, i) ? list_length(i, k) : 0;
	return n;
}

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
		(flags & FLAG_PERSONS ? sizeof(int64) : 0) +
		(flags & FLAG_EXACT ? sums_before(flags, LISTS) * sizeof(WideSum) : sizeof(StrataFloats));
}

static inline bool
flags_are_known(uint32 flags)
{
	return flags == 0 ||
		((flags & ((1 << SLOT_SHIFT) - 1) & ~FLAG_PERSONS) == FLAG_EXACT && OCCURRING_IN(flags) < 1 << CODES);
}

/*
 * The exact sums of a list; one of them.
 */
static inline WideSum *
sums_of(const StratifiedStats *s, int list)
{
	return (WideSum *) ((char *) (s + 1) + (BY_PERSON(s) ? sizeof(int64) : 0)) + sums_before(s->flags, list);
}

static inline uint64 *
sum_at(const StratifiedStats *s, int list, int q, int r)
{
	return sums_of(s, list)[place_in_list(list, q, r, slot_count(OCCURRING(s)))];
}

static StratifiedStats *
new_stratified(uint32 flags)
{
	return par_summary_new(stratified_size(flags), flags);
}

static StratifiedStats *
par_stratified_get(Datum datum)
{
	static uint32 last_flags = 0;	/* a layout that was found right: most rows have the same */
	static Size last_size = sizeof(StratifiedStats) + sizeof(StrataFloats);
	StratifiedStats *s = (StratifiedStats *) PG_DETOAST_DATUM(datum);

	if (VARSIZE(s) != last_size || s->flags != last_flags)
	{
		if (VARSIZE(s) < sizeof(StratifiedStats) || !flags_are_known(s->flags) ||
			VARSIZE(s) != stratified_size(s->flags))
			par_summary_unknown(&stratified_type);
		last_flags = s->flags;
		last_size = VARSIZE(s);
	}
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
 * Strata without answers, as part of a summary of any kind.
 */
static StratifiedStats *
unanswered(const StratifiedStats *s, uint32 kind)
{
	StratifiedStats *result = new_stratified(kind);
	int			i;

	Assert(s->answers == 0);
	for (i = 0; i < (int) lengthof(counts); i++)
		*COUNT_OF(result, i) = *COUNT_OF(s, i);
	return result;
}

/*
 * For each sum of a summary of the given flags and k codes: of the q-th and the
 * r-th of them.
 */
#define FOR_EACH_SUM(flags, k, list, q, r) \
	for (list = 0; list < LISTS; list++) \
		if (HAS_LIST(flags, list)) \
			for (q = 0; q < (lists[list].shape >= ACROSS ? (k) : 1); q++) \
				for (r = lists[list].shape == ACROSS ? q + 1 : lists[list].shape == PAIRS ? q : 0; \
					 r < (lists[list].shape == ONE ? 1 : (k)); r++)

/*
 * A copy with room for other codes: those that both have keep their sums.
 */
static StratifiedStats *
with_codes(const StratifiedStats *s, CodeSet codes)
{
	StratifiedStats *result = new_stratified(STRATA_KIND(s) | codes << SLOT_SHIFT);
	CodeSet		kept = codes & OCCURRING(s);
	int			to[CODES] = {0};
	int			from[CODES] = {0};
	int			k = 0;
	int			list;
	int			q;
	int			r;
	int			i;

	for (i = 0; i < (int) lengthof(counts); i++)
		*COUNT_OF(result, i) = *COUNT_OF(s, i);
	if (BY_PERSON(s))
		PERSONS(result) = PERSONS(s);
	for (i = 0; i < CODES; i++)
	{
		if (!CONTAINS(kept, i))
			continue;
		to[k] = RANK(codes, i);
		from[k++] = RANK(OCCURRING(s), i);
	}
	FOR_EACH_SUM(s->flags, k, list, q, r)
		memcpy(sum_at(result, list, to[q], to[r]), sum_at(s, list, from[q], from[r]), sizeof(WideSum));
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
	if (s->answers == 0)
		return unanswered(s, FLAG_EXACT);
	for (i = 0; i < CODES; i++)
	{
		if (CONTAINS(OCCURRING(s), i) && !par_wide_is_zero(sum_at(s, LIST_TOTAL, 0, rank++), SUM_WORDS))
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
mixed_kinds(uint32 a, uint32 b)
{
	if ((a ^ b) & FLAG_PERSONS && a & b & FLAG_EXACT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("strata of forms and strata of single answers cannot be added"),
				 errhint("Build all strata with survey_agg(answers), one row for each person, or all with survey_agg(answer).")));
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

/* From here on no bit of a float8 lies below the unit of a sum. */
#define LEAST_WHOLE	(1.0 / (INT64CONST(1) << (SUM_SCALE - 52)))

static inline void
move_sum(uint64 *sum, double addend, int sign)
{
	WideSum		wide;

	if (likely(sign > 0 && addend >= LEAST_WHOLE))
	{
		par_wide_add_float8(sum, SUM_WORDS, addend, SUM_SCALE);
		return;
	}
	par_wide_of_float8(wide, SUM_WORDS, fabs(addend), SUM_SCALE, 1);
	if (addend < 0)
		sign = -sign;
	if (sign > 0)
		par_wide_add(sum, wide, SUM_WORDS);
	else
		(void) par_wide_subtract(sum, wide, SUM_WORDS);
}

/*
 * A covariance may be negative: two's complement.
 */
static bool
is_negative(const uint64 *sum)
{
	return (sum[SUM_WORDS - 1] >> 63) != 0;
}

static void
negate(uint64 *sum)
{
	WideSum		zero = {0};

	(void) par_wide_subtract(zero, sum, SUM_WORDS);
	memcpy(sum, zero, sizeof(zero));
}

static double
float_of_sum(const uint64 *sum)
{
	WideSum		copy;

	memcpy(copy, sum, sizeof(copy));
	if (!is_negative(sum))
		return par_wide_to_float8(copy, SUM_WORDS, SUM_SCALE);
	negate(copy);
	return -par_wide_to_float8(copy, SUM_WORDS, SUM_SCALE);
}

/* ----------------------------------------------------------------------
 * Its sums over sets of codes, as float8
 * ----------------------------------------------------------------------
 */

static double
spread_of(const StratifiedStats *s)
{
	return IS_EXACT(s) ? float_of_sum(sum_at(s, LIST_SPREAD, 0, 0)) : FLOATS(s)->spread;
}

/*
 * Of the totals, or the lone, of the codes in a set.
 */
static double
sum_of(const StratifiedStats *s, CodeSet set, int list)
{
	WideSum		wide = {0};
	double		sum = 0;
	int			rank = 0;
	int			i;

	for (i = 0; i < CODES; i++)
	{
		if (!IS_EXACT(s))
			sum += CONTAINS(set, i) ? (list == LIST_LONE ? FLOATS(s)->lone[i] : FLOATS(s)->total[i]) : 0;
		else if (CONTAINS(OCCURRING(s), i))
		{
			if (CONTAINS(set, i))
				par_wide_add(wide, sum_at(s, list, 0, rank), SUM_WORDS);
			rank++;
		}
	}
	return IS_EXACT(s) ? float_of_sum(wide) : sum;
}

static double
total_of(const StratifiedStats *s, CodeSet set)
{
	return sum_of(s, set, LIST_TOTAL);
}

static double
lone_of(const StratifiedStats *s, CodeSet set)
{
	return sum_of(s, set, LIST_LONE);
}

/*
 * Of the pairs of a code in the set and one that is not.
 */
static double
across_of(const StratifiedStats *s, CodeSet set)
{
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
				par_wide_add(wide, sum_at(s, LIST_PAIR, RANK(OCCURRING(s), i), RANK(OCCURRING(s), j)), SUM_WORDS);
		}
	}
	return IS_EXACT(s) ? float_of_sum(wide) : sum;
}

/*
 * Of forms: the sum over all pairs of codes of a list, times what the codes are
 * worth.  What is nothing but the rounding of its parts is zero.
 */
static double
quadratic_of(const StratifiedStats *s, int list, CodeSet set, double rate)
{
	double		sum = 0;
	double		size = 0;
	int			i;
	int			j;

	for (i = 0; i < CODES; i++)
	{
		for (j = i; j < CODES; j++)
		{
			double		part;

			if (!CONTAINS(OCCURRING(s), i) || !CONTAINS(OCCURRING(s), j))
				continue;
			part = (i == j ? 1 : 2) * (CONTAINS(set, i) - rate) * (CONTAINS(set, j) - rate) *
				float_of_sum(sum_at(s, list, RANK(OCCURRING(s), i), RANK(OCCURRING(s), j)));
			sum += part;
			size += fabs(part);
		}
	}
	return sum > size * 1e-12 ? sum : 0;
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
	int64		persons = BY_PERSON(s) ? PERSONS(s) : s->answers;
	double		lone = BY_PERSON(s) ? float_of_sum(sum_at(s, LIST_LONE_SPREAD, 0, 0)) : lone_of(s, VALID_CODES);
	int			list;
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
			if (par_wide_is_zero(sum_at(s, LIST_TOTAL, 0, i), SUM_WORDS))
				return "The codes are not those that occur.";
		}
		FOR_EACH_SUM(s->flags, k, list, i, j)
		{
			if (is_negative(sum_at(s, list, i, j)) && (list != LIST_COVARIANCE || i == j))
				return "A sum is out of range.";
			if (list == LIST_PAIR)
				pairs += float_of_sum(sum_at(s, list, i, j));
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
	if (persons < 0 || persons > s->population || persons > s->answers || s->strata > s->population ||
		s->empty > s->strata || s->single > s->strata - s->empty ||
		s->strata - s->empty > persons ||
		(s->strata > s->empty) != (s->answers > 0) ||
		(s->strata > 0) != (s->population > 0) ||
		(s->answers > 0) != (total > 0) ||
		(!BY_PERSON(s) && total > s->population * LEEWAY) ||
		(s->empty == 0 && s->population > total * LEEWAY) ||
		(s->single > 0) != (lone > 0) ||
		2 * pairs > spread_of(s) * LEEWAY)
		return "The counts and sums do not agree.";
	return NULL;
}

/* ----------------------------------------------------------------------
 * Strata together, and one without another
 * ----------------------------------------------------------------------
 */

/*
 * The first argument as a state that takes exact sums of the given kind and
 * codes.
 */
static StratifiedStats *
state_for(FunctionCallInfo fcinfo, uint32 kind, CodeSet codes)
{
	StratifiedStats *s = PG_ARGISNULL(0) ? NULL : par_stratified_get(PG_GETARG_DATUM(0));

	if (s == NULL || is_nothing(s))
		return new_stratified(kind | codes << SLOT_SHIFT);
	if (STRATA_KIND(s) != kind)
	{
		if (s->answers > 0)
			mixed_kinds(s->flags, kind);
		s = unanswered(s, kind);
	}
	if ((codes & ~OCCURRING(s)) != 0)
		return with_codes(s, codes | OCCURRING(s));
	return par_summary_to_change(fcinfo, s);
}

/*
 * The kind that a stratum makes its state: a stratum without a summary is of
 * any kind.
 */
static uint32
stratum_kind(FunctionCallInfo fcinfo, const SurveyStats *stratum)
{
	StratifiedStats *s;

	if (stratum != NULL)
		return FLAG_EXACT | (HAS_FORMS(stratum) ? FLAG_PERSONS : 0);
	s = PG_ARGISNULL(0) ? NULL : par_stratified_get(PG_GETARG_DATUM(0));
	return s == NULL || s->answers == 0 ? FLAG_EXACT : STRATA_KIND(s) | FLAG_EXACT;
}

/*
 * What a stratum of single answers adds to the variance: n answers, of codes
 * that stand at the given ranks.
 */
static void
move_answers(StratifiedStats *s, const SurveyStats *stratum, int64 population, int64 n, const int *rank, int sign)
{
	double		factor = (double) population * (population - n);
	double		share[CODES];
	int			at[CODES];
	int			codes = slot_count(OCCURRING(s));
	int			k = 0;
	WideSum    *pairs;
	int			i;
	int			j;

	if (n == 1)
	{
		for (i = 0; i < CODES; i++)
		{
			if (stratum->n[i] > 0)
				move_sum(sum_at(s, LIST_LONE, 0, rank[i]), factor, sign);
		}
		return;
	}
	factor /= n - 1;
	move_sum(sum_at(s, LIST_SPREAD, 0, 0), factor, sign);
	for (i = 0; i < CODES; i++)
	{
		if (stratum->n[i] == 0)
			continue;
		share[k] = (double) stratum->n[i] / n;
		at[k++] = rank[i];
	}
	pairs = sums_of(s, LIST_PAIR);
	for (i = 0; i < k; i++)
	{
		for (j = i + 1; j < k; j++)
			move_sum(pairs[place_in_list(LIST_PAIR, at[i], at[j], codes)], factor * share[i] * share[j], sign);
	}
}

/*
 * The same of a stratum of forms, of n persons.
 */
static void
move_forms(StratifiedStats *s, SurveyStats *stratum, int64 population, int64 n, const int *rank, int sign)
{
	double		factor = (double) population * (population - n);
	CodeSet		slots = OCCURRING(stratum);
	int			k = slot_count(slots);
	int			i;
	int			j;

	move_sum(sum_at(s, n == 1 ? LIST_LONE_SPREAD : LIST_SPREAD, 0, 0), n == 1 ? factor : factor / (n - 1), sign);
	for (i = 0; i < CODES; i++)
	{
		for (j = i; j < CODES; j++)
		{
			int64		product;
			WideSum		first;
			WideSum		second;
			double		covariance;

			if (!CONTAINS(slots, i) || !CONTAINS(slots, j))
				continue;
			product = PRODUCTS(stratum)[PAIR(RANK(slots, i), RANK(slots, j), k)];
			if (n == 1)
			{
				move_sum(sum_at(s, LIST_LONE_PAIR, rank[i], rank[j]), factor * product, sign);
				continue;
			}
			/* Exactly, for the two are nearly the same where persons are alike. */
			par_wide_product(first, n, product);
			par_wide_product(second, stratum->n[i], stratum->n[j]);
			if (par_wide_compare(first, second, SUM_WORDS) >= 0)
			{
				(void) par_wide_subtract(first, second, SUM_WORDS);
				covariance = par_wide_to_float8(first, SUM_WORDS, 0);
			}
			else
			{
				(void) par_wide_subtract(second, first, SUM_WORDS);
				covariance = -par_wide_to_float8(second, SUM_WORDS, 0);
			}
			move_sum(sum_at(s, LIST_COVARIANCE, rank[i], rank[j]), factor / (n - 1) * (covariance / n / n), sign);
		}
	}
}

/*
 * One stratum: its summary (NULL and empty mean that nobody answered) and its
 * population; or take it away again (sign = -1).
 */
static Datum
move_stratum(FunctionCallInfo fcinfo, int sign)
{
	SurveyStats *stratum = PG_ARGISNULL(1) || par_survey_is_empty(PG_GETARG_STATS(1)) ? NULL : PG_GETARG_STATS(1);
	int64		answers = stratum ? par_survey_answers(stratum) : 0;
	int64		n = stratum && HAS_FORMS(stratum) ? ANSWERING(stratum) : answers;
	int64		asked = stratum == NULL ? 0 : HAS_FORMS(stratum) ? FORMS(stratum) : n + stratum->n[MISSING];
	StratifiedStats *s;
	CodeSet		codes = 0;
	int64		population;
	int			rank[CODES];
	WideSum    *totals;
	int			i;

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
				 errhint("A stratum is a simple random sample; its population is what weighs it. Use survey_agg(answer) or survey_agg(answers).")));
	for (i = 0; stratum && i < CODES; i++)
		codes |= (stratum->n[i] > 0) << i;
	s = state_for(fcinfo, stratum_kind(fcinfo, stratum), codes);
	if (population == 0)
		PG_RETURN_POINTER(trimmed(s));

	move_count(&s->population, sign * population);
	move_count(&s->answers, sign * answers);
	move_count(&s->strata, sign);
	if (n == 0)
		move_count(&s->empty, sign);
	else
	{
		for (i = 0; i < CODES; i++)
			rank[i] = RANK(OCCURRING(s), i);
		if (BY_PERSON(s))
			move_count(&PERSONS(s), sign * n);
		totals = sums_of(s, LIST_TOTAL);
		for (i = 0; i < CODES; i++)
		{
			if (CONTAINS(codes, i))
				move_sum(totals[rank[i]], (double) population * stratum->n[i] / n, sign);
		}
		if (n == 1 && population > 1)
			move_count(&s->single, sign);
		if (n < population && BY_PERSON(s))
			move_forms(s, stratum, population, n, rank, sign);
		else if (n < population)
			move_answers(s, stratum, population, n, rank, sign);
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
	int			k = 0;
	int			rank[CODES] = {0};
	bool		same_codes = OCCURRING(a) == OCCURRING(b);
	WideSum    *next = sums_of(a, 0);
	WideSum    *addend = sums_of(b, 0);	/* the sums lie in the order of FOR_EACH_SUM */
	int			list;
	int			q;
	int			r;
	int			i;

	for (i = 0; i < (int) lengthof(counts); i++)
		move_count(COUNT_OF(a, i), sign * *COUNT_OF(b, i));
	if (BY_PERSON(a))
		move_count(&PERSONS(a), sign * PERSONS(b));
	for (i = 0; i < CODES; i++)
	{
		if (CONTAINS(OCCURRING(b), i))
			rank[k++] = RANK(OCCURRING(a), i);
	}
	FOR_EACH_SUM(b->flags, k, list, q, r)
	{
		uint64	   *sum = same_codes ? *next++ : sum_at(a, list, rank[q], rank[r]);

		if (sign > 0)
			par_wide_add(sum, *addend++, SUM_WORDS);
		else
			(void) par_wide_subtract(sum, *addend++, SUM_WORDS);
	}
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
	if (STRATA_KIND(a) != STRATA_KIND(b))
	{
		if (b->answers == 0)
			b = unanswered(b, STRATA_KIND(a));
		else if (a->answers == 0)
			a = unanswered(a, STRATA_KIND(b));
		else
			mixed_kinds(a->flags, b->flags);
	}
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
	if (STRATA_KIND(a) != STRATA_KIND(b) && b->answers == 0)
		b = unanswered(b, STRATA_KIND(a));
	if (a->answers > 0 && STRATA_KIND(a) != STRATA_KIND(b))
		mixed_kinds(a->flags, b->flags);
	if (STRATA_KIND(a) != STRATA_KIND(b) || (OCCURRING(b) & ~OCCURRING(a)) != 0)
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
	int64		persons;		/* or -1 */
	JsonbValue	one[LISTS];		/* the numbers */
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
	Draft	   *draft = palloc0(sizeof(Draft));

	draft->persons = -1;
	return draft;
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
	for (i = 0; i < LISTS; i++)
	{
		if (strcmp(key, lists[i].name) != 0)
			continue;
		if (lists[i].shape == ONE)
		{
			draft->one[i] = *value;
			return value->type == jbvNumeric ? NULL : psprintf("\"%s\" is not a number.", key);
		}
		draft->lists[i] = list;
		return list ? NULL : psprintf("\"%s\" is not a list of sums.", key);
	}
	if (strcmp(key, "persons") == 0)
		return par_json_count(value, PG_INT64_MAX, &draft->persons) ? NULL : "\"persons\" is not a number of persons.";
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

static bool
read_sum(const JsonbValue *v, uint64 *sum)
{
	Numeric		zero = int64_to_numeric(0);
	Numeric		value;
	bool		negative;

	if (v->type != jbvNumeric)
		return false;
	value = v->val.numeric;
	negative = par_numeric_cmp(value, zero) < 0;
	if (!par_wide_of_numeric(sum, SUM_WORDS, negative ? par_numeric2(numeric_sub, zero, value) : value, SUM_SCALE) ||
		is_negative(sum))
		return false;
	if (negative)
		negate(sum);
	return true;
}

/*
 * The sums of a list, which may be left out if all are zero: float8 or wide.
 */
static bool
read_list(const Draft *draft, int list, int length, double *floats, WideSum *wides)
{
	int			i;

	if (lists[list].shape == ONE)
		return draft->one[list].type != jbvNumeric ||
			(floats ? par_json_float8(&draft->one[list], floats) : read_sum(&draft->one[list], wides[0]));
	if (draft->lists[list] == NULL)
		return true;
	if ((int) JsonContainerSize(draft->lists[list]) != length)
		return false;
	for (i = 0; i < length; i++)
	{
		JsonbValue *v = getIthJsonbValueFromContainer(draft->lists[list], i);

		if (floats ? !par_json_float8(v, &floats[i]) : !read_sum(v, wides[i]))
			return false;
	}
	return true;
}

static const char *
finish_stratified(void *from, ParSummary **value)
{
	Draft	   *draft = from;
	StratifiedStats *s = draft->received;
	const char *problem;
	int			k = slot_count(draft->codes);
	int			i;

	if (s == NULL)
	{
		uint32		flags = draft->persons >= 0 ? FLAG_EXACT | FLAG_PERSONS : draft->exact ? FLAG_EXACT : 0;

		s = new_stratified(flags | draft->codes << SLOT_SHIFT);
		for (i = 0; i < (int) lengthof(counts); i++)
			*COUNT_OF(s, i) = *COUNT_OF(&draft->s, i);
		if (BY_PERSON(s))
			PERSONS(s) = draft->persons;
		for (i = 0; i < LISTS; i++)
		{
			bool		there = HAS_LIST(flags, i);

			if (there && IS_EXACT(s) ?
				!read_list(draft, i, list_length(i, k), NULL, sums_of(s, i)) :
				there ? !read_list(draft, i, list_length(i, CODES),
								   i == LIST_SPREAD ? &FLOATS(s)->spread : i == LIST_TOTAL ? FLOATS(s)->total :
								   i == LIST_LONE ? FLOATS(s)->lone : FLOATS(s)->pair, NULL) :
				draft->lists[i] != NULL || draft->one[i].type == jbvNumeric)
				return psprintf("\"%s\" is not one of sums, or of another length.", lists[i].name);
		}
	}
	*value = (ParSummary *) s;
	problem = defect(s);
	if (problem == NULL && is_nothing(s))
		*value = (ParSummary *) new_stratified(0);
	return problem;
}

static void
write_sum(StringInfo out, const uint64 *sum)
{
	WideSum		copy;

	memcpy(copy, sum, sizeof(copy));
	if (is_negative(sum))
	{
		negate(copy);
		appendStringInfoChar(out, '-');
	}
	appendStringInfoString(out, par_wide_to_text(copy, SUM_WORDS, SUM_SCALE));
}

static void
write_list(StringInfo out, int list, int length, const double *floats, WideSum *wides)
{
	bool		brackets = lists[list].shape != ONE;
	int			i;

	appendStringInfo(out, ", \"%s\": %s", lists[list].name, brackets ? "[" : "");
	for (i = 0; i < length; i++)
	{
		if (i > 0)
			appendStringInfoString(out, ", ");
		if (floats)
			par_append_float8(out, floats[i]);
		else
			write_sum(out, wides[i]);
	}
	if (brackets)
		appendStringInfoChar(out, ']');
}

static void
write_stratified(const void *value, StringInfo out)
{
	const StratifiedStats *s = value;
	int			k = slot_count(OCCURRING(s));
	const char *separator = "";
	int			i;

	for (i = 0; i < (int) lengthof(counts); i++)
		appendStringInfo(out, "%s\"%s\": " INT64_FORMAT, i == 0 ? "{" : ", ",
						 counts[i].name, *COUNT_OF(s, i));
	if (BY_PERSON(s))
		appendStringInfo(out, ", \"persons\": " INT64_FORMAT, PERSONS(s));
	if (IS_EXACT(s))
	{
		appendStringInfoString(out, ", \"codes\": [");
		for (i = 0; i < CODES; i++)
		{
			if (!CONTAINS(OCCURRING(s), i))
				continue;
			appendStringInfo(out, "%s%d", separator, i);
			separator = ", ";
		}
		appendStringInfoChar(out, ']');
		for (i = 0; i < LISTS; i++)
		{
			if (HAS_LIST(s->flags, i))
				write_list(out, i, list_length(i, k), NULL, sums_of(s, i));
		}
	}
	else
	{
		write_list(out, LIST_SPREAD, 1, &FLOATS(s)->spread, NULL);
		write_list(out, LIST_TOTAL, CODES, FLOATS(s)->total, NULL);
		write_list(out, LIST_LONE, CODES, FLOATS(s)->lone, NULL);
		write_list(out, LIST_PAIR, FLOAT_PAIRS, FLOATS(s)->pair, NULL);
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
		if (BY_PERSON(s))
			PERSONS(s) = pq_getmsgint64(buf);
		for (i = 0; i < sums_before(flags, LISTS); i++)
		{
			for (j = SUM_WORDS - 1; j >= 0; j--)
				sums_of(s, 0)[i][j] = (uint64) pq_getmsgint64(buf);
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
		if (BY_PERSON(s))
			pq_sendint64(out, PERSONS(s));
		for (i = 0; i < sums_before(s->flags, LISTS); i++)
		{
			for (j = SUM_WORDS - 1; j >= 0; j--)
				pq_sendint64(out, sums_of(s, 0)[i][j]);
		}
	}
	else
	{
		for (i = 0; i < (int) (sizeof(StrataFloats) / sizeof(double)); i++)
			pq_sendfloat8(out, ((double *) FLOATS(s))[i]);
	}
}

/*
 * By counts; by kind and the codes that occur; by sums.
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
		if (BY_PERSON(a) && PERSONS(a) != PERSONS(b))
			return par_compare(PERSONS(a), PERSONS(b));
		for (i = 0; i < sums_before(a->flags, LISTS); i++)
		{
			int			c = par_wide_compare(sums_of(a, 0)[i], sums_of(b, 0)[i], SUM_WORDS);

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

	all = spread_of(s);
	if (BY_PERSON(s))
	{
		sum = quadratic_of(s, LIST_COVARIANCE, positive, *rate);
		if (single == SINGLE_CENTRE)
		{
			sum += quadratic_of(s, LIST_LONE_PAIR, positive, *rate);
			all += float_of_sum(sum_at(s, LIST_LONE_SPREAD, 0, 0));
		}
		scale = total_of(s, VALID_CODES);
		*variance = sum / scale / scale;
		*unit = all / s->population / s->population;
		return true;
	}
	sum = across_of(s, positive);
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
	double		freedom = 0;

	if (!estimate_variance(s, positive, single, &rate, &variance, &unit))
		return false;
	if (BY_PERSON(s))
	{
		freedom = PERSONS(s) - (s->strata - s->empty);
		if (freedom < 1 && variance > 0)
			return false;
	}
	if (method == 0 && unit > 0)
	{
		double		n = variance > 0 ? rate * (1 - rate) / variance : 1 / unit;
		Share		share = {0};

		share.freedom = Max(freedom, 0);
		share.in = n * rate;
		share.out = n * (1 - rate);
		*result = par_wilson(share, confidence);
	}
	else
		*result = par_wald(rate, par_t_quantile(confidence, Max(freedom, 0)) * sqrt(variance), 0);
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
