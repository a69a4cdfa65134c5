"""What other APIs call a parameter is answered with its name here, in one line, and not with all the names that there are."""

from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client

from rest.elsewhere import ONLY_AT
from rest.formats import FORMS

LIST = "/api/v1/observations/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "query", "nearest", "told"),
    [
        (LIST, "per_page=5", "page_size", "page_size"),
        (LIST, "limit=5", "page_size", "page_size"),
        (LIST, "pageSize=5", "page_size", "underscores"),
        (LIST, "page-size=5", "page_size", "underscores"),
        (LIST, "page%5Bsize%5D=5", "page_size", "page_size"),
        (LIST, "sort=-year", "ordering", "ordering=-year"),
        (LIST, "order_by=year", "ordering", "ordering=-year"),
        (LIST, "include=document", "expand", "expand"),
        (LIST, "%24select=id", "fields", "fields"),
        (LIST, "exclude=evidence", "omit", "omit"),
        (LIST, "offset=50", None, "next"),
        (LIST, "page=2", None, "next"),
        (LIST, "q=%E5%85%BB%E8%80%81", None, "/api/v1/search/?q=%E5%85%BB%E8%80%81"),
        (LIST, "f=csv", "format", "Accept"),
        (LIST, "region=120102", "district", "code"),
        (LIST, "district%5B%5D=120102", "district", "district=120102,…"),
        (LIST, "district%5B0%5D=120102", "district", "district=120102,…"),
        (LIST, "filter%5Bdistrict%5D=120102", "district", "by their name"),
        (LIST, "year%5Bgte%5D=2020", "year__gte", "two underscores"),
        (LIST, "year%5B%24gte%5D=2020", "year__gte", "two underscores"),
        (LIST, "year.gte=2020", "year__gte", "two underscores"),
        (LIST, "year_gte=2020", "year__gte", "two underscores"),
        (LIST, "min_year=2020", "year__gte", "two underscores"),
        (LIST, "year_to=2020", "year__lte", "two underscores"),
        (LIST, "value_isnull=true", "value__isnull", "two underscores"),
        (LIST, "lang=en", "labels", "labels=en"),
        (LIST, "apikey=plan_1", None, "Authorization: Bearer"),
        ("/api/v1/coverage/", "access_token=plan_1", None, "Authorization: Bearer"),
        (LIST, "callback=show", None, "CORS"),
    ],
)
def test_a_name_of_another_api_is_answered_with_the_one_here(
    client: Client, path: str, query: str, nearest: str | None, told: str
) -> None:
    answer: Any = client.get(f"{path}?{query}")
    problem = answer.json()
    assert answer.status_code == 400
    [error] = problem["errors"]
    assert error["nearest"] == nearest
    assert told in problem["detail"]
    assert error["allowed"] is None, "one line, not two hundred names"


@pytest.mark.django_db
def test_a_name_that_nobody_uses_lists_those_that_there_are(client: Client) -> None:
    answer: Any = client.get(f"{LIST}?zzz=1")
    assert "page_size" in answer.json()["errors"][0]["allowed"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/compare/", "/api/v1/coverage/", "/api/v1/search/"])
def test_pages_are_only_spoken_of_where_there_are_pages(client: Client, path: str) -> None:
    answer: Any = client.get(f"{path}?page=2")
    assert answer.status_code == 400
    assert ("next of each" in answer.json()["detail"]) == (path == "/api/v1/search/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "told", "nearest"),
    [
        ("/api/v1/projects/?investment_cny__gt=1%E4%BA%BF", "100000000 is 1亿", "100000000"),
        ("/api/v1/projects/?investment_cny__gt=51.3%E4%BA%BF%E5%85%83", "5130000000 is 51.3亿元", "5130000000"),
        ("/api/v1/projects/?investment_cny__gt=%E8%AE%B8%E5%A4%9A", "investment_cny__gt=许多: must be a number", None),
        (f"{LIST}?value__gte=12%2C000", "12000 is 12,000", "12000"),
        (f"{LIST}?kind=actua", "kind=actua: not one of the allowed values", "actual"),
        (f"{LIST}?id=nothing-k1", "there is no observation 'nothing-k1'", None),
        ("/api/v1/progress/?id=nothing-k1", "there is no observation 'nothing-k1'", None),
        ("/api/v1/documents/?slug=120102-report-2032", "there is no document '120102-report-2032'", None),
        ("/api/v1/revisions/?document=120102-report-2032", "there is no document '120102-report-2032'", None),
        ("/api/v1/corrections/?document=120102-report-2032", "there is no document '120102-report-2032'", None),
        ("/api/v1/withdrawals/?document=120102-report-2032", "there is no document '120102-report-2032'", None),
        ("/api/v1/indicators/?slug=high-tech-firm", "there is no indicator 'high-tech-firm'", "high-tech-firms"),
        ("/api/v1/districts/?code=%E6%B2%B3%E4%B8%9C%E5%8C%BA", "there is no district '河东区'", None),
        ("/api/v1/corrections/?resource=observation", "rows of this can't be corrected", "observations"),
        ("/api/v1/changes/?since=gestern", "since=gestern: must be the number of a revision, 0", None),
    ],
)
def test_what_was_wrong_is_named_with_what_would_be_right(
    client: Client, path: str, told: str, nearest: str | None
) -> None:
    answer: Any = client.get(path)
    problem = answer.json()
    assert answer.status_code == 400
    assert told in problem["detail"]
    assert nearest is None or problem["errors"][0]["nearest"] == nearest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "nearest", "told"),
    [
        ({"district": "120102;120110"}, "120102,120110", "separated by commas"),
        ({"district": "120102 120110"}, "120102,120110", "separated by commas"),
        ({"district": "河东区、东丽区"}, "河东区,东丽区", "separated by commas"),
        ({"district": "Hedong District"}, "120102", "there is no district"),
        ({"kind": "actual|target"}, "actual,target", "separated by commas"),
        ({"year": "2020;2021"}, "2020,2021", "separated by commas"),
        ({"year": "2020-2025"}, None, "year__gte=2020&year__lte=2025"),
        ({"year": "2020..2025"}, None, "year__gte=2020&year__lte=2025"),
        ({"year": "2020至2025"}, None, "year__gte=2020&year__lte=2025"),
        ({"year": ">=2020"}, None, "year__gte=2020"),
        ({"year": "lt:2020"}, None, "year__lt=2020"),
        ({"value": "> 1.5"}, None, "value__gt=1.5"),
        ({"count": "1"}, "true", "true or false"),
        ({"latest": "No"}, "false", "true or false"),
        ({"format": "excel"}, "xlsx", "not available"),
        ({"format": "jsonl"}, "ndjson", "not available"),
        ({"format": "tsv"}, "csv", "not available"),
    ],
)
def test_a_value_in_the_style_of_another_api_is_answered_with_how_it_is_written_here(
    client: Client, query: dict[str, str], nearest: str | None, told: str
) -> None:
    answer: Any = client.get(LIST, query)
    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert (error["nearest"], told in answer.json()["detail"]) == (nearest, True), answer.json()["detail"]


@pytest.mark.django_db
def test_ids_that_there_are_not_are_named_beside_those_that_there_are(client: Client) -> None:
    known = client.get(f"{LIST}?page_size=2").json()["results"]
    ids = [one["id"] for one in known]
    assert client.get(LIST, {"id": ",".join(ids)}).status_code == 200
    answer: Any = client.get(LIST, {"id": ",".join([*ids, "nothing-k1", "nothing-k2"])})
    assert [one["value"] for one in answer.json()["errors"]] == ["nothing-k1", "nothing-k2"]


@pytest.mark.django_db
def test_changes_since_a_day_are_those_since_the_revision_in_force_then(client: Client) -> None:
    whole: Any = client.get("/api/v1/changes/?since=0&page_size=5").json()
    assert whole["results"]
    early: Any = client.get("/api/v1/changes/?since=2000-01-01&page_size=5").json()
    assert (early["since"], early["results"]) == (0, whole["results"])
    later: Any = client.get("/api/v1/changes/?since=2999-01-01T00:00:00Z").json()
    assert (later["since"], later["results"]) == (whole["revision"], [])


@pytest.mark.django_db
def test_coverage_of_a_place_is_of_all_indicators(client: Client) -> None:
    whole: Any = client.get("/api/v1/coverage/?district=120102&year=2023").json()
    known: Any = client.get("/api/v1/indicators/?page_size=1&count=true").json()
    assert len(whole["cells"]) == known["count"]
    one: Any = client.get("/api/v1/coverage/?district=120102&year=2023&indicator=gdp-growth").json()
    assert one["cells"][0] in whole["cells"]


def test_a_format_that_other_lists_have_is_answered_with_where_it_is(client: Client, db: None) -> None:
    (path, lists) = ("/api/v1/projects/", "districts/, compare/")
    problem = client.get(f"{path}?format=geojson").json()  # pyright: ignore[reportAttributeAccessIssue]
    assert problem["errors"][0]["message"] == f"not available in this format, which only these have: {lists}"
    assert problem["errors"][0]["nearest"] is None
    assert "Did you mean" not in problem["detail"]


def test_where_a_format_is_said_to_be_it_is_and_nowhere_else() -> None:
    paths = yaml.safe_load((settings.BASE_DIR / "openapi.yaml").read_text("utf-8"))["paths"]
    of_all = {form.format for form in FORMS} | {"json", "md", "html"}
    there: dict[str, list[str]] = {}
    for path, operations in paths.items():
        for parameter in operations.get("get", {}).get("parameters", ()):
            if parameter.get("name") == "format":
                for name in set(parameter["schema"]["enum"]) - of_all:
                    there.setdefault(name, []).append(path.removeprefix("/api/v1/"))
    assert {name: set(at) for name, at in there.items()} == {name: set(at.split(", ")) for name, at in ONLY_AT.items()}
