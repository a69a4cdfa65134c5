"""Ingestions and withdrawals become rows of JSON.

What a row says of a file that was not stored, and of who handed it in, depends on who asks: ``row_of`` with ``whole`` is for keys that may hand in files.
"""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from districts.serializers import DistrictNameSerializer, Findings
from planapi.changes import ChangeSerializer
from planapi.intake.models import Ingestion, Withdrawal
from rest.fields import ChoiceField, Described, Json, Moment, Text, Whole
from text.vocabulary import IngestionState, ReadingState, Rejection


class Flag(Described, serializers.BooleanField):
    """True or false."""


class ProgressOfSerializer(serializers.Serializer):
    """How many documents of the file have been dealt with."""

    done = Whole("Documents that have been dealt with, stored or not.", example=1)
    total = Whole("Documents in the file: 1, or those of a zip.", example=1)


class OptionsSerializer(serializers.Serializer):
    """How the file is taken in."""

    district = Text(
        "Code of the district that was given for a text that names none; null if none was.",
        allow_null=True,
        example="120102",
    )
    replace = Flag("Whether it may replace a document by much less content, or another title.", example=False)
    force = Flag("Whether it is read again although it was before, or was withdrawn.", example=False)
    dry_run = Flag("Whether it is only read, and compared with what is held.", example=False)


class ProblemOfSerializer(serializers.Serializer):
    """Why a file was not stored."""

    code = ChoiceField("The kind of problem.", Rejection, example="password")
    title = Text("The kind of problem, as a sentence.", example="The file is encrypted.")
    detail = Text(
        "What is wrong with this file, and what would be right; null without a key that may hand in files, since it can quote the file.",
        allow_null=True,
        example="规划.docx is an Office file that asks for a password: open it with its password, save it without one, and ingest that",
    )
    candidates = DistrictNameSerializer(
        many=True, help_text="The districts that could be meant, if the place was not recognised; only with such a key."
    )


class WouldChangeSerializer(serializers.Serializer):
    """What storing a file would change."""

    document = Text("Slug of the document that it would be.", example="120102-report-2023")
    exists = Flag("Whether that document is held.", example=True)
    counts = Json(
        "Number of rows that would be added, changed and removed, by resource; empty if nothing would change.",
        schema={
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["added", "changed", "removed"],
                "properties": {what: {"type": "integer"} for what in ("added", "changed", "removed")},
            },
        },
        example={"observations": {"added": 2, "changed": 1, "removed": 0}},
    )
    rows = ChangeSerializer(
        many=True, help_text="The rows, as `changes/` would list them; at most 50 of each resource."
    )
    rows_left_out = Whole("Number of further rows.", example=0)


class PartSerializer(serializers.Serializer):
    """A document of a zip of several, which has an ingestion of its own."""

    id = Whole("Number of its ingestion.", example=8)
    member = Text("Its name in the zip.", example="附件1.docx")
    state = ChoiceField("How far it is.", IngestionState, example="done")
    document = Text("Slug of the document that it is; null if none was stored.", allow_null=True, example=None)


class IngestionSerializer(serializers.Serializer):
    """A file that was handed in, and how far it is."""

    id = Whole("Number of the ingestion.", example=7)
    url = Text("Its address.", example="http://127.0.0.1:8000/api/v1/ingestions/7/")
    state = ChoiceField("How far it is.", IngestionState, example="done")
    progress = ProgressOfSerializer(help_text="How many of the documents of the file have been dealt with.")
    created_at = Moment("When it was handed in.", example="2026-01-31T09:30:00+08:00")
    finished_at = Moment(
        "When it ended; null while it is under way.", allow_null=True, example="2026-01-31T09:30:02+08:00"
    )
    source_name = Text("Name of the file.", example="120102_河东区_2023年政府工作报告.txt")
    member = Text(
        "The document of a zip that this is the ingestion of; null for a whole file.", allow_null=True, example=None
    )
    package = Whole("Number of the ingestion of the whole zip; null for a whole file.", allow_null=True, example=None)
    sha256 = Text(
        "SHA-256 of the bytes that were handed in.",
        example="a5b89ed364c4207aa7034b531262d8c869cf2db0307e3e5bba6904118638cb7a",
    )
    bytes = Whole("Their number.", example=41372)
    handed_in_by = Text(
        "Name of the key that handed it in; null without a key that may hand in files.", allow_null=True, example=None
    )
    options = OptionsSerializer(help_text="How it is taken in.")
    run = Whole("Number of the run that read it, in `ingest-runs/`; null if there is none.", allow_null=True, example=5)
    document = Text(
        "Slug of the document that it is; null if none was stored.", allow_null=True, example="120102-report-2023"
    )
    revision = Whole("The revision that storing it made; null if nothing changed.", allow_null=True, example=12)
    counts = Json(
        "Rows of the document, by resource.",
        schema={"type": "object", "additionalProperties": {"type": "integer"}},
        example={"targets": 27},
    )
    reading_state = ChoiceField(
        "What the reading check says of it; null if nothing was read.",
        ReadingState,
        allow_null=True,
    )
    findings = Findings("What the reading check found, the most severe first.")
    problem = ProblemOfSerializer(allow_null=True, help_text="Why it was not stored; null if it was, or may still be.")


class WholeIngestionSerializer(IngestionSerializer):
    """An ingestion with its parts, and, of a dry run, what would change."""

    parts = PartSerializer(many=True, help_text="The documents of a zip of several, in its order.")
    changes = WouldChangeSerializer(allow_null=True, help_text="Of a dry run: what would change; else null.")


def row_of(one: Ingestion, request: Request, *, whole: bool) -> dict[str, Any]:
    """An ingestion as ``IngestionSerializer`` shows it, to a client that may know of the ``whole`` of it or to anybody."""
    problem = {
        "code": one.problem,
        "title": one.reason,
        "detail": one.detail if whole else None,
        "candidates": one.candidates if whole else [],
    }
    return {
        "id": one.pk,
        "url": reverse("ingestion-detail", kwargs={"id": one.pk}, request=request),
        "state": one.state_now,
        "progress": {
            "done": one.parts_ended if one.parts_count else int(one.finished_at is not None),
            "total": one.parts_count or 1,
        },
        "created_at": one.created_at,
        "finished_at": one.finished_at,
        "source_name": one.name,
        "member": one.member or None,
        "package": one.package_id,
        "sha256": one.sha256,
        "bytes": one.bytes,
        "handed_in_by": one.key.name if whole and one.key else None,
        "options": {
            "district": one.district or None,
            "replace": one.replace,
            "force": one.force,
            "dry_run": one.dry_run,
        },
        "run": one.run_id,  # pyright: ignore[reportAttributeAccessIssue] Django gives it
        "document": one.document,
        "revision": one.revision,
        "counts": one.counts,
        "reading_state": one.reading_state,
        "findings": one.findings,
        "problem": problem if one.problem else None,
    }


def whole_row_of(one: Ingestion, request: Request, *, whole: bool) -> dict[str, Any]:
    """The same with its parts and changes."""
    parts = [
        {"id": part.pk, "member": part.member, "state": part.state_now, "document": part.document}
        for part in one.parts.told().order_by("pk")
    ]
    return row_of(one, request, whole=whole) | {"parts": parts, "changes": one.changes if whole else None}


class WithdrawnSerializer(serializers.Serializer):
    """A document that an editor took out of the data set."""

    id = Whole("Number of the withdrawal.", example=3)
    document = Text("Slug that the document has, or had.", example="120102-report-2023")
    district = Text("Code of its district.", example="120102")
    title = Text("Its title as printed.", example="天津市河东区2023年政府工作报告")
    source_name = Text("Name of its file.", example="120102_河东区_2023年政府工作报告.txt")
    sha256 = Text(
        "SHA-256 of its file, which is not ingested again unless it is forced.",
        example="a5b89ed364c4207aa7034b531262d8c869cf2db0307e3e5bba6904118638cb7a",
    )
    reason = Text("Why it was withdrawn.", example="Belongs to 河西区, not to 河东区.")
    withdrawn_at = Moment("When it was withdrawn.", example="2026-01-31T09:30:00+08:00")
    revision = Whole("The first revision without it.", example=13)
    brought_back_at = Moment("When it was there again; null if it is not.", allow_null=True, example=None)
    brought_back_reason = Text("Why; null if it is not.", allow_null=True, example=None)
    brought_back_revision = Whole(
        "The revision in which it is there again; null if it is not.", allow_null=True, example=None
    )


def withdrawal_row(one: Withdrawal) -> dict[str, Any]:
    names = [str(name) for name in WithdrawnSerializer().fields if name != "id"]
    return (
        {"id": one.pk}
        | {name: getattr(one, name) for name in names}
        | {"brought_back_reason": one.brought_back_reason or None}
    )
