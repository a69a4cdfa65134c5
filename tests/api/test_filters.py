"""Filters keep the rows that they ask for, and only those."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from districts.models import Document
from indicators.filters import ObservationFilterSet
from indicators.models import Observation
from tests import factories as make

Get = Callable[..., Any]
World = dict[str, Document]


def subjects(page: dict[str, Any]) -> list[str]:
    return [row["subject"] for row in page["results"]]


@pytest.mark.parametrize(
    ("resource", "query", "count"),
    [
        ("observations", "", 11),
        ("observations", "district=120102", 7),
        ("observations", "district=120102,120110", 11),
        ("observations", "district=120102&district=120110", 11),
        ("observations", "city=120000", 11),
        ("observations", "city=120102", 7),
        ("observations", "document=120102-report-2023", 3),
        ("observations", "document_kind=report", 3),
        ("observations", "document_kind=report,plan&district=120110", 4),
        ("observations", "kind=actual", 3),
        ("observations", "kind=actual,estimate", 3),
        ("observations", "kind__in=actual,target", 11),
        ("observations", "indicator=gdp-growth", 3),
        ("observations", "indicator__isnull=true", 8),
        ("observations", "category=economy", 3),
        ("observations", "indicator_category=economy,livelihood", 3),
        ("observations", "origin=table&side=target", 2),
        ("observations", "target=120110-plan-2021-t0", 1),
        ("observations", "target__isnull=false", 2),
        ("observations", "year=2020", 3),
        ("observations", "year=2020,2025", 8),
        ("observations", "year__gte=2021&year__lt=2026", 5),
        ("observations", "year__isnull=true", 3),
        ("observations", "value=51.3", 3),
        ("observations", "value__gt=51.3", 5),
        ("observations", "value__lte=51.30", 3),
        ("observations", "value__isnull=true&comparator=ref", 3),
        ("observations", "value_cny__gte=6e10", 5),
        ("observations", "unit=万人,亿元", 8),
        ("observations", "unit__isnull=true", 3),
        ("observations", "subject=养老床位数", 3),
        ("observations", "subject=养老床位数&subject=城镇新增就业", 6),
        ("observations", "subject__contains=养老", 3),
        ("observations", "quote__contains=680亿元", 11),
        ("observations", "id=120102-plan-2021-o0,120110-plan-2021-o1", 2),
        ("observations", "chapter=120102-plan-2021-c0", 4),
        ("observations", "chapter__isnull=true", 0),
        ("targets", "target_value__gte=600&baseline_year=2020&nature=anticipatory", 2),
        ("targets", "target_comparator=gte,gt", 2),
        ("targets", "note__isnull=false", 0),
        ("projects", "investment_cny__gte=1e7&name__contains=养老", 3),
        ("projects", "status__isnull=true", 3),
        ("parks", "aliases=空港园", 3),
        ("parks", "aliases__contains=空港", 3),
        ("parks", "industries__contains=航天&kind=industrial_park,incubator", 3),
        ("parks", "area_km2__gt=7.5", 0),
        ("documents", "kind=plan", 2),
        ("documents", "district=120102&kind=plan&period_start=2021", 1),
        ("documents", "report_year__isnull=false", 1),
        ("documents", "city=120000", 3),
        ("documents", "ingested_at__gte=2026-01-31T09:30:00%2B08:00", 3),
        ("documents", "ingested_at__gt=2026-02-01", 0),
        ("districts", "documents__gte=1", 2),
        ("districts", "parent=120000", 16),
        ("districts", "city=120000", 17),
        ("districts", "document=120110-plan-2021", 1),
        ("districts", "name__contains=河&projects=2", 1),
        ("districts", "former_names__contains=静海县", 1),
        ("indicators", "district=120110", 1),
        ("indicators", "document=120102-report-2023", 1),
        ("indicators", "aliases=地区生产总值增速", 1),
        ("indicators", "name_en__contains=REGIONAL", 1),
        ("ingest-runs", "state=failed", 1),
        ("ingest-runs", "document=120102-plan-2021", 1),
        ("ingest-runs", "district=120102", 1),
        ("ingest-runs", "started_at__gte=2026-01-30T00:00:00-23:58&state=running", 0),
        ("terms", "definition__contains=注册时间", 2),
        ("special-plans", "responsible_unit=区教育局&no=1", 2),
        ("subdistricts", "name=万新街&district=120110", 1),
    ],
)
def test_a_filter_keeps_what_it_asks_for(resource: str, query: str, count: int, get: Get, world: World) -> None:
    page = get(f"/api/v1/{resource}/?{query}&count=true".replace("?&", "?"))
    assert (page["count"], len(page["results"])) == (count, count)


def test_a_chapter_stands_for_the_chapters_within_it(get: Get, empty: None) -> None:
    document = make.make_document()
    top = make.make_chapter(document=document, end=1000)
    within = make.make_chapter(document=document, parent=top, level=2, start=100, body_start=109, end=500)
    after = make.make_chapter(document=document, start=1000, body_start=1009)
    for subject, start in (("甲", 50), ("乙", 200), ("丙", 2000)):
        make.make_observation(document=document, subject=subject, start=start, end=start + 1)
    assert subjects(get("observations", chapter=top.key)) == ["甲", "乙"]
    assert subjects(get("observations", chapter=within.key)) == ["乙"]
    assert subjects(get("observations", chapter=f"{within.key},{after.key}")) == ["乙", "丙"]
    assert [row["id"] for row in get("chapters", chapter=top.key)["results"]] == [top.key, within.key]
    assert [row["id"] for row in get("chapters", parent=top.key)["results"]] == [within.key]


def test_commas_in_free_text_are_part_of_it(get: Get, empty: None) -> None:
    make.make_project(name="45片,3.89万平方米改造")
    assert len(get("projects", name="45片,3.89万平方米改造")["results"]) == 1


def test_percent_and_underscore_are_no_wild_cards(get: Get, world: World) -> None:
    assert get("observations", subject__contains="%")["results"] == []
    assert get("observations", subject__contains="_")["results"] == []


def test_an_order_puts_null_last_either_way(get: Get, empty: None) -> None:
    for subject, value in (("甲", 2), ("乙", None), ("丙", 1)):
        make.make_observation(subject=subject, value=value, comparator="ref" if value is None else "eq")
    assert subjects(get("observations", ordering="value")) == ["丙", "甲", "乙"]
    assert subjects(get("observations", ordering="-value")) == ["甲", "丙", "乙"]
    assert subjects(get("observations", ordering="-kind,-subject")) == ["甲", "乙", "丙"]


def test_districts_can_be_put_in_order_of_what_is_held(get: Get, world: World) -> None:
    rows = get("districts", ordering="-observations")["results"]
    assert [row["code"] for row in rows[:2]] == ["120102", "120110"]


@pytest.mark.parametrize(
    ("query", "by_documents"),
    [
        ({"district": "120102"}, True),
        ({"district__in": "120102"}, True),
        ({"city": "120000", "year": "2020"}, True),
        ({"district": "120102", "indicator": "nursing-home-beds"}, False),
        ({"document": "120102-plan-2021"}, False),
    ],
)
def test_rows_of_a_district_are_looked_for_in_its_documents(query: dict[str, str], *, by_documents: bool) -> None:
    """Else PostgreSQL looks through all documents in order until it has a page; what an index finds at once needs no further condition."""
    filters = ObservationFilterSet(QueryDict(urlencode(query)), Observation.objects.all())
    sql = str(filters.narrowed({name: [value] for name, value in query.items()}).query)
    assert ("ARRAY(SELECT" in sql) is by_documents
