"""Of which years a document is: the period of a plan, the year of a report."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from districts.reading.days import TITLE_YEAR, YEAR
from districts.reading.special_titles import five_years, read_special_title
from districts.reading.titles import flatten
from text.errors import UnknownKind
from text.numbers.numerals import CHINESE, chinese_number
from text.sources.evidence import Note, note
from text.sources.source import Source

YEAR_CONFLICT = "Conflicting years:"
"""How the note begins that the title, the day of delivery and the headings of a report name different years."""
_ORDINAL = re.compile(
    rf"第\s*(?P<ordinal>[{CHINESE}]{{1,3}})\s*个\s*五\s*年|[“\"]\s*(?P<short>[{CHINESE}]{{1,3}})五\s*[”\"]"
)
_PERIOD = re.compile(r"(?P<first>20\d\d)\s*(?:年)?\s*[-—~至]\s*(?P<last>20\d\d)\s*年")


def period_of_plan(title: str, head: str) -> tuple[int, int]:
    """The years of a plan: from its ordinal (第十四个五年规划 is 2021 to 2025), else from the first period that the head names."""
    for text in (flatten(title), head):
        for match in _ORDINAL.finditer(re.sub(r"\s+", "", text)):
            ordinal = chinese_number(match["ordinal"] or match["short"])
            if ordinal and 6 <= ordinal <= 30:
                # the sixth plan began in 1981, and every one since took five years
                return 1951 + 5 * ordinal, 1955 + 5 * ordinal
        if match := _PERIOD.search(text):
            return int(match["first"]), int(match["last"])
    raise UnknownKind(
        "the plan does not say which years it covers: expected 第十四个五年规划, “十四五”, or 2021—2025年 near its title"
    )


_TERM = re.compile(
    rf"(?:规划|方案)(?:期限?|年限|时限|时段|水平年|范围)[^。;]{{0,16}}?(?P<first>{YEAR})\s*年?\s*[-—–~至到]{{1,2}}\s*(?P<last>20\d\d)"
)
_BASE_YEAR = re.compile(rf"(?:规划)?(?:基准|基期|现状)年(?:份)?\s*(?:[为是:]|采用)?\s*(?P<year>{YEAR})")
_AIM_YEAR = re.compile(r"(?:规划)?(?:水平|目标)年(?:份)?\s*(?:[为是:])?\s*(?P<year>20\d\d)")
_OLDEST_BASE = 6
"""So many years before its period the figures that a special plan starts from may be of."""


def period_of_special_plan(source: Source, title: str, head: str) -> tuple[int, int]:
    """The years of a special plan: those of its title, else those that it says its term is (规划期限为2021—2035年), else of the five-year plan
    that it speaks of as its own.
    """
    read = read_special_title(flatten(title))
    if read and read.first and read.last:
        return read.first, read.last
    if match := _TERM.search(source.folded):
        return int(match["first"]), int(match["last"])
    base, aim = _BASE_YEAR.search(source.folded), _AIM_YEAR.search(source.folded)
    if base and aim and int(base["year"]) < int(aim["year"]):
        return int(base["year"]) + 1, int(aim["year"])
    # “十三五” is what was before, and what comes most often is its own
    counts = Counter(match["short"] or match["ordinal"] for match in _ORDINAL.finditer(source.folded))
    for ordinal, times in counts.most_common(1):
        period = five_years(ordinal)
        if period and times >= 3 and times > 2 * (counts.total() - times):
            return period
    raise UnknownKind(
        "the special plan does not say which years it covers: expected “十四五” or 2021—2035年 in its title, or 规划期限为2021—2035年 in its text"
    )


def stated_baseline(source: Source, first: int) -> int | None:
    """规划基准年为2020年: the year that the figures of a special plan start from, where it says one."""
    match = _BASE_YEAR.search(source.folded)
    return int(match["year"]) if match and first - _OLDEST_BASE <= int(match["year"]) <= first else None


# 一、2023年工作回顾   一、过去五年和2023年工作回顾   2023年重点工作完成情况
_BACK = re.compile(r"回顾|总结|成就|成绩|完成情况|工作情况")
# 二、2024年工作安排   2024年政府工作的总体要求和主要目标
_AHEAD = re.compile(r"安排|目标|任务|重点工作|工作重点|打算|部署|总体要求|工作思路|工作建议")
_HEADING = re.compile(
    rf"[\s#*]*(?:第?[一二三四五六七八九十]{{1,3}}(?:部分)?[、.\s])?\s*(?P<words>[^。;,:《(]{{0,20}}(?<![省市县区州]){YEAR}\s*年(?!.*(?:远景|[表录图]\s*\Z))[^。;:]*)\Z"
)
_LONGEST_HEADING = 45


def year_of_report(source: Source, titles: Sequence[str], delivered_on: date | None, notes: list[Note]) -> int:
    """The year that a report makes plans for.

    The day on which it was delivered (one of December is for the next year) and the years of its parts' headings say it; the title is often that of
    a web page, and counts where neither does. What does not agree becomes a note.
    """
    titled = next((int(match["year"]) for title in titles if (match := TITLE_YEAR.search(flatten(title)))), None)
    headed = _headed_year(source)
    day = delivered_on and delivered_on.year + (delivered_on.month == 12)
    if day and headed == day + 1 and delivered_on and delivered_on.month >= 10:
        day = headed  # a congress of November
    said = [year for year in (day, headed, titled) if year]
    if not said:
        raise UnknownKind(
            "the report does not say which year it covers: expected a year in its title (2023年政府工作报告), the day it was delivered, or a year in the "
            "headings of its parts (2023年工作安排)"
        )
    year = max(said, key=said.count)  # of as many, the day's goes first
    if len(set(said)) > 1:
        told = [
            f"{what} {one}" for what, one in (("title", titled), ("day of delivery", day), ("headings", headed)) if one
        ]
        notes.append(
            note("document", f"{YEAR_CONFLICT} {', '.join(told)}; {year} was taken", source, 0, source.lines[0].end)
        )
    return year


def _headed_year(source: Source) -> int | None:
    """The year that the first heading of a part plans for, or that follows on the one that it looks back on."""
    for line in source.lines:
        if line.end - line.start > _LONGEST_HEADING or "年" not in line.folded:
            continue
        if (heading := _HEADING.match(line.folded)) is None:
            continue
        words = heading["words"]
        years = [int(match["year"]) for match in TITLE_YEAR.finditer(words)]
        if years and _BACK.search(words):
            return years[-1] + 1
        if len(years) == 1 and _AHEAD.search(words):
            return years[0]
    return None
