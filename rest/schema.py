"""The OpenAPI document: drf-spectacular's, with examples, named word lists with their labels, and problems as the
answers to errors."""

import copy
import json
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, append_meta
from drf_spectacular.utils import OpenApiParameter

from rest import file_options, selection
from rest.fields import ChoiceField, Described, Json, Number
from rest.formats import FORMS
from rest.headers import headers_of
from rest.http.problems import MEDIA_TYPE
from text.vocabulary import Word

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "An error in the format of RFC 9457.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "The kind of problem.",
            "examples": ["/problems/bad-parameter"],
        },
        "title": {"type": "string", "description": "The kind of problem, in words.", "examples": ["Bad parameter"]},
        "status": {"type": "integer", "description": "The HTTP status.", "examples": [400]},
        "detail": {
            "type": "string",
            "description": "What is wrong with this request.",
            "examples": ["distrct: unknown parameter."],
        },
        "instance": {
            "type": "string",
            "format": "uri-reference",
            "description": "The requested URL; without its query if it is long.",
            "examples": ["/api/v1/parks/?distrct=1"],
        },
        "request_id": {
            "type": "string",
            "description": "The id of this request in the log, as in X-Request-ID.",
            "examples": ["5f0c6d3a9b1e4c7f8a2d6e4b1c3f5a79"],
        },
        "available": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The available media types; only with 406 and 415.",
            "examples": [["application/json"]],
        },
        "violated-policies": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Which limit was reached, by its name in RateLimit-Policy; only with 429.",
            "examples": [["anonymous"]],
        },
        "errors": {
            "type": "array",
            "description": "The parameters that are wrong, at most ten; only with a bad parameter.",
            "items": {
                "type": "object",
                "required": ["parameter", "value", "message", "allowed", "nearest"],
                "properties": {
                    "parameter": {"type": "string", "description": "Its name.", "examples": ["distrct"]},
                    "value": {
                        "type": "string",
                        "description": "Its value as sent; a long value is truncated.",
                        "examples": ["120102"],
                    },
                    "message": {
                        "type": "string",
                        "description": "What is wrong.",
                        "examples": ["unknown parameter"],
                    },
                    "allowed": {
                        "type": ["array", "null"],
                        "items": {"type": "string"},
                        "description": "The accepted values; null if they can't be listed, or if an earlier error lists the same values.",
                        "examples": [["district", "document"]],
                    },
                    "nearest": {
                        "type": ["string", "null"],
                        "description": "The most likely intended value.",
                        "examples": ["district"],
                    },
                },
            },
        },
        "errors_left_out": {
            "type": "integer",
            "description": "Number of further errors that are not listed; only if there are any.",
            "examples": [37],
        },
    },
}

NOT_MODIFIED = "The client's copy is current, according to If-None-Match or If-Modified-Since."

ERRORS = {
    "400": "An unknown parameter, or a value that it does not accept.",
    "401": "An invalid or revoked key. All data can also be read without a key.",
    "404": "There is nothing at this address.",
    "406": "None of the requested media types is available.",
    "429": "Too many requests in a minute; Retry-After says when to try again.",
    "500": "A server error.",
    "503": "The database is not reachable, or the query took too long.",
}


FORM_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "format",
        "description": "The format of the response; it overrides `Accept`. JSON comes in pages; the other formats "
        "contain all rows as a file (or one page, if page_size or cursor is given).",
        "schema": {"type": "string", "enum": ["json", *(form.format for form in FORMS)], "default": "json"},
    },
    *file_options.OPENAPI,
    {
        "name": "echo",
        "description": "Only for JSON. true: include `asked`, the request as understood by the server.",
        "schema": {"type": "boolean", "default": False},
    },
]


MARKDOWN_OR_JSON = OpenApiParameter(
    "format",
    {"type": "string", "enum": ["json", "md"], "default": "json"},
    description="The format of the response; it overrides `Accept`. md: Markdown.",
)


REVISION: dict[str, Any] = {
    "name": "revision",
    "in": "query",
    "description": "Respond as of this revision of the data set instead of the newest; `revisions/` lists them. For example `revision=1`.",
    "schema": {"type": "integer", "minimum": 1, "maximum": 999_999_999, "examples": [1]},
}


EVERYDAY = (
    *("q", "name__contains", "district", "city", "indicator", "document", "year", "target_year", "kind", "category"),
    *("status", "level", "measure", "latest", "investment_cny__gte", "period_start", "type", "state", "code"),
)
"""What most requests ask by, of some two hundred parameters: a list's first eight of these come first, in this order."""

OF_LISTS = ("ordering", "page_size", "cursor", "fields", "expand", "format", "revision")
"""What every list takes, which comes next: fifteen in all."""

EVERYDAY_FILTERS = 8


def _parameter(one: dict[str, Any]) -> OpenApiParameter:
    """A query parameter as drf-spectacular takes it."""
    return OpenApiParameter(
        one["name"], one["schema"], description=one["description"], style=one.get("style"), explode=one.get("explode")
    )


def word_list(words: type[Word]) -> str:
    """The words with their labels, as Markdown: ``* `plan` 规划纲要, five-year plan``."""
    return "\n".join(f"* `{word.value}` {word.zh}: {word.en}" for word in words)


class PlanSchema(AutoSchema):
    """Describes the views of this API."""

    def get_auth(self) -> list[Any]:
        return []  # The same for all: see offer_keys.

    def is_deprecated(self) -> bool:
        return getattr(self.view, "deprecation", None) is not None

    def get_description(self) -> str:
        described = super().get_description()
        deprecation = getattr(self.view, "deprecation", None)
        return f"{described}\n\n**{deprecation}**" if deprecation else described

    def _get_parameters(self) -> list[dict[str, Any]]:
        parameters = super()._get_parameters()
        if getattr(self.view, "revisioned", False):
            parameters.append(copy.deepcopy(REVISION))
        declared = getattr(self.view, "deprecated_parameters", {})
        for parameter in parameters:
            if parameter["name"] in ("fields", "omit"):
                parameter["x-partial"] = "required"
            if deprecation := declared.get(parameter["name"]):
                parameter["deprecated"] = True
                parameter["description"] = f"{parameter.get('description', '')} **{deprecation}**".strip()
        return in_order_of_use(parameters)

    def get_tags(self) -> list[str]:
        return [self._tokenize_path()[0]]

    def get_summary(self) -> str | None:
        noun = getattr(self.view, "noun", None)
        match getattr(self.view, "action", None):
            case "list":
                return f"List of {self.get_tags()[0].replace('-', ' ')}"
            case "retrieve":
                return f"One {noun}"
            case _:
                return None

    def get_override_parameters(self) -> list[Any]:
        view: Any = self.view
        name = getattr(view, "lookup_url_kwarg", None)
        row = getattr(view, "serializer_class", None)
        described = (
            {"list": [*selection.openapi(row), *FORM_PARAMETERS], "retrieve": selection.openapi(row)} if row else {}
        )
        parameters = [
            _parameter(self._with_forms(self._with_columns(one)))
            for one in described.get(getattr(view, "action", ""), [])
        ]
        if not name or f"{{{name}}}" not in self.path:
            return parameters
        what = "public id" if name == "id" else name
        example = view.lookup_example
        return [
            OpenApiParameter(
                name,
                {"type": "string", "examples": [example]},
                "path",
                required=True,
                description=f"The {what} of the {view.noun}.",
            ),
            *parameters,
        ]

    def _forms(self) -> tuple[Any, ...]:
        return getattr(self.view, "forms", FORMS)

    def _with_forms(self, parameter: dict[str, Any]) -> dict[str, Any]:
        """``format`` takes what this list comes in."""
        if parameter["name"] != "format":
            return parameter
        names = ["json", *(form.format for form in self._forms())]
        return {**parameter, "schema": {**parameter["schema"], "enum": names}}

    def _get_serializer(self) -> Any:
        """Of a resource its whole row, with the columns that come on request alone: these are there as optional."""
        row = getattr(self.view, "serializer_class", None)
        return row() if row is not None and hasattr(self.view, "filterset_class") else super()._get_serializer()

    def _with_columns(self, parameter: dict[str, Any]) -> dict[str, Any]:
        """``fields`` and ``omit`` take the same names, which are listed once: as the component ``ParkColumn``."""
        if parameter["name"] not in ("fields", "omit"):
            return parameter
        row: Any = getattr(self.view, "serializer_class", None)
        name = f"{row.__name__.removesuffix('Serializer')}Column"
        schema = {
            **parameter["schema"]["items"],
            "type": "string",
            "description": "A column or an object of a row.",
        }
        component = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name)
        self.registry.register_on_missing(component)
        return {**parameter, "schema": {**parameter["schema"], "items": component.ref}}

    def _get_response_for_code(self, *args: Any, **kwargs: Any) -> Any:
        response = super()._get_response_for_code(*args, **kwargs)
        for form in self._forms():
            if form.media_type in response.get("content", {}):
                schema = {"type": "string", "format": "binary"} if form.binary else {"type": "string"}
                response["content"][form.media_type] = {"schema": schema}
        return response

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> dict[str, Any]:
        mapped = super()._map_basic_serializer(serializer, direction)
        if direction == "request":
            # What is sent is taken as strictly as parameters are: no member that is not known, and none without a word in it.
            mapped["additionalProperties"] = False
            for member in mapped["properties"].values():
                if member.get("type") == "string":
                    member["pattern"] = r"\S"
        return mapped

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        meta = self._get_serializer_field_meta(field, direction)
        if isinstance(field, ChoiceField):
            schema = {
                "type": "string",
                "enum": [word.value for word in field.words],
                "description": word_list(field.words),
            }
            component = ResolvedComponent(
                name=field.words.__name__, type=ResolvedComponent.SCHEMA, schema=schema, object=field.words
            )
            self.registry.register_on_missing(component)
            mapped = append_meta(component.ref, meta)
        elif isinstance(field, Number):
            mapped = append_meta({"type": "number"}, meta)
        elif isinstance(field, Json):
            mapped = append_meta(dict(field.schema), meta)
            if isinstance(types := mapped.get("type"), list):
                mapped["type"] = list(dict.fromkeys(types))  # null is said by the field and by its schema
        else:
            mapped = super()._map_serializer_field(field, direction, bypass_extensions)
        if isinstance(field, Described) and field.example is not None and mapped is not None:
            mapped["examples"] = [field.example]
        return mapped

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        problem = ResolvedComponent(name="Problem", type=ResolvedComponent.SCHEMA, schema=PROBLEM, object="Problem")
        self.registry.register_on_missing(problem)
        bodies = super()._get_response_bodies(direction)
        bodies["200"]["description"] = bodies["200"]["description"] or "The requested content."
        revisioned = getattr(self.view, "revisioned", False) and self.method == "GET"
        for status, body in bodies.items():
            body["headers"] = headers_of(status, revisioned=revisioned) | body.get("headers", {})
        if revisioned:
            bodies.setdefault("304", {"description": NOT_MODIFIED, "headers": headers_of("304", revisioned=True)})
        for status, description in ERRORS.items():
            bodies.setdefault(status, self._error(status, description, problem.ref))
        return bodies

    def _error(self, status: str, description: str, problem: dict[str, str]) -> dict[str, str]:
        """The answer of that status, which is one and the same everywhere."""
        answer = {
            "description": description,
            "content": {MEDIA_TYPE: {"schema": problem}},
            "headers": headers_of(status),
        }
        name = HTTPStatus(int(status)).phrase.title().replace(" ", "")
        component = ResolvedComponent(name=name, type=ResolvedComponent.RESPONSE, schema=answer, object=name)
        self.registry.register_on_missing(component)
        return component.ref


def in_order_of_use(parameters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What stands in the path, then what is asked every day, then the rest as it was."""
    names = [one["name"] for one in parameters if one["in"] == "query"]
    asked = [name for name in EVERYDAY if name in names][:EVERYDAY_FILTERS]
    first = [*asked, *OF_LISTS]
    place = {name: place for place, name in enumerate(first)}
    return sorted(parameters, key=lambda one: -1 if one["in"] == "path" else place.get(one["name"], len(first)))


def exact_numbers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: a number is a double. Clients in Go and Java would take it for one of 32 bits, which has no place for yuan."""
    _say_double(result["paths"])
    _say_double(result["components"])
    return result


def _say_double(node: Any) -> None:
    if isinstance(node, dict):
        types = node.get("type")
        if types == "number" or (isinstance(types, list) and "number" in types):
            node.setdefault("format", "double")
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _say_double(part)


def order_methods(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: the methods of an address stand in the order of their names, and not in that of a set, which is another each time."""
    return result | {"paths": {path: dict(sorted(operations.items())) for path, operations in result["paths"].items()}}


def offer_keys(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: every address takes a key, and none needs one."""
    return result | {"security": [{}, {"key": []}]}


def share_parameters(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: a parameter that several operations have, the same in every word, is described once, as a component.

    It is named as the parameter is; where several parameters of one name are shared, after the first resource that has it, too: ``year.targets``.
    """
    found = [(one, json.dumps(one[2], sort_keys=True)) for one in _parameters_of(result)]
    times = Counter(whole for _, whole in found)
    named = Counter(json.loads(whole)["name"] for whole, count in times.items() if count > 1)
    names: dict[str, str] = {}
    components: dict[str, Any] = {}
    for (operation, place, parameter), whole in found:
        if times[whole] == 1:
            continue
        if whole not in names:
            name, tag = parameter["name"], operation["tags"][0]
            ways = [f"{name}.{tag}", f"{name}.{tag}.{parameter['in']}"] if named[name] > 1 else [name]
            names[whole] = next(way for way in ways if way not in components)
            components[names[whole]] = parameter
        operation["parameters"][place] = {"$ref": f"#/components/parameters/{names[whole]}"}
    if components:
        result["components"]["parameters"] = dict(sorted(components.items()))
    return result


def _parameters_of(result: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int, dict[str, Any]]]:
    """Each operation's parameters, with their places."""
    for operations in result["paths"].values():
        for operation in operations.values():
            for place, parameter in enumerate(operation.get("parameters", [])):
                yield operation, place, parameter
