"""Indicators, targets, observations and the number ledger, as resources of the API."""

from typing import Any

from django.db.models import Count
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from districts.models import Document
from indicators import wording
from indicators.filters import IndicatorFilterSet, NumeralFilterSet, ObservationFilterSet, TargetFilterSet
from indicators.models import Indicator, Numeral, Observation, Target
from indicators.sdmx import refuse_columns_and_pages, table_of_statements
from indicators.serializers import (
    IndicatorSerializer,
    NumberLedgerSerializer,
    NumeralSerializer,
    ObservationSerializer,
    TargetSerializer,
)
from rest.exports import Export
from rest.formats import FORMS, STATISTICAL, Form
from rest.formats.sdmx import SdmxForm
from rest.views import ResourceView
from text.vocabulary import Disposition


class IndicatorView(ResourceView):
    """The catalogue of canonical indicators: rows of different documents that measure the same thing share an
    indicator."""

    queryset = Indicator.objects.all()
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilterSet
    noun = "indicator"
    ordering = ("slug",)
    tie_break = "slug"
    lookup_field = lookup_url_kwarg = "slug"
    lookup_example = "gdp-growth"


class TargetView(ResourceView):
    """The rows of the plans' main indicator tables, cell by cell, with baseline and target side by side."""

    queryset = Target.objects.all()
    serializer_class = TargetSerializer
    filterset_class = TargetFilterSet
    noun = "target"
    said = staticmethod(wording.target)
    ordering = ("document", "seq")
    lookup_example = "120110-plan-2021-t1"


class ObservationView(ResourceView):
    """Tidy data: every dated number, one per row, from running text and from the indicator tables."""

    queryset = Observation.objects.all()
    serializer_class = ObservationSerializer
    filterset_class = ObservationFilterSet
    noun = "observation"
    said = staticmethod(wording.observation)
    lookup_example = "120110-plan-2021-o590"
    forms = (*FORMS, *STATISTICAL)

    def table_of(self, queryset: Any, form: Form) -> Any:
        if not isinstance(form, SdmxForm):
            return super().table_of(queryset, form)
        return table_of_statements(self.request, self.state)

    def export(self, queryset: Any, form: Form) -> Export:
        """As of any list. In SDMX without what has no year, since an observation there has a time; and whole, with all that its structure names."""
        if isinstance(form, SdmxForm):
            refuse_columns_and_pages(self.request, form)
            queryset = queryset.filter(year__isnull=False)
        return super().export(queryset, form)


class NumeralView(ResourceView):
    """The number ledger lists every numeral of every document once and says what it is: the value of an observation,
    a date, an ordinal, part of a name, or not understood."""

    queryset = Numeral.objects.all()
    serializer_class = NumeralSerializer
    filterset_class = NumeralFilterSet
    noun = "numeral"
    said = staticmethod(wording.numeral)
    lookup_example = "120110-plan-2021-n595"


class CoverageView(NumeralView):
    """The number ledger of one document: how many numerals it has, what became of them, and the list."""

    projected = False
    document: Document

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(document=self.document)

    @extend_schema(
        responses=NumberLedgerSerializer,
        summary="Number ledger of a document",
        operation_id="documents_coverage",
        parameters=[
            OpenApiParameter(
                "slug",
                {"type": "string", "examples": ["120102-report-2023"]},
                "path",
                required=True,
                description="The slug of the document.",
            )
        ],
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """What every numeral of a document was recognised as. The counts cover the whole document; the list takes the
        parameters of `numerals/`, for example `disposition=not_understood`."""
        slug = kwargs["slug"]
        document = None if "\x00" in slug else Document.objects.filter(slug=slug).only("pk", "slug").first()
        if document is None:
            raise Http404(f"There is no document {slug!r}.")
        self.document = document
        counted = Numeral.objects.filter(document=document).order_by().values("disposition").annotate(count=Count("pk"))
        counts = {row["disposition"]: row["count"] for row in counted.order_by("-count", "disposition")}
        total = sum(counts.values())
        lost = counts.get(Disposition.NOT_UNDERSTOOD.value, 0)
        page = super().list(request, *args, **kwargs)
        if not isinstance(page, Response):
            return page  # a file, of the numerals alone
        page.data = {
            "document": slug,
            "numerals": total,
            "not_understood": lost,
            "not_understood_share": round(lost / total, 4) if total else 0,
            "dispositions": [
                {"disposition": word, "count": count, "share": round(count / total, 4)}
                for word, count in counts.items()
            ],
            **page.data,
        }
        return page
