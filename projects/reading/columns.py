"""What the columns of a list of works hold, by their headings, and which lines of a row are which cell, by what they say.

::

    序号 | 项目名称 | 建设内容 | 总投资（亿元） | 责任单位    →  NUMBER NAME CONTENT COST UNIT

    1, 职教中心迁建项目, 占地210亩，, 建筑面积5.3万平方米。, 2.6, 教育局   →  the third and fourth line are one cell
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache


class WorkColumn(StrEnum):
    """What the cells of a column say of a work."""

    NUMBER = "number"
    NAME = "name"
    CONTENT = "content"
    COST = "cost"
    TIME = "time"
    UNIT = "unit"
    PLACE = "place"
    NATURE = "nature"
    PROGRESS = "progress"
    CATEGORY = "category"
    OTHER = "other"


# Whole headings. The first that fits holds.
_WORK = r"(?:重点|重大|建设|工程|实事|民生|主要|市级|省级|区级|县级)*(?:项目|工程|实事|事项)"
_HEADS = (
    (WorkColumn.NUMBER, r"序号|编号|序|No\.?"),
    (WorkColumn.NAME, rf"{_WORK}名称|建设项目|{_WORK}|名称"),
    (WorkColumn.NATURE, r"(?:建设|项目|工程)?(?:性质|阶段|状态)"),
    (WorkColumn.PROGRESS, r"(?:目前|当前|工作|工程|项目|建设|事项|形象|实施|前期|年度)*(?:进展|进度|完成|落实)(?:情况)?|备注|现状"),
    (WorkColumn.COST, r"[^,。;:]{0,10}(?:投资|概算|估算|造价)(?:额|规模|总额|金额)?|(?:总|项目)?资金"),
    (WorkColumn.TIME, r"[^,。;:]{0,8}(?:年限|年份|时限|工期|时间|周期|期限|起止年?限?|起止年月|起止)|(?:建设|实施|施工)期|节点"),
    (WorkColumn.CATEGORY, r"(?:项目|工程|行业|所属)?(?:类别|类型|分类|领域|行业)"),
    (WorkColumn.PLACE, r"[^,。;:]{0,6}(?:地点|地址|位置|所在地|属地)|(?:所在|所属)?(?:街道|街镇|乡镇|镇街|县区|区县)"),
    (
        WorkColumn.UNIT,
        r"[^,。;:]{0,8}(?:责任|牵头|建设|实施|主管|申报|推进|配合|承办|包联|投资|业主|项目)[^,。;:]{0,4}(?:单位|部门|主体|业主|领导|人|公司)|业主|项目法人",
    ),
    (
        WorkColumn.CONTENT,
        r"(?:主要|项目|工程|建设|实施|工作|具体|年度|实事)*(?:内容|规模|概况|简介|描述|目标|任务|标准)(?:(?:及|和|与|、|/)(?:建设)?(?:规模|内容|标准|要求|目标))?",
    ),
    (WorkColumn.OTHER, r"(?:建设|路线|线路|新建|总)*(?:里程|长度|面积|占地|用地|容量|装机|产能)(?:规模|容量|面积)?"),
)  # fmt: skip
_UNIT_LAST = re.compile(r"\((?P<unit>[^()]{1,8})\)$")
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _HEADS)


@lru_cache(1024)
def column_of(heading: str) -> WorkColumn | None:
    """The column under a heading, folded and without spaces, or None where it heads none of a list of works."""
    word = re.sub(r"^20\d\d年(?:度)?|\([^()]{1,10}\)$", "", heading)
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(word)), None) if len(heading) <= 18 else None


def unit_of(heading: str) -> str:
    """亿元 of 总投资（亿元）, or nothing."""
    return unit["unit"].removeprefix("单位:") if (unit := _UNIT_LAST.search(heading)) else ""


def name_column(headings: Sequence[str]) -> int | None:
    """Which column holds the names of works; None where the headings are of another table."""
    kinds = [column_of(heading) for heading in headings]
    said = set(kinds)
    if WorkColumn.NAME not in said or any("指标" in heading or "规划名称" in heading for heading in headings):
        return None
    names = [index for index, kind in enumerate(kinds) if kind is WorkColumn.NAME]
    index = max(names, key=lambda at: ("名称" in headings[at], "项目" in headings[at] or "工程" in headings[at], -at))
    plain = "名称" not in headings[index] or headings[index] == "名称"
    told = said & {
        WorkColumn.COST,
        WorkColumn.NATURE,
        WorkColumn.PROGRESS,
        WorkColumn.CONTENT,
        WorkColumn.TIME,
        WorkColumn.UNIT,
    }
    owned = WorkColumn.UNIT in said and WorkColumn.PROGRESS in said
    if not told or (plain and not owned and not said & {WorkColumn.COST, WorkColumn.CONTENT, WorkColumn.NATURE}):
        return None
    return index


_OF_PLAN = re.compile("十[一二三四五六七]五|规划期")


def cost_column(headings: Sequence[str]) -> int | None:
    """Which column holds what a work costs as a whole: 总投资 before 投资, and neither what is spent in one year nor what has been spent."""
    costs = [
        index
        for index, heading in enumerate(headings)
        if column_of(heading) is WorkColumn.COST and not re.search(r"20\d\d年|年度|本年|今年|当年|累计|已完成|完成投资", heading)
    ]  # fmt: skip
    # what is spent within the plan's years is the whole only where nothing else is stated
    return max(
        costs, key=lambda index: ("总" in headings[index], not _OF_PLAN.search(headings[index]), -index), default=None
    )


# ── the cells of a row that has a cell a line ────────────────────────────────────────────────────────────────────────────────────────

NEVER = 99.0
_LINES = {
    WorkColumn.NAME: 4,
    WorkColumn.CONTENT: 14,
    WorkColumn.PROGRESS: 12,
    WorkColumn.NUMBER: 1,
}  # of one cell; 5 of others
_COST = re.compile(
    r"(?:总|计划|预计|估算|项目)*(?:投资)?(?:额|规模|估算)?(?:约|为|:)*\d[\d,.]*(?:余|多)?[万亿千百]*(?:美?元)?(?:左右|以上)?[。;]?|[-—/]{1,3}|待定"
)
_TIME = re.compile(r"20\d\d|[年月季]|长期|全年|年底|\d+个?月")
_BODY = re.compile(
    r"(?:局|委|办|政府|公司|中心|镇|乡|街道|院|集团|管委会|部|厅|站|所|处|行|社|县|区|市|企业|学校|医院|[长员])(?:[、,;/ ]|$)"
)
_NATURE = re.compile(
    r"(?:(?:[新续扩改迁重在拟增移复异地]{1,3}建|新增|新开工|开工|续建|竣工|前期|储备|谋划|投产|技改|技术改造|建成|计划开工|采购|购置|租赁|修缮|维修|加固|提升|改造|更新|收尾|结转)[、,/和及]?){1,3}(?:类|项目)?"
)
_NAMED = re.compile(
    r"(?:项目|工程|中心|园|区|路|桥|厂|站|馆|院|校|楼|库|线|改造|建设|基地|公园|场)(?:\([^()]{1,16}\))?$"
)


_DIGITS = re.compile(r"[\d,.]+")
_ROW_NUMBER = re.compile(r"\(?\d{1,3}\)?[.、]?")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_SUM_WITHIN = re.compile(r"\d[\d.]*[万亿]?元")
_WORK_ENDS = re.compile(r"(?:项目|工程)$")


def cell_cost(kind: WorkColumn, word: str) -> float:
    """How odd it would be for a cell of this column to say this."""
    if kind is WorkColumn.NUMBER:
        return 0.0 if _ROW_NUMBER.fullmatch(word) else NEVER
    if kind is WorkColumn.COST:
        return 0.0 if _COST.fullmatch(word) else 0.8 if "元" in word and _SUM_WITHIN.search(word) else 4.0
    if kind is WorkColumn.TIME:
        return 0.0 if len(word) <= 24 and _TIME.search(word) else 2.5
    digits = _DIGITS.fullmatch(word) is not None
    if kind is WorkColumn.NAME:
        if digits or len(word) > 90 or _COST.fullmatch(word) or not _WORDS.search(word):
            return NEVER
        return (0.0 if _NAMED.search(word) else 0.6) + 2.5 * ("。" in word or ";" in word)
    if kind is WorkColumn.UNIT:
        return 3.0 if digits else 0.0 if _BODY.search(word) and "。" not in word else 1.2
    if kind is WorkColumn.NATURE:
        return 0.0 if _NATURE.fullmatch(word) else 2.5
    if kind in (WorkColumn.CONTENT, WorkColumn.PROGRESS):
        return 2.0 if digits else 0.0 if len(word) > 5 else 0.4
    return 1.0 if digits or len(word) > 24 else 0.2


_EMPTY = {
    WorkColumn.NAME: NEVER,
    WorkColumn.NUMBER: NEVER,
    WorkColumn.PROGRESS: 0.6,
    WorkColumn.OTHER: 0.4,
    WorkColumn.CATEGORY: 0.4,
}


class Alignment:
    """Lines of cells under the columns of a list, for each number of them that may be the row: how badly they fit, and which are which cell.

    What is found of the first lines holds for more of them, so that it is worked out once, when it is first asked.
    """

    def __init__(self, words: Sequence[str], kinds: Sequence[WorkColumn]) -> None:
        self.words = words
        self.kinds = kinds
        self._tables: tuple[list[list[float]], list[list[int]]] | None = None

    def of(self, count: int, empty: Sequence[int] | None = None) -> tuple[float, tuple[tuple[int, int], ...]]:
        """How badly the first ``count`` lines fit the columns, and for each column the lines ``words[a:b]`` that are its cell (a == b: none).

        ``empty``: how many empty cells stand before each line, where the text tells.
        """
        if empty is not None and (found := _exact(self.words[:count], self.kinds, empty)):
            return found
        if self._tables is None:
            self._tables = _tables(self.words, self.kinds)
        best, took = self._tables
        spans: list[tuple[int, int]] = []
        at = count
        for j in range(len(self.kinds), 0, -1):
            spans.append((at - took[j][at], at))
            at -= took[j][at]
        return best[-1][count], tuple(reversed(spans))


def _tables(words: Sequence[str], kinds: Sequence[WorkColumn]) -> tuple[list[list[float]], list[list[int]]]:
    """For the first ``j`` columns and the first ``i`` lines how badly they fit at best, and how many lines the last of the columns takes then."""
    count, width = len(words), len(kinds)
    best = [[NEVER] * (count + 1) for _ in range(width + 1)]
    took = [[0] * (count + 1) for _ in range(width + 1)]
    best[0][0] = 0.0
    for j, kind in enumerate(kinds):
        most, nothing = _LINES.get(kind, 5), _EMPTY.get(kind, 1.0)
        below, lines_below = best[j + 1], took[j + 1]
        for i, so_far in enumerate(best[j]):
            if so_far >= NEVER:
                continue
            for lines in range(min(most, count - i) + 1):
                cost = so_far + (_joined(kind, words[i : i + lines]) if lines else nothing)
                if cost < below[i + lines]:
                    below[i + lines] = cost
                    lines_below[i + lines] = lines
    return best, took


def _exact(
    words: Sequence[str], kinds: Sequence[WorkColumn], empty: Sequence[int]
) -> tuple[float, tuple[tuple[int, int], ...]] | None:
    """The lines under their columns where each line and each empty cell is one cell; None where they do not fit so."""
    spans = [(0, 0)] * len(kinds)
    column = -1
    cost = 0.0
    for index, word in enumerate(words):
        column += 1 + (empty[index] if index else 0)
        if column >= len(kinds):
            return None
        spans[column] = (index, index + 1)
        cost += cell_cost(kinds[column], word)
    if any(a == b and kind in (WorkColumn.NAME, WorkColumn.NUMBER) for kind, (a, b) in zip(kinds, spans, strict=True)):
        return None
    return (cost, tuple(spans)) if cost <= _FITS else None


_FITS = 3.0


def _joined(kind: WorkColumn, words: Sequence[str]) -> float:
    cost = cell_cost(kind, "".join(words)) + 0.35 * (len(words) - 1)
    if kind is WorkColumn.NAME:
        cost += sum(1.5 for word in words[:-1] if _WORK_ENDS.search(word))
    return cost
