/*-------------------------------------------------------------------------
 *
 * survey.h
 *		What the files of the survey room share: the summary itself and how to
 *		read it (survey.c), the intervals (survey_interval.c) that the estimate over
 *		strata (survey_strata.c) uses too.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_SURVEY_H
#define PAR_SURVEY_H

#include "par_index.h"

#include "lib/stringinfo.h"
#include "utils/jsonb.h"

#define CODES		11			/* the codes 0 to 10 */
#define MISSING		CODES		/* the slot of "no opinion" */
#define SLOTS		(CODES + 1)

/*
 * With at most this many persons in a slot no sum of counts over
 * the slots leaves 64 bits.
 */
#define MAX_COUNT	(INT64CONST(1) << 55)

/* Within these, squares and their sums neither vanish nor overflow. */
#define MIN_WEIGHT	1e-100
#define MAX_WEIGHT	1e100
#define MAX_SUM		1e120

/* How far sums read from outside may disagree. */
#define LEEWAY		(1 + 1e-6)

#define FLAG_WEIGHTED	0x0001	/* the only flag there is */

typedef struct SurveyStats
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		flags;
	int64		n[SLOTS];		/* persons */
	double		weight[SLOTS];	/* from here on only with FLAG_WEIGHTED */
	double		square[SLOTS];
} SurveyStats;

#define PLAIN_SIZE			offsetof(SurveyStats, weight)
#define STATS_SIZE(flags)	((flags) & FLAG_WEIGHTED ? sizeof(SurveyStats) : PLAIN_SIZE)
#define IS_WEIGHTED(s)		(((s)->flags & FLAG_WEIGHTED) != 0)

typedef uint32 CodeSet;			/* bit i: code i is in it */

#define VALID_CODES			((CodeSet) ((1 << CODES) - 1))
#define CONTAINS(set, code) (((set) >> (code)) & 1)

/*
 * The summary in a datum.  Whatever made the datum, nothing is read that is
 * not there.
 */
static inline SurveyStats *
par_survey_get(Datum datum)
{
	SurveyStats *s = (SurveyStats *) PG_DETOAST_DATUM(datum);

	if (unlikely(VARSIZE(s) < PLAIN_SIZE ||
				 (s->flags & ~FLAG_WEIGHTED) != 0 ||
				 VARSIZE(s) != STATS_SIZE(s->flags)))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("value is not a survey_stats of this version")));
	return s;
}

#define PG_GETARG_STATS(i) par_survey_get(PG_GETARG_DATUM(i))

/* survey.c: counting: an answer that is a code; a sum that is beyond MAX_COUNT */
extern int	par_survey_code(int answer);
extern void par_survey_too_many(void);

/* survey.c: reading a summary */
extern int64 par_survey_answers(const SurveyStats *s);
extern double par_survey_effective(const SurveyStats *s);
extern CodeSet par_survey_positive(FunctionCallInfo fcinfo, int arg);
extern Numeric par_survey_amount(const SurveyStats *s, CodeSet set);
extern double par_survey_weight(const SurveyStats *s, CodeSet set);
extern Datum par_percent_or_null(FunctionCallInfo fcinfo, Numeric num,
								 Numeric den, int digits);

/* survey.c: text and binary forms */
extern bool par_json_count(const JsonbValue *v, int64 limit, int64 *count);
extern bool par_json_float8(const JsonbValue *v, double *value);
extern bool par_is_sum(double value);
extern void par_append_float8(StringInfo out, double value);
extern void par_bad_binary(const char *type);

/*
 * survey_interval.c.  A share as the intervals see it: effective numbers of answers in
 * and out of the positive set.
 */
typedef struct Share
{
	double		in;
	double		out;
} Share;

typedef struct Bounds
{
	double		low;
	double		high;
} Bounds;

extern double par_confidence(FunctionCallInfo fcinfo, int arg);
extern Bounds par_wilson(Share s, double confidence);
extern Bounds par_wald(double p, double se, double confidence, double least);
extern Numeric par_percent_of_rate(double rate, int digits);

#endif							/* PAR_SURVEY_H */
