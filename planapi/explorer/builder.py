"""The API builder: choose a resource and its conditions, and see the request, what it answers, and the code that asks the same.

What can be chosen is what the views themselves take: their filters, with the descriptions and the closed words of the schema.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, QueryDict
from django.urls import resolve, reverse
from rest_framework.request import Request

from planapi.evidence_page import HtmlRenderer
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.refusals import told_in
from planapi.explorer.saying import LANGUAGES, say, words
from planapi.explorer.snippets import snippets
from planapi.resources import RESOURCES
from rest.filters import Parameter, Related
from rest.formats import FORMS
from rest.http.problems import BadParameters, Wrong, nearest
from text import vocabulary
from text.vocabulary import Word

DEFAULT = "observations"
SHOWN = 10
"""Rows of the answer that are shown."""
COLUMNS = 8
OWN = ("resource", "format")
_KEYS = {one: one.replace("-", "_") for one in RESOURCES}
FORMATS = ("json", *(form.format for form in FORMS))


@dataclass(frozen=True, slots=True)
class Condition:
    """A parameter as a field of the form."""

    name: str
    told: dict[str, str]
    """What it means, by the site's words in each language; in English, where it has none, by those of the API."""
    example: str
    choices: Sequence[tuple[str, str, str]]
    """Of a closed list: the words, with their labels in Chinese and English."""
    is_first: bool
    """Whether it narrows by what most ask by: a place, a document, an indicator, a year, or a closed word."""


@cache
def conditions(resource: str) -> tuple[Condition, ...]:
    """The filters of a resource that stand for a column or a row, and the bounds of its years."""
    filters: dict[str, Parameter] = RESOURCES[resource][1].filterset_class.base_filters
    found = [_condition(name, one) for name, one in filters.items() if "__" not in name or name in _YEARS]
    return tuple(sorted(found, key=_place))


_YEARS = ("year__gte", "year__lte")
_FOREMOST = ("district", "city", "indicator", "document", "kind", "year", *_YEARS)
"""What most ask by, and so is asked for first."""


def _place(one: Condition) -> tuple[bool, int]:
    return not one.is_first, _FOREMOST.index(one.name) if one.name in _FOREMOST else len(_FOREMOST)


def _condition(name: str, one: Parameter) -> Condition:
    reference = one.schema.get("$ref", "").rpartition("/")[2]
    named: Any = getattr(vocabulary, reference, None)
    closed = isinstance(named, type) and issubclass(named, Word)
    known: list[Word] = list(named.__members__.values()) if closed else []
    choices = [(word.value, word.zh, word.en) for word in known]
    if one.schema.get("type") == "boolean":
        choices = [("true", "是", "yes"), ("false", "否", "no")]
    first = isinstance(one, Related) or name in ("year", *_YEARS) or (closed and "_" not in name)
    return Condition(name, _told(name, one.description or ""), str(one.example or ""), choices, first)


def _told(name: str, description: str) -> dict[str, str]:
    """What a parameter means, by language."""
    if f"builder.help_{name}" not in words():
        return {"en": description}
    return {language: say(f"builder.help_{name}", language) for language in LANGUAGES}


class BuilderPage(ExplorerPage):
    """Build a request."""

    name = "builder"

    def parameters(self) -> list[str]:
        every = {name for _, view in RESOURCES.values() for name in view.filterset_class.base_filters}
        return [*OWN, *sorted(every - set(OWN))]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """The page itself; ``format`` is that of the request which it builds."""
        return HtmlRenderer(), HtmlRenderer.media_type

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        query = request.query_params
        resource = query.get("resource") or DEFAULT
        form = query.get("format") or "json"
        for name, value, allowed in (("resource", resource, list(RESOURCES)), ("format", form, FORMATS)):
            if value not in allowed:
                raise BadParameters(Wrong(name, value, "there is no such one", allowed, nearest(value, allowed)))
        # A field of a form that was left empty asks nothing.
        given = [(name, value) for name in query for value in query.getlist(name) if name not in (*OWN, "revision")]
        asked = {name: value for name, value in given if value.strip()}
        pin = {"revision": str(self.revision)} if self.pinned else {}
        path = reverse(f"{RESOURCES[resource][0]}-list")
        forms = {} if form == "json" else {"format": form}
        address = _address(path, {**asked, **forms, **pin})
        answer = self._answered(path, {**asked, **pin, "page_size": str(SHOWN)})
        known = {one.name for one in conditions(resource)}
        return {
            "resource": resource,
            "resources": [(one, say(f"builder.resource_{key}", language)) for one, key in _KEYS.items()],
            "form": form,
            "formats": FORMATS,
            "conditions": [(one, asked.get(one.name, ""), one.told.get(language, "")) for one in conditions(resource)],
            "others": [(name, value) for name, value in asked.items() if name not in known],
            "address": request.build_absolute_uri(address),
            "request": address,
            "snippets": snippets(request.build_absolute_uri(address), form),
            "problem": told_in(answer, language) if "status" in answer and "results" not in answer else None,
            "columns": list(answer["results"][0])[:COLUMNS] if answer.get("results") else [],
            "rows": [[_cell(one) for one in list(row.values())[:COLUMNS]] for row in answer.get("results", ())],
            "more": answer.get("next"),
        }

    def _answered(self, path: str, asked: dict[str, str]) -> dict[str, Any]:
        """What the API answers, by its own view."""
        inner = HttpRequest()
        inner.method, inner.path, inner.path_info = "GET", path, path
        inner.META = {
            name: self.request.META[name]
            for name in ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "REMOTE_ADDR", "wsgi.url_scheme")
            if name in self.request.META
        } | {"QUERY_STRING": urlencode(asked), "REQUEST_METHOD": "GET", "HTTP_ACCEPT": "application/json"}
        inner.GET = QueryDict(urlencode(asked))  # pyright: ignore[reportAttributeAccessIssue]
        view = resolve(path)
        answer: Any = view.func(inner, *view.args, **view.kwargs)
        if hasattr(answer, "render"):
            answer.render()
        return orjson.loads(answer.content)


def _address(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query, safe=',')}" if query else path


def _cell(value: Any) -> str:
    """A value as one line of a table: of an object its name or code, of a list how many."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("name_zh") or value.get("code") or value.get("quote") or "{…}")
    if isinstance(value, list):
        return f"[{len(value)}]"
    return "" if value is None else str(value)
