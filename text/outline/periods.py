"""Headings, paragraphs and sentences become the years that they speak of.

Three layers, the narrower over the wider. A *section* looks back or ahead: 一、2022年工作回顾 is 2022 as it was, 二、2023年工作目标和主要任务 is 2023 as
it shall be; a plan's sections on the base of development are the five years before it. A *paragraph* may speak of another span (五年来，…；
这一年，…). In a *sentence* 到2025年 governs what follows, 由2015年的61.8%提高到67.0% gives 2015 to one number only, and years inside names
(2022年冬奥会), comparisons (比2015年提高) and totals (五年累计) apply only to the words next to them.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto

from text.context import DocumentContext
from text.numbers.numerals import DIGITS
from text.outline.heading_forms import flat_title
from text.outline.outline import Node, Outline
from text.vocabulary import ChapterKind, DocumentKind

# “十三五”  '十四五'  十五五时期
_PLAN = re.compile(r"十([一二三四五六七八九])五")
_YEAR = re.compile(r"(20[0-4]\d)年")
_LOOKS_BACK = re.compile(
    r"回顾|总结|过去[一五]年|[五一]年来|去年|上届政府|发展成就|主要成就|成绩|成效|发展基础|基础和|基础与|现状|存在(?:的)?(?:困难|问题)|面临的问题"
    r"|(?:完成|进展|落实|执行|办理|工作)情况"
)
_LOOKS_AHEAD = re.compile(r"目标|任务|安排|打算|部署|重点工作|总体要求|展望|远景|思路")
# what an appendix lists: 2024年十件民生实事, 重点项目计划表; 2021年重点项目进展情况 looks back, whatever it lists
_LISTS_PLANS = re.compile(r"实事|民生工程|项目|计划|清单")


# what a heading below the top must have to change the time: （一）过去五年工作回顾, （二）2023年主要任务
_TIMED = re.compile(r"^(?:20\d\d年|过去[一五]年|[今未]后五年|未来五年|十[一二三四五六七八九]五)")


class ShiftDirection(Enum):
    BACK = auto()
    AHEAD = auto()
    BESIDE = auto()  # neither: a preface, a glossary
    UNSAID = auto()  # no heading says which: what a sentence dates has a year and a kind, and nothing else has


@dataclass(frozen=True, slots=True)
class Setting:
    """What a section or a sentence speaks of. ``period``: the years of a five-year total; ``several``: flows are totals over these years."""

    direction: ShiftDirection
    year: int | None
    period: tuple[int, int] | None
    several: bool


@dataclass(frozen=True, slots=True)
class YearMark:
    """From ``position`` on the sentence speaks of ``year``; ``once``: only the next number does.

    A mark without year goes back to the section's; ``whole_year``: to one year of it (全年, 年内), not to a total over several.
    ``up_to``: what is counted up to the year (截至2020年底) may be such a total.
    """

    position: int
    year: int | None
    period: tuple[int, int] | None = None
    once: bool = False
    whole_year: bool = False
    up_to: bool = False


def plan_period(char: str) -> tuple[int, int]:
    """The years of a five-year plan: 十四五 is 2021 to 2025 (十五 would be the tenth, 2001 to 2005).

    >>> plan_period("四")
    (2021, 2025)
    """
    first = 2001 + 5 * DIGITS[char]
    return first, first + 4


def section(node: Node | None, context: DocumentContext, outline: Outline) -> Setting:
    """The setting of a section, by its headings from the top down, the kind of the document and its years."""
    path = node.path() if node else []
    if node is not None and path[0].kind is ChapterKind.APPENDIX:
        return _appendix(path, context)
    if node is None or path[0].kind in (ChapterKind.PREFACE, ChapterKind.GLOSSARY, ChapterKind.SUBDISTRICT_LIST):
        if node is None and (context.kind is DocumentKind.REPORT or not outline.nodes):
            return UNSAID
        year = context.period_start if context.kind is DocumentKind.PLAN else context.report_year
        return Setting(ShiftDirection.BESIDE, year, None, several=False)
    return _report(path, context, outline) if context.kind is DocumentKind.REPORT else _plan(path, context, outline)


UNSAID = Setting(ShiftDirection.UNSAID, None, None, several=False)


def _report(path: list[Node], context: DocumentContext, outline: Outline) -> Setting:
    for node in reversed(path):
        if (setting := _of_report(node, context)) is not None:
            return setting
    # 三、加强政府自身建设 is of the coming year where it stands behind 二、2024年工作安排; a first part that names no time is of none.
    timed = any(_of_report(node, context) for node in outline.opening if node.position < path[0].position)
    if not timed and not _LOOKS_AHEAD.search(flat_title(path[0].title)):
        return UNSAID
    return Setting(ShiftDirection.AHEAD, context.report_year, None, several=False)


def _of_report(node: Node, context: DocumentContext) -> Setting | None:
    """What one heading of a report says of time; None where it says nothing: （三）深化改革攻坚，…"""
    report_year = context.report_year or context.baseline_year + 1
    title = flat_title(node.title)
    if node.parent is not None and not _TIMED.search(title):
        return None
    years = [int(year) for year in _YEAR.findall(title)]
    plan = _PLAN.search(title)
    period = plan_period(plan[1]) if plan else None
    past = bool(years) and years[0] < report_year
    if _LOOKS_BACK.search(title) or (past and not _LOOKS_AHEAD.search(title)):
        year = years[0] if years else min(period[1], context.baseline_year) if period else context.baseline_year
        five = bool(re.search("过去五年|五年(?:来|工作)|本届政府", title))
        return Setting(
            ShiftDirection.BACK,
            year,
            period or (year - 4, year),
            several=five or (period is not None and not years),
        )
    if _LOOKS_AHEAD.search(title) and period and period[1] > report_year:
        return Setting(ShiftDirection.AHEAD, period[1], period, several=True)
    if _LOOKS_AHEAD.search(title) and re.search("[今未]后五年|未来五年", title):
        return Setting(ShiftDirection.AHEAD, report_year + 4, (report_year, report_year + 4), several=True)
    return Setting(ShiftDirection.AHEAD, years[0], None, several=False) if years else None


def _appendix(path: list[Node], context: DocumentContext) -> Setting:
    """An appendix is of the year and kind that its own title says, wherever it stands: 2024年十件民生实事 is planned for 2024."""
    title = "".join(flat_title(node.title) for node in path if node is path[0] or _TIMED.search(flat_title(node.title)))
    years = [int(year) for year in _YEAR.findall(title)]
    if _LOOKS_BACK.search(title):
        year = years[0] if years else context.baseline_year
        return Setting(ShiftDirection.BACK, year, (year - 4, year), several=False)
    if not _LISTS_PLANS.search(title) and not _LOOKS_AHEAD.search(title):
        return UNSAID
    if context.kind is DocumentKind.PLAN:
        start, end = context.period_start or context.baseline_year + 1, context.period_end or context.baseline_year + 5
        return Setting(ShiftDirection.AHEAD, years[0] if years else end, None if years else (start, end), not years)
    year = years[0] if years else context.report_year
    # 2023年重点项目 in a report of 2024 may be what was done or what was aimed at: the title alone does not tell.
    if year is not None and year <= context.baseline_year:
        return Setting(ShiftDirection.UNSAID, year, None, several=False)
    return Setting(ShiftDirection.AHEAD, year, None, several=False)


def _plan(path: list[Node], context: DocumentContext, outline: Outline) -> Setting:
    start, end = context.period_start or context.baseline_year + 1, context.period_end or context.baseline_year + 5
    before = (context.baseline_year - 4, context.baseline_year)
    for node in path:
        title = flat_title(node.title)
        plan = _PLAN.search(title)
        years = [int(year) for year in _YEAR.findall(title)]
        if "远景" in title and re.search("二〇三五|2035", title) and not re.search("主要目标|十.五", title):
            return Setting(ShiftDirection.AHEAD, 2035, None, several=False)
        if (plan and plan_period(plan[1])[1] < start) or (
            _LOOKS_BACK.search(title) and any(path[0] is node for node in outline.opening)
        ):
            return Setting(ShiftDirection.BACK, context.baseline_year, before, several=True)
        if years and years[0] < start and not _LOOKS_AHEAD.search(title):
            return Setting(ShiftDirection.BACK, years[0], before, several=True)
    return Setting(ShiftDirection.AHEAD, end, (start, end), several=True)


# 五年来，   ——五年来   过去五年   “十三五”期间   这一年   一年来   2020年，
_FIVE_YEARS = re.compile(
    r"^[—\-\s]*(?:各位代表[!,])?(?:这五年|五年来|过去(?:的)?五年|“十[一二三四五六七八九]五”(?:的五年|时期|期间|以来))"
)
_ONE_YEAR = re.compile(
    r"^[—\-\s]*(?:各位代表[!,])?(?:刚刚过去的|过去的)?(?:这一年|一年来|过去(?:的)?一年|(20[0-4]\d)年)"
)


def paragraph(text: str, setting: Setting) -> Setting:
    """The setting of a paragraph: 五年来，… inside a review of one year speaks of five, 这一年，… inside one of five years speaks of one."""
    if setting.direction is not ShiftDirection.BACK:
        return setting
    head = text[:40]
    if _FIVE_YEARS.match(head):
        year = setting.year or 0
        return Setting(ShiftDirection.BACK, setting.year, setting.period or (year - 4, year), several=True)
    one = _ONE_YEAR.match(head)
    if one and (one[1] is None or int(one[1]) == setting.year):
        return Setting(ShiftDirection.BACK, setting.year, setting.period, several=False)
    return setting


_OPENERS = r"预计|力争|例如|其中|确保|并|争取|成功|预期|计划|同时|截至|截止|截至目前|到|至|在|自|从|于|即|——|和|与|年均|约|如|各位代表[!,]|而|较"
# what comes before a year that applies to the following words: the beginning of a clause and words that open one
_LEAD = re.compile(rf"(?:^|[,;:。!?、(“—])(?:{_OPENERS})?$|(?:到|至|截至|截止|力争在|争取在)$")
_YEAR_WORD = re.compile(r"(?P<year>20[0-4]\d|二〇[〇一二三四]\S)年(?P<edge>底|末|年底|年末)?")
_ONCE = re.compile(r"(?:由|从|自)$")
_UP_TO = re.compile(r"(?:截至|截止|到|至)$")
_RISEN = re.compile(r"(?:提高|增加|提升|增长|下降|降低|发展|扩大)(?:到|至)$")
_COMPARED = re.compile(r"(?:比|较|是|为|相比|相较|同比|达到|于|超过|对比|相当于|借助|抓住|对|按)$")
_FIVE_TOTAL = re.compile(
    r"五年(?:来|间|内)?(?:累计|共)|五年来|“?十(?P<plan>[一二三四五六七八九])五”?(?P<what>期间|时期|以来|末|五年)"
)
_WHOLE_YEARS = ("全年", "今年", "年内", "本年")
_BACK_TO_DEFAULT = re.compile(r"全年|今年|年内|本年|一年来|这一年|当前|目前")


def year_marks(sentence: str, *, origin: int, setting: Setting) -> list[YearMark]:
    """The years that a sentence names and from where on each governs; positions count from the passage's beginning."""
    marks: list[YearMark] = []
    for match in _YEAR_WORD.finditer(sentence):
        year = _number(match["year"])
        if year is None:
            continue
        before = sentence[max(0, match.start() - 6) : match.start()]
        after = sentence[match.end() : match.end() + 3]
        if (_ONCE.search(before) and (after[:1] == "的" or after[:1].isdecimal())) or (
            _RISEN.search(before) and after[:1] == "的"
        ):
            marks.append(YearMark(origin + match.end(), year, once=True))
        elif _COMPARED.search(before) or after[:2] in ("以前", "之前"):
            continue
        elif _LEAD.search(before) or match.start() == 0:
            if after[:1] in ("提", "以") and not match["edge"]:
                continue  # 2019年提前超额完成…
            marks.append(YearMark(origin + match.end(), year, up_to=_UP_TO.search(before) is not None))
    for match in _FIVE_TOTAL.finditer(sentence):
        if match["plan"] and match["what"] == "末":
            continue
        if match["plan"]:
            period = plan_period(match["plan"])
            marks.append(YearMark(origin + match.end(), period[1], period))
        elif setting.year is not None:
            marks.append(
                YearMark(origin + match.end(), setting.year, setting.period or (setting.year - 4, setting.year))
            )
    marks.extend(
        YearMark(origin + match.end(), None, whole_year=match.group() in _WHOLE_YEARS)
        for match in _BACK_TO_DEFAULT.finditer(sentence)
    )
    marks.sort(key=lambda mark: mark.position)
    return marks


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return None


_REACH = 12  # marks that are looked back over; a sentence of more is a list that no year governs as a whole


def governing(marks: list[YearMark], position: int, taken: set[int]) -> YearMark | None:
    """The mark that governs the number at ``position``; a mark that serves once is put among the ``taken``."""
    index = bisect_right(marks, position, key=lambda mark: mark.position)
    for mark in reversed(marks[max(0, index - _REACH) : index]):
        if not mark.once:
            return mark
        if mark.position not in taken:
            taken.add(mark.position)
            return mark
    return None
