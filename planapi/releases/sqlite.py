"""A release becomes one SQLite file: a table for every resource, the texts, and the closed words with their labels.

It is made of the release's own Parquet files and texts, so PostgreSQL is not asked again, and both have the same rows.
``evidence.quote`` is the column ``evidence_quote``; numbers are REAL, so that 7 / 2 is 3.5; lists and objects are JSON for ``json_each``. So a quote can be
looked up in its text without a line of code::

    select quote_is_there from (select substr(text, evidence_start + 1, evidence_end - evidence_start) = evidence_quote as quote_is_there
                                from projects join texts using (document));
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
from adbc_driver_sqlite import dbapi
from pyarrow import parquet

from planapi.releases.codebook import columns_of
from planapi.releases.packing import octets_of
from planapi.releases.store import Release
from planapi.releases.tables import ReleaseSource, parquet_of, slug_of, sources, sql_name, words_of
from rest.fields import Moment, Number, Whole
from rest.formats import Column

INDEXED = {"district.code", "parent.code", "indicator.slug", "document", "chapter", "parent", "target"}
"""Columns that people join and filter by; the keys have an index anyway."""

PAGE = 32 << 10
"""Octets of a page: a sixth less time than 4096, and fewer octets."""

AT_ONCE = 20_000
"""How many rows are in memory at a time."""
TEXTS_AT_ONCE = 20

OF_TEXTS = 'create table texts (document text primary key references documents (slug), "text" text not null)'
OF_WORDS = """create table words (
  table_name text, column_name text, word text, zh text not null, en text not null, primary key (table_name, column_name, word))"""


class Writer:
    """Writes the tables one by one, from Arrow: no value becomes an object of Python's on its way."""

    def __init__(self, database: dbapi.Connection) -> None:
        self.database = database

    def execute(self, statement: str) -> None:
        with self.database.cursor() as cursor:
            cursor.execute(statement)
            if cursor.description is not None:
                cursor.fetchall()  # of a pragma that tells what is so now

    def write(self, source: ReleaseSource, blocks: Iterable[pa.Table]) -> int:
        """Make a resource's table of blocks as Parquet has them; returns how many rows it has."""
        self.execute(definition(source))
        table, schema = sql_name(source.name), _schema(source)
        rows = sum(self._insert(table, _as_stored(source, block, schema)) for block in blocks)
        for column in source.columns:
            if column.name in INDEXED:
                name = sql_name(column.name)
                self.execute(f'create index {table}_{name} on {table} ("{name}")')
        return rows

    def write_texts(self, texts: Iterable[tuple[str, str]]) -> None:
        self.execute(OF_TEXTS)
        schema = pa.schema([("document", pa.string()), ("text", pa.string())])
        for some in _some(texts, TEXTS_AT_ONCE):
            self._insert("texts", _table(some, schema))

    def write_words(self) -> None:
        self.execute(OF_WORDS)
        words = [
            (sql_name(source.name), sql_name(column.name), word.value, word.zh, word.en)
            for source in sources()
            for column in source.columns
            for word in words_of(column) or ()
        ]
        names = ("table_name", "column_name", "word", "zh", "en")
        self._insert("words", _table(words, pa.schema([(name, pa.string()) for name in names])))

    def _insert(self, table: str, rows: pa.Table) -> int:
        with self.database.cursor() as cursor:
            return cursor.adbc_ingest(table, rows, mode="append")


@contextmanager
def open_file(path: Path, *, revision: int) -> Iterator[Writer]:
    """A new file; what is written is there when the context ends. The same rows give the same octets."""
    with closing(dbapi.connect(str(path), autocommit=True)) as database:
        writer = Writer(database)
        # A file that is not finished is thrown away whole: nothing has to be undone in it.
        for pragma in (f"page_size = {PAGE}", "journal_mode = off", "synchronous = off", f"user_version = {revision}"):
            writer.execute(f"pragma {pragma}")
        # That the words are words PostgreSQL has checked; SQLite would take as long for it again as for all else.
        writer.execute("pragma ignore_check_constraints = on")
        writer.execute("begin")
        yield writer
        writer.execute("commit")


class MadeOtherwise(Exception):
    """The release has other columns than this version of the software; the message says what to do."""


def write(release: Release, path: Path) -> None:
    """The SQLite file of a release that is there."""
    for source in sources():
        file = release.file(parquet_of(source))
        if file is None or file.columns != columns_of(source):
            raise MadeOtherwise(
                f"The release of revision {release.revision} was made by planapi {release.software}, with other columns: only that version can make its "
                "SQLite file. To have this one make both, delete its .zip and .json, and make it again."
            )
    with open_file(path, revision=release.revision) as database:
        for source in sources():
            database.write(source, _blocks(release, source, path.with_name("table.parquet")))
        database.write_texts(_texts(release))
        database.write_words()


def _blocks(release: Release, source: ReleaseSource, copy: Path) -> Iterator[pa.Table]:
    file = release.file(parquet_of(source))
    assert file is not None
    with copy.open("wb") as copied:
        copied.writelines(octets_of(release, file, range(file.bytes)))
    with parquet.ParquetFile(copy) as rows:
        for batch in rows.iter_batches(batch_size=AT_ONCE, use_threads=False):
            yield pa.Table.from_batches([batch])
    copy.unlink()


def _texts(release: Release) -> Iterator[tuple[str, str]]:
    for file in release.files:
        if slug := slug_of(file.path):
            yield slug, b"".join(octets_of(release, file, range(file.bytes))).decode()


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


def _schema(source: ReleaseSource) -> pa.Schema:
    kinds = {Whole: pa.int64(), Number: pa.float64()}
    return pa.schema([(sql_name(column.name), kinds.get(type(column.field), pa.string())) for column in source.columns])


def _as_stored(source: ReleaseSource, block: pa.Table, schema: pa.Schema) -> pa.Table:
    columns = zip(source.columns, block.columns, schema, strict=True)
    return pa.Table.from_arrays([_stored(*column) for column in columns], schema=schema)


def _stored(column: Column, found: pa.ChunkedArray, field: pa.Field) -> Any:
    if isinstance(column.field, Moment):
        written = (column.json(value) for value in found.to_pylist())
    elif pa.types.is_nested(found.type):
        written = (None if value is None else orjson.dumps(value).decode() for value in found.to_pylist())
    else:
        return found.cast(field.type)
    return pa.array(written, type=field.type)


def _some(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while some := list(islice(remaining, size)):
        yield some


def _table(rows: list[Any], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema)


def _type(column: Column) -> str:
    match column.field:
        case Whole():
            return "integer"
        case Number():
            return "real"
        case _:
            return "text"
