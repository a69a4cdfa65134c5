"""How far each target is, kept in a row of `progress/`: worked out anew when anything that it depends on is written.

The rule is in ``indicators.progressing``; here rows become what that takes, and what it gives becomes rows again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from django.db import connection

from districts.models import Document
from history.prepared import NamedRows
from history.replacing import Replacement
from history.revisions import pinned, writing, written_in
from history.rows import row_class
from indicators.analysis.stating import MEASURED, STATED, measured_of, statement_of
from indicators.harmonising import Harmonised, Measured
from indicators.models import Indicator, Observation, Outcome
from indicators.progressing import Aim, Figure, Progress, judge
from text.vocabulary import Comparator, Direction, ObservationKind, Origin, Side

# The observations that are judged: all targets of tables, and those of running text that have a number and an indicator.
_TARGETS = (
    f"kind = '{ObservationKind.TARGET.value}' and (side = '{Side.TARGET.value}'"
    f" or origin = '{Origin.PROSE.value}' and indicator_id is not null and value is not null)"
)
_RESULTS = f"kind in ('{ObservationKind.ACTUAL.value}', '{ObservationKind.ESTIMATE.value}')"


@dataclass(slots=True)
class Stated:
    """An observation (its ``STATED`` columns, at a tenth of what an instance of the model costs) with its document."""

    row: Any
    document: Any
    _figure: Figure | None = None

    @property
    def figure(self) -> Figure:
        if self._figure is None:
            self._figure = Figure(statement_of(self.row, self.document), Comparator(self.row.comparator))
        return self._figure

    @property
    def is_target(self) -> bool:
        return self.row.kind == ObservationKind.TARGET

    @property
    def first_year(self) -> int:
        """The year that its document starts from: stated, or that before the plan, or before the report's year."""
        document = self.document
        return document.baseline_year or (document.period_start or document.report_year or 1) - 1


def work_out(district: str, pairs: AbstractSet[tuple[str, int]]) -> None:
    """Bring the outcomes of a district to what is stated, for these indicators and years (0: of no year), and those of targets without an indicator.

    The caller holds the transaction.
    """
    years: dict[str, set[int]] = defaultdict(set)
    for slug, year in pairs:
        years[slug].add(year)
    stated = stated_in(district, list(years))
    of_these = _OF_INDICATORS.fetch(district=district, indicators=list(years))
    _keep(worked_out(stated, years), {one.row.key for one in stated if one.is_target}, of_these)


def _keep(rows: Sequence[Any], targets: AbstractSet[str], held: Iterable[Any]) -> None:
    """Store rows, and of those that are held remove what is of no target any more. What is as it was is not touched."""
    gone = [one.id for one in held if one.row_id not in targets]
    before = {one.row_id: one for one in _KEPT.fetch(keys=[row.row_id for row in rows])}
    continued = {}
    for row in rows:
        if (old := before.get(row.row_id)) is not None:
            row.id, continued[id(row)] = old.id, old
    plan = Replacement(Outcome, rows, continued, removed=list(Outcome.objects.filter(pk__in=gone)) if gone else [])
    plan.sweep()
    plan.settle()


_KEPT = NamedRows(Outcome, [one.attname for one in Outcome._meta.concrete_fields], "key = any(%(keys)s)")  # noqa: SLF001 Django documents it
_OF_DISTRICT = NamedRows(Outcome, ("id", "row_id"), "district_id = %(district)s")
_OF_INDICATORS = NamedRows(
    Outcome,
    ("id", "row_id"),
    "district_id = %(district)s and (indicator_id = any(%(indicators)s) or indicator_id is null)",
)

_REVISIONS = """
select district_id, array_agg(distinct number) from (
  select district_id, since as number from public.indicators_observation
  union all select district_id, since from history.indicators_observation union all select district_id, until from history.indicators_observation
  union all select district_id, since from public.districts_document
  union all select district_id, since from history.districts_document union all select district_id, until from history.districts_document
) as written where district_id not in (
  select district_id from public.indicators_outcome union all select district_id from history.indicators_outcome
) group by district_id order by district_id
"""


def keep_the_past() -> Iterator[str]:
    """Fill the table as if it had been there from the first revision on, so that each can be asked again; gives a line for each district.

    To be called before anything else is kept: a district with an outcome, now or in the past, is left out.
    """
    with connection.cursor() as cursor:
        cursor.execute("select distinct until from history.indicators_indicator")
        catalogue = [row[0] for row in cursor.fetchall()]
        cursor.execute(_REVISIONS)
        written = cursor.fetchall()
    for place, (district, own) in enumerate(written, start=1):
        with writing():
            for number in sorted({*own, *(one for one in catalogue if one > min(own))}):
                with pinned(number):
                    rows = worked_out(stated_in(district))
                with written_in(number):
                    _keep(rows, {row.row_id for row in rows}, _OF_DISTRICT.fetch(district=district))
        yield f"progress of targets: {place:,} of {len(written):,} districts"


def stated_in(district: str, indicators: Sequence[str] | None = None) -> list[Stated]:
    """The targets and results of these indicators (else of all) in a district, in the order of the documents, and its targets without an indicator."""
    documents = {one.slug: one for one in _DOCUMENTS.fetch(district=district)}
    asked: dict[str, Any] = (
        {"district": district} if indicators is None else {"district": district, "indicators": indicators}
    )
    rows = (_STATED if indicators is None else _STATED_OF).fetch(**asked)
    return [Stated(row, documents[row.document_id]) for row in rows]


_DOCUMENTS = NamedRows(
    Document,
    ("slug", "district_id", "kind", "report_year", "period_start", "baseline_year", "reading_state"),
    "district_id = %(district)s",
)
_OF_STATED = (*STATED, "chapter_id", "target_id", "side")
_ASKED = (
    f"district_id = %(district)s and ({{}} and ({_TARGETS} or {_RESULTS}) or indicator_id is null and {_TARGETS})"
    " order by document_id, start, key"
)
_STATED = NamedRows(Observation, _OF_STATED, _ASKED.format("indicator_id is not null"))
_STATED_OF = NamedRows(Observation, _OF_STATED, _ASKED.format("indicator_id = any(%(indicators)s)"))
_INDICATORS = NamedRows(Indicator, (*MEASURED, "direction"), "slug = any(%(slugs)s)")


def worked_out(stated: Sequence[Stated], years: Mapping[str, AbstractSet[int]] | None = None) -> list[Any]:
    """The outcomes of the targets among these, as they are to be stored; only of those that a figure of these years may have changed, where given."""
    slugs = list({one.row.indicator_id for one in stated})
    indicators = {one.slug: (measured_of(one), Direction(one.direction)) for one in _INDICATORS.fetch(slugs=slugs)}
    results: dict[str | None, list[Stated]] = defaultdict(list)
    baselines: dict[tuple[str | None, str | None], Stated] = {}
    for one in stated:
        row = one.row
        if row.indicator_id and not one.is_target:
            results[row.indicator_id].append(one)
            if row.side == Side.BASELINE:
                baselines[row.target_id, row.indicator_id] = one
    found = []
    for one in stated:
        slug = one.row.indicator_id
        printed = baselines.get((one.row.target_id, slug))
        if one.is_target and (slug is None or years is None or _may_differ(one, printed, years[slug])):
            found.append(_kept(one, _judged(one, *indicators.get(slug, (None, None)), printed, results[slug])))
    return found


def _may_differ(target: Stated, printed: Stated | None, years: AbstractSet[int]) -> bool:
    """Whether figures of these years bear on a target: its own, that of its baseline, or any between."""
    own = target.row.year
    return (
        (own or 0) in years
        or (printed is not None and (printed.row.year or 0) in years)
        or any(target.first_year <= year <= (own or year) for year in years)
    )


def _judged(
    target: Stated,
    measured: Measured | None,
    direction: Direction | None,
    printed: Stated | None,
    results: Iterable[Stated],
) -> Progress:
    base = target.first_year
    aim = Aim(
        statement=target.figure.statement,
        comparator=target.figure.comparator,
        base_year=base,
        measured=measured,
        direction=direction,
    )
    others = [one for one in results if one.row.year is not None and one is not printed]
    return judge(
        aim,
        printed=printed.figure if printed else None,
        baselines=[one.figure for one in others if one.row.year == base],
        results=[one.figure for one in others if one.row.year > base],
    )


def _kept(target: Stated, progress: Progress) -> Any:
    """A row of the table."""
    row, baseline, outcome = target.row, progress.baseline, progress.outcome
    return row_class(Outcome)(
        row_id=row.key,
        document_id=row.document_id,
        district_id=target.document.district_id,
        chapter_id=row.chapter_id,
        indicator_id=row.indicator_id,
        target_year=row.year,
        status=progress.status.value,
        reason=progress.reason.value if progress.reason else None,
        share_done=progress.share_done,
        share_elapsed=progress.share_elapsed,
        pace_so_far=progress.pace_so_far,
        pace_needed=progress.pace_needed,
        baseline_id=baseline.statement.id if baseline else None,
        outcome_id=outcome.statement.id if outcome else None,
        added_keys=[one.statement.id for one in progress.added],
        added_statuses=[one.comparability.value for one in progress.added],
        added_values=[one.value for one in progress.added],
        **_columns("baseline", baseline),
        **_columns("target", progress.target),
        **_columns("outcome", outcome),
    )


def _columns(name: str, one: Harmonised | None) -> dict[str, object]:
    return {
        f"{name}_status": one.comparability.value if one else None,
        f"{name}_reason": one.reason.value if one and one.reason else None,
        f"{name}_value": one.value if one else None,
        f"{name}_value_max": one.value_max if one else None,
        f"{name}_steps": [step.value for step in one.steps] if one else [],
    }
