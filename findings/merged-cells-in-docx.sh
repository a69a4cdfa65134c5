#!/usr/bin/env bash
# A cell that is merged downwards moves the cells of the rows below it to the left in Markdown made of a Word file: in the second row
# of 创新驱动 the target 3.0 stands under 2020年, the base year. python-docx repeats the merged cell, and its rows stay in place.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet python-docx==1.2.0 'markitdown[docx]==0.1.9'
venv/bin/python - <<'PYTHON'
import sys

import docx
from markitdown import MarkItDown

ROWS = [
    ["类别", "指标", "2020年", "2025年"],
    ["创新驱动", "国家高新技术企业（家）", "110", "150"],
    ["", "研发投入强度（%）", "2.1", "3.0"],
]
document = docx.Document()
table = document.add_table(rows=3, cols=4)
for cells, row in zip(table.rows, ROWS, strict=True):
    for cell, text in zip(cells.cells, row, strict=True):
        cell.text = text
table.cell(1, 0).merge(table.cell(2, 0))
document.save("plan.docx")

EXPECTED = {
    "markitdown": "| 研发投入强度（%） | 2.1 | 3.0 |",
    "python-docx": "| 创新驱动 | 研发投入强度（%） | 2.1 | 3.0 |",
}
last = [cell.text.strip() for cell in docx.Document("plan.docx").tables[0].rows[-1].cells]
seen = {
    "markitdown": MarkItDown().convert("plan.docx").text_content.splitlines()[-1],
    "python-docx": f"| {' | '.join(last)} |",
}

for name, text in seen.items():
    print(f"{name:14} {text!r}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
