"""Indicators of chosen places and years: the page, its chart as SVG and PNG, and the figures as a table for a spreadsheet.

The chart has an address of its own with the query of its page: a page need not wait for it, and it is kept, pinned and quoted as any answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from districts.models import District, Document
from history.revisions import State
from indicators.models import Indicator
from planapi.explorer.charts import KINDS, MOST_POINTS, NARROW, WIDE, ChartSetting, chart_of
from planapi.explorer.choosing import INDICATORS, PLACES, GridChoice, called, choice_of, full_name, given
from planapi.explorer.drawing import STYLE_HASH, placed, png_of, svg_of
from planapi.explorer.examples import examples_of
from planapi.explorer.indicators import Notes, sides_of, stated_rows, unplaced
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.panels import Drawn, panels_of
from planapi.explorer.saying import say
from planapi.explorer.tables import cells_of, file_of, long, wide
from rest.fast.bounded import Bounded
from rest.http.addresses import root_of
from rest.http.policies import HEADER
from rest.http.problems import BadParameters, Wrong
from rest.views import StrictView

SOURCES = 6
"""Documents that the foot of a chart names; of more, it says how many there are."""
SUGGESTED = 400
"""Places that the form suggests: more would be more than the page itself."""

SVG_POLICY = f"default-src 'none'; style-src {STYLE_HASH}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
"""Of a chart: it may stand in a page of this site."""
MEDIA = {"svg": "image/svg+xml", "png": "image/png"}
ASKED = ("indicator", "district", "year__gte", "year__lte", "chart")


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator of a comparison: what is stated, what of that is drawn."""

    indicator: Indicator
    stated: Sequence[Any]
    drawn: Drawn


def stated_of(choice: GridChoice, indicator: Indicator) -> list[Any]:
    """What the chosen places state of an indicator, for the chosen years and for none."""
    return [
        row
        for row in stated_rows(indicator, choice.places)
        if row.year is None or (choice.first or 0) <= row.year <= (choice.last or row.year)
    ]


def compared(choice: GridChoice) -> list[Compared]:
    """What is stated of a choice, and what of that can be drawn, an indicator after the other."""
    stated = [(one, stated_of(choice, one)) for one in choice.indicators]
    return [Compared(one, rows, panels_of(one, choice.places, rows)) for one, rows in stated]


class ComparePage(ExplorerPage):
    """Indicators side by side."""

    name = "compare"

    def parameters(self) -> Iterable[str]:
        return ASKED

    def get(self, request: Request, language: str, **kwargs: str) -> Any:
        """The page; from what a form sends, which may be names and empty fields, to the address that says the same by codes."""
        self.choice = choice_of(request, language)
        asked = {name: request.query_params.getlist(name) for name in ASKED if name in request.query_params}
        pin = {"revision": self.revision} if self.pinned else {}
        query = self.choice.query(chart=self.choice.chart if "chart" in asked else None)
        if not self.choice.wrong and asked != {name: [value] for name, value in query.items()}:
            address = self.choice.address(chart=query.get("chart"), **pin)
            return HttpResponseRedirect(f"{request.path}?{address}" if address else request.path)
        answer = super().get(request, language, **kwargs)
        if self.choice.wrong:
            answer.status_code = 400
        return answer

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        choice = self.choice
        notes = Notes(language)
        wrong = {name: [one.value for one in choice.wrong if one.field == name and one.value] for name in ASKED}
        shown = []
        both = bool(choice.indicators and choice.places)
        for indicator in choice.indicators if both else ():
            stated = stated_of(choice, indicator)
            sides = sides_of(indicator, choice.places, stated, notes)
            shown.append({"indicator": indicator, "sides": sides, "left_out": unplaced(stated)})
        pin = {"revision": self.revision} if self.pinned else {}
        chart = choice.address(chart=choice.chart, **pin) if any(one["sides"] for one in shown) else ""
        return {
            "choice": choice,
            "shown": shown,
            "chart": chart,
            "query": choice.query(),
            "notes": notes.told,
            "districts": ",".join(one.code for one in choice.places),
            "chosen": [*(f"{one.code} {full_name(one, language)}" for one in choice.places), *wrong["district"]],
            "named": [*(called(one, language) for one in choice.indicators), *wrong["indicator"]],
            "misfits": {name: [one for one in choice.wrong if one.field == name] for name in ASKED},
            "more_indicators": range(1 if len(choice.indicators) < INDICATORS else 0),
            "more_places": range(min(2, PLACES - len(choice.places)) if choice.places else 3),
            "kinds": KINDS,
            "asked_for": request.query_params,
            "offered": offered(self.state, language),
            "examples": () if choice.indicators or choice.places or choice.wrong else examples_of(self.state),
        }


_OFFERED: Bounded[tuple[State, str], dict[str, SafeString]] = Bounded(4 << 20)
"""What forms suggest: the same until the next revision."""


def offered(state: State, language: str) -> dict[str, SafeString]:
    """The options of the forms: the indicators, and places of which documents are held."""
    found = _OFFERED.get((state, language))
    if found is None:
        codes = Document.objects.order_by("district").values_list("district", flat=True).distinct()[:SUGGESTED]
        places = District.objects.select_related("parent__parent").filter(code__in=list(codes)).order_by("code")
        names = {
            "indicators": [called(one, language) for one in Indicator.objects.order_by("slug")],
            "places": [f"{one.code} {full_name(one, language)}" for one in places],
        }
        found = {
            name: format_html_join("", '<option value="{}">', ((one,) for one in those))
            for name, those in names.items()
        }
        _OFFERED.put((state, language), found)
    return found


class AnyForm(BaseRenderer):
    """Files that are written by their views: whatever a client accepts, the address has said the form."""

    media_type = "*/*"
    format = "file"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return data


@extend_schema(exclude=True)
class ChartFile(StrictView):
    """A chart or its figures as a file, by the query of its page."""

    renderer_classes = [AnyForm]  # noqa: RUF012 a list, as in DRF
    page: ClassVar[str]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        return AnyForm(), "*/*"

    def get(self, request: Request, language: str, form: str) -> HttpResponse:
        other = "layout" if form in MEDIA else "size"
        if other in request.query_params:
            raise BadParameters(Wrong(other, request.query_params[other], f"says nothing of a file of the form {form}"))
        if form in MEDIA:
            return self.picture(request, language, form)
        return self.table(request, language, form)

    def picture(self, request: Request, language: str, form: str) -> HttpResponse:
        size = (given(request, "size") or ["wide"])[-1]
        if size not in ("wide", "narrow"):
            raise BadParameters(Wrong("size", size, "not a size of a chart", ["wide", "narrow"]))
        width = NARROW if size == "narrow" else WIDE
        setting = ChartSetting(language, width, self.revision, self.pinned)
        svg = self.drawn(request, setting)
        body = png_of(svg) if form == "png" else placed(svg, root_of(request._request))  # noqa: SLF001 DRF documents it
        answer = HttpResponse(body, content_type=MEDIA[form])
        answer["Content-Disposition"] = (
            content_disposition_header(False, f"planapi-{self.page}-r{self.revision}.{form}") or ""
        )
        if form == "svg":
            answer[HEADER] = SVG_POLICY
            answer["X-Frame-Options"] = "SAMEORIGIN"
        return answer

    def drawn(self, request: Request, setting: ChartSetting) -> bytes:
        """The chart as SVG."""
        raise NotImplementedError

    def foot(
        self, request: Request, rows: Iterable[Any], left_out: int, setting: ChartSetting, address: str
    ) -> list[str]:
        """The last lines of a chart: the documents, what is not drawn, and where it is from, in which revision."""
        titles = list(dict.fromkeys(row.document.title for row in rows))
        named = setting.say("and").join(titles[:SOURCES])
        more = setting.say("more_sources", count=len(titles)) if len(titles) > SOURCES else ""
        at = f"{root_of(request._request)}{reverse(f'{self.page}-{setting.language}')}"  # noqa: SLF001
        lines = [setting.say("sources", documents=named + more)]
        if left_out:
            lines.append(setting.say("left_out", count=left_out))
        lines.append(setting.say("revision", number=self.revision, address=f"{at}?{address}&revision={self.revision}"))
        return lines

    def table(self, request: Request, language: str, form: str) -> HttpResponse:
        layout = (given(request, "layout") or ["long"])[-1]
        if layout not in ("long", "wide"):
            raise BadParameters(Wrong("layout", layout, "not a layout of a table", ["long", "wide"]))
        rows = self.rows(request, language)
        lines = long(rows, language) if layout == "long" else wide(rows, language)
        return file_of(lines, form, f"planapi-{self.page}-{layout}-r{self.revision}")

    def rows(self, request: Request, language: str) -> list[Any]:
        """The figures of the page, and those that can't be compared."""
        raise NotImplementedError


class CompareFile(ChartFile):
    """Of a comparison."""

    page = "compare"

    def parameters(self) -> Iterable[str]:
        return [*ASKED, "layout", "size"]

    def chosen(self, request: Request, language: str) -> GridChoice:
        choice = choice_of(request, language)
        if not choice.indicators or not choice.places:
            missing = "indicator" if not choice.indicators else "district"
            if not any(one.field == missing for one in choice.wrong):
                raise BadParameters(Wrong(missing, "", "required"))
        if choice.wrong:
            raise BadParameters(*(Wrong(one.field, one.value, one.message) for one in choice.wrong))
        return choice

    def drawn(self, request: Request, setting: ChartSetting) -> bytes:
        choice = self.chosen(request, setting.language)
        parts = compared(choice)
        drawn = [one.drawn for one in parts]
        points = sum(len(panel.points) for one in drawn for panel in one.panels)
        if points > MOST_POINTS:
            told = f"the chart would have {points} points, and has at most {MOST_POINTS}: choose fewer years or places"
            raise BadParameters(Wrong("year__gte", str(choice.first or ""), told))
        title = title_of(choice, setting)
        rows = [row for one in parts for row in one.stated if row.year and row.kind]
        left_out = sum(len(one.drawn.left_out) + len(unplaced(one.stated)) for one in parts)
        foot = self.foot(request, rows, left_out, setting, choice.address(chart=choice.chart))
        stating = {row.district.code for row in rows}
        if silent := [setting.called(one) for one in choice.places if one.code not in stating]:
            foot.insert(0, setting.say("silent", places=setting.say("and").join(silent)))
        spec = chart_of(choice.chart, drawn, title=title, foot=foot, setting=setting)
        description = say("charts.description", setting.language, points=points)
        return svg_of(spec, title=title, description=description, language=setting.language)

    def rows(self, request: Request, language: str) -> list[Any]:
        choice = self.chosen(request, language)
        root = root_of(request._request)  # noqa: SLF001
        return [
            row
            for one in compared(choice)
            for row in cells_of(one.indicator, choice.places, one.stated, one.drawn, language=language, root=root)
        ]


def title_of(choice: GridChoice, setting: ChartSetting) -> str:
    """What a comparison is of: its indicators, and its places or how many they are."""
    names = setting.say("and").join(setting.called(one) for one in choice.indicators)
    places = setting.say("and").join(setting.called(one) for one in choice.places[:3])
    more = setting.say("more_places", count=len(choice.places)) if len(choice.places) > 3 else ""
    return setting.say("title", names=names, places=places + more)
