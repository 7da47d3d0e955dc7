/*-------------------------------------------------------------------------
 *
 * int128.c
 *		Signed 128-bit integers where the compiler has none: division.
 *
 *-------------------------------------------------------------------------
 */
#include "int128.h"

#if !defined(HAVE_INT128) || defined(PAR_OWN_INT128)

/*
 * A bit at a time, from the highest one of a: some hundred steps, on machines
 * that nobody measures.
 */
ParInt128
par_int128_divide(ParInt128 a, ParInt128 b, ParInt128 *rest)
{
	ParInt128	divisor = par_int128_absolute(b);
	ParInt128	dividend = par_int128_absolute(a);
	ParInt128	quotient = par_int128(0);
	ParInt128	left = par_int128(0);
	int			i;

	/* int64 is the common case */
	if (dividend.high == 0 && divisor.high == 0)
	{
		quotient.low = dividend.low / divisor.low;
		left.low = dividend.low % divisor.low;
	}
	else
	{
		for (i = par_int128_bits(dividend) - 1; i >= 0; i--)
		{
			left = par_int128_add(left, left);
			left.low |= (i < 64 ? dividend.low >> i : dividend.high >> (i - 64)) & 1;
			if (par_int128_less(left, divisor))
				continue;
			left = par_int128_subtract(left, divisor);
			if (i < 64)
				quotient.low |= UINT64CONST(1) << i;
			else
				quotient.high |= UINT64CONST(1) << (i - 64);
		}
	}
	*rest = par_int128_sign(a) < 0 ? par_int128_negate(left) : left;
	return (par_int128_sign(a) < 0) != (par_int128_sign(b) < 0) ? par_int128_negate(quotient) : quotient;
}

#endif
