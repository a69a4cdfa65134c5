#!/usr/bin/env bash
# htmldate takes a date that is written in Chinese for 1 January of its year: 2023年10月19日 gives 2023-01-01, without a warning and in
# the same form as a date that was read right (2023-10-19 gives 2023-10-19). With extensive_search=False it finds none.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet htmldate==1.11.0
venv/bin/python - <<'PYTHON'
import sys

from htmldate import find_date

PAGE = '<html><head><title>政府工作报告</title></head><body><p class="date">发布时间：{}</p><p>各位代表，请予审议。</p></body></html>'

EXPECTED = {"2023-10-19": "2023-10-19", "2023年10月19日": "2023-01-01", "2023年1月9日": "2023-01-01", "not extensive": None}
seen = {date: find_date(PAGE.format(date)) for date in ("2023-10-19", "2023年10月19日", "2023年1月9日")}
seen["not extensive"] = find_date(PAGE.format("2023年10月19日"), extensive_search=False)

for name, text in seen.items():
    print(f"{name:14} {text!r}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
