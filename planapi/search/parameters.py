"""What a search can be asked by, and where a page of it begins.

A cursor holds how the words of a question were found, the direction, and the place of a hit.
"""

from dataclasses import dataclass
from typing import Any

from districts.parameters import by_city, by_district, by_document, by_document_kind
from planapi.search.finding import Place, Scope
from planapi.search.queries import Sought, read_question
from rest.cursors import as_direction, as_text, as_whole
from rest.filters import Parameter, Rows, Unreadable, labels, read_word
from text.vocabulary import HitType, Matched

DEFAULT_SIZE, MAX_SIZE = 20, 100
MAX_CHARACTERS, MAX_WORDS = 100, 8


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after the hit at ``place``, or (``reverse``) before it."""

    matched: Matched
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


def read_place(matched: Any, reverse: Any, place: Any) -> Cursor:
    """The parts of a cursor; raises ValueError or TypeError for any that are not as they should be."""
    rank, tie, brevity, name, number, key = place
    at = (as_whole(rank), as_whole(tie), as_whole(brevity), as_text(name), as_whole(number), as_text(key))
    return Cursor(Matched(as_text(matched)), as_direction(reverse), at)


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
        description="Where the page begins: a cursor copied from next or previous of another page of the same search.",
    )


class SuggestParameters(Rows):
    """What suggestions can be asked by."""

    q = Parameter(reader=read_words, example="养老", description="The beginning of a name, or words in it.")


def scope_of(given: dict[str, list[Any]]) -> Scope:
    """What the filters narrow a search to."""
    return Scope(*(given.get(name) for name in ("type", "district", "city", "document", "document_kind")))
