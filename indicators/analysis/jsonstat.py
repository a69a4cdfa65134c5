"""A comparison becomes a JSON-stat 2.0 dataset: a cube of indicator × district × year, one value a cell.

    {"version": "2.0", "class": "dataset", "id": ["indicator", "district", "year"], "size": [1, 2, 2],
     "dimension": {…}, "value": {"0": 110, "1": 155}, "status": {"2": "not_comparable:span", …}}

Values are those that can be compared, and sparse; what is not there has its status, and with it the reason. Units stand
with each indicator's category. The format: https://json-stat.org/full/
"""

from typing import Any

from indicators.analysis.comparing import Comparison, ComparisonCell
from rest.fields import plain_number
from text.vocabulary import Comparability


def dataset(comparison: Comparison, *, href: str, label: str, updated: str | None = None) -> dict[str, Any]:
    """The cube. ``href`` is the address that it was asked at; ``extension.cells`` gives each value its statement."""
    size = [len(comparison.indicators), len(comparison.districts), len(comparison.years)]
    found = enumerate(comparison.cells)
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
                    "unit": {one.indicator.slug: {"label": one.indicator.unit} for one in comparison.indicators},
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
                    "label": {one.code: one.name for one in comparison.districts},
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


def _status(cell: ComparisonCell) -> str:
    """``not_comparable:span``."""
    return f"{cell.status.value}:{cell.reason.value}" if cell.reason else cell.status.value
