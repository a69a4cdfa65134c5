"""Projects (named works that a journalist would list) and parks (named places that host firms)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, Q

from districts.models import Correctable, one_of
from projects.querysets import ParkQuerySet, ProjectQuerySet
from text.vocabulary import ParkKind, ParkLevel, ProjectStatus


class Project(Correctable):
    """A named project. ``investment_cny`` is in yuan, read from ``investment_raw`` (拟投资0.59亿元 is 59000000).

    Two works of one document may have the same name (城市易涝区域整治工程 of two towns).
    ``location`` is the place that a list gives, as printed; ``period_start`` and ``period_end`` are its years of building (2021-2023年).
    """

    name = models.CharField()
    category = models.CharField(null=True, blank=True)  # noqa: DJ001 null: the text gives none
    status = models.CharField(max_length=20, choices=ProjectStatus.choices(), null=True, blank=True)  # noqa: DJ001
    investment_raw = models.CharField(null=True, blank=True)  # noqa: DJ001
    investment_cny = models.DecimalField(max_digits=40, decimal_places=2, null=True, blank=True)
    subdistrict = models.CharField(null=True, blank=True)  # noqa: DJ001
    location = models.CharField(null=True, blank=True)  # noqa: DJ001
    period_start = models.PositiveSmallIntegerField(null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(null=True, blank=True)
    box = models.CharField(null=True, blank=True)  # noqa: DJ001 label of the box: 专栏18

    objects = ProjectQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = verbose_name_plural = "项目"
        constraints: ClassVar = [
            *Correctable.Meta.constraints,
            one_of("status", ProjectStatus, name="project_status_is_a_word"),
            models.CheckConstraint(
                condition=Q(investment_cny__isnull=True) | Q(investment_raw__isnull=False),
                name="project_investment_has_its_words",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_start__lte=models.F("period_end")),
                name="project_period_is_in_order",
            ),
        ]
        indexes: ClassVar = [
            *Correctable.Meta.indexes,
            # the dearest first
            models.Index(
                models.F("investment_cny").desc(nulls_last=True),
                models.F("key").desc(),
                name="project_by_investment_cny",
            ),
            models.Index(fields=["name", "key"], name="project_by_name"),
        ]


class Park(Correctable):
    """A park, zone, incubator or makerspace; one row a place, with its other written forms as aliases. ``area_km2`` in km²."""

    name = models.CharField()
    aliases = ArrayField(models.CharField(), default=list, blank=True)
    kind = models.CharField(max_length=20, choices=ParkKind.choices())
    level = models.CharField(max_length=10, choices=ParkLevel.choices(), null=True, blank=True)  # noqa: DJ001
    industries = ArrayField(models.CharField(), default=list, blank=True)
    area_km2 = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)

    objects = ParkQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = verbose_name_plural = "园区"
        constraints: ClassVar = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "name"], name="park_name_is_unique", deferrable=Deferrable.DEFERRED
            ),
            one_of("kind", ParkKind, name="park_kind_is_a_word"),
            one_of("level", ParkLevel, name="park_level_is_a_word"),
        ]
