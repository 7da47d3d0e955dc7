"""Room deadline: the basic kinds of wording, in the spellings that people type."""
import calendar
import unicodedata
from datetime import date, timedelta

from harness import check

ROMAN = ["", "I", "II", "III", "IV"]


def first(year, month):
    return date(year, month, 1)


def last(year, month):
    return date(year, month, calendar.monthrange(year, month)[1])


def period(rng, year):
    """(text without its year, first day, last day, kind)"""
    kind = rng.choice(["quarter", "month", "month", "year"])
    if kind == "quarter":
        q = rng.randint(1, 4)
        return f"quý {rng.choice([ROMAN[q], str(q)])}", first(year, 3 * q - 2), last(year, 3 * q), kind
    if kind == "month":
        m = rng.randint(1, 12)
        return f"tháng {rng.choice([str(m), f'{m:02}'])}", first(year, m), last(year, m), kind
    return "năm", first(year, 1), last(year, 12), kind


def of_year(rng, year, plan_year, text):
    """With its year; without it where it is the plan's."""
    if text == "năm":
        return f"năm {year}"
    if year == plan_year and rng.random() < 0.5:
        return text
    return text + rng.choice([f"/{year}", f" năm {year}"])


def wording(rng, plan_year):
    """(text, rows of (starts, due, kind))"""
    year = plan_year + rng.choice([0, 0, 0, 1, -1])
    text, starts, due, kind = period(rng, year)
    dated = of_year(rng, year, plan_year, text)
    day = first(year, 1) + timedelta(rng.randrange(365))
    short = rng.choice([f"{day.day}/{day.month}", f"{day.day:02}/{day.month:02}"])
    day_text = short if year == plan_year and rng.random() < 0.5 else f"{short}/{year}"
    make = rng.randrange(12)
    if make == 0:
        return rng.choice(["", "Trong ", "trong "]) + dated, [(starts, due, kind)]
    if make == 1:
        return f"{rng.choice(['Ngày ', 'ngày '])}{day_text}", [(day, day, "date")]
    if make == 2:
        return f"{rng.choice(['Trước', 'Hoàn thành trước'])} ngày {day_text}", [(None, day - timedelta(1), "date")]
    if make == 3:
        return f"{rng.choice(['Chậm nhất', 'Đến', 'Không quá'])} ngày {day_text}", [(None, day, "date")]
    if make == 4:
        return f"Đến hết {dated}", [(None, due, kind)]
    if make == 5:
        return f"Từ {dated}", [(starts, None, "start_only")]
    if make == 6:
        a, b = sorted(rng.sample(range(1, 13), 2))
        tail = "" if year == plan_year and rng.random() < 0.5 else f"/{year}"
        return f"Từ tháng {a} {rng.choice(['đến', '-', '–'])} tháng {b}{tail}", [(first(year, a), last(year, b), "range")]
    if make == 7:
        a, b = sorted(rng.sample(range(1, 5), 2))
        return f"Từ Quý {ROMAN[a]} – Quý {ROMAN[b]}/{year}", [(first(year, 3 * a - 2), last(year, 3 * b), "range")]
    if make == 8:
        return rng.choice([("Thường xuyên", [(None, None, "recurring")]), ("Theo quy định", [(None, None, "external")])])
    if make == 9:
        d = rng.randint(1, 28)
        return (f"{rng.choice(['trước', 'Trước'])} ngày {d:02} hàng tháng",
                [(None, date(plan_year, m, d) - timedelta(1), "periodic") for m in range(1, 13)])
    if make == 10:
        quarters = sorted(rng.sample(range(1, 5), 2))
        return (f"Quý {ROMAN[quarters[0]]}, {ROMAN[quarters[1]]}/{year}",
                [(first(year, 3 * q - 2), last(year, 3 * q), "quarter") for q in quarters])
    n = rng.randint(1, 60)
    return f"Trong vòng {n:02} ngày kể từ ngày ban hành", [(None, None, "after_event")]


def run(rng, n, tally):
    cases = []
    for _ in range(n):
        plan_year = rng.randint(2015, 2035)
        parts = [wording(rng, plan_year) for _ in range(rng.choice([1, 1, 1, 2]))]
        text = rng.choice(["; ", "\n"]).join(part for part, _ in parts)
        rows = [row for _, rows in parts for row in rows]
        # Spellings that make no difference.
        text = rng.choice([str, str, str.upper, lambda t: t.replace(" ", "\u00a0"), lambda t: unicodedata.normalize("NFD", t)])(text)
        if rng.random() < 0.1:
            text = text.replace("Quý", "Quí").replace("quý", "quí")
        shown = ";".join(f"{i} {starts or '-'} {due or '-'} {kind}" for i, (starts, due, kind) in enumerate(rows, 1))
        dues = [due for _, due, _ in rows if due]
        cases.append(((text, plan_year), [shown, str(max(dues)) if dues else None]))
    check(tally, "deadlines", "wording text, plan_year int",
          ["(SELECT string_agg(concat_ws(' ', ord, coalesce(starts::text, '-'), coalesce(due::text, '-'), kind), ';' ORDER BY ord) "
           "FROM par.deadlines(wording, plan_year))", "par.due_date(wording, plan_year)"], cases)
