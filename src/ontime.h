/*-------------------------------------------------------------------------
 *
 * ontime.h
 *		What other rooms know of an on-time summary: that it is so many numbers,
 *		of which each one is checked, counted and added here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_ONTIME_H
#define PAR_ONTIME_H

#include "par_index.h"

#define ONTIME_NUMBERS	12		/* in the order of the text form */

/*
 * Count the case of the arguments from `first` on (due, done, as_of, paused; the
 * zone last where it is an argument) in the numbers of a summary.
 */
extern void par_ontime_count_dates(int64 *numbers, FunctionCallInfo fcinfo, int first);
extern void par_ontime_count_instants(int64 *numbers, FunctionCallInfo fcinfo, int first);
extern void par_ontime_count_in_zone(int64 *numbers, FunctionCallInfo fcinfo, int first);

/*
 * a becomes the summary of both; 22003 when it counts too many cases.
 */
extern void par_ontime_merge(int64 *a, const int64 *b);

/*
 * The maximum of the days late becomes unknown, unless it follows from the sum.
 */
extern void par_ontime_forget_max(int64 *numbers);

/*
 * What is wrong with the numbers of a summary, as an error's detail, or NULL.
 */
extern const char *par_ontime_fault(const int64 *numbers);

/*
 * Sound numbers as a value of ontime_stats.
 */
extern Datum par_ontime_value(const int64 *numbers);

#endif							/* PAR_ONTIME_H */
