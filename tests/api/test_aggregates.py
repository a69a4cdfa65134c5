"""Groups of observations, targets and projects: what is computed is what a reader of the seeds would add up, and what would mean nothing is refused."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from rest.aggregates.bounds import BoundedValue, compute, interval
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
