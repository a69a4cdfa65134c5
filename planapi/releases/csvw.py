"""``csv-metadata.json``: the CSV files of a release as CSV on the Web (W3C) says it: types, keys, references, and the words of closed lists.

It lies above the folder of the files, and names them by their paths in the release, at whatever address that is.
"""

from typing import Any

from django.utils import timezone

from history.revisions import State
from planapi.releases.codebook import column_zh, description_zh, kind_of, title_zh
from planapi.releases.licensing import DATA_LICENSE_URL
from planapi.releases.package import TITLE
from planapi.releases.tables import ReleaseSource, csv_of, sources, words_of
from rest.fields import Text
from rest.formats import Column

DATATYPES = {
    "integer": "integer",
    "number": "decimal",
    "date": "date",
    "datetime": "datetime",
    "array": "json",
    "object": "json",
}


def table_group(state: State) -> dict[str, Any]:
    """All tables, with what is common to them."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": TITLE,
        "dc:license": {"@id": DATA_LICENSE_URL},
        "dc:modified": {
            "@value": timezone.localtime(state.made_at).isoformat(timespec="seconds"),
            "@type": "xsd:dateTime",
        },
        "tables": [_table(source) for source in sources()],
    }


def _table(source: ReleaseSource) -> dict[str, Any]:
    named = {other.name: csv_of(other) for other in sources()}
    references = [
        {"columnReference": name, "reference": {"resource": named[table], "columnReference": other}}
        for name, (table, other) in source.references().items()
        if name not in source.nullable  # its validator takes null for a reference that leads nowhere
    ]
    schema = {"columns": [_column(source, column) for column in source.columns], "primaryKey": source.key}
    return {
        "url": csv_of(source),
        "dc:title": f"{source.name} {title_zh(source)}",
        "dc:description": f"{source.description} {description_zh(source)}",
        "tableSchema": schema | ({"foreignKeys": references} if references else {}),
    }


def _column(source: ReleaseSource, column: Column) -> dict[str, Any]:
    kind = kind_of(column)
    datatype: Any = DATATYPES.get(kind, "string")
    if words := words_of(column):
        datatype = {"base": "string", "format": "|".join(word.value for word in words)}
    # A text can be empty, and a cell can't distinguish that from null.
    fills = not isinstance(column.field, Text) and kind != "list"
    told = {
        "name": column.name,
        "titles": column.name,
        "dc:title": column_zh(source, column),
        "dc:description": source.descriptions[column.name],
        "datatype": datatype,
    }
    if kind == "list":
        told["separator"] = "；"
    if column.name == source.key or (column.name not in source.nullable and fills):
        told["required"] = True
    return told
