"""The addresses ``search/`` and ``search/suggest/``."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

import orjson
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.reverse import reverse

from planapi.search.finding import find, find_apart
from planapi.search.marking import highlight, snippet, sought
from planapi.search.parameters import DEFAULT_SIZE, SearchParameters, SuggestParameters, read_place, scope_of
from planapi.search.queries import Sought, by_words, ranks
from planapi.search.serializers import SearchSerializer, SuggestionsSerializer
from planapi.search.source import AnswerSource
from planapi.search.suggesting import complete, nearest_words
from rest.cursors import read_cursor, write_cursor
from rest.fast.names import revision_read
from rest.filters import Rows
from rest.http.addresses import page_at
from rest.http.problems import BadParameters, Wrong
from rest.pagination import mark_of
from rest.views import RevisionPassed, StrictView
from text.vocabulary import Matched


def _described(parameters: type[Rows]) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(
            parameter["name"],
            parameter["schema"],
            description=parameter["description"],
            required=parameter["name"] == "q",
            style=parameter.get("style"),
            explode=parameter.get("explode"),
        )
        for parameter in parameters.openapi()
    ]


def _given(parameters: type[Rows], request: Request) -> dict[str, list[Any]]:
    given = parameters.read(request.query_params)
    if "q" not in given:
        raise BadParameters(Wrong("q", "", "required, for example q=养老"))
    return given


class SourceView(StrictView):
    """Answers by statements that say themselves which revision they saw; where that is another than the first, it answers again, from a snapshot."""

    def needs_snapshot(self) -> bool:
        return False

    def source(self) -> AnswerSource:
        sees_it = self.pinned or self.in_snapshot
        return AnswerSource(
            self.state, sees_it=sees_it, may_keep=self.state == revision_read(), prepared=not self.pinned
        )

    def get(self, request: Request) -> HttpResponseBase:
        try:
            return self.answer(request, self.source())
        except RevisionPassed:
            self.begin_snapshot()
            return self.answer(request, self.source())

    def answer(self, request: Request, source: AnswerSource) -> HttpResponseBase:
        raise NotImplementedError


class SearchView(SourceView):
    """Search chapters, indicators, observations, projects, parks and terms; the best hits first, with facets."""

    def parameters(self) -> Iterable[str]:
        return SearchParameters.base_filters

    @extend_schema(
        operation_id="search", summary="Search", responses=SearchSerializer, parameters=_described(SearchParameters)
    )
    def get(self, request: Request) -> HttpResponseBase:
        return super().get(request)

    def answer(self, request: Request, source: AnswerSource) -> HttpResponse:
        given = _given(SearchParameters, request)
        question: list[Sought] = given["q"][0]
        size: int = given.get("page_size", [DEFAULT_SIZE])[0]
        mark = mark_of(request)
        cursor = read_cursor(given["cursor"][0], mark=mark, read=read_place) if "cursor" in given else None
        scope = scope_of(given)
        matched = cursor.matched if cursor else Matched.AS_ASKED
        asked = by_words(question) if matched == Matched.BY_WORDS else question
        going_back = cursor.reverse if cursor else False
        place = cursor.place if cursor else None
        if matched == Matched.IN_DOCUMENT:
            found = find_apart(asked, scope, source, size=size, beyond=place, reverse=going_back)
        else:
            found = find(ranks(asked, scope.filters()), scope, source, size=size, beyond=place, reverse=going_back)
        apart = by_words(question)
        if not (found.count or cursor) and [one.plain for one in apart] != [one.plain for one in question]:
            found = find(ranks(apart, scope.filters()), scope, source, size=size)
            asked, matched = (apart, Matched.BY_WORDS) if found.count else (question, matched)
        if not (found.count or cursor) and len(question) > 1:
            found = find_apart(question, scope, source, size=size)
            matched = Matched.IN_DOCUMENT if found.count else matched

        def link(hits: Sequence[dict[str, Any]], *, back: bool) -> str:
            at = write_cursor(mark, matched.value, int(back), hits[0 if back else -1]["at"], revision=self.revision)
            return page_at(at, request._request)  # noqa: SLF001 DRF documents it

        hits = found.hits
        following = link(hits, back=False) if hits and (found.more or going_back) else None
        previous = link(hits, back=True) if hits and (found.more if going_back else cursor) else None
        links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", following), ("prev", previous)) if url]
        written = orjson.dumps(
            {
                "count": found.count,
                "count_is_exact": found.is_exact,
                "matched": matched.value,
                "suggestions": []
                if found.count and matched == Matched.AS_ASKED
                else [one.text for one in nearest_words(question, source)],
                "next": following,
                "previous": previous,
                "results": _hits(hits, asked, request),
                "facets": orjson.Fragment(found.facets),
            }
        )
        headers = {"Link": ", ".join(links)} if links else None
        return HttpResponse(written, content_type="application/json", headers=headers)


class SuggestView(SourceView):
    """Suggest names to search for as the user types: names that begin with the words, then names that contain them.
    If there are none, suggest the most similar words from names."""

    def parameters(self) -> Iterable[str]:
        return SuggestParameters.base_filters

    @extend_schema(
        operation_id="search_suggest",
        summary="Suggest names",
        responses=SuggestionsSerializer,
        parameters=_described(SuggestParameters),
    )
    def get(self, request: Request) -> HttpResponseBase:
        return super().get(request)

    def answer(self, request: Request, source: AnswerSource) -> HttpResponse:
        question = _given(SuggestParameters, request)["q"][0]
        found = complete(question, source) or nearest_words(question, source)
        written = orjson.dumps({"results": [asdict(one) for one in found]})
        return HttpResponse(written, content_type="application/json")


def _hits(hits: Sequence[dict[str, Any]], question: Sequence[Sought], request: Request) -> list[dict[str, Any]]:
    words = sought([one.plain for one in question])
    lists = {kind: reverse(f"{kind}-list", request=request) for kind in {hit["type"] for hit in hits}}
    return [
        {
            "type": hit["type"],
            "id": hit["key"],
            "url": f"{lists[hit['type']]}{quote(hit['key'])}/",
            "title": hit["title"],
            "document": hit["document"] or None,
            "district": {"code": hit["district"], "name": hit["name"]} if hit["district"] else None,
            "highlighted": {
                "title": highlight(hit["title"], words),
                "text": highlight(snippet(hit["text"], words), words),
            },
        }
        for hit in hits
    ]
