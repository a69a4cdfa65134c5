"""What every loader gives: one text, where in the file each part of it stood, and what was left out and why.

::

    bytes of a PDF → Loaded(text="第一章 发展基础\\n…\\n| 指标 | 2020年 | 2025年 |\\n…", places=(Place(0, page=1), Place(812, page=2)), omitted=…)

The text is canonical: a line is a paragraph or a heading, and tables are rows of Markdown with merged cells repeated
(:mod:`text.loading.tables`). Evidence points into it. Numbers of pages, running heads and the marks of footnotes are not in it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from text.loading.tables import Grid, rows_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text from ``start`` on (up to the next place) stands in the file: a page (from 1), a paragraph (from 1), or a cell (``表2!C5``).

    What the format does not have is None.
    """

    start: int
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Omission:
    """Something of the file that is not in the text, and why.

    ``what`` is a word that stays the same: ``page_number running_head footnote_mark deleted_text picture hidden_text navigation …``.
    ``reason`` says it in words; ``count`` is how often; ``page`` the first page it was on; ``sample`` some of its words.
    """

    what: str
    reason: str
    count: int = 1
    page: int | None = None
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as text. ``media_type`` is what the file is by its content; ``pages`` how many it has, where it has pages."""

    text: str
    media_type: str
    places: tuple[Place, ...] = ()
    omitted: tuple[Omission, ...] = ()
    pages: int | None = None

    def place_at(self, offset: int) -> Place | None:
        """Where the character at ``offset`` stands in the file; None if that is not known."""
        index = bisect_right(self.places, offset, key=lambda place: place.start)
        return self.places[index - 1] if index else None

    def as_json(self) -> dict[str, Any]:
        """All of it as plain JSON, to cross from one process to another; see :func:`from_json`."""
        return asdict(self)


def from_json(said: dict[str, Any]) -> Loaded:
    """A file as it was before :meth:`Loaded.as_json`."""
    places = tuple(Place(**place) for place in said["places"])
    omitted = tuple(Omission(**one) for one in said["omitted"])
    return Loaded(said["text"], said["media_type"], places, omitted, said["pages"])


@dataclass(slots=True)
class TextBuilder:
    """Puts a text together line by line, and remembers where each line was in the file.

    >>> building = TextBuilder()
    >>> building.line("第一章 发展基础", page=1)
    >>> building.line("全区生产总值达到360亿元。", page=2)
    >>> building.loaded("application/pdf", pages=2).place_at(12).page
    2
    """

    _pieces: list[str] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)
    _omitted: dict[tuple[str, str], Omission] = field(default_factory=dict)
    _length: int = 0

    def line(
        self,
        text: str,
        *,
        page: int | None = None,
        paragraph: int | None = None,
        cell: str | None = None,
        turns: Sequence[tuple[int, int]] = (),
    ) -> None:
        """A paragraph, a heading or a blank line; a newline within ``text`` becomes a space.

        ``turns`` are the offsets in ``text`` at which a paragraph goes on on another page, each with that page.
        """
        place = Place(self._length, page, paragraph, cell)
        last = self._places[-1] if self._places else None
        if place != (last and Place(self._length, last.page, last.paragraph, last.cell)):
            self._places.append(place)
        self._places.extend(Place(self._length + at, turned) for at, turned in turns)
        line = " ".join(text.splitlines()) + "\n"
        self._pieces.append(line)
        self._length += len(line)

    def table(
        self, grid: Grid, *, pages: Sequence[int] = (), cell: str | None = None, cells: Sequence[str] = ()
    ) -> None:
        """A table with a blank line before and after it; ``pages`` has one page a row of it, ``cells`` the cell that each row begins with."""
        self.line("")
        for index, row in enumerate(rows_of(grid)):
            self.line(
                row,
                page=pages[index] if index < len(pages) else None,
                cell=cells[index] if index < len(cells) else cell,
            )
        self.line("")

    def row(self, entries: Sequence[tuple[str, str]]) -> None:
        """A row of a table whose entries each have a cell of their own."""
        pieces = [f"| {text} " for text, _ in entries]
        for piece, (_, cell) in zip(pieces, entries, strict=True):
            self._places.append(Place(self._length, cell=cell))
            self._pieces.append(piece)
            self._length += len(piece)
        self._pieces.append("|\n")
        self._length += 2

    def omit(self, what: str, reason: str, *, page: int | None = None, sample: str = "") -> None:
        """Say that something was left out; the same things for the same reason are counted."""
        first = self._omitted.get((what, reason))
        self._omitted[what, reason] = (
            Omission(what, reason, first.count + 1, first.page, first.sample)
            if first
            else Omission(what, reason, 1, page, sample[:60])
        )

    def loaded(self, media_type: str, *, pages: int | None = None) -> Loaded:
        """What was put together."""
        return Loaded("".join(self._pieces), media_type, tuple(self._places), tuple(self._omitted.values()), pages)
