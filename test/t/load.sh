#!/usr/bin/env bash
# Sheets of an office go in by tools/par-load without losing a digit: what is good
# is in the tables, what is not is listed with every reason, the corrected file
# takes only what changed, a load can be undone, and bad files are one clear line.
. "$(dirname "$0")/tap"

/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || skip_all "python3-openpyxl is not installed"

books=$tap_dir/books
mkdir -p "$books/sua"
must "the workbooks" /usr/bin/python3 test/load/books.py "$books"
createdb load
sql load <<'SQL'
	CREATE EXTENSION par_index;
	CALL par.create_model('cchc');
	SET search_path = cchc;
	UPDATE setting SET period_from = '2025-01-01', reporting_date = '2025-03-31';
	INSERT INTO bloc VALUES ('so', 'Sở, ban, ngành', 1), ('xa', 'UBND cấp xã', 2);
	INSERT INTO plan VALUES ('KH2025', 2025, 'Kế hoạch 2025');
	INSERT INTO factor VALUES ('F', 'Chung');
	INSERT INTO survey (code, year, title) VALUES ('KS2025', 2025, 'Khảo sát 2025');
	INSERT INTO question (survey, number, factor, title) SELECT 'KS2025', n, 'F', 'Câu hỏi số ' || n FROM generate_series(1, 4) n;
	INSERT INTO framework VALUES ('F2025', 2025, 'so', 'Sở 2025');
	INSERT INTO measure (code, en, vi, unit) VALUES ('vb', 'Documents', 'Văn bản', 'count'), ('vbdh', 'Documents on time', 'Văn bản đúng hạn', 'percent');
SQL
export PGDATABASE=load
tools=${PAR_TOOLS:-tools} # or the installed ones
load() { "$tools/par-load" -q --limit 100 "$@" 2>&1; }
# The equations, and of each note its row, column, field and English reason.
notes() { sed -E 's/^[^:]*: //; s| / .*||'; }

is "$(load "$books/coquan.xlsx" --as agencies; load "$books/thutuc.xlsx" --as services)" "$(cat <<'OUT'
coquan.xlsx: 6 read = 6 loaded + 0 changed + 0 same + 0 rejected + 0 skipped
thutuc.xlsx: 2 read = 2 loaded + 0 changed + 0 same + 0 rejected + 0 skipped
OUT
)" "agencies and services"
is "$(sql load -c "SELECT code, bloc, level, valid_from FROM cchc.agency ORDER BY id" -c "SELECT code, online_level FROM cchc.service ORDER BY code")" "$(cat <<'OUT'
SXD|so|province|
SNV|so|province|
SNN|so|province|2020-01-01
SNN|so|province|2025-02-20
X1|xa|commune|
X2|xa|commune|
1.012427|full
TLH|partial
OUT
)" "blocs and levels by code, by name, without marks"

is "$(load "$books/hoso.xlsx" --as dossiers | notes)" "$(cat <<'OUT'
17 read = 8 loaded + 0 changed + 0 same + 6 rejected + 3 skipped
rejected "Hồ sơ" row 10, column 3 (agency): not known; table alias takes further spellings
rejected "Hồ sơ" rows 10 and 14, column 6 (due_at): due before it was received
rejected "Hồ sơ" row 10, column 9 (fee): not a number
rejected "Hồ sơ" row 11: the same key as an earlier row of the file
rejected "Hồ sơ" rows 12 and 16, column 5 (received_at): not a day that exists, written day/month/year with four digits of the year
rejected "Hồ sơ" row 14, column 7 (finished_at): finished before it was received
rejected "Hồ sơ" row 14, column 9 (fee): the fee is negative
rejected "Hồ sơ" row 16, column 6 (due_at): not a day that exists, written day/month/year with four digits of the year
rejected "Hồ sơ" row 16, column 7 (finished_at): a number, not a date; format the cell as a date
rejected "Hồ sơ" row 16, column 8 (channel): a formula that ends in an error or was never computed; open the file in Excel and save it
rejected "Hồ sơ" row 16, column 9 (fee): a formula that ends in an error or was never computed; open the file in Excel and save it
rejected "Hồ sơ" row 17, column 3 (agency): stands for more than one; table alias says which
skipped "Hồ sơ" row 5: numbers of the columns
skipped "Hồ sơ" row 20: a row of totals
skipped "Hồ sơ" row 22: a remark below or between the rows
sheet "Ghi chú" has no header that kind "dossiers" knows, and is left alone
OUT
)" "dossiers: every reason of a row at once, by its place"
dossiers="SELECT d.code, a.code, service, to_char(received_at, 'DD/MM HH24:MI'), to_char(due_at, 'DD/MM HH24:MI:SS'), to_char(finished_at, 'DD/MM HH24:MI'), channel, fee
          FROM cchc.dossier d JOIN cchc.agency a ON a.id = d.agency_id ORDER BY 1"
sql load -c "$dossiers" >"$tap_dir/loaded"
# 7 January is no 1 July, 98.765 the number is 98 thousand 765 dong and the text
# 98765 thousand; a code keeps its zero; a day without an hour lasts to its end; the agency is that of the day.
is "$(cat "$tap_dir/loaded")" "$(cat <<'OUT'
0123|SXD|1.012427|10/01 00:00|24/01 23:59:59|24/01 00:00|online|98765
H32.1.001|SXD|1.012427|06/01 08:15|20/01 17:00:00|17/01 10:00|online|150500
H32.1.002|SXD|1.012427|07/01 00:00|21/01 23:59:59|22/01 00:00|counter|75500
H32.1.003|SNV|TLH|08/01 14:30|15/01 23:59:59||online|1250750
H32.1.004|SNV|TLH|02/03 00:00|10/03 23:59:59||counter|0
H32.1.010|SNV|TLH|10/01 09:30|20/01 23:59:59|10/01 09:30|online|98765000
H32.1.013|SNN|TLH|19/02 10:00|01/03 23:59:59||counter|0
H32.1.014|SNN|TLH|20/02 10:00|01/03 23:59:59||online|0
OUT
)" "and not a digit is lost"
is "$(sql load -c "SELECT string_agg(agency_id::text, ' ' ORDER BY code) FROM cchc.dossier WHERE code IN ('H32.1.013', 'H32.1.014')")" "3 4" "a code of two periods is the agency of the day"
is "$(sql load -c "SELECT DISTINCT row_no FROM cchc.sheet_cell WHERE sheet = 'Hồ sơ' AND row_no > 4 ORDER BY 1" | tr '\n' ' ')" "10 11 12 14 16 17 " "only the bad rows stay"
is "$(sql load -c "SELECT DISTINCT message_vi FROM cchc.load_fault WHERE file = 'hoso.xlsx' AND row_no = 14 ORDER BY 1")" "$(printf '%s\n' 'lệ phí âm' 'ngày hẹn trả trước ngày nhận' 'ngày trả kết quả trước ngày nhận')" "with reasons in Vietnamese"

# A spelling that is told takes its row, from what stayed.
sql load -c "INSERT INTO cchc.alias VALUES ('agency', 'UBND xa Van Thang', 'X1')" -c "CALL cchc.load_sheet('hoso.xlsx', 'dossiers')" 2>/dev/null
is "$(sql load -c "SELECT n_read, n_loaded, n_changed, n_same, n_rejected, n_skipped FROM cchc.sheet_load WHERE file = 'hoso.xlsx'" -c "SELECT count(*) FROM cchc.dossier WHERE code = 'H32.1.012'")" "$(printf '%s\n' '6|1|0|0|5|0' 1)" \
	"an alias, and load_sheet takes the row that stayed"
is "$(load "$books/sua/hoso.xlsx" --as dossiers | head -n 1)" "hoso.xlsx: 10 read = 2 loaded + 1 changed + 4 same + 0 rejected + 3 skipped" "the corrected file takes what changed"
is "$(sql load -c "SELECT code, to_char(finished_at, 'DD/MM') FROM cchc.dossier WHERE code IN ('H32.1.002', 'H32.1.005', 'H32.1.007') ORDER BY 1")" "$(printf '%s\n' 'H32.1.002|20/01' 'H32.1.005|' 'H32.1.007|')" "as it says"
last=$(sql load -c "SELECT max(id) FROM cchc.sheet_load")
sql load -c "UPDATE cchc.dossier SET supplements = 1 WHERE code = 'H32.1.007'"
is "$(load --undo "$last" | sed 's/load [0-9]*/load N/')" 'par-load: ERROR:  1 rows of table "dossier" have changed since load N DETAIL:  {"code": "H32.1.007"} HINT:  undo_load(..., even_if_changed => true) takes them back all the same.' \
	"a load is not undone over what was corrected by hand"
sql load -c "UPDATE cchc.dossier SET supplements = 0 WHERE code = 'H32.1.007'"
load --undo "$last" >/dev/null
sql load -c "DELETE FROM cchc.dossier WHERE code = 'H32.1.012'"
is "$(sql load -c "$dossiers")" "$(cat "$tap_dir/loaded")" "undone, everything is as it was before"
is "$(load --undo "$last" | sed 's/load [0-9]*/load N/')" "par-load: ERROR:  load N was undone already" "and it is undone once"
is "$(sql load -c "SELECT count(*) FROM cchc.check_fresh()")" 0 "the cells agree with the rows"

is "$(load "$books/phieu.xlsx" --as surveys --set survey=KS2025 --set answered_on=15/03/2025 | notes; load "$books/phieu_dai.xlsx" --as surveys --set survey=KS2025 | notes)" "$(cat <<'OUT'
12 read = 10 loaded + 0 changed + 0 same + 2 rejected + 0 skipped
rejected "Phiếu 2025" row 8, column 5 (answer): answer 9 of form 5 to question 3 is not on the scale of survey "KS2025"
rejected "Phiếu 2025" row 9, column 5 (answer): not known; table alias takes further spellings
5 read = 3 loaded + 0 changed + 0 same + 2 rejected + 0 skipped
rejected "Dài" row 5, column 4 (question): not known; table alias takes further spellings
rejected "Dài" row 6: answer 7 of form D2 to question 2 is not on the scale of survey "KS2025"
OUT
)" "surveys, wide under a header of two rows with merged agencies, and long"
is "$(sql load -c "SELECT r.form_no, a.code, string_agg(coalesce(w.answer::text, '-'), '' ORDER BY question_id) FROM cchc.response r JOIN cchc.agency a ON a.id = r.agency_id JOIN cchc.answer w ON w.response_id = r.id GROUP BY 1, 2 ORDER BY length(r.form_no), 1")" "$(cat <<'OUT'
1|SNV|424-
2|SNV|3434
3|SNV|2452
4|SNV|5443
7|SXD|2-4-
8|SXD|5534
9|SXD|4252
10|SXD|3443
11|SXD|2434
12|SXD|5455
D1|SNV|45
D2|SNV|1
OUT
)" "answers by their words, no opinion and no answer alike"

is "$(load "$books/kehoach.xlsx" --as tasks --set plan=KH2025 | notes; load "$books/ketqua.xlsx" --as tasks --set plan=KH2025)" "$(cat <<'OUT'
6 read = 3 loaded + 0 changed + 0 same + 1 rejected + 2 skipped
rejected "Kế hoạch" row 8, column 4 (agency): not known; table alias takes further spellings
skipped "Kế hoạch" rows 3 and 6: a heading, taken for the rows below
sheet "Kế hoạch" has columns that kind "tasks" does not know, and leaves alone: "Cơ quan phối hợp"
ketqua.xlsx: 2 read = 0 loaded + 2 changed + 0 same + 0 rejected + 0 skipped
OUT
)" "a plan with headings and lists of agencies, and its results"
is "$(sql load -c "SELECT t.area_no, t.area_title, t.item_no, t.deadline_text, string_agg(concat_ws(' ', a.code, b.state, b.done_on), ', ' ORDER BY a.id) FROM cchc.task t JOIN cchc.task_agency b ON b.task_id = t.id JOIN cchc.agency a ON a.id = b.agency_id GROUP BY t.id ORDER BY t.id")" "$(cat <<'OUT'
I|Cải cách thể chế|1|Quý I/2025|SNV assigned 2025-03-20
I|Cải cách thể chế|2|trước ngày 14/12; Thường xuyên|SXD assigned, SNV assigned, SNN assigned, X1 assigned
II|Chính quyền số|1|30/06/2025|SXD not_arisen
OUT
)" "a bloc stands for its agencies of today, a date for its wording"

is "$(load "$books/tieuchi.xlsx" --as criteria --set framework=F2025 | notes; load "$books/chamdiem.xlsx" --as assessments --set framework=F2025 | notes; load "$books/solieu.xlsx" --as observations | notes; load "$books/congbo.xlsx" --as figures | notes)" "$(cat <<'OUT'
5 read = 3 loaded + 0 changed + 0 same + 2 rejected + 0 skipped
rejected "Bộ tiêu chí" row 5: invalid scoring rule "ratio from"
rejected "Bộ tiêu chí" row 6, column 3 (max_points): the maximum is negative
5 read = 3 loaded + 0 changed + 0 same + 2 rejected + 0 skipped
rejected "Chấm điểm" row 4, column 5 (points): points below 0 or above the maximum
rejected "Chấm điểm" row 5, column 2 (criterion): not known; table alias takes further spellings
4 read = 2 loaded + 0 changed + 0 same + 2 rejected + 0 skipped
rejected "Số liệu" row 4: measure "dossier.late" is computed, not observed
rejected "Số liệu" row 5, column 4 (last_day): the period ends before it begins
rejected "Số liệu" row 5, column 6 (denominator): the denominator is negative
3 read = 2 loaded + 0 changed + 0 same + 1 rejected + 0 skipped
rejected "Đã công bố" row 4, column 5 (printed): not a printed number
OUT
)" "criteria, assessments, observations, published figures"
is "$(sql load -c "SELECT code, parent_code, max_points, rule_text FROM cchc.criterion ORDER BY 1" -c "SELECT c.code, a.code, numerator, points FROM cchc.assessment s JOIN cchc.criterion c ON c.id = s.criterion_id JOIN cchc.agency a ON a.id = s.agency_id ORDER BY 1, 2" \
	-c "SELECT measure, numerator, denominator FROM cchc.observation ORDER BY 1" -c "SELECT code, printed FROM cchc.published_figure ORDER BY 1")" "$(cat <<'OUT'
1||10.0000|
1.1|1|4.0000|ratio
1.2|1|6.5000|manual
1.1|SNV|1763|
1.1|SXD|12.5|
1.2|SNV||5.2500
vb|1200.0000|
vbdh|30.0000|40.0000
P1|12,33%
P2|50%
OUT
)" "as they were typed"
is "$(for k in "kehoach tasks plan=KH2025" "ketqua tasks plan=KH2025" "tieuchi criteria framework=F2025" "chamdiem assessments framework=F2025"; do set -- $k; load "$books/$1.xlsx" --as "$2" --set "$3" | head -n 1; done)" "$(cat <<'OUT'
kehoach.xlsx: 6 read = 0 loaded + 0 changed + 3 same + 1 rejected + 2 skipped
ketqua.xlsx: 2 read = 0 loaded + 0 changed + 2 same + 0 rejected + 0 skipped
tieuchi.xlsx: 5 read = 0 loaded + 0 changed + 3 same + 2 rejected + 0 skipped
chamdiem.xlsx: 5 read = 0 loaded + 0 changed + 3 same + 2 rejected + 0 skipped
OUT
)" "a second time nothing is double"
# Assessments hang on the criteria that a load made: it cannot take these from under them.
tree=$(sql load -c "SELECT min(id) FROM cchc.sheet_load WHERE kind = 'criteria'")
is "$(load --undo "$tree" | grep -c 'hang on rows that load')" 1 "a load is not undone under what came later"

# The same rows as .csv go as one COPY, and say the same.
/usr/bin/python3 test/load/big.py 1000 "$books/nghin.csv"
/usr/bin/python3 test/load/big.py 1000 "$books/nghin.xlsx"
# As a spreadsheet saves formulas that it has computed: every number and date is one.
/usr/bin/python3 - "$books" <<'PY'
import re, sys, zipfile
with zipfile.ZipFile(sys.argv[1] + "/nghin.xlsx") as old, zipfile.ZipFile(sys.argv[1] + "/tinh.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
    for name in old.namelist():
        data = old.read(name)
        if name.startswith("xl/worksheets/"):
            data, n = re.subn(rb'(t="n">)<v', rb'\1<f>1*1</f><v', data)
            assert n > 5000
        new.writestr(name, data)
PY
is "$(load "$books/nghin.csv" --as dossiers; load "$books/nghin.xlsx" --as dossiers; load "$books/nghin.csv" --cells --as dossiers; load "$books/tinh.xlsx" --as dossiers)" "$(cat <<'OUT'
nghin.csv: 1000 read = 1000 loaded + 0 changed + 0 same + 0 rejected + 0 skipped
nghin.csv: sheet "csv" has columns that kind "dossiers" does not know, and leaves alone: "Ghi chú"
nghin.xlsx: 1000 read = 0 loaded + 0 changed + 1000 same + 0 rejected + 0 skipped
nghin.xlsx: sheet "Hồ sơ" has columns that kind "dossiers" does not know, and leaves alone: "Ghi chú"
nghin.csv: 1000 read = 0 loaded + 0 changed + 1000 same + 0 rejected + 0 skipped
nghin.csv: sheet "csv" has columns that kind "dossiers" does not know, and leaves alone: "Ghi chú"
tinh.xlsx: 1000 read = 0 loaded + 0 changed + 1000 same + 0 rejected + 0 skipped
tinh.xlsx: sheet "Hồ sơ" has columns that kind "dossiers" does not know, and leaves alone: "Ghi chú"
OUT
)" "a .csv, the workbook, the .csv cell by cell and a workbook of formulas are the same rows"
is "$(for f in never.xlsx nghin.csv; do psql -qX -d load -c "CALL cchc.load_sheet('$f', 'dossiers')" 2>&1 | grep -E '^(ERROR|HINT)'; done)" "$(cat <<'OUT'
ERROR:  no file "never.xlsx" was read
HINT:  par-load reads it into sheet_cell.
ERROR:  nothing of file "nghin.csv" is left to load
HINT:  All of it is loaded; par-load reads it anew.
OUT
)" "load_sheet tells a file that was never read from one that is loaded"
# A slip of the pen in a header costs no field without a word.
printf 'STT;Mã hồ sơ;Cơ quan;Thủ tục;Ngày nhận;"Ngày hẹn\nsẽ trả";Kênh;A;B;C;D;E;F;G;H;I;K\n1;Q4;SNV;TLH;1/2/2025;5/2/2025;online\n' >"$books/nham.csv"
is "$(load "$books/nham.csv" --as dossiers; load "$books/nham.csv"; load "$books")" "$(cat <<OUT
nham.csv: 1 read = 1 loaded + 0 changed + 0 same + 0 rejected + 0 skipped
nham.csv: sheet "csv" has columns that kind "dossiers" does not know, and leaves alone: "Ngày hẹn sẽ trả", "A", "B", "C", "D", "E", "F", "G", "H", "I" and 1 more
nham.csv: 24 cells read, none loaded: --as KIND says what the rows are (--kinds lists them)
par-load: $books: a folder, not a file; nothing of it was loaded
OUT
)" "columns that no wording names are listed"
sql load -c "DELETE FROM cchc.dossier WHERE code = 'Q4'" -c "DELETE FROM cchc.sheet_cell WHERE load_id IN (SELECT id FROM cchc.sheet_load WHERE file = 'nham.csv')" -c "DELETE FROM cchc.sheet_load WHERE file = 'nham.csv'"
printf 'Mã hồ sơ,Cơ quan,Thủ tục,Ngày nhận,Kênh\n"Q,1","Sở ""Lạ""",TLH,1/2/2025,online\nQ2,SNV,TLH,30/2/2025,fax\nTổng cộng,,,,\nQ3,SNV,"TLH",1/2/2025,online,extra\n' >"$books/le.csv"
is "$(load "$books/le.csv" --as dossiers | notes)" "$(cat <<'OUT'
4 read = 1 loaded + 0 changed + 0 same + 2 rejected + 1 skipped
rejected csv row 2, column 2 (agency): not known; table alias takes further spellings
rejected csv row 3, column 4 (received_at): not a day that exists, written day/month/year with four digits of the year
rejected csv row 3, column 5 (channel): not known; table alias takes further spellings
skipped csv row 4: a row of totals
OUT
)" "a .csv with quotes, rows of other lengths and a total"

# Rows of a .csv that are there already, or twice in it, beside new ones.
head='Mã hồ sơ,Cơ quan,Thủ tục,Ngày nhận,Kênh'
printf '%s\n' "$head" Q3,SNV,TLH,1/2/2025,online Q3,SNV,TLH,2/2/2025,online R1,SNV,TLH,1/2/2025,counter R1,SNV,TLH,1/2/2025,counter R2,SNV,TLH,5/2/2025,fax >"$books/them.csv"
is "$(load "$books/them.csv" --as dossiers | notes)" "$(cat <<'OUT'
5 read = 1 loaded + 0 changed + 1 same + 3 rejected + 0 skipped
rejected csv rows 3 and 5: the same key as an earlier row of the file
rejected csv row 6, column 5 (channel): not known; table alias takes further spellings
OUT
)" "new, known and double rows of one .csv"
printf '%s\n' "$head" R1,SNV,TLH,1/2/2025,online R3,SNV,TLH,1/2/2025,online >"$books/them2.csv"
is "$(load "$books/them2.csv" --as dossiers)" "them2.csv: 2 read = 1 loaded + 1 changed + 0 same + 0 rejected + 0 skipped" "a changed one beside a new one"
is "$(load --undo "$(sql load -c "SELECT max(id) FROM cchc.sheet_load")" >/dev/null; sql load -c "SELECT code, channel FROM cchc.dossier WHERE code LIKE 'R_'")" "R1|counter" "and both taken back"

# Many rows of one reason are one line, so that --limit counts reasons; and whoever
# calls the program knows by its status that rows were rejected.
{ echo "$head"; for i in {1..25}; do echo "T$i,Sở Lạ $((i % 2)),TLH,$((i % 5 + 1))/2,online"; done; echo 'T26,SNV,TLH,1/2/2025,fax'; } >"$books/nhieu.csv"
is "$(load "$books/nhieu.csv" --as dossiers | sed -E 's/ = [0-9]+$/ = N/'; load "$books/nhieu.csv" --as dossiers --limit 1 | sed -E 's/ = [0-9]+$/ = N/')" "$(cat <<'OUT'
nhieu.csv: 26 read = 0 loaded + 0 changed + 0 same + 26 rejected + 0 skipped
nhieu.csv: rejected csv rows 2, 3, 4 and 22 more, column 2 (agency): not known; table alias takes further spellings / không có trong danh mục; có thể thêm cách viết vào bảng alias: 'Sở Lạ 1' and 'Sở Lạ 0'
nhieu.csv: rejected csv rows 2, 3, 4 and 22 more, column 4 (received_at): not a day that exists, written day/month/year with four digits of the year / không phải ngày có thật, viết theo dạng ngày/tháng/năm với năm bốn chữ số: '2/2', '3/2', '4/2' and 2 more
nhieu.csv: rejected csv row 27, column 5 (channel): not known; table alias takes further spellings / không có trong danh mục; có thể thêm cách viết vào bảng alias: 'fax'
nhieu.csv: every row: SELECT * FROM cchc.load_fault WHERE load_id = N
nhieu.csv: 26 read = 0 loaded + 0 changed + 0 same + 26 rejected + 0 skipped
nhieu.csv: rejected csv rows 2, 3, 4 and 22 more, column 2 (agency): not known; table alias takes further spellings / không có trong danh mục; có thể thêm cách viết vào bảng alias: 'Sở Lạ 1' and 'Sở Lạ 0'
nhieu.csv: and 2 more: SELECT * FROM cchc.load_fault WHERE load_id = N
OUT
)" "rows of one reason are one line"
printf '%s\n' "$head" R1,SNV,TLH,1/2/2025,counter "Tổng cộng,,,," >"$books/dung.csv"
status() { local is=0; load "$@" >/dev/null || is=$?; echo "$is"; }
is "$(status "$books/dung.csv" --as dossiers; status "$books/nhieu.csv" --as dossiers; status "$books/dung.csv" "$books/nhieu.csv" "$books/dung.csv" --as dossiers
	status "$books/khong_co.csv" "$books/nhieu.csv" --as dossiers; status "$books/nhieu.csv" "$books/khong_co.csv" --as dossiers
	status "$books/nhieu.csv"; status "$books/nhieu.csv" --as dossiers --limit x)" "$(printf '%s\n' 0 3 3 1 1 0 2)" "the status tells rejected rows, and a file that failed, apart"
sql load -c "DELETE FROM cchc.sheet_load WHERE file IN ('dung.csv', 'nhieu.csv')" -c "DELETE FROM cchc.sheet_cell c WHERE NOT EXISTS (SELECT FROM cchc.sheet_load l WHERE l.id = c.load_id)"

# What LibreOffice reads, where it is installed: the same rows from .ods and .xls.
if command -v soffice >/dev/null; then
	mkdir "$books/office"
	for f in ods xls; do
		soffice --headless "-env:UserInstallation=file://$tap_dir/profile" --convert-to $f --outdir "$books/office" "$books/sua/hoso.xlsx" "$books/nghin.xlsx"
	done >/dev/null 2>&1
	is "$(for f in ods xls; do load "$books/office/nghin.$f" --as dossiers; load "$books/office/hoso.$f" --as dossiers | head -n 1; done)" "$(cat <<'OUT'
nghin.ods: 1000 read = 0 loaded + 0 changed + 1000 same + 0 rejected + 0 skipped
nghin.ods: sheet "Hồ sơ" has columns that kind "dossiers" does not know, and leaves alone: "Ghi chú"
hoso.ods: 10 read = 2 loaded + 1 changed + 4 same + 0 rejected + 3 skipped
nghin.xls: 1000 read = 0 loaded + 0 changed + 1000 same + 0 rejected + 0 skipped
nghin.xls: sheet "Hồ sơ" has columns that kind "dossiers" does not know, and leaves alone: "Ghi chú"
hoso.xls: 10 read = 0 loaded + 0 changed + 7 same + 0 rejected + 3 skipped
OUT
)" "an .ods and an .xls are the same rows as the workbook"
	load --undo "$(sql load -c "SELECT id FROM cchc.sheet_load WHERE file = 'hoso.ods'")" >/dev/null
else
	note "LibreOffice is not installed: .ods and .xls are not tried"
fi

# Files that are no use: one line, nothing loaded, little memory.
before=$(sql load -c "SELECT (SELECT count(*) FROM cchc.sheet_load), (SELECT count(*) FROM cchc.sheet_cell), (SELECT count(*) FROM cchc.dossier)")
for f in khong_tieu_de.xlsx cut.xlsx empty.xlsx locked.xlsx text.xlsx giga.xlsx macro.xlsm bomb.xlsx strings.xlsx entities.xlsx broken.xlsx; do
	/usr/bin/python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:])
kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
if kb > 150000: print("took", kb, "kB")' "$tools/par-load" "$books/$f" --as dossiers 2>&1 | sed "s|^par-load: $books/||"
done >"$tap_dir/bad" 2>&1
is "$(cut -c1-110 "$tap_dir/bad")" "$(cut -c1-110 <<'OUT'
khong_tieu_de.xlsx: ERROR:  file "khong_tieu_de.xlsx" has no header that kind "dossiers" knows in its first 50 rows DETAIL
cut.xlsx: not a workbook, or only a part of one: copy it again; nothing of it was loaded
empty.xlsx: empty; nothing of it was loaded
locked.xlsx: protected by a password, or in the old .xls format: save it without a password as .xlsx; nothing of it was loaded
text.xlsx: not a workbook, or only a part of one: copy it again; nothing of it was loaded
giga.xlsx: 1024 MB, more than the 256 MB that are read: split it, or save the sheet as .csv; nothing of it was loaded
macro.xlsm: it holds macros: save it as .xlsx; nothing of it was loaded
bomb.xlsx: xl/worksheets/sheet1.xml unpacks to 300 MB from 300 kB: not the work of a spreadsheet; nothing of it was loaded
strings.xlsx: xl/sharedStrings.xml unpacks to 300 MB, more than the 256 MB that are read; nothing of it was loaded
entities.xlsx: xl/worksheets/sheet1.xml defines entities of its own; nothing of it was loaded
broken.xlsx: damaged: its XML cannot be read (unclosed token: line 1, column 4112); nothing of it was loaded
OUT
)" "locked, cut, macro, huge, bomb, broken and without a header: one line each"
createdb load_bare
printf 'Mã hồ sơ;Cơ quan\nK1;SXD\n' >"$books/thieu_cot.csv"
is "$(load "$books/hoso.xlsx" --as dossiers -d load_bare; load --kinds -d load_bare; load --undo 1 --schema nowhere; load --template dossiers --schema nowhere; load "$books/hoso.xlsx" --as hoso)" "$(cat <<OUT
par-load: $books/hoso.xlsx: database "load_bare" has no extension par_index: CREATE EXTENSION par_index, then CALL par.create_model('cchc'); nothing of it was loaded
par-load: database "load_bare" has no extension par_index: CREATE EXTENSION par_index, then CALL par.create_model('cchc')
par-load: database "load" has no model in schema "nowhere" (schemas with one: cchc)
par-load: database "load" has no model in schema "nowhere" (schemas with one: cchc)
par-load: $books/hoso.xlsx: ERROR:  there is no kind "hoso" of sheets HINT:  Kinds: agencies, services, dossiers, tasks, surveys, criteria, assessments, observations, figures, petitions, successions, conduct, supplements.; nothing of it was loaded
OUT
)" "no extension, no model, no such kind: one line says what to do"
is "$(load "$books/thieu_cot.csv" --as dossiers | notes; sql load -c "DELETE FROM cchc.sheet_load WHERE file = 'thieu_cot.csv'" -c "DELETE FROM cchc.sheet_cell c WHERE NOT EXISTS (SELECT FROM cchc.sheet_load l WHERE l.id = c.load_id)")" "$(cat <<'OUT'
1 read = 0 loaded + 0 changed + 0 same + 1 rejected + 0 skipped
rejected csv row 2 (channel): no value
rejected csv row 2 (received_at): no value
rejected csv row 2 (service): no value
OUT
)" "a column that is missing is named"
is "$(sql load -c "SELECT (SELECT count(*) FROM cchc.sheet_load), (SELECT count(*) FROM cchc.sheet_cell), (SELECT count(*) FROM cchc.dossier)")" "$before" "and nothing of them is left"

# Text is data: no cell, name or setting becomes SQL.
/usr/bin/python3 - "$books" <<'PY'
import openpyxl, sys
b = openpyxl.Workbook()
b.active.title = "a'; DROP"
b.active.append(["Mã", "Nguồn số liệu", "Tỷ lệ", "Ghi chú"])
for i, v in enumerate(["'; DROP TABLE cchc.alias; --", "\\.", "\\N", "a\tb\nc", "$$ $body$ %s %1$s :schema {}", "=1+1\\", "@extschema@ ''"]):
    b.active.append([f"S{i}", v, "5%", v])
    b.active.cell(i + 2, 2).data_type = "s"
    b.active.cell(i + 2, 4).data_type = "s"
b.save(sys.argv[1] + "/x'; DROP \\ y.xlsx")
PY
is "$(load "$books/x'; DROP \\ y.xlsx" --as figures --set "note=' || 1" | sed 's/.*: //'; sql load -c "SELECT count(*) FILTER (WHERE origin = note), count(*) FROM cchc.published_figure WHERE code LIKE 'S_'")" "$(cat <<'OUT'
7 read = 7 loaded + 0 changed + 0 same + 0 rejected + 0 skipped
7|7
OUT
)" "hostile text goes in as it is"

# A clerk loads with its own rights, and sees its own files.
sql load <<'SQL'
	CREATE ROLE load_clerk LOGIN;
	CREATE TABLE cchc.agency_role (role_name name, agency_id bigint REFERENCES cchc.agency);
	INSERT INTO cchc.agency_role VALUES ('load_clerk', 2);
	SET client_min_messages = warning;
	CALL par.enable_agency_policies('cchc', 'cchc.agency_role');
	GRANT USAGE ON SCHEMA cchc TO load_clerk;
	GRANT SELECT ON ALL TABLES IN SCHEMA cchc TO load_clerk;
	GRANT INSERT, UPDATE, DELETE ON cchc.sheet_load, cchc.sheet_cell, cchc.load_note, cchc.load_change TO load_clerk;
SQL
# Where a server asks for a password, as that of pg_virtualenv does, it is this one's.
[ -z "${PGPASSWORD:-}" ] || sql load -c "ALTER ROLE load_clerk PASSWORD '$PGPASSWORD'"
is "$(PGUSER=load_clerk load "$books/sua/hoso.xlsx" --as dossiers)" "par-load: $books/sua/hoso.xlsx: ERROR:  role \"load_clerk\" may not read and enter rows of table \"dossier\" HINT:  GRANT SELECT, INSERT, UPDATE ON dossier TO load_clerk.; nothing of it was loaded" "a role without the right loads nothing"
sql load -c "GRANT INSERT, UPDATE ON cchc.dossier TO load_clerk" -c "DELETE FROM cchc.dossier WHERE code LIKE 'H32.1.00_'" -c "INSERT INTO cchc.dossier (code, agency_id, service, received_at, channel) VALUES ('H32.1.003', 1, 'TLH', '2025-01-01', 'online')"
is "$(PGUSER=load_clerk load "$books/sua/hoso.xlsx" --as dossiers | grep -v skipped' "' | notes)" "$(cat <<'OUT'
10 read = 2 loaded + 0 changed + 0 same + 5 rejected + 3 skipped
rejected "Hồ sơ" rows 6, 7, 11 and 12, column 3 (agency): not known; table alias takes further spellings
rejected "Hồ sơ" row 8, column 2 (code): the code is taken, by a dossier that you may not see
sheet "Ghi chú" has no header that kind "dossiers" knows, and is left alone
OUT
)" "a clerk enters the rows of its agency, and overwrites no other's"
clerks=$(sql load -c "SELECT max(id) FROM cchc.sheet_load WHERE loaded_by = 'load_clerk'")
is "$(sql load -U load_clerk -c "SELECT count(DISTINCT load_id) FROM cchc.sheet_cell" -c "SELECT count(*) FROM cchc.sheet_load WHERE loaded_by <> current_user")" "$(printf '1\n0')" "and sees no file of others"
is "$(load --undo "$clerks" | sed -E 's/load [0-9]+/load N/')" "par-load: ERROR:  load N is that of load_clerk HINT:  SET ROLE load_clerk." "what a clerk loaded is not undone with the owner's rights"

# Templates: what they ask for loads again.
for kind in $(sql load -c "SELECT code FROM cchc.load_kind ORDER BY position"); do
	load --template "$kind" --out "$books/mau_$kind.xlsx"
done >"$tap_dir/templates"
is "$(wc -l <"$tap_dir/templates")" "$(sql load -c "SELECT count(*) FROM cchc.load_kind")" "a template for every kind"
/usr/bin/python3 - "$books" >"$tap_dir/template" <<'PY'
import datetime, openpyxl, sys
path = sys.argv[1] + "/mau_dossiers.xlsx"
book = openpyxl.load_workbook(path)
sheet = book.worksheets[0]
print([c.value for c in sheet[1]][:4], sheet["A1"].comment.text.splitlines()[0], len(sheet.data_validations.dataValidation) > 0, sheet["D2"].number_format, sheet["A2"].number_format)
values = {c[0].value: [x.value for x in c[1:] if x.value] for c in book.worksheets[1].iter_cols()}
print(sorted(values), values["Giá trị cho: Kênh"])
for i, v in enumerate(["M1", values["Giá trị cho: Cơ quan"][0], values["Giá trị cho: Thủ tục"][0], datetime.datetime(2025, 2, 3, 9)], 1):
    sheet.cell(2, i, v)
sheet.cell(2, 7, values["Giá trị cho: Kênh"][0])
book.save(path)
PY
is "$(cat "$tap_dir/template"; load "$books/mau_dossiers.xlsx" --as dossiers)" "$(cat <<'OUT'
['Mã hồ sơ', 'Cơ quan', 'Thủ tục', 'Ngày nhận'] Code of the dossier True dd/mm/yyyy hh:mm @
['Giá trị cho: Cơ quan', 'Giá trị cho: Kênh', 'Giá trị cho: Thủ tục'] ['Trực tiếp', 'Trực tuyến']
mau_dossiers.xlsx: 1 read = 1 loaded + 0 changed + 0 same + 0 rejected + 0 skipped
mau_dossiers.xlsx: sheet "Danh mục" has no header that kind "dossiers" knows, and is left alone
OUT
)" "a filled template loads, its list of values does not"

# A kind is rows: a table of the user's, and nothing but rows to load it.
sql load <<'SQL'
	CREATE TABLE cchc.inspection (code text PRIMARY KEY, agency_id bigint NOT NULL REFERENCES cchc.agency, done_on date NOT NULL, passed boolean NOT NULL DEFAULT false, CONSTRAINT inspection_is_recent CHECK (done_on >= '2020-01-01'));
	INSERT INTO cchc.load_kind VALUES ('inspections', 'Inspections', 'Kiểm tra công vụ', '{inspection}');
	INSERT INTO cchc.load_field (kind, field, relation, attname, type, required, in_key, of_field, en, vi, position) VALUES
		('inspections', 'code', 'inspection', 'code', 'text', true, true, NULL, 'Code', 'Mã đợt kiểm tra', 1), ('inspections', 'agency', 'inspection', 'agency_id', 'find:agency', true, false, 'done_on', 'Agency', 'Cơ quan', 2),
		('inspections', 'done_on', 'inspection', 'done_on', 'date', true, false, NULL, 'Done on', 'Ngày kiểm tra', 3), ('inspections', 'passed', 'inspection', 'passed', 'boolean', false, false, NULL, 'Passed', 'Đạt', 4);
SQL
printf 'MÃ ĐỢT KIỂM TRA;Co quan;ngày kiểm tra;đạt\nP1;SNV;1/3/2025;x\nP2;Sở Lạ;1/3/2019;\n' >"$books/kiemtra.csv"
is "$(load "$books/kiemtra.csv" --as inspections | notes; sql load -c "SELECT * FROM cchc.inspection")" "$(cat <<'OUT'
2 read = 1 loaded + 0 changed + 0 same + 1 rejected + 0 skipped
rejected csv row 3, column 2 (agency): not known; table alias takes further spellings
rejected csv row 3, column 3 (done_on): inspection_is_recent
P1|2|2025-03-01|t
OUT
)" "a new kind of sheets is rows"

# Agencies in time: parents are known when their units come; successions by day and field.
sql load -c "INSERT INTO cchc.service (code, name, field) VALUES ('ZT', 'Thủ tục thử', 'Lĩnh vực thử')"
cat >"$books/donvi.csv" <<'CSV'
Mã cơ quan,Tên cơ quan,Khối,Cấp,Hiệu lực từ ngày,Cơ quan cấp trên
ZU,Cơ quan ZU,"Sở, ban, ngành",Cấp tỉnh,,
ZA,Cơ quan ZA,"Sở, ban, ngành",Cấp tỉnh,,ZU
ZB,Cơ quan ZB,"Sở, ban, ngành",Cấp tỉnh,,ZU
ZC,Cơ quan ZC,"Sở, ban, ngành",Cấp tỉnh,20/02/2025,ZU
CSV
cat >"$books/sapnhap.csv" <<'CSV'
Cơ quan cũ,Cơ quan kế thừa,Từ ngày,Hình thức,Lĩnh vực chuyển,Quyết định
ZA,ZC,20/02/2025,Sáp nhập vào,,NQ 1
ZB,ZC,20/02/2025,Chuyển chức năng sang,Lĩnh vực thử,NQ 1
ZB,ZA,20/03/2025,Chuyển chức năng sang,Lĩnh vực thử,
ZC,ZC,20/03/2025,Đổi tên thành,,
ZB,ZC,21/02/2025,Chuyển chức năng sang,Lĩnh vực khác,
CSV
load "$books/donvi.csv" --as agencies >/dev/null || [ $? = 3 ]
is "$(load "$books/donvi.csv" --as agencies)" "donvi.csv: 4 read = 3 loaded + 0 changed + 1 same + 0 rejected + 0 skipped" "units come once their parent is there"
is "$(load "$books/sapnhap.csv" --as successions | notes)" "$(cat <<'OUT'
5 read = 2 loaded + 0 changed + 0 same + 3 rejected + 0 skipped
rejected csv row 4: agency ZA, which takes over on 2025-03-20, does not exist on that day
rejected csv row 5, column 2 (successor): an agency that succeeds itself
rejected csv row 6: there is no service of field "Lĩnh vực khác", which moves from agency ZB to ZC
OUT
)" "successions of agencies, and what cannot be"
is "$(load "$books/sapnhap.csv" --as successions | head -n 1 | notes)" "5 read = 0 loaded + 0 changed + 2 same + 3 rejected + 0 skipped" "the same again"
is "$(sql load -c "SELECT code, valid_to, successor_id = (SELECT id FROM cchc.agency WHERE code = 'ZC') FROM cchc.agency WHERE code IN ('ZA', 'ZB') ORDER BY 1")" $'ZA|2025-02-19|t\nZB||' "the agency that was merged has ended"

# A model under another name loads as before.
sql load -c "SET client_min_messages = error" -c "ALTER SCHEMA cchc RENAME TO \"Mô hình\""
is "$(load "$books/nghin.xlsx" --schema 'Mô hình' --as dossiers | head -n 1)" "nghin.xlsx: 1000 read = 0 loaded + 0 changed + 1000 same + 0 rejected + 0 skipped" "a schema renamed by hand loads"

# Random workbooks, written, loaded and compared with what was written.
sql load -c "ALTER SCHEMA \"Mô hình\" RENAME TO cchc"
succeeds "random workbooks come out as they went in" /usr/bin/python3 test/load/random_books.py "${LOAD_CASES:-5}" "${LOAD_SEED:-22}" "$books"

dropdb load
sql postgres -c "DROP ROLE load_clerk"
done_testing
