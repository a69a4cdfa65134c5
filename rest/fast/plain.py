"""A serializer becomes a function that makes plain values of an object, as the serializer does, at a fraction of its time.

DRF looks up the fields, the sources and the defaults of each object anew; here that is done once for a serializer. A member that is there already as JSON
(``rest.fast.projection``) is named in ``written``: its octets go out as they are.
"""

from collections.abc import Callable, Collection
from typing import Any

import orjson
from rest_framework import serializers

Plain = Callable[[Any], Any]


def plain(serializer: Any, *, written: Collection[str] = ()) -> Plain:
    """What ``serializer.to_representation`` gives, of fields that are always there; the members of the names in ``written`` are octets of JSON."""
    members = [(name, _value_of(field), member(field, written=written)) for name, field in serializer.fields.items()]

    def represent(one: Any) -> dict[str, Any]:
        row = {}
        for name, value_of, member in members:
            value = value_of(one)
            row[name] = None if value is None else member(value)
        return row

    return represent


def member(field: Any, *, written: Collection[str] = ()) -> Plain:
    """What makes the value of one field of what stands there."""
    if field.field_name in written:
        return orjson.Fragment
    if isinstance(field, serializers.ListSerializer):
        represent = plain(field.child, written=written)
        return lambda values: [represent(value) for value in values]
    if isinstance(field, serializers.Serializer):
        return plain(field, written=written)
    return field.to_representation


def _value_of(field: Any) -> Plain:
    """Where a field's value is found: null where the way there leads over null."""
    steps = [] if field.source == "*" else field.source_attrs

    def value_of(one: Any) -> Any:
        for step in steps:
            if one is None:
                return None
            one = one[step] if isinstance(one, dict) else getattr(one, step)
        return one

    return value_of
