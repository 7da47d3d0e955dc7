"""Room survey, whole forms: a person's answers together, their variance by person."""
import math
from fractions import Fraction

from harness import Error, Near, check, ratio, rounded, shapes

FIGURES = ["par.n_forms(s)", "par.n_persons(s)", "par.n_answers(s)", "par.n_missing(s)", "par.satisfied_pct(s, digits => 4)",
           "par.satisfied_pct(s, '{1,3}', 'asked', digits => 4)", "par.satisfied_se(s, digits => 9)", "par.satisfied_se(s, '{1,3}', 'asked', 9)",
           "par.mean_score(s, 5)", "par.mean_score_se(s, 9)", "par.effective_n(s)", "par.design_effect(s, '{4,5}', 'weighting')"]


def answers_of(text):
    return [None if a == "NULL" else int(a) for a in text[1:-1].split(",")] if text not in (None, "{}") else []


def estimate(forms, worth):
    """forms: (answers, weight); worth of an answer, None where it is not in the base.
    The ratio, and its linearised variance between persons."""
    sums = [(w, len(base), sum(base)) for answers, w in forms for base in [[worth(a) for a in answers if worth(a) is not None]]]
    x, y = sum(w * n for w, n, _ in sums), sum(w * s for w, _, s in sums)
    if x == 0:
        return None, None
    return Fraction(y, x), Fraction(sum(w * w * (s * x - y * n) ** 2 for w, n, s in sums), x**4)


def error(variance, persons, factor):
    return None if variance is None or persons < 2 else Near(factor * math.sqrt(variance * Fraction(persons, persons - 1)), 1e-9, 2e-9)


def figures(rows):
    """rows: (answers as an array's text, weight); no figure depends on the scale of the weights."""
    forms = [(answers_of(text), int(8 * w)) for text, w in rows]
    persons = sum(any(a is not None for a in answers) for answers, _ in forms)
    answered = [(a, w) for answers, w in forms for a in answers if a is not None]
    missing = sum(a is None for answers, _ in forms for a in answers)
    valid, variance = estimate(forms, lambda a: None if a is None else int(a in (4, 5)))
    asked, asked_variance = estimate(forms, lambda a: int(a in (1, 3)))
    mean, mean_variance = estimate(forms, lambda a: a)
    total = sum(w for _, w in answered)
    weighting = Fraction(len(answered) * sum(w * w for _, w in answered), total**2) if answered else None
    if persons < 2:
        effective = None
    elif valid in (0, 1):
        effective = persons / weighting
    elif variance == 0:
        effective = len(answered)
    else:
        effective = min(valid * (1 - valid) / (variance * Fraction(persons, persons - 1)), len(answered))
    percent = lambda p: None if p is None else rounded(100 * p, 4)
    return [str(len(rows)), str(persons), str(len(answered)), str(missing), percent(valid), percent(asked),
            error(variance, persons, 100), error(asked_variance, len(forms), 100), None if mean is None else rounded(mean, 5),
            error(mean_variance, persons, 1), None if effective is None else Near(float(effective), 1e-9),
            None if effective is None else Near(float(weighting), 1e-9)]


def form(rng):
    """Few, usual, or many answers, by one mind or by many; codes 0 to 10 now and then."""
    questions = rng.choice([0, 1, 2, 5, 8, 30, 31, 32, 40, 70])
    scale = rng.choice([range(1, 6)] * 9 + [range(0, 11)])
    mood = rng.choice(list(scale))
    codes = [rng.choice(["NULL", mood, mood, mood, rng.choice(list(scale))]) for _ in range(questions)]
    return "{" + ",".join(map(str, codes)) + "}" if rng.random() > 0.02 else None


def run(rng, n, tally):
    rows = max(400, n // 10)
    plain = [(rng.randrange(5), rng.randrange(3), form(rng)) for _ in range(rows)]
    answer = lambda group: figures([(row[2], 1) for row in group])
    shapes(tally, "forms", "answers int[]", plain, "par.survey_agg({}answers)", FIGURES, answer, answer, rng.randrange(100))
    weighted = [(rng.randrange(5), rng.randrange(3), form(rng), rng.randint(1, 40) / 8) for _ in range(rows // 2)]
    answer = lambda group: figures([row[2:4] for row in group])
    shapes(tally, "forms with weights", "answers int[], weight float8", weighted, "par.survey_agg({}answers, weight)", FIGURES, answer, answer, rng.randrange(100))

    cases = []
    for _ in range(n // 4):
        codes = [rng.choice([None, -1, 11, 15, 16, 100, 2**31 - 1] + list(range(11)) * 4) for _ in range(rng.choice([1, 3, 30, 31, 32, 33, 64]))]
        bad = any(c is not None and not 0 <= c <= 10 for c in codes)
        valid = [c for c in codes if c is not None]
        wanted = [Error()] * 2 if bad else [str(len(valid)), None if not valid else str(int(all(c in (3, 5) for c in valid)))]
        cases.append((("{" + ",".join("NULL" if c is None else str(c) for c in codes) + "}",), wanted))
    check(tally, "a form", "answers int[]", ["(SELECT par.n_answers(par.survey_agg(answers)))", "par.satisfied_person(answers, '{3,5}')"], cases)
