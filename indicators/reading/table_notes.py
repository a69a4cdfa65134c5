"""The notes below an indicator table, and what they say of its targets."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indicators.reading.sides import SideRead, TargetRead
from indicators.reading.target_rows import FOOTNOTE
from text.outline.outline import Outline
from text.sources.source import fold
from text.tables.tables import Table

_FRAGMENT, _MOST_FRAGMENTS = 8, 4  # 性, the last line of the last row, may stand above the note
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def notes_below(outline: Outline, table: Table) -> tuple[list[tuple[str, int]], int]:
    """The remarks in and below a table, as (text, start), and where they end: 注:1.[  ]内数据为五年累计数 …"""
    source = outline.source
    found = [
        (row.cells[0].text, row.start) for row in table.rows if row.is_heading and FOOTNOTE.match(row.cells[0].folded)
    ]
    end = table.end
    heads = {source.line_at(node.start).no for node in outline.nodes}
    between = 0
    for line in source.lines_between(table.end, table.end + 2_000):
        words = _TAGS.sub("", line.folded).strip(" |\t")
        if not words or line.start < table.end:
            continue
        if not found and line.no not in heads and len(words) <= _FRAGMENT and not FOOTNOTE.match(words):
            between += 1
            if between <= _MOST_FRAGMENTS:
                continue
        if (
            line.no in heads
            or not FOOTNOTE.match(words)
            or (not found and not re.match(r"注|备|说|带|[*※△▲]\D", words))
        ):
            break
        found.append((source.text[line.start : line.end].strip(), line.start))
        end = line.end
    return found, end


# 单位地区生产总值二氧化碳排放降低22.91%为2016-2019年累计数
_PERIOD = re.compile(r"(20\d\d)\s*(?:年)?\s*[-—~至]\s*(20\d\d)\s*年?")


def remarked(target: TargetRead, footnotes: Sequence[tuple[str, int]]) -> TargetRead:
    """The target with the remark that names it, and with the years that the remark gives its figure."""
    for text, _ in footnotes:
        for sentence in re.split(r"[。;；]|(?<=\S)\s*(?=\d\.[^\d])", text):
            words = re.sub(r"\s+", "", fold(sentence))
            if len(target.name) < 4 or re.sub(r"\s+", "", fold(target.name)) not in words:
                continue
            target = replace(target, note=re.sub(r"^\s*(?:注释?[:：])?\s*\d?[.、]?\s*", "", sentence).strip())
            if match := _PERIOD.search(words):
                years = {"period_start": int(match[1]), "period_end": int(match[2])}
                for name in ("baseline", "target"):
                    side: SideRead = getattr(target, name)
                    if side.value is not None and f"{side.value}" in words:
                        target = replace(target, **{name: replace(side, **years)})
    return target
