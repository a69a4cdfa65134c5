"""Which column of an indicator table is the baseline, which the target, and of what years.

::

    类别 | 指标 | 2015年 | 2020年实际 | 2025年目标 | 2035年目标 | 年均增速〔累计〕 | 属性     (a plan of 2021–2025)
    → baseline 2020年实际, target 2025年目标, average 年均增速〔累计〕; left out: 2015年, 2035年目标
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from text.context import DocumentContext
from text.numbers.plan_periods import plan_period
from text.tables.columns import YEAR, ColumnContent, columns_of, is_nature, is_unit
from text.tables.tables import Table
from text.vocabulary import Span

_PLAN = re.compile(r"十([一二三四五六七])五")
_AVERAGE = re.compile(r"年均|年平均|增速|增幅|20\d\d年?[-—~至]20\d\d")
_OF_YEARS = re.compile(r"累计|增长")
_AIM = re.compile(r"目标|规划|计划|任务")
_STATE = re.compile(r"基[期数准]|现状|完成|实际|预计")


@dataclass(frozen=True, slots=True)
class Roles:
    """The index of each column (None: the table has none), the years of its two sides, and the columns of figures that have no role.

    ``part``: what a row is of the group that ``name`` says (主要污染物排放总量减少 | 化学需氧量). ``ticked``: the columns 约束性 and 预期性, with a
    tick (√) in that of the row, and what they are headed. ``others``: more columns like ``average``
    (五年累计 beside 年均增速), with their spans. ``later``: columns of aims for other years (2035年), with their years.
    """

    kinds: tuple[ColumnContent, ...]
    number: int | None
    category: int | None
    name: int
    part: int | None
    unit: int | None
    nature: int | None
    ticked: Mapping[int, str]
    baseline: int | None
    target: int | None
    average: int | None
    average_span: Span
    others: tuple[tuple[int, Span], ...]
    later: tuple[tuple[int, int], ...]
    baseline_year: int
    target_year: int
    estimate: bool
    looks_back: bool
    left_out: tuple[int, ...]


def is_indicator_table(table: Table) -> bool:
    """A table of indicators has a column 指标 (or 项目, beside a column 属性) and a column of a year or of a target."""
    headings = [cell.word for cell in table.header]
    kinds = columns_of(headings)
    named = any("指标" in heading for heading in headings) or ColumnContent.NATURE in kinds
    return ColumnContent.NAME in kinds and any(kind.is_value for kind in kinds) and named


def roles_of(table: Table, context: DocumentContext) -> Roles:
    """The roles of an indicator table's columns. Raises ValueError for a table that is none (see :func:`is_indicator_table`)."""
    headings = [cell.word for cell in table.header]
    kinds = list(columns_of(headings))
    _find_nature(table, kinds)
    _find_number(table, kinds)
    name, part = _find_part(table, kinds)
    over = _over_others(headings, kinds)
    values = [index for index, kind in enumerate(kinds) if kind.is_value and index not in over]
    years = {index: year for index in values if (year := _year(headings[index])) is not None}
    spanning = [index for index in values if index not in years and _spans_years(headings[index])]
    before = [index for index in spanning if _is_before(headings[index], context.baseline_year)]
    if len(spanning) > 1 and len({headings[index] for index in spanning}) == 1:
        before = spanning[:-1]  # 2020年 | 年均增长 | 2025年 | 年均增长: the first is of the years until 2020
    before += [
        index for index in spanning if index not in before and _is_of_a_state(index, headings, values, years, context)
    ]
    ahead = [index for index in spanning if index not in before]
    average = ahead[0] if ahead else None
    undated = [index for index in values if index not in years and index not in spanning]

    aims = {index: year for index, year in years.items() if year > context.baseline_year}
    states = {index: year for index, year in years.items() if year <= context.baseline_year}
    target_year = context.period_end or context.report_year or context.baseline_year + 5
    target = _target(aims, headings, target_year)
    if target is None:
        target = next((index for index in undated if _AIM.search(headings[index])), None)
    else:
        target_year = aims[target]
    looks_back = target is None and average is None and len(states) > 1
    if looks_back:
        target_year = max(states.values())
    later = tuple(
        (index, year) for index, year in aims.items() if year != target_year and _ONLY_AIM.fullmatch(headings[index])
    )
    baseline_year = context.baseline_year
    baseline = _baseline(states, headings, baseline_year)
    if baseline is not None:
        baseline_year = states[baseline]
    else:
        baseline = next((i for i in undated if i != target and _STATE.search(headings[i])), None)

    # 2015年 beside 2020年: what was reached before, which no row has a place for
    left = [i for i in states if not looks_back and states[i] != baseline_year and not _AIM.search(headings[i])]

    def first(kind: ColumnContent) -> int | None:
        return kinds.index(kind) if kind in kinds else None

    return Roles(
        kinds=tuple(kinds),
        number=first(ColumnContent.NUMBER),
        category=first(ColumnContent.CATEGORY),
        name=name,
        part=part,
        unit=first(ColumnContent.UNIT),
        nature=first(ColumnContent.NATURE),
        ticked={index: heading for index, heading in enumerate(headings) if is_nature(heading)},
        baseline=baseline,
        target=target,
        average=average,
        average_span=_span(headings[average]) if average is not None else Span.ANNUAL_AVERAGE,
        others=tuple((index, _span(headings[index])) for index in ahead[1:]),
        later=later,
        baseline_year=baseline_year,
        target_year=target_year,
        estimate=baseline is not None and "预计" in headings[baseline],
        looks_back=looks_back,
        left_out=tuple(
            sorted(
                (*(index for index in aims if index != target and (index, aims[index]) not in later), *left, *before)
            )
        ),
    )


def _find_nature(table: Table, kinds: list[ColumnContent]) -> None:
    """A column 类型, or one without a heading of its own, may say 预期性 and 约束性."""
    if ColumnContent.NATURE in kinds:
        return
    for index, kind in enumerate(kinds):
        if kind not in (ColumnContent.CATEGORY, ColumnContent.OTHER):
            continue
        cells = [slots[index] for row in table.rows if len(slots := row.slots or row.cells) == len(kinds)]
        if any(cell and is_nature(cell.text) for cell in cells):
            kinds[index] = ColumnContent.NATURE
            return


def _find_number(table: Table, kinds: list[ColumnContent]) -> None:
    """A column without a heading may hold the numbers of the rows."""
    if ColumnContent.NUMBER in kinds:
        return
    for index, kind in enumerate(kinds[: kinds.index(ColumnContent.NAME)]):
        if kind not in (ColumnContent.OTHER, ColumnContent.CATEGORY) or table.header[index].word:
            continue
        cells = [slots[index] for row in table.rows if len(slots := row.slots or row.cells) == len(kinds)]
        if cells and all(cell is None or cell.word.isdecimal() for cell in cells):
            kinds[index] = ColumnContent.NUMBER
            return


def _find_part(table: Table, kinds: list[ColumnContent]) -> tuple[int, int | None]:
    """The column of the names, and the one beside it that divides those of groups: the heading 指标 stands over both."""
    at = kinds.index(ColumnContent.NAME)
    words = [cell.word for cell in table.header]
    if ColumnContent.PART in kinds:
        part = kinds.index(ColumnContent.PART)
        cells = [slots[part] for row in table.rows if len(slots := row.slots) == len(kinds)]
        named = [cell for cell in cells if cell and re.search("[\u4e00-\u9fff]", cell.word) and not is_unit(cell.word)]
        return at, part if 2 * len(named) > sum(cell is not None for cell in cells) else None
    if at and words[at - 1] == words[at]:
        rows = [slots for row in table.rows if len(slots := row.slots) == len(kinds)]
        both = any(
            one and other and one.word == other.word for one, other in (slots[at - 1 : at + 1] for slots in rows)
        )
        grouped = ColumnContent.CATEGORY in kinds[: at - 1]  # 类别 | 指标 | 指标: the first 指标 is no category
        if grouped or both or 2 * sum(slots[at] is None for slots in rows) > len(rows):
            kinds[at - 1 : at + 1] = ColumnContent.NAME, ColumnContent.OTHER
            return at - 1, at
    return at, None


_BARE_PLAN = re.compile(r"[“\"]?十[一二三四五六七]五[”\"]?(?:时期|期间)?年?")


def _over_others(headings: Sequence[str], kinds: Sequence[ColumnContent]) -> list[int]:
    """“十三五” | “十四五” | 2020年 | 年均增长 | 2025年 …: two plans without a word of their own are headings over those of the years."""
    plans = [index for index, heading in enumerate(headings) if _BARE_PLAN.fullmatch(heading)]
    others = any(kind.is_value for index, kind in enumerate(kinds) if index not in plans)
    return plans if len(plans) > 1 and others else []


def heads_are_mixed(table: Table) -> bool:
    """Do figures stand under headings that stand over others? Then nobody can tell what the columns are."""
    headings = [cell.word for cell in table.header]
    over = _over_others(headings, columns_of(headings))
    rows = [slots for row in table.rows if len(slots := row.slots or row.cells) == len(headings)]
    return any(slots[index] is not None for index in over for slots in rows)


def _is_before(heading: str, baseline_year: int) -> bool:
    """Does a column tell of the years before the plan: “十三五”年均增长, 2016-2020年年均 in a plan of 2021–2025?"""
    match = _PLAN.search(heading)
    end = plan_period(match[1])[1] if match else int(found[-1]) if (found := YEAR.findall(heading)) else None
    return end is not None and end <= baseline_year


def _spans_years(heading: str) -> bool:
    return _AVERAGE.search(heading) is not None or _OF_YEARS.search(heading) is not None


# 2035年, 2035年远景目标; not 2035年全市目标
_ONLY_AIM = re.compile(r"(?:到|至)?20\d\d年?(?:远景|规划|预期|发展|展望)*(?:目标|指标)?(?:值|数)?")
_YEARLY_RATE = re.compile(
    r"(?:同比|比上年|较上年)?(?:增长|增速|增幅|增减|±)(?:率|速度|幅度)?(?:[(（][^()（）]{1,3}[)）]|[±%％])*"
)


def _is_of_a_state(
    at: int, headings: Sequence[str], values: Sequence[int], years: Mapping[int, int], context: DocumentContext
) -> bool:
    """Is a column how far the year before it rose: 2022年 | 2023年 | 增长（%）, of what was reached?"""
    if not _YEARLY_RATE.fullmatch(headings[at]):
        return False
    of = max((index for index in values if index < at and index in years), default=None)
    if of is None or years[of] > context.baseline_year or _AIM.search(headings[of]):
        return False
    if any(index in years and years[index] > context.baseline_year for index in values if index > at):
        return True  # 2023年 | 增长 | 2024年预期目标
    beside = [index for index in values if index in years or _AIM.search(headings[index])]
    aimed = any(index not in years or years[index] > context.baseline_year for index in beside)
    return not aimed and (len(beside) > 1 or context.period_start is None)


def _span(heading: str) -> Span:
    return Span.CUMULATIVE if _total(heading) else Span.ANNUAL_AVERAGE


def _total(heading: str) -> bool:
    return "累计" in heading and not _AVERAGE.search(heading)


def _year(heading: str) -> int | None:
    """The year of a column: 2025年目标, “十三五”完成 (2020); None for those of several years, and those that name none."""
    if _AVERAGE.search(heading):
        return None
    if found := YEAR.findall(heading):
        return int(found[-1])
    match = _PLAN.search(heading)
    if match is None or "累计" in heading:
        return None
    return plan_period(match[1])[1]


def _target(aims: Mapping[int, int], headings: Sequence[str], wanted: int) -> int | None:
    """The column of the last year of the period; else the latest."""
    if not aims:
        return None
    return max(aims, key=lambda index: (aims[index] == wanted, aims[index], bool(_AIM.search(headings[index]))))


def _baseline(states: Mapping[int, int], headings: Sequence[str], wanted: int) -> int | None:
    """The column of the year before the period, what was reached rather than what was aimed at; else of the latest year before it."""
    if not states:
        return None

    def rank(index: int) -> tuple[bool, int, bool, bool]:
        # 2020年 before “十三五”规, the first line of “十三五”规划目标
        said = headings[index]
        return states[index] == wanted, states[index], not _AIM.search(said), YEAR.search(said) is not None

    return max(states, key=rank)
