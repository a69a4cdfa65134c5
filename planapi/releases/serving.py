"""Serve a release: its zip, and each file of it, whole or in part. They never change, so clients never have to revalidate them."""

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from history.revisions import State, newest
from planapi.buckets import StoreUnreachable
from planapi.releases import store
from planapi.releases.croissant import at
from planapi.releases.licensing import DATA_LICENSE
from planapi.releases.making import CROISSANT, edition_of, further
from planapi.releases.on_demand import InTheMaking, NoRelease, ReleaseRemoved, obtain, obtain_sqlite
from planapi.releases.packing import octets_of
from planapi.releases.store import SQLITE, Edition, Release, ReleaseFile, SqliteState
from rest.formats import Ndjson, Parquet
from rest.http.problems import asked, problem

logger = logging.getLogger(__name__)

FOR_EVER = "public, max-age=31536000, immutable"
RETRY_AFTER = "5"

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": Ndjson.content_type,
    "parquet": Parquet.content_type,
    "sqlite": "application/vnd.sqlite3",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
}
NO_SUCH_FILE = "There is no such file. What there is, is listed at {folder}."
SHOWN = ("application/json", "text/plain", "text/markdown")
"""What a browser shows instead of keeping it as a file."""

# bytes=0-1023, bytes=1024-, bytes=-512; several ranges at once are answered with the whole
_RANGE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})")


@require_safe
def download(request: HttpRequest, number: str, edition: str | None = None) -> HttpResponseBase:
    """``/releases/r12/planapi-r12.zip``: 200 or 206 with the zip, 202 while it is made, 404 where it is not, 410 where it was."""

    def zipped(release: Release) -> Content:
        return Content(release, release.name, release.bytes, release.sha256, "application/zip", None)

    return _answer(request, number, Edition(edition or ""), zipped)


@require_safe
def download_file(request: HttpRequest, number: str, path: str) -> HttpResponseBase:
    """``/releases/r12/parquet/observations.parquet``: a file of a release by itself, out of the zip; the SQLite file as it is kept."""

    def found(release: Release) -> Content:
        if release.edition == Edition.SQLITE:
            return Content(release, release.name, release.bytes, release.sha256, media_type(path), None)
        file = release.file(path)
        if file is None or file.start is None:  # those that were made before note no place
            raise NoRelease(NO_SUCH_FILE.format(folder=store.folder_of(release.revision)))
        name = path.rpartition("/")[2]
        return Content(release, name, file.bytes, file.sha256, media_type(path), file)

    if path == CROISSANT:
        return _answered(request, number, Edition.MAIN, lambda release: _croissant(request, release))
    if path == SQLITE:
        return _answer(request, number, Edition.SQLITE, found)
    edition = edition_of(path)
    if edition == Edition.MORE and path not in further():  # nothing is made for it
        return problem(404, detail="There is no such file.", instance=asked(request))
    return _answer(request, number, edition, found)


@require_safe
def index(request: HttpRequest, number: str) -> HttpResponseBase:
    """``/releases/r12/``: the files of a release, with their addresses, sizes, checksums, rows and columns."""
    headers = {"Cache-Control": "no-cache"}  # what is made after the release is added
    return _answered(
        request, number, Edition.MAIN, lambda release: JsonResponse(listed(request, release), headers=headers)
    )


@require_safe
def latest(request: HttpRequest, path: str | None = None) -> HttpResponseBase:
    """``/releases/latest``: to the zip of the newest revision. ``/releases/latest/…``: to what is below it, the list of its files to begin with."""
    last = newest().number
    if not last:
        return problem(404, detail="There is no revision yet: nothing has been ingested.", instance=asked(request))
    address = store.address_of(last) if path is None else store.folder_of(last) + path
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"{address}?{query}" if query else address)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _croissant(request: HttpRequest, release: Release) -> HttpResponse:
    """That of the zip, with the addresses of the files, whatever the host is called."""
    file = release.file(CROISSANT)
    if file is None:  # made before there was one
        raise NoRelease(NO_SUCH_FILE.format(folder=store.folder_of(release.revision)))
    written = b"".join(Content(release, CROISSANT, file.bytes, file.sha256, "", file).octets(range(file.bytes)))
    folder = request.build_absolute_uri(store.folder_of(release.revision))
    answer = HttpResponse(orjson.dumps(at(folder, orjson.loads(written))), content_type="application/ld+json")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@dataclass(frozen=True, slots=True)
class Content:
    """What is handed out: a zip, or one of its files."""

    release: Release
    name: str
    bytes: int
    sha256: str
    media_type: str
    file: ReleaseFile | None

    @property
    def etag(self) -> str:
        return f'"{self.sha256}"'

    def octets(self, part: range) -> Iterable[Any]:
        """These of it. What can't be read is said before the first."""
        if self.file is None:
            return store.storage().part(self.release.name, part)
        return octets_of(self.release, self.file, part)


def _answer(
    request: HttpRequest, number: str, edition: Edition, content_of: Callable[[Release], Content]
) -> HttpResponseBase:
    def answer(release: Release) -> HttpResponseBase:
        content, modified = content_of(release), int(release.made_at.timestamp())
        conditional = get_conditional_response(request, etag=content.etag, last_modified=modified)
        response = conditional or _content(request, content)
        for header, value in {
            "ETag": content.etag,
            "Last-Modified": http_date(modified),
            "Cache-Control": FOR_EVER,
            "X-Revision": str(release.revision),
            "Accept-Ranges": "bytes",
        }.items():
            response.headers[header] = value
        return response

    return _answered(request, number, edition, answer)


def _answered(
    request: HttpRequest, number: str, edition: Edition, answer: Callable[[Release], HttpResponseBase]
) -> HttpResponseBase:
    """The answer to a request for what is of a release, or why there is none."""
    try:
        return answer(obtain_sqlite(int(number)) if edition == Edition.SQLITE else obtain(int(number), edition))
    except NoRelease as error:
        status = 410 if isinstance(error, ReleaseRemoved) else 404
        return problem(status, detail=str(error), instance=asked(request))
    except InTheMaking as error:
        return in_the_making(error)
    except FileNotFoundError as error:  # removed this moment
        return _unreachable(request, StoreUnreachable(), error)
    except StoreUnreachable as error:
        return _unreachable(request, error, error.__cause__)


@dataclass(frozen=True, slots=True)
class ListedSqlite:
    """The SQLite file of a release, as it is listed."""

    url: str
    state: SqliteState
    bytes: int | None
    sha256: str | None
    media_type: str = MEDIA_TYPES["sqlite"]
    path: str = SQLITE


def sqlite_of(request: HttpRequest, release: Release) -> ListedSqlite:
    """It may be in the zip, of its own, or not there yet."""
    kept = release.file(SQLITE) or store.sqlite_of(release)
    state = SqliteState.MADE if kept else store.sqlite_state(release, timezone.now())
    url = request.build_absolute_uri(store.address_of(release.revision, Edition.SQLITE))
    return ListedSqlite(url, state, kept and kept.bytes, kept and kept.sha256)


def files_of(request: HttpRequest, release: Release) -> list[dict[str, Any]]:
    """The files of a release by path, with the SQLite file where that is there. Each has its address, but for what is in the zip alone."""
    folder = request.build_absolute_uri(store.folder_of(release.revision))

    def row(file: ReleaseFile) -> dict[str, Any]:
        columns = file.columns and [{"name": name, "type": kind} for name, kind in file.columns]
        told = {"media_type": media_type(file.path), "bytes": file.bytes, "sha256": file.sha256, "rows": file.rows}
        # That of the zip has other octets than what is at its address, which names this host.
        url = None if file.path == CROISSANT else folder + file.path
        return {"path": file.path, "url": url, **told, "columns": columns}

    files = [*release.files]
    apart = store.sqlite_of(release) if release.edition == Edition.MAIN else None
    if apart and not release.file(SQLITE):
        files.append(ReleaseFile(SQLITE, apart.bytes, apart.sha256, None))
    return [row(file) for file in sorted(files, key=lambda file: file.path)]


def listed(request: HttpRequest, release: Release) -> dict[str, Any]:
    """The list of a release's files."""
    more = store.find(State(release.revision, release.made_at), Edition.MORE)
    folder = request.build_absolute_uri(store.folder_of(release.revision))

    def zipped(name: str, kept: Release | None) -> dict[str, Any]:
        told = {"bytes": kept and kept.bytes, "sha256": kept and kept.sha256, "made": kept is not None}
        return {"path": name, "url": folder + name, "media_type": "application/zip", **told}

    return {
        "revision": release.revision,
        "made_at": localtime(release.made_at).isoformat(),
        "software": release.software,
        "license": DATA_LICENSE,
        "zip": zipped(release.name, release),
        "files": [file for file in files_of(request, release) if file["url"]],
        "sqlite": asdict(sqlite_of(request, release)),
        "croissant": folder + CROISSANT,
        "more": {
            **zipped(store.name_of(release.revision, Edition.MORE), more),
            "files": files_of(request, more) if more else [],
        },
    }


def in_the_making(error: InTheMaking) -> HttpResponse:
    """202: ask again in some seconds."""
    detail_text = {
        "state": "in_the_making",
        "detail": f"{error} Try again in {RETRY_AFTER} seconds.",
        "detail_zh": f"正在生成，请于 {RETRY_AFTER} 秒后再试。",
    }
    return JsonResponse(detail_text, status=202, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})


def _content(request: HttpRequest, content: Content) -> HttpResponseBase:
    part = _part(request, content.bytes, etag=content.etag)
    if part is not None and not part:
        detail_text = f"The file has {content.bytes} bytes."
        return problem(
            416, detail=detail_text, instance=asked(request), headers={"Content-Range": f"bytes */{content.bytes}"}
        )
    sent = range(content.bytes) if part is None else part
    headers = {"Content-Length": str(len(sent))}
    if not content.media_type.startswith(SHOWN):
        headers["Content-Disposition"] = f'attachment; filename="{content.name}"'
    if part is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{content.bytes}"
    # Nothing is asked of the store for a HEAD, which is answered by the headers alone.
    octets = content.octets(sent) if request.method == "GET" and sent else ()
    status = 200 if part is None else 206
    return StreamingHttpResponse(octets, status=status, content_type=content.media_type, headers=headers)


def media_type(path: str) -> str:
    """Of a file of a release, by how its name ends."""
    return MEDIA_TYPES.get(path.rpartition(".")[2], "text/plain; charset=utf-8")


def _unreachable(request: HttpRequest, error: StoreUnreachable, cause: object) -> HttpResponse:
    logger.error("The store of releases is not reachable: %s", cause)
    return problem(503, detail=str(error.detail), instance=asked(request), headers={"Retry-After": RETRY_AFTER})


def _part(request: HttpRequest, size: int, *, etag: str) -> range | None:
    """Which bytes are asked for: None for all of them, an empty range for some that there are not."""
    asked_for = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked_for is None or request.headers.get("If-Range", etag) != etag or request.method != "GET":
        return None
    first, last = asked_for["first"], asked_for["last"]
    if not first:
        return range(max(size - int(last), 0), size) if last else None
    if last and int(last) < int(first):
        return None  # no range at all, says RFC 9110
    return range(int(first), min(int(last) + 1, size) if last else size)
