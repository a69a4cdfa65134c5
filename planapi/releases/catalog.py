"""The data set as catalogues describe it: DCAT 3, in JSON-LD.

One data set, of which every resource is a part, with its distributions: the zip of the revision (CSV, Parquet), its SQLite file,
and the API. Places are the districts that have stored documents, by their GB/T 2260 codes.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max, Min
from django.utils.timezone import localtime
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from districts.models import District, Document
from history.models import Revision
from history.revisions import State
from planapi.citation_styles import DATA_SET, gb7714, of_release
from planapi.releases import store
from planapi.releases.codebook import description_zh, title_zh
from planapi.releases.licensing import DATA_LICENSE_URL, NOTE_EN, NOTE_ZH
from planapi.releases.store import Edition
from planapi.releases.tables import ReleaseSource, sources
from rest.formats import Csv, Ndjson, Parquet
from rest.renderers import JSONRenderer
from rest.views import StrictView

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TITLE = {"zh": DATA_SET, "en": "What Chinese districts plan and report"}
DESCRIPTION = {
    "zh": "五年规划纲要和政府工作报告中的指标、目标、数字、项目和园区，逐项附原文出处。",
    "en": "The indicators, targets, numbers, projects and parks of Chinese districts' five-year plans and government work reports, each with the words that "
    "it was read from.",
}
# What is in the zip of a release, by media type.
PACKED = {
    "text/csv": {"zh": "全部数据，CSV（数据包）", "en": "Everything as CSV, a Data Package"},
    "application/vnd.apache.parquet": {"zh": "全部数据，Parquet", "en": "Everything as Parquet"},
}
SQLITE_TITLE = {"zh": "全部数据，SQLite", "en": "Everything as one SQLite file"}


class JsonLdRenderer(JSONRenderer):
    """JSON-LD."""

    media_type = "application/ld+json"
    format = "jsonld"


class CatalogView(StrictView):
    """The data set, its parts and their URLs, as DCAT 3 in JSON-LD: for data portals and search engines of data."""

    renderer_classes = [JsonLdRenderer, JSONRenderer]  # noqa: RUF012 a list, as in DRF

    @extend_schema(
        operation_id="catalog",
        summary="DCAT catalogue",
        responses={(200, "application/ld+json"): {"type": "object", "additionalProperties": True}},
    )
    def get(self, request: Request) -> Response:
        """The data set, its parts and their URLs, as DCAT 3 in JSON-LD: for data portals and search engines of data."""
        return Response(catalog(self.state, request.build_absolute_uri))


def catalog(state: State, absolute: Any) -> dict[str, Any]:
    """The catalogue as of a revision; ``absolute`` makes an address out of a path. To be called where that revision is read."""
    root = absolute("/api/v1/catalog/")
    whole = f"{root}#planapi"
    first = Revision.objects.order_by("number").values_list("made_at", flat=True).first()
    when = {"dct:issued": _time(first), "dct:modified": _time(state.made_at)}
    common = {
        "dct:publisher": {
            "@type": "foaf:Agent",
            "foaf:name": "The maintainers of the plan API",
            "foaf:homepage": _at(absolute("/")),
        },
        "dct:license": _at(DATA_LICENSE_URL),
        "dct:language": [_at(f"http://id.loc.gov/vocabulary/iso639-1/{language}") for language in TITLE],
        **when,
    }
    service = absolute("/api/v1/")
    parts = [_part(source, absolute, {"dct:isPartOf": _at(whole), **common}) for source in sources()]
    return {
        "@context": CONTEXT,
        "@id": root,
        "@type": "dcat:Catalog",
        "dct:title": _text(TITLE),
        "dct:description": _text(DESCRIPTION),
        "foaf:homepage": _at(absolute("/")),
        **common,
        "dcat:service": {
            "@id": service,
            "@type": "dcat:DataService",
            "dct:title": "Plan API",
            "dcat:endpointURL": _at(service),
            "dcat:endpointDescription": _at(absolute("/api/v1/schema/")),
            "dcat:landingPage": _at(absolute("/")),
            "dct:license": _at(DATA_LICENSE_URL),
            "dcat:servesDataset": [_at(whole), *(_at(part["@id"]) for part in parts)],
        },
        "dcat:dataset": [
            {
                "@id": whole,
                "@type": "dcat:Dataset",
                "dct:identifier": "planapi",
                "dct:title": _text(TITLE),
                "dct:description": _text(DESCRIPTION),
                "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": _text({"zh": NOTE_ZH, "en": NOTE_EN})},
                "dcat:version": str(state.number),
                **_cited(state, absolute),
                "dcat:landingPage": _at(absolute("/")),
                "dcat:keyword": [
                    *({"@value": word, "@language": "zh"} for word in ("五年规划", "规划纲要", "政府工作报告")),
                    *(
                        {"@value": word, "@language": "en"}
                        for word in ("five-year plan", "government work report", "China")
                    ),
                ],
                "dct:spatial": _places(absolute),
                **_years(),
                "dct:hasPart": [_at(part["@id"]) for part in parts],
                "dcat:distribution": _packed(state, absolute),
                **common,
            },
            *parts,
        ],
    }


def _cited(state: State, absolute: Any) -> dict[str, str]:
    """How to cite all of it, where there is any."""
    if state.made_at is None:
        return {}
    cited = of_release(state.number, localtime(state.made_at).date(), absolute(store.address_of(state.number)))
    return {"dct:bibliographicCitation": gb7714(cited)}


def _part(source: ReleaseSource, absolute: Any, common: Mapping[str, Any]) -> dict[str, Any]:
    """A resource as its own data set, available from the API."""
    address = absolute(f"/api/v1/{source.name}/")
    forms = [("json", JSONRenderer.media_type), *((form.format, form.media_type) for form in (Csv, Ndjson, Parquet))]
    return {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:identifier": source.name,
        "dct:title": _text({"zh": title_zh(source), "en": source.name.replace("-", " ").capitalize()}),
        "dct:description": _text({"zh": description_zh(source), "en": source.description}),
        "dcat:landingPage": _at(absolute(f"/api/v1/docs/#/{source.name}")),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": f"{source.name}.{name}",
                "dcat:accessURL": _at(address),
                "dcat:downloadURL": _at(f"{address}?format={name}"),
                "dcat:mediaType": _at(MEDIA_TYPES + media_type),
                "dcat:accessService": _at(absolute("/api/v1/")),
                "dct:license": common["dct:license"],
            }
            for name, media_type in forms
        ],
        **common,
    }


def _packed(state: State, absolute: Any) -> Iterable[dict[str, Any]]:
    """The content of the zip of the revision, and the SQLite file. Their sizes and checksums are in ``releases/``: they are known when
    they are made, and this only depends on the revision."""
    address = absolute(store.address_of(state.number))
    sqlite = {
        "@type": "dcat:Distribution",
        "dct:title": _text(SQLITE_TITLE),
        "dcat:accessURL": _at(absolute("/api/v1/releases/")),
        "dcat:downloadURL": _at(absolute(store.address_of(state.number, Edition.SQLITE))),
        "dcat:mediaType": _at(MEDIA_TYPES + "application/vnd.sqlite3"),
        "dct:license": _at(DATA_LICENSE_URL),
    }
    return [
        {
            "@type": "dcat:Distribution",
            "dct:title": _text(title),
            "dcat:accessURL": _at(absolute("/api/v1/releases/")),
            "dcat:downloadURL": _at(address),
            "dcat:mediaType": _at(MEDIA_TYPES + media_type),
            "dcat:packageFormat": _at(f"{MEDIA_TYPES}application/zip"),
            "dct:license": _at(DATA_LICENSE_URL),
        }
        for media_type, title in PACKED.items()
    ] + [sqlite]


def _places(absolute: Any) -> list[dict[str, Any]]:
    held = District.objects.filter(pk__in=Document.objects.values("district")).order_by("code")
    return [
        {
            "@id": absolute(f"/api/v1/districts/{code}/"),
            "@type": "dct:Location",
            "dct:identifier": code,
            "dct:conformsTo": "GB/T 2260",
            "rdfs:label": _text({"zh": name, "en": name_en}),
        }
        for code, name, name_en in held.values_list("code", "name", "name_en")
    ]


def _years() -> dict[str, Any]:
    """From the first year that a plan plans, or that a report reviews, to the last."""
    found = Document.objects.aggregate(
        plans=Min("period_start"),
        plans_end=Max("period_end"),
        reports=Min("report_year"),
        reports_end=Max("report_year"),
    )
    begin = min((year for year in (found["plans"], found["reports"] and found["reports"] - 1) if year), default=None)
    end = max((year for year in (found["plans_end"], found["reports_end"]) if year), default=None)
    if begin is None or end is None:
        return {}
    return {
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": str(begin), "@type": "xsd:gYear"},
            "dcat:endDate": {"@value": str(end), "@type": "xsd:gYear"},
        }
    }


def _at(address: str) -> dict[str, str]:
    return {"@id": address}


def _text(by_language: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in by_language.items()]


def _time(moment: Any) -> dict[str, str] | None:
    return {"@value": localtime(moment).isoformat(timespec="seconds"), "@type": "xsd:dateTime"} if moment else None
