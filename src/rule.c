/*-------------------------------------------------------------------------
 *
 * rule.c
 *		Scoring rules as text: reading, writing, comparing.
 *
 * What this room promises:
 *
 * - A rule is text that an official can read ("steps 95: 100%, 80: 50%"); its
 *	 grammar stands above the parser.  It is read once, when it is entered.
 *	 Within a kind, one meaning has one stored form and one text whatever was
 *	 typed, and so rules compare, group and hash.  Kinds stay apart, for the
 *	 kind is what an official reads: "ratio" and "linear 0..100" give the same
 *	 points and are two rules.
 * - Text that is no rule is refused with the position, what was found and what
 *	 was expected (22P02); text that makes no sense, such as thresholds out of
 *	 order, with the position and what would be right (22023).
 * - What comes over the wire passes the same parser.
 *
 *-------------------------------------------------------------------------
 */
#include "rule.h"

#include <ctype.h>

#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

#define MAX_PIECES		32
#define MILLION			INT64CONST(1000000) /* 10^PAR_NUMBER_DECIMALS */
#define HUNDRED			(100 * MILLION) /* "100", as the parser reads it */
#define WIRE_VERSION	1
#define MAX_RULE_TEXT	100000	/* bytes, with blanks */

static const char *const kind_names[] =
{"all", "ratio", "linear", "steps", "each", "minus", "answers", "manual", NULL};

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
	struct Node *escontext;
	bool		failed;			/* reported softly */
	bool		amounts;		/* has the unit of amounts been seen? */
	const char *tried[16];		/* what could stand at tried_at, for messages */
	int			ntried;
	const char *tried_at;
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
			 errmsg("invalid scoring rule \"%s\"", par_shown(parser->start)),
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
			 errmsg("invalid scoring rule \"%s\"", par_shown(parser->start)),
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
take(Parser *parser, const char *token)
{
	skip_blanks(parser);
	if (isalpha((unsigned char) token[0]) ? !at_word(parser, token) :
		strncmp(parser->p, token, strlen(token)) != 0)
	{
		if (parser->tried_at != parser->p)
			parser->ntried = 0;
		parser->tried_at = parser->p;
		if (parser->ntried < (int) lengthof(parser->tried))
			parser->tried[parser->ntried++] = token;
		return false;
	}
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
	take(parser, "%");
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
	points = !take(parser, "%");
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

	if (take(parser, "from") && !read_value(parser, &from))
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

	if (take(parser, "from"))
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
	if (take(parser, "to"))
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
	if (!take(parser, ".."))
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
	if (take(parser, "from"))
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
	if (take(parser, ">=") || take(parser, "<="))
		*test = HOLDS_AT;
	else if (take(parser, ">") || take(parser, "<"))
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
		if (above != NULL && take(parser, "else"))
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
		if (!take(parser, ":"))
			return unexpected(parser, "\":\"");
		skip_blanks(parser);
		amount_place = parser->p;
		if (!read_amount(parser, &lo))
			return false;
		hi = lo;
		if (take(parser, ".."))
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
	} while (take(parser, ","));
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
	if (take(parser, "cap"))
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
	if (!take(parser, "each"))
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
		take(parser, "%");
		if (percent > HUNDRED)
			return senseless(parser, place, "more than 100% of the maximum",
							 "The worth of an answer is 0 to 100.");
		add_flat(parser, HOLDS_AT, 0, percent);
	} while (take(parser, ","));
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

	if (take(parser, "inverse"))
		rule->options |= LOWER_IS_BETTER;
	skip_blanks(parser);
	place = parser->p;
	for (kind = 0; kind_names[kind] != NULL; kind++)
	{
		if (take(parser, kind_names[kind]))
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
 * of them need: small numbers are fast, and within a kind one meaning has one form.
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
compile(const char *text, struct Node *escontext)
{
	Parser		parser = {0};
	Rule	   *rule = palloc0(RULE_SIZE(MAX_PIECES));

	/* So that no call takes long. */
	if (strlen(text) > MAX_RULE_TEXT)
		ereturn(escontext, NULL,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("scoring rule is longer than %d bytes", MAX_RULE_TEXT)));
	parser.start = parser.p = text;
	parser.escontext = escontext;
	parser.rule = rule;
	if (!parse_rule(&parser))
		return NULL;
	skip_blanks(&parser);
	if (*parser.p != '\0')
	{
		StringInfoData expected;
		int			i;

		/* Whatever could have gone on here, or the end. */
		initStringInfo(&expected);
		for (i = 0; parser.tried_at == parser.p && i < parser.ntried; i++)
			appendStringInfo(&expected, "\"%s\" or ", parser.tried[i]);
		appendStringInfoString(&expected, "the end of the rule");
		unexpected(&parser, expected.data);
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
	appendStringInfo(out, ".%0*lld", scale, (long long) fraction);
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

char *
par_rule_text(const Rule *rule)
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
	PG_RETURN_CSTRING(par_rule_text(get_rule(PG_GETARG_DATUM(0))));
}

/*
 * The wire form is a version byte and the text, so what comes in passes the
 * parser like anything typed.
 */
Datum
par_rule_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;
	const char *text = par_rule_text(get_rule(PG_GETARG_DATUM(0)));

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
	char	   *a_text;
	char	   *b_text;
	int			result;

	if (VARSIZE(a) == VARSIZE(b) && memcmp(a, b, VARSIZE(a)) == 0)
		return 0;
	a_text = par_rule_text(a);
	b_text = par_rule_text(b);
	result = strcmp(a_text, b_text);
	/* A sort calls this in a context that lives long. */
	pfree(a_text);
	pfree(b_text);
	return result;
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
