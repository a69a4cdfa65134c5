"""What a revision changed, in words: 新增 158 条数字、112 个项目；修改 1 份文件。And the years of a figure."""

from collections.abc import Mapping
from typing import Any

from planapi.explorer.saying import say

TOLD = ("documents", "observations", "targets", "projects", "parks", "indicators")
"""Resources whose changes are told; the rest goes along with these."""
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
