"""Rooms rule and score: points by a rule, sums of points, bands."""
from fractions import Fraction

from harness import ERROR, Near, Number, check, ratio, rounded, shapes

F = Fraction


def value_text(rng, low=0, high=100):
    return rng.choice([str(rng.randint(low, high)), str(rng.randint(low, high)), f"{rng.randint(low * 10, high * 10) / 10:g}"])


def amount(rng, percent, high):
    """Text, and what it is of a maximum."""
    text = str(rng.randint(0, high)) if percent else f"{rng.randint(0, 40) / 8:g}"
    return text + ("%" if percent else ""), (lambda maximum: F(text) * maximum / 100) if percent else (lambda maximum: F(text))


def thresholds(rng, n, descending):
    picked = sorted(rng.sample(range(0, 101), n), reverse=descending)
    return [F(t) for t in picked]


def rule(rng):
    """(text, points as a function of value and maximum)"""
    kind = rng.choice(["all", "ratio", "linear", "steps", "inverse all", "inverse ratio", "inverse steps", "each", "minus", "answers", "manual"])
    if kind == "all":
        floor = value_text(rng)
        return (f"all from {floor}", lambda v, m: m if v >= F(floor) else 0) if rng.random() < 0.7 else ("all", lambda v, m: m if v >= 100 else 0)
    if kind == "inverse all":
        ceiling = value_text(rng)
        return (f"inverse all from {ceiling}", lambda v, m: m if v <= F(ceiling) else 0) if rng.random() < 0.7 else (kind, lambda v, m: m if v <= 0 else 0)
    if kind in ("ratio", "inverse ratio"):
        low, high = sorted(rng.sample(range(1, 100), 2))
        text, floor, target = kind, None, None
        if rng.random() < 0.6:
            floor = low if kind == "ratio" else high
            text += f" from {floor}"
        if rng.random() < 0.6:
            target = high if kind == "ratio" else low
            text += f" to {target}"

        def points(v, m):
            if kind == "inverse ratio":
                v = 100 - v
            f, t = (floor, target) if kind == "ratio" else (None if floor is None else 100 - floor, None if target is None else 100 - target)
            t = 100 if t is None else t
            return 0 if f is not None and v < f else m if v >= t else v * m / t
        return text, points
    if kind == "linear":
        zero, full = rng.sample(range(0, 101), 2)
        text, floor = f"linear {zero}..{full}", None
        if rng.random() < 0.5 and abs(zero - full) > 2:
            floor = rng.randint(min(zero, full) + 1, max(zero, full) - 1)
            text += f" from {floor}"
        up = 1 if full > zero else -1

        def points(v, m):
            if floor is not None and (v - floor) * up < 0 or (v - zero) * up <= 0:
                return 0
            return m if (v - full) * up >= 0 else F(v - zero) / (full - zero) * m
        return text, points
    if kind in ("steps", "inverse steps"):
        inverse, percent = kind == "inverse steps", rng.random() < 0.5
        at = thresholds(rng, rng.randint(1, 4), not inverse)
        worth = sorted({rng.randint(1, 100) for _ in at} if percent else {F(rng.randint(1, 40), 8) for _ in at}, reverse=True)
        at = at[:len(worth)]
        show = lambda w: f"{float(w):g}" + ("%" if percent else "")
        strict = [rng.random() < 0.3 for _ in at]
        slope = [i > 0 and rng.random() < 0.3 for i in range(len(at))]
        rest = rng.choice([0, 0, min(worth) / F(2)])
        text = kind + " " + ", ".join(
            (("<" if inverse else ">") + " " if s else rng.choice(["", ("<=" if inverse else ">=") + " "])) + f"{t}: {show(w)}" + (f"..{show(worth[i - 1])}" if slope[i] else "")
            for i, (t, w, s) in enumerate(zip(at, worth, strict))) + (f", else {show(rest)}" if rest else "")

        def points(v, m):
            scale = (lambda w: F(w) * m / 100) if percent else F
            for i, (t, w, s) in enumerate(zip(at, worth, strict)):
                reached = (v < t if s else v <= t) if inverse else (v > t if s else v >= t)
                if reached:
                    if slope[i]:
                        # A strict better step may leave its own threshold to this one.
                        return scale(w) + (v - t) / (at[i - 1] - t) * (scale(worth[i - 1]) - scale(w))
                    return scale(w)
            return scale(rest)
        return text, points
    percent = rng.random() < 0.4
    if kind == "each":
        text, one = amount(rng, percent, 40)
        cap_text, cap = amount(rng, percent, 100)
        if F(text.rstrip("%")) == 0 or F(cap_text.rstrip("%")) == 0 or F(cap_text.rstrip("%")) < F(text.rstrip("%")):
            return "manual", lambda v, m: v
        if rng.random() < 0.5:
            return f"each {text} cap {cap_text}", lambda v, m: min(v * one(m), cap(m))
        return f"each {text}", lambda v, m: v * one(m)
    if kind == "minus":
        text, one = amount(rng, percent, 40)
        if F(text.rstrip("%")) == 0:
            return "manual", lambda v, m: v
        return f"minus {text} each", lambda v, m: m - v * one(m)
    if kind == "answers":
        worth = [rng.randint(0, 100) for _ in range(4)]
        worth[0] = 100
        return "answers " + ", ".join(map(str, sorted(worth, reverse=True))), lambda v, m: F(sorted(worth, reverse=True)[int(v) - 1]) * m / 100
    return "manual", lambda v, m: v


def sixteen(points, maximum):
    points = min(max(F(points), F(0)), maximum)
    return Number(F(rounded(points, 16)))


def near_threshold(rng, text):
    """A value at, just below, just above or far from what the rule names."""
    named = [F(word.strip("%,:")) for part in text.replace("..", " ").split() for word in [part] if word.strip("%,:").replace(".", "", 1).isdigit()]
    base = rng.choice(named) if named and rng.random() < 0.6 else F(rng.randint(0, 100))
    return max(F(0), base + rng.choice([0, 0, F(1, 100), F(-1, 100), F(1, 10**6), F(-1, 10**6)]))


GRADING = [("Tốt", 80), ("Khá", 65), ("Trung bình", 50), ("Yếu", None)]
FIGURES = ["par.points(s)", "par.max_points(s)", "par.lost_points(s)", "par.n_scored(s)", "par.n_not_applicable(s)",
           "par.coverage_pct(s, 3)", "par.index_pct(s, 4)", "par.index_rate(s)",
           "par.grade(s, 'Tốt >= 80; Khá > 65; Trung bình >= 50; Yếu')", "par.grade(s, 'Tốt >= 80; Khá > 65; Trung bình >= 50; Yếu', 'Trung bình')"]


def band(pct, best=0):
    if pct is None:
        return None
    for i, (name, bound) in enumerate(GRADING):
        if i >= best and (bound is None or (pct > bound if name == "Khá" else pct >= bound)):
            return name


def figures(rows):
    """rows: (points, maximum) as text; there is no summary of none"""
    if not rows:
        return [None, None, None, "0", "0"] + [None] * 5
    scored = [(F(p), F(m)) for p, m in rows if p is not None]
    points, maximum = sum(p for p, _ in scored), sum(m for _, m in scored)
    every = sum(F(m) for _, m in rows)
    index = ratio(points, maximum)
    return [Number(points), Number(maximum), Number(maximum - points), str(len(scored)), str(len(rows) - len(scored)),
            rounded(ratio(maximum, every), 3), rounded(index, 4), None if index is None else Near(float(index / 100), 1e-14, 1e-20),
            band(index), band(index, 2)]


def run(rng, n, tally):
    cases = []
    for _ in range(n // 2):
        text, points = rule(rng)
        maximum = F(rng.choice(["1", "2", "3", "0.5", "1.75", "10", "7", "2.5"]))
        if text.startswith("answers"):
            value = F(rng.randint(1, 4))
        elif text == "manual":
            value = F(rng.randint(0, int(maximum * 8)), 8)
        elif text.split()[0] in ("each", "minus"):
            value = F(rng.randint(0, 12))
        else:
            value = near_threshold(rng, text)
        # The same value as a ratio of two counts.
        den = rng.choice([F(1), F(3), F(7), F(10**6), F(10**12)])
        wanted = sixteen(points(value, maximum), maximum)
        shown = lambda x: rounded(x, 12)
        cases.append(((text, shown(value), shown(value * den), shown(den * 100), shown(maximum)),
                      [wanted, ERROR if text.split()[0] in ("each", "minus", "answers", "manual") else wanted]))
    check(tally, "points", "rule par.rule, value numeric, num numeric, den numeric, max numeric",
          ["par.points(rule, value, max)", "par.points(rule, num, den, max)"], cases)

    def leaf():
        maximum = rng.choice(["0", "1", "2.5", "3", "0.75", "10"])
        if rng.random() < 0.02:
            maximum = str(2**63 - 1 + rng.randint(-3, 3))  # the sums leave 64 bits
        if rng.random() < 0.15:
            return None, maximum
        if maximum == "0":
            return rng.choice(["0.5", "-1", "-0.25"]), maximum
        share = F(rng.randint(0, 16), 16)
        return rounded(share * F(maximum), 6), maximum
    rows = [(rng.randrange(6), rng.randrange(4), *leaf()) for _ in range(n // 20)]
    of = lambda group: figures([row[2:4] for row in group])
    shapes(tally, "score_agg", "points numeric, max_points numeric", rows, "par.score_agg({}points, max_points)", FIGURES, of,
           seed=rng.randrange(100), adds=False)

    cases = []
    for _ in range(n // 4):
        pct = F(rng.choice([80, 65, 50, 84, 0, 100])) + rng.choice([0, F(1, 1000), F(-1, 1000), F(1, 10**12), F(-1, 10**12), F(rng.randint(-2000, 2000), 100)])
        best = rng.randrange(4)
        cases.append(((rounded(pct, 15), GRADING[best][0]), [band(pct), band(pct, best)]))
    check(tally, "grade", "pct numeric, at_best text",
          ["par.grade(pct, 'Tốt >= 80; Khá > 65; Trung bình >= 50; Yếu')", "par.grade(pct, 'Tốt >= 80; Khá > 65; Trung bình >= 50; Yếu', at_best)"], cases)
