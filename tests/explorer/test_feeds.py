"""Feeds as those who follow them read them: valid Atom, the same ids each time, and links to the page and to what is behind it."""

import html
import re
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from django.test import Client

from districts.models import Document
from history.models import Revision
from history.revisions import newest
from indicators.models import Observation
from planapi.explorer.feeds import ENTRIES, FeedEntry, SearchFeed
from tests.factories import WHEN

PLACE = "/places/120102/"
REPORT = "/documents/120102-report-2023/"
SEARCH = "/search/?q=%E5%85%BB%E8%80%81"
FEEDS = ("/", PLACE, "/places/120000/", REPORT, "/indicators/gdp-growth/", SEARCH)


def feed_of(address: str) -> str:
    path, _, query = address.partition("?")
    return f"{path}feed.atom" + (f"?{query}" if query else "")


def follow(client: Client, address: str) -> Any:
    answer: Any = client.get(feed_of(address))
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/atom+xml")
    return feedparser.parse(answer.content)


@pytest.mark.django_db
@pytest.mark.parametrize("page", FEEDS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_feed_is_valid_atom_and_is_found_from_its_page(
    client: Client, page: str, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The newest revisions may be those of other tests, whose documents do not say what is searched for.
    every = list(Revision.objects.filter(document__isnull=False).order_by("-number"))
    monkeypatch.setattr(SearchFeed, "revisions", lambda self, **narrowed: every)
    found = follow(client, prefix + page)
    assert (found.bozo, found.version) == (False, "atom10")
    assert 0 < len(found.entries) <= ENTRIES
    assert all((found.feed.title, found.feed.updated, found.feed.author))
    assert found.feed.id == found.feed.links[1].href
    ids = [entry.id for entry in found.entries]
    assert len(set(ids)) == len(ids)
    assert all(entry.updated and entry.title and entry.summary for entry in found.entries)
    assert [entry.id for entry in follow(client, prefix + page).entries] == ids
    html_page = html.unescape(client.get(prefix + page).content.decode())
    assert f'rel="alternate" type="application/atom+xml" href="{prefix}{feed_of(page)}"' in html_page


@pytest.mark.django_db
@pytest.mark.parametrize("page", FEEDS)
def test_an_entry_leads_to_its_page_and_to_what_is_behind_it(client: Client, page: str) -> None:
    for entry in follow(client, page).entries[:2]:
        links = [link.href for link in entry.links] + re.findall(r'href="([^"]+)"', html.unescape(entry.summary))[:2]
        assert len(links) >= 2
        for link in links:
            parts = urlsplit(link)
            assert parts.netloc == "testserver"
            assert "revision=" in parts.query
            assert client.get(f"{parts.path}?{parts.query}").status_code == 200, link


@pytest.mark.django_db
def test_a_place_is_told_of_its_own_documents_and_of_those_of_the_places_in_it(client: Client) -> None:
    own = set(Document.objects.filter(district="120102").values_list("slug", flat=True))
    told = {urlsplit(entry.link).path.split("/")[-2] for entry in follow(client, PLACE).entries}
    assert told == own
    assert len(follow(client, "/places/120000/").entries) > len(own)


@pytest.mark.django_db
def test_an_indicator_is_told_with_its_figures(client: Client) -> None:
    for entry in follow(client, "/indicators/gdp-growth/").entries:
        (slug,) = (urlsplit(link.href).path.split("/")[-2] for link in entry.links if link.rel == "related")
        stated = Observation.objects.filter(indicator="gdp-growth", document=slug)
        assert f"{stated.count()} 条数字" in entry.title
        assert any(row.key in html.unescape(entry.summary) for row in stated)


@pytest.mark.django_db
def test_a_feed_that_is_held_is_not_sent_again(client: Client) -> None:
    first = client.get(feed_of(PLACE))
    assert client.get(feed_of(PLACE), headers={"If-None-Match": first["ETag"]}).status_code == 304
    earlier = follow(client, f"{PLACE}?revision={newest().number - 1}")
    assert all("revision=" in entry.link for entry in earlier.entries)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/search/feed.atom", 400, "required, for example q="),
        ("/search/feed.atom?q=a&type=horse", 400, "horse"),
        ("/places/999999/feed.atom", 404, "There is no district"),
        ("/documents/nothing/feed.atom", 404, "There is no document"),
        ("/indicators/nothing/feed.atom", 404, "There is no indicator"),
        ("/places/120102/feed.atom?page=2", 400, "unknown parameter"),
        ("/places/%00/feed.atom", 404, "There is nothing of this name"),
    ],
)
def test_what_can_t_be_followed_says_why(client: Client, address: str, status: int, told: str) -> None:
    answer: Any = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert told in answer.content.decode()


@pytest.mark.django_db
def test_a_search_that_finds_nothing_new_is_an_empty_feed(client: Client) -> None:
    found = follow(client, "/search/?q=%E9%BE%98%E9%BE%98%E9%BE%98")
    assert (found.bozo, found.entries) == (False, [])


def test_the_id_of_an_entry_is_of_the_revision_and_what_it_is_of() -> None:
    def entry(revision: int = 7, about: str = "document a") -> str:
        return FeedEntry(revision, WHEN, about, "title", "/", "").id

    assert entry() == entry()
    assert len({entry(), entry(8), entry(about="document b")}) == 3
