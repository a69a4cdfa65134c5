"""The dictionary of Chinese words: is a character like 一 part of a word (统一, 一体化, 千方百计), so that it counts nothing?

The only module that imports jieba; its dictionary is loaded the first time that a word is asked for.
"""

from collections.abc import Iterable
from functools import cache
from typing import cast

import jieba  # pyright: ignore[reportMissingTypeStubs]

_LONGEST = 7


@cache
def _dictionary() -> dict[str, int]:
    """Words and prefixes of words, with their frequencies (0 for a mere prefix)."""
    jieba.setLogLevel(60)  # pyright: ignore[reportUnknownMemberType]
    jieba.initialize()  # pyright: ignore[reportUnknownMemberType]
    return cast(dict[str, int], jieba.dt.FREQ)


def word_at(text: str, start: int, end: int) -> str | None:
    """The longest word of the dictionary that holds ``text[start:end]`` and more, or None.

    >>> word_at("加快一体化发展", 2, 3)
    '一体化'
    """
    words = _dictionary()
    for length in range(_LONGEST, end - start, -1):
        for first in range(max(0, end - length), start + 1):
            word = text[first : first + length]
            if len(word) == length and words.get(word, 0) > 0:
                return word
    return None


def words_of(run: str) -> list[str]:
    """The words of a run of Chinese, one after the other; what the dictionary has no word for comes as single characters.

    >>> words_of("养老服务体系")
    ['养老', '服务体系']
    """
    _dictionary()
    return list(cast(Iterable[str], jieba.cut(run, HMM=False)))  # pyright: ignore[reportUnknownMemberType]


def bounds_of(run: str) -> tuple[list[int], list[int]]:
    """Where words of a run begin and where they end, those within longer ones too.

    >>> bounds_of("养老服务体系")
    ([0, 2, 4], [2, 4, 6])
    """
    _dictionary()
    found = cast(Iterable[tuple[str, int, int]], jieba.tokenize(run, mode="search", HMM=False))  # pyright: ignore[reportUnknownMemberType]
    places = [(start, end) for _, start, end in found]
    return sorted({start for start, _ in places}), sorted({end for _, end in places})


def words_within(run: str) -> list[str]:
    """The words of a run, and the shorter words within each, as a search wants them.

    >>> words_within("养老服务体系")
    ['养老', '服务', '体系', '服务体系']
    """
    _dictionary()
    return list(cast(Iterable[str], jieba.cut_for_search(run, HMM=False)))  # pyright: ignore[reportUnknownMemberType]
