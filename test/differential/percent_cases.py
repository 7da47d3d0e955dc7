"""Room percent: exact percentages, and numbers as they stand in reports."""
import re
from fractions import Fraction

from harness import ERROR, Near, check, ratio, rounded

MODES = ["half_up", "half_even", "truncate"]
BLANKS = ["", " ", "\u00a0", "\u202f", "\u2009", "\t"]
DASHES = "-\u2010\u2013\u2014\u2212"
SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2079"


def number(rng):
    """Counts, decimals, and what is at the edge of 64 bits or far beyond."""
    kind = rng.random()
    if kind < 0.5:
        text = str(rng.randrange(10 ** rng.randint(1, 6)))
    elif kind < 0.7:
        text = f"{rng.randrange(10 ** rng.randint(1, 9))}.{rng.randrange(10 ** 6):0{rng.randint(6, 9)}d}"
    elif kind < 0.85:
        text = str(rng.choice([2**31, 2**32, 10**15, 10**18, 2**62, 2**63, 2**64, 92233720368547758]) + rng.randint(-2, 2))
    elif kind < 0.95:
        text = str(rng.randrange(10 ** rng.randint(20, 60)))
    else:
        text = "0." + "0" * rng.randint(0, 25) + str(rng.randrange(1, 1000))
    return ("-" if rng.random() < 0.15 else "") + text


def counts(rng):
    """A pair that is often right on the half of some decimal."""
    if rng.random() < 0.4:
        den = rng.choice([2, 4, 8, 16, 32, 40, 80, 125, 200, 400, 800, 1600, 8000])
        return str(rng.randint(-3 * den, 3 * den)), str(rng.choice([den, -den, den]))
    return number(rng), number(rng)


def vietnamese(text):
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, decimals = text.partition(".")
    return sign + re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole) + ("," + decimals if decimals else "")


def read(text):
    """(value as text or None) by the rule of parse_number, or ERROR."""
    text = re.sub(r"[ \t-\r\u00a0\u2000-\u200b\u202f\u3000\ufeff]", "", text)
    match = re.fullmatch(f"([^%{SUPERSCRIPTS}]*)(%?)[{SUPERSCRIPTS}]*", text)
    if not match:
        return ERROR
    body, percent = match.groups()
    if body and body[0] in DASHES:
        body = "-" + body[1:]
    if body in ("", "-"):
        return ERROR if percent else None
    match = (re.fullmatch(r"(-?)([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?", body, re.ASCII)
             or re.fullmatch(r"(-?)(\d+)(?:[.,](\d+))?", body, re.ASCII))
    if not match:
        return ERROR
    sign, whole, decimals = match.groups()
    value = Fraction(int(whole.replace(".", "") + (decimals or "")), 10 ** len(decimals or ""))
    return rounded(-value if sign else value, len(decimals or ""))


def printed(rng):
    if rng.random() < 0.5:
        return "".join(rng.choice("0123456789.,.,-% ") for _ in range(rng.randint(0, 8)))
    text = vietnamese(rounded(Fraction(number(rng)), rng.randint(0, 4)))
    if rng.random() < 0.3:
        text = text.replace(".", "")
    if text.startswith("-"):
        text = rng.choice(DASHES) + text[1:]
    at = rng.randint(0, len(text))
    return (text[:at] + rng.choice(BLANKS) + text[at:] + rng.choice(["", "", "%", " %"]) +
            rng.choice(["", "", rng.choice(SUPERSCRIPTS)]) + rng.choice(BLANKS))


def run(rng, n, tally):
    n //= 5
    cases = []
    for _ in range(n):
        num, den = counts(rng)
        digits, mode = rng.choice([0, 1, 2, 2, 2, 3, 7, 20]), rng.choice(MODES)
        cases.append(((num, den, digits, mode), [rounded(ratio(Fraction(num), Fraction(den)), digits, mode)]))
    check(tally, "pct", "num numeric, den numeric, digits int, mode text", ["par.pct(num, den, digits, mode)"], cases)

    cases = []
    for _ in range(n):
        num, den = counts(rng)
        value = ratio(Fraction(num), Fraction(den), 1)
        cases.append(((num, den), [None if value is None else Near(float(value), 1e-15)]))
    check(tally, "rate", "num numeric, den numeric", ["par.rate(num, den)"], cases)

    cases = []
    for _ in range(n):
        num, den = counts(rng)
        digits = rng.randint(0, 3)
        value = ratio(Fraction(num), Fraction(den))
        figure = rounded(value if value is not None else Fraction(1), digits, rng.choice(MODES))
        if rng.random() < 0.3:
            figure = rounded(Fraction(figure) + Fraction(rng.choice([-1, 1]), 10**digits), digits)
        text = vietnamese(figure) + rng.choice(["", "%", " %"])
        wanted = next((m for m in MODES if value is not None and Fraction(rounded(value, digits, m)) == Fraction(read(text))), None)
        cases.append(((num, den, text), [wanted]))
    check(tally, "reproduces", "num numeric, den numeric, printed text", ["par.reproduces(num, den, printed)"], cases)

    cases = [((text,), [read(text)]) for text in (printed(rng) for _ in range(n))]
    check(tally, "parse_number", "printed text", ["par.parse_number(printed)"], cases)

    cases = []
    for _ in range(n):
        value, digits = number(rng), rng.choice([0, 1, 2, 2, 5, 20])
        cases.append(((value, digits), [vietnamese(rounded(Fraction(value), digits))]))
    check(tally, "format_number", "value numeric, digits int", ["par.format_number(value, digits)"], cases)
