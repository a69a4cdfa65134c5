"""What `coverage/` is answered from, where what is mentioned of indicators is kept (``indicators.deriving``): all of it by one statement."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from history.prepared import fetch, numbered
from indicators.analysis.coverage import StatedKey
from indicators.analysis.kept import AskedGrid
from indicators.deriving import are_kept, rules
from indicators.deriving.mentions import Mentioned, Place


class NamedIndicator(NamedTuple):
    slug: str
    name_zh: str

    @property
    def pk(self) -> str:
        return self.slug


class NamedDistrict(NamedTuple):
    code: str
    name: str

    @property
    def pk(self) -> str:
        return self.code


class CoveringDocument(NamedTuple):
    """A document, and what says which years it covers."""

    slug: str
    district_id: str
    kind: str
    report_year: int | None
    period_start: int | None
    period_end: int | None
    baseline_year: int | None


class KeptCoverage:
    """What a grid's coverage follows from: ``documents`` to one more than ``most``; of more than that nothing else is read."""

    def __init__(self, asked: AskedGrid, *, most: int) -> None:
        statement, names = _numbered(_statement(asked))
        values = {
            **{name: getattr(asked, name) for name in ("indicators", "districts", "cities", "years")},
            "first": asked.first,
            "last": asked.last,
            "pinned": asked.pinned,
            "rules": rules(),
            "most": most,
        }
        row = fetch(statement, [values[name] for name in names], prepared=asked.pinned is None)[0]
        self.kept: bool = row[0]
        """Whether it can be used."""
        self.seen: int | None = row[1]
        """The revision that the statement saw."""
        found = orjson.loads(row[2]) if self.kept else {}
        place = {slug: at for at, slug in enumerate(asked.indicators)}
        indicators = [NamedIndicator._make(one) for one in _listed(found, "indicators")]
        self.indicators = sorted(indicators, key=lambda one: place[one.slug])
        self.districts = [NamedDistrict._make(one) for one in _listed(found, "districts")]
        self.documents = [CoveringDocument._make(one) for one in _listed(found, "documents")]
        self.stated = [StatedKey._make(one) for one in _listed(found, "stated")]
        self._mentioned = {(slug, document): said for slug, document, *said in _listed(found, "mentioned")}

    def look(self, indicators: Sequence[Any], places: Collection[Place]) -> Mapping[Place, Mentioned]:
        """As ``coverage.look_into``."""
        return {place: Mentioned(*said) for place, said in self._mentioned.items() if place in places}


def _listed(found: Mapping[str, Any], name: str) -> list[list[Any]]:
    return found.get(name) or []


_numbered = lru_cache(64)(numbered)

_LIST = "(select json_agg(json_build_array({columns}) order by {order}) from {rows})"


def _statement(asked: AskedGrid) -> str:
    """The statement for the conditions that were asked for and no other."""
    districts = []
    if asked.districts is not None:
        districts.append("code = any(%(districts)s)")
    if asked.cities is not None:
        districts.append("(code = any(%(cities)s) or parent_id = any(%(cities)s))")
    years = []
    if asked.years is not None:
        years.append("year = any(%(years)s::integer[])")
    if asked.first is not None:
        years.append("year >= %(first)s::integer")
    if asked.last is not None:
        years.append("year <= %(last)s::integer")
    stale = (
        "(document_slug <> '' and district_code = any(array(select code from places))"
        " or district_code = '' and indicator_slug = any(%(indicators)s))"
    )
    within = "district_id = any(array(select code from places))"
    of_years = f"and (year is null or {' and '.join(years)})" if years else ""
    lists = {
        "indicators": _LIST.format(
            columns="slug, name_zh", order="slug", rows="indicators_indicator where slug = any(%(indicators)s)"
        ),
        "districts": _LIST.format(columns="code, name", order="code", rows="places"),
        "documents": _LIST.format(columns=", ".join(CoveringDocument._fields), order="slug", rows="documents"),
        "stated": _LIST.format(
            columns="indicator_id, district_id, year, key, case when value is not null then 1 end, period_label, document_id",
            order="document_id, start, key",
            rows=f"indicators_observation where indicator_id = any(%(indicators)s) and {within} {of_years} and few",
        ),
        "mentioned": _LIST.format(
            columns=", ".join(("indicator_id", "document_id", *Mentioned._fields)),
            order="document_id, indicator_id",
            rows="indicators_mention where indicator_id = any(%(indicators)s) and document_id = any(array(select slug from documents)) and few",
        ),
    }
    written = ", ".join(f"'{name}', {listed}" for name, listed in lists.items())
    return f"""
        with places as materialized (select code, name from districts_district where {" and ".join(districts)}),
          documents as materialized (select {", ".join(CoveringDocument._fields)} from districts_document where {within}
            order by slug limit %(most)s::integer + 1),
          state as (select ({are_kept(stale, pinned=asked.pinned is not None)}) as kept,
            (select number from history_revision order by number desc limit 1) as revision,
            (select count(*) from documents) <= %(most)s::integer as few)
        select kept, revision, case when kept then convert_to(json_build_object({written})::text, 'UTF8') end from state"""  # noqa: S608 names of ours
