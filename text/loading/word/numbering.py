"""The numbers that Word and WPS put before paragraphs by themselves: 第一章, （一）, 1., which are nowhere in the text.

A paragraph names a list (w:num) and a level, or its style does. Lists that share a w:abstractNum count on together, unless one says where it starts
(w:startOverride), which holds once. A level begins anew below a paragraph of a higher level, unless w:lvlRestart says otherwise.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from text.loading.word.names import Element, W, child, is_on, name_of, value, whole
from text.loading.word.numerals import numeral
from text.loading.word.styles import Styles

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list. ``restart`` is the number of the level (from 1) below which it begins anew; 0 is never, None the level above."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    zeros: int = 0


@dataclass(frozen=True, slots=True)
class _Abstract:
    levels: dict[int, Level]
    link: str | None  # the style whose list this one is
    linked: str | None  # the style that this one is the list of


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(frozen=True, slots=True)
class ListNumber:
    """What stands before a paragraph. ``text`` is empty where it is a bullet."""

    text: str
    gap: str


@dataclass(slots=True)
class Counters:
    """How far each list has counted in one part of a document: its body, its notes and its text boxes count by themselves."""

    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)


@dataclass(slots=True)
class Numbering:
    """The lists of a document."""

    _abstracts: dict[str, _Abstract] = field(default_factory=dict)
    _lists: dict[str, _List] = field(default_factory=dict)
    _styles: Styles = field(default_factory=Styles)

    def list_of(self, properties: Element | None, style: str | None) -> tuple[str, int] | None:
        """The list and the level of a paragraph with these properties (w:pPr) and this style; None if it has no number."""
        list_id = value(properties, "numPr", "numId")
        level = whole(value(properties, "numPr", "ilvl"))
        by_style: int | None = None
        line = self._styles.line(style)
        if list_id is None:
            list_id = next((one.list_id for one in line if one.list_id is not None), None)
            by_style = self._level_of_style(list_id, [one.key for one in line])
        if list_id is None or whole(list_id) == 0 or list_id not in self._lists:
            return None
        if level is None:
            level = by_style
        if level is None:
            level = next((one.list_level for one in line if one.list_level is not None), 0)
        return list_id, min(max(level, 0), _LEVELS - 1)

    def _level_of_style(self, list_id: str | None, line: Iterable[str]) -> int | None:
        """The level that says that it is of one of these styles."""
        if list_id is None or list_id not in self._lists:
            return None
        levels = self._levels(list_id)
        for key in line:
            for index, level in levels.items():
                if level.style == key:
                    return index
        return None

    def _levels(self, list_id: str) -> dict[int, Level]:
        chosen = self._lists[list_id]
        abstract = self._abstracts.get(self._abstract_of(list_id))
        return {**(abstract.levels if abstract else {}), **chosen.levels}

    def _abstract_of(self, list_id: str) -> str:
        """The w:abstractNum of a list, through the style that it may be only a link to."""
        for _ in range(_DEEPEST):
            key = self._lists[list_id].abstract
            abstract = self._abstracts.get(key)
            if abstract is None or abstract.link is None:
                return key
            linked = next((other for other, one in self._abstracts.items() if one.linked == abstract.link), None)
            if linked is not None:
                return linked
            style_list = next((one.list_id for one in self._styles.line(abstract.link) if one.list_id), None)
            if style_list is None or style_list not in self._lists or style_list == list_id:
                return key
            list_id = style_list
        return self._lists[list_id].abstract

    def next(self, list_id: str, level: int, counters: Counters) -> ListNumber | None:
        """The number of the next paragraph of a list at a level. None where the level is not there."""
        levels = self._levels(list_id)
        chosen = levels.get(level)
        if chosen is None:
            return None
        self._count(list_id, level, levels, counters)
        counts = counters.counts[self._abstract_of(list_id)]
        return ListNumber(_written(chosen, levels, counts), chosen.gap)

    def _count(self, list_id: str, level: int, levels: dict[int, Level], counters: Counters) -> None:
        key = self._abstract_of(list_id)
        counts = counters.counts.setdefault(key, {})
        starts = self._lists[list_id].starts
        if level in starts and (list_id, level) not in counters.started:
            counters.started.add((list_id, level))
            counts[level] = starts[level] - 1
        for index in range(level):
            # A level above that has not been seen yet counts as if it had been.
            counts.setdefault(index, _start(index, levels))
        counts[level] = counts[level] + 1 if level in counts else _start(level, levels)
        for below in range(level + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if below in counts and (restart is None or level < restart):
                del counts[below]


def _start(index: int, levels: dict[int, Level]) -> int:
    return levels[index].start if index in levels else 1


def _written(chosen: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if chosen.form == "bullet":
        return chosen.text if _IDEOGRAPH.search(chosen.text) else ""

    def put(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        level = levels.get(index)
        if level is None or index not in counts:
            return ""
        form = "decimal" if chosen.legal and level.form not in ("none", "bullet") else level.form
        written = numeral(counts[index], form)
        return written.zfill(level.zeros) if form == level.form else written

    return _PLACE.sub(put, chosen.text)


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists of numbering.xml; none of a file without it."""
    if root is None:
        return Numbering(_styles=styles)
    abstracts: dict[str, _Abstract] = {}
    for element in root.iterfind(W + "abstractNum"):
        levels = _levels_in(element)
        key = element.get(W + "abstractNumId", "")
        abstracts[key] = _Abstract(levels, value(element, "numStyleLink"), value(element, "styleLink"))
    lists: dict[str, _List] = {}
    for element in root.iterfind(W + "num"):
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        for override in element.iterfind(W + "lvlOverride"):
            index = whole(override.get(W + "ilvl"))
            if index is None:
                continue
            start = whole(value(override, "startOverride"))
            if (own := child(override, "lvl")) is not None:
                levels[index] = _level(own)
            if start is not None:
                starts[index] = start
        lists[element.get(W + "numId", "")] = _List(value(element, "abstractNumId") or "", starts, levels)
    return Numbering(abstracts, lists, styles)


def _levels_in(element: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in element.iterfind(W + "lvl"):
        index = whole(level.get(W + "ilvl"))
        if index is not None:
            found[index] = _level(level)
    return found


def _level(element: Element) -> Level:
    form = child(element, "numFmt")
    if form is None:
        # Word 2010 and later write their own forms so, with a plainer one beside them.
        form = next(
            (
                one
                for alternatives in element
                if name_of(alternatives) == "mc:AlternateContent"
                for part in alternatives
                for one in part.iterfind(W + "numFmt")
            ),
            None,
        )
    custom = "" if form is None else form.get(W + "format", "")
    made = "decimal" if form is None else form.get(W + "val", "decimal")
    text = child(element, "lvlText")
    nothing = text is None or text.get(W + "null") in ("1", "true", "on")
    level = Level(
        start=max(0, whole(value(element, "start")) or 0) if child(element, "start") is not None else 0,
        form=made,
        text="" if nothing or text is None else text.get(W + "val", ""),
        gap=value(element, "suff") or "tab",
        legal=bool(is_on(element, "isLgl")),
        restart=whole(value(element, "lvlRestart")),
        style=value(element, "pStyle"),
    )
    if made == "custom":
        first = custom.split(",")[0].strip()
        digits = first.isdigit() and first.isascii()
        return replace(level, form="decimal", zeros=len(first) if digits else 0)
    return level
