"""Which columns a row comes with: ``fields=id,value,evidence.quote``, ``omit=evidence``, ``expand=document_detail``.

The names are those of the JSON: a leaf (``evidence.quote``) or an object with all that is in it (``evidence``). A row is
its standard columns or those that ``fields`` names, then those that ``expand`` adds, then without those that ``omit``
names. What is not shown is not fetched.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from rest_framework import serializers
from rest_framework.request import Request

from rest.fast.costs import column_at
from rest.fields import ChoiceField, WordLabel, columns, made_of
from rest.http.problems import MOST_ERRORS, BadParameters, Wrong, nearest

PARAMETERS = ("fields", "omit", "expand")
ASKED = (*PARAMETERS, "labels")
"""The parameters that say which columns a row has."""
OF_WORKED_OUT = ("fields", "omit", "labels")
"""Those of them that rows which are worked out have: nothing of these comes by ``expand``."""
LANGUAGES = ("zh", "en")
LABEL = "_label"
"""What is put after the name of a word's field to name that of its label."""


class Selection:
    """What a request asks of each row. ``standing`` names the optional columns that come unasked (on a row's own page).

    ``names`` are the columns that are kept, ``expand`` the optional objects among them, by their names in the row.
    """

    def __init__(self, request: Request, row: type[serializers.Serializer], *, standing: Iterable[str] = ()) -> None:
        self.language = _language(request, row)
        plain, row = row, labelled(row, self.language) if self.language else row
        self.row = row
        known = nodes(row)
        optional = expandable(row)
        asked = {name: _names(request, name) for name in PARAMETERS}
        taken = {"fields": list(known), "omit": list(known), "expand": optional}
        unknown = [
            (parameter, name) for parameter in PARAMETERS for name in asked[parameter] if name not in taken[parameter]
        ]
        if unknown:
            labels = () if self.language else nodes(labelled(plain, LANGUAGES[0]))
            wrong = [
                Wrong(parameter, name, f"only there with labels={' or labels='.join(LANGUAGES)}")
                if name in labels
                else Wrong(parameter, name, "unknown column", taken[parameter], nearest(name, taken[parameter]))
                for parameter, name in unknown[:MOST_ERRORS]
            ]
            raise BadParameters(*wrong, more=len(unknown[MOST_ERRORS:]))
        own = own_names(row)
        chosen = asked["fields"] or [*(name for name in own if name not in optional), *standing]
        kept = {column for name in [*chosen, *asked["expand"]] for column in known[name]}
        kept -= {column for name in asked["omit"] for column in known[name]}
        if not kept:
            raise BadParameters(Wrong("omit", ",".join(asked["omit"]), "no column would be left"))
        self.asked = asked
        self.names = [column for name in own for column in known[name] if column in kept]
        self.expand = {name for name in optional if not kept.isdisjoint(known[name])}

    def prune(self, serializer: Any, within: str = "") -> None:
        """Take from a serializer what is not kept."""
        _prune(serializer, self.names, within)

    def put_into(self, whole: serializers.Serializer, *lists: str) -> None:
        """Give lists of rows, members of an answer that is worked out, what is kept, and no more."""
        for name in lists:
            whole.fields[name] = self.row(many=True, context={"expand": self.expand})
            self.prune(whole.fields[name].child)  # pyright: ignore[reportAttributeAccessIssue] of many

    def pruned(self) -> serializers.Serializer:
        """The row's serializer with what is kept, and no more."""
        return self._with(self.names)

    def tables(self, model: Any) -> frozenset[str]:
        """The ways to the other tables that what is kept is read from."""
        elsewhere = read_elsewhere(self.row, model)
        return frozenset(elsewhere[name] for name in self.names if name in elsewhere)

    def wider(self, model: Any) -> serializers.Serializer:
        """The row's serializer with all that can be had of the same tables, with what is expanded: what is kept, and what others may keep."""
        elsewhere, tables = read_elsewhere(self.row, model), self.tables(model)
        optional = set(expandable(self.row)) - self.expand
        columns = [
            column
            for name in own_names(self.row)
            if name not in optional
            for column in nodes(self.row)[name]
            if column not in elsewhere or elsewhere[column] in tables
        ]
        return self._with(columns)

    def _with(self, names: Sequence[str]) -> serializers.Serializer:
        serializer = self.row(context={"expand": self.expand})
        _prune(serializer, names)
        return serializer

    def fetch(self, queryset: models.QuerySet, further: Sequence[str] = ()) -> models.QuerySet:
        """The queryset with the columns that the kept ones need (and ``further`` paths), joined where they stand
        elsewhere."""
        paths = [path for _, path, _ in columns(self.pruned())]
        stored: list[str] = []
        for path in [*paths, *further]:
            if path in queryset.query.annotations:
                continue
            if not _is_stored(queryset.model, path):
                return queryset  # Made by the model itself, out of what can't be known here.
            stored.append(path)
        joined = {path.rpartition("__")[0] for path in stored if "__" in path and not path.endswith("__pk")}
        plain = queryset.select_related(None)  # what is named otherwise would be joined besides
        return (plain.select_related(*sorted(joined)) if joined else plain).only("pk", *dict.fromkeys(stored))


def _prune(serializer: Any, names: Sequence[str], within: str = "") -> None:
    for name, field in list(serializer.fields.items()):
        dotted = within + name
        if dotted in names:
            continue
        if any(kept.startswith(f"{dotted}.") for kept in names):
            _prune(field, names, f"{dotted}.")
        else:
            serializer.fields.pop(name)


@cache
def labelled(row: type[serializers.Serializer], language: str) -> Any:
    """The same row with a label after each word of a closed list, but for those in lists of objects: ``nature``, ``nature_label``."""
    fields: dict[str, Any] = {}
    for name, field in row._declared_fields.items():  # noqa: SLF001 the only way to see them without making one
        fields[name] = field
        if isinstance(field, serializers.Serializer):
            within = labelled(type(field), language)
            if within is not type(field):
                fields[name] = within(*made_of(field)[0], **made_of(field)[1])
        elif isinstance(field, ChoiceField):
            fields[f"{name}{LABEL}"] = WordLabel(field, name, language)
    if fields == row._declared_fields:  # noqa: SLF001
        return row
    found: Any = type(row.__name__, (row,), {"__doc__": row.__doc__})
    found._declared_fields = fields  # noqa: SLF001 in their order, which fields of a subclass would end
    return found


@cache
def own_names(row: type[serializers.Serializer]) -> list[str]:
    """The fields and objects of a row, in their order."""
    return list(row().get_fields())


@cache
def read_elsewhere(row: type[serializers.Serializer], model: Any) -> dict[str, str]:
    """The columns that are in another table, and the way there: ``indicator.name`` is in ``indicator``."""
    found: dict[str, str] = {}
    for name, path, _ in columns(row()):
        way = path.rpartition("__")[0]
        if way and _is_stored(model, path) and column_at(model, path) is None:
            found[name] = way
    return found


@cache
def nodes(row: type[serializers.Serializer]) -> dict[str, list[str]]:
    """Every name that can select columns of a row, with the columns that it selects.

    ``evidence`` selects ``evidence.document`` … ``evidence.quote``, which select themselves; a word selects its label too, where that is there.
    """
    known: dict[str, list[str]] = {}
    for name, _, field in columns(row()):
        if isinstance(field, WordLabel):
            known[name.removesuffix(LABEL)].append(name)
        steps = name.split(".")
        for end in range(1, len(steps) + 1):
            known.setdefault(".".join(steps[:end]), []).append(name)
    return known


@cache
def expandable(row: type[serializers.Serializer]) -> list[str]:
    """The fields and objects that a row has only where they are asked for."""
    return [name for name, field in row().fields.items() if not field.required]


PARTIAL = "Members that the schema calls required are then missing; the rest is as it says."
"""For clients that validate what they get. ``x-partial`` of the parameter says it to programs: which keyword does not hold."""


@cache
def openapi(row: type[serializers.Serializer]) -> list[dict[str, Any]]:
    """The three parameters as OpenAPI has them, for a row's resource."""
    optional = expandable(row)
    known = list(nodes(row))
    described = {
        "fields": "Only these columns, named as in the JSON: a single value, or an object with everything in it. "
        f"Columns that need expand are expanded. {PARTIAL}",
        "omit": f"All columns except these; applied after fields and expand. {PARTIAL}",
        "expand": "Add these columns, which are not included by default.",
    }
    taken = {"fields": known, "omit": known, "expand": optional}
    columns = [
        {
            "name": name,
            "in": "query",
            "style": "form",
            "explode": False,
            "description": described[name],
            "schema": {"type": "array", "minItems": 1, "items": {"type": "string", "enum": taken[name]}},
        }
        for name in PARAMETERS
        if taken[name]
    ]
    return [*columns, LABELS] if has_words(row) else columns


LABELS: dict[str, Any] = {
    "name": "labels",
    "in": "query",
    "description": "After each word of a closed list (`kind`), its label in this language as a member of its own (`kind_label`). "
    "In fields and omit, the name of a word includes its label. What the words mean: `words/`.",
    "schema": {"type": "string", "enum": list(LANGUAGES)},
}


@cache
def has_words(row: type[serializers.Serializer]) -> bool:
    """Whether there is something to label in a row."""
    return labelled(row, LANGUAGES[0]) is not row


def refuse(request: Request, told: str) -> None:
    """Raise BadParameters for what chooses columns, where there are none to choose."""
    given = request.query_params
    wrong = [Wrong(name, ", ".join(given.getlist(name)), told) for name in ASKED if name in given]
    if wrong:
        raise BadParameters(*wrong)


def _language(request: Request, row: type[serializers.Serializer]) -> str | None:
    """That of the labels that are asked for; raises BadParameters for one that there is not."""
    given = request.query_params.getlist("labels")
    if not given or not has_words(row):
        return None
    if len(given) > 1:
        raise BadParameters(Wrong("labels", ", ".join(given), "given more than once, but takes one value"))
    if given[0] not in LANGUAGES:
        raise BadParameters(Wrong("labels", given[0], "there are no labels in this language", LANGUAGES))
    return given[0]


def _names(request: Request, parameter: str) -> list[str]:
    return [name.strip() for raw in request.query_params.getlist(parameter) for name in raw.split(",")]


def _is_stored(model: Any, path: str) -> bool:
    for step in path.split("__"):
        if model is None:
            return False
        if step != "pk":
            try:
                model = model._meta.get_field(step).related_model  # noqa: SLF001 Django documents it
            except FieldDoesNotExist:
                return False
    return True
