"""Room rank: ranks with their margin, each unit against the rest, both over all pairs."""
import math
from statistics import NormalDist

from harness import Near, SETTINGS, ask, compare, copied

NORMAL = NormalDist()


def range_tail(q, n, steps=4000):
    """P(range > q) of n independent normal variables, by Simpson's rule."""
    low, high = -9.0, 9.0
    h = (high - low) / steps
    inside = lambda z: n * NORMAL.pdf(z) * (NORMAL.cdf(z) - NORMAL.cdf(z - q)) ** (n - 1)
    total = inside(low) + inside(high) + sum((4 if i % 2 else 2) * inside(low + i * h) for i in range(1, steps))
    return 1 - total * h / 3


def range_critical(n, alpha, known={}):
    if (n, alpha) not in known:
        low, high = 0.0, 12.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if range_tail(middle, n) > alpha else (low, middle)
        known[n, alpha] = high / math.sqrt(2)
    return known[n, alpha]


def margins(units, confidence):
    """units: (key, estimate, se); (key, rank, low, high), and how near the closest decision was."""
    n, alpha, near = len(units), 1 - confidence, math.inf
    tests = [(i, j) for i in range(n) for j in range(n) if i != j and None not in (units[i][2], units[j][2]) and units[i][2] + units[j][2] > 0]
    sure = [(i, j) for i in range(n) for j in range(n) if i != j and units[i][2] == units[j][2] == 0]
    ahead = {(i, j) for i, j in sure if units[i][1] > units[j][1]}
    tied = {(i, j) for i, j in sure if units[i][1] == units[j][1]}
    distance = lambda i, j: (units[i][1] - units[j][1]) / math.hypot(units[i][2], units[j][2])
    left = len(tests)
    # Units whose standard error is not known are no part of the range.
    tukey = range_critical(sum(u[2] is not None for u in units), alpha) if tests else 0
    while left:
        critical = min(tukey, NORMAL.inv_cdf(1 - alpha / left))
        found = {(i, j) for i, j in tests if distance(i, j) > critical}
        near = min([near] + [abs(distance(i, j) - critical) for i, j in tests])
        # A pair that is decided one way leaves only that test.
        if len(tests) - len(found) == left:
            break
        left = len(tests) - len(found)
    ahead |= {(i, j) for i, j in tests if distance(i, j) > critical} if tests else set()
    result = {}
    for i, (key, estimate, se) in enumerate(units):
        rank = 1 + sum(u[1] > estimate for u in units)
        low = 1 if se is None else 1 + sum((j, i) in ahead for j in range(n))
        # One that ties for sure is not ahead either.
        high = n if se is None else n - sum((i, j) in ahead | tied for j in range(n))
        result[str(key)] = [str(rank), str(low), str(high)]
    return result, near


def adjusted(ps):
    """Holm's and Benjamini and Hochberg's, from their definitions."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    m, holm, bh = len(ps), {}, {}
    for place, i in enumerate(order):
        holm[i] = max(min(1, (m - k) * ps[j]) for k, j in enumerate(order[:place + 1]))
        bh[i] = min(min(1, m * ps[j] / (place + 1 + k)) for k, j in enumerate(order[place:]))
    return holm, bh


def compared(sheets):
    """sheets: (key, answers by code 1 to 5)"""
    total = [sum(counts[c] for _, counts in sheets) for c in range(5)]
    shares, ps = [], []
    for _, counts in sheets:
        rest = [t - c for t, c in zip(total, counts)]
        x, m, y, k = counts[3] + counts[4], sum(counts), rest[3] + rest[4], sum(rest)
        pooled = (x + y) / (m + k)
        spread = pooled * (1 - pooled) * (1 / m + 1 / k)
        shares.append((x / m, y / k))
        ps.append(math.erfc(math.sqrt((x / m - y / k) ** 2 / spread / 2)) if spread > 0 else 1.0)
    holm, bh = adjusted(ps)
    near = lambda value: Near(value, 1e-8, 1e-300)
    return {str(key): [Near(s, 1e-12), Near(r, 1e-12), Near(s - r, 1e-9, 1e-12), near(ps[i]), near(holm[i]), near(bh[i])]
            for i, ((key, _), (s, r)) in enumerate(zip(sheets, shares))}


def run(rng, n, tally):
    leagues = [[(key, rng.choice([rng.gauss(80, 8), round(rng.gauss(80, 8))]), rng.choice([0, None, 1, 2, rng.uniform(0.1, 4)] if mixed else [1, rng.uniform(0.5, 3)]))
                for key in range(rng.choice([1, 2, 3, 8, 20]))]
               for mixed in (rng.random() < 0.4 for _ in range(max(4, n // 20)))]
    script = SETTINGS + "CREATE TEMP TABLE given (league int, key bigint, estimate float8, se float8);\n"
    script += copied("given", [(i, *unit) for i, league in enumerate(leagues) for unit in league])
    script += """COPY (SELECT league, r.key, r.rank, r.rank_low, r.rank_high FROM (SELECT league, par.rank_agg(key, estimate, se, 0.9) AS ranks
        FROM given GROUP BY league) x, unnest(ranks) r) TO STDOUT;\n"""
    wanted = [margins(league, 0.9) for league in leagues]
    for i, key, *got in ask(script):
        ranks, near = wanted[int(i)]
        if near > 1e-6:
            compare(tally, "rank_agg", (leagues[int(i)], key), ranks[key], got)

    leagues = [[(key, [rng.randrange(1, 60) for _ in range(5)]) for key in range(rng.choice([2, 3, 10, 40]))] for _ in range(max(4, n // 20))]
    script = SETTINGS + "CREATE TEMP TABLE given (league int, key text, stats par.survey_stats);\n"
    script += copied("given", [(i, key, "{" + ", ".join(f'"{c + 1}": {m}' for c, m in enumerate(counts)) + "}") for i, league in enumerate(leagues) for key, counts in league])
    script += """COPY (SELECT league, r.key, r.share, r.rest_share, r.difference, r.p, r.p_holm, r.p_bh FROM (SELECT league, par.compare_agg(key, stats) AS units
        FROM given GROUP BY league) x, unnest(units) r) TO STDOUT;\n"""
    wanted = [compared(league) for league in leagues]
    for i, key, *got in ask(script):
        compare(tally, "compare_agg", (leagues[int(i)], key), wanted[int(i)][key], got)
