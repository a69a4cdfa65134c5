"""A file is handed in; and, when its turn comes, taken in.

``hand_in`` keeps the bytes and queues a task (``planapi.queueing``); ``take_in`` is what that task does, wherever it runs. Handing in the same file again
gives the ingestion that has it already, or had.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.keys import Holder
from districts.models import Document, IngestRun
from districts.reading.titles import is_table_title
from districts.running import LeaseLost
from planapi import ingest as pipeline
from planapi import queueing
from planapi.intake import originals
from planapi.intake.models import ENDED, UNDER_WAY, Ingestion
from planapi.intake.previewing import preview
from planapi.reading import Reading
from text.errors import PlanApiError, SameDocument, UnknownDistrict
from text.loading.loading import members
from text.vocabulary import IngestionState, ReadingState, Rejection, RunState

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a file is to be taken in. ``district`` is the code of one, for a text that names none; the rest is as for ``planapi.ingest``."""

    district: str = ""
    replace: bool = False
    force: bool = False
    dry_run: bool = False


def hand_in(file: Any, *, name: str, size: int, wishes: Wishes, holder: Holder | None = None) -> tuple[Ingestion, bool]:
    """Keep an open file, and have it taken in. Returns its ingestion, and whether it is a new one.

    It is not where the same bytes are being taken in, or were and are in force as this version of the readers reads them.
    """
    sha256 = originals.digest_of(file)
    if (found := _under_way(sha256, wishes) or _in_force(sha256, wishes, size)) is not None:
        return found, False
    originals.keep(file, sha256, size)
    try:
        with transaction.atomic():
            begun = Ingestion.objects.create(
                sha256=sha256,
                name=name,
                bytes=size,
                district=wishes.district,
                replace=wishes.replace,
                force=wishes.force,
                dry_run=wishes.dry_run,
                key_id=holder.pk if holder else None,
            )
    except IntegrityError:
        # Another has handed it in at this moment; or it has ended since, and is handed in again.
        if (found := _under_way(sha256, wishes)) is None:
            raise
        return found, False
    _send(begun)
    begun.refresh_from_db()
    return begun, True


def _asked(sha256: str, wishes: Wishes) -> Any:
    return Ingestion.objects.filter(
        sha256=sha256,
        package=None,
        district=wishes.district,
        replace=wishes.replace,
        force=wishes.force,
        dry_run=wishes.dry_run,
    )


def _under_way(sha256: str, wishes: Wishes) -> Ingestion | None:
    return _asked(sha256, wishes).filter(state__in=UNDER_WAY).first()


def _in_force(sha256: str, wishes: Wishes, size: int) -> Ingestion | None:
    """The ingestion of what is stored of these bytes, by these readers; for what was ingested without being handed in, one is made."""
    if wishes.force or wishes.dry_run:
        return None
    ended = [IngestionState.DONE.value, IngestionState.DOUBTFUL.value]
    taken = Ingestion.objects.filter(sha256=sha256, package=None, dry_run=False, state__in=ended)
    for one in taken.prefetch_related("parts")[:5]:
        if all(_is_in_force(part, wishes) for part in [*one.parts.all()] or [one]):
            return one
    return _of_a_run(sha256, wishes, size)


def _of_a_run(sha256: str, wishes: Wishes, size: int) -> Ingestion | None:
    done = {"state": RunState.SUCCEEDED.value, "reader_version": pipeline.reader_version()}
    of = {"document__district": wishes.district} if wishes.district else {}
    run = (
        IngestRun.objects.select_related("document")
        .filter(sha256=sha256, document__sha256=sha256, **done, **of)
        .first()
    )
    if run is None:
        return None
    taken = Ingestion(sha256=sha256, name=run.source_name, bytes=size, district=wishes.district, replace=wishes.replace)
    taken.save()
    _finish(taken, run, None)
    return taken


def _is_in_force(taken: Ingestion, wishes: Wishes) -> bool:
    run = taken.run
    if run is None or run.reader_version != pipeline.reader_version():
        return False
    held = Document.objects.filter(slug=taken.document, sha256=run.sha256)
    return (held.filter(district=wishes.district) if wishes.district else held).exists()


def _send(ingestion: Ingestion) -> None:
    """Put it into the queue of the workers; with no broker, it is taken in here and now."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        take_in(ingestion.pk)
    else:
        queueing.submit_ingestion(ingestion.pk, bulk=ingestion.package_id is not None)


# ── In a worker ─────────────────────────────────────────────────────────────────────────────────────────────────────


def take_in(pk: int) -> Ingestion:
    """Take in what was handed in. What is wrong with the file is said by the ingestion; anything else is raised, when that has been recorded.

    May be called again for one that was broken off, or that is done: then nothing is done twice.
    """
    ingestion = Ingestion.objects.get(pk=pk)
    if ingestion.state in ENDED:
        return ingestion
    _update(ingestion, state=IngestionState.READING.value)
    try:
        with originals.at_hand(ingestion.sha256, ingestion.name) as path:
            found = [ingestion.member or None] if ingestion.package_id else _members(path)
            if len(found) > 1:
                _take_apart(ingestion, [name for name in found if name])
            else:
                _take(ingestion, path, found[0])
    except PlanApiError as error:
        _update(ingestion, **_rejected(error))
    except Exception as error:
        if not _will_be_tried_again(error):
            _update(
                ingestion,
                state=IngestionState.FAILED.value,
                problem=Rejection.SERVER_ERROR.value,
                reason="A server error occurred.",
                detail=f"{type(error).__name__}: {error}".strip(),
                finished_at=timezone.now(),
            )
        raise
    finally:
        if ingestion.package is not None:
            sum_up(ingestion.package)
    ingestion.refresh_from_db()
    return ingestion


def _members(path: Path) -> Sequence[str | None]:
    return members(path, most_bytes=settings.SOURCE_BYTES, limits=settings.LOADING_LIMITS)


def _will_be_tried_again(error: Exception) -> bool:
    return isinstance(error, (*pipeline.PASSING, LeaseLost)) and not settings.CELERY_TASK_ALWAYS_EAGER


def give_up(pk: int, why: str) -> None:
    """Say of one that was lost again and again that it is not tried any more."""
    ingestion = Ingestion.objects.get(pk=pk)
    problem, failed = Rejection.SERVER_ERROR.value, IngestionState.FAILED.value
    _update(ingestion, state=failed, problem=problem, reason=why, detail=why, finished_at=timezone.now())
    if ingestion.package is not None:
        sum_up(ingestion.package)


class Recorder(pipeline.Watcher):
    """Writes down how far an ingest is."""

    def __init__(self, ingestion: Ingestion) -> None:
        self.ingestion = ingestion

    def begun(self, run: IngestRun) -> None:
        _update(self.ingestion, run=run)

    def storing(self) -> None:
        _update(self.ingestion, state=IngestionState.STORING.value)

    def replacing(self, reading: Reading) -> None:
        """Of two files of one document in a zip, neither silently takes the place of the other."""
        slug = reading.document.slug
        if (other := _stored_beside(self.ingestion, slug)) is None:
            return
        held = Document.objects.filter(slug=slug).values_list("title", flat=True).first()
        if not (held and is_table_title(held) and not is_table_title(reading.document.title)):
            raise _same_document(self.ingestion, other)

    def stored(self, run: IngestRun, revision: int | None) -> None:
        """In the transaction of the rows themselves: whoever is killed after it has told all."""
        _finish(self.ingestion, run, revision)


def _take(ingestion: Ingestion, path: Path, member: str | None) -> None:
    wishes: dict[str, Any] = {
        "member": member,
        "district_code": ingestion.district or None,
        "replace": ingestion.replace,
        "force": ingestion.force,
    }
    if ingestion.dry_run:
        _show(ingestion, path, wishes)
        return
    run = pipeline.ingest(path, **wishes, watcher=Recorder(ingestion))
    if ingestion.state not in ENDED:  # the file is held as it is
        _finish(ingestion, run, None)


def _show(ingestion: Ingestion, path: Path, wishes: dict[str, Any]) -> None:
    shown = preview(path, **wishes)
    other = _stored_beside(ingestion, shown.document)
    would = shown.as_json()
    if other is not None and other.changes != would and not (_is_of_table(other.changes) and not _is_of_table(would)):
        shown = replace(shown, refused=_same_document(ingestion, other))
    good = shown.reading_state == ReadingState.GOOD.value
    told = {
        "state": (IngestionState.DONE if good else IngestionState.DOUBTFUL).value,
        "document": shown.document,
        "counts": shown.counts,
        "reading_state": shown.reading_state,
        "findings": shown.findings,
        "changes": shown.as_json(),
        "finished_at": timezone.now(),
    }
    _update(ingestion, **told | (_rejected(shown.refused) if shown.refused else {}))


def _is_of_table(changes: Any) -> bool:
    """Whether what would be stored is a table of a plan alone."""
    documents = [row["after"] for row in changes["rows"] if row["resource"] == "documents" and row["after"]]
    return any(is_table_title(one["title"]) for one in documents)


def _stored_beside(part: Ingestion, slug: str) -> Ingestion | None:
    """Another file of the same zip that is of this document, and was taken."""
    if part.package_id is None:
        return None
    taken = [IngestionState.DONE.value, IngestionState.DOUBTFUL.value]
    beside = Ingestion.objects.filter(package=part.package_id, document=slug, state__in=taken)
    return beside.exclude(pk=part.pk).order_by("pk").first()


def _same_document(part: Ingestion, other: Ingestion) -> SameDocument:
    taken = "would be stored" if part.dry_run else "was stored"
    return SameDocument(
        f"{part.label} was skipped: it is of the document {other.document}, and so is {other.member} of the same zip, which {taken}. "
        f"If this is the right one, hand it in alone, and it takes that one's place"
    )


def _finish(ingestion: Ingestion, run: IngestRun, revision: int | None) -> None:
    good = run.reading_state != ReadingState.DOUBTFUL.value
    _update(
        ingestion,
        state=(IngestionState.DONE if good else IngestionState.DOUBTFUL).value,
        run=run,
        document=run.document.slug if run.document else None,
        revision=revision,
        counts=run.counts,
        reading_state=run.reading_state,
        findings=run.findings,
        finished_at=timezone.now(),
    )


def _rejected(error: PlanApiError) -> dict[str, Any]:
    candidates = error.candidates if isinstance(error, UnknownDistrict) else ()
    return {
        "state": IngestionState.FAILED.value,
        "problem": error.code.value,
        "reason": error.reason,
        "detail": error.over_http(),
        "candidates": [{"code": code, "name": name} for code, name in candidates],
        "finished_at": timezone.now(),
    }


def _update(ingestion: Ingestion, **values: Any) -> None:
    """Write down what became of one that is under way. Of one that has ended, by another delivery of its message, nothing is changed."""
    if Ingestion.objects.filter(pk=ingestion.pk, state__in=UNDER_WAY).update(**values):
        for name, value in values.items():
            setattr(ingestion, name, value)
    else:
        ingestion.refresh_from_db()


# ── A zip of several documents ──────────────────────────────────────────────────────────────────────────────────────


def _take_apart(package: Ingestion, names: Sequence[str]) -> None:
    """An ingestion for each document of a zip, in the zip's order. Those that are there already, from when this was broken off, are left as they are."""
    held = set(package.parts.values_list("member", flat=True))
    same = {
        name: getattr(package, name)
        for name in ("sha256", "name", "bytes", "district", "replace", "force", "dry_run", "key_id")
    }
    Ingestion.objects.bulk_create(
        [Ingestion(package=package, member=name, **same) for name in names if name not in held]
    )
    for part in package.parts.filter(state=IngestionState.QUEUED.value).order_by("pk"):
        _send(part)
    sum_up(package)


def sum_up(package: Ingestion) -> None:
    """What the parts of a package come to: under way until all have ended; then the worst of them."""
    with transaction.atomic():
        held = Ingestion.objects.select_for_update().get(pk=package.pk)
        states = list(held.parts.values_list("state", flat=True))
        if not states or not set(states) <= set(ENDED):
            return
        failed = states.count(IngestionState.FAILED.value)
        worst = next(state for state in reversed(ENDED) if state in states)
        told = f"{failed} of {len(states)} documents were not stored; the others were." if failed else ""
        if failed == len(states):
            told = f"None of the {failed} documents was stored."
        _update(
            held,
            state=worst,
            problem=Rejection.SOME_FAILED.value if failed else None,
            reason=told,
            detail=told,
            finished_at=timezone.now(),
        )
