/*-------------------------------------------------------------------------
 *
 * wide.h
 *		Sums that do not depend on the order: wide fixed-point numbers.
 *
 * A number is an array of 64-bit words, the least significant first, in units
 * of 2^-scale; whoever keeps one knows how many words it has and its scale.
 * Adding a float8 whose lowest bit is not below the unit is exact, and so is
 * taking it away again.  Nothing here needs 128-bit integers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_WIDE_H
#define PAR_WIDE_H

#include "par_index.h"

#include <math.h>

#define PAR_WIDE_WORDS	4		/* the most that a number has */

/*
 * a += b; and a -= b, which returns whether b was more than a.
 */
static inline void
par_wide_add(uint64 *a, const uint64 *b, int words)
{
	uint64		carry = 0;
	int			i;

	for (i = 0; i < words; i++)
	{
		uint64		sum = a[i] + carry;

		carry = sum < carry;
		a[i] = sum + b[i];
		carry += a[i] < sum;
	}
}

static inline bool
par_wide_subtract(uint64 *a, const uint64 *b, int words)
{
	uint64		borrow = 0;
	int			i;

	for (i = 0; i < words; i++)
	{
		uint64		left = a[i] - borrow;

		borrow = left > a[i];
		borrow += left < b[i];
		a[i] = left - b[i];
	}
	return borrow != 0;
}

/*
 * The number times * x, for 0 <= x, times < 2^27, and a product that has room.
 * What x has below the unit is cut off.
 */
static inline void
par_wide_of_float8(uint64 *result, int words, double x, int scale, uint32 times)
{
	uint64		bits;
	uint64		low;
	uint64		high;
	int			shift;
	int			i;

	for (i = 0; i < words; i++)
		result[i] = 0;
	if (x == 0)
		return;
	memcpy(&bits, &x, sizeof(bits));
	shift = (int) (bits >> 52) - 1075 + scale;
	bits = (bits & ((UINT64CONST(1) << 52) - 1)) | (UINT64CONST(1) << 52);
	if (unlikely(shift < 0))
	{
		bits = shift > -64 ? bits >> -shift : 0;
		shift = 0;
	}
	low = (bits & 0xFFFFFFFF) * times;
	high = (bits >> 32) * times;
	bits = low + (high << 32);
	high = (high >> 32) + (bits < low);

	i = shift / 64;
	shift %= 64;
	result[i++] = bits << shift;
	if (shift > 0)
	{
		low = bits >> (64 - shift) | high << shift;
		high >>= 64 - shift;
	}
	else
	{
		low = high;
		high = 0;
	}
	if (i < words)
		result[i++] = low;
	if (i < words)
		result[i] = high;
}

/*
 * a += x, for x and a sum that have room; the quick way for rows.
 */
static inline void
par_wide_add_float8(uint64 *a, int words, double x, int scale)
{
	uint64		bits;
	uint64		low;
	uint64		high;
	int			shift;
	int			i;

	if (x == 0)
		return;
	memcpy(&bits, &x, sizeof(bits));
	shift = (int) (bits >> 52) - 1075 + scale;
	bits = (bits & ((UINT64CONST(1) << 52) - 1)) | (UINT64CONST(1) << 52);
	Assert(shift >= 0 && shift / 64 + 1 < words);
	i = shift / 64;
	shift %= 64;
	low = bits << shift;
	high = bits >> 1 >> (63 - shift);
	a[i] += low;
	high += a[i] < low;
	a[++i] += high;
	if (unlikely(a[i] < high))
	{
		while (++i < words && ++a[i] == 0)
			;
	}
}

/*
 * a += times * b.
 */
static inline void
par_wide_add_times(uint64 *a, const uint64 *b, int words, uint32 times)
{
	uint64		product[PAR_WIDE_WORDS];
	uint64		carry = 0;
	int			i;

	for (i = 0; i < words; i++)
	{
		uint64		low = (b[i] & 0xFFFFFFFF) * times + carry;
		uint64		high = (b[i] >> 32) * times + (low >> 32);

		product[i] = high << 32 | (low & 0xFFFFFFFF);
		carry = high >> 32;
	}
	par_wide_add(a, product, words);
}

/*
 * a * b, in PAR_WIDE_WORDS.
 */
static inline void
par_wide_product(uint64 *result, uint64 a, uint64 b)
{
	uint64		wide[PAR_WIDE_WORDS] = {0};
	uint64		high[PAR_WIDE_WORDS] = {0};

	wide[0] = a;
	memset(result, 0, sizeof(wide));
	par_wide_add_times(result, wide, PAR_WIDE_WORDS, (uint32) b);
	par_wide_add_times(high, wide, PAR_WIDE_WORDS, (uint32) (b >> 32));
	wide[0] = high[0] << 32;
	wide[1] = high[1] << 32 | high[0] >> 32;
	par_wide_add(result, wide, PAR_WIDE_WORDS);
}

static inline bool
par_wide_is_zero(const uint64 *a, int words)
{
	int			i;

	for (i = 0; i < words; i++)
	{
		if (a[i] != 0)
			return false;
	}
	return true;
}

static inline int
par_wide_compare(const uint64 *a, const uint64 *b, int words)
{
	while (words-- > 0)
	{
		if (a[words] != b[words])
			return a[words] < b[words] ? -1 : 1;
	}
	return 0;
}

extern double par_wide_to_float8(const uint64 *a, int words, int scale);
extern Numeric par_wide_to_numeric(const uint64 *a, int words, int scale);
extern char *par_wide_to_text(const uint64 *a, int words, int scale);

/* To the nearest unit; false for a number that is negative or too large. */
extern bool par_wide_of_numeric(uint64 *result, int words, Numeric value, int scale);

#endif							/* PAR_WIDE_H */
