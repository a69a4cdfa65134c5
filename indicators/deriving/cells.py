"""The cells of `compare/`, worked out once when what they are of is written.

The basis of a comparison depends on all its cells, so each is kept on every basis on which a statement of it has a value, and once for all others.
What a cell says is said by ``indicators.harmonising`` alone.
"""

import hashlib
from collections import defaultdict, namedtuple
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from districts.models import Document
from history.copying import copy_in
from history.prepared import NamedRows, fetch, numbered
from history.rows import row_class
from indicators.analysis.stating import MEASURED, STATED, measured_of, statement_of
from indicators.harmonising import (
    NO_BASIS,
    Basis,
    Chosen,
    Measured,
    Statement,
    bases_of,
    choose,
    fitting_bases,
    harmonise,
)
from indicators.models import Indicator, KeptCell
from text.vocabulary import Comparator, Span

ANY_OTHER = ""
"""Instead of a basis: all on which no statement of a cell has a value."""

Stated = tuple[Statement, Any]
"""A statement, and the row that it is of."""


def written_basis(basis: Basis) -> str:
    """How a basis stands in a table: ``point:1``, ``annual_average:``."""
    return f"{basis.span.value}:{basis.years or ''}"


@cache
def read_basis(written: str) -> Basis:
    """
    >>> read_basis("cumulative:5")
    Basis(span=<Span.CUMULATIVE: 'cumulative'>, years=5)
    """
    span, _, years = written.partition(":")
    return Basis(Span(span), int(years) if years else None)


def outcomes(statements: Sequence[Statement], measured: Measured) -> dict[str, Chosen]:
    """What a cell says of its statements, by its basis: those that differ from any other, and that."""
    other = _chosen(statements, measured, NO_BASIS)
    found = {
        written_basis(basis): _chosen(statements, measured, basis) for basis in fitting_bases(statements, measured)
    }
    return {basis: chosen for basis, chosen in sorted(found.items()) if chosen != other} | {ANY_OTHER: other}


def _chosen(statements: Sequence[Statement], measured: Measured, basis: Basis) -> Chosen:
    return choose(harmonise(one, measured, basis) for one in statements)


def work_out(district: str, pairs: AbstractSet[tuple[str, int]]) -> None:
    """Bring the cells of a district to what is stated, for these indicators and years (0: of no year). The caller holds the transaction.

    A cell that is as it was is not touched.
    """
    places = {"district": district, "indicators": [slug for slug, _ in pairs], "years": [year for _, year in pairs]}
    measured = {one.slug: measured_of(one) for one in _MEASURED.fetch(slugs=list({slug for slug, _ in pairs}))}
    held = {tuple(place): (pk, digest) for pk, *place, digest in _fetch(_HELD, places)}
    added: list[Any] = []
    for (slug, year), stated in _stated(places).items():
        for row in _rows((slug, district, year), stated, measured[slug]):
            place = (slug, year, row.basis)
            if held.get(place, (0, None))[1] == row.digest:
                del held[place]
            else:
                added.append(row)
    KeptCell.objects.filter(pk__in=[pk for pk, _ in held.values()]).delete()
    copy_in(KeptCell, added)


_MEASURED = NamedRows(Indicator, MEASURED, "slug = any(%(slugs)s)")
_DOCUMENTS = NamedRows(
    Document, ("slug", "report_year", "period_start", "reading_state", "kind"), "district_id = %(district)s"
)
_ASKED = "unnest(%(indicators)s::text[], %(years)s::integer[]) as asked (slug, at)"
_THERE = "on indicator_id = slug and year = at and district_id = %(district)s"
_HELD = numbered(f"select id, indicator_id, year, basis, digest from {_ASKED} join indicators_keptcell {_THERE}")  # noqa: S608 names of ours
_STATED = numbered(f"select {', '.join(STATED)} from {_ASKED} join indicators_observation {_THERE} order by key")  # noqa: S608
_Row = namedtuple("_Row", STATED)  # noqa: PYI024 as Django's own, with names that are data


def _fetch(statement: tuple[str, list[str]], places: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    sql, names = statement
    return fetch(sql, [places[name] for name in names])


def _stated(places: Mapping[str, Any]) -> dict[tuple[str, int], list[Stated]]:
    """The statements of a district by indicator and year."""
    documents = {one.slug: one for one in _DOCUMENTS.fetch(district=places["district"])}
    found: dict[tuple[str, int], list[Stated]] = defaultdict(list)
    for row in map(_Row._make, _fetch(_STATED, places)):
        found[row.indicator_id, row.year].append((statement_of(row, documents[row.document_id]), row))
    return found


def _rows(place: tuple[str, str, int], stated: Sequence[Stated], measured: Measured) -> Iterable[Any]:
    """The rows of a cell: for each basis that makes a difference, and for any other."""
    slug, district, year = place
    statements = [said for said, _ in stated]
    by_id = {said.id: row for said, row in stated}
    found = outcomes(statements, measured)
    bases = " ".join(sorted(map(written_basis, bases_of(statements, measured))))
    for basis, chosen in found.items():
        first = chosen.first
        row = by_id[first.statement.id]
        said = {
            "bases": bases if basis == ANY_OTHER else "",
            "fitted": " ".join(filter(None, found)) if basis == ANY_OTHER else "",
            "statement_id": row.id,
            "status": first.comparability.value,
            "reason": first.reason.value if first.reason else None,
            "value": first.value,
            "value_max": first.value_max,
            "steps": [step.value for step in first.steps],
            "comparator": first.bound(Comparator(row.comparator)).value,
            "because": chosen.because.value,
            "differing": chosen.differing,
            "others": [by_id[one.statement.id].id for one in chosen.others],
            "other_statuses": [one.comparability.value for one in chosen.others],
            "other_reasons": [one.reason.value if one.reason else None for one in chosen.others],
            "other_values": [one.value for one in chosen.others],
        }
        yield row_class(KeptCell)(
            indicator_id=slug, district_id=district, year=year, basis=basis, digest=_digest(said), **said
        )


def _digest(said: Mapping[str, Any]) -> int:
    content = repr(list(said.values())).encode()
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), signed=True)
