/*-------------------------------------------------------------------------
 *
 * deadline_wording.h
 *		Vietnamese text as tokens, and tables of patterns over them: what
 *		deadline_wording.c does for deadline.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_WORDING_H
#define PAR_WORDING_H

#include "par_index.h"

#include "mb/pg_wchar.h"

typedef struct Word
{
	uint64		letters;
	int			nletters;
	int			tone;
	bool		foreign;		/* no syllable of ours: matches nothing */
} Word;

enum
{
	SYM_END,					/* also in place of what stands between clauses */
	SYM_OTHER,
	SYM_NUMBER,
	SYM_ROMAN,
	SYM_SLASH,
	SYM_DASH,
	SYM_DOT,
	SYM_COMMA,
	SYM_SEMICOLON,
	SYM_COLON,
	SYM_PERCENT,
	SYM_OPEN,
	SYM_CLOSE,
	SYM_WORD					/* the first word of the grammar */
};

#define MAX_SYMBOLS		400

typedef struct Token
{
	uint16		sym;
	uint8		digits;			/* of a number; 0 for a word */
	bool		glued;			/* no blank before it */
	int32		value;			/* number; SYM_OPEN: where it is closed */
} Token;

typedef struct Lexer
{
	const unsigned char *p;
	const unsigned char *end;
	Token	   *tokens;
	int			ntokens;
	int			allocated;
	bool		blank;			/* a blank has been seen since the last token */
	Word		word;			/* the word or the number that is being read */
	int			digits;
	int			number;
} Lexer;

/*
 * A line of a table of patterns, as deadline.c explains them.
 */
typedef struct Pattern
{
	const char *pattern;
	int			action;
	int			arg;
} Pattern;

#define MAX_RULES		128

typedef struct Grammar
{
	const Pattern *rules;
	int			nrules;
	uint16		start[MAX_RULES];
	bool		head_only[MAX_RULES];
	/* for each symbol the rules that can start with it, as bits */
	uint64		first[MAX_SYMBOLS][MAX_RULES / 64];
} Grammar;

/* Units of time, as the words of a pattern name them. */
enum
{
	UNIT_NONE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR,
	UNIT_WORKING = 8			/* with one of these: "làm việc" */
};

#define UNIT_OF_TIME(unit)	((unit) & ~UNIT_WORKING)

/* What the elements of a pattern have met. */
typedef struct Captures
{
	int16		day;
	int16		number;
	int16		year;
	int8		end;			/* action of the entry of `ends`, or -1 */
	int8		unit;			/* the first one named */
	int			periods;		/* token where periods start, or -1 */
} Captures;

/*
 * What matching works on.  P in a pattern calls `periods`, which returns the
 * token after them or -1; every match must be `acceptable`.
 */
typedef struct Matcher
{
	const Token *tokens;
	int			next_year;		/* what NEXT means */
	const Grammar *ends;		/* what E means */
	int			end_pos;		/* where E was looked for last (at first -1), */
	int			end_next;		/* the token after it or -1, */
	int			end_action;		/* and its action */
	int			(*periods) (struct Matcher *m, int pos);
	bool		(*acceptable) (struct Matcher *m, const Grammar *g, int rule,
							   int end, const Captures *caps);
} Matcher;

extern void par_prepare_words(void);
extern int	par_word_symbol(const char *s, size_t len);
extern void par_compile_grammar(Grammar *g, const Pattern *rules, int nrules,
								const Grammar *ends, const Grammar *periods);
extern void par_read_tokens(Lexer *lex, text *wording);
extern bool par_cut_off(const Token *t);
extern bool par_inner_part(const Token *t);
extern int par_match(Matcher *m, const Grammar *g, int pos, bool head,
					   Captures *caps, int *rule);

#endif							/* PAR_WORDING_H */
