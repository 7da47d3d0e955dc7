/*-------------------------------------------------------------------------
 *
 * calendar_io.h
 *		Calendars as JSON text.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_CALENDAR_IO_H
#define PAR_CALENDAR_IO_H

#include "calendar_make.h"

#define MAX_CALENDAR_TEXT 4000000	/* bytes of JSON that are read, and printed */

/*
 * par_calendar_make() for everybody who gives the value away: the value has
 * also been found able to return from its own text.
 */
extern Calendar *par_calendar_of_spec(Spec *spec);

/* After a soft error the caller looks at the error and not at the value. */
#define PG_RETURN_CALENDAR(cal) \
	do { \
		Calendar *result_ = (cal); \
		if (result_ == NULL) \
			PG_RETURN_NULL(); \
		PG_RETURN_POINTER(result_); \
	} while (0)

#endif							/* PAR_CALENDAR_IO_H */
