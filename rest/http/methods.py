"""Every address says which methods it takes: OPTIONS is a 204 and another method a 405, both with ``Allow``.

DRF's views say so themselves. This is for the others, which answer as Django has it: a page's OPTIONS is a 200 of no
octets, a 405 has no body, and `require_safe` refuses OPTIONS too.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from rest.http.problems import asked, not_allowed


def allowed_methods(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: say in one way what each address takes."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "OPTIONS" and "Allow" in response.headers:
            options = HttpResponse(status=204, headers={"Allow": _with_options(response)})
            del options.headers["Content-Type"]
            return options
        if isinstance(response, HttpResponseNotAllowed):
            return not_allowed(str(request.method), allow=_with_options(response), instance=asked(request))
        return response

    return respond


def _with_options(response: HttpResponse) -> str:
    methods = response.headers["Allow"]
    return methods if "OPTIONS" in methods else f"{methods}, OPTIONS"
