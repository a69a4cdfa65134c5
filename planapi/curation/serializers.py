"""Corrections become rows of JSON."""

from typing import Any

from rest_framework import serializers
from rest_framework.reverse import reverse

from planapi.curation.fields import KINDS
from planapi.curation.models import LONGEST_NAME, LONGEST_REASON, Correction
from rest.fields import ChoiceField, Described, Json, Moment, Text, Whole
from text.vocabulary import CorrectionState, Unapplied

_VALUES: dict[str, Any] = {"type": "object", "additionalProperties": True}


class Removes(Described, serializers.BooleanField):
    """Whether there should be no such row."""


class CorrectionSerializer(serializers.Serializer):
    """What an editor said of a row."""

    id = Whole("Number of the correction.", source="pk", example=4)
    resource = Text("Resource of the row.", example="observations")
    row = Text("Public id of the row, when it was last found.", source="key", example="120102-report-2023-o1312")
    document = Text("Slug of its document.", example="120102-report-2023")
    quote = Text("The words that it is about.", example="一般公共预算收入完成 32.6 亿元")
    removes = Removes("Whether there should be no such row.", example=False)
    changes = Json("The corrected values by field.", schema=_VALUES, example={"value": 23.6})
    as_read = Json("The values that were read, of the same fields.", schema=_VALUES, example={"value": 32.6})
    by = Text("Who: a role, or a name chosen for publication.", source="shown_as", example="编辑部")
    why = Text("Why.", example="原文核对")
    at = Moment("When.", source="made_at", example="2026-01-31T09:30:00+08:00")
    state = ChoiceField("What has become of it.", CorrectionState)
    reason = ChoiceField("Why it does not apply; null if it does, or was withdrawn.", Unapplied, allow_null=True)
    withdrawn_at = Moment("When it was withdrawn; null if it was not.", allow_null=True, example=None)
    withdrawn_why = Text("Why it was withdrawn; empty if it was not.", example="")


def shown(made: Correction) -> dict[str, Any]:
    """A correction as it is served."""
    made.reason = made.reason or None  # pyright: ignore[reportAttributeAccessIssue] null, where it is served
    return dict(CorrectionSerializer(made).data)


class CorrectionRequestSerializer(serializers.Serializer):
    """What is to be corrected."""

    resource = Text(f"Resource of the row: {', '.join(KINDS)}.", example="observations")
    row = Text("Its public id; of a document its slug.", example="120102-report-2023-o1312")
    changes = Json(
        "The right values by field, under the names that the row has (a target's `target.value`; an indicator by its slug); null for none. Without it, "
        "`removes` has to be true.",
        schema=_VALUES | {"type": ["object", "null"]},
        optional=True,
        example={"value": 23.6},
    )
    removes = Removes("true: there should be no such row.", optional=True, example=False)
    why = Text(f"Why, in at most {LONGEST_REASON} characters; public.", example="原文核对", max_length=LONGEST_REASON)
    by = Text(
        f"Who is shown to have corrected it: a role or a name, in at most {LONGEST_NAME} characters. Default: 编辑部.",
        optional=True,
        example="数据组",
        max_length=LONGEST_NAME,
    )


class WhySerializer(serializers.Serializer):
    """Why something is taken back."""

    why = Text(f"Why, in at most {LONGEST_REASON} characters; public.", example="原文无误", max_length=LONGEST_REASON)


def address_of(made: Correction, request: Any) -> str:
    return reverse("correction-detail", kwargs={"id": made.pk}, request=request)
