/*-------------------------------------------------------------------------
 *
 * survey.h
 *		What the files of the survey room share: the summary itself
 *		(survey_summary.c, its text and bytes survey_io.c), how to read it
 *		(survey.c), the intervals (survey_interval.c) that the estimate over
 *		strata (survey_strata.c) uses too.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_SURVEY_H
#define PAR_SURVEY_H

#include "summary.h"
#include "wide.h"

#include "port/pg_bitutils.h"

#define CODES		11			/* the codes 0 to 10 */
#define MISSING		CODES		/* the slot of "no opinion" */
#define SLOTS		(CODES + 1)

typedef uint32 CodeSet;			/* bit i: code i is in it */

/*
 * With at most this many answers in a slot no sum of counts over
 * the slots leaves 64 bits.
 */
#define MAX_COUNT	(INT64CONST(1) << 55)

/*
 * Weights, and what sums of them are kept in.  The lowest bit of a weight from
 * 2^-30 is worth 2^-82 at least, that of its square (rounded once to a float8)
 * 2^-112; and MAX_COUNT weights below 2^30, or squares, still have room.
 */
#define MIN_WEIGHT		1e-9
#define MAX_WEIGHT		1e9
#define WEIGHT_SCALE	82
#define WEIGHT_WORDS	3
#define SQUARE_SCALE	112
#define SQUARE_WORDS	4

/* How far sums that were rounded may disagree. */
#define LEEWAY		(1 + 1e-6)

/*
 * Flags: the kind of the summary, and, but for the kinds that 1.x knew, the
 * slots that occur (in the upper half).
 */
#define FLAG_FLOAT		0x0001	/* weights of 1.x, sums as float8 */
#define FLAG_WEIGHTED	0x0002	/* weights, exact sums */
#define FLAG_FORMS		0x0004	/* whole forms: what one person answered */
#define WEIGHTED_FORMS	(FLAG_FORMS | FLAG_WEIGHTED)
#define KIND_MASK		0x0007
#define SLOT_SHIFT		16

#define KIND(s)			((s)->flags & KIND_MASK)
#define IS_WEIGHTED(s)	(((s)->flags & (FLAG_FLOAT | FLAG_WEIGHTED)) != 0)
#define HAS_FORMS(s)	(((s)->flags & FLAG_FORMS) != 0)
#define OCCURRING_IN(flags)	((CodeSet) ((flags) >> SLOT_SHIFT))
#define OCCURRING(s)	OCCURRING_IN((s)->flags)

/*
 * A summary is these counts and, behind them, by its kind:
 *
 *	 FLAG_FLOAT: a FloatSums;
 *	 FLAG_FORMS: the FormCounts;
 *	 FLAG_WEIGHTED: a WeightSums for each slot that occurs (has a count), in
 *	 order;
 *	 FLAG_FORMS: for each pair i <= j of slots that occur, in order, the sum
 *	 over the forms of n_i n_j, the numbers of answers of one form in the two
 *	 slots: an int64, or with FLAG_WEIGHTED the sum of w^2 n_i n_j as a wide
 *	 number of SQUARE_WORDS and SQUARE_SCALE.
 */
typedef struct SurveyStats
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		flags;
	int64		n[SLOTS];		/* answers */
} SurveyStats;

typedef struct FloatSums
{
	double		weight[SLOTS];
	double		square[SLOTS];
} FloatSums;

typedef struct FormCounts
{
	int64		forms;
	int64		answering;		/* of these, with an answer that is an opinion */
} FormCounts;

typedef struct WeightSums
{
	uint64		weight[WEIGHT_WORDS];
	uint64		square[SQUARE_WORDS];	/* of the weights */
} WeightSums;

#define VALID_CODES			((CodeSet) ((1 << CODES) - 1))
#define CONTAINS(set, code) (((set) >> (code)) & 1)

static inline int
slot_count(CodeSet slots)
{
	return pg_number_of_ones[slots & 0xFF] + pg_number_of_ones[slots >> 8];
}

/* How many of the slots come before this one. */
#define RANK(slots, slot)	slot_count((slots) & ((1 << (slot)) - 1))

static inline Size
stats_size(uint32 flags)
{
	int			k = slot_count(flags >> SLOT_SHIFT);
	Size		size = sizeof(SurveyStats);

	if (flags & FLAG_FLOAT)
		size += sizeof(FloatSums);
	if (flags & FLAG_WEIGHTED)
		size += k * sizeof(WeightSums);
	if (flags & FLAG_FORMS)
		size += sizeof(FormCounts) + k * (k + 1) / 2 * (flags & FLAG_WEIGHTED ? SQUARE_WORDS * sizeof(uint64) : sizeof(int64));
	return size;
}

static inline bool
flags_known(uint32 flags)
{
	if ((flags & ~FLAG_FLOAT) == 0)
		return true;
	return (flags & ~(FLAG_WEIGHTED | FLAG_FORMS) & ((1 << SLOT_SHIFT) - 1)) == 0 &&
		(flags & KIND_MASK) != 0 && flags >> SLOT_SHIFT < 1 << SLOTS;
}

/*
 * An empty one of the kind and the slots in the flags.
 */
static inline SurveyStats *
new_stats(uint32 flags)
{
	return par_summary_new(stats_size(flags), flags);
}

/*
 * The slots that occur.  Compared as a whole: gcc 12 for i686 gets the
 * comparison of a bit and the sign of an int64 wrong.
 */
static inline CodeSet
slots_of(const int64 *n)
{
	CodeSet		slots = 0;
	int			i;

	for (i = 0; i < SLOTS; i++)
		slots |= (CodeSet) (n[i] > 0) << i;
	return slots;
}

/* survey_io.c */
extern const ParSummaryType par_survey_type;

/*
 * The summary in a datum.  Whatever made the datum, nothing is read that is
 * not there.
 */
static inline SurveyStats *
par_survey_get(Datum datum)
{
	static uint32 last_flags = 0;	/* a layout that was found right: most rows have the same */
	static Size last_size = sizeof(SurveyStats);
	SurveyStats *s = (SurveyStats *) DatumGetPointer(datum);

	/* The type's storage is plain, so that is what nearly always comes. */
	if (unlikely(VARATT_IS_EXTENDED(s)))
		s = (SurveyStats *) PG_DETOAST_DATUM(datum);
	if (unlikely(VARSIZE(s) != last_size || s->flags != last_flags))
	{
		if (VARSIZE(s) < sizeof(SurveyStats) || !flags_known(s->flags) || VARSIZE(s) != stats_size(s->flags))
			par_summary_unknown(&par_survey_type);
		last_flags = s->flags;
		last_size = VARSIZE(s);
	}
	return s;
}

#define PG_GETARG_STATS(i) par_survey_get(PG_GETARG_DATUM(i))

/* Its parts, where its kind has them. */
#define FLOAT_SUMS(s)	((FloatSums *) ((s) + 1))
#define FORMS(s)		(((FormCounts *) ((s) + 1))->forms)
#define ANSWERING(s)	(((FormCounts *) ((s) + 1))->answering)
#define WEIGHT_SUMS(s)	((WeightSums *) ((char *) ((s) + 1) + (HAS_FORMS(s) ? sizeof(FormCounts) : 0)))
#define PRODUCTS(s)		((int64 *) ((char *) ((s) + 1) + sizeof(FormCounts)))
#define WIDE_PRODUCTS(s) \
	((uint64 (*)[SQUARE_WORDS]) (WEIGHT_SUMS(s) + slot_count(OCCURRING(s))))

/* Where the pair of the i-th and the j-th of k slots stands, i <= j. */
#define PAIR(i, j, k)	((i) * (k) - (i) * ((i) - 1) / 2 + (j) - (i))

/*
 * What no sum of float8 values from zero ever is: NaN, infinite, below zero, -0.
 */
static inline bool
par_is_sum(double value)
{
	return !isnan(value) && !isinf(value) && !signbit(value);
}

/* Where the elements of an array begin. */
#define ELEMENTS_OF(array) \
	((const char *) (array) + (ARR_HASNULL(array) ? (array)->dataoffset : (int) ARR_OVERHEAD_NONULLS(ARR_NDIM(array))))

/* survey_summary.c: making a summary */
extern bool par_survey_is_empty(const SurveyStats *s);
extern const char *par_survey_defect(SurveyStats *s);
extern int	par_survey_checked_code(int code, const char *what);
extern int	par_survey_code(int answer);
extern void par_survey_too_many(void);
extern void par_survey_mixed_kinds(uint32 a, uint32 b);

/*
 * A form: the slots that occur in it, in order, and how often.
 */
typedef struct Form
{
	CodeSet		slots;
	int			k;
	int			slot[SLOTS];
	uint32		count[SLOTS];	/* of the i-th of them */
} Form;

extern void par_survey_form(const void *array, Form *form);

/* survey.c: reading a summary */
extern int64 par_survey_answers(const SurveyStats *s);
extern CodeSet par_survey_positive(FunctionCallInfo fcinfo, int arg);
extern CodeSet par_survey_base(const text *base);
extern Numeric par_survey_amount(const SurveyStats *s, CodeSet set);
extern double par_survey_weight(const SurveyStats *s, CodeSet set);
extern double par_survey_square(const SurveyStats *s, CodeSet set);
extern Datum par_percent_or_null(FunctionCallInfo fcinfo, Numeric num,
								 Numeric den, int digits);

/*
 * survey_person.c: a ratio, its variance without the factor n / (n - 1), and
 * how many persons it is of.  worth[] is what an answer of each slot is worth;
 * false without answers.
 */
typedef struct Estimate
{
	double		value;
	double		variance;
	int64		persons;
} Estimate;

extern bool par_survey_estimate(const SurveyStats *s, const int *worth, CodeSet base, Estimate *e);

/*
 * How many answers of as many persons, all of equal weight, would say as much
 * about this share; 0 if that is not known.
 */
extern double par_survey_effective(const SurveyStats *s, CodeSet positive);

/* A warning where 4 and 5 cannot be what satisfied means. */
extern void par_survey_warn_default(FunctionCallInfo fcinfo, const SurveyStats *s, CodeSet positive);

/*
 * survey_interval.c.  A share as the intervals see it: effective numbers of
 * answers in and out of the positive set.
 */
typedef struct Share
{
	double		in;
	double		out;
	double		freedom;		/* of Student's t; 0 is the normal distribution */
	double		answers;		/* with freedom: how many there are */
} Share;

typedef struct Bounds
{
	double		low;
	double		high;
} Bounds;

extern double par_confidence(FunctionCallInfo fcinfo, int arg);
extern double par_t_quantile(double confidence, double freedom);
extern Bounds par_wilson(Share s, double confidence);
extern Bounds par_wald(double p, double margin, double least);
extern Numeric par_percent_of_rate(double rate, int digits);

#endif							/* PAR_SURVEY_H */
