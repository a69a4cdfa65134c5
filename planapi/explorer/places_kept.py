"""Targets kept and missed, year by year: what was to be reached in a year, beside what documents say was reached in that very year.

The verdict is that of `progress/` (``indicators.progressing``), which is kept with each target. Here it only is asked whether its result is of the target's
year: 110 in 2022 says nothing yet of a target for 2023. Pure.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from text.vocabulary import ProgressStatus, Reason


class OutcomeRow(NamedTuple):
    """How far a target is: the columns of an outcome that the pages show."""

    row_id: str
    baseline_id: str | None
    outcome_id: str | None
    indicator_id: str
    status: str
    reason: str | None
    target_year: int | None
    target_value: Decimal | None
    target_value_max: Decimal | None
    share_done: Decimal | None
    share_elapsed: Decimal | None
    document_id: str
    district_id: str


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A target with what it began at, and the latest result: observations, and what is said of them."""

    indicator: Any
    baseline: Any
    result: Any
    row: Any
    outcome: OutcomeRow

    @property
    def status(self) -> str:
        return self.outcome.status

    @property
    def reason(self) -> Reason | None:
        return Reason(self.outcome.reason) if self.outcome.reason else None

    @property
    def per_cent(self) -> int | None:
        """How much of the way is done, in whole per cent, never rounded up to all of it."""
        return None if self.outcome.share_done is None else _per_cent(self.outcome.share_done)

    @property
    def bar(self) -> int | None:
        """The same as a bar can show it."""
        return None if self.per_cent is None else max(0, min(100, self.per_cent))

    @property
    def missed(self) -> bool:
        """Whether its year is over and it was not reached: it is late for good, not just behind."""
        return self.status == ProgressStatus.BEHIND and has_result(self.outcome, self.result and self.result.year)

    @property
    def time_gone(self) -> int | None:
        return None if self.outcome.share_elapsed is None else _per_cent(self.outcome.share_elapsed)


def _per_cent(share: Decimal) -> int:
    return int((share * 100).to_integral_value(rounding="ROUND_FLOOR"))


@dataclass(slots=True)
class KeptYear:
    """The targets of a year by what became of them. ``reported``: whether the report of the next year, which tells their results, is held. Of those that
    are open, ``early`` were reached before their year.
    """

    year: int
    reported: bool
    missed: list[ShownTarget] = field(default_factory=list)
    kept: list[ShownTarget] = field(default_factory=list)
    not_comparable: list[ShownTarget] = field(default_factory=list)
    open: int = 0
    early: int = 0

    @property
    def judged(self) -> int:
        return len(self.missed) + len(self.kept) + len(self.not_comparable)


def has_result(outcome: OutcomeRow, year: int | None) -> bool:
    """Whether the latest result of a target, of this year, is of the target's own."""
    return outcome.target_year is not None and year is not None and year >= outcome.target_year


def by_year(targets: Iterable[ShownTarget], reported: Collection[int]) -> list[KeptYear]:
    """The targets of each year, the newest first; a target that stands in a table and in the text too counts once.

    ``reported``: the years whose report is held.
    """
    years: dict[int, KeptYear] = {}
    met: set[tuple[Any, ...]] = set()
    for one in targets:
        outcome = one.outcome
        if outcome.target_year is None or outcome.status == ProgressStatus.QUALITATIVE:
            continue
        year = years.setdefault(
            outcome.target_year, KeptYear(outcome.target_year, reported=outcome.target_year + 1 in reported)
        )
        judged = has_result(outcome, one.result and one.result.year)
        same = (outcome.indicator_id, outcome.target_year, outcome.target_value, outcome.target_value_max, judged)
        if outcome.target_value is not None and same in met:
            continue
        met.add(same)
        if not judged:
            year.open += 1
            year.early += outcome.status == ProgressStatus.ACHIEVED
        elif outcome.status == ProgressStatus.ACHIEVED:
            year.kept.append(one)
        elif outcome.status == ProgressStatus.BEHIND:
            year.missed.append(one)
        else:
            year.not_comparable.append(one)
    return [years[number] for number in sorted(years, reverse=True)]
