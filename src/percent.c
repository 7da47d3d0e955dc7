/*-------------------------------------------------------------------------
 *
 * percent.c
 *		Exact percentages, and the number text of Vietnamese reports.
 *
 * What this room promises:
 *
 * - pct() is exact.  The quotient is never formed in floating point and never
 *	 rounded twice: the quotient truncated to the wanted digits comes from
 *	 whole-number division, and the remainder decides the last digit.  The
 *	 result has exactly the asked number of decimals and is not clamped:
 *	 ratios above 100 % and below 0 % are real.
 * - rate() is the same quotient as an unrounded fraction.
 * - A denominator of zero or an unknown value gives NULL, never 0 or 100; NaN
 *	 and infinity are refused, and so is a quotient of more than a thousand
 *	 digits, whose division the server could not be made to stop (22003).
 * - reproduces() says which rounding turns two counts into a printed figure,
 *	 reading the figure and its decimals as printed.
 * - parse_number() reads numbers as they stand in reports, by one rule:
 *	 - blanks of any kind, one percent sign at the end and superscript
 *	   footnote digits at the end are dropped; what is then empty or a lone
 *	   dash is no value (NULL);
 *	 - a comma is the decimal mark, and there is one at most;
 *	 - dots followed by groups of exactly three digits, the first group having
 *	   one to three digits and not starting with 0, are thousands marks; any
 *	   other single dot is the decimal mark ("80.4", "0.125", "1.012427");
 *	 - anything else is an error that names the text (22P02).
 *	 is_number() says beforehand whether it reads a text, and raises nothing.
 * - format_number() writes the same form back.  format_float() does so for
 *	 floats, which a function of the same name would take away bigints for: it
 *	 rounds the shortest decimal that is the float, which is the one people see.
 *
 *-------------------------------------------------------------------------
 */
#include "par_index.h"

#include "access/detoast.h"
#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"

#define MAX_DIGITS	20
#define LONG_NUMERIC	1000	/* bytes: 2000 digits */
#define NUMERIC_WHOLE_DIGITS	131072	/* what the type numeric holds */
#define NUMERIC_DECIMALS	16383
#define MAX_TEXT	1000000		/* bytes of a printed number; a numeric has at
								 * most some 150000 digits */

PG_FUNCTION_INFO_V1(par_pct);
PG_FUNCTION_INFO_V1(par_rate);
PG_FUNCTION_INFO_V1(par_reproduces);
PG_FUNCTION_INFO_V1(par_parse_number);
PG_FUNCTION_INFO_V1(par_is_number);
PG_FUNCTION_INFO_V1(par_format_number);
PG_FUNCTION_INFO_V1(par_format_float);

static const char *const rounding_names[] = {"half_up", "half_even", "truncate", NULL};

/* As par_numeric2, of one argument, and for any result. */
#define call1(fn, a) \
	DirectFunctionCall1(fn, NumericGetDatum(a))

int
par_digits(int digits)
{
	if (digits < 0 || digits > MAX_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("digits is out of range: %d", digits),
				 errhint("Allowed values: 0 to %d.", MAX_DIGITS)));
	return digits;
}

/*
 * value * 10^-digits with exactly `digits` decimals.
 */
static Numeric
shift_right(Numeric value, int digits)
{
	return digits == 0 ? value :
		par_numeric2(numeric_mul, value, int64_div_fast_to_numeric(1, digits));
}

/*
 * 10^n, n in 0..MAX_DIGITS+2.
 */
static Numeric
power_of_ten(int n)
{
	int64		p = 1;
	int			i;

	for (i = 0; i < Min(n, 18); i++)
		p *= 10;
	if (n <= 18)
		return int64_to_numeric(p);
	return par_numeric2(numeric_mul, int64_to_numeric(p), power_of_ten(n - 18));
}

/*
 * Does a quotient whose truncation has odd or even last digit, and whose
 * discarded part compares with one half as `half` says (-1, 0, 1), move away
 * from zero?
 */
static inline bool
rounds_away(int half, bool odd, ParRounding mode)
{
	switch (mode)
	{
		case PAR_HALF_UP:
			return half >= 0;
		case PAR_HALF_EVEN:
			return half > 0 || (half == 0 && odd);
		case PAR_TRUNCATE:
			break;
	}
	return false;
}

/*
 * The server cannot be made to stop dividing, and takes a second for the
 * longest numbers.  It takes long only where both the denominator and the
 * quotient are long.
 */
static void
check_quotient(Numeric num, Numeric den)
{
	Datum		limit;

	if (VARSIZE_ANY(den) < LONG_NUMERIC)
		return;
	limit = DirectFunctionCall3(numeric_in, CStringGetDatum("1e1000"),
								ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	limit = DirectFunctionCall2(numeric_mul, limit, call1(numeric_abs, den));
	if (DatumGetInt32(DirectFunctionCall2(numeric_cmp, call1(numeric_abs, num), limit)) >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("quotient is out of range"),
				 errdetail("It has more than a thousand digits before the decimal mark.")));
}

Numeric
par_percent(Numeric num, Numeric den, int digits, ParRounding mode)
{
	Numeric		scaled;
	Numeric		quotient;
	Numeric		rest;
	Numeric		twice;
	int			half;

	check_quotient(num, den);
	scaled = par_numeric2(numeric_mul, num, power_of_ten(digits + 2));
	quotient = par_numeric2(numeric_div_trunc, scaled, den);
	rest = par_numeric2(numeric_sub, scaled, par_numeric2(numeric_mul, quotient, den));

	twice = DatumGetNumeric(call1(numeric_abs, rest));
	twice = par_numeric2(numeric_add, twice, twice);
	half = DatumGetInt32(DirectFunctionCall2(numeric_cmp,
											 NumericGetDatum(twice),
											 call1(numeric_abs, den)));
	if (mode != PAR_TRUNCATE && half >= 0)
	{
		bool		odd;
		int64		sign;

		odd = !DatumGetBool(DirectFunctionCall2(numeric_eq,
												NumericGetDatum(par_numeric2(numeric_mod, quotient, int64_to_numeric(2))),
												NumericGetDatum(int64_to_numeric(0))));
		/* The quotient may be zero, so the sign comes from the operands. */
		sign = DatumGetInt32(DirectFunctionCall2(numeric_cmp,
												 call1(numeric_sign, num),
												 call1(numeric_sign, den))) == 0 ? 1 : -1;
		if (rounds_away(half, odd, mode))
			quotient = par_numeric2(numeric_add, quotient, int64_to_numeric(sign));
	}
	return shift_right(quotient, digits);
}

/*
 * The same for counts.  Machine arithmetic serves while num * 10^(digits+2)
 * fits 64 bits, which is any table of a province; above, numeric.
 */
Numeric
par_percent_int64(int64 num, int64 den, int digits, ParRounding mode)
{
	static const int64 powers[] = {
		INT64CONST(100), INT64CONST(1000), INT64CONST(10000),
		INT64CONST(100000), INT64CONST(1000000), INT64CONST(10000000),
		INT64CONST(100000000), INT64CONST(1000000000)
	};

	Assert(den != 0);
	if (digits < (int) lengthof(powers) &&
		num > -PG_INT64_MAX / powers[digits] && num < PG_INT64_MAX / powers[digits] &&
		den > -PG_INT64_MAX / 2 && den < PG_INT64_MAX / 2)
	{
		int64		scaled = num * powers[digits];
		int64		quotient = scaled / den;
		int64		twice = 2 * (scaled % den < 0 ? -(scaled % den) : scaled % den);
		int64		absden = den < 0 ? -den : den;

		if (rounds_away(twice < absden ? -1 : twice > absden, quotient % 2 != 0, mode))
			quotient += (num < 0) == (den < 0) ? 1 : -1;
		return int64_div_fast_to_numeric(quotient, digits);
	}
	return par_percent(int64_to_numeric(num), int64_to_numeric(den), digits, mode);
}

bool
par_is_zero(Numeric value)
{
	return DatumGetBool(DirectFunctionCall2(numeric_eq, NumericGetDatum(value),
											NumericGetDatum(int64_to_numeric(0))));
}

/*
 * Is value a whole number that fits an int32?  Counts mostly are, and then
 * the percentage needs no numeric arithmetic.
 */
static bool
small_integer(Numeric value, int64 *result)
{
	bool		too_large = false;

	if (DatumGetInt32(call1(numeric_scale, value)) != 0)
		return false;
	*result = par_numeric_int4(value, &too_large);
	return !too_large;
}

/*
 * num/den by the given mode, or false when den is zero.
 */
static bool
checked_percent(Numeric num, Numeric den, int digits, ParRounding mode, Numeric *result)
{
	int64		inum;
	int64		iden;

	par_check_finite(num, "num");
	par_check_finite(den, "den");
	if (small_integer(den, &iden) && small_integer(num, &inum))
	{
		if (iden == 0)
			return false;
		*result = par_percent_int64(inum, iden, digits, mode);
		return true;
	}
	if (par_is_zero(den))
		return false;
	*result = par_percent(num, den, digits, mode);
	return true;
}

Datum
par_pct(PG_FUNCTION_ARGS)
{
	int			digits = par_digits(PG_GETARG_INT32(2));
	ParRounding mode = par_choice(PG_GETARG_TEXT_PP(3), "mode", rounding_names);
	Numeric		result;

	if (!checked_percent(PG_GETARG_NUMERIC(0), PG_GETARG_NUMERIC(1), digits, mode, &result))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(result);
}

Datum
par_rate(PG_FUNCTION_ARGS)
{
	Numeric		num = PG_GETARG_NUMERIC(0);
	Numeric		den = PG_GETARG_NUMERIC(1);

	par_check_finite(num, "num");
	par_check_finite(den, "den");
	if (par_is_zero(den))
		PG_RETURN_NULL();
	check_quotient(num, den);
	return call1(numeric_float8, par_numeric2(numeric_div, num, den));
}

/*
 * The blank at p, at most `left` bytes away from the end: its length in
 * bytes, or 0.  White space as Unicode has it, and the invisible marks that
 * come along when text is copied from a page (zero width space, BOM).
 */
static int
blank_length(const char *p, int left)
{
	const unsigned char *u = (const unsigned char *) p;

	if (u[0] == ' ' || (u[0] >= '\t' && u[0] <= '\r'))
		return 1;
	if (left >= 2 && u[0] == 0xC2 && u[1] == 0xA0)
		return 2;				/* no-break space */
	if (left >= 3 && u[0] == 0xE2 && u[1] == 0x80 &&
		((u[2] >= 0x80 && u[2] <= 0x8B) || u[2] == 0xAF))
		return 3;				/* U+2000..200B, U+202F */
	if (left >= 3 && u[0] == 0xE3 && u[1] == 0x80 && u[2] == 0x80)
		return 3;				/* ideographic space */
	if (left >= 3 && u[0] == 0xEF && u[1] == 0xBB && u[2] == 0xBF)
		return 3;				/* U+FEFF */
	return 0;
}

/*
 * The superscript digit at p: its length in bytes, or 0.
 */
static int
superscript_length(const char *p, int left)
{
	const unsigned char *u = (const unsigned char *) p;

	if (left >= 2 && u[0] == 0xC2 && (u[1] == 0xB9 || u[1] == 0xB2 || u[1] == 0xB3))
		return 2;				/* 1, 2, 3 */
	if (left >= 3 && u[0] == 0xE2 && u[1] == 0x81 &&
		(u[2] == 0xB0 || (u[2] >= 0xB4 && u[2] <= 0xB9)))
		return 3;				/* 0, 4..9 */
	return 0;
}

/*
 * The dash at p: its length in bytes, or 0.  Hyphen-minus, the hyphens and
 * dashes U+2010..2015, and the minus sign U+2212.
 */
static int
dash_length(const char *p, int left)
{
	const unsigned char *u = (const unsigned char *) p;

	if (u[0] == '-')
		return 1;
	if (left >= 3 && u[0] == 0xE2 && u[1] == 0x80 && u[2] >= 0x90 && u[2] <= 0x95)
		return 3;
	if (left >= 3 && u[0] == 0xE2 && u[1] == 0x88 && u[2] == 0x92)
		return 3;
	return 0;
}

/*
 * What a printed number says.
 */
typedef enum NumberText
{
	NUMBER_READ,
	NUMBER_ABSENT,				/* nothing, or a lone dash */
	NUMBER_UNREADABLE,
	NUMBER_TOO_LONG				/* for the type numeric */
} NumberText;

/*
 * Read a printed number (the rule is in the head of this file); nothing is
 * raised.  *decimals is the number of decimals printed.
 *
 * Marks outside ASCII are known in UTF-8 only.
 */
static NumberText
scan_number(const text *given, Numeric *value, int *decimals)
{
	const char *p = VARDATA_ANY(given);
	const char *end = p + VARSIZE_ANY_EXHDR(given);
	char	   *clean;
	char	   *w;
	char	   *first_dot = NULL;
	char	   *comma = NULL;
	char	   *c;
	char	   *digits;
	int			ndots = 0;
	bool		percent = false;
	bool		footnote = false;
	bool		grouped;
	bool		utf8 = GetDatabaseEncoding() == PG_UTF8;

	/* Keep sign, digits and marks, in ASCII. */
	clean = w = palloc(end - p + 1);
	while (p < end)
	{
		int			left = utf8 ? end - p : 1;
		int			n;

		if ((n = blank_length(p, left)) > 0)
			 /* dropped */ ;
		else if ((n = superscript_length(p, left)) > 0)
			footnote = true;
		else if (footnote)
			return NUMBER_UNREADABLE;
		else if (*p == '%' && !percent && w > clean)
		{
			percent = true;
			n = 1;
		}
		else if (percent)
			return NUMBER_UNREADABLE;
		else if ((n = dash_length(p, left)) > 0 && w == clean)
			*w++ = '-';
		else if ((*p >= '0' && *p <= '9') || *p == '.' || *p == ',')
		{
			n = 1;
			if (*p == ',')
			{
				if (comma)
					return NUMBER_UNREADABLE;
				comma = w;
			}
			if (*p == '.')
			{
				if (comma)
					return NUMBER_UNREADABLE;
				if (ndots++ == 0)
					first_dot = w;
			}
			*w++ = *p;
		}
		else
			return NUMBER_UNREADABLE;
		p += n;
	}
	*w = '\0';

	digits = clean + (*clean == '-');
	if (*digits == '\0')
	{
		if (percent)
			return NUMBER_UNREADABLE;
		return NUMBER_ABSENT;
	}

	/* Both ends of the number and of every group are digits. */
	for (c = digits; c < w; c++)
	{
		if ((*c == '.' || *c == ',') &&
			(c == digits || c + 1 == w || c[-1] == '.' || c[-1] == ',' || c[1] == ','))
			return NUMBER_UNREADABLE;
	}

	/* Are the dots thousands marks? */
	grouped = ndots > 0 && *digits != '0' && first_dot - digits <= 3;
	for (c = first_dot; grouped && c && *c == '.'; c += 4)
	{
		if (strspn(c + 1, "0123456789") != 3)
			grouped = false;
	}
	if (!grouped && (ndots > 1 || (ndots == 1 && comma)))
		return NUMBER_UNREADABLE;

	/* Drop the thousands marks, and make the decimal mark a dot. */
	*decimals = 0;
	for (c = w = clean; *c; c++)
	{
		if (*c == '.' && grouped)
			continue;
		if (*c == '.' || *c == ',')
		{
			*decimals = strlen(c + 1);
			*w++ = '.';
		}
		else
			*w++ = *c;
	}
	*w = '\0';
	if (*decimals > NUMERIC_DECIMALS ||
		strcspn(digits + strspn(digits, "0"), ".") > NUMERIC_WHOLE_DIGITS)
		return NUMBER_TOO_LONG;
	*value = DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(clean),
												 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
	pfree(clean);
	return NUMBER_READ;
}

/*
 * The same, raising what is wrong.  Returns false when the text says that
 * there is no value.
 */
static bool
read_number(const text *given, Numeric *value, int *decimals)
{
	switch (scan_number(given, value, decimals))
	{
		case NUMBER_READ:
			return true;
		case NUMBER_ABSENT:
			return false;
		case NUMBER_UNREADABLE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("unreadable number \"%s\"", par_shown_text(given)),
					 errhint("Allowed are forms such as 1.234.567,80, 98,77%%, 80.4, 08 and -; "
							 "a comma is the decimal mark, a dot before groups of three digits marks thousands.")));
			break;
		case NUMBER_TOO_LONG:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value overflows numeric format")));
			break;
	}
	return false;				/* keep the compiler quiet */
}

Datum
par_parse_number(PG_FUNCTION_ARGS)
{
	Numeric		value;
	int			decimals;

	if (!read_number(par_text_argument(fcinfo, 0, "number", MAX_TEXT), &value, &decimals))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(value);
}

Datum
par_is_number(PG_FUNCTION_ARGS)
{
	Numeric		value;
	int			decimals;
	NumberText	found;

	/* A longer one is not fetched, as in par_text_argument. */
	if (toast_raw_datum_size(PG_GETARG_DATUM(0)) - VARHDRSZ > MAX_TEXT)
		PG_RETURN_BOOL(false);
	found = scan_number(PG_GETARG_TEXT_PP(0), &value, &decimals);
	PG_RETURN_BOOL(found == NUMBER_READ || found == NUMBER_ABSENT);
}

Datum
par_reproduces(PG_FUNCTION_ARGS)
{
	Numeric		num = PG_GETARG_NUMERIC(0);
	Numeric		den = PG_GETARG_NUMERIC(1);
	Numeric		printed;
	int			decimals;
	int			mode;

	if (!read_number(par_text_argument(fcinfo, 2, "printed figure", MAX_TEXT), &printed, &decimals))
		PG_RETURN_NULL();
	if (decimals > MAX_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("printed figure has %d decimals", decimals),
				 errhint("At most %d are compared.", MAX_DIGITS)));
	for (mode = PAR_HALF_UP; mode <= PAR_TRUNCATE; mode++)
	{
		Numeric		exact;

		if (!checked_percent(num, den, decimals, mode, &exact))
			PG_RETURN_NULL();
		if (DatumGetBool(DirectFunctionCall2(numeric_eq, NumericGetDatum(exact),
											 NumericGetDatum(printed))))
			PG_RETURN_TEXT_P(cstring_to_text(rounding_names[mode]));
	}
	PG_RETURN_NULL();
}

/*
 * value as a report prints it, rounded half up to that many decimals.
 */
static text *
format_number(Numeric value, int digits)
{
	const char *plain;
	const char *p;
	int			whole;
	StringInfoData out;

	par_check_finite(value, "value");
	plain = DatumGetCString(DirectFunctionCall1(numeric_out,
												DirectFunctionCall2(numeric_round, NumericGetDatum(value),
																	Int32GetDatum(digits))));

	initStringInfo(&out);
	if (*plain == '-')
		appendStringInfoChar(&out, *plain++);
	for (p = plain, whole = strcspn(plain, "."); *p; p++)
	{
		int			left = whole - (p - plain);

		if (left > 0 && left % 3 == 0 && p > plain)
			appendStringInfoChar(&out, '.');
		appendStringInfoChar(&out, *p == '.' ? ',' : *p);
	}
	return cstring_to_text_with_len(out.data, out.len);
}

Datum
par_format_number(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(format_number(PG_GETARG_NUMERIC(0), par_digits(PG_GETARG_INT32(1))));
}

Datum
par_format_float(PG_FUNCTION_ARGS)
{
	int			digits = par_digits(PG_GETARG_INT32(1));
	char		shortest[DOUBLE_SHORTEST_DECIMAL_LEN];
	Datum		value;

	double_to_shortest_decimal_buf(PG_GETARG_FLOAT8(0), shortest);
	value = DirectFunctionCall3(numeric_in, CStringGetDatum(shortest),
								ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	PG_RETURN_TEXT_P(format_number(DatumGetNumeric(value), digits));
}
