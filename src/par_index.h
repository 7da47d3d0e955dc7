/*-------------------------------------------------------------------------
 *
 * par_index.h
 *		What the rooms share: the server headers that all of them need, every
 *		difference between server versions 14 to 18, and the few helpers that
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
#include "utils/builtins.h"
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
 * A set-returning function that returns all its rows at once: this sets up
 * rsinfo->setResult and setDesc.  The server's own helper came with 15.
 */
#if PG_VERSION_NUM >= 150000
#define par_materialize(fcinfo) InitMaterializedSRF(fcinfo, 0)
#else
extern void par_materialize(FunctionCallInfo fcinfo);
#endif

/*
 * Named choices: `mode => 'half_up'` and its like.  Returns the index of the
 * given text in the NULL-terminated list, or raises 22023 with the list as
 * the hint.
 */
extern int	par_choice(const text *given, const char *parameter,
					   const char *const *allowed);

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

extern int	par_digits(int digits);
extern Numeric par_percent(Numeric num, Numeric den, int digits,
						   ParRounding mode);
extern Numeric par_percent_int64(int64 num, int64 den, int digits,
								 ParRounding mode);

#endif							/* PAR_INDEX_H */
