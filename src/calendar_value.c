/*-------------------------------------------------------------------------
 *
 * calendar_value.c
 *		Looking up in a calendar value: how a day is worked, and the working
 *		time that the wall clock has shown.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_value.h"

#include "utils/datetime.h"

void
par_calendar_check(const Calendar *cal)
{
	if (VARSIZE(cal) < offsetof(Calendar, worked))
		elog(ERROR, "calendar is too short");
	if (cal->flags != 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("calendar has the unknown layout %u", cal->flags),
				 errhint("It was stored by a later version of par_index.")));
	/* Bytes that never were a calendar do not have the size that they say. */
	if (cal->ndays < 1 || cal->ndays > MAX_DAYS ||
		CAL_ZONE(cal) + cal->zonelen != (char *) cal + VARSIZE(cal))
		elog(ERROR, "calendar has a wrong size");
}

/* ---------------------------------------------------------------------------
 * Dates as text.
 * ---------------------------------------------------------------------------
 */

char *
par_iso_date(char *buf, DateADT date)
{
	int			year;
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	snprintf(buf, ISO_DATE_LEN, "%04d-%02d-%02d%s", year > 0 ? year : 1 - year, month, day, year > 0 ? "" : " BC");
	return buf;
}

/*
 * n digits at s as a number, or -1.
 */
int
par_read_digits(const char *s, int n)
{
	int			value = 0;

	for (; n > 0; n--, s++)
	{
		if (*s < '0' || *s > '9')
			return -1;
		value = value * 10 + (*s - '0');
	}
	return value;
}

/*
 * The date YYYY-MM-DD at s, or false.  What follows it is not looked at.
 */
bool
par_read_date(const char *s, DateADT *date)
{
	int			year = strnlen(s, 10) == 10 ? par_read_digits(s, 4) : -1;
	int			month;
	int			day;
	char		buf[ISO_DATE_LEN];

	if (year < 1 || s[4] != '-' || s[7] != '-')
		return false;
	month = par_read_digits(s + 5, 2);
	day = par_read_digits(s + 8, 2);
	if (month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	*date = date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
	/* 30 February comes back as another day */
	return strncmp(par_iso_date(buf, *date), s, 10) == 0;
}

/* ---------------------------------------------------------------------------
 * Days and the wall clock.  "Wall" is what the clock on the wall shows, in
 * microseconds from the first midnight of the calendar.
 * ---------------------------------------------------------------------------
 */

/*
 * The last deviation that begins before day n, or NULL.
 */
static const Deviation *
deviation_before(const Calendar *cal, int32 n)
{
	const Deviation *dev = CAL_DEVIATIONS(cal);
	int32		left = cal->ndeviations;

	if (left == 0 || dev->day >= n)
		return NULL;
	while (left > 1)
	{
		int32		half = left / 2;

		dev += dev[half].day < n ? half : 0;
		left -= half;
	}
	return dev;
}

/*
 * Minutes of the first n days, were there only the week.
 */
static inline int32
week_minutes(const Calendar *cal, int32 n)
{
	return n / 7 * cal->week[7] + cal->week[n % 7];
}

/*
 * Minutes of the first n days.
 */
int32
par_calendar_minutes(const Calendar *cal, int32 n)
{
	int32		minutes = week_minutes(cal, n);
	const Deviation *dev = deviation_before(cal, n);

	if (dev)
		minutes += dev->before + CAL_KINDS(cal)[dev->kind].minutes -
			(week_minutes(cal, Min(n, dev->day + dev->days)) - week_minutes(cal, dev->day));
	return minutes;
}

const Kind *
par_calendar_kind(const Calendar *cal, int32 day)
{
	const Deviation *dev;
	int			kind = 0;

	if (par_calendar_is_worked(cal, day))
	{
		/* A day that is worked is in no run of days off. */
		dev = deviation_before(cal, day + 1);
		kind = dev && dev->day == day ? dev->kind : cal->cycle[day % 7];
	}
	return &CAL_KINDS(cal)[kind];
}

/*
 * Working time that the wall clock shows up to `wall`; before the first
 * midnight none, after the last one no more.
 */
int64
par_calendar_wall_usecs(const Calendar *cal, int64 wall)
{
	int32		day;
	int64		rest;
	const Kind *kind;
	const Slot *slot;
	int			i;

	if (wall <= 0)
		return 0;
	if (wall >= cal->ndays * USECS_PER_DAY)
		return par_calendar_minutes(cal, cal->ndays) * USECS_PER_MINUTE;

	day = (int32) (wall / USECS_PER_DAY);
	rest = wall % USECS_PER_DAY;
	kind = par_calendar_kind(cal, day);
	slot = CAL_SLOTS(cal) + kind->first;

	/* the last slot that begins before */
	for (i = kind->nslots - 1; i >= 0 && slot[i].start * USECS_PER_MINUTE >= rest; i--)
		;
	if (i < 0)
		rest = 0;
	else
		rest = slot[i].before * USECS_PER_MINUTE +
			Min(rest, slot[i].end * USECS_PER_MINUTE) - slot[i].start * USECS_PER_MINUTE;
	return par_calendar_minutes(cal, day) * USECS_PER_MINUTE + rest;
}
