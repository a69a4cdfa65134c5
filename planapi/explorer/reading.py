"""A document's text with everything that was read marked where it stands, as HTML.

The text is cut at the marks, and each piece escaped: nothing of a document can become markup. Marks of numbers never overlap, since each numeral stands
once in the number ledger; the name of a project in which a number is marked gives way to it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.html import escape


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` is what was read as the row ``key`` of a resource. ``look`` is how it looks: actual, target, not_understood, …

    ``also`` are the keys of more rows that were read there.
    """

    start: int
    end: int
    resource: str
    key: str
    look: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartHeading:
    """The heading of a part, at ``start``..``end`` of the text."""

    start: int
    end: int
    key: str
    level: int


def without_overlaps(first: Iterable[Mark], others: Iterable[Mark]) -> list[Mark]:
    """The marks in order. Of several over the same characters the first that begins; ``others`` give way to all of ``first``."""
    kept = _apart(first)
    starts, ends = [mark.start for mark in kept], [mark.end for mark in kept]
    # Free, if as many marks end before it begins as begin before it ends.
    free = [mark for mark in others if bisect_right(ends, mark.start) == bisect_left(starts, mark.end)]
    return sorted([*kept, *_apart(free)], key=lambda mark: mark.start)


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: one.start):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        else:
            kept[-1] = replace(kept[-1], also=(*kept[-1].also, mark.key))
    return kept


def as_html(
    text: str, headings: Sequence[PartHeading], marks: Sequence[Mark], *, told: Mapping[str, str], pin: str = ""
) -> str:
    """The whole text: each line a paragraph, each heading a heading with its key as anchor. ``told`` is what a look says; ``pin`` ends each address."""
    written: list[str] = []
    starts = {heading.start: heading for heading in headings}
    waiting = iter([*marks, None])
    mark = next(waiting)
    position = 0
    for line in text.split("\n"):
        end = position + len(line)
        pieces: list[str] = []
        at = position
        while mark is not None and mark.start < end:
            # What goes on over the end of a line is marked on each, and bears its name on the first.
            begins, ends = max(mark.start, at), min(mark.end, end)
            pieces += (
                escape(text[at:begins]),
                _marked(text[begins:ends], mark, told, pin=pin, named=begins == mark.start),
            )
            at = ends
            if mark.end > end:
                break
            mark = next(waiting)
        pieces.append(escape(text[at:end]))
        if line.strip():
            written.append(_line("".join(pieces), starts, position, end))
        position = end + 1
    return "\n".join(written)


def _line(html: str, starts: dict[int, PartHeading], position: int, end: int) -> str:
    heading = next((starts[at] for at in range(position, end) if at in starts), None) if starts else None
    if heading is None:
        return f"<p>{html}</p>"
    # The page's own heading is the first; a document has parts of up to six levels, and HTML headings of six.
    level = min(heading.level + 1, 6)
    return f'<h{level} id="{escape(heading.key)}">{html}</h{level}>'


def _marked(words: str, mark: Mark, told: Mapping[str, str], *, pin: str, named: bool) -> str:
    name = f' id="{escape(mark.key)}"' if named else ""
    # Numerals that are no row's value have no page of their own: what the ledger says of them does.
    address = (
        f"/api/v1/numerals/{mark.key}/" if mark.resource == "numerals" else f"/evidence/{mark.resource}/{mark.key}/"
    )
    others = "".join(f'<span id="{escape(key)}"></span>' for key in mark.also) if named else ""
    # What many marks have in common stands together, and its key twice near by: that compresses to half as much.
    said = f'<a class="m {mark.look}" title="{escape(told[mark.look])}"{name} href="{escape(address + pin)}">'
    return f"{others}{said}{escape(words)}</a>"
