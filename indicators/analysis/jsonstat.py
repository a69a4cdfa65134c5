"""A comparison becomes a JSON-stat 2.0 dataset: a cube of indicator × district × year, one value a cell.

    {"version": "2.0", "class": "dataset", "id": ["indicator", "district", "year"], "size": [1, 2, 2],
     "dimension": {…}, "value": {"0": 110, "1": 155}, "status": {"2": "not_comparable:span", …}}

Values are those that can be compared, and sparse; what is not there has its status, and with it the reason. Units stand
with each indicator's category. The format: https://json-stat.org/full/
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from districts.models import District
from indicators.analysis.comparing import Comparison, ComparisonCell
from rest.fields import plain_number
from text.vocabulary import Comparability


def dataset(comparison: Comparison, *, href: str, label: str, updated: str | None = None) -> dict[str, Any]:
    """The cube. ``href`` is the address that it was asked at; ``extension.cells`` gives each value its statement."""
    size = [len(comparison.indicators), len(comparison.districts), len(comparison.years)]
    found = enumerate(comparison.cells)
    decimals = decimals_of(comparison)
    values: dict[str, int | float] = {}
    statuses: dict[str, str] = {}
    sources: dict[str, str] = {}
    for place, cell in found:
        if cell.value is not None:
            values[str(place)] = plain_number(cell.value)
        if cell.status is not Comparability.COMPARABLE:
            statuses[str(place)] = _status(cell)
        if cell.statement is not None:
            sources[str(place)] = cell.statement.row.key
    cube = {
        "version": "2.0",
        "class": "dataset",
        "href": href,
        "label": label,
        "source": "各区国民经济和社会发展五年规划纲要、政府工作报告",
        "id": ["indicator", "district", "year"],
        "size": size,
        "role": {"time": ["year"], "geo": ["district"], "metric": ["indicator"]},
        "dimension": {
            "indicator": {
                "label": "指标",
                "category": {
                    "index": [one.indicator.slug for one in comparison.indicators],
                    "label": {one.indicator.slug: one.indicator.name_zh for one in comparison.indicators},
                    "unit": {
                        one.indicator.slug: {"label": one.indicator.unit, "decimals": decimals[one.indicator.slug]}
                        for one in comparison.indicators
                    },
                },
                "extension": {
                    "span": {one.indicator.slug: one.basis.span.value for one in comparison.indicators},
                    "years": {one.indicator.slug: one.basis.years for one in comparison.indicators},
                },
            },
            "district": {
                "label": "区",
                "category": {
                    "index": [one.code for one in comparison.districts],
                    "label": labels_of(comparison.districts),
                },
            },
            "year": {
                "label": "年份",
                "category": {
                    "index": [str(year) for year in comparison.years],
                    "label": {str(year): f"{year}年" for year in comparison.years},
                },
            },
        },
        "value": values,
        "status": statuses,
        "extension": {
            "status": {"label": {word.value: word.zh for word in Comparability}},
            "observation": sources,
        },
    }
    return cube | ({"updated": updated} if updated else {})


def decimals_of(comparison: Comparison) -> dict[str, int]:
    """How many decimals the values of each indicator have, the one thing that the standard asks of a unit."""
    most: dict[str, int] = defaultdict(int)
    for cell in comparison.cells:
        if cell.value is not None:
            most[cell.indicator.slug] = max(most[cell.indicator.slug], _decimals(cell.value))
    return most


def labels_of(districts: Sequence[District]) -> dict[str, str]:
    """Names by which these places can be told apart: one that is also another's has its city's before it (北京市朝阳区), and
    if that does not help, its code behind it. Programs that go by the label would take two places for one."""
    labels = {one.code: one.name for one in districts}
    alike = _alike(districts, labels)
    above = District.objects.in_bulk([one.parent_id for one in alike])  # pyright: ignore[reportAttributeAccessIssue]
    for one in alike:
        parent = above.get(one.parent_id)  # pyright: ignore[reportAttributeAccessIssue]
        labels[one.code] = f"{parent.name if parent else ''}{one.name}"
    for one in _alike(districts, labels):
        labels[one.code] += f"（{one.code}）"
    return labels


def _alike(districts: Sequence[District], labels: dict[str, str]) -> list[District]:
    """Those whose label is also another's."""
    times = Counter(labels.values())
    return [one for one in districts if times[labels[one.code]] > 1]


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _status(cell: ComparisonCell) -> str:
    """``not_comparable:span``."""
    return f"{cell.status.value}:{cell.reason.value}" if cell.reason else cell.status.value
