"""The lines of a document become its headings, in the order of the text.

``（一）旗帜鲜明讲政治，打造信念坚定的政府。坚持…`` is a heading that runs in with its text; ``（一）完成上述任务；`` is an item of a list, and
``第一章提出的各项任务已经完成。`` is a sentence: neither is a heading.
"""

import re
from dataclasses import replace

from text.numbers.numerals import chinese_number
from text.outline.body import after_contents
from text.outline.heading_forms import (
    APPENDIX,
    BOX,
    GLOSSARY,
    ITEM,
    LONGEST_HEADING,
    ORDINAL,
    PREFACE,
    RANK,
    RANK_BOX,
    RANK_ITEM,
    RANK_SUBITEM,
    SENTENCE_END,
    SUBITEM,
    TABLE_TITLE,
    Heading,
    clean_title,
    first_word,
)
from text.outline.titles import whole_title
from text.sources.source import Line, Source, fold
from text.vocabulary import ChapterKind


def find_headings(source: Source, *, back: int) -> list[Heading]:
    """The numbered and named headings before the offset ``back``, in the order of the text. A table of contents holds none."""
    headings: list[Heading] = []
    lines = source.lines
    index = after_contents(source)
    while index < len(lines) and lines[index].start < back:
        line = lines[index]
        heading, used = _heading_at(source, index)
        if heading is not None:
            if heading.rank == RANK_BOX:
                end = _end_of_box(source, index + used, tabbed=line.folded.startswith("\t"))
                heading = replace(heading, ends_at=end)
            headings.append(heading)
        index += max(used, 1)
    return headings


def _heading_at(source: Source, index: int) -> tuple[Heading | None, int]:
    """The heading that begins on line ``index`` and the number of lines that it takes, or (None, 1)."""
    line = source.lines[index]
    row = line.folded
    if not row.strip() or len(row) > 20_000:
        return None, 1
    if match := PREFACE.match(row):
        return _plain(source, line, match, rank=RANK["章"], kind=ChapterKind.PREFACE), 1
    if match := ORDINAL.match(row):
        return _ordinal(source, index, match)
    if match := BOX.match(row):
        return _joined(source, index, match, rank=RANK_BOX, kind=ChapterKind.BOX)
    if match := APPENDIX.match(row):
        return _appendix(source, index, match)
    if match := GLOSSARY.match(row):
        return _plain(source, line, match, rank=RANK["章"], kind=ChapterKind.GLOSSARY), 1
    for pattern, rank in ((ITEM, RANK_ITEM), (SUBITEM, RANK_SUBITEM)):
        if match := pattern.match(row):
            return _numbered(source, index, match, rank=rank)
    if not row.startswith("\t \t") and (match := TABLE_TITLE.match(row)) and _table_follows(source, index):
        return _plain(source, line, match, rank=RANK_BOX, kind=ChapterKind.BOX), 1
    return None, 1


def _plain(source: Source, line: Line, match: re.Match[str], *, rank: int, kind: ChapterKind) -> Heading:
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
    return re.sub(r"\s+", "", _printed(source, line, match, "label"))


def _ordinal(source: Source, index: int, match: re.Match[str]) -> tuple[Heading | None, int]:
    """第…章, 第…节. A sentence that begins so (第一章提出的任务已经完成。) is none."""
    title = match["title"]
    if title and (SENTENCE_END.search(title.rstrip("* ")) or len(title) > LONGEST_HEADING):
        return None, 1
    return _joined(source, index, match, rank=RANK[match["unit"]], kind=None)


def _joined(
    source: Source, index: int, match: re.Match[str], *, rank: int, kind: ChapterKind | None
) -> tuple[Heading | None, int]:
    """A heading that may run over the following lines."""
    line = source.lines[index]
    title, end, used = whole_title(source, index, _printed(source, line, match, "title"))
    heading = Heading(
        rank=rank,
        kind=kind,
        label=_label(source, line, match),
        number=_number(match["number"]),
        title=title,
        start=first_word(line),
        body_start=end,
    )
    return (heading, used) if title else (None, 1)


def _appendix(source: Source, index: int, match: re.Match[str]) -> tuple[Heading | None, int]:
    """附件一： with its title on the line or below. Words that merely begin so (附件齐全。) are none."""
    line = source.lines[index]
    title = _printed(source, line, match, "title")
    if title and (SENTENCE_END.search(fold(title)) or not (match["colon"] or match["number"])):
        return None, 1
    title, end, used = whole_title(source, index, title, always=not title)
    if not title:
        return None, 1
    kind = ChapterKind.APPENDIX
    if re.search(r"(?:名词|术语|用语).{0,2}(?:解释|注释|说明|释义)", title):
        kind = ChapterKind.GLOSSARY
    elif re.search(r"各(?:街道|街镇|乡镇|镇街|街|镇).{0,12}(?:思路|规划|任务|定位|重点|发展)", title):
        kind = ChapterKind.SUBDISTRICT_LIST
    heading = Heading(
        rank=RANK["章"],
        kind=kind,
        label=_label(source, line, match),
        number=_number(match["number"] or ""),
        title=title,
        start=first_word(line),
        body_start=end,
    )
    return heading, used


def _numbered(source: Source, index: int, match: re.Match[str], *, rank: int) -> tuple[Heading | None, int]:
    """一、… and （一）…, on a line of their own or run in with their text (the first sentence is the title)."""
    line = source.lines[index]
    number = _number(match["number"])
    if number is None:
        return None, 1
    title = _printed(source, line, match, "title")
    stop = SENTENCE_END.search(fold(title))
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
        title, end, used = whole_title(source, index, title)
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


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_number(text)


def _table_follows(source: Source, index: int) -> bool:
    """Do the cells of a table's head come next (序号, 指标, 项目名称)?"""
    rows = [line.folded.strip() for line in source.lines[index + 1 : index + 6] if line.folded.strip()]
    return bool(rows) and bool(re.match(r"\|?\s*(?:序\s*号|类\s*别|指\s*标|项目名称|规划名称)", rows[0]))


def _end_of_box(source: Source, index: int, *, tabbed: bool) -> int | None:
    """Where the frame of a box ends: at two blank lines in a row, or, without a frame, after its numbered items.

    A box with neither (its frame was a picture) ends with its title; None where another heading ends it.
    ``index`` is the first line after the title.
    """
    lines = source.lines
    if index == len(lines):
        return None
    first = next((line for line in lines[index : index + 3] if line.folded.strip()), None)
    framed = first is not None and (tabbed or first.folded.startswith(("\t", "|")))
    end, blank = lines[index].start, 0
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
        elif re.match(r"\s*\d{1,2}\s*[.、]\s*\D", row):
            end = min(line.end + 1, len(source.text))
        else:
            break
    return None if framed else end
