"""What a revision changed, in words: 新增 158 条数字、112 个项目；修改 1 份文件。"""

from collections.abc import Mapping

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
