"""A title that runs over several lines is put together again.

第三章  深入推进京津冀协同发展，率先完成 / “一基地三区”建设和平任务 is one title; 第一节  指导思想 is complete, whatever follows it.
"""

import re

from text.outline.heading_forms import APPENDIX, BOX, ITEM, NAMED, ORDINAL, PREFACE, SUBITEM, clean_title
from text.outline.parts import names_a_part
from text.sources.source import Source

# how a line ends that is no continuation of a heading: 围绕一条主线：
_NO_TITLE = re.compile(r"[。;!?:]\s*$")

# 单位：万元 stands above a table, 续表 too
_OF_A_TABLE = re.compile(r"[(\[]?\s*(?:计量|金额|投资)?\s*单\s*位\s*[:：]|续\s*表")

# 序号  项目名称  总投资: cells of a table
_CELLS = re.compile(r"\S(?:\t| {3,})\s*\S.*(?:\t| {3,})\s*\S")

# characters of a line that may go on with a heading; a longer one is a paragraph
_LONGEST_REST = 40
# characters of a title that may have filled its line, and of a rest that may have two clauses
_FULL_LINE, _SHORT_REST = 14, 20
_LINE_OF_PROSE = 24  # characters of a line of print with a mark in it


def whole_title(source: Source, index: int, title: str, *, always: bool = False) -> tuple[str, int, int]:
    """The whole title, the offset at which it ends, and the lines that it takes.

    The line below goes on with the heading when it is short, unpunctuated, no cell of a table, and itself no heading, and prose or another
    heading comes after it: 第三章  深入推进京津冀协同发展，率先完成 / “一基地三区”建设和平任务.
    """
    lines = source.lines
    title = clean_title(title)
    last = index
    if title.endswith(("。", ";", ":", "；", "：")):
        return title.rstrip("。;:；："), lines[last].end, 1
    for _ in range(2):
        following = next((i for i in range(last + 1, min(last + 4, len(lines))) if lines[i].folded.strip()), None)
        if following is None:
            break
        row = lines[following].folded
        if not title or (last == index and _is_rest_of_signed(lines[index].folded, row)):
            row = row.lstrip("#")  # ## 附件1 / ### 名词解释, and # 第二章 谱写发展新 / # 篇章
            always = True
        wanted = (always and last == index) or title.endswith((",", "，", "、"))
        full = last == index and len(title) >= _FULL_LINE and len(row.strip()) <= _SHORT_REST
        if not _goes_on(row, clauses=full):
            break
        if not wanted and (names_a_part(row) or not _closes_a_title(source, following, title)):
            break
        title = clean_title(
            title + source.text[lines[following].start : lines[following].end].strip().lstrip("#").strip()
        )
        last = following
    return title, lines[last].end, last - index + 1


_REST_OF_SIGNED = re.compile(r"(?P<signs>#+)[\s*]*[一-鿿”》]{1,3}[\s*]*")


def _is_rest_of_signed(above: str, row: str) -> bool:
    """The last characters of a heading, which a converter took for one of its own, of the same depth."""
    match = _REST_OF_SIGNED.fullmatch(row)
    signs = re.match("#*", above)
    return bool(match and signs and match["signs"] == signs.group()) and not PREFACE.match(row) and not NAMED.match(row)


def _goes_on(row: str, *, clauses: bool) -> bool:
    """Could this line be the rest of a heading? Of one that fills its line it may be more than one clause."""
    stripped = row.strip()
    return (
        len(stripped) <= _LONGEST_REST
        and not row.startswith("\t")
        and not _CELLS.search(stripped)
        and not _NO_TITLE.search(stripped)
        and not stripped.startswith(("—", "-", "|", "#", "*", "("))
        and not stripped.isdecimal()  # the number of a page
        and not _OF_A_TABLE.match(stripped)
        and not any(pattern.match(row) for pattern in (ORDINAL, ITEM, SUBITEM, BOX, APPENDIX, PREFACE))
        and not re.match(r"\d+(?:\.\d+)*\s*[.、)]|\d+\.\d|[①-⒛\u2160-\u216b]|[IVX]+[.、]", stripped)
        and not re.search(r"[。;]|,.*," if clauses else r"[,。;]", stripped[:-1])
    )


def _closes_a_title(source: Source, index: int, title: str) -> bool:
    """Is the unpunctuated line ``index`` the rest of ``title``, rather than a lead-in of its own?

    It is when the two together are one phrase of a heading's length, and below it comes a paragraph or another heading.
    """
    if len(title) < 8:
        return False  # 第一节  指导思想 is whole
    following = next((line for line in source.lines[index + 1 : index + 4] if line.folded.strip()), None)
    if following is None:
        return False
    row = following.folded.strip()
    prose = len(row) > _LONGEST_REST or (len(row) >= _LINE_OF_PROSE and re.search("[,。;]", row) is not None)
    return prose or any(pattern.match(row) for pattern in (ORDINAL, ITEM, SUBITEM))
