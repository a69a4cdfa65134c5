"""Sessions, users, messages and CSRF tokens are the admin's alone: no answer of the API sets a cookie, varies by one,
or waits for what looks for one."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class AdminOnly:
    """Mixin of a middleware: every other address passes it by."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith("/admin/"):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)


class AdminSessions(AdminOnly, SessionMiddleware):
    pass


class AdminUsers(AdminOnly, AuthenticationMiddleware):
    pass


class AdminMessages(AdminOnly, MessageMiddleware):
    pass


class AdminCsrf(AdminOnly, CsrfViewMiddleware):
    def process_view(self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any) -> Any:
        return (
            super().process_view(request, callback, callback_args, callback_kwargs)
            if request.path_info.startswith("/admin/")
            else None
        )
