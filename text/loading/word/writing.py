"""Blocks of a Word file become the lines of the canonical text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from text.loading.loaded import TextBuilder
from text.loading.tables import full
from text.loading.word.blocks import Block, WordParagraph, WordTable
from text.loading.word.grids import parts_of

# What is a heading by itself, without signs of Markdown
_OWN_NUMBER = re.compile(
    r"\s*(?:第\s*[〇零一二三四五六七八九十百\d]{1,5}\s*(?:[篇编章节条]|部\s*分)|[一二三四五六七八九十百]{1,4}\s*[、.．]|[(（]\s*[一二三四五六七八九十\d]{1,4}\s*[)）]"
    r"|\d{1,2}(?:\s*[.．]\s*\d{1,2})*\s*(?:[.．、]|\s|(?=[^\d\s年月日%％]))|[㈠-㈩①-⑳⑴-⒇⒈-⒛]|专\s*栏|附\s*[件录表]|附\s*[:：]|(?:附\s*)?[表图]\s*[\d一二三四五六七八九十]"
    r"|(?:前\s*言|引\s*言|序\s*言|序|导\s*言|目\s*[录次]|名词解释)\s*$)"
)
_LABEL_ALONE = re.compile(
    r"\s*(?:第\s*[〇零一二三四五六七八九十百\d]{1,5}\s*(?:[篇编章节]|部\s*分)|附\s*[件录]\s*[一二三四五六七八九十\d]*|专\s*栏\s*[一二三四五六七八九十\d]+)\s*"
)
_BOX = re.compile(r"\s*专\s*栏")
_SENTENCE = re.compile(r"[。；;]\s*$")
_LONGEST_HEADING = 60
_TITLE = re.compile(r"(?:报告|纲要|规划|通知|方案|意见|计划)\s*$")  # of the document, which is often set as a heading
_DEEPEST = 6
_MOST_BLANK = 3  # lines in a row

# The same where it is less clear: 6 is no number of 6微克
_LABEL = re.compile(
    r"\s*(?:第\s*[〇零一二三四五六七八九十百\d]{1,5}\s*(?:[篇编章节条]|部\s*分)|[一二三四五六七八九十百]{1,4}\s*[、.．]|[(（]\s*[一二三四五六七八九十\d]{1,4}\s*[)）]"
    r"|\d{1,2}(?:\s*[.．]\s*\d{1,2})*\s*[.．、](?!\d)|[㈠-㈩①-⑳⑴-⒇⒈-⒛]|专\s*栏|附\s*[件录表]|附\s*[:：])"
)

# Where a line was broken by hand (Shift+Enter): behind these a sentence is over
_ENDS = "。；;：:！!？?…”』」】"
_ENTRY = re.compile(r"\s*(?:[·•●◆■□▪➢◇○*-]|\[)")
_WRAPPED = 20  # characters of a line that was broken because it was full
_WORDS_MEET = re.compile(r"[0-9A-Za-z.%]$")


def write(blocks: Iterable[Block], building: TextBuilder) -> None:
    """All blocks, each paragraph as its lines and each table as its rows.

    Signs of Markdown stand before headings without a number. Where a document has headings with and without numbers, they stand before both, since
    otherwise nobody could tell which of the two is above the other.
    """
    blocks = list(blocks)
    _take_titles(blocks)
    signed = any(
        isinstance(block, WordParagraph)
        and block.level is not None
        and _is_unnumbered(block)
        and not _TITLE.search(block.text)
        for block in blocks
    )
    blank, last = _MOST_BLANK, ""
    for block in blocks:
        if isinstance(block, WordParagraph):
            for last in lines_of(block, signed=signed):
                building.line(last, paragraph=block.place)
                blank = 0
            if not block.text.strip() and blank < _MOST_BLANK:  # a gap in print is one in the text
                building.line("", paragraph=block.place)
                blank += 1
            continue
        _write_table(block, building, titled=_BOX.match(last) is not None)
        blank, last = _MOST_BLANK, ""


def _write_table(table: WordTable, building: TextBuilder, *, titled: bool) -> None:
    """A table and the lines around it; a table of one column is a frame around text.

    A tab before the title of a box (专栏), or before the first line under a title that stands above the frame, and two blank lines at the end tell the
    outline how far the box reaches.
    """
    framed = gap = False
    for part in parts_of(table):
        if part.grid:
            worded = [any(map(str.strip, row)) for row in full(part.grid)]  # the others are no rows of the text
            rows = [row for row, words in zip(part.rows, worded, strict=True) if words]
            building.table(part.grid, cells=[f"表{table.number}!A{row}" for row in rows])
            gap = True
            continue
        if not gap:
            building.line("")
        for index, line in enumerate(part.lines):
            begins = _BOX.match(line) or (titled and index == 0 and not framed)
            building.line("\t" + line if begins else line, cell=f"表{table.number}")
        framed = True
    if framed:
        building.line("")
        building.line("")


def lines_of(paragraph: WordParagraph, *, signed: bool = False) -> Iterator[str]:
    """The lines that a paragraph is in the text: one, unless lines were broken by hand where a paragraph ends."""
    if not paragraph.text.strip():
        return  # a number alone says nothing
    text = paragraph.numbered()
    if paragraph.level is None:
        yield from [one_line(text)] if paragraph.title else unbroken(text)
    elif _is_unnumbered(paragraph) or (signed and _is_heading(text)):
        yield f"{'#' * min(paragraph.level + 1, _DEEPEST)} {one_line(text)}"
    else:
        yield one_line(text)


def _take_titles(blocks: Sequence[Block]) -> None:
    """Titles are no headings, though they are often set as such: those of the document, over several paragraphs, and the title below 第一章."""
    worded = [block for block in blocks if isinstance(block, WordParagraph) and block.text.strip()]
    first = next(
        (index for index, one in enumerate(worded) if one.level is None or not _is_unnumbered(one)), len(worded)
    )
    last = max((index for index, one in enumerate(worded[:first], start=1) if _TITLE.search(one.text)), default=0)
    for one in worded[:last]:
        one.level, one.title = None, True
    for above, below in pairwise(worded):
        if below.level is not None and _LABEL_ALONE.fullmatch(above.numbered()) and _is_unnumbered(below):
            below.level, below.title = None, True


def one_line(text: str) -> str:
    """The lines of a heading as one."""
    parts = [part.strip() for part in text.split("\n")]
    return " ".join(part for part in parts if part)


def _is_heading(text: str) -> bool:
    """Whether a paragraph in the style of a heading is one: sentences are set in it, too."""
    return len(text) <= _LONGEST_HEADING and not _SENTENCE.search(text)


def _is_unnumbered(paragraph: WordParagraph) -> bool:
    """Whether a paragraph is a heading that nothing but its style tells."""
    text = one_line(paragraph.text)
    return bool(text) and not paragraph.label and not _OWN_NUMBER.match(text) and _is_heading(text)


def unbroken(text: str) -> Iterator[str]:
    """The lines of a paragraph with breaks in it: those are paragraphs of their own, unless a sentence goes on behind the break.

    >>> list(unbroken("一、发展成就\\n2023年，全区生产总值达到360亿元。\\n二、存在问题"))
    ['一、发展成就', '2023年，全区生产总值达到360亿元。', '二、存在问题']
    """
    line = ""
    for part in (part.strip(" \t\u3000") for part in text.split("\n")):
        if not part:
            if line:
                yield line
            line = ""
        elif line and _goes_on(line, part):
            line += (" " if _WORDS_MEET.search(line) and part[0].isascii() else "") + part
        else:
            if line:
                yield line
            line = part
    if line:
        yield line


def _goes_on(line: str, part: str) -> bool:
    """Whether a sentence that was broken in ``line`` goes on in ``part``."""
    if line[-1] in _ENDS or len(line) < _WRAPPED or _LABEL.match(part) or _ENTRY.match(part):
        return False
    if _LABEL.match(line) and not re.search("[，。；]", line):
        return len(part) < _WRAPPED and not re.search("[，。；]", part)
    return True
