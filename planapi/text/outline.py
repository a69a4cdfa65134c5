"""The lines of a document become the tree of its headings.

What counts is how a heading is numbered, not how it is set: 章 above 节 above 一、 above （一）; the depth of Markdown signs is not trusted, and a
level that a document leaves out is no gap (第一章 → 一、 is level 1 → 2). A heading may run over several lines, lack the space after its number
(第三章积极融入…), lack the number itself (塑造全新内涵的楼宇厂房园区 between 二、 and 四、), or run in with its text (（一）旗帜鲜明讲政治。坚持…).

The nodes tile the document: each reaches from its heading to the next heading of its level or above, and ``front`` and ``back`` are what stands
before the first and after the last.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from planapi.text.evidence import Note, note
from planapi.text.numerals import CHINESE, chinese_number
from planapi.text.source import Line, Source, fold
from planapi.vocabulary import ChapterKind

_NUMBER = rf"[{CHINESE}\d]{{1,4}}"

# Markdown heading signs and emphasis before a heading: "### **（一）强化战略牵引…**"
_MARKUP = r"[#*\s]*"

# 第一章 稳中有进，夯实高质量发展基础   第三章积极融入京津冀协同发展   第一节  指导思想   第一篇 …
_ORDINAL = re.compile(
    rf"^{_MARKUP}(?P<label>第\s*(?P<number>{_NUMBER})\s*(?P<unit>[篇编章节]))(?P<sep>[\s:、]*)(?P<title>\S.*)?$"
)

# 一、“十三五”时期发展回顾
_ITEM = re.compile(rf"^{_MARKUP}(?P<label>(?P<number>[{CHINESE}]{{1,3}})、)\s*(?P<title>\S.*)$")

# （一）发展成就   (二)推进成果转化
_SUBITEM = re.compile(rf"^{_MARKUP}(?P<label>\((?P<number>[{CHINESE}]{{1,3}})\))\s*(?P<title>\S.*)$")

# 专栏1 东丽区“十四五”时期经济和社会发展指标体系   专栏 2 打造大意风区…   专栏十 …
_BOX = re.compile(rf"^{_MARKUP}(?P<label>专\s*栏\s*(?P<number>{_NUMBER}))(?![{CHINESE}\d])[\s:、—-]*(?P<title>\S.*)$")

# 附件一：   附件2   附录
_APPENDIX = re.compile(
    rf"^{_MARKUP}(?P<label>附\s*[件录表](?:\s*(?P<number>{_NUMBER}))?)\s*(?P<colon>:)?\s*(?P<title>\S.*)?$"
)

# 前  言   引言   序
_PREFACE = re.compile(rf"^{_MARKUP}(?P<title>前\s*言|引\s*言|序\s*言|序|导\s*言)[\s*]*$")

# 名词解释 as a heading of its own, without 附件
_GLOSSARY = re.compile(
    rf"^{_MARKUP}(?P<title>\S{{0,30}}(?:名\s*词|术\s*语|用\s*语)\s*(?:解\s*释|注\s*释|说\s*明|释\s*义))[\s*:]*$"
)

# “十四五”时期经济社会发展主要指标预计表: the unnumbered title over a table
_TABLE_TITLE = re.compile(r"^\s*(?P<title>\S.{4,50}(?:指标(?:体系|预计表|一览表|表)?|项目表|一览表|目录))\s*$")

_CONTENTS = re.compile(r"^[#*\s]*目\s*[录次][\s*]*$")
_CONTENTS_TAIL = re.compile(r"[\s.·…⋯]*(?:\d{1,3}|-\s*\d{1,3}\s*-)?\s*$")

# 抄送：区委、人大…   天津市东丽区人民政府办公室   2021年1月29日印发: what stands below the text of an official document
_IMPRINT = re.compile(r"^\s*(?:抄\s*送\s*:|主\s*送\s*:|分\s*送\s*:)")

_SENTENCE_END = re.compile(r"[。;!?]")
_NO_TITLE = re.compile(r"[。;!?:]\s*$")  # how a line ends that is no continuation of a heading

_RANK = {"篇": 0, "编": 0, "章": 1, "节": 2}
_RANK_ITEM, _RANK_SUBITEM, _RANK_BOX = 3, 4, 9
_RUN_IN_LIMIT = (
    60  # characters of a heading that runs in with its text; a longer first sentence is a list item, not a heading
)
_CONTINUATION_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found: ``rank`` orders the kinds of numbering, ``number`` is None where there is none."""

    rank: int
    kind: ChapterKind | None
    label: str | None
    number: int | None
    title: str
    start: int
    body_start: int
    run_in: bool = False
    ends_at: int | None = None  # a box ends where its frame ends, before the next heading


@dataclass(slots=True)
class Node:
    """A headed part: ``text[start:end]`` with its heading and its parts, ``text[body_start:end]`` without the heading.

    ``level`` counts from 1; ``parent`` is None at the top; ``label`` (第一章, 一、, 专栏3) is None where nothing is printed.
    """

    position: int
    level: int
    kind: ChapterKind
    label: str | None
    title: str
    start: int
    body_start: int
    end: int
    parent: "Node | None" = field(repr=False)
    children: "list[Node]" = field(default_factory=list, repr=False)

    def path(self) -> "list[Node]":
        """From the top down to this node."""
        return [*(self.parent.path() if self.parent else []), self]

    def own_end(self) -> int:
        """Where the node's first part begins: its own text ends there."""
        return self.children[0].start if self.children else self.end


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of a document. ``nodes`` are in the order of the text; ``front`` ends and ``back`` begins at these offsets."""

    source: Source
    nodes: tuple[Node, ...]
    front: int
    back: int
    notes: tuple[Note, ...]

    def at(self, offset: int) -> Node | None:
        """The deepest node that holds the character at ``offset``; None in the front and back matter."""
        index = bisect_right(self.nodes, offset, key=lambda node: node.start)
        found = self.nodes[index - 1] if index else None
        while found is not None and offset >= found.end:
            found = found.parent
        return found

    def top(self) -> list[Node]:
        """The nodes of level 1."""
        return [node for node in self.nodes if node.parent is None]


def read_outline(source: Source) -> Outline:
    """Find the headings of a document and make them a tree. Never raises for odd prose: what looks wrong becomes a note."""
    headings, back = _find_headings(source)
    headings = _with_unnumbered(source, headings, back)
    nodes, notes = _tree(source, headings, back)
    front = nodes[0].start if nodes else back
    return Outline(source=source, nodes=tuple(nodes), front=front, back=back, notes=tuple(notes))


# ── finding headings ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _find_headings(source: Source) -> tuple[list[Heading], int]:
    """The numbered and named headings in the order of the text, and the offset at which the back matter begins."""
    headings: list[Heading] = []
    lines = source.lines
    back = _back_matter(source)
    chapters = any((match := _ORDINAL.match(line.folded)) and match["unit"] == "章" for line in lines)
    index = _after_contents(source)
    while index < len(lines) and lines[index].start < back:
        line = lines[index]
        heading, used = _heading_at(source, index, chapters=chapters)
        if heading is not None:
            if heading.rank == _RANK_BOX:
                heading = replace(
                    heading, ends_at=_end_of_box(source, index + used, tabbed=line.folded.startswith("\t"))
                )
            headings.append(heading)
        index += max(used, 1)
    return headings, back


def _heading_at(source: Source, index: int, *, chapters: bool) -> tuple[Heading | None, int]:
    """The heading that begins on line ``index`` and the number of lines that it takes, or (None, 1)."""
    line = source.lines[index]
    row = line.folded
    if not row.strip() or len(row) > 20_000:
        return None, 1
    if match := _PREFACE.match(row):
        return _plain(source, line, match, rank=_RANK["章"], kind=ChapterKind.PREFACE), 1
    if match := _ORDINAL.match(row):
        return _ordinal(source, index, match)
    if match := _BOX.match(row):
        return _joined(source, index, match, rank=_RANK_BOX, kind=ChapterKind.BOX)
    if match := _APPENDIX.match(row):
        return _appendix(source, index, match)
    if match := _GLOSSARY.match(row):
        return _plain(source, line, match, rank=_RANK["章"], kind=ChapterKind.GLOSSARY), 1
    for pattern, rank in ((_ITEM, _RANK_ITEM), (_SUBITEM, _RANK_SUBITEM)):
        if match := pattern.match(row):
            return _numbered(source, index, match, rank=rank)
    if not row.startswith("\t \t") and (match := _TABLE_TITLE.match(row)) and _table_follows(source, index):
        return _plain(source, line, match, rank=_RANK_BOX, kind=ChapterKind.BOX), 1
    return None, 1


def _plain(source: Source, line: Line, match: re.Match[str], *, rank: int, kind: ChapterKind) -> Heading:
    """A heading of one line, without a number."""
    title = _title(_printed(source, line, match, "title"))
    return Heading(
        rank=rank, kind=kind, label=None, number=None, title=title, start=_first_word(line), body_start=line.end
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
    if title and (_SENTENCE_END.search(title.rstrip("* ")) or len(title) > _RUN_IN_LIMIT):
        return None, 1
    return _joined(source, index, match, rank=_RANK[match["unit"]], kind=None)


def _joined(
    source: Source, index: int, match: re.Match[str], *, rank: int, kind: ChapterKind | None
) -> tuple[Heading | None, int]:
    """A heading that may run over the following lines."""
    line = source.lines[index]
    title, end, used = _continued(source, index, _printed(source, line, match, "title"))
    heading = Heading(
        rank=rank,
        kind=kind,
        label=_label(source, line, match),
        number=_number(match["number"]),
        title=title,
        start=_first_word(line),
        body_start=end,
    )
    return (heading, used) if title else (None, 1)


def _appendix(source: Source, index: int, match: re.Match[str]) -> tuple[Heading | None, int]:
    """附件一： with its title on the line or below. Words that merely begin so (附件齐全。) are none."""
    line = source.lines[index]
    title = _printed(source, line, match, "title")
    if title and (_SENTENCE_END.search(fold(title)) or not (match["colon"] or match["number"])):
        return None, 1
    title, end, used = _continued(source, index, title, always=not title)
    if not title:
        return None, 1
    kind = ChapterKind.APPENDIX
    if re.search(r"(?:名词|术语|用语).{0,2}(?:解释|注释|说明|释义)", title):
        kind = ChapterKind.GLOSSARY
    elif re.search(r"各(?:街道|街镇|乡镇|镇街|街|镇).{0,12}(?:思路|规划|任务|定位|重点|发展)", title):
        kind = ChapterKind.SUBDISTRICT_LIST
    heading = Heading(
        rank=_RANK["章"],
        kind=kind,
        label=_label(source, line, match),
        number=_number(match["number"] or ""),
        title=title,
        start=_first_word(line),
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
    stop = _SENTENCE_END.search(fold(title))
    first = title[: stop.start()] if stop else title
    if len(first) > _RUN_IN_LIMIT:
        return None, 1
    rest = title[stop.end() :].strip("* \t") if stop else ""
    if stop and stop.group() != "。" and not rest:
        return None, 1  # （一）…； is an item of a list
    start, label = _first_word(line), _label(source, line, match)
    if rest:
        body = line.start + match.start("title") + (stop.end() if stop else 0)
        return Heading(rank, None, label, number, _title(first), start, body, run_in=True), 1
    if stop:
        return Heading(rank, None, label, number, _title(first), start, line.end), 1
    joined, end, used = _continued(source, index, title)
    return Heading(rank, None, label, number, joined, start, end), used


def _continued(source: Source, index: int, title: str, *, always: bool = False) -> tuple[str, int, int]:
    """The whole title, the offset at which it ends, and the lines that it takes.

    The line below goes on with the heading when it is short, unpunctuated, no cell of a table, and itself no heading, and prose or another
    heading comes after it: 第三章  深入推进京津冀协同发展，率先完成 / “一基地三区”建设和平任务.
    """
    lines = source.lines
    title = _title(title)
    last = index
    if title.endswith(("。", ";", ":", "；", "：")):
        return title.rstrip("。;:；："), lines[last].end, 1
    for _ in range(2):
        following = next((i for i in range(last + 1, min(last + 4, len(lines))) if lines[i].folded.strip()), None)
        if following is None:
            break
        row = lines[following].folded
        wanted = (always and last == index) or title.endswith((",", "，", "、"))
        if not _goes_on(row) or (not wanted and not _closes_a_title(source, following, title)):
            break
        title = _title(title + source.text[lines[following].start : lines[following].end].strip())
        last = following
    return title, lines[last].end, last - index + 1


def _goes_on(row: str) -> bool:
    """Could this line be the rest of a heading?"""
    stripped = row.strip()
    return (
        len(stripped) <= _CONTINUATION_LIMIT
        and not row.startswith("\t")
        and not _NO_TITLE.search(stripped)
        and not stripped.startswith(("—", "-", "|", "#", "*", "("))
        and not any(pattern.match(row) for pattern in (_ORDINAL, _ITEM, _SUBITEM, _BOX, _APPENDIX, _PREFACE))
        and not re.match(r"\d+[.、]", stripped)
        and not re.search(r"[,。;]", stripped[:-1])
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
    return len(row) > _CONTINUATION_LIMIT or any(pattern.match(row) for pattern in (_ORDINAL, _ITEM, _SUBITEM))


def _title(text: str) -> str:
    """A title with its markup taken off and its white space collapsed."""
    text = re.sub(r"\*+|^#+|<[^>]{1,8}>", "", text)
    return re.sub(r"\s+", " ", text).strip()


def _first_word(line: Line) -> int:
    return line.start + len(line.folded) - len(line.folded.lstrip())


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
        elif framed and (_BOX.match(row) or _ORDINAL.match(row)):
            return None  # each line is looked at for one box, so that the way through a text stays linear
        elif framed:
            blank = 0
        elif re.match(r"\s*\d{1,2}\s*[.、]\s*\D", row):
            end = min(line.end + 1, len(source.text))
        else:
            break
    return None if framed else end


def _after_contents(source: Source) -> int:
    """The line at which the text begins, after a table of contents if there is one."""
    lines = source.lines
    start = next((i for i, line in enumerate(lines[:200]) if _CONTENTS.match(line.folded)), None)
    if start is None:
        return 0
    first: str | None = None
    for index in range(start + 1, len(lines)):
        row = re.sub(r"\s+", "", _CONTENTS_TAIL.sub("", _title(lines[index].folded)))
        if not row:
            continue
        if first is None:
            first = row
        elif row == first or len(row) > _RUN_IN_LIMIT:
            return index  # the first heading again, or a paragraph: the contents are over
    return start + 1


def _back_matter(source: Source) -> int:
    """Where 抄送 … or the rule before it begins, in the last lines of the document; else the end of the text."""
    lines = source.lines
    for index in range(len(lines) - 1, max(len(lines) - 30, -1), -1):
        if _IMPRINT.match(lines[index].folded):
            first = index
            while first and re.fullmatch(r"[\s*_-]*", lines[first - 1].folded):
                first -= 1
            return lines[first].start
    return len(source.text)


# ── what has no number ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_unnumbered(source: Source, headings: list[Heading], back: int) -> list[Heading]:
    """Add the heading whose number is missing: between 二、 and 四、 stands one short line without a full stop."""
    found: list[Heading] = []
    last: dict[int, Heading] = {}
    for heading in headings:
        before = last.get(heading.rank)
        if (
            before is not None
            and heading.number
            and before.number
            and heading.number == before.number + 2
            and not heading.run_in
        ):
            inner = headings[
                bisect_right(headings, before.start, key=_start) : bisect_left(headings, heading.start, key=_start)
            ]
            candidates = [
                line
                for line in source.lines_between(before.body_start, heading.start)
                if 6 <= len(line.folded.strip()) <= 30
                and line.end < heading.start
                and not line.folded.startswith("\t")
                and not re.search(r"[,。;:!?、—|]", line.folded)
                and not any(h.start <= line.end and line.start < h.body_start for h in inner)
            ]
            if len(candidates) == 1:
                line = candidates[0]
                found.append(
                    Heading(
                        rank=heading.rank,
                        kind=None,
                        label=None,
                        number=before.number + 1,
                        title=_title(source.text[line.start : line.end]),
                        start=_first_word(line),
                        body_start=line.end,
                    )
                )
        for rank in [rank for rank in last if rank > heading.rank]:
            del last[rank]
        last[heading.rank] = heading
    # one line may fill the gap of two counts; it is one heading all the same
    return sorted([*headings, *{heading.start: heading for heading in found}.values()], key=_start)


def _start(heading: Heading) -> int:
    return heading.start


# ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _tree(source: Source, headings: list[Heading], back: int) -> tuple[list[Node], list[Note]]:
    """Hang each heading under the nearest open one that outranks it; give each its end."""
    nodes: list[Node] = []
    notes: list[Note] = []
    open_nodes: list[tuple[Heading, Node]] = []
    before: dict[tuple[int, int, bool], Heading] = {}

    def close(until: int) -> None:
        """Close the innermost open part at ``until``, or where the frame of a box around it ends."""
        frames = [opened.ends_at for opened, _ in open_nodes if opened.ends_at is not None]
        _, node = open_nodes.pop()
        node.end = min([until, *frames])

    for heading in headings:
        keep = next((i for i, (opened, _) in enumerate(open_nodes) if _is_over(opened, heading)), len(open_nodes))
        while len(open_nodes) > keep:
            close(heading.start)
        for index, (opened, node) in enumerate(open_nodes):
            if opened.ends_at is not None and opened.ends_at < heading.body_start:
                # the heading runs over the end of the frame that it began in
                open_nodes[index] = (replace(opened, ends_at=heading.body_start), node)
        parent = open_nodes[-1][1] if open_nodes else None
        level = parent.level + 1 if parent else 1
        node = Node(
            position=len(nodes) + 1,
            level=level,
            kind=heading.kind or _kind_of(level),
            label=heading.label,
            title=heading.title,
            start=heading.start,
            body_start=heading.body_start,
            end=back,
            parent=parent,
        )
        series = (parent.position if parent else 0, *_series(heading))
        if (odd := _check_number(source, heading, before.get(series))) is not None:
            notes.append(odd)
        if heading.number is not None:
            before[series] = heading
        if parent:
            parent.children.append(node)
        nodes.append(node)
        open_nodes.append((heading, node))
    while open_nodes:
        close(back)
    return nodes, notes


def _is_over(opened: Heading, new: Heading) -> bool:
    """Does ``new`` end the open part? A box ends where its frame does; inside the frame only （一） and such are its parts."""
    if opened.rank == _RANK_BOX:
        inside = opened.ends_at is None or new.start < opened.ends_at
        return not inside or new.rank < _RANK_ITEM or new.rank == _RANK_BOX
    return opened.kind is ChapterKind.PREFACE or new.rank <= opened.rank


def _kind_of(level: int) -> ChapterKind:
    return {1: ChapterKind.CHAPTER, 2: ChapterKind.SECTION}.get(level, ChapterKind.SUBSECTION)


def _series(heading: Heading) -> tuple[int, bool]:
    """Which headings are counted together: 附件一 does not follow 第十二章."""
    return heading.rank, (heading.label or "").startswith("附")


def _check_number(source: Source, heading: Heading, before: Heading | None) -> Note | None:
    """A note where a number does not follow the one before it (第三章 after 第一章). Boxes are not counted: pictures among them are lost."""
    if (
        before is None
        or before.number is None
        or heading.number in (None, before.number + 1)
        or heading.rank == _RANK_BOX
    ):
        return None
    message = (
        f"{heading.label or heading.title} follows {before.label or before.title}: "
        "a heading between them is missing or misnumbered"
    )
    return note("outline", message, source, heading.start, heading.body_start)
