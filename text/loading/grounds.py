"""Large words that lie across the text of several pages at one place, upright as it is: a watermark, whose signs would stand between those of the lines."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from text.loading.glyphs import Glyph, Page
from text.loading.loaded import TextBuilder

_LARGER = 1.6  # than the letters of the text
_FEWEST = 2  # of its signs lie on others

_Place = tuple[str, int, int]


def without_watermarks(pages: Sequence[Page], building: TextBuilder) -> list[Page]:
    """The pages without such words, which are said. What is repeated and lies on nothing is a head of the pages, and stays."""
    sizes = [glyph.size for page in pages for glyph in page.glyphs]
    if len(pages) < 2 or not sizes:
        return list(pages)
    large = _LARGER * median(sizes)
    on: dict[_Place, set[int]] = defaultdict(set)
    for page in pages:
        for glyph in page.glyphs:
            if glyph.size > large and glyph.text.strip():
                on[_place(glyph)].add(page.number)
    repeated = {place for place, numbers in on.items() if 2 * len(numbers) > len(pages)}
    if not repeated:
        return list(pages)
    across = {line for page in pages for line in _lines_across(page, repeated, large)}
    return [_without(page, {place for place in repeated if place[2] in across}, large, building) for page in pages]


def _place(glyph: Glyph) -> _Place:
    return glyph.text, round(glyph.x0 / 2), round(glyph.base / 2)


def _lines_across(page: Page, repeated: set[_Place], large: float) -> Iterator[int]:
    """The base lines of repeated words that lie on signs of the text."""
    words = [glyph for glyph in page.glyphs if glyph.size > large and _place(glyph) in repeated]
    bases = {_place(glyph)[2] for glyph in words}
    for base in bases:
        own = [glyph for glyph in words if _place(glyph)[2] == base]
        top, bottom = min(one.base - one.size for one in own), max(one.base for one in own)
        near = [one for one in page.glyphs if one.size <= large and top < one.base < bottom and one.text.strip()]
        if sum(any(one.x0 < sign.x1 and sign.x0 < one.x1 for one in near) for sign in own) >= _FEWEST:
            yield base


def _without(page: Page, places: set[_Place], large: float, building: TextBuilder) -> Page:
    gone = [glyph for glyph in page.glyphs if _place(glyph) in places]
    if not gone:
        return page
    why = "large words that lie across the text at the same place of several pages"
    building.omit("watermark", why, page=page.number, sample="".join(glyph.text for glyph in gone))
    bases = {place[2] for place in places}
    blanks = (one for one in page.glyphs if one.size > large and not one.text.strip() and _place(one)[2] in bases)
    left = {id(glyph) for glyph in (*gone, *blanks)}
    return replace(page, glyphs=tuple(glyph for glyph in page.glyphs if id(glyph) not in left))
