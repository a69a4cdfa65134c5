"""A web page becomes a text: the document in it, without the site around it.

::

    <h2>一、发展目标</h2><p>到2025年，全区生产总值达到<b>360</b><sup>1</sup>亿元。</p>  →  一、发展目标
                                                                            到2025年，全区生产总值达到360亿元。
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from text.errors import EmptySource
from text.loading.loaded import Loaded, TextBuilder
from text.loading.media import HTML
from text.loading.notes import explain_terms, write_explanations
from text.loading.tables import parted
from text.loading.web.blocks import Block, blocks_of
from text.loading.web.decoding import page_text
from text.loading.web.main_text import KINDS, ChosenLines, choose, facts_of, weight_of
from text.loading.web.page_notes import notes_of
from text.loading.web.titles import title_of
from text.loading.web.tree import WebPage, parse

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SENTENCES = 4  # that make a part of a document
_DOCUMENT = 12  # characters of sentences that are worth being shown
_PAGES = re.compile(r"createPageHTML\(\s*(?:\w+\s*,\s*)?['\"]?(\d{1,3})['\"]?\s*,\s*['\"]?(\d{1,3})")
# [2] [3] 下一页   and, on the last one, 上一页 1 2
_LAST_PAGE = re.compile(r"(\d{1,3})[\s\]】)）]*(?:下一页|下页|尾页|末页)")
_PAGE_BEFORE = re.compile(r"(?:上一页|上页)[\s\[【(（]*\d{1,3}(?:[\s\[\]【】]+\d{1,3})+\s*\]?\s*$")
_PAGE_OF = re.compile(r"共\s*(\d{1,3})\s*页")
_LABEL_OF_NOTE = re.compile(r"^\s*[\[〔【(（]?\d{1,3}[\]〕】)）.、]?\s*")
_COUNTED = re.compile(r"counter-increment|content\s*:[^;}]{0,80}counters?\(", re.IGNORECASE)
_OF_TABLE = re.compile(r"^.{0,40}(?:主要指标|指标体系|指标表|目标表|预期目标).{0,30}$|^\s*专\s*栏.{0,40}指标")
_ROW = re.compile(r"\s*\|.+\|.+\|\s*")  # of a table as in Markdown, in a line of the page
_BOX = re.compile(r"\s*[【\[]?\s*专\s*栏")
_REASONS = {
    "navigation": "it is of the site around the document",
    "other_texts": "it is of other texts on the page",
    "attached_file": "a link to a file that is attached to the page: what stands in it is not in the text",
}


def load_html(data: bytes, name: str) -> Loaded:
    """The document in a web page (HTML, or a web archive). Raises UndecodableSource, or EmptySource where the page has no text."""
    html, lost = page_text(data, name=name)
    building = TextBuilder()
    if lost:
        building.omit(
            "unreadable_bytes", f"{lost} characters are none of the page's encoding, and stand as \ufffd in the text"
        )
    page, choice = _read(html)
    if not choice.kept and any(what == "frame" for what, _, _ in page.said):
        raise EmptySource(
            f"{name} only says which pages stand in its frames: save the page in the frame that has the text"
        )
    if not choice.kept:
        raise EmptySource(
            f"{name} is a web page without text: if a browser shows some, a script puts it there; save the page from the browser, or its text as UTF-8"
        )
    shown = _flat("".join(block.text for block in choice.kept))
    for what, reason, sample in page.said:
        if what == "hidden_text" and _is_a_part(sample, shown):
            building.omit("part", "a part of the page is hidden until it is opened (a tab, a fold)", sample=sample)
        else:
            building.omit(what, reason, sample=sample)
    _write(page.page, choice, building)
    return building.loaded(HTML)


def _is_a_part(hidden: str, shown: str) -> bool:
    """Are hidden words sentences with figures that the page does not say elsewhere, as in a copy of the text for small windows?"""
    sentences = [_flat(one) for one in hidden.split("。")[:-1]]
    new = [one for one in sentences if one not in shown]
    return len(new) >= _SENTENCES and sum(bool(re.search(r"\d", one)) for one in new) >= _SENTENCES / 2


def _flat(text: str) -> str:
    return "".join(text.split())


class _Read:
    """A page, and what it does not show."""

    def __init__(self, html: str, *, hidden: bool = False) -> None:
        self.said: list[tuple[str, str, str]] = []
        self.page: WebPage = parse(html, self._say, hidden=hidden)
        self.choice = choose(self.page.body, blocks_of(self.page.body, loose=_PAGE.search(html) is None))

    def _say(self, what: str, reason: str, sample: str) -> None:
        self.said.append((what, reason, sample))


def _read(html: str) -> tuple[_Read, ChosenLines]:
    """The page as it is shown; what is hidden is taken where nothing else reads like a document, since a script may show it."""
    shown = _Read(html)
    if any(weight_of(block) for block in shown.choice.kept) or not any(
        what == "hidden_text" for what, _, _ in shown.said
    ):
        return shown, shown.choice
    everything = _Read(html, hidden=True)
    if sum(map(weight_of, everything.choice.kept)) < _DOCUMENT:
        return shown, shown.choice
    everything.said.append(("hidden_shown", "the page hides its text until a script shows it; it was read", ""))
    return everything, everything.choice


def _write(page: WebPage, choice: ChosenLines, building: TextBuilder) -> None:
    notes = notes_of(choice.kept)
    explained = notes if explain_terms([note.text for note in notes]) else []
    # A figure in any other note is none of the text.
    dropped = {id(note) for note in notes if explained or re.search(r"\d", _LABEL_OF_NOTE.sub("", note.text))}
    kept = [block for block in choice.kept if id(block) not in dropped]
    title = title_of(page, choice)
    if title:
        # what a page is called is no heading of the text: only the title of a document is marked
        building.line(f"# {title}" if KINDS.search(title) else title)
    _say_tables(kept)
    boxes = _boxes(kept)
    for index, block in enumerate(kept):
        _write_block(block, building, paragraph=index + 1, begins_box=index in boxes)
        if index in boxes.values():
            building.line("")
            building.line("")
        for what, reason, sample in block.said:
            building.omit(what, reason, sample=sample)
    _write_notes(notes, explained, dropped, building)
    for block, why in choice.left:
        building.omit(why, _REASONS[why], sample=block.text)
    _say_pages(page, choice, building)
    _say_numbers(page, building)


def _write_notes(
    notes: Sequence[Block], explained: Sequence[Block], dropped: Collection[int], building: TextBuilder
) -> None:
    """Notes that explain terms come behind the text; what else was left out of it is said."""
    if explained:
        write_explanations([note.text for note in explained], building)
    for note in notes:
        if id(note) not in dropped:
            continue
        if not explained:
            building.omit("footnote", "a figure in a note is none of the text", sample=note.text)
        for what, reason, sample in note.said:
            building.omit(what, reason, sample=sample)


def _boxes(kept: Sequence[Block]) -> dict[int, int]:
    """Where frames with the title of a box (专栏3) in them, or right above them, begin and end."""
    boxes: dict[int, int] = {}
    opened: list[int] = []
    for index, block in enumerate(kept):
        if block.frame[0] and _BOX.match(block.text):
            opened.append(index)
        elif block.frame[0] and index and _BOX.match(kept[index - 1].text) and index - 1 not in boxes:
            opened.append(index - 1)
        if block.frame[1] and opened:
            boxes[opened.pop()] = index
    return boxes


def _write_block(block: Block, building: TextBuilder, *, paragraph: int, begins_box: bool) -> None:
    if block.grid is not None:
        if facts := facts_of(block.grid):
            for line in facts:
                building.line(line, paragraph=paragraph)
            return
        above, grid, below = parted(block.grid)
        for line in above:
            building.line(line, paragraph=paragraph)
        building.table(grid)
        for line in below:
            building.line(line, paragraph=paragraph)
        return
    text = block.text
    if not text:
        return
    if text.count("|") > 1 and not block.loose and not _ROW.fullmatch(text):  # a row of a table is written so
        text = text.replace("|", "¦")
    if begins_box:
        text = f"\t{text}"  # a tab before it, and two blank lines behind it, are how a frame is written in a text
    elif block.level:
        text = f"{'#' * block.level} {text}"
    building.line(text, paragraph=paragraph)


def _say_pages(page: WebPage, choice: ChosenLines, building: TextBuilder) -> None:
    """A text that is parted into pages: the others are in files of their own."""
    for script in page.scripts:
        found = _PAGES.search(script)
        if found and int(found[1]) > 1:
            building.omit(
                "part",
                f"this is page {int(found[2]) + 1} of {found[1]}; each of the others is a page of the site of its own",
            )
            return
    for block, _ in choice.left:
        found = _PAGE_OF.search(block.text) or _LAST_PAGE.search(block.text)
        if found and int(found[1]) > 1:
            building.omit(
                "part",
                f"the text goes on, it has {found[1]} pages; each of the others is a page of the site of its own",
                sample=block.text,
            )
            return
        if _PAGE_BEFORE.search(block.text):
            building.omit(
                "part", "the text begins on another page, which is a page of the site of its own", sample=block.text
            )
            return


def _say_numbers(page: WebPage, building: TextBuilder) -> None:
    if any(_COUNTED.search(style) for style in page.styles):
        building.omit("generated_number", "numbers that the page's style sheet counts are not in the text")


def _say_tables(kept: Sequence[Block]) -> None:
    """A picture where a table of indicators is announced is said as such."""
    for block, below in pairwise(kept):
        if below.picture and not below.text and block.grid is None and _OF_TABLE.match(block.text):
            below.said = [one for one in below.said if one[0] != "picture"]
            below.said.append(
                (
                    "table_picture",
                    "where a table is announced there is a picture: its figures are not in the text",
                    block.text,
                )
            )
