#!/usr/bin/env bash
# Figures that stand in a field, a content control, a smart tag or a tracked insertion of a Word file are lost, and the sentence
# around them stays as if nothing had been there: 完成投资380亿元 becomes 完成投资亿元. Which are lost differs by library. A
# non-breaking hyphen is lost too in one: 6-7% becomes 67%.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1
venv/bin/python - <<'PYTHON'
import sys

import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

W = nsdecls("w")
MARK = 'w:id="{}" w:author="Editor" w:date="2023-01-01T00:00:00Z"'
RUN = "<w:r><w:t>{}</w:t></w:r>"

document = docx.Document()


def paragraph(before, after, *parts):
    made = document.add_paragraph(before)
    for part in parts:
        made._p.append(parse_xml(part.replace(">", f" {W}>", 1)))
    made.add_run(after)


paragraph("新增企业", "家。", f'<w:fldSimple w:instr=" REF total ">{RUN.format(155)}</w:fldSimple>')
paragraph("新建学校", "所。", f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN.format(12)}</w:sdtContent></w:sdt>")
paragraph("到", "年建成。", f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">{RUN.format(2025)}</w:smartTag>')
paragraph(
    "完成投资",
    "亿元。",
    f"<w:del {MARK.format(1)}><w:r><w:delText>360</w:delText></w:r></w:del>",
    f"<w:ins {MARK.format(2)}>{RUN.format(380)}</w:ins>",
)
paragraph("增长6", "7%。", "<w:r><w:noBreakHyphen/></w:r>")
document.save("report.docx")

EXPECTED = {
    "python-docx": "新增企业家。新建学校所。到年建成。完成投资亿元。增长6-7%。",
    "mammoth": "新增企业家。新建学校12所。到2025年建成。完成投资380亿元。增长6‑7%。",
    "docx2python": "新增企业155家。新建学校12所。到2025年建成。完成投资380亿元。增长67%。",
}
with open("report.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file).value
texts = {
    "python-docx": "".join(paragraph.text for paragraph in docx.Document("report.docx").paragraphs),
    "mammoth": raw,
    "docx2python": docx2python("report.docx").text,
}
seen = {name: "".join(text.split()) for name, text in texts.items()}

for name, text in seen.items():
    print(f"{name:14} {text!r}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
