#!/usr/bin/env bash
# A figure that a Word file hides (w:vanish), which is neither on the screen nor in print, comes out of all of these libraries, in the middle of the
# figure that is shown: 达到360亿元 becomes 达到380360亿元. A style can hide it, too.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet python-docx==1.2.0 mammoth==1.13.0 'markitdown[docx]==0.1.9' docx2python==3.7.1 pypandoc_binary==1.17
venv/bin/python -W ignore - <<'PYTHON'
import sys

import docx
import mammoth
import pypandoc
from docx.enum.style import WD_STYLE_TYPE
from docx2python import docx2python
from markitdown import MarkItDown

document = docx.Document()
document.styles.add_style("Old", WD_STYLE_TYPE.CHARACTER).font.hidden = True
# As Word shows it: 达到360亿元，增长5%。
shown = document.add_paragraph("达到")
shown.add_run("380").font.hidden = True
shown.add_run("360亿元，增长")
shown.add_run("6", style="Old")
shown.add_run("5%。")
document.save("report.docx")

EXPECTED = "达到380360亿元，增长65%。"
with open("report.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file).value
seen = {
    "python-docx": docx.Document("report.docx").paragraphs[0].text,
    "mammoth": raw.strip(),
    "markitdown": MarkItDown().convert("report.docx").text_content.strip(),
    "docx2python": docx2python("report.docx").text.strip(),
    f"pandoc {pypandoc.get_pandoc_version()}": pypandoc.convert_file("report.docx", "plain").strip(),
}
for name, text in seen.items():
    print(f"{name:12} {text!r}")
if set(seen.values()) != {EXPECTED}:
    sys.exit(f"This has changed. Until now it was {EXPECTED!r} in all")
PYTHON
