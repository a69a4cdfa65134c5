#!/usr/bin/env bash
# easyofd makes an OFD of a PDF in which the pieces of a line lie on each other: each piece (a change of font or of size is enough) is given the box of
# the whole line and is spread over it. Whoever reads such a file by the places of its signs gets figures that are mixed into other words; it can't be told
# which stood first. The text is there, so that nothing looks amiss.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet easyofd==20260427 reportlab==5.1.0 pymupdf==2.0
venv/bin/python - 2> log.txt <<'PYTHON'
import contextlib
import io
import re
import sys
import zipfile

from easyofd.ofd import OFD
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
made = canvas.Canvas("plan.pdf", pagesize=(595, 842))
line = made.beginText(72, 700)
for font, words in (("STSong-Light", "全区生产总值达到"), ("Helvetica", "360"), ("STSong-Light", "亿元，增长"), ("Helvetica", "6.5%")):
    line.setFont(font, 14)
    line.textOut(words)
made.drawText(line)
made.save()

with contextlib.redirect_stdout(io.StringIO()):
    ofd = OFD().pdf2ofd(open("plan.pdf", "rb").read(), optional_text=True)
page = zipfile.ZipFile(io.BytesIO(ofd)).read("Doc_0/Pages/Page_0/Content.xml").decode()
texts = re.findall(r'Boundary="([^"]*)".*?<ofd:TextCode X="([^"]*)"[^>]*DeltaX="([^"]*)">([^<]*)<', page, re.DOTALL)
for box, x, steps, words in texts:
    print(f"{words!r:12} box {box!r}, begins at {x} in it, steps {steps!r}")
pieces = {words: (box, x) for box, x, _, words in texts}
sys.exit(not (len(pieces) == 4 and "360" in pieces and len(set(pieces.values())) == 1))
PYTHON
