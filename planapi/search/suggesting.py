"""Part of a name becomes the names that it may be meant for: those that begin with it, those that hold it, the nearest.

``养老`` suggests 养老机构 and 健全养老服务体系; ``养老服物``, which matches nowhere, suggests 养老服务: the words of names that
differ from it least. Nearness counts characters to be changed, added or left out, at most one in three.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from planapi.search.finding import names
from planapi.search.queries import Sought, near_ranks, title_ranks
from planapi.search.source import AnswerSource
from text.lexemes import is_latin, plain, runs
from text.words import bounds_of

AT_MOST = 10
_LOOKED_AT, _LOOKED_AT_NEAR = 500, 300


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name, the type of what bears it, and how many entries do, as far as was looked. The nearest are words of names: of no type."""

    text: str
    type: str | None
    count: int


def complete(question: list[Sought], source: AnswerSource) -> list[Suggestion]:
    """Names that begin with the words, then names that hold them; of each the commonest and shortest first."""
    found = names(title_ranks(question), source, each=_LOOKED_AT)
    best = sorted(found, key=lambda row: (row[0], -row[3], len(row[2]), row[2]))
    return [Suggestion(title, kind, count) for _, kind, title, count in best[:AT_MOST]]


def nearest_words(question: list[Sought], source: AnswerSource) -> list[Suggestion]:
    """The words from names that are most similar to a query that matches nowhere."""
    meant = "".join(one.plain for one in question)
    allowed = len(meant) // 3
    if not allowed:
        return []
    near: Counter[str] = Counter()
    for _, _, title, count in names(near_ranks(meant), source, each=_LOOKED_AT_NEAR):
        for words in _stretches(plain(title), len(meant) + allowed):
            if abs(len(words) - len(meant)) <= allowed:
                near[words] += count
    distances = {words: distance(meant, words) for words in near}
    best = sorted(
        (words for words in near if 0 < distances[words] <= allowed),
        key=lambda words: (distances[words], -near[words], words),
    )
    return [Suggestion(words, None, near[words]) for words in best[:AT_MOST]]


def distance(one: str, other: str) -> int:
    """How many characters must be changed, added or left out to make one of the other.

    >>> distance("养老服物", "养老服务"), distance("养老", "养老院")
    (1, 1)
    """
    row = list(range(len(other) + 1))
    for number, char in enumerate(one, start=1):
        row = list(
            accumulate(
                range(len(other)),
                lambda left, at, row=row, char=char: min(left + 1, row[at + 1] + 1, row[at] + (char != other[at])),
                initial=number,
            )
        )
    return row[-1]


def _stretches(title: str, longest: int) -> set[str]:
    """Adjacent words of a title: 养老, 养老服务, 服务 and so on."""
    found: set[str] = set()
    for run in runs(title):
        starts, ends = ([0], [len(run)]) if is_latin(run) else bounds_of(run)
        found |= {run[start:end] for start in starts for end in ends if start < end <= start + longest}
    return found
