/*-------------------------------------------------------------------------
 *
 * rank_weights.c
 *		How far ranks hang on the weights: rank_sensitivity (room rank).
 *
 * The uncertainty analysis of the OECD/JRC Handbook on Constructing Composite
 * Indicators (2008, step 7), for the weights: in every draw each weight is
 * multiplied by a factor of its own, uniform between 1 - noise and 1 + noise,
 * the units are ranked anew by their weighted mean, and of the ranks of a unit the
 * median and the percentiles 5 and 95 are kept.
 *
 * The same seed gives the same rows on every machine, because nothing here is
 * rounded by a processor or a mathematical library:
 *
 * - The generator is xoshiro256**, seeded by splitmix64 (Blackman and Vigna, ACM
 *	 TOMS 47, 2021): shifts, rotations and products of 64-bit integers.
 * - A factor is an integer over 2^22, a weight a decimal of nine significant digits,
 *	 and a score a decimal of nine places, so a weighted sum is an exact 128-bit
 *	 integer, and a weighted mean the exact quotient of two integers.  Means are
 *	 compared as fractions: equal ones share a rank, others never do.
 * - Numbers are drawn for one criterion after the other, not for units, and units
 *	 are in the order of their keys, so the order of rows does not matter.
 *
 * With |score| < 10^9, that is 2^60 units, a weight of at most 10^9 < 2^30 units, a
 * factor below 2^23 and at most 2^10 criteria, a sum of weights stays below 2^63, and a
 * sum of products below 2^123.
 *
 *-------------------------------------------------------------------------
 */
#include "int128.h"
#include "rank.h"

#include "miscadmin.h"
#include "catalog/pg_type.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(par_sensitivity_accum);
PG_FUNCTION_INFO_V1(par_sensitivity_final);

/* columns of the state's rows */
#define SCORES		1
#define WEIGHTS		2
#define NOISE		3
#define DRAWS		4
#define SEED		5

#define MAX_CRITERIA	1024
#define MAX_DRAWS		1000000
#define SCORE_DECIMALS	9
#define WEIGHT_DIGITS	9		/* of the largest */
#define WEIGHT_DECIMALS	18		/* at most */
#define LIMIT			1000000000	/* scores and weights are below it */

#define FACTOR_ONE		(INT64CONST(1) << 22)

/*
 * What is counted at once: a square of this many 32-bit counters.  More units than that
 * are counted part by part, with the same draws again for each.
 */
#define MAX_COUNTERS	(16 * 1024 * 1024)

/*
 * One question to the units of a group.
 */
typedef struct Weighing
{
	int			criteria;
	int			n;				/* units that can be ranked */
	int		   *unit;
	int64	   *weight;			/* by criterion */
	int64	   *score;			/* by unit and criterion */
	bool	   *missing;		/* likewise: is it not applicable? */
	bool	   *complete;		/* by unit: nothing is missing */
	int64		noise;			/* over FACTOR_ONE */
} Weighing;

/*
 * A weighted mean: whole + rest / weight, 0 <= rest < weight.
 */
typedef struct Mean
{
	int64		whole;
	int64		rest;
	int64		weight;
	int			i;
} Mean;

/*
 * Positive if a is the greater one.
 */
static inline int
compare_means(const Mean *a, const Mean *b)
{
	if (a->whole != b->whole)
		return a->whole > b->whole ? 1 : -1;
	return par_int128_compare(par_int128_product(a->rest, b->weight), par_int128_product(b->rest, a->weight));
}

#define ST_SORT sort_means
#define ST_ELEMENT_TYPE Mean
#define ST_COMPARE(a, b) compare_means(b, a)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* ----------------------------------------------------------------------
 * Random numbers
 * ----------------------------------------------------------------------
 */

typedef struct Generator
{
	uint64		s[4];
} Generator;

static void
seed_generator(Generator *g, uint64 seed)
{
	int			i;

	for (i = 0; i < 4; i++)
	{
		uint64		z = (seed += UINT64CONST(0x9E3779B97F4A7C15));

		z = (z ^ (z >> 30)) * UINT64CONST(0xBF58476D1CE4E5B9);
		z = (z ^ (z >> 27)) * UINT64CONST(0x94D049BB133111EB);
		g->s[i] = z ^ (z >> 31);
	}
}

static inline uint64
rotate_left(uint64 x, int by)
{
	return (x << by) | (x >> (64 - by));
}

static inline uint64
next_number(Generator *g)
{
	uint64		result = rotate_left(g->s[1] * 5, 7) * 9;
	uint64		t = g->s[1] << 17;

	g->s[2] ^= g->s[0];
	g->s[3] ^= g->s[1];
	g->s[1] ^= g->s[2];
	g->s[0] ^= g->s[3];
	g->s[2] ^= t;
	g->s[3] = rotate_left(g->s[3], 45);
	return result;
}

/*
 * Uniform on -most .. most.
 */
static inline int64
draw_between(Generator *g, int64 most)
{
	return (int64) par_high_product(next_number(g), 2 * most + 1) - most;
}

/* ----------------------------------------------------------------------
 * One draw
 * ----------------------------------------------------------------------
 */

/*
 * The units by their means, best first.  weight is the draw's.
 */
static void
weigh_units(const Weighing *w, const int64 *weight, Mean *means)
{
	int64		all = 0;
	int			i;
	int			j;

	for (j = 0; j < w->criteria; j++)
		all += weight[j];
	for (i = 0; i < w->n; i++)
	{
		const int64 *score = &w->score[(size_t) i * w->criteria];
		const bool *missing = &w->missing[(size_t) i * w->criteria];
		Mean	   *mean = &means[i];
		ParInt128	sum = par_int128(0);
		ParInt128	rest;

		CHECK_FOR_INTERRUPTS();
		for (j = 0; j < w->criteria; j++)
			sum = par_int128_add(sum, par_int128_product(score[j], weight[j]));
		mean->i = i;
		mean->weight = all;
		if (!w->complete[i])
		{
			/* What is missing scores 0 and leaves the weights. */
			for (j = 0; j < w->criteria; j++)
				mean->weight -= missing[j] ? weight[j] : 0;
		}
		mean->whole = par_int128_low(par_int128_divide(sum, par_int128(mean->weight), &rest));
		mean->rest = par_int128_low(rest);
		if (mean->rest < 0)
		{
			mean->whole--;
			mean->rest += mean->weight;
		}
	}
	sort_means(means, w->n);
}

/*
 * The ranks of a draw, 1 for the best; equal means share a rank.
 */
static void
rank_units(const Mean *means, int n, int32 *rank)
{
	int			i;

	for (i = 0; i < n; i++)
		rank[means[i].i] = i > 0 && compare_means(&means[i - 1], &means[i]) == 0 ? rank[means[i - 1].i] : i + 1;
}

/*
 * Of the ranks counted, the least that at least `percent` of the draws do not
 * exceed.
 */
static int64
percentile(const uint32 *count, int64 draws, int percent)
{
	int64		wanted = (draws * percent + 99) / 100;
	int64		seen = 0;
	int			rank = 0;

	while (seen < wanted)
		seen += count[rank++];
	return rank;
}

/* ----------------------------------------------------------------------
 * Reading the rows
 * ----------------------------------------------------------------------
 */

Datum
par_sensitivity_accum(PG_FUNCTION_ARGS)
{
	return par_units_accum(fcinfo, WEIGHTS);
}

/*
 * A finite number as an integer of 10^-decimals, rounded half up.
 */
static int64
to_units(Numeric value, int decimals)
{
	Numeric		shifted = par_numeric2(numeric_mul, value, int64_to_numeric(par_power_of_ten[decimals]));

	return DatumGetInt64(DirectFunctionCall1(numeric_int8, NumericGetDatum(shifted)));
}

/*
 * Is it a finite number of less than LIMIT, either way?
 */
static bool
within_limit(Numeric value)
{
	return !numeric_is_nan(value) && !numeric_is_inf(value) &&
		par_numeric_cmp(value, int64_to_numeric(LIMIT)) < 0 &&
		par_numeric_cmp(value, int64_to_numeric(-LIMIT)) > 0;
}

static void
array_elements(Datum array, const char *what, Datum **elements, bool **nulls, int *n)
{
	ArrayType  *a = DatumGetArrayTypeP(array);

	if (ARR_NDIM(a) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s is not a one-dimensional array", what),
				 errhint("Give one element for each criterion.")));
	if (ArrayGetNItems(ARR_NDIM(a), ARR_DIMS(a)) > MAX_CRITERIA)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s has more than %d elements", what, MAX_CRITERIA),
				 errhint("Give one element for each criterion.")));
	deconstruct_array(a, NUMERICOID, -1, false, TYPALIGN_INT, elements, nulls, n);
}

/*
 * The weights as integers that are to each other as the weights are, to nine
 * significant digits of the largest.
 */
static int64 *
read_weights(Datum array, int *criteria)
{
	Datum	   *elements;
	bool	   *nulls;
	Numeric		largest = int64_to_numeric(0);
	int64	   *weight;
	int64		sum = 0;
	int			decimals = 0;
	int			i;

	array_elements(array, "weights", &elements, &nulls, criteria);
	for (i = 0; i < *criteria; i++)
	{
		Numeric		value;

		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("weights contain NULL"),
					 errhint("A criterion that does not count weighs 0; a score that is not applicable is NULL.")));
		value = DatumGetNumeric(elements[i]);
		if (!within_limit(value) || par_numeric_cmp(value, int64_to_numeric(0)) < 0)
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("weight %d is below 0 or not below %d", i + 1, LIMIT),
					 errhint("Only the proportions of the weights count; divide all of them by one number.")));
		if (par_numeric_cmp(value, largest) > 0)
			largest = value;
	}
	while (decimals < WEIGHT_DECIMALS &&
		   par_numeric_cmp(par_numeric2(numeric_mul, largest, int64_to_numeric(par_power_of_ten[decimals + 1])),
						   int64_to_numeric(par_power_of_ten[WEIGHT_DIGITS])) < 0)
		decimals++;
	weight = palloc(Max(*criteria, 1) * sizeof(int64));
	for (i = 0; i < *criteria; i++)
		sum += weight[i] = to_units(DatumGetNumeric(elements[i]), decimals);
	if (sum == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("all weights are 0"),
				 errhint("Give the weight of each criterion, for example its maximum of points.")));
	return weight;
}

/*
 * The scores of a unit into the next free row.  It is used if there is anything to
 * rank the unit by.
 */
static void
read_scores(const Units *units, int i, Weighing *w)
{
	const Unit *unit = &units->unit[i];
	int64	   *score = &w->score[(size_t) w->n * w->criteria];
	bool	   *missing = &w->missing[(size_t) w->n * w->criteria];
	bool		complete = true;
	int64		weight = 0;
	Datum	   *elements;
	bool	   *nulls;
	int			n;
	int			j;

	if (unit->nulls[SCORES])
		return;
	array_elements(unit->values[SCORES], "scores", &elements, &nulls, &n);
	if (n != w->criteria)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("unit %s has scores for %d criteria, weights are for %d", par_unit_name(units, i), n, w->criteria),
				 errhint("Give one score for each weight, in the same order; NULL for a criterion that is not applicable.")));
	for (j = 0; j < n; j++)
	{
		score[j] = 0;
		missing[j] = nulls[j];
		if (nulls[j])
		{
			complete = false;
			continue;
		}
		if (!within_limit(DatumGetNumeric(elements[j])))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("score %d of unit %s is not between %d and %d", j + 1, par_unit_name(units, i), -LIMIT, LIMIT),
					 errhint("Bring the criteria to one scale first, for example to percent of their maximum.")));
		score[j] = to_units(DatumGetNumeric(elements[j]), SCORE_DECIMALS);
		weight += w->weight[j];
	}
	if (weight == 0)
		return;
	w->complete[w->n] = complete;
	w->unit[w->n++] = i;
}

/*
 * Is it the same array, byte by byte or at least as weights?
 */
static bool
same_weights(Datum given, Datum first, const Weighing *w)
{
	ArrayType  *a = DatumGetArrayTypeP(given);
	ArrayType  *b = DatumGetArrayTypeP(first);
	int64	   *weight;
	int			criteria;

	if (VARSIZE(a) == VARSIZE(b) && memcmp(a, b, VARSIZE(a)) == 0)
		return true;
	weight = read_weights(given, &criteria);
	return criteria == w->criteria && memcmp(weight, w->weight, criteria * sizeof(int64)) == 0;
}

/*
 * Parameters from the first unit, which are those of all others, and the scores.
 */
static void
read_units(const Units *units, Weighing *w, int *draws, int64 *seed)
{
	const Unit *first = &units->unit[0];
	double		noise;
	int			i;
	int			column;

	for (i = 0; i < units->n; i++)
	{
		for (column = WEIGHTS; column <= SEED; column++)
		{
			if (units->unit[i].nulls[column])
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("a row of the state is not complete"),
						 errhint("It is what the aggregate gathers.")));
		}
	}

	w->weight = read_weights(first->values[WEIGHTS], &w->criteria);
	noise = DatumGetFloat8(first->values[NOISE]);
	*draws = DatumGetInt32(first->values[DRAWS]);
	*seed = DatumGetInt64(first->values[SEED]);
	if (!(noise >= 0 && noise < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("noise is below 0 or not below 1"),
				 errhint("Write a weight that may be 25 percent higher or lower as 0.25.")));
	if (*draws < 1 || *draws > MAX_DRAWS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("draws is not between 1 and %d", MAX_DRAWS),
				 errhint("10000 draws give percentiles that hardly move from seed to seed.")));
	/* A product with a power of two is exact; no factor becomes 0. */
	w->noise = Min((int64) (noise * FACTOR_ONE + 0.5), FACTOR_ONE - 1);

	w->n = 0;
	w->unit = palloc(units->n * sizeof(int));
	w->complete = palloc(units->n * sizeof(bool));
	w->score = palloc_extended((Size) units->n * w->criteria * sizeof(int64), MCXT_ALLOC_HUGE);
	w->missing = palloc((Size) units->n * w->criteria * sizeof(bool));
	for (i = 0; i < units->n; i++)
	{
		const Unit *unit = &units->unit[i];

		CHECK_FOR_INTERRUPTS();
		if (!same_weights(unit->values[WEIGHTS], first->values[WEIGHTS], w))
			par_units_differ("weights");
		if (DatumGetFloat8(unit->values[NOISE]) != noise)
			par_units_differ("noise");
		if (DatumGetInt32(unit->values[DRAWS]) != *draws)
			par_units_differ("draws");
		if (DatumGetInt64(unit->values[SEED]) != *seed)
			par_units_differ("seed");
		read_scores(units, i, w);
	}
}

Datum
par_sensitivity_final(PG_FUNCTION_ARGS)
{
	Units	   *units = par_units_begin(fcinfo);
	Datum		values[4] = {0};
	bool		nulls[4] = {true, true, true, true};
	Weighing	w;
	Generator	g;
	Mean	   *means;
	int64	   *weight;
	int32	   *rank;
	int32	   *nominal;
	uint32	   *counts;
	int			part;			/* units counted at once */
	int			draws;
	int64		seed;
	int			first;
	int			draw;
	int			i;

	if (units->n == 0)
		PG_RETURN_DATUM(par_units_end(units));
	read_units(units, &w, &draws, &seed);
	for (i = 0; i < units->n; i++)
		par_units_row(units, i, values, nulls); /* until it is ranked */
	if (w.n == 0)
		PG_RETURN_DATUM(par_units_end(units));
	memset(nulls, false, sizeof(nulls));

	means = palloc(w.n * sizeof(Mean));
	rank = palloc(w.n * sizeof(int32));
	nominal = palloc(w.n * sizeof(int32));
	weight = palloc(w.criteria * sizeof(int64));
	part = Min(w.n, MAX_COUNTERS / w.n);
	counts = palloc((Size) part * w.n * sizeof(uint32));

	weigh_units(&w, w.weight, means);
	rank_units(means, w.n, nominal);
	for (first = 0; first < w.n; first += part)
	{
		int			last = Min(first + part, w.n);

		memset(counts, 0, (Size) part * w.n * sizeof(uint32));
		seed_generator(&g, (uint64) seed);
		for (draw = 0; draw < draws; draw++)
		{
			for (i = 0; i < w.criteria; i++)
				weight[i] = w.weight[i] * (FACTOR_ONE + draw_between(&g, w.noise));
			weigh_units(&w, weight, means);
			rank_units(means, w.n, rank);
			for (i = first; i < last; i++)
				counts[(Size) (i - first) * w.n + rank[i] - 1]++;
		}
		for (i = first; i < last; i++)
		{
			const uint32 *count = &counts[(Size) (i - first) * w.n];

			values[0] = Int64GetDatum(nominal[i]);
			values[1] = Int64GetDatum(percentile(count, draws, 50));
			values[2] = Int64GetDatum(percentile(count, draws, 5));
			values[3] = Int64GetDatum(percentile(count, draws, 95));
			par_units_row(units, w.unit[i], values, nulls);
		}
	}
	PG_RETURN_DATUM(par_units_end(units));
}
