"""Words that name nothing by themselves: what is made of them alone is a kind of thing, not a thing.

    is_common("高水平研发中心")  →  True: a kind of place, of which a plan wants some
    is_common("爱思达航天科技")  →  False: 爱思达 is nobody's common word

The words are data (data/common_words.txt, made as its README says): to load a whole dictionary to ask this would cost a second.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

_DATA = Path(__file__).parents[1] / "data"


@cache
def _words(file: str = "common_words.txt") -> tuple[frozenset[str], int]:
    """The list and the length of its longest word, read the first time that a name is asked for."""
    lines = (_DATA / file).read_text(encoding="utf-8").splitlines()
    words = frozenset(line for line in lines if line and not line.startswith("#"))
    return words, max(map(len, words))


# Single characters that join and grade words: 区级, 新老, 东西, 第…期. Endings of proper names (路 道 里 苑) are not among them.
SINGLE = frozenset(
    "的与和及等区省市县镇乡级类型化性新老旧大小多全内外前后个处座所家条项第各式点两三四五六十百千万余一二双"
    "煤铝镁钛锂锌镍钨锡钼钒铟锗硅氢氟"  # what is made, or of what
)
_PLAIN = frozenset("0123456789.%+-/·,、()“”")


@lru_cache(64)  # a name is asked for several times, one right after the other
def is_common(name: str) -> bool:
    """Is the name a sum of common words? Linear in its length."""
    known, longest = _words()
    reach = [True] + [False] * len(name)
    for start in range(len(name)):
        if not reach[start]:
            continue
        if name[start] in SINGLE or name[start] in _PLAIN or name[start].isascii():
            reach[start + 1] = True
        for end in range(start + 2, min(start + longest, len(name)) + 1):
            if not reach[end] and name[start:end] in known:
                reach[end] = True
    return reach[-1]


def has_common_edge(name: str) -> bool:
    """Does the name begin or end with a common word: 望川|校长, 职教|兴川; not 望川?"""
    return any(is_common(name[:size]) or is_common(name[-size:]) for size in (2, 3, 4))


def doing_word(text: str, start: int, end: int) -> int:
    """Where the word ends that begins at ``start`` and begins no name (对标 沙洼科技园); ``start`` where none does."""
    known, longest = _words("doing_words.txt")
    for stop in range(min(start + longest, end), start + 1, -1):
        if text[start:stop] in known:
            return stop
    return start


class Named(Protocol):
    """What a reading yields: a thing with a name and a place of its own in the document."""

    @property
    def name(self) -> str: ...

    @property
    def key_start(self) -> int: ...


_N = TypeVar("_N", bound=Named)


def distinct(found: Iterable[_N]) -> tuple[_N, ...]:
    """Of those that share a name or a place the first, all in the order of the text."""
    names: set[str] = set()
    starts: set[int] = set()
    kept: list[_N] = []
    for one in found:
        if one.name not in names and one.key_start not in starts:
            kept.append(one)
            names.add(one.name)
            starts.add(one.key_start)
    return tuple(sorted(kept, key=lambda one: one.key_start))
