"""``observations/aggregate/?group_by=district,year&compute=count,max``: the rows of a list, by the same filters, as groups."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar

from django.db import models
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from rest import file_options, selection
from rest.aggregates.bounds import BoundedValue
from rest.aggregates.grouping import MOST_COLUMNS, GroupColumn, Keys, count_groups, shown_keys
from rest.aggregates.serializers import GroupSerializer
from rest.exports import Export, file_name
from rest.formats import FORMS, ExportTable, Form, UnfitForFormat
from rest.http.problems import BadParameters, Wrong, nearest, refuse
from rest.selection import Selection
from rest.views import StrictView
from text.vocabulary import Aggregate, Refusal

FUNCTIONS = [one for one in Aggregate if one is not Aggregate.COUNT]
OF_FIGURES = ("not_stated", "figures", "refused")
"""Columns that a group has beside what is computed."""


@dataclass(frozen=True, slots=True)
class NotComputed:
    """A function that is not computed; ``found`` shows why, ``instead`` says what would do."""

    compute: Aggregate
    reason: Refusal
    found: tuple[str, ...] = ()
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """What the rows of a group come to. ``more`` is what its resource tells besides."""

    count: int
    not_stated: int
    figures: int
    values: Mapping[Aggregate, BoundedValue | None]
    refused: Sequence[NotComputed]
    more: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the rows, as it was read."""

    group_by: list[str]
    functions: list[Aggregate]
    ordering: list[str]


class AggregateView(StrictView):
    """Groups of the rows of a list. ``columns`` is what can be grouped by; ``row`` what a group is, with a field for each of these."""

    filterset_class: ClassVar[Any]
    model: ClassVar[Any]
    row: ClassVar[type[GroupSerializer]]
    columns: ClassVar[Mapping[str, GroupColumn]]
    of_figures: ClassVar[tuple[str, ...]] = OF_FIGURES
    own: ClassVar[tuple[str, ...]] = ()
    """Parameters besides those of every aggregate."""

    def get_renderers(self) -> list[Any]:
        return [*super().get_renderers(), *(form() for form in FORMS)]

    def parameters(self) -> Iterable[str]:
        return [
            *self.filterset_class.base_filters,
            *self.own,
            *ASKED,
            *selection.OF_WORKED_OUT,
            "format",
            *file_options.NAMES,
        ]

    def compute(self, asked: Asked, columns: Sequence[GroupColumn]) -> dict[Keys, Computed]:
        """What the groups come to; raises BadParameters where there are too many rows to look at."""
        raise NotImplementedError

    def check_own(self) -> None:
        """Raise BadParameters for what is wrong with the parameters in ``own``."""

    def narrowed(self) -> models.QuerySet:
        """The rows that the filters leave."""
        return self.filterset_class(self.request.query_params, self.model.objects.all()).narrowed()

    def get(self, request: Request) -> Any:
        form = getattr(request, "accepted_renderer", None)
        file_options.configure(request, form)
        self.check_own()
        asked = self._asked(request)
        shown = self._selection(request, asked)
        columns = [self.columns[name] for name in asked.group_by]
        if asked.functions:
            found = {keys: self._row(one, asked) for keys, one in self.compute(asked, columns).items()}
        else:
            counted = count_groups(self.narrowed(), columns)
            found = {keys: {"count": count} for keys, count in counted.items()}
        ordered = _in_order(found, asked)
        keys = shown_keys(ordered, asked.group_by, columns)
        rows = [
            SimpleNamespace(pk=place, **told, **found[group])
            for place, (group, told) in enumerate(zip(ordered, keys, strict=True))
        ]
        table: Any = ExportTable(shown.pruned(), self.model)
        if isinstance(form, Form):
            return self._file(request, file_options.titled(form, table), rows, form)
        results = [table.nested(table.row_of(row)) for row in rows]
        return Response({"group_by": asked.group_by, "compute": ["count", *asked.functions], "results": results})

    def _file(self, request: Request, table: Any, rows: list[Any], form: Form) -> Export:
        file = file_name(request, revision=self.revision, form=form)
        export = Export(form, (chunk for chunk in form.write(table, map(table.row_of, rows))), name=file)
        try:
            export.begin(request.method)
        except UnfitForFormat as error:
            raise BadParameters(Wrong("format", form.format, str(error))) from error
        return export

    def _asked(self, request: Request) -> Asked:
        group_by = _read(request, "group_by", list(self.columns), "rows can't be grouped by this")
        if len(group_by) > MOST_COLUMNS:
            told = f"at most {MOST_COLUMNS} columns"
            raise BadParameters(Wrong("group_by", ",".join(group_by), told))
        computed = _read(request, "compute", [one.value for one in Aggregate], "can't be computed")
        functions = [one for one in FUNCTIONS if one.value in computed]
        known = [*group_by, "count", *functions]
        ordering = _read(request, "ordering", known, "groups can't be sorted by this", signed=True)
        return Asked(group_by, functions, ordering)

    def _selection(self, request: Request, asked: Asked) -> Selection:
        figures = self.of_figures if asked.functions else ()
        there = {*asked.group_by, "count", *asked.functions, *figures}
        optional = selection.expandable(self.row)
        shown = Selection(request, self.row, standing=[name for name in optional if name in there])
        if shown.language:
            there |= {f"{name}{selection.LABEL}" for name in asked.group_by}
        absent = [name for name in dict.fromkeys(one.partition(".")[0] for one in shown.names) if name not in there]
        if absent:
            told, known = "group_by and compute don't ask for this column", sorted(there)
            refuse(absent, lambda name: Wrong("fields", name, told, known, nearest(name, known)))
        return shown

    def _row(self, one: Computed, asked: Asked) -> dict[str, Any]:
        values = {function.value: one.values.get(function) for function in asked.functions}
        stated = {"count": one.count, "not_stated": one.not_stated, "figures": one.figures}
        return {**stated, **values, "refused": list(one.refused), **one.more}

    @classmethod
    def own_openapi(cls) -> list[dict[str, Any]]:
        return []


def in_schema(*, operation: str, summary: str) -> Callable[[type[AggregateView]], Any]:
    """Describe an address for the schema."""

    def describe(view: type[AggregateView]) -> Any:
        name = view.row.__name__.removesuffix("Serializer")
        listed = serializers.ListField(child=serializers.CharField(), help_text="What is computed of each group.")
        by = serializers.ListField(child=serializers.CharField(), help_text="What the rows are grouped by.")
        groups = view.row(many=True, help_text="The groups.")
        members = {"__doc__": "All groups of these rows.", "group_by": by, "compute": listed, "results": groups}
        whole = type(f"{name}sSerializer", (serializers.Serializer,), members)
        answers = {(200, form.media_type): {"type": "string"} for form in FORMS}
        return extend_schema_view(
            get=extend_schema(
                operation_id=operation,
                summary=summary,
                parameters=_parameters(view),
                responses={(200, "application/json"): whole, **answers},
            )
        )(view)

    return describe


def _parameters(view: type[AggregateView]) -> list[OpenApiParameter]:
    columns = [parameter for parameter in selection.openapi(view.row) if parameter["name"] != "expand"]
    form = {
        "name": "format",
        "schema": {"type": "string", "enum": ["json", *(form.format for form in FORMS)]},
        "description": "The format of the response; default: the one that `Accept` asks for.",
    }
    listed = (
        *view.filterset_class.openapi(),
        *_openapi(view.columns),
        *view.own_openapi(),
        *columns,
        form,
        *file_options.OPENAPI,
    )
    return [
        OpenApiParameter(
            one["name"],
            one["schema"],
            description=one["description"],
            style=one.get("style"),
            explode=one.get("explode"),
        )
        for one in listed
    ]


ASKED = ("group_by", "compute", "ordering")


def _openapi(columns: Iterable[str]) -> list[dict[str, Any]]:
    names = list(columns)
    ordered = [sign + name for name in (*names, *Aggregate) for sign in ("", "-")]
    described: list[tuple[str, str, list[str]]] = [
        (
            "group_by",
            f"Columns to group the rows by, at most {MOST_COLUMNS}; without it, all rows are one group.",
            names,
        ),
        ("compute", "What to compute of each group; default: only count.", [one.value for one in Aggregate]),
        (
            "ordering",
            "The order of the groups: columns and what is computed; with - before a name for descending order. Nulls are last.",
            ordered,
        ),
    ]
    return [
        {
            "name": name,
            "in": "query",
            "style": "form",
            "explode": False,
            "description": told,
            "schema": {"type": "array", "minItems": 1, "items": {"type": "string", "enum": taken}},
        }
        for name, told, taken in described
    ]


def _read(request: Request, name: str, known: list[str], told: str, *, signed: bool = False) -> list[str]:
    """The names that a parameter lists, each once."""
    given = [part.strip() for raw in request.query_params.getlist(name) for part in raw.split(",")]
    plain = [one.removeprefix("-") if signed else one for one in given]
    if unknown := [one for one, word in zip(given, plain, strict=True) if word not in known]:
        refuse(unknown, lambda one: Wrong(name, one, told, known, nearest(one.removeprefix("-"), known)))
    return list(dict.fromkeys(given))


def _in_order(found: Mapping[Keys, Mapping[str, Any]], asked: Asked) -> list[Keys]:
    """The groups in the order that is asked for, then that of their keys; nulls last."""
    ordered = list(found)
    for name in reversed([*asked.ordering, *asked.group_by]):
        plain = name.removeprefix("-")

        def value(keys: Keys, plain: str = plain) -> Any:
            if plain in asked.group_by:
                return keys[asked.group_by.index(plain)]
            one = found[keys][plain]
            return one.value if isinstance(one, BoundedValue) else one

        there = [keys for keys in ordered if value(keys) is not None]
        there.sort(key=value, reverse=name.startswith("-"))
        ordered = there + [keys for keys in ordered if value(keys) is None]
    return ordered
