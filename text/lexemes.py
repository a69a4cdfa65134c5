"""A text becomes the lexemes that it is found by: jieba's words, and every pair of characters that no word covers.

::

    养老服务体系   →  words 养老 服务 体系 服务体系    pairs 老服 务体 系

A word finds what was meant: 养老 in 养老服务体系. Pairs find what the dictionary cuts otherwise: 海河柳林 is 海河, 河柳 and
柳林, whatever words they lie in. The last character of a run is a pair of its own, so that every character begins one.
Letters and digits are a word as a whole (``pm2.5``), folded to half width and lower case.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter

from text.sources.source import fold_characters
from text.words import words_within

RUN = re.compile(r"[0-9a-z]+(?:\.[0-9]+)*|[^\W0-9a-z_]+")
# PostgreSQL takes lexemes of 2,046 bytes and a megabyte of them in all.
LONGEST_WORD, _MOST_BYTES = 100, 1_000_000


def plain(text: str) -> str:
    """Half width, lower case, and every stretch of white space one space.

    >>> plain("ＰＭ2.5\\n下降")
    'pm2.5 下降'
    """
    return " ".join(fold_characters(text).lower().split())


def runs(text: str) -> list[str]:
    """The stretches of a plain text that hold words, without the signs between them.

    >>> runs("5g网络、pm2.5（年均）")
    ['5g', '网络', 'pm2.5', '年均']
    """
    return RUN.findall(text)


def is_latin(run: str) -> bool:
    """Whether a run is of letters and digits, and so one word."""
    return run[0].isascii()


@lru_cache(maxsize=20_000)
def run_lexemes(run: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words and the pairs of one run. Kept, because a document says most things more than once."""
    if is_latin(run):
        return frozenset([run[:LONGEST_WORD]]), frozenset()
    words = {word for word in words_within(run) if len(word) > 1}
    return frozenset(words), frozenset({*map("".join, pairwise(run)), run[-1]} - words)


def cut_words(text: str) -> None:
    """Find the words of a text ahead of time: whoever has to hurry later finds them kept."""
    for run in set(runs(plain(text))):
        run_lexemes(run)


def lexemes(text: str) -> tuple[set[str], set[str]]:
    """The words and the pairs of a plain text. A pair that is a word elsewhere in the text is a word."""
    found = list(map(run_lexemes, set(runs(text))))
    words = set[str]().union(*map(_WORDS, found))
    return words, set[str]().union(*map(_PAIRS, found)) - words


_WORDS, _PAIRS = itemgetter(0), itemgetter(1)


def bounded(all_lexemes: list[str]) -> list[str]:
    """As many lexemes as one row of PostgreSQL takes: all of them, but for texts without any end."""
    if 4 * sum(map(len, all_lexemes)) <= _MOST_BYTES:  # no character has more than four bytes
        return all_lexemes
    sizes = accumulate(len(lexeme.encode()) for lexeme in all_lexemes)
    return all_lexemes[: bisect_right(list(sizes), _MOST_BYTES)]
