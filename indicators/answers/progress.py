"""Targets become rows of progress: each beside its baseline and the newest result, with the evidence of all three.

One statement fetches all results that the targets of a page may be held against; the rule is in
`indicators.progressing`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from indicators.answers.stating import Shown, measured_of, statement_of
from indicators.harmonising import Harmonised
from indicators.models import Observation
from indicators.progressing import Aim, Figure, Progress, judge
from planapi.vocabulary import Comparator, Direction, ObservationKind, Side


@dataclass(frozen=True, slots=True)
class Judged:
    """The observation that sets a target, how far it is, and what that is told by."""

    row: Observation
    progress: Progress
    baseline: Shown | None
    target: Shown | None
    outcome: Shown | None
    added: tuple[Shown, ...]

    @property
    def pk(self) -> int:
        return self.row.pk


def base_year(row: Observation) -> int:
    """The year that a row's document starts from: stated, or that before the plan, or before the report's year."""
    document = row.document
    return document.baseline_year or (document.period_start or document.report_year or 1) - 1


def judge_rows(rows: Sequence[Observation]) -> list[Judged]:
    """How far each of these targets is; one statement."""
    indicators = {row.indicator.slug for row in rows if row.indicator is not None}
    districts = {row.district.pk for row in rows}
    results: dict[tuple[str | None, str], list[Observation]] = defaultdict(list)
    stated: Any = Observation.objects.filter(
        indicator__in=indicators,
        district__in=districts,
        kind__in=[ObservationKind.ACTUAL.value, ObservationKind.ESTIMATE.value],
    )
    for row in stated.served():
        results[_of(row)].append(row)
    return [_judge(row, results[_of(row)]) for row in rows]


def _of(row: Observation) -> tuple[str | None, str]:
    return row.indicator.slug if row.indicator else None, row.district.pk


def _judge(row: Observation, stated: Sequence[Observation]) -> Judged:
    indicator, base = row.indicator, base_year(row)
    aim = Aim(
        statement=statement_of(row),
        comparator=Comparator(row.comparator),
        base_year=base,
        measured=measured_of(indicator) if indicator else None,
        direction=Direction(indicator.direction) if indicator else None,
    )
    by_id = {one.key: one for one in (row, *stated)}
    printed, baselines, results = None, [], []
    for one in stated:
        figure = Figure(statement_of(one), Comparator(one.comparator))
        if row.target is not None and one.target == row.target and one.side == Side.BASELINE:
            printed = figure
        elif one.year == base:
            baselines.append(figure)
        elif one.year is not None and one.year > base:
            results.append(figure)
    progress = judge(aim, printed=printed, baselines=baselines, results=results)

    def shown(one: Harmonised | None) -> Shown | None:
        return None if one is None else Shown(by_id[one.statement.id], one)

    added = tuple(Shown(by_id[one.statement.id], one) for one in progress.added)
    return Judged(row, progress, shown(progress.baseline), shown(progress.target), shown(progress.outcome), added)
