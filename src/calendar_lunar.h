/*-------------------------------------------------------------------------
 *
 * calendar_lunar.h
 *		Vietnam's lunar calendar.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_CALENDAR_LUNAR_H
#define PAR_CALENDAR_LUNAR_H

#include "par_index.h"

#include "utils/date.h"

/*
 * One country and one clock since 1976.  After 2053 a month begins so near to
 * midnight that nobody can say yet on which side: the rotation of the earth is
 * not known that far ahead.
 */
#define LUNAR_VN_FROM	1976
#define LUNAR_VN_TO		2053

extern bool par_lunar_month(int year, int month, bool leap, DateADT *first, int *ndays);

#endif							/* PAR_CALENDAR_LUNAR_H */
