"""What a page of a PDF or an OFD holds, before anybody knows what is a line: signs at their places, and straight lines.

Lengths are in points (1/72 inch), from the upper left corner of the page as it is looked at; ``bottom`` is greater than ``top``.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign (or a ligature of several characters) with its box; ``size`` is that of its font, ``base`` the line that it stands on."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    base: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line that is drawn, or an edge of a rectangle; upright or level."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """``pictures`` are the boxes (x0, top, x1, bottom) of images."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    pictures: tuple[tuple[float, float, float, float], ...] = ()
