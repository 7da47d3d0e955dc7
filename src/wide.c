/*-------------------------------------------------------------------------
 *
 * wide.c
 *		Wide fixed-point numbers: to and from decimals and float8.
 *
 *-------------------------------------------------------------------------
 */
#include "wide.h"

#define LIMBS		(2 * PAR_WIDE_WORDS)	/* of 32 bits */
#define CHUNK		1000000000		/* nine decimals at a time */
#define CHUNK_DIGITS	9
#define MAX_CHUNKS	((64 * PAR_WIDE_WORDS) / 29 + 1)

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
 * Nine digits, leading zeros included.
 */
static inline char *
write_chunk(char *to, uint32 chunk)
{
	int			i;

	for (i = CHUNK_DIGITS - 1; i >= 0; i--, chunk /= 10)
		to[i] = '0' + chunk % 10;
	return to + CHUNK_DIGITS;
}

/*
 * The 32 bits of a number that begin with the given one, which may lie outside.
 */
static inline uint32
limb_at(const uint64 *a, int words, int bit)
{
	int			word = bit >> 6;
	uint64		bits;

	if (bit <= -32 || word >= words)
		return 0;
	if (bit < 0)
		return (uint32) (a[0] << -bit);
	bits = a[word] >> (bit & 63);
	if ((bit & 63) > 32 && word + 1 < words)
		bits |= a[word + 1] << (64 - (bit & 63));
	return (uint32) bits;
}

/*
 * All decimals of the number, without trailing zeros.
 */
char *
par_wide_to_text(const uint64 *a, int words, int scale)
{
	char	   *text = palloc((MAX_CHUNKS + 1) * CHUNK_DIGITS + scale + 2);
	char	   *end = text;
	uint32		limb[LIMBS];
	uint32		chunks[MAX_CHUNKS];
	int			nchunks = 0;
	int			low;
	int			n;
	int			i;

	/* What stands before the point, the chunks from the last on. */
	n = (words * 64 - scale + 31) / 32;
	for (i = 0; i < n; i++)
		limb[i] = limb_at(a, words, scale + 32 * i);
	do
	{
		uint64		rest = 0;

		while (n > 0 && limb[n - 1] == 0)
			n--;
		for (i = n - 1; i >= 0; i--)
		{
			rest = rest << 32 | limb[i];
			limb[i] = (uint32) (rest / CHUNK);
			rest %= CHUNK;
		}
		chunks[nchunks++] = (uint32) rest;
	} while (n > 1 || (n == 1 && limb[0] > 0));
	end = write_chunk(end, chunks[--nchunks]);
	for (i = 0; i < CHUNK_DIGITS - 1 && text[i] == '0'; i++)
		;
	memmove(text, text + i, end - text - i);
	end -= i;
	while (nchunks > 0)
		end = write_chunk(end, chunks[--nchunks]);

	/* What stands behind it; with each chunk nine lowest bits get zero. */
	n = (scale + 31) / 32;
	for (i = 0; i < n; i++)
		limb[i] = limb_at(a, words, scale - 32 * (n - i));
	for (low = 0; low < n && limb[low] == 0; low++)
		;
	if (low < n)
		*end++ = '.';
	while (low < n)
	{
		uint64		carry = 0;

		for (i = low; i < n; i++)
		{
			carry += (uint64) limb[i] * CHUNK;
			limb[i] = (uint32) carry;
			carry >>= 32;
		}
		end = write_chunk(end, (uint32) carry);
		while (low < n && limb[low] == 0)
			low++;
		if (low == n)
		{
			while (end[-1] == '0')
				end--;
		}
	}
	*end = '\0';
	return text;
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
