"""The places whose names tie a work to the district: its own name, those above it, and its streets.

东丽区 → 东丽区, 东丽;   1.万新街 (a heading in the list of streets) → 万新街
"""

import re
from collections.abc import Sequence

from text.context import DocumentContext
from text.outline.outline import Outline
from text.tables.tables import Table
from text.vocabulary import ChapterKind

_SUFFIX = re.compile(r"(?:自治区|自治州|地区|新区|[省市区县旗州])$")
_LISTED = re.compile(
    r"^\s*(?:\d{1,2}[.、]|\([一二三四五六七八九十]+\))\s*(?P<name>[\u4e00-\u9fff]{2,6}(?:街道|街|镇|乡))\s*$"
)


def places_of(context: DocumentContext) -> tuple[str, ...]:
    """The names, long and short, of the district and what is above it."""
    names: list[str] = []
    for name in (context.place, *context.places_above):
        short = _SUFFIX.sub("", name)
        names.append(name)
        if len(short) >= 2:
            names.append(short)
    return tuple(names)


def short_of(name: str) -> str:
    """东丽区 → 东丽."""
    return _SUFFIX.sub("", name)


def subdistricts_of(outline: Outline, tables: Sequence[Table]) -> tuple[str, ...]:
    """The streets and towns that the document lists: in its appendix of streets, or in a column of a table."""
    found: dict[str, None] = {}
    for node in outline.nodes:
        if node.kind is ChapterKind.SUBDISTRICT_LIST:
            for line in outline.source.lines_between(node.body_start, node.end):
                if match := _LISTED.match(line.folded):
                    found[match["name"]] = None
    for table in tables:
        for column, cell in enumerate(table.header):
            if cell.folded.strip() in ("街道", "街镇", "乡镇", "所在街道", "属地"):
                for row in table.rows:
                    if column < len(row.cells):
                        found[row.cells[column].text.strip()] = None
    return tuple(name for name in found if re.search(r"(?:街道|街|镇|乡)$", name))


def subdistrict_in(text: str, known: Sequence[str]) -> str | None:
    """The one street that the words name; None where they name none, or several."""
    named = {name for name in known if name in text}
    if not named and (match := re.search(r"位于(?P<name>[\u4e00-\u9fff]{2,4}?(?:街道|街|镇|乡))(?![道市])", text)):
        named = {match["name"]}
    return named.pop() if len(named) == 1 else None
