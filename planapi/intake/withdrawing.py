"""A document that should not be there is taken out of the data set, and brought back: each is a revision, with the reason that was given.

Nothing is lost by it. The rows stand in the past of their tables (``history``), where ``revision=`` and ``changes/`` find them, and from where they are
brought back as they were, with their ids.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from psycopg import sql

from districts.models import Document, IngestRun
from history.models import Versioned
from history.revisions import writing, written
from indicators.deriving import derive
from indicators.models import Outcome
from planapi.curation.correcting import edit_again
from planapi.intake.models import Withdrawal
from planapi.resources import DATA
from planapi.search.models import Entry
from planapi.search.waiting import empty_lists

LONGEST_REASON = 1_000


_RESOURCES = {view.queryset.model: name for name, view in DATA.items()}
_FOLLOWS = (Outcome, Entry)
"""Tables of what follows from the others, and is worked out anew."""


class NotWithdrawable(Exception):
    """There is no such document to withdraw, or to bring back; the message says what there is. ``missing``: it was never there."""

    def __init__(self, message: str, *, missing: bool) -> None:
        super().__init__(message)
        self.missing = missing


class NotAsItWas(Exception):
    """The rows can't be brought back as they were; the message says what can be done instead."""


def withdraw(slug: str, *, reason: str, by: str = "") -> Withdrawal:
    """Take a document and all of its rows out of the data set. Raises NotWithdrawable where it is not there."""
    with writing(document=slug, reason=reason) as counts:
        document = Document.objects.select_for_update().defer("text", "places").filter(slug=slug).first()
        if document is None:
            raise _missing(slug)
        runs = list(IngestRun.objects.filter(document=document).order_by("pk").values_list("pk", flat=True))
        for model in _tables():
            table = sql.Identifier("public", model._meta.db_table)  # noqa: SLF001 Django documents it
            removed = _execute(sql.SQL("delete from {} where document_id = %s").format(table), [slug])
            if name := _RESOURCES.get(model):
                counts[name] = {"added": 0, "changed": 0, "removed": removed}
        Document.objects.filter(pk=document.pk).delete()  # and whatever else refers to it, as that says
        counts["documents"] = {"added": 0, "changed": 0, "removed": 1}
        derive({document.district_id})  # pyright: ignore[reportAttributeAccessIssue] Django gives it
        number = written()
        assert number is not None
        return Withdrawal.objects.create(
            document=slug,
            district=document.district_id,  # pyright: ignore[reportAttributeAccessIssue]
            title=document.title,
            sha256=document.sha256,
            source_name=document.source_name,
            reason=reason,
            by=by,
            withdrawn_at=timezone.now(),
            revision=number,
            runs=runs,
        )


def bring_back(slug: str, *, reason: str = "", by: str = "") -> Withdrawal:
    """Bring a withdrawn document back, each row as it was. Raises NotWithdrawable where there is none, and NotAsItWas where its tables have changed since."""
    told = reason or "Brought back."
    with writing(document=slug, reason=told) as counts:
        held = Withdrawal.objects.select_for_update().filter(document=slug, brought_back_at=None).first()
        if held is None:
            raise NotWithdrawable(f"{slug} is there", missing=False) if _is_there(slug) else _missing(slug)
        try:
            with transaction.atomic():
                for model in (Document, *(model for model in reversed(_tables()) if model not in _FOLLOWS)):
                    added = _execute(_again(model), [slug, held.revision])
                    if name := _RESOURCES.get(model):
                        counts[name] = {"added": added, "changed": 0, "removed": 0}
        except IntegrityError as error:
            raise NotAsItWas(
                f"{slug} can't be brought back as it was, since its tables have changed since revision {held.revision}: ingest its file again "
                f"({held.source_name}), with force"
            ) from error
        document = Document.objects.select_related("district__parent").get(slug=slug)
        IngestRun.objects.filter(pk__in=held.runs).update(document=document)
        # What editors have said meanwhile; with it, what is worked out of the rows, and the search.
        edit_again(slug)
        held.brought_back_at, held.brought_back_by, held.brought_back_reason = timezone.now(), by, told
        held.brought_back_revision = written()
        held.save()
    empty_lists()
    return held


def _is_there(slug: str) -> bool:
    return Document.objects.filter(slug=slug).exists()


def _missing(slug: str) -> NotWithdrawable:
    held = Withdrawal.objects.filter(document=slug, brought_back_at=None).first()
    if held is None:
        return NotWithdrawable(f"there is no document {slug!r}", missing=True)
    return NotWithdrawable(f"{slug} is withdrawn already, in revision {held.revision}: {held.reason}", missing=False)


def _tables() -> list[Any]:
    """Every table with a history whose rows are of a document, those first to which no other refers."""
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, Versioned) and any(field.attname == "document_id" for field in model._meta.concrete_fields)  # noqa: SLF001 Django documents it
    ]
    ordered: list[Any] = []
    while found:
        free = [model for model in found if not any(_refers(other, model) for other in found if other is not model)]
        ordered += free
        found = [model for model in found if model not in free]
    return ordered


def _refers(model: Any, to: Any) -> bool:
    return any(field.related_model is to for field in model._meta.concrete_fields)  # noqa: SLF001


def _again(model: Any) -> sql.Composed:
    """The rows of a document that ended in a revision, inserted as they were; when they got their content, the database says."""
    columns = [field.column for field in model._meta.concrete_fields if field.attname != "since"]  # noqa: SLF001
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    table, column = model._meta.db_table, "slug" if model is Document else "document_id"  # noqa: SLF001
    return sql.SQL("insert into {} ({}) select {} from {} where {} = %s and until = %s and gone").format(
        sql.Identifier("public", table), listed, listed, sql.Identifier("history", table), sql.Identifier(column)
    )


def _execute(statement: sql.Composed, values: Iterable[str | int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.rowcount
