"""Districts, the documents that they published, and what a document consists of.

Every row that was read out of a document has a ``key``, unique and made of the document's slug, a letter and where the thing stands in the text
(``120110-plan-2021-c6271``): the public id of the row, the same after every ingest of the same file. It carries its evidence as ``start``,
``end`` (Unicode code points into ``Document.text``) and ``quote`` (``text[start:end]``), and the chapter that it stands in. What is printed has
no limit of length: a reader may be wrong about it, the database must take it. What is unique among the rows of a document is so at the commit: rows
change places while a document is replaced.
"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, F, Q
from django.db.models.functions import Now

from districts.querysets import (
    ChapterQuerySet,
    DistrictQuerySet,
    DocumentQuerySet,
    EvidencedQuerySet,
    IngestRunQuerySet,
)
from history.models import Versioned
from text.vocabulary import ChapterKind, DivisionLevel, DocumentKind, ReadingState, RunState, Word


def one_of(field: str, words: type[Word], *, name: str) -> models.CheckConstraint:
    """A check that ``field`` holds a word of the closed list (or null, where the column allows it)."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [word.value for word in words]}), name=name)


def refers_to(model: Any, key: str, *, related_name: str, null: bool = False) -> models.ForeignKey:
    """A relation by a public name, which stands in the column itself: a row can be served, and put in order, without a look at what it refers to.

    Its index is declared by each table, as part of a longer one where there is one.
    """
    return models.ForeignKey(
        model, to_field=key, null=null, blank=null, on_delete=models.CASCADE, related_name=related_name, db_index=False
    )


def of_the_document(model: Any, *, related_name: str) -> models.ForeignKey:
    """The district of a row, which is that of its document: PostgreSQL looks whether that is there, and need not for each row anew (20 ms of a document)."""
    return models.ForeignKey(
        model, on_delete=models.PROTECT, related_name=related_name, db_index=False, db_constraint=False
    )


class District(Versioned):
    """An administrative division that documents are of, by its GB/T 2260 code.

    ``name`` is the name in force; ``former_names`` are dated earlier ones, as printed in the code table.
    """

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    level = models.CharField(max_length=12, choices=DivisionLevel.choices())
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    former_names = models.JSONField(default=list, blank=True)

    objects = DistrictQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = verbose_name_plural = "地区"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{6}$"), name="district_code_is_six_digits"),
            one_of("level", DivisionLevel, name="district_level_is_a_word"),
        ]
        indexes: ClassVar = [models.Index(fields=["name"], name="district_name")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class DivisionFact(models.Model):
    """What the tables of divisions tell of a code besides what a ``District`` has: where it is, what it was before, and what became of it.

    The same in all revisions: it is no reading of a document. ``districts.references`` fills it.
    """

    code = models.CharField(max_length=6, primary_key=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    location = models.JSONField()
    predecessors = models.JSONField(default=list)
    successors = models.JSONField(default=list)

    class Meta:
        verbose_name = verbose_name_plural = "行政区划沿革"

    def __str__(self) -> str:
        return self.code


class Document(Versioned):
    """One published document, with its text: that of the file (decoded, newlines as ``\\n``), or what its loader made of another format.

    ``media_type`` and ``sha256`` are of the original; ``pages`` is how many it has, where it has pages. ``omitted`` says what of it is not in the text, and
    why; ``places`` where in it each part of the text stands (:mod:`text.loading.places`).
    """

    slug = models.SlugField(max_length=40, unique=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=DocumentKind.choices())
    title = models.CharField()
    doc_number = models.CharField(null=True, blank=True)  # noqa: DJ001 null: the text does not state one
    issuer = models.CharField(null=True, blank=True)  # noqa: DJ001
    issued_on = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    period_start = models.PositiveSmallIntegerField(null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(null=True, blank=True)
    report_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField()
    chars = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    source_name = models.CharField()
    media_type = models.CharField(default="text/plain")
    pages = models.PositiveIntegerField(null=True, blank=True)
    omitted = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)
    reader_version = models.CharField(max_length=20)
    reading_state = models.CharField(max_length=8, choices=ReadingState.choices(), default=ReadingState.GOOD.value)
    findings = models.JSONField(default=list, blank=True)
    ingested_at = models.DateTimeField()
    corrected = models.JSONField(null=True, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = verbose_name_plural = "文件"
        ordering: ClassVar = ["slug"]
        constraints: ClassVar = [
            one_of("kind", DocumentKind, name="document_kind_is_a_word"),
            one_of("reading_state", ReadingState, name="document_reading_state_is_a_word"),
            models.CheckConstraint(
                condition=Q(kind="plan", period_start__isnull=False, period_end__isnull=False)
                | Q(kind="report", report_year__isnull=False)
                | Q(kind="special_plan"),
                name="document_has_its_years",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True) | Q(period_end__gte=F("period_start")),
                name="document_period_runs_forward",
            ),
            models.UniqueConstraint(
                fields=["district", "kind", "period_start"], condition=Q(kind="plan"), name="one_plan_a_period"
            ),
            models.UniqueConstraint(
                fields=["district", "kind", "report_year"], condition=Q(kind="report"), name="one_report_a_year"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["district", "kind"], name="document_district_kind")]

    def __str__(self) -> str:
        return self.slug


class Evidenced(Versioned):
    """What every row that was read out of a document has in common: where it stands, and the very words."""

    key = models.CharField(max_length=60)
    document = refers_to(Document, "slug", related_name="%(class)ss")
    district = of_the_document(District, related_name="%(class)ss")
    chapter = refers_to("districts.Chapter", "key", null=True, related_name="%(class)ss")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    objects = EvidencedQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = True
        ordering: ClassVar = ["document", "start", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key"], name="%(class)s_key_is_unique"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="%(class)s_evidence_is_not_empty"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["document", "start", "key"], name="%(class)s_in_order"),
            models.Index(fields=["chapter"], name="%(class)s_chapter"),
            models.Index(fields=["district"], name="%(class)s_district"),
        ]

    def __str__(self) -> str:
        return self.key


class Correctable(Evidenced):
    """A row that an editor can correct. ``corrected`` says by whom, when, why and what was read; null for a row as it was read (``planapi.curation``)."""

    corrected = models.JSONField(null=True, blank=True, editable=False)

    class Meta(Evidenced.Meta):
        abstract = True
        indexes: ClassVar = [
            *Evidenced.Meta.indexes,
            # Few rows of many.
            models.Index(
                fields=["document", "start", "key"], condition=Q(corrected__isnull=False), name="%(class)s_corrected"
            ),
        ]


class Chapter(Versioned):
    """A headed part of a document: from its heading to the next heading of its level or above, parts within included."""

    key = models.CharField(max_length=60)
    document = refers_to(Document, "slug", related_name="chapters")
    district = of_the_document(District, related_name="chapters")
    parent = refers_to("self", "key", null=True, related_name="children")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ChapterKind.choices())
    label = models.CharField(null=True, blank=True)  # noqa: DJ001 null: the heading has no number
    title = models.CharField()
    start = models.PositiveIntegerField()
    body_start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    corrected = models.JSONField(null=True, blank=True, editable=False)

    objects = ChapterQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = verbose_name_plural = "章节"
        ordering: ClassVar = ["document", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key"], name="chapter_key_is_unique"),
            models.UniqueConstraint(
                fields=["document", "position"], name="chapter_position_is_unique", deferrable=Deferrable.DEFERRED
            ),
            one_of("kind", ChapterKind, name="chapter_kind_is_a_word"),
            models.CheckConstraint(
                condition=Q(body_start__gt=F("start"), end__gte=F("body_start")), name="chapter_offsets_run_forward"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["district"], name="chapter_district"),
            models.Index(fields=["parent"], name="chapter_parent"),
            models.Index(fields=["kind"], name="chapter_kind"),
            models.Index(fields=["document"], condition=Q(corrected__isnull=False), name="chapter_corrected"),
        ]

    def __str__(self) -> str:
        return f"{self.label or ''}{self.title}"


class Subdistrict(Correctable):
    """A 街道 or 镇 that a document gives its own paragraph: its name and what is planned for it."""

    position = models.PositiveSmallIntegerField()
    name = models.CharField()
    text = models.TextField()

    class Meta(Correctable.Meta):
        verbose_name = verbose_name_plural = "街镇"
        constraints: ClassVar = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "name"], name="subdistrict_name_is_unique", deferrable=Deferrable.DEFERRED
            ),
        ]


class Term(Correctable):
    """An entry of the glossary: 名词解释."""

    no = models.PositiveSmallIntegerField()
    term = models.CharField()
    definition = models.TextField()

    class Meta(Correctable.Meta):
        verbose_name = verbose_name_plural = "名词解释"
        constraints: ClassVar = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "no"], name="term_no_is_unique", deferrable=Deferrable.DEFERRED
            ),
        ]


class SpecialPlan(Correctable):
    """A 专项规划 that the document announces, with the unit responsible for it."""

    no = models.PositiveSmallIntegerField()
    name = models.CharField()
    responsible_unit = models.CharField(null=True, blank=True)  # noqa: DJ001 null: none printed
    category = models.CharField(null=True, blank=True)  # noqa: DJ001

    class Meta(Correctable.Meta):
        verbose_name = verbose_name_plural = "专项规划"
        constraints: ClassVar = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "no"], name="special_plan_no_is_unique", deferrable=Deferrable.DEFERRED
            ),
        ]


class IngestRun(models.Model):
    """One attempt to ingest a file.

    ::

        RUNNING ──> SUCCEEDED    rows replaced, in one transaction
           │──────> UNCHANGED    same sha256, same reader version
           │──────> FAILED       ``error`` says why; what was there is still there
           └──────> LOST         its lease ran out, or the database was lost: a worker tries it again, as another run

    A run is RUNNING for as long as its process renews its lease (``districts.running``).

    ``error`` is a general message, and public. ``detail`` is the complete message, with folders and quotes of the file,
    and is for editors alone: it is neither served nor can it be asked for.
    """

    source_name = models.CharField()
    sha256 = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 null: the file could not be read
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="runs")
    state = models.CharField(max_length=10, choices=RunState.choices(), default=RunState.RUNNING.value)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    reader_version = models.CharField(max_length=20)
    counts = models.JSONField(default=dict, blank=True)
    notes = ArrayField(models.JSONField(), default=list, blank=True)
    reading_state = models.CharField(max_length=8, choices=ReadingState.choices(), null=True, blank=True)  # noqa: DJ001 null: nothing was read
    findings = models.JSONField(default=list, blank=True)
    error = models.TextField(blank=True)
    detail = models.TextField(blank=True)

    objects = IngestRunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "识读记录"
        ordering: ClassVar = ["-started_at", "-id"]
        constraints: ClassVar = [
            one_of("state", RunState, name="ingest_run_state_is_a_word"),
            one_of("reading_state", ReadingState, name="ingest_run_reading_state_is_a_word"),
            models.CheckConstraint(
                condition=Q(state="running", finished_at__isnull=True)
                | (~Q(state="running") & Q(finished_at__isnull=False)),
                name="ingest_run_finished_when_not_running",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sha256"], name="ingest_run_sha256"),
            models.Index(fields=["started_at"], condition=Q(state="running"), name="ingest_run_running"),
        ]

    def __str__(self) -> str:
        return f"{self.source_name}（{RunState(self.state).zh}）"


class IngestTask(models.Model):
    """A file that workers are to ingest, from when it was asked for. This is the queue: a message of the broker only has a worker look here.

    ::

        WAITING ──> RUNNING ──> DONE     with its ``outcome``
           └───────────┘                 its run was lost: it waits again, for ``planapi.queueing.TRIES`` times in all

    ``arguments`` are those of ``planapi.ingest.ingest``, or the number of an ``ingestion``. ``digest`` is of them and of the bytes of the file: the same is
    not queued twice. Single files go before those of a ``bulk``. ``claimed_at`` is when its worker was last heard of.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待"
        RUNNING = "running", "进行中"
        DONE = "done", "完成"

    task_id = models.CharField(max_length=64, unique=True)
    arguments = models.JSONField()
    digest = models.CharField(max_length=64)
    bulk = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "识读任务"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(state="done"), name="ingest_task_queued_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bulk", "id"], condition=Q(state="waiting"), name="ingest_task_waiting"),
            models.Index(fields=["claimed_at"], condition=Q(state="running"), name="ingest_task_running"),
            models.Index(fields=["finished_at"], condition=Q(state="done"), name="ingest_task_done"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}（{self.get_state_display()}）"  # pyright: ignore[reportAttributeAccessIssue]


class Lease(models.Model):
    """Whose a run is, and until when that is so if it is not renewed; ``expires_at`` is null once the run has ended.

    ``asked_at`` is when its file was asked for: of two versions of a document the later one stays, whichever is read first.
    """

    run = models.OneToOneField(IngestRun, primary_key=True, on_delete=models.CASCADE, related_name="lease")
    task = models.ForeignKey(IngestTask, null=True, blank=True, on_delete=models.SET_NULL, related_name="leases")
    attempt = models.PositiveSmallIntegerField(default=1)
    holder = models.CharField()
    asked_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["expires_at"], condition=Q(expires_at__isnull=False), name="lease_held"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} until {self.expires_at}"
