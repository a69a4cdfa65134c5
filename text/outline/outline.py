"""The lines of a document become the tree of its headings.

What counts is how a heading is numbered, not how it is set: 章 above 节 above 一、 above （一）; the depth of Markdown signs is not trusted, and a
level that a document leaves out is no gap (第一章 → 一、 is level 1 → 2). How headings are distinguished from prose is in
:mod:`text.outline.headings`.

The nodes tile the document: each reaches from its heading to the next heading of its level or above, and ``front`` and ``back`` are what stands
before the first and after the last.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise

from text.outline.body import address, back_matter, first_prose, footnotes
from text.outline.heading_forms import RANK_BOX, RANK_ITEM, RANK_SUBITEM, Heading
from text.outline.headings import find_headings
from text.outline.order import ordered
from text.outline.parts import find_parts, find_timed_lines, says_when, with_parts
from text.outline.plain import with_plain
from text.outline.unnumbered import with_unnumbered
from text.sources.evidence import Note, note
from text.sources.source import Source
from text.vocabulary import ChapterKind


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


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of a document. ``nodes`` are in the order of the text.

    Before ``body`` stands what is no part of the document (menus, title, a summary above the address to the delegates), before ``front`` no heading;
    behind ``back`` stand ``footnotes`` without a heading, the imprint and the furniture of a page. An outline without ``nodes`` means that nothing
    says which part looks back and which ahead.
    """

    source: Source
    nodes: tuple[Node, ...]
    body: int
    front: int
    back: int
    notes: tuple[Note, ...]
    starts: tuple[int, ...] = field(repr=False)
    """Where each node begins."""
    opening: tuple[Node, ...] = field(repr=False)
    """The first two chapters at the top, in which a plan looks back: kept, since every sentence asks for them."""
    footnotes: tuple[int, int] | None = None
    """Where notes without a heading stand below the text ([1]双碳：…)."""

    def at(self, offset: int) -> Node | None:
        """The deepest node that holds the character at ``offset``; None in the front and back matter."""
        index = bisect_right(self.starts, offset)
        found = self.nodes[index - 1] if index else None
        while found is not None and offset >= found.end:
            found = found.parent
        return found

    def in_body(self, offset: int) -> bool:
        """Is the character at ``offset`` of the document itself, and not of what stands above and below it?"""
        return self.body <= offset < self.back

    def top(self) -> list[Node]:
        """The nodes of level 1."""
        return [node for node in self.nodes if node.parent is None]


def read_outline(source: Source, *, after: int = 0) -> Outline:
    """Find the headings of a document and make them a tree. Never raises for odd prose: what looks wrong becomes a note.

    No heading is looked for above the line at the offset ``after``, where the table of contents was.
    """
    first = source.line_at(after).no - 1
    spoken = address(source, first)
    headings = _with_annexes_within(_after_address(source, find_headings(source, first=first), spoken))
    parts = find_parts(source, first, spoken or 0)
    if spoken is not None and not parts and not says_when(headings):
        parts = find_timed_lines(source, first, spoken)
    headings = with_parts(source, headings, parts, spoken=spoken is not None)
    body = spoken
    if body is None:
        body = min(first_prose(source, first), headings[0].start if headings else len(source.text))
    back = back_matter(source, body, headings)
    glossary = any(heading.kind is ChapterKind.GLOSSARY for heading in headings)
    back, end = (back if glossary else footnotes(source, body, back, headings)), back
    headings = with_unnumbered(source, [heading for heading in headings if heading.start < back])
    headings = with_plain(source, headings, back)
    headings, contradictions = ordered(source, headings)
    nodes, notes = _tree(source, headings, back)
    front = nodes[0].start if nodes else back
    starts = tuple(node.start for node in nodes)
    opening = [node for node in nodes if node.parent is None and node.kind is ChapterKind.CHAPTER][:2]
    return Outline(
        source=source,
        nodes=tuple(nodes),
        body=min(body, front),
        front=front,
        back=back,
        footnotes=(back, end) if back < end else None,
        notes=(*notes, *contradictions),
        starts=starts,
        opening=tuple(opening),
    )


def _after_address(source: Source, headings: list[Heading], spoken: int | None) -> list[Heading]:
    """The headings behind the address to the delegates. All, where their count goes on over it: 一、…回顾 above 各位代表：."""
    behind = [heading for heading in headings if spoken is None or heading.start >= spoken]
    goes_on = behind and behind[0].number not in (None, 1)
    return headings if goes_on and any(heading.number == 1 for heading in headings[: -len(behind)]) else behind


def _with_annexes_within(headings: list[Heading]) -> list[Heading]:
    """附表：主要指标 between 二、 and 三、 is a box of the text: an appendix stands behind all of it."""
    made = list(headings)
    for at, heading in enumerate(headings):
        if heading.kind is not ChapterKind.APPENDIX:
            continue
        numbered = [one for one in headings[:at] if one.kind is None and one.number is not None]
        main = min((one.rank for one in numbered), default=None)
        last = next((one.number for one in reversed(numbered) if one.rank == main), None)
        behind = [one for one in headings[at + 1 :] if one.kind is None and one.rank == main]
        for before, one in pairwise([heading, *behind]):
            if last and one.number == last + 1 and (before is heading or before.number != last):
                made[at] = replace(heading, rank=RANK_BOX, kind=ChapterKind.BOX, ends_at=one.start)
                break
    return made


def _tree(source: Source, headings: list[Heading], back: int) -> tuple[list[Node], list[Note]]:
    """Hang each heading under the nearest open one that outranks it; give each its end."""
    nodes: list[Node] = []
    notes: list[Note] = []
    open_nodes: list[tuple[Heading, Node]] = []
    before: dict[tuple[int, float, str], Heading] = {}
    through: dict[tuple[float, str], Heading] = {}  # 第二篇 may go on with 第四章
    inner: dict[float, int] = {}  # how far the counts within the last box are

    def close(until: int) -> None:
        """Close the innermost open part at ``until``, or where the frame of a box around it ends."""
        frames = [opened.ends_at for opened, _ in open_nodes if opened.ends_at is not None]
        _, node = open_nodes.pop()
        node.end = min([until, *frames])

    for heading in headings:
        frame = _frame([opened for opened, _ in open_nodes], heading, inner)
        keep = next(
            (i for i, (opened, _) in enumerate(open_nodes) if i >= frame and _is_over(opened, heading)), len(open_nodes)
        )
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
        if frame and heading.number is not None:
            inner[heading.rank] = heading.number
        elif heading.rank == RANK_BOX:
            inner = {}
        series = (parent.position if parent else 0, *_series(heading))
        if (odd := _check_number(source, heading, before.get(series), through.get(series[1:]))) is not None:
            notes.append(odd)
        if heading.number is not None:
            before[series] = through[series[1:]] = heading
        if parent:
            parent.children.append(node)
        nodes.append(node)
        open_nodes.append((heading, node))
    while open_nodes:
        close(back)
    return nodes, notes


def _frame(opened: list[Heading], new: Heading, inner: dict[float, int]) -> int:
    """The place behind the open box whose frame holds ``new``; 0 where none does. Inside a frame only （一） and such are parts, with counts of their own.

    Where the end of a frame is not seen, what goes on with a count from above the box is none of its parts.
    """
    at = next((i for i, one in enumerate(opened) if one.rank == RANK_BOX), None)
    if at is None or not _may_be_within(new) or new.rank == RANK_BOX:
        return 0
    box = opened[at]
    if box.ends_at is not None:
        return at + 1 if new.start < box.ends_at else 0
    outer = next((one.number for one in reversed(opened[:at]) if one.rank == new.rank), None)
    goes_on = outer is not None and new.number == outer + 1 and new.number != inner.get(new.rank, 0) + 1
    return 0 if goes_on else at + 1


def _may_be_within(new: Heading) -> bool:
    return new.form == RANK_ITEM or new.form >= RANK_SUBITEM


def _is_over(opened: Heading, new: Heading) -> bool:
    """Does ``new``, which no frame of a box holds, end the open part?"""
    return opened.rank == RANK_BOX or opened.kind is ChapterKind.PREFACE or new.rank <= opened.rank


def _kind_of(level: int) -> ChapterKind:
    return {1: ChapterKind.CHAPTER, 2: ChapterKind.SECTION}.get(level, ChapterKind.SUBSECTION)


def _series(heading: Heading) -> tuple[float, str]:
    """Which headings are counted together: 附件一 does not follow 第十二章, nor 2.1 1.3."""
    label = heading.label or ""
    return heading.rank, "附" if label.startswith("附") else label[:-1].replace("．", ".").rpartition(".")[0]


def _check_number(source: Source, heading: Heading, before: Heading | None, through: Heading | None) -> Note | None:
    """A note where a number does not follow the one before it (第三章 after 第一章), or is the first of its part and neither 1 nor counted through the
    document. Boxes are not counted: pictures among them are lost."""
    if heading.number is None or heading.rank == RANK_BOX:
        return None
    missing = "a heading between them is missing or misnumbered"
    last = before or through
    if (
        last is None
        or last.number is None
        or heading.number == last.number + 1
        or (before is None and heading.number == 1)
    ):
        return None
    message = f"{heading.label or heading.title} follows {last.label or last.title}: {missing}"
    return note("outline", message, source, heading.start, heading.body_start)
