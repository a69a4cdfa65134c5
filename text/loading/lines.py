"""Signs at their places become lines: what stands on one base line, with spaces where there is room, and raised and lowered signs told from figures.

::

    达到360 (12 pt) 1 (6 pt, raised by 5) 亿元 → 达到360亿元, and a footnote mark is left out
    m (12 pt) 2 (7 pt, raised)                 → m²
    PM (12 pt) 2.5 (7 pt, lowered)             → PM₂.₅
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from text.loading.glyphs import Glyph

# A thin space is one that a library has guessed from the room between signs: it may stand for one in the file, or for none.
GUESSED = "\u2009"
SPACES = " \u00a0\u3000\t\u2002\u2003" + GUESSED

_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
# m²   km³   平方公里 has none, but 米² has
_BEFORE_POWER = re.compile(r"(?:[A-Za-z]|㎞|米|公里|℃)$")
_POWER = re.compile(r"[23]")
_TEN = re.compile(r"[×xX*·]\s*10$")
_EXPONENT = re.compile(r"[-−–+]?\d{1,2}")
_ION = re.compile(r"\d?[+\-−–]")
_BEFORE_ION = re.compile(r"[A-Za-z₀-₉]$")
# ¹  ①  *  [1]  〔1〕  (1)  1,2  注1  †
_MARK = re.compile(
    r"(?:注|注释)?(?:[\[〔【(（]?\s*[0-9a-z]{1,3}(?:\s*[,，、\-–~]\s*\d{1,3})*\s*[\]〕】)）]?|[①-⑳㉑-㉟❶-❿⑴-⒇]+|[*＊†‡※#§]{1,3})"
)
_LEADER = re.compile(r"\s*(?:[.．·‧•∙…⋯﹒_]\s*){4,}|\s*(?:…\s*){2,}")
# 1.1   3   专栏2   第1章   Q
_NUMBERED = re.compile(r"(?:专栏|表|图|附[件表录])?\s*\d{1,2}(?:[.-]\d{1,2}){0,3}[.、]?")
_FIGURES = re.compile(r"[\d%]\d")  # the end of one figure, and the beginning of the next
_NEXT_FIGURE = 0.4  # em: room between digits that touch others and the next figure
_WIDE = 1.3  # em: room that parts columns, or a heading from its text


@dataclass(slots=True)
class Segment:
    """A piece of a line without wide gaps in it."""

    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class GlyphLine:
    """What stands on one base line. ``mark`` is the raised sign that it begins with: of a footnote, if it stands among those."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    segments: list[Segment]
    mark: str = ""
    marks: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _LEADER.sub("……", "  ".join(one.text for one in self.segments))


@dataclass(slots=True)
class _BaseRow:
    """Signs of one base line, from left to right."""

    base: float
    size: float
    glyphs: list[Glyph]
    scripts: list[tuple[list[Glyph], int]] = field(default_factory=list)  # runs, raised (1) or lowered (-1)


def lines_of(glyphs: Sequence[Glyph], page: int, *, keep_stars: bool = False) -> list[GlyphLine]:
    """The lines of a page, or of a part of it, from top to bottom. ``keep_stars`` leaves raised * and ① in a cell, which say of what year its figure is."""
    rows = _rows(glyphs)
    _find_scripts(rows)
    return [line for row in rows if row.glyphs if (line := _line(row, page, keep_stars=keep_stars))]


def _rows(glyphs: Sequence[Glyph]) -> list[_BaseRow]:
    rows: list[_BaseRow] = []
    last = 0.0
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if rows and glyph.base - last <= max(0.6, 0.1 * glyph.size):
            rows[-1].glyphs.append(glyph)
        else:
            rows.append(_BaseRow(glyph.base, glyph.size, [glyph]))
        last = glyph.base
    for row in rows:
        row.glyphs.sort(key=lambda one: one.x0)
        row.size = max(one.size for one in row.glyphs)
    return rows


def _find_scripts(rows: list[_BaseRow]) -> None:
    """Take small signs that stand beside a larger one, a little above or below its base line, to the line of that."""
    for index, row in enumerate(rows):
        near = [
            one
            for one in rows[max(0, index - 6) : index + 7]
            if one is not row and abs(one.base - row.base) < 0.85 * one.size
        ]
        if not near or min(glyph.size for glyph in row.glyphs) > 0.9 * max(one.size for one in near):
            continue
        kept: list[Glyph] = []
        for run in _runs(row.glyphs):
            host = next((one for one in near if _is_beside(run, one)), None)
            if host is None:
                kept.extend(run)
            else:
                host.scripts.append((run, 1 if host.base > row.base else -1))
        row.glyphs = kept


def _runs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (glyph.x0 - run[-1].x1 > 0.6 * glyph.size or abs(glyph.size - run[-1].size) > 0.2 * glyph.size):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _is_beside(run: list[Glyph], row: _BaseRow) -> bool:
    """Whether a run of small signs is raised or lowered beside a sign of the row."""
    if not any(glyph.text.strip(SPACES) for glyph in run):
        return False
    small, moved = run[0].size, row.base - run[0].base
    place = bisect_left(row.glyphs, run[0].x0, key=lambda one: one.x0)
    for glyph in row.glyphs[max(0, place - 3) : place + 3]:
        if small > 0.9 * glyph.size or not (
            0.1 * glyph.size < moved < 0.85 * glyph.size or 0.03 * glyph.size < -moved < 0.62 * glyph.size
        ):
            continue
        room = 0.4 * glyph.size
        if abs(run[0].x0 - glyph.x1) < room or abs(glyph.x0 - run[-1].x1) < room:
            return True
    return False


@dataclass(slots=True)
class _Piece:
    """A sign, or a run of raised or lowered signs, on its way into a line."""

    text: str
    x0: float
    x1: float
    size: float
    script: int = 0


def _line(row: _BaseRow, page: int, *, keep_stars: bool) -> GlyphLine | None:
    pieces = [_Piece(one.text, one.x0, one.x1, one.size) for one in row.glyphs]
    for run, script in row.scripts:
        text = "".join(one.text for one in run).strip(SPACES)
        pieces.append(_Piece(text, run[0].x0, run[-1].x1, row.size, script))
    pieces.sort(key=lambda one: (one.x0, one.x1))
    shown = [one for one in pieces if one.text.strip(SPACES)]
    if not shown:
        return None
    building = _LineBuilder(spacing=_spacing(pieces), keep_stars=keep_stars)
    spaces = ""
    for index, piece in enumerate(pieces):
        if not piece.text.strip(SPACES):
            spaces += piece.text
            if not piece.text and building.last is not None:
                last = building.last
                building.last = _Piece(last.text, last.x0, piece.x1, last.size)  # something was left out here
            continue
        building.add(piece, spaces, after="".join(one.text for one in pieces[index + 1 : index + 4]))
        spaces = ""
    if not building.segments:
        return None
    glyphs = row.glyphs or [one for run, _ in row.scripts for one in run]
    top, bottom = min(one.top for one in glyphs), max(one.bottom for one in glyphs)
    # Of a row of blanks alone only what is raised or lowered beside them is a sign.
    size = median([one.size for one in row.glyphs if one.text.strip(SPACES)] or [row.size])
    return GlyphLine(
        page, shown[0].x0, top, shown[-1].x1, bottom, row.base, size, building.segments, building.mark, building.marks
    )


def _spacing(pieces: Sequence[_Piece]) -> float:
    """The room between signs that the whole line has: it is letter-spaced, or filled out to the margin."""
    gaps = [
        right.x0 - left.x1
        for left, right in pairwise(pieces)
        if not right.script and right.x0 - left.x1 < left.size and left.text.strip(SPACES) and right.text.strip(SPACES)
    ]
    return max(0.0, median(gaps)) if len(gaps) >= 6 else 0.0


class _LineBuilder:
    def __init__(self, *, spacing: float, keep_stars: bool) -> None:
        self.spacing, self.keep_stars = spacing, keep_stars
        self.segments: list[Segment] = []
        self.mark = ""
        self.marks: list[str] = []
        self.last: _Piece | None = None
        self.touches = False  # the last piece touches the one before it

    def add(self, piece: _Piece, spaces: str, *, after: str) -> None:
        text = piece.text
        if piece.script:
            text = self._script(piece, after)
        if self.last is None or not self.segments:
            gap = ""
        else:
            gap = "  " if self._is_next_cell(piece, spaces) else _gap(self.last, piece, spaces, self.spacing)
            if gap == " " and spaces.strip(GUESSED) == "" and _is_foreign(self.last, piece):
                # Programs leave room between Chinese and Latin signs by themselves; it only matters behind a number at the head of the line.
                gap = " " if len(self.segments) == 1 and _NUMBERED.fullmatch(self.segments[0].text) else ""
        self.touches = self.last is not None and piece.x0 - self.last.x1 - self.spacing < 0.1 * piece.size
        self.last = piece
        if not text:
            return
        if not self.segments or gap == "  ":
            self.segments.append(Segment(piece.x0, piece.x1, text))
        else:
            segment = self.segments[-1]
            segment.text += gap + text
            segment.x1 = max(segment.x1, piece.x1)

    def _is_next_cell(self, piece: _Piece, spaces: str) -> bool:
        """Whether a figure is another cell than the one before it: 36253 58000. Digits that are all apart (3 1 0) are one."""
        last = self.last
        if last is None or not self.touches or spaces.strip(GUESSED) or last.script or piece.script:
            return False
        room = (piece.x0 - last.x1 - self.spacing) / min(last.size, piece.size)
        return room > _NEXT_FIGURE and _FIGURES.fullmatch(last.text + piece.text) is not None

    def _script(self, piece: _Piece, after: str) -> str:
        before = self.segments[-1].text if self.segments else ""
        if piece.script < 0:
            if before and before[-1].isdigit() and piece.text.isdigit():
                return self._left_out(piece.text)
            return piece.text.translate(_LOWERED)
        if not before and _MARK.fullmatch(piece.text):
            self.mark = piece.text
            return ""
        if _POWER.fullmatch(piece.text) and _BEFORE_POWER.search(before):
            return piece.text.translate(_RAISED)
        if _EXPONENT.fullmatch(piece.text) and _TEN.search(before):
            return piece.text.translate(_RAISED)
        if _ION.fullmatch(piece.text) and _BEFORE_ION.search(before):
            return piece.text.translate(_RAISED)
        if piece.text in "oO○" and after[:1] in ("C", "F"):
            return "°"
        if self.keep_stars and piece.text[0] in "*＊①②③④⑤⑥⑦⑧⑨⑩":
            return piece.text
        if _MARK.fullmatch(piece.text):
            return self._left_out(piece.text)
        return piece.text

    def _left_out(self, mark: str) -> str:
        self.marks.append(mark)
        return ""


def _gap(left: _Piece, right: _Piece, spaces: str, spacing: float) -> str:
    """What stands between two signs: nothing, a space, or two for room as wide as between columns."""
    size = min(left.size, right.size)
    room = (right.x0 - left.x1 - spacing) / size if size else 0.0
    if room > _WIDE:
        return "  "
    one, other = left.text[-1], right.text[0]
    both_latin = one.isascii() and other.isascii()
    if spaces:
        return " " if room > (0.02 if both_latin else 0.12) else ""
    if both_latin:
        figures = (one.isdigit() or one in ".,%") and (other.isdigit() or other in ".,%")
        return " " if room > (0.7 if figures else 0.2) else ""
    return " " if room > 0.9 else ""


def _is_foreign(left: _Piece, right: _Piece) -> bool:
    """Whether one of two signs is Latin or a digit, and the other Chinese."""
    return left.text[-1].isascii() != right.text[0].isascii()


def said_of_marks(lines: Sequence[GlyphLine], omit: Callable[..., None]) -> None:
    """Say which marks of footnotes were left out of lines."""
    for line in lines:
        for mark in [line.mark, *line.marks] if line.mark else line.marks:
            omit(
                "footnote_mark",
                "a raised sign behind a word or a figure",
                page=line.page,
                sample=f"{line.text[:40]} [{mark}]",
            )
