/*-------------------------------------------------------------------------
 *
 * deadline_wording.c
 *		Vietnamese text as tokens, and tables of patterns over them.
 *
 * The machinery below deadline.c, which holds the patterns and explains them.
 *
 * Each character is decomposed by the server's Unicode normalisation, case is
 * dropped, and a word becomes one 64-bit key: its letters (with circumflex,
 * breve, horn and stroke) and, apart, its tone.  A tone belongs to the
 * syllable, so "quý" and "qúy" have one key, while "từ" (from) and "tư"
 * (fourth), or "năm" (year) and "nam" (south), keep two.  i and y are one
 * letter.  Characters are decomposed one by one and marks are collected per
 * word: the order of marks, the only thing left to a normalisation of the
 * whole text, does not matter then, and the time stays linear in the text
 * (ordering a million marks is quadratic).
 *
 *-------------------------------------------------------------------------
 */
#include "deadline_wording.h"

#include <ctype.h>

#include "catalog/namespace.h"
#include "common/unicode_norm.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"

#define INVALID_CHARACTER 0xFFFD

/* ------------------------------------------------------------------------
 * Characters to words.
 * ------------------------------------------------------------------------
 */

/* Letters: 1..26 for a..z without y, then the seven others. */
enum
{
	LETTER_ABREVE = 27, LETTER_ACIRC, LETTER_DSTROKE, LETTER_ECIRC,
	LETTER_OCIRC, LETTER_OHORN, LETTER_UHORN
};

/* Six bits for each letter, most recent lowest; the tone in the top bits. */
#define LETTER_BITS		6
#define MAX_LETTERS		9
#define TONE_SHIFT		60

/*
 * A character of the Latin blocks in our terms, so that the server's tables
 * are asked once and not for each character of each wording: what the letter
 * and the tone are, if it is a letter with nothing but marks known here.
 */
typedef struct Folded
{
	uint8		letter;			/* 0: ask the server */
	uint8		tone;
} Folded;

#define FOLD_LOW_END	0x250	/* Latin-1, Latin Extended-A and -B */
#define FOLD_HIGH_START	0x1E00	/* Latin Extended Additional */
#define FOLD_HIGH_END	0x1F00

static Folded fold_low[FOLD_LOW_END];
static Folded fold_high[FOLD_HIGH_END - FOLD_HIGH_START];

static inline void
word_letter(Word *word, int letter)
{
	if (word->nletters++ < MAX_LETTERS)
		word->letters = word->letters << LETTER_BITS | letter;
	else
		word->foreign = true;
}

static inline void
word_tone(Word *word, int tone)
{
	if (word->tone != 0 && word->tone != tone)
		word->foreign = true;
	word->tone = tone;
}

/*
 * A combining mark: a tone, or a change of the letter before it.
 */
static void
word_mark(Word *word, pg_wchar c)
{
	int			last = word->letters & ((1 << LETTER_BITS) - 1);
	int			changed = 0;

	switch (c)
	{
		case 0x0300:			/* grave: huyền */
			word_tone(word, 1);
			return;
		case 0x0301:			/* acute: sắc */
			word_tone(word, 2);
			return;
		case 0x0303:			/* tilde: ngã */
			word_tone(word, 3);
			return;
		case 0x0309:			/* hook above: hỏi */
			word_tone(word, 4);
			return;
		case 0x0323:			/* dot below: nặng */
			word_tone(word, 5);
			return;
		case 0x0302:			/* circumflex */
			if (last == 'a' - 'a' + 1)
				changed = LETTER_ACIRC;
			else if (last == 'e' - 'a' + 1)
				changed = LETTER_ECIRC;
			else if (last == 'o' - 'a' + 1)
				changed = LETTER_OCIRC;
			break;
		case 0x0306:			/* breve */
			if (last == 'a' - 'a' + 1)
				changed = LETTER_ABREVE;
			break;
		case 0x031B:			/* horn */
			if (last == 'o' - 'a' + 1)
				changed = LETTER_OHORN;
			else if (last == 'u' - 'a' + 1)
				changed = LETTER_UHORN;
			break;
	}
	if (changed != 0)
		word->letters = word->letters - last + changed;
	else
		word->foreign = true;
}

/* 'a'..'z' in either case: its letter, else 0. */
static inline int
ascii_letter(pg_wchar c)
{
	pg_wchar	lower = c | 0x20;

	if (lower < 'a' || lower > 'z' || c > 'z')
		return 0;
	return lower == 'y' ? 'i' - 'a' + 1 : lower - 'a' + 1;
}

static pg_wchar *
decompose(pg_wchar c)
{
	pg_wchar	one[2];

	one[0] = c;
	one[1] = 0;
	return unicode_normalize(UNICODE_NFKD, one);
}

/* The letter and tone of c, if that is all there is to it. */
static Folded
fold(pg_wchar c)
{
	Folded		result = {0, 0};
	Word		word = {0};
	pg_wchar   *parts;
	int			i;

	/* d with stroke has no decomposition; eth is often typed for it */
	if (c == 0x0110 || c == 0x0111 || c == 0x00D0 || c == 0x00F0)
	{
		result.letter = LETTER_DSTROKE;
		return result;
	}
	parts = decompose(c);
	if (ascii_letter(parts[0]) == 0)
	{
		pfree(parts);
		return result;
	}
	word_letter(&word, ascii_letter(parts[0]));
	for (i = 1; parts[i] != 0; i++)
		word_mark(&word, parts[i]);
	if (!word.foreign)
	{
		result.letter = word.letters;
		result.tone = word.tone;
	}
	pfree(parts);
	return result;
}

static inline Folded
folded(pg_wchar c)
{
	static const Folded nothing = {0, 0};

	if (c < FOLD_LOW_END)
		return fold_low[c];
	if (c >= FOLD_HIGH_START && c < FOLD_HIGH_END)
		return fold_high[c - FOLD_HIGH_START];
	return nothing;
}

/* ------------------------------------------------------------------------
 * Words to tokens.
 * ------------------------------------------------------------------------
 */
#define VOCABULARY_SIZE	1024	/* a power of two, well above MAX_SYMBOLS */

static struct
{
	uint64		key;
	int			sym;
}			vocabulary[VOCABULARY_SIZE];
static int	nsymbols = SYM_WORD;
static uint8 word_value[MAX_SYMBOLS];	/* of words that are numbers */
static uint8 word_unit[MAX_SYMBOLS];	/* of words that are units of time */

/*
 * The place of a key in the vocabulary: its own or the free one for it.
 */
static inline int
vocabulary_place(uint64 key)
{
	int			i = (key * UINT64CONST(0x9E3779B97F4A7C15)) >> 54;

	while (vocabulary[i].key != 0 && vocabulary[i].key != key)
		i = (i + 1) & (VOCABULARY_SIZE - 1);
	return i;
}

static inline uint64
word_key(const Word *word)
{
	return word->foreign ? 0 : word->letters | (uint64) word->tone << TONE_SHIFT;
}

/*
 * Read i, v, x as a roman number up to 12, else 0.
 */
static int
roman(const Word *word)
{
	static const char *const numerals[] = {
		"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"
	};
	int			i;

	if (word->foreign || word->tone != 0 || word->nletters > 4)
		return 0;
	for (i = 0; i < (int) lengthof(numerals); i++)
	{
		uint64		letters = 0;
		const char *c;

		for (c = numerals[i]; *c; c++)
			letters = letters << LETTER_BITS | ascii_letter(*c);
		if (letters == word->letters)
			return i + 1;
	}
	return 0;
}

static void
add_token(Lexer *lex, int sym, int digits, int32 value)
{
	Token	   *token;

	if (lex->ntokens == lex->allocated)
	{
		Token	   *larger;

		larger = palloc(2 * lex->allocated * sizeof(Token));
		memcpy(larger, lex->tokens, lex->ntokens * sizeof(Token));
		if (lex->allocated > 128)
			pfree(lex->tokens);
		lex->tokens = larger;
		lex->allocated *= 2;
	}
	token = &lex->tokens[lex->ntokens++];
	token->sym = sym;
	token->digits = digits;
	token->glued = !lex->blank;
	token->value = value;
	lex->blank = false;
}

/*
 * The character at p, which may be no valid UTF-8 (a database of encoding
 * SQL_ASCII holds any bytes).
 */
static inline pg_wchar
character(const unsigned char *p, const unsigned char *end, int *length)
{
	if (*p < 0x80)
	{
		*length = 1;
		return *p;
	}
	*length = pg_utf_mblen(p);
	if (*length > end - p || !pg_utf8_islegal(p, *length))
	{
		*length = 1;
		return INVALID_CHARACTER;
	}
	return utf8_to_unicode(p);
}

static void
add_word(Lexer *lex)
{
	uint64		key = word_key(&lex->word);
	int			place;
	int			number;

	if (key != 0)
	{
		place = vocabulary_place(key);
		if (vocabulary[place].key == key)
		{
			add_token(lex, vocabulary[place].sym, 0, word_value[vocabulary[place].sym]);
			return;
		}
	}
	if ((number = roman(&lex->word)) != 0)
		add_token(lex, SYM_ROMAN, 0, number);
	else
		add_token(lex, SYM_OTHER, 0, 0);
}

/*
 * Close the word or number that is being read.
 */
static void
flush(Lexer *lex)
{
	if (lex->word.nletters > 0)
	{
		add_word(lex);
		memset(&lex->word, 0, sizeof(Word));
	}
	else if (lex->digits > 0)
	{
		add_token(lex, SYM_NUMBER, Min(lex->digits, 255), lex->number);
		lex->digits = 0;
		lex->number = 0;
	}
}

static void
punctuation(Lexer *lex, int sym)
{
	flush(lex);
	add_token(lex, sym, 0, 0);
}

/*
 * A full stop parts clauses when a blank or nothing follows, parts the fields
 * of a date between two digits, and belongs to an abbreviation otherwise.
 */
static void
full_stop(Lexer *lex)
{
	bool		after_digit = lex->digits > 0;

	flush(lex);
	if (lex->p == lex->end || *lex->p <= ' ' || *lex->p == 0xC2 || *lex->p == 0xE2)
		add_token(lex, SYM_END, 0, 0);
	else if (after_digit && isdigit(*lex->p))
		add_token(lex, SYM_DOT, 0, 0);
}

/*
 * Take one character.  What is none of ours is decomposed by the server and
 * its parts are taken, once.
 */
static void
take(Lexer *lex, pg_wchar c, bool whole)
{
	Folded		f;

	if (c >= '0' && c <= '9')
	{
		if (lex->word.nletters > 0)
			flush(lex);
		if (lex->digits++ < 6)
			lex->number = lex->number * 10 + (c - '0');
		return;
	}
	f = folded(c);
	if (f.letter != 0)
	{
		if (lex->digits > 0)
			flush(lex);
		word_letter(&lex->word, f.letter);
		if (f.tone != 0)
			word_tone(&lex->word, f.tone);
		return;
	}
	if (c >= 0x0300 && c < 0x0370)
	{
		if (lex->word.nletters > 0)
			word_mark(&lex->word, c);
		return;
	}

	switch (c)
	{
		case ' ':
		case '\t':
		case 0x00A0:
		case 0x202F:
		case 0x205F:
		case 0x3000:
		case 0xFEFF:
		case '"':
		case '\'':
			flush(lex);
			lex->blank = true;
			return;
		case '\n':
		case '\r':
		case '\v':
		case '\f':
		case 0x0085:
		case 0x2022:			/* bullets */
		case 0x2023:
		case 0x2028:
		case 0x2029:
		case 0x25CF:
		case 0x25AA:
		case 0xF0B7:			/* the bullet of Symbol fonts */
			punctuation(lex, SYM_END);
			lex->blank = true;
			return;
		case '.':
			full_stop(lex);
			return;
		case '/':
			punctuation(lex, SYM_SLASH);
			return;
		case '-':
		case 0x2212:
			punctuation(lex, SYM_DASH);
			return;
		case ',':
			punctuation(lex, SYM_COMMA);
			return;
		case ';':
			punctuation(lex, SYM_SEMICOLON);
			return;
		case '*':
		case '+':
			flush(lex);
			add_token(lex, lex->blank ? SYM_END : SYM_OTHER, 0, 0);
			return;
		case ':':
			punctuation(lex, SYM_COLON);
			return;
		case '%':
			punctuation(lex, SYM_PERCENT);
			return;
		case '(':
			punctuation(lex, SYM_OPEN);
			return;
		case ')':
			punctuation(lex, SYM_CLOSE);
			return;
		case 0x00AD:			/* soft hyphen */
		case 0x00B2:			/* superscript digits are footnotes */
		case 0x00B3:
		case 0x00B9:
			return;
	}
	if ((c >= 0x2000 && c <= 0x200B) || (c >= 0x2018 && c <= 0x201F))
	{
		flush(lex);
		lex->blank = true;
	}
	else if (c >= 0x2010 && c <= 0x2015)
		punctuation(lex, SYM_DASH);
	else if ((c >= 0x200C && c <= 0x200F) || (c >= 0x2070 && c <= 0x2079) ||
			 (c >= 0xFE00 && c <= 0xFE0F))
		 /* joiners, marks of direction, footnotes, variants: nothing */ ;
	else if (whole && c >= 0x80 && c != INVALID_CHARACTER)
	{
		pg_wchar   *parts = decompose(c);
		int			i;

		for (i = 0; parts[i] != 0; i++)
			take(lex, parts[i], false);
		pfree(parts);
	}
	else
		punctuation(lex, SYM_OTHER);
}

/*
 * Let every opening parenthesis know where it closes.  One that is never
 * closed means nothing; a closing one alone ends a label such as "a)".
 */
static void
match_parentheses(Token *tokens, int ntokens)
{
	int			open = -1;
	int			i;

	for (i = 0; i < ntokens; i++)
	{
		if (tokens[i].sym == SYM_OPEN)
		{
			tokens[i].value = open;
			open = i;
		}
		else if (tokens[i].sym == SYM_CLOSE)
		{
			if (open < 0)
				tokens[i].sym = SYM_COLON;	/* "a) ..." */
			else
			{
				int			outer = tokens[open].value;

				tokens[open].value = i;
				open = outer;
			}
		}
	}
	while (open >= 0)
	{
		int			outer = tokens[open].value;

		tokens[open].sym = SYM_OTHER;
		open = outer;
	}
}

/*
 * The wording in UTF-8, whatever the server's encoding is.  A character that
 * has no place in Unicode becomes one that we cannot read.
 */
static char *
in_utf8(text *wording, size_t *len)
{
	int			encoding = GetDatabaseEncoding();
	unsigned char *from = (unsigned char *) VARDATA_ANY(wording);
	int			left = VARSIZE_ANY_EXHDR(wording);
	unsigned char part[4096];
	StringInfoData buf;
	Oid			proc;

	*len = left;
	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return (char *) from;
	proc = FindDefaultConversionProc(encoding, PG_UTF8);
	if (!OidIsValid(proc))
		return (char *) from;

	initStringInfo(&buf);
	while (left > 0)
	{
		int			done;

		CHECK_FOR_INTERRUPTS();
		done = pg_do_encoding_conversion_buf(proc, encoding, PG_UTF8, from,
											 Min(left, (int) sizeof(part) / MAX_CONVERSION_GROWTH - 1),
											 part, sizeof(part), true);
		appendStringInfoString(&buf, (char *) part);
		if (done == 0)
		{
			done = Min(left, pg_encoding_mblen(encoding, (char *) from));
			appendStringInfoChar(&buf, '?');
		}
		from += done;
		left -= done;
	}
	*len = buf.len;
	return buf.data;
}

/*
 * All tokens of a text, closed by a few SYM_END.
 */
void
par_read_tokens(Lexer *lex, text *wording)
{
	size_t		len;
	int			i;

	lex->p = (const unsigned char *) in_utf8(wording, &len);
	lex->end = lex->p + len;
	lex->blank = true;
	while (lex->p < lex->end)
	{
		int			length;
		pg_wchar	c = character(lex->p, lex->end, &length);

		lex->p += length;
		take(lex, c, true);
		CHECK_FOR_INTERRUPTS();
	}
	flush(lex);
	for (i = 0; i < 2; i++)
	{
		lex->blank = true;
		add_token(lex, SYM_END, 0, 0);
	}
	match_parentheses(lex->tokens, lex->ntokens);
}

/* ------------------------------------------------------------------------
 * Patterns to programs.
 *
 * A pattern becomes a small program for a matcher that goes back where it
 * took a wrong turn.  Patterns have no repetition, so a match costs no more
 * than the pattern is long.
 * ------------------------------------------------------------------------
 */
typedef enum OpCode
{
	OP_WORD,					/* this symbol */
	OP_UNIT,					/* this one, which is a unit of time */
	OP_LITERAL,					/* this number */
	OP_DAY, OP_MONTH, OP_QUARTER, OP_ROMAN, OP_YEAR, OP_YEAR2, OP_COUNT, OP_ANY,
	OP_NEXT_YEAR,
	OP_SEPARATOR,
	OP_END_MARK,				/* an entry of `ends` */
	OP_PERIODS,					/* periods, joined */
	OP_AT_END,
	OP_SPLIT,					/* go on, or else at arg */
	OP_JUMP,
	OP_ACCEPT
} OpCode;

typedef struct Op
{
	uint8		code;
	uint16		arg;
} Op;

#define MAX_OPS			4000
static Op	ops[MAX_OPS];
static int	nops;

static int
add_op(int code, int arg)
{
	if (nops >= MAX_OPS)
		elog(ERROR, "deadline grammar: MAX_OPS is too small");
	ops[nops].code = code;
	ops[nops].arg = arg;
	return nops++;
}

/*
 * The symbol of a word, which joins the vocabulary if it is new.
 */
int
par_word_symbol(const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *) s;
	const unsigned char *end = p + len;
	Lexer		lex = {0};
	int			place;

	while (p < end)
	{
		int			length;

		take(&lex, character(p, end, &length), false);
		p += length;
	}
	if (lex.word.nletters == 0 || lex.word.foreign)
		elog(ERROR, "deadline grammar: \"%.*s\" is no word", (int) len, s);
	place = vocabulary_place(word_key(&lex.word));
	if (vocabulary[place].key == 0)
	{
		if (nsymbols >= MAX_SYMBOLS)
			elog(ERROR, "deadline grammar: MAX_SYMBOLS is too small");
		vocabulary[place].key = word_key(&lex.word);
		vocabulary[place].sym = nsymbols++;
	}
	return vocabulary[place].sym;
}

static const char *compile_choice(const char *p);

/*
 * One element at p: a word, a class, a bracket.  Returns what follows.
 */
static const char *
compile_element(const char *p)
{
	static const struct
	{
		const char *name;
		int			code;
		int			arg;
	}			classes[] = {
		{"D", OP_DAY}, {"M", OP_MONTH}, {"Q", OP_QUARTER}, {"R", OP_ROMAN},
		{"Y", OP_YEAR}, {"YY", OP_YEAR2}, {"N", OP_COUNT}, {"#", OP_ANY},
		{"NEXT", OP_NEXT_YEAR}, {"E", OP_END_MARK}, {"P", OP_PERIODS},
		{"/", OP_SEPARATOR}, {"$", OP_AT_END},
		{"-", OP_WORD, SYM_DASH}, {",", OP_WORD, SYM_COMMA},
		{":", OP_WORD, SYM_COLON}, {";", OP_WORD, SYM_SEMICOLON},
	};
	size_t		len;
	int			sym;
	int			i;

	if (*p == '[')
	{
		int			split = add_op(OP_SPLIT, 0);

		p = compile_choice(p + 1);
		ops[split].arg = nops;
		if (*p != ']')
			elog(ERROR, "deadline grammar: a [ is not closed");
		return p + 1;
	}
	if (*p == '(')
	{
		p = compile_choice(p + 1);
		if (*p != ')')
			elog(ERROR, "deadline grammar: a ( is not closed");
		return p + 1;
	}

	len = strcspn(p, " []()|");
	for (i = 0; i < (int) lengthof(classes); i++)
	{
		if (strlen(classes[i].name) == len && memcmp(classes[i].name, p, len) == 0)
		{
			add_op(classes[i].code, classes[i].arg);
			return p + len;
		}
	}
	if (isdigit((unsigned char) *p))
		add_op(OP_LITERAL, atoi(p));
	else
	{
		sym = par_word_symbol(p, len);
		add_op(word_unit[sym] != UNIT_NONE ? OP_UNIT : OP_WORD, sym);
	}
	return p + len;
}

/*
 * Does another choice follow in the bracket that p is in?
 */
static bool
more_choices(const char *p)
{
	int			depth = 0;

	for (; *p; p++)
	{
		if (*p == '[' || *p == '(')
			depth++;
		else if ((*p == ']' || *p == ')') && depth-- == 0)
			return false;
		else if (*p == '|' && depth == 0)
			return true;
	}
	return false;
}

/*
 * Elements up to the end of the bracket or pattern, with | between choices.
 */
static const char *
compile_choice(const char *p)
{
	int			jumps[16];
	int			njumps = 0;
	int			split = -1;

	if (more_choices(p))
		split = add_op(OP_SPLIT, 0);
	while (*p != '\0' && *p != ']' && *p != ')')
	{
		if (*p == ' ')
			p++;
		else if (*p == '|')
		{
			p++;
			if (njumps >= (int) lengthof(jumps))
				elog(ERROR, "deadline grammar: too many choices before \"%s\"", p);
			jumps[njumps++] = add_op(OP_JUMP, 0);
			ops[split].arg = nops;
			split = more_choices(p) ? add_op(OP_SPLIT, 0) : -1;
		}
		else
			p = compile_element(p);
	}
	while (njumps > 0)
		ops[jumps[--njumps]].arg = nops;
	return p;
}

/*
 * Note in the set of symbols what a program can start with.  Returns whether
 * it can end without any.
 */
static void
first_symbols(int pc, bool *set, const Grammar *ends, const Grammar *periods)
{
	int			i;

	switch (ops[pc].code)
	{
		case OP_WORD:
		case OP_UNIT:
			set[ops[pc].arg] = true;
			break;
		case OP_LITERAL:
		case OP_DAY:
		case OP_MONTH:
		case OP_YEAR:
		case OP_YEAR2:
			set[SYM_NUMBER] = true;
			break;
		case OP_COUNT:
			set[SYM_NUMBER] = true;
			for (i = SYM_WORD; i < nsymbols; i++)
				set[i] |= word_value[i] > 0;
			break;
		case OP_QUARTER:
			set[SYM_NUMBER] = true;
			set[SYM_ROMAN] = true;
			break;
		case OP_ROMAN:
			set[SYM_ROMAN] = true;
			break;
		case OP_END_MARK:
			for (i = 0; i < ends->nrules; i++)
				first_symbols(ends->start[i], set, ends, periods);
			break;
		case OP_PERIODS:
			for (i = 0; i < periods->nrules; i++)
				first_symbols(periods->start[i], set, ends, periods);
			break;
		case OP_SPLIT:
			first_symbols(pc + 1, set, ends, periods);
			first_symbols(ops[pc].arg, set, ends, periods);
			break;
		case OP_JUMP:
			first_symbols(ops[pc].arg, set, ends, periods);
			break;
		default:
			elog(ERROR, "deadline grammar: a pattern must not start so");
	}
}

void
par_compile_grammar(Grammar *g, const Pattern *rules, int nrules,
					const Grammar *ends, const Grammar *periods)
{
	int			i;
	int			sym;

	if (nrules > MAX_RULES)
		elog(ERROR, "deadline grammar: MAX_RULES is too small");
	g->rules = rules;
	for (i = 0; i < nrules; i++)
	{
		const char *p = rules[i].pattern;
		bool		set[MAX_SYMBOLS] = {0};

		g->head_only[i] = *p == '^';
		g->start[i] = nops;
		p = compile_choice(*p == '^' ? p + 1 : p);
		if (*p != '\0')
			elog(ERROR, "deadline grammar: \"%s\" is left over", p);
		add_op(OP_ACCEPT, 0);
		first_symbols(g->start[i], set, ends, periods);
		for (sym = 0; sym < MAX_SYMBOLS; sym++)
			if (set[sym])
				g->first[sym][i / 64] |= UINT64CONST(1) << (i % 64);
	}
	g->nrules = nrules;
}

/*
 * Letters, the numbers in words, and the units of time.  The vocabulary starts
 * anew.
 */
void
par_prepare_words(void)
{
	static const char *const numbers[] = {
		"một", "giêng", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"
	};
	static const uint8 values[] = {1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10};
	static const char *const units[] = {"giờ", "h", "ngày", "tuần", "tháng", "quý", "năm", "việc"};
	static const uint8 unit_values[] = {
		UNIT_HOUR, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR, UNIT_WORKING
	};
	int			c;

	for (c = 1; c < FOLD_LOW_END; c++)
		fold_low[c] = fold(c);
	for (c = FOLD_HIGH_START; c < FOLD_HIGH_END; c++)
		fold_high[c - FOLD_HIGH_START] = fold(c);

	nops = 0;
	nsymbols = SYM_WORD;
	memset(vocabulary, 0, sizeof(vocabulary));
	for (c = 0; c < (int) lengthof(numbers); c++)
		word_value[par_word_symbol(numbers[c], strlen(numbers[c]))] = values[c];
	for (c = 0; c < (int) lengthof(units); c++)
		word_unit[par_word_symbol(units[c], strlen(units[c]))] = unit_values[c];
}

/* ------------------------------------------------------------------------
 * Matching.
 * ------------------------------------------------------------------------
 */
static inline bool
is_number(const Token *t, int max_digits)
{
	return t->sym == SYM_NUMBER && t->digits <= max_digits;
}

static inline bool
is_spelled(const Token *t)
{
	return t->sym >= SYM_WORD && t->value > 0;
}

/*
 * Run the program at pc on the tokens from pos on.  Returns the place after
 * the match, or -1.
 */
static int
run(Matcher *m, int pc, int pos, Captures *caps)
{
	for (;; pc++)
	{
		const Token *t = &m->tokens[pos];
		int			arg = ops[pc].arg;

		switch ((OpCode) ops[pc].code)
		{
			case OP_WORD:
				if (t->sym != arg)
					return -1;
				break;
			case OP_UNIT:
				if (t->sym != arg)
					return -1;
				if (caps->unit == UNIT_NONE || word_unit[arg] == UNIT_WORKING)
					caps->unit |= word_unit[arg];
				break;
			case OP_LITERAL:
				if (!is_number(t, 2) || t->value != arg)
					return -1;
				break;
			case OP_ANY:
				if (t->sym != SYM_NUMBER)
					return -1;
				break;
			case OP_DAY:
				if (!is_number(t, 2))
					return -1;
				caps->day = t->value;
				break;
			case OP_MONTH:
				if (!is_number(t, 2) && !is_spelled(t))
					return -1;
				caps->number = t->value;
				/* "mười một", "mười hai" */
				if (t->value == 10 && is_spelled(t) && is_spelled(&t[1]) && t[1].value <= 2)
				{
					caps->number += t[1].value;
					pos++;
				}
				break;
			case OP_QUARTER:
				if (!is_number(t, 2) && t->sym != SYM_ROMAN && !is_spelled(t))
					return -1;
				caps->number = t->value;
				break;
			case OP_ROMAN:
				if (t->sym != SYM_ROMAN)
					return -1;
				caps->number = t->value;
				break;
			case OP_YEAR:
			case OP_YEAR2:
				if (t->sym != SYM_NUMBER ||
					!(t->digits == 4 || (t->digits == 2 && ops[pc].code == OP_YEAR2)))
					return -1;
				caps->year = t->digits == 2 ? 2000 + t->value : t->value;
				break;
			case OP_COUNT:
				if (!is_number(t, 4) && !is_spelled(t))
					return -1;
				caps->number = t->value;
				break;
			case OP_NEXT_YEAR:
				caps->year = m->next_year;
				continue;
			case OP_SEPARATOR:
				if (!(t->sym == SYM_SLASH || t->sym == SYM_DOT ||
					  (t->sym == SYM_DASH && t->glued && t[1].glued)))
					return -1;
				break;
			case OP_END_MARK:
				/* Many clauses may start with one: it is read once. */
				if (m->end_pos != pos)
				{
					Captures	inner;
					int			rule = 0;

					m->end_pos = pos;
					m->end_next = par_match(m, m->ends, pos, true, &inner, &rule);
					m->end_action = m->ends->rules[rule].action;
				}
				if (m->end_next < 0)
					return -1;
				caps->end = m->end_action;
				pos = m->end_next;
				continue;
			case OP_PERIODS:
				{
					int			end = m->periods(m, pos);

					if (end < 0)
						return -1;
					caps->periods = pos;
					pos = end;
					continue;
				}
			case OP_AT_END:
				if (t->sym != SYM_END)
					return -1;
				continue;
			case OP_SPLIT:
				{
					Captures	saved = *caps;
					int			end = run(m, pc + 1, pos, caps);
					int			other = run(m, arg, pos, &saved);

					if (other <= end)
						return end;
					*caps = saved;
					return other;
				}
			case OP_JUMP:
				pc = arg - 1;
				continue;
			case OP_ACCEPT:
				return pos;
		}
		pos++;
	}
}

/*
 * Does something written together with the token before pos show that what
 * ends there is part of something else ("15/12/QĐ", "12%", "1.012427")?
 */
bool
par_cut_off(const Token *t)
{
	if (t->sym == SYM_PERCENT)
		return true;
	if (!t->glued)
		return false;
	switch (t->sym)
	{
		case SYM_SLASH:
		case SYM_DOT:
		case SYM_NUMBER:
		case SYM_ROMAN:
		case SYM_OTHER:
			return true;
		case SYM_DASH:
			return t[1].glued && t[1].sym != SYM_NUMBER && t[1].sym != SYM_ROMAN && t[1].sym < SYM_WORD;
		default:
			return t->sym >= SYM_WORD;
	}
}

/*
 * Is this token written together with one before it so that both are one
 * thing ("15/12/2024" from the 12 on)?  Nothing starts there.
 */
bool
par_inner_part(const Token *t)
{
	switch (t->glued ? t[-1].sym : SYM_END)
	{
		case SYM_NUMBER:
		case SYM_SLASH:
		case SYM_DOT:
		case SYM_OTHER:
			return true;
		case SYM_DASH:
			return t[-1].glued;
		default:
			return false;
	}
}

/*
 * The longest match of a grammar at pos, the earlier line if two are equal.
 * Returns the place after it, or -1.
 */
int
par_match(Matcher *m, const Grammar *g, int pos, bool head, Captures *caps, int *rule)
{
	const uint64 *first = g->first[m->tokens[pos].sym];
	int			best = -1;
	int			i;

	for (i = 0; i < MAX_RULES / 64; i++)
	{
		uint64		candidates = first[i];

		while (candidates != 0)
		{
			int			n = i * 64 + pg_rightmost_one_pos64(candidates);
			Captures	now = {.end = -1, .periods = -1};
			int			end;

			candidates &= candidates - 1;
			if (g->head_only[n] && !head)
				continue;
			end = run(m, g->start[n], pos, &now);
			if (end <= best || !m->acceptable(m, g, n, end, &now))
				continue;
			best = end;
			*caps = now;
			*rule = n;
		}
	}
	return best;
}

