"""A client of the API, and a small world to ask about: three documents of two districts, with rows of every kind."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from districts.models import Document
from tests import factories as make

Get = Callable[..., Any]


@pytest.fixture
def api_client() -> APIClient:
    return APIClient()


@pytest.fixture
def get(api_client: APIClient) -> Get:
    """``get("parks", kind="incubator")`` is the JSON of the list; ``status=400`` for a request that must fail so."""

    def ask(path: str, *, status: int = 200, **parameters: Any) -> Any:
        address = path if path.startswith("/") else f"/api/v1/{path}/"
        response = api_client.get(address, parameters)
        assert response.status_code == status, response.content.decode()
        return response.json()

    return ask


@pytest.fixture
def world(empty: None) -> dict[str, Document]:
    hedong, dongli = make.make_district(), make.make_district("120110", "东丽区")
    plan = make.make_document(district=hedong)
    report = make.make_document(district=hedong, kind="report", year=2023)
    other = make.make_document(district=dongli)
    indicator = make.make_indicator()
    for document in (plan, report, other):
        make.make_chapter(document=document)
        make.make_observation(document=document, indicator=indicator)
        make.make_observation(
            document=document, subject="养老床位数", value=None, value_cny=None, comparator="ref", unit=None, year=None
        )
        make.make_observation(
            document=document,
            subject="城镇新增就业",
            value="51.300000",
            unit="万人",
            value_cny=None,
            kind="actual",
            year=2020,
        )
        make.make_numeral(document=document)
        make.make_numeral(document=document, raw="2020", raw_start=6500, raw_end=6504, disposition="date")
        make.make_project(document=document, name="养老中心", investment_raw="0.59亿元", investment_cny=59_000_000)
        make.make_park(
            document=document, name="航空产业园", aliases=["空港园"], industries=["航空航天"], area_km2="7.500000"
        )
    for document in (plan, other):
        target = make.make_target(document=document, indicator=indicator)
        make.make_observation(document=document, origin="table", side="target", target=target)
        make.make_subdistrict(document=document)
        make.make_term(document=document)
        make.make_special_plan(document=document)
    make.make_run(document=plan, counts={"targets": 1})
    make.make_run(source_name="bad.txt", state="failed", error="no text in it")
    make.index()
    return {"plan": plan, "report": report, "other": other}
