"""Query parameters become a narrower queryset, and nothing that was asked is ever ignored.

A filter set lists its model's fields with the lookups of each; what a parameter is called, how its values are read,
its description and its example follow from the field and from the serializer of the row (``row``)::

    class ProjectFilterSet(EvidencedFilterSet):
        row = ProjectSerializer

        class Meta:
            model = Project
            fields = {"name": TEXT, "investment_cny": NUMBER + NULL, "status": WORD + NULL}

``?status=planned,completed&investment_cny__gte=1e8``: a parameter without a lookup takes several values, separated by
commas or given several times (free text: given several times, because text has commas of its own). A value that can't
be parsed is an error that says what would be valid.
"""

import copy
import datetime
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import camel_case_to_spaces
from rest_framework import serializers
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from rest.elsewhere import value_meant
from rest.fast.names import NAMES, Meant, Nearby
from rest.fast.slots import one_of
from rest.fields import ChoiceField, Described, leaves, plain_number
from rest.http.problems import MOST_ERRORS, BadParameters, Wrong, nearest, shortened
from text.vocabulary import Word

# Lookups of a kind of field, to be added up.
WORD = ("exact", "in")
LABEL = ("exact", "in", "contains")
TEXT = ("exact", "contains")
NUMBER = ("exact", "in", "gt", "gte", "lt", "lte")
PLACE = DAY = NUMBER
LIST = ("exact", "contains")
NULL = ("isnull",)

# One of several values separated by commas: blanks around it are taken off (what Python holds for one, and JSON
# Schema), and it is not empty.
BETWEEN_COMMAS = r"^[^,\s\x1c-\x1f\x85]([^,]*[^,\s\x1c-\x1f\x85])?$"
# What read_whole and read_number take, as JSON Schema has it.
WHOLE_NUMBERS: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
NUMBERS: dict[str, Any] = {"type": "number", "minimum": -(10**18), "maximum": 10**18}

MEANING = {
    "exact": "",
    "in": "One or more values, separated by commas; the same as the parameter without __in",
    "contains": "Contains these words, ignoring case",
    "gt": "Greater than",
    "gte": "Greater than or equal to",
    "lt": "Less than",
    "lte": "Less than or equal to",
    "isnull": "true: rows where this is null; false: rows where it is not",
}

MOST_PLACES = 400
"""Decimal places of a number that is asked by."""

Reader = Callable[[str], Any]


class Unreadable(ValueError):
    """A value that a parameter does not take. ``allowed`` lists what it does, where that can be listed."""

    def __init__(self, message: str, *, allowed: Sequence[str] | None = None, meant: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.allowed = allowed
        self.meant = meant


def read_text(raw: str) -> str:
    if "\x00" in raw:
        raise Unreadable("must not contain NUL characters")
    return raw


_YES, _NO = frozenset(("1", "yes", "y", "t", "on", "是")), frozenset(("0", "no", "n", "f", "off", "否"))


def read_boolean(raw: str) -> bool:
    if raw not in {"true", "false"}:
        words = ("true", "false")
        lower = raw.lower()
        meant = "true" if lower in _YES else "false" if lower in _NO else nearest(lower, words)
        raise Unreadable("must be true or false", allowed=words, meant=meant)
    return raw == "true"


def read_number(raw: str) -> Decimal:
    try:
        number = forms.DecimalField(max_value=Decimal(10) ** 18, min_value=-(Decimal(10) ** 18)).clean(raw)
    except forms.ValidationError:
        told = "must be a number such as 51.3 or 1e8, without a unit or thousands separators"
        meant = _in_digits(raw)
        raise Unreadable(f"{told}; {meant} is {raw}" if meant else told, meant=meant) from None
    # PostgreSQL knows some 16,000 decimal places and Python far more; every JSON number of double precision has fewer than these.
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or not -MOST_PLACES <= exponent <= MOST_PLACES:
        raise Unreadable(f"must be a number with at most {MOST_PLACES} decimal places, from -1e18 to 1e18")
    return number


_WRITTEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,12})?)(?P<tens>(?:[十百千万]?亿|[十百千]?万|[十百千])?)(?:元|人|亩|户|家|个|%|％)?"
)
_TENS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


def _in_digits(raw: str) -> str | None:
    """What 1亿, 51.3亿元 and 12,000 are in digits alone: 100000000, 5130000000, 12000."""
    if (match := _WRITTEN.fullmatch(raw)) is None:
        return None
    digits = Decimal(re.sub("[,，]", "", match["digits"]))
    return f"{digits.scaleb(sum(_TENS[char] for char in match['tens'])):f}".removesuffix(".0")


def read_whole(raw: str) -> int:
    if not (raw.isascii() and raw.isdecimal()) or len(raw) > 9:
        raise Unreadable("must be a whole number such as 2025")
    return int(raw)


def read_day(raw: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(raw)
    except ValueError:
        raise Unreadable("must be a date such as 2021-02-10") from None


def read_moment(raw: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(raw)
        # In UTC, because PostgreSQL does not take every offset that Python does.
        return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise Unreadable("must be a time such as 2026-01-31T09:30:00+08:00") from None


def read_word(words: type[Word]) -> Reader:
    def read(raw: str) -> str:
        allowed = [word.value for word in words]
        if raw not in allowed:
            labels = {word.zh: word.value for word in words}
            meant = labels.get(raw) or nearest(raw, allowed)
            raise Unreadable("not one of the allowed values", allowed=allowed, meant=meant)
        return raw

    return read


def labels(words: type[Word]) -> str:
    """The words with their Chinese labels: ```plan` 规划纲要; `report` 政府工作报告.``."""
    return "; ".join(f"`{word.value}` {word.zh}" for word in words) + "."


class Parameter(django_filters.Filter):
    """One query parameter. ``reader`` reads one value; ``plural`` ones take several, ``commas`` also separated by
    commas.

    ``orders`` says that rows can be put in the order of ``field_name``; ``shaped`` that the SQL of the parameter depends on whether it has one
    value or several, and not on which: then ``narrow`` is also given a ``Slot`` for the one, or ``Several``.
    """

    shaped: ClassVar[bool] = True

    def __init__(
        self,
        field_name: str | None = None,
        lookup_expr: str = "exact",
        *,
        reader: Reader = read_text,
        plural: bool = False,
        commas: bool = False,
        orders: bool = False,
        description: str = "",
        example: object = None,
        schema: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(field_name, lookup_expr, **kwargs)
        self.field_name: Any  # The filter set gives a name to a parameter that has none.
        self.reader = reader
        self.plural = plural
        self.commas = commas
        self.orders = orders
        self.description = description
        self.example = example
        self.schema = dict(schema or {"type": "string"})

    def read(self, name: str, given: Sequence[str]) -> tuple[list[Any], list[Wrong]]:
        """The values that were given, and what is wrong with them."""
        raws = [part.strip() for raw in given for part in raw.split(",")] if self.commas else list(given)
        if len(raws) > 1 and not self.plural:
            return [], [Wrong(name, ", ".join(given), "given more than once, but takes one value")]
        values, wrong = [], []
        for raw in raws:
            if not raw:
                wrong.append(Wrong(name, raw, "has no value"))
                continue
            try:
                values.append(self.reader(raw))
            except Unreadable as error:
                wrong.append(Wrong(name, raw, error.message, error.allowed, error.meant))
        if values and not wrong:
            values, wrong = self.check(name, values)
        return values, wrong

    def check(self, name: str, values: list[Any]) -> tuple[list[Any], list[Wrong]]:
        """The values again, or what is wrong with them, where that takes more than reading them one by one."""
        return values, []

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        """The rows that have one of the values."""
        if self.lookup_expr in {"exact", "in"}:
            return queryset.filter(one_of(self.field_name, values))
        return queryset.filter(**{f"{self.field_name}__{self.lookup_expr}": values[0]})

    def echo(self, values: list[Any]) -> Any:
        """The values as the answer repeats them: one alone where it takes one."""
        plain = [plain_number(value) if isinstance(value, Decimal) else value for value in values]
        return plain if self.plural else plain[0]

    def openapi(self, name: str) -> dict[str, Any]:
        """This parameter as OpenAPI has it."""
        schema, told = dict(self.schema), self.description
        if schema == {"type": "string"}:
            schema |= {"pattern": BETWEEN_COMMAS} if self.commas else {"minLength": 1}
        if self.example not in (None, ""):  # a parameter without a value is refused
            # Not as the parameter's own example: the pages to try the API in would send every one of those along.
            written = str(self.example).lower() if isinstance(self.example, bool) else self.example
            told = f"{told} For example `{name}={written}`."
            schema |= {} if "$ref" in schema else {"examples": [self.example]}
        parameter: dict[str, Any] = {"name": name, "in": "query", "description": told}
        if self.plural:
            schema = {"type": "array", "minItems": 1, "items": schema}
            parameter |= {"style": "form", "explode": not self.commas}
        return parameter | {"schema": schema}


class OfEither(Parameter):
    """One of the values in one of several columns."""

    def __init__(self, *paths: str, **kwargs: Any) -> None:
        super().__init__(paths[0], plural=True, commas=True, **kwargs)
        self.paths = paths

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        condition = models.Q()
        for path in self.paths:
            condition |= one_of(path, values)
        return queryset.filter(condition)


class Contained(Parameter):
    """Text that contains the words, whatever their case; of a list or a JSON value, some part of it."""

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        return queryset.filter(**{f"{self.field_name}__icontains": values[0]})


class ContainedInList(Parameter):
    """A list with an item that contains the words."""

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        joined = models.Func(
            models.F(self.field_name), models.Value("\n"), function="array_to_string", output_field=models.TextField()
        )
        return queryset.alias(**{f"{self.field_name}_joined": joined}).filter(
            **{f"{self.field_name}_joined__icontains": values[0]}
        )


class ContainedInJson(Parameter):
    """A JSON value whose written form contains the words."""

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        written = Cast(self.field_name, models.TextField())
        return queryset.alias(**{f"{self.field_name}_written": written}).filter(
            **{f"{self.field_name}_written__icontains": values[0]}
        )


class OverlapsList(Parameter):
    """A list that has one of the values as an item."""

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        return queryset.filter(**{f"{self.field_name}__overlap": values})


class Related(OfEither):
    """A row of another table by its public name (a district's code, a document's slug); a name that
    doesn't exist is an error with the most similar one; ``ended`` says what became of one that there was.

    ``target`` is the table, ``key`` its public name, ``labels`` further columns that a user may have in mind: for
    河东区 the nearest code is 120102. ``meant`` knows what else people call it. ``paths`` are the ways from the filtered rows to it; a row is kept that has one
    of the values on any of them.
    """

    def __init__(
        self,
        *paths: str,
        target: Any,
        key: str,
        labels: Sequence[str] = (),
        meant: Meant | None = None,
        ended: Callable[[str], str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*paths, **kwargs)
        self.ended = ended
        self.meant = meant
        self.target = target
        self.key = key
        self.labels = labels

    def check(self, name: str, values: list[Any]) -> tuple[list[Any], list[Wrong]]:
        if not (unknown := NAMES.missing(self.target, self.key, values)):
            return values, []
        noun = camel_case_to_spaces(self.target._meta.object_name)  # noqa: SLF001 Django documents it
        nearby = Nearby(self.target, self.key, self.labels, meant=self.meant)
        # What may have been meant is looked for where it is told: for the first few.
        told, more = unknown[:MOST_ERRORS], unknown[MOST_ERRORS:]
        wrong: list[Wrong] = []
        for value in told:
            near, words = nearby.told(value)
            ended = self.ended(value) if self.ended else ""
            message = f"there is no {noun} {shortened(value)!r}{ended or words}"
            wrong.append(Wrong(name, value, message, allowed=nearby.all, nearest=near))
        return values, wrong + [Wrong(name, value, f"there is no such {noun}") for value in more]


class OwnRow(Related):
    """The public id of a row of the filter set's own table. ``of`` is the way to that row, where the id is another row's."""

    def __init__(self, key: str = "key", *, of: str | None = None, **kwargs: Any) -> None:
        super().__init__(f"{of}__{key}" if of else key, target=None, key=key, orders=True, **kwargs)
        self.of = of

    def bound(self, model: Any) -> "OwnRow":
        """This parameter of a filter set of that model."""
        own = copy.copy(self)
        own.target = model._meta.get_field(self.of).related_model if self.of else model  # noqa: SLF001 Django documents it
        return own


class RelatedMany(Related):
    """As ``Related``, where the way leads to many rows: asked by a subquery, so that no row comes twice.

    ``through`` names, for each way, the model that points at the filtered rows and its column that does.
    """

    def __init__(self, *, through: Iterable[tuple[Any, str, str]], **kwargs: Any) -> None:
        self.through = tuple(through)
        super().__init__(self.through[0][2], **kwargs)

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        condition = models.Q()
        for model, back, path in self.through:
            rows = model.objects.filter(one_of(path, values), **{f"{back}__isnull": False}).order_by()
            named = model._meta.get_field(back).target_field.name  # noqa: SLF001 Django documents it
            condition |= models.Q(**{f"{named}__in": rows.values(back)})
        return queryset.filter(condition)


class Rows(django_filters.FilterSet):
    """A filter set that builds only the parameters that were given, and that knows its row."""

    row: ClassVar[type[serializers.Serializer] | None] = None
    renamed: ClassVar[Mapping[str, str]] = {}
    base_filters: Any  # dict[str, Parameter], as are filters and declared_filters: narrower than in the base class
    filters: Any
    declared_filters: Any
    data: Any
    _meta: Any

    def __init__(self, data: QueryDict, queryset: models.QuerySet) -> None:
        # A request gives a few of some sixty parameters: the rest need not be copied for it.
        self.base_filters = {name: given for name, given in type(self).base_filters.items() if name in data}
        super().__init__(data, queryset)

    @classmethod
    def read(cls, data: QueryDict) -> dict[str, list[Any]]:
        """The values of every given parameter; raises BadParameters with all that is wrong."""
        values, wrong = {}, []
        given = cls.base_filters.keys() & data.keys()
        for name in sorted(given, key=list(cls.base_filters).index) if len(given) > 1 else given:
            filters = cls.base_filters
            values[name], mistakes = filters[name].read(name, data.getlist(name))
            wrong += [value_meant(one, filters, commas=filters[name].commas) for one in mistakes]
        if wrong:
            raise BadParameters(*wrong)
        return values

    def narrowed(self, given: Mapping[str, list[Any]] | None = None) -> models.QuerySet:
        """The queryset with every given parameter applied; raises BadParameters with all that is wrong."""
        queryset: Any = self.queryset
        for name, values in (self.read(self.data) if given is None else given).items():
            queryset = self.filters[name].narrow(queryset, values)
        return queryset

    @classmethod
    def orderings(cls) -> dict[str, str]:
        """What rows can be ordered by: public name to path in the models."""
        return {name: given.field_name for name, given in cls.base_filters.items() if given.orders}

    @classmethod
    def openapi(cls) -> list[dict[str, Any]]:
        """All parameters as OpenAPI has them, but for those with ``__in``, which are the parameters without it by another name."""
        names = [name.partition("__")[0] for name in (*cls.declared_filters, *cls.base_filters)]
        place = {name: place for place, name in reversed(list(enumerate(names)))}
        ordered = sorted(cls.base_filters.items(), key=lambda item: place[item[0].partition("__")[0]])
        return [parameter.openapi(name) for name, parameter in ordered if not cls._is_twin(name)]

    @classmethod
    def _is_twin(cls, name: str) -> bool:
        return name.endswith("__in") and name.removesuffix("__in") in cls.base_filters

    @classmethod
    def get_filters(cls) -> OrderedDict[str, Any]:
        """The declared parameters and those of the model's fields; whatever takes several values takes them with
        ``__in`` too."""
        filters: OrderedDict[str, Any] = super().get_filters()
        if cls._meta.model:
            filters |= {name: one.bound(cls._meta.model) for name, one in filters.items() if isinstance(one, OwnRow)}
        for name in cls.declared_filters if cls._meta.model else ():
            if (parameter := filters[name]).commas:
                filters[f"{name}__in"] = alias = copy.copy(parameter)
                alias.description, alias.orders = f"{MEANING['in']}. {parameter.description}", False
        return filters

    @classmethod
    def get_filter_name(cls, field_name: str, lookup_expr: str) -> str:
        """``document__title`` of a related row is asked as ``document_title``, or as ``renamed`` has it."""
        return super().get_filter_name(cls.renamed.get(field_name, field_name.replace("__", "_")), lookup_expr)

    @classmethod
    def filter_for_field(cls, field: models.Field, field_name: str, lookup_expr: str | None = None) -> Parameter:
        """The parameter of one lookup on one field of the model."""
        lookup = lookup_expr or "exact"
        shown = _shown(cls.row).get(field_name) if cls.row else None
        parts = [MEANING[lookup] and f"{MEANING[lookup]}.", str(shown.help_text) if shown else ""]
        told = " ".join(filter(None, parts))
        if isinstance(shown, ChoiceField) and lookup != "isnull":
            told += f" {labels(shown.words)}"
        reader, schema = _reading(field, shown)
        given: dict[str, Any] = {"reader": reader, "schema": schema, "description": told}
        given["example"] = shown.example if shown else None
        if lookup == "isnull":
            given |= {"reader": read_boolean, "schema": {"type": "boolean"}, "example": False}
            return Parameter(field_name, "isnull", **given)
        if isinstance(field, ArrayField | models.JSONField):
            example = given["example"][0] if isinstance(given["example"], list) and given["example"] else None
            given |= {"example": example, "schema": {"type": "string"}}
            if lookup == "contains":
                return (ContainedInList if isinstance(field, ArrayField) else ContainedInJson)(field_name, **given)
            return OverlapsList(field_name, plural=True, **given)
        if lookup == "contains":
            return Contained(field_name, **given)
        if lookup in {"exact", "in"}:
            # Free text has commas of its own; what is never contained in, or also asked by __in, has none.
            commas = "in" in cls._meta.fields[field_name]
            return Parameter(field_name, plural=True, commas=commas, orders=lookup == "exact", **given)
        return Parameter(field_name, lookup, **given)


@cache
def _shown(row: type[serializers.Serializer]) -> dict[str, Described]:
    """The fields of a serializer by their path in the models."""
    return {path: field for _, path, field in leaves(row())}


def _reading(field: models.Field, shown: Described | None) -> tuple[Reader, dict[str, Any]]:
    """How a value of a model field is read, and its OpenAPI schema."""
    if isinstance(shown, ChoiceField):
        return read_word(shown.words), {"$ref": f"#/components/schemas/{shown.words.__name__}"}
    match field:
        case models.DecimalField():
            return read_number, NUMBERS
        case models.IntegerField():
            return read_whole, WHOLE_NUMBERS
        case models.DateTimeField():
            return read_moment, {"type": "string", "format": "date-time"}
        case models.DateField():
            return read_day, {"type": "string", "format": "date"}
        case _:
            return read_text, {"type": "string"}


class RowsBackend(BaseFilterBackend):
    """Applies a view's ``filterset_class``."""

    def filter_queryset(self, request: Request, queryset: models.QuerySet, view: Any) -> models.QuerySet:
        return view.filterset_class(request.query_params, queryset).narrowed()

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return view.filterset_class.openapi()
