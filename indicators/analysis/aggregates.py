"""What ``observations/aggregate/`` and ``targets/aggregate/`` have in common: how many rows there are, and what their figures come to.

Figures are put together for one indicator: of its statements in a group, those of one district and year are one figure, the statement that `compare/` would
choose among them; all are in the unit of the indicator, and over the span of time that the most districts and years have. Whether they can be put together is
said by ``indicators.adding``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from rest_framework import serializers

from districts.aggregates import OF_DOCUMENTS, EvidencedGroupSerializer
from districts.models import Document
from indicators.adding import ChosenFigure, Doubt, doubt
from indicators.analysis.serializers import BasisSerializer
from indicators.analysis.stating import measured_of, statement_of
from indicators.harmonising import Basis, Measured, Statement, choose, common_basis, harmonise
from indicators.models import Indicator
from indicators.serializers import IndicatorNameSerializer
from rest.aggregates.bounds import BoundedValue, compute
from rest.aggregates.grouping import GroupColumn, Keys, named, refuse_too_many_groups
from rest.aggregates.views import OF_FIGURES, AggregateView, Asked, Computed, NotComputed
from rest.fields import ChoiceField, Text, Whole
from rest.http.problems import BadParameters, Wrong
from text.vocabulary import (
    Aggregate,
    Comparator,
    IndicatorCategory,
    Reason,
    Refusal,
)

MOST_ROWS = 5_000
"""So many statements are looked at for one answer."""
MOST_SHOWN = 10


class LeftOutSerializer(serializers.Serializer):
    """Figures that can't be compared with the others, and are not computed with."""

    reason = ChoiceField("Why.", Reason, example="territory")
    reason_zh = Text("The reason in Chinese.", source="reason.zh", example="地域范围不同")
    reason_en = Text(
        "The reason in English.", source="reason.en", example="for a different territory than the district"
    )
    count = Whole("How many.", example=2)


class MeasuringGroupSerializer(EvidencedGroupSerializer):
    """What rows that measure an indicator are grouped by, and how their figures are put together."""

    indicator = IndicatorNameSerializer(
        required=False,
        allow_null=True,
        help_text="The indicator, null if it is not in the catalogue; only if grouped by.",
    )
    indicator_category = ChoiceField(
        "Field of the indicator; only if grouped by.", IndicatorCategory, optional=True, allow_null=True
    )
    unit_of_figures = Text(
        "Unit of what is computed: that of the indicator; empty for a plain number.",
        optional=True,
        allow_null=True,
        example="家",
    )
    basis = BasisSerializer(required=False, allow_null=True, help_text="The time span of the figures.")
    left_out = LeftOutSerializer(many=True, required=False, help_text="Figures that can't be compared, by reason.")


def _indicators(slugs: Iterable[Any]) -> Mapping[Any, Any]:
    return named(Indicator.objects.filter(slug__in=slugs).order_by().values("slug", "name_zh"), "slug")


MEASURING = OF_DOCUMENTS | {
    "indicator": GroupColumn("indicator_id", _indicators),
    "indicator_category": GroupColumn(
        "indicator__category",
        key="indicator_id",
        found=f"(select category from {Indicator._meta.db_table} where slug = {{key}})",  # noqa: S608, SLF001 Django documents it
    ),
}


@dataclass(frozen=True, slots=True)
class GroupedStatement:
    """A statement, and what of its row is no part of it."""

    statement: Statement
    indicator: str | None
    district: str
    comparator: Comparator


@dataclass(slots=True)
class Gathered:
    """The rows of a group: how many, how many of them give no number, and the statements that have their figures."""

    count: int = 0
    not_stated: int = 0
    statements: list[GroupedStatement] = field(default_factory=list)


class MeasuringAggregateView(AggregateView):
    """Of rows that measure an indicator."""

    bases: Mapping[str, Basis]
    indicators: Mapping[str, tuple[Measured, str]]
    of_figures = (*OF_FIGURES, "unit_of_figures", "basis", "left_out")

    def gather(self, columns: Sequence[GroupColumn]) -> dict[Keys, Gathered]:
        """The rows of each group."""
        raise NotImplementedError

    def instead(self) -> Mapping[Refusal, str]:
        """What to ask for where figures are refused: a parameter with its value, or one that takes the words of the figures that fit."""
        raise NotImplementedError

    def compute(self, asked: Asked, columns: Sequence[GroupColumn]) -> dict[Keys, Computed]:
        self._refuse_several_indicators(asked)
        groups = self.gather(columns)
        if not columns:  # all rows are one group, also if there are none
            groups.setdefault((), Gathered())
        refuse_too_many_groups(len(groups))
        said = [one for group in groups.values() for one in group.statements]
        rows = Indicator.objects.filter(slug__in={one.indicator for one in said} - {None})
        indicators = {one.slug: (measured_of(one), one.name_zh) for one in rows}
        self.bases = _bases(said, indicators)
        self.indicators = indicators
        return {keys: self._computed(asked, one) for keys, one in groups.items()}

    def refuse_too_many(self, queryset: Any) -> None:
        """Raise BadParameters for more rows than are looked at."""
        if queryset.order_by()[: MOST_ROWS + 1].count() > MOST_ROWS:
            raise self.too_many(MOST_ROWS)

    def too_many(self, most: int) -> BadParameters:
        told = (
            f"more than {most:,} rows would have to be compared: request fewer by district, year, document or indicator"
        )
        return BadParameters(Wrong("compute", self.request.query_params["compute"], told))

    def _refuse_several_indicators(self, asked: Asked) -> None:
        """Raise BadParameters where a group could have figures of several indicators."""
        given = self.filterset_class.read(self.request.query_params)
        slugs = [set(given[name]) for name in ("indicator", "indicator__in") if name in given]
        if "indicator" in asked.group_by or (slugs and len(set.intersection(*slugs)) <= 1):
            return
        functions = ",".join(asked.functions)
        told = (
            f"figures of different indicators have no {functions} in common: request one indicator, for example "
            "indicator=high-tech-firms, or group_by=indicator"
        )
        raise BadParameters(Wrong("compute", functions, told))

    def _computed(self, asked: Asked, group: Gathered) -> Computed:
        slug = group.statements[0].indicator if group.statements else None
        if slug is None:
            refused = [
                NotComputed(function, Refusal.NO_INDICATOR, (), "indicator__isnull=false")
                for function in asked.functions
                if group.statements
            ]
            return Computed(group.count, group.not_stated, 0, {}, refused, UNTOLD)
        figures, without_year = self._figures(group.statements, self.bases[slug], self.indicators[slug][0])
        return self._put_together(asked, slug, (group.count, group.not_stated), figures, without_year)

    def _put_together(
        self, asked: Asked, slug: str, counts: tuple[int, int], figures: Sequence[ChosenFigure], without_year: int
    ) -> Computed:
        """What the figures of a group come to; ``counts``: its rows, and those of them that give no number."""
        basis, (measured, name) = self.bases[slug], self.indicators[slug]
        kept = [one for one in figures if one.value is not None]
        values: dict[Aggregate, BoundedValue | None] = {}
        refused = []
        for function in asked.functions:
            found = doubt(function, figures, measured, name, basis)
            if found is None:
                values[function] = compute(function, [one.interval for one in kept])
                if values[function] is None and kept:
                    found = Doubt(Refusal.BOUNDS, tuple(sorted({one.comparator.value for one in kept})))
            if found is not None:
                refused.append(NotComputed(function, found.reason, found.found[:MOST_SHOWN], self._instead(found)))
        more = {
            "unit_of_figures": measured.unit,
            "basis": SimpleNamespace(pk=0, span=basis.span, years=basis.years),
            "left_out": _left_out(figures, without_year),
        }
        return Computed(*counts, len(kept), values, refused, more)

    def _figures(
        self, said: Iterable[GroupedStatement], basis: Basis, measured: Measured
    ) -> tuple[list[ChosenFigure], int]:
        """One figure for each district and year, of what is said of one indicator; and how many statements are of no year."""
        places: dict[tuple[str, int | None], list[GroupedStatement]] = defaultdict(list)
        for one in said:
            places[one.district, one.statement.year].append(one)
        figures, without_year = [], 0
        for (code, year), stated in places.items():
            if year is None:
                without_year += len(stated)
                continue
            comparators = {one.statement.id: one.comparator for one in stated}
            first = choose(harmonise(one.statement, measured, basis) for one in stated).first
            bound = first.bound(comparators[first.statement.id])
            figures.append(ChosenFigure(code, year, first, bound))
        return figures, without_year

    def _instead(self, found: Doubt) -> str | None:
        name = self.instead().get(found.reason)
        if name is None or "=" in name:
            return name
        return f"{name}={found.word}" if found.word else None


COMMON = {Refusal.RATE: "compute=min,max,median", Refusal.PLACES: "group_by=district"}
UNTOLD = {"unit_of_figures": None, "basis": None, "left_out": []}


def _left_out(figures: Iterable[ChosenFigure], without_year: int) -> list[SimpleNamespace]:
    left = Counter(one.harmonised.reason for one in figures if one.harmonised.reason)
    if without_year:
        left[Reason.NO_YEAR] = without_year
    ordered = sorted(left.items(), key=lambda one: (-one[1], list(Reason).index(one[0])))
    return [SimpleNamespace(pk=reason, reason=reason, count=count) for reason, count in ordered]


def in_one_order(rows: Iterable[Any]) -> list[Any]:
    """By their keys, as `compare/` has them: of statements that are alike the first is chosen, wherever in the table it is."""
    return sorted(rows, key=lambda row: row.key)


def grouped_statements(rows: Sequence[Any]) -> list[GroupedStatement]:
    """What rows of ``STATED`` columns and their districts say."""
    slugs = {row.document_id for row in rows}
    needed = ("slug", "kind", "report_year", "period_start", "reading_state")
    documents = Document.objects.only(*needed).in_bulk(slugs, field_name="slug")
    return [
        GroupedStatement(
            statement_of(row, documents[row.document_id]), row.indicator_id, row.district_id, Comparator(row.comparator)
        )
        for row in rows
    ]


def _bases(said: Iterable[GroupedStatement], indicators: Mapping[str, tuple[Measured, str]]) -> dict[str, Basis]:
    """The time span over which the figures of each indicator are put together, in all groups alike."""
    places: dict[str, dict[tuple[str, int], list[Statement]]] = {slug: defaultdict(list) for slug in indicators}
    for one in said:
        if one.indicator is not None and one.statement.year is not None:
            places[one.indicator][one.district, one.statement.year].append(one.statement)
    return {slug: common_basis(places[slug].values(), measured) for slug, (measured, _) in indicators.items()}
