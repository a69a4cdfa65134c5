"""Lines whose letters are spaced are closed: 全 县 生 产 总 值 达 到 2 1 3 . 4 亿 元 is 全县生产总值达到213.4亿元.

Only lines of prose that are spaced as a whole: in any other line a space between two numbers says that they are two (a row of a table, 2020 2025), but for
what :mod:`text.numbers.printing` knows to be one figure. Headings stay as they are printed.
"""

import re
from collections.abc import Iterator, Sequence

from text.layout.laid import Edit, Printing
from text.layout.lines import PrintedLine
from text.sources.source import Source

# Soft hyphens, joiners, marks of byte order, of direction and of variants, which web pages and converters strew into words.
_ZERO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)
_HAN = re.compile("[一-鿿]")
_GAP = re.compile(r"(?<=\S) (?=\S)")
_LATIN_WORDS = re.compile(r"[A-Za-z]{2} [A-Za-z]{2}")


def spaced_digits(source: Source, rows: Sequence[PrintedLine]) -> Iterator[Edit]:
    """The spaces between the letters and digits of spaced lines."""
    for row in rows:
        words = row.folded
        if words.count(" ") * 3 < len(words) or not re.search("[,。;、:]", words) or not _is_spaced(words):
            continue
        for gap in _GAP.finditer(words):
            yield Edit(row.start + gap.start(), row.start + gap.end(), Printing.SPACING)


def _is_spaced(words: str) -> bool:
    tokens = words.split()
    single = sum(len(token) == 1 for token in tokens)
    han = len(_HAN.findall(words))
    return (
        len(tokens) >= 12
        and single >= 0.8 * len(tokens)
        and han * 2 >= len(tokens)
        and not _LATIN_WORDS.search(words)
        and all(len(token) <= 4 for token in tokens)
    )


def zero_width(source: Source) -> Iterator[Edit]:
    """Characters that nobody sees."""
    for match in _ZERO_WIDTH.finditer(source.text):
        yield Edit(match.start(), match.end(), Printing.SPACING)
