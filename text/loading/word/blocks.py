"""What the walk through a document makes: paragraphs and tables, in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text.loading.tables import joined


@dataclass(slots=True)
class WordParagraph:
    """A paragraph: ``label`` is its automatic number; ``level`` that of a heading, from 0; ``place`` its number in the body, from 1."""

    text: str
    label: str = ""
    gap: str = ""
    level: int | None = None
    title: bool = False
    place: int | None = None

    def numbered(self) -> str:
        """The text behind its number. They never run together: 1. and 2023年 stay apart."""
        if not self.label:
            return self.text
        meet = self.label[-1].isascii() and (self.text[:1].isascii() or self.label[-1].isdigit())
        gap = " " if (self.gap in ("tab", "space") and self.label[-1] not in "、）)．") or meet else ""
        return f"{self.label}{gap}{self.text}".strip()


@dataclass(slots=True)
class WordCell:
    """A cell of a table: where it begins, how many columns of the grid it takes, and what is in it."""

    column: int
    span: int
    blocks: list["Block"]
    below: bool = False  # it belongs to the cell above
    starts: bool = False  # the cell below may belong to it
    halves: bool = False  # a line goes through it from corner to corner
    rows: int = 1

    def text(self) -> str:
        """What is in it, as one line."""
        parts = list(lines(self.blocks))
        if self.halves and len(parts) == 2:
            return "／".join(parts)
        return joined(parts)


@dataclass(slots=True)
class WordTable:
    """A table: its rows, the columns of whose grid have ``widths``, and which table of the document it is, from 1."""

    rows: list[list[WordCell]]
    widths: Sequence[int] = ()
    number: int = 0
    place: int | None = None


Block = WordParagraph | WordTable


def lines(blocks: Sequence[Block], *, gaps: bool = False) -> Iterator[str]:
    """The paragraphs of a cell, also those of a table within it; with ``gaps`` also the empty ones between them."""
    for block in blocks:
        if isinstance(block, WordTable):
            for row in block.rows:
                for cell in row:
                    yield from lines(cell.blocks)
        elif gaps and not block.numbered().strip():
            yield ""
        else:
            yield from (part for part in block.numbered().split("\n") if part.strip())
