"""Sessions, users, messages and CSRF tokens are the admin's alone: no answer of the API sets a cookie, varies by one,
or waits for what looks for one."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import override

from planapi.answer_time import no_answer
from planapi.reader_role import may_write
from rest.http.policies import ADMIN, HEADER
from rest.http.problems import problem

LAYERS = (SessionMiddleware, CsrfViewMiddleware, AuthenticationMiddleware, MessageMiddleware)
"""What the admin needs, outermost first."""


class AdminLayers:
    """Middleware: all the layers for the admin, and none of them for any other address."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = self.layered = get_response
        for layer in reversed(LAYERS):
            self.layered = layer(self.layered)
        self.csrf = CsrfViewMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> Any:
        if not _is_admins(request):
            return self.get_response(request)
        with may_write(), override("zh-hans"):  # its editors read Chinese
            no_answer()
            try:
                response: Any = self.layered(request)
            finally:
                if not connection.in_atomic_block:  # else a test's
                    connection.close()
        response.headers.setdefault(HEADER, ADMIN)
        return response

    def process_view(self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any) -> Any:
        """The one layer that looks at what is going to answer."""
        if not _is_admins(request):
            return None
        return self.csrf.process_view(request, callback, callback_args, callback_kwargs)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What CSRF protection answers, in place of Django's page with a style sheet in it."""
    detail = (
        "This form was not sent from a page of this site, or the page was open for too long. Go back, reload the page "
        "and send the form again. Your browser must accept cookies from this site."
    )
    return problem(403, detail=detail, instance=request.path)


def _is_admins(request: HttpRequest) -> bool:
    return request.path_info.startswith("/admin/")
