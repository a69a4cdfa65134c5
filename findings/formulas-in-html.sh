#!/usr/bin/env bash
# A fraction or a power that a page has as MathML loses what makes it one: ⅓ becomes 13 and 10⁴ becomes 104 in four tools, and trafilatura
# leaves the whole formula out, so that the sentence reads as if there had never been a figure in it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet Resiliparse==2.0.1 trafilatura==2.3.1 html2text==2025.4.15 markdownify==1.2.3 inscriptis==2.7.6 lxml_html_clean==0.4.6
venv/bin/python - <<'PYTHON'
import sys

import html2text
import inscriptis
import markdownify
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

PROSE = "坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，加快构建新发展格局，着力推动高质量发展，第{}项任务如期完成。"
PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>规划纲要</title></head><body><article><h1>规划纲要</h1>'
    + "".join(f"<p>{PROSE.format(number)}</p>" for number in "一二三")
    + "<p>占比达到<math><mfrac><mn>1</mn><mn>3</mn></mfrac></math>以上，每<math><msup><mn>10</mn><mn>4</mn></msup></math>人36张。</p>"
    + "".join(f"<p>{PROSE.format(number)}</p>" for number in "四五六")
    + "</article></body></html>"
)
RUN_TOGETHER = "占比达到13以上，每104人36张。"
EXPECTED = {
    "Resiliparse": RUN_TOGETHER,
    "html2text": RUN_TOGETHER,
    "markdownify": RUN_TOGETHER,
    "inscriptis": RUN_TOGETHER,
    "trafilatura": "占比达到以上，每人36张。",
}
texts = {
    "Resiliparse": extract_plain_text(PAGE, main_content=True),
    "html2text": html2text.html2text(PAGE, bodywidth=0),
    "markdownify": markdownify.markdownify(PAGE),
    "inscriptis": inscriptis.get_text(PAGE),
    "trafilatura": trafilatura.extract(PAGE) or "",
}
seen = {name: next((line.strip() for line in text.split("\n") if "占比" in line), "") for name, text in texts.items()}

for name, line in seen.items():
    print(f"{name:12} {line!r}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
