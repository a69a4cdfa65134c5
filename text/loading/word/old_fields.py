"""Fields of an old Word file ([MS-DOC]), before LibreOffice converts it: it computes many of them anew, and others it drops.

A DATE would become today's date, a REF whose bookmark is gone an error message, and the results of SEQ and IF would be lost. Each field has a number of
its kind beside its place (FLD, 2.9.89); one that LibreOffice does not compute, and whose result it keeps, is put in its place. The text stays as it is.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from text.loading import ole

# Where the FIB says where the fields are of the body, the footnotes, the endnotes and the text boxes
_FIELDS_AT = (0x011A, 0x012A, 0x021A, 0x0262)
_TABLE_BIT = 0x0200  # of the flags at 0x0A: which of the two tables is in use
_BEGIN = 0x13
_FORMULA = 34
# REF, IF, STYLEREF, SEQ, those of the properties of the file and of dates (CREATEDATE … TIME), QUOTE, FILLIN, USER…, DOCVARIABLE, DOCPROPERTY
_COMPUTED = frozenset((3, 7, 10, 12, *range(14, 26), *range(27, 33), 35, 38, 39, 60, 61, 62, 64, 85))
_EQUATION = 49


@dataclass(slots=True)
class OldFields:
    """A file whose fields keep their results, and how many equations are in fields, which LibreOffice drops."""

    data: bytes
    equations: int = 0


def kept_results(data: bytes) -> OldFields:
    """The file with its fields as LibreOffice keeps them; as it is where it is not built as expected."""
    try:
        return _kept(data)
    except (struct.error, IndexError, ValueError):
        return OldFields(data)


def _kept(data: bytes) -> OldFields:
    streams = ole.streams(data)
    word = streams.get("WordDocument")
    if word is None:
        return OldFields(data)
    head = ole.places(data, word)
    flags = _number(data, head, 0x0A, 2)
    table = streams.get("1Table" if flags & _TABLE_BIT else "0Table")
    if table is None:
        return OldFields(data)
    places = ole.places(data, table)
    made = OldFields(data)
    changed = bytearray(data)
    for at in _FIELDS_AT:
        start, length = _number(data, head, at, 4), _number(data, head, at + 4, 4)
        for offset in _kinds(data, places, start, length):
            if data[offset] in _COMPUTED:
                changed[offset] = _FORMULA
            made.equations += data[offset] == _EQUATION
    made.data = bytes(changed)
    return made


def _number(data: bytes, places: ole.OlePlaces, at: int, length: int) -> int:
    return int.from_bytes(bytes(data[places.at(at + index)] for index in range(length)), "little")


def _kinds(data: bytes, places: ole.OlePlaces, start: int, length: int) -> Iterator[int]:
    """Where in the file the kinds of fields are that begin."""
    count = (length - 4) // 6
    first = start + 4 * (count + 1)
    for index in range(max(0, count)):
        sign, kind = places.at(first + 2 * index), places.at(first + 2 * index + 1)
        if data[sign] & 0x1F == _BEGIN:
            yield kind
