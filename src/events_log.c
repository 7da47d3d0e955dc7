/*-------------------------------------------------------------------------
 *
 * events_log.c
 *		What a statement does to the figures, appended to a log by its triggers.
 *
 * log_events is a trigger function for the table of dossiers of a model, and for
 * each of its partitions, which rows may be written to directly:
 *
 *		AFTER INSERT	REFERENCING NEW TABLE
 *		AFTER UPDATE	REFERENCING OLD TABLE and NEW TABLE
 *		AFTER DELETE	REFERENCING OLD TABLE
 *		BEFORE TRUNCATE
 *
 * each FOR EACH STATEMENT.  The events of the new rows are added, those of the
 * old ones taken away, and what is left, by agency, service with its level and
 * field, day and days late, goes to the table dossier_log: one row for a
 * dossier that changes on a day, sums for a load, none for a change that no
 * figure depends on.
 *
 * A subscriber applies rows, not statements: for it the function is also a
 * trigger AFTER INSERT OR UPDATE OR DELETE ... FOR EACH ROW, which only looks at
 * what comes in the role "replica" of a session; the one for statements leaves
 * that to it.  So no row is ever counted by both, however the triggers are
 * enabled.
 *
 * - The tables dossier_log, service and setting stand in the schema of the
 *	 dossiers (of the partitioned table, for a partition).  They are read and
 *	 written with the rights of the owner of the dossiers, as foreign keys are
 *	 checked, so whoever may write dossiers needs no right on the log.
 * - The level and field of a service, and the zone, are the latest committed
 *	 ones, whatever the transaction's snapshot.
 * - log_moves is the trigger function for services, after UPDATE with both
 *	 transition tables (and for each row of a subscriber): the dossiers of a
 *	 service that changes its level or field move with it.  It locks the dossiers
 *	 against writers, and then reads, past the transaction's snapshot, the rows
 *	 of all who wrote before.
 * - take_dossier is the trigger function for what hangs on a dossier, one row to
 *	 each, before INSERT and UPDATE: it gives a row the agency of its dossier and
 *	 the days of its receipt and end.  follow_dossiers, after UPDATE of the
 *	 dossiers with the new rows, takes it along where these change.
 * - The log is a heap without indexes that rows are only appended to, so two
 *	 statements never wait for each other here.
 * - However many rows a statement has, its sums take a bounded memory: the log
 *	 gets them in parts.
 * - On a shard of a distributed database (Citus) the trigger appends to the shard
 *	 of the log that lies beside it, and takes services and setting from the
 *	 shards of dossier_service and dossier_setting, which every server has.
 *
 *-------------------------------------------------------------------------
 */
#include "events_log.h"

#include "access/genam.h"
#include "access/heapam.h"
#include "access/skey.h"
#include "access/relation.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "common/hashfn.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(par_log_events);
PG_FUNCTION_INFO_V1(par_log_moves);
PG_FUNCTION_INFO_V1(par_take_dossier);
PG_FUNCTION_INFO_V1(par_follow_dossiers);
PG_FUNCTION_INFO_V1(par_log_table);
PG_FUNCTION_INFO_V1(par_table_beside);
PG_FUNCTION_INFO_V1(par_table_of);

enum
{
	AGENCY, SERVICE, RECEIVED_AT, DUE_AT, FINISHED_AT, PAUSES, CHANNEL, FEE, PAID_ONLINE,
	N_DOSSIER_COLUMNS
};

static const ParColumn dossier_columns[N_DOSSIER_COLUMNS] = {
	{"agency_id", INT8OID}, {"service", TEXTOID},
	{"received_at", TIMESTAMPTZOID}, {"due_at", TIMESTAMPTZOID}, {"finished_at", TIMESTAMPTZOID},
	{"pauses", TSTZMULTIRANGEOID}, {"channel", TEXTOID}, {"fee", NUMERICOID}, {"paid_online", BOOLOID}
};

enum
{
	SERVICE_CODE, ONLINE_LEVEL, FIELD,
	N_SERVICE_COLUMNS
};

static const ParColumn service_columns[N_SERVICE_COLUMNS] = {
	{"code", TEXTOID}, {"online_level", TEXTOID}, {"field", TEXTOID}
};

static const ParColumn setting_columns[] = {{"zone", TEXTOID}};

const ParColumn par_log_columns[N_LOG_KEYS + N_CHANGES] = {
	{"agency_id", INT8OID}, {"online_level", TEXTOID}, {"field", TEXTOID}, {"service", TEXTOID}, {"day", DATEOID}, {"days_late", INT4OID},
	{"received", INT4OID}, {"online", INT4OID}, {"with_fee", INT4OID}, {"paid_online", INT4OID},
	{"pending", INT4OID}, {"overdue", INT4OID}, {"paused", INT4OID}, {"no_deadline", INT4OID},
	{"early", INT4OID}, {"on_time", INT4OID}, {"late", INT4OID}, {"finished_no_deadline", INT4OID}
};

/*
 * What a dossier is counted by: its service, with the level and field of it.
 */
typedef struct ServiceKind
{
	text	   *level;
	text	   *field;
	text	   *code;
} ServiceKind;

/*
 * A service as it was found, with the number of its kind: its own.
 */
typedef struct Service
{
	text	   *code;
	int			kind;
	uint32		hash;
	char		status;
} Service;

typedef struct Key
{
	int64		agency;
	int32		kind;
	DateADT		day;
	int32		days_late;
	int32		zero;			/* so that all bytes are said */
} Key;

typedef struct Entry
{
	Key			key;
	int32		change[N_CHANGES];
	uint32		hash;
	char		status;
} Entry;

static inline bool
same_text(const text *a, const text *b)
{
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

#define SH_PREFIX services
#define SH_ELEMENT_TYPE Service
#define SH_KEY_TYPE text *
#define SH_KEY code
#define SH_HASH_KEY(table, key) hash_bytes((unsigned char *) VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key))
#define SH_EQUAL(table, a, b) same_text(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(table, element) (element)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#define SH_PREFIX entries
#define SH_ELEMENT_TYPE Entry
#define SH_KEY_TYPE Key
#define SH_KEY key
#define SH_HASH_KEY(table, key) hash_bytes((unsigned char *) &(key), sizeof(Key))
#define SH_EQUAL(table, a, b) (memcmp(&(a), &(b), sizeof(Key)) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(table, element) (element)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/*
 * What one statement does.
 */
typedef struct Statement
{
	Relation	dossiers;
	Oid			owner;
	ParPlace	place;
	Snapshot	snapshot;
	const pg_tz *zone;
	AttrNumber	column[N_DOSSIER_COLUMNS];

	Relation	service;
	Oid			service_index;	/* of its primary key */
	AttrNumber	service_column[N_SERVICE_COLUMNS];
	services_hash *services;
	ServiceKind *kinds;
	int			n_kinds;
	int			max_kinds;

	entries_hash *entries;
	MemoryContext context;		/* of all this */
	MemoryContext row_context;	/* reset for each row */
} Statement;

/* ----------
 * Tables
 * ----------
 */

void
par_find_columns(Relation rel, const ParColumn *columns, int n, AttrNumber *found)
{
	TupleDesc	desc = RelationGetDescr(rel);
	int			a = -1;
	int			i;

	for (i = 0; i < n; i++)
	{
		int			tried;

		/* Each is looked for after the one before it: most tables have them in this order. */
		for (tried = 0; tried < desc->natts; tried++)
		{
			Form_pg_attribute att;

			a = (a + 1) % desc->natts;
			att = TupleDescAttr(desc, a);
			if (!att->attisdropped && strcmp(NameStr(att->attname), columns[i].name) == 0)
				break;
		}
		if (tried == desc->natts || TupleDescAttr(desc, a)->atttypid != columns[i].type)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("table \"%s\" has no column \"%s\" of type %s",
							RelationGetRelationName(rel), columns[i].name, format_type_be(columns[i].type)),
					 errhint("The tables of a model are as create_model makes them.")));
		found[i] = a + 1;
	}
}

/* ----------
 * Places
 *
 * Citus names a shard after its table and a number; its catalogue pg_dist_shard
 * says which shards have the same values of the distribution column.  Those of
 * a table that every server has have none.
 * ----------
 */

#define SHARD_CATALOG	"pg_dist_shard"

/*
 * The number at the end of a shard's name, and the table that it is of; 0 if the
 * name is none of a shard.
 */
static int64
shard_number(Oid relid, Oid schema, Oid *table)
{
	char	   *name = get_rel_name(relid);
	char	   *mark = name == NULL ? NULL : strrchr(name, '_');
	char	   *end;
	int64		number;

	if (mark == NULL || mark[1] < '1' || mark[1] > '9')
		return 0;
	errno = 0;
	number = strtoll(mark + 1, &end, 10);
	if (*end != '\0' || errno != 0)
		return 0;
	*mark = '\0';
	*table = get_relname_relid(name, schema);
	return OidIsValid(*table) && OidIsValid(get_relname_relid(SHARD_CATALOG, PG_CATALOG_NAMESPACE)) ? number : 0;
}

/*
 * The shard of `wanted` that lies beside shard `number` of `table`; InvalidOid if
 * that is no shard, or has none beside it.
 */
static Oid
shard_beside(int64 number, Oid table, Oid wanted, Oid schema)
{
	static const Oid types[] = {INT8OID, OIDOID, OIDOID};
	Datum		values[] = {Int64GetDatum(number), ObjectIdGetDatum(table), ObjectIdGetDatum(wanted)};
	Oid			found = InvalidOid;

	SPI_connect();
	if (SPI_execute_with_args("SELECT s.shardid FROM pg_catalog." SHARD_CATALOG " m JOIN pg_catalog." SHARD_CATALOG " s"
							  " ON s.logicalrelid OPERATOR(pg_catalog.=) $3 AND (s.shardminvalue IS NULL OR s.shardminvalue OPERATOR(pg_catalog.=) m.shardminvalue)"
							  " WHERE m.shardid OPERATOR(pg_catalog.=) $1 AND m.logicalrelid OPERATOR(pg_catalog.=) $2",
							  lengthof(types), (Oid *) types, values, NULL, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "the catalogue of shards cannot be read");
	if (SPI_processed == 1)
		found = get_relname_relid(psprintf("%s_%s", get_rel_name(wanted), SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1)), schema);
	SPI_finish();
	return found;
}

ParPlace
par_place_of(Oid relid)
{
	ParPlace	place = {get_rel_namespace(relid), InvalidOid};
	Oid			table;
	int64		number = shard_number(relid, place.schema, &table);

	if (number != 0 && shard_beside(number, table, table, place.schema) == relid)
		place.shard = relid;
	return place;
}

/*
 * The shard of a table of the place.  What is found once is kept, for a statement
 * of one row should not ask the catalogue again: a shard is never beside
 * others later, and where one is gone its number is not given again.
 */
static Oid
shard_at(const ParPlace *place, const char *name)
{
	typedef struct Known
	{
		struct
		{
			Oid			shard;
			NameData	name;
		}			key;
		NameData	found_name;
		Oid			found;
	} Known;
	static HTAB *known = NULL;
	Known		key = {0};
	Known	   *entry;
	char	   *now;
	bool		is_known;

	if (known == NULL)
	{
		HASHCTL		control = {.keysize = sizeof(key.key), .entrysize = sizeof(Known)};

		known = hash_create("shards beside shards", 64, &control, HASH_ELEM | HASH_BLOBS);
	}
	key.key.shard = place->shard;
	namestrcpy(&key.key.name, name);
	entry = hash_search(known, &key.key, HASH_FIND, NULL);
	if (entry == NULL || (now = get_rel_name(entry->found)) == NULL || strcmp(now, NameStr(entry->found_name)) != 0 ||
		get_rel_namespace(entry->found) != place->schema)
	{
		/* What every server has of agency, service and setting goes by other names. */
		Oid			wanted = get_relname_relid(strncmp(name, "dossier", 7) == 0 ? name : psprintf("dossier_%s", name), place->schema);
		Oid			table;
		int64		number = shard_number(place->shard, place->schema, &table);
		Oid			found = number != 0 && OidIsValid(wanted) ? shard_beside(number, table, wanted, place->schema) : InvalidOid;

		if (!OidIsValid(found))
			return InvalidOid;
		entry = hash_search(known, &key.key, HASH_ENTER, &is_known);
		entry->found = found;
		namestrcpy(&entry->found_name, get_rel_name(found));
	}
	return entry->found;
}

Oid
par_table_at(const ParPlace *place, const char *name)
{
	return OidIsValid(place->shard) ? shard_at(place, name) : get_relname_relid(name, place->schema);
}

Relation
par_open_at(const ParPlace *place, const char *name, LOCKMODE lockmode, Oid role, AclMode right)
{
	Oid			relid = par_table_at(place, name);
	Relation	rel;

	if (!OidIsValid(relid))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no table \"%s\" in schema \"%s\"", name, get_namespace_name(place->schema)),
				 errhint("The tables of a model are as create_model makes them.")));
	rel = table_open(relid, lockmode);
	if (rel->rd_rel->relkind != RELKIND_RELATION && rel->rd_rel->relkind != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is not a table", name)));
	if (pg_class_aclmask(relid, role, right, ACLMASK_ALL) != right)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for table %s", name),
				 role == GetUserId() ? 0 : errdetail("The owner of the table with the trigger needs the right.")));
	return rel;
}

/*
 * table_beside(shard, name)
 */
Datum
par_table_beside(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	ParPlace	place = par_place_of(relid);
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Oid			found = OidIsValid(place.shard) && strlen(name) < NAMEDATALEN ? par_table_at(&place, name) : InvalidOid;

	if (!OidIsValid(found))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no shard of a table \"%s\" lies there", name)));
	PG_RETURN_OID(found);
}

/*
 * table_of(NULL::some_table): the table of a row type, by which a body that is
 * parsed names the table itself, whatever it is called later.
 */
Datum
par_table_of(PG_FUNCTION_ARGS)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, 0);
	Oid			found = OidIsValid(type) ? get_typ_typrelid(type) : InvalidOid;

	if (!OidIsValid(found))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is no row of a table", OidIsValid(type) ? format_type_be(type) : "the argument")));
	PG_RETURN_OID(found);
}

/*
 * A table beside the dossiers, with the rights of their owner.
 */
static Relation
open_beside(Statement *st, const char *name, LOCKMODE lockmode, AclMode right)
{
	return par_open_at(&st->place, name, lockmode, st->owner, right);
}

/*
 * The rows of the setting table: there is one.
 */
static const pg_tz *
read_zone(Statement *st)
{
	Relation	setting = open_beside(st, "setting", AccessShareLock, ACL_SELECT);
	const pg_tz *zone = NULL;
	AttrNumber	column;
	SysScanDesc scan;
	HeapTuple	tuple;

	par_find_columns(setting, setting_columns, lengthof(setting_columns), &column);
	scan = systable_beginscan(setting, InvalidOid, false, st->snapshot, 0, NULL);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
	{
		bool		isnull;
		Datum		name = heap_getattr(tuple, column, RelationGetDescr(setting), &isnull);

		if (!isnull)
			zone = par_zone(DatumGetTextPP(name));
	}
	systable_endscan(scan);
	table_close(setting, AccessShareLock);
	if (zone == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"setting\" in schema \"%s\" says no zone", get_namespace_name(st->place.schema))));
	return zone;
}

static int
new_kind(Statement *st, text *level, text *field, text *code)
{
	if (st->n_kinds == st->max_kinds)
	{
		st->max_kinds *= 2;
		st->kinds = repalloc(st->kinds, st->max_kinds * sizeof(ServiceKind));
	}
	st->kinds[st->n_kinds].level = level;
	st->kinds[st->n_kinds].field = field;
	st->kinds[st->n_kinds].code = code;
	return st->n_kinds++;
}

/*
 * Keep a service, of whose row these are the columns.
 */
static Service *
keep_service(Statement *st, services_hash *services, const Datum *value, const bool *isnull)
{
	MemoryContext old = MemoryContextSwitchTo(st->context);
	text	   *copy[N_SERVICE_COLUMNS];
	Service    *service;
	bool		known;
	int			i;

	for (i = 0; i < N_SERVICE_COLUMNS; i++)
	{
		if (isnull[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("\"%s\" of a service must not be NULL", service_columns[i].name)));
		copy[i] = DatumGetTextPCopy(value[i]);
	}
	service = services_insert(services, copy[SERVICE_CODE], &known);
	service->kind = new_kind(st, copy[ONLINE_LEVEL], copy[FIELD], copy[SERVICE_CODE]);
	MemoryContextSwitchTo(old);
	return service;
}

/*
 * The number of the kind of a service, by its code.
 */
static int
kind_of_service(Statement *st, text *code)
{
	Service    *service;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	Datum		value[N_SERVICE_COLUMNS];
	bool		isnull[N_SERVICE_COLUMNS];
	int			i;

	service = services_lookup(st->services, code);
	if (service != NULL)
		return service->kind;

	ScanKeyEntryInitialize(&key, 0, st->service_column[SERVICE_CODE], BTEqualStrategyNumber, InvalidOid,
						   TupleDescAttr(RelationGetDescr(st->service), st->service_column[SERVICE_CODE] - 1)->attcollation,
						   F_TEXTEQ, PointerGetDatum(code));
	scan = systable_beginscan(st->service, st->service_index, OidIsValid(st->service_index), st->snapshot, 1, &key);
	tuple = systable_getnext(scan);
	if (!HeapTupleIsValid(tuple))
		ereport(ERROR,
				(errcode(ERRCODE_FOREIGN_KEY_VIOLATION),
				 errmsg("there is no service \"%s\"", par_shown_text(code))));
	for (i = 0; i < N_SERVICE_COLUMNS; i++)
		value[i] = heap_getattr(tuple, st->service_column[i], RelationGetDescr(st->service), &isnull[i]);
	service = keep_service(st, st->services, value, isnull);
	systable_endscan(scan);
	return service->kind;
}

/* ----------
 * Rows
 * ----------
 */

#define MAX_ENTRIES		300000	/* some 60 MB */

static void write_log(Statement *st);

/*
 * Add the events of a dossier, or take them away.
 */
static void
count_row(Statement *st, TupleTableSlot *slot, int sign)
{
	MemoryContext old = MemoryContextSwitchTo(st->row_context);
	Datum		value[N_DOSSIER_COLUMNS];
	bool		isnull[N_DOSSIER_COLUMNS];
	Key			key = {0};
	ParDossier	dossier;
	ParEvent	event;
	TimestampTz due;
	TimestampTz finished;
	int			i;

	MemoryContextReset(st->row_context);
	for (i = 0; i < N_DOSSIER_COLUMNS; i++)
	{
		value[i] = slot_getattr(slot, st->column[i], &isnull[i]);
		if (isnull[i] && i != DUE_AT && i != FINISHED_AT)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("\"%s\" of a dossier is NULL", dossier_columns[i].name)));
	}
	/* An instant that is NULL must not be read: on 32 bits it is a pointer. */
	due = isnull[DUE_AT] ? 0 : DatumGetTimestampTz(value[DUE_AT]);
	finished = isnull[FINISHED_AT] ? 0 : DatumGetTimestampTz(value[FINISHED_AT]);
	key.agency = DatumGetInt64(value[AGENCY]);
	key.kind = kind_of_service(st, DatumGetTextPP(value[SERVICE]));

	par_dossier_open(&dossier, st->zone, DatumGetTimestampTz(value[RECEIVED_AT]),
					 isnull[DUE_AT] ? NULL : &due, isnull[FINISHED_AT] ? NULL : &finished,
					 DatumGetMultirangeTypeP(value[PAUSES]));
	while (par_dossier_next(&dossier, &event))
	{
		Entry	   *entry;
		bool		known;

		key.day = event.day;
		key.days_late = event.change[EVENT_DAYS_LATE];
		entry = entries_insert(st->entries, key, &known);
		if (!known)
			memset(entry->change, 0, sizeof(entry->change));
		if (event.change[EVENT_RECEIVED] != 0)
		{
			text	   *channel = DatumGetTextPP(value[CHANNEL]);

			entry->change[LOG_RECEIVED] += sign;
			if (VARSIZE_ANY_EXHDR(channel) == 6 && memcmp(VARDATA_ANY(channel), "online", 6) == 0)
				entry->change[LOG_ONLINE] += sign;
			if (par_numeric_cmp(DatumGetNumeric(value[FEE]), int64_to_numeric(0)) > 0)
				entry->change[LOG_WITH_FEE] += sign;
			if (DatumGetBool(value[PAID_ONLINE]))
				entry->change[LOG_PAID_ONLINE] += sign;
		}
		for (i = EVENT_PENDING; i <= EVENT_FINISHED_NO_DEADLINE; i++)
			entry->change[LOG_EVENTS + i - EVENT_PENDING] += sign * event.change[i];
	}
	MemoryContextSwitchTo(old);
	if (unlikely(st->entries->members >= MAX_ENTRIES))
		write_log(st);
}

/*
 * A slot for the rows of a transition table, which is at its first row then.
 */
static TupleTableSlot *
open_transition(Tuplestorestate *rows, TupleDesc desc)
{
	if (rows == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("the trigger has no transition tables"),
				 errhint("Create it with REFERENCING OLD TABLE and NEW TABLE, as far as the event has them.")));

	/* Other triggers read the same rows at a place of their own. */
	tuplestore_select_read_pointer(rows, tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND));
	tuplestore_rescan(rows);
	return MakeSingleTupleTableSlot(desc, &TTSOpsMinimalTuple);
}

static void
count_transition(Statement *st, Tuplestorestate *rows, int sign)
{
	TupleTableSlot *slot = open_transition(rows, RelationGetDescr(st->dossiers));

	while (tuplestore_gettupleslot(rows, true, false, slot))
	{
		CHECK_FOR_INTERRUPTS();
		count_row(st, slot, sign);
	}
	ExecDropSingleTupleTableSlot(slot);
}

/*
 * All rows there are.
 */
static void
count_table(Statement *st, int sign)
{
	TupleTableSlot *slot = table_slot_create(st->dossiers, NULL);
	TableScanDesc scan = table_beginscan(st->dossiers, st->snapshot, 0, NULL);

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		CHECK_FOR_INTERRUPTS();
		count_row(st, slot, sign);
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
}

/* ----------
 * The log
 * ----------
 */

static bool
changes_nothing(const Entry *entry)
{
	int			i;

	for (i = 0; i < N_CHANGES; i++)
	{
		if (entry->change[i] != 0)
			return false;
	}
	return true;
}

#define LOG_BATCH	100			/* rows */

static void
write_log(Statement *st)
{
	Relation	log;
	AttrNumber	column[lengthof(par_log_columns)];
	TupleTableSlot *slots[LOG_BATCH];
	int			n_slots = 0;
	int			n = 0;
	CommandId	cid;
	entries_iterator iterator;
	Entry	   *entry;

	if (st->entries->members == 0)
		return;
	log = open_beside(st, "dossier_log", RowExclusiveLock, ACL_INSERT);
	par_find_columns(log, par_log_columns, lengthof(par_log_columns), column);
	if (log->rd_rel->relkind != RELKIND_RELATION || RelationGetNumberOfAttributes(log) != lengthof(par_log_columns) || log->rd_rel->relhasindex ||
		(RelationGetDescr(log)->constr && RelationGetDescr(log)->constr->num_check > 0))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"dossier_log\" has more columns, an index or a CHECK constraint"),
				 errhint("Rows are only appended to it; put such things elsewhere.")));

	cid = GetCurrentCommandId(true);
	entries_start_iterate(st->entries, &iterator);
	do
	{
		entry = entries_iterate(st->entries, &iterator);
		if (entry != NULL && !changes_nothing(entry))
		{
			TupleTableSlot *slot;
			Datum	   *values;
			int			i;

			if (n == n_slots)
				slots[n_slots++] = table_slot_create(log, NULL);
			slot = ExecClearTuple(slots[n++]);
			values = slot->tts_values;
			memset(slot->tts_isnull, false, lengthof(par_log_columns));
			values[column[LOG_AGENCY] - 1] = Int64GetDatum(entry->key.agency);
			values[column[LOG_LEVEL] - 1] = PointerGetDatum(st->kinds[entry->key.kind].level);
			values[column[LOG_FIELD] - 1] = PointerGetDatum(st->kinds[entry->key.kind].field);
			values[column[LOG_SERVICE] - 1] = PointerGetDatum(st->kinds[entry->key.kind].code);
			values[column[LOG_DAY] - 1] = DateADTGetDatum(entry->key.day);
			values[column[LOG_DAYS_LATE] - 1] = Int32GetDatum(entry->key.days_late);
			for (i = 0; i < N_CHANGES; i++)
				values[column[N_LOG_KEYS + i] - 1] = Int32GetDatum(entry->change[i]);
			ExecStoreVirtualTuple(slot);
		}
		if (n == LOG_BATCH || (entry == NULL && n > 0))
		{
			table_multi_insert(log, slots, n, cid, 0, NULL);
			n = 0;
		}
	} while (entry != NULL);

	while (n_slots > 0)
		ExecDropSingleTupleTableSlot(slots[--n_slots]);
	table_close(log, NoLock);
	entries_reset(st->entries);
}

/*
 * Set up what a statement on a table of the model needs.
 */
static void
begin_statement(Statement *st, Relation rel)
{
	st->context = AllocSetContextCreate(CurrentMemoryContext, "events of a statement", ALLOCSET_DEFAULT_SIZES);
	st->row_context = AllocSetContextCreate(st->context, "events of a row", ALLOCSET_SMALL_SIZES);
	st->owner = rel->rd_rel->relowner;
	if (rel->rd_rel->relispartition)
		st->place.schema = get_rel_namespace(llast_oid(get_partition_ancestors(RelationGetRelid(rel))));
	else
		st->place = par_place_of(RelationGetRelid(rel));
	st->services = services_create(st->context, 8, NULL);
	st->max_kinds = 8;
	st->kinds = MemoryContextAlloc(st->context, st->max_kinds * sizeof(ServiceKind));
	st->entries = entries_create(st->context, 8, NULL);
}

/*
 * The rows by which a dossier is counted, as they are now: what the statement
 * itself did is to be seen too.
 */
static void
begin_counting(Statement *st)
{
	CommandCounterIncrement();
	st->snapshot = RegisterSnapshot(GetLatestSnapshot());
	st->zone = read_zone(st);
	st->service = open_beside(st, "service", AccessShareLock, ACL_SELECT);
	par_find_columns(st->service, service_columns, N_SERVICE_COLUMNS, st->service_column);
	list_free(RelationGetIndexList(st->service));	/* finds the primary key */
	st->service_index = st->service->rd_pkindex;
}

static void
end_counting(Statement *st)
{
	table_close(st->service, AccessShareLock);
	UnregisterSnapshot(st->snapshot);
	write_log(st);
}

#define IS_REPLICA()	(SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA)

Datum
par_log_events(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Statement	st = {0};
	TriggerEvent event;
	MemoryContext old;

	if (!CALLED_AS_TRIGGER(fcinfo) || TRIGGER_FIRED_BY_TRUNCATE(trigger->tg_event) != TRIGGER_FIRED_BEFORE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("log_events is a trigger function for before TRUNCATE, and for after other statements")));
	event = trigger->tg_event;
	st.dossiers = trigger->tg_relation;

	/* Rows are for a subscriber, and for nobody else. */
	if (!TRIGGER_FIRED_BY_TRUNCATE(event) && TRIGGER_FIRED_FOR_STATEMENT(event) == IS_REPLICA())
		return PointerGetDatum(NULL);

	/* Each partition has a trigger of its own. */
	if (TRIGGER_FIRED_BY_TRUNCATE(event) && st.dossiers->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
		return PointerGetDatum(NULL);

	begin_statement(&st, st.dossiers);
	old = MemoryContextSwitchTo(st.context);
	par_find_columns(st.dossiers, dossier_columns, N_DOSSIER_COLUMNS, st.column);
	begin_counting(&st);

	if (TRIGGER_FIRED_BY_TRUNCATE(event))
		count_table(&st, -1);
	else if (TRIGGER_FIRED_FOR_ROW(event))
	{
		count_row(&st, trigger->tg_trigslot, TRIGGER_FIRED_BY_INSERT(event) ? 1 : -1);
		if (TRIGGER_FIRED_BY_UPDATE(event))
			count_row(&st, trigger->tg_newslot, 1);
	}
	else
	{
		if (!TRIGGER_FIRED_BY_INSERT(event))
			count_transition(&st, trigger->tg_oldtable, -1);
		if (!TRIGGER_FIRED_BY_DELETE(event))
			count_transition(&st, trigger->tg_newtable, 1);
	}

	end_counting(&st);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(st.context);
	return PointerGetDatum(NULL);
}

/*
 * log_table(relation, sign): all the dossiers of a partition come, or go.
 */
Datum
par_log_table(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	int			sign = PG_GETARG_INT32(1);
	Relation	rel = try_relation_open(relid, ShareRowExclusiveLock);
	Statement	st = {0};
	MemoryContext old;
	List	   *parts;
	ListCell   *cell;

	if (rel == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no such table")));
	if (!has_privs_of_role(GetUserId(), rel->rd_rel->relowner))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("table \"%s\" is not yours", RelationGetRelationName(rel))));
	begin_statement(&st, rel);
	if ((!rel->rd_rel->relispartition && !OidIsValid(st.place.shard)) || abs(sign) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("log_table takes a partition or a shard, and 1 or -1")));
	old = MemoryContextSwitchTo(st.context);
	parts = find_all_inheritors(relid, ShareRowExclusiveLock, NULL);
	begin_counting(&st);
	foreach(cell, parts)
	{
		st.dossiers = table_open(lfirst_oid(cell), NoLock);
		if (st.dossiers->rd_rel->relkind == RELKIND_RELATION)
		{
			par_find_columns(st.dossiers, dossier_columns, N_DOSSIER_COLUMNS, st.column);
			count_table(&st, sign);
		}
		table_close(st.dossiers, NoLock);
	}
	end_counting(&st);
	relation_close(rel, NoLock);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(st.context);
	PG_RETURN_VOID();
}

/* ----------
 * What hangs on a dossier
 * ----------
 */

enum
{
	CODE, OF_AGENCY, RECEIVED, FINISHED,
	N_TAKEN_FROM
};

static const ParColumn taken_from[N_TAKEN_FROM] = {
	{"code", TEXTOID}, {"agency_id", INT8OID}, {"received_at", TIMESTAMPTZOID}, {"finished_at", TIMESTAMPTZOID}
};

static const ParColumn taken_to[N_TAKEN_FROM] = {
	{"dossier", TEXTOID}, {"agency_id", INT8OID}, {"received_on", DATEOID}, {"finished_on", DATEOID}
};

/*
 * The calendar day of an instant.
 */
static Datum
calendar_date(TimestampTz instant, const pg_tz *zone)
{
	if (instant < MIN_INSTANT || instant >= END_INSTANT)
		return DirectFunctionCall1(timestamp_date,
								   DirectFunctionCall2(timestamptz_zone, CStringGetTextDatum(pg_get_timezone_name((pg_tz *) zone)),
													   TimestampTzGetDatum(instant)));
	return DateADTGetDatum((DateADT) (par_zone_day(instant, zone) + ZONE_FIRST_DAY));
}

/*
 * Does the primary key begin with this column?
 */
static bool
leads_key(Relation rel, AttrNumber column)
{
	bool		leads = false;

	list_free(RelationGetIndexList(rel));	/* finds the primary key */
	if (OidIsValid(rel->rd_pkindex))
	{
		Relation	index = index_open(rel->rd_pkindex, AccessShareLock);

		leads = index->rd_index->indkey.values[0] == column;
		index_close(index, NoLock);
	}
	return leads;
}

/*
 * The rows with this text, by the primary key where that begins with it.
 */
static SysScanDesc
scan_for(Relation rel, AttrNumber column, Datum value, bool by_key, Snapshot snapshot)
{
	ScanKeyData key;

	ScanKeyEntryInitialize(&key, 0, column, BTEqualStrategyNumber, InvalidOid,
						   TupleDescAttr(RelationGetDescr(rel), column - 1)->attcollation, F_TEXTEQ, value);
	return systable_beginscan(rel, rel->rd_pkindex, by_key, snapshot, 1, &key);
}

/*
 * What a row takes from the dossier of its key, if that stands in this table.
 */
static bool
take_from(Statement *st, Relation dossiers, Datum code, Datum *value, bool *isnull)
{
	AttrNumber	column[N_TAKEN_FROM];
	SysScanDesc scan;
	HeapTuple	tuple;
	int			i;

	par_find_columns(dossiers, taken_from, N_TAKEN_FROM, column);
	scan = scan_for(dossiers, column[CODE], code, leads_key(dossiers, column[CODE]), st->snapshot);
	tuple = systable_getnext(scan);
	for (i = OF_AGENCY; HeapTupleIsValid(tuple) && i < N_TAKEN_FROM; i++)
	{
		value[i] = heap_getattr(tuple, column[i], RelationGetDescr(dossiers), &isnull[i]);
		if (isnull[i])
			continue;
		if (i != OF_AGENCY)
			value[i] = calendar_date(DatumGetTimestampTz(value[i]), st->zone);
		else
			value[i] = Int64GetDatum(DatumGetInt64(value[i]));	/* of this memory, where it is a pointer */
	}
	systable_endscan(scan);
	return HeapTupleIsValid(tuple);
}

Datum
par_take_dossier(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Statement	st = {0};
	AttrNumber	column[N_TAKEN_FROM];
	Datum		value[N_TAKEN_FROM] = {0};
	bool		isnull[N_TAKEN_FROM] = {true, true, true, true};
	int			taken[N_TAKEN_FROM];
	HeapTuple	row;
	Datum		code;
	int			i;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_BEFORE(trigger->tg_event) || !TRIGGER_FIRED_FOR_ROW(trigger->tg_event) ||
		TRIGGER_FIRED_BY_DELETE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("take_dossier is a trigger function for before INSERT and UPDATE, for each row")));
	row = TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) ? trigger->tg_newtuple : trigger->tg_trigtuple;
	par_find_columns(trigger->tg_relation, taken_to, N_TAKEN_FROM, column);
	code = heap_getattr(row, column[CODE], RelationGetDescr(trigger->tg_relation), &isnull[CODE]);
	if (!isnull[CODE])
	{
		Relation	dossiers;

		st.owner = trigger->tg_relation->rd_rel->relowner;
		st.place = par_place_of(RelationGetRelid(trigger->tg_relation));
		/* A dossier of the same statement is to be seen too. */
		CommandCounterIncrement();
		PushActiveSnapshot(GetTransactionSnapshot());
		st.snapshot = GetActiveSnapshot();
		st.zone = read_zone(&st);
		dossiers = open_beside(&st, "dossier", AccessShareLock, ACL_SELECT);
		if (dossiers->rd_rel->relkind == RELKIND_RELATION)
			take_from(&st, dossiers, code, value, isnull);
		else
		{
			List	   *parts = find_all_inheritors(RelationGetRelid(dossiers), AccessShareLock, NULL);
			bool		found = false;
			ListCell   *cell;

			foreach(cell, parts)
			{
				Relation	part = table_open(lfirst_oid(cell), NoLock);

				if (!found && part->rd_rel->relkind == RELKIND_RELATION)
					found = take_from(&st, part, code, value, isnull);
				table_close(part, NoLock);
			}
			list_free(parts);
		}
		table_close(dossiers, NoLock);
		PopActiveSnapshot();
	}
	for (i = OF_AGENCY; i < N_TAKEN_FROM; i++)
		taken[i] = column[i];
	return PointerGetDatum(heap_modify_tuple_by_cols(row, RelationGetDescr(trigger->tg_relation), N_TAKEN_FROM - OF_AGENCY,
													 &taken[OF_AGENCY], &value[OF_AGENCY], &isnull[OF_AGENCY]));
}

/*
 * Does anything hang on one of the rows?  Of most statements nothing does, and they
 * are spared the query.
 */
static bool
anything_hangs(Statement *st, Tuplestorestate *rows, AttrNumber code_column)
{
	Relation	hanging = open_beside(st, "dossier_conduct", AccessShareLock, ACL_SELECT | ACL_UPDATE);
	TupleTableSlot *slot = open_transition(rows, RelationGetDescr(st->dossiers));
	bool		found;
	AttrNumber	column;

	par_find_columns(hanging, taken_to, 1, &column);
	/* A table without the key, or in partitions, is asked by the query. */
	found = !leads_key(hanging, column) || hanging->rd_rel->relkind != RELKIND_RELATION;
	while (!found && tuplestore_gettupleslot(rows, true, false, slot))
	{
		SysScanDesc scan;
		bool		isnull;
		Datum		code = slot_getattr(slot, code_column, &isnull);

		CHECK_FOR_INTERRUPTS();
		if (isnull)
			continue;
		scan = scan_for(hanging, column, code, true, st->snapshot);
		found = HeapTupleIsValid(systable_getnext(scan));
		systable_endscan(scan);
	}
	ExecDropSingleTupleTableSlot(slot);
	table_close(hanging, NoLock);
	return found;
}

/*
 * A row is taken along by an update of its key, which takes the rest anew; by the
 * key of the rows, however many there are.
 */
Datum
par_follow_dossiers(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Statement	st = {0};
	AttrNumber	column[N_TAKEN_FROM];
	bool		any;
	Oid			save_user;
	int			save_context;
	int			nest;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_AFTER(trigger->tg_event) || !TRIGGER_FIRED_FOR_STATEMENT(trigger->tg_event) ||
		!TRIGGER_FIRED_BY_UPDATE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("follow_dossiers is a trigger function for after UPDATE, for each statement")));
	st.dossiers = trigger->tg_relation;
	st.owner = st.dossiers->rd_rel->relowner;
	if (st.dossiers->rd_rel->relispartition)
		st.place.schema = get_rel_namespace(llast_oid(get_partition_ancestors(RelationGetRelid(st.dossiers))));
	else
		st.place = par_place_of(RelationGetRelid(st.dossiers));
	par_find_columns(st.dossiers, taken_from, N_TAKEN_FROM, column);

	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	st.snapshot = GetActiveSnapshot();
	any = anything_hangs(&st, trigger->tg_newtable, column[CODE]);
	if (any)
		st.zone = read_zone(&st);
	PopActiveSnapshot();
	if (!any)
		return PointerGetDatum(NULL);

	GetUserIdAndSecContext(&save_user, &save_context);
	SetUserIdAndSecContext(st.owner, save_context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	nest = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	(void) set_config_option("enable_hashjoin", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	(void) set_config_option("enable_mergejoin", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	if (SPI_connect() != SPI_OK_CONNECT || SPI_register_trigger_data(trigger) != SPI_OK_TD_REGISTER)
		elog(ERROR, "the rows of the statement cannot be read");
	{
		static const Oid types[] = {TEXTOID};
		Datum		zone = CStringGetTextDatum(pg_get_timezone_name((pg_tz *) st.zone));
		Oid			hanging = par_table_at(&st.place, "dossier_conduct");

		if (SPI_execute_with_args(psprintf("UPDATE %s c SET dossier = n.code"
										   " FROM (SELECT d.code, d.agency_id, (d.received_at AT TIME ZONE $1)::date AS received_on, (d.finished_at AT TIME ZONE $1)::date AS finished_on FROM %s d) n"
										   " WHERE c.dossier = n.code AND (c.agency_id, c.received_on, c.finished_on) IS DISTINCT FROM (n.agency_id, n.received_on, n.finished_on)",
										   quote_qualified_identifier(get_namespace_name(get_rel_namespace(hanging)), get_rel_name(hanging)),
										   quote_identifier(trigger->tg_trigger->tgnewtable)),
								  lengthof(types), (Oid *) types, &zone, NULL, false, 0) != SPI_OK_UPDATE)
			elog(ERROR, "what hangs on dossiers cannot be updated");
	}
	SPI_finish();
	AtEOXact_GUC(false, nest);
	SetUserIdAndSecContext(save_user, save_context);
	return PointerGetDatum(NULL);
}

/* ----------
 * Services that change
 * ----------
 */

static void
read_service(Statement *st, TupleTableSlot *slot, services_hash *services)
{
	Datum		value[N_SERVICE_COLUMNS];
	bool		isnull[N_SERVICE_COLUMNS];
	int			i;

	for (i = 0; i < N_SERVICE_COLUMNS; i++)
		value[i] = slot_getattr(slot, st->service_column[i], &isnull[i]);
	keep_service(st, services, value, isnull);
}

static void
read_services(Statement *st, Tuplestorestate *rows, services_hash *services)
{
	TupleTableSlot *slot = open_transition(rows, RelationGetDescr(st->service));

	while (tuplestore_gettupleslot(rows, true, false, slot))
		read_service(st, slot, services);
	ExecDropSingleTupleTableSlot(slot);
}

/*
 * Forget the services whose level and field are the same before and after; what is
 * left in `before` has moved.
 */
static void
forget_unmoved(const ServiceKind *kinds, services_hash *before, services_hash *after)
{
	services_iterator iterator;
	Service    *service;

	services_start_iterate(after, &iterator);
	while ((service = services_iterate(after, &iterator)) != NULL)
	{
		Service    *was = services_lookup(before, service->code);

		if (was != NULL && same_text(kinds[was->kind].level, kinds[service->kind].level) &&
			same_text(kinds[was->kind].field, kinds[service->kind].field))
			services_delete(before, service->code);
	}
}

/*
 * The dossiers of services that moved, under their old kind and their new one.
 */
static void
count_moved(Statement *st, Relation dossiers, services_hash *before, services_hash *after)
{
	TupleTableSlot *slot = table_slot_create(dossiers, NULL);
	TableScanDesc scan = table_beginscan(dossiers, st->snapshot, 0, NULL);

	par_find_columns(dossiers, dossier_columns, N_DOSSIER_COLUMNS, st->column);
	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		bool		isnull;
		Datum		code = slot_getattr(slot, st->column[SERVICE], &isnull);

		CHECK_FOR_INTERRUPTS();
		if (isnull || services_lookup(before, DatumGetTextPP(code)) == NULL)
			continue;
		st->services = before;
		count_row(st, slot, -1);
		st->services = after;
		count_row(st, slot, 1);
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
}

Datum
par_log_moves(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Statement	st = {0};
	services_hash *before;
	services_hash *after;
	MemoryContext old;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_AFTER(trigger->tg_event) || !TRIGGER_FIRED_BY_UPDATE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("log_moves is a trigger function for after UPDATE")));
	if (TRIGGER_FIRED_FOR_STATEMENT(trigger->tg_event) == IS_REPLICA())
		return PointerGetDatum(NULL);
	st.service = trigger->tg_relation;
	begin_statement(&st, st.service);
	old = MemoryContextSwitchTo(st.context);
	par_find_columns(st.service, service_columns, N_SERVICE_COLUMNS, st.service_column);
	before = st.services;
	after = services_create(st.context, 8, NULL);
	if (TRIGGER_FIRED_FOR_ROW(trigger->tg_event))
	{
		read_service(&st, trigger->tg_trigslot, before);
		read_service(&st, trigger->tg_newslot, after);
	}
	else
	{
		read_services(&st, trigger->tg_oldtable, before);
		read_services(&st, trigger->tg_newtable, after);
	}
	forget_unmoved(st.kinds, before, after);

	if (before->members > 0)
	{
		Relation	dossiers = open_beside(&st, "dossier", ShareRowExclusiveLock, ACL_SELECT);
		List	   *parts = find_all_inheritors(RelationGetRelid(dossiers), ShareRowExclusiveLock, NULL);
		ListCell   *cell;

		/* Whoever wrote dossiers before has ended: read what they wrote. */
		CommandCounterIncrement();
		st.snapshot = RegisterSnapshot(GetLatestSnapshot());
		st.zone = read_zone(&st);
		foreach(cell, parts)
		{
			Relation	part = table_open(lfirst_oid(cell), NoLock);

			if (part->rd_rel->relkind == RELKIND_RELATION)
				count_moved(&st, part, before, after);
			table_close(part, NoLock);
		}
		UnregisterSnapshot(st.snapshot);
		table_close(dossiers, NoLock);
		write_log(&st);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(st.context);
	return PointerGetDatum(NULL);
}
