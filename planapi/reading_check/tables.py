"""Was the indicator table read, and all of it?"""

import re
from collections import Counter
from collections.abc import Iterator

from indicators.reading.targets import NO_CATEGORIES, NONE_READ, OF_NO_ROW, UNSURE_CATEGORIES
from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from text.vocabulary import Disposition, DocumentKind, Severity

# A cell that says 预期性 or 约束性, between the marks of a table, in columns of blanks, or alone on its line; in a sentence more words stand beside it.
_NATURE = re.compile(
    r"(?:^|[\t| ]|>)\s*[\[【(]?(?:预期|约束)性?(?:指标)?[\]】)]?\s*(?=$|[\t| \d〔\[(—-]|<)", re.MULTILINE
)
# Rows whose nature stands in one cell over several have fewer cells of that kind than rows; the other way round, rows are lost.
_LOST, _LOST_SEVERE = 0.9, 0.7
_MISSING_SEVERE = 0.25
# In a good table no row stands twice with all its figures.
_TWICE = 2
# Good tables have one row without a unit (a ratio, a coefficient).
_BARE, _BARE_SHARE = 3, 0.3
_EXAMPLES = 8
_ANNOUNCED = re.compile(r"is announced, but none was read|no row under them was understood")


def _natures(folded: str, *within: int) -> int:
    """How many cells say what nature a target has, in the whole text or ``within`` a span of it."""
    if folded.find("预期", *within) < 0 and folded.find("约束", *within) < 0:
        return 0
    return len(_NATURE.findall(folded, *within))


def table_checks(reading: Reading) -> Iterator[Finding | None]:
    """What looks wrong with the indicator table. Reports have none."""
    yield _cells_as_prose(reading)
    targets = len(reading.targets.targets)
    natures = _natures(reading.source.folded)
    announced = [note for note in reading.targets.notes if _ANNOUNCED.search(note.message)]
    if not targets:
        if announced and reading.document.kind is not DocumentKind.REPORT:
            yield told("table_not_read", Severity.SEVERE, example=excerpt(announced[0].quote))
        if natures:
            # A report may have a table of the year's plan in its appendix, which is not read.
            severe = natures > 1 and reading.document.kind is not DocumentKind.REPORT
            yield told("natures_without_targets", Severity.SEVERE if severe else Severity.WARNING, natures=natures)
        return
    natures = _natures(reading.source.folded, *_main_table(reading))
    unread = sum(re.search("is not read", note.message) is not None for note in _row_notes(reading))
    yield _rows_lost(targets, max(natures, targets + unread))
    yield _numbers(reading, every_row=natures == targets)
    odd = [note for note in reading.targets.notes if "of a cell is not understood" in note.message]
    if odd:
        yield told("table_figures", Severity.SEVERE, cells=len(odd), example=excerpt(odd[0].quote))
    columns = [note for note in reading.targets.notes if "of this column" in note.message]
    if columns:
        yield told("table_columns", Severity.WARNING, columns=len(columns), example=excerpt(columns[0].quote))
    words = [note for note in reading.targets.notes if note.message == OF_NO_ROW]
    if words:
        yield told("table_words", Severity.WARNING, words=len(words), example=excerpt(words[0].quote))
    apart = [note for note in reading.targets.notes if NONE_READ in note.message]
    if apart:
        yield told("table_part_not_read", Severity.WARNING, places=len(apart), example=excerpt(apart[0].quote))
    again = Counter((one.read.name, one.read.baseline.raw, one.read.target.raw) for one in reading.rows.targets)
    repeated = [name for (name, *_), times in again.items() if times > 1]
    if len(repeated) >= _TWICE:
        yield told("table_rows_twice", Severity.SEVERE, rows=len(repeated), example=excerpt(repeated[0]))
    bare = [one.read for one in reading.rows.targets if one.read.unit is None]
    if len(bare) >= _BARE and len(bare) >= _BARE_SHARE * targets:
        yield told("table_units", Severity.SEVERE, rows=len(bare), targets=targets, example=excerpt(bare[0].name))
    if any(note.message == NO_CATEGORIES for note in reading.targets.notes):
        yield told("table_categories", Severity.WARNING)
    if any(note.message == UNSURE_CATEGORIES for note in reading.targets.notes):
        yield told("table_categories_unsure", Severity.WARNING)


def _cells_as_prose(reading: Reading) -> Finding | None:
    """Rows of a table of which figures were made, or tried to be made, as of prose: each figure has the words of its neighbours."""
    source = reading.source
    numerals = (one for one in reading.observations.numerals if one.disposition in _AS_PROSE)
    lines = {line.start: line.folded.strip() for line in (source.line_at(one.start) for one in numerals)}
    rows = [row for row in lines.values() if row.count("\t") >= _CELLS - 1 or row.count("|") >= _CELLS]
    if len(rows) < _ROWS:
        return None
    severity = Severity.SEVERE if len(rows) >= _ROWS_SEVERE else Severity.WARNING
    return told("cells_as_prose", severity, rows=len(rows), example=excerpt(rows[0]))


_AS_PROSE = (Disposition.OBSERVATION, Disposition.NOT_UNDERSTOOD)
_CELLS = 3  # of a line that is no sentence
_ROWS, _ROWS_SEVERE = 2, 4


def _main_table(reading: Reading) -> tuple[int, int]:
    """Where the rows of the table may be: from the first that was read up to the next table, or the next heading."""
    evidence = [one.evidence for one in reading.targets.targets]
    first, last = min(one.start for one in evidence), max(one.end for one in evidence)
    heads = [node.start for node in reading.outline.nodes if node.start > last]
    tables = [start for start, _ in reading.targets.spans if start > last]
    before = max((end for _, end in reading.targets.spans if end <= first), default=0)
    return max(before, first - _ABOVE), min([*heads, *tables, last + _BELOW])


_ABOVE, _BELOW = 300, 6_000
"""Characters above the first row that was read and below the last one in which there may be others."""


def _row_notes(reading: Reading) -> Iterator:
    """Notes of single rows, and of no whole table."""
    return (note for note in reading.targets.notes if note.message.startswith("a row "))


def _rows_lost(targets: int, expected: int) -> Finding | None:
    if targets >= expected:
        return None
    few = targets < expected * _LOST
    severity = Severity.SEVERE if targets < expected * _LOST_SEVERE else Severity.WARNING if few else Severity.INFO
    return told("table_rows_lost", severity, expected=expected, targets=targets)


def _numbers(reading: Reading, *, every_row: bool) -> Finding | None:
    """The numbers of the rows, where they are printed, run from 1 without a gap. A table of which every row was read may be an extract."""
    numbers = sorted(one.seq for one in reading.targets.targets)
    missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers))
    if not missing:
        return None
    severe = not every_row and len(missing) >= 2 and len(missing) >= _MISSING_SEVERE * numbers[-1]
    return told(
        "table_numbers",
        Severity.SEVERE if severe else Severity.WARNING,
        last=numbers[-1],
        missing=missing[:_EXAMPLES],
    )
