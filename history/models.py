"""Revisions, and what every table with a history has."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

if TYPE_CHECKING:
    from typing import Self


class WritingRevision(models.Func):
    """The revision of this transaction; made when it is first asked for, so that only a write that changes something makes one."""

    function = "history.writing_revision"

    def __init__(self) -> None:
        super().__init__(output_field=models.IntegerField())


UNWRITTEN = 0
"""Placeholder for ``since`` in an unsaved row, instead of an expression for each of a thousand rows: the database sets
it anyway."""


class Versioned(models.Model):
    """A table with a history. Its migrations end with ``KeepHistory``, which see.

    ``since`` is the revision in which a row got its present content; the database sets it, and nobody else. ``KeepHistory`` gives it an index.
    """

    since = models.PositiveIntegerField(db_default=WritingRevision(), editable=False)

    class Meta:
        abstract = True


class RevisionQuerySet(models.QuerySet):
    def served(self) -> Self:
        return self.all()


class Revision(models.Model):
    """A state of the whole data set. Numbers run from 1 without gaps, in the order in which the writes became visible.

    ``counts`` says by resource how many rows were added, changed and removed; ``document`` is the slug of the document that was ingested, null for a
    change of the catalogue or the divisions. ``reason`` is what an editor said who made it without a file: public.
    """

    number = models.PositiveIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    document = models.CharField(null=True, blank=True)  # noqa: DJ001 null: of no document
    reader_version = models.CharField(null=True, blank=True)  # noqa: DJ001
    counts = models.JSONField(default=dict, blank=True)
    reason = models.TextField(null=True, blank=True)  # noqa: DJ001 null: a file was read

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"r{self.number}"


class Tally(models.Model):
    """How many rows a table has from a revision on (``history.tally``): triggers write it."""

    resource = models.CharField()
    part = models.CharField(blank=True)
    revision = models.PositiveIntegerField()
    total = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["resource", "part", "revision"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["resource", "part", "revision"], name="tally_is_one")]

    def __str__(self) -> str:
        return f"{self.total} {self.resource} {self.part} (r{self.revision})"
