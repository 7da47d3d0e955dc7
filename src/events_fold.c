/*-------------------------------------------------------------------------
 *
 * events_fold.c
 *		The cells of a model's dossiers: what the log holds, added up by what
 *		people ask for.
 *
 * What this file promises:
 *
 * - fold_log takes the rows out of the log and adds them to the cells, in the
 *	 caller's transaction: whoever reads both sees the same figures before and
 *	 after.  One at a time: another folder leaves at once; who writes or reads
 *	 waits for none.
 * - add_missing does the same with the rows that missing_changes() of the model
 *	 finds, which repairs the cells; it waits for its turn.
 * - move_totals is the trigger function of agencies: the cells of an agency that
 *	 changes its bloc or level move from one total to the other, those of one that
 *	 changes its parent, and of all below it, from parents to parents.  It waits for
 *	 its turn too, so no folder adds to a total that an agency is about to leave.
 * - A number that does not fit an int4 is refused with 22003 and nothing is done.
 * - Under REPEATABLE READ and SERIALIZABLE only the transaction's own view of
 *	 the log is folded; if somebody else has folded since, it is 40001.
 * - A read-only transaction, and a standby, are refused with 25006.
 * - The caller needs DELETE on the log, INSERT and UPDATE on the cells.
 * - Of a shard of a distributed database (Citus) the log beside it is folded into
 *	 the cells beside it; there are no totals, and no cells of a service.
 * - Memory: that of some hundred thousand cells.  A long log is read several
 *	 times, each time for some of the agencies.
 *
 * Cells are written past the triggers of their tables, which refuse everybody
 * else (only_by_fold).
 *
 *-------------------------------------------------------------------------
 */
#include "events_log.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relscan.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "common/hashfn.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "tcop/utility.h"
#include "utils/array.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(par_fold_log);
PG_FUNCTION_INFO_V1(par_add_missing);
PG_FUNCTION_INFO_V1(par_move_totals);
PG_FUNCTION_INFO_V1(par_only_by_fold);

/* ----------
 * The tables
 * ----------
 */

/*
 * What a cell may be kept by: a number, a day or the first of its month or year,
 * texts.
 */
enum
{
	BY_AGENCY, BY_PARENT, BY_DAY, BY_MONTH, BY_YEAR, BY_LEVEL, BY_FIELD, BY_BLOC, BY_AGENCY_LEVEL, BY_SERVICE,
	N_KEYS
};

static const ParColumn key_columns[N_KEYS] = {
	{"agency_id", INT8OID}, {"parent_id", INT8OID}, {"day", DATEOID}, {"month", DATEOID}, {"year", DATEOID},
	{"online_level", TEXTOID}, {"field", TEXTOID}, {"bloc", TEXTOID}, {"level", TEXTOID}, {"service", TEXTOID}
};

#define MAX_CELL_KEYS	4
#define N_CELL_TABLES	9

typedef struct CellTable
{
	const char *name;
	int			n_keys;
	int			key[MAX_CELL_KEYS]; /* as its primary key has them */
} CellTable;

enum
{
	CELL_DAY, CELL_MONTH, CELL_YEAR, CELL_FIELD_MONTH, CELL_TOTAL_DAY, CELL_TOTAL_MONTH, CELL_PARENT_DAY, CELL_PARENT_MONTH,
	CELL_SERVICE_MONTH
};

static const CellTable cell_tables[N_CELL_TABLES] = {
	{"dossier_day", 3, {BY_AGENCY, BY_DAY, BY_LEVEL}},
	{"dossier_month", 3, {BY_AGENCY, BY_MONTH, BY_LEVEL}},
	{"dossier_year", 3, {BY_AGENCY, BY_YEAR, BY_LEVEL}},
	{"dossier_field_month", 3, {BY_AGENCY, BY_MONTH, BY_FIELD}},
	{"dossier_total_day", 4, {BY_DAY, BY_BLOC, BY_AGENCY_LEVEL, BY_LEVEL}},
	{"dossier_total_month", 4, {BY_MONTH, BY_BLOC, BY_AGENCY_LEVEL, BY_LEVEL}},
	{"dossier_parent_day", 3, {BY_PARENT, BY_DAY, BY_LEVEL}},
	{"dossier_parent_month", 3, {BY_PARENT, BY_MONTH, BY_LEVEL}},
	{"dossier_service_month", 2, {BY_MONTH, BY_SERVICE}}
};

/* The first ones belong to an agency, and lie with its shard. */
#define N_AGENCY_TABLES	CELL_TOTAL_DAY

#define is_text_key(key)	((key) >= BY_LEVEL)

static const ParColumn agency_columns[] = {{"id", INT8OID}, {"bloc", TEXTOID}, {"level", TEXTOID}, {"parent_id", INT8OID}};

/* A shard of agencies does not say who is below whom. */
#define N_SHARD_AGENCY_COLUMNS	3

/* The levels of parents that view agency_unit goes through. */
#define MAX_DEPTH	10

/* ----------
 * What is being added
 * ----------
 */

/*
 * So many finished so many days late; in a cell they stand as the column
 * late_days, an array of both in turn, by days, no count being zero.
 */
typedef struct LateDays
{
	int32		days;
	int64		n;
} LateDays;

typedef struct CellKey
{
	int64		agency;			/* or parent */
	DateADT		day;
	int32		text[N_KEYS - BY_LEVEL];	/* numbers of texts, or 0 */
} CellKey;

StaticAssertDecl(sizeof(CellKey) == 32, "no padding");

typedef struct Cell
{
	CellKey		key;
	int64		change[N_CHANGES];
	LateDays   *late;
	int32		n_late;
	int32		max_late;
	uint32		hash;
	char		status;
} Cell;

typedef struct Text
{
	text	   *value;
	int32		number;			/* from 1 */
	uint32		hash;
	char		status;
} Text;

typedef struct Agency
{
	int64		id;
	int32		bloc;
	int32		level;
	int32		rank;			/* by id, from 0 */
	bool		has_parent;
	char		status;
	int64		parent;
} Agency;

static inline bool
same_text(const text *a, const text *b)
{
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

#define SH_PREFIX cells
#define SH_ELEMENT_TYPE Cell
#define SH_KEY_TYPE CellKey
#define SH_KEY key
#define SH_HASH_KEY(table, key) hash_bytes((unsigned char *) &(key), sizeof(CellKey))
#define SH_EQUAL(table, a, b) (memcmp(&(a), &(b), sizeof(CellKey)) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(table, element) (element)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#define SH_PREFIX texts
#define SH_ELEMENT_TYPE Text
#define SH_KEY_TYPE text *
#define SH_KEY value
#define SH_HASH_KEY(table, key) hash_bytes((unsigned char *) VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key))
#define SH_EQUAL(table, a, b) same_text(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(table, element) (element)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#define SH_PREFIX agencies
#define SH_ELEMENT_TYPE Agency
#define SH_KEY_TYPE int64
#define SH_KEY id
#define SH_HASH_KEY(table, key) murmurhash32((uint32) (key) ^ (uint32) ((uint64) (key) >> 32))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct Fold
{
	ParPlace	place;
	int			n_tables;		/* of cell_tables */
	Snapshot	own;			/* the transaction's snapshot where it keeps one, or NULL */
	cells_hash *cells[N_CELL_TABLES];
	texts_hash *texts;
	text	  **text_of;		/* by number */
	int			max_texts;
	agencies_hash *agencies;	/* as they are */
	MemoryContext context;		/* of all this */
} Fold;

static int32
number_of_text(Fold *fold, text *value)
{
	Text	   *known = texts_lookup(fold->texts, value);
	bool		found;
	MemoryContext old;

	if (known != NULL)
		return known->number;
	old = MemoryContextSwitchTo(fold->context);
	known = texts_insert(fold->texts, DatumGetTextPCopy(PointerGetDatum(value)), &found);
	known->number = fold->texts->members;
	if (known->number >= fold->max_texts)
	{
		fold->max_texts *= 2;
		fold->text_of = repalloc(fold->text_of, fold->max_texts * sizeof(text *));
	}
	fold->text_of[known->number] = known->value;
	MemoryContextSwitchTo(old);
	return known->number;
}

/*
 * Only one at a time folds, repairs or moves; the lock is kept to the end of the
 * transaction.
 */
static bool
take_turn(Fold *fold, bool wait)
{
	LOCKTAG		tag;

	/* as pg_advisory_xact_lock(int, int) does */
	SET_LOCKTAG_ADVISORY(tag, MyDatabaseId, 1885434473 /* "par" and "i" */ , OidIsValid(fold->place.shard) ? fold->place.shard : fold->place.schema, 2);
	return LockAcquire(&tag, ExclusiveLock, false, !wait) != LOCKACQUIRE_NOT_AVAIL;
}

/*
 * Triggers run with the rights of whoever writes, so those that the owner of a model
 * has put on its tables would run with a superuser's.
 */
static void
warn_superuser(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			owner = HeapTupleIsValid(tuple) ? ((Form_pg_class) GETSTRUCT(tuple))->relowner : GetUserId();

	if (HeapTupleIsValid(tuple))
		ReleaseSysCache(tuple);
	if (superuser() && !superuser_arg(owner))
		ereport(WARNING,
				(errcode(ERRCODE_WARNING),
				 errmsg("a superuser works on a model that is not a superuser's"),
				 errdetail("What its owner has put on its tables runs with a superuser's rights."),
				 errhint("SET ROLE %s first, or let a role of his run this.", quote_identifier(GetUserNameFromId(owner, false)))));
}

static void
begin_fold(Fold *fold, Oid relid)
{
	int			i;

	fold->place = par_place_of(relid);
	if (!OidIsValid(fold->place.schema))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no such table")));
	if (!OidIsValid(fold->place.shard))
		warn_superuser(relid);
	/* Totals of agencies of several shards are of none. */
	fold->n_tables = OidIsValid(fold->place.shard) ? N_AGENCY_TABLES : N_CELL_TABLES;
	fold->context = AllocSetContextCreate(CurrentMemoryContext, "folded cells", ALLOCSET_DEFAULT_SIZES);
	for (i = 0; i < N_CELL_TABLES; i++)
		fold->cells[i] = cells_create(fold->context, 64, NULL);
	fold->texts = texts_create(fold->context, 64, NULL);
	fold->max_texts = 64;
	fold->text_of = MemoryContextAlloc(fold->context, fold->max_texts * sizeof(text *));
	fold->agencies = agencies_create(fold->context, 64, NULL);
}

static int
by_id(const void *a, const void *b)
{
	int64		x = (*(Agency *const *) a)->id;
	int64		y = (*(Agency *const *) b)->id;

	return x < y ? -1 : x > y;
}

static void
rank_agencies(Fold *fold)
{
	Agency	  **sorted = palloc(Max(fold->agencies->members, 1) * sizeof(Agency *));
	agencies_iterator iterator;
	Agency	   *agency;
	int			n = 0;
	int			i;

	agencies_start_iterate(fold->agencies, &iterator);
	while ((agency = agencies_iterate(fold->agencies, &iterator)) != NULL)
		sorted[n++] = agency;
	qsort(sorted, n, sizeof(Agency *), by_id);
	for (i = 0; i < n; i++)
		sorted[i]->rank = i;
	pfree(sorted);
}

/*
 * The part of the log that an agency belongs to.  Parts follow one another by id,
 * so that the cells come in the order of their keys.
 */
static int
part_of_agency(Fold *fold, int64 id, int n_parts)
{
	Agency	   *agency = agencies_lookup(fold->agencies, id);

	return agency == NULL ? 0 : (int64) agency->rank * n_parts / fold->agencies->members;
}

/*
 * An agency as a row has it, into a table of agencies.
 */
static void
read_agency(Fold *fold, agencies_hash *agencies, TupleTableSlot *slot, const AttrNumber *column)
{
	bool		isnull;
	bool		known;
	Agency	   *agency = agencies_insert(agencies, DatumGetInt64(slot_getattr(slot, column[0], &isnull)), &known);

	/* none may be NULL */
	agency->bloc = number_of_text(fold, DatumGetTextPP(slot_getattr(slot, column[1], &isnull)));
	agency->level = number_of_text(fold, DatumGetTextPP(slot_getattr(slot, column[2], &isnull)));
	agency->has_parent = false;
	agency->rank = 0;
	if (!OidIsValid(fold->place.shard))
	{
		/* but this one */
		agency->parent = DatumGetInt64(slot_getattr(slot, column[3], &isnull));
		agency->has_parent = !isnull;
	}
}

/*
 * Every agency, as it is now.
 */
static void
read_agencies(Fold *fold, agencies_hash *agencies)
{
	Relation	rel = par_open_at(&fold->place, "agency", AccessShareLock, GetUserId(), ACL_SELECT);
	AttrNumber	column[lengthof(agency_columns)];
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	TableScanDesc scan = table_beginscan(rel, snapshot, 0, NULL);

	par_find_columns(rel, agency_columns, OidIsValid(fold->place.shard) ? N_SHARD_AGENCY_COLUMNS : lengthof(agency_columns), column);
	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
		read_agency(fold, agencies, slot, column);
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	UnregisterSnapshot(snapshot);
	table_close(rel, AccessShareLock);
}

/*
 * The agencies that one is below of, from the next on; returns how many.
 */
static int
parents_of(agencies_hash *agencies, const Agency *agency, int64 *parents)
{
	int			n = 0;

	while (n < MAX_DEPTH && agency != NULL && agency->has_parent)
	{
		parents[n++] = agency->parent;
		agency = agencies_lookup(agencies, agency->parent);
	}
	return n;
}

/*
 * So many more finished so many days late.
 */
static void
add_late(Fold *fold, Cell *cell, int32 days, int64 n)
{
	int			i = cell->n_late;

	while (i > 0 && cell->late[i - 1].days > days)
		i--;
	if (i > 0 && cell->late[i - 1].days == days)
	{
		cell->late[i - 1].n += n;
		return;
	}
	if (cell->n_late == cell->max_late)
	{
		cell->max_late = Max(2, 2 * cell->max_late);
		cell->late = cell->late == NULL ?
			MemoryContextAlloc(fold->context, cell->max_late * sizeof(LateDays)) :
			repalloc(cell->late, cell->max_late * sizeof(LateDays));
	}
	memmove(&cell->late[i + 1], &cell->late[i], (cell->n_late - i) * sizeof(LateDays));
	cell->late[i].days = days;
	cell->late[i].n = n;
	cell->n_late++;
}

static Cell *
get_cell(Fold *fold, int table, const CellKey *key)
{
	bool		known;
	Cell	   *cell = cells_insert(fold->cells[table], *key, &known);

	if (!known)
	{
		memset(cell->change, 0, sizeof(cell->change));
		cell->late = NULL;
		cell->n_late = cell->max_late = 0;
	}
	return cell;
}

/*
 * The first of the month of a day, or of its year.
 */
static DateADT
first_of(DateADT day, bool of_year)
{
	static DateADT known = DATEVAL_NOBEGIN;
	static DateADT month;
	static DateADT year;
	int			y;
	int			m;
	int			d;

	if (day != known)
	{
		j2date(day + POSTGRES_EPOCH_JDATE, &y, &m, &d);
		known = day;
		month = day - (d - 1);
		year = date2j(y, 1, 1) - POSTGRES_EPOCH_JDATE;
	}
	return of_year ? year : month;
}

/*
 * The cell of a table that a change belongs to, of an agency or a parent; NULL for
 * the total of an agency that is not there.
 */
static Cell *
cell_of_change(Fold *fold, int table, int64 id, DateADT day, int32 level, int32 field, int32 service)
{
	CellKey		key = {0};
	Agency	   *agency = NULL;
	int			k;

	for (k = 0; k < cell_tables[table].n_keys; k++)
	{
		int			by = cell_tables[table].key[k];

		if (by == BY_BLOC || by == BY_AGENCY_LEVEL)
		{
			if (agency == NULL && (agency = agencies_lookup(fold->agencies, id)) == NULL)
				return NULL;
			key.text[by - BY_LEVEL] = by == BY_BLOC ? agency->bloc : agency->level;
		}
		else if (by == BY_AGENCY || by == BY_PARENT)
			key.agency = id;
		else if (by == BY_DAY)
			key.day = day;
		else if (by == BY_MONTH || by == BY_YEAR)
			key.day = first_of(day, by == BY_YEAR);
		else
			key.text[by - BY_LEVEL] = by == BY_LEVEL ? level : by == BY_FIELD ? field : service;
	}
	return get_cell(fold, table, &key);
}

/* ----------
 * Writing cells
 * ----------
 */

/*
 * A table that is being written.
 */
typedef struct Writing
{
	const CellTable *table;
	Relation	rel;
	AttrNumber	key_column[MAX_CELL_KEYS];
	AttrNumber	change_column[N_CHANGES];
	AttrNumber	late_column;
	EState	   *estate;
	ResultRelInfo *result;
	Relation	index;			/* of the primary key */
	IndexScanDesc scan;
	Snapshot	snapshot;
	ScanKeyData scan_key[MAX_CELL_KEYS];
	TupleTableSlot *found;
	TupleTableSlot *written;
	MemoryContext row_context;
} Writing;

static void
begin_writing(Fold *fold, const CellTable *table, Writing *w)
{
	ParColumn	column = {NULL};
	int			i;

	w->table = table;
	w->rel = par_open_at(&fold->place, table->name, RowExclusiveLock, GetUserId(), ACL_SELECT | ACL_INSERT | ACL_UPDATE);
	if (w->rel->rd_rel->relkind != RELKIND_RELATION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("table \"%s\" is partitioned", table->name)));
	list_free(RelationGetIndexList(w->rel));	/* finds the primary key */
	if (!OidIsValid(w->rel->rd_pkindex))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" has no primary key", table->name)));
	for (i = 0; i < table->n_keys; i++)
		par_find_columns(w->rel, &key_columns[table->key[i]], 1, &w->key_column[i]);
	par_find_columns(w->rel, &par_log_columns[N_LOG_KEYS], N_CHANGES, w->change_column);
	column.name = "late_days";
	column.type = INT4ARRAYOID;
	par_find_columns(w->rel, &column, 1, &w->late_column);

	/* No triggers: they are for others. */
	w->estate = CreateExecutorState();
	w->result = palloc(sizeof(ResultRelInfo));
	InitResultRelInfo(w->result, w->rel, 0, NULL, 0);
	w->result->ri_TrigDesc = NULL;
	ExecOpenIndices(w->result, false);

	w->index = index_open(w->rel->rd_pkindex, RowExclusiveLock);
	for (i = 0; i < table->n_keys; i++)
	{
		if (i >= w->index->rd_index->indnkeyatts || w->index->rd_index->indkey.values[i] != w->key_column[i])
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("the primary key of table \"%s\" is not that of a model", table->name)));
		ScanKeyInit(&w->scan_key[i], i + 1, BTEqualStrategyNumber,
					lookup_type_cache(key_columns[table->key[i]].type, TYPECACHE_EQ_OPR_FINFO)->eq_opr_finfo.fn_oid, (Datum) 0);
		w->scan_key[i].sk_collation = w->index->rd_indcollation[i];
	}
	w->snapshot = RegisterSnapshot(GetLatestSnapshot());
#if PG_VERSION_NUM >= 180000
	w->scan = index_beginscan(w->rel, w->index, w->snapshot, NULL, table->n_keys, 0);
#else
	w->scan = index_beginscan(w->rel, w->index, w->snapshot, table->n_keys, 0);
#endif
	w->found = table_slot_create(w->rel, NULL);
	w->written = MakeSingleTupleTableSlot(RelationGetDescr(w->rel), &TTSOpsVirtual);
	w->row_context = AllocSetContextCreate(fold->context, "a cell", ALLOCSET_SMALL_SIZES);
}

static void
end_writing(Writing *w)
{
	index_endscan(w->scan);
	UnregisterSnapshot(w->snapshot);
	index_close(w->index, NoLock);
	ExecDropSingleTupleTableSlot(w->found);
	ExecDropSingleTupleTableSlot(w->written);
	ExecCloseIndices(w->result);
	FreeExecutorState(w->estate);
	MemoryContextDelete(w->row_context);
	table_close(w->rel, NoLock);
}

static int32
as_int4(Writing *w, int64 n)
{
	if (unlikely(n != (int32) n))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a cell of table \"%s\" would hold %lld dossiers, more than an integer can", w->table->name, (long long) n)));
	return (int32) n;
}

/*
 * The column late_days with what is added: both sorted by days.
 */
static Datum
merge_late(Writing *w, const Cell *cell, Datum before, bool *isnull)
{
	int			n_old = 0;
	const int32 *old = *isnull ? NULL : par_late_days(before, &n_old);
	Datum	   *merged;
	int			n = 0;
	int			i = 0;
	int			j = 0;

	merged = palloc((n_old + cell->n_late + 1) * 2 * sizeof(Datum));
	while (i < n_old || j < cell->n_late)
	{
		int32		days;
		int64		count = 0;

		if (j == cell->n_late || (i < n_old && old[2 * i] <= cell->late[j].days))
			days = old[2 * i];
		else
			days = cell->late[j].days;
		if (i < n_old && old[2 * i] == days)
			count += old[2 * i++ + 1];
		if (j < cell->n_late && cell->late[j].days == days)
			count += cell->late[j++].n;
		if (count == 0)
			continue;
		merged[n++] = Int32GetDatum(days);
		merged[n++] = Int32GetDatum(as_int4(w, count));
	}
	*isnull = n == 0;
	return n == 0 ? (Datum) 0 : PointerGetDatum(construct_array(merged, n, INT4OID, sizeof(int32), true, TYPALIGN_INT));
}

static Datum
key_datum(Fold *fold, const CellKey *key, int by)
{
	if (is_text_key(by))
		return PointerGetDatum(fold->text_of[key->text[by - BY_LEVEL]]);
	if (by == BY_AGENCY || by == BY_PARENT)
		return Int64GetDatum(key->agency);
	return DateADTGetDatum(key->day);
}

static void
write_cell(Fold *fold, Writing *w, const Cell *cell)
{
	TupleTableSlot *slot = ExecClearTuple(w->written);
	int			n_keys = w->table->n_keys;
	MemoryContext old;
	bool		known;
	int			i;

	for (i = 0; i < n_keys; i++)
		w->scan_key[i].sk_argument = key_datum(fold, &cell->key, w->table->key[i]);
	index_rescan(w->scan, w->scan_key, n_keys, NULL, 0);
	known = index_getnext_slot(w->scan, ForwardScanDirection, w->found);

	/* The scan keeps what it allocates. */
	old = MemoryContextSwitchTo(w->row_context);
	if (known)
	{
		if (fold->own != NULL && !table_tuple_satisfies_snapshot(w->rel, w->found, fold->own))
			ereport(ERROR,
					(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
					 errmsg("could not serialize access due to concurrent update"),
					 errdetail("Somebody else has folded since this transaction began.")));
		slot_getallattrs(w->found);
		memcpy(slot->tts_values, w->found->tts_values, w->found->tts_nvalid * sizeof(Datum));
		memcpy(slot->tts_isnull, w->found->tts_isnull, w->found->tts_nvalid * sizeof(bool));
	}
	else
	{
		memset(slot->tts_isnull, true, RelationGetNumberOfAttributes(w->rel) * sizeof(bool));
		for (i = 0; i < n_keys; i++)
		{
			slot->tts_values[w->key_column[i] - 1] = w->scan_key[i].sk_argument;
			slot->tts_isnull[w->key_column[i] - 1] = false;
		}
		for (i = 0; i < N_CHANGES; i++)
			slot->tts_values[w->change_column[i] - 1] = Int32GetDatum(0);
	}
	for (i = 0; i < N_CHANGES; i++)
	{
		Datum	   *value = &slot->tts_values[w->change_column[i] - 1];

		*value = Int32GetDatum(as_int4(w, DatumGetInt32(*value) + cell->change[i]));
		slot->tts_isnull[w->change_column[i] - 1] = false;
	}
	if (cell->n_late > 0)
		slot->tts_values[w->late_column - 1] =
			merge_late(w, cell, slot->tts_values[w->late_column - 1], &slot->tts_isnull[w->late_column - 1]);
	ExecStoreVirtualTuple(slot);

	if (known)
	{
		EPQState	unused = {0};

		ExecSimpleRelationUpdate(w->result, w->estate, &unused, w->found, slot);
	}
	else
		ExecSimpleRelationInsert(w->result, w->estate, slot);
	ExecClearTuple(w->found);
	ExecClearTuple(slot);
	ResetPerTupleExprContext(w->estate);
	MemoryContextSwitchTo(old);
	MemoryContextReset(w->row_context);
}

static bool
changes_nothing(const Cell *cell)
{
	int			i;

	for (i = 0; i < N_CHANGES; i++)
	{
		if (cell->change[i] != 0)
			return false;
	}
	for (i = 0; i < cell->n_late; i++)
	{
		if (cell->late[i].n != 0)
			return false;
	}
	return true;
}

/*
 * In the order of the primary keys, so that neighbours lie together; texts are in
 * the order of their numbers, which is as good as any.
 */
static int
by_key(const void *a, const void *b)
{
	const CellKey *x = &(*(Cell *const *) a)->key;
	const CellKey *y = &(*(Cell *const *) b)->key;

	if (x->agency != y->agency)
		return x->agency < y->agency ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return memcmp(x->text, y->text, sizeof(x->text));
}

#define MAX_WAITING		500000	/* cells of a table in memory */

/*
 * Add what has been summed to the cells, and forget it.  More agencies are to come
 * where these are not all: totals and parents then wait for them, lest each part of
 * a log leaves a dead row of every one.
 */
static void
write_cells(Fold *fold, bool all)
{
	int			t;

	for (t = 0; t < fold->n_tables; t++)
	{
		cells_hash *cells = fold->cells[t];
		Cell	  **sorted;
		Cell	   *cell;
		cells_iterator iterator;
		Writing		w;
		int			n = 0;
		int			i;

		if (cells->members == 0 || (!all && t >= N_AGENCY_TABLES && cells->members < MAX_WAITING))
			continue;
		sorted = MemoryContextAllocHuge(fold->context, cells->members * sizeof(Cell *));
		cells_start_iterate(cells, &iterator);
		while ((cell = cells_iterate(cells, &iterator)) != NULL)
		{
			if (!changes_nothing(cell))
				sorted[n++] = cell;
		}
		qsort(sorted, n, sizeof(Cell *), by_key);
		begin_writing(fold, &cell_tables[t], &w);
		for (i = 0; i < n; i++)
		{
			CHECK_FOR_INTERRUPTS();
			write_cell(fold, &w, sorted[i]);
		}
		end_writing(&w);
		pfree(sorted);
		cells_start_iterate(cells, &iterator);
		while ((cell = cells_iterate(cells, &iterator)) != NULL)
		{
			if (cell->late != NULL)
				pfree(cell->late);
		}
		cells_reset(cells);
	}
	CommandCounterIncrement();
}

/* ----------
 * Folding
 * ----------
 */

/* A part of the log that is summed at once, in pages. */
#define LOG_PART	8192

static int64
fold_part(Fold *fold, Relation log, const AttrNumber *column, Snapshot snapshot, int part, int n_parts)
{
	TupleTableSlot *slot = table_slot_create(log, NULL);
	TableScanDesc scan = table_beginscan(log, snapshot, 0, NULL);
	CommandId	cid = GetCurrentCommandId(true);
	int64		n_rows = 0;

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		Datum		value[N_LOG_KEYS + N_CHANGES];
		bool		isnull;
		int64		agency;
		int32		level;
		int32		field;
		int32		service;
		int64		parents[MAX_DEPTH];
		int			n_parents;
		int			i;
		int			t;
		TM_FailureData failure;

		CHECK_FOR_INTERRUPTS();
		agency = DatumGetInt64(slot_getattr(slot, column[LOG_AGENCY], &isnull));
		if (n_parts > 1 && part_of_agency(fold, agency, n_parts) != part)
			continue;
		if (table_tuple_delete(log, &slot->tts_tid, cid, snapshot, InvalidSnapshot, true, &failure, false) != TM_Ok)
		{
			if (fold->own != NULL)
				ereport(ERROR,
						(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
						 errmsg("could not serialize access due to concurrent delete"),
						 errdetail("Somebody else has folded since this transaction began.")));
			continue;			/* by somebody's hand */
		}
		for (i = 0; i < N_LOG_KEYS + N_CHANGES; i++)
			value[i] = slot_getattr(slot, column[i], &isnull);	/* none may be NULL */
		level = number_of_text(fold, DatumGetTextPP(value[LOG_LEVEL]));
		field = number_of_text(fold, DatumGetTextPP(value[LOG_FIELD]));
		service = number_of_text(fold, DatumGetTextPP(value[LOG_SERVICE]));
		n_parents = parents_of(fold->agencies, agencies_lookup(fold->agencies, agency), parents);
		for (t = 0; t < fold->n_tables; t++)
		{
			bool		of_parents = cell_tables[t].key[0] == BY_PARENT;
			int			p;

			for (p = 0; p < (of_parents ? n_parents : 1); p++)
			{
				Cell	   *cell = cell_of_change(fold, t, of_parents ? parents[p] : agency, DatumGetDateADT(value[LOG_DAY]), level, field, service);

				if (cell == NULL)
					continue;
				for (i = 0; i < N_CHANGES; i++)
					cell->change[i] += DatumGetInt32(value[N_LOG_KEYS + i]);
				if (DatumGetInt32(value[N_LOG_KEYS + LOG_LATE]) != 0)
					add_late(fold, cell, DatumGetInt32(value[LOG_DAYS_LATE]), DatumGetInt32(value[N_LOG_KEYS + LOG_LATE]));
			}
		}
		n_rows++;
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	return n_rows;
}

/*
 * fold_log(beside): the number of rows that were in the log of the schema that the
 * table stands in; NULL if somebody else is folding.
 */
Datum
par_fold_log(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	Fold		fold = {0};
	MemoryContext old;
	Relation	log;
	AttrNumber	column[N_LOG_KEYS + N_CHANGES];
	Snapshot	snapshot;
	int64		n_rows = 0;
	int			n_parts;
	int			part;

	/* Cells are written past the executor, which would say it. */
	PreventCommandIfReadOnly("fold_log()");
	begin_fold(&fold, relid);
	old = MemoryContextSwitchTo(fold.context);
	if (!take_turn(&fold, false))
		PG_RETURN_NULL();
	log = par_open_at(&fold.place, "dossier_log", RowExclusiveLock, GetUserId(), ACL_SELECT | ACL_DELETE);
	if (check_enable_rls(RelationGetRelid(log), InvalidOid, true) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("whoever folds must see all rows of table \"%s\"", RelationGetRelationName(log)),
				 errhint("Let the owner of the model fold, or a role with BYPASSRLS.")));
	par_find_columns(log, par_log_columns, lengthof(par_log_columns), column);

	/* Nobody else folds from here on: what is read now stays. */
	if (IsolationUsesXactSnapshot())
	{
		PushCopiedSnapshot(GetTransactionSnapshot());
		UpdateActiveSnapshotCommandId();
		snapshot = fold.own = GetActiveSnapshot();
	}
	else
	{
		CommandCounterIncrement();
		PushActiveSnapshot(GetLatestSnapshot());
		snapshot = GetActiveSnapshot();
	}
	read_agencies(&fold, fold.agencies);
	rank_agencies(&fold);
	n_parts = 1 + RelationGetNumberOfBlocks(log) / LOG_PART;
	for (part = 0; part < n_parts; part++)
	{
		n_rows += fold_part(&fold, log, column, snapshot, part, n_parts);
		write_cells(&fold, part == n_parts - 1);
	}
	PopActiveSnapshot();
	table_close(log, NoLock);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(fold.context);
	PG_RETURN_INT64(n_rows);
}

/* ----------
 * Repairing
 * ----------
 */

/* The columns of missing_changes(), by position. */
enum
{
	MISSING_CELL = 1, MISSING_AGENCY, MISSING_BLOC, MISSING_AGENCY_LEVEL, MISSING_FIELD, MISSING_SERVICE, MISSING_LEVEL, MISSING_DAY, MISSING_DAYS_LATE,
	MISSING_CHANGES				/* so many as there are */
};

#define MISSING_BATCH	1000	/* rows */

static int
cell_table(const char *name)
{
	int			t;

	for (t = 0; t < N_CELL_TABLES; t++)
	{
		if (strcmp(cell_tables[t].name + strlen("dossier_"), name) == 0)
			return t;
	}
	elog(ERROR, "missing_changes() names no cell: \"%s\"", name);
}

static void
add_missing_row(Fold *fold, HeapTuple row, TupleDesc desc)
{
	static const int column_of[N_KEYS] = {
		MISSING_AGENCY, MISSING_AGENCY, MISSING_DAY, MISSING_DAY, MISSING_DAY, MISSING_LEVEL, MISSING_FIELD, MISSING_BLOC, MISSING_AGENCY_LEVEL,
		MISSING_SERVICE
	};
	char	   *name = SPI_getvalue(row, desc, MISSING_CELL);
	int			t = cell_table(name);
	CellKey		key = {0};
	Cell	   *cell;
	Datum		days_late;
	bool		isnull;
	int			i;

	for (i = 0; i < cell_tables[t].n_keys; i++)
	{
		int			by = cell_tables[t].key[i];
		Datum		value = SPI_getbinval(row, desc, column_of[by], &isnull);

		if (isnull)
			elog(ERROR, "missing_changes() gives no %s of cell \"%s\"", key_columns[by].name, cell_tables[t].name);
		if (is_text_key(by))
			key.text[by - BY_LEVEL] = number_of_text(fold, DatumGetTextPP(value));
		else if (by == BY_AGENCY || by == BY_PARENT)
			key.agency = DatumGetInt64(value);
		else
			key.day = DatumGetDateADT(value);
	}
	pfree(name);
	cell = get_cell(fold, t, &key);
	days_late = SPI_getbinval(row, desc, MISSING_DAYS_LATE, &isnull);
	if (!isnull)
		add_late(fold, cell, DatumGetInt32(days_late),
				 DatumGetInt64(SPI_getbinval(row, desc, MISSING_CHANGES + LOG_LATE, &isnull)));
	else
	{
		for (i = 0; i < N_CHANGES; i++)
			cell->change[i] += DatumGetInt64(SPI_getbinval(row, desc, MISSING_CHANGES + i, &isnull));
	}
}

/*
 * add_missing(beside): adds to the cells what missing_changes() of the schema that
 * the table stands in finds.
 */
Datum
par_add_missing(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	Fold		fold = {0};
	MemoryContext old;
	SPIPlanPtr	plan;
	Portal		portal;
	Oid			dossiers;
	int64		n_rows = 0;
	int			t;

	PreventCommandIfReadOnly("add_missing()");
	begin_fold(&fold, relid);
	/* Who sees some dossiers and no totals would add those dossiers once more. */
	dossiers = par_table_at(&fold.place, "dossier");
	if (OidIsValid(dossiers) && check_enable_rls(dossiers, InvalidOid, true) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("whoever rebuilds must see all rows of table \"%s\"", get_rel_name(dossiers)),
				 errhint("Let the owner of the model rebuild, or a role with BYPASSRLS.")));
	old = MemoryContextSwitchTo(fold.context);
	take_turn(&fold, true);
	if (IsolationUsesXactSnapshot())
		fold.own = RegisterSnapshot(GetTransactionSnapshot());

	SPI_connect();
	plan = SPI_prepare(psprintf("SELECT * FROM %s.missing_changes()", quote_identifier(get_namespace_name(fold.place.schema))), 0, NULL);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, false);
	for (;;)
	{
		uint64		i;
		uint64		n_cells = 0;

		SPI_cursor_fetch(portal, true, MISSING_BATCH);
		for (i = 0; i < SPI_processed; i++)
			add_missing_row(&fold, SPI_tuptable->vals[i], SPI_tuptable->tupdesc);
		n_rows += SPI_processed;
		for (t = 0; t < N_CELL_TABLES; t++)
			n_cells += fold.cells[t]->members;
		if (SPI_processed == 0 || n_cells > MAX_WAITING)
			write_cells(&fold, true);
		if (SPI_processed == 0)
			break;
		SPI_freetuptable(SPI_tuptable);
	}
	SPI_cursor_close(portal);
	SPI_finish();
	if (fold.own != NULL)
		UnregisterSnapshot(fold.own);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(fold.context);
	PG_RETURN_INT64(n_rows);
}

/* ----------
 * Agencies that move
 * ----------
 */

/*
 * Where cells go to, or come from: a total, or a parent.
 */
typedef struct Move
{
	int			sign;
	int64		parent;			/* or else */
	int32		bloc;
	int32		level;
} Move;

/* Out of a total and ten parents, and into as many. */
#define MAX_MOVES	(2 * (1 + MAX_DEPTH))

/*
 * What an agency has in its cells, by days or by months, from some totals and
 * parents to others.
 */
static void
move_cells(Fold *fold, int from_table, int to_total, int to_parent, int64 id, const Move *moves, int n_moves)
{
	Relation	rel = par_open_at(&fold->place, cell_tables[from_table].name, AccessShareLock, GetUserId(), ACL_SELECT);
	ParColumn	late = {"late_days", INT4ARRAYOID};
	AttrNumber	key_column[MAX_CELL_KEYS];
	AttrNumber	change_column[N_CHANGES];
	AttrNumber	late_column;
	ScanKeyData scan_key;
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	SysScanDesc scan;
	HeapTuple	tuple;
	int			i;

	for (i = 0; i < cell_tables[from_table].n_keys; i++)
		par_find_columns(rel, &key_columns[cell_tables[from_table].key[i]], 1, &key_column[i]);
	par_find_columns(rel, &par_log_columns[N_LOG_KEYS], N_CHANGES, change_column);
	par_find_columns(rel, &late, 1, &late_column);
	list_free(RelationGetIndexList(rel));
	ScanKeyInit(&scan_key, key_column[0], BTEqualStrategyNumber,
				lookup_type_cache(INT8OID, TYPECACHE_EQ_OPR_FINFO)->eq_opr_finfo.fn_oid, Int64GetDatum(id));
	scan = systable_beginscan(rel, rel->rd_pkindex, OidIsValid(rel->rd_pkindex), snapshot, 1, &scan_key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		const Move *move;

		CHECK_FOR_INTERRUPTS();
		for (move = moves; move < moves + n_moves; move++)
		{
			bool		of_parent = move->bloc == 0;
			CellKey		key = {0};
			Cell	   *cell;
			Datum		value;
			bool		isnull;

			key.day = DatumGetDateADT(heap_getattr(tuple, key_column[1], RelationGetDescr(rel), &isnull));
			key.text[0] = number_of_text(fold, DatumGetTextPP(heap_getattr(tuple, key_column[2], RelationGetDescr(rel), &isnull)));
			if (of_parent)
				key.agency = move->parent;
			else
			{
				key.text[BY_BLOC - BY_LEVEL] = move->bloc;
				key.text[BY_AGENCY_LEVEL - BY_LEVEL] = move->level;
			}
			cell = get_cell(fold, of_parent ? to_parent : to_total, &key);
			for (i = 0; i < N_CHANGES; i++)
				cell->change[i] += move->sign * (int64) DatumGetInt32(heap_getattr(tuple, change_column[i], RelationGetDescr(rel), &isnull));
			value = heap_getattr(tuple, late_column, RelationGetDescr(rel), &isnull);
			if (!isnull)
			{
				int			n;
				const int32 *pair = par_late_days(value, &n);

				for (i = 0; i < n; i++)
					add_late(fold, cell, pair[2 * i], move->sign * (int64) pair[2 * i + 1]);
			}
		}
	}
	systable_endscan(scan);
	UnregisterSnapshot(snapshot);
	table_close(rel, NoLock);
}

static bool
is_among(int64 id, const int64 *ids, int n)
{
	while (n > 0 && ids[n - 1] != id)
		n--;
	return n > 0;
}

/*
 * The totals and parents that an agency leaves and comes to; returns how many.
 */
static int
find_moves(agencies_hash *before, agencies_hash *after, const Agency *agency, Move *moves)
{
	const Agency *old = agencies_lookup(before, agency->id);
	int64		old_parents[MAX_DEPTH];
	int64		new_parents[MAX_DEPTH];
	int			n_old;
	int			n_new;
	int			n = 0;
	int			i;

	if (old == NULL)
		return 0;
	if (old->bloc != agency->bloc || old->level != agency->level)
	{
		moves[n++] = (Move) {-1, 0, old->bloc, old->level};
		moves[n++] = (Move) {1, 0, agency->bloc, agency->level};
	}
	n_old = parents_of(before, old, old_parents);
	n_new = parents_of(after, agency, new_parents);
	for (i = 0; i < n_old; i++)
	{
		if (!is_among(old_parents[i], new_parents, n_new))
			moves[n++] = (Move) {-1, old_parents[i], 0, 0};
	}
	for (i = 0; i < n_new; i++)
	{
		if (!is_among(new_parents[i], old_parents, n_old))
			moves[n++] = (Move) {1, new_parents[i], 0, 0};
	}
	return n;
}

/*
 * The agencies as they were, of which some rows have changed.
 */
static agencies_hash *
agencies_before(Fold *fold, TriggerData *trigger, const AttrNumber *column)
{
	agencies_hash *before = agencies_create(fold->context, 64, NULL);
	agencies_iterator iterator;
	Agency	   *agency;
	bool		known;

	agencies_start_iterate(fold->agencies, &iterator);
	while ((agency = agencies_iterate(fold->agencies, &iterator)) != NULL)
	{
		Agency	   *copy = agencies_insert(before, agency->id, &known);
		char		status = copy->status;

		*copy = *agency;
		copy->status = status;
	}
	if (TRIGGER_FIRED_FOR_ROW(trigger->tg_event))
		read_agency(fold, before, trigger->tg_trigslot, column);
	else
	{
		TupleTableSlot *slot = MakeSingleTupleTableSlot(RelationGetDescr(trigger->tg_relation), &TTSOpsMinimalTuple);

		tuplestore_rescan(trigger->tg_oldtable);
		while (tuplestore_gettupleslot(trigger->tg_oldtable, true, false, slot))
			read_agency(fold, before, slot, column);
		ExecDropSingleTupleTableSlot(slot);
	}
	return before;
}

/*
 * Whether rows have changed in what says where their cells belong.
 */
static bool
agencies_move(Fold *fold, TriggerData *trigger, const AttrNumber *column)
{
	agencies_hash *rows = agencies_create(fold->context, 8, NULL);
	TupleTableSlot *slot;
	bool		move = false;

	if (TRIGGER_FIRED_FOR_ROW(trigger->tg_event))
		return true;			/* a subscriber applies few */
	if (trigger->tg_oldtable == NULL || trigger->tg_newtable == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("the trigger has no transition tables"),
				 errhint("It refers to the old and the new rows.")));
	slot = MakeSingleTupleTableSlot(RelationGetDescr(trigger->tg_relation), &TTSOpsMinimalTuple);
	tuplestore_rescan(trigger->tg_oldtable);
	while (tuplestore_gettupleslot(trigger->tg_oldtable, true, false, slot))
		read_agency(fold, rows, slot, column);
	tuplestore_rescan(trigger->tg_newtable);
	while (!move && tuplestore_gettupleslot(trigger->tg_newtable, true, false, slot))
	{
		bool		isnull;
		const Agency *old = agencies_lookup(rows, DatumGetInt64(slot_getattr(slot, column[0], &isnull)));
		int64		parent = DatumGetInt64(slot_getattr(slot, column[3], &isnull));

		move = old == NULL || old->has_parent == isnull || (!isnull && old->parent != parent) ||
			old->bloc != number_of_text(fold, DatumGetTextPP(slot_getattr(slot, column[1], &isnull))) ||
			old->level != number_of_text(fold, DatumGetTextPP(slot_getattr(slot, column[2], &isnull)));
	}
	ExecDropSingleTupleTableSlot(slot);
	return move;
}

Datum
par_move_totals(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Fold		fold = {0};
	AttrNumber	column[lengthof(agency_columns)];
	MemoryContext old;
	Oid			caller;
	int			security;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_AFTER(trigger->tg_event) || !TRIGGER_FIRED_BY_UPDATE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("move_totals is a trigger function for after UPDATE")));
	/* Rows are for what a subscriber applies, which fires no trigger for statements. */
	if (TRIGGER_FIRED_FOR_STATEMENT(trigger->tg_event) == (SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA))
		return PointerGetDatum(NULL);
	begin_fold(&fold, RelationGetRelid(trigger->tg_relation));
	old = MemoryContextSwitchTo(fold.context);
	par_find_columns(trigger->tg_relation, agency_columns, lengthof(agency_columns), column);
	if (agencies_move(&fold, trigger, column))
	{
		agencies_hash *before;
		agencies_iterator iterator;
		Agency	   *agency;

		/* Whoever may move an agency needs no right on its cells. */
		GetUserIdAndSecContext(&caller, &security);
		SetUserIdAndSecContext(trigger->tg_relation->rd_rel->relowner, security | SECURITY_LOCAL_USERID_CHANGE);

		/* Who moves agencies at the same time has ended: they are read as they are now. */
		take_turn(&fold, true);
		CommandCounterIncrement();
		read_agencies(&fold, fold.agencies);
		before = agencies_before(&fold, trigger, column);
		agencies_start_iterate(fold.agencies, &iterator);
		while ((agency = agencies_iterate(fold.agencies, &iterator)) != NULL)
		{
			Move		moves[MAX_MOVES];
			int			n_moves = find_moves(before, fold.agencies, agency, moves);

			if (n_moves > 0)
			{
				move_cells(&fold, CELL_DAY, CELL_TOTAL_DAY, CELL_PARENT_DAY, agency->id, moves, n_moves);
				move_cells(&fold, CELL_MONTH, CELL_TOTAL_MONTH, CELL_PARENT_MONTH, agency->id, moves, n_moves);
			}
		}
		write_cells(&fold, true);
		SetUserIdAndSecContext(caller, security);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(fold.context);
	return PointerGetDatum(NULL);
}

/* ----------
 * Everybody else
 * ----------
 */

/*
 * Before rows for what is made here, from whoever is not this file: a restore of
 * data alone, whose dossiers have been logged by their triggers, so that these
 * rows would count them twice; and a subscriber, which logs them as well.  As a
 * trigger for rows it only looks at what a subscriber applies.
 */
Datum
par_only_by_fold(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	const char *hint = "Restore the dossiers alone, or all with --disable-triggers; check_fresh() then says whether rebuild() is needed.";

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_BEFORE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("only_by_fold is a trigger function for before a change")));
	if (TRIGGER_FIRED_FOR_ROW(trigger->tg_event))
	{
		if (SessionReplicationRole != SESSION_REPLICATION_ROLE_REPLICA)
			return PointerGetDatum(TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) ? trigger->tg_newtuple : trigger->tg_trigtuple);
		hint = "Leave the table out of the publication: a subscriber makes its own cells of the dossiers that come.";
	}
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("rows of table \"%s\" are made of the dossiers", RelationGetRelationName(trigger->tg_relation)),
			 errhint("%s", hint)));
}
