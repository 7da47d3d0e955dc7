/*
 * test/int128.c: every operation of src/int128.h's own 128-bit integers against
 * the compiler's, over operands of all lengths.  Compiled with -DPAR_OWN_INT128.
 */
#include "../src/int128.c"

#undef printf

#include <stdio.h>
#include <stdlib.h>

static uint64 state = 42;

static uint64
draw(void)
{
	uint64		z = (state += UINT64CONST(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64CONST(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64CONST(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* of up to `most` bits, often all ones or a power of two, either sign */
static int128
draw_wide(int most)
{
	int			length = draw() % most + 1;
	uint128		x = ((uint128) draw() << 64 | draw()) >> (128 - length);

	if (draw() % 8 == 0)
		x = (uint128) 1 << (length - 1);
	else if (draw() % 8 == 0)
		x = ((uint128) 1 << (length - 1) << 1) - 1;
	return draw() % 2 == 0 ? (int128) x : -(int128) x;
}

static ParInt128
own(int128 x)
{
	return par_int128_of_halves((uint64) ((uint128) x >> 64), (uint64) x);
}

static void
expect(const char *what, int128 a, int128 b, int128 wanted, ParInt128 got)
{
	ParInt128	x = own(a);
	ParInt128	y = own(b);
	ParInt128	w = own(wanted);

	if (memcmp(&wanted, &got, sizeof(got)) == 0)
		return;
	printf("%s of %016lx%016lx and %016lx%016lx: %016lx%016lx, not %016lx%016lx\n", what,
		   x.high, x.low, y.high, y.low, got.high, got.low, w.high, w.low);
	exit(1);
}

int
main(void)
{
	int			i;

	for (i = 0; i < 3000000; i++)
	{
		int128		a = draw_wide(126);
		int128		b = draw_wide(126);
		int128		c = draw_wide(63);
		int128		d = draw_wide(63);
		uint128		u = (uint64) a;
		int128		size = a < 0 ? -a : a;
		int			bits = 0;
		ParInt128	rest;
		ParInt128	quotient;

		expect("sum", a, b, a + b, par_int128_add(own(a), own(b)));
		expect("difference", a, b, a - b, par_int128_subtract(own(a), own(b)));
		expect("product", c, d, c * d, par_int128_product((int64) c, (int64) d));
		expect("wide product", c, d, c * d, par_int128_times(own(c), own(d)));
		expect("wide product", a >> 63, c, (a >> 63) * c, par_int128_times(own(a >> 63), own(c)));
		expect("high product", u, (uint64) b, u * (uint64) b >> 64, own(par_high_product((uint64) a, (uint64) b)));
		expect("order", a, b, (a > b) - (a < b), own(par_int128_compare(own(a), own(b))));
		expect("order", a, a, 0, own(par_int128_compare(own(a), own(a))));
		expect("absolute value", a, 0, size, par_int128_absolute(own(a)));
		while (bits < 127 && size >> bits != 0)
			bits++;
		expect("bits", a, 0, bits, own(par_int128_bits(own(a))));
		if (b != 0)
		{
			quotient = par_int128_divide(own(a), own(b), &rest);
			expect("quotient", a, b, a / b, quotient);
			expect("rest", a, b, a % b, rest);
		}
		if (c != 0)
		{
			quotient = par_int128_divide(own(a), own(c), &rest);
			expect("quotient", a, c, a / c, quotient);
			expect("rest", a, c, a % c, rest);
		}
	}
	printf("3000000 rounds of 128-bit arithmetic: no difference\n");
	return 0;
}
