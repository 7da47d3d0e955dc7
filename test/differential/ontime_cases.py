"""Room ontime: the class of a case, and the summary of many."""
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from harness import ERROR, Near, check, ratio, rounded, shapes

# With a change of the clock, or a day that was not, around each of the days.
ZONES = {"Asia/Ho_Chi_Minh": date(2024, 6, 30), "Pacific/Apia": date(2011, 12, 30), "America/New_York": date(2024, 11, 3),
         "Africa/Cairo": date(2024, 4, 26), "Australia/Lord_Howe": date(2024, 4, 7), "America/Sao_Paulo": date(2018, 11, 4)}
BASES = ["finished", "due", "received"]
FIGURES = (["par.%s(s)" % n for n in ("n_early", "n_on_time", "n_late", "n_pending", "n_overdue", "n_paused", "n_no_deadline",
                                      "n_finished", "n_open", "n_received")] +
           [f"par.{which}_pct(s, '{basis}', 3)" for basis in BASES for which in ("on_time", "early", "late")] +
           ["par.days_late_avg(s)", "par.late_rate(s, 'due')", "par.days_late_max(s)"])


def classed(due, done, as_of, paused, day):
    """(class, finished, days late); no class is None."""
    finished = done is not None and (as_of is None or done <= as_of)
    if not finished and as_of is None:
        return None, False, None
    if due is None:
        return "no_deadline", finished, None
    if finished:
        if done > due:
            return "late", True, (day(done) - day(due)).days
        return ("early" if day(done) < day(due) else "on_time"), True, None
    return ("paused" if paused else "pending" if as_of <= due else "overdue"), False, None


def figures(results, maximum=lambda days: None if days is None else str(days)):
    results = [r for r in results if r[0] is not None]
    n = {c: sum(r[0] == c for r in results)
         for c in ("early", "on_time", "late", "pending", "overdue", "paused", "no_deadline")}
    finished, received = sum(r[1] for r in results), len(results)
    late = [r[2] for r in results if r[2] is not None]
    dated = n["early"] + n["on_time"] + n["late"]
    good, bad = n["early"] + n["on_time"], n["late"] + n["overdue"]
    over = {"finished": (good, n["late"], dated), "due": (good, bad, dated + n["overdue"]), "received": (received - bad, bad, received)}
    return ([str(c) for c in n.values()] + [str(finished), str(received - finished), str(received)] +
            [rounded(ratio(part, over[basis][2]), 3) for basis in BASES for part in (over[basis][0], n["early"], over[basis][1])] +
            [Near(sum(late) / len(late)) if late else None,
             Near(bad / over["due"][2]) if over["due"][2] else None,
             maximum(max(late) if late else None)])


class Maximum:
    """What is left after a part was taken away may not know its maximum."""
    def __init__(self, value):
        self.value = value

    def __eq__(self, got):
        return got in (None, str(self.value))

    def __repr__(self):
        return f"maximum {self.value}, or none"


def days(rng):
    """due, done, as_of, paused"""
    as_of = date(2024, 6, 30)
    due = None if rng.random() < 0.1 else as_of + timedelta(rng.randint(-20, 10))
    done = None if rng.random() < 0.3 else (due or as_of) + timedelta(rng.choice([0, 0, -1, 1, rng.randint(-9, 30)]))
    return due, done, None if rng.random() < 0.05 else as_of, rng.choice([True, False, False, None])


def instants(rng, zone):
    around = datetime.combine(ZONES[zone], datetime.min.time(), timezone.utc)
    def at():
        return around + timedelta(minutes=rng.choice([rng.randint(-4000, 4000), rng.randint(-40, 80) * 30]), microseconds=rng.choice([0, 0, 1, -1]))
    due = None if rng.random() < 0.1 else at()
    done = None if rng.random() < 0.25 else rng.choice([at(), (due or at()) + timedelta(microseconds=rng.choice([-1, 0, 1]))])
    return due, done, None if rng.random() < 0.05 else around + timedelta(days=rng.randint(-1, 3)), rng.choice([True, False, False])


def run(rng, n, tally):
    one = [days(rng) for _ in range(n // 8)]
    check(tally, "timeliness of days", "due date, done date, as_of date, paused boolean",
          ["par.timeliness(due, done, as_of, paused)", "par.timeliness(due, done, as_of)"],
          [(c, [classed(*c[:3], c[3], lambda d: d)[0], classed(*c[:3], False, lambda d: d)[0]]) for c in one])
    cases = []
    for _ in range(n // 8):
        zone = rng.choice(list(ZONES))
        due, done, as_of, paused = instants(rng, zone)
        local = lambda t, z=ZoneInfo(zone): t.astimezone(z).date()
        cases.append(((due, done, as_of, paused, zone), [classed(due, done, as_of, paused, local)[0]]))
    check(tally, "timeliness of instants", "due timestamptz, done timestamptz, as_of timestamptz, paused boolean, zone text",
          ["par.timeliness(due, done, as_of, paused, zone)"], cases)

    rows = n // 20
    of_days = [(rng.randrange(7), rng.randrange(4), *days(rng)) for _ in range(rows)]
    shapes(tally, "ontime_agg of days", "due date, done date, as_of date, paused boolean", of_days,
           "par.ontime_agg({}due, done, as_of, paused)", FIGURES,
           lambda group: figures([classed(*row[2:6], lambda d: d) for row in group]),
           lambda group: figures([classed(*row[2:6], lambda d: d) for row in group], Maximum), rng.randrange(100))
    many = [(rng.randrange(50), rng.randrange(20), *days(rng)) for _ in range(4 * n)]
    shapes(tally, "ontime_agg of many", "due date, done date, as_of date, paused boolean", many,
           "par.ontime_agg({}due, done, as_of, paused)", FIGURES, lambda group: figures([classed(*row[2:6], lambda d: d) for row in group]),
           only=["parallel", "partition-wise", "partition-wise, partial", "parallel rollup", "CUBE"])
    for zone in rng.sample(list(ZONES), 2):
        local = lambda t, z=ZoneInfo(zone): t.astimezone(z).date()
        of_instants = [(rng.randrange(5), rng.randrange(3), *instants(rng, zone)) for _ in range(rows // 2)]
        shapes(tally, f"ontime_agg of instants {zone.replace('/', ' ').lower()}",
               "due timestamptz, done timestamptz, as_of timestamptz, paused boolean", of_instants,
               f"par.ontime_agg({{}}due, done, as_of, paused, text '{zone}')", FIGURES,
               lambda group: figures([classed(*row[2:6], local) for row in group]),
               lambda group: figures([classed(*row[2:6], local) for row in group], Maximum), rng.randrange(100))

    # Sums near the limit: 2^60 cases of a class.
    cases = []
    for _ in range(n // 40):
        a, b = ([rng.choice([0, 1, 2**60, 2**60 - 1, 2**59, rng.randrange(2**60)]) for _ in range(3)] for _ in range(2))
        total = [x + y for x, y in zip(a, b)]
        text = lambda c: '{"on_time": %d, "late": %d, "pending": %d}' % tuple(c)
        pct = lambda c: rounded(ratio(c[0], c[0] + c[1]), 10)
        fits = max(total) <= 2**60
        rest = [x - y for x, y in zip(a, b)]
        cases.append(((text(a), text(b)), [pct(a), str(sum(a)), pct(total) if fits else ERROR, str(sum(total)) if fits else ERROR,
                                           pct(rest) if min(rest) >= 0 else ERROR]))
    check(tally, "ontime_stats near the limit", "a par.ontime_stats, b par.ontime_stats",
          ["par.on_time_pct(a, digits => 10)", "par.n_received(a)", "par.on_time_pct(a OPERATOR(par.+) b, digits => 10)",
           "par.n_received(a OPERATOR(par.+) b)", "par.on_time_pct(a OPERATOR(par.-) b, digits => 10)"], cases)
