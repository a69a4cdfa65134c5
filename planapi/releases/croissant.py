"""``croissant.json``: the Parquet files of a release as MLCommons' Croissant 1.0 says it, which libraries for machine learning load data sets by.

In the zip, files are named by their paths in it. Where it is served, they are at their addresses (``at``): its readers follow no others.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from history.revisions import State
from planapi.releases.codebook import description_zh, kind_of, title_zh
from planapi.releases.licensing import DATA_LICENSE_URL, NOTE_EN
from planapi.releases.package import TITLE
from planapi.releases.tables import ReleaseSource, parquet_of, sources

DATATYPES = {"integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date", "datetime": "sc:DateTime"}

# What every file of Croissant 1.0 has, word for word.
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(state: State, files: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The whole description. ``files`` has ``bytes`` and ``sha256`` by path."""
    made = timezone.localtime(state.made_at)
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "planapi",
        "alternateName": TITLE,
        "description": f"Revision {state.number} of the data set. {NOTE_EN}",
        "version": f"{state.number}.0.0",
        "datePublished": made.date().isoformat(),
        "license": DATA_LICENSE_URL,
        "inLanguage": ["zh", "en"],
        "keywords": ["China", "five-year plan", "government work report"],
        "creator": {"@type": "sc:Organization", "name": "The maintainers of the plan API"},
        "citeAs": f"The maintainers of the plan API ({made.year}). {TITLE}, revision {state.number}.",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": parquet_of(source),
                "name": parquet_of(source),
                "contentUrl": parquet_of(source),
                "contentSize": f"{files[parquet_of(source)]['bytes']} B",
                "encodingFormat": "application/x-parquet",
                "sha256": files[parquet_of(source)]["sha256"],
            }
            for source in sources()
        ],
        "recordSet": [_records(source) for source in sources()],
    }


def at(folder: str, described: dict[str, Any]) -> dict[str, Any]:
    """The same where the files of the release are below an address."""
    placed = [file | {"contentUrl": folder + file["contentUrl"]} for file in described["distribution"]]
    return described | {"url": folder, "distribution": placed}


def _records(source: ReleaseSource) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": source.name,
        "name": source.name,
        "description": f"{title_zh(source)}. {source.description} {description_zh(source)}",
        "key": {"@id": f"{source.name}/{source.key}"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{source.name}/{column.name}",
                "name": f"{source.name}/{column.name}",
                "description": source.descriptions[column.name],
                "dataType": DATATYPES.get(kind_of(column), "sc:Text"),
                **({"repeated": True} if kind_of(column) == "list" else {}),
                "source": {"fileObject": {"@id": parquet_of(source)}, "extract": {"column": column.name}},
            }
            for column in source.columns
        ],
    }
