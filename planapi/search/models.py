"""The one table that search reads: an entry for each chapter, indicator, observation, project, park and term.

``words`` holds the lexemes of an entry, without their places; ``text.lexemes`` says which those are. What stands
before a lexeme says what it is:

    养老             a word of the text
    ~老服            a pair of characters of the text
    ^养老  ^~老服    the same of the title
    =养老服务        the whole title
    @养老  @~老服    of the first chapter of a document: of what stands in none, and #outside to say that these are all
    #120110          its type, district, document, or kind of document; #in-120000 its district and the city of that

So the index answers a question with all its filters, and says by itself in which rank an entry belongs: no row is read
to know either. It is in five parts of growing size, each of whole documents, an index for each. They are asked one after
the other until there are hits enough: a word that is everywhere is found in the small ones, without collecting the
millions of places where else it stands. Where the last that is asked has far more hits than are wanted, all of them are collected for nothing: so
each has only three times as much as those before it. ``docs/decisions/0011-search.md`` has the reasons and the measurements.
"""

import hashlib
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from districts.models import District, Document, one_of
from history.models import Versioned
from text.vocabulary import HitType

SLICES = (0, 1, 2)
# Of 256 documents one is in the first slice, with the indicators, and 16 are in the second.
_BOUNDS = (1, 17)
_FIRST = 48
"""Of 256 documents of a slice this many are in the first part of it."""
_LOT = "get_byte(sha256(document_id::bytea), 0)"
PARTS = (
    "slice = 0",
    *(f"slice = {number} and {_LOT} {sign} {_FIRST}" for number in SLICES[1:] for sign in ("<", ">=")),
)
"""The conditions of the indexes, as PostgreSQL is asked for them: each part has three times as much as all before it."""
INDEX_NAMES = tuple(f"search_entry_words_{part}" for part in ("0", "1_first", "1", "2_first", "2"))


def slice_of(slug: str) -> int:
    """The slice of a document: the same for ever, and by nothing that a search asks for."""
    lot = hashlib.blake2b(slug.encode(), digest_size=1).digest()[0]
    return sum(lot >= bound for bound in _BOUNDS)


def part_of(slug: str) -> str:
    """The condition of the index that has the entries of a document."""
    number = slice_of(slug)
    return PARTS[2 * number - (hashlib.sha256(slug.encode()).digest()[0] < _FIRST)] if number else PARTS[0]


class Lot(models.Func):
    """The first octet of the digest of a document's slug."""

    template = "get_byte(sha256((%(expressions)s)::bytea), 0)"

    def __init__(self, slug: str) -> None:
        super().__init__(slug, output_field=models.IntegerField())


def _conditions() -> list[models.Q]:
    """``PARTS``, as Django has them."""
    lot = Lot("document")
    halves = LessThan(lot, _FIRST), GreaterThanOrEqual(lot, _FIRST)
    return [models.Q(slice=0), *(models.Q(half, slice=number) for number in (1, 2) for half in halves)]


class Entry(Versioned):
    """What one row can be found by. ``digest`` is of all the rest: an entry whose digest did not change is not written."""

    type = models.CharField(max_length=11, choices=HitType.choices())
    key = models.CharField(max_length=80)
    document = models.ForeignKey(
        Document, to_field="slug", null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    slice = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    title = models.CharField()
    text = models.TextField()
    words = SearchVectorField()
    digest = models.BigIntegerField()

    class Meta(Versioned.Meta):
        verbose_name_plural = "entries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "type"], name="search_entry_is_unique"),
            one_of("type", HitType, name="search_entry_type_is_a_word"),
        ]
        indexes: ClassVar = [
            # New entries wait in a list that every search reads through, until it is emptied (``planapi.search.waiting``). One that holds
            # all of a document costs half of what many short ones do, since most words of a document are in it often.
            *(
                GinIndex(
                    fields=["words"],
                    name=name,
                    condition=condition,
                    gin_pending_list_limit=16384,
                )
                for name, condition in zip(INDEX_NAMES, _conditions(), strict=True)
            ),
            models.Index(fields=["document"], name="search_entry_document"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.key}"
