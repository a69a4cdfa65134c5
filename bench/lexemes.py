"""The words of a search entry, with holes where its title and text have them.

::

    河东养老服务  →  '河东' '养老' '服务' '~东养' '~老服'    ▢▢养老服务  →  '▢▢' '养老' '服务' '~▢养' '~老服'

The words are those that were found in the text that stood there before: a name put in its place is taken for one word, as that was.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planapi.search.queries import quoted
from text.sources.source import fold

_LEXEME = re.compile(r"'((?:[^']|'')*)'")
_PARTS = re.compile(r"(?P<mark>\^~|\^|~|=|#)?(?P<body>.*)", re.DOTALL)
_RUN = re.compile(r"[0-9a-z]+(?:\.[0-9]+)*|[^\W0-9a-z_]+")


@dataclass(frozen=True, slots=True)
class Renamed:
    """Finds names, and gives their holes."""

    names: re.Pattern[str]
    holes: Mapping[str, str]

    def __call__(self, text: str) -> str:
        return self.names.sub(lambda found: self.holes[found.group()], text)


def mark_words(words: str, pairs: Sequence[tuple[str, str]], filters: Mapping[str, str], renamed: Renamed) -> str:
    """A tsvector with holes; ``pairs`` are title and text, each without and with holes, of the same length."""
    found = [one.replace("''", "'").replace("\\\\", "\\") for one in _LEXEME.findall(words)]
    parts = [match.group("mark", "body") for one in found if (match := _PARTS.fullmatch(one))]
    known = {body for mark, body in parts if mark in (None, "^")}
    other = [_other_forms(base, marked, known) for base, marked in pairs]
    made: list[str] = []
    for mark, body in parts:
        prefix = mark or ""
        if prefix == "#":
            made.append(prefix + filters.get(body, body))
        elif prefix == "=":
            made.append(prefix + renamed(body))
        else:
            forms, whole = other[0 if prefix.startswith("^") else 1]
            others = forms.get(body, Counter())
            made += [prefix + form for form in others]
            if not others or whole.count(body) > sum(others.values()):
                made.append(prefix + body)
    return " ".join(map(quoted, dict.fromkeys(made)))


def _other_forms(base: str, marked: str, known: set[str]) -> tuple[dict[str, Counter[str]], str]:
    """Which lexemes have holes, with all the forms that they have then; and the plain text."""
    plain, marked = fold(base).lower(), fold(marked).lower()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    if plain == marked or len(plain) != len(marked):
        return forms, plain
    for run in _RUN.finditer(plain):
        first, last = run.span()
        if plain[first:last] == marked[first:last]:
            continue
        if run.group()[0].isascii():
            forms[run.group()][marked[first:last]] += 1
            continue
        for at in range(first, last):
            for end in {min(at + 2, last)} | {
                end for end in range(at + 2, min(at + 9, last + 1)) if plain[at:end] in known
            }:
                if plain[at:end] != marked[at:end]:
                    forms[plain[at:end]][marked[at:end]] += 1
    return forms, plain
