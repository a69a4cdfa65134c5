"""`ranking/`: the districts that state an indicator for a year, in the order of its value, and those that are left out, with the reason.

What is ranked is a column of `compare/`: the cells of one indicator and year. Of those with a value are left out the places of another level than the most
(天津市 beside its districts), and targets beside results. Equal values share a rank, and the next one is as many places further: 1, 2, 2, 4.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from districts.models import District, Document
from districts.parameters import DISTRICTS, by_city, by_district
from indicators.analysis.comparing import ComparedIndicator, compare_rows
from indicators.analysis.filters import CompareFilterSet, Footing, grid_of
from indicators.analysis.kept import AskedGrid, Kept, Place, TooMany, common_bases, on_bases
from indicators.analysis.serializers import CellSerializer, ComparedIndicatorSerializer
from indicators.analysis.views import FILES, MOST_ROWS, NARROWING, GridView, described
from indicators.filters import INDICATORS
from indicators.models import Indicator, KeptCell, Observation
from rest import file_options, selection
from rest.fast.plain import plain
from rest.fields import ChoiceField, Whole
from rest.filters import WHOLE_NUMBERS, Parameter, Related, labels, read_whole, read_word
from rest.formats import FORMS, Form
from rest.http.problems import BadParameters, Wrong
from rest.pagination import single
from rest.selection import LABEL, Selection
from rest.views import StrictView
from text.vocabulary import Comparability, Direction, DivisionLevel, ObservationKind, Reason, Span


class InProvince(Related):
    """``province=370000``: rows of all places of these provinces, whatever their level."""

    def check(self, name: str, values: list[Any]) -> tuple[list[Any], list[Wrong]]:
        values, wrong = super().check(name, values)
        told = "not a province: the code of one ends in 0000"
        return values, wrong or [
            Wrong(name, one, told, nearest=f"{one[:2]}0000") for one in values if not one.endswith("0000")
        ]

    def narrow(self, queryset: Any, values: list[Any]) -> Any:
        prefixes = "|".join(sorted({one[:2] for one in values}))
        return queryset.filter(**{f"{self.paths[0]}__regex": f"^({prefixes})"})


class OneIndicator(Related):
    """``indicator=…``: rows of this one."""

    def __init__(self, *paths: str, **kwargs: Any) -> None:
        super().__init__(*paths, **kwargs)
        self.plural = self.commas = False


class RankingFilterSet(CompareFilterSet):
    """Of a ranking: one indicator and one year."""

    indicator = OneIndicator(
        "indicator__slug", **INDICATORS, example="high-tech-firms", description="Slug of the indicator."
    )
    year = Parameter("year", reader=read_whole, example=2025, description="The year.", schema=WHOLE_NUMBERS)
    year__gte = None
    year__lte = None
    district = by_district(orders=False)
    city = by_city("district__code", "district__parent__code")
    province = InProvince(
        "district__code", **DISTRICTS, example="120000", description="Codes of provinces: all places in them."
    )
    level = Footing(
        reader=read_word(DivisionLevel),
        example="county",
        description=f"The level of the places to rank; default: that of the most. {labels(DivisionLevel)}",
        schema={"$ref": "#/components/schemas/DivisionLevel"},
    )


class RankedSerializer(CellSerializer):
    """A district that states the indicator for the year: its rank, or why it has none."""

    rank = Whole("Its rank, from 1; equal values share one. Null if it is left out.", allow_null=True, example=1)
    indicator = None
    year = None
    others = None

    def get_fields(self) -> dict[str, Any]:
        """The rank first."""
        fields = super().get_fields()
        return {"rank": fields.pop("rank"), **fields}


class RankingCountsSerializer(serializers.Serializer):
    """How many districts."""

    ranked = Whole("With a rank.", example=4)
    left_out = Whole("Left out.", example=0)
    not_stated = Whole("That have a document, and state nothing of the indicator for the year.", example=0)


class RankingSerializer(serializers.Serializer):
    """The districts that state an indicator for a year, by its value."""

    indicator = ComparedIndicatorSerializer(help_text="The indicator, and the time span of its figures.")
    year = Whole("The year.", example=2020)
    level = ChoiceField("Level of the places that are ranked; null if there are none.", DivisionLevel, allow_null=True)
    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=ObservationKind.choices()), help_text="Kinds of the figures."
    )
    order = serializers.ChoiceField(
        choices=["descending", "ascending"],
        help_text="ascending if lower values are better, else descending.",
    )
    counts = RankingCountsSerializer(help_text="How many districts are ranked, left out, or say nothing.")
    results = RankedSerializer(many=True, help_text="The ranked districts.")
    left_out = RankedSerializer(many=True, help_text="The others that state it, with the reason.")


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """What ranking needs of a cell. ``cell`` is whatever it is told by."""

    cell: Any
    district: str
    level: str
    kind: str | None
    value: Any

    @property
    def is_target(self) -> bool:
        return self.kind == ObservationKind.TARGET


@dataclass(frozen=True, slots=True)
class RankedCell:
    """A cell with its rank. ``own``: why it is left out although it has a value."""

    cell: Any
    rank: int | None
    own: Reason | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cell, name)

    @property
    def status(self) -> Any:
        return Comparability.NOT_COMPARABLE if self.own else self.cell.status

    @property
    def reason(self) -> Reason | None:
        return self.own or self.cell.reason


@dataclass(frozen=True, slots=True)
class Ranking:
    level: str | None
    kinds: list[str]
    ranked: list[RankedCell]
    left_out: list[RankedCell]


@dataclass(frozen=True, slots=True)
class KeptColumn:
    """What is kept of one indicator and year: the entries, each with its place for its cell, and what writes those."""

    indicator: ComparedIndicator
    entries: list[RankedEntry]
    source: Kept
    places: dict[int, Place]


_LEVELS = list(DivisionLevel)


def rank(entries: Iterable[RankedEntry], *, direction: str, level: str | None = None) -> Ranking:
    """The entries in order: the highest first, or the lowest where that is better; those that can't be ranked by district."""
    entries = sorted(entries, key=lambda one: one.district)
    valued = [one for one in entries if one.value is not None]
    counts = Counter(one.level for one in valued)
    # of as many, the lowest level
    level = level or max(counts, key=lambda one: (counts[one], _LEVELS.index(DivisionLevel(one))), default=None)
    alike = [one for one in valued if one.level == level]
    targets = all(one.is_target for one in alike)
    kept = [one for one in alike if one.is_target is targets]
    sign = 1 if direction == Direction.LOWER else -1
    kept.sort(key=lambda one: sign * one.value)
    ranks: dict[Any, int] = {}
    for place, one in enumerate(kept, start=1):
        ranks.setdefault(one.value, place)
    places = {one.district for one in kept}
    left_out = [RankedCell(one.cell, None, _reason(one, level)) for one in entries if one.district not in places]
    stated = {one.kind for one in kept}
    kinds = [kind.value for kind in ObservationKind if kind.value in stated]
    return Ranking(level, kinds, [RankedCell(one.cell, ranks[one.value]) for one in kept], left_out)


def _reason(one: RankedEntry, level: str | None) -> Reason | None:
    if one.value is None:
        return None
    return Reason.OTHER_KIND if one.level == level else Reason.OTHER_LEVEL


class RankedColumn(StrictView):
    """How a view comes to the entries of one indicator and year, for its request."""

    @staticmethod
    def one(request: Request, name: str) -> str:
        """The value of a parameter that is required."""
        values = RankingFilterSet.read(request.query_params)
        if name not in values:
            example = RankingFilterSet.base_filters[name].example
            raise BadParameters(Wrong(name, "", f"required, for example {name}={example}"))
        return str(values[name][0])

    def kept(self, request: Request, slug: str, year: int) -> KeptColumn | None:
        """The entries as they are kept; None where they are not, or where only some of the statements are asked for."""
        if not NARROWING.isdisjoint(name.removesuffix("__in") for name in request.query_params):
            return None
        kept = Kept(
            AskedGrid(
                indicators=[slug],
                districts=self._districts(request),
                cities=grid_of(RankingFilterSet.read(request.query_params)).cities,
                years=[year],
                first=None,
                last=None,
                pinned=self.revision if self.pinned else None,
            )
        )
        try:
            found = kept.cells(most=MOST_ROWS)
        except TooMany:
            raise self.too_many(slug) from None
        if found is None:
            return None
        basis = common_bases(found, kept.indicators(), self._span(request))
        places = on_bases(found, basis)
        columns = ("pk", "district_id", "district__level", "statement__kind", "value")
        rows = KeptCell.objects.filter(pk__in=list(places)).order_by().values_list(*columns)
        entries = [RankedEntry(places[pk], *rest) for pk, *rest in rows]
        return KeptColumn(ComparedIndicator(Indicator.objects.get(slug=slug), basis[slug]), entries, kept, places)

    def _districts(self, request: Request) -> list[str] | None:
        """The codes of the districts that are asked for, by themselves or by their provinces; None where none are."""
        given = RankingFilterSet.read(request.query_params)
        names = [name for name in ("district", "district__in", "province", "province__in") if name in given]
        if not names:
            return None
        districts: Any = District.objects.all()
        for name in names:
            prefixes = [one[:2] if name.startswith("province") else one for one in given[name]]
            districts = districts.filter(code__regex=f"^({'|'.join(prefixes)})")
        return list(districts.values_list("code", flat=True))

    def compared(self, request: Request, slug: str, year: int) -> tuple[ComparedIndicator, list[RankedEntry]]:
        observations: Any = Observation.objects.all()
        grid, narrowed = RankingFilterSet(request.query_params, observations.served()).asked()
        rows = list(narrowed.order_by("key")[: MOST_ROWS + 1])
        if len(rows) > MOST_ROWS:
            raise self.too_many(slug)
        districts = sorted({row.district for row in rows}, key=lambda one: one.code)
        compared = compare_rows(
            rows, indicators=grid.found_indicators(), districts=districts, years=[year], span=self._span(request)
        )
        return compared.indicators[0], [
            RankedEntry(cell, cell.district.pk, cell.district.level, cell.kind, cell.value) for cell in compared.cells
        ]

    def silent(self, request: Request, level: str | None, entries: Sequence[RankedEntry]) -> int:
        """How many places of the level have a document, and state nothing of the indicator for the year."""
        given = RankingFilterSet.read(request.query_params)
        documents: Any = Document.objects.all()
        for name in ("district", "district__in", "city", "city__in", "province", "province__in"):
            if name in given:
                documents = RankingFilterSet.base_filters[name].narrow(documents, given[name])
        if level is not None:
            documents = documents.filter(district__level=level)
        there = set(documents.order_by().values_list("district_id", flat=True).distinct())
        return len(there - {one.district for one in entries})

    @staticmethod
    def _span(request: Request) -> Span | None:
        span = request.query_params.get("span")
        return Span(span) if span else None

    @staticmethod
    def too_many(slug: str) -> BadParameters:
        told = (
            f"more than {MOST_ROWS:,} statements would have to be compared: request fewer places, by city or province"
        )
        return BadParameters(Wrong("indicator", slug, told))


class RankingView(RankedColumn, GridView):
    """Districts in the order of an indicator."""

    filterset_class = RankingFilterSet
    cell = RankedSerializer
    whole = RankingSerializer

    @extend_schema(
        operation_id="ranking",
        summary="Ranking of districts",
        parameters=described(
            RankingFilterSet,
            RankedSerializer,
            ["json", *(form.format for form in FORMS)],
            required=("indicator", "year"),
        ),
        responses={(200, "application/json"): RankingSerializer, **FILES},
    )
    def get(self, request: Request) -> Any:
        """The districts that state an indicator for a year, in the order of its value in the indicator's unit, each with its statement and its evidence; those
        that are left out, with the reason; and how many say nothing.

        What can be compared is decided as in `compare/`. Results are ranked, or targets where there are no results; of places the level that the most have."""
        slug, year = self.one(request, "indicator"), int(self.one(request, "year"))
        form = getattr(request, "accepted_renderer", None)
        file_options.configure(request, form)
        row = Selection(request, self.cell).pruned()
        kept = None if isinstance(form, Form) else self.kept(request, slug, year)
        compared, entries = (kept.indicator, kept.entries) if kept else self.compared(request, slug, year)
        ranking = rank(entries, direction=compared.indicator.direction, level=single(request, "level"))
        if isinstance(form, Form):
            return self.answer(request, {"cells": [*ranking.ranked, *ranking.left_out]})
        head = {
            "indicator": ComparedIndicatorSerializer(compared).data,
            "year": year,
            "level": ranking.level,
            "kinds": ranking.kinds,
            "order": "ascending" if compared.indicator.direction == Direction.LOWER else "descending",
            "counts": {
                "ranked": len(ranking.ranked),
                "left_out": len(ranking.left_out),
                "not_stated": self.silent(request, ranking.level, entries),
            },
        }
        written = _written(ranking, row, request, kept) if kept else _represented(ranking, row)
        results, left_out = (b",".join(part) for part in written)
        body = b"".join((orjson.dumps(head)[:-1], b',"results":[', results, b'],"left_out":[', left_out, b"]}"))
        return HttpResponse(body, content_type="application/json")


def _written(ranking: Ranking, row: Any, request: Request, kept: KeptColumn) -> Iterator[list[bytes]]:
    """The rows of what is kept, which PostgreSQL writes but for the rank."""
    shows_rank = row.fields.pop("rank", None) is not None
    asked = ("ranking", *(tuple(request.query_params.getlist(name)) for name in selection.ASKED))
    written = kept.source.write(kept.places, row, asked) if row.fields else {}
    language = single(request, "labels")
    for part in (ranking.ranked, ranking.left_out):
        yield [_with_rank(one, written.get(one.cell, b"{}"), language, shows_rank=shows_rank) for one in part]


def _with_rank(one: RankedCell, written: bytes, language: str | None, *, shows_rank: bool) -> bytes:
    if one.own:
        fields = orjson.loads(written)
        own = {"status": one.status, "reason": one.own, "reason_zh": one.own.zh, "reason_en": one.own.en}
        if language:
            own |= {f"{name}{LABEL}": getattr(own[name], language) for name in ("status", "reason")}
        written = orjson.dumps(fields | {name: value for name, value in own.items() if name in fields})
    if not shows_rank:
        return written
    rank = b"null" if one.rank is None else str(one.rank).encode()
    return b"".join((b'{"rank":', rank, b"," if written != b"{}" else b"", written[1:]))


def _represented(ranking: Ranking, row: Any) -> Iterator[list[bytes]]:
    """The rows of what was compared for this request."""
    represent = plain(row)
    for part in (ranking.ranked, ranking.left_out):
        yield [orjson.dumps(represent(one)) for one in part]
