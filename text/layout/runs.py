"""Each run of digits on a line of its own, as programs write a page that has figures in another font: the lines are put together again.

::

    地区生产总值从 / 186.4 / 亿元增加到 / 231.7 / 亿元，年均增长 / 5.6% / 。      one sentence
    2021 / 年某某市政府工作报告 / 2021 / 年 / 2 / 月 / 25 / 日在…            a title, and a date

Such a text is known by its many lines of digits that the next line goes on with: with a unit, or with a mark, and by having nearly no digits in
lines of words. A table of a cell a line has no marks, or stands in a text of whole lines. Where digits may be numbers of pages, the text is left as it is: what
a page and what a figure is could not be told. What is left of broken lines afterwards is of ``breaks``.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from text.layout.laid import Edit, Printing
from text.layout.lines import OWN, PrintedLine, is_cells, rows_of
from text.sources.source import Source

_DIGITS = re.compile(r"[\d.,]*\d[\d.,]*[%‰]?")
# what a figure goes on with: 亿元增加到, 年某某市, 、, 。
_ON = re.compile(
    r"[,。;、:)\]”+%‰年月日号多余左以至到和个家户人名位万亿千百元亩公平立件项条座所处台辆套张次吨米倍级类种批岁届期天小分度瓦辈宗起对支部场棵株头只艘架]"
)
_FEWEST, _SHARE = 8, 0.06
_PAGES, _A_GAP = 3, 3
_MIXED = 0.1  # of the lines of digits, so many lines may have words and digits
_A_DIGIT, _MARK, _MARKED = re.compile(r"\d"), re.compile("[,。;、]"), 0.3
_MOSTLY = 0.6
# 一、“十三五”发展成就和 / 2020 / 年工作回顾, 三、 / 2021 / 年重点工作: a heading goes on, and no paragraph begins with the digits below it
_HEADING_GOES_ON = re.compile("(?:[和与及、至到—-]|^[(（]?[一二三四五六七八九十]{1,3}[、)）])$")
# no 来源： or 【字号： above the title
_ENDS_A_SENTENCE = re.compile("[。;!?]$|代表:$|同志们:$")
_A_PAGE, _DASH = re.compile(r"[-—–·]+\s*\d{1,3}\s*[-—–·]+|第\s*\d{1,3}\s*页.*"), re.compile("[-—–·]+")
_A_PART = 1  # characters of a line that are within a date: 年, 月


def lines_of_runs(source: Source) -> Iterator[Edit]:
    """The ends of lines around digits, and those within sentences, of a text that has its digits on lines of their own."""
    rows = rows_of(source)
    if not _is_of_runs(rows):
        return
    body = heading = False
    for row, following, after in zip(rows, rows[1:], [*rows[2:], None], strict=False):
        body = body or _ENDS_A_SENTENCE.search(row.words) is not None
        heading = not row.stops and (heading or OWN.match(row.folded) is not None)
        if is_cells(row.folded) or is_cells(following.folded):
            heading = False
            continue
        figure = _DIGITS.fullmatch(row.words) is not None
        if _joins(row, following, after, body=body, heading=heading):
            yield Edit(row.start + len(row.folded.rstrip()), following.start + following.indent, Printing.BREAK)
        elif not figure:
            heading = False


def _is_of_runs(rows: Sequence[PrintedLine]) -> bool:
    plain = [row for row in rows if not is_cells(row.folded)]
    digits = [(row, following) for row, following in pairwise(plain) if _DIGITS.fullmatch(row.words)]
    if len(digits) < _FEWEST or len(digits) < _SHARE * len(plain):
        return False
    words = [row for row in plain if not _DIGITS.fullmatch(row.words)]
    if sum(_A_DIGIT.search(row.folded) is not None for row in words) > _MIXED * len(digits):
        return False  # a table stands in a text of whole lines
    if sum(_MARK.search(row.folded) is not None for row in words) < _MARKED * len(words):
        return False  # nothing but a table
    on = sum(_goes_on(following) for _, following in digits)
    return on >= _MOSTLY * len(digits) and not _has_pages(plain, digits)


def _has_pages(rows: Sequence[PrintedLine], digits: Sequence[tuple[PrintedLine, PrintedLine]]) -> bool:
    """May some of the digits be numbers of pages?

    So may — 5 —, two lines of digits one behind the other, and digits that no line goes on with, each a little more than the last.
    """
    if any(_DIGITS.fullmatch(following.words) for _, following in digits) or any(
        _A_PAGE.fullmatch(row.words) for row in rows
    ):
        return True
    if any(
        _DASH.fullmatch(one.words) and _DASH.fullmatch(other.words) for one, other in zip(rows, rows[2:], strict=False)
    ):
        return True  # — / 5 / —
    alone = [int(row.words) for row, following in digits if row.words.isdecimal() and not _goes_on(following)]
    return len(alone) >= _PAGES and all(0 < later - one <= _A_GAP for one, later in pairwise(alone))


def _goes_on(row: PrintedLine) -> bool:
    return _ON.match(row.words) is not None


def _joins(row: PrintedLine, following: PrintedLine, after: PrintedLine | None, *, body: bool, heading: bool) -> bool:
    """Is the end of ``row`` none? ``heading``: the row is of a heading, which ends with a line of words."""
    own = OWN.match(following.folded) is not None and not _goes_on(following)
    figure = _DIGITS.fullmatch(following.words) is not None
    if _DIGITS.fullmatch(row.words):
        return _goes_on(following) or (body and not own and not figure)
    if (row.stops and not (figure and row.words == ":")) or own:  # 24 / : / 40.2 / : / 35.8
        return False
    if figure:
        if heading and not _HEADING_GOES_ON.search(row.words):
            return False
        in_a_sentence = body or heading or len(row.words) <= _A_PART
        return in_a_sentence and after is not None and (_goes_on(after) or body)
    return body and not heading and not following.blank
