/*-------------------------------------------------------------------------
 *
 * fuzz.c
 *		libFuzzer target: the extension's C functions in one process with the
 *		server's own code, without a server.
 *
 * FUZZ_TARGET in the environment names what the bytes are:
 *
 *	 TYPE.in		text for the input function of an own type
 *	 TYPE.recv		a binary value for its receive function
 *	 calls			arguments for any function
 *	 a C symbol		arguments for that function; text first where it takes text
 *
 * A value that was accepted must survive: text -> value -> text and binary ->
 * value -> binary come back the same, and every function that takes the type
 * may be called with it.  No function gives NaN or infinity.  Errors that are
 * raised are fine, except for internal ones.
 *
 * Built by test/fuzz/run with the address sanitiser, the server's objects of
 * test/build-server and malloc_context.c, by which every palloc is a malloc
 * of its own, so that the sanitiser sees each read and write outside.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>
#include <unistd.h>

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "pgtime.h"
#include "tcop/tcopprot.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/guc.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

typedef struct Type
{
	const char *name;
	PGFunction	input;
	PGFunction	output;
	PGFunction	receive;
	PGFunction	send;
} Type;

typedef struct Function
{
	const char *symbol;
	PGFunction	function;
	const char *args;			/* a letter for each, see draw() */
	char		result;
	bool		strict;
	const char *columns;		/* of a set, a letter for each; else NULL */
} Function;

#define t true
#define f false
#include "functions.h"
#undef t
#undef f

/* What main.o has, which is not linked. */
const char *progname = "fuzz";

/* What is being fuzzed. */
static int	target_type = -1;
static int	target_function = -1;
static bool target_binary = false;

static MemoryContext fuzz_context;

int			LLVMFuzzerInitialize(int *argc, char ***argv);
int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ----------
 * Drawing arguments from the bytes; zeros when they have run out
 * ----------
 */
typedef struct Bytes
{
	const uint8 *next;
	const uint8 *end;
} Bytes;

static uint64
draw_bytes(Bytes *from, int n)
{
	uint64		value = 0;

	for (; n > 0; n--)
		value = value << 8 | (from->next < from->end ? *from->next++ : 0);
	return value;
}

static int64
draw_int64(Bytes *from)
{
	static const int64 special[] = {
		0, 1, -1, 100, 10000, 2024, PG_INT16_MAX, PG_INT32_MAX, PG_INT32_MIN,
		PG_INT64_MAX, PG_INT64_MIN, INT64CONST(1) << 53, INT64CONST(1) << 60
	};
	uint8		kind = draw_bytes(from, 1);

	if (kind < 160)
		return kind - 20;
	if (kind < 220)
		return special[kind % lengthof(special)];
	return (int64) draw_bytes(from, 8);
}

static float8
draw_float8(Bytes *from)
{
	static const float8 special[] = {
		0.0, -0.0, 1.0, 0.95, 0.5, -1.0, 1e-300, 1e300, 5e-324, 1e15, 0.1
	};
	uint8		kind = draw_bytes(from, 1);
	uint64		bits;
	float8		value;

	if (kind < 100)
		return kind / 16.0;
	if (kind < 200)
		return special[kind % lengthof(special)];
	bits = draw_bytes(from, 8);
	memcpy(&value, &bits, sizeof(value));
	return value;
}

static Numeric
draw_numeric(Bytes *from)
{
	static const char *const special[] = {"NaN", "Infinity", "-Infinity", "1e-300", "1e300", "99.995", "0.000001"};
	uint8		kind = draw_bytes(from, 1);

	if (kind < 220)
		return int64_div_fast_to_numeric(draw_int64(from), kind % 20);
	return DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(special[kind % lengthof(special)]),
											   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

/*
 * Text up to a zero byte, in the server's encoding.
 */
static char *
draw_cstring(Bytes *from, int most)
{
	const uint8 *start = from->next;
	int			len = 0;
	char	   *s;
	int			i;

	while (from->next < from->end && *from->next != 0 && len < most)
	{
		from->next++;
		len++;
	}
	if (from->next < from->end && *from->next == 0)
		from->next++;
	s = pnstrdup((const char *) start, len);
	if (!pg_verify_mbstr(PG_UTF8, s, len, true))
	{
		for (i = 0; i < len; i++)
			s[i] = (s[i] & 0x7f) ? (s[i] & 0x7f) : ' ';
	}
	return s;
}

static text *
draw_text(Bytes *from, bool first)
{
	static const char *const words[] = {
		"half_up", "half_even", "truncate", "finished", "due", "received", "valid", "asked", "wilson",
		"clopper_pearson", "pause", "restart", "off", "work", "UTC", "Asia/Ho_Chi_Minh", ""
	};
	uint8		kind;

	if (first)
		return cstring_to_text(draw_cstring(from, PG_INT16_MAX));
	kind = draw_bytes(from, 1);
	if (kind < 200)
		return cstring_to_text(words[kind % lengthof(words)]);
	return cstring_to_text(draw_cstring(from, 100));
}

static ArrayType *
draw_array(Bytes *from, Oid element)
{
	Datum		values[20];
	bool		nulls[20];
	int			dims[2];
	int			lower[2];
	uint8		kind = draw_bytes(from, 1);
	int			n = kind % lengthof(values);
	int			i;

	for (i = 0; i < n; i++)
	{
		nulls[i] = kind >= 200 && i % 3 == 2;
		values[i] = element == INT4OID ? Int32GetDatum((int32) draw_int64(from)) :
			NumericGetDatum(draw_numeric(from));
	}
	if (n == 0)
		return construct_empty_array(element);
	dims[0] = n;
	dims[1] = 1;
	lower[0] = kind % 7 == 6 ? -3 : 1;
	lower[1] = 1;
	return construct_md_array(values, nulls, kind % 11 == 10 ? 2 : 1, dims, lower, element,
							  element == INT4OID ? 4 : -1, element == INT4OID, TYPALIGN_INT);
}

static Datum draw_own(Bytes *from, int type);

/*
 * An argument by its letter.
 */
static Datum
draw(Bytes *from, char letter, bool first)
{
	switch (letter)
	{
		case 'b':
			return BoolGetDatum(draw_bytes(from, 1) & 1);
		case 'i':
			return Int32GetDatum((int32) draw_int64(from));
		case 'l':
			return Int64GetDatum(draw_int64(from));
		case 'f':
			return Float8GetDatum(draw_float8(from));
		case 'n':
			return NumericGetDatum(draw_numeric(from));
		case 't':
			return PointerGetDatum(draw_text(from, first));
		case 'd':
			{
				uint8		kind = draw_bytes(from, 1);
				int64		days = kind < 250 ? 8766 + (int64) draw_bytes(from, 2) % 800 : draw_int64(from);

				if (kind == 240)
					return DateADTGetDatum(DATEVAL_NOBEGIN);
				if (kind == 241)
					return DateADTGetDatum(DATEVAL_NOEND);
				return DateADTGetDatum(IS_VALID_DATE(days) ? (DateADT) days : 0);
			}
		case 'z':
			{
				uint8		kind = draw_bytes(from, 1);
				int64		instant = kind < 250 ? (8766 + (int64) draw_bytes(from, 2) % 800) * USECS_PER_DAY +
					(int64) draw_bytes(from, 2) * 1318360 : (int64) draw_bytes(from, 8);

				if (kind == 240)
					return TimestampTzGetDatum(DT_NOBEGIN);
				if (kind == 241)
					return TimestampTzGetDatum(DT_NOEND);
				return TimestampTzGetDatum(IS_VALID_TIMESTAMP(instant) ? instant : 0);
			}
		case 'v':
			{
				Interval   *interval = palloc0(sizeof(Interval));

				interval->time = draw_int64(from) * (draw_bytes(from, 1) < 128 ? USECS_PER_MINUTE : 1);
				interval->day = (int32) draw_int64(from);
				interval->month = (int32) draw_int64(from);
				return IntervalPGetDatum(interval);
			}
		case 'j':
			return DirectFunctionCall1(jsonb_in, CStringGetDatum(draw_cstring(from, 1000)));
		case 'I':
			return PointerGetDatum(draw_array(from, INT4OID));
		case 'N':
			return PointerGetDatum(draw_array(from, NUMERICOID));
		default:
			return draw_own(from, letter - '0');
	}
}

/* ----------
 * Calling
 * ----------
 */

/*
 * Call as the executor does: with a place for the function to keep things,
 * and arguments that may be NULL.
 */
static Datum
call(PGFunction function, bool strict, int nargs, NullableDatum *args, bool *isnull, ReturnSetInfo *rsinfo)
{
	LOCAL_FCINFO(fcinfo, FUNC_MAX_ARGS);
	FmgrInfo	flinfo = {0};
	Datum		result;
	int			i;

	flinfo.fn_addr = function;
	flinfo.fn_nargs = nargs;
	flinfo.fn_strict = strict;
	flinfo.fn_mcxt = CurrentMemoryContext;
	InitFunctionCallInfoData(*fcinfo, &flinfo, nargs, InvalidOid, NULL, (Node *) rsinfo);
	for (i = 0; i < nargs; i++)
	{
		fcinfo->args[i] = args[i];
		if (strict && args[i].isnull)
		{
			*isnull = true;
			return (Datum) 0;
		}
	}
	result = function(fcinfo);
	*isnull = fcinfo->isnull;
	return result;
}

static Datum
call1(PGFunction function, Datum arg)
{
	NullableDatum args[3] = {{arg, false}, {ObjectIdGetDatum(InvalidOid), false}, {Int32GetDatum(-1), false}};
	bool		isnull;
	Datum		result = call(function, true, 3, args, &isnull, NULL);

	if (isnull)
		abort();
	return result;
}

static Datum
receive(const Type *type, const char *bytes, int len, Bytes *rest)
{
	StringInfoData buf;
	Datum		value;

	/* A copy that ends where the bytes end. */
	buf.data = palloc(len + 1);
	memcpy(buf.data, bytes, len);
	buf.data[len] = '\0';
	buf.len = len;
	buf.maxlen = len + 1;
	buf.cursor = 0;
	value = call1(type->receive, PointerGetDatum(&buf));
	if (rest)
	{
		rest->next = (const uint8 *) bytes + buf.cursor;
		rest->end = (const uint8 *) bytes + len;
	}
	else if (buf.cursor != len)
		abort();				/* it has sent more than it reads */
	return value;
}

/*
 * A value of an own type must come back the same from text and from binary.
 */
static void
check_own(const Type *type, Datum value)
{
	char	   *text1 = DatumGetCString(call1(type->output, value));
	bytea	   *binary1 = DatumGetByteaP(call1(type->send, value));
	Datum		from_text = call1(type->input, CStringGetDatum(pstrdup(text1)));
	Datum		from_binary = receive(type, VARDATA(binary1), VARSIZE(binary1) - VARHDRSZ, NULL);
	bytea	   *binary2;
	bytea	   *binary3;

	if (!pg_verify_mbstr(PG_UTF8, text1, strlen(text1), true))
		abort();
	if (strcmp(text1, DatumGetCString(call1(type->output, from_text))) != 0 ||
		strcmp(text1, DatumGetCString(call1(type->output, from_binary))) != 0)
	{
		fprintf(stderr, "%s: text changes: %s\n", type->name, text1);
		abort();
	}
	binary2 = DatumGetByteaP(call1(type->send, from_text));
	binary3 = DatumGetByteaP(call1(type->send, from_binary));
	if (VARSIZE(binary1) != VARSIZE(binary2) || memcmp(binary1, binary2, VARSIZE(binary1)) != 0 ||
		VARSIZE(binary1) != VARSIZE(binary3) || memcmp(binary1, binary3, VARSIZE(binary1)) != 0)
	{
		fprintf(stderr, "%s: binary changes: %s\n", type->name, text1);
		abort();
	}
}

static void
check_result(const Function *function, Datum result)
{
	bool		bad = false;

	if (function->result == 'f')
		bad = !isfinite(DatumGetFloat8(result));
	else if (function->result == 'n')
		bad = numeric_is_nan(DatumGetNumeric(result)) || numeric_is_inf(DatumGetNumeric(result));
	else if (function->result >= '0' && function->result < '0' + (int) lengthof(types))
		check_own(&types[function->result - '0'], result);
	if (bad)
	{
		fprintf(stderr, "%s gives a result that is not finite\n", function->symbol);
		abort();
	}
}

/*
 * Call a function that puts out a set at once.  The row type is made of types
 * that the server knows without its catalogue and stores alike.  Each of these
 * functions promises at least one row.
 */
static void
call_set(const Function *function, int nargs, NullableDatum *args)
{
	int			natts = strlen(function->columns);
	ExprContext econtext = {T_ExprContext};
	ReturnSetInfo rsinfo = {T_ReturnSetInfo};
	bool		isnull;
	int			i;

	econtext.ecxt_per_query_memory = CurrentMemoryContext;
	rsinfo.econtext = &econtext;
	rsinfo.allowedModes = SFRM_Materialize;
	rsinfo.expectedDesc = CreateTemplateTupleDesc(natts);
	for (i = 0; i < natts; i++)
		TupleDescInitBuiltinEntry(rsinfo.expectedDesc, i + 1, "", function->columns[i] == 't' ? TEXTOID : INT4OID, -1, 0);
	call(function->function, function->strict, nargs, args, &isnull, &rsinfo);
	if (rsinfo.setResult == NULL || tuplestore_tuple_count(rsinfo.setResult) < 1)
	{
		fprintf(stderr, "%s gives no row\n", function->symbol);
		abort();
	}
}

/*
 * Call with drawn arguments; those of type `own` are the given value.
 */
static void
call_function(const Function *function, Bytes *from, int own, Datum value)
{
	NullableDatum args[FUNC_MAX_ARGS];
	int			nargs = strlen(function->args);
	bool		first = true;
	bool		isnull;
	Datum		result;
	int			i;

	for (i = 0; i < nargs; i++)
	{
		char		letter = function->args[i];

		args[i].isnull = !function->strict && draw_bytes(from, 1) >= 230;
		if (letter == '0' + own)
			args[i].value = value;
		else
		{
			args[i].value = draw(from, letter, first && letter == 't' && target_function >= 0);
			if (letter == 't')
				first = false;
		}
	}
	if (function->columns)
	{
		call_set(function, nargs, args);
		return;
	}
	result = call(function->function, function->strict, nargs, args, &isnull, NULL);
	if (!isnull)
		check_result(function, result);
}

static Datum
draw_own(Bytes *from, int type)
{
	int			n;

	for (n = 0; samples[type][n] != NULL; n++)
		;
	return call1(types[type].input, CStringGetDatum(pstrdup(samples[type][draw_bytes(from, 1) % n])));
}

/*
 * Some of the functions that take the type, with the value.
 */
static void
use_own(int type, Datum value, Bytes *from)
{
	int			tries;

	check_own(&types[type], value);
	for (tries = 0; tries < 3; tries++)
	{
		int			n = draw_bytes(from, 2) % lengthof(functions);
		int			i;

		for (i = 0; i < (int) lengthof(functions); i++, n++)
		{
			if (strchr(functions[n % lengthof(functions)].args, '0' + type) != NULL)
				break;
		}
		call_function(&functions[n % lengthof(functions)], from, type, value);
	}
}

/* ----------
 * libFuzzer's entry points
 * ----------
 */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *target = getenv("FUZZ_TARGET");
	int			i;

	MyProcPid = getpid();
	MemoryContextInit();
	(void) set_stack_base();
	max_stack_depth = 1000;		/* kB; frames are larger with the sanitiser */
	SetDatabaseEncoding(PG_UTF8);
	log_min_messages = PANIC;
	client_min_messages = PANIC;
	pg_timezone_initialize();
	session_timezone = pg_tzset("Asia/Ho_Chi_Minh");
	fuzz_context = AllocSetContextCreate(TopMemoryContext, "fuzz", ALLOCSET_DEFAULT_SIZES);

	if (target == NULL || strcmp(target, "calls") == 0)
		return 0;
	for (i = 0; i < (int) lengthof(types); i++)
	{
		size_t		len = strlen(types[i].name);

		if (strncmp(target, types[i].name, len) == 0 &&
			(strcmp(target + len, ".in") == 0 || strcmp(target + len, ".recv") == 0))
		{
			target_type = i;
			target_binary = target[len + 1] == 'r';
			return 0;
		}
	}
	for (i = 0; i < (int) lengthof(functions); i++)
	{
		if (strcmp(target, functions[i].symbol) == 0)
		{
			target_function = i;
			return 0;
		}
	}
	fprintf(stderr, "unknown FUZZ_TARGET \"%s\"\n", target);
	exit(1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Bytes		from = {data, data + size};
	volatile int sqlerrcode = 0;

	MemoryContextSwitchTo(fuzz_context);
	PG_TRY();
	{
		if (target_type >= 0)
		{
			const Type *type = &types[target_type];
			Datum		value;

			if (target_binary)
				value = receive(type, (const char *) data, size, &from);
			else
				value = call1(type->input, CStringGetDatum(draw_cstring(&from, PG_INT32_MAX)));
			use_own(target_type, value, &from);
		}
		else if (target_function >= 0)
			call_function(&functions[target_function], &from, -1, (Datum) 0);
		else
		{
			const Function *function = &functions[draw_bytes(&from, 2) % lengthof(functions)];

			call_function(function, &from, -1, (Datum) 0);
		}
	}
	PG_CATCH();
	{
		sqlerrcode = geterrcode();
		if (sqlerrcode == ERRCODE_INTERNAL_ERROR)
		{
			MemoryContextSwitchTo(fuzz_context);
			fprintf(stderr, "internal error: %s\n", CopyErrorData()->message);
			abort();
		}
		FlushErrorState();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(TopMemoryContext);
	MemoryContextReset(fuzz_context);
	return 0;
}
