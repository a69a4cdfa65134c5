"""Traditional characters become simplified ones, for what people search for.

The table is `text/data/traditional.txt`; its head says where it is from.
"""

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "traditional.txt"


@cache
def _simplified() -> dict[int, str]:
    rows = (row for row in _TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("#"))
    return {ord(pair[0]): pair[1] for row in rows for pair in row.split()}


def simplified(text: str) -> str:
    """The text in simplified characters, one for one. What simplified texts have, too, stays: 著名, 乾隆.

    >>> simplified("經濟發展"), simplified("著名企业")
    ('经济发展', '著名企业')
    """
    return text.translate(_simplified())
