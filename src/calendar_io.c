/*-------------------------------------------------------------------------
 *
 * calendar_io.c
 *		Making calendar values: JSON in and out, Vietnam's holidays, and the
 *		aggregate over a table of days.
 *
 * The form that people write:
 *
 *	{"zone": "Asia/Ho_Chi_Minh", "from": "2024-01-01", "to": "2026-12-31",
 *	 "hours": {"mon-fri": ["07:30-11:30", "13:30-17:30"]},
 *	 "off": ["2024-01-01", "2024-02-08/2024-02-14"],
 *	 "work": [{"day": "2024-05-04", "for": "2024-04-29"},
 *			  {"day": "2024-12-31", "hours": ["07:30-11:30"]}]}
 *
 * - from and to (inclusive) must be given; the zone and the hours above are
 *	 the defaults.  Hours given replace all of the default: a weekday that is
 *	 not named is not worked.
 * - A worked day has its own hours if given; else those of the weekday of the
 *	 day that it replaces; else those of its own weekday; else those of the
 *	 nearest weekday before that has any (a Saturday: Friday's).
 * - The replaced day is off, without being listed again.
 * - A day off that the week does not work anyway is kept: the hours of the
 *	 calendar may be changed later by way of jsonb.
 *
 * Every way in, text, jsonb, the binary form (which carries the text, as that
 * of jsonb does), the holidays and the aggregate, goes through one Spec and
 * one function that checks it and lays out the value; every way out goes
 * through the Spec that unpack() reads from the value.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "holidays_vn.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "pgtime.h"
#include "utils/datetime.h"
#include "utils/jsonb.h"

PG_FUNCTION_INFO_V1(par_calendar_in);
PG_FUNCTION_INFO_V1(par_calendar_out);
PG_FUNCTION_INFO_V1(par_calendar_recv);
PG_FUNCTION_INFO_V1(par_calendar_send);
PG_FUNCTION_INFO_V1(par_calendar_from_jsonb);
PG_FUNCTION_INFO_V1(par_calendar_to_jsonb);
PG_FUNCTION_INFO_V1(par_calendar_accum);
PG_FUNCTION_INFO_V1(par_calendar_combine);
PG_FUNCTION_INFO_V1(par_vn_calendar);
PG_FUNCTION_INFO_V1(par_vn_holidays);

#define BINARY_VERSION	1
#define NO_DATE			DATEVAL_NOBEGIN

#define DEFAULT_ZONE	"Asia/Ho_Chi_Minh"

/* The working time of one day; only start and end are filled in. */
typedef struct Hours
{
	int			n;
	Slot		slot[MAX_SLOTS];
} Hours;

static const Hours default_hours = {2, {{450, 690}, {810, 1050}}};

/* Days off, or one worked day. */
typedef struct Rule
{
	DateADT		day;
	DateADT		last;
	bool		work;
	DateADT		replaced;		/* or NO_DATE */
	const Hours *hours;			/* or NULL */
} Rule;

/* What the JSON form says. */
typedef struct Spec
{
	const char *zone;
	DateADT		from;
	DateADT		to;
	Hours		week[7];		/* Monday first */
	Rule	   *rules;
	int			nrules;
	int			maxrules;
	struct Node *escontext;		/* for soft errors */
} Spec;

static const char *const weekday_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static void
init_spec(Spec *spec, struct Node *escontext)
{
	memset(spec, 0, sizeof(Spec));
	spec->zone = DEFAULT_ZONE;
	spec->from = spec->to = NO_DATE;
	spec->maxrules = 64;
	spec->rules = palloc(sizeof(Rule) * spec->maxrules);
	spec->escontext = escontext;
}

static void
set_default_hours(Spec *spec)
{
	int			w;

	for (w = 0; w < 5; w++)
		spec->week[w] = default_hours;
}

static bool
same_hours(const Hours *a, const Hours *b)
{
	int			i;

	if (a->n != b->n)
		return false;
	for (i = 0; i < a->n; i++)
	{
		if (a->slot[i].start != b->slot[i].start || a->slot[i].end != b->slot[i].end)
			return false;
	}
	return true;
}

/*
 * Add a rule; a worked day that is there already in the same words is not
 * added again.
 */
static void
add_rule(Spec *spec, const Rule *rule)
{
	int			i;

	for (i = 0; rule->work && i < spec->nrules; i++)
	{
		const Rule *other = &spec->rules[i];

		if (other->work && other->day == rule->day && other->replaced == rule->replaced &&
			(other->hours && rule->hours ? same_hours(other->hours, rule->hours) :
			 other->hours == rule->hours))
			return;
	}
	if (spec->nrules == spec->maxrules)
	{
		spec->maxrules *= 2;
		spec->rules = repalloc_huge(spec->rules, sizeof(Rule) * spec->maxrules);
	}
	spec->rules[spec->nrules++] = *rule;
}

/* ---------------------------------------------------------------------------
 * Dates and times as text, free of DateStyle.
 * ---------------------------------------------------------------------------
 */

char *
par_calendar_iso(char *buf, DateADT date)
{
	int			year;
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	snprintf(buf, ISO_DATE_LEN, "%04d-%02d-%02d", year, month, day);
	return buf;
}

/*
 * n digits at s as a number, or -1.
 */
static int
read_digits(const char *s, int n)
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
static bool
read_date(const char *s, DateADT *date)
{
	int			year = strnlen(s, 10) == 10 ? read_digits(s, 4) : -1;
	int			month;
	int			day;
	char		buf[ISO_DATE_LEN];

	if (year < 1 || s[4] != '-' || s[7] != '-')
		return false;
	month = read_digits(s + 5, 2);
	day = read_digits(s + 8, 2);
	if (month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	*date = date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
	/* 30 February comes back as another day */
	return strncmp(par_calendar_iso(buf, *date), s, 10) == 0;
}

/*
 * The time H:MM or HH:MM at *s in minutes, or -1; *s moves behind it.
 */
static int
read_minutes(const char **s)
{
	int			width = strcspn(*s, ":");
	int			hour = width == 1 || width == 2 ? read_digits(*s, width) : -1;
	int			minute;

	if (hour < 0 || strnlen(*s + width + 1, 2) < 2)
		return -1;
	minute = read_digits(*s + width + 1, 2);
	*s += width + 3;
	if (minute < 0 || minute > 59 || hour * 60 + minute > MINUTES_PER_DAY)
		return -1;
	return hour * 60 + minute;
}

/* ---------------------------------------------------------------------------
 * Spec -> value
 * ---------------------------------------------------------------------------
 */

/*
 * The hours of a worked day that has none of its own, or NULL when the week
 * has no hours at all.
 */
static const Hours *
plain_hours(const Spec *spec, int weekday)
{
	int			i;

	for (i = 0; i < 7; i++)
	{
		const Hours *hours = &spec->week[(weekday - i + 7) % 7];

		if (hours->n > 0)
			return hours;
	}
	return NULL;
}

static const Hours *
rule_hours(const Spec *spec, const Rule *rule)
{
	if (rule->hours)
		return rule->hours;
	return plain_hours(spec, WEEKDAY(rule->replaced != NO_DATE ? rule->replaced : rule->day));
}

/*
 * The tables that a value consists of, while they grow.
 */
typedef struct Draft
{
	uint8	   *kind;			/* of each day */
	bool	   *off;			/* named as a day off? */
	bool	   *work;			/* named as a worked day? */
	Hours		kinds[MAX_KINDS];
	int			nkinds;
	Swap	   *swaps;
	int			nswaps;
	Deviation  *deviations;
	int			ndeviations;
	Shift	   *shifts;
	int			nshifts;
	int32		gmtoff;
} Draft;

/*
 * The number of that kind of day, new or known; false if there are too many.
 */
static bool
find_kind(Draft *draft, const Hours *hours, uint8 *kind)
{
	int			i;

	for (i = 0; i < draft->nkinds; i++)
	{
		if (same_hours(&draft->kinds[i], hours))
		{
			*kind = i;
			return true;
		}
	}
	if (draft->nkinds == MAX_KINDS)
		return false;
	*kind = draft->nkinds;
	draft->kinds[draft->nkinds++] = *hours;
	return true;
}

/*
 * The moves of the zone's clock over the days of the calendar.  A zone that
 * is not known, or that is none of the IANA names, is an error.
 */
static bool
draft_shifts(Spec *spec, Draft *draft)
{
	pg_tz	   *tz = *spec->zone && strlen(spec->zone) <= TZ_STRLEN_MAX ? pg_tzset(spec->zone) : NULL;
	const char *name = tz ? pg_get_timezone_name(tz) : "";
	pg_time_t	t;
	pg_time_t	end;
	int			max = 16;

	/*
	 * The server also reads rules such as FOO-7BAR, and then gives them back
	 * in capitals.  Of the IANA names that have digits only a few old
	 * abbreviations have no small letter.
	 */
	if (tz == NULL || !pg_tz_acceptable(tz) ||
		(strpbrk(name, "0123456789") && !strpbrk(name, "abcdefghijklmnopqrstuvwxyz")))
		ereturn(spec->escontext, false,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown time zone \"%s\"", spec->zone),
				 errhint("Use an IANA name such as Asia/Ho_Chi_Minh, Europe/Berlin or UTC.")));
	spec->zone = name;

	draft->shifts = palloc(sizeof(Shift) * max);
	t = ((pg_time_t) spec->from + POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE - 2) * SECS_PER_DAY;
	end = ((pg_time_t) spec->to + POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE + 3) * SECS_PER_DAY;
	for (;;)
	{
		long		before;
		long		after;
		int			isdst;
		pg_time_t	at;
		int			found = pg_next_dst_boundary(&t, &before, &isdst, &at, &after, &isdst, tz);

		if (found < 0)
			elog(ERROR, "could not read the time zone tables of %s", name);
		if (draft->nshifts == 0)
			draft->gmtoff = before;
		if (found == 0 || at > end)
			break;
		t = at;
		/* Some changes are only of the name. */
		if (after == before)
			continue;
		if (draft->nshifts == max)
			draft->shifts = repalloc(draft->shifts, sizeof(Shift) * (max *= 2));
		draft->shifts[draft->nshifts].at = (at - (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) *
											(pg_time_t) SECS_PER_DAY) * USECS_PER_SEC;
		draft->shifts[draft->nshifts].gmtoff = after;
		draft->shifts[draft->nshifts++].extra = 0;
	}
	return true;
}

/*
 * Check that a date of the calendar lies in its days.
 */
static bool
inside(const Spec *spec, DateADT date)
{
	char		given[ISO_DATE_LEN];
	char		from[ISO_DATE_LEN];
	char		to[ISO_DATE_LEN];

	if (date >= spec->from && date <= spec->to)
		return true;
	ereturn(spec->escontext, false,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("day %s of the calendar is outside its days", par_calendar_iso(given, date)),
			 errdetail("The calendar covers %s to %s.",
					   par_calendar_iso(from, spec->from), par_calendar_iso(to, spec->to)),
			 errhint("Extend \"from\" or \"to\", or leave the day out.")));
}

/*
 * The kind of every day, by the rules.
 */
static bool
draft_days(const Spec *spec, Draft *draft)
{
	char		buf[ISO_DATE_LEN];
	DateADT		date;
	uint8		kind;
	int			i;

	for (date = spec->from; date <= spec->to; date++)
	{
		if (!find_kind(draft, &spec->week[WEEKDAY(date)], &draft->kind[date - spec->from]))
			elog(ERROR, "a week cannot have that many kinds of days");
	}

	/* Days off, and those that are replaced. */
	for (i = 0; i < spec->nrules; i++)
	{
		const Rule *rule = &spec->rules[i];

		CHECK_FOR_INTERRUPTS();
		if (!inside(spec, rule->day) || !inside(spec, rule->last))
			return false;
		for (date = rule->day; !rule->work && date <= rule->last; date++)
		{
			draft->off[date - spec->from] = true;
			draft->kind[date - spec->from] = 0;
		}
		if (rule->replaced == NO_DATE)
			continue;
		if (spec->week[WEEKDAY(rule->replaced)].n == 0)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("the replaced day %s is not worked in any week", par_calendar_iso(buf, rule->replaced)),
					 errhint("\"for\" names the working day whose hours are moved.")));
		/* It may lie in a year that the calendar does not cover. */
		if (rule->replaced >= spec->from && rule->replaced <= spec->to)
		{
			draft->off[rule->replaced - spec->from] = true;
			draft->kind[rule->replaced - spec->from] = 0;
		}
	}

	/* Worked days. */
	draft->swaps = palloc(sizeof(Swap) * (spec->nrules + 1));
	for (i = 0; i < spec->nrules; i++)
	{
		const Rule *rule = &spec->rules[i];
		const Hours *hours;
		int32		day = rule->day - spec->from;

		if (!rule->work)
			continue;
		if (draft->off[day])
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("day %s is both off and worked", par_calendar_iso(buf, rule->day)),
					 errhint("A day that \"for\" replaces is off without being listed.")));
		if (draft->work[day])
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("worked day %s is given twice", par_calendar_iso(buf, rule->day)),
					 errhint("Give it once, with all its hours.")));
		hours = rule_hours(spec, rule);
		if (hours == NULL)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("worked day %s has no hours", par_calendar_iso(buf, rule->day)),
					 errhint("No weekday has any, so give it \"hours\" of its own.")));
		if (!find_kind(draft, hours, &kind))
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("calendar has too many days with different hours"),
					 errhint("At most %d different ones are possible.", MAX_KINDS - 1)));
		draft->work[day] = true;
		draft->kind[day] = kind;
		if (rule->replaced != NO_DATE)
		{
			draft->swaps[draft->nswaps].day = day;
			draft->swaps[draft->nswaps].unused = 0;
			draft->swaps[draft->nswaps++].replaced = rule->replaced;
		}
	}
	return true;
}

static int
compare_swaps(const void *a, const void *b)
{
	return (int) ((const Swap *) a)->day - (int) ((const Swap *) b)->day;
}

/*
 * Runs of days off, and worked days one by one.
 */
static void
draft_deviations(Draft *draft, int32 ndays)
{
	int32		day;
	int			max = 64;

	draft->deviations = palloc(sizeof(Deviation) * max);
	for (day = 0; day < ndays; day++)
	{
		Deviation  *dev;

		if (!draft->off[day] && !draft->work[day])
			continue;
		if (draft->ndeviations == max)
			draft->deviations = repalloc(draft->deviations, sizeof(Deviation) * (max *= 2));
		dev = &draft->deviations[draft->ndeviations++];
		dev->day = day;
		dev->days = 1;
		dev->kind = draft->kind[day];
		dev->before = 0;
		for (; draft->off[day] && day + 1 < ndays && draft->off[day + 1] && dev->days < PG_UINT8_MAX; day++)
			dev->days++;
	}
	qsort(draft->swaps, draft->nswaps, sizeof(Swap), compare_swaps);
}

/*
 * The value with all its prefix sums.
 */
static Calendar *
lay_out(const Spec *spec, const Draft *draft, int32 ndays)
{
	Calendar   *cal;
	Calendar	head;
	Size		size;
	Kind	   *kinds;
	Slot	   *slots;
	Deviation  *dev;
	Shift	   *shift;
	int32		before;
	int32		extra = 0;
	int			i;
	int			j;

	memset(&head, 0, sizeof(head));
	head.from = spec->from;
	head.ndays = ndays;
	head.gmtoff = draft->gmtoff;
	head.nshifts = draft->nshifts;
	head.ndeviations = draft->ndeviations;
	head.nswaps = draft->nswaps;
	head.nkinds = draft->nkinds;
	head.zonelen = strlen(spec->zone);
	for (i = 0; i < draft->nkinds; i++)
		head.nslots += draft->kinds[i].n;

	size = CAL_ZONE(&head) + head.zonelen - (char *) &head;
	cal = palloc0(size);
	memcpy(cal, &head, offsetof(Calendar, worked));
	SET_VARSIZE(cal, size);
	memcpy(CAL_ZONE(cal), spec->zone, head.zonelen);
	memcpy(CAL_DEVIATIONS(cal), draft->deviations, sizeof(Deviation) * draft->ndeviations);
	memcpy(CAL_SWAPS(cal), draft->swaps, sizeof(Swap) * draft->nswaps);
	memcpy(CAL_SHIFTS(cal), draft->shifts, sizeof(Shift) * draft->nshifts);

	kinds = CAL_KINDS(cal);
	slots = CAL_SLOTS(cal);
	for (i = 0; i < draft->nkinds; i++)
	{
		kinds[i].first = slots - CAL_SLOTS(cal);
		kinds[i].nslots = draft->kinds[i].n;
		for (j = 0; j < draft->kinds[i].n; j++, slots++)
		{
			*slots = draft->kinds[i].slot[j];
			slots->before = kinds[i].minutes;
			kinds[i].minutes += slots->end - slots->start;
		}
	}

	for (i = 0; i < 7; i++)
	{
		/* A weekday that the calendar has no day of keeps its hours as well. */
		for (j = 0; j < draft->nkinds; j++)
		{
			if (same_hours(&draft->kinds[j], &spec->week[WEEKDAY(spec->from + i)]))
				cal->cycle[i] = j;
		}
		cal->week[i + 1] = cal->week[i] + kinds[cal->cycle[i]].minutes;
	}

	for (i = 0; i < ndays; i++)
	{
		if (draft->kind[i] != 0)
			cal->worked[i / 64] |= UINT64CONST(1) << (i % 64);
	}
	for (i = 1; i < CAL_NWORDS(cal); i++)
		CAL_RANKS(cal)[i] = CAL_RANKS(cal)[i - 1] + pg_popcount64(cal->worked[i - 1]);

	for (dev = CAL_DEVIATIONS(cal), before = 0, i = 0; i < draft->ndeviations; i++, dev++)
	{
		dev->before = before;
		before += kinds[dev->kind].minutes;
		for (j = dev->day; j < dev->day + dev->days; j++)
			before -= kinds[cal->cycle[j % 7]].minutes;
	}

	/* What the wall clock skips was not lived, what it repeats was twice. */
	for (shift = CAL_SHIFTS(cal), i = 0; i < draft->nshifts; i++, shift++)
	{
		int64		wall = shift->at - DATE_USECS(cal->from);
		int32		old = i == 0 ? cal->gmtoff : shift[-1].gmtoff;

		extra += (par_calendar_wall_usecs(cal, wall + old * USECS_PER_SEC) -
				  par_calendar_wall_usecs(cal, wall + shift->gmtoff * USECS_PER_SEC)) / USECS_PER_SEC;
		shift->extra = extra;
	}
	return cal;
}

/*
 * The value that a Spec describes, or NULL after a soft error.
 */
static Calendar *
build(Spec *spec)
{
	Draft	   *draft = palloc0(sizeof(Draft));
	char		from[ISO_DATE_LEN];
	char		to[ISO_DATE_LEN];
	int32		ndays;
	uint8		kind;
	int			i;

	if (spec->from > spec->to)
		ereturn(spec->escontext, NULL,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("calendar must not begin on %s and end on %s",
						par_calendar_iso(from, spec->from), par_calendar_iso(to, spec->to)),
				 errhint("\"from\" is the first day covered, \"to\" the last one.")));
	ndays = spec->to - spec->from + 1;
	if (ndays > MAX_DAYS)
		ereturn(spec->escontext, NULL,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("calendar of %d days is too long", ndays),
				 errhint("At most %d days (179 years) are possible.", MAX_DAYS)));

	draft->kind = palloc0(ndays);
	draft->off = palloc0(ndays * sizeof(bool));
	draft->work = palloc0(ndays * sizeof(bool));
	draft->nkinds = 1;			/* kind 0: the day off */
	for (i = 0; i < 7; i++)
		find_kind(draft, &spec->week[WEEKDAY(spec->from + i)], &kind);

	if (!draft_days(spec, draft) || !draft_shifts(spec, draft))
		return NULL;
	draft_deviations(draft, ndays);
	return lay_out(spec, draft, ndays);
}

/* ---------------------------------------------------------------------------
 * Value -> Spec
 * ---------------------------------------------------------------------------
 */

static void
unpack_hours(const Calendar *cal, int kind, Hours *hours)
{
	const Kind *k = &CAL_KINDS(cal)[kind];

	hours->n = k->nslots;
	memcpy(hours->slot, CAL_SLOTS(cal) + k->first, sizeof(Slot) * k->nslots);
}

static void
unpack(const Calendar *cal, Spec *spec)
{
	const Deviation *dev = CAL_DEVIATIONS(cal);
	const Swap *swap = CAL_SWAPS(cal);
	const Swap *swaps_end = swap + cal->nswaps;
	int			i;

	if (cal->flags != 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("calendar has the unknown layout %u", cal->flags),
				 errhint("It was stored by a later version of par_index.")));

	init_spec(spec, NULL);
	spec->zone = pnstrdup(CAL_ZONE(cal), cal->zonelen);
	spec->from = cal->from;
	spec->to = CAL_TO(cal);
	for (i = 0; i < 7; i++)
		unpack_hours(cal, cal->cycle[i], &spec->week[WEEKDAY(cal->from + i)]);

	for (i = 0; i < cal->ndeviations; i++, dev++)
	{
		Rule		rule = {cal->from + dev->day, cal->from + dev->day + dev->days - 1, dev->kind != 0, NO_DATE, NULL};

		if (rule.work)
		{
			Hours	   *hours = palloc(sizeof(Hours));
			const Hours *plain;

			if (swap < swaps_end && swap->day == dev->day)
				rule.replaced = (swap++)->replaced;
			unpack_hours(cal, dev->kind, hours);
			plain = rule_hours(spec, &rule);
			if (plain == NULL || !same_hours(hours, plain))
				rule.hours = hours;
		}
		else if (spec->nrules > 0 && !spec->rules[spec->nrules - 1].work &&
				 spec->rules[spec->nrules - 1].last + 1 == rule.day)
		{
			/* A long run is stored in pieces. */
			spec->rules[spec->nrules - 1].last = rule.last;
			continue;
		}
		add_rule(spec, &rule);
	}
}

/* ---------------------------------------------------------------------------
 * Spec -> text
 * ---------------------------------------------------------------------------
 */

static void
print_hours(StringInfo out, const Hours *hours)
{
	int			i;

	appendStringInfoChar(out, '[');
	for (i = 0; i < hours->n; i++)
		appendStringInfo(out, "%s\"%02d:%02d-%02d:%02d\"", i > 0 ? ", " : "",
						 hours->slot[i].start / 60, hours->slot[i].start % 60,
						 hours->slot[i].end / 60, hours->slot[i].end % 60);
	appendStringInfoChar(out, ']');
}

static void
print_rules(StringInfo out, const Spec *spec, bool work)
{
	const char *separator = "";
	char		day[ISO_DATE_LEN];
	char		other[ISO_DATE_LEN];
	int			i;

	for (i = 0; i < spec->nrules; i++)
	{
		const Rule *rule = &spec->rules[i];

		if (rule->work != work)
			continue;
		appendStringInfoString(out, separator);
		separator = ", ";
		par_calendar_iso(day, rule->day);
		if (rule->replaced == NO_DATE && rule->hours == NULL)
		{
			appendStringInfo(out, "\"%s", day);
			if (rule->last > rule->day)
				appendStringInfo(out, "/%s", par_calendar_iso(other, rule->last));
			appendStringInfoChar(out, '"');
			continue;
		}
		appendStringInfo(out, "{\"day\": \"%s\"", day);
		if (rule->replaced != NO_DATE)
			appendStringInfo(out, ", \"for\": \"%s\"", par_calendar_iso(other, rule->replaced));
		if (rule->hours)
		{
			appendStringInfoString(out, ", \"hours\": ");
			print_hours(out, rule->hours);
		}
		appendStringInfoChar(out, '}');
	}
}

static char *
print_calendar(const Calendar *cal)
{
	Spec		spec;
	StringInfoData out;
	char		from[ISO_DATE_LEN];
	char		to[ISO_DATE_LEN];
	const char *separator = "";
	int			w;

	unpack(cal, &spec);
	initStringInfo(&out);
	appendStringInfo(&out, "{\"zone\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"hours\": {",
					 spec.zone, par_calendar_iso(from, spec.from), par_calendar_iso(to, spec.to));
	for (w = 0; w < 7; w++)
	{
		int			first = w;

		if (spec.week[w].n == 0)
			continue;
		while (w < 6 && same_hours(&spec.week[w + 1], &spec.week[first]))
			w++;
		appendStringInfo(&out, "%s\"%s", separator, weekday_names[first]);
		if (w > first)
			appendStringInfo(&out, "-%s", weekday_names[w]);
		appendStringInfoString(&out, "\": ");
		print_hours(&out, &spec.week[first]);
		separator = ", ";
	}
	appendStringInfoString(&out, "}, \"off\": [");
	print_rules(&out, &spec, false);
	appendStringInfoString(&out, "], \"work\": [");
	print_rules(&out, &spec, true);
	appendStringInfoString(&out, "]}");
	return out.data;
}

/* ---------------------------------------------------------------------------
 * JSON -> Spec.  Each function returns false after a soft error.
 * ---------------------------------------------------------------------------
 */

/*
 * Begin reading the array or object that is the value of a key.
 */
static bool
open_value(const Spec *spec, const JsonbValue *value, const char *key, bool object, JsonbIterator **it)
{
	JsonbValue	v;

	if (value->type == jbvBinary)
	{
		*it = JsonbIteratorInit(value->val.binary.data);
		if (JsonbIteratorNext(it, &v, false) == (object ? WJB_BEGIN_OBJECT : WJB_BEGIN_ARRAY) &&
			(object || !v.val.array.rawScalar))
			return true;
	}
	ereturn(spec->escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("calendar key \"%s\" must hold %s", key, object ? "an object" : "an array")));
}

static bool
string_value(const Spec *spec, const JsonbValue *value, const char *key, char **s)
{
	if (value->type != jbvString)
		ereturn(spec->escontext, false,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("calendar key \"%s\" must hold text", key)));
	*s = pnstrdup(value->val.string.val, value->val.string.len);
	return true;
}

/*
 * A date, or with `last` a date or a range of two.
 */
static bool
date_value(const Spec *spec, const JsonbValue *value, const char *key, DateADT *date, DateADT *last)
{
	char	   *s;
	int			len;

	if (!string_value(spec, value, key, &s))
		return false;
	len = strlen(s);
	if (len == 10 && read_date(s, date))
	{
		if (last)
			*last = *date;
		return true;
	}
	if (!last)
		ereturn(spec->escontext, false,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("calendar key \"%s\": \"%s\" is not a date", key, s),
				 errhint("Write it as YYYY-MM-DD.")));
	if (len == 21 && s[10] == '/' && read_date(s, date) && read_date(s + 11, last))
	{
		if (*date <= *last)
			return true;
		ereturn(spec->escontext, false,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("calendar key \"%s\": the range \"%s\" ends before it begins", key, s),
				 errhint("Write it as FIRST/LAST.")));
	}
	ereturn(spec->escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("calendar key \"%s\": \"%s\" is neither a date nor a range of dates", key, s),
			 errhint("Write YYYY-MM-DD, or YYYY-MM-DD/YYYY-MM-DD with both ends included.")));
}

static int
compare_slots(const void *a, const void *b)
{
	return (int) ((const Slot *) a)->start - (int) ((const Slot *) b)->start;
}

static bool
hours_value(const Spec *spec, const JsonbValue *value, const char *key, Hours *hours)
{
	JsonbIterator *it;
	JsonbValue	v;
	int			i;

	memset(hours, 0, sizeof(Hours));
	if (!open_value(spec, value, key, false, &it))
		return false;
	while (JsonbIteratorNext(&it, &v, true) == WJB_ELEM)
	{
		char	   *s;
		const char *p;
		int			start;
		int			end = -1;

		if (!string_value(spec, &v, key, &s))
			return false;
		p = s;
		start = read_minutes(&p);
		if (start >= 0 && *p == '-')
		{
			p++;
			end = read_minutes(&p);
		}
		if (end < 0 || *p != '\0')
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("calendar key \"%s\": \"%s\" is not a span of hours", key, s),
					 errhint("Write it as 07:30-11:30; a day ends at 24:00.")));
		if (start >= end)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("calendar key \"%s\": \"%s\" ends before it begins", key, s),
					 errhint("Divide hours over midnight between two days: 22:00-24:00 and 00:00-06:00.")));
		if (hours->n == MAX_SLOTS)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("calendar key \"%s\": too many spans of hours", key),
					 errhint("A day has at most %d.", MAX_SLOTS)));
		hours->slot[hours->n].start = start;
		hours->slot[hours->n++].end = end;
	}
	qsort(hours->slot, hours->n, sizeof(Slot), compare_slots);
	for (i = 1; i < hours->n; i++)
	{
		const Slot *a = &hours->slot[i - 1];
		const Slot *b = &hours->slot[i];

		if (a->end > b->start)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("calendar key \"%s\": hours %02d:%02d-%02d:%02d and %02d:%02d-%02d:%02d overlap", key,
							a->start / 60, a->start % 60, a->end / 60, a->end % 60,
							b->start / 60, b->start % 60, b->end / 60, b->end % 60),
					 errhint("Spans of one day may touch but not overlap.")));
	}
	return true;
}

/*
 * The weekdays that a key of "hours" names: "sat" or "mon-fri".
 */
static bool
read_weekdays(const char *key, int *first, int *last)
{
	int			i;

	*first = *last = -1;
	for (i = 0; i < 7; i++)
	{
		if (strncmp(key, weekday_names[i], 3) == 0)
		{
			*first = i;
			if (key[3] == '\0')
				*last = i;
		}
	}
	for (i = 0; *first >= 0 && key[3] == '-' && i < 7; i++)
	{
		if (strcmp(key + 4, weekday_names[i]) == 0)
			*last = i;
	}
	return *first >= 0 && *last >= *first;
}

static bool
week_value(Spec *spec, const JsonbValue *value)
{
	bool		given[7] = {false};
	JsonbIterator *it;
	JsonbValue	v;

	if (!open_value(spec, value, "hours", true, &it))
		return false;
	while (JsonbIteratorNext(&it, &v, true) == WJB_KEY)
	{
		char	   *key = pnstrdup(v.val.string.val, v.val.string.len);
		Hours		hours;
		int			first;
		int			last;

		if (!read_weekdays(key, &first, &last))
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("unknown key \"%s\" in calendar key \"hours\"", key),
					 errhint("Allowed keys: mon, tue, wed, thu, fri, sat, sun, and runs of them such as mon-fri.")));
		JsonbIteratorNext(&it, &v, true);
		if (!hours_value(spec, &v, key, &hours))
			return false;
		for (; first <= last; first++)
		{
			if (given[first])
				ereturn(spec->escontext, false,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("calendar key \"hours\" gives \"%s\" twice", weekday_names[first]),
						 errhint("Give the hours of a weekday once.")));
			given[first] = true;
			spec->week[first] = hours;
		}
	}
	return true;
}

/*
 * An element of "work": a date, or an object.
 */
static bool
worked_day(Spec *spec, const JsonbValue *value)
{
	Rule		rule = {NO_DATE, NO_DATE, true, NO_DATE, NULL};
	JsonbIterator *it;
	JsonbValue	v;

	if (value->type == jbvBinary)
	{
		if (!open_value(spec, value, "work", true, &it))
			return false;
		while (JsonbIteratorNext(&it, &v, true) == WJB_KEY)
		{
			char	   *key = pnstrdup(v.val.string.val, v.val.string.len);
			bool		ok;

			JsonbIteratorNext(&it, &v, true);
			if (strcmp(key, "day") == 0)
				ok = date_value(spec, &v, key, &rule.day, NULL);
			else if (strcmp(key, "for") == 0)
				ok = date_value(spec, &v, key, &rule.replaced, NULL);
			else if (strcmp(key, "hours") == 0)
			{
				Hours	   *hours = palloc(sizeof(Hours));

				ok = hours_value(spec, &v, key, hours);
				if (ok && hours->n == 0)
					ereturn(spec->escontext, false,
							(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							 errmsg("calendar key \"work\": a worked day must have hours"),
							 errhint("List a day without hours under \"off\".")));
				rule.hours = hours;
			}
			else
				ereturn(spec->escontext, false,
						(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
						 errmsg("unknown key \"%s\" in calendar key \"work\"", key),
						 errhint("Allowed keys: day, for, hours.")));
			if (!ok)
				return false;
		}
		if (rule.day == NO_DATE)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("calendar key \"work\": key \"day\" is missing")));
	}
	else if (!date_value(spec, value, "work", &rule.day, NULL))
		return false;
	rule.last = rule.day;
	add_rule(spec, &rule);
	return true;
}

static bool
day_list(Spec *spec, const JsonbValue *value, const char *key, bool work)
{
	JsonbIterator *it;
	JsonbValue	v;

	if (!open_value(spec, value, key, false, &it))
		return false;
	while (JsonbIteratorNext(&it, &v, true) == WJB_ELEM)
	{
		Rule		rule = {NO_DATE, NO_DATE, false, NO_DATE, NULL};

		CHECK_FOR_INTERRUPTS();
		if (work)
		{
			if (!worked_day(spec, &v))
				return false;
			continue;
		}
		if (!date_value(spec, &v, key, &rule.day, &rule.last))
			return false;
		add_rule(spec, &rule);
	}
	return true;
}

/*
 * The calendar in a JSON document, or NULL after a soft error.
 */
static Calendar *
calendar_of_jsonb(Jsonb *json, struct Node *escontext)
{
	Spec		spec;
	JsonbIterator *it;
	JsonbValue	v;
	bool		hours = false;

	init_spec(&spec, escontext);
	if (!JB_ROOT_IS_OBJECT(json))
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("calendar must be a JSON object"),
				 errhint("For example {\"from\": \"2025-01-01\", \"to\": \"2025-12-31\"}.")));
	it = JsonbIteratorInit(&json->root);
	JsonbIteratorNext(&it, &v, false);
	while (JsonbIteratorNext(&it, &v, true) == WJB_KEY)
	{
		char	   *key = pnstrdup(v.val.string.val, v.val.string.len);
		char	   *s;
		bool		ok;

		JsonbIteratorNext(&it, &v, true);
		if (strcmp(key, "zone") == 0)
		{
			ok = string_value(&spec, &v, key, &s);
			spec.zone = s;
		}
		else if (strcmp(key, "from") == 0)
			ok = date_value(&spec, &v, key, &spec.from, NULL);
		else if (strcmp(key, "to") == 0)
			ok = date_value(&spec, &v, key, &spec.to, NULL);
		else if (strcmp(key, "hours") == 0)
		{
			ok = week_value(&spec, &v);
			hours = true;
		}
		else if (strcmp(key, "off") == 0)
			ok = day_list(&spec, &v, key, false);
		else if (strcmp(key, "work") == 0)
			ok = day_list(&spec, &v, key, true);
		else
			ereturn(escontext, NULL,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("unknown calendar key \"%s\"", key),
					 errhint("Allowed keys: zone, from, to, hours, off, work.")));
		if (!ok)
			return NULL;
	}
	if (spec.from == NO_DATE || spec.to == NO_DATE)
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("calendar key \"%s\" is missing", spec.from == NO_DATE ? "from" : "to"),
				 errhint("A calendar says which days it covers, both ends included.")));
	if (!hours)
		set_default_hours(&spec);
	return build(&spec);
}

static Calendar *
calendar_of_text(char *text, struct Node *escontext)
{
	Datum		json;

#if PG_VERSION_NUM >= 160000
	if (!DirectInputFunctionCallSafe(jsonb_in, text, InvalidOid, -1, escontext, &json))
		return NULL;
#else
	json = DirectFunctionCall1(jsonb_in, CStringGetDatum(text));
#endif
	return calendar_of_jsonb(DatumGetJsonbP(json), escontext);
}

/* ---------------------------------------------------------------------------
 * SQL functions.
 * ---------------------------------------------------------------------------
 */

#define PG_GETARG_CALENDAR(n) ((Calendar *) PG_GETARG_VARLENA_P(n))

/* After a soft error the caller looks at the error and not at the value. */
#define PG_RETURN_CALENDAR(cal) \
	do { \
		Calendar *result_ = (cal); \
		if (result_ == NULL) \
			PG_RETURN_NULL(); \
		PG_RETURN_POINTER(result_); \
	} while (0)

Datum
par_calendar_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_CALENDAR(calendar_of_text(PG_GETARG_CSTRING(0), PAR_ESCONTEXT));
}

Datum
par_calendar_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(print_calendar(PG_GETARG_CALENDAR(0)));
}

Datum
par_calendar_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgint(buf, 1);
	int			len;

	if (version != BINARY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("calendar has the unknown binary version %d", version),
				 errhint("Known is version %d.", BINARY_VERSION)));
	PG_RETURN_CALENDAR(calendar_of_text(pq_getmsgtext(buf, buf->len - buf->cursor, &len), NULL));
}

Datum
par_calendar_send(PG_FUNCTION_ARGS)
{
	char	   *text = print_calendar(PG_GETARG_CALENDAR(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, BINARY_VERSION);
	pq_sendtext(&buf, text, strlen(text));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
par_calendar_from_jsonb(PG_FUNCTION_ARGS)
{
	PG_RETURN_CALENDAR(calendar_of_jsonb(PG_GETARG_JSONB_P(0), NULL));
}

Datum
par_calendar_to_jsonb(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(print_calendar(PG_GETARG_CALENDAR(0)))));
}

/*
 * Make the calendar cover the whole years from the one of `from` to that of
 * `to`.
 */
static void
cover_years(Spec *spec, DateADT from, DateADT to)
{
	int			year;
	int			month;
	int			day;

	j2date(from + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	from = date2j(year, 1, 1) - POSTGRES_EPOCH_JDATE;
	j2date(to + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	to = date2j(year, 12, 31) - POSTGRES_EPOCH_JDATE;
	spec->from = spec->from == NO_DATE ? from : Min(spec->from, from);
	spec->to = spec->to == NO_DATE ? to : Max(spec->to, to);
}

/*
 * calendar_agg: the state is the calendar so far.  A calendar has some
 * hundreds of special days, so making it anew for each of them is cheap.
 */
Datum
par_calendar_accum(PG_FUNCTION_ARGS)
{
	static const char *const kind_names[] = {"off", "work", NULL};
	Rule		rule = {NO_DATE, NO_DATE, false, NO_DATE, NULL};
	Spec		spec;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("kind of a calendar day must not be NULL"),
				 errhint("Allowed values: off, work.")));

	rule.day = rule.last = PG_GETARG_DATEADT(1);
	rule.work = par_choice(PG_GETARG_TEXT_PP(2), "kind", kind_names) == 1;
	if (DATE_NOT_FINITE(rule.day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("calendar day must not be infinite")));
	if (PG_ARGISNULL(0))
	{
		init_spec(&spec, NULL);
		set_default_hours(&spec);
	}
	else
		unpack(PG_GETARG_CALENDAR(0), &spec);
	cover_years(&spec, rule.day, rule.day);
	add_rule(&spec, &rule);
	PG_RETURN_CALENDAR(build(&spec));
}

Datum
par_calendar_combine(PG_FUNCTION_ARGS)
{
	Spec		spec;
	Spec		other;
	int			i;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(PG_ARGISNULL(0) ? 1 : 0));
	}
	unpack(PG_GETARG_CALENDAR(0), &spec);
	unpack(PG_GETARG_CALENDAR(1), &other);
	for (i = 0; i < 7; i++)
	{
		if (strcmp(spec.zone, other.zone) != 0 || !same_hours(&spec.week[i], &other.week[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("calendars of different zones or hours cannot be combined")));
	}
	cover_years(&spec, other.from, other.to);
	for (i = 0; i < other.nrules; i++)
		add_rule(&spec, &other.rules[i]);
	PG_RETURN_CALENDAR(build(&spec));
}

static DateADT
holiday_date(const char *s)
{
	DateADT		date;

	if (!read_date(s, &date))
		elog(ERROR, "bad date \"%s\" in the table of holidays", s);
	return date;
}

Datum
par_vn_calendar(PG_FUNCTION_ARGS)
{
	int			from_year = PG_GETARG_INT32(0);
	int			to_year = PG_GETARG_INT32(1);
	bool		uncertain = PG_GETARG_BOOL(2);
	Spec		spec;
	size_t		i;

	if (from_year > to_year)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("calendar must not begin in %d and end in %d", from_year, to_year)));
	if (from_year < HOLIDAYS_VN_FROM || to_year > HOLIDAYS_VN_TO)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the public holidays of %d are not known",
						from_year < HOLIDAYS_VN_FROM ? from_year : Max(from_year, HOLIDAYS_VN_TO + 1)),
				 errdetail("Announced holidays from %d to %d are known to this version.", HOLIDAYS_VN_FROM, HOLIDAYS_VN_TO),
				 errhint("Keep the days of other years in a table and use par.calendar_agg.")));

	init_spec(&spec, NULL);
	set_default_hours(&spec);
	spec.from = date2j(from_year, 1, 1) - POSTGRES_EPOCH_JDATE;
	spec.to = date2j(to_year, 12, 31) - POSTGRES_EPOCH_JDATE;
	for (i = 0; i < lengthof(holidays_vn); i++)
	{
		const HolidayVn *holiday = &holidays_vn[i];
		Rule		rule = {NO_DATE, NO_DATE, false, NO_DATE, NULL};

		rule.day = rule.last = holiday_date(holiday->day);
		rule.work = holiday->work;
		if (holiday->replaces)
			rule.replaced = holiday_date(holiday->replaces);
		if (rule.day >= spec.from && rule.day <= spec.to && (holiday->certain || uncertain))
			add_rule(&spec, &rule);
	}
	PG_RETURN_CALENDAR(build(&spec));
}

static Datum
holiday_text(const char *utf8)
{
	return PointerGetDatum(cstring_to_text(pg_any_to_server(utf8, strlen(utf8), PG_UTF8)));
}

Datum
par_vn_holidays(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;

		funcctx = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &funcctx->tuple_desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		funcctx->tuple_desc = BlessTupleDesc(funcctx->tuple_desc);
		MemoryContextSwitchTo(old);
	}
	funcctx = SRF_PERCALL_SETUP();
	if (funcctx->call_cntr < lengthof(holidays_vn))
	{
		const HolidayVn *holiday = &holidays_vn[funcctx->call_cntr];
		Datum		values[5];
		bool		nulls[5] = {false};

		values[0] = DateADTGetDatum(holiday_date(holiday->day));
		values[1] = holiday_text(holiday->work ? "work" : "off");
		values[2] = holiday_text(holiday->name_vi);
		values[3] = holiday_text(holiday->name_en);
		values[4] = holiday_text(holiday->certain ? "certain" : "uncertain");
		SRF_RETURN_NEXT(funcctx, HeapTupleGetDatum(heap_form_tuple(funcctx->tuple_desc, values, nulls)));
	}
	SRF_RETURN_DONE(funcctx);
}
