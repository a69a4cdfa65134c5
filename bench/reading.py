"""How long the readers and the reading check take, and that it grows with the length alone: `python -m bench.reading [--hostile]`.

The five seeds at rest; the longest of them 1, 10 and 100 times over; and texts made to hurt: five megabytes of digits, brackets, headings, tables.
CPU seconds of one process, the dictionary loaded before the clock starts.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from planapi.reading import read_all
from planapi.reading_check import check
from text.sources.source import make_source

ROOT = Path(__file__).parent.parent
HEAD = "天津市南开区国民经济和社会发展第十四个五年规划纲要\n第一章 发展基础\n"
MEGABYTES = 5


def hostile(characters: int) -> Iterator[tuple[str, str]]:
    """Texts of about ``characters`` characters, each of one thing without end."""
    for name, piece in {
        "digits": "1",
        "digits with units": "12.5亿元",
        "Chinese numerals": "一百二十三万",
        "opening brackets": "（",
        "pairs of brackets": "（）",
        "quotation marks": "“",
        "headings 第一章": "第一章 甲乙丙丁\n",
        "chapters with a figure": "第一章 甲乙丙丁\n增长5%。\n",
        "headings （一）": "（一）甲乙丙丁戊己。\n",
        "boxes": "\t专栏1 甲乙丙丁\n\n\n",
        "cells of a table": "\t1\n\t甲\n\t2\n",
        "enumeration commas": "甲乙、",
        "commas": "增长，",
        "a sentence without an end": "建设产业园项目",
        "counts without an end": "建设3个省级开发区的",
        "growths without an end": "某某工程省级开发区增长3%、",
        "counts in one paragraph": "新增就业5人；",
        "sums without an end": "项目投产后可实现产值3亿元、",
        "full stops": "。",
        "spaces": " ",
        "tabs": "\t",
        "markdown": "**",
    }.items():
        yield name, HEAD + piece * (characters // len(piece)) + "\n"


def clock(text: str) -> tuple[float, int]:
    """CPU seconds to read a text with every reader and to check the reading, and how many observations it gives."""
    start = time.process_time()
    reading = read_all(make_source(text))
    check(reading)
    return time.process_time() - start, len(reading.observations.observations)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hostile", action="store_true", help=f"also {MEGABYTES} MB of each hostile kind")
    parser.add_argument("--times", type=int, nargs="*", default=[1, 10, 100], help="how many times over (1 10 100)")
    arguments = parser.parse_args()
    seeds = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))}
    for text in seeds.values():
        clock(text)  # dictionaries and tables are loaded once
    print("| text | characters | CPU s | s per 100,000 characters |\n|---|---|---|---|")
    total = 0.0
    for name, text in seeds.items():
        seconds, _ = clock(text)
        total += seconds
        print(f"| {name} | {len(text):,} | {seconds:.2f} | {seconds / len(text) * 1e5:.2f} |", flush=True)
    print(f"| all five | {sum(map(len, seeds.values())):,} | {total:.2f} | |")
    longest = max(seeds.values(), key=len)
    for times in arguments.times:
        seconds, _ = clock(longest * times)
        length = len(longest) * times
        print(
            f"| the longest, {times} times over | {length:,} | {seconds:.2f} | {seconds / length * 1e5:.2f} |",
            flush=True,
        )
    if arguments.hostile:
        for name, text in hostile(MEGABYTES * 1_000_000 // 3):
            seconds, _ = clock(text)
            print(f"| {name} | {len(text):,} | {seconds:.2f} | {seconds / len(text) * 1e5:.2f} |", flush=True)


if __name__ == "__main__":
    main()
