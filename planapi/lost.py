"""An address that there is not is answered with the one that may have been meant.

/api/v1/observation/, /api/observations, /observations  → /api/v1/observations/
/openapi.json, /swagger/, /api/v1/openapi.yaml           → /api/v1/schema/
"""

import re
from functools import cache

from django.http import HttpRequest, HttpResponse

from rest.http.problems import asked, nearest, problem

ROOT = "/api/v1/"
_CALLED = {
    **dict.fromkeys(("openapi", "swagger", "api-docs", "spec", "specification"), "schema"),
    **dict.fromkeys(("doc", "documentation", "swagger-ui", "playground", "explorer"), "docs"),
}
"""What other APIs call an address."""


@cache
def _names() -> frozenset[str]:
    """The first parts of the addresses of the API."""
    from planapi import v1  # noqa: PLC0415 the addresses are made when Django is ready

    return frozenset(
        re.findall(r"^\^?([a-z][a-z-]+)/", "\n".join(str(one.pattern) for one in v1.urlpatterns), re.MULTILINE)
    )


def meant(path: str) -> str | None:
    """The address that may have been meant by another."""
    parts = [part for part in path.lower().split("/") if part and part != "api" and not re.fullmatch(r"v\d+", part)]
    if not parts:
        return ROOT if path.startswith("/api") else None
    name = parts[0].partition(".")[0].replace("_", "-")
    found = _CALLED.get(name, name)
    if found not in _names():
        found = nearest(name, _names()) if path.startswith("/api/") else None
    address = f"{ROOT}{found}/" if found else None
    # What is right up to there is an address below it that there is not.
    return address if address and not path.startswith(address) else None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404, also used for unknown addresses below ``/api/``."""
    near = meant(request.path)
    told = f". Did you mean {near}?" if near else f"; {ROOT} lists what there is."
    return problem(404, detail=f"There is nothing at this address{told}", instance=asked(request))
