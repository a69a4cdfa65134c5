"""How far each target is, kept in a row of `progress/`: worked out anew when anything that it depends on is written.

The rule is in ``indicators.progressing``; here rows become what that takes, and what it gives becomes rows again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Q

from districts.models import Document
from history.replacing import Replacement
from history.rows import row_class
from indicators.analysis.stating import measured_of, statement_of
from indicators.harmonising import Harmonised, Measured
from indicators.models import Indicator, Observation, Outcome
from indicators.progressing import Aim, Figure, Progress, judge
from text.vocabulary import Comparator, Direction, ObservationKind, Origin, Side

TARGETS = Q(kind=ObservationKind.TARGET.value) & (
    Q(side=Side.TARGET.value) | Q(origin=Origin.PROSE.value, indicator__isnull=False, value__isnull=False)
)
"""The observations that are judged: all targets of tables, and those of running text that have a number and an indicator."""
RESULTS = Q(kind__in=[ObservationKind.ACTUAL.value, ObservationKind.ESTIMATE.value])


@dataclass(slots=True)
class Stated:
    """The columns of an observation that are needed here, at a tenth of what an instance of the model costs."""

    key: str
    document_id: str
    indicator_id: str | None
    target_id: str | None
    side: str | None
    kind: str
    comparator: str
    subject: str
    quote: str
    raw_start: int
    start: int
    value: Any
    value_max: Any
    unit: str | None
    year: int | None
    period_start: int | None
    period_end: int | None
    base_year: int | None
    measure: str
    origin: str
    caveat: str | None
    direction: str | None
    period_label: str | None
    document: Any = None
    _figure: Figure | None = None

    @property
    def figure(self) -> Figure:
        if self._figure is None:
            said: Any = self
            self._figure = Figure(statement_of(said), Comparator(self.comparator))
        return self._figure

    @property
    def is_target(self) -> bool:
        return self.kind == ObservationKind.TARGET

    @property
    def first_year(self) -> int:
        """The year that its document starts from: stated, or that before the plan, or before the report's year."""
        document = self.document
        return document.baseline_year or (document.period_start or document.report_year or 1) - 1


_COLUMNS = [one.name for one in fields(Stated) if one.name not in ("document", "_figure")]


def work_out(district: str, pairs: AbstractSet[tuple[str, int]]) -> None:
    """Bring the outcomes of a district to what is stated, for these indicators and years (0: of no year), and those of targets without an indicator.

    The caller holds the transaction.
    """
    years: dict[str, set[int]] = defaultdict(set)
    for slug, year in pairs:
        years[slug].add(year)
    rows = stated_in(district, years)
    targets = {row.key: row for row in rows if row.is_target}
    anew = worked_out(rows, years)
    of_these = Outcome.objects.filter(Q(indicator__in=list(years)) | Q(indicator=None), district=district)
    gone = [pk for pk, key in of_these.values_list("pk", "row_id") if key not in targets]
    before = {one.row_id: one for one in Outcome.objects.filter(row__in=[row.row_id for row in anew])}
    continued = {}
    for row in anew:
        if (old := before.get(row.row_id)) is not None:
            row.id, continued[id(row)] = old.pk, old
    plan = Replacement(Outcome, anew, continued, removed=list(Outcome.objects.filter(pk__in=gone)) if gone else [])
    plan.settle()
    plan.sweep()


def stated_in(district: str, slugs: Collection[str]) -> list[Stated]:
    """The targets and results of these indicators in a district, in the order of the documents, and its targets without an indicator."""
    documents = {one.slug: one for one in Document.objects.filter(district=district).only(*_OF_DOCUMENTS)}
    asked = Q(indicator__in=list(slugs)) & (TARGETS | RESULTS) | Q(indicator=None) & TARGETS
    rows = Observation.objects.filter(asked, district=district).order_by("document", "start", "key")
    found = [Stated(*values) for values in rows.values_list(*_COLUMNS)]
    for one in found:
        one.document = documents[one.document_id]
    return found


_OF_DOCUMENTS = ("slug", "district", "kind", "report_year", "period_start", "baseline_year", "reading_state")


def worked_out(rows: Sequence[Stated], years: Mapping[str, AbstractSet[int]] | None = None) -> list[Any]:
    """The outcomes of the targets among these rows, as they are to be stored; only of those that a figure of these years may have changed, where given."""
    measured = {one.slug: one for one in Indicator.objects.filter(slug__in={row.indicator_id for row in rows})}
    of_indicators = {slug: (measured_of(one), Direction(one.direction)) for slug, one in measured.items()}
    results: dict[str, list[Stated]] = defaultdict(list)
    printed: dict[tuple[str | None, str | None], Stated] = {}
    for row in rows:
        if row.indicator_id and not row.is_target:
            results[row.indicator_id].append(row)
            if row.side == Side.BASELINE:
                printed[row.target_id, row.indicator_id] = row
    found = []
    for row in rows:
        if not row.is_target:
            continue
        slug = row.indicator_id
        own = printed.get((row.target_id, slug)) if row.target_id else None
        if slug is None:
            found.append(_kept(row, _judged(row, None, None, None, ())))
        elif years is None or _may_differ(row, own, years[slug]):
            found.append(_kept(row, _judged(row, *of_indicators[slug], own, results[slug])))
    return found


def _may_differ(row: Stated, printed: Stated | None, years: AbstractSet[int]) -> bool:
    """Whether figures of these years bear on a target: its own, that of its baseline, or any between."""
    last = row.year or max(years)
    return (
        (row.year or 0) in years
        or (printed is not None and (printed.year or 0) in years)
        or any(row.first_year <= year <= last for year in years)
    )


def _judged(
    row: Stated,
    measured: Measured | None,
    direction: Direction | None,
    printed: Stated | None,
    results: Iterable[Stated],
) -> Progress:
    base = row.first_year
    aim = Aim(
        statement=row.figure.statement,
        comparator=row.figure.comparator,
        base_year=base,
        measured=measured,
        direction=direction,
    )
    others = [one for one in results if one.year is not None and one is not printed]
    return judge(
        aim,
        printed=printed.figure if printed else None,
        baselines=[one.figure for one in others if one.year == base],
        results=[one.figure for one in others if one.year is not None and one.year > base],
    )


def _kept(row: Stated, progress: Progress) -> Any:
    """A row of the table."""
    of_sides: dict[str, object] = {}
    for name, one in (("baseline", progress.baseline), ("target", progress.target), ("outcome", progress.outcome)):
        of_sides |= _columns(name, one)
        if name != "target":
            of_sides[f"{name}_id"] = one.statement.id if one else None
    return row_class(Outcome)(
        row_id=row.key,
        document_id=row.document_id,
        district_id=row.document.district_id,
        indicator_id=row.indicator_id,
        target_year=row.year,
        status=progress.status.value,
        reason=progress.reason.value if progress.reason else None,
        share_done=progress.share_done,
        share_elapsed=progress.share_elapsed,
        pace_so_far=progress.pace_so_far,
        pace_needed=progress.pace_needed,
        added_keys=[one.statement.id for one in progress.added],
        added_statuses=[one.comparability.value for one in progress.added],
        added_values=[one.value for one in progress.added],
        **of_sides,
    )


def _columns(name: str, one: Harmonised | None) -> dict[str, object]:
    return {
        f"{name}_status": one.comparability.value if one else None,
        f"{name}_reason": one.reason.value if one and one.reason else None,
        f"{name}_value": one.value if one else None,
        f"{name}_value_max": one.value_max if one else None,
        f"{name}_steps": [step.value for step in one.steps] if one else [],
    }
