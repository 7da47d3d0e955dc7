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
 * - Days and instants may be mixed.  A day stands for all of itself: a due day
 *	 lasts to its end, as_of a day is the end of that day, and what was done on
 *	 a day is compared by the day.
 * - Paused is a mark of the case, or it is found: whether as_of lies in one of
 *	 its pauses.  A mark is true of the day it was read on only.
 * - The days of instants are those of a time zone, the session's or the one
 *	 given (zone.h).
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
#include "ontime.h"
#include "summary.h"
#include "zone.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/multirangetypes.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

/* Words of datetime.h. */
#undef EARLY
#undef LATE

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

StaticAssertDecl(N_NUMBERS == ONTIME_NUMBERS, "ontime.h says how many numbers there are");

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

/* Most days late; two more than the days allow, for instants in a zone. */
#define MAX_DAYS_LATE	(MAX_DAY - MIN_DAY + 2)

PG_FUNCTION_INFO_V1(par_timeliness_date);
PG_FUNCTION_INFO_V1(par_timeliness_tstz);
PG_FUNCTION_INFO_V1(par_timeliness_zone);
PG_FUNCTION_INFO_V1(par_timeliness_declared);
PG_FUNCTION_INFO_V1(par_ontime_to_json);
PG_FUNCTION_INFO_V1(par_ontime_accum_date);
PG_FUNCTION_INFO_V1(par_ontime_accum_tstz);
PG_FUNCTION_INFO_V1(par_ontime_accum_zone);
PG_FUNCTION_INFO_V1(par_ontime_accum_declared);
PG_FUNCTION_INFO_V1(par_ontime_accum_class);
PG_FUNCTION_INFO_V1(par_ontime_inverse_date);
PG_FUNCTION_INFO_V1(par_ontime_inverse_tstz);
PG_FUNCTION_INFO_V1(par_ontime_inverse_zone);
PG_FUNCTION_INFO_V1(par_ontime_inverse_declared);
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
 * Days
 * ----------
 */

/*
 * Number of the calendar day of a day or an instant in range, as par_zone_day
 * counts.
 */
static inline int64
day_number(int64 value, bool is_day, const pg_tz *tz)
{
	return is_day ? value - ZONE_FIRST_DAY : par_zone_day(value, tz);
}

/*
 * The last instant of a day.
 */
static TimestampTz
end_of_day(DateADT day, const pg_tz *tz)
{
	struct pg_tm tm = {0};

	j2date(day + 1 + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
	return (day + 1) * USECS_PER_DAY + DetermineTimeZoneOffset(&tm, (pg_tz *) tz) * USECS_PER_SEC - 1;
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
 * Which of due, done and as_of are days; the others are instants.
 */
#define DUE_IS_DAY		1
#define DONE_IS_DAY		2
#define AS_OF_IS_DAY	4
#define ALL_DAYS		(DUE_IS_DAY | DONE_IS_DAY | AS_OF_IS_DAY)

/*
 * Argument n, as a number that compares as the times do.
 */
static pg_attribute_always_inline int64
get_time(FunctionCallInfo fcinfo, int n, bool is_day, const char *what)
{
	int64		value = is_day ? (int64) PG_GETARG_DATEADT(n) : (int64) PG_GETARG_TIMESTAMPTZ(n);

	if (unlikely(value < (is_day ? MIN_DAY : MIN_INSTANT) ||
				 value > (is_day ? MAX_DAY : END_INSTANT - 1)))
		out_of_range(what);
	return value;
}

/*
 * What the argument after as_of is: a mark; a mark that the parser could not
 * know for one, because it has no type; or pauses.
 */
typedef enum PausedForm
{
	MARK,
	UNTYPED_MARK,
	PAUSES
} PausedForm;

/*
 * Was the case paused?  Pauses tell of any as_of.
 */
static pg_attribute_always_inline bool
is_paused(FunctionCallInfo fcinfo, int n, PausedForm form, int64 as_of, bool as_of_is_day, const pg_tz *zone)
{
	if (PG_ARGISNULL(n))
		return false;
	switch (form)
	{
		case MARK:
			return PG_GETARG_BOOL(n);
		case UNTYPED_MARK:
			return DatumGetBool(DirectFunctionCall1(boolin, CStringGetDatum(text_to_cstring(PG_GETARG_TEXT_PP(n)))));
		case PAUSES:
			break;
	}
	return multirange_contains_elem_internal(lookup_type_cache(TSTZRANGEOID, TYPECACHE_RANGE_INFO),
											 PG_GETARG_MULTIRANGE_P(n),
											 TimestampTzGetDatum(as_of_is_day ? end_of_day(as_of, zone) : as_of));
}

/*
 * Classes due, done, as_of (whose arguments start at `first` and end before
 * `end`; as_of and what is paused may be missing).  The zone is that of
 * the days; only where all are days and nothing is asked of pauses there may
 * be none.
 */
static pg_attribute_always_inline Case
classify(FunctionCallInfo fcinfo, int first, int end, int days, PausedForm form, const pg_tz *zone)
{
	Case		result = {UNCLASSED, false, -1};
	bool		has_due = !PG_ARGISNULL(first);
	bool		has_done = !PG_ARGISNULL(first + 1);
	bool		has_as_of = first + 2 < end && !PG_ARGISNULL(first + 2);
	int64		due = has_due ? get_time(fcinfo, first, days & DUE_IS_DAY, "due") : 0;
	int64		done = has_done ? get_time(fcinfo, first + 1, days & DONE_IS_DAY, "done") : 0;
	int64		as_of = has_as_of ? get_time(fcinfo, first + 2, days & AS_OF_IS_DAY, "as_of") : 0;

#define DUE_DAY()	day_number(due, days & DUE_IS_DAY, zone)
#define DONE_DAY()	day_number(done, days & DONE_IS_DAY, zone)
#define AS_OF_DAY() day_number(as_of, days & AS_OF_IS_DAY, zone)

	result.finished = has_done &&
		(!has_as_of || (days & (DONE_IS_DAY | AS_OF_IS_DAY) ? DONE_DAY() <= AS_OF_DAY() : done <= as_of));
	if (!result.finished && !has_as_of)
		return result;
	if (!has_due)
		result.class = NO_DEADLINE;
	else if (result.finished && !(days & (DUE_IS_DAY | DONE_IS_DAY)) && due - done >= OTHER_DAY)
		result.class = EARLY;
	else if (result.finished)
	{
		int64		days_late = DONE_DAY() - DUE_DAY();

		if (days & (DUE_IS_DAY | DONE_IS_DAY) ? days_late > 0 : done > due)
		{
			/* A zone can set its calendar back, so this can be below 0. */
			result.class = LATE;
			result.days_late = Max(days_late, 0);
		}
		else
			result.class = days_late < 0 ? EARLY : ON_TIME;
	}
	else if (first + 3 < end && is_paused(fcinfo, first + 3, form, as_of, days & AS_OF_IS_DAY, zone))
		result.class = PAUSED;
	else if (days & DUE_IS_DAY)
		result.class = AS_OF_DAY() <= DUE_DAY() ? PENDING : OVERDUE;
	else if (days & AS_OF_IS_DAY)
		/* The due instant of a day comes before the end of the day. */
		result.class = AS_OF_DAY() < DUE_DAY() ? PENDING : OVERDUE;
	else
		result.class = as_of <= due ? PENDING : OVERDUE;
	return result;
}

/*
 * The zone that is the last argument, which must not be NULL.
 */
static inline const pg_tz *
get_zone(FunctionCallInfo fcinfo, int n)
{
	if (PG_ARGISNULL(n))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("zone is NULL"),
				 errhint("Leave the argument out to follow the session's TimeZone; write NULL::boolean for a paused that is not known.")));
	return par_zone_argument(PG_GETARG_DATUM(n));
}

/*
 * What the functions keep from call to call: the OIDs of the enum's values as
 * far as they were needed, and what they are declared to take, if that was
 * needed.  Where the calling function is new for each row (Citus) catalog
 * caches answer.
 */
typedef struct OntimeCall
{
	Oid			class_oids[N_CLASSES];
	bool		declared;		/* are these known? */
	int			days;
	PausedForm	form;
	bool		zone;
} OntimeCall;

static OntimeCall *
get_call(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(OntimeCall));
	return fcinfo->flinfo->fn_extra;
}

static void
read_declaration(FunctionCallInfo fcinfo, int first, OntimeCall *call)
{
	static const int day_flags[] = {DUE_IS_DAY, DONE_IS_DAY, AS_OF_IS_DAY};
	Oid		   *types;
	int			n_types;
	int			i;

	(void) get_func_signature(fcinfo->flinfo->fn_oid, &types, &n_types);
	for (i = first; i < n_types; i++)
	{
		if (types[i] == DATEOID && i - first < (int) lengthof(day_flags))
			call->days |= day_flags[i - first];
		else if (types[i] == TSTZMULTIRANGEOID)
			call->form = PAUSES;
		else if (types[i] == TEXTOID && i < n_types - 1)
			call->form = UNTYPED_MARK;
		else if (types[i] == TEXTOID)
			call->zone = true;
	}
	pfree(types);
	call->declared = true;
}

/*
 * The forms of arguments that are common or old have functions of their own:
 * days; instants in the session's zone, or in the zone given.  All others
 * share one, which reads from its declaration what is a day.
 */
static inline Case
classify_dates(FunctionCallInfo fcinfo, int first)
{
	return classify(fcinfo, first, PG_NARGS(), ALL_DAYS, MARK, NULL);
}

static inline Case
classify_instants(FunctionCallInfo fcinfo, int first)
{
	return classify(fcinfo, first, PG_NARGS(), 0, MARK, session_timezone);
}

static inline Case
classify_in_zone(FunctionCallInfo fcinfo, int first)
{
	int			zone_arg = PG_NARGS() - 1;

	return classify(fcinfo, first, zone_arg, 0, MARK, get_zone(fcinfo, zone_arg));
}

static Case
classify_declared(FunctionCallInfo fcinfo, int first)
{
	OntimeCall *call = get_call(fcinfo);
	int			last = PG_NARGS() - 1;

	if (unlikely(!call->declared))
		read_declaration(fcinfo, first, call);
	if (!call->zone)
		return classify(fcinfo, first, PG_NARGS(), call->days, call->form, session_timezone);

	/*
	 * Of literals without a type the last is taken for a zone where it once
	 * was taken for a mark, and no zone has the name of a boolean.
	 */
	if (last == first + 3 && (call->days & DUE_IS_DAY) && !PG_ARGISNULL(last))
	{
		text	   *t = PG_GETARG_TEXT_PP(last);
		size_t		len = VARSIZE_ANY_EXHDR(t);
		char		word[sizeof("false")] = "";

		/* What tells booleans looks past the end of "" and "o". */
		if (len < sizeof(word))
			memcpy(word, VARDATA_ANY(t), len);
		if (unlikely(parse_bool_with_len(word, strlen(word), NULL)))
			return classify(fcinfo, first, PG_NARGS(), call->days, UNTYPED_MARK, session_timezone);
	}
	return classify(fcinfo, first, last, call->days, call->form, get_zone(fcinfo, last));
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
	oids = get_call(fcinfo)->class_oids;
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
	Oid		   *oids = get_call(fcinfo)->class_oids;
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

Datum
par_timeliness_declared(PG_FUNCTION_ARGS)
{
	return return_class(fcinfo, classify_declared(fcinfo, 0).class);
}

/* ----------
 * The summary: arithmetic
 * ----------
 */

static const ParSummaryType ontime_type;

/*
 * What is wrong with the numbers, as an error's detail, or NULL.
 */
const char *
par_ontime_fault(const int64 *n)
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
	Assert(par_ontime_fault(stats->n) == NULL);
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
count_case(int64 *n, Case c)
{
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

static inline void
merge_numbers(int64 *pg_restrict n, const int64 *pg_restrict b)
{
	int64		room = 0;		/* below 0: a count has none */
	int			i;

	/* The maximum, while the numbers of both sides are still apart. */
	if (n[LATE_DATED] == 0 ||
		(n[DAYS_LATE_MAX] != UNKNOWN_MAX && b[DAYS_LATE_MAX] > n[DAYS_LATE_MAX]) ||
		b[DAYS_LATE_MAX] == UNKNOWN_MAX)
	{
		n[DAYS_LATE_MAX] = b[DAYS_LATE_MAX];
		n[AT_DAYS_LATE_MAX] = b[AT_DAYS_LATE_MAX];
	}
	else if (b[DAYS_LATE_MAX] == n[DAYS_LATE_MAX])
		n[AT_DAYS_LATE_MAX] += b[AT_DAYS_LATE_MAX];

	for (i = 0; i <= LATE_DATED; i++)
	{
		n[i] += b[i];
		room |= MAX_CASES - n[i];
	}
	if (unlikely(room < 0 || pg_add_s64_overflow(n[DAYS_LATE_SUM], b[DAYS_LATE_SUM], &n[DAYS_LATE_SUM])))
		too_many();
}

void
par_ontime_merge(int64 *n, const int64 *b)
{
	merge_numbers(n, b);
}

/*
 * The maximum is not known any more, unless it follows from the sum.
 */
void
par_ontime_forget_max(int64 *n)
{
	if (n[LATE_DATED] <= 1 || n[DAYS_LATE_SUM] == 0)
	{
		n[DAYS_LATE_MAX] = n[DAYS_LATE_SUM];
		n[AT_DAYS_LATE_MAX] = n[LATE_DATED];
	}
	else
		n[DAYS_LATE_MAX] = UNKNOWN_MAX;
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
		par_ontime_forget_max(n);
	}
	if (par_ontime_fault(n) != NULL)
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
	count_case(state->n, classify_function(fcinfo, 1)); \
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

	count_case(one.n, c);
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
ACCUM_FUNCTION(declared, classify_declared)
ACCUM_FUNCTION(class, classify_class)

/*
 * The same for other rooms, which keep numbers of many summaries.
 */
void
par_ontime_count_dates(int64 *numbers, FunctionCallInfo fcinfo, int first)
{
	count_case(numbers, classify_dates(fcinfo, first));
}

void
par_ontime_count_instants(int64 *numbers, FunctionCallInfo fcinfo, int first)
{
	count_case(numbers, classify_instants(fcinfo, first));
}

void
par_ontime_count_in_zone(int64 *numbers, FunctionCallInfo fcinfo, int first)
{
	count_case(numbers, classify_in_zone(fcinfo, first));
}

Datum
par_ontime_value(const int64 *numbers)
{
	OntimeStats *stats = par_summary_new(sizeof(OntimeStats), 0);

	memcpy(stats->n, numbers, sizeof(stats->n));
	return PointerGetDatum(stats);
}

/*
 * a + b: the operator, and transition and combine function.
 */
Datum
par_ontime_add(PG_FUNCTION_ARGS)
{
	OntimeStats *state = get_state(fcinfo);

	merge_numbers(state->n, get_stats(fcinfo, 1)->n);
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
	return par_ontime_fault(((OntimeStats *) draft)->n);
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
