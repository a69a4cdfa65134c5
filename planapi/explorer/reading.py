"""A document's text with everything that was read marked where it stands, as HTML.

The text is cut at the marks, and each piece escaped: nothing of a document can become markup. Marks of numbers never overlap, since each numeral stands
once in the number ledger; the name of a project in which a number is marked gives way to it.
"""

import re
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


def anchor(slug: str, key: str) -> str:
    """The name of a row within its document's page: what its key has after the document's slug.

    >>> anchor("120102-report-2023", "120102-report-2023-o1312")
    'o1312'
    """
    return key.removeprefix(f"{slug}-")


LOOKS = {"actual": "a", "estimate": "e", "target": "t", "unsaid": "u", "project": "p", "not_understood": "n"}
"""The letter with which the link of a mark begins, by its look, and by which it is styled; that of what is no data is ``d``."""
DISMISSED = "d"


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page of the original begins in the text."""

    start: int
    page: int
    address: str
    told: str


def as_html(
    slug: str,
    text: str,
    headings: Sequence[PartHeading],
    marks: Sequence[Mark],
    *,
    told: Mapping[str, str],
    pin: str = "",
    pages: Sequence[PageStart] = (),
) -> str:
    """The whole text: each line a paragraph, each heading a heading with its name as anchor. ``told`` is what a look says that has no letter of its own;
    ``pin`` ends each address.
    """
    written: list[str] = []
    starts = {heading.start: heading for heading in headings}
    turned = iter([*pages, None])
    page = next(turned)
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
                _marked(slug, text[begins:ends], mark, told, pin=pin, named=begins == mark.start),
            )
            at = ends
            if mark.end > end:
                break
            mark = next(waiting)
        pieces.append(escape(text[at:end]))
        while page is not None and page.start <= end and line.strip():
            written.append(_turned(page))
            page = next(turned)
        if line.strip():
            written.append(_line(slug, "".join(pieces), starts, position, end))
        position = end + 1
    return "\n".join(written)


def _turned(page: PageStart) -> str:
    return f'<a class="page" id="page-{page.page}" href="{escape(page.address)}">{escape(page.told)}</a>'


def _line(slug: str, html: str, starts: dict[int, PartHeading], position: int, end: int) -> str:
    heading = next((starts[at] for at in range(position, end) if at in starts), None) if starts else None
    if heading is None:
        return f"<p>{html}</p>"
    # The page's own heading is the first; a document has parts of up to six levels, and HTML headings of six.
    level = min(heading.level + 1, 6)
    return f'<h{level} id="{escape(anchor(slug, heading.key))}">{html}</h{level}>'


def _marked(slug: str, words: str, mark: Mark, told: Mapping[str, str], *, pin: str, named: bool) -> str:
    """A link with its name and its address, and nothing else: a text has thousands, and every octet of them counts.

    ``<a id=o1312 href=ao1312>32.6 亿元</a>``: how it looks is told by the first letter of the address, which leads on to the page of its evidence.
    """
    name = anchor(slug, mark.key)
    letter = LOOKS.get(mark.look, DISMISSED)
    said = f" title={_value(told[mark.look])}" if letter == DISMISSED else ""
    address = f"{letter}{name}{pin}"
    others = "".join(f"<i id={_value(anchor(slug, key))}></i>" for key in mark.also) if named else ""
    return f"{others}<a{f' id={_value(name)}' if named else ''} href={_value(address)}{said}>{escape(words)}</a>"


_PLAIN = re.compile(r"[\w./-]+", re.ASCII)


def _value(text: str) -> str:
    """The value of an attribute, without quotes where it needs none."""
    return text if _PLAIN.fullmatch(text) else f'"{escape(text)}"'
