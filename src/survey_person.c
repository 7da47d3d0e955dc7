/*-------------------------------------------------------------------------
 *
 * survey_person.c
 *		How much figures vary between persons (room survey).
 *
 * What this file promises:
 *
 * - A figure is a ratio: the sum of what the answers are worth (0 or 1 for a
 *	 share, the code for a mean) over their number, both by weight.  Its variance
 *	 is the linearised one between persons, drawn with replacement: with z the
 *	 residual of a person, weighted, n / (n - 1) times the sum of z^2 over the
 *	 square of the denominator.  R's package survey calls this
 *	 svydesign(ids = ~person, weights = ~w).
 * - A person is a form; in a summary of single answers each answer is one.
 *	 Persons without an answer in the base are not counted.
 * - Where the summary is of forms the variance comes from the sums of products
 *	 of two counts, by exact decimal arithmetic, rounded once.
 * - One person does not vary: NULL.
 * - Departures from R, for shares: the effective number of answers never
 *	 exceeds the answers; and at 0 and 100 %, where no variance is seen, it is the
 *	 number of persons (over the effect of the weights).
 * - The default of what is satisfied, codes 4 and 5, is a warning where the answers
 *	 look like those of another scale.
 *
 *-------------------------------------------------------------------------
 */
#include "survey.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(par_survey_n_persons);
PG_FUNCTION_INFO_V1(par_survey_if_enough);
PG_FUNCTION_INFO_V1(par_survey_satisfied_se);
PG_FUNCTION_INFO_V1(par_survey_mean_se);
PG_FUNCTION_INFO_V1(par_survey_mean_low);
PG_FUNCTION_INFO_V1(par_survey_mean_high);
PG_FUNCTION_INFO_V1(par_survey_effective_n);
PG_FUNCTION_INFO_V1(par_survey_design_effect);
PG_FUNCTION_INFO_V1(par_survey_effective_n_of);
PG_FUNCTION_INFO_V1(par_survey_design_effect_of);
PG_FUNCTION_INFO_V1(par_survey_satisfied_person);

/* By default satisfied are 4 and 5. */
#define DEFAULT_POSITIVE	((CodeSet) ((1 << 4) | (1 << 5)))

static const char *const part_names[] = {"total", "weighting", "clustering", NULL};

typedef enum Part
{
	PART_TOTAL,
	PART_WEIGHTING,
	PART_CLUSTERING
} Part;

/* So many answers without a 4 or 5 are of a scale that has none. */
#define MANY_ANSWERS	30

/*
 * Warn, once for each place of a query that calls, when 4 and 5 are satisfied but
 * hardly belong to the scale: no answer is so high, though there are many, or
 * some have code 0, which a scale from 1 to 5 does not have.
 */
void
par_survey_warn_default(FunctionCallInfo fcinfo, const SurveyStats *s, CodeSet positive)
{
	static char said;
	int64		answers;
	int			i;

	if (positive != DEFAULT_POSITIVE || fcinfo->flinfo == NULL || fcinfo->flinfo->fn_extra != NULL)
		return;
	for (i = 4; i < CODES; i++)
	{
		if (s->n[i] > 0)
			return;
	}
	answers = par_survey_answers(s);
	if (s->n[0] == 0 && answers < MANY_ANSWERS)
		return;
	fcinfo->flinfo->fn_extra = &said;
	ereport(WARNING,
			(errmsg("codes 4 and 5 mean satisfied, but none of " INT64_FORMAT " answers has code 4 or more", answers),
			 errhint("On another scale name its codes, for example positive => '{1}' for yes and no.")));
}

/* ----------------------------------------------------------------------
 * The variance
 * ----------------------------------------------------------------------
 */

/*
 * Persons with an answer in the base.
 */
static int64
persons_in(const SurveyStats *s, CodeSet base)
{
	if (HAS_FORMS(s))
		return CONTAINS(base, MISSING) ? FORMS(s) : ANSWERING(s);
	return par_survey_answers(s) + (CONTAINS(base, MISSING) ? s->n[MISSING] : 0);
}

/*
 * The sum over the forms of the squared residuals, over the square of the
 * denominator: (sum y^2 X^2 - 2 sum xy X Y + sum x^2 Y^2) / X^4, where a form
 * has x answers in the base, worth y.
 */
static double
exact_variance(const SurveyStats *s, const int *worth, CodeSet base)
{
	SurveyStats *stats = (SurveyStats *) s;
	CodeSet		slots = OCCURRING(s);
	int			k = slot_count(slots);
	int			scale = IS_WEIGHTED(s) ? SQUARE_SCALE : 0;
	uint64		sum_yy[SQUARE_WORDS] = {0};
	uint64		sum_xy[SQUARE_WORDS] = {0};
	uint64		sum_xx[SQUARE_WORDS] = {0};
	Numeric		x = par_survey_amount(s, base);
	Numeric		y = int64_to_numeric(0);
	Numeric		sum;
	double		denominator;
	int			i;
	int			j;

	for (i = 0; i < SLOTS; i++)
	{
		if (!CONTAINS(slots & base, i))
			continue;
		y = par_numeric2(numeric_add, y,
						 par_numeric2(numeric_mul, int64_to_numeric(worth[i]), par_survey_amount(s, 1 << i)));
		for (j = i; j < SLOTS; j++)
		{
			int			pair = PAIR(RANK(slots, i), RANK(slots, j), k);
			uint64		product[SQUARE_WORDS] = {0};
			uint32		twice = i == j ? 1 : 2;

			if (!CONTAINS(slots & base, j))
				continue;
			if (IS_WEIGHTED(s))
				memcpy(product, WIDE_PRODUCTS(stats)[pair], sizeof(product));
			else
				product[0] = (uint64) PRODUCTS(stats)[pair];
			par_wide_add_times(sum_yy, product, SQUARE_WORDS, twice * worth[i] * worth[j]);
			par_wide_add_times(sum_xy, product, SQUARE_WORDS, i == j ? worth[i] : worth[i] + worth[j]);
			par_wide_add_times(sum_xx, product, SQUARE_WORDS, twice);
		}
	}
	sum = par_numeric2(numeric_mul, par_wide_to_numeric(sum_yy, SQUARE_WORDS, scale),
					   par_numeric2(numeric_mul, x, x));
	sum = par_numeric2(numeric_sub, sum,
					   par_numeric2(numeric_mul, par_wide_to_numeric(sum_xy, SQUARE_WORDS, scale),
									par_numeric2(numeric_mul, int64_to_numeric(2), par_numeric2(numeric_mul, x, y))));
	sum = par_numeric2(numeric_add, sum,
					   par_numeric2(numeric_mul, par_wide_to_numeric(sum_xx, SQUARE_WORDS, scale),
									par_numeric2(numeric_mul, y, y)));
	denominator = par_survey_weight(s, base);
	denominator *= denominator;
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, NumericGetDatum(sum))) /
		denominator / denominator;
}

#ifdef HAVE_INT128

/*
 * The same of a summary without weights whose numbers are so small that int128 holds
 * all of it: nearly every one.  False if it is not.
 */
static bool
small_variance(const SurveyStats *s, const int *worth, CodeSet base, double *variance)
{
	const int64 *product = PRODUCTS((SurveyStats *) s);
	CodeSet		slots = OCCURRING(s);
	int128		yy = 0;
	int128		xy = 0;
	int128		xx = 0;
	int128		x = 0;
	int128		y = 0;
	double		denominator;
	int			i;
	int			j;

	for (i = 0; i < SLOTS; i++)
	{
		if (!CONTAINS(slots, i))
			continue;
		for (j = i; j < SLOTS; j++)
		{
			int64		n;

			if (!CONTAINS(slots, j))
				continue;
			n = *product++;
			if (!CONTAINS(base, i) || !CONTAINS(base, j))
				continue;
			yy += (int128) n * ((i == j ? 1 : 2) * worth[i] * worth[j]);
			xy += (int128) n * (i == j ? worth[i] : worth[i] + worth[j]);
			xx += (int128) n * (i == j ? 1 : 2);
		}
		if (CONTAINS(base, i))
		{
			x += s->n[i];
			y += (int128) worth[i] * s->n[i];
		}
	}
	/* Each of three products below 2^125. */
	if (x >= (int128) 1 << 31 || y >= (int128) 1 << 31 ||
		yy >= (int128) 1 << 62 || xy >= (int128) 1 << 62 || xx >= (int128) 1 << 62)
		return false;
	denominator = (double) x * (double) x;
	*variance = (double) (yy * x * x - 2 * xy * x * y + xx * y * y) / denominator / denominator;
	return true;
}
#endif

static double
form_variance(const SurveyStats *s, const int *worth, CodeSet base)
{
#ifdef HAVE_INT128
	double		variance;

	if (!IS_WEIGHTED(s) && small_variance(s, worth, base, &variance))
		return variance;
#endif
	return exact_variance(s, worth, base);
}

bool
par_survey_estimate(const SurveyStats *s, const int *worth, CodeSet base, Estimate *e)
{
	double		x = par_survey_weight(s, base);
	double		y = 0;
	double		sum = 0;
	int			i;

	if (x == 0)
		return false;
	for (i = 0; i < SLOTS; i++)
	{
		if (CONTAINS(base, i) && worth[i] > 0 && s->n[i] > 0)
			y += worth[i] * par_survey_weight(s, 1 << i);
	}
	e->value = y / x;
	e->persons = persons_in(s, base);
	if (HAS_FORMS(s))
		e->variance = form_variance(s, worth, base);
	else
	{
		for (i = 0; i < SLOTS; i++)
		{
			double		rest = worth[i] - e->value;

			if (CONTAINS(base, i) && s->n[i] > 0)
				sum += par_survey_square(s, 1 << i) * rest * rest;
		}
		e->variance = sum / x / x;
	}
	/* Only a summary that somebody made up has less. */
	e->variance = Max(e->variance, 0);
	return true;
}

/*
 * The standard error; false where one person does not vary, or nobody answered.
 */
static bool
standard_error(const SurveyStats *s, const int *worth, CodeSet base, Estimate *e, double *se)
{
	if (!par_survey_estimate(s, worth, base, e) || e->persons < 2)
		return false;
	*se = sqrt(e->variance * ((double) e->persons / (e->persons - 1)));
	return true;
}

/*
 * What a share is worth by code: 1 in the set, else 0.
 */
static void
worth_of_set(int *worth, CodeSet set)
{
	int			i;

	for (i = 0; i < SLOTS; i++)
		worth[i] = CONTAINS(set, i);
}

/*
 * What a mean is worth by code: the code.
 */
static void
worth_of_codes(int *worth)
{
	int			i;

	for (i = 0; i < SLOTS; i++)
		worth[i] = i < CODES ? i : 0;
}

/* ----------------------------------------------------------------------
 * Effective numbers of answers
 * ----------------------------------------------------------------------
 */

/*
 * Kish's effect of the weights: n times the sum of squares over the square of
 * the sum.
 */
static double
weighting_effect(const SurveyStats *s)
{
	double		weight = par_survey_weight(s, VALID_CODES);

	return IS_WEIGHTED(s) ? par_survey_answers(s) * par_survey_square(s, VALID_CODES) / weight / weight : 1;
}

double
par_survey_effective(const SurveyStats *s, CodeSet positive)
{
	double		answers = par_survey_answers(s);
	double		in = par_survey_weight(s, VALID_CODES & positive);
	double		out = par_survey_weight(s, VALID_CODES & ~positive);
	int			worth[SLOTS];
	Estimate	e;
	double		se;
	double		n;

	if (in + out == 0)
		return 0;
	if (!HAS_FORMS(s))
		return IS_WEIGHTED(s) ? (in + out) * (in + out) / par_survey_square(s, VALID_CODES) : answers;
	if (ANSWERING(s) < 2)
		return 0;
	if (in == 0 || out == 0)
		return ANSWERING(s) / weighting_effect(s);
	worth_of_set(worth, positive);
	if (!standard_error(s, worth, VALID_CODES, &e, &se) || se == 0)
		return answers;
	n = e.value * (1 - e.value) / (se * se);
	return Min(n, answers);
}

static Datum
effective_n(FunctionCallInfo fcinfo, CodeSet positive)
{
	double		n = par_survey_effective(PG_GETARG_STATS(0), positive);

	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(n);
}

/*
 * The effect of the design is that of the weights times that of the answers
 * being those of the same persons.
 */
static Datum
design_effect(FunctionCallInfo fcinfo, CodeSet positive, Part part)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	double		n = par_survey_effective(s, positive);
	double		total;

	if (n == 0)
		PG_RETURN_NULL();
	total = par_survey_answers(s) / n;
	PG_RETURN_FLOAT8(part == PART_TOTAL ? total :
					 part == PART_WEIGHTING ? weighting_effect(s) : total / weighting_effect(s));
}

Datum
par_survey_effective_n(PG_FUNCTION_ARGS)
{
	return effective_n(fcinfo, DEFAULT_POSITIVE);
}

Datum
par_survey_effective_n_of(PG_FUNCTION_ARGS)
{
	return effective_n(fcinfo, par_survey_positive(fcinfo, 1));
}

Datum
par_survey_design_effect(PG_FUNCTION_ARGS)
{
	return design_effect(fcinfo, DEFAULT_POSITIVE, PART_TOTAL);
}

Datum
par_survey_design_effect_of(PG_FUNCTION_ARGS)
{
	return design_effect(fcinfo, par_survey_positive(fcinfo, 1),
						 par_choice(PG_GETARG_TEXT_PP(2), "part", part_names));
}

/* ----------------------------------------------------------------------
 * Figures
 * ----------------------------------------------------------------------
 */

static Numeric
rounded(double value, int digits)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_round,
											   DirectFunctionCall1(float8_numeric, Float8GetDatum(value)),
											   Int32GetDatum(digits)));
}

Datum
par_survey_satisfied_se(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	CodeSet		positive = par_survey_positive(fcinfo, 1);
	CodeSet		base = par_survey_base(PG_GETARG_TEXT_PP(2));
	int			digits = par_digits(PG_GETARG_INT32(3));
	int			worth[SLOTS];
	Estimate	e;
	double		se;

	worth_of_set(worth, positive);
	if (!standard_error(s, worth, base, &e, &se))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_of_rate(se, digits));
}

Datum
par_survey_mean_se(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	int			digits = par_digits(PG_GETARG_INT32(1));
	int			worth[SLOTS];
	Estimate	e;
	double		se;

	worth_of_codes(worth);
	if (!standard_error(s, worth, VALID_CODES, &e, &se))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(rounded(se, digits));
}

/*
 * Student's interval of the mean: its lower (side = -1) or upper bound.
 */
static Datum
mean_bound(FunctionCallInfo fcinfo, int side)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	double		confidence = par_confidence(fcinfo, 1);
	int			digits = par_digits(PG_GETARG_INT32(2));
	int			worth[SLOTS];
	Estimate	e;
	double		se;

	worth_of_codes(worth);
	if (!standard_error(s, worth, VALID_CODES, &e, &se))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(rounded(e.value + side * se * par_t_quantile(confidence, e.persons - 1), digits));
}

Datum
par_survey_mean_low(PG_FUNCTION_ARGS)
{
	return mean_bound(fcinfo, -1);
}

Datum
par_survey_mean_high(PG_FUNCTION_ARGS)
{
	return mean_bound(fcinfo, 1);
}

Datum
par_survey_n_persons(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(persons_in(PG_GETARG_STATS(0), VALID_CODES));
}

/*
 * The summary, or NULL if it says too much of too few: for figures that must
 * not show single persons.
 */
Datum
par_survey_if_enough(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	int64		min_persons = PG_GETARG_INT64(1);
	int64		min_answers = PG_GETARG_INT64(2);

	if (min_persons < 0 || min_answers < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is negative", min_persons < 0 ? "min_persons" : "min_answers"),
				 errhint("Give the least number for which figures may be shown; 0 shows all.")));
	if (persons_in(s, VALID_CODES) < min_persons || par_survey_answers(s) < min_answers)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(s);
}

/*
 * Is a person satisfied: 1 if all answers of the form are positive, 0 if not,
 * NULL without an answer.  A number, for survey_agg to count.
 */
Datum
par_survey_satisfied_person(PG_FUNCTION_ARGS)
{
	CodeSet		positive = par_survey_positive(fcinfo, 1);
	Form		form;

	par_survey_form(PG_GETARG_ARRAYTYPE_P(0), &form);
	if ((form.slots & VALID_CODES) == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32((form.slots & VALID_CODES & ~positive) == 0);
}
