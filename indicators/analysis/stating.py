"""Observations become statements that can be compared, and go back to their rows to be shown with their evidence."""

import re
from dataclasses import dataclass
from typing import Any

from indicators.harmonising import Harmonised, Measured, Statement, is_a_fall
from indicators.models import Observation
from text.vocabulary import (
    Comparability,
    DocumentKind,
    Measure,
    Movement,
    ObservationKind,
    Origin,
    ReadingState,
    Reason,
)

_BREAK = re.compile(r"[，,。;；！!？?\n]")


MEASURED = ("slug", "unit", "measure", "definition", "name_zh")
"""The columns of an indicator that bear on comparing its figures."""


def measured_of(indicator: Any) -> Measured:
    return Measured(
        indicator.slug,
        indicator.unit,
        Measure(indicator.measure),
        indicator.definition,
        falls=is_a_fall(indicator.name_zh),
    )


STATED = (
    *(
        "id",
        "key",
        "indicator_id",
        "document_id",
        "subject",
        "quote",
        "start",
        "raw_start",
        "value",
        "value_max",
        "unit",
    ),
    *("year", "period_start", "period_end", "base_year", "period_label"),
    *("kind", "comparator", "measure", "direction", "origin", "caveat"),
)
"""The columns of an observation that bear on comparing it."""


# Words by their values: an Enum takes ten times as long to look one up.
_KINDS = {word.value: word for word in ObservationKind}
_MEASURES = {word.value: word for word in Measure}
_ORIGINS = {word.value: word for word in Origin}
_MOVEMENTS = {word.value: word for word in Movement}


def statement_of(row: Any, document: Any = None, *, clause: str | None = None) -> Statement:
    """A row as comparing needs it: an observation, or a tuple of its ``STATED`` columns with its document."""
    document = document or row.document
    return Statement(
        id=row.key,
        subject=row.subject,
        clause=clause_around(row.quote, row.raw_start - row.start) if clause is None else clause,
        value=row.value,
        value_max=row.value_max,
        unit=row.unit,
        year=row.year,
        period_start=row.period_start,
        period_end=row.period_end,
        base_year=row.base_year,
        kind=_KINDS[row.kind] if row.kind else None,
        measure=_MEASURES[row.measure],
        origin=_ORIGINS[row.origin],
        caveat=row.caveat,
        issued=document.report_year or document.period_start or 0,
        start=row.start,
        direction=_MOVEMENTS[row.direction] if row.direction else None,
        period_label=row.period_label,
        doubtful=document.reading_state == ReadingState.DOUBTFUL,
        of_field=document.kind == DocumentKind.SPECIAL_PLAN,
    )


def clause_around(sentence: str, at: int) -> str:
    """The part of a sentence between its stops in which the character ``at`` stands.

    >>> clause_around("生产总值360亿元，按可比价增长5.8%，居民收入", 15)
    '按可比价增长5.8%'
    """
    start = max((found.end() for found in _BREAK.finditer(sentence, 0, max(at, 0))), default=0)
    end = _BREAK.search(sentence, max(at, 0))
    return sentence[start : end.start() if end else len(sentence)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row, and what it is beside others."""

    row: Observation
    harmonised: Harmonised

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def comparability(self) -> Comparability:
        return self.harmonised.comparability

    @property
    def reason(self) -> Reason | None:
        return self.harmonised.reason
