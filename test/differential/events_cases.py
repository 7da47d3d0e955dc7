"""Room events: a dossier's events, summed up to a day, are its state at the end of that day."""
from datetime import date, datetime, timedelta, timezone

from harness import SETTINGS, ask, compare, copied
from ontime_cases import classed

ZONES = {"Asia/Ho_Chi_Minh": 7, "UTC": 0, "Etc/GMT+11": -11, "Asia/Kathmandu": 5.75}  # none with a summer time
NUMBERS = ["received", "pending", "overdue", "paused", "no_deadline", "early", "on_time", "late", "finished_no_deadline", "days_late"]


def state(received, due, finished, pauses, day, hours):
    """The ten numbers at the last microsecond of a day."""
    zone = timezone(timedelta(hours=hours))
    local = lambda t: t.astimezone(zone).date()
    end = datetime(day.year, day.month, day.day, 23, 59, 59, 999999, tzinfo=zone)
    numbers = dict.fromkeys(NUMBERS, 0)
    if received > end:
        return numbers
    numbers["received"] = 1
    paused = any(a <= end and (b is None or end < b) for a, b in pauses)
    name, closed, days_late = classed(due, finished, end, paused, local)
    numbers["finished_no_deadline" if closed and due is None else name] = 1
    numbers["days_late"] = days_late or 0
    return numbers


def run(rng, n, tally):
    first = datetime(2024, 1, 1, tzinfo=timezone.utc)
    moment = lambda low, high: first + timedelta(days=rng.randrange(low, high), seconds=rng.choice([0, 1, 61200, 86399, rng.randrange(86400)]))
    dossiers = []
    for i in range(max(10, n // 25)):
        zone = rng.choice(list(ZONES))
        received = moment(0, 30)
        due = None if rng.random() < 0.15 else moment(5, 45)
        finished = None if rng.random() < 0.3 else received + timedelta(days=rng.randrange(35), seconds=rng.randrange(86400))
        pauses, at = [], received
        for _ in range(rng.choice([0, 0, 1, 2, 4])):
            at += timedelta(days=rng.randrange(4), seconds=rng.randrange(1, 86400))
            until = at + timedelta(days=rng.choice([0, 1, 5]), seconds=rng.randrange(1, 86400))
            pauses.append((at, until))
            at = until + timedelta(seconds=1)
        if pauses and rng.random() < 0.3:
            pauses[-1] = (pauses[-1][0], None)
        dossiers.append((i, zone, received, due, finished, pauses))
    text = lambda pauses: "{" + ",".join("[%s,%s)" % (a.isoformat(), b.isoformat() if b else "") for a, b in pauses) + "}"
    script = SETTINGS + "CREATE TEMP TABLE given (n int, zone text, received timestamptz, due timestamptz, finished timestamptz, pauses tstzmultirange);\n"
    script += copied("given", [(i, zone, r, d, f, text(p)) for i, zone, r, d, f, p in dossiers])
    sums = ", ".join(f"coalesce(sum(d_{name}), 0)" for name in NUMBERS)
    script += f"""COPY (SELECT n, d.day, (SELECT concat_ws(' ', {sums}) FROM par.dossier_events(received, due, finished, pauses, zone) e WHERE e.day <= d.day)
        FROM given, LATERAL (SELECT date '2023-12-30' + o AS day FROM generate_series(0, 100, 1 + n % 4) o) d) TO STDOUT;\n"""
    for i, day, got in ask(script):
        _, zone, received, due, finished, pauses = dossiers[int(i)]
        numbers = state(received, due, finished, pauses, date.fromisoformat(day), ZONES[zone])
        compare(tally, "dossier_events", (zone, received, due, finished, text(pauses), day), [" ".join(str(numbers[name]) for name in NUMBERS)], [got])
