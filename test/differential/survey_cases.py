"""Room survey: shares, means, intervals, and the estimate over strata."""
import math
from fractions import Fraction
from statistics import NormalDist

from harness import Near, check, ratio, rounded, shapes

WORTH = [0, 100, 60, 20, 0, 5]  # of the codes from 0
FIGURES = ["par.n_answers(s)", "par.n_missing(s)", "par.n_asked(s)", "par.n_at(s, 4)", "par.satisfied_pct(s)",
           "par.satisfied_pct(s, '{1,3}', 'asked', 3, 4)", "par.mean_score(s, 5)", "par.mean_pct(s)", "par.rescaled_pct(s, digits => 3)",
           "par.points_pct(s, '[0:5]={0,100,60,20,0,5}')", "(SELECT string_agg(code || ' ' || n || ' ' || coalesce(pct::text, '-'), ',') FROM par.distribution(s))",
           "par.effective_n(s)", "par.design_effect(s)", "par.satisfied_low(s, digits => 9)", "par.satisfied_high(s, '{5}', 0.9, digits => 9)"]


def wilson(p, n, confidence):
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle, half = (p + z * z / (2 * n)) / (1 + z * z / n), z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (0.0 if p == 0 else middle - half), (1.0 if p == 1 else middle + half)


def percent(value):
    return Near(100 * value, 1e-9, 2e-9)


def figures(rows):
    """rows: (answer, weight)"""
    answers = [row for row in rows if row[0] is not None]
    n, total = len(answers), sum(w for _, w in answers)
    missing = sum(w for a, w in rows if a is None)
    weighted = any(w != 1 for _, w in rows)
    at = [sum(w for a, w in answers if a == code) for code in range(6)]
    share = lambda codes, base: ratio(sum(at[c] for c in codes), base)
    mean = lambda worth, factor=1: ratio(sum(at[c] * worth(c) for c in range(6)) * factor, total, 1)
    squares = sum(w * w for _, w in answers)
    effective = Fraction(total * total, 1) / squares if total else None
    p = lambda codes: float(share(codes, total) / 100)
    counts = ",".join(f"{c} {sum(a == c for a, _ in answers)} {rounded(share([c], total), 2) or '-'}" for c in range(1, 6))
    return [str(n), str(len(rows) - n), str(len(rows)), str(sum(a == 4 for a, _ in answers)),
            rounded(share([4, 5], total), 2),
            rounded(share([1, 3], total + missing), 4) if n >= 3 else None,
            rounded(mean(lambda c: c), 5), rounded(mean(lambda c: c * 20), 2), rounded(mean(lambda c: Fraction(c - 1, 4), 100), 3),
            rounded(mean(lambda c: WORTH[c]), 2), counts,
            Near(float(effective)) if total else None, Near(float(n / effective)) if total else None,
            percent(wilson(p([4, 5]), float(effective), 0.95)[0]) if total else None,
            percent(wilson(p([5]), float(effective), 0.9)[1]) if total else None]


def sheet(rng):
    """Counts of the codes 1 to 5, as a group's summary."""
    size = rng.choice([1, 5, 50, 5000])
    counts = [rng.choice([0, rng.randint(0, size), rng.randint(0, size)]) for _ in range(5)]
    if not any(counts):
        counts[rng.randrange(5)] = 1
    return counts


def text(counts):
    return "{" + ", ".join(f'"{c + 1}": {n}' for c, n in enumerate(counts) if n) + "}"


def run(rng, n, tally):
    rows = n // 10
    answer = lambda: None if rng.random() < 0.1 else rng.choice([1, 2, 3, 4, 4, 5, 5])
    plain = [(rng.randrange(6), rng.randrange(3), answer()) for _ in range(rows)]
    shapes(tally, "survey_agg", "answer int", plain, "par.survey_agg({}answer)", FIGURES,
           lambda group: figures([(row[2], 1) for row in group]), lambda group: figures([(row[2], 1) for row in group]), rng.randrange(100))
    # Eighths, which floats add up exactly in any order; more than one of them in every group.
    weighted = [(rng.randrange(6), rng.randrange(3), answer(), Fraction(rng.randint(9, 40), 8)) for _ in range(rows // 2)]
    shapes(tally, "survey_agg with weights", "answer int, weight float8",
           [(a, b, x, float(w)) for a, b, x, w in weighted], "par.survey_agg({}answer, weight)", FIGURES,
           lambda group: figures([(row[2], Fraction(row[3])) for row in group]), None, rng.randrange(100))

    cases = []
    for _ in range(n // 4):
        a, b = sheet(rng), sheet(rng)
        x, y, m, k = sum(a[3:]), sum(b[3:]), sum(a), sum(b)
        p, q, pooled = x / m, y / k, (x + y) / (m + k)
        (l1, u1), (l2, u2) = wilson(p, m, 0.95), wilson(q, k, 0.95)
        z = NormalDist().inv_cdf(0.975)
        wald = z * math.sqrt(p * (1 - p) / m + q * (1 - q) / k)
        spread = pooled * (1 - pooled) * (1 / m + 1 / k)
        chi = (p - q) ** 2 / spread if spread > 0 else 0
        cases.append(((text(a), text(b)), [
            rounded(ratio(x, m) - ratio(y, k), 4),
            percent(p - q - math.hypot(p - l1, u2 - q)), percent(p - q + math.hypot(u1 - p, q - l2)),
            percent(max(-1.0, p - q - wald)), percent(min(1.0, p - q + wald)),
            Near(math.erfc(math.sqrt(chi / 2)), 1e-8, 1e-300)]))
    options = "confidence => 0.95, digits => 9"
    check(tally, "differences", "a par.survey_stats, b par.survey_stats",
          ["par.difference_pct(a, b, digits => 4)", f"par.difference_low(a, b, {options})", f"par.difference_high(a, b, {options})",
           f"par.difference_low(a, b, method => 'wald', {options})", f"par.difference_high(a, b, method => 'wald', {options})",
           "par.difference_p(a, b)"], cases)

    cases = []
    for _ in range(n // 8):
        strata = [(sheet(rng), rng.choice([0, 1, 7, 10**4])) for _ in range(rng.randint(1, 5))]
        strata = [(counts, sum(counts) + more) for counts, more in strata]
        total = sum(size for _, size in strata)
        estimate = sum(Fraction(sum(counts[3:]), sum(counts)) * size for counts, size in strata) / total
        variance, known = 0.0, True
        for counts, size in strata:
            m, p = sum(counts), sum(counts[3:]) / sum(counts)
            if m == size:
                continue
            if m == 1:
                known = False
                continue
            variance += size * size / total**2 * (1 - m / size) * p * (1 - p) / (m - 1)
        se = math.sqrt(variance)
        z = NormalDist().inv_cdf(0.975)
        cases.append((("{" + ",".join('"' + text(c).replace('"', '\\"') + '"' for c, _ in strata) + "}",
                       "{" + ",".join(str(size) for _, size in strata) + "}"),
                      [Near(float(100 * estimate), 1e-9, 2e-9), percent(se) if known else None,
                       percent(max(0.0, float(estimate) - z * se)) if known else None,
                       percent(min(1.0, float(estimate) + z * se)) if known else None]))
    stratified = "(SELECT %s FROM (SELECT par.stratified_agg(s, p) AS t FROM unnest(stats, populations) u(s, p)) x)"
    check(tally, "strata", "stats par.survey_stats[], populations bigint[]",
          [stratified % f for f in ("par.satisfied_pct(t, digits => 9)", "par.satisfied_se(t, digits => 9)",
                                    "par.satisfied_low(t, method => 'wald', digits => 9)", "par.satisfied_high(t, method => 'wald', digits => 9)")], cases)

    cases = []
    for _ in range(n // 8):
        population, error = rng.choice([rng.randint(1, 50000), rng.randint(1, 10**9)]), rng.choice(["0.05", "0.03", "0.1", "0.01", "0.025"])
        cases.append(((population, error), [str(math.ceil(population / (1 + population * Fraction(error) ** 2)))]))
    check(tally, "sample_size", "population bigint, error numeric", ["par.sample_size(population, error)"], cases)
