/*-------------------------------------------------------------------------
 *
 * zone.h
 *		Days of a time zone, for the rooms that find one for every row.
 *
 * No row pays for a time zone conversion: the offsets of a zone are remembered
 * by stretches of 25 days, so a day is an addition and a division.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_ZONE_H
#define PAR_ZONE_H

#include "par_index.h"

#include "pgtime.h"
#include "utils/date.h"
#include "utils/timestamp.h"

/* 0001-01-01 .. 9999-12-31 as date, and as instants in UTC (end excluded). */
#define MIN_DAY			(-730119)
#define MAX_DAY			2921939
#define MIN_INSTANT		(MIN_DAY * USECS_PER_DAY)
#define END_INSTANT		((MAX_DAY + 1) * USECS_PER_DAY)

/*
 * What is known of a zone in one stretch of 2^ZONE_STRETCH_BITS microseconds:
 * its offset from UTC, and where in the stretch it changes.  The slots are
 * never outdated: a server process never forgets a zone or reads it again.
 */
#define ZONE_STRETCH_BITS	41	/* 25 days */
#define ZONE_SLOTS			256 /* 17 years of one zone */

typedef struct ParZoneSlot
{
	const pg_tz *tz;
	int64		stretch;
	TimestampTz change;			/* the offset is `before` until then */
	int64		before;			/* in microseconds ahead of UTC */
	int64		after;
} ParZoneSlot;

extern ParZoneSlot par_zone_slots[ZONE_SLOTS];

extern int64 par_zone_offset_slow(const pg_tz *tz, TimestampTz instant);

/*
 * Microseconds that local time in the zone is ahead of UTC.
 */
static inline int64
par_zone_offset(const pg_tz *tz, TimestampTz instant)
{
	int64		stretch = instant >> ZONE_STRETCH_BITS;
	ParZoneSlot *slot = &par_zone_slots[((uint64) stretch + ((uintptr_t) tz >> 4)) % ZONE_SLOTS];

	if (unlikely(slot->tz != tz || slot->stretch != stretch))
		return par_zone_offset_slow(tz, instant);
	return instant < slot->change ? slot->before : slot->after;
}

/*
 * Number of the calendar day of an instant in range, counted from two days
 * before the range so that the division rounds down.
 */
#define ZONE_FIRST_DAY	(MIN_DAY - 2)

static inline int64
par_zone_day(TimestampTz instant, const pg_tz *tz)
{
	return (instant - ZONE_FIRST_DAY * USECS_PER_DAY + par_zone_offset(tz, instant)) / USECS_PER_DAY;
}

/*
 * The zone of a name; an unknown one is refused with 22023.
 */
extern const pg_tz *par_zone(const text *name);

/*
 * The zone of a text argument.  Rows mostly name the zone of the row before,
 * and then its name is all that is looked at.
 */
typedef struct ParLastZone
{
	const pg_tz *zone;			/* NULL: none yet */
	size_t		len;
	char		name[TZ_STRLEN_MAX + 1];
} ParLastZone;

extern ParLastZone par_last_zone;

static inline const pg_tz *
par_zone_argument(Datum datum)
{
	const text *name = (const text *) DatumGetPointer(datum);
	const char *s;
	size_t		len;
	size_t		i;
	uint64		a;
	uint64		b;

	if (unlikely(VARATT_IS_COMPRESSED(name) || VARATT_IS_EXTERNAL(name)))
		return par_zone(DatumGetTextPP(datum));
	s = VARDATA_ANY(name);
	len = VARSIZE_ANY_EXHDR(name);
	if (unlikely(len != par_last_zone.len || len < sizeof(a)))
		return par_zone(name);
	/* By words; the last one may overlap the one before. */
	for (i = 0; i < len; i += sizeof(a))
	{
		size_t		at = Min(i, len - sizeof(a));

		memcpy(&a, s + at, sizeof(a));
		memcpy(&b, par_last_zone.name + at, sizeof(b));
		if (unlikely(a != b))
			return par_zone(name);
	}
	return par_last_zone.zone;
}

#endif							/* PAR_ZONE_H */
