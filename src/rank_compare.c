/*-------------------------------------------------------------------------
 *
 * rank_compare.c
 *		Each unit against the rest of its group: compare_agg (room rank).
 *
 * The rest of a unit is the sum of the other units' summaries: the whole minus
 * the unit, with nothing taken away, so that weighted sums lose no digits either.
 * Unit and rest have no person in common, and what is said about the two is what
 * satisfied_rate and difference_low/high/p of the survey room say, with their
 * default method; this file adds what a table of many comparisons needs, the p-values
 * adjusted for their number.
 *
 *-------------------------------------------------------------------------
 */
#include "rank.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(par_compare_accum);
PG_FUNCTION_INFO_V1(par_compare_final);

/* columns of the state's rows */
#define STATS		1
#define POSITIVE	2

/* columns of the answer, after the key */
typedef enum Column
{
	SHARE,
	REST_SHARE,
	DIFFERENCE,
	LOW,
	HIGH,
	P,
	P_HOLM,
	P_BH,
	COLUMNS
} Column;

#define CONFIDENCE	0.95
#define DIGITS		20			/* of what is computed as a percentage: all */

/* The survey room's, with the arguments that SQL gives them. */
extern Datum par_survey_add(PG_FUNCTION_ARGS);
extern Datum par_survey_satisfied_rate(PG_FUNCTION_ARGS);
extern Datum par_survey_difference_low(PG_FUNCTION_ARGS);
extern Datum par_survey_difference_high(PG_FUNCTION_ARGS);
extern Datum par_survey_difference_p(PG_FUNCTION_ARGS);

typedef struct Comparison
{
	double		value[COLUMNS];
	bool		isnull[COLUMNS];
	int			unit;
} Comparison;

/*
 * Calls a function with arguments that are not NULL; false if it answers NULL.
 */
static bool
call_function(PGFunction function, int nargs, const Datum *args, Datum *result)
{
	LOCAL_FCINFO(fcinfo, 6);
	int			i;

	Assert(nargs <= 6);
	InitFunctionCallInfoData(*fcinfo, NULL, nargs, InvalidOid, NULL, NULL);
	for (i = 0; i < nargs; i++)
	{
		fcinfo->args[i].value = args[i];
		fcinfo->args[i].isnull = false;
	}
	*result = function(fcinfo);
	return !fcinfo->isnull;
}

/*
 * In what follows a summary that is not there is (Datum) 0.
 */
static Datum
add_stats(Datum a, Datum b)
{
	if (a == 0 || b == 0)
		return a != 0 ? a : b;
	return DirectFunctionCall2(par_survey_add, a, b);
}

static void
set_share(Comparison *c, Column column, Datum stats, Datum positive)
{
	Datum		args[4] = {stats, positive, PointerGetDatum(cstring_to_text("valid")), Int64GetDatum(0)};
	Datum		rate;

	c->isnull[column] = stats == 0 || !call_function(par_survey_satisfied_rate, 4, args, &rate);
	if (!c->isnull[column])
		c->value[column] = DatumGetFloat8(rate);
}

/*
 * A bound is computed as a percentage.
 */
static void
set_bound(Comparison *c, Column column, PGFunction bound, Datum stats, Datum rest, Datum positive)
{
	Datum		args[6] = {stats, rest, positive, Float8GetDatum(CONFIDENCE),
	PointerGetDatum(cstring_to_text("newcombe")), Int32GetDatum(DIGITS)};
	Datum		pct;

	c->isnull[column] = !call_function(bound, 6, args, &pct);
	if (!c->isnull[column])
		c->value[column] = DatumGetFloat8(DirectFunctionCall1(numeric_float8, pct)) / 100;
}

/*
 * A unit and its rest, but for the adjusted p-values.
 */
static void
compare_with_rest(Comparison *c, Datum stats, Datum rest, Datum positive)
{
	Datum		args[3] = {stats, rest, positive};
	Datum		p;

	memset(c->isnull, true, sizeof(c->isnull));
	set_share(c, SHARE, stats, positive);
	set_share(c, REST_SHARE, rest, positive);
	if (c->isnull[SHARE] || c->isnull[REST_SHARE])
		return;
	c->value[DIFFERENCE] = c->value[SHARE] - c->value[REST_SHARE];
	c->isnull[DIFFERENCE] = false;
	set_bound(c, LOW, par_survey_difference_low, stats, rest, positive);
	set_bound(c, HIGH, par_survey_difference_high, stats, rest, positive);
	c->isnull[P] = !call_function(par_survey_difference_p, 3, args, &p);
	if (!c->isnull[P])
		c->value[P] = DatumGetFloat8(p);
}

static int
compare_p(const void *a, const void *b)
{
	const Comparison *x = a;
	const Comparison *y = b;

	if (x->isnull[P] != y->isnull[P])
		return x->isnull[P] - y->isnull[P];
	return (x->value[P] > y->value[P]) - (x->value[P] < y->value[P]);
}

/*
 * Holm's and Benjamini and Hochberg's p-values, over those that there are.
 */
static void
adjust_p(Comparison *comparisons, int n)
{
	double		holm = 0;
	double		bh = 1;
	int			m = 0;
	int			i;

	qsort(comparisons, n, sizeof(Comparison), compare_p);
	while (m < n && !comparisons[m].isnull[P])
		m++;
	for (i = 0; i < m; i++)
	{
		holm = Max(holm, Min(1, (m - i) * comparisons[i].value[P]));
		comparisons[i].value[P_HOLM] = holm;
		comparisons[i].isnull[P_HOLM] = false;
	}
	for (i = m - 1; i >= 0; i--)
	{
		bh = Min(bh, (double) m / (i + 1) * comparisons[i].value[P]);
		comparisons[i].value[P_BH] = bh;
		comparisons[i].isnull[P_BH] = false;
	}
}

Datum
par_compare_accum(PG_FUNCTION_ARGS)
{
	return par_units_accum(fcinfo, POSITIVE);
}

/*
 * The codes that mean satisfied: those of the first unit, which are written alike
 * in all others.
 */
static Datum
positive_codes(const Units *units)
{
	ArrayType  *first = NULL;
	int			i;

	for (i = 0; i < units->n; i++)
	{
		const Unit *unit = &units->unit[i];
		ArrayType  *codes = unit->nulls[POSITIVE] ? NULL : DatumGetArrayTypeP(unit->values[POSITIVE]);

		if (i == 0)
			first = codes;
		else if ((first == NULL) != (codes == NULL) ||
				 (first != NULL && (VARSIZE(first) != VARSIZE(codes) || memcmp(first, codes, VARSIZE(first)) != 0)))
			par_units_differ("positive");
	}
	if (first == NULL)
	{
		Datum		usual[2] = {Int32GetDatum(4), Int32GetDatum(5)};

		first = construct_array(usual, 2, INT4OID, sizeof(int32), true, TYPALIGN_INT);
	}
	return PointerGetDatum(first);
}

Datum
par_compare_final(PG_FUNCTION_ARGS)
{
	Units	   *units = par_units_begin(fcinfo);
	int			n = units->n;
	Datum		positive = positive_codes(units);
	Comparison *comparisons = palloc0(n * sizeof(Comparison));
	Datum	   *after = palloc((n + 1) * sizeof(Datum));	/* sum of the units from i on */
	Datum		before = 0;
	int			i;
	int			j;

	after[n] = 0;
	for (i = n - 1; i >= 0; i--)
	{
		Unit	   *unit = &units->unit[i];

		if (unit->nulls[STATS])
			unit->values[STATS] = 0;
		after[i] = add_stats(after[i + 1], unit->values[STATS]);
	}
	for (i = 0; i < n; i++)
	{
		Datum		stats = units->unit[i].values[STATS];

		CHECK_FOR_INTERRUPTS();
		comparisons[i].unit = i;
		compare_with_rest(&comparisons[i], stats, add_stats(before, after[i + 1]), positive);
		before = add_stats(before, stats);
	}
	adjust_p(comparisons, n);
	for (i = 0; i < n; i++)
	{
		Datum		values[COLUMNS];

		for (j = 0; j < COLUMNS; j++)
			values[j] = Float8GetDatum(comparisons[i].value[j]);
		par_units_row(units, comparisons[i].unit, values, comparisons[i].isnull);
	}
	PG_RETURN_DATUM(par_units_end(units));
}
