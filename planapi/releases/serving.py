"""Serve the zip of a release, whole or in part. It never changes, so clients never have to revalidate it."""

import logging
import re

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from history.revisions import newest
from planapi.buckets import StoreUnreachable
from planapi.releases import store
from planapi.releases.on_demand import InTheMaking, NoRelease, ReleaseRemoved, obtain
from planapi.releases.store import Release
from rest.http.problems import asked, problem

logger = logging.getLogger(__name__)

FOR_EVER = "public, max-age=31536000, immutable"
RETRY_AFTER = "5"

# bytes=0-1023, bytes=1024-, bytes=-512; several ranges at once are answered with the whole
_RANGE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})")


@require_safe
def download(request: HttpRequest, number: str) -> HttpResponseBase:
    """``/releases/r12/planapi-r12.zip``: 200 or 206 with the zip, 202 while it is made, 404 where it is not, 410 where it was."""
    try:
        release = obtain(int(number))
    except NoRelease as error:
        status = 410 if isinstance(error, ReleaseRemoved) else 404
        return problem(status, detail=str(error), instance=asked(request))
    except InTheMaking as error:
        return in_the_making(error)
    except StoreUnreachable as error:
        return _unreachable(request, error)
    etag, modified = f'"{release.sha256}"', int(release.made_at.timestamp())
    conditional = get_conditional_response(request, etag=etag, last_modified=modified)
    try:
        response = conditional or _content(request, release, etag=etag)
    except StoreUnreachable as error:
        return _unreachable(request, error)
    for header, value in {
        "ETag": etag,
        "Last-Modified": http_date(modified),
        "Cache-Control": FOR_EVER,
        "X-Revision": str(release.revision),
        "Accept-Ranges": "bytes",
    }.items():
        response.headers[header] = value
    return response


@require_safe
def latest(request: HttpRequest) -> HttpResponseBase:
    """``/releases/latest``: to the zip of the newest revision."""
    last = newest().number
    if not last:
        return problem(404, detail="There is no revision yet: nothing has been ingested.", instance=asked(request))
    response = HttpResponseRedirect(store.address_of(last))
    response.headers["Cache-Control"] = "no-cache"
    return response


def in_the_making(error: InTheMaking) -> HttpResponse:
    """202: ask again in some seconds."""
    detail_text = {
        "state": "in_the_making",
        "detail": f"{error} Try again in {RETRY_AFTER} seconds.",
        "detail_zh": f"正在生成，请于 {RETRY_AFTER} 秒后再试。",
    }
    return JsonResponse(detail_text, status=202, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})


def _content(request: HttpRequest, release: Release, *, etag: str) -> HttpResponseBase:
    name = release.name
    part = _part(request, release.bytes, etag=etag)
    if part is None and isinstance(store.storage(), store.ReleaseFolder):
        return FileResponse(release.path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
    if part is not None and not part:
        detail_text = f"The file has {release.bytes} bytes."
        return problem(
            416, detail=detail_text, instance=asked(request), headers={"Content-Range": f"bytes */{release.bytes}"}
        )
    sent = range(release.bytes) if part is None else part
    headers = {"Content-Length": str(len(sent)), "Content-Disposition": f'attachment; filename="{name}"'}
    if part is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{release.bytes}"
    # Nothing is asked of the store for a HEAD, which is answered by the headers alone.
    octets = store.storage().part(name, sent) if request.method == "GET" else ()
    status = 200 if part is None else 206
    return StreamingHttpResponse(octets, status=status, content_type="application/zip", headers=headers)


def _unreachable(request: HttpRequest, error: StoreUnreachable) -> HttpResponse:
    logger.error("The store of releases is not reachable: %s", error.__cause__)
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
