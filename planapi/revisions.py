"""Revisions as a resource: what each was of, and what it changed."""

from typing import ClassVar

from rest_framework import serializers

from districts.parameters import OfPastDocument
from history.models import Revision
from rest.fields import Json, Moment, Text, Whole
from rest.filters import DAY, NULL, TEXT, WHOLE_NUMBERS, WORD, Parameter, Rows, read_whole
from rest.views import ResourceView

_COUNTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["added", "changed", "removed"],
        "properties": {what: {"type": "integer"} for what in ("added", "changed", "removed")},
    },
}


class RevisionSerializer(serializers.Serializer):
    """A state of the whole data set, and how it differs from the previous one."""

    number = Whole("Its number; revisions are numbered from 1 without gaps.", example=12)
    made_at = Moment("When it was made.", example="2026-01-31T09:30:00+08:00")
    document = Text(
        "Slug of the ingested document; null if only the divisions or the catalogue changed.",
        allow_null=True,
        example="120102-plan-2021",
    )
    reader_version = Text(
        "Version of the readers that read it; null if no file was read.", allow_null=True, example="1"
    )
    counts = Json(
        "Number of rows added, changed and removed, by resource; `changes/` lists them.",
        schema=_COUNTS,
        example={"projects": {"added": 2, "changed": 1, "removed": 0}},
    )
    reason = Text(
        "Why an editor made it, for example withdrew a document; null if a file was read.",
        allow_null=True,
        example=None,
    )


def numbers_of_revisions() -> Parameter:
    """The parameter ``number``: revisions by their numbers."""
    return Parameter(
        "number",
        reader=read_whole,
        plural=True,
        commas=True,
        orders=True,
        schema=WHOLE_NUMBERS,
        example=12,
        description="Numbers of revisions.",
    )


class RevisionFilterSet(Rows):
    row = RevisionSerializer

    number = numbers_of_revisions()
    document = OfPastDocument(Revision)

    class Meta:
        model = Revision
        fields: ClassVar = {
            "number": ("gt", "gte", "lt", "lte"),
            "made_at": DAY,
            "document": ("contains", *NULL),
            "reader_version": WORD + NULL,
            "counts": ("contains",),
            "reason": TEXT + NULL,
        }


class RevisionView(ResourceView):
    """Every state of the data set, the newest first. Use `revision=` with any other address to read the data as of a
    revision."""

    queryset = Revision.objects.all()
    serializer_class = RevisionSerializer
    filterset_class = RevisionFilterSet
    revisioned = False
    noun = "revision"
    ordering = ("-number",)
    tie_break = "number"
    lookup_field = lookup_url_kwarg = "number"
    lookup_value_regex = r"[0-9]{1,9}"
    lookup_example = "12"
