"""Words that readers look for are data: a TOML file of word classes becomes one alternation of a regular expression per class.

::

    [parts]                                    # patterns of a few characters, by name
    digit = '[一二三四五六七八九十]'

    opening = [                                # a class: one word a line
      { word = "累计", example = "累计引进企业35家。", gives = "引进企业" },
      { word = "均", not_before = "衡", example = "均完成投资3亿元。", gives = "完成投资" },
      { word = "{digit}期", example = "二期新增泊位120个。", gives = "新增泊位" },
    ]

Each word has an example and what a reader must make of it; the head of the file says which reader. ``tests/house/test_words.py`` runs every example
twice, with the word and without it, and fails for a word that makes no difference. So the files hold no word that nobody needs.

A word is literal, but for ``{name}``, which is replaced by a part. The guards ``not_before``, ``not_after``, ``only_before`` and ``only_after`` say what
may not, or must, stand next to it: one or more words, divided by spaces. In a guard ``^`` and ``$`` stand for the start and the end of the text.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class LexiconWord:
    """One entry: the word, its guards, and what a reader gives for the example."""

    word: str
    example: str
    gives: str
    not_before: str = ""
    not_after: str = ""
    only_before: str = ""
    only_after: str = ""


_GUARDED = ("word", "not_before", "not_after", "only_before", "only_after")


class Lexicon:
    """The words of one file by class, and the parts that they are made of."""

    def __init__(self, classes: Mapping[str, tuple[LexiconWord, ...]], parts: Mapping[str, str]) -> None:
        self._classes = dict(classes)
        self._parts = dict(parts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._classes)

    def __getitem__(self, name: str) -> tuple[LexiconWord, ...]:
        return self._classes[name]

    def part(self, name: str) -> str:
        """The pattern that ``{name}`` stands for, as a group."""
        return f"(?:{self._parts[name]})"

    def words(self, name: str) -> frozenset[str]:
        """The words of a class that is no pattern, but a set."""
        return frozenset(entry.word for entry in self._classes[name])

    def any(self, *names: str) -> str:
        """A group that matches one word of a class, or of several, the longest where several begin alike.

        >>> Lexicon({"and": (LexiconWord("和", "", "", not_before="谐 平"), LexiconWord("以及", "", ""), LexiconWord("以", "", ""))}, {}).any("and")
        '(?:以及|以|和(?!谐|平))'
        """
        by_first: dict[str, list[str]] = {}
        for entry in sorted((entry for name in names for entry in self._classes[name]), key=_length, reverse=True):
            first, pattern = self._pattern(entry)
            by_first.setdefault(first, []).append(pattern)
        # Grouped by their first characters, so that a place without any of them is skipped at once.
        return f"(?:{'|'.join(_group(first, rest) for first, rest in by_first.items())})"

    def ahead(self, *names: str) -> str:
        """A look ahead for the first character of a word of any of these classes; it is put before a choice that is tried at many places.

        >>> Lexicon({"and": (LexiconWord("和", "", ""), LexiconWord("以及", "", ""))}, {}).ahead("and")
        '(?=[以和])'
        """
        words = [entry.word for name in names for entry in self._classes[name]]
        firsts = "".join(sorted({word[0] for word in words} - {"{"}))
        parts = sorted({word[: word.index("}") + 1] for word in words if word.startswith("{")})
        return f"(?={'|'.join([f'[{re.escape(firsts)}]', *map(self._literal, parts)])})"

    def ends(self, *names: str) -> frozenset[str]:
        """The last characters of the words of any of these classes, but for those that a part ends: what ends with none of them needs no search.

        >>> sorted(Lexicon({"and": (LexiconWord("和", "", ""), LexiconWord("以及", "", ""))}, {}).ends("and"))
        ['及', '和']
        """
        return frozenset(entry.word[-1] for name in names for entry in self._classes[name]) - {"}"}

    def without(self, name: str, entry: LexiconWord) -> "Lexicon":
        """The same lexicon without one word."""
        kept = tuple(other for other in self._classes[name] if other is not entry)
        return Lexicon({**self._classes, name: kept}, self._parts)

    def _pattern(self, entry: LexiconWord) -> tuple[str, str]:
        """The first character of a word, and the pattern of the rest with the guards; the first is empty where a part begins it."""
        first = "" if entry.word.startswith("{") else entry.word[0]
        rest, first = self._literal(entry.word[len(first) :]), self._literal(first)
        # A look behind must be of one length, so that each word has one of its own. It is made after the first character of the guarded word.
        before = "".join(f"(?<!{word}{first})" for word in self._guards(entry.not_after))
        if entry.only_after:
            before += f"(?:{'|'.join(f'(?<={word}{first})' for word in self._guards(entry.only_after))})"
        after = f"(?!{'|'.join(self._guards(entry.not_before))})" if entry.not_before else ""
        after += f"(?={'|'.join(self._guards(entry.only_before))})" if entry.only_before else ""
        return first, before + rest + after

    def _guards(self, words: str) -> list[str]:
        return [word if word in ("^", "$") else self._literal(word) for word in words.split()]

    def _literal(self, word: str) -> str:
        """A word as a pattern: its parts, and every other character as it is."""
        if "{" not in word:
            return re.escape(word)
        pieces = re.split(r"\{(\w+)\}", word)
        return "".join(self.part(piece) if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))


def load(path: Path) -> Lexicon:
    """Read a file of words. Raises ValueError for an entry that is not as the head of this module says, with its class and word."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    parts: dict[str, str] = {}
    for name, pattern in data.pop("parts", {}).items():
        parts[name] = re.sub(r"\{([a-z]\w*)\}", lambda found: f"(?:{parts[found[1]]})", pattern)
    return Lexicon({name: tuple(_entries(path, name, entries, parts)) for name, entries in data.items()}, parts)


def _entries(path: Path, name: str, entries: list[dict[str, Any]], parts: Mapping[str, str]) -> Iterator[LexiconWord]:
    seen: set[tuple[str, ...]] = set()
    for entry in entries:
        try:
            word = LexiconWord(**entry)
        except TypeError as error:
            raise ValueError(f"{path.name}, {name}, {entry.get('word')!r}: {error}") from error
        guarded = tuple(entry.get(key, "") for key in _GUARDED)
        if not word.word or guarded in seen:
            raise ValueError(f"{path.name}, {name}, {word.word!r}: {'stands there twice' if word.word else 'is empty'}")
        for part in re.findall(r"\{(\w+)\}", " ".join(guarded)):
            if part not in parts:
                raise ValueError(f"{path.name}, {name}, {word.word!r}: there is no part {part!r}")
        seen.add(guarded)
        yield word


def _length(entry: LexiconWord) -> int:
    """How long a word is, a part counted as two characters."""
    return len(re.sub(r"\{\w+\}", "__", entry.word) if "{" in entry.word else entry.word)


def _group(first: str, rest: list[str]) -> str:
    """The words that begin with one character. Few are written out: a choice of single characters would cost Python half a millisecond to compile."""
    if not first or len(rest) < 3 or max(map(len, rest)) < 2:
        return "|".join(first + each for each in rest)
    return f"{first}(?:{'|'.join(rest)})"
