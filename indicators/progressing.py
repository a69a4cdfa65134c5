"""A target, its baseline and the results stated since become how far the target is.

国家高新技术企业数量: 110家 in 2020, 150家 to be reached by 2025, 155家 in 2022: `achieved`, 112.5 % of the way. The rule
is written for users in `docs/api.md` (Progress). Pure: no database, no clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.harmonising import POINT, Basis, Harmonised, Measured, Statement, basis_of, choose, harmonise
from indicators.units import WIDE
from text.vocabulary import (
    Comparability,
    Comparator,
    Direction,
    Measure,
    ProgressStatus,
    Reason,
    Span,
    Step,
)

_SHARE = Decimal("0.0001")
_PACE = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target to be judged. ``base_year``: the year that its document starts from."""

    statement: Statement
    comparator: Comparator
    base_year: int
    measured: Measured | None
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A statement of a baseline or of a result, with its bound."""

    statement: Statement
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a target is. All values in the indicator's unit; shares from 0; None is what can't be said.

    ``outcome`` is the newest result, ``added`` the further yearly figures that were added up with it.
    """

    status: ProgressStatus
    reason: Reason | None = None
    baseline: Harmonised | None = None
    target: Harmonised | None = None
    outcome: Harmonised | None = None
    added: tuple[Harmonised, ...] = ()
    share_done: Decimal | None = None
    share_elapsed: Decimal | None = None
    pace_so_far: Decimal | None = None
    pace_needed: Decimal | None = None


def judge(aim: Aim, *, printed: Figure | None, baselines: Sequence[Figure], results: Sequence[Figure]) -> Progress:
    """How far a target is. ``printed``: its baseline in the indicator table. ``baselines`` state its indicator for its
    base year, ``results`` for any year after that, both in its district; neither is a target."""
    if aim.measured is None:
        status = ProgressStatus.QUALITATIVE if aim.statement.value is None else ProgressStatus.NO_DATA
        # It stands as it is printed: there is nothing to convert it to.
        told = Harmonised(aim.statement, Comparability.NOT_COMPARABLE, Reason.NO_INDICATOR, None, None)
        return Progress(status, Reason.NO_INDICATOR, target=told)
    basis = basis_of(aim.statement, aim.measured)
    baseline = _baseline(aim, printed, baselines, basis)
    outcome, added = _outcome(aim, results, basis)
    target = _on_its_footing(aim.statement, aim, basis)
    found = Progress(ProgressStatus.NO_DATA, None, baseline, target, outcome, added)
    if aim.statement.value is None:
        return replace(found, status=ProgressStatus.QUALITATIVE, reason=Reason.NO_NUMBER)
    if aim.statement.year is None:
        return replace(found, status=ProgressStatus.NOT_COMPARABLE, reason=Reason.NO_YEAR)
    if outcome is None:
        return replace(found, reason=Reason.NO_OUTCOME)
    if target.value is None:
        return replace(found, status=ProgressStatus.NOT_COMPARABLE, reason=target.reason)
    if outcome.value is None:
        return replace(found, status=ProgressStatus.NOT_COMPARABLE, reason=outcome.reason)
    bounds = {one.statement.id: one.comparator for one in results}
    return _measure(aim, found, bound=outcome.bound(bounds[outcome.statement.id]))


# ── What is put beside the target ────────────────────────────────────────────────────────────────────────────────────


def _on_its_footing(statement: Statement, aim: Aim, basis: Basis) -> Harmonised:
    """A statement beside the target. The total of the target's first years is of less time than the target, and the
    way to it: it stays as long as it is."""
    assert aim.measured is not None
    own = basis_of(statement, aim.measured)
    start = statement.period_start
    if basis.span is own.span is Span.CUMULATIVE and start is not None and start == aim.statement.period_start:
        basis = own
    return harmonise(statement, aim.measured, basis, beside=aim.statement)


def _baseline(aim: Aim, own: Figure | None, others: Sequence[Figure], basis: Basis) -> Harmonised | None:
    """The baseline that is printed beside the target; where there is none, or none to compare, what else is stated for
    that year."""
    printed = _on_its_footing(own.statement, aim, basis) if own else None
    if printed is not None and printed.value is not None:
        return printed
    stated = _chosen(others, aim, basis)
    return stated if stated is not None and (printed is None or stated.value is not None) else printed


def _chosen(figures: Iterable[Figure], aim: Aim, basis: Basis) -> Harmonised | None:
    found = [_on_its_footing(one.statement, aim, basis) for one in figures]
    return choose(found).first if found else None


def _outcome(aim: Aim, results: Sequence[Figure], basis: Basis) -> tuple[Harmonised | None, tuple[Harmonised, ...]]:
    """The newest result that can be compared, up to the target's year; else the newest one that can't, with its reason.

    A total is also made of yearly figures, where no year since its start is missing.
    """
    last = aim.statement.year
    by_year: dict[int, list[Figure]] = {}
    for one in results:
        year = one.statement.year
        if year is not None and year > aim.base_year and (last is None or year <= last):
            by_year.setdefault(year, []).append(one)
    newest: Harmonised | None = None
    for year in sorted(by_year, reverse=True):
        chosen = _chosen(by_year[year], aim, basis)
        if chosen is not None and chosen.value is not None:
            return chosen, ()
        if added := _added_up(aim, by_year, year, basis):
            return added[0], added[1:]
        newest = newest or chosen
    return newest, ()


def _added_up(aim: Aim, by_year: dict[int, list[Figure]], last: int, basis: Basis) -> tuple[Harmonised, ...]:
    """The figures of all years from the target's first to ``last``; the first of them is the newest, with their sum."""
    start = aim.statement.period_start
    if basis.span is not Span.CUMULATIVE or start is None or aim.measured is None or not aim.measured.adds_up:
        return ()
    bounds = {one.statement.id: one.comparator for figures in by_year.values() for one in figures}
    found: list[Harmonised] = []
    for year in range(start, last + 1):
        one = _chosen(by_year.get(year, ()), aim, POINT)
        if one is None or one.value is None or bounds[one.statement.id] not in _EXACT:
            return ()
        found.append(one)
    total = sum((one.value for one in found if one.value is not None), Decimal(0))
    newest = found.pop()
    return (replace(newest, value=total, steps=(*newest.steps, Step.YEARS_ADDED)), *found)


# ── How far it is ────────────────────────────────────────────────────────────────────────────────────────────────────

_EXACT = {Comparator.EQ, Comparator.APPROX}

# A value, and how it is meant: 680 and a bit (超过680), 680, or a bit less than 680 (低于680). None: without end.
_Point = tuple[Decimal, int]


@dataclass(frozen=True, slots=True)
class _Goal:
    """From where on the target is met: at ``least``, at ``most``, or both."""

    least: _Point | None
    most: _Point | None

    def met(self, value: _Point) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def nearest(self, value: Decimal) -> Decimal:
        """The end of the goal that is met first on the way from a value that does not meet it."""
        if self.least is not None and (self.most is None or value < self.least[0]):
            return self.least[0]
        assert self.most is not None
        return self.most[0]


def _goal(aim: Aim, target: Harmonised, baseline: Decimal | None) -> _Goal | None:
    """What meets a target: its own bound where it prints one, else the indicator's direction, else the way from the
    baseline. None if nothing decides."""
    value = target.value
    assert value is not None
    bound = target.bound(aim.comparator)
    match bound:
        case Comparator.GTE:
            return _Goal((value, 0), None)
        case Comparator.GT:
            return _Goal((value, 1), None)
        case Comparator.LTE:
            return _Goal(None, (value, 0))
        case Comparator.LT:
            return _Goal(None, (value, -1))
    most = value if target.value_max is None else target.value_max
    match aim.direction:
        case Direction.HIGHER:
            return _Goal((value, 0), None)
        case Direction.LOWER:
            return _Goal(None, (most, 0))
    if bound is Comparator.RANGE:
        return _Goal((value, 0), (most, 0))
    if baseline is None:
        return None
    if baseline == value:
        return _Goal((value, 0), (value, 0))
    return _Goal((value, 0), None) if baseline < value else _Goal(None, (value, 0))


def _ends(outcome: Harmonised, bound: Comparator) -> tuple[_Point | None, _Point | None]:
    """The least and the most that a result may be; None where its bound leaves that open."""
    value, most = outcome.value, outcome.value_max
    assert value is not None
    match bound:
        case Comparator.GTE:
            return (value, 0), None
        case Comparator.GT:
            return (value, 1), None
        case Comparator.LTE:
            return None, (value, 0)
        case Comparator.LT:
            return None, (value, -1)
    return (value, 0), (value if most is None else most, 0)


@dataclass(frozen=True, slots=True)
class _Way:
    """An even way from ``start`` (at the end of year ``since``) to ``goal`` (at the end of ``until``)."""

    start: Decimal
    goal: Decimal
    since: int
    until: int

    def done(self, value: Decimal) -> Decimal:
        return (value - self.start) / (self.goal - self.start)

    def elapsed(self, year: int) -> Decimal:
        return Decimal(year - self.since) / Decimal(self.until - self.since)


def _way(aim: Aim, found: Progress, goal: _Goal, basis: Basis) -> _Way | None:
    """The way to a target; None for one that has none: a rate that every year has anew, a limit, a level to be
    maintained, or one without a baseline."""
    measured, until = aim.measured, aim.statement.year
    assert measured is not None
    yearly = basis.span is Span.POINT and measured.measure in {Measure.GROWTH, Measure.CHANGE}
    if until is None or yearly or basis.span is Span.ANNUAL_AVERAGE:
        return None
    if basis.span is Span.CUMULATIVE:
        start = aim.statement.period_start
        if start is None or goal.least is None or goal.least[0] <= 0 or start > until:
            return None
        return _Way(Decimal(0), goal.least[0], start - 1, until)
    baseline = found.baseline
    if baseline is None or baseline.value is None or baseline.statement.year is None:
        return None
    since = baseline.statement.year
    end = goal.nearest(baseline.value)
    if since >= until or goal.met((baseline.value, 0)) or end == baseline.value:
        return None
    return _Way(baseline.value, end, since, until)


def _measure(aim: Aim, found: Progress, *, bound: Comparator) -> Progress:
    """The status of a target with a number and a result beside it, and the shares and paces of its way."""
    outcome, target, measured = found.outcome, found.target, aim.measured
    assert outcome is not None
    assert target is not None
    assert measured is not None
    year, value = outcome.statement.year, outcome.value
    assert year is not None
    assert value is not None
    baseline = found.baseline.value if found.baseline else None
    if (goal := _goal(aim, target, baseline)) is None:
        return replace(found, status=ProgressStatus.NOT_COMPARABLE, reason=Reason.NO_DIRECTION)
    basis = basis_of(aim.statement, measured)
    way = _way(aim, found, goal, basis)
    assert aim.statement.year is not None
    over = year >= aim.statement.year
    level = basis.span is Span.POINT and measured.measure not in {Measure.GROWTH, Measure.CHANGE}
    sum_to_reach = basis.span is Span.CUMULATIVE and goal.most is None

    def status_at(point: _Point | None, *, above: bool) -> ProgressStatus:
        # None, without end, meets whatever has no limit on that side
        met = (goal.most if above else goal.least) is None if point is None else goal.met(point)
        if met:  # a rate or a limit may still be missed until its time is over
            return ProgressStatus.ACHIEVED if over or level or sum_to_reach else ProgressStatus.ON_TRACK
        if over or point is None or way is None or way.done(point[0]) < way.elapsed(year):
            return ProgressStatus.BEHIND
        return ProgressStatus.ON_TRACK

    least, most = _ends(outcome, bound)
    statuses = {status_at(least, above=False), status_at(most, above=True)}
    met = goal.met((value, 0))
    if way is not None:
        found = replace(
            found,
            share_done=way.done(value).quantize(_SHARE, context=WIDE),
            share_elapsed=way.elapsed(year).quantize(_SHARE, context=WIDE),
            pace_so_far=((value - way.start) / (year - way.since)).quantize(_PACE, context=WIDE),
            pace_needed=None
            if met or over
            else ((way.goal - value) / (way.until - year)).quantize(_PACE, context=WIDE),
        )
    elif level and not met and baseline is None and not over:
        return replace(found, status=ProgressStatus.NO_DATA, reason=Reason.NO_BASELINE)
    if len(statuses) > 1 and ProgressStatus.BEHIND in statuses:
        return replace(found, status=ProgressStatus.NOT_COMPARABLE, reason=Reason.BOUND)
    # What is certain: of at least 70 of 100 it may be more, and is on track at any rate.
    return replace(found, status=ProgressStatus.ON_TRACK if len(statuses) > 1 else statuses.pop())
