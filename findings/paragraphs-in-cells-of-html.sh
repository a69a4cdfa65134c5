#!/usr/bin/env bash
# Two figures that stand below each other in one cell, each in a paragraph, as Word and WPS write them, become one figure: 228 and 14 are 22814, and pandas
# makes it a number. With <br> between them both libraries keep them apart, so that a test with <br> shows nothing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet pandas==3.1.1 lxml==6.1.3 beautifulsoup4==4.14.2 html5lib==1.1 html2text==2025.4.15 markdownify==1.2.3
venv/bin/python - <<'PYTHON'
import io
import sys

import html2text
import markdownify
import pandas as pd

HEAD = "<table><tr><th>指标</th><th>2020年</th></tr>"
BROKEN = f"{HEAD}<tr><td>生产总值<br>财政收入</td><td>228<br>14</td></tr></table>"
PARTED = f"{HEAD}<tr><td><p>生产总值</p><p>财政收入</p></td><td><p>228</p><p>14</p></td></tr></table>"


def figures(page: str) -> dict[str, object]:
    """What is in the second cell of the row, by each library."""
    words = html2text.HTML2Text(bodywidth=0)
    return {
        "pandas, lxml": pd.read_html(io.StringIO(page), flavor="lxml")[0].values.tolist()[0][1],
        "pandas, bs4": pd.read_html(io.StringIO(page), flavor="bs4")[0].values.tolist()[0][1],
        "html2text": " ".join(words.handle(page).rpartition("|")[2].split()),
        "markdownify": " ".join(markdownify.markdownify(page).strip().split("\n")[-1].split("|")[2].split()),
    }


seen = {name: (with_br, figures(PARTED)[name]) for name, with_br in figures(BROKEN).items()}
for name, (with_br, with_p) in seen.items():
    print(f"{name:13} with <br>: {with_br!r}, with <p>: {with_p!r}")
EXPECTED = {
    "pandas, lxml": ("228 14", 22814),
    "pandas, bs4": ("228 14", 22814),
    "html2text": ("228 14", "22814"),
    "markdownify": ("228 14", "228 14"),
}
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
