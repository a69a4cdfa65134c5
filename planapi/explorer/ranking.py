"""Places in the order of an indicator for a year, as `ranking/` has them: the page, its chart, and the same as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from rest_framework.request import Request

from districts.models import District, Document
from history.revisions import State
from indicators.analysis.comparing import ComparedIndicator
from indicators.analysis.ranking import RankedCell, RankedColumn, Ranking, rank
from indicators.models import KeptCell, Observation
from planapi.explorer.charts import ChartSetting, chart_of
from planapi.explorer.choosing import GridChoice, Misfit, choice_of, given, named_province, year_of
from planapi.explorer.compare import ChartFile, offered
from planapi.explorer.drawing import svg_of
from planapi.explorer.examples import examples_of
from planapi.explorer.indicators import page_of
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.panels import RESULTS, Drawn, Panel, Point, point_of
from planapi.explorer.saying import say
from planapi.explorer.tables import StatedCell, file_of, ranked, row_of
from rest.fast.bounded import Bounded
from rest.http.addresses import root_of
from rest.http.problems import BadParameters, Wrong
from text.vocabulary import Comparability, Direction, DivisionLevel, Reason

PLACES = 50
"""Ranked places of a page, and bars of its chart."""
LEFT_OUT = 100
"""Places of a page that are left out of the ranking; the files have all."""
KINDS = ("bar", "dot")
ASKED = ("indicator", "year", "level", "province", "chart", "page")

_YEARS: Bounded[tuple[State, str], list[tuple[int, int, int]]] = Bounded(2 << 20)
"""Of indicators the years, each with how many places state it: the same until the next revision."""


@dataclass(frozen=True, slots=True)
class RankedFigure:
    """A place with its figure and its words; ``rank`` is None where it is left out, for the reason of its cell."""

    rank: int | None
    cell: StatedCell

    @property
    def point(self) -> Point | None:
        return (
            None if self.cell.value is None else point_of(self.cell, self.cell.row, self.cell.district, self.cell.year)
        )


@dataclass(slots=True)
class Wanted:
    """What is to be ranked, as far as it was understood."""

    choice: GridChoice
    year: int | None = None
    level: str = ""
    province: District | None = None
    chart: str = KINDS[0]

    def query(self, **others: object) -> dict[str, str]:
        return self.choice.query(
            year=self.year, level=self.level, province=self.province and self.province.code, **others
        )


def wanted_of(request: Request, language: str) -> Wanted:
    """What a request asks to be ranked, with what is wrong in it."""
    choice = choice_of(request, language, indicators=1, charts=KINDS)
    wanted = Wanted(choice, chart=choice.chart)
    wanted.year = year_of(request, "year", choice.wrong, language)
    level = (given(request, "level") or [""])[-1]
    if level and level not in [one.value for one in DivisionLevel]:
        choice.wrong.append(Misfit("level", level, say("ranking.no_level", language)))
    else:
        wanted.level = level
    if province := given(request, "province"):
        wanted.province = named_province(province[-1])
        if wanted.province is None:
            choice.wrong.append(Misfit("province", province[-1], say("ranking.no_province", language)))
    return wanted


def years_of(state: State, slug: str) -> list[tuple[int, int, int]]:
    """The years for which an indicator is stated, with how many places state it, and how many of them a result."""
    found = _YEARS.get((state, slug))
    if found is None:
        rows = Observation.objects.filter(indicator=slug, year__isnull=False, kind__isnull=False).order_by("year")
        places, results = Count("district", distinct=True), Q(kind__in=RESULTS)
        found = list(
            rows.values_list("year").annotate(places, results=Count("district", distinct=True, filter=results))
        )
        _YEARS.put((state, slug), found)
    return found


class RankedPlaces(RankedColumn):
    """How both the page and its files come to a ranking."""

    def ranking_of(self, request: Request, wanted: Wanted) -> tuple[ComparedIndicator, Ranking, Any, Sequence[Any]]:
        """The ranking, what its cells are kept in (None where they were compared for this request), and the entries."""
        (indicator,) = wanted.choice.indicators
        assert wanted.year is not None
        kept = self.kept(request, indicator.slug, wanted.year)
        of, entries = (kept.indicator, kept.entries) if kept else self.compared(request, indicator.slug, wanted.year)
        return of, rank(entries, direction=indicator.direction, level=wanted.level or None), kept, entries


def figures_of(cells: Sequence[RankedCell], kept: Any, year: int) -> list[RankedFigure]:
    """These cells of a ranking with their places and words, in their order."""
    by_place: Mapping[Any, Any] = {}
    if kept:
        of_place = {place: pk for pk, place in kept.places.items()}
        rows = KeptCell.objects.filter(pk__in=[of_place[one.cell] for one in cells]).select_related(
            "district__parent", "statement"
        )
        by_place = {kept.places[one.pk]: one for one in rows}
    found = []
    for one in cells:
        cell = by_place[one.cell] if kept else one.cell
        row = cell.statement if kept else cell.statement.row
        reason = one.own or (Reason(cell.reason) if cell.reason else None)
        status = Comparability.NOT_COMPARABLE.value if one.own else str(getattr(cell.status, "value", cell.status))
        stated = StatedCell(cell.district, year, row, cell.value, cell.value_max, cell.comparator, status, reason)
        found.append(RankedFigure(one.rank, stated))
    return found


def with_documents(figures: Sequence[RankedFigure]) -> None:
    """Fetch the documents of these figures at once."""
    slugs = {one.cell.row.document_id for one in figures}
    documents = {one.slug: one for one in Document.objects.filter(slug__in=slugs).only("slug", "title")}
    for one in figures:
        one.cell.row.document = documents[one.cell.row.document_id]


def title_of(wanted: Wanted, ranking: Ranking, setting: ChartSetting) -> str:
    """What a ranking is of."""
    places = [setting.called(wanted.province)] if wanted.province else []
    places += [setting.word(DivisionLevel(ranking.level))] if ranking.level else []
    name = setting.called(wanted.choice.indicators[0])
    return setting.say("ranking", year=wanted.year, name=name, places=setting.say("and").join(places))


class RankingPage(RankedPlaces, ExplorerPage):
    """A ranking."""

    name = "ranking"

    def parameters(self) -> Iterable[str]:
        return ASKED

    def get(self, request: Request, language: str, **kwargs: str) -> Any:
        """The page; from names and empty fields, and from no year, to the address that says the same by codes."""
        self.wanted = wanted_of(request, language)
        choice = self.wanted.choice
        if choice.indicators and self.wanted.year is None and not choice.wrong:
            years = years_of(self.state, choice.indicators[0].slug)
            self.wanted.year = max(years, key=lambda one: (one[2], one[1], one[0]), default=(None, 0, 0))[0]
        asked = {name: request.query_params.getlist(name) for name in ASKED if name in request.query_params}
        more = {name: asked[name][-1] for name in ("chart", "page") if name in asked}
        query = self.wanted.query(**more)
        if not choice.wrong and asked != {name: [value] for name, value in query.items()}:
            pin = {"revision": self.revision} if self.pinned else {}
            address = choice_address({**query, **pin})
            return HttpResponseRedirect(f"{request.path}?{address}" if address else request.path)
        answer = super().get(request, language, **kwargs)
        if choice.wrong:
            answer.status_code = 400
        return answer

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        wanted, choice = self.wanted, self.wanted.choice
        page: dict[str, Any] = {
            "wanted": wanted,
            "indicator": choice.indicators[0] if choice.indicators else None,
            "offered": offered(self.state, language),
            "provinces": District.objects.filter(level=DivisionLevel.PROVINCE.value).order_by("code"),
            "levels": list(DivisionLevel)[1:],
            "kinds": KINDS,
            "misfits": {name: [one for one in choice.wrong if one.field == name] for name in ASKED},
            "asked_for": request.query_params,
            "years": years_of(self.state, choice.indicators[0].slug) if choice.indicators else [],
            "examples": () if choice.indicators or choice.wrong else examples_of(self.state),
        }
        if choice.wrong or not choice.indicators or wanted.year is None:
            return page
        of, ranking, kept, entries = self.ranking_of(request, wanted)
        last = max(1, -(-len(ranking.ranked) // PLACES))
        number = page_of(request, last)
        shown = figures_of(ranking.ranked[(number - 1) * PLACES : number * PLACES], kept, wanted.year)
        pin = {"revision": self.revision} if self.pinned else {}
        here = wanted.query(chart=wanted.chart if "chart" in request.query_params else None)
        paged = {"page": number} if number > 1 else {}
        return {
            **page,
            "basis": of.basis,
            "ranking": ranking,
            "lowest": of.indicator.direction == Direction.LOWER,
            "shown": shown,
            "noted": any(one.cell.row.caveat for one in shown),
            "left_out": figures_of(ranking.left_out[:LEFT_OUT], kept, wanted.year),
            "silent": self.silent(request, ranking.level, entries),
            "chart": choice_address({**wanted.query(chart=wanted.chart), **paged, **pin}) if shown else "",
            "query": wanted.query(),
            "compared": ",".join(one.cell.district.code for one in shown[:12]),
            "number": number,
            "pages": [(one, choice_address({**here, "page": one, **pin})) for one in range(1, last + 1)]
            if last > 1
            else [],
        }


def choice_address(query: Mapping[str, object]) -> str:
    """The parameters as an address has them."""
    return GridChoice().address(**query)


class RankingFile(RankedPlaces, ChartFile):
    """Of a ranking."""

    page = "ranking"

    def parameters(self) -> Iterable[str]:
        return [*ASKED, "layout", "size"]

    def chosen(self, request: Request, language: str) -> Wanted:
        wanted = wanted_of(request, language)
        wrong = [Wrong(one.field, one.value, one.message) for one in wanted.choice.wrong]
        missing = {"indicator": wanted.choice.indicators, "year": wanted.year}
        wrong += [Wrong(name, "", "required") for name, found in missing.items() if not found]
        if wrong:
            raise BadParameters(*wrong)
        return wanted

    def drawn(self, request: Request, setting: ChartSetting) -> bytes:
        wanted = self.chosen(request, setting.language)
        of, ranking, kept, _ = self.ranking_of(request, wanted)
        number = page_of(request, max(1, -(-len(ranking.ranked) // PLACES)))
        assert wanted.year is not None
        figures = figures_of(ranking.ranked[(number - 1) * PLACES : number * PLACES], kept, wanted.year)
        with_documents(figures)
        points = [one.point for one in figures if one.point]
        ranks = {one.cell.district.code: one.rank for one in figures if one.rank}
        panel = Panel(wanted.choice.indicators[0], of.basis, points, ranks)
        title = title_of(wanted, ranking, setting)
        address = choice_address(wanted.query(chart=wanted.chart, page=number if number > 1 else None))
        foot = self.foot(request, [one.cell.row for one in figures], len(ranking.left_out), setting, address)
        spec = chart_of(wanted.chart, [Drawn([panel], [], [])], title=title, foot=foot, setting=setting)
        description = say("charts.description", setting.language, points=len(points))
        return svg_of(spec, title=title, description=description, language=setting.language)

    def table(self, request: Request, language: str, form: str) -> HttpResponse:
        wanted = self.chosen(request, language)
        of, ranking, kept, _ = self.ranking_of(request, wanted)
        assert wanted.year is not None
        figures = figures_of([*ranking.ranked, *ranking.left_out], kept, wanted.year)
        with_documents(figures)
        root = root_of(request._request)  # noqa: SLF001 DRF documents it
        span = of.basis.span.zh if language == "zh" else of.basis.span.en
        indicator = wanted.choice.indicators[0]
        rows = [
            (one.rank, row_of(one.cell, indicator, side="results", span=span, language=language, root=root))
            for one in figures
        ]
        return file_of(ranked(rows, language), form, f"planapi-{self.page}-r{self.revision}")
