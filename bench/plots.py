"""Figures become SVG: bars, and lines over sizes on logarithmic axes. Plain enough to be read in a diff."""

import math
from collections.abc import Mapping, Sequence
from html import escape

_COLOURS = ("#0b6e4f", "#c8553d", "#3d5a80", "#8d6a9f", "#b08900", "#6b7280")
_STYLE = "text { font: 13px system-ui, sans-serif; fill: #222 } .small { font-size: 11px; fill: #555 } .title { font-weight: 600; font-size: 15px }"
WIDTH, MARGIN = 760, 16


def bars(title: str, values: Mapping[str, float], *, unit: str) -> str:
    """Horizontal bars, each with its name before and its value behind."""
    most = max(values.values(), default=1) or 1
    left, top, step = 200, 48, 30
    scale = (WIDTH - left - 110) / most
    parts = [_text(MARGIN, 26, title, kind="title")]
    for number, (name, value) in enumerate(values.items()):
        y = top + number * step
        parts += [
            _text(left - 8, y + 15, name, anchor="end"),
            f'<rect x="{left}" y="{y}" width="{value * scale:.1f}" height="20" fill="{_COLOURS[0 if number == 0 else -1]}"/>',
            _text(left + value * scale + 6, y + 15, f"{told(value)} {unit}"),
        ]
    return _svg(parts, top + len(values) * step + 8)


def lines(title: str, series: Mapping[str, Mapping[int, float]], *, unit: str, across: str) -> str:
    """A line for each name, from size to value; both axes logarithmic. Names stand at the ends of their lines."""
    left, right, top, height = 70, WIDTH - 210, 48, 300
    sizes = sorted({size for points in series.values() for size in points})
    values = [value for points in series.values() for value in points.values() if value > 0]
    if not sizes or not values:
        return _svg([_text(MARGIN, 26, title, kind="title")], 60)
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size: int) -> float:
        return left + (right - left) * ((math.log10(size) - first) / (last - first) if last > first else 0.5)

    def y(value: float) -> float:
        return top + height * (1 - (math.log10(value) - low) / max(high - low, 1))

    parts = [_text(MARGIN, 26, title, kind="title")]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts += [
            f'<line x1="{left}" y1="{at:.1f}" x2="{right}" y2="{at:.1f}" stroke="#ddd"/>',
            _text(left - 6, at + 4, f"{10.0**power:g} {unit}", anchor="end", kind="small"),
        ]
    parts += [_text(x(size), top + height + 20, f"{size:,}", anchor="middle", kind="small") for size in sizes]
    parts.append(_text((left + right) / 2, top + height + 38, across, anchor="middle", kind="small"))
    ends = _apart(
        {name: y(points[max(points)]) for name, points in series.items() if points and points[max(points)] > 0}
    )
    for number, (name, points) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        drawn = [(x(size), y(value)) for size, value in sorted(points.items()) if value > 0]
        if name in ends:
            path = " ".join(f"{a:.1f},{b:.1f}" for a, b in drawn)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{colour}"/>' for a, b in drawn]
            parts.append(_text(right + 12, ends[name] + 4, name, colour=colour))
    return _svg(parts, top + height + 52)


def told(value: float) -> str:
    """A figure with as many digits as mean anything: 1380, 96, 3.1, 0.45."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2g}"


def _apart(places: Mapping[str, float], *, least: float = 17) -> dict[str, float]:
    """The places of names, moved so that none lies on another."""
    moved: dict[str, float] = {}
    before = -math.inf
    for name, place in sorted(places.items(), key=lambda one: one[1]):
        before = moved[name] = max(place, before + least)
    return moved


def _text(x: float, y: float, text: str, *, anchor: str = "start", kind: str = "", colour: str = "") -> str:
    style = f' class="{kind}"' * bool(kind) + f' style="fill: {colour}"' * bool(colour)
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{escape(text)}</text>'


def _svg(parts: Sequence[str], height: float) -> str:
    size = f'width="{WIDTH}" height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}"'
    ground = f'<rect width="{WIDTH}" height="{height:.0f}" fill="#fff"/>'
    return "\n".join(
        [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', f"<style>{_STYLE}</style>", ground, *parts, "</svg>", ""]
    )
