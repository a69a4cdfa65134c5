"""Evidence: where in a text a value was read, and the very words.

The one invariant of the whole project is kept here: ``text[start:end] == quote``.
"""

from dataclasses import dataclass

from text.sources.source import Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """``source.text[start:end] == quote``; code points, start included, end not."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader saw and did not understand, or that does not add up: kept on the ingest run, never an exception."""

    reader: str
    message: str
    start: int
    quote: str


def cite(source: Source, start: int, end: int) -> Evidence:
    """The evidence of a span, without the white space at its two ends. Raises ValueError for a span without words."""
    text = source.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise ValueError(f"no words between {start} and {end} of {source.name}")
    return Evidence(start=start, end=end, quote=text[start:end])


def note(reader: str, message: str, source: Source, start: int, end: int) -> Note:
    """A note on a span of the text; the quote is cut at 80 characters."""
    return Note(reader=reader, message=message, start=start, quote=source.text[start : min(end, start + 80)])
