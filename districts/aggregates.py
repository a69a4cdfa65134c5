"""What every row that was read out of a document can be grouped by: its place, its document, its chapter."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat, Left

from districts.models import District, Document
from districts.serializers import DistrictNameSerializer
from rest.aggregates.grouping import GroupColumn, named
from rest.aggregates.serializers import GroupSerializer
from rest.fields import ChoiceField, Text
from text.vocabulary import DivisionLevel, DocumentKind, ReadingState


def _places(codes: Iterable[Any]) -> Mapping[Any, Any]:
    return named(District.objects.filter(code__in=codes).order_by().values("code", "name"), "code")


CITY = Case(
    When(district__level=DivisionLevel.COUNTY.value, then=F("district__parent_id")),
    default=F("district_id"),
    output_field=CharField(),
)
"""Of a district, the city or province directly above it; of any other place, itself."""
PROVINCE = Concat(Left("district_id", 2), Value("0000"), output_field=CharField())


def of_document(column: str) -> GroupColumn:
    table = Document._meta.db_table  # noqa: SLF001 Django documents it
    found = f"(select {column} from {table} where slug = {{key}})"  # noqa: S608
    return GroupColumn(f"document__{column}", key="document_id", found=found)


_TABLE = District._meta.db_table  # noqa: SLF001
_FOUND_CITY = f"(select case when level = '{DivisionLevel.COUNTY}' then parent_id else code end from {_TABLE} where code = {{key}})"  # noqa: S608

OF_DOCUMENTS = {
    "district": GroupColumn("district_id", _places),
    "city": GroupColumn(CITY, _places, key="district_id", found=_FOUND_CITY),
    "province": GroupColumn(PROVINCE, _places, key="district_id", found="left({key}, 2) || '0000'"),
    "document": GroupColumn("document_id"),
    "document_kind": of_document("kind"),
    "document_reading_state": of_document("reading_state"),
    "chapter": GroupColumn("chapter_id"),
}


def place(what: str, **kwargs: Any) -> DistrictNameSerializer:
    return DistrictNameSerializer(required=False, help_text=f"{what}; only if grouped by.", **kwargs)


class EvidencedGroupSerializer(GroupSerializer):
    """What such rows are grouped by."""

    district = place("The district that their documents belong to")
    city = place("The city or province directly above the district; a city or province itself", allow_null=True)
    province = place("The province", allow_null=True)
    document = Text("Slug of the document; only if grouped by.", optional=True, example="120110-plan-2021")
    document_kind = ChoiceField("Kind of document; only if grouped by.", DocumentKind, optional=True)
    document_reading_state = ChoiceField(
        "The reading check of the document; only if grouped by.", ReadingState, optional=True
    )
    chapter = Text(
        "Id of the chapter, null before the first; only if grouped by.",
        optional=True,
        allow_null=True,
        example="120110-plan-2021-c33620",
    )
