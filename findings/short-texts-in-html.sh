#!/usr/bin/env bash
# With main_content on, Resiliparse leaves out every piece of text of a single character, as there is where only a sign or a unit has
# an element of its own: 267家。 becomes 267, ≥75% becomes 75%, and the cell — of a table, which says that there is no figure, becomes
# empty. Without main_content it gives all of it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet Resiliparse==2.0.1
venv/bin/python - <<'PYTHON'
import sys

from resiliparse.extract.html2text import extract_plain_text

PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>政府工作报告</title></head><body><main><article>
<h1>政府工作报告</h1>
<p>科技型中小企业达到267<span>家</span>。</p>
<p>空气质量优良天数比率<span>≥</span>75%。</p>
<table><tr><td>研发投入强度</td><td>—</td><td>3.0</td></tr></table>
</article></main></body></html>"""

EXPECTED = {
    "whole page": "政府工作报告 科技型中小企业达到267家。 空气质量优良天数比率≥75%。 研发投入强度 — 3.0",
    "main content": "政府工作报告 科技型中小企业达到267 空气质量优良天数比率75%。 研发投入强度 3.0",
}
seen = {
    name: " ".join(extract_plain_text(PAGE, main_content=main).split())
    for name, main in (("whole page", False), ("main content", True))
}

for name, text in seen.items():
    print(f"{name:14} {text!r}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
