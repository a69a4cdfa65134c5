"""What the last name of a list says of all of them, where no word for a kind of thing tells where its own name ends.

盐川、常宁国家级零碳园区          国家级零碳园区 is common words, and 盐川 and 常宁 are as long
沙洼、石门、双泉泛铝件制造基地    all names before have two characters, and so has this one's
天成西山、国泰西山20亿立方米/年煤制气项目
                                  what stands behind a size is of all, and the size is of the last
国泰东川、天成西山等绿氢项目      firms with the places that they build at, which say nothing of what is built
"""

import re
from functools import cache
from itertools import pairwise, takewhile

from districts.reading.divisions import all_divisions
from projects.reading.common import is_common
from projects.reading.names import ends_in_work, has_strong_head, strip_work

Span = tuple[int, int]

_SHORTEST, _LONGEST, _LONGEST_OF_TWO = 2, 3, 4
_SHORTEST_TAIL = 4  # characters of what is said of all
_SIZE = re.compile(r"\d[\d.]*[万亿]?(?:立方米|千瓦时|千瓦|兆瓦|公里|平方米|吨|亩|米)(?:/年|级)?")
_GOES_ON = re.compile(
    "[\\d省市区县旗州盟镇乡村级港湾山河江湖岛口]"
)  # 石门|镇污水处理站, 石门镇|级市场, 连云|港产业园: where a name goes on
_HAN = re.compile("[\u4e00-\u9fff]+")


def tail_of_all(text: str, spans: list[Span]) -> tuple[list[Span], Span] | None:
    """The short names right before the last one of a list, and the words of the last that are said of them, too."""
    start, end = spans[-1]
    shorts: list[Span] = []
    for span in reversed(spans[:-1]):
        if not _is_bare(text[slice(*span)]):
            break
        shorts.append(span)
    if not shorts or text[start] == "“":
        return None
    sizes = {b - a for a, b in shorts}
    if len(sizes) == 1 and (size := _SIZE.match(text, start + min(sizes), end)) and _is_kind(text[size.end() : end]):
        return shorts, (size.end(), end)
    shorts = list(takewhile(lambda span: span[1] - span[0] <= _LONGEST or ends_in_place(text[slice(*span)]), shorts))
    sizes = {b - a for a, b in shorts}
    if not shorts:
        return None
    for own in range(_SHORTEST, _LONGEST + 1):
        tail = text[start + own : end]
        if _is_apart(text[start : start + own], tail) and any(map(is_common, _without_stretch(tail))):
            return shorts, (_kind_itself(text, start + own, end), end)
    own = sizes.pop() if len(sizes) == 1 else 0
    tail = text[start + own : end]
    sure = len(shorts) > 1 or (text[start - 1] in "和与" and len(tail) > _SHORTEST_TAIL)
    return (shorts, (start + own, end)) if own and sure and _is_apart(text[start : start + own], tail) else None


# 沙柳、石双汾|高铁, 乌石崖、青羊滩|水电站
_KIND_LAST = re.compile(r"(?P<line>高速(?:公路)?|高铁|城际(?:铁路)?|铁路)$|(?:抽水蓄能电站|水电站|水库|灌区)$")


def told_by_the_next(text: str, spans: list[Span]) -> dict[Span, tuple[Span, ...]]:
    """For the short names of a list that is closed by 等 what the next name with a kind says of them, too."""
    shares: dict[Span, tuple[Span, ...]] = {}
    common: re.Match[str] | None = None
    for a, b in reversed(spans):
        name = text[a:b]
        if kind := _KIND_LAST.search(text, a + _SHORTEST, b):
            common = kind
        elif common and _is_bare(name) and (len(name) <= _LONGEST or common["line"]):
            shares[a, b] = (common.span(),)
        else:
            common = None
    return shares


def told_by_the_joined(text: str, spans: list[Span]) -> dict[Span, tuple[Span, ...]]:
    """青柳和沙石扩容、…: what is done to both, where 和 joins these two and not the last name to all before."""
    shares: dict[Span, tuple[Span, ...]] = {}
    for (a, b), behind in pairwise(spans[:-1]):
        if text[b] in "和与" and b + 1 == behind[0] and _is_bare(text[a:b]) and (done := _done_to(text, *behind)):
            shares[a, b] = (done,)
    return shares


def _done_to(text: str, start: int, end: int) -> Span | None:
    """青石|扩容: what is done to the short name that it follows."""
    bare = strip_work(text[start:end])
    return (start + len(bare), end) if start + len(bare) < end and _is_bare(bare) else None


# 德山|大型水库: which the last one is, and not all
_RANK = re.compile("(?:[特大中小]+型|大尺度|重点|骨干|标志性|特色|优质)+(?=..)")


def _kind_itself(text: str, start: int, end: int) -> int:
    rank = _RANK.match(text, start, end)
    return rank.end() if rank else start


def _is_bare(name: str) -> bool:
    """Is it a short name that says nothing of what it is?"""
    return (
        _SHORTEST <= len(name) <= _LONGEST_OF_TWO
        and _HAN.fullmatch(name) is not None
        and not (is_common(name) or has_strong_head(name) or ends_in_work(name))
    )


def _is_apart(name: str, tail: str) -> bool:
    """Can a name end here, and what stands behind it be a kind of thing?"""
    return _is_kind(tail) and _HAN.fullmatch(name) is not None and not is_common(name) and _GOES_ON.match(tail) is None


def _is_kind(tail: str) -> bool:
    for bare in _without_stretch(tail):
        work = strip_work(bare)
        if len(bare) >= _SHORTEST_TAIL and (has_strong_head(work) or work != bare):
            return True
    return False


def _without_stretch(tail: str) -> tuple[str, ...]:
    """国家文化公园|青川段: of the place of a stretch nobody can tell where it begins."""
    return (tail[:-3], tail[:-4]) if tail.endswith("段") else (tail,)


def ends_in_place(name: str) -> bool:
    """Does it end in the name of a city or a county: 国泰东川?"""
    return any(name[-size:] in _places() for size in (2, 3))


def is_place(name: str) -> bool:
    """Is it the name of a city or a county?"""
    return name in _places()


_OF_DIVISION = re.compile(r"(?:省|自治区|自治[州县旗]|市|州|盟|地区|县|区|旗)$")


@cache
def _places() -> frozenset[str]:
    """The names of all divisions, with and without what kind they are."""
    short = (_OF_DIVISION.sub("", one.name) for one in all_divisions())
    return frozenset(name for name in (*short, *(one.name for one in all_divisions())) if len(name) >= _SHORTEST)
