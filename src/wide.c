/*-------------------------------------------------------------------------
 *
 * wide.c
 *		Wide fixed-point numbers: to and from decimals and float8.
 *
 *-------------------------------------------------------------------------
 */
#include "wide.h"

#include "lib/stringinfo.h"

#define LIMBS		(2 * PAR_WIDE_WORDS)	/* of 32 bits */
#define CHUNK		1000000000		/* nine decimals at a time */
#define CHUNK_DIGITS	9

/*
 * The nearest float8.
 */
double
par_wide_to_float8(const uint64 *a, int words, int scale)
{
	int			top = words - 1;
	int			shift = 0;
	uint64		bits;
	int			i;

	while (top >= 0 && a[top] == 0)
		top--;
	if (top < 0)
		return 0;
	while ((a[top] << shift & (UINT64CONST(1) << 63)) == 0)
		shift++;
	/* The upper 64 bits; what is below them decides a tie. */
	bits = a[top] << shift;
	if (top > 0 && shift > 0)
		bits |= a[top - 1] >> (64 - shift);
	for (i = 0; i < top; i++)
	{
		if ((i < top - 1 ? a[i] : a[i] << shift) != 0)
			bits |= 1;
	}
	return ldexp((double) bits, top * 64 - shift - scale);
}

/*
 * All decimals of the number, without trailing zeros.
 */
char *
par_wide_to_text(const uint64 *a, int words, int scale)
{
	uint32		whole[LIMBS];
	uint32		fraction[LIMBS];
	uint32		chunks[(64 * PAR_WIDE_WORDS) / 29 + 1];
	int			nchunks = 0;
	StringInfoData out;
	int			i;

	/* Split at the point: the fraction with its point before the top limb. */
	memset(whole, 0, sizeof(whole));
	memset(fraction, 0, sizeof(fraction));
	for (i = 0; i < words * 64; i++)
	{
		if ((a[i / 64] >> (i % 64) & 1) == 0)
			continue;
		if (i >= scale)
			whole[(i - scale) / 32] |= (uint32) 1 << ((i - scale) % 32);
		else
			fraction[(LIMBS * 32 - scale + i) / 32] |= (uint32) 1 << ((LIMBS * 32 - scale + i) % 32);
	}

	for (;;)
	{
		uint64		rest = 0;
		bool		zero = true;

		for (i = LIMBS - 1; i >= 0; i--)
		{
			rest = rest << 32 | whole[i];
			whole[i] = (uint32) (rest / CHUNK);
			rest %= CHUNK;
			zero &= whole[i] == 0;
		}
		chunks[nchunks++] = (uint32) rest;
		if (zero)
			break;
	}
	initStringInfo(&out);
	appendStringInfo(&out, "%u", chunks[--nchunks]);
	while (nchunks > 0)
		appendStringInfo(&out, "%09u", chunks[--nchunks]);

	for (nchunks = 0;; nchunks++)
	{
		uint64		carry = 0;
		bool		zero = true;

		for (i = 0; i < LIMBS; i++)
			zero &= fraction[i] == 0;
		if (zero)
			break;
		for (i = 0; i < LIMBS; i++)
		{
			carry += (uint64) fraction[i] * CHUNK;
			fraction[i] = (uint32) carry;
			carry >>= 32;
		}
		appendStringInfo(&out, "%s%09u", nchunks == 0 ? "." : "", (uint32) carry);
	}
	if (nchunks > 0)
	{
		while (out.data[out.len - 1] == '0')
			out.data[--out.len] = '\0';
	}
	return out.data;
}

static Numeric
numeric_of_text(const char *digits)
{
	return DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(digits),
											   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

Numeric
par_wide_to_numeric(const uint64 *a, int words, int scale)
{
	return numeric_of_text(par_wide_to_text(a, words, scale));
}

bool
par_wide_of_numeric(uint64 *result, int words, Numeric value, int scale)
{
	uint64		unit[PAR_WIDE_WORDS] = {0};
	const char *digits;
	int			i;

	if (numeric_is_nan(value) || numeric_is_inf(value))
		return false;
	unit[scale / 64] = UINT64CONST(1) << (scale % 64);
	value = par_numeric2(numeric_mul, value, par_wide_to_numeric(unit, PAR_WIDE_WORDS, 0));
	value = DatumGetNumeric(DirectFunctionCall2(numeric_round, NumericGetDatum(value), Int32GetDatum(0)));
	digits = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value)));
	if (*digits == '-')
		return false;
	memset(result, 0, words * sizeof(uint64));
	for (; *digits != '\0'; digits++)
	{
		uint64		carry = *digits - '0';

		for (i = 0; i < words; i++)
		{
			uint64		low = (result[i] & 0xFFFFFFFF) * 10 + carry;
			uint64		high = (result[i] >> 32) * 10 + (low >> 32);

			result[i] = high << 32 | (low & 0xFFFFFFFF);
			carry = high >> 32;
		}
		if (carry != 0)
			return false;
	}
	return true;
}
