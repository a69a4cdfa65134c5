"""A comparison from the cells that are kept (``indicators.deriving``): the same answer, which PostgreSQL writes.

Two statements: the first finds the cells of the grid and their bases, of which the basis of each indicator follows; the second writes those cells that
are for it. What is not stated is in no table, and written here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, IntegerField, OuterRef, TextField

from districts.models import District
from districts.serializers import DistrictNameSerializer
from indicators.analysis.comparing import ComparedIndicator, ComparisonCell
from indicators.analysis.serializers import ComparedIndicatorSerializer
from indicators.deriving.cells import ANY_OTHER, read_basis, written_basis
from indicators.harmonising import most_common
from indicators.models import Indicator, KeptCell, Observation
from rest.fast.projection import Label, Standing, row_as_record
from rest.fast.shapes import SHAPES, compile_list
from rest.fast.slots import Several, one_of
from text.vocabulary import Choice, Reason, Span

K = TypeVar("K")

Place = tuple[str, str, int]
"""A cell: indicator, district, year."""


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A row of the table of cells, without what it says."""

    pk: int
    indicator: str
    district: str
    year: int
    basis: str
    bases: list[str]
    fitted: list[str]
    others: int


_COLUMNS = ("pk", "indicator_id", "district_id", "year", "basis", "bases", "fitted")


class TooMany(Exception):
    """More statements than one answer is of."""


def find_cells(cells: Any, *, most: int) -> list[FoundCell]:
    """What is kept of a grid; raises TooMany where its cells are of more statements than ``most``."""
    count = Func(F("others"), function="cardinality")
    # A statement brings a row for its cell, for its own basis and for one that it can be converted to, at most.
    found = [FoundCell(*row) for row in cells.order_by().values_list(*_COLUMNS, count)[: 3 * most + 1]]
    if len(found) > 3 * most or sum(1 + one.others for one in found if one.basis == ANY_OTHER) > most:
        raise TooMany
    return found


def common_bases(
    cells: Sequence[FoundCell], indicators: Sequence[Indicator], span: Span | None
) -> list[ComparedIndicator]:
    """Each indicator with the basis that most of its cells have."""
    places: dict[str, list[list[str]]] = {one.slug: [] for one in indicators}
    for cell in cells:
        if cell.basis == ANY_OTHER:
            places[cell.indicator].append(cell.bases)
    return [
        ComparedIndicator(one, most_common((map(read_basis, bases) for bases in places[one.slug]), span=span))
        for one in indicators
    ]


def on_bases(cells: Sequence[FoundCell], compared: Sequence[ComparedIndicator]) -> dict[int, Place]:
    """The rows that are for the bases of their indicators."""
    wanted = {one.indicator.slug: written_basis(one.basis) for one in compared}
    return {
        cell.pk: (cell.indicator, cell.district, cell.year)
        for cell in cells
        if (
            wanted[cell.indicator] not in cell.fitted
            if cell.basis == ANY_OTHER
            else cell.basis == wanted[cell.indicator]
        )
    }


class _BesideOther(Func):
    """What stands in a list of a cell at the place that an observation has among its others."""

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        (items, given), (ids, more), (pk, most) = (compiler.compile(one) for one in self.source_expressions)
        return f"({items})[array_position({ids}, {pk})]", [*given, *more, *most]


def _beside(column: str) -> Func:
    return _BesideOther(OuterRef(column), OuterRef("others"), F("pk"), output_field=TextField())


def _others(row: Any) -> ArraySubquery:
    place = Func(OuterRef("others"), F("pk"), function="array_position", output_field=IntegerField())
    reason = _beside("other_reasons")
    standing = {
        "row": "",
        "comparability": _beside("other_statuses"),
        "reason": reason,
        "reason__zh": Label(reason, Reason, "zh"),
        "harmonised__value": _beside("other_values"),
    }
    rows = Observation.objects.alias(place=place).filter(_IsAmong(F("pk"), OuterRef("others"))).order_by("place")
    return ArraySubquery(rows.values(record=row_as_record(row, standing)))


class _IsAmong(Func):
    """Whether the first is an item of the second."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()  # pyright: ignore[reportAssignmentType]


def _standing(row: Any) -> Standing:
    """Where in the tables stands what the serializer of a cell names."""
    labels = {
        f"{at}reason__{language}": Label(F("reason"), Reason, language)
        for at in ("", "statement__harmonised__", "statement__")
        for language in ("zh", "en")
    }
    others = row.fields.get("others")
    return {
        "statement__row": "statement",
        "statement__harmonised": "",
        "statement__harmonised__comparability": "status",
        "because__zh": Label(F("because"), Choice, "zh"),
        "unit": "indicator__unit",
        "kind": "statement__kind",
        **labels,
        **({"others": _others(others.child)} if others else {}),
    }


@dataclass(frozen=True, slots=True)
class _Key:
    path: str


def write_cells(found: Mapping[int, K], row: Any, asked: Any) -> dict[K, bytes]:
    """The JSON of these rows, by what they are called in ``found``.

    ``row`` is their serializer with what is to be served, ``asked`` what of the request says what that is.
    """
    key = ("kept cells", asked)
    shape = SHAPES.get(key)
    if shape is None:
        queryset = KeptCell.objects.filter(one_of("pk", Several(0))).order_by()
        shape = compile_list(queryset, row=row, keys=[_Key("pk")], standing=_standing(row))
        SHAPES.put(key, shape)
    return {found[pk]: written for written, pk, _ in shape.fetch([list(found)], prepared=True)}


def unstated(
    row: Any, indicators: Sequence[Indicator], districts: Sequence[District]
) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """For each indicator and district what a cell says of a year in which nothing is stated; its year is to be put in."""
    for indicator in indicators:
        base: dict[str, Any] | None = None
        for district in districts:
            empty = ComparisonCell(indicator, district, 0, None, None, None, ())
            if base is None:
                base = dict(row.to_representation(empty))
            elif "district" in base:
                base = base | {"district": row.fields["district"].to_representation(district)}
            yield (indicator.slug, district.code), base


def write_comparison(
    compared: Sequence[ComparedIndicator],
    districts: Sequence[District],
    years: Sequence[int],
    cells: dict[Place, bytes],
    row: Any,
) -> bytes:
    """The answer as JSON. ``row`` as for ``write_cells``."""
    parts: list[bytes] = []
    for (slug, code), empty in unstated(row, [one.indicator for one in compared], districts):
        for year in years:
            written = cells.get((slug, code, year))
            if written is None:
                written = orjson.dumps(empty | {"year": year} if "year" in empty else empty)
            parts.append(written)
    head = orjson.dumps(
        {
            "indicators": ComparedIndicatorSerializer(compared, many=True).data,
            "districts": DistrictNameSerializer(districts, many=True).data,
            "years": list(years),
        }
    )
    return b"".join((head[:-1], b',"cells":[', b",".join(parts), b"]}"))
