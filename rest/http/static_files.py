"""Static files on their way: scripts and styles are text, and come to a third of their length."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from rest.http.responses import TextGZipMiddleware


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise, whose texts are compressed for who takes them so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self.gzip = TextGZipMiddleware(get_response)

    def serve(self, static_file: Any, request: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride] it is called on the object
        return self.gzip.process_response(request, super().serve(static_file, request))
