"""Which programs ask, where an answer depends on that."""

import re
from functools import lru_cache

# Excel and its parts, WPS, LibreOffice and OpenOffice, and what fetches for Google's sheets.
_SPREADSHEETS = re.compile(
    r"ms-?office|Microsoft Office|Microsoft Excel|\bWPS\b|Kingsoft|LibreOffice|OpenOffice|apps-spreadsheets",
    re.IGNORECASE,
)
_USUAL = 300
"""Octets of a header up to which its answer is remembered."""


def is_spreadsheet(user_agent: str) -> bool:
    """Whether a client says that it is a program for spreadsheets. A browser is known by its Accept, and the programs of data analysis take no mark.

    >>> [is_spreadsheet(name) for name in ("Mozilla/4.0 (compatible; ms-office; MSOffice 16)", "python-requests/2.32", "LibreOffice 24.8", "")]
    [True, False, True, False]
    """
    return (_is_spreadsheet if len(user_agent) <= _USUAL else _is_spreadsheet.__wrapped__)(user_agent)


@lru_cache(256)
def _is_spreadsheet(user_agent: str) -> bool:
    return _SPREADSHEETS.search(user_agent) is not None
