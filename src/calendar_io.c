/*-------------------------------------------------------------------------
 *
 * calendar_io.c
 *		Calendars as JSON, in and out; the binary form carries the same text,
 *		as that of jsonb does.
 *
 * The form that people write:
 *
 *	{"zone": "Asia/Ho_Chi_Minh", "from": "2024-01-01", "to": "2026-12-31",
 *	 "hours": {"mon-fri": ["07:30-11:30", "13:30-17:30"]},
 *	 "off": ["2024-01-01", "2024-02-08/2024-02-14"],
 *	 "work": [{"day": "2024-05-04", "for": "2024-04-29"},
 *			  {"day": "2024-12-31", "hours": ["07:30-11:30"]}]}
 *
 * - from and to (inclusive) must be given; the zone and the hours above are
 *	 the defaults.  Hours given replace all of the default: a weekday that is
 *	 not named is not worked.
 * - A worked day has its own hours if given; else those of the weekday of the
 *	 day that it replaces; else those of its own weekday; else those of the
 *	 nearest weekday before that has any (a Saturday: Friday's).
 * - The replaced day is off, without being listed again.
 * - A day off that the week does not work anyway is kept: the hours of the
 *	 calendar may be changed later by way of jsonb.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_io.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/datetime.h"
#include "utils/jsonb.h"

PG_FUNCTION_INFO_V1(par_calendar_in);
PG_FUNCTION_INFO_V1(par_calendar_out);
PG_FUNCTION_INFO_V1(par_calendar_recv);
PG_FUNCTION_INFO_V1(par_calendar_send);
PG_FUNCTION_INFO_V1(par_calendar_from_jsonb);
PG_FUNCTION_INFO_V1(par_calendar_to_jsonb);

#define BINARY_VERSION	1

static const char *const weekday_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* ---------------------------------------------------------------------------
 * Dates and times as text, free of DateStyle.
 * ---------------------------------------------------------------------------
 */

/*
 * The time H:MM or HH:MM at *s in minutes, or -1; *s moves behind it.
 */
static int
read_minutes(const char **s)
{
	int			width = strcspn(*s, ":");
	int			hour = width == 1 || width == 2 ? par_read_digits(*s, width) : -1;
	int			minute;

	if (hour < 0 || (*s)[width] != ':' || strnlen(*s + width + 1, 2) < 2)
		return -1;
	minute = par_read_digits(*s + width + 1, 2);
	*s += width + 3;
	if (minute < 0 || minute > 59 || hour * 60 + minute > MINUTES_PER_DAY)
		return -1;
	return hour * 60 + minute;
}

/* ---------------------------------------------------------------------------
 * Spec -> text
 * ---------------------------------------------------------------------------
 */

static void
print_hours(StringInfo out, const Hours *hours)
{
	int			i;

	appendStringInfoChar(out, '[');
	for (i = 0; i < hours->n; i++)
		appendStringInfo(out, "%s\"%02d:%02d-%02d:%02d\"", i > 0 ? ", " : "",
						 hours->slot[i].start / 60, hours->slot[i].start % 60,
						 hours->slot[i].end / 60, hours->slot[i].end % 60);
	appendStringInfoChar(out, ']');
}

static void
print_specials(StringInfo out, const Spec *spec, bool work)
{
	const char *separator = "";
	char		day[ISO_DATE_LEN];
	char		other[ISO_DATE_LEN];
	int			i;

	for (i = 0; i < spec->nspecials; i++)
	{
		const Special *special = &spec->specials[i];

		CHECK_FOR_INTERRUPTS();
		if (special->work != work)
			continue;
		appendStringInfoString(out, separator);
		separator = ", ";
		par_iso_date(day, special->day);
		if (special->replaced == NO_DATE && special->hours == NULL)
		{
			appendStringInfo(out, "\"%s", day);
			if (special->last > special->day)
				appendStringInfo(out, "/%s", par_iso_date(other, special->last));
			appendStringInfoChar(out, '"');
			continue;
		}
		appendStringInfo(out, "{\"day\": \"%s\"", day);
		if (special->replaced != NO_DATE)
			appendStringInfo(out, ", \"for\": \"%s\"", par_iso_date(other, special->replaced));
		if (special->hours)
		{
			appendStringInfoString(out, ", \"hours\": ");
			print_hours(out, special->hours);
		}
		appendStringInfoChar(out, '}');
	}
}

static char *
calendar_text(const Calendar *cal)
{
	Spec		spec;
	StringInfoData out;
	char		from[ISO_DATE_LEN];
	char		to[ISO_DATE_LEN];
	const char *separator = "";
	int			w;

	par_calendar_unpack(cal, &spec);
	initStringInfo(&out);
	appendStringInfo(&out, "{\"zone\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"hours\": {",
					 spec.zone, par_iso_date(from, spec.from), par_iso_date(to, spec.to));
	for (w = 0; w < 7; w++)
	{
		int			first = w;

		if (spec.week[w].n == 0)
			continue;
		while (w < 6 && par_same_hours(&spec.week[w + 1], &spec.week[first]))
			w++;
		appendStringInfo(&out, "%s\"%s", separator, weekday_names[first]);
		if (w > first)
			appendStringInfo(&out, "-%s", weekday_names[w]);
		appendStringInfoString(&out, "\": ");
		print_hours(&out, &spec.week[first]);
		separator = ", ";
	}
	appendStringInfoString(&out, "}, \"off\": [");
	print_specials(&out, &spec, false);
	appendStringInfoString(&out, "], \"work\": [");
	print_specials(&out, &spec, true);
	appendStringInfoString(&out, "]}");
	return out.data;
}

/*
 * The value that a Spec describes, or NULL after a soft error.  It must be
 * able to return from its own text, and text is not read at any length: an
 * entry takes at most 48 bytes without hours of its own, so a calendar needs a
 * few thousand entries with them to get that far.
 */
Calendar *
par_calendar_of_spec(Spec *spec)
{
	Calendar   *cal = par_calendar_make(spec);
	int			own_hours = 0;
	int			i;

	if (cal == NULL)
		return NULL;
	for (i = 0; i < spec->nspecials; i++)
		own_hours += spec->specials[i].hours != NULL;
	if (own_hours > 2000 && strlen(calendar_text(cal)) > MAX_CALENDAR_TEXT)
		ereturn(spec->escontext, NULL,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("calendar is too long"),
				 errdetail("Its text would be longer than %d bytes.", MAX_CALENDAR_TEXT),
				 errhint("Divide it into calendars of fewer years.")));
	return cal;
}

/* ---------------------------------------------------------------------------
 * JSON -> Spec.  Each function returns false after a soft error.
 * ---------------------------------------------------------------------------
 */

/*
 * Begin reading the array or object that is the value of a key.
 */
static bool
open_value(const Spec *spec, const JsonbValue *value, const char *key, bool object, JsonbIterator **it)
{
	JsonbValue	v;

	if (value->type == jbvBinary)
	{
		*it = JsonbIteratorInit(value->val.binary.data);
		if (JsonbIteratorNext(it, &v, false) == (object ? WJB_BEGIN_OBJECT : WJB_BEGIN_ARRAY) &&
			(object || !v.val.array.rawScalar))
			return true;
	}
	ereturn(spec->escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("calendar key \"%s\" must hold %s", key, object ? "an object" : "an array"),
			 errhint(object ? "Write it in braces: {\"key\": value}." : "Write it in brackets: [\"value\", \"value\"].")));
}

/* NULL after a soft error. */
static char *
string_value(const Spec *spec, const JsonbValue *value, const char *key)
{
	if (value->type != jbvString)
		ereturn(spec->escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("calendar key \"%s\" must hold text", key),
				 errhint("Write it in double quotes.")));
	return pnstrdup(value->val.string.val, value->val.string.len);
}

/*
 * A date, or with `last` a date or a range of two.
 */
static bool
date_value(const Spec *spec, const JsonbValue *value, const char *key, DateADT *date, DateADT *last)
{
	char	   *s = string_value(spec, value, key);
	int			len;

	if (s == NULL)
		return false;
	len = strlen(s);
	if (len == 10 && par_read_date(s, date))
	{
		if (last)
			*last = *date;
		return true;
	}
	if (!last)
		ereturn(spec->escontext, false,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("calendar key \"%s\": \"%s\" is not a date", key, s),
				 errhint("Write it as YYYY-MM-DD.")));
	if (len == 21 && s[10] == '/' && par_read_date(s, date) && par_read_date(s + 11, last))
	{
		if (*date <= *last)
			return true;
		ereturn(spec->escontext, false,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("calendar key \"%s\": the range \"%s\" ends before it begins", key, s),
				 errhint("Write it as FIRST/LAST.")));
	}
	ereturn(spec->escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("calendar key \"%s\": \"%s\" is neither a date nor a range of dates", key, s),
			 errhint("Write YYYY-MM-DD, or YYYY-MM-DD/YYYY-MM-DD with both ends included.")));
}

static int
compare_slots(const void *a, const void *b)
{
	return (int) ((const Slot *) a)->start - (int) ((const Slot *) b)->start;
}

static bool
hours_value(const Spec *spec, const JsonbValue *value, const char *key, Hours *hours)
{
	JsonbIterator *it;
	JsonbValue	v;
	int			i;

	memset(hours, 0, sizeof(Hours));
	if (!open_value(spec, value, key, false, &it))
		return false;
	while (JsonbIteratorNext(&it, &v, true) == WJB_ELEM)
	{
		char	   *s = string_value(spec, &v, key);
		const char *p;
		int			start;
		int			end = -1;

		if (s == NULL)
			return false;
		p = s;
		start = read_minutes(&p);
		if (start >= 0 && *p == '-')
		{
			p++;
			end = read_minutes(&p);
		}
		if (end < 0 || *p != '\0')
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("calendar key \"%s\": \"%s\" is not a span of hours", key, s),
					 errhint("Write it as 07:30-11:30; a day ends at 24:00.")));
		if (start >= end)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("calendar key \"%s\": \"%s\" ends before it begins", key, s),
					 errhint("Divide hours over midnight between two days: 22:00-24:00 and 00:00-06:00.")));
		if (hours->n == MAX_SLOTS)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("calendar key \"%s\": too many spans of hours", key),
					 errhint("A day has at most %d.", MAX_SLOTS)));
		hours->slot[hours->n].start = start;
		hours->slot[hours->n++].end = end;
	}
	qsort(hours->slot, hours->n, sizeof(Slot), compare_slots);
	for (i = 1; i < hours->n; i++)
	{
		const Slot *a = &hours->slot[i - 1];
		const Slot *b = &hours->slot[i];

		if (a->end > b->start)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("calendar key \"%s\": hours %02d:%02d-%02d:%02d and %02d:%02d-%02d:%02d overlap", key,
							a->start / 60, a->start % 60, a->end / 60, a->end % 60,
							b->start / 60, b->start % 60, b->end / 60, b->end % 60),
					 errhint("Spans of one day may touch but not overlap.")));
	}
	return true;
}

/*
 * The weekdays that a key of "hours" names: "sat" or "mon-fri".
 */
static bool
read_weekdays(const char *key, int *first, int *last)
{
	int			i;

	*first = *last = -1;
	for (i = 0; i < 7; i++)
	{
		if (strncmp(key, weekday_names[i], 3) == 0)
		{
			*first = i;
			if (key[3] == '\0')
				*last = i;
		}
	}
	for (i = 0; *first >= 0 && key[3] == '-' && i < 7; i++)
	{
		if (strcmp(key + 4, weekday_names[i]) == 0)
			*last = i;
	}
	return *first >= 0 && *last >= *first;
}

static bool
week_value(Spec *spec, const JsonbValue *value)
{
	bool		given[7] = {false};
	JsonbIterator *it;
	JsonbValue	v;

	if (!open_value(spec, value, "hours", true, &it))
		return false;
	memset(spec->week, 0, sizeof(spec->week));
	while (JsonbIteratorNext(&it, &v, true) == WJB_KEY)
	{
		char	   *key = pnstrdup(v.val.string.val, v.val.string.len);
		Hours		hours;
		int			first;
		int			last;

		if (!read_weekdays(key, &first, &last))
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("unknown key \"%s\" in calendar key \"hours\"", key),
					 errhint("Allowed keys: mon, tue, wed, thu, fri, sat, sun, and runs of them such as mon-fri.")));
		JsonbIteratorNext(&it, &v, true);
		if (!hours_value(spec, &v, key, &hours))
			return false;
		for (; first <= last; first++)
		{
			if (given[first])
				ereturn(spec->escontext, false,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("calendar key \"hours\" gives \"%s\" twice", weekday_names[first]),
						 errhint("Give the hours of a weekday once.")));
			given[first] = true;
			spec->week[first] = hours;
		}
	}
	return true;
}

/*
 * An element of "work": a date, or an object.
 */
static bool
worked_day(Spec *spec, const JsonbValue *value)
{
	Special		special = NO_SPECIAL;
	JsonbIterator *it;
	JsonbValue	v;

	if (value->type == jbvBinary)
	{
		if (!open_value(spec, value, "work", true, &it))
			return false;
		while (JsonbIteratorNext(&it, &v, true) == WJB_KEY)
		{
			char	   *key = pnstrdup(v.val.string.val, v.val.string.len);
			bool		ok;

			JsonbIteratorNext(&it, &v, true);
			if (strcmp(key, "day") == 0)
				ok = date_value(spec, &v, key, &special.day, NULL);
			else if (strcmp(key, "for") == 0)
				ok = date_value(spec, &v, key, &special.replaced, NULL);
			else if (strcmp(key, "hours") == 0)
			{
				Hours	   *hours = palloc(sizeof(Hours));

				ok = hours_value(spec, &v, key, hours);
				if (ok && hours->n == 0)
					ereturn(spec->escontext, false,
							(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							 errmsg("calendar key \"work\": a worked day must have hours"),
							 errhint("List a day without hours under \"off\".")));
				special.hours = hours;
			}
			else
				ereturn(spec->escontext, false,
						(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
						 errmsg("unknown key \"%s\" in calendar key \"work\"", key),
						 errhint("Allowed keys: day, for, hours.")));
			if (!ok)
				return false;
		}
		if (special.day == NO_DATE)
			ereturn(spec->escontext, false,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("calendar key \"work\": key \"day\" is missing"),
					 errhint("For example {\"day\": \"2024-05-04\", \"for\": \"2024-04-29\"}.")));
	}
	else if (!date_value(spec, value, "work", &special.day, NULL))
		return false;
	special.last = special.day;
	special.work = true;
	par_spec_add(spec, &special);
	return true;
}

static bool
day_list(Spec *spec, const JsonbValue *value, const char *key, bool work)
{
	JsonbIterator *it;
	JsonbValue	v;

	if (!open_value(spec, value, key, false, &it))
		return false;
	while (JsonbIteratorNext(&it, &v, true) == WJB_ELEM)
	{
		Special		special = NO_SPECIAL;

		CHECK_FOR_INTERRUPTS();
		if (work)
		{
			if (!worked_day(spec, &v))
				return false;
			continue;
		}
		if (!date_value(spec, &v, key, &special.day, &special.last))
			return false;
		par_spec_add(spec, &special);
	}
	return true;
}

/*
 * The calendar in a JSON document, or NULL after a soft error.
 */
static Calendar *
calendar_of_jsonb(Jsonb *json, struct Node *escontext)
{
	Spec		spec;
	JsonbIterator *it;
	JsonbValue	v;

	par_spec_init(&spec, escontext);
	if (!JB_ROOT_IS_OBJECT(json))
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("calendar must be a JSON object"),
				 errhint("For example {\"from\": \"2025-01-01\", \"to\": \"2025-12-31\"}.")));
	it = JsonbIteratorInit(&json->root);
	JsonbIteratorNext(&it, &v, false);
	while (JsonbIteratorNext(&it, &v, true) == WJB_KEY)
	{
		char	   *key = pnstrdup(v.val.string.val, v.val.string.len);
		bool		ok;

		JsonbIteratorNext(&it, &v, true);
		if (strcmp(key, "zone") == 0)
		{
			spec.zone = string_value(&spec, &v, key);
			ok = spec.zone != NULL;
		}
		else if (strcmp(key, "from") == 0)
			ok = date_value(&spec, &v, key, &spec.from, NULL);
		else if (strcmp(key, "to") == 0)
			ok = date_value(&spec, &v, key, &spec.to, NULL);
		else if (strcmp(key, "hours") == 0)
			ok = week_value(&spec, &v);
		else if (strcmp(key, "off") == 0)
			ok = day_list(&spec, &v, key, false);
		else if (strcmp(key, "work") == 0)
			ok = day_list(&spec, &v, key, true);
		else
			ereturn(escontext, NULL,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("unknown calendar key \"%s\"", key),
					 errhint("Allowed keys: zone, from, to, hours, off, work.")));
		if (!ok)
			return NULL;
	}
	if (spec.from == NO_DATE || spec.to == NO_DATE)
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("calendar key \"%s\" is missing", spec.from == NO_DATE ? "from" : "to"),
				 errhint("A calendar says which days it covers, both ends included.")));
	return par_calendar_of_spec(&spec);
}

static Calendar *
calendar_of_text(char *text, struct Node *escontext)
{
	Jsonb	   *json = par_jsonb_from_text(text, MAX_CALENDAR_TEXT, escontext);

	return json == NULL ? NULL : calendar_of_jsonb(json, escontext);
}

/* ---------------------------------------------------------------------------
 * SQL functions.
 * ---------------------------------------------------------------------------
 */

Datum
par_calendar_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_CALENDAR(calendar_of_text(PG_GETARG_CSTRING(0), PAR_ESCONTEXT));
}

Datum
par_calendar_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(calendar_text(PG_GETARG_CALENDAR(0)));
}

Datum
par_calendar_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgint(buf, 1);
	int			len;

	if (version != BINARY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("calendar has the unknown binary version %d", version),
				 errhint("Known is version %d.", BINARY_VERSION)));
	PG_RETURN_CALENDAR(calendar_of_text(pq_getmsgtext(buf, buf->len - buf->cursor, &len), NULL));
}

Datum
par_calendar_send(PG_FUNCTION_ARGS)
{
	char	   *text = calendar_text(PG_GETARG_CALENDAR(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, BINARY_VERSION);
	pq_sendtext(&buf, text, strlen(text));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
par_calendar_from_jsonb(PG_FUNCTION_ARGS)
{
	PG_RETURN_CALENDAR(calendar_of_jsonb(PG_GETARG_JSONB_P(0), NULL));
}

Datum
par_calendar_to_jsonb(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(calendar_text(PG_GETARG_CALENDAR(0)))));
}

