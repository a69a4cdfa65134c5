"""Which kind of numbering stands above which is read off the document: 一、 above 第一节 in one, 第一节 above 一、 in the next.

A kind is above another whose count begins right below it, if its own goes on behind (一、 第一节 第二节 二、 第一节 …). Where a document says nothing
of two kinds, the usual order holds: 篇 章 节 一、 1.1 （一） 1. （1） ①.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from text.outline.heading_forms import RANK, RANK_BOX, RANK_ITEM, Heading
from text.sources.evidence import Note, note
from text.sources.source import Source
from text.vocabulary import ChapterKind


@dataclass(frozen=True, slots=True)
class Order:
    """The ranks of the kinds of numbering by use, and where a document contradicts itself."""

    ranks: dict[float, float]
    contradictions: tuple[tuple[float, float], ...]


def ordered(source: Source, headings: list[Heading]) -> tuple[list[Heading], list[Note]]:
    """The headings with the ranks that their kinds have in this document, and a note where two kinds contain each other."""
    numbered = _of_the_text(headings)
    order = _order(numbered)
    if all(old == new for old, new in order.ranks.items()) and not order.contradictions:
        return headings, []
    placed = [
        replace(heading, rank=order.ranks.get(heading.rank, heading.rank), usual=heading.rank)
        if heading.kind is None
        else heading
        for heading in headings
    ]
    return placed, [_contradiction(source, numbered, *pair) for pair in order.contradictions]


def _of_the_text(headings: Sequence[Heading]) -> list[Heading]:
    """The numbered headings without those in boxes and appendices, which have an order of their own."""
    found: list[Heading] = []
    box: Heading | None = None
    annex = False
    for heading in headings:
        annex = heading.kind in _ANNEXES or (annex and heading.rank > RANK["章"])
        if heading.rank == RANK_BOX:
            box = heading
        elif box is not None and (
            heading.rank < RANK_ITEM or (box.ends_at is not None and box.ends_at <= heading.start)
        ):
            box = None
        if box is None and not annex and heading.kind is None and heading.number is not None:
            found.append(heading)
    return found


_ANNEXES = (ChapterKind.APPENDIX, ChapterKind.GLOSSARY, ChapterKind.SUBDISTRICT_LIST)


def _order(numbered: Sequence[Heading]) -> Order:
    """The kinds in the order of use. ``over[a, b]``: how often ``a`` is seen to contain ``b``."""
    over = _restarts(numbered)
    usual = sorted({heading.rank for heading in numbered})
    order = list(usual)
    for _ in range(len(order) ** 2):
        pair = next(
            (
                (high, low)
                for i, high in enumerate(order)
                for low in order[i + 1 :]
                if over[low, high] > over[high, low]
            ),
            None,
        )
        if pair is None:
            break
        order.remove(pair[1])
        order.insert(order.index(pair[0]), pair[1])
    both = tuple(
        (high, low) for i, high in enumerate(order) for low in order[i + 1 :] if over[low, high] and over[high, low]
    )
    return Order(dict(zip(order, usual, strict=True)), both)


def _restarts(numbered: Sequence[Heading]) -> Counter[tuple[float, float]]:
    """How often a count begins right below a heading of another kind whose own count goes on behind it."""
    over: Counter[tuple[float, float]] = Counter()
    last: dict[float, int] = {}
    begun: dict[float, float] = {}  # for each kind, which count began right below its last heading
    above: float | None = None
    for heading in numbered:
        rank, number = heading.rank, heading.number or 0
        if number > 1 and last.get(rank) == number - 1 and rank in begun:
            over[rank, begun[rank]] += 1
        elif number == 1 and above is not None and above != rank:
            begun[above] = rank
        begun.pop(rank, None)
        last[rank] = number
        above = rank
    return over


def _contradiction(source: Source, numbered: Sequence[Heading], high: float, low: float) -> Note:
    """Say it at the first heading of the lower kind that has one of the upper kind, counted from 1, below it."""
    first = next(one for one in numbered if one.rank == low)
    other = next(one for one in numbered if one.rank == high)
    message = (
        f"numbers such as {first.label} stand below those such as {other.label} in one part and above them in another: "
        "the levels follow the commoner use"
    )
    return note("outline", message, source, first.start, first.body_start)
