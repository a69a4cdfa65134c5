"""A zip that is written one file after the other, and of which each file can be read by itself, from any place: it is handed out straight from the zip.

What is compressed begins anew after every ``STEP`` octets (a full flush of DEFLATE), and where that is, is noted (``steps``). Programs that unpack a zip
do not notice it.
"""

import hashlib
import io
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from isal import isal_zlib

from planapi.releases import store
from planapi.releases.store import Release, ReleaseFile

LEVEL = 1
"""Of compression by ISA-L: a fifth of the time of zlib's level 3, for as many octets."""

CHUNK = 1 << 17
"""Octets that are copied at once: while the processor's cache has them, all is done that is to be done with them."""

STEP = 1 << 20
"""Octets that are decompressed in vain at most for a part of a file."""


class Packed(io.RawIOBase):
    """A file that goes into a zip as it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.bytes = 0
        self.sha256 = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.sha256.update(data)
        self.bytes += len(data)
        return self.file.write(data)


class SteppingCompressor:
    """Compresses as zipfile asks for it, by ISA-L, in steps."""

    def __init__(self) -> None:
        self.compressor: Any = isal_zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self.taken = self.given = 0
        self.steps = [(0, 0)]

    def compress(self, data: Any) -> bytes:
        packed = self.compressor.compress(data)
        self.taken += len(data)
        if self.taken - self.steps[-1][0] >= STEP:
            packed += self.compressor.flush(isal_zlib.Z_FULL_FLUSH)
            self.steps.append((self.taken, self.given + len(packed)))
        self.given += len(packed)
        return packed

    def flush(self) -> bytes:
        return self.compressor.flush()


class Packing:
    """A zip while it is written, and what there is to say of each of its files."""

    def __init__(self, archive: zipfile.ZipFile, at: datetime | None) -> None:
        self.archive = archive
        self.time = at.astimezone(UTC).timetuple()[:6] if at else (1980, 1, 1, 0, 0, 0)
        self.files: dict[str, ReleaseFile] = {}

    @contextmanager
    def file(self, path: str, *, size: int | None = None) -> Iterator[Packed]:
        """One that is then written; of ``size`` octets where that is known."""
        info = zipfile.ZipInfo(path, self.time)
        info.create_system, info.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
        # Parquet is packed as it is.
        compressor = None if path.endswith(".parquet") else SteppingCompressor()
        info.compress_type = zipfile.ZIP_STORED if compressor is None else zipfile.ZIP_DEFLATED
        info.file_size = size or 0
        with self.archive.open(info, "w", force_zip64=size is None) as file:
            assert self.archive.fp is not None
            start = self.archive.fp.tell()
            if compressor:  # zipfile itself knows zlib alone
                file._compressor = compressor  # pyright: ignore[reportAttributeAccessIssue]  # noqa: SLF001 there is no other way
            packed = Packed(file)
            yield packed
        self.files[path] = ReleaseFile(
            path=path,
            bytes=packed.bytes,
            sha256=packed.sha256.hexdigest(),
            rows=None,
            start=start,
            packed=info.compress_size,
            steps=tuple(compressor.steps) if compressor else None,
        )

    def write(self, path: str, content: bytes) -> None:
        with self.file(path, size=len(content)) as packed:
            packed.write(content)

    def take(self, path: str, from_file: Path) -> None:
        """One that was written elsewhere, and is then no longer there."""
        with from_file.open("rb") as file, self.file(path, size=from_file.stat().st_size) as packed:
            shutil.copyfileobj(file, packed, CHUNK)
        from_file.unlink()


def unpacked(octets: Iterator[bytes], skip: int, size: int) -> Iterator[bytes]:
    """``size`` octets of a compressed file, without the first ``skip`` of those that ``octets`` make, which begin at a step."""
    decompressor: Any = isal_zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in octets:
        found = decompressor.decompress(packed)
        if skip:
            skip, found = max(skip - len(found), 0), found[skip:]
        if found:
            yield found[:size]
            size -= len(found)
        if size <= 0:
            return


def octets_of(release: Release, file: ReleaseFile, part: range) -> Iterator[bytes]:
    """These octets of a file of a release, out of its zip. What can't be read is said before the first."""
    place, skip = place_of(file, part)
    octets = store.storage().part(release.name, place) if place else iter(())
    return octets if file.steps is None else unpacked(octets, skip, len(part))


def place_of(file: ReleaseFile, part: range) -> tuple[range, int]:
    """Where a part of a file is in its zip, and how many octets come before it there once it is decompressed.

    >>> file = ReleaseFile("a.csv", 300, "", None, start=1000, packed=90, steps=((0, 0), (100, 30), (200, 60)))
    >>> place_of(file, range(120, 150)), place_of(file, range(299, 300)), place_of(file, range(300))
    ((range(1030, 1060), 20), (range(1060, 1090), 99), (range(1000, 1090), 0))
    """
    assert file.start is not None
    if file.steps is None:
        return range(file.start + part.start, file.start + part.stop), 0
    begun, begin = max(step for step in file.steps if step[0] <= part.start)
    end = min((packed for place, packed in file.steps if place >= part.stop), default=file.packed)
    return range(file.start + begin, file.start + end), part.start - begun
