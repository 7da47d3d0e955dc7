/*-------------------------------------------------------------------------
 *
 * calendar_make.c
 *		Making calendar values: checks and layout, and the sources other than
 *		text, which are Vietnam's holidays and the aggregate over a table.
 *
 * Every way in goes through a Spec and par_calendar_make(), which checks it
 * and computes every prefix sum; every way out goes through the Spec that
 * par_calendar_unpack() reads from the value.  So there is one place that
 * knows the layout for writing, and nothing derived is ever taken over from
 * outside.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "holidays_vn.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "pgtime.h"
#include "utils/datetime.h"

PG_FUNCTION_INFO_V1(par_calendar_accum);
PG_FUNCTION_INFO_V1(par_calendar_combine);
PG_FUNCTION_INFO_V1(par_vn_calendar);
PG_FUNCTION_INFO_V1(par_vn_holidays);

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
	spec->maxrules = 64;
	spec->rules = palloc(sizeof(Rule) * spec->maxrules);
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
 * Add a rule; a worked day that is there already in the same words is not
 * added again.
 */
void
par_spec_add(Spec *spec, const Rule *rule)
{
	int			i;

	for (i = 0; rule->work && i < spec->nrules; i++)
	{
		const Rule *other = &spec->rules[i];

		if (other->work && other->day == rule->day && other->replaced == rule->replaced &&
			(other->hours && rule->hours ? par_same_hours(other->hours, rule->hours) :
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
					 errmsg("the replaced day %s is not worked in any week", par_iso_date(buf, rule->replaced)),
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
					 errmsg("day %s is both off and worked", par_iso_date(buf, rule->day)),
					 errhint("Give it one kind; a day that \"for\" replaces is off without being listed.")));
		if (draft->work[day])
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("worked day %s is given twice", par_iso_date(buf, rule->day)),
					 errhint("Give it once, with all its hours.")));
		hours = rule_hours(spec, rule);
		if (hours == NULL)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("worked day %s has no hours", par_iso_date(buf, rule->day)),
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
 * The value that a Spec describes, or NULL after a soft error.
 */
Calendar *
par_calendar_make(Spec *spec)
{
	Draft	   *draft = palloc0(sizeof(Draft));
	char		from[ISO_DATE_LEN];
	char		to[ISO_DATE_LEN];
	Calendar   *cal;
	int32		ndays;
	int			own_hours = 0;
	uint8		kind;
	int			i;

	if (spec->from > spec->to)
		ereturn(spec->escontext, NULL,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("calendar must not begin on %s and end on %s",
						par_iso_date(from, spec->from), par_iso_date(to, spec->to)),
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
	cal = lay_out(spec, draft, ndays);

	/*
	 * A calendar must be able to return from its own text, and text is not
	 * read at any length.  An entry takes at most 48 bytes without hours of
	 * its own, so it needs a few thousand with them to get that far.
	 */
	for (i = 0; i < spec->nrules; i++)
		own_hours += spec->rules[i].hours != NULL;
	if (own_hours > 2000 && strlen(par_calendar_text(cal)) > MAX_CALENDAR_TEXT)
		ereturn(spec->escontext, NULL,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("calendar is too long"),
				 errdetail("Its text would be longer than %d bytes.", MAX_CALENDAR_TEXT),
				 errhint("Divide it into calendars of fewer years.")));
	return cal;
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
	int			i;

	par_calendar_check(cal);
	dev = CAL_DEVIATIONS(cal);
	swap = CAL_SWAPS(cal);
	swaps_end = swap + cal->nswaps;
	par_spec_init(spec, NULL);
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
			if (plain == NULL || !par_same_hours(hours, plain))
				rule.hours = hours;
		}
		else if (spec->nrules > 0 && !spec->rules[spec->nrules - 1].work &&
				 spec->rules[spec->nrules - 1].last + 1 == rule.day)
		{
			/* A long run is stored in pieces. */
			spec->rules[spec->nrules - 1].last = rule.last;
			continue;
		}
		par_spec_add(spec, &rule);
	}
}

/* ---------------------------------------------------------------------------
 * SQL functions.
 * ---------------------------------------------------------------------------
 */

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
	if (rule.day < date2j(1, 1, 1) - POSTGRES_EPOCH_JDATE ||
		rule.day > date2j(9999, 12, 31) - POSTGRES_EPOCH_JDATE)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("calendar day must not be infinite or out of the years 1 to 9999"),
				 errhint("Leave out rows that are not days, e.g. FILTER (WHERE isfinite(day)).")));
	if (PG_ARGISNULL(0))
		par_spec_init(&spec, NULL);
	else
		par_calendar_unpack(PG_GETARG_CALENDAR(0), &spec);
	cover_years(&spec, rule.day, rule.day);
	par_spec_add(&spec, &rule);
	PG_RETURN_CALENDAR(par_calendar_make(&spec));
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
	par_calendar_unpack(PG_GETARG_CALENDAR(0), &spec);
	par_calendar_unpack(PG_GETARG_CALENDAR(1), &other);
	for (i = 0; i < 7; i++)
	{
		if (strcmp(spec.zone, other.zone) != 0 || !par_same_hours(&spec.week[i], &other.week[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("calendars of different zones or hours cannot be combined"),
					 errhint("calendar_combine joins partial results of calendar_agg.")));
	}
	cover_years(&spec, other.from, other.to);
	for (i = 0; i < other.nrules; i++)
		par_spec_add(&spec, &other.rules[i]);
	PG_RETURN_CALENDAR(par_calendar_make(&spec));
}

static DateADT
holiday_date(const char *s)
{
	DateADT		date;

	if (!par_read_date(s, &date))
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
				 errmsg("calendar must not begin in %d and end in %d", from_year, to_year),
				 errhint("The first year comes first.")));
	if (from_year < HOLIDAYS_VN_FROM || to_year > HOLIDAYS_VN_TO)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the public holidays of %d are not known",
						from_year < HOLIDAYS_VN_FROM ? from_year : Max(from_year, HOLIDAYS_VN_TO + 1)),
				 errdetail("Announced holidays from %d to %d are known to this version.", HOLIDAYS_VN_FROM, HOLIDAYS_VN_TO),
				 errhint("Keep the days of other years in a table and use par.calendar_agg.")));

	par_spec_init(&spec, NULL);
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
			par_spec_add(&spec, &rule);
	}
	PG_RETURN_CALENDAR(par_calendar_make(&spec));
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
