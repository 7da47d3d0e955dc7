/*-------------------------------------------------------------------------
 *
 * score_grading.c
 *		Gradings: the bands of scores.
 *
 * Bands are closed below where they say >=, and open where they say >.  The
 * grade of a summary is found from its two sums, not from a quotient.
 *
 *	grading	:= band {';' band} [';']
 *	band	:= name ('>=' | '>') number ['%']		but the last: name
 *
 * The best band first.  A name is any text without ; < > =, blanks around it
 * dropped; names are kept in Unicode's composed form, so that one typed on
 * another keyboard is the same.
 *
 *-------------------------------------------------------------------------
 */
#include "par_index.h"
#include "score.h"

#include "common/hashfn.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"

#define WIRE_VERSION	1

#define MAX_BANDS	32
#define MAX_NAME	255			/* bytes */
#define MAX_GRADING 100000		/* bytes of text, with blanks */

typedef struct Band
{
	int64		low;			/* in millionths */
	uint16		beyond;			/* > rather than >= */
	uint16		length;			/* of the name */
	uint32		offset;			/* of the name, from the start of the value */
} Band;

typedef struct Grading
{
	int32		vl_len_;
	uint16		flags;			/* for later versions; zero */
	uint16		nbands;
	Band		bands[FLEXIBLE_ARRAY_MEMBER];	/* the names follow */
} Grading;

PG_FUNCTION_INFO_V1(par_grading_in);
PG_FUNCTION_INFO_V1(par_grading_out);
PG_FUNCTION_INFO_V1(par_grading_recv);
PG_FUNCTION_INFO_V1(par_grading_send);
PG_FUNCTION_INFO_V1(par_grading_eq);
PG_FUNCTION_INFO_V1(par_grading_ne);
PG_FUNCTION_INFO_V1(par_grading_lt);
PG_FUNCTION_INFO_V1(par_grading_le);
PG_FUNCTION_INFO_V1(par_grading_gt);
PG_FUNCTION_INFO_V1(par_grading_ge);
PG_FUNCTION_INFO_V1(par_grading_cmp);
PG_FUNCTION_INFO_V1(par_grading_hash);
PG_FUNCTION_INFO_V1(par_grading_hash_extended);
PG_FUNCTION_INFO_V1(par_grade);
PG_FUNCTION_INFO_V1(par_grade_score);
PG_FUNCTION_INFO_V1(par_bands);

static const Grading *
get_grading(Datum d)
{
	const Grading *grading = (const Grading *) PG_DETOAST_DATUM(d);

	if (unlikely(grading->flags != 0))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("this grading was stored by a later version of par_index"),
				 errhint("Update the extension's library.")));
	return grading;
}

static text *
band_name(const Grading *grading, int i)
{
	return cstring_to_text_with_len((const char *) grading + grading->bands[i].offset,
									grading->bands[i].length);
}

static bool
is_ascii_text(const text *t)
{
	const char *p = VARDATA_ANY(t);
	const char *end = p + VARSIZE_ANY_EXHDR(t);

	for (; p < end; p++)
	{
		if (IS_HIGHBIT_SET(*p))
			return false;
	}
	return true;
}

/*
 * The composed form (NFC) of a text.
 */
static text *
composed(text *name)
{
	if (GetDatabaseEncoding() != PG_UTF8 || is_ascii_text(name))
		return name;
	return DatumGetTextPP(DirectFunctionCall2(unicode_normalize_func, PointerGetDatum(name),
											  PointerGetDatum(cstring_to_text("NFC"))));
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

typedef struct Parser
{
	const char *start;
	const char *p;				/* what is not read yet */
	struct Node *escontext;
	Band		bands[MAX_BANDS];
	text	   *names[MAX_BANDS];
	int			nbands;
} Parser;

static void
skip_blanks(Parser *parser)
{
	while (is_blank(*parser->p))
		parser->p++;
}

/*
 * Something is wrong at `place`.  Returns false, for the caller to pass on.
 */
static bool
wrong(Parser *parser, const char *place, const char *what, const char *hint)
{
	if (hint == NULL)
		hint = "A grading is the bands from the best to the worst, the last one without a threshold: Tốt >= 80; Khá >= 65; Yếu.";
	ereturn(parser->escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid grading \"%s\"", par_shown(parser->start)),
			 errdetail("At position %d: %s.", par_position(parser->start, place), what),
			 errhint("%s", hint)));
}

static bool
unexpected(Parser *parser, const char *expected)
{
	return wrong(parser, parser->p, psprintf("found %s, expected %s", par_found(parser->p), expected), NULL);
}

static bool
is_last(const Parser *parser, int i)
{
	return parser->bands[i].low == PG_INT64_MIN;
}

/*
 * The name of the next band.
 */
static bool
parse_name(Parser *parser)
{
	const char *place = parser->p;
	const char *end;
	text	   *name;
	int			i;

	parser->p += strcspn(parser->p, ";<>=");
	for (end = parser->p; end > place && is_blank(end[-1]); end--)
		;
	if (end == place)
		return unexpected(parser, "the name of a band");
	if (end - place > MAX_NAME)
		return wrong(parser, place, "the name is longer than 255 bytes", NULL);
	name = cstring_to_text_with_len(place, end - place);
	for (i = 0; i < parser->nbands; i++)
	{
		if (VARSIZE_ANY_EXHDR(parser->names[i]) == VARSIZE_ANY_EXHDR(name) &&
			memcmp(VARDATA_ANY(parser->names[i]), VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name)) == 0)
			return wrong(parser, place, "the name of a band again", "Each band has a name of its own.");
	}
	parser->names[parser->nbands] = name;
	return true;
}

/*
 * Its threshold.
 */
static bool
parse_threshold(Parser *parser)
{
	Band	   *band = &parser->bands[parser->nbands];
	const Band *above = parser->nbands > 0 ? band - 1 : NULL;
	const char *problem;
	const char *end;

	if (*parser->p != '>')
		return unexpected(parser, "\">=\" or \">\"");
	band->beyond = parser->p[1] != '=';
	parser->p += band->beyond ? 1 : 2;
	skip_blanks(parser);
	end = par_scan_number(parser->p, &band->low, &problem);
	if (problem != NULL)
		return wrong(parser, parser->p, problem, NULL);
	if (end == NULL)
		return unexpected(parser, "a number such as 80 or 84.5");
	if (above != NULL && band->low == above->low && band->beyond == above->beyond)
		return wrong(parser, parser->p, "the same threshold again",
					 "Write the best band first, each threshold below the one before it.");
	if (above != NULL && (band->low > above->low || (band->low == above->low && band->beyond)))
		return wrong(parser, parser->p, "the bands are out of order",
					 "Write the best band first, each threshold below the one before it.");
	parser->p = end;
	skip_blanks(parser);
	if (*parser->p == '%')
		parser->p++;
	skip_blanks(parser);
	return *parser->p == ';' || *parser->p == '\0' || unexpected(parser, "\";\"");
}

static bool
parse_band(Parser *parser)
{
	if (parser->nbands == MAX_BANDS)
		return wrong(parser, parser->p, "there are more than 32 bands", NULL);
	if (parser->nbands > 0 && is_last(parser, parser->nbands - 1))
		return wrong(parser, parser->p,
					 psprintf("found %s after the last band, which has no threshold", par_found(parser->p)), NULL);
	if (!parse_name(parser))
		return false;
	if (*parser->p == '\0' || *parser->p == ';')
		parser->bands[parser->nbands].low = PG_INT64_MIN;
	else if (!parse_threshold(parser))
		return false;
	parser->nbands++;
	if (*parser->p == ';')
		parser->p++;
	return true;
}

static bool
parse_grading(Parser *parser)
{
	do
	{
		if (!parse_band(parser))
			return false;
		skip_blanks(parser);
	} while (*parser->p != '\0');
	return is_last(parser, parser->nbands - 1) ||
		wrong(parser, parser->p, "found the end, expected a last band without a threshold",
			  "Whatever is below the lowest threshold needs a name too: Tốt >= 80; Khá >= 65; Yếu.");
}

/*
 * The bands and their names as one value.
 */
static Grading *
flat_grading(Parser *parser)
{
	Size		size = offsetof(Grading, bands) + parser->nbands * sizeof(Band);
	uint32		offset = size;
	Grading    *grading;
	int			i;

	for (i = 0; i < parser->nbands; i++)
		size += VARSIZE_ANY_EXHDR(parser->names[i]);
	grading = palloc0(size);
	SET_VARSIZE(grading, size);
	grading->nbands = parser->nbands;
	for (i = 0; i < parser->nbands; i++)
	{
		Band	   *band = &grading->bands[i];

		*band = parser->bands[i];
		band->length = VARSIZE_ANY_EXHDR(parser->names[i]);
		band->offset = offset;
		memcpy((char *) grading + offset, VARDATA_ANY(parser->names[i]), band->length);
		offset += band->length;
	}
	return grading;
}

/*
 * The grading that a text says, or NULL after a soft error.
 */
static Grading *
compile_grading(const char *given, struct Node *escontext)
{
	Parser		parser = {0};

	/* So that no call takes long. */
	if (strlen(given) > MAX_GRADING)
		ereturn(escontext, NULL,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("grading is longer than %d bytes", MAX_GRADING)));
	/* Composed before it is read, for U+037E composed is a semicolon. */
	parser.start = parser.p = text_to_cstring(composed(cstring_to_text(given)));
	parser.escontext = escontext;
	skip_blanks(&parser);
	return parse_grading(&parser) ? flat_grading(&parser) : NULL;
}

static Numeric
threshold(const Band *band)
{
	return par_numeric_trim(int64_div_fast_to_numeric(band->low, PAR_NUMBER_DECIMALS));
}

static char *
grading_text(const Grading *grading)
{
	StringInfoData out;
	int			i;

	initStringInfo(&out);
	for (i = 0; i < grading->nbands; i++)
	{
		const Band *band = &grading->bands[i];

		if (i > 0)
			appendStringInfoString(&out, "; ");
		appendBinaryStringInfo(&out, (const char *) grading + band->offset, band->length);
		if (i < grading->nbands - 1)
			appendStringInfo(&out, " %s %s", band->beyond ? ">" : ">=",
							 DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(threshold(band)))));
	}
	return out.data;
}

Datum
par_grading_in(PG_FUNCTION_ARGS)
{
	Grading    *grading = compile_grading(PG_GETARG_CSTRING(0), PAR_ESCONTEXT);

	if (grading == NULL)
		PG_RETURN_NULL();		/* soft error */
	PG_RETURN_POINTER(grading);
}

Datum
par_grading_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(grading_text(get_grading(PG_GETARG_DATUM(0))));
}

/*
 * The wire form is a version byte and the text.
 */
Datum
par_grading_send(PG_FUNCTION_ARGS)
{
	const char *text = grading_text(get_grading(PG_GETARG_DATUM(0)));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WIRE_VERSION);
	pq_sendtext(&buf, text, strlen(text));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
par_grading_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(buf);
	char	   *text;
	int			nbytes;

	if (version != WIRE_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unknown version %d of a grading's binary form", version),
				 errhint("This library reads version %d.", WIRE_VERSION)));
	text = pq_getmsgtext(buf, buf->len - buf->cursor, &nbytes);
	PG_RETURN_POINTER(compile_grading(text, NULL));
}

static bool
same_gradings(FunctionCallInfo fcinfo)
{
	const Grading *a = get_grading(PG_GETARG_DATUM(0));
	const Grading *b = get_grading(PG_GETARG_DATUM(1));

	return VARSIZE(a) == VARSIZE(b) && memcmp(a, b, VARSIZE(a)) == 0;
}

/*
 * Gradings are ordered as their texts are, byte by byte.
 */
static int
compare_gradings(FunctionCallInfo fcinfo)
{
	return same_gradings(fcinfo) ? 0 :
		strcmp(grading_text(get_grading(PG_GETARG_DATUM(0))), grading_text(get_grading(PG_GETARG_DATUM(1))));
}

#define GRADING_FUNCTION(name, result) \
Datum \
par_grading_##name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_##result; \
}

GRADING_FUNCTION(eq, BOOL(same_gradings(fcinfo)))
GRADING_FUNCTION(ne, BOOL(!same_gradings(fcinfo)))
GRADING_FUNCTION(lt, BOOL(compare_gradings(fcinfo) < 0))
GRADING_FUNCTION(le, BOOL(compare_gradings(fcinfo) <= 0))
GRADING_FUNCTION(gt, BOOL(compare_gradings(fcinfo) > 0))
GRADING_FUNCTION(ge, BOOL(compare_gradings(fcinfo) >= 0))
GRADING_FUNCTION(cmp, INT32(compare_gradings(fcinfo)))

Datum
par_grading_hash(PG_FUNCTION_ARGS)
{
	const Grading *grading = get_grading(PG_GETARG_DATUM(0));

	return hash_any((const unsigned char *) grading, VARSIZE(grading));
}

Datum
par_grading_hash_extended(PG_FUNCTION_ARGS)
{
	const Grading *grading = get_grading(PG_GETARG_DATUM(0));

	return hash_any_extended((const unsigned char *) grading, VARSIZE(grading), PG_GETARG_INT64(1));
}

/*
 * The band of num / den, den > 0, but none better than at_best, which may be
 * NULL.
 */
static text *
grade(const Grading *grading, Numeric num, Numeric den, text *at_best)
{
	int			best = 0;
	int			i;

	if (at_best != NULL)
	{
		/* Composed, a name is a third as long at best; with a novel it takes long. */
		text	   *wanted = VARSIZE_ANY_EXHDR(at_best) > 4 * MAX_NAME ? at_best : composed(at_best);

		for (best = 0; best < grading->nbands; best++)
		{
			if (grading->bands[best].length == VARSIZE_ANY_EXHDR(wanted) &&
				memcmp((const char *) grading + grading->bands[best].offset,
					   VARDATA_ANY(wanted), VARSIZE_ANY_EXHDR(wanted)) == 0)
				break;
		}
		if (best == grading->nbands)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("there is no band \"%s\"", par_shown_text(at_best)),
					 errhint("The grading is %s.", grading_text(grading))));
	}
	for (i = best; i < grading->nbands - 1; i++)
	{
		int			c = par_numeric_cmp(num, par_numeric2(numeric_mul, threshold(&grading->bands[i]), den));

		if (grading->bands[i].beyond ? c > 0 : c >= 0)
			break;
	}
	return band_name(grading, i);
}

/*
 * (pct or summary, grading, at_best): not strict, for at_best is NULL where
 * no gate closes.
 */
Datum
par_grade(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	par_check_finite(PG_GETARG_NUMERIC(0), "pct");
	PG_RETURN_TEXT_P(grade(get_grading(PG_GETARG_DATUM(1)),
						   PG_GETARG_NUMERIC(0), int64_to_numeric(1),
						   PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2)));
}

Datum
par_grade_score(PG_FUNCTION_ARGS)
{
	Numeric		points;
	Numeric		max;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	par_score_sums(PG_GETARG_DATUM(0), &points, &max);
	if (par_is_zero(max))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(grade(get_grading(PG_GETARG_DATUM(1)),
						   par_numeric2(numeric_mul, points, int64_to_numeric(100)), max,
						   PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2)));
}

/*
 * The bands as rows: ord, band, low, low_included, high, high_included.
 */
Datum
par_bands(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	const Grading *grading;
	Datum		values[6] = {0};
	bool		nulls[6] = {0};
	int			i;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;
		TupleDesc	desc;

		call = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		call->tuple_desc = BlessTupleDesc(desc);
		call->user_fctx = PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		call->max_calls = get_grading(PointerGetDatum(call->user_fctx))->nbands;
		MemoryContextSwitchTo(old);
	}
	call = SRF_PERCALL_SETUP();
	i = call->call_cntr;
	if (call->call_cntr == call->max_calls)
		SRF_RETURN_DONE(call);
	grading = call->user_fctx;

	values[0] = Int32GetDatum(i + 1);
	values[1] = PointerGetDatum(band_name(grading, i));
	nulls[2] = nulls[3] = i == grading->nbands - 1;
	if (!nulls[2])
	{
		values[2] = NumericGetDatum(threshold(&grading->bands[i]));
		values[3] = BoolGetDatum(!grading->bands[i].beyond);
	}
	nulls[4] = nulls[5] = i == 0;
	if (!nulls[4])
	{
		values[4] = NumericGetDatum(threshold(&grading->bands[i - 1]));
		values[5] = BoolGetDatum(grading->bands[i - 1].beyond);
	}
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
