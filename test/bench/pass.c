/*
 * test/bench/pass.c: the floor of an aggregate over arrays, for test/bench/survey.sql:
 * one pass over the elements in C, as cardinality() but for the pass.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(pass);

Datum
pass(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	int			n = (VARSIZE(array) - (ARR_DATA_PTR(array) - (char *) array)) / sizeof(int32);
	const int32 *element = (const int32 *) ARR_DATA_PTR(array);
	int32		sum = 0;
	int			i;

	for (i = 0; i < n; i++)
		sum += element[i];
	PG_RETURN_INT32(sum);
}
