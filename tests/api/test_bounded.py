"""What is kept up to so many octets takes so many, and not as many as a request makes it."""

import tracemalloc
from dataclasses import dataclass
from typing import Any

import pytest

from rest.fast.bounded import Bounded


@dataclass(frozen=True, slots=True)
class Record:
    text: str
    rows: list[tuple[str, str]]
    body: bytes | None


def _text(number: int, length: int = 200) -> str:
    """A text that is no other's, and so takes memory of its own."""
    return f"{number}{'a' * length}"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (lambda number: _text(number, 20_000), lambda number: None),
        (lambda number: (number, (_text(number), _text(number)), None), lambda number: _text(number).encode()),
        (lambda number: number, lambda number: Record(_text(number), [(_text(number), "b")] * 5, b"c" * number)),
        (lambda number: ("a", (number,)), lambda number: [_text(place) for place in range(20)]),
        (lambda number: number, lambda number: number),
    ],
    ids=["long keys", "keys of parts", "records", "lists", "small ones"],
)
def test_it_takes_as_much_memory_as_it_may(key: Any, value: Any) -> None:
    most = 1 << 20
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        kept: Bounded[Any, Any] = Bounded(most)
        for number in range(8000):
            kept.put(key(number), value(number))
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert most / 2 < kept.size <= most
    assert most / 3 < taken < most * 1.2
    assert kept.get(key(0)) is None


def test_what_was_asked_for_last_stays() -> None:
    kept: Bounded[str, bytes] = Bounded(100_000)
    for name in ("a", "b", "c"):
        kept.put(name, b"x" * 30_000)
    kept.get("a")
    kept.put("d", b"x" * 30_000)
    assert [name for name in "abcd" if kept.get(name)] == ["a", "c", "d"]


def test_the_same_key_is_counted_once() -> None:
    kept: Bounded[str, bytes] = Bounded(100_000)
    for _ in range(10):
        kept.put("a", b"x" * 1000)
    assert (len(kept), kept.size < 2000) == (1, True)
    kept.put("a", b"x" * 200_000)
    assert (len(kept), kept.size, kept.get("a")) == (0, 0, None)
