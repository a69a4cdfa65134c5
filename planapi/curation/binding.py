"""Which of the rows that were read a correction is about: by the words of the row and of its quote, wherever they stand now.

Blanks and line breaks do not count, and a quote may have become longer or shorter, where the words are the only ones of their kind.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from planapi.curation.fields import CorrectableKind
from planapi.curation.models import Correction
from text.vocabulary import Unapplied


def flat(text: str) -> str:
    """A text without blanks and line breaks."""
    return "".join(text.split())


def in_order(rows: Iterable[Any]) -> list[Any]:
    """Rows in the order of the text."""
    return sorted(
        rows, key=lambda row: (getattr(row, "start", 0), getattr(row, "raw_start", 0), getattr(row, "key", ""))
    )


def alike(kind: CorrectableKind, rows: Iterable[Any], *, words: str, quote: str) -> list[Any]:
    """The rows with these words in this quote, in order."""
    of_words = [row for row in rows if flat(kind.words_of(row)) == flat(words)]
    if not kind.words:
        return of_words  # the document itself
    sought = flat(quote)
    same = [row for row in of_words if flat(kind.quote_of(row)) == sought]
    if same:
        return in_order(same)
    around = [row for row in of_words if sought in (quoted := flat(kind.quote_of(row))) or quoted in sought]
    return around if len(around) == 1 else []


def find(kind: CorrectableKind, rows: Sequence[Any], correction: Correction, *, text: str) -> Any | Unapplied:
    """The row that a correction is about, or why there is none. ``text`` is that of the document."""
    found = alike(kind, rows, words=correction.words, quote=correction.quote)
    if not found:
        return Unapplied.UNREAD if flat(correction.quote) in flat(text) else Unapplied.GONE
    return found[correction.nth - 1] if len(found) == correction.of else Unapplied.AMBIGUOUS
