"""The prose of a document becomes observations: every dated or datable number about the district, with what it is of, and the number ledger.

``累计新增就业11万人`` in the review of a plan for 2021–2025 becomes 就业, 11, 万人, 2020 (over 2016–2020), actual, eq, cumulative, with the clause as its
evidence. What no observation is made of stands in the ledger under what it is (:mod:`text.ledger.ledger`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.reading.bases import is_against_a_plan
from indicators.reading.catalogue import INDUSTRY_SHARES
from indicators.reading.dealing import aim_of_the_figure_before, bound_of, deal_out, deals_on
from indicators.reading.directions import direction_of
from indicators.reading.entries import (
    blocked_numerals,
    disjoint,
    disposition_of,
    elsewhere_goes_on,
    enter,
    marks_of_notes,
    only_in_front,
    place_of_heading,
    unit_from_next,
    unit_of_nought,
)
from indicators.reading.gaps import is_beside, with_gap
from indicators.reading.made import made_in_the_year
from indicators.reading.measuring import measure_in_passage
from indicators.reading.naming import name
from indicators.reading.observed import ObservationRead, ObservationReading
from indicators.reading.owners import owned, start_of_owner
from indicators.reading.passages import WIDTH, YEARLY, FigureBefore, FiguresOfPassage, FigureTime, words_of
from indicators.reading.references import may_refer, references
from indicators.reading.same_below import SameBelow
from indicators.reading.subject_words import Name, SubjectWords
from indicators.reading.subjects import without_and
from indicators.reading.territory import territory_of
from indicators.reading.timing import (
    agreeing,
    base_of,
    is_of_a_year,
    kind_below,
    part_of_year,
    time_of,
    time_of_a_base,
    time_of_the_last,
    turn_to,
    work_when_done,
    years_of_the_average_before,
    years_of_the_sum_before,
)
from text.context import DocumentContext
from text.ledger.arabic_numerals import industry_of
from text.ledger.ledger import places
from text.numbers.quantities import find_quantities
from text.outline.outline import Outline
from text.outline.periods import Setting, ShiftDirection, YearMark, governing, plan_named_last, year_marks
from text.outline.sentences import Passage, passages, shape
from text.outline.short_years import with_whole_years
from text.outline.timeline import Timeline, setting_at
from text.sources.evidence import cite, note
from text.vocabulary import Comparator, Disposition, Measure, Movement, ObservationKind

_SHORTEST = 4  # characters of a name with 净增
_FARTHEST = 300  # characters from the beginning of a quote to its number


def read_observations(
    outline: Outline, context: DocumentContext, *, skip: Sequence[tuple[int, int]] = ()
) -> ObservationReading:
    """Read the prose of a document. ``skip`` are spans that others read (the indicator table); their numerals are in the ledger as table."""
    headings = [place_of_heading(outline, node) for node in outline.nodes if node.body_start > node.start]
    blocked = disjoint([*skip, *headings])
    numerals = blocked_numerals(outline, skip, headings)
    observations: list[ObservationRead] = []
    timeline, below = Timeline(outline, context), SameBelow()
    for printed in passages(outline, blocked):
        passage = with_whole_years(printed, context)
        settings = timeline.settings(passage)
        read = FiguresOfPassage(outline, context, passage, settings, expected_below=below.turns(passage.text, settings))
        read_passage(read)
        observations += sorted(
            [*read.observations, *_references(outline, context, passage, settings)], key=lambda one: one.raw_start
        )
        numerals += read.numerals
        numerals += marks_of_notes(outline, passage)
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
    notes += only_in_front(outline, numerals)
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
                over_years=context.report_year is not None and year > context.report_year,
            )


def _industries(text: str, end: int) -> int:
    """Where the last words for the industries before a number begin: 三次产业结构, 一二三产比例."""
    first = max(text.rfind("产", 0, end), 0)
    while first and text[first - 1] in "第一二三次大、":
        first -= 1
    return first


def read_passage(of: FiguresOfPassage) -> None:
    """Read all figures of a passage."""
    of.text = of.passage.text
    of.quantities = find_quantities(of.text)
    if not of.quantities:
        return
    of.shape = shape(of.text)
    what = [disposition_of(of, place) for place in places(of.text, of.shape, of.quantities)]
    unit_from_next(of, what)
    unit_of_nought(of, what)
    elsewhere_goes_on(of, what)
    values = [index for index, found in enumerate(what) if found is None]
    sentence = clause = 0
    sentences, clauses = of.shape.sentences, of.shape.clauses
    seen = -1
    for order, index in enumerate(values):
        quantity = of.quantities[index]
        while sentences[sentence][1] <= quantity.number:
            sentence += 1
        while clauses[clause][1] <= quantity.number:
            clause += 1
        if sentence != seen:
            seen = sentence
            start, end = sentences[sentence]
            turn_to(of, start, end)
            of.memory.dealt, of.memory.dealt_names = 0, []
        before = values[order - 1] if order else -1
        if any(of.quantities[one].unit and what[one] is Disposition.NOT_UNDERSTOOD for one in range(before + 1, index)):
            of.memory.subject = (
                ""  # …增长5%；某某2×66万千瓦，增长3%: of what was not understood, and not of what stands before it
            )
        _read_value(of, values, order, sentences[sentence], clauses[clause])
    for index, found in enumerate(what):
        enter(of, of.quantities[index], found or Disposition.OBSERVATION)


_STRIVES = re.compile(r"[,、(]?(?:并|全年)?(?:力争|确保|争取|奋斗目标|冲刺|努力|挑战){1,2}(?:达到?|实现|完成|为|在)?")
_REACHES = ("突破", "超", "达", "跨越")


def _come_near(of: FiguresOfPassage, words: SubjectWords, named: Name, *, first: bool) -> None:
    """Keep the words that say what a number is: those right before it, or before the one that it is joined to (增长70%和108%)."""
    if named.near is not None:
        of.near = named.near
    elif without_and(words.before) or first:
        of.near = words.before[-24:]
    elif of.text.startswith(_REACHES, words.quantity.start):
        of.near = ""  # 增长30%、突破180亿元


def _mark_of(of: FiguresOfPassage, words: SubjectWords, named: Name, industry: int | None) -> YearMark | None:
    """The year that the sentence names for a number."""
    if industry:
        return of.industry_mark  # 由2015年的24:40.2:35.8: the year serves for all three
    mark = governing(of.marks, words.quantity.start, of.taken)
    in_bracket = named.near is not None and named.near.startswith("(")
    if in_bracket and mark is not None and re.search("[,;]", of.text[mark.position : named.start]):
        return None  # 2022年建成东河水厂，扩建西河水厂（日供水|3万立方米）: the year is of another work
    return mark


def _years_of_an_average(of: FiguresOfPassage, words: SubjectWords, year: int | None) -> tuple[int, int] | None:
    """The years of the section; for a year that is none of them, those of the plan that is named: 2025年…，“十四五”年均增长5.1%, in the next plan."""
    period = of.setting.period
    last = of.observations[-1] if of.observations and of.memory.start >= words.sentence[0] else None
    if period is None and last and last.year == year and last.period_start and last.period_end:
        return last.period_start, last.period_end  # 五年提高6.2个百分点，年均提高|1.24个百分点
    if period is None or year is None or period[0] <= year <= period[1]:
        return period
    return plan_named_last(of.text[words.sentence[0] : words.quantity.start])


_AND_TOO = re.compile("[、和与及](?:全[国省市州盟旗县区](?:平均)?)?")


def _is_beside_too(of: FiguresOfPassage, values: Sequence[int], order: int) -> bool:
    """分别高于全国、全省0.5个和|0.9个百分点."""
    if not order or not of.observations or not of.observations[-1].beside:
        return False
    between = of.text[of.quantities[values[order - 1]].end : of.quantities[values[order]].start]
    return _AND_TOO.fullmatch(between.lstrip("个百分点")) is not None


def _years_of(
    of: FiguresOfPassage,
    values: Sequence[int],
    order: int,
    words: SubjectWords,
    when: FigureTime,
    *,
    measure: Measure,
    mark: YearMark | None,
) -> tuple[int, int] | None:
    """The years of a total, an average or an increment over several, and of a share of a total; None for what is of one year."""
    if measure is Measure.SHARE:
        return None if when.is_base else years_of_the_sum_before(of, values, order)
    if measure is Measure.ANNUAL_AVERAGE:
        return when.period or _years_of_an_average(of, words, when.year)
    over_years = measure is Measure.CUMULATIVE or (measure is Measure.CHANGE and not is_of_a_year(mark))
    return when.period if over_years else None


def _subject_of(
    of: FiguresOfPassage,
    values: Sequence[int],
    order: int,
    words: SubjectWords,
    named: Name,
    *,
    measure: Measure,
    beside: bool,
) -> str:
    """What a figure is of: with what a distance is from, and without 净增 where what there is grew (净增外贸企业295家、增长|20.6%)."""
    if not beside:
        counted = measure is Measure.GROWTH and len(named.text) > _SHORTEST
        return named.text.removeprefix("净增") if counted else named.text
    start = words.quantity.start
    between = of.text[of.quantities[values[order - 1]].end : start] if order else ""
    clause, in_points = of.text[max(words.clause[0], start - WIDTH) : start], words.quantity.base.endswith("百分点")
    after = of.text[words.quantity.end : words.quantity.end + 2]
    return with_gap(named.text, clause, after, of.observations, between, in_points=in_points)


def _remember(of: FiguresOfPassage, words: SubjectWords, named: Name, measure: Measure) -> None:
    """What a figure leaves for those after it."""
    memory, quantity = of.memory, words.quantity
    memory.consumed = max(memory.consumed, named.consumed)
    if not named.aside:
        memory.subject, memory.start = named.text.removeprefix("每年"), named.start
    grows = quantity.base == "%" and measure is Measure.GROWTH
    memory.of_growth = grows or (memory.of_growth and quantity.base.endswith("百分点"))
    memory.ratio = quantity.base == "%"
    memory.quantity = quantity
    memory.of_unit[quantity.base] = (named.text, named.start)
    memory.recent = [(at, text) for at, text in memory.recent if at >= words.clause[0] - WIDTH][-6:]
    memory.recent.append((quantity.start, named.text))


def _direction(
    of: FiguresOfPassage, words: SubjectWords, named: Name, measure: Measure, *, carried: bool
) -> Movement | None:
    """Whether a figure rises or falls; where its own words don't say, as the figure does whose measure it has."""
    quantity = words.quantity
    assert quantity.value is not None
    direction = direction_of(
        measure,
        unit=quantity.unit,
        value=quantity.value,
        said=of.text[quantity.number : quantity.unit_end],
        subject=named.text,
        near=of.near,
        behind=words.after[:8],
    )
    if direction is not None or not of.read_before:
        return direction
    if carried:  # 增长6.9%（年度目标6.5%以上）
        return next(one.direction for one in reversed(of.read_before) if one.measure is measure)
    if measure is Measure.GROWTH and named.text.endswith(("降幅", "跌幅")):
        return Movement.FALL  # 降幅由15%收窄至|3.2%
    last = of.read_before[-1]
    goes_on = last.measure is measure is Measure.GROWTH and last.subject == named.text
    return last.direction if goes_on and _STRIVES.fullmatch(words.before) else None  # 增长6%左右，力争|6.5%


def _may_be_over_years(of: FiguresOfPassage, words: SubjectWords, year: int | None, mark: YearMark | None) -> bool:
    """Aimed at for a year behind that of the report, told of years that nothing counts (本届政府成立以来，生产总值增长21%), or against a plan's?"""
    if is_against_a_plan(of.text[max(words.clause[0], words.quantity.start - WIDTH) : words.quantity.start]):
        return True
    uncounted = of.setting.several and of.setting.period is None and mark is None and not YEARLY.search(of.near)
    later = year is not None and of.context.report_year is not None and year > of.context.report_year
    return later or uncounted


def _read_value(
    of: FiguresOfPassage, values: Sequence[int], order: int, sentence: tuple[int, int], clause: tuple[int, int]
) -> None:
    """One value: its words, its subject, its time, its measure."""
    words = words_of(of, values, order, sentence, clause)
    deal_out(of, values, order, words)
    if words.quantity is not of.quantities[values[order]]:  # a bound may have been dealt out
        words = replace(words, quantity=of.quantities[values[order]])
    quantity, before, memory = words.quantity, words.before, of.memory
    named = name(words, memory)
    if (whose := owned(words, memory, named.text)) != named.text:
        named = replace(named, text=whose, start=start_of_owner(words, whose, named.start))
    industry = industry_of(of.text, quantity.number)
    mark = _mark_of(of, words, named, industry)
    if industry is not None:
        named = replace(named, text=INDUSTRY_SHARES[industry], start=_industries(of.text, quantity.number))
        of.industry_mark = mark
    if (done := work_when_done(of, words)) and done not in named.text:
        named = replace(named, text=done + named.text)
    named, measured, aimed = aim_of_the_figure_before(of, words, named)
    when = time_of(of, words, mark, aimed=aimed)
    first = not order or of.quantities[values[order - 1]].number < clause[0]
    _come_near(of, words, named, first=first)
    when = time_of_a_base(of, values, order, words, when, industry=industry)
    year, kind = when.year, when.kind
    measure = measure_in_passage(of, words, named.text, mark, year=year, kind=kind, rises=when.is_base)
    if industry is not None:
        measure = Measure.SHARE
    measure = measured or measure
    of.measure = measure
    beside = measure is Measure.CHANGE and (is_beside(before) or _is_beside_too(of, values, order))
    if beside:
        measure, period = Measure.LEVEL, years_of_the_average_before(of, values, order)
    else:
        period = _years_of(of, values, order, words, when, measure=measure, mark=mark)
    subject = _subject_of(of, values, order, words, named, measure=measure, beside=beside)
    year, period, base = base_of(of, words, year, period, measure=measure, mark=mark)
    kind = kind_below(of, words, named.text, year, kind)
    year, period = agreeing(of, year, period, kind, measure)
    base = None if beside else base  # 增速比上年快3个百分点、比全国高|0.1个百分点
    if mark is None and deals_on(of, values, order) and of.observations[-1].measure is measure:
        year, period, base, kind = time_of_the_last(of)  # 分别由2007年的9860元、|3210元
    assert quantity.value is not None
    direction = _direction(of, words, named, measure, carried=measured is not None)
    if not aimed:
        of.read_before.append(
            FigureBefore(
                quantity.value, quantity.start, named.start, named.text, measure, quantity.base == "%", direction
            )
        )
    _remember(of, words, named, measure)
    # A quote is to be read: where the subject stands too far back, it begins with the number's own words.
    start = named.start if quantity.start - named.start <= _FARTHEST else words.left
    first, last = of.passage.span(min(start, quantity.start), max(named.end, quantity.end))
    raw_start, raw_end = of.passage.span(quantity.start, quantity.end)
    of.observations.append(
        ObservationRead(
            subject=subject,
            raw=of.outline.source.text[raw_start:raw_end],
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
            comparator=bound_of(of, words, kind),
            measure=measure,
            direction=direction,
            beside=beside,
            evidence=cite(of.outline.source, first, last),
            period_label=part_of_year(of, quantity.start, year=year, kind=kind),
            over_years=_may_be_over_years(of, words, year, mark),
            made="" if period else made_in_the_year(of, words, named.text, year=year, measure=measure),
        )
    )
