"""Find a heading whose number is missing: between 二、 and 四、 is 塑造全新内涵的楼宇厂房园区, one short line without a full stop."""

import re
from bisect import bisect_left, bisect_right

from text.outline.heading_forms import Heading, clean_title, first_word
from text.sources.source import Source


def with_unnumbered(source: Source, headings: list[Heading]) -> list[Heading]:
    """The headings, and those whose number is missing, in the order of the text."""
    found: dict[int, Heading] = {}  # by start: one line may fill the gap of two counts, it is one heading all the same
    last: dict[float, Heading] = {}
    for heading in headings:
        before = last.get(heading.rank)
        if before is not None and _one_is_missing(before, heading):
            inner = headings[
                bisect_right(headings, before.start, key=_start) : bisect_left(headings, heading.start, key=_start)
            ]
            if (between := _between(source, before, heading, inner)) is not None:
                found[between.start] = between
        for rank in [rank for rank in last if rank > heading.rank]:
            del last[rank]
        last[heading.rank] = heading
    return sorted([*headings, *found.values()], key=_start)


def _one_is_missing(before: Heading, after: Heading) -> bool:
    """二、 and then 四、."""
    return bool(before.number and after.number and after.number == before.number + 2 and not after.run_in)


def _between(source: Source, before: Heading, after: Heading, inner: list[Heading]) -> Heading | None:
    """The one line between two headings that may be a title and is none of the ``inner`` headings; None where there are more."""
    lines = [
        line
        for line in source.lines_between(before.body_start, after.start)
        if 6 <= len(line.folded.strip()) <= 30
        and line.end < after.start
        and not line.folded.startswith("\t")
        and not re.search(r"[,。;:!?、—|]", line.folded)
        and not any(heading.start <= line.end and line.start < heading.body_start for heading in inner)
    ]
    if len(lines) != 1:
        return None
    assert before.number is not None
    line = lines[0]
    return Heading(
        rank=after.rank,
        kind=None,
        label=None,
        number=before.number + 1,
        title=clean_title(source.text[line.start : line.end]),
        start=first_word(line),
        body_start=line.end,
    )


def _start(heading: Heading) -> int:
    return heading.start
