"""Old releases are removed: all but the ``RELEASES_KEPT`` newest, those made in the last ``RELEASES_DAYS`` days, and the pinned ones.

A SQLite file goes with its release. Their addresses then say 410, and where the same rows are read. It is done when a release has been made, and from time
to time by who looks after the workers.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from history.revisions import newest
from planapi.releases import store
from planapi.releases.store import Edition, Release


def prune(place: Path) -> list[Release]:
    """Remove what is due, in the folder that ``store.making`` gave; returns those."""
    now = timezone.now()
    found = [release for edition in (Edition.MAIN, Edition.MORE) for release in due(store.kept(edition), now)]
    for release in found:
        store.remove(release, now, place)
    store.sweep()
    there = {release.revision for release in store.kept()}
    alone = [sqlite for sqlite in store.kept(Edition.SQLITE) if sqlite.revision not in there]
    for sqlite in alone:
        store.remove(sqlite, now, place)
    for revision in store.claimed() - there:
        store.unclaim(revision)
    return [*found, *alone]


def prune_if_free() -> list[Release]:
    """The same at any time; nothing while a release is being made, which does it itself."""
    try:
        with store.making(wait=False) as place:
            return prune(place)
    except store.ReleaseLocked:
        return []


def due(kept: Iterable[Release], now: datetime) -> Iterator[Release]:
    """Those to be removed of the releases that there are, the newest first. The newest one stays whatever is set, and so does that of the newest revision."""
    since, last = now - timedelta(days=settings.RELEASES_DAYS), newest().number
    for place, release in enumerate(kept):
        recent = (release.written_at or release.made_at) >= since
        if place >= settings.RELEASES_KEPT and not (recent or release.pinned or release.revision == last):
            yield release
