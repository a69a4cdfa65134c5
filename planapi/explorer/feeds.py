"""Feeds to watch a place, a document, an indicator or a search by, as Atom (RFC 4287), from the revisions.

An entry is of one revision and what it is of: its id is made of the time at which the revision was made, so it is the same on every address of the site and
another for a revision of the same number in a database that was restored. Each leads to the page as it was in that revision, and to its evidence.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from django.db.models import Count
from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from districts.models import District, Document
from history.models import Revision
from indicators.models import Indicator, Observation
from planapi.explorer.headline import ranks
from planapi.explorer.saying import say
from planapi.explorer.searching import PLURALS
from planapi.explorer.written import figure_in, written, years_of
from planapi.resources import DATA
from planapi.search.finding import find
from planapi.search.parameters import SearchParameters, scope_of
from planapi.search.queries import ranks as ranks_of
from planapi.search.source import AnswerSource
from rest.http.addresses import root_of
from rest.http.problems import BadParameters, Wrong
from rest.views import StrictView
from text.vocabulary import DivisionLevel, DocumentKind, ObservationKind

ENTRIES = 30
"""Entries of a feed, the newest."""
FIGURES = 8
"""Figures that an entry names."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What a text may have in it, and XML can't."""
_NAMES = uuid.uuid5(uuid.NAMESPACE_OID, "planapi feed entries")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What is new: of a revision, with the addresses of the page and of what is behind it, on this site."""

    revision: int
    updated: datetime
    about: str
    title: str
    page: str
    summary: str
    related: Sequence[tuple[str, str]] = ()
    """Addresses, each with what is there."""

    @property
    def id(self) -> str:
        return uuid.uuid5(_NAMES, f"{self.updated.isoformat()} {self.revision} {self.about}").urn


class AtomWriter(Atom1Feed):
    """Atom with links to what is behind an entry, and without a clock."""

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        for address, title in item["related"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": address, "title": title})

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=self.feed["made_at"])


class AtomRenderer(BaseRenderer):
    """A feed that is written already."""

    media_type = "application/atom+xml"
    format = "atom"
    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return str(data).encode()


@extend_schema(exclude=True)
class FeedView(StrictView):
    """A feed. ``name`` is that of the page that it is of."""

    renderer_classes = [AtomRenderer]  # noqa: RUF012 a list, as in DRF
    name: ClassVar[str]

    def watched(self, request: Request, language: str, **kwargs: str) -> tuple[str, Iterable[FeedEntry]]:
        """What is watched, and what is new of it; raises Http404 where there is no such thing."""
        raise NotImplementedError

    def get(self, request: Request, language: str, **kwargs: str) -> Response:
        if any("\x00" in value for value in kwargs.values()):
            raise Http404("There is nothing of this name.")
        root = root_of(request._request)  # noqa: SLF001 DRF documents it
        called, entries = self.watched(request, language, **kwargs)
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        own = f"{root}{request.path}"
        feed = AtomWriter(
            title=say("feed.title", language, what=called),
            link=f"{root}{reverse(f'{self.name}-{language}', kwargs=kwargs)}{query}",
            description=None,
            subtitle=say(f"feed.{self.name}", language),
            language="zh-Hans" if language == "zh" else "en",
            author_name=say("site.name", language),
            feed_url=f"{own}{query}",
            feed_guid=f"{own}{query}",
            made_at=self.state.made_at or datetime.fromtimestamp(0, UTC),
        )
        for entry in entries:
            feed.add_item(
                _CONTROLS.sub("", entry.title),
                f"{root}{entry.page}",
                _CONTROLS.sub("", entry.summary).replace('href="/', f'href="{root}/'),
                unique_id=entry.id,
                updateddate=entry.updated,
                related=[(f"{root}{address}", title) for address, title in entry.related],
            )
        return Response(feed.writeString("utf-8"))

    def revisions(self, **narrowed: Any) -> list[Revision]:
        """The newest revisions that a file or an editor made, up to the one that is answered from."""
        rows = Revision.objects.filter(number__lte=self.revision, document__isnull=False, **narrowed)
        return list(rows.order_by("-number")[:ENTRIES])

    def of_revisions(self, revisions: Sequence[Revision], language: str) -> Iterable[FeedEntry]:
        """An entry for each of these: what it changed in its document, with figures that most people look for."""
        documents = _documents({one.document for one in revisions if one.document})
        figures = _figures(
            Observation.objects.filter(
                document__in=list(documents),
                since__in=[one.number for one in revisions],
                indicator__in=list(ranks()),
            )
        )
        for one in revisions:
            slug = one.document or ""
            document = documents.get(slug)
            told = written(one.counts, language) or one.reason or say("feed.changed", language)
            gone = document is None or one.counts.get("documents", {}).get("removed")
            page = _page(
                "front" if gone else "document", language, [] if gone else [slug], self.revision if gone else one.number
            )
            changes = {"since": one.number - 1, "revision": one.number, "document": slug}
            lines = _lines(figures[slug, one.number], language, one.number)
            yield FeedEntry(
                one.number,
                one.made_at,
                f"document {slug}",
                f"{_called(document, language) if document else slug}{say('feed.colon', language)}{told}",
                page,
                format_html("<p>{}</p>{}{}", told, format_html("<p>{}</p>", one.reason) if one.reason else "", lines),
                [(f"{reverse('changes')}?{urlencode(changes)}", say("front.row_by_row", language))],
            )


class FrontFeed(FeedView):
    """What changes of anything."""

    name = "front"

    def watched(self, request: Request, language: str) -> tuple[str, Iterable[FeedEntry]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        return say("site.name", language), self.of_revisions(self.revisions(), language)


class PlaceFeed(FeedView):
    """What changes of a place, and of the places in it."""

    name = "place"

    def watched(self, request: Request, language: str, code: str) -> tuple[str, Iterable[FeedEntry]]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        place = District.objects.filter(code=code).first()
        if place is None:
            raise Http404(f"There is no district {code!r}.")
        # The slug of a document begins with the code of its place, and that with the code of what the place lies in.
        within = {DivisionLevel.PROVINCE.value: code[:2], DivisionLevel.PREFECTURE.value: code[:4]}
        revisions = self.revisions(document__startswith=within.get(place.level, f"{code}-"))
        return place.name if language == "zh" else place.name_en, self.of_revisions(revisions, language)


class DocumentFeed(FeedView):
    """What changes of a document."""

    name = "document"

    def watched(self, request: Request, language: str, slug: str) -> tuple[str, Iterable[FeedEntry]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        document = _documents([slug]).get(slug)
        if document is None:
            raise Http404(f"There is no document {slug!r}.")
        return _called(document, language), self.of_revisions(self.revisions(document=slug), language)


class IndicatorFeed(FeedView):
    """New and changed figures of an indicator."""

    name = "indicator"

    def watched(self, request: Request, language: str, slug: str) -> tuple[str, Iterable[FeedEntry]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        indicator = Indicator.objects.filter(slug=slug).first()
        if indicator is None:
            raise Http404(f"There is no indicator {slug!r}.")
        called = indicator.name_zh if language == "zh" else indicator.name_en
        return called, self._entries(indicator, called, language)

    def _entries(self, indicator: Indicator, called: str, language: str) -> Iterable[FeedEntry]:
        stated = Observation.objects.filter(indicator=indicator.slug)
        # Put in order here: where PostgreSQL is to find the newest, it looks at the rows of all indicators from the newest on.
        groups = stated.order_by().values_list("since", "document_id").annotate(Count("id"))
        newest = sorted(groups, key=lambda one: (-one[0], one[1]))[:ENTRIES]
        documents = _documents({slug for _, slug, _ in newest})
        made = dict(Revision.objects.filter(number__in={one[0] for one in newest}).values_list("number", "made_at"))
        figures = _figures(stated.filter(document__in=list(documents), since__in=list(made)))
        for number, slug, count in newest:
            yield FeedEntry(
                number,
                made[number],
                f"indicator {indicator.slug} {slug}",
                say("feed.figures", language, what=called, document=_called(documents[slug], language), count=count),
                _page("indicator", language, [indicator.slug], number),
                format_html("{}", _lines(figures[slug, number], language, number)),
                [(_page("document", language, [slug], number), _called(documents[slug], language))],
            )


class SearchFeed(FeedView):
    """What is found in the documents that changed last."""

    name = "search"

    def parameters(self) -> Iterable[str]:
        return ("q", "type")

    def watched(self, request: Request, language: str) -> tuple[str, Iterable[FeedEntry]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        given = SearchParameters.read(request.query_params)
        if "q" not in given:
            raise BadParameters(Wrong("q", "", "required, for example q=养老"))
        slugs = list(dict.fromkeys(one.document for one in self.revisions() if one.document))
        asked = " ".join(request.query_params.getlist("q"))
        return say("search.title_of", language, asked=asked), self._entries(given, slugs, language)

    def _entries(self, given: Mapping[str, list[Any]], slugs: list[str], language: str) -> Iterable[FeedEntry]:
        documents = _documents(slugs)
        if not documents:
            return
        scope = scope_of({**given, "document": list(documents)})
        source = AnswerSource(self.state, sees_it=True, may_keep=False, prepared=False)
        found = find(ranks_of(given["q"][0], scope.filters()), scope, source, size=2 * ENTRIES)
        hits = [hit for hit in found.hits if hit["document"]]
        since = _since(hits)
        made = dict(Revision.objects.filter(number__in=set(since.values())).values_list("number", "made_at"))
        newest = sorted(hits, key=lambda hit: (-since[hit["type"], hit["key"]], hit["key"]))
        for hit in newest[:ENTRIES]:
            number = since[hit["type"], hit["key"]]
            document = documents[hit["document"]]
            page = f"{_page('document', language, [hit['document']], number)}#{quote(hit['key'])}"
            evidence = reverse(
                "evidence-page", kwargs={"resource": PLURALS.get(hit["type"], "chapters"), "id": hit["key"]}
            )
            yield FeedEntry(
                number,
                made[number],
                f"{hit['type']} {hit['key']}",
                f"{hit['title']} · {_called(document, language)}",
                page,
                format_html("<p>{}</p>", hit["text"][:300]),
                [(f"{evidence}?revision={number}", say("reader.evidence", language))],
            )


def _since(hits: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """The revision in which each hit got its present content."""
    keys: dict[str, list[str]] = defaultdict(list)
    for hit in hits:
        keys[hit["type"]].append(hit["key"])
    found: dict[tuple[str, str], int] = {}
    for kind, own in keys.items():
        model = DATA[PLURALS.get(kind, "chapters")].queryset.model
        found |= {(kind, key): since for key, since in model.objects.filter(key__in=own).values_list("key", "since")}
    return found


def _documents(slugs: Iterable[str]) -> dict[str, Document]:
    rows = Document.objects.select_related("district").filter(slug__in=list(slugs))
    return {one.slug: one for one in rows.defer("text", "places", "findings", "omitted")}


def _called(document: Document, language: str) -> str:
    """河东区 2023 年政府工作报告"""
    place = document.district.name if language == "zh" else document.district.name_en
    if document.kind == DocumentKind.REPORT.value:
        years = say("document.year", language, year=document.report_year)
    elif document.kind == DocumentKind.PLAN.value:
        years = say("document.period", language, start=document.period_start, end=document.period_end)
    else:
        years = document.title
    return f"{place} {years} {say(f'document.{document.kind}', language)}"


def _page(name: str, language: str, args: Sequence[str], revision: int) -> str:
    return f"{reverse(f'{name}-{language}', args=args)}?revision={revision}"


_FIGURE = (
    "key",
    "document_id",
    "since",
    "indicator_id",
    "subject",
    "raw",
    "year",
    "period_start",
    "period_end",
    "kind",
    "quote",
    *("direction", "measure", "unit"),
)


def _figures(rows: Any) -> Mapping[tuple[str, int], list[Any]]:
    """Figures by document and revision, the newest years first: of each at most as many as are named."""
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in rows.order_by("-year", "key").values_list(*_FIGURE, named=True)[: 40 * ENTRIES]:
        own = found[row.document_id, row.since]
        if len(own) < FIGURES:
            own.append(row)
    return found


def _lines(rows: Sequence[Any], language: str, revision: int) -> str:
    """Figures with their sentences, each a link to its evidence."""
    if not rows:
        return ""
    lines = (
        (
            f"{reverse('evidence-page', kwargs={'resource': 'observations', 'id': row.key})}?revision={revision}",
            row.subject,
            figure_in(row, language),
            " ".join(filter(None, (years_of(row), _kind(row.kind, language)))),
            row.quote[:200],
        )
        for row in rows
    )
    return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{} {}</a> {} <q>{}</q></li>', lines))


def _kind(kind: str | None, language: str) -> str:
    if kind is None:
        return ""
    word = ObservationKind(kind)
    return word.zh if language == "zh" else word.en


FEEDS: tuple[tuple[str, type[FeedView]], ...] = (
    ("", FrontFeed),
    ("places/<str:code>/", PlaceFeed),
    ("documents/<str:slug>/", DocumentFeed),
    ("indicators/<str:slug>/", IndicatorFeed),
    ("search/", SearchFeed),
)


def feeds(prefix: str, language: str) -> list[URLPattern]:
    """The feeds in a language, each below the address of its page and named by that: ``feed-place-zh``."""
    return [
        path(f"{prefix}{address}feed.atom", feed.as_view(), {"language": language}, name=f"feed-{feed.name}-{language}")
        for address, feed in FEEDS
    ]
