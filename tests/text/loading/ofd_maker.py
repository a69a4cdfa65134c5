"""OFD files for tests, set as word processors set them: 28 characters a line, tables with lines around their cells, pages with their numbers.

``make_ofd(blocks)`` takes paragraphs (strings), tables (lists of rows) and boxes with a frame (tuples of paragraphs). A raised sign is written ``⟦1⟧`` within a text: 达到360⟦1⟧亿元.
A :class:`Manner` says in which of the ways that real writers have the file is written.
"""

import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 210.0, 297.0, 27.0, 35.0, 262.0
SIZE, PITCH = 5.6, 9.8  # millimetres: 16 points
CELL_SIZE, CELL_PITCH = 3.7, 5.2
CHARS = 28
_RAISED = re.compile(r"⟦(.*?)⟧")

Block = str | list[list[str]] | tuple[str, ...]


@dataclass(frozen=True)
class Manner:
    """How a file is written. ``deltas``: a number for each sign (``each``), runs (``runs``), or none (``none``)."""

    absolute: bool = False  # paths from the root of the package
    leading_stroke: bool = True
    other_case: bool = False
    deltas: str = "runs"
    shuffled: bool = False
    raised_apart: bool = True  # a raised sign is an object of its own, behind all others of the page
    rows_whole: bool = False  # the cells of a line of a table are one text
    by_matrix: bool = False  # the size of a font is 1, and a matrix makes it as large as it is
    template: str = ""  # a head that a template page puts on every page
    page_numbers: bool = True
    invisible: str = ""  # a text that is not to be seen
    blocks_within: bool = False  # objects stand in PageBlock elements
    extra: dict[str, str] = field(default_factory=dict)


@dataclass
class _Sheet:
    """The objects of a page."""

    objects: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)


def em(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _deltas(steps: Sequence[float], manner: Manner) -> str:
    if manner.deltas == "none" or not steps:
        return ""
    if manner.deltas == "each":
        return f' DeltaX="{" ".join(map(number, steps))}"'
    words: list[str] = []
    index = 0
    while index < len(steps):
        same = index
        while same < len(steps) and abs(steps[same] - steps[index]) < 1e-6:
            same += 1
        words.append(f"g {same - index} {number(steps[index])}" if same - index > 1 else number(steps[index]))
        index = same
    return f' DeltaX="{" ".join(words)}"'


def text_object(
    x: float, base: float, signs: Sequence[tuple[str, float]], size: float, manner: Manner, *, more: str = ""
) -> str:
    """Signs, each with its place from the left edge of the first one, on a line ``base`` below the upper edge of the page."""
    scale = 1.0
    if manner.by_matrix:
        scale, size, more = size, 1.0, f' CTM="{number(size)} 0 0 {number(size)} 0 0"{more}'
    steps = [(after[1] - sign[1]) / scale for sign, after in pairwise(signs)]
    words = escape("".join(char for char, _ in signs))
    rise = size * 0.86
    return (
        f'<ofd:TextObject ID="1" Boundary="{number(x)} {number(base - rise * scale)} 160 {number(size * scale * 1.2)}" Font="3" Size="{number(size)}"{more}>'
        f'<ofd:TextCode X="0" Y="{number(rise)}"{_deltas(steps, manner)}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def path_object(x0: float, y0: float, x1: float, y1: float) -> str:
    box = f"{number(x0)} {number(y0)} {number(max(x1 - x0, 0.1))} {number(max(y1 - y0, 0.1))}"
    return f'<ofd:PathObject ID="2" Boundary="{box}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {number(x1 - x0)} {number(y1 - y0)}</ofd:AbbreviatedData></ofd:PathObject>'


class _Setter:
    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.sheets: list[_Sheet] = [_Sheet()]
        self.y = TOP

    def _room(self, height: float) -> None:
        if self.y + height > BOTTOM:
            self.sheets.append(_Sheet())
            self.y = TOP

    def put(self, x: float, base: float, text: str, size: float, *, gaps: Sequence[float] = ()) -> None:
        """A line of text with raised signs in it. ``gaps`` are places at which pieces of it begin, parted by a tab."""
        sheet = self.sheets[-1]
        signs: list[tuple[str, float]] = []
        at = 0.0
        for piece, place in zip(text.split("\t"), gaps or (0.0,), strict=True):
            at = max(at, place)
            for index, part in enumerate(_RAISED.split(piece)):
                if index % 2:
                    raised = [(char, i * size * 0.3) for i, char in enumerate(part)]
                    small = text_object(x + at, base - size * 0.35, raised, size * 0.6, self.manner)
                    (sheet.late if self.manner.raised_apart else sheet.objects).append(small)
                    at += size * 0.3 * len(part)
                    # What follows is an object of its own, as it must be.
                    if signs:
                        sheet.objects.append(
                            text_object(
                                x + signs[0][1], base, [(c, p - signs[0][1]) for c, p in signs], size, self.manner
                            )
                        )
                    signs = []
                    continue
                for char in part:
                    signs.append((char, at))
                    at += em(char) * size
        if signs:
            sheet.objects.append(
                text_object(x + signs[0][1], base, [(c, p - signs[0][1]) for c, p in signs], size, self.manner)
            )

    def paragraph(self, text: str) -> None:
        centred = bool(re.match(r"第[一二三四五六七八九十]+[篇章节]", text)) and len(text) < 24
        lines = wrapped(text if centred else "　　" + text, CHARS)
        for given in lines:
            self._room(PITCH)
            self.y += PITCH
            line = given.lstrip("　")
            indent = len(given) - len(line)
            x = LEFT + indent * SIZE if not centred else LEFT + (CHARS * SIZE - width_of(line) * SIZE) / 2
            self.put(x, self.y, line, SIZE)

    def box(self, paragraphs: Sequence[str]) -> None:
        """Paragraphs in a frame, which is closed at the foot of a page and opened again on the next one."""
        self.y += CELL_PITCH
        top = self.y
        for paragraph in paragraphs:
            for line in wrapped("　　" + paragraph, (CHARS * SIZE - 3) / CELL_SIZE):
                if self.y + CELL_PITCH + 1.5 > BOTTOM:
                    self._frame(top)
                self._room(CELL_PITCH + 1.5)
                top = min(top, self.y)
                self.y += CELL_PITCH
                indent = 2 * CELL_SIZE if line.startswith("　　") else 0
                self.put(LEFT + 1.5 + indent, self.y, line.lstrip("　"), CELL_SIZE)
        self._frame(top)
        self.y += CELL_PITCH + 1.5

    def _frame(self, top: float) -> None:
        right, bottom = LEFT + CHARS * SIZE, self.y + 1.5
        box = f"{number(LEFT)} {number(top)} {number(right - LEFT)} {number(bottom - top)}"
        wide, high = number(right - LEFT), number(bottom - top)
        path = f"M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C"
        self.sheets[-1].objects.append(
            f'<ofd:PathObject ID="2" Boundary="{box}"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'
        )

    def table(self, rows: list[list[str]]) -> None:
        """Rows of cells of one width; a row of one cell reaches over all columns."""
        columns = max(map(len, rows))
        self.y += CELL_PITCH
        for row in rows:
            parts = 1 if len(row) == 1 else columns
            width = CHARS * SIZE / parts
            cells = [wrapped(cell, int(width / CELL_SIZE) - 1) for cell in row] + [[""]] * (parts - len(row))
            height = max(map(len, cells)) * CELL_PITCH + 1.5
            self._room(height)
            top, bottom = self.y, self.y + height
            sheet = self.sheets[-1]
            for index in range(parts + 1):
                sheet.objects.append(path_object(LEFT + index * width, top, LEFT + index * width, bottom))
            for y in (top, bottom):
                sheet.objects.append(path_object(LEFT, y, LEFT + CHARS * SIZE, y))
            self._cells(cells, top, width)
            self.y = bottom
        self.y += CELL_PITCH

    def _cells(self, cells: list[list[str]], top: float, width: float) -> None:
        high = max(map(len, cells))
        for line in range(high):
            base = top + 1 + CELL_PITCH * (line + 0.8)
            here = [(index, cell[line]) for index, cell in enumerate(cells) if line < len(cell) and cell[line]]
            if self.manner.rows_whole and here:
                x = LEFT + here[0][0] * width + 1.5
                self.put(
                    x,
                    base,
                    "\t".join(text for _, text in here),
                    CELL_SIZE,
                    gaps=[(index - here[0][0]) * width for index, _ in here],
                )
            else:
                for index, text in here:
                    self.put(LEFT + index * width + 1.5, base, text, CELL_SIZE)


def width_of(text: str) -> float:
    return sum(em(char) for char in _RAISED.sub("", text))


def wrapped(text: str, chars: float) -> list[str]:
    """Lines of at most so many characters; a raised sign takes no room, and stays with the sign before it."""
    lines, line = [], ""
    for piece in re.findall(r"⟦.*?⟧|[0-9.,%]+|.", text):
        if not piece.startswith("⟦") and line and width_of(line + piece) > chars:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line]


def make_ofd(blocks: Sequence[Block], manner: Manner | None = None) -> bytes:
    """An OFD of paragraphs and tables."""
    manner = manner or Manner()
    setter = _Setter(manner)
    for block in blocks:
        if isinstance(block, str):
            setter.paragraph(block)
        elif isinstance(block, tuple):
            setter.box(block)
        else:
            setter.table(block)
    return package([_content(sheet, index, manner) for index, sheet in enumerate(setter.sheets, 1)], manner)


def _content(sheet: _Sheet, index: int, manner: Manner) -> str:
    objects = [*sheet.objects, *sheet.late]
    if manner.page_numbers:
        words = f"— {index} —"
        places = [(char, i * 2.4) for i, char in enumerate(words)]
        objects.append(text_object(98, 280, places, 4.9, manner))
    if manner.invisible:
        places = [(char, i * SIZE) for i, char in enumerate(manner.invisible)]
        objects.append(text_object(LEFT, TOP + PITCH * 1.5, places, SIZE, manner, more=' Visible="false"'))
    if manner.shuffled:
        random.Random(index).shuffle(objects)
    return f"<ofd:PageBlock>{''.join(objects)}</ofd:PageBlock>" if manner.blocks_within else "".join(objects)


def package(
    contents: Sequence[str],
    manner: Manner | None = None,
    *,
    more: dict[str, str] | None = None,
    common: str = "",
    document: str = "",
    body: str = "",
) -> bytes:
    """An OFD of pages whose objects are given as XML. ``common``, ``document`` and ``body`` go into the elements of these names."""
    manner = manner or Manner()
    folder = ("/" if manner.leading_stroke else "") + "Doc_0/" if manner.absolute else ""
    files: dict[str, str] = {}
    template = use = ""
    if manner.template:
        places = [(char, i * 3.7) for i, char in enumerate(manner.template)]
        files["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(text_object(60, 15, places, 3.7, manner))
        template = f'<ofd:TemplatePage ID="90" BaseLoc="{folder}Tpls/Tpl_0/Content.xml"/>'
        use = '<ofd:Template TemplateID="90" ZOrder="Background"/>'
    for index, content in enumerate(contents):
        files[f"Doc_0/Pages/Page_{index}/Content.xml"] = _page(content, use)
    entries = "".join(
        f'<ofd:Page ID="{index + 100}" BaseLoc="{folder}{"pages/page" if manner.other_case else "Pages/Page"}_{index}/Content.xml"/>'
        for index in range(len(contents))
    )
    files["Doc_0/Document.xml"] = (
        f"<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"
        f"{template}{common}</ofd:CommonData><ofd:Pages>{entries}</ofd:Pages>{document}</ofd:Document>"
    )
    root = "/Doc_0/Document.xml" if manner.absolute and manner.leading_stroke else "Doc_0/Document.xml"
    files["OFD.xml"] = (
        f'<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
        f"<ofd:DocRoot>{root}</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>"
    )
    return zipped(
        {name: f'<?xml version="1.0" encoding="UTF-8"?>\n{text}' for name, text in files.items()}
        | manner.extra
        | (more or {})
    )


def _page(objects: str, use: str = "") -> str:
    return (
        f'<ofd:Page {NS}>{use}<ofd:Content><ofd:Layer ID="5" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
