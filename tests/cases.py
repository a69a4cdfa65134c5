"""Small documents as tests: a text is read by every reader, and what came out is said in one line a row.

::

    >>> observations(read(report(review="全年生产总值同比增长5.2%。")))
    ['5.2% 2023 actual eq growth rise「生产总值」→gdp-growth']
"""

import sys
from collections.abc import Callable, Iterator

from indicators.reading.rows import ObservationRow
from indicators.reading.sides import SideRead
from planapi.reading import Reading, read_all
from text.sources.source import make_source
from text.vocabulary import Disposition

HEAD = "政府工作报告\n——2024年1月12日在涉县第十八届人民代表大会第四次会议上\n涉县人民政府县长  某某\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"
"""How a report of a county begins."""

# names, and then the other columns: nobody can tell which belongs to which
TORN_WORKS = """序
号

项目名称

1 城关镇冷链物流中心项目
2 县城第二污水处理厂三期建
设项目
3 标准厂房一期
工程

建设 建设规模 建设 建设年 总投 责任单
性质
地点 限
资
位
改扩 建设规模67 城关 2021— 13500 市交通
建 公里
镇 2023
运输局
2021— 67000 市交通
新建 建设规模66
旧县
万平方米
2025
运输局
"""
"""A table of works as a print's text has it, whose cells can't be told apart."""


def report(review: str = "", plan: str = "", *, head: str = HEAD, after: str = "") -> str:
    """A report of 涉县 of 2024, with numbered parts: ``review`` of 2023 and ``plan`` for 2024."""
    return f"{head}一、2023年工作回顾\n{review}\n二、2024年工作安排\n{plan}\n{after}"


def read(text: str, *, name: str = "report.txt", district: str | None = None) -> Reading:
    """The text as ``manage.py ingest`` reads it from a file of that name."""
    return read_all(make_source(text, name=name), district_code=district)


def observations(reading: Reading) -> list[str]:
    """``value unit year kind comparator measure direction「subject」→indicator`` a row; what is null is left out, but for the indicator."""
    return [" ".join(_words(row)) + f"「{row.subject}」→{row.indicator}" for row in reading.rows.observations]


def _words(row: ObservationRow) -> Iterator[str]:
    value = "" if row.value is None else f"{row.value.normalize():f}"
    if row.value_max is not None:
        value += f"-{row.value_max.normalize():f}"
    yield value + (row.unit or "")
    if row.period_start:
        yield f"{row.period_start}-{row.period_end}"
    else:
        yield str(row.year)
    if row.period_label:
        yield row.period_label
    yield row.kind.value if row.kind else "unknown"
    yield row.comparator.value
    yield row.measure.value
    if row.direction:
        yield row.direction.value
    if row.base_year:
        yield f"base {row.base_year}"


def dispositions(reading: Reading) -> list[str]:
    """``numeral:disposition`` of each numeral that is no observation."""
    return [
        f"{one.raw}:{one.disposition.value}"
        for one in reading.rows.numerals
        if one.disposition is not Disposition.OBSERVATION
    ]


def projects(reading: Reading) -> list[str]:
    """``name|status|investment`` a row."""
    return [
        f"{one.name}|{one.status.value if one.status else None}|{one.investment_raw}"
        for one in reading.projects.projects
    ]


def parks(reading: Reading) -> list[str]:
    """``name|kind`` a row."""
    return [f"{one.name}|{one.kind.value}" for one in reading.parks.parks]


def targets(reading: Reading) -> list[tuple[object, ...]]:
    """A row of the indicator table in all its cells, with both its sides."""

    def side(one: SideRead) -> tuple[object, ...]:
        return one.year, one.raw, one.value, one.value_max, one.comparator, one.kind

    return [
        (one.seq, one.category, one.name, one.unit, one.nature, one.measure, side(one.baseline), side(one.target))
        for one in reading.targets.targets
    ]


def terms(reading: Reading) -> list[str]:
    """``term: definition`` a row."""
    return [f"{one.term}: {one.definition}" for one in reading.appendices.terms]


def outline(reading: Reading) -> list[str]:
    """``kind level label title`` a heading."""
    return [f"{node.kind.value} {node.level} {node.label or '-'} {node.title}" for node in reading.outline.nodes]


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called while something is done: what it costs, on a busy machine too."""
    count = 0

    def step(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
