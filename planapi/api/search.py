"""Words become hits over everything that is held: chapters, indicators, observations, projects, parks and terms.

``?q=养老`` finds 养老 within longer words (养老服务体系): matching is by characters, whatever their case. Words
divided by spaces must all be there; ``"康养 融合"`` in quotes is one phrase. Four statements a request: the chapters
that have the words, the page of hits, the texts of its chapters, and the facets.
"""

import base64
import binascii
import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Substr
from django.utils.http import urlencode
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from districts.filters import ChapterFilterSet, TermFilterSet, by_district, by_document
from districts.models import Chapter, District, Term
from districts.serializers import DistrictNameSerializer
from indicators.filters import IndicatorFilterSet, ObservationFilterSet
from indicators.models import Indicator, Observation
from planapi.api.fields import Text, Whole
from planapi.api.filters import Parameter, Rows, Unreadable
from planapi.api.pagination import mark_of
from planapi.api.problems import BadParameters, Wrong, nearest
from planapi.api.views import StrictView
from projects.filters import ParkFilterSet, ProjectFilterSet
from projects.models import Park, Project

DEFAULT_SIZE, MAX_SIZE, MAX_OFFSET = 20, 100, 2000
BEFORE, AFTER = 40, 80
"""How many characters a snippet shows before and after the first word found."""

NOTHING = Value(None, output_field=models.TextField())


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of hit: whose rows, how they are filtered, and what of them is searched."""

    name: str
    model: Any
    filters: type[Rows]
    title: Any
    text: Any
    key: str = "key"
    of_a_document: bool = True


def _chapter_text() -> Substr:
    """A chapter's own words, without those of the chapters within it, which are found themselves."""
    first_child = Chapter.objects.filter(parent=OuterRef("pk")).order_by("start").values("start")[:1]
    return Substr("document__text", F("body_start") + 1, Coalesce(Subquery(first_child), F("end")) - F("body_start"))


def _joined(name: str) -> models.Func:
    return models.Func(F(name), Value("，"), function="array_to_string", output_field=models.TextField())


KINDS = (
    Kind(
        "chapter", Chapter, ChapterFilterSet, Concat(Coalesce("label", Value("")), Value(" "), "title"), _chapter_text()
    ),
    Kind(
        "indicator",
        Indicator,
        IndicatorFilterSet,
        F("name_zh"),
        Concat("name_en", Value("。"), "definition", Value(" "), _joined("aliases"), output_field=models.TextField()),
        key="slug",
        of_a_document=False,
    ),
    Kind("observation", Observation, ObservationFilterSet, F("subject"), F("quote")),
    Kind("project", Project, ProjectFilterSet, F("name"), F("quote")),
    Kind(
        "park",
        Park,
        ParkFilterSet,
        F("name"),
        Concat(_joined("aliases"), Value(" "), "quote", output_field=models.TextField()),
    ),
    Kind("term", Term, TermFilterSet, F("term"), F("definition")),
)
NAMES = [kind.name for kind in KINDS]


def read_words(raw: str) -> list[str]:
    """The words and quoted phrases of a question: ``养老 "智慧 社区"`` is 养老 and 智慧 社区."""
    words = [phrase or word for phrase, word in re.findall(r'[“"]([^“”"]+)[”"]|([^\s“”"]+)', raw)]
    if not words or "\x00" in raw:
        raise Unreadable("this is one word or more to look for")
    if len(raw) > 100 or len(words) > 8:
        raise Unreadable("this is too much to look for: at most 8 words in 100 characters")
    return words


def read_kind(raw: str) -> str:
    if raw not in NAMES:
        raise Unreadable("there are no hits of this type", allowed=NAMES, meant=nearest(raw, NAMES))
    return raw


def read_size(raw: str) -> int:
    if not (raw.isascii() and raw.isdecimal() and len(raw) < 4 and 1 <= int(raw) <= MAX_SIZE):
        raise Unreadable(f"this is a whole number from 1 to {MAX_SIZE}")
    return int(raw)


def read_offset(raw: str) -> tuple[str, int]:
    try:
        mark, offset = orjson.loads(base64.b64decode(raw + "=" * (-len(raw) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError):
        raise Unreadable("this is no cursor of this list: take it from next or previous, as it is") from None
    if not isinstance(offset, int) or not 0 <= offset <= MAX_OFFSET:
        raise Unreadable("this is no cursor of this list: take it from next or previous, as it is")
    return mark, offset


class SearchParameters(Rows):
    """What a search can be asked by."""

    q = Parameter(
        reader=read_words,
        example="养老",
        description="What to look for, within longer words too. Words divided by spaces must all be there; a phrase stands in quotes.",
    )
    type = Parameter(
        reader=read_kind,
        plural=True,
        commas=True,
        example="project",
        schema={"type": "string", "enum": NAMES},
        description="Types of hits.",
    )
    district = by_district(orders=False)
    document = by_document()
    page_size = Parameter(
        reader=read_size,
        example=20,
        description="How many hits a page holds.",
        schema={"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
    )
    cursor = Parameter(
        reader=read_offset,
        description="Where a page begins: taken from next or previous of another page of the same search.",
    )


class HighlightedSerializer(serializers.Serializer):
    """HTML in which every word found is a `<mark>`; all else is escaped."""

    title = Text("The title.", example="健全<mark>养老</mark>服务体系")
    text = Text("The words around the first place found.", example="…推进社区居家<mark>养老</mark>服务设施建设…")


class HitSerializer(serializers.Serializer):
    """One row in which the words stand."""

    type = Text("What it is: " + ", ".join(NAMES) + ".", example="chapter")
    id = Text("Its id, or an indicator's slug.", example="120110-plan-2021-c54282")
    url = Text("Its address in this API.", example="https://example.org/api/v1/chapters/120110-plan-2021-c54282/")
    title = Text("Its heading, name, subject or term.", example="健全养老服务体系")
    document = Text("Slug of its document; null for an indicator.", allow_null=True, example="120110-plan-2021")
    district = DistrictNameSerializer(allow_null=True, help_text="Its district; null for an indicator.")
    highlighted = HighlightedSerializer(help_text="Where the words stand.")


class FacetSerializer(serializers.Serializer):
    """How many hits there are of one type, district or document."""

    value = Text("The value to filter by.", example="120110")
    name = Text("What to show for it.", example="东丽区")
    count = Whole("Hits.", example=17)


class FacetsSerializer(serializers.Serializer):
    """How the hits are spread; indicators are of no district and no document."""

    type = FacetSerializer(many=True, help_text="By type.")
    district = FacetSerializer(many=True, help_text="By district.")
    document = FacetSerializer(many=True, help_text="By document.")


class SearchSerializer(serializers.Serializer):
    """A page of hits, best first: the whole title, then the title, then the text."""

    count = Whole("How many hits there are.", example=42)
    next = Text("The next page; null on the last.", allow_null=True, example=None)
    previous = Text("The page before; null on the first.", allow_null=True, example=None)
    results = HitSerializer(many=True, help_text="The hits.")
    facets = FacetsSerializer(help_text="How all hits are spread.")


class SearchView(StrictView):
    """Search in all that is held: chapters, indicators, observations, projects, parks and terms; best first, with
    facets."""

    def parameters(self) -> Iterable[str]:
        return SearchParameters.base_filters

    @extend_schema(
        operation_id="search",
        summary="Search",
        responses=SearchSerializer,
        parameters=[
            OpenApiParameter(
                parameter["name"],
                parameter["schema"],
                description=parameter["description"],
                required=parameter["name"] == "q",
                style=parameter.get("style"),
                explode=parameter.get("explode"),
            )
            for parameter in SearchParameters.openapi()
        ],
    )
    def get(self, request: Request) -> Response:
        given = SearchParameters(request.query_params, District.objects.none()).given()
        if "q" not in given:
            raise BadParameters(Wrong("q", "", "a search needs something to look for: q=养老"))
        words: list[str] = given["q"][0]
        mark = mark_of(request)
        size = given.get("page_size", [DEFAULT_SIZE])[0]
        made_for, offset = given.get("cursor", [(mark, 0)])[0]
        if made_for != mark:
            raise BadParameters(
                Wrong("cursor", request.query_params["cursor"], "this cursor was made for other parameters")
            )
        narrow = {name: given[name] for name in ("district", "document") if name in given}
        found = [_found(kind, words, narrow) for kind in KINDS if kind.name in given.get("type", NAMES)]
        hits = _page(found, offset, size)
        facets, count = _facets(found)

        def page(at: int) -> str:
            cursor = base64.urlsafe_b64encode(orjson.dumps([mark, at])).decode().rstrip("=")
            pairs = [
                (name, value) for name, values in request.query_params.lists() if name != "cursor" for value in values
            ]
            return request.build_absolute_uri(f"{request.path}?{urlencode([*pairs, ('cursor', cursor)])}")

        return Response(
            {
                "count": count,
                "next": page(offset + size) if offset + size < min(count, MAX_OFFSET) else None,
                "previous": page(max(0, offset - size)) if offset else None,
                "results": [_hit(hit, words, request) for hit in hits],
                "facets": facets,
            }
        )


def _found(kind: Kind, words: Sequence[str], narrow: dict[str, list[Any]]) -> models.QuerySet:
    """The rows of one kind in which all words stand, in the columns that all kinds share."""
    rows = kind.model.objects.order_by()
    for name, values in narrow.items():
        rows = kind.filters.base_filters[name].narrow(rows, values)
    rows = rows.annotate(hit_title=kind.title, hit_text=kind.text)
    rows = rows.filter(*(Q(hit_title__icontains=word) | Q(hit_text__icontains=word) for word in words))
    if kind.model is Chapter:
        # To cut a chapter out of its document is what takes time here: done once for all, and again for the hits of the page.
        found = list(rows.values_list("pk", flat=True))
        rows = Chapter.objects.order_by().filter(pk__in=found).annotate(hit_title=kind.title, hit_text=Value(""))
    return rows.annotate(
        hit_type=Value(kind.name),
        hit_place=Value(NAMES.index(kind.name)),
        hit_key=F(kind.key),
        hit_rank=Case(
            When(hit_title__iexact=words[0], then=3),
            When(hit_title__icontains=words[0], then=2),
            default=1,
            output_field=models.IntegerField(),
        ),
        hit_document=F("document__slug") if kind.of_a_document else NOTHING,
        hit_code=F("district__code") if kind.of_a_document else NOTHING,
        hit_district=F("district__name") if kind.of_a_document else NOTHING,
        hit_at=F("start") if kind.of_a_document else Value(0),
    )


def _page(found: Sequence[models.QuerySet], offset: int, size: int) -> list[dict[str, Any]]:
    """The best hits from ``offset``, with the texts of chapters."""
    columns = ["type", "place", "key", "rank", "document", "code", "district", "at", "title", "text"]
    first, *rest = [rows.values(*(f"hit_{column}" for column in columns)) for rows in found]
    ranked = first.union(*rest, all=True).order_by("-hit_rank", "hit_place", "hit_document", "hit_at", "hit_key")
    hits = list(ranked[offset : offset + size])
    chapters = {hit["hit_key"]: hit for hit in hits if hit["hit_type"] == "chapter"}
    if chapters:
        texts = Chapter.objects.filter(key__in=chapters).annotate(hit_text=_chapter_text())
        for key, text in texts.values_list("key", "hit_text"):
            chapters[key]["hit_text"] = text
    return hits


def _facets(found: Sequence[models.QuerySet]) -> tuple[dict[str, list[dict[str, Any]]], int]:
    """Counts of all hits by type, district and document, and in all; one statement."""
    first, *rest = [
        rows.values("hit_type", "hit_code", "hit_district", "hit_document").annotate(hits=Count("*")) for rows in found
    ]
    types: Counter[tuple[str, str]] = Counter()
    districts: Counter[tuple[str, str]] = Counter()
    documents: Counter[tuple[str, str]] = Counter()
    for row in first.union(*rest, all=True):
        if not row["hits"]:
            continue  # Of a kind that is grouped by nothing of its own (indicators), a row comes even where none is found.
        types[row["hit_type"], row["hit_type"]] += row["hits"]
        if row["hit_document"]:
            districts[row["hit_code"], row["hit_district"]] += row["hits"]
            documents[row["hit_document"], row["hit_document"]] += row["hits"]
    facets = {
        facet: [{"value": value, "name": name, "count": count} for (value, name), count in counter.most_common()]
        for facet, counter in (("type", types), ("district", districts), ("document", documents))
    }
    return facets, sum(types.values())


def _hit(hit: dict[str, Any], words: Sequence[str], request: Request) -> dict[str, Any]:
    key = "slug" if hit["hit_type"] == "indicator" else "id"
    title = hit["hit_title"].strip()
    return {
        "type": hit["hit_type"],
        "id": hit["hit_key"],
        "url": reverse(f"{hit['hit_type']}-detail", kwargs={key: hit["hit_key"]}, request=request),
        "title": title,
        "document": hit["hit_document"],
        "district": {"code": hit["hit_code"], "name": hit["hit_district"]} if hit["hit_code"] else None,
        "highlighted": {"title": highlight(title, words), "text": highlight(snippet(hit["hit_text"], words), words)},
    }


def snippet(text: str, words: Sequence[str]) -> str:
    """The words around the first place where one of them stands, on one line.

    >>> snippet("推进社区\\n养老设施。" + "另" * 200, ["养老"])[:12]
    '推进社区 养老设施。另另'
    """
    line = " ".join(text.split())
    places = [place for word in words if (place := line.lower().find(word.lower())) >= 0]
    start = max(0, min(places, default=0) - BEFORE)
    end = start + BEFORE + AFTER
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


def highlight(text: str, words: Sequence[str]) -> str:
    """HTML of a text with every word marked.

    >>> highlight("PM<sub>2.5</sub>与养老", ["养老"])
    'PM&lt;sub&gt;2.5&lt;/sub&gt;与<mark>养老</mark>'
    """
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    parts, last = [], 0
    for match in pattern.finditer(text):
        parts += [
            html.escape(text[last : match.start()], quote=False),
            f"<mark>{html.escape(match[0], quote=False)}</mark>",
        ]
        last = match.end()
    return "".join([*parts, html.escape(text[last:], quote=False)])
