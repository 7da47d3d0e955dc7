/*-------------------------------------------------------------------------
 *
 * ontime.c
 *		Timeliness of dossiers and tasks: the class of one case, and a summary
 *		of many.
 *
 * What this room promises:
 *
 * - A case is due, done and as_of, as days or as instants.  done after as_of
 *	 is not done yet.  In this order:
 *	 - open, and as_of NULL: no class, and counted nowhere;
 *	 - due NULL: no_deadline;
 *	 - finished: late after due; early when the day of done is before the day
 *	   of due; otherwise on_time;
 *	 - open: paused if so marked; pending while as_of <= due; else overdue.
 * - The days of instants are those of a time zone, the session's or the one
 *	 given.  No row pays for a time zone conversion: the offsets of a zone are
 *	 remembered by stretches of 25 days, so a day is an addition and a division.
 * - Days late are the calendar days from the day of due to the day of done, of
 *	 cases that finished late; late on the due day itself is 0 days.
 * - ontime_stats holds counts only, so that everything about it is exact:
 *	 merging, taking away, moving frames.  Beside the seven classes it knows how
 *	 many cases without a deadline are finished, and sum and maximum of the days
 *	 late with the number of cases at that maximum.  When the last case at the
 *	 maximum is taken away the next one is not known: the maximum becomes
 *	 unknown (NULL), and a moving frame starts afresh instead.
 * - Years 1 to 9999 only; infinity is refused (22008), for NULL says "none".
 *
 *-------------------------------------------------------------------------
 */
#include "summary.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "common/int.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "pgtime.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"

/*
 * The classes, in the order of the enum type.
 */
typedef enum Timeliness
{
	EARLY,
	ON_TIME,
	LATE,
	PENDING,
	OVERDUE,
	PAUSED,
	NO_DEADLINE,
	UNCLASSED					/* open, and it is not said as of when */
} Timeliness;

#define N_CLASSES	UNCLASSED

/*
 * The summary, and the state of every aggregate here.  On disk and in text it
 * is these numbers in this order.
 */
enum
{
	/* 0 .. N_CLASSES - 1: cases of each class */
	NO_DEADLINE_FINISHED = N_CLASSES,	/* of NO_DEADLINE, the finished */
	LATE_DATED,					/* of LATE, those whose days are known */
	DAYS_LATE_SUM,				/* of LATE_DATED */
	DAYS_LATE_MAX,				/* of LATE_DATED; 0 if none, or UNKNOWN_MAX */
	AT_DAYS_LATE_MAX,			/* cases at the maximum; 0 if unknown */
	N_NUMBERS
};

typedef struct OntimeStats
{
	int32		vl_len_;		/* varlena header */
	uint32		flags;			/* zero; for later layouts */
	int64		n[N_NUMBERS];
} OntimeStats;

/* Their names in the text form; the first are the values of the enum. */
static const char *const number_names[N_NUMBERS] = {
	"early", "on_time", "late", "pending", "overdue", "paused", "no_deadline",
	"no_deadline_finished", "late_dated", "days_late_sum", "days_late_max", "at_days_late_max"
};

#define UNKNOWN_MAX		(-1)

/* So many cases of one class that sums of all classes still fit 64 bits. */
#define MAX_CASES		(INT64CONST(1) << 60)

/* 0001-01-01 .. 9999-12-31 as date, and as instants in UTC (end excluded). */
#define MIN_DAY			(-730119)
#define MAX_DAY			2921939
#define MIN_INSTANT		(MIN_DAY * USECS_PER_DAY)
#define END_INSTANT		((MAX_DAY + 1) * USECS_PER_DAY)

/* Most days late; two more than the days allow, for instants in a zone. */
#define MAX_DAYS_LATE	(MAX_DAY - MIN_DAY + 2)

PG_FUNCTION_INFO_V1(par_timeliness_date);
PG_FUNCTION_INFO_V1(par_timeliness_tstz);
PG_FUNCTION_INFO_V1(par_timeliness_zone);
PG_FUNCTION_INFO_V1(par_ontime_to_json);
PG_FUNCTION_INFO_V1(par_ontime_accum_date);
PG_FUNCTION_INFO_V1(par_ontime_accum_tstz);
PG_FUNCTION_INFO_V1(par_ontime_accum_zone);
PG_FUNCTION_INFO_V1(par_ontime_accum_class);
PG_FUNCTION_INFO_V1(par_ontime_inverse_date);
PG_FUNCTION_INFO_V1(par_ontime_inverse_tstz);
PG_FUNCTION_INFO_V1(par_ontime_inverse_zone);
PG_FUNCTION_INFO_V1(par_ontime_inverse_class);
PG_FUNCTION_INFO_V1(par_ontime_add);
PG_FUNCTION_INFO_V1(par_ontime_subtract);
PG_FUNCTION_INFO_V1(par_ontime_inverse);
PG_FUNCTION_INFO_V1(par_ontime_on_time_pct);
PG_FUNCTION_INFO_V1(par_ontime_early_pct);
PG_FUNCTION_INFO_V1(par_ontime_late_pct);
PG_FUNCTION_INFO_V1(par_ontime_on_time_rate);
PG_FUNCTION_INFO_V1(par_ontime_early_rate);
PG_FUNCTION_INFO_V1(par_ontime_late_rate);
PG_FUNCTION_INFO_V1(par_ontime_days_late_avg);
PG_FUNCTION_INFO_V1(par_ontime_days_late_max);

/* ----------
 * Days of a time zone
 * ----------
 */

/*
 * What is known of a zone in one stretch of 2^STRETCH_BITS microseconds: its
 * offset from UTC, and where in the stretch it changes.  The slots are never
 * outdated: a server process never forgets a zone or reads it again.
 */
#define STRETCH_BITS	41		/* 25 days */
#define N_SLOTS			256		/* 17 years of one zone */

typedef struct ZoneSlot
{
	const pg_tz *tz;
	int64		stretch;
	TimestampTz change;			/* the offset is `before` until then */
	int64		before;			/* in microseconds ahead of UTC */
	int64		after;
} ZoneSlot;

static ZoneSlot zone_slots[N_SLOTS];

/*
 * The second that an instant falls in, for the server's zone functions.
 */
static pg_time_t
unix_time(TimestampTz instant)
{
	return timestamptz_to_time_t(instant) - (instant % USECS_PER_SEC < 0);
}

static int64
offset_at(const pg_tz *tz, TimestampTz instant)
{
	pg_time_t	t = unix_time(instant);
	struct pg_tm *tm = pg_localtime(&t, tz);

	if (tm == NULL)
		elog(ERROR, "time zone \"%s\" has no offset at " INT64_FORMAT,
			 pg_get_timezone_name((pg_tz *) tz), (int64) t);
	return tm->tm_gmtoff * USECS_PER_SEC;
}

/*
 * The first change of the zone's offset after the second of start and before
 * end, else end.
 */
static TimestampTz
next_change(const pg_tz *tz, TimestampTz start, TimestampTz end)
{
	pg_time_t	t = unix_time(start);
	long		before;
	long		after;
	int			before_dst;
	int			after_dst;
	pg_time_t	boundary;

	if (pg_next_dst_boundary(&t, &before, &before_dst, &boundary, &after, &after_dst, tz) != 1 ||
		boundary > unix_time(end))
		return end;
	return Min(time_t_to_timestamptz(boundary), end);
}

/*
 * Microseconds that local time in the zone is ahead of UTC.
 */
static inline int64
zone_offset(const pg_tz *tz, TimestampTz instant)
{
	int64		stretch = instant >> STRETCH_BITS;
	ZoneSlot   *slot = &zone_slots[((uint64) stretch + ((uintptr_t) tz >> 4)) % N_SLOTS];

	if (unlikely(slot->tz != tz || slot->stretch != stretch))
	{
		TimestampTz start = stretch * (INT64CONST(1) << STRETCH_BITS);
		TimestampTz end = start + (INT64CONST(1) << STRETCH_BITS);
		TimestampTz change = next_change(tz, start, end);

		/* Two changes in one stretch are not worth remembering. */
		if (change < end && next_change(tz, change, end) < end)
			return offset_at(tz, instant);
		slot->tz = NULL;
		slot->before = offset_at(tz, start);
		slot->after = change < end ? offset_at(tz, change) : slot->before;
		slot->change = change;
		slot->stretch = stretch;
		slot->tz = tz;
	}
	return instant < slot->change ? slot->before : slot->after;
}

/*
 * Number of the calendar day of an instant in range, counted from two days
 * before the range so that the division rounds down.
 */
static inline int64
day_number(TimestampTz instant, const pg_tz *tz)
{
	return (instant - (MIN_INSTANT - 2 * USECS_PER_DAY) + zone_offset(tz, instant)) / USECS_PER_DAY;
}

/*
 * The zone of a name.  Calls mostly name the same zone again.
 */
static const pg_tz *
named_zone(const text *name)
{
	static char last_name[TZ_STRLEN_MAX + 1];
	static size_t last_len = 0;
	static const pg_tz *last_zone = NULL;

	const char *s = VARDATA_ANY(name);
	size_t		len = VARSIZE_ANY_EXHDR(name);
	char	   *copy;
	pg_tz	   *zone;

	if (last_zone != NULL && len == last_len && memcmp(s, last_name, len) == 0)
		return last_zone;

	copy = text_to_cstring(name);
	zone = len > 0 && len <= TZ_STRLEN_MAX ? pg_tzset(copy) : NULL;
	if (zone == NULL || !pg_tz_acceptable(zone))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown time zone \"%s\"", par_shown(copy)),
				 errhint("Use a name of pg_timezone_names such as Asia/Ho_Chi_Minh.")));
	memcpy(last_name, s, len);
	last_len = len;
	last_zone = zone;
	return zone;
}

/* ----------
 * The class of one case
 * ----------
 */

typedef struct Case
{
	Timeliness	class;
	bool		finished;
	int			days_late;		/* of LATE; -1 if not known */
} Case;

static void
out_of_range(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
			 errmsg("%s is infinite or outside the years 1 to 9999", what),
			 errhint(strcmp(what, "as_of") == 0 ? "Give the day or the instant of the report." :
					 strcmp(what, "due") == 0 ? "Use NULL for a case without a deadline." :
					 "Use NULL for a case that is not finished.")));
}

/*
 * Instants so far apart lie on different days in every zone, as the offsets
 * from UTC lie within a day either way.
 */
#define OTHER_DAY	(3 * USECS_PER_DAY)

/*
 * Classes due, done, as_of (whose arguments start at `first` and end before
 * `end`; as_of and paused may be missing).  zone NULL: they are dates.
 */
static pg_attribute_always_inline Case
classify(FunctionCallInfo fcinfo, int first, int end, const pg_tz *zone)
{
	Case		result = {UNCLASSED, false, -1};
	bool		has_due = !PG_ARGISNULL(first);
	bool		has_done = !PG_ARGISNULL(first + 1);
	bool		has_as_of = first + 2 < end && !PG_ARGISNULL(first + 2);
	int64		low = zone ? MIN_INSTANT : MIN_DAY;
	int64		high = zone ? END_INSTANT - 1 : MAX_DAY;
	int64		due = 0;
	int64		done = 0;
	int64		as_of = 0;

	/* The arguments as numbers that compare as the times do. */
#define GET_TIME(n) (zone ? (int64) PG_GETARG_TIMESTAMPTZ(n) : (int64) PG_GETARG_DATEADT(n))
	if (has_due)
	{
		due = GET_TIME(first);
		if (unlikely(due < low || due > high))
			out_of_range("due");
	}
	if (has_done)
	{
		done = GET_TIME(first + 1);
		if (unlikely(done < low || done > high))
			out_of_range("done");
	}
	if (has_as_of)
	{
		as_of = GET_TIME(first + 2);
		if (unlikely(as_of < low || as_of > high))
			out_of_range("as_of");
	}

	result.finished = has_done && (!has_as_of || done <= as_of);
	if (!result.finished && !has_as_of)
		return result;
	if (!has_due)
		result.class = NO_DEADLINE;
	else if (result.finished && zone && due - done >= OTHER_DAY)
		result.class = EARLY;
	else if (result.finished)
	{
		int64		days = zone ? day_number(done, zone) - day_number(due, zone) : done - due;

		if (done > due)
		{
			/* A zone can set its calendar back, so days can be below 0. */
			result.class = LATE;
			result.days_late = Max(days, 0);
		}
		else
			result.class = days < 0 ? EARLY : ON_TIME;
	}
	else if (first + 3 < end && !PG_ARGISNULL(first + 3) && PG_GETARG_BOOL(first + 3))
		result.class = PAUSED;
	else
		result.class = as_of <= due ? PENDING : OVERDUE;
	return result;
}

/*
 * The three forms of arguments: dates, instants in the session's zone,
 * instants in the zone that is the last argument, which must not be NULL.
 */
static inline Case
classify_dates(FunctionCallInfo fcinfo, int first)
{
	return classify(fcinfo, first, PG_NARGS(), NULL);
}

static inline Case
classify_instants(FunctionCallInfo fcinfo, int first)
{
	return classify(fcinfo, first, PG_NARGS(), session_timezone);
}

static inline Case
classify_in_zone(FunctionCallInfo fcinfo, int first)
{
	int			zone_arg = PG_NARGS() - 1;

	if (PG_ARGISNULL(zone_arg))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("zone must not be NULL"),
				 errhint("Leave the argument out to follow the session's TimeZone.")));
	return classify(fcinfo, first, zone_arg, named_zone(PG_GETARG_TEXT_PP(zone_arg)));
}

/*
 * OIDs of the enum's values as far as they were needed, kept with the calling
 * function.  Where that is new for each row (Citus) a catalog cache answers.
 */
static Oid *
class_oids(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, N_CLASSES * sizeof(Oid));
	return fcinfo->flinfo->fn_extra;
}

static void
unknown_class(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("par.timeliness and the extension disagree on the value \"%s\"", name),
			 errhint("Do not rename the values of the type.")));
}

/*
 * The class as a value of the enum, which is what the function returns.
 */
static Datum
return_class(FunctionCallInfo fcinfo, Timeliness class)
{
	Oid		   *oids;

	if (class == UNCLASSED)
		PG_RETURN_NULL();
	oids = class_oids(fcinfo);
	if (!OidIsValid(oids[class]))
	{
		oids[class] = GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid,
									  ObjectIdGetDatum(get_func_rettype(fcinfo->flinfo->fn_oid)),
									  CStringGetDatum(number_names[class]));
		if (!OidIsValid(oids[class]))
			unknown_class(number_names[class]);
	}
	PG_RETURN_OID(oids[class]);
}

/*
 * The class that a value of the enum stands for.
 */
static Timeliness
class_of(FunctionCallInfo fcinfo, Oid value)
{
	Oid		   *oids = class_oids(fcinfo);
	HeapTuple	tuple;
	int			class;

	for (class = 0; class < N_CLASSES; class++)
	{
		if (oids[class] == value)
			return class;
	}

	tuple = SearchSysCache1(ENUMOID, ObjectIdGetDatum(value));
	if (!HeapTupleIsValid(tuple))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid internal value for enum: %u", value)));
	for (class = 0; class < N_CLASSES; class++)
	{
		if (strcmp(NameStr(((Form_pg_enum) GETSTRUCT(tuple))->enumlabel), number_names[class]) == 0)
			break;
	}
	if (class == N_CLASSES)
		unknown_class(NameStr(((Form_pg_enum) GETSTRUCT(tuple))->enumlabel));
	ReleaseSysCache(tuple);
	oids[class] = value;
	return class;
}

Datum
par_timeliness_date(PG_FUNCTION_ARGS)
{
	return return_class(fcinfo, classify_dates(fcinfo, 0).class);
}

Datum
par_timeliness_tstz(PG_FUNCTION_ARGS)
{
	return return_class(fcinfo, classify_instants(fcinfo, 0).class);
}

Datum
par_timeliness_zone(PG_FUNCTION_ARGS)
{
	return return_class(fcinfo, classify_in_zone(fcinfo, 0).class);
}

/* ----------
 * The summary: arithmetic
 * ----------
 */

static const ParSummaryType ontime_type;

/*
 * What is wrong with the numbers, as an error's detail, or NULL.
 */
static const char *
inconsistency(const int64 *n)
{
	int64		at_max;
	int64		below;
	int64		rest;
	int			i;

	for (i = 0; i < N_CLASSES; i++)
	{
		if (n[i] < 0 || n[i] > MAX_CASES)
			return psprintf("\"%s\" is not a count of cases.", number_names[i]);
	}
	if (n[NO_DEADLINE_FINISHED] < 0 || n[NO_DEADLINE_FINISHED] > n[NO_DEADLINE])
		return "\"no_deadline_finished\" is not a part of \"no_deadline\".";
	if (n[LATE_DATED] < 0 || n[LATE_DATED] > n[LATE])
		return "\"late_dated\" is not a part of \"late\".";

	/* The sum lies between what the maximum and its cases allow. */
	if (n[DAYS_LATE_MAX] == UNKNOWN_MAX)
	{
		if (n[LATE_DATED] < 2 || n[AT_DAYS_LATE_MAX] != 0 || n[DAYS_LATE_SUM] < 1 ||
			(n[DAYS_LATE_SUM] - 1) / MAX_DAYS_LATE >= n[LATE_DATED])
			return "\"days_late_sum\" does not fit \"late_dated\".";
		return NULL;
	}
	if (n[DAYS_LATE_MAX] < 0 || n[DAYS_LATE_MAX] > MAX_DAYS_LATE)
		return psprintf("\"days_late_max\" is not between 0 and %d.", MAX_DAYS_LATE);
	if (n[AT_DAYS_LATE_MAX] < (n[LATE_DATED] > 0) || n[AT_DAYS_LATE_MAX] > n[LATE_DATED])
		return "\"at_days_late_max\" does not fit \"late_dated\".";
	below = n[LATE_DATED] - n[AT_DAYS_LATE_MAX];
	if (n[DAYS_LATE_SUM] < 0 ||
		(n[DAYS_LATE_MAX] == 0 && below > 0) ||
		(n[DAYS_LATE_MAX] > 0 && n[LATE_DATED] == 0) ||
		pg_mul_s64_overflow(n[DAYS_LATE_MAX], n[AT_DAYS_LATE_MAX], &at_max) ||
		n[DAYS_LATE_SUM] < at_max ||
		(!pg_mul_s64_overflow(n[DAYS_LATE_MAX] - 1, below, &rest) &&
		 n[DAYS_LATE_SUM] - at_max > rest))
		return "\"days_late_sum\" and \"days_late_max\" do not fit \"late_dated\".";
	return NULL;
}

/*
 * The value in a datum.  The type's storage is plain, so it is neither
 * compressed, moved away nor packed.
 */
static inline OntimeStats *
stats_of(Datum datum)
{
	OntimeStats *stats = (OntimeStats *) DatumGetPointer(datum);

	if (unlikely(!VARATT_IS_4B_U(stats) || VARSIZE(stats) != sizeof(OntimeStats) ||
				 stats->flags != 0))
		par_summary_unknown(&ontime_type);
	Assert(inconsistency(stats->n) == NULL);
	return stats;
}

static inline OntimeStats *
get_stats(FunctionCallInfo fcinfo, int n)
{
	return stats_of(PG_GETARG_DATUM(n));
}

/*
 * The first argument to be changed: in place if it is an aggregate's state.
 */
static inline OntimeStats *
get_state(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return par_summary_new(sizeof(OntimeStats), 0);
	return par_summary_to_change(fcinfo, get_stats(fcinfo, 0));
}

static void
too_many(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("ontime_stats counts too many cases")));
}

static void
never_added(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cannot subtract cases that were never added"),
			 errhint("The right ontime_stats must be a part of the left one.")));
}

static inline void
count_case(OntimeStats *stats, Case c)
{
	int64	   *n = stats->n;

	if (c.class == UNCLASSED)
		return;
	if (unlikely(n[c.class] >= MAX_CASES))
		too_many();
	n[c.class]++;

	if (c.class == NO_DEADLINE && c.finished)
		n[NO_DEADLINE_FINISHED]++;
	else if (c.days_late >= 0)
	{
		if (unlikely(pg_add_s64_overflow(n[DAYS_LATE_SUM], c.days_late, &n[DAYS_LATE_SUM])))
			too_many();
		if (n[LATE_DATED]++ == 0 ||
			(c.days_late > n[DAYS_LATE_MAX] && n[DAYS_LATE_MAX] != UNKNOWN_MAX))
		{
			n[DAYS_LATE_MAX] = c.days_late;
			n[AT_DAYS_LATE_MAX] = 1;
		}
		else if (c.days_late == n[DAYS_LATE_MAX])
			n[AT_DAYS_LATE_MAX]++;
	}
}

static void
add_stats(OntimeStats *a, const OntimeStats *b)
{
	int64	   *n = a->n;
	int			i;

	/* The maximum, while the numbers of both sides are still apart. */
	if (n[LATE_DATED] == 0 ||
		(n[DAYS_LATE_MAX] != UNKNOWN_MAX && b->n[DAYS_LATE_MAX] > n[DAYS_LATE_MAX]) ||
		b->n[DAYS_LATE_MAX] == UNKNOWN_MAX)
	{
		n[DAYS_LATE_MAX] = b->n[DAYS_LATE_MAX];
		n[AT_DAYS_LATE_MAX] = b->n[AT_DAYS_LATE_MAX];
	}
	else if (b->n[DAYS_LATE_MAX] == n[DAYS_LATE_MAX])
		n[AT_DAYS_LATE_MAX] += b->n[AT_DAYS_LATE_MAX];

	for (i = 0; i <= LATE_DATED; i++)
	{
		n[i] += b->n[i];
		if (unlikely(n[i] > MAX_CASES))
			too_many();
	}
	if (unlikely(pg_add_s64_overflow(n[DAYS_LATE_SUM], b->n[DAYS_LATE_SUM], &n[DAYS_LATE_SUM])))
		too_many();
}

static void
subtract_stats(OntimeStats *a, const OntimeStats *b)
{
	int64	   *n = a->n;
	int64		bound = n[DAYS_LATE_MAX];	/* of every late case that stays */
	int64		most;
	int			i;

	if (bound != UNKNOWN_MAX && b->n[DAYS_LATE_MAX] > bound)
		never_added();
	for (i = 0; i <= DAYS_LATE_SUM; i++)
	{
		n[i] -= b->n[i];
		if (n[i] < 0)
			never_added();
	}

	/*
	 * The maximum stands while a case at it is left.  Otherwise it follows
	 * from the sum, or it is not known any more.
	 */
	if (b->n[LATE_DATED] > 0 && bound != UNKNOWN_MAX)
	{
		if (b->n[DAYS_LATE_MAX] == UNKNOWN_MAX)
			n[AT_DAYS_LATE_MAX] = 0;
		else if (b->n[DAYS_LATE_MAX] == bound)
		{
			n[AT_DAYS_LATE_MAX] -= b->n[AT_DAYS_LATE_MAX];
			if (n[AT_DAYS_LATE_MAX] == 0)
				bound--;
		}
	}
	if (n[AT_DAYS_LATE_MAX] == 0)
	{
		if (bound != UNKNOWN_MAX && n[LATE_DATED] > 0 &&
			!pg_mul_s64_overflow(bound, n[LATE_DATED], &most) && n[DAYS_LATE_SUM] > most)
			never_added();
		if (n[LATE_DATED] <= 1 || n[DAYS_LATE_SUM] == 0)
		{
			n[DAYS_LATE_MAX] = n[DAYS_LATE_SUM];
			n[AT_DAYS_LATE_MAX] = n[LATE_DATED];
		}
		else
			n[DAYS_LATE_MAX] = UNKNOWN_MAX;
	}
	if (inconsistency(n) != NULL)
		never_added();
}

/* ----------
 * The summary: aggregates
 * ----------
 */

#define ACCUM_FUNCTION(form, classify_function) \
Datum \
par_ontime_accum_##form(PG_FUNCTION_ARGS) \
{ \
	OntimeStats *state = get_state(fcinfo); \
\
	count_case(state, classify_function(fcinfo, 1)); \
	PG_RETURN_POINTER(state); \
} \
\
Datum \
par_ontime_inverse_##form(PG_FUNCTION_ARGS) \
{ \
	return remove_case(fcinfo, classify_function(fcinfo, 1)); \
}

/*
 * Take b out of the aggregate's state.  NULL asks a moving frame to start
 * afresh, because it lost its only case at the maximum.
 */
static Datum
remove_stats(FunctionCallInfo fcinfo, const OntimeStats *b)
{
	OntimeStats *state = get_state(fcinfo);

	subtract_stats(state, b);
	if (state->n[DAYS_LATE_MAX] == UNKNOWN_MAX)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

static Datum
remove_case(FunctionCallInfo fcinfo, Case c)
{
	OntimeStats one = {0};

	count_case(&one, c);
	return remove_stats(fcinfo, &one);
}

static inline Case
classify_class(FunctionCallInfo fcinfo, int first)
{
	Case		result = {UNCLASSED, false, -1};

	if (!PG_ARGISNULL(first))
		result.class = class_of(fcinfo, PG_GETARG_OID(first));
	return result;
}

ACCUM_FUNCTION(date, classify_dates)
ACCUM_FUNCTION(tstz, classify_instants)
ACCUM_FUNCTION(zone, classify_in_zone)
ACCUM_FUNCTION(class, classify_class)

/*
 * a + b: the operator, and transition and combine function.
 */
Datum
par_ontime_add(PG_FUNCTION_ARGS)
{
	OntimeStats *state = get_state(fcinfo);

	add_stats(state, get_stats(fcinfo, 1));
	PG_RETURN_POINTER(state);
}

/*
 * a - b: the operator, and the same as inverse transition function.
 */
Datum
par_ontime_subtract(PG_FUNCTION_ARGS)
{
	OntimeStats *result = get_state(fcinfo);

	subtract_stats(result, get_stats(fcinfo, 1));
	PG_RETURN_POINTER(result);
}

Datum
par_ontime_inverse(PG_FUNCTION_ARGS)
{
	return remove_stats(fcinfo, get_stats(fcinfo, 1));
}

/* ----------
 * The summary: accessors
 * ----------
 */

static int64
n_settled(const int64 *n)
{
	return n[EARLY] + n[ON_TIME] + n[LATE];
}

static int64
n_finished(const int64 *n)
{
	return n_settled(n) + n[NO_DEADLINE_FINISHED];
}

static int64
n_open(const int64 *n)
{
	return n[PENDING] + n[OVERDUE] + n[PAUSED] + n[NO_DEADLINE] - n[NO_DEADLINE_FINISHED];
}

#define COUNT_FUNCTION(name, expression) \
PG_FUNCTION_INFO_V1(par_ontime_n_##name); \
Datum \
par_ontime_n_##name(PG_FUNCTION_ARGS) \
{ \
	const int64 *n = get_stats(fcinfo, 0)->n; \
\
	PG_RETURN_INT64(expression); \
}

COUNT_FUNCTION(early, n[EARLY])
COUNT_FUNCTION(on_time, n[ON_TIME])
COUNT_FUNCTION(late, n[LATE])
COUNT_FUNCTION(pending, n[PENDING])
COUNT_FUNCTION(overdue, n[OVERDUE])
COUNT_FUNCTION(paused, n[PAUSED])
COUNT_FUNCTION(no_deadline, n[NO_DEADLINE])
COUNT_FUNCTION(finished, n_finished(n))
COUNT_FUNCTION(open, n_open(n))
COUNT_FUNCTION(received, n_finished(n) + n_open(n))

/*
 * Numerator and denominator of a share: EARLY, ON_TIME (with early) or LATE,
 * over the basis named by the second argument if there is one.
 */
static void
get_share(FunctionCallInfo fcinfo, Timeliness class, int64 *num, int64 *den)
{
	static const char *const basis_names[] = {"finished", "due", "received", NULL};
	enum
	{
		FINISHED, DUE, RECEIVED
	}			basis = FINISHED;
	const int64 *n = get_stats(fcinfo, 0)->n;
	int64		late;

	if (PG_NARGS() > 1)
		basis = par_choice(PG_GETARG_TEXT_PP(1), "basis", basis_names);

	*den = basis == FINISHED ? n_settled(n) :
		basis == DUE ? n_settled(n) + n[OVERDUE] :
		n_finished(n) + n_open(n);
	late = n[LATE] + (basis == FINISHED ? 0 : n[OVERDUE]);
	*num = class == EARLY ? n[EARLY] : class == LATE ? late : *den - late;
}

static Datum
share_pct(FunctionCallInfo fcinfo, Timeliness class)
{
	int			digits = par_digits(PG_NARGS() > 2 ? PG_GETARG_INT32(2) : 2);
	int64		num;
	int64		den;

	get_share(fcinfo, class, &num, &den);
	if (den == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(par_percent_int64(num, den, digits, PAR_HALF_UP));
}

static Datum
share_rate(FunctionCallInfo fcinfo, Timeliness class)
{
	int64		num;
	int64		den;

	get_share(fcinfo, class, &num, &den);
	if (den == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((float8) num / (float8) den);
}

#define SHARE_FUNCTIONS(name, class) \
Datum \
par_ontime_##name##_pct(PG_FUNCTION_ARGS) \
{ \
	return share_pct(fcinfo, class); \
} \
\
Datum \
par_ontime_##name##_rate(PG_FUNCTION_ARGS) \
{ \
	return share_rate(fcinfo, class); \
}

SHARE_FUNCTIONS(on_time, ON_TIME)
SHARE_FUNCTIONS(early, EARLY)
SHARE_FUNCTIONS(late, LATE)

/*
 * Lateness is a figure only if it is known of every late case.
 */
Datum
par_ontime_days_late_avg(PG_FUNCTION_ARGS)
{
	const int64 *n = get_stats(fcinfo, 0)->n;

	if (n[LATE] == 0 || n[LATE_DATED] < n[LATE])
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((float8) n[DAYS_LATE_SUM] / (float8) n[LATE]);
}

Datum
par_ontime_days_late_max(PG_FUNCTION_ARGS)
{
	const int64 *n = get_stats(fcinfo, 0)->n;

	if (n[LATE] == 0 || n[LATE_DATED] < n[LATE] || n[DAYS_LATE_MAX] == UNKNOWN_MAX)
		PG_RETURN_NULL();
	PG_RETURN_INT32(n[DAYS_LATE_MAX]);
}

/* ----------
 * The summary: text, json and binary forms, order
 * ----------
 */

static void *
get_value(Datum datum)
{
	return stats_of(datum);
}

static void *
begin_stats(void)
{
	return par_summary_new(sizeof(OntimeStats), 0);
}

static const char *
read_member(void *draft, const char *key, const JsonbValue *value)
{
	OntimeStats *stats = draft;
	int			i;

	for (i = 0; i < N_NUMBERS; i++)
	{
		if (strcmp(key, number_names[i]) != 0)
			continue;
		if (i == DAYS_LATE_MAX && value->type == jbvNull)
			stats->n[i] = UNKNOWN_MAX;
		else if (!par_json_count(value, PG_INT64_MAX, &stats->n[i]))
			return psprintf("\"%s\" is not a whole number from 0.", key);
		return NULL;
	}
	return psprintf("There is no key \"%s\".", par_shown(key));
}

static const char *
receive_stats(void *draft, StringInfo buf)
{
	OntimeStats *stats = draft;
	int			i;

	if (pq_getmsgint(buf, sizeof(uint32)) != 0)
		return "It is of another layout.";
	for (i = 0; i < N_NUMBERS; i++)
		stats->n[i] = pq_getmsgint64(buf);
	return NULL;
}

static const char *
finish_stats(void *draft, ParSummary **value)
{
	*value = draft;
	return inconsistency(((OntimeStats *) draft)->n);
}

static void
write_stats(const void *s, StringInfo out)
{
	const int64 *n = ((const OntimeStats *) s)->n;
	int			i;

	for (i = 0; i < N_NUMBERS; i++)
	{
		appendStringInfo(out, "%s\"%s\": ", i == 0 ? "{" : ", ", number_names[i]);
		if (i == DAYS_LATE_MAX && n[i] == UNKNOWN_MAX)
			appendStringInfoString(out, "null");
		else
			appendStringInfo(out, INT64_FORMAT, n[i]);
	}
	appendStringInfoChar(out, '}');
}

static void
send_stats(const void *s, StringInfo out)
{
	const OntimeStats *stats = s;
	int			i;

	pq_sendint32(out, stats->flags);
	for (i = 0; i < N_NUMBERS; i++)
		pq_sendint64(out, stats->n[i]);
}

/*
 * An unknown maximum comes first.
 */
static int
compare_stats(const void *a, const void *b)
{
	const int64 *na = ((const OntimeStats *) a)->n;
	const int64 *nb = ((const OntimeStats *) b)->n;
	int			i;

	for (i = 0; i < N_NUMBERS; i++)
	{
		if (na[i] != nb[i])
			return par_compare(na[i], nb[i]);
	}
	return 0;
}

static const ParSummaryType ontime_type = {
	.name = "ontime_stats",
	.form = "{\"early\": 1, \"on_time\": 2}, with any of the keys that are written",
	.get = get_value,
	.begin = begin_stats,
	.member = read_member,
	.receive = receive_stats,
	.finish = finish_stats,
	.write = write_stats,
	.send = send_stats,
	.compare = compare_stats,
	.hash = par_summary_hash_bytes
};

PAR_SUMMARY_FUNCTIONS(ontime, ontime_type)

Datum
par_ontime_to_json(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	initStringInfo(&out);
	write_stats(get_stats(fcinfo, 0), &out);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
