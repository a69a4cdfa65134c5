"""``datapackage.json``: the CSV files of a release as a Data Package says it, for any program that reads one.

It declares the second version of the standard, and is valid as a package of the first: a closed list is ``constraints.enum`` for that, and ``categories``
with labels for the second. It is no "tabular" package of the first.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from history.revisions import State
from planapi.releases.codebook import column_zh, description_zh, kind_of, title_zh
from planapi.releases.licensing import DATA_LICENSE, DATA_LICENSE_TITLE, DATA_LICENSE_URL, NOTE_EN, NOTE_ZH
from planapi.releases.tables import ReleaseSource, sources, words_of
from rest.fields import Json, Text
from rest.formats import Column

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
TITLE = "What Chinese districts plan and report · 区级规划与政府工作报告数据"


def datapackage(
    state: State, files: Mapping[str, Mapping[str, Any]], documents: Iterable[tuple[str, str]], *, software: str
) -> dict[str, Any]:
    """The whole descriptor. ``files`` has ``bytes``, ``sha256`` and ``rows`` by path, ``documents`` (slug, title) pairs."""
    return {
        "$schema": PROFILE,
        "name": "planapi",
        "title": TITLE,
        "description": f"Revision {state.number} of the data set, made by planapi {software}. {NOTE_EN} {NOTE_ZH}",
        "version": str(state.number),
        "created": timezone.localtime(state.made_at).isoformat(timespec="seconds"),
        "keywords": ["China", "five-year plan", "government work report", "五年规划", "规划纲要", "政府工作报告"],
        "licenses": [{"name": DATA_LICENSE, "path": DATA_LICENSE_URL, "title": DATA_LICENSE_TITLE}],
        "sources": [
            *({"title": title, "path": f"texts/{slug}.txt"} for slug, title in documents),
            {"title": "GB/T 2260 中华人民共和国行政区划代码"},
        ],
        "resources": [_resource(source, files[f"csv/{source.name}.csv"]) for source in sources()],
    }


def _resource(source: ReleaseSource, file: Mapping[str, Any]) -> dict[str, Any]:
    references = [
        {
            "fields": [name],
            # A table that refers to itself is named by nothing, in the first version of the standard.
            "reference": {"resource": "" if table == source.name else table, "fields": [other]},
        }
        for name, (table, other) in source.references().items()
    ]
    return {
        "name": source.name,
        "type": "table",
        "path": f"csv/{source.name}.csv",
        "title": f"{source.name} {title_zh(source)}",
        "description": f"{source.description} {description_zh(source)}",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        "schema": {
            "$schema": TABLE_PROFILE,
            "fields": [_field(source, column) for column in source.columns],
            "missingValues": [""],
            "primaryKey": [source.key],
            # None is no empty list of them, says the schema of the standard.
            **({"foreignKeys": references} if references else {}),
        },
    }


def _field(source: ReleaseSource, column: Column) -> dict[str, Any]:
    kind = kind_of(column)
    field: dict[str, Any] = {
        "name": column.name,
        "type": kind,
        "title": column_zh(source, column),
        "description": source.descriptions[column.name],
    }
    if kind == "list":
        # The text of version 2.0 has this type, and its JSON Schema does not. Who knows how a list is written can still split it.
        field |= {"type": "string", "delimiter": "；", "itemType": "string"}
    # A text can be empty, and a cell can't distinguish that from null.
    fills = not isinstance(column.field, Text) and kind != "list"
    constraints: dict[str, Any] = {}
    if column.name not in source.nullable and (fills or column.name == source.key):
        constraints["required"] = True
    if column.name == source.key:
        constraints["unique"] = True
    if words := words_of(column):
        constraints["enum"] = [word.value for word in words]
        field["categories"] = [{"value": word.value, "label": f"{word.zh} {word.en}"} for word in words]
    if column.name.endswith(("_km2", "_cny")):
        field["unit"] = {"_km2": "km²", "_cny": "CNY"}[column.name[-4:]]
    if isinstance(column.field, Json) and field["type"] == "object":
        field["jsonSchema"] = column.field.schema
    return field | ({"constraints": constraints} if constraints else {})
