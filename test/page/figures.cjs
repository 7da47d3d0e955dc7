// Every figure on the page is that of the view.
"use strict";
const { ok, is, done, rows, figure, open } = require("./browser.cjs");

const by = (list, key) => { const map = new Map(); for (const r of list) { const k = key(r); map.has(k) ? map.get(k).push(r) : map.set(k, [r]); } return map; };

// Compares what the page shows with what the view says; want: column -> text
class Compared {
	constructor() { this.n = 0; this.wrong = []; }
	row(where, got, want) {
		for (const [column, text] of Object.entries(want)) {
			this.n++;
			const shown = got?.[column];
			const same = text instanceof RegExp ? text.test(shown ?? "") : shown === (text ?? "");
			if (!same) this.wrong.push(`${where} ${column}: shown ${JSON.stringify(shown)}, the view has ${text}`);
		}
	}
	keys(where, got, want) {
		this.n++;
		if (JSON.stringify(Object.keys(got).sort()) !== JSON.stringify([...want].sort())) this.wrong.push(`${where}: rows ${Object.keys(got).length}, the view has ${want.length}: ${Object.keys(got).filter(k => !want.includes(k)).slice(0, 3)} | ${want.filter(k => !(k in got)).slice(0, 3)}`);
	}
	end(name) { ok(this.n > 0 && this.wrong.length === 0, `${name}: ${this.n} figures`, ...this.wrong); }
}

const missing = /^(chưa|ẩn|không|no |not |withheld)/;
const day = text => { const [y, m, d] = text.split("-").map(Number); return `${d}/${m}/${y}`; };
const counts = ["n_early", "n_on_time", "n_late", "n_pending", "n_overdue", "n_paused", "n_no_deadline", "n_received"];

// Of the agencies of a bloc one by one: all, or at most so many.
async function compare(database, file, most = Infinity) {
	const { browser, page, go, cells, asked, said } = await open(file);
	const codes = by(rows(database, "SELECT DISTINCT code, name FROM agency"), r => r.code);
	const id = r => codes.get(r.agency_code).length > 1 ? r.agency_code + "~" + r.agency : r.agency_code;
	const at = (fw, r) => `#${new URLSearchParams({ fw, agency: id(r), all: 1 })}`;
	const league = by(rows(database, "SELECT * FROM league_table"), r => r.framework);
	const breakdown = by(rows(database, "SELECT * FROM index_breakdown"), r => r.framework + "/" + id(r));
	const satisfied = by(rows(database, "SELECT * FROM satisfaction_by_agency_factor"), r => r.year + "/" + id(r));
	const newest = new Set(rows(database, "SELECT code FROM framework f WHERE NOT EXISTS (SELECT FROM framework l WHERE l.bloc = f.bloc AND l.kind = f.kind AND l.year > f.year)").map(r => r.code));
	const bands = by(rows(database, "SELECT framework, name, lower_bound FROM band ORDER BY framework, lower_bound DESC NULLS LAST"), r => r.framework);
	const least = +rows(database, "SELECT min_answers FROM setting")[0].min_answers;

	const shown = new Compared(), facts = new Compared(), why = new Compared(), factors = new Compared(), path = new Compared();
	for (const [fw, list] of league) {
		await go("#fw=" + fw);
		const table = await cells("league-table");
		shown.keys(fw, table, list.map(r => fw + "/" + id(r)));
		for (const r of list) {
			const hidden = r.n_answers > 0 ? /^ẩn/ : /^không có câu trả lời/;
			const want = {
				rank: figure(r.rank) ?? "chưa xếp hạng", agency: r.agency.trim(), index_pct: figure(r.index_pct, 2) ?? "chưa có chỉ số", band: r.band ?? "chưa xếp loại",
				late_pct: figure(r.late_pct, 2) ?? "chưa có số liệu", satisfied_pct: figure(r.satisfied_pct, 2) ?? hidden,
			};
			shown.row(fw + "/" + id(r), table[fw + "/" + id(r)], want);
		}
		// the ranks that the survey leaves open
		const margins = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#league-table tbody tr")].map(tr => [tr.dataset.key, { margin: tr.querySelector("[data-col=rank] small")?.textContent ?? "" }])));
		for (const r of list) shown.row("margin " + fw + "/" + id(r), margins[fw + "/" + id(r)], { margin: r.rank_low == null || r.rank_high == null || r.rank == null ? "" : `trong khoảng ${figure(r.rank_low)}–${figure(r.rank_high)}` });
		for (const r of list.slice(-most)) {
			await go(at(fw, r));
			const fact = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#agency .facts > div")].map(e => [e.dataset.col, e.querySelector("dd").firstChild.textContent])));
			facts.row(fw + "/" + id(r), fact, {
				rank: r.rank == null ? "chưa xếp hạng" : `${figure(r.rank)} trên ${figure(list.filter(x => x.rank != null).length)}`, index_pct: figure(r.index_pct, 2) ?? "chưa có chỉ số",
				points: `${figure(r.points, 2)} / ${figure(r.max_points, 2)}`, late_pct: figure(r.late_pct, 2) ?? "chưa có số liệu" });
			const reasons = await cells("why-table"), causes = breakdown.get(fw + "/" + id(r));
			why.keys(fw + "/" + id(r), reasons, causes.map(c => c.criterion_code));
			for (const c of causes) why.row(`${fw}/${id(r)}/${c.criterion_code}`, reasons[c.criterion_code], {
				result: c.numerator == null ? "" : c.denominator == null ? figure(c.numerator) : `${figure(c.numerator)} / ${figure(c.denominator)}`,
				points: c.points == null ? missing : c.kind === "normal" ? `${figure(c.points, 2)} / ${figure(c.max_points, 2)}` : figure(c.points, 2),
				lost_points: figure(c.lost_points, 2),
				next: c.next_threshold == null || !(c.next_gain > 0) ? "–" : { test: text => text.includes(` ${figure(c.next_threshold)}${c.denominator == null ? "" : " %"} để `) && text.endsWith(` ${figure(c.next_gain, 2)} điểm`), __proto__: RegExp.prototype } });
			const got = await cells("factor-table"), asked = (satisfied.get(r.year + "/" + id(r)) ?? []);
			if (asked.length) factors.keys(fw + "/" + id(r), got, asked.map(s => s.survey + "/" + s.factor));
			for (const s of asked) factors.row(`${fw}/${id(r)}/${s.factor}`, got[s.survey + "/" + s.factor], {
				satisfied_pct: figure(s.satisfied_pct, 2) ?? (s.n_answers > 0 ? `ẩn: dưới ${least} câu trả lời` : "không có câu trả lời"),
				interval: s.satisfied_low == null ? "" : `${figure(s.satisfied_low, 2)} – ${figure(s.satisfied_high, 2)}`, n_persons: figure(s.n_persons), n_answers: figure(s.n_answers), n_missing: figure(s.n_missing) });
			// the band above, in the last year of a bloc
			const place = bands.get(fw).findIndex(b => b.name === r.band);
			const box = await page.evaluate(() => { const p = document.querySelector("#path"); return p && { now: p.querySelector("[data-col=now]")?.textContent ?? null, steps: [...p.querySelectorAll("li")].map(l => [l.dataset.key, l.querySelector("small").textContent]) }; });
			if (place < 1 || !newest.has(fw)) path.row(fw + "/" + id(r), { path: String(box) }, { path: "null" });
			else {
				const want = rows(database, `SELECT * FROM path_to_band('${fw}', '${r.agency_code}', '${bands.get(fw)[place - 1].name}')`);
				path.row(fw + "/" + id(r), { now: box.now, steps: JSON.stringify(box.steps) }, {
					now: `Hiện ${figure(want[0].index_pct, 2)} %.`, steps: JSON.stringify(want.filter(s => s.ord != null).map(s => [s.criterion_code, `→ ${figure(s.index_pct, 2)} %`])) });
			}
		}
	}
	shown.end(`${file}: league table`);
	facts.end(`${file}: facts of an agency`);
	why.end(`${file}: breakdown and next steps`);
	path.end(`${file}: path to the next band`);
	factors.end(`${file}: satisfaction by factor`);

	const ontime = new Compared();
	const fields = counts.map(c => `sum(${c})::bigint AS ${c}`).join(", ");
	const monthly = list => { const want = {}; for (const r of list) want[r.month] = { on_time_pct: figure(r.on_time_pct, 2) ?? "không phát sinh", ...Object.fromEntries(counts.map(c => [c, figure(r[c])])) }; return want; };
	const total = "par.on_time_pct(par.rollup(m.stats))";
	for (const [scope, where] of [["", "true"], ["province", "a.level = 'province'"], ["district", "a.level = 'district'"], ["commune", "a.level = 'commune'"]]) {
		await go(`#scope=${scope}&months=all`);
		const got = await cells("ontime-table");
		// the rate by another way than the page's: the summaries themselves merged
		const want = monthly(rows(database, `SELECT v.*, r.on_time_pct FROM (SELECT o.month, ${fields} FROM ontime_by_agency_month o JOIN agency a ON a.code = o.agency_code AND a.name = o.agency WHERE ${where} GROUP BY 1) v
			JOIN (SELECT m.month, ${total} AS on_time_pct FROM ontime_month m JOIN agency a ON a.id = m.agency_id WHERE ${where} GROUP BY 1) r USING (month)`));
		ontime.keys("scope " + scope, got, Object.keys(want));
		for (const month in want) ontime.row(`scope ${scope} ${month}`, got[month], want[month]);
	}
	const ofAgency = by(rows(database, "SELECT * FROM ontime_by_agency_month"), id);
	const once = new Set();
	for (const [fw, list] of league) for (const r of list.slice(-most)) {
		if (once.has(id(r)) || !ofAgency.has(id(r))) continue;
		once.add(id(r));
		await go(at(fw, r) + "&scope=agency&months=all");
		const got = await cells("ontime-table"), want = monthly(ofAgency.get(id(r)));
		ontime.keys(id(r), got, Object.keys(want));
		for (const month in want) ontime.row(`${id(r)} ${month}`, got[month], want[month]);
	}
	ontime.end(`${file}: on time by month, of ${once.size} agencies too`);

	await go("#");
	const years = new Compared(), yearly = await cells("satisfied-table");
	for (const r of rows(database, "SELECT * FROM satisfaction_by_year")) years.row(r.survey, yearly[r.survey], {
		satisfied_pct: figure(r.satisfied_pct, 2), interval: `${figure(r.satisfied_low, 2)} – ${figure(r.satisfied_high, 2)}`, n_persons: figure(r.n_persons), n_answers: figure(r.n_answers), n_valid: figure(r.n_valid) });
	years.end(`${file}: satisfaction by year`);

	const tasks = new Compared();
	const key = "concat(t.plan, '/', t.part, '/', t.area_no, '/', t.item_no, '/', to_jsonb(t) ->> 'period_label', '/', t.agency_code)";
	for (const [table, where] of [["overdue-table", "t.status = 'overdue'"], ["risk-table", "t.days_left <= (SELECT at_risk_days FROM setting)"]]) {
		const want = rows(database, `SELECT ${key} AS key, t.* FROM task_progress t WHERE ${where}`), got = await cells(table);
		tasks.keys(table, got, want.map(r => r.key));
		for (const r of want) tasks.row(r.key, got[r.key], { due_on: day(r.due_on), title: r.title.trim(), agency: r.agency.trim(), deadline_text: r.deadline_text?.trim() });
	}
	const plans = await cells("plan-table");
	for (const r of rows(database, "SELECT * FROM task_summary")) tasks.row(r.plan + "/" + id(r), plans[r.plan + "/" + id(r)], {
		...Object.fromEntries(["n_assigned", "n_early", "n_on_time", "n_late", "n_pending", "n_overdue", "n_paused", "n_no_deadline", "n_not_arisen"].map(c => [c, figure(r[c])])), on_time_of_due_pct: figure(r.on_time_of_due_pct, 2) ?? "không phát sinh" });
	// the flows of the week, of a model that has them
	if (rows(database, "SELECT count(*) AS n FROM pg_proc WHERE proname = 'task_between' AND pronamespace = 'cchc'::regnamespace")[0].n > 0) {
		const week = await cells("week-table"), want = rows(database, "SELECT t.* FROM setting s, task_between(s.reporting_date - 6, s.reporting_date) t");
		tasks.keys("week", week, want.map(id));
		for (const r of want) tasks.row("week " + id(r), week[id(r)], Object.fromEntries(Object.entries(r).filter(([c]) => c.startsWith("n_")).map(([c, n]) => [c, figure(n)])));
	}
	tasks.end(`${file}: tasks`);

	const rest = new Compared(), faults = await cells("faults-table"), targets = await cells("targets-table");
	const published = rows(database, "SELECT * FROM published_not_reproduced"), goals = rows(database, "SELECT t.*, l.vi FROM target_attainment t JOIN label l ON l.kind = 'attainment' AND l.code = t.attainment");
	rest.keys("faults", faults, published.map(r => r.code));
	for (const r of published) rest.row(r.code, faults[r.code], { origin: r.origin, counts: `${figure(r.numerator) ?? "–"} / ${figure(r.denominator) ?? "–"}`, printed: r.printed, exact: r.exact ?? missing });
	rest.keys("targets", targets, goals.map(r => r.number));
	for (const r of goals) rest.row("target " + r.number, targets[r.number], { attainment: r.vi, office_verdict: r.office_verdict ?? "chưa nêu",
		measures: { test: text => r.condition == null ? text === "" : Object.entries(JSON.parse(r.measures ?? "{}")).every(([name, value]) => text.includes(name + " " + figure(String(value)))), __proto__: RegExp.prototype } });
	const steps = rows(database, "SELECT t.*, l.vi AS at_level FROM target_by_year t LEFT JOIN label l ON l.kind = 'level' AND l.code = t.level"), yearly_goals = await cells("target-steps-table");
	const step = r => [r.number, r.year, r.level ?? "", r.agency_code ?? ""].join("/");
	rest.keys("targets by year", yearly_goals, steps.map(step));
	for (const r of steps) rest.row("target " + step(r), yearly_goals[step(r)], { number: figure(r.number), year: r.year, applies: r.agency?.trim() ?? r.at_level ?? "Toàn tỉnh", attainment: r.attainment_vi, office_verdict: r.office_verdict ?? "chưa nêu",
		measures: { test: text => Object.entries(JSON.parse(r.measures ?? "{}")).every(([name, value]) => text.includes(name + " " + figure(String(value)))), __proto__: RegExp.prototype } });
	const reported = await cells("report-table"), contradictions = rows(database, "SELECT * FROM report_faults()");
	const place = r => ["", r.form_code, r.item, r.period_from, r.period_to, r.fault, ruleOf(r)].join("/"), ruleOf = r => r.message_vi.slice(r.message_vi.indexOf(": ") + 2, -`: ${r.left_side} so với ${r.right_side}`.length);
	rest.keys("report", reported, contradictions.map(place));
	for (const r of contradictions) rest.row("report " + place(r), reported[place(r)], { period: `${day(r.period_from)} – ${day(r.period_to)}`, left_side: r.left_side?.trim(), right_side: r.right_side?.trim(), severity: r.severity === "error" ? "lỗi" : "cảnh báo",
		said: { test: text => text !== "" && r.message_vi.endsWith(`: ${text}: ${r.left_side} so với ${r.right_side}`), __proto__: RegExp.prototype }, title: { test: text => text.startsWith(r.form_code) && text.includes(r.title.trim()), __proto__: RegExp.prototype } });
	rest.end(`${file}: faults and targets`);

	// the tiles
	const tiles = new Compared();
	for (const [fw, list] of league) {
		await go("#fw=" + fw);
		const got = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("[data-tile]")].map(t => [t.dataset.tile, t.querySelector("b").textContent])));
		const last = rows(database, `SELECT ${total} AS p FROM ontime_month m GROUP BY m.month ORDER BY m.month DESC LIMIT 1`)[0].p;
		tiles.row(fw, got, { agencies: figure(list.length), gates: figure(list.filter(r => r.gate != null).length), missing: figure(list.reduce((n, r) => n + +r.n_not_reported, 0)), ontime: figure(last, 2),
			tasks: figure(rows(database, "SELECT count(*) AS n FROM task_progress WHERE status = 'overdue'")[0].n), targets: figure(goals.filter(r => r.attainment === "not_met").length), faults: figure(published.length) });
	}
	tiles.end(`${file}: what needs attention`);

	is(asked, [], `${file}: nobody was asked for anything`);
	is(said, [], `${file}: nothing on the console`);
	await browser.close();
}

(async () => {
	await compare("demo", "demo.html");
	await compare("edge", "edge.html", 10);
	done();
})().catch(e => { console.error(e); process.exit(1); });
