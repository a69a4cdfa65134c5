"""A table of a page becomes a grid of cells; one that only lays out the page becomes the lines in its cells.

``rowspan`` and ``colspan`` count within their group of rows, 0 is for all rows that are left, and what is too large ends with the group.
"""

import re

from text.loading.web.tree import Element

_MOST_COLUMNS = 64
_WIDE = 20  # columns: a cell that says more may mean all of the row
_ARTICLE = 600  # characters of a cell that is an article
_GROUPS = {"thead": 0, "tbody": 1, "tr": 1, "tfoot": 2}
_PARTS = frozenset("p br div li dd h1 h2 h3 h4 h5 h6 blockquote pre".split())
_SPAN = re.compile(r"\s*\+?(\d{1,5})")

Rows = list[list[Element]]


def rows_of(table: Element) -> list[Rows]:
    """The rows of head, bodies and foot in the order in which they are shown; rows that are in no group are one."""
    found: list[tuple[int, Rows]] = []
    for child in table.elements():
        if child.tag == "tr":
            if not found or found[-1][0] != 1:
                found.append((1, []))
            found[-1][1].append(_cells(child))
        elif child.tag in _GROUPS:
            found.append((_GROUPS[child.tag], [_cells(row) for row in child.elements() if row.tag == "tr"]))
    return [rows for _, rows in sorted(found, key=lambda one: one[0])]


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.elements() if cell.tag in ("td", "th")]


def spans(rows: Rows, at: int, width: int) -> list[tuple[int, int]]:
    """Over how many rows and columns each cell of row ``at`` of a group reaches, in a table ``width`` columns wide."""
    left = len(rows) - at
    columns = [_columns(cell) for cell in rows[at]]
    return [
        (min(_span(cell.attributes.get("rowspan", "1")) or left, left), max(1, min(own, width - sum(columns) + own)))
        for cell, own in zip(rows[at], columns, strict=True)
    ]


def width_of(rows: Rows) -> int:
    """How many columns a table has, without those that only a cell says that reaches over more than there are."""
    sums = (sum(own if own <= _WIDE else 1 for own in map(_columns, row)) for row in rows)
    return min(max(sums, default=0), _MOST_COLUMNS)


def _columns(cell: Element) -> int:
    return _span(cell.attributes.get("colspan", "1")) or 1


def _span(words: str) -> int:
    found = _SPAN.match(words)
    return int(found[1]) if found else 1


# ── tables that lay out a page ───────────────────────────────────────────────────────────────────────────────────────────────────────


def is_layout(table: Element, rows: Rows) -> bool:
    """Does the table only say where on the page its parts stand?"""
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    filled = [[cell for cell in row if _holds(cell)] for row in rows]
    if max(map(len, filled), default=0) <= 1:  # a frame around words, or nothing
        return True
    cells = [cell for row in filled for cell in row]
    lengths = [len("".join(cell.text().split())) for cell in cells]
    whole = sum(lengths)
    for cell, length in zip(cells, lengths, strict=True):
        inner = [one for one in cell.all() if one.tag == "table" and one is not cell]
        if any(_is_table(one) or len("".join(one.text().split())) > whole / 2 for one in inner):
            return True
        headings = sum(len("".join(one.text().split())) for one in cell.all() if re.fullmatch("h[1-6]", one.tag))
        if headings and length > headings + 60:
            return True
    return _is_article(filled, cells, lengths)


def _is_article(filled: Rows, cells: list[Element], lengths: list[int]) -> bool:
    """Is one cell an article, and all others what stands around it?"""
    longest = max(range(len(cells)), key=lengths.__getitem__)
    if lengths[longest] < max(_ARTICLE, 0.6 * sum(lengths)) or len(filled) > 6:
        return False
    parts = sum(one.tag in _PARTS for one in cells[longest].all())
    headed = len(filled) > 1 and len(filled[0]) > 2 and all(len(cell.text().strip()) <= 20 for cell in filled[0])
    return parts >= 3 and not headed


def _holds(cell: Element) -> bool:
    return bool(cell.text().strip()) or any(one.tag in ("img", "math") for one in cell.all())


def _is_table(table: Element) -> bool:
    """Has it at least two rows of two cells with words?"""
    rows = (row for group in rows_of(table) for row in group)
    return sum(sum(bool(cell.text().strip()) for cell in row) > 1 for row in rows) > 1
