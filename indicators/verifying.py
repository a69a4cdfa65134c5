"""Compare a claim with what the documents state. The verdict never goes beyond their words.

2022年国家高新技术企业超过150家, beside 国家高新技术企业达到155家 of that year: `supported`, since 155 is more than 150. 160家: `contradicted`. 2021年…155家:
`not_stated`, only other years are. Values are compared as sets of numbers: 超过150 is (150, ∞), 左右 is 5 percent to either
side; what is stated supports a claim where it lies within it, contradicts it where both have nothing in common, and
else decides nothing. Pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from indicators.caveats import Bearing, read_caveat
from indicators.claims import Claim, unit_of
from indicators.harmonising import (
    POINT,
    Basis,
    Harmonised,
    Measured,
    Statement,
    basis_of,
    goes_down,
    harmonise,
    is_a_fall,
    negated,
    opposite,
    part_of_year,
    printed_unit,
)
from indicators.reading.catalogue import catalogue, normalise
from indicators.reading.linking import NO_UNIT
from indicators.units import convert
from text.numbers.units import CURRENCIES, Unit, read_unit
from text.sources.source import fold
from text.vocabulary import (
    Comparability,
    Comparator,
    Difference,
    Measure,
    ObservationKind,
    Origin,
    Reason,
    Span,
    Stance,
    Verdict,
    VerdictReason,
)

ABOUT = Decimal("0.05")
"""左右 and 约 take in what lies so far to either side."""

_OF_ANY_LENGTH = Basis(Span.CUMULATIVE, None)
"""A total of which the text does not say when it begins: 至2025年合计."""
_AMOUNTS = {Measure.LEVEL, Measure.CHANGE, Measure.CUMULATIVE}
_FIRM = {ObservationKind.ACTUAL, ObservationKind.ESTIMATE}
_AGREES = {Stance.SUPPORTS, Stance.PARTLY_SUPPORTS}
_INFINITE = Decimal("Infinity")

_normalised = lru_cache(maxsize=16_384)(normalise)


def same_name(subject: str) -> str:
    """The form under which subjects are compared. Remembered up to a length that few have: a sentence that is asked about can be one long subject."""
    return _normalised(subject) if len(subject) <= 60 else normalise(subject)


@dataclass(frozen=True, slots=True)
class Held:
    """What a document states: the statement, how it is bounded, and the indicator that it was linked to."""

    statement: Statement
    raw: str
    comparator: Comparator
    slug: str | None


@dataclass(frozen=True, slots=True)
class ComparedStatement:
    """One statement beside a claim. ``value`` and ``unit``: the stated value as it was compared; None where it could not be."""

    id: str
    stance: Stance
    reason: VerdictReason | Reason | None
    differences: tuple[Difference, ...]
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    distance: int = 0


_STANCES = {stance: place for place, stance in enumerate(Stance)}


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """The verdict of a claim, and the statements that it rests on, the telling ones first."""

    claim: Claim
    verdict: Verdict
    reason: VerdictReason | None
    compared: tuple[ComparedStatement, ...] = ()


def is_of(claim: Claim, *, slug: str | None, subject: str, year: int | None, unit: str | None) -> bool:
    """Whether a row, by its indicator and its subject, may state what is claimed: the same indicator, or the same words.

    The same words of another indicator (新增就业 of a year, and of five) are looked at for the claim's own year: they may be what was meant.
    """
    if claim.slug is not None and slug == claim.slug:
        return True
    if not claim.subject or same_name(claim.subject) != same_name(subject):
        return False
    mine, theirs = read_unit(claim.unit), read_unit(unit)
    # 32.6亿美元 is asked of what is stated in 亿元, too, to be told that it is another unit.
    alike = mine is None or theirs is None or mine.dimension in {"", theirs.dimension} or _are_money(mine, theirs)
    other = claim.slug is not None and slug is not None
    return alike and (not other or year == claim.year)


def _are_money(*units: Unit) -> bool:
    return all(one.dimension in CURRENCIES for one in units)


def judge(claim: Claim, held: Sequence[Held], *, documents: int, assumed: bool = False) -> JudgedClaim:
    """The verdict on a claim by the statements that ``is_of`` lets through. ``documents``: number of stored documents
    of the district. ``assumed``: its 今年 was taken as a year that nobody gave."""
    if claim.doubt is not None and claim.doubt is not VerdictReason.NO_DOCUMENT:
        return JudgedClaim(claim, Verdict.NOT_CHECKABLE, claim.doubt)
    if not documents:
        return JudgedClaim(claim, Verdict.NOT_STATED, VerdictReason.NO_DOCUMENT)
    if not held:
        if claim.slug is None:
            return JudgedClaim(claim, Verdict.NOT_CHECKABLE, VerdictReason.INDICATOR_UNKNOWN)
        return JudgedClaim(claim, Verdict.NOT_STATED, VerdictReason.NOTHING_STATED)
    compared = sorted((compare(claim, one) for one in held), key=lambda one: (_STANCES[one.stance], one.distance))
    undated = claim.year is None and all(one.stance is Stance.OTHER_YEAR for one in compared)
    verdict, reason = (Verdict.NOT_CHECKABLE, VerdictReason.NO_YEAR) if undated else _verdict(claim, compared)
    if assumed and reason is None:
        reason = VerdictReason.YEAR_ASSUMED
    return JudgedClaim(claim, verdict, reason, tuple(compared))


def _verdict(claim: Claim, compared: Sequence[ComparedStatement]) -> tuple[Verdict, VerdictReason | None]:
    by_stance: dict[Stance, list[ComparedStatement]] = {}
    for one in compared:
        by_stance.setdefault(one.stance, []).append(one)

    def reason(stance: Stance) -> VerdictReason | None:
        found = by_stance[stance][0].reason
        return found if isinstance(found, VerdictReason) else None

    if Stance.CONTRADICTS in by_stance:
        if Stance.SUPPORTS in by_stance:
            return Verdict.PARTLY_SUPPORTED, VerdictReason.SEVERAL_STATED
        return Verdict.CONTRADICTED, None
    if Stance.SUPPORTS in by_stance:
        return Verdict.SUPPORTED, None
    if Stance.PARTLY_SUPPORTS in by_stance:
        return Verdict.PARTLY_SUPPORTED, reason(Stance.PARTLY_SUPPORTS)
    if Stance.DECIDES_NOTHING in by_stance:
        return Verdict.NOT_STATED, reason(Stance.DECIDES_NOTHING)
    if Stance.OTHER_KIND in by_stance:
        return Verdict.NOT_STATED, VerdictReason.OTHER_KIND
    if Stance.NOT_COMPARABLE in by_stance:
        return Verdict.NOT_STATED, VerdictReason.INCOMPARABLE
    return Verdict.NOT_STATED, VerdictReason.ONLY_OTHER_YEARS


def overall(judged: Sequence[JudgedClaim], *, ranks: bool = False) -> tuple[Verdict, VerdictReason | None]:
    """The verdict on a sentence: contradicted by one false claim, supported by true ones alone. ``ranks``: it claims a rank or a comparison, too,
    which nothing checks."""
    verdict, reason = _of_all(judged)
    if ranks and verdict is Verdict.SUPPORTED:
        return Verdict.PARTLY_SUPPORTED, VerdictReason.RANK_NOT_CHECKED
    return verdict, reason


def _of_all(judged: Sequence[JudgedClaim]) -> tuple[Verdict, VerdictReason | None]:
    if not judged:
        return Verdict.NOT_CHECKABLE, VerdictReason.NO_NUMBER_IN_SENTENCE
    verdicts = {one.verdict for one in judged}
    if len(verdicts) == 1:
        reasons = {one.reason for one in judged}
        return judged[0].verdict, judged[0].reason if len(reasons) == 1 else VerdictReason.SOME_OF_SEVERAL
    if Verdict.CONTRADICTED in verdicts:
        return Verdict.CONTRADICTED, VerdictReason.SOME_OF_SEVERAL
    if verdicts & {Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED}:
        return Verdict.PARTLY_SUPPORTED, VerdictReason.SOME_OF_SEVERAL
    return Verdict.NOT_STATED, VerdictReason.SOME_OF_SEVERAL


def compare(claim: Claim, held: Held) -> ComparedStatement:
    """What one statement says of a claim."""
    stated, measured = held.statement, _measured(claim)
    differences = _differences(claim, held)

    def told(stance: Stance, reason: VerdictReason | Reason | None, by: Harmonised | None = None) -> ComparedStatement:
        found = tuple(word for word in Difference if word in differences)
        distance = _distance(claim, stated.year)
        value, most = (by.value, by.value_max) if by else (None, None)
        unit = measured.unit if value is not None else None
        return ComparedStatement(stated.id, stance, reason, found, value, most, unit, distance)

    if stated.year != claim.year:
        return told(Stance.OTHER_YEAR, None)
    if stated.value is None:
        return told(Stance.DECIDES_NOTHING, VerdictReason.NO_NUMBER)
    asked = _as_statement(claim, measured)
    harmonised = harmonise(*_footing(claim, asked, stated, measured), beside=asked)
    unit = printed_unit(asked, measured)
    value = convert(claim.value or Decimal(0), unit, measured.unit)
    most = None if claim.value_max is None else convert(claim.value_max, unit, measured.unit)
    if harmonised.value is None or value is None:
        return told(Stance.NOT_COMPARABLE, harmonised.reason or Reason.UNIT)
    if (apart := _apart(claim, held)) is not None:
        return told(Stance.NOT_COMPARABLE, apart)
    down = value > 0 and goes_down(asked, measured)
    bound = claim.comparator or Comparator.EQ
    claimed = _Set.of(*(negated(value, most) if down else (value, most)), opposite(bound) if down else bound)
    found = _Set.of(harmonised.value, harmonised.value_max, harmonised.bound(held.comparator))
    if read_unit(unit) != read_unit(printed_unit(stated, measured)):
        differences.add(Difference.UNIT)
    if (claimed.value, claimed.value_max) != (found.value, found.value_max):
        differences.add(Difference.VALUE)
    stance, reason = _numbers(claimed, found, claim)
    if stance is Stance.SUPPORTS and stated.is_target and Difference.VALUE in differences:
        # 不超过70 is also not more than 95, and yet no target of 95.
        stance, reason = Stance.PARTLY_SUPPORTS, VerdictReason.IMPLIED
    open_ = harmonised.comparability is Comparability.WITH_CAVEAT or _open(claim, held)
    if stance is not Stance.DECIDES_NOTHING and open_:
        # The same number may be of the same thing; another one is no contradiction, since it may not be.
        near = stance in _AGREES and _near(claim, held)
        stance = Stance.PARTLY_SUPPORTS if near else Stance.DECIDES_NOTHING
        reason = VerdictReason.DEFINITION_OPEN
    return told(*_by_kind(claim, stated, stance, reason), by=harmonised)


def _differences(claim: Claim, held: Held) -> set[Difference]:
    """Those that can be determined before the values are compared."""
    stated = held.statement
    differs = {
        Difference.YEAR: claim.year != stated.year,
        Difference.KIND: claim.kind not in {None, stated.kind},
        Difference.COMPARATOR: claim.comparator is not held.comparator,
        Difference.MEASURE: claim.measure is not stated.measure,
        Difference.DIRECTION: None not in {claim.direction, stated.direction}
        and claim.direction is not stated.direction,
        Difference.PERIOD: part_of_year(claim.period_label) != part_of_year(stated.period_label),
    }
    return {word for word, found in differs.items() if found}


def _footing(
    claim: Claim, asked: Statement, stated: Statement, measured: Measured
) -> tuple[Statement, Measured, Basis]:
    """A statement, and over what time it is compared with the claim.

    到2025年新增就业5万人 is said of the total up to then as well as of that year's.
    """
    own = basis_of(stated, measured)
    if own == _OF_ANY_LENGTH and (claim.up_to or claim.period_start is not None):
        return replace(stated, caveat=_without_span(stated.caveat)), measured, POINT
    total = own.span is Span.CUMULATIVE and claim.measure in _AMOUNTS
    if claim.up_to and claim.period_start is None and total:
        return stated, measured, own
    return stated, measured, basis_of(asked, measured)


def _apart(claim: Claim, held: Held) -> Reason | None:
    """Why two of the same unit and time are not of the same quantity; of the same words, a share is no growth."""
    if claim.slug is not None:
        return Reason.OTHER_DEFINITION if held.slug not in {None, claim.slug} else None
    alike = claim.measure is held.statement.measure or {claim.measure, held.statement.measure} <= _AMOUNTS
    return None if alike else Reason.MEASURE


def _by_kind(
    claim: Claim, stated: Statement, stance: Stance, reason: VerdictReason | None
) -> tuple[Stance, VerdictReason | None]:
    """A target is no result. A result and an estimate of it are two things too, which may have one value."""
    agrees = stance in _AGREES
    if claim.kind is stated.kind:
        return stance, reason
    if claim.kind is None:
        if stated.kind in _FIRM or claim.up_to:
            return stance, reason
        return (Stance.PARTLY_SUPPORTS, VerdictReason.KIND_NOT_SAID) if agrees else (Stance.OTHER_KIND, None)
    if {claim.kind, stated.kind} <= _FIRM and agrees:
        return Stance.PARTLY_SUPPORTS, VerdictReason.OTHER_KIND
    return Stance.OTHER_KIND, None


def _measured(claim: Claim) -> Measured:
    """On what footing a claim is compared: in its indicator's unit, else in its own."""
    entry = catalogue().entries.get(claim.slug or "")
    falls = entry is not None and is_a_fall(entry.name_zh)
    if entry is not None and convert(Decimal(1), unit_of(claim, entry.unit), entry.unit) is not None:
        return Measured(entry.slug, entry.unit, entry.measure, entry.definition, falls)
    named = f"/{entry.unit.partition('/')[2]}" if entry and "/" in entry.unit and "/" not in (claim.unit or "/") else ""
    if entry is not None and named and named[1:] in claim.subject:
        return Measured(entry.slug, entry.unit, entry.measure, entry.definition, falls)
    return Measured(
        claim.slug or "", claim.unit or "", claim.measure or Measure.LEVEL, entry.definition if entry else "", falls
    )


def _as_statement(claim: Claim, measured: Measured) -> Statement:
    return Statement(
        id="",
        subject=claim.subject,
        clause=claim.clause,
        value=claim.value,
        value_max=claim.value_max,
        unit=unit_of(claim, measured.unit),
        year=claim.year,
        period_start=claim.period_start,
        period_end=claim.period_end,
        base_year=claim.base_year,
        kind=claim.kind or ObservationKind.ACTUAL,
        measure=claim.measure or Measure.LEVEL,
        origin=Origin.PROSE,
        caveat=_caveat(claim, measured),
        issued=0,
        start=0,
        direction=claim.direction,
        period_label=claim.period_label,
    )


def _without_span(caveat: str | None) -> str | None:
    return "；".join(one.text for one in read_caveat(caveat) if one.bearing is not Bearing.SPAN) or None


def _caveat(claim: Claim, measured: Measured) -> str | None:
    """The claim's doubt, except about a unit that could be determined."""
    if unit_of(claim, measured.unit) == claim.unit:
        return claim.caveat
    return "；".join(remark for remark in (claim.caveat or "").split("；") if remark != NO_UNIT) or None


_SAID_ANYHOW = re.compile(
    r"(?:到|至|截至|截止)?20\d\d年(?:底|末)?|年内|全年|预计|同时|其中|我区|全区|区内|五年来|一年来|累计|共计|分别|[^\w%]|[的了]"
)
_REACHES = re.compile(r"(?:达到?|为|有|完成|实现|是|突破|超过|约)+\Z")
_SHORTEST = 4


def wording(clause: str, raw: str) -> str:
    """The words of a clause before a number, without those that say nothing about what it measures.

    >>> wording("年内督促整改隐患 4973 项", "4973 项")
    '督促整改隐患'
    """
    before = "".join(fold(clause).split()).partition("".join(fold(raw).split()))[0]
    return _REACHES.sub("", _SAID_ANYHOW.sub("", before))


def _open(claim: Claim, held: Held) -> bool:
    """Whether it is uncertain that both measure the same thing: they have no common indicator, and other words."""
    if claim.slug is not None:
        return held.slug is None
    if claim.measure is not held.statement.measure:
        return True
    mine, theirs = wording(claim.clause, claim.raw), wording(held.statement.clause, held.raw)
    if mine == theirs:
        return False
    short, long = sorted((mine, theirs), key=len)
    return len(short) < _SHORTEST or not long.endswith(short)


def _near(claim: Claim, held: Held) -> bool:
    """Whether a number that is the same may well be the same thing: of one indicator, or of one kind and in words of which the one are in the other."""
    if claim.slug is not None and held.slug == claim.slug:
        return True
    if claim.measure is not held.statement.measure:
        return False
    if claim.slug is not None:
        return True
    mine, theirs = wording(claim.clause, claim.raw), wording(held.statement.clause, held.raw)
    short, long = sorted((mine, theirs), key=len)
    return len(short) >= _SHORTEST // 2 and short in long


@dataclass(frozen=True, slots=True)
class _Set:
    """The numbers that a value and its bound leave open."""

    value: Decimal
    value_max: Decimal | None
    comparator: Comparator
    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    @classmethod
    def of(cls, value: Decimal, most: Decimal | None, comparator: Comparator) -> "_Set":
        about = abs(value) * ABOUT
        match comparator:
            case Comparator.GTE:
                ends = (value, _INFINITE, False, False)
            case Comparator.GT:
                ends = (value, _INFINITE, True, False)
            case Comparator.LTE:
                ends = (-_INFINITE, value, False, False)
            case Comparator.LT:
                ends = (-_INFINITE, value, False, True)
            case Comparator.APPROX:
                ends = (value - about, value + about, False, False)
            case Comparator.RANGE:
                ends = (value, most if most is not None else value, False, False)
            case _:
                ends = (value, value, False, False)
        return cls(value, most, comparator, *ends)

    @property
    def side(self) -> int:
        """1 for what is at least so much, -1 for what is at most so much, else 0."""
        return (self.high == _INFINITE) - (self.low == -_INFINITE)

    def within(self, other: "_Set") -> bool:
        above = self.low > other.low or (self.low == other.low and (self.open_low or not other.open_low))
        below = self.high < other.high or (self.high == other.high and (self.open_high or not other.open_high))
        return above and below

    def apart(self, other: "_Set") -> bool:
        lower, upper = sorted((self, other), key=lambda one: (one.low, one.open_low))
        if lower.high != upper.low:
            return lower.high < upper.low
        return lower.open_high or upper.open_low


def _numbers(claimed: _Set, stated: _Set, claim: Claim) -> tuple[Stance, VerdictReason | None]:
    if stated.within(claimed):
        return Stance.SUPPORTS, None
    # 155 of 超过155 leaves a bound out, and is nearly right; 超过155 of 155 and of 不足155 is wrong.
    same = (claimed.value, claimed.value_max) == (stated.value, stated.value_max)
    if same and not (claimed.side and (claimed.apart(stated) or claimed.side == -stated.side)):
        return Stance.PARTLY_SUPPORTS, VerdictReason.OTHER_BOUND
    # 5%以内 is no rounding of 5.5%以内: of two bounds, the claimed one is the narrower here.
    if (
        claimed.comparator is stated.comparator
        and not claimed.side
        and claimed.value_max is None
        and _rounds_to(stated.value, claimed.value, claim)
    ):
        return Stance.PARTLY_SUPPORTS, VerdictReason.ROUNDED
    if claimed.apart(stated):
        return Stance.CONTRADICTS, None
    return Stance.DECIDES_NOTHING, VerdictReason.BOUND


_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _rounds_to(stated: Decimal, claimed: Decimal, claim: Claim) -> bool:
    """Whether what is stated, rounded to as many digits as the claim prints, is what it claims."""
    if not claimed or not claim.value:
        return False
    printed = _DIGITS.search(fold(claim.raw))
    exponent = -int(claim.value.as_tuple().exponent)  # of digits in Chinese: 三十二点六
    places = len(printed.group().partition(".")[2]) if printed else max(0, exponent)
    half = abs(Decimal(5).scaleb(-places - 1) * (claimed / claim.value))
    apart = abs(stated) - abs(claimed)  # 5.5 is 6, and not 5
    return (stated < 0) == (claimed < 0) and -half <= apart < half


def to_weigh(claim: Claim, years: Sequence[int | None], most: int) -> list[int]:
    """Which of the statements of these years bear on a claim, or are told of it, by their places: those of its year; else the nearest ``most``.

    What ``judge`` says of these alone is what it says of all.
    """
    if here := [place for place, year in enumerate(years) if year == claim.year]:
        return here
    nearest = sorted(range(len(years)), key=lambda place: _distance(claim, years[place]))
    return sorted(nearest[:most])


def _distance(claim: Claim, year: int | None) -> int:
    return abs(year - claim.year) if year and claim.year else 0


def telling(compared: Iterable[ComparedStatement], most: int) -> tuple[ComparedStatement, ...]:
    """The first statements; those of other years only where they are all that there is, the nearest years first."""
    ones = list(compared)
    here = [one for one in ones if one.stance is not Stance.OTHER_YEAR]
    return tuple((here or ones)[:most])
