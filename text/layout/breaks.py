"""Lines that end where a page was too narrow are put together to paragraphs again.

::

    …全县生产总 / 值达到213.4亿元       one paragraph: the line above is full
    接待游客达到 / 1500万人次           it is, too: 1500 had no room on it
    一、主要目标 / 到2025年，…          a heading: it had room for more

How wide a full line is, the text itself says: most of its lines that break off in a sentence are as wide as each other. Where paragraphs are indented or
have blank lines between them, these say where one begins; else a full line goes on, unless a sentence ends with it. In a text of whole paragraphs a
sentence that the end of a page cut in two is put together, and nothing else.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from text.layout.laid import Edit, Printing
from text.layout.lines import CHINESE, OWN, PrintedLine, is_cells, width
from text.sources.source import Source

_SHORTEST = 12  # signs of a line of prose
_SHORT = 6  # of one that breaks off before a sentence goes on
_ENOUGH = 6  # lines that break off, to say how wide a text is set
_MOST_BROKEN = 120  # a wider text is not broken
_RUNS_ON = 25
_COMMAS = re.compile("[,。;、:]")
_CHAPTER = re.compile(rf"\s*(?:[#*]+\s*)?第\s*[{CHINESE}\d]{{1,4}}\s*(?:[篇编章节]|部\s*分)")
_LABELLED = re.compile(
    rf"\s*(?:[#*]+\s*)?(?:\(?[{CHINESE}]{{1,3}}[)、]|专\s*栏\s*[{CHINESE}\d]|附\s*[件录表]|\d{{1,2}}(?:\.\d{{1,2}})+\s)"
)
_WORD = re.compile(r"(?:[A-Za-z0-9.,%‰+/~&-]+|.)[,。;:!?、)\]》”’}%‰]*")
_DOUBLE_END = re.compile(r"\n[ \u3000]*\n")
# no line begins with one of these by itself, and no title or cell ends so
_NEVER_FIRST = re.compile("[,。;、:!?)》”’%‰]")
_DANGLES = re.compile("(?:[,、]|达到|提高到|增加到|下降到|控制在|[由从和与])$")


@dataclass(frozen=True, slots=True)
class TypeSetting:
    """How a text is set: how long its lines are, as ``count`` of signs or as their room; ``loose``: how much a full one may lack; and what marks
    the beginning of a paragraph. ``strict``: its lines end after so many signs, within a number or a word too."""

    full: float
    loose: float
    count: bool
    strict: bool
    margin: int
    indents: bool
    blanks: bool
    doubled: bool

    def length(self, row: str) -> float:
        """How long a line is."""
        row = row.rstrip()
        spaces = len(row) - len(row.lstrip())
        row = row[min(spaces, self.margin) :]
        return len(row) if self.count else width(row)

    def is_full(self, row: PrintedLine, following: PrintedLine, *, lacks: float = 0) -> bool:
        """Had the first word of the next line no room on this one? ``lacks``: by how much the line may be shorter, for an indent that is lost."""
        length = self.length(row.folded) + lacks
        if length > self.full + 6:
            return False
        word = _WORD.match(following.words)
        more = 0.0 if word is None or self.strict else min(width(word.group()), 12) - 1
        return length + more >= self.full - self.loose


def joined_lines(source: Source, rows: Sequence[PrintedLine], setting: TypeSetting | None) -> Iterator[Edit]:
    """The ends of lines that are none."""
    join = False
    for index, (row, following) in enumerate(pairwise(rows)):
        opens, join = not join, False
        if is_cells(row.folded) or is_cells(following.folded) or following.apart or _ENDS_A_ROW.search(row.words):
            continue
        if setting is not None:
            after = rows[index + 2] if index + 2 < len(rows) else None
            join = _goes_on(setting, row, following, after, opens=opens)
        join = join or _cut_before_a_figure(row, following) or _cut_within_a_figure(row, following)
        join = join or _cut_by_a_page(row, following) or _cut_beside_a_sign(row, following)
        if join:
            yield _join(source, setting, row, following)


# 160 240 8.4% 预期性: the last cell of a row of an indicator table
_ENDS_A_ROW = re.compile(r"(?:^|[\s\d%—-])(?:预期|约束)性(?:指标)?$")


def single_spaced(source: Source, rows: Sequence[PrintedLine], setting: TypeSetting | None) -> Iterator[Edit]:
    """Every other blank line of a text that has one behind each line."""
    if setting is None or not _is_double_spaced(rows):
        return
    for row, following in pairwise(rows):
        if following.blank and not following.page:
            for pair in _DOUBLE_END.finditer(source.text, row.end, following.start):
                yield Edit(pair.start() + 1, pair.end(), Printing.BREAK)


def margins(rows: Sequence[PrintedLine]) -> Iterator[Edit]:
    """The space that all lines begin with, as on a page; what a line is indented by, and the columns of tables, stay."""
    margin = _margin(rows)
    if margin < _WIDE_MARGIN:
        return
    for row in rows:
        if row.indent:
            yield Edit(row.start, row.start + min(row.indent, margin), Printing.SPACING)


_WIDE_MARGIN = 4


def _is_double_spaced(rows: Sequence[PrintedLine]) -> bool:
    """Is there a blank line behind nearly every line, in the middle of sentences too?"""
    pairs = [(row, following) for row, following in pairwise(rows) if not following.page]
    blank = sum(following.blank > 0 for _, following in pairs)
    return blank >= 0.95 * len(pairs)


def _join(source: Source, setting: TypeSetting | None, row: PrintedLine, following: PrintedLine) -> Edit:
    """The end of a line becomes nothing; a space between Latin words, and between two numbers that may be one or two."""
    folded = source.folded
    start, end = row.start + len(row.folded.rstrip()), following.start + following.indent
    left, right = folded[start - 1], folded[end]
    if (
        left == "-"
        and folded[start - 2 : start - 1].isalpha()
        and folded[start - 2 : start - 1].isascii()
        and right.islower()
    ):
        return Edit(start - 1, end, Printing.BREAK)
    put = ""
    if left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
        cut = setting is not None and setting.strict and setting.length(row.folded) >= setting.full - 0.5
        cut = cut or _cut_within_a_figure(row, following)
        put = "" if cut and left.isdecimal() == right.isdecimal() else " "
    return Edit(start, end, Printing.BREAK, put)


def _goes_on(
    setting: TypeSetting, row: PrintedLine, following: PrintedLine, after: PrintedLine | None, *, opens: bool
) -> bool:
    """Does the paragraph of a row go on with the next? ``opens``: it begins with this row."""
    if _NEVER_FIRST.match(following.words) and not row.stops:
        return True
    if OWN.match(following.folded) and not _continues_in_brackets(row):
        return False
    if not setting.strict and (_is_a_cell(following, after) or _are_cells(setting, row, following)):
        return False
    indented = following.indent - setting.margin >= 2
    apart = following.blank > (1 if setting.doubled else 0) and not following.page
    if not setting.is_full(row, following):
        dangles = _DANGLES.search(row.words) is not None and len(row.words) >= _SHORTEST
        return dangles or (opens and not apart and not row.stops and _is_first_line(setting, row, following, after))
    if setting.indents and indented and row.indent <= setting.margin + 1:
        return False
    if row.stops:
        if apart or (setting.blanks and following.blank):
            return False
        if setting.indents:
            return not indented
        if setting.blanks:
            return True
        tight = setting.length(row.folded) >= setting.full - min(setting.loose, 1)
        return tight and not _is_title_alone(setting, following)
    if apart and (setting.blanks or setting.indents) and row.words[-1] not in ",、":
        return False
    if _CHAPTER.match(row.folded):
        return not indented if setting.indents else _ends_a_title(setting, following)
    return True


_FAR_IN = 8  # signs


def _are_cells(setting: TypeSetting, row: PrintedLine, following: PrintedLine) -> bool:
    """Do cells stand far in on one of these lines, as on the second line of a row: 2025        运输局?"""
    first, second = (one.indent - setting.margin >= _FAR_IN for one in (row, following))
    return (second and "  " in following.words) or (first and not second)


_VALUE = re.compile(r"[\d.,%〔〕()<>≥≤±~—-]+(?:以[上内下]|左右)?")
_CELL = 8  # signs


def _is_a_cell(row: PrintedLine, after: PrintedLine | None) -> bool:
    """A figure alone, or a word with another below it: what stands in the columns of a table, a cell a line."""
    if _VALUE.fullmatch(row.words):
        return True
    return (
        after is not None
        and not row.stops
        and not after.stops
        and len(row.words) <= _CELL
        and len(after.words) <= _CELL
        and not OWN.match(after.folded)
        and not _COMMAS.search(row.words)
    )


_INDENT = 2  # signs that the first line of a paragraph is shorter by


def _is_first_line(setting: TypeSetting, row: PrintedLine, following: PrintedLine, after: PrintedLine | None) -> bool:
    """Is a row full but for the indent of its paragraph, which is lost, or is less in spaces than it was on paper?"""
    indented = following.indent - setting.margin >= 2
    if setting.strict or indented or not setting.is_full(row, following, lacks=_INDENT):
        return False
    if _CHAPTER.match(row.folded) or (row.words.startswith("#") and len(row.words) < setting.full):
        return (
            _ends_a_title(setting, following)
            and not indented
            and after is not None
            and (OWN.match(after.folded) is not None or setting.is_full(after, after, lacks=_INDENT))
        )
    goes_on = following.stops or after is None or setting.is_full(following, after)
    return goes_on or _LABELLED.match(row.folded) is not None


def _continues_in_brackets(row: PrintedLine) -> bool:
    """…（见第 / 三章）"""
    words = row.words
    return words[-1] in "第至(" or words.count("(") > words.count(")") or words.count("《") > words.count("》")


def _is_title_alone(setting: TypeSetting, row: PrintedLine) -> bool:
    """A short line without punctuation."""
    return setting.length(row.folded) < setting.full - 4 and not _COMMAS.search(row.words)


def _ends_a_title(setting: TypeSetting, row: PrintedLine) -> bool:
    """The second line of a chapter's title is short and no sentence."""
    return setting.length(row.folded) < setting.full - _INDENT - 2 and not re.search("[。;!?:]", row.folded)


def _cut_by_a_page(row: PrintedLine, following: PrintedLine) -> bool:
    """A sentence that the end of a page cut in two."""
    words, below = row.words, following.words
    return (
        following.page
        and len(words) >= _RUNS_ON
        and not row.stops
        and not OWN.match(following.folded)
        and not _LABELLED.match(row.folded)
        and not _CHAPTER.match(row.folded)
        and _COMMAS.search(words) is not None
        and len(below) >= 2
    )


_AWAITS_A_FIGURE = re.compile(
    r"(?:[增提降减超]|达到?|增长|增速|下降|提高|提升|降低|减少|增加|超过|突破|完成|实现|控制在|稳定在|保持在|约|为|[至到近])$"
)


def _cut_before_a_figure(row: PrintedLine, following: PrintedLine) -> bool:
    """…年均增长 / 6.5%，…: a sentence that waits for its figure, with that on the next line."""
    words, below = row.words, following.words
    prose = len(words) >= _SHORTEST and _COMMAS.search(words) is not None
    prose = prose or (len(words) >= _SHORT and following.stops and _COMMAS.search(below) is not None)
    return (
        below[:1].isdecimal()
        and not following.blank
        and prose
        and _AWAITS_A_FIGURE.search(words) is not None
        and not OWN.match(following.folded)
        and re.match(r"\d[\d.,]*\s*[^\d\s.,]", following.words) is not None
    )


_BEGINS_A_FIGURE = re.compile(rf"{_AWAITS_A_FIGURE.pattern.removesuffix('$')}\d{{1,3}}$")
_ENDS_A_FIGURE = re.compile(r"\d{1,3}(?:\.\d+)?[%‰万亿家个户人名项件座所条辆亩吨元公平张台]")


def _cut_within_a_figure(row: PrintedLine, following: PrintedLine) -> bool:
    """…企业达到1 / 20家: a figure without a unit, with digits and a unit on the next line."""
    return (
        not following.blank
        and not following.page
        and len(row.words) >= _SHORTEST
        and row.words[-1:].isdecimal()
        and _BEGINS_A_FIGURE.search(row.words) is not None
        and _ENDS_A_FIGURE.match(following.words) is not None
        and not OWN.match(following.folded)
    )


_POINT = re.compile(r"[一-鿿]\d{1,6}\.$")
_NUMBER_LAST = re.compile(r"[一-鿿]\d[\d.,]{0,11}(?<=\d)$")
# what no line begins with, but behind its number: 亿元, 万人
_UNIT_FIRST = re.compile(
    r"[万亿]{1,2}(?:元|人|吨|户|亩|千瓦|平方|立方|美元|个|家|公里|斤|头|辆|件)|个?百分点|平方[公千]?[米里]|公里(?=[,。;、])|元(?=[,。;、])"
)
_DIGITS_LAST = re.compile(r"[一-鿿]\d{1,3}$")


def _cut_beside_a_sign(row: PrintedLine, following: PrintedLine) -> bool:
    """…总量88 / .3亿元, …总量88. / 3亿元, …增长5.7 / %: no line begins or ends so. 新增就业3 / 200人 may be one figure or two, and is put side by side."""
    words, below = row.words, following.words
    if _UNIT_FIRST.match(below) and _NUMBER_LAST.search(words):
        return True  # over the end of a page, too
    if following.blank or following.page or len(words) < _SHORT or OWN.match(following.folded):
        return False
    if _POINT.search(words) and below[:1].isdecimal():
        return True
    if len(words) < _SHORTEST:
        return False
    if words[-1:].isdecimal() and re.match(r"\.\d|[%‰]", below):
        return True
    if not below[:1].isdecimal():
        return False
    prose = _COMMAS.search(words) is not None and _COMMAS.search(below) is not None
    return prose and _DIGITS_LAST.search(words) is not None and _ENDS_A_FIGURE.match(below) is not None


def setting_of(rows: Sequence[PrintedLine]) -> TypeSetting | None:
    """How the lines of a text are set; None where it is a paragraph a line."""
    prose = [row for row in rows if len(row.words) >= _SHORTEST and not is_cells(row.folded)]
    if not prose:
        return None
    open_ended = [
        row
        for row, following in pairwise(rows)
        if len(row.words) >= _SHORTEST
        and len(row.words) <= _MOST_BROKEN
        and not row.stops
        and not is_cells(row.folded)
        and not OWN.match(following.folded)
    ]
    if len(open_ended) < _ENOUGH:
        return None
    margin = _margin(rows)
    best: tuple[float, float, bool] | None = None
    for count in (True, False):
        lengths = [_length(row, margin, count) for row in open_ended]
        full, share = _cluster(lengths)
        if best is None or share > best[0] + 0.02:
            best = share, full, count
    assert best is not None
    share, full, count = best
    long = sum(_length(row, margin, count) > full + 8 for row in prose)
    filled = [row for row in open_ended if full - 3 <= _length(row, margin, count) <= full + 1]
    commas = sum(_COMMAS.search(row.words) is not None for row in filled)
    if share < 0.5 or len(filled) < _ENOUGH or commas * 3 < len(filled) or long > len(filled):
        return None
    exact = sum(_length(row, margin, count) == full for row in filled)
    strict = count and exact >= 0.9 * len(filled)
    return TypeSetting(full, 0.5 if strict else 2, count, strict, margin, **_paragraphs(rows, margin, full, count))


def _length(row: PrintedLine, margin: int, count: bool) -> float:
    words = row.folded.rstrip()
    words = words[min(len(words) - len(words.lstrip()), margin) :]
    return len(words) if count else width(words)


def _margin(rows: Sequence[PrintedLine]) -> int:
    """How many spaces most lines begin with."""
    return min(Counter(row.indent for row in rows).most_common(2), key=lambda one: one[0])[0] if rows else 0


def _cluster(lengths: Sequence[float]) -> tuple[float, float]:
    """The length that most lines have, within three signs below it, and the share of lines that have it."""
    counts = Counter(lengths)
    best, found = 0, 0.0
    for full in counts:
        near = sum(number for length, number in counts.items() if full - 3 <= length <= full)
        if near > best or (near == best and full < found):
            best, found = near, full
    usual = max((length for length in counts if found - 3 <= length <= found), key=counts.__getitem__)
    if counts[usual] * 2 >= best:  # some are longer by the number of a page
        found = usual
    return found, best / len(lengths)


def _paragraphs(rows: Sequence[PrintedLine], margin: int, full: float, count: bool) -> dict[str, bool]:
    """What marks the beginning of a paragraph: an indent, a blank line; ``doubled``: there is one between any two lines."""
    after_end: list[PrintedLine] = []
    after_open: list[PrintedLine] = []
    for row, following in pairwise(rows):
        if is_cells(row.folded) or is_cells(following.folded) or OWN.match(following.folded) or following.page:
            continue
        filled = _length(row, margin, count) >= full - 3
        if filled and not row.stops:
            after_open.append(following)
        elif not filled and row.stops:
            after_end.append(following)
    indented_end = sum(row.indent - margin >= 2 for row in after_end)
    indented_open = sum(row.indent - margin >= 2 for row in after_open)
    blank_end = sum(row.blank > 0 for row in after_end)
    blank_open = sum(row.blank > 0 for row in after_open)
    return {
        "indents": len(after_end) >= 3
        and indented_end >= 0.7 * len(after_end)
        and indented_open <= 0.2 * len(after_open),
        "blanks": len(after_end) >= 3 and blank_end >= 0.7 * len(after_end) and blank_open <= 0.2 * len(after_open),
        "doubled": bool(after_open) and blank_open >= 0.7 * len(after_open),
    }
