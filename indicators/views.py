"""Indicators, targets and observations, as resources of the API."""

from indicators.filters import IndicatorFilterSet, ObservationFilterSet, TargetFilterSet
from indicators.models import Indicator, Observation, Target
from indicators.serializers import IndicatorSerializer, ObservationSerializer, TargetSerializer
from planapi.api.views import ResourceView


class IndicatorView(ResourceView):
    """The catalogue of canonical indicators: rows of different documents that measure the same thing share one."""

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
    ordering = ("document", "seq")
    lookup_example = "120110-plan-2021-t1"


class ObservationView(ResourceView):
    """The tidy table: every dated number, one a row, of running text and of the indicator tables alike."""

    queryset = Observation.objects.all()
    serializer_class = ObservationSerializer
    filterset_class = ObservationFilterSet
    noun = "observation"
    lookup_example = "120110-plan-2021-o590"
