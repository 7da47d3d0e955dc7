/*-------------------------------------------------------------------------
 *
 * calendar_make.h
 *		What a calendar says, in the words of its JSON form, and the way from
 *		there to the value and back.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_CALENDAR_MAKE_H
#define PAR_CALENDAR_MAKE_H

#include "calendar_value.h"

#define NO_DATE			DATEVAL_NOBEGIN

/* The working time of one day; only start and end are filled in. */
typedef struct Hours
{
	int			n;
	Slot		slot[MAX_SLOTS];
} Hours;

/* A run of days off, or one worked day. */
typedef struct Special
{
	DateADT		day;
	DateADT		last;
	bool		work;
	DateADT		replaced;		/* or NO_DATE */
	const Hours *hours;			/* or NULL */
} Special;

#define NO_SPECIAL {NO_DATE, NO_DATE, false, NO_DATE, NULL}

typedef struct Spec
{
	const char *zone;
	DateADT		from;
	DateADT		to;
	Hours		week[7];		/* Monday first */
	Special    *specials;
	int			nspecials;
	int			maxspecials;
	struct Node *escontext;		/* for soft errors */
} Spec;

extern void par_spec_init(Spec *spec, struct Node *escontext);
extern void par_spec_add(Spec *spec, const Special *special);
extern bool par_spec_check_span(const Spec *spec);
extern bool par_same_hours(const Hours *a, const Hours *b);
extern Calendar *par_calendar_make(Spec *spec);
extern void par_calendar_unpack(const Calendar *cal, Spec *spec);

#endif							/* PAR_CALENDAR_MAKE_H */
