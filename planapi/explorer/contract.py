"""What changed in what the API promises, as a feed: the entries of ``docs/contract-changelog.md``.

``## 2026-11-28`` is a day, and ``### New: passages/`` with what stands below it an entry of that day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html
from rest_framework.request import Request

from planapi.explorer import guide_contents
from planapi.explorer.feeds import FeedEntry, FeedView

CONTRACT = "contract-changelog"
"""The page of the guide that tells the changes."""


@dataclass(frozen=True, slots=True)
class ContractChange:
    """A change, of a day. ``anchor`` is where it stands on the page."""

    day: date
    anchor: str
    title: str
    told: str


def changes(language: str) -> Iterator[ContractChange]:
    """All of them, the newest first, as on the page."""
    day: date | None = None
    for section in guide_contents.pages()[CONTRACT].text(language).sections:
        if section.heading.level == 2:
            day = date.fromisoformat(section.heading.title)
        elif section.heading.level == 3 and day is not None:
            yield ContractChange(day, section.heading.anchor, section.heading.title, section.text)


class ContractFeed(FeedView):
    """Changes of the contract."""

    name = "guide_page"
    revisioned = False

    def watched(self, request: Request, language: str, page: str) -> tuple[str, Iterable[FeedEntry]]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        if page != CONTRACT:
            raise Http404("Of the guide, only the changes of the contract have a feed.")
        address = reverse(f"guide_page-{language}", args=[CONTRACT])
        zone = ZoneInfo(settings.TIME_ZONE)
        entries = [
            FeedEntry(
                0,
                datetime.combine(one.day, time(), zone),
                f"contract {language} {one.anchor}",
                one.title,
                f"{address}#{one.anchor}",
                format_html("<p>{}</p>", one.told),
            )
            for one in changes(language)
        ]
        return guide_contents.pages()[CONTRACT].title(language), entries
