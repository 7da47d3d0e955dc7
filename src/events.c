/*-------------------------------------------------------------------------
 *
 * events.c
 *		A dossier as a short list of dated events, whose sums are the figures at
 *		the end of any day.
 *
 * What this room promises:
 *
 * - The end of a day is its last microsecond in the zone, as a reporting date
 *	 means it: (day + time '23:59:59.999999') AT TIME ZONE zone.  An instant
 *	 belongs to the first day whose end is not before it.  That is its calendar
 *	 day, but for the minutes that a clock set back over midnight, or a day left
 *	 out of a calendar, give to the day before.
 * - So whatever is true at the end of a day is true from a whole day on: that a
 *	 dossier is received, past due, paused, finished.  dossier_events tells on
 *	 which days the numbers change and by how much; none of it depends on the day
 *	 that is asked about, and all of it can be added, and taken away again.
 * - The sum of the events up to a day is what ontime_agg counts of the dossiers
 *	 received, as of the end of that day.
 * - A time that lies in the future has its event there.
 *
 *-------------------------------------------------------------------------
 */
#include "events.h"
#include "ontime.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/datetime.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(par_dossier_events);
PG_FUNCTION_INFO_V1(par_month_of);
PG_FUNCTION_INFO_V1(par_ontime_stats);

/* ----------
 * Days
 * ----------
 */

static void
check_instant(TimestampTz instant, const char *what, const char *hint)
{
	if (unlikely(instant < MIN_INSTANT || instant >= END_INSTANT))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
				 errmsg("%s is infinite or outside the years 1 to 9999", what),
				 hint ? errhint("%s", hint) : 0));
}

static inline DateADT
calendar_day(TimestampTz instant, const pg_tz *zone)
{
	return (DateADT) (par_zone_day(instant, zone) + ZONE_FIRST_DAY);
}

/*
 * The last microsecond of a day, as the server finds it.
 */
static TimestampTz
end_of_day(DateADT day, const pg_tz *zone)
{
	struct pg_tm tm = {.tm_hour = 23, .tm_min = 59, .tm_sec = 59};

	j2date(day + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
	return (day + 1) * USECS_PER_DAY - 1 +
		DetermineTimeZoneOffset(&tm, (pg_tz *) zone) * USECS_PER_SEC;
}

/*
 * The first day at whose end the instant is not in the future.  It can only
 * differ from the calendar day where the clock is changed nearby.
 */
static inline DateADT
day_of(TimestampTz instant, const pg_tz *zone)
{
	DateADT		day = calendar_day(instant, zone);
	int64		offset = par_zone_offset(zone, instant);

	if (unlikely(par_zone_offset(zone, instant - 2 * USECS_PER_DAY) != offset ||
				 par_zone_offset(zone, instant + 2 * USECS_PER_DAY) != offset))
	{
		while (end_of_day(day - 1, zone) >= instant)
			day--;
	}
	return day;
}

/*
 * The same for an instant after a bound of a pause, which may lie anywhere.
 */
static DateADT
day_of_bound(const RangeBound *bound, int after, const pg_tz *zone)
{
	TimestampTz instant = DatumGetTimestampTz(bound->val);

	if (bound->infinite)
		return bound->lower ? DATEVAL_NOBEGIN : NEVER;
	if (instant < MIN_INSTANT)
		return DATEVAL_NOBEGIN;
	if (instant >= END_INSTANT)
		return NEVER;
	return day_of(instant + after, zone);
}

/*
 * The first day of the month that an instant lies in.
 */
Datum
par_month_of(PG_FUNCTION_ARGS)
{
	TimestampTz instant = PG_GETARG_TIMESTAMPTZ(0);
	const pg_tz *zone = par_zone(PG_GETARG_TEXT_PP(1));
	DateADT		day;
	int			year;
	int			month;
	int			day_of_month;

	check_instant(instant, "the instant", NULL);
	day = calendar_day(instant, zone);
	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &day_of_month);
	PG_RETURN_DATEADT(day - (day_of_month - 1));
}

/* ----------
 * The events of a dossier
 * ----------
 */

/*
 * Read on to the first pause that is not over on the day.
 */
static void
read_pauses(ParDossier *dossier, DateADT day)
{
	while (dossier->paused_until <= day)
	{
		RangeBound	lower;
		RangeBound	upper;

		if (dossier->pauses == NULL || dossier->n_pauses_read >= dossier->pauses->rangeCount)
		{
			dossier->paused_from = dossier->paused_until = NEVER;
			return;
		}
		multirange_get_bounds(dossier->range_type, dossier->pauses, dossier->n_pauses_read++, &lower, &upper);
		dossier->paused_from = day_of_bound(&lower, lower.inclusive ? 0 : 1, dossier->zone);
		dossier->paused_until = day_of_bound(&upper, upper.inclusive ? 1 : 0, dossier->zone);
	}
}

/*
 * The class of an open dossier with a deadline at the end of a day, and the
 * next day on which it may be another.
 */
static int
open_class(ParDossier *dossier, DateADT day, DateADT *until)
{
	read_pauses(dossier, day);
	if (day >= dossier->paused_from)
	{
		*until = dossier->paused_until;
		return EVENT_PAUSED;
	}
	if (day >= dossier->overdue)
	{
		*until = dossier->paused_from;
		return EVENT_OVERDUE;
	}
	*until = Min(dossier->paused_from, dossier->overdue);
	return EVENT_PENDING;
}

void
par_dossier_open(ParDossier *dossier, const pg_tz *zone, TimestampTz received,
				 const TimestampTz *due, const TimestampTz *finished,
				 const MultirangeType *pauses)
{
	check_instant(received, "received", "Use NULL for a case that is not received.");
	if (due)
		check_instant(*due, "due", "Use NULL for a case without a deadline.");
	if (finished)
		check_instant(*finished, "finished", "Use NULL for a case that is not finished.");

	dossier->zone = zone;
	dossier->received = day_of(received, zone);
	dossier->overdue = due ? day_of(*due + 1, zone) : NEVER;
	dossier->finished = NEVER;
	if (finished)
	{
		DateADT		day = day_of(*finished, zone);
		int			days = due ? calendar_day(*finished, zone) - calendar_day(*due, zone) : 0;

		dossier->finished = Max(day, dossier->received);
		dossier->finished_class = due == NULL ? EVENT_FINISHED_NO_DEADLINE :
			*finished > *due ? EVENT_LATE :
			days < 0 ? EVENT_EARLY : EVENT_ON_TIME;
		dossier->days_late = dossier->finished_class == EVENT_LATE ? Max(days, 0) : 0;
	}

	/* Without a deadline a pause changes nothing. */
	dossier->pauses = NULL;
	if (due && pauses && pauses->rangeCount > 0)
	{
		dossier->pauses = pauses;
		dossier->range_type = lookup_type_cache(TSTZMULTIRANGEOID, TYPECACHE_MULTIRANGE_INFO)->rngtype;
	}
	dossier->n_pauses_read = 0;
	dossier->paused_until = DATEVAL_NOBEGIN;

	dossier->day = dossier->received;
	dossier->class = -1;
}

/*
 * What changes on the next day on which something does.
 */
bool
par_dossier_next(ParDossier *dossier, ParEvent *event)
{
	DateADT		day = dossier->day;
	DateADT		next = NEVER;
	int			class = -1;

	if (day == NEVER)
		return false;

	memset(event, 0, sizeof(*event));
	event->day = day;
	if (dossier->class >= 0)
		event->change[dossier->class] = -1;
	else
		event->change[EVENT_RECEIVED] = 1;

	if (day == dossier->finished)
	{
		event->change[dossier->finished_class] = 1;
		event->change[EVENT_DAYS_LATE] = dossier->days_late;
	}
	else
	{
		if (dossier->overdue == NEVER)
			class = EVENT_NO_DEADLINE;
		else
		{
			DateADT		until;

			/* Pauses may touch, or hold the end of no day. */
			class = open_class(dossier, day, &next);
			while (next < dossier->finished && open_class(dossier, next, &until) == class)
				next = until;
		}
		event->change[class] = 1;
		next = Min(next, dossier->finished);
	}
	dossier->class = class;
	dossier->day = next;
	return true;
}

/*
 * The events of a dossier as rows.
 */
Datum
par_dossier_events(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	ParEvent	event;

	if (SRF_IS_FIRSTCALL())
	{
		ParDossier *dossier;
		MemoryContext old;

		if (PG_ARGISNULL(4))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("zone is NULL"),
					 errhint("Name the time zone whose days are meant, such as Asia/Ho_Chi_Minh.")));
		funcctx = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		dossier = palloc(sizeof(ParDossier));
		if (PG_ARGISNULL(0))
			dossier->day = NEVER;
		else
		{
			/* An instant that is NULL must not be read: on 32 bits it is a pointer. */
			TimestampTz due = PG_ARGISNULL(1) ? 0 : PG_GETARG_TIMESTAMPTZ(1);
			TimestampTz finished = PG_ARGISNULL(2) ? 0 : PG_GETARG_TIMESTAMPTZ(2);

			par_dossier_open(dossier, par_zone(PG_GETARG_TEXT_PP(4)), PG_GETARG_TIMESTAMPTZ(0),
							 PG_ARGISNULL(1) ? NULL : &due,
							 PG_ARGISNULL(2) ? NULL : &finished,
							 PG_ARGISNULL(3) ? NULL : DatumGetMultirangeTypePCopy(PG_GETARG_DATUM(3)));
		}
		funcctx->user_fctx = dossier;

		/* The executor's own description, so that one name serves all its rows. */
		funcctx->tuple_desc = BlessTupleDesc(((ReturnSetInfo *) fcinfo->resultinfo)->expectedDesc);
		MemoryContextSwitchTo(old);
	}

	funcctx = SRF_PERCALL_SETUP();
	if (par_dossier_next(funcctx->user_fctx, &event))
	{
		Datum		values[1 + N_EVENT_NUMBERS];
		bool		nulls[1 + N_EVENT_NUMBERS] = {false};
		int			i;

		values[0] = DateADTGetDatum(event.day);
		for (i = 0; i < N_EVENT_NUMBERS; i++)
			values[1 + i] = Int32GetDatum(event.change[i]);
		SRF_RETURN_NEXT(funcctx, HeapTupleGetDatum(heap_form_tuple(funcctx->tuple_desc, values, nulls)));
	}
	SRF_RETURN_DONE(funcctx);
}

/* ----------
 * A summary of counts
 * ----------
 */

#define MAX_ARG		10			/* days_late_max, by position */

/*
 * The numbers in the order of the text form.  NULL counts nothing, as the sum
 * of no rows does; a maximum of NULL is one that is not known.
 */
Datum
par_ontime_stats(PG_FUNCTION_ARGS)
{
	int64		n[ONTIME_NUMBERS];
	const char *detail;
	int			i;

	for (i = 0; i < ONTIME_NUMBERS; i++)
		n[i] = PG_ARGISNULL(i) ? 0 : PG_GETARG_INT64(i);
	if (PG_ARGISNULL(MAX_ARG))
		par_ontime_forget_max(n);
	if ((detail = par_ontime_fault(n)) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("inconsistent counts for ontime_stats"),
				 errdetail("%s", detail)));
	return par_ontime_value(n);
}
