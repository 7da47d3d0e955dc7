/*-------------------------------------------------------------------------
 *
 * rule.h
 *		The compiled form of a scoring rule: written by rule.c, read by rule_points.c.
 *
 * Every kind is compiled to a list of pieces, best first.  A piece says from
 * which value it holds and gives two points of a straight line, value a with
 * points lo and value b with points hi; the first piece that holds decides.
 * So nothing but input and output knows the kinds, answers apart.
 *
 * All constants are integers over one power of ten per rule (at most 6
 * decimals and 12 digits before them).
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_RULE_H
#define PAR_RULE_H

#include "par_index.h"

/* In the order of kind_names; from RULE_EACH on, not for ratios. */
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

static inline const Rule *
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

/*
 * The text of a rule.
 */
extern char *par_rule_text(const Rule *rule);

#endif							/* PAR_RULE_H */
