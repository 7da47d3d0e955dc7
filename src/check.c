/*-------------------------------------------------------------------------
 *
 * check.c
 *		What a ready table asks of a value before it takes it: codes that can
 *		be keys, conditions that can decide.
 *
 * What this room promises:
 *
 * - is_code() is true for a text that can serve as a key or a name that joins
 *	 go by: what looks the same is the same.  So it is composed (NFC), begins
 *	 and ends with something visible, has no control character and no line
 *	 break, and is 1 to 200 characters long.
 * - is_condition() is true for a jsonpath that decides: a strict one whose
 *	 value is a predicate over members of the root object.  `object @@ path`
 *	 is then true, false, or NULL where a member is missing, and never an
 *	 error.  A path that only looks like a condition never decides: `$.a`,
 *	 `$.a ? (@ > 5)`.
 * - condition_names() lists the members of the root that a jsonpath reads,
 *	 whatever else it does.
 *
 * The relation checks of the same room, which take other rows, stand in
 * check_trigger.c.
 *
 *-------------------------------------------------------------------------
 */
#include "par_index.h"

#include "access/detoast.h"
#include "catalog/pg_type.h"
#include "common/unicode_norm.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/jsonpath.h"

#define MAX_CODE		200		/* characters */
#define MAX_CONDITION_DEPTH 1000

PG_FUNCTION_INFO_V1(par_is_code);
PG_FUNCTION_INFO_V1(par_condition_names);
PG_FUNCTION_INFO_V1(par_is_condition);

/* ----------------------------------------------------------------
 * Codes.
 * ----------------------------------------------------------------
 */

/*
 * White space as Unicode has it, and the invisible marks that come along when
 * text is copied from a page.
 */
static bool
is_blank(pg_wchar c)
{
	return c == ' ' || c == 0xA0 || c == 0x1680 || c == 0x180E ||
		(c >= 0x2000 && c <= 0x200D) || c == 0x202F || c == 0x205F || c == 0x2060 ||
		c == 0x3000 || c == 0xFEFF;
}

/*
 * Control characters, and the separators of lines and paragraphs.
 */
static bool
is_control(pg_wchar c)
{
	return c < ' ' || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

static bool
is_composed(const pg_wchar *s, int n)
{
	pg_wchar   *composed;

	switch (unicode_is_normalized_quickcheck(UNICODE_NFC, s))
	{
		case UNICODE_NORM_QC_YES:
			return true;
		case UNICODE_NORM_QC_NO:
			return false;
		case UNICODE_NORM_QC_MAYBE:
			break;
	}
	composed = unicode_normalize(UNICODE_NFC, s);
	return memcmp(composed, s, (n + 1) * sizeof(pg_wchar)) == 0;
}

/*
 * In encodings other than UTF-8 only ASCII is known.
 */
Datum
par_is_code(PG_FUNCTION_ARGS)
{
	pg_wchar	s[MAX_CODE * MAX_MULTIBYTE_CHAR_LEN + 1];
	bool		utf8 = GetDatabaseEncoding() == PG_UTF8;
	text	   *given;
	int			n;
	int			i;

	if (toast_raw_datum_size(PG_GETARG_DATUM(0)) - VARHDRSZ > MAX_CODE * MAX_MULTIBYTE_CHAR_LEN)
		PG_RETURN_BOOL(false);
	given = PG_GETARG_TEXT_PP(0);
	n = pg_mb2wchar_with_len(VARDATA_ANY(given), s, VARSIZE_ANY_EXHDR(given));
	if (n == 0 || n > MAX_CODE)
		PG_RETURN_BOOL(false);
	for (i = 0; i < n; i++)
	{
		bool		known = utf8 || s[i] < 0x80;

		if (known && (is_control(s[i]) || ((i == 0 || i == n - 1) && is_blank(s[i]))))
			PG_RETURN_BOOL(false);
	}
	PG_RETURN_BOOL(!utf8 || is_composed(s, n));
}

/* ----------------------------------------------------------------
 * Conditions.
 * ----------------------------------------------------------------
 */

/*
 * If the path that begins at this item goes on with a key, the name of it.
 * The item is `$`, so the name is that of a member of the root.
 */
static bool
get_member(JsonPathItem *root, JsonPathItem *key)
{
	return root->type == jpiRoot && jspGetNext(root, key) && key->type == jpiKey;
}

/*
 * Add the names of the members that an item and all below it read.  Items of
 * later server versions are methods, whose arguments are literals.
 */
static void
collect_names(JsonPathItem *item, ArrayBuildState **names)
{
	JsonPathItem next;
	int			i;

	check_stack_depth();
	switch (item->type)
	{
		case jpiAnd:
		case jpiOr:
		case jpiEqual:
		case jpiNotEqual:
		case jpiLess:
		case jpiGreater:
		case jpiLessOrEqual:
		case jpiGreaterOrEqual:
		case jpiAdd:
		case jpiSub:
		case jpiMul:
		case jpiDiv:
		case jpiMod:
		case jpiStartsWith:
			jspGetLeftArg(item, &next);
			collect_names(&next, names);
			jspGetRightArg(item, &next);
			collect_names(&next, names);
			break;
		case jpiNot:
		case jpiIsUnknown:
		case jpiExists:
		case jpiFilter:
		case jpiPlus:
		case jpiMinus:
			jspGetArg(item, &next);
			collect_names(&next, names);
			break;
		case jpiLikeRegex:
			jspInitByBuffer(&next, item->base, item->content.like_regex.expr);
			collect_names(&next, names);
			break;
		case jpiIndexArray:
			for (i = 0; i < item->content.array.nelems; i++)
			{
				JsonPathItem to;

				if (jspGetArraySubscript(item, &next, &to, i))
					collect_names(&to, names);
				collect_names(&next, names);
			}
			break;
		case jpiRoot:
			if (get_member(item, &next))
			{
				int32		len;
				char	   *name = jspGetString(&next, &len);

				*names = accumArrayResult(*names, PointerGetDatum(cstring_to_text_with_len(name, len)),
										  false, TEXTOID, CurrentMemoryContext);
			}
			break;
		default:
			break;
	}
	if (jspGetNext(item, &next))
		collect_names(&next, names);
}

/*
 * qsort comparator: texts by their bytes.
 */
static int
compare_texts(const void *a, const void *b)
{
	const text *x = (const text *) DatumGetPointer(*(const Datum *) a);
	const text *y = (const text *) DatumGetPointer(*(const Datum *) b);
	int			nx = VARSIZE_ANY_EXHDR(x);
	int			ny = VARSIZE_ANY_EXHDR(y);
	int			c = memcmp(VARDATA_ANY(x), VARDATA_ANY(y), Min(nx, ny));

	return c != 0 ? c : (nx > ny) - (nx < ny);
}

Datum
par_condition_names(PG_FUNCTION_ARGS)
{
	JsonPath   *path = PG_GETARG_JSONPATH_P(0);
	JsonPathItem item;
	ArrayBuildState *names = NULL;
	int			n = 0;
	int			i;

	jspInit(&item, path);
	collect_names(&item, &names);
	if (names == NULL)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(TEXTOID));
	qsort(names->dvalues, names->nelems, sizeof(Datum), compare_texts);
	for (i = 0; i < names->nelems; i++)
	{
		if (n == 0 || compare_texts(&names->dvalues[n - 1], &names->dvalues[i]) != 0)
			names->dvalues[n++] = names->dvalues[i];
	}
	names->nelems = n;
	PG_RETURN_DATUM(makeArrayResult(names, CurrentMemoryContext));
}

/*
 * What the walk over a condition has to know and to find out.
 */
typedef struct Walk
{
	int			depth;			/* deeper ones than anybody writes could exhaust the stack */
	bool		in_filter;		/* may `@` stand here? */
	bool		reads;			/* has a member been read? */
} Walk;

static bool is_predicate(JsonPathItem *item, Walk *walk);

/*
 * A member of the root, `@` within a filter, and either with methods that
 * give a number for a number.  In exists() a filter may follow.
 */
static bool
is_member(JsonPathItem *item, bool in_exists, Walk *walk)
{
	JsonPathItem next;

	if (item->type == jpiCurrent && walk->in_filter)
		next = *item;
	else if (get_member(item, &next))
		walk->reads = true;
	else
		return false;
	while (jspGetNext(&next, &next))
	{
		JsonPathItem filter;
		bool		outer = walk->in_filter;
		bool		sound;

		if (next.type == jpiAbs || next.type == jpiFloor || next.type == jpiCeiling)
			continue;
		if (next.type != jpiFilter || !in_exists)
			return false;
		jspGetArg(&next, &filter);
		walk->in_filter = true;
		sound = is_predicate(&filter, walk);
		walk->in_filter = outer;
		if (!sound)
			return false;
	}
	return true;
}

/*
 * What may stand on a side of a comparison: a member, a literal, arithmetic
 * on these.
 */
static bool
is_operand(JsonPathItem *item, Walk *walk)
{
	JsonPathItem arg;
	bool		sound;

	if (++walk->depth > MAX_CONDITION_DEPTH)
		return false;
	switch (item->type)
	{
		case jpiNull:
		case jpiString:
		case jpiNumeric:
		case jpiBool:
			sound = !jspHasNext(item);
			break;
		case jpiAdd:
		case jpiSub:
		case jpiMul:
		case jpiDiv:
		case jpiMod:
			jspGetLeftArg(item, &arg);
			sound = !jspHasNext(item) && is_operand(&arg, walk);
			jspGetRightArg(item, &arg);
			sound = sound && is_operand(&arg, walk);
			break;
		case jpiPlus:
		case jpiMinus:
			jspGetArg(item, &arg);
			sound = !jspHasNext(item) && is_operand(&arg, walk);
			break;
		default:
			sound = is_member(item, false, walk);
			break;
	}
	walk->depth--;
	return sound;
}

static bool
is_predicate(JsonPathItem *item, Walk *walk)
{
	JsonPathItem arg;
	bool		sound;

	/* What goes on behind a predicate, such as ($.a > 5).type(), is none. */
	if (++walk->depth > MAX_CONDITION_DEPTH || jspHasNext(item))
		return false;
	switch (item->type)
	{
		case jpiAnd:
		case jpiOr:
			jspGetLeftArg(item, &arg);
			sound = is_predicate(&arg, walk);
			jspGetRightArg(item, &arg);
			sound = sound && is_predicate(&arg, walk);
			break;
		case jpiNot:
		case jpiIsUnknown:
			jspGetArg(item, &arg);
			sound = is_predicate(&arg, walk);
			break;
		case jpiEqual:
		case jpiNotEqual:
		case jpiLess:
		case jpiGreater:
		case jpiLessOrEqual:
		case jpiGreaterOrEqual:
			jspGetLeftArg(item, &arg);
			sound = is_operand(&arg, walk);
			jspGetRightArg(item, &arg);
			sound = sound && is_operand(&arg, walk);
			break;
		case jpiExists:
			jspGetArg(item, &arg);
			sound = is_member(&arg, true, walk);
			break;
		case jpiStartsWith:
			/* To the right may stand a literal or a variable. */
			jspGetLeftArg(item, &arg);
			sound = is_member(&arg, false, walk);
			jspGetRightArg(item, &arg);
			sound = sound && arg.type == jpiString;
			break;
		case jpiLikeRegex:
			jspInitByBuffer(&arg, item->base, item->content.like_regex.expr);
			sound = is_member(&arg, false, walk);
			break;
		default:
			sound = false;
			break;
	}
	walk->depth--;
	return sound;
}

Datum
par_is_condition(PG_FUNCTION_ARGS)
{
	JsonPath   *path = PG_GETARG_JSONPATH_P(0);
	JsonPathItem item;
	Walk		walk = {0};

	/* Lax paths take a missing member for an empty sequence: false, not unknown. */
	if (path->header & JSONPATH_LAX)
		PG_RETURN_BOOL(false);
	jspInit(&item, path);
	PG_RETURN_BOOL(is_predicate(&item, &walk) && walk.reads);
}
