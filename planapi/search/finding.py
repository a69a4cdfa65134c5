"""What was asked becomes hits: one statement finds them rank by rank, takes the page, and counts the facets.

The ranks, and the slices of each, are appended one to the next and cut at ``MOST``: PostgreSQL looks in the next only
where those before do not fill that. A rare word is looked for everywhere, which costs some index look-ups; a word that is
everywhere is found in the titles of a few documents, and nothing else is looked at. Counts and facets are exact up to
``MOST`` hits, and of those ``MOST`` beyond.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from planapi.search.models import SLICES
from planapi.search.queries import Rank, Sought, any_ranks, is_literal, pattern, within
from rest.search import INDEXES
from text.vocabulary import HitType

MOST = 1_000
FACET_VALUES = 100
TYPES = [word.value for word in HitType]

Place = tuple[int, int, int, str, int, str]
"""The position of a hit among all: its rank, type, length of title, document, start and key."""

_ORDER = ("rank", "place", "brevity", "document", "start", "key")


@dataclass(frozen=True, slots=True)
class Scope:
    """What hits are narrowed to; None where that is not asked. ``filters()`` are sets of lexemes: a hit has one of each."""

    types: Sequence[str] | None = None
    districts: Sequence[str] | None = None
    cities: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    kinds: Sequence[str] | None = None

    def filters(self) -> list[list[str]]:
        cities = None if self.cities is None else [within(code) for code in self.cities]
        # What is of no document, as an indicator is, may be in any of them; whether it is used there is seen to by _used.
        everywhere = [kind.value for kind, index in INDEXES.items() if not index.of_documents]
        placed = [
            [*names, *everywhere] for names in (self.districts, cities, self.documents, self.kinds) if names is not None
        ]
        return [*([list(self.types)] if self.types is not None else []), *placed]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits, whether there are more beyond it, and how all are spread."""

    hits: Sequence[dict[str, Any]] = ()
    more: bool = False
    count: int = 0
    is_exact: bool = True
    facets: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in FACETS})


# What grouping() says of a row of the facets: a bit for each of type, district and document that it is not grouped by.
FACETS = {"type": 0b011, "district": 0b101, "document": 0b110}

_STATEMENT = """
    with found as materialized (
      select *, array_position(%s::text[], type::text) as place from ({ranked}) as ranked {used} limit {limit}
    ), page as (
      select * from (select * from found limit {most}) as best {beyond} order by {order} limit {size}
    ), facet as (
      select grouping(type, district, document) as facet, type, district, document, count(*) as hits
      from (select * from found limit {most}) as best group by grouping sets ((type), (district), (document))
    ), counted as (
      select *, row_number() over (partition by facet order by hits desc, type, district, document) as nth from facet
      where coalesce(nullif(type, ''), nullif(district, ''), nullif(document, '')) is not null
    )
    select
      (select count(*) from found),
      coalesce((
        select json_agg(json_build_object(
          'at', json_build_array(page.rank, page.place, page.brevity, page.document, page.start, page.key),
          'type', page.type, 'key', page.key, 'document', page.document, 'district', page.district,
          'name', districts_district.name, 'title', search_entry.title, 'text', search_entry.text))
        from page join search_entry on search_entry.id = page.id
        left join districts_district on districts_district.code = page.district), '[]')::text,
      coalesce((
        select json_agg(json_build_object(
          'facet', facet, 'value', coalesce(counted.type, counted.district, counted.document), 'count', hits,
          'name', case facet
            when {by_district} then (select name from districts_district where code = counted.district)
            when {by_document} then (select title from districts_document where slug = counted.document collate "default") end) order by nth)
        from counted where nth <= {values}), '[]')::text"""

_RANKED = """
    (select {rank} as rank, {brevity} as brevity, id, type, coalesce(district_id, '') as district,
       coalesce(document_id, '') collate "C" as document, start, key collate "C" as key
     from search_entry where slice = {part} and {where})"""


_NAMED = "(select {rank} as rank, id, type, title from search_entry where slice = {part} and {where} limit {each})"

_NAMES = """
    select min(rank), min(type), title, count(distinct id) from (select * from ({ranked}) as every limit {most}) as ranked group by title"""

_IN_DOCUMENT = "(select document_id from search_entry where slice = {part} and document_id is not null and {where})"

_DOCUMENTS = "select distinct document_id from ({ranked}) as every limit {most}"


def find(
    ranks: Sequence[Rank], scope: Scope, *, size: int, beyond: Place | None = None, reverse: bool = False
) -> SearchResult:
    """The ``size`` best hits, or those that come after the place ``beyond``, or (``reverse``) before it; one statement."""
    if not ranks:
        return SearchResult()
    ranked: list[str] = []
    values: list[Any] = [TYPES]
    for number, rank in enumerate(ranks):
        # Shorter titles rank higher; texts stay in order.
        brevity = "char_length(title)" if rank.in_title else "0"
        where, given = _conditions(rank)
        for part in SLICES:
            ranked.append(_RANKED.format(rank=number, brevity=brevity, part=part, where=where))
            values += given
    used, given = _used(scope)
    values += given
    sign, direction = ("<", "desc") if reverse else (">", "asc")
    columns = ", ".join(_ORDER)
    statement = _STATEMENT.format(
        ranked=" union all ".join(ranked),
        used=used,
        limit=MOST + 1,
        most=MOST,
        beyond=f"where ({columns}) {sign} (%s, %s, %s, %s, %s, %s)" if beyond else "",
        order=", ".join(f"{name} {direction}" for name in _ORDER),
        size=size + 1,
        by_district=FACETS["district"],
        by_document=FACETS["document"],
        values=FACET_VALUES,
    )
    ((count, *written),) = _ask(statement, [*values, *(beyond or ())])
    hits, counted = map(orjson.loads, written)
    hits.sort(key=lambda hit: hit["at"], reverse=reverse)
    return SearchResult(
        hits=sorted(hits[:size], key=lambda hit: hit["at"]),
        more=len(hits) > size,
        count=min(count, MOST),
        is_exact=count <= MOST,
        facets={name: [row for row in counted if row["facet"] == facet] for name, facet in FACETS.items()},
    )


MOST_DOCUMENTS = 200
"""In so many documents with one word of a question the others are looked for."""


def documents_with_all(question: Sequence[Sought], scope: Scope) -> list[str]:
    """Documents that have all the words of a question, whether or not one passage of them has; a statement a word.

    The longest word goes first: it is in the fewest documents, and the others are looked for in those alone.
    """
    documents = scope.documents
    for one in sorted(question, key=lambda word: -len(word.plain)):
        narrowed = replace(scope, types=None, documents=documents)
        parts: list[str] = []
        values: list[Any] = []
        for rank in any_ranks([one], narrowed.filters()):
            where, given = _conditions(rank)
            for part in SLICES:
                parts.append(_IN_DOCUMENT.format(part=part, where=where))
                values += given
        if not parts:
            return []
        rows = _ask(_DOCUMENTS.format(ranked=" union all ".join(parts), most=MOST_DOCUMENTS), values)
        documents = [slug for (slug,) in rows]
        if not documents:
            return []
    return sorted(documents or [])


def find_apart(
    question: Sequence[Sought], scope: Scope, *, size: int, beyond: Place | None = None, reverse: bool = False
) -> SearchResult:
    """What has any of the words, in the documents that have all of them."""
    documents = documents_with_all(question, scope)
    if not documents:
        return SearchResult()
    of_documents = [kind.value for kind, index in INDEXES.items() if index.of_documents]
    types = [kind for kind in scope.types or of_documents if kind in of_documents]
    within_these = replace(scope, types=types, documents=documents)
    return find(any_ranks(question, within_these.filters()), within_these, size=size, beyond=beyond, reverse=reverse)


def names(ranks: Sequence[Rank], *, each: int) -> list[tuple[int, str, str, int]]:
    """Titles with their rank, type and how many entries bear them, out of at most ``each`` entries a rank and slice, and twice as many in all: where the
    first ranks have that many, the others are not looked at. Those of observations are left out: they are of the readers' making."""
    if not ranks:
        return []
    ranked: list[str] = []
    values: list[Any] = []
    for number, rank in enumerate(ranks):
        where, given = _conditions(Rank(f"({rank.query}) & !'#observation'", rank.checks))
        for part in SLICES:
            ranked.append(_NAMED.format(rank=number, part=part, where=where, each=each))
            values += given
    return _ask(_NAMES.format(ranked=" union all ".join(ranked), most=2 * each), values)


def _ask(statement: str, values: Sequence[Any]) -> list[Any]:
    """The rows of a statement that looks for entries by their words, and by nothing but the index of them.

    PostgreSQL takes lexemes to be independent of each other, and so expects many rows where one lexeme is asked for and
    the word that nearly always comes with it is not: it would read the table from its start to find them.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            "select set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"
        )
        cursor.execute(statement, values)
        return cursor.fetchall()


def _conditions(rank: Rank) -> tuple[str, list[Any]]:
    """WHERE of one rank, and its values."""
    parts, values = ["words @@ %s::tsquery"], [rank.query]
    for check in rank.checks:
        if is_literal(check):
            parts.append("(strpos(title, %s) > 0 or strpos(text, %s) > 0)")
            values += [check, check]
        else:
            # Nearly all rows have it as it is asked for: the slower pattern is for the others.
            parts.append("(strpos(title, %s) > 0 or strpos(text, %s) > 0 or title ~ %s or text ~ %s)")
            values += [check, check, pattern(check), pattern(check)]
    return " and ".join(parts), values


def _used(scope: Scope) -> tuple[str, list[Any]]:
    """What keeps of the rows of no document, as the indicators are, those that are used where it is asked for."""
    conditions: list[Q] = []
    if scope.districts is not None:
        conditions.append(Q(district__in=scope.districts))
    if scope.cities is not None:
        conditions.append(Q(district__in=scope.cities) | Q(district__parent__in=scope.cities))
    if scope.documents is not None:
        conditions.append(Q(document__slug__in=scope.documents))
    if scope.kinds is not None:
        conditions.append(Q(document__kind__in=scope.kinds))
    if not conditions:
        return "", []
    checks: list[str] = []
    used: list[Any] = []
    for kind, index in INDEXES.items():
        if index.used_by is not None:
            model, path = index.used_by
            there = model.objects.filter(*conditions, **{path: RawSQL("ranked.key", [])})
            statement, values = there.order_by().values("pk").query.sql_with_params()
            checks.append(f"(type <> '{kind.value}' or exists ({statement}))")
            used += values
    return (f"where {' and '.join(checks)}" if checks else ""), used
