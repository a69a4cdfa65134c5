"""Words of a report that tell what the plan says that begins: 《纲要（草案）》提出，…; a figure behind them is of the years of that plan."""

import re
from collections.abc import Iterator

from text.numbers.plan_periods import plan_period

# 《纲要(草案)》「提出」, 《纲要(草案)》已提交大会审查,「主要目标」; not 纲要提出「的」目标, which says no more of it
_TELLS = re.compile(
    r"纲要[^。;!?]{0,60}?(?:(?:提出|明确|确定|设[定置])(?!的)|主要(?:预期|发展|奋斗)?(?:目标|指标)(?![的相]))"
)
# “十五五”规划纲要, 第十五个五年规划纲要
_NAMED = re.compile(r"十(?P<char>[一二三四五六七八九])(?:五|个五年)")
# what stands before 纲要 where it is the plan itself: 《|纲要, 规划|纲要; 质量强国建设|纲要 is another
_PLAIN = ("《", "规划", "计划", "本", "该")
_ENDS = "。;!?"
_FIGURE = re.compile(r"\d(?![\d]*年)")
_FURTHEST = 80


def coming_plans(text: str, report_year: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """The sentences in which a report begins to tell of a plan whose first year is its own or a later one, and the years of the plan.

    Not where other figures stand before: 办结提案200件，编制《纲要（草案）》，提出….
    """
    begins = searched = 0
    figure = told = False
    at = text.find("纲要")
    while at >= 0:
        if (end := max(text.rfind(mark, searched, at) for mark in _ENDS)) >= 0:
            begins, searched, figure, told = end + 1, end + 1, False, False
        figure = figure or _FIGURE.search(text, searched, at) is not None
        searched = at
        if not (figure or told) and _TELLS.match(text, at):
            years = coming_plan(text[max(begins, at - _FURTHEST) : at], report_year)
            if years is not None:
                told = True
                yield begins, years
        at = text.find("纲要", at + 2)


def coming_plan(words: str, report_year: int) -> tuple[int, int] | None:
    """The years of a plan by the words before its 纲要. One that they don't name begins with the report's year, if any does: in 2021, 2026 …"""
    if named := [match["char"] for match in _NAMED.finditer(words)]:
        years = plan_period(named[-1])
        return years if years[0] >= report_year else None
    plain = not words or words.endswith(_PLAIN)
    return (report_year, report_year + 4) if plain and report_year % 5 == 1 else None
