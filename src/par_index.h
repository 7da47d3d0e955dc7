/*-------------------------------------------------------------------------
 *
 * par_index.h
 *		What the rooms share: the server headers that all of them need, every
 *		difference between server versions 14 to 19, and the few helpers that
 *		more than one room calls.
 *
 * Each room is one C file and one SQL file of the same name in this folder.
 * Nothing but SQL-callable functions and the par_ helpers declared here is
 * visible outside a room's file.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_INDEX_H
#define PAR_INDEX_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/nodes.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#if PG_VERSION_NUM < 140000
#error "par_index needs PostgreSQL 14 or later"
#endif

/*
 * Server versions.
 */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#include "nodes/miscnodes.h"
#endif

/*
 * Soft errors came with 16: an input function reports bad text with
 * ereturn(PAR_ESCONTEXT, value, ...), which before 16 is a plain ereport.
 */
#if PG_VERSION_NUM >= 160000
#define PAR_ESCONTEXT (fcinfo->context)
#else
#define PAR_ESCONTEXT NULL
#define ereturn(context, dummy_value, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
		return dummy_value; \
	} while (0)
#endif

/*
 * A numeric as an int32; where that cannot be, *failed is set and nothing is
 * raised.  19 reports it softly, as input functions do.
 */
#if PG_VERSION_NUM >= 190000
static inline int32
par_numeric_int4(Numeric value, bool *failed)
{
	ErrorSaveContext escontext = {T_ErrorSaveContext};
	int32		result = numeric_int4_safe(value, (Node *) &escontext);

	*failed = escontext.error_occurred;
	return result;
}
#else
#define par_numeric_int4 numeric_int4_opt_error
#endif

/*
 * A set-returning function that returns all its rows at once: this sets up
 * rsinfo->setResult and setDesc.  The row type is the one that the query
 * expects: looked up anew, it would take as long as reading a wording, and stay
 * in memory to the end of the statement.  The server's own helper has this name since 15.1.
 */
#if PG_VERSION_NUM >= 150001
#define par_materialize(fcinfo) InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC)
#else
extern void par_materialize(FunctionCallInfo fcinfo);
#endif

/*
 * Does an aggregate call?  AggCheckCallContext(), whose call every row would pay.
 */
static inline bool
par_in_aggregate(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL && (IsA(fcinfo->context, AggState) || IsA(fcinfo->context, WindowAggState));
}

/*
 * A text argument of at most `limit` bytes; a longer one is refused before it
 * is fetched, because the server cannot be cancelled while it decompresses.
 */
extern text *par_text_argument(FunctionCallInfo fcinfo, int argno, const char *what, int limit);

/*
 * A text as an error message shows it: all of it, or its beginning.  Of a text
 * that may be a gigabyte no more than that is copied.
 */
extern const char *par_shown(const char *s);
extern const char *par_shown_text(const text *t);

/*
 * Named choices: `mode => 'half_up'` and its like.  Returns the index of the
 * given text in the NULL-terminated list, or raises 22023 with the list as
 * the hint.
 */
extern int	par_choice(const text *given, const char *parameter,
					   const char *const *allowed);

/*
 * Text to jsonb by the server's own parser, for input functions of types whose
 * text form is JSON.  NULL after a soft error.  Text that is longer than a
 * value of the type can be is refused, for the parser cannot be cancelled: it
 * reads some 60 MB a second.
 */
#define PAR_MAX_STATS_TEXT	1000000

extern Jsonb *par_jsonb_from_text(char *text, size_t max_length, struct Node *escontext);

/*
 * NaN and infinity are refused with 22003, naming the parameter; par_not_finite
 * returns that message, or NULL for a finite number.
 */
#define PAR_NOT_FINITE_HINT "Use NULL for a value that is not known."

extern const char *par_not_finite(Numeric value, const char *parameter);
extern void par_check_finite(Numeric value, const char *parameter);

/*
 * The server's numeric arithmetic, by the name of its function; the sign of
 * a - b; a without trailing zeros.
 */
#define par_numeric2(fn, a, b) \
	DatumGetNumeric(DirectFunctionCall2(fn, NumericGetDatum(a), NumericGetDatum(b)))
#define par_numeric_cmp(a, b) \
	DatumGetInt32(DirectFunctionCall2(numeric_cmp, NumericGetDatum(a), NumericGetDatum(b)))
#define par_numeric_trim(a) \
	DatumGetNumeric(DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(a)))

/*
 * Decimals in machine integers.  Points, maxima, counts and percentages are
 * short numbers nearly always; par_decimal reads such a numeric where it lies
 * (packed, unaligned, without a copy) as units / 10000^places.  It returns
 * false for one that does not fit, and for NaN and infinity: those take the
 * path through numeric arithmetic.
 */
#define PAR_DECIMAL_PLACES	4
#define PAR_DECIMAL_SCALE	16	/* in decimals */

typedef struct ParDecimal
{
	int64		units;
	int			places;			/* 0..PAR_DECIMAL_PLACES */
} ParDecimal;

extern bool par_decimal(Datum numeric, ParDecimal *result);

/* 10^0 .. 10^18 */
extern const int64 par_power_of_ten[19];

/*
 * Reading of small texts (rules, gradings).  par_scan_number reads a plain
 * decimal number at p, in millionths, and returns the end of it; NULL if there
 * is none (*problem is NULL) or if it is too long (*problem says how).
 * par_position counts characters from 1; par_found quotes the word, number or
 * sign at p for a message.
 */
#define PAR_NUMBER_DECIMALS 6

extern const char *par_scan_number(const char *p, int64 *millionths, const char **problem);
extern int	par_position(const char *text, const char *place);
extern const char *par_found(const char *p);

/*
 * percent: num/den as a percentage with exactly `digits` decimals (0..20,
 * checked), computed exactly.  den must not be zero; digits come from
 * par_digits, which raises 22023 when they are out of range.
 */
typedef enum ParRounding
{
	PAR_HALF_UP,				/* half away from zero */
	PAR_HALF_EVEN,
	PAR_TRUNCATE
} ParRounding;

extern bool par_is_zero(Numeric value);
extern int	par_digits(int digits);
extern Numeric par_percent(Numeric num, Numeric den, int digits,
						   ParRounding mode);
extern Numeric par_percent_int64(int64 num, int64 den, int digits,
								 ParRounding mode);

#endif							/* PAR_INDEX_H */
