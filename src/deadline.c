/*-------------------------------------------------------------------------
 *
 * deadline.c
 *		Plan wordings ("Từ Quý II – Quý IV/2020") to dates.
 *
 * What this room promises:
 *
 * - A wording is data: whatever it holds, there is at least one row and never
 *	 an error, unless it is longer than any wording (54000).  What cannot be
 *	 read is 'unrecognised', an impossible date makes its clause
 *	 'unrecognised', and nothing is guessed.
 * - due is the last admissible day: "trước ngày 14/12" ends on the 13th.
 * - What is read stands in four tables below (words that join periods, words
 *	 that mark an end, periods, clauses).  A maintainer who wants one more
 *	 wording adds a line there and needs to know nothing else.
 *
 * How a wording is read:
 *
 * 1. Characters to tokens: deadline_wording.c.  Case, composed or decomposed Unicode,
 *	 the place of the tone, and i for y make no difference.
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
#include "deadline_wording.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/tuplestore.h"

#define MIN_YEAR	1900
#define MAX_YEAR	2200
#define MAX_WORDING	4000000		/* bytes */

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
 *	 - , : ;		that mark
 *	 E				one entry of the table of ends
 *	 P				periods: one entry of the table of periods, or several that
 *					the table of joins joins
 *	 $				the end of the clause
 *	 ^				(first) only where a clause starts
 *	 [x]  (x|y)		optional; one of
 * ------------------------------------------------------------------------
 */
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
	{";", JOIN_LIST},
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
	OPEN_FROM,					/* a start and never an end */
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
	{"^ giai đoạn P", WITHIN},
	{"^ (đến|tới) P", UNTIL},
	{"(đến|tới) ngày P", UNTIL},
	{"từ nay [cho] (đến|tới) [hết|cuối] P", UNTIL},
	{"E P", DUE},
	{"^ [kể] từ [đầu] P [trở đi]", FROM},
	{"^ [từ|trong] P và (các|những) năm (tiếp theo|sau|tiếp)", OPEN_FROM},
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
	{"[E] P [của] tháng (đầu|đầu tiên) [của] quý " COMING, EACH_QUARTER, 4},
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

/* The words that may follow a number in a list. */
static const char *const followers = "và hoặc đến tới hàng hằng mỗi từng của các năm trong";

static Grammar join_grammar;
static Grammar end_grammar;
static Grammar period_grammar;
static Grammar clause_grammar;
static bool may_follow[MAX_SYMBOLS];	/* a bare number */
static int	and_symbol;

/*
 * The tables of this room, made once in a process.  Everything before the
 * flag can be done again after an error (out of memory).
 */
static void
prepare(void)
{
	static bool done = false;
	const char *p;
	int			sym;

	if (likely(done))
		return;

	par_prepare_words();
	and_symbol = par_word_symbol("và", strlen("và"));
	for (p = followers; *p; p += strspn(p, " "))
	{
		size_t		len = strcspn(p, " ");

		may_follow[par_word_symbol(p, len)] = true;
		p += len;
	}
	for (sym = 0; sym < SYM_WORD; sym++)
		may_follow[sym] = sym != SYM_OTHER && sym != SYM_PERCENT && sym != SYM_NUMBER;

	par_compile_grammar(&join_grammar, joins, lengthof(joins), NULL, NULL);
	par_compile_grammar(&end_grammar, ends, lengthof(ends), NULL, NULL);
	par_compile_grammar(&period_grammar, periods, lengthof(periods), NULL, NULL);
	par_compile_grammar(&clause_grammar, clauses, lengthof(clauses), &end_grammar, &period_grammar);
	done = true;
}

/* ------------------------------------------------------------------------
 * Periods.
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
	int			end;			/* the token after it */
} Period;

#define MAX_PERIODS		32

/* A period as read at a token, and what comes after it. */
typedef struct Step
{
	int			pos;			/* the token */
	Period		period;			/* end < 0: none */
	int			next;			/* where one that is joined to it starts, or -1 */
	int			join;
} Step;

#define NSTEPS			128		/* more than the tokens between two askings */

typedef struct Row
{
	DateADT		starts;			/* DATEVAL_NOBEGIN: none */
	DateADT		due;			/* DATEVAL_NOEND: none */
	int8		kind;
} Row;

typedef struct Reader
{
	Matcher		matcher;		/* first, so that its callbacks find the rest */
	Lexer		lex;
	const Token *tokens;
	int			plan_year;
	bool		bulleted;		/* clauses have dashes for bullets */

	Step		steps[NSTEPS];	/* by token, modulo NSTEPS */

	/* The periods read last, from the token periods_at. */
	int			periods_at;
	int			nperiods;
	Period		periods[MAX_PERIODS];

	/* The clause being read. */
	int			clause_row;		/* its first row */
	int			cycle;			/* "hàng tháng" or the like has been read */
	bool		label;			/* its last row may be a mere label: "6 tháng: trước 15/6" */
	bool		impossible;		/* and a date that does not exist */

	Row		   *rows;
	int			nrows;
	int			allocated;
	Row			row_space[16];
	Token		token_space[128];
} Reader;


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
 * The one period at pos, and what joins it to another one.  Kept for a while,
 * because the patterns of a clause ask again and again, and so that a list is
 * not read anew from each of its members.
 */
static const Step *
read_step(Reader *r, int pos)
{
	Step	   *step = &r->steps[pos % NSTEPS];
	Period	   *p = &step->period;
	Captures	caps;
	int			rule;
	int			arg;

	if (step->pos == pos)
		return step;
	step->pos = pos;
	memset(p, 0, sizeof(Period));
	p->end = par_match(&r->matcher, &period_grammar, pos, true, &caps, &rule);
	if (p->end < 0)
		return step;

	arg = period_grammar.rules[rule].arg;
	p->unit = period_grammar.rules[rule].action;
	p->day = caps.day;
	p->number = caps.number;
	p->year = caps.year;
	switch (p->unit)
	{
		case ON_DATE:
			p->spelled = arg == 1;
			p->vague = p->year == 0 && arg == 0 && r->tokens[pos].sym == SYM_NUMBER;
			break;
		case IN_YEAR:
			p->vague = arg == 1;
			break;
		case IN_QUARTER:
			p->vague = arg == 1 && p->year == 0;
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
	if ((p->unit == BARE || p->unit == IN_YEAR) && p->year == 0 &&
		!may_follow[r->tokens[p->end].sym])
	{
		p->end = -1;
		return step;
	}
	step->next = par_match(&r->matcher, &join_grammar, p->end, true, &caps, &rule);
	if (step->next >= 0)
		step->join = join_grammar.rules[rule].action;
	return step;
}

/*
 * Is a bare member of a list with semicolons really one: does the list go on
 * or the text end after it?  ("1. Quý I; 2. Quý II" has labels there.)
 */
static inline bool
ends_list(const Reader *r, int pos)
{
	return r->tokens[pos].sym == SYM_SEMICOLON || pos == r->lex.ntokens - 2 ||
		(r->tokens[pos].sym == SYM_END && pos == r->lex.ntokens - 3);
}

/*
 * Read one period, or several that words or marks join, at pos into
 * r->periods.  Returns the place after them, or -1.
 */
static int
match_periods(Matcher *m, int start)
{
	Reader	   *r = (Reader *) m;
	int			pos = start;
	int			join = JOIN_LIST;

	if (r->periods_at == start)
		return r->nperiods > 0 ? r->periods[r->nperiods - 1].end : -1;
	r->periods_at = start;
	r->nperiods = 0;
	while (r->nperiods < MAX_PERIODS)
	{
		Period	   *p = &r->periods[r->nperiods];
		const Step *step = read_step(r, pos);

		if (step->period.end < 0)
			break;
		/* "15/6; 15/12" is one list, "15/6; quý III" are two clauses. */
		if (r->nperiods > 0 && r->tokens[pos - 1].sym == SYM_SEMICOLON &&
			!(step->period.vague && step->period.unit != IN_YEAR && ends_list(r, step->period.end)))
			break;
		/* "năm" alone ends a range only as "hết năm", "cuối năm". */
		if (r->nperiods > 0 && r->tokens[pos - 1].sym == SYM_DASH &&
			step->period.unit == IN_YEAR && step->period.year == 0)
			break;
		/* A roman number alone continues quarters and nothing else. */
		if (step->period.unit == IN_QUARTER && step->period.vague &&
			(r->nperiods == 0 || p[-1].unit != IN_QUARTER))
			break;
		*p = step->period;
		p->join = join;
		r->nperiods++;

		if (step->next < 0 || (join == JOIN_RANGE && step->join == JOIN_RANGE))
			break;
		join = step->join;
		pos = step->next;
	}
	complete_periods(r);
	return r->nperiods > 0 ? r->periods[r->nperiods - 1].end : -1;
}

/*
 * May a clause pattern mean what it says with the periods it has met?
 */
static bool
acceptable_periods(Reader *r, int action, int end)
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
			return sym == SYM_END || sym == SYM_SEMICOLON || sym == SYM_OPEN || sym == SYM_CLOSE ||
				(r->nperiods > 1 && !r->periods[1].vague);
	}
	return true;
}

/*
 * May this match count?  The last say of the four grammars.
 */
static bool
acceptable(Matcher *m, const Grammar *g, int rule, int end, const Captures *caps)
{
	Reader	   *r = (Reader *) m;

	if (g == &period_grammar)
		return !par_cut_off(&r->tokens[end]);
	if (g != &clause_grammar)
		return true;
	if (par_cut_off(&r->tokens[end]))
		return false;
	if (caps->periods >= 0)
	{
		match_periods(&r->matcher, caps->periods);
		return acceptable_periods(r, g->rules[rule].action, end);
	}
	return true;
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

		larger = palloc(2 * r->allocated * sizeof(Row));
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
	if (r->label)
	{
		r->nrows--;
		r->label = false;
	}
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
		case OPEN_FROM:
		case AFTER:
			if (action == FROM && from != to)
				break;
			if (action == AFTER)
				starts = due + 1;
			kind = KIND_START_ONLY;
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
		match_periods(&r->matcher, caps->periods);
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
static int
scan(Reader *r, int start, bool inside)
{
	int			pos = start;
	bool		head = true;
	bool		after = false;	/* just after a period: a comma or dash may join more */

	for (;;)
	{
		const Token *t = &r->tokens[pos];
		Captures	caps;
		int			rule;
		int			end;

		CHECK_FOR_INTERRUPTS();
		if (t->sym == SYM_CLOSE)
			return pos;
		if (t->sym == SYM_END || t->sym == SYM_SEMICOLON)
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
		if (pos == start || !par_inner_part(t))
			end = par_match(&r->matcher, &clause_grammar, pos, head, &caps, &rule);
		if (end >= 0)
		{
			int			action = clauses[rule].action;

			act(r, rule, &caps);
			r->label = (action == WITHIN || action == WITHIN_PLAIN) && r->nperiods == 1 &&
				r->tokens[end].sym == SYM_COLON && r->nrows > r->clause_row;
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
static int
read_clause(Reader *r, int pos)
{
	int			start;
	int			end;
	int			i;
	bool		dated = false;

	while (r->tokens[pos].sym == SYM_DASH || r->tokens[pos].sym == SYM_COMMA)
	{
		r->bulleted |= r->tokens[pos].sym == SYM_DASH;
		pos++;
	}
	start = pos;
	r->clause_row = r->nrows;
	r->cycle = CYCLE_NONE;
	r->label = false;
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
		!(end == start + 1 && r->tokens[end].sym == SYM_END &&
		  (r->tokens[start].sym == SYM_NUMBER || r->tokens[start].sym == SYM_ROMAN)))
		append_row(r, KIND_UNRECOGNISED, DATEVAL_NOBEGIN, DATEVAL_NOEND);
	return r->tokens[end].sym == SYM_DASH ? end : end + 1;
}

/*
 * Read a wording.  There is at least one row.
 */
static void
read_wording(Reader *r, text *wording, int plan_year)
{
	int			pos = 0;
	int			i;

	if (plan_year < MIN_YEAR || plan_year > MAX_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("plan_year must not be %d", plan_year),
				 errhint("Allowed values: %d to %d.", MIN_YEAR, MAX_YEAR)));
	prepare();

	memset(&r->lex, 0, sizeof(Lexer));
	r->lex.tokens = r->token_space;
	r->lex.allocated = lengthof(r->token_space);
	r->matcher.next_year = plan_year + 1;
	r->matcher.ends = &end_grammar;
	r->matcher.periods = match_periods;
	r->matcher.acceptable = acceptable;
	r->plan_year = plan_year;
	r->bulleted = false;
	r->periods_at = -1;
	for (i = 0; i < NSTEPS; i++)
		r->steps[i].pos = -1;
	r->rows = r->row_space;
	r->nrows = 0;
	r->allocated = lengthof(r->row_space);

	par_read_tokens(&r->lex, wording);
	r->tokens = r->matcher.tokens = r->lex.tokens;
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
	int			i;

	read_wording(&r, par_text_argument(fcinfo, 0, "wording", MAX_WORDING), PG_GETARG_INT32(1));

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
	int			i;

	read_wording(&r, par_text_argument(fcinfo, 0, "wording", MAX_WORDING), PG_GETARG_INT32(1));
	for (i = 0; i < r.nrows; i++)
	{
		if (!DATE_IS_NOEND(r.rows[i].due))
			due = Max(due, r.rows[i].due);
	}
	if (DATE_IS_NOBEGIN(due))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(due);
}
