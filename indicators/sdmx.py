"""Observations and comparisons as statistical agencies exchange data: what is a dimension, a measure, an attribute, and what each is filled with.

A comparison has one figure for each place, indicator and year. Of statements there may be many, which differ by their subject, by a part of the year, or by
nothing but where they stand: so the statement itself (``STATEMENT``, the id of the row) is a dimension, and no two rows have one key.
Why these: docs/decisions/0037-statistical-formats.md.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from districts.models import District
from history.revisions import State
from indicators.analysis.comparing import Comparison, ComparisonCell
from indicators.models import Indicator
from rest.fast.projection import Plain
from rest.formats import Form
from rest.formats.sdmx import (
    STRUCTURE_MEDIA_TYPE,
    Codes,
    Component,
    Labels,
    Role,
    SdmxTable,
    Structure,
    structure_message,
)
from rest.http.problems import BadParameters, Wrong
from rest.renderers import JSONRenderer
from rest.selection import ASKED
from rest.views import StrictView
from text.vocabulary import (
    Comparability,
    Comparator,
    DocumentKind,
    Measure,
    Movement,
    ObservationKind,
    Origin,
    Reason,
    Span,
    Word,
)

UNLISTED = "_X"
"""The code of an indicator that is not in the catalogue: SDMX's own for what is not allocated."""
OBS_STATUS: Codes = {
    "A": ("正常", "Normal value"),
    "D": ("定义不同，须注意口径", "Definition differs"),
    "O": ("无可用数值", "Missing value"),
}
"""Of SDMX's code list of this name, the three that are used."""
WORDS: Mapping[str, tuple[Labels, type[Word]]] = {
    "CL_KIND": (("数字性质", "Result, estimate or target"), ObservationKind),
    "CL_COMPARATOR": (("数值界限", "Bound of the value"), Comparator),
    "CL_MEASURE": (("量的种类", "Kind of quantity"), Measure),
    "CL_MOVEMENT": (("升降", "Rise or fall"), Movement),
    "CL_ORIGIN": (("出处类型", "Table or running text"), Origin),
    "CL_SPAN": (("时间跨度", "Span of time"), Span),
    "CL_COMPARABILITY": (("可比性", "Comparability"), Comparability),
    "CL_REASON": (("不可比的原因", "Why it can't be compared"), Reason),
    "CL_DOCUMENT_KIND": (("文件种类", "Kind of document"), DocumentKind),
}
NAMES: Mapping[str, Labels] = {
    "CL_AREA": ("地区（GB/T 2260）", "Administrative divisions (GB/T 2260)"),
    "CL_INDICATOR": ("指标", "Indicators"),
    "CL_OBS_STATUS": ("数据状态", "Observation status"),
    **{name: labels for name, (labels, _) in WORDS.items()},
}


def code_lists() -> dict[str, Codes]:
    """All code lists, with what is in the catalogues now: two statements."""
    areas = District.objects.order_by("code").values_list("code", "name", "name_en")
    indicators = Indicator.objects.order_by("slug").values_list("slug", "name_zh", "name_en")
    return {
        "CL_AREA": {code: (zh, en) for code, zh, en in areas},
        "CL_INDICATOR": {
            UNLISTED: ("未编入统一指标目录", "Not in the catalogue of indicators"),
            **{slug: (zh, en) for slug, zh, en in indicators},
        },
        "CL_OBS_STATUS": OBS_STATUS,
        **{name: {word.value: (word.zh, word.en) for word in words} for name, (_, words) in WORDS.items()},
    }


AREA = Component("REF_AREA", Role.DIMENSION, ("地区", "Reference area"), codes="CL_AREA")
INDICATOR = Component("INDICATOR", Role.DIMENSION, ("指标", "Indicator"), codes="CL_INDICATOR")
STATEMENT = Component("STATEMENT", Role.DIMENSION, ("表述", "Statement: the id of the row"))
TIME = Component("TIME_PERIOD", Role.TIME, ("时期", "Time period"), "ObservationalTimePeriod")
VALUE = Component("OBS_VALUE", Role.MEASURE, ("数值", "Value"), "Double")


def attribute(name: str, zh: str, en: str, type: str = "String", *, codes: str | None = None) -> Component:  # noqa: A002
    return Component(name, Role.ATTRIBUTE, (zh, en), type, codes)


STATUS = Component(
    "OBS_STATUS", Role.ATTRIBUTE, ("数据状态", "Observation status"), codes="CL_OBS_STATUS", mandatory=True
)
UNIT = attribute("UNIT_MEASURE", "单位", "Unit of measure")
COMPARATOR = attribute("COMPARATOR", "数值界限", "Bound of the value", codes="CL_COMPARATOR")
VALUE_MAX = attribute("VALUE_MAX", "区间上限", "Upper end of a range", "Double")
KIND = attribute("KIND", "数字性质", "Result, estimate or target", codes="CL_KIND")
RAW = attribute("RAW", "原文数字", "The number as printed")
CAVEAT = attribute("CAVEAT", "口径说明", "How it differs from the definition of its indicator")
DOCUMENT = attribute("DOCUMENT", "文件", "Slug of the document")
EVIDENCE = attribute("EVIDENCE", "原文出处", "Page that shows where it is stated")


class OneText(Func):
    """Values one behind the other, as a text."""

    function = "concat"
    output_field = TextField()  # pyright: ignore[reportAssignmentType] Django takes a field here


_PERIOD = Case(
    When(
        period_end__gt=F("period_start"),
        then=OneText(F("period_start"), Value("-01-01/P"), F("period_end") - F("period_start") + 1, Value("Y")),
    ),
    default=Cast("year", TextField()),
)
"""A year, or several as SDMX has a range of time: 2021-01-01/P5Y."""
_STATUS = Case(
    When(value__isnull=True, then=Value("O")), When(caveat__isnull=False, then=Value("D")), default=Value("A")
)


def _of_statements(evidence: tuple[str, str]) -> list[tuple[Component, Any]]:
    """The components of a statement, and the expression of each; ``evidence`` is what stands before and after the id in the address of its page."""
    return [
        (AREA, F("district_id")),
        (INDICATOR, Coalesce(F("indicator_id"), Value(UNLISTED))),
        (STATEMENT, F("key")),
        (TIME, _PERIOD),
        (VALUE, Plain(F("value"))),
        (STATUS, _STATUS),
        (UNIT, F("unit")),
        (COMPARATOR, F("comparator")),
        (VALUE_MAX, Plain(F("value_max"))),
        (KIND, F("kind")),
        (attribute("MEASURE", "量的种类", "Kind of quantity", codes="CL_MEASURE"), F("measure")),
        (attribute("DIRECTION", "升降", "Rise or fall", codes="CL_MOVEMENT"), F("direction")),
        (attribute("SUBJECT", "对象", "What the number measures, as printed"), F("subject")),
        (attribute("PERIOD_LABEL", "年内时段", "The part of a year, as printed"), F("period_label")),
        (attribute("BASE_YEAR", "基期年", "Base year of a growth", "Integer"), F("base_year")),
        (attribute("VALUE_CNY", "折合人民币（元）", "Amount of money in yuan", "Double"), Plain(F("value_cny"))),
        (RAW, F("raw")),
        (CAVEAT, F("caveat")),
        (attribute("ORIGIN", "出处类型", "Table or running text", codes="CL_ORIGIN"), F("origin")),
        (DOCUMENT, F("document_id")),
        (EVIDENCE, OneText(Value(evidence[0]), F("key"), Value(evidence[1]))),
    ]


Read = Callable[[ComparisonCell], Any]


def _of(name: str) -> Read:
    """A column of the statement of a cell."""
    return lambda cell: getattr(cell.statement.row, name) if cell.statement else None


def _status(cell: ComparisonCell) -> str:
    if cell.value is None:
        return "O"
    return "D" if cell.status is Comparability.WITH_CAVEAT else "A"


def _of_comparisons(
    evidence: tuple[str, str], spans: Mapping[int, str], years: Mapping[int, int | None]
) -> list[tuple[Component, Read]]:
    """The components of a cell; ``spans`` and ``years`` say over what time the figures of an indicator (by its number) are compared."""

    def page(cell: ComparisonCell) -> str | None:
        return f"{evidence[0]}{cell.statement.row.key}{evidence[1]}" if cell.statement else None

    def reason(cell: ComparisonCell) -> str | None:
        return cell.reason.value if cell.reason else None

    return [
        (AREA, lambda cell: cell.district.code),
        (INDICATOR, lambda cell: cell.indicator.slug),
        (TIME, lambda cell: str(cell.year)),
        (VALUE, lambda cell: cell.value),
        (STATUS, _status),
        (UNIT, lambda cell: cell.unit),
        (COMPARATOR, lambda cell: cell.comparator),
        (VALUE_MAX, lambda cell: cell.value_max),
        (KIND, lambda cell: cell.kind),
        (
            attribute("COMPARABILITY", "可比性", "Whether it can be compared", codes="CL_COMPARABILITY"),
            lambda cell: cell.status.value,
        ),
        (attribute("REASON", "不可比的原因", "Why it can't be compared", codes="CL_REASON"), reason),
        (
            attribute("SPAN", "时间跨度", "The span of time of the value, which ends with the year", codes="CL_SPAN"),
            lambda cell: spans[cell.indicator.pk],
        ),
        (
            attribute("SPAN_YEARS", "跨度年数", "Number of years of the span", "Integer"),
            lambda cell: years[cell.indicator.pk],
        ),
        (attribute("STATEMENT_ID", "表述", "The id of the statement"), _of("key")),
        (RAW, _of("raw")),
        (CAVEAT, _of("caveat")),
        (DOCUMENT, _of("document_id")),
        (EVIDENCE, page),
    ]


def _structure(name: str, labels: Labels, components: list[tuple[Component, Any]]) -> Structure:
    return Structure(name, labels, [one for one, _ in components])


STATEMENTS = _structure("OBSERVATIONS", ("数据", "Observations"), _of_statements(("", "")))
COMPARISONS = _structure("COMPARISONS", ("可比数据", "Comparisons"), _of_comparisons(("", ""), {}, {}))


def _evidence(request: Request, state: State) -> tuple[str, str]:
    page = reverse("evidence-page", kwargs={"resource": "observations", "id": "x"}, request=request)
    return page.removesuffix("x/"), f"/?revision={state.number}"


def _structures_at(request: Request, state: State) -> str:
    return f"{reverse('sdmx-structures', request=request)}?revision={state.number}"


def table_of_statements(request: Request, state: State) -> SdmxTable:
    expressions = [expression for _, expression in _of_statements(_evidence(request, state))]
    return SdmxTable(
        STATEMENTS, code_lists, state.number, state.made_at, _structures_at(request, state), expressions=expressions
    )


def table_of_comparison(
    comparison: Comparison, request: Request, state: State
) -> tuple[SdmxTable, Iterator[list[Any]]]:
    """The table of a comparison, and its rows."""
    spans = {one.indicator.pk: one.basis.span.value for one in comparison.indicators}
    years = {one.indicator.pk: one.basis.years for one in comparison.indicators}
    readers = [read for _, read in _of_comparisons(_evidence(request, state), spans, years)]
    table = SdmxTable(COMPARISONS, code_lists, state.number, state.made_at, _structures_at(request, state))
    return table, ([read(cell) for read in readers] for cell in comparison.cells)


def refuse_columns_and_pages(request: Request, form: Form) -> None:
    """Raise BadParameters for what chooses columns or pages: a message has all that its structure names, and all rows."""
    wrong = [
        Wrong(name, ", ".join(request.query_params.getlist(name)), f"not with format={form.format}, {told}")
        for names, told in (
            (ASKED, "which has the columns of its data structure"),
            (("page_size", "cursor", "count"), "which has all rows"),
        )
        for name in names
        if name in request.query_params
    ]
    if wrong:
        raise BadParameters(*wrong)


class SdmxStructureJson(JSONRenderer):
    """An SDMX-JSON structure message."""

    media_type = STRUCTURE_MEDIA_TYPE
    format = "sdmx-json"


class SdmxStructuresView(StrictView):
    """What the SDMX messages of `observations/` and `compare/` consist of."""

    def get_renderers(self) -> list[BaseRenderer]:
        return [SdmxStructureJson(), JSONRenderer()]

    @extend_schema(
        operation_id="sdmx_structures",
        summary="SDMX structures",
        responses={
            (200, STRUCTURE_MEDIA_TYPE): {"type": "object", "additionalProperties": True},
            (200, "application/json"): {"type": "object", "additionalProperties": True},
        },
    )
    def get(self, request: Request) -> Response:
        """The dataflows `OBSERVATIONS` and `COMPARISONS`, their data structures, the concepts and the code lists, as one SDMX-JSON 2.1 structure message."""
        message = structure_message([STATEMENTS, COMPARISONS], code_lists(), NAMES, made_at=self.state.made_at)
        named = isinstance(getattr(request, "accepted_renderer", None), SdmxStructureJson)
        return Response(message, content_type=f"{STRUCTURE_MEDIA_TYPE}; version=2.1.0" if named else None)
