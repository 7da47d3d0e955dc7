"""What the rooms share: asking a server, comparing, and the ways in which an
aggregate can be computed."""
import math
import subprocess
from decimal import Decimal
from fractions import Fraction


class Tally:
    def __init__(self):
        self.cases = 0
        self.differences = 0


def is_answer(got):
    return got is not None and not got.startswith("error")


# What is wanted of an answer, where not the very text.

class Near:
    """A float, or a rounded figure that floats went into."""
    def __init__(self, value, relative=1e-12, absolute=0):
        self.value, self.relative, self.absolute = value, relative, absolute

    def __eq__(self, got):
        return is_answer(got) and math.isclose(float(got), self.value, rel_tol=self.relative, abs_tol=self.absolute)

    def __repr__(self):
        return f"near {self.value!r}"


class Number:
    """An exact number, however many zeros it ends in."""
    def __init__(self, value):
        self.value = Fraction(value)

    def __eq__(self, got):
        return is_answer(got) and Fraction(Decimal(got)) == self.value

    def __repr__(self):
        return f"number {self.value}"


class Error:
    """An error of SQLSTATE class 22: what was given cannot be answered."""
    def __eq__(self, got):
        return got is not None and got.startswith("error 22")

    def __repr__(self):
        return "error 22..."


ERROR = Error()


def rounded(value, digits, mode="half_up"):
    """A fraction as text with so many decimals; None stays None."""
    if value is None:
        return None
    scaled = abs(value) * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    if mode == "half_up" and twice >= scaled.denominator:
        whole += 1
    if mode == "half_even" and (twice > scaled.denominator or twice == scaled.denominator and whole % 2):
        whole += 1
    text = str(whole).rjust(digits + 1, "0")
    if digits:
        text = text[:-digits] + "." + text[-digits:]
    return ("-" if value < 0 and whole else "") + text


def ratio(num, den, factor=100):
    return Fraction(num) * factor / Fraction(den) if den else None


# The server.

def escaped(value):
    if value is None:
        return r"\N"
    text = str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def unescaped(field):
    if field == r"\N":
        return None
    return field.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\")


def ask(script):
    """Run it, and return the rows that its COPY ... TO STDOUT give."""
    done = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-f", "-"], input=script, capture_output=True,
                          text=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(done.stderr)
    return [[unescaped(field) for field in line.split("\t")] for line in done.stdout.split("\n")[:-1]]


def copied(table, rows):
    return f"COPY {table} FROM STDIN;\n" + "".join("\t".join(map(escaped, row)) + "\n" for row in rows) + "\\.\n"


SETTINGS = "SET client_min_messages = warning; SET timezone = 'Asia/Ho_Chi_Minh'; SET jit = off; SET datestyle = 'ISO';\n"


def compare(tally, what, given, wanted, got):
    tally.cases += 1
    if len(wanted) == len(got) and all(w == g for w, g in zip(wanted, got)):
        return
    tally.differences += 1
    if tally.differences <= 20:
        print(f"{what}: {given}\n    wanted {wanted}\n    got    {got}")


def check(tally, what, columns, expressions, cases):
    """One call a case.  columns: 'a numeric, b text'; cases: (arguments, wanted)."""
    script = SETTINGS + f"CREATE TEMP TABLE given (n int, {columns});\n"
    script += copied("given", [(n, *arguments) for n, (arguments, _) in enumerate(cases)])
    for i, expression in enumerate(expressions):
        script += f"""CREATE FUNCTION pg_temp.answer{i}(g given) RETURNS text LANGUAGE plpgsql AS $$
            BEGIN RETURN (SELECT ({expression})::text FROM (SELECT g.*) x); EXCEPTION WHEN OTHERS THEN RETURN 'error ' || SQLSTATE; END$$;\n"""
    answers = ", ".join(f"pg_temp.answer{i}(g)" for i in range(len(expressions)))
    script += f"COPY (SELECT {answers} FROM given g ORDER BY n) TO STDOUT;\n"
    for (arguments, wanted), got in zip(cases, ask(script), strict=True):
        compare(tally, what, arguments, wanted, got)


PARALLEL = """SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
    SET max_parallel_workers_per_gather = 4; SET enable_partitionwise_aggregate = on;\n"""


def shapes(tally, what, columns, rows, call, figures, oracle, rest=None, seed=0, adds=True, only=None):
    """The same aggregate in every shape of plan.

    rows: (a, b, *arguments), a and b small integers to group by; call: the aggregate
    over the arguments' columns, with {} before them for DISTINCT; figures: SQL over
    the summary s; oracle: what they are for a list of such rows; rest: the same
    after a part was taken away, None where nothing can be; adds: is there a +; only: the names of some shapes.
    """
    own = what.replace(" ", "_")
    n_rows = len(rows)
    plain, over = call.format(""), call.format("") + " {} OVER "
    values = f"concat_ws(E'\\t', {', '.join(f'coalesce(({f})::text, $${chr(92)}N$$)' for f in figures)})"
    before, after = 3 + seed % 5, seed % 3
    by = {}
    for n, row in enumerate(rows):
        by.setdefault(row[0], []).append((n, row))

    def groups(key, chosen=lambda row: True):
        result = {}
        for row in rows:
            if chosen(row):
                result.setdefault(key(row), []).append(row)
        return result

    def frames(of):
        return {n: of(part, i) for part in by.values() for i, (n, _) in enumerate(part)}

    def neighbours(part, i):
        return [row for _, row in part[max(0, i - before):i + after + 1]]

    a_groups = groups(lambda row: row[0])
    cube = {("-", "-"): rows, **groups(lambda row: (row[0], "-")), **groups(lambda row: ("-", row[1])), **groups(lambda row: (row[0], row[1]))}
    queries = [
        ("group", "", f"SELECT a AS k, {plain} AS s FROM {{t}} GROUP BY a", lambda: a_groups),
        ("hashed and sorted", "SET enable_hashagg = off;", f"SELECT a AS k, {plain} AS s FROM {{t}} GROUP BY a", lambda: a_groups),
        ("FILTER", "", f"SELECT a AS k, {plain} FILTER (WHERE b <> 1) AS s FROM {{t}} GROUP BY a",
         lambda: {k: [row for row in g if row[1] != 1] for k, g in a_groups.items()}),
        ("DISTINCT", "", f"SELECT a AS k, {call.format('DISTINCT ')} AS s FROM {{t}} GROUP BY a",
         lambda: {k: list({row[2:]: row for row in g}.values()) for k, g in a_groups.items()}),
        ("ORDER BY", "", f"SELECT a AS k, {plain[:-1]} ORDER BY n DESC) AS s FROM {{t}} GROUP BY a", lambda: a_groups),
        ("CUBE", "", f"SELECT concat_ws(',', coalesce(a::text, '-'), coalesce(b::text, '-')) AS k, {plain} AS s FROM {{t}} GROUP BY CUBE (a, b)",
         lambda: {f"{x},{y}": g for (x, y), g in cube.items()}),
        ("ROLLUP", "SET work_mem = '64kB';",
         f"SELECT concat_ws(',', coalesce(a::text, '-'), coalesce(b::text, '-')) AS k, {plain} AS s FROM {{t}} GROUP BY ROLLUP (a, b)",
         lambda: {f"{x},{y}": g for (x, y), g in cube.items() if x != "-" or y == "-"}),
        ("empty", "", f"SELECT 0 AS k, {plain} AS s FROM {{t}} WHERE n < 0", lambda: {0: []}),
        ("summaries of summaries", "", f"SELECT a AS k, par.rollup(s) AS s FROM (SELECT a, b, {plain} AS s FROM {{t}} GROUP BY a, b) x GROUP BY a", lambda: a_groups),
        ("parallel", PARALLEL, f"SELECT a AS k, {plain} AS s FROM {{t}} GROUP BY a", lambda: a_groups),
        ("parallel rollup", PARALLEL, f"SELECT 0 AS k, par.rollup(s) AS s FROM (SELECT a, b, {plain} AS s FROM {{t}} GROUP BY a, b) x", lambda: {0: rows}),
        ("partition-wise", PARALLEL, f"SELECT a AS k, {plain} AS s FROM {{p}} GROUP BY a", lambda: a_groups),
        ("partition-wise, partial", PARALLEL, f"SELECT b AS k, {plain} AS s FROM {{p}} GROUP BY b", lambda: groups(lambda row: row[1])),
        ("ROWS frame", "", f"SELECT n AS k, {over.format('')}(PARTITION BY a ORDER BY n ROWS BETWEEN {before} PRECEDING AND {after} FOLLOWING) AS s FROM {{t}}",
         lambda: frames(neighbours)),
        ("frame that leaves rows out", "",
         f"SELECT n AS k, {over.format('')}(PARTITION BY a ORDER BY n ROWS BETWEEN {before} PRECEDING AND {after} FOLLOWING EXCLUDE CURRENT ROW) AS s FROM {{t}}",
         lambda: frames(lambda part, i: [row for j, (_, row) in enumerate(part) if i - before <= j <= i + after and j != i])),
        ("filtered frame", "",
         f"SELECT n AS k, {over.format('FILTER (WHERE b <> 1)')}(PARTITION BY a ORDER BY n ROWS BETWEEN {before} PRECEDING AND CURRENT ROW) AS s FROM {{t}}",
         lambda: frames(lambda part, i: [row for _, row in part[max(0, i - before):i + 1] if row[1] != 1])),
        ("RANGE frame", "", f"SELECT n AS k, {over.format('')}(PARTITION BY a ORDER BY b RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM {{t}}",
         lambda: frames(lambda part, i: [row for _, row in part if part[i][1][1] - 1 <= row[1] <= part[i][1][1]])),
        ("GROUPS frame", "", f"SELECT n AS k, {over.format('')}(PARTITION BY a ORDER BY b GROUPS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS s FROM {{t}}",
         lambda: frames(lambda part, i: [row for _, row in part
                                 if row[1] in sorted({r[1] for _, r in part if r[1] >= part[i][1][1]})[:2]])),
        ("frame of summaries", "",
         "SELECT a * 100 + b AS k, par.rollup(s) OVER (PARTITION BY a ORDER BY b ROWS 1 PRECEDING) AS s "
         f"FROM (SELECT a, b, {plain} AS s FROM {{t}} GROUP BY a, b) x",
         lambda: {a * 100 + b: [row for _, row in part if row[1] in sorted({r[1] for _, r in part if r[1] <= b})[-2:]]
          for a, part in by.items() for b in {row[1] for _, row in part}}),
    ]
    if adds:
        queries.append(("sum of two", "", f"SELECT x.b AS k, x.s OPERATOR(par.+) y.s AS s FROM (SELECT b, {plain} AS s FROM {{t}} GROUP BY b) x, (SELECT {plain} AS s FROM {{t}}) y",
                        lambda: {k: g + rows for k, g in groups(lambda row: row[1]).items()}))
    if rest:
        queries.append(("difference of two", "",
                        f"SELECT x.b AS k, y.s OPERATOR(par.-) x.s AS s FROM (SELECT b, {plain} AS s FROM {{t}} GROUP BY b) x, (SELECT {plain} AS s FROM {{t}}) y",
                        lambda: {k: [row for row in rows if row[1] != k] for k in {row[1] for row in rows}}))
    queries = [query for query in queries if only is None or query[0] in only]

    names = [name for name, _ in (column.split() for column in columns.split(", "))]
    script = SETTINGS + f"""CREATE TABLE {own} (n int, a int, b int, {columns});
        CREATE TABLE {own}_p (n int, a int, b int, {columns}) PARTITION BY HASH (a);
        CREATE TABLE {own}_p0 PARTITION OF {own}_p FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE {own}_p1 PARTITION OF {own}_p FOR VALUES WITH (MODULUS 2, REMAINDER 1);\n"""
    script += copied(f"{own} (n, a, b, {', '.join(names)})", [(n, *row) for n, row in enumerate(rows)])
    script += f"INSERT INTO {own}_p SELECT * FROM {own}; ANALYZE {own}, {own}_p;\n"
    for i, (_, settings, query, _) in enumerate(queries):
        query = query.replace("{t}", own).replace("{p}", own + "_p")
        script += f"BEGIN; {settings.replace('SET ', 'SET LOCAL ')}\nCOPY (SELECT {i}, k, {values} FROM ({query}) q) TO STDOUT;\n"
        if settings == PARALLEL:
            script += f"COPY (SELECT {i}, 'plan', pg_temp.plan($q${query}$q$)) TO STDOUT;\n"
        script += "COMMIT;\n"
    script = """CREATE FUNCTION pg_temp.plan(query text) RETURNS text LANGUAGE plpgsql AS $$
        DECLARE line text; whole text := '';
        BEGIN FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP whole := whole || line; END LOOP;
        RETURN whole ~ 'Gather' AND whole ~ 'Partial'; END$$;\n""" + script + f"DROP TABLE {own}, {own}_p;\n"
    left = [dict(wanted()) for _, _, _, wanted in queries]
    for i, k, *got in ask(script):
        i = int(i)
        if k == "plan":
            # Partition-wise over the key, each part is computed whole.
            if queries[i][0] != "partition-wise" and got != ["true"]:
                raise SystemExit(f"{what}, {queries[i][0]}: the plan is not a parallel one")
            continue
        k = k if "," in k else int(k)
        group = left[i].pop(k)
        # As text, a tab parts the figures and is escaped by COPY.
        got = [None if g == r"\N" else g for g in got[0].split("\t")] if len(got) == 1 else got
        compare(tally, f"{what}, {queries[i][0]}", f"{len(group)} of {n_rows} rows, {k}",
                (rest if queries[i][0] == "difference of two" else oracle)(group), got)
    for (name, _, _, _), missing in zip(queries, left):
        if missing:
            raise SystemExit(f"{what}, {name}: no answer for {list(missing)[:5]}")
