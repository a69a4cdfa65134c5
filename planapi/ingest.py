"""One document whole: read it all, then one atomic write.

::

    seeds/东丽区_十四五规划纲要.txt
    → load                       the text of a file of any format (text/loading/)
    → read_all                   pure (planapi/reading.py)
    → check                      was it read well? (planapi/reading_check/)
    → make_rows                  all that is to be stored, before other writers have to wait
    → store                      one transaction

This module alone sees every app. A run is recorded as an ``IngestRun`` whatever comes of it.
"""

import gc
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils import timezone

from districts import running
from districts.models import District, Document, IngestRun
from districts.reading.special_titles import read_special_title
from districts.reading.titles import flatten, is_table_title
from districts.storing import DocumentRows, make_appendices, rows_of_document, stamp, store_document
from history.revisions import writing, written
from indicators.deriving import derive, stale_districts
from indicators.storing import is_catalogued, make_observations, make_targets, store_catalogue
from planapi.curation.editing import Editing
from planapi.curation.indicators import made_by_editors
from planapi.intake.originals import keep_found
from planapi.intake.withdrawn import end_withdrawals, refuse_withdrawn
from planapi.reading import Reading, read_all
from planapi.reading_check import Finding, check, in_order, state_of
from planapi.reading_check.held import held_checks
from planapi.search.storing import Wordings, index_catalogue, index_document
from planapi.search.waiting import empty_lists
from projects.storing import make_parks, make_projects
from text.errors import LossyReplacement, PlanApiError, SourceError, SourceTooLarge
from text.lexemes import cut_words
from text.loading.loaded import Loaded
from text.loading.loading import load
from text.sources.source import read_bytes
from text.vocabulary import Origin, RunState

_ROOT = Path(__file__).parent.parent
# What the rows of a document depend on: when any of these files changes, a document is read anew.
_READERS = (
    "text/vocabulary.py",
    "text/**/*.py",
    "text/**/*.toml",
    "planapi/reading.py",
    "planapi/reading_check/*.py",
    "planapi/reading_check/*.toml",
    "planapi/search/storing.py",
    "*/search.py",
    "*/reading/*.py",
    "*/storing.py",
    "*/data/*.toml",
    "*/data/*.csv",
    "*/data/*.txt",
)


@cache
def reader_version() -> str:
    """A short hash of all that decides the rows of a document, code and data: two runs of one version make the same rows of one file."""
    digest = hashlib.sha256()
    for pattern in _READERS:
        for path in sorted(_ROOT.glob(pattern)):
            digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


class Watcher:
    """Is told how far an ingest is."""

    def begun(self, run: IngestRun) -> None:
        """The file is being read."""

    def storing(self) -> None:
        """It was read, and is being stored."""

    def replacing(self, reading: Reading) -> None:
        """It is about to be stored, in a transaction of its own; may raise a PlanApiError if it must not be."""

    def stored(self, run: IngestRun, revision: int | None) -> None:
        """It is stored, when the transaction in which this is called is committed. ``revision``: the one that was made; None if nothing changed."""


UNWATCHED = Watcher()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Within it, Python does not look for objects that refer to each other in a circle: an ingest makes hardly any, and they
    would be looked for among all that it makes, which takes a twentieth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def ingest(
    path: Path | str,
    *,
    member: str | None = None,
    district_code: str | None = None,
    force: bool = False,
    replace: bool = False,
    watcher: Watcher = UNWATCHED,
) -> IngestRun:
    """Ingest one file and return the finished run (``SUCCEEDED``, or ``UNCHANGED`` for an unchanged file).

    ``member`` is the document of a zip of several. A file of a stored document replaces the whole document, in one
    transaction. ``district_code`` is for a text that does not name its district; ``force`` reads an unchanged file again;
    ``replace`` lets a file replace a document even if it has much less content or another title. ``watcher`` is told how far it is. Raises a PlanApiError for
    a file that can't be read or understood or that would lose stored rows, after the run was recorded as ``FAILED``;
    nothing of the document has changed then. Where its process ends or the database goes, the run is ``LOST``, and nothing has changed either.
    """
    path = Path(path)
    run = running.begin(f"{path.name}/{member}" if member else path.name, reader_version=reader_version())
    try:
        watcher.begun(run)
        # A PDF takes seconds to be parsed: whether it is stored already, its bytes tell.
        digest = None if force or member else _digest(path)
        if digest and (held := held_of(digest, district_code)):
            run.sha256 = digest
            keep_found(path, digest, media_type=held.media_type, limits=settings.LOADING_LIMITS)
            return running.finish(run, RunState.UNCHANGED, document=held)
        file = load(path, most_bytes=settings.SOURCE_BYTES, limits=settings.LOADING_LIMITS, member=member)
        source = file.source
        run.sha256, run.source_name = source.sha256, source.name
        kept = {"media_type": file.loaded.media_type, "limits": settings.LOADING_LIMITS, "member": member}
        if not force and source.sha256 != digest and (held := held_of(source.sha256, district_code)):
            keep_found(path, source.sha256, **kept)
            return running.finish(run, RunState.UNCHANGED, document=held)
        if not force:
            refuse_withdrawn(source.sha256, source.name)
        reading = read_all(source, district_code=district_code)
        check_numerals(reading)
        # What takes Python alone is done before others have to wait for it.
        checked = check(reading, file.loaded)
        made = make_rows(reading)
        keep_found(path, source.sha256, **kept)
        watcher.storing()
        keep_catalogue()
        with writing(document=reading.document.slug, reader_version=reader_version()) as changes:
            running.check_order(run, reading.document.slug)
            if not replace:
                check_loss(reading)
            watcher.replacing(reading)
            document, counts, told = store(reading, file.loaded, checked=checked, made=made)
            changes.update(told)
            running.finish(
                run,
                RunState.SUCCEEDED,
                document=document,
                counts=counts,
                notes=[asdict(note) for note in reading.notes()],
            )
            if told["documents"]["added"]:
                end_withdrawals(document, revision=written())
            watcher.stored(run, written())
    except BaseException as error:
        running.fail(run, _state(error), error=_reason(error), detail=_detail(error))
        raise
    finally:
        running.let_go(run)
        empty_lists()
    return run


# What can pass: the database is away or restarts, its disk is full, or a lock is waited for too long. A file that is wrong stays wrong.
PASSING = (OperationalError, InterfaceError)


def _state(error: BaseException) -> RunState:
    """A run that fails again each time has failed; one that could be done another time is lost."""
    return RunState.LOST if isinstance(error, PASSING) or not isinstance(error, Exception) else RunState.FAILED


def _reason(error: BaseException) -> str:
    """Why a file failed, for everybody: no folder, no word of the file, nothing of the machine."""
    if isinstance(error, PlanApiError):
        return error.reason
    if isinstance(error, PASSING):
        return running.NO_DATABASE
    if isinstance(error, DatabaseError):
        return "The database could not store the rows."
    return "A server error occurred." if isinstance(error, Exception) else running.INTERRUPTED


def _detail(error: BaseException) -> str:
    """The same for editors."""
    return str(error) if isinstance(error, PlanApiError) else f"{type(error).__name__}: {error}".strip()


def check_numerals(reading: Reading) -> None:
    """Raise SourceTooLarge where a text has more numerals than one for each ten characters that a text may have.

    Documents have three or four for a hundred characters. What is stored takes time in proportion to them, and must be done within the time limit of
    a task also when it is to be replaced.
    """
    most, found = settings.SOURCE_BYTES // 20, len(reading.observations.numerals)
    if found > most:
        raise SourceTooLarge(
            f"{reading.source.name} has {found:,} numerals, and the limit is {most:,}: it seems to be a table of "
            "figures and not a document of prose. If it is a document, raise SOURCE_BYTES"
        )


# Of what there is less than this many of, a corrected file may well have half as many; but not none of what documents are kept for.
_FEW = 10
_SOME, _NEVER_ALL = 3, ("targets", "observations")


def _same_title(title: str) -> str:
    """What two settings of one title have in common: no spaces, quotes and width, and the zeros of its years; of a special plan's, what it is of."""
    if (special := read_special_title(flatten(title))) is not None:
        return special.subject
    return re.sub(r"[“”\"'‘’《》]", "", flatten(title))


def _title_as_read(held: Document) -> str:
    """The title of a stored document without what editors made of it."""
    said: Any = held.corrected or ()
    return next((one["as_read"]["title"] for one in said if "title" in one["as_read"]), held.title)


def check_loss(reading: Reading) -> None:
    """Raise LossyReplacement if a file has less than half of the text, or of the rows of some kind, of the stored
    document, or another title.

    The stored file itself is never rejected, even if it is read differently now.
    """
    name, source = reading.document.slug, reading.source
    held = Document.objects.filter(slug=name).exclude(sha256=source.sha256).defer("text", "places").first()
    if held is None:
        return
    how = "To replace the document anyway, use {replace}"
    title = _title_as_read(held)
    if is_table_title(title) and not is_table_title(reading.document.title):
        return  # the whole plan, in place of a table of it
    if _same_title(title) != _same_title(reading.document.title):
        raise LossyReplacement(
            f"{source.name} was skipped: the stored document {name} has the title {title}, and this file has the title {reading.document.title}. ",
            advice=how,
        )
    sizes = {
        "characters": (held.chars, len(source.text)),
        "chapters": (held.chapters.count(), len(reading.outline.nodes)),
        "targets": (held.targets.count(), len(reading.targets.targets)),
        "observations": (
            held.observations.filter(origin=Origin.PROSE.value).count(),
            len(reading.observations.observations),
        ),
        "projects": (held.projects.count(), len(reading.projects.projects)),
        "parks": (held.parks.count(), len(reading.parks.parks)),
    }
    lost = [
        f"{before:,} {what} (this file has {now:,})"
        for what, (before, now) in sizes.items()
        if (before >= _FEW and 2 * now < before) or (before >= _SOME and not now and what in _NEVER_ALL)
    ]
    if lost:
        raise LossyReplacement(
            f"{source.name} was skipped, since it may be truncated: the stored document {name} has {', '.join(lost)}. ",
            advice=how,
        )


@dataclass(frozen=True, slots=True)
class MadeRows:
    """What is to be stored of a reading, with how many rows of each kind it has, and the words that they are found by."""

    rows: DocumentRows
    counts: dict[str, int]
    wordings: Wordings


def make_rows(reading: Reading) -> MadeRows:
    """All rows of a reading, and their words. Nothing that is stored bears on it."""
    read = reading.document
    rows = rows_of_document(read, reading.outline)
    counts = {
        "chapters": len(rows.chapters),
        **make_appendices(made=rows, reading=reading.appendices),
        **make_targets(made=rows, rows=reading.rows),
        **make_observations(made=rows, rows=reading.rows),
        **make_projects(made=rows, reading=reading.projects),
        **make_parks(made=rows, reading=reading.parks),
    }
    cut_words(reading.source.text)
    wordings = Wordings()
    place = District(code=read.district.code, parent_id=read.district.parent)
    document = Document(slug=read.slug, kind=read.kind.value, district=place, text=reading.source.text)
    wordings.find(document, rows.by_model())
    return MadeRows(rows, counts, wordings)


def store(
    reading: Reading,
    loaded: Loaded | None = None,
    *,
    checked: Sequence[Finding] | None = None,
    made: MadeRows | None = None,
) -> tuple[Document, dict[str, int], dict[str, dict[str, int]]]:
    """Replace the stored rows of the document by a reading (of a file that was ``loaded``), with what its check found: ``checked``, and its rows: ``made``,
    for who has both already. The caller manages the transaction.

    Returns the document, how many rows of each kind it has, and by resource how many were added, changed and removed.
    """
    made = made or make_rows(reading)
    catalogued = store_catalogue(made_by_editors)
    findings = in_order([*(check(reading, loaded) if checked is None else checked), *held_checks(reading)])
    now = timezone.now()
    editing = Editing(reading.document.slug, lambda: reading.source.text)
    stored = store_document(
        read=reading.document,
        source=reading.source,
        rows=made.rows,
        loaded=loaded,
        reading_state=state_of(findings),
        findings=[one.as_json() for one in findings],
        reader_version=reader_version(),
        now=now,
        edit=editing,
    )
    editing.settle()
    counts = {name: number - editing.left_out[name] for name, number in made.counts.items()}
    changes = {"indicators": catalogued} | stored.sweep()
    # A changed indicator bears on other districts too. As a rule the migration has brought the catalogue up to date, and there is none.
    derive({stored.document.district.code, *(stale_districts() if any(catalogued.values()) else ())})
    index_catalogue()
    index_document(stored.document, stored.rows, made.wordings)
    if written() is not None and stored.change != "added":
        stamp(stored.document, reader_version=reader_version(), now=now)
        if stored.change == "kept":
            changes["documents"]["changed"] = 1
    return stored.document, counts, changes


def keep_catalogue() -> None:
    """Bring the table of indicators to what the catalogue says, as a revision of its own.

    If it were one with the next document, what the revisions of documents say that they changed would depend on which of them was stored first.
    """
    if is_catalogued():
        return
    with writing() as changes:
        changes["indicators"] = store_catalogue(made_by_editors)
        if any(changes["indicators"].values()):
            derive(stale_districts())
        index_catalogue()


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file; None for what is too large to be read, or can't be, which its loader says."""
    try:
        data = read_bytes(path, most_bytes=max(settings.SOURCE_BYTES, settings.LOADING_LIMITS.file_bytes))
    except SourceError:
        return None
    return hashlib.sha256(data).hexdigest()


def held_of(sha256: str, district_code: str | None) -> Document | None:
    """The document that these very bytes were read into by these very readers, where that is what is in force, and of this district if one is specified."""
    read = {"runs__sha256": sha256, "runs__reader_version": reader_version()}
    of = {"district": district_code} if district_code else {}
    found = Document.objects.filter(sha256=sha256, runs__state=RunState.SUCCEEDED.value, **read, **of)
    return found.select_related("district").defer("text", "places").first()
