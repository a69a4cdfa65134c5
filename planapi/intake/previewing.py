"""What a file would change: it is read and stored like any other, what that changed is looked at, and then all of it is taken back.

So what is shown is what would be done, by the very functions that would do it. Nobody else ever sees the rows, or the revision that they would be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from districts.models import Document, IngestRun
from history.revisions import newest_stored, writing, written
from planapi.changes import ChangesRequest, changes
from planapi.ingest import check_loss, check_numerals, held_of, reader_version, store
from planapi.intake.withdrawn import refuse_withdrawn
from planapi.reading import read_all
from planapi.resources import DATA
from planapi.search.waiting import empty_lists
from text.errors import LossyReplacement, PlanApiError
from text.loading.loading import load
from text.vocabulary import ChangeKind, RunState

SHOWN = 50
"""Rows of each resource that are shown; all are counted."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be: the document, its rows by kind, and what would change, counted and, up to ``SHOWN`` of each resource, as ``changes/`` has it.

    ``refused`` is why it would not be stored, where it would be only if it was told to replace a document.
    """

    document: str
    exists: bool
    counts: dict[str, int]
    reading_state: str
    findings: list[dict[str, Any]]
    changed: dict[str, dict[str, int]]
    rows: list[dict[str, Any]]
    refused: PlanApiError | None

    def as_json(self) -> dict[str, Any]:
        """The changes, as an ingestion keeps and shows them."""
        return {
            "document": self.document,
            "exists": self.exists,
            "counts": {name: numbers for name, numbers in self.changed.items() if any(numbers.values())},
            "rows": self.rows,
            "rows_left_out": sum(sum(numbers.values()) for numbers in self.changed.values()) - len(self.rows),
        }


class _Taken(Exception):
    """Leaves a transaction that is to be rolled back, with what was seen in it."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview)
        self.preview = preview


def preview(
    path: Path,
    *,
    member: str | None = None,
    district_code: str | None = None,
    replace: bool = False,
    force: bool = False,
) -> Preview:
    """Read a file, and say what storing it would change; nothing is written. Raises a PlanApiError for a file that can't be read or understood."""
    file = load(path, most_bytes=settings.SOURCE_BYTES, limits=settings.LOADING_LIMITS, member=member)
    if not force:
        if (held := held_of(file.source.sha256, district_code)) is not None:
            return _unchanged(held)
        refuse_withdrawn(file.source.sha256, file.source.name)
    reading = read_all(file.source, district_code=district_code)
    check_numerals(reading)
    try:
        with writing(document=reading.document.slug, reader_version=reader_version()):
            refused: PlanApiError | None = None
            try:
                if not replace:
                    check_loss(reading)
            except LossyReplacement as error:
                refused = error
            before = newest_stored().number
            document, counts, changed = store(reading, file.loaded)
            rows = _rows(
                before, written(), document.slug, [name for name in DATA if any(changed.get(name, {}).values())]
            )
            raise _Taken(  # noqa: TRY301 what leaves it takes it back
                Preview(
                    document=document.slug,
                    exists=not changed["documents"]["added"],
                    counts=counts,
                    reading_state=document.reading_state,
                    findings=document.findings,
                    changed=changed,
                    rows=rows,
                    refused=refused,
                )
            )
    except _Taken as taken:
        empty_lists()  # an index is not rolled back: what would have been found waits there to be thrown away
        return taken.preview


def _unchanged(held: Document) -> Preview:
    """Of a file that is held as it is, whatever it is called now: it would not be read."""
    run = IngestRun.objects.filter(document=held, state=RunState.SUCCEEDED.value).first()
    return Preview(
        document=held.slug,
        exists=True,
        counts=run.counts if run else {},
        reading_state=held.reading_state,
        findings=held.findings,
        changed={},
        rows=[],
        refused=None,
    )


def _rows(since: int, until: int | None, document: str, resources: Sequence[str]) -> list[dict[str, Any]]:
    """The first changes of each resource between two revisions, the later of which only this transaction sees."""
    if until is None:
        return []
    found: list[bytes] = []
    for resource in resources:
        asked = ChangesRequest(
            since=since,
            until=until,
            resources=[resource],
            kinds=frozenset(ChangeKind),
            districts=(),
            documents=() if resource in ("indicators", "districts") else (document,),
            size=SHOWN,
            after=None,
            newest=True,
            pinned=None,
        )
        found += changes(asked)[0]
    return [orjson.loads(one) for one in found]
