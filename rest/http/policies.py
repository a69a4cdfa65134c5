"""The headers that tell a browser what it may do with an answer. Every answer has them, whoever made it.

What a page may load, its ``Content-Security-Policy`` says: nothing at all, unless the page says what.

Responses that are not pages (JSON, a file, an error) can be opened in a browser, too; under NOTHING no
script in it runs, whatever a document that was ingested may have brought in.

Constant headers, and so a few lines instead of a package that writes a policy for each answer: no page has a script of its own
in it, which would take a nonce.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"
_CLOSED = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"

NOTHING = f"{_CLOSED}; form-action 'none'"
"""For every answer that has no policy of its own."""

PAGE = f"{NOTHING}; style-src 'self'; img-src data:"
"""For pages of our own: a style sheet, and an icon that is none."""

PAGE_WITH_FORM = PAGE.replace("form-action 'none'", "form-action 'self'")
"""The same for a page with a form that is sent to this site."""

EXPLORER = (
    f"{_CLOSED}; form-action 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'self'; frame-src 'self'"
)
"""For the explorer: its own scripts, which ask the API of the same site, and its charts."""

DOCS = f"{NOTHING}; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"
"""For Stoplight Elements, which writes style sheets as it runs and asks the API of the same site."""

ADMIN = f"{_CLOSED}; form-action 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
"""For the admin, all of whose scripts and styles are files."""

USUAL = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Pages elsewhere read the API by CORS, which this leaves alone: they can't take an answer for a script or a picture.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What every answer has besides its policy."""


def secured(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the headers of every answer that has none of its own.

    A refusal is kept by no cache on its way: what was wrong with one client's request is no answer to another's.
    """

    # A 304 would put its policy in the place of the one that the page came with. Django's own pages of an error, in DEBUG,
    # have their styles in them.
    without = {304, 404, 500} if settings.DEBUG else {304}

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if HEADER not in response.headers and response.status_code not in without:
            response.headers[HEADER] = NOTHING
        for header, value in USUAL.items():
            response.headers.setdefault(header, value)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            response.headers.pop("Content-Length", None)  # none is the length of the answer that is held
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return respond
