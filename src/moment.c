/*-------------------------------------------------------------------------
 *
 * moment.c
 *		A day, with or without an hour, as it is typed in a cell.
 *
 * What this room promises:
 *
 * - The day comes first and the year has four digits: 7/1/2025, 07-01-2025,
 *	 7.1.2025; or the year first: 2025-01-07.  Nothing is guessed: a year of two
 *	 digits or none, an hour with AM or PM (which comes with the month first),
 *	 and a day that does not exist are NULL, never an error and never another
 *	 day.
 * - The hour stands behind the day or before it: 14:30, 14:30:05, 14h30, 14h.
 *	 Without one the moment is the beginning of the day.
 *
 *-------------------------------------------------------------------------
 */
#include "par_index.h"

#include "utils/datetime.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(par_read_moment);

typedef struct Reader
{
	const char *at;
	const char *end;
} Reader;

static void
skip_blanks(Reader *r)
{
	while (r->at < r->end)
	{
		if (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r')
			r->at++;
		else if (r->end - r->at >= 2 && memcmp(r->at, "\xC2\xA0", 2) == 0)	/* no-break space */
			r->at += 2;
		else
			break;
	}
}

/*
 * A number of 1 to 4 digits, and how many they were; else 0.
 */
static int
read_digits(Reader *r, int *value)
{
	int			n = 0;

	*value = 0;
	while (r->at < r->end && *r->at >= '0' && *r->at <= '9' && n < 5)
	{
		*value = *value * 10 + (*r->at++ - '0');
		n++;
	}
	return n <= 4 ? n : 0;
}

static bool
read_mark(Reader *r, char mark)
{
	if (r->at < r->end && *r->at == mark)
	{
		r->at++;
		return true;
	}
	return false;
}

static bool
read_day(Reader *r, int *year, int *month, int *day)
{
	int			n[3];
	int			value[3];
	char		mark;

	if ((n[0] = read_digits(r, &value[0])) == 0 || r->at >= r->end)
		return false;
	mark = *r->at;
	if ((mark != '/' && mark != '-' && mark != '.') || !read_mark(r, mark))
		return false;
	if ((n[1] = read_digits(r, &value[1])) == 0 || n[1] > 2 || !read_mark(r, mark))
		return false;
	if ((n[2] = read_digits(r, &value[2])) == 0)
		return false;
	if (n[0] == 4 && n[2] <= 2)
	{
		*year = value[0];
		*day = value[2];
	}
	else if (n[0] <= 2 && n[2] == 4)
	{
		*day = value[0];
		*year = value[2];
	}
	else
		return false;
	*month = value[1];
	return *year > 0 && *month >= 1 && *month <= 12 && *day >= 1 &&
		*day <= day_tab[isleap(*year)][*month - 1];
}

static bool
read_hour(Reader *r, int64 *usec)
{
	int			hour,
				minute = 0,
				second = 0;
	int64		fraction = 0;
	int			n = read_digits(r, &hour);

	if (n == 0 || n > 2 || hour > 23)
		return false;
	if (read_mark(r, ':'))
	{
		if (read_digits(r, &minute) != 2 || minute > 59)
			return false;
		if (read_mark(r, ':'))
		{
			if (read_digits(r, &second) != 2 || second > 59)
				return false;
			if (read_mark(r, '.'))
			{
				int64		unit = 100000;

				if (r->at >= r->end || *r->at < '0' || *r->at > '9')
					return false;
				for (; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++, unit /= 10)
					fraction += (*r->at - '0') * unit;
			}
		}
	}
	else if (read_mark(r, 'h') || read_mark(r, 'H'))
	{
		n = read_digits(r, &minute);
		if (n > 2 || minute > 59)
			return false;
	}
	else
		return false;
	*usec = ((hour * INT64CONST(60) + minute) * 60 + second) * USECS_PER_SEC + fraction;
	return true;
}

Datum
par_read_moment(PG_FUNCTION_ARGS)
{
	text	   *printed = PG_GETARG_TEXT_PP(0);
	Reader		r = {VARDATA_ANY(printed), VARDATA_ANY(printed) + VARSIZE_ANY_EXHDR(printed)};
	Reader		back;
	int			year,
				month,
				day;
	int64		hour = 0;
	bool		has_hour = false;

	skip_blanks(&r);
	back = r;
	if (read_hour(&r, &hour))
	{
		has_hour = true;
		skip_blanks(&r);
	}
	else
	{
		r = back;
		hour = 0;
	}
	if (!read_day(&r, &year, &month, &day))
		PG_RETURN_NULL();
	if (!has_hour && read_mark(&r, 'T'))
	{
		if (!read_hour(&r, &hour))
			PG_RETURN_NULL();
	}
	else if (!has_hour)
	{
		back = r;
		skip_blanks(&r);
		if (r.at < r.end && (r.at == back.at || !read_hour(&r, &hour)))
			PG_RETURN_NULL();
	}
	skip_blanks(&r);
	if (r.at < r.end)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMP((date2j(year, month, day) - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY + hour);
}
