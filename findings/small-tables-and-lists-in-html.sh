#!/usr/bin/env bash
# readability-lxml takes a small table of figures for furniture of the page: with one row under the headings it is gone, with two it stays.
# Numbers of list items that a page counts from elsewhere (start, value) come out as 1, 2 or not at all; which of the two a tool knows differs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet Resiliparse==2.0.1 trafilatura==2.3.1 html2text==2025.4.15 markdownify==1.2.3 inscriptis==2.7.6 lxml_html_clean==0.4.6 cssselect==1.3.0 chardet==5.2.0
# Without what it asks for, which is there: the pip of Python 3.11 does not find its way through the extra of lxml that it names.
venv/bin/python -m pip --disable-pip-version-check install --no-deps --quiet readability-lxml==0.9
venv/bin/python - <<'PYTHON'
import re
import sys

import html2text
import inscriptis
import markdownify
import trafilatura
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

PROSE = "坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，加快构建新发展格局，着力推动高质量发展，第{}项任务如期完成。"


def page(middle: str) -> str:
    before, behind = ("".join(f"<p>{PROSE.format(number)}</p>" for number in numbers) for numbers in ("一二三", "四五六"))
    head = '<head><meta charset="utf-8"><title>规划纲要</title></head>'
    return f'<!DOCTYPE html><html lang="zh-CN">{head}<body><article><h1>规划纲要</h1>{before}{middle}{behind}</article></body></html>'


def table(*rows: str) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split()) + "</tr>" for row in rows) + "</table>"


HEAD, ONE, TWO = "指标 2020年 2025年", "研发投入强度 2.1 3.0", "森林覆盖率（%） 21 23"
LIST = '<ol start="3"><li>甲项投资30亿元。</li><li value="7">乙项投资20亿元。</li></ol>'
TOOLS = {
    "Resiliparse": lambda html: extract_plain_text(html, main_content=True),
    "trafilatura": lambda html: trafilatura.extract(html, output_format="markdown") or "",
    "html2text": lambda html: html2text.html2text(html, bodywidth=0),
    "markdownify": markdownify.markdownify,
    "inscriptis": inscriptis.get_text,
}
EXPECTED = {
    "readability, one row": False,
    "readability, two rows": True,
    "Resiliparse": ["1", "2"],
    "trafilatura": ["1", "2"],
    "html2text": ["3", "4"],
    "markdownify": ["3", "4"],
    "inscriptis": ["1", "7"],
}
seen = {
    "readability, one row": "研发投入强度" in Document(page(table(HEAD, ONE))).summary(),
    "readability, two rows": "研发投入强度" in Document(page(table(HEAD, ONE, TWO))).summary(),
    **{name: re.findall(r"(\d+)\. .项投资", tool(page(LIST))) for name, tool in TOOLS.items()},
}

for name, what in seen.items():
    print(f"{name:22} {'the table is there' if what is True else 'the table is gone' if what is False else 'items ' + ', '.join(what)}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
