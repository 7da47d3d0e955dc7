/*-------------------------------------------------------------------------
 *
 * par_index.c
 *		The library's magic block, and the helpers that several rooms use.
 *
 *-------------------------------------------------------------------------
 */
#include "par_index.h"

#include "lib/stringinfo.h"

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

Jsonb *
par_jsonb_from_text(char *text, struct Node *escontext)
{
#if PG_VERSION_NUM >= 160000
	Datum		result;

	if (!DirectInputFunctionCallSafe(jsonb_in, text, InvalidOid, -1, escontext, &result))
		return NULL;
	return DatumGetJsonbP(result);
#else
	return DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(text)));
#endif
}
