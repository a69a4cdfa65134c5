"""Are there pages of another document, pages twice, or pages in another order? What changes in the middle of a text, or comes again.

``whole`` and ``shape`` see two documents by their titles and by how often each place is named; half of one has no title, and names its place seldom.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from text.numbers.numerals import chinese_number
from text.outline.outline import Node
from text.vocabulary import ChapterKind, DocumentKind, Severity

_COUNTED = re.compile(
    r"(?P<before>[第(（]?)(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<form>[编篇章节、．.)）])$"
)
_ADDRESS = re.compile(r"各位(?:代表|委员)[,:!]|请予?审议|向大会报告|政府自身建设")
_IN_A_REPORT = re.compile(r"第[一二三四五六七八九十]{1,3}[章篇]$|专栏")
_CHAPTERS = 2
# 我代表县人民法院，向大会报告工作
_OF_ANOTHER_BODY = re.compile(
    r"我(?:代表|受)[^,。\n]{0,20}(?:法院|检察院|常务委员会|常委会|政协|监察委)[^。\n]{0,12}报告(?:工作|20|,|。|如下)"
)
_PARAGRAPH, _AGAIN_SEVERE, _AGAIN_SHARE = 40, 3, 0.1
# 第三章, 第三章, 第五章: the second should be 第四章, and nothing is out of order
_SLIP = 2
_BACK_SEVERE = 2


def joined_checks(reading: Reading) -> Iterator[Finding | None]:
    """What looks like pages of another document, or like pages that are not in their order."""
    yield _another_genre(reading)
    yield _headings_out_of_order(reading)
    yield _repeated_paragraphs(reading)


def _another_genre(reading: Reading) -> Finding | None:
    """A plan that addresses delegates, a report that has chapters and boxes, or one that a court delivers."""
    folded, outline = reading.source.folded, reading.outline
    report = reading.document.kind is DocumentKind.REPORT
    if report:
        found = [node.start for node in outline.nodes if node.label and _IN_A_REPORT.match(node.label)]
        found = found if len(found) >= _CHAPTERS else [match.start() for match in _OF_ANOTHER_BODY.finditer(folded)]
        if not found:
            return None
    else:
        found = [match.start() for match in _ADDRESS.finditer(folded, outline.front, outline.back)]
        if not found or (len(found) == 1 and "代表" not in folded[found[0] : found[0] + 4]):
            return None
    example = excerpt(folded[found[0] : found[0] + 20])
    kinds = {"kind_zh": "报告", "kind_en": "a report"} if report else {"kind_zh": "规划", "kind_en": "a plan"}
    return told("another_genre", Severity.SEVERE, places=len(found), example=example, **kinds)


def _headings_out_of_order(reading: Reading) -> Finding | None:
    """第五章 and then 第三章: an author slips once; sheets were mixed up, or are of another document."""
    counts: dict[tuple[int, str], list[tuple[int, Node]]] = defaultdict(list)
    for node in reading.outline.nodes:
        match = _COUNTED.match(node.label or "")
        if match and node.kind in (ChapterKind.CHAPTER, ChapterKind.SECTION, ChapterKind.SUBSECTION):
            digits = match["number"]
            number = int(digits) if digits.isdecimal() else chinese_number(digits) or 0
            counts[id(node.parent), match["before"] + match["form"]].append((number, node))
    back = [
        (before, node)
        for ones in counts.values()
        for (first, before), (number, node), (after, _) in zip(ones, ones[1:], [*ones[2:], (0, None)], strict=False)
        if number <= first and after != first + _SLIP
    ]
    if not back:
        return None
    before, node = back[0]
    severe = len(back) >= _BACK_SEVERE or any(node.parent is None for _, node in back)
    severity = Severity.SEVERE if severe else Severity.WARNING
    example = f"{before.label}{excerpt(before.title)} → {node.label}{excerpt(node.title)}"
    return told("headings_out_of_order", severity, places=len(back), example=example)


def _repeated_paragraphs(reading: Reading) -> Finding | None:
    """A paragraph with figures that stands there again: a page came twice."""
    rows = (line.folded.strip() for line in reading.source.lines_between(reading.outline.front, reading.outline.back))
    counts = Counter(row for row in rows if len(row) >= _PARAGRAPH and re.search(r"^\D*\d.*[,。]", row))
    again = [(row, times - 1) for row, times in counts.items() if times > 1]
    if not again:
        return None
    repeated = sum(times for _, times in again)
    severe = repeated >= _AGAIN_SEVERE or repeated >= _AGAIN_SHARE * counts.total()
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("repeated_paragraphs", severity, paragraphs=repeated, example=excerpt(again[0][0]))
