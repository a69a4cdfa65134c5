"""Statements of one indicator are put on one footing, or it is said why they can't be, and one of several is chosen.

实际利用外资额 43864万美元 (2016-2020) becomes 4.3864 亿美元 over five years; beside it, 2000万美元 of 2023 is 0.2 亿美元 of
one year: with a basis of five years it is not comparable, `span`. Pure: no database, no clock.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.caveats import Bearing, Remark, is_running_total, read_caveat, sums_up_to_a_year
from indicators.reading.catalogue import INDUSTRY_SHARES, normalise
from indicators.units import PLACES, WIDE, convert, signed
from text.numbers.units import CURRENCIES, read_unit
from text.vocabulary import (
    Choice,
    Comparability,
    Comparator,
    Measure,
    Movement,
    ObservationKind,
    Origin,
    Reason,
    Span,
    Step,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What of an indicator bears on comparing its figures. ``falls``: it is a fall itself (能耗降低率), and more of it is a greater fall."""

    slug: str
    unit: str
    measure: Measure
    definition: str
    falls: bool = False

    @property
    def changes(self) -> bool:
        """It is a relative change: a growth, or a fall."""
        return self.measure is Measure.GROWTH

    @property
    def adds_up(self) -> bool:
        """Figures of single years make a total over them: what years add, and sums of money."""
        unit = read_unit(self.unit)
        money = unit is not None and unit.dimension in CURRENCIES
        return self.measure in {Measure.CHANGE, Measure.CUMULATIVE} or (self.measure is Measure.LEVEL and money)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a document states of an indicator: an observation, as far as comparing needs it.

    ``clause`` is the part of the sentence that the number stands in; ``issued`` the year that the document is of.
    ``period_label``: the part of a year that it is for; ``kind``: None where nothing says. ``doubtful``: so is the reading of its document.
    ``of_field``: that is a plan for one field.
    """

    id: str
    subject: str
    clause: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    year: int | None
    period_start: int | None
    period_end: int | None
    base_year: int | None
    kind: ObservationKind | None
    measure: Measure
    origin: Origin
    caveat: str | None
    issued: int
    start: int
    direction: Movement | None = None
    period_label: str | None = None
    doubtful: bool = False
    of_field: bool = False

    @property
    def is_target(self) -> bool:
        return self.kind is ObservationKind.TARGET


@dataclass(frozen=True, slots=True)
class Basis:
    """The time span of figures. ``years``: their number, if it distinguishes them; None if it can't be determined, and
    for a yearly average, which is of one year whatever it was taken over."""

    span: Span
    years: int | None


POINT = Basis(Span.POINT, 1)


@dataclass(frozen=True, slots=True)
class Harmonised:
    """A statement in the indicator's unit and over the basis's time; value None if it can't be converted.

    ``turned``: its sign is the opposite of the printed one's, and so is the side that its bound is on (下降3%以上 is -3 at most).
    """

    statement: Statement
    comparability: Comparability
    reason: Reason | None
    value: Decimal | None
    value_max: Decimal | None
    steps: tuple[Step, ...] = ()
    turned: bool = False

    def bound(self, printed: Comparator) -> Comparator:
        """How its value is bounded, of which ``printed`` is how the printed one is."""
        return opposite(printed) if self.turned else printed


def opposite(bound: Comparator) -> Comparator:
    """The bound of the negative of what is so bounded."""
    return _OPPOSITE.get(bound, bound)


def negated(value: Decimal, most: Decimal | None) -> tuple[Decimal, Decimal | None]:
    """A printed fall, or a range of it, with its sign.

    >>> negated(Decimal(3), Decimal(5))
    (Decimal('-5'), Decimal('-3'))
    """
    down = signed(value, Movement.FALL)
    return (down, None) if most is None else (signed(most, Movement.FALL), down)


_OPPOSITE = {
    Comparator.GTE: Comparator.LTE,
    Comparator.GT: Comparator.LT,
    Comparator.LTE: Comparator.GTE,
    Comparator.LT: Comparator.GT,
}


def basis_of(statement: Statement, measured: Measured) -> Basis:
    """Over what time a statement runs.

    A growth is of as many years as lie between its base and its year. 全年累计发放 is one year's; a stock that was added
    up (按累计数列出), and a plan's total up to a year (至2025年合计), are totals of unknown length.
    """
    period = _period(statement)
    if statement.measure is Measure.ANNUAL_AVERAGE:
        return Basis(Span.ANNUAL_AVERAGE, None)
    if sums_up_to_a_year(statement.caveat):
        return Basis(Span.CUMULATIVE, None)
    if statement.measure is Measure.CUMULATIVE:
        if period is None and not is_running_total(statement.caveat):
            return POINT
        return Basis(Span.CUMULATIVE, period)
    if measured.changes and statement.year is not None and statement.base_year is not None:
        period = statement.year - statement.base_year
    if period is not None and period > 1 and (measured.changes or statement.measure is Measure.CHANGE):
        return Basis(Span.CUMULATIVE, period)
    return POINT


_SPANS = list(Span)


NO_BASIS = Basis(Span.CUMULATIVE, None)
"""Totals of unknown length, which are like nothing: no figure fits there."""


def bases_of(statements: Iterable[Statement], measured: Measured) -> set[Basis]:
    """The bases on which a place with these statements has a figure as it is stated."""
    found = {basis_of(one, measured) for one in statements if one.value is not None and one.period_label is None}
    return found - {NO_BASIS}


def common_basis(places: Iterable[Sequence[Statement]], measured: Measured, *, span: Span | None = None) -> Basis:
    """The basis on which the most places (each with its statements) have a figure; only those of ``span`` where given."""
    return most_common((bases_of(statements, measured) for statements in places), span=span)


def most_common(places: Iterable[Iterable[Basis]], *, span: Span | None = None) -> Basis:
    """The basis that the most places have; only those of ``span`` where given.

    Of several with as many, a point in time before a total before an average, and of totals the longest.
    """
    counts: Counter[Basis] = Counter()
    for bases in places:
        counts.update(bases)
    fitting = [basis for basis in counts if span is None or basis.span is span]
    if not fitting:
        return POINT if span in {None, Span.POINT} else Basis(span or Span.POINT, None)
    return min(fitting, key=lambda basis: (-counts[basis], _SPANS.index(basis.span), -(basis.years or 0)))


# 增速按可比价格计算   以2015年不变价计   现价总量
_CONSTANT, _CURRENT = re.compile(r"不变价|可比价"), re.compile(r"当年价|现行?价|名义增")
# 全市居民人均可支配收入: of another territory. 增加值占全市…比重 is of the district.
_ELSEWHERE = re.compile(r"(?:全市|我市|本市|全省|我省|全国|我国)")


def price_basis(text: str) -> str | None:
    """Which prices a text speaks of: ``constant``, ``current``, or None where it does not say, or says both."""
    constant, current = bool(_CONSTANT.search(text)), bool(_CURRENT.search(text))
    return None if constant == current else "constant" if constant else "current"


def _elsewhere(statement: Statement) -> bool:
    return bool(_ELSEWHERE.match(unicodedata.normalize("NFKC", statement.subject).strip()))


def _mismatch(statement: Statement, measured: Measured, beside: Statement | None) -> Reason | None:
    """What makes a statement another quantity than the indicator, whatever its unit and its time."""
    if statement.doubtful:
        return Reason.DOUBTFUL
    if statement.value is None:
        return Reason.NO_NUMBER
    if statement.kind is None:
        return Reason.NO_KIND
    if part_of_year(statement.period_label) != part_of_year(beside.period_label if beside else None):
        return Reason.PART_OF_YEAR
    growth = statement.measure is Measure.GROWTH and not measured.changes
    if growth or statement.measure is Measure.MULTIPLE:
        return Reason.MEASURE
    if _elsewhere(statement) != (beside is not None and _elsewhere(beside)):
        return Reason.TERRITORY
    return None


def _other_definition(statement: Statement, measured: Measured, beside: Statement | None) -> Reason | Bearing | None:
    """How what a statement measures differs from the catalogue's definition, or from what ``beside`` measures: a reason
    that forbids to compare them, a doubt, or nothing."""
    remarks = {remark for remark in read_caveat(statement.caveat) if remark.bearing is not Bearing.SPAN}
    if Bearing.BASE in {remark.bearing for remark in remarks}:
        return Reason.BASE_YEAR
    mine = price_basis(statement.clause)
    theirs = price_basis(measured.definition if beside is None else beside.clause)
    if mine and theirs and mine != theirs:
        return Reason.PRICE_BASIS
    # What both leave open or differ in alike is no difference between them: 绿化覆盖率 of the 城区, twice.
    differ = remarks if beside is None else remarks ^ _definitions(beside)
    bearings = {remark.bearing for remark in differ}
    if Bearing.DEFINITION in bearings:
        return Reason.OTHER_DEFINITION
    return Bearing.DOUBT if bearings else None


def _definitions(statement: Statement) -> set[Remark]:
    return {remark for remark in read_caveat(statement.caveat) if remark.bearing in {Bearing.DEFINITION, Bearing.DOUBT}}


def harmonise(statement: Statement, measured: Measured, basis: Basis, *, beside: Statement | None = None) -> Harmonised:
    """A statement on a basis: its value in the indicator's unit, or the first reason why it has none.

    It is compared with the catalogue's definition or, where ``beside`` is given, against what that one measures.
    """

    def refused(reason: Reason) -> Harmonised:
        return Harmonised(statement, Comparability.NOT_COMPARABLE, reason, None, None)

    if (mismatch := _mismatch(statement, measured, beside)) is not None:
        return refused(mismatch)
    assert statement.value is not None
    unit = printed_unit(statement, measured)
    value = convert(statement.value, unit, measured.unit)
    most = None if statement.value_max is None else convert(statement.value_max, unit, measured.unit)
    if value is None:
        return refused(Reason.UNIT)
    steps = [] if read_unit(unit) == read_unit(measured.unit) else [Step.UNIT_CONVERTED]
    if (fitted := _fit_span(statement, measured, basis)) is None:
        return refused(Reason.SPAN)
    factor, step = fitted
    value, most = _times(value, factor), None if most is None else _times(most, factor)
    turned = value > 0 and goes_down(statement, measured)
    if turned:
        value, most = negated(value, most)
        steps.append(Step.FALL_NEGATED)
    difference = _other_definition(statement, measured, beside)
    if isinstance(difference, Reason):
        return refused(difference)
    return Harmonised(
        statement,
        Comparability.WITH_CAVEAT if difference else Comparability.COMPARABLE,
        None,
        value,
        most,
        (*steps, *([step] if step else ())),
        turned,
    )


MOVES = {Measure.GROWTH, Measure.CHANGE, Measure.CUMULATIVE, Measure.ANNUAL_AVERAGE, Measure.MULTIPLE}
"""What rises or falls, and so has a sign."""


def goes_down(statement: Statement, measured: Measured) -> bool:
    """Whether a figure printed without a sign is a negative one: that of a fall, or of a rise where the indicator is a fall itself."""
    down = Movement.RISE if measured.falls else Movement.FALL
    return statement.direction is down and statement.measure in MOVES


def is_a_fall(name: str) -> bool:
    """Whether what is named is a fall.

    >>> is_a_fall("单位地区生产总值能源消耗降低"), is_a_fall("地区生产总值增长率")
    (True, False)
    """
    return normalise(name).endswith(("降低", "改善", "改善幅度", "改善率"))


_QUARTER = re.compile(r"(?P<first>前)?第?(?P<number>[1-4一二三四两])(?:个?季度|季)")
_QUARTERS = re.compile(r"第?(?P<first>[1-4一二三四])(?:-|—|–|至|到|~)第?(?P<last>[1-4一二三四])季度")
_MONTHS = re.compile(
    r"(?P<first>\d+|[一二三四五六七八九十]+)月?(?:-|—|–|至|到|~)(?P<last>\d+|[一二三四五六七八九十]+)月"
)
_FIRST_MONTHS = re.compile(r"前(?P<last>\d+|[一二两三四五六七八九十]+)个?月")
_MONTH_ALONE = re.compile(r"(?P<number>\d+|[一二三四五六七八九十]+)月(?:当月)?")
_NAMED = {"上半年": (1, 6), "前半年": (1, 6), "下半年": (7, 12), "首季": (1, 3), "首季度": (1, 3)}
_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九十")} | {"两": 2}


def part_of_year(label: str | None) -> tuple[int, int] | str | None:
    """The first and the last month of a part of a year as printed, so that two names of one part are alike; a name that is not known stays.

    >>> part_of_year("前三季度"), part_of_year("1—9月"), part_of_year("上半年"), part_of_year("汛期")
    ((1, 9), (1, 9), (1, 6), '汛期')
    """
    if label is None:
        return None
    plain = re.sub(r"\s|份", "", unicodedata.normalize("NFKC", label))
    if plain in _NAMED:
        return _NAMED[plain]
    if found := _QUARTER.fullmatch(plain):
        last = 3 * _number(found["number"])
        return (1 if found["first"] else last - 2, last)
    if found := _QUARTERS.fullmatch(plain):
        return 3 * _number(found["first"]) - 2, 3 * _number(found["last"])
    if found := _MONTHS.fullmatch(plain):
        return _number(found["first"]), _number(found["last"])
    if found := _MONTH_ALONE.fullmatch(plain):
        return _number(found["number"]), _number(found["number"])
    if found := _FIRST_MONTHS.fullmatch(plain):
        return 1, _number(found["last"])
    return plain


def _number(digits: str) -> int:
    """A month, in digits or in Chinese: 11, 十一."""
    if digits.isdecimal():
        return int(digits)
    return sum(_DIGITS[char] for char in digits)


def printed_unit(statement: Statement, measured: Measured) -> str | None:
    """The unit of a statement; of what it is counted by, where that stands in its name: 万人均发明专利11.92件 are 件/万人.

    The three numbers of 三次产业结构 add up to 100, and are printed without their %.
    """
    if statement.unit is None and statement.subject in INDUSTRY_SHARES:
        return "%"
    _, _, per = measured.unit.partition("/")
    named = bool(per) and "/" not in (statement.unit or "/") and per in statement.subject
    return f"{statement.unit}/{per}" if named else statement.unit


def _times(value: Decimal, factor: Decimal) -> Decimal:
    return value if factor == 1 else (value * factor).quantize(PLACES, context=WIDE)


def fitting_bases(statements: Iterable[Statement], measured: Measured) -> set[Basis]:
    """All bases on which any of these statements may have a value; on every other one they have the same reasons as on ``NO_BASIS``."""
    found: set[Basis] = set()
    for one in statements:
        own, period = basis_of(one, measured), _period(one)
        found.add(own)
        if measured.adds_up and own.span is Span.CUMULATIVE and own.years:
            found.add(Basis(Span.ANNUAL_AVERAGE, None))
        if measured.adds_up and own.span is Span.ANNUAL_AVERAGE and period:
            found.add(Basis(Span.CUMULATIVE, period))
    return found - {NO_BASIS}


def _period(statement: Statement) -> int | None:
    start, end = statement.period_start, statement.period_end
    return end - start + 1 if start is not None and end is not None else None


def _fit_span(statement: Statement, measured: Measured, basis: Basis) -> tuple[Decimal, Step | None] | None:
    """By what a figure is multiplied to be of the basis, and what that step is; None where it can't be.

    A total is its yearly average times its years, for what adds up; no figure of one year becomes either.
    """
    own = basis_of(statement, measured)
    if own == basis and own != NO_BASIS:
        return Decimal(1), None
    if not measured.adds_up:
        return None
    period = _period(statement)
    if own.span is Span.CUMULATIVE and basis.span is Span.ANNUAL_AVERAGE and own.years:
        return Decimal(1) / own.years, Step.DIVIDED_BY_YEARS
    if own.span is Span.ANNUAL_AVERAGE and basis.span is Span.CUMULATIVE and period and period == basis.years:
        return Decimal(period), Step.TIMES_YEARS
    return None


@dataclass(frozen=True, slots=True)
class Chosen:
    """One statement of several, the rule that chose it, and the others in order."""

    first: Harmonised
    because: Choice
    others: tuple[Harmonised, ...]
    differing: int
    """How many of the others have another value: of those that can be compared, results or targets as the first is."""


_RULES = (
    Choice.WHOLE_YEAR,
    Choice.RESULT,
    Choice.COMPARABILITY,
    Choice.GENERAL,
    Choice.ACTUAL,
    Choice.DOCUMENT,
    Choice.TABLE,
    Choice.PLACE,
)
_KINDS = list(ObservationKind)
# What is neither a result nor a target, as far as the text says, comes last.
_OF_KINDS: dict[ObservationKind | None, int] = {kind: place for place, kind in enumerate(_KINDS)}
_OF_RESULTS: dict[ObservationKind | None, int] = {kind: kind is ObservationKind.TARGET for kind in _KINDS}
_COMPARABILITIES = list(Comparability)


def _rank(one: Harmonised) -> tuple[int, ...]:
    """Where a statement stands by each of ``_RULES``."""
    said = one.statement
    return (
        said.period_label is not None,
        _OF_RESULTS.get(said.kind, len(_KINDS)),
        _COMPARABILITIES.index(one.comparability) + (one.reason is Reason.NO_NUMBER),
        said.of_field,
        _OF_KINDS.get(said.kind, len(_KINDS)),
        -said.issued,
        said.origin is Origin.PROSE,
        said.start,
    )


def choose(statements: Iterable[Harmonised]) -> Chosen:
    """The statement to show of one thing: by ``_RULES`` in their order.

    If only its place in the document separates the first from another one, and their values differ, none of them is the
    document's word: the first is then not comparable, `several_values`.
    """
    first, *others = sorted(statements, key=_rank)
    if not others:
        return Chosen(first, Choice.ONLY, (), 0)
    differing = sum(
        one.value is not None
        and first.value is not None
        and one.statement.is_target == first.statement.is_target
        and (one.value, one.value_max) != (first.value, first.value_max)
        for one in others
    )
    told = zip(_RULES, _rank(first), _rank(others[0]), strict=True)
    because = next((rule for rule, mine, next_best in told if mine != next_best), Choice.PLACE)
    rivals = [one for one in others if _rank(one)[:-1] == _rank(first)[:-1]]
    if first.value is not None and any((one.value, one.value_max) != (first.value, first.value_max) for one in rivals):
        first = Harmonised(
            first.statement, Comparability.NOT_COMPARABLE, Reason.SEVERAL_VALUES, None, None, first.steps
        )
    return Chosen(first, because, tuple(others), differing)
