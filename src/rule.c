/*-------------------------------------------------------------------------
 *
 * rule.c
 *		Scoring rules: from a result to points, and what would raise them.
 *
 * What this room promises:
 *
 * - A rule is text that an official can read ("steps 95: 100%, 80: 50%"); its
 *	 grammar stands above the parser.  It is read once, when it is entered.
 *	 Whatever was typed, one meaning has one stored form and one text, so
 *	 rules compare, group and hash by meaning.
 * - points() is exact.  A threshold is compared with the value itself, or with
 *	 num/den by cross-multiplication, never with a rounded quotient.  Points
 *	 with more than 16 decimals, which only a division gives, are rounded half
 *	 up at the sixteenth.  The result lies in [0, max].
 * - next_threshold() is the nearest better value that gains points, and
 *	 next_gain() the points that it gains; NULL when there is none.
 *
 * Every kind is compiled to a list of pieces, best first.  A piece says from
 * which value it holds and gives two points of a straight line, value a with
 * points lo and value b with points hi; the first piece that holds decides.
 * So nothing but input and output knows the kinds, answers apart.
 *
 * All constants are integers over one power of ten per rule (at most 6
 * decimals and 12 digits before them), so that results of ordinary size are
 * computed in 128-bit integers.  Larger operands take the same formula through
 * numeric arithmetic; both give the same points.
 *
 *-------------------------------------------------------------------------
 */
#include "par_index.h"

#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "port/pg_bitutils.h"

#define MAX_PIECES		32
#define MILLION			INT64CONST(1000000) /* 10^PAR_NUMBER_DECIMALS */
#define HUNDRED			(100 * MILLION) /* "100", as the parser reads it */
#define WIRE_VERSION	1

typedef enum RuleKind
{
	RULE_ALL,
	RULE_RATIO,
	RULE_LINEAR,
	RULE_STEPS,
	RULE_EACH,
	RULE_MINUS,
	RULE_ANSWERS,
	RULE_MANUAL
} RuleKind;

static const char *const kind_names[] =
{"all", "ratio", "linear", "steps", "each", "minus", "answers", "manual", NULL};

/* When does a piece hold? */
typedef enum PieceTest
{
	HOLDS_AT,					/* at `from` and better */
	HOLDS_BEYOND,				/* only at values better than `from` */
	HOLDS_ALWAYS
} PieceTest;

typedef struct Piece
{
	int64		test;			/* a PieceTest; 64 bits, so that no byte is padding */
	int64		from;
	int64		a;
	int64		lo;
	int64		b;				/* a = b: points are lo throughout */
	int64		hi;
} Piece;

/* options of a rule */
#define LOWER_IS_BETTER 0x01
#define IN_POINTS		0x02	/* lo, hi and cap are points, not % of max */
#define CAPPED			0x04

/*
 * The stored rule.  STORAGE plain: it lies in the tuple aligned and with a
 * full header, and is used where it lies.
 */
typedef struct Rule
{
	int32		vl_len_;
	uint16		flags;			/* for later versions; zero */
	uint8		kind;
	uint8		options;
	uint8		value_scale;	/* decimals of from, a, b */
	uint8		points_scale;	/* decimals of lo, hi, cap */
	uint16		npieces;
	int64		cap;
	Piece		pieces[FLEXIBLE_ARRAY_MEMBER];
} Rule;

#define RULE_SIZE(npieces) (offsetof(Rule, pieces) + (npieces) * sizeof(Piece))

/*
 * A value (or a maximum): num / den with den > 0.  In integers if it is of
 * ordinary size, else as numerics.
 */
typedef struct Quantity
{
	bool		small;
	int64		num;
	int64		den;
	Numeric		bignum;
	Numeric		bigden;
} Quantity;

PG_FUNCTION_INFO_V1(par_rule_in);
PG_FUNCTION_INFO_V1(par_rule_out);
PG_FUNCTION_INFO_V1(par_rule_recv);
PG_FUNCTION_INFO_V1(par_rule_send);
PG_FUNCTION_INFO_V1(par_rule_eq);
PG_FUNCTION_INFO_V1(par_rule_ne);
PG_FUNCTION_INFO_V1(par_rule_lt);
PG_FUNCTION_INFO_V1(par_rule_le);
PG_FUNCTION_INFO_V1(par_rule_gt);
PG_FUNCTION_INFO_V1(par_rule_ge);
PG_FUNCTION_INFO_V1(par_rule_cmp);
PG_FUNCTION_INFO_V1(par_rule_hash);
PG_FUNCTION_INFO_V1(par_rule_hash_extended);
PG_FUNCTION_INFO_V1(par_points);
PG_FUNCTION_INFO_V1(par_points_ratio);
PG_FUNCTION_INFO_V1(par_next_threshold);
PG_FUNCTION_INFO_V1(par_next_threshold_ratio);
PG_FUNCTION_INFO_V1(par_next_gain);
PG_FUNCTION_INFO_V1(par_next_gain_ratio);

static const Rule *
get_rule(Datum d)
{
	const Rule *rule = (const Rule *) PG_DETOAST_DATUM(d);

	if (unlikely(rule->flags != 0))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("this scoring rule was stored by a later version of par_index"),
				 errhint("Update the extension's library.")));
	return rule;
}

/* ----------------------------------------------------------------
 * Input.
 *
 *	rule	:= kind | 'inverse' kind
 *	kind	:= 'all' ['from' value]
 *			 | 'ratio' ['from' value] ['to' value]
 *			 | 'linear' value '..' value ['from' value]
 *			 | 'steps' step {',' step} [',' 'else' amount]
 *			 | 'each' amount ['cap' amount]
 *			 | 'minus' amount 'each'
 *			 | 'answers' percent {',' percent}
 *			 | 'manual'
 *	step	:= [ '>=' | '>' | '<=' | '<' ] value ':' amount ['..' amount]
 *	amount	:= number ['%']			points, or % of the maximum
 *	value	:= number ['%']			the sign is only for the reader
 *
 * Words in any case; blanks anywhere between words, numbers and signs.
 * ----------------------------------------------------------------
 */
typedef struct Parser
{
	const char *start;
	const char *p;				/* what is not read yet */
	fmNodePtr	escontext;
	bool		failed;			/* reported softly */
	bool		amounts;		/* has the unit of amounts been seen? */
	Rule	   *rule;
} Parser;

static void
skip_blanks(Parser *parser)
{
	while (*parser->p == ' ' || (*parser->p >= '\t' && *parser->p <= '\r'))
		parser->p++;
}

/*
 * Something else stands where `expected` should.  Returns false, for the
 * caller to pass on.
 */
static bool
unexpected(Parser *parser, const char *expected)
{
	skip_blanks(parser);
	if (parser->failed)
		return false;
	parser->failed = true;
	ereturn(parser->escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid scoring rule \"%s\"", parser->start),
			 errdetail("At position %d: found %s, expected %s.",
					   par_position(parser->start, parser->p), par_found(parser->p), expected),
			 errhint("Forms: all; ratio from 80 to 95; linear 50..80; steps 95: 100%%, 80: 50%%; each 0.5 cap 2; "
					 "minus 0.25 each; answers 100, 60, 20, 0; manual; inverse before all, ratio, linear, steps.")));
}

/*
 * Well written, but it makes no sense.
 */
static bool
senseless(Parser *parser, const char *place, const char *what, const char *hint)
{
	parser->failed = true;
	ereturn(parser->escontext, false,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid scoring rule \"%s\"", parser->start),
			 errdetail("At position %d: %s.", par_position(parser->start, place), what),
			 errhint("%s", hint)));
}

static bool
at_word(const Parser *parser, const char *word)
{
	size_t		n = strlen(word);

	return pg_strncasecmp(parser->p, word, n) == 0 &&
		!IS_HIGHBIT_SET(parser->p[n]) && !isalnum((unsigned char) parser->p[n]) && parser->p[n] != '_';
}

/*
 * Read this word or sign if it comes next.
 */
static bool
accept(Parser *parser, const char *token)
{
	skip_blanks(parser);
	if (isalpha((unsigned char) token[0]) ? !at_word(parser, token) :
		strncmp(parser->p, token, strlen(token)) != 0)
		return false;
	parser->p += strlen(token);
	return true;
}

/*
 * A number, in millionths.
 */
static bool
read_number(Parser *parser, bool negative_allowed, int64 *result, const char *expected)
{
	const char *problem;
	const char *end;

	skip_blanks(parser);
	end = par_scan_number(parser->p, result, &problem);
	if (problem != NULL)
		return senseless(parser, parser->p, problem,
						 "Points, percentages and thresholds have at most 12 digits before and 6 after the decimal point.");
	if (end == NULL || (*result < 0 && !negative_allowed))
		return unexpected(parser, expected);
	parser->p = end;
	return true;
}

/*
 * A value of the criterion: a percentage or a count.
 */
static bool
read_value(Parser *parser, int64 *value)
{
	if (!read_number(parser, true, value, "a number such as 80 or 99.5"))
		return false;
	accept(parser, "%");
	return true;
}

/*
 * Points or % of the maximum; the same unit throughout a rule.
 */
static bool
read_amount(Parser *parser, int64 *amount)
{
	Rule	   *rule = parser->rule;
	const char *place;
	bool		points;

	skip_blanks(parser);
	place = parser->p;
	if (!read_number(parser, false, amount, "points such as 0.5, or a share of the maximum such as 50%"))
		return false;
	points = !accept(parser, "%");
	if (parser->amounts && points != ((rule->options & IN_POINTS) != 0))
		return senseless(parser, place, "points and percentages are mixed",
						 "Write all amounts of a rule as points, or all as % of the maximum.");
	parser->amounts = true;
	if (points)
		rule->options |= IN_POINTS;
	else if (*amount > HUNDRED)
		return senseless(parser, place, "more than 100% of the maximum",
						 "A criterion gives at most its maximum; a bonus is a row of its own.");
	return true;
}

static void
add_piece(Parser *parser, PieceTest test, int64 from, int64 a, int64 lo, int64 b, int64 hi)
{
	Piece	   *piece = &parser->rule->pieces[parser->rule->npieces++];

	piece->test = test;
	piece->from = from;
	piece->a = a;
	piece->lo = lo;
	piece->b = b;
	piece->hi = hi;
}

static void
add_flat(Parser *parser, PieceTest test, int64 from, int64 amount)
{
	add_piece(parser, test, from, 0, amount, 0, amount);
}

/*
 * Is value x better than y?
 */
static inline bool
better(const Rule *rule, int64 x, int64 y)
{
	return (rule->options & LOWER_IS_BETTER) ? x < y : x > y;
}

static bool
parse_all(Parser *parser)
{
	int64		from = (parser->rule->options & LOWER_IS_BETTER) ? 0 : HUNDRED;

	if (accept(parser, "from") && !read_value(parser, &from))
		return false;
	add_flat(parser, HOLDS_AT, from, HUNDRED);
	return true;
}

static bool
parse_ratio(Parser *parser)
{
	bool		inverse = (parser->rule->options & LOWER_IS_BETTER) != 0;
	int64		nothing = inverse ? HUNDRED : 0;
	int64		floor = nothing;
	int64		target = HUNDRED - nothing;
	const char *place;

	if (accept(parser, "from"))
	{
		skip_blanks(parser);
		place = parser->p;
		if (!read_value(parser, &floor))
			return false;
		if (better(parser->rule, nothing, floor))
			return inverse ?
				senseless(parser, place, "a percentage over 100", "inverse ratio gives no points at 100 and above.") :
				senseless(parser, place, "a negative percentage", "ratio gives no points at 0 and below.");
	}
	skip_blanks(parser);
	place = parser->p;
	if (accept(parser, "to"))
	{
		skip_blanks(parser);
		place = parser->p;
		if (!read_value(parser, &target))
			return false;
	}
	if (inverse && target < 0)
		return senseless(parser, place, "a negative percentage", "The lowest percentage is 0.");
	if (!better(parser->rule, target, floor))
		return senseless(parser, place, "the target is not better than the floor",
						 inverse ? "Write the floor first, as in inverse ratio from 20 to 5." :
						 "Write the floor first, as in ratio from 50 to 80; for all or nothing write all from 80.");
	add_flat(parser, HOLDS_AT, target, HUNDRED);
	add_piece(parser, HOLDS_AT, floor, nothing, 0, target, HUNDRED);
	return true;
}

static bool
parse_linear(Parser *parser)
{
	Rule	   *rule = parser->rule;
	const char *place;
	int64		none;
	int64		full;
	int64		floor;

	skip_blanks(parser);
	place = parser->p;
	if (!read_value(parser, &none))
		return false;
	if (!accept(parser, ".."))
		return unexpected(parser, "\"..\"");
	if (!read_value(parser, &full))
		return false;
	if (none == full)
		return senseless(parser, place, "the two thresholds are the same",
						 "For all or nothing write all from 80.");

	/* "inverse" turns the line round; what remains says which is better. */
	if (rule->options & LOWER_IS_BETTER)
	{
		int64		swap = none;

		none = full;
		full = swap;
	}
	rule->options = full < none ? LOWER_IS_BETTER : 0;

	floor = none;
	if (accept(parser, "from"))
	{
		skip_blanks(parser);
		place = parser->p;
		if (!read_value(parser, &floor))
			return false;
		if (better(rule, none, floor) || !better(rule, full, floor))
			return senseless(parser, place, "the floor does not lie between the two thresholds",
							 "As in linear 50..80 from 60: nothing below 60.");
	}
	add_flat(parser, HOLDS_AT, full, HUNDRED);
	add_piece(parser, HOLDS_AT, floor, none, 0, full, HUNDRED);
	return true;
}

/*
 * The sign before a step's threshold.  It also says which way is better.
 */
static bool
read_comparison(Parser *parser, bool first, bool inverse_written, PieceTest *test)
{
	Rule	   *rule = parser->rule;
	const char *place;
	bool		lower;

	skip_blanks(parser);
	place = parser->p;
	lower = *place == '<';
	if (accept(parser, ">=") || accept(parser, "<="))
		*test = HOLDS_AT;
	else if (accept(parser, ">") || accept(parser, "<"))
		*test = HOLDS_BEYOND;
	else
	{
		*test = HOLDS_AT;
		return true;
	}
	if (first && lower && !inverse_written)
		rule->options |= LOWER_IS_BETTER;
	if (lower != ((rule->options & LOWER_IS_BETTER) != 0))
		return senseless(parser, place, "the sign points the other way",
						 "With > and >= more is better; with < and <=, or after inverse, less is better.");
	return true;
}

static bool
parse_steps(Parser *parser)
{
	Rule	   *rule = parser->rule;
	bool		inverse_written = (rule->options & LOWER_IS_BETTER) != 0;

	do
	{
		Piece	   *above = rule->npieces > 0 ? &rule->pieces[rule->npieces - 1] : NULL;
		const char *place;
		const char *amount_place;
		PieceTest	test;
		int64		from;
		int64		lo;
		int64		hi;

		skip_blanks(parser);
		place = parser->p;
		if (above != NULL && accept(parser, "else"))
		{
			skip_blanks(parser);
			amount_place = parser->p;
			if (!read_amount(parser, &lo))
				return false;
			if (lo > above->lo || (lo == above->lo && above->a == above->b))
				return senseless(parser, amount_place, "the points do not fall from step to step",
								 "Write the best step first.");
			if (lo > 0)
				add_flat(parser, HOLDS_ALWAYS, 0, lo);
			return true;
		}
		if (rule->npieces == MAX_PIECES - 1)
			return senseless(parser, place, "too many steps", "A rule has at most 31 steps.");

		if (!read_comparison(parser, above == NULL, inverse_written, &test) ||
			!read_value(parser, &from))
			return false;
		if (!accept(parser, ":"))
			return unexpected(parser, "\":\"");
		skip_blanks(parser);
		amount_place = parser->p;
		if (!read_amount(parser, &lo))
			return false;
		hi = lo;
		if (accept(parser, ".."))
		{
			if (!read_amount(parser, &hi))
				return false;
			if (hi <= lo)
				return senseless(parser, amount_place, "the points do not rise within the step",
								 "Write the lower points first, as in 80: 50%..100%.");
			if (above == NULL || above->from == from)
				return senseless(parser, amount_place, "the step has no upper end to rise to",
								 "Write the step that it rises to before it, as in 100: 100%, 80: 50%..100%.");
		}
		else if (lo == 0)
			return senseless(parser, amount_place, "a step without points",
							 "Leave it out: below the last step there are no points.");

		if (above != NULL)
		{
			if (from == above->from && test == above->test)
				return senseless(parser, place, "the same threshold again",
								 "Write each threshold once.");
			if (from == above->from ? test != HOLDS_AT : !better(rule, above->from, from))
				return senseless(parser, place, "the thresholds are out of order",
								 (rule->options & LOWER_IS_BETTER) ? "Write the best step first, the lowest threshold." :
								 "Write the best step first, the highest threshold.");
			if (hi > above->lo || (hi == above->lo && lo == hi && above->a == above->b))
				return senseless(parser, amount_place, "the points do not fall from step to step",
								 "Write the best step first.");
		}
		if (lo == hi)
			add_flat(parser, test, from, lo);
		else
			add_piece(parser, test, from, from, lo, above->from, hi);
	} while (accept(parser, ","));
	return true;
}

static bool
parse_each(Parser *parser)
{
	Rule	   *rule = parser->rule;
	const char *place;
	int64		amount;

	skip_blanks(parser);
	place = parser->p;
	if (!read_amount(parser, &amount))
		return false;
	if (amount == 0)
		return senseless(parser, place, "an item without points", "Write what one item is worth, as in each 0.5.");
	if (accept(parser, "cap"))
	{
		skip_blanks(parser);
		place = parser->p;
		if (!read_amount(parser, &rule->cap))
			return false;
		if (rule->cap < amount)
			return senseless(parser, place, "the cap is less than one item",
							 "Write the most that all items together give, as in each 0.5 cap 2.");
		rule->options |= CAPPED;
		/* A cap of the whole maximum is there anyway. */
		if (!(rule->options & IN_POINTS) && rule->cap == HUNDRED)
		{
			rule->options &= ~CAPPED;
			rule->cap = 0;
		}
	}
	add_piece(parser, HOLDS_ALWAYS, 0, 0, 0, MILLION, amount);
	return true;
}

static bool
parse_minus(Parser *parser)
{
	const char *place;
	int64		amount;

	skip_blanks(parser);
	place = parser->p;
	if (!read_amount(parser, &amount))
		return false;
	if (amount == 0)
		return senseless(parser, place, "an item without points", "Write what one item costs, as in minus 0.25 each.");
	if (!accept(parser, "each"))
		return unexpected(parser, "\"each\"");
	parser->rule->options |= LOWER_IS_BETTER;
	add_piece(parser, HOLDS_ALWAYS, 0, 0, 0, MILLION, -amount);
	return true;
}

static bool
parse_answers(Parser *parser)
{
	Rule	   *rule = parser->rule;

	do
	{
		const char *place;
		int64		percent;

		skip_blanks(parser);
		place = parser->p;
		if (rule->npieces == MAX_PIECES)
			return senseless(parser, place, "too many answers", "A rule has at most 32 answers.");
		if (!read_number(parser, false, &percent, "the worth of an answer in % of the maximum"))
			return false;
		accept(parser, "%");
		if (percent > HUNDRED)
			return senseless(parser, place, "more than 100% of the maximum",
							 "The worth of an answer is 0 to 100.");
		add_flat(parser, HOLDS_AT, 0, percent);
	} while (accept(parser, ","));
	return true;
}

static bool
parse_manual(Parser *parser)
{
	parser->rule->options |= IN_POINTS;
	add_piece(parser, HOLDS_ALWAYS, 0, 0, 0, MILLION, MILLION);
	return true;
}

static bool
parse_rule(Parser *parser)
{
	Rule	   *rule = parser->rule;
	const char *place;
	int			kind;

	if (accept(parser, "inverse"))
		rule->options |= LOWER_IS_BETTER;
	skip_blanks(parser);
	place = parser->p;
	for (kind = 0; kind_names[kind] != NULL; kind++)
	{
		if (accept(parser, kind_names[kind]))
			break;
	}
	if (kind_names[kind] == NULL)
		return unexpected(parser, rule->options ? "all, ratio, linear or steps" :
						  "all, ratio, linear, steps, each, minus, answers, manual or inverse");
	if (rule->options && kind >= RULE_EACH)
		return senseless(parser, place, psprintf("%s has no inverse", kind_names[kind]),
						 kind == RULE_EACH ? "Deductions per item are written minus 0.25 each." :
						 "inverse goes before all, ratio, linear and steps.");
	rule->kind = kind;
	switch ((RuleKind) kind)
	{
		case RULE_ALL:
			return parse_all(parser);
		case RULE_RATIO:
			return parse_ratio(parser);
		case RULE_LINEAR:
			return parse_linear(parser);
		case RULE_STEPS:
			return parse_steps(parser);
		case RULE_EACH:
			return parse_each(parser);
		case RULE_MINUS:
			return parse_minus(parser);
		case RULE_ANSWERS:
			return parse_answers(parser);
		case RULE_MANUAL:
			return parse_manual(parser);
	}
	return false;				/* keep the compiler quiet */
}

/*
 * Constants were read in millionths.  Reduce them to as few decimals as all
 * of them need: small numbers are fast, and one meaning has one form.
 */
static void
reduce(Rule *rule)
{
	bool		values = true;
	bool		points = true;
	int			i;

	rule->value_scale = rule->points_scale = PAR_NUMBER_DECIMALS;
	while (values || points)
	{
		for (i = 0; i < rule->npieces; i++)
		{
			Piece	   *piece = &rule->pieces[i];

			values = values && piece->from % 10 == 0 && piece->a % 10 == 0 && piece->b % 10 == 0;
			points = points && piece->lo % 10 == 0 && piece->hi % 10 == 0;
		}
		values = values && rule->value_scale > 0;
		points = points && rule->points_scale > 0 && rule->cap % 10 == 0;
		for (i = 0; i < rule->npieces; i++)
		{
			Piece	   *piece = &rule->pieces[i];

			piece->from /= values ? 10 : 1;
			piece->a /= values ? 10 : 1;
			piece->b /= values ? 10 : 1;
			piece->lo /= points ? 10 : 1;
			piece->hi /= points ? 10 : 1;
		}
		rule->cap /= points ? 10 : 1;
		rule->value_scale -= values;
		rule->points_scale -= points;
	}
}

/*
 * The rule that a text says, or NULL after a soft error.
 */
static Rule *
compile(const char *text, fmNodePtr escontext)
{
	Parser		parser = {0};
	Rule	   *rule = palloc0(RULE_SIZE(MAX_PIECES));

	parser.start = parser.p = text;
	parser.escontext = escontext;
	parser.rule = rule;
	if (!parse_rule(&parser))
		return NULL;
	skip_blanks(&parser);
	if (*parser.p != '\0')
	{
		unexpected(&parser, "the end of the rule");
		return NULL;
	}
	reduce(rule);
	SET_VARSIZE(rule, RULE_SIZE(rule->npieces));
	return rule;
}

Datum
par_rule_in(PG_FUNCTION_ARGS)
{
	Rule	   *rule = compile(PG_GETARG_CSTRING(0), PAR_ESCONTEXT);

	if (rule == NULL)
		PG_RETURN_NULL();		/* soft error */
	PG_RETURN_POINTER(rule);
}

/* ----------------------------------------------------------------
 * Output: the one text of a rule.
 * ----------------------------------------------------------------
 */
static void
put_number(StringInfo out, int64 n, int scale)
{
	int64		one = par_power_of_ten[scale];
	int64		fraction = (n < 0 ? -n : n) % one;

	appendStringInfo(out, "%s" INT64_FORMAT, n < 0 ? "-" : "", (n < 0 ? -n : n) / one);
	if (fraction == 0)
		return;
	for (; fraction % 10 == 0; fraction /= 10)
		scale--;
	appendStringInfo(out, ".%0*" INT64_MODIFIER "d", scale, fraction);
}

static void
put_value(StringInfo out, const Rule *rule, int64 value)
{
	put_number(out, value, rule->value_scale);
}

static void
put_amount(StringInfo out, const Rule *rule, int64 amount)
{
	put_number(out, amount, rule->points_scale);
	if (!(rule->options & IN_POINTS))
		appendStringInfoChar(out, '%');
}

static char *
rule_text(const Rule *rule)
{
	const Piece *piece = rule->pieces;
	bool		inverse = (rule->options & LOWER_IS_BETTER) != 0;
	int64		hundred = 100 * par_power_of_ten[rule->value_scale];
	StringInfoData out;
	int			i;

	initStringInfo(&out);
	if (inverse && rule->kind != RULE_LINEAR && rule->kind != RULE_MINUS)
		appendStringInfoString(&out, "inverse ");
	appendStringInfoString(&out, kind_names[rule->kind]);
	switch ((RuleKind) rule->kind)
	{
		case RULE_ALL:
			if (piece->from != (inverse ? 0 : hundred))
			{
				appendStringInfoString(&out, " from ");
				put_value(&out, rule, piece->from);
			}
			break;
		case RULE_RATIO:
			if (piece[1].from != (inverse ? hundred : 0))
			{
				appendStringInfoString(&out, " from ");
				put_value(&out, rule, piece[1].from);
			}
			if (piece[0].from != (inverse ? 0 : hundred))
			{
				appendStringInfoString(&out, " to ");
				put_value(&out, rule, piece[0].from);
			}
			break;
		case RULE_LINEAR:
			appendStringInfoChar(&out, ' ');
			put_value(&out, rule, piece[1].a);
			appendStringInfoString(&out, "..");
			put_value(&out, rule, piece[1].b);
			if (piece[1].from != piece[1].a)
			{
				appendStringInfoString(&out, " from ");
				put_value(&out, rule, piece[1].from);
			}
			break;
		case RULE_STEPS:
			for (i = 0; i < rule->npieces; i++, piece++)
			{
				appendStringInfoString(&out, i == 0 ? " " : ", ");
				if (piece->test == HOLDS_ALWAYS)
					appendStringInfoString(&out, "else ");
				else
				{
					if (piece->test == HOLDS_BEYOND)
						appendStringInfoString(&out, inverse ? "< " : "> ");
					put_value(&out, rule, piece->from);
					appendStringInfoString(&out, ": ");
				}
				put_amount(&out, rule, piece->lo);
				if (piece->lo != piece->hi)
				{
					appendStringInfoString(&out, "..");
					put_amount(&out, rule, piece->hi);
				}
			}
			break;
		case RULE_EACH:
			appendStringInfoChar(&out, ' ');
			put_amount(&out, rule, piece->hi);
			if (rule->options & CAPPED)
			{
				appendStringInfoString(&out, " cap ");
				put_amount(&out, rule, rule->cap);
			}
			break;
		case RULE_MINUS:
			appendStringInfoChar(&out, ' ');
			put_amount(&out, rule, -piece->hi);
			appendStringInfoString(&out, " each");
			break;
		case RULE_ANSWERS:
			for (i = 0; i < rule->npieces; i++, piece++)
			{
				appendStringInfoString(&out, i == 0 ? " " : ", ");
				put_number(&out, piece->lo, rule->points_scale);
			}
			break;
		case RULE_MANUAL:
			break;
	}
	return out.data;
}

Datum
par_rule_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(rule_text(get_rule(PG_GETARG_DATUM(0))));
}

/*
 * The wire form is a version byte and the text, so what comes in passes the
 * parser like anything typed.
 */
Datum
par_rule_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	const char *text = rule_text(get_rule(PG_GETARG_DATUM(0)));

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WIRE_VERSION);
	pq_sendtext(&buf, text, strlen(text));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
par_rule_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(buf);
	char	   *text;
	int			nbytes;

	if (version != WIRE_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unknown version %d of a scoring rule's binary form", version),
				 errhint("This library reads version %d.", WIRE_VERSION)));
	text = pq_getmsgtext(buf, buf->len - buf->cursor, &nbytes);
	if ((int) strlen(text) != nbytes)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("zero byte in a scoring rule")));
	PG_RETURN_POINTER(compile(text, NULL));
}

/* ----------------------------------------------------------------
 * Comparison.  Equal rules have equal bytes; the order is that of the texts,
 * the same on every machine.
 * ----------------------------------------------------------------
 */
static int
compare_rules(FunctionCallInfo fcinfo)
{
	const Rule *a = get_rule(PG_GETARG_DATUM(0));
	const Rule *b = get_rule(PG_GETARG_DATUM(1));

	if (VARSIZE(a) == VARSIZE(b) && memcmp(a, b, VARSIZE(a)) == 0)
		return 0;
	return strcmp(rule_text(a), rule_text(b));
}

Datum
par_rule_eq(PG_FUNCTION_ARGS)
{
	const Rule *a = get_rule(PG_GETARG_DATUM(0));
	const Rule *b = get_rule(PG_GETARG_DATUM(1));

	PG_RETURN_BOOL(VARSIZE(a) == VARSIZE(b) && memcmp(a, b, VARSIZE(a)) == 0);
}

Datum
par_rule_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!DatumGetBool(par_rule_eq(fcinfo)));
}

Datum
par_rule_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_rules(fcinfo) < 0);
}

Datum
par_rule_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_rules(fcinfo) <= 0);
}

Datum
par_rule_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_rules(fcinfo) > 0);
}

Datum
par_rule_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_rules(fcinfo) >= 0);
}

Datum
par_rule_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_rules(fcinfo));
}

Datum
par_rule_hash(PG_FUNCTION_ARGS)
{
	const Rule *rule = get_rule(PG_GETARG_DATUM(0));

	return hash_any((const unsigned char *) rule, VARSIZE(rule));
}

Datum
par_rule_hash_extended(PG_FUNCTION_ARGS)
{
	const Rule *rule = get_rule(PG_GETARG_DATUM(0));

	return hash_any_extended((const unsigned char *) rule, VARSIZE(rule), PG_GETARG_INT64(1));
}

/* ----------------------------------------------------------------
 * Points.
 * ----------------------------------------------------------------
 */

/*
 * Bits that |x| needs.
 */
static inline int
bits(int128 x)
{
	uint64		high;

	if (x < 0)
		x = -x;
	high = (uint64) (x >> 64);
	if (high != 0)
		return 65 + pg_leftmost_one_pos64(high);
	return (uint64) x != 0 ? 1 + pg_leftmost_one_pos64((uint64) x) : 0;
}

/*
 * n * 10^-scale
 */
static Numeric
decimal(int64 n, int scale)
{
	return scale == 0 ? int64_to_numeric(n) : int64_div_fast_to_numeric(n, scale);
}

static inline Numeric
quantity_num(const Quantity *q)
{
	return q->small ? int64_to_numeric(q->num) : q->bignum;
}

static inline Numeric
quantity_den(const Quantity *q)
{
	return q->small ? int64_to_numeric(q->den) : q->bigden;
}

static void
set_big(Quantity *q, Numeric num, Numeric den)
{
	q->small = false;
	q->bignum = num;
	q->bigden = den;
}

static void
get_quantity(Datum d, const char *parameter, Quantity *q)
{
	ParDecimal	x;

	q->small = par_decimal(d, &x);
	if (likely(q->small))
	{
		q->num = x.units;
		q->den = par_power_of_ten[4 * x.places];
		return;
	}
	par_check_finite(DatumGetNumeric(d), parameter);
	set_big(q, DatumGetNumeric(d), int64_to_numeric(1));
}

/*
 * 100 * num / den.  Returns false for a denominator of zero.
 */
static bool
get_ratio(Datum num, Datum den, Quantity *q)
{
	Quantity	n;
	Quantity	d;
	int			sign;

	get_quantity(num, "num", &n);
	get_quantity(den, "den", &d);
	sign = d.small ? (d.num > 0) - (d.num < 0) :
		par_numeric_cmp(d.bignum, int64_to_numeric(0));
	if (sign < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("den must not be negative"),
				 errhint("The denominator is what was to be done; 0 means that nothing arose and gives NULL.")));
	if (sign == 0)
		return false;

	if (n.small && d.small)
	{
		/* Both denominators are powers of ten: cancel what they share. */
		int64		up = d.den > n.den ? d.den / n.den : 1;
		int64		down = n.den > d.den ? n.den / d.den : 1;
		int128		top = (int128) n.num * 100 * up;
		int128		bottom = (int128) d.num * down;

		if (bits(top) < 64 && bits(bottom) < 64)
		{
			q->small = true;
			q->num = (int64) top;
			q->den = (int64) bottom;
			return true;
		}
	}
	set_big(q, par_numeric2(numeric_mul, int64_to_numeric(100), DatumGetNumeric(num)),
			DatumGetNumeric(den));
	return true;
}

/*
 * The sign of value - bound, where bound is one of the rule's values.
 */
static inline int
compare_value(const Rule *rule, const Quantity *value, int64 bound)
{
	if (likely(value->small))
	{
		int128		left = (int128) value->num * par_power_of_ten[rule->value_scale];
		int128		right = (int128) bound * value->den;

		return (left > right) - (left < right);
	}
	return par_numeric_cmp(value->bignum,
						   par_numeric2(numeric_mul, decimal(bound, rule->value_scale), value->bigden));
}

/*
 * Which answer is it, 0-based?
 */
static int
answer_index(const Rule *rule, const Quantity *value)
{
	if (value->small && value->num % value->den == 0 &&
		value->num / value->den >= 1 && value->num / value->den <= rule->npieces)
		return value->num / value->den - 1;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("there is no such answer"),
			 errdetail("The rule is \"%s\".", rule_text(rule)),
			 errhint("The value is the number of the answer, 1 to %d; NULL if none was given.", rule->npieces)));
	return 0;					/* keep the compiler quiet */
}

/*
 * The piece that holds at a value; npieces if none does.
 */
static inline int
find_piece(const Rule *rule, const Quantity *value)
{
	bool		inverse = (rule->options & LOWER_IS_BETTER) != 0;
	int			i;

	if (rule->kind == RULE_ANSWERS)
		return answer_index(rule, value);
	for (i = 0; i < rule->npieces; i++)
	{
		const Piece *piece = &rule->pieces[i];
		int			c;

		if (piece->test == HOLDS_ALWAYS)
			return i;
		c = compare_value(rule, value, piece->from);
		if (inverse ? c < 0 : c > 0)
			return i;
		if (c == 0 && piece->test == HOLDS_AT)
			return i;
	}
	return i;
}

/*
 * An amount of the rule, in units of 1 / (100 * 10^points_scale * max->den).
 */
static inline int128
scaled_amount(const Rule *rule, const Quantity *max, int64 amount)
{
	if (rule->options & IN_POINTS)
		return (int128) amount * 100 * max->den;
	return (int128) amount * max->num;
}

/*
 * The points of a piece at a value.  With the line through (a, lo) and
 * (b, hi), and m the maximum for deductions (that start from it), else 0:
 *
 *		points = m + lo + (hi - lo) * (value - a) / (b - a)
 *
 * as one fraction, clamped before it is divided.
 */
static Numeric
small_points(const Rule *rule, const Piece *piece, const Quantity *value, const Quantity *max)
{
	int128		unit = (int128) 100 * par_power_of_ten[rule->points_scale];
	int128		constant = scaled_amount(rule, max, piece->lo);
	int128		num;
	int128		den = 1;		/* of num / (den * unit * max->den) */

	if (rule->kind == RULE_MINUS)
		constant += unit * max->num;
	if (piece->a == piece->b)
		num = constant;
	else
	{
		int128		slope = scaled_amount(rule, max, piece->hi - piece->lo);
		int128		x = (int128) value->num * par_power_of_ten[rule->value_scale] - (int128) piece->a * value->den;

		den = (int128) (piece->b - piece->a) * value->den;
		if (den < 0)
		{
			x = -x;
			den = -den;
		}
		if (bits(constant) + bits(den) > 125 || bits(slope) + bits(x) > 125)
			return NULL;
		num = constant * den + slope * x;
	}
	if (num <= 0 || max->num == 0)
		return int64_to_numeric(0);
	if (rule->options & CAPPED)
	{
		int128		cap = scaled_amount(rule, max, rule->cap);

		if (bits(cap) + bits(den) > 126)
			return NULL;
		if (num > cap * den)
			num = cap * den;
	}
	if (bits(unit) + bits(max->num) + bits(den) > 126 ||
		bits(unit) + bits(max->den) + bits(den) > 111)
		return NULL;
	if (num >= unit * max->num * den)
		return par_quotient(max->num, max->den);
	return par_quotient(num, unit * max->den * den);
}

static Numeric
big_amount(const Rule *rule, Numeric max, int64 amount)
{
	Numeric		n = decimal(amount, rule->points_scale);

	if (rule->options & IN_POINTS)
		return n;
	return par_numeric2(numeric_mul, par_numeric2(numeric_mul, n, max), int64_div_fast_to_numeric(1, 2));
}

/*
 * A maximum as a number; if it is small, its denominator is a power of ten.
 */
static Numeric
maximum(const Quantity *max)
{
	return max->small ? par_quotient(max->num, max->den) : max->bignum;
}

static Numeric
big_points(const Rule *rule, const Piece *piece, const Quantity *value, const Quantity *max_points)
{
	Numeric		zero = int64_to_numeric(0);
	Numeric		one = int64_to_numeric(1);
	Numeric		max = maximum(max_points);
	Numeric		num = big_amount(rule, max, piece->lo);
	Numeric		den = one;
	Numeric		scale = int64_to_numeric(par_power_of_ten[PAR_DECIMAL_SCALE]);

	if (rule->kind == RULE_MINUS)
		num = par_numeric2(numeric_add, num, max);
	if (piece->a != piece->b)
	{
		/* num * (b - a) * value_den + slope * (value_num - a * value_den) */
		Numeric		value_den = quantity_den(value);
		Numeric		a = decimal(piece->a, rule->value_scale);
		Numeric		slope = big_amount(rule, max, piece->hi - piece->lo);
		Numeric		x = par_numeric2(numeric_sub, quantity_num(value),
									 par_numeric2(numeric_mul, a, value_den));

		den = par_numeric2(numeric_mul, decimal(piece->b - piece->a, rule->value_scale), value_den);
		num = par_numeric2(numeric_add, par_numeric2(numeric_mul, num, den),
						   par_numeric2(numeric_mul, slope, x));
		if (par_numeric_cmp(den, zero) < 0)
		{
			den = par_numeric2(numeric_sub, zero, den);
			num = par_numeric2(numeric_sub, zero, num);
		}
	}
	if (par_numeric_cmp(num, zero) <= 0)
		return zero;
	if (rule->options & CAPPED)
	{
		Numeric		most = par_numeric2(numeric_mul, big_amount(rule, max, rule->cap), den);

		if (par_numeric_cmp(num, most) > 0)
			num = most;
	}
	if (par_numeric_cmp(num, par_numeric2(numeric_mul, max, den)) >= 0)
	{
		num = max;
		den = one;
	}

	/* floor(num / den * 10^16 + 1/2) / 10^16 */
	num = par_numeric2(numeric_mul, num, par_numeric2(numeric_add, scale, scale));
	num = par_numeric2(numeric_div_trunc, par_numeric2(numeric_add, num, den),
					   par_numeric2(numeric_add, den, den));
	num = par_numeric2(numeric_mul, num, int64_div_fast_to_numeric(1, PAR_DECIMAL_SCALE));
	return DatumGetNumeric(DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(num)));
}

/*
 * The points of a piece, which is npieces where none holds.
 */
static Numeric
points_of(const Rule *rule, int piece, const Quantity *value, const Quantity *max)
{
	Numeric		points = NULL;

	if (piece == rule->npieces)
		return int64_to_numeric(0);
	if (value->small && max->small)
		points = small_points(rule, &rule->pieces[piece], value, max);
	if (points == NULL)
		points = big_points(rule, &rule->pieces[piece], value, max);
	return points;
}

/*
 * The arguments of all functions below: (rule, value, max), or
 * (rule, num, den, max) where ratio is true.  Returns false when the
 * denominator is zero.
 */
static bool
get_arguments(FunctionCallInfo fcinfo, bool ratio, const Rule **rule, Quantity *value, Quantity *max)
{
	*rule = get_rule(PG_GETARG_DATUM(0));
	get_quantity(PG_GETARG_DATUM(ratio ? 3 : 2), "max", max);
	if (max->small ? max->num < 0 : par_numeric_cmp(max->bignum, int64_to_numeric(0)) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max must not be negative"),
				 errhint("Penalties are rows of their own: the points are negative and their maximum is 0.")));
	if (!ratio)
	{
		get_quantity(PG_GETARG_DATUM(1), "value", value);
		return true;
	}
	if ((*rule)->kind >= RULE_EACH)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the rule \"%s\" takes a value, not num and den", rule_text(*rule)),
				 errhint("Call it with (rule, value, max).")));
	return get_ratio(PG_GETARG_DATUM(1), PG_GETARG_DATUM(2), value);
}

static Datum
points(FunctionCallInfo fcinfo, bool ratio)
{
	const Rule *rule;
	Quantity	value;
	Quantity	max;

	if (!get_arguments(fcinfo, ratio, &rule, &value, &max))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(points_of(rule, find_piece(rule, &value), &value, &max));
}

Datum
par_points(PG_FUNCTION_ARGS)
{
	return points(fcinfo, false);
}

Datum
par_points_ratio(PG_FUNCTION_ARGS)
{
	return points(fcinfo, true);
}

/* ----------------------------------------------------------------
 * What would raise the points.
 * ----------------------------------------------------------------
 */

/*
 * One item more than the value, for rules per item.
 */
static Numeric
one_more(const Quantity *value)
{
	Numeric		one = int64_to_numeric(1);
	Numeric		items = par_numeric2(numeric_div_trunc, quantity_num(value), quantity_den(value));

	/* Nothing is gained up to 0. */
	return par_numeric_cmp(items, int64_to_numeric(0)) < 0 ? one :
		par_numeric2(numeric_add, items, one);
}

/*
 * One item fewer, for deductions per item; but if the deductions exceed the
 * maximum, the most items that leave something of it.
 */
static Numeric
one_fewer(const Rule *rule, const Quantity *value, Numeric max)
{
	Numeric		one = int64_to_numeric(1);
	Numeric		zero = int64_to_numeric(0);
	Numeric		cost = big_amount(rule, max, -rule->pieces[0].hi);
	Numeric		items = par_numeric2(numeric_div_trunc, quantity_num(value), quantity_den(value));
	Numeric		bearable;

	if (par_numeric_cmp(par_numeric2(numeric_mul, items, quantity_den(value)), quantity_num(value)) == 0)
		items = par_numeric2(numeric_sub, items, one);
	if (par_numeric_cmp(cost, zero) > 0)
	{
		bearable = par_numeric2(numeric_div_trunc, max, cost);
		if (par_numeric_cmp(par_numeric2(numeric_mul, bearable, cost), max) == 0)
			bearable = par_numeric2(numeric_sub, bearable, one);
		if (par_numeric_cmp(items, bearable) > 0)
			items = bearable;
	}
	return par_numeric_cmp(items, zero) < 0 ? zero : items;
}

/*
 * How much more than `now` a piece gives at a value; NULL if not more.
 */
static Numeric
gain_at(const Rule *rule, int piece, const Quantity *value, const Quantity *max, Numeric now)
{
	Numeric		then = points_of(rule, piece, value, max);

	if (par_numeric_cmp(then, now) <= 0)
		return NULL;
	then = par_numeric2(numeric_sub, then, now);
	return DatumGetNumeric(DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(then)));
}

/*
 * The next better value that gains points, and the gain; false if there is
 * none.
 */
static bool
find_next(const Rule *rule, const Quantity *value, const Quantity *max,
		  Numeric *threshold, Numeric *gain)
{
	int			here = find_piece(rule, value);
	Numeric		now = points_of(rule, here, value, max);
	Quantity	next = {0};
	int			i;

	*gain = NULL;
	switch ((RuleKind) rule->kind)
	{
		case RULE_ALL:
		case RULE_RATIO:
		case RULE_LINEAR:
		case RULE_STEPS:
			/* The nearest better piece that begins with more points. */
			next.small = true;
			next.den = par_power_of_ten[rule->value_scale];
			for (i = here - 1; i >= 0 && *gain == NULL; i--)
			{
				next.num = rule->pieces[i].from;
				*gain = gain_at(rule, i, &next, max, now);
			}
			*threshold = decimal(next.num, rule->value_scale);
			break;
		case RULE_EACH:
		case RULE_MINUS:
		case RULE_MANUAL:
			*threshold = rule->kind == RULE_EACH ? one_more(value) :
				rule->kind == RULE_MINUS ? one_fewer(rule, value, maximum(max)) : maximum(max);
			set_big(&next, *threshold, int64_to_numeric(1));
			*gain = gain_at(rule, here, &next, max, now);
			break;
		case RULE_ANSWERS:
			/* The answer that is worth least of those worth more. */
			for (i = 0; i < rule->npieces; i++)
			{
				Numeric		more = gain_at(rule, i, value, max, now);

				if (more != NULL && (*gain == NULL || par_numeric_cmp(more, *gain) < 0))
				{
					*gain = more;
					*threshold = int64_to_numeric(i + 1);
				}
			}
			break;
	}
	return *gain != NULL;
}

static Datum
next(FunctionCallInfo fcinfo, bool ratio, bool want_gain)
{
	const Rule *rule;
	Quantity	value;
	Quantity	max;
	Numeric		threshold;
	Numeric		gain;

	if (!get_arguments(fcinfo, ratio, &rule, &value, &max) ||
		!find_next(rule, &value, &max, &threshold, &gain))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(want_gain ? gain : threshold);
}

Datum
par_next_threshold(PG_FUNCTION_ARGS)
{
	return next(fcinfo, false, false);
}

Datum
par_next_threshold_ratio(PG_FUNCTION_ARGS)
{
	return next(fcinfo, true, false);
}

Datum
par_next_gain(PG_FUNCTION_ARGS)
{
	return next(fcinfo, false, true);
}

Datum
par_next_gain_ratio(PG_FUNCTION_ARGS)
{
	return next(fcinfo, true, true);
}
