"""Files that were handed in, and documents that were withdrawn."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from access.models import ApiKey
from districts.models import IngestRun, one_of
from text.vocabulary import IngestionState, ReadingState, Rejection

UNDER_WAY = [IngestionState.QUEUED.value, IngestionState.READING.value, IngestionState.STORING.value]
ENDED = [IngestionState.DONE.value, IngestionState.DOUBTFUL.value, IngestionState.FAILED.value]


class IngestionQuerySet(models.QuerySet["Ingestion"]):
    def told(self) -> "IngestionQuerySet":
        """With ``state_now`` (one whose run was lost, and was not tried again yet, is lost), and the numbers of their parts."""
        lost = When(run__state=IngestionState.LOST.value, state__in=UNDER_WAY, then=Value(IngestionState.LOST.value))
        parts = Ingestion.objects.filter(package=OuterRef("pk")).order_by().values("package")
        total, ended = parts.annotate(count=Count("*")), parts.filter(state__in=ENDED).annotate(count=Count("*"))
        return self.annotate(
            state_now=Case(lost, default=F("state")),
            parts_count=Coalesce(Subquery(total.values("count")), 0),
            parts_ended=Coalesce(Subquery(ended.values("count")), 0),
        ).select_related("key")

    def public(self) -> "IngestionQuerySet":
        """Those that everybody may know of: what was only tried concerns nobody but those who did."""
        return self.filter(dry_run=False)


class Ingestion(models.Model):
    """A file that was handed in.

    ::

        QUEUED ──> READING ──> STORING ──> DONE        stored, unchanged, or (``dry_run``) compared with what is held
           │          │           │──────> DOUBTFUL    the same, and the reading check found something severe
           └──────────┴───────────┴──────> FAILED      ``problem`` says why; what was there is still there

    A zip of several documents is one ingestion with a part for each, which has it for its ``package``. ``run`` is the record of the reading in
    ``ingest-runs/``; a dry run has none.

    ``detail`` is the complete message, with quotes of the file, and like ``changes`` it is for those who may hand in files.
    """

    sha256 = models.CharField(max_length=64, help_text="Of the bytes that were handed in.")
    name = models.CharField(help_text="What the file was called; a label, never a path.")
    member = models.CharField(blank=True, help_text="The document of a zip that this is a part of.")
    bytes = models.PositiveBigIntegerField()
    package = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="parts")
    district = models.CharField(max_length=6, blank=True)
    replace = models.BooleanField(default=False)
    force = models.BooleanField(default=False)
    dry_run = models.BooleanField(default=False)
    key = models.ForeignKey(ApiKey, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(
        max_length=10, choices=IngestionState.choices(), default=IngestionState.QUEUED.value, db_index=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    run = models.ForeignKey(IngestRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    document = models.CharField(null=True, blank=True)  # noqa: DJ001 null: none was stored
    revision = models.PositiveIntegerField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    reading_state = models.CharField(max_length=8, choices=ReadingState.choices(), null=True, blank=True)  # noqa: DJ001
    findings = models.JSONField(default=list, blank=True)
    problem = models.CharField(max_length=24, choices=Rejection.choices(), null=True, blank=True)  # noqa: DJ001
    reason = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    candidates = models.JSONField(default=list, blank=True)
    changes = models.JSONField(null=True, blank=True)

    objects = IngestionQuerySet.as_manager()

    state_now: str
    parts_count: int
    parts_ended: int
    """As ``told`` has them."""

    parts: Any
    package_id: int | None

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            one_of("state", IngestionState, name="ingestion_state_is_a_word"),
            one_of("problem", Rejection, name="ingestion_problem_is_a_word"),
            # Of two who hand in the same file at the same time, one begins, and the other is told of it.
            models.UniqueConstraint(
                fields=["sha256", "member", "district", "replace", "force", "dry_run"],
                condition=Q(state__in=UNDER_WAY, package=None),
                name="ingestion_under_way_once",
            ),
            models.UniqueConstraint(fields=["package", "member"], name="ingestion_part_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="ingestion_sha256")]

    def __str__(self) -> str:
        return f"{self.label} {self.state}"

    @property
    def label(self) -> str:
        return f"{self.name}/{self.member}" if self.member else self.name


class Withdrawal(models.Model):
    """A document that was taken out of the data set. It is in force until the document is there again: brought back, or ingested anew by force.

    ``sha256`` is of the file that it was read from, which is not taken again while it is in force. ``runs`` are those of the document, which belong to it again
    when it is brought back.
    """

    document = models.CharField(max_length=40, db_index=True)
    district = models.CharField(max_length=6)
    title = models.CharField()
    sha256 = models.CharField(max_length=64, db_index=True)
    source_name = models.CharField()
    reason = models.TextField()
    by = models.CharField(blank=True, help_text="Whose key it was, or who had the terminal. Not public.")
    withdrawn_at = models.DateTimeField()
    revision = models.PositiveIntegerField()
    runs: Any = ArrayField(models.BigIntegerField(), default=list, blank=True)
    brought_back_at = models.DateTimeField(null=True, blank=True)
    brought_back_by = models.CharField(blank=True)
    brought_back_reason = models.TextField(blank=True)
    brought_back_revision = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(brought_back_at=None), name="withdrawn_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.reason}"
