"""What can be asked of indicators, targets and observations: the read interface that the views use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Func, OuterRef

from districts.querysets import EvidencedQuerySet
from rest.fast.projection import AsJson, Label, Null, Plain, Record
from rest.fast.slots import IsAmong
from text.vocabulary import ProgressStatus, Reason

if TYPE_CHECKING:
    from typing import Self


class IndicatorQuerySet(models.QuerySet):
    def served(self) -> Self:
        return self.all()


class TargetQuerySet(EvidencedQuerySet):
    def served(self) -> Self:
        return super().served().select_related("indicator")


class ObservationQuerySet(EvidencedQuerySet):
    def served(self) -> Self:
        return super().served().select_related("indicator", "target")


class _AtPlace(Func):
    """``(array)[place]``."""

    template = "(%(expressions)s]"
    arg_joiner = ")["


_LABELS = {
    f"{column}_{language}": Label(F(column), words, language)
    for column, words, languages in (
        ("status", ProgressStatus, ("zh",)),
        *((f"{of}reason", Reason, ("zh", "en")) for of in ("", "baseline_", "target_", "outcome_")),
    )
    for language in languages
}


class OutcomeQuerySet(models.QuerySet):
    def served(self) -> Self:
        """Outcomes with the labels of their words, ``status_zh`` … ``outcome_reason_en``, and ``added``: the figures that were added up, as they are
        served."""
        return self.annotate(**_LABELS, added=self._added())

    def _added(self) -> ArraySubquery:
        place = Func(OuterRef("added_keys"), F("key"), function="array_position", output_field=models.IntegerField())
        figure = Record(
            {
                "id": F("key"),
                "document": F("document__slug"),
                **{name: F(name) for name in ("year", "kind", "direction", "period_label", "origin", "raw", "unit")},
                "status": _AtPlace(OuterRef("added_statuses"), place, output_field=models.TextField()),
                "reason": Null(),  # only what can be compared is added up
                "reason_zh": Null(),
                "value": Plain(_AtPlace(OuterRef("added_values"), place, output_field=models.DecimalField())),
                **{name: F(name) for name in ("caveat", "start", "end", "quote")},
            }
        )
        rows: models.QuerySet = self.model._meta.get_field("row").related_model._default_manager.all()  # noqa: SLF001 Django documents it
        figures = rows.filter(IsAmong(F("key"), OuterRef("added_keys"))).alias(place=place).order_by("place")
        return ArraySubquery(figures.values(figure=AsJson(figure)))
