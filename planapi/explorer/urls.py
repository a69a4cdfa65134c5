"""The addresses of the explorer's pages, in each language."""

from django.urls import URLPattern, path

from planapi.explorer.document import DocumentPage
from planapi.explorer.indicators import IndicatorInPlaces
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.places import FrontPage, PlacePage
from planapi.explorer.searching import SearchPage
from planapi.explorer.verify import VerifyPage

PAGES: tuple[tuple[str, type[ExplorerPage]], ...] = (
    ("", FrontPage),
    ("places/<str:code>/", PlacePage),
    ("documents/<str:slug>/", DocumentPage),
    ("indicators/<str:slug>/", IndicatorInPlaces),
    ("search/", SearchPage),
    ("verify/", VerifyPage),
)


def explorer(prefix: str, language: str) -> list[URLPattern]:
    """The pages in a language, their addresses after ``prefix``; each is named by its page and language: ``place-zh``."""
    return [
        path(f"{prefix}{address}", page.as_view(), {"language": language}, name=f"{page.name}-{language}")
        for address, page in PAGES
    ]
