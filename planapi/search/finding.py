"""What was asked becomes hits: one statement finds them rank by rank, in their order; another reads the texts of a page of them.

The ranks, and the parts of the index for each, are appended one to the next and cut at ``MOST``: PostgreSQL looks in the next only
where those before do not fill that. A rare word is looked for everywhere, which costs some index look-ups; a word that is
everywhere is found in the titles of a few documents, and nothing else is looked at. Counts and facets are exact below
``MOST`` hits, and of those ``MOST`` where there are as many or more: to look for one more of them costs a tenth of the statement.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import orjson
from django.db.models.expressions import RawSQL

from history.revisions import State
from planapi.search.labels import labels_of
from planapi.search.models import PARTS, part_of
from planapi.search.queries import Rank, Sought, any_ranks, anywhere, containing, pattern, quoted, spellings, within
from planapi.search.source import AnswerSource, statement_of
from rest.fast.bounded import Bounded
from rest.search import INDEXES
from text.vocabulary import HitType

MOST = 1_000
FACET_VALUES = 100
TYPES = [word.value for word in HitType]

Place = tuple[int, int, int, str, int, str]
"""The position of a hit among all: its rank, type, length of title, document, start and key."""


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
    facets: bytes = b'{"type":[],"district":[],"document":[]}'
    """How many there are of each, as JSON."""


@dataclass(frozen=True, slots=True)
class Found:
    """All hits of a question: how many, how they are spread, and the best of them in their order, each as one number."""

    count: int = 0
    facets: bytes = SearchResult().facets
    hits: bytes = b""
    """Of each eight times the id of its entry, and its rank: eight octets."""


KEPT: Bounded[tuple[State, str, tuple[Any, ...]], Found] = Bounded(16 << 20)
"""What was found, by the revision, the statement and its values: the next page of an answer need not be looked for again."""

_FOUND = """
    select count(*), array_agg(id * 8 + rank order by rank, place, brevity, document, start, key),
      string_agg(type, ','), string_agg(district, ','), string_agg(document, ','), {newest}
    from (
      select rank, type, array_position(%s::text[], type::text) as place, brevity, coalesce(document_id, '') collate "C" as document, start,
        key collate "C" as key, coalesce(district_id, '') as district, id
      from ({ranked}) as ranked {used} limit {most}
    ) as found"""

_RANKED = """
    (select {rank} as rank, {brevity} as brevity, id, type, district_id, document_id, start, key
     from search_entry where {part} and {where})"""

_BEFORE = """
    select count(*), {newest} from (select unnest(%s::bigint[]) as hit) as given join search_entry on id = hit >> 3
    where (
      hit & 7, array_position(%s::text[], type::text), case when hit & 7 = any(%s) then char_length(title) else 0 end,
      coalesce(document_id, '') collate "C", start, key collate "C"
    ) {sign} (%s, %s, %s, %s, %s, %s)"""

_TEXTS = """
    select id, type, key, coalesce(document_id, ''), coalesce(district_id, ''), start, title, text, {newest}
    from search_entry where id = any(%s)"""

_NAMED = "(select {rank} as rank, id, type, title from search_entry where {part} and {where} limit {each})"

_NAMES = """
    select min(rank), min(type), title, count(distinct id), {newest}
    from (select * from ({ranked}) as every limit {most}) as ranked group by title"""

_IN_DOCUMENT = "(select document_id from search_entry where {part} and document_id is not null and {where})"

_DOCUMENTS = "select distinct document_id, {newest} from ({ranked}) as every limit {most}"


def find(
    ranks: Sequence[Rank],
    scope: Scope,
    source: AnswerSource,
    *,
    size: int,
    beyond: Place | None = None,
    reverse: bool = False,
) -> SearchResult:
    """The ``size`` best hits, or those that come after the place ``beyond``, or (``reverse``) before it."""
    if not ranks:
        return SearchResult()
    found = _found(ranks, scope, source)
    numbers = array("q", found.hits)
    in_title = [number for number, rank in enumerate(ranks) if rank.in_title]
    start = 0
    if beyond:
        before = statement_of(_BEFORE, sign="<" if reverse else "<=")
        ((start, _),) = source.search(before, [list(numbers), TYPES, in_title, *beyond])
    end = start + size
    if reverse:
        start, end = max(0, start - size), start
    page = _hits(numbers[start:end], in_title, source)
    more = start > 0 if reverse else end < len(numbers)
    return SearchResult(page, more, found.count, found.count < MOST, found.facets)


def _hits(numbers: Sequence[int], in_title: Sequence[int], source: AnswerSource) -> list[dict[str, Any]]:
    """The hits of these numbers, with the texts that they are found in."""
    if not numbers:
        return []
    entries = {row[0]: row for row in source.ask(statement_of(_TEXTS), [[number >> 3 for number in numbers]])}
    labels = labels_of({row[4] for row in entries.values()}, source)
    hits: list[dict[str, Any]] = []
    for number in numbers:
        _, kind, key, document, district, start, title, text, _ = entries[number >> 3]
        rank = number & 7
        hits.append(
            {
                "at": (rank, TYPES.index(kind) + 1, len(title) if rank in in_title else 0, document, start, key),
                "type": kind,
                "key": key,
                "document": document,
                "district": district,
                "name": labels.get(district),
                "title": title,
                "text": text,
            }
        )
    return hits


def _found(ranks: Sequence[Rank], scope: Scope, source: AnswerSource) -> Found:
    used, used_values = _used(scope)
    shape = tuple(
        (rank.in_title, tuple(len(spellings(check)) for check in rank.checks), bool(rank.documents)) for rank in ranks
    )
    statement = _statement(shape, used, MOST)
    values = [TYPES, *(value for rank in ranks for _ in PARTS for value in _values(rank)), *used_values]
    key = (source.state, statement, tuple(tuple(value) if isinstance(value, list) else value for value in values))
    if source.may_keep and (kept := KEPT.get(key)) is not None:
        return kept
    ((count, numbers, *spread, _),) = source.search(statement, values)
    found = Found(count, _facets(spread, source), array("q", numbers).tobytes()) if count else Found()
    if source.may_keep:
        KEPT.put(key, found)
    return found


@lru_cache(maxsize=200)
def _statement(shape: tuple[tuple[bool, tuple[int, ...], bool], ...], used: str, most: int) -> str:
    """That finds the hits of ranks of this shape: whether each is in the title, and how many spellings each of its checks has."""
    ranked = [
        # Shorter titles rank higher; texts stay in order.
        _RANKED.format(
            rank=number,
            brevity="char_length(title)" if in_title else "0",
            part=part,
            where=_where(checks, narrowed=narrowed),
        )
        for number, (in_title, checks, narrowed) in enumerate(shape)
        for part in PARTS
    ]
    return statement_of(_FOUND, ranked=" union all ".join(ranked), used=used, most=most)


def _facets(spread: Sequence[str], source: AnswerSource) -> bytes:
    """The values of each facet that have the most hits, from the types, districts and documents of all."""
    rows: dict[str, list[tuple[str, int]]] = {}
    for name, values in zip(("type", "district", "document"), spread, strict=True):
        counts = Counter(values.split(","))
        counts.pop("", None)
        best = sorted(sorted(counts), key=counts.__getitem__, reverse=True)[:FACET_VALUES]
        rows[name] = [(value, counts[value]) for value in best]
    labels = labels_of([value for name in ("district", "document") for value, _ in rows[name]], source)
    return orjson.dumps(
        {
            name: [
                {"value": value, "name": _TYPE_LABELS.get(value) or labels.get(value), "count": count}
                for value, count in counted
            ]
            for name, counted in rows.items()
        }
    )


_TYPE_LABELS = {word.value: word.zh for word in HitType}


MOST_DOCUMENTS = 200
"""In so many documents with one word of a question the others are looked for."""


def documents_with_all(question: Sequence[Sought], scope: Scope, source: AnswerSource) -> list[str]:
    """Documents that have all the words of a question, whether or not one passage of them has.

    The longest word goes first: it is in the fewest documents, and the others are looked for in those alone, in one after the other. As one query
    (``word & (#first | #second | …)``) PostgreSQL would look at each entry of all these documents as often as there are documents.
    """
    first, *others = sorted(question, key=lambda word: -len(word.plain))
    ranks = any_ranks([first], replace(scope, types=None).filters())
    queries = [anywhere(one) for one in others]
    if not ranks or not all(queries):
        return []
    parts = [_IN_DOCUMENT.format(part=part, where=_where_of(rank)) for rank in ranks for part in PARTS]
    values = [value for rank in ranks for _ in PARTS for value in _values(rank)]
    rows = source.search(statement_of(_DOCUMENTS, ranked=" union all ".join(parts), most=MOST_DOCUMENTS), values)
    documents = [slug for slug, _ in rows]
    if not documents or not others:
        return sorted(documents)
    parts, values = [], []
    for part in PARTS:
        has_all = " and ".join([_HAS.format(part=part)] * len(queries))
        parts.append(_OF_THESE.format(has_all=has_all))
        values += [[slug for slug in documents if part_of(slug) == part], *queries]
    rows = source.search(statement_of(_WITH_ALL, ranked=" union all ".join(parts)), values)
    return sorted(slug for slug, _ in rows)


_HAVING = "(select document_id from search_entry where {part} and words @@ (select %s::tsquery))"

_IN_FEW = """
    select document_id, count(*), {newest} from (select document_id from ({ranked}) as every limit {most}) as first group by document_id"""

MOST_HAVING = 2_000
"""Chapters that have all pairs of characters of a text, up to which it is in few documents."""


_TITLED = "(select key from search_entry where {part} and words @@ (select %s::tsquery))"

_TITLES = "select key, {newest} from ({ranked}) as every limit {most}"


def titles_having(text: str, kind: HitType, source: AnswerSource, *, most: int) -> list[str] | None:
    """The ids of all that may have a text in their titles as it is printed; None where the index can't tell, or where they are more than ``most``."""
    query = containing(text, [[kind.value]], in_title=True)
    if not query:
        return None
    parts = " union all ".join(_TITLED.format(part=part) for part in PARTS)
    rows = source.search(statement_of(_TITLES, ranked=parts, most=most + 1), [query] * len(PARTS))
    return [key for key, _ in rows] if len(rows) <= most else None


_UNTOLD = "select slug, {newest} from districts_document where slug not in ({ranked}) limit {most}"

MOST_UNTOLD = 100
"""Documents of which the index does not know all, up to which they are looked through besides."""
_UNTOLD_KEPT: Bounded[State, tuple[list[str] | None]] = Bounded(1 << 16)


def documents_having(text: str, scope: Scope, source: AnswerSource) -> list[str] | None:
    """Documents that may have a text in them as it is printed; None where the index can't tell, or where they are many."""
    query = containing(text, replace(scope, types=[HitType.CHAPTER.value]).filters())
    if not query:
        return None
    parts = " union all ".join(_HAVING.format(part=part) for part in PARTS)
    rows = source.search(statement_of(_IN_FEW, ranked=parts, most=MOST_HAVING), [query] * len(PARTS))
    untold = _untold(source) if sum(count for _, count, _ in rows) < MOST_HAVING else None
    return None if untold is None else [*(slug for slug, *_ in rows), *untold]


def _untold(source: AnswerSource) -> list[str] | None:
    """Documents of which the index does not know all: those without a chapter, and those that an earlier version of this software stored. None for too many."""
    if source.may_keep and (kept := _UNTOLD_KEPT.get(source.state)) is not None:
        return kept[0]
    parts = " union all ".join(_HAVING.format(part=part) for part in PARTS)
    rows = source.search(statement_of(_UNTOLD, ranked=parts, most=MOST_UNTOLD + 1), [quoted("#outside")] * len(PARTS))
    untold = [slug for slug, _ in rows] if len(rows) <= MOST_UNTOLD else None
    if source.may_keep:
        _UNTOLD_KEPT.put(source.state, (untold,))
    return untold


_HAS = """exists (select from search_entry
  where {part} and words @@ (%s::tsquery && ('''#' || document || '''')::tsquery))"""

_OF_THESE = "select document from unnest(%s::text[]) as document where {has_all}"

_WITH_ALL = "select document, {newest} from ({ranked}) as with_all"

FEW_DOCUMENTS = 10
"""In so many documents a search is narrowed by their lexemes; in more, each of its hits is looked at for its document."""


def find_apart(
    question: Sequence[Sought],
    scope: Scope,
    source: AnswerSource,
    *,
    size: int,
    beyond: Place | None = None,
    reverse: bool = False,
) -> SearchResult:
    """What has any of the words, in the documents that have all of them."""
    of_documents = [kind.value for kind, index in INDEXES.items() if index.of_documents]
    types = [kind for kind in scope.types or of_documents if kind in of_documents]
    documents = documents_with_all(question, scope, source) if types else []
    if not documents:
        return SearchResult()
    are_few = len(documents) <= FEW_DOCUMENTS
    within_these = replace(scope, types=types, documents=documents if are_few else None)
    ranks = [
        Rank(rank.query, in_title=rank.in_title, documents=() if are_few else tuple(documents))
        for rank in any_ranks(question, within_these.filters())
    ]
    return find(ranks, within_these, source, size=size, beyond=beyond, reverse=reverse)


def names(ranks: Sequence[Rank], source: AnswerSource, *, each: int) -> list[tuple[int, str, str, int]]:
    """Titles with their rank, type and how many entries bear them, out of at most ``each`` entries a rank and slice, and twice as many in all: where the
    first ranks have that many, the others are not looked at. Those of observations are left out: they are of the readers' making."""
    if not ranks:
        return []
    ranked: list[str] = []
    values: list[Any] = []
    for number, rank in enumerate(ranks):
        named = Rank(f"({rank.query}) & !'#observation'", rank.checks)
        for part in PARTS:
            ranked.append(_NAMED.format(rank=number, part=part, where=_where_of(named), each=each))
            values += _values(named)
    statement = statement_of(_NAMES, ranked=" union all ".join(ranked), most=2 * each)
    return [tuple(row[:-1]) for row in source.search(statement, values, prepared=len(ranks) <= FEW_RANKS)]


FEW_RANKS = 8
"""Statements of so many ranks are prepared; there are too many kinds of longer ones."""


def _where_of(rank: Rank) -> str:
    return _where((len(spellings(check)) for check in rank.checks), narrowed=bool(rank.documents))


def _where(checks: Iterable[int], *, narrowed: bool) -> str:
    """WHERE of a rank, given the number of spellings of each of its checks.

    The query is a select of its own so that the plan is the same for all lexemes, and one is made for all of them.
    """
    parts = ["words @@ (select %s::tsquery)"]
    for count in checks:
        # Nearly all rows have it as it is asked for: the slower pattern is for the others.
        found = " or ".join(["strpos(title, %s) > 0 or strpos(text, %s) > 0"] * (count or 1))
        parts.append(f"({found})" if count else f"({found} or title ~ %s or text ~ %s)")
    if narrowed:
        parts.append(
            "document_id || '' = any(%s)"
        )  # so that it is not by the index of documents that entries are found
    return " and ".join(parts)


def _values(rank: Rank) -> list[Any]:
    """The values of ``_where``."""
    values: list[Any] = [rank.query]
    for check in rank.checks:
        if ways := spellings(check):
            values += [way for way in ways for _ in range(2)]
        else:
            values += [check, check, pattern(check), pattern(check)]
    return [*values, list(rank.documents)] if rank.documents else values


def _used(scope: Scope) -> tuple[str, list[Any]]:
    """What keeps of the rows of no document, as the indicators are, those that are used where it is asked for."""
    checks: list[str] = []
    used: list[Any] = []
    for kind, index in INDEXES.items():
        if index.used_by is not None:
            model, path = index.used_by
            conditions, values = _there(scope, model._meta.db_table)  # noqa: SLF001 Django documents it
            if not conditions:
                return "", []
            there = model.objects.filter(**{path: RawSQL("ranked.key", [])}).extra(where=conditions, params=values)  # noqa: S610 names of ours
            statement, values = there.order_by().values(path).query.sql_with_params()
            # Not ``exists``: for its first row PostgreSQL would read the table until there is one, or all rows that are used anywhere.
            checks.append(f"(type <> '{kind.value}' or ranked.key in ({statement}))")
            used += values
    return (f"where {' and '.join(checks)}" if checks else ""), used


_IN_CITIES = """{table}.district_id = any(array(
    select code from districts_district, (select %s::text[] as codes) as given where code = any(codes) or parent_id = any(codes)))"""


def _there(scope: Scope, table: str) -> tuple[list[str], list[Any]]:
    """The conditions that rows of a table with a document and a district lie in the scope, and their values."""
    found: list[tuple[str, Sequence[str] | None]] = [
        ("{table}.district_id = any(%s)", scope.districts),
        (_IN_CITIES, scope.cities),
        ("{table}.document_id = any(%s)", scope.documents),
        (
            "(select kind from districts_document as used where used.slug = {table}.document_id) = any(%s)",
            scope.kinds,
        ),
    ]
    given = [(condition.format(table=table), list(values)) for condition, values in found if values is not None]
    return [condition for condition, _ in given], [values for _, values in given]
