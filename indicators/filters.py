"""What indicators, targets and observations can be asked by."""

from collections import OrderedDict
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce

from districts.filters import EvidencedFilterSet
from districts.models import Document
from districts.parameters import CORRECTED_EVIDENCE, DISTRICTS
from indicators.models import Indicator, Numeral, Observation, Target
from indicators.reading.everyday import indicators_called
from indicators.serializers import IndicatorSerializer, NumeralSerializer, ObservationSerializer, TargetSerializer
from rest.filters import (
    LABEL,
    LIST,
    NULL,
    NUMBER,
    PLACE,
    TEXT,
    WHOLE_NUMBERS,
    WORD,
    OfEither,
    Parameter,
    Related,
    RelatedMany,
    Rows,
    labels,
    read_boolean,
    read_whole,
    read_word,
)
from text.vocabulary import (
    Comparator,
    DocumentKind,
    IndicatorCategory,
    Measure,
    Nature,
    ObservationKind,
    Origin,
    Span,
    Word,
)

MEASURED = (Target, Observation)
INDICATORS: dict[str, Any] = {
    "target": Indicator,
    "key": "slug",
    "labels": ["name_zh", "name_en"],
    "meant": indicators_called,
}
"""What a parameter that takes slugs of indicators needs."""

MEASURING = {
    "indicator__name_zh": TEXT,
    "indicator__name_en": TEXT,
    "indicator__unit": LABEL,
    "indicator__direction": WORD,
    "indicator__measure": WORD,
    "indicator__definition": TEXT,
    "indicator__definition_source": TEXT,
    **CORRECTED_EVIDENCE,
}
"""Lookups across relations, for example ``indicator_unit=``."""


def by_category(remark: str = "", *, path: str = "indicator__category") -> Parameter:
    """``indicator_category=ecology``: rows whose indicator is of these categories."""
    return Parameter(
        path,
        reader=read_word(IndicatorCategory),
        schema={"$ref": "#/components/schemas/IndicatorCategory"},
        plural=True,
        commas=True,
        orders=True,
        example="economy",
        description=f"Categories of the measured indicators{remark}. {labels(IndicatorCategory)}",
    )


class IndicatorFilterSet(Rows):
    row = IndicatorSerializer

    district = RelatedMany(
        through=[(model, "indicator", "district__code") for model in MEASURED],
        **DISTRICTS,
        example="120102",
        description="Codes of districts: the indicators that a target or an observation of them measures.",
    )
    city = RelatedMany(
        through=[
            (model, "indicator", path) for model in MEASURED for path in ("district__code", "district__parent__code")
        ],
        **DISTRICTS,
        example="120000",
        description="Codes of cities or provinces: the indicators measured there or in a division directly below.",
    )
    document = RelatedMany(
        through=[(model, "indicator", "document__slug") for model in MEASURED],
        target=Document,
        key="slug",
        labels=["title"],
        example="120102-plan-2021",
        description="Slugs of documents: the indicators that a target or an observation of them measures.",
    )
    slug = Related("slug", **INDICATORS, orders=True, example="gdp-growth", description="Slugs of indicators.")
    indicator = Related(
        "slug",
        **INDICATORS,
        example="gdp-growth",
        description="Slugs of indicators.",
    )
    indicator_category = by_category("; the same as category", path="category")

    class Meta:
        model = Indicator
        fields: ClassVar = {
            "since": NUMBER,
            "slug": ("contains",),
            "name_zh": TEXT,
            "name_en": TEXT,
            "unit": LABEL,
            "category": WORD,
            "direction": WORD,
            "measure": WORD,
            "definition": TEXT,
            "definition_source": TEXT,
            "aliases": LIST,
        }


class MeasuringFilterSet(EvidencedFilterSet):
    """Of every row that measures an indicator."""

    renamed: ClassVar = {"indicator__name_zh": "indicator_name"}

    indicator = Related(
        "indicator__slug",
        **INDICATORS,
        orders=True,
        example="gdp-growth",
        description="Slugs of indicators.",
    )
    indicator__isnull = Parameter(
        "indicator",
        "isnull",
        reader=read_boolean,
        schema={"type": "boolean"},
        example=False,
        description="true: rows without a catalogued indicator; false: rows with one.",
    )
    indicator_category = by_category()


def by_side(column: str, words: type[Word], told: str) -> OfEither:
    """``comparator=gte``: rows of which one side has one of these words."""
    return OfEither(
        f"target_{column}",
        f"baseline_{column}",
        reader=read_word(words),
        schema={"$ref": f"#/components/schemas/{words.__name__}"},
        example=next(iter(words)).value,
        description=f"{told} {labels(words)}",
    )


class TargetFilterSet(MeasuringFilterSet):
    row = TargetSerializer

    year = OfEither(
        "target_year",
        "baseline_year",
        reader=read_whole,
        schema=WHOLE_NUMBERS,
        example=2025,
        description="Years of the target or of the baseline.",
    )
    comparator = by_side(
        "comparator", Comparator, "Whether the target or the baseline is exact, approximate or a bound."
    )
    span = by_side("span", Span, "Time span of the target or the baseline.")

    class Meta:
        model = Target
        fields: ClassVar = {
            "seq": PLACE,
            "category": LABEL,
            "name": TEXT,
            "raw_name": TEXT,
            "unit": LABEL + NULL,
            "nature": WORD + NULL,
            "note": TEXT + NULL,
            "caveat": TEXT + NULL,
            "baseline_year": NUMBER + NULL,
            "baseline_raw": TEXT + NULL,
            "baseline_value": NUMBER + NULL,
            "baseline_value_max": NUMBER + NULL,
            "baseline_comparator": WORD,
            "baseline_span": WORD,
            "target_year": NUMBER + NULL,
            "target_raw": TEXT + NULL,
            "target_value": NUMBER + NULL,
            "target_value_max": NUMBER + NULL,
            "target_comparator": WORD,
            "target_span": WORD,
            **MEASURING,
        }


class Latest(Parameter):
    """``latest=true``: of each district and indicator the newest row, of all that the other parameters leave.

    Of results, unless ``kind`` asks for others. The newest is that of the latest year; in one year what has a number goes
    first, then a figure of that year before one over several, an actual figure before an estimate, one of an outline or a
    report before one of a plan for one field, the newer document, the indicator table, and what stands first. Rows without
    an indicator, a year or a kind, and figures of a part of a year, are none of the newest, unless ``kind`` or
    ``period_label`` asks for them.
    """

    parent: Any

    shaped = False  # its values are looked at

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        if not values[0]:
            return queryset
        rows = queryset.filter(indicator__isnull=False, year__isnull=False)
        asked = set(self.parent.data)
        if asked.isdisjoint({"kind", "kind__in", "kind__isnull"}):
            rows = rows.filter(kind__in=[ObservationKind.ACTUAL.value, ObservationKind.ESTIMATE.value])
        if asked.isdisjoint({"period_label", "period_label__in", "period_label__isnull"}):
            rows = rows.filter(period_label__isnull=True)
        one_year = Case(When(measure__in=[Measure.CUMULATIVE.value, Measure.ANNUAL_AVERAGE.value], then=1), default=0)
        kinds = Case(*(When(kind=kind.value, then=place) for place, kind in enumerate(ObservationKind)))
        newest = rows.order_by(
            "district_id",
            "indicator_id",
            "-year",
            Case(When(value__isnull=True, then=1), default=0),
            one_year,
            kinds,
            Case(When(document__kind=DocumentKind.SPECIAL_PLAN.value, then=1), default=0),
            Coalesce("document__report_year", "document__period_start").desc(),
            Case(When(origin=Origin.TABLE.value, then=0), default=1),
            "start",
            "key",
        ).distinct("district_id", "indicator_id")
        return queryset.filter(pk__in=newest.values("pk"))


class SpanOf(Parameter):
    """``span=cumulative``: figures with these time spans, according to their measure."""

    shaped = False  # its values are looked at

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        longer = [span.value for span in Span if span is not Span.POINT]
        condition = Q(measure__in=[value for value in values if value in longer])
        return queryset.filter(condition | ~Q(measure__in=longer) if Span.POINT.value in values else condition)


class ObservationFilterSet(MeasuringFilterSet):
    row = ObservationSerializer

    latest = Latest(
        reader=read_boolean,
        schema={"type": "boolean"},
        example=True,
        description="true: only the newest row of each district and indicator, among the rows that match the other "
        "parameters; only actual and estimated figures, unless kind is given.",
    )
    category = by_category("; the same as indicator_category")
    target = Related(
        "target__key",
        target=Target,
        key="key",
        orders=True,
        example="120110-plan-2021-t1",
        description="Ids of targets: their baselines and target values.",
    )
    nature = Parameter(
        "target__nature",
        reader=read_word(Nature),
        schema={"$ref": "#/components/schemas/Nature"},
        plural=True,
        commas=True,
        orders=True,
        example="binding",
        description=f"For observations from targets: the nature of the target. {labels(Nature)}",
    )
    span = SpanOf(
        reader=read_word(Span),
        schema={"$ref": "#/components/schemas/Span"},
        plural=True,
        commas=True,
        example="cumulative",
        description=f"Time span of the figure, according to its measure. {labels(Span)}",
    )

    class Meta:
        model = Observation
        fields: ClassVar = {
            "subject": TEXT,
            "raw": TEXT,
            "raw_start": PLACE,
            "raw_end": PLACE,
            "value": NUMBER + NULL,
            "value_max": NUMBER + NULL,
            "unit": LABEL + NULL,
            "value_cny": NUMBER + NULL,
            "year": NUMBER + NULL,
            "period_start": NUMBER + NULL,
            "period_end": NUMBER + NULL,
            "base_year": NUMBER + NULL,
            "period_label": LABEL + NULL,
            "kind": WORD + NULL,
            "comparator": WORD,
            "measure": WORD,
            "direction": WORD + NULL,
            "origin": WORD,
            "caveat": TEXT + NULL,
            "side": WORD + NULL,
            "target": NULL,
            **MEASURING,
        }

    @classmethod
    def get_filters(cls) -> OrderedDict[str, Any]:
        """The newest last: of what the others leave."""
        filters = super().get_filters()
        filters.move_to_end("latest")
        return filters


class NumeralFilterSet(EvidencedFilterSet):
    row = NumeralSerializer

    class Meta:
        model = Numeral
        fields: ClassVar = {
            "raw": TEXT,
            "raw_start": PLACE,
            "raw_end": PLACE,
            "disposition": WORD,
            **CORRECTED_EVIDENCE,
        }
