"""A revision becomes a zip: each table is read once, and goes into it while it is read. Its directory has the files in the order of their names.

The same revision and the same software give the same octets: rows have an order with a unique end, every file in the zip has the revision's time, and
nothing in them says when or where they were written.
"""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pyarrow as pa
from django.utils import timezone
from pyarrow import parquet

from districts.models import Document
from history.revisions import State
from planapi import __version__
from planapi.releases import rows, sqlite, store
from planapi.releases.codebook import kind_of, readme
from planapi.releases.croissant import croissant
from planapi.releases.csvw import table_group
from planapi.releases.package import datapackage
from planapi.releases.packing import Packing
from planapi.releases.pruning import prune
from planapi.releases.store import Edition, Release, ReleaseFile
from planapi.releases.tables import ReleaseSource, csv_of, parquet_of, reading, sources
from rest.formats import Csv, Form, Ndjson, Parquet
from rest.formats.copying import copied
from rest.http.caching import build

SQLITE = "planapi.sqlite"
CROISSANT = "croissant.json"
CSV = Csv(bom=False)
FURTHER: dict[str, Form] = {"ndjson": Ndjson(), "parquet-exact": Parquet()}
"""What the other zip of a revision has, by folder."""


def software() -> str:
    """The version of this software, and a hash of its code."""
    return f"{__version__}+{build()}"


def make(state: State, edition: Edition = Edition.MAIN, *, wait: bool = True, pin: bool = False) -> Release:
    """The release of a revision, made where it is not there yet; ``pin`` keeps it for good. Raises store.ReleaseLocked where another is being made
    and ``wait`` is false."""
    if found := store.find(state, edition):
        return found
    with store.making(wait=wait) as place:
        if found := store.find(state, edition):  # while the lock was waited for
            return found
        zipped = place / "release.zip"
        with zipfile.ZipFile(zipped, "w") as archive:
            packing = Packing(archive, state.made_at)
            files = _write(packing, place, state) if edition == Edition.MAIN else _write_more(packing, state)
            archive.infolist().sort(key=lambda info: info.filename)
        assert state.made_at is not None
        release = Release(
            edition=edition,
            revision=state.number,
            made_at=state.made_at,
            software=software(),
            bytes=zipped.stat().st_size,
            sha256=_sha256(zipped),
            files=tuple(files),
            written_at=timezone.now(),
            pinned=pin,
        )
        store.keep(release, zipped)
        prune(place)
    return release


def edition_of(path: str) -> Edition:
    """Which of the two has a file."""
    return Edition.MORE if path.partition("/")[0] in FURTHER else Edition.MAIN


def further() -> dict[str, tuple[ReleaseSource, Form]]:
    """By path, the tables in the zip of further forms."""
    return {
        f"{folder}/{source.name}.{form.format}": (source, form)
        for source in sources()
        for folder, form in FURTHER.items()
    }


def _write(packing: Packing, place: Path, state: State) -> list[ReleaseFile]:
    """All files of a release, and what there is to say of each, by name."""
    files, counts = packing.files, {}
    with sqlite.open_file(place / SQLITE, revision=state.number) as database:
        for source in sources():
            with reading(state.number):
                counts[source.name] = _write_table(packing, place, source, database, state.number)
            for path in (csv_of(source), parquet_of(source)):
                files[path] = replace(files[path], rows=counts[source.name], columns=_columns(source))
        with reading(state.number):
            database.write_texts(_write_texts(packing))
        database.write_words()
    packing.take(SQLITE, place / SQLITE)
    with reading(state.number):
        documents = list(Document.objects.order_by("slug").values_list("slug", "title"))
    told = {path: {"bytes": file.bytes, "sha256": file.sha256} for path, file in files.items()}
    described = datapackage(state, told, documents, software=software())
    packing.write("datapackage.json", orjson.dumps(described, option=orjson.OPT_INDENT_2))
    packing.write("csv-metadata.json", orjson.dumps(table_group(state), option=orjson.OPT_INDENT_2))
    packing.write(CROISSANT, orjson.dumps(croissant(state, told), option=orjson.OPT_INDENT_2))
    packing.write("README.md", readme(state, counts, software=software()).encode())
    return _checked(packing)


def _checked(packing: Packing) -> list[ReleaseFile]:
    """Write the checksums of all files, which is the last of them."""
    files = packing.files
    packing.write("CHECKSUMS", "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files)).encode())
    return [files[path] for path in sorted(files)]


def _write_more(packing: Packing, state: State) -> list[ReleaseFile]:
    """Those of the other zip."""
    for path, (source, form) in further().items():
        with reading(state.number), packing.file(path) as packed:
            queryset, columns = source.queryset(state.number), form.expressions(source.table)
            if columns is None:
                packed.writelines(form.write(source.table, source.table.rows(queryset)))
            else:
                read = copied(queryset, columns, form=form.copied_as, patience=None)
                packed.writelines(form.write_copied(source.table, read))
            count = queryset.count()
        packing.files[path] = replace(packing.files[path], rows=count, columns=_columns(source))
    return _checked(packing)


def _columns(source: ReleaseSource) -> tuple[tuple[str, str], ...]:
    return tuple((column.name, kind_of(column)) for column in source.columns)


def _write_table(packing: Packing, place: Path, source: ReleaseSource, database: sqlite.Writer, revision: int) -> int:
    """A resource in every form; returns how many rows it has. Nothing has to stay in memory."""
    columns, in_columns = rows.expressions(source), place / "table.parquet"
    with packing.file(csv_of(source)) as lines:
        if columns is None:  # Read twice: such tables are small, and a revision never changes.
            lines.writelines(CSV.write(source.table, source.table.rows(source.queryset(revision))))
            blocks = sqlite.values(source, source.queryset(revision))
        elif rows.has_lists(source):
            read = copied(source.queryset(revision), CSV.expressions(source.table) or [], form="csv", patience=None)
            lines.writelines(CSV.write_copied(source.table, read))
            blocks = rows.blocks(source, revision, columns)
        else:
            lines.write(rows.head(source))
            blocks = rows.blocks(source, revision, columns, lines.write)
        count = database.write(source, _in_columns(in_columns, source, blocks))
    packing.take(parquet_of(source), in_columns)
    return count


def _in_columns(path: Path, source: ReleaseSource, blocks: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The blocks, each of which is written as Parquet first: with numbers that programs reckon with, packed as every reader of Parquet knows it."""
    schema, repeating = rows.schema_of_numbers(source), rows.repeating(source)
    with parquet.ParquetWriter(path, schema, compression="snappy", use_dictionary=repeating) as file:  # pyright: ignore[reportArgumentType] it takes names, too
        group: list[pa.Table] = []
        for block in blocks:
            group.append(rows.typed(block, schema))
            if len(group) == rows.GROUP:
                file.write_table(pa.concat_tables(group))
                group.clear()
            yield block
        if group:
            file.write_table(pa.concat_tables(group))


def _write_texts(packing: Packing) -> Iterator[tuple[str, str]]:
    for slug, text in Document.objects.order_by("slug").values_list("slug", "text").iterator(chunk_size=20):
        packing.write(f"texts/{slug}.txt", text.encode())
        yield slug, text


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
