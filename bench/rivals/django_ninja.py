"""The same list by django-ninja: a schema of the same columns, over the query that the API itself has."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import NinjaAPI, Schema  # pyright: ignore[reportMissingImports] in the environment of the bench alone
from pydantic import Field

from bench.rivals.columns import ORDER
from indicators.models import Observation

api = NinjaAPI(docs_url=None, openapi_url=None)


class District(Schema):
    code: str
    name: str


class Indicator(Schema):
    slug: str
    name: str = Field(alias="name_zh")


class Evidence(Schema):
    document: str = Field(alias="document_id")
    chapter: str | None = Field(alias="chapter_id")
    start: int
    end: int
    quote: str


class ObservationOut(Schema):
    id: str = Field(alias="key")
    document: str = Field(alias="document_id")
    district: District
    indicator: Indicator | None
    since: int
    subject: str
    raw: str
    raw_start: int
    raw_end: int
    value: float | None
    value_max: float | None
    unit: str | None
    value_cny: float | None
    year: int | None
    period_start: int | None
    period_end: int | None
    base_year: int | None
    kind: str
    comparator: str
    measure: str
    origin: str
    caveat: str | None
    side: str | None
    target: str | None = Field(alias="target_id")
    evidence: Evidence

    @staticmethod
    def resolve_evidence(row: Any) -> Any:
        return row


class Page(Schema):
    more: bool
    results: list[ObservationOut]


@api.get("/observations/", response=Page)
def observations(
    request: HttpRequest, district: str | None = None, indicator: str | None = None, after: str | None = None
) -> Any:
    rows = Observation.objects.select_related("district", "indicator").order_by(*ORDER)
    if district:
        rows = rows.filter(district=district)
    if indicator:
        rows = rows.filter(indicator=indicator)
    if after:
        document, start, key = after.split(",")
        beyond = Q(start__gt=start) | Q(start=start, key__gt=key)
        rows = rows.filter(Q(document_id__gt=document) | Q(document_id=document) & beyond, document_id__gte=document)
    found = list(rows[:51])
    return {"more": len(found) > 50, "results": found[:50]}
