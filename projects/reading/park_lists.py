"""Parks that a list names by their places alone, since what they are stands behind the last of them.

望川、石门经开区纳入试点                  →  望川经开区, beside 石门经开区
做强望川、石门、青山3大机器人产业基地     →  望川机器人产业基地, 石门机器人产业基地, 青山机器人产业基地
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from projects.reading.common import doing_word, is_common
from projects.reading.names import has_head
from projects.reading.park_words import HEAD, ZONE, head_of
from text.numbers.numerals import chinese_number

Named = tuple[str, int, int]
"""The name of a park, with where it, or its place alone, stands in the text."""

_JOINTS = "、和与及"
_STOPS = re.compile(r"[、,。;:!?\n“”《》()]|(?<![共中饱永雍泰呼兴太政仁])[和与及](?![平谐田])")
_REACH = 16  # characters before a park's name in which that of the place before it begins
_SHORTEST, _LONGEST = 2, 4  # characters of the name of a place
_PIECE = re.compile("[\u4e00-\u9fff]{2,12}")
# 石门|4大|机器人产业基地
_COUNT = re.compile(r"(?P<count>\d{1,2}|[两三四五六七八九十])(?:个|家|大|座|处)(?P<tail>[\u4e00-\u9fff]{0,12})$")
_COUNT_REACH = 15
_GRADE = re.compile("(?:国家级|国家|省级|自治区级|市级|重点|特色)+")


def find_shared(text: str, found: Sequence[Named], places: Collection[str]) -> Iterator[Named]:
    """The parks of a list of places before a park that was ``found``; ``places`` are divisions that the document may speak of."""
    for name, start, end in found:
        first = _place_of(name, places)
        if first and end - start == len(name):
            for a, b in _before(text, start, places):
                yield text[a:b] + name[len(first) :], a, b


def _place_of(name: str, places: Collection[str]) -> str | None:
    """The place that a park's name begins with: 石门|铝制造基地, where it is known, and 望川|经开区."""
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        if name[:size] in places:
            return name[:size]
    head = _longest_head(name)
    place = name[: len(name) - len(head)].removesuffix("B型")  # 高阳|B型保税物流中心
    zone = ZONE.search(head) or _OF_A_PLACE.fullmatch(head)
    return place if zone and _SHORTEST <= len(place) <= _LONGEST and not is_common(place) else None


_OF_A_PLACE = re.compile("工业园区?|工业集中区|产业集中区|产业转移园|保税物流中心")


def _longest_head(name: str) -> str:
    """经济开发区 of 望川经济开发区: head and all that it may begin with."""
    return next((found.group() for found in HEAD.finditer(name) if found.end() == len(name)), head_of(name))


def _before(text: str, start: int, places: Collection[str]) -> list[tuple[int, int]]:
    """Where the places of a list stand whose last one begins at ``start``."""
    pieces: list[tuple[int, int]] = []
    while text[start - 1 : start] in tuple(_JOINTS):
        end = start - 1
        stops = list(_STOPS.finditer(text, max(0, end - _REACH), end))
        begin = stops[-1].end() if stops else max(0, end - _REACH)
        whole = bool(stops) and stops[-1].group() in _JOINTS
        begin = begin if whole else _behind_verb(text, begin, end)
        piece = text[begin:end]
        if not (piece in places or (_SHORTEST <= len(piece) <= _LONGEST and _is_place(piece))):
            break
        pieces.append((begin, end))
        start = begin if whole else -1
        if start < 0:
            break
    return pieces


def _is_place(piece: str) -> bool:
    plain = _PIECE.fullmatch(piece) is not None and not is_common(piece) and not HEAD.search(piece)
    return (
        plain
        and not piece.endswith(("区", "园", "城", "谷", "湾"))
        and (len(piece) == _SHORTEST or not has_head(piece))
    )


_VERB = re.compile(
    "建设|推进|推动|支持|加快|打造|提升|做强|做优|发挥|依托|建成|培育|促进|发展|推动|争取|力争|聚焦|围绕|以"
)


def _behind_verb(text: str, begin: int, end: int) -> int:
    """Where the first name of a list begins: behind the last word of doing."""
    for verb in _VERB.finditer(text, begin, end):
        begin = verb.end()
    while (done := doing_word(text, begin, end)) > begin:
        begin = done
    return begin


def find_counted(text: str) -> Iterator[Named]:
    """As many places as a list counts, each with what they are: 望川东湖、石门、青山3家高新区."""
    for head in HEAD.finditer(text):
        count = _COUNT.search(text, max(0, head.start() - _COUNT_REACH), head.start())
        if count is None or text[count.start() - 1 : count.start()] in tuple("第“"):
            continue
        grade = _GRADE.match(count["tail"])
        tail = count["tail"][grade.end() if grade else 0 :] + head.group()
        pieces = _counted(text, count.start(), _number(count["count"]))
        yield from ((text[a:b] + tail, a, b) for a, b in pieces)


def _counted(text: str, end: int, number: int) -> list[tuple[int, int]]:
    """The ``number`` places of a list that ends at ``end``; none where there are more or fewer, or where they are no places."""
    pieces: list[tuple[int, int]] = []
    stop = text[end - 1 : end]
    while number and len(pieces) < number:
        stops = list(_STOPS.finditer(text, max(0, end - _REACH), end))
        begin = stops[-1].end() if stops else max(0, end - _REACH)
        stop = stops[-1].group() if stops else ""
        last = stop not in _JOINTS or not stop
        begin = _behind_verb(text, begin, end) if last else begin
        piece = text[begin:end]
        if not (_PIECE.fullmatch(piece) and _SHORTEST <= len(piece) <= _LONGEST + 2 and not is_common(piece)):
            return []
        pieces.append((begin, end))
        if last:
            break
        end = stops[-1].start()
    return pieces if len(pieces) == number > 1 and stop not in tuple(_JOINTS) else []


@lru_cache(32)
def _number(word: str) -> int:
    return int(word) if word.isdigit() else chinese_number(word.replace("两", "二")) or 0
