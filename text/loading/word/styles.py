"""Styles of a Word file: what a paragraph or a run has from its style, and from the styles that this one is based on.

Only what matters for the text is read: the level of a heading, the list, and whether letters are hidden, white, raised, in capitals or in a font of signs.
"""

import re
from dataclasses import dataclass, field, fields, replace

from text.loading.word.names import Element, W, child, is_on, value, whole

# heading 1, 标题 1, Heading 1 Char is none; a title of its own; toc 1, 目录 1
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_OWN_HEADING = re.compile(r"([一二三四五1-5])级标题")  # as writers name their own
_TITLE = re.compile(r"title|标题|文档标题|大标题|主标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
_DEEPEST = 40  # styles that are based on one another in a ring end here
BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Letters:
    """How a run looks. None: nothing is said of it. ``raised`` is ``superscript``, ``subscript`` or ``baseline``; ``position`` and ``size`` are half points."""

    hidden: bool | None = None
    raised: str | None = None
    position: int | None = None
    size: int | None = None
    capitals: bool | None = None
    struck: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    font: str | None = None

    def over(self, other: "Letters") -> "Letters":
        """These, and where they say nothing, the others."""
        said = {one.name: mine for one in fields(self) if (mine := getattr(self, one.name)) is not None}
        return replace(other, **said)


def letters_of(properties: Element | None) -> Letters:
    """What w:rPr says."""
    if properties is None:
        return _PLAIN
    fonts = child(properties, "rFonts")
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return Letters(
        hidden=is_on(properties, "vanish"),
        raised=value(properties, "vertAlign"),
        position=_half_points(value(properties, "position")),
        size=_half_points(value(properties, "sz")),
        capitals=is_on(properties, "caps"),
        struck=is_on(properties, "dstrike") or is_on(properties, "strike"),
        white=None if (color := value(properties, "color")) is None else color.lower() == "ffffff",
        shaded=is_shaded(properties) or value(properties, "highlight") not in (None, "none") or None,
        font=font,
    )


def is_shaded(properties: Element | None) -> bool:
    """Whether letters or a paragraph have a ground of their own, by w:shd: white letters can be read on it."""
    ground = None if properties is None else child(properties, "shd")
    if ground is None:
        return False
    colour, pattern = ground.get(W + "fill", "auto").lower(), ground.get(W + "val", "clear")
    return (
        colour not in ("auto", "ffffff") or ground.get(W + "themeFill") is not None or pattern not in ("clear", "nil")
    )


_PLAIN = Letters()


def _half_points(text: str | None) -> int | None:
    if text and text.endswith("pt"):  # of the strict form
        try:
            return round(2 * float(text[:-2]))
        except ValueError:
            return None
    return whole(text)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says itself. ``level`` is that of the outline, from 0; ``list_id`` and ``list_level`` name its list."""

    key: str
    name: str = ""
    based_on: str | None = None
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    letters: Letters = _PLAIN
    shaded: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a file by their id."""

    _known: dict[str, Style] = field(default_factory=dict)
    _default: str | None = None
    _base: Letters = _PLAIN
    _letters: dict[str | None, Letters] = field(default_factory=dict)

    def paragraph_style(self, key: str | None) -> str | None:
        """The style of a paragraph that names ``key``: one that is missing is the default one."""
        return key if key in self._known else self._default

    def line(self, key: str | None) -> list[Style]:
        """A style and those that it is based on, nearest first."""
        found: list[Style] = []
        while key in self._known and len(found) < _DEEPEST:
            found.append(self._known[key])
            key = self._known[key].based_on
        return found

    def letters(self, key: str | None) -> Letters:
        """What a style says of letters, with the styles under it."""
        if key not in self._letters:
            said = _PLAIN
            for style in self.line(key):
                said = said.over(style.letters)
            self._letters[key] = said
        return self._letters[key]

    @property
    def base(self) -> Letters:
        """What all letters of the file have, unless another is said."""
        return self._base

    def level(self, key: str | None) -> int | None:
        """The level of the outline that a style gives its paragraphs, from 0."""
        for style in self.line(key):
            if style.level is not None:
                return style.level if style.level < BODY_LEVEL else None
            if match := _HEADING.fullmatch(style.name.strip()):
                return int(match[1]) - 1
            if match := _OWN_HEADING.fullmatch(style.name.strip()):
                return "一二三四五".find(match[1]) if match[1] in "一二三四五" else int(match[1]) - 1
        return None

    def is_shaded(self, key: str | None) -> bool:
        """Whether a style gives its paragraphs a ground of their own."""
        return any(style.shaded for style in self.line(key))

    def is_title(self, key: str | None) -> bool:
        """Whether a style is that of the title of the document."""
        return any(_TITLE.fullmatch(style.name.strip()) for style in self.line(key)[:1])

    def is_contents(self, key: str | None) -> bool:
        """Whether a style is that of a line of the contents."""
        return any(_CONTENTS.fullmatch(style.name.strip()) for style in self.line(key))


def read_styles(root: Element | None) -> Styles:
    """The styles of styles.xml; none of a file without it."""
    if root is None:
        return Styles()
    known: dict[str, Style] = {}
    default: str | None = None
    for element in root.iterfind(W + "style"):
        key = element.get(W + "styleId")
        if not key:
            continue
        known[key] = Style(
            key=key,
            name=value(element, "name") or "",
            based_on=value(element, "basedOn"),
            level=whole(value(element, "pPr", "outlineLvl")),
            list_id=value(element, "pPr", "numPr", "numId"),
            list_level=whole(value(element, "pPr", "numPr", "ilvl")),
            letters=letters_of(child(element, "rPr")),
            shaded=is_shaded(child(element, "pPr")),
        )
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
            default = key
    return Styles(known, default, letters_of(child(root, "docDefaults", "rPrDefault", "rPr")))
