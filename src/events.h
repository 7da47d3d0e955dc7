/*-------------------------------------------------------------------------
 *
 * events.h
 *		The dated events of a dossier, for the files of the events room.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_EVENTS_H
#define PAR_EVENTS_H

#include "zone.h"

#include "utils/multirangetypes.h"

/*
 * What can change on a day.  Summed up to a day the numbers are those of the
 * end of that day: dossiers received, open ones of each class, finished ones of
 * each class, days late.
 */
enum
{
	EVENT_RECEIVED,
	EVENT_PENDING,				/* open ... */
	EVENT_OVERDUE,
	EVENT_PAUSED,
	EVENT_NO_DEADLINE,
	EVENT_EARLY,				/* finished ... */
	EVENT_ON_TIME,
	EVENT_LATE,
	EVENT_FINISHED_NO_DEADLINE,
	EVENT_DAYS_LATE,			/* of the late */
	N_EVENT_NUMBERS
};

typedef struct ParEvent
{
	DateADT		day;
	int32		change[N_EVENT_NUMBERS];
} ParEvent;

/*
 * A dossier whose events are being told, day by day.
 */
typedef struct ParDossier
{
	const pg_tz *zone;
	DateADT		received;
	DateADT		overdue;		/* first day at whose end it is past due */
	DateADT		finished;		/* NEVER while it is open */
	int			finished_class; /* EVENT_EARLY .. EVENT_FINISHED_NO_DEADLINE */
	int			days_late;

	/* pauses, read one after the other */
	const MultirangeType *pauses;
	TypeCacheEntry *range_type;
	uint32		n_pauses_read;
	DateADT		paused_from;	/* the latest one read: at the ends of these */
	DateADT		paused_until;	/* days, the last excluded */

	/* where the telling stands */
	DateADT		day;			/* of the next event; NEVER: no more */
	int			class;			/* open class until then, or -1 */
} ParDossier;

#define NEVER		DATEVAL_NOEND

/*
 * due, finished and pauses (of type tstzmultirange) may be missing: NULL.
 */
extern void par_dossier_open(ParDossier *dossier, const pg_tz *zone, TimestampTz received,
							 const TimestampTz *due, const TimestampTz *finished,
							 const MultirangeType *pauses);
extern bool par_dossier_next(ParDossier *dossier, ParEvent *event);

/*
 * The days late and the counts in a column late_days, n pairs of them.
 */
extern const int32 *par_late_days(Datum late_days, int *n);

#endif							/* PAR_EVENTS_H */
