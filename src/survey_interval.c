/*-------------------------------------------------------------------------
 *
 * survey_interval.c
 *		How sure a share is: intervals, differences, sample size (room survey).
 *
 * What this file promises:
 *
 * - Intervals are for a binomial share over the effective number of answers,
 *	 exact at 0 and 100 % and never outside.
 * - The quantiles are our own, few lines each, on the C library's erfc and
 *	 lgamma; test/sql/survey.sql holds them to R's to 1e-9.
 *
 *-------------------------------------------------------------------------
 */
#include "survey.h"

#include <math.h>

#include "miscadmin.h"

PG_FUNCTION_INFO_V1(par_survey_satisfied_low);
PG_FUNCTION_INFO_V1(par_survey_satisfied_high);
PG_FUNCTION_INFO_V1(par_survey_difference_pct);
PG_FUNCTION_INFO_V1(par_survey_difference_low);
PG_FUNCTION_INFO_V1(par_survey_difference_high);
PG_FUNCTION_INFO_V1(par_survey_difference_p);
PG_FUNCTION_INFO_V1(par_survey_sample_size);

static const char *const method_names[] = {"wilson", "clopper_pearson", NULL};
static const char *const difference_names[] = {"newcombe", "wald", NULL};


/* ----------------------------------------------------------------------
 * Quantiles
 *
 * Both are found by Newton's method on the logarithm of the tail.  The normal
 * density, and the beta density taken over log(x / (1 - x)), are log-concave,
 * so the logarithm of the tail is concave: after the first step the iteration
 * comes from one side, monotonously, from any start.
 * ----------------------------------------------------------------------
 */

#define MAX_STEPS	100
#define PRECISION	1e-15

/*
 * The z with P(Z > z) = tail, for tail in (0, 0.5].
 */
static double
normal_quantile(double tail)
{
	double		z = 0;
	int			i;

	for (i = 0; i < MAX_STEPS; i++)
	{
		double		q = erfc(z / M_SQRT2) / 2;
		double		density = exp(-z * z / 2) * (M_SQRT1_2 * M_2_SQRTPI / 2);
		double		step = log(q / tail) * q / density;

		z += step;
		if (fabs(step) <= PRECISION * Max(1, z))
			break;
	}
	return z;
}

/*
 * log(1 + t) - t, given both, without the loss of digits near 0.
 */
static double
log_minus(double log1pt, double t)
{
	double		r = t / (2 + t);
	double		r2 = r * r;
	double		power = 2 * r * r2;
	double		sum = -r * t;
	int			k;

	if (fabs(t) > 0.25)
		return log1pt - t;
	for (k = 3; fabs(power) > 1e-17 * fabs(sum); k += 2, power *= r2)
		sum += power / k;
	return sum;
}

/*
 * What Stirling's formula for log gamma(x) lacks.
 */
static double
stirling_rest(double x)
{
	double		x2 = x * x;

	if (x < 10)
		return lgamma(x) - (x - 0.5) * log(x) + x - log(2 * M_PI) / 2;
	return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188 -
			(691.0 / 360360 - 1.0 / 156 / x2) / x2) / x2) / x2) / x2) / x2) / x;
}

/*
 * The incomplete beta function over its own derivative in log(x / y), y = 1 - x:
 * I_x(a, b) B(a, b) / (x^a y^b), as the continued fraction of Didonato and Morris
 * (ACM TOMS 708) by Lentz's method.  For a y >= b x.
 */
static double
beta_fraction(double a, double b, double x, double y)
{
	double		gap = a * y - b * x + 1;
	double		result = a * gap / (a + 1);
	double		c = result;
	double		d = 0;
	int64		k;

	for (k = 1;; k++)
	{
		double		m = k;
		double		w = a + 2 * m;
		double		num = ((a + m - 1) / (w - 1)) * ((a + b + m - 1) / (w - 1)) * m * (b - m) * x * x;
		double		den = m + m * (b - m) * x / (w - 1) + (a + m) * (gap + m * (1 + y)) / (w + 1);
		double		factor;

		d = 1 / (den + num * d);
		c = den + num / c;
		factor = c * d;
		result *= factor;
		if (!(fabs(factor - 1) > PRECISION))
			return 1 / result;
		if (k % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
	}
}

/*
 * log(x / (1 - x)) for the x with I_x(a, b) = tail, for tail in (0, 0.5] and
 * positive a and b.  As a logarithm x and 1 - x both keep all their digits.
 */
static double
beta_quantile_logit(double tail, double a, double b)
{
	double		n = a + b;
	double		constant = log(a) + log(b) - log(n) - log(2 * M_PI);
	double		u = log(a / b) - normal_quantile(tail) * sqrt(1 / a + 1 / b);
	int			i;

	constant = constant / 2 + stirling_rest(n) - stirling_rest(a) - stirling_rest(b);
	for (i = 0; i < MAX_STEPS; i++)
	{
		double		x = 1 / (1 + exp(-u));
		double		y = 1 / (1 + exp(u));
		double		log_x = u < 0 ? u - log1p(exp(u)) : -log1p(exp(-u));
		double		log_density;	/* of u: log of x^a y^b / B(a, b) */
		double		log_ratio;	/* tail function / density */
		double		step;

		log_density = constant +
			a * log_minus(log_x + log(n / a), (x * b - y * a) / a) +
			b * log_minus(log_x - u + log(n / b), (y * a - x * b) / b);
		if (a * y >= b * x)
			log_ratio = log(beta_fraction(a, b, x, y));
		else
			log_ratio = log(exp(-log_density) - beta_fraction(b, a, y, x));
		step = -(log_ratio + log_density - log(tail)) * exp(log_ratio);
		u += step;
		if (fabs(step) <= PRECISION * Max(1, fabs(u)))
			break;
	}
	return u;
}

/* ----------------------------------------------------------------------
 * Intervals
 * ----------------------------------------------------------------------
 */

double
par_confidence(FunctionCallInfo fcinfo, int arg)
{
	double		confidence = PG_GETARG_FLOAT8(arg);

	if (!(confidence > 0 && confidence < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence is not between 0 and 1"),
				 errhint("Write 95 percent as 0.95.")));
	return confidence;
}

/*
 * Share of the positive set among the answers; false if there are none.
 */
static bool
get_share(const SurveyStats *s, CodeSet positive, Share *share)
{
	double		in = par_survey_weight(s, VALID_CODES & positive);
	double		out = par_survey_weight(s, VALID_CODES & ~positive);
	double		scale;

	if (in + out == 0)
		return false;
	scale = IS_WEIGHTED(s) ? par_survey_effective(s) / (in + out) : 1;
	share->in = in * scale;
	share->out = out * scale;
	return true;
}

static double
share_rate(Share share)
{
	return share.in / (share.in + share.out);
}

/*
 * Wilson's score interval (prop.test with correct = FALSE).  The lower bound
 * comes from the product of the two roots, so it is exact for few answers of
 * very many.
 */
Bounds
par_wilson(Share s, double confidence)
{
	double		z = normal_quantile((1 - confidence) / 2);
	double		n = s.in + s.out;
	double		p = s.in / n;
	double		root = z * sqrt(s.in * (s.out / n) + z * z / 4);
	Bounds		result;

	/* z is 0 where the confidence is next to nothing. */
	result.low = s.in == 0 ? 0 : s.in * p / (s.in + z * z / 2 + root);
	result.high = s.out == 0 ? 1 : Min(1, (s.in + z * z / 2 + root) / (n + z * z));
	return result;
}

/*
 * The exact interval of Clopper and Pearson (binom.test).
 */
static Bounds
clopper_pearson(Share s, double confidence)
{
	double		tail = (1 - confidence) / 2;
	Bounds		result = {0, 1};

	if (s.in > 0)
		result.low = 1 / (1 + exp(-beta_quantile_logit(tail, s.in, s.out + 1)));
	if (s.out > 0)
		result.high = 1 / (1 + exp(beta_quantile_logit(tail, s.out, s.in + 1)));
	return result;
}

/*
 * p +- z se, cut off at the ends of what is possible: 1, and 0 for a share or
 * -1 for a difference.
 */
Bounds
par_wald(double p, double se, double confidence, double least)
{
	double		z = normal_quantile((1 - confidence) / 2);
	Bounds		result;

	result.low = Max(least, p - z * se);
	result.high = Min(1, p + z * se);
	return result;
}

Numeric
par_percent_of_rate(double rate, int digits)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_round,
											   DirectFunctionCall1(float8_numeric, Float8GetDatum(rate * 100)),
											   Int32GetDatum(digits)));
}

/*
 * The interval that the arguments ask for; false without answers.
 */
static bool
satisfied_interval(FunctionCallInfo fcinfo, Bounds *result)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	CodeSet		positive = par_survey_positive(fcinfo, 1);
	double		confidence = par_confidence(fcinfo, 2);
	int			method = par_choice(PG_GETARG_TEXT_PP(3), "method", method_names);
	Share		share;

	if (!get_share(s, positive, &share))
		return false;
	*result = method == 0 ? par_wilson(share, confidence) : clopper_pearson(share, confidence);
	return true;
}

Datum
par_survey_satisfied_low(PG_FUNCTION_ARGS)
{
	int			digits = par_digits(PG_GETARG_INT32(4));
	Bounds		interval;

	if (!satisfied_interval(fcinfo, &interval))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_of_rate(interval.low, digits));
}

Datum
par_survey_satisfied_high(PG_FUNCTION_ARGS)
{
	int			digits = par_digits(PG_GETARG_INT32(4));
	Bounds		interval;

	if (!satisfied_interval(fcinfo, &interval))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_of_rate(interval.high, digits));
}

/*
 * First share minus second, in percentage points.
 */
Datum
par_survey_difference_pct(PG_FUNCTION_ARGS)
{
	SurveyStats *a = PG_GETARG_STATS(0);
	SurveyStats *b = PG_GETARG_STATS(1);
	CodeSet		positive = par_survey_positive(fcinfo, 2);
	int			digits = par_digits(PG_GETARG_INT32(3));
	Numeric		na = par_survey_amount(a, VALID_CODES);
	Numeric		nb = par_survey_amount(b, VALID_CODES);

	return par_percent_or_null(fcinfo,
						   par_numeric2(numeric_sub,
								 par_numeric2(numeric_mul, par_survey_amount(a, positive), nb),
								 par_numeric2(numeric_mul, par_survey_amount(b, positive), na)),
						   par_numeric2(numeric_mul, na, nb), digits);
}

/*
 * Interval of the difference of two independent shares: Newcombe's (method 10),
 * which joins the Wilson intervals of the two, or Wald's (prop.test with correct =
 * FALSE).
 */
static bool
difference_interval(FunctionCallInfo fcinfo, Bounds *result)
{
	CodeSet		positive = par_survey_positive(fcinfo, 2);
	double		confidence = par_confidence(fcinfo, 3);
	int			method = par_choice(PG_GETARG_TEXT_PP(4), "method", difference_names);
	Share		a;
	Share		b;
	double		pa;
	double		pb;

	if (!get_share(PG_GETARG_STATS(0), positive, &a) ||
		!get_share(PG_GETARG_STATS(1), positive, &b))
		return false;
	pa = share_rate(a);
	pb = share_rate(b);
	if (method == 0)
	{
		Bounds		ia = par_wilson(a, confidence);
		Bounds		ib = par_wilson(b, confidence);

		result->low = pa - pb - hypot(pa - ia.low, ib.high - pb);
		result->high = pa - pb + hypot(ia.high - pa, pb - ib.low);
	}
	else
		*result = par_wald(pa - pb,
					   sqrt(pa * (1 - pa) / (a.in + a.out) + pb * (1 - pb) / (b.in + b.out)),
					   confidence, -1);
	return true;
}

Datum
par_survey_difference_low(PG_FUNCTION_ARGS)
{
	int			digits = par_digits(PG_GETARG_INT32(5));
	Bounds		interval;

	if (!difference_interval(fcinfo, &interval))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_of_rate(interval.low, digits));
}

Datum
par_survey_difference_high(PG_FUNCTION_ARGS)
{
	int			digits = par_digits(PG_GETARG_INT32(5));
	Bounds		interval;

	if (!difference_interval(fcinfo, &interval))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_of_rate(interval.high, digits));
}

/*
 * p-value of the hypothesis that the two shares are equal: the chi-squared test
 * with the pooled share (prop.test with correct = FALSE).  Two groups that are
 * all in or all out give no evidence of a difference: 1.
 */
Datum
par_survey_difference_p(PG_FUNCTION_ARGS)
{
	CodeSet		positive = par_survey_positive(fcinfo, 2);
	Share		a;
	Share		b;
	double		na;
	double		nb;
	double		pooled;
	double		z;

	if (!get_share(PG_GETARG_STATS(0), positive, &a) ||
		!get_share(PG_GETARG_STATS(1), positive, &b))
		PG_RETURN_NULL();
	if ((a.in == 0 && b.in == 0) || (a.out == 0 && b.out == 0))
		PG_RETURN_FLOAT8(1);
	na = a.in + a.out;
	nb = b.in + b.out;
	pooled = (a.in + b.in) / (na + nb) * ((a.out + b.out) / (na + nb));
	z = fabs(share_rate(a) - share_rate(b)) / sqrt(pooled * (1 / na + 1 / nb));
	PG_RETURN_FLOAT8(erfc(z / M_SQRT2));
}

/*
 * N / (1 + N e^2), rounded up exactly.
 */
Datum
par_survey_sample_size(PG_FUNCTION_ARGS)
{
	int64		population = PG_GETARG_INT64(0);
	Numeric		error = PG_GETARG_NUMERIC(1);
	Numeric		n = int64_to_numeric(population);
	Numeric		one = int64_to_numeric(1);
	Numeric		divisor;
	Numeric		size;

	if (population < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("population is negative"),
				 errhint("Give the number of persons that could be asked.")));
	if (numeric_is_nan(error) ||
		!DatumGetBool(DirectFunctionCall2(numeric_gt, NumericGetDatum(error),
										  NumericGetDatum(int64_to_numeric(0)))) ||
		!DatumGetBool(DirectFunctionCall2(numeric_lt, NumericGetDatum(error),
										  NumericGetDatum(one))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("error is not between 0 and 1"),
				 errhint("Write a margin of 5 percent as 0.05.")));

	divisor = par_numeric2(numeric_add, one,
					par_numeric2(numeric_mul, n, par_numeric2(numeric_mul, error, error)));
	size = par_numeric2(numeric_div_trunc, n, divisor);
	if (!par_is_zero(par_numeric2(numeric_sub, n, par_numeric2(numeric_mul, size, divisor))))
		size = par_numeric2(numeric_add, size, one);
	PG_RETURN_DATUM(DirectFunctionCall1(numeric_int8, NumericGetDatum(size)));
}
