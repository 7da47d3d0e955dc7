"""The workbooks of the loading test, into a folder: what offices send, with every
trap that general tools fell into (a day and month that swap, a first row that is
lost, 98.765 read as 98765, merged titles, totals)."""

import datetime
import os
import sys
import zipfile

import openpyxl

D = datetime.datetime
folder = sys.argv[1]


def save(book, name):
    book.save(os.path.join(folder, name))


def book(title="Sheet"):
    b = openpyxl.Workbook()
    b.active.title = title
    return b, b.active


AGENCIES = [("SXD", "Sở Xây dựng", "Sở, ban, ngành", "Cấp tỉnh", None, None, None),
            ("SNV", "Sở Nội vụ", "Sở, ban, ngành", "Tỉnh", None, None, None),
            ("SNN", "Sở Nông nghiệp", "so", "province", D(2020, 1, 1), D(2025, 2, 19), None),
            ("SNN", "Sở Nông nghiệp và Môi trường", "so", "province", D(2025, 2, 20), None, None),
            ("X1", "UBND xã Vạn Thắng", "UBND CẤP XÃ", "xã", None, None, None),
            ("X2", "UBND xã Vạn Thăng", "xa", "commune", None, None, None)]
b, s = book("Cơ quan")
s.append(["Mã cơ quan", "Tên cơ quan", "Khối", "Cấp", "Hiệu lực từ ngày", "Hiệu lực đến ngày", "Cơ quan kế thừa"])
for row in AGENCIES:
    s.append(row)
save(b, "coquan.xlsx")

b, s = book("TTHC")
s.append(["STT", "Mã thủ tục", "Tên thủ tục hành chính", "Lĩnh vực", "Mức độ trực tuyến"])
s.append([1, "1.012427", "Cấp phép xây dựng", "Xây dựng", "Toàn trình"])
s.append([2, "TLH", "Thành lập hội", "Nội vụ", "Một phần"])
save(b, "thutuc.xlsx")

HEADER = ["STT", "Mã hồ sơ", "Cơ quan", "Thủ tục", "Ngày nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Kênh", "Lệ phí (nghìn đồng)"]
ROWS = [
    [1, "H32.1.001", "Sở Xây dựng", "Cấp phép xây dựng", D(2025, 1, 6, 8, 15), D(2025, 1, 20, 17, 0), D(2025, 1, 17, 10, 0), "Trực tuyến", 150.5],
    [2, "H32.1.002", "sở xây dựng", "Cấp phép xây dựng", "07/01/2025", "21/01/2025", "22/01/2025", "Trực tiếp", "75,5"],
    [3, "H32.1.003", "So Noi vu", "Thành lập hội", "8/1/2025 14:30", "15/1/2025", "", "trực tuyến", "1.250,75"],
    [4, "H32.1.004", " Sở  Nội Vụ ", "TLH", D(2025, 3, 2), "2025-03-10", None, "Bưu chính", 0],
    [5, "H32.1.005", "Sở Không Có", "Thành lập hội", D(2025, 1, 9), D(2025, 1, 5), None, "Trực tiếp", "miễn"],
    [6, "H32.1.001", "Sở Xây dựng", "Cấp phép xây dựng", D(2025, 1, 6), D(2025, 1, 20), D(2025, 1, 8), "Trực tuyến", 150],
    [7, "H32.1.007", "Sở Xây dựng", "Cấp phép xây dựng", "31/02/2025", "01/03/2025", None, "Trực tuyến", 10],
    [8, 123, "Sở Xây dựng", 1.012427, D(2025, 1, 10), D(2025, 1, 24), D(2025, 1, 24), "Trực tuyến", 98.765],
    [9, "H32.1.009", "Sở Nội vụ", "Thành lập hội", D(2025, 1, 10, 9, 30), D(2025, 1, 5), D(2025, 1, 2), "Trực tuyến", -1],
    [10, "H32.1.010", "Sở Nội vụ", "Thành lập hội", D(2025, 1, 10, 9, 30), "20/01/2025", D(2025, 1, 10), "Trực tuyến", "98.765"],
    [11, "H32.1.011", "Sở Nội vụ", "Thành lập hội", "1/7/2025 8:15:00 AM", "20/1", 45678, "#N/A", "=1/0"],
    [12, "H32.1.012", "UBND xa Van Thang", "Thành lập hội", D(2025, 1, 10), None, None, "Trực tuyến", None],
    [13, "H32.1.013", "SNN", "TLH", D(2025, 2, 19, 10), D(2025, 3, 1), None, "counter", None],
    [14, "H32.1.014", "SNN", "TLH", D(2025, 2, 20, 10), D(2025, 3, 1), None, "online", None],
]


def dossiers(rows, name, titles=True):
    b, s = book("Hồ sơ")
    top = 1
    if titles:
        s.merge_cells("A1:I1")
        s["A1"] = "UBND TỈNH KHÁNH HÒA"
        s.merge_cells("A2:I2")
        s["A2"] = "DANH SÁCH HỒ SƠ TIẾP NHẬN QUÝ I NĂM 2025"
        top = 4
    for i, v in enumerate(HEADER, 1):
        s.cell(top, i, v)
        if titles:
            s.cell(top + 1, i, f"({i})")
    top += titles
    for r in rows:
        top += 1
        for i, v in enumerate(r, 1):
            c = s.cell(top, i, v)
            if isinstance(v, datetime.datetime):
                c.number_format = "dd/mm/yyyy hh:mm"
            if v == "#N/A":
                c.data_type = "e"
            if i == 2 and isinstance(v, int):
                c.number_format = "0000"
    if titles:
        s.cell(top + 1, 2, "Tổng cộng")
        s.cell(top + 1, 9, f"=SUM(I6:I{top})")
        s.cell(top + 3, 7, "Khánh Hòa, ngày 31 tháng 3 năm 2025")
    b.create_sheet("Ghi chú").append(["Số liệu do bộ phận một cửa cung cấp"])
    save(b, name)


dossiers(ROWS, "hoso.xlsx")
fixed = [list(r) for r in ROWS]
fixed[1][6] = "20/01/2025"                                      # changed
fixed[4][2:4], fixed[4][5], fixed[4][8] = ["Sở Nội vụ", "TLH"], D(2025, 1, 15), None
fixed[6][4] = "28/02/2025"
dossiers(fixed[:5] + fixed[6:8], "sua/hoso.xlsx")
dossiers(ROWS[:1], "hoso_sach.xlsx", titles=False)

# a survey with a header of two rows, an agency merged over its forms, questions as columns
b, s = book("Phiếu 2025")
s.merge_cells("A1:F1")
s["A1"] = "KẾT QUẢ KHẢO SÁT"
for place, value in (("A2:A3", "Phiếu số"), ("B2:B3", "Cơ quan"), ("C2:F2", "Câu hỏi")):
    s.merge_cells(place)
    s[place.split(":")[0]] = value
for i, v in enumerate(["C1", "C2", "C3", "C4"], 3):
    s.cell(3, i, v)
WORDS = ["Rất hài lòng", "Hài lòng", "Bình thường", "không hài lòng ", 4, None, "4", "Không ý kiến"]
for i in range(1, 13):
    s.append([i, ("Sở Nội vụ" if i < 7 else "Sở Xây dựng") if i in (1, 7) else None, WORDS[i % 4], WORDS[(i * 3) % 8], 9 if i == 5 else "x" if i == 6 else 5 - i % 3, WORDS[(i * 5) % 6]])
s.merge_cells("B4:B9")
s.merge_cells("B10:B15")
save(b, "phieu.xlsx")
# the same, one answer a row
b, s = book("Dài")
s.append(["Mã phiếu", "Đơn vị", "Ngày", "Câu", "Câu trả lời"])
for form, q, a in (("D1", 1, "Hài lòng"), ("D1", 2, 5), ("D2", "1", "Rất không hài lòng"), ("D2", 9, 5), ("D2", 2, 7)):
    s.append([form, "SNV", "05/03/2025", q, a])
save(b, "phieu_dai.xlsx")

b, s = book("Kế hoạch")
s.merge_cells("A1:F1")
s["A1"] = "KẾ HOẠCH CCHC NĂM 2025"
s.append(["STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"])
for row in (["I", "Cải cách thể chế"], ["1", "Ban hành kế hoạch", "Kế hoạch", "Sở Nội vụ", "các sở, ngành", "Quý I/2025"],
            [2, "Rà soát TTHC", "Báo cáo", "Các sở, ban, ngành; UBND xã Vạn Thắng", None, "trước ngày 14/12; Thường xuyên"],
            ["II", "Chính quyền số"], [1, "Số hóa", "Hồ sơ", "Sở Xây dựng", None, D(2025, 6, 30)], [2, "Tập huấn", "Lớp", "Sở Nội vụ, Sở Xây dựng, Sở Lạ", None, "Tháng 6"]):
    s.append(row)
save(b, "kehoach.xlsx")
b, s = book("Kết quả")
s.append(["Số thứ tự lĩnh vực", "STT", "Cơ quan chủ trì", "Ngày hoàn thành", "Kết quả", "Tình trạng"])
s.append(["I", 1, "Sở Nội vụ", "20/03/2025", "Quyết định số 15/QĐ-SNV", "Hoàn thành"])
s.append(["II", "1", "SXD", None, None, "Không phát sinh"])
save(b, "ketqua.xlsx")

b, s = book("Bộ tiêu chí")
s.append(["TT", "Tiêu chí", "Điểm tối đa", "Quy tắc chấm điểm", "Nguồn điểm"])
for row in (["1", "Chỉ đạo điều hành", 10, None, None], ["1.1", "Kế hoạch", 4, "ratio", "Thẩm định"], ["1.2", "Báo cáo", "6,5", "manual", "appraised"], ["1.3", "Sai", 1, "ratio from", None], ["2", "Thể chế", -2, None, None]):
    s.append(row)
save(b, "tieuchi.xlsx")
b, s = book("Chấm điểm")
s.append(["Cơ quan", "Mã tiêu chí", "Tử số", "Mẫu số", "Điểm", "Ghi chú"])
for row in (["SNV", "1.1", "1.763", 2000, None, "x"], ["SNV", "1.2", None, None, "5,25", None], ["SXD", "1.2", None, None, 7, None], ["SXD", "9.9", 1, 2, None, None], ["SXD", "1.1", 12.5, 50, None, None]):
    s.append(row)
save(b, "chamdiem.xlsx")

b, s = book("Số liệu")
s.append(["Cơ quan", "Số đo", "Từ ngày", "Đến ngày", "Tử số", "Mẫu số"])
for row in (["SNV", "Văn bản đúng hạn", "1/1/2025", "31/3/2025", 30, 40], ["SXD", "vb", D(2025, 1, 1), D(2025, 3, 31), "1.200", None], ["SXD", "dossier.late", "1/1/2025", "31/3/2025", 1, 2], ["SXD", "vb", "1/4/2025", "31/3/2025", 1, -2]):
    s.append(row)
save(b, "solieu.xlsx")
b, s = book("Đã công bố")
s.append(["STT", "Nguồn số liệu", "Tử số", "Mẫu số", "Tỷ lệ"])
s.append(["P1", "Báo cáo", 264, 2141, "12,33%"])
s.append(["P2", "Báo cáo", 1, 2, 0.5])
s["E3"].number_format = "0.00%"
s.append(["P3", "Báo cáo", 1, 2, "nửa"])
save(b, "congbo.xlsx")

# Files that are no use.
b, s = book("Trống")
s.append(["Không có", "tiêu đề nào"])
save(b, "khong_tieu_de.xlsx")
whole = open(os.path.join(folder, "hoso.xlsx"), "rb").read()
open(os.path.join(folder, "cut.xlsx"), "wb").write(whole[:len(whole) // 2])
open(os.path.join(folder, "empty.xlsx"), "wb").close()
open(os.path.join(folder, "locked.xlsx"), "wb").write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
open(os.path.join(folder, "text.xlsx"), "w").write("Mã hồ sơ;Cơ quan\n")
with open(os.path.join(folder, "giga.xlsx"), "wb") as f:
    f.write(b"PK\x03\x04")
    f.truncate(1 << 30)


def with_part(name, change):
    """hoso.xlsx with a part changed or added."""
    with zipfile.ZipFile(os.path.join(folder, "hoso.xlsx")) as old, zipfile.ZipFile(os.path.join(folder, name), "w", zipfile.ZIP_DEFLATED) as new:
        parts = {n: old.read(n) for n in old.namelist()}
        change(parts)
        for n, data in parts.items():
            new.writestr(n, data)


SHEET = "xl/worksheets/sheet1.xml"
with_part("macro.xlsm", lambda p: p.update({"xl/vbaProject.bin": b"\0" * 100}))
with_part("bomb.xlsx", lambda p: p.update({SHEET: p[SHEET].replace(b"</sheetData>", b" " * (300 << 20) + b"</sheetData>")}))
with_part("strings.xlsx", lambda p: p.update({"xl/sharedStrings.xml": b"<sst>" + b" " * (300 << 20) + b"</sst>"}))
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
with_part("entities.xlsx", lambda p: p.update({SHEET: ENTITIES + p[SHEET].partition(b"?>")[2] if p[SHEET].startswith(b"<?xml") else ENTITIES + p[SHEET]}))
with_part("broken.xlsx", lambda p: p.update({SHEET: p[SHEET][:len(p[SHEET]) // 2]}))
