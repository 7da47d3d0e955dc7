"""Room calendar: against a walk over every minute of the days covered."""
from bisect import bisect_left
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from harness import ERROR, check

UTC = timezone.utc
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# Where a day was left out, where clocks move by an hour or by half of one, at
# midnight, twice in a year, or not at all.
ZONES = [("Pacific/Apia", date(2011, 12, 30)), ("Pacific/Kwajalein", date(1993, 8, 21)), ("Europe/Berlin", date(2024, 3, 31)),
         ("Europe/Berlin", date(2024, 10, 27)), ("Africa/Cairo", date(2024, 4, 26)), ("Australia/Lord_Howe", date(2024, 4, 7)),
         ("America/Sao_Paulo", date(2018, 11, 4)), ("Asia/Ho_Chi_Minh", date(2024, 5, 4))]


def slots(rng):
    """Spans in minutes of the day, in order, not touching."""
    edges = sorted(rng.sample(range(0, 97), 2 * rng.choice([1, 2, 2, 3])))
    return [(15 * a, 15 * b) for a, b in zip(edges[::2], edges[1::2])]


class Office:
    """A calendar, as text and as the minutes in which it works."""

    def __init__(self, rng):
        zone, around = rng.choice(ZONES)
        self.zone = ZoneInfo(zone)
        self.first, self.last = around - rng.randint(8, 15) * DAY, around + rng.randint(8, 15) * DAY
        office_hours = [(450, 690), (810, 1050)]
        week = {w: rng.choice([office_hours, slots(rng)]) for w in range(7) if rng.random() < (0.9 if w < 5 else 0.4)} or {0: office_hours}
        covered = [self.first + i * DAY for i in range((self.last - self.first).days + 1)]
        # A day that the clock left out is off, and cannot be worked.
        there = {(datetime.combine(self.first, time(12), UTC) + timedelta(hours=h)).astimezone(self.zone).date()
                 for h in range(-48, 24 * len(covered) + 48)}
        off = [day for day in covered if rng.random() < 0.1]
        work = {day: rng.choice([None, slots(rng)]) for day in covered if day in there and day not in off and rng.random() < 0.08}

        def of(day):
            if day in off:
                return []
            if day in work:
                if work[day]:
                    return work[day]
                # Its own weekday's, or of the nearest one before that is worked.
                return next(week[(day.weekday() - back) % 7] for back in range(7) if (day.weekday() - back) % 7 in week)
            return week.get(day.weekday(), [])
        self.slots = {day: of(day) if day in there else [] for day in covered}
        self.worked = [day for day in covered if self.slots[day]]

        clock = lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}"
        spans = lambda s: "[" + ", ".join(f'"{clock(a)}-{clock(b)}"' for a, b in s) + "]"
        self.text = ('{"zone": "%s", "from": "%s", "to": "%s", "hours": {%s}, "off": [%s], "work": [%s]}' % (
            zone, self.first, self.last, ", ".join(f'"{WEEK[w]}": {spans(s)}' for w, s in week.items()),
            ", ".join(f'"{day}"' for day in off),
            ", ".join('{"day": "%s"%s}' % (day, f', "hours": {spans(s)}' if s else "") for day, s in work.items())))

        # Every minute in which there is work, in the order of time.
        self.minutes, self.ends = [], {}
        at = datetime.combine(self.first, time(), UTC) - 2 * DAY
        self.begin, self.end = None, None
        while at < datetime.combine(self.last, time(), UTC) + 3 * DAY:
            local = at.astimezone(self.zone)
            if self.first <= local.date() <= self.last:
                self.begin, self.end = self.begin or at, at + MINUTE
                of_day = 60 * local.hour + local.minute
                if any(a <= of_day < b for a, b in self.slots[local.date()]):
                    self.minutes.append(at)
                    self.ends[local.date()] = at + MINUTE
            at += MINUTE
        self.covered = covered

    def day(self, at):
        return at.astimezone(self.zone).date()

    def covers(self, day):
        return self.first <= day <= self.last

    def rank(self, day):
        """Days worked up to it and with it."""
        return bisect_left(self.worked, day + DAY)

    def end_of_work(self, day):
        if day in self.ends and self.at_end(day):
            return self.ends[day]
        # The end of the last span is left out by the clock: the leap itself.
        return next(at for at in self.walk() if self.day(at) >= day and self.clock(at) >= (day, self.slots[day][-1][1]))

    def clock(self, at):
        local = at.astimezone(self.zone)
        return local.date(), 60 * local.hour + local.minute

    def at_end(self, day):
        """Is the last minute that the plan says worked?"""
        return self.clock(self.ends[day] - MINUTE) == (day, self.slots[day][-1][1] - 1)

    def walk(self):
        at = self.begin
        while at < self.end:
            yield at
            at += MINUTE


def working_days(office, start, end):
    if not (office.covers(start) or start == office.first - DAY) or not (office.covers(end) or end == office.first - DAY):
        return ERROR
    return str(office.rank(end) - office.rank(start))


def add_working_days(office, day, n):
    rank = office.rank(day) + n
    if not office.covers(day) or not 1 <= rank <= len(office.worked):
        return ERROR
    return str(office.worked[rank - 1])


def due_at(office, received, days, pauses, mode):
    begun, start, moved = received, office.day(received), 0
    pauses = [p for p in pauses if p[1] is None or p[1] > received]
    while True:
        rank = office.rank(start) + days + moved
        if days == 0 and (not office.slots[start] or office.end_of_work(start) < begun):
            rank += 1
        due = office.end_of_work(office.worked[rank - 1]) if rank <= len(office.worked) else None
        # A pause that begins behind the calendar's end changes nothing there.
        if not pauses or due is not None and pauses[0][0] >= due or pauses[0][0] >= office.end:
            return ERROR if due is None else due
        begin, end = pauses.pop(0)
        if end is None:
            return None
        last = office.day(end)
        if not office.covers(last):
            return ERROR
        if mode == "restart":
            begun, start = end, last
        else:
            moved += office.rank(last) - office.rank(office.day(max(begin, received)))


def merged(pauses):
    """As a multirange has them: in order, those that overlap or touch as one."""
    result = []
    for begin, end in sorted(pauses, key=lambda p: p[0]):
        if result and (result[-1][1] is None or begin <= result[-1][1]):
            if result[-1][1] is not None:
                result[-1] = (result[-1][0], None if end is None else max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return result


def run(rng, n, tally):
    per_office = 200
    of_days, of_dues, of_hours = [], [], []
    for _ in range(max(1, n // per_office)):
        office = Office(rng)
        at = lambda: office.begin + timedelta(minutes=rng.randrange(int((office.end - office.begin) / MINUTE)))
        for _ in range(per_office // 3):
            a, b = (rng.choice(office.covered) for _ in range(2))
            if rng.random() < 0.05:
                b = office.last + rng.randint(1, 3) * DAY
            k = rng.randint(-12, 12)
            of_days.append(((office.text, a, b, k),
                            [working_days(office, a, b), add_working_days(office, a, k), "true" if office.slots[a] else "false"]))

            received, days, mode = at(), rng.choice([0, 1, 2, 3, 5, 10, 20]), rng.choice(["pause", "pause", "restart"])
            pauses = []
            for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
                # Some begin before receipt, some begin or end behind the calendar, some never end.
                begin = received + timedelta(minutes=rng.randint(-2 * 1440, 9 * 1440))
                end = begin + timedelta(minutes=rng.choice([1, rng.randint(1, 600), rng.randint(1, 6 * 1440), 40 * 1440]))
                pauses.append((begin, None if rng.random() < 0.12 else end))
            pauses = merged(pauses)
            # A due day that has ended before receipt is none: not asked here.
            if days or office.slots[office.day(received)] == [] or received < office.end_of_work(office.day(received)):
                as_text = "{" + ",".join(f"[{b.isoformat()},{e.isoformat() if e else ''})" for b, e in pauses) + "}"
                wanted = due_at(office, received, days, pauses, mode)
                of_dues.append(((office.text, received, days, as_text, mode),
                                [str(int(wanted.timestamp())) if isinstance(wanted, datetime) else wanted]))

            x, y = at(), at()
            closed = [(b, e or office.end + DAY) for b, e in pauses]
            low, high = sorted((x, y))
            lived = office.minutes[bisect_left(office.minutes, low):bisect_left(office.minutes, high)]
            lived = len([m for m in lived if not any(b <= m < e for b, e in closed)])
            as_text = "{" + ",".join(f"[{b.isoformat()},{e.isoformat() if e else ''})" for b, e in pauses) + "}"
            seconds = 60 * lived * (1 if x <= y else -1)
            of_hours.append(((office.text, x, y, as_text), [str(seconds)]))
    check(tally, "days", "cal par.calendar, a date, b date, k int",
          ["par.working_days(a, b, cal)", "par.add_working_days(a, k, cal)", "par.is_working_day(a, cal)"], of_days)
    check(tally, "due_at", "cal par.calendar, received timestamptz, days int, pauses tstzmultirange, mode text",
          ["extract(epoch FROM par.due_at(received, days, cal, pauses, mode))::bigint"], of_dues)
    check(tally, "working_time", "cal par.calendar, a timestamptz, b timestamptz, pauses tstzmultirange",
          ["extract(epoch FROM par.working_time(a, b, cal, pauses))::bigint"], of_hours)
