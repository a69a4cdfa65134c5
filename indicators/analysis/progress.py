"""Targets become rows of progress: each beside its baseline and the newest result, with the evidence of all three.

One statement fetches all results that the targets of a page can be compared with; the rule is in
`indicators.progressing`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from indicators.analysis.stating import Shown, measured_of, statement_of
from indicators.harmonising import Harmonised
from indicators.models import Observation
from indicators.progressing import Aim, Figure, Progress, judge
from rest.http.problems import BadParameters, Wrong
from text.vocabulary import Comparator, Direction, ObservationKind, Side


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """The observation that sets a target, its status, and the rows that determine it."""

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


MOST_JUDGED = 2_000
"""How many targets are judged for one answer."""
MOST_RESULTS = 10_000
"""How many results are looked at for that."""


def rows_to_judge(targets: Any) -> list[Observation]:
    """The targets of a queryset; raises BadParameters where these are more than are judged for one answer."""
    rows = list(targets[: MOST_JUDGED + 1])
    if len(rows) > MOST_JUDGED:
        told = (
            f"the progress of more than {MOST_JUDGED:,} targets would have to be computed: request fewer by district, "
            "document or indicator, or request pages without status"
        )
        raise BadParameters(Wrong("district", "", told))
    return rows


def judge_rows(rows: Sequence[Observation]) -> list[ProgressRow]:
    """How far each of these targets is; one statement. Raises BadParameters where that takes more results than are looked at."""
    by_district: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.indicator is not None:
            by_district[row.district.pk].add(row.indicator.slug)
    pairs = [Q(district=code, indicator__in=slugs) for code, slugs in by_district.items()]
    results: dict[tuple[str | None, str], list[Observation]] = defaultdict(list)
    observations: Any = Observation.objects.filter(
        reduce(or_, pairs, Q(pk__in=[])), kind__in=[ObservationKind.ACTUAL.value, ObservationKind.ESTIMATE.value]
    )
    stated = observations.served()[: MOST_RESULTS + 1]
    if len(stated) > MOST_RESULTS:
        told = f"more than {MOST_RESULTS:,} results would have to be compared with these targets: request fewer targets at a time"
        raise BadParameters(Wrong("page_size", "", told))
    for row in stated:
        results[_of(row)].append(row)
    return [_judge(row, results[_of(row)]) for row in rows]


def _of(row: Observation) -> tuple[str | None, str]:
    return row.indicator.slug if row.indicator else None, row.district.pk


def _judge(row: Observation, stated: Sequence[Observation]) -> ProgressRow:
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
    return ProgressRow(row, progress, shown(progress.baseline), shown(progress.target), shown(progress.outcome), added)
