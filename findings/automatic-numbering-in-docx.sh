#!/usr/bin/env bash
# Chapter numbers that Word makes (第一章, （一）) are not in the text that these libraries give: the file holds only which list
# and which level a paragraph belongs to, and the pattern "第%1章" stands in numbering.xml. python-docx and mammoth leave them
# out. markitdown writes numbers of its own, and counts the second chapter as 1 again. docx2python writes "--".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet python-docx==1.2.0 mammoth==1.13.0 'markitdown[docx]==0.1.9' docx2python==3.7.1
venv/bin/python -W ignore - <<'PYTHON'
import sys

import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx2python import docx2python
from markitdown import MarkItDown

W = nsdecls("w")
LEVELS = (("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "（%2）"))

document = docx.Document()
numbering = document.part.numbering_part.element
levels = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, (form, text) in enumerate(LEVELS)
)
numbering.find(qn("w:num")).addprevious(parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
# As Word shows it: 第一章 发展基础, （一） 经济实力增强, …, 第二章 发展目标
for text, level in (("发展基础", 0), ("经济实力增强", 1), ("地区生产总值达到360亿元。", None), ("发展目标", 0)):
    paragraph = document.add_paragraph(text)
    if level is not None:
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
        )
document.save("plan.docx")

EXPECTED = {
    "python-docx": "发展基础 | 经济实力增强 | 地区生产总值达到360亿元。 | 发展目标",
    "mammoth": "发展基础 | 经济实力增强 | 地区生产总值达到360亿元。 | 发展目标",
    "markitdown": "1. 发展基础 | 1. 经济实力增强 | 地区生产总值达到360亿元。 | 1. 发展目标",
    "docx2python": "-- 发展基础 | -- 经济实力增强 | 地区生产总值达到360亿元。 | -- 发展目标",
}
with open("plan.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file).value
texts = {
    "python-docx": "\n".join(paragraph.text for paragraph in docx.Document("plan.docx").paragraphs),
    "mammoth": raw,
    "markitdown": MarkItDown().convert("plan.docx").text_content,
    "docx2python": docx2python("plan.docx").text,
}
seen = {name: " | ".join(" ".join(line.split()) for line in text.splitlines() if line.strip()) for name, text in texts.items()}

for name, text in seen.items():
    print(f"{name:14} {text!r}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
