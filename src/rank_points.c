/*-------------------------------------------------------------------------
 *
 * rank_points.c
 *		The standard error of points: points_se (room rank).
 *
 * An estimate with a standard error, such as a survey's percentage, is turned into
 * points by a scoring rule.  A derivative does not say what becomes of the error, for
 * it is 0 on steps and beyond floors and caps, and infinite at thresholds.  So the
 * estimate is taken as a normal variable X, and the answer is the standard
 * deviation of points(rule, X, max), integrated piece by piece:
 *
 * - A rule's pieces are cut where their line leaves [0, max] (or the cap), which
 *	 leaves stretches where the points are constant or linear.
 * - Each stretch is integrated from its end nearest to the estimate outwards, by
 *	 Gauss and Legendre's formula on panels so narrow that the density does not
 *	 fall by more than a few times within one.  A stretch may be as narrow and
 *	 as far out as it likes.
 * - Points are fractions of the maximum, and are measured from those of the estimate itself, first for the mean, then
 *	 around the mean, so that all terms of the variance are positive and a small
 *	 one is not the difference of large ones.
 *
 *-------------------------------------------------------------------------
 */
#include "rule.h"

#include <math.h>

PG_FUNCTION_INFO_V1(par_points_se);

#define MAX_STRETCHES	128		/* three for each of at most 32 pieces, and one */
#define FARTHEST		38		/* the density is 0 beyond */
#define NEGLIGIBLE		50		/* exp(-50) is */

/* Within these, amounts of points neither vanish nor overflow. */
#define MIN_MAX			1e-100
#define MAX_MAX			1e100

/*
 * Between two values, the points are those at `at` plus slope times the distance
 * from there.  Values of an inverse rule are negated, so that more is better.
 */
typedef struct Stretch
{
	double		from;
	double		to;
	double		at;
	double		points;
	double		slope;
} Stretch;

typedef struct Stretches
{
	int			n;
	Stretch		stretch[MAX_STRETCHES];
} Stretches;

static void
add_stretch(Stretches *s, double from, double to, double at, double points, double slope)
{
	Stretch    *stretch;

	if (from >= to)
		return;
	Assert(s->n < MAX_STRETCHES);
	stretch = &s->stretch[s->n++];
	stretch->from = from;
	stretch->to = to;
	stretch->at = at;
	stretch->points = points;
	stretch->slope = slope;
}

/*
 * A line between two values, kept within 0 and most.
 */
static void
add_line(Stretches *s, double from, double to, double at, double points, double slope, double most)
{
	double		zero;
	double		full;

	if (slope == 0)
	{
		add_stretch(s, from, to, 0, Max(0, Min(most, points)), 0);
		return;
	}
	zero = at - points / slope;
	full = at + (most - points) / slope;
	add_stretch(s, from, Min(to, Min(zero, full)), 0, slope > 0 ? 0 : most, 0);
	add_stretch(s, Max(from, Min(zero, full)), Min(to, Max(zero, full)), at, points, slope);
	add_stretch(s, Max(from, Max(zero, full)), to, 0, slope > 0 ? most : 0, 0);
}

/*
 * The rule as stretches of fractions of the maximum, best first.
 */
static void
cut_rule(const Rule *rule, double max, Stretches *s)
{
	double		value_unit = 1.0 / par_power_of_ten[rule->value_scale];
	double		points_unit = 1 / (rule->options & IN_POINTS ? max : 100) / par_power_of_ten[rule->points_scale];
	double		most = rule->options & CAPPED ? Min(1, rule->cap * points_unit) : 1;
	double		start = rule->kind == RULE_MINUS ? 1 : 0;
	double		to = INFINITY;
	int			i;

	if (rule->options & LOWER_IS_BETTER)
		value_unit = -value_unit;
	s->n = 0;
	for (i = 0; i < rule->npieces; i++)
	{
		const Piece *piece = &rule->pieces[i];
		double		from = piece->test == HOLDS_ALWAYS ? -INFINITY : piece->from * value_unit;
		double		slope = piece->a == piece->b ? 0 :
			(piece->hi - piece->lo) * points_unit / ((piece->b - piece->a) * value_unit);

		add_line(s, from, to, piece->a * value_unit, start + piece->lo * points_unit, slope, most);
		to = from;
	}
	add_stretch(s, -INFINITY, to, 0, 0, 0);
}

static double
points_at(const Stretch *stretch, double value)
{
	return stretch->slope == 0 ? stretch->points : stretch->points + stretch->slope * (value - stretch->at);
}

/* Gauss and Legendre's formula with eight places on [-1, 1], half of it. */
static const double places[] = {
	0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363
};
static const double weights[] = {
	0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763
};

/*
 * The integral of (gap + slope se (t - t1))^power times the normal density from t1
 * to t2, 0 <= t1.
 */
static double
integrate_outwards(double t1, double t2, double gap, double slope, double se, int power)
{
	double		sum = 0;
	double		t = t1;

	t2 = Min(t2, FARTHEST);
	while (t < t2 && (t - t1) * (t + t1) / 2 < NEGLIGIBLE)
	{
		double		end = Min(t2, t + 1 / Max(t, 1));
		double		half = (end - t) / 2;
		double		middle = t + half;
		double		panel = 0;
		int			i;

		for (i = 0; i < 8; i++)
		{
			double		u = middle + (i < 4 ? -half : half) * places[i % 4];
			double		value = slope == 0 ? gap : gap + slope * (se * (u - t1));

			panel += weights[i % 4] * exp(-u * u / 2) * (power == 1 ? value : value * value);
		}
		sum += panel * half;
		t = end;
	}
	return sum * (M_SQRT1_2 * M_2_SQRTPI / 2);
}

/*
 * The expected power of the points less those of the estimate less `less`.
 */
static double
expected_power(const Stretches *s, double estimate, double se, double own, double less, int power)
{
	double		sum = 0;
	int			i;

	for (i = 0; i < s->n; i++)
	{
		const Stretch *stretch = &s->stretch[i];
		double		low = (stretch->from - estimate) / se;
		double		high = (stretch->to - estimate) / se;
		double		slope = stretch->slope;

		if (low < 0 && high > 0)
		{
			sum += integrate_outwards(0, high, -less, slope, se, power);
			sum += integrate_outwards(0, -low, -less, -slope, se, power);
		}
		else if (low >= 0 && low < high)
			sum += integrate_outwards(low, high, points_at(stretch, stretch->from) - own - less, slope, se, power);
		else if (low < high)
			sum += integrate_outwards(-high, -low, points_at(stretch, stretch->to) - own - less, -slope, se, power);
	}
	return sum;
}

/*
 * points_se(rule, estimate, se, max)
 */
Datum
par_points_se(PG_FUNCTION_ARGS)
{
	const Rule *rule = get_rule(PG_GETARG_DATUM(0));
	double		estimate = PG_GETARG_FLOAT8(1);
	double		se = PG_GETARG_FLOAT8(2);
	Numeric		max_points = PG_GETARG_NUMERIC(3);
	double		max;
	Stretches	s;
	double		own = 0;
	double		mean;
	int			i;

	par_check_finite(max_points, "max");
	if (par_numeric_cmp(max_points, int64_to_numeric(0)) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max is negative"),
				 errhint("Penalties are rows of their own: the points are negative and their maximum is 0.")));
	if (isnan(estimate) || isinf(estimate) || isnan(se) || isinf(se))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("estimate or se is not a finite number"),
				 errhint("Use NULL for a value that is not known.")));
	if (se < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("se is negative"),
				 errhint("Give the standard error of the estimate; 0 if it has none, NULL if it is not known.")));
	if (rule->kind == RULE_ANSWERS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the rule \"%s\" takes the number of an answer, not an estimate", par_rule_text(rule)),
				 errhint("Summarise the answers with survey_agg(), and give a rule for the percentage.")));
	if (se == 0 || par_is_zero(max_points))
		PG_RETURN_FLOAT8(0);
	max = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, NumericGetDatum(max_points)));
	if (!(max >= MIN_MAX && max <= MAX_MAX))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("max is out of range"),
				 errhint("A maximum of points is 0, or from %g to %g.", MIN_MAX, MAX_MAX)));

	cut_rule(rule, max, &s);
	if (rule->options & LOWER_IS_BETTER)
		estimate = -estimate;
	for (i = 0; i < s.n; i++)
	{
		if (s.stretch[i].from <= estimate && estimate < s.stretch[i].to)
			own = points_at(&s.stretch[i], estimate);
	}
	mean = expected_power(&s, estimate, se, own, 0, 1);
	PG_RETURN_FLOAT8(max * sqrt(expected_power(&s, estimate, se, own, mean, 2)));
}
