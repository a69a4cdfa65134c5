"""Works that are listed one record a block, each with what is said of it behind a label, or in a list of an appendix.

::

    项目名称：职教中心迁建项目              1.职教中心迁建项目                1.职教中心迁建项目。总投资2.6亿元，占地210亩。
    建设内容：占地210亩。                  建设内容：占地210亩。             2.湿地公园项目（总投资1.1亿元）
    总投资：2.6亿元                        总投资：2.6亿元

Lists without labels are read only in an appendix whose title says that it lists works: elsewhere they are prose.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.reading.names import is_listed, listed_end
from projects.reading.verbs import CHAIN
from text.outline.outline import Node, Outline
from text.sources.source import Line
from text.vocabulary import ChapterKind

_NAME = r"(?:建设|重点|工程)?(?:项目|工程)名称|实事名称|事项名称"
_COST = r"(?:项目|工程|计划|预计|估算)?总?投资(?:额|规模|估算|概算|总额)?(?:\((?P<unit>[^()]{1,6})\))?"
_PROGRESS = r"(?:目前|当前|工作|事项|项目|工程|建设|形象|实施)*(?:进展|进度|完成|落实)(?:情况)?"
_NATURE = r"(?:建设|项目)?(?:性质|阶段|状态)"
_CONTENT = r"(?:主要)?(?:建设|项目|工程|工作)?(?:内容|规模|地点|地址|概况|简介|年限|工期|周期|时间|目标|任务|标准)(?:及(?:建设)?(?:规模|内容))?"
_TIME = r"(?:年度|20\d\d年)(?:计划|目标|投资|任务)[^:,。]{0,6}|(?:完成|开工|竣工|起止)(?:时限|时间|期限|年限)"
_UNIT = r"(?:项目)?(?:责任|牵头|建设|实施|主管|配合|承办|业主|投资|申报)(?:单位|部门|主体|领导|人)(?:及责任人)?|资金来源|效益|序号"
_LABEL = rf"(?:(?P<name>{_NAME})|(?P<cost>{_COST})|(?P<progress>{_PROGRESS})|(?P<nature>{_NATURE})|(?P<other>{_CONTENT}|{_TIME}|{_UNIT}))"
_FIELD = re.compile(rf"(?:^|(?<=[\s。;,|().、]))[*\s]*{_LABEL}[*\s]*[:]")
_NUMBER = re.compile(
    r"[#*\s]*(?:\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、)](?!\d)|[①-⑳]|项目[一二三四五六七八九十\d]{1,3}[:]|[-·•]\s)[*\s]*"
)
_FACTS = re.compile(
    r"(?:项目)?(?:计划|预计|估算|概算)?(?:总?投资(?:额|约|为|估算|规模)*\d|(?:规划|项目)?(?:总?占地|用地|总?建筑面积)|位于|选址|(?:主要)?建设(?:内容|规模|地点|周期|年限)|主要建设|(?:责任|牵头|建设)单位|新建|规划建设)"
)
_WORKS_TITLE = re.compile(
    r"(?:重点|重大|建设|续建|新建|新开工|竣工|前期|储备|省|市|区|县|政府|投资|产业|基础设施|民生|实事)[^,。]{0,10}(?:项目|工程)|(?:项目|工程)(?:清单|名单|计划|一览|表|库|安排|情况|进展)|民生实事"
)
_STOP = re.compile(r"附\s*[件表录]|免责声明|上一篇|下一篇|责任编辑|抄送|扫一扫|阅读排行|相关文章|名词解释|注\s*:")
_LONG = 3000  # characters of a record


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """``folded[start:end]`` is the record, ``text`` that without white space. ``cost`` is the sum behind its label with the label's unit,
    ``said`` what tells how far the work is, ``title`` what lists it."""

    start: int
    end: int
    name: str
    name_start: int
    text: str
    cost: tuple[str, str] | None
    said: tuple[str, ...]
    title: str
    labelled: bool = True  # its facts stand behind labels


def read_records(outline: Outline, taken: Sequence[tuple[int, int]]) -> Iterator[WorkRecord]:
    """The records of works of a document that are not at ``taken``, in the order of the text."""
    blocks = list(_labelled(outline, taken))
    yield from blocks
    held = [*taken, *((block.start, block.end) for block in blocks)]
    for node in outline.nodes:
        if node.kind is ChapterKind.APPENDIX and _WORKS_TITLE.search(node.title):
            yield from _listed(outline, node, held)


def _free(start: int, taken: Sequence[tuple[int, int]]) -> bool:
    return not any(a <= start < b for a, b in taken)


# ── blocks with labels ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _labelled(outline: Outline, taken: Sequence[tuple[int, int]]) -> Iterator[WorkRecord]:
    """A block a work: it begins with 项目名称：, or with a numbered line that the next line, or its own, goes on to describe by labels."""
    source = outline.source
    if "名称:" not in source.folded.replace(" ", "") and not re.search(
        r"(?:投资|内容|单位)[^:\n]{0,8}:", source.folded
    ):
        return
    lines = [line for line in source.lines if line.folded.strip()]
    heads = [at for at in range(len(lines)) if _begins(lines, at) and _free(lines[at].start, taken)]
    for position, at in enumerate(heads):
        following = heads[position + 1] if position + 1 < len(heads) else len(lines)
        last = _last(lines, at, following)
        starts = [lines[at].start, *_again(lines[at])]
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else lines[last].end
            if record := _record(outline, start, end):
                yield record


def _begins(lines: Sequence[Line], at: int) -> bool:
    row = lines[at].folded
    if len(row) > _LONG or (":" not in row and not _NUMBER.match(row)):
        return False
    if any(field["name"] for field in _FIELD.finditer(row[:400])):
        return True
    number = _NUMBER.match(row)
    if number is None or _has_label(row):
        return False
    own = [field for field in _FIELD.finditer(row, number.end(), 200) if field["cost"] or field["other"]]
    below = at + 1 < len(lines) and _has_label(lines[at + 1].folded)
    return (bool(own) and len(list(_FIELD.finditer(row, number.end()))) >= 2) or bool(below)


def _has_label(row: str) -> bool:
    """Does the line begin with what is said of a work, with a number before it or not: （一）建设内容：…"""
    number = _NUMBER.match(row)
    field = _FIELD.match(row[number.end() :] if number else row)
    return field is not None and not field["name"]


def _again(line: Line) -> list[int]:
    """Where further records begin on the line of the first: 项目名称：甲…；项目名称：乙…"""
    names = [field.start() for field in _FIELD.finditer(line.folded) if field["name"]]
    return [line.start + start for start in names[1:]]


def _last(lines: Sequence[Line], at: int, following: int) -> int:
    """The last line of the record: the last that has a label of its own before the next record, with what goes on below it."""
    last = at
    for index in range(at + 1, min(following, at + 40)):
        row = lines[index].folded
        if _STOP.match(row.strip()) or len(row) > _LONG or (_NUMBER.match(row) and not _has_label(row)):
            break
        if _has_label(row):
            last = index
        elif index - last > 3:
            break
    return last


def _record(outline: Outline, start: int, end: int) -> WorkRecord | None:
    source = outline.source
    row = source.folded[start:end]
    fields = list(_FIELD.finditer(row))
    name = next((field for field in fields if field["name"]), None)
    if name is not None:
        begin, stop = name.end(), next((field.start() for field in fields if field.start() > name.end()), len(row))
    else:
        number = _NUMBER.match(row)
        begin = number.end() if number else 0
        stop = next((field.start() for field in fields if field.start() > begin), len(row))
    words = row[begin:stop]
    begin += len(words) - len(words.lstrip(" *\n"))
    stop = begin + listed_end(row[begin:stop])
    printed = re.sub(r"\s+|\*", "", source.text[start + begin : start + stop])
    if not is_listed(re.sub(r"\s+|\*", "", row[begin:stop]), strict=name is None):
        return None
    said: list[str] = []
    cost = None
    for field, after in zip(fields, [*fields[1:], None], strict=True):
        value = re.sub(r"\s+", "", row[field.end() : after.start() if after else len(row)])
        if field["progress"] or field["nature"]:
            said.append(value)
        if field["cost"] and cost is None and "年度" not in field.group():
            cost = re.split("[。;,](?!\\d)", value)[0], field["unit"] or ""
    return WorkRecord(
        start=start,
        end=end,
        name=printed,
        name_start=start + begin,
        text=re.sub(r"\s+", "", row),
        cost=cost,
        said=tuple(said),
        title=_title(outline, start),
    )


def _title(outline: Outline, offset: int) -> str:
    node = outline.at(offset)
    return node.title if node else ""


# ── lists of an appendix ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _listed(outline: Outline, node: Node, taken: Sequence[tuple[int, int]]) -> Iterator[WorkRecord]:
    """The items of a list of works in an appendix: a name, and behind a mark what is said of it."""
    source = outline.source
    lines = [line for line in source.lines_between(node.body_start, node.end) if line.folded.strip()]
    for at, line in enumerate(lines):
        row = line.folded
        if len(row) > _LONG or not _free(line.start, taken):
            continue
        if _STOP.match(row.strip()):
            return
        number = _NUMBER.match(row)
        begin = number.end() if number else len(row) - len(row.lstrip())
        stop = begin + listed_end(row[begin:])
        if (chain := CHAIN.match(row, begin, stop)) and chain["verb"] and stop - chain.end() >= 4:
            begin = chain.end()  # 3.实施县医院急诊楼建设工程
        end = _item_end(lines, at) if number else line.end
        name = re.sub(r"\s+|\*", "", row[begin:stop])
        rest = re.sub(r"\s+|\*", "", source.folded[line.start + stop : end]).lstrip(",。:;(")
        if not is_listed(name, strict=True) or not (number or _FACTS.match(rest)):
            continue
        yield WorkRecord(
            start=line.start,
            end=end,
            name=re.sub(r"\s+|\*", "", source.text[line.start + begin : line.start + stop]),
            name_start=line.start + begin,
            text=re.sub(r"\s+", "", source.folded[line.start : end]),
            cost=None,
            said=(rest,) if rest else (),
            title=node.title,
            labelled=False,
        )


def _item_end(lines: Sequence[Line], at: int) -> int:
    """Where a numbered item ends: with the lines below it that go on with what is said of the work."""
    end = at
    while end + 1 < min(len(lines), at + 4) and _FACTS.match(lines[end + 1].folded.strip()):
        end += 1
    return lines[end].end
