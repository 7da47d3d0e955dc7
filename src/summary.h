/*-------------------------------------------------------------------------
 *
 * summary.h
 *		What the stored summaries (ontime_stats, survey_stats, stratified_stats,
 *		score_stats) have in common: one contract, one implementation
 *		(summary.c).
 *
 * The contract:
 *
 * - '{}' is the empty value.  It is neutral in any addition, and what an
 *	 aggregate over no rows returns.
 * - A value that can be made can be written, and what is written is read
 *	 again as the same value: as text, as jsonb, in binary form.  A number may
 *	 be written in any way that JSON knows: 1, 1.0, 1e0.
 * - Two values are equal when their members are.  The order, which nothing but
 *	 sorting needs, is that of the members in the order of the text form.
 * - What is wrong with a text is 22P02, with bytes 22P03, with a stored value
 *	 that this library does not know 0A000; taking away what was never added is
 *	 22023, a number out of range 22003.
 *
 * A room describes its type in a ParSummaryType and names it in
 * PAR_SUMMARY_FUNCTIONS, which makes the SQL-callable functions.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_SUMMARY_H
#define PAR_SUMMARY_H

#include "par_index.h"

#include "lib/stringinfo.h"
#include "utils/jsonb.h"

/*
 * What every summary starts with.
 */
typedef struct ParSummary
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		flags;
} ParSummary;

typedef struct ParSummaryType
{
	const char *name;
	const char *form;			/* an example of the text form, for hints */

	/* The value in a datum, or par_summary_unknown(). */
	void	   *(*get) (Datum datum);

	/*
	 * Reading: begin() makes a draft, member() puts one member of the text
	 * form into it or receive() all of the binary form, and finish() makes the
	 * value.  The last three return what is wrong, as the detail of an error,
	 * or NULL.
	 */
	void	   *(*begin) (void);
	const char *(*member) (void *draft, const char *key, const JsonbValue *value);
	const char *(*receive) (void *draft, StringInfo buf);
	const char *(*finish) (void *draft, ParSummary **value);

	/* Writing: the text form, and the binary form. */
	void		(*write) (const void *s, StringInfo out);
	void		(*send) (const void *s, StringInfo out);

	/* < 0, 0, > 0; and a hash that is equal where compare() says 0. */
	int			(*compare) (const void *a, const void *b);
	uint64		(*hash) (const void *s, uint64 seed);
} ParSummaryType;

/*
 * An empty value of a size; a copy; and the value that a transition function
 * may change: the state itself within an aggregate, a copy when called by hand.
 */
extern void *par_summary_new(Size size, uint32 flags);
extern void *par_summary_copy(const void *s);

static inline void *
par_summary_to_change(FunctionCallInfo fcinfo, void *s)
{
	return likely(par_in_aggregate(fcinfo)) ? s : par_summary_copy(s);
}

pg_noinline extern void par_summary_unknown(const ParSummaryType *type);

/* The whole of a value behind its length; for types whose bytes are canonical. */
extern uint64 par_summary_hash_bytes(const void *s, uint64 seed);

/*
 * JSON values: a whole number in 0..limit, and a float8 (beyond the range it
 * comes out infinite); false if they are something else.
 */
extern bool par_json_count(const JsonbValue *v, int64 limit, int64 *count);
extern bool par_json_float8(const JsonbValue *v, double *value);

/* A number; the float8 in the fewest digits that read back as the same. */
extern void par_append_int64(StringInfo out, int64 value);
extern void par_append_float8(StringInfo out, double value);

#define par_compare(a, b) ((a) < (b) ? -1 : (a) > (b) ? 1 : 0)

/*
 * The functions of a type, as SQL calls them.
 */
extern Datum par_summary_in(FunctionCallInfo fcinfo, const ParSummaryType *type);
extern Datum par_summary_out(FunctionCallInfo fcinfo, const ParSummaryType *type);
extern Datum par_summary_recv(FunctionCallInfo fcinfo, const ParSummaryType *type);
extern Datum par_summary_send(FunctionCallInfo fcinfo, const ParSummaryType *type);
extern Datum par_summary_to_jsonb(FunctionCallInfo fcinfo, const ParSummaryType *type);
extern Datum par_summary_from_jsonb(FunctionCallInfo fcinfo, const ParSummaryType *type);
extern int	par_summary_cmp(FunctionCallInfo fcinfo, const ParSummaryType *type);
extern uint64 par_summary_hash(FunctionCallInfo fcinfo, const ParSummaryType *type, uint64 seed);

#define PAR_SUMMARY_FUNCTION(room, name, type, result) \
PG_FUNCTION_INFO_V1(par_##room##_##name); \
Datum \
par_##room##_##name(PG_FUNCTION_ARGS) \
{ \
	return result; \
}

#define PAR_SUMMARY_FUNCTIONS(room, type) \
PAR_SUMMARY_FUNCTION(room, in, type, par_summary_in(fcinfo, &type)) \
PAR_SUMMARY_FUNCTION(room, out, type, par_summary_out(fcinfo, &type)) \
PAR_SUMMARY_FUNCTION(room, recv, type, par_summary_recv(fcinfo, &type)) \
PAR_SUMMARY_FUNCTION(room, send, type, par_summary_send(fcinfo, &type)) \
PAR_SUMMARY_FUNCTION(room, to_jsonb, type, par_summary_to_jsonb(fcinfo, &type)) \
PAR_SUMMARY_FUNCTION(room, from_jsonb, type, par_summary_from_jsonb(fcinfo, &type)) \
PAR_SUMMARY_FUNCTION(room, eq, type, BoolGetDatum(par_summary_cmp(fcinfo, &type) == 0)) \
PAR_SUMMARY_FUNCTION(room, ne, type, BoolGetDatum(par_summary_cmp(fcinfo, &type) != 0)) \
PAR_SUMMARY_FUNCTION(room, lt, type, BoolGetDatum(par_summary_cmp(fcinfo, &type) < 0)) \
PAR_SUMMARY_FUNCTION(room, le, type, BoolGetDatum(par_summary_cmp(fcinfo, &type) <= 0)) \
PAR_SUMMARY_FUNCTION(room, gt, type, BoolGetDatum(par_summary_cmp(fcinfo, &type) > 0)) \
PAR_SUMMARY_FUNCTION(room, ge, type, BoolGetDatum(par_summary_cmp(fcinfo, &type) >= 0)) \
PAR_SUMMARY_FUNCTION(room, cmp, type, Int32GetDatum(par_summary_cmp(fcinfo, &type))) \
PAR_SUMMARY_FUNCTION(room, hash, type, UInt32GetDatum((uint32) par_summary_hash(fcinfo, &type, 0))) \
PAR_SUMMARY_FUNCTION(room, hash_extended, type, \
					 UInt64GetDatum(par_summary_hash(fcinfo, &type, (uint64) PG_GETARG_INT64(1))))

#endif							/* PAR_SUMMARY_H */
