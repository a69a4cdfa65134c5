"""Headings on two lines of which each merged cell is printed once, as a browser copies a table: which stand over which.

::

    指标 | 单位 | 2025年 | 2030年目标 | 属性        →  指标 | 单位 | 2025年 | 2030年目标目标值 | 2030年目标年均增长 | 属性
    目标值 | 年均增长

Nothing but the words tells that 目标值 and 年均增长 are under 2030年目标: what may stand under a heading, and which of several it fits best. Where two fit as
well, nothing is said.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice

from text.numbers.plan_periods import plan_period
from text.tables.columns import YEAR, ColumnContent, columns_of, heads_a_column
from text.tables.grid import Cell

AMOUNT = re.compile("绝对[值数]|总量|数值|指标值|数量")
"""2025年 over 绝对值 | 年均增长."""
OF_NAME = re.compile(r"(?:指标)?(?:类别|分类|名称)|(?:[一二三]级|具体|细化)(?:指标)?|指标")
"""指标 over 类别 | 名称."""
_FEWEST, _MOST = 3, 12  # headings of a line
_MOST_WAYS = 500
_NEVER = 99.0


def under_merged(above: Sequence[Cell], below: Sequence[Cell], width: int) -> tuple[Cell, ...] | None:
    """The headings of a table of so many columns; None where the words on the two lines can't be, or can be more than one thing."""
    best = _likeliest(_ways(above, below, width))
    return best[1] if best else None


def over_two_lines(words: Sequence[Cell]) -> tuple[float, tuple[Cell, ...]] | None:
    """The headings that words may be which are those of two lines, one after the other, and how odd it is."""
    ways = (way for at in range(_FEWEST, len(words)) for way in _ways(words[:at], words[at:], None))
    best = _likeliest(ways)
    return best if best and best[0] <= _ODDEST else None


_ODDEST = 1.0


_Way = tuple[float, tuple[Cell, ...]]


def _likeliest(ways: Iterable[_Way]) -> _Way | None:
    """The way that is less odd than all others."""
    ranked = sorted(islice(ways, _MOST_WAYS + 1), key=lambda way: way[0])
    doubtful = len(ranked) > _MOST_WAYS or (len(ranked) > 1 and ranked[0][0] == ranked[1][0])
    return ranked[0] if ranked and not doubtful else None


def _ways(above: Sequence[Cell], below: Sequence[Cell], width: int | None) -> Iterator[_Way]:
    if not (_FEWEST <= len(above) <= _MOST and 0 < len(below) <= _MOST):
        return
    if not all(_may_be_below(cell.word) for cell in below):
        return
    kinds = columns_of([cell.word for cell in above])
    over = [at for at, kind in enumerate(kinds) if kind is ColumnContent.NAME or kind.is_value]
    count = len(above) + len(below) - width if width is not None else None
    for odd, groups in _dealt(above, kinds, over, below):
        if count is None or len(groups) == count:
            more = _left_over(above, kinds, groups) + _DISORDER * _in_disorder(above, kinds)
            yield odd + more, _joined(above, groups)


_Groups = dict[int, Sequence[Cell]]


def _dealt(
    above: Sequence[Cell], kinds: Sequence[ColumnContent], over: Sequence[int], below: Sequence[Cell], most: int = 4
) -> Iterator[tuple[float, _Groups]]:
    """The ways to deal out headings, in their order, to at most so many of those over them; each with how odd it is."""
    for at, head in enumerate(over):
        for stop in range(1, len(below) + 1):
            odd = _oddness(above, kinds, head, below[:stop])
            if odd >= _NEVER:
                continue
            if stop == len(below):
                yield odd, {head: below}
            elif most > 1:
                for more, groups in _dealt(above, kinds, over[at + 1 :], below[stop:], most - 1):
                    yield odd + more, {head: below[:stop], **groups}


_DISORDER = 1.0


def _in_disorder(above: Sequence[Cell], kinds: Sequence[ColumnContent]) -> bool:
    """Does a heading of names stand behind one of figures? Then it is of the line below."""
    first = next((at for at, kind in enumerate(kinds) if kind.is_value), len(kinds))
    return any(OF_NAME.fullmatch(cell.word) for cell in above[first:])


def _may_be_below(word: str) -> bool:
    if _NOT_BELOW.search(word):
        return False
    kind = columns_of([word])[0]
    return (
        (kind.is_value and heads_a_column(word)) or AMOUNT.fullmatch(word) is not None or bool(OF_NAME.fullmatch(word))
    )


# [累计] goes on with 年均增长, and 实际值目标值 are two
_NOT_BELOW = re.compile(r"^[〔\[(]|值.*值")


def _joined(above: Sequence[Cell], groups: _Groups) -> tuple[Cell, ...]:
    made: list[Cell] = []
    for at, cell in enumerate(above):
        made += [Cell(cell.text + part.text, part.start, part.end) for part in groups.get(at, ())] or [cell]
    return tuple(made)


_OF_A_RATE = re.compile("年均|累计|增[长速幅]")
_AIM = re.compile("目标|规划|计划|任务")
_PLAN = re.compile("十([一二三四五六七])五")
_REACHED = re.compile("现状|基[期数准年]|实际|完成|预计")


def _oddness(above: Sequence[Cell], kinds: Sequence[ColumnContent], head: int, group: Sequence[Cell]) -> float:
    """How odd it is that these headings stand under this one."""
    words = [cell.word for cell in group]
    said = above[head].word
    named = [OF_NAME.fullmatch(word) is not None for word in words]
    if len(set(words)) < len(words) or any(named) != (kinds[head] is ColumnContent.NAME):
        return _NEVER
    if any(named):
        return 0.0 if all(named) and len(words) > 1 else _NEVER
    if len(words) == 1 and not _is_of(said, words[0]):
        return _NEVER
    years = [int(year) for word in words for year in YEAR.findall(word)]
    own = [int(year) for year in YEAR.findall(said)]
    plan = _PLAN.search(said)
    if years != sorted(years) or (own and any(year not in own for year in years)):
        return _NEVER
    if plan and years and not _are_of(plan[1], years, reached=_REACHED.search(said) is not None or said.endswith("末")):
        return _NEVER
    rates = [_OF_A_RATE.search(word) is not None for word in words]
    odd = 1.0 * (rates != sorted(rates))  # 年均 stands behind the years
    if _OF_A_RATE.search(said) and not all(_PLAN.search(word) for word in words):
        return _NEVER
    if any(_PLAN.search(word) for word in words) and not _OF_A_RATE.search(said):
        odd += 2.0
    if own:
        odd += 1.0 * (not _AIM.search(said)) + 1.0 * any(rates) * (max(own) < _latest(above))
    elif not (_AIM.search(said) or plan or _OF_A_RATE.search(said)):
        odd += 2.0
    return odd


def _is_of(said: str, word: str) -> bool:
    """May a heading have but one below it: “十四五”末 over 2025年, 2020年 over 现状?"""
    return (_PLAN.search(said) is not None and YEAR.search(word) is not None) or (
        YEAR.search(said) is not None and YEAR.search(word) is None and _OF_A_RATE.search(word) is None
    )


def _are_of(plan: str, years: Sequence[int], *, reached: bool) -> bool:
    """Are years those of a plan, or the one before it?"""
    first, last = plan_period(plan)
    return (not reached and all(first - 1 <= year <= last for year in years)) or years[-1:] == [last]


def _latest(above: Sequence[Cell]) -> int:
    return max((int(year) for cell in above for year in YEAR.findall(cell.word)), default=0)


def _left_over(above: Sequence[Cell], kinds: Sequence[ColumnContent], heads: Container[int]) -> float:
    """How odd it is that headings have nothing below them that say no year and no rate: 规划目标 beside 2025年 | 2030年."""
    alone = [above[at].word for at, kind in enumerate(kinds) if kind.is_value and at not in heads]
    return sum(
        1.0 for word in alone if not YEAR.search(word) and not _OF_A_RATE.search(word) and not _REACHED.search(word)
    )
