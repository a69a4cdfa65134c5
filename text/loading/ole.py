"""The names of what is in an old Office file (OLE2, "compound file"): which of Word, Excel or an encrypted package it is.

Only the directory is read ([MS-CFB]), of which a hostile file may have no more than is given here.
"""

import struct
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_SECTORS = 2_000
_NONE = 0xFFFFFFFA  # sector numbers from here on mean no sector


@dataclass(frozen=True, slots=True)
class OleStream:
    """A stream or a folder directly under the root: its first sector and how long it is."""

    sector: int
    size: int


def streams(data: bytes) -> dict[str, OleStream]:
    """What is directly under the root of the file, by name; empty where the file is damaged."""
    try:
        return _under_root(_directory(data))
    except (struct.error, IndexError):
        return {}


def beginning(data: bytes, stream: OleStream, length: int) -> bytes:
    """The first bytes of a stream that is not among the small ones."""
    size = 1 << int.from_bytes(data[30:32], "little")
    start = (stream.sector + 1) * size
    return data[start : start + min(length, size)]


@dataclass(frozen=True, slots=True)
class OlePlaces:
    """Where in the file each piece of a stream is, all pieces of one size."""

    starts: tuple[int, ...]
    size: int

    def at(self, offset: int) -> int:
        """Where in the file the byte at ``offset`` of the stream is. Raises IndexError."""
        piece, within = divmod(offset, self.size)
        return self.starts[piece] + within


def places(data: bytes, stream: OleStream) -> OlePlaces:
    """Where a stream is in the file, also one among the small ones. Raises struct.error or IndexError for a damaged file."""
    size, small = 1 << int.from_bytes(data[30:32], "little"), 1 << int.from_bytes(data[32:34], "little")
    cutoff, first_small = struct.unpack_from("<II", data, 56)
    table = _table(data, size)
    if stream.size >= cutoff:
        return OlePlaces(tuple((sector + 1) * size for sector in _chain(table, stream.sector)), size)
    holder = _chain(table, struct.unpack_from("<I", _directory(data), 116)[0])  # the root's stream holds the small ones
    small_table: list[int] = []
    for sector in _chain(table, first_small):
        small_table.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
    starts = (divmod(sector * small, size) for sector in _chain(small_table, stream.sector))
    return OlePlaces(tuple((holder[piece] + 1) * size + within for piece, within in starts), small)


def _table(data: bytes, size: int) -> list[int]:
    """The sector that follows each sector."""
    holders = list(struct.unpack_from("<109I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    for _ in range(_MOST_SECTORS):
        if more >= _NONE:
            break
        *held, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        holders.extend(held)
    table: list[int] = []
    for holder in holders:
        if holder < _NONE:
            table.extend(struct.unpack_from(f"<{size // 4}I", data, (holder + 1) * size))
    return table


def _chain(table: list[int], sector: int) -> list[int]:
    chain: list[int] = []
    while sector < _NONE and len(chain) <= len(table):
        chain.append(sector)
        sector = table[sector]
    return chain


def _directory(data: bytes) -> bytes:
    """The sectors of the directory, in their order."""
    shift = int.from_bytes(data[30:32], "little")
    if shift not in (9, 12):
        return b""
    size = 1 << shift
    first = struct.unpack_from("<I", data, 48)[0]
    sectors = _chain(_table(data, size), first)[:_MOST_SECTORS]
    return b"".join(data[(sector + 1) * size : (sector + 2) * size] for sector in sectors)


def _under_root(directory: bytes) -> dict[str, OleStream]:
    found: dict[str, OleStream] = {}
    waiting = [struct.unpack_from("<I", directory, 76)[0]]  # the root is the first entry; its child begins the tree
    seen: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index in seen or (index + 1) * 128 > len(directory):
            continue
        seen.add(index)
        entry = directory[index * 128 : index * 128 + 128]
        length = min(64, struct.unpack_from("<H", entry, 64)[0])
        name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
        found[name] = OleStream(*struct.unpack_from("<II", entry, 116))
        waiting.extend(struct.unpack_from("<II", entry, 68))
    return found
