// The page as people use it: the keyboard, what a reader of screens is told,
// both languages, the address, the printer, the time it takes; and what is
// missing, by its name.
"use strict";
const fs = require("fs");
const { ok, is, done, rows, open } = require("./browser.cjs");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const focused = page => page.evaluate(() => { const e = document.activeElement; return e.dataset.focus ?? e.id; });
const text = (page, selector) => page.evaluate(s => document.querySelector(s)?.innerText.replace(/\s+/g, " ").trim() ?? null, selector);
// All that is read, but for what was only said, and the notes of the demo, which
// are in English.
const everything = page => page.evaluate(() => {
	const hidden = [...document.querySelectorAll("#said, #faults-table, .skip")];
	hidden.forEach(e => { e.style.display = "none"; });
	const text = document.body.innerText;
	hidden.forEach(e => { e.style.display = ""; });
	return text;
});

async function keyboard() {
	const { browser, page, asked, said } = await open("demo.html");
	await page.keyboard.press("Tab");
	is(await focused(page), "skip", "the first key leads to the link past the head");
	await page.keyboard.press("Enter");
	is(await focused(page), "main", "and it leads to the content");
	is(await page.evaluate(() => location.hash), "", "without a change of the address");

	await page.reload();
	const order = [], unseen = [];
	for (let i = 0; i < 400; i++) {
		await page.keyboard.press("Tab");
		const at = await page.evaluate(() => { const e = document.activeElement, s = getComputedStyle(e); return [e.tagName, e.dataset.focus ?? e.getAttribute("aria-label") ?? e.id ?? "", s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2]; });
		if (at[0] === "BODY") break;
		order.push(at[1]);
		if (!at[2]) unseen.push(at);
	}
	const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href], button, select, summary, [tabindex='0']")].filter(e => e.checkVisibility()).map(e => e.dataset.focus ?? e.getAttribute("aria-label") ?? e.id ?? ""));
	is(order, wanted, `the key leads to every one of ${wanted.length} places, in the order in which they stand`);
	is(unseen, [], "and the place is seen");
	is(order.slice(0, 8), ["skip", "lang-vi", "lang-en", "print", "choose-bloc", "choose-year", "choose-agency", "tile-league"], "the head first");

	await page.focus("[data-focus=agency-SKHCN]");
	await page.keyboard.press("Enter");
	is([await focused(page), await text(page, "#agency-h")], ["agency-h", "Sở Khoa học và Công nghệ (mô phỏng)"], "Enter on an agency leads to it");
	is(await text(page, "#said"), "Đang xem Sở Khoa học và Công nghệ (mô phỏng), hạng 16.", "and a reader of screens is told");
	is(await page.evaluate(() => [...document.querySelectorAll("#league-table [aria-current=true]")].map(e => e.textContent)), ["Sở Khoa học và Công nghệ (mô phỏng)"], "the league says which is shown");
	await page.goBack();
	is(await text(page, "#agency-h"), "Sở Du lịch (mô phỏng)", "back leads to the one before");

	await page.focus("[data-focus=sort-late_pct]");
	await page.keyboard.press("Enter");
	const column = name => page.evaluate(n => [...document.querySelectorAll(`#league-table td[data-col=${n}]`)].map(e => parseFloat(e.textContent.replace(",", "."))), name);
	const late = await column("late_pct");
	ok(late.every((x, i) => i === 0 || x <= late[i - 1]) && late[0] > late.at(-1), "a column sorts by Enter, the worst first", late);
	is([await focused(page), await page.getAttribute("th:has([data-focus=sort-late_pct])", "aria-sort")], ["sort-late_pct", "descending"], "the place is kept, and the order is told");
	await page.keyboard.press("Enter");
	is([...await column("late_pct")].reverse(), [...await column("late_pct")].sort((a, b) => b - a), "and again turns it");

	await page.focus("#choose-bloc");
	await page.selectOption("#choose-bloc", "xa");
	is([await focused(page), await page.evaluate(() => document.querySelectorAll("#league-table tbody tr").length)], ["choose-bloc", 128], "a choice keeps its place");
	await page.focus("[data-tile=targets]");
	await page.keyboard.press("Enter");
	is(await focused(page), "targets-h", "what needs attention leads to its part");
	is([asked, said], [[], []], "nobody was asked, nothing on the console");
	await browser.close();
}

async function languages() {
	const { browser, page, go } = await open("edge.html");
	const vi = await everything(page);
	await page.click("[data-focus=lang-en]");
	is([await page.evaluate(() => document.documentElement.lang), await focused(page), await page.getAttribute("[data-focus=lang-en]", "aria-pressed")], ["en", "lang-en", "true"], "the switch says which language");
	const en = await everything(page);
	ok(/League table/.test(en) && !/Bảng xếp hạng|Tình trạng|chưa có|Mục tiêu\b/.test(en), "English words", en.match(/.*(Bảng xếp hạng|chưa có).*/));
	ok(/Bảng xếp hạng/.test(vi) && !/\b(League|Band|Rank|Dossiers|not reported|undefined|null|NaN)\b/.test(vi), "Vietnamese words", vi.match(/.*\b(League|Band|Rank|Dossiers|not reported|undefined|null|NaN)\b.*/));
	ok(!/undefined|\bnull\b|NaN|\[object/.test(en), "no word is missing", en.match(/.*(undefined|\bnull\b|NaN|\[object).*/));
	is(await page.evaluate(() => [...document.querySelectorAll("td, th, li, dd, h2, h3, p, small")].filter(e => !e.closest("[lang=vi], code, pre, #faults-table") && [...e.childNodes].some(c => c.nodeType === 3 && /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(c.textContent))).map(e => e.textContent.slice(0, 80))), [], "on the English page what is Vietnamese is marked as such");
	await go("#");
	is(await everything(page), vi, "and back");
	// the same words in both
	is(await page.evaluate(() => [Object.keys(WORDS.vi).filter(w => !(w in WORDS.en)), Object.keys(WORDS.en).filter(w => !(w in WORDS.vi)), Object.keys(WORDS.vi).filter(w => typeof WORDS.vi[w] !== typeof WORDS.en[w])]), [[], [], []], "each word stands in both languages");
	const script = fs.readFileSync("tools/page/page.js", "utf8");
	is(await page.evaluate(s => Object.keys(WORDS.vi).filter(w => !new RegExp(`\\bT\\.${w}\\b`).test(s)), script), ["warning", "error"], "no word is idle, but for the two that a fault names");
	await browser.close();
}

async function address() {
	const { browser, context, page, address } = await open("demo.html");
	await page.selectOption("#choose-bloc", "huyen");
	await page.selectOption("#choose-year", "HUYEN-2023");
	await page.click("[data-focus=agency-VN]");
	await page.click("[data-focus=sort-satisfied_pct]");
	await page.click("[data-focus='all-1']");
	await page.click("[data-focus=scope-agency]");
	await page.click("[data-focus=months-all]");
	await page.click("[data-focus='mine-1']");
	await page.click("[data-focus=lang-en]");
	const url = page.url(), now = await everything(page);
	is(Object.fromEntries(new URLSearchParams(new URL(url).hash.slice(1))), { lang: "en", fw: "HUYEN-2023", agency: "VN", sort: "satisfied_pct", all: "1", scope: "agency", months: "all", mine: "1" }, "the state stands in the address");
	const other = await context.newPage();
	await other.goto(url);
	is(await everything(other), now, "and the address brings it back");
	for (const hash of ["#fw=none&agency=none&sort=none&lang=xx&scope=none&months=none", "#%E0%A4%A", "#constructor=1&__proto__=2&sort=constructor", "#fw=%3Cimg src=x onerror=alert(1)%3E"]) {
		const errors = [], fresh = await context.newPage();
		fresh.on("pageerror", e => errors.push(e.message));
		await fresh.goto(address + hash);
		is([errors, await text(fresh, "#league-h")], [[], "Bảng xếp hạng: Sở, ban, ngành, 2024"], `a spoilt address shows the start: ${hash}`);
		await fresh.close();
	}
	await browser.close();
}

async function readers() {
	for (const [file, hash, name] of [["demo.html", "", "the demo"], ["demo.html", "#lang=en&fw=XA-2024&months=all&all=1", "in English, everything open"], ["edge.html", "#fw=HUYEN-2024&agency=HALF", "with what is missing"], ["blind.html", "", "of a role that may not read a part"], ["empty.html", "", "of an empty model"]]) {
		const { browser, page, asked, said } = await open(file);
		await page.goto(page.url().split("#")[0] + hash);
		await page.reload();
		is([asked, said], [[], []], `nobody was asked, nothing on the console: ${name}`);
		await page.addScriptTag({ content: axe });
		const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
		ok(found.violations.length === 0 && found.passes.length > 20, `axe finds nothing against WCAG 2.2 AA: ${name} (${found.passes.length} rules pass)`, ...found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.length} x ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`));
		is(await page.evaluate(() => [...document.querySelectorAll("h1, h2, h3, h4")].map(e => +e.tagName[1]).filter((n, i, all) => i && n > all[i - 1] + 1)), [], `headings leave no step out: ${name}`);
		is(await page.evaluate(() => [...document.querySelectorAll("table")].filter(t => !t.caption || ![...t.tHead.rows[0].cells].every(c => c.scope === "col") || ![...t.tBodies[0].rows].every(r => r.querySelector("th[scope=row]"))).map(t => t.id)), [], `every table has a name, heads of columns and of rows: ${name}`);
		is(await page.evaluate(() => [...document.querySelectorAll("figure svg")].filter(s => s.getAttribute("role") !== "img" || !s.getAttribute("aria-label")).length), 0, `every chart has a name: ${name}`);
		await browser.close();
	}
}

const reported = (framework, agency) => rows("edge", `SELECT reported_index_pct AS p FROM league_table WHERE framework = '${framework}' AND agency_code = '${agency}'`)[0].p.replace(".", ",");

async function missing() {
	const { browser, page, go, cells } = await open("edge.html");
	is(await page.title(), "</title><script>x</script>", "a title that looks like markup is a title");
	await go("#fw=SO-2024&agency=SXD");
	const name = rows("edge", "SELECT name FROM agency WHERE code = 'SXD'")[0].name;
	is(await page.evaluate(() => document.getElementById("agency-h").textContent), name, "a name that looks like markup is a name");
	await go("#fw=HUYEN-2024&agency=HALF");
	is(await text(page, "tr[data-key='HUYEN-2024/HALF'] td[data-col=band]"), `Yếu Chưa đủ số liệu để xét điều kiện khống chế 18 tiêu chí chưa báo cáo, tính 0 điểm; phần đã báo cáo đạt ${reported("HUYEN-2024", "HALF")} %`, "undecided gates and what is not reported are said");
	is(await page.evaluate(() => [...document.querySelectorAll("#why-table td[data-col=points]")].filter(e => e.textContent.includes("0,00")).every(e => e.parentElement.textContent.includes("chưa báo cáo"))), true, "0 points of what is not reported are said to be that");
	is(await text(page, "#absent"), "Thuộc khối nhưng chưa có kết quả nào: UBND huyện Chưa Chấm.", "who has no result at all is named");
	await go("#fw=HUYEN-2024&agency=NT");
	is(await text(page, "#why-table tr[data-key='VI.2'] td[data-col=result]"), "0 / 0 không phát sinh", "not arisen");
	await go("#fw=SO-2024&agency=STP");
	is(await text(page, "tr[data-key='SO-2024/STP'] td[data-col=band]"), `chưa xếp loại 1 điểm phạt chưa báo cáo: chưa quyết được chỉ số; phần đã báo cáo đạt ${reported("SO-2024", "STP")} %`, "a penalty that is not reported withholds the index");
	await go("#fw=SO-2024&agency=" + rows("edge", "SELECT min(agency_code) AS code FROM index_breakdown WHERE framework = 'SO-2024' AND state = 'not_applicable'")[0].code);
	is(await text(page, "#why-table tr[data-key='VI.1'] td[data-col=result]"), "không áp dụng Không được giao vốn đầu tư công", "not applicable, and why");
	await go("#fw=SO-2023&agency=SNV");
	is([await text(page, "#agency [data-col=index_pct] dd"), await text(page, "#agency [data-col=satisfied_pct] dd")], ["chưa có chỉ số", rows("edge", "SELECT n_answers FROM league_table WHERE framework = 'SO-2023' AND agency_code = 'SNV'")[0].n_answers < 67 ? "ẩn: dưới 67 câu trả lời" : "?"], "withheld for want of a report, and of answers");
	await go("#fw=HUYEN-2023");
	ok((await text(page, "#league")).includes("Bộ tiêu chí có lỗi nên không xếp hạng: điểm tối đa của I là 13, tổng các tiêu chí con là 12"), "a fault takes the rank away, and is said");
	await go("#fw=SO-2022");
	ok((await text(page, "#league")).includes("Đã chốt và công bố theo số liệu đến ngày 31/3/2025."), "a closed year is said to be closed");
	await go("#fw=HUYEN-2022");
	is(Object.keys(await cells("league-table")).filter(k => k.includes("/NH")), ["HUYEN-2022/NH~UBND thị xã Ninh Hòa (mô phỏng)", "HUYEN-2022/NH~UBND thị xã Ninh Hòa (cũ)"], "two agencies of one code are two");
	await page.click("a[data-focus='agency-NH~UBND thị xã Ninh Hòa (cũ)']");
	is([await text(page, "#agency-h"), (await text(page, "#agency")).includes("Kết thúc hoạt động ngày 31/12/2022.")], ["UBND thị xã Ninh Hòa (cũ)", true], "and each has its own part");
	await browser.close();

	const one = await open("one.html");
	is([Object.keys(await one.cells("league-table")), (await text(one.page, "#agency [data-col=rank] dd")).split(" ")[0]], [["SO-2024/STC"], rows("edge", "SELECT rank FROM league_table WHERE framework = 'SO-2024' AND agency_code = 'STC'")[0].rank], "a role sees its agency only, with its rank among all");
	ok((await text(one.page, "#head")).includes("Lập với quyền của vai trò page_one, xem được 1 cơ quan. Mọi số đếm chỉ gồm các cơ quan đó; hạng là hạng trong toàn khối."), "and is told so");
	await one.browser.close();

	const blind = await open("blind.html");
	is(await blind.page.evaluate(() => ["tasks", "faults", "targets"].map(id => document.querySelector(`#${id} > p.missing`)?.textContent)), Array(3).fill("Withheld: role page_blind may not read this part."), "parts that may not be read are said to be withheld");
	is(await blind.page.evaluate(() => ["tasks", "targets", "faults"].map(id => document.querySelector(`[data-tile=${id}]`).innerText.replace(/\s+/g, " "))), ["– tasks overdue, by agency may not be read", "– targets not met may not be read", "– printed percentages do not add up may not be read"], "and are no 0 above");
	await blind.browser.close();

	const empty = await open("empty.html");
	ok((await text(empty.page, "#league")).includes("Mô hình chưa có bộ tiêu chí nào."), "an empty model says that it is empty");
	await empty.browser.close();
}

async function print() {
	const { browser, page, go } = await open("demo.html");
	await go("#fw=XA-2024&agency=X105&mine=1");
	const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
	const sheets = [...pdf.toString("latin1").matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(m => [Math.round(m[1]), Math.round(m[2])]);
	ok(sheets.length >= 5 && sheets.length <= 40 && sheets.every(s => s[0] === 595 && s[1] === 842), `prints on ${sheets.length} sheets of A4`, sheets);
	// as wide as what is printed on: 210 mm less the margins
	await page.setViewportSize({ width: 703, height: 1000 });
	await page.emulateMedia({ media: "print" });
	is(await page.evaluate(() => [document.documentElement.scrollWidth, [...document.querySelectorAll("table, svg")].filter(e => e.getBoundingClientRect().right > 703.5).map(e => e.id || e.tagName)]), [703, []], "nothing is cut off at the right");
	is(await page.evaluate(() => [...document.querySelectorAll(".scroll")].filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).length), 0, "nothing is left in a box that scrolls");
	is(await page.evaluate(() => [...document.querySelectorAll("button, select, details")].filter(e => e.getBoundingClientRect().width > 0 && !e.closest("thead")).length), 0, "nothing to press is printed");
	await browser.close();

	for (const width of [320, 390, 768]) {
		const small = await open("edge.html", { viewport: { width, height: 800 } });
		await small.go("#fw=SO-2024&agency=SXD&months=all");
		is(await small.page.evaluate(() => document.documentElement.scrollWidth), width, `fits ${width} px`);
		await small.browser.close();
	}
}

async function speed() {
	const { browser, context, page } = await open("demo.html");
	// Processor time of the page, to the new layout, of 128 communes: a busy machine
	// changes nothing.
	const client = await context.newCDPSession(page);
	await client.send("Performance.enable", { timeDomain: "threadTicks" });
	const spent = async () => (await client.send("Performance.getMetrics")).metrics.find(m => m.name === "TaskDuration").value * 1000;
	const time = async (n, hash) => {
		let sum = 0;
		for (let i = 0; i < n; i++) {
			const before = await spent();
			await page.evaluate(h => { history.replaceState(null, "", h); draw(); document.body.offsetHeight; }, hash(i));
			sum += await spent() - before;
			if (hash(0).includes("bloc")) await page.evaluate(() => { history.replaceState(null, "", "#fw=HUYEN-2024"); draw(); });
		}
		return Math.round(sum / n);
	};
	await page.evaluate(() => { history.replaceState(null, "", "#fw=HUYEN-2024"); draw(); });
	const times = {
		bloc: await time(8, () => "#fw=XA-2024&x=bloc"),
		agency: (await page.evaluate(() => { history.replaceState(null, "", "#fw=XA-2024"); draw(); }), await time(12, i => `#fw=XA-2024&agency=X0${10 + i}`)),
		sort: await time(8, i => "#fw=XA-2024&sort=" + ["late_pct", "index_pct"][i % 2]),
		language: await time(8, i => "#fw=XA-2024&lang=" + ["en", "vi"][i % 2]),
	};
	console.log("# processor time to the new layout of 128 communes, ms: " + Object.entries(times).map(([what, ms]) => `${what} ${ms}`).join(", "));
	ok([times.bloc, times.agency, times.sort].every(ms => ms > 0 && ms <= 300), "128 communes switch in 0,3 s: another bloc, another agency, another order", times);
	await browser.close();
}

(async () => {
	for (const part of [keyboard, languages, address, readers, missing, print, speed].filter(f => !process.env.PART || process.env.PART.split(",").includes(f.name))) {
		console.log("# " + part.name);
		await part();
	}
	done();
})().catch(e => { console.error(e); process.exit(1); });
