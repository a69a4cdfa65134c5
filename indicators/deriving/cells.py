"""The cells of `compare/`, worked out once when what they are of is written.

The basis of a comparison depends on all its cells, so each is kept on every basis on which a statement of it has a value, and once for all others.
What a cell says is said by ``indicators.harmonising`` alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from districts.models import Document
from history.replacing import Replacement
from history.rows import columns_of, row_class
from indicators.analysis.stating import STATED, measured_of, statement_of
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
from indicators.models import Indicator, KeptCell, Observation
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
    slugs, years = {slug for slug, _ in pairs}, {year for _, year in pairs if year}
    measured = {one.slug: measured_of(one) for one in Indicator.objects.filter(slug__in=slugs)}
    places = {"district": district, "indicator__in": slugs, "year__in": years}
    rows = [
        row
        for (slug, year), stated in _stated(places, pairs).items()
        for row in _rows((slug, district, year), stated, measured[slug])
    ]
    names = ["id", *(one.attname for one in columns_of(KeptCell))]
    held = {
        (one.indicator_id, one.year, one.basis): one
        for one in KeptCell.objects.filter(**places).values_list(*names, named=True)
        if (one.indicator_id, one.year) in pairs
    }
    continued: dict[int, Any] = {}
    for row in rows:
        if old := held.pop((row.indicator_id, row.year, row.basis), None):
            row.id, continued[id(row)] = old.id, old
    replacement = Replacement(KeptCell, rows, continued, removed=[_Removed(old.id) for old in held.values()])
    replacement.settle()
    replacement.sweep()


def _stated(places: Mapping[str, Any], pairs: AbstractSet[tuple[str, int]]) -> dict[tuple[str, int], list[Stated]]:
    """The statements of a district by indicator and year."""
    documents = {
        one.slug: one
        for one in Document.objects.filter(district=places["district"]).only(
            "slug", "report_year", "period_start", "reading_state", "kind"
        )
    }
    found: dict[tuple[str, int], list[Stated]] = defaultdict(list)
    for row in Observation.objects.filter(**places).order_by("key").values_list(*STATED, named=True):
        if (row.indicator_id, row.year) in pairs:
            found[row.indicator_id, row.year].append((statement_of(row, documents[row.document_id]), row))
    return found


def _rows(place: tuple[str, str, int], stated: Sequence[Stated], measured: Measured) -> Iterable[Any]:
    """The rows of a cell: for each basis that makes a difference, and for any other."""
    slug, district, year = place
    statements = [said for said, _ in stated]
    by_id = {said.id: row for said, row in stated}
    found = outcomes(statements, measured)
    bases = sorted(map(written_basis, bases_of(statements, measured)))
    for basis, chosen in found.items():
        first = chosen.first
        row = by_id[first.statement.id]
        yield row_class(KeptCell)(
            indicator_id=slug,
            district_id=district,
            year=year,
            basis=basis,
            bases=bases if basis == ANY_OTHER else [],
            fitted=[one for one in found if one != ANY_OTHER] if basis == ANY_OTHER else [],
            statement_id=row.id,
            status=first.comparability.value,
            reason=first.reason.value if first.reason else None,
            value=first.value,
            value_max=first.value_max,
            steps=[step.value for step in first.steps],
            comparator=first.bound(Comparator(row.comparator)).value,
            because=chosen.because.value,
            differing=chosen.differing,
            others=[by_id[one.statement.id].id for one in chosen.others],
            other_statuses=[one.comparability.value for one in chosen.others],
            other_reasons=[one.reason.value if one.reason else None for one in chosen.others],
            other_values=[one.value for one in chosen.others],
        )


class _Removed:
    """A row that is gone, by its number."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
