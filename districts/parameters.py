"""Parameters that lists of several apps have: which place, document or chapter a row is of."""

from typing import Any

from django.db import models
from django.db.models import Q

from districts.models import Chapter, District, Document
from districts.reading.divisions import NATION, by_name, division, find_in, full_name, today, what_became_of
from districts.reading.short_names import by_short_name, find_short
from rest.fast.slots import one_of
from rest.filters import (
    DAY,
    LABEL,
    NULL,
    NUMBER,
    PLACE,
    TEXT,
    WHOLE_NUMBERS,
    WORD,
    OwnRow,
    Parameter,
    Related,
    labels,
    read_whole,
    read_word,
)
from rest.http.problems import Wrong
from text.sources.source import fold
from text.vocabulary import DocumentKind, ReadingState, Word

OF_A_DOCUMENT = {
    "district__name": TEXT,
    "document__title": TEXT,
    "document__period_start": NUMBER + NULL,
    "document__period_end": NUMBER + NULL,
    "document__report_year": NUMBER + NULL,
    "document__issued_on": DAY + NULL,
}
"""Lookups across relations, for example ``document_title__contains=``."""

EVIDENCE = {
    "since": NUMBER,
    "start": PLACE,
    "end": PLACE,
    "quote": TEXT,
    **OF_A_DOCUMENT,
    "chapter__kind": WORD,
    "chapter__label": LABEL + NULL,
    "chapter__title": TEXT,
    "chapter__level": NUMBER,
}


CORRECTED_EVIDENCE = {"corrected": NULL, **EVIDENCE}
"""The same of rows that editors can correct."""


_THE_NATION = frozenset({"全国", "中国", "我国", "国家"})


def districts_meant(name: str) -> list[tuple[str, str]]:
    """The codes of what people call by a name, short or full (河东, 河东区, 天津河东, 天津市河东区), with the full names."""
    folded = fold(name).strip()
    if what_became_of(folded) and (now := today(folded)).code != folded:
        return [(now.code, full_name(now))]
    if folded in _THE_NATION:
        return [(NATION, full_name(division(NATION)))]
    full = find_in(folded)
    found = [one for one in (*find_short(folded, full), *full) if (one.start, one.end) == (0, len(folded))]
    divisions = [one.division for one in found] or [*by_name(folded), *by_short_name(folded)]
    codes = dict.fromkeys(one.successor if one.successor and not one.in_force else one.code for one in divisions)
    return [(code, full_name(division(code))) for code in codes]


DISTRICTS: dict[str, Any] = {
    "target": District,
    "key": "code",
    "labels": ["name", "name_en"],
    "meant": districts_meant,
    "ended": what_became_of,
}
"""What a parameter that takes codes of districts needs."""


def by_district(path: str = "district__code", *, orders: bool = True) -> Related:
    """``district=120102``: rows of these districts."""
    return Related(
        path,
        **DISTRICTS,
        orders=orders,
        example="120102",
        description="Codes of districts (GB/T 2260, six digits).",
    )


def by_city(*paths: str) -> Related:
    """``city=120000``: rows of these cities and of all their districts."""
    return Related(
        *paths,
        **DISTRICTS,
        example="120000",
        description="Codes of cities or provinces: includes the rows of all divisions directly below them.",
    )


_DOCUMENTS: dict[str, Any] = {
    "target": Document,
    "key": "slug",
    "labels": ["title"],
    "orders": True,
    "example": "120102-plan-2021",
}


def by_document(path: str = "document__slug") -> Related:
    """``document=120102-plan-2021``: rows of these documents."""
    return Related(path, description="Slugs of documents.", **_DOCUMENTS)


class OfPastDocument(Related):
    """``document=…`` where rows outlive their document: it is one that there is, or one that a row of ``told_by`` names."""

    def __init__(self, told_by: type[models.Model]) -> None:
        super().__init__("document", description="Slugs of documents, also of former ones.", **_DOCUMENTS)
        self.told_by = told_by

    def check(self, name: str, values: list[Any]) -> tuple[list[Any], list[Wrong]]:
        values, wrong = super().check(name, values)
        if not wrong:
            return values, []
        asked = {one.value for one in wrong}
        former = set(self.told_by._default_manager.filter(document__in=asked).values_list("document", flat=True))  # noqa: SLF001 Django documents it
        return values, [one for one in wrong if one.value not in former]


def by_word(path: str, words: type[Word], description: str, *, orders: bool = False, example: str) -> Parameter:
    """``kind=actual``: rows with one of these closed words."""
    return Parameter(
        path,
        reader=read_word(words),
        plural=True,
        commas=True,
        orders=orders,
        example=example,
        description=f"{description} {labels(words)}",
        schema={"$ref": f"#/components/schemas/{words.__name__}"},
    )


def by_document_kind(path: str) -> Parameter:
    """``document_kind=report``: rows of documents of these kinds."""
    return by_word(path, DocumentKind, "Kinds of documents.", orders=True, example="report")


def by_reading_state(path: str = "document__reading_state") -> Parameter:
    """``document_reading_state=good``: rows of documents that were read well."""
    return by_word(path, ReadingState, "The reading check of their documents.", orders=True, example="good")


class Within(Related):
    """``chapter=120110-plan-2021-c33620``: what stands in these chapters or in the chapters within them."""

    shaped = False  # its values are looked at

    def __init__(self, *, orders: bool = True, of: str = "") -> None:
        """``of``: the way from the filtered rows to those that have a place in the text, where it is others (``row__``)."""
        self.of = of
        super().__init__(
            "chapter__key",
            target=Chapter,
            key="key",
            orders=orders,
            example="120110-plan-2021-c33620",
            description="Ids of chapters: rows in them or in their subchapters.",
        )

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        condition = Q(pk__in=[])
        for document, start, end in Chapter.objects.filter(key__in=values).values_list("document", "start", "end"):
            condition |= Q(document=document, **{f"{self.of}start__gte": start, f"{self.of}start__lt": end})
        return queryset.filter(condition)


class InChapters(Parameter):
    """``text__contains=养老``: chapters with these words in their text."""

    def narrow(self, queryset: Any, values: list[Any]) -> models.QuerySet:
        return queryset.with_text().filter(own_text__icontains=values[0])


class OfDocuments(Parameter):
    """``document_kind=report``: districts that have a document with one of the values in this column."""

    def __init__(self, column: str, *, told: str, example: Any, words: type[Word] | None = None) -> None:
        super().__init__(
            column,
            plural=True,
            commas=True,
            example=example,
            reader=read_word(words) if words else read_whole,
            schema={"$ref": f"#/components/schemas/{words.__name__}"} if words else WHOLE_NUMBERS,
            description=f"Districts that have a document {told}.{f' {labels(words)}' if words else ''}",
        )

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        documents = Document.objects.filter(one_of(self.field_name, values)).order_by()
        return queryset.filter(pk__in=documents.values("district"))


def by_id(*, of: str | None = None) -> OwnRow:
    """``id=…``: these rows; an id that no row has is an error."""
    return OwnRow(of=of, description="Public ids of rows.")
