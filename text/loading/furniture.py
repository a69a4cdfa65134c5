"""What a page has beside its text: running heads and feet, numbers of pages, watermarks, and notes at the foot."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from text.loading.glyphs import Glyph, Page
from text.loading.grids import Ruled
from text.loading.lines import GlyphLine
from text.loading.loaded import TextBuilder

_EDGE = 0.15  # of the height of the page: heads and feet stand in it
_NEAR = 3.0

_ROMAN = r"[ivxlcIVXLC]{1,7}|[\u2160-\u216b\u2170-\u217b]"
_DASHES = r"[\s\-—–－―·•.~～_=|｜]*"
# 12   - 12 -   — 12 —   第12页   第 12 页 共 80 页   12/80   Page 12 of 80   iv
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:第|[Pp]age|[Pp]\.?)?\s*(?P<number>\d{{1,4}}|{_ROMAN})\s*页?(?:[\s/,，;；、|]*(?:[共总]|of)?\s*\d{{1,4}}\s*页?)?{_DASHES}"
)
_BARE = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")
_SENTENCE = re.compile(r"[，。；]")
# ① 1 [1] 1. * at the head of a note
_NOTE = re.compile(
    r"(?P<mark>[\[〔【(（]?\d{1,3}[\]〕】)）]|\d{1,3}(?=[\s.、．]|[^\d.%％\s年月])|[①-⑳]|[*＊†※]+)[\s.、．]*"
)


# What a browser prints at the edges, also of a single page: 11/27/26, 4:31 PM  title   ⏎   https://…  1/12
_OF_BROWSER = re.compile(
    r"\s*\d{1,4}\s*[/.\-年]\s*\d{1,2}\s*[/.\-月]\s*\d{1,4}日?[,，]?\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AP]M)?(?:\s.*)?"
    r"|\s*(?:https?|file|about):\S*(?:\s+\S+)*?\s+\d{1,4}\s*/\s*\d{1,4}\s*"
)


@dataclass(slots=True)
class PageParts:
    """A page taken apart: its ruled tables, and its signs and lines that stand in none."""

    page: Page
    tables: list[Ruled]
    lines: list[GlyphLine]
    notes: list[GlyphLine] = field(default_factory=list)
    rest: Sequence[Glyph] = ()


@dataclass(slots=True)
class _Slot:
    """The lines that stand at one height on several pages."""

    at: float
    lines: list[tuple[PageParts, GlyphLine]] = field(default_factory=list)


def without_struck(page: Page, building: TextBuilder) -> tuple[Glyph, ...] | list[Glyph]:
    """The signs of a page, without a text where a line goes through: LibreOffice prints so what was deleted while changes were tracked."""
    rules = sorted(
        (rule.top + rule.bottom, number, rule)
        for number, rule in enumerate(page.rules)
        if rule.bottom - rule.top < 1.6 and rule.x1 - rule.x0 > 3
    )
    if not rules or not page.glyphs:
        return page.glyphs
    heights = [twice / 2 for twice, _, _ in rules]
    kept: list[Glyph] = []
    struck: list[str] = []
    for glyph in page.glyphs:
        first = bisect_left(heights, glyph.base - 0.5 * glyph.size)
        last = bisect_right(heights, glyph.base - 0.18 * glyph.size)
        x = (glyph.x0 + glyph.x1) / 2
        if first < last and any(rule.x0 <= x <= rule.x1 for _, _, rule in rules[first:last]):
            struck.append(glyph.text)
            kept.append(replace(glyph, text=""))  # its room stays taken
        else:
            kept.append(glyph)
    if struck:
        why = "text that is struck through: it was deleted while changes were tracked"
        building.omit("deleted_text", why, page=page.number, sample="".join(struck))
    return kept


def take_out_furniture(parts: Sequence[PageParts], building: TextBuilder) -> None:
    """Take heads, feet and numbers of pages out of the lines of all pages."""
    for foot in (False, True):
        # From the edge inwards: what stands between lines of the text is text.
        for slot in _slots(parts, foot=foot):
            slot.lines = [(one, line) for one, line in slot.lines if _is_outermost(one, line, foot=foot)]
            _take_out(slot, parts, building)
    for one in parts:
        for line in one.lines[:2] + one.lines[-2:]:
            edge = min(line.base, one.page.height - line.base) < 0.5 * _EDGE * one.page.height
            if edge and line in one.lines and _OF_BROWSER.fullmatch(line.text):
                # The title in another font stands a little higher or lower.
                for beside in [other for other in one.lines if abs(other.base - line.base) < _NEAR]:
                    _omit(one, beside, building)
        _take_out_lonely_number(one, parts, building)


def _slots(parts: Sequence[PageParts], *, foot: bool) -> list[_Slot]:
    found: list[tuple[float, PageParts, GlyphLine]] = []
    for one in parts:
        high = one.page.height
        for line in one.lines[-5:] if foot else one.lines[:5]:
            from_edge = high - line.base if foot else line.base
            if from_edge < _EDGE * high:
                found.append((from_edge, one, line))
    found.sort(key=lambda entry: entry[0])
    slots: list[_Slot] = []
    for at, one, line in found:
        if not slots or at - slots[-1].at > _NEAR:
            slots.append(_Slot(at))
        slots[-1].lines.append((one, line))
    return slots


def _is_outermost(one: PageParts, line: GlyphLine, *, foot: bool) -> bool:
    return bool(one.lines) and abs(one.lines[-1 if foot else 0].base - line.base) <= _NEAR


def _take_out(slot: _Slot, parts: Sequence[PageParts], building: TextBuilder) -> None:
    kinds = Counter(_kind(line) for _, line in slot.lines)
    for kind in [kind for kind, count in kinds.items() if count > 1 and not _is_of_pages(kind, slot)]:
        kinds[kind] = 1
    pages = len({one.page.number for one, _ in slot.lines})
    if pages < 2 or not kinds:
        return
    # The first line of the text stands at the same height on each page, too, but says something else on each.
    repeated = sum(count for count in kinds.values() if count > 1)
    if repeated < 0.5 * len(slot.lines) and not (len(parts) > 4 and max(kinds.values()) >= 0.3 * len(parts)):
        return
    for one, line in slot.lines:
        of_a_part = repeated >= 0.7 * len(slot.lines) and not _SENTENCE.search(line.text)
        if kinds[_kind(line)] > 1 or of_a_part:
            _omit(one, line, building)


def _is_of_pages(kind: str, slot: _Slot) -> bool:
    """Whether lines of a kind say the same on each page, or count the pages; those of a list count its items."""
    said = [(one.page.number, line.text) for one, line in slot.lines if _kind(line) == kind]
    if kind == "#" or len({text for _, text in said}) == 1:
        return True
    steps = [
        {int(b) - int(a) for a, b in zip(_DIGITS.findall(text), _DIGITS.findall(other), strict=False)} - {0}
        for (_, text), (_, other) in pairwise(said)
    ]
    apart = [other - page for (page, _), (other, _) in pairwise(said)]
    counted = sum(not step or pages in step for step, pages in zip(steps, apart, strict=True))
    return 2 * counted > len(steps)


def _kind(line: GlyphLine) -> str:
    text = "".join(line.text.split())
    return "#" if _PAGE_NUMBER.fullmatch(text) else _DIGITS.sub("#", text)


def _omit(one: PageParts, line: GlyphLine, building: TextBuilder) -> None:
    one.lines = [other for other in one.lines if other is not line]
    if _PAGE_NUMBER.fullmatch(line.text.strip()):
        building.omit(
            "page_number", "stands at the edge of the pages and counts them", page=line.page, sample=line.text
        )
    else:
        building.omit("running_head", "stands at the same place of several pages", page=line.page, sample=line.text)


def _take_out_lonely_number(one: PageParts, parts: Sequence[PageParts], building: TextBuilder) -> None:
    """- 1 - on a document's only page, or 7 on one page of it, apart from the text."""
    for line, next_to in ((one.lines[-1], one.lines[-2:-1]), (one.lines[0], one.lines[1:2])) if one.lines else ():
        text = line.text.strip()
        high = one.page.height
        if min(line.base, high - line.base) > _EDGE * high or not _PAGE_NUMBER.fullmatch(text):
            continue
        apart = not next_to or abs(next_to[0].base - line.base) > 1.8 * max(line.size, next_to[0].size)
        centred = abs(line.x0 + line.x1 - one.page.width) < 0.1 * one.page.width
        decorated = not _BARE.fullmatch(text) and not re.fullmatch(_ROMAN, text)
        if apart and (decorated or centred or (_BARE.fullmatch(text) and int(text) in (one.page.number, len(parts)))):
            _omit(one, line, building)
            return


def take_out_notes(one: PageParts, body: float) -> None:
    """Move the notes at the foot of a page out of its lines: they are smaller than the text, and stand below a short line or begin with a mark.

    Notes of the size of the text have both: the line above them, and a raised mark.
    """
    for index, line in enumerate(one.lines):
        if (
            line.mark
            and line.base > 0.4 * one.page.height
            and not any(table.box[3] > line.base for table in one.tables)
            and _is_below_short_rule(one, line, one.lines[index - 1] if index else None)
        ):
            one.notes, one.lines = one.lines[index:], one.lines[:index]
            return
    small = 0
    while small < len(one.lines) and one.lines[-1 - small].size < 0.94 * body:
        small += 1
    if not small:
        return
    lines = one.lines[-small:]
    if any(table.box[3] > lines[0].base + 4 for table in one.tables):
        lines = [line for line in lines if all(table.box[3] < line.base for table in one.tables)]
    if 4 * sum(len(line.segments) > 1 for line in lines) > len(lines):
        return  # a table in smaller letters
    for index, line in enumerate(lines):
        above = one.lines[len(one.lines) - len(lines) + index - 1] if len(one.lines) > len(lines) - index else None
        if _is_below_short_rule(one, line, above) or (
            (line.mark or _NOTE.match(line.text)) and line.base > 0.5 * one.page.height and not index
        ):
            one.notes = lines[index:]
            one.lines = one.lines[: len(one.lines) - len(one.notes)]
            return


def _is_below_short_rule(one: PageParts, line: GlyphLine, above: GlyphLine | None) -> bool:
    wide = one.page.width
    # Cells have each a piece of the line below the head of a table.
    heights = Counter(round(rule.top) for rule in one.page.rules)
    return any(
        heights[round(rule.top)] == 1
        and 0.08 * wide < rule.x1 - rule.x0 < 0.55 * wide
        and rule.bottom - rule.top < 3
        and rule.x0 < line.x0 + 3 * line.size
        and (above.base - 1 if above else 0) < rule.top
        and 0 < line.base - rule.top < 4 * line.size
        for rule in one.page.rules
    )


def note_paragraphs(parts: Sequence[PageParts]) -> list[tuple[str, int]]:
    """The notes of all pages, each as one paragraph with its mark in brackets, and the page that it begins on."""
    notes: list[tuple[str, int]] = []
    for one in parts:
        for line in one.notes:
            text = line.text.strip()
            begins = None if line.mark else _NOTE.match(text)
            mark = line.mark or (begins["mark"] if begins else "")
            if mark or not notes:
                rest = text[begins.end() :] if begins else text
                digits = re.sub(r"[\[\]〔〕【】()（）]", "", mark)
                notes.append((f"[{digits}]{rest}" if digits.isdecimal() else f"{mark}{rest}", line.page))
            else:
                notes[-1] = (notes[-1][0] + text, notes[-1][1])
    return notes
