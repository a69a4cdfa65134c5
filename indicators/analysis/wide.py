"""A comparison with a column for each year, as spreadsheets and charts want it: `compare/?wide=year&format=csv`.

A row is an indicator in a district, once for its results and once for its targets, which no line of a chart mixes. What a cell of a year can't hold
stands in columns of its own: the years that can't be compared, those whose figure is a bound, and those with a caveat.
"""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from indicators.analysis.comparing import Comparison, ComparisonCell
from indicators.analysis.serializers import DistrictNameSerializer, IndicatorNameSerializer
from indicators.models import Observation
from rest import selection
from rest.fields import Number, Text, Texts
from rest.formats import ExportTable, Form
from rest.formats.sdmx import SdmxForm
from rest.formats.table import plain_decimal
from rest.http.problems import BadParameters, Wrong
from rest.pagination import single
from text.vocabulary import Comparability, Comparator, ObservationKind

WIDE: dict[str, Any] = {
    "name": "wide",
    "description": "Only for files. year: a row for each indicator and district, results and targets apart, with a column for each year.",
    "schema": {"type": "string", "enum": ["year"]},
}
RESULTS, TARGETS = "results", "targets"


class WideSerializer(serializers.Serializer):
    """One indicator in one district, with a column for each of some years."""

    def __init__(self, years: list[int]) -> None:
        self.years = years
        super().__init__()

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        told = "The value of this year; null if there is none to compare."
        years = {str(year): Number(told, allow_null=True) for year in self.years}
        last = {name: fields.pop(name) for name in ("not_comparable", "bounds", "with_caveat")}
        return {**fields, **years, **last}

    indicator = IndicatorNameSerializer(help_text="The indicator.")
    district = DistrictNameSerializer(help_text="The district.")
    unit = Text("Unit of all values: that of the indicator.", example="亿元")
    kinds = Text("`results` (also estimates) or `targets`.", example=RESULTS)
    not_comparable = Texts("Years whose figure can't be compared, each with the reason.", example=["2021 span"])
    bounds = Texts("Years whose figure is approximate or a bound, each with its comparator.", example=["2022 gte"])
    with_caveat = Texts("Years whose figure is compared with a caveat.", example=["2020"])


def asked_wide(request: Request) -> bool:
    """Whether a column for each year is asked for; raises BadParameters where that can't be."""
    given = single(request, "wide")
    if given is None:
        return False
    if given != "year":
        raise BadParameters(Wrong("wide", given, "must be year", ["year"], "year"))
    form = getattr(request, "accepted_renderer", None)
    if not isinstance(form, Form) or isinstance(form, SdmxForm):
        raise BadParameters(Wrong("wide", given, "only files have a column for each year: use format=csv"))
    selection.refuse(request, "a table with wide=year has its own columns")
    return True


def table_of(comparison: Comparison) -> ExportTable:
    return ExportTable(WideSerializer(comparison.years), Observation)


def rows_of(comparison: Comparison) -> Iterable[SimpleNamespace]:
    """The rows of that table, by indicator and district."""
    rows: dict[tuple[int, str, str], SimpleNamespace] = {}
    for cell in comparison.cells:
        if cell.statement is None:
            continue
        kinds = TARGETS if cell.kind == ObservationKind.TARGET else RESULTS
        key = cell.indicator.pk, cell.district.pk, kinds
        if key not in rows:
            rows[key] = _empty(cell, kinds, comparison.years)
        _put(rows[key], cell)
    return rows.values()


def _empty(cell: ComparisonCell, kinds: str, years: list[int]) -> SimpleNamespace:
    return SimpleNamespace(
        indicator=cell.indicator,
        district=cell.district,
        unit=cell.unit,
        kinds=kinds,
        not_comparable=[],
        bounds=[],
        with_caveat=[],
        **{str(year): None for year in years},
    )


def _put(row: SimpleNamespace, cell: ComparisonCell) -> None:
    setattr(row, str(cell.year), cell.value)
    if cell.value is None:
        row.not_comparable.append(f"{cell.year} {cell.reason.value if cell.reason else cell.status}")
    elif cell.comparator not in (None, Comparator.EQ):
        end = "" if cell.value_max is None else f" {plain_decimal(cell.value_max)}"
        row.bounds.append(f"{cell.year} {cell.comparator}{end}")
    if cell.status == Comparability.WITH_CAVEAT:
        row.with_caveat.append(str(cell.year))
