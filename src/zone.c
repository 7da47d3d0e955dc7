/*-------------------------------------------------------------------------
 *
 * zone.c
 *		Days of a time zone: what is remembered, and how it is found.
 *
 *-------------------------------------------------------------------------
 */
#include "zone.h"

#include "nodes/primnodes.h"
#include "nodes/supportnodes.h"

PG_FUNCTION_INFO_V1(par_zone_support);

ParZoneSlot par_zone_slots[ZONE_SLOTS];

/*
 * The second that an instant falls in, for the server's zone functions.
 */
static pg_time_t
unix_time(TimestampTz instant)
{
	return timestamptz_to_time_t(instant) - (instant % USECS_PER_SEC < 0);
}

static int64
offset_at(const pg_tz *tz, TimestampTz instant)
{
	pg_time_t	t = unix_time(instant);
	struct pg_tm *tm = pg_localtime(&t, tz);

	if (tm == NULL)
		elog(ERROR, "time zone \"%s\" has no offset at " INT64_FORMAT,
			 pg_get_timezone_name((pg_tz *) tz), (int64) t);
	return tm->tm_gmtoff * USECS_PER_SEC;
}

/*
 * The first change of the zone's offset after the second of start and before
 * end, else end.
 */
static TimestampTz
next_change(const pg_tz *tz, TimestampTz start, TimestampTz end)
{
	pg_time_t	t = unix_time(start);
	long		before;
	long		after;
	int			before_dst;
	int			after_dst;
	pg_time_t	boundary;

	if (pg_next_dst_boundary(&t, &before, &before_dst, &boundary, &after, &after_dst, tz) != 1 ||
		boundary > unix_time(end))
		return end;
	return Min(time_t_to_timestamptz(boundary), end);
}

/*
 * The offset at an instant that no slot knows of.
 */
int64
par_zone_offset_slow(const pg_tz *tz, TimestampTz instant)
{
	int64		stretch = instant >> ZONE_STRETCH_BITS;
	ParZoneSlot *slot = &par_zone_slots[((uint64) stretch + ((uintptr_t) tz >> 4)) % ZONE_SLOTS];
	TimestampTz start = stretch * (INT64CONST(1) << ZONE_STRETCH_BITS);
	TimestampTz end = start + (INT64CONST(1) << ZONE_STRETCH_BITS);
	TimestampTz change = next_change(tz, start, end);

	/* Two changes in one stretch are not worth remembering. */
	if (change < end && next_change(tz, change, end) < end)
		return offset_at(tz, instant);
	slot->tz = NULL;
	slot->before = offset_at(tz, start);
	slot->after = change < end ? offset_at(tz, change) : slot->before;
	slot->change = change;
	slot->stretch = stretch;
	slot->tz = tz;
	return instant < change ? slot->before : slot->after;
}

ParLastZone par_last_zone;

/*
 * The zone of a name that par_zone_argument has not found to be the last one.
 */
const pg_tz *
par_zone(const text *name)
{
	const char *s = VARDATA_ANY(name);
	size_t		len = VARSIZE_ANY_EXHDR(name);
	pg_tz	   *zone;

	if (par_last_zone.zone != NULL && len == par_last_zone.len && memcmp(s, par_last_zone.name, len) == 0)
		return par_last_zone.zone;

	zone = len > 0 && len <= TZ_STRLEN_MAX ? pg_tzset(text_to_cstring(name)) : NULL;
	if (zone == NULL || !pg_tz_acceptable(zone))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown time zone \"%s\"", par_shown_text(name)),
				 errhint("Use a name of pg_timezone_names such as Asia/Ho_Chi_Minh.")));
	memcpy(par_last_zone.name, s, len);
	par_last_zone.len = len;
	par_last_zone.zone = zone;
	return zone;
}

/*
 * postgres_fdw hands over a call only if its collation comes from a column of
 * the other server, which that of a constant zone does not.  Nothing here looks
 * at a collation, so the planner gets the same call without one.
 */
Datum
par_zone_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	FuncExpr   *call;
	FuncExpr   *result;

	if (!IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(NULL);
	call = ((SupportRequestSimplify *) request)->fcall;
	if (!OidIsValid(call->inputcollid))
		PG_RETURN_POINTER(NULL);
	result = palloc(sizeof(FuncExpr));
	memcpy(result, call, sizeof(FuncExpr));
	result->inputcollid = InvalidOid;
	PG_RETURN_POINTER(result);
}
