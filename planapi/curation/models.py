"""What editors have decided, and what readers have reported.

None of it has a history of its own: what becomes of it in the rows is a revision like any other. A correction is bound to words of a document, by the
document's slug and what the row quotes, and to no row of the database: those come and go with each ingest.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from access.models import ApiKey
from districts.models import one_of
from planapi.curation.words import ReportState, RuleKind
from text.vocabulary import CorrectionState, Unapplied

EDITORS = "编辑部"
"""Who is shown to have corrected something, unless somebody chose another name."""
LONGEST_REASON = 500
LONGEST_NAME = 60


def _user(**options: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", **options
    )


class Decision(models.Model):
    """What an editor decided: who (a user of the admin, or a key), when and why, and who took it back. ``shown_as`` is for the public, the rest for editors."""

    made_by = _user(verbose_name="编辑")
    made_with = models.ForeignKey(
        ApiKey, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="密钥"
    )
    made_at = models.DateTimeField("时间")
    shown_as = models.CharField("公开署名", max_length=LONGEST_NAME, default=EDITORS)
    why = models.CharField("理由", max_length=LONGEST_REASON)
    withdrawn_by = _user(verbose_name="撤回人")
    withdrawn_with = models.ForeignKey(ApiKey, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_why = models.CharField("撤回理由", max_length=LONGEST_REASON, blank=True)

    class Meta:
        abstract = True

    def entry(self) -> dict[str, Any]:
        """What a row says of it."""
        return {
            "id": self.public_id,
            "by": self.shown_as,
            "at": localtime(self.made_at).isoformat(timespec="seconds"),
            "why": self.why,
        }

    @property
    def public_id(self) -> str:
        raise NotImplementedError


class Correction(Decision):
    """Of the row of ``document`` that quotes ``quote`` and is of these ``words`` (the ``nth`` of ``of`` such rows), the fields in ``changes`` are otherwise; or
    (``removes``) there should be no such row.

    ``as_read`` holds the values that were read; where others are read, it does not apply. ``rows`` are the rows that it has taken out, to be put back. ``key``
    is the public id of the row when it was last found.
    """

    document = models.CharField("文件", max_length=40)
    resource = models.CharField("类别", max_length=20)
    key = models.CharField("条目", max_length=60)
    quote = models.TextField("引文")
    words = models.TextField("字句")
    nth = models.PositiveIntegerField(default=1)
    of = models.PositiveIntegerField(default=1)
    removes = models.BooleanField("不应有此条", default=False)
    changes = models.JSONField("更正为", default=dict, blank=True)
    as_read = models.JSONField("原读作", default=dict, blank=True)
    rows = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    state = models.CharField(
        "状态", max_length=10, choices=CorrectionState.choices(), default=CorrectionState.STALE.value
    )
    reason = models.CharField("未生效原因", max_length=20, choices=Unapplied.choices(), blank=True)

    class Meta(Decision.Meta):
        verbose_name = verbose_name_plural = "更正"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            one_of("state", CorrectionState, name="correction_state_is_a_word"),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
                name="correction_withdrawn_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["document", "resource"], name="correction_document"),
            models.Index(fields=["state"], name="correction_state"),
        ]

    def __str__(self) -> str:
        return f"{self.resource}/{self.key}"

    @property
    def public_id(self) -> str:
        return f"c{self.pk}"


class IndicatorRule(Decision):
    """Rows that readers link to ``source`` are of ``target`` (null: of none): all of them (a merge), or those that ``condition`` is true of (a split).

    ``condition`` may have ``subjects`` (the whole name as printed), ``contains`` (words in it), ``units`` and ``measures``: a row has to be of one of each that
    is there. ``makes`` are the columns of a target that is not in the catalogue.
    """

    kind = models.CharField("做法", max_length=6, choices=RuleKind.choices())
    source = models.CharField("原指标", max_length=80)
    target = models.CharField("并入／拆为", max_length=80, null=True, blank=True)  # noqa: DJ001 null: of no indicator
    condition = models.JSONField("条件", default=dict, blank=True)
    makes = models.JSONField("新指标", null=True, blank=True)

    class Meta(Decision.Meta):
        verbose_name = verbose_name_plural = "指标合并与拆分"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [one_of("kind", RuleKind, name="rule_kind_is_a_word")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target or '（无指标）'}"

    @property
    def public_id(self) -> str:
        return f"r{self.pk}"


class WrongReading(models.Model):
    """A reader's report that a row was read wrong. It holds nothing about who sent it.

    ``row`` is the row as it was shown, ``document``, ``quote`` and ``text`` (the paragraph) what it was read out of; so it can be told, and made a case for the
    tests, when the row has changed. ``right`` is what the case asks for: set by the editor who confirms.
    """

    made_at = models.DateTimeField("时间")
    resource = models.CharField("类别", max_length=20)
    key = models.CharField("条目", max_length=60)
    document = models.CharField("文件", max_length=40)
    revision = models.PositiveIntegerField("版本")
    quote = models.TextField("引文")
    text = models.TextField("段落")
    row = models.JSONField("当时读作")
    message = models.TextField("哪里不对")
    suggested = models.CharField("应为", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=ReportState.choices(), default=ReportState.OPEN.value)
    decided_by = _user(verbose_name="处理人")
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    decided_why = models.CharField("处理说明", max_length=LONGEST_REASON, blank=True)
    right = models.TextField("正确内容", blank=True)
    correction = models.ForeignKey(
        Correction, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports", verbose_name="更正"
    )

    class Meta:
        verbose_name = verbose_name_plural = "读者报错"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [one_of("state", ReportState, name="wrong_reading_state_is_a_word")]
        indexes: ClassVar = [
            models.Index(fields=["state", "-id"], name="wrong_reading_state"),
            models.Index(fields=["resource", "key"], name="wrong_reading_row"),
        ]

    def __str__(self) -> str:
        return f"{self.resource}/{self.key}"
