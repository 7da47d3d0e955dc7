/*-------------------------------------------------------------------------
 *
 * events_cells.c
 *		The on-time summary that cells of dossiers come to.
 *
 * A cell says how many dossiers more there are, of each class, and in the column
 * late_days how many finished how many days late: days and count in turn, sorted
 * by days.  All of it may be negative, as long as the sum is not.
 *
 * - ontime_cells_agg(early, on_time, late_days, finished_no_deadline, pending,
 *	 overdue, paused, no_deadline) is what all the cells together come to, as
 *	 ontime_agg would have it from the dossiers; NULL when they come to nothing.
 * - Cells that contradict each other are an error 55000, never a figure.
 * - The state is flat, so that parallel workers can each build one.
 *
 *-------------------------------------------------------------------------
 */
#include "events.h"
#include "ontime.h"

#include "catalog/pg_type.h"
#include "common/int.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(par_ontime_cells_accum);
PG_FUNCTION_INFO_V1(par_ontime_cells_add);
PG_FUNCTION_INFO_V1(par_ontime_cells_stats);

typedef struct LateDays
{
	int64		n;
	int32		days;
	int32		zero;
} LateDays;

/* The counts, in the order of the arguments. */
enum
{
	EARLY, ON_TIME, FINISHED_NO_DEADLINE, PENDING, OVERDUE, PAUSED, NO_DEADLINE,
	N_COUNTS
};

typedef struct CellSum
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int32		n_late;
	int64		count[N_COUNTS];
	LateDays	late[FLEXIBLE_ARRAY_MEMBER];	/* sorted by days; room for those that the size says */
} CellSum;

#define SUM_SIZE(max_late)	(offsetof(CellSum, late) + (max_late) * sizeof(LateDays))
#define MAX_LATE(sum)		((int32) ((VARSIZE(sum) - offsetof(CellSum, late)) / sizeof(LateDays)))

/*
 * The pairs of days and counts in a column late_days.
 */
const int32 *
par_late_days(Datum late_days, int *n)
{
	ArrayType  *array = DatumGetArrayTypeP(late_days);
	int			n_dims = ARR_NDIM(array);

	if (ARR_HASNULL(array) || n_dims > 1 || ARR_ELEMTYPE(array) != INT4OID || (n_dims == 1 && ARR_DIMS(array)[0] % 2 != 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("late_days is not a list of days and counts in turn")));
	*n = n_dims == 1 ? ARR_DIMS(array)[0] / 2 : 0;
	return (const int32 *) ((char *) array + ARR_OVERHEAD_NONULLS(n_dims));
}

static CellSum *
new_sum(int max_late)
{
	CellSum    *sum = palloc0(SUM_SIZE(max_late));

	SET_VARSIZE(sum, SUM_SIZE(max_late));
	return sum;
}

static CellSum *
check_sum(struct varlena *value)
{
	CellSum    *sum = (CellSum *) value;

	if (VARSIZE(sum) < offsetof(CellSum, late) || sum->n_late < 0 || sum->n_late > MAX_LATE(sum))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("value is not a sum of cells")));
	return sum;
}

/*
 * The first argument to be changed: in place if it is an aggregate's state.
 */
static CellSum *
get_state(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return new_sum(2);
	if (likely(par_in_aggregate(fcinfo)))
		return check_sum(PG_DETOAST_DATUM(PG_GETARG_DATUM(0)));
	return check_sum(PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0)));
}

static pg_noinline void
too_many(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("the sum of the cells is out of range")));
}

static inline void
add_count(int64 *sum, int64 n)
{
	if (unlikely(pg_add_s64_overflow(*sum, n, sum)))
		too_many();
}

/*
 * The state may move for it.
 */
static void
add_late(CellSum **sum, int32 days, int64 n)
{
	CellSum    *s = *sum;
	int			low = 0;
	int			high = s->n_late;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (s->late[middle].days < days)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < s->n_late && s->late[low].days == days)
	{
		add_count(&s->late[low].n, n);
		return;
	}
	if (s->n_late == MAX_LATE(s))
	{
		*sum = new_sum(Max(8, 2 * s->n_late));
		(*sum)->n_late = s->n_late;
		memcpy((*sum)->count, s->count, sizeof(s->count));
		memcpy((*sum)->late, s->late, s->n_late * sizeof(LateDays));
		s = *sum;
	}
	memmove(&s->late[low + 1], &s->late[low], (s->n_late - low) * sizeof(LateDays));
	s->late[low].days = days;
	s->late[low].n = n;
	s->late[low].zero = 0;
	s->n_late++;
}

Datum
par_ontime_cells_accum(PG_FUNCTION_ARGS)
{
	static const int8 argument[N_COUNTS] = {1, 2, 4, 5, 6, 7, 8};
	CellSum    *sum = get_state(fcinfo);
	int			i;

	for (i = 0; i < N_COUNTS; i++)
	{
		if (!PG_ARGISNULL(argument[i]))
			add_count(&sum->count[i], PG_GETARG_INT32(argument[i]));
	}
	if (!PG_ARGISNULL(3))
	{
		int			n;
		const int32 *pair = par_late_days(PG_GETARG_DATUM(3), &n);

		for (i = 0; i < n; i++)
			add_late(&sum, pair[2 * i], pair[2 * i + 1]);
	}
	PG_RETURN_POINTER(sum);
}

Datum
par_ontime_cells_add(PG_FUNCTION_ARGS)
{
	CellSum    *a = get_state(fcinfo);
	CellSum    *b;
	int			i;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(a);
	b = check_sum(PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(1)));
	for (i = 0; i < N_COUNTS; i++)
		add_count(&a->count[i], b->count[i]);
	for (i = 0; i < b->n_late; i++)
		add_late(&a, b->late[i].days, b->late[i].n);
	PG_RETURN_POINTER(a);
}

/*
 * The summary, in the order of its text form; or NULL.
 */
Datum
par_ontime_cells_stats(PG_FUNCTION_ARGS)
{
	const CellSum *sum;
	int64		late = 0;
	int64		days_late_sum = 0;
	int64		days_late_max = 0;
	int64		at_max = 0;
	int64		no_deadline;
	bool		nothing = true;
	const char *fault = NULL;
	int			i;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	sum = check_sum(PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0)));
	for (i = 0; i < N_COUNTS; i++)
		nothing = nothing && sum->count[i] == 0;
	for (i = 0; i < sum->n_late; i++)
	{
		int64		n = sum->late[i].n;
		int64		product;

		if (n == 0)
			continue;
		nothing = false;
		if (n < 0 || sum->late[i].days < 0)
			fault = "So many dossiers cannot be late.";
		if (pg_mul_s64_overflow(n, sum->late[i].days, &product))
			too_many();
		add_count(&late, n);
		add_count(&days_late_sum, product);
		days_late_max = sum->late[i].days;
		at_max = n;
	}
	if (nothing)
		PG_RETURN_NULL();
	no_deadline = sum->count[NO_DEADLINE];
	add_count(&no_deadline, sum->count[FINISHED_NO_DEADLINE]);

	{
		int64		n[ONTIME_NUMBERS] = {
			sum->count[EARLY], sum->count[ON_TIME], late, sum->count[PENDING], sum->count[OVERDUE], sum->count[PAUSED],
			no_deadline, sum->count[FINISHED_NO_DEADLINE], late, days_late_sum, days_late_max, at_max
		};

		if (fault == NULL && sum->count[NO_DEADLINE] < 0)
			fault = "So many dossiers cannot be open.";
		if (fault == NULL)
			fault = par_ontime_fault(n);
		if (fault != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("the cells of the dossiers contradict each other"),
					 errdetail("%s", fault),
					 errhint("They do not agree with the rows: check_fresh() of the model says where, rebuild() repairs them.")));
		return par_ontime_value(n);
	}
}
