"""Were the tables and lists of works read, and most of their rows?"""

from collections.abc import Iterator

from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from projects.reading.announced import announced_tables
from projects.reading.grouped import FEWER, NOT_READ
from projects.reading.listing import FEWEST_ROWS, READ, SUM_DIFFERS
from projects.reading.names import is_one_of_many
from projects.reading.places import places_of
from projects.reading.projects import MISCOUNTED, NAME_NOT_READ, ProjectRead
from text.sources.source import fold
from text.vocabulary import ProjectStatus, Severity

_MOST = 0.9


def work_checks(reading: Reading) -> Iterator[Finding | None]:
    """What looks wrong with tables and lists of works: rows with a number each, and few works of them; entries and names that are read as none."""
    works = [one.evidence.start for one in reading.projects.projects if one.investment_raw or one.period_start]
    tables = [table for table in announced_tables(reading.outline) if table.rows >= FEWEST_ROWS]
    read = [sum(table.start <= start < table.end for start in works) for table in tables]
    lost = [(table, count) for table, count in zip(tables, read, strict=True) if count < _MOST * table.rows]
    if lost:
        expected, projects = sum(table.rows for table, _ in lost), sum(count for _, count in lost)
        severe = any(count < READ * table.rows for table, count in lost)
        yield told(
            "works_not_read",
            Severity.SEVERE if severe else Severity.WARNING,
            expected=expected,
            projects=projects,
            example=excerpt(lost[0][0].headings),
        )
    entries = [note for note in reading.projects.notes if note.message in (FEWER, NOT_READ)]
    if entries:
        yield told("listed_works", Severity.WARNING, places=len(entries), example=excerpt(entries[0].quote))
    names = [note for note in reading.projects.notes if note.message == NAME_NOT_READ]
    if names:
        yield told("names_in_lists", Severity.WARNING, names=len(names), example=excerpt(names[0].quote))
    doubtful = _of_kinds(reading)
    if doubtful:
        yield told("works_doubtful", Severity.WARNING, works=len(doubtful), example=excerpt(doubtful[0].name))
    miscounted = [note for note in reading.projects.notes if note.message == MISCOUNTED]
    if miscounted:
        yield told("lists_miscounted", Severity.WARNING, lists=len(miscounted), example=excerpt(miscounted[0].quote))
    sums = [note for note in reading.projects.notes if note.message.startswith(SUM_DIFFERS)]
    if sums:
        yield told("works_sum", Severity.WARNING, tables=len(sums), example=excerpt(sums[0].quote))


def _of_kinds(reading: Reading) -> list[ProjectRead]:
    """The works in the prose of a province that only the works beside them make one each: what they are called is a kind, of which it has several."""
    context = reading.document.context()
    if not context.of_province:
        return []
    places = places_of(context)
    return [
        one
        for one in reading.projects.projects
        if not (one.listed or one.box or one.status is ProjectStatus.COMPLETED)
        and is_one_of_many(fold(one.name), places)
    ]
