"""What can be asked of indicators, targets and observations: the read interface that the views use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from districts.querysets import EvidencedQuerySet

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
