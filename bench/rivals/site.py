"""The rivals in one process, behind the server that the API itself has: `granian --interface wsgi bench.rivals.site:application`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.rivals.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.urls import path  # noqa: E402 Django is set up by the line above

from bench.rivals import drf, floor, postgrest  # noqa: E402
from bench.rivals.django_ninja import api  # noqa: E402

urlpatterns = [
    path("drf/observations/", drf.ObservationView.as_view({"get": "list"})),
    path("drf-offset/observations/", drf.ByOffset.as_view({"get": "list"})),
    path("ninja/", api.urls),
    path("floor/observations/", floor.observations),
    path("postgrest/observations/", postgrest.observations),
    path("empty/", floor.empty),
]
