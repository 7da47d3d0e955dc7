"""Room groups: many summaries kept by one aggregate, against counting each key."""
from datetime import date, timedelta

from harness import SETTINGS, PARALLEL, ask, compare, copied


def key(rng, kind):
    return {"few": lambda: rng.randrange(-3, 40), "many": lambda: rng.randrange(2000), "far": lambda: rng.choice([None, 0, -2**31, 2**31 - 1, rng.randrange(-2**31, 2**31)]),
            "one": lambda: 7}[kind]()


def run(rng, n, tally):
    first, as_of = date(2024, 1, 1), date(2024, 9, 30)
    for kind in ("few", "many", "far", "one"):
        rows = []
        for _ in range(max(20, n // 4)):
            due = None if rng.random() < 0.1 else first + timedelta(rng.randrange(366))
            done = None if rng.random() < 0.2 else first + timedelta(rng.randrange(366))
            rows.append((key(rng, kind), due, done, rng.choice([None, 0, 1, 2, 3, 4, 5, 10])))
        wanted = {}
        for k, due, done, answer in rows:
            counts, answers = wanted.setdefault(k, ([0] * 6, [0] * 12))
            finished = done is not None and done <= as_of
            if due is None:
                counts[5] += 1
            elif finished:
                counts[0 if done < due else 1 if done == due else 2] += 1
            else:
                counts[3 if due >= as_of else 4] += 1
            answers[11 if answer is None else answer] += 1
        script = SETTINGS + "CREATE TABLE by_key (key int, due date, done date, answer int);\n" + copied("by_key", rows) + "ANALYZE by_key;\n"
        for settings in ("", PARALLEL):
            script += settings
            script += f"""COPY (SELECT coalesce(o.key::text, '-'), concat_ws(' ', par.n_early(o.stats), par.n_on_time(o.stats), par.n_late(o.stats), par.n_pending(o.stats),
                    par.n_overdue(o.stats), par.n_no_deadline(o.stats)),
                    (SELECT string_agg(par.n_at(s.stats, c)::text, ' ' ORDER BY c) FROM generate_series(0, 10) c) || ' ' || par.n_missing(s.stats)
                FROM (SELECT par.ontime_by(key, due, done, date '{as_of}') AS g, par.survey_by(key, answer) AS h FROM by_key) x, par.rows(g) o, par.rows(h) s
                WHERE o.key IS NOT DISTINCT FROM s.key) TO STDOUT;\n"""
        script += "DROP TABLE by_key;\n"
        answers = ask(script)
        for part in (answers[:len(answers) // 2], answers[len(answers) // 2:]):
            got = {k: (o, s) for k, o, s in part}
            for k, (counts, codes) in wanted.items():
                compare(tally, f"groups of {kind} keys", k, [" ".join(map(str, counts)), " ".join(map(str, codes))],
                        list(got.pop("-" if k is None else str(k), ())))
            for k in got:
                compare(tally, f"groups of {kind} keys", k, ["no such key"], [])
