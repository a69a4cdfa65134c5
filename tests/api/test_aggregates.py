"""Groups of observations, targets and projects: what is computed is what a reader of the seeds would add up, and what would mean nothing is refused."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from statistics import median
from typing import Any

import pyarrow as pa
import pytest
from django.db import connection
from pyarrow import parquet
from rest_framework.test import APIClient

from rest.aggregates.bounds import BoundedValue, compute, interval
from tests import factories as make
from text.vocabulary import Aggregate, Comparator

Get = Callable[..., Any]


def rows(get: Get, resource: str, **asked: str) -> Iterator[dict[str, Any]]:
    page = get(resource, page_size=1000, **asked)
    yield from page["results"]
    while page["next"]:
        page = get(page["next"].removeprefix("http://testserver"))
        yield from page["results"]


@pytest.mark.parametrize(
    ("resource", "columns", "asked"),
    [
        ("observations", ["kind", "origin"], {}),
        ("observations", ["indicator", "year"], {"kind": "target", "value__isnull": "false"}),
        ("observations", ["district", "unit"], {"year__gte": "2022"}),
        ("observations", ["document", "measure"], {"chapter_kind": "section"}),
        ("observations", [], {"latest": "true"}),
        ("targets", ["nature"], {}),
        ("targets", ["district", "category"], {"indicator__isnull": "false"}),
        ("projects", ["status", "district"], {}),
        ("projects", ["category", "box"], {"status__in": "planned,ongoing"}),
    ],
)
def test_counts_are_those_of_the_list(
    resource: str, columns: list[str], asked: dict[str, str], get: Get, db: None
) -> None:
    counted: Counter[str] = Counter()
    for row in rows(get, resource, **asked):
        counted[repr([row[name] for name in columns])] += 1
    by = {"group_by": ",".join(columns)} if columns else {}
    found = get(f"{resource}/aggregate", **by, **asked)
    assert {repr([group[name] for name in columns]): group["count"] for group in found["results"]} == counted
    assert found["group_by"] == columns


@pytest.mark.parametrize("compute", ["count", "sum"])
@pytest.mark.parametrize("resource", ["observations", "targets", "projects"])
def test_no_rows_are_one_group_of_none_as_long_as_nothing_is_grouped(
    resource: str, compute: str, get: Get, db: None
) -> None:
    asked = {"start__gt": "99999999", "compute": compute} | ({} if resource == "projects" else {"indicator": "gdp"})
    [group] = get(f"{resource}/aggregate", **asked)["results"]
    assert (group["count"], group.get("sum"), group.get("refused", [])) == (0, None, [])
    assert get(f"{resource}/aggregate", group_by="district", **asked)["results"] == []


FIVE = [("5", None, "gte"), ("3", None, "eq")]


@pytest.mark.parametrize(
    ("function", "figures", "result"),
    [
        ("sum", FIVE, ("8", None, "gte")),
        ("max", FIVE, ("5", None, "gte")),
        ("min", FIVE, ("3", None, "eq")),
        ("median", FIVE, ("4", None, "gte")),
        ("sum", [("5", None, "gt"), ("3", None, "gte")], ("8", None, "gt")),
        ("sum", [("5", None, "lte"), ("3", None, "lt")], ("8", None, "lt")),
        ("sum", [("5", None, "lte"), ("3", None, "gte")], None),
        ("median", [("5", None, "lte"), ("6", None, "eq"), ("8", None, "gte")], ("6", None, "eq")),
        ("sum", [("3", "5", "range"), ("1", None, "eq")], ("4", "6", "range")),
        ("max", [("3", "5", "range"), ("4", None, "eq")], ("4", "5", "range")),
        ("sum", [("3", None, "approx"), ("1", None, "eq")], ("4", None, "approx")),
        ("min", [("3", None, "approx"), ("1", None, "eq")], ("1", None, "eq")),
        ("median", [("1", None, "eq"), ("2", None, "eq")], ("1.5", None, "eq")),
        ("sum", [], None),
    ],
)
def test_bounds_are_carried_along(function: str, figures: list[Any], result: Any) -> None:
    def number(one: str | None) -> Decimal | None:
        return None if one is None else Decimal(one)

    found = compute(
        Aggregate(function), [interval(Decimal(low), number(high), Comparator(bound)) for low, high, bound in figures]
    )
    expected = result and BoundedValue(Decimal(result[0]), number(result[1]), Comparator(result[2]))
    assert found == expected


NUMBERS: dict[str, Callable[[list[Any]], Any]] = {"sum": sum, "min": min, "max": max, "median": median}
INDICATORS = [
    "high-tech-firms",
    "gdp-growth",
    "pm25",
    "new-jobs-cumulative",
    "foreign-investment-used",
    "gdp",
    "doctors-per-1000",
]


@pytest.mark.parametrize("indicator", INDICATORS)
def test_figures_are_the_cells_of_the_comparison(indicator: str, get: Get, db: None) -> None:
    cells = get("compare", indicator=indicator)["cells"]
    by_year: dict[int, list[dict[str, Any]]] = {}
    for cell in cells:
        if cell["status"] != "not_stated":
            by_year.setdefault(cell["year"], []).append(cell)
    asked = {"indicator": indicator, "group_by": "year", "compute": ",".join(NUMBERS), "year__isnull": "false"}
    groups = get("observations/aggregate", **asked)["results"]
    assert [group["year"] for group in groups] == sorted(by_year)
    for group in groups:
        stated = by_year[group["year"]]
        values = [Decimal(str(cell["value"])) for cell in stated if cell["value"] is not None]
        exact = all(cell["comparator"] == "eq" for cell in stated if cell["value"] is not None)
        assert group["figures"] == len(values)
        refused = {one["compute"] for one in group["refused"]}
        for name, function in NUMBERS.items():
            assert (group[name] is None) == (name in refused or not values), (indicator, group)
            if group[name] and exact:
                assert group[name] == {"value": float(function(values)), "value_max": None, "comparator": "eq"}
        left = {one["reason"]: one["count"] for one in group["left_out"]}
        assert left == Counter(cell["reason"] for cell in stated if cell["reason"])


def test_investment_is_added_up_and_who_states_none_is_counted(get: Get, db: None) -> None:
    for group in get("projects/aggregate", group_by="document", compute="sum,min,max,median")["results"]:
        found = list(rows(get, "projects", document=group["document"]))
        sums = [Decimal(row["investment_cny"]) for row in found if row["investment_cny"] is not None]
        assert (group["count"], group["not_stated"], group["figures"]) == (
            len(found),
            len(found) - len(sums),
            len(sums),
        )
        assert group["refused"] == []
        for name, function in NUMBERS.items():
            assert (group[name] and group[name]["value"]) == (function(sums) if sums else None)


def test_targets_have_two_sides(get: Get, db: None) -> None:
    asked = {"indicator": "high-tech-firms", "compute": "sum,max"}
    targets = list(rows(get, "targets", indicator="high-tech-firms"))
    for side in ("target", "baseline"):
        [group] = get("targets/aggregate", side=side, **asked)["results"]
        assert group["count"] == len(targets)
        assert group["sum"]["value"] == sum(row[side]["value"] for row in targets)
        assert group["max"]["value"] == max(row[side]["value"] for row in targets)
    assert get("targets/aggregate", **asked) == get("targets/aggregate", side="target", **asked)


Stated = tuple[str, dict[str, Any]]
FIRMS: dict[str, Any] = {"unit": "家", "measure": "level"}
FLOW: dict[str, Any] = {"unit": "亿元", "measure": "level", "name_zh": "税收收入"}
STOCK: dict[str, Any] = {"unit": "亿元", "measure": "level", "name_zh": "住户存款余额"}
RATE: dict[str, Any] = {"unit": "%", "measure": "share"}
PER_HEAD: dict[str, Any] = {"unit": "元", "measure": "level", "name_zh": "居民人均可支配收入"}
MONEY: dict[str, Any] = {"unit": "亿元", "measure": "level", "value_cny": None}


def figures(*values: Any, **fields: Any) -> list[Stated]:
    """One figure each of the plan of 河东区 and that of 东丽区."""
    return [(place, {"value": value, **fields}) for place, value in zip(("plan", "other"), values, strict=False)]


@pytest.mark.parametrize(
    ("indicator", "stated", "refused"),
    [
        # 亿元 beside 亿美元; but 万元 is converted
        (
            FLOW,
            [("plan", {"value": 2, "unit": "亿元"}), ("other", {"value": 3, "unit": "亿美元"})],
            {"*": ("unit", ["亿元", "亿美元"], "unit=亿元")},
        ),
        (FLOW, [("plan", {"value": 2, "unit": "亿元"}), ("other", {"value": 30000, "unit": "万元"})], {"sum": 5}),
        # a total of five years beside two figures of one
        (
            FLOW,
            [
                *figures(2, 3, unit="亿元"),
                (
                    "report",
                    {
                        "value": 9,
                        "unit": "亿元",
                        "year": 2023,
                        "measure": "cumulative",
                        "period_start": 2019,
                        "period_end": 2023,
                    },
                ),
            ],
            {"*": ("span", ["point", "cumulative 5"], "span=point")},
        ),
        (
            FIRMS,
            [("plan", {"value": 2}), ("other", {"value": 1, "period_label": "上半年"})],
            {"*": ("part_of_year", ["上半年"], "period_label__isnull=true")},
        ),
        (
            FIRMS,
            [("plan", {"value": 2}), ("other", {"value": 5, "unit": "%", "measure": "growth"})],
            {"*": ("measure", ["growth", "level"], "measure=level")},
        ),
        (
            FIRMS,
            [("plan", {"value": 2}), ("other", {"value": 5, "kind": "target"})],
            {"*": ("kinds", ["actual", "target"], "kind=actual,estimate")},
        ),
        (
            RATE,
            figures(20, 30, unit="%", measure="share"),
            {"sum": ("rate", ["%"], "compute=min,max,median"), "max": 30, "median": 25},
        ),
        (PER_HEAD, figures(20, 30, unit="元"), {"sum": ("rate", ["元"], "compute=min,max,median"), "min": 20}),
        # of two years: firms that there are, money that came in, money that there is
        (
            FIRMS,
            [("plan", {"value": 2}), ("plan", {"value": 3, "year": 2021})],
            {"sum": ("years", ["2021", "2022"], "group_by=year"), "max": 3},
        ),
        (
            STOCK,
            [("plan", {"value": 2, "unit": "亿元"}), ("plan", {"value": 3, "unit": "亿元", "year": 2021})],
            {"sum": ("years", ["2021", "2022"], "group_by=year")},
        ),
        (
            FLOW,
            [("plan", {"value": 2, "unit": "亿元"}), ("plan", {"value": 3, "unit": "亿元", "year": 2021})],
            {"sum": 5},
        ),
        (
            FIRMS,
            [("plan", {"value": 2}), ("city", {"value": 9})],
            {"sum": ("places", ["120102"], "group_by=district"), "max": 9},
        ),
        # also where nothing is stated of what lies between them
        (
            FIRMS,
            [("plan", {"value": 2}), ("nation", {"value": 9})],
            {"sum": ("places", ["120102"], "group_by=district"), "max": 9},
        ),
        (
            FIRMS,
            [("plan", {"value": 2, "comparator": "gte"}), ("other", {"value": 3, "comparator": "lte"})],
            {"sum": ("bounds", ["gte", "lte"], None)},
        ),
        # the same figure in two documents of a district is one
        (FIRMS, [("plan", {"value": 2}), ("report", {"value": 2}), ("other", {"value": 3})], {"sum": 5, "median": 2.5}),
        (FIRMS, figures(2, None, comparator="eq"), {"sum": 2}),
    ],
)
def test_what_would_mean_nothing_is_refused(
    indicator: dict[str, Any], stated: list[Stated], refused: dict[str, Any], get: Get, world: Any
) -> None:
    made = make.make_indicator("counted", **indicator)
    documents = dict(world)
    if any(place == "city" for place, _ in stated):
        documents["city"] = make.make_document(district=make.make_city())
    if any(place == "nation" for place, _ in stated):
        documents["nation"] = make.make_document(district=make.make_city("100000", "全国"))
    for place, fields in stated:
        given = {
            "unit": "家",
            "year": 2022,
            "kind": "actual",
            "comparator": "eq",
            "measure": "level",
            "value_cny": None,
        }
        own = fields if fields["value"] is not None else {"value": None, "comparator": "ref"}
        make.make_observation(document=documents[place], indicator=made, **given | own)
    [group] = get("observations/aggregate", indicator="counted", compute="sum,min,max,median")["results"]
    assert group["count"] == len(stated)
    told = {one["compute"]: (one["reason"], one["found"], one["instead"]) for one in group["refused"]}
    for name in ("sum", "min", "max", "median"):
        expected = refused.get(name, refused.get("*"))
        if isinstance(expected, tuple):
            assert (told[name], group[name]) == (expected, None)
        elif expected is not None:
            assert (name in told, group[name]["value"]) == (False, expected)


@pytest.mark.parametrize(
    ("stated", "reason", "found"),
    [
        ([("plan", "甲", None, 1), ("plan", "乙", None, 2)], None, None),
        (
            [("plan", "甲", None, 1), ("report", "乙", None, 2)],
            "several_documents",
            ["120102-plan-2021", "120102-report-2023"],
        ),
        ([("plan", "甲路（一期）工程", None, 1), ("plan", "甲路(一期)", None, 2)], "same_name", ["甲路（一期）工程"]),
        ([("plan", "易涝整治", "甲镇", 1), ("plan", "易涝整治", "乙镇", 1)], None, None),
        ([("plan", "易涝整治", "甲镇", 1), ("plan", "易涝整治", None, 2)], "same_name", ["易涝整治"]),
        ([("plan", "地铁一号线", None, 7), ("other", "地铁一号线", None, 7)], "same_name", ["地铁一号线"]),
        ([("plan", "养老中心", None, 7), ("other", "养老中心", None, 8)], None, None),
        ([("plan", "甲", None, 1), ("city", "乙", None, 2)], "places", ["120102"]),
        ([("plan", "甲", None, 1), ("nation", "乙", None, 2)], "places", ["120102"]),
    ],
)
def test_no_project_is_added_up_twice(stated: Any, reason: Any, found: Any, get: Get, world: Any) -> None:
    documents = {
        **world,
        "city": make.make_document(district=make.make_city(), year=2026),
        "nation": make.make_document(district=make.make_city("100000", "全国"), year=2026),
    }
    for place, name, street, cny in stated:
        make.make_project(
            document=documents[place],
            name=name,
            subdistrict=street,
            investment_raw=f"{cny}元",
            investment_cny=cny,
            box="甲",
        )
    [group] = get("projects/aggregate", box="甲", compute="sum,max,median")["results"]
    costs = [cny for *_, cny in stated]
    assert group["max"]["value"] == max(costs)
    assert {one["compute"]: (one["reason"], one["found"]) for one in group["refused"]} == (
        dict.fromkeys(("sum", "median"), (reason, found)) if reason else {}
    )
    assert (group["sum"] and group["sum"]["value"]) == (None if reason else sum(costs))


@pytest.mark.parametrize(
    ("path", "asked", "told", "near"),
    [
        ("observations", {"group_by": "distrct"}, "group_by: can't be grouped by this", "district"),
        ("observations", {"compute": "mean"}, "compute: can't be computed", "median"),
        ("observations", {"compute": "sum"}, "compute: different indicators have no sum in common", None),
        ("observations", {"compute": "max", "indicator": "gdp,gdp-growth"}, "compute: different indicators", None),
        ("targets", {"side": "both"}, "side: not one of the allowed values", None),
        ("projects", {"ordering": "-sum"}, "ordering: can't be sorted by this", None),
        ("projects", {"fields": "status"}, "fields: don't ask for this column", None),
        ("projects", {"group_by": "status", "fields": "sum"}, "fields: don't ask for this column", None),
        ("projects", {"expand": "status"}, "expand: unknown parameter", None),
        ("projects", {"cursor": "x"}, "cursor: unknown parameter", None),
        ("projects", {"bom": "true"}, "bom: only CSV", None),
        ("projects", {"group_by": "status,box,category,district,document"}, "group_by: at most 4", None),
    ],
)
@pytest.mark.django_db
def test_what_is_wrong_is_named(path: str, asked: dict[str, str], told: str, near: str | None, get: Get) -> None:
    error = get(f"{path}/aggregate", status=400, **asked)["errors"][0]
    parameter, _, message = told.partition(": ")
    assert (error["parameter"], message in error["message"]) == (parameter, True), error
    assert near is None or error["nearest"] == near


def test_work_without_bound_is_refused(get: Get, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rest.aggregates.grouping.MOST_COUNTED", 100)
    assert "more than 100 rows" in get("observations/aggregate", status=400)["detail"]
    assert get("observations/aggregate", indicator="high-tech-firms")["results"] == [{"count": 14}]
    monkeypatch.undo()
    monkeypatch.setattr("rest.aggregates.grouping.MOST_GROUPS", 3)
    assert "more than 3 groups" in get("observations/aggregate", status=400, group_by="unit")["detail"]
    monkeypatch.setattr("indicators.analysis.aggregates.MOST_ROWS", 5)
    monkeypatch.setattr("indicators.analysis.observation_aggregates.MOST_KEPT", 5)
    asked = {"indicator": "high-tech-firms", "compute": "max"}
    assert "more than 5 rows" in get("observations/aggregate", status=400, **asked)["detail"]


def test_groups_come_in_order_and_in_every_form(get: Get, api_client: APIClient, db: None) -> None:
    asked = {"group_by": "status,district", "compute": "max", "ordering": "-max,district"}
    groups = get("projects/aggregate", **asked)["results"]
    values = [group["max"] and group["max"]["value"] for group in groups]
    there = [value for value in values if value is not None]
    assert values == sorted(there, reverse=True) + [None] * (len(values) - len(there))
    codes = [group["district"]["code"] for group in groups[len(there) :]]
    assert codes == sorted(codes)
    file = api_client.get("/api/v1/projects/aggregate/", asked | {"format": "csv"})
    table = list(csv.DictReader(io.StringIO(b"".join(file).decode())))
    assert [row["max.value"] for row in table] == ["" if value is None else str(value) for value in values]
    assert list(table[0])[:4] == ["district.code", "district.name", "status", "count"]
    lines = b"".join(api_client.get("/api/v1/projects/aggregate/", asked | {"format": "ndjson"})).splitlines()
    assert [json.loads(line) for line in lines] == groups
    for form in ("xlsx", "parquet"):
        answer = api_client.get("/api/v1/projects/aggregate/", asked | {"format": form})
        assert (answer.status_code, len(b"".join(answer)) > 500) == (200, True)


@pytest.mark.parametrize(
    ("resource", "indicators"), [("observations", {"indicator__isnull": "false"}), ("targets", {})]
)
def test_what_is_left_out_and_refused_is_in_a_file_too(
    resource: str, indicators: dict[str, str], get: Get, api_client: APIClient, db: None
) -> None:
    asked = {"group_by": "indicator", "compute": "sum", **indicators}
    groups = get(f"{resource}/aggregate", **asked)["results"]
    assert any(one["found"] for group in groups for one in group["refused"])
    file = api_client.get(f"/api/v1/{resource}/aggregate/", asked | {"format": "parquet"})
    table = parquet.read_table(pa.BufferReader(b"".join(file))).to_pylist()
    for name in ("left_out", "refused"):
        assert [row[name] for row in table] == [group[name] for group in groups]


def test_what_is_computed_does_not_depend_on_where_rows_are_in_the_table(get: Get, world: Any) -> None:
    stated: list[dict[str, Any]] = [
        {"document": world["plan"], "value": None, "comparator": "ref", "start": 1},
        {"document": world["other"], "value": 5, "unit": "%", "measure": "growth", "start": 1},
        {"document": world["report"], "value": 7, "year": 2021, "start": 1},
        {"document": world["plan"], "value": 7, "year": 2021, "start": 1, "period_label": "上半年"},
    ]
    answers = []
    with connection.cursor() as cursor:
        cursor.execute("set local enable_indexscan = off; set local enable_bitmapscan = off")
    for turn, order in enumerate((stated, stated[::-1])):
        made = make.make_indicator(f"counted-{turn}", unit="家", measure="level")
        for place, fields in enumerate(order):
            given = {"unit": "家", "year": 2022, "kind": "actual", "comparator": "eq", "measure": "level"}
            key = f"made-{turn}-{place if order is stated else len(stated) - place}"
            make.make_observation(indicator=made, key=key, value_cny=None, **given | fields)
        answers.append(get("observations/aggregate", indicator=f"counted-{turn}", compute="max"))
    assert answers[0] == answers[1]


def test_groups_are_of_a_revision(get: Get, api_client: APIClient, db: None) -> None:
    first = api_client.get("/api/v1/projects/aggregate/", {"revision": "3", "group_by": "document"})
    assert [group["document"] for group in first.json()["results"]] == ["120101-plan-2021"]
    asked = {"revision": "3", "group_by": "document"}
    again = api_client.get("/api/v1/projects/aggregate/", asked, headers={"If-None-Match": first["ETag"]})
    assert (first["X-Revision"], again.status_code) == ("3", 304)
