"""spacing"""

from collections.abc import Iterator, Sequence

from text.layout.laid import Edit
from text.layout.lines import PrintedLine
from text.sources.source import Source


def spaced_digits(source: Source, rows: Sequence[PrintedLine]) -> Iterator[Edit]:
    yield from ()
