"""A page of passages: which stretches of documents it is made of, their texts, and the rows in them, by a statement each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import orjson

from history.prepared import numbered
from planapi.search.finding import Scope, documents_having
from planapi.search.source import AnswerSource, statement_of
from text.sources.surroundings import sentences

LETTER = "w"
"""That of the ids of passages: ``120102-plan-2021-w1618``, the one that begins at character 1618."""
ROWS = {
    "observations": "indicators_observation",
    "targets": "indicators_target",
    "projects": "projects_project",
    "parks": "projects_park",
    "subdistricts": "districts_subdistrict",
    "terms": "districts_term",
    "special-plans": "districts_specialplan",
}
"""The tables of the rows that are read out of texts, by resource."""
WHOLE = ("observations", "targets")
"""Resources whose rows keep what they were read from in one passage: a row of a table is several lines."""
MOST_PARTS = 200
"""Parts that are looked through for words at a time: those of some four documents."""
AT_ONCE = 500
"""Passages that are made at a time, where all are asked for."""
LONGEST_ROW = 2_000
"""Characters of a row that keeps its lines together."""

Place = tuple[str, int]
"""A document, and an offset in it."""
RowSpan = tuple[int, int, str, str]
"""Where a row was read: start, end, its resource, its id."""


@dataclass(frozen=True, slots=True)
class PassageScope:
    """What passages are narrowed to; None where that is not asked. ``within``: document, start and end of each chapter."""

    districts: Sequence[str] | None = None
    cities: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    kinds: Sequence[str] | None = None
    within: Sequence[tuple[str, int, int]] | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch that stands in one chapter, from where one begins or ends to where the next does; ``chapter`` is None outside of all. Up to ``body`` it is
    the heading."""

    document: str
    district: str
    name: str
    chapter: str | None
    start: int
    body: int
    end: int
    path: bytes


@dataclass(frozen=True, slots=True)
class PassageFound:
    """A passage."""

    part: TextPart
    start: int
    end: int
    text: str
    rows: Sequence[tuple[str, str]]

    @property
    def key(self) -> str:
        return f"{self.part.document}-{LETTER}{self.start}"


def passages(
    scope: PassageScope, source: AnswerSource, *, size: int, beyond: Place | None = None, reverse: bool = False
) -> list[PassageFound]:
    """The first ``size`` passages after a place, in order; or (``reverse``) the last before it."""
    found: list[PassageFound] = []
    # A part has ten sentences or so; of some documents that have words somewhere, all parts are looked through.
    most = MOST_PARTS if scope.words else size // 8 + 2
    at = beyond
    while len(found) < size:
        parts = _parts(scope, source, most=most, beyond=at, reverse=reverse)
        texts = _with_texts(parts, source, scope.words)
        # Each has a passage or more.
        shown = texts[: size + 1]
        for part in _made(shown, source):
            made = reversed(part) if reverse else part
            found += [one for one in made if _is_beyond(one, beyond, reverse=reverse) and _has(one, scope.words)]
        if len(shown) == len(texts) and len(parts) < most:
            break
        last = parts[-1] if len(shown) == len(texts) else shown[-1][0]
        at = (last.document, last.start if reverse else last.end)
    return found[:size][::-1] if reverse else found[:size]


def in_likely(scope: PassageScope, source: AnswerSource) -> PassageScope:
    """The scope with the documents in which the words can be by the index of the search, where they are looked for in more than those of a few districts."""
    if scope.words is None or any(one is not None for one in (scope.districts, scope.documents, scope.within)):
        return scope
    likely = documents_having(scope.words, Scope(cities=scope.cities, kinds=scope.kinds), source)
    return scope if likely is None else replace(scope, documents=likely)


def all_passages(scope: PassageScope, source: AnswerSource) -> Iterator[PassageFound]:
    """Every passage, in order."""
    beyond: Place | None = None
    while True:
        found = passages(scope, source, size=AT_ONCE, beyond=beyond)
        yield from found
        if len(found) < AT_ONCE:
            return
        beyond = found[-1].part.document, found[-1].start


def passage_at(document: str, offset: int, source: AnswerSource) -> PassageFound | None:
    """The passage that begins there."""
    scope = PassageScope(documents=[document])
    parts = _parts(scope, source, most=1, beyond=(document, offset), reverse=False)
    made = _made(_with_texts(parts, source), source)
    return next((one for part in made for one in part if one.start == offset), None)


def _is_beyond(one: PassageFound, beyond: Place | None, *, reverse: bool) -> bool:
    """Of the document in which the page before ended, what comes after that; of the others, everything."""
    if beyond is None or one.part.document != beyond[0]:
        return True
    return one.start < beyond[1] if reverse else one.start > beyond[1]


def _has(one: PassageFound, words: str | None) -> bool:
    return words is None or words.casefold() in one.text.casefold()


# ── The parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

# The borders of a document are where chapters begin and end: between two of them, all stands in the same chapter.
_PARTS = """
select p.slug, p.district_id, p.name, c.key, p.first, coalesce(case when c.start = p.first then least(c.body_start, p.last) end, p.first), p.last,
  coalesce(convert_to((
    with recursive above as (
      select key, parent_id, level, label, title from districts_chapter where key = c.key
      union all
      select u.key, u.parent_id, u.level, u.label, u.title from districts_chapter u join above on u.key = above.parent_id
    )
    select json_agg(json_build_object('id', key, 'label', label, 'title', title) order by level)::text from above
  ), 'UTF8'), '[]'::bytea), {newest}
from (
  select d.slug, d.district_id, i.name, s.first, s.last
  from districts_document d join districts_district i on i.code = d.district_id cross join lateral (
    select m.at as first, lead(m.at, 1, d.chars) over (order by m.at) as last
    from (
      select 0 as at union select start from districts_chapter where document_id = d.slug
      union select "end" from districts_chapter where document_id = d.slug and "end" < d.chars
    ) as m
  ) as s
  where s.last > s.first {conditions}
  order by d.slug {order}, s.first {order} limit %(most)s
) as p left join lateral (
  select key, start, body_start from districts_chapter
  where document_id = p.slug and start <= p.first and "end" > p.first order by position desc limit 1
) as c on true
order by p.slug {order}, p.first {order}"""

_CONDITIONS = {
    "beyond": "and d.slug >= %(document)s and (d.slug > %(document)s or s.last > %(offset)s)",
    "before": "and d.slug <= %(document)s and (d.slug < %(document)s or s.first < %(offset)s)",
    "districts": "and d.district_id = any(%(districts)s)",
    "cities": "and (d.district_id = any(%(cities)s) or i.parent_id = any(%(cities)s))",
    "documents": "and d.slug = any(%(documents)s)",
    "kinds": "and d.kind = any(%(kinds)s)",
    "within": """and d.slug = any(%(in_documents)s::text[]) and exists (
      select from unnest(%(in_documents)s::text[], %(firsts)s::int[], %(lasts)s::int[]) as w(document, first, last)
      where w.document = d.slug and s.first >= w.first and s.first < w.last)""",
    # Of documents that have the words somewhere; where, is looked for in Python: PostgreSQL counts characters from the start of a text, for each part anew.
    "words": "and strpos(d.text, %(words)s) > 0",
    "letters": "and d.text ilike %(pattern)s",
}


@lru_cache(200)
def _statement(names: tuple[str, ...]) -> tuple[str, list[str]]:
    """The statement with these conditions, and what its values are."""
    conditions = " ".join(_CONDITIONS[name] for name in names)
    order = "desc" if "before" in names else "asc"
    return numbered(_PARTS.format(newest=NEWEST, conditions=conditions, order=order))


NEWEST = "(select number from history_revision order by number desc limit 1)"


def _parts(
    scope: PassageScope, source: AnswerSource, *, most: int, beyond: Place | None, reverse: bool
) -> list[TextPart]:
    """The parts of documents in order, from a place on."""
    values: dict[str, Any] = {"most": most}
    names: list[str] = []
    if beyond is not None:
        names.append("before" if reverse else "beyond")
        values |= {"document": beyond[0], "offset": beyond[1]}
    for name in ("districts", "cities", "documents", "kinds"):
        if (wanted := getattr(scope, name)) is not None:
            names.append(name)
            values[name] = list(wanted)
    if scope.within is not None:
        names.append("within")
        columns = zip(*scope.within, strict=True) if scope.within else ([], [], [])
        values |= dict(zip(("in_documents", "firsts", "lasts"), map(list, columns), strict=True))
    if scope.words:
        names.append("words" if scope.words.lower() == scope.words.upper() else "letters")
        escaped = scope.words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values |= {"pattern": f"%{escaped}%", "words": scope.words}
    statement, places = _statement(tuple(names))
    rows = source.ask(statement, [values[name] for name in places])
    return [TextPart(*row[:-1]) for row in rows]


# ── Their texts, and the rows in them ────────────────────────────────────────────────────────────────────────────────

_TEXTS = """
select d.slug, w.first, substr(d.text, w.first + 1, w.last - w.first), {newest}
from unnest(%s::text[], %s::int[], %s::int[]) as w(document, first, last) join districts_document d on d.slug = w.document"""

_ROWS = """
select w.number, found.*, {newest}
from unnest(%s::text[], %s::int[], %s::int[]) with ordinality as w(document, first, last, number) cross join lateral ({rows}) as found"""

_ROWS_OF = """(select start, "end", '{resource}' as resource, key from {table}
  where document_id = w.document and start >= w.first and start < w.last)"""


@cache
def _texts() -> str:
    return statement_of(_TEXTS)


@cache
def _rows() -> str:
    rows = " union all ".join(_ROWS_OF.format(resource=resource, table=table) for resource, table in ROWS.items())
    return statement_of(_ROWS, rows=rows)


def _with_texts(
    parts: Sequence[TextPart], source: AnswerSource, words: str | None = None
) -> list[tuple[TextPart, str]]:
    """The parts with their texts; those alone that have some words."""
    spans: dict[str, tuple[int, int]] = {}
    for part in parts:
        first, last = spans.get(part.document, (part.start, part.end))
        spans[part.document] = min(first, part.start), max(last, part.end)
    if not spans:
        return []
    asked = [list(spans), [first for first, _ in spans.values()], [last for _, last in spans.values()]]
    texts = {document: (first, text) for document, first, text, _ in source.ask(_texts(), asked)}
    found: list[tuple[TextPart, str]] = []
    for part in parts:
        first, whole = texts[part.document]
        text = whole[part.start - first : part.end - first]
        if words is None or words.casefold() in text.casefold():
            found.append((part, text))
    return found


def _made(parts: Sequence[tuple[TextPart, str]], source: AnswerSource) -> Iterator[list[PassageFound]]:
    """The passages of each part."""
    if not parts:
        return
    columns = [[getattr(part, name) for part, _ in parts] for name in ("document", "start", "end")]
    rows: dict[int, list[RowSpan]] = defaultdict(list)
    for number, *row, _ in source.ask(_rows(), columns):
        rows[number].append(tuple(row))
    for number, (part, text) in enumerate(parts, 1):
        yield list(_passages_of(part, text, sorted(rows[number])))


def _passages_of(part: TextPart, text: str, rows: Sequence[RowSpan]) -> Iterator[PassageFound]:
    """The sentences of a part, those together that a row of a table stands in; the heading, where a row was read in it."""
    body = part.body - part.start
    spans = [(start + part.body, end + part.body) for start, end in sentences(text[body:])]
    if any(start < part.body for start, *_ in rows):
        spans = [(start + part.start, end + part.start) for start, end in sentences(text[:body])] + spans
    for start, end in _kept_together(spans, rows):
        held = [(resource, key) for at, _, resource, key in rows if start <= at < end]
        yield PassageFound(part, start, end, text[start - part.start : end - part.start], held)


def _kept_together(spans: Sequence[tuple[int, int]], rows: Sequence[RowSpan]) -> Iterator[tuple[int, int]]:
    """Spans of sentences, without a border within what a figure was read from."""
    wholes = iter(
        [(start, end) for start, end, resource, _ in rows if resource in WHOLE and end - start <= LONGEST_ROW]
    )
    whole = next(wholes, None)
    at: tuple[int, int] | None = None
    for start, end in spans:
        if at is not None and not _splits(whole, at[1], start):
            yield at
            at = None
        at = (start, end) if at is None else (at[0], end)
        while whole is not None and whole[1] <= end:
            whole = next(wholes, None)
    if at is not None:
        yield at


def _splits(whole: tuple[int, int] | None, end: int, start: int) -> bool:
    return whole is not None and whole[0] < end and whole[1] > start


def as_json(found: PassageFound) -> dict[str, Any]:
    """A passage as it is served."""
    return {
        "id": found.key,
        "document": found.part.document,
        "district": {"code": found.part.district, "name": found.part.name},
        "chapter": found.part.chapter,
        "path": orjson.Fragment(found.part.path),
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "rows": [{"resource": resource, "id": key} for resource, key in found.rows],
    }
