"""The appendices that par-form wrote, opened and saved by LibreOffice: every number is
that of cchc.report_table, and totals of which the parts are listed are formulas."""
import os
import subprocess
import sys

import openpyxl

folder = sys.argv[1]
n_numbers = n_formulas = 0
for n in range(1, 10):
    written, computed = (openpyxl.load_workbook(os.path.join(folder, sub, f"PL{n}.xlsx"), data_only=sub == "computed").active for sub in ("", "computed"))
    first = int(written.print_title_rows.split(":")[1].lstrip("$")) + 1
    for column, (begins, ends) in enumerate([(f"{y}-01-01", f"{y}-12-31" if y < 2025 else "2025-03-31") for y in range(2021, 2026)], 4):
        rows = subprocess.run(["psql", "-qXAt", "-c", f"SELECT value FROM cchc.report_table('PL{n}', '{begins}', '{ends}') ORDER BY ord"], capture_output=True, text=True, check=True).stdout.splitlines()
        for row, wanted in enumerate(rows, first):
            cell, got = written.cell(row, column), computed.cell(row, column).value
            if cell.data_type == "f":
                n_formulas += 1
            if isinstance(got, (int, float)):
                n_numbers += 1
                assert abs(got - float(wanted)) < 1e-9 * max(1, abs(got)), (n, row, column, got, wanted, cell.value)
            else:
                assert cell.data_type != "f", (n, row, column, got, cell.value)
assert n_formulas > 10, n_formulas
print(f"LibreOffice: {n_numbers} figures of 9 appendices, {n_formulas} of them sums that it computed")
