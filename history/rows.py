"""Rows that are about to be written: no more than their columns, at a tenth of what an instance of the model costs to make."""

import dataclasses
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import models

from history.models import UNWRITTEN


def columns_of(model: Any) -> list[models.Field]:
    """The columns that a row is written with: all but those that the database gives."""
    meta = model._meta  # noqa: SLF001 Django documents it
    return [one for one in meta.concrete_fields if one is not meta.auto_field and not one.has_db_default()]


@cache
def row_class(model: Any) -> Any:
    """A record of the columns of a model, by their names in the model: ``document_id`` for ``document``.

    What may be null, and what has a default there, may be left out; ``id`` is the number of the row that a row continues. Raises TypeError for a
    column that there is not, and where one is missing.

    >>> from projects.models import Project
    >>> row_class(Project)(key="120102-plan-2021-p5")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ... missing 6 required keyword-only arguments: 'document_id', 'district_id', 'start', 'end', 'quote', and 'name'
    """
    columns = [(one.attname, Any, _default(one)) for one in columns_of(model)]
    return dataclasses.make_dataclass(
        f"{model.__name__}Row",
        [("id", Any, dataclasses.field(default=None)), *columns],
        kw_only=True,
        slots=True,
        eq=False,
    )


def _default(column: models.Field) -> Any:
    if column.has_default():
        return dataclasses.field(default_factory=column.get_default)
    return dataclasses.field(default=None) if column.null else dataclasses.field()


def instance_of(model: Any, row: Any) -> Any:
    """The row as an instance of its model."""
    names = ["id", *(one.attname for one in columns_of(model))]
    return model(since=UNWRITTEN, **dict(zip(names, attrgetter(*names)(row), strict=True)))
