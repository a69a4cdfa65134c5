"""The entries of a box: each （一） and each paragraph that begins with a short sentence of its own.

    专栏16 市容环境整治工程
    “一纵六横”道路街景提升改造工程。主要包含提升改造外环线58米绿化带及…，预计投资规模5亿元。

An entry that is a line of policy, no work (实施家校合作行动), has the category ``programme``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.reading.bare import GROUP, read_bare
from projects.reading.clauses import read_clause
from projects.reading.items import Frame
from projects.reading.names import category, ends_in_work, has_head, is_named_work, is_proper, without_facts
from projects.reading.prose import LABEL_BEFORE_GAP
from projects.reading.verbs import CHAIN
from text.outline.outline import Node, Outline
from text.outline.sentences import ITEM_SIGN
from text.sources.source import Line
from text.vocabulary import ChapterKind

_WORKS_BOX = re.compile(r"工程|项目|行动|计划")
_LAYOUT_BOX = re.compile(r"布局|格局|体系$|发展重点")
_LABEL = re.compile(r"^[#*\s]*\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)\s*|^[#*\s]*(?:\d{1,2}[.、]|[①-⑳])\s*")
# ●, - , 1) or A. before an entry of a list that has no other numbers; whatever it is, it is no part of the name
_SIGN = re.compile(rf"\s*(?:{ITEM_SIGN}|—|\d{{1,2}}(?:\)|\s+(?=[一-鿿])))?\s*")
# a bracket may have commas in it: 平川大桥（新建，2026—2029年，15亿元）
_LEAD = re.compile(
    r"^(?P<lead>[^。;:,!?]{4,45}(?:,[^。;:,!?]{2,20})?|[^。;:,!?|()]{4,40}\([^()。;:]{1,60}\))(?P<stop>。|:|$)"
)
# 3.张家湾肉牛养殖场建设项目，新建牛舍8万平方米，投资1.6亿元
_COMMA_LEAD = re.compile(r"^(?P<lead>[^。;:,!?\d]{4,45}(?:工程|项目))(?P<stop>,)(?=[^。]*\d)")
_VERBS = re.compile(
    r"^(?:积极|重点|继续|全面|深入|大力|着力|加快|持续|不断)*(?:打造|建设|推进|推动|实施|开展|加强|新建|完善|提升改造|提升"
    r"|加快|启动|深化|健全|构建|做好|创建|培育)(?=.{3})"
)
_SECTOR = re.compile(r"(?:产业|服务业|领域|经济|方面|商圈|社区|楼宇)$")
_PURSUIT = re.compile(
    r"工程|项目|行动|计划|改造|平台|公园|板块|基地|集群|园$|绿廊|绿芯|绿环|片区|孵化器|众创空间|联盟|机制|清单|基金|创新发展"
    r"|站$|中心$|试点"
)
# what a box says of a work behind its name and a colon: what it costs, and how big it is
_COSTS = re.compile(r"(?:总投资|投资(?:规模|总额|估算|概算|约)|(?:计划|概算|估算)总?投资)[^,。;\d]{0,6}\d")
_NO_WORK = re.compile(
    r"(?:产业|服务业|领域|经济|方面|投资|项目|工程|目标|合计|总计|其中|交通|能源|水利|体系|网络?)$|^共|\d+[个项条]"
)
_PHYSICAL = re.compile(
    r"泵站|管网|公园|路|河|湿地|林|供热|厂|灯光|街景|绿|园$|基地|中心$|平台$|站$|扩建|改造|修复|孵化器|众创空间|板块|片区"
    r"|市容|环境|电站|电场|风电|光伏|储能|水库|灌区|机场|铁路|高速|大桥|隧道|枢纽|养殖|生产线|冷库|精深加工"
)
_TAIL = re.compile(r"(?:建设|规划建设)$")


@dataclass(frozen=True, slots=True)
class BoxEntry:
    """``text[start:end]`` is the name in the document, ``lead_end`` the end of its sentence, ``body_end`` the end of its paragraph."""

    start: int
    end: int
    lead_start: int
    lead_end: int
    body_end: int
    programme: bool
    numbered: bool
    box: Node
    group: str = ""  # what the works around it are: 续建项目


def box_of(node: Node | None) -> Node | None:
    """The box around a node, if there is one."""
    for above in reversed(node.path() if node else []):
        if above.kind is ChapterKind.BOX:
            return above
    return None


def read_boxes(outline: Outline, places: tuple[str, ...]) -> Iterator[BoxEntry]:
    """The entries of all boxes that list works, in the order of the text."""
    for node in outline.nodes:
        if node.kind is ChapterKind.BOX and node.label and "指标" not in node.title:
            yield from _entries(outline, node, places)


def _entries(outline: Outline, box: Node, places: tuple[str, ...]) -> Iterator[BoxEntry]:
    lines = [
        line
        for line in outline.source.lines_between(box.body_start, box.end)
        if line.folded.strip() and line.start + len(line.folded) - len(line.folded.lstrip()) < box.end
    ]
    if any(line.folded.startswith("\t") for line in lines):
        return  # a table: its rows are read as such
    labelled = any(_LABEL.match(line.folded) for line in lines)
    works = bool(_WORKS_BOX.search(box.title))
    layout = bool(_LAYOUT_BOX.search(box.title)) and not works
    frame = Frame(places, lenient=works)
    of_kinds = works and any(_names_kind(line.folded, frame) for line in lines)
    of_sectors = works and any(_SECTOR_LEAD.match(line.folded) for line in lines)
    for index, line in enumerate(lines):
        row = line.folded
        label = _LABEL.match(row)
        begin = label.end() if label else _end_of_sign(row)
        lead = _LEAD.match(row[begin:]) or (_COMMA_LEAD.match(row[begin:]) if label and works else None)
        bulleted = works and label is None and begin > 0 and _BULLET.match(row) is not None
        if (
            lead is None
            or (lead["stop"] == "" and label is None and not bulleted)
            or (works and LABEL_BEFORE_GAP.match(row))
        ):
            continue  # 教育  新建城东小学、…: prose reads the works
        text = lead["lead"].rstrip()
        if lead["stop"] == ":" and GROUP.fullmatch(text):
            yield from _of_group(row, line.start, begin + lead.end(), text, box)
            continue
        if works and lead["stop"] == ":" and (listed := list(_of_kind(line, begin + lead.end(), text, box, places))):
            yield from listed
            continue
        if works and (_lists(text, frame) or _names_kind(row, frame)):
            continue  # works that prose reads
        if works and label and lead["stop"] == "。" and _is_kind_of_works(text, row[begin + lead.end() :], frame):
            continue
        if of_sectors and label and lead["stop"] == "。" and _is_sector(text, row[begin + lead.end() :]):
            continue
        if of_kinds and lead["stop"] == ":" and not is_named_work(_bare(text), places):
            continue
        if label is None and labelled and ("," in text or not is_named_work(_bare(text), places)):
            continue  # the text below a numbered entry
        until = _until(lines, index, box.end) if label is not None else _goes_on_until(lines, index)
        body = outline.source.folded[line.start + begin + lead.end("lead") : until]
        priced = lead["stop"] == ":" or (works and lead["stop"] == "。" and len(text) <= _LONGEST_KIND)
        costs = priced and _COSTS.search(body) is not None and not _NO_WORK.search(text)
        bare = without_facts(text)[0] if bulleted else text
        if not costs and not _is_entry(bare, works=works, layout=layout, numbered=label is not None, places=places):
            continue
        name_start, name_end = _name_span(text)
        start = line.start + begin
        yield BoxEntry(
            start=start + name_start,
            end=start + name_end,
            lead_start=line.start + (len(row) - len(row.lstrip())),
            lead_end=start + lead.end("lead") + (1 if lead["stop"] else 0),
            body_end=until,
            programme=not _PHYSICAL.search(text),
            numbered=label is not None,
            box=box,
        )


def _end_of_sign(row: str) -> int:
    sign = _SIGN.match(row)
    return sign.end() if sign else 0


_BULLET = re.compile(rf"\s*{ITEM_SIGN}")
_KIND = re.compile(r"\s*(?:——)?(?P<kind>[^。;:,!?]{2,20})[:。](?P<works>[^。;:]{4,300})")


def _lists(text: str, frame: Frame) -> bool:
    """Is this a list of names and no more?"""
    found = read_bare(re.sub(r"\s+", "", text), frame) if "、" in text else None
    return found is not None and len(found.items) > 1


def _names_kind(row: str, frame: Frame) -> bool:
    """Does the line say the kind of the works that it lists, 1.高速公路：合望高速、泸合高速扩容?"""
    label = _LABEL.match(row)
    kind = _KIND.match(row, label.end() if label else 0)
    return kind is not None and _lists(kind["works"], frame)


_LONGEST_KIND = 8


def _is_kind_of_works(lead: str, body: str, frame: Frame) -> bool:
    """Does the lead say the kind of works that the text behind it names, 1.抽水蓄能。续建石门抽水蓄能电站, and no work of its own?"""
    if len(lead) > _LONGEST_KIND or ends_in_work(lead):
        return False
    first = _CLAUSE.match(re.sub(r"\s+", "", body))
    found = read_clause(first.group(), frame) if first else None
    if first is None or found is None or len(found.items) < 2:
        return False
    return not any(first.group().startswith(lead[:2], item.start) for item in found.items)


def _is_sector(lead: str, body: str) -> bool:
    """3.高端装备。加快建设…, beside 1.新能源产业。…: a field, whose works the text behind it names."""
    bare = len(lead) <= _LONGEST_KIND and not (ends_in_work(lead) or has_head(lead) or _PURSUIT.search(lead))
    return bare and (chain := CHAIN.match(body.lstrip())) is not None and chain["verb"] is not None


_SECTOR_LEAD = re.compile(
    r"[#*\s]*(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|\d{1,2}[.、]|[①-⑳])\s*[^。;:,]{2,8}(?:产业|服务业|领域|经济)。"
)
_CLAUSE = re.compile("[^,。;:]+")
# 黔江至道真高速公路（总投资126亿元）: a work of a list, with what it costs
_WITH_COST = re.compile(
    r"(?P<name>[^、,;。:()]{4,40}(?:\([^()\d]{1,12}\))?)\((?=[^()]{0,40}投资)[^()]{1,60}\)(?=[、,;。]|\s*$)"
)


def _of_group(row: str, offset: int, start: int, group: str, box: Node) -> Iterator[BoxEntry]:
    """The works of a line such as 续建项目：…（总投资53亿元）、…（总投资18亿元）。"""
    for match in _WITH_COST.finditer(row, start):
        first, last = offset + match.start("name"), offset + match.end()
        yield BoxEntry(
            start=first,
            end=offset + match.end("name"),
            lead_start=first,
            lead_end=last,
            body_end=last,
            programme=False,
            numbered=False,
            box=box,
            group=group,
        )


# 防洪工程|：山水沟防洪治理工程，治理沟道18公里，估算投资0.86亿元；苦水河综合治理，…
_OF_A_KIND = re.compile(r"\s*(?P<name>[^,;。:()、\d]{4,40}(?:\([^()\d]{1,12}\))?)(?:\([^()]{2,40}\))?,(?=[^;。]*\d)")


def _of_kind(line: Line, start: int, kind: str, box: Node, places: tuple[str, ...]) -> Iterator[BoxEntry]:
    """The works behind a kind of works, each with what it costs and how big it is, one after the other."""
    if is_named_work(_bare(kind), places):
        return
    for part in re.finditer("[^;。]+", line.folded[start:]):
        match = _OF_A_KIND.match(part.group())
        if match is None:
            continue
        name = match["name"].strip()
        work = ends_in_work(name) or has_head(name)
        if not work or _VERBS.match(name) or not is_named_work(_bare(name), places):
            continue
        since = line.start + start + part.start()
        yield BoxEntry(
            start=since + match.start("name"),
            end=since + match.end("name"),
            lead_start=since + match.start("name"),
            lead_end=since + match.end(),
            body_end=line.start + start + part.end(),
            programme=False,
            numbered=True,
            box=box,
        )


def _until(lines: Sequence[Line], index: int, end: int) -> int:
    """Where the text of a numbered entry ends: at the next number, or with its box."""
    return next((line.start for line in lines[index + 1 :] if _LABEL.match(line.folded)), end)


def _goes_on_until(lines: Sequence[Line], index: int) -> int:
    """Where the paragraph of an entry ends: with its line, or, where that ends in a comma, with the next that does not."""
    while lines[index].folded.rstrip()[-1] in ",、" and index + 1 < len(lines):
        index += 1
    return lines[index].end


def _is_entry(text: str, *, works: bool, layout: bool, numbered: bool, places: tuple[str, ...]) -> bool:
    """Is the sentence the name of something done, in a box of works; or in any box the name of a work?"""
    if GROUP.fullmatch(text):
        return False
    if _SECTOR.search(text) and not _VERBS.match(text):
        return False
    bare = _VERBS.sub("", text)
    if layout:
        return bool(re.search(r"(?:工程|项目|公园|公园板块)$", bare))
    if is_named_work(_TAIL.sub("", bare), places) or is_named_work(bare, places):
        return True
    if not works:
        named = _VERBS.match(text) is not None and has_head(bare) and is_proper(bare, places)
        return named or re.search(r"(?:工程|项目|行动|计划|公园|公园板块)$", text) is not None
    return numbered or bool(_VERBS.match(text)) or bool(_PURSUIT.search(text)) or category(text) is not None


def _bare(text: str) -> str:
    """Without the verb before and 建设 behind."""
    return _TAIL.sub("", _VERBS.sub("", text))


def _name_span(text: str) -> tuple[int, int]:
    """打造东丽经开区医疗器械特色主题园 → 东丽经开区医疗器械特色主题园; a line of policy keeps its verb."""
    verb = _VERBS.match(text)
    tail = _TAIL.search(text)
    start = verb.end() if verb else 0
    end = tail.start() if tail and verb else len(text)
    bare = text[start:end]
    if verb and bare.endswith(("工程", "项目")):
        return start, end
    if verb and (not has_head(bare) or "集群" in bare or "," in bare):
        return 0, len(text)
    return start, end
