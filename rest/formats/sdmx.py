"""Rows become SDMX 3.1: SDMX-CSV 2.1 and SDMX-JSON 2.1, and the structure message that says what is in both.

A ``Structure`` names the components of a row: the dimensions by which it is the only one, its measure, its attributes. A row is a tuple of their
values in that order; null is what is not there, which no dimension may be. https://sdmx.org/standards-2/
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Any

import orjson
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Coalesce

from rest.fields import plain_number
from rest.formats.table import AT_ONCE, Form, Row, WrittenRow, gathered, plain_decimal

AGENCY = "PLANAPI"
VERSION = "1.0"
"""Of all structures. One of two numbers may get new codes; one of three (1.0.0) must not."""
MOST_IN_JSON = 20_000
"""Rows of one SDMX-JSON message. What a dimension has is listed once, and the rows point into that: all of it is held until the last row is there."""
SCHEMAS = "https://json.sdmx.org/2.1"
STRUCTURE_MEDIA_TYPE = "application/vnd.sdmx.structure+json"
SENDER = {
    "id": AGENCY,
    "name": "规划数据",
    "names": {"zh": "规划数据", "en": "Plan data"},
}

Labels = tuple[str, str]
"""A name in Chinese and in English."""
Codes = Mapping[str, Labels]


class Role(StrEnum):
    DIMENSION = "dimension"
    TIME = "time"
    MEASURE = "measure"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Component:
    """``codes``: the code list of its values; without, ``type`` is their SDMX data type."""

    id: str
    role: Role
    labels: Labels
    type: str = "String"
    codes: str | None = None
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """A data structure, and the dataflow of the same name."""

    id: str
    labels: Labels
    components: Sequence[Component]

    @property
    def short(self) -> str:
        return f"{AGENCY}:{self.id}({VERSION})"

    def having(self, *roles: Role) -> list[tuple[int, Component]]:
        """The components of these roles with their places in a row."""
        return [(place, one) for place, one in enumerate(self.components) if one.role in roles]


@dataclass
class SdmxTable:
    """A structure with what its message needs besides rows. ``expressions`` give the rows of a queryset, where they come from one."""

    structure: Structure
    codes: Callable[[], Mapping[str, Codes]]
    """Gives the code lists; CSV needs none."""
    revision: int
    made_at: datetime | None
    structures: str
    """The address of the structure message."""
    expressions: Sequence[Any] = field(default=())

    def rows(self, queryset: models.QuerySet) -> Iterator[Row]:
        return queryset.values_list(*self.expressions).iterator(chunk_size=AT_ONCE)


def urn(kind: str, name: str) -> str:
    """``urn("datastructure.Dataflow", "PLANAPI:OBSERVATIONS(1.0)")``"""
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={name}"


def _named(labels: Labels) -> dict[str, Any]:
    return {"name": labels[0], "names": {"zh": labels[0], "en": labels[1]}}


def _head_of(kind: str, name: str, made_at: datetime | None) -> dict[str, Any]:
    schema = f"{SCHEMAS}/sdmx-json-{kind}-schema.json"
    return {
        "$schema": schema,
        "meta": {
            # The place of the schema before 2.1, where programs still look for it.
            "schema": schema,
            "id": name,
            "test": False,
            "prepared": made_at.isoformat(timespec="seconds") if made_at else "1970-01-01T00:00:00Z",
            "contentLanguages": ["zh", "en"],
            "sender": SENDER,
        },
    }


class SdmxForm(Form):
    """A form of a ``SdmxTable``: its columns are the components of its structure."""


class SdmxCsv(SdmxForm):
    """SDMX-CSV: a row a line, behind the structure that it is of."""

    format = "sdmx-csv"
    suffix = "csv"
    media_type = "application/vnd.sdmx.data+csv"
    content_type = f"{media_type}; version=2.1.0; charset=utf-8"

    def expressions(self, table: Any) -> list[Any]:
        cells = zip(table.structure.components, table.expressions, strict=True)
        return [*(Value(one) for one in _first(table)), *(_expression(one, cell) for one, cell in cells)]

    def write_copied(self, table: Any, rows: Iterable[WrittenRow]) -> Iterator[bytes]:
        return gathered(chain((_head(table).encode(),), (row[:-1] for row in rows)), end=b"\r\n")

    def write(self, table: Any, rows: Iterable[Row]) -> Iterator[bytes]:
        first, components = _first(table), table.structure.components
        lines = chain((_head(table),), (_line((*first, *map(_cell, components, row))) for row in rows))
        return gathered((line.encode() for line in lines), end=b"\r\n")

    def broken(self) -> bytes:
        return b'"!!! This file is incomplete: a server error ended it here."\r\n'


def _first(table: SdmxTable) -> tuple[str, str, str]:
    """What stands before the components of a row; I is for information."""
    return "dataflow", table.structure.short, "I"


def _head(table: SdmxTable) -> str:
    return _line(("STRUCTURE", "STRUCTURE_ID", "ACTION", *(one.id for one in table.structure.components)))


def _line(cells: Iterable[Any]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


MISSING = "NaN"
"""A measure that is known to have no value, in CSV; an empty cell would say nothing of it, and readers take it for a number."""


def _cell(one: Component, value: Any) -> Any:
    if value is None and one.role is Role.MEASURE:
        return MISSING
    return plain_decimal(value) if isinstance(value, Decimal) else value


def _expression(one: Component, expression: Any) -> Any:
    """As ``_cell``, for PostgreSQL."""
    if one.role is not Role.MEASURE:
        return expression
    return Coalesce(Cast(expression, models.TextField()), Value(MISSING), output_field=models.TextField())


class SdmxJson(SdmxForm):
    """SDMX-JSON: each row with the indexes of its dimensions, and behind the rows what these point to."""

    format = "sdmx-json"
    suffix = "json"
    media_type = "application/vnd.sdmx.data+json"
    content_type = f"{media_type}; version=2.1.0"

    def unfit(self, table: Any, queryset: models.QuerySet) -> str | None:
        if queryset[: MOST_IN_JSON + 1].count() <= MOST_IN_JSON:
            return None
        return (
            f"more than {MOST_IN_JSON:,} rows do not fit into one message: use format=sdmx-csv, or request fewer rows"
        )

    def write(self, table: Any, rows: Iterable[Row]) -> Iterator[bytes]:
        return gathered(_message(table, rows))


def _message(table: SdmxTable, rows: Iterable[Row]) -> Iterator[bytes]:
    structure, codes = table.structure, table.codes()
    name = f"{AGENCY}-{structure.id}-r{table.revision}"
    yield (
        orjson.dumps(_head_of("data", name, table.made_at))[:-1]
        + b',"data":{"dataSets":[{"structure":0,"action":"Information","observations":{'
    )
    keys = structure.having(Role.DIMENSION, Role.TIME)
    measures, attributes = structure.having(Role.MEASURE), structure.having(Role.ATTRIBUTE)
    met: dict[str, dict[Any, int]] = {one.id: {} for _, one in keys}
    # The first value of each attribute is null, for nothing. The standard has null in the rows too, but some readers take that for index 0.
    met |= {one.id: {None: 0} for _, one in attributes}

    def index(component: Component, value: Any) -> int:
        places = met[component.id]
        return places.setdefault(value, len(places))

    between = b""
    for row in rows:
        key = ":".join(str(index(one, row[place])) for place, one in keys)
        told: list[Any] = [_number(row[place]) for place, _ in measures]
        told += [index(one, _number(row[place])) for place, one in attributes]
        yield between + orjson.dumps(key) + b":" + orjson.dumps(told)
        between = b","
    described = {
        "links": [
            {"rel": "dataflow", "urn": urn("datastructure.Dataflow", structure.short)},
            {"rel": "structure", "urn": urn("datastructure.DataStructure", structure.short), "href": table.structures},
        ],
        **_named(structure.labels),
        "dimensions": {
            **_other_levels(),
            "observation": [
                {"keyPosition": position, **_described(one, codes, met)} for position, (_, one) in enumerate(keys)
            ],
        },
        # A measure stands in the rows themselves.
        "measures": {"observation": [_described(one, codes, {}) for _, one in measures]},
        "attributes": {
            **_other_levels(),
            "observation": [
                {**_described(one, codes, met), "relationship": {"observation": {}}} for _, one in attributes
            ],
        },
        "dataSets": [0],
    }
    yield b'}}],"structures":' + orjson.dumps([described]) + b"}}"


def _number(value: Any) -> Any:
    return plain_number(value) if isinstance(value, Decimal) else value


def _other_levels() -> dict[str, list[Any]]:
    """Readers ask for the lists of all levels."""
    return {"dataSet": [], "series": []}


def _described(one: Component, codes: Mapping[str, Codes], met: Mapping[str, Mapping[Any, int]]) -> dict[str, Any]:
    """A component with those of its values that were met, in the order in which rows point to them."""
    described: dict[str, Any] = {"id": one.id, **_named(one.labels)}
    if one.codes is None:
        described["format"] = {"dataType": one.type}
    if values := met.get(one.id):
        own = codes[one.codes] if one.codes else {}
        described["values"] = [None if value is None else _value(one, value, own) for value in values]
    return described


def _value(one: Component, value: Any, codes: Codes) -> dict[str, Any]:
    if one.codes:
        return {"id": value, **_named(codes[value])}
    # Dimensions without codes have their values as ids too, by which programs look for them; a time of several years can be none.
    place = "id" if one.role is not Role.ATTRIBUTE and "/" not in value else "value"
    return {place: value, "name": str(value)}


def structure_message(
    structures: Sequence[Structure],
    codes: Mapping[str, Codes],
    names: Mapping[str, Labels],
    *,
    made_at: datetime | None,
) -> dict[str, Any]:
    """The dataflows, data structures, concepts and code lists. ``names`` are those of the code lists."""
    components = {one.id: one for structure in structures for one in structure.components}
    artefact = {"agencyID": AGENCY, "version": VERSION}
    return {
        **_head_of("structure", f"{AGENCY}-structures", made_at),
        "data": {
            "agencySchemes": [
                {"id": "AGENCIES", "agencyID": "SDMX", **_named(("机构", "Agencies")), "agencies": [SENDER]}
            ],
            "codelists": [
                {
                    "id": name,
                    **artefact,
                    **_named(names[name]),
                    "codes": [{"id": code, **_named(labels)} for code, labels in codes[name].items()],
                }
                for name in codes
            ],
            "conceptSchemes": [
                {
                    "id": "CONCEPTS",
                    **artefact,
                    **_named(("概念", "Concepts")),
                    "concepts": [
                        {"id": one.id, **_named(one.labels), "links": [{"rel": "self", "urn": _concept(one)}]}
                        for one in components.values()
                    ],
                }
            ],
            "dataStructures": [_data_structure(one) | artefact for one in structures],
            "dataflows": [
                {
                    "id": one.id,
                    **artefact,
                    **_named(one.labels),
                    "structure": urn("datastructure.DataStructure", one.short),
                }
                for one in structures
            ],
        },
    }


def _concept(one: Component) -> str:
    return urn("conceptscheme.Concept", f"{AGENCY}:CONCEPTS({VERSION}).{one.id}")


def _data_structure(structure: Structure) -> dict[str, Any]:
    def identified(one: Component) -> dict[str, Any]:
        enumerated = urn("codelist.Codelist", f"{AGENCY}:{one.codes}({VERSION})")
        return {
            "id": one.id,
            "conceptIdentity": _concept(one),
            "localRepresentation": {"enumeration": enumerated} if one.codes else {"format": {"dataType": one.type}},
        }

    def used(one: Component) -> dict[str, Any]:
        return {**identified(one), "usage": "mandatory" if one.mandatory else "optional"}

    ((_, time),) = structure.having(Role.TIME)
    return {
        "id": structure.id,
        **_named(structure.labels),
        "dataStructureComponents": {
            "dimensionList": {
                "id": "DimensionDescriptor",
                "dimensions": [
                    {**identified(one), "position": position}
                    for position, (_, one) in enumerate(structure.having(Role.DIMENSION))
                ],
                "timeDimension": identified(time),
            },
            "measureList": {
                "id": "MeasureDescriptor",
                "measures": [used(one) for _, one in structure.having(Role.MEASURE)],
            },
            "attributeList": {
                "id": "AttributeDescriptor",
                "attributes": [
                    {**used(one), "attributeRelationship": {"observation": {}}}
                    for _, one in structure.having(Role.ATTRIBUTE)
                ],
            },
        },
    }
