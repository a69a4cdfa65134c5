#!/usr/bin/env bash
# A cell of a sheet that holds text in several fonts comes as one text without them. The raised mark of a note becomes a digit of the figure
# before it, and a figure that is struck out runs together with the one that stands for it. Excel and WPS show 360¹ and ~~360~~380.
# A row that is hidden comes like any other; of these libraries only openpyxl can tell it, if asked.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet python-calamine==0.9.1 openpyxl==3.1.5 xlsxwriter==3.2.9 'markitdown[xlsx]==0.1.9' pandas==2.3.3
venv/bin/python - <<'PYTHON'
import sys

import openpyxl
import pandas
import python_calamine
import xlsxwriter
from markitdown import MarkItDown

with xlsxwriter.Workbook("plan.xlsx") as book:
    sheet = book.add_worksheet("主要指标")
    raised, struck = book.add_format({"font_script": 1}), book.add_format({"font_strikeout": True})
    sheet.write_row(0, 0, ["指标", "2025年"])
    sheet.write(1, 0, "地区生产总值（亿元）")
    sheet.write_rich_string(1, 1, "360", raised, "1")
    sheet.write(2, 0, "企业（家）")
    sheet.write_rich_string(2, 1, struck, "360", "380")
    sheet.write_row(3, 0, ["旧指标", 999])
    sheet.set_row(3, options={"hidden": True})

EXPECTED = ["3601", "360380", "999"]
calamine = python_calamine.load_workbook("plan.xlsx").get_sheet_by_index(0).to_python()
markdown = [line.split("|")[2].strip() for line in MarkItDown().convert("plan.xlsx").text_content.splitlines() if line.startswith("|")]
seen = {
    "python-calamine": [row[1] for row in calamine[1:]],
    "openpyxl": [row[1] for row in openpyxl.load_workbook("plan.xlsx").active.iter_rows(min_row=2, values_only=True)],
    "pandas": list(pandas.read_excel("plan.xlsx")["2025年"]),
    "markitdown": markdown[2:],
}

wrong = False
for name, cells in seen.items():
    said = [str(int(cell) if isinstance(cell, float) else cell) for cell in cells]
    print(f"{name:16} 360¹ → {said[0]!r}   360 struck out, 380 → {said[1]!r}   a hidden row → {said[2]!r}")
    wrong = wrong or said != EXPECTED
sys.exit(wrong)
PYTHON
