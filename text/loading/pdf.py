"""A PDF with a text layer becomes a text: pdfium says which sign stands where, and :mod:`text.loading.pages` what that means.

Only places and sizes are taken from pdfium. The order, spaces and line ends that it guesses are not: they put the mark of a footnote into the
figure before it, and the cells of a row between each other.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import pypdfium2.raw as pdfium_raw  # pyright: ignore[reportMissingTypeStubs]

from text.errors import (
    DamagedSource,
    EmptySource,
    EncryptedSource,
    SourceTooLarge,
    UndecodableSource,
    UnsupportedFormat,
)
from text.loading.glyphs import Glyph, Page, Rule
from text.loading.limits import LIMITS, Limits
from text.loading.lines import GUESSED, SPACES
from text.loading.loaded import Loaded, TextBuilder
from text.loading.matrix import Matrix
from text.loading.media import PDF
from text.loading.pages import assemble
from text.loading.pdf_annotations import drawn_in

# The functions of a C library, which have no types.
pdfium: Any = pdfium_raw

_MOST_SIGNS = 6_000_000
_MOST_OBJECTS_A_PAGE = 60_000
_MOST_POINTS_A_PATH = 2_000
_THIN = 3.0  # points: a filled rectangle not thicker than this is a line


def load_pdf(data: bytes, name: str, limits: Limits = LIMITS) -> Loaded:
    """The text of a PDF. Raises a SourceError for one that is damaged, locked, too long, or a scan without text."""
    building = TextBuilder()
    with _OpenPdf(data, name) as document:
        pages = list(document.pages(building, limits.pages))
    _refuse_what_has_no_text(pages, building, name)
    _say_what_is_unknown(pages, building, name)
    assemble(pages, building)
    return building.loaded(PDF, pages=len(pages))


class _OpenPdf:
    """A PDF that pdfium has open."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data  # pdfium reads from these bytes until it is closed
        pdfium.FPDF_InitLibrary()
        self._opened = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._opened:
            self._refuse(pdfium.FPDF_GetLastError())

    def _refuse(self, error: int) -> None:
        if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EncryptedSource(
                f"{self.name} is a PDF that is locked with a password: open it with the password and print it into a new PDF, without one"
            )
        raise DamagedSource(
            f"{self.name} begins like a PDF but cannot be opened; it is damaged or was cut off: download it anew, or open it and print it into a new PDF"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDF_CloseDocument(self._opened)

    def pages(self, building: TextBuilder, most: int) -> Iterator[Page]:
        """All pages."""
        count = pdfium.FPDF_GetPageCount(self._opened)
        if not count:
            raise EmptySource(f"{self.name} is a PDF without pages")
        if count > most:
            raise SourceTooLarge(f"{self.name} has {count} pages, more than the {most} that are read: divide it")
        left = _MOST_SIGNS
        for index in range(count):
            opened = pdfium.FPDF_LoadPage(self._opened, index)
            if not opened:
                building.omit("page", "the page is damaged and cannot be read", page=index + 1)
                yield Page(index + 1, 0, 0, ())
                continue
            if drawn_in(opened, index + 1, building):
                pdfium.FPDF_ClosePage(opened)
                opened = pdfium.FPDF_LoadPage(self._opened, index)
            try:
                page = _PageReader(opened, index + 1, building, left).read()
            finally:
                pdfium.FPDF_ClosePage(opened)
            left -= len(page.glyphs)
            yield page


@dataclass(frozen=True, slots=True)
class _Style:
    """What all signs of one text object share; ``turned`` in quarter turns to the left as one looks at the page, None if aslant."""

    size: float
    turned: int | None
    hidden: bool
    invisible: bool  # render mode 3: laid over a picture by what recognises characters


class _PageReader:
    """One page of a PDF, as it is looked at: cropped and turned."""

    def __init__(self, page: Any, number: int, building: TextBuilder, most: int) -> None:
        self.page, self.number, self.building, self.most = page, number, building, most
        self._matrix, self._colour = pdfium.FS_MATRIX(), tuple(ctypes.c_uint() for _ in range(4))
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self.left, self.bottom, self.right, self.top = box.left, box.bottom, box.right, box.top
        self.rotation = pdfium.FPDFPage_GetRotation(page) % 4
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (high, wide) if self.rotation % 2 else (wide, high)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point of the PDF as one of the page that is looked at."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the PDF as (x0, top, x1, bottom) of the page that is looked at."""
        x0, y0 = self.seen(left, bottom)
        x1, y1 = self.seen(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def read(self) -> Page:
        signs = self._signs()
        rules, pictures = self._drawings()
        turned = Counter(style.turned for _, style in signs if style.turned is not None).most_common(1)
        quarter = turned[0][0] if turned else 0
        if quarter:  # a page of a wide table that was turned by hand
            signs = [(self._turned(glyph, quarter), style) for glyph, style in signs]
            rules = [Rule(*self._turned_box((one.x0, one.top, one.x1, one.bottom), quarter)) for one in rules]
            pictures = [self._turned_box(one, quarter) for one in pictures]
        wide, high = (self.height, self.width) if quarter % 2 else (self.width, self.height)
        glyphs = tuple(self._upright(signs, quarter, covered=_is_covered(pictures, wide, high)))
        return Page(self.number, wide, high, glyphs, tuple(rules), tuple(pictures))

    def _turned_box(self, box: tuple[float, float, float, float], quarter: int) -> tuple[float, float, float, float]:
        x0, top, x1, bottom = box
        if quarter == 1:  # reads upwards: turn it to the right
            return self.height - bottom, x0, self.height - top, x1
        if quarter == 2:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        return top, self.width - x1, bottom, self.width - x0

    def _turned(self, glyph: Glyph, quarter: int) -> Glyph:
        x0, top, x1, bottom = self._turned_box((glyph.x0, glyph.top, glyph.x1, glyph.bottom), quarter)
        # The base of a turned sign is kept as the coordinate that runs across its line.
        base = {1: glyph.base, 2: self.height - glyph.base, 3: self.width - glyph.base}[quarter]
        return Glyph(glyph.text, x0, top, x1, bottom, glyph.size, base)

    def _upright(self, signs: list[tuple[Glyph, _Style]], quarter: int, *, covered: bool) -> Iterator[Glyph]:
        omit = self.building.omit
        aslant: list[str] = []
        hidden: list[str] = []
        run: list[Glyph] = []
        run_of: int | None = None
        for glyph, style in signs:
            if style.turned is None:
                aslant.append(glyph.text)
            elif style.hidden or (style.invisible and not covered):
                hidden.append(glyph.text)
            elif style.turned == quarter:
                yield glyph
            else:
                if glyph.text in SPACES:
                    continue
                if run and (style.turned != run_of or abs(run[-1].base - glyph.base) > 1):
                    yield _as_one(run)
                    run = []
                run_of = style.turned
                run.append(glyph)
        if run:
            yield _as_one(run)
        if covered and any(style.invisible for _, style in signs):
            why = "the page is a picture, and its text what a program recognised in it (OCR): check the figures"
            omit("recognised_text", why, page=self.number)
        if aslant:
            omit("watermark", "text that stands aslant over the page", page=self.number, sample="".join(aslant))
        if hidden:
            omit("hidden_text", "text that the page does not show", page=self.number, sample="".join(hidden))

    def _signs(self) -> list[tuple[Glyph, _Style]]:
        text = pdfium.FPDFText_LoadPage(self.page)
        if not text:
            return []
        try:
            return list(_without_doubles(self._glyphs(text)))
        finally:
            pdfium.FPDFText_ClosePage(text)

    def _glyphs(self, text: Any) -> Iterator[tuple[Glyph, _Style]]:
        count = pdfium.FPDFText_CountChars(text)
        if count > self.most:
            raise SourceTooLarge(f"the PDF has more than {_MOST_SIGNS} signs: divide it")
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        styles: dict[int, _Style] = {}
        waiting: tuple[Glyph, _Style] | None = None
        outside, origin = 0, -1.0
        for index, code in _codes(text, count):
            if code < 0:
                if waiting:
                    # It stands for a space of the file, or for none; pdfium puts it anywhere. Here it follows the sign before it.
                    last, style = waiting
                    yield waiting
                    waiting = (Glyph(GUESSED, last.x1, last.top, last.x1, last.bottom, last.size, last.base), style)
                continue
            of = pdfium.FPDFText_GetTextObject(text, index)
            key = ctypes.addressof(of.contents) if of else 0
            style = styles.get(key) or styles.setdefault(key, self._style(text, index, of))
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            x0, top, x1, bottom = self.box(box.left, box.bottom, box.right, box.top)
            if x1 < 0 or bottom < 0 or x0 > self.width or top > self.height:
                outside += 1
                continue
            across, down = self.seen(x.value, y.value)
            base = across if style.turned in (1, 3) else down
            if style.turned == 0 and across != origin:
                x0 = min(
                    across, x1
                )  # where the sign's own width begins; the box has what of its ink reaches over it, too
            origin = across  # the characters of a ligature have one in common
            glyph = Glyph(_sign(code), x0, top, x1, bottom, style.size, base)
            if waiting and (x0, x1, top) == (waiting[0].x0, waiting[0].x1, waiting[0].top) and waiting[1] is style:
                # Several characters in one place: what ActualText says that the signs of this place are.
                glyph = Glyph(waiting[0].text + glyph.text, x0, top, x1, bottom, style.size, base)
            elif waiting:
                yield waiting
            waiting = (glyph, style)
        if waiting:
            yield waiting
        if outside:
            self.building.omit("hidden_text", "text outside the visible part of the page", page=self.number)

    def _style(self, text: Any, index: int, of: Any) -> _Style:
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = pdfium.FPDFText_GetFontSize(text, index) * (abs(d) if c == 0 else math.hypot(c, d))
        if b == 0 and a > 0 and not self.rotation:
            turned: int | None = 0
        else:
            angle = math.degrees(math.atan2(b, a)) - 90 * self.rotation
            quarter = round(angle / 90)
            turned = quarter % 4 if abs(angle - 90 * quarter) < 3 else None
        if not of:
            return _Style(size, turned, hidden=False, invisible=False)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(of)
        red, green, blue, alpha = self._colour
        seen = not pdfium.FPDFPageObj_GetFillColor(of, red, green, blue, alpha) or alpha.value > 0
        hidden = mode == pdfium.FPDF_TEXTRENDERMODE_CLIP or (mode == 0 and not seen)
        return _Style(size, turned, hidden, mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)

    def _drawings(self) -> tuple[list[Rule], list[tuple[float, float, float, float]]]:
        rules: list[Rule] = []
        pictures: list[tuple[float, float, float, float]] = []
        for of, matrix in _objects(self.page):
            kind = pdfium.FPDFPageObj_GetType(of)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                rules.extend(self._rules(of, matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                box = self._bounds(of, matrix)
                if box and box[2] - box[0] > 8 and box[3] - box[1] > 8:
                    pictures.append(box)
        return rules, pictures

    def _bounds(self, of: Any, matrix: "Matrix") -> tuple[float, float, float, float] | None:
        edges = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(of, *edges):
            return None
        left, bottom, right, top = (edge.value for edge in edges)
        x0, y0 = matrix.at(left, bottom)
        x1, y1 = matrix.at(right, top)
        return self.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _rules(self, of: Any, matrix: "Matrix") -> Iterator[Rule]:
        box = self._bounds(of, matrix)
        if box is None or not _is_painted(of):
            return
        x0, top, x1, bottom = box
        if x1 < 0 or bottom < 0 or x0 > self.width or top > self.height:
            return
        if min(x1 - x0, bottom - top) <= _THIN:
            if max(x1 - x0, bottom - top) > _THIN:
                yield Rule(x0, top, x1, bottom)
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(of, fill, stroke)
        if stroke.value:
            yield from self._edges(of, matrix)

    def _edges(self, of: Any, matrix: "Matrix") -> Iterator[Rule]:
        """The upright and level edges of a path that is drawn with a pen."""
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(of, own)
        whole = matrix.of(Matrix(own.a, own.b, own.c, own.d, own.e, own.f))
        x, y = ctypes.c_float(), ctypes.c_float()
        start = last = (0.0, 0.0)
        for index in range(min(pdfium.FPDFPath_CountSegments(of), _MOST_POINTS_A_PATH)):
            segment = pdfium.FPDFPath_GetPathSegment(of, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self.seen(*whole.at(x.value, y.value))
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield from _edge(last, point)
            last = point
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield from _edge(last, start)
                last = start


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """What a page draws, and what the forms in it draw, each with the matrix of the form that it is in."""
    left = _MOST_OBJECTS_A_PAGE
    waiting: list[tuple[Any, Matrix, int]] = [
        (pdfium.FPDFPage_GetObject(page, index), Matrix(), 0)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), left))
    ]
    while waiting and left:
        left -= 1
        of, matrix, depth = waiting.pop()
        if pdfium.FPDFPageObj_GetType(of) != pdfium.FPDF_PAGEOBJ_FORM:
            yield of, matrix
            continue
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(of, own)
        inner = matrix.of(Matrix(own.a, own.b, own.c, own.d, own.e, own.f))
        if depth < 8:
            waiting.extend(
                (pdfium.FPDFFormObj_GetObject(of, index), inner, depth + 1)
                for index in range(min(max(0, pdfium.FPDFFormObj_CountObjects(of)), left))
            )


def _edge(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    wide, high = abs(one[0] - other[0]), abs(one[1] - other[1])
    if min(wide, high) <= 0.5 and max(wide, high) > _THIN:
        yield Rule(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _is_painted(of: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(of, fill, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if stroke.value:
        return bool(pdfium.FPDFPageObj_GetStrokeColor(of, red, green, blue, alpha)) and alpha.value > 0
    if fill.value:
        got = pdfium.FPDFPageObj_GetFillColor(of, red, green, blue, alpha)
        # A white strip between coloured cells is what parts them, and looks like a line; a white one on white does no harm.
        return bool(got) and alpha.value > 0
    return False


def _codes(text: Any, count: int) -> Iterator[tuple[int, int]]:
    """The characters of a page, each with its index; -1 for a space that pdfium has put in. Its line ends are left out."""
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index):
            if code == ord(" "):
                yield index, -1
        elif 0xD800 <= code < 0xDC00:
            high = code
        elif 0xDC00 <= code < 0xE000:
            yield index, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        else:
            yield index, code


def _sign(code: int) -> str:
    if code in (2, 0xFFFE):  # pdfium's own signs for a hyphen at the end of a line: in 3-⏎5 it belongs to the range
        return "-"
    if code == 0 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _as_one(run: list[Glyph]) -> Glyph:
    """Text that is turned against the rest of its page, as one sign with its box."""
    size = max(one.size for one in run)
    x0, top = min(one.x0 for one in run), min(one.top for one in run)
    x1, bottom = max(one.x1 for one in run), max(one.bottom for one in run)
    return Glyph("".join(one.text for one in run), x0, top, x1, bottom, size, bottom)


def _without_doubles(signs: Iterator[tuple[Glyph, _Style]]) -> Iterator[tuple[Glyph, _Style]]:
    """Bold letters are sometimes made by printing a sign twice, a hair's breadth apart."""
    # A sign is entered in the four fields of a grid that are nearest to it, so that one look finds another that is near.
    seen: dict[tuple[str, int, int], Glyph] = {}
    for glyph, style in signs:
        text = glyph.text
        if text not in SPACES:
            across, down = glyph.x0 / 4, glyph.top / 4
            column, row = int(across), int(down)
            other = seen.get((text, column, row))
            if other is not None:
                # A third of its own width and height: the I of III, and the 1 of 11, stand close to each other.
                wide, high = glyph.x1 - glyph.x0, glyph.bottom - glyph.top
                if abs(other.x0 - glyph.x0) < 0.3 * wide and abs(other.top - glyph.top) < 0.3 * high:
                    continue
            column2 = column + (1 if across - column >= 0.5 else -1)
            row2 = row + (1 if down - row >= 0.5 else -1)
            seen[text, column, row] = seen[text, column2, row] = seen[text, column, row2] = seen[
                text, column2, row2
            ] = glyph
        yield glyph, style


def _is_covered(pictures: Sequence[tuple[float, float, float, float]], width: float, height: float) -> bool:
    """Whether pictures make up the page, as in a scan."""
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in pictures)
    return area > 0.5 * width * height > 0


def _is_private(char: str) -> bool:
    # U+F020–U+F0FF are signs of the font Symbol, which the readers know.
    return (
        char == "\ufffd" or ("\ue000" <= char <= "\uf8ff" and not "\uf020" <= char <= "\uf0ff") or char >= "\U000f0000"
    )


def _refuse_what_has_no_text(pages: list[Page], building: TextBuilder, name: str) -> None:
    signs = sum(len(page.glyphs) for page in pages)
    scans = [page for page in pages if len(page.glyphs) < 30 and _is_scan(page)]
    if scans and (signs < 30 * len(scans) or len(scans) > 0.8 * len(pages)):
        raise UnsupportedFormat(
            f"{name} is a scan: {len(scans)} of its {len(pages)} pages are pictures without text."
            " Have its characters recognised first (OCR), check the figures, and ingest the PDF or the text that comes of it"
        )
    if not any(glyph.text.strip(SPACES) for page in pages for glyph in page.glyphs):
        raise EmptySource(
            f"{name} is a PDF without text; if one sees text in it, that is drawn: have its characters recognised first (OCR)"
        )
    for page in scans:
        building.omit("picture", "the page is a picture, and pictures are not read", page=page.number)


def _is_scan(page: Page) -> bool:
    return _is_covered(page.pictures, page.width, page.height)


def _say_what_is_unknown(pages: list[Page], building: TextBuilder, name: str) -> None:
    signs = sum(len(page.glyphs) for page in pages)
    unknown = [page.number for page in pages for glyph in page.glyphs if any(map(_is_private, glyph.text))]
    if len(unknown) > 0.1 * signs:
        raise UndecodableSource(
            f"{len(unknown)} of the {signs} characters of {name} have no code, because a font of the PDF has no map to characters:"
            " print the document anew from the program that it was written in, or have its characters recognised (OCR)"
        )
    for number in unknown:
        building.omit("unknown_character", "a font of the PDF does not say which character it is", page=number)
