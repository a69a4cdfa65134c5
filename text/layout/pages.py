"""What each page of a printed text has: its number, on a line of its own or run together with a line of the text, and its head and foot.

::

    …年平均浓度从71微克/立方米下降至44 / 6微克/立方米，森林…  / 7二、主要目标      → 6 and 7 are page numbers, and 44微克/立方米 is one figure
    - 12 -   — 12 —   第12页   12/80   Ⅻ   12                                      → a number with dashes, or in its turn between others

A number alone says nothing: it is a page's where it is set off by signs, or where it breaks a sentence, and otherwise only in its turn: one more than the
page before, about a page below it. A count of the text, a cell of a table and the number of a row are none.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from text.layout.lines import CHINESE, OWN, PrintedLine, cut_head, is_cells
from text.sources.source import Source

_DASH = r"[-—_~·•.*|<>〈〉《》【】\[\]()=]"
# - 6 -   —6—   ·6·   第6页   第 6 页 共 80 页   6/80   Page 6 of 80   P6
_SET_OFF = re.compile(
    rf"\s*(?:(?P<open>{_DASH}{{1,3}})\s*(?P<dashed>\d{{1,3}})\s*{_DASH}{{1,3}}|(?P<hanging>\d{{1,3}})\s*[—_-]{{1,2}}|[—_]{{1,2}}\s*(?P<hung>\d{{1,3}})"
    r"|第\s*(?P<page>\d{1,3})\s*页(?:\s*[,/]?\s*共\s*\d{1,3}\s*页)?|(?:Page|PAGE|page|P\.?|p\.?)\s*(?P<latin>\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?"
    r"|(?P<of>\d{1,3})\s*/\s*(?P<whole>\d{1,3}))\s*$"
)
_BARE = re.compile(r"\s*(\d{1,3})\s*$")
_ROMAN = re.compile(r"\s*[-—]?\s*(?:[ivxlIVXL]{1,7}|[\u2160-\u216b\u2170-\u217b]{1,3})\s*[-—]?\s*$")
# 7二、主要目标   12第三章 …   8(一)…   15专栏3
_BEFORE_LABEL = re.compile(
    rf"\s*(\d{{1,3}})\s*(?=第[{CHINESE}]{{1,4}}[篇编章节部]|[{CHINESE}]{{1,3}}、|\([{CHINESE}]{{1,3}}\)|专栏\s*\d|附件\s*[{CHINESE}\d:])"
)
_LEADERS = re.compile(r"(?:[.·…⋯_]\s*){3,}\d{1,3}\s*$")
_DIGITS = re.compile(r"\s*(\d{1,12})")
_NUMBER_ALONE = re.compile(r"[\d.,%～~-]+$")
_ITEM = re.compile(r"\s*\d{1,3}\s*[.、)]\s*\D")
_FULL_STOPS = "。;!?:"
_RUNS_ON = 25  # a shorter line is a title or a cell, and no page break is in the middle of it
_MOST_PAGES = 999
_PAGE = 220, 3_200
"""Characters between the numbers of two pages that follow each other."""
_CHAIN = 4  # pages that have to follow each other where nothing else says that they are
_HEAD_LENGTH = 4, 60
_REPEATS = 3


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that may be a page's: it stands at the head of row ``index``, or is all of it (``alone``). ``sure``: by its looks."""

    index: int
    number: int
    digits: int
    alone: bool
    sure: bool


def find_pages(source: Source, rows: list[PrintedLine]) -> tuple[list[PrintedLine], list[tuple[int, int]]]:
    """The rows without what each page has, and where that stands."""
    marks = _page_marks(rows)
    alone = {mark.index for mark in marks if mark.alone}
    if alone or source.text.find("\f") >= 0:
        alone |= _roman(rows, alone)
    heads = _running_heads(rows, alone, {mark.index for mark in marks})
    if between := _titles_between(rows, alone | heads):
        heads |= between | _running_heads(rows, alone | heads | between, set())
    heads -= _title(rows, heads)
    glued = {mark.index: mark for mark in marks if not mark.alone}
    gone = alone | heads
    if not gone and not glued:
        return rows, []
    kept: list[PrintedLine] = []
    spans: list[tuple[int, int]] = []
    end = 0
    page = False
    for index, line in enumerate(rows):
        if index in gone:
            spans.append((end, line.end) if kept else (line.start, line.end))
            end, page = line.end, True
            continue
        row = replace(line, page=True, blank=0) if page or line.page else line
        page = False
        if index in glued:
            start = row.start + row.indent
            digits = glued[index].digits
            spans.append((start, start + digits))
            row = replace(cut_head(line, start + digits), page=True, blank=0)
        kept.append(row)
        end = row.end
    return kept, spans


def _breaks_off(rows: Sequence[PrintedLine], index: int) -> bool:
    """Does a paragraph go on behind this row?"""
    if index < 0:
        return False
    row = rows[index]
    words = row.words
    return (
        len(words) >= _RUNS_ON * 0.8 and words[-1] not in _FULL_STOPS and not is_cells(row.folded) and words[0] != "#"
    )


def _within_a_sentence(rows: Sequence[PrintedLine], index: int) -> bool:
    if index + 1 >= len(rows) or not _breaks_off(rows, index - 1) or len(rows[index - 1].words) < _RUNS_ON:
        return False
    below = rows[index + 1].folded
    return (
        len(below.strip()) >= 6
        and not OWN.match(below)
        and not _DIGITS.match(below)
        and bool(re.search("[,。;]", below))
    )


def _candidates(rows: Sequence[PrintedLine]) -> Iterator[_Mark]:
    edges = sum(row.page for row in rows)
    often = (
        sum(_BARE.match(row.folded) is not None and _is_at_an_edge(rows, index) for index, row in enumerate(rows))
        > 0.4 * edges
        > 0
    )
    wholes = Counter(match["whole"] for row in rows if len(row.words) <= 9 and (match := _SET_OFF.match(row.words)))
    for index, row in enumerate(rows):
        words = row.words
        first = words[:1]
        if not first or (not first.isdecimal() and first not in "-—_~·•.*|<>〈〉《》【】[]()=第Pp"):
            continue
        if len(words) <= 20 and (match := _SET_OFF.match(words)):
            number = next(int(one) for name, one in match.groupdict().items() if one and name not in ("open", "whole"))
            sure = _is_dashed(words) if match["dashed"] else match["of"] is None or wholes[match["whole"]] > 1
            yield _Mark(index, number, 0, alone=True, sure=sure)
        elif match := _BARE.match(words):
            sure = (often and _is_at_an_edge(rows, index)) or _within_a_sentence(rows, index)
            yield _Mark(index, int(match[1]), 0, alone=True, sure=sure)
        elif match := _BEFORE_LABEL.match(words):
            yield _Mark(index, int(match[1]), len(match[1]), alone=False, sure=True)
        elif (
            (match := _DIGITS.match(words))
            and match[1][0] != "0"
            and not is_cells(words)
            and not _NUMBER_ALONE.match(words)
        ):
            item = _ITEM.match(words)
            for digits in range(1, min(3, len(match[1])) + 1):
                if not item or digits < len(match[1]):
                    yield _Mark(index, int(match[1][:digits]), digits, alone=False, sure=False)


def _is_at_an_edge(rows: Sequence[PrintedLine], index: int) -> bool:
    """Is this the first or the last line of a page?"""
    return rows[index].page or (index + 1 < len(rows) and rows[index + 1].page)


def _is_dashed(words: str) -> bool:
    """- 6 -, —6—; (6) and [6] and |6| may be labels and cells."""
    return words[0] in "-—_~·•" and words[-1] in "-—_~·•"


def _page_marks(rows: Sequence[PrintedLine]) -> list[_Mark]:
    """The numbers of pages, in order. They are set in one way: each on a line of its own, or each run together with the line below."""
    candidates = list(_candidates(rows))
    if not candidates:
        return []
    alone = [mark for mark in candidates if mark.alone]
    found = {mark.index: mark for mark in alone if mark.sure}
    chain = _count(rows, alone, _LOOSE)
    sure = sum(mark.sure for mark in chain)
    if len(chain) >= 2 and (sure * 2 >= len(chain) or (len(chain) >= _CHAIN and _covers(rows, chain))):
        found |= {mark.index: mark for mark in chain}
    if len(found) < 2:
        glued = [mark for mark in candidates if not mark.alone]
        found |= {mark.index: mark for mark in glued if mark.sure}
        chain = _count(rows, glued, _TIGHT)
        if len(chain) >= _CHAIN and _covers(rows, chain) and _are_no_figures(rows, chain):
            found |= {mark.index: mark for mark in chain}
        if 0 < len(found) <= _MOST_PAGES:
            _extend(rows, found, [mark for mark in glued if _is_no_figure(rows, mark)])
    return [found[index] for index in sorted(found)]


_LOOSE, _TIGHT = (0.35, 2.3), (0.6, 1.6)
"""How long a page may be, beside the one before."""
_STARTS = 60


def _count(rows: Sequence[PrintedLine], marks: Sequence[_Mark], even: tuple[float, float]) -> list[_Mark]:
    """The longest count of pages: each number one more than the one before, or two or three where some are lost, and about a page below it."""
    places: dict[int, list[tuple[int, _Mark]]] = defaultdict(list)
    for mark in marks:
        places[mark.number].append((rows[mark.index].start, mark))
    best: list[_Mark] = []
    for first in marks[:_STARTS]:
        start = rows[first.index].start
        for at, second in places[first.number + 1]:
            if not _PAGE[0] <= at - start <= _PAGE[1]:
                continue
            place = at
            chain = [first, second]
            gap = float(place - start)
            while (following := _next(places, chain[-1].number, place, gap, even)) is not None:
                step = following[1].number - chain[-1].number
                gap = gap * 0.6 + (following[0] - place) / step * 0.4
                place = following[0]
                chain.append(following[1])
            if _weight(chain) > _weight(best) and (_ends_within_sentences(rows, chain) or _is_long(rows, chain)):
                best = chain
    return best


def _weight(chain: Sequence[_Mark]) -> float:
    return len(chain) + 0.5 * sum(mark.sure for mark in chain)


def _next(
    places: dict[int, list[tuple[int, _Mark]]], number: int, place: int, gap: float, even: tuple[float, float]
) -> tuple[int, _Mark] | None:
    """The next page: the one nearest to where it is expected."""
    for step in (1, 2, 3):
        near = [
            one
            for one in places.get(number + step, ())
            if even[0] * step * gap <= one[0] - place <= even[1] * step * gap and one[0] - place >= _PAGE[0]
        ]
        if near:
            expected = place + step * gap
            return min(near, key=lambda one: abs(one[0] - expected))
    return None


def _ends_within_sentences(rows: Sequence[PrintedLine], chain: Sequence[_Mark]) -> bool:
    """Pages often end within a sentence, and the rows of a table do not."""
    broken = sum(mark.sure or _breaks_off(rows, mark.index - 1) or rows[mark.index].page for mark in chain)
    return broken * 4 >= len(chain)


def _is_long(rows: Sequence[PrintedLine], chain: Sequence[_Mark]) -> bool:
    """Is this a count of many pages through the whole text? The rows of a table are shorter."""
    offsets = [rows[mark.index].start for mark in chain]
    return len(chain) >= 6 and median(two - one for one, two in pairwise(offsets)) >= 500 and _covers(rows, chain)


def _covers(rows: Sequence[PrintedLine], chain: Sequence[_Mark]) -> bool:
    """Does the count run through most of the text, as that of its pages does?"""
    offsets = [rows[mark.index].start for mark in chain]
    usual = median(two - one for one, two in pairwise(offsets))
    before, after = offsets[0] - rows[0].start, rows[-1].end - offsets[-1]
    return (
        chain[0].number <= before / usual + 3
        and after <= 3 * usual
        and len(chain) >= 0.7 * (offsets[-1] - offsets[0]) / usual
        # Cells of a table count up, too, but leave many numbers out.
        and len(chain) >= 0.75 * (chain[-1].number - chain[0].number + 1)
    )


# what a number at the head of a line may count: 6家, 12.5%
_COUNTS = re.compile(
    r"[.,%‰万亿元家个户人名项件座所条亩吨公里平方米千克微倍成年月日时分岁次场位处套台辆艘层级期批类种张本部篇支只头株对间栋幢]"
)


def _are_no_figures(rows: Sequence[PrintedLine], chain: Sequence[_Mark]) -> bool:
    """Do most of the lines go on with words behind the number? Where lines are broken many begin with a figure, and these with a unit."""
    behind = [rows[mark.index].words[mark.digits : mark.digits + 1] for mark in chain]
    plain = sum(not (char.isdecimal() or char in ".,%" or _COUNTS.match(char)) for char in behind)
    return plain * 20 >= len(chain) * 11


def _is_no_figure(rows: Sequence[PrintedLine], mark: _Mark) -> bool:
    """Would no number stand at the head of this line, were it not for the page: behind another number, or before what is not counted?"""
    row, before = rows[mark.index], rows[mark.index - 1].words
    behind = row.words[mark.digits : mark.digits + 1]
    if behind.isdecimal() or behind in ".,%":
        return False
    return before[-1].isdecimal() or (_breaks_off(rows, mark.index - 1) and not _COUNTS.match(behind))


def _extend(rows: Sequence[PrintedLine], found: dict[int, _Mark], candidates: Sequence[_Mark]) -> None:
    """Pages that a count of pages goes on to: the one number within a page's length that follows, and breaks a sentence."""
    for anchor in sorted(found):
        for step in (-1, 1):
            at = anchor
            while True:
                wanted = found[at].number + step
                edge = min(
                    (index for index in found if (index - at) * step > 0),
                    key=lambda index: abs(index - at),
                    default=None,
                )
                if edge is not None and (found[edge].number - wanted) * step <= 0:
                    break
                beyond = [
                    mark
                    for mark in candidates
                    if mark.number == wanted
                    and mark.index not in found
                    and (mark.index - at) * step > 0
                    and (edge is None or (edge - mark.index) * step > 0)
                    and abs(rows[mark.index].start - rows[at].start) <= _PAGE[1]
                ]
                if len(beyond) != 1:
                    break
                at = beyond[0].index
                found[at] = beyond[0]


def _roman(rows: Sequence[PrintedLine], alone: set[int]) -> set[int]:
    """iii, iv: the pages of front matter, above the first page with a number; each the next one, a page below the one before."""
    first = min(alone, default=len(rows))
    found: set[int] = set()
    last: int | None = None
    at = 0
    for index, row in enumerate(rows[:first]):
        if len(row.words) > 9 or not _ROMAN.match(row.words):
            continue
        number = _roman_number(row.words.strip("- —"))
        apart = row.start - at >= _PAGE[0] or row.page
        if number is None or not apart or (last is not None and number != last + 1) or (last is None and number > 9):
            continue
        last, at = number, row.start
        found.add(index)
    if len(found) == 1 and not any(_at_an_edge(rows, index) for index in found):
        return set()
    return found


def _at_an_edge(rows: Sequence[PrintedLine], index: int) -> bool:
    """Does a page end here, or a line of contents stand next to it?"""
    around = rows[max(0, index - 1) : index + 2]
    return any(row.page for row in rows[index : index + 2]) or any(_LEADERS.search(row.folded) for row in around)


_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


def _roman_number(words: str) -> int | None:
    """iv is 4, Ⅻ is 12."""
    words = unicodedata.normalize("NFKC", words).lower()
    digits = [_ROMAN_DIGITS.get(char, 0) for char in words]
    if not digits or 0 in digits:
        return None
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


_NUMBER_AT_END = re.compile(
    r"^[-—·|\s]*\d{1,3}[-—·|\s]+(?=\S{4})|(?<=\S)[-—·|\s]+(?:第\s*)?\d{1,3}(?:\s*页)?[-—·|\s]*$"
)


def _masked(row: PrintedLine) -> str:
    """The words of a line, whatever its numbers are."""
    return re.sub(r"\d+", "#", "".join(row.words.split()))


def _flat(row: PrintedLine) -> str:
    words = row.words
    if words and (_may_be_numbered(words[0], "-—·|") or _may_be_numbered(words[-1], "-—·|页")):
        words = _NUMBER_AT_END.sub("", words)
    return "".join(words.split())


def _may_be_numbered(sign: str, beside: str) -> bool:
    return sign in beside or sign.isdecimal()


def _running_heads(rows: Sequence[PrintedLine], alone: set[int], marked: set[int]) -> set[int]:
    """Lines that stand next to the ends of pages over and over."""
    edges = sorted(alone | {index for index, row in enumerate(rows) if row.page} | marked)
    if len(edges) < 2:
        return set()
    near: dict[str, set[int]] = defaultdict(set)
    for edge in edges:
        for index in range(max(0, edge - 2), min(len(rows), edge + 3)):
            words = rows[index].words
            if (
                index not in alone
                and _HEAD_LENGTH[0] <= len(words) <= _HEAD_LENGTH[1]
                and not is_cells(rows[index].folded)
                and not _heads_columns(rows[index].folded)
            ):
                near[_masked(rows[index])].add(index)
    least = max(_REPEATS, len(edges) * 0.2) if len(edges) > 3 else 2
    found: set[int] = set()
    everywhere = Counter(_masked(row) for row in rows)
    for words, indexes in near.items():
        # A sentence that repeats stands elsewhere, too; a title may stand on the first pages besides.
        if len(indexes) < 0.8 * (everywhere[words] - 2):
            continue
        begins_pages = all(rows[index].page for index in indexes)
        if (
            len(indexes) >= (2 if begins_pages else least)
            and not OWN.match(rows[min(indexes)].words)
            and words[-1] not in _FULL_STOPS
            and len(words.replace("#", "")) >= _HEAD_LENGTH[0]
            and (begins_pages or len(indexes) < _REPEATS or _are_apart(rows, sorted(indexes)))
        ):
            found |= indexes
            # The first page and the last may have no number.
            ends = (*range(min(3, len(rows))), *range(max(0, len(rows) - 3), len(rows)))
            found |= {index for index in ends if _masked(rows[index]) == words}
    return found


# a word that heads a column of a table, and no line of text
_HEADS_COLUMN = re.compile(
    r"序号?|编号|类别|领域|(?:主要|规划|具体)?指标(?:名称)?|(?:计量)?单位|(?:指标)?属性?|备注|(?:项目|工程)名称|总?投资|\S{0,4}20\d\d年?\S{0,8}|年均\S{0,8}"
)
_FEWEST_HEADS = 3


def _heads_columns(row: str) -> bool:
    """Is a line the headings of a table, which each of its pages has again? Its reader knows them, and their further lines."""
    words = row.split()
    return len(words) >= _FEWEST_HEADS and sum(map(bool, map(_HEADS_COLUMN.fullmatch, words))) > len(words) / 2


def _are_apart(rows: Sequence[PrintedLine], indexes: Sequence[int]) -> bool:
    """Is about a page between each two of these lines? Cells of a table that are the same are nearer."""
    return median(rows[two].start - rows[one].start for one, two in pairwise(indexes)) >= _PAGE[0]


_OF_A_SENTENCE = re.compile(r"[,。;!?%]|:$")  # no title has these


def _titles_between(rows: Sequence[PrintedLine], gone: set[int]) -> set[int]:
    """A line that stands there many times in the middle of sentences, with no number of a page near it: the head of each page."""
    counts = Counter(_flat(row) for row in rows if 8 <= len(row.words) <= _HEAD_LENGTH[1])
    often = {
        words
        for words, count in counts.items()
        if count >= _REPEATS and not OWN.match(words) and not _OF_A_SENTENCE.search(words)
    }
    if not often:
        return set()
    where: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if index not in gone and (words := _flat(row)) in often:
            where[words].append(index)
    found: set[int] = set()
    for indexes in where.values():
        inside = sum(_breaks_off(rows, index - 1) for index in indexes)
        gaps = [rows[two].start - rows[one].start for one, two in pairwise(indexes)]
        apart = len(gaps) >= _REPEATS - 1 and median(gaps) >= _PAGE[0] and max(gaps) <= 8 * median(gaps)
        alone = not _in_a_phrase(rows, indexes)
        if apart and alone and inside * 2 >= len(indexes) and not any(_has_cells(rows[index]) for index in indexes):
            found |= set(indexes)
    return found


def _has_cells(row: PrintedLine) -> bool:
    """Does a line have cells, as the second line of a row: 2025        运输局? The number of a page is none."""
    return is_cells(row.folded) or _GAP.search(_NUMBER_AT_END.sub("", row.words)) is not None


_GAP = re.compile(r"\S {3,}\S")


def _in_a_phrase(rows: Sequence[PrintedLine], indexes: Sequence[int]) -> bool:
    """Is it a sentence that repeats, and not a line alone? Then the lines around it repeat, too."""
    for step in (-1, 1):
        around = Counter(_flat(rows[at + step]) for at in indexes if 0 <= at + step < len(rows))
        if around and max(around.values()) * 2 >= len(indexes):
            return True
    return False


_TITLE = re.compile(r"(?:纲\s*要|报\s*告|规\s*划|计\s*划|目\s*标)[\s*)》]*$")


def _title(rows: Sequence[PrintedLine], heads: set[int]) -> set[int]:
    """The first of the heads is the title of the document, where no other title stands at the beginning."""
    first = min(heads, default=len(rows))
    if first >= 6 or any(row.page for row in rows[: first + 1]):
        return set()
    others = (index for index in range(min(len(rows), first + 8)) if index not in heads)
    return set() if any(_TITLE.search(rows[index].words) for index in others) else {first}
