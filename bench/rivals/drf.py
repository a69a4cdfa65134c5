"""The list as the documentation of Django REST framework has it: ModelSerializer, ModelViewSet, django-filter, and two of its paginations."""

# pyright: reportIncompatibleVariableOverride=false
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.pagination import CursorPagination, LimitOffsetPagination
from rest_framework.viewsets import ReadOnlyModelViewSet

from bench.rivals.columns import ORDER, PLAIN
from districts.models import District
from indicators.models import Indicator, Observation


class DistrictSerializer(serializers.ModelSerializer):
    class Meta:
        model = District
        fields = ["code", "name"]


class IndicatorSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="name_zh")

    class Meta:
        model = Indicator
        fields = ["slug", "name"]


class EvidenceSerializer(serializers.ModelSerializer):
    document = serializers.CharField(source="document_id")
    chapter = serializers.CharField(source="chapter_id")

    class Meta:
        model = Observation
        fields = ["document", "chapter", "start", "end", "quote"]


class ObservationSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="key")
    document = serializers.CharField(source="document_id")
    district = DistrictSerializer()
    indicator = IndicatorSerializer()
    target = serializers.CharField(source="target_id")
    value = serializers.FloatField()
    value_max = serializers.FloatField()
    value_cny = serializers.FloatField()
    evidence = EvidenceSerializer(source="*")

    class Meta:
        model = Observation
        fields = [
            "id",
            "document",
            "district",
            "indicator",
            *PLAIN,
            "target",
            "value",
            "value_max",
            "value_cny",
            "evidence",
        ]


ROWS = Observation.objects.select_related("district", "indicator")


class Cursor(CursorPagination):
    page_size = 50
    ordering = ORDER


class LimitOffset(LimitOffsetPagination):
    default_limit = 50


class ObservationView(ReadOnlyModelViewSet):
    queryset = ROWS
    serializer_class = ObservationSerializer
    pagination_class = Cursor
    filter_backends = [DjangoFilterBackend]
    filterset_fields = ["district", "indicator", "year", "kind", "origin"]


class ByOffset(ObservationView):
    queryset = ROWS.order_by(*ORDER)
    pagination_class = LimitOffset
