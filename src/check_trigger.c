/*-------------------------------------------------------------------------
 *
 * check_trigger.c
 *		The trigger functions of ready tables: checks that take other rows, and
 *		columns that are taken from a parent's row.
 *
 * What this room promises:
 *
 * - check_rows() asks a function of the user's, which returns the faults of a
 *	 model, about the rows that a statement has changed, and raises the first
 *	 fault in its own words (23514, the fault's name as the constraint).
 *	 Where only rows of some parents can be at fault, those in which a column of
 *	 the parent is not NULL, it asks nothing while a statement has none of them.
 * - take_from_parent() fills in columns that a row leaves NULL, or whose key it
 *	 changes, from the row of another table; no such row is an error (23503).
 * - Names follow the objects.  The function and the parent stand in the schema
 *	 of the table that the trigger was made on, found by the table itself, so
 *	 a copy of a model in a renamed schema checks itself and no other.
 * - Both work for a role that may only insert, and row policies hide nothing
 *	 from them: like the server's foreign keys they run as the table's owner.
 *	 In turn they run nothing but what that owner has written: the function
 *	 and the parent must be his.
 *
 *	 A trigger may be made by anybody with the TRIGGER privilege on the table.
 *	 So check_rows() calls only a STABLE function without arguments, in the
 *	 schema of the table, of the form of a fault list, and shows what such a
 *	 list is there to show; and take_from_parent() uses the owner's rights
 *	 only where a foreign key, which only the owner can make, demands that the
 *	 columns equal those of the parent.  Elsewhere it reads with the rights of
 *	 whoever writes the row.
 * - No name is looked up on the caller's path, and the settings that a function
 *	 changes are restored.
 *
 *-------------------------------------------------------------------------
 */
#include "par_index.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "optimizer/plancat.h"
#include "storage/lmgr.h"
#include "utils/datum.h"
#include "utils/float.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

/*
 * A statement that changes more than this share of its table's rows is checked
 * by one pass over all faults, others changed row by changed row: that costs
 * some ten times as much for a row.
 */
#define MANY_ROWS		0.1
#define FEW_ROWS		100		/* are never many */

#define MAX_COLUMNS		(FUNC_MAX_ARGS - 1)

PG_FUNCTION_INFO_V1(par_check_rows);
PG_FUNCTION_INFO_V1(par_take_from_parent);

/*
 * A column of the trigger's table, and its counterpart.
 */
typedef struct ColumnPair
{
	AttrNumber	column;
	bool		byval;
	int16		length;
	AttrNumber	other;			/* of the parent */
} ColumnPair;

/*
 * What a trigger's definition means now, and the plan of its query.  It holds
 * until any definition in the catalogs that it could rest on changes.
 */
typedef struct TriggerPlan
{
	Oid			trigger;		/* hash key */
	uint64		made;			/* at this count of definitions; 0 if not made */
	int			running;		/* calls in progress, which use all below */
	MemoryContext context;		/* of what is pointed to */
	SPIPlanPtr	plan;			/* or NULL */
	char	   *query;			/* of the plan */
	char	   *query_many;		/* planned for each statement, or NULL */
	Oid			user;			/* as whom it runs, or InvalidOid */
	int			npairs;
	ColumnPair *pairs;			/* for take_from_parent, the first is the key */
	Oid		   *types;			/* of the first columns */
	char	   *parent_name;
	Oid			parent;
	Oid			foreign_key;	/* that the row would violate, or InvalidOid */
	Oid			index;			/* unique, of the parent's key; if it can be used, there is no plan */
	ScanKeyData scan_key;
	ColumnPair	asked;			/* for check_rows: of a parent's key, and ... */
	AttrNumber	asked_if;		/* the parent's column that is not NULL; 0: ask always */
} TriggerPlan;

static HTAB *plans = NULL;

/* Counts changes of definitions. */
static uint64 definitions = 1;

static void
relation_changed(Datum arg, Oid relid)
{
	definitions++;
}

static void
object_changed(Datum arg, int cacheid, uint32 hashvalue)
{
	definitions++;
}

static TriggerData *
trigger_data(FunctionCallInfo fcinfo)
{
	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("trigger functions can only be called as triggers")));
	return (TriggerData *) fcinfo->context;
}

/*
 * The entry of a trigger.  It is to be made if entry->made is 0.
 */
static TriggerPlan *
find_plan(const Trigger *trigger)
{
	TriggerPlan *entry;
	bool		found;

	if (plans == NULL)
	{
		HASHCTL		ctl = {0};

		ctl.keysize = sizeof(Oid);
		ctl.entrysize = sizeof(TriggerPlan);
		plans = hash_create("par_index triggers", 64, &ctl, HASH_ELEM | HASH_BLOBS);
		CacheRegisterRelcacheCallback(relation_changed, (Datum) 0);
		CacheRegisterSyscacheCallback(PROCOID, object_changed, (Datum) 0);
		CacheRegisterSyscacheCallback(NAMESPACEOID, object_changed, (Datum) 0);
	}
	entry = hash_search(plans, &trigger->tgoid, HASH_ENTER, &found);
	if (!found)
	{
		memset((char *) entry + sizeof(Oid), 0, sizeof(TriggerPlan) - sizeof(Oid));
		return entry;
	}
	if (unlikely(entry->made != definitions))
	{
		/*
		 * A call in progress, within which this one runs, goes on with what
		 * it has; nobody else will, so that it is lost to the session.
		 */
		if (entry->running == 0)
		{
			if (entry->plan != NULL)
				SPI_freeplan(entry->plan);
			if (entry->context != NULL)
				MemoryContextDelete(entry->context);
		}
		entry->made = 0;
		entry->plan = NULL;
		entry->context = NULL;
	}
	return entry;
}

/*
 * The definition of the trigger is at fault.
 */
static void
bad_definition(const TriggerData *trigdata, int sqlstate, const char *detail, const char *hint)
{
	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg("invalid definition of trigger \"%s\" on relation \"%s\"",
					trigdata->tg_trigger->tgname, RelationGetRelationName(trigdata->tg_relation)),
			 errdetail_internal("%s", detail),
			 errhint("%s", hint),
			 errtable(trigdata->tg_relation)));
}

/*
 * The table that the trigger was made on: the one that it fires on, or for a
 * row of a partition the one above that the trigger was inherited from.
 */
static void
find_home(const TriggerData *trigdata, Oid *schema, Oid *owner)
{
	Oid			relid = RelationGetRelid(trigdata->tg_relation);
	Oid			trigger = trigdata->tg_trigger->tgoid;
	HeapTuple	tuple;

	if (trigdata->tg_relation->rd_rel->relispartition && TRIGGER_FIRED_FOR_ROW(trigdata->tg_event))
	{
		Relation	catalog = table_open(TriggerRelationId, AccessShareLock);

		while (OidIsValid(trigger))
		{
			ScanKeyData key;
			SysScanDesc scan;

			ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(trigger));
			scan = systable_beginscan(catalog, TriggerOidIndexId, true, NULL, 1, &key);
			tuple = systable_getnext(scan);
			if (!HeapTupleIsValid(tuple))
				elog(ERROR, "could not find tuple for trigger %u", trigger);
			relid = ((Form_pg_trigger) GETSTRUCT(tuple))->tgrelid;
			trigger = ((Form_pg_trigger) GETSTRUCT(tuple))->tgparentid;
			systable_endscan(scan);
		}
		table_close(catalog, AccessShareLock);
	}

	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", relid);
	*schema = ((Form_pg_class) GETSTRUCT(tuple))->relnamespace;
	*owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
}

/*
 * Split an argument "a=b" at its first "="; "a" stands for "a=a".
 */
static void
split_argument(const char *argument, char **left, char **right)
{
	char	   *sign;

	*left = pstrdup(argument);
	*right = *left;
	sign = strchr(*left, '=');
	if (sign != NULL)
	{
		*sign = '\0';
		*right = sign + 1;
	}
}

/*
 * The column of that name in a row type; NULL if it has none.
 */
static Form_pg_attribute
find_column(TupleDesc desc, const char *name)
{
	int			i;

	for (i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);

		if (!column->attisdropped && strcmp(NameStr(column->attname), name) == 0)
			return column;
	}
	return NULL;
}

/*
 * The column of that name in the trigger's table.
 */
static Form_pg_attribute
own_column(const TriggerData *trigdata, const char *name, const char *hint)
{
	Form_pg_attribute column = find_column(RelationGetDescr(trigdata->tg_relation), name);

	if (column == NULL)
		bad_definition(trigdata, ERRCODE_UNDEFINED_COLUMN,
					   psprintf("The relation has no column \"%s\".", name), hint);
	return column;
}

static void
set_pair(TriggerPlan *entry, int i, Form_pg_attribute column, AttrNumber other)
{
	entry->pairs[i].column = column->attnum;
	entry->pairs[i].byval = column->attbyval;
	entry->pairs[i].length = column->attlen;
	entry->pairs[i].other = other;
	entry->types[i] = column->atttypid;
}

static void
make_room(TriggerPlan *entry, int npairs)
{
	entry->context = AllocSetContextCreate(CacheMemoryContext, "par_index trigger", ALLOCSET_SMALL_SIZES);
	entry->npairs = npairs;
	entry->pairs = MemoryContextAllocZero(entry->context, (npairs + 1) * sizeof(ColumnPair));
	entry->types = MemoryContextAllocZero(entry->context, (npairs + 1) * sizeof(Oid));
	entry->index = InvalidOid;
	entry->asked_if = 0;
}

/*
 * Run a plan of the entry's query.  As in the server's foreign keys, it sees
 * what the statement has done so far, whatever snapshot the statement has.
 */
static void
execute(TriggerPlan *entry, SPIPlanPtr plan, Datum *values, long limit)
{
	volatile int result = 0;

	entry->running++;
	PG_TRY();
	{
		result = SPI_execute_snapshot(plan, values, NULL, InvalidSnapshot, InvalidSnapshot, false, false, limit);
	}
	PG_CATCH();
	{
		entry->running--;
		PG_RE_THROW();
	}
	PG_END_TRY();
	entry->running--;
	if (result != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_snapshot returned %s", SPI_result_code_string(result));
}

/*
 * Run one of the entry's queries as entry->user, with the values of the first
 * columns as its parameters; `changed` is the trigger's data where the query
 * reads a transition table.  The caller is connected to SPI.
 */
static void
run_query(TriggerPlan *entry, const char *query, int nvalues, Datum *values, TriggerData *changed, long limit)
{
	bool		keep = query == entry->query;
	SPIPlanPtr	plan = keep ? entry->plan : NULL;
	Oid			save_user;
	int			save_context;
	int			result;

	GetUserIdAndSecContext(&save_user, &save_context);
	if (OidIsValid(entry->user))
		SetUserIdAndSecContext(entry->user, save_context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);

	if (changed != NULL)
	{
		result = SPI_register_trigger_data(changed);
		if (result != SPI_OK_TD_REGISTER)
			elog(ERROR, "SPI_register_trigger_data returned %s", SPI_result_code_string(result));
	}
	if (plan == NULL)
	{
		plan = SPI_prepare_cursor(query, nvalues, entry->types, CURSOR_OPT_GENERIC_PLAN);
		if (plan == NULL)
			elog(ERROR, "SPI_prepare returned %s for %s", SPI_result_code_string(SPI_result), query);
		if (keep)
		{
			SPI_keepplan(plan);
			entry->plan = plan;
		}
	}

	execute(entry, plan, values, limit);

	SetUserIdAndSecContext(save_user, save_context);
}

/* ----------------------------------------------------------------
 * check_rows: arguments 'function', 'fault_column[=row_column]', ...
 * ----------------------------------------------------------------
 */
#define CHECK_USAGE "check_rows takes the name of a function that lists faults, and the columns by which " \
	"a fault belongs to a row: 'answer_faults', 'response_id', 'question=question_id'; and last, where only rows can be " \
	"at fault whose parent has a column that is not NULL, 'agency_id=agency.id:valid_to'."

/*
 * The columns that every list of faults has, in the order of the query.
 */
static const char *const fault_columns[] = {"fault", "key", "message_en", "message_vi", "hint"};

/*
 * The transition table that a statement trigger reads: the rows as they are
 * now, and if there are none of these, as they were.
 */
static const char *
transition_table(const TriggerData *trigdata, Tuplestorestate **rows)
{
	bool		new_rows = trigdata->tg_trigger->tgnewtable != NULL;

	*rows = new_rows ? trigdata->tg_newtable : trigdata->tg_oldtable;
	return new_rows ? trigdata->tg_trigger->tgnewtable : trigdata->tg_trigger->tgoldtable;
}

/*
 * Find the function that lists the faults, and its row type.
 */
static TupleDesc
find_fault_list(const TriggerData *trigdata, Oid schema, Oid owner)
{
	const char *name = trigdata->tg_trigger->tgargs[0];
	const char *shown = quote_qualified_identifier(get_namespace_name(schema), name);
	HeapTuple	tuple;
	Form_pg_proc function;
	TupleDesc	desc;
	int			i;

	tuple = SearchSysCache3(PROCNAMEARGSNSP, CStringGetDatum(name),
							PointerGetDatum(buildoidvector(NULL, 0)), ObjectIdGetDatum(schema));
	if (!HeapTupleIsValid(tuple))
		bad_definition(trigdata, ERRCODE_UNDEFINED_FUNCTION,
					   psprintf("Function %s() does not exist.", shown),
					   "The function that lists the faults stands in the schema of the table and takes no arguments.");
	function = (Form_pg_proc) GETSTRUCT(tuple);
	if (function->proowner != owner)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("function %s() and relation \"%s\" have different owners",
						shown, RelationGetRelationName(trigdata->tg_relation)),
				 errhint("A check runs with the rights of the owner of the table, so the function must be his.")));
	if (function->prokind != PROKIND_FUNCTION || !function->proretset || function->provolatile == PROVOLATILE_VOLATILE)
		bad_definition(trigdata, ERRCODE_INVALID_OBJECT_DEFINITION,
					   psprintf("Function %s() is not a STABLE function that returns a table.", shown),
					   CHECK_USAGE);
	if (get_func_result_type(function->oid, NULL, &desc) != TYPEFUNC_COMPOSITE)
		desc = CreateTemplateTupleDesc(0);
	ReleaseSysCache(tuple);

	for (i = 0; i < (int) lengthof(fault_columns); i++)
	{
		Form_pg_attribute column = find_column(desc, fault_columns[i]);

		if (column == NULL || column->atttypid != TEXTOID)
			bad_definition(trigdata, ERRCODE_INVALID_OBJECT_DEFINITION,
						   psprintf("Function %s() returns no column \"%s\" of type text.", shown, fault_columns[i]),
						   "A list of faults has the columns fault, key, message_en, message_vi and hint.");
	}
	return desc;
}

static void find_index(TriggerPlan *entry, AttrNumber key);

/*
 * The table of that name beside the trigger's, of the same owner.
 */
static Oid
find_parent(const TriggerData *trigdata, const char *name, Oid schema, Oid owner, const char *usage)
{
	const char *shown = quote_qualified_identifier(get_namespace_name(schema), name);
	Oid			parent = get_relname_relid(name, schema);
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(parent));
	Form_pg_class class;

	if (!HeapTupleIsValid(tuple))
		bad_definition(trigdata, ERRCODE_UNDEFINED_TABLE, psprintf("Table %s does not exist.", shown),
					   "The parent stands in the schema of the table.");
	class = (Form_pg_class) GETSTRUCT(tuple);
	if (class->relowner != owner)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("table %s and relation \"%s\" have different owners", shown, RelationGetRelationName(trigdata->tg_relation)),
				 errhint("The parent is read with the rights of the owner of the table, so it must be his.")));
	if (class->relkind != RELKIND_RELATION && class->relkind != RELKIND_PARTITIONED_TABLE)
		bad_definition(trigdata, ERRCODE_WRONG_OBJECT_TYPE, psprintf("%s is not a table.", shown), usage);
	ReleaseSysCache(tuple);
	return parent;
}

/*
 * An argument "agency_id=agency.id:valid_to": the parents that are asked about.
 * False if it is none.
 */
static bool
set_asked(TriggerPlan *entry, const TriggerData *trigdata, const char *argument, Oid schema, Oid owner)
{
	char	   *own_name;
	char	   *parent_name;
	char	   *key_name;
	char	   *column_name;
	Form_pg_attribute column;
	AttrNumber	key;

	if (strchr(argument, ':') == NULL)
		return false;
	split_argument(argument, &own_name, &parent_name);
	key_name = strchr(parent_name, '.');
	column_name = key_name == NULL ? NULL : strchr(key_name, ':');
	if (column_name == NULL)
		bad_definition(trigdata, ERRCODE_INVALID_OBJECT_DEFINITION, psprintf("Argument \"%s\" names no table and its columns.", argument), CHECK_USAGE);
	*key_name++ = '\0';
	*column_name++ = '\0';
	column = own_column(trigdata, own_name, CHECK_USAGE);
	entry->parent = find_parent(trigdata, parent_name, schema, owner, CHECK_USAGE);
	key = get_attnum(entry->parent, key_name);
	entry->asked_if = get_attnum(entry->parent, column_name);
	if (key <= 0 || entry->asked_if <= 0)
		bad_definition(trigdata, ERRCODE_UNDEFINED_COLUMN,
					   psprintf("Table %s has no column \"%s\".", quote_qualified_identifier(get_namespace_name(schema), parent_name),
								key <= 0 ? key_name : column_name), CHECK_USAGE);
	if (column->atttypid != INT8OID || get_atttype(entry->parent, key) != INT8OID)
		bad_definition(trigdata, ERRCODE_DATATYPE_MISMATCH, psprintf("Argument \"%s\" is of keys that are not bigint.", argument), CHECK_USAGE);
	entry->asked.column = column->attnum;
	entry->asked.other = key;
	find_index(entry, key);
	return true;
}

static char *
fault_query(TriggerPlan *entry, const char *from)
{
	return MemoryContextStrdup(entry->context,
							   psprintf("SELECT f.fault, f.key, f.message_en, f.message_vi, f.hint, pg_catalog.count(*) OVER () FROM %s "
										"ORDER BY f.key COLLATE pg_catalog.\"C\", f.fault COLLATE pg_catalog.\"C\" LIMIT 1", from));
}

static void
define_check(TriggerPlan *entry, const TriggerData *trigdata)
{
	const Trigger *trigger = trigdata->tg_trigger;
	bool		by_row = TRIGGER_FIRED_FOR_ROW(trigdata->tg_event);
	uint64		now = definitions;
	int			npairs = trigger->tgnargs - 1;
	const char *schema_name;
	const char *changed;
	Tuplestorestate *rows;
	Oid			schema;
	TupleDesc	faults;
	StringInfoData left;
	StringInfoData right;
	StringInfoData names;
	const char *faults_of;
	const char *from;
	int			i;

	if (!TRIGGER_FIRED_AFTER(trigdata->tg_event))
		bad_definition(trigdata, ERRCODE_INVALID_OBJECT_DEFINITION,
					   "It does not fire AFTER the rows are changed.", CHECK_USAGE);
	if (trigger->tgnargs < 1)
		bad_definition(trigdata, ERRCODE_INVALID_OBJECT_DEFINITION, "It has no arguments.", CHECK_USAGE);
	if (npairs > MAX_COLUMNS)
		bad_definition(trigdata, ERRCODE_TOO_MANY_ARGUMENTS, "It has too many arguments.", CHECK_USAGE);
	changed = transition_table(trigdata, &rows);
	if (!by_row && npairs > 0 && changed == NULL)
		bad_definition(trigdata, ERRCODE_INVALID_OBJECT_DEFINITION,
					   "It names columns of rows, but is FOR EACH STATEMENT and has no transition table.",
					   "Write REFERENCING NEW TABLE AS changed, or OLD TABLE for deletions.");

	make_room(entry, npairs);
	find_home(trigdata, &schema, &entry->user);
	if (npairs > 0 && set_asked(entry, trigdata, trigger->tgargs[npairs], schema, entry->user))
		entry->npairs = --npairs;
	faults = find_fault_list(trigdata, schema, entry->user);
	schema_name = get_namespace_name(schema);

	initStringInfo(&left);
	initStringInfo(&right);
	initStringInfo(&names);
	for (i = 0; i < npairs; i++)
	{
		const char *separator = i > 0 ? ", " : "";
		char	   *fault_column;
		char	   *row_column;
		Form_pg_attribute column;

		split_argument(trigger->tgargs[i + 1], &fault_column, &row_column);
		if (find_column(faults, fault_column) == NULL)
			bad_definition(trigdata, ERRCODE_UNDEFINED_COLUMN,
						   psprintf("Function %s() returns no column \"%s\".",
									quote_qualified_identifier(schema_name, trigger->tgargs[0]), fault_column),
						   CHECK_USAGE);
		column = own_column(trigdata, row_column, CHECK_USAGE);
#ifdef ATTRIBUTE_GENERATED_VIRTUAL
		if (column->attgenerated == ATTRIBUTE_GENERATED_VIRTUAL)
			bad_definition(trigdata, ERRCODE_INVALID_OBJECT_DEFINITION,
						   psprintf("Column \"%s\" is generated and not stored.", row_column), CHECK_USAGE);
#endif
		set_pair(entry, i, column, 0);
		appendStringInfo(&left, "%sf.%s", separator, quote_identifier(fault_column));
		if (by_row)
			appendStringInfo(&right, "%s$%d", separator, i + 1);
		else
			appendStringInfo(&right, "%sc.%s", separator, quote_identifier(row_column));
		appendStringInfo(&names, "%sc%d", separator, i + 1);
	}

	/*
	 * The one place where the query of a check is written.  OFFSET keeps the
	 * planner from making a join of the search for one row's faults: their
	 * columns would not be pushed down into the parts of a UNION, and all
	 * faults be computed for every statement.
	 */
	faults_of = psprintf("%s() AS f", quote_qualified_identifier(schema_name, trigger->tgargs[0]));
	if (npairs == 0)
		from = faults_of;
	else if (by_row)
		from = psprintf("%s WHERE ROW(%s) OPERATOR(pg_catalog.=) ROW(%s)", faults_of, left.data, right.data);
	else
	{
		from = psprintf("(SELECT DISTINCT %s FROM %s AS c) AS c (%s), "
						"LATERAL (SELECT * FROM %s WHERE ROW(%s) OPERATOR(pg_catalog.=) ROW(%s) OFFSET 0) AS f",
						right.data, quote_identifier(changed), names.data, faults_of, left.data, names.data);
		entry->query_many = fault_query(entry, psprintf("%s WHERE (%s) OPERATOR(pg_catalog.=) ANY (SELECT %s FROM %s AS c)",
														faults_of, left.data, right.data, quote_identifier(changed)));
	}
	entry->query = fault_query(entry, from);
	entry->made = now;
}

/*
 * Raise the fault that the query has found.
 */
static void
raise_fault(const TriggerData *trigdata)
{
	HeapTuple	tuple = SPI_tuptable->vals[0];
	TupleDesc	desc = SPI_tuptable->tupdesc;
	char	   *fault = SPI_getvalue(tuple, desc, 1);
	char	   *message = SPI_getvalue(tuple, desc, 3);
	char	   *detail = SPI_getvalue(tuple, desc, 4);
	char	   *hint = SPI_getvalue(tuple, desc, 5);
	bool		isnull;
	int64		more = DatumGetInt64(SPI_getbinval(tuple, desc, 6, &isnull)) - 1;

	if (more > 0)
		detail = psprintf("%s%sAnd " INT64_FORMAT " more. / Và " INT64_FORMAT " nữa.",
						  detail ? detail : "", detail ? "\n" : "", more, more);
	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg_internal("%s", message ? message : fault ? fault : "a row is at fault"),
			 detail ? errdetail_internal("%s", detail) : 0,
			 hint ? errhint("%s", hint) : 0,
			 errtable(trigdata->tg_relation),
			 fault ? err_generic_string(PG_DIAG_CONSTRAINT_NAME, fault) : 0));
}

/*
 * About how many rows a table has; infinitely many if it cannot tell, as
 * partitioned tables cannot before they are analysed.
 */
static double
count_rows(Relation rel)
{
	BlockNumber pages;
	double		rows;
	double		visible;

	if (!RELKIND_HAS_STORAGE(rel->rd_rel->relkind))
		return rel->rd_rel->reltuples >= 0 ? rel->rd_rel->reltuples : get_float8_infinity();
	estimate_rel_size(rel, NULL, &pages, &rows, &visible);
	return rows;
}

/*
 * Is a parent asked about?  As in run_query, it is seen as it is now.
 */
static bool
asks_about(const TriggerPlan *entry, Relation parent, int64 key)
{
	ScanKeyData scan_key = entry->scan_key;
	SysScanDesc scan;
	HeapTuple	found;
	bool		isnull = true;

	scan_key.sk_argument = Int64GetDatum(key);
	scan = systable_beginscan(parent, entry->index, true, GetActiveSnapshot(), 1, &scan_key);
	found = systable_getnext(scan);
	if (HeapTupleIsValid(found))
		heap_getattr(found, entry->asked_if, RelationGetDescr(parent), &isnull);
	systable_endscan(scan);
	return !isnull;
}

/*
 * Does a row that the trigger is about have a parent that is asked about?  Each
 * parent is looked up once.
 */
static bool
any_asked(const TriggerData *trigdata, const TriggerPlan *entry)
{
	Relation	parent = table_open(entry->parent, AccessShareLock);
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	Tuplestorestate *rows;
	bool		any = false;
	bool		isnull;
	Datum		key;

	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	if (TRIGGER_FIRED_FOR_ROW(trigdata->tg_event))
	{
		key = heap_getattr(TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) ? trigdata->tg_newtuple : trigdata->tg_trigtuple,
						   entry->asked.column, desc, &isnull);
		any = !isnull && asks_about(entry, parent, DatumGetInt64(key));
	}
	else if (transition_table(trigdata, &rows) == NULL)
		any = true;
	else
	{
		TupleTableSlot *slot = MakeSingleTupleTableSlot(desc, &TTSOpsMinimalTuple);
		HTAB	   *known = NULL;
		bool		has_last = false;
		int64		last = 0;

		/* Other triggers read the same rows at a place of their own. */
		tuplestore_select_read_pointer(rows, tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND));
		tuplestore_rescan(rows);
		while (!any && tuplestore_gettupleslot(rows, true, false, slot))
		{
			int64		id;
			bool		found;

			key = slot_getattr(slot, entry->asked.column, &isnull);
			id = isnull ? 0 : DatumGetInt64(key);
			if (isnull || (has_last && id == last))
				continue;
			if (has_last)
			{
				if (known == NULL)
				{
					HASHCTL		control = {.keysize = sizeof(int64), .entrysize = sizeof(int64), .hcxt = CurrentMemoryContext};

					known = hash_create("parents of rows", 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
					hash_search(known, &last, HASH_ENTER, &found);
				}
				hash_search(known, &id, HASH_ENTER, &found);
				last = id;
				if (found)
					continue;
			}
			has_last = true;
			last = id;
			any = asks_about(entry, parent, id);
		}
		if (known != NULL)
			hash_destroy(known);
		ExecDropSingleTupleTableSlot(slot);
	}
	PopActiveSnapshot();
	/* The lock stays, as those of foreign keys do. */
	table_close(parent, NoLock);
	return any;
}

Datum
par_check_rows(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = trigger_data(fcinfo);
	bool		by_row = TRIGGER_FIRED_FOR_ROW(trigdata->tg_event);
	TriggerPlan *entry = find_plan(trigdata->tg_trigger);
	Datum		values[MAX_COLUMNS];
	const char *query;
	int			nest;
	int			i;

	if (entry->made == 0)
		define_check(entry, trigdata);
	query = entry->query;
	if (by_row)
	{
		HeapTuple	tuple = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) ? trigdata->tg_newtuple : trigdata->tg_trigtuple;

		for (i = 0; i < entry->npairs; i++)
		{
			bool		isnull;

			values[i] = heap_getattr(tuple, entry->pairs[i].column, RelationGetDescr(trigdata->tg_relation), &isnull);
			if (isnull)
				return PointerGetDatum(NULL);	/* equals nothing */
		}
	}
	else
	{
		Tuplestorestate *rows;

		if (transition_table(trigdata, &rows) != NULL)
		{
			int64		n = tuplestore_tuple_count(rows);

			if (n == 0)
				return PointerGetDatum(NULL);
			if (entry->query_many != NULL && n > FEW_ROWS && n > MANY_ROWS * count_rows(trigdata->tg_relation))
				query = entry->query_many;
		}
	}

	if (OidIsValid(entry->index))
	{
		/* The lock may show that the index has gone; then all is asked. */
		LockRelationOid(entry->parent, AccessShareLock);
		if (entry->made != definitions)
		{
			entry = find_plan(trigdata->tg_trigger);
			define_check(entry, trigdata);
			query = entry->query;
		}
		if (OidIsValid(entry->index) && !any_asked(trigdata, entry))
			return PointerGetDatum(NULL);
	}

	nest = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	if (query == entry->query_many)
	{
		/*
		 * One pass over all faults.  Of a table that was empty when it was last
		 * vacuumed the planner may expect no rows, and read all faults for each.
		 */
		(void) set_config_option("enable_nestloop", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
		(void) set_config_option("jit", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	}
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	run_query(entry, query, by_row ? entry->npairs : 0, values, by_row ? NULL : trigdata, 1);
	if (SPI_processed > 0)
		raise_fault(trigdata);
	SPI_finish();
	AtEOXact_GUC(false, nest);
	return PointerGetDatum(NULL);
}

/* ----------------------------------------------------------------
 * take_from_parent: arguments 'parent', 'key[=parent_key]',
 * 'column[=parent_column]', ...
 * ----------------------------------------------------------------
 */
#define TAKE_USAGE "take_from_parent takes the name of a table, a key, and the columns to take: " \
	"'response', 'response_id=id', 'agency_id'."

/*
 * The foreign key that demands that the column equals the parent's, if there
 * is one.  The key is in pairs[0].
 */
static Oid
foreign_key_demands(Relation rel, Oid parent, const ColumnPair *key, const ColumnPair *column)
{
	ListCell   *lc;

	foreach(lc, RelationGetFKeyList(rel))
	{
		const ForeignKeyCacheInfo *fk = (const ForeignKeyCacheInfo *) lfirst(lc);
		int			found = 0;
		int			i;

		if (fk->confrelid != parent)
			continue;
#if PG_VERSION_NUM >= 180000
		if (!fk->conenforced)
			continue;
#endif
		for (i = 0; i < fk->nkeys; i++)
		{
			if ((fk->conkey[i] == key->column && fk->confkey[i] == key->other) ||
				(fk->conkey[i] == column->column && fk->confkey[i] == column->other))
				found++;
		}
		if (found == 2)
			return fk->conoid;
	}
	return InvalidOid;
}

/*
 * Find an index of the parent by which its row can be fetched as foreign keys
 * see it, without a query.  Only for the owner, whose rights need no check.
 */
static void
find_index(TriggerPlan *entry, AttrNumber key)
{
	Relation	parent = table_open(entry->parent, AccessShareLock);
	ListCell   *lc;

	if (parent->rd_rel->relkind == RELKIND_RELATION)
	{
		foreach(lc, RelationGetIndexList(parent))
		{
			Relation	index = index_open(lfirst_oid(lc), AccessShareLock);
			Form_pg_index form = index->rd_index;

			if (form->indisunique && form->indisvalid && form->indimmediate &&
				form->indnkeyatts == 1 && form->indkey.values[0] == key &&
				index->rd_rel->relam == BTREE_AM_OID && RelationGetIndexPredicate(index) == NIL)
			{
				Oid			type = index->rd_opcintype[0];
				Oid			equal = get_opfamily_member(index->rd_opfamily[0], type, type, BTEqualStrategyNumber);

				if (OidIsValid(equal))
				{
					FmgrInfo	function;

					fmgr_info_cxt(get_opcode(equal), &function, entry->context);
					ScanKeyEntryInitializeWithInfo(&entry->scan_key, 0, key, BTEqualStrategyNumber,
												   InvalidOid, index->rd_indcollation[0], &function, (Datum) 0);
					entry->index = RelationGetRelid(index);
				}
			}
			index_close(index, AccessShareLock);
		}
	}
	table_close(parent, NoLock);
}

static void
define_take(TriggerPlan *entry, const TriggerData *trigdata)
{
	const Trigger *trigger = trigdata->tg_trigger;
	Relation	rel = trigdata->tg_relation;
	uint64		now = definitions;
	int			npairs = trigger->tgnargs - 1;
	const char *schema_name;
	const char *shown;
	Oid			schema;
	Oid			owner;
	Oid			parent;
	bool		demanded = true;
	StringInfoData query;
	StringInfoData key;
	int			i;

	if (!TRIGGER_FIRED_BEFORE(trigdata->tg_event) || !TRIGGER_FIRED_FOR_ROW(trigdata->tg_event) ||
		TRIGGER_FIRED_BY_DELETE(trigdata->tg_event))
		bad_definition(trigdata, ERRCODE_INVALID_OBJECT_DEFINITION,
					   "It does not fire BEFORE INSERT OR UPDATE FOR EACH ROW.", TAKE_USAGE);
	if (trigger->tgnargs < 3)
		bad_definition(trigdata, ERRCODE_INVALID_OBJECT_DEFINITION, "It has fewer than three arguments.", TAKE_USAGE);
	if (npairs > MAX_COLUMNS)
		bad_definition(trigdata, ERRCODE_TOO_MANY_ARGUMENTS, "It has too many arguments.", TAKE_USAGE);

	find_home(trigdata, &schema, &owner);
	schema_name = get_namespace_name(schema);
	shown = quote_qualified_identifier(schema_name, trigger->tgargs[0]);
	parent = find_parent(trigdata, trigger->tgargs[0], schema, owner, TAKE_USAGE);

	make_room(entry, npairs);
	initStringInfo(&query);
	initStringInfo(&key);
	for (i = 0; i < npairs; i++)
	{
		char	   *own_name;
		char	   *other_name;
		Form_pg_attribute column;
		AttrNumber	other;
		Oid			type;
		int32		typmod;
		Oid			collation;

		split_argument(trigger->tgargs[i + 1], &own_name, &other_name);
		column = own_column(trigdata, own_name, TAKE_USAGE);
		other = get_attnum(parent, other_name);
		if (other <= 0)
			bad_definition(trigdata, ERRCODE_UNDEFINED_COLUMN,
						   psprintf("Table %s has no column \"%s\".", shown, other_name), TAKE_USAGE);
		get_atttypetypmodcoll(parent, other, &type, &typmod, &collation);
		if (type != column->atttypid || (i > 0 && column->atttypmod != -1 && column->atttypmod != typmod))
			bad_definition(trigdata, ERRCODE_DATATYPE_MISMATCH,
						   psprintf("Column \"%s\" is of type %s, column \"%s\" of table %s of type %s.",
									own_name, format_type_with_typemod(column->atttypid, column->atttypmod),
									other_name, shown, format_type_with_typemod(type, typmod)),
						   "A column is taken as it is, so the types must be the same.");
		if (i > 0 && column->attgenerated != '\0')
			bad_definition(trigdata, ERRCODE_GENERATED_ALWAYS,
						   psprintf("Column \"%s\" is generated.", own_name), TAKE_USAGE);

		set_pair(entry, i, column, other);
		if (i == 0)
			appendStringInfo(&key, "p.%s", quote_identifier(other_name));
		else
		{
			appendStringInfo(&query, "%sp.%s", i > 1 ? ", " : "SELECT ", quote_identifier(other_name));
			entry->foreign_key = foreign_key_demands(rel, parent, &entry->pairs[0], &entry->pairs[i]);
			demanded = demanded && OidIsValid(entry->foreign_key);
		}
	}
	appendStringInfo(&query, " FROM %s AS p WHERE %s OPERATOR(pg_catalog.=) $1", shown, key.data);
	entry->query = MemoryContextStrdup(entry->context, query.data);
	entry->parent_name = MemoryContextStrdup(entry->context, trigger->tgargs[0]);
	entry->parent = parent;
	entry->user = demanded ? owner : InvalidOid;
	if (demanded)
		find_index(entry, entry->pairs[0].other);
	entry->made = now;
}

/*
 * Does an update leave the column as it was?
 */
static bool
unchanged(const TriggerData *trigdata, const ColumnPair *pair)
{
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	bool		isnull;
	bool		wasnull;
	Datum		is = heap_getattr(trigdata->tg_newtuple, pair->column, desc, &isnull);
	Datum		was = heap_getattr(trigdata->tg_trigtuple, pair->column, desc, &wasnull);

	if (isnull || wasnull)
		return isnull && wasnull;
	return datum_image_eq(is, was, pair->byval, pair->length);
}

/*
 * The columns of a row that are to be taken: indexes of pairs, and column
 * numbers.
 */
typedef struct Wanted
{
	int			n;
	int			pairs[MAX_COLUMNS];
	int			columns[MAX_COLUMNS];
} Wanted;

static void
raise_no_parent(const TriggerData *trigdata, const TriggerPlan *entry, HeapTuple row)
{
	Relation	rel = trigdata->tg_relation;
	TupleDesc	desc = RelationGetDescr(rel);
	char	   *foreign_key = OidIsValid(entry->foreign_key) ? get_constraint_name(entry->foreign_key) : NULL;

	ereport(ERROR,
			(errcode(ERRCODE_FOREIGN_KEY_VIOLATION),
			 errmsg("row of relation \"%s\" has no parent in table \"%s\"", RelationGetRelationName(rel), entry->parent_name),
			 errdetail("Key (%s)=(%s) is not present in table \"%s\".",
					   NameStr(TupleDescAttr(desc, entry->pairs[0].column - 1)->attname),
					   par_shown(SPI_getvalue(row, desc, entry->pairs[0].column)), entry->parent_name),
			 foreign_key ? errtableconstraint(rel, foreign_key) : errtable(rel)));
}

/*
 * The row with what it takes from its parent, by the parent's index.  As in
 * run_query, the parent is seen as it is now.
 */
static HeapTuple
take_by_index(const TriggerData *trigdata, const TriggerPlan *entry, HeapTuple row, Datum key, Wanted *wanted)
{
	Relation	parent = table_open(entry->parent, AccessShareLock);
	ScanKeyData scan_key = entry->scan_key;
	Datum		values[MAX_COLUMNS];
	bool		nulls[MAX_COLUMNS];
	Oid			save_user;
	int			save_context;
	SysScanDesc scan;
	HeapTuple	found;
	int			i;

	GetUserIdAndSecContext(&save_user, &save_context);
	SetUserIdAndSecContext(entry->user, save_context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	scan_key.sk_argument = key;
	scan = systable_beginscan(parent, entry->index, true, GetActiveSnapshot(), 1, &scan_key);
	found = systable_getnext(scan);
	if (!HeapTupleIsValid(found))
		raise_no_parent(trigdata, entry, row);
	for (i = 0; i < wanted->n; i++)
		values[i] = heap_getattr(found, entry->pairs[wanted->pairs[i]].other, RelationGetDescr(parent), &nulls[i]);
	row = heap_modify_tuple_by_cols(row, RelationGetDescr(trigdata->tg_relation), wanted->n, wanted->columns, values, nulls);
	systable_endscan(scan);
	PopActiveSnapshot();
	SetUserIdAndSecContext(save_user, save_context);

	/* The lock stays, as those of foreign keys do. */
	table_close(parent, NoLock);
	return row;
}

/*
 * The same by the query.
 */
static HeapTuple
take_by_query(const TriggerData *trigdata, TriggerPlan *entry, HeapTuple row, Datum key, Wanted *wanted)
{
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	MemoryContext caller = CurrentMemoryContext;
	Datum		values[MAX_COLUMNS];
	bool		nulls[MAX_COLUMNS];
	int			i;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	run_query(entry, entry->query, 1, &key, NULL, 2);
	if (SPI_processed == 0)
		raise_no_parent(trigdata, entry, row);
	if (SPI_processed > 1)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("row of relation \"%s\" has more than one parent in table \"%s\"",
						RelationGetRelationName(trigdata->tg_relation), entry->parent_name),
				 errdetail("Key (%s)=(%s) is not unique in table \"%s\".",
						   NameStr(TupleDescAttr(desc, entry->pairs[0].column - 1)->attname),
						   par_shown(SPI_getvalue(row, desc, entry->pairs[0].column)), entry->parent_name),
				 errtable(trigdata->tg_relation)));
	for (i = 0; i < wanted->n; i++)
		values[i] = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, wanted->pairs[i], &nulls[i]);

	/* In the caller's memory, before SPI's goes. */
	MemoryContextSwitchTo(caller);
	row = heap_modify_tuple_by_cols(row, desc, wanted->n, wanted->columns, values, nulls);
	SPI_finish();
	return row;
}

Datum
par_take_from_parent(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = trigger_data(fcinfo);
	bool		update = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event);
	HeapTuple	row = update ? trigdata->tg_newtuple : trigdata->tg_trigtuple;
	TriggerPlan *entry = find_plan(trigdata->tg_trigger);
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	Wanted		wanted;
	bool		moved;
	Datum		key;
	bool		isnull;
	int			i;

	if (entry->made == 0)
		define_take(entry, trigdata);
	key = heap_getattr(row, entry->pairs[0].column, desc, &isnull);
	if (isnull)
		return PointerGetDatum(row);
	moved = update && !unchanged(trigdata, &entry->pairs[0]);
	wanted.n = 0;
	for (i = 1; i < entry->npairs; i++)
	{
		if (heap_attisnull(row, entry->pairs[i].column, desc) || (moved && unchanged(trigdata, &entry->pairs[i])))
		{
			wanted.pairs[wanted.n] = i;
			wanted.columns[wanted.n++] = entry->pairs[i].column;
		}
	}
	if (wanted.n == 0)
		return PointerGetDatum(row);

	if (OidIsValid(entry->index))
	{
		/* The lock may show that the index has gone; then it keeps what there is. */
		LockRelationOid(entry->parent, AccessShareLock);
		if (entry->made != definitions)
		{
			entry = find_plan(trigdata->tg_trigger);
			define_take(entry, trigdata);
		}
	}
	if (OidIsValid(entry->index))
		row = take_by_index(trigdata, entry, row, key, &wanted);
	else
		row = take_by_query(trigdata, entry, row, key, &wanted);
	return PointerGetDatum(row);
}
