"""Determine what the columns of an indicator table contain from their headings, and which cells of a row belong to
which heading from their content.

::

    序号 | 类别 | 主要指标 | 2020年现状 | 2025年目标 | 指标属性   →  NUMBER CATEGORY NAME VALUE VALUE NATURE

    2, 城市防洪达标率（%）, 80, 95, 约束性                        →  2 | (the category of the row above) | 城市防洪达标率（%） | 80 | 95 | 约束性
    4, 风险, 管控, 现存易涝区域处置率（%）, 46, 100, 预期性        →  4 | 风险管控 | 现存易涝区域处置率（%） | 46 | 100 | 预期性
"""

import re
from collections.abc import Container, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, pairwise
from pathlib import Path

from text.lexicon import load
from text.numbers.plan_periods import plan_period
from text.numbers.units import SCALES, WORDS
from text.sources.source import fold
from text.tables.grid import Cell, join

PARTS = load(Path(__file__).parents[1] / "data" / "parts.toml")


class ColumnContent(StrEnum):
    """What the cells of a column say."""

    NUMBER = "number"
    CATEGORY = "category"
    NAME = "name"
    PART = "part"
    """What a row is of the group that the name says: 化学需氧量 beside 主要污染物排放总量减少."""
    UNIT = "unit"
    VALUE = "value"
    BASE = "base"
    """The value of a year before those that the table plans for: it is never an aim in words."""
    NATURE = "nature"
    OTHER = "other"

    @property
    def is_value(self) -> bool:
        return self in (ColumnContent.VALUE, ColumnContent.BASE)


_PLAN = r"[\"“]?十[一二三四五六七]五[\"”]?"
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_VALUE = re.compile(rf"20\d\d|{_PLAN}|目标|规划|计划|完成|现状|基期|基数|基准|实际|预计|年均|累计|增速|增幅|增长|任务")
_CATEGORY = re.compile(r"类别|类型|分类|大类|领域|方面|板块|维度|一级指标")

# A whole cell that is a heading of an indicator table, and nothing else.
_HEADS_NO_VALUES = r"""序号|编号|(?:指标|项目)?(?:类别|分类|类型|属性|性质|名称|值)|领域|方面|维度|板块
    |(?:主要|规划|具体|核心|发展)?指标(?:名称|体系)?(?:\(单位\))?
    |[一二三]级指标|(?:计量|指标)?单位|备注|(?:责任|牵头)(?:单位|部门)"""
_HEADING = re.compile(
    rf"""{_HEADS_NO_VALUES}
    |[^\d,。;%]{{0,10}}20\d\d(?:[-—~至]20\d\d)?年?[^\d,。;]{{0,12}}
    |.{{0,3}}{_PLAN}[^\d,。;]{{0,10}}
    |[^\d,。;%]{{0,4}}(?:目标|规划|计划)(?:值|数|任务)?|(?:完成|实际|预计)?(?:完成|情况|数|值|率)|实际|预计
    |现状(?:值|水平)?|基[期数准](?:值|数|年)?|(?:五年|5年)?(?:年均|累计)[^\d,。;]{{0,12}}(?:[〔\[(].{{0,6}}[〕\])])?
    |[〔\[(【][^\d,。;]{{0,4}}累计[^\d,。;]{{0,6}}[〕\])】]""",
    re.VERBOSE,
)


def is_heading(cell: Cell) -> bool:
    """Is this cell one that heads a column: 序号, 主要指标, 2025年目标, 年均增速〔累计〕, 属性?"""
    return len(cell.text) <= 24 and heads_a_column(cell.word)


@lru_cache(4096)
def heads_a_column(word: str) -> bool:
    """Is a word, folded and without spaces, one that heads a column?"""
    return _HEADING.fullmatch(word) is not None


def begins_headings(cell: Cell) -> bool:
    """Is this the heading of a first column: 序号, 类别, 指标? “十四五”主要指标 is the title over a table."""
    said = columns_of([cell.word])[0] in (ColumnContent.NUMBER, ColumnContent.CATEGORY, ColumnContent.NAME)
    return said and is_heading(cell) and re.search(_PLAN, cell.word) is None


def columns_of(headings: Sequence[str]) -> tuple[ColumnContent, ...]:
    """What each column holds; at most one is the NAME. ``headings`` are folded and without spaces."""
    kinds = [_kind(heading) for heading in headings]
    names = [index for index, kind in enumerate(kinds) if kind is ColumnContent.NAME]
    if names:
        # 一级指标 | 二级指标, 指标 | 指标 under one heading, 项目 | 指标名称: the last of those that say 指标
        name = max(names, key=lambda index: ("指标" in headings[index], index))
        for index in names:
            if index < name and ColumnContent.CATEGORY not in kinds:
                kinds[index] = ColumnContent.CATEGORY
            elif index != name:
                kinds[index] = ColumnContent.OTHER
        if name and not headings[name - 1] and ColumnContent.CATEGORY not in kinds:
            kinds[name - 1] = ColumnContent.CATEGORY
        if name + 1 < len(headings) and not headings[name + 1]:
            kinds[name + 1] = ColumnContent.PART
    values = {index: heading for index, heading in enumerate(headings) if kinds[index] is ColumnContent.VALUE}
    years = [int(year) for heading in values.values() for year in YEAR.findall(heading)]
    for index, heading in values.items() if len(values) > 1 else ():
        if not _AIMS.search(heading) and (
            _REACHED.search(heading) or (0 < max(map(int, YEAR.findall(heading)), default=0) < max(years))
        ):
            kinds[index] = ColumnContent.BASE
    return tuple(kinds)


_AIMS = re.compile("目标|规划|计划|任务|年均|累计|增[长速幅]")
_REACHED = re.compile("现状|基[期数准年]|实际|完成|预计")


def _kind(heading: str) -> ColumnContent:
    if re.fullmatch(r"序号|编号|No\.?", heading):
        return ColumnContent.NUMBER
    if re.fullmatch(r"(?:指标)?(?:属性|性质)", heading):
        return ColumnContent.NATURE
    if re.fullmatch(r"(?:计量|指标)?单位", heading):
        return ColumnContent.UNIT
    if YEAR.search(heading) or re.search("指标[^类]{0,2}值", heading):
        return ColumnContent.VALUE
    if _CATEGORY.search(heading):
        return ColumnContent.CATEGORY
    if re.search(r"指标(?!属性|性质|解释|来源)", heading):
        return ColumnContent.NAME
    if _VALUE.search(heading) and not re.search("单位|部门|责任|措施", heading):
        return ColumnContent.VALUE
    if re.search("名称|项目", heading):
        return ColumnContent.NAME
    return ColumnContent.OTHER


# ── the cells of a row ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

_NEVER = 99.0
_MOST = 7.0  # a row whose cells fit worse than this is not read
_LINES = 4  # of one cell
_FIGURE = re.compile(
    r"""(?>[〔\[【({≥≤<>=+±~-]|约|近|超过?|突破|不?[高低大小多少]于|不超过|达到?|力争|保持|控制|稳定|在|年均|累计|增长|下降|降低){0,5}
        \d[\d,.]*[%‰]?(?:[-~—至]\d[\d,.]*[%‰]?)?[\u4e00-\u9fff/]{0,4}[〕\]】)}]?(?:左右|以上|以内|以下)?(?:\(.{1,10}\))?[*#①-⑳]*""",
    re.VERBOSE,
)
_DASH = re.compile(r"[-—–―/\\_]{1,4}|无")
_BY_WORDS = re.compile(
    "[≥≤<>]|同步|持平|完成|达到|高于|低于|优于|下降|提高|增长|一致|相当|匹配|适应|要求|下达|控制|前列|水平|保持|持续|逐步"
)
_UNIT_LAST = re.compile(r"[(〔\[][^()]{1,12}[)〕\]][*#①-⑳]*$")
_UNIT = re.compile(
    rf"[{SCALES}]*(?:{'|'.join(map(re.escape, WORDS))})(?:[(、或].{{0,8}})?|.{{1,6}}/(?:\d{{0,3}}[^\d]{{1,6}}|[A-Za-z]{{1,5}}\d)"
)
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")


def align(cells: Sequence[Cell], kinds: Sequence[ColumnContent]) -> tuple[Cell | None, ...] | None:
    """The cells of a row under its columns: broken cells joined, a category or nature that spans rows None. None where they do not fit."""
    return fit(cells, kinds)[1]


def fit(
    cells: Sequence[Cell], kinds: Sequence[ColumnContent], lengths: Container[int] = ()
) -> tuple[float, tuple[Cell | None, ...] | None]:
    """How badly the cells fit (0 is perfectly), and the row; (99, None) for cells that do not fit.

    ``lengths`` are those of the categories above: the categories of a table are mostly as long as one another.
    """
    count, width = len(cells), len(kinds)
    if not width - 3 <= count <= width + 12:
        return _NEVER, None
    if count == width:  # nearly always: one cell a column
        plain = sum(cell_cost(kind, cell.word) for kind, cell in zip(kinds, cells, strict=True))
        if plain <= 1:
            return plain, tuple(cells)
    words = [cell.word for cell in cells]
    # best[j][i]: the first j columns hold the first i cells; and how many cells the last of those columns took
    best = [[_NEVER] * (count + 1) for _ in range(width + 1)]
    took = [[0] * (count + 1) for _ in range(width + 1)]
    best[0][0] = 0.0
    for j, kind in enumerate(kinds):
        for i in range(count + 1):
            if best[j][i] >= _NEVER:
                continue
            for lines in range(min(_LINES, count - i) + 1):
                taken = words[i : i + lines]
                empty = _EMPTY.get(kind, _NEVER)
                if not taken and kind.is_value and j and kinds[j - 1].is_value and i and is_aim(words[i - 1]):
                    empty = _MERGED
                cost = best[j][i] + (_cost_of_lines(kind, taken, lengths) if taken else empty)
                if cost < best[j + 1][i + lines]:
                    best[j + 1][i + lines] = cost
                    took[j + 1][i + lines] = lines
    cost = best[width][count]
    if cost > _MOST:
        return _NEVER, None
    slots: list[Cell | None] = []
    at = count
    for j in range(width, 0, -1):
        lines = took[j][at]
        slots.append(join(cells[at - lines : at]) if lines else None)
        at -= lines
    return cost, tuple(reversed(slots))


_MERGED = 0.3  # 与经济增长同步, in one cell over those of two years
_EMPTY = {ColumnContent.PART: 0.2, ColumnContent.CATEGORY: 0.3, ColumnContent.NATURE: 2.0, ColumnContent.OTHER: 0.5}


def _cost_of_lines(kind: ColumnContent, words: Sequence[str], lengths: Container[int]) -> float:
    """What it costs to read these lines as one cell of a column."""
    each = 0.6 if kind is ColumnContent.NAME else 1.0  # names are long and often broken
    word = "".join(words)
    cost = cell_cost(kind, word)
    if kind is ColumnContent.CATEGORY and cost < _NEVER and len(word) in lengths:
        cost = 0.0
    cost += each * (len(words) - 1) ** 2
    if kind is ColumnContent.NAME and any(_UNIT_LAST.search(word) for word in words[:-1]):
        cost += 3  # a name ends with its unit
    if kind.is_value and len(words) > 1 and any(_FIGURE.fullmatch(word) or _DASH.fullmatch(word) for word in words):
        cost += 3  # a number is a cell of its own
    return cost


# How odd a category of so many characters is: 经济发展, 民生福祉 are the rule.
_SIZES = {4: 0.0, 2: 0.7, 3: 0.7, 5: 1.0, 6: 1.0, 7: 2.0, 8: 2.0, 9: 2.5, 10: 2.5}


def cell_cost(kind: ColumnContent, word: str) -> float:
    """How odd it would be for a cell of this column to say this."""
    if kind is ColumnContent.NUMBER:
        return 0.0 if word.isdecimal() and len(word) <= 3 else _NEVER
    if kind is ColumnContent.NATURE:
        return 0.0 if len(word) <= 6 and re.search("约束|预期", word) else _NEVER
    if kind is ColumnContent.UNIT:
        return (
            0.0
            if _UNIT.fullmatch(word) or _DASH.fullmatch(word)
            else 1.5
            if len(word) <= 8 and not word[0].isdecimal()
            else _NEVER
        )
    if kind is ColumnContent.CATEGORY:
        said = _NUMBERING.sub("", word)
        if (
            re.search(r"\d", said)
            or _UNIT_LAST.search(said)
            or not re.search("[\u4e00-\u9fff]", said)
            or is_nature(said)
            or is_unit(said)  # 万元 GDP用水量
        ):
            return _NEVER
        return _SIZES.get(len(said), 4.0)
    if kind is ColumnContent.PART:
        return 0.2 if re.search("[\u4e00-\u9fff]", word) and not is_nature(word) else 1.5
    if kind is ColumnContent.NAME:
        if not re.search("[\u4e00-\u9fff]{2}", word) or is_nature(word):
            return _NEVER
        return 0.0 if _UNIT_LAST.search(word) else 0.3
    return _value_cost(kind, word) if kind.is_value else 0.2


def _value_cost(kind: ColumnContent, word: str) -> float:
    if _FIGURE.fullmatch(word) or _DASH.fullmatch(word):
        return 0.0
    if is_nature(word) or _UNIT_LAST.search(word) or _END_OF_NAME.search(word):
        return _NEVER
    if kind is ColumnContent.BASE:
        return 1.0 if re.search(r"\d", word) else 3.0  # 设区市≥25县级市≥20
    return 0.5 if _BY_WORDS.search(word) else 3.0


_END_OF_NAME = re.compile(r"[\u4e00-\u9fff](?:[%‰]|\([^()\d]{1,8}\))\d")  # 医师数(人)3.05, 占比%40


def is_figure(word: str) -> bool:
    """Is a cell a number with its bound, or a dash?"""
    return _FIGURE.fullmatch(word) is not None or _DASH.fullmatch(word) is not None


def is_aim(word: str) -> bool:
    """Is a cell a target in words: 与经济增长同步?"""
    return not is_figure(word) and _BY_WORDS.search(word) is not None


# what is never an indicator by itself, and what the name of its group speaks of
_PARTS_OF = {
    rf"{PARTS.any('residents')}(?:常住)?(?:居民)?": "居民|收入|消费",
    rf"{PARTS.any('industries')}(?:比重|占比|增加值)?": "产业|生产总值|增加值",
    rf"{PARTS.any('pollutants')}(?:\(.{{2,6}}\))?": "污染|排放|减排",
}
OF_WHICH = re.compile(r"^\s*其中[:：]?\s*")
_ONLY_PART = re.compile(f"(?:其中:?)?(?:{'|'.join(_PARTS_OF)})")
_PART_AND_GROUP = [(re.compile(part), re.compile(group)) for part, group in _PARTS_OF.items()]


def is_only_part(word: str) -> bool:
    """Is a name that of a part of a group, and tells nothing without that of the group: 氨氮, 农村, 第二产业?"""
    return _ONLY_PART.fullmatch(word) is not None


def is_part_of(word: str, whole: str) -> bool:
    """Is a name that of a part of what another names: 城镇居民 of 居民人均可支配收入, and not 氨氮 of it?"""
    name = OF_WHICH.sub("", word)
    return any(part.fullmatch(name) and group.search(whole) for part, group in _PART_AND_GROUP)


def is_unit(word: str) -> bool:
    """Is a cell a unit: 亿元, 万元/人?"""
    return _UNIT.fullmatch(word) is not None


def is_nature(text: str) -> bool:
    """Is a cell 预期性 or 约束性, and nothing else?"""
    return (
        re.fullmatch(r"[\[〔(【]?(?:约束|预期)(?:性|型)?(?:指标)?[\]〕)】]?", re.sub(r"\s+", "", fold(text)))
        is not None
    )


def has_unit(cell: Cell) -> bool:
    """Does a name end with its unit in brackets?"""
    return _UNIT_LAST.search(cell.word) is not None


def are_closed(headings: Sequence[str]) -> bool:
    """Has each heading its brackets? 年均增长〔累 beside 目标值计〕 are of one heading that came apart."""
    return all(sum(map(word.count, "([〔【")) == sum(map(word.count, ")]〕】")) for word in headings)


def joined_headings(cells: Sequence[Cell]) -> list[Cell]:
    """Headings broken over two lines made whole: 指标, 属性 → 指标属性; “十三五”规划, 目标 → “十三五”规划目标."""
    made: list[list[Cell]] = []
    total = re.compile(r"[〔\[(【][^\d,。;]{0,4}累计[^\d,。;]{0,6}[〕\])】]")  # under 年均增长（%）
    tail = re.compile(
        r"(?:目标|规划|实际|完成|预计|现状|基数)?(?:值|数|情况|任务|目标)?(?:\(.{1,6}\))?|\(.{1,6}\)|属性|性质"
    )
    for before, cell in pairwise([None, *cells]):
        assert cell is not None
        word = before.word if before else ""
        split = (
            bool(made)
            and tail.fullmatch(cell.word) is not None
            and (
                (cell.word in ("属性", "性质") and word == "指标" and len(made) > 1)
                or (cell.word not in ("属性", "性质") and re.search(rf"20\d\d年?$|{_PLAN}.{{0,3}}$", word) is not None)
            )
        )
        if split or (made and total.fullmatch(cell.word) and re.search("年均|增[长速幅]", word)):
            made[-1].append(cell)
        else:
            made.append([cell])
    return [join(part) for part in made]


def regrouped_headings(cells: Sequence[Cell]) -> list[Cell]:
    """Headings in two rows, written a cell a line: 指标, 2020年, 规划目标, 属性, then 2025年, 年均增长, which are under 规划目标.

    Of several that stand over others (“十三五”完成情况, “十四五”规划目标), each has at least two of the parts, none of them twice, and the years of its plan.
    """
    kinds = columns_of([cell.word for cell in cells])
    if ColumnContent.NATURE not in kinds:
        return list(cells)
    last = kinds.index(ColumnContent.NATURE) + 1
    parts = cells[last:]
    over = [i for i, kind in enumerate(kinds[:last]) if kind.is_value and not YEAR.search(cells[i].word)]
    if not over or not parts or not all(kind.is_value for kind in kinds[last:]):
        return list(cells)
    if len(over) == 1:
        return [*cells[: over[0]], *parts, *cells[over[0] + 1 : last]]
    ways = [ends for ends in combinations(range(1, len(parts)), len(over) - 1) if _may_part(cells, over, ends, last)]
    if len(ways) != 1 or over != list(range(over[0], over[-1] + 1)):
        return list(cells)
    under = [parts[start:stop] for start, stop in pairwise((0, *ways[0], len(parts)))]
    whole = [
        Cell(cells[at].text + part.text, part.start, part.end)
        for at, group in zip(over, under, strict=True)
        for part in group
    ]
    return [*cells[: over[0]], *whole, *cells[over[-1] + 1 : last]]


def _may_part(cells: Sequence[Cell], over: Sequence[int], ends: Sequence[int], last: int) -> bool:
    """May the headings below those that stand over them be parted so: each plan with its own years, and nothing twice?"""
    parts = [cell.word for cell in cells[last:]]
    for at, (start, stop) in zip(over, pairwise((0, *ends, len(parts))), strict=True):
        plan = re.search("十([一二三四五六七])五", cells[at].word)
        years = [int(year) for word in parts[start:stop] for year in YEAR.findall(word)]
        if stop - start < _FEWEST_PARTS or len(set(parts[start:stop])) < stop - start or plan is None:
            return False
        first, last_year = plan_period(plan[1])
        if any(not first <= year <= last_year for year in years):
            return False
    return True


_FEWEST_PARTS = 2
