"""A list as a file. Rows are sent while they are read; an error before the first byte is a problem response as usual.

The rows are one statement's, in a transaction of their own: one state of the data, whatever is ingested meanwhile, and as much
memory for a million rows as for a thousand. PostgreSQL writes them itself (``rest.formats.copying``), or a cursor reads their
values where it can't. The statement timeout holds for each wait for some rows and not for the whole. Who reads too slowly is
disconnected by the gateway, and who needs more than an hour by PostgreSQL.
"""

import contextlib
import logging
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from rest_framework.request import Request

from history.patience import unhurried
from rest.formats import FORMS, STATISTICAL, ExportTable, Form
from rest.formats.copying import copied
from rest.formats.table import Row
from rest.http.negotiation import accepted

logger = logging.getLogger(__name__)

IDLE = "60s"
WHOLE = "1h"

NAMED_AFTER = ("district", "city", "document", "indicator")
"""Parameters whose values are part of a file's name, if there are few."""

_FORMATS = frozenset(form.format for form in (*FORMS, *STATISTICAL))
_MEDIA_TYPES = ("application/json", *(form.media_type for form in (*FORMS, *STATISTICAL)))
_ORDINARY = frozenset(("", "*/*", "application/json"))


def wants_file(query: str, accept: str) -> bool:
    """Whether a request with this query and this Accept header may be answered with an ``Export``, wherever it goes.

    >>> wants_file("page_size=5", "*/*"), wants_file("format=csv", "*/*"), wants_file("", "text/csv")
    (False, True, True)
    """
    if ("format" in query or "%" in query) and any(
        name == "format" and value in _FORMATS for name, value in parse_qsl(query)
    ):
        return True
    return accept not in _ORDINARY and accepted(accept, _MEDIA_TYPES) not in (None, "application/json")


class Export(StreamingHttpResponse):
    """A file that is about to be sent. ``begin`` makes its first chunk, and raises an error if the file can't be
    made."""

    holds_its_thread = True
    """The rows come from a cursor of the connection of the thread that began: no other can go on."""

    def __init__(self, form: Form, chunks: Generator[bytes], *, name: str) -> None:
        self.chunks = Chunks(form, chunks)
        super().__init__(self.chunks, content_type=form.content_type)
        self["Content-Disposition"] = content_disposition_header(True, name)  # pyright: ignore[reportArgumentType] it is a str

    def begin(self, method: str | None) -> None:
        """Make the first chunk; all of it for HEAD, whose status and headers are those of GET."""
        self.chunks.begin()
        if method == "HEAD":
            self.chunks.first = b""
            self.chunks.close()


class Chunks:
    """Chunks of bytes of which the first is made beforehand. An error in a later one is logged and written to the
    file."""

    def __init__(self, form: Form, chunks: Generator[bytes]) -> None:
        self.form = form
        self.source = chunks
        self.first: bytes | None = None
        self.failed: Exception | None = None

    def begin(self) -> None:
        self.first = next(self.source, b"")

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self.first is not None:
            first, self.first = self.first, None
            return first
        if self.failed is not None:
            raise self.failed
        try:
            return next(self.source)
        except StopIteration:
            raise
        except Exception as error:
            logger.exception("A file was cut off while it was sent")
            # Write the error before raising it: a server may end the response as if it were complete.
            self.failed = error
            return self.form.broken()

    def close(self) -> None:
        """End the reading, wherever it is: the client may be gone."""
        self.source.close()


def file_name(request: Request, *, revision: int | None, form: Form) -> str:
    """``observations-120102-r12.csv``: the address below ``/api/v1/``, what it is narrowed to, and the revision."""
    parts = request.path.strip("/").split("/")[2:]
    for name in NAMED_AFTER:
        values = [value for raw in request.query_params.getlist(name) for value in raw.split(",")]
        if 0 < len(values) <= 3:
            parts += values
    if revision is not None:
        parts.append(f"r{revision}")
    return f"{'-'.join(re.sub(r'[^0-9A-Za-z-]', '', part) for part in parts)}.{form.suffix or form.format}"


def write_rows(form: Form, table: ExportTable, rows: Generator[Row]) -> Generator[bytes]:
    """The file in chunks; its end, wherever it comes, is that of the reading."""
    with contextlib.closing(rows):
        yield from form.write(table, rows)


def write_list(
    form: Form, table: ExportTable, queryset: Any, reading: Callable[[], AbstractContextManager[Any]]
) -> Generator[bytes]:
    """The file of a queryset: of rows as PostgreSQL writes them where it can, else of their values."""
    columns = form.expressions(table)
    if columns is None or _asks_for_none(queryset):
        return write_rows(form, table, read_rows(table, queryset, reading))
    return _write_copied(form, table, queryset, reading, columns)


def _asks_for_none(queryset: Any) -> bool:
    """Whether no row can be as asked, such as one whose year no column can hold: Django then makes no statement at all."""
    try:
        queryset.query.sql_with_params()
    except EmptyResultSet:
        return True
    return False


def _write_copied(
    form: Form, table: ExportTable, queryset: Any, reading: Callable[[], AbstractContextManager[Any]], columns: Any
) -> Generator[bytes]:
    with reading(), unhurried():
        limit_reading()
        with connection.cursor() as cursor:
            # The timeout of a statement, which this is one of, is that of each wait for a row.
            cursor.execute("select extract(epoch from current_setting('statement_timeout')::interval)::float")
            patience = cursor.fetchone()[0] or None
            cursor.execute("set local statement_timeout = 0")
        with contextlib.closing(copied(queryset, columns, form=form.copied_as, patience=patience)) as rows:
            yield from form.write_copied(table, rows)


def read_rows(table: ExportTable, queryset: Any, reading: Callable[[], AbstractContextManager[Any]]) -> Generator[Row]:
    """The rows of a queryset, in a transaction of their own that ends with them. ``reading`` begins it."""
    with reading(), unhurried(), contextlib.closing(_within_limits(table, queryset)) as rows:
        yield from rows


def _within_limits(table: ExportTable, queryset: Any) -> Generator[Row]:
    limit_reading()
    yield from table.rows(queryset)


def limit_reading() -> None:
    """Have PostgreSQL end the transaction where its client waits for too long, or reads for more than an hour."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('idle_in_transaction_session_timeout', %s, true), set_config('transaction_timeout', %s, true),"
            " set_config('statement_timeout', %s, true)",
            [IDLE, WHOLE, f"{settings.ENVIRONMENT.statement_timeout}s"],
        )
