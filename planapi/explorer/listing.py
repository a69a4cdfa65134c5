"""A list of the API as a table to filter, to sort and to turn over: it takes the parameters of the list, so the same query gives the same rows as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, Q, Value
from django.http import HttpResponseRedirect
from django.urls import reverse
from rest_framework.request import Request

from districts.models import District
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.places_found import places_called
from planapi.explorer.saying import say
from planapi.search.finding import titles_having
from planapi.search.source import AnswerSource
from rest.fast.slots import IsAmong
from rest.http.problems import BadParameters, Wrong
from rest.pagination import KeysetPagination
from text.vocabulary import HitType, Word

PAGE = ("cursor", "page_size", "revision")
"""Parameters that say which page it is, and not what of."""
MEANT = 6
"""Places that are named where a name has several."""
MOST_LIKELY = 5_000
"""Rows that may have a word in their names, up to which these alone are looked through, and not all there are."""
_OF_FEW = ("district", "city", "document", "subdistrict")
"""What leaves so few rows that their names are soon looked through."""


@dataclass(frozen=True, slots=True)
class SortedColumn:
    """A column that the rows can be sorted by: ``address`` sorts them by it, or the other way round; ``sorted`` says how they are now."""

    name: str
    address: str
    sorted: str


class ListPage(ExplorerPage):
    """A page of a list. ``resource`` is the view of the list, ``basename`` that of its addresses."""

    resource: ClassVar[Any]
    basename: ClassVar[str]
    columns: ClassVar[Sequence[str]]
    """The public names of those that can be sorted by."""
    ordering: ClassVar[tuple[str, ...]]
    labels: ClassVar[Mapping[str, str]]
    """The parameters that the form of the page has a field for, by what they are called. It keeps the others as they are, and a
    condition that is exact where its field is not."""
    words: ClassVar[Mapping[str, type[Word]]]
    """Those of them that take closed words."""
    found_as: ClassVar[HitType]
    """As what the search finds the rows."""
    tie_break = "id"
    _likely: tuple[list[str] | None] | None = None

    @property
    def filterset_class(self) -> Any:
        return self.resource.filterset_class

    def get_queryset(self) -> Any:
        return self.resource.queryset.all().served()

    def parameters(self) -> Iterable[str]:
        return [*self.filterset_class.base_filters, "place", "ordering", "cursor", "page_size"]

    def get(self, request: Request, language: str, **kwargs: str) -> Any:
        """As every page; what a form sends without a value, or with the name of a place, is taken to the address without it."""
        given = {name: values for name, values in request.query_params.lists() if any(values)}
        if "place" in given:
            given = self._at_place(given, language)
        if given != dict(request.query_params.lists()):
            return HttpResponseRedirect(f"{request.path}?{urlencode(given, doseq=True, safe=',')}")
        return super().get(request, language, **kwargs)

    def _at_place(self, given: Mapping[str, list[str]], language: str) -> dict[str, list[str]]:
        """The parameters with the code of a place instead of its name."""
        kept = {name: values for name, values in given.items() if name not in ("place", "district", "city", "cursor")}
        word = given["place"][0].strip()
        found = places_called([word], most=MEANT)
        same = [one for one in found if word in (one.code, one.name, one.name_en)] or found
        if len(same) != 1:
            told = "several places are called so: use the code of one" if same else "there is no such place"
            near = [f"{one.code} {one.parent.name if one.parent else ''}{one.name}" for one in same]
            raise BadParameters(Wrong("place", word, told, near))
        return kept | {"district" if same[0].level == "county" else "city": [same[0].code]}

    def told(self, name: str, values: Sequence[str], language: str) -> str:
        """A condition in words, where the form has a field for it; else as the address has it."""
        if name in ("district", "city"):
            places = District.objects.filter(code__in=values).order_by("code")
            return "、".join(one.name if language == "zh" else one.name_en for one in places)
        field = self.labels.get(name)
        if field is None:
            return f"{name}={','.join(values)}"
        words = self.words.get(name)
        said = [(words(value).zh if language == "zh" else words(value).en) if words else value for value in values]
        return f"{say(field, language)} {'、'.join(said)}"

    def narrowed(self, request: Request, queryset: Any) -> Any:
        """The rows that are asked for."""
        given = self.filterset_class.read(request.query_params)
        if cities := given.pop("city", None):
            # By their codes, which are few: joined with their cities, all rows of all places would be looked at.
            within = District.objects.filter(Q(code__in=cities) | Q(parent__in=cities))
            queryset = queryset.filter(district__in=list(within.values_list("code", flat=True)))
        if (likely := self.likely(given)) is not None:
            queryset = queryset.filter(IsAmong(F("key"), Value(likely, output_field=ArrayField(CharField()))))
        return self.filterset_class(request.query_params, queryset).narrowed(given)

    def likely(self, given: Mapping[str, list[Any]]) -> list[str] | None:
        """The ids of the rows that may have the words in their names, by the index of the search; None where it does not help."""
        words = given.get("name__contains")
        # The index is of the newest revision: in another one it is no index.
        if not words or self.pinned or any(name in given for name in _OF_FEW):
            return None
        if self._likely is None:
            source = AnswerSource(self.state, sees_it=True, may_keep=False, prepared=False)
            self._likely = (titles_having(words[0], self.found_as, source, most=MOST_LIKELY),)
        return self._likely[0]

    def listed(self, request: Request, language: str, few: Sequence[int] | None = None) -> dict[str, Any]:
        """A page of the rows, and all that leads to other pages of them. ``few`` are the keys of all rows that are asked for, where these are not many:
        then PostgreSQL puts them in order, and does not look for them among all others."""
        given = self.filterset_class.read(request.query_params)
        pages = KeysetPagination()
        # Which rows they are is found without what is shown of their documents and places: joined, all rows that are put in order would be.
        model = self.resource.queryset.model
        found = self.narrowed(request, model.objects.all()) if few is None else model.objects.filter(pk__in=few)
        placed = [one.pk for one in pages.paginate_queryset(found, request, self)]
        shown = {one.pk: one for one in self.get_queryset().filter(pk__in=placed)}
        filters = {name: request.query_params.getlist(name) for name in given}
        code = next(iter(request.query_params.getlist("district") or request.query_params.getlist("city")), "")
        return {
            "rows": [shown[one] for one in placed],
            "place": District.objects.filter(code=code).first() if code.isdecimal() else None,
            "given": {name: values[0] for name, values in filters.items()},
            "chips": [
                (self.told(name, values, language), self.at(request, without=name)) for name, values in filters.items()
            ],
            "kept": [
                (name, value)
                for name, values in request.query_params.lists()
                if name not in ("district", "city", "cursor")
                and (name not in self.labels or f"{name}__contains" in self.labels)
                for value in values
            ],
            "next": query_of(pages.next),
            "previous": query_of(pages.previous),
            "sorts": {one.name: one for one in self._sorts(request, pages.names)},
            "as_data": {form: self._as_data(request, form) for form in ("json", "csv", "xlsx")},
        }

    def at(self, request: Request, *, without: str = "", **changed: str) -> str:
        """The first page with other parameters."""
        kept = {name: values for name, values in request.query_params.lists() if name not in (without, "cursor")}
        return f"?{urlencode({**kept, **changed}, doseq=True, safe=',')}"

    def _sorts(self, request: Request, names: Sequence[str]) -> Iterable[SortedColumn]:
        now = names[0]
        for name in self.columns:
            # A second click turns the order round. What is greatest is looked for first, and a name from its beginning.
            turned = name if now == f"-{name}" else f"-{name}" if now == name else name
            how = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
            yield SortedColumn(name, self.at(request, ordering=turned), how)

    def _as_data(self, request: Request, form: str) -> str:
        """The API's request for all of the rows in a form."""
        kept = {name: values for name, values in request.query_params.lists() if name not in PAGE}
        kept |= {"ordering": list(request.query_params.getlist("ordering") or self.ordering)}
        also = {"revision": self.revision} | ({} if form == "json" else {"format": form})
        kept["ordering"] = [",".join(kept["ordering"])]
        return f"{reverse(f'{self.basename}-list')}?{urlencode({**kept, **also}, doseq=True, safe=',')}"


def query_of(address: str | None) -> str | None:
    """The same page at another cursor: links stay on the host that they are opened at."""
    return address and "?" + urlsplit(address).query
