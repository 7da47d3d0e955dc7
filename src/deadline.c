/*-------------------------------------------------------------------------
 *
 * deadline.c
 *		Plan wordings ("Từ Quý II – Quý IV/2020") to dates.
 *
 * What this room promises:
 *
 * - A wording is data: whatever it holds, there is at least one row and never
 *	 an error.  What cannot be read is 'unrecognised', an impossible date makes
 *	 its clause 'unrecognised', and nothing is guessed.
 * - due is the last admissible day: "trước ngày 14/12" ends on the 13th.
 * - What is read stands in four tables below (words that join periods, words
 *	 that mark an end, periods, clauses).  A maintainer who wants one more
 *	 wording adds a line there and needs to know nothing else.
 *
 * How a wording is read:
 *
 * 1. Characters to tokens.  Each character is decomposed by the server's
 *	 Unicode normalisation, case is dropped, and a word becomes one 64-bit key:
 *	 its letters (with circumflex, breve, horn and stroke) and, apart, its
 *	 tone.  A tone belongs to the syllable, so "quý" and "qúy" have one key,
 *	 while "từ" (from) and "tư" (fourth), or "năm" (year) and "nam" (south),
 *	 keep two.  i and y are one letter.  Characters are decomposed one by one
 *	 and marks are collected per word, so that the order of marks, the only
 *	 thing left to a normalisation of the whole text, does not matter, and the
 *	 time is linear in the text.
 * 2. Tokens to clauses: line ends, semicolons, full stops and bullets part
 *	 them; text in parentheses counts only where its clause has no due date
 *	 without it.
 * 3. In a clause the longest pattern of the clause table wins at each place.
 *	 Patterns that start with ^ are read only at the start of a clause, after
 *	 a colon or after words such as "hoàn thành": in "Nghị quyết 76/NQ-CP ngày
 *	 15/7/2021" nothing says that the day is a deadline.
 *
 *-------------------------------------------------------------------------
 */
#include "par_index.h"

#include "catalog/namespace.h"
#include "common/unicode_norm.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/date.h"
#include "utils/datetime.h"

#define MIN_YEAR	1900
#define MAX_YEAR	2200

PG_FUNCTION_INFO_V1(par_deadlines);
PG_FUNCTION_INFO_V1(par_due_date);

/* ------------------------------------------------------------------------
 * The grammar.
 *
 * A pattern is a row of
 *	 trước, 6		a word in any case and spelling, or a number
 *	 D				day, M month (also spelled: "tháng Tư"), N any number: one or
 *					two digits (N: up to four)
 *	 Q				quarter, roman, Arabic or spelled; R roman only
 *	 Y				a year of four digits; YY also one of two
 *	 NEXT			nothing, but the year is the one after the plan year
 *	 /				a separator in a date: slash, dot, or a dash without blanks
 *	 - , :			a dash, a comma, a colon
 *	 E				one entry of the table of ends
 *	 P				periods: one entry of the table of periods, or several that
 *					the table of joins joins
 *	 $				the end of the clause
 *	 ^				(first) only where a clause starts
 *	 [x]  (x|y)		optional; one of
 * ------------------------------------------------------------------------
 */
typedef struct Rule
{
	const char *pattern;
	int			action;
	int			arg;
} Rule;

#define OF_YEAR		"(/ YY|- Y|năm Y|của năm Y|trong năm Y|, năm Y|năm (sau|tới) NEXT)"
#define EVERY		"(hàng|hằng|mỗi|từng)"
#define ON_THE		"[ngày|các ngày]"
#define COMING		"(sau|tới|tiếp theo|kế tiếp|liền kề|liền sau)"
#define LAST		"(cuối|cuối cùng)"
#define SINCE		"(kể từ|tính từ|từ|sau)"

/* Between two periods. */
enum
{
	JOIN_LIST, JOIN_RANGE
};

static const Rule joins[] = {
	{"-", JOIN_RANGE},
	{"[,] [cho] (đến|tới) [hết|cuối]", JOIN_RANGE},
	{"- (đến|hết|cuối)", JOIN_RANGE},
	{",", JOIN_LIST},
	{"[,] (và|hoặc)", JOIN_LIST},
};

/* Before a period: whether its last day is still in time. */
enum
{
	END_BEFORE, END_BY
};

static const Rule ends[] = {
	{"[(chậm|muộn|trễ) nhất] [là] trước [thời điểm]", END_BEFORE},
	{"[(chậm|muộn|trễ) nhất] [là] trước N (giờ|h|g) [N] [phút] [,]", END_BY},
	{"(chậm|muộn|trễ) nhất [là] [vào|trong]", END_BY},
	{"[(chậm|muộn|trễ) nhất] [là] [vào|trong] [đến] (hết|cuối)", END_BY},
	{"(chậm|muộn|trễ) nhất [là] đến", END_BY},
	{"không (quá|muộn hơn|chậm hơn|trễ hơn)", END_BY},
	{"[thời] hạn (chót|cuối|cuối cùng) [là|vào] [:]", END_BY},
	{"[đến|tới] [trong] ngày (cuối|cuối cùng) [của]", END_BY},
	{"(đến|tới) N (giờ|h|g) [N] [phút] [,]", END_BY},
};

/* Periods.  What one does not say it takes from its neighbours, then from
 * the plan year. */
enum
{
	ON_DATE, ON_DAY, IN_MONTH, IN_QUARTER, IN_YEAR, FIRST_MONTHS, LAST_MONTHS, BARE
};

static const Rule periods[] = {
	{ON_THE " D / M / YY", ON_DATE},
	{ON_THE " D / M [" OF_YEAR "]", ON_DATE},
	{ON_THE " D [,|của] [các] tháng M [" OF_YEAR "]", ON_DATE, 1},
	{"ngày D", ON_DAY},
	{"[các] (tháng|t) M [" OF_YEAR "]", IN_MONTH},
	{"[các] (quý|q) Q [" OF_YEAR "]", IN_QUARTER},
	{"R [" OF_YEAR "]", IN_QUARTER, 1},
	{"năm Y", IN_YEAR},
	{"Y", IN_YEAR, 1},
	{"năm", IN_YEAR, 1},
	{"năm (sau|tới) NEXT", IN_YEAR},
	{"N tháng đầu [của] năm [Y]", FIRST_MONTHS},
	{"N tháng đầu [" OF_YEAR "]", FIRST_MONTHS},
	{"N tháng cuối [của] năm [Y]", LAST_MONTHS},
	{"N tháng cuối [" OF_YEAR "]", LAST_MONTHS},
	{"nửa đầu năm [Y]", FIRST_MONTHS, 6},
	{"nửa cuối năm [Y]", LAST_MONTHS, 6},
	{"(6|sáu) tháng [" OF_YEAR "]", FIRST_MONTHS, 6},
	{"(9|chín) tháng [" OF_YEAR "]", FIRST_MONTHS, 9},
	{"D / Y", BARE},
	{"D", BARE},
};

/* Clauses. */
enum
{
	LEAD,						/* what follows may start a clause */
	NOISE,						/* means nothing here */
	WITHIN,						/* both ends */
	WITHIN_PLAIN,				/* the same, where nothing says so but the place */
	UNTIL,						/* its last day */
	DUE,						/* what E says */
	FROM,						/* a start, or with a range both ends */
	FROM_RANGE,					/* with a range only */
	AFTER,						/* the day after */
	EACH_MONTH,					/* day of each month, arg months later */
	EACH_QUARTER,				/* day of month arg of each quarter */
	EACH_YEAR,
	MONTH_ENDS,
	QUARTER_ENDS,
	RECURRING,					/* arg: the cycle */
	AFTER_EVENT,
	EXTERNAL
};

enum
{
	CYCLE_NONE, CYCLE_YEAR, CYCLE_QUARTER, CYCLE_MONTH
};

static const Rule clauses[] = {
	/* periods */
	{"^ P", WITHIN_PLAIN},
	{"^ [vào] ngày P", WITHIN},
	{"(trong|vào|cả|suốt) [khoảng] [thời gian] P", WITHIN},
	{"giai đoạn P", WITHIN_PLAIN},
	{"^ (đến|tới) P", UNTIL},
	{"(đến|tới) ngày P", UNTIL},
	{"từ nay [cho] (đến|tới) [hết|cuối] P", UNTIL},
	{"E P", DUE},
	{"^ [kể] từ [đầu] P [trở đi]", FROM},
	{"^ [từ|trong] P và (các|những) năm (tiếp theo|sau|tiếp)", FROM},
	{"^ bắt đầu [kể] [từ|vào] [đầu] P [trở đi]", FROM},
	{"^ [vào] đầu P", FROM},
	{"[kể] từ [đầu] P", FROM_RANGE},
	{"^ sau P", AFTER},

	/* days that come again */
	{"[E] P [của] " EVERY " tháng", EACH_MONTH},
	{"[E] P [của] tháng " COMING, EACH_MONTH, 1},
	{"[E] P [của] [các] tháng " LAST " [của] [" EVERY "] (quý|kỳ|kỳ báo cáo)", EACH_QUARTER, 3},
	{"[E] P [của] [các] tháng giữa [của] [" EVERY "] quý", EACH_QUARTER, 2},
	{"[E] P [của] [các] tháng đầu [của] [" EVERY "] quý", EACH_QUARTER, 1},
	{"[E] P [của] tháng đầu [của] quý " COMING, EACH_QUARTER, 4},
	{"[E] P [của] [các] tháng đầu tiên [của] [" EVERY "] quý", EACH_QUARTER, 1},
	{"[E] P [,|của] " EVERY " năm", EACH_YEAR},
	{"(trong|vào|từ) P [,|của] " EVERY " năm", EACH_YEAR},
	{"[đến|vào] (hết|cuối|ngày cuối [của]|ngày cuối cùng [của]) [" EVERY "] tháng", MONTH_ENDS},
	{"[đến|vào] (hết|cuối|ngày cuối [của]|ngày cuối cùng [của]) [" EVERY "] (quý|kỳ báo cáo)", QUARTER_ENDS},

	/* no due date: again and again */
	{"(thường xuyên|liên tục|quanh năm|xuyên suốt)", RECURRING},
	{"(thường xuyên|liên tục) [,] [trong|từ|cả|suốt|hàng|hằng] [các] P", RECURRING},
	{"^ [trong] P [,] (thường xuyên|liên tục)", RECURRING},
	{"thường xuyên [,|và] (liên tục|định kỳ)", RECURRING},
	{"thường xuyên [,|và] liên tục [,] [trong|từ|cả|suốt] P", RECURRING},
	{"[định kỳ] " EVERY " năm", RECURRING, CYCLE_YEAR},
	{"[định kỳ] " EVERY " quý [(trong|của) P]", RECURRING, CYCLE_QUARTER},
	{"[định kỳ] " EVERY " tháng [(trong|của) P]", RECURRING, CYCLE_MONTH},
	{"[trong] (các|cả) (tháng|quý) [(trong|của) P]", RECURRING},
	{"[định kỳ] (hàng|hằng|mỗi) (ngày|tuần) [(trong|của) P]", RECURRING},
	{"định kỳ", RECURRING},
	{"định kỳ [N] (ngày|tuần|tháng|quý|năm)", RECURRING},
	{"định kỳ [quý ,] 6 tháng (,|và) [1|một|cả] năm", RECURRING},
	{"^ [hàng|hằng] [tháng ,] quý , 6 tháng [, 9 tháng] (,|và) [1|một|cả|hàng|hằng] năm", RECURRING},
	{"N (ngày|tuần|tháng|quý|năm) (/|một|1) [1] lần", RECURRING},
	{"(ngày|tuần|tháng|quý|năm) (một|1) lần", RECURRING},
	{"N lần (/|một|trong|mỗi) [một|1] (tuần|tháng|quý|năm)", RECURRING},

	/* no due date: so long after something */
	{"(trong|sau) [thời hạn|vòng|thời gian|khoảng] [không quá|tối đa] N (ngày|giờ|tuần|tháng|năm) [làm việc]", AFTER_EVENT},
	{"(thời hạn|trong vòng|tối đa) [không quá|tối đa] N (ngày|giờ|tuần|tháng|năm) [làm việc]", AFTER_EVENT},
	{"E [là] N (ngày|giờ|tuần|tháng|năm) [làm việc]", AFTER_EVENT},
	{"N (ngày|tuần|tháng) làm việc", AFTER_EVENT},
	{"N (ngày|giờ|tuần|tháng|năm) " SINCE " (khi|ngày|thời điểm)", AFTER_EVENT},
	{"N ngày trước (khi|ngày)", AFTER_EVENT},

	/* no due date: somebody else sets it */
	{"^ theo", EXTERNAL},
	{"theo (dõi|đuổi)", NOISE},
	{"theo [đúng] quy định", EXTERNAL},
	{"theo [đúng] (tiến độ|kế hoạch|yêu cầu|hướng dẫn|chỉ đạo|thời gian|thời hạn)", EXTERNAL},
	{"theo [đúng] (chương trình|đề án|lịch|đề nghị|phân công|thông báo|nhu cầu|lộ trình)", EXTERNAL},
	{"(tùy|phụ) (theo|thuộc|tình hình)", EXTERNAL},
	{"^ [ngay] (khi|sau khi)", EXTERNAL},
	{"[ngay] (khi|sau khi) (có|được|phát sinh|nhận)", EXTERNAL},
	{"đột xuất", EXTERNAL},
	{"^ trong [các] kỳ", EXTERNAL},
	{"^ căn cứ", EXTERNAL},

	/* what may stand before a period */
	{"[phải] hoàn thành", LEAD},
	{"[thời gian|tiến độ] (thực hiện|triển khai|tổ chức|ban hành)", LEAD},
	{"(thời gian|thời hạn|tiến độ|hạn) [hoàn thành] [là]", LEAD},
	{"(dự kiến|khoảng|xong|kết thúc)", LEAD},
};

static const char *const kind_names[] = {
	"date", "date", "month", "quarter", "year", "range", "range", "unrecognised",
	"start_only", "recurring", "periodic", "after_event", "external"
};

/* The kinds that are no period; ON_DATE..BARE are kinds too. */
enum
{
	KIND_RANGE = FIRST_MONTHS,
	KIND_UNRECOGNISED = BARE,
	KIND_START_ONLY = BARE + 1,
	KIND_RECURRING, KIND_PERIODIC, KIND_AFTER_EVENT, KIND_EXTERNAL
};

/* Numbers in words, and the words that may follow a number in a list. */
static const char *const spelled = "một hai ba bốn năm sáu bảy tám chín mười";
static const char *const followers = "và hoặc đến tới hàng hằng mỗi từng của các năm trong";

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

typedef struct Word
{
	uint64		letters;
	int			nletters;
	int			tone;
	bool		foreign;		/* no syllable of ours: matches nothing */
} Word;

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
		return result;
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
	SYM_COLON,
	SYM_PERCENT,
	SYM_OPEN,
	SYM_CLOSE,
	SYM_WORD					/* the first word of the grammar */
};

#define INVALID_CHARACTER 0xFFFD

#define MAX_SYMBOLS		400
#define VOCABULARY_SIZE	1024	/* a power of two, well above MAX_SYMBOLS */

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
	int64		ntokens;
	int64		allocated;
	bool		blank;			/* a blank has been seen since the last token */
	Word		word;			/* the word or the number that is being read */
	int			digits;
	int			number;
} Lexer;

static struct
{
	uint64		key;
	int			sym;
}			vocabulary[VOCABULARY_SIZE];
static int	nsymbols = SYM_WORD;
static uint8 word_value[MAX_SYMBOLS];
static bool may_follow[MAX_SYMBOLS];
static int	and_symbol;

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

		larger = palloc_extended(2 * lex->allocated * sizeof(Token), MCXT_ALLOC_HUGE);
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
	if (c < 0x80)
		f.letter = ascii_letter(c), f.tone = 0;
	else
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
			flush(lex);
			lex->blank = true;
			return;
		case '\n':
		case '\r':
		case '\v':
		case '\f':
		case ';':
		case '*':
		case '+':
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
	if (c >= 0x2000 && c <= 0x200B)
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
match_parentheses(Token *tokens, int64 ntokens)
{
	int64		open = -1;
	int64		i;

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
				int64		outer = tokens[open].value;

				tokens[open].value = i;
				open = outer;
			}
		}
	}
	while (open >= 0)
	{
		int64		outer = tokens[open].value;

		tokens[open].sym = SYM_OTHER;
		open = outer;
	}
}

/*
 * All tokens of a text in UTF-8, closed by a few SYM_END.
 */
static void
read_tokens(Lexer *lex, const char *s, size_t len)
{
	int			i;

	lex->p = (const unsigned char *) s;
	lex->end = lex->p + len;
	lex->blank = true;
	while (lex->p < lex->end)
	{
		int			length;
		pg_wchar	c = character(lex->p, lex->end, &length);

		lex->p += length;
		take(lex, c, true);
		if (unlikely((lex->ntokens & 0xFFF) == 0xFFF))
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
	OP_LITERAL,					/* this number */
	OP_DAY, OP_MONTH, OP_QUARTER, OP_ROMAN, OP_YEAR, OP_YEAR2, OP_COUNT,
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
#define MAX_RULES		128

typedef struct Grammar
{
	const Rule *rules;
	int			nrules;
	uint16		start[MAX_RULES];
	bool		head_only[MAX_RULES];
	/* for each symbol the rules that can start with it, as bits */
	uint64		first[MAX_SYMBOLS][MAX_RULES / 64];
} Grammar;

static Op	ops[MAX_OPS];
static int	nops;
static Grammar join_grammar;
static Grammar end_grammar;
static Grammar period_grammar;
static Grammar clause_grammar;

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
static int
word_symbol(const char *s, size_t len)
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
		{"Y", OP_YEAR}, {"YY", OP_YEAR2}, {"N", OP_COUNT},
		{"NEXT", OP_NEXT_YEAR}, {"E", OP_END_MARK}, {"P", OP_PERIODS},
		{"/", OP_SEPARATOR}, {"$", OP_AT_END},
		{"-", OP_WORD, SYM_DASH}, {",", OP_WORD, SYM_COMMA}, {":", OP_WORD, SYM_COLON},
	};
	size_t		len;
	int			i;

	if (*p == '[')
	{
		int			split = add_op(OP_SPLIT, 0);

		p = compile_choice(p + 1);
		ops[split].arg = nops;
		Assert(*p == ']');
		return p + 1;
	}
	if (*p == '(')
	{
		p = compile_choice(p + 1);
		Assert(*p == ')');
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
		add_op(OP_WORD, word_symbol(p, len));
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
first_symbols(int pc, bool *set)
{
	int			i;

	switch (ops[pc].code)
	{
		case OP_WORD:
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
			for (i = 0; i < end_grammar.nrules; i++)
				first_symbols(end_grammar.start[i], set);
			break;
		case OP_PERIODS:
			for (i = 0; i < period_grammar.nrules; i++)
				first_symbols(period_grammar.start[i], set);
			break;
		case OP_SPLIT:
			first_symbols(pc + 1, set);
			first_symbols(ops[pc].arg, set);
			break;
		case OP_JUMP:
			first_symbols(ops[pc].arg, set);
			break;
		default:
			elog(ERROR, "deadline grammar: a pattern must not start so");
	}
}

static void
compile_grammar(Grammar *g, const Rule *rules, int nrules)
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
		compile_choice(*p == '^' ? p + 1 : p);
		add_op(OP_ACCEPT, 0);
		first_symbols(g->start[i], set);
		for (sym = 0; sym < MAX_SYMBOLS; sym++)
			if (set[sym])
				g->first[sym][i / 64] |= UINT64CONST(1) << (i % 64);
	}
	g->nrules = nrules;
}

/*
 * The tables of this room, made once in a process.  Everything before the
 * flag can be done again after an error (out of memory).
 */
static void
prepare(void)
{
	static bool done = false;
	const char *p;
	int			c;

	if (likely(done))
		return;

	for (c = 0x80; c < FOLD_LOW_END; c++)
		fold_low[c] = fold(c);
	for (c = FOLD_HIGH_START; c < FOLD_HIGH_END; c++)
		fold_high[c - FOLD_HIGH_START] = fold(c);

	nops = 0;
	nsymbols = SYM_WORD;
	memset(vocabulary, 0, sizeof(vocabulary));
	for (p = spelled, c = 1; *p; p += strspn(p, " "), c++)
	{
		size_t		len = strcspn(p, " ");

		word_value[word_symbol(p, len)] = c;
		p += len;
	}
	word_value[word_symbol("tư", strlen("tư"))] = 4;
	word_value[word_symbol("giêng", strlen("giêng"))] = 1;
	and_symbol = word_symbol("và", strlen("và"));
	for (p = followers; *p; p += strspn(p, " "))
	{
		size_t		len = strcspn(p, " ");

		may_follow[word_symbol(p, len)] = true;
		p += len;
	}
	for (c = 0; c < SYM_WORD; c++)
		may_follow[c] = c != SYM_OTHER && c != SYM_PERCENT && c != SYM_NUMBER;

	compile_grammar(&join_grammar, joins, lengthof(joins));
	compile_grammar(&end_grammar, ends, lengthof(ends));
	compile_grammar(&period_grammar, periods, lengthof(periods));
	compile_grammar(&clause_grammar, clauses, lengthof(clauses));
	done = true;
}

/* ------------------------------------------------------------------------
 * Matching.
 * ------------------------------------------------------------------------
 */

/* A period as written; 0 is what is not said. */
typedef struct Period
{
	int8		unit;
	int8		join;			/* to the period before it */
	bool		vague;			/* a bare number: no period where nothing else says so */
	bool		spelled;		/* "ngày 15 tháng 6", not 15/6 */
	bool		no_year;		/* has taken its year from elsewhere */
	int16		day;
	int16		number;			/* month, quarter or number of months */
	int16		year;
	int64		end;			/* the token after it */
} Period;

#define MAX_PERIODS		32

/* What the elements of a pattern have met. */
typedef struct Captures
{
	int16		day;
	int16		number;
	int16		year;
	int8		end;			/* action of the entry of `ends`, or -1 */
	int64		periods;		/* token where periods start, or -1 */
} Captures;

typedef struct Row
{
	DateADT		starts;			/* DATEVAL_NOBEGIN: none */
	DateADT		due;			/* DATEVAL_NOEND: none */
	int8		kind;
} Row;

typedef struct Reader
{
	Lexer		lex;
	Token	   *tokens;
	int			plan_year;
	bool		bulleted;		/* clauses have dashes for bullets */

	/* The periods read last, from the token periods_at. */
	int64		periods_at;
	int			nperiods;
	Period		periods[MAX_PERIODS];

	/* The clause being read. */
	int64		clause_row;		/* its first row */
	int			cycle;			/* "hàng tháng" or the like has been read */
	bool		impossible;		/* and a date that does not exist */

	Row		   *rows;
	int64		nrows;
	int64		allocated;
	Row			row_space[16];
	Token		token_space[128];
} Reader;

static int64 match_periods(Reader *r, int64 pos);
static int64 match(Reader *r, const Grammar *g, int64 pos, bool head,
				   Captures *caps, int *rule);

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
static int64
run(Reader *r, int pc, int64 pos, Captures *caps)
{
	for (;; pc++)
	{
		const Token *t = &r->tokens[pos];
		int			arg = ops[pc].arg;

		switch ((OpCode) ops[pc].code)
		{
			case OP_WORD:
				if (t->sym != arg)
					return -1;
				break;
			case OP_LITERAL:
				if (!is_number(t, 2) || t->value != arg)
					return -1;
				caps->number = arg;
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
				caps->year = r->plan_year + 1;
				continue;
			case OP_SEPARATOR:
				if (!(t->sym == SYM_SLASH || t->sym == SYM_DOT ||
					  (t->sym == SYM_DASH && t->glued && t[1].glued)))
					return -1;
				break;
			case OP_END_MARK:
				{
					Captures	inner;
					int			rule = 0;

					pos = match(r, &end_grammar, pos, true, &inner, &rule);
					if (pos < 0)
						return -1;
					caps->end = end_grammar.rules[rule].action;
					continue;
				}
			case OP_PERIODS:
				{
					int64		end = match_periods(r, pos);

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
					int64		end = run(r, pc + 1, pos, caps);
					int64		other = run(r, arg, pos, &saved);

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
static inline bool
cut_off(const Token *t)
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
 * The year of the plan unless the period has its own or its neighbours have
 * one: the next one to the right that is said, else in a range the left one.
 */
static void
inherit_years(Reader *r)
{
	int			year = 0;
	int			i;

	for (i = r->nperiods - 1; i >= 0; i--)
	{
		Period	   *p = &r->periods[i];

		if (p->year != 0)
			year = p->year;
		else
		{
			p->no_year = true;
			p->year = year;
		}
	}
	for (i = 0; i < r->nperiods; i++)
	{
		Period	   *p = &r->periods[i];

		if (p->year == 0 && i > 0 && p->join == JOIN_RANGE)
			p->year = p[-1].year;
		if (p->year == 0)
			p->year = r->plan_year;
	}
}

/*
 * Give a bare number the unit of a neighbour.  False if it has none there.
 */
static bool
inherit_unit(Period *p, const Period *from)
{
	switch (from->unit)
	{
		case ON_DATE:
			if (p->year != 0)
				return false;
			if (from->spelled && from < p)
			{
				/* "ngày 15 tháng 3, 6": the same day */
				p->unit = ON_DATE;
				p->spelled = true;
				p->number = p->day;
				p->day = from->day;
				return true;
			}
			p->unit = ON_DAY;
			return true;
		case ON_DAY:
			if (p->year != 0)
				return false;
			p->unit = ON_DAY;
			return true;
		case IN_MONTH:
		case IN_QUARTER:
			p->unit = from->unit;
			p->number = p->day;
			return true;
		default:
			return false;
	}
}

/*
 * Fill in what the periods do not say themselves.  Drops those from the first
 * one that stays a mere number.
 */
static void
complete_periods(Reader *r)
{
	int			i;
	int			k;

	for (i = 0; i < r->nperiods; i++)
	{
		Period	   *p = &r->periods[i];

		if (p->unit == IN_MONTH && p->join == JOIN_LIST && i > 0 &&
			p[-1].unit == ON_DATE && p[-1].spelled)
		{
			/* "ngày 15 tháng 6 và tháng 12" */
			p->unit = ON_DATE;
			p->spelled = true;
			p->day = p[-1].day;
		}
		if (p->unit != BARE)
			continue;
		if (i > 0)
		{
			if (!inherit_unit(p, p - 1))
				r->nperiods = i;
			continue;
		}
		for (k = 1; k < r->nperiods && p[k].unit == BARE && p[k].year == 0; k++)
			;
		if (k < r->nperiods && p[k].unit != BARE)
		{
			if (!inherit_unit(p, &p[k]))
				r->nperiods = 0;
		}
		else if (k < r->nperiods || p->year != 0)
		{
			/* 12/2024 is a month if nothing says otherwise */
			p->unit = IN_MONTH;
			p->number = p->day;
		}
		else
			r->nperiods = 0;
	}

	/* Days of the month that a date to the right or left names. */
	for (i = r->nperiods - 1; i >= 0; i--)
	{
		Period	   *p = &r->periods[i];
		const Period *date = NULL;

		if (p->unit != ON_DAY)
			continue;
		if (i + 1 < r->nperiods && p[1].unit == ON_DATE)
			date = &p[1];
		else
		{
			for (k = i - 1; k >= 0 && date == NULL; k--)
				if (r->periods[k].unit == ON_DATE)
					date = &r->periods[k];
		}
		if (date)
		{
			p->unit = ON_DATE;
			p->number = date->number;
			p->year = date->year;
		}
	}
	inherit_years(r);
}

/*
 * Read one period, or several that words or marks join, at pos into
 * r->periods.  Returns the place after them, or -1.
 */
static int64
match_periods(Reader *r, int64 start)
{
	int64		pos = start;
	int			join = JOIN_LIST;

	if (r->periods_at == start)
		return r->nperiods > 0 ? r->periods[r->nperiods - 1].end : -1;
	r->periods_at = start;
	r->nperiods = 0;
	while (r->nperiods < MAX_PERIODS)
	{
		Period	   *p = &r->periods[r->nperiods];
		Captures	caps;
		int			rule;
		int64		end = match(r, &period_grammar, pos, true, &caps, &rule);
		int			arg;
		bool		bare_number;

		if (end < 0)
			break;
		arg = period_grammar.rules[rule].arg;
		memset(p, 0, sizeof(Period));
		p->unit = period_grammar.rules[rule].action;
		p->join = join;
		p->day = caps.day;
		p->number = caps.number;
		p->year = caps.year;
		p->end = end;
		switch (p->unit)
		{
			case ON_DATE:
				p->spelled = arg == 1;
				p->vague = caps.year == 0 && arg == 0 && r->tokens[pos].sym == SYM_NUMBER;
				break;
			case IN_YEAR:
				p->vague = arg == 1;
				break;
			case IN_QUARTER:
				if (arg == 1 && caps.year == 0)
				{
					/* a roman number alone */
					p->vague = true;
					if (r->nperiods == 0 || p[-1].unit != IN_QUARTER)
						end = -1;
				}
				break;
			case FIRST_MONTHS:
			case LAST_MONTHS:
				if (arg > 0)
					p->number = arg;
				break;
			case BARE:
				p->vague = true;
				break;
		}
		bare_number = (p->unit == BARE || p->unit == IN_YEAR) && p->year == 0;
		if (end < 0 || (bare_number && !may_follow[r->tokens[end].sym]))
			break;
		r->nperiods++;

		end = match(r, &join_grammar, end, true, &caps, &rule);
		if (end < 0 || (join == JOIN_RANGE && join_grammar.rules[rule].action == JOIN_RANGE))
			break;
		join = join_grammar.rules[rule].action;
		pos = end;
	}
	complete_periods(r);
	return r->nperiods > 0 ? r->periods[r->nperiods - 1].end : -1;
}

/*
 * May a clause pattern mean what it says with the periods it has met?
 */
static bool
acceptable_periods(Reader *r, int action, int64 end)
{
	const Period *first = &r->periods[0];
	int			sym = r->tokens[end].sym;
	bool		days = true;
	bool		months = false;
	int			i;

	for (i = 0; i < r->nperiods; i++)
	{
		if (r->periods[i].unit == ON_DAY)
			months = true;
		else
			days = false;
	}
	/* Days of no month belong to a cycle of months, and only they. */
	switch (action)
	{
		case EACH_MONTH:
		case EACH_QUARTER:
			return days;
		case EACH_YEAR:
			return !months && first->no_year && first->unit != IN_YEAR;
		case DUE:
		case WITHIN:
		case UNTIL:
			if (days && r->cycle == CYCLE_MONTH)
				return true;
			break;
	}
	if (months)
		return false;

	if (action == FROM_RANGE)
		return r->nperiods > 1 && r->periods[1].join == JOIN_RANGE;
	if (action == WITHIN_PLAIN)
	{
		/* A bare number must be all there is, and a year must have its number. */
		if (first->unit == IN_YEAR && first->no_year)
			return false;
		if (first->vague)
			return sym == SYM_END || sym == SYM_OPEN || sym == SYM_CLOSE ||
				(r->nperiods > 1 && !r->periods[1].vague);
	}
	return true;
}

/*
 * May this match count?  The last say of the four grammars.
 */
static bool
acceptable(Reader *r, const Grammar *g, int rule, int64 pos, int64 end, const Captures *caps)
{
	if (g == &period_grammar)
		return !cut_off(&r->tokens[end]);
	if (g != &clause_grammar)
		return true;
	if (cut_off(&r->tokens[end]))
		return false;
	if (caps->periods >= 0)
	{
		match_periods(r, caps->periods);
		return acceptable_periods(r, g->rules[rule].action, end);
	}
	return true;
}

/*
 * Is this token written together with one before it so that both are one
 * thing ("15/12/2024" from the 12 on)?  Nothing starts there.
 */
static inline bool
inner_part(const Token *t)
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
static int64
match(Reader *r, const Grammar *g, int64 pos, bool head, Captures *caps, int *rule)
{
	const uint64 *first = g->first[r->tokens[pos].sym];
	int64		best = -1;
	int			i;

	for (i = 0; i < MAX_RULES / 64; i++)
	{
		uint64		candidates = first[i];

		while (candidates != 0)
		{
			int			n = i * 64 + pg_rightmost_one_pos64(candidates);
			Captures	now = {0, 0, 0, -1, -1};
			int64		end;

			candidates &= candidates - 1;
			if (g->head_only[n] && !head)
				continue;
			end = run(r, g->start[n], pos, &now);
			if (end <= best || !acceptable(r, g, n, pos, end, &now))
				continue;
			best = end;
			*caps = now;
			*rule = n;
		}
	}
	return best;
}

/* ------------------------------------------------------------------------
 * Dates.
 * ------------------------------------------------------------------------
 */

/*
 * The day of a calendar date; month may run over the year's ends.
 */
static DateADT
day_of(int year, int month, int day)
{
	year += (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	return date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
}

static DateADT
first_day(const Period *p)
{
	switch (p->unit)
	{
		case ON_DATE:
			return day_of(p->year, p->number, p->day);
		case IN_MONTH:
			return day_of(p->year, p->number, 1);
		case IN_QUARTER:
			return day_of(p->year, 3 * p->number - 2, 1);
		case LAST_MONTHS:
			return day_of(p->year, 13 - p->number, 1);
		default:
			return day_of(p->year, 1, 1);
	}
}

static DateADT
last_day(const Period *p)
{
	switch (p->unit)
	{
		case ON_DATE:
			return day_of(p->year, p->number, p->day);
		case IN_MONTH:
		case FIRST_MONTHS:
			return day_of(p->year, p->number + 1, 1) - 1;
		case IN_QUARTER:
			return day_of(p->year, 3 * p->number + 1, 1) - 1;
		default:
			return day_of(p->year + 1, 1, 1) - 1;
	}
}

/*
 * Is there such a period?
 */
static bool
exists(const Period *p)
{
	if (p->year < MIN_YEAR || p->year > MAX_YEAR)
		return false;
	switch (p->unit)
	{
		case ON_DAY:
			return p->day >= 1 && p->day <= 31;
		case IN_YEAR:
			return true;
		case IN_QUARTER:
			return p->number >= 1 && p->number <= 4;
		case ON_DATE:
			return p->number >= 1 && p->number <= 12 && p->day >= 1 &&
				p->day <= day_tab[isleap(p->year)][p->number - 1];
		default:
			return p->number >= 1 && p->number <= 12;
	}
}

/*
 * A range that runs backwards for want of a year at one end crosses the turn
 * of the year, if the other end says which.
 */
static bool
straighten(Period *from, Period *to)
{
	if (first_day(from) <= last_day(to))
		return true;
	if (from->no_year && !to->no_year)
		from->year--;
	else if (to->no_year && !from->no_year)
		to->year++;
	return exists(from) && exists(to) && first_day(from) <= last_day(to);
}

/* ------------------------------------------------------------------------
 * Clauses to rows.
 * ------------------------------------------------------------------------
 */
static void
append_row(Reader *r, int kind, DateADT starts, DateADT due)
{
	if (r->nrows == r->allocated)
	{
		Row		   *larger;

		larger = palloc_extended(2 * r->allocated * sizeof(Row), MCXT_ALLOC_HUGE);
		memcpy(larger, r->rows, r->nrows * sizeof(Row));
		if (r->rows != r->row_space)
			pfree(r->rows);
		r->rows = larger;
		r->allocated *= 2;
	}
	r->rows[r->nrows].kind = kind;
	r->rows[r->nrows].starts = starts;
	r->rows[r->nrows].due = due;
	r->nrows++;
}

/*
 * A reading without due date counts only where its clause has no other, and
 * gives way to one that has a date: "theo quy định, trước ngày 15/12".
 */
static void
add_dateless(Reader *r, int kind, int cycle, DateADT starts)
{
	if (r->nrows > r->clause_row)
		return;
	append_row(r, kind, starts, DATEVAL_NOEND);
	r->cycle = cycle;
}

static void
add_dated(Reader *r, int kind, DateADT starts, DateADT due)
{
	if (r->nrows == r->clause_row + 1)
	{
		Row		   *row = &r->rows[r->clause_row];

		if (row->kind == KIND_RECURRING && kind == KIND_START_ONLY)
		{
			row->starts = starts;
			return;
		}
		if (row->kind == KIND_EXTERNAL ||
			(row->kind == KIND_RECURRING && r->cycle != CYCLE_NONE))
			r->nrows--;
	}
	if (r->cycle != CYCLE_NONE && !DATE_IS_NOEND(due))
		kind = KIND_PERIODIC;
	append_row(r, kind, starts, due);
}

/*
 * The same days in each month, or in a month of each quarter, of the plan
 * year; `shift` months later.  Where a month is too short its last day serves.
 */
static void
add_cycle(Reader *r, int end, int step, int shift)
{
	int			month;
	int			i;

	r->cycle = CYCLE_MONTH;
	for (month = 1; month <= 12; month += step)
	{
		for (i = 0; i < r->nperiods; i++)
		{
			bool		range = i + 1 < r->nperiods && r->periods[i + 1].join == JOIN_RANGE;
			DateADT		first = day_of(r->plan_year, month + shift, 1);
			DateADT		last = day_of(r->plan_year, month + shift + 1, 1) - 1;
			DateADT		starts = range ? Min(first + r->periods[i].day - 1, last) : DATEVAL_NOBEGIN;
			DateADT		due;

			i += range;
			due = first + r->periods[i].day - 1;
			if (end == END_BEFORE)
				due--;
			add_dated(r, KIND_PERIODIC, starts, Min(due, last));
		}
	}
}

static void
add_period_ends(Reader *r, int step)
{
	int			month;

	for (month = step; month <= 12; month += step)
	{
		r->cycle = CYCLE_MONTH;
		add_dated(r, KIND_PERIODIC, DATEVAL_NOBEGIN, day_of(r->plan_year, month + 1, 1) - 1);
	}
}

/*
 * What a clause pattern says of one period or range.
 */
static void
add_period(Reader *r, int action, int end, Period *from, Period *to)
{
	int			kind = from == to ? from->unit : KIND_RANGE;
	DateADT		starts = first_day(from);
	DateADT		due = last_day(to);

	switch (action)
	{
		case FROM:
			if (from == to)
			{
				kind = KIND_START_ONLY;
				due = DATEVAL_NOEND;
			}
			break;
		case AFTER:
			kind = KIND_START_ONLY;
			starts = due + 1;
			due = DATEVAL_NOEND;
			break;
		case UNTIL:
			starts = DATEVAL_NOBEGIN;
			kind = to->unit;
			break;
		case DUE:
			if (end == END_BEFORE)
				due = first_day(to) - 1;
			starts = DATEVAL_NOBEGIN;
			kind = to->unit;
			break;
		case EACH_YEAR:
			if (end == END_BEFORE)
				due = first_day(to) - 1;
			if (end >= 0 || (from == to && from->unit == ON_DATE))
				starts = DATEVAL_NOBEGIN;
			kind = KIND_PERIODIC;
			break;
	}
	add_dated(r, kind, starts, due);
}

/*
 * Add the rows of a clause pattern that has matched.
 */
static void
act(Reader *r, int rule, const Captures *caps)
{
	int			action = clauses[rule].action;
	int			arg = clauses[rule].arg;
	int			i;

	if (caps->periods >= 0)
	{
		match_periods(r, caps->periods);
		for (i = 0; i < r->nperiods; i++)
		{
			if (!exists(&r->periods[i]) ||
				(i > 0 && r->periods[i].join == JOIN_RANGE &&
				 !straighten(&r->periods[i - 1], &r->periods[i])))
			{
				r->impossible = true;
				return;
			}
		}
	}

	switch (action)
	{
		case LEAD:
		case NOISE:
			break;
		case RECURRING:
			add_dateless(r, KIND_RECURRING, arg,
						 caps->periods < 0 || (r->periods[0].unit == IN_YEAR && r->periods[0].no_year) ?
						 DATEVAL_NOBEGIN : first_day(&r->periods[0]));
			break;
		case EXTERNAL:
			add_dateless(r, KIND_EXTERNAL, CYCLE_NONE, DATEVAL_NOBEGIN);
			break;
		case AFTER_EVENT:
			add_dated(r, KIND_AFTER_EVENT, DATEVAL_NOBEGIN, DATEVAL_NOEND);
			break;
		case MONTH_ENDS:
			add_period_ends(r, 1);
			break;
		case QUARTER_ENDS:
			add_period_ends(r, 3);
			break;
		case EACH_MONTH:
			add_cycle(r, caps->end, 1, arg);
			break;
		case EACH_QUARTER:
			add_cycle(r, caps->end, 3, arg - 1);
			break;
		default:
			if (r->periods[0].unit == ON_DAY)
			{
				/* "hàng tháng, trước ngày 25" */
				add_cycle(r, caps->end, 1, 0);
				break;
			}
			if (action == FROM && r->nperiods > 1 && r->periods[1].join == JOIN_LIST)
				r->nperiods = 1;
			for (i = 0; i < r->nperiods; i++)
			{
				bool		range = i + 1 < r->nperiods && r->periods[i + 1].join == JOIN_RANGE;

				add_period(r, action, caps->end, &r->periods[i], &r->periods[i + range]);
				i += range;
			}
	}
}

/*
 * Read tokens from pos up to the end of a clause (or, in parentheses, up to
 * their end), leaving out what stands in parentheses.  Returns where it ends.
 */
static int64
scan(Reader *r, int64 start, bool inside)
{
	int64		pos = start;
	bool		head = true;
	bool		after = false;	/* just after a period: a comma or dash may join more */

	for (;;)
	{
		const Token *t = &r->tokens[pos];
		Captures	caps;
		int			rule;
		int64		end;

		CHECK_FOR_INTERRUPTS();
		if (t->sym == SYM_CLOSE)
			return pos;
		if (t->sym == SYM_END)
		{
			if (!inside)
				return pos;
			head = true;
			pos++;
			continue;
		}
		if (t->sym == SYM_OPEN)
		{
			pos = t->value + 1;
			continue;
		}
		if (t->sym == SYM_DASH && r->bulleted && !inside && !t->glued && !t[1].glued)
			return pos;

		end = -1;
		if (pos == start || !inner_part(t))
			end = match(r, &clause_grammar, pos, head, &caps, &rule);
		if (end >= 0)
		{
			int			action = clauses[rule].action;

			act(r, rule, &caps);
			head = action == LEAD;
			after = action != AFTER_EVENT && action != EXTERNAL && action != NOISE;
			pos = end;
			continue;
		}
		if (t->sym == SYM_COLON)
			head = true;
		else if (t->sym == SYM_COMMA || t->sym == SYM_DASH || t->sym == and_symbol)
			head = after;
		else
			head = after = false;
		pos++;
	}
}

/*
 * Read the clause that starts at pos.  Returns where the next one starts.
 */
static int64
read_clause(Reader *r, int64 pos)
{
	int64		start;
	int64		end;
	int64		i;
	bool		dated = false;

	while (r->tokens[pos].sym == SYM_DASH || r->tokens[pos].sym == SYM_COMMA)
	{
		r->bulleted |= r->tokens[pos].sym == SYM_DASH;
		pos++;
	}
	start = pos;
	r->clause_row = r->nrows;
	r->cycle = CYCLE_NONE;
	r->impossible = false;

	end = scan(r, start, false);
	for (i = r->clause_row; i < r->nrows; i++)
		dated |= !DATE_IS_NOEND(r->rows[i].due) || r->rows[i].kind == KIND_AFTER_EVENT;
	for (i = start; i < end && !dated; i++)
	{
		if (r->tokens[i].sym == SYM_OPEN)
			i = scan(r, i + 1, true);
	}
	if (r->impossible)
		r->nrows = r->clause_row;
	/* Nothing, and the number of an item ("1."), are no clause. */
	if (r->nrows == r->clause_row && end > start &&
		!(end == start + 1 && (r->tokens[start].sym == SYM_NUMBER || r->tokens[start].sym == SYM_ROMAN)))
		append_row(r, KIND_UNRECOGNISED, DATEVAL_NOBEGIN, DATEVAL_NOEND);
	return r->tokens[end].sym == SYM_DASH ? end : end + 1;
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
 * Read a wording.  There is at least one row.
 */
static void
read_wording(Reader *r, text *wording, int plan_year)
{
	char	   *s;
	size_t		len;
	int64		pos = 0;

	if (plan_year < MIN_YEAR || plan_year > MAX_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("plan_year must not be %d", plan_year),
				 errhint("Allowed values: %d to %d.", MIN_YEAR, MAX_YEAR)));
	prepare();

	memset(&r->lex, 0, sizeof(Lexer));
	r->lex.tokens = r->token_space;
	r->lex.allocated = lengthof(r->token_space);
	r->plan_year = plan_year;
	r->bulleted = false;
	r->periods_at = -1;
	r->rows = r->row_space;
	r->nrows = 0;
	r->allocated = lengthof(r->row_space);

	s = in_utf8(wording, &len);
	read_tokens(&r->lex, s, len);
	r->tokens = r->lex.tokens;
	while (pos < r->lex.ntokens)
		pos = read_clause(r, pos);
	if (r->nrows == 0)
		append_row(r, KIND_UNRECOGNISED, DATEVAL_NOBEGIN, DATEVAL_NOEND);
}

Datum
par_deadlines(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Reader		r;
	int64		i;

	read_wording(&r, PG_GETARG_TEXT_PP(0), PG_GETARG_INT32(1));

	par_materialize(fcinfo);
	for (i = 0; i < r.nrows; i++)
	{
		const Row  *row = &r.rows[i];
		Datum		values[4];
		bool		nulls[4] = {false};

		values[0] = Int32GetDatum(i + 1);
		values[1] = DateADTGetDatum(row->starts);
		nulls[1] = DATE_IS_NOBEGIN(row->starts);
		values[2] = DateADTGetDatum(row->due);
		nulls[2] = DATE_IS_NOEND(row->due);
		values[3] = CStringGetTextDatum(kind_names[row->kind]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		pfree(DatumGetPointer(values[3]));
	}
	return (Datum) 0;
}

Datum
par_due_date(PG_FUNCTION_ARGS)
{
	Reader		r;
	DateADT		due = DATEVAL_NOBEGIN;
	int64		i;

	read_wording(&r, PG_GETARG_TEXT_PP(0), PG_GETARG_INT32(1));
	for (i = 0; i < r.nrows; i++)
	{
		if (!DATE_IS_NOEND(r.rows[i].due))
			due = Max(due, r.rows[i].due);
	}
	if (DATE_IS_NOBEGIN(due))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(due);
}
