/*-------------------------------------------------------------------------
 *
 * rank.h
 *		What the files of the rank room share: the rows of a group, gathered as
 *		an array of composites, and the array of composites that comes out
 *		(rank.c).
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_RANK_H
#define PAR_RANK_H

#include "par_index.h"

#include "access/tupdesc.h"

/* Every pair of units is compared, so this is a matter of minutes, not memory. */
#define MAX_UNITS	50000

#define MAX_UNIT_COLUMNS	10

/*
 * A row of the group: values[0] is the key, then follow the other columns of
 * the state's row type.
 */
typedef struct Unit
{
	Datum	   *values;
	bool	   *nulls;
} Unit;

typedef struct Units
{
	int			n;
	Unit	   *unit;			/* in the order of the keys */
	Oid			key_type;		/* text or bigint */
	Oid			row_type;		/* of the result */
	TupleDesc	row;
	Datum	   *result;			/* n rows */
} Units;

/* rank.c: transition function, and what the final functions begin and end with */
extern Datum par_units_accum(FunctionCallInfo fcinfo, int given);
extern Units *par_units_begin(FunctionCallInfo fcinfo);
extern void par_units_row(Units *units, int i, Datum *values, bool *nulls);
extern Datum par_units_end(Units *units);
extern char *par_unit_name(const Units *units, int i);
extern void par_units_differ(const char *parameter);

#endif							/* PAR_RANK_H */
