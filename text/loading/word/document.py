"""The walk through a Word file, in the order of its body: paragraphs, tables, content controls, text boxes.

Each paragraph is read by :mod:`text.loading.word.inline`, and gets the number that Word would print before it.
"""

import re
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field

from text.loading.word.blocks import Block, WordCell, WordParagraph, WordTable
from text.loading.word.grids import reach_down
from text.loading.word.inline import PAGE_BREAK, Reader, Words
from text.loading.word.names import Element, W, branch, child, is_on, name_of, unwrapped, value, whole
from text.loading.word.numbering import Counters, Numbering
from text.loading.word.omissions import Omissions
from text.loading.word.styles import Styles

_CAPTION = re.compile(
    r"\s*(?:专\s*栏|(?:附\s*)?表\s*[一二三四五六七八九十\d]|.{0,40}(?:指标(?:体系|表)?|项目表|一览表|统计表)\s*$)"
)
_CONTENTS_TITLE = re.compile(r"[\s【\[]*目\s*[录次][\s】\]]*")
_UNIT = re.compile(r"\s*[(（]?\s*(?:计量)?单位\s*[:：].{1,20}")  # between a caption and its table
_MOST_COLUMNS = 63


@dataclass(slots=True)
class Walk:
    """Goes through one part of a document (its body, its notes) and gathers blocks."""

    styles: Styles
    numbering: Numbering
    omissions: Omissions
    attached: Callable[[Element], list[str] | None] = lambda element: None
    counters: Counters = field(default_factory=Counters)
    _boxed: Counters = field(default_factory=Counters)
    _paragraphs: int = 0
    _tables: int = 0
    _depth: int = 0  # of tables and text boxes
    _cells: int = 0  # of tables around what is read
    _in_box: bool = False
    _open: WordParagraph | None = None
    _reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self._reader = Reader(self.styles, self.omissions)

    def blocks(self, elements: Iterable[Element]) -> list[Block]:
        """The paragraphs and tables among elements, and within what is wrapped around them."""
        found: list[Block] = []
        for element in elements:
            self._block(element, found)
        return found

    def _block(self, element: Element, found: list[Block]) -> None:
        name = name_of(element)
        if name == "w:p":
            self._paragraph(element, found)
        elif name == "w:tbl":
            self._table(element, found)
        elif name == "w:sdt":
            self._control(element, found)
        elif name in ("w:del", "w:moveFrom"):
            self.omissions.changed("deleted" if name == "w:del" else "moved", element)
        elif name == "mc:AlternateContent":
            found.extend(self.blocks(branch(element)))
        elif name == "w:altChunk":
            self._attached_part(element, found)
        elif name == "w:subDoc":
            self.omissions.say("linked_document")
        elif name in ("m:oMath", "m:oMathPara", "w:r"):
            self._loose(element, found)
        elif name not in _SKIPPED:
            found.extend(self.blocks(element))

    def _attached_part(self, element: Element, found: list[Block]) -> None:
        """A part in another format, which Word reads when it opens the file."""
        lines = self.attached(element)
        if lines is None:
            self.omissions.say("attached_part")
        else:
            found.extend(WordParagraph(line, place=self._place()) for line in lines)

    def _loose(self, element: Element, found: list[Block]) -> None:
        """What should be in a paragraph and is not."""
        wrapped = element.makeelement(W + "p")
        wrapped.append(copy(element))
        self._paragraph(wrapped, found)

    def _control(self, element: Element, found: list[Block]) -> None:
        content = child(element, "sdtContent")
        if content is None:
            return
        gallery = value(element, "sdtPr", "docPartObj", "docPartGallery") or ""
        if is_on(element, "sdtPr", "showingPlcHdr"):
            self.omissions.say("placeholder", sample="".join(one.text or "" for one in content.iter(W + "t")))
        elif gallery.startswith(("Table of Contents", "目录")):
            self._contents(content)
        else:
            found.extend(self.blocks(content))

    def _contents(self, content: Element) -> None:
        before = self._reader.fields
        for paragraph in content.iter(W + "p"):
            if not self._in_place():
                self._paragraphs += 1
            words = self._reader.words(paragraph, None)
            self.omissions.contents("".join(piece.text for piece in words.pieces))
        self._reader.fields = before

    def _in_place(self) -> bool:
        return self._depth > 0

    # ── Paragraphs ──

    def _paragraph(self, element: Element, found: list[Block]) -> None:
        if not self._in_place():
            self._paragraphs += 1
        properties = child(element, "pPr")
        style = self.styles.paragraph_style(value(properties, "pStyle"))
        words = self._reader.words(element, style)
        text = words.text(self.omissions, in_cell=self._cells > 0)
        by_style = bool(text.strip()) and self.styles.is_contents(style)
        if words.entry or by_style:
            _without_contents_title(found)
        if by_style:
            self.omissions.contents(text)
        if by_style or (words.entry and not text.strip()):
            return
        mark = child(properties, "rPr")
        if self._is_gone(mark, text, element):
            return
        made = self._made(properties, style, text)
        found.extend(self._split(self._after_open(made), mark))
        self._caption(made.text)
        found.extend(WordParagraph(title, place=self._place()) for title in words.titles)
        self._boxes(words, found)

    def _is_gone(self, mark: Element | None, text: str, element: Element) -> bool:
        """Whether nothing is left of a paragraph whose end was deleted, or is hidden: then it has no number either."""
        deleted = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        if deleted:
            self.omissions.changed("deleted" if child(mark, "del") is not None else "moved")
        hidden = is_on(mark, "vanish") and any(name_of(one) == "w:r" for one in element)
        return bool((deleted or hidden) and not text.strip() and self._open is None)

    def _made(self, properties: Element | None, style: str | None, text: str) -> WordParagraph:
        number = None
        if self._open is None:
            chosen = self.numbering.list_of(properties, style)
            counters = self._boxed if self._in_box else self.counters
            number = self.numbering.next(*chosen, counters) if chosen else None
        level = whole(value(properties, "outlineLvl"))
        if level is None:
            level = self.styles.level(style)
        return WordParagraph(
            text,
            label=number.text.strip() if number else "",
            gap=number.gap if number else "",
            level=level if level is not None and level < 9 else None,
            title=self.styles.is_title(style),
            place=self._place(),
        )

    def _after_open(self, made: WordParagraph) -> WordParagraph:
        """Behind a paragraph whose end was deleted the next one goes on, with the number of the first."""
        if self._open is None:
            return made
        first, self._open = self._open, None
        first.text += made.text
        return first

    def _split(self, made: WordParagraph, mark: Element | None) -> list[Block]:
        """A paragraph as one or several, at breaks of pages; none if it goes on in the next one."""
        deleted = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        style_separator = is_on(mark, "specVanish") and made.level is None
        if deleted or style_separator:
            self._open = made
            return []
        pages = [part for part in made.text.split(PAGE_BREAK) if part.strip()]
        if len(pages) < 2:
            made.text = pages[0].strip() if pages else ""
            return [made]
        made.text = pages[0].strip()
        return [
            made,
            *(WordParagraph(part.strip(), level=made.level, title=made.title, place=made.place) for part in pages[1:]),
        ]

    def _caption(self, text: str) -> None:
        if text.strip() and not _UNIT.fullmatch(text):
            self.omissions.caption = text.strip() if len(text) < 60 and _CAPTION.match(text) else ""

    def _boxes(self, words: Words, found: list[Block]) -> None:
        for box in words.boxes:
            fields, self._reader.fields = self._reader.fields, []
            opened, self._open = self._open, None
            was, self._in_box = self._in_box, True
            self._depth += 1
            found.extend(self._placed(self.blocks(box)))
            self._depth -= 1
            self._in_box, self._open, self._reader.fields = was, opened, fields

    def _placed(self, blocks: list[Block]) -> list[Block]:
        for block in blocks:
            if block.place is None:
                block.place = self._place()
        return blocks

    def _place(self) -> int | None:
        return self._paragraphs or None

    def end(self) -> list[Block]:
        """What is left of a paragraph whose end was deleted, at the end of all."""
        if self._open is None:
            return []
        last, self._open = self._open, None
        return self._split(last, None)

    # ── Tables ──

    def _table(self, element: Element, found: list[Block]) -> None:
        if self._depth == 0 or self._in_box:
            self._tables += 1
        number = self._tables
        self._depth += 1
        self._cells += 1
        was, self._in_box = self._in_box, False
        rows: list[list[WordCell]] = []
        for row in unwrapped(element, "w:tr"):
            said = child(row, "trPr")
            if child(said, "del") is not None or child(said, "moveFrom") is not None:
                self.omissions.changed("deleted", row)
            elif is_on(said, "hidden"):
                self.omissions.say("hidden_text", sample="".join(one.text or "" for one in row.iter(W + "t")))
            else:
                if child(said, "ins") is not None:
                    self.omissions.changed("inserted", row)
                rows.append(self._row(row, whole(value(said, "gridBefore")) or 0))
        self._depth -= 1
        self._cells -= 1
        self._in_box = was
        for cell in (cell for row in rows if len(row) > 1 for cell in row):
            if any(isinstance(block, WordTable) for block in cell.blocks):
                self.omissions.say("nested_table", sample=cell.text())
        for shadowed in reach_down(rows):
            if shadowed.strip():
                self.omissions.say("merged_cell", sample=shadowed)
        grid = child(element, "tblGrid")
        columns = () if grid is None else [whole(one.get(W + "w")) or 0 for one in grid.iterfind(W + "gridCol")]
        self._add_table(WordTable(rows, columns, number, self._place()), found, element)

    def _add_table(self, table: WordTable, found: list[Block], element: Element) -> None:
        """Two tables with nothing between them are shown as one, and are one if their columns are the same."""
        last = found[-1] if found else None
        before = element.getprevious()
        beside = before is not None and name_of(before) == "w:tbl"
        if isinstance(last, WordTable) and beside and list(last.widths) == list(table.widths) and len(table.widths) > 1:
            last.rows.extend(table.rows)
        elif table.rows:
            found.append(table)

    def _row(self, row: Element, before: int) -> list[WordCell]:
        cells: list[WordCell] = []
        at = min(before, _MOST_COLUMNS)
        for element in unwrapped(row, "w:tc"):
            said = child(element, "tcPr")
            if child(said, "cellDel") is not None:
                self.omissions.changed("deleted", element)
                continue
            span = min(max(1, whole(value(said, "gridSpan")) or 1), _MOST_COLUMNS)
            if cells and _goes_on(child(said, "hMerge")):
                self._shadowed(element)
                cells[-1].span += span
                at += span
                continue
            merged = child(said, "vMerge")
            below = _goes_on(merged)
            cells.append(
                WordCell(
                    at,
                    span,
                    [*self.blocks(element), *self.end()],
                    below=below,
                    starts=merged is not None,
                    halves=_is_halved(said),
                )
            )
            at += span
        return cells

    def _shadowed(self, element: Element) -> None:
        """A cell that continues another one shows nothing of its own."""
        hidden = "".join(one.text or "" for one in element.iter(W + "t"))
        if hidden.strip():
            self.omissions.say("merged_cell", sample=hidden)


def _without_contents_title(found: list[Block]) -> None:
    """目录 above contents that are left out goes with them."""
    index = len(found) - 1
    while index >= 0 and isinstance(one := found[index], WordParagraph) and not one.text.strip():
        index -= 1
    if index >= 0 and isinstance(one := found[index], WordParagraph) and _CONTENTS_TITLE.fullmatch(one.text):
        del found[index:]


def _goes_on(merged: Element | None) -> bool:
    """Whether a cell is merged into the one before or above it."""
    return merged is not None and merged.get(W + "val", "continue") == "continue"


def _is_halved(said: Element | None) -> bool:
    borders = child(said, "tcBorders")
    return any(value(borders, name) not in (None, "nil", "none") for name in ("tl2br", "tr2bl"))


_SKIPPED = frozenset("w:sectPr w:tcPr w:tblPr w:tblGrid w:sdtPr w:pPr w:rPr w:txbxContent".split())
