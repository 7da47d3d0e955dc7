/*-------------------------------------------------------------------------
 *
 * deadline.h
 *		What a plan wording says, row by row: read by deadline.c, and by
 *		deadline_terms.c turned into obligations and dates after an event.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_DEADLINE_H
#define PAR_DEADLINE_H

#include "par_index.h"

#include "utils/date.h"

#define MAX_WORDING	4000000		/* bytes */

/* What a period is. */
enum
{
	ON_DATE, ON_DAY, IN_MONTH, IN_QUARTER, IN_YEAR, FIRST_MONTHS, LAST_MONTHS, BARE
};

/* The kinds that are no period; ON_DATE..BARE are kinds too. */
enum
{
	KIND_RANGE = FIRST_MONTHS,
	KIND_UNRECOGNISED = BARE,
	KIND_START_ONLY = BARE + 1,
	KIND_RECURRING, KIND_PERIODIC, KIND_AFTER_EVENT, KIND_EXTERNAL
};

extern const char *const par_deadline_kinds[];

/* How often something comes again; a set, for "hàng tháng, hàng quý". */
enum
{
	CYCLE_NONE = 0,
	CYCLE_WEEK = 1 << 0,
	CYCLE_MONTH = 1 << 1,
	CYCLE_QUARTER = 1 << 2,
	CYCLE_HALF = 1 << 3,
	CYCLE_NINE_MONTHS = 1 << 4, /* a report on them, once a year */
	CYCLE_YEAR = 1 << 5,
	CYCLE_DATES = 1 << 6		/* on days that the plan names */
};

/* The period that a row is for: its label. */
enum
{
	LABEL_NONE, LABEL_YEAR, LABEL_HALF, LABEL_QUARTER, LABEL_MONTHS, LABEL_MONTH, LABEL_WEEK
};

typedef struct Label
{
	int16		year;
	uint8		unit;
	uint8		number;			/* of the month and so on; LABEL_MONTHS: how many */
} Label;

/*
 * What par.deadlines shows, and behind it what else par.deadline_terms does.
 */
typedef struct Row
{
	DateADT		starts;			/* DATEVAL_NOBEGIN: none */
	DateADT		due;			/* DATEVAL_NOEND: none */
	int8		kind;
	bool		named;			/* the wording itself says what the period is */
	uint8		cycles;
	int8		unit;			/* of after_event; UNIT_NONE: not known */
	int16		number;
	bool		before;			/* the event */
	Label		label;
	DateADT		until;			/* recurring: DATEVAL_NOEND, or its last day */
} Row;

typedef struct Reading
{
	int			plan_year;
	Row		   *rows;
	int			nrows;
	int			allocated;
	Row			row_space[16];
} Reading;

/*
 * Read a wording.  There is at least one row.
 */
extern void par_read_wording(Reading *out, text *wording, int plan_year);

/* The day of a calendar date; month may run over the year's ends. */
extern DateADT par_day_of(int year, int month, int day);

/* The unit's period that holds a day. */
extern Label par_label_at(int unit, DateADT day);

#endif							/* PAR_DEADLINE_H */
