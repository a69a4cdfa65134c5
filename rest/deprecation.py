"""What will go away says so, in the answer and in the OpenAPI document, long before.

A view declares it of itself or of one of its parameters::

    class OldView(StrictView):
        deprecation = Deprecation(since=date(2027, 1, 1), sunset=date(2027, 7, 1), successor="/api/v2/parks/")

        deprecated_parameters = {"sort": Deprecation(since=date(2027, 1, 1), reason="Use ordering.")}

and its answers (of the parameter: those to requests that use it) have::

    Deprecation: @1798761600                                RFC 9745: since 2027-01-01T00:00:00Z
    Sunset: Thu, 01 Jul 2027 00:00:00 GMT                   RFC 8594: from then on it may be gone
    Link: </api/v2/parks/>; rel="successor-version", </api/v1/redoc/>; rel="deprecation"; type="text/html"
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.http import HttpResponse
from django.utils.http import http_date

EXPLAINED = "/api/v1/redoc/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecation:
    """Since when something should not be used in new programs; from when it may be gone, what takes its place (an address)
    and why, where that is known. ``explained`` is a page for people."""

    since: date
    sunset: date | None = None
    successor: str | None = None
    reason: str | None = None
    explained: str = EXPLAINED

    def __str__(self) -> str:
        """For the OpenAPI document: ``Deprecated since 2027-01-01, may be gone from 2027-07-01. Use /api/v2/parks/.``"""
        gone = f", may be gone from {self.sunset}" if self.sunset else ""
        instead = f" Use {self.successor}." if self.successor else ""
        return f"Deprecated since {self.since}{gone}.{instead}" + (f" {self.reason}" if self.reason else "")


def announce(
    response: HttpResponse, own: Deprecation | None, parameters: Mapping[str, Deprecation], used: Mapping[str, object]
) -> None:
    """Put into an answer what its view, and the parameters that were used, declare: of several, the dates that come
    first."""
    declared = [*([own] if own else []), *(parameters[name] for name in parameters if name in used)]
    if not declared:
        return
    response.headers["Deprecation"] = f"@{_seconds(min(one.since for one in declared))}"
    if sunsets := [one.sunset for one in declared if one.sunset]:
        response.headers["Sunset"] = http_date(_seconds(min(sunsets)))
    links = [response.headers["Link"]] if "Link" in response.headers else []
    links += [f'<{one.successor}>; rel="successor-version"' for one in declared if one.successor]
    links += [
        f'<{page}>; rel="deprecation"; type="text/html"' for page in dict.fromkeys(one.explained for one in declared)
    ]
    response.headers["Link"] = ", ".join(links)


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())
