/*-------------------------------------------------------------------------
 *
 * rank_margin.c
 *		Ranks with their margin: rank_agg (room rank).
 *
 * The sets are those of Mogstad, Romano, Shaikh and Wilhelm (Review of Economic
 * Studies 91, 2024): test for every ordered pair of units whether the first is
 * truly ahead of the second, so that all tests together err with a probability
 * of at most 1 - confidence; then a unit's true rank lies between 1 + the number
 * of units found ahead of it and n - the number found behind it, for all units
 * at once with that confidence.
 *
 * Where they draw the critical value by a bootstrap, here it is a number that
 * can be checked with a table.  Unit j is found ahead of k when
 *
 *		x_j - x_k > c * sqrt(s_j^2 + s_k^2)
 *
 * and c is the smaller of two values, each of which is enough by itself for
 * estimates that are independent and normal:
 *
 * - Tukey and Kramer's: the quantile of the studentised range of n normal
 *	 variables, over sqrt(2).  Exact for equal standard errors, on the safe side
 *	 for others (Hayter, Annals of Statistics 12, 1984).
 * - Holm's: the normal quantile for (1 - confidence) / m, where m is the number of
 *	 ordered pairs that have not been decided yet.  Pairs that are decided leave
 *	 m, which makes c smaller, which may decide more, until none is left.
 *
 * The smaller of the two does not grow when pairs leave, and holds the level for
 * any set of pairs, which is what the step-down of Romano and Wolf (2005) needs.
 *
 * A standard error of 0 is an estimate without error: two of those are compared
 * as they are, and their pair is no test.  A standard error that is NULL is not
 * known: that unit may be anywhere, and its pairs are no tests either.
 *
 *-------------------------------------------------------------------------
 */
#include "rank.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(par_rank_accum);
PG_FUNCTION_INFO_V1(par_rank_final);

/* columns of the state's rows */
#define ESTIMATE	1
#define SE			2
#define CONFIDENCE	3

#define DEFAULT_CONFIDENCE	0.95

typedef struct Ranked
{
	double		estimate;
	double		se;
	bool		known;			/* is the standard error? */
	int			unit;
	int64		rank;
	int64		ahead;			/* units found ahead of it */
	int64		behind;			/* units found not ahead of it */
} Ranked;

/*
 * P(Z > z)
 */
static inline double
upper_tail(double z)
{
	return erfc(z * M_SQRT1_2) / 2;
}

/*
 * P(range > c sqrt(2)) of n independent normal variables: over the place z of the
 * greatest of them, the chance that not all of the others lie within the range
 * below it.  All terms are positive, so the result has its digits however small it is.
 * The integrand is smooth and vanishes at both ends, where the trapezoidal rule
 * converges faster than any power of the step.
 */
#define RANGE_STEP	(1.0 / 16)
#define RANGE_ENDS	9			/* beyond, the density is below 1e-18 */

static double
chance_of_range(double c, double n)
{
	double		range = c * M_SQRT2;
	double		sum = 0;
	double		z;

	for (z = -RANGE_ENDS; z <= range + RANGE_ENDS; z += RANGE_STEP)
	{
		double		above = upper_tail(z);
		double		below = upper_tail(range - z);
		double		others_below = exp((n - 1) * log1p(-above));
		double		some_outside = below < 1 - above ? -expm1((n - 1) * log1p(-below / (1 - above))) : 1;

		sum += exp(-z * z / 2) * others_below * some_outside;
	}
	return n * sum * RANGE_STEP * (M_SQRT1_2 * M_2_SQRTPI / 2);
}

/*
 * Bonferroni's critical value for that many one-sided tests, which is what a step
 * of Holm's takes.
 */
#define NORMAL_END	64			/* the normal tail is 0 from here */
#define NORMAL_BITS	58

static double
critical_of_tests(int64 tests, double alpha)
{
	double		low = 0;
	double		high = NORMAL_END;
	int			i;

	for (i = 0; i < NORMAL_BITS; i++)
	{
		double		middle = (low + high) / 2;

		if (tests * upper_tail(middle) > alpha)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/*
 * Tukey and Kramer's critical value for n units.  It lies between that of two units
 * and Bonferroni's.  In between the logarithm of the chance is nearly a parabola, so
 * that the secant, kept within the bounds (the "Illinois" rule), needs few steps.
 */
#define MAX_STEPS	60

static double
critical_of_range(int64 n, double alpha)
{
	double		low = critical_of_tests(2, alpha);
	double		high = critical_of_tests(n * (n - 1), alpha);
	double		above = log(chance_of_range(low, n) / alpha);
	double		below = log(chance_of_range(high, n) / alpha);
	int			last = 0;		/* which bound moved */
	int			i;

	for (i = 0; i < MAX_STEPS && above > 0 && below < 0 && high - low > 1e-14 * high; i++)
	{
		double		c = high - (high - low) * (below / (below - above));
		double		chance = log(chance_of_range(c, n) / alpha);

		if (chance > 0)
		{
			low = c;
			above = chance;
			below = last > 0 ? below / 2 : below;
			last = 1;
		}
		else
		{
			high = c;
			below = chance;
			above = last < 0 ? above / 2 : above;
			last = -1;
		}
	}
	return above > 0 ? high : low;
}

static int
compare_estimates(const void *a, const void *b)
{
	const Ranked *x = a;
	const Ranked *y = b;

	if (x->estimate != y->estimate)
		return x->estimate > y->estimate ? -1 : 1;
	return (x->unit > y->unit) - (x->unit < y->unit);
}

/*
 * Which of all pairs does a critical value decide?  Counts them for every unit, and
 * returns how many tests found a unit ahead.
 */
static int64
decide_pairs(Ranked *ranked, int n, double critical)
{
	int64		found = 0;
	int			i;
	int			j;

	for (i = 0; i < n; i++)
		ranked[i].ahead = ranked[i].behind = 0;
	for (i = 0; i < n; i++)
	{
		Ranked	   *a = &ranked[i];

		for (j = i + 1; j < n; j++)
		{
			Ranked	   *b = &ranked[j];
			double		gap = a->estimate - b->estimate;

			CHECK_FOR_INTERRUPTS();
			if (!a->known || !b->known)
				continue;
			if (a->se == 0 && b->se == 0)
			{
				/* Sure, and so is a tie: neither is ahead. */
				b->ahead += gap > 0;
				a->behind++;
				b->behind += gap == 0;
			}
			else if (gap > critical * hypot(a->se, b->se))
			{
				b->ahead++;
				a->behind++;
				found++;
			}
		}
	}
	return found;
}

/*
 * Ranks and their sets; the units are in the order of their estimates.
 */
static void
find_margins(Ranked *ranked, int n, double confidence)
{
	double		alpha = 1 - confidence;
	double		range = 0;
	double		critical = 0;
	int64		known = 0;
	int64		sure = 0;
	int64		tests;
	int64		found = 0;
	int64		before;
	int			i;

	for (i = 0; i < n; i++)
	{
		known += ranked[i].known;
		sure += ranked[i].known && ranked[i].se == 0;
		ranked[i].rank = i > 0 && ranked[i].estimate == ranked[i - 1].estimate ? ranked[i - 1].rank : i + 1;
	}
	tests = known * (known - 1) - sure * (sure - 1);
	if (tests > 0)
		range = critical_of_range(known, alpha);

	/* At most one test of a pair finds something, so half of them are left. */
	do
	{
		before = found;
		if (tests > 0)
			critical = Min(range, critical_of_tests(tests - found, alpha));
		found = decide_pairs(ranked, n, critical);
	} while (found > before);
}

Datum
par_rank_accum(PG_FUNCTION_ARGS)
{
	return par_units_accum(fcinfo, CONFIDENCE);
}

static double
finite_argument(const Units *units, int i, int column, const char *name)
{
	double		value = DatumGetFloat8(units->unit[i].values[column]);

	if (isnan(value) || isinf(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s of unit %s is not a finite number", name, par_unit_name(units, i)),
				 errhint("Use NULL for a value that is not known.")));
	return value;
}

Datum
par_rank_final(PG_FUNCTION_ARGS)
{
	Units	   *units = par_units_begin(fcinfo);
	Ranked	   *ranked = palloc(units->n * sizeof(Ranked));
	double		confidence = DEFAULT_CONFIDENCE;
	Datum		values[3] = {0};
	bool		nulls[3] = {true, true, true};
	int			n = 0;
	int			i;

	for (i = 0; i < units->n; i++)
	{
		Unit	   *unit = &units->unit[i];
		double		given = unit->nulls[CONFIDENCE] ? DEFAULT_CONFIDENCE : DatumGetFloat8(unit->values[CONFIDENCE]);
		Ranked	   *r = &ranked[n];

		if (!(given > 0 && given < 1))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("confidence is not between 0 and 1"),
					 errhint("Write 95 percent as 0.95.")));
		if (i > 0 && given != confidence)
			par_units_differ("confidence");
		confidence = given;

		r->known = !unit->nulls[SE];
		r->se = r->known ? finite_argument(units, i, SE, "se") : 0;
		if (r->se < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("se of unit %s is negative", par_unit_name(units, i)),
					 errhint("Give the standard error of the estimate; 0 if it has none, NULL if it is not known.")));
		par_units_row(units, i, values, nulls);	/* until it is ranked */
		if (unit->nulls[ESTIMATE])
			continue;
		r->estimate = finite_argument(units, i, ESTIMATE, "estimate");
		r->unit = i;
		n++;
	}

	qsort(ranked, n, sizeof(Ranked), compare_estimates);
	find_margins(ranked, n, confidence);
	memset(nulls, false, sizeof(nulls));
	for (i = 0; i < n; i++)
	{
		values[0] = Int64GetDatum(ranked[i].rank);
		values[1] = Int64GetDatum(ranked[i].ahead + 1);
		values[2] = Int64GetDatum(n - ranked[i].behind);
		par_units_row(units, ranked[i].unit, values, nulls);
	}
	PG_RETURN_DATUM(par_units_end(units));
}
