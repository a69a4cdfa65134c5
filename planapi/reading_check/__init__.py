"""A reading becomes findings: a document knows when it was read badly.

    check(read_all(source)) -> (Finding("no_outline", severe, …), …)

Pure. The checks are in ``shape`` (the text and its outline), ``whole`` (what is lost, or of another document), ``joined`` (pages of another document, or
out of order), ``misread`` (bad recognition), ``figures``, ``usual`` (of figures by themselves), ``agreement`` (of figures with each other),
``headlines``, ``tables``, ``works`` and ``files`` (what the file had besides); ``held`` compares with the documents that are stored.
What each means is in ``docs/reading.md``.
"""

from collections.abc import Iterable

from planapi.reading import Reading
from planapi.reading_check.agreement import agreement_checks
from planapi.reading_check.figures import figure_checks
from planapi.reading_check.files import file_checks
from planapi.reading_check.findings import Finding
from planapi.reading_check.headlines import headline_checks
from planapi.reading_check.joined import joined_checks
from planapi.reading_check.misread import misread_checks
from planapi.reading_check.shape import shape_checks
from planapi.reading_check.tables import table_checks
from planapi.reading_check.usual import usual_checks
from planapi.reading_check.whole import whole_checks
from planapi.reading_check.works import work_checks
from text.loading.loaded import Loaded
from text.vocabulary import ReadingState, Severity

__all__ = ["Finding", "check", "in_order", "state_of"]


def check(reading: Reading, loaded: Loaded | None = None) -> tuple[Finding, ...]:
    """What looks wrong with a reading, the most severe first. It is looked at as the readers saw the text.

    ``loaded`` is the file that it was read from, where that is not plain text.
    """
    reading = reading.as_read or reading
    checks = (
        *(
            shape_checks,
            whole_checks,
            joined_checks,
            misread_checks,
            headline_checks,
            figure_checks,
            usual_checks,
            agreement_checks,
        ),
        *(table_checks, work_checks),
    )
    found = [*(found for one in checks for found in one(reading)), *file_checks(reading, loaded)]
    return in_order(one for one in found if one is not None)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The most severe first."""
    severities = list(Severity)
    return tuple(sorted(findings, key=lambda one: -severities.index(one.severity)))


def state_of(findings: Iterable[Finding]) -> ReadingState:
    """A document with a severe finding is doubtful."""
    severe = any(one.severity is Severity.SEVERE for one in findings)
    return ReadingState.DOUBTFUL if severe else ReadingState.GOOD
