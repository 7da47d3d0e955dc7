/*-------------------------------------------------------------------------
 *
 * groups.c
 *		Summaries of many groups at once, kept by one aggregate.
 *
 * ontime_by(key, ...) and survey_by(key, answer) count in one pass what GROUP BY
 * key with ontime_agg and survey_agg counts, for keys that are small numbers such
 * as those of agencies: the group of a row is found by an addition and a
 * comparison instead of the executor's hash table.
 *
 * What this room promises:
 *
 * - A state holds the numbers of a summary for each key, in the order in which
 *	 the keys first came.  Any int is a key, and so is NULL; keys that lie close
 *	 together are found without a collision, others by hashing.
 * - rows(groups) gives a summary for each key, in the order of the keys, NULL
 *	 last.  Over no rows there are no groups.
 * - A state is flat and travels as text and in binary, so that parallel workers
 *	 and shards can each build one.
 *
 *-------------------------------------------------------------------------
 */
#include "ontime.h"
#include "survey.h"

#include <ctype.h>

#include "common/hashfn.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"

PG_FUNCTION_INFO_V1(par_ontime_groups_in);
PG_FUNCTION_INFO_V1(par_ontime_groups_recv);
PG_FUNCTION_INFO_V1(par_ontime_by_date);
PG_FUNCTION_INFO_V1(par_ontime_by_tstz);
PG_FUNCTION_INFO_V1(par_ontime_by_zone);
PG_FUNCTION_INFO_V1(par_ontime_groups_add);
PG_FUNCTION_INFO_V1(par_ontime_rows);
PG_FUNCTION_INFO_V1(par_survey_groups_in);
PG_FUNCTION_INFO_V1(par_survey_groups_recv);
PG_FUNCTION_INFO_V1(par_survey_by);
PG_FUNCTION_INFO_V1(par_survey_groups_add);
PG_FUNCTION_INFO_V1(par_survey_rows);
PG_FUNCTION_INFO_V1(par_groups_out);
PG_FUNCTION_INFO_V1(par_groups_send);

/* ----------
 * The state
 * ----------
 */

#define N_NUMBERS	12			/* of a summary, of either kind */

StaticAssertDecl(N_NUMBERS == ONTIME_NUMBERS, "the numbers of an on-time summary");
StaticAssertDecl(N_NUMBERS == SLOTS, "the numbers of a summary of answers");

typedef struct KeyGroup
{
	int64		key;			/* an int, or NULL_KEY */
	int64		n[N_NUMBERS];
} KeyGroup;

#define NULL_KEY	(INT64CONST(1) << 32)

/*
 * An index of twice as many numbers as there is room for groups stands behind
 * the groups: 1 + the number of a group, or 0.
 */
typedef struct KeyGroups
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		flags;			/* zero; for later layouts */
	int32		n_groups;
	int32		capacity;		/* follows from n_groups */
	KeyGroup	group[FLEXIBLE_ARRAY_MEMBER];
} KeyGroups;

#define MIN_CAPACITY	16
#define MAX_GROUPS		(1 << 20)

#define GROUPS_SIZE(capacity) \
	(offsetof(KeyGroups, group) + (capacity) * (sizeof(KeyGroup) + 2 * sizeof(int32)))
#define INDEX(groups)	((int32 *) &(groups)->group[(groups)->capacity])

/*
 * The two kinds of summaries, as far as they are told apart here.
 */
typedef struct Kind
{
	const char *type;
	void		(*merge) (int64 *a, const int64 *b);
	const char *(*fault) (const int64 *n);
	Datum		(*value) (const int64 *n);
} Kind;

static const char *
survey_fault(const int64 *n)
{
	int			i;

	for (i = 0; i < N_NUMBERS; i++)
	{
		if (n[i] < 0 || n[i] > MAX_COUNT)
			return psprintf("Number %d is not a count of persons.", i + 1);
	}
	return NULL;
}

static void
survey_merge(int64 *a, const int64 *b)
{
	int			i;

	for (i = 0; i < N_NUMBERS; i++)
	{
		a[i] += b[i];
		if (a[i] > MAX_COUNT)
			par_survey_too_many();
	}
}

static Datum
survey_value(const int64 *n)
{
	SurveyStats *stats = par_summary_new(sizeof(SurveyStats), 0);

	memcpy(stats->n, n, sizeof(stats->n));
	return PointerGetDatum(stats);
}

static const Kind ontime_kind = {"ontime_groups", par_ontime_merge, par_ontime_fault, par_ontime_value};
static const Kind survey_kind = {"survey_groups", survey_merge, survey_fault, survey_value};

static inline uint32
hash_key(int64 key)
{
	/* The keys of a thousand stay together. */
	return (uint32) key + murmurhash32((uint32) (key >> 10));
}

static int32
capacity_for(int n_groups)
{
	return n_groups == 0 ? 0 : Max(MIN_CAPACITY, (int32) pg_nextpower2_32(n_groups));
}

static KeyGroups *
new_groups(int32 capacity)
{
	KeyGroups  *groups = palloc0(GROUPS_SIZE(capacity));

	SET_VARSIZE(groups, GROUPS_SIZE(capacity));
	groups->capacity = capacity;
	return groups;
}

/*
 * Where in the index the key is, or would be.
 */
static inline int32 *
find_key(const KeyGroups *groups, int64 key)
{
	uint32		mask = 2 * groups->capacity - 1;
	uint32		i = hash_key(key) & mask;
	int32	   *index = INDEX(groups);

	while (index[i] != 0 && groups->group[index[i] - 1].key != key)
		i = (i + 1) & mask;
	return &index[i];
}

static KeyGroup *
append_group(KeyGroups *groups, int32 *place, int64 key)
{
	KeyGroup   *group = &groups->group[groups->n_groups++];

	*place = groups->n_groups;
	group->key = key;
	return group;
}

/*
 * The group of a key, made if there is none; the state may move for it.
 */
static pg_noinline KeyGroup *
make_group(KeyGroups **groups, int64 key)
{
	KeyGroups  *old = *groups;

	if (old->n_groups == old->capacity)
	{
		int			i;

		if (old->n_groups >= MAX_GROUPS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("more than %d keys in one summary of groups", MAX_GROUPS),
					 errhint("Use GROUP BY where there are so many groups.")));
		*groups = new_groups(capacity_for(old->n_groups + 1));
		memcpy((*groups)->group, old->group, old->n_groups * sizeof(KeyGroup));
		for (i = 0; i < old->n_groups; i++)
			*find_key(*groups, old->group[i].key) = i + 1;
		(*groups)->n_groups = old->n_groups;
	}
	return append_group(*groups, find_key(*groups, key), key);
}

static inline KeyGroup *
get_group(KeyGroups **groups, int64 key)
{
	if (likely((*groups)->capacity > 0))
	{
		int32		no = *find_key(*groups, key);

		if (likely(no > 0))
			return &(*groups)->group[no - 1];
	}
	return make_group(groups, key);
}

static KeyGroups *
get_groups(FunctionCallInfo fcinfo, int arg)
{
	KeyGroups  *groups = (KeyGroups *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg));

	if (unlikely(VARSIZE(groups) < offsetof(KeyGroups, group) || groups->flags != 0 ||
				 groups->n_groups < 0 || groups->n_groups > MAX_GROUPS ||
				 groups->capacity != capacity_for(groups->n_groups) ||
				 VARSIZE(groups) != GROUPS_SIZE(groups->capacity)))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("value is not a summary of groups of this version")));
	return groups;
}

/*
 * The first argument to be changed: in place if it is an aggregate's state.
 */
static KeyGroups *
get_state(FunctionCallInfo fcinfo)
{
	KeyGroups  *groups;
	KeyGroups  *copy;

	if (PG_ARGISNULL(0))
		return new_groups(0);
	groups = get_groups(fcinfo, 0);
	if (par_in_aggregate(fcinfo))
		return groups;
	copy = palloc(VARSIZE(groups));
	memcpy(copy, groups, VARSIZE(groups));
	return copy;
}

/* ----------
 * Aggregates
 * ----------
 */

#define GET_KEY()	(PG_ARGISNULL(1) ? NULL_KEY : (int64) PG_GETARG_INT32(1))

#define ONTIME_BY(form, count) \
Datum \
par_ontime_by_##form(PG_FUNCTION_ARGS) \
{ \
	KeyGroups  *state = get_state(fcinfo); \
	KeyGroup   *group = get_group(&state, GET_KEY()); \
\
	count(group->n, fcinfo, 2); \
	PG_RETURN_POINTER(state); \
}

ONTIME_BY(date, par_ontime_count_dates)
ONTIME_BY(tstz, par_ontime_count_instants)
ONTIME_BY(zone, par_ontime_count_in_zone)

Datum
par_survey_by(PG_FUNCTION_ARGS)
{
	int			slot = PG_ARGISNULL(2) ? MISSING : par_survey_code(PG_GETARG_INT32(2));
	KeyGroups  *state = get_state(fcinfo);
	KeyGroup   *group = get_group(&state, GET_KEY());

	if (unlikely(group->n[slot] >= MAX_COUNT))
		par_survey_too_many();
	group->n[slot]++;
	PG_RETURN_POINTER(state);
}

static Datum
add_groups(FunctionCallInfo fcinfo, const Kind *kind)
{
	KeyGroups  *a = get_state(fcinfo);
	const KeyGroups *b = get_groups(fcinfo, 1);
	int			i;

	for (i = 0; i < b->n_groups; i++)
	{
		KeyGroup   *group = get_group(&a, b->group[i].key);

		CHECK_FOR_INTERRUPTS();
		kind->merge(group->n, b->group[i].n);
	}
	PG_RETURN_POINTER(a);
}

Datum
par_ontime_groups_add(PG_FUNCTION_ARGS)
{
	return add_groups(fcinfo, &ontime_kind);
}

Datum
par_survey_groups_add(PG_FUNCTION_ARGS)
{
	return add_groups(fcinfo, &survey_kind);
}

static int
by_key(const void *a, const void *b)
{
	int64		x = (*(const KeyGroup *const *) a)->key;
	int64		y = (*(const KeyGroup *const *) b)->key;

	return x < y ? -1 : x > y;
}

/*
 * The groups as rows of key and summary.
 */
static Datum
return_rows(FunctionCallInfo fcinfo, const Kind *kind)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	const KeyGroups *groups = get_groups(fcinfo, 0);
	const KeyGroup **sorted = palloc(sizeof(KeyGroup *) * Max(groups->n_groups, 1));
	int			i;

	par_materialize(fcinfo);
	for (i = 0; i < groups->n_groups; i++)
		sorted[i] = &groups->group[i];
	qsort(sorted, groups->n_groups, sizeof(KeyGroup *), by_key);
	for (i = 0; i < groups->n_groups; i++)
	{
		Datum		values[2];
		bool		nulls[2] = {sorted[i]->key == NULL_KEY, false};

		CHECK_FOR_INTERRUPTS();
		values[0] = Int32GetDatum((int32) sorted[i]->key);
		values[1] = kind->value(sorted[i]->n);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		pfree(DatumGetPointer(values[1]));
	}
	return (Datum) 0;
}

Datum
par_ontime_rows(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, &ontime_kind);
}

Datum
par_survey_rows(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, &survey_kind);
}

/* ----------
 * Text and binary forms
 *
 * '{"7": [3, 0, ...], "null": [...]}': for each key, in the order of coming, the
 * numbers of its summary in the order of the summary's own text form; a maximum
 * that is not known is -1.
 * ----------
 */

Datum
par_groups_out(PG_FUNCTION_ARGS)
{
	const KeyGroups *groups = get_groups(fcinfo, 0);
	StringInfoData out;
	int			i;
	int			j;

	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	for (i = 0; i < groups->n_groups; i++)
	{
		const KeyGroup *group = &groups->group[i];

		CHECK_FOR_INTERRUPTS();
		if (group->key == NULL_KEY)
			appendStringInfo(&out, "%s\"null\": ", i == 0 ? "" : ", ");
		else
			appendStringInfo(&out, "%s\"%d\": ", i == 0 ? "" : ", ", (int32) group->key);
		for (j = 0; j < N_NUMBERS; j++)
			appendStringInfo(&out, "%s" INT64_FORMAT, j == 0 ? "[" : ", ", group->n[j]);
		appendStringInfoChar(&out, ']');
	}
	appendStringInfoChar(&out, '}');
	PG_RETURN_CSTRING(out.data);
}

/*
 * A text form that is being read, and what is wrong with it: at p something is
 * expected, or what stands before p cannot be.
 */
typedef struct Reader
{
	const char *p;
	const char *expected;
	const char *fault;
} Reader;

static bool
took(Reader *r, char sign)
{
	while (isspace((unsigned char) *r->p))
		r->p++;
	if (*r->p != sign)
		return false;
	r->p++;
	return true;
}

static bool
expect(Reader *r, const char *sign)
{
	if (took(r, *sign))
		return true;
	r->expected = sign;
	return false;
}

static bool
read_int(Reader *r, int64 *value)
{
	char	   *end;

	while (isspace((unsigned char) *r->p))
		r->p++;
	errno = 0;
	*value = strtoll(r->p, &end, 10);
	if (end == r->p || errno != 0 || *r->p == '+')
	{
		r->expected = "a whole number";
		return false;
	}
	r->p = end;
	return true;
}

static bool
read_key(Reader *r, int64 *key)
{
	if (!expect(r, "\""))
		return false;
	if (strncmp(r->p, "null", 4) == 0)
	{
		*key = NULL_KEY;
		r->p += 4;
	}
	else
	{
		const char *start = r->p;

		if (!read_int(r, key))
			return false;
		if (*key < PG_INT32_MIN || *key > PG_INT32_MAX)
		{
			r->p = start;
			r->expected = "an integer";
			return false;
		}
	}
	return expect(r, "\"");
}

static bool
read_numbers(Reader *r, int64 *n)
{
	int			i;

	for (i = 0; i < N_NUMBERS; i++)
	{
		if (!expect(r, i == 0 ? "[" : ",") || !read_int(r, &n[i]))
			return false;
	}
	return expect(r, "]");
}

static bool
read_group(Reader *r, KeyGroups **groups, const Kind *kind)
{
	int			n_before = (*groups)->n_groups;
	KeyGroup	group;

	CHECK_FOR_INTERRUPTS();
	if (!read_key(r, &group.key) || !expect(r, ":") || !read_numbers(r, group.n))
		return false;
	if ((r->fault = kind->fault(group.n)) != NULL)
		return false;
	memcpy(get_group(groups, group.key)->n, group.n, sizeof(group.n));
	if ((*groups)->n_groups > n_before)
		return true;
	r->fault = "A key stands twice.";
	return false;
}

static bool
read_groups(Reader *r, KeyGroups **groups, const Kind *kind)
{
	if (!expect(r, "{"))
		return false;
	if (!took(r, '}'))
	{
		do
		{
			if (!read_group(r, groups, kind))
				return false;
		} while (took(r, ','));
		if (!expect(r, "}"))
			return false;
	}
	if (took(r, '\0'))
		return true;
	r->expected = "the end";
	return false;
}

static Datum
groups_in(FunctionCallInfo fcinfo, const Kind *kind)
{
	const char *str = PG_GETARG_CSTRING(0);
	KeyGroups  *groups = new_groups(0);
	Reader		r = {str};

	if (read_groups(&r, &groups, kind))
		PG_RETURN_POINTER(groups);
	if (r.fault != NULL)
		ereturn(PAR_ESCONTEXT, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("inconsistent %s: \"%s\"", kind->type, par_shown(str)),
				 errdetail("Before position %d: %s", par_position(str, r.p), r.fault)));
	ereturn(PAR_ESCONTEXT, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", kind->type, par_shown(str)),
			 errdetail("At position %d: found %s, expected %s.", par_position(str, r.p), par_found(r.p), r.expected)));
}

Datum
par_ontime_groups_in(PG_FUNCTION_ARGS)
{
	return groups_in(fcinfo, &ontime_kind);
}

Datum
par_survey_groups_in(PG_FUNCTION_ARGS)
{
	return groups_in(fcinfo, &survey_kind);
}

Datum
par_groups_send(PG_FUNCTION_ARGS)
{
	const KeyGroups *groups = get_groups(fcinfo, 0);
	StringInfoData buf;
	int			i;
	int			j;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, groups->flags);
	pq_sendint32(&buf, groups->n_groups);
	for (i = 0; i < groups->n_groups; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint64(&buf, groups->group[i].key);
		for (j = 0; j < N_NUMBERS; j++)
			pq_sendint64(&buf, groups->group[i].n[j]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static Datum
groups_recv(FunctionCallInfo fcinfo, const Kind *kind)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	KeyGroups  *groups = new_groups(0);
	uint32		flags = pq_getmsgint(buf, sizeof(uint32));
	int32		n_groups = pq_getmsgint(buf, sizeof(int32));
	int			i;
	int			j;

	if (flags != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unknown flags in binary %s: %u", kind->type, flags),
				 errhint("The value comes from a later version of par_index.")));
	for (i = 0; i < n_groups; i++)
	{
		int64		key = pq_getmsgint64(buf);
		int64		n[N_NUMBERS];
		const char *detail;

		CHECK_FOR_INTERRUPTS();
		for (j = 0; j < N_NUMBERS; j++)
			n[j] = pq_getmsgint64(buf);
		if (key != NULL_KEY && (key < PG_INT32_MIN || key > PG_INT32_MAX))
			detail = "A key is no integer.";
		else
			detail = kind->fault(n);
		if (detail == NULL)
		{
			memcpy(get_group(&groups, key)->n, n, sizeof(n));
			if (groups->n_groups == i)
				detail = "A key stands twice.";
		}
		if (detail != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					 errmsg("inconsistent binary %s", kind->type),
					 errdetail("%s", detail)));
	}
	if (n_groups < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("inconsistent binary %s", kind->type),
				 errdetail("The number of keys is negative.")));
	PG_RETURN_POINTER(groups);
}

Datum
par_ontime_groups_recv(PG_FUNCTION_ARGS)
{
	return groups_recv(fcinfo, &ontime_kind);
}

Datum
par_survey_groups_recv(PG_FUNCTION_ARGS)
{
	return groups_recv(fcinfo, &survey_kind);
}
