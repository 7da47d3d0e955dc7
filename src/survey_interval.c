/*-------------------------------------------------------------------------
 *
 * survey_interval.c
 *		How sure a share is: intervals, differences, sample size (room survey).
 *
 * What this file promises:
 *
 * - Intervals are for a binomial share over the effective number of answers,
 *	 exact at 0 and 100 % and never outside.
 * - Where the summary is of forms, that number comes from the variance between
 *	 persons, and quantiles are Student's with n - 1 degrees of freedom: wider
 *	 with few persons.  Differences then are as R's svyttest has them: both
 *	 groups in one design of independent persons, n - 2 degrees of freedom.
 * - The quantiles are our own, few lines each, on the C library's erfc and
 *	 lgamma; test/sql/survey.sql holds them to R's to 1e-9.
 *
 *-------------------------------------------------------------------------
 */
#include "survey.h"

#include <float.h>
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
 * The z with P(Z > z) = tail, for tail in (0, 0.5].  It is not above the z with
 * exp(-z^2 / 2) / 2 = tail; the first step may be, where the tail is no more than 0.
 */
static double
normal_quantile(double tail)
{
	double		most = sqrt(-2 * log(2 * Max(tail, DBL_MIN)));
	double		z = 0;
	int			i;

	for (i = 0; i < MAX_STEPS; i++)
	{
		double		q = erfc(z / M_SQRT2) / 2;
		double		density = exp(-z * z / 2) * (M_SQRT1_2 * M_2_SQRTPI / 2);
		double		step = log(q / tail) * q / density;

		z = Min(z + step, most);
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
 * The beta distribution at u = log(x / (1 - x)): the logarithm of its density
 * over u, and that of the quotient I_x(a, b) / density.
 */
typedef struct Beta
{
	double		a;
	double		b;
	double		constant;
} Beta;

static Beta
make_beta(double a, double b)
{
	Beta		beta = {a, b, 0};

	beta.constant = (log(a) + log(b) - log(a + b) - log(2 * M_PI)) / 2 +
		stirling_rest(a + b) - stirling_rest(a) - stirling_rest(b);
	return beta;
}

static double
beta_log_density(Beta beta, double u, double *log_ratio)
{
	double		a = beta.a;
	double		b = beta.b;
	double		n = a + b;
	double		x = 1 / (1 + exp(-u));
	double		y = 1 / (1 + exp(u));
	double		log_x = u < 0 ? u - log1p(exp(u)) : -log1p(exp(-u));
	double		log_density;	/* log of x^a y^b / B(a, b) */

	log_density = beta.constant +
		a * log_minus(log_x + log(n / a), (x * b - y * a) / a) +
		b * log_minus(log_x - u + log(n / b), (y * a - x * b) / b);
	if (a * y >= b * x)
		*log_ratio = log(beta_fraction(a, b, x, y));
	else
		*log_ratio = log(exp(-log_density) - beta_fraction(b, a, y, x));
	return log_density;
}

/*
 * log(x / (1 - x)) for the x with I_x(a, b) = tail, for tail in (0, 0.5] and
 * positive a and b.  As a logarithm x and 1 - x both keep all their digits.
 */
static double
beta_quantile_logit(double tail, double a, double b)
{
	Beta		beta = make_beta(a, b);
	double		u = log(a / b) - normal_quantile(tail) * sqrt(1 / a + 1 / b);
	int			i;

	for (i = 0; i < MAX_STEPS; i++)
	{
		double		log_ratio;
		double		log_density = beta_log_density(beta, u, &log_ratio);
		double		step = -(log_ratio + log_density - log(tail)) * exp(log_ratio);

		u += step;
		if (fabs(step) <= PRECISION * Max(1, fabs(u)))
			break;
	}
	return u;
}

/* From here on t is the normal quantile and three terms of a series. */
#define MANY_FREEDOM	1e5

/*
 * The t with P(|T| < t) = confidence; freedom 0 is the normal distribution.
 * T^2 / (freedom + T^2) has a beta distribution.
 */
static double
t_quantile(double confidence, double freedom)
{
	double		z;
	double		z2;

	if (freedom > 0 && freedom < MANY_FREEDOM)
	{
		if (confidence >= 0.5)
			return sqrt(freedom * exp(-beta_quantile_logit(1 - confidence, freedom / 2, 0.5)));
		return sqrt(freedom * exp(beta_quantile_logit(confidence, 0.5, freedom / 2)));
	}
	z = normal_quantile((1 - confidence) / 2);
	z2 = z * z;
	if (freedom == 0)
		return z;
	return z + z * (z2 + 1) / (4 * freedom) +
		z * ((5 * z2 + 16) * z2 + 3) / (96 * freedom * freedom);
}

/*
 * The same, remembered: both bounds of an interval need it, and so do the many
 * groups of a table that have as many persons.
 */
double
par_t_quantile(double confidence, double freedom)
{
	static struct
	{
		double		confidence;
		double		freedom;
		double		quantile;
	}			known[256];
	int			i = (uint64) Min(freedom, 1e9) % lengthof(known);

	if (known[i].confidence != confidence || known[i].freedom != freedom)
	{
		known[i].quantile = t_quantile(confidence, freedom);
		known[i].confidence = confidence;
		known[i].freedom = freedom;
	}
	return known[i].quantile;
}

/*
 * P(|T| > t), for freedom > 0.
 */
static double
t_tail(double t, double freedom)
{
	double		log_ratio;
	double		log_density;

	if (t == 0)
		return 1;
	if (freedom >= MANY_FREEDOM)
	{
		/* The inverse of the series above, to the same order. */
		double		t2 = t * t;
		double		z = t - t * (t2 + 1) / (4 * freedom) + t * ((13 * t2 + 8) * t2 + 3) / (96 * freedom * freedom);

		return erfc(Max(z, 0) / M_SQRT2);
	}
	log_density = beta_log_density(make_beta(freedom / 2, 0.5), log(freedom) - 2 * log(t), &log_ratio);
	return Min(1, exp(log_ratio + log_density));
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
 * Share of the positive set among the answers; false if there are none, or
 * nothing is known of its variance.
 */
static bool
get_share(const SurveyStats *s, CodeSet positive, Share *share)
{
	double		in = par_survey_weight(s, VALID_CODES & positive);
	double		out = par_survey_weight(s, VALID_CODES & ~positive);
	double		scale;

	share->freedom = 0;
	share->answers = 0;
	if (in + out == 0)
		return false;
	if (HAS_FORMS(s))
	{
		if (ANSWERING(s) < 2)
			return false;
		share->freedom = ANSWERING(s) - 1;
		share->answers = par_survey_answers(s);
	}
	scale = KIND(s) == 0 ? 1 : par_survey_effective(s, positive) / (in + out);
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
	double		z = par_t_quantile(confidence, s.freedom);
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
 * The exact interval of Clopper and Pearson (binom.test).  Of forms, the
 * effective number is made smaller as the t quantile of the persons is wider than
 * that of the answers (Korn and Graubard; svyciprop with method = "beta").
 */
static Bounds
clopper_pearson(Share s, double confidence)
{
	double		tail = (1 - confidence) / 2;
	Bounds		result = {0, 1};

	if (s.freedom > 0)
	{
		double		ratio = par_t_quantile(confidence, s.answers - 1) / par_t_quantile(confidence, s.freedom);

		s.in *= ratio * ratio;
		s.out *= ratio * ratio;
	}

	if (s.in > 0)
		result.low = 1 / (1 + exp(-beta_quantile_logit(tail, s.in, s.out + 1)));
	if (s.out > 0)
		result.high = 1 / (1 + exp(beta_quantile_logit(tail, s.out, s.in + 1)));
	return result;
}

/*
 * p +- margin, cut off at the ends of what is possible: 1, and 0 for a share or
 * -1 for a difference.
 */
Bounds
par_wald(double p, double margin, double least)
{
	Bounds		result;

	result.low = Max(least, p - margin);
	result.high = Min(1, p + margin);
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
 * The two shares of a difference; false if one of them is not known.
 */
static bool
get_shares(FunctionCallInfo fcinfo, CodeSet positive, Share *a, Share *b)
{
	const SurveyStats *sa = PG_GETARG_STATS(0);
	const SurveyStats *sb = PG_GETARG_STATS(1);

	if (!get_share(sa, positive, a) || !get_share(sb, positive, b))
		return false;
	if (HAS_FORMS(sa) != HAS_FORMS(sb))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a summary of forms and one of single answers cannot be compared"),
				 errhint("Build both with survey_agg(answers), one row for each person, or both with survey_agg(answer).")));
	return true;
}

/*
 * Of two summaries of forms: the standard error of the difference of the
 * shares, and its degrees of freedom.
 */
static double
difference_error(FunctionCallInfo fcinfo, CodeSet positive, double *freedom)
{
	int			worth[SLOTS];
	Estimate	a;
	Estimate	b;
	double		n;
	int			i;

	for (i = 0; i < SLOTS; i++)
		worth[i] = CONTAINS(positive, i);
	par_survey_estimate(PG_GETARG_STATS(0), worth, VALID_CODES, &a);
	par_survey_estimate(PG_GETARG_STATS(1), worth, VALID_CODES, &b);
	n = (double) a.persons + b.persons;
	*freedom = n - 2;
	return sqrt(n / (n - 1) * (a.variance + b.variance));
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

	if (!get_shares(fcinfo, positive, &a, &b))
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
	{
		double		freedom = 0;
		double		se = a.freedom > 0 ? difference_error(fcinfo, positive, &freedom) :
			sqrt(pa * (1 - pa) / (a.in + a.out) + pb * (1 - pb) / (b.in + b.out));

		*result = par_wald(pa - pb, par_t_quantile(confidence, freedom) * se, -1);
	}
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
 * with the pooled share (prop.test with correct = FALSE), or of forms the t test
 * of the difference between persons, unless neither group is seen to vary.  Two
 * groups that are all in or all out give no evidence of a difference: 1.
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

	if (!get_shares(fcinfo, positive, &a, &b))
		PG_RETURN_NULL();
	if ((a.in == 0 && b.in == 0) || (a.out == 0 && b.out == 0))
		PG_RETURN_FLOAT8(1);
	if (a.freedom > 0)
	{
		double		freedom;
		double		se = difference_error(fcinfo, positive, &freedom);

		if (se > 0)
			PG_RETURN_FLOAT8(t_tail(fabs(share_rate(a) - share_rate(b)) / se, freedom));
	}
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
