"""What a search can be asked by, and where a page of it begins.

A cursor holds a mark of the question, how its words were found, the direction, and the place of a hit; it is opaque to
clients, as those of all lists.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

import orjson

from districts.filters import by_city, by_district, by_document, by_document_kind
from planapi.api.filters import Parameter, Rows, Unreadable, labels, read_word
from planapi.search.asking import Sought, read_question
from planapi.search.finding import Place, Scope
from planapi.vocabulary import HitType, Matched

DEFAULT_SIZE, MAX_SIZE = 20, 100
MAX_CHARACTERS, MAX_WORDS = 100, 8
_NO_CURSOR = "not a cursor of this list: copy it unchanged from next or previous"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after the hit at ``place``, or (``reverse``) before it."""

    mark: str
    matched: str
    reverse: bool
    place: Place


def read_words(raw: str) -> list[Sought]:
    question = read_question(raw)
    if not question or "\x00" in raw:
        raise Unreadable("must be one word or more")
    if len(raw) > MAX_CHARACTERS or len(question) > MAX_WORDS:
        raise Unreadable(f"too long: must be at most {MAX_WORDS} words in {MAX_CHARACTERS} characters")
    return question


def read_size(raw: str) -> int:
    if not (raw.isascii() and raw.isdecimal() and len(raw) < 4 and 1 <= int(raw) <= MAX_SIZE):
        raise Unreadable(f"must be a whole number from 1 to {MAX_SIZE}")
    return int(raw)


def read_cursor(raw: str) -> Cursor:
    try:
        mark, matched, reverse, place = orjson.loads(
            base64.b64decode(raw + "=" * (-len(raw) % 4), altchars=b"-_", validate=True)
        )
    except (binascii.Error, ValueError, TypeError):
        raise Unreadable(_NO_CURSOR) from None
    if not (isinstance(mark, str) and matched in list(Matched) and reverse in (0, 1) and _is_place(place)):
        raise Unreadable(_NO_CURSOR)
    return Cursor(mark, matched, bool(reverse), tuple(place))


def write_cursor(cursor: Cursor) -> str:
    written = orjson.dumps([cursor.mark, cursor.matched, int(cursor.reverse), cursor.place])
    return base64.urlsafe_b64encode(written).decode().rstrip("=")


def _is_place(place: Any) -> bool:
    if not isinstance(place, list) or len(place) != 6:
        return False
    numbers, names = (place[0], place[1], place[2], place[4]), (place[3], place[5])
    return all(type(number) is int and 0 <= number < 2**31 for number in numbers) and all(
        isinstance(name, str) and "\x00" not in name for name in names
    )


class SearchParameters(Rows):
    """What a search can be asked by."""

    q = Parameter(
        reader=read_words,
        example="养老",
        description='What to search for; parts of longer words match too. Words separated by spaces must all match; put a phrase in quotes, "…" or “…”.',
    )
    type = Parameter(
        reader=read_word(HitType),
        plural=True,
        commas=True,
        example="project",
        schema={"$ref": "#/components/schemas/HitType"},
        description=f"Types of hits. {labels(HitType)}",
    )
    district = by_district(orders=False)
    city = by_city("district__code")
    document = by_document()
    document_kind = by_document_kind("document__kind")
    page_size = Parameter(
        reader=read_size,
        example=20,
        description="Number of hits on a page.",
        schema={"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
    )
    cursor = Parameter(
        reader=read_cursor,
        description="Where the page begins: a cursor copied from next or previous of another page of the same search.",
    )


class SuggestParameters(Rows):
    """What suggestions can be asked by."""

    q = Parameter(reader=read_words, example="养老", description="The beginning of a name, or words in it.")


def scope_of(given: dict[str, list[Any]]) -> Scope:
    """What the filters narrow a search to."""
    return Scope(*(given.get(name) for name in ("type", "district", "city", "document", "document_kind")))
