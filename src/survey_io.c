/*-------------------------------------------------------------------------
 *
 * survey_io.c
 *		The summary of answers as text, jsonb and bytes, and in order (room
 *		survey).
 *
 * {"1": 10, "5": 20, "missing": 3}: answers by code, codes that nobody chose
 * left out.  With weights an entry is {"n": answers, "weight": their sum,
 * "square": sum of the squares}; those of version 1 are [answers, sum, sum of
 * squares].  Of forms there are also "forms", how many, "answering", how many
 * of them have an answer, and "products", the sums for each pair of the
 * entries, in their order: 1-1, 1-5, 1-missing, 5-5, 5-missing, missing-missing.
 *
 *-------------------------------------------------------------------------
 */
#include "survey.h"

#include "libpq/pqformat.h"

#define MAX_PAIRS	(SLOTS * (SLOTS + 1) / 2)

typedef struct Draft
{
	uint32		kinds;			/* of the entries that came */
	bool		plain;			/* entries without weights came */
	int64		n[SLOTS];
	FloatSums	floats;
	WeightSums	sums[SLOTS];
	int64		forms;			/* or -1 */
	int64		answering;
	JsonbContainer *list;		/* the products as text gave them, or NULL */
	int			nproducts;
	uint64		products[MAX_PAIRS][SQUARE_WORDS];	/* or in the first word */
} Draft;

static void *
get_value(Datum datum)
{
	return par_survey_get(datum);
}

static void *
begin_stats(void)
{
	Draft	   *draft = palloc0(sizeof(Draft));

	draft->forms = -1;
	return draft;
}

/*
 * The slot that a key of the text form names, or -1.
 */
static int
slot_of_key(const char *key)
{
	if (key[0] >= '0' && key[0] <= '9' && key[1] == '\0')
		return key[0] - '0';
	if (strcmp(key, "10") == 0)
		return 10;
	if (strcmp(key, "missing") == 0)
		return MISSING;
	return -1;
}

static bool
json_wide(const JsonbValue *v, uint64 *result, int words, int scale)
{
	return v != NULL && v->type == jbvNumeric &&
		par_wide_of_numeric(result, words, v->val.numeric, scale);
}

/*
 * One entry, with or without weights; false if it is neither.
 */
static bool
read_entry(Draft *draft, int slot, const JsonbValue *v)
{
	JsonbContainer *entry;

	if (v->type == jbvNumeric)
	{
		draft->plain = true;
		return par_json_count(v, MAX_COUNT, &draft->n[slot]);
	}
	if (v->type != jbvBinary)
		return false;
	entry = v->val.binary.data;
	if (JsonContainerIsArray(entry) && JsonContainerSize(entry) == 3)
	{
		draft->kinds |= FLAG_FLOAT;
		return par_json_count(getIthJsonbValueFromContainer(entry, 0), MAX_COUNT, &draft->n[slot]) &&
			par_json_float8(getIthJsonbValueFromContainer(entry, 1), &draft->floats.weight[slot]) &&
			par_json_float8(getIthJsonbValueFromContainer(entry, 2), &draft->floats.square[slot]);
	}
	if (JsonContainerIsObject(entry) && JsonContainerSize(entry) == 3)
	{
		JsonbValue	n;
		JsonbValue	weight;
		JsonbValue	square;

		draft->kinds |= FLAG_WEIGHTED;
		return getKeyJsonValueFromContainer(entry, "n", 1, &n) != NULL &&
			par_json_count(&n, MAX_COUNT, &draft->n[slot]) &&
			json_wide(getKeyJsonValueFromContainer(entry, "weight", 6, &weight),
					  draft->sums[slot].weight, WEIGHT_WORDS, WEIGHT_SCALE) &&
			json_wide(getKeyJsonValueFromContainer(entry, "square", 6, &square),
					  draft->sums[slot].square, SQUARE_WORDS, SQUARE_SCALE);
	}
	return false;
}

static const char *
read_member(void *to, const char *key, const JsonbValue *value)
{
	Draft	   *draft = to;
	int			slot = slot_of_key(key);

	if (slot >= 0)
		return read_entry(draft, slot, value) ? NULL :
			psprintf("\"%s\" is not a number of answers, nor one with its sums of weights.", key);
	if (strcmp(key, "forms") == 0)
		return par_json_count(value, MAX_COUNT, &draft->forms) ? NULL : "\"forms\" is not a number of forms.";
	if (strcmp(key, "answering") == 0)
		return par_json_count(value, MAX_COUNT, &draft->answering) ? NULL : "\"answering\" is not a number of forms.";
	if (strcmp(key, "products") == 0)
	{
		if (value->type != jbvBinary || !JsonContainerIsArray(value->val.binary.data) ||
			JsonContainerSize(value->val.binary.data) > MAX_PAIRS)
			return "\"products\" is not a list of sums.";
		draft->list = value->val.binary.data;
		return NULL;
	}
	return psprintf("There is no key \"%s\"; keys are the codes \"0\" to \"%d\", \"missing\", \"forms\", \"answering\" and \"products\".",
					par_shown(key), CODES - 1);
}

static const char *
finish_stats(void *from, ParSummary **value)
{
	Draft	   *draft = from;
	CodeSet		slots = slots_of(draft->n);
	uint32		kind = draft->kinds | (draft->forms >= 0 ? FLAG_FORMS : 0);
	SurveyStats *s;
	int			rank = 0;
	int			i;

	if ((draft->plain && draft->kinds != 0) || draft->kinds == (FLAG_FLOAT | FLAG_WEIGHTED))
		return "It mixes entries of different kinds.";
	if (draft->forms < 0 && (draft->list != NULL || draft->answering > 0))
		return "There are \"products\" or \"answering\" without \"forms\".";
	if (draft->forms >= 0 && draft->kinds == FLAG_FLOAT)
		return "Forms have no weights of version 1.";

	if (slots == 0 && draft->forms <= 0)
		kind = 0;				/* the empty one, whatever its sums are */
	else if (slots == 0)
		kind &= ~FLAG_WEIGHTED;
	s = new_stats(kind | (kind & (FLAG_WEIGHTED | FLAG_FORMS) ? slots << SLOT_SHIFT : 0));
	memcpy(s->n, draft->n, sizeof(s->n));
	if (kind == FLAG_FLOAT)
		*FLOAT_SUMS(s) = draft->floats;
	if (kind & FLAG_FORMS)
	{
		FORMS(s) = draft->forms;
		ANSWERING(s) = draft->answering;
	}
	for (i = 0; i < SLOTS; i++)
	{
		if (CONTAINS(slots, i))
		{
			if (kind & FLAG_WEIGHTED)
				WEIGHT_SUMS(s)[rank++] = draft->sums[i];
		}
		else if (!par_wide_is_zero(draft->sums[i].weight, WEIGHT_WORDS) ||
				 !par_wide_is_zero(draft->sums[i].square, SQUARE_WORDS) ||
				 draft->floats.weight[i] != 0 || draft->floats.square[i] != 0)
			return "There are sums of no weights.";
	}
	if (kind & FLAG_FORMS)
	{
		int			k = slot_count(slots);
		int			n = k * (k + 1) / 2;

		if ((draft->list ? (int) JsonContainerSize(draft->list) : draft->nproducts) != n)
			return psprintf("There must be %d \"products\".", n);
		for (i = 0; i < n; i++)
		{
			JsonbValue *v = draft->list ? getIthJsonbValueFromContainer(draft->list, i) : NULL;

			if (kind & FLAG_WEIGHTED)
			{
				memcpy(WIDE_PRODUCTS(s)[i], draft->products[i], sizeof(draft->products[i]));
				if (v && !json_wide(v, WIDE_PRODUCTS(s)[i], SQUARE_WORDS, SQUARE_SCALE))
					return "\"products\" is not a list of sums.";
			}
			else
			{
				PRODUCTS(s)[i] = (int64) draft->products[i][0];
				if (v && !par_json_count(v, PG_INT64_MAX, &PRODUCTS(s)[i]))
					return "\"products\" is not a list of sums.";
			}
		}
	}
	*value = (ParSummary *) s;
	return par_survey_defect(s);
}

static void
write_stats(const void *value, StringInfo out)
{
	SurveyStats *s = (SurveyStats *) value;
	const char *separator = "";
	int			k = slot_count(OCCURRING(s));
	int			rank = 0;
	int			i;

	appendStringInfoChar(out, '{');
	for (i = 0; i < SLOTS; i++)
	{
		if (s->n[i] == 0)
			continue;
		appendStringInfoString(out, separator);
		separator = ", ";
		if (i == MISSING)
			appendStringInfoString(out, "\"missing\": ");
		else
		{
			appendStringInfoChar(out, '"');
			par_append_int64(out, i);
			appendStringInfoString(out, "\": ");
		}
		if (KIND(s) & FLAG_WEIGHTED)
		{
			const WeightSums *sums = &WEIGHT_SUMS(s)[rank++];

			appendStringInfoString(out, "{\"n\": ");
			par_append_int64(out, s->n[i]);
			appendStringInfoString(out, ", \"weight\": ");
			appendStringInfoString(out, par_wide_to_text(sums->weight, WEIGHT_WORDS, WEIGHT_SCALE));
			appendStringInfoString(out, ", \"square\": ");
			appendStringInfoString(out, par_wide_to_text(sums->square, SQUARE_WORDS, SQUARE_SCALE));
			appendStringInfoChar(out, '}');
		}
		else if (KIND(s) == FLAG_FLOAT)
		{
			appendStringInfoChar(out, '[');
			par_append_int64(out, s->n[i]);
			appendStringInfoString(out, ", ");
			par_append_float8(out, FLOAT_SUMS(s)->weight[i]);
			appendStringInfoString(out, ", ");
			par_append_float8(out, FLOAT_SUMS(s)->square[i]);
			appendStringInfoChar(out, ']');
		}
		else
			par_append_int64(out, s->n[i]);
	}
	if (HAS_FORMS(s))
	{
		appendStringInfoString(out, separator);
		appendStringInfoString(out, "\"forms\": ");
		par_append_int64(out, FORMS(s));
		appendStringInfoString(out, ", \"answering\": ");
		par_append_int64(out, ANSWERING(s));
		appendStringInfoString(out, ", \"products\": [");
		for (i = 0; i < k * (k + 1) / 2; i++)
		{
			if (i > 0)
				appendStringInfoString(out, ", ");
			if (IS_WEIGHTED(s))
				appendStringInfoString(out, par_wide_to_text(WIDE_PRODUCTS(s)[i], SQUARE_WORDS, SQUARE_SCALE));
			else
				par_append_int64(out, PRODUCTS(s)[i]);
		}
		appendStringInfoChar(out, ']');
	}
	appendStringInfoChar(out, '}');
}

static void
receive_wide(StringInfo buf, uint64 *number, int words)
{
	while (words-- > 0)
		number[words] = (uint64) pq_getmsgint64(buf);
}

static void
send_wide(StringInfo buf, const uint64 *number, int words)
{
	while (words-- > 0)
		pq_sendint64(buf, number[words]);
}

static const char *
receive_stats(void *to, StringInfo buf)
{
	Draft	   *draft = to;
	uint32		flags = pq_getmsgint(buf, 4);
	int			k;
	int			i;

	if (!flags_known(flags))
		return "It is of another layout.";
	draft->kinds = flags & (FLAG_FLOAT | FLAG_WEIGHTED);
	draft->plain = draft->kinds == 0;
	for (i = 0; i < SLOTS; i++)
	{
		draft->n[i] = pq_getmsgint64(buf);
		if (draft->n[i] < 0 || draft->n[i] > MAX_COUNT)
			return "A count is out of range.";
		if (flags & FLAG_FLOAT)
		{
			draft->floats.weight[i] = pq_getmsgfloat8(buf);
			draft->floats.square[i] = pq_getmsgfloat8(buf);
		}
	}
	if (flags & FLAG_FORMS)
	{
		draft->forms = pq_getmsgint64(buf);
		draft->answering = pq_getmsgint64(buf);
		if (draft->forms <= 0)
			return "The number of forms is out of range.";
	}
	if (flags > FLAG_FLOAT && OCCURRING_IN(flags) != slots_of(draft->n))
		return "The slots are not those that occur.";
	for (i = 0; i < SLOTS; i++)
	{
		if (flags & FLAG_WEIGHTED && draft->n[i] > 0)
		{
			receive_wide(buf, draft->sums[i].weight, WEIGHT_WORDS);
			receive_wide(buf, draft->sums[i].square, SQUARE_WORDS);
		}
	}
	k = slot_count(flags >> SLOT_SHIFT);
	if (flags & FLAG_FORMS)
		draft->nproducts = k * (k + 1) / 2;
	else if (draft->kinds != 0)
	{
		bool		empty = true;

		for (i = 0; i < SLOTS; i++)
			empty &= draft->n[i] == 0;
		if (empty)
			return "A weighted summary has answers.";
	}
	for (i = 0; i < draft->nproducts; i++)
		receive_wide(buf, draft->products[i], flags & FLAG_WEIGHTED ? SQUARE_WORDS : 1);
	return NULL;
}

static void
send_stats(const void *value, StringInfo out)
{
	SurveyStats *s = (SurveyStats *) value;
	int			k = slot_count(OCCURRING(s));
	int			i;

	pq_sendint32(out, s->flags);
	for (i = 0; i < SLOTS; i++)
	{
		pq_sendint64(out, s->n[i]);
		if (KIND(s) == FLAG_FLOAT)
		{
			pq_sendfloat8(out, FLOAT_SUMS(s)->weight[i]);
			pq_sendfloat8(out, FLOAT_SUMS(s)->square[i]);
		}
	}
	if (HAS_FORMS(s))
	{
		pq_sendint64(out, FORMS(s));
		pq_sendint64(out, ANSWERING(s));
	}
	for (i = 0; KIND(s) & FLAG_WEIGHTED && i < k; i++)
	{
		send_wide(out, WEIGHT_SUMS(s)[i].weight, WEIGHT_WORDS);
		send_wide(out, WEIGHT_SUMS(s)[i].square, SQUARE_WORDS);
	}
	for (i = 0; HAS_FORMS(s) && i < k * (k + 1) / 2; i++)
	{
		if (IS_WEIGHTED(s))
			send_wide(out, WIDE_PRODUCTS(s)[i], SQUARE_WORDS);
		else
			pq_sendint64(out, PRODUCTS(s)[i]);
	}
}

/*
 * By kind; by answers at code 0, 1 and so on to no opinion; by forms and those
 * with answers; by the sums of weights and of squares, code by code; by products.
 */
static int
compare_stats(const void *va, const void *vb)
{
	SurveyStats *a = (SurveyStats *) va;
	SurveyStats *b = (SurveyStats *) vb;
	int			k = slot_count(OCCURRING(a));
	int			i;
	int			c;

	if (KIND(a) != KIND(b))
		return par_compare(KIND(a), KIND(b));
	for (i = 0; i < SLOTS; i++)
	{
		if (a->n[i] != b->n[i])
			return par_compare(a->n[i], b->n[i]);
	}
	/* The same slots occur from here on. */
	if (KIND(a) == FLAG_FLOAT)
	{
		for (i = 0; i < SLOTS; i++)
		{
			if (FLOAT_SUMS(a)->weight[i] != FLOAT_SUMS(b)->weight[i])
				return par_compare(FLOAT_SUMS(a)->weight[i], FLOAT_SUMS(b)->weight[i]);
			if (FLOAT_SUMS(a)->square[i] != FLOAT_SUMS(b)->square[i])
				return par_compare(FLOAT_SUMS(a)->square[i], FLOAT_SUMS(b)->square[i]);
		}
	}
	if (HAS_FORMS(a) && FORMS(a) != FORMS(b))
		return par_compare(FORMS(a), FORMS(b));
	if (HAS_FORMS(a) && ANSWERING(a) != ANSWERING(b))
		return par_compare(ANSWERING(a), ANSWERING(b));
	for (i = 0; KIND(a) & FLAG_WEIGHTED && i < k; i++)
	{
		c = par_wide_compare(WEIGHT_SUMS(a)[i].weight, WEIGHT_SUMS(b)[i].weight, WEIGHT_WORDS);
		if (c == 0)
			c = par_wide_compare(WEIGHT_SUMS(a)[i].square, WEIGHT_SUMS(b)[i].square, SQUARE_WORDS);
		if (c != 0)
			return c;
	}
	for (i = 0; HAS_FORMS(a) && i < k * (k + 1) / 2; i++)
	{
		c = IS_WEIGHTED(a) ? par_wide_compare(WIDE_PRODUCTS(a)[i], WIDE_PRODUCTS(b)[i], SQUARE_WORDS) :
			par_compare(PRODUCTS(a)[i], PRODUCTS(b)[i]);
		if (c != 0)
			return c;
	}
	return 0;
}

const ParSummaryType par_survey_type = {
	.name = "survey_stats",
	.form = "{\"4\": 40, \"5\": 20, \"missing\": 3}",
	.get = get_value,
	.begin = begin_stats,
	.member = read_member,
	.receive = receive_stats,
	.finish = finish_stats,
	.write = write_stats,
	.send = send_stats,
	.compare = compare_stats,
	.hash = par_summary_hash_bytes
};

PAR_SUMMARY_FUNCTIONS(survey, par_survey_type)
