"""Canonical indicators, the rows of a plan's indicator table, observations (every dated number, tidy), and the number ledger."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, F, Q

from districts.models import Chapter, Correctable, District, Document, of_the_document, one_of, refers_to
from districts.querysets import EvidencedQuerySet
from history.models import Versioned, WritingRevision
from indicators.querysets import IndicatorQuerySet, ObservationQuerySet, OutcomeQuerySet, TargetQuerySet
from text.vocabulary import (
    Comparator,
    Direction,
    Disposition,
    IndicatorCategory,
    Measure,
    Movement,
    Nature,
    ObservationKind,
    Origin,
    ProgressStatus,
    Side,
    Span,
)


def value_field() -> models.DecimalField:
    """A printed number: exact decimal, null when the text gives none."""
    return models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)


class Indicator(Versioned):
    """One thing that is measured, the same in every district: 国家高新技术企业数量, in 家, more is better.

    ``aliases`` are the names under which documents print it.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=30, choices=IndicatorCategory.choices())
    direction = models.CharField(max_length=8, choices=Direction.choices())
    measure = models.CharField(max_length=16, choices=Measure.choices())
    definition = models.TextField()
    definition_source = models.TextField()
    aliases = ArrayField(models.CharField(max_length=160), default=list, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = verbose_name_plural = "指标"
        ordering: ClassVar = ["slug"]
        constraints: ClassVar = [
            one_of("category", IndicatorCategory, name="indicator_category_is_a_word"),
            one_of("direction", Direction, name="indicator_direction_is_a_word"),
            one_of("measure", Measure, name="indicator_measure_is_a_word"),
        ]
        indexes: ClassVar = [models.Index(fields=["category"], name="indicator_category")]

    def __str__(self) -> str:
        return self.slug


class Target(Correctable):
    """One row of a plan's main indicator table. A side whose column the table lacks has year, raw and value null."""

    indicator = models.ForeignKey(
        Indicator,
        to_field="slug",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
        db_index=False,
    )
    seq = models.PositiveSmallIntegerField()
    category = models.CharField()
    name = models.CharField()
    raw_name = models.CharField()
    unit = models.CharField(null=True, blank=True)  # noqa: DJ001 null: none printed
    nature = models.CharField(max_length=14, choices=Nature.choices(), null=True, blank=True)  # noqa: DJ001
    note = models.TextField(null=True, blank=True)  # noqa: DJ001
    caveat = models.TextField(null=True, blank=True)  # noqa: DJ001 null: nothing to keep in mind
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_raw = models.CharField(null=True, blank=True)  # noqa: DJ001
    baseline_value = value_field()
    baseline_value_max = value_field()
    baseline_comparator = models.CharField(max_length=8, choices=Comparator.choices())
    baseline_span = models.CharField(max_length=16, choices=Span.choices())
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target_raw = models.CharField(null=True, blank=True)  # noqa: DJ001
    target_value = value_field()
    target_value_max = value_field()
    target_comparator = models.CharField(max_length=8, choices=Comparator.choices())
    target_span = models.CharField(max_length=16, choices=Span.choices())

    objects = TargetQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = verbose_name_plural = "指标表条目"
        ordering: ClassVar = ["document", "seq"]
        constraints: ClassVar = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "seq"], name="target_seq_is_unique", deferrable=Deferrable.DEFERRED
            ),
            one_of("nature", Nature, name="target_nature_is_a_word"),
            *(
                one_of(f"{side.value}_{field}", words, name=f"target_{side.value}_{field}_is_a_word")
                for side in Side
                for field, words in (("comparator", Comparator), ("span", Span))
            ),
            *(
                models.CheckConstraint(
                    condition=Q(
                        **{f"{side.value}_comparator__in": ["ref", "none"], f"{side.value}_value__isnull": True}
                    )
                    | (
                        ~Q(**{f"{side.value}_comparator__in": ["ref", "none"]})
                        & Q(**{f"{side.value}_value__isnull": False})
                    ),
                    name=f"target_{side.value}_value_fits_comparator",
                )
                for side in Side
            ),
        ]
        indexes: ClassVar = [
            *Correctable.Meta.indexes,
            models.Index(fields=["indicator", "district"], name="target_indicator_district"),
        ]


class Observation(Correctable):
    """One number (or a target set by reference) with what it is of, when, and how it is bounded.

    ``year`` is the year, or the last year, that the figure speaks of; ``period_start`` and ``period_end`` are given for totals and averages
    over several years, ``base_year`` for a growth, a change or a multiple whose base the text names. ``caveat`` says in Chinese how the
    figure differs from the definition of its indicator. ``period_label`` names a part of a year (前三季度), ``direction`` says whether
    the words speak of a rise or a fall (``value`` stays as printed). The two sides of every target stand here too, as origin ``table``. ``raw`` is the
    number as printed, with its bound and unit, and stands at ``raw_start``..``raw_end`` of the document's text, within the evidence.
    """

    indicator = models.ForeignKey(
        Indicator,
        to_field="slug",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="observations",
        db_index=False,
    )
    target = refers_to(Target, "key", null=True, related_name="observations")
    side = models.CharField(max_length=8, choices=Side.choices(), null=True, blank=True)  # noqa: DJ001 null: prose
    subject = models.CharField()
    raw = models.CharField()
    raw_start = models.PositiveIntegerField()
    raw_end = models.PositiveIntegerField()
    value = value_field()
    value_max = value_field()
    unit = models.CharField(null=True, blank=True)  # noqa: DJ001 null: none printed
    value_cny = models.DecimalField(max_digits=40, decimal_places=2, null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    period_start = models.PositiveSmallIntegerField(null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(null=True, blank=True)
    base_year = models.PositiveSmallIntegerField(null=True, blank=True)
    period_label = models.CharField(null=True, blank=True)  # noqa: DJ001 null: whole years
    kind = models.CharField(max_length=8, choices=ObservationKind.choices(), null=True, blank=True)  # noqa: DJ001 null: nothing says
    comparator = models.CharField(max_length=8, choices=Comparator.choices())
    measure = models.CharField(max_length=16, choices=Measure.choices())
    direction = models.CharField(max_length=4, choices=Movement.choices(), null=True, blank=True)  # noqa: DJ001 null: the words don't say
    origin = models.CharField(max_length=5, choices=Origin.choices())
    caveat = models.TextField(null=True, blank=True)  # noqa: DJ001 null: nothing to keep in mind

    objects = ObservationQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = verbose_name_plural = "数据"
        constraints: ClassVar = [
            *Correctable.Meta.constraints,
            one_of("kind", ObservationKind, name="observation_kind_is_a_word"),
            one_of("comparator", Comparator, name="observation_comparator_is_a_word"),
            one_of("measure", Measure, name="observation_measure_is_a_word"),
            one_of("direction", Movement, name="observation_direction_is_a_word"),
            one_of("origin", Origin, name="observation_origin_is_a_word"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(comparator__in=["ref", "none"]),
                name="observation_value_fits_comparator",
            ),
            models.CheckConstraint(
                condition=Q(value_max__isnull=True) | Q(comparator="range", value_max__gte=F("value")),
                name="observation_range_runs_upward",
            ),
            models.CheckConstraint(
                condition=Q(origin="table", target__isnull=False, side__isnull=False)
                | Q(origin="prose", target__isnull=True, side__isnull=True),
                name="observation_of_a_table_has_its_target",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True) | Q(period_end__gte=F("period_start")),
                name="observation_period_runs_forward",
            ),
        ]
        indexes: ClassVar = [
            *Correctable.Meta.indexes,
            models.Index(fields=["indicator", "district", "year", "kind"], name="observation_indicator"),
            models.Index(fields=["district", "year"], name="observation_district_year"),
            models.Index(fields=["target"], name="observation_target"),
            # The greatest first, and from behind the least: of one indicator, of all values, sums of money and years. Without these, the first of ten
            # million are found by looking at each.
            *(
                models.Index(
                    *before, models.F(name).desc(nulls_last=True), models.F("key").desc(), name=f"observation_{label}"
                )
                for before, name, label in (
                    (["indicator"], "value", "indicator_value"),
                    (["indicator"], "value_cny", "indicator_cny"),
                    ([], "value", "by_value"),
                    ([], "value_cny", "by_value_cny"),
                    ([], "year", "by_year"),
                )
            ),
        ]


class Numeral(Correctable):
    """An entry of the number ledger: a numeral of the document's text, and what it is. Every numeral stands here once.

    ``raw`` is the numeral, at ``raw_start``..``raw_end``; the evidence is the words around it.
    """

    raw = models.CharField()
    raw_start = models.PositiveIntegerField()
    raw_end = models.PositiveIntegerField()
    disposition = models.CharField(max_length=16, choices=Disposition.choices())

    objects = EvidencedQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = verbose_name_plural = "数字"
        constraints: ClassVar = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "raw_start"], name="numeral_stands_once", deferrable=Deferrable.DEFERRED
            ),
            one_of("disposition", Disposition, name="numeral_disposition_is_a_word"),
        ]
        indexes: ClassVar = [
            *Correctable.Meta.indexes,
            models.Index(fields=["disposition", "document"], name="numeral_disposition"),
        ]


def harmonised_field(**options: Any) -> models.DecimalField:
    """A printed number in another unit or over another time, which may have more digits before the point."""
    return models.DecimalField(max_digits=40, decimal_places=6, **options)


class KeptCell(Versioned):
    """What `compare/` says of one indicator in one district and year on one basis: worked out (``indicators.deriving``), never read.

    ``basis`` is the basis that it is for, and empty for any other than those in ``fitted``, on which none of the statements has a value. ``bases`` are
    those on which it has a figure as stated; both are separated by blanks. ``digest`` is of all that the row says. Of the chosen statement: ``statement``
    and what becomes of it; of the others, in their order: ``others`` and the lists of the same length.
    """

    indicator = models.ForeignKey(
        Indicator, to_field="slug", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    district = models.ForeignKey("districts.District", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=24, blank=True)
    digest = models.BigIntegerField()
    bases = models.CharField(blank=True)
    fitted = models.CharField(blank=True)
    statement = models.ForeignKey(
        Observation, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    status = models.CharField(max_length=16)
    reason = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001 null: it can be compared
    value = harmonised_field(null=True, blank=True)
    value_max = harmonised_field(null=True, blank=True)
    steps = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    comparator = models.CharField(max_length=8)
    because = models.CharField(max_length=16)
    differing = models.PositiveIntegerField()
    others = ArrayField(models.BigIntegerField(), default=list, blank=True)
    other_statuses = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    other_reasons = ArrayField(models.CharField(max_length=20, null=True), default=list, blank=True)
    other_values = ArrayField(harmonised_field(null=True), default=list, blank=True)

    class Meta(Versioned.Meta):
        ordering: ClassVar = ["indicator", "district", "year", "basis"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "district", "year", "basis"], name="cell_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.pk} {self.district.pk} {self.year} {self.basis}"


class Mention(Versioned):
    """The numbers beside the names of an indicator in a document that are none of its figures (``indicators.mentioning``): worked out
    (``indicators.deriving``) when one of both is written, never read.

    In the order of the text: keys of numerals, and of observations with their years.
    """

    document = refers_to(Document, "slug", related_name="+")
    indicator = models.ForeignKey(
        Indicator, to_field="slug", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    numerals = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    unlinked = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    unlinked_years = ArrayField(models.PositiveSmallIntegerField(null=True), default=list, blank=True)

    class Meta(Versioned.Meta):
        ordering: ClassVar = ["document", "indicator"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "indicator"], name="mention_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.pk} {self.document.pk}"


class Stale(models.Model):
    """Something was written that what is worked out does not know yet: of an indicator in a district and year (0: of no year); or, with ``document_slug``,
    of what stands in a document; or, without a district, of what an indicator is called.

    Triggers write it, whoever wrote. ``since`` is the revision that did; a row of which a later one took notice stays, with that as ``until``.
    """

    district_code = models.CharField(max_length=6, blank=True)
    indicator_slug = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField()
    document_slug = models.CharField(max_length=40, blank=True, db_default="")
    since = models.PositiveIntegerField(db_default=WritingRevision(), editable=False)
    until = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["district_code", "indicator_slug", "year", "since"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator_slug", "district_code", "year", "document_slug"],
                condition=Q(until__isnull=True),
                name="stale_is_one",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["district_code"], condition=Q(until__isnull=True), name="stale_by_district"),
            models.Index(
                fields=["indicator_slug", "district_code", "until"], condition=Q(until__isnull=False), name="stale_then"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_code} {self.indicator_slug} {self.year} {self.document_slug}"


class RulesInForce(models.Model):
    """By which rules (a hash of their code and data) everything is worked out from the revision ``since`` on; the last row counts.

    ``since`` is null until everything has been.
    """

    digest = models.CharField(max_length=20)
    since = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.digest


def _word(*, null: bool = True) -> models.CharField:
    return models.CharField(max_length=20, null=null, blank=null)


def _words() -> ArrayField:
    return ArrayField(_word(null=False), default=list, blank=True)


def _stated(model: Any = Observation) -> models.ForeignKey:
    """What an outcome was worked out with. It is worked out again when any observation of its district is written, in the same transaction: so there is
    no constraint, for which every row that is removed would have to be looked for here."""
    return models.ForeignKey(
        model,
        to_field="key",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )


class Outcome(Versioned):
    """How far a target is: worked out (``indicators.progressing``) of what its district states, each time that something of that is stored
    (``indicators.deriving``).

    ``row`` is the observation that sets the target; its document, district, chapter, indicator and year stand here too, so that targets can be found and put in
    order by them. ``baseline`` and ``outcome`` are the observations beside it. Of all three there is what they are in the indicator's unit and over its
    time, which is nothing where the target has no indicator. ``added`` are the earlier years' figures of a total that was added up.
    """

    row = models.ForeignKey(
        Observation, to_field="key", db_column="key", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    document = refers_to(Document, "slug", related_name="+")
    district = of_the_document(District, related_name="+")
    indicator = models.ForeignKey(
        Indicator, to_field="slug", null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    chapter = _stated(Chapter)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=16, choices=ProgressStatus.choices())
    reason = _word()
    share_done = models.DecimalField(max_digits=40, decimal_places=4, null=True, blank=True)
    share_elapsed = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    pace_so_far = harmonised_field(null=True, blank=True)
    pace_needed = harmonised_field(null=True, blank=True)
    baseline = _stated()
    baseline_status = _word()
    baseline_reason = _word()
    baseline_value = harmonised_field(null=True, blank=True)
    baseline_value_max = harmonised_field(null=True, blank=True)
    baseline_steps = _words()
    target_status = _word()
    target_reason = _word()
    target_value = harmonised_field(null=True, blank=True)
    target_value_max = harmonised_field(null=True, blank=True)
    target_steps = _words()
    outcome = _stated()
    outcome_status = _word()
    outcome_reason = _word()
    outcome_value = harmonised_field(null=True, blank=True)
    outcome_value_max = harmonised_field(null=True, blank=True)
    outcome_steps = _words()
    added_keys = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    added_statuses = _words()
    added_values = ArrayField(harmonised_field(), default=list, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta(Versioned.Meta):
        ordering: ClassVar = ["document_id", "row_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["row"], name="outcome_row_is_unique"),
            one_of("status", ProgressStatus, name="outcome_status_is_a_word"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["document", "row"], name="outcome_in_order"),
            models.Index(fields=["status", "document", "row"], name="outcome_status"),
            models.Index(fields=["reason", "document", "row"], name="outcome_reason"),
            models.Index(fields=["district", "document", "row"], name="outcome_district"),
            # The greatest first, and from behind the least: of all, of one status, of one indicator.
            *(
                models.Index(
                    *before, models.F(name).desc(nulls_last=True), models.F("row").desc(), name=f"outcome_{label}"
                )
                for before, name, label in (
                    ([], "share_done", "by_share_done"),
                    ([], "share_elapsed", "by_share_elapsed"),
                    ([], "target_year", "by_year"),
                    ([], "chapter", "by_chapter"),
                    (["status"], "share_done", "status_share_done"),
                    (["indicator"], "share_done", "indicator_share_done"),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.status}"  # pyright: ignore[reportAttributeAccessIssue] Django gives it
