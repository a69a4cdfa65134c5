"""Lists of works that are clauses of their own, with one verb before the first of them and, it may be, 建设 behind the last.

加快沙柳、青柳等6条高铁，沙青等3条高速公路，以及柳浪湖水库等重大水利工程建设
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from projects.reading.clauses import read_clause
from projects.reading.common import doing_word
from projects.reading.items import ClauseReading, Frame, Item
from projects.reading.kinds import KIND
from projects.reading.names import has_strong_head
from projects.reading.prose import Clause
from projects.reading.verbs import CHAIN, LEAD, state_tail

_CLOSED = re.compile(
    r"等(?:\d{1,3}|[一二两三四五六七八九十]{1,3})?(?:[个条座项处家所]|一批)?(?P<kind>[\u4e00-\u9fff]{2,12}?)(?P<built>建设)?$"
)
_ALSO = re.compile("以及|同时|和|及")
_GOING_ON = re.compile("(?:加快|推进|推动|抓好|实施|建设|新建|续建|开工|新开工)$")


class Carried(NamedTuple):
    """The ``verb`` that stands before the first of several lists, and what stands behind the last."""

    verb: str
    behind: str


def carried(clauses: Sequence[Clause], index: int) -> tuple[Carried, bool] | None:
    """What is said of the list of a clause by the clauses around it, and whether it is the first of them; None where it stands alone."""
    if _is_list(clauses[index].text) is None:
        return None
    sentence = clauses[index].sentence
    first = index
    while not (verb := _verb(clauses[first].text)):
        first -= 1
        if first < 0 or clauses[first].sentence != sentence or _is_list(clauses[first].text) != "":
            return None
    last = index
    behind = _is_list(clauses[first].text) or ""
    while last + 1 < len(clauses) and clauses[last + 1].sentence == sentence and not behind:
        told = _is_list(clauses[last + 1].text)
        if told is None or _verb(clauses[last + 1].text):
            break
        last, behind = last + 1, told
    return (Carried(verb, behind), index == first) if last > first and (index <= last) else None


def read_carried(clause: Clause, said: Carried, frame: Frame) -> ClauseReading | None:
    """The works of a list that another clause says the verb of."""
    also = _ALSO.match(clause.text)
    begin = also.end() if also else 0
    found = read_clause(said.verb + clause.text[begin:], frame)
    if found is None or not found.items:
        return found
    shift = begin - len(said.verb)
    return with_behind(replace(found, items=tuple(_moved(item, shift) for item in found.items)), said)


def with_behind(found: ClauseReading, said: Carried) -> ClauseReading:
    """With what stands behind the last of the lists, which is said of all of them."""
    return found if found.words.endswith(said.behind) else replace(found, words=found.words + said.behind)


def _moved(item: Item, shift: int) -> Item:
    ahead = (item.ahead[0] + shift, item.ahead[1] + shift) if item.ahead else None
    return Item(item.start + shift, item.end + shift, tuple((a + shift, b + shift) for a, b in item.shared), ahead)


def _is_list(text: str) -> str | None:
    """What stands behind a list that 等 and the kind of its things close: 建设 or nothing; None for any other clause."""
    closed = _CLOSED.search(text) if "等" in text else None
    if closed is None or not _is_kind(closed["kind"]) or (not closed["built"] and state_tail(text)):
        return None
    begin = also.end() if (also := _ALSO.match(text)) else 0
    if not _verb(text) and (_chain(text) or doing_word(text, begin, len(text)) > begin):
        return None  # 引导沙洼广场等综合体…
    return closed["built"] or ""


def _is_kind(words: str) -> bool:
    return has_strong_head(words) or any(kind.end() == len(words) for kind in KIND.finditer(words))


def _chain(text: str) -> str:
    begin = lead.end() if (lead := LEAD.match(text)) else 0
    chain = CHAIN.match(text, begin)
    return text[begin : chain.end()] if chain and chain["verb"] else ""


def _verb(text: str) -> str:
    verb = _chain(text)
    return verb if _GOING_ON.search(verb) else ""
