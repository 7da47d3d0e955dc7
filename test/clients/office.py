"""LibreOffice: every view of schema cchc through its own PostgreSQL driver, as Base
and Calc use it, and the file of docs/connect.md opened by a Calc that counts as in
Vietnam.  Run with the Python that has uno (package python3-uno); needs VIEWS, as
test/clients/run has it, and a folder to write to."""
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

folder, csv_file = sys.argv[1:3]


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


pipe = f"par{os.getpid()}"
office = subprocess.Popen(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile", f"--accept=pipe,name={pipe};urp;"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    context = None
    for _ in range(1200):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.1)
    assert context, "LibreOffice did not start in two minutes"
    services = context.ServiceManager
    manager = services.createInstanceWithContext("com.sun.star.sdbc.DriverManager", context)
    link = manager.getConnectionWithInfo("sdbc:postgresql:host=%(PGHOST)s port=%(PGPORT)s dbname=%(PGDATABASE)s" % os.environ, (prop("user", os.environ["PGUSER"]),))
    tables = link.getMetaData().getTables(None, "cchc", "%", ("VIEW",))
    listed = set()
    while tables.next():
        listed.add(tables.getString(3))
    views = os.environ["VIEWS"].split()
    assert set(views) <= listed, sorted(set(views) - listed)
    n_columns = n_rows = 0
    for view in views:
        rows = link.createStatement().executeQuery("SELECT * FROM cchc." + view)
        n = rows.getMetaData().getColumnCount()
        n_columns += n
        read = 0
        # each cell is a call from one process to another: of the longest views the first rows
        while read < 500 and rows.next():
            read += 1
            n_rows += 1
            for i in range(1, n + 1):
                rows.getString(i)
    print(f"LibreOffice: {len(views)} views, {n_columns} columns, {n_rows} rows")

    # 59: semicolons, 34: quotes, 76: UTF-8, from line 1, 1066: Vietnamese
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    book = desktop.loadComponentFromURL(uno.systemPathToFileUrl(os.path.abspath(csv_file)), "_blank", 0,
                                        (prop("Hidden", True), prop("FilterName", "Text - txt - csv (StarCalc)"), prop("FilterOptions", "59,34,76,1,,1066")))
    sheet = book.Sheets.getByIndex(0)
    with open(csv_file, encoding="utf-8-sig") as f:
        wanted = [line.rstrip("\n").split(";") for line in f][1:]
    for y, (rank, agency, index_pct, band) in enumerate(wanted, 1):
        cells = [sheet.getCellByPosition(x, y) for x in range(4)]
        got = (cells[0].Value, cells[1].String, cells[2].Type.value, cells[2].Value, cells[3].String)
        assert got == (float(rank), agency, "VALUE", float(index_pct.replace(",", ".")), band), got
    print(f"LibreOffice: {len(wanted)} rows of a .csv for Vietnam, every 96,86 a number")
    book.close(True)
    desktop.terminate()
finally:
    office.terminate()
