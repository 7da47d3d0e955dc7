/*-------------------------------------------------------------------------
 *
 * calendar_agg.c
 *		calendar_agg: a calendar from the rows of a table.
 *
 * The state is a calendar like any other to everybody who looks at it.  While
 * it grows it is an expanded object that holds the days as they came; a value
 * is made of them when somebody wants to see one.  So a row costs the same
 * however many there were before it.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_io.h"

#include "utils/datetime.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(par_calendar_accum);
PG_FUNCTION_INFO_V1(par_calendar_accum_for);
PG_FUNCTION_INFO_V1(par_calendar_combine);
PG_FUNCTION_INFO_V1(par_calendar_final);

typedef struct Collector
{
	ExpandedObjectHeader hdr;
	Spec		spec;
	MemoryContext context;		/* that holds what the spec points to */
	int			ndistinct;		/* entries when they were last looked through */
	Calendar   *flat;			/* or NULL when days came since it was made */
} Collector;

static Size collector_flat_size(ExpandedObjectHeader *eohptr);
static void collector_flatten(ExpandedObjectHeader *eohptr, void *result, Size allocated_size);

static const ExpandedObjectMethods collector_methods = {
	collector_flat_size,
	collector_flatten
};

/*
 * The value of the days so far, which stays with the collector.
 */
static Calendar *
collector_flat(Collector *collector)
{
	if (collector->flat == NULL)
	{
		MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
													  "par_index calendar scratch",
													  ALLOCSET_DEFAULT_SIZES);
		MemoryContext old = MemoryContextSwitchTo(scratch);
		Calendar   *cal = par_calendar_of_spec(&collector->spec);
		Calendar   *copy = MemoryContextAlloc(collector->hdr.eoh_context, VARSIZE(cal));

		memcpy(copy, cal, VARSIZE(cal));
		collector->flat = copy;
		MemoryContextSwitchTo(old);
		MemoryContextDelete(scratch);
	}
	return collector->flat;
}

static Size
collector_flat_size(ExpandedObjectHeader *eohptr)
{
	return VARSIZE(collector_flat((Collector *) eohptr));
}

static void
collector_flatten(ExpandedObjectHeader *eohptr, void *result, Size allocated_size)
{
	const Calendar *cal = collector_flat((Collector *) eohptr);

	Assert(allocated_size == VARSIZE(cal));
	memcpy(result, cal, allocated_size);
}

/*
 * Begin with the days of a calendar, or with none.
 */
static void
collector_fill(Collector *collector, const Calendar *cal)
{
	MemoryContext context = AllocSetContextCreate(collector->hdr.eoh_context,
												  "par_index calendar days",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);

	if (cal)
		par_calendar_unpack(cal, &collector->spec);
	else
		par_spec_init(&collector->spec, NULL);
	MemoryContextSwitchTo(old);
	if (collector->context)
		MemoryContextDelete(collector->context);
	collector->context = context;
	collector->ndistinct = collector->spec.nspecials;
}

/*
 * The collector in the state argument of an aggregate; a new one if it is
 * still NULL or a plain value.
 */
static Collector *
get_collector(FunctionCallInfo fcinfo, MemoryContext aggcontext)
{
	Collector  *collector;
	MemoryContext context;

	if (!PG_ARGISNULL(0) && VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(PG_GETARG_DATUM(0))))
	{
		ExpandedObjectHeader *eohptr = DatumGetEOHP(PG_GETARG_DATUM(0));

		if (eohptr->eoh_methods == &collector_methods)
			return (Collector *) eohptr;
	}
	context = AllocSetContextCreate(aggcontext, "par_index calendar_agg", ALLOCSET_SMALL_SIZES);
	collector = MemoryContextAllocZero(context, sizeof(Collector));
	EOH_init_header(&collector->hdr, &collector_methods, context);
	collector_fill(collector, PG_ARGISNULL(0) ? NULL : PG_GETARG_CALENDAR(0));
	return collector;
}

/*
 * Before days are added.  Rows may repeat the same days for ever: the entries
 * are reduced to the different ones whenever they have doubled and as many have
 * come as the calendar has days.  That takes time in proportion to both.
 */
static void
collector_touch(Collector *collector)
{
	const Spec *spec = &collector->spec;

	if (spec->nspecials >= 2 * collector->ndistinct + 1024 &&
		spec->nspecials - collector->ndistinct > spec->to - spec->from)
		collector_fill(collector, collector_flat(collector));
	if (collector->flat)
	{
		pfree(collector->flat);
		collector->flat = NULL;
	}
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
	par_spec_check_span(spec);
}

static DateADT
row_date(Datum datum, const char *what)
{
	DateADT		date = DatumGetDateADT(datum);

	if (date < date2j(1, 1, 1) - POSTGRES_EPOCH_JDATE ||
		date > date2j(9999, 12, 31) - POSTGRES_EPOCH_JDATE)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s must not be infinite or out of the years 1 to 9999", what),
				 errhint("Leave out rows that are not days, e.g. FILTER (WHERE isfinite(day)).")));
	return date;
}

/*
 * One more row; with a fourth argument, the day that a worked day replaces.
 */
static Datum
accumulate(FunctionCallInfo fcinfo, bool has_replaces)
{
	static const char *const kind_names[] = {"off", "work", NULL};
	Special		special = NO_SPECIAL;
	MemoryContext aggcontext;

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

	special.day = special.last = row_date(PG_GETARG_DATUM(1), "calendar day");
	special.work = par_choice(PG_GETARG_TEXT_PP(2), "kind", kind_names) == 1;
	if (has_replaces && !PG_ARGISNULL(3))
	{
		special.replaced = row_date(PG_GETARG_DATUM(3), "replaced day");
		if (!special.work)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a day off replaces no other day"),
					 errhint("\"replaces\" belongs to the worked day, and names the day that is off for it.")));
	}

	if (AggCheckCallContext(fcinfo, &aggcontext))
	{
		Collector  *collector = get_collector(fcinfo, aggcontext);

		collector_touch(collector);
		cover_years(&collector->spec, special.day, special.day);
		par_spec_add(&collector->spec, &special);
		PG_RETURN_DATUM(EOHPGetRWDatum(&collector->hdr));
	}
	else
	{
		Spec		spec;

		if (PG_ARGISNULL(0))
			par_spec_init(&spec, NULL);
		else
			par_calendar_unpack(PG_GETARG_CALENDAR(0), &spec);
		cover_years(&spec, special.day, special.day);
		par_spec_add(&spec, &special);
		PG_RETURN_CALENDAR(par_calendar_of_spec(&spec));
	}
}

Datum
par_calendar_accum(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, false);
}

Datum
par_calendar_accum_for(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, true);
}

/*
 * Add what another calendar says.
 */
static void
combine(Spec *spec, const Calendar *cal)
{
	Spec		other;
	int			i;

	par_calendar_unpack(cal, &other);
	for (i = 0; i < 7; i++)
	{
		if (strcmp(spec->zone, other.zone) != 0 || !par_same_hours(&spec->week[i], &other.week[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("calendars of different zones or hours cannot be combined"),
					 errhint("calendar_combine joins partial results of calendar_agg.")));
	}
	cover_years(spec, other.from, other.to);
	for (i = 0; i < other.nspecials; i++)
		par_spec_add(spec, &other.specials[i]);
	pfree(other.specials);
}

Datum
par_calendar_combine(PG_FUNCTION_ARGS)
{
	MemoryContext aggcontext;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	if (AggCheckCallContext(fcinfo, &aggcontext))
	{
		const Calendar *cal = PG_GETARG_CALENDAR(1);
		Collector  *collector;
		MemoryContext old;

		collector = get_collector(fcinfo, aggcontext);
		collector_touch(collector);
		old = MemoryContextSwitchTo(collector->context);
		if (PG_ARGISNULL(0))
			par_calendar_unpack(cal, &collector->spec);
		else
			combine(&collector->spec, cal);
		MemoryContextSwitchTo(old);
		PG_RETURN_DATUM(EOHPGetRWDatum(&collector->hdr));
	}
	else
	{
		Spec		spec;

		if (PG_ARGISNULL(0))
			PG_RETURN_DATUM(PG_GETARG_DATUM(1));
		par_calendar_unpack(PG_GETARG_CALENDAR(0), &spec);
		combine(&spec, PG_GETARG_CALENDAR(1));
		PG_RETURN_CALENDAR(par_calendar_of_spec(&spec));
	}
}

/*
 * The plain value, which no reader has to make again.
 */
Datum
par_calendar_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(PG_GETARG_CALENDAR(0));
}
