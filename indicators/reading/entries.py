"""The entries of the number ledger: which numerals of a passage are values, and what the others are."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from indicators.reading.passages import GOES_ON, FiguresOfPassage
from text.ledger.ledger import NumeralPlace, NumeralRead, disposition
from text.numbers.quantities import NUMERAL, Quantity, find_quantities
from text.numbers.units import COUNTERS, DURATIONS
from text.outline.outline import Node, Outline
from text.outline.sentences import Passage
from text.sources.evidence import Note, note
from text.vocabulary import ChapterKind, Disposition

# a line with a number and next to nothing else: a cell of a table that lost its frame
_CELL = re.compile(r"[^一-鿿,。;]*\d[^一-鿿,。;]*[一-鿿%‰]{0,3}")
# 26310元（全省25420元）: in brackets, another place's figure beside the own
_ASIDE = re.compile("全[国省市州盟区县](?:平均|增长|增速|为|同期|平均水平)*$")
_OF_OTHERS = re.compile("[高低快慢优好]于(全[国省市州盟])(?:平均(?:水平)?|增速)?$")
_CLAUSE_ENDS = re.compile(r"[。;,:!?]")
_MEASURED = re.compile(r"\s*(?:%|[万亿]|元|个百分点|公顷|亩|吨)|(?<=[万亿])")


def only_in_front(outline: Outline, numerals: Sequence[NumeralRead]) -> list[Note]:
    """A note for each figure above the address to the delegates that does not stand below it again: nothing of it is served."""
    source = outline.source
    found = [
        numeral
        for numeral in numerals
        if numeral.start < outline.body
        and numeral.disposition is Disposition.FRONT_MATTER
        and _MEASURED.match(source.folded, numeral.end)
    ]
    if not found:
        return []
    body = re.sub(r"\s+", "", source.folded[outline.body : outline.back])
    said = "{}: this figure stands only above the text of the document, and is not served"
    return [
        note("front", said.format(numeral.text), source, max(0, numeral.start - 12), numeral.end + 12)
        for numeral in found
        if re.sub(r"\s+", "", source.folded[numeral.start : numeral.end]) not in body
    ]


# 一、新增公办幼儿园学位2400个。
_SENTENCE = re.compile(r"[一-鿿]\d[\d,.]*[一-鿿%][^:]{0,60}[。;]\s*")


def place_of_heading(outline: Outline, node: Node) -> tuple[int, int]:
    """Where a heading stands, without the words of one that is a sentence with a figure, as in lists of works: these are prose.

    So is an entry of a list that has nothing below it: （一）新增养老床位300张, and then （二）.
    """
    text = outline.source.folded[node.start : node.body_start]
    sentence = text.rstrip().endswith(("。", ";")) and _SENTENCE.search(text)
    if not sentence and not (_counts(text) and _is_bare_entry(outline, node)):
        return node.start, node.body_start
    printed = outline.source.text[node.start : node.body_start]
    label = printed.find(node.label) + len(node.label) if node.label and node.label in printed else 0
    return node.start, node.start + max(label, 1)


def _counts(title: str) -> bool:
    """新增养老床位300张, but not 全面完成2024年任务, 打造15分钟生活圈."""
    return any(
        one.unit and one.value is not None and not one.words and one.base not in DURATIONS
        for one in find_quantities(title)
    )


def _is_bare_entry(outline: Outline, node: Node) -> bool:
    """Is there nothing below a numbered heading?"""
    below = outline.source.folded[node.body_start : node.end]
    return node.label is not None and node.kind in _LISTED and not node.children and not below.strip()


_LISTED = (ChapterKind.CHAPTER, ChapterKind.SECTION, ChapterKind.SUBSECTION)


def disjoint(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def blocked_numerals(
    outline: Outline, skip: Sequence[tuple[int, int]], headings: Sequence[tuple[int, int]]
) -> list[NumeralRead]:
    """The numerals of tables that are read elsewhere, and of headings."""
    found: list[NumeralRead] = []
    tables = disjoint(skip)
    for spans, what in ((tables, Disposition.TABLE), (disjoint(headings), Disposition.HEADING)):
        for start, end in spans:
            for match in NUMERAL.finditer(outline.source.folded, start, end):
                if what is Disposition.HEADING and any(a <= match.start() < b for a, b in tables):
                    continue
                found.append(
                    NumeralRead(match.start(), match.end(), outline.source.text[match.start() : match.end()], what)
                )
    return found


def marks_of_notes(outline: Outline, passage: Passage) -> Iterator[NumeralRead]:
    """The numbers that are left out of a passage: 360[1]亿元."""
    for start, end in passage.notes:
        for match in NUMERAL.finditer(outline.source.folded, start, end):
            text = outline.source.text[match.start() : match.end()]
            yield NumeralRead(match.start(), match.end(), text, Disposition.LABEL)


def disposition_of(of: FiguresOfPassage, place: NumeralPlace) -> Disposition | None:
    quantity = place.quantity
    found = disposition(place)
    if found in (None, Disposition.NOT_UNDERSTOOD) and not of.outline.in_body(of.passage.offsets[quantity.number]):
        return Disposition.FRONT_MATTER
    alone = len(of.text) < 14 and _CELL.fullmatch(of.text) is not None
    if found is not None:
        in_table = found in (Disposition.NOT_UNDERSTOOD, Disposition.NAME) and (of.passage.cell or alone)
        return Disposition.TABLE if in_table else found
    node = of.passage.node
    if alone or (of.passage.cell and len(of.text) < 14):
        return Disposition.TABLE
    if quantity.value is None:
        return Disposition.NOT_UNDERSTOOD
    top = node.path()[0].kind if node else None
    if top is ChapterKind.SUBDISTRICT_LIST and quantity.base == "个":
        return Disposition.ENUMERATION
    if top is ChapterKind.GLOSSARY and not _of_the_district(of, quantity):
        return Disposition.DEFINITION
    clause = _CLAUSE_ENDS.split(of.text[max(0, quantity.number - 60) : quantity.start])[-1]
    head, _, aside = clause.rpartition("(")
    if ")" not in aside and (_ASIDE.match(aside) or (head and not aside and _OF_OTHERS.search(head))):
        clause = aside or _OF_OTHERS.findall(head)[-1]  # 增长8.2%(全省8%)   高于全国(6.9%)1.7个百分点
    behind = of.text[quantity.number_end : quantity.number_end + 40]
    return Disposition.OTHER_PLACE if of.territory.is_elsewhere(clause, quantity, behind) else None


def _of_the_district(of: FiguresOfPassage, quantity: Quantity) -> bool:
    """A figure of the district itself in a glossary: it names the district, a year, and counts something."""
    sentences = of.shape.sentences
    start, end = sentences[bisect_right(sentences, quantity.number, key=lambda span: span[0]) - 1]
    sentence = of.text[max(start, quantity.number - 200) : min(end, quantity.number + 200)]
    place = of.context.place
    named = re.search(rf"我[区市县省]|本[区市县省]|{re.escape(place)}", sentence)
    defined = re.search("指(?!标)|条件", sentence)
    return bool(named and re.search(r"20\d\d年", sentence) and quantity.base in COUNTERS and not defined)


def unit_from_next(of: FiguresOfPassage, what: list[Disposition | None]) -> None:
    """22.7和28.8个百分点: the unit of the second is the first's too. A number that finds no unit and is no index is not a value."""
    for index in range(len(of.quantities) - 2, -1, -1):
        quantity, following = of.quantities[index], of.quantities[index + 1]
        half = quantity.unit == "个" and following.base == "个百分点"  # 1.2个、0.8个百分点
        bare = what[index] is None and (quantity.unit is None or half) and what[index + 1] is None
        end = quantity.unit_end if half else quantity.number_end
        between = of.text[end : following.number]
        if bare and (between in ("和", "、", "与", "及") or re.fullmatch("[、和与及]全[国省市州盟旗县区]", between)):
            of.quantities[index] = quantity._replace(unit=following.unit)


def unit_of_nought(of: FiguresOfPassage, what: list[Disposition | None]) -> None:
    """贫困发生率从14.2%降为零: the nought is of the figure that it fell from."""
    for index in range(1, len(what)):
        quantity, last = of.quantities[index], of.quantities[index - 1]
        bare = quantity.value == 0 and not quantity.unit and what[index] is None and last.unit
        if bare and re.fullmatch("下?[降减](?:少|低)?(?:为|到|至)", of.text[last.end : quantity.start]):
            of.quantities[index] = quantity._replace(unit=last.unit)


def elsewhere_goes_on(of: FiguresOfPassage, what: list[Disposition | None]) -> None:
    """全国城镇化率达到66%，提高1个百分点: what is said of another place's figure is of that place, too."""
    for index in range(1, len(what)):
        if what[index] is None and what[index - 1] is Disposition.OTHER_PLACE:
            between = of.text[of.quantities[index - 1].end : of.quantities[index].start]
            if GOES_ON.fullmatch(between):
                what[index] = Disposition.OTHER_PLACE


def enter(of: FiguresOfPassage, quantity: Quantity, what: Disposition) -> None:
    """Put a numeral, and the characters of its unit that are numerals too (批次/千人, 百分点), into the ledger."""
    edge = quantity.number_end
    while edge < quantity.unit_end and of.text[edge] in "余多几来万亿":
        edge += 1
    while edge > quantity.number_end and of.text[edge - 1] in "余多几来":
        edge -= 1
    _put(of, quantity.number, edge, what)
    for match in NUMERAL.finditer(of.text, edge, quantity.unit_end):
        base = what is Disposition.OBSERVATION and not of.text.startswith("百分点", match.start())
        _put(of, match.start(), match.end(), Disposition.BASE if base else Disposition.LEXICAL)


def _put(of: FiguresOfPassage, start: int, end: int, what: Disposition) -> None:
    first, last = of.passage.span(start, end)
    of.numerals.append(NumeralRead(first, last, of.outline.source.text[first:last], what))
