/*-------------------------------------------------------------------------
 *
 * rule_points.c
 *		From a result to points by a scoring rule, and what would raise them.
 *
 * What this room promises:
 *
 * - points() is exact.  A threshold is compared with the value itself, or with
 *	 num/den by cross-multiplication, never with a rounded quotient.  Points
 *	 with more than 16 decimals, which only a division gives, are rounded half
 *	 up at the sixteenth.  The result lies in [0, max] and has no trailing
 *	 zeros.
 * - score_fault() says beforehand what points() with the same arguments would
 *	 raise, and raises nothing.
 * - next_threshold() is the nearest better value that gains points, and
 *	 next_gain() the points that it gains; NULL when there is none.
 * - No text is read and nothing is copied per row.  Results of ordinary size
 *	 are computed in 128-bit integers; larger operands take the same formula
 *	 through numeric arithmetic, and both give the same points.
 *
 *-------------------------------------------------------------------------
 */
#include "int128.h"
#include "rule.h"

/*
 * A value (or a maximum): num / den with den > 0.  In integers if it is of
 * ordinary size, else as numerics.
 */
typedef struct Quantity
{
	bool		small;
	int64		num;
	int64		den;
	Numeric		bignum;
	Numeric		bigden;
} Quantity;

/*
 * Why arguments have no points.  The functions below return false when they
 * have filled it in.
 */
typedef struct Fault
{
	int			sqlstate;
	const char *message;
	const char *detail;			/* or NULL */
	const char *hint;
} Fault;

/*
 * Longer operands would overflow, and take long before that: the product of
 * four of them must fit numeric's 131072 digits.
 */
#define MAX_MAGNITUDE	30000
#define LIMIT			CppAsString2(MAX_MAGNITUDE)

PG_FUNCTION_INFO_V1(par_points);
PG_FUNCTION_INFO_V1(par_points_ratio);
PG_FUNCTION_INFO_V1(par_score_fault);
PG_FUNCTION_INFO_V1(par_score_fault_ratio);
PG_FUNCTION_INFO_V1(par_next_threshold);
PG_FUNCTION_INFO_V1(par_next_threshold_ratio);
PG_FUNCTION_INFO_V1(par_next_gain);
PG_FUNCTION_INFO_V1(par_next_gain_ratio);

/*
 * n * 10^-scale
 */
static Numeric
decimal(int64 n, int scale)
{
	return scale == 0 ? int64_to_numeric(n) : int64_div_fast_to_numeric(n, scale);
}

static inline Numeric
quantity_num(const Quantity *q)
{
	return q->small ? int64_to_numeric(q->num) : q->bignum;
}

static inline Numeric
quantity_den(const Quantity *q)
{
	return q->small ? int64_to_numeric(q->den) : q->bigden;
}

static void
set_big(Quantity *q, Numeric num, Numeric den)
{
	q->small = false;
	q->bignum = num;
	q->bigden = den;
}

static bool
set_fault(Fault *fault, int sqlstate, const char *message, const char *hint)
{
	fault->sqlstate = sqlstate;
	fault->message = message;
	fault->detail = NULL;
	fault->hint = hint;
	return false;
}

static bool
get_quantity(Datum d, const char *parameter, Quantity *q, Fault *fault)
{
	ParDecimal	x;
	Numeric		value;
	Datum		limit;
	const char *problem;

	q->small = par_decimal(d, &x);
	if (likely(q->small))
	{
		q->num = x.units;
		q->den = par_power_of_ten[4 * x.places];
		return true;
	}
	value = DatumGetNumeric(d);
	problem = par_not_finite(value, parameter);
	if (problem != NULL)
		return set_fault(fault, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, problem, PAR_NOT_FINITE_HINT);
	limit = DirectFunctionCall3(numeric_in, CStringGetDatum("1e" LIMIT), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	if (DatumGetInt32(DirectFunctionCall2(numeric_cmp,
										  DirectFunctionCall1(numeric_abs, NumericGetDatum(value)), limit)) >= 0)
		return set_fault(fault, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
						 psprintf("%s is out of range", parameter),
						 "At most " LIMIT " digits stand before the decimal mark.");
	set_big(q, value, int64_to_numeric(1));
	return true;
}

/*
 * 100 * num / den.  *arisen is false for a denominator of zero.
 */
static bool
get_ratio(Datum num, Datum den, Quantity *q, bool *arisen, Fault *fault)
{
	Quantity	n;
	Quantity	d;
	int			sign;

	if (!get_quantity(num, "num", &n, fault) || !get_quantity(den, "den", &d, fault))
		return false;
	sign = d.small ? (d.num > 0) - (d.num < 0) :
		par_numeric_cmp(d.bignum, int64_to_numeric(0));
	if (sign < 0)
		return set_fault(fault, ERRCODE_INVALID_PARAMETER_VALUE, "den is negative",
						 "The denominator is what was to be done; 0 means that nothing arose and gives NULL.");
	*arisen = sign != 0;
	if (!*arisen)
		return true;

	if (n.small && d.small)
	{
		/* Both denominators are powers of ten: cancel what they share. */
		int64		up = d.den > n.den ? d.den / n.den : 1;
		int64		down = n.den > d.den ? n.den / d.den : 1;
		ParInt128	top = par_int128_times(par_int128_product(n.num, 100), par_int128(up));
		ParInt128	bottom = par_int128_product(d.num, down);

		if (par_int128_bits(top) < 64 && par_int128_bits(bottom) < 64)
		{
			q->small = true;
			q->num = par_int128_low(top);
			q->den = par_int128_low(bottom);
			return true;
		}
	}
	set_big(q, par_numeric2(numeric_mul, int64_to_numeric(100), DatumGetNumeric(num)),
			DatumGetNumeric(den));
	return true;
}

/*
 * The sign of value - bound, where bound is one of the rule's values.
 */
static inline int
compare_value(const Rule *rule, const Quantity *value, int64 bound)
{
	if (likely(value->small))
		return par_int128_compare(par_int128_product(value->num, par_power_of_ten[rule->value_scale]),
								  par_int128_product(bound, value->den));
	return par_numeric_cmp(value->bignum,
						   par_numeric2(numeric_mul, decimal(bound, rule->value_scale), value->bigden));
}

/*
 * Rules of answers take the number of an answer, from 1: which one the value
 * is, or 0.
 */
static int
answer_number(const Rule *rule, const Quantity *value)
{
	int			n;

	for (n = rule->npieces; n > 0; n--)
	{
		if (compare_value(rule, value, n * par_power_of_ten[rule->value_scale]) == 0)
			break;
	}
	return n;
}

/*
 * The piece that holds at a value; npieces if none does.
 */
static inline int
find_piece(const Rule *rule, const Quantity *value)
{
	bool		inverse = (rule->options & LOWER_IS_BETTER) != 0;
	int			i;

	if (rule->kind == RULE_ANSWERS)
		return answer_number(rule, value) - 1;	/* get_arguments has checked it */
	for (i = 0; i < rule->npieces; i++)
	{
		const Piece *piece = &rule->pieces[i];
		int			c;

		if (piece->test == HOLDS_ALWAYS)
			return i;
		c = compare_value(rule, value, piece->from);
		if (inverse ? c < 0 : c > 0)
			return i;
		if (c == 0 && piece->test == HOLDS_AT)
			return i;
	}
	return i;
}

/*
 * An amount of the rule, in units of 1 / (100 * 10^points_scale * max->den).
 */
static inline ParInt128
scaled_amount(const Rule *rule, const Quantity *max, int64 amount)
{
	if (rule->options & IN_POINTS)
		return par_int128_times(par_int128_product(amount, 100), par_int128(max->den));
	return par_int128_product(amount, max->num);
}

/*
 * The points of a piece at a value.  With the line through (a, lo) and
 * (b, hi), and m the maximum for deductions (that start from it), else 0:
 *
 *		points = m + lo + (hi - lo) * (value - a) / (b - a)
 *
 * as one fraction, clamped before it is divided.
 *
 * The fraction is exact because no product here can pass 127 bits: par_int128_bits of
 * both factors is added up before each one, and NULL hands the piece to
 * big_points where they may not fit.  125 leaves room for a sum of two
 * products, 126 for a comparison, 111 is what par_quotient asks of den.
 */
static Numeric
small_points(const Rule *rule, const Piece *piece, const Quantity *value, const Quantity *max)
{
	ParInt128	unit = par_int128_product(100, par_power_of_ten[rule->points_scale]);
	ParInt128	constant = scaled_amount(rule, max, piece->lo);
	ParInt128	whole;			/* the maximum, in the same units */
	ParInt128	num;
	ParInt128	den = par_int128(1);	/* of num / (den * unit * max->den) */

	if (rule->kind == RULE_MINUS)
		constant = par_int128_add(constant, par_int128_times(unit, par_int128(max->num)));
	if (piece->a == piece->b)
		num = constant;
	else
	{
		ParInt128	slope = scaled_amount(rule, max, piece->hi - piece->lo);
		ParInt128	x = par_int128_subtract(par_int128_product(value->num, par_power_of_ten[rule->value_scale]),
											par_int128_product(piece->a, value->den));

		den = par_int128_product(piece->b - piece->a, value->den);
		if (par_int128_sign(den) < 0)
		{
			x = par_int128_negate(x);
			den = par_int128_negate(den);
		}
		if (par_int128_bits(constant) + par_int128_bits(den) > 125 ||
			par_int128_bits(slope) + par_int128_bits(x) > 125)
			return NULL;
		num = par_int128_add(par_int128_times(constant, den), par_int128_times(slope, x));
	}
	if (par_int128_sign(num) <= 0 || max->num == 0)
		return int64_to_numeric(0);
	if (rule->options & CAPPED)
	{
		ParInt128	cap = scaled_amount(rule, max, rule->cap);

		if (par_int128_bits(cap) + par_int128_bits(den) > 126)
			return NULL;
		cap = par_int128_times(cap, den);
		if (par_int128_less(cap, num))
			num = cap;
	}
	if (par_int128_bits(unit) + par_int128_bits(par_int128(max->num)) + par_int128_bits(den) > 126 ||
		par_int128_bits(unit) + par_int128_bits(par_int128(max->den)) + par_int128_bits(den) > 111)
		return NULL;
	unit = par_int128_times(unit, den);
	whole = par_int128_times(unit, par_int128(max->num));
	if (!par_int128_less(num, whole))
		return par_quotient(par_int128(max->num), par_int128(max->den));
	return par_quotient(num, par_int128_times(unit, par_int128(max->den)));
}

static Numeric
big_amount(const Rule *rule, Numeric max, int64 amount)
{
	Numeric		n = decimal(amount, rule->points_scale);

	if (rule->options & IN_POINTS)
		return n;
	return par_numeric2(numeric_mul, par_numeric2(numeric_mul, n, max), int64_div_fast_to_numeric(1, 2));
}

/*
 * A maximum as a number; if it is small, its denominator is a power of ten.
 */
static Numeric
maximum(const Quantity *max)
{
	return max->small ? par_quotient(par_int128(max->num), par_int128(max->den)) : max->bignum;
}

static Numeric
big_points(const Rule *rule, const Piece *piece, const Quantity *value, const Quantity *max_points)
{
	Numeric		zero = int64_to_numeric(0);
	Numeric		one = int64_to_numeric(1);
	Numeric		max = maximum(max_points);
	Numeric		num = big_amount(rule, max, piece->lo);
	Numeric		den = one;
	Numeric		scale = int64_to_numeric(par_power_of_ten[PAR_DECIMAL_SCALE]);

	if (rule->kind == RULE_MINUS)
		num = par_numeric2(numeric_add, num, max);
	if (piece->a != piece->b)
	{
		/* num * (b - a) * value_den + slope * (value_num - a * value_den) */
		Numeric		value_den = quantity_den(value);
		Numeric		a = decimal(piece->a, rule->value_scale);
		Numeric		slope = big_amount(rule, max, piece->hi - piece->lo);
		Numeric		x = par_numeric2(numeric_sub, quantity_num(value),
									 par_numeric2(numeric_mul, a, value_den));

		den = par_numeric2(numeric_mul, decimal(piece->b - piece->a, rule->value_scale), value_den);
		num = par_numeric2(numeric_add, par_numeric2(numeric_mul, num, den),
						   par_numeric2(numeric_mul, slope, x));
		if (par_numeric_cmp(den, zero) < 0)
		{
			den = par_numeric2(numeric_sub, zero, den);
			num = par_numeric2(numeric_sub, zero, num);
		}
	}
	if (par_numeric_cmp(num, zero) <= 0)
		return zero;
	if (rule->options & CAPPED)
	{
		Numeric		most = par_numeric2(numeric_mul, big_amount(rule, max, rule->cap), den);

		if (par_numeric_cmp(num, most) > 0)
			num = most;
	}
	if (par_numeric_cmp(num, par_numeric2(numeric_mul, max, den)) >= 0)
		return par_numeric_trim(max);

	/* floor(num / den * 10^16 + 1/2) / 10^16 */
	num = par_numeric2(numeric_mul, num, par_numeric2(numeric_add, scale, scale));
	num = par_numeric2(numeric_div_trunc, par_numeric2(numeric_add, num, den),
					   par_numeric2(numeric_add, den, den));
	num = par_numeric2(numeric_mul, num, int64_div_fast_to_numeric(1, PAR_DECIMAL_SCALE));
	/* A maximum of more than 16 decimals is not exceeded by rounding, either. */
	if (par_numeric_cmp(num, max) > 0)
		num = max;
	return par_numeric_trim(num);
}

/*
 * The points of a piece, which is npieces where none holds.
 */
static Numeric
points_of(const Rule *rule, int piece, const Quantity *value, const Quantity *max)
{
	Numeric		points = NULL;

	if (piece == rule->npieces)
		return int64_to_numeric(0);
	if (value->small && max->small)
		points = small_points(rule, &rule->pieces[piece], value, max);
	if (points == NULL)
		points = big_points(rule, &rule->pieces[piece], value, max);
	return points;
}

/*
 * The arguments of all functions below: (rule, value, max), or
 * (rule, num, den, max) where ratio is true.  *arisen is false when the
 * denominator is zero.
 */
static bool
check_arguments(FunctionCallInfo fcinfo, bool ratio, const Rule **rule, Quantity *value, Quantity *max,
				bool *arisen, Fault *fault)
{
	*rule = get_rule(PG_GETARG_DATUM(0));
	*arisen = true;
	if (!get_quantity(PG_GETARG_DATUM(ratio ? 3 : 2), "max", max, fault))
		return false;
	if (max->small ? max->num < 0 : par_numeric_cmp(max->bignum, int64_to_numeric(0)) < 0)
		return set_fault(fault, ERRCODE_INVALID_PARAMETER_VALUE, "max is negative",
						 "Penalties are rows of their own: the points are negative and their maximum is 0.");
	if (ratio)
	{
		if ((*rule)->kind >= RULE_EACH)
			return set_fault(fault, ERRCODE_INVALID_PARAMETER_VALUE,
							 psprintf("the rule \"%s\" takes a value, not num and den", par_rule_text(*rule)),
							 "Call it with (rule, value, max).");
		return get_ratio(PG_GETARG_DATUM(1), PG_GETARG_DATUM(2), value, arisen, fault);
	}
	if (!get_quantity(PG_GETARG_DATUM(1), "value", value, fault))
		return false;
	if ((*rule)->kind == RULE_ANSWERS && answer_number(*rule, value) == 0)
	{
		set_fault(fault, ERRCODE_INVALID_PARAMETER_VALUE, "there is no such answer",
				  psprintf("The value is the number of the answer, 1 to %d; NULL if none was given.", (*rule)->npieces));
		fault->detail = psprintf("The rule is \"%s\".", par_rule_text(*rule));
		return false;
	}
	return true;
}

/*
 * The same, raising the fault.  Returns false when the denominator is zero.
 */
static bool
get_arguments(FunctionCallInfo fcinfo, bool ratio, const Rule **rule, Quantity *value, Quantity *max)
{
	bool		arisen;
	Fault		fault;

	if (unlikely(!check_arguments(fcinfo, ratio, rule, value, max, &arisen, &fault)))
		ereport(ERROR,
				(errcode(fault.sqlstate),
				 errmsg_internal("%s", fault.message),
				 fault.detail ? errdetail_internal("%s", fault.detail) : 0,
				 errhint("%s", fault.hint)));
	return arisen;
}

static Datum
points(FunctionCallInfo fcinfo, bool ratio)
{
	const Rule *rule;
	Quantity	value;
	Quantity	max;

	if (!get_arguments(fcinfo, ratio, &rule, &value, &max))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(points_of(rule, find_piece(rule, &value), &value, &max));
}

Datum
par_points(PG_FUNCTION_ARGS)
{
	return points(fcinfo, false);
}

Datum
par_points_ratio(PG_FUNCTION_ARGS)
{
	return points(fcinfo, true);
}

static Datum
score_fault(FunctionCallInfo fcinfo, bool ratio)
{
	const Rule *rule;
	Quantity	value;
	Quantity	max;
	bool		arisen;
	Fault		fault;

	if (check_arguments(fcinfo, ratio, &rule, &value, &max, &arisen, &fault))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(fault.message));
}

Datum
par_score_fault(PG_FUNCTION_ARGS)
{
	return score_fault(fcinfo, false);
}

Datum
par_score_fault_ratio(PG_FUNCTION_ARGS)
{
	return score_fault(fcinfo, true);
}

/* ----------------------------------------------------------------
 * What would raise the points.
 * ----------------------------------------------------------------
 */

/*
 * One item more than the value, for rules per item.
 */
static Numeric
one_more(const Quantity *value)
{
	Numeric		one = int64_to_numeric(1);
	Numeric		items = par_numeric2(numeric_div_trunc, quantity_num(value), quantity_den(value));

	/* Nothing is gained up to 0. */
	return par_numeric_cmp(items, int64_to_numeric(0)) < 0 ? one :
		par_numeric2(numeric_add, items, one);
}

/*
 * One item fewer, for deductions per item; but if the deductions exceed the
 * maximum, the most items that leave something of it.
 */
static Numeric
one_fewer(const Rule *rule, const Quantity *value, Numeric max)
{
	Numeric		one = int64_to_numeric(1);
	Numeric		zero = int64_to_numeric(0);
	Numeric		cost = big_amount(rule, max, -rule->pieces[0].hi);
	Numeric		items = par_numeric2(numeric_div_trunc, quantity_num(value), quantity_den(value));
	Numeric		bearable;

	if (par_numeric_cmp(par_numeric2(numeric_mul, items, quantity_den(value)), quantity_num(value)) == 0)
		items = par_numeric2(numeric_sub, items, one);
	if (par_numeric_cmp(cost, zero) > 0)
	{
		bearable = par_numeric2(numeric_div_trunc, max, cost);
		if (par_numeric_cmp(par_numeric2(numeric_mul, bearable, cost), max) == 0)
			bearable = par_numeric2(numeric_sub, bearable, one);
		if (par_numeric_cmp(items, bearable) > 0)
			items = bearable;
	}
	return par_numeric_cmp(items, zero) < 0 ? zero : items;
}

/*
 * How much more than `now` a piece gives at a value; NULL if not more.
 */
static Numeric
gain_at(const Rule *rule, int piece, const Quantity *value, const Quantity *max, Numeric now)
{
	Numeric		then = points_of(rule, piece, value, max);

	if (par_numeric_cmp(then, now) <= 0)
		return NULL;
	return par_numeric_trim(par_numeric2(numeric_sub, then, now));
}

/*
 * The next better value that gains points, and the gain; false if there is
 * none.
 */
static bool
find_next(const Rule *rule, const Quantity *value, const Quantity *max,
		  Numeric *threshold, Numeric *gain)
{
	int			here = find_piece(rule, value);
	Numeric		now = points_of(rule, here, value, max);
	Quantity	next = {0};
	int			i;

	*gain = NULL;
	switch ((RuleKind) rule->kind)
	{
		case RULE_ALL:
		case RULE_RATIO:
		case RULE_LINEAR:
		case RULE_STEPS:
			/* The nearest better piece that begins with more points. */
			next.small = true;
			next.den = par_power_of_ten[rule->value_scale];
			for (i = here - 1; i >= 0 && *gain == NULL; i--)
			{
				next.num = rule->pieces[i].from;
				*gain = gain_at(rule, i, &next, max, now);
			}
			*threshold = decimal(next.num, rule->value_scale);
			break;
		case RULE_EACH:
		case RULE_MINUS:
		case RULE_MANUAL:
			/*
			 * From a fraction of an item to the next whole one the gain can
			 * vanish in rounding; then it is the whole item after that.
			 */
			next = *value;
			for (i = 0; i < 2 && *gain == NULL; i++)
			{
				*threshold = rule->kind == RULE_EACH ? one_more(&next) :
					rule->kind == RULE_MINUS ? one_fewer(rule, &next, maximum(max)) : maximum(max);
				set_big(&next, *threshold, int64_to_numeric(1));
				*gain = gain_at(rule, here, &next, max, now);
			}
			break;
		case RULE_ANSWERS:
			/* The answer that is worth least of those worth more. */
			for (i = 0; i < rule->npieces; i++)
			{
				Numeric		more = gain_at(rule, i, value, max, now);

				if (more != NULL && (*gain == NULL || par_numeric_cmp(more, *gain) < 0))
				{
					*gain = more;
					*threshold = int64_to_numeric(i + 1);
				}
			}
			break;
	}
	return *gain != NULL;
}

static Datum
next(FunctionCallInfo fcinfo, bool ratio, bool want_gain)
{
	const Rule *rule;
	Quantity	value;
	Quantity	max;
	Numeric		threshold;
	Numeric		gain;

	if (!get_arguments(fcinfo, ratio, &rule, &value, &max) ||
		!find_next(rule, &value, &max, &threshold, &gain))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(want_gain ? gain : threshold);
}

Datum
par_next_threshold(PG_FUNCTION_ARGS)
{
	return next(fcinfo, false, false);
}

Datum
par_next_threshold_ratio(PG_FUNCTION_ARGS)
{
	return next(fcinfo, true, false);
}

Datum
par_next_gain(PG_FUNCTION_ARGS)
{
	return next(fcinfo, false, true);
}

Datum
par_next_gain_ratio(PG_FUNCTION_ARGS)
{
	return next(fcinfo, true, true);
}
