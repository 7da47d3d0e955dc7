/*-------------------------------------------------------------------------
 *
 * par_index.c
 *		The library's magic block, and the helpers that several rooms use.
 *
 *-------------------------------------------------------------------------
 */
#include "par_index.h"

#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "par_index");
#else
PG_MODULE_MAGIC;
#endif

int
par_choice(const text *given, const char *parameter, const char *const *allowed)
{
	const char *s = VARDATA_ANY(given);
	size_t		len = VARSIZE_ANY_EXHDR(given);
	StringInfoData list;
	int			i;

	for (i = 0; allowed[i] != NULL; i++)
	{
		if (strlen(allowed[i]) == len && memcmp(allowed[i], s, len) == 0)
			return i;
	}

	initStringInfo(&list);
	for (i = 0; allowed[i] != NULL; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", allowed[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown %s \"%s\"", parameter, text_to_cstring(given)),
			 errhint("Allowed values: %s.", list.data)));
	return -1;					/* keep the compiler quiet */
}

#if PG_VERSION_NUM < 150000
void
par_materialize(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller;
	TupleDesc	desc;

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) ||
		(rsinfo->allowedModes & SFRM_Materialize) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in a context that cannot accept a set")));
	caller = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = tuplestore_begin_heap((rsinfo->allowedModes & SFRM_Materialize_Random) != 0,
											  false, work_mem);
	rsinfo->setDesc = desc;
	MemoryContextSwitchTo(caller);
}
#endif
