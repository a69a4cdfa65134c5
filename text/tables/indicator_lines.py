"""Indicator tables as the lines of a page: what their columns hold, and which lines head them (:mod:`text.tables.page_lines`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from text.tables.columns import ColumnContent, cell_cost, columns_of, heads_a_column, is_figure, is_nature, is_unit
from text.tables.wrapped import NEVER, Grammar, Spot

CATEGORY = re.compile(
    r"(?:经济|社会|民生|生态|创新|绿色|安全|文化|城乡|资源|协调|开放|改革|科技|产业|人民|数字|公共|发展|驱动|福祉|保障|环境|文明|治理|低碳|共享|融合|服务|宜居|转型|生活|领域|健康|平安|幸福|美丽|和谐){1,3}(?:水平)?"
)
_BETWEEN = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))[^\d,。;:]{2,14}")
_NUMBER = re.compile(r"\(?\d{1,3}[.、)]?|[①-⑳]")
_NUMBERED = re.compile(r"\(?\d{1,2}[.、)](?!\d)|[①-⑳]")
_VALUE_PART = re.compile(
    "[≥≤<>]|同步|持平|完成|达到?|高于|低于|优于|省|市|国|经济|增长|一致|任务|要求|下达|控制|水平|保持|以[上内下]|左右|平均|逐步|提[高升]|全|视情|合理|区间"
)
_VALUE_END = re.compile("[速步平务求制致当应右]")
# a target in words, or the end of one, and no name
_AIM = re.compile(
    r"(?:完成|达到|与|[高低优]于|不[低高]于|保持|控制|逐步|持续).{2,}|.{0,4}(?:水平|任务|同步|持平|要求|以[上内下]|左右|一致|适应)$"
)
# a nature in a narrow column: 预期 over 性
NATURE_PART = re.compile("预期|约束|性(?:指标)?|指标|[预约期束]|期性|束性")
_UNIT_PART = re.compile(
    r"[万亿千百]?(?:元|人|吨|公里|立方米|平方米|件|标准煤|人口|人次|千瓦时|户|%|‰|当量)?/?|/\S{1,6}|百分点|微克/?|毫克/?|立方米|[万亿]?吨?标准煤?"
)
_END = re.compile(
    r"^\s*(?:注释?\s*[:\d(①]|备\s*注\s*:|说明\s*:|第.{1,3}[章节篇]|专\s*栏|表\s*\d|图\s*\d|#|>\s*[^\d\s])|[。;!?]\s*$"
)
# 三级医院日间手术占比达到60%,县域内就诊率稳定在90%以上,建: prose, broken over lines
_PROSE = re.compile(r"(?:[\u4e00-\u9fff%],[^,]{4,80}){2}")
# what is made of the characters of headings, and of no others, may be one line of a heading
_PART = re.compile(
    r"[序号类别指标名称单位计量年均增速长率累或变化属性质现状基期准数值目规划实际预完成情况级十一二三四五六末时主要责任部门领域〔〕\[\]()/%“”\"\d]{1,9}"
)


# two headings that ran together: 指标2025年, 2030年年均/累计, 年均/累计属性, 序一级2020年基, 2025号指标
_TWO_HEADS = re.compile(
    r"""(?:指标|类别|领域|属性|性质|单位|序号|名称)[“"]?(?:20\d\d|十[一二三四五六七]五)
    |(?<![-—~至])20\d\d年?[^-—~至]{0,6}(?:五年|5年|年均.?累计|累计)|(?:20\d\d年|年均|累计).*(?:属性|性质|单位|序号)
    |^序(?!号)..|20\d\d年?[号别标]""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class IndicatorGrammar:
    """What the columns of an indicator table hold (see :class:`text.tables.wrapped.Grammar`)."""

    kinds: tuple[ColumnContent, ...]
    numbered_names: bool = False

    @property
    def width(self) -> int:
        return len(self.kinds)

    @property
    def name(self) -> int:
        return self.kinds.index(ColumnContent.NAME)

    @property
    def number(self) -> int | None:
        return self._at(ColumnContent.NUMBER)

    @property
    def category(self) -> int | None:
        return self._at(ColumnContent.CATEGORY)

    def _at(self, kind: ColumnContent) -> int | None:
        return self.kinds.index(kind) if kind in self.kinds else None

    def cost(self, column: int, word: str) -> float:
        kind = self.kinds[column]
        if kind is ColumnContent.NUMBER:
            return 0.0 if _NUMBER.fullmatch(word) else NEVER
        if kind is ColumnContent.NAME:
            if CATEGORY.fullmatch(word) or is_unit(word):
                return 2.0
            return cell_cost(kind, word) if re.search("[\u4e00-\u9fff]", word) else NEVER
        if kind is ColumnContent.CATEGORY and CATEGORY.fullmatch(word):
            return 0.0
        if kind is ColumnContent.UNIT and _UNIT_PART.fullmatch(word):
            return 0.3
        if kind is ColumnContent.NATURE and not is_nature(word):
            return 3.0 if len(re.findall("约束|预期", word)) == 1 and not re.match("性|期性|束性", word) else NEVER
        if kind is ColumnContent.NATURE and len(word) == 2:
            return 1.0  # 预期 may have its 性 on the next line
        return cell_cost(kind, word)

    def empty(self, column: int) -> float:
        return _EMPTY[self.kinds[column]]

    def part(self, column: int, word: str) -> float:
        kind = self.kinds[column]
        if kind is ColumnContent.NUMBER:
            return 0.0 if _NUMBER.fullmatch(word) else NEVER
        if kind is ColumnContent.NAME:
            if is_nature(word) or is_figure(word):
                return NEVER
            return 1.2 if _AIM.match(word) or NATURE_PART.fullmatch(word) else 0.2
        if kind is ColumnContent.CATEGORY:
            return 0.0 if CATEGORY.fullmatch(word) else NEVER
        if kind is ColumnContent.UNIT:
            return 0.0 if is_unit(word) or _UNIT_PART.fullmatch(word) else 0.7 if len(word) <= 4 else NEVER
        if kind.is_value:
            if is_figure(word):
                return 0.1
            if kind is ColumnContent.BASE:
                return 2.0 if _VALUE_PART.search(word) or _VALUE_END.fullmatch(word) else NEVER
            return 0.4 if _VALUE_PART.search(word) else 0.6 if _VALUE_END.fullmatch(word) else NEVER
        if kind is ColumnContent.NATURE:
            return 0.0 if NATURE_PART.fullmatch(word) else NEVER
        return 0.5 if kind is ColumnContent.OTHER else NEVER

    def open(self, column: int, word: str | None) -> bool:
        kind = self.kinds[column]
        if kind is ColumnContent.UNIT:
            return (
                word is None
                or word.endswith("/")
                or not is_unit(word)
                or re.fullmatch("[十百千万亿]+", word) is not None
            )
        if kind.is_value:
            return word is None or not is_figure(word)
        if kind is ColumnContent.NUMBER:
            return word is None
        if kind is ColumnContent.NATURE:
            return word is None or NATURE_PART.fullmatch(word) is not None
        return kind in (ColumnContent.NAME, ColumnContent.OTHER)

    def is_anchor(self, slots: Sequence[str | None]) -> bool:
        values = [word for kind, word in zip(self.kinds, slots, strict=True) if kind.is_value and word]
        figures = sum(map(is_figure, values))
        said = {kind for kind, word in zip(self.kinds, slots, strict=True) if word}
        if ColumnContent.NUMBER in self.kinds:
            # the number may stand beside the first line of the name: 7 数字经济核心产业增加值占 over 生产总值比重 % 7.3 10 预期性
            whole = len(values) == sum(kind.is_value for kind in self.kinds) > 1 and figures
            if whole and {ColumnContent.UNIT, ColumnContent.NATURE} <= said:
                return True
            return ColumnContent.NUMBER in said and bool(values or ColumnContent.NATURE in said)
        if ColumnContent.NATURE in self.kinds and ColumnContent.NATURE in said:
            return bool(values)
        return figures > 0 and len(values) * 2 > sum(kind.is_value for kind in self.kinds)

    def begins(self, word: str) -> bool | None:
        return _NUMBERED.match(word) is not None if self.numbered_names else None


_EMPTY = {
    ColumnContent.NUMBER: 4.0,
    ColumnContent.CATEGORY: 0.3,
    ColumnContent.NAME: 1.5,
    ColumnContent.UNIT: 1.0,
    ColumnContent.VALUE: 2.5,
    ColumnContent.BASE: 2.5,
    ColumnContent.NATURE: 2.0,
    ColumnContent.OTHER: 0.5,
}


class IndicatorPage:
    """How an indicator table is known (see :class:`text.tables.page_lines.PageTable`)."""

    most_lines = 600

    def heads(self, word: str) -> bool:
        return len(word) <= 24 and heads_a_column(word) and _TWO_HEADS.search(word) is None

    def part_of_head(self, word: str) -> bool:
        return not word.isdigit() and (len(word) == 1 or _PART.fullmatch(word) is not None)

    def may_be(self, said: str) -> bool:
        return "标" in said and re.search("20[0-9]{2}|目标|规划|年均|累计", said) is not None

    def grammar(self, words: Sequence[str], spots: Sequence[Sequence[Spot]]) -> Grammar | None:
        kinds = columns_of(words)
        if not (
            ColumnContent.NAME in kinds and any(kind.is_value for kind in kinds) and any("指标" in w for w in words)
        ):
            return None
        return IndicatorGrammar(kinds, ColumnContent.NUMBER not in kinds and _numbered(spots))

    def is_between(self, line: Sequence[Spot], grammar: Grammar) -> bool:
        """Is this line a heading between rows: 一、经济发展, or 经济发展 where categories have no column?"""
        if len(line) != 1:
            return False
        word = line[0].cell.word
        return _BETWEEN.fullmatch(word) is not None or (
            grammar.category is None and CATEGORY.fullmatch(word) is not None
        )

    def ends(self, row: str) -> bool:
        return _END.search(row) is not None or (row.count(",") > 1 and _PROSE.search(row) is not None)


def _numbered(spots: Sequence[Sequence[Spot]]) -> bool:
    """Do names begin with the number of their row?"""
    found = sum(any(_NUMBERED.match(spot.cell.word) for spot in line[:2]) for line in spots)
    return found >= 2 and any(re.match(r"\(?1[.、)]|①", spot.cell.word) for line in spots[:6] for spot in line[:2])
