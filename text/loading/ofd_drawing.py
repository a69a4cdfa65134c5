"""What is drawn on a page of an OFD becomes signs at their places, lines and pictures (GB/T 33190, chapters 8 to 13).

::

    <TextObject Boundary="30 50 60 6" Size="4"><TextCode X="0" Y="4" DeltaX="g 2 4 2">达到36</TextCode>
    → 达 at 30 mm, 到 at 34, 3 at 38 and 6 at 40, all standing on the line 54 mm below the upper edge

Lengths are millimetres in the file and points here. Text that a reader of the page does not see (invisible, transparent, white on nothing, off the page) is
not given on, nor a watermark; both are counted.
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from text.loading.glyphs import Glyph, Page, Rule
from text.loading.matrix import Matrix
from text.loading.xml_parts import XmlElement

_POINTS = 72 / 25.4
_ASCENT = 0.86  # of the size of a font: what is above the line that its signs stand on
_THIN = 2.0  # points: a filled area as narrow as that is a line
_LEVEL = 0.75  # points by which the ends of a level line may differ
_SLANT = math.radians(3)
_FAINT = 64  # of 255: text below that is a watermark
_NO_SIGN = frozenset("\r\n\t\ufeff\u200b\u200c\u200d\u2060")
_DEEPEST = 12
_FARTHEST = 1e6  # no length in a file is larger; one that is not a number is not smaller either


def numbers(said: str) -> list[float]:
    """The numbers of a list, up to one that can't be read; ``g 3 4.2`` is three times 4.2.

    >>> numbers("g 3 4.2 2.1")
    [4.2, 4.2, 4.2, 2.1]
    """
    found: list[float] = []
    words = iter(said.replace(",", " ").split())
    for word in words:
        try:
            if word.lower() == "g":
                times, length = int(next(words)), float(next(words))
                found.extend([length] * min(max(times, 0), 10_000))
            else:
                found.append(float(word))
        except (ValueError, StopIteration, OverflowError):
            break
    return [number for number in found if abs(number) < _FARTHEST]


@dataclass(frozen=True, slots=True)
class Resources:
    """What objects refer to by number: styles, and drawings that are used several times."""

    styles: Mapping[str, XmlElement]
    drawings: Mapping[str, XmlElement]


@dataclass(slots=True)
class _Run:
    """The signs of one TextCode."""

    glyphs: list[Glyph]
    turned: int  # by how many quarters
    white: bool

    @property
    def words(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def box(self) -> "tuple[float, float, float, float]":
        return (
            min(glyph.x0 for glyph in self.glyphs),
            min(glyph.top for glyph in self.glyphs),
            max(glyph.x1 for glyph in self.glyphs),
            max(glyph.bottom for glyph in self.glyphs),
        )


Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Drawing:
    """What is drawn by one content. ``hidden`` and ``marks`` are the words that were left out, for being invisible and for being a watermark.

    ``unpainted`` is text without colour: hidden, unless it is what a program recognised in the picture that lies over it.
    """

    runs: list[_Run] = field(default_factory=list)
    unpainted: list[_Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    recognised: bool = False
    curves: int = 0
    signs: int = 0
    on_others: int = 0  # signs that stand on the place of another one


@dataclass(frozen=True, slots=True)
class _Around:
    """Where an object is drawn: the place of what holds it, and the style that it inherits."""

    place: Matrix
    style: str
    seen: bool = True
    depth: int = 0


def draw(content: XmlElement, resources: Resources, into: Drawing, place: Matrix) -> None:
    """Draw the layers of a page's content."""
    for layer in content.all("Layer"):
        _draw_all(layer, resources, into, _Around(place, layer.get("DrawParam")))


def _draw_all(block: XmlElement, resources: Resources, into: Drawing, around: _Around) -> None:
    for element in block.children:
        if element.name == "TextObject":
            _draw_text(element, resources, into, around)
        elif element.name == "PathObject":
            _draw_path(element, into, around)
        elif element.name == "ImageObject":
            into.pictures.append(_box_of(element, around.place))
        elif element.name in ("PageBlock", "Layer") and around.depth < _DEEPEST:
            _draw_all(element, resources, into, replace(around, depth=around.depth + 1))
        elif element.name == "CompositeObject" and around.depth < _DEEPEST:
            _draw_composite(element, resources, into, around)


def _draw_composite(element: XmlElement, resources: Resources, into: Drawing, around: _Around) -> None:
    unit = resources.drawings.get(element.get("ResourceID"))
    content = unit.first("Content") if unit else None
    if content is None:
        return
    inner = _Around(
        around.place.of(_own_place(element)),
        element.get("DrawParam") or around.style,
        around.seen and not _is_invisible(element),
        around.depth + 1,
    )
    _draw_all(content, resources, into, inner)
    # Some writers put layers into a drawing, too.
    for layer in content.all("Layer"):
        _draw_all(layer, resources, into, inner)


def _own_place(element: XmlElement) -> Matrix:
    x, y, *_ = [*numbers(element.get("Boundary")), 0.0, 0.0]
    ctm = numbers(element.get("CTM"))
    inner = Matrix(*ctm) if len(ctm) == 6 else Matrix()
    return Matrix(e=x, f=y).of(inner)


def _box_of(element: XmlElement, place: Matrix) -> Box:
    """The box of an object on the page."""
    box = numbers(element.get("Boundary"))
    x, y, width, height = box if len(box) == 4 else (0.0, 0.0, 0.0, 0.0)
    return _around_points(
        [place.at(x, y), place.at(x + width, y), place.at(x, y + height), place.at(x + width, y + height)]
    )


def _around_points(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


# ── Text ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_invisible(element: XmlElement) -> bool:
    return element.get("Visible").lower() in ("false", "0") or numbers(element.get("Alpha"))[:1] == [0.0]


def _draw_text(element: XmlElement, resources: Resources, into: Drawing, around: _Around) -> None:
    color = _color(element, resources, element.get("DrawParam") or around.style)
    opaque = min(numbers(element.get("Alpha", "255"))[:1] + _alpha(color), default=255.0)
    painted = element.get("Fill", "true").lower() != "false" or element.get("Stroke").lower() == "true"
    size = (numbers(element.get("Size") or element.get("size")) or [0.0])[0]
    if not around.seen or element.get("Visible").lower() in ("false", "0") or size <= 0:
        into.hidden.extend(filter(None, (code.text.strip() for code in element.all("TextCode"))))
        return
    place = around.place.of(_own_place(element))
    angle = math.atan2(place.b, place.a) + math.radians(sum(numbers(element.get("CharDirection"))[:1]))
    quarters = round(angle / (math.pi / 2))
    seen = painted and opaque > 0
    if abs(angle - quarters * math.pi / 2) > _SLANT or (seen and opaque < _FAINT):
        into.marks.extend(filter(None, (code.text.strip() for code in element.all("TextCode"))))
        return
    for signs in _codes(element, size):
        glyphs = [glyph for sign in signs if (glyph := _glyph(sign, size, place, element, quarters % 4))]
        if quarters % 4 in (2, 3):
            # Read upwards or backwards: the words change places, so that they are read as everything else is.
            words = [glyph.text for glyph in reversed(glyphs)]
            glyphs = [replace(glyph, text=word) for glyph, word in zip(glyphs, words, strict=True)]
        if glyphs:
            (into.runs if seen else into.unpainted).append(_Run(glyphs, quarters % 4, _is_white(color)))


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character, where it is put, and how far from there the next one is (None: it is the last)."""

    char: str
    x: float
    y: float
    next_x: float | None
    next_y: float | None


def _codes(element: XmlElement, size: float) -> Iterator[list[_Sign]]:
    """The signs of each TextCode of a text. One without X or Y goes on where the one before it had them."""
    stretched = size * (numbers(element.get("HScale")) or [1.0])[0]
    down = (numbers(element.get("ReadDirection")) or [0.0])[0] in (90.0, 270.0)
    x = y = 0.0
    for code in element.all("TextCode"):
        x = (numbers(code.get("X")) or [x])[0]
        y = (numbers(code.get("Y")) or [y])[0]
        text = code.text.strip() if "\n" in code.text else code.text
        across, along = numbers(code.get("DeltaX")), numbers(code.get("DeltaY"))
        at_x, at_y = x, y
        signs: list[_Sign] = []
        for index, char in enumerate(text):
            if across or along:
                by_x, by_y = _step(across, index), _step(along, index)
            else:
                # Without steps all signs would stand on one place. What writers mean is that each has its width.
                width = _em(char) * stretched
                by_x, by_y = (0.0, size) if down else (width, 0.0)
            last = index == len(text) - 1
            signs.append(_Sign(char, at_x, at_y, None if last else by_x, None if last else by_y))
            at_x, at_y = at_x + by_x, at_y + by_y
        yield signs


def _step(steps: Sequence[float], index: int) -> float:
    """How far it is to the next sign. A list that is too short goes on with its last one."""
    return 0.0 if not steps else steps[index] if index < len(steps) else steps[-1]


def _em(char: str) -> float:
    """How wide a sign is, in sizes of its font: letters and figures are half as wide as characters."""
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def _glyph(sign: _Sign, size: float, place: Matrix, element: XmlElement, quarters: int) -> Glyph | None:
    if sign.char in _NO_SIGN or unicodedata.category(sign.char) == "Cc":
        return None
    stretch = (numbers(element.get("HScale")) or [1.0])[0] or 1.0
    wide = _em(sign.char) * size * stretch
    if sign.next_x is not None and 0 < sign.next_x <= 1.1 * size * stretch and not sign.next_y:
        wide = sign.next_x  # also of figures that a simple writer sets as wide as characters
    x, base = place.at(sign.x, sign.y)
    height = size * math.hypot(place.c, place.d)
    width = wide * math.hypot(place.a, place.b)
    if quarters == 0:
        return Glyph(sign.char, x, base - _ASCENT * height, x + width, base + (1 - _ASCENT) * height, height, base)
    # A turned sign is put upright into its own box.
    corners = [place.at(sign.x + dx, sign.y + dy) for dx in (0, wide) for dy in (-_ASCENT * size, (1 - _ASCENT) * size)]
    x0, top, x1, bottom = _around_points(corners)
    return Glyph(sign.char, x0, top, x1, bottom, height, top + _ASCENT * (bottom - top))


def _color(element: XmlElement, resources: Resources, style: str) -> XmlElement | None:
    """What a text is filled with: its own colour, or that of its style, or of the style that this one builds on."""
    color = element.first("FillColor")
    for _ in range(_DEEPEST):
        found = resources.styles.get(style) if color is None else None
        if found is None:
            break
        color, style = found.first("FillColor"), found.get("Relative")
    return color


def _alpha(color: XmlElement | None) -> list[float]:
    return numbers(color.get("Alpha"))[:1] if color else []


def _is_white(color: XmlElement | None) -> bool:
    if color is None or color.children:
        return False
    words = color.get("Value").split()
    try:
        parts = [int(word[1:], 16) if word.startswith("#") else float(word) for word in words]
    except ValueError:
        return False
    return bool(parts) and (max(parts) <= 2 if len(parts) == 4 else min(parts) >= 250)


# ── Lines ───────────────────────────────────────────────────────────────────────────────────────────────────────────

# Letters of AbbreviatedData, and how many numbers follow each.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def _draw_path(element: XmlElement, into: Drawing, around: _Around) -> None:
    data = element.first("AbbreviatedData")
    if data is None or not around.seen or _is_invisible(element):
        return
    place = around.place.of(_own_place(element))
    lines, points, curved = _lines(data.text)
    if not points:
        return
    into.curves += curved
    box = _around_points([place.at(x, y) for x, y in points])
    filled = element.get("Fill").lower() == "true"
    if filled:
        into.fills.append(box)
    if element.get("Stroke", "true").lower() != "false":
        for (x0, y0), (x1, y1) in lines:
            _rule(*place.at(x0, y0), *place.at(x1, y1), into)
    elif filled and not curved:
        x0, top, x1, bottom = box
        if bottom - top <= _THIN < x1 - x0:
            _rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2, into)
        elif x1 - x0 <= _THIN < bottom - top:
            _rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom, into)


def _rule(x0: float, y0: float, x1: float, y1: float, into: Drawing) -> None:
    if abs(y1 - y0) <= _LEVEL or abs(x1 - x0) <= _LEVEL:
        into.rules.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


_Point = tuple[float, float]


def _lines(said: str) -> tuple[list[tuple[_Point, _Point]], list[_Point], bool]:
    """The straight lines of a path, all of its points, and whether it has curves."""
    lines: list[tuple[_Point, _Point]] = []
    points: list[_Point] = []
    curved = False
    start = here = (0.0, 0.0)
    for letter, operands in _operations(said):
        if letter == "C":
            lines.append((here, start))
            here = start
            continue
        there = (operands[-2], operands[-1])
        points.append(there)
        if letter == "L":
            lines.append((here, there))
        elif letter in "SM":
            start = there
        else:
            curved = True
        here = there
    return lines, points, curved


def _operations(said: str) -> Iterator[tuple[str, list[float]]]:
    words = said.split()
    index = 0
    while index < len(words):
        letter = words[index].upper()
        count = _OPERANDS.get(letter)
        if count is None:
            return
        operands = numbers(" ".join(words[index + 1 : index + 1 + count]))
        if len(operands) < count:
            return
        yield letter, operands
        index += 1 + count


# ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────


def upright(width: float, height: float, quarters: int) -> tuple[Matrix, float, float]:
    """From millimetres of a page to points of the page as it is looked at when its text is turned by so many quarters, with its width and height."""
    wide, high = width * _POINTS, height * _POINTS
    if quarters == 1:
        return Matrix(0, -_POINTS, _POINTS, 0, 0, wide), high, wide
    if quarters == 3:
        return Matrix(0, _POINTS, -_POINTS, 0, high, 0), high, wide
    return Matrix(_POINTS, 0, 0, _POINTS, 0, 0), wide, high


def turned(drawings: Sequence[Drawing]) -> int:
    """By how many quarters most of the signs are turned: 1 or 3 where a wide table stands on a page of the usual form, else 0."""
    counts = [0, 0, 0, 0]
    for run in (run for drawing in drawings for run in drawing.runs):
        counts[run.turned] += len(run.glyphs)
    return next((quarters for quarters in (1, 3) if 2 * counts[quarters] > sum(counts)), 0)


def as_page(number: int, width: float, height: float, drawing: Drawing) -> Page:
    """The page with what can be seen on it; what can't is added to ``drawing.hidden``. A sign that is put twice on one place, to look bold, is there once."""
    glyphs: list[Glyph] = []
    once = _Once()
    grounds = [*drawing.fills, *drawing.pictures]
    drawing.recognised = bool(drawing.unpainted) and is_covered(drawing.pictures, width, height)
    if not drawing.recognised:
        drawing.hidden.extend(run.words for run in drawing.unpainted)
    for run in [*drawing.runs, *(drawing.unpainted if drawing.recognised else ())]:
        if _can_be_seen(run, width, height, grounds):
            glyphs.extend(filter(once.is_new, run.glyphs))
            drawing.signs += len(run.glyphs)
        else:
            drawing.hidden.append(run.words)
    drawing.on_others = _on_others(glyphs)
    return Page(number, width, height, tuple(glyphs), tuple(drawing.rules), tuple(drawing.pictures))


def is_covered(pictures: Sequence[Box], width: float, height: float) -> bool:
    """Whether pictures make up the page, as in a scan."""
    return sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in pictures) > 0.5 * width * height


def is_known(char: str) -> bool:
    """Whether a sign is a character, and not a number of a font alone. U+F020–U+F0FF are signs of the font Symbol, which the readers know."""
    return (
        char not in "\ufffd¤"
        and (not "\ue000" <= char <= "\uf8ff" or "\uf020" <= char <= "\uf0ff")
        and char < "\U000f0000"
    )


class _Once:
    """Knows which signs there were."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int, int], list[Glyph]] = {}

    def is_new(self, glyph: Glyph) -> bool:
        """Whether the same sign did not stand within a fifth of its size."""
        unit = max(glyph.size, 1.0)
        column, row = int(glyph.x0 / unit), int(glyph.base / unit)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                for other in self._seen.get((glyph.text, x, y), ()):
                    if max(abs(other.x0 - glyph.x0), abs(other.base - glyph.base)) < unit / 5:
                        return False
        self._seen.setdefault((glyph.text, column, row), []).append(glyph)
        return True


def _on_others(glyphs: Sequence[Glyph]) -> int:
    """How many signs stand where another one stands, so that nobody could read either."""
    places = Counter(
        (round(3 * one.x0 / max(one.size, 1)), round(3 * one.base / max(one.size, 1)))
        for one in glyphs
        if one.text.strip()
    )
    return sum(count - 1 for count in places.values())


def _can_be_seen(run: _Run, width: float, height: float, grounds: Sequence[Box]) -> bool:
    x0, top, x1, bottom = run.box
    if x1 < 0 or bottom < 0 or x0 > width or top > height:
        return False
    middle = ((x0 + x1) / 2, (top + bottom) / 2)
    return not run.white or any(
        left <= middle[0] <= right and up <= middle[1] <= low for left, up, right, low in grounds
    )
