/*-------------------------------------------------------------------------
 *
 * calendar_make.c
 *		Making calendar values of what a calendar says, and taking them apart.
 *
 * Every way in goes through a Spec and par_calendar_make(), which checks it
 * and computes every prefix sum; every way out goes through the Spec that
 * par_calendar_unpack() reads from the value.  So there is one place that
 * knows the layout for writing, and nothing derived is ever taken over from
 * outside.  Both take time in proportion to the days and the entries.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_make.h"

#include "miscadmin.h"
#include "pgtime.h"
#include "utils/datetime.h"

#define DEFAULT_ZONE	"Asia/Ho_Chi_Minh"

static const Hours default_hours = {2, {{450, 690, 0}, {810, 1050, 0}}};

/*
 * The default zone and hours, and nothing else yet.
 */
void
par_spec_init(Spec *spec, struct Node *escontext)
{
	int			w;

	memset(spec, 0, sizeof(Spec));
	spec->zone = DEFAULT_ZONE;
	spec->from = spec->to = NO_DATE;
	for (w = 0; w < 5; w++)
		spec->week[w] = default_hours;
	spec->maxspecials = 64;
	spec->specials = palloc(sizeof(Special) * spec->maxspecials);
	spec->escontext = escontext;
}

bool
par_same_hours(const Hours *a, const Hours *b)
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
 * Add days off or a worked day.  What is said twice is found when the value is
 * made.
 */
void
par_spec_add(Spec *spec, const Special *special)
{
	if (spec->nspecials == spec->maxspecials)
	{
		spec->maxspecials *= 2;
		spec->specials = repalloc_huge(spec->specials, sizeof(Special) * spec->maxspecials);
	}
	spec->specials[spec->nspecials++] = *special;
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
special_hours(const Spec *spec, const Special *special)
{
	if (special->hours)
		return special->hours;
	return plain_hours(spec, WEEKDAY(special->replaced != NO_DATE ? special->replaced : special->day));
}

/*
 * The tables that a value consists of, while they grow.
 */
typedef struct Draft
{
	uint8	   *kind;			/* of each day */
	bool	   *skipped;		/* that the zone's clock never showed? */
	bool	   *off;			/* named as a day off, or skipped? */
	int32	   *work;			/* number of the entry that names it as worked,
								 * from 1 on; or 0 */
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
		if (par_same_hours(&draft->kinds[i], hours))
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
 * A clock that is moved on by a day or more skips whole days, as Samoa's did
 * with 30 December 2011.  No work was done on them.
 */
static void
skip_days(const Spec *spec, Draft *draft, TimestampTz at, int32 before, int32 after)
{
	int64		wall = at - DATE_USECS(spec->from);
	int64		day = (wall + before * USECS_PER_SEC + USECS_PER_DAY - 1) / USECS_PER_DAY;

	for (day = Max(day, 0); day <= spec->to - spec->from &&
		 (day + 1) * USECS_PER_DAY <= wall + after * USECS_PER_SEC; day++)
		draft->skipped[day] = true;
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
				 errmsg("unknown time zone \"%s\"", par_shown(spec->zone)),
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
		skip_days(spec, draft, draft->shifts[draft->nshifts].at, before, after);
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
			 errmsg("day %s of the calendar is outside its days", par_iso_date(given, date)),
			 errdetail("The calendar covers %s to %s.",
					   par_iso_date(from, spec->from), par_iso_date(to, spec->to)),
			 errhint("Extend \"from\" or \"to\", or leave the day out.")));
}

static bool
same_special(const Special *a, const Special *b)
{
	return a->replaced == b->replaced &&
		(a->hours && b->hours ? par_same_hours(a->hours, b->hours) : a->hours == b->hours);
}

/*
 * The days off: those that are named, those that are replaced, those that
 * never were.  Runs may overlap and may each be as long as the calendar, so
 * only their ends are marked, and then summed up.
 */
static bool
draft_days_off(const Spec *spec, Draft *draft, int32 ndays)
{
	int32	   *ends = palloc0(sizeof(int32) * (ndays + 1));
	char		buf[ISO_DATE_LEN];
	int32		depth = 0;
	int			i;

	for (i = 0; i < spec->nspecials; i++)
	{
		const Special *special = &spec->specials[i];

		CHECK_FOR_INTERRUPTS();
		if (!inside(spec, special->day) || !inside(spec, special->last))
			return false;
		if (!special->work)
		{
			ends[special->day - spec->from]++;
			ends[special->last - spec->from + 1]--;
		}
		if (special->replaced == NO_DATE)
			continue;
		if (spec->week[WEEKDAY(special->replaced)].n == 0)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("the replaced day %s is not worked in any week", par_iso_date(buf, special->replaced)),
					 errhint("\"for\" names the working day whose hours are moved.")));
		/* It may lie in a year that the calendar does not cover. */
		if (special->replaced >= spec->from && special->replaced <= spec->to)
		{
			ends[special->replaced - spec->from]++;
			ends[special->replaced - spec->from + 1]--;
		}
	}
	for (i = 0; i < ndays; i++)
	{
		depth += ends[i];
		draft->off[i] = depth > 0 || draft->skipped[i];
		if (draft->off[i])
			draft->kind[i] = 0;
	}
	pfree(ends);
	return true;
}

/*
 * The worked days.  One that is given twice in the same words is given once.
 * Kinds are numbered in the order of the days, whatever the order of the
 * entries, so that equal calendars are equal bytes.
 */
static bool
draft_worked_days(const Spec *spec, Draft *draft, int32 ndays)
{
	char		buf[ISO_DATE_LEN];
	int			nworked = 0;
	int			i;

	for (i = 0; i < spec->nspecials; i++)
	{
		const Special *special = &spec->specials[i];
		int32		day = special->day - spec->from;

		CHECK_FOR_INTERRUPTS();
		if (!special->work)
			continue;
		if (draft->skipped[day])
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("worked day %s does not exist in time zone \"%s\"", par_iso_date(buf, special->day), spec->zone),
					 errhint("The zone's clock went past it; leave the day out.")));
		if (draft->off[day])
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("day %s is both off and worked", par_iso_date(buf, special->day)),
					 errhint("Give it one kind; a day that \"for\" replaces is off without being listed.")));
		if (draft->work[day] != 0)
		{
			if (same_special(special, &spec->specials[draft->work[day] - 1]))
				continue;
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("worked day %s is given twice", par_iso_date(buf, special->day)),
					 errhint("Give it once, with all its hours.")));
		}
		if (special_hours(spec, special) == NULL)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("worked day %s has no hours", par_iso_date(buf, special->day)),
					 errhint("No weekday has any, so give it \"hours\" of its own.")));
		draft->work[day] = i + 1;
		nworked++;
	}

	draft->swaps = palloc0(sizeof(Swap) * (nworked + 1));
	for (i = 0; i < ndays; i++)
	{
		const Special *special;

		if (draft->work[i] == 0)
			continue;
		special = &spec->specials[draft->work[i] - 1];
		CHECK_FOR_INTERRUPTS();
		if (!find_kind(draft, special_hours(spec, special), &draft->kind[i]))
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("calendar has too many days with different hours"),
					 errhint("At most %d different ones are possible.", MAX_KINDS - 1)));
		if (special->replaced != NO_DATE)
		{
			draft->swaps[draft->nswaps].day = i;
			draft->swaps[draft->nswaps++].replaced = special->replaced;
		}
	}
	return true;
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

		if (!draft->off[day] && draft->work[day] == 0)
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

	size = offsetof(Calendar, worked) +
		CAL_NWORDS(&head) * (sizeof(uint64) + sizeof(uint16)) +
		head.nshifts * sizeof(Shift) + head.ndeviations * sizeof(Deviation) + head.nswaps * sizeof(Swap) +
		head.nkinds * sizeof(Kind) + head.nslots * sizeof(Slot) + head.zonelen;
	cal = palloc0(size);
	memcpy(cal, &head, offsetof(Calendar, worked));
	SET_VARSIZE(cal, size);
	Assert(CAL_ZONE(cal) + cal->zonelen == (char *) cal + size);
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
			if (par_same_hours(&draft->kinds[j], &spec->week[WEEKDAY(spec->from + i)]))
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
 * Check that the calendar begins before it ends and is not too long.
 */
bool
par_spec_check_span(const Spec *spec)
{
	char		from[ISO_DATE_LEN];
	char		to[ISO_DATE_LEN];

	if (spec->from > spec->to)
		ereturn(spec->escontext, false,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("calendar must not begin on %s and end on %s",
						par_iso_date(from, spec->from), par_iso_date(to, spec->to)),
				 errhint("\"from\" is the first day covered, \"to\" the last one.")));
	if (spec->to - spec->from + 1 > MAX_DAYS)
		ereturn(spec->escontext, false,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("calendar of %d days is too long", spec->to - spec->from + 1),
				 errhint("At most %d days (179 years) are possible.", MAX_DAYS)));
	return true;
}

/*
 * The value that a Spec describes, or NULL after a soft error.  The zone is
 * then named as the server's tables name it.
 */
Calendar *
par_calendar_make(Spec *spec)
{
	Draft	   *draft;
	int32		ndays;
	uint8		kind;
	int			i;

	if (!par_spec_check_span(spec))
		return NULL;
	ndays = spec->to - spec->from + 1;
	draft = palloc0(sizeof(Draft));
	draft->kind = palloc0(ndays);
	draft->skipped = palloc0(ndays * sizeof(bool));
	draft->off = palloc0(ndays * sizeof(bool));
	draft->work = palloc0(ndays * sizeof(int32));
	draft->nkinds = 1;			/* kind 0: the day off */
	for (i = 0; i < ndays; i++)
	{
		/* After the first week every kind is known. */
		if (i >= 7)
			draft->kind[i] = draft->kind[i - 7];
		else if (find_kind(draft, &spec->week[WEEKDAY(spec->from + i)], &kind))
			draft->kind[i] = kind;
		else
			elog(ERROR, "a week cannot have that many kinds of days");
	}
	for (; i < 7; i++)
		find_kind(draft, &spec->week[WEEKDAY(spec->from + i)], &kind);

	if (!draft_shifts(spec, draft) || !draft_days_off(spec, draft, ndays) || !draft_worked_days(spec, draft, ndays))
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

void
par_calendar_unpack(const Calendar *cal, Spec *spec)
{
	const Deviation *dev;
	const Swap *swap;
	const Swap *swaps_end;
	Hours	   *kinds;
	int			i;

	par_calendar_check(cal);
	dev = CAL_DEVIATIONS(cal);
	swap = CAL_SWAPS(cal);
	swaps_end = swap + cal->nswaps;
	par_spec_init(spec, NULL);
	spec->zone = pnstrdup(CAL_ZONE(cal), cal->zonelen);
	spec->from = cal->from;
	spec->to = CAL_TO(cal);
	kinds = palloc(sizeof(Hours) * cal->nkinds);
	for (i = 0; i < cal->nkinds; i++)
		unpack_hours(cal, i, &kinds[i]);
	for (i = 0; i < 7; i++)
		spec->week[WEEKDAY(cal->from + i)] = kinds[cal->cycle[i]];

	for (i = 0; i < cal->ndeviations; i++, dev++)
	{
		Special		special = NO_SPECIAL;

		CHECK_FOR_INTERRUPTS();
		special.day = cal->from + dev->day;
		special.last = special.day + dev->days - 1;
		special.work = dev->kind != 0;
		if (special.work)
		{
			const Hours *plain;

			if (swap < swaps_end && swap->day == dev->day)
				special.replaced = (swap++)->replaced;
			plain = special_hours(spec, &special);
			if (plain == NULL || !par_same_hours(&kinds[dev->kind], plain))
				special.hours = &kinds[dev->kind];
		}
		else if (spec->nspecials > 0 && !spec->specials[spec->nspecials - 1].work &&
				 spec->specials[spec->nspecials - 1].last + 1 == special.day)
		{
			/* A long run is stored in pieces. */
			spec->specials[spec->nspecials - 1].last = special.last;
			continue;
		}
		par_spec_add(spec, &special);
	}
}
