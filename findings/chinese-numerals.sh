#!/usr/bin/env bash
# Libraries that turn Chinese numerals into digits are wrong about what plans are full of: chinese2digits reads 十万亿 (10,000,000,000,000)
# as 1,000,000,000, the name 十四五规划 as the number 55, and the range 两三百家 as 300. cn2an reads 十万亿 right, and turns the name
# 第十四个五年规划 into 第14个5年规划.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet chinese2digits==6.0.2 cn2an==0.5.24
venv/bin/python -W ignore - <<'PYTHON'
import sys

import chinese2digits
import cn2an

EXPECTED = {
    "三千五百亿元": "350000000000",
    "十万亿": "1000000000",
    "十四五规划": "55",
    "两三百家": "300",
    "cn2an 十万亿": "10000000000000",
    "cn2an 第十四个五年规划": "第14个5年规划",
}
seen = {}
for text in ("三千五百亿元", "十万亿", "十四五规划", "两三百家"):
    seen[text] = ",".join(chinese2digits.takeNumberFromString(text)["digitsStringList"])
seen["cn2an 十万亿"] = str(cn2an.cn2an("十万亿", "normal"))
seen["cn2an 第十四个五年规划"] = cn2an.transform("第十四个五年规划", "cn2an")

for name, text in seen.items():
    print(f"{name:14} {text!r}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
