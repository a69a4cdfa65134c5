"""What a release holds: a table for every resource, with its key, what it refers to, and its rows as of a revision.

The columns, their types and descriptions are those of the API's serializers. ``district.code`` of a project is a reference to ``code`` of the districts,
because its path in the models (``district__code``) ends at what a district is looked up by.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models

from history.models import Revision
from history.revisions import pinned, snapshot
from planapi.resources import DATA, RESOURCES
from rest.fields import ChoiceField
from rest.formats import Column, ExportTable
from rest.selection import expandable
from text.vocabulary import Word

REVISIONS = "revisions"


@dataclass(frozen=True, slots=True)
class ReleaseSource:
    """A resource as a table of a release."""

    name: str
    view: Any
    table: ExportTable
    nullable: frozenset[str]
    descriptions: dict[str, str]

    @property
    def columns(self) -> list[Column]:
        return self.table.columns

    @property
    def model(self) -> type[models.Model]:
        return self.view.queryset.model

    @property
    def key(self) -> str:
        """The column that names a row: ``id``, ``slug``, ``code`` or ``number``."""
        return next(column.name for column in self.columns if column.path == self.view.lookup_field)

    @property
    def description(self) -> str:
        return " ".join((self.view.__doc__ or "").split())

    def queryset(self, revision: int) -> models.QuerySet:
        """The rows in the order of the API's list; to be read within ``reading(revision)``."""
        paths = self.view.filterset_class.orderings()
        order = [f"-{paths[name[1:]]}" if name.startswith("-") else paths[name] for name in self.view.ordering]
        rows = self.view.queryset.all().served().order_by(*order)
        return rows.filter(number__lte=revision) if self.model is Revision else rows

    def references(self) -> dict[str, tuple[str, str]]:
        """By column, the table and the column that its values refer to."""
        found: dict[str, tuple[str, str]] = {}
        for column in self.columns:
            steps = column.path.split("__")
            if len(steps) == 2 and (other := self._other(*steps)):
                found[column.name] = (other.name, other.key)
        return found

    def _other(self, relation: str, attribute: str) -> "ReleaseSource | None":
        model = self.model._meta.get_field(relation).related_model  # noqa: SLF001 Django documents it
        fitting = (one for one in sources() if one.model is model and one.view.lookup_field == attribute)
        return next(fitting, None)


def csv_of(source: ReleaseSource) -> str:
    return f"csv/{source.name}.csv"


def parquet_of(source: ReleaseSource) -> str:
    return f"parquet/{source.name}.parquet"


def text_of(slug: str) -> str:
    return f"texts/{slug}.txt"


def slug_of(path: str) -> str | None:
    """The document whose text a file is.

    >>> slug_of("texts/120102-plan-2021.txt"), slug_of("README.md")
    ('120102-plan-2021', None)
    """
    return path.removeprefix("texts/").removesuffix(".txt") if path.startswith("texts/") else None


@cache
def sources() -> tuple[ReleaseSource, ...]:
    """Every resource of data, and the revisions that led to them."""
    views = {**DATA, REVISIONS: RESOURCES[REVISIONS][1]}
    return tuple(_source(name, view) for name, view in views.items())


@contextmanager
def reading(revision: int) -> Iterator[None]:
    """The data as of a revision, with as much time as it takes: a release is no answer that somebody waits for.

    Where it is the newest, the tables are read plainly, in the order of their indexes.
    """
    with snapshot() as seen, nullcontext() if seen.number == revision else pinned(revision):
        with connection.cursor() as cursor:
            cursor.execute("select set_config('statement_timeout', '0', true)")
        yield


def words_of(column: Column) -> type[Word] | None:
    """The enumeration whose values a column has."""
    return column.field.words if isinstance(column.field, ChoiceField) else None


def sql_name(name: str) -> str:
    """A name that needs no quotes in SQL.

    >>> sql_name("evidence.quote"), sql_name("special-plans")
    ('evidence_quote', 'special_plans')
    """
    return name.replace(".", "_").replace("-", "_")


def _source(name: str, view: Any) -> ReleaseSource:
    row = view.serializer_class()
    for optional in expandable(view.serializer_class):
        row.fields.pop(optional)
    table = ExportTable(row, view.queryset.model)
    ways = {column.name: _way(row, column.name) for column in table.columns}
    nullable = frozenset(column for column, way in ways.items() if any(field.allow_null for field in way))
    descriptions = {
        column: " ".join(sentence for field in way if (sentence := str(field.help_text or "")))
        for column, way in ways.items()
    }
    return ReleaseSource(name, view, table, nullable, descriptions)


def _way(row: Any, name: str) -> list[Any]:
    """The fields on the way to a column: ``baseline``, which says 基期值, and ``baseline.value``."""
    fields: list[Any] = []
    for step in name.split("."):
        fields.append((fields[-1] if fields else row).fields[step])
    return fields
