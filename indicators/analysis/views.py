"""`compare/`, `progress/` and `coverage/`: answers that are worked out of what is stated."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, ClassVar

import orjson
from django.db import models
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from districts.geojson import GeoJson
from districts.models import Chapter, Document
from indicators.analysis.comparing import compare_rows
from indicators.analysis.coverage import count, cover, look_into, stated_keys, years_of
from indicators.analysis.filters import (
    CompareFilterSet,
    CoverageFilterSet,
    Grid,
    ProgressFilterSet,
    grid_of,
    refuse_too_many,
)
from indicators.analysis.jsonstat import dataset
from indicators.analysis.kept import AskedGrid, Kept, TooMany, common_bases, on_bases, write_comparison
from indicators.analysis.kept_coverage import CoveringDocument, KeptCoverage
from indicators.analysis.serializers import (
    CellSerializer,
    ComparisonSerializer,
    CoverageCellSerializer,
    CoverageGridSerializer,
    ProgressSerializer,
)
from indicators.analysis.wide import WIDE, asked_wide, rows_of, table_of
from indicators.models import Observation, Outcome
from indicators.sdmx import refuse_columns_and_pages, table_of_comparison
from rest import file_options, selection
from rest.exports import Export, file_name
from rest.fast.names import revision_read
from rest.fast.plain import Plain, plain
from rest.formats import FORMS, STATISTICAL, ExportTable, Form, UnfitForFormat
from rest.formats.sdmx import SdmxForm
from rest.http.problems import BadParameters, Wrong
from rest.selection import Selection
from rest.views import ResourceView, RevisionPassed, StrictView
from text.vocabulary import Span

MOST_ROWS = 4_000
"""How many statements are looked at for one comparison."""
NARROWING = frozenset(("kind", "origin", "document", "document_kind"))
"""The parameters of a comparison that leave out some statements of a cell."""
AROUND = (
    "indicator",
    "district",
    models.Prefetch("document", Document.objects.only("slug", "kind", "report_year", "period_start", "reading_state")),
    models.Prefetch("chapter", Chapter.objects.only("key")),
)
"""What statements are compared and shown with: read once each, of which a join would make one for every statement."""
MOST_DOCUMENTS = 120
"""How many documents are looked into for one answer on coverage."""


class JsonStat(BaseRenderer):
    """JSON-stat 2.0."""

    media_type = "application/vnd.json-stat+json"
    format = "json-stat"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return orjson.dumps(data)


class JsonStatByItsOtherName(JsonStat):
    """The same, for those who ask for it by the name that was in use before."""

    media_type = "application/json-stat"
    format = "jsonstat"


def described(
    filters: type[CompareFilterSet | CoverageFilterSet],
    row: type[Serializer],
    forms: list[str],
    required: Collection[str] = ("indicator",),
    further: Iterable[dict[str, Any]] = (),
) -> list[Any]:
    """The parameters of a grid for the schema."""
    form = {
        "name": "format",
        "schema": {"type": "string", "enum": forms},
        "description": "The format of the response; default: the one that `Accept` asks for.",
    }
    columns = [parameter for parameter in selection.openapi(row) if parameter["name"] != "expand"]
    return [
        OpenApiParameter(
            parameter["name"],
            parameter["schema"],
            description=parameter["description"],
            required=parameter["name"] in required,
            style=parameter.get("style"),
            explode=parameter.get("explode"),
        )
        for parameter in (*filters.openapi(), *columns, form, *file_options.OPENAPI, *further)
    ]


FILES = {(200, form.media_type): {"type": "string"} for form in FORMS}
"""What the schema says of the forms that are no JSON."""


class GridView(StrictView):
    """A grid of indicators, districts and years: as JSON whole, its cells as a table in the other forms."""

    filterset_class: ClassVar[type[CompareFilterSet | CoverageFilterSet]]
    cell: ClassVar[type[Serializer]]
    whole: ClassVar[type[Serializer]]

    def get_renderers(self) -> list[Any]:
        return [*super().get_renderers(), *(form() for form in FORMS)]

    def parameters(self) -> Iterable[str]:
        return [*self.filterset_class.base_filters, *selection.OF_WORKED_OUT, "format", *file_options.NAMES]

    def answer(self, request: Request, grid: Any) -> Any:
        """A grid (with ``cells``) in the form that was asked for."""
        form = getattr(request, "accepted_renderer", None)
        file_options.configure(request, form)
        if isinstance(form, SdmxForm):
            refuse_columns_and_pages(request, form)
            return self.file(request, form, *table_of_comparison(grid, request, self.state))
        columns = Selection(request, self.cell)
        if not isinstance(form, Form):
            serializer: Any = self.whole()
            columns.put_into(serializer, "cells")
            return HttpResponse(orjson.dumps(plain(serializer)(grid)), content_type="application/json")
        cells = grid["cells"] if isinstance(grid, dict) else grid.cells
        return self.file_of(request, form, ExportTable(columns.pruned(), Observation), cells)

    def file_of(self, request: Request, form: Form, table: ExportTable, things: Iterable[Any]) -> Export:
        return self.file(request, form, table, map(file_options.titled(form, table).row_of, things))

    def file(self, request: Request, form: Form, table: Any, rows: Iterable[Any]) -> Export:
        name = file_name(request, revision=self.revision, form=form)
        export = Export(form, (chunk for chunk in form.write(table, rows)), name=name)
        try:
            export.begin(request.method)
        except UnfitForFormat as error:
            raise BadParameters(Wrong("format", form.format, str(error))) from error
        return export


@cache
def _whole_row() -> CellSerializer:
    return CellSerializer()


FURTHER = (*STATISTICAL, GeoJson)
"""Forms of a comparison besides those of a list."""


class CompareView(GridView):
    """Indicators over districts and years, put on one footing: one unit, one span of time."""

    filterset_class = CompareFilterSet
    cell = CellSerializer
    whole = ComparisonSerializer

    def get_renderers(self) -> list[Any]:
        return [*super().get_renderers(), JsonStat(), JsonStatByItsOtherName(), *(form() for form in FURTHER)]

    def parameters(self) -> Iterable[str]:
        return [*super().parameters(), WIDE["name"]]

    @extend_schema(
        operation_id="compare",
        summary="Comparison of districts",
        parameters=described(
            CompareFilterSet,
            CellSerializer,
            ["json", *(form.format for form in (*FORMS, *FURTHER)), "json-stat", "jsonstat"],
            further=(WIDE,),
        ),
        responses={
            (200, "application/json"): ComparisonSerializer,
            (200, JsonStat.media_type): {"type": "object", "description": "A JSON-stat 2.0 dataset."},
            (200, JsonStatByItsOtherName.media_type): {"type": "object", "description": "A JSON-stat 2.0 dataset."},
            **FILES,
            **{(200, form.media_type): {"type": "string"} for form in FURTHER},
        },
    )
    def get(self, request: Request) -> Any:
        """One cell for each indicator, district and year: the value in the indicator's unit and over one span of time,
        or `not_comparable` and why; the statement that it is taken from, with its evidence; and the other statements.

        Without `district` and `city`: every district that states an indicator. Without `year`: every year stated."""
        if self.of_whole_cells():
            try:
                kept = self.from_kept_cells(request)
            except RevisionPassed:
                self.begin_snapshot()
                kept = self.from_kept_cells(request)
            if kept is not None:
                return kept
            if not self.pinned and not self.in_snapshot:
                self.begin_snapshot()
        filters = CompareFilterSet(request.query_params, Observation.objects.all())
        wide = asked_wide(request)
        is_cube = isinstance(getattr(request, "accepted_renderer", None), JsonStat)
        if is_cube:
            file_options.configure(request, request.accepted_renderer)  # pyright: ignore[reportAttributeAccessIssue] set by DRF
            selection.refuse(request, "JSON-stat is a cube, and has no columns")
        grid, queryset = filters.asked()
        stated = queryset.filter(year__isnull=False)
        if stated.order_by()[: MOST_ROWS + 1].count() > MOST_ROWS:
            raise self.too_many(grid)
        rows = list(stated.order_by("key").prefetch_related(*AROUND))
        indicators, districts = grid.found_indicators(), grid.found_districts()
        if districts is None:
            districts = sorted({row.district for row in rows}, key=lambda one: one.code)
        years = sorted({row.year for row in rows if row.year is not None} if grid.years is None else grid.years)
        refuse_too_many(len(indicators), len(districts), len(years))
        span = request.query_params.get("span")
        comparison = compare_rows(
            rows, indicators=indicators, districts=districts, years=years, span=Span(span) if span else None
        )
        if is_cube:
            label = "、".join(one.name_zh for one in indicators)
            made_at = self.state.made_at
            return Response(
                dataset(
                    comparison,
                    href=request.build_absolute_uri(),
                    label=label,
                    updated=made_at.isoformat() if made_at else None,
                )
            )
        if wide:
            form: Any = getattr(request, "accepted_renderer", None)
            file_options.configure(request, form)
            return self.file_of(request, form, table_of(comparison), rows_of(comparison))
        return self.answer(request, comparison)

    def of_whole_cells(self) -> bool:
        """Whether the answer is of what is kept: JSON, and of all statements of each cell."""
        if "wide" in self.request.query_params:
            return False
        given = {name.removesuffix("__in") for name in self.request.query_params}
        return NARROWING.isdisjoint(given) and not isinstance(
            getattr(self.request, "accepted_renderer", None), JsonStat | Form
        )

    def needs_snapshot(self) -> bool:
        """Not for what is kept: its statements say which revision they saw, for less."""
        return not self.of_whole_cells()

    def from_kept_cells(self, request: Request) -> HttpResponse | None:
        """The answer from what is kept; None where something of that is not worked out yet.

        Raises RevisionPassed where it would be of another revision than it says.
        """
        given = CompareFilterSet.read(request.query_params)
        grid = grid_of(given)
        kept = Kept(
            grid.as_kept(given, pinned=self.revision if self.pinned else None),
            None if self.pinned or revision_read() != self.state else self.state,
        )
        try:
            found = kept.cells(most=MOST_ROWS)
        except TooMany:
            raise self.too_many(grid) from None
        if found is None:
            return None
        indicators, districts = kept.indicators(), kept.districts(found)
        years = sorted({one.year for one in found} if grid.years is None else grid.years)
        refuse_too_many(len(indicators), len(districts), len(years))
        span = given.get("span", [None])[0]
        bases = common_bases(found, indicators, Span(span) if span else None)
        file_options.configure(request, getattr(request, "accepted_renderer", None))
        asked = tuple(tuple(request.query_params.getlist(name)) for name in selection.ASKED)
        row = self.row_of(request, asked)
        cells = kept.write(on_bases(found, bases), row, asked)
        self.refuse_another_revision(kept.seen)
        body = write_comparison(indicators, bases, districts, years, cells, row)
        return HttpResponse(body, content_type="application/json")

    def row_of(self, request: Request, asked: Any) -> Any:
        """The serializer of a cell with what is asked for: made once for the whole of it, which most ask for."""
        if any(asked):
            return Selection(request, self.cell).pruned()
        return _whole_row()

    @staticmethod
    def too_many(grid: Grid) -> BadParameters:
        told = f"more than {MOST_ROWS} statements would have to be compared: request fewer districts or years"
        return BadParameters(Wrong("indicator", ",".join(grid.indicators or []), told))


class CoverageGridView(GridView):
    """What is known of indicators in districts and years, and what is not."""

    filterset_class = CoverageFilterSet
    cell = CoverageCellSerializer
    whole = CoverageGridSerializer

    @extend_schema(
        operation_id="coverage",
        summary="Coverage of districts",
        parameters=described(CoverageFilterSet, CoverageCellSerializer, ["json", *(form.format for form in FORMS)]),
        responses={(200, "application/json"): CoverageGridSerializer, **FILES},
    )
    def get(self, request: Request) -> Any:
        """One cell for each indicator, district and year: stated, stated without a number, not understood, not stated,
        or missing because there is no document; with the ids of the statements, and the missing documents.

        `district` or `city` is required. Without `indicator`: every indicator of the catalogue. Without `year`: every year that the documents cover."""
        given = CoverageFilterSet.read(request.query_params)
        grid = grid_of(given, every=True)
        if grid.districts is None and grid.cities is None:
            raise BadParameters(Wrong("district", "", "a district or a city is required, for example district=120102"))
        asked = grid.as_kept(given, pinned=self.revision if self.pinned else None)
        try:
            kept = self.from_kept_mentions(asked)
        except RevisionPassed:
            self.begin_snapshot()
            kept = self.from_kept_mentions(asked)
        if kept is None and not self.pinned and not self.in_snapshot:
            self.begin_snapshot()
        indicators: Sequence[Any] = kept.indicators if kept else grid.found_indicators()
        districts: Sequence[Any] = kept.districts if kept else grid.found_districts() or []
        documents = kept.documents if kept else self.documents_of(districts)
        if len(documents) > MOST_DOCUMENTS:
            told = f"these have more than {MOST_DOCUMENTS} documents: request fewer districts"
            raise BadParameters(Wrong("district", ",".join(one.code for one in districts), told))
        within = self._years(asked, documents)
        refuse_too_many(len(indicators), len(districts), len(within))
        years = sorted(within)
        cells = cover(
            indicators=indicators,
            districts=districts,
            documents=documents,
            years=years,
            stated=kept.stated if kept else stated_keys(indicators, districts, years),
            look=kept.look if kept else look_into,
        )
        whole = {
            "indicators": indicators,
            "districts": districts,
            "years": years,
            "counts": count(cells),
            "cells": cells,
        }
        if isinstance(getattr(request, "accepted_renderer", None), Form):
            return self.answer(request, whole)
        file_options.configure(request, getattr(request, "accepted_renderer", None))
        return HttpResponse(orjson.dumps(self.written(request)(whole)), content_type="application/json")

    def needs_snapshot(self) -> bool:
        """Not for what is kept: its statement says which revision it saw."""
        return False

    def from_kept_mentions(self, asked: AskedGrid) -> KeptCoverage | None:
        """What the answer follows from; None where something of that is not worked out yet.

        Raises RevisionPassed where it would be of another revision than the answer says.
        """
        kept = KeptCoverage(asked, most=MOST_DOCUMENTS)
        self.refuse_another_revision(kept.seen)
        return kept if kept.kept else None

    @staticmethod
    def documents_of(districts: Sequence[Any]) -> Sequence[Any]:
        """The documents of districts, to one more than one answer is of."""
        held = Document.objects.filter(district__in=[one.code for one in districts]).order_by("slug")
        return list(held.values_list(*CoveringDocument._fields, named=True)[: MOST_DOCUMENTS + 1])

    def written(self, request: Request) -> Plain:
        """Makes plain values of an answer, with the columns that are asked for."""
        if not any(name in request.query_params for name in selection.ASKED):
            return _whole_coverage()
        serializer: Any = self.whole()
        Selection(request, self.cell).put_into(serializer, "cells")
        return plain(serializer)

    @staticmethod
    def _years(asked: AskedGrid, documents: Iterable[Any]) -> Sequence[int]:
        """The years asked for, or those of the documents, within what was asked."""
        first, last = asked.first, asked.last
        if asked.years is not None:
            years: Iterable[int] = asked.years
        elif first is not None and last is not None:
            return range(first, last + 1)
        else:
            years = {year for document in documents for year in years_of(document)}
        return [year for year in years if (first is None or year >= first) and (last is None or year <= last)]


@cache
def _whole_coverage() -> Plain:
    return plain(CoverageGridSerializer())


class ProgressView(ResourceView):
    """Targets compared with the results stated since: how much of each target is reached, and whether that keeps up
    with the time that has passed. Includes targets of the indicator tables, and targets of running text that have a
    number and an indicator. A target without a number is `qualitative`, and nothing is computed for it."""

    queryset = Outcome.objects.all()
    serializer_class = ProgressSerializer
    filterset_class = ProgressFilterSet
    noun = "target's progress"
    ordering = ("document", "id")
    lookup_field = "row__key"
    lookup_example = "120102-plan-2021-t7-target"
