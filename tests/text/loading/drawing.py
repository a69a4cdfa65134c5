"""Pages of signs and lines, drawn by hand, for the tests of what puts them together."""

from collections.abc import Iterable, Sequence

from text.loading.glyphs import Glyph, Page, Rule
from text.loading.loaded import Loaded, TextBuilder
from text.loading.pages import assemble

LEFT, RIGHT = 72.0, 522.0


def put(text: str, x: float, base: float, size: float = 12, *, spacing: float = 0) -> list[Glyph]:
    """Signs from ``x`` on: a Chinese one as wide as it is high, another half as wide."""
    glyphs: list[Glyph] = []
    for char in text:
        wide = size * (0.5 if char.isascii() or char == "\u2009" else 1)
        glyphs.append(Glyph(char, x, base - 0.88 * size, x + wide, base + 0.12 * size, size, base))
        x += wide + spacing
    return glyphs


def row(*runs: tuple[str, float, float], x: float = LEFT, base: float = 200) -> list[Glyph]:
    """Runs one behind the other on a line: text, size, and by how much it is raised."""
    glyphs: list[Glyph] = []
    for text, size, rise in runs:
        glyphs += put(text, x, base - rise, size)
        x = glyphs[-1].x1
    return glyphs


def prose(
    text: str, *, top: float = 100, size: float = 12, left: float = LEFT, right: float = RIGHT, leading: float = 22
) -> list[Glyph]:
    """A paragraph with an indent of two signs, broken at the right margin."""
    glyphs: list[Glyph] = []
    x, base = left + 2 * size, top
    for char in text:
        wide = size * (0.5 if char.isascii() else 1)
        if x + wide > right + 0.1:
            x, base = left, base + leading
        glyphs += put(char, x, base, size)
        x += wide
    return glyphs


def page(
    *parts: Iterable[Glyph], number: int = 1, rules: Sequence[Rule] = (), width: float = 595, height: float = 842
) -> Page:
    return Page(number, width, height, tuple(one for part in parts for one in part), tuple(rules))


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """All lines of a table."""
    return [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, ys[0], x, ys[-1]) for x in xs]


def read(*pages: Page) -> Loaded:
    """What the pages say."""
    building = TextBuilder()
    assemble(pages, building)
    return building.loaded("application/pdf", pages=len(pages))


def lines(*pages: Page) -> list[str]:
    """The lines of the text that are not blank."""
    return [line for line in read(*pages).text.split("\n") if line.strip()]
