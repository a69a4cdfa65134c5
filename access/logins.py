"""Limit failed logins to the admin, per address and per user name.

A try is counted, and taken back where it succeeds. Beyond the limit of either, every further try is a 429 until the quarter of an hour of the clock ends,
whether its password is right or wrong: so nothing can be learnt from it. The limit of a name is the higher one, since who knows a name can keep its holder out.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from access.counting import CountTable
from access.limits import address_of, subscriber_of

WINDOW = 900
"""Seconds of a count."""
BY_ADDRESS = 10
"""Tries that may fail from an address."""
BY_NAME = 30
"""Tries that may fail for a user name, from wherever they come."""

Respond = Callable[[HttpRequest], HttpResponse]


def logins_limited(get_response: Respond) -> Respond:
    """Middleware: refuse tries to log in beyond the limit. Below what refuses a body that is too large."""

    counts = CountTable(settings.RATE_LIMIT_TABLE, secret=settings.SECRET_KEY)

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.path_info != reverse("admin:login"):
            return get_response(request)
        address = subscriber_of(address_of(request.META, proxies=settings.PROXIES))
        # Names are compared without their case, so that a name has one count however it is written.
        name = request.POST.get("username", "").strip().casefold()
        tried = ((f"login from {address}", BY_ADDRESS), (f"login as {name}", BY_NAME))
        for client, limit in tried:
            left, wait = counts.take(client, limit=limit, window=WINDOW)
            if left < 0:
                return _refused(wait)
        response = get_response(request)
        if response.status_code != HTTPStatus.OK:  # not the form again: who is let in is sent on
            for client, limit in tried:
                counts.charge(client, -1, limit=limit, window=WINDOW)
        return response

    return respond


def _refused(wait: int) -> HttpResponse:
    minutes = -(-wait // 60)
    message = f"There were too many attempts to log in. Try again in {minutes} minute{'s' if minutes > 1 else ''}.\n"
    headers = {"Retry-After": str(wait), "Cache-Control": "no-store"}
    return HttpResponse(
        message, status=HTTPStatus.TOO_MANY_REQUESTS, content_type="text/plain; charset=utf-8", headers=headers
    )
