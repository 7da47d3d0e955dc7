// What the tests of the page share: a browser that may ask nobody, the views
// through psql, and results in the form that prove reads.
"use strict";
const { execFileSync } = require("child_process");
const { chromium } = require("playwright-core");

let count = 0, failed = false;
const show = x => typeof x === "string" ? x : JSON.stringify(x);
const short = x => show(x).length > 1000 ? show(x).slice(0, 1000) + " ..." : show(x);
function ok(good, name, ...more) {
	count++;
	if (!good) failed = true;
	console.log(`${good ? "ok" : "not ok"} ${count} - ${name}`);
	if (!good) for (const m of more.slice(0, 12)) console.error("# " + short(m));
}
// Of long texts the lines that differ.
function is(got, want, name) {
	const lines = [got, want].map(x => typeof x === "string" && x.includes("\n") ? x.split("\n") : null);
	if (lines[0] && lines[1]) ok(got === want, name, ...lines[0].map((l, i) => l === lines[1][i] ? null : `got:  ${l}\nwant: ${lines[1][i]}`).filter(Boolean));
	else ok(show(got) === show(want), name, "got:  " + short(got), "want: " + short(want));
}
function done() {
	console.log(`1..${count}`);
	process.exit(failed ? 1 : 0);
}

// Figures come as the text that the view prints.
const rows = (database, query) => JSON.parse(execFileSync("psql", ["-XqAt", "-d", database, "-v", "ON_ERROR_STOP=1", "-c",
	`SET jit = off; SET search_path = cchc, pg_catalog; SELECT coalesce(json_agg(t), '[]') FROM (SELECT (json_each_text(to_json(q))).*, row_number() OVER () AS n FROM (${query}) q) t`],
	{ maxBuffer: 1 << 28, encoding: "utf8" })).reduce((all, { key, value, n }) => { (all[n - 1] ??= {})[key] = value; return all; }, []);

// As a person of the country writes a figure; by the browser's library of
// locales, not by the page's own arithmetic.
function figure(text, least = 0, language = "vi") {
	if (text == null) return null;
	return new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-US", { minimumFractionDigits: least, maximumFractionDigits: 12 }).format(text).replace("-", "−");
}

// A machine with other work takes long to draw a page, and that is no fault.
const PATIENCE = 600_000;
async function open(file, more = {}) {
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"], timeout: PATIENCE });
	const context = await browser.newContext({ offline: true, viewport: { width: 1440, height: 900 }, ...more });
	context.setDefaultTimeout(PATIENCE);
	const asked = [], said = [];
	context.on("request", r => { if (r.url() !== "file://" + process.env.PAGES + "/" + file + (new URL(r.url()).hash)) asked.push(r.url()); });
	const page = await context.newPage();
	page.on("console", m => said.push(m.type() + ": " + m.text()));
	page.on("pageerror", e => said.push("error: " + e.message));
	const address = "file://" + process.env.PAGES + "/" + file;
	await page.goto(address);
	// the state in the address, drawn when this returns
	const go = hash => page.evaluate(h => { location.hash = h; draw(); }, hash);
	// the cells of a table: key of the row -> name of the column -> its text, without what stands small below
	const cells = id => page.evaluate(i => Object.fromEntries([...document.querySelectorAll(`#${i} tbody tr`)].map(tr => [tr.dataset.key, Object.fromEntries([...tr.children].map(td => {
		const copy = td.cloneNode(true);
		copy.querySelectorAll("small, details, .bar").forEach(e => e.remove());
		return [td.dataset.col, copy.textContent.trim()];
	}))])), id);
	return { browser, context, page, address, go, cells, asked, said };
}

module.exports = { ok, is, done, rows, figure, open };
