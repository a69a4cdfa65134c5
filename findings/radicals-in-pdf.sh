#!/usr/bin/env bash
# A PDF that Skia writes, as Chromium does when it prints, says of some of the most frequent Chinese characters that they are radicals (生 U+751F becomes
# ⽣ U+2F63, which looks the same): the font has one glyph for both, and Skia names the first code point that leads to it. Whoever searches the extracted
# text for 生产总值 or 增长 finds nothing, in all four libraries. unicodedata's NFKC mends most of them, but not ⻓ (U+2ED3), which has no decomposition.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet skia-python==144.1 pylopdf-fonts-zh-cn==0.1.1 pypdf==7.1.1 pdfplumber==0.11.10 pypdfium2==5.15.2 pdfminer.six==20260107
venv/bin/python - <<'PYTHON'
import logging
import sys
import unicodedata
from pathlib import Path

import pdfplumber
import pylopdf_fonts_zh_cn
import pypdf
import pypdfium2
import skia
from pdfminer.high_level import extract_text

logging.getLogger("pdfminer").setLevel(logging.ERROR)
WORDS = "地区生产总值比上年增长6.3%"
fonts = sorted(Path(pylopdf_fonts_zh_cn.__file__).parent.rglob("*.[ot]tf"))
written = skia.DynamicMemoryWStream()
with skia.PDF.MakeDocument(written) as document, document.page(595, 842) as canvas:
    canvas.drawString(WORDS, 50, 100, skia.Font(skia.Typeface.MakeFromFile(str(fonts[0])), 12), skia.Paint())
Path("plan.pdf").write_bytes(bytes(written.detachAsData()))

with pdfplumber.open("plan.pdf") as opened:
    seen = {
        "pypdf": pypdf.PdfReader("plan.pdf").pages[0].extract_text().strip(),
        "pdfplumber": opened.pages[0].extract_text().strip(),
        "pypdfium2": pypdfium2.PdfDocument("plan.pdf")[0].get_textpage().get_text_range().strip(),
        "pdfminer.six": extract_text("plan.pdf").strip(),
    }
mended = unicodedata.normalize("NFKC", seen["pypdf"])
for name, text in seen.items():
    print(f"{name:13} {text!r}, 生产总值 is in it: {'生产总值' in text}")
print(f"NFKC of it    {mended!r}, 增长 is in it: {'增长' in mended}")
EXPECTED = "地区⽣产总值⽐上年增⻓6.3%"
if set(seen.values()) != {EXPECTED} or mended != "地区生产总值比上年增⻓6.3%":
    sys.exit(f"This has changed. Until now it was: {EXPECTED!r} in all of them, and 增⻓ after NFKC")
PYTHON
