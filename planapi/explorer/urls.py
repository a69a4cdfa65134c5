"""The addresses of the explorer's pages, in each language."""

from django.urls import URLPattern, path, re_path

from planapi.explorer.builder import BuilderPage
from planapi.explorer.compare import ChartFile, CompareFile, ComparePage
from planapi.explorer.contract import ContractFeed
from planapi.explorer.document import DocumentPage, MarkPage
from planapi.explorer.feeds import feeds
from planapi.explorer.front import FrontPage
from planapi.explorer.guide import GuideFront, GuidePage, GuideSearch, picture
from planapi.explorer.indicators import IndicatorInPlaces
from planapi.explorer.originals import OriginalFile
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.places import PlacePage
from planapi.explorer.places_missed import TargetsPage
from planapi.explorer.projects import ParksPage, ProjectsPage
from planapi.explorer.ranking import RankingFile, RankingPage
from planapi.explorer.searching import SearchPage
from planapi.explorer.verify import VerifyPage

PAGES: tuple[tuple[str, type[ExplorerPage]], ...] = (
    ("", FrontPage),
    ("places/<str:code>/", PlacePage),
    ("documents/<str:slug>/", DocumentPage),
    ("indicators/<str:slug>/", IndicatorInPlaces),
    ("targets/", TargetsPage),
    ("projects/", ProjectsPage),
    ("parks/", ParksPage),
    ("search/", SearchPage),
    ("compare/", ComparePage),
    ("ranking/", RankingPage),
    ("verify/", VerifyPage),
    ("builder/", BuilderPage),
    ("guide/", GuideFront),
    ("guide/search/", GuideSearch),
    ("guide/<path:page>/", GuidePage),
)

FILES: tuple[type[ChartFile], ...] = (CompareFile, RankingFile)
"""The charts of pages, and what is behind them, by the pages' names."""


def explorer(prefix: str, language: str) -> list[URLPattern]:
    """The pages in a language, their addresses after ``prefix``; each is named by its page and language: ``place-zh``."""
    original = (
        []
        if prefix
        else [
            path("documents/<str:slug>/original/", OriginalFile.as_view(), name="original"),
            path("guide/<path:name>.svg", picture, name="guide-picture"),
        ]
    )
    mark = path(
        f"{prefix}documents/<str:slug>/<str:mark>/", MarkPage.as_view(), {"language": language}, name=f"mark-{language}"
    )
    pages = [
        path(f"{prefix}{address}", page.as_view(), {"language": language}, name=f"{page.name}-{language}")
        for address, page in PAGES
    ] + [
        re_path(
            f"^{prefix}charts/{file.page}\\.(?P<form>svg|png|csv|xlsx|json)$",
            file.as_view(),
            {"language": language},
            name=f"chart-{file.page}-{language}",
        )
        for file in FILES
    ]
    contract = path(
        f"{prefix}guide/<path:page>/feed.atom",
        ContractFeed.as_view(),
        {"language": language},
        name=f"feed-guide_page-{language}",
    )
    return [*original, mark, *pages, *feeds(prefix, language), contract]
