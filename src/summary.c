/*-------------------------------------------------------------------------
 *
 * summary.c
 *		What the stored summaries have in common; the contract stands in
 *		summary.h.
 *
 *-------------------------------------------------------------------------
 */
#include "summary.h"

#include "common/hashfn.h"
#include "common/shortest_dec.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

void *
par_summary_new(Size size, uint32 flags)
{
	ParSummary *s = palloc0(size);

	SET_VARSIZE(s, size);
	s->flags = flags;
	return s;
}

void *
par_summary_copy(const void *s)
{
	void	   *copy = palloc(VARSIZE(s));

	memcpy(copy, s, VARSIZE(s));
	return copy;
}

void
par_summary_unknown(const ParSummaryType *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("value is not a %s of this version", type->name),
			 errhint("It was stored by a later version of par_index; update the extension's library.")));
}

uint64
par_summary_hash_bytes(const void *s, uint64 seed)
{
	return DatumGetUInt64(hash_any_extended((const unsigned char *) VARDATA(s), VARSIZE(s) - VARHDRSZ, seed));
}

/* ----------------------------------------------------------------------
 * JSON values
 * ----------------------------------------------------------------------
 */

bool
par_json_count(const JsonbValue *v, int64 limit, int64 *count)
{
	Numeric		value;
	Datum		whole;

	if (v->type != jbvNumeric)
		return false;
	value = v->val.numeric;
	whole = DirectFunctionCall2(numeric_trunc, NumericGetDatum(value), Int32GetDatum(0));
	if (par_numeric_cmp(value, DatumGetNumeric(whole)) != 0 ||
		par_numeric_cmp(value, int64_to_numeric(0)) < 0 ||
		par_numeric_cmp(value, int64_to_numeric(limit)) > 0)
		return false;
	*count = DatumGetInt64(DirectFunctionCall1(numeric_int8, whole));
	return true;
}

bool
par_json_float8(const JsonbValue *v, double *value)
{
	if (v->type != jbvNumeric)
		return false;
	*value = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
												NumericGetDatum(v->val.numeric)));
	return true;
}

void
par_append_int64(StringInfo out, int64 value)
{
	char		digits[MAXINT8LEN + 1];

	appendBinaryStringInfo(out, digits, pg_lltoa(value, digits));
}

void
par_append_float8(StringInfo out, double value)
{
	char		digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(value, digits);
	appendStringInfoString(out, digits);
}

/* ----------------------------------------------------------------------
 * Text, jsonb and binary forms
 * ----------------------------------------------------------------------
 */

/*
 * The value that a JSON object describes; NULL after a soft error.  Keys that
 * are left out are zero.
 */
static ParSummary *
from_json(const ParSummaryType *type, Jsonb *jb, const char *given, struct Node *escontext)
{
	void	   *draft = type->begin();
	ParSummary *result = NULL;
	const char *detail = NULL;
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	v;

	if (!JB_ROOT_IS_OBJECT(jb))
		detail = "It is not a JSON object.";
	else
	{
		it = JsonbIteratorInit(&jb->root);
		while (detail == NULL && (token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
		{
			char	   *key;

			if (token != WJB_KEY)
				continue;
			key = pnstrdup(v.val.string.val, v.val.string.len);
			(void) JsonbIteratorNext(&it, &v, true);
			detail = type->member(draft, key, &v);
		}
		if (detail == NULL)
			detail = type->finish(draft, &result);
	}
	if (detail != NULL)
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid %s \"%s\"", type->name,
						par_shown(given ? given : JsonbToCString(NULL, &jb->root, VARSIZE(jb)))),
				 errdetail("%s", detail),
				 errhint("Its form is %s.", type->form)));
	return result;
}

static char *
to_text(FunctionCallInfo fcinfo, const ParSummaryType *type)
{
	StringInfoData out;

	initStringInfo(&out);
	type->write(type->get(PG_GETARG_DATUM(0)), &out);
	return out.data;
}

Datum
par_summary_in(FunctionCallInfo fcinfo, const ParSummaryType *type)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Jsonb	   *jb = par_jsonb_from_text(text, PAR_MAX_STATS_TEXT, PAR_ESCONTEXT);
	ParSummary *result = jb ? from_json(type, jb, text, PAR_ESCONTEXT) : NULL;

	if (result == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(result);
}

Datum
par_summary_out(FunctionCallInfo fcinfo, const ParSummaryType *type)
{
	PG_RETURN_CSTRING(to_text(fcinfo, type));
}

Datum
par_summary_from_jsonb(FunctionCallInfo fcinfo, const ParSummaryType *type)
{
	Jsonb	   *jb = PG_GETARG_JSONB_P(0);

	if (VARSIZE(jb) > PAR_MAX_STATS_TEXT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("jsonb of a %s is longer than %d bytes", type->name, PAR_MAX_STATS_TEXT)));
	PG_RETURN_POINTER(from_json(type, jb, NULL, NULL));
}

Datum
par_summary_to_jsonb(FunctionCallInfo fcinfo, const ParSummaryType *type)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(to_text(fcinfo, type)));
}

Datum
par_summary_recv(FunctionCallInfo fcinfo, const ParSummaryType *type)
{
	void	   *draft = type->begin();
	ParSummary *result = NULL;
	const char *detail = type->receive(draft, (StringInfo) PG_GETARG_POINTER(0));

	if (detail == NULL)
		detail = type->finish(draft, &result);
	if (detail != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of a %s", type->name),
				 errdetail("%s", detail),
				 errhint("The bytes come from a later version of par_index or are damaged.")));
	PG_RETURN_POINTER(result);
}

Datum
par_summary_send(FunctionCallInfo fcinfo, const ParSummaryType *type)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	type->send(type->get(PG_GETARG_DATUM(0)), &buf);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ----------------------------------------------------------------------
 * Comparison
 * ----------------------------------------------------------------------
 */

int
par_summary_cmp(FunctionCallInfo fcinfo, const ParSummaryType *type)
{
	return type->compare(type->get(PG_GETARG_DATUM(0)), type->get(PG_GETARG_DATUM(1)));
}

uint64
par_summary_hash(FunctionCallInfo fcinfo, const ParSummaryType *type, uint64 seed)
{
	return type->hash(type->get(PG_GETARG_DATUM(0)), seed);
}
