/*-------------------------------------------------------------------------
 *
 * int128.h
 *		Signed 128-bit integers: the compiler's, or two halves.
 *
 * The server's own fallback (common/int128.h) adds and compares, but neither
 * multiplies two of them nor divides.  Where the compiler has such integers,
 * each function here is one of its operators; where it has none, as on 32-bit
 * processors and with MSVC, or with -DPAR_OWN_INT128, the halves lie in memory
 * as the compiler's would, so what is stored is the same.  Nothing here looks
 * for an overflow: whoever calls knows that the result has room.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_INT128_H
#define PAR_INT128_H

#include "par_index.h"

#include "port/pg_bitutils.h"

#if defined(HAVE_INT128) && !defined(PAR_OWN_INT128)

typedef int128 ParInt128;

static inline ParInt128
par_int128(int64 x)
{
	return x;
}

static inline int64
par_int128_low(ParInt128 x)
{
	return (int64) x;
}

static inline uint64
par_int128_high(ParInt128 x)
{
	return (uint64) (x >> 64);
}

static inline ParInt128
par_int128_add(ParInt128 a, ParInt128 b)
{
	return a + b;
}

static inline ParInt128
par_int128_subtract(ParInt128 a, ParInt128 b)
{
	return a - b;
}

static inline bool
par_int128_less(ParInt128 a, ParInt128 b)
{
	return a < b;
}

/* of two int64 */
static inline ParInt128
par_int128_product(int64 a, int64 b)
{
	return (ParInt128) a * b;
}

static inline ParInt128
par_int128_times(ParInt128 a, ParInt128 b)
{
	return a * b;
}

/* toward zero; *rest has the sign of a */
static inline ParInt128
par_int128_divide(ParInt128 a, ParInt128 b, ParInt128 *rest)
{
	*rest = a % b;
	return a / b;
}

/* the upper half of an unsigned product */
static inline uint64
par_high_product(uint64 a, uint64 b)
{
	return (uint64) (((uint128) a * b) >> 64);
}

#else

typedef struct ParInt128
{
#ifdef WORDS_BIGENDIAN
	uint64		high;			/* two's complement */
	uint64		low;
#else
	uint64		low;
	uint64		high;
#endif
} ParInt128;

static inline ParInt128
par_int128_of_halves(uint64 high, uint64 low)
{
	ParInt128	x;

	x.high = high;
	x.low = low;
	return x;
}

static inline ParInt128
par_int128(int64 x)
{
	return par_int128_of_halves(x < 0 ? PG_UINT64_MAX : 0, (uint64) x);
}

static inline int64
par_int128_low(ParInt128 x)
{
	return (int64) x.low;
}

static inline uint64
par_int128_high(ParInt128 x)
{
	return x.high;
}

static inline ParInt128
par_int128_add(ParInt128 a, ParInt128 b)
{
	uint64		low = a.low + b.low;

	return par_int128_of_halves(a.high + b.high + (low < a.low), low);
}

static inline ParInt128
par_int128_subtract(ParInt128 a, ParInt128 b)
{
	return par_int128_of_halves(a.high - b.high - (a.low < b.low), a.low - b.low);
}

static inline bool
par_int128_less(ParInt128 a, ParInt128 b)
{
	return a.high != b.high ? (int64) a.high < (int64) b.high : a.low < b.low;
}

static inline uint64
par_high_product(uint64 a, uint64 b)
{
	uint64		a_low = a & 0xFFFFFFFF;
	uint64		b_low = b & 0xFFFFFFFF;
	uint64		middle = (a >> 32) * b_low + (a_low * b_low >> 32);
	uint64		other = a_low * (b >> 32) + (middle & 0xFFFFFFFF);

	return (a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32);
}

static inline ParInt128
par_int128_times(ParInt128 a, ParInt128 b)
{
	return par_int128_of_halves(par_high_product(a.low, b.low) + a.low * b.high + a.high * b.low,
								a.low * b.low);
}

static inline ParInt128
par_int128_product(int64 a, int64 b)
{
	return par_int128_times(par_int128(a), par_int128(b));
}

extern ParInt128 par_int128_divide(ParInt128 a, ParInt128 b, ParInt128 *rest);

#endif

static inline int
par_int128_compare(ParInt128 a, ParInt128 b)
{
	return par_int128_less(b, a) - par_int128_less(a, b);
}

static inline int
par_int128_sign(ParInt128 x)
{
	return par_int128_compare(x, par_int128(0));
}

static inline ParInt128
par_int128_negate(ParInt128 x)
{
	return par_int128_subtract(par_int128(0), x);
}

static inline ParInt128
par_int128_absolute(ParInt128 x)
{
	return par_int128_less(x, par_int128(0)) ? par_int128_negate(x) : x;
}

/*
 * Bits that |x| needs.
 */
static inline int
par_int128_bits(ParInt128 x)
{
	uint64		high;
	uint64		low;

	x = par_int128_absolute(x);
	high = par_int128_high(x);
	low = (uint64) par_int128_low(x);
	if (high != 0)
		return 65 + pg_leftmost_one_pos64(high);
	return low != 0 ? 1 + pg_leftmost_one_pos64(low) : 0;
}

/*
 * num/den as a numeric without trailing zeros, rounded half up at
 * PAR_DECIMAL_SCALE decimals if it has more.  0 <= num/den < 2^63,
 * 0 < den < 2^112.
 */
extern Numeric par_quotient(ParInt128 num, ParInt128 den);

#endif							/* PAR_INT128_H */
