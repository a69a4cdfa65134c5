"""A comparison from the cells that are kept (``indicators.deriving``): the same answer, which PostgreSQL writes.

::

    1  the cells of the grid and their bases, of which the basis of each indicator follows; and whether they can be used
    2  the indicators, and the districts
    3  the JSON of the cells that are for these bases

What is not stated is in no table, and written here. Each statement says which revision it saw.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, OuterRef, Q, TextField, Value

from districts.models import District
from districts.serializers import DistrictNameSerializer
from history.prepared import array_of, fetch, numbered
from history.revisions import State
from indicators.analysis.comparing import ComparisonCell
from indicators.analysis.serializers import ComparedIndicatorSerializer
from indicators.deriving import are_kept, rules
from indicators.deriving.cells import ANY_OTHER, read_basis, written_basis
from indicators.harmonising import Basis, most_common
from indicators.models import Indicator, KeptCell, Observation
from rest.fast.projection import Label, Standing, row_as_record
from rest.fast.remembered import Remembered
from rest.fast.shapes import SHAPES, QueryShape, compile_list
from rest.fast.slots import IsAmong, Several, one_of
from text.vocabulary import Choice, Reason, Span

Place = tuple[str, str, int]
"""A cell: indicator, district, year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGrid:
    """The axes of a grid as they were asked for, and the bounds of its years; None where an axis was not. ``pinned``: in that revision."""

    indicators: Sequence[str]
    districts: Sequence[str] | None
    cities: Sequence[str] | None
    years: Sequence[int] | None
    first: int | None
    last: int | None
    pinned: int | None


class FoundCell(NamedTuple):
    """A row of the table of cells, without what it says; ``others`` is how many statements it has besides the chosen one.

    ``bases`` and ``fitted`` are as in the table.
    """

    pk: int
    indicator: str
    district: str
    year: int
    basis: str
    bases: str
    fitted: str
    others: int


@dataclass(frozen=True, slots=True)
class Written:
    """A thing with its JSON."""

    thing: Any
    json: bytes


class TooMany(Exception):
    """More statements than one answer is of."""


class Kept:
    """What is read for one answer. ``seen`` is the revision that the last statement saw, None where it gave no row."""

    def __init__(self, asked: AskedGrid, state: State | None = None) -> None:
        """``state``: the revision that the request is answered from, where names of it may be remembered."""
        self.asked = asked
        self.state = state
        self.seen: int | None = None

    def cells(self, *, most: int) -> list[FoundCell] | None:
        """What is kept of a grid; None where that can't be used. Raises TooMany where its cells are of more statements than ``most``."""
        asked = self.asked
        # A statement brings a row for its cell, for its own basis and for one that it can be converted to, at most.
        limit = 3 * most + 1
        given = {name: getattr(asked, name) for name in ("indicators", "districts", "cities", "years")}
        bounds = {"first": asked.first, "last": asked.last, "pinned": asked.pinned, "rules": rules(), "limit": limit}
        statement, names = _numbered(_find(asked))
        values = {name: None if one is None else array_of(one) for name, one in given.items()} | bounds
        rows = fetch(statement, [values[name] for name in names], prepared=not asked.pinned)
        *_, kept, self.seen = rows[0]
        if not kept:
            return None
        found = [FoundCell._make(row[:-2]) for row in rows if row[0] is not None]
        if len(found) == limit or sum(1 + one.others for one in found if one.basis == ANY_OTHER) > most:
            raise TooMany
        return found

    def indicators(self) -> list[Written]:
        """The indicators in the order of the request."""
        slugs = list(self.asked.indicators)

        def found() -> tuple[list[Written], int | None]:
            rows = self._fetch(_shape("indicators", _compile_indicators), [slugs])
            rows.sort(key=lambda row: slugs.index(row[1]))
            indicators = [
                Written(Indicator(slug=slug, name_zh=name, unit=unit), json) for json, slug, name, unit in rows
            ]
            return indicators, self.seen

        return _REMEMBERED.get(self.state, ("indicators", *slugs), found)

    def districts(self, cells: Sequence[FoundCell]) -> list[Written]:
        """The districts that were asked for, or those that state something, by code."""
        codes, cities = self.asked.districts, self.asked.cities
        if codes is None and cities is None:
            codes = sorted({cell.district for cell in cells})
        given = [list(one) for one in (codes, cities) if one is not None]
        kind = (codes is not None, cities is not None)

        def found() -> tuple[list[Written], int | None]:
            rows = self._fetch(_shape(("districts", kind), lambda: _compile_districts(*kind)), given)
            return [Written(District(code=code, name=name), json) for json, code, name in rows], self.seen

        return _REMEMBERED.get(self.state, ("districts", kind, *map(tuple, given)), found)

    def write(self, found: Mapping[int, Place], row: Any, asked: Any) -> dict[Place, bytes]:
        """The JSON of these cells. ``row`` is their serializer with what is to be served, ``asked`` what of the request says what that is."""
        if not found:
            return {}
        shape = _shape(("cells", asked), lambda: _compile_cells(row))
        return {found[pk]: json for json, pk in self._fetch(shape, [array_of(found)])}

    def _fetch(self, shape: QueryShape, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        rows = shape.fetch(values, prepared=not self.asked.pinned)
        # Of cells that were removed meanwhile there is no row to say so.
        self.seen = rows[0][-1] if rows else None
        return [row[:-1] for row in rows]


_REMEMBERED = Remembered(200)
"""The axes of grids."""
_numbered = lru_cache(64)(numbered)


def _find(asked: AskedGrid) -> str:
    """The statement that finds the cells of a grid, with the conditions that were asked for and no other."""
    where = ["indicator_id = any(%(indicators)s)"]
    stale = ["indicator_slug = any(%(indicators)s)", "district_code <> ''"]  # else it is of what an indicator is called
    if asked.districts is not None:
        where.append("district_id = any(%(districts)s)")
        stale.append("district_code = any(%(districts)s)")
    if asked.cities is not None:
        within = "(select code from districts_district where code = any(%(cities)s) or parent_id = any(%(cities)s))"
        where.append(f"district_id in {within}")
        stale.append(f"district_code in {within}")
    if asked.years is not None:
        where.append("year = any(%(years)s::integer[])")
    if asked.first is not None:
        where.append("year >= %(first)s::integer")
    if asked.last is not None:
        where.append("year <= %(last)s::integer")
    return f"""
        select id, indicator_id, district_id, year, basis, bases, fitted, beside, kept, revision
        from (select ({are_kept(" and ".join(stale), pinned=asked.pinned is not None)}) as kept,
          (select number from history_revision order by number desc limit 1) as revision) as state
        left join (select id, indicator_id, district_id, year, basis, bases, fitted, cardinality(others) as beside
          from indicators_keptcell where {" and ".join(where)} limit %(limit)s) as cells on kept"""  # noqa: S608 names of ours


def common_bases(cells: Sequence[FoundCell], indicators: Sequence[Written], span: Span | None) -> dict[str, Basis]:
    """The basis that most cells of each indicator have."""
    places: dict[str, list[str]] = {one.thing.slug: [] for one in indicators}
    for cell in cells:
        if cell.basis == ANY_OTHER:
            places[cell.indicator].append(cell.bases)
    return {slug: most_common((_read(bases) for bases in own), span=span) for slug, own in places.items()}


@lru_cache(1000)
def _read(bases: str) -> list[Basis]:
    return [read_basis(one) for one in bases.split()]


def on_bases(cells: Sequence[FoundCell], bases: Mapping[str, Basis]) -> dict[int, Place]:
    """The rows that are for the bases of their indicators."""
    wanted = {slug: written_basis(basis) for slug, basis in bases.items()}
    return {
        cell.pk: (cell.indicator, cell.district, cell.year)
        for cell in cells
        if (
            wanted[cell.indicator] not in cell.fitted.split()
            if cell.basis == ANY_OTHER
            else cell.basis == wanted[cell.indicator]
        )
    }


# ── Statements ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Key:
    path: str


def _shape(key: Any, compiled: Any) -> QueryShape:
    """A statement that was compiled once."""
    shape = SHAPES.get((__name__, key))
    if shape is None:
        shape = compiled()
        SHAPES.put((__name__, key), shape)
    return shape


def _compile_indicators() -> QueryShape:
    """All but their basis, which is not theirs."""
    row = ComparedIndicatorSerializer()
    row.fields.pop("basis")
    keys = [_Key("slug"), _Key("name_zh"), _Key("unit")]
    return compile_list(
        Indicator.objects.filter(one_of("slug", Several(0))).order_by(), row=row, keys=keys, standing={"indicator": ""}
    )


def _compile_districts(by_code: bool, by_city: bool) -> QueryShape:
    asked = Q()
    if by_code:
        asked &= one_of("code", Several(0))
    if by_city:
        cities = Several(int(by_code))
        asked &= one_of("code", cities) | one_of("parent__code", cities)
    row = DistrictNameSerializer()
    return compile_list(District.objects.filter(asked).order_by("code"), row=row, keys=[_Key("code"), _Key("name")])


def _compile_cells(row: Any) -> QueryShape:
    queryset = KeptCell.objects.filter(one_of("pk", Several(0))).order_by()
    return compile_list(queryset, row=row, keys=[_Key("pk")], standing=_standing(row))


def are_among(path: str, values: Collection[int]) -> IsAmong:
    """The rows that have one of many numbers at ``path``: sent as one array."""
    return IsAmong(F(path), Value(list(values), output_field=ArrayField(BigIntegerField())))


class _BesideOther(Func):
    """What stands in a list of a cell at the place that an observation has among its others."""

    output_field = TextField()  # pyright: ignore[reportAssignmentType]

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        items, place = (compiler.compile(one) for one in self.source_expressions)
        return f"({items[0]})[{place[0]}]", [*items[1], *place[1]]


def _others(row: Any) -> ArraySubquery:
    place = Func(OuterRef("others"), F("pk"), function="array_position", output_field=IntegerField())
    reason = _BesideOther(OuterRef("other_reasons"), place)
    standing = {
        "row": "",
        "comparability": _BesideOther(OuterRef("other_statuses"), place),
        "reason": reason,
        **{f"reason__{language}": Label(reason, Reason, language) for language in ("zh", "en")},
        "harmonised__value": _BesideOther(OuterRef("other_values"), place),
    }
    rows = Observation.objects.alias(place=place).filter(IsAmong(F("pk"), OuterRef("others"))).order_by("place")
    return ArraySubquery(rows.values(record=row_as_record(row, standing)))


def _standing(row: Any) -> Standing:
    """Where in the tables stands what the serializer of a cell names."""
    labels = {
        f"{at}reason__{language}": Label(F("reason"), Reason, language)
        for at in ("", "statement__harmonised__")
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


# ── The answer ──────────────────────────────────────────────────────────────────────────────────────────────────────


_OF_DISTRICT = DistrictNameSerializer().fields


def _unstated(row: Any, indicator: Indicator, districts: Sequence[Written]) -> Iterator[dict[str, Any]]:
    """For each district what a cell says of a year in which nothing is stated; its year is to be put in."""
    cell: dict[str, Any] = {}
    named = row.fields.get("district")
    as_written = named is not None and len(named.fields) == len(_OF_DISTRICT)  # else less of it is asked for
    for district in districts:
        if not cell:
            cell = dict(row.to_representation(ComparisonCell(indicator, district.thing, 0, None, None, None, ())))
        elif as_written:
            cell = cell | {"district": orjson.Fragment(district.json)}
        elif named is not None:
            cell = cell | {"district": named.to_representation(district.thing)}
        yield cell


def write_comparison(  # noqa: PLR0917 an answer has so many parts
    indicators: Sequence[Written],
    bases: Mapping[str, Basis],
    districts: Sequence[Written],
    years: Sequence[int],
    cells: Mapping[Place, bytes],
    row: Any,
) -> bytes:
    """The answer as JSON. ``row`` as for ``Kept.write``."""
    parts: list[bytes] = []
    whole = len(cells) == len(indicators) * len(districts) * len(years)
    for indicator in indicators:
        slug = indicator.thing.slug
        empties = districts if whole else _unstated(row, indicator.thing, districts)
        for district, empty in zip(districts, empties, strict=True):
            for year in years:
                written = cells.get((slug, district.thing.code, year))
                if written is None:
                    assert isinstance(empty, dict)
                    written = orjson.dumps(empty | {"year": year} if "year" in empty else empty)
                parts.append(written)
    compared = [_with_basis(one.json, bases[one.thing.slug]) for one in indicators]
    return b"".join(
        (
            b'{"indicators":[',
            b",".join(compared),
            b'],"districts":[',
            b",".join([one.json for one in districts]),
            b'],"years":',
            orjson.dumps(list(years)),
            b',"cells":[',
            b",".join(parts),
            b"]}",
        )
    )


def _with_basis(indicator: bytes, basis: Basis) -> bytes:
    """The JSON of an indicator with its last member."""
    return b"".join((indicator[:-1], b',"basis":', orjson.dumps({"span": basis.span, "years": basis.years}), b"}"))
