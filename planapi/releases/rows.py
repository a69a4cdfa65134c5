"""A table's rows as PostgreSQL writes them once for all files of a release: lines of CSV, which are the CSV file, and which Arrow reads for the others.

Numbers are numbers at once, the nearest to their digits; everything else is a text that each file makes its own of.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
from pyarrow import csv as arrow_csv

from planapi.releases.tables import ReleaseSource
from rest.fields import Number, Texts, Whole
from rest.formats import Csv, Parquet, copying
from rest.formats.columnar import lists_of_json
from rest.formats.table import gathered

BLOCK = 4 << 20
"""Octets of CSV that are read at a time: what is in memory is some times that."""
GROUP = 4
"""Blocks that become a row group of Parquet."""

PARQUET = Parquet()
"""With numbers that programs reckon with, packed as every reader of Parquet knows it."""


_HARDLY_REPEATING = {"quote", "start", "end", "raw_start", "raw_end"}


def has_lists(source: ReleaseSource) -> bool:
    """Whether a list is in the table, which is joined in CSV and JSON here: then the lines of ``blocks`` are not those of its CSV file."""
    return any(isinstance(column.field, Texts) for column in source.columns)


def expressions(source: ReleaseSource) -> list[Any] | None:
    """What PostgreSQL writes of each row; None where it can't."""
    found = PARQUET.expressions(source.table)
    if found is None:
        return None
    # Numbers without noughts at their end, as CSV has them.
    return [
        copying.expression(column, between="") if isinstance(column.field, Number) else one
        for column, one in zip(source.columns, found, strict=True)
    ]


def head(source: ReleaseSource) -> bytes:
    """The first line of the CSV file."""
    return b"".join(Csv(bom=False).write_copied(source.table, ()))


def blocks(
    source: ReleaseSource, revision: int, columns: list[Any], write: Callable[[bytes], Any] | None = None
) -> Iterator[pa.Table]:
    """What Arrow reads in some megabytes of lines at a time; ``write`` gets the lines. An empty text is ``""`` there, and null is nothing."""
    kinds = {Whole: pa.int64(), Number: pa.float64()}
    read_as = pa.schema([(column.name, kinds.get(type(column.field), pa.string())) for column in source.columns])
    parsing = arrow_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False)
    converting = arrow_csv.ConvertOptions(
        column_types=read_as,
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        check_utf8=False,  # PostgreSQL writes nothing else
    )
    rows = copying.copied(source.queryset(revision), columns, form="csv", patience=None)
    # What is joined, hashed and compressed at once is in the processor's cache meanwhile: joining alone takes a fifth of the time so.
    for lines in gathered(_given(gathered((row[:-1] for row in rows), end=b"\r\n"), write), size=BLOCK):
        # All at once by this thread: others would cost a third more of the processor.
        reading = arrow_csv.ReadOptions(column_names=read_as.names, block_size=len(lines), use_threads=False)
        yield arrow_csv.read_csv(pa.BufferReader(lines), reading, parsing, converting)


def _given(chunks: Iterator[bytes], write: Callable[[bytes], Any] | None) -> Iterator[bytes]:
    for chunk in chunks:
        if write:
            write(chunk)
        yield chunk


def repeating(source: ReleaseSource) -> list[str]:
    """The columns whose values come again and again, for which Parquet keeps a dictionary: a fifth less time, and fewer octets."""
    return [
        column.name for column in source.columns if column.name != source.key and column.path not in _HARDLY_REPEATING
    ]


def typed(found: pa.Table, schema: pa.Schema) -> pa.Table:
    """What was read, with the types that the columns have in Parquet."""
    return pa.Table.from_arrays([_typed(found[at], field.type) for at, field in enumerate(schema)], schema=schema)


def _typed(found: pa.ChunkedArray, kind: pa.DataType) -> Any:
    return lists_of_json(found, kind) if pa.types.is_list(kind) else found.cast(kind)
