"""The headings of an indicator table whose cells follow one another (:mod:`text.tables.flowing`): their words in order, whatever lines they are on."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from text.sources.source import Line, Source
from text.tables.columns import joined_headings, regrouped_headings
from text.tables.grid import Cell, cell_of
from text.tables.merged_heads import over_two_lines
from text.tables.numbered import ways_in_flow
from text.tables.page_lines import PageHeads, PageTable

_MOST_HEAD_WORDS = 24
_TWO_LINES = 0.5  # headings over others are rarer than those of one line


def flowing_heads(
    source: Source, lines: Sequence[Line], index: int, of: PageTable
) -> Iterator[tuple[int, PageHeads, list[tuple[float, tuple[Cell, ...]]]]]:
    """The lines of the headings, and the headings as they may be read, each with how odd it is, after how many words at their end head no column:

    the first words below the headings may look like parts of one (经, 济, 发, 展).
    """
    if not lines[index].folded.strip():
        return
    found: list[tuple[int, list[Cell]]] = []
    count = 0
    at, blank = index, 0
    while at < len(lines) and count < _MOST_HEAD_WORDS and blank <= 2:
        row = lines[at].folded
        matches = _HEAD_WORD.finditer(source.folded, lines[at].start, lines[at].end)
        here = [cell_of(source, [match.span()]) for match in matches]
        if "\t" in row.strip() or not all(_may_head(cell.word, of) for cell in here):
            break
        if here and not count and not _may_begin(here[0].word):
            return
        blank = 0 if here else blank + 1
        count += len(here)
        found += [(at, here)] if here else []
        at += 1
    while found:
        words = [cell for _, here in found for cell in here]
        if len(words) < 3 or not of.may_be("".join(cell.word for cell in words)):
            return
        ways: dict[tuple[Cell, ...], float] = {}
        for odd, header in ways_in_flow(words, of):
            grouped = tuple(regrouped_headings(header))
            joined = tuple(joined_headings(header))
            for way in (header, joined, grouped, tuple(joined_headings(grouped)), tuple(regrouped_headings(joined))):
                ways.setdefault(way, odd)
            if (parted := over_two_lines(header)) is not None:
                ways.setdefault(parted[1], odd + _TWO_LINES + parted[0])
        if ways:
            trailing = sum(1 for _ in takewhile(lambda cell: not of.heads(cell.word), reversed(words)))
            heads = PageHeads(tuple(lines[at] for at, _ in found), found[-1][0] + 1)
            yield trailing, heads, [(odd, header) for header, odd in ways.items()]
        _, last = found.pop()
        if ways and any(map(of.heads, (cell.word for cell in last))):
            return


def _may_head(word: str, of: PageTable) -> bool:
    return of.heads(word) or of.part_of_head(word) or _UNIT_OR_YEAR.fullmatch(word) is not None


_UNIT_OR_YEAR = re.compile(r"/?[(\[〔【].{1,4}[)\]〕】]|20\d\d")  # and 年 on the line below
_HEAD_WORD = re.compile(r"20\d\d 年\S*|\S+")


def _may_begin(word: str) -> bool:
    return re.match("序|编|类|领|分|指|主|名|项|属", word) is not None
