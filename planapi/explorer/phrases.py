"""Sentences that code makes, and the same in another language, by their patterns: ``以“{printed}”计`` is known with whatever stands in it."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

_CHANGES = re.compile(r"\\\{(\w+)\\\}")


class Phrasebook:
    """A table of ``data/``: each sentence as it is made, with ``{…}`` for what changes, and the same in the other language."""

    def __init__(self, name: str) -> None:
        table = tomllib.loads((Path(__file__).parent / "data" / name).read_text("utf-8"))
        patterns = {
            said: (re.compile(_CHANGES.sub(r"(?P<\1>.+?)", re.escape(said)), re.DOTALL), other)
            for said, other in table.items()
        }
        # Of two that fit, the one that says more of itself.
        self.patterns = dict(sorted(patterns.items(), key=lambda one: -len(re.sub(r"\{\w+\}", "", one[0]))))

    def told(self, sentence: str, value: Callable[[str], str] = str) -> str | None:
        """A sentence in the other language; None where it is not known. ``value`` says what stands in it in that language."""
        for pattern, other in self.patterns.values():
            if match := pattern.fullmatch(sentence):
                return other.format(**{name: value(one) for name, one in match.groupdict().items()})
        return None
