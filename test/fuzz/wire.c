/*-------------------------------------------------------------------------
 *
 * wire.c
 *		Spoilt values sent to a running server, as text and as binary
 *		parameters, for every own type of the extension.
 *
 *		wire SECONDS VALUES
 *
 * runs until the time is over or so many values were sent, whichever is asked
 * for (VALUES not 0 goes first).  The server may refuse a value with an error
 * of its own; it must not give an internal error, and it must not go away.
 * What it takes must come back the same.
 *
 * The connection is that of the environment; a database with the extension in
 * it is made.
 *
 *-------------------------------------------------------------------------
 */
#include <libpq-fe.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_SEEDS	1000
#define MAX_LENGTH	65536
#define BATCH		64			/* values under way at once */

typedef struct Seed
{
	const char *statement;		/* prepared, with one parameter of the type */
	int			binary;
	int			length;
	char	   *bytes;
} Seed;

static Seed seeds[MAX_SEEDS];
static int	n_seeds;
static uint64_t state = 88172645463325252u;

/* xorshift: the same run every time */
static uint64_t
draw(uint64_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % below;
}

static void
fail(PGconn *conn, const char *what, const Seed *seed, const char *bytes, int length)
{
	int			i;

	fprintf(stderr, "%s: %s\n", what, PQerrorMessage(conn));
	if (seed)
	{
		fprintf(stderr, "%s, %s, %d bytes: ", seed->statement, seed->binary ? "binary" : "text", length);
		for (i = 0; i < length; i++)
			fprintf(stderr, "%02x", (unsigned char) bytes[i]);
		fprintf(stderr, "\n");
	}
	exit(1);
}

static PGresult *
run(PGconn *conn, const char *sql)
{
	PGresult   *result = PQexec(conn, sql);

	if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
		fail(conn, sql, NULL, NULL, 0);
	return result;
}

/*
 * Seeds: every sample of every own type, in both forms.
 */
static void
collect(PGconn *conn)
{
	PGresult   *samples = run(conn,
							  "SELECT t.typname, format('SELECT %L::%s', value, type) FROM sample JOIN own_type USING (type) "
							  "JOIN pg_type t ON t.oid = type ORDER BY 1, 2");
	int			i;

	for (i = 0; i < PQntuples(samples); i++)
	{
		const char *name = PQgetvalue(samples, i, 0);
		int			binary;

		for (binary = 0; binary <= 1 && n_seeds < MAX_SEEDS; binary++)
		{
			PGresult   *value = PQexecParams(conn, PQgetvalue(samples, i, 1), 0, NULL, NULL, NULL, NULL, binary);
			Seed	   *seed = &seeds[n_seeds++];

			if (PQresultStatus(value) != PGRES_TUPLES_OK)
				fail(conn, "sample", NULL, NULL, 0);
			seed->statement = strdup(name);
			seed->binary = binary;
			seed->length = PQgetlength(value, 0, 0);
			seed->bytes = malloc(seed->length + 1);
			memcpy(seed->bytes, PQgetvalue(value, 0, 0), seed->length + 1);
			PQclear(value);
		}
		if (i == 0 || strcmp(name, PQgetvalue(samples, i - 1, 0)) != 0)
		{
			char		sql[400];
			PGresult   *value;

			/* What is taken must come back the same from its text. */
			snprintf(sql, sizeof(sql), "SELECT $1::par.%s::text = $1::par.%s::text::par.%s::text",
					 name, name, name);
			value = PQprepare(conn, name, sql, 1, NULL);
			if (PQresultStatus(value) != PGRES_COMMAND_OK)
				fail(conn, sql, NULL, NULL, 0);
			PQclear(value);
		}
	}
	PQclear(samples);
}

/*
 * A seed with a few things wrong.
 */
static int
spoil(const Seed *seed, char *bytes)
{
	static const unsigned char words[][4] = {
		{0, 0, 0, 0}, {0xff, 0xff, 0xff, 0xff}, {0x7f, 0xff, 0xff, 0xff}, {0x80, 0, 0, 0}, {0, 0, 0, 1}, {0x7f, 0xf0, 0, 0}, {0x7f, 0xf8, 0, 0}
	};
	int			length = seed->length;
	int			changes = 1 + draw(4);

	memcpy(bytes, seed->bytes, length);
	for (; changes > 0; changes--)
	{
		int			at = length > 0 ? draw(length) : 0;

		switch (draw(7))
		{
			case 0:				/* another byte */
				if (length > 0)
					bytes[at] = draw(256);
				break;
			case 1:				/* another bit */
				if (length > 0)
					bytes[at] ^= 1 << draw(8);
				break;
			case 2:				/* an extreme number */
				if (length >= 4)
					memcpy(bytes + draw(length - 3), words[draw(sizeof(words) / sizeof(words[0]))], 4);
				break;
			case 3:				/* cut off */
				length = at;
				break;
			case 4:				/* goes on */
				if (length + 8 < MAX_LENGTH)
				{
					int			n = 1 + draw(8);

					for (; n > 0; n--)
						bytes[length++] = draw(256);
				}
				break;
			case 5:				/* a piece left out */
				if (length > 0)
				{
					int			n = 1 + draw(length - at);

					memmove(bytes + at, bytes + at + n, length - at - n);
					length -= n;
				}
				break;
			case 6:				/* a piece of another value put in */
				{
					const Seed *other = &seeds[draw(n_seeds)];
					int			n = other->length > 0 ? draw(other->length) : 0;
					int			from = n > 0 ? draw(other->length - n) : 0;

					if (length + n < MAX_LENGTH)
					{
						memmove(bytes + at + n, bytes + at, length - at);
						memcpy(bytes + at, other->bytes + from, n);
						length += n;
					}
				}
				break;
		}
	}
	bytes[length] = '\0';
	return length;
}

int
main(int argc, char **argv)
{
	static char batch[BATCH][MAX_LENGTH + 1];
	int			lengths[BATCH];
	const Seed *used[BATCH];
	long		seconds = argc > 1 ? atol(argv[1]) : 20;
	long		most = argc > 2 ? atol(argv[2]) : 0;
	long		sent = 0;
	long		taken = 0;
	time_t		end = time(NULL) + seconds;
	PGconn	   *conn;
	int			i;

	if (system("createdb fuzz && psql -qX -d fuzz -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION par_index' >/dev/null") != 0)
		return 1;
	setenv("PGDATABASE", "fuzz", 1);
	conn = PQconnectdb("");
	if (PQstatus(conn) != CONNECTION_OK)
		fail(conn, "no connection", NULL, NULL, 0);

	/* The samples' file without its psql command lines is plain SQL. */
	{
		static char sql[1000000];
		FILE	   *file = fopen("test/samples.sql", "r");

		if (file == NULL || fread(sql, 1, sizeof(sql) - 1, file) == 0)
			fail(conn, "test/samples.sql", NULL, NULL, 0);
		fclose(file);
		PQclear(run(conn, sql));
	}
	collect(conn);
	if (!PQenterPipelineMode(conn))
		fail(conn, "pipeline", NULL, NULL, 0);

	while (most > 0 ? sent < most : time(NULL) < end)
	{
		for (i = 0; i < BATCH; i++)
		{
			const Seed *seed = used[i] = &seeds[draw(n_seeds)];
			const char *values[1] = {batch[i]};

			lengths[i] = spoil(seed, batch[i]);
			/* Text ends at its first zero byte. */
			if (!PQsendQueryPrepared(conn, seed->statement, 1, values, &lengths[i], &seed->binary, 0) ||
				!PQpipelineSync(conn))
				fail(conn, "sending", NULL, NULL, 0);
		}
		for (i = 0; i < BATCH; i++)
		{
			PGresult   *result = PQgetResult(conn);
			const char *sqlstate;

			if (result == NULL || PQstatus(conn) != CONNECTION_OK)
				fail(conn, "the server went away, at this value or one before it", used[i], batch[i], lengths[i]);
			sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
			if (sqlstate && strncmp(sqlstate, "XX", 2) == 0)
				fail(conn, "internal error", used[i], batch[i], lengths[i]);
			if (PQresultStatus(result) == PGRES_TUPLES_OK)
			{
				taken++;
				if (*PQgetvalue(result, 0, 0) != 't')
					fail(conn, "the value changes", used[i], batch[i], lengths[i]);
			}
			PQclear(result);
			PQclear(PQgetResult(conn)); /* the end of this query */
			result = PQgetResult(conn);
			if (PQresultStatus(result) != PGRES_PIPELINE_SYNC)
				fail(conn, "out of step", used[i], batch[i], lengths[i]);
			PQclear(result);
		}
		sent += BATCH;
	}
	PQfinish(conn);
	printf("%ld values sent, %ld of them taken\n", sent, taken);
	return sent > 0 && taken > 0 && taken < sent ? 0 : 1;
}
