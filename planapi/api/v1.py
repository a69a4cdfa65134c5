"""Version 1 of the API: its whole public surface, on one screen."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter

from districts.views import (
    ChapterView,
    DistrictView,
    DocumentView,
    IngestRunView,
    SpecialPlanView,
    SubdistrictView,
    TermView,
)
from indicators.views import CoverageView, IndicatorView, NumeralView, ObservationView, TargetView
from planapi.api.pages import RedocView, SwaggerView
from planapi.api.search import SearchView
from planapi.api.views import StrictView
from projects.views import ParkView, ProjectView

RESOURCES = {
    "districts": ("district", DistrictView),
    "documents": ("document", DocumentView),  # and documents/{slug}/text/, …/outline/, …/coverage/
    "chapters": ("chapter", ChapterView),
    "indicators": ("indicator", IndicatorView),
    "targets": ("target", TargetView),
    "observations": ("observation", ObservationView),
    "numerals": ("numeral", NumeralView),
    "projects": ("project", ProjectView),
    "parks": ("park", ParkView),
    "subdistricts": ("subdistrict", SubdistrictView),
    "terms": ("term", TermView),
    "special-plans": ("specialplan", SpecialPlanView),
    "ingest-runs": ("ingestrun", IngestRunView),
}


class RootView(StrictView):
    """What there is, and where."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        def address(name: str) -> str:
            return reverse(name, request=request)

        return Response(
            {
                **{resource: address(f"{basename}-list") for resource, (basename, _) in RESOURCES.items()},
                "search": address("search"),
                "schema": address("schema"),
                "docs": address("docs"),
                "redoc": address("redoc"),
            }
        )


def page(name: str, view: Callable[..., Any]) -> URLPattern:
    return path(f"{name}/", view, name=name)


router = SimpleRouter()
for _resource, (_basename, _view) in RESOURCES.items():
    router.register(_resource, _view, _basename)

urlpatterns = [
    path("", RootView.as_view(), name="v1"),
    *router.urls,
    path("documents/<str:slug>/coverage/", CoverageView.as_view({"get": "list"}), name="document-coverage"),
    page("search", SearchView.as_view()),
    page("schema", SpectacularAPIView.as_view()),
    page("docs", SwaggerView.as_view()),
    page("redoc", RedocView.as_view()),
]
