"""contents"""

from dataclasses import dataclass, field

from text.layout.lines import PrintedLine
from text.sources.source import Source


@dataclass
class Contents:
    rows: list[PrintedLine]
    spans: list[tuple[int, int]] = field(default_factory=list)
    headings: tuple[str, ...] = ()


def find_contents(source: Source, rows: list[PrintedLine]) -> Contents:
    return Contents(rows)
