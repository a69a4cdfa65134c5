"""The prose of a document becomes observations: every dated or datable number about the district, with what it is of, and the number ledger.

``累计新增就业11万人`` in the review of a plan for 2021–2025 becomes 就业, 11, 万人, 2020 (over 2016–2020), actual, eq, cumulative, with the clause as its
evidence. What no observation is made of stands in the ledger under what it is (:mod:`text.ledger.ledger`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from indicators.reading.bases import COMPARING, base_of_a_span, base_year, figure_of_a_base, years_of_a_rise
from indicators.reading.catalogue import link
from indicators.reading.dating import (
    YearPart,
    aimed_in_brackets,
    is_aim,
    is_only_an_aim,
    is_planned,
    is_the_same_in_another_year,
    is_uncertain,
    leaves,
    part_at,
    year_parts,
)
from indicators.reading.directions import direction_of
from indicators.reading.measures import measure_of
from indicators.reading.naming import PER_MANY, Name, SubjectMemory, SubjectWords, name, part_of, words_around
from indicators.reading.references import may_refer, references
from indicators.reading.subjects import clean, noun_after, share_out, without_and
from indicators.reading.territory import Territory, territory_of
from text.context import DocumentContext
from text.ledger.arabic_numerals import industry_of
from text.ledger.ledger import NumeralPlace, NumeralRead, disposition, places
from text.numbers.quantities import NUMERAL, Quantity, find_quantities
from text.numbers.units import COUNTERS, MONEY
from text.outline.outline import Node, Outline
from text.outline.periods import UNSAID, Setting, ShiftDirection, YearMark, governing, year_marks
from text.outline.sentences import Passage, SentenceShape, passages, shape
from text.outline.timeline import Timeline, setting_at
from text.sources.evidence import Evidence, Note, cite, note
from text.vocabulary import ChapterKind, Comparator, Disposition, DocumentKind, Measure, Movement, ObservationKind

# what is there already and to be built on: 提升现有6个科技园区
_EXISTING = re.compile(r"现有|已有|当前|目前|长期空置的|正在运营的|自用的|治理后的|围绕|依托")
_EXISTING_BASE = re.compile(r"基础上")
# a line with a number and next to nothing else: a cell of a table that lost its frame
_CELL = re.compile(r"[^一-鿿,。;]*\d[^一-鿿,。;]*[一-鿿%‰]{0,3}")
_EXPECTED = re.compile("预计")
_REACHES = re.compile(r"[,、]?(?:力争|争取|确保)?(?:达到?|为)?")
# 增速达到15.6%: a year's, in a review of five
_YEARLY = re.compile("增速|增幅|涨幅")
_NEW = re.compile("新增|净增")
_YEARS_DEALT = re.compile(r"(?P<years>(?:20\d\d年?[、和与及]){1,5}20\d\d年)[^。;]{0,40}?分别")
_STEPS = re.compile(r"(?:(?:连续|接连|相继|先后)(?:跨越|迈上|跨过|突破|站上|登上|跃上)|连[跨上破])[^,;。]*$")
# what a review of several years adds up, in words
_ADDED = re.compile("累计|新增|净增|共|五年|引进|建成|完成|投入")
# what is told year by year, in a review of several too, where nothing adds it up
_OF_A_YEAR = re.compile(r"(?:进出口(?:总[额值])?|零售总额|用电量|吞吐量|业务量)(?:达到?|为|完成|实现)?$")
_NUMBER = re.compile(r"^[^,、;]*")
# 「，科技型中小企业」近10000家: no verb opens it
_LISTED = re.compile(
    r"[,、](?![新建改完引累投培举获淘清拆治净组争选吸承帮救资制启]|实施|开[展工]|创建|发放|办理|打[造掉]|破获|推[广动进]|惠及|化解|招|签约|落[地户]"
    r"|成立|设立|增加|减少|修复|植|转移|输送|出台)[^,、;。\d]{2,16}"
)
_LIST_OF_FIGURES = re.compile(
    r"(?P<list>[^,;:“]{2,20}?[、和与][^,;:“]{2,40}?)(?:实现|力争)?"
    r"(?:等?[两三四五六七八九十\d]?[大项个]?(?:主要|核心|经济)*指标.*|“[^”]*”|(?:[总增]量|增速|增幅|涨幅)?(?:均|都|全部|稳步|持续|保持|实现|位居|居(?!民)|排|继续|连续|再创|双双|同步|快速|较快|平稳).*)?"
)
_FIGURE = re.compile("(?:总[值额]|收入|产值|增加值|投资|支出|消费|出口|余额|税收|利润|[起人户件]数|数量|量|率)$")
# 26310元（全省25420元）: in brackets, another place's figure beside the own
_ASIDE = re.compile("全[国省市州盟区县](?:平均|增长|增速|为|同期|平均水平)*$")
_OF_OTHERS = re.compile("[高低快慢优好]于(全[国省市州盟])(?:平均(?:水平)?|增速)?$")
# 由2.86「:1」缩小到2.52:1
_TO_ONE = re.compile(r"^[:∶]1(?![\d.])")
# 24「:40.2:35.8」优化为
_OTHER_SHARES = re.compile(r"^(?:\s*[:∶]\s*[\d.]+){1,2}")
# what says nothing of its own in （年度目标为增长6%以上）
_OWN_WORDS = re.compile(r"[为是:,、达到完成实现分别增长速约\d.%]|下降")
_GOES_ON = re.compile(
    r"[,、和及]?(?:[是为](?:前|上一?个)[三四五]年的)?(?:分别|同比|比上年末?|较上年末?|[比较]年初|年均|实际|名义|[比较]20\d\d年){0,3}"
    r"(?:增长|增加|提高|提升|上升|下降|降低|减少|占比?|占全部的?|恢复|相当于|到|至|达到?|为)*了?约?(?:20\d\d年(?:[底末]|同期)?的)?"
)
_RATES = (Measure.GROWTH, Measure.ANNUAL_AVERAGE)
# 分别提高到每人每月720元|、每人每年|7200元
_DEALT_ON = re.compile(r"[、和与及]+(?:每人|每户|每月|每年|人均){0,2}")
_CLAUSE_ENDS = re.compile(r"[。;,:!?]")
_WIDTH = 80  # characters around a number that are looked at
_FARTHEST = 300  # characters from the beginning of a quote to its number


@dataclass(frozen=True, slots=True)
class ObservationRead:
    """One number of the prose. ``raw`` is the printed number with its unit and bound, at ``raw_start``..``raw_end`` of the source's text.

    ``value`` is beside its ``unit`` as printed (32.6 and 亿元); ``value_max`` only for a range. ``year`` is None where the text dates nothing (the
    size of a project). ``period_start`` and ``period_end`` only for totals and averages over several years. ``base_year``: the year that a growth,
    a change or a multiple is against (较2015年底下降28.8%), where the text names it. ``period_label``: the part of a year that the figure is for
    (前三季度). ``kind`` is None where nothing says whether it is a result or a target. ``direction``: whether the words speak of a rise or a fall.
    ``value`` is None only for a target by reference (高于全市平均水平), whose words are ``raw``.
    """

    subject: str
    raw: str
    raw_start: int
    raw_end: int
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    year: int | None
    period_start: int | None
    period_end: int | None
    base_year: int | None
    kind: ObservationKind | None
    comparator: Comparator
    measure: Measure
    evidence: Evidence
    period_label: str | None = None
    direction: Movement | None = None


@dataclass(frozen=True, slots=True)
class ObservationReading:
    """All observations in the order of the text, notes, and the ledger of all numerals (sorted, none overlapping)."""

    observations: tuple[ObservationRead, ...]
    notes: tuple[Note, ...]
    numerals: tuple[NumeralRead, ...]


def read_observations(
    outline: Outline, context: DocumentContext, *, skip: Sequence[tuple[int, int]] = ()
) -> ObservationReading:
    """Read the prose of a document. ``skip`` are spans that others read (the indicator table); their numerals are in the ledger as table."""
    headings = [_heading(outline, node) for node in outline.nodes if node.body_start > node.start]
    blocked = _disjoint([*skip, *headings])
    numerals = _blocked_numerals(outline, skip, headings)
    observations: list[ObservationRead] = []
    timeline = Timeline(outline, context)
    for passage in passages(outline, blocked):
        settings = timeline.settings(passage)
        read = _ObservationReader(outline, context, passage, settings)
        read.run()
        observations += sorted(
            [*read.observations, *_references(outline, context, passage, settings)], key=lambda one: one.raw_start
        )
        numerals += read.numerals
        numerals += _marks_of_notes(outline, passage)
    numerals.sort(key=lambda numeral: numeral.start)
    notes = [
        note(
            "observations",
            f"{numeral.text}: what this number is was not understood",
            outline.source,
            max(0, numeral.start - 12),
            numeral.end + 12,
        )
        for numeral in numerals
        if numeral.disposition is Disposition.NOT_UNDERSTOOD
    ]
    notes += _only_in_front(outline, numerals)
    return ObservationReading(tuple(observations), tuple(notes), tuple(numerals))


def _references(
    outline: Outline, context: DocumentContext, passage: Passage, settings: Sequence[tuple[int, Setting]]
) -> Iterator[ObservationRead]:
    """What a passage aims at without a number: 规模以上工业增加值增速高于全市平均水平."""
    if passage.node is None or not may_refer(passage.text):
        return
    built = shape(passage.text)
    for found in references(passage.text, built.clauses, territory_of(context).own):
        first, last = built.sentences[bisect_right(built.sentences, found.start, key=lambda span: span[0]) - 1]
        setting = setting_at(settings, first)
        marks = year_marks(passage.text[first:last], origin=first, setting=setting, context=context)
        mark = governing(marks, found.start, set())
        year = setting.year if mark is None or mark.year is None else mark.year
        ahead = setting.direction is ShiftDirection.AHEAD
        if year is None or year <= context.baseline_year or not ahead:
            continue
        start, end = passage.span(found.start, found.end)
        for subject, grows in found.subjects:
            yield ObservationRead(
                subject=subject,
                raw=outline.source.text[start:end],
                raw_start=start,
                raw_end=end,
                value=None,
                value_max=None,
                unit=None,
                year=year,
                period_start=None,
                period_end=None,
                base_year=None,
                kind=ObservationKind.TARGET,
                comparator=Comparator.REF,
                measure=Measure.GROWTH if grows else Measure.LEVEL,
                evidence=cite(outline.source, passage.offsets[found.of], end),
            )


_MEASURED = re.compile(r"\s*(?:%|[万亿]|元|个百分点|公顷|亩|吨)|(?<=[万亿])")


def _only_in_front(outline: Outline, numerals: Sequence[NumeralRead]) -> list[Note]:
    """A note for each figure above the address to the delegates that does not stand below it again: nothing of it is served."""
    source = outline.source
    found = [
        numeral
        for numeral in numerals
        if numeral.start < outline.body
        and numeral.disposition is Disposition.FRONT_MATTER
        and _MEASURED.match(source.folded, numeral.end)
    ]
    if not found:
        return []
    body = re.sub(r"\s+", "", source.folded[outline.body : outline.back])
    said = "{}: this figure stands only above the text of the document, and is not served"
    return [
        note("front", said.format(numeral.text), source, max(0, numeral.start - 12), numeral.end + 12)
        for numeral in found
        if re.sub(r"\s+", "", source.folded[numeral.start : numeral.end]) not in body
    ]


# 一、新增公办幼儿园学位2400个。
_SENTENCE = re.compile(r"[一-鿿]\d[\d,.]*[一-鿿%][^:]{0,60}[。;]\s*")


def _heading(outline: Outline, node: Node) -> tuple[int, int]:
    """Where a heading stands, without the words of one that is a sentence with a figure, as in lists of works: these are prose."""
    text = outline.source.folded[node.start : node.body_start]
    if not _SENTENCE.search(text) or not text.rstrip().endswith(("。", ";")):
        return node.start, node.body_start
    printed = outline.source.text[node.start : node.body_start]
    label = printed.find(node.label) + len(node.label) if node.label and node.label in printed else 0
    return node.start, node.start + max(label, 1)


def _disjoint(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _blocked_numerals(
    outline: Outline, skip: Sequence[tuple[int, int]], headings: Sequence[tuple[int, int]]
) -> list[NumeralRead]:
    """The numerals of tables that are read elsewhere, and of headings."""
    found: list[NumeralRead] = []
    tables = _disjoint(skip)
    for spans, what in ((tables, Disposition.TABLE), (_disjoint(headings), Disposition.HEADING)):
        for start, end in spans:
            for match in NUMERAL.finditer(outline.source.folded, start, end):
                if what is Disposition.HEADING and any(a <= match.start() < b for a, b in tables):
                    continue
                found.append(
                    NumeralRead(match.start(), match.end(), outline.source.text[match.start() : match.end()], what)
                )
    return found


def _marks_of_notes(outline: Outline, passage: Passage) -> Iterator[NumeralRead]:
    """The numbers that are left out of a passage: 360[1]亿元."""
    for start, end in passage.notes:
        for match in NUMERAL.finditer(outline.source.folded, start, end):
            text = outline.source.text[match.start() : match.end()]
            yield NumeralRead(match.start(), match.end(), text, Disposition.LABEL)


# 三次产业结构比为24:40.2:35.8
INDUSTRY_SHARES = tuple(f"{one}产业增加值占地区生产总值比重" for one in ("第一", "第二", "第三"))


def _industries(text: str, end: int) -> int:
    """Where the last words for the industries before a number begin: 三次产业结构, 一二三产比例."""
    first = max(text.rfind("产", 0, end), 0)
    while first and text[first - 1] in "第一二三次大、":
        first -= 1
    return first


class _FigureRead(NamedTuple):
    """A number that was read before in the passage, with where it and its words begin; ``ratio``: it is in %."""

    start: int
    words: int
    subject: str
    measure: Measure
    ratio: bool
    direction: Movement | None


class _When(NamedTuple):
    """The time of a number; ``is_base``: others are compared with it (由4.14亿元增长到8.56亿元)."""

    year: int | None
    period: tuple[int, int] | None
    kind: ObservationKind | None
    is_base: bool = False


def _is_of_a_year(mark: YearMark | None) -> bool:
    """Does the sentence itself say a year for its number (2020年, 全年), and not up to a year (截至2020年底)?"""
    return mark is not None and mark.period is None and not mark.up_to and bool(mark.year or mark.whole_year)


@dataclass(slots=True)
class _ObservationReader:
    """Reads one passage, number by number; what it finds is in ``observations`` and ``numerals``."""

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
    setting: Setting = UNSAID
    industry_when: _When | None = None
    listed: int = -1
    read_before: list[_FigureRead] = field(default_factory=list[_FigureRead])

    @property
    def territory(self) -> Territory:
        return territory_of(self.context)

    def run(self) -> None:
        self.text = self.passage.text
        self.quantities = find_quantities(self.text)
        if not self.quantities:
            return
        self.shape = shape(self.text)
        what = [self._disposition(place) for place in places(self.text, self.shape, self.quantities)]
        self._unit_from_next(what)
        self._unit_of_nought(what)
        self._elsewhere_goes_on(what)
        values = [index for index, found in enumerate(what) if found is None]
        sentence = clause = 0
        sentences, clauses = self.shape.sentences, self.shape.clauses
        seen = -1
        for order, index in enumerate(values):
            quantity = self.quantities[index]
            while sentences[sentence][1] <= quantity.number:
                sentence += 1
            while clauses[clause][1] <= quantity.number:
                clause += 1
            if sentence != seen:
                seen = sentence
                start, end = sentences[sentence]
                self._turn_to(start, end)
                self.memory.dealt, self.memory.dealt_names = 0, []
            self._read(values, order, sentences[sentence], clauses[clause])
        for index, found in enumerate(what):
            self._enter(self.quantities[index], found or Disposition.OBSERVATION)

    def _turn_to(self, start: int, end: int) -> None:
        """Look for what a sentence says of time."""
        sentence = self.text[start:end]
        self.setting = setting_at(self.settings, start)
        self.marks = year_marks(sentence, origin=start, setting=self.setting, context=self.context)
        self.marks += self._dealt_years(start, end)
        self.marks.sort(key=lambda mark: mark.position)
        self.taken = set()
        self.expected = [match.start() for match in _EXPECTED.finditer(self.text, start, end)]
        ahead = self.setting.direction is ShiftDirection.AHEAD
        self.parts = year_parts(sentence, origin=start, ahead=ahead, before=self.part_before)
        self.part_before = leaves(self.parts, sentence, start) if not start or self.part_before else None

    def _dealt_years(self, start: int, end: int) -> Iterator[YearMark]:
        """2022年、2023年分别增长5.2%、6.1%: the years go to the numbers in order."""
        for match in _YEARS_DEALT.finditer(self.text, start, end):
            years = re.findall(r"20\d\d", match["years"])
            dealt = [one.start for one in self.quantities if match.end() <= one.start < end and one.unit][: len(years)]
            if len(dealt) == len(years):
                yield from (YearMark(at, int(year), once=True) for at, year in zip(dealt, years, strict=True))

    # ── which numerals are values ────────────────────────────────────────────────────────────────────────────────────────────────

    def _disposition(self, place: NumeralPlace) -> Disposition | None:
        quantity = place.quantity
        found = disposition(place)
        if found in (None, Disposition.NOT_UNDERSTOOD) and not self.outline.in_body(
            self.passage.offsets[quantity.number]
        ):
            return Disposition.FRONT_MATTER
        alone = len(self.text) < 14 and _CELL.fullmatch(self.text) is not None
        if found is not None:
            in_table = found in (Disposition.NOT_UNDERSTOOD, Disposition.NAME) and (self.passage.cell or alone)
            return Disposition.TABLE if in_table else found
        node = self.passage.node
        if alone or (self.passage.cell and len(self.text) < 14):
            return Disposition.TABLE
        if quantity.value is None:
            return Disposition.NOT_UNDERSTOOD
        top = node.path()[0].kind if node else None
        if top is ChapterKind.SUBDISTRICT_LIST and quantity.base == "个":
            return Disposition.ENUMERATION
        if top is ChapterKind.GLOSSARY and not self._of_the_district(quantity):
            return Disposition.DEFINITION
        clause = _CLAUSE_ENDS.split(self.text[max(0, quantity.number - 60) : quantity.start])[-1]
        head, _, aside = clause.rpartition("(")
        if ")" not in aside and (_ASIDE.match(aside) or (head and not aside and _OF_OTHERS.search(head))):
            clause = aside or _OF_OTHERS.findall(head)[-1]  # 增长8.2%(全省8%)   高于全国(6.9%)1.7个百分点
        behind = self.text[quantity.number_end : quantity.number_end + 40]
        return Disposition.OTHER_PLACE if self.territory.is_elsewhere(clause, quantity, behind) else None

    def _of_the_district(self, quantity: Quantity) -> bool:
        """A figure of the district itself in a glossary: it names the district, a year, and counts something."""
        sentences = self.shape.sentences
        start, end = sentences[bisect_right(sentences, quantity.number, key=lambda span: span[0]) - 1]
        sentence = self.text[max(start, quantity.number - 200) : min(end, quantity.number + 200)]
        place = self.context.place
        named = re.search(rf"我[区市县省]|本[区市县省]|{re.escape(place)}", sentence)
        defined = re.search("指(?!标)|条件", sentence)
        return bool(named and re.search(r"20\d\d年", sentence) and quantity.base in COUNTERS and not defined)

    def _unit_from_next(self, what: list[Disposition | None]) -> None:
        """22.7和28.8个百分点: the unit of the second is the first's too. A number that finds no unit and is no index is not a value."""
        for index in range(len(self.quantities) - 2, -1, -1):
            quantity, following = self.quantities[index], self.quantities[index + 1]
            half = quantity.unit == "个" and following.base == "个百分点"  # 1.2个、0.8个百分点
            bare = what[index] is None and (quantity.unit is None or half) and what[index + 1] is None
            end = quantity.unit_end if half else quantity.number_end
            if bare and self.text[end : following.number] in ("和", "、", "与", "及"):
                self.quantities[index] = quantity._replace(unit=following.unit)

    def _unit_of_nought(self, what: list[Disposition | None]) -> None:
        """贫困发生率从14.2%降为零: the nought is of the figure that it fell from."""
        for index in range(1, len(what)):
            quantity, last = self.quantities[index], self.quantities[index - 1]
            bare = quantity.value == 0 and not quantity.unit and what[index] is None and last.unit
            if bare and re.fullmatch("下?[降减](?:少|低)?(?:为|到|至)", self.text[last.end : quantity.start]):
                self.quantities[index] = quantity._replace(unit=last.unit)

    def _elsewhere_goes_on(self, what: list[Disposition | None]) -> None:
        """全国城镇化率达到66%，提高1个百分点: what is said of another place's figure is of that place, too."""
        for index in range(1, len(what)):
            if what[index] is None and what[index - 1] is Disposition.OTHER_PLACE:
                between = self.text[self.quantities[index - 1].end : self.quantities[index].start]
                if _GOES_ON.fullmatch(between):
                    what[index] = Disposition.OTHER_PLACE

    def _enter(self, quantity: Quantity, what: Disposition) -> None:
        """Put a numeral, and the characters of its unit that are numerals too (批次/千人, 百分点), into the ledger."""
        edge = quantity.number_end
        while edge < quantity.unit_end and self.text[edge] in "余多几来万亿":
            edge += 1
        while edge > quantity.number_end and self.text[edge - 1] in "余多几来":
            edge -= 1
        self._put(quantity.number, edge, what)
        for match in NUMERAL.finditer(self.text, edge, quantity.unit_end):
            base = what is Disposition.OBSERVATION and not self.text.startswith("百分点", match.start())
            self._put(match.start(), match.end(), Disposition.BASE if base else Disposition.LEXICAL)

    def _put(self, start: int, end: int, what: Disposition) -> None:
        first, last = self.passage.span(start, end)
        self.numerals.append(NumeralRead(first, last, self.outline.source.text[first:last], what))

    # ── one value ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, values: Sequence[int], order: int, sentence: tuple[int, int], clause: tuple[int, int]) -> None:
        """One value: its words, its subject, its time, its measure."""
        words = self._words(values, order, sentence, clause)
        self._deal_out(values, order, words)
        if words.quantity is not self.quantities[values[order]]:  # a bound may have been dealt out
            words = replace(words, quantity=self.quantities[values[order]])
        quantity, before, memory = words.quantity, words.before, self.memory
        named = name(words, memory)
        industry = industry_of(self.text, quantity.number)
        # 由2015年的24:40.2:35.8: the year serves for all three
        mark = self.industry_mark if industry else governing(self.marks, quantity.start, self.taken)
        if industry is not None:
            named = replace(named, text=INDUSTRY_SHARES[industry], start=_industries(self.text, quantity.number))
            self.industry_mark = mark
        named, measured, aimed = self._aim_of_the_figure_before(words, named)
        when = self._time(words, mark, aimed=aimed)
        first = not order or self.quantities[values[order - 1]].number < clause[0]
        self.near = before[-24:] if without_and(before) or first else self.near  # 增长70%和108%
        when = self._of_a_base(values, order, words, when, industry=industry)
        year, period, kind = when.year, when.period, when.kind
        measure = self._measure(words, named.text, mark, year=year, kind=kind, rises=when.is_base)
        if industry is not None:
            measure = Measure.SHARE
        measure = measured or measure
        self.measure = measure
        change = measure is Measure.CHANGE and not _is_of_a_year(mark)
        if not change and measure not in (Measure.CUMULATIVE, Measure.ANNUAL_AVERAGE):
            period = None
        elif period is None and measure is Measure.ANNUAL_AVERAGE:
            period = self.setting.period
        year, period, base = self._base(words, year, period, measure=measure, mark=mark)
        if mark is None and self._deals_on(values, order) and self.observations[-1].measure is measure:
            year, period, base, kind = self._time_of_the_last()  # 分别由2007年的9860元、|3210元
        assert quantity.value is not None
        direction = direction_of(
            measure,
            unit=quantity.unit,
            value=quantity.value,
            subject=named.text,
            near=self.near,
            behind=words.after[:8],
        )
        if measured and direction is None:  # 增长6.9%（年度目标6.5%以上）
            direction = next(one.direction for one in reversed(self.read_before) if one.measure is measured)
        if not aimed:
            self.read_before.append(
                _FigureRead(quantity.start, named.start, named.text, measure, quantity.base == "%", direction)
            )
        memory.consumed = max(memory.consumed, named.consumed)
        if not named.aside:
            memory.subject, memory.start = named.text.removeprefix("每年"), named.start
        memory.of_growth = quantity.base == "%" and measure is Measure.GROWTH
        memory.ratio = quantity.base == "%"
        memory.of_unit[quantity.base] = (named.text, named.start)
        memory.recent = [(at, text) for at, text in memory.recent if at >= clause[0] - _WIDTH][-6:]
        memory.recent.append((quantity.start, named.text))
        # A quote is to be read: where the subject stands too far back, it begins with the number's own words.
        start = named.start if quantity.start - named.start <= _FARTHEST else words.left
        first, last = self.passage.span(min(start, quantity.start), max(named.end, quantity.end))
        raw_start, raw_end = self.passage.span(quantity.start, quantity.end)
        self.observations.append(
            ObservationRead(
                subject=named.text,
                raw=self.outline.source.text[raw_start:raw_end],
                raw_start=raw_start,
                raw_end=raw_end,
                value=quantity.value,
                value_max=quantity.value_max,
                unit=quantity.unit,
                year=year,
                period_start=period[0] if period else None,
                period_end=period[1] if period else None,
                base_year=base,
                kind=kind,
                comparator=self._bound(words, kind),
                measure=measure,
                direction=direction,
                evidence=cite(self.outline.source, first, last),
                period_label=self._part_of_year(quantity.start),
            )
        )

    def _base(
        self,
        words: SubjectWords,
        year: int | None,
        period: tuple[int, int] | None,
        *,
        measure: Measure,
        mark: YearMark | None,
    ) -> tuple[int | None, tuple[int, int] | None, int | None]:
        """The year and the period of a number with the year that it is against; those of the rise before it, where it is said of that."""
        start = words.quantity.start
        clause = self.text[max(words.clause[0], start - _WIDTH) : start]
        sentence = self.text[max(words.sentence[0], start - 2 * _WIDTH) : start]
        base = base_year(clause, sentence, year=year, measure=measure)
        if base is not None:
            return year, period, base
        if measure in COMPARING | {Measure.ANNUAL_AVERAGE} and (risen := years_of_a_rise(sentence)):
            first, last = risen
            return (last, (first + 1, last), None) if measure is Measure.ANNUAL_AVERAGE else (last, None, first)
        if measure is Measure.GROWTH and not _YEARLY.search(self.near):
            base = base_of_a_span(mark, self.setting, report=self.context.kind is DocumentKind.REPORT)
        return year, period, base

    def _words(
        self, values: Sequence[int], order: int, sentence: tuple[int, int], clause: tuple[int, int]
    ) -> SubjectWords:
        """The words between a value and the values next to it."""
        quantity = self.quantities[values[order]]
        left = max(clause[0], self.memory.consumed)
        if order and left < self.quantities[values[order - 1]].end <= quantity.start:
            left = self.quantities[values[order - 1]].end
        right, ahead = clause[1], ""
        if order + 1 < len(values) and (following := self.quantities[values[order + 1]]).start < clause[1]:
            right = max(following.start, quantity.end)
            ahead = noun_after(self.text[following.end : min(clause[1], following.end + _WIDTH)])
        after = self.text[quantity.end : max(right, quantity.end)].rstrip(",;:。!?")
        if "(" in after and after.rfind("(") > after.rfind(")"):
            after = after[: after.rfind("(")]  # 2100人(计划数为: the words in the bracket are those of the next number
        return words_around(
            text=self.text,
            quantity=quantity,
            index=values[order],
            sentence=sentence,
            clause=clause,
            left=left,
            after=after.rstrip("、和及与") if right < clause[1] else after,
            ahead=ahead,
            project=self.text[: self.text.find("。")] if self._is_project() else "",
            own=self.territory.own,
        )

    def _measure(
        self,
        words: SubjectWords,
        subject: str,
        mark: YearMark | None,
        *,
        year: int | None,
        kind: ObservationKind | None,
        rises: bool,
    ) -> Measure:
        quantity, setting, near = words.quantity, self.setting, self.near
        if rises and quantity.base != "%":
            return Measure.LEVEL
        if subject.startswith("新增") and "新增" not in near and not re.search("达|为", near):
            near = "新增" + near
        if words.front and PER_MANY.match(subject) and not PER_MANY.search(near):  # 每千人拥有床位6.8张、执业医师|2.9人
            near = subject + near
        # A year that is named, what stands already, and what is of no year are no totals over several years.
        dated = _is_of_a_year(mark) and setting.direction is ShiftDirection.BACK
        standing = setting.direction is ShiftDirection.AHEAD and kind is ObservationKind.ACTUAL
        over_years = setting.several or (mark is not None and mark.period is not None)
        measure = measure_of(
            unit=quantity.unit,
            base=quantity.base,
            near=near,
            clause=self.text[max(words.clause[0], quantity.start - _WIDTH) : quantity.start],
            behind=words.after[:8],
            several=over_years and year is not None and not dated and not standing,
            target=kind is ObservationKind.TARGET,
        )
        in_report = self.context.kind is DocumentKind.REPORT or (mark is not None and mark.period is not None)
        adds_up = over_years and not dated and in_report and not re.search("每年|年均", near)
        if measure is Measure.LEVEL and kind is ObservationKind.TARGET and adds_up and _NEW.search(near):
            return Measure.CUMULATIVE  # 今后五年城镇新增就业1.2万人
        if measure is Measure.CUMULATIVE and kind is not ObservationKind.TARGET and self._is_a_state(words):
            return Measure.LEVEL
        goes_on = quantity.base == "%" and measure is Measure.SHARE and self.measure in _RATES
        if goes_on and subject != self.memory.subject:  # 增长5%，城镇化率稳步提升，达到65%
            goes_on = _YEARLY.search(self.text[self.memory.recent[-1][0] : quantity.start]) is not None
        return self.measure if goes_on and _REACHES.fullmatch(words.before) else measure  # 增长6%以上，力争达到6.5%

    def _is_a_state(self, words: SubjectWords) -> bool:
        """高新技术企业达到1100家，科技型中小企业近10000家: what is listed behind a state without a verb of its own is one; so is what 突破 reaches."""
        start, clause = words.quantity.start, self.text[words.clause[0] : words.quantity.start]
        if _ADDED.search(clause):
            return False
        adding = _ADDED.search(self.text[words.sentence[0] : start])
        if self.text.startswith("突破", start) or (_OF_A_YEAR.search(clause) and not adding):
            return True
        if not self.observations or self.observations[-1].measure is not Measure.LEVEL or not self.read_before:
            return False
        last = self.read_before[-1].start
        between = _NUMBER.sub("", self.text[last:start], count=1)
        reached = re.search(r"达到?$", self.text[max(0, last - 3) : last]) or self.listed == last
        if last < words.sentence[0] or not reached or not _LISTED.fullmatch(between) or words.quantity.base == "元":
            return False
        self.listed = start
        return True

    def _deal_out(self, values: Sequence[int], order: int, words: SubjectWords) -> None:
        """绿化覆盖率、绿地率分别达到36.25%和25.2%: the names go to the numbers in order, and so do bounds (38%、60%和70%以下)."""
        memory, clause = self.memory, words.clause
        if values[order] in memory.shared:
            return
        run = self._run(values, order, clause)
        if len(run) == 1:
            return
        said = "分别" in words.before[-14:]
        # 分别达到38120元和19450元，增长5%和7%
        named = {text for at, text in memory.recent if words.sentence[0] <= at < clause[0]}
        again = (
            not words.front
            and len(run) in (memory.dealt, len(named))
            and _GOES_ON.fullmatch(re.sub("[净新]增", "增加", words.before))
        )
        subjects = clean(words.before, words.own)
        dealt = share_out(subjects, len(run))
        if not said and not again:  # 城镇和农村居民收入达到38120元、19450元
            units = {self.quantities[values[position]].unit for position in run}
            if dealt is None or len(units) > 1 or not all(link(one, words.quantity.unit) for one in dealt):
                return
        tail = part_of(words.front) if said else ""  # 到位资金58亿元、税收3亿元，分别占年任务的116%和105%
        if dealt is None and (not subjects or tail):  # 接待游客…，实现旅游收入…，同比分别增长35%和42%
            named = list(dict.fromkeys(text for at, text in memory.recent if at < clause[0]))[-len(run) :]
            listed = self._listed_before(words, len(run)) if not tail else None
            here = len(named) != len(run) or memory.dealt_at >= clause[0] > 0
            named = memory.dealt_names if here and memory.dealt_names else named
            if len(named) == 1 and "、" in named[0]:  # 生产总值、财政收入三年翻了一番，分别由…
                named = share_out(named[0], len(run)) or named
            dealt = listed or ([one + tail for one in named] if len(named) == len(run) else None)
        if dealt:
            memory.dealt, memory.dealt_names, memory.dealt_at = len(run), dealt, words.quantity.start
            memory.shared.update(zip((values[position] for position in run), dealt, strict=True))
        first, last = words.quantity.comparator, self.quantities[values[run[-1]]].comparator
        bound = last if last is not Comparator.EQ else first
        for position in run:
            held = self.quantities[values[position]]
            if held.comparator is Comparator.EQ and bound is not Comparator.RANGE:
                self.quantities[values[position]] = held._replace(comparator=bound)

    def _listed_before(self, words: SubjectWords, count: int) -> list[str] | None:
        """地区生产总值、工业增加值等指标增速全市领先，分别增长|8%、9%: the names in the clause before, where no number stands in it."""
        since = max(words.sentence[0], self.memory.recent[-1][0] if self.memory.recent else 0)
        clause = re.split("[,;:]", self.text[since : words.clause[0]].rstrip(",;:"))[-1]
        found = _LIST_OF_FIGURES.fullmatch(clause)
        if found is None or re.search(r"\d", found["list"]):
            return None
        names = share_out(clean(found["list"], words.own), count)
        return names if names and all(link(one, words.quantity.unit) or _FIGURE.search(one) for one in names) else None

    def _run(self, values: Sequence[int], order: int, clause: tuple[int, int]) -> list[int]:
        """The values of a clause from one on that nothing but 、 and 和 divides."""
        run = [order]
        while run[-1] + 1 < len(values):
            this, following = self.quantities[values[run[-1]]], self.quantities[values[run[-1] + 1]]
            between = self.text[this.end : following.start]
            if following.number >= clause[1] or not between or not _DEALT_ON.fullmatch(between):
                break
            run.append(run[-1] + 1)
        return run

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _time(self, words: SubjectWords, mark: YearMark | None, *, aimed: bool) -> _When:
        """The year, the period and the kind of a number."""
        setting, end, baseline = self.setting, words.quantity.end, self.context.baseline_year
        named = mark.year if mark is not None else None
        year = named if named is not None else setting.year
        period = mark.period if mark is not None and mark.period else setting.period if setting.several else None
        kind = ObservationKind.TARGET if aimed else self._kind(words, named)
        if kind is ObservationKind.TARGET and not aimed and setting.direction is ShiftDirection.AHEAD:
            adjacent = self.existing[0] == words.quantity.start  # 8处12.8万平方米老厂房
            found = _EXISTING.search(words.before[-12:]) or _EXISTING_BASE.search(
                self.text, end, min(words.clause[1], end + 60)
            )
            if adjacent or (found and named is None):
                if found and not adjacent:
                    self.existing = (end, None if found.group() in ("围绕", "依托") else baseline)
                return _When(self.existing[1], None, ObservationKind.ACTUAL)
        if _STEPS.search(self.text[words.clause[0] : words.quantity.number]):
            year, period = None, None  # 连续跨越7万亿、8万亿、9万亿三个台阶: each in a year of its own
        if self._is_project() and (named is None or (mark is not None and mark.position < self.dated_until)):
            year, period = None, None  # the size of a project is of no year
        elif named is not None:
            self.dated_until = end
        return _When(year, period, kind)

    def _part_of_year(self, position: int) -> str | None:
        """The part of a year as it is printed (前三季度) that the number is for."""
        if (part := part_at(self.parts, position)) is None:
            return None
        first, last = self.passage.span(*part)
        return self.outline.source.text[first:last]

    def _kind(self, words: SubjectWords, named: int | None) -> ObservationKind | None:
        """Result, estimate or target: by the year that is named, else by the part of the document; and by the words of a plan in a review."""
        start, end, direction = words.quantity.start, words.quantity.end, self.setting.direction
        raw = self.text[start:end]
        clause = self.text[max(words.clause[0], start - _WIDTH) : start]
        done = self.context.baseline_year
        if direction is ShiftDirection.BACK and self.setting.year is not None:
            done = max(done, self.setting.year)  # 2023年上半年工作情况
        ahead = named > done if named is not None else direction is ShiftDirection.AHEAD
        kind: ObservationKind | None = ObservationKind.TARGET if ahead else ObservationKind.ACTUAL
        if direction in (ShiftDirection.BESIDE, ShiftDirection.UNSAID):
            if is_planned(self.text[max(words.sentence[0], start - 2 * _WIDTH) : start], raw):
                return ObservationKind.TARGET
            if named is None:
                kind = ObservationKind.ACTUAL if direction is ShiftDirection.BESIDE else None
        elif not ahead and is_aim(clause, self.text[end : words.clause[1]]):
            return ObservationKind.TARGET
        if self._estimated(words, kind=kind, named=named is not None):
            return ObservationKind.ESTIMATE
        return None if kind is ObservationKind.ACTUAL and is_uncertain(clause, raw) else kind

    def _of_a_base(
        self, values: Sequence[int], order: int, words: SubjectWords, when: _When, *, industry: int | None
    ) -> _When:
        """由4.14亿元增长到8.56亿元: the first is of the year before. What is true of the first industry's share is of the other two."""
        quantity = words.quantity
        if industry:
            return self.industry_when or when
        if quantity.words and quantity.base == "倍":
            return when  # 比2020年翻一番: the year is what it is compared with
        following = self.quantities[values[order + 1]].start if order + 1 < len(values) else words.sentence[1]
        after = self.text[quantity.end : max(quantity.end, min(following, words.sentence[1]))]
        if industry == 0:
            after = re.split(r"\d", _OTHER_SHARES.sub("", self.text[quantity.end : quantity.end + 60]), maxsplit=1)[0]
        after = _TO_ONE.sub("", after)
        before = self.text[max(words.clause[0], quantity.start - _WIDTH) : quantity.start]
        if quantity.base in COUNTERS or quantity.base in MONEY:  # 由2015年的3.2万户、9.8万人减少到0.3万户
            first, last = self._joined(values, order, words.clause)
            if first is not last:
                before = self.text[max(words.clause[0], first.start - _WIDTH) : first.start]
                after = self.text[last.end : min(words.sentence[1], last.end + 24)]
                after = re.split(r"\d", after, maxsplit=1)[0]
        base = figure_of_a_base(
            before,
            after[:_WIDTH],
            ratio=quantity.base in ("%", "倍"),
            year=when.year,
            setting=self.setting,
            now=self.context.baseline_year,
        )
        if base is not None:
            past = base.year is None or base.year <= self.context.baseline_year
            when = _When(base.year, None, ObservationKind.ACTUAL if past else when.kind, is_base=True)
        self.industry_when = when if industry == 0 else self.industry_when
        return when

    def _time_of_the_last(self) -> tuple[int | None, tuple[int, int] | None, int | None, ObservationKind | None]:
        """The year, the period, the year compared with and the kind of the number before."""
        last = self.observations[-1]
        period = (last.period_start, last.period_end) if last.period_start and last.period_end else None
        return last.year, period, last.base_year, last.kind

    def _deals_on(self, values: Sequence[int], order: int) -> bool:
        """Is the number of one run with the one before, to both of which names were dealt out?"""
        if not order or not self.observations or not {values[order - 1], values[order]} <= self.memory.shared.keys():
            return False
        this, before = self.quantities[values[order]], self.quantities[values[order - 1]]
        return _DEALT_ON.fullmatch(self.text[before.end : this.start]) is not None

    def _joined(self, values: Sequence[int], order: int, clause: tuple[int, int]) -> tuple[Quantity, Quantity]:
        """The first and the last of the numbers that 、 and 和 join to one, of units that differ or of names dealt out."""
        first, last = order, order
        while first and self._join(values, first - 1, clause):
            first -= 1
        while last + 1 < len(values) and self._join(values, last, clause):
            last += 1
        return self.quantities[values[first]], self.quantities[values[last]]

    def _join(self, values: Sequence[int], order: int, clause: tuple[int, int]) -> bool:
        this, following = self.quantities[values[order]], self.quantities[values[order + 1]]
        dealt = {values[order], values[order + 1]} <= self.memory.shared.keys()
        between = self.text[this.end : following.start]
        joined = (
            _DEALT_ON.fullmatch(between) if dealt else between in ("、", "和", "及") and this.unit != following.unit
        )
        return bool(joined) and this.start >= clause[0] and following.start < clause[1]

    def _aim_of_the_figure_before(self, words: SubjectWords, named: Name) -> tuple[Name, Measure | None, bool]:
        """增长6.9%（年度目标6.5%以上）: the aim has the subject and the measure of the figure before the bracket."""
        quantity, opening = words.quantity, self.shape.enclosure(words.quantity.number)
        if opening is not None and self.text[opening] in "([【":
            closing = self.shape.closing[opening]
            own = aimed_in_brackets(self.text[opening + 1 : quantity.start], self.text[quantity.end : closing])
            inside = [one.end for one in self.quantities if opening < one.number < quantity.number]
            if own is None and is_the_same_in_another_year(self.text[opening + 1 : quantity.start]):
                return self._figure_before(words, named, opening)
            if own is not None and inside:
                own = self.text[inside[-1] : quantity.start]
        else:  # 2100人，年度目标为2000人
            clause, after = self.text[words.clause[0] : quantity.start], self.text[quantity.end : words.clause[1]]
            opening, own = words.clause[0], "" if is_only_an_aim(named.text) and is_aim(clause, after) else None
        if own is None:
            return named, None, False
        if len(_OWN_WORDS.sub("", own)) > 1:
            return named, None, True
        name, measure, _ = self._figure_before(words, named, max(opening, quantity.start))
        return name, measure, self.setting.direction is not ShiftDirection.AHEAD

    def _figure_before(self, words: SubjectWords, named: Name, position: int) -> tuple[Name, Measure | None, bool]:
        """The name and the measure of the figure before ``position`` that is most like the number."""
        read = [one for one in self.read_before if words.sentence[0] <= one.start < position]
        alike = [one for one in read if one.ratio is (words.quantity.base == "%")]
        if not read:
            return named, None, False
        before = (alike or read)[-1]
        return Name(before.subject, before.words, words.end), before.measure if alike else None, False

    def _estimated(self, words: SubjectWords, *, kind: ObservationKind | None, named: bool) -> bool:
        """预计 at the head of a sentence governs all of it; inside, up to the next semicolon; in what is planned, its own clause."""
        start = words.quantity.start
        if kind is ObservationKind.ACTUAL and re.match(r"\(预计", self.text[words.end : words.end + 3]):
            return True  # 126.3亿元（预计数，下同）
        count = bisect_left(self.expected, start)
        if not count:
            return False
        last, first = self.expected[count - 1], self.expected[0]
        if kind is ObservationKind.TARGET:
            return not named and last >= words.clause[0]
        if first - words.sentence[0] <= 4 or self.text[first + 2 : first + 3] == ",":
            return True
        stop = self.text.find(";", last, start) if start - last < 2000 else last
        return stop < 0 or self.text.startswith("其中", stop + 1)

    def _bound(self, words: SubjectWords, kind: ObservationKind | None) -> Comparator:
        """The comparator of a figure; in 低于6%的预期目标 it is an aim of 6% that was missed, and not an aim of less."""
        bound = words.quantity.comparator
        missed = kind is ObservationKind.TARGET and self.setting.direction is not ShiftDirection.AHEAD
        if missed and bound in (Comparator.LT, Comparator.GT) and is_aim("", words.after):
            return Comparator.EQ
        return bound

    def _is_project(self) -> bool:
        """The paragraph of one project in a box: 东丽区金钟河沿岸生态修复工程。项目位于…; its sizes are not of a year."""
        node = self.passage.node
        if node is None or node.kind is not ChapterKind.BOX:
            return False
        return self.passage.cell or bool(re.match(r"[^。]{4,50}(?:工程|项目)。", self.text))
