/*-------------------------------------------------------------------------
 *
 * events_log.h
 *		The log of a model's dossiers, for the file that writes it and the file
 *		that folds it; and how both find their tables.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_EVENTS_LOG_H
#define PAR_EVENTS_LOG_H

#include "events.h"

#include "storage/lockdefs.h"
#include "utils/acl.h"
#include "utils/relcache.h"

/*
 * The columns of a table that is known here, by name and type.
 */
typedef struct ParColumn
{
	const char *name;
	Oid			type;
} ParColumn;

/*
 * The log: a key, and what changes under it.  Days late are part of the key, so
 * that their maximum can be found again after deletions.
 */
enum
{
	LOG_AGENCY, LOG_LEVEL, LOG_FIELD, LOG_SERVICE, LOG_DAY, LOG_DAYS_LATE,
	N_LOG_KEYS
};

/* What changes; in every cell in the same order under the same names. */
enum
{
	LOG_RECEIVED, LOG_ONLINE, LOG_WITH_FEE, LOG_PAID_ONLINE,
	LOG_EVENTS,					/* EVENT_PENDING .. EVENT_FINISHED_NO_DEADLINE */
	N_CHANGES = LOG_EVENTS + EVENT_FINISHED_NO_DEADLINE - EVENT_PENDING + 1
};

#define LOG_LATE	(LOG_EVENTS + EVENT_LATE - EVENT_PENDING)

extern const ParColumn par_log_columns[N_LOG_KEYS + N_CHANGES];

/*
 * Where the columns stand in a table.
 */
extern void par_find_columns(Relation rel, const ParColumn *columns, int n, AttrNumber *found);

/*
 * Where the tables of a model stand: in a schema, or among the shards that lie on
 * a server of a distributed database beside this one.
 */
typedef struct ParPlace
{
	Oid			schema;
	Oid			shard;			/* or InvalidOid */
} ParPlace;

/*
 * The place that a table belongs to; a shard is told by its name and by the
 * catalogue of shards.
 */
extern ParPlace par_place_of(Oid relid);

/*
 * A table of the place, or InvalidOid.
 */
extern Oid	par_table_at(const ParPlace *place, const char *name);

/*
 * The same, opened with the rights of a role.
 */
extern Relation par_open_at(const ParPlace *place, const char *name, LOCKMODE lockmode, Oid role, AclMode right);

#endif							/* PAR_EVENTS_LOG_H */
