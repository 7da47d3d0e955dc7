/*-------------------------------------------------------------------------
 *
 * deadline_terms.c
 *		The terms of a plan wording: one row for each obligation, with a label
 *		that stays when the plan moves its date; and the date of what is due
 *		so long before or after an event, once the event is known.
 *
 *-------------------------------------------------------------------------
 */
#include "deadline.h"
#include "deadline_wording.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/datetime.h"
#include "utils/multirangetypes.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(par_deadline_terms);
PG_FUNCTION_INFO_V1(par_due_after);
PG_FUNCTION_INFO_V1(par_due_after_instant);

/* From the room calendar. */
extern Datum par_add_working_days(PG_FUNCTION_ARGS);
extern Datum par_add_working_time(PG_FUNCTION_ARGS);

/* How many terms have had a label already. */
typedef struct Seen
{
	uint32		label;
	uint32		n;
	char		status;
} Seen;

#define SH_PREFIX		seen
#define SH_ELEMENT_TYPE	Seen
#define SH_KEY_TYPE		uint32
#define SH_KEY			label
#define SH_HASH_KEY(tb, key) murmurhash32(key)
#define SH_EQUAL(tb, a, b) ((a) == (b))
#define SH_SCOPE		static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct Terms
{
	const Reading *reading;
	ReturnSetInfo *rsinfo;
	bool		counting;		/* nothing is put out yet */
	Label		plan;			/* the label of what is for no period */
	int			n_plan;			/* terms that have it */
	seen_hash  *seen;
} Terms;

static const char *const cycle_names[] = {
	"weekly", "monthly", "quarterly", "half_yearly", "yearly", "yearly", "yearly"
};

static const char *const unit_names[] = {
	[UNIT_HOUR] = "hour", [UNIT_DAY] = "day", [UNIT_MONTH] = "month",
	[UNIT_HOUR | UNIT_WORKING] = "working_hour", [UNIT_DAY | UNIT_WORKING] = "working_day"
};

static DateADT
label_first(Label label)
{
	switch (label.unit)
	{
		case LABEL_WEEK:
			return isoweek2j(label.year, label.number) - POSTGRES_EPOCH_JDATE;
		case LABEL_MONTH:
			return par_day_of(label.year, label.number, 1);
		case LABEL_QUARTER:
			return par_day_of(label.year, 3 * label.number - 2, 1);
		case LABEL_HALF:
			return par_day_of(label.year, 6 * label.number - 5, 1);
		default:
			return par_day_of(label.year, 1, 1);
	}
}

static DateADT
label_last(Label label)
{
	switch (label.unit)
	{
		case LABEL_WEEK:
			return label_first(label) + 6;
		case LABEL_MONTH:
		case LABEL_MONTHS:
			return par_day_of(label.year, label.number + 1, 1) - 1;
		case LABEL_QUARTER:
			return par_day_of(label.year, 3 * label.number + 1, 1) - 1;
		case LABEL_HALF:
			return par_day_of(label.year, 6 * label.number + 1, 1) - 1;
		default:
			return par_day_of(label.year + 1, 1, 1) - 1;
	}
}

/*
 * The label as text: 2024, 2024-H1, 2024-Q1, 2024-9M, 2024-M03, 2024-W05; the
 * n-th of a wording with a point and its number.
 */
static Datum
label_text(Label label, int n)
{
	char		buf[32];
	int			len = sprintf(buf, "%04d", label.year);

	switch (label.unit)
	{
		case LABEL_HALF:
			len += sprintf(buf + len, "-H%d", label.number);
			break;
		case LABEL_QUARTER:
			len += sprintf(buf + len, "-Q%d", label.number);
			break;
		case LABEL_MONTHS:
			len += sprintf(buf + len, "-%dM", label.number);
			break;
		case LABEL_MONTH:
			len += sprintf(buf + len, "-M%02d", label.number);
			break;
		case LABEL_WEEK:
			len += sprintf(buf + len, "-W%02d", label.number);
			break;
	}
	if (n > 1)
		len += sprintf(buf + len, ".%d", n);
	return PointerGetDatum(cstring_to_text_with_len(buf, len));
}

/*
 * The span of an after_event in a unit that can be counted.
 */
static int
span_of(const Row *row, int *unit)
{
	int			working = row->unit & UNIT_WORKING;

	switch (UNIT_OF_TIME(row->unit))
	{
		case UNIT_WEEK:
			*unit = UNIT_DAY;
			return 7 * row->number;
		case UNIT_YEAR:
			*unit = UNIT_MONTH;
			return 12 * row->number;
		case UNIT_MONTH:
			*unit = UNIT_MONTH;
			return row->number;
		default:
			*unit = UNIT_OF_TIME(row->unit) | working;
			return row->number;
	}
}

static inline uint32
label_key(Label label)
{
	return (uint32) label.year << 16 | label.unit << 8 | label.number;
}

/*
 * Put out one term.  `cycles` is one bit, or says nothing; a label of
 * LABEL_NONE means the year of the plan.  Of terms with one label those for a
 * period or with a date come first, so that a clause without a date, added or
 * taken away, moves no label that something is reported under.
 */
static void
put_term(Terms *terms, int i, Label label, int cycles)
{
	const Row  *row = &terms->reading->rows[i];
	Datum		values[11];
	bool		nulls[11] = {false};
	bool		period = label.unit != LABEL_NONE;
	bool		first = period || !DATE_IS_NOEND(row->due);
	int			n;

	CHECK_FOR_INTERRUPTS();
	if (!period)
		label = terms->plan;
	if (terms->counting)
	{
		terms->n_plan += first && label_key(label) == label_key(terms->plan);
		return;
	}
	if (first)
	{
		bool		found;
		Seen	   *seen = seen_insert(terms->seen, label_key(label), &found);

		n = seen->n = found ? seen->n + 1 : 1;
	}
	else
		n = ++terms->n_plan;

	values[0] = Int32GetDatum(i + 1);
	values[1] = label_text(label, n);
	values[2] = DateADTGetDatum(label_first(label));
	values[3] = DateADTGetDatum(label_last(label));
	nulls[2] = nulls[3] = !period;
	values[4] = DateADTGetDatum(row->starts);
	nulls[4] = DATE_IS_NOBEGIN(row->starts);
	values[5] = DateADTGetDatum(row->due);
	nulls[5] = DATE_IS_NOEND(row->due);
	values[6] = CStringGetTextDatum(par_deadline_kinds[row->kind]);
	nulls[7] = cycles == CYCLE_NONE || (cycles & (cycles - 1)) != 0;
	if (!nulls[7])
		values[7] = CStringGetTextDatum(cycle_names[pg_rightmost_one_pos32(cycles)]);
	nulls[8] = nulls[9] = nulls[10] = row->unit == UNIT_NONE;
	if (!nulls[8])
	{
		int			unit;

		values[8] = Int32GetDatum(span_of(row, &unit));
		values[9] = CStringGetTextDatum(unit_names[unit]);
		values[10] = CStringGetTextDatum(row->before ? "before" : "after");
	}
	tuplestore_putvalues(terms->rsinfo->setResult, terms->rsinfo->setDesc, values, nulls);

	pfree(DatumGetPointer(values[1]));
	pfree(DatumGetPointer(values[6]));
	if (!nulls[7])
		pfree(DatumGetPointer(values[7]));
	if (!nulls[8])
	{
		pfree(DatumGetPointer(values[9]));
		pfree(DatumGetPointer(values[10]));
	}
}

/*
 * The periods from..to of a cycle in a year, if they end within the row's span;
 * of a week its Thursday counts, which gives the week its year.  Returns how
 * many there are.
 */
static int
put_cycle(Terms *terms, int i, int year, int unit, int from, int to, int cycle)
{
	const Row  *row = &terms->reading->rows[i];
	Label		label;
	int			n = 0;
	int			k;

	label.year = year;
	label.unit = unit;
	for (k = from; k <= to; k++)
	{
		DateADT		day;

		label.number = k;
		day = label_last(label) - (unit == LABEL_WEEK ? 3 : 0);
		if (day >= row->starts && day <= row->until)
		{
			put_term(terms, i, label, cycle);
			n++;
		}
	}
	return n;
}

/*
 * A recurring duty is one term for each of its periods in the year of the
 * plan, or in the nearest one of its span.  Where reports on several periods
 * would end on one day ("quý, 6 tháng, năm"), the longest is written for all.
 * If no period ends within the span ("hàng quý trong tháng 2"), it is one term
 * like any other without a date.
 */
static void
put_recurring(Terms *terms, int i)
{
	static const Label none = {0};
	const Row  *row = &terms->reading->rows[i];
	int			cycles = row->cycles;
	bool		reports = (cycles & CYCLE_HALF) != 0;
	int			year = terms->reading->plan_year;
	int			n = 0;

	if (!DATE_IS_NOBEGIN(row->starts))
		year = Max(year, par_label_at(LABEL_YEAR, row->starts).year);
	if (!DATE_IS_NOEND(row->until))
		year = Min(year, par_label_at(LABEL_YEAR, row->until).year);

	if (cycles & CYCLE_WEEK)
		n += put_cycle(terms, i, year, LABEL_WEEK, 1, date2isoweek(year, 12, 28), CYCLE_WEEK);
	if (cycles & CYCLE_MONTH)
		n += put_cycle(terms, i, year, LABEL_MONTH, 1, 12, CYCLE_MONTH);
	if (cycles & CYCLE_QUARTER)
	{
		n += put_cycle(terms, i, year, LABEL_QUARTER, 1, reports ? 1 : 3, CYCLE_QUARTER);
		if (reports && !(cycles & CYCLE_NINE_MONTHS))
			n += put_cycle(terms, i, year, LABEL_QUARTER, 3, 3, CYCLE_QUARTER);
		if (!(reports && (cycles & CYCLE_YEAR)))
			n += put_cycle(terms, i, year, LABEL_QUARTER, 4, 4, CYCLE_QUARTER);
	}
	if (cycles & CYCLE_HALF)
		n += put_cycle(terms, i, year, LABEL_HALF, 1, cycles & CYCLE_YEAR ? 1 : 2, CYCLE_HALF);
	if (cycles & CYCLE_NINE_MONTHS)
		n += put_cycle(terms, i, year, LABEL_MONTHS, 9, 9, CYCLE_NINE_MONTHS);
	if (cycles & CYCLE_YEAR)
		n += put_cycle(terms, i, year, LABEL_YEAR, 0, 0, CYCLE_YEAR);
	if (n == 0)
		put_term(terms, i, none, CYCLE_NONE);
}

static bool
is_cyclic(const Row *row)
{
	return row->kind == KIND_RECURRING && (row->cycles & ~CYCLE_DATES) != CYCLE_NONE;
}

static void
put_terms(Terms *terms)
{
	static const Label none = {0};
	const Reading *r = terms->reading;
	int			n = 0;
	int			i;

	/* A single date of no period is that of the plan, wherever it lies. */
	for (i = 0; i < r->nrows; i++)
		n += is_cyclic(&r->rows[i]) ? 2 : !DATE_IS_NOEND(r->rows[i].due);

	for (i = 0; i < r->nrows; i++)
	{
		const Row  *row = &r->rows[i];

		if (is_cyclic(row))
			put_recurring(terms, i);
		else if (DATE_IS_NOEND(row->due))
			put_term(terms, i, none, CYCLE_NONE);
		else if (row->named || n > 1)
			put_term(terms, i, row->label, row->cycles);
		else
			put_term(terms, i, row->cycles != CYCLE_NONE ? terms->plan : none, row->cycles);
	}
}

Datum
par_deadline_terms(PG_FUNCTION_ARGS)
{
	Reading		r;
	Terms		terms = {0};

	par_read_wording(&r, par_text_argument(fcinfo, 0, "wording", MAX_WORDING), PG_GETARG_INT32(1));

	par_materialize(fcinfo);
	terms.reading = &r;
	terms.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	terms.plan.year = r.plan_year;
	terms.plan.unit = LABEL_YEAR;
	terms.seen = seen_create(CurrentMemoryContext, 16, NULL);
	terms.counting = true;
	put_terms(&terms);
	terms.counting = false;
	put_terms(&terms);
	seen_destroy(terms.seen);
	return (Datum) 0;
}

/* ------------------------------------------------------------------------
 * The date once the event is known.
 * ------------------------------------------------------------------------
 */

/*
 * Call a function of the room calendar with the calendar that is our argument
 * `argno`, under our call site, where it keeps its readable copy.
 */
static Datum
with_calendar(FunctionCallInfo fcinfo, PGFunction function, int argno, Datum a, Datum b, Datum d)
{
	LOCAL_FCINFO(call, 4);
	Datum		result;

	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a calendar is needed to count working time"),
				 errhint("Give par.due_after a calendar, such as par.vn_calendar(2024, 2025).")));
	InitFunctionCallInfoData(*call, fcinfo->flinfo, 4, InvalidOid, NULL, NULL);
	call->args[0].value = a;
	call->args[1].value = b;
	call->args[2].value = PG_GETARG_DATUM(argno);
	call->args[3].value = d;
	call->args[0].isnull = call->args[1].isnull = call->args[2].isnull = call->args[3].isnull = false;
	result = function(call);
	Assert(!call->isnull);
	return result;
}

static DateADT
checked_date(int64 date)
{
	if (date < DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE || date >= DATE_END_JULIAN - POSTGRES_EPOCH_JDATE)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range")));
	return date;
}

/*
 * The last admissible day of a span of days, working days or months from a
 * day, which is not counted.  A month that is too short ends it on its last
 * day.
 */
static DateADT
day_after(FunctionCallInfo fcinfo, DateADT event, int unit, int n)
{
	int			year;
	int			month;
	int			day;

	if (unit == UNIT_DAY)
		return checked_date((int64) event + n);
	if (unit == UNIT_MONTH)
	{
		DateADT		last;

		j2date(event + POSTGRES_EPOCH_JDATE, &year, &month, &day);
		month += n;
		/* month 1..12; BC years are below 1 */
		year += (month - 1) / 12;
		month = (month - 1) % 12 + 1;
		if (month < 1)
		{
			month += 12;
			year--;
		}
		if (!IS_VALID_JULIAN(year, month, 1))
			return checked_date(PG_INT64_MAX);
		last = par_day_of(year, month, day_tab[isleap(year)][month - 1]);
		return checked_date(Min(last - day_tab[isleap(year)][month - 1] + day, last));
	}

	/*
	 * Backwards, and for the same day, count from the first working day that
	 * is not before the event.
	 */
	if (n <= 0)
		event = DatumGetDateADT(with_calendar(fcinfo, par_add_working_days, 3, DateADTGetDatum(checked_date((int64) event - 1)),
											  Int32GetDatum(1), (Datum) 0));
	if (n == 0)
		return event;
	return DatumGetDateADT(with_calendar(fcinfo, par_add_working_days, 3, DateADTGetDatum(event), Int32GetDatum(n), (Datum) 0));
}

/*
 * Read the wording of a due_after function.  False if there is nothing to say.
 */
static bool
read_event(FunctionCallInfo fcinfo, Reading *r)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return false;
	par_read_wording(r, par_text_argument(fcinfo, 1, "wording", MAX_WORDING), PG_GETARG_INT32(2));
	return true;
}

/*
 * The last of the spans that the wording gives.  Hours cannot be counted from
 * a day.
 */
Datum
par_due_after(PG_FUNCTION_ARGS)
{
	Reading		r;
	DateADT		due = DATEVAL_NOBEGIN;
	int			i;

	if (!read_event(fcinfo, &r))
		PG_RETURN_NULL();
	for (i = 0; i < r.nrows; i++)
	{
		const Row  *row = &r.rows[i];
		int			unit;
		int			n;

		CHECK_FOR_INTERRUPTS();
		if (row->unit == UNIT_NONE)
			continue;
		n = span_of(row, &unit);
		if (UNIT_OF_TIME(unit) == UNIT_HOUR)
			continue;
		if (DATE_NOT_FINITE(PG_GETARG_DATEADT(0)))
			PG_RETURN_DATEADT(PG_GETARG_DATEADT(0));
		due = Max(due, day_after(fcinfo, PG_GETARG_DATEADT(0), unit, row->before ? -n : n));
	}
	if (DATE_IS_NOBEGIN(due))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(due);
}

/*
 * The same from an instant: hours to the instant, days to the end of the day
 * in the zone.
 */
Datum
par_due_after_instant(PG_FUNCTION_ARGS)
{
	static MultirangeType no_pauses;
	Reading		r;
	TimestampTz event;
	TimestampTz due = DT_NOBEGIN;
	int			i;

	if (PG_ARGISNULL(4) || !read_event(fcinfo, &r))
		PG_RETURN_NULL();
	SET_VARSIZE(&no_pauses, sizeof(no_pauses));
	no_pauses.multirangetypid = TSTZMULTIRANGEOID;
	event = PG_GETARG_TIMESTAMPTZ(0);
	for (i = 0; i < r.nrows; i++)
	{
		const Row  *row = &r.rows[i];
		TimestampTz end;
		int			unit;
		int			n;

		CHECK_FOR_INTERRUPTS();
		if (row->unit == UNIT_NONE)
			continue;
		if (TIMESTAMP_NOT_FINITE(event))
			PG_RETURN_TIMESTAMPTZ(event);
		n = span_of(row, &unit);
		if (row->before)
			n = -n;
		if (UNIT_OF_TIME(unit) == UNIT_HOUR)
		{
			Interval	span = {.time = n * USECS_PER_HOUR};

			if (unit & UNIT_WORKING)
				end = DatumGetTimestampTz(with_calendar(fcinfo, par_add_working_time, 3, TimestampTzGetDatum(event),
														IntervalPGetDatum(&span), PointerGetDatum(&no_pauses)));
			else
				end = DatumGetTimestampTz(DirectFunctionCall2(timestamptz_pl_interval, TimestampTzGetDatum(event),
															  IntervalPGetDatum(&span)));
		}
		else
		{
			Datum		local = DirectFunctionCall2(timestamptz_zone, PG_GETARG_DATUM(4), TimestampTzGetDatum(event));
			DateADT		day = DatumGetDateADT(DirectFunctionCall1(timestamp_date, local));

			day = checked_date((int64) day_after(fcinfo, day, unit, n) + 1);
			local = DirectFunctionCall1(date_timestamp, DateADTGetDatum(day));
			end = DatumGetTimestampTz(DirectFunctionCall2(timestamp_zone, PG_GETARG_DATUM(4), local)) - 1;
		}
		due = Max(due, end);
	}
	if (TIMESTAMP_IS_NOBEGIN(due))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(due);
}
