"""random_books.py CASES SEED FOLDER: random dossiers, written into a workbook in
every form that a cell of them can have, loaded by tools/par-load into the database
of the environment and compared with what was meant; and the same files spoilt at
random places, which load whole or not at all and end in one line."""

import datetime
import os
import random
import subprocess
import sys

import openpyxl

cases, seed, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
HEADERS = {"code": ["Mã hồ sơ", "MÃ SỐ HỒ SƠ", "so ho so"], "agency": ["Cơ quan", "Đơn vị giải quyết", "co quan, don vi"], "service": ["Thủ tục", "Tên TTHC"],
           "received": ["Ngày nhận", "Ngày tiếp nhận:", "NGAY NOP"], "due": ["Hạn trả", "Ngày hẹn trả"], "finished": ["Ngày trả kết quả", "ngày hoàn thành"],
           "channel": ["Kênh", "Hình thức nộp"], "fee": ["Lệ phí", "Phí, lệ phí (nghìn đồng)"]}
AGENCIES = {"SXD": ["SXD", "Sở Xây dựng", "sở  xây dựng ", "SO XAY DUNG"], "SNV": ["SNV", "Sở Nội vụ", "SỞ NỘI VỤ"]}
SERVICES = {"TLH": ["TLH", "Thành lập hội", "thanh lap hoi"], "1.012427": ["1.012427", "Cấp phép xây dựng"]}
CHANNELS = {"online": ["Trực tuyến", "online", "Qua mạng"], "counter": ["Trực tiếp", "BCCI", "truc tiep"]}


def psql(statement):
    return subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1"], input=statement, check=True, capture_output=True, text=True).stdout.splitlines()


def printed(rng, moment):
    """A moment as a date cell or as one of the texts that mean it."""
    form = rng.randrange(6)
    if form == 0:
        return moment
    if (moment.hour, moment.minute) == (0, 0) and form < 3:
        return (f"{moment.day}/{moment.month}/{moment.year}", moment.strftime("%d.%m.%Y"))[form - 1]
    return (f"{moment.day}/{moment.month}/{moment.year} {moment.hour}:{moment.minute:02}", moment.strftime("%d-%m-%Y %H:%M"), moment.strftime("%Y-%m-%d %H:%M:%S"),
            moment.strftime("%H:%M %d/%m/%Y"), f"{moment.day}/{moment.month}/{moment.year} {moment.hour}h{moment.minute:02}")[form - 1]


def vietnamese(value):
    return f"{value:,}".replace(",", ".")


for case in range(cases):
    rng = random.Random(seed * 1000 + case)
    fields = list(HEADERS)
    rng.shuffle(fields)
    headers = {f: rng.choice(HEADERS[f]) for f in fields}
    thousands = "nghìn" in headers["fee"]
    book = openpyxl.Workbook()
    sheet = book.active
    top = rng.randrange(1, 8)
    if top > 1:
        sheet.cell(1, 1, "BÁO CÁO HỒ SƠ NĂM 2025")
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(fields))
    left = rng.randrange(0, 3)
    for i, f in enumerate(fields, 1):
        sheet.cell(top, left + i, headers[f])
    row, wanted = top, []
    for i in range(rng.randrange(5, 120)):
        row += 1 + (rng.randrange(9) == 0)
        code = f"R{seed}.{case}.{i:03}"
        agency, service, channel = rng.choice(list(AGENCIES)), rng.choice(list(SERVICES)), rng.choice(list(CHANNELS))
        received = datetime.datetime(2025, 1, 1) + datetime.timedelta(days=rng.randrange(300), minutes=rng.choice([0, rng.randrange(1, 1440)]))
        due = rng.choice([None, received + datetime.timedelta(days=rng.randrange(1, 40), minutes=1)])
        finished = rng.choice([None, received + datetime.timedelta(minutes=rng.randrange(1, 90000))])
        fee = rng.randrange(0, 3_000_000)
        cell = {"code": code, "agency": rng.choice(AGENCIES[agency]), "service": rng.choice(SERVICES[service]), "received": printed(rng, received),
                "due": due and printed(rng, due), "finished": finished and printed(rng, finished), "channel": rng.choice(CHANNELS[channel])}
        if thousands:
            # as a number by value, as a text with its decimal comma
            cell["fee"] = fee / 1000 if rng.randrange(2) else f"{fee // 1000},{fee % 1000:03}"
        else:
            cell["fee"] = fee if rng.randrange(2) else vietnamese(fee)
        # a text of a day without an hour is a day that lasts to its end
        if due and (due.hour, due.minute) == (0, 0):
            due = due.replace(hour=23, minute=59, second=59)
        for i, f in enumerate(fields, 1):
            sheet.cell(row, left + i, cell[f])
        stamp = [m.strftime("%Y-%m-%d %H:%M:%S") if m else "" for m in (received, due, finished)]
        wanted.append("|".join([code, agency, service, *stamp, channel, str(fee)]))
    path = os.path.join(folder, f"ngau_nhien_{case}.xlsx")
    book.save(path)
    out = subprocess.run(["tools/par-load", "-q", path, "--as", "dossiers"], capture_output=True, text=True)
    got = psql(f"""SELECT d.code, a.code, d.service, to_char(received_at, 'YYYY-MM-DD HH24:MI:SS'), to_char(due_at, 'YYYY-MM-DD HH24:MI:SS'), to_char(finished_at, 'YYYY-MM-DD HH24:MI:SS'), channel, fee
                   FROM cchc.dossier d JOIN cchc.agency a ON a.id = d.agency_id WHERE d.code LIKE 'R{seed}.{case}.%' ORDER BY 1;""")
    if out.returncode != 0 or got != wanted:
        print(f"seed {seed}, case {case}: {out.stdout}{out.stderr}")
        for g, w in zip(got, wanted):
            if g != w:
                print(f"got    {g}\nwanted {w}")
                break
        sys.exit(1)

    # Spoilt: bytes changed, cut out, doubled.
    before = psql("SELECT (SELECT count(*) FROM cchc.sheet_cell), (SELECT count(*) FROM cchc.dossier);")
    data = bytearray(open(path, "rb").read())
    for _ in range(rng.randrange(1, 20)):
        at = rng.randrange(len(data))
        match rng.randrange(3):
            case 0:
                data[at] = rng.randrange(256)
            case 1:
                del data[at:at + rng.randrange(1, 200)]
            case 2:
                data[at:at] = data[at:at + rng.randrange(1, 200)]
    spoilt = os.path.join(folder, "hong.xlsx")
    open(spoilt, "wb").write(data)
    out = subprocess.run(["tools/par-load", "-q", spoilt, "--as", "dossiers", "--limit", "0"], capture_output=True, text=True, timeout=120)
    said = out.stdout + out.stderr
    if "Traceback" in said or out.returncode not in (0, 1, 3) or len(said.splitlines()) > 2 or out.returncode == 1 and psql("SELECT (SELECT count(*) FROM cchc.sheet_cell), (SELECT count(*) FROM cchc.dossier);") != before:
        print(f"seed {seed}, case {case}, spoilt: {said}")
        sys.exit(1)
