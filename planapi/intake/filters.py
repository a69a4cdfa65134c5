"""What ingestions and withdrawals can be asked by."""

import re
from typing import Any, ClassVar

from django.db import models

from districts.parameters import OfPastDocument
from planapi.intake.models import Ingestion, Withdrawal
from planapi.intake.serializers import IngestionSerializer, WithdrawnSerializer
from rest.filters import (
    DAY,
    NULL,
    TEXT,
    WHOLE_NUMBERS,
    WORD,
    Parameter,
    Rows,
    Unreadable,
    labels,
    read_boolean,
    read_whole,
    read_word,
)
from text.vocabulary import IngestionState, Rejection


def _numbers(what: str) -> Parameter:
    return Parameter(
        "id",
        reader=read_whole,
        plural=True,
        commas=True,
        orders=True,
        schema=WHOLE_NUMBERS,
        example=7,
        description=f"Numbers of {what}.",
    )


CODE = {"type": "string", "pattern": "^[0-9]{6}$"}


def read_code(raw: str) -> str:
    """A code as districts have them; whether there is such a district, the answer shows."""
    if not re.fullmatch("[0-9]{6}", raw):
        raise Unreadable("must be the code of a district, which has six digits, such as 120102")
    return raw


class OfDistrict(Parameter):
    """Ingestions of documents of these districts, or for which one of these was given."""

    shaped: ClassVar[bool] = False

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        asked = models.Q(district__in=values)
        for code in values:
            asked |= models.Q(document__startswith=f"{code}-")
        return queryset.filter(asked)


class IngestionFilterSet(Rows):
    row = IngestionSerializer

    id = _numbers("ingestions")
    state = Parameter(
        "state_now",
        reader=read_word(IngestionState),
        plural=True,
        commas=True,
        schema={"$ref": "#/components/schemas/IngestionState"},
        example="failed",
        description=f"How far they are. {labels(IngestionState)}",
    )
    problem = Parameter(
        "problem",
        reader=read_word(Rejection),
        plural=True,
        commas=True,
        schema={"$ref": "#/components/schemas/Rejection"},
        example="password",
        description=f"Kinds of problems. {labels(Rejection)}",
    )
    district = OfDistrict(
        "district",
        reader=read_code,
        schema=CODE,
        plural=True,
        commas=True,
        example="120102",
        description="Codes of districts, of the documents or as given.",
    )
    document = Parameter(
        "document",
        plural=True,
        commas=True,
        orders=True,
        example="120102-report-2023",
        description="Slugs of the documents that they are.",
    )
    source_name = Parameter("name", plural=True, orders=True, example="规划.docx", description="Names of files.")
    package = Parameter(
        "package",
        reader=read_whole,
        plural=True,
        commas=True,
        schema=WHOLE_NUMBERS,
        example=7,
        description="Numbers of the ingestions of whole zips.",
    )
    dry_run = Parameter(
        "dry_run",
        reader=read_boolean,
        schema={"type": "boolean"},
        example=False,
        description="Whether the file was only read, and compared; such are shown only to a key that may hand in files.",
    )

    class Meta:
        model = Ingestion
        fields: ClassVar = {
            "sha256": WORD,
            "created_at": DAY,
            "finished_at": DAY + NULL,
            "reading_state": WORD + NULL,
        }


class WithdrawalFilterSet(Rows):
    row = WithdrawnSerializer

    id = _numbers("withdrawals")
    district = Parameter(
        "district",
        reader=read_code,
        schema=CODE,
        plural=True,
        commas=True,
        orders=True,
        example="120102",
        description="Codes of the districts of withdrawn documents.",
    )
    document = OfPastDocument(Withdrawal)

    class Meta:
        model = Withdrawal
        fields: ClassVar = {
            "sha256": WORD,
            "reason": TEXT,
            "withdrawn_at": DAY,
            "brought_back_at": DAY + NULL,
        }
