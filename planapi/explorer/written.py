"""What a revision changed, in words: 新增 158 条数字、112 个项目；修改 1 份文件。Also the years of a figure, and a sum of money."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from indicators.wording import moved
from planapi.explorer.saying import say

TOLD = ("documents", "observations", "targets", "projects", "parks", "indicators")
"""Resources whose changes are told; the rest goes along with these."""
_YI, _WAN = Decimal(10) ** 8, Decimal(10) ** 4
KINDS = ("added", "changed", "removed")


def written(counts: Mapping[str, Mapping[str, int]], language: str) -> str:
    """Of a revision's ``counts``, those that a reader looks for; empty where it has none of them."""
    parts: list[str] = []
    for kind in KINDS:
        told = [
            say(f"changed.{resource}", language, count=f"{count:,}")
            for resource in TOLD
            if (count := counts.get(resource, {}).get(kind, 0))
        ]
        if told:
            parts.append(say(f"changed.{kind}", language, what=say("changed.and", language).join(told)))
    return say("changed.then", language).join(parts)


def years_of(row: Any) -> str:
    """The year of a figure, or the first and the last of several; nothing where it has none: 2025, 2021–2025."""
    return f"{row.period_start}–{row.period_end}" if row.period_start and row.period_end else str(row.year or "")


MOVED = ("direction", "measure", "subject", "unit")
"""The columns of an observation that ``figure_in`` needs beside what is printed."""


def figure_in(row: Any, language: str, *, beside: str | None = None) -> SafeString:
    """A number as printed, for a place that is said to be in Chinese. A fall has the word for it: 0.4% alone would be a rise.

    ``beside``: the name that it stands beside, as ``moved`` has it.
    """
    printed = escape(row.raw)
    if row.direction is None:  # of most: a page has hundreds
        return printed
    zh, en = (told.removesuffix(row.raw) for told in moved(row, row.raw, beside=beside))
    if not zh:
        return printed
    return SafeString(zh + printed) if language == "zh" else SafeString(f'<span lang="en">{en}</span>{printed}')


def money(cny: Decimal, language: str) -> str:
    """A sum of yuan as it is written, with all its digits.

    >>> money(Decimal("2910000000.00"), "zh"), money(Decimal("2910000000.00"), "en"), money(Decimal("36000"), "zh")
    ('29.1 亿元', '2.91 billion yuan', '3.6 万元')
    """
    steps = (
        ((_YI, "亿元"), (_WAN, "万元"))
        if language == "zh"
        else ((10 * _YI, "billion yuan"), (100 * _WAN, "million yuan"))
    )
    for least, unit in steps:
        if abs(cny) >= least:
            return f"{(cny / least).normalize():,f} {unit}"
    return f"{cny.normalize():,f} {'元' if language == 'zh' else 'yuan'}"
