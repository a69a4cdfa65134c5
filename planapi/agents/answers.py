"""What the tools answer with: each asks the API's own views, and says with every figure the words that it is from."""

import re
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.db.models import Count
from django.http import QueryDict

from history.revisions import pinned, snapshot
from indicators.analysis.coverage import sources_of, years_of
from indicators.analysis.filters import ProgressFilterSet
from indicators.models import Outcome
from planapi.agents import naming
from planapi.agents.asking import Asking, next_cursor
from planapi.agents.checking import check_text
from planapi.agents.saying import compact, page_of, plain, quoted, sources, statement, zh
from text.vocabulary import (
    Comparability,
    CoverageStatus,
    Direction,
    DocumentKind,
    HitType,
    Movement,
    ObservationKind,
    ProgressStatus,
)

MOST_ROWS = 25
"""Rows on one page of an answer."""
USUAL_ROWS = 10
MOST_CELLS = 40
"""Cells of a comparison in one answer."""
MOST_PLACES = 20
"""Places that are compared in one call."""


class UnfitArgument(Exception):
    """An argument can't be used; the message says which, and what would be right."""


Arguments = dict[str, Any]


_YEARS = re.compile(r"(?P<first>\d{4})\s*[-—–~至]\s*(?P<last>\d{4})|\d{4}(?:\s*[,，、]\s*\d{4})*")


def _years(given: str | None) -> dict[str, Any]:
    """The parameters of a span of years, or of some."""
    if given is None:
        return {}
    found = _YEARS.fullmatch(given.strip())
    if found is None:
        raise UnfitArgument(f"years: {given!r} is none. Give 2025, or 2021,2023, or 2020-2025.")
    if found["first"]:
        return {"year__gte": found["first"], "year__lte": found["last"]}
    return {"year": re.findall(r"\d{4}", given)}


def _place(arguments: Arguments) -> Any:
    return naming.place(arguments["place"]) if "place" in arguments else None


def _indicator(arguments: Arguments) -> Any:
    return naming.indicator(arguments["indicator"]) if "indicator" in arguments else None


def _needs_one_of(arguments: Arguments, *names: str) -> None:
    if not any(name in arguments for name in names):
        raise UnfitArgument(f"Give at least one of {', '.join(names)}.")


def _understood(place: Any = None, indicator: Any = None) -> dict[str, Any]:
    """What names were taken for."""
    return compact(
        place=place and f"{place.code} {place.name}", indicator=indicator and f"{indicator.slug} {indicator.name_zh}"
    )


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def find_place(asking: Asking, arguments: Arguments) -> dict[str, Any]:
    name = arguments["name"]
    called = naming.places(name)
    found = called or naming.near_places(name)
    rows: dict[str, Any] = {}
    if found:
        codes = [one.code for one in found]
        held = asking.get("districts/", district=codes, fields="code,level,counts,coverage", page_size=len(codes))
        rows = {row["code"]: row for row in held["results"]}
    return compact(
        match="called so" if called else "nearest" if found else "none",
        places=[
            naming.told_place(one)
            | compact(
                documents=[document["document"] for document in rows[one.code]["coverage"]][:MOST_ROWS],
                figures=rows[one.code]["counts"]["observations"],
            )
            for one in found
            if one.code in rows
        ],
        sources=sources(asking, [one["document"] for row in rows.values() for one in row["coverage"]][:MOST_ROWS]),
    )


def find_indicator(asking: Asking, arguments: Arguments) -> dict[str, Any]:
    name, place = arguments["name"], _place(arguments)
    called = naming.indicators(name)
    found = (called or naming.near_indicators(name))[: naming.MOST_CANDIDATES]
    told: list[dict[str, Any]] = []
    for one in found:
        more = compact(
            better=zh(Direction, one.direction),
            definition=one.definition,
            definition_source=one.definition_source,
            also_called=one.aliases[:5],
        )
        if place:
            held = asking.get("observations/", district=place.code, indicator=one.slug, page_size=1, count="true")
            more["figures"] = held["count"]
        told.append(naming.told_indicator(one) | more)
    match = "called so" if called else "nearest" if found else "none"
    return compact(match=match, understood=_understood(place), indicators=told)


# ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def get_figures(asking: Asking, arguments: Arguments) -> dict[str, Any]:
    _needs_one_of(arguments, "place", "indicator", "document", "subject")
    place, indicator = _place(arguments), _indicator(arguments)
    answer = asking.get(
        "observations/",
        district=place and place.code,
        indicator=indicator and indicator.slug,
        document=arguments.get("document"),
        subject__contains=arguments.get("subject"),
        kind=arguments.get("kind"),
        **_years(arguments.get("years")),
        page_size=arguments.get("limit", USUAL_ROWS),
        cursor=arguments.get("cursor"),
    )
    rows = answer["results"]
    told = compact(
        understood=_understood(place, indicator),
        figures=[statement(asking, row) for row in rows],
        next=next_cursor(answer),
        sources=sources(asking, [row["document"] for row in rows]),
    )
    if not rows:
        told["figures"] = []
        told["note"] = (
            "No document says this. Ask what_is_missing whether a document is not held, or a number was not understood."
        )
    return told


def compare(asking: Asking, arguments: Arguments) -> dict[str, Any]:
    indicator = naming.indicator(arguments["indicator"])
    places = [naming.place(one) for one in arguments.get("places", ())]
    city = naming.place(arguments["city"]) if "city" in arguments else None
    answer = asking.get(
        "compare/",
        indicator=indicator.slug,
        district=[one.code for one in places] or None,
        city=city and city.code,
        **_years(arguments.get("years")),
    )
    cells = [cell for cell in answer["cells"] if cell["statement"] is not None]
    silent = sorted(
        f"{cell['district']['name']} {cell['year']}" for cell in answer["cells"] if cell["statement"] is None
    )
    shown = cells[:MOST_CELLS]
    basis = answer["indicators"][0]
    return compact(
        indicator=compact(
            slug=indicator.slug,
            name=indicator.name_zh,
            unit=indicator.unit,
            better=zh(Direction, indicator.direction),
            definition=indicator.definition,
            basis=basis["basis"],
        ),
        understood=compact(
            places=[f"{one.code} {one.name}" for one in places], city=city and f"{city.code} {city.name}"
        ),
        cells=[_cell(asking, cell) for cell in shown],
        left_out=len(cells) - len(shown),
        not_stated=silent[:MOST_CELLS],
        note="More cells than are shown: name places or years." if len(cells) > len(shown) else None,
        sources=sources(asking, [cell["statement"]["document"] for cell in shown]),
    )


def _cell(asking: Asking, cell: dict[str, Any]) -> dict[str, Any]:
    row = cell["statement"]
    return compact(
        place=cell["district"]["name"],
        year=cell["year"],
        value=cell["value"],
        value_max=cell["value_max"],
        unit=cell["unit"],
        kind=zh(ObservationKind, cell["kind"]),
        status=None if cell["status"] == "comparable" else zh(Comparability, cell["status"]),
        why=cell["reason_zh"],
        printed=row["raw"],
        caveat=row["caveat"],
        quote=quoted(row["evidence"]["quote"]),
        document=row["document"],
        other_statements=len(cell["others"]) or None,
        evidence=page_of(asking, "observations", row["id"]),
    )


def check_progress(asking: Asking, arguments: Arguments) -> dict[str, Any]:
    _needs_one_of(arguments, "place", "document", "indicator")
    place, indicator = _place(arguments), _indicator(arguments)
    about = {
        "district": place and place.code,
        "document": arguments.get("document"),
        "indicator": indicator and indicator.slug,
    }
    answer = asking.get(
        "progress/",
        **about,
        status=arguments.get("status"),
        page_size=arguments.get("limit", USUAL_ROWS),
        cursor=arguments.get("cursor"),
    )
    counts = {} if {"cursor", "status"} & set(arguments) else _counts_by_status(asking, about)
    rows = answer["results"]
    sides = [side for row in rows for side in (row["target"], row["outcome"]) if side]
    return compact(
        understood=_understood(place, indicator),
        counts=counts,
        targets=[_progress(asking, row) for row in rows],
        next=next_cursor(answer),
        sources=sources(asking, [side["document"] for side in sides]),
    )


def _counts_by_status(asking: Asking, about: dict[str, str | None]) -> dict[str, int]:
    """How many targets have each status, by the filters of ``progress/``."""
    given = QueryDict(urlencode({name: value for name, value in about.items() if value}))
    with snapshot() as seen, pinned(asking.revision) if asking.revision else nullcontext():
        rows = ProgressFilterSet(given, Outcome.objects.all()).narrowed().order_by()
        counted = dict(rows.values_list("status").annotate(Count("pk")))
    asking.seen.add(asking.revision or seen.number)
    return {f"{one.value} {one.zh}": counted[one.value] for one in ProgressStatus if one.value in counted}


def _progress(asking: Asking, row: dict[str, Any]) -> dict[str, Any]:
    return compact(
        place=row["district"]["name"],
        name=row["name"],
        indicator=(row["indicator"] or {}).get("slug"),
        by=row["target_year"],
        status=f"{row['status']} {row['status_zh']}",
        why=row["reason_zh"],
        share_done=row["share_done"],
        share_elapsed=row["share_elapsed"],
        target=_side(asking, row["target"]),
        result=_side(asking, row["outcome"]),
        baseline=row["baseline"]
        and compact(
            printed=row["baseline"]["raw"],
            direction=zh(Movement, row["baseline"]["direction"]),
            when=row["baseline"]["year"],
        ),
    )


def _side(asking: Asking, side: dict[str, Any] | None) -> dict[str, Any] | None:
    if side is None:
        return None
    told = statement(asking, side)
    return {name: told[name] for name in told if name not in ("subject", "id", "place", "kind")}


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def verify_text(asking: Asking, arguments: Arguments) -> dict[str, Any]:
    place = _place(arguments)
    checked = check_text(
        asking,
        arguments["text"],
        district=place and place.code,
        document=arguments.get("document"),
        year=arguments.get("year"),
    )
    documents = [one["document"] for claim in checked["claims"] for one in claim.get("statements", ())]
    return compact(understood=_understood(place), **checked) | compact(sources=sources(asking, documents))


_RESOURCES = {
    "c": "chapters",
    "t": "targets",
    "o": "observations",
    "p": "projects",
    "k": "parks",
    "d": "subdistricts",
    "g": "terms",
    "s": "special-plans",
}
_ID = re.compile(r".*-(?P<letter>[ctopkdgs])\d+(?:-\d+)?(?P<side>-(?:baseline|target)(?:-\d+)?)?")


def get_evidence(asking: Asking, arguments: Arguments) -> dict[str, Any]:
    key = arguments["id"].strip()
    found = _ID.fullmatch(key)
    if found is None:
        told = "ids look like 120102-report-2023-o2472 or 120102-plan-2021-t7; other tools give them as `id`"
        raise UnfitArgument(f"id: {key!r} is none: {told}.")
    resource = "observations" if found["side"] else _RESOURCES[found["letter"]]
    evidence = asking.get(f"{resource}/{quote(key, safe='')}/evidence/")
    cited = asking.get(f"{resource}/{quote(key, safe='')}/citation/")
    document, sentence = evidence["document"], evidence["sentence"]
    return compact(
        id=key,
        said=evidence["said_zh"],
        said_en=evidence["said_en"],
        quote=evidence["quote"],
        sentence=re.sub(r"\s+", " ", f"{sentence['before']}{evidence['quote']}{sentence['after']}").strip(),
        chapters=[f"{one['label'] or ''} {one['title']}".strip() for one in evidence["chapters"]],
        place=evidence["district"]["name"],
        document=compact(
            slug=document["slug"],
            kind=zh(DocumentKind, document["kind"]),
            title=document["title"],
            doc_number=document["doc_number"],
            issuer=document["issuer"],
            issued_on=document["issued_on"],
            page=(evidence["place"] or {}).get("page"),
            doubtful=document["reading_state"] == "doubtful" or None,
        ),
        citation={"gb7714": cited["gb7714"], "zh": cited["sentence_zh"], "en": cited["sentence_en"]},
        evidence=evidence["links"]["page"],
    )


_PLURALS = {one: f"{one.value}s" for one in HitType}


def search(asking: Asking, arguments: Arguments) -> dict[str, Any]:
    place = _place(arguments)
    answer = asking.get(
        "search/",
        q=arguments["words"],
        type=arguments.get("type"),
        district=place and place.code,
        document=arguments.get("document"),
        page_size=arguments.get("limit", USUAL_ROWS),
        cursor=arguments.get("cursor"),
    )
    hits = answer["results"]
    by_type = {facet["name"]: facet["count"] for facet in answer["facets"]["type"]}
    return compact(
        understood=_understood(place),
        count=answer["count"],
        count_is_exact=None if answer["count_is_exact"] else False,
        by_type=by_type,
        suggestions=answer["suggestions"],
        hits=[_hit(asking, hit) for hit in hits],
        next=next_cursor(answer),
        sources=sources(asking, [hit["document"] for hit in hits if hit["document"]]),
    ) | ({} if hits else {"hits": []})


def _hit(asking: Asking, hit: dict[str, Any]) -> dict[str, Any]:
    kind = HitType(hit["type"])
    indicator = kind is HitType.INDICATOR
    return compact(
        type=kind.zh,
        id=hit["id"],
        title=hit["title"],
        text=quoted(plain(hit["highlighted"]["text"])),
        place=(hit["district"] or {}).get("name"),
        document=hit["document"],
        url=hit["url"] if indicator else None,
        evidence=None if indicator else page_of(asking, _PLURALS[kind], hit["id"]),
    )


# ── What is not there ────────────────────────────────────────────────────────────────────────────────────────────────


def what_is_missing(asking: Asking, arguments: Arguments) -> dict[str, Any]:
    place, indicator = naming.place(arguments["place"]), _indicator(arguments)
    if indicator is None:
        return _missing_of(asking, place)
    answer = asking.get("coverage/", indicator=indicator.slug, district=place.code, **_years(arguments.get("years")))
    cells = answer["cells"]
    documents = [slug for cell in cells for slug in cell["documents"]]
    return compact(
        understood=_understood(place, indicator),
        years=[
            compact(
                year=cell["year"],
                status=f"{cell['status']} {cell['status_zh']}",
                stated_by=[page_of(asking, "observations", key) for key in cell["observations"][:3]],
                beside_unread_numbers=len(cell["numerals"]) + len(cell["unlinked"]) or None,
                looked_into=cell["documents"],
                missing=[one["zh"] for one in cell["missing"]],
            )
            for cell in cells[:MOST_CELLS]
        ],
        meaning={f"{one.value} {one.zh}": one.en for one in CoverageStatus if answer["counts"][one.value]},
        sources=sources(asking, documents),
    )


@dataclass(frozen=True, slots=True)
class _Period:
    """A document's years, as coverage has them."""

    kind: str
    report_year: int | None
    period_start: int | None
    period_end: int | None
    baseline_year: int | None = None


def _missing_of(asking: Asking, place: Any) -> dict[str, Any]:
    """What is not held of a place: documents, numbers that were not understood, results of targets."""
    held = asking.get("documents/", district=place.code, page_size=100)["results"]
    slugs = [row["slug"] for row in held]
    years = sorted({year for row in held for year in years_of(_Period(**{name: row[name] for name in _PERIOD}))})
    wanted = {one.document: one.zh for year in years for one in sources_of(place.code, year)}
    missing = {slug: zh.partition("，")[0] for slug, zh in wanted.items() if slug not in slugs}
    unread = {slug: asking.get(f"documents/{slug}/coverage/", page_size=1) for slug in slugs[:MOST_ROWS]}
    open_targets = asking.get(
        "progress/", district=place.code, status=ProgressStatus.NO_DATA.value, page_size=1, count="true", fields="id"
    )
    return compact(
        understood=_understood(place),
        held=slugs,
        missing_documents=missing,
        numbers_not_understood={slug: f"{one['not_understood']} of {one['numerals']}" for slug, one in unread.items()},
        targets_without_a_result=open_targets["count"],
        note=None if held else "No document of this place is held.",
        sources=sources(asking, slugs),
    )


_PERIOD = ("kind", "report_year", "period_start", "period_end", "baseline_year")
