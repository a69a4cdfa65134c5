"""A Vega-Lite specification becomes an SVG in which every point is a link, and that a PNG: ``svg_of(spec, title=…)``, ``png_of(svg)``.

Vega-Lite runs in an engine within the process (docs/decisions/0031-charts.md), one chart at a time. Nothing is fetched: the data stand in the specification,
and no address is allowed for any. The font of the pictures comes with a package, so that there are Chinese letters on a machine that has none.
"""

import hashlib
import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

import orjson
import vl_convert
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] it has no types
from pylopdf_fonts_zh_cn import sans_path
from rest_framework.exceptions import APIException

from rest.fast.bounded import Bounded
from text.words import words_of

FONT = "Noto Sans SC"
_FONTS = f"{FONT}, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, system-ui, sans-serif"
"""What a browser shows: the letters that the room was measured for, or the reader's own."""

SITE = "http://site.invalid"
"""Where links within a specification lead: Vega puts an address of its own before relative ones."""

_INK, _SOFT, _LINE, PAPER = "#1d1d1f", "#55555c", "#d9d9de", "#ffffff"
PALETTE = (
    *("#0b57a4", "#b3400e", "#1b7837", "#8e3b9c", "#8a6d00", "#00788a"),
    *("#c2255c", "#5f5f6e", "#4f46c8", "#4d7a00", "#a0522d", "#7a2048"),
)
"""Colours of which each has a contrast of 4.5 with paper, and its counterpart with the dark one."""
_DARK = {
    _INK: "#ececf0",
    _SOFT: "#a9a9b2",
    _LINE: "#3a3a40",
    PAPER: "#17171a",
    **dict(
        zip(
            PALETTE,
            (
                *("#8ec1ff", "#ffa26b", "#7fd69a", "#dd9aec", "#e0c45c", "#5fd0e2"),
                *("#ff8fb6", "#b9b9c6", "#aaa5ff", "#aad35f", "#e3a889", "#e58fb2"),
            ),
            strict=True,
        )
    ),
}
_STYLE = (
    "svg{color-scheme:light dark}a:focus-visible{outline:3px solid;outline-offset:3px}a:hover path,a:focus path{stroke-width:4}"
    "@media screen and (prefers-color-scheme:dark){"
    + "".join(f"[fill='{light}']{{fill:{dark}}}[stroke='{light}']{{stroke:{dark}}}" for light, dark in _DARK.items())
    + "}"
)
STYLE_HASH = f"'sha256-{b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
"""What the policy of an SVG allows: the one style that is in it."""

PADDING = 12
_HEADING, _KEY, _FOOT = 18, 12, 11
"""Sizes of letters."""
_CONFIG = {
    "font": FONT,
    "background": PAPER,
    "padding": PADDING,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 14,
        "fontWeight": "normal",
        "offset": 12,
        "color": _INK,
    },
    "axis": {
        "labelColor": _SOFT,
        "labelFontSize": 12,
        "titleColor": _SOFT,
        "titleFontWeight": "normal",
        "gridColor": _LINE,
        "domainColor": _SOFT,
        "tickColor": _SOFT,
        "labelLimit": 150,
    },
    "text": {"color": _INK, "fontSize": 12},
    "rule": {"color": _SOFT},
    "concat": {"spacing": 26},
}

_NUMERAL = r"第?[〇零一二三四五六七八九十百]{2,}年?"
_RUNS = r"[\u4e00-\u9fff\u3007]+|[!-\u024f“”]+ *|."
"""Runs of Chinese, words of Latin letters, and all other characters."""
_CLOSING, _OPENING = "，。、；：）》”」！？%‰", "（《“「"
"""What no line begins with, and what none ends with."""
_COUNT = re.compile(r"(?:第|\d[%‰]?) ?$")
_PARTS = re.compile(r"[^/?&,]*[/?&,]+|[^/?&,]+")
_BESIDE_COUNT = 2
"""Characters of a word that belong to the number before it: 5 年, 1300亿元, 5%左右."""

_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_PNG_SCALE = 2

_DRAWN: Bounded[tuple[str, bytes], bytes] = Bounded(24 << 20)
_DRAWING = Lock()
_PATIENCE = 5.0
"""Seconds that a request waits for those before it."""


@dataclass(frozen=True, slots=True)
class LinesAround:
    """What stands above and below a chart, in lines as long as the picture is wide, which is at least ``width``.

    It is written into the picture when Vega has drawn it: of all that Vega does, measuring text in a font of this size takes the longest.
    """

    width: int
    heading: str
    key: str
    foot: Sequence[str]
    names: Sequence[str] = ()
    """What no line ends within."""


class TooBusy(APIException):
    status_code = 503
    default_detail = (
        "Many charts are being drawn at once. Try again in a few seconds; the table and the data are there meanwhile."
    )
    default_code = "busy"


@cache
def _with_font() -> None:
    vl_convert.register_font_directory(str(sans_path().parent))


def _drawn(form: str, source: bytes, draw: Any) -> bytes:
    """What is drawn of a source, once; raises TooBusy where too many wait for that."""
    key = form, hashlib.sha256(source).digest()
    if (found := _DRAWN.get(key)) is not None:
        return found
    if not _DRAWING.acquire(timeout=_PATIENCE):
        raise TooBusy
    try:
        _with_font()
        drawn = _DRAWN.get(key) or draw()
    finally:
        _DRAWING.release()
    _DRAWN.put(key, drawn)
    return drawn


def svg_of(spec: dict[str, Any], *, title: str, description: str, language: str) -> bytes:
    """The picture of a specification, with the ``LinesAround`` that it bears as ``usermeta``. Its links lead to SITE (``placed``)."""
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": _CONFIG, **spec}
    around: LinesAround = whole.pop("usermeta")
    head = {"title": title, "description": description, "language": language}

    def draw() -> bytes:
        svg = etree.fromstring(vl_convert.vegalite_to_svg(whole, vl_version="6.4", allowed_base_urls=[]).encode())
        _surround(svg, around)
        return _readable(svg, **head)

    return _drawn("svg", orjson.dumps([whole, around, head]), draw)


def _surround(svg: Any, around: LinesAround) -> None:
    """Make room above and below what was drawn, and write there."""
    width, height = max(int(float(svg.get("width"))), around.width), int(float(svg.get("height")))
    paper, drawn = svg.find(f"{_SVG}rect"), svg.find(f"{_SVG}g")
    at = PADDING + 14
    for line in wrapped(around.heading, (width - 2 * PADDING) / _HEADING, around.names):
        svg.append(_line(line, at, {"font-size": f"{_HEADING}px", "font-weight": "bold", "fill": _INK}))
        at += _HEADING + 2
    at -= 1
    for line in wrapped(around.key, (width - 2 * PADDING) / _KEY):
        svg.append(_line(line, at, {"font-size": f"{_KEY}px", "fill": _SOFT}))
        at += _KEY + 2
    above = at - PADDING + 6
    moved = etree.Element(f"{_SVG}g", {"transform": f"translate(0,{above})"})
    svg.replace(drawn, moved)
    moved.append(drawn)
    at = above + height - PADDING + 35
    for said in around.foot:
        for line in wrapped(said, (width - 2 * PADDING) / _FOOT, around.names):
            svg.append(_line(line, at, {"font-size": f"{_FOOT}px", "fill": _SOFT}))
            at += _FOOT + 4
    size = {"width": str(width), "height": str(at + PADDING)}
    paper.attrib.update(size)
    svg.set("viewBox", f"0 0 {size['width']} {size['height']}")


def _line(text: str, at: int, looks: dict[str, str]) -> Any:
    written = etree.Element(f"{_SVG}text", {"transform": f"translate({PADDING},{at})", **looks})
    written.text = text
    return written


def width_of(text: str) -> float:
    """How wide a text is, in the size of its letters: a Chinese character is as wide as it is high, and a Latin letter about half as wide."""
    return sum(1 if unicodedata.east_asian_width(char) in "WF" else 0.55 for char in text)


def _words(part: str) -> Iterator[str]:
    for run in re.findall(_RUNS, part, re.DOTALL):
        yield from words_of(run) if "一" <= run[0] <= "鿿" else [run]


def _pieces(text: str, names: Iterable[str]) -> list[str]:
    """A text in the pieces between which a line may end: words with the punctuation that belongs to them, numbers with their units, and names as a whole."""
    whole = [*map(re.escape, sorted(filter(None, names), key=len, reverse=True)), _NUMERAL]
    pieces: list[str] = []
    # What is to stay whole is at every second place.
    for number, part in enumerate(re.split(f"({'|'.join(whole)})", text)):
        for word in [part] if number % 2 else _words(part):
            beside = (len(word) <= _BESIDE_COUNT and "一" <= word[0] <= "鿿") or word[0].isdigit()
            if pieces and (
                word[0] in _CLOSING
                or word.isspace()
                or pieces[-1][-1] in _OPENING
                or (beside and _COUNT.search(pieces[-1]))
            ):
                pieces[-1] += word
            else:
                pieces.append(word)
    return pieces


def wrapped(text: str, longest: float, names: Iterable[str] = ()) -> list[str]:
    """A text in lines that are at most so long, in the size of their letters, each of whole words; what closes a clause may stand out.

    >>> wrapped("来源：河东区政府工作报告", 7)
    ['来源：河东区', '政府工作报告']
    >>> wrapped("两江新区2025年达到1300亿元", 9, ["两江新区"])
    ['两江新区2025年', '达到1300亿元']
    """
    lines, line = [], ""
    for piece in _pieces(text, names):
        ends = len(line) + len(piece.rstrip().rstrip(_CLOSING))
        if width_of((line + piece)[:ends]) <= longest:
            line += piece
            continue
        if line:
            lines.append(line.rstrip())
        line = ""
        # A piece that is longer than a line is broken behind what parts an address, or anywhere.
        parts = [piece] if width_of(piece.rstrip()) <= longest else _PARTS.findall(piece)
        for part in parts:
            if line and width_of(line + part) > longest and part[0] not in _CLOSING:
                lines.append(line)
                line = ""
            for char in part:
                if width_of(line + char) > longest and char not in _CLOSING and not char.isspace():
                    lines.append(line)
                    line = ""
                line += char
    return [*lines, line.rstrip()]


def _readable(svg: Any, *, title: str, description: str, language: str) -> bytes:
    """The SVG with names for its links and itself, in the colours of the reader's system, and as wide as there is room."""
    for name in ("width", "height", "class"):
        svg.attrib.pop(name, None)
    svg.attrib.update({"lang": language, "role": "group", "aria-labelledby": "title", "font-family": _FONTS})
    for text in svg.iter(f"{_SVG}text"):
        text.attrib.pop("font-family", None)
    for group in svg.iter(f"{_SVG}g"):
        for name in ("role", "aria-roledescription", "aria-label"):
            group.attrib.pop(name, None)
    for link in svg.iter(f"{_SVG}a"):
        link.set("target", "_top")
        link.set("href", link.get(f"{_XLINK}href") or "")
        for mark in link:
            label = mark.attrib.pop("aria-label", None)
            mark.attrib.pop("role", None)
            mark.attrib.pop("aria-roledescription", None)
            if label:
                link.set("aria-label", label)
                etree.SubElement(mark, f"{_SVG}title").text = label
    style, desc, named = (etree.Element(f"{_SVG}{tag}") for tag in ("style", "desc", "title"))
    named.text, desc.text, style.text = title, description, _STYLE
    named.set("id", "title")
    for element in (style, desc, named):
        svg.insert(0, element)
    return etree.tostring(svg, encoding="utf-8")


def placed(svg: bytes, site: str) -> bytes:
    """The SVG with its links to a site: ``https://example.org``."""
    return svg.replace(f'"{SITE}/'.encode(), f'"{site}/'.encode())


def png_of(svg: bytes) -> bytes:
    """The same as a picture of points, in light colours."""

    def draw() -> bytes:
        plain = svg.replace(_FONTS.encode(), FONT.encode()).replace(_STYLE.encode(), b"")
        return vl_convert.svg_to_png(plain.decode(), scale=_PNG_SCALE)

    return _drawn("png", svg, draw)


def warm_up() -> None:
    """Draw a chart for nobody: the first that an engine draws takes ten times as long as the others, and so nobody has to wait for it."""
    points = {"mark": "point", "encoding": {"x": {"field": "value", "type": "quantitative"}}}
    words = {"mark": "text", "encoding": {"text": {"value": "规划"}}}
    spec = {"usermeta": LinesAround(0, "规划", "", []), "data": {"values": [{"value": 1}]}, "vconcat": [points, words]}
    png_of(svg_of(spec, title="", description="", language="zh-Hans"))
