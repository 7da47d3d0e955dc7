#!/usr/bin/env bash
# Forms by tools/par-form: what stands in them is what the model says, totals are
# formulas that give the sums, numbers are numbers, and text is never a formula.
. "$(dirname "$0")/tap"

/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || skip_all "python3-openpyxl is not installed"

createdb form
sql form <<'SQL'
	CREATE EXTENSION par_index;
	CALL par.create_model('cchc');
	SET search_path = cchc;
	UPDATE setting SET period_from = '2025-01-01', reporting_date = '2025-03-31';
	INSERT INTO bloc VALUES ('so', 'Sở', 1);
	INSERT INTO agency (code, name, bloc, level) VALUES ('A', '=cmd|''/c calc''!A1', 'so', 'province'), ('B', 'Sở Nội vụ', 'so', 'province'), ('X', 'Xã Một', 'so', 'commune');
	INSERT INTO service VALUES ('1', 'Khai sinh', 'Hộ tịch', 'full'), ('2', 'Cấp phép', 'Xây dựng', 'none');
	INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
	SELECT a || '-' || n, a, (1 + n % 2)::text, '2024-12-20 08:00+07'::timestamptz + n * interval '1 day',
	       CASE WHEN n % 5 > 0 THEN '2024-12-27 17:00+07'::timestamptz + n * interval '1 day' END, CASE WHEN n % 3 > 0 THEN '2024-12-22 09:00+07'::timestamptz + n * interval '36 hours' END,
	       CASE WHEN n % 4 > 0 THEN 'online' ELSE 'counter' END
	FROM generate_series(1, 3) a, generate_series(1, 40 * a) n;
	INSERT INTO plan VALUES ('KH', 2025, 'Kế hoạch');
	INSERT INTO task (id, plan, area_no, area_title, item_no, title, expected_product, deadline_text) VALUES (1, 'KH', 'I', 'Thể chế', '1', 'Một', 'Báo cáo', 'Quý I/2025'), (2, 'KH', 'II', 'Chính quyền số', '1', 'Hai', NULL, 'Thường xuyên');
	INSERT INTO task_agency (task_id, agency_id, done_on) VALUES (1, 2, '2025-03-10'), (1, 3, NULL), (2, 2, NULL);
	INSERT INTO framework VALUES ('F', 2025, 'so', 'Sở 2025');
	INSERT INTO band VALUES ('F', 'Tốt', 80, false, NULL), ('F', 'Yếu', NULL, false, 1);
	INSERT INTO criterion (id, framework, code, title, max_points, rule) VALUES (1, 'F', 'I', 'I', 10, 'manual');
	INSERT INTO assessment (agency_id, criterion_id, points) VALUES (1, 1, 9), (2, 1, 7.25), (3, 1, 8);
	INSERT INTO indicator (appendix, code, title, period, value_text, value, unit) VALUES ('1', '1', 'Văn bản', '2023', '1.063', 1063, 'VB'), ('1', '1', 'Văn bản', '2024', '54', 54, 'VB'), ('1', '2', 'Tỷ lệ', '2024', '-', NULL, '%');
	CALL par.add_forms('cchc', 'appendix-2025');
	INSERT INTO observation (agency_id, measure, first_day, last_day, numerator, value_text, note)
	SELECT 2, 'PL2.' || v.item, make_date(v.year, 1, 1), make_date(v.year, v.month, 31), v.figure, v.text, v.note
	FROM (VALUES ('1', 2023, 12, 1063, '1.063', NULL), ('1.a', 2023, 12, 5, '05', 'một hai'), ('3.2.1', 2023, 12, 24, NULL, NULL), ('3.2.2', 2023, 12, 22, NULL, NULL),
	             ('1', 2024, 12, 10, NULL, NULL), ('1.a', 2024, 12, 3, NULL, NULL), ('1.b', 2024, 12, 7, NULL, NULL),
	             ('1', 2025, 3, 9, NULL, NULL), ('1.a', 2025, 3, 1, NULL, NULL), ('1.b', 2025, 3, 2, NULL, NULL), ('1.c', 2025, 3, 3, NULL, NULL), ('1.d', 2025, 3, 2, NULL, NULL), ('1.e', 2025, 3, 0, NULL, NULL), ('1.f', 2025, 3, 0, NULL, NULL),
	             ('2.2.1', 2025, 3, 0, NULL, NULL), ('2.2.2', 2025, 3, 0, NULL, NULL), ('4', 2025, 3, NULL, '-', 'chưa có')) AS v (item, year, month, figure, text, note);
	INSERT INTO target (number, title, condition, office_verdict) VALUES (1, 'Một', 'strict $.a >= 1', 'Đạt'), (2, 'Hai', NULL, 'Chưa đạt');
	INSERT INTO target_measure VALUES (1, 'a', 0.5, NULL);
	CALL refresh();
	CALL par.create_model('empty');
SQL
export PGDATABASE=form
top=$PWD
cd "$tap_dir"
tools=${PAR_TOOLS:-$top/tools} # or the installed ones
form() { "$tools/par-form" "$@"; }
for f in "form06 --office UBND" "form06-fields" "tasks --plan KH" "league --framework F" "appendix --appendix 1" "report --report PL2 --from 2023-01-01 --to 2025-03-31" "targets"; do
	# shellcheck disable=SC2086
	form $f >/dev/null
done
form form06 --csv --out form06.csv >/dev/null
form league --framework F --csv --out league.csv >/dev/null
form form06 --show >mine.json
form --layout mine.json --from 2025-01-01 --to 2025-02-28 >/dev/null

# Reads a sheet as a spreadsheet shows it: =SUM(ranges), less cells, and =A+B are all there is.
cat >read.py <<'PY'
import datetime, re, sys
import openpyxl
from openpyxl.utils import range_boundaries
s = openpyxl.load_workbook(sys.argv[1]).active
def value(cell):
    v = cell.value
    if cell.data_type == "f":
        m = re.fullmatch(r"=SUM\((.*)\)((?:-[A-Z]+\d+)*)", v)
        if m:
            total = -sum(value(s[p]) for p in m[2].split("-")[1:])
            for part in m[1].split(","):
                left, top, right, bottom = range_boundaries(part)
                cells = [value(s.cell(r, c)) for r in range(top, bottom + 1) for c in range(left, right + 1)]
                total += sum(x for x in cells if isinstance(x, (int, float)))
            return total
        return sum(value(s[p]) for p in v[1:].split("+"))
    return v.strftime("%d/%m/%Y") if isinstance(v, datetime.datetime) else v
first = int(s.print_title_rows.split(":")[1].lstrip("$")) + 1
for row in s.iter_rows(min_row=first):
    print("|".join("" if c.value is None else str(value(c)) for c in row))
if len(sys.argv) > 2:
    head = s[first]
    print(s.print_title_rows.replace('$', ''), s.page_setup.paperSize, s.page_setup.orientation, s.page_setup.fitToWidth, s.page_setup.fitToHeight, s[f"C{first}"].number_format, s[f"C{first}"].data_type, s[f"C{first + 1}"].data_type, s[f"B{first + 1}"].data_type)
    print(sorted(str(r) for r in s.merged_cells.ranges))
PY
read_sheet() { /usr/bin/python3 read.py "$@"; }

columns="received, carried_over, new_online, new_counter, settled, settled_early, settled_on_time, settled_late, in_process, in_process_in_time, in_process_overdue"
sums="sum($(echo $columns | sed 's/, /), sum(/g'))"
figures() { sql form -c "SELECT concat_ws('|', $sums) FROM cchc.form_06 WHERE $1"; }
is "$(read_sheet form06.xlsx | cut -d'|' -f 1-13)" "$(cat <<OUT
I|Cấp tỉnh|$(figures "level = 'province'")
1|=cmd|'/c calc'!A1|$(figures "agency_code = 'A'" | cut -d'|' -f 1-10)
2|Sở Nội vụ|$(figures "agency_code = 'B'")
II|Cấp xã|$(figures "level = 'commune'")
1|Xã Một|$(figures "agency_code = 'X'")
|Tổng cộng|$(figures true)
OUT
)" "form 06: every figure is the view's, totals are formulas that give its sums"
is "$(read_sheet form06.xlsx full | tail -n 2)" "$(cat <<'OUT'
6:8 9 landscape 1 0 [$-42A]#,##0 f n s
['A1:G1', 'A2:N2', 'A3:N3', 'A4:N4', 'A6:A7', 'B6:B7', 'C6:F6', 'G6:J6', 'H1:N1', 'K6:M6', 'N6:N7']
OUT
)" "its head is merged, its header repeats on A4, numbers are numbers and = is text"
is "$(read_sheet form06.xlsx | sed -n 3p | rev | cut -d'|' -f1 | rev)" "$(sql form -c "SELECT format('%s hồ sơ đã giải quyết không có thời hạn; %s hồ sơ đang giải quyết không có thời hạn', sum(settled_no_deadline), sum(in_process_no_deadline)) FROM cchc.form_06 WHERE agency_code = 'B'")" \
	"a remark explains dossiers without a deadline"
is "$(read_sheet form06-fields.xlsx | cut -d'|' -f 1-13)" "$(cat <<OUT
1|Hộ tịch|$(figures "field = 'Hộ tịch'")
2|Xây dựng|$(figures "field = 'Xây dựng'")
|Tổng cộng|$(figures true)
OUT
)" "by field"
is "$(read_sheet tasks.xlsx)" "$(cat <<'OUT'
I. Thể chế||||||||
1|Một|Báo cáo|Sở Nội vụ|Quý I/2025|31/03/2025|10/03/2025|Trước hạn|
1|Một|Báo cáo|Xã Một|Quý I/2025|31/03/2025||Đang thực hiện, trong hạn|
II. Chính quyền số||||||||
1|Hai||Sở Nội vụ|Thường xuyên|||Không có thời hạn|
OUT
)" "the task annex, dates as dates"
is "$(read_sheet league.xlsx | cut -d'|' -f 1-2,5-7 | sed -n 2,3p)" "$(printf '%s\n' '2|Xã Một|80|Tốt|' '3|Sở Nội vụ|72.5|Yếu|')" "the league table"
is "$(read_sheet appendix.xlsx)" "$(printf '%s\n' '1|Văn bản|VB|1063|54' '2|Tỷ lệ|%||-')" "an appendix, one column a year"
is "$(read_sheet report.xlsx | grep -E '^(1|3.2|3.2.2|2.2|4)[|]|HĐND tỉnh|^[¹²³] ')" "$(cat <<'OUT'
1|Tổng số VBQPPL chủ trì soạn thảo đã được ban hành||1063|10|9
|Nghị quyết của HĐND tỉnh||5|3|1
2.2|Tỷ lệ xử lý VBQPPL sau kiểm tra||||100%
3.2|Tỷ lệ xử lý VBQPPL sau rà soát||91.666666666667||
3.2.2|Số VBQPPL có kiến nghị xử lý đã được xử lý xong||22||
4|Số VBQPPL trái pháp luật về nội dung, thẩm quyền||||- ³
¹ Đã in 9; cộng các phần được 8|||||
² một hai|||||
³ chưa có|||||
OUT
)" "a report form, one column a year, with its remarks"
is "$(/usr/bin/python3 -c "
import openpyxl
s = openpyxl.load_workbook('report.xlsx').active
print(*[f'{c.value}: {c.number_format}' for r in s.iter_rows() for c in r if isinstance(c.value, (int, float))], sep='; ')")" '1063: [$-42A]#,##0; 9: [$-42A]#,##0" ¹"; 5: 00" ²"; 3: 00; 1: 00; 7: [$-42A]#,##0; 2: [$-42A]#,##0; 3: [$-42A]#,##0; 2: [$-42A]#,##0; 0: [$-42A]#,##0; 0: [$-42A]#,##0; 0: [$-42A]#,##0; 0: [$-42A]#,##0; 91.666666666667: [$-42A]#,##0.00"%"; 24: [$-42A]#,##0; 22: [$-42A]#,##0' "figures are numbers in the form's format"
is "$(/usr/bin/python3 -c "
import openpyxl
s = openpyxl.load_workbook('report.xlsx').active
first = int(s.print_title_rows.split(':')[1].lstrip('$')) + 1
print(*[c.value for c in s[first][3:]])
print(*[c.value.count(',') + 1 for r in s.iter_rows() for c in r if c.data_type == 'f'])")" "$(printf '%s\n' '1063 =SUM(E8,E9,E10,E11,E12,E13) 9' 6)" "a total is a formula where its parts come to it, and a number where they do not"
is "$(read_sheet targets.xlsx)" "$(printf '%s\n' '1|Một||Đạt|Không đạt' '2|Hai||Chưa đạt|')" "the targets, the office's verdict beside that of the figures"
is "$(for f in "report --report PL99" "league --framework NOPE" "tasks --plan NOPE" "appendix --appendix 99" league; do rm -f "${f%% *}.xlsx"; form $f 2>&1; ls "${f%% *}.xlsx" 2>/dev/null; done)" "$(cat <<'OUT'
par-form: there is no report "PL99": VB, PL1, PL2, PL3, PL4, PL5, PL6, PL7, PL8, PL9
par-form: there is no framework "NOPE": F
par-form: there is no plan "NOPE": KH
par-form: there is no appendix "99": 1
par-form: the form needs --framework: F
OUT
)" "a code that is none, or none at all, is one line with those that there are, and no form"
is "$(form form06 --from 1/1/2030 --to 7/2/2030 --schema empty --out none.xlsx 2>&1; form form06 --from 7/2/2025 --to 31/2/2025 2>&1; form --layout form06.csv 2>&1 | cut -c1-30)" "$(cat <<'OUT'
par-form: the form is empty: no row answers its query (from 01/01/2030 to 07/02/2030)
none.xlsx
par-form: --to 31/2/2025: not a day, such as 2025-03-31 or 31/3/2025
par-form: form06.csv: not JSON
OUT
)" "days are read as in Vietnam, an empty form says so"
is "$(form form06 --from 1/7/2025 --to 2/7/2025 --csv --out day.csv; form form06 --from 2025-07-01 --to 2025-07-02 --csv --out iso.csv; cmp day.csv iso.csv; form form06 --csv --pdf 2>&1; form form06 --out x.ods 2>&1; form form06 --csv --out x.xlsx 2>&1; ls x.* 2>/dev/null)" "$(cat <<'OUT'
day.csv
iso.csv
par-form: --pdf prints the workbook: give it without --csv
par-form: x.ods: a workbook is written as .xlsx
par-form: x.xlsx: CSV is not a workbook: give it another name than .xlsx
OUT
)" "1/7 is 1 July, and a file is what its name says"
is "$(form league --framework F --schema nowhere 2>&1)" "par-form: database \"form\" has no model in schema \"nowhere\" (schemas with one: cchc, empty)" "no model in the schema is one line"
is "$(read_sheet mine.xlsx | tail -n 1 | cut -d'|' -f 3)" "$(sql form -c "SELECT sum(received) FROM cchc.form_06_between('2025-01-01', '2025-02-28')")" "a layout of one's own, another period"
is "$(head -c 3 form06.csv | od -An -tx1 | tr -d ' ')$(sed -n 2p form06.csv | cut -d';' -f 1-4)" "efbbbfCấp tỉnh;1;'=cmd|'/c calc'!A1;$(figures "agency_code = 'A'" | cut -d'|' -f1)" "CSV with its mark and semicolons, formulas disarmed"
is "$(sed -n 4p league.csv | cut -d';' -f 2,5 | tr -d '\r')" "Sở Nội vụ;72,50" "and decimal commas"
# A PDF, where LibreOffice is installed: A4 lying, the header on every page, the sums.
if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
	form form06 --pdf --out printed.xlsx >/dev/null
	is "$(pdfinfo printed.pdf | sed -nE 's/^Page size: +([0-9]+)[.0-9]* x ([0-9]+).*/\1 x \2/p') $(pdftotext -layout printed.pdf - | grep -c 'Tổng cộng')" "841 x 595 1" "a PDF of A4, lying, with its total"
	is "$(pdftotext -layout printed.pdf - | sed -nE 's/^ *Tổng cộng +//p' | tr -s ' ' '|' | cut -d'|' -f 1-11)" "$(figures true | sed -E 's/([0-9])([0-9]{3})\b/\1.\2/g')" "every figure of it printed as the form has it"
else
	note "LibreOffice or pdftotext is not installed: no PDF is tried"
fi
status=0
form tasks >"$tap_dir/out" 2>&1 || status=$?
is "$status $(cat "$tap_dir/out")" "1 par-form: the form needs --plan: KH" "what is missing is one line"
is "$(form tasks --plan "x'; DROP TABLE cchc.plan; --" 2>&1; sql form -c "SELECT count(*) FROM cchc.plan")" "$(printf '%s\n' "par-form: there is no plan \"x'; DROP TABLE cchc.plan; --\": KH" 1)" "values are data"

cd "$top"
dropdb form
done_testing
