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
    """The words around the first place found, on one line.

    >>> snippet("推进社区\\n养老设施。" + "另" * 200, sought(["养老"]))[:12]
    '推进社区 养老设施。另另'
    """
    line = " ".join(text.split())
    first = found.search(line)
    start = max(0, first.start() - BEFORE) if first else 0
    end = start + BEFORE + AFTER
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


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
