/*-------------------------------------------------------------------------
 *
 * survey_summary.c
 *		The summary of answers: how it is made, merged and taken apart (room
 *		survey).
 *
 * What this file promises:
 *
 * - survey_stats is the whole answer sheet of a group: how many answers there
 *	 are with each of the codes 0..10 and how many without an opinion.  With
 *	 weights each code also carries the sum of the weights and of their squares,
 *	 enough for every share and for Kish's effective n.  Of forms, each with all
 *	 answers of one person, it also carries the sums over the forms of the
 *	 products of two counts, enough for the variance between persons of every
 *	 share, whichever codes it is of.
 * - Sums of weights are wide fixed-point numbers: exact, so that they do not
 *	 depend on the order of the rows, the plan or the machine, and can be taken
 *	 away again.  A square is rounded to a float8 before it is added, always in
 *	 the same way.
 * - Version 1 kept sums of weights as float8.  Such summaries are read for ever
 *	 and are added to each other, but never to exact ones, and nothing is taken
 *	 away from them: a moving frame over them is computed anew.
 * - An empty summary is always the plain one, '{}', and is neutral in any
 *	 addition.  Otherwise only summaries of one kind are added: giving the others
 *	 weight 1, or a form to each answer, would be a guess.
 * - Bytes are canonical: a slot is stored if it occurs, so equal summaries are
 *	 equal byte by byte.
 *
 *-------------------------------------------------------------------------
 */
#include "survey.h"

#include "catalog/pg_type.h"
#include "common/int.h"
#include "utils/array.h"

/* So many answers of one form that sums of products have room. */
#define MAX_FORM	10000

/* A sum of them, of rows that are added. */
#define MAX_PRODUCT	(PG_INT64_MAX / 2)

/*
 * Of the float sums of version 1: the least weight, and a sum that none of its
 * additions can have reached.
 */
#define FLOAT_MIN_WEIGHT	1e-100
#define FLOAT_MAX_SUM		1e140

PG_FUNCTION_INFO_V1(par_survey_accum);
PG_FUNCTION_INFO_V1(par_survey_accum_weighted);
PG_FUNCTION_INFO_V1(par_survey_accum_form);
PG_FUNCTION_INFO_V1(par_survey_accum_weighted_form);
PG_FUNCTION_INFO_V1(par_survey_remove);
PG_FUNCTION_INFO_V1(par_survey_remove_weighted);
PG_FUNCTION_INFO_V1(par_survey_remove_form);
PG_FUNCTION_INFO_V1(par_survey_remove_weighted_form);
PG_FUNCTION_INFO_V1(par_survey_add);
PG_FUNCTION_INFO_V1(par_survey_subtract);
PG_FUNCTION_INFO_V1(par_survey_unroll);
PG_FUNCTION_INFO_V1(par_survey_float_weights);

/* ----------------------------------------------------------------------
 * The layout
 * ----------------------------------------------------------------------
 */

/*
 * The first argument as a state that may be changed; an empty one in place of
 * NULL.
 */
static inline SurveyStats *
state_to_change(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return new_stats(0);
	return par_summary_to_change(fcinfo, PG_GETARG_STATS(0));
}

/*
 * Of a summary whose form is canonical.
 */
bool
par_survey_is_empty(const SurveyStats *s)
{
	int64		n = 0;
	int			i;

	if (OCCURRING(s) != 0)
		return false;
	for (i = 0; i < SLOTS; i++)
		n += s->n[i];
	return n == 0 && (!HAS_FORMS(s) || FORMS(s) == 0);
}

/*
 * Forms of which none asks anything have no weights to sum.  With weights and
 * without they are the same summary, which is written without and goes into both.
 */
static inline bool
fits_weighted_forms(const SurveyStats *s)
{
	return KIND(s) == FLAG_FORMS && OCCURRING(s) == 0;
}

/*
 * A copy with room for other slots: those that both have keep their sums.  It is of
 * the same kind, or there are none.
 */
static SurveyStats *
with_slots(SurveyStats *s, uint32 kind, CodeSet slots)
{
	SurveyStats *result = new_stats(kind | slots << SLOT_SHIFT);
	CodeSet		had = OCCURRING(s);
	int			k = slot_count(slots);
	int			had_k = slot_count(had);
	int			i;
	int			j;

	memcpy(result->n, s->n, sizeof(s->n));
	if (HAS_FORMS(s))
	{
		FORMS(result) = FORMS(s);
		ANSWERING(result) = ANSWERING(s);
	}
	for (i = 0; i < SLOTS; i++)
	{
		int			to = RANK(slots, i);
		int			from = RANK(had, i);

		if (!CONTAINS(slots & had, i))
			continue;
		if (IS_WEIGHTED(s))
			WEIGHT_SUMS(result)[to] = WEIGHT_SUMS(s)[from];
		for (j = i; HAS_FORMS(s) && j < SLOTS; j++)
		{
			int			to_pair = PAIR(to, RANK(slots, j), k);
			int			from_pair = PAIR(from, RANK(had, j), had_k);

			if (!CONTAINS(slots & had, j))
				continue;
			if (IS_WEIGHTED(s))
				memcpy(WIDE_PRODUCTS(result)[to_pair], WIDE_PRODUCTS(s)[from_pair], sizeof(WIDE_PRODUCTS(s)[0]));
			else
				PRODUCTS(result)[to_pair] = PRODUCTS(s)[from_pair];
		}
	}
	return result;
}

/*
 * The summary in its canonical form, after something was taken away.
 */
static SurveyStats *
trimmed(SurveyStats *s)
{
	CodeSet		slots = slots_of(s->n);

	if (KIND(s) == 0)
		return s;
	if (slots == 0 && (!HAS_FORMS(s) || FORMS(s) == 0))
		return new_stats(0);
	if (slots == OCCURRING(s))
		return s;
	return with_slots(s, slots == 0 ? KIND(s) & ~FLAG_WEIGHTED : KIND(s), slots);
}

void
par_survey_too_many(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("too many answers in one summary"),
			 errhint("A summary counts up to " INT64_FORMAT " answers at each code.", MAX_COUNT)));
}

static void
never_added(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the summary does not hold what is to be taken away"),
			 errhint("Take away only what was added before.")));
}

/*
 * Two kinds that cannot be added to each other, or taken away.
 */
void
par_survey_mixed_kinds(uint32 a, uint32 b)
{
	if ((a ^ b) & FLAG_FORMS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a summary of forms and one of single answers cannot be added"),
				 errhint("Build both with survey_agg(answers), one row for each person, or both with survey_agg(answer).")));
	if ((a | b) & FLAG_FLOAT && (a | b) & FLAG_WEIGHTED)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weights summed in floating point by version 1 and exact sums of weights cannot be added"),
				 errhint("Summarise the older rows anew, or give up exactness by float_weights(stats) of the newer summary.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a weighted summary and one without weights cannot be added"),
			 errhint("Build both with weights, with weight 1 where every answer counts alike.")));
}

/*
 * Ask for memory before it is needed.  Where the sums of a state lie stands in its
 * head, so with more groups than the cache holds one would be waited for after the
 * other.
 */
static inline void
fetch_ahead(Datum pointer, Size size)
{
#ifdef __GNUC__
	Size		at;

	for (at = 0; at < size; at += 64)
		__builtin_prefetch(DatumGetPointer(pointer) + at);
#endif
}

/* The sizes of states with six slots, as a scale of five has. */
#define USUAL_WEIGHTED	(sizeof(SurveyStats) + 6 * sizeof(WeightSums))
#define USUAL_FORMS		(sizeof(SurveyStats) + sizeof(FormCounts) + 6 * 7 / 2 * sizeof(int64))

/*
 * The state made ready for a row of a kind, with the given slots: an empty
 * state takes any kind, and slots are added as they occur.
 */
static inline SurveyStats *
ready(SurveyStats *s, uint32 kind, CodeSet slots)
{
	if (unlikely(KIND(s) != kind))
	{
		if (par_survey_is_empty(s))
			s = new_stats(kind | slots << SLOT_SHIFT);
		else if (fits_weighted_forms(s) && kind == WEIGHTED_FORMS)
			s = with_slots(s, kind, slots);
		else
			par_survey_mixed_kinds(KIND(s), kind);
	}
	else if (unlikely((slots & ~OCCURRING(s)) != 0) && kind != 0)
		s = with_slots(s, kind, slots | OCCURRING(s));
	return s;
}

/* ----------------------------------------------------------------------
 * What cannot be
 * ----------------------------------------------------------------------
 */

/*
 * Could n weights, each from least to most, have this sum and this sum of
 * squares?  The sums may have been rounded many times, hence some leeway.
 */
static bool
sums_agree(int64 n, double weight, double square, double least)
{
	if (!par_is_sum(weight) || !par_is_sum(square))
		return false;
	if (n == 0 || weight == 0)
		return weight == 0 && square == 0;
	return weight >= least &&
		square <= weight * weight * LEEWAY &&
		weight * weight <= n * square * LEEWAY;
}

/*
 * What is wrong with a summary, as the detail of an error, or NULL.
 */
const char *
par_survey_defect(SurveyStats *s)
{
	CodeSet		slots = OCCURRING(s);
	int			k = slot_count(slots);
	double		most[SLOTS];	/* root of the sum of squares by slot */
	int			rank = 0;
	int			i;
	int			j;

	for (i = 0; i < SLOTS; i++)
	{
		if (s->n[i] < 0 || s->n[i] > MAX_COUNT)
			return "A count is out of range.";
	}
	if (KIND(s) == FLAG_FLOAT)
	{
		for (i = 0; i < SLOTS; i++)
		{
			if (!sums_agree(s->n[i], FLOAT_SUMS(s)->weight[i], FLOAT_SUMS(s)->square[i], FLOAT_MIN_WEIGHT) ||
				FLOAT_SUMS(s)->weight[i] > FLOAT_MAX_SUM)
				return "The sums are not those of so many weights.";
		}
		return NULL;
	}
	if (KIND(s) == 0)
		return NULL;

	if (slots != slots_of(s->n))
		return "The slots are not those that occur.";
	for (i = 0; i < SLOTS; i++)
	{
		if (s->n[i] == 0)
			continue;
		if (IS_WEIGHTED(s))
		{
			double		weight = par_wide_to_float8(WEIGHT_SUMS(s)[rank].weight, WEIGHT_WORDS, WEIGHT_SCALE);
			double		square = par_wide_to_float8(WEIGHT_SUMS(s)[rank].square, SQUARE_WORDS, SQUARE_SCALE);

			if (!sums_agree(s->n[i], weight, square, MIN_WEIGHT) ||
				weight > s->n[i] * MAX_WEIGHT * LEEWAY)
				return "The sums are not those of so many weights.";
			most[rank] = square;
		}
		else
			most[rank] = s->n[i];
		rank++;
	}
	if (!HAS_FORMS(s))
		return NULL;

	if (FORMS(s) < 0 || FORMS(s) > MAX_COUNT || (FORMS(s) == 0 && k > 0))
		return "The number of forms is out of range.";
	if (ANSWERING(s) < 0 || ANSWERING(s) > FORMS(s) || ANSWERING(s) > par_survey_answers(s) ||
		(ANSWERING(s) == 0 && par_survey_answers(s) > 0))
		return "The number of forms with answers is out of range.";
	for (i = 0; i < k; i++)
	{
		for (j = i; j < k; j++)
		{
			double		product = IS_WEIGHTED(s) ?
				par_wide_to_float8(WIDE_PRODUCTS(s)[PAIR(i, j, k)], SQUARE_WORDS, SQUARE_SCALE) :
				(double) PRODUCTS(s)[PAIR(i, j, k)];

			if (i == j)
			{
				/* Each count of a form is from 1 to MAX_FORM. */
				if (product * LEEWAY < most[i] || product > most[i] * MAX_FORM * LEEWAY)
					return "The products are not those of so many answers.";
				most[i] = sqrt(product);
			}
			else if (product < 0)
				return "The products are not those of so many answers.";
		}
	}
	for (i = 0; i < k; i++)
	{
		for (j = i + 1; j < k; j++)
		{
			double		product = IS_WEIGHTED(s) ?
				par_wide_to_float8(WIDE_PRODUCTS(s)[PAIR(i, j, k)], SQUARE_WORDS, SQUARE_SCALE) :
				(double) PRODUCTS(s)[PAIR(i, j, k)];

			if (product > most[i] * most[j] * LEEWAY)
				return "The products do not agree.";
		}
	}
	if (!IS_WEIGHTED(s))
	{
		for (i = rank = 0; i < SLOTS; i++)
		{
			double		product;

			if (s->n[i] == 0)
				continue;
			product = (double) PRODUCTS(s)[PAIR(rank, rank, k)];
			if ((double) s->n[i] * s->n[i] > FORMS(s) * product * LEEWAY)
				return "The products are not those of so many forms.";
			rank++;
		}
	}
	return NULL;
}

/* ----------------------------------------------------------------------
 * Rows that are single answers
 * ----------------------------------------------------------------------
 */

int
par_survey_checked_code(int code, const char *what)
{
	if (unlikely(code < 0 || code >= CODES))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s %d is not a code of an answer scale", what, code),
				 errhint("Codes are 0 to %d; no opinion is NULL.", CODES - 1)));
	return code;
}

int
par_survey_code(int answer)
{
	return par_survey_checked_code(answer, "answer");
}

static inline int
slot_of_answer(FunctionCallInfo fcinfo)
{
	int32		answer;

	if (PG_ARGISNULL(1))
		return MISSING;
	answer = PG_GETARG_INT32(1);
	return likely((uint32) answer < CODES) ? answer : par_survey_code(answer);
}

/*
 * The weight of a row, argument 2.
 */
static inline double
get_weight(FunctionCallInfo fcinfo)
{
	double		weight;

	if (unlikely(PG_ARGISNULL(2)))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("weight of an answer is NULL"),
				 errhint("Leave the row out with FILTER (WHERE weight IS NOT NULL), or name the weight with coalesce().")));
	weight = PG_GETARG_FLOAT8(2);
	if (likely(weight >= MIN_WEIGHT && weight <= MAX_WEIGHT))
		return weight;
	if (weight == 0)
		return 0;
	if (isnan(weight))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight of an answer is NaN"),
				 errhint("A weight is a finite number, zero or more.")));
	if (isinf(weight))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight of an answer is infinite"),
				 errhint("A weight is a finite number, zero or more.")));
	if (weight < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight of an answer is negative: %g", weight),
				 errhint("A weight says for how many persons the answer stands: zero or more.")));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("weight %g of an answer is out of range", weight),
			 errhint("Weights are 0, or from %g to %g; multiply or divide all of them by one number.", MIN_WEIGHT, MAX_WEIGHT)));
	return 0;					/* keep the compiler quiet */
}

Datum
par_survey_accum(PG_FUNCTION_ARGS)
{
	SurveyStats *s = state_to_change(fcinfo);
	int			slot = slot_of_answer(fcinfo);

	s = ready(s, 0, 0);
	if (unlikely(s->n[slot] >= MAX_COUNT))
		par_survey_too_many();
	s->n[slot]++;
	PG_RETURN_POINTER(s);
}

/*
 * Inverse of par_survey_accum for moving frames.
 */
Datum
par_survey_remove(PG_FUNCTION_ARGS)
{
	SurveyStats *s = state_to_change(fcinfo);
	int			slot = slot_of_answer(fcinfo);

	if (KIND(s) != 0 || s->n[slot] == 0)
		never_added();
	s->n[slot]--;
	PG_RETURN_POINTER(s);
}

Datum
par_survey_accum_weighted(PG_FUNCTION_ARGS)
{
	SurveyStats *s;
	int			slot;
	double		weight;
	WeightSums *sums;

	fetch_ahead(PG_GETARG_DATUM(0), USUAL_WEIGHTED);
	s = state_to_change(fcinfo);
	slot = slot_of_answer(fcinfo);
	weight = get_weight(fcinfo);

	s = ready(s, FLAG_WEIGHTED, 1 << slot);
	if (unlikely(s->n[slot] >= MAX_COUNT))
		par_survey_too_many();
	s->n[slot]++;
	sums = &WEIGHT_SUMS(s)[RANK(OCCURRING(s), slot)];
	par_wide_add_float8(sums->weight, WEIGHT_WORDS, weight, WEIGHT_SCALE);
	par_wide_add_float8(sums->square, SQUARE_WORDS, weight * weight, SQUARE_SCALE);
	PG_RETURN_POINTER(s);
}

Datum
par_survey_remove_weighted(PG_FUNCTION_ARGS)
{
	SurveyStats *s = state_to_change(fcinfo);
	int			slot = slot_of_answer(fcinfo);
	double		weight = get_weight(fcinfo);
	WeightSums *sums;
	uint64		addend[SQUARE_WORDS];

	if (KIND(s) != FLAG_WEIGHTED || s->n[slot] == 0)
		never_added();
	s->n[slot]--;
	sums = &WEIGHT_SUMS(s)[RANK(OCCURRING(s), slot)];
	par_wide_of_float8(addend, WEIGHT_WORDS, weight, WEIGHT_SCALE, 1);
	if (par_wide_subtract(sums->weight, addend, WEIGHT_WORDS))
		never_added();
	par_wide_of_float8(addend, SQUARE_WORDS, weight * weight, SQUARE_SCALE, 1);
	if (par_wide_subtract(sums->square, addend, SQUARE_WORDS) ||
		(s->n[slot] == 0 && !(par_wide_is_zero(sums->weight, WEIGHT_WORDS) && par_wide_is_zero(sums->square, SQUARE_WORDS))))
		never_added();
	s = trimmed(s);
	if (par_survey_defect(s) != NULL)
		never_added();
	PG_RETURN_POINTER(s);
}

/* ----------------------------------------------------------------------
 * Rows that are forms
 * ----------------------------------------------------------------------
 */

/*
 * Answers are counted in a packed number, a few bits for each slot, so that
 * no count waits for the one before: so many fit in between two harvests.
 */
#define PACKED_BITS		5
#define PACKED_MAX		((1 << PACKED_BITS) - 1)
#define PACKED(count, slot)		((uint64) (count) << (slot) * PACKED_BITS)
#define COUNT_IN(packed, slot)	((uint32) ((packed) >> (slot) * PACKED_BITS) & PACKED_MAX)

/* Two answers, by the lowest four bits of each; what is no code counts behind them. */
#define ONE(code)		PACKED(1, Min(code, CODES))
#define FOUR(a, b)		ONE(a) + ONE(b), ONE(a) + ONE(b + 1), ONE(a) + ONE(b + 2), ONE(a) + ONE(b + 3)
#define SIXTEEN(a)		FOUR(a, 0), FOUR(a, 4), FOUR(a, 8), FOUR(a, 12)
#define SIXTY_FOUR(a)	SIXTEEN(a), SIXTEEN(a + 1), SIXTEEN(a + 2), SIXTEEN(a + 3)

static const uint64 packed_two[256] = {SIXTY_FOUR(0), SIXTY_FOUR(4), SIXTY_FOUR(8), SIXTY_FOUR(12)};

/*
 * At most PACKED_MAX answers without NULLs, packed.  The bits of all answers go to
 * *bits, where those beyond 15 can be seen.
 */
static inline uint64
pack_codes(const int32 *code, int n, uint32 *bits)
{
	uint64		packed = 0;
	uint64		all = 0;
	int			i;

	for (i = 0; i + 1 < n; i += 2)
	{
		uint64		two;

		memcpy(&two, &code[i], sizeof(two));
		all |= two;
		packed += packed_two[(two | two >> 28) & 0xFF];
	}
	if (i < n)
	{
		all |= (uint32) code[i];
		packed += ONE(code[i] & 15);
	}
	*bits |= (uint32) (all | all >> 32);
	return packed;
}

/*
 * The answers of a form, given the number of questions: those that are not NULL are
 * all that stands behind the bitmap.
 */
static inline int
answers_of(const ArrayType *array, int questions, const int32 **code)
{
	const char *elements = ELEMENTS_OF(array);
	int			n = ((const char *) array + ARR_SIZE(array) - elements) / (int) sizeof(int32);

	*code = (const int32 *) elements;
	return Min(n, questions);
}

/*
 * A form, packed with no opinion in its slot; false for one of many questions or
 * with something wrong.
 */
static inline bool
pack_form(const ArrayType *array, uint64 *packed)
{
	const int32 *code;
	uint32		bits = 0;
	int			questions;
	int			n;

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] > PACKED_MAX)
		return false;
	questions = ARR_DIMS(array)[0];
	n = answers_of(array, questions, &code);
	*packed = pack_codes(code, n, &bits);
	if (bits > 15 || COUNT_IN(*packed, CODES) > 0)
		return false;
	*packed += PACKED(questions - n, MISSING);
	return true;
}

/*
 * The slots in a packed number, in order, and how often each occurs.
 */
static inline void
unpack_form(uint64 packed, Form *form)
{
	while (packed != 0)
	{
		int			slot = pg_rightmost_one_pos64(packed) / PACKED_BITS;

		form->slots |= 1 << slot;
		form->slot[form->k] = slot;
		form->count[form->k++] = COUNT_IN(packed, slot);
		packed &= ~PACKED(PACKED_MAX, slot);
	}
}

/*
 * A form that could not be packed.
 */
static void
read_form(const ArrayType *array, Form *form)
{
	uint32		count[SLOTS] = {0};
	uint32		bits = 0;
	const int32 *answers;
	const int32 *code;
	int			questions;
	int			n;
	int			i;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("answers of a form are not a one-dimensional array"),
				 errhint("A form is one person's answers, one after the other; give each person a row.")));
	questions = ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[0];
	if (questions > MAX_FORM)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a form has %d answers", questions),
				 errhint("A form is one person's answers, at most %d.", MAX_FORM)));
	n = answers_of(array, questions, &answers);
	for (code = answers; code < answers + n; code += PACKED_MAX)
	{
		uint64		packed = pack_codes(code, Min(answers + n - code, PACKED_MAX), &bits);

		for (i = 0; i < SLOTS; i++)
			count[i] += COUNT_IN(packed, i);
	}
	if (bits > 15 || count[CODES] > 0)
	{
		const bits8 *bitmap = ARR_NULLBITMAP(array);

		code = answers;
		for (i = 0; (bitmap && (bitmap[i / 8] & (1 << i % 8)) == 0) || (uint32) *code++ < CODES; i++)
			;
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("answer %d at position %d of a form is not a code of an answer scale", code[-1], i + ARR_LBOUND(array)[0]),
				 errhint("Codes are 0 to %d; no opinion is NULL.", CODES - 1)));
	}
	count[MISSING] = questions - n;
	for (i = 0; i < SLOTS; i++)
	{
		if (count[i] == 0)
			continue;
		form->slots |= 1 << i;
		form->slot[form->k] = i;
		form->count[form->k++] = count[i];
	}
}

/*
 * The form that an array of int4 is.
 */
void
par_survey_form(const void *array, Form *form)
{
	uint64		packed;

	form->slots = 0;
	form->k = 0;
	if (likely(pack_form(array, &packed)))
		unpack_form(packed, form);
	else
		read_form(array, form);
}

/*
 * The form in argument 1.  A form that is NULL has no answers, like an empty
 * one.
 */
static inline void
get_form(FunctionCallInfo fcinfo, Form *form)
{
	if (!PG_ARGISNULL(1))
		par_survey_form(PG_GETARG_ARRAYTYPE_P(1), form);
	else
		form->slots = form->k = 0;
}

/*
 * Add a packed form to a state in which all of its slots occur, nearly every row;
 * false if they do not.
 */
static inline bool
add_packed(SurveyStats *s, uint64 packed)
{
	int64	   *product = PRODUCTS(s);
	uint64		rest = packed;
	int64		room = MAX_COUNT - 1 - FORMS(s);	/* below zero as soon as one of all has none */
	CodeSet		slots;
	uint64		count[SLOTS];	/* some of them 0 */
	int			k = 0;
	int			i;
	int			j;

	for (slots = OCCURRING(s); slots != 0; slots &= slots - 1)
	{
		int			slot = pg_rightmost_one_pos32(slots);

		count[k] = COUNT_IN(packed, slot);
		rest -= PACKED(count[k], slot);
		s->n[slot] += count[k++];
		room |= MAX_COUNT - s->n[slot];
	}
	if (unlikely(rest != 0))
	{
		for (slots = OCCURRING(s); slots != 0; slots &= slots - 1)
			s->n[pg_rightmost_one_pos32(slots)] -= COUNT_IN(packed, pg_rightmost_one_pos32(slots));
		return false;
	}
	FORMS(s)++;
	ANSWERING(s) += (packed & (PACKED(1, MISSING) - 1)) != 0;
	for (i = 0; i < k; i++)
	{
		uint64		ni = count[i];
		int64	   *row = product - i;

		room |= MAX_PRODUCT - *product;
		for (j = i; j < k; j++)
			row[j] += ni * count[j];
		product = row + k;
	}
	if (unlikely(room < 0))
		par_survey_too_many();
	return true;
}

/*
 * Add a form to a state in which its slots occur, or take it away (sign = -1).
 */
static void
move_form(SurveyStats *s, const Form *form, int sign)
{
	bool		beyond = false;
	int			rank[SLOTS];
	int			k = slot_count(OCCURRING(s));
	int			i;
	int			j;

	if (FORMS(s) >= MAX_COUNT)
		par_survey_too_many();
	FORMS(s) += sign;
	if ((form->slots & VALID_CODES) != 0)
		ANSWERING(s) += sign;
	for (i = 0; i < form->k; i++)
	{
		int64	   *n = &s->n[form->slot[i]];

		*n += sign * (int64) form->count[i];
		beyond |= *n > MAX_COUNT;
		if (*n < 0)
			never_added();
		rank[i] = RANK(OCCURRING(s), form->slot[i]);
	}

	/*
	 * A sum of n_i n_j is at most the greater of those of n_i^2 and of n_j^2, so
	 * these alone are checked, before they grow, at half of what an int64 holds.
	 */
	for (i = 0; i < form->k; i++)
	{
		int64	   *row = PRODUCTS(s) + PAIR(rank[i], 0, k);	/* and from there on */
		int64		ni = sign * (int64) form->count[i];

		beyond |= row[rank[i]] > MAX_PRODUCT;
		for (j = i; j < form->k; j++)
			row[rank[j]] += ni * form->count[j];
	}
	if (beyond)
		par_survey_too_many();
}

Datum
par_survey_accum_form(PG_FUNCTION_ARGS)
{
	SurveyStats *s;
	uint64		packed;
	Form		form;

	fetch_ahead(PG_GETARG_DATUM(0), USUAL_FORMS);
	fetch_ahead(PG_GETARG_DATUM(1), 128);
	s = state_to_change(fcinfo);
	if (likely(KIND(s) == FLAG_FORMS && !PG_ARGISNULL(1) &&
			   pack_form(PG_GETARG_ARRAYTYPE_P(1), &packed) && add_packed(s, packed)))
		PG_RETURN_POINTER(s);
	get_form(fcinfo, &form);
	s = ready(s, FLAG_FORMS, form.slots);
	move_form(s, &form, 1);
	PG_RETURN_POINTER(s);
}

Datum
par_survey_remove_form(PG_FUNCTION_ARGS)
{
	SurveyStats *s = state_to_change(fcinfo);
	Form		form;

	get_form(fcinfo, &form);
	if (KIND(s) != FLAG_FORMS || FORMS(s) == 0 || (form.slots & ~OCCURRING(s)) != 0)
		never_added();
	move_form(s, &form, -1);
	s = trimmed(s);
	if (par_survey_defect(s) != NULL)
		never_added();
	PG_RETURN_POINTER(s);
}

/*
 * Add to a wide sum, or take away; false if there is not so much.
 */
static inline bool
move(uint64 *sum, const uint64 *addend, int words, int sign)
{
	if (sign < 0)
		return !par_wide_subtract(sum, addend, words);
	par_wide_add(sum, addend, words);
	return true;
}

static Datum
count_weighted_form(FunctionCallInfo fcinfo, int sign)
{
	SurveyStats *s = state_to_change(fcinfo);
	double		weight = get_weight(fcinfo);
	double		square = weight * weight;
	Form		form;
	uint64		addend[SQUARE_WORDS];
	bool		held = true;
	int			rank[SLOTS];
	int			k;
	int			i;
	int			j;

	get_form(fcinfo, &form);
	if (sign > 0)
		s = ready(s, form.slots == 0 && KIND(s) != WEIGHTED_FORMS ? FLAG_FORMS : WEIGHTED_FORMS, form.slots);
	else if ((KIND(s) != WEIGHTED_FORMS && !fits_weighted_forms(s)) || FORMS(s) == 0 || (form.slots & ~OCCURRING(s)) != 0)
		never_added();
	if (unlikely(FORMS(s) >= MAX_COUNT))
		par_survey_too_many();
	FORMS(s) += sign;
	if ((form.slots & VALID_CODES) != 0)
		ANSWERING(s) += sign;
	k = slot_count(OCCURRING(s));
	for (i = 0; i < form.k; i++)
	{
		int64	   *n = &s->n[form.slot[i]];
		WeightSums *sums;

		*n += sign * (int64) form.count[i];
		if (unlikely(*n > MAX_COUNT))
			par_survey_too_many();
		if (unlikely(*n < 0))
			never_added();
		rank[i] = RANK(OCCURRING(s), form.slot[i]);
		sums = &WEIGHT_SUMS(s)[rank[i]];
		par_wide_of_float8(addend, WEIGHT_WORDS, weight, WEIGHT_SCALE, form.count[i]);
		held &= move(sums->weight, addend, WEIGHT_WORDS, sign);
		par_wide_of_float8(addend, SQUARE_WORDS, square, SQUARE_SCALE, form.count[i]);
		held &= move(sums->square, addend, SQUARE_WORDS, sign);
		held &= *n > 0 || (par_wide_is_zero(sums->weight, WEIGHT_WORDS) && par_wide_is_zero(sums->square, SQUARE_WORDS));
	}
	for (i = 0; i < form.k; i++)
	{
		for (j = i; j < form.k; j++)
		{
			par_wide_of_float8(addend, SQUARE_WORDS, square, SQUARE_SCALE, form.count[i] * form.count[j]);
			held &= move(WIDE_PRODUCTS(s)[PAIR(rank[i], rank[j], k)], addend, SQUARE_WORDS, sign);
		}
	}
	if (sign < 0)
	{
		s = trimmed(s);
		if (!held || par_survey_defect(s) != NULL)
			never_added();
	}
	PG_RETURN_POINTER(s);
}

Datum
par_survey_accum_weighted_form(PG_FUNCTION_ARGS)
{
	return count_weighted_form(fcinfo, 1);
}

Datum
par_survey_remove_weighted_form(PG_FUNCTION_ARGS)
{
	return count_weighted_form(fcinfo, -1);
}

/* ----------------------------------------------------------------------
 * Summaries together, and one without another
 * ----------------------------------------------------------------------
 */

/*
 * Add b to a of the same kind, in which all of b's slots occur, or take it
 * away (sign = -1), after which a has to be trimmed.
 */
static inline void
move_stats(SurveyStats *a, SurveyStats *b, int sign)
{
	CodeSet		slots = OCCURRING(b);
	int			k = slot_count(OCCURRING(a));
	int			kb = slot_count(slots);
	int			rank[SLOTS];
	int64		room = 0;		/* below zero as soon as one count has none */
	int64		left = 0;		/* below zero as soon as one count is */
	bool		held = true;
	int			i;
	int			j;

	for (i = 0; i < SLOTS; i++)
	{
		int64		n = a->n[i] + sign * b->n[i];

		a->n[i] = n;
		room |= MAX_COUNT - n;
		left |= n;
	}
	if (HAS_FORMS(a))
	{
		FORMS(a) += sign * FORMS(b);
		ANSWERING(a) += sign * ANSWERING(b);
		room |= MAX_COUNT - FORMS(a);
		left |= FORMS(a);
	}
	if (unlikely(left < 0))
		never_added();
	if (unlikely(room < 0))
		par_survey_too_many();

	for (i = j = 0; slots != 0; slots &= slots - 1)
		rank[j++] = RANK(OCCURRING(a), pg_rightmost_one_pos32(slots));
	if (KIND(a) == FLAG_FLOAT)
	{
		for (i = 0; i < SLOTS; i++)
		{
			FLOAT_SUMS(a)->weight[i] += FLOAT_SUMS(b)->weight[i];
			FLOAT_SUMS(a)->square[i] += FLOAT_SUMS(b)->square[i];
			if (FLOAT_SUMS(a)->weight[i] > FLOAT_MAX_SUM)
				ereport(ERROR,
						(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						 errmsg("the sum of weights is out of range"),
						 errhint("It must not be above %g.", FLOAT_MAX_SUM)));
		}
	}
	if (KIND(a) & FLAG_WEIGHTED)
	{
		const WeightSums *from = WEIGHT_SUMS(b);

		for (i = 0; i < kb; i++, from++)
		{
			WeightSums *to = &WEIGHT_SUMS(a)[rank[i]];

			held &= move(to->weight, from->weight, WEIGHT_WORDS, sign);
			held &= move(to->square, from->square, SQUARE_WORDS, sign);
		}
	}
	for (i = 0; HAS_FORMS(a) && i < kb; i++)
	{
		for (j = i; j < kb; j++)
		{
			int			to = PAIR(rank[i], rank[j], k);
			int			from = PAIR(i, j, kb);

			if (IS_WEIGHTED(a))
				held &= move(WIDE_PRODUCTS(a)[to], WIDE_PRODUCTS(b)[from], SQUARE_WORDS, sign);
			else if (pg_add_s64_overflow(PRODUCTS(a)[to], sign * PRODUCTS(b)[from], &PRODUCTS(a)[to]))
				par_survey_too_many();
		}
	}
	if (!held)
		never_added();
}

/*
 * Both of the kind of one of them, or an error.
 */
static void
same_kind(SurveyStats **a, SurveyStats **b)
{
	if (fits_weighted_forms(*a) && KIND(*b) == WEIGHTED_FORMS)
		*a = with_slots(*a, WEIGHTED_FORMS, 0);
	else if (fits_weighted_forms(*b) && KIND(*a) == WEIGHTED_FORMS)
		*b = with_slots(*b, WEIGHTED_FORMS, 0);
	else if (KIND(*a) != KIND(*b))
		par_survey_mixed_kinds(KIND(*a), KIND(*b));
}

/*
 * Sum of two summaries: combine function, rollup and operator +.
 */
Datum
par_survey_add(PG_FUNCTION_ARGS)
{
	SurveyStats *a = PG_GETARG_STATS(0);
	SurveyStats *b = PG_GETARG_STATS(1);

	if (KIND(a) != KIND(b))
	{
		if (par_survey_is_empty(b))
			PG_RETURN_POINTER(a);
		if (par_survey_is_empty(a))
			PG_RETURN_POINTER(par_summary_copy(b));
		same_kind(&a, &b);
	}
	if ((OCCURRING(b) & ~OCCURRING(a)) != 0)
		a = with_slots(a, KIND(a), OCCURRING(a) | OCCURRING(b));
	else
		a = par_summary_to_change(fcinfo, a);
	move_stats(a, b, 1);
	PG_RETURN_POINTER(a);
}

static SurveyStats *
take_away(SurveyStats *a, SurveyStats *b)
{
	if (par_survey_is_empty(b))
		return a;
	if (par_survey_is_empty(a))
		never_added();
	same_kind(&a, &b);
	if ((OCCURRING(b) & ~OCCURRING(a)) != 0)
		never_added();
	move_stats(a, b, -1);
	a = trimmed(a);
	if (par_survey_defect(a) != NULL)
		never_added();
	return a;
}

/*
 * Operator -.
 */
Datum
par_survey_subtract(PG_FUNCTION_ARGS)
{
	SurveyStats *a = par_summary_copy(PG_GETARG_STATS(0));
	SurveyStats *b = PG_GETARG_STATS(1);

	if (!par_survey_is_empty(b) && ((a->flags | b->flags) & FLAG_FLOAT))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weights summed in floating point by version 1 cannot be taken away from each other"),
				 errhint("The difference would not be exact; summarise the remaining rows instead.")));
	PG_RETURN_POINTER(take_away(a, b));
}

/*
 * Inverse of rollup in moving frames.  NULL makes the server compute a frame
 * over float sums anew.
 */
Datum
par_survey_unroll(PG_FUNCTION_ARGS)
{
	SurveyStats *a = state_to_change(fcinfo);
	SurveyStats *b = PG_GETARG_STATS(1);

	if ((a->flags | b->flags) & FLAG_FLOAT)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(take_away(a, b));
}

/*
 * Exact sums of weights as version 1 kept them, so that they can be added to
 * such.
 */
Datum
par_survey_float_weights(PG_FUNCTION_ARGS)
{
	SurveyStats *s = PG_GETARG_STATS(0);
	SurveyStats *result;
	int			rank = 0;
	int			i;

	if (HAS_FORMS(s))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a summary of forms has no float sums"),
				 errhint("Version 1 knew single answers only.")));
	if (KIND(s) != FLAG_WEIGHTED)
		PG_RETURN_POINTER(s);
	result = new_stats(FLAG_FLOAT);
	for (i = 0; i < SLOTS; i++)
	{
		if (s->n[i] == 0)
			continue;
		result->n[i] = s->n[i];
		FLOAT_SUMS(result)->weight[i] = par_wide_to_float8(WEIGHT_SUMS(s)[rank].weight, WEIGHT_WORDS, WEIGHT_SCALE);
		FLOAT_SUMS(result)->square[i] = par_wide_to_float8(WEIGHT_SUMS(s)[rank].square, SQUARE_WORDS, SQUARE_SCALE);
		rank++;
	}
	PG_RETURN_POINTER(result);
}
