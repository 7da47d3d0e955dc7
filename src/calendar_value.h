/*-------------------------------------------------------------------------
 *
 * calendar_value.h
 *		The stored form of par.calendar, and the little that every file of the
 *		room needs to read it.
 *
 * The files of the room stand one on another, and none knows of a later one:
 *
 *		calendar_value	the layout, and looking up in it
 *		calendar_make	what a calendar says <-> the value
 *		calendar_io		JSON <-> what a calendar says
 *		calendar, calendar_agg, calendar_vn		the functions of SQL
 *
 * calendar_lunar stands beside them and knows of no calendar at all.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_CALENDAR_VALUE_H
#define PAR_CALENDAR_VALUE_H

#include "par_index.h"

#include "datatype/timestamp.h"
#include "port/pg_bitutils.h"
#include "utils/date.h"

#define MAX_DAYS	65535		/* day numbers are uint16 */
#define MAX_SLOTS	24			/* a day */
#define MAX_KINDS	255			/* kind numbers are uint8 */

#define MINUTES_PER_DAY	1440

/*
 * A slot of a day, in minutes of its wall clock; `before` is the worked
 * minutes of the day that lie before it.
 */
typedef struct Slot
{
	uint16		start;
	uint16		end;
	uint16		before;
} Slot;

/*
 * One way of working a day: a run of the slot table.  Kind 0 has no slots and
 * is the day off; days of any other kind are working days.
 */
typedef struct Kind
{
	uint16		first;
	uint16		nslots;
	uint16		minutes;
} Kind;

/*
 * A deviation from the week: a run of days off (kind 0), or one worked day
 * with a kind of its own.  `before` is what the deviations before this one
 * add to the minutes of the bare week; runs are in order and do not touch a
 * day twice.
 */
typedef struct Deviation
{
	uint16		day;
	uint8		days;
	uint8		kind;
	int32		before;
} Deviation;

/* A worked day that was said to replace another one. */
typedef struct Swap
{
	uint16		day;
	uint16		unused;
	DateADT		replaced;
} Swap;

/*
 * The clock is moved: from `at` on the zone is gmtoff seconds east of
 * Greenwich, and `extra` seconds are to be added to the working time that the
 * wall clock shows to get the working time that was lived.
 */
typedef struct Shift
{
	TimestampTz at;
	int32		gmtoff;
	int32		extra;
} Shift;

/*
 * The value.  Days are numbered from 0 = `from`.  Everything after `zone` is
 * derived from what stands in the JSON form and from the server's time zone
 * tables at the time when the value was made, so reading a value never looks
 * anything up.  Unused bytes are zero: equal calendars are equal bytes.
 *
 * Behind the header lie, each aligned by its place:
 *		uint64	worked[nwords]		a bit for each day that is worked
 *		Shift	shifts[nshifts]
 *		Deviation deviations[ndeviations]
 *		Swap	swaps[nswaps]
 *		uint16	ranks[nwords]		working days before each word
 *		Kind	kinds[nkinds]
 *		Slot	slots[nslots]
 *		char	zone[zonelen]
 */
typedef struct Calendar
{
	int32		vl_len_;
	uint32		flags;			/* zero; other layouts will say so here */
	DateADT		from;
	int32		ndays;
	int32		gmtoff;			/* before the first shift */
	uint16		nshifts;
	uint16		ndeviations;
	uint16		nswaps;
	uint16		nslots;
	uint8		nkinds;
	uint8		zonelen;
	uint8		cycle[7];		/* kind of the days 0..6 of the bare week,
								 * starting at `from`, and of all days after */
	uint8		unused[3];
	int32		week[8];		/* minutes of the first n days of that week */
	uint64		worked[FLEXIBLE_ARRAY_MEMBER];
} Calendar;

/* One word more than the days need, so that a count up to the end has one. */
#define CAL_NWORDS(cal)		((cal)->ndays / 64 + 1)
#define CAL_SHIFTS(cal)		((Shift *) ((cal)->worked + CAL_NWORDS(cal)))
#define CAL_DEVIATIONS(cal) ((Deviation *) (CAL_SHIFTS(cal) + (cal)->nshifts))
#define CAL_SWAPS(cal)		((Swap *) (CAL_DEVIATIONS(cal) + (cal)->ndeviations))
#define CAL_RANKS(cal)		((uint16 *) (CAL_SWAPS(cal) + (cal)->nswaps))
#define CAL_KINDS(cal)		((Kind *) (CAL_RANKS(cal) + CAL_NWORDS(cal)))
#define CAL_SLOTS(cal)		((Slot *) (CAL_KINDS(cal) + (cal)->nkinds))
#define CAL_ZONE(cal)		((char *) (CAL_SLOTS(cal) + (cal)->nslots))

#define CAL_TO(cal)			((cal)->from + (cal)->ndays - 1)

/* Monday = 0 ... Sunday = 6; day 0 of the server is a Saturday. */
#define WEEKDAY(date)		((((date) + 5) % 7 + 7) % 7)

/* The first instant of a date by Greenwich. */
#define DATE_USECS(date)	((int64) (date) * USECS_PER_DAY)

static inline bool
par_calendar_is_worked(const Calendar *cal, uint32 day)
{
	return (cal->worked[day / 64] >> (day % 64)) & 1;
}

extern void par_calendar_check(const Calendar *cal);
extern int32 par_calendar_minutes(const Calendar *cal, int32 n);
extern const Kind *par_calendar_kind(const Calendar *cal, int32 day);
extern int64 par_calendar_wall_usecs(const Calendar *cal, int64 wall);

/* Dates in ISO form, whatever DateStyle says. */
#define ISO_DATE_LEN	16
extern char *par_iso_date(char *buf, DateADT date);
extern int	par_read_digits(const char *s, int n);
extern bool par_read_date(const char *s, DateADT *date);

#define PG_GETARG_CALENDAR(n) ((Calendar *) PG_GETARG_VARLENA_P(n))

#endif							/* PAR_CALENDAR_VALUE_H */
