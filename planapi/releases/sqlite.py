"""A revision becomes one SQLite file: a table for every resource, the texts, and the closed words with their labels.

``evidence.quote`` is the column ``evidence_quote``; numbers are REAL, so that 7 / 2 is 3.5; lists and objects are JSON for ``json_each``. So a quote can be
looked up in its text without a line of code::

    select quote_is_there from (select substr(text, evidence_start + 1, evidence_end - evidence_start) = evidence_quote as quote_is_there
                                from projects join texts using (document));
"""

import csv
import datetime
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import orjson
from django.db.models import QuerySet

from planapi.releases.tables import ReleaseSource, sources, sql_name, words_of
from rest.fields import Day, Moment, Number, Whole
from rest.formats import Column, copying

INDEXED = {"district.code", "parent.code", "indicator.slug", "document", "chapter", "parent", "target"}
"""Columns that people join and filter by; the keys have an index anyway."""

BETWEEN, AROUND, NULL = "\x01", "\x02", "\x03"
"""What COPY puts between cells, around those that have any of these or a line's end, and for null."""

OF_TEXTS = 'create table texts (document text primary key references documents (slug), "text" text not null)'
OF_WORDS = """create table words (
  table_name text, column_name text, word text, zh text not null, en text not null, primary key (table_name, column_name, word))"""


class Writer:
    """Writes the tables one by one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def write(self, source: ReleaseSource, revision: int) -> int:
        """Make a resource's table; returns how many rows it has."""
        self.database.execute(definition(source))
        marks = ", ".join("?" for _ in source.columns)
        written = self.database.executemany(
            f"insert into {sql_name(source.name)} values ({marks})",  # noqa: S608 a name of ours
            _rows(source, source.queryset(revision)),
        ).rowcount
        for column in source.columns:
            if column.name in INDEXED:
                table, name = sql_name(source.name), sql_name(column.name)
                self.database.execute(f'create index {table}_{name} on {table} ("{name}")')
        return max(written, 0)

    def write_texts(self, texts: Iterable[tuple[str, str]]) -> None:
        self.database.execute(OF_TEXTS)
        self.database.executemany("insert into texts values (?, ?)", texts)

    def write_words(self) -> None:
        self.database.execute(OF_WORDS)
        self.database.executemany(
            "insert into words values (?, ?, ?, ?, ?)",
            (
                (sql_name(source.name), sql_name(column.name), word.value, word.zh, word.en)
                for source in sources()
                for column in source.columns
                for word in words_of(column) or ()
            ),
        )


@contextmanager
def open_file(path: Path, *, revision: int) -> Iterator[Writer]:
    """A new file; what is written is there when the context ends. The same rows give the same octets."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # A file that is not finished is thrown away whole: nothing has to be undone in it.
        for pragma in ("page_size = 4096", "journal_mode = off", "synchronous = off", f"user_version = {revision}"):
            database.execute(f"pragma {pragma}")
        # That the words are words PostgreSQL has checked; SQLite would take as long for it again as for all else.
        database.execute("pragma ignore_check_constraints = on")
        database.execute("begin")
        yield Writer(database)
        database.execute("commit")


def definition(source: ReleaseSource) -> str:
    """``create table parks (id text primary key not null, document text not null references documents (slug), …)``."""
    references = source.references()
    lines: list[str] = []
    for column in source.columns:
        line = f'"{sql_name(column.name)}" {_type(column)}'
        if column.name == source.key:
            line += " primary key"
        if column.name not in source.nullable:
            line += " not null"
        if words := words_of(column):
            listed = ", ".join(f"'{word.value}'" for word in words)
            line += f' check ("{sql_name(column.name)}" in ({listed}))'
        if column.name in references:
            table, name = references[column.name]
            line += f" references {sql_name(table)} ({sql_name(name)})"
        lines.append(line)
    return f"create table {sql_name(source.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _rows(source: ReleaseSource, queryset: QuerySet) -> Iterator[Sequence[Any]]:
    """The rows as SQLite holds them: by COPY where all columns can be had so."""
    columns = copying.expressions(source.table, _expression)
    if columns is None:
        cells = [(place, _converter(column)) for column, place in zip(source.columns, source.table.places, strict=True)]
        for values in source.table.rows(queryset):
            yield [
                value if (value := values[place]) is None or convert is None else convert(value)
                for place, convert in cells
            ]
        return
    numbers = [place for place, column in enumerate(source.columns) if isinstance(column.field, Number)]
    options = f"csv, delimiter '{BETWEEN}', quote '{AROUND}', null '{NULL}'"
    for written in copying.copied(queryset, columns, form=options, patience=None):
        line = str(written, "utf-8")
        bare = AROUND not in line
        row = line[:-1].split(BETWEEN) if bare else next(csv.reader([line], delimiter=BETWEEN, quotechar=AROUND))
        # Whole numbers are texts here, and become numbers by the type of their column.
        found: list[Any] = [None if cell == NULL else cell for cell in row]
        for place in numbers:
            if (digits := found[place]) is not None:
                found[place] = float(digits)
        yield found


def _expression(column: Column) -> Any:
    # What is JSON here is written by Python, which puts no blanks between.
    return None if column.is_compound else copying.expression(column, between="")


def _type(column: Column) -> str:
    match column.field:
        case Whole():
            return "integer"
        case Number():
            return "real"
        case _:
            return "text"


def _converter(column: Column) -> Callable[[Any], Any] | None:
    """What makes of a value of the database what SQLite holds; None where it is that already."""
    if column.is_compound:
        return lambda value: orjson.dumps(column.json(value)).decode()
    match column.field:
        case Number():
            return float
        case Moment():
            return column.json
        case Day():
            return datetime.date.isoformat
        case _:
            return None
