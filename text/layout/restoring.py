"""What was read of a text as it is laid out becomes the same of the text as it is stored: every offset, and every quote with it.

It walks over records of any kind (dataclasses, named tuples) by the names of their fields, so that a new reader has nothing to do for it. A test holds that
each whole number in a reading is known here as an offset, or there as none.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast

from text.layout.laid import Laid, Printing
from text.sources.source import Source

SPANS = (("start", "end"), ("raw_start", "raw_end"))
"""Fields of a record that are the two ends of what it cites."""
POSITIONS = frozenset({"start", "end", "raw_start", "raw_end", "body_start", "body", "front", "back", "key_start"})
"""Fields that are offsets."""
LISTS = frozenset({"spans", "costs", "marks", "footnotes"})
"""Fields that are spans (start, end), or lists of such."""
POSITION_LISTS = frozenset({"starts"})
QUOTES = ("quote", "raw", "text")
"""Fields that hold the very words of the span beside them."""


class Restorer:
    """Brings records back to the original of a layout. A record that stands in several places stays one."""

    def __init__(self, laid: Laid) -> None:
        self.laid = laid
        self.done: dict[int, Any] = {}
        self.held: list[Any] = []  # an id stays taken as long as its object is there

    def restore(self, value: Any) -> Any:
        """The same with offsets into the original."""
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, Source):
            return self.laid.original if value is self.laid.source else value
        kind = cast("type[Any]", type(value))
        if kind is tuple:
            return tuple(map(self.restore, value))
        if kind is list:
            return list(map(self.restore, value))
        if kind is dict:
            return {self.restore(key): self.restore(one) for key, one in value.items()}
        names = _fields(kind)
        if names is None:
            return value
        if id(value) not in self.done:
            self.held.append(value)
            self._record(value, kind, names)
        return self.done[id(value)]

    def _record(self, value: Any, kind: type[Any], names: tuple[str, ...]) -> None:
        told = {name: getattr(value, name) for name in names}
        new = object.__new__(kind) if is_dataclass(kind) else None
        self.done[id(value)] = new  # a part of a tree names its parent
        changed = self._offsets(told) if names and not POSITIONS.isdisjoint(names) else {}
        for name, one in told.items():
            if name in changed:
                continue
            if name in LISTS:
                changed[name] = self._spans(one)
            elif name in POSITION_LISTS:
                changed[name] = tuple(map(self.laid.at, one))
            else:
                changed[name] = self.restore(one)
        if new is None:
            self.done[id(value)] = cast("Callable[..., Any]", kind)(**changed)
            return
        for name, one in changed.items():
            object.__setattr__(new, name, one)

    def _offsets(self, told: dict[str, Any]) -> dict[str, Any]:
        laid = self.laid
        found: dict[str, Any] = {
            name: laid.at(told[name]) for name in told if name in POSITIONS and told[name] is not None
        }
        if "body_start" in told:
            return found  # the parts of a document tile it: what was taken out between two is of the first
        for first, last in SPANS:
            if told.get(first) is None:
                continue
            start, end = told[first], told.get(last)
            quote = next((name for name in QUOTES if isinstance(told.get(name), str)), None)
            if end is None:
                if quote is None:
                    continue
                end = start + len(told[quote])
            found[first], new_end = laid.back(start, end)
            if last in told:
                found[last] = new_end
            if (
                quote
                and told[quote] == laid.source.text[start:end]
                and not (quote == "raw" and self._is_markup(found[first], new_end))
            ):
                found[quote] = laid.original.text[found[first] : new_end]
        return found

    def _is_markup(self, start: int, end: int) -> bool:
        """Is all that was taken out of a span of the original a sign of Markdown? Then 6\\.3 was printed as 6.3."""
        edits = self.laid.edits
        first = bisect_left(edits, start, key=lambda edit: edit.start)
        last = bisect_left(edits, end, key=lambda edit: edit.start)
        return first < last and all(edit.what is Printing.MARKUP for edit in edits[first:last])

    def _spans(self, value: Any) -> Any:
        if value is None:
            return None
        if len(value) == 2 and isinstance(value[0], int):
            return self.laid.back(value[0], value[1])
        return tuple(map(self._spans, cast("tuple[Any, ...]", value)))


@cache
def _fields(kind: type[Any]) -> tuple[str, ...] | None:
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return cast("tuple[str, ...] | None", getattr(kind, "_fields", None))
