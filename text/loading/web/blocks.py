"""Elements become the lines that a browser shows below one another: paragraphs, headings, items of lists with their numbers, and tables.

::

    <ol start=3><li>第三产业增加值<b>12</b>亿元</li></ol>   →   3. 第三产业增加值12亿元
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from text.loading.tables import GridCell, joined
from text.loading.web.grids import Rows, is_layout, rows_of, spans, width_of
from text.loading.web.inline import LOWERED, NOT_LOWERED, NOT_RAISED, PICTURE, RAISED, formula, line_text, plain
from text.loading.web.lists import label_of
from text.loading.web.tree import Element

_MOST_ROWS = 5000
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hgroup hr legend li main menu nav noscript ol optgroup p pre search section summary table tbody td tfoot th thead tr ul html".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_GONE = frozenset(("del", "s", "strike"))
_MOST_INDENT = 4
_NOTE_MARK = re.compile(
    r"[\s\[【〔(（]*(?:注释?\s*)?(?:\d{1,3}|[①-⑳]|[ivx]{1,4}|[*†‡↩↑^]{1,3}\ufe0e?)[\s\]】〕)）]*", re.IGNORECASE
)
_TO_NOTE = re.compile(r"(?:^|#)(?:_?(?:ftn|edn)|fn|foot|end?note|note|cite|ref|zhu)", re.IGNORECASE)
_NUMBER_OF_WORD = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BULLET = re.compile(r"[\s·•●○■□◆◇▪▫‣\u2043o§ØlnuüqvwÞ\-–—*Ÿ\uf000-\uf0ff]*")
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_RAISED = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top|\d+(?:\.\d+)?(?:pt|px|em|ex|%))|mso-text-raise\s*:\s*[1-9]", re.IGNORECASE
)
# smaller letters that are put higher by hand: position: relative; top: -4pt
_HIGHER = re.compile(
    r"(?<![\w-])(?:top\s*:\s*-|bottom\s*:\s*)(?:[3-9]|\d{2}|0?\.[2-9]|2\.\d)[\d.]*(?:pt|px|em)", re.IGNORECASE
)
_RELATIVE = re.compile(r"position\s*:\s*relative", re.IGNORECASE)
_SIZED = re.compile(r"font-size\s*:", re.IGNORECASE)
_LOWERED = re.compile(r"vertical-align\s*:\s*sub", re.IGNORECASE)
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table(?!-cell)|list-item)", re.IGNORECASE)
_AS_INLINE = re.compile(r"(?<![\w-])display\s*:\s*inline(?!-(?:flex|grid))", re.IGNORECASE)
_BORDER = re.compile(
    r"(?<![\w-])border\s*:[^;]*(?:[1-9]|thin|medium|thick)[^;]*(?:solid|double|dashed|dotted|groove|ridge)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|ceb|rtf|zip|rar|7z|pptx?|txt|jpe?g|png)(?:[?#]|$)", re.IGNORECASE)
_SIZE_OF_FILE = 16  # characters: 1. （36.8KB）
_LINES_KEPT = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)


@dataclass(eq=False, slots=True)
class Block:
    """A line, or a table. ``owner`` is the element that it stands in; ``links`` how many of its characters lead elsewhere."""

    text: str
    owner: Element
    level: int = 0  # of a heading
    grid: Sequence[Sequence[GridCell]] | None = None
    links: int = 0
    linked: int = 0  # how many links
    begins_with_link: bool = False  # up to its colon: the title of another page, with how it begins
    to_file: bool = False  # it is a link to a file, with its size at most
    loose: bool = False  # it stands outside of all elements
    picture: bool = False  # it stands in the line
    frame: tuple[bool, bool] = (False, False)  # a frame around words begins with this line, or ends with it
    said: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Characters that are seen."""
        return len(self.text) - self.text.count(" ") - self.text.count("\u3000")


def blocks_of(body: Element, *, loose: bool = False) -> list[Block]:
    """The lines of a page in its order. ``loose``: what stands outside of all elements has lines of its own, as in Markdown."""
    walker = Walker(loose=body if loose else None)
    walker.walk(body)
    return walker.done()


class Walker:
    """Walks through elements, and puts what is inline into the line that is open."""

    def __init__(self, *, in_table: bool = False, loose: Element | None = None) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._said: list[tuple[str, str, str]] = []
        self._links = 0
        self._linked = 0
        self._files = 0  # characters that lead to a file
        self._level = 0
        self._label = ""
        self._in_table = in_table
        self._loose = loose
        self._kept_lines = 0
        self._in_link = 0
        self._in_file = 0
        self._special: dict[str, Callable[[Element], None]] = {
            "br": self._of_br,
            "hr": self._of_hr,
            "ol": self._of_list,
            "ul": self._of_list,
            "dl": self._of_dl,
            "table": self._of_table,
            "img": self._of_img,
            "a": self._of_a,
            "rt": self._of_rt,
            "rtc": self._of_rt,
            "math": self._of_math,
            "wbr": self.walk,
            "q": self._of_q,
        }

    def say(self, what: str, reason: str, sample: str) -> None:
        """Something that is not in the text; it counts if the line that it stood in is the document's."""
        self._said.append((what, reason, sample))

    def walk(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._words(child, element)
            else:
                self._element(child)

    def done(self) -> list[Block]:
        """All lines."""
        if self._pieces:
            self.end(self._loose or Element("body"))
        if self._said and self.blocks:
            self.blocks[-1].said.extend(self._said)
        return self.blocks

    def end(self, owner: Element) -> None:
        """The open line ends here."""
        text = line_text(self._pieces, self.say, in_table=self._in_table)
        if text and self._kept_lines and not self._in_table:
            # In lines kept as they were written, a cell stands below another by the spaces before it; a few are an indent.
            written = "".join(self._pieces)
            before = len(written) - len(written.lstrip(" "))
            text = " " * before + text if before > _MOST_INDENT else text
        picture = PICTURE in self._pieces
        if text or picture:
            if text and self._label and not text.startswith(self._label.strip()):
                text = self._label + text
            self._label = "" if text else self._label
            block = Block(
                text, owner, self._level, links=self._links, linked=self._linked, picture=picture, said=self._said
            )
            block.to_file = self._files > 0 and self._files + _SIZE_OF_FILE >= block.length
            block.loose = owner is self._loose
            self.blocks.append(block)
            self._said = []
        self._pieces, self._links, self._linked, self._files = [], 0, 0, 0

    def _words(self, text: str, element: Element) -> None:
        text = plain(text)
        if "\n" in text and (self._kept_lines or element is self._loose):
            first, *rest = text.split("\n")
            self._pieces.append(first)
            for line in rest:
                self.end(element)
                self._pieces.append(line)
            return
        self._pieces.append(text)
        if self._in_link:
            self._links += len("".join(text.split()))
            self._files += len("".join(text.split())) if self._in_file else 0

    def _element(self, element: Element) -> None:
        tag = element.tag
        if special := self._special.get(tag):
            special(element)
        elif tag in _GONE or _STRUCK.search(element.style) or "msodel" in element.names.split():
            self._gone(element)
        elif _is_block(element):
            self._block(element)
        else:
            self._inline(element)

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _block(self, element: Element) -> None:
        self.end(element.parent or element)
        keeps = _LINES_KEPT.search(element.style) is not None or element.tag == "pre"
        self._kept_lines += keeps
        level, self._level = self._level, _HEADINGS.get(element.tag, self._level)
        begun = len(self.blocks)
        self.walk(element)
        self.end(element)
        if element.tag == "fieldset" or (element.style and _BORDER.search(element.style)):
            self._frame(begun)
        self._level = level
        self._kept_lines -= keeps

    def _of_br(self, element: Element) -> None:
        if self._level:  # a heading over two lines
            self._pieces.append("\n")
        else:
            self.end(element.parent or element)

    def _of_hr(self, element: Element) -> None:
        self.end(element.parent or element)

    def _of_list(self, element: Element) -> None:
        self.end(element.parent or element)
        labels = label_of(element)
        for child in element.children:
            if isinstance(child, Element) and child.tag == "li":
                self._label = next(labels)(child)
                self._block(child)
                self._label = ""
            elif isinstance(child, Element):
                self._element(child)
            else:
                self._words(child, element)
        self.end(element)

    def _of_dl(self, element: Element) -> None:
        """术语：释义, where both are short enough to be one line."""
        self.end(element.parent or element)
        begun = len(self.blocks)
        for child in element.elements():
            if child.tag == "div":
                self._of_dl(child)
                begun = len(self.blocks)
                continue
            at = len(self.blocks)
            self._block(child)
            if child.tag == "dt":
                begun = at
            elif child.tag == "dd" and at == begun + 1 and len(self.blocks) > at and self.blocks[begun].length <= 40:
                term, definition = self.blocks[begun], self.blocks.pop(at)
                colon = "" if re.search(r"[:：。；]$", term.text) else "："
                term.begins_with_link = term.links >= term.length and not definition.links
                term.text += colon + definition.text
                term.links += definition.links
                term.said.extend(definition.said)

    def _of_table(self, element: Element) -> None:
        self.end(element.parent or element)
        for caption in (child for child in element.elements() if child.tag == "caption"):
            self.walk(caption)
            self.end(element)
        groups = rows_of(element)
        rows = list(chain.from_iterable(groups))
        if is_layout(element, rows):
            self._layout(groups)
            return
        block = Block("", element)
        width = width_of(rows)
        block.grid = [_row(group, at, width, block) for group in groups for at in range(len(group))][:_MOST_ROWS]
        self.blocks.append(block)

    def _layout(self, groups: Sequence[Rows]) -> None:
        """The lines in the cells of a table that only says where they stand."""
        begun = len(self.blocks)
        for cell in chain.from_iterable(chain.from_iterable(groups)):
            self.end(cell)
            self.walk(cell)
            self.end(cell)
        self._frame(begun)

    def _frame(self, begun: int) -> None:
        """The lines from number ``begun`` on stand in a frame."""
        if len(self.blocks) > begun:
            self.blocks[begun].frame = (True, self.blocks[begun].frame[1])
            self.blocks[-1].frame = (self.blocks[-1].frame[0], True)

    def _of_img(self, element: Element) -> None:
        words = element.attributes.get("alt") or element.attributes.get("title") or element.attributes.get("src", "")
        self._said.append(("picture", "what it shows is not in the text", words[:60]))
        if element.tag == "img":
            self._pieces.append(PICTURE)

    # ── inline ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _inline(self, element: Element) -> None:
        style = element.style
        if style and _NUMBER_OF_WORD.search(style):
            self._number_of_word(element)
        elif element.tag == "sup" or (style and _is_raised(style)):
            self._around(element, RAISED, NOT_RAISED)
        elif element.tag == "sub" or (style and _LOWERED.search(style)):
            self._around(element, LOWERED, NOT_LOWERED)
        elif "katex-html" in element.names.split() and _has_formula(element.parent):
            return
        else:
            self.walk(element)

    def _around(self, element: Element, before: str, behind: str) -> None:
        self._pieces.append(before)
        self.walk(element)
        self._pieces.append(behind)

    def _of_a(self, element: Element) -> None:
        if _is_note_mark(element):
            self.say("footnote_mark", "a link to a note, or back from it", "".join(element.text().split()))
            return
        target = element.attributes.get("href", "")
        leads = bool(target) and not target.startswith("#")
        to_file = leads and _FILE.search(target) is not None
        self._in_link += leads
        self._in_file += to_file
        self._linked += leads
        if _is_block(element):
            self._block(element)
        else:
            self._inline(element)
        self._in_link -= leads
        self._in_file -= to_file

    def _of_rt(self, element: Element) -> None:
        self.say("ruby", "how a character is pronounced", element.text())

    def _of_math(self, element: Element) -> None:
        self._pieces.append(plain(formula(element)))

    def _of_q(self, element: Element) -> None:
        self._around(element, "“", "”")

    def _gone(self, element: Element) -> None:
        self.say("struck_text", "it is struck through", "".join(element.text().split()))

    def _number_of_word(self, element: Element) -> None:
        """The number that Word makes, with the blanks behind it; a bullet is none."""
        number = " ".join(element.text().split())
        if not _BULLET.fullmatch(number):
            self._pieces.append(plain(number) + ("" if number[-1:] in "、）)．" else " "))


def _is_raised(style: str) -> bool:
    if _RAISED.search(style):
        return True
    return bool(_RELATIVE.search(style) and _HIGHER.search(style) and _SIZED.search(style))


def _is_block(element: Element) -> bool:
    if element.tag in _BLOCKS:
        return not (element.style and element.tag in ("div", "p", "section") and _AS_INLINE.search(element.style))
    return bool(element.style) and _AS_BLOCK.search(element.style) is not None


def _has_formula(element: Element | None) -> bool:
    return element is not None and any(one.tag == "math" for one in element.all())


def _is_note_mark(element: Element) -> bool:
    """Is a link the mark of a footnote: [1], leading to a place on this page?"""
    words = element.text()
    if len(words) > 12 or not _NOTE_MARK.fullmatch(plain(words)):
        return False
    target = element.attributes.get("href", "")
    role = element.attributes.get("role", "") + element.attributes.get("epub:type", "")
    said = element.names + " " + " ".join(inner.names for inner in element.all())
    return (
        (_TO_NOTE.search(target) is not None and "#" in target)
        or "note" in role
        or re.search(r"footnote|endnote|noteref", said) is not None
    )


def _row(group: Rows, at: int, width: int, block: Block) -> list[GridCell]:
    """A row of a table; what its cells say besides goes to ``block``."""
    cells: list[GridCell] = []
    for cell, (rows, columns) in zip(group[at], spans(group, at, width), strict=True):
        walker = Walker(in_table=True)
        walker.walk(cell)
        lines = walker.done()
        block.links += sum(line.links for line in lines)
        block.linked += sum(line.linked for line in lines)
        block.said.extend(chain.from_iterable(line.said for line in lines))
        cells.append(GridCell(joined(list(_words(lines))), rows, columns))
    return cells


def _words(lines: Sequence[Block]) -> Iterator[str]:
    """The lines of a cell; the items of a list in it are one, with spaces between them."""
    items: list[str] = []
    for line in lines:
        if line.grid is None and line.owner.tag == "li":
            items.append(line.text)
            continue
        if items:
            yield " ".join(items)
            items = []
        if line.grid is None:
            yield line.text
        else:
            yield from (cell.text for row in line.grid for cell in row)
    if items:
        yield " ".join(items)
