"""What the documents state, for `verify/`: places with what is stored of them, and the observations that a claim is compared with.

Each statement is compiled once, and each says which revision it saw.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least, Substr

from districts.models import District, Document
from history.revisions import NEWEST_NUMBER, State
from indicators.analysis.stating import statement_of
from indicators.analysis.verify_asking import VerifyRequest
from indicators.models import Indicator, Observation
from indicators.serializers import IndicatorNameSerializer, ObservationSerializer
from indicators.verifying import Held
from rest.fast.projection import row_as_octets
from rest.fast.remembered import Remembered
from rest.fast.shapes import CompiledStatement, compiled
from rest.fast.slots import Several, Slot, one_of
from rest.selection import expandable
from text.vocabulary import Comparator, Origin

MOST_STATED = 50_000
"""Statements among which those of the numbers are looked for."""
LEAD = 80
"""Characters before a stated number in which its clause begins."""

_STOPS = "，,。;；:：！!?？\n"
_LAST_CLAUSE = re.compile(rf"[^{_STOPS}]*\Z")


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A district, and what is stored of it."""

    code: str
    name: str
    held: bool
    """Whether it has documents."""
    documents: int
    """How many it has of those that are asked."""
    newest: int | None
    """The year of the newest report among these."""
    stated: int
    """How many numbers these state, to one more than ``MOST_STATED``."""


@dataclass(frozen=True, slots=True)
class StatedDocument:
    """What a statement's document says about it."""

    kind: str
    period_start: int | None
    report_year: int | None
    reading_state: str


@dataclass(frozen=True, slots=True)
class StatedRow:
    """An observation with what it is compared by; ``written`` is the row as JSON, ``lead`` the text before the number."""

    key: str
    written: bytes
    lead: str
    subject: str
    raw: str
    raw_start: int
    start: int
    quote: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    year: int | None
    period_start: int | None
    period_end: int | None
    base_year: int | None
    kind: str | None
    comparator: str
    measure: str
    origin: str
    caveat: str | None
    direction: str | None
    period_label: str | None
    indicator_id: str | None
    document: StatedDocument


def fetch_places(codes: list[str], asked: VerifyRequest) -> dict[str, ClaimPlace]:
    """The districts of these codes that there are."""
    if not codes:
        return {}
    rows = asked.fetch(_select_places(asked.document is not None), [codes, asked.document])
    return {row[0]: ClaimPlace(*row) for row in rows}


@cache
def _select_places(of_one_document: bool) -> CompiledStatement:
    documents = Document.objects.filter(district=OuterRef("pk")).order_by()
    asked = documents.filter(slug=Slot(1)) if of_one_document else documents
    counted = asked.values("district")
    rows = Observation.objects.filter(district=OuterRef("pk"))
    stated = rows.filter(document=Slot(1)) if of_one_document else rows
    return compiled(
        District.objects.filter(one_of("pk", Several(0)))
        .order_by()
        .values_list(
            "code",
            "name",
            Exists(documents),
            Coalesce(Subquery(counted.annotate(count=Count("*")).values("count")), 0),
            Subquery(counted.annotate(newest=Max("report_year")).values("newest")),
            _SubqueryCount(stated.order_by()[: MOST_STATED + 1].values("pk")),
            NEWEST_NUMBER,
        )
    )


class _SubqueryCount(Subquery):
    """How many rows a query gives."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS few)"
    output_field = IntegerField()  # pyright: ignore[reportAssignmentType] Django takes a field here


class _LikeAnyOf(Func):
    """``subject LIKE ANY (…)``"""

    template = "%(expressions)s)"
    arg_joiner = " LIKE ANY("
    output_field = BooleanField()  # pyright: ignore[reportAssignmentType] Django takes a field here


class _IsWrittenOtherwise(Func):
    """Whether a text has characters that are written for others (％ for %): no pattern can be held against it."""

    template = "%(expressions)s IS NOT NFKC NORMALIZED"
    output_field = BooleanField()  # pyright: ignore[reportAssignmentType] Django takes a field here


def fetch_stated(
    places: Sequence[str], slugs: Sequence[str], patterns: Sequence[str], asked: VerifyRequest
) -> list[tuple[Any, ...]]:
    """The numbers of some places that are of some indicators, or under names of some patterns: id, place, indicator, subject, year and unit of each."""
    return asked.fetch(_select_stated(asked.document is not None), [places, asked.document, slugs, patterns])


@cache
def _select_stated(of_one_document: bool) -> CompiledStatement:
    """The numbers that documents state of some indicators or under some names."""
    rows = Observation.objects.filter(one_of("district", Several(0)))
    if of_one_document:
        rows = rows.filter(document=Slot(1))
    named = Q(_LikeAnyOf(F("subject"), Several(3))) | Q(_IsWrittenOtherwise(F("subject")))
    some = rows.filter(one_of("indicator", Several(2)) | named).order_by("document_id", "start", "key")
    return compiled(some.values_list("key", "district_id", "indicator_id", "subject", "year", "unit", NEWEST_NUMBER))


def fetch_rows(keys: list[str], years: list[int], asked: VerifyRequest) -> dict[str, StatedRow]:
    if not keys:
        return {}
    found = asked.fetch(_select_rows(), [keys, years])
    return {row[0]: StatedRow(*row[:-4], document=StatedDocument(*row[-4:])) for row in found}  # pyright: ignore[reportCallIssue] its columns in their order


@cache
def _select_rows() -> CompiledStatement:
    """The rows of these ids. A text has to be unpacked for some of it: so that is only read where the quote has no stop before the number, and of the years
    that are asked about, since of other years nothing else is told."""
    serializer = ObservationSerializer()
    for optional in expandable(ObservationSerializer):
        serializer.fields.pop(optional)
    within, whole = F("raw_start") - F("start"), Greatest(F("raw_start") - LEAD, Value(0))
    text = Substr("document__text", whole + 1, F("raw_start") - whole)
    quoted = Substr("quote", Greatest(within - LEAD, Value(0)) + 1, Least(within, Value(LEAD)))
    rows: Any = Observation.objects.filter(one_of("key", Several(0))).alias(quoted=quoted, within=within)
    lead = Case(
        When(origin=Origin.TABLE.value, then=Value("")),
        When(Q(within__gte=LEAD) | Q(quoted__regex=f"[{_STOPS}]"), then=F("quoted")),
        When(Q(year__isnull=True) | one_of("year", Several(1)), then=text),
        default=F("quoted"),
    )
    columns = [field.name for field in fields(StatedRow)][3:-1]
    of_document = [f"document__{field.name}" for field in fields(StatedDocument)]
    said = [*columns, *of_document, NEWEST_NUMBER]
    return compiled(rows.order_by().values_list("key", row_as_octets(serializer), lead, *said))


@cache
def _select_indicators() -> CompiledStatement:
    rows = Indicator.objects.filter(one_of("slug", Several(0))).order_by()
    return compiled(rows.values_list("slug", row_as_octets(IndicatorNameSerializer()), NEWEST_NUMBER))


_REMEMBERED = Remembered(500)
"""The names of indicators as JSON."""


def fetch_names(slugs: Sequence[str], asked: VerifyRequest, state: State | None) -> dict[str, bytes]:
    """The names of some indicators as JSON. ``state`` as for ``Remembered``."""

    def found() -> tuple[dict[str, bytes], int | None]:
        # It raises where it saw another revision.
        return dict(asked.fetch(_select_indicators(), [slugs])), state and state.number

    return _REMEMBERED.get(state, tuple(slugs), found)


def held_of(row: StatedRow) -> Held:
    """A row in the form compared with a claim. The clause is of the text, since a quote may begin within it; a cell has
    none."""
    before = row.subject if row.origin == Origin.TABLE else _LAST_CLAUSE.findall(row.lead)[0]
    return Held(statement_of(row, clause=before + row.raw), row.raw, Comparator(row.comparator), row.indicator_id)
