"""Every address of the site: the API by version, its pages, the admin, and whether it is well."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe

from planapi import broker
from planapi.agents.card import ai_catalogue, server_card
from planapi.agents.view import AgentsView
from planapi.curation.reporting import ReportPage
from planapi.evidence_page import EvidencePage
from planapi.explorer.guide import bad_parameter
from planapi.explorer.urls import explorer
from planapi.lost import not_found
from planapi.releases.serving import download, download_file, latest
from planapi.releases.serving import index as release_index
from planapi.releases.signposts import api_catalog, llms, llms_full, robots
from rest.http.health import healthz, readyz


def metrics(request: HttpRequest) -> HttpResponse:
    # Imported by the serving processes alone: prometheus-client looks where to count when it is imported (planapi.metrics.counting).
    from planapi.metrics.view import metrics as view  # noqa: PLC0415

    return view(request)


@require_safe
def no_icon(request: HttpRequest) -> HttpResponse:
    """There is none. A browser asks for it all the same at the admin, and at whatever answer it shows, and would call a 404 an error."""
    return HttpResponse(status=204, headers={"Cache-Control": "public, max-age=86400"})


# Tried one after another, so what is asked for most stands first.
urlpatterns = [
    path("api/v1/", include("planapi.v1")),
    re_path("^api/", not_found),
    *explorer("", "zh"),
    *explorer("en/", "en"),
    path("evidence/<str:resource>/<str:id>/", EvidencePage.as_view(), name="evidence-page"),
    path("evidence/<str:resource>/<str:id>/report/", ReportPage.as_view(), name="report"),
    path("problems/bad-parameter", bad_parameter),
    re_path("^releases/r(?P<number>[1-9][0-9]{0,8})/planapi-r(?P=number)(?:-(?P<edition>more))?\\.zip$", download),
    re_path("^releases/r(?P<number>[1-9][0-9]{0,8})/$", release_index),
    re_path("^releases/r(?P<number>[1-9][0-9]{0,8})/(?P<path>.+)$", download_file),
    path("mcp", AgentsView.as_view(), name="agents"),
    path("mcp/server-card", server_card),
    path(".well-known/mcp/server-card.json", server_card),
    path(".well-known/ai-catalog.json", ai_catalogue),
    path("releases/latest", latest, name="releases-latest"),
    re_path("^releases/latest/(?P<path>.*)$", latest),
    path(".well-known/api-catalog", api_catalog),
    path("llms.txt", llms),
    path("llms-full.txt", llms_full),
    path("robots.txt", robots),
    path("favicon.ico", no_icon),
    path("healthz", healthz),
    path("readyz", readyz, {"broker": broker.state}),
    path("metrics", metrics),
    path("admin/", admin.site.urls),
]

handler400 = "rest.http.problems.bad_request"
handler404 = "planapi.lost.not_found"
handler500 = "rest.http.problems.server_error"
