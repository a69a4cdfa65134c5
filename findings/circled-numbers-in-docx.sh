#!/usr/bin/env bash
# A number in a circle that Word makes (带圈字符), and a fraction of the old kind, are fields whose instruction is all there is of them: EQ \o\ac(○,1) and
# EQ \f(1,3). They have no result in the file, so that a reader which keeps the results of fields loses them, and the sentence stays whole without them:
# 第①类占全区的1/3 becomes 第类占全区的. All of these libraries do.
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
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx2python import docx2python
from markitdown import MarkItDown


def field(paragraph, instruction):
    """As Word writes it: begin, instruction, end, each in a run."""
    for kind in ("begin", None, "end"):
        made = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            made.text = instruction
        else:
            made.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(made)


document = docx.Document()
# As Word shows it: 第①类占全区的1/3。
paragraph = document.add_paragraph("第")
field(paragraph, r"eq \o\ac(○,1)")
paragraph.add_run("类占全区的")
field(paragraph, r" EQ \f(1,3) ")
paragraph.add_run("。")
document.save("report.docx")

EXPECTED = "第类占全区的。"
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
