"""A response depends on the request and the revision. Its ETag is made of both, so a 304 needs no query of the tables.

``GET /api/v1/parks/?district=120102`` in revision 12 answers ``ETag: W/"r12-5f0c…"`` and ``Last-Modified``, the time of the revision; the same with
``If-None-Match: W/"r12-5f0c…"`` answers 304 until there is a revision 13. An answer pinned by ``revision=12`` is good for ever, and may be kept for a day
unasked: a new version of this software could still word it otherwise.
"""

import hashlib
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from history.revisions import State
from rest.http.addresses import root_of
from rest.http.clients import is_spreadsheet
from rest.http.responses import CONDITIONS

_ROOT = Path(__file__).resolve().parents[2]
_APPS = ("text", "rest", "history", "access", "districts", "indicators", "projects", "planapi")


class NotModified(Exception):
    """The client holds the answer; ``response`` says so."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__("The client holds the answer.")
        self.response = response


_SAYING = (".py", ".html", ".md", ".css", ".js", ".toml")
"""What answers are made of: code, templates, and the words in files of their own."""


@cache
def build() -> str:
    """A short hash of the code: another version may answer the same question in other words."""
    digest = hashlib.sha256()
    for app in _APPS:
        files = (path for path in (_ROOT / app).rglob("*") if path.suffix in _SAYING)
        for path in sorted(files):
            digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def etag(request: HttpRequest, state: State) -> str:
    """The mark of the answer, made once a request."""
    cached = getattr(request, "_etag", None)
    if cached is None or cached[0] != state.number:
        cached = request._etag = (state.number, _etag(request, state))  # type: ignore[attr-defined]  # noqa: SLF001 ours
    return cached[1]


def _etag(request: HttpRequest, state: State) -> str:
    """The mark of the answer to a request in a revision. Weak: the same answer may be packed otherwise.

    Of the query as it came, and of the time of the revision: a database that was restored counts again from an earlier number.
    """
    meta = request.META
    made_at = state.made_at.isoformat() if state.made_at else ""
    question = (request.path, meta.get("QUERY_STRING", ""), meta.get("HTTP_ACCEPT", ""))
    if is_spreadsheet(meta.get("HTTP_USER_AGENT", "")):  # which gets a mark before CSV
        question = (*question, "spreadsheet")
    asked = "\0".join((build(), made_at, root_of(request), *question))
    return f'W/"r{state.number}-{hashlib.blake2b(asked.encode(errors="surrogatepass"), digest_size=8).hexdigest()}"'


def refuse_what_is_held(request: HttpRequest, state: State) -> None:
    """Raise NotModified where the request's own conditions say that its sender holds this revision's answer."""
    if CONDITIONS.isdisjoint(request.META):
        return
    modified = int(state.made_at.timestamp()) if state.made_at else None
    response = get_conditional_response(request, etag=etag(request, state), last_modified=modified)
    if response is not None:
        assert isinstance(response, HttpResponse)
        mark(response, request, state, pinned=False)
        raise NotModified(response)


def mark(response: HttpResponseBase, request: HttpRequest, state: State, *, pinned: bool) -> None:
    """Say of an answer which revision it is of, and how long it may be kept."""
    response.headers.setdefault("ETag", etag(request, state))
    response.headers.setdefault("Cache-Control", "public, max-age=86400" if pinned else "public, no-cache")
    response.headers["X-Revision"] = str(state.number)
    if state.made_at:
        response.headers.setdefault("Last-Modified", _http_date(state.made_at))


@lru_cache(100)
def _http_date(moment: datetime) -> str:
    return http_date(moment.timestamp())
