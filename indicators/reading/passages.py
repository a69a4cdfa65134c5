"""What is known of a passage while its figures are read, one after the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from indicators.reading.dating import (
    YearPart,
)
from indicators.reading.observed import ObservationRead
from indicators.reading.same_below import Turn
from indicators.reading.subject_words import SubjectMemory, SubjectWords, words_around
from indicators.reading.subjects import noun_after
from indicators.reading.territory import Territory, territory_of
from text.context import DocumentContext
from text.ledger.ledger import NumeralRead
from text.numbers.quantities import Quantity
from text.outline.outline import Outline
from text.outline.periods import UNSAID, Setting, YearMark
from text.outline.sentences import Passage, SentenceShape
from text.vocabulary import ChapterKind, Measure, Movement, ObservationKind

# 增速达到15.6%: a year's, in a review of five
YEARLY = re.compile("增速|增幅|涨幅")
GOES_ON = re.compile(
    r"[,、和及]?(?:(?:[到至]|截至)?(?:20\d\d年(?:年?[底末])?|年[底末]),?)?(?:[是为](?:前|上一?个)[三四五]年的)?(?:分别|同比|[比较](?:上年末?|年初|20\d\d年|“?十.五”?[时期间末]*)|年均|实际|名义|力争|确保|[三五]年){0,3}"
    r"(?:增[长速幅]|增加|增|提高|提升|上升|下降|降低|减少|降|占比?|占全部的?|恢复|调整|优化|相当于|到|至|达到?|为)*了?约?(?:20\d\d年(?:[底末]|同期)?的)?"
)
# 分别提高到每人每月720元|、每人每年|7200元   分别增加1.7平方公里|、提高|9.2个百分点
DEALT_ON = re.compile(
    r"[、和与及]+(?:每人|每户|每月|每年|人均){0,2}(?:负增长|增长|增加|提高|提升|上升|下降|降低|减少)?"
)
_NUMBER = re.compile(r"^\(?\d{1,2}[.、)](?!\d)")
# 3.店头产业园标准化厂房。建设标准化厂房12万平方米: what is to be built is named, and nothing else said
_NUMBERED_WORK = re.compile(
    r"\(?\d{1,2}[.、)][^。,;:、\d]{4,30}(?:厂房|中心|公路|道路|大桥|水库|灌区|管网|医院|学校|电站|[园站厂场馆])。"
)
# 12个以上医疗集团|、区级覆盖率达80%: the name of the number behind
_NAME_OF_THE_NEXT = re.compile(
    "(?<=..)、[^、,]{1,12}?(?:率|比例|占比|[量额值]|规模)(?:分别|均|已|稳定在)?(?:增长|下降|提高到?|提升到?|降[至到]|增[至到]|达到?|为|超过?|突破)$"
)
WIDTH = 80  # characters around a number that are looked at


class FigureBefore(NamedTuple):
    """A number that was read before in the passage, with where it and its words begin; ``ratio``: it is in %."""

    value: Decimal
    start: int
    words: int
    subject: str
    measure: Measure
    ratio: bool
    direction: Movement | None


class FigureTime(NamedTuple):
    """The time of a number; ``is_base``: others are compared with it (由4.14亿元增长到8.56亿元)."""

    year: int | None
    period: tuple[int, int] | None
    kind: ObservationKind | None
    is_base: bool = False


@dataclass(slots=True)
class FiguresOfPassage:
    """A passage while it is read, number by number; what was found is in ``observations`` and ``numerals``."""

    outline: Outline
    context: DocumentContext
    passage: Passage
    settings: Sequence[tuple[int, Setting]]
    observations: list[ObservationRead] = field(default_factory=list)
    numerals: list[NumeralRead] = field(default_factory=list)
    text: str = ""
    shape: SentenceShape = field(default_factory=lambda: SentenceShape((), (), (), {}))
    quantities: list[Quantity] = field(default_factory=list)
    marks: list[YearMark] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    expected: list[int] = field(default_factory=list)
    memory: SubjectMemory = field(default_factory=SubjectMemory)
    dated_until: int = -1
    near: str = ""
    measure: Measure = Measure.SHARE
    existing: tuple[int, int | None] = (-1, None)
    industry_mark: YearMark | None = None
    parts: list[YearPart] = field(default_factory=list[YearPart])
    part_before: tuple[int, int] | None = None
    headed: str | None = None
    expected_below: Sequence[Turn] = ()
    setting: Setting = UNSAID
    industry_when: FigureTime | None = None
    made: str = ""
    listed: int = -1
    read_before: list[FigureBefore] = field(default_factory=list[FigureBefore])

    @property
    def territory(self) -> Territory:
        return territory_of(self.context)


def words_of(
    of: FiguresOfPassage, values: Sequence[int], order: int, sentence: tuple[int, int], clause: tuple[int, int]
) -> SubjectWords:
    """The words between a value and the values next to it."""
    quantity = of.quantities[values[order]]
    left = max(clause[0], of.memory.consumed)
    if order and left < of.quantities[values[order - 1]].end <= quantity.start:
        left = of.quantities[values[order - 1]].end
    right, ahead = clause[1], ""
    if order + 1 < len(values) and (following := of.quantities[values[order + 1]]).start < clause[1]:
        right = max(following.start, quantity.end)
        ahead = noun_after(of.text[following.end : min(clause[1], following.end + WIDTH)])
    after = of.text[quantity.end : max(right, quantity.end)].rstrip(",;:。!?")
    if right < clause[1] and "、" in after:
        after = _NAME_OF_THE_NEXT.sub("", after)
    if "(" in after and after.rfind("(") > after.rfind(")"):
        after = after[: after.rfind("(")]  # 2100人(计划数为: the words in the bracket are those of the next number
    return words_around(
        text=of.text,
        quantity=quantity,
        index=values[order],
        sentence=sentence,
        clause=clause,
        left=left,
        after=after.rstrip("、和及与") if right < clause[1] else after,
        ahead=ahead,
        project=_NUMBER.sub("", of.text[: of.text.find("。")]) if is_project(of) else "",
        own=of.territory.own,
        opening=of.shape.enclosure(quantity.number),
    )


def is_project(of: FiguresOfPassage) -> bool:
    """The paragraph of one project in a box: 东丽区金钟河沿岸生态修复工程。项目位于…; its sizes are not of a year."""
    node = of.passage.node
    if node is None or node.kind is not ChapterKind.BOX:
        return False
    if of.passage.cell or re.match(r"[^。]{4,50}(?:工程|项目)。", of.text):
        return True
    return bool(re.search("工程|项目", node.title) and _NUMBERED_WORK.match(of.text))
