"""Tables of works as the lines of a page: what their columns hold, and which lines head them (:mod:`text.tables.page_lines`).

::

                             新建一级公路12.8公里，
    2  青溪至云州高速公路    路基宽24.5米，设大桥   石桥镇  2021-2024  136000    →  2 | 青溪至云州高速公路连接线 | 新建一级公路12.8公里，… | …
       连接线
                             2座
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.reading.columns import WorkColumn, cell_cost, column_of, name_column
from projects.reading.rows import begins_group, is_group_number, is_sum
from text.sources.source import Source
from text.tables.grid import Table
from text.tables.numbered import read_numbered
from text.tables.page_lines import read_page_lines
from text.tables.wrapped import NEVER, Grammar, Spot

_NUMBER = re.compile(r"\(?\d{1,4}[.、)]?|\d{1,2}\.\d{1,2}")
_FIGURE = re.compile(r"[\d,.]+(?:万元|亿元)?|[-—/]{1,3}")
_YEARS = re.compile(r"(?:20)?\d\d年?(?:\d{1,2}月)?[-—~至]?|[-—~至]?20\d\d年?|[-—~至]")
_TWO_NAMES = re.compile(r"(?:项目|工程)\([^()]*\)[^()]{4,}$")
_NATURE_PART = re.compile(r"[新续扩改迁重]{1,2}|技[术改]?")
_OPEN_YEARS = re.compile(r"20\d\d[-—~至]$")
_YEAR = re.compile(r"20[123]\d")
_PLACE = re.compile(r".{1,8}(?:镇|乡|街道|街|区|县|市|村|园区|辖区|全域|各乡镇)[、,]?")
_BODY = re.compile(r".*(?:局|委|办|政府|公司|中心|集团|管委会|部|厅|院|行|社|会|镇|乡|街道)[、,]?")
# what is made of the characters of headings, and of no others, may be one line of a heading
_PART = re.compile(
    r"[主要体建设项目工程实施起止规划计估算责任牵头管完成标十四五期间年度总投资额内容模及与和性质地点限时单位部门名称类别型备注万亿元序号()“”\"]{1,9}"
)
_END = re.compile(
    r"^\s*(?:注释?\s*[:\d(①]|说明\s*:|第.{1,3}[章节篇]|专\s*栏|附\s*[件表录]|表\s*\d|图\s*\d|#|名词解释|抄送|责任编辑)"
)
_EMPTY = {
    WorkColumn.NUMBER: 4.0,
    WorkColumn.NAME: 1.5,
    WorkColumn.COST: 1.6,
    WorkColumn.TIME: 1.2,
    WorkColumn.NATURE: 1.0,
    WorkColumn.CATEGORY: 0.3,
}
_LAST_NAME = 3  # before the names there are at most a number, a category, and a part of it
_SHORT = {WorkColumn.COST, WorkColumn.NUMBER, WorkColumn.NATURE}


@dataclass(frozen=True, slots=True)
class WorkGrammar:
    """What the columns of a table of works hold (see :class:`text.tables.wrapped.Grammar`)."""

    kinds: tuple[WorkColumn, ...]
    name: int

    @property
    def width(self) -> int:
        return len(self.kinds)

    @property
    def number(self) -> int | None:
        return self.kinds.index(WorkColumn.NUMBER) if WorkColumn.NUMBER in self.kinds else None

    @property
    def category(self) -> int | None:
        return self.kinds.index(WorkColumn.CATEGORY) if WorkColumn.CATEGORY in self.kinds else None

    def cost(self, column: int, word: str) -> float:
        kind = self.kinds[column]
        if kind is WorkColumn.NUMBER:
            return 0.0 if _NUMBER.fullmatch(word) else NEVER
        if kind is WorkColumn.PLACE:
            return NEVER if _FIGURE.fullmatch(word) else 0.1 if _PLACE.fullmatch(word) else 0.8
        if kind is WorkColumn.CONTENT and _FIGURE.fullmatch(word):
            return 5.0
        if kind is WorkColumn.NAME and _TWO_NAMES.search(word):
            return 1.5 + cell_cost(kind, word)
        if kind is WorkColumn.NATURE and _NATURE_PART.fullmatch(word):
            return 0.8
        if kind is WorkColumn.TIME and _OPEN_YEARS.search(word):
            return 1.5
        if kind is WorkColumn.COST and _YEAR.fullmatch(word):
            return 1.0
        return cell_cost(kind, word)

    def empty(self, column: int) -> float:
        return _EMPTY.get(self.kinds[column], 0.7)

    def part(self, column: int, word: str) -> float:
        kind = self.kinds[column]
        if kind is WorkColumn.NAME:
            return NEVER if _FIGURE.fullmatch(word) or _YEARS.fullmatch(word) else 0.2
        if kind in (WorkColumn.CONTENT, WorkColumn.PROGRESS):
            return 0.15
        if kind is WorkColumn.TIME:
            return 0.0 if _YEARS.fullmatch(word) else NEVER
        if kind is WorkColumn.PLACE:
            return 0.1 if _PLACE.fullmatch(word) else 1.0
        if kind is WorkColumn.UNIT:
            return 0.1 if _BODY.fullmatch(word) else 1.0
        return NEVER if kind in _SHORT or kind is WorkColumn.CATEGORY else 0.6

    def open(self, column: int, word: str | None) -> bool:
        kind = self.kinds[column]
        if kind is WorkColumn.TIME:
            return word is None or re.search(r"[-—~至]$", word) is not None
        return kind not in _SHORT

    def is_anchor(self, slots: Sequence[str | None]) -> bool:
        said = {kind for kind, word in zip(self.kinds, slots, strict=True) if word}
        if WorkColumn.NUMBER in self.kinds:
            return WorkColumn.NUMBER in said and len(said) >= 2
        figures = any(
            word and _FIGURE.fullmatch(word)
            for kind, word in zip(self.kinds, slots, strict=True)
            if kind is WorkColumn.COST
        )
        return figures if WorkColumn.COST in self.kinds else len(said) * 2 > len(self.kinds)

    def begins(self, word: str) -> bool | None:
        return None


_GROUP = re.compile(r"[\u4e00-\u9fff]{2,12}")


class WorkPage:
    """How a table of works is known (see :class:`text.tables.page_lines.PageTable`)."""

    most_lines = 6000

    def heads(self, word: str) -> bool:
        return column_of(word) is not None

    def part_of_head(self, word: str) -> bool:
        return (len(word) == 1 and not word.isdigit()) or _PART.fullmatch(word) is not None

    def may_be(self, said: str) -> bool:
        return re.search("项目|工程|名称", said) is not None and re.search("投资|内容|规模|资金", said) is not None

    def grammar(self, words: Sequence[str], spots: Sequence[Sequence[Spot]]) -> Grammar | None:
        del spots
        kinds = [column_of(word) for word in words]
        name = name_column(words)
        if name is None or name > _LAST_NAME or None in kinds:
            return None
        return WorkGrammar(
            tuple(
                WorkColumn.NAME if at == name else WorkColumn.OTHER if kind in (None, WorkColumn.NAME) else kind
                for at, kind in enumerate(kinds)
            ),
            name,
        )

    def is_between(self, line: Sequence[Spot], grammar: Grammar) -> bool:
        del grammar
        first = line[0].cell.word
        if len(line) == 2 and is_group_number(first) and _GROUP.fullmatch(line[1].cell.word):
            return True  # 一  工业
        return is_sum(first) or (len(line) == 1 and (begins_group(first) or re.search(r"\((?:共)?\d+[个项]\)$", first) is not None))  # fmt: skip

    def ends(self, row: str) -> bool:
        return _END.search(row) is not None


def read_pages(source: Source, taken: Sequence[tuple[int, int]]) -> Iterator[Table]:
    """The tables of works that stand as lines of a page and are not at ``taken``."""
    page = WorkPage()
    lines = source.lines
    ahead = sorted(taken)
    index = 0
    while index < len(lines):
        line = lines[index]
        while ahead and ahead[0][1] < line.start:
            ahead.pop(0)
        inside = bool(ahead) and ahead[0][0] < line.end
        if inside or not 1 <= len(line.folded.strip()) <= 200 or not _may_begin(line.folded):
            index += 1
            continue
        found = _read(source, index, page)
        if found is None:
            index += 1
            continue
        yield found[0]
        index = max(found[1], index + 1)


def _read(source: Source, index: int, page: WorkPage) -> tuple[Table, int] | None:
    """The table whose headings begin on a line."""
    if found := read_numbered(source, source.lines, index, page, flowing=True):
        return found
    found = read_page_lines(source, source.lines, index, page)
    if found and not _one_a_line(source, found[0]):
        return found
    return read_numbered(source, source.lines, index, page, flowing=False)


def _one_a_line(source: Source, table: Table) -> bool:
    """Do all headings stand on lines of their own? Then so do the cells, and it is no page."""
    lines = [source.line_at(cell.start).no for cell in table.header]
    return len(set(lines)) == len(lines)


def _may_begin(row: str) -> bool:
    """Quickly: can this line be the first of the headings?"""
    first = row.split(None, 1)[0]
    return len(first) <= 18 and (column_of(first) is not None or _PART.fullmatch(first) is not None or len(first) == 1)
