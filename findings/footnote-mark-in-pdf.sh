#!/usr/bin/env bash
# The mark of a footnote becomes a digit of the figure before it: a PDF that prints 达到360亿元, with a small raised ¹
# behind 360, is extracted as 3601亿元 by every library tried. Nothing in the text shows where the figure ends; only the size
# and the position of the characters do.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet reportlab==5.1.0 pypdf==7.1.1 pdfplumber==0.11.10 pypdfium2==5.15.2
venv/bin/python - <<'PYTHON'
import sys

import pdfplumber
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
page = canvas.Canvas("report.pdf")
line = page.beginText(72, 700)
for text, size, rise in (("地区生产总值达到360", 12, 0), ("1", 6, 5), ("亿元。", 12, 0)):
    line.setFont("STSong-Light", size)
    line.setRise(rise)
    line.textOut(text)
page.drawText(line)
page.save()

EXPECTED = dict.fromkeys(("pypdf", "pdfplumber", "pypdfium2", "pdfminer.six"), "地区生产总值达到3601亿元。")
seen = {"pypdf": pypdf.PdfReader("report.pdf").pages[0].extract_text()}
with pdfplumber.open("report.pdf") as pdf:
    seen["pdfplumber"] = pdf.pages[0].extract_text()
seen["pypdfium2"] = pypdfium2.PdfDocument("report.pdf")[0].get_textpage().get_text_range()
seen["pdfminer.six"] = extract_text("report.pdf").strip()

for name, text in seen.items():
    print(f"{name:14} {text!r}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
