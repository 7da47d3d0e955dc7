/*-------------------------------------------------------------------------
 *
 * rank.c
 *		Comparing the units of a group with each other: their rows are gathered
 *		here and handed to the methods (rank_margin.c, rank_weights.c,
 *		rank_compare.c).
 *
 * What this room promises:
 *
 * - An answer does not depend on the order of the rows, on the plan or on the
 *	 number of processes: the transition function only gathers, and the final
 *	 function begins by putting the units into the order of their keys.
 * - The state is an array of a row type, and core's expanded array while it
 *	 grows: a row costs the same however many came before, the state travels
 *	 between processes and servers by core's own input, output, send and
 *	 receive functions, and a final function reads it and leaves it as it is.
 * - Keys are text, compared byte by byte under any collation, or bigint.  A
 *	 key that is NULL or occurs twice is an error.
 *
 * States can be made by hand, so nothing is taken for granted but the types.
 *
 *-------------------------------------------------------------------------
 */
#include "rank.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/expandeddatum.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(par_units_combine);

/*
 * The row type of the array that the called function returns.
 */
static Oid
returned_row_type(FunctionCallInfo fcinfo)
{
	return get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
}

static void
check_one_dimension(int ndims)
{
	if (ndims > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("state is not a one-dimensional array"),
				 errhint("It is what the aggregate gathers.")));
}

/*
 * The rows of a state.
 */
static int
get_rows(ArrayType *state, Datum **rows, bool **nulls)
{
	int			n;

	check_one_dimension(ARR_NDIM(state));
	deconstruct_array(state, ARR_ELEMTYPE(state), -1, false, TYPALIGN_DOUBLE, rows, nulls, &n);
	return n;
}

/*
 * The first argument as an array to which rows can be added: the aggregate's
 * own, or a copy.
 */
static ExpandedArrayHeader *
state_to_extend(FunctionCallInfo fcinfo)
{
	ExpandedArrayHeader *state;
	MemoryContext context;
	MemoryContext old;

	if (!AggCheckCallContext(fcinfo, &context))
		context = CurrentMemoryContext;
	if (PG_ARGISNULL(0))
		return construct_empty_expanded_array(returned_row_type(fcinfo), context, NULL);
	old = MemoryContextSwitchTo(context);
	state = PG_GETARG_EXPANDED_ARRAY(0);
	MemoryContextSwitchTo(old);
	check_one_dimension(state->ndims);
	return state;
}

static void
add_row(ExpandedArrayHeader *state, Datum row)
{
	int			at = state->ndims == 1 ? state->lbound[0] + state->dims[0] : 1;

	array_set_element(EOHPGetRWDatum(&state->hdr), 1, &at, row, false,
					  -1, -1, false, TYPALIGN_DOUBLE);
}

/*
 * Adds the arguments after the first as a row to the state.  A row type may
 * have more columns than there are arguments: an overload without the last
 * ones leaves them NULL, and the final function puts the defaults in.  So those
 * that are given, from number `given` on, must not be NULL.
 */
Datum
par_units_accum(FunctionCallInfo fcinfo, int given)
{
	ExpandedArrayHeader *state = state_to_extend(fcinfo);
	TupleDesc	desc = lookup_rowtype_tupdesc(state->element_type, -1);
	Datum		values[MAX_UNIT_COLUMNS];
	bool		nulls[MAX_UNIT_COLUMNS];
	HeapTuple	row;
	int			i;

	if (desc->natts > MAX_UNIT_COLUMNS || PG_NARGS() > desc->natts + 1)
		elog(ERROR, "function %u does not fit its row type", fcinfo->flinfo->fn_oid);
	for (i = 0; i < desc->natts; i++)
	{
		nulls[i] = i + 1 >= PG_NARGS() || PG_ARGISNULL(i + 1);
		values[i] = nulls[i] ? (Datum) 0 : PG_GETARG_DATUM(i + 1);
		if (nulls[i] && i >= given && i + 1 < PG_NARGS())
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s is NULL", NameStr(TupleDescAttr(desc, i)->attname)),
					 errhint("It is one value for the whole group.")));
	}
	row = heap_form_tuple(desc, values, nulls);
	ReleaseTupleDesc(desc);
	add_row(state, HeapTupleGetDatum(row));
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->hdr));
}

/*
 * Two states together.
 */
Datum
par_units_combine(PG_FUNCTION_ARGS)
{
	ExpandedArrayHeader *state = state_to_extend(fcinfo);
	Datum	   *rows;
	bool	   *nulls;
	int			n = get_rows(PG_GETARG_ARRAYTYPE_P(1), &rows, &nulls);
	int			i;

	for (i = 0; i < n; i++)
	{
		if (!nulls[i])
			add_row(state, rows[i]);
	}
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->hdr));
}

/* ----------------------------------------------------------------------
 * Final functions
 * ----------------------------------------------------------------------
 */

static int
compare_text_keys(const void *a, const void *b)
{
	const text *x = (const text *) DatumGetPointer(((const Unit *) a)->values[0]);
	const text *y = (const text *) DatumGetPointer(((const Unit *) b)->values[0]);
	size_t		m = VARSIZE_ANY_EXHDR(x);
	size_t		n = VARSIZE_ANY_EXHDR(y);
	int			c = memcmp(VARDATA_ANY(x), VARDATA_ANY(y), Min(m, n));

	return c != 0 ? c : (m > n) - (m < n);
}

static int
compare_bigint_keys(const void *a, const void *b)
{
	int64		x = DatumGetInt64(((const Unit *) a)->values[0]);
	int64		y = DatumGetInt64(((const Unit *) b)->values[0]);

	return (x > y) - (x < y);
}

/*
 * The rows of the state, in the order of their keys.
 */
Units *
par_units_begin(FunctionCallInfo fcinfo)
{
	Units	   *units = palloc0(sizeof(Units));
	ArrayType  *state = PG_GETARG_ARRAYTYPE_P(0);
	TupleDesc	desc = lookup_rowtype_tupdesc_copy(ARR_ELEMTYPE(state), -1);
	Datum	   *rows;
	bool	   *nulls;
	int			n = get_rows(state, &rows, &nulls);
	int			(*compare) (const void *, const void *);
	int			i;

	if (n > MAX_UNITS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a group of %d units is too large", n),
				 errhint("At most %d units are compared with each other.", MAX_UNITS)));
	units->n = n;
	units->unit = palloc(n * sizeof(Unit));
	units->key_type = TupleDescAttr(desc, 0)->atttypid;
	units->row_type = returned_row_type(fcinfo);
	units->row = lookup_rowtype_tupdesc_copy(units->row_type, -1);
	units->result = palloc(n * sizeof(Datum));

	for (i = 0; i < n; i++)
	{
		Unit	   *unit = &units->unit[i];
		HeapTupleData tuple;

		CHECK_FOR_INTERRUPTS();
		unit->values = palloc(desc->natts * sizeof(Datum));
		unit->nulls = palloc(desc->natts * sizeof(bool));
		if (!nulls[i])
		{
			tuple.t_data = DatumGetHeapTupleHeader(rows[i]);
			tuple.t_len = HeapTupleHeaderGetDatumLength(tuple.t_data);
			ItemPointerSetInvalid(&tuple.t_self);
			tuple.t_tableOid = InvalidOid;
			heap_deform_tuple(&tuple, desc, unit->values, unit->nulls);
		}
		if (nulls[i] || unit->nulls[0])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("key is NULL"),
					 errhint("Give every unit its key, or leave the row out with FILTER.")));
		if (units->key_type == TEXTOID)
			unit->values[0] = PointerGetDatum(PG_DETOAST_DATUM_PACKED(unit->values[0]));
	}

	compare = units->key_type == TEXTOID ? compare_text_keys : compare_bigint_keys;
	qsort(units->unit, n, sizeof(Unit), compare);
	for (i = 1; i < n; i++)
	{
		if (compare(&units->unit[i - 1], &units->unit[i]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("key %s occurs twice", par_unit_name(units, i)),
					 errhint("A unit is one row of its group; GROUP BY what makes it several.")));
	}
	return units;
}

/*
 * The key of a unit as a message shows it.
 */
char *
par_unit_name(const Units *units, int i)
{
	Datum		key = units->unit[i].values[0];

	if (units->key_type == TEXTOID)
		return psprintf("\"%s\"", par_shown_text(DatumGetTextPP(key)));
	return psprintf(INT64_FORMAT, DatumGetInt64(key));
}

void
par_units_differ(const char *parameter)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s differs between rows of a group", parameter),
			 errhint("It is one value for the whole group.")));
}

/*
 * The answer for unit i: values and nulls of the columns after the key.
 */
void
par_units_row(Units *units, int i, Datum *values, bool *nulls)
{
	Datum		row_values[MAX_UNIT_COLUMNS];
	bool		row_nulls[MAX_UNIT_COLUMNS];
	int			columns = units->row->natts - 1;

	Assert(columns < MAX_UNIT_COLUMNS);
	row_values[0] = units->unit[i].values[0];
	row_nulls[0] = false;
	memcpy(row_values + 1, values, columns * sizeof(Datum));
	memcpy(row_nulls + 1, nulls, columns * sizeof(bool));
	units->result[i] = HeapTupleGetDatum(heap_form_tuple(units->row, row_values, row_nulls));
}

/*
 * The answers for all units, in the order of their keys.
 */
Datum
par_units_end(Units *units)
{
	return PointerGetDatum(construct_array(units->result, units->n, units->row_type,
										   -1, false, TYPALIGN_DOUBLE));
}
