"""A hit becomes what is shown of it: the words around the first place found, in HTML with ``<mark>`` around what was
looked for and all else escaped. Pure: no Django.
"""

import html
import re
from collections.abc import Sequence

from planapi.search.queries import pattern

BEFORE, AFTER = 40, 80
"""How many characters a snippet shows before and after the first word found."""


def sought(words: Sequence[str]) -> re.Pattern[str]:
    """What finds the words (plain) in a text, the longest first."""
    return re.compile("|".join(map(pattern, sorted(words, key=len, reverse=True))))


def snippet(text: str, found: re.Pattern[str]) -> str:
    """The words around the first place found, on one line. Of a long text only what is near that place is looked at twice.

    >>> snippet("推进社区\\n养老设施。" + "另" * 200, sought(["养老"]))[:12]
    '推进社区 养老设施。另另'
    """
    first = found.search(text)
    place = first.start() if first else 0
    before = _line_until(text, place, least=BEFORE + 1)
    shown = before[-BEFORE:]
    length = BEFORE + AFTER - len(shown)
    after = _line_from(text, place, least=length + 1)
    return ("…" if len(before) > BEFORE else "") + shown + after[:length] + ("…" if len(after) > length else "")


def _line_until(text: str, place: int, *, least: int) -> str:
    """What stands before a place, with each stretch of white space as one space: all of it, or at least the last so many characters."""
    width = 2 * least
    while True:
        start = max(0, place - width)
        line = " ".join((text[start:place] + "|").split())[:-1]
        if not start or len(line) >= least:
            return line
        width *= 2


def _line_from(text: str, place: int, *, least: int) -> str:
    """The same of what stands from a place on: all of it, or at least the first so many characters."""
    width = 2 * least
    while True:
        line = " ".join(text[place : place + width].split())
        if place + width >= len(text) or len(line) >= least:
            return line
        width *= 2


def highlight(text: str, found: re.Pattern[str]) -> str:
    """HTML of a text with everything found marked.

    >>> highlight("PM<sub>2.5</sub>与养老", sought(["养老"]))
    'PM&lt;sub&gt;2.5&lt;/sub&gt;与<mark>养老</mark>'
    """
    parts: list[str] = []
    last = 0
    for match in found.finditer(text):
        parts += [
            html.escape(text[last : match.start()], quote=False),
            f"<mark>{html.escape(match[0], quote=False)}</mark>",
        ]
        last = match.end()
    return "".join([*parts, html.escape(text[last:], quote=False)])
