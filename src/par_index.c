/*-------------------------------------------------------------------------
 *
 * par_index.c
 *		The library's magic block, and the helpers that several rooms use.
 *
 *-------------------------------------------------------------------------
 */
#include "int128.h"

#include <ctype.h>

#include "access/detoast.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "par_index");
#else
PG_MODULE_MAGIC;
#endif

#define SHOWN	200				/* bytes of a given text in a message */

extern PGDLLEXPORT void _PG_init(void);

int
par_choice(const text *given, const char *parameter, const char *const *allowed)
{
	const char *s = VARDATA_ANY(given);
	size_t		len = VARSIZE_ANY_EXHDR(given);
	StringInfoData list;
	int			i;

	for (i = 0; allowed[i] != NULL; i++)
	{
		if (strlen(allowed[i]) == len && memcmp(allowed[i], s, len) == 0)
			return i;
	}

	initStringInfo(&list);
	for (i = 0; allowed[i] != NULL; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", allowed[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown %s \"%s\"", parameter, par_shown_text(given)),
			 errhint("Allowed values: %s.", list.data)));
	return -1;					/* keep the compiler quiet */
}

text *
par_text_argument(FunctionCallInfo fcinfo, int argno, const char *what, int limit)
{
	Size		size = toast_raw_datum_size(PG_GETARG_DATUM(argno)) - VARHDRSZ;

	if (unlikely(size > (Size) limit))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s of %zu bytes is too long", what, size),
				 errhint("At most %d bytes are read.", limit)));
	return PG_GETARG_TEXT_PP(argno);
}

const char *
par_shown(const char *s)
{
	int			len = strnlen(s, SHOWN + 1);

	if (len <= SHOWN)
		return s;
	len = pg_mbcliplen(s, len, SHOWN);
	return psprintf("%.*s...", len, s);
}

const char *
par_shown_text(const text *t)
{
	const char *s = VARDATA_ANY(t);
	int			len = VARSIZE_ANY_EXHDR(t);

	if (len <= SHOWN)
		return text_to_cstring(t);
	return psprintf("%.*s...", pg_mbcliplen(s, len, SHOWN), s);
}

Jsonb *
par_jsonb_from_text(char *text, size_t max_length, struct Node *escontext)
{
	Datum		result;

	if (strlen(text) > max_length)
		ereturn(escontext, NULL,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("JSON text is longer than %d bytes", (int) max_length)));
#if PG_VERSION_NUM >= 160000
	if (!DirectInputFunctionCallSafe(jsonb_in, text, InvalidOid, -1, escontext, &result))
		return NULL;
#else
	result = DirectFunctionCall1(jsonb_in, CStringGetDatum(text));
#endif
	return DatumGetJsonbP(result);
}

const char *
par_not_finite(Numeric value, const char *parameter)
{
	if (!numeric_is_nan(value) && !numeric_is_inf(value))
		return NULL;
	return psprintf("%s is not a finite number: %s", parameter,
					DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value))));
}

void
par_check_finite(Numeric value, const char *parameter)
{
	const char *problem = par_not_finite(value, parameter);

	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg_internal("%s", problem),
				 errhint(PAR_NOT_FINITE_HINT)));
}

const int64 par_power_of_ten[19] = {
	INT64CONST(1), INT64CONST(10), INT64CONST(100), INT64CONST(1000),
	INT64CONST(10000), INT64CONST(100000), INT64CONST(1000000),
	INT64CONST(10000000), INT64CONST(100000000), INT64CONST(1000000000),
	INT64CONST(10000000000), INT64CONST(100000000000),
	INT64CONST(1000000000000), INT64CONST(10000000000000),
	INT64CONST(100000000000000), INT64CONST(1000000000000000),
	INT64CONST(10000000000000000), INT64CONST(100000000000000000),
	INT64CONST(1000000000000000000)
};

/*
 * The stored form of numeric: a header of one or two 16-bit words, then
 * digits to the base of 10000 without leading and trailing zeros, the first
 * of them worth 10000^weight, all in the byte order of the machine.
 * pg_upgrade keeps this form from 9.1 on; what this function does not know, it
 * leaves to the server's arithmetic.  It is no interface of the server, so
 * _PG_init tries it, and a server that stores numerics otherwise has all of
 * them left to its arithmetic.
 */
#define NUMERIC_KIND	0xC000
#define NUMERIC_LONG_NEGATIVE	0x4000
#define NUMERIC_SHORT	0x8000	/* one header word */
#define NUMERIC_SPECIAL 0xC000	/* NaN, infinity */
#define NUMERIC_SHORT_NEGATIVE	0x2000
#define NUMERIC_SHORT_WEIGHT_SIGN	0x0040
#define NUMERIC_SHORT_WEIGHT	0x003F

static bool decimals_are_known = false;

static bool
read_decimal(Datum numeric, ParDecimal *result)
{
	struct varlena *stored = PG_DETOAST_DATUM_PACKED(numeric);
	const char *p = VARDATA_ANY(stored);
	int			ndigits = VARSIZE_ANY_EXHDR(stored) / sizeof(int16);
	uint16		header;
	int16		weight;
	int16		digit;
	bool		negative;
	int64		units = 0;
	int			places;
	int			i;

	memcpy(&header, p, sizeof(header));
	if ((header & NUMERIC_KIND) == NUMERIC_SPECIAL)
		return false;
	if ((header & NUMERIC_KIND) == NUMERIC_SHORT)
	{
		negative = (header & NUMERIC_SHORT_NEGATIVE) != 0;
		weight = header & NUMERIC_SHORT_WEIGHT;
		if (header & NUMERIC_SHORT_WEIGHT_SIGN)
			weight |= ~NUMERIC_SHORT_WEIGHT;
		ndigits -= 1;
		p += sizeof(int16);
	}
	else
	{
		negative = (header & NUMERIC_KIND) == NUMERIC_LONG_NEGATIVE;
		memcpy(&weight, p + sizeof(int16), sizeof(weight));
		ndigits -= 2;
		p += 2 * sizeof(int16);
	}
	if (ndigits == 0)
	{
		result->units = 0;
		result->places = 0;
		return true;
	}

	/* Up to 921 at four places, any four digits elsewhere, fit 64 bits. */
	places = ndigits - 1 - weight;
	if (ndigits > 5 || weight > 3 || places > PAR_DECIMAL_PLACES)
		return false;
	memcpy(&digit, p, sizeof(digit));
	if (ndigits == 5 && digit > 921)
		return false;
	for (i = 0; i < ndigits; i++, p += sizeof(int16))
	{
		memcpy(&digit, p, sizeof(digit));
		units = units * 10000 + digit;
	}
	for (; places < 0; places++)
		units *= 10000;
	result->units = negative ? -units : units;
	result->places = places;
	return true;
}

bool
par_decimal(Datum numeric, ParDecimal *result)
{
	return decimals_are_known && read_decimal(numeric, result);
}

/*
 * Does the server store numerics as read_decimal reads them?  One of each kind
 * of header, weight and length.
 */
static bool
decimals_read_right(void)
{
	static const struct
	{
		const char *text;
		bool		fits;
		int64		units;
		int			places;
	}			tests[] = {
		{"0", true, 0, 0},
		{"0.000", true, 0, 0},
		{"-1", true, -1, 0},
		{"12345678.9", true, INT64CONST(123456789000), 1},
		{"-0.0001", true, -1, 1},
		{"0.00000000000000050000", true, 5, 4},
		{"10000", true, 10000, 0},
		{"921999999999999.9999", true, INT64CONST(9219999999999999999), 1},
		{"922000000000000.0001", false},
		{"-9999999999999999.5", false},
		{"0.00000000000000000001", false},
		{"1e300", false},
		{"NaN", false},
		{"-Infinity", false},
	};
	int			i;

	for (i = 0; i < (int) lengthof(tests); i++)
	{
		Datum		numeric = DirectFunctionCall3(numeric_in, CStringGetDatum(tests[i].text),
												  ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
		ParDecimal	read;
		bool		fits = read_decimal(numeric, &read);

		if (fits != tests[i].fits ||
			(fits && (read.units != tests[i].units || read.places != tests[i].places)))
			return false;
	}
	return true;
}

void
_PG_init(void)
{
	decimals_are_known = decimals_read_right();
}

Numeric
par_quotient(ParInt128 num, ParInt128 den)
{
	int64		whole;
	int64		fraction = 0;
	int			scale = 0;

	Assert(par_int128_sign(num) >= 0 && par_int128_sign(den) > 0);
	if (par_int128_bits(num) < 64 && !par_int128_less(par_int128(PG_INT64_MAX / 10000), den))
	{
		int64		divisor = par_int128_low(den);
		int64		rest = par_int128_low(num) % divisor;

		whole = par_int128_low(num) / divisor;
		for (; rest > 0 && scale < PAR_DECIMAL_SCALE; scale += 4)
		{
			rest *= 10000;
			fraction = fraction * 10000 + rest / divisor;
			rest %= divisor;
		}
		fraction += 2 * rest >= divisor;
	}
	else
	{
		ParInt128	rest;

		whole = par_int128_low(par_int128_divide(num, den, &rest));
		for (; par_int128_sign(rest) > 0 && scale < PAR_DECIMAL_SCALE; scale += 4)
		{
			rest = par_int128_times(rest, par_int128(10000));
			fraction = fraction * 10000 + par_int128_low(par_int128_divide(rest, den, &rest));
		}
		fraction += !par_int128_less(par_int128_add(rest, rest), den);
	}
	if (fraction == par_power_of_ten[PAR_DECIMAL_SCALE])
	{
		/* Rounding carried into the whole part. */
		whole++;
		fraction = 0;
	}
	while (scale > 0 && fraction % 10 == 0)
	{
		fraction /= 10;
		scale--;
	}
	if (scale == 0)
		return int64_to_numeric(whole);
	if (whole < 900)
		return int64_div_fast_to_numeric(whole * par_power_of_ten[scale] + fraction, scale);
	return par_numeric2(numeric_add, int64_to_numeric(whole), int64_div_fast_to_numeric(fraction, scale));
}

const char *
par_scan_number(const char *p, int64 *millionths, const char **problem)
{
	int64		n = 0;
	int			digits = 0;
	int			decimals = 0;
	bool		negative = *p == '-';

	*problem = NULL;
	if (negative)
		p++;
	if (!isdigit((unsigned char) *p))
		return NULL;
	for (; isdigit((unsigned char) *p); p++)
	{
		n = n * 10 + (*p - '0');
		if (n > 0 && ++digits > 12)
		{
			*problem = "the number has more than 12 digits";
			return NULL;
		}
	}
	/* In 50..80 the dots are not a decimal mark. */
	if (p[0] == '.' && isdigit((unsigned char) p[1]))
	{
		for (p++; isdigit((unsigned char) *p); p++)
		{
			if (decimals == PAR_NUMBER_DECIMALS && *p == '0')
				continue;
			if (decimals == PAR_NUMBER_DECIMALS)
			{
				*problem = "the number has more than 6 decimals";
				return NULL;
			}
			decimals++;
			n = n * 10 + (*p - '0');
		}
	}
	if (isalpha((unsigned char) *p) || IS_HIGHBIT_SET(*p) || (p[0] == '.' && p[1] != '.'))
		return NULL;
	n *= par_power_of_ten[PAR_NUMBER_DECIMALS - decimals];
	*millionths = negative ? -n : n;
	return p;
}

int
par_position(const char *text, const char *place)
{
	return pg_mbstrlen_with_len(text, place - text) + 1;
}

const char *
par_found(const char *p)
{
	int			n = 0;

	if (*p == '\0')
		return "the end";
	while (p[n] != '\0' && (IS_HIGHBIT_SET(p[n]) || strchr(" \t\n\v\f\r,;:%<>=", p[n]) == NULL))
		n++;
	if (n == 0)
		n = strspn(p, "<>=");
	return psprintf("\"%s\"", pnstrdup(p, n == 0 ? 1 : pg_mbcliplen(p, n, 40)));
}

#if PG_VERSION_NUM < 150001
void
par_materialize(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller;

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) ||
		(rsinfo->allowedModes & SFRM_Materialize) == 0 || rsinfo->expectedDesc == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in a context that cannot accept a set")));
	caller = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = tuplestore_begin_heap((rsinfo->allowedModes & SFRM_Materialize_Random) != 0,
											  false, work_mem);
	rsinfo->setDesc = CreateTupleDescCopy(rsinfo->expectedDesc);
	MemoryContextSwitchTo(caller);
}
#endif
