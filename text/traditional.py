"""Traditional characters become simplified ones, for what people search for.

The table is `text/data/traditional.txt`; its head says where it is from.
"""

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "traditional.txt"


@cache
def traditional_characters() -> dict[str, str]:
    """Each traditional character with the simplified one."""
    rows = (row for row in _TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("#"))
    return {pair[0]: pair[1] for row in rows for pair in row.split()}


@cache
def _simplified() -> dict[int, str]:
    return {ord(char): plain for char, plain in traditional_characters().items()}


def simplified(text: str) -> str:
    """The text in simplified characters, one for one. What simplified texts have, too, stays: 著名, 乾隆.

    >>> simplified("經濟發展"), simplified("著名企业")
    ('经济发展', '著名企业')
    """
    return text.translate(_simplified())


_ONE_IN = 100
"""In a text that a program wrote in traditional characters every third or fourth is one; a simplified text has one in a name."""


def is_traditional(text: str) -> bool:
    """Is a text, or a part of it, written in traditional characters?

    >>> is_traditional("經濟發展"), is_traditional("经济发展")
    (True, False)
    """
    return sum(map(text.count, set(text) & traditional_characters().keys())) * _ONE_IN > len(text)
