// The page of par-page: reads the data beside it, keeps its state in the address,
// and draws.  Texts go in as text, never as markup.
"use strict";

// ---------------------------------------------------------------------------
// Data: the sections of data.sql as rows; null when the role may not read one,
// undefined when the model has none.
// ---------------------------------------------------------------------------

const DATA = JSON.parse(document.getElementById("data").textContent);

function rowsOf(packed) {
	if (packed == null) return packed;
	const names = Object.keys(packed.columns);
	const columns = names.map(name => {
		const c = packed.columns[name];
		return Array.isArray(c) ? c : c.at.map(i => c.of[i]);
	});
	return Array.from({length: packed.n}, (_, i) => Object.fromEntries(names.map((name, j) => [name, columns[j][i]])));
}

const PAGE = DATA.page;
const D = Object.fromEntries(Object.entries(DATA).filter(([name]) => name !== "page").map(([name, packed]) => [name, rowsOf(packed)]));
const SET = D.setting[0];

const groups = (rows, key) => d3.group(rows ?? [], key);
const label = Object.fromEntries((D.label ?? []).map(l => [l.kind + "/" + l.code, l]));

// Codes of agencies come again after a reform, so that one may need its name.
const namesOf = d3.rollup([...(D.agency ?? []), ...D.league], rows => new Set(rows.map(r => r.agency)), r => r.agency_code);
const idOf = r => namesOf.get(r.agency_code)?.size > 1 ? r.agency_code + "~" + r.agency : r.agency_code;
const inFramework = r => r.framework + "\n" + idOf(r);

const leagueOf = groups(D.league, r => r.framework);
const breakdownOf = groups(D.breakdown, inFramework);
const pathOf = groups(D.path, inFramework);
const ontimeOf = groups(D.ontime, idOf);
const ontimeOfLevel = groups(D.ontime_level, r => r.level ?? "");
const satisfiedOf = groups(D.satisfied, idOf);
const bandsOf = groups(D.band, r => r.framework);
const frameworks = D.framework ?? [...leagueOf.keys()].map(code => ({framework: code, year: leagueOf.get(code)[0].year, bloc: leagueOf.get(code)[0].bloc, bloc_name: leagueOf.get(code)[0].bloc_name, title: code}));

// ---------------------------------------------------------------------------
// Words
// ---------------------------------------------------------------------------

const WORDS = {
	vi: {
		title: "Bảng điểm cải cách hành chính", skip: "Đến nội dung chính", language: "Ngôn ngữ", print: "In trang",
		asOf: d => `Số liệu đến hết ngày ${d}`, computed: t => `tổng hợp lúc ${t}`, made: t => `lập trang lúc ${t}`, neverComputed: "chưa tổng hợp lần nào",
		reader: (who, n) => `Lập với quyền của vai trò ${who}, xem được ${n} cơ quan.`, restricted: "Mọi số đếm chỉ gồm các cơ quan đó; hạng là hạng trong toàn khối.",
		filters: "Chọn khối, năm và cơ quan", bloc: "Khối", year: "Năm", agency: "Cơ quan",
		attention: "Cần chú ý", league: "Bảng xếp hạng", why: "Vì sao được điểm này", next: "Bước kế tiếp",
		ontime: "Hồ sơ đúng hạn theo tháng", satisfaction: "Mức độ hài lòng", tasks: "Nhiệm vụ trong tuần", tasksPlain: "Nhiệm vụ", faults: "Số liệu không khớp", targets: "Mục tiêu", reading: "Cách đọc trang này",
		rank: "Hạng", index: "Chỉ số, %", band: "Xếp loại", late: "Trễ hạn, %", satisfied: "Hài lòng, %",
		rankOf: (r, n) => `${r} trên ${n}`, margin: "trong khoảng ", noRank: "chưa xếp hạng", noIndex: "chưa có chỉ số", noBand: "chưa xếp loại",
		lowered: (from, gate) => `Hạ từ ${from}: ${gate}`, gateClosed: "Có điều kiện khống chế, nhưng không hạ mức", gateNoData: "Chưa đủ số liệu để xét điều kiện khống chế",
		notReported: n => `${n} tiêu chí chưa báo cáo, tính 0 điểm`, undecided: n => `${n} điểm phạt chưa báo cáo: chưa quyết được chỉ số`,
		blocked: n => `${n} tiêu chí chưa báo cáo: chưa có chỉ số`,
		reportedOnly: p => `phần đã báo cáo đạt ${p} %`, fault: "Bộ tiêu chí có lỗi nên không xếp hạng", absentLong: "Thuộc khối nhưng chưa có kết quả nào:",
		noData: "chưa có số liệu", withheld: n => `ẩn: dưới ${n} câu trả lời`, withheldPersons: n => `ẩn: dưới ${n} người trả lời`, persons: "Người trả lời", noAnswers: "không có câu trả lời", notArisen: "không phát sinh",
		closed: d => `Đã chốt và công bố theo số liệu đến ngày ${d}.`, live: "Chưa chốt: điểm tính từ số liệu hiện có.",
		gates: "Điều kiện khống chế", atBest: b => `cao nhất ${b}`, bandsWord: "Mức xếp loại", sortHint: "Bấm tên cột để sắp xếp; bấm tên cơ quan để xem vì sao.",
		criterion: "Tiêu chí", result: "Kết quả", points: "Điểm", lost: "Mất",
		step: (down, t, unit, penalty, g) => `${down ? "giảm còn" : "đạt"} ${t}${unit} để ${penalty ? "bớt mất" : "thêm"} ${g} điểm`, noStep: "–", perCent: " %",
		stateIs: {not_applicable: "không áp dụng", not_arisen: "không phát sinh", not_reported: "chưa báo cáo", scored: ""},
		onlyLost: n => `Chỉ các tiêu chí mất điểm (${n})`, allCriteria: n => `Tất cả tiêu chí (${n})`, nothingLost: "Không mất điểm ở tiêu chí nào.",
		barKey: ["đạt", "lấy được ở bước kế tiếp", "còn lại"], years: "Các năm",
		pathTo: b => `Lên mức ${b}`, pathNow: p => `Hiện ${p} %.`, pathAfter: p => `→ ${p} %`, topBand: "Đã ở mức cao nhất.", pathPast: "Đường lên mức chỉ tính cho năm mới nhất của khối.", noPath: "Chưa tính được đường lên mức.",
		scope: "Phạm vi", everyone: "Tất cả cơ quan", chosenAgency: "Cơ quan đang chọn", month: "Tháng", received: "Đã tính", early: "Trước hạn", onTime: "Đúng hạn", lateN: "Trễ hạn", ontimePct: "Tỷ lệ đúng hạn, %", pending: "Trong hạn", overdue: "Quá hạn", paused: "Tạm dừng", noDeadline: "Không thời hạn",
		lastMonths: n => `${n} tháng gần nhất`, allMonths: n => `Tất cả ${n} tháng`, axisNote: "Trục tỷ lệ không bắt đầu từ 0.", pctChart: "Tỷ lệ đúng hạn, %", countChart: "Số hồ sơ đã giải quyết có thời hạn",
		ontimeNote: "Tỷ lệ = (trước hạn + đúng hạn) / (trước hạn + đúng hạn + trễ hạn). Hồ sơ chưa xong và không có thời hạn đứng riêng, không làm đẹp tỷ lệ.",
		noDossiers: "Không có hồ sơ nào trong số liệu.",
		byYear: "Chung theo năm", byFactor: (a, y) => `Theo yếu tố: ${a}, ${y}`, survey: "Khảo sát", forms: "Phiếu hợp lệ", issued: "phát ra", returned: "thu về", answers: "Câu trả lời", missingAnswers: "Không ý kiến", interval: "Khoảng tin cậy 95 %", factor: "Yếu tố",
		noSurvey: "Không có khảo sát của cơ quan này trong năm.", satNote: "Tỷ lệ câu trả lời hài lòng trên câu trả lời có ý kiến, với khoảng tin cậy 95 %. Hai khoảng chồng lên nhau thì chưa thể nói bên nào hơn.",
		week: (a, b) => `Tuần từ ${a} đến ${b}`, carried: "Chuyển sang", newly: "Giao mới", done: "Đã xong", open: "Chưa xong", inTime: "Trong hạn", doneNoDate: "Xong, không hạn", openNoDate: "Chưa xong, không hạn", atRiskN: "Sắp đến hạn", total: "Cộng",
		atRisk: n => `Sắp đến hạn trong ${n} ngày`, overdueTasks: "Quá hạn", notArisenN: "Không phát sinh", byPlan: "Theo kế hoạch", plan: "Kế hoạch", assigned: "Được giao", progress: "Đang làm", task: "Nhiệm vụ", due: "Hạn", wording: "Tiến độ ghi trong kế hoạch", days: n => `quá ${n} ngày`, daysLeft: n => n == 0 ? "hôm nay" : `còn ${n} ngày`, onTimeOfDue: "Đúng hạn trên số đến hạn, %",
		noneAtRisk: "Không có nhiệm vụ nào sắp đến hạn.", noneOverdue: "Không có nhiệm vụ nào quá hạn.", mine: "Chỉ cơ quan đang chọn", everyAgency: "Mọi cơ quan", noTasks: "Không có nhiệm vụ nào.",
		printed: "Số đã in", exact: "Tính lại", origin: "Nguồn", counts: "Tử số / mẫu số", remark: "Ghi chú", noneFaults: "Mọi tỷ lệ đã in đều khớp với số đếm đi kèm.", faultsNote: "Tỷ lệ đã in không suy ra được từ số đếm bên cạnh, kể cả khi làm tròn nửa lên, nửa chẵn hay cắt bỏ.", frameworkFaults: "Lỗi của bộ tiêu chí", noFrameworkFaults: "Bộ tiêu chí không có lỗi.", warning: "cảnh báo", error: "lỗi", code: "Mã", notComputable: "không tính được",
		target: "Mục tiêu", strictly: "Xét theo số liệu", office: "Cơ quan tự nhận", differs: "khác nhau", figures: "Số liệu", officeResult: "Kết quả theo báo cáo", noTargets: "Chưa nhập mục tiêu nào.", noVerdict: "chưa nêu", and: "và", or: "hoặc",
		noCondition: "chưa có điều kiện để xét", targetsNote: "Đạt khi mọi phần đều đạt; thiếu một số liệu là chưa xét được, không phải là đạt.",
		refused: who => `Không hiển thị: vai trò ${who} không được đọc phần này.`, none: "Không có.",
		tileAgencies: n => `cơ quan trong bảng ${n}`, tileGate: "cơ quan bị hạ mức do điều kiện khống chế", tileUndecided: n => `${n} chưa đủ số liệu để xét`, tileMissing: "tiêu chí chưa báo cáo", tileNoIndex: (n, m) => `${n} cơ quan chưa có chỉ số, ${m} chưa có kết quả nào`, tileOverdue: "lượt nhiệm vụ quá hạn", tileRisk: (n, d) => `${n} sắp đến hạn trong ${d} ngày`, tileTargets: "mục tiêu không đạt", tileTargetsMore: (n, m) => `${n} chưa xét được, ${m} khác với kết luận của cơ quan`, tileFaults: "tỷ lệ đã in không khớp", tileOntime: m => `% hồ sơ đúng hạn tháng ${m}`, tileOntimeOf: (a, b) => `${a} trên ${b} hồ sơ đã giải quyết có thời hạn`, tileHidden: "không được đọc",
		viewing: (a, r) => `Đang xem ${a}${r ? ", hạng " + r : ""}.`, licenses: "Giấy phép của thư viện vẽ biểu đồ", madeBy: m => `Lập bằng par-page từ mô hình par_index ${m}.`, empty: "Mô hình chưa có bộ tiêu chí nào.",
		successor: s => `Cơ quan kế thừa: ${s}.`, ended: d => `Kết thúc hoạt động ngày ${d}.`,
		reportFaults: "Biểu báo cáo mâu thuẫn", reportNote: "Dòng của biểu báo cáo mâu thuẫn với dòng khác, với kỳ trước hoặc với dữ liệu gốc; cảnh báo là cách ghi hoặc làm tròn.", noneReport: "Các biểu báo cáo không mâu thuẫn.", form: "Biểu, mục", period: "Kỳ", whichRule: "Quy tắc", stands: "Đã ghi", comesTo: "Đối chiếu", severityWord: "Mức",
		tileReport: n => `${n} lỗi mâu thuẫn trong biểu báo cáo`, targetSteps: "Mục tiêu theo năm, cấp, cơ quan", applies: "Áp dụng", whole: "Toàn tỉnh",
		words: [["Chưa báo cáo", "Tiêu chí có áp dụng nhưng chưa có kết quả. Tính 0 điểm, hoặc làm chỉ số chưa có, tùy bộ tiêu chí; không bao giờ làm tăng chỉ số."], ["Không áp dụng", "Người thẩm định đã ghi là tiêu chí không áp dụng; điểm tối đa của nó rời khỏi mẫu số."], ["Không phát sinh", "Mẫu số bằng 0: không có gì để đo. Không phải 0 %, không phải 100 %."], ["Chưa quyết được, chưa có số liệu", "Thiếu số liệu để kết luận. Một điều kiện chưa xét được không phải là điều kiện không vướng."], ["Ẩn", "Có số liệu nhưng không hiển thị: quá ít người trả lời, hoặc người lập trang không được đọc."], ["Khoảng hạng", "Các hạng có thể, xét đến sai số của khảo sát. Hai cơ quan có khoảng chồng nhau thì thứ tự chưa chắc chắn."]],
	},
	en: {
		title: "Administrative reform scoreboard", skip: "Skip to the content", language: "Language", print: "Print",
		asOf: d => `Figures to the end of ${d}`, computed: t => `summed up ${t}`, made: t => `page made ${t}`, neverComputed: "never summed up",
		reader: (who, n) => `Made with the rights of role ${who}, who sees ${n} ${n === "1" ? "agency" : "agencies"}.`, restricted: "All counts are of these only; a rank is the rank among all.",
		filters: "Choose bloc, year and agency", bloc: "Bloc", year: "Year", agency: "Agency",
		attention: "Needs attention", league: "League table", why: "Why these points", next: "Next step",
		ontime: "Dossiers on time by month", satisfaction: "Satisfaction", tasks: "Tasks of the week", tasksPlain: "Tasks", faults: "Figures that do not add up", targets: "Targets", reading: "How to read this page",
		rank: "Rank", index: "Index, %", band: "Band", late: "Late, %", satisfied: "Satisfied, %",
		rankOf: (r, n) => `${r} of ${n}`, margin: "within ", noRank: "not ranked", noIndex: "no index", noBand: "no band",
		lowered: (from, gate) => [`Lowered from `, data(from), ": ", data(gate)], gateClosed: "A gate is closed, but lowers nothing", gateNoData: "Gates undecided: data missing",
		notReported: n => `${n} not reported, counted 0 points`, undecided: n => `${n} ${n === "1" ? "penalty" : "penalties"} not reported: index undecided`,
		blocked: n => `${n} not reported: no index`,
		reportedOnly: p => `${p} % of what is reported`, fault: "The framework has a fault and is not ranked", absentLong: "Of the bloc, without any result:",
		noData: "no data", withheld: n => `withheld: fewer than ${n} answers`, withheldPersons: n => `withheld: fewer than ${n} persons`, persons: "Persons", noAnswers: "no answers", notArisen: "not arisen",
		closed: d => `Closed and published by the figures to ${d}.`, live: "Not closed: points follow from the rows as they are.",
		gates: "Gates", atBest: b => ["at best ", data(b)], bandsWord: "Bands", sortHint: "A column's name sorts by it; an agency's name shows why.",
		criterion: "Criterion", result: "Result", points: "Points", lost: "Lost",
		step: (down, t, unit, penalty, g) => `${down ? "down to" : "reach"} ${t}${unit} ${penalty ? "to lose" : "for"} ${g} ${penalty ? "less" : "more"}`, noStep: "–", perCent: " %",
		stateIs: {not_applicable: "not applicable", not_arisen: "not arisen", not_reported: "not reported", scored: ""},
		onlyLost: n => `Only where points are lost (${n})`, allCriteria: n => `All criteria (${n})`, nothingLost: "No points are lost anywhere.",
		barKey: ["points", "to gain by the next step", "the rest"], years: "Years",
		pathTo: b => ["Path to ", data(b)], pathNow: p => `Now ${p} %.`, pathAfter: p => `→ ${p} %`, topBand: "In the best band already.", pathPast: "Paths are given for the last year of a bloc only.", noPath: "No path can be given.",
		scope: "Scope", everyone: "All agencies", chosenAgency: "Chosen agency", month: "Month", received: "Counted", early: "Early", onTime: "On time", lateN: "Late", ontimePct: "On time, %", pending: "In time", overdue: "Overdue", paused: "Paused", noDeadline: "No deadline",
		lastMonths: n => `Last ${n} months`, allMonths: n => `All ${n} months`, axisNote: "The axis of the rate does not begin at 0.", pctChart: "On time, %", countChart: "Settled dossiers that had a deadline",
		ontimeNote: "Rate = (early + on time) / (early + on time + late). What is open and what has no deadline stands apart and improves no rate.",
		noDossiers: "There is no dossier in the data.",
		byYear: "All, by year", byFactor: (a, y) => ["By factor: ", data(a), `, ${y}`], survey: "Survey", forms: "Valid forms", issued: "issued", returned: "returned", answers: "Answers", missingAnswers: "No opinion", interval: "95 % interval", factor: "Factor",
		noSurvey: "No survey of this agency in the year.", satNote: "Satisfied answers over answers with an opinion, with their 95 % interval. Where two intervals overlap, neither can be called better.",
		week: (a, b) => `Week from ${a} to ${b}`, carried: "Carried over", newly: "New", done: "Done", open: "Open", inTime: "In time", doneNoDate: "Done, no date", openNoDate: "Open, no date", atRiskN: "Due soon", total: "Sum",
		atRisk: n => `Due within ${n} days`, overdueTasks: "Overdue", notArisenN: "Not arisen", byPlan: "By plan", plan: "Plan", assigned: "Assigned", progress: "In progress", task: "Task", due: "Due", wording: "Deadline as the plan words it", days: n => `${n} days over`, daysLeft: n => n == 0 ? "today" : `${n} days left`, onTimeOfDue: "On time of those due, %",
		noneAtRisk: "No task is due soon.", noneOverdue: "No task is overdue.", mine: "Chosen agency only", everyAgency: "All agencies", noTasks: "There are no tasks.",
		printed: "Printed", exact: "Computed", origin: "Source", counts: "Numerator / denominator", remark: "Note", noneFaults: "Every printed percentage follows from the counts beside it.", faultsNote: "Printed percentages that do not follow from the counts beside them, rounded half up, half even or truncated.", frameworkFaults: "Faults of the framework", noFrameworkFaults: "The framework has no fault.", warning: "warning", error: "error", code: "Code", notComputable: "cannot be computed",
		target: "Target", strictly: "By the figures", office: "The office's verdict", differs: "differs", figures: "Figures", officeResult: "Result as reported", noTargets: "No target has been entered.", noVerdict: "none given", and: "and", or: "or",
		noCondition: "no condition to decide by", targetsNote: "Met when every part is met; a part without a figure is undecided, not met.",
		refused: who => `Withheld: role ${who} may not read this part.`, none: "None.",
		tileAgencies: n => [`agencies in the league of `, ...[n].flat()], tileGate: "agencies whose band a gate lowered", tileUndecided: n => `${n} undecided for want of data`, tileMissing: "criteria not reported", tileNoIndex: (n, m) => `${n} agencies without an index, ${m} without any result`, tileOverdue: "tasks overdue, by agency", tileRisk: (n, d) => `${n} due within ${d} days`, tileTargets: "targets not met", tileTargetsMore: (n, m) => `${n} undecided, ${m} differ from the office's verdict`, tileFaults: "printed percentages do not add up", tileOntime: m => `% of dossiers on time, ${m}`, tileOntimeOf: (a, b) => `${a} of ${b} settled with a deadline`, tileHidden: "may not be read",
		viewing: (a, r) => `Showing ${a}${r ? ", rank " + r : ""}.`, licenses: "Licences of the chart libraries", madeBy: m => `Made by par-page from a model of par_index ${m}.`, empty: "The model has no framework yet.",
		successor: s => ["Succeeded by ", data(s), "."], ended: d => `Ended on ${d}.`,
		reportFaults: "Contradictions of the report", reportNote: "Rows of the report's forms against other rows, the period before or the rows that were counted; a warning is of wording or rounding.", noneReport: "The forms of the report do not contradict themselves.", form: "Form, item", period: "Period", whichRule: "Rule", stands: "As printed", comesTo: "Against", severityWord: "Severity",
		tileReport: n => `${n} contradictions in the report's forms`, targetSteps: "Targets by year, level, agency", applies: "Applies to", whole: "Whole province",
		words: [["Not reported", "The criterion applies and has no result. It counts 0 points, or withholds the index, as the framework says; it never raises an index."], ["Not applicable", "An appraiser has said so; its maximum leaves the denominator."], ["Not arisen", "A denominator of 0: there was nothing to measure. Neither 0 % nor 100 %."], ["Undecided, no data", "Figures are missing for a verdict. A gate that cannot be decided is not an open gate."], ["Withheld", "There are figures that are not shown: too few persons or answers, or whoever made the page may not read them."], ["Margin of a rank", "The ranks that are possible, given the error of the survey. Where the margins of two agencies overlap, their order is not certain."]],
	},
};

// ---------------------------------------------------------------------------
// State: all of it stands in the address
// ---------------------------------------------------------------------------

const START = {lang: PAGE.language, fw: "", agency: "", sort: "rank", dir: "asc", all: "", scope: "", months: "", mine: ""};
let state = {...START};
let T = WORDS[PAGE.language];

const newest = d3.greatest(frameworks.filter(f => leagueOf.has(f.framework)), f => f.year);
START.fw = (frameworks.find(f => f.year === newest?.year && leagueOf.has(f.framework)) ?? frameworks[0])?.framework ?? "";

function readAddress() {
	const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
	state = {...START};
	for (const name in START) if (name in given) state[name] = given[name];
	if (!Object.hasOwn(WORDS, state.lang)) state.lang = PAGE.language;
	if (!frameworks.some(f => f.framework === state.fw)) state.fw = START.fw;
	if (!Object.hasOwn(LEAGUE_ORDER, state.sort)) state.sort = "rank";
	const league = leagueOf.get(state.fw) ?? [];
	// one is always shown: the one that was asked for, else the last in rank
	if (!league.some(r => idOf(r) === state.agency)) state.agency = league.length ? idOf(d3.greatest(league, r => r.rank ?? Infinity)) : "";
	T = WORDS[state.lang];
}

const addressOf = change => {
	const next = {...state, ...change}, given = new URLSearchParams();
	for (const name in START) if (next[name] !== START[name] && next[name] !== "") given.set(name, next[name]);
	return "#" + given;
};
const go = change => { location.hash = addressOf(change); };

const chosen = () => (leagueOf.get(state.fw) ?? []).find(r => idOf(r) === state.agency);

// ---------------------------------------------------------------------------
// Elements, numbers, dates
// ---------------------------------------------------------------------------

function h(name, attributes, ...children) {
	const e = document.createElement(name);
	for (const [key, value] of Object.entries(attributes ?? {})) {
		if (value == null || value === false) continue;
		if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
		else e.setAttribute(key, value === true ? "" : value);
	}
	e.append(...children.flat(9).filter(c => c != null && c !== false && c !== ""));
	return e;
}

// Texts of the data are Vietnamese, whatever the language of the page.
const data = text => text == null || text === "" || state.lang === "vi" ? text : h("span", {lang: "vi"}, text);
const missing = text => h("span", {class: "missing"}, text);

// All digits of a figure, at least so many behind the mark; nothing is rounded.
function number(value, least = 0) {
	if (value == null) return null;
	const [, minus, whole, , part = ""] = /^(-?)(\d+)(\.(\d*))?$/.exec(String(value)) ?? [, "", null];
	if (whole == null) return String(value);
	const [group, mark] = state.lang === "vi" ? [".", ","] : [",", "."];
	const digits = part.replace(/0+$/, "").padEnd(least, "0");
	return (minus ? "−" : "") + whole.replace(/\B(?=(\d{3})+$)/g, group) + (digits ? mark + digits : "");
}
const pct = value => number(value, 2);
const points = value => number(value, 2);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function day(text) {
	if (!text) return null;
	const [y, m, d] = text.slice(0, 10).split("-").map(Number);
	return state.lang === "vi" ? `${d}/${m}/${y}` : `${d} ${MONTHS[m - 1]} ${y}`;
}
function monthName(text) {
	const [y, m] = text.split("-").map(Number);
	return state.lang === "vi" ? `${m}/${y}` : `${MONTHS[m - 1]} ${y}`;
}
const moment = text => text && (state.lang === "vi" ? `${text.slice(11)} ngày ${day(text)}` : `${day(text)}, ${text.slice(11)}`);
const labelOf = (kind, code) => label[kind + "/" + code]?.[state.lang] ?? code;

const bandPlace = (framework, band) => {
	const all = bandsOf.get(framework) ?? [], i = all.findIndex(b => b.band === band);
	// the best and the worst are coloured as such, however many there are
	return i < 0 ? null : i === 0 ? 0 : i === all.length - 1 ? 3 : Math.min(i, 2);
};
const chip = (framework, band) => band == null ? missing(T.noBand) : h("span", {class: "chip b" + bandPlace(framework, band)}, data(band));
const bar = (...parts) => h("div", {class: "bar", "aria-hidden": "true"}, parts.map(([width, name]) => h("i", {style: `width:${Math.max(0, Math.min(100, width))}%`, class: name})));

// columns: {name, head, class, row: heads its row, cell(row), sorted}
function table({id, caption, columns, rows, key, rowClass, foot, sorted, cards}) {
	// On a narrow screen rows become cards; roles keep it a table for readers of screens.
	const role = name => cards ? name : null;
	const head = c => {
		const attributes = {scope: "col", class: c.class, role: role("columnheader")};
		if (!sorted || !c.sorted) return h("th", attributes, c.head);
		const now = state.sort === c.name;
		attributes["aria-sort"] = now ? (state.dir === "asc" ? "ascending" : "descending") : "none";
		const turn = {sort: c.name, dir: now && state.dir === "asc" ? "desc" : now ? "asc" : LEAGUE_ORDER[c.name].first ?? "asc"};
		return h("th", attributes, h("button", {type: "button", "data-focus": "sort-" + c.name, onclick: () => go(turn)}, c.head));
	};
	const cell = (c, r) => h(c.row ? "th" : "td", {class: c.class, scope: c.row && "row", role: role(c.row ? "rowheader" : "cell"), "data-col": c.name, "data-head": cards && !c.row && c.head}, c.cell(r));
	return h("table", {id, class: cards && "cards", role: role("table")},
		caption && h("caption", {class: "unseen"}, caption),
		h("thead", {role: role("rowgroup")}, h("tr", {role: role("row")}, columns.map(head))),
		h("tbody", {role: role("rowgroup")}, rows.map(r => h("tr", {"data-key": key?.(r), role: role("row"), ...rowClass?.(r)}, columns.map(c => cell(c, r))))),
		foot && h("tfoot", {role: role("rowgroup")}, foot));
}

const column = (name, head, cell, more = {}) => ({name, head, cell: cell ?? (r => r[name]), ...more});
const counted = (name, head, more = {}) => column(name, head, r => number(r[name]), {class: "n", ...more});
const scrolled = (name, content, tall) => h("div", {class: "scroll" + (tall ? " tall" : ""), tabindex: "0", role: "group", "aria-label": name}, content);

function section(id, heading, ...content) {
	return h("section", {id, "aria-labelledby": id + "-h"}, h("h2", {id: id + "-h", tabindex: "-1"}, heading), ...content);
}
// content, or that the role may not read it
const readable = (rows, content) => rows === null ? h("p", {class: "missing"}, T.refused(SET.reader)) : content();

// ---------------------------------------------------------------------------
// The parts
// ---------------------------------------------------------------------------

function drawHead() {
	const either = h("div", {class: "either", role: "group", "aria-label": T.language}, [["vi", "Tiếng Việt"], ["en", "English"]].map(([code, name]) =>
		h("button", {type: "button", lang: code, "data-focus": "lang-" + code, "aria-pressed": String(state.lang === code), onclick: () => go({lang: code})}, name)));
	return [h("a", {class: "skip", id: "skip", href: "#main", onclick: e => { e.preventDefault(); document.getElementById("main").focus(); }}, T.skip), h("div", {},
		h("h1", {}, PAGE.title ?? T.title),
		h("p", {class: "soft"}, [T.asOf(day(SET.reporting_date)), SET.refreshed_at ? T.computed(moment(SET.refreshed_at)) : T.neverComputed, T.made(moment(SET.made_at))].join(" · ")),
		h("p", {class: "soft"}, D.agency ? T.reader(SET.reader, number(D.agency.length)) : T.refused(SET.reader), SET.restricted && " " + T.restricted),
		PAGE.note && h("p", {class: "note"}, inLanguage(PAGE.note))),
	h("div", {class: "buttons"}, either, h("button", {type: "button", "data-focus": "print", onclick: () => print()}, T.print))];
}

// "tiếng Việt / English", as the model words what it says in both.
function inLanguage(text, first = "vi") {
	const parts = text.split(" / ");
	return parts.length === 2 ? parts[state.lang === first ? 0 : 1] : text;
}

function drawFilters() {
	const choose = (id, name, options, value, change) => h("label", {}, name, h("select", {id, "data-focus": id, onchange: e => change(e.target.value)},
		options.map(([code, text]) => h("option", {value: code, selected: code === value}, text))));
	const fw = frameworks.find(f => f.framework === state.fw);
	if (!fw) return [];
	const blocs = d3.groups(frameworks, f => f.bloc);
	const nearest = (bloc, year) => d3.least(blocs.find(([b]) => b === bloc)[1], f => Math.abs(f.year - year)).framework;
	const league = d3.sort(leagueOf.get(state.fw) ?? [], r => r.rank ?? Infinity, r => r.agency_code);
	return [
		choose("choose-bloc", T.bloc, blocs.map(([b, list]) => [b, list[0].bloc_name]), fw.bloc, b => go({fw: nearest(b, fw.year), agency: ""})),
		choose("choose-year", T.year, blocs.find(([b]) => b === fw.bloc)[1].map(f => [f.framework, f.year]), fw.framework, f => go({fw: f})),
		choose("choose-agency", T.agency, league.map(r => [idOf(r), r.agency]), state.agency, a => go({agency: a})),
	];
}

function toSection(id) {
	return e => { e.preventDefault(); focusOn(document.getElementById(id + "-h")); };
}
function focusOn(e, still) {
	e?.focus({preventScroll: !!still});
	if (!still) e?.scrollIntoView({block: "start"});
}

function drawTiles() {
	const league = leagueOf.get(state.fw) ?? [], fw = frameworks.find(f => f.framework === state.fw);
	const count = (rows, test) => rows.filter(test).length;
	const absent = D.absent ? count(D.absent, r => r.framework === state.fw) : 0;
	const tile = (name, to, value, text, more, alert) => h("li", {}, h("a", {class: "tile" + (alert ? " alert" : ""), href: "#", "data-focus": "tile-" + to, "data-tile": name, onclick: toSection(to)},
		h("b", {}, value), h("span", {}, text), more && h("small", {}, more)));
	const bands = bandsOf.get(state.fw) ?? [];
	const last = ontimeOfLevel.get("")?.at(-1);
	const list = [
		tile("agencies", "league", number(league.length), T.tileAgencies(fw ? [data(fw.bloc_name), ` ${fw.year}`] : ""), bands.map((b, i) => [i ? " · " : "", data(b.band), " ", number(count(league, r => r.band === b.band))])),
		tile("gates", "league", number(count(league, r => r.gate != null)), T.tileGate, T.tileUndecided(number(count(league, r => r.gate_state === "no_data"))), league.some(r => r.gate != null)),
		tile("missing", "league", number(d3.sum(league, r => r.n_not_reported)), T.tileMissing, T.tileNoIndex(number(count(league, r => r.index_pct == null)), number(absent)), league.some(r => r.n_not_reported > 0) || absent > 0)];
	if (last) list.push(tile("ontime", "ontime", pct(last.on_time_pct) ?? T.notArisen, T.tileOntime(monthName(last.month)), T.tileOntimeOf(number(last.n_early + last.n_on_time), number(last.n_early + last.n_on_time + last.n_late))));
	const hidden = (rows, draw) => rows === null ? draw(null) : rows && draw(rows);
	list.push(hidden(D.task_open, rows => rows === null ? tile("tasks", "tasks", "–", T.tileOverdue, T.tileHidden)
		: tile("tasks", "tasks", number(count(rows, r => r.status === "overdue")), T.tileOverdue, T.tileRisk(number(count(rows, r => r.at_risk)), number(SET.at_risk_days)), rows.some(r => r.status === "overdue"))));
	list.push(hidden(D.target, rows => rows === null ? tile("targets", "targets", "–", T.tileTargets, T.tileHidden)
		: tile("targets", "targets", number(count(rows, r => r.attainment === "not_met")), T.tileTargets, T.tileTargetsMore(number(count(rows, r => r.attainment === "no_data")), number(count(rows, differs))), rows.some(r => r.attainment === "not_met"))));
	list.push(hidden(D.published, rows => rows === null ? tile("faults", "faults", "–", T.tileFaults, T.tileHidden)
		: tile("faults", "faults", number(rows.length), T.tileFaults, D.report_fault && T.tileReport(number(count(D.report_fault, r => r.severity === "error"))), rows.length > 0)));
	return [h("h2", {id: "attention-h", class: "unseen", tabindex: "-1"}, T.attention), h("ul", {class: "tiles"}, list)];
}

// How the league sorts; first: the direction of the first press.
const LEAGUE_ORDER = {
	rank: {of: r => r.rank}, agency: {of: r => r.agency}, index_pct: {of: r => r.index_rate, first: "desc"},
	band: {of: r => (bandsOf.get(r.framework) ?? []).findIndex(b => b.band === r.band)},
	late_pct: {of: r => r.late_rate, first: "desc"}, satisfied_pct: {of: r => r.satisfied_rate},
};

function statesOf(r) {
	const fw = frameworks.find(f => f.framework === r.framework), list = [];
	if (r.fault != null) list.push(h("span", {class: "bad"}, T.fault));
	if (r.gate != null) list.push(h("span", {class: "bad"}, T.lowered(r.band_by_points, r.gate)));
	else if (r.gate_state === "closed") list.push(T.gateClosed);
	if (r.gate_state === "no_data") list.push(missing(T.gateNoData));
	const partly = r.reported_index_pct == null ? "" : "; " + T.reportedOnly(pct(r.reported_index_pct));
	if (r.n_undecided > 0) list.push(missing(T.undecided(number(r.n_undecided)) + partly));
	const rest = r.n_not_reported - (r.n_undecided > 0 ? r.n_undecided : 0);
	if (rest > 0) list.push(missing((fw?.when_not_reported === "block" ? T.blocked : T.notReported)(number(rest)) + (r.n_undecided > 0 ? "" : partly)));
	return list;
}
// Satisfaction, or why there is none.
const satisfiedCell = r => r.satisfied_pct != null ? pct(r.satisfied_pct)
	: missing(!(r.n_answers > 0) ? T.noAnswers : r.n_answers < SET.min_answers ? T.withheld(number(SET.min_answers)) : T.withheldPersons(number(SET.min_persons)));
const rankCell = r => r.rank == null ? missing(T.noRank) : [number(r.rank), r.rank_low != null && r.rank_high != null && marginCell(r)];
const marginCell = r => h("small", {class: "nowrap"}, h("span", {class: "unseen"}, T.margin), number(r.rank_low), "–", number(r.rank_high));

function drawLeague() {
	const fw = frameworks.find(f => f.framework === state.fw);
	if (!fw) return section("league", T.league, h("p", {class: "missing"}, T.empty));
	const league = leagueOf.get(state.fw) ?? [], order = LEAGUE_ORDER[state.sort];
	const rows = [...league].sort((a, b) => {
		const x = order.of(a), y = order.of(b);
		if (x == null || y == null) return (x == null) - (y == null) || d3.ascending(a.agency_code, b.agency_code); // without a figure: last, either way
		const c = typeof x === "string" ? x.localeCompare(y, "vi") : d3.ascending(x, y);
		return (state.dir === "asc" ? c : -c) || d3.ascending(a.rank, b.rank) || d3.ascending(a.agency_code, b.agency_code);
	});
	const columns = [
		column("rank", T.rank, rankCell, {class: "n", sorted: true}),
		column("agency", T.agency, r => h("a", {href: addressOf({agency: idOf(r)}), "data-focus": "agency-" + idOf(r), onclick: e => { chosenByLink = true; if (idOf(r) === state.agency) { e.preventDefault(); toAgency(); } }}, data(r.agency)), {row: true, sorted: true}),
		column("index_pct", T.index, r => r.index_pct == null ? missing(T.noIndex) : [pct(r.index_pct), bar([r.index_pct, "b" + bandPlace(r.framework, r.band)])], {class: "n", sorted: true}),
		column("band", T.band, r => [chip(r.framework, r.band), statesOf(r).map(x => h("small", {"data-state": ""}, x))], {sorted: true}),
		column("late_pct", T.late, r => pct(r.late_pct) ?? missing(T.noData), {class: "n", sorted: true}),
		column("satisfied_pct", T.satisfied, satisfiedCell, {class: "n", sorted: true}),
	];
	const absent = (D.absent ?? []).filter(r => r.framework === state.fw);
	const gates = (D.gate ?? []).filter(g => g.framework === state.fw);
	const bands = bandsOf.get(state.fw) ?? [];
	const heading = [T.league, ": ", data(fw.bloc_name), `, ${fw.year}`];
	const faults = (D.framework_fault ?? []).filter(f => f.framework === state.fw && f.severity === "error");
	return section("league", heading,
		h("p", {class: "soft"}, data(fw.title), ". ", fw.closed_as_of ? T.closed(day(fw.closed_as_of)) : T.live, h("span", {class: "only-screen"}, " ", T.sortHint)),
		faults.length > 0 && h("p", {class: "bad"}, T.fault, ": ", faults.map((f, i) => [i ? "; " : "", f["message_" + state.lang]])),
		scrolled(T.league, table({id: "league-table", caption: heading.map(x => x.textContent ?? x).join(""), columns, rows, sorted: true, cards: true, key: r => r.framework + "/" + idOf(r)}), rows.length > 12),
		absent.length > 0 && h("p", {class: "missing", id: "absent"}, T.absentLong, " ", data(absent.map(r => r.agency).join(", ")), "."),
		h("p", {class: "soft", style: "margin-top:8px"}, T.bandsWord, ": ", bands.map((b, i) => [i ? "; " : "", data(b.band), b.lower_bound == null ? "" : ` ${b.bound_excluded ? ">" : "≥"} ${number(b.lower_bound)} %`]), ".",
			gates.length > 0 && [" ", T.gates, ": ", gates.map((g, i) => [i ? "; " : "", data(g.gate), " (", T.atBest(g.at_best), g.basis && [", ", data(g.basis)], ")"]), "."]));
}

function drawAgency() {
	const me = chosen();
	if (!me) return section("agency", T.agency, h("p", {class: "missing"}, T.none));
	const of = leagueOf.get(state.fw).filter(r => r.rank != null).length;
	const about = (D.agency ?? []).find(a => idOf(a) === state.agency && a.agency === me.agency);
	return section("agency", data(me.agency),
		about?.valid_to && h("p", {class: "soft"}, T.ended(day(about.valid_to)), about.successor && [" ", T.successor(about.successor)]),
		h("dl", {class: "facts"},
			fact("rank", T.rank, me.rank == null ? missing(T.noRank) : [SET.restricted ? number(me.rank) : T.rankOf(number(me.rank), number(of)), me.rank_low != null && me.rank_high != null && h("small", {class: "nowrap"}, T.margin, number(me.rank_low), "–", number(me.rank_high))]),
			fact("index_pct", T.index, pct(me.index_pct) ?? missing(T.noIndex)),
			fact("points", T.points, me.points == null ? missing(T.noData) : `${points(me.points)} / ${points(me.max_points)}`),
			fact("band", T.band, chip(me.framework, me.band)),
			fact("late_pct", T.late, pct(me.late_pct) ?? missing(T.noData)),
			fact("satisfied_pct", T.satisfied, satisfiedCell(me))),
		statesOf(me).map(x => h("p", {}, x)),
		drawPath(me), drawYears(me));
}
const fact = (name, term, value) => h("div", {"data-col": name}, h("dt", {}, term), h("dd", {}, value));

// r: the row of the breakdown, whose result the threshold lies above or below.
function step(threshold, gain, r) {
	if (threshold == null || !(gain > 0)) return null;
	const ratio = r?.denominator != null, at = ratio ? 100 * r.numerator / r.denominator : r?.numerator;
	return T.step(threshold < at, number(threshold), ratio ? T.perCent : "", r?.kind === "penalty", points(gain));
}

function drawPath(me) {
	return readable(D.path, () => {
		const rows = pathOf.get(inFramework(me)) ?? [];
		if (!rows.length) {
			const fw = frameworks.find(f => f.framework === me.framework);
			const text = bandPlace(me.framework, me.band) === 0 ? T.topBand : frameworks.some(f => f.bloc === fw.bloc && f.year > fw.year) ? T.pathPast : T.noPath;
			return h("p", {class: "soft"}, text);
		}
		const first = rows.find(r => r.ord == null), steps = rows.filter(r => r.ord != null);
		const why = first.why == null ? null : inLanguage(first.why, "en");
		const details = new Map((breakdownOf.get(inFramework(me)) ?? []).map(r => [r.criterion_code, r]));
		return h("div", {class: "path" + (first.reached && !why ? "" : " stuck"), id: "path"}, h("h3", {style: "margin:0"}, T.pathTo(first.band)),
			h("p", {}, first.index_pct != null && h("span", {"data-col": "now"}, T.pathNow(number(first.index_pct, 2))), why && [" ", why[0].toUpperCase() + why.slice(1), "."]),
			steps.length > 0 && h("ol", {}, steps.map(s => h("li", {"data-key": s.criterion_code}, h("b", {}, s.criterion_code), " ", data(s.criterion), ": ",
				step(s.next_threshold, s.gain, details.get(s.criterion_code)), " ", h("small", {class: "nowrap", style: "display:inline"}, T.pathAfter(number(s.index_pct, 2)))))));
	});
}

function drawWhy() {
	const me = chosen();
	return me && section("why", [T.why, ": ", data(me.agency)], readable(D.breakdown, () => {
		const all = breakdownOf.get(inFramework(me)) ?? [];
		const some = all.filter(r => r.lost_points > 0 || r.state !== "scored" || r.next_gain > 0);
		const shown = d3.sort(state.all ? all : some, (a, b) => d3.descending(a.lost_points ?? -1, b.lost_points ?? -1) || a.criterion_code.localeCompare(b.criterion_code, "en", {numeric: true}));
		const columns = [
			column("criterion", T.criterion, r => [h("b", {}, r.criterion_code), " ", data(r.criterion), h("small", {}, r.kind !== "normal" && labelOf("kind", r.kind) + " · ", labelOf("source", r.source), r.rule && [" · ", h("code", {}, r.rule)])], {row: true}),
			column("result", T.result, r => [r.numerator == null ? null : r.denominator == null ? number(r.numerator) : `${number(r.numerator)} / ${number(r.denominator)}`,
				r.state !== "scored" && h("small", {class: "missing"}, T.stateIs[r.state] ?? r.state), r.reason && h("small", {}, data(r.reason))], {class: "n"}),
			column("points", T.points, r => [r.points == null ? missing(T.stateIs[r.state] || T.noData) : r.kind === "normal" ? `${points(r.points)} / ${points(r.max_points)}` : points(r.points),
				r.points != null && r.max_points > 0 && r.kind === "normal" && bar([100 * r.points / r.max_points], [100 * Math.min(r.next_gain ?? 0, r.max_points - r.points) / r.max_points, "gain"])], {class: "n"}),
			column("lost_points", T.lost, r => points(r.lost_points), {class: "n"}),
			column("next", T.next, r => step(r.next_threshold, r.next_gain, r) ?? h("span", {"aria-hidden": "true"}, T.noStep)),
		];
		return [
			h("div", {class: "either only-screen", role: "group", "aria-label": T.why}, [["", T.onlyLost(some.length)], ["1", T.allCriteria(all.length)]].map(([v, text]) =>
				h("button", {type: "button", "data-focus": "all-" + v, "aria-pressed": String(state.all === v), onclick: () => go({all: v})}, text))),
			h("ul", {class: "key", "aria-hidden": "true", style: "margin-top:8px"}, ["#2f73a6", "#e3a008", "#e8ecf0"].map((c, i) => h("li", {}, h("i", {style: "background:" + c}), T.barKey[i]))),
			shown.length ? scrolled(T.why, table({id: "why-table", cards: true, caption: T.why, columns, rows: shown, key: r => r.criterion_code})) : h("p", {class: "soft"}, T.nothingLost)];
	}));
}

function drawYears(me) {
	const rows = d3.sort(D.league.filter(r => idOf(r) === state.agency && r.bloc === me.bloc), (a, b) => b.year - a.year);
	if (rows.length < 2) return null;
	return [h("h3", {}, T.years), scrolled(T.years, table({id: "years-table", caption: T.years, rows, key: r => r.framework, rowClass: r => r.framework === state.fw ? {class: "chosen"} : {}, columns: [
		column("year", T.year, r => h("a", {href: addressOf({fw: r.framework}), "data-focus": "year-" + r.framework}, String(r.year)), {row: true}),
		column("rank", T.rank, rankCell, {class: "n"}), column("index_pct", T.index, r => pct(r.index_pct) ?? missing(T.noIndex), {class: "n"}),
		column("band", T.band, r => chip(r.framework, r.band)), column("late_pct", T.late, r => pct(r.late_pct) ?? missing(T.noData), {class: "n"}), column("satisfied_pct", T.satisfied, satisfiedCell, {class: "n"})]}))];
}

// ---------------------------------------------------------------------------
// Charts.  Figures stand in the table beside; a chart is one picture with a name.
// ---------------------------------------------------------------------------

function picture(name, plot) {
	for (const svg of plot.tagName === "svg" ? [plot] : plot.querySelectorAll("svg")) {
		svg.setAttribute("role", "img");
		svg.setAttribute("aria-label", name);
		svg.querySelectorAll("[aria-label]").forEach(e => e.removeAttribute("aria-label"));
	}
	return h("figure", {}, plot);
}
const narrow = matchMedia("(max-width: 640px)");
const chart = () => ({style: {fontSize: "12px", color: "#55626f", background: "none"}, width: narrow.matches ? 350 : 640, marginRight: 18});
const monthDate = text => new Date(text.slice(0, 7) + "-15T00:00:00Z");
const tickMonth = d => state.lang === "vi" ? `${d.getUTCMonth() + 1}/${d.getUTCFullYear()}` : `${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
const tickNumber = d => number(+d.toFixed(4));

const SHORT = 13;
function drawOntime() {
	return section("ontime", T.ontime, readable(D.ontime, () => {
		const levels = [...ontimeOfLevel.keys()].filter(Boolean);
		const me = chosen();
		const scopes = [["", T.everyone], ...["province", "district", "commune", "central"].filter(l => levels.includes(l)).map(l => [l, labelOf("level", l)]), ...(me ? [["agency", T.chosenAgency]] : [])];
		const scope = scopes.some(([s]) => s === state.scope) ? state.scope : "";
		const all = (scope === "agency" ? ontimeOf.get(state.agency) : ontimeOfLevel.get(scope)) ?? [];
		const rows = all.map(r => ({...r, n: r.n_early + r.n_on_time + r.n_late}));
		const shown = state.months ? rows : rows.slice(-SHORT);
		const named = scope === "agency" ? data(me.agency) : scopes.find(([s]) => s === scope)[1];
		const choice = h("div", {class: "either only-screen", role: "group", "aria-label": T.scope, style: "flex-wrap:wrap"}, scopes.map(([s, name]) =>
			h("button", {type: "button", "data-focus": "scope-" + s, "aria-pressed": String(s === scope), onclick: () => go({scope: s})}, name)));
		if (!rows.length) return [choice, h("p", {class: "missing"}, T.noDossiers)];
		const columns = [column("month", T.month, r => monthName(r.month), {row: true, class: "nowrap"}),
			column("on_time_pct", T.ontimePct, r => pct(r.on_time_pct) ?? missing(T.notArisen), {class: "n"}),
			counted("n_early", T.early), counted("n_on_time", T.onTime), counted("n_late", T.lateN), counted("n_pending", T.pending), counted("n_overdue", T.overdue),
			counted("n_paused", T.paused), counted("n_no_deadline", T.noDeadline), counted("n_received", T.received)];
		return [choice,
			h("div", {class: "halves", style: "margin-top:10px"},
				h("div", {}, h("h3", {style: "margin-top:0"}, named), ontimeCharts(rows, scope === "agency" ? me.agency : named), h("p", {class: "soft"}, T.ontimeNote, " ", T.axisNote)),
				h("div", {},
					rows.length > SHORT && h("div", {class: "either only-screen", role: "group", "aria-label": T.month, style: "margin-bottom:6px"}, [["", T.lastMonths(SHORT)], ["all", T.allMonths(rows.length)]].map(([v, text]) =>
						h("button", {type: "button", "data-focus": "months-" + v, "aria-pressed": String(state.months === v), onclick: () => go({months: v})}, text))),
					scrolled(T.ontime, table({id: "ontime-table", caption: T.ontime, columns, rows: [...shown].reverse(), key: r => r.month}), shown.length > SHORT)))];
	}));
}

function ontimeCharts(rows, name) {
	const first = monthDate(rows[0].month), last = monthDate(rows.at(-1).month);
	// every month of the span, so that one without dossiers breaks the line
	const known = new Map(rows.map(r => [r.month.slice(0, 7), r]));
	const months = d3.utcMonth.range(d3.utcMonth.floor(first), d3.utcDay.offset(last, 20)).map(d => {
		const r = known.get(d.toISOString().slice(0, 7));
		return {date: monthDate(d.toISOString()), r, p: r?.on_time_pct == null ? NaN : +r.on_time_pct};
	});
	const rates = months.map(m => m.p).filter(p => !isNaN(p));
	const x = {type: "utc", domain: [d3.utcDay.offset(first, -16), d3.utcDay.offset(last, 16)], label: null, tickFormat: tickMonth, ticks: Math.min(narrow.matches ? 4 : 6, months.length)};
	const tip = m => m.r && `${tickMonth(m.date)}: ${pct(m.r.on_time_pct) ?? T.notArisen}${m.r.on_time_pct == null ? "" : " %"}\n${T.early} ${number(m.r.n_early)}, ${T.onTime} ${number(m.r.n_on_time)}, ${T.lateN} ${number(m.r.n_late)}`;
	const floor = rates.length ? Math.max(0, Math.floor(d3.min(rates) - Math.max(0.2, (100 - d3.min(rates)) * 0.15))) : 0;
	const rate = Plot.plot({...chart(), height: 190, marginLeft: 48, marginTop: 14, x: {...x, axis: null}, y: {domain: [floor, 100], label: null, grid: true, ticks: 5, tickFormat: tickNumber}, marks: [
		Plot.lineY(months, {x: "date", y: "p", stroke: "#2f73a6", strokeWidth: 2}), Plot.dot(months.filter(m => !isNaN(m.p)), {x: "date", y: "p", fill: "#2f73a6", r: 2.5}),
		Plot.tip(months.filter(m => !isNaN(m.p)), Plot.pointerX({x: "date", y: "p", title: tip, fontSize: 12, lineHeight: 1.3}))]});
	const parts = months.filter(m => m.r).flatMap(m => [["early", m.r.n_early], ["on_time", m.r.n_on_time], ["late", m.r.n_late]].map(([part, n]) => ({date: m.date, part, n, m})));
	const counts = Plot.plot({...chart(), height: 150, marginLeft: 48, x, y: {label: null, grid: true, ticks: 4, tickFormat: tickNumber},
		color: {domain: ["late", "on_time", "early"], range: ["#c2392d", "#2f73a6", "#9cc3e0"]}, marks: [
			Plot.rectY(parts, Plot.stackY({x1: d => new Date(+d.date - DAY * 11), x2: d => new Date(+d.date + DAY * 11), y: "n", fill: "part", order: ["late", "on_time", "early"], title: d => tip(d.m)})), Plot.ruleY([0])]});
	return h("div", {class: "keep"}, h("figcaption", {}, T.pctChart), picture(`${T.pctChart}: ${name}`, rate), h("figcaption", {}, T.countChart), picture(`${T.countChart}: ${name}`, counts),
		h("ul", {class: "key"}, [["#9cc3e0", T.early], ["#2f73a6", T.onTime], ["#c2392d", T.lateN]].map(([c, text]) => h("li", {}, h("i", {style: "background:" + c}), text))));
}
const DAY = 86400000;

// Points with their intervals, a row each; the figures stand in the table.
function intervals(rows, nameOf, title) {
	const seen = rows.filter(r => r.satisfied_pct != null).map(r => ({name: nameOf(r), p: +r.satisfied_pct, low: +(r.satisfied_low ?? r.satisfied_pct), high: +(r.satisfied_high ?? r.satisfied_pct)}));
	if (!seen.length) return null;
	const floor = Math.max(0, Math.floor((d3.min(seen, r => r.low) - 2) / 5) * 5), top = Math.min(100, Math.ceil((d3.max(seen, r => r.high) + 1) / 5) * 5);
	const plot = Plot.plot({...chart(), height: 44 + 36 * rows.length, marginLeft: narrow.matches ? 125 : 220, marginTop: 6, marginBottom: 32, x: {domain: [floor, top], grid: true, label: null, ticks: 6, tickFormat: tickNumber},
		y: {domain: rows.map(nameOf), label: null}, marks: [
			Plot.axisY({lineWidth: narrow.matches ? 9 : 17, lineHeight: 1.15, tickSize: 0, fill: "#1c2733", fontSize: 12, label: null}), Plot.ruleY(seen, {y: "name", x1: "low", x2: "high", strokeWidth: 6, stroke: "#9cc3e0", strokeLinecap: "round"}), Plot.dot(seen, {x: "p", y: "name", fill: "#1f5f93", r: 5})]});
	return h("div", {class: "keep"}, picture(title, plot));
}
const intervalCell = r => r.satisfied_low == null ? null : `${pct(r.satisfied_low)} – ${pct(r.satisfied_high)}`;

function drawSatisfaction() {
	const fw = frameworks.find(f => f.framework === state.fw), me = chosen();
	const mine = () => {
		const rows = (satisfiedOf.get(state.agency) ?? []).filter(r => r.year === fw?.year);
		const heading = me && h("h3", {}, T.byFactor(me.agency, fw.year));
		if (!rows.length) return [heading, h("p", {class: "missing"}, T.noSurvey)];
		return [heading, d3.groups(rows, r => r.survey).map(([survey, list], i) => [
			i + 1 && d3.groups(rows, r => r.survey).length > 1 && h("p", {class: "soft"}, T.survey, " ", survey),
			intervals(list, r => r.factor_vi, T.satisfaction),
			scrolled(T.satisfaction, table({id: i ? null : "factor-table", caption: T.satisfaction, rows: list, key: r => r.survey + "/" + r.factor, columns: [
				column("factor", T.factor, r => data(r.factor_vi), {row: true}), column("satisfied_pct", T.satisfied, satisfiedCell, {class: "n"}),
				column("interval", T.interval, intervalCell, {class: "n"}), counted("n_persons", T.persons), counted("n_answers", T.answers), counted("n_missing", T.missingAnswers)]}))])];
	};
	return section("satisfaction", T.satisfaction, h("p", {class: "soft"}, T.satNote), h("div", {class: "halves"},
		h("div", {}, h("h3", {}, T.byYear), readable(D.satisfied_year, () => D.satisfied_year.length ? [
			intervals(D.satisfied_year, r => `${r.year} · ${r.survey}`, T.satisfaction),
			scrolled(T.byYear, table({id: "satisfied-table", caption: T.byYear, rows: D.satisfied_year, key: r => r.survey, columns: [
				column("year", T.year, r => [String(r.year), h("small", {}, r.survey)], {row: true}), column("satisfied_pct", T.satisfied, satisfiedCell, {class: "n"}),
				column("interval", T.interval, intervalCell, {class: "n"}), counted("n_persons", T.persons), counted("n_answers", T.answers),
				column("n_valid", T.forms, r => [number(r.n_valid), (r.n_issued != null || r.n_returned != null) && h("small", {}, r.n_issued != null && `${T.issued} ${number(r.n_issued)}`, r.n_issued != null && r.n_returned != null && ", ", r.n_returned != null && `${T.returned} ${number(r.n_returned)}`)], {class: "n"})]}))]
			: h("p", {class: "missing"}, T.none))),
		h("div", {}, readable(D.satisfied, mine))));
}

function drawTasks() {
	const only = rows => state.mine ? rows.filter(r => idOf(r) === state.agency) : rows;
	const switcher = h("div", {class: "either only-screen", role: "group", "aria-label": T.agency}, [["", T.everyAgency], ["1", T.mine]].map(([v, text]) =>
		h("button", {type: "button", "data-focus": "mine-" + v, "aria-pressed": String(state.mine === v), onclick: () => go({mine: v})}, text)));
	const number_ = r => [r.area_no, r.item_no].filter(Boolean).join(".");
	const list = (id, rows, none, last) => rows.length === 0 ? h("p", {class: "soft"}, none) : scrolled(T.tasks, table({id, caption: T.tasks, rows, cards: true, key: r => [r.plan, r.part, r.area_no, r.item_no, r.period_label, r.agency_code].join("/"), columns: [
		column("due_on", T.due, r => [day(r.due_on), h("small", {class: r.status === "overdue" ? "bad" : null}, last(r))], {class: "nowrap"}),
		column("title", T.task, r => [h("div", {class: "title"}, data(r.title)), h("small", {}, r.plan, number_(r) && ` · ${number_(r)}`, r.period_label && ` · ${r.period_label}`)], {row: true}),
		column("agency", T.agency, r => data(r.agency)), column("deadline_text", T.wording, r => data(r.deadline_text) ?? null)]}), rows.length > 8);
	const week = () => {
		const rows = only(D.task_week);
		if (!D.task_week.length) return h("p", {class: "soft"}, T.noTasks);
		const names = [["n_carried_over", T.carried], ["n_new", T.newly], ["n_done", T.done], ["n_early", T.early], ["n_on_time", T.onTime], ["n_late", T.lateN], ["n_done_no_deadline", T.doneNoDate], ["n_open", T.open], ["n_in_time", T.inTime], ["n_overdue", T.overdue], ["n_paused", T.paused], ["n_open_no_deadline", T.openNoDate], ["n_at_risk", T.atRiskN]].filter(([name]) => name in D.task_week[0]);
		return [h("h3", {}, T.week(day(D.task_week[0].first_day), day(D.task_week[0].last_day))), rows.length ? scrolled(T.tasks, table({id: "week-table", cards: true, caption: T.tasks, rows, key: r => idOf(r),
			rowClass: r => idOf(r) === state.agency ? {class: "chosen"} : {}, columns: [column("agency", T.agency, r => data(r.agency), {row: true}), ...names.map(([name, head]) => counted(name, head))],
			foot: rows.length > 1 && h("tr", {role: "row"}, h("th", {scope: "row", role: "rowheader"}, T.total), names.map(([name, head]) => h("td", {class: "n", role: "cell", "data-col": name, "data-head": head}, number(d3.sum(rows, r => r[name])))))}), rows.length > 12) : h("p", {class: "soft"}, T.noTasks)];
	};
	return section("tasks", D.task_week === undefined ? T.tasksPlain : T.tasks, readable(D.task_open, () => [switcher,
		D.task_week === undefined ? null : readable(D.task_week, week),
		h("h3", {}, T.overdueTasks), list("overdue-table", only(D.task_open.filter(r => r.status === "overdue")), T.noneOverdue, r => T.days(number(r.days_late))),
		h("h3", {}, T.atRisk(number(SET.at_risk_days))), list("risk-table", only(D.task_open.filter(r => r.at_risk)), T.noneAtRisk, r => T.daysLeft(number(r.days_left))),
		h("h3", {}, T.byPlan), readable(D.task_summary, () => {
			const rows = only(D.task_summary);
			return rows.length ? scrolled(T.byPlan, table({id: "plan-table", cards: true, caption: T.byPlan, rows, key: r => r.plan + "/" + idOf(r), columns: [
				column("plan", T.plan, r => [data(r.title), h("small", {}, r.plan)], {row: true}), column("agency", T.agency, r => data(r.agency)),
				counted("n_assigned", T.assigned), counted("n_early", T.early), counted("n_on_time", T.onTime), counted("n_late", T.lateN), counted("n_pending", T.progress), counted("n_overdue", T.overdue), counted("n_paused", T.paused), counted("n_no_deadline", T.noDeadline), counted("n_not_arisen", T.notArisenN),
				column("on_time_of_due_pct", T.onTimeOfDue, r => pct(r.on_time_of_due_pct) ?? missing(T.notArisen), {class: "n"})]}), rows.length > 12) : h("p", {class: "soft"}, T.noTasks);
		})]));
}

function drawFaults() {
	return section("faults", T.faults, readable(D.published, () => [h("p", {class: "soft"}, T.faultsNote),
		D.published.length === 0 ? h("p", {}, T.noneFaults) : scrolled(T.faults, table({id: "faults-table", cards: true, caption: T.faults, rows: D.published, key: r => r.code, columns: [
			column("code", T.code, null, {row: true}), column("origin", T.origin, r => data(r.origin)),
			column("counts", T.counts, r => `${number(r.numerator) ?? "–"} / ${number(r.denominator) ?? "–"}`, {class: "n"}), column("printed", T.printed, null, {class: "n"}),
			column("exact", T.exact, r => r.exact ?? missing(r.denominator === 0 ? T.notArisen : T.notComputable), {class: "n"}), column("note", T.remark, r => data(r.note) ?? null)]}))]),
	D.report_fault === undefined ? null : [h("h3", {}, T.reportFaults), readable(D.report_fault, () => D.report_fault.length === 0 ? h("p", {class: "soft"}, T.noneReport) : [h("p", {class: "soft"}, T.reportNote),
		scrolled(T.reportFaults, table({id: "report-table", cards: true, caption: T.reportFaults, rows: D.report_fault, key: reportKey, columns: [
			column("title", T.form, r => [h("b", {}, r.form_code, r.number ? " " + r.number : ""), " ", data(r.title), r.agency && h("small", {}, data(r.agency))], {row: true}),
			column("period", T.period, r => `${day(r.period_from)} – ${day(r.period_to)}`), column("said", T.whichRule, r => r["said_" + state.lang]),
			column("left_side", T.stands, r => data(r.left_side), {class: "n"}), column("right_side", T.comesTo, r => data(r.right_side), {class: "n"}),
			column("severity", T.severityWord, r => h("span", {class: "nowrap " + (r.severity === "error" ? "bad" : "soft")}, T[r.severity] ?? r.severity))]}), true)])],
	h("h3", {}, T.frameworkFaults), readable(D.framework_fault, () => D.framework_fault.length === 0 ? h("p", {class: "soft"}, T.noFrameworkFaults)
		: h("ul", {}, D.framework_fault.map(f => h("li", {}, h("b", {}, f.framework), ` (${T[f.severity] ?? f.severity}): `, f["message_" + state.lang])))));
}

const reportKey = r => [r.agency_code ?? "", r.form_code, r.item, r.period_from, r.period_to, r.fault, r.said_vi].join("/");

// The office's words for its own verdict, where they can be told.
const verdict = text => /không|chưa|^not/i.test(text ?? "") ? "not_met" : /đạt|^met/i.test(text ?? "") ? "met" : null;
const differs = r => r.condition != null && verdict(r.office_verdict) != null && r.attainment !== verdict(r.office_verdict);

// A jsonpath as it would be said.
function condition(path) {
	let text = path.replace(/^strict /, "").replace(/\$\."([^"]+)"/g, "$1");
	if (/^\([^()]*\)$/.test(text)) text = text.slice(1, -1);
	return text.replace(/ && /g, ` ${T.and} `).replace(/ \|\| /g, ` ${T.or} `).replaceAll(">=", "≥").replaceAll("<=", "≤");
}

const ATTAINED = {met: "b0", not_met: "b3", no_data: "empty"};
const titleOf = r => [h("div", {class: "title"}, data(r.title)), r.result_text && h("details", {}, h("summary", {}, T.officeResult), h("p", {class: "title"}, data(r.result_text)))];
const attainmentOf = r => [h("span", {class: "chip " + ATTAINED[r.attainment]}, labelOf("attainment", r.attainment)), r.condition == null && h("small", {class: "missing"}, T.noCondition)];
const verdictOf = r => [r.office_verdict == null ? missing(T.noVerdict) : data(r.office_verdict), differs(r) && h("small", {class: "bad"}, T.differs)];
const measuresOf = r => r.condition == null ? null : [Object.entries(JSON.parse(r.measures ?? "{}")).map(([name, value]) => h("div", {class: "nowrap"}, h("code", {}, name), " ", number(value))), h("small", {}, h("code", {}, condition(r.condition)))];

function drawTargets() {
	const title = column("title", T.target, titleOf, {row: true});
	const last = [column("attainment", T.strictly, attainmentOf), column("office_verdict", T.office, verdictOf), column("measures", T.figures, measuresOf)];
	return section("targets", T.targets, readable(D.target, () => D.target.length === 0 ? h("p", {class: "missing"}, T.noTargets) : [h("p", {class: "soft"}, T.targetsNote),
		scrolled(T.targets, table({id: "targets-table", cards: true, caption: T.targets, rows: D.target, key: r => String(r.number), columns: [counted("number", "#"), title, ...last]}))]),
	D.target_year?.length === 0 || D.target_year === undefined ? null : [h("h3", {}, T.targetSteps), readable(D.target_year, () =>
		scrolled(T.targetSteps, table({id: "target-steps-table", cards: true, caption: T.targetSteps, rows: D.target_year, key: r => [r.number, r.year, r.level ?? "", r.agency_code ?? ""].join("/"), columns: [
			counted("number", "#"), title, column("year", T.year, null, {class: "n"}), column("applies", T.applies, r => r.agency ? data(r.agency) : r.level ? labelOf("level", r.level) : T.whole), ...last]})))]);
}

const drawReading = () => section("reading", T.reading, h("dl", {class: "words"}, T.words.map(([word, meaning]) => [h("dt", {}, word), h("dd", {}, meaning)])));

function drawFoot() {
	return [h("p", {class: "soft"}, T.madeBy(SET.model)), h("details", {class: "only-screen"}, h("summary", {}, T.licenses), h("pre", {tabindex: "0", "aria-label": T.licenses}, document.getElementById("licenses").textContent))];
}

// ---------------------------------------------------------------------------
// Drawing: a part anew only when what it depends on has changed
// ---------------------------------------------------------------------------

const PARTS = [
	["head", "head", () => "", drawHead], ["filters", "filters", s => s.fw + s.agency, drawFilters],
	["tiles", null, s => s.fw, drawTiles], ["league", null, s => [s.fw, s.sort, s.dir, s.all, s.scope, s.months, s.mine].join(), drawLeague], ["agency", null, s => JSON.stringify(s), drawAgency],
	["why", null, s => [s.fw, s.agency, s.all].join(), drawWhy],
	["ontime", null, s => [s.scope, s.months, s.scope === "agency" && s.fw + s.agency].join(), drawOntime], ["satisfaction", null, s => [s.fw, s.agency].join(), drawSatisfaction],
	["tasks", null, s => [s.agency, s.fw, s.mine].join(), drawTasks], ["faults", null, () => "", drawFaults], ["targets", null, () => "", drawTargets], ["reading", null, () => "", drawReading],
	["foot", "foot", () => "", drawFoot],
];
const drawn = {};
let chosenByLink = false;

function toAgency() {
	const heading = document.getElementById("agency-h"), beside = matchMedia("(min-width: 1100px)").matches;
	focusOn(heading, beside && heading.getBoundingClientRect().top > 0 && heading.getBoundingClientRect().top < innerHeight);
	chosenByLink = false;
}

// The row of the chosen agency: the league is not drawn anew for another one.
function mark() {
	for (const tr of document.querySelectorAll("#league-table tbody tr")) {
		const is = tr.dataset.key === state.fw + "/" + state.agency, link = tr.querySelector("a");
		if (is === tr.classList.contains("chosen")) continue;
		tr.classList.toggle("chosen", is);
		is ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
	}
}

function draw() {
	const before = {...state};
	readAddress();
	document.documentElement.lang = state.lang;
	if (!PAGE.title) document.title = T.title;
	document.getElementById("filters").setAttribute("aria-label", T.filters);
	const focus = document.activeElement?.dataset?.focus, box = document.querySelector("#league .scroll"), at = box?.scrollTop;
	for (const [name, place, key, make] of PARTS) {
		const now = state.lang + "\n" + key(state);
		if (drawn[name] === now) continue;
		document.getElementById(place ?? "part-" + name).replaceChildren(...[make()].flat().filter(Boolean));
		drawn[name] = now;
	}
	mark();
	const again = document.querySelector("#league .scroll");
	if (again && at && before.fw === state.fw) again.scrollTop = at;
	if (focus && document.activeElement?.dataset?.focus !== focus) document.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus({preventScroll: true});
	if (before.agency && (before.agency !== state.agency || before.fw !== state.fw)) {
		const me = chosen();
		document.getElementById("said").textContent = me ? T.viewing(me.agency, me.rank) : "";
		if (chosenByLink) toAgency();
	}
	chosenByLink = false;
}

document.getElementById("main").append(
	h("div", {id: "part-tiles"}),
	h("div", {class: "two"}, h("div", {id: "part-league"}), h("div", {id: "part-agency"})),
	...["why", "ontime", "satisfaction", "tasks", "faults", "targets", "reading"].map(name => h("div", {id: "part-" + name})));
addEventListener("hashchange", draw);
narrow.addEventListener("change", () => { delete drawn.ontime; delete drawn.satisfaction; draw(); });
draw();
