"""The addresses of the explorer's pages, in each language."""

from django.urls import URLPattern, path

from planapi.explorer.document import DocumentPage
from planapi.explorer.feeds import feeds
from planapi.explorer.front import FrontPage
from planapi.explorer.indicators import IndicatorInPlaces
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.places import PlacePage
from planapi.explorer.projects import ParksPage, ProjectsPage
from planapi.explorer.searching import SearchPage

PAGES: tuple[tuple[str, type[ExplorerPage]], ...] = (
    ("", FrontPage),
    ("places/<str:code>/", PlacePage),
    ("documents/<str:slug>/", DocumentPage),
    ("indicators/<str:slug>/", IndicatorInPlaces),
    ("projects/", ProjectsPage),
    ("parks/", ParksPage),
    ("search/", SearchPage),
)


def explorer(prefix: str, language: str) -> list[URLPattern]:
    """The pages in a language, their addresses after ``prefix``; each is named by its page and language: ``place-zh``."""
    pages = [
        path(f"{prefix}{address}", page.as_view(), {"language": language}, name=f"{page.name}-{language}")
        for address, page in PAGES
    ]
    return [*pages, *feeds(prefix, language)]
