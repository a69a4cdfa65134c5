"""One document whole: read it all, then one atomic write.

::

    seeds/东丽区_十四五规划纲要.txt
    → read_source → read_outline → read_document, read_targets, read_observations, read_projects, read_parks, read_appendices     pure
    → store_…                                                                                        one transaction

This module alone sees every app. A run is recorded as an ``IngestRun`` whatever comes of it.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from django.utils import timezone

from districts.models import Document, IngestRun
from districts.reading.appendices import AppendixReading, read_appendices
from districts.reading.documents import DocumentRead, read_document
from districts.storing import Shelf, stamp, store_appendices, store_document
from indicators.reading.observations import ObservationReading, read_observations
from indicators.reading.targets import TargetReading, read_targets
from indicators.storing import store_catalogue, store_observations, store_targets
from planapi.errors import PlanApiError
from planapi.history.revisions import writing, written
from planapi.search.storing import index_document, index_indicators
from planapi.text.evidence import Note
from planapi.text.outline import Outline, read_outline
from planapi.text.source import Source, read_source
from planapi.text.tables import read_tables
from planapi.vocabulary import RunState
from projects.reading.parks import ParkReading, read_parks
from projects.reading.projects import ProjectReading, read_projects
from projects.storing import store_parks, store_projects

_ROOT = Path(__file__).parent.parent
# What a reading depends on: when any of these files changes, a document is read anew.
_READERS = (
    "planapi/vocabulary.py",
    "planapi/text/*.py",
    "*/reading/*.py",
    "*/data/*.toml",
    "*/data/*.csv",
    "*/data/*.txt",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read out of one document."""

    source: Source
    outline: Outline
    document: DocumentRead
    appendices: AppendixReading
    targets: TargetReading
    observations: ObservationReading
    projects: ProjectReading
    parks: ParkReading

    def notes(self) -> list[Note]:
        """What the readers did not understand, in the order of the text."""
        parts = (self.outline, self.appendices, self.targets, self.observations, self.projects, self.parks)
        return sorted((note for part in parts for note in part.notes), key=lambda note: (note.start, note.reader))


@cache
def reader_version() -> str:
    """A short hash of the readers and their data: two runs of one version read one file the same."""
    digest = hashlib.sha256()
    for pattern in _READERS:
        for path in sorted(_ROOT.glob(pattern)):
            digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def read_all(source: Source, *, district_code: str | None = None) -> Reading:
    """Read a text with every reader. Pure; raises NotUnderstood for a text of another kind."""
    outline = read_outline(source)
    document = read_document(outline, district_code=district_code)
    context = document.context()
    tables = read_tables(source)
    targets = read_targets(outline, context, tables)
    appendices = read_appendices(outline, tables)
    skip = sorted({*targets.spans, *appendices.spans})
    parks = read_parks(outline, context)
    return Reading(
        source=source,
        outline=outline,
        document=document,
        appendices=appendices,
        targets=targets,
        observations=read_observations(outline, context, skip=skip),
        projects=read_projects(outline, context, tables=tables, parks=parks),
        parks=parks,
    )


def ingest(path: Path | str, *, district_code: str | None = None, force: bool = False) -> IngestRun:
    """Ingest one file and return the finished run (``SUCCEEDED``, or ``UNCHANGED`` for a file that is held as it is).

    A file of a document that is already held replaces it whole, in one transaction. ``district_code`` is for a text that does not say whose it is;
    ``force`` reads a held file anew. Raises a PlanApiError for a file that cannot be read or understood, after the run was recorded as ``FAILED``;
    nothing of the document has changed then.
    """
    path = Path(path)
    run = IngestRun.objects.create(source_name=path.name, started_at=timezone.now(), reader_version=reader_version())
    try:
        source = read_source(path)
        run.sha256 = source.sha256
        held = None if force else _held(source)
        if held is not None and district_code in (None, held.district.code):
            return _finish(run, RunState.UNCHANGED, document=held)
        reading = read_all(source, district_code=district_code)
        with writing(document=reading.document.slug, reader_version=reader_version()) as changes:
            document, counts, told = store(reading)
            changes.update(told)
            _finish(
                run,
                RunState.SUCCEEDED,
                document=document,
                counts=counts,
                notes=[asdict(note) for note in reading.notes()],
            )
    except Exception as error:
        message = str(error) if isinstance(error, PlanApiError) else f"{type(error).__name__}: {error}"
        _finish(run, RunState.FAILED, error=message)
        raise
    return run


def store(reading: Reading) -> tuple[Document, dict[str, int], dict[str, dict[str, int]]]:
    """Write a reading in place of what is held of the document; the caller holds the transaction.

    Returns the document, how many rows of each kind it has, and by resource how many were added, changed and removed.
    """
    catalogued = store_catalogue()
    now = timezone.now()
    shelf = store_document(
        read=reading.document,
        source=reading.source,
        outline=reading.outline,
        reader_version=reader_version(),
        now=now,
    )
    steps: Sequence[Callable[[Shelf], dict[str, int]]] = (
        lambda shelf: store_appendices(shelf=shelf, reading=reading.appendices),
        lambda shelf: store_targets(shelf=shelf, reading=reading.targets),
        lambda shelf: store_observations(shelf=shelf, reading=reading.observations),
        lambda shelf: store_projects(shelf=shelf, reading=reading.projects),
        lambda shelf: store_parks(shelf=shelf, reading=reading.parks),
    )
    counts = {"chapters": len(shelf.chapters)}
    for step in steps:
        counts |= step(shelf)
    changes = {"indicators": catalogued} | shelf.sweep()
    index_indicators()
    index_document(shelf.document, shelf.rows)
    if written() is not None and shelf.change != "added":
        stamp(shelf.document, reader_version=reader_version(), now=now)
        if shelf.change == "kept":
            changes["documents"]["changed"] = 1
    return shelf.document, counts, changes


def _held(source: Source) -> Document | None:
    """The document that these very bytes were read into by these very readers, where that is what is in force."""
    read = {"runs__sha256": source.sha256, "runs__reader_version": reader_version()}
    found = Document.objects.filter(sha256=source.sha256, runs__state=RunState.SUCCEEDED.value, **read)
    return found.select_related("district").defer("text").first()


def _finish(
    run: IngestRun,
    state: RunState,
    *,
    document: Document | None = None,
    counts: dict[str, int] | None = None,
    notes: list[dict[str, object]] | None = None,
    error: str = "",
) -> IngestRun:
    run.state = state.value
    run.document = document
    run.counts = counts or {}
    run.notes = notes or []
    run.error = error
    run.finished_at = timezone.now()
    run.save()
    return run
