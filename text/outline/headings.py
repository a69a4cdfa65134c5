"""The lines of a document become its headings, in the order of the text.

``（一）旗帜鲜明讲政治，打造信念坚定的政府。坚持…`` is a heading that runs in with its text; ``（一）完成上述任务；`` is an item of a list, and
``第一章提出的各项任务已经完成。`` is a sentence: neither is a heading.
"""

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from text.numbers.numerals import CHINESE
from text.outline.body import CONTENTS_TAIL
from text.outline.heading_forms import (
    APPENDIX,
    BOX,
    DECIMAL,
    ENTRY,
    EXPLAINED,
    GLOSSARY,
    ITEM,
    LONGEST_HEADING,
    NAMED,
    NOTES,
    OF_STREETS,
    ORDINAL,
    PREFACE,
    RANK,
    RANK_BOX,
    RANK_ITEM,
    RANK_SUBITEM,
    SENTENCE_END,
    SUBITEM,
    TABLE_LABEL,
    TABLE_TITLE,
    VOLUME,
    WHOLE_NUMBER,
    Heading,
    clean_title,
    first_word,
    flat_title,
    label_number,
    rank_of_decimal,
)
from text.outline.items import find_items
from text.outline.parts import names_a_part
from text.outline.signs import decimal_lines, signed, with_signed
from text.outline.titles import whole_title
from text.sources.source import Line, Source, fold
from text.vocabulary import ChapterKind


def find_headings(source: Source, *, first: int) -> list[Heading]:
    """The numbered and named headings from line ``first`` on (after a table of contents), in the order of the text."""
    headings: list[Heading] = []
    signs: list[Heading] = []  # of Markdown, without a number
    lines = source.lines
    decimals = decimal_lines(source, first)
    index = first
    glossary = False
    while index < len(lines):
        line = lines[index]
        heading, used = _heading_at(source, index, decimals)
        if heading is not None and glossary and _is_entry(heading):
            heading = None  # 一、双碳：… in a glossary
        if heading is not None:
            if heading.rank == RANK_BOX:
                end = _end_of_box(
                    source,
                    index + used,
                    tabbed=line.folded.startswith("\t"),
                    works=_OF_WORKS.search(heading.title) is not None,
                )
                heading = replace(heading, ends_at=end)
            headings += _both(source, heading)
            glossary = heading.kind is ChapterKind.GLOSSARY
        elif not glossary and (sign := signed(source, line)) is not None:
            signs.append(sign)
        index += max(used, 1)
    headings = _without_lists(source, _in_count(_once(source, _without_names_of_annexes(source, headings))))
    headings = _with_items(source, first, headings, decimals)
    return with_signed(source, _annexes_on_top(headings), signs)


_NAME_OF_ANNEX = re.compile(r"\d{1,2}\s*[.、．]\s*\D")


_TITLE_OF_ALL = re.compile(r"(?:规划(?:纲要)?|远景目标纲要|政府工作报告)(?:\([^()]*\))?$")


def _without_names_of_annexes(source: Source, headings: list[Heading]) -> list[Heading]:
    """The headings without a list of annexes (附件：1.重点项目表 / 2.名词解释), which has no text of its own, and without the 附件 above the
    title of the document."""
    kept: list[Heading] = []
    end: int | None = None
    for heading in headings:
        if not kept and heading.kind is ChapterKind.APPENDIX and _TITLE_OF_ALL.search(flat_title(heading.title)):
            continue
        named = heading.kind in _ANNEXES and _NAME_OF_ANNEX.match(heading.title) is not None
        first = named and fold(heading.title).startswith("1") and (heading.label or "").startswith("附")
        if first or (named and end is not None and not source.text[end : heading.start].strip()):
            end = heading.body_start
        else:
            end = None
            kept.append(heading)
    return kept


def _in_count(headings: list[Heading]) -> list[Heading]:
    """The headings without lines that only begin like one: 三、四级医院… between 一、 and 二、."""
    strays: set[int] = set()
    last: dict[float, list[Heading]] = {}  # by rank, those that no higher heading followed
    for heading in headings:
        if heading.number is None or heading.kind is not None:
            last = {} if heading.rank == RANK_BOX else last  # a box has counts of its own
            continue
        last = {rank: count for rank, count in last.items() if rank <= heading.rank}
        count = last.setdefault(heading.rank, [])
        if (
            len(count) > 1
            and count[-2].number == heading.number - 1
            and count[-1].number not in (1, heading.number - 1, heading.number)
        ):
            strays.add(count.pop().start)
        count.append(heading)
    return [heading for heading in headings if heading.start not in strays]


def _without_lists(source: Source, headings: list[Heading]) -> list[Heading]:
    """The headings without the sentences of a list whose numbers are those of headings: 办好以下实事： / 一、新建县第五小学。 / 二、…"""
    listed: set[int] = set()
    run: list[Heading] = []
    seen = 0  # the last number of such a heading before the run
    for index, heading in enumerate(headings):
        if heading.rank != RANK_ITEM or heading.kind is not None:
            run = []
            continue
        if heading.number == 1:
            run = []
            again = seen > 1 and index > 0 and headings[index - 1].rank > RANK_ITEM
            before = source.folded[: heading.start].rstrip()[-1:] if not again else ":"
            announced = before == ":"
        elif not run or heading.number != (run[-1].number or 0) + 1:
            announced = False
        else:
            announced = True
        seen = heading.number or seen
        until = headings[index + 1].start if index + 1 < len(headings) else heading.body_start
        said = source.folded[heading.start : heading.body_start].rstrip()
        if not announced or said[-1:] not in ("。", ";"):
            run = []
            continue
        run.append(heading)
        if len(run) >= _FEWEST_OF_A_LIST:
            listed.update(one.start for one in run)
        if source.folded[heading.body_start : until].strip():
            run = []
    return [heading for heading in headings if heading.start not in listed]


_FEWEST_OF_A_LIST = 3
_SECOND = re.compile(
    rf"\S(?P<gap>\s+)(?P<label>第\s*(?P<number>[{CHINESE}]{{1,5}}|\d{{1,3}})\s*(?P<unit>[章节]))[\s:、]*(?P<title>\S.*)$"
)


def _both(source: Source, heading: Heading) -> list[Heading]:
    """The heading; two where a line has a chapter and its first section (第一篇 总论　第一章 发展基础)."""
    printed = source.folded[heading.start : heading.body_start]
    if heading.kind is not None or printed[:1] != "第" or heading.run_in or not (match := _SECOND.search(printed)):
        return [heading]
    start = heading.start + match.start("label")
    rank = RANK[match["unit"]]
    title = clean_title(source.text[heading.start : heading.start + match.start("gap")])[len(heading.label or "") :]
    if rank <= heading.rank or not title.strip():
        return [heading]
    second = replace(
        heading,
        rank=rank,
        label=re.sub(r"\s", "", source.text[start : heading.start + match.end("label")]),
        number=_number(match),
        title=clean_title(source.text[heading.start + match.start("title") : heading.body_start]),
        start=start,
    )
    return [replace(heading, title=title.strip(), body_start=start), second]


def _with_items(source: Source, first: int, headings: list[Heading], decimals: Collection[int]) -> list[Heading]:
    """The headings and those that are numbered 1. or （1）."""
    items = find_items(source, first, headings, decimals)
    numbered = (_numbered(source, item.index, item.match, rank=item.rank)[0] for item in items)
    found = [heading for heading in numbered if heading]
    starts = [heading.start for heading in found]
    for index, heading in enumerate(headings):
        if heading.rank != RANK_BOX or not found:
            continue
        after = bisect_right(starts, heading.start)
        until = headings[index + 1].start if index + 1 < len(headings) else len(source.text)
        if after < len(starts) and starts[after] < min(until, heading.ends_at or until):
            headings[index] = replace(heading, ends_at=starts[after])
    return sorted([*headings, *found], key=_start)


def _start(heading: Heading) -> int:
    return heading.start


def _annexes_on_top(headings: list[Heading]) -> list[Heading]:
    """Behind the last 第四部分 or 篇 an appendix and a glossary stand beside it, not within."""
    numbered = [(heading.rank, index) for index, heading in enumerate(headings) if heading.number and not heading.kind]
    top = min((rank for rank, _ in numbered), default=RANK["章"])
    if top >= RANK["章"]:
        return headings
    places = [index for rank, index in numbered if rank == top]
    first, last = places[0], places[-1]
    return [
        replace(heading, rank=top)
        if (index > last and heading.kind in _ANNEXES) or (index < first and heading.kind is ChapterKind.CHAPTER)
        else heading
        for index, heading in enumerate(headings)
    ]


_ANNEXES = (ChapterKind.APPENDIX, ChapterKind.GLOSSARY, ChapterKind.SUBDISTRICT_LIST, ChapterKind.CHAPTER)


def _is_entry(heading: Heading) -> bool:
    """Inside a glossary a number is a term's, unless what it numbers is a part of the document (二、2024年工作安排)."""
    return heading.kind is None and heading.rank >= RANK_ITEM and not names_a_part(heading.title)


def _once(source: Source, headings: list[Heading]) -> list[Heading]:
    """The headings without those of a table of contents that nothing announces: a list of headings with no text between, and then the first once more."""
    if len(headings) < 4:
        return headings
    first = _key(headings[0])
    again = next((index for index, heading in enumerate(headings) if index > 1 and _key(heading) == first), None)
    if again is None or len({_key(heading) for heading in headings[:again]}) < again:
        return headings
    pairs = pairwise(headings[:again])
    if any(source.text[one.body_start : two.start].strip() for one, two in pairs):
        return headings
    return headings[again:]


def _key(heading: Heading) -> tuple[str | None, str]:
    return heading.label, CONTENTS_TAIL.sub("", flat_title(heading.title))


# 9.3 |: a cell of a table that has each cell on a line of its own
_CELL = re.compile(r"[^|]*\|\s*")


def _heading_at(source: Source, index: int, decimals: Collection[int]) -> tuple[Heading | None, int]:
    """The heading that begins on line ``index`` and the number of lines that it takes, or (None, 1)."""
    line = source.lines[index]
    row = line.folded
    if not row.strip() or len(row) > 20_000 or _CELL.fullmatch(row) or _heads_a_column(source, index):
        return None, 1
    for pattern, kind in ((PREFACE, ChapterKind.PREFACE), (NAMED, ChapterKind.CHAPTER)):
        if match := pattern.match(row):
            return _plain(source, line, match, rank=RANK["章"], kind=kind), 1
    if match := ORDINAL.match(row):
        return _ordinal(source, index, match)
    if match := VOLUME.match(row):
        return _joined(source, index, match, rank=RANK["篇"], kind=None)
    if match := BOX.match(row):
        return _joined(source, index, match, rank=RANK_BOX, kind=ChapterKind.BOX)
    if match := APPENDIX.match(row):
        return _appendix(source, index, match)
    if (heading := _glossary(source, index)) is not None:
        return heading, 1
    for pattern, rank in ((ITEM, RANK_ITEM), (SUBITEM, RANK_SUBITEM)):
        if match := pattern.match(row):
            return _numbered(source, index, match, rank=rank)
    if index in decimals and (match := DECIMAL.match(row) or WHOLE_NUMBER.match(row)):
        return _numbered(source, index, match, rank=rank_of_decimal(match["number"]))
    return _above_a_table(source, index), 1


def _glossary(source: Source, index: int) -> Heading | None:
    """名词解释, or 注： above numbered entries."""
    line = source.lines[index]
    match = GLOSSARY.match(line.folded)
    if match is None and (match := NOTES.match(line.folded)) and not ENTRY.match(_next_row(source, index)):
        return None
    if match is None:
        return None
    heading = _plain(source, line, match, rank=RANK["章"], kind=ChapterKind.GLOSSARY)
    opened = line.folded[: match.start("title")].endswith("《") and "》" in match["title"]
    return replace(heading, title=f"《{heading.title}") if opened else heading


def _above_a_table(source: Source, index: int) -> Heading | None:
    """表1 “十四五”时期主要指标, or the like without a number, above a table: a box."""
    line = source.lines[index]
    row = line.folded
    if (match := TABLE_LABEL.match(row)) and (
        _table_follows(source, index) or _next_row(source, index).startswith("|")
    ):
        heading = _plain(source, line, match, rank=RANK_BOX, kind=ChapterKind.BOX)
        return replace(heading, label=_label(source, line, match))
    if not row.startswith("\t \t") and (match := TABLE_TITLE.match(row)) and _table_follows(source, index):
        return _plain(source, line, match, rank=RANK_BOX, kind=ChapterKind.BOX)
    return None


def _plain(source: Source, line: Line, match: re.Match[str], *, rank: float, kind: ChapterKind) -> Heading:
    """A heading of one line, without a number."""
    title = clean_title(_printed(source, line, match, "title"))
    return Heading(
        rank=rank, kind=kind, label=None, number=None, title=title, start=first_word(line), body_start=line.end
    )


def _printed(source: Source, line: Line, match: re.Match[str], group: str) -> str:
    """A group of a match on a folded line, in the characters of the text."""
    start, end = match.span(group)
    return source.text[line.start + start : line.start + end] if start >= 0 else ""


def _label(source: Source, line: Line, match: re.Match[str]) -> str:
    return re.sub(r"[\s\\]+", "", _printed(source, line, match, "label"))


def _ordinal(source: Source, index: int, match: re.Match[str]) -> tuple[Heading | None, int]:
    """第…章, 第…节. A sentence that begins so (第一章提出的任务已经完成。) is none."""
    line = source.lines[index]
    rank = RANK[re.sub(r"\s", "", match["unit"])]
    if (wide := _run_in(source, line, match)) is not None:
        return _running_in(source, line, match, wide, rank=rank), 1
    title = (match["title"] or "").rstrip("* ")
    if title.endswith("。") and len(title) <= _LONGEST_STOPPED and match["sep"] and "," not in title:
        title = title[:-1]  # 第一章 发展基础。
    if SENTENCE_END.search(title) or len(title) > LONGEST_HEADING or _OF_A_SENTENCE.match(title):
        return None, 1
    return _joined(source, index, match, rank=rank, kind=None)


_LONGEST_STOPPED = 24
_OF_A_SENTENCE = re.compile("[至到和与及、]第|(?:提出|规定|所[提规])")  # 第一章至第三章提出的…

# 发展环境　　“十三五”时期，…: behind a wide space the text begins; behind a plain one only where a long text does
_WIDE = re.compile(r"(?P<head>[^。;!?；！？:：\n]{2,40}?)(?: {2,}|[\t\u3000\u2003]+)\s*(?=\S)")
_NARROW = re.compile(r"(?P<head>[^\s。;!?,，；！？:：“”]{2,20})[ \u00a0](?=\S)")


def _run_in(source: Source, line: Line, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the title ends and where the text behind it begins, on the line of the heading; None where no text runs in behind a space."""
    title = _printed(source, line, match, "title")
    start = line.start + match.start("title")
    chapter = "unit" in match.re.groupindex  # 第三章　重点任务　　坚持创新驱动。 No title of a chapter ends so
    for pattern, least in ((_WIDE, 4 if chapter else 15), (_NARROW, 15 if chapter else 40)):
        space = pattern.match(title)
        if space is None:
            continue
        rest = title[space.end() :]
        if len(rest) >= least and re.search("[，,。；;]", rest) and rest.rstrip("* ")[-1] in "。；;：:！!…”":
            return start + space.end("head"), start + space.end()
    return None


def _running_in(source: Source, line: Line, match: re.Match[str], wide: tuple[int, int], *, rank: float) -> Heading:
    """第二章　主要目标　　按照…的要求，…: a heading with its text on one line."""
    start = line.start + match.start("title")
    return Heading(
        rank=rank,
        kind=None,
        label=_label(source, line, match),
        number=_number(match),
        title=clean_title(source.text[start : wide[0]]),
        start=first_word(line),
        body_start=wide[1],
        run_in=True,
    )


# 发展基础……12   发展基础    12: the number of a page; 【专栏1 重点工程】
_TAIL = re.compile(r"\s*(?:[.·…⋯_]\s*){2,}\d{0,3}\s*$|(?:\s{3,}|\t\s*)\d{1,3}\s*$")
_UNPAIRED = re.compile(r"(?<=[^【〔\d])[】〕]\s*$")


def _joined(
    source: Source, index: int, match: re.Match[str], *, rank: float, kind: ChapterKind | None
) -> tuple[Heading | None, int]:
    """A heading that may run over the following lines."""
    line = source.lines[index]
    title = _UNPAIRED.sub("", _TAIL.sub("", _printed(source, line, match, "title")))
    title, end, used = whole_title(source, index, title, always=not title)
    heading = Heading(
        rank=rank,
        kind=kind,
        label=_label(source, line, match),
        number=_number(match),
        title=title,
        start=first_word(line),
        body_start=end,
    )
    return (heading, used) if title else (None, 1)


_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar|jpe?g|png)\b", re.IGNORECASE)  # 附件：1.….docx is a link


def _appendix(source: Source, index: int, match: re.Match[str]) -> tuple[Heading | None, int]:
    """附件一： with its title on the line or below. Words that merely begin so (附件齐全。) are none."""
    line = source.lines[index]
    title = _printed(source, line, match, "title")
    apart = match["colon"] or match["number"] or line.folded[match.end("label") :][:1] in (" ", "\t")
    if title and (SENTENCE_END.search(fold(title)) or not apart or _FILE.search(title)):
        return None, 1
    title, end, used = whole_title(source, index, title, always=not title)
    if not title:
        return None, 1
    kind = ChapterKind.APPENDIX
    if EXPLAINED.search(fold(title)) or re.fullmatch(r"\W*(?:注\s*释|注\s*解)\W*", title):
        kind = ChapterKind.GLOSSARY
    elif OF_STREETS.search(title):
        kind = ChapterKind.SUBDISTRICT_LIST
    heading = Heading(
        rank=RANK["章"],
        kind=kind,
        label=_label(source, line, match),
        number=label_number(match["number"] or ""),
        title=title,
        start=first_word(line),
        body_start=end,
    )
    return heading, used


def _numbered(source: Source, index: int, match: re.Match[str], *, rank: float) -> tuple[Heading | None, int]:
    """一、… and （一）…, on a line of their own or run in with their text (the first sentence is the title)."""
    line = source.lines[index]
    number = _number(match)
    if number is None or _is_category(source, index):
        return None, 1
    if (wide := _run_in(source, line, match)) is not None:
        return _running_in(source, line, match, wide, rank=rank), 1
    title = _printed(source, line, match, "title")
    stop = SENTENCE_END.search(fold(title))
    if stop and fold(stop.group()) == ";":
        return None, 1  # （一）…；（二）…。 is a sentence
    first = title[: stop.start()] if stop else title
    if len(first) > LONGEST_HEADING:
        return None, 1
    rest = title[stop.end() :].strip("* \t") if stop else ""
    if stop and stop.group() != "。" and not rest:
        return None, 1  # （一）…； is an item of a list
    if stop:
        body = line.start + match.start("title") + stop.end() if rest else line.end
        title, end, used = clean_title(first), body, 1
    else:
        title, end, used = whole_title(source, index, _TAIL.sub("", title), always=not title)
        if not title:
            return None, 1
    heading = Heading(
        rank=rank,
        kind=None,
        label=_label(source, line, match),
        number=number,
        title=title,
        start=first_word(line),
        body_start=end,
        run_in=bool(rest),
    )
    return heading, used


def _number(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    return label_number(groups.get("number") or groups.get("sign") or "")


def _next_row(source: Source, index: int) -> str:
    return next((line.folded for line in source.lines[index + 1 : index + 5] if line.folded.strip()), "")


def _heads_a_column(source: Source, index: int) -> bool:
    """序 over 号 is no preface."""
    return source.lines[index].folded.strip() == "序" and _next_row(source, index).strip() == "号"


def _table_follows(source: Source, index: int) -> bool:
    """Do the cells of a table's head come next (序号, 指标, 项目名称)?"""
    rows = [line.folded.strip() for line in source.lines[index + 1 : index + 6] if line.folded.strip()]
    return bool(rows) and bool(re.match(r"\|?\s*(?:序\s*号|类\s*别|指\s*标|项目名称|规划名称)", rows[0]))


def _is_category(source: Source, index: int) -> bool:
    """Is this line (一、经济发展) between the rows of an indicator table, and so what the rows below it are about?"""
    if len(source.lines[index].folded.strip()) > _LONGEST_CATEGORY:
        return False
    above = next((line.folded for line in reversed(source.lines[max(0, index - 3) : index]) if line.folded.strip()), "")
    below = _next_row(source, index)
    return _ROW_ABOVE.search(above) is not None and _ROW_BELOW.match(below) is not None


_LONGEST_CATEGORY = 16
# the end of a row, or of the head of the table; and its beginning: number, name, figures
_COLUMN = r"[^\t]{0,40}?(?:\t| {2,})"
_ROW_ABOVE = re.compile(rf"(?:预期性|约束性|属\s*性)[\s|]*$|^(?:{_COLUMN}){{3}}")
_ROW_BELOW = re.compile(rf"\s*\d{{1,2}}\s*$|(?:{_COLUMN}){{3}}|.{{0,80}}(?:预期性|约束性)\s*$")


# 2.深化改革…   （3）…   涞源至曲阳高速公路：全长92公里，总投资138亿元
_ENTRY_OF_BOX = re.compile(
    r"\s*(?:\d{1,2}\s*[.、]\s*\D|\(\d{1,2}\)\s*\S|[①-⑳]\s*\S)"
    r"|[^。;:,!?|]{4,45}:(?=[^。]{0,80}?(?:总?投资|概算|全长|总长|占地|用地|建筑面积|装机)[^。,;\d]{0,6}\d)"
    r"|[^。;:,!?|]{4,45}(?:工程|项目)。?\s*$"
)


# 教育：县第三中学、城北小学   教育 新建县第三中学、城北小学   望川江大桥、城南安置房。
_ENTRY_OF_WORKS = re.compile(
    r"\s*(?!\(|\d(?!\d\s)|第.{1,4}[章节篇]|[一二三四五六七八九十]{1,3}、)(?:(?:(?:——)?[^。;:,!?|、\s]{2,14}:|——[^。;:,!?|、\s]{2,14}。)[^\s:]{4}"
    r"|[●■◆★▲▶►➢✓◇□○]\s*\S|\d{2}\s+[\u4e00-\u9fff]{2,12}\s*$"
    r"|[\u4e00-\u9fff]{2,6}[ \t]+(?=[^。]{0,60}、)[\u4e00-\u9fffA-Z“][^\s:]{5}"
    r"|[^。;:,!?|、\s]{3,40}(?:、[^。;:,!?|、\s]{3,40}){1,40}(?:等(?:重[点大])?(?:项目|工程)?)?[。;]?\s*$)"
)
_OF_WORKS = re.compile("工程|项目")
# 高标准农田建设。新建高标准农田20万亩: the name of a work, and what it is; where the first line of a box is so, the others are
_LED = re.compile(
    r"\s*(?!打造|推[进动]|加[强快]|实施|建设|提升|完善|深化|发展|优化|构建|强化|健全|培育|促进|落实|开展|坚持)[\u4e00-\u9fff]{4,14}。(?=[^。]{0,60}(?:\d|建设|新建|改造|、))"
)


def _end_of_box(source: Source, index: int, *, tabbed: bool, works: bool) -> int | None:
    """Where the frame of a box ends: at two blank lines in a row, or, without a frame, after its items: those with a number,
    and those that say behind a colon what a work costs or how big it is; in a box of ``works`` also lists of names.

    A box with neither (its frame was a picture) ends with its title; None where another heading ends it.
    ``index`` is the first line after the title.
    """
    lines = source.lines
    if index == len(lines):
        return None
    first = next((line for line in lines[index : index + 3] if line.folded.strip()), None)
    framed = first is not None and (tabbed or first.folded.startswith(("\t", "|")))
    led = first if works and first is not None and _LED.match(first.folded) else None
    end, blank, open_entry = lines[index].start, 0, False
    for number in range(index, len(lines)):
        line = lines[number]
        row = line.folded
        if not row.strip(" "):
            blank += 1
            if framed and blank == 2:
                return line.start
        elif framed and (BOX.match(row) or ORDINAL.match(row)):
            return None  # each line is looked at for one box, so that the way through a text stays linear
        elif framed:
            blank = 0
        elif (
            _ENTRY_OF_BOX.match(row)
            or (works and _ENTRY_OF_WORKS.match(row))
            or (led is not None and _LED.match(row))
            or (open_entry and not ORDINAL.match(row) and not BOX.match(row))
        ):
            end = min(line.end + 1, len(source.text))
            open_entry = row.rstrip()[-1] in ",、"
        else:
            break
    return None if framed else end
