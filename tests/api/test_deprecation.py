"""What will go away says so: in its answers, and in the OpenAPI document."""

from datetime import date
from typing import Any, ClassVar

import pytest
from django.test.utils import override_settings
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from rest.deprecation import Deprecation
from rest.views import StrictView
from tests.api.breaking import parameters_of


class OldView(StrictView):
    """An address that has a successor."""

    revisioned = False
    deprecation = Deprecation(since=date(2027, 1, 1), sunset=date(2027, 7, 1), successor="/api/v2/parks/")

    @extend_schema(responses={200: dict[str, int]}, summary="Old")
    def get(self, request: Request) -> Response:
        return Response({}, headers={"Link": '</api/v1/old/?cursor=x>; rel="next"'})


class NewView(StrictView):
    """An address that has a parameter which should not be used any more."""

    revisioned = False
    deprecated_parameters: ClassVar = {
        "sort": Deprecation(since=date(2026, 3, 1), reason="Use ordering.", explained="/about/")
    }

    def parameters(self) -> list[str]:
        return ["sort", "ordering"]

    @extend_schema(
        responses={200: dict[str, int]},
        summary="New",
        parameters=[OpenApiParameter(name, description=f"The {name}.") for name in ("sort", "ordering")],
    )
    def get(self, request: Request) -> Response:
        return Response({})


urlpatterns = [path("api/v1/old/", OldView.as_view()), path("api/v1/new/", NewView.as_view())]
pytestmark = pytest.mark.urls(__name__)


def test_an_address(api_client: APIClient, db: None) -> None:
    for response in (api_client.get("/api/v1/old/"), api_client.head("/api/v1/old/")):
        assert response["Deprecation"] == "@1798761600"
        assert response["Sunset"] == "Thu, 01 Jul 2027 00:00:00 GMT"
        assert response["Link"] == (
            '</api/v1/old/?cursor=x>; rel="next", </api/v2/parks/>; rel="successor-version", '
            '</api/v1/redoc/>; rel="deprecation"; type="text/html"'
        )
    assert "Deprecation" in api_client.get("/api/v1/old/?wrong=1").headers


def test_a_parameter_where_it_is_used(api_client: APIClient, db: None) -> None:
    used = api_client.get("/api/v1/new/?sort=name")
    assert (used["Deprecation"], used["Link"]) == ("@1772323200", '</about/>; rel="deprecation"; type="text/html"')
    assert "Sunset" not in used.headers
    unused = api_client.get("/api/v1/new/?ordering=name")
    assert not {"Deprecation", "Sunset", "Link"} & set(unused.headers)


@override_settings(ROOT_URLCONF=__name__)
def test_the_document() -> None:
    schema: Any = SchemaGenerator(patterns=urlpatterns).get_schema(request=None, public=True)
    paths = schema["paths"]
    old, new = paths["/api/v1/old/"]["get"], paths["/api/v1/new/"]["get"]
    assert old["deprecated"] is True
    assert "**Deprecated since 2027-01-01, may be gone from 2027-07-01. Use /api/v2/parks/.**" in old["description"]
    assert "deprecated" not in new
    parameters = {parameter["name"]: parameter for parameter in parameters_of(schema, new)}
    assert parameters["sort"]["deprecated"] is True
    assert parameters["sort"]["description"] == "The sort. **Deprecated since 2026-03-01. Use ordering.**"
    assert "deprecated" not in parameters["ordering"]
