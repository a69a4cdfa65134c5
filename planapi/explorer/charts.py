"""The panels of a comparison become a chart: ``chart_of`` is its Vega-Lite specification.

Results are filled circles, estimates open ones, targets open diamonds; a bound is an arrow that points where the value may still lie. A target without a
number is words below the panels. What can't be compared is in none, and counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from django.urls import reverse

from districts.models import District
from indicators.analysis.comparing import ComparisonCell
from planapi.explorer.drawing import PADDING, PALETTE, PAPER, SITE, LinesAround, wrapped
from planapi.explorer.english import amount_in, unit_in
from planapi.explorer.panels import Drawn, Panel, Point
from planapi.explorer.saying import say
from text.vocabulary import Direction, ObservationKind

KINDS = ("line", "slope", "dot", "bar")
WIDE, NARROW = 760, 350
"""Widths of a chart in its own units: on a narrow screen letters of one that is made for a wide one could not be read."""
MOST_POINTS = 800
_SOFT = "#55555c"
SPARSE = 3
"""Points that need no more than half the height."""
_UP, _DOWN = ("gte", "gt"), ("lte", "lt")


@dataclass(frozen=True, slots=True)
class ChartSetting:
    """In which language, how wide, and in which revision a chart is; ``pinned``: its links are of that, too."""

    language: str
    width: int
    revision: int
    pinned: bool

    @property
    def narrow(self) -> bool:
        return self.width < WIDE

    @property
    def room(self) -> int:
        """The width of what stands between the axis and the labels."""
        return self.width - (150 if self.narrow else 210)

    def edge(self, kind: str) -> int:
        """The width of what stands on the left of the axis: numbers, or the names of places."""
        return {"line": 40, "slope": 0}.get(kind, 112 if self.narrow else 160 if self.language == "en" else 130)

    def line(self, size: int) -> float:
        """How long a line is, in letters of a size."""
        return (self.width - 2 * PADDING) / size

    def say(self, key: str, **values: object) -> str:
        return say(f"charts.{key}", self.language, **values)

    def called(self, thing: Any) -> str:
        return thing.name_en if self.language == "en" else getattr(thing, "name_zh", None) or thing.name

    def word(self, word: Any) -> str:
        return word.zh if self.language == "zh" else word.en

    def evidence(self, key: str) -> str:
        address = reverse("evidence-page", kwargs={"resource": "observations", "id": key})
        return f"{SITE}{address}" + (f"?revision={self.revision}" if self.pinned else "")

    def told(self, panel: Panel, point: Point) -> str:
        """A point in words, as it is read out."""
        kind = self.word(ObservationKind(point.kind))
        amount = amount_in(point.amount, panel.indicator.unit, self.language)
        return self.say(
            "point", place=self.called(point.place), year=point.year, kind=kind, amount=amount, raw=point.raw
        )


def chart_of(
    kind: str, drawn: Sequence[Drawn], *, title: str, foot: Sequence[str], setting: ChartSetting
) -> dict[str, Any]:
    """The specification: a panel below the other, and the targets in words; the title and what the marks mean go above, the sources below."""
    panels = [panel for one in drawn for panel in one.panels if panel.points]
    draw = {"line": _lines, "slope": _slopes, "dot": _dots, "bar": _bars}[kind]
    places = sorted({point.place.code for panel in panels for point in panel.points})
    colours = {code: PALETTE[number % len(PALETTE)] for number, code in enumerate(places)}
    views = [draw(panel, colours, setting) for panel in panels]
    words = [cell for one in drawn for cell in one.words]
    if words:
        views.append(_words(words, setting, setting.edge(kind)))
    names = {setting.called(point.place) for panel in panels for point in panel.points}
    around = LinesAround(setting.width, heading=title, key=_key(panels, setting), foot=foot, names=sorted(names))
    return {
        "usermeta": around,
        "vconcat": views,
        "align": "none",
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }


def _key(panels: Sequence[Panel], setting: ChartSetting) -> str:
    """What the marks that occur mean."""
    points = [point for panel in panels for point in panel.points]
    kinds, bounds = {point.kind for point in points}, {point.bound for point in points}
    signs = (
        ("● ", "actual", "actual" in kinds),
        ("○ ", "estimate", "estimate" in kinds),
        ("◇ ", "target", "target" in kinds),
        ("", "arrows", not bounds.isdisjoint((*_UP, *_DOWN))),
    )
    return setting.say("between").join(sign + setting.say(f"key_{name}") for sign, name, occurs in signs if occurs)


def _heading(panel: Panel, setting: ChartSetting) -> dict[str, Any]:
    told = unit_in(panel.indicator.unit, setting.language).text
    unit = f" · {told}" if told else ""
    span = setting.word(panel.basis.span)
    years = setting.say("years", count=panel.basis.years) if (panel.basis.years or 1) > 1 else ""
    return {"text": wrapped(f"{setting.called(panel.indicator)}{unit} · {span}{years}", setting.line(14))}


def _shape(point: Point, *, across: bool) -> str:
    if point.bound in _UP:
        return "triangle-right" if across else "triangle-up"
    if point.bound in _DOWN:
        return "triangle-left" if across else "triangle-down"
    return "diamond" if point.is_target else "circle"


def _datum(
    panel: Panel, point: Point, colours: dict[str, str], setting: ChartSetting, *, across: bool
) -> dict[str, Any]:
    colour = colours[point.place.code]
    return {
        "place": setting.called(point.place),
        "year": point.year,
        "value": float(point.value),
        "most": float(point.value if point.most is None else point.most),
        "shape": _shape(point, across=across),
        "colour": colour,
        "fill": colour if point.kind == ObservationKind.ACTUAL else PAPER,
        "result": not point.is_target,
        "href": setting.evidence(point.key),
        "told": setting.told(panel, point),
    }


def _plain(name: str) -> dict[str, Any]:
    """A column that says itself how a mark looks."""
    return {"field": name, "type": "nominal", "scale": None}


def _fixed(extent: int) -> dict[str, int]:
    """An axis of a known width, so that what is below begins where it does."""
    return {"minExtent": extent, "maxExtent": extent}


def _marks(x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """The points, each a link to its words."""
    return {
        "mark": {"type": "point", "size": 90, "opacity": 1, "strokeWidth": 2},
        "encoding": {
            "x": x,
            "y": y,
            "shape": _plain("shape"),
            "fill": _plain("fill"),
            "stroke": _plain("colour"),
            "href": {"field": "href"},
            "description": {"field": "told"},
        },
    }


def _range_rule(x: dict[str, Any], y: dict[str, Any], *, across: bool) -> dict[str, Any]:
    """From the lower end of a range to its upper one."""
    end = {"x2": {"field": "most"}} if across else {"y2": {"field": "most"}}
    return {
        "transform": [{"filter": "datum.most != datum.value"}],
        "mark": {"type": "rule", "strokeWidth": 3, "aria": False},
        "encoding": {"x": x, "y": y, **end, "color": _plain("colour")},
    }


def _domain(panel: Panel, *, zero: bool = False) -> tuple[float, float]:
    ends = [float(one) for point in panel.points for one in (point.value, point.most) if one is not None]
    low, high = min(ends), max(ends)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low) * 0.08 or abs(high) * 0.2 or 1.0
    return (low if zero and low == 0 else low - room), (high if zero and high == 0 else high + room)


def spread(wanted: Sequence[float], gap: float, height: float) -> list[float]:
    """Where labels stand that want to be at these heights, when each takes ``gap``: in the same order, none over another.

    >>> spread([10, 12, 50], 14, 100)
    [10, 24, 50]
    """
    order = sorted(range(len(wanted)), key=lambda one: wanted[one])
    placed = list(wanted)
    for before, after in pairwise(order):
        placed[after] = max(placed[after], placed[before] + gap)
    # What was pushed out below pushes back.
    limit = height
    for one in reversed(order):
        placed[one] = min(placed[one], limit)
        limit = placed[one] - gap
    return placed


def _labels(
    ends: Sequence[tuple[str, float, str]], domain: tuple[float, float], height: int, x: Any, **mark: Any
) -> Any:
    """Names beside the ends of lines: ``(name, value, colour)``."""
    low, high = domain
    wanted = [height * (high - value) / (high - low) for _, value, _ in ends]
    values = [
        {"name": name, "y": y, "colour": colour}
        for (name, _, colour), y in zip(ends, spread(wanted, 15, height), strict=True)
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "text", "baseline": "middle", "aria": False, "fontSize": 12, **mark},
        "encoding": {
            "x": x,
            "y": {"field": "y", "type": "quantitative", "scale": None},
            "text": {"field": "name"},
            "color": _plain("colour"),
        },
    }


def _by_place(points: Iterable[Point]) -> list[tuple[District, list[Point]]]:
    ordered = sorted(points, key=lambda one: (one.place.code, one.year))
    return [
        (own[0].place, own) for _, group in groupby(ordered, key=lambda one: one.place.code) if (own := list(group))
    ]


def _lines(panel: Panel, colours: dict[str, str], setting: ChartSetting) -> dict[str, Any]:
    """Years from left to right, a line through the results of each place, and its targets as they are."""
    height = 300 if len(panel.points) > SPARSE else 150
    domain = _domain(panel)
    years = sorted({point.year for point in panel.points})
    ends: list[tuple[str, float, str]] = []
    begins: list[float] = []
    first, end = years[0] - 0.4, years[-1] + 0.4
    for place, own in _by_place(panel.points):
        last = max(own, key=lambda one: (one.year, not one.is_target))
        ends.append((setting.called(place), float(last.value), colours[place.code]))
        begins.append(setting.room * (last.year - first) / (end - first))
    shown = told_years(years, 40 * (end - first) / setting.room)
    axis = {"values": shown, "format": "d", "title": None, "labelAngle": 0, "grid": False, "labelFlush": False}
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [first, end], "nice": False},
        "axis": axis,
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False},
        "axis": {"title": None, "tickCount": 6, "domain": False, "ticks": False, **_fixed(setting.edge("line"))},
    }
    values = [_datum(panel, point, colours, setting, across=False) for point in panel.points]
    line = {
        "transform": [{"filter": "datum.result"}],
        "mark": {"type": "line", "strokeWidth": 2, "aria": False},
        "encoding": {"x": x, "y": y, "detail": {"field": "place"}, "stroke": _plain("colour")},
    }
    room = setting.width - setting.room - 60
    label = _labels(ends, domain, height, {"value": setting.room + 12}, align="left", limit=room)
    leaders = _leaders(begins, ends, label["data"]["values"], domain, height, setting.room + 9)
    return {
        "title": _heading(panel, setting),
        "width": setting.room,
        "height": height,
        "data": {"values": values},
        "layer": [leaders, line, _range_rule(x, y, across=False), _marks(x, y), label],
    }


def told_years(years: Sequence[int], apart: float) -> list[int]:
    """Of the years in order those that an axis has room to name when each takes as many as ``apart``: the first and the last before those between.

    >>> told_years([2020, 2021, 2022, 2023, 2025, 2030], 1.5)
    [2020, 2022, 2025, 2030]
    """
    last = years[-1]
    told = [years[0]]
    for year in years[1:-1]:
        if year - told[-1] >= apart and last - year >= apart:
            told.append(year)
    return told if last - told[-1] < apart else [*told, last]


def _leaders(  # noqa: PLR0917 both ends of a line have so many parts
    begins: Sequence[float],
    ends: Sequence[tuple[str, float, str]],
    labels: Sequence[dict[str, Any]],
    domain: tuple[float, float],
    height: int,
    right: int,
) -> dict[str, Any]:
    """From the last point of each place to its name."""
    low, high = domain
    values = [
        {"x": x, "x2": right, "y": height * (high - value) / (high - low), "y2": label["y"], "colour": colour}
        for x, (_, value, colour), label in zip(begins, ends, labels, strict=True)
    ]
    at = {"type": "quantitative", "scale": None}
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "strokeDash": [1, 4], "strokeWidth": 1, "aria": False},
        "encoding": {
            "x": {"field": "x", **at},
            "y": {"field": "y", **at},
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "color": _plain("colour"),
        },
    }


def slope_years(panel: Panel) -> tuple[int, int] | None:
    """The first and the last of the years of results that the most places have; None where there are no two."""
    results = [point for point in panel.points if not point.is_target]
    years: dict[int, set[str]] = {}
    for point in results:
        years.setdefault(point.year, set()).add(point.place.code)
    pairs = [
        (len(years[one] & years[other]), other - one, one, other) for one in years for other in years if one < other
    ]
    best = max(pairs, default=None)
    return None if best is None or not best[0] else best[2:]


def _slopes(panel: Panel, colours: dict[str, str], setting: ChartSetting) -> dict[str, Any]:
    """Two years, and what became of each place from the one to the other; where there are no two years, as lines."""
    ends = slope_years(panel)
    if ends is None:
        return _lines(panel, colours, setting)
    height = 340
    kept = [
        (place, one)
        for place, own in _by_place(point for point in panel.points if not point.is_target)
        if len(one := [point for point in own if point.year in ends]) == 2
    ]
    shown = Panel(panel.indicator, panel.basis, [point for _, own in kept for point in own])
    domain = _domain(shown)
    side = 90 if setting.narrow else 150
    width = setting.width - 2 * side - 40
    axis = {"values": list(ends), "format": "d", "title": None, "orient": "top", "grid": True, "domain": False}
    x = {"field": "year", "type": "quantitative", "scale": {"domain": list(ends), "nice": False}, "axis": axis}
    y = {"field": "value", "type": "quantitative", "scale": {"domain": domain, "nice": False}, "axis": None}
    line = {
        "mark": {"type": "line", "strokeWidth": 2, "aria": False},
        "encoding": {"x": x, "y": y, "detail": {"field": "place"}, "stroke": _plain("colour")},
    }
    first = [(own[0].amount, float(own[0].value), colours[place.code]) for place, own in kept]
    last = [
        (f"{own[1].amount} {setting.called(place)}", float(own[1].value), colours[place.code]) for place, own in kept
    ]
    values = [_datum(shown, point, colours, setting, across=False) for point in shown.points]
    drawn = {place.code for place, _ in kept}
    others = [setting.called(place) for place, _ in _by_place(panel.points) if place.code not in drawn]
    names = setting.say("not_both", first=ends[0], last=ends[1], places=setting.say("and").join(others))
    beside = {"subtitle": wrapped(names, setting.line(12), others)} if others else {}
    return {
        "title": _heading(panel, setting) | beside,
        "width": width,
        "height": height,
        "data": {"values": values},
        "layer": [
            line,
            _marks(x, y),
            _labels(first, domain, height, {"value": -12}, align="right", limit=side),
            _labels(last, domain, height, {"value": width + 12}, align="left", limit=side),
        ],
    }


def latest(own: Sequence[Point]) -> list[Point]:
    """Of the figures of a place its newest result, and its newest target."""
    sides = ([one for one in own if not one.is_target], [one for one in own if one.is_target])
    return [max(side, key=lambda one: one.year) for side in sides if side]


def _rows(panel: Panel, setting: ChartSetting) -> list[tuple[str, list[Point]]]:
    """A row for each place, the highest result first, or the lowest where that is better."""
    rows = [(own[0].place, latest(own)) for _, own in _by_place(panel.points)]
    names = Counter(setting.called(place) for place, _ in rows)
    sign = 1 if panel.indicator.direction == Direction.LOWER else -1
    rows.sort(key=lambda one: (one[1][0].is_target, sign * one[1][0].value, one[0].code))

    def named(place: District) -> str:
        name, place_in_order = setting.called(place), panel.ranks.get(place.code)
        name = f"{name} {place.code}" if names[name] > 1 else name
        return name if place_in_order is None else f"{place_in_order}. {name}"

    return [(named(place), own) for place, own in rows]


def _dots(panel: Panel, colours: dict[str, str], setting: ChartSetting) -> dict[str, Any]:
    """A row for each place: its newest result, and the newest target, on one scale."""
    return _across(panel, colours, setting, bars=False)


def _bars(panel: Panel, colours: dict[str, str], setting: ChartSetting) -> dict[str, Any]:
    """The newest result of each place as a bar from zero, and the newest target beside it."""
    return _across(panel, colours, setting, bars=True)


def _across(panel: Panel, colours: dict[str, str], setting: ChartSetting, *, bars: bool) -> dict[str, Any]:
    rows = _rows(panel, setting)
    edge = setting.edge("dot")
    one_colour = dict.fromkeys(colours, PALETTE[0])
    values, texts = [], []
    for name, own in rows:
        values += [_datum(panel, point, one_colour, setting, across=True) | {"place": name} for point in own]
        said = [f"{point.amount} ({point.year})" for point in own]
        texts.append({"place": name, "said": said if setting.narrow else " → ".join(said)})
    order = [name for name, _ in rows]
    y = {
        "field": "place",
        "type": "nominal",
        "sort": order,
        "axis": {"title": None, "domain": False, "ticks": False, "labelLimit": edge - 4, **_fixed(edge)},
    }
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": _domain(panel, zero=bars), "nice": False},
        "axis": {"title": None, "tickCount": 4 if setting.narrow else 6, "domain": False},
    }
    layers: list[dict[str, Any]] = []
    if bars:
        layers.append(
            {
                "transform": [{"filter": "datum.result"}],
                "mark": {"type": "bar", "height": 14, "opacity": 0.35, "aria": False},
                "encoding": {"x": x, "y": y, "fill": _plain("colour")},
            }
        )
    else:
        layers.append(
            {
                "mark": {"type": "line", "strokeWidth": 1, "stroke": _SOFT, "aria": False},
                "encoding": {"x": x, "y": y, "detail": {"field": "place"}},
            }
        )
    width = setting.width - edge - (90 if setting.narrow else 200)
    text = {
        "data": {"values": texts},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "aria": False,
            "limit": 180,
        },
        "encoding": {"x": {"value": width + 10}, "y": y, "text": {"field": "said"}},
    }
    return {
        "title": _heading(panel, setting),
        "width": width,
        "height": {"step": 34 if setting.narrow else 24},
        "data": {"values": values},
        "layer": [*layers, _range_rule(x, y, across=True), _marks(x, y), text],
    }


def _words(cells: Sequence[ComparisonCell], setting: ChartSetting, edge: int) -> dict[str, Any]:
    """The targets that are no number, each a link to where it stands."""
    values, height = [], 0
    for cell in cells:
        assert cell.statement is not None
        row = cell.statement.row
        said = setting.say(
            "words",
            place=setting.called(cell.district),
            year=cell.year,
            name=setting.called(cell.indicator),
            raw=row.raw,
        )
        lines = wrapped(said, setting.line(12), [setting.called(cell.district)])
        values.append({"lines": lines, "said": said, "at": height, "href": setting.evidence(row.key)})
        height += 16 * len(lines) + 6
    return {
        "title": {"text": setting.say("words_title")},
        "width": setting.room,
        "height": height,
        "data": {"values": values},
        "mark": {"type": "text", "align": "left", "baseline": "top", "lineHeight": 16},
        "encoding": {
            "x": {"value": -edge},
            "y": {"field": "at", "type": "quantitative", "scale": None, "axis": None},
            "text": {"field": "lines"},
            "href": {"field": "href"},
            "description": {"field": "said"},
        },
    }
