"""A text as it is read, and the way back into the text as it is stored.

::

    …年平均浓度下降至44 / 6微克/立方米      printed: the 6 is the number of a page
    …年平均浓度下降至44微克/立方米          read; back(8, 15) are the offsets of both lines

What is taken out and what is put together is a list of :class:`Edit`; everything else stays, character for character.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from text.sources.source import Source, make_source


class Printing(Enum):
    """What printing put into a text."""

    PAGE = "page"
    """The number of a page, or the head or foot that each page has."""
    CONTENTS = "contents"
    """A table of contents."""
    BREAK = "break"
    """The end of a line where the page was too narrow."""
    SPACING = "spacing"
    """Space between the digits of one figure."""
    MARKUP = "markup"
    """A sign of Markdown, or a tag."""


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` of the original is read as ``put``, which is nothing, a space or the end of a line."""

    start: int
    end: int
    what: Printing
    put: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """A source as it is to be read, made of ``original``; the very same source where printing put nothing in.

    The text between two edits is a segment: it begins at ``starts[i]`` of ``source`` and at ``origins[i]`` of ``original``. ``contents`` are the headings
    that a table of contents lists, and ``begins`` is where the text begins in ``source``, behind the contents and what stands above them.
    """

    original: Source
    source: Source
    edits: tuple[Edit, ...] = ()
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)
    contents: tuple[str, ...] = ()
    begins: int = 0

    def at(self, offset: int) -> int:
        """Where the character at an offset of ``source`` stands in the original; the end for the end."""
        if offset >= len(self.source.text):
            return len(self.original.text)
        index = bisect_right(self.starts, offset) - 1
        return self.origins[index] + offset - self.starts[index]

    def into(self, offset: int) -> int:
        """Where in ``source`` the first character from an offset of the original on stands."""
        index = bisect_right(self.origins, offset) - 1
        if index < 0:
            return 0
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.source.text)
        return min(self.starts[index] + offset - self.origins[index], end)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of a span of ``source``: from its first character to its last."""
        if start >= end:
            return self.at(start), self.at(start)
        return self.at(start), self.at(end - 1) + 1


def unprinted(
    original: Source, edits: Iterable[Edit], contents: tuple[str, ...] = (), written: Source | None = None
) -> Laid:
    """The source with edits (disjoint) applied to it, in the characters of ``written``, which is as long."""
    edits = tuple(sorted(edits, key=lambda edit: edit.start))
    written = written or original
    if not edits:
        return Laid(original, written)
    text = written.text
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = last = 0

    def add(piece: str, origin: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            origins.append(origin)
            length += len(piece)

    for edit in edits:
        add(text[last : edit.start], last)
        add(edit.put, edit.start)
        last = edit.end
    add(text[last:], last)
    derived = make_source("".join(pieces), name=original.name, sha256=original.sha256)
    return Laid(original, derived, edits, tuple(starts) or (0,), tuple(origins) or (0,), contents)
