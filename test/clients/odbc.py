"""The views of schema cchc through unixODBC, the psqlODBC driver and pyodbc."""
import csv
import os
import sys

import pyodbc

SQL_TYPES = {4: "SQL_INTEGER", -10: "SQL_WLONGVARCHAR", -5: "SQL_BIGINT", 2: "SQL_NUMERIC", 6: "SQL_FLOAT",
             12: "SQL_VARCHAR", 91: "SQL_TYPE_DATE", 93: "SQL_TYPE_TIMESTAMP"}
# The driver's catalogue calls carry no comments; tools ask the server for them.
COMMENTS = """
    SELECT a.attname, format_type(a.atttypid, NULL), col_description(a.attrelid, a.attnum),
           obj_description(a.attrelid, 'pg_class')
    FROM pg_attribute a WHERE a.attrelid = CAST(? AS regclass) AND a.attnum > 0"""

with open(sys.argv[1], encoding="utf-8") as f:
    promised = {row["sql_type"]: row for row in csv.DictReader(f)}
link = pyodbc.connect("DRIVER={PostgreSQL Unicode};SERVER=%(PGHOST)s;PORT=%(PGPORT)s;DATABASE=%(PGDATABASE)s;UID=%(PGUSER)s" % os.environ)
cursor = link.cursor()
views = [row.table_name for row in cursor.tables(schema="cchc", tableType="VIEW").fetchall() if row.table_name in os.environ["VIEWS"].split()]
n_columns = n_rows = 0
seen = set()
for view in views:
    described = {row.column_name: SQL_TYPES.get(row.data_type, row.data_type)
                 for row in cursor.columns(schema="cchc", table=view).fetchall()}
    server = cursor.execute(COMMENTS, "cchc." + view).fetchall()
    assert len(server) == len(described), view
    rows = cursor.execute("SELECT * FROM cchc.%s LIMIT %d" % (view, int(os.environ["ROWS"]))).fetchall()
    for number, (column, sql_type, comment, view_comment) in enumerate(server):
        promise = promised[sql_type]
        assert " / " in comment and " / " in view_comment, (view, column, comment)
        assert described[column] == promise["odbc"], (view, column, described[column], promise["odbc"])
        kinds = {type(row[number]).__name__ for row in rows if row[number] is not None}
        assert kinds <= {promise["python"]}, (view, column, kinds, promise["python"])
        if kinds:
            seen.add(sql_type)
    n_columns += len(described)
    n_rows += len(rows)
assert seen == set(promised), set(promised) - seen
names = [row[0] for row in cursor.execute("SELECT name FROM cchc.agency").fetchall()]
assert "Sở Nội vụ (mô phỏng)" in names, "Vietnamese text did not survive"
print("ODBC (%s %s, pyodbc): %d views, %d columns, %d rows" % (link.getinfo(pyodbc.SQL_DRIVER_NAME), link.getinfo(pyodbc.SQL_DRIVER_VER),
                                                               len(views), n_columns, n_rows))
sys.exit(0 if views else 1)
