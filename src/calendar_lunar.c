/*-------------------------------------------------------------------------
 *
 * calendar_lunar.c
 *		Vietnam's lunar calendar, from the sun and the moon.
 *
 * The rules:
 *
 * - A month begins on the day, by the clock of Hanoi (UTC+7), on which the
 *	 moon is new.  China's clock shows an hour more, so that now and then a
 *	 month begins there a day later, and with it the year (2007, 2030).
 * - The sun's longitude is divided into twelve sectors of 30 degrees.  The
 *	 month in which it reaches 270 degrees, the winter solstice, is the 11th.
 * - If there are thirteen months from one 11th to the next, the first of them
 *	 in which the sun enters no new sector is a leap month: it repeats the
 *	 number of the month before it.
 *
 * The new moon is by chapter 49 of Jean Meeus, Astronomical Algorithms (2nd
 * edition), the sun's apparent longitude by its chapter 25, the rotation of the
 * earth by the polynomial of Espenak and Meeus for our time.  The months are
 * compared one by one with test/data/lunar_vn.csv, which was made otherwise.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_lunar.h"

#include <math.h>

#include "utils/float.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(par_vn_lunar_date);

#define HANOI_DAYS		(7.0 / 24)	/* ahead of Greenwich */
#define DAYS_PER_MOON	29.530588861
#define MOONS_PER_YEAR	12.3685

/* Julian dates begin at noon; 2000-01-01 12:00 is this one. */
#define J2000			2451545.0

static double
sine(double degrees)
{
	return sin(degrees * (M_PI / 180));
}

/*
 * How far clocks, which follow the earth, are behind even time; in days.
 */
static double
clock_lag(double jd)
{
	double		t = (jd - J2000) / 365.25;

	return (62.92 + t * (0.32217 + t * 0.005589)) / SECS_PER_DAY;
}

/*
 * The Julian date of the k-th new moon since that of 6 January 2000, even time.
 */
static double
new_moon(int k)
{
	/* What the planets do to it, in millionths of a day. */
	static const double planets[][3] = {
		{299.77, 0.107408, 325}, {251.88, 0.016321, 165}, {251.83, 26.651886, 164},
		{349.42, 36.412478, 126}, {84.66, 18.206239, 110}, {141.74, 53.303771, 62},
		{207.14, 2.453732, 60}, {154.84, 7.306860, 56}, {34.52, 27.261239, 47},
		{207.19, 0.121824, 42}, {291.34, 1.844379, 40}, {161.72, 24.198154, 37},
		{239.56, 25.513099, 35}, {331.55, 3.592518, 23}
	};
	double		t = k / 1236.85;
	double		t2 = t * t;

	/* eccentricity; anomalies of sun and moon; the moon's argument, its node */
	double		e = 1 - t * (0.002516 + t * 0.0000074);
	double		s = 2.5534 + 29.10535670 * k - t2 * (0.0000014 + t * 0.00000011);
	double		m = 201.5643 + 385.81693528 * k + t2 * (0.0107582 + t * (0.00001238 - t * 0.000000058));
	double		f = 160.7108 + 390.67050284 * k - t2 * (0.0016118 + t * (0.00000227 - t * 0.000000011));
	double		node = 124.7746 - 1.56375588 * k + t2 * (0.0020672 + t * 0.00000215);
	double		jd;
	size_t		i;

	jd = 2451550.09766 + DAYS_PER_MOON * k + t2 * (0.00015437 + t * (-0.000000150 + t * 0.00000000073));
	jd += -0.40720 * sine(m)
		+ 0.17241 * e * sine(s)
		+ 0.01608 * sine(2 * m)
		+ 0.01039 * sine(2 * f)
		+ 0.00739 * e * sine(m - s)
		- 0.00514 * e * sine(m + s)
		+ 0.00208 * e * e * sine(2 * s)
		- 0.00111 * sine(m - 2 * f)
		- 0.00057 * sine(m + 2 * f)
		+ 0.00056 * e * sine(2 * m + s)
		- 0.00042 * sine(3 * m)
		+ 0.00042 * e * sine(s + 2 * f)
		+ 0.00038 * e * sine(s - 2 * f)
		- 0.00024 * e * sine(2 * m - s)
		- 0.00017 * sine(node)
		- 0.00007 * sine(m + 2 * s)
		+ 0.00004 * sine(2 * m - 2 * f)
		+ 0.00004 * sine(3 * s)
		+ 0.00003 * sine(m + s - 2 * f)
		+ 0.00003 * sine(2 * m + 2 * f)
		- 0.00003 * sine(m + s + 2 * f)
		+ 0.00003 * sine(m - s + 2 * f)
		- 0.00002 * sine(m - s - 2 * f)
		- 0.00002 * sine(3 * m + s)
		+ 0.00002 * sine(4 * m);
	for (i = 0; i < lengthof(planets); i++)
		jd += planets[i][2] * 1e-6 * sine(planets[i][0] + planets[i][1] * k);
	return jd;
}

/*
 * The day of Hanoi, as a Julian day number, on which the k-th month begins.
 */
static int
month_start(int k)
{
	double		jd = new_moon(k);

	return (int) floor(jd - clock_lag(jd) + HANOI_DAYS + 0.5);
}

/*
 * The sun's sector when a day of Hanoi begins, 0 to 11.
 */
static int
sun_sector(int day)
{
	double		jd = day - 0.5 - HANOI_DAYS;
	double		t = (jd + clock_lag(jd) - J2000) / 36525;
	double		anomaly = 357.52911 + t * (35999.05029 - t * 0.0001537);
	double		longitude;

	longitude = 280.46646 + t * (36000.76983 + t * 0.0003032)
		+ (1.914602 - t * (0.004817 + t * 0.000014)) * sine(anomaly)
		+ (0.019993 - t * 0.000101) * sine(2 * anomaly)
		+ 0.000289 * sine(3 * anomaly)
	/* aberration and nutation */
		- 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
	return (int) floor((longitude - 360 * floor(longitude / 360)) / 30);
}

/*
 * The number of the 11th month that begins in that solar year: the last month
 * that the sun enters before it has reached 270 degrees.
 */
static int
eleventh_month(int year)
{
	int			k = (int) ((year + 1 - 2000) * MOONS_PER_YEAR) + 1;
	int			sector;

	while ((sector = sun_sector(month_start(k))) != 8 && sector != 7)
		k--;
	return k;
}

/*
 * The first day and the length of a month of the lunar year that begins in
 * that solar year; false if the year has no such leap month.
 */
bool
par_lunar_month(int year, int month, bool leap, DateADT *first, int *ndays)
{
	/* From the 11th month to the next: months 11 and 12, then 1 to 10. */
	int			solar_year = month >= 11 ? year : year - 1;
	int			k = eleventh_month(solar_year);
	int			nth = (month + 1) % 12;

	if (eleventh_month(solar_year + 1) - k == 13)
	{
		int			leap_nth = 1;

		while (sun_sector(month_start(k + leap_nth)) != sun_sector(month_start(k + leap_nth + 1)))
			leap_nth++;
		if (leap && leap_nth != nth + 1)
			return false;
		if (nth >= leap_nth || leap)
			nth++;
	}
	else if (leap)
		return false;
	k += nth;
	*first = month_start(k) - POSTGRES_EPOCH_JDATE;
	*ndays = month_start(k + 1) - month_start(k);
	return true;
}

Datum
par_vn_lunar_date(PG_FUNCTION_ARGS)
{
	int			year = PG_GETARG_INT32(0);
	int			month = PG_GETARG_INT32(1);
	int			day = PG_GETARG_INT32(2);
	bool		leap = PG_GETARG_BOOL(3);
	DateADT		first;
	int			ndays;

	if (year < LUNAR_VN_FROM || year > LUNAR_VN_TO)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("lunar year %d is out of range", year),
				 errhint("Known are the years %d to %d.", LUNAR_VN_FROM, LUNAR_VN_TO)));
	if (month < 1 || month > 12)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("lunar month %d is out of range", month),
				 errhint("Months are 1 to 12; a leap month has the number of the one before it, and leap => true.")));
	if (!par_lunar_month(year, month, leap, &first, &ndays))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("month %d of lunar year %d is followed by no leap month", month, year),
				 errhint("Leave out leap => true.")));
	if (day < 1 || day > ndays)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("day %d of lunar month %d/%d is out of range", day, month, year),
				 errhint("That month has %d days.", ndays)));
	PG_RETURN_DATEADT(first + day - 1);
}
