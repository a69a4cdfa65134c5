"""Version 1 of the API: its whole public surface, on one screen."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter

from indicators.analysis.observation_aggregates import ObservationAggregateView
from indicators.analysis.ranking import RankingView
from indicators.analysis.target_aggregates import TargetAggregateView
from indicators.analysis.verify import VerifyView
from indicators.analysis.views import CompareView, CoverageGridView, ProgressView
from indicators.sdmx import SdmxStructuresView
from indicators.views import CoverageView
from planapi.changes import ChangesView
from planapi.citation import citation_of
from planapi.curation.reporting import WrongReadingView
from planapi.curation.views import CorrectionView, WithdrawCorrectionView
from planapi.evidence import evidence_of
from planapi.intake.views import BringBackView, IngestionView, WithdrawalView, WithdrawView
from planapi.pages import SchemaView, docs
from planapi.passages.views import PassagesView, PassageView
from planapi.releases.catalog import CatalogView
from planapi.releases.views import ReleaseView
from planapi.resources import EVIDENCED, RESOURCES
from planapi.search.views import SearchView, SuggestView
from planapi.words.views import VocabularyView, WordsView
from projects.aggregates import ProjectAggregateView
from rest.views import StrictView


class RootView(StrictView):
    """What there is, and where."""

    def needs_snapshot(self) -> bool:
        return False  # it reads nothing

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        def address(name: str) -> str:
            return reverse(name, request=request)

        return Response(
            {
                **{resource: address(f"{basename}-list") for resource, (basename, _) in RESOURCES.items()},
                "observations/aggregate": address("observations-aggregate"),
                "targets/aggregate": address("targets-aggregate"),
                "projects/aggregate": address("projects-aggregate"),
                "progress": address("progress-list"),
                "compare": address("compare"),
                "ranking": address("ranking"),
                "coverage": address("coverage"),
                "passages": address("passages"),
                "search": address("search"),
                "search/suggest": address("search-suggest"),
                "changes": address("changes"),
                "releases": address("release-list"),
                "catalog": address("catalog"),
                "sdmx/structures": address("sdmx-structures"),
                "verify": address("verify"),
                "words": address("words"),
                "corrections": address("correction-list"),
                "wrong-readings": address("wrong-readings"),
                "ingestions": address("ingestion-list"),
                "withdrawals": address("withdrawal-list"),
                "schema": address("schema"),
                "docs": address("docs"),
                "redoc": address("redoc"),
            }
        )


def page(name: str, view: Callable[..., Any]) -> URLPattern:
    return path(f"{name}/", view, name=name.replace("/", "-"))


router = SimpleRouter()
for _resource, (_basename, _view) in RESOURCES.items():
    router.register(_resource, _view, _basename)
router.register("releases", ReleaseView, "release")  # zips in a folder
router.register("ingestions", IngestionView, "ingestion")
router.register("corrections", CorrectionView, "correction")
router.register("withdrawals", WithdrawalView, "withdrawal")
router.register("progress", ProgressView, "progress")  # worked out, and in no table of its own

urlpatterns = [
    path("", RootView.as_view(), name="v1"),
    # before a row that would have this for its id
    page("observations/aggregate", ObservationAggregateView.as_view()),
    page("targets/aggregate", TargetAggregateView.as_view()),
    page("projects/aggregate", ProjectAggregateView.as_view()),
    *router.urls,
    # Tried one after another: as the sixtieth, an answer that is kept would spend a twentieth of its time here.
    page("compare", CompareView.as_view()),
    page("ranking", RankingView.as_view()),
    page("coverage", CoverageGridView.as_view()),
    page("search", SearchView.as_view()),
    page("search/suggest", SuggestView.as_view()),
    page("verify", VerifyView.as_view()),
    path("documents/<str:slug>/coverage/", CoverageView.as_view({"get": "list"}), name="document-coverage"),
    *(
        path(f"{name}/<str:id>/evidence/", evidence_of(name).as_view(), name=f"{RESOURCES[name][0]}-evidence")
        for name in EVIDENCED
    ),
    *(
        path(f"{name}/<str:id>/citation/", citation_of(name).as_view(), name=f"{RESOURCES[name][0]}-citation")
        for name in EVIDENCED
    ),
    path("documents/<str:slug>/withdraw/", WithdrawView.as_view(), name="document-withdraw"),
    path("documents/<str:slug>/bring-back/", BringBackView.as_view(), name="document-bring-back"),
    path("documents/<str:slug>/citation/", citation_of("documents").as_view(), name="document-citation"),
    page("passages", PassagesView.as_view()),
    path("passages/<str:id>/", PassageView.as_view(), name="passage-detail"),
    page("words", WordsView.as_view()),
    path("words/<str:vocabulary>/", VocabularyView.as_view(), name="vocabulary"),
    path("corrections/<str:id>/withdraw/", WithdrawCorrectionView.as_view(), name="correction-withdraw"),
    page("wrong-readings", WrongReadingView.as_view()),
    page("changes", ChangesView.as_view()),
    page("catalog", CatalogView.as_view()),
    page("sdmx/structures", SdmxStructuresView.as_view()),
    page("schema", SchemaView.as_view()),
    page("docs", docs),
    path("redoc/", docs, {"whole": True}, name="redoc"),
]
