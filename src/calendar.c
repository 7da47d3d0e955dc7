/*-------------------------------------------------------------------------
 *
 * calendar.c
 *		Working days, working hours and due dates by a calendar value.
 *
 * What this room promises:
 *
 * - A calendar is a value, laid out as calendar_value.h says.  Nothing here
 *	 reads a table, the clock or a setting; the shifts of the time zone are in
 *	 the value too.  So everything is immutable in the strict sense.
 * - Every count is a difference of two prefix sums: R(d), the working days
 *	 up to and with day d, and F(t), the working time lived up to instant t.
 *	 Hence counts add up over adjoining spans, and a span turned round is the
 *	 same count with the other sign.
 * - R(d) costs one word of the bitmap; the n-th working day is a binary search
 *	 over its words; F(t) is the week's arithmetic plus a binary search over
 *	 the deviations.  No loop goes over days.
 * - An hour that the clock skips has no working time and one that it repeats
 *	 has it twice, because between two shifts the wall clock runs evenly and
 *	 the shifts carry the difference.
 * - What is outside the calendar's days is an error and never a guess.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_value.h"

#include "access/detoast.h"
#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "common/int.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/multirangetypes.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(par_calendar_cmp);
PG_FUNCTION_INFO_V1(par_calendar_eq);
PG_FUNCTION_INFO_V1(par_calendar_ne);
PG_FUNCTION_INFO_V1(par_calendar_lt);
PG_FUNCTION_INFO_V1(par_calendar_le);
PG_FUNCTION_INFO_V1(par_calendar_gt);
PG_FUNCTION_INFO_V1(par_calendar_ge);
PG_FUNCTION_INFO_V1(par_calendar_hash);
PG_FUNCTION_INFO_V1(par_calendar_hash_extended);
PG_FUNCTION_INFO_V1(par_is_working_day);
PG_FUNCTION_INFO_V1(par_working_days);
PG_FUNCTION_INFO_V1(par_working_days_range);
PG_FUNCTION_INFO_V1(par_add_working_days);
PG_FUNCTION_INFO_V1(par_working_hours);
PG_FUNCTION_INFO_V1(par_working_time);
PG_FUNCTION_INFO_V1(par_add_working_time);
PG_FUNCTION_INFO_V1(par_due_at);
PG_FUNCTION_INFO_V1(par_working_hours_of);
PG_FUNCTION_INFO_V1(par_calendar_differences);

/* ---------------------------------------------------------------------------
 * Reading the argument.
 * ---------------------------------------------------------------------------
 */

/*
 * A calendar that comes from a table is often out of line or compressed.  The
 * readable copy is kept with the call site, under the bytes of the stored
 * datum: those of a pointer out of line name one stored value, those of a
 * compressed datum are the value.  Several places, because the rows of a join
 * may take turns among the calendars of many offices.  The copy is good until
 * the next call of get_calendar(), so one argument of a function can use it.
 */
#define KEPT_CALENDARS	64
#define KEPT_HASHED		256		/* leading bytes of a compressed one that are hashed */

typedef struct Kept
{
	struct varlena *stored;
	Size		size;
	const Calendar *cal;
} Kept;

static const Calendar *
kept_calendar(FunctionCallInfo fcinfo, struct varlena *stored)
{
	Kept	   *kept;
	Size		size;

	if (fcinfo->flinfo == NULL ||
		!(VARATT_IS_EXTERNAL_ONDISK(stored) || VARATT_IS_COMPRESSED(stored)))
		return (const Calendar *) PG_DETOAST_DATUM(PointerGetDatum(stored));

	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt,
														  sizeof(Kept) * KEPT_CALENDARS);
	size = VARSIZE_ANY(stored);
	kept = fcinfo->flinfo->fn_extra;
	if (VARATT_IS_EXTERNAL_ONDISK(stored))
	{
		struct varatt_external pointer;

		VARATT_EXTERNAL_GET_POINTER(pointer, stored);
		kept += pointer.va_valueid % KEPT_CALENDARS;
	}
	else
		kept += hash_bytes((unsigned char *) stored, Min(size, KEPT_HASHED)) % KEPT_CALENDARS;

	if (kept->size != size || memcmp(kept->stored, stored, size) != 0)
	{
		MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		kept->size = 0;			/* nothing is kept if what follows fails */
		if (kept->stored)
		{
			pfree(kept->stored);
			pfree((void *) kept->cal);
			kept->stored = NULL;
		}
		kept->cal = (const Calendar *) PG_DETOAST_DATUM_COPY(PointerGetDatum(stored));
		kept->stored = palloc(size);
		memcpy(kept->stored, stored, size);
		kept->size = size;
		MemoryContextSwitchTo(old);
	}
	return kept->cal;
}

static inline const Calendar *
get_calendar(FunctionCallInfo fcinfo, int argno)
{
	struct varlena *stored = (struct varlena *) DatumGetPointer(PG_GETARG_DATUM(argno));
	const Calendar *cal;

	if (likely(VARATT_IS_4B_U(stored)))
		cal = (const Calendar *) stored;
	else
		cal = kept_calendar(fcinfo, stored);
	if (unlikely(cal->flags != 0))
		par_calendar_check(cal);
	return cal;
}

static void
outside(const Calendar *cal, const char *what)
{
	char		from[ISO_DATE_LEN];
	char		to[ISO_DATE_LEN];

	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("%s is outside the calendar", what),
			 errdetail("The calendar covers %s to %s.",
					   par_iso_date(from, cal->from), par_iso_date(to, CAL_TO(cal))),
			 errhint("Take a calendar of more years, or extend this one: "
					 "(cal::jsonb || '{\"from\": \"YYYY-MM-DD\", \"to\": \"YYYY-MM-DD\"}')::par.calendar, with the days off of the added years.")));
}

static void
refuse_infinite(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("%s must not be infinite", what),
			 errhint("Use NULL for one that is not known.")));
}

static void
date_outside(const Calendar *cal, DateADT date)
{
	char		buf[ISO_DATE_LEN];

	if (DATE_NOT_FINITE(date))
		refuse_infinite("date");
	outside(cal, psprintf("date %s", par_iso_date(buf, date)));
}

/*
 * Error for a local time, in microseconds from the calendar's first midnight.
 */
static void
wall_outside(const Calendar *cal, int64 wall)
{
	char		buf[ISO_DATE_LEN];
	int64		day = wall / USECS_PER_DAY - (wall % USECS_PER_DAY < 0);

	outside(cal, psprintf("time on %s", par_iso_date(buf, cal->from + (int32) day)));
}

/* ---------------------------------------------------------------------------
 * Days.
 * ---------------------------------------------------------------------------
 */

/*
 * The number of working days among the first n days, n in 0..ndays.
 */
static inline int32
rank_of(const Calendar *cal, uint32 n)
{
	uint64		part = cal->worked[n / 64] & ((UINT64CONST(1) << (n % 64)) - 1);

	return CAL_RANKS(cal)[n / 64] + pg_popcount64(part);
}

/*
 * R(date).  The day before the first one is allowed: nothing of what is
 * counted then lies outside.
 */
static inline int32
rank_at(const Calendar *cal, DateADT date)
{
	uint32		n = (uint32) date - (uint32) cal->from + 1;

	if (unlikely(n > (uint32) cal->ndays))
		date_outside(cal, date);
	return rank_of(cal, n);
}

/*
 * The day number of the k-th working day, k in 1..all of them.  The nearer it
 * is to day `around`, the sooner it is found.
 *
 * Ranks do not fall, and ranks[0] is 0 < k, so there is a last word with fewer
 * than k before it; the day lies in that word, for the next one, if there is
 * one, has k or more before it.  Throughout, ranks[low] < k, and no word behind
 * high is the one.  A due day lies near the day of receipt mostly, hence the
 * steps that double from there.
 */
static int32
select_day(const Calendar *cal, int32 k, int32 around)
{
	const uint16 *ranks = CAL_RANKS(cal);
	int32		low = around / 64;
	int32		high = CAL_NWORDS(cal) - 1;
	int32		step;
	uint64		word;
	uint64		sums;
	int32		before = 0;
	int			shift = 0;

	if (ranks[low] >= k)
	{
		high = low - 1;
		low = 0;
	}
	for (step = 1; low + step < high && ranks[low + step] < k; step *= 2)
		low += step;
	high = Min(high, low + step);
	while (low < high)
	{
		int32		mid = (low + high + 1) / 2;

		if (ranks[mid] < k)
			low = mid;
		else
			high = mid - 1;
	}

	/*
	 * Within that word, first the byte: counts of bits by pairs, nibbles and
	 * bytes, and the multiplication adds up the bytes from the right.
	 */
	k -= ranks[low];
	word = cal->worked[low];
	sums = word - ((word >> 1) & UINT64CONST(0x5555555555555555));
	sums = (sums & UINT64CONST(0x3333333333333333)) + ((sums >> 2) & UINT64CONST(0x3333333333333333));
	sums = ((sums + (sums >> 4)) & UINT64CONST(0x0F0F0F0F0F0F0F0F)) * UINT64CONST(0x0101010101010101);
	for (; (int32) (sums & 0xFF) < k; sums >>= 8)
	{
		before = sums & 0xFF;
		shift += 8;
	}
	/* and then the bit */
	word >>= shift;
	for (k -= before; k > 1; k--)
		word &= word - 1;
	return low * 64 + shift + pg_rightmost_one_pos64(word);
}

/*
 * The date of the working day with R = rank, found by way of a date near it.
 */
static DateADT
date_of_rank(const Calendar *cal, int64 rank, DateADT around)
{
	if (rank < 1 || rank > rank_of(cal, cal->ndays))
		outside(cal, rank < 1 ? "a day before its first working day" : "a day after its last working day");
	return cal->from + select_day(cal, (int32) rank, Max(around - cal->from, 0));
}

/* ---------------------------------------------------------------------------
 * Time.  "Wall" is what the clock on the wall shows, in microseconds from the
 * first midnight of the calendar.
 * ---------------------------------------------------------------------------
 */

/*
 * The wall time at which `usecs` of working time have just been shown: the
 * earliest such moment, or, if `latest`, the last one.  usecs lies inside.
 */
static int64
wall_of_usecs(const Calendar *cal, int64 usecs, bool latest)
{
	int32		low = 0;
	int32		high = cal->ndays - 1;
	const Kind *kind;
	const Slot *slot;
	int64		rest;
	int			i = 0;

	/* the last day that begins with less, or with no more, than that */
	while (low < high)
	{
		int32		mid = (low + high + 1) / 2;

		if (par_calendar_minutes(cal, mid) * USECS_PER_MINUTE < usecs + (latest ? 1 : 0))
			low = mid;
		else
			high = mid - 1;
	}
	rest = usecs - par_calendar_minutes(cal, low) * USECS_PER_MINUTE;
	kind = par_calendar_kind(cal, low);
	slot = CAL_SLOTS(cal) + kind->first;
	while (i + 1 < kind->nslots && slot[i + 1].before * USECS_PER_MINUTE < rest + (latest ? 1 : 0))
		i++;
	if (kind->nslots > 0)
		rest += (slot[i].start - slot[i].before) * USECS_PER_MINUTE;
	return low * USECS_PER_DAY + rest;
}

/*
 * The number of shifts up to and with instant t.
 */
static int
shifts_until(const Calendar *cal, TimestampTz t)
{
	const Shift *shift = CAL_SHIFTS(cal);
	int			low = 0;
	int			high = cal->nshifts;

	while (low < high)
	{
		int			mid = (low + high) / 2;

		if (shift[mid].at <= t)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static inline int64
wall_offset(const Calendar *cal, int nshifts)
{
	int32		gmtoff = nshifts == 0 ? cal->gmtoff : CAL_SHIFTS(cal)[nshifts - 1].gmtoff;

	return gmtoff * USECS_PER_SEC - DATE_USECS(cal->from);
}

static inline int64
lived_extra(const Calendar *cal, int nshifts)
{
	return nshifts == 0 ? 0 : CAL_SHIFTS(cal)[nshifts - 1].extra * USECS_PER_SEC;
}

/*
 * The wall time of an instant behind that many shifts.  One so far away that
 * the sum overflows is clamped, being outside anyway.
 */
static inline int64
wall_at(const Calendar *cal, TimestampTz t, int nshifts)
{
	int64		wall;

	if (pg_add_s64_overflow(t, wall_offset(cal, nshifts), &wall))
		wall = t < 0 ? PG_INT64_MIN : PG_INT64_MAX;
	return wall;
}

/*
 * The local date of an instant, in the calendar.
 */
static DateADT
date_at(const Calendar *cal, TimestampTz t)
{
	int64		wall = wall_at(cal, t, shifts_until(cal, t));

	if (TIMESTAMP_NOT_FINITE(t))
		refuse_infinite("time");
	if (wall < 0 || wall >= cal->ndays * USECS_PER_DAY)
		wall_outside(cal, wall);
	return cal->from + (DateADT) (wall / USECS_PER_DAY);
}

/*
 * F(t): working time lived up to t.  Outside the calendar, and for infinite
 * t, it stays what it is at the ends; callers whose t must be inside use
 * lived_at.
 */
static inline int64
lived_until(const Calendar *cal, TimestampTz t)
{
	int			nshifts = shifts_until(cal, t);

	return par_calendar_wall_usecs(cal, wall_at(cal, t, nshifts)) + lived_extra(cal, nshifts);
}

/*
 * The same for a t that must be inside.  The last midnight belongs to it,
 * because a span may end there.
 */
static int64
lived_at(const Calendar *cal, TimestampTz t)
{
	int			nshifts = shifts_until(cal, t);
	int64		wall = wall_at(cal, t, nshifts);

	if (TIMESTAMP_NOT_FINITE(t))
		refuse_infinite("time");
	if (wall < 0 || wall > cal->ndays * USECS_PER_DAY)
		wall_outside(cal, wall);
	return par_calendar_wall_usecs(cal, wall) + lived_extra(cal, nshifts);
}

/*
 * The earliest (or latest) instant with F = usecs.
 *
 * F does not fall as time goes on, not even over a shift: an hour that the
 * clock repeats is lived twice, and one that it skips, not at all.  So the
 * shifts before the instant are found by halving, and behind the last of them
 * the wall clock runs evenly: what it must have shown is usecs without what
 * the shifts have added.
 */
static TimestampTz
instant_of_lived(const Calendar *cal, int64 usecs, bool latest)
{
	const Shift *shift = CAL_SHIFTS(cal);
	int			low = 0;
	int			high = cal->nshifts;

	if (usecs < 0 || usecs > lived_until(cal, DT_NOEND))
		outside(cal, usecs < 0 ? "a time before its first working hour" : "a time after its last working hour");

	/* how many shifts are before that instant */
	while (low < high)
	{
		int			mid = (low + high) / 2;

		if (lived_until(cal, shift[mid].at) < usecs + (latest ? 1 : 0))
			low = mid + 1;
		else
			high = mid;
	}
	return wall_of_usecs(cal, usecs - lived_extra(cal, low), latest) - wall_offset(cal, low);
}

/*
 * The instant at which the wall clock passes `wall` for the last time; if it
 * is moved over that moment, the instant when it is moved.
 *
 * The halving needs the wall times at which the clock arrives after its shifts
 * to be in order.  They are, because no zone moves its clock again before the
 * time that it skips or repeats is over.
 */
static TimestampTz
instant_of_wall(const Calendar *cal, int64 wall)
{
	const Shift *shift = CAL_SHIFTS(cal);
	int			low = 0;
	int			high = cal->nshifts;
	TimestampTz t;

	while (low < high)
	{
		int			mid = (low + high) / 2;

		if (shift[mid].at + wall_offset(cal, mid + 1) < wall)
			low = mid + 1;
		else
			high = mid;
	}
	t = wall - wall_offset(cal, low);
	return low < cal->nshifts ? Min(t, shift[low].at) : t;
}

/* ---------------------------------------------------------------------------
 * Pauses.
 * ---------------------------------------------------------------------------
 */

typedef struct Pauses
{
	const MultirangeType *ranges;
	TypeCacheEntry *rangetype;
	int			n;
} Pauses;

/* Type cache entries live as long as the process. */
static TypeCacheEntry *
range_type(TypeCacheEntry **cached, Oid type)
{
	if (*cached == NULL)
		*cached = lookup_type_cache(type, TYPECACHE_RANGE_INFO);
	return *cached;
}

static void
get_pauses(FunctionCallInfo fcinfo, int argno, Pauses *pauses)
{
	static TypeCacheEntry *tstzrange = NULL;

	pauses->ranges = PG_GETARG_MULTIRANGE_P(argno);
	pauses->n = pauses->ranges->rangeCount;
	pauses->rangetype = pauses->n > 0 ? range_type(&tstzrange, TSTZRANGEOID) : NULL;
}

/*
 * The i-th pause, in order of time.  Open ends are DT_NOBEGIN and DT_NOEND.
 * There may be a million of them, and every walk over them comes by here.
 */
static void
pause_at(const Pauses *pauses, int i, TimestampTz *begin, TimestampTz *end)
{
	RangeBound	lower;
	RangeBound	upper;

	CHECK_FOR_INTERRUPTS();
	multirange_get_bounds(pauses->rangetype, pauses->ranges, i, &lower, &upper);
	if (lower.infinite)
		TIMESTAMP_NOBEGIN(*begin);
	else
		*begin = DatumGetTimestampTz(lower.val);
	if (upper.infinite)
		TIMESTAMP_NOEND(*end);
	else
		*end = DatumGetTimestampTz(upper.val);
}

/*
 * Does the calendar end before, or with, that instant?  What begins there says
 * nothing about days that the calendar does not know.
 */
static bool
is_over(const Calendar *cal, TimestampTz t)
{
	return wall_at(cal, t, shifts_until(cal, t)) >= cal->ndays * USECS_PER_DAY;
}

static bool
has_not_begun(const Calendar *cal, TimestampTz t)
{
	return wall_at(cal, t, shifts_until(cal, t)) <= 0;
}

/*
 * Working time in [from, to) that is in no pause; negative when to < from.
 */
static int64
working_usecs(FunctionCallInfo fcinfo)
{
	TimestampTz from = PG_GETARG_TIMESTAMPTZ(0);
	TimestampTz to = PG_GETARG_TIMESTAMPTZ(1);
	const Calendar *cal = get_calendar(fcinfo, 2);
	int64		sign = 1;
	int64		total = lived_at(cal, to) - lived_at(cal, from);
	Pauses		pauses;
	int			i;

	if (to < from)
	{
		TimestampTz swap = from;

		from = to;
		to = swap;
		sign = -1;
	}
	get_pauses(fcinfo, 3, &pauses);
	for (i = 0; i < pauses.n; i++)
	{
		TimestampTz begin;
		TimestampTz end;

		pause_at(&pauses, i, &begin, &end);
		if (begin >= to)
			break;
		begin = Max(begin, from);
		end = Min(end, to);
		if (begin < end)
			total -= sign * (lived_until(cal, end) - lived_until(cal, begin));
	}
	return total;
}

/* ---------------------------------------------------------------------------
 * Comparison: by bytes, good for equality and for having some order.
 * ---------------------------------------------------------------------------
 */

static int
calendar_compare(FunctionCallInfo fcinfo)
{
	Calendar   *a = PG_GETARG_CALENDAR(0);
	Calendar   *b = PG_GETARG_CALENDAR(1);
	Size		alen = VARSIZE(a);
	Size		blen = VARSIZE(b);
	int			cmp = memcmp(VARDATA(a), VARDATA(b), Min(alen, blen) - VARHDRSZ);

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return cmp != 0 ? cmp : (alen > blen) - (alen < blen);
}

#define CALENDAR_COMPARISON(name, op) \
Datum \
par_calendar_##name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(calendar_compare(fcinfo) op 0); \
}

CALENDAR_COMPARISON(eq, ==)
CALENDAR_COMPARISON(ne, !=)
CALENDAR_COMPARISON(lt, <)
CALENDAR_COMPARISON(le, <=)
CALENDAR_COMPARISON(gt, >)
CALENDAR_COMPARISON(ge, >=)

Datum
par_calendar_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(calendar_compare(fcinfo));
}

Datum
par_calendar_hash(PG_FUNCTION_ARGS)
{
	const Calendar *cal = get_calendar(fcinfo, 0);

	return hash_any((unsigned char *) VARDATA(cal), VARSIZE(cal) - VARHDRSZ);
}

Datum
par_calendar_hash_extended(PG_FUNCTION_ARGS)
{
	const Calendar *cal = get_calendar(fcinfo, 0);

	return hash_any_extended((unsigned char *) VARDATA(cal), VARSIZE(cal) - VARHDRSZ,
							 PG_GETARG_INT64(1));
}

/* ---------------------------------------------------------------------------
 * SQL functions.
 * ---------------------------------------------------------------------------
 */

Datum
par_is_working_day(PG_FUNCTION_ARGS)
{
	DateADT		date = PG_GETARG_DATEADT(0);
	const Calendar *cal = get_calendar(fcinfo, 1);
	uint32		day = (uint32) date - (uint32) cal->from;

	if (day >= (uint32) cal->ndays)
		date_outside(cal, date);
	PG_RETURN_BOOL(par_calendar_is_worked(cal, day));
}

/*
 * Days in (from, to].
 */
Datum
par_working_days(PG_FUNCTION_ARGS)
{
	const Calendar *cal = get_calendar(fcinfo, 2);

	PG_RETURN_INT32(rank_at(cal, PG_GETARG_DATEADT(1)) - rank_at(cal, PG_GETARG_DATEADT(0)));
}

/*
 * Days in the range.  The server keeps date ranges in the form [a,b).
 */
Datum
par_working_days_range(PG_FUNCTION_ARGS)
{
	static TypeCacheEntry *daterange = NULL;
	RangeType  *range = PG_GETARG_RANGE_P(0);
	const Calendar *cal = get_calendar(fcinfo, 1);
	RangeBound	lower;
	RangeBound	upper;
	bool		empty;

	range_deserialize(range_type(&daterange, DATERANGEOID), range, &lower, &upper, &empty);
	if (empty)
		PG_RETURN_INT32(0);
	if (lower.infinite || upper.infinite)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("date range must not be unbounded"),
				 errhint("Intersect it with the days wanted, e.g. span * daterange('2025-01-01', '2026-01-01').")));
	if (DATE_NOT_FINITE(DatumGetDateADT(lower.val)) || DATE_NOT_FINITE(DatumGetDateADT(upper.val)))
		refuse_infinite("date");
	if (DatumGetDateADT(lower.val) < cal->from)
		date_outside(cal, DatumGetDateADT(lower.val));
	PG_RETURN_INT32(rank_at(cal, DatumGetDateADT(upper.val) - 1) -
					rank_at(cal, DatumGetDateADT(lower.val) - 1));
}

/*
 * The day e with R(e) = R(date) + n.
 */
Datum
par_add_working_days(PG_FUNCTION_ARGS)
{
	const Calendar *cal = get_calendar(fcinfo, 2);

	DateADT		date = PG_GETARG_DATEADT(0);

	PG_RETURN_DATEADT(date_of_rank(cal, (int64) rank_at(cal, date) + PG_GETARG_INT32(1), date));
}

Datum
par_working_hours(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(working_usecs(fcinfo) / (double) USECS_PER_HOUR);
}

Datum
par_working_time(PG_FUNCTION_ARGS)
{
	Interval   *result = palloc0(sizeof(Interval));

	result->time = working_usecs(fcinfo);
	PG_RETURN_INTERVAL_P(result);
}

/*
 * The first instant at which the span's working time has been lived since
 * `from`; for a negative span the last one from which it is lived until
 * `from`; for none, `from` itself.
 */
Datum
par_add_working_time(PG_FUNCTION_ARGS)
{
	TimestampTz from = PG_GETARG_TIMESTAMPTZ(0);
	const Interval *span = PG_GETARG_INTERVAL_P(1);
	const Calendar *cal = get_calendar(fcinfo, 2);
	bool		back = span->time < 0;
	int64		left = span->time;
	int64		lived = lived_at(cal, from);
	Pauses		pauses;
	int			i;

	if (span->month != 0 || span->day != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("working time must be given in hours, minutes and seconds"),
				 errdetail("A day or a month of working time has no fixed length."),
				 errhint("Use hours, e.g. interval '8 hours', or par.add_working_days for whole days.")));
	if (left == 0)
		PG_RETURN_TIMESTAMPTZ(from);

	/* Walk over the pauses, in the direction of the span. */
	get_pauses(fcinfo, 3, &pauses);
	for (i = 0; i < pauses.n; i++)
	{
		TimestampTz begin;
		TimestampTz end;
		int64		until;

		if (!back)
		{
			pause_at(&pauses, i, &begin, &end);
			if (end <= from)
				continue;
			/* Time that is left before this pause is enough? */
			until = begin <= from ? 0 : lived_until(cal, begin) - lived;
			if (left <= until || is_over(cal, begin))
				break;
		}
		else
		{
			pause_at(&pauses, pauses.n - 1 - i, &end, &begin);
			if (end >= from)
				continue;
			until = begin >= from ? 0 : lived_until(cal, begin) - lived;
			if (left >= until || has_not_begun(cal, begin))
				break;
		}
		if (TIMESTAMP_NOT_FINITE(end))
			PG_RETURN_NULL();
		left -= until;
		from = end;
		lived = lived_until(cal, end);
	}
	if (pg_add_s64_overflow(lived, left, &lived))
		lived = back ? PG_INT64_MIN : PG_INT64_MAX;
	PG_RETURN_TIMESTAMPTZ(instant_of_lived(cal, lived, back));
}

/*
 * The end of the last slot of a working day.
 */
static TimestampTz
end_of_work(const Calendar *cal, DateADT date)
{
	int32		day = date - cal->from;
	const Kind *kind = par_calendar_kind(cal, day);
	const Slot *last = CAL_SLOTS(cal) + kind->first + kind->nslots - 1;

	return instant_of_wall(cal, day * USECS_PER_DAY + last->end * USECS_PER_MINUTE);
}

Datum
par_due_at(PG_FUNCTION_ARGS)
{
	static const char *const mode_names[] = {"pause", "restart", NULL};
	TimestampTz received = PG_GETARG_TIMESTAMPTZ(0);
	int32		days = PG_GETARG_INT32(1);
	const Calendar *cal = get_calendar(fcinfo, 2);
	bool		restart = par_choice(PG_GETARG_TEXT_PP(4), "mode", mode_names) == 1;
	Pauses		pauses;
	TimestampTz begun = received;	/* a pause may begin the time limit anew */
	DateADT		start;
	int64		moved = 0;
	TimestampTz due;
	int			i;

	if (days < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of days must not be %d", days),
				 errhint("It is the time limit in working days, 0 or more.")));

	get_pauses(fcinfo, 3, &pauses);
	start = date_at(cal, received);
	for (i = 0;; i++)
	{
		TimestampTz begin;
		TimestampTz end;
		int64		rank = (int64) rank_at(cal, start) + days + moved;

		/* Without any days it is the day itself, unless it is off or its work is over. */
		if (days == 0 &&
			(!par_calendar_is_worked(cal, start - cal->from) || end_of_work(cal, start) < begun))
			rank++;
		/*
		 * Behind the calendar's end is an error, unless a pause comes first,
		 * one that begins while the calendar still says what is worked.
		 */
		due = rank <= rank_of(cal, cal->ndays) ?
			end_of_work(cal, date_of_rank(cal, rank, start)) : DT_NOEND;

		for (; i < pauses.n; i++)
		{
			pause_at(&pauses, i, &begin, &end);
			if (end > received)
				break;
		}
		if (i >= pauses.n || begin >= due || is_over(cal, begin))
		{
			if (due == DT_NOEND)
				date_of_rank(cal, rank, start);
			PG_RETURN_TIMESTAMPTZ(due);
		}
		if (end == DT_NOEND)
			PG_RETURN_NULL();
		if (restart)
		{
			begun = end;
			start = date_at(cal, end);
		}
		else
			moved += rank_at(cal, date_at(cal, end)) - rank_at(cal, date_at(cal, Max(begin, received)));
	}
}

/* ---------------------------------------------------------------------------
 * Sets.
 * ---------------------------------------------------------------------------
 */

/*
 * The working spans of a day as instants.  A slot in which the clock is moved
 * may be in pieces; a piece ends where its slot ends or where the clock jumps.
 */
typedef struct Span
{
	TimestampTz begin;
	TimestampTz end;
	int			slot;
} Span;

static int
day_spans(const Calendar *cal, int32 day, Span **spans)
{
	const Kind *kind = par_calendar_kind(cal, day);
	const Slot *slot = CAL_SLOTS(cal) + kind->first;
	const Shift *shift = CAL_SHIFTS(cal);
	TimestampTz midnight = day * USECS_PER_DAY - wall_offset(cal, 0);
	int			first = shifts_until(cal, midnight - 2 * USECS_PER_DAY);
	int			last = shifts_until(cal, midnight + 3 * USECS_PER_DAY);
	int			n = 0;
	int			i;
	int			s;

	*spans = palloc(sizeof(Span) * (kind->nslots * (last - first + 1) + 1));
	for (i = first; i <= last; i++)
	{
		int64		wall = day * USECS_PER_DAY - wall_offset(cal, i);

		for (s = 0; s < kind->nslots; s++)
		{
			TimestampTz begin = wall + slot[s].start * USECS_PER_MINUTE;
			TimestampTz end = wall + slot[s].end * USECS_PER_MINUTE;

			if (i > first)
				begin = Max(begin, shift[i - 1].at);
			if (i < last)
				end = Min(end, shift[i].at);
			if (begin >= end)
				continue;
			if (n > 0 && (*spans)[n - 1].slot == s && (*spans)[n - 1].end == begin)
				(*spans)[n - 1].end = end;
			else
			{
				(*spans)[n].begin = begin;
				(*spans)[n].end = end;
				(*spans)[n++].slot = s;
			}
		}
	}
	return n;
}

Datum
par_working_hours_of(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;

	if (SRF_IS_FIRSTCALL())
	{
		DateADT		date = PG_GETARG_DATEADT(0);
		const Calendar *cal;
		MemoryContext old;

		/* fn_extra belongs to the row loop, so the calendar is not kept. */
		cal = PG_GETARG_CALENDAR(1);
		par_calendar_check(cal);
		if ((uint32) date - (uint32) cal->from >= (uint32) cal->ndays)
			date_outside(cal, date);

		funcctx = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &funcctx->tuple_desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		funcctx->tuple_desc = BlessTupleDesc(funcctx->tuple_desc);
		funcctx->max_calls = day_spans(cal, date - cal->from, (Span **) &funcctx->user_fctx);
		MemoryContextSwitchTo(old);
	}
	funcctx = SRF_PERCALL_SETUP();
	if (funcctx->call_cntr < funcctx->max_calls)
	{
		const Span *span = (Span *) funcctx->user_fctx + funcctx->call_cntr;
		Datum		values[2];
		bool		nulls[2] = {false, false};

		values[0] = TimestampTzGetDatum(span->begin);
		values[1] = TimestampTzGetDatum(span->end);
		SRF_RETURN_NEXT(funcctx, HeapTupleGetDatum(heap_form_tuple(funcctx->tuple_desc, values, nulls)));
	}
	SRF_RETURN_DONE(funcctx);
}

static Datum
hours_text(const Calendar *cal, const Kind *kind)
{
	const Slot *slot = CAL_SLOTS(cal) + kind->first;
	StringInfoData out;
	int			i;

	initStringInfo(&out);
	for (i = 0; i < kind->nslots; i++, slot++)
		appendStringInfo(&out, "%s%02d:%02d-%02d:%02d", i > 0 ? ", " : "",
						 slot->start / 60, slot->start % 60, slot->end / 60, slot->end % 60);
	return CStringGetTextDatum(out.data);
}

static bool
same_slots(const Calendar *a, const Kind *kind_a, const Calendar *b, const Kind *kind_b)
{
	const Slot *slot_a = CAL_SLOTS(a) + kind_a->first;
	const Slot *slot_b = CAL_SLOTS(b) + kind_b->first;

	return kind_a->nslots == kind_b->nslots &&
		memcmp(slot_a, slot_b, sizeof(Slot) * kind_a->nslots) == 0;
}

/*
 * The days that two calendars cover and do not work alike.
 */
Datum
par_calendar_differences(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	const Calendar *cal[2];
	DateADT		date;
	DateADT		last;

	cal[0] = PG_GETARG_CALENDAR(0);
	cal[1] = PG_GETARG_CALENDAR(1);
	par_calendar_check(cal[0]);
	par_calendar_check(cal[1]);
	if (cal[0]->zonelen != cal[1]->zonelen ||
		memcmp(CAL_ZONE(cal[0]), CAL_ZONE(cal[1]), cal[0]->zonelen) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("calendars of the zones %s and %s have no day in common",
						pnstrdup(CAL_ZONE(cal[0]), cal[0]->zonelen), pnstrdup(CAL_ZONE(cal[1]), cal[1]->zonelen)),
				 errhint("Change the zone of one of them: (cal::jsonb || '{\"zone\": \"Asia/Ho_Chi_Minh\"}')::par.calendar.")));

	par_materialize(fcinfo);
	last = Min(CAL_TO(cal[0]), CAL_TO(cal[1]));
	for (date = Max(cal[0]->from, cal[1]->from); date <= last; date++)
	{
		const Kind *kind[2];
		Datum		values[5] = {0};
		bool		nulls[5] = {false};
		int			i;

		CHECK_FOR_INTERRUPTS();
		for (i = 0; i < 2; i++)
			kind[i] = par_calendar_kind(cal[i], date - cal[i]->from);
		if (same_slots(cal[0], kind[0], cal[1], kind[1]))
			continue;
		values[0] = DateADTGetDatum(date);
		for (i = 0; i < 2; i++)
		{
			values[1 + i] = CStringGetTextDatum(kind[i]->nslots > 0 ? "work" : "off");
			nulls[3 + i] = kind[i]->nslots == 0;
			if (kind[i]->nslots > 0)
				values[3 + i] = hours_text(cal[i], kind[i]);
		}
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
