"""The prose of a document becomes observations: every dated or datable number about the district, with what it is of, and the number ledger.

``累计新增就业11万人`` in the review of a plan for 2021–2025 becomes 就业, 11, 万人, 2020 (over 2016–2020), actual, eq, cumulative, with the clause as its
evidence. What no observation is made of stands in the ledger under what it is (:mod:`planapi.text.ledger`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.reading.measures import measure_of
from indicators.reading.subjects import around, clean, is_dependent, noun_after, share_out, without_and, without_list
from planapi.text.context import DocumentContext
from planapi.text.evidence import Evidence, Note, cite, note
from planapi.text.ledger import Disposition, NumeralRead, Place, disposition
from planapi.text.outline import Outline
from planapi.text.periods import Direction, Setting, YearMark, governing, paragraph, section, year_marks
from planapi.text.quantities import COUNTERS, NUMERAL, Quantity, find_quantities
from planapi.text.sentences import Passage, Shape, passages, shape
from planapi.vocabulary import ChapterKind, Comparator, Measure, ObservationKind


# what is there already and to be built on: 提升现有6个科技园区
_EXISTING = re.compile(r"现有|已有|当前|目前|长期空置的|正在运营的|自用的|治理后的|围绕|依托")
_EXISTING_BASE = re.compile(r"基础上")
_EXPECTED = re.compile("预计")
_WIDTH = 80  # characters around a number that are looked at
_FARTHEST = 300  # characters from the beginning of a quote to its number
_FROM = re.compile(r"[由从](?:20\d\d年的?)?$")
_RISES = re.compile(r"(?:提高|提升|增加|增长|下降|降低|降|跃升|上升|升|缩小|减少|扩大|优化)(?:到|至|为)")
_FLOW_VERB = re.compile(r"新建提升|新建扩建|新建改建|新改扩?建|新建|新增|引进|改扩建|加固改造|改造提升|提升改造|改造|培育|成立|开办|选派|新打造|盘活")
_RATES = (Measure.GROWTH, Measure.ANNUAL_AVERAGE)
_OWN_VERB = re.compile(r"达|为|有|惠及|受益|带动|完成|实现")
_VERB_ONLY = re.compile(r"升级改造|提升改造|改造提升|改造|新增|更新|提升|整修|其中新增|改扩建")


@dataclass(frozen=True, slots=True)
class ObservationRead:
    """One number of the prose. ``raw`` is the printed number with its unit and bound, at ``raw_start``..``raw_end`` of the source's text.

    ``value`` is beside its ``unit`` as printed (32.6 and 亿元); ``value_max`` only for a range. ``year`` is None where the text dates nothing (the
    size of a project). ``period_start`` and ``period_end`` only for totals and averages over several years.
    """

    subject: str
    raw: str
    raw_start: int
    raw_end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    year: int | None
    period_start: int | None
    period_end: int | None
    kind: ObservationKind
    comparator: Comparator
    measure: Measure
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ObservationReading:
    """All observations in the order of the text, notes, and the ledger of all numerals (sorted, none overlapping)."""

    observations: tuple[ObservationRead, ...]
    notes: tuple[Note, ...]
    numerals: tuple[NumeralRead, ...]


def read_observations(outline: Outline, context: DocumentContext, *, skip: Sequence[tuple[int, int]] = ()) -> ObservationReading:
    """Read the prose of a document. ``skip`` are spans that others read (the indicator table); their numerals are in the ledger as table."""
    headings = [(node.start, node.body_start) for node in outline.nodes if node.body_start > node.start]
    blocked = _disjoint([*skip, *headings])
    numerals = _blocked_numerals(outline, skip, headings)
    observations: list[ObservationRead] = []
    sections: dict[int, Setting] = {}
    era: tuple[object, Setting] | None = None
    for passage in passages(outline, blocked):
        key = passage.node.position if passage.node else 0
        if key not in sections:
            sections[key] = section(passage.node, context, outline)
        base = sections[key]
        if passage.text.startswith("—") and era is not None and era[0] == key:
            base = era[1]  # ——发展质效不断提高 goes on under 五年来，… above it
        setting = paragraph(passage.text, base)
        if not passage.text.startswith("—"):
            era = (key, setting)
        read = _Reader(outline=outline, context=context, passage=passage, setting=setting)
        read.run()
        observations += read.observations
        numerals += read.numerals
    numerals.sort(key=lambda numeral: numeral.start)
    notes = [
        note("observations", f"{numeral.text}: what this number is was not understood", outline.source, max(0, numeral.start - 12), numeral.end + 12)
        for numeral in numerals
        if numeral.disposition is Disposition.NOT_UNDERSTOOD
    ]
    return ObservationReading(tuple(observations), tuple(notes), tuple(numerals))


def _disjoint(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _blocked_numerals(outline: Outline, skip: Sequence[tuple[int, int]], headings: Sequence[tuple[int, int]]) -> list[NumeralRead]:
    """The numerals of tables that are read elsewhere, and of headings."""
    found: list[NumeralRead] = []
    tables = _disjoint(skip)
    for spans, what in ((tables, Disposition.TABLE), (_disjoint(headings), Disposition.HEADING)):
        for start, end in spans:
            for match in NUMERAL.finditer(outline.source.folded, start, end):
                if what is Disposition.HEADING and any(a <= match.start() < b for a, b in tables):
                    continue
                found.append(NumeralRead(match.start(), match.end(), outline.source.text[match.start() : match.end()], what))
    return found


@dataclass(slots=True)
class _Reader:
    """Reads one passage, number by number; what it finds is in ``observations`` and ``numerals``."""

    outline: Outline
    context: DocumentContext
    passage: Passage
    setting: Setting
    observations: list[ObservationRead] = field(default_factory=list)
    numerals: list[NumeralRead] = field(default_factory=list)
    text: str = ""
    shape: Shape = field(default_factory=lambda: Shape((), (), (), {}))
    quantities: list[Quantity] = field(default_factory=list)
    marks: list[YearMark] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    expected: list[int] = field(default_factory=list)
    consumed: int = 0
    subject: str = ""
    subject_start: int = 0
    dated_until: int = -1
    near: str = ""
    measure: Measure = Measure.SHARE
    existing: tuple[int, int | None] = (-1, None)
    shared: dict[int, str] = field(default_factory=dict)
    recent: list[tuple[int, str]] = field(default_factory=list)

    def run(self) -> None:
        self.text = self.passage.text
        self.quantities = find_quantities(self.text)
        if not self.quantities:
            return
        self.shape = shape(self.text)
        what = [self._disposition(index) for index in range(len(self.quantities))]
        self._unit_from_next(what)
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
                self.marks = year_marks(self.text[start:end], origin=start, setting=self.setting)
                self.taken = set()
                self.expected = [match.start() for match in _EXPECTED.finditer(self.text, start, end)]
            following = self.quantities[values[order + 1]] if order + 1 < len(values) else None
            self._read(values, order, sentences[sentence], clauses[clause], following)
        for index, found in enumerate(what):
            self._enter(self.quantities[index], found or Disposition.OBSERVATION)

    # ── which numerals are values ────────────────────────────────────────────────────────────────────────────────────────────────

    def _disposition(self, index: int) -> Disposition | None:
        quantity = self.quantities[index]
        found = disposition(Place(self.text, self.shape, self.quantities, index))
        if found is not None:
            if self.passage.cell and found is Disposition.NOT_UNDERSTOOD:
                return Disposition.TABLE
            return found
        node = self.passage.node
        if self.passage.cell and len(self.text) < 14:
            return Disposition.TABLE
        if node is None and self.outline.nodes:
            return Disposition.FRONT_MATTER
        if quantity.value is None or self.setting.year is None:
            return Disposition.NOT_UNDERSTOOD
        top = node.path()[0].kind if node else None
        if top is ChapterKind.SUBDISTRICT_LIST and quantity.base == "个":
            return Disposition.ENUMERATION
        if top is ChapterKind.GLOSSARY and not self._of_the_district(quantity):
            return Disposition.DEFINITION
        if re.search(r"(?:^|[。;,])(?:全国|我国|世界|全球|中国)[^,。;]*$", self.text[max(0, quantity.number - 30) : quantity.number]):
            return Disposition.OTHER_PLACE
        return None

    def _of_the_district(self, quantity: Quantity) -> bool:
        """A figure of the district itself in a glossary: it names the district, a year, and counts something."""
        sentences = self.shape.sentences
        start, end = sentences[bisect_right(sentences, quantity.number, key=lambda span: span[0]) - 1]
        sentence = self.text[max(start, quantity.number - 200) : min(end, quantity.number + 200)]
        place = self.context.place
        named = re.search(rf"我[区市县省]|本[区市县省]|{re.escape(place)}", sentence)
        return bool(named and re.search(r"20\d\d年", sentence) and quantity.base in COUNTERS and "条件" not in sentence and not re.search("指(?!标)", sentence))

    def _unit_from_next(self, what: list[Disposition | None]) -> None:
        """22.7和28.8个百分点: the unit of the second is the first's too. A number that finds no unit and is no index is not a value."""
        for index in range(len(self.quantities) - 2, -1, -1):
            quantity, following = self.quantities[index], self.quantities[index + 1]
            if what[index] is None and quantity.unit is None and what[index + 1] is None:
                if self.text[quantity.number_end : following.number] in ("和", "、", "与", "及"):
                    self.quantities[index] = replace(quantity, unit=following.unit)

    def _enter(self, quantity: Quantity, what: Disposition) -> None:
        """Put a numeral, and the characters of its unit that are numerals too (批次/千人, 百分点), into the ledger."""
        edge = quantity.number_end
        while edge < quantity.unit_end and self.text[edge] in "余多几来万亿":
            edge += 1
        while edge > quantity.number_end and self.text[edge - 1] in "余多几来":
            edge -= 1
        self._put(quantity.number, edge, what)
        for match in NUMERAL.finditer(self.text, edge, quantity.unit_end):
            base = self.text[match.start() : match.start() + 3] != "百分点"
            self._put(match.start(), match.end(), Disposition.BASE if base and what is Disposition.OBSERVATION else Disposition.LEXICAL)

    def _put(self, start: int, end: int, what: Disposition) -> None:
        first, last = self.passage.span(start, end)
        self.numerals.append(NumeralRead(first, last, self.outline.source.text[first:last], what))

    # ── one value ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, values: Sequence[int], order: int, sentence: tuple[int, int], clause: tuple[int, int], following: Quantity | None) -> None:
        quantity = self.quantities[values[order]]
        left = max(clause[0], self.consumed)
        if order and self.quantities[values[order - 1]].end > left and self.quantities[values[order - 1]].end <= quantity.start:
            left = self.quantities[values[order - 1]].end
        before = re.sub(r"^[:∶]1", "", self.text[left : quantity.start])
        right = min(clause[1], following.start if following and following.start < clause[1] else clause[1])
        after = self.text[quantity.end : max(right, quantity.end)].rstrip(",;:。!?")
        if following is not None and following.start < clause[1]:
            after = after.rstrip("、和及与")
        quantity = self._dealt_out(values, order, clause, before, quantity)
        subject, start, end = self._subject(values, order, clause, before, after, left, quantity, sentence)
        mark = governing(self.marks, quantity.start, self.taken)
        year, period, kind = self._time(quantity, before, mark, sentence, clause)
        dated = mark is not None and mark.year is not None and mark.period is None and self.setting.direction is Direction.BACK
        standing = self.setting.direction is Direction.AHEAD and kind is ObservationKind.ACTUAL
        near = before[-24:] if without_and(before) or not order or self.quantities[values[order - 1]].number < clause[0] else self.near  # 增长70%和108%
        self.near = near
        rises = _FROM.search(before) and _RISES.match(after)
        if rises and year is not None and self.setting.direction is Direction.BACK and not (mark is not None and mark.once):
            year = period[0] - 1 if period else year - 1  # 由4.14亿元增长到8.56亿元: the first is of before the years spoken of
        if subject.startswith("新增") and "新增" not in near and not re.search("达|为", near):
            near = "新增" + near
        measure = Measure.LEVEL if rises and quantity.base != "%" else measure_of(
            unit=quantity.unit,
            base=quantity.base,
            near=near,
            clause=self.text[max(clause[0], quantity.start - _WIDTH) : quantity.start],
            behind=after[:8],
            several=year is not None and not dated and not standing and (self.setting.several or (mark is not None and mark.period is not None)),
            target=kind is ObservationKind.TARGET,
        )
        if quantity.base == "%" and measure is Measure.SHARE and self.measure in _RATES and re.fullmatch(r"[,、]?(?:力争|争取|确保)?(?:达到?|为)?", before):
            measure = self.measure  # 增长6%以上，力争达到6.5%
        self.measure = measure
        if measure not in (Measure.CUMULATIVE, Measure.ANNUAL_AVERAGE, Measure.CHANGE):
            period = None
        elif period is None and measure is Measure.ANNUAL_AVERAGE:
            period = self.setting.period
        self.subject, self.subject_start = subject, start
        self.recent = [(at, name) for at, name in self.recent if at >= clause[0] - 80][-6:] + [(quantity.start, subject)]
        raw_start, raw_end = self.passage.span(quantity.start, quantity.end)
        if quantity.start - start > _FARTHEST:
            start = left  # a quote is to be read; the subject stands too far back
        first, last = self.passage.span(min(start, quantity.start), max(end, quantity.end))
        assert quantity.value is not None
        self.observations.append(
            ObservationRead(
                subject=subject,
                raw=self.outline.source.text[raw_start:raw_end],
                raw_start=raw_start,
                raw_end=raw_end,
                value=quantity.value,
                value_max=quantity.value_max,
                unit=quantity.unit,
                year=year,
                period_start=period[0] if period else None,
                period_end=period[1] if period else None,
                kind=kind,
                comparator=quantity.comparator,
                measure=measure,
                evidence=cite(self.outline.source, first, last),
            )
        )

    def _dealt_out(self, values: Sequence[int], order: int, clause: tuple[int, int], before: str, quantity: Quantity) -> Quantity:
        """绿化覆盖率、绿地率分别达到36.25%和25.2%: the names go to the numbers in order, and so do bounds (分别下降到38%、60%和70%以下)."""
        if values[order] in self.shared or "分别" not in before[-14:]:
            return self._with_bound(values, order, quantity)
        run = [order]
        while run[-1] + 1 < len(values):
            this, following = self.quantities[values[run[-1]]], self.quantities[values[run[-1] + 1]]
            if following.number >= clause[1] or self.text[this.end : following.start].strip("、和与及") != "" or self.text[this.end : following.start] == "":
                break
            run.append(run[-1] + 1)
        names = clean(before)
        dealt = share_out(names, len(run)) if len(run) > 1 else None
        if dealt is None and len(run) > 1 and not names:  # 接待游客…，实现旅游收入…，同比分别增长35%和42%
            named = [name for at, name in self.recent if at < clause[0]][-len(run) :]
            dealt = named if len(named) == len(run) else None
        last = self.quantities[values[run[-1]]]
        for offset, position in enumerate(run):
            if dealt:
                self.shared[values[position]] = dealt[offset]
            held = self.quantities[values[position]]
            if held.comparator is Comparator.EQ:
                bound = last.comparator if last.comparator is not Comparator.EQ else quantity.comparator
                if bound is not Comparator.RANGE:
                    self.quantities[values[position]] = replace(held, comparator=bound)
        return self.quantities[values[order]]

    def _with_bound(self, values: Sequence[int], order: int, quantity: Quantity) -> Quantity:
        return self.quantities[values[order]] if values[order] in self.shared else quantity

    # ── subject ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _subject(
        self, values: Sequence[int], order: int, clause: tuple[int, int], before: str, after: str, left: int, quantity: Quantity, sentence: tuple[int, int]
    ) -> tuple[str, int, int]:
        """The subject and the span of the passage that names it up to the number."""
        start = left + len(before) - len(without_and(before))
        if before.startswith("的"):
            start = max(self.subject_start, clause[0])
        if dealt := self.shared.get(values[order]):
            return dealt, min(self.subject_start, clause[0]) if "分别" not in before else max(clause[0], start - 1), quantity.end
        if re.match(r"[、,]?(?:预计)?均", before) and (names := [name for at, name in self.recent if at < clause[0]]):
            since = self.recent[0][0]
            pair = names[-3:] if len(names) > 1 else names
            return "、".join(pair), max(self.subject_start, since - 40, 0) if self.subject_start < since else self.subject_start, quantity.end
        noun = noun_after(after)
        front = clean(without_list(without_and(before)))
        counter = quantity.base in COUNTERS or quantity.unit in ("亿级", "万") or quantity.base.endswith("居民")
        if quantity.base in ("金", "银", "铜"):
            return front or self.subject, start if front else self.subject_start, min(quantity.end + 8, clause[1])
        if counter and noun:
            end = quantity.end + after.find(noun) + len(noun)
            self.consumed = end
            words = around(before, after, count=int(quantity.value or 0))
            if before in ("和", "及", "、", "与") and self.subject_start >= sentence[0] and (verb := _FLOW_VERB.match(self.subject)):
                words = verb.group() + words
            return words, start, end
        if counter and before.endswith("的") and (ahead := self._noun_ahead(values, order, clause)):
            return front + ahead, start, quantity.end
        if counter and not noun and not front and (ahead := self._noun_ahead(values, order, clause)):
            return ahead, start, quantity.end
        if quantity.base in ("%", "成") and after and not re.search(r"(?:率|比重|占比|比例|增长|下降|提高|达到?|超过?|占)\S{0,3}$", before) and len(after) > 1:
            if re.match(r"的?[^、,]", after) and not re.match(r"(?:提高|提升|增|降|下降|上升|跃升|缩小|扩大|优化|到|至)", after):
                self.consumed = min(quantity.end + len(after), clause[1])
                words = (front + re.sub(r"^的", "", after))[:30]
                return words, start, self.consumed
        invested = re.search(r"(?:总投资|投资(?:额|规模)?|规模|占地(?:面积)?)$", front)
        if invested and after.startswith("的") and not counter:
            named = noun or self._noun_ahead(values, order, clause)
            self.consumed = quantity.end + (after.find(noun) + len(noun) if noun else 0)
            return (named + invested.group() if named else front), start, max(self.consumed, quantity.end)
        if front in ("投资", "投入") and after and (named := clean(noun_after(re.sub(r"^(?:完成|实施|打造|建设|启动|用于)了?", "", after)))):
            return named + front, start, min(quantity.end + min(len(after), 24), clause[1])
        if not counter and noun and (not front or is_dependent(front) or after.startswith("的")):
            end = quantity.end + after.find(noun) + len(noun)
            if front and after.startswith("的"):
                self.consumed = end
                return (noun + front if is_dependent(front) else front + noun), start, end
            if not front and not re.search(r"(?:增长|下降|提高|占|降低|达到?)$", before):
                self.consumed = end
                return noun, start, end
        if not counter and noun and front and quantity.base in ("公里", "米", "平方公里", "平方米", "亩", "公顷") and len(noun) <= 12 and not re.search("面积|长度|总长", front):
            end = quantity.end + after.find(noun) + len(noun)
            self.consumed = end
            return around(before, after), start, end
        if front and is_dependent(front):
            topic, at = self._topic(sentence, clause)
            if front.startswith("总"):
                topic = _FLOW_VERB.sub("", topic)  # 新增规上企业126家，总数达到1108家
            return (topic + front)[-48:], at if topic else start, quantity.end
        if front and (found := _VERB_ONLY.fullmatch(front)) and self.subject and self.subject_start >= sentence[0]:
            return found.group() + _FLOW_VERB.sub("", self.subject), self._near(self.subject_start, clause), quantity.end
        if front:
            if before.startswith("、") and order and len(front) <= 14 and (verb := _FLOW_VERB.match(self.subject)) and counter and not _OWN_VERB.search(before):
                return verb.group() + front, start, quantity.end
            return front, start, quantity.end
        if self.subject and self.subject_start >= sentence[0]:
            return self.subject, self._near(self.subject_start, clause), quantity.end
        topic = clean(re.split(r"[,;:。!?]", self.text[max(0, clause[0] - 40) : clause[0]].rstrip(",;:。"))[-1])
        return topic or before.strip("、,") or (quantity.unit or "数"), max(0, clause[0] - 30) if topic else start, quantity.end

    def _topic(self, sentence: tuple[int, int], clause: tuple[int, int]) -> tuple[str, int]:
        """What 总投资, 注册资金 or 占比 is of: the project of the box, the number before in the sentence, or the clause before (…二次方产业园，预计年营业收入)."""
        if self._is_project():
            return self.text[: self.text.find("。")], 0 if clause[0] < 160 else clause[0]
        if self.subject and self.subject_start >= sentence[0]:
            return self.subject, self._near(self.subject_start, clause)
        words = self.text[max(sentence[0], clause[0] - 24) : clause[0]].rstrip(",;:")
        words = re.split(r"[,;:。—]", words)[-1]
        named = 2 <= len(words) <= 14 and not re.match("不断|全力|大力|加快|持续|深入|积极|扎实|推动|推进|全面|强化|加强", words)
        return (words, clause[0] - len(words) - 1) if named else ("", clause[0])

    def _near(self, start: int, clause: tuple[int, int]) -> int:
        """Where the evidence of a carried subject begins: at the clause that names it, or at the number's own where that is far back."""
        return start if clause[0] - start <= 160 else clause[0]

    def _noun_ahead(self, values: Sequence[int], order: int, clause: tuple[int, int]) -> str:
        """45片、3.89万平方米零散棚户区改造: the noun after the next number is the first number's too."""
        if order + 1 >= len(values):
            return ""
        following = self.quantities[values[order + 1]]
        if following.number >= clause[1]:
            return ""
        return noun_after(self.text[following.end : min(clause[1], following.end + _WIDTH)])

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _time(
        self, quantity: Quantity, before: str, mark: YearMark | None, sentence: tuple[int, int], clause: tuple[int, int]
    ) -> tuple[int | None, tuple[int, int] | None, ObservationKind]:
        """The year, the period and the kind of a number."""
        setting = self.setting
        explicit = mark is not None and mark.year is not None
        year = mark.year if mark is not None and mark.year is not None else setting.year
        period = mark.period if mark is not None and mark.period else setting.period if setting.several else None
        past = explicit and year is not None and year <= self.context.baseline_year
        kind = ObservationKind.ACTUAL
        if setting.direction is Direction.AHEAD and not past:
            kind = ObservationKind.TARGET
        elif setting.direction is Direction.BACK and explicit and year is not None and year > self.context.baseline_year:
            kind = ObservationKind.TARGET
        if self._estimated(quantity, sentence, clause, kind=kind, explicit=explicit):
            kind = ObservationKind.ESTIMATE
        if setting.direction is Direction.AHEAD and kind is ObservationKind.TARGET:
            found = _EXISTING.search(before[-12:]) or _EXISTING_BASE.search(self.text, quantity.end, min(clause[1], quantity.end + 60))
            if found and not explicit:
                self.existing = (quantity.end, None if found.group() in ("围绕", "依托") else self.context.baseline_year)
                return self.existing[1], None, ObservationKind.ACTUAL
            if self.existing[0] == quantity.start:  # 8处12.8万平方米老厂房
                return self.existing[1], None, ObservationKind.ACTUAL
        if self._is_project() and (not explicit or (mark is not None and mark.position < self.dated_until)):
            year, period = None, None  # the size of a project is of no year
        elif explicit and mark is not None:
            self.dated_until = quantity.end
        return year, period, kind

    def _estimated(self, quantity: Quantity, sentence: tuple[int, int], clause: tuple[int, int], *, kind: ObservationKind, explicit: bool) -> bool:
        """预计 at the head of a sentence governs all of it; inside, it governs up to the next semicolon; in what is planned, its own clause."""
        count = bisect_left(self.expected, quantity.start)
        if not count:
            return False
        last, first = self.expected[count - 1], self.expected[0]
        if kind is ObservationKind.TARGET:
            return not explicit and last >= clause[0]
        if first - sentence[0] <= 4 or self.text[first + 2 : first + 3] == ",":
            return True
        stop = self.text.find(";", last, quantity.start) if quantity.start - last < 2000 else last
        return stop < 0 or self.text.startswith("其中", stop + 1)

    def _is_project(self) -> bool:
        """The paragraph of one project in a box: 东丽区金钟河沿岸生态修复工程。项目位于…; its sizes are not of a year."""
        node = self.passage.node
        if node is None or node.kind is not ChapterKind.BOX:
            return False
        return self.passage.cell or bool(re.match(r"[^。]{4,50}(?:工程|项目)。", self.text))
