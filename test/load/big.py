"""big.py N FILE: N dossiers of 12 columns, .xlsx or .csv, the same at every run."""

import csv
import datetime
import sys

n, path = int(sys.argv[1]), sys.argv[2]
HEADER = ["STT", "Mã hồ sơ", "Cơ quan", "Thủ tục", "Ngày nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Kênh", "Lệ phí (đồng)", "Thanh toán trực tuyến", "Số lần bổ sung", "Ghi chú"]
START = datetime.datetime(2024, 1, 2, 7, 30)


def rows(printed):
    for i in range(n):
        received = START + datetime.timedelta(days=i % 420, minutes=i % 500)
        due = received + datetime.timedelta(days=7)
        done = received + datetime.timedelta(days=i % 9, hours=2) if i % 10 else None
        if printed:
            received, due, done = (d and d.strftime("%d/%m/%Y %H:%M") for d in (received, due, done))
        yield [i + 1, f"H32.{i:07d}", ("Sở Xây dựng", "Sở Nội vụ")[i % 2], ("Cấp phép xây dựng", "Thành lập hội")[i % 2], received, due, done,
               ("Trực tuyến", "Trực tiếp")[i % 3 == 0], 75000 * (i % 3), "có" if i % 3 == 1 else "không", i % 2, f"dòng {i}"]


if path.endswith(".csv"):
    with open(path, "w", encoding="utf-8-sig", newline="") as f:
        writer = csv.writer(f, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows(True))
else:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Hồ sơ")
    sheet.append(HEADER)
    for row in rows(False):
        for k in (4, 5, 6):
            if row[k]:
                row[k] = WriteOnlyCell(sheet, row[k])
                row[k].number_format = "dd/mm/yyyy hh:mm"
        sheet.append(row)
    book.save(path)
