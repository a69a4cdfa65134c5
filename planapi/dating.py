"""The columns of a row for people, and where its year stands: in its sentence, its paragraph, a heading above it, or only in what its document is.

This says where the words are that give the year; it does not read them again.
"""

import re
from dataclasses import replace
from typing import Any

from planapi.evidence import EvidenceRow
from planapi.explorer.english import caveat_in
from rest.wording import Fact
from text.sources.source import fold

_RELATIVE = re.compile(
    r"今年|去年|上年|当年|本年|全年|过去一年|年初|年末|年底|五年来|过去五年|今后五年|未来五年|"
    r"[“\"]?十[一二三四五六七]五[”\"]?(?:时期|期间|末)?|届时"
)


def dated(found: EvidenceRow) -> Fact | None:
    """Where its year stands, as a column of the row; None of a row without one."""
    row: Any = found.row
    year = getattr(row, "year", None) or getattr(row, "period_end", None)
    if year is None:
        return None
    zh, en = _where(found, str(year))
    return Fact("年份从哪来", "how it was dated", zh, en)


def facts_of(found: EvidenceRow) -> list[Fact]:
    """The columns of a row, its caveat in English, too, where there is one; and how it was dated."""
    caveat = caveat_in(getattr(found.row, "caveat", None), "en")
    facts = [
        replace(fact, value_en=caveat.text) if fact.label_en == "caveat" and not caveat.is_chinese else fact
        for fact in found.said.facts
    ]
    return [*facts, *filter(None, [dated(found)])]


def _where(found: EvidenceRow, year: str) -> tuple[str, str]:
    spans = {name: found.text(*found.spans[name]) for name in ("sentence", "paragraph")}
    headings = [f"{one.label or ''} {one.title}".strip() for one in found.path]
    if _has(spans["sentence"], year):
        return f"句中写明{year}年。", f"{year} stands in its sentence."
    if _has(spans["paragraph"], year):
        return f"同一段里写明{year}年。", f"{year} stands in its paragraph."
    if heading := next((one for one in reversed(headings) if _has(one, year)), None):
        return f"所在章节的标题写明：{heading}。", "It stands in the heading above."
    document = found.row.document
    of = (
        f"{document.report_year}年政府工作报告"
        if document.report_year
        else f"{document.period_start}—{document.period_end}年规划"
        if document.period_start
        else "这份文件"
    )
    for words in (spans["sentence"], *reversed(headings)):
        if relative := _RELATIVE.search(fold(words)):
            said = words[relative.start() : relative.end()]
            return f"按“{said}”推算，文件是{of}。", f"Counted from {said}, by what the document is."
    return f"附近没有写年份，按文件推定（{of}）。", "No year stands near it; it follows from what the document is."


def _has(words: str, year: str) -> bool:
    return year in fold(words)  # 二〇二五年, too
