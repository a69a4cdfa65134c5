"""What districts, documents and what stands in them can be asked by.

``EvidencedFilterSet`` has what every row that was read out of a document has: its district, city, document and
chapter, and its evidence.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F

from districts.models import Chapter, District, Document, IngestRun, SpecialPlan, Subdistrict, Term
from districts.parameters import (
    CORRECTED_EVIDENCE,
    DISTRICTS,
    OF_A_DOCUMENT,
    InChapters,
    OfDocuments,
    Within,
    by_city,
    by_district,
    by_document,
    by_document_kind,
    by_id,
    by_reading_state,
)
from districts.serializers import (
    ChapterSerializer,
    CountsSerializer,
    DistrictSerializer,
    DocumentSerializer,
    IngestRunSerializer,
    SpecialPlanSerializer,
    SubdistrictSerializer,
    TermSerializer,
)
from rest.fast.slots import IsAmong, one_of
from rest.filters import (
    DAY,
    LABEL,
    NULL,
    NUMBER,
    NUMBERS,
    PLACE,
    TEXT,
    WHOLE_NUMBERS,
    WORD,
    ContainedInJson,
    Parameter,
    Related,
    RelatedMany,
    Rows,
    read_boolean,
    read_number,
    read_whole,
)
from text.vocabulary import DocumentKind

COUNTS = {name: name.replace("_", "") for name in map(str, CountsSerializer().fields)}


class EvidencedFilterSet(Rows):
    """Of every row that was read out of a document."""

    id = by_id()
    district = by_district()
    city = by_city("district__code", "district__parent__code")
    document = by_document()
    document_kind = by_document_kind("document__kind")
    document_reading_state = by_reading_state()
    chapter = Within()
    chapter__isnull = Parameter(
        "chapter",
        "isnull",
        reader=read_boolean,
        schema={"type": "boolean"},
        example=False,
        description="true: rows before the first chapter; false: all others.",
    )

    def narrowed(self, given: Mapping[str, list[Any]] | None = None) -> models.QuerySet:
        given = self.read(self.data) if given is None else given
        return in_documents_of(super().narrowed(given), given)


_FEW = frozenset(("indicator", "document", "chapter", "id"))
"""Parameters that leave so few rows that these are best found by them."""


def in_documents_of(queryset: Any, given: Mapping[str, list[Any]]) -> models.QuerySet:
    """Rows in documents of the districts that were asked for: which they are in anyway.

    Without being told, PostgreSQL looks for the first rows of a district among those of all documents, in order. So it looks in a handful.
    """
    asked = {name.removesuffix("__in"): values for name, values in given.items()}
    places = [one_of("district", asked["district"])] if "district" in asked else []
    if "city" in asked:
        # By the codes of the few districts: joined with them, all documents would be looked at.
        within = District.objects.filter(one_of("code", asked["city"]) | one_of("parent", asked["city"])).order_by()
        places.append(models.Q(IsAmong(F("district_id"), ArraySubquery(within.values("code")))))
    if not places or not _FEW.isdisjoint(asked):
        return queryset
    documents = Document.objects.filter(*places).order_by().values("slug")
    return queryset.filter(IsAmong(F("document_id"), ArraySubquery(documents)))


def _by_point() -> OrderedDict[str, Any]:
    bounds = (("exact", "Exactly"), ("gt", "More than"), ("gte", "At least"), ("lt", "Less than"), ("lte", "At most"))
    return OrderedDict(
        (
            axis if lookup == "exact" else f"{axis}__{lookup}",
            Parameter(
                axis,
                lookup,
                reader=read_number,
                orders=lookup == "exact",
                example=example,
                schema=NUMBERS,
                description=f"{bound} this {axis} of its point, in degrees (WGS 84).",
            ),
        )
        for axis, example in (("longitude", 117.2), ("latitude", 39.1))
        for lookup, bound in bounds
    )


class DistrictFilterSet(Rows):
    row = DistrictSerializer

    code = by_district("code")
    district = by_district("code")
    city = by_city("code", "parent__code")
    document = RelatedMany(
        through=[(Document, "district", "slug")],
        target=Document,
        key="slug",
        labels=["title"],
        example="120102-plan-2021",
        description="Slugs of documents: the districts that they belong to.",
    )
    document_kind = OfDocuments("kind", words=DocumentKind, example="report", told="of these kinds")
    document_period_start = OfDocuments("period_start", example=2021, told="of plans that begin in these years")
    document_period_end = OfDocuments("period_end", example=2025, told="of plans that end in these years")
    document_report_year = OfDocuments("report_year", example=2023, told="of reports of these years")
    parent = Related(
        "parent__code",
        **DISTRICTS,
        orders=True,
        example="120000",
        description="Codes of divisions: the divisions directly below them.",
    )

    former_names__contains = ContainedInJson(
        "former_names",
        example="静海县",
        description="Contains these words in a former name of the place.",
    )

    location__contains = ContainedInJson(
        "location", example="Dawangzhuang", description="Contains these words in what is said of its point."
    )
    predecessors__contains = ContainedInJson(
        "predecessors", example="江北区", description="Contains these words in what became it: a name, a code."
    )
    successors__contains = ContainedInJson(
        "successors", example="两江新区", description="Contains these words in what it became: a name, a code."
    )

    class Meta:
        model = District
        fields: ClassVar = {
            "since": NUMBER,
            "code": ("contains",),
            "name": TEXT,
            "name_en": TEXT,
            "level": WORD,
            "former_names": ("contains",),
            "parent": NULL,
            "parent__name": TEXT,
        }

    @classmethod
    def get_filters(cls) -> OrderedDict[str, Any]:
        """Also by the number of rows: ``documents__gte=1``, ``ordering=-projects``; and by where a district is: ``longitude__gte=116``."""
        return (
            super().get_filters()
            | _by_point()
            | {
                name + suffix: Parameter(
                    f"{COUNTS[name]}_count",
                    lookup,
                    reader=read_whole,
                    orders=lookup == "exact",
                    example=1,
                    schema=WHOLE_NUMBERS,
                    description=f"{bound} this many {name.replace('_', ' ')}.",
                )
                for name in COUNTS
                for suffix, lookup, bound in (
                    ("", "exact", "Exactly"),
                    ("__gt", "gt", "More than"),
                    ("__gte", "gte", "At least"),
                    ("__lt", "lt", "Less than"),
                    ("__lte", "lte", "At most"),
                )
            }
        )


class DocumentFilterSet(Rows):
    row = DocumentSerializer

    district = by_district()
    city = by_city("district__code", "district__parent__code")
    slug = by_document("slug")
    document = by_document("slug")
    document_kind = by_document_kind("kind")

    class Meta:
        model = Document
        fields: ClassVar = {
            "district__name": TEXT,
            "since": NUMBER,
            "slug": ("contains",),
            "kind": WORD,
            "title": TEXT,
            "doc_number": TEXT + NULL,
            "issuer": TEXT + NULL,
            "issued_on": DAY + NULL,
            "adopted_on": DAY + NULL,
            "delivered_on": DAY + NULL,
            "period_start": NUMBER + NULL,
            "period_end": NUMBER + NULL,
            "report_year": NUMBER + NULL,
            "baseline_year": NUMBER + NULL,
            "corrected": NULL,
            "sha256": WORD,
            "media_type": WORD,
            "pages": NUMBER + NULL,
            "chars": NUMBER,
            "source_name": TEXT,
            "reader_version": WORD,
            "reading_state": WORD,
            "findings": ("contains",),
            "omitted": ("contains",),
            "ingested_at": DAY,
        }


class ChapterFilterSet(EvidencedFilterSet):
    row = ChapterSerializer

    chapter = Within(orders=False)
    chapter__isnull = None
    parent = Related(
        "parent__key",
        target=Chapter,
        key="key",
        orders=True,
        example="120110-plan-2021-c33620",
        description="Ids of chapters: their direct subchapters.",
    )
    text__contains = InChapters(
        "own_text",
        "contains",
        example="养老",
        description="Contains these words in its text, including the text of its subchapters.",
    )

    class Meta:
        model = Chapter
        fields: ClassVar = {
            **OF_A_DOCUMENT,
            "since": NUMBER,
            "corrected": NULL,
            "parent": NULL,
            "position": PLACE,
            "level": PLACE,
            "kind": WORD,
            "label": LABEL + NULL,
            "title": TEXT,
            "start": PLACE,
            "body_start": PLACE,
            "end": PLACE,
        }


class SubdistrictFilterSet(EvidencedFilterSet):
    row = SubdistrictSerializer

    class Meta:
        model = Subdistrict
        fields: ClassVar = {"position": PLACE, "name": LABEL, "text": TEXT, **CORRECTED_EVIDENCE}


class TermFilterSet(EvidencedFilterSet):
    row = TermSerializer

    class Meta:
        model = Term
        fields: ClassVar = {"no": PLACE, "term": TEXT, "definition": TEXT, **CORRECTED_EVIDENCE}


class SpecialPlanFilterSet(EvidencedFilterSet):
    row = SpecialPlanSerializer

    class Meta:
        model = SpecialPlan
        fields: ClassVar = {
            "no": PLACE,
            "name": TEXT,
            "responsible_unit": TEXT + NULL,
            "category": TEXT + NULL,
            **CORRECTED_EVIDENCE,
        }


class IngestRunFilterSet(Rows):
    row = IngestRunSerializer

    id = Parameter(
        "id",
        reader=read_whole,
        plural=True,
        commas=True,
        orders=True,
        schema=WHOLE_NUMBERS,
        example=5,
        description="Numbers of runs.",
    )
    district = by_district("document__district__code")
    city = by_city("document__district__code", "document__district__parent__code")
    document = by_document()
    document_kind = by_document_kind("document__kind")

    class Meta:
        model = IngestRun
        fields: ClassVar = {
            "source_name": TEXT,
            "sha256": WORD + NULL,
            "document": NULL,
            "state": WORD,
            "started_at": DAY,
            "finished_at": DAY + NULL,
            "reader_version": WORD,
            "counts": ("contains",),
            "notes": ("contains",),
            "reading_state": WORD + NULL,
            "findings": ("contains",),
            "error": TEXT,
        }
