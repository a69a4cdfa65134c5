"""What a form asks for, by code or by name, becomes indicators, places and years: ``choice_of(request, language)``.

What can't be understood is told beside its field, with what may be meant: 和平区 is in 天津市 and in 沈阳市.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from rest_framework.request import Request

from districts.models import District
from indicators.models import Indicator
from planapi.explorer.charts import KINDS
from planapi.explorer.saying import say
from rest.http.problems import nearest
from text.vocabulary import DivisionLevel

INDICATORS, PLACES = 4, 12
"""The most of a comparison: of more, nobody could tell the lines apart."""
_FIRST, _LAST = 1949, 2100
_CODE = re.compile(r"\s*([0-9]{6})(?:\s.*)?", re.DOTALL)
_MEANT = 6
_LONGEST = 120


class Meant(NamedTuple):
    """What may be meant by something that was not understood; ``value`` is what to ask for instead."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with a field, in the language of the page."""

    field: str
    value: str
    message: str
    meant: Sequence[Meant] = ()


@dataclass(slots=True)
class GridChoice:
    """What was chosen, as far as it was understood, and what was not."""

    indicators: list[Indicator] = field(default_factory=list)
    places: list[District] = field(default_factory=list)
    first: int | None = None
    last: int | None = None
    chart: str = KINDS[0]
    wrong: list[Misfit] = field(default_factory=list)

    def query(self, **others: object) -> dict[str, str]:
        """The same as the parameters of an address, each once."""
        given = {
            "indicator": ",".join(one.slug for one in self.indicators),
            "district": ",".join(one.code for one in self.places),
            "year__gte": self.first,
            "year__lte": self.last,
            **others,
        }
        return {name: str(value) for name, value in given.items() if value not in (None, "")}

    def address(self, **others: object) -> str:
        return urlencode(self.query(**others), safe=",")


def given(request: Request, name: str) -> list[str]:
    """The values of a parameter, which may be given several times, and with commas; those that are empty are none."""
    values = (one for raw in request.query_params.getlist(name) for one in re.split("[,，、;；]", raw))
    return list(dict.fromkeys(one for raw in values if (one := " ".join(raw.split())[:_LONGEST].replace("\x00", ""))))


def choice_of(
    request: Request, language: str, *, indicators: int = INDICATORS, charts: Sequence[str] = KINDS
) -> GridChoice:
    """What a request asks for, of at most so many ``indicators``, as one of these ``charts``."""
    choice = GridChoice(chart=charts[0])
    _choose_indicators(given(request, "indicator"), choice, language)
    _choose_places(given(request, "district"), choice, language)
    for name, most, chosen in (("indicator", indicators, choice.indicators), ("district", PLACES, choice.places)):
        if len(chosen) > most:
            choice.wrong.append(Misfit(name, "", say(f"choosing.most_{name}", language, most=most)))
            del chosen[most:]
    choice.first, choice.last = (year_of(request, name, choice.wrong, language) for name in ("year__gte", "year__lte"))
    if choice.first and choice.last and choice.first > choice.last:
        told = say("choosing.backwards", language, first=choice.first, last=choice.last)
        choice.wrong.append(Misfit("year__gte", str(choice.first), told))
    chart = (given(request, "chart") or [charts[0]])[-1]
    if chart not in charts:
        choice.wrong.append(Misfit("chart", chart, say("choosing.chart", language)))
    else:
        choice.chart = chart
    return choice


def year_of(request: Request, name: str, wrong: list[Misfit], language: str) -> int | None:
    """A year; None where none is given."""
    values = given(request, name)
    if not values:
        return None
    if re.fullmatch("[0-9]{4}", values[-1]) and _FIRST <= int(values[-1]) <= _LAST:
        return int(values[-1])
    wrong.append(Misfit(name, values[-1], say("choosing.year", language, first=_FIRST, last=_LAST)))
    return None


def _by_name(known: Iterable[Indicator]) -> dict[str, Indicator]:
    return {name: one for one in known for name in (*one.aliases, one.name_en.casefold(), one.name_zh, one.slug)}


def _like_indicators(value: str, known: Sequence[Indicator], by_name: dict[str, Indicator]) -> Sequence[Indicator]:
    """Those whose names have this in them, else the one whose name is like it."""
    within = [one for one in known if value.casefold() in f"{one.name_zh}\n{one.name_en.casefold()}"]
    near = nearest(value, by_name)
    return within[:_MEANT] or ([by_name[near]] if near else [])


def indicators_called(value: str) -> Sequence[Indicator]:
    """The indicator of this name or slug; where there is none, those that may be meant."""
    known = list(Indicator.objects.all())
    by_name = _by_name(known)
    found = by_name.get(value) or by_name.get(value.casefold())
    return [found] if found else _like_indicators(value, known, by_name)


def _choose_indicators(values: Iterable[str], choice: GridChoice, language: str) -> None:
    values = list(values)
    if not values:
        return
    known = list(Indicator.objects.all())
    by_name = _by_name(known)
    for value in values:
        found = by_name.get(value) or by_name.get(value.casefold())
        if found is None:
            told = say("choosing.no_indicator", language)
            meant = _like_indicators(value, known, by_name)
            choice.wrong.append(
                Misfit("indicator", value, told, [Meant(one.slug, called(one, language)) for one in meant])
            )
        elif found not in choice.indicators:
            choice.indicators.append(found)


def called(thing: Any, language: str) -> str:
    """The name of a place or an indicator."""
    return thing.name_en if language == "en" else getattr(thing, "name_zh", None) or thing.name


def _choose_places(values: Iterable[str], choice: GridChoice, language: str) -> None:
    by_code = {value: found[1] for value in values if (found := _CODE.fullmatch(value))}
    known = {
        one.code: one
        for one in District.objects.select_related("parent__parent").filter(code__in=set(by_code.values()))
    }
    for value in values:
        found = ([known[by_code[value]]] if by_code[value] in known else []) if value in by_code else named(value)
        if len(found) == 1:
            if found[0] not in choice.places:
                choice.places.append(found[0])
            continue
        told = say("choosing.several_places", language) if found else say("choosing.no_place", language)
        meant = found or ([] if value in by_code else _like(value))
        names = [Meant(one.code, f"{one.code} {full_name(one, language)}") for one in meant[:_MEANT]]
        choice.wrong.append(Misfit("district", value, told, names))
    choice.places.sort(key=lambda one: one.code)


def full_name(place: District, language: str) -> str:
    """A place with what it lies in: 天津市河东区."""
    above = [one for one in (place.parent, place.parent and place.parent.parent) if one]
    # 市辖区 and the like stand between a province and its parts, and are no place of their own.
    if language == "en":
        return ", ".join([place.name_en, *(one.name_en for one in above)])
    return "".join(one.name for one in (*reversed(above), place))


def named(value: str) -> list[District]:
    """The places of this name, of which the beginning may be what they lie in: 河东区, 天津市河东区, Hedong District."""
    places = District.objects.select_related("parent__parent")
    plain = value.replace(" ", "")
    ends = {plain[at:] for at in range(len(plain)) if len(plain) - at >= 2}
    found = list(
        places.filter(Q(name__in=ends) | Q(name_en__iexact=value.split(",", maxsplit=1)[0].strip())).order_by("code")
    )
    exact = [one for one in found if value in (one.name, one.name_en) or one.name_en.casefold() == value.casefold()]
    whole = [
        one for one in found if plain == full_name(one, "zh") or value.casefold() == full_name(one, "en").casefold()
    ]
    if whole or exact:
        return whole or exact
    # 天津河东区, 天津市河东区 where the code table has a level between.
    return [one for one in found if plain.removesuffix(one.name) and _lies_in(one, plain.removesuffix(one.name))]


def named_province(value: str) -> District | None:
    """The province of this code or name; None where there is none."""
    if found := _CODE.fullmatch(value):
        return District.objects.filter(code=found[1], level=DivisionLevel.PROVINCE.value).first()
    return next((one for one in named(value) if one.level == DivisionLevel.PROVINCE.value), None)


def _lies_in(place: District, name: str) -> bool:
    above = [one for one in (place.parent, place.parent and place.parent.parent) if one]
    return any(one.name.startswith(name) or name.endswith(one.name) for one in above)


def _like(value: str) -> list[District]:
    places = District.objects.select_related("parent__parent")
    return list(places.filter(Q(name__contains=value) | Q(name_en__icontains=value)).order_by("code")[:_MEANT])
