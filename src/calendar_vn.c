/*-------------------------------------------------------------------------
 *
 * calendar_vn.c
 *		Vietnam's days off: those announced and known to this version, those of a
 *		user's table, and an estimate of those to come.
 *
 * A year is in one of these states, and one without any is an error:
 *
 * - known: it stands in holidays_vn.h.  A row of the user's for one of its days
 *	 takes the place of what stands there for that day.
 * - given: the user's rows hold days of it.  They are all of it then, and must
 *	 hold a day off among the first three of Tết, which no year is without: so
 *	 that a single day of one's own is not taken for a whole year.
 * - estimated, if that was asked for: the days of the Labour Code and the days
 *	 in lieu of those on a weekend, without exchanged days, which are announced
 *	 and cannot be computed.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_io.h"
#include "calendar_lunar.h"
#include "holidays_vn.h"

#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/datetime.h"

PG_FUNCTION_INFO_V1(par_vn_holidays);
PG_FUNCTION_INFO_V1(par_vn_holidays_of);
PG_FUNCTION_INFO_V1(par_vn_calendar);
PG_FUNCTION_INFO_V1(par_vn_calendar_of);

typedef enum Certainty
{
	CERTAIN,
	UNCERTAIN,
	ESTIMATED
} Certainty;

static const char *const certainty_names[] = {"certain", "uncertain", "estimated"};

/* A row of the list; texts are in UTF-8 unless they are the user's. */
typedef struct Day
{
	DateADT		day;
	bool		given;			/* by the user */
	bool		normal;			/* no special day, whatever else is said */
	bool		work;
	DateADT		replaces;		/* or NO_DATE */
	Certainty	certainty;
	const char *name_vi;		/* or NULL */
	const char *name_en;
} Day;

typedef struct Days
{
	Day		   *day;
	int			n;
	int			max;
} Days;

static void
add_day(Days *days, const Day *day)
{
	if (days->n == days->max)
	{
		days->max = days->max == 0 ? 64 : days->max * 2;
		days->day = days->day == NULL ? palloc(sizeof(Day) * days->max) :
			repalloc_huge(days->day, sizeof(Day) * days->max);
	}
	days->day[days->n++] = *day;
}

static DateADT
date_of(int year, int month, int day)
{
	return date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
}

static int
year_of(DateADT date)
{
	int			year;
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	return year;
}

static bool
is_weekend(DateADT date)
{
	return WEEKDAY(date) >= 5;
}

/* ---------------------------------------------------------------------------
 * The known days.
 * ---------------------------------------------------------------------------
 */

static DateADT
known_date(const char *s)
{
	DateADT		date;

	if (!par_read_date(s, &date))
		elog(ERROR, "bad date \"%s\" in the table of holidays", s);
	return date;
}

static Day
known_day(const HolidayVn *holiday)
{
	Day			day = {0};

	day.day = known_date(holiday->day);
	day.work = holiday->work;
	day.replaces = holiday->replaces ? known_date(holiday->replaces) : NO_DATE;
	day.certainty = holiday->certain ? CERTAIN : UNCERTAIN;
	day.name_vi = holiday->name_vi;
	day.name_en = holiday->name_en;
	return day;
}

/* ---------------------------------------------------------------------------
 * Estimated days.
 * ---------------------------------------------------------------------------
 */

static void
estimate_off(Days *days, DateADT date, Certainty certainty, const char *name_vi, const char *name_en)
{
	Day			day = {0};

	day.day = date;
	day.replaces = NO_DATE;
	day.certainty = certainty;
	day.name_vi = name_vi;
	day.name_en = name_en;
	add_day(days, &day);
}

static bool
is_among(const Days *days, DateADT date)
{
	int			i;

	for (i = 0; i < days->n; i++)
	{
		if (days->day[i].day == date)
			return true;
	}
	return false;
}

/*
 * The days of article 112 of the Labour Code of 2019: of the five days of Tết
 * two before it and three from it on, and beside National Day the day before
 * or after by which the free days hang together.  A holiday on a weekend has a
 * working day after it off in lieu (article 111).  Of the years from 2021 on
 * this gives what was announced, but for exchanged days.
 */
static void
estimate_year(Days *all, int year)
{
	Days		days = {0};
	DateADT		tet;
	DateADT		month3;
	DateADT		national = date_of(year, 9, 2);
	int			ndays;
	int			n;
	int			i;

	if (!par_lunar_month(year, 1, false, &tet, &ndays) || !par_lunar_month(year, 3, false, &month3, &ndays))
		elog(ERROR, "lunar year %d has no first or third month", year);

	estimate_off(&days, date_of(year, 1, 1), ESTIMATED, "Tết Dương lịch", "New Year's Day");
	for (i = -2; i < 3; i++)
		estimate_off(&days, tet + i, ESTIMATED, "Tết Nguyên đán", "Lunar New Year (Tết)");
	estimate_off(&days, month3 + 9, ESTIMATED, "Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day");
	if (!is_among(&days, date_of(year, 4, 30)))
		estimate_off(&days, date_of(year, 4, 30), ESTIMATED, "Ngày Chiến thắng", "Victory (Reunification) Day");
	estimate_off(&days, date_of(year, 5, 1), ESTIMATED, "Ngày Quốc tế lao động", "International Labour Day");
	/* on a Monday, a Thursday or a Sunday the day after, else the one before */
	i = WEEKDAY(national) == 0 || WEEKDAY(national) == 3 || WEEKDAY(national) == 6 ? 0 : -1;
	estimate_off(&days, national + i, ESTIMATED, "Quốc khánh", "National Day");
	estimate_off(&days, national + i + 1, ESTIMATED, "Quốc khánh", "National Day");
	estimate_off(&days, date_of(year, 11, 24), UNCERTAIN, "Ngày Văn hóa Việt Nam", "Vietnam Culture Day");

	n = days.n;
	for (i = 0; i < n; i++)
	{
		const Day	holiday = days.day[i];
		DateADT		in_lieu = holiday.day + 1;
		int			y;
		int			month;
		int			day;
		const char *date;

		if (!is_weekend(holiday.day))
			continue;
		while (is_weekend(in_lieu) || is_among(&days, in_lieu))
			in_lieu++;
		j2date(holiday.day + POSTGRES_EPOCH_JDATE, &y, &month, &day);
		/* as officials write it: 02/9, but 02/01 */
		date = psprintf(month < 3 ? "%02d/%02d/%d" : "%02d/%d/%d", day, month, y);
		estimate_off(&days, in_lieu, holiday.certainty, psprintf("Nghỉ bù %s (%s)", holiday.name_vi, date),
					 psprintf("%s (%s), day in lieu", holiday.name_en, date));
	}
	for (i = 0; i < days.n; i++)
		add_day(all, &days.day[i]);
}

/* ---------------------------------------------------------------------------
 * The user's rows: an array of objects, as jsonb_agg makes of a table.
 * ---------------------------------------------------------------------------
 */

static const char *
given_text(const JsonbValue *value, const char *key)
{
	if (value->type == jbvNull)
		return NULL;
	if (value->type != jbvString)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("key \"%s\" of an extra day must hold text", key),
				 errhint("Write it in double quotes, or leave it out.")));
	return pnstrdup(value->val.string.val, value->val.string.len);
}

static DateADT
given_date(const JsonbValue *value, const char *key)
{
	const char *s = given_text(value, key);
	DateADT		date;

	if (s == NULL)
		return NO_DATE;
	if (strlen(s) != 10 || !par_read_date(s, &date))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("key \"%s\" of an extra day: \"%s\" is not a date", key, par_shown(s)),
				 errhint("Write it as YYYY-MM-DD.")));
	return date;
}

static Day
given_day(JsonbContainer *object)
{
	static const char *const kind_names[] = {"off", "work", "normal", NULL};
	Day			day = {0};
	JsonbIterator *it = JsonbIteratorInit(object);
	JsonbValue	v;
	const char *kind = NULL;
	const char *name = NULL;

	day.day = day.replaces = NO_DATE;
	day.given = true;
	JsonbIteratorNext(&it, &v, false);
	while (JsonbIteratorNext(&it, &v, true) == WJB_KEY)
	{
		const char *key = pnstrdup(v.val.string.val, v.val.string.len);

		JsonbIteratorNext(&it, &v, true);
		if (strcmp(key, "day") == 0)
			day.day = given_date(&v, key);
		else if (strcmp(key, "replaces") == 0)
			day.replaces = given_date(&v, key);
		else if (strcmp(key, "kind") == 0)
			kind = given_text(&v, key);
		else if (strcmp(key, "name_vi") == 0)
			day.name_vi = given_text(&v, key);
		else if (strcmp(key, "name_en") == 0)
			day.name_en = given_text(&v, key);
		else if (strcmp(key, "name") == 0)
			name = given_text(&v, key);
		else
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unknown key \"%s\" of an extra day", par_shown(key)),
					 errhint("Allowed keys: day, kind, replaces, name, name_vi, name_en.")));
	}
	if (day.day == NO_DATE || kind == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("key \"%s\" of an extra day is missing", kind ? "day" : "kind"),
				 errhint("For example {\"day\": \"2027-02-05\", \"kind\": \"off\"}.")));
	switch (par_choice(cstring_to_text(kind), "kind", kind_names))
	{
		case 1:
			day.work = true;
			break;
		case 2:
			day.normal = true;
			break;
	}
	if (day.replaces != NO_DATE && !day.work)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a day that is not worked replaces no other day"),
				 errhint("\"replaces\" belongs to the worked day, and names the day that is off for it.")));
	if (day.name_vi == NULL)
		day.name_vi = name;
	return day;
}

/*
 * Those of the years that are wanted; a table may well hold more.
 */
static void
given_days(Days *days, Jsonb *extra, int from_year, int to_year)
{
	JsonbIterator *it;
	JsonbValue	v;

	if (!JB_ROOT_IS_ARRAY(extra) || JB_ROOT_IS_SCALAR(extra))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("extra days must be a JSON array"),
				 errhint("For example jsonb_agg(d) of the rows d of a table with the columns day and kind.")));
	it = JsonbIteratorInit(&extra->root);
	JsonbIteratorNext(&it, &v, false);
	while (JsonbIteratorNext(&it, &v, true) == WJB_ELEM)
	{
		Day			day;

		CHECK_FOR_INTERRUPTS();
		if (v.type != jbvBinary || !JsonContainerIsObject(v.val.binary.data))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("an extra day must be a JSON object"),
					 errhint("For example {\"day\": \"2027-02-05\", \"kind\": \"off\"}.")));
		day = given_day(v.val.binary.data);
		if (year_of(day.day) < from_year || year_of(day.day) > to_year)
			continue;
		if (days->n == MAX_DAYS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many extra days"),
					 errhint("A calendar has at most %d days.", MAX_DAYS)));
		add_day(days, &day);
	}
}

/* ---------------------------------------------------------------------------
 * All of them.
 * ---------------------------------------------------------------------------
 */

static void
check_years(int from_year, int to_year)
{
	if (from_year > to_year)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("calendar must not begin in %d and end in %d", from_year, to_year),
				 errhint("The first year comes first.")));
}

/* The law of today is not that of years ago. */
static bool
can_be_estimated(int year)
{
	return year > HOLIDAYS_VN_TO && year <= LUNAR_VN_TO;
}

static void
unknown_year(int year)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the public holidays of %d are not known", year),
			 errdetail("Announced holidays from %d to %d are known to this version.", HOLIDAYS_VN_FROM, HOLIDAYS_VN_TO),
			 can_be_estimated(year) ?
			 errhint("Give the days of the year as extra rows, or estimate them: par.vn_calendar(%d, %d, false, '[]', estimated => true).", year, year) :
			 errhint("Give the days of the year as extra rows: par.vn_calendar(%d, %d, false, extra).", year, year)));
}

/*
 * By day; for one day the user's row first.
 */
static int
compare_days(const void *a, const void *b)
{
	const Day  *one = a;
	const Day  *other = b;

	if (one->day != other->day)
		return one->day < other->day ? -1 : 1;
	return (int) other->given - (int) one->given;
}

static const Day *
find_day(const Days *days, DateADT date)
{
	Day			key = {0};

	key.day = date;
	key.given = true;
	return bsearch(&key, days->day, days->n, sizeof(Day), compare_days);
}

/*
 * Check that the given days of a year are a whole year.
 */
static void
check_given_year(const Days *given, int year)
{
	DateADT		tet;
	int			ndays;
	int			i;
	char		buf[ISO_DATE_LEN];

	if (year < LUNAR_VN_FROM || year > LUNAR_VN_TO || !par_lunar_month(year, 1, false, &tet, &ndays))
		return;
	for (i = 0; i < 3; i++)
	{
		const Day  *day = find_day(given, tet + i);

		if (day && !day->work && !day->normal && !is_weekend(day->day))
			return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the extra days of %d are not a whole year", year),
			 errdetail("None of the first three days of Tết, from %s, is off.", par_iso_date(buf, tet)),
			 errhint("Give all days off and worked Saturdays of a year that is not in par.vn_holidays().")));
}

/*
 * The days of whole years, in order.
 */
static void
days_of_years(Days *days, int from_year, int to_year, Jsonb *extra, bool estimated)
{
	Days		given = {0};
	char		buf[ISO_DATE_LEN];
	int			year;
	int			n = 0;
	int			i;

	check_years(from_year, to_year);
	given_days(&given, extra, from_year, to_year);
	if (given.n > 0)
		qsort(given.day, given.n, sizeof(Day), compare_days);
	for (i = 1; i < given.n; i++)
	{
		if (given.day[i].day == given.day[i - 1].day)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("extra day %s is given twice", par_iso_date(buf, given.day[i].day)),
					 errhint("Give each day once.")));
	}

	for (i = 0; i < (int) lengthof(holidays_vn); i++)
	{
		Day			day = known_day(&holidays_vn[i]);

		year = year_of(day.day);
		if (year >= from_year && year <= to_year)
			add_day(days, &day);
	}
	i = 0;
	for (year = from_year; year <= to_year; year++)
	{
		int			first;

		CHECK_FOR_INTERRUPTS();
		for (first = i; i < given.n && year_of(given.day[i].day) == year; i++)
			add_day(days, &given.day[i]);
		if (year >= HOLIDAYS_VN_FROM && year <= HOLIDAYS_VN_TO)
			continue;
		if (i > first)
			check_given_year(&given, year);
		else if (estimated && can_be_estimated(year))
			estimate_year(days, year);
		else
			unknown_year(year);
	}

	/* One row for each day, and none for what is a day like any other. */
	if (days->n > 0)
		qsort(days->day, days->n, sizeof(Day), compare_days);
	for (i = 0; i < days->n; i++)
	{
		if (i > 0 && days->day[i].day == days->day[i - 1].day)
			days->day[i].normal = true;
	}
	for (i = 0; i < days->n; i++)
	{
		if (!days->day[i].normal)
			days->day[n++] = days->day[i];
	}
	days->n = n;
}

/* ---------------------------------------------------------------------------
 * SQL functions.
 * ---------------------------------------------------------------------------
 */

static Calendar *
calendar_of_days(const Days *days, int from_year, int to_year, bool uncertain)
{
	Spec		spec;
	int			i;

	par_spec_init(&spec, NULL);
	spec.from = date_of(from_year, 1, 1);
	spec.to = date_of(to_year, 12, 31);
	for (i = 0; i < days->n; i++)
	{
		const Day  *day = &days->day[i];
		Special		special = NO_SPECIAL;

		if (day->certainty == UNCERTAIN && !uncertain)
			continue;
		special.day = special.last = day->day;
		special.work = day->work;
		special.replaced = day->replaces;
		par_spec_add(&spec, &special);
	}
	return par_calendar_of_spec(&spec);
}

/*
 * The calendar of version 1.0: without holidays on weekends.
 */
Datum
par_vn_calendar(PG_FUNCTION_ARGS)
{
	int			from_year = PG_GETARG_INT32(0);
	int			to_year = PG_GETARG_INT32(1);
	Days		days = {0};
	size_t		i;

	check_years(from_year, to_year);
	if (from_year < HOLIDAYS_VN_FROM || to_year > HOLIDAYS_VN_TO)
		unknown_year(from_year < HOLIDAYS_VN_FROM ? from_year : Max(from_year, HOLIDAYS_VN_TO + 1));
	for (i = 0; i < lengthof(holidays_vn); i++)
	{
		Day			day = known_day(&holidays_vn[i]);
		int			year = year_of(day.day);

		if (year >= from_year && year <= to_year && (day.work || !is_weekend(day.day)))
			add_day(&days, &day);
	}
	PG_RETURN_CALENDAR(calendar_of_days(&days, from_year, to_year, PG_GETARG_BOOL(2)));
}

Datum
par_vn_calendar_of(PG_FUNCTION_ARGS)
{
	int			from_year = PG_GETARG_INT32(0);
	int			to_year = PG_GETARG_INT32(1);
	Days		days = {0};

	days_of_years(&days, from_year, to_year, PG_GETARG_JSONB_P(3), PG_GETARG_BOOL(4));
	PG_RETURN_CALENDAR(calendar_of_days(&days, from_year, to_year, PG_GETARG_BOOL(2)));
}

static Datum
own_text(const char *utf8)
{
	return PointerGetDatum(cstring_to_text(pg_any_to_server(utf8, strlen(utf8), PG_UTF8)));
}

/*
 * The list of version 1.0: without holidays on weekends, and without a column
 * for the replaced day.
 */
Datum
par_vn_holidays(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		i;

	par_materialize(fcinfo);
	for (i = 0; i < lengthof(holidays_vn); i++)
	{
		Day			day = known_day(&holidays_vn[i]);
		Datum		values[5];
		bool		nulls[5] = {false};

		if (!day.work && is_weekend(day.day))
			continue;
		values[0] = DateADTGetDatum(day.day);
		values[1] = own_text(day.work ? "work" : "off");
		values[2] = own_text(day.name_vi);
		values[3] = own_text(day.name_en);
		values[4] = own_text(certainty_names[day.certainty]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
par_vn_holidays_of(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Days		days = {0};
	int			i;

	days_of_years(&days, PG_GETARG_INT32(0), PG_GETARG_INT32(1), PG_GETARG_JSONB_P(2), PG_GETARG_BOOL(3));
	par_materialize(fcinfo);
	for (i = 0; i < days.n; i++)
	{
		const Day  *day = &days.day[i];
		Datum		values[6] = {0};
		bool		nulls[6] = {false};

		values[0] = DateADTGetDatum(day->day);
		values[1] = own_text(day->work ? "work" : "off");
		values[2] = DateADTGetDatum(day->replaces);
		nulls[2] = day->replaces == NO_DATE;
		nulls[3] = day->name_vi == NULL;
		nulls[4] = day->name_en == NULL;
		if (!nulls[3])
			values[3] = day->given ? CStringGetTextDatum(day->name_vi) : own_text(day->name_vi);
		if (!nulls[4])
			values[4] = day->given ? CStringGetTextDatum(day->name_en) : own_text(day->name_en);
		values[5] = own_text(certainty_names[day->certainty]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
