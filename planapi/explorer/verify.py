"""A paragraph of a press release with each of its numbers coloured by what the documents say of it: the answer of `verify/`, to read.

A form sends the text by POST, so that it is in no address and in no log; where it is short, the answer links the address that asks the same by GET.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import orjson
from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr
from django.urls import reverse
from rest_framework.parsers import FormParser
from rest_framework.request import Request
from rest_framework.response import Response

from districts.models import District, Document
from districts.parameters import districts_meant
from indicators.analysis.verify import MOST_CLAIMS, VerifyView
from indicators.analysis.verify_serializers import LONGEST
from indicators.models import Indicator, Observation
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.refusals import told_in
from planapi.explorer.saying import say
from planapi.explorer.written import figure_in
from rest.http.problems import BadParameters, shortened
from text.sources.surroundings import surroundings
from text.vocabulary import Movement, Stance, Verdict

FIELDS = ("text", "district", "document", "year")
LONGEST_ADDRESS = 2_000
"""Octets of an address that every browser, mail program and proxy takes."""
SHOWN = 3
"""Statements that are shown of a claim; the API has the rest."""
AROUND = 300
"""Characters on each side of a number among which its sentence is looked for."""
SIGNS = {
    Verdict.SUPPORTED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.PARTLY_SUPPORTED: "≈",
    Verdict.NOT_STATED: "—",
    Verdict.NOT_CHECKABLE: "?",
}
"""What stands beside a number, so that no verdict is told by colour alone."""


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of the text: plain, or a number with what is said of it."""

    text: str
    look: str = ""
    sign: str = ""
    number: int | None = None
    """Which of the claims it is, from 1; None of what is none."""
    told: str = ""
    stated: str = ""
    """The value that the documents state, where it is another."""


@dataclass(frozen=True, slots=True)
class StatedSentence:
    """The sentence of a document in which a statement stands, cut at its number."""

    slug: str
    title: str
    before: str
    raw: str
    after: str


class VerifyPage(ExplorerPage, VerifyView):  # pyright: ignore[reportIncompatibleMethodOverride] the page is what is got
    """Check a paragraph."""

    name = "verify"
    http_method_names = ["get", "head", "post", "options"]  # noqa: RUF012 lists, as in Django and DRF
    parser_classes = [FormParser]  # noqa: RUF012

    def parameters(self) -> tuple[str, ...]:
        return FIELDS

    def needs_snapshot(self) -> bool:
        return True  # the page says besides what else is of the revision

    def post(self, request: Request, language: str) -> Response:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self.get(request, language)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What can be done here: read, and send the form."""
        return Response(status=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        sent: Any = request.data if request.method == "POST" else request.query_params
        given = {name: str(sent.get(name, "")).strip() for name in FIELDS}
        page = {
            "given": given,
            "limits": {"chars": LONGEST, "numbers": MOST_CLAIMS},
            "places": [],
            "document_asked": Document.objects.filter(slug=given["document"]).only("title", "slug").first()
            if given["document"] and "\x00" not in given["document"]
            else None,
            "address": reverse("verify"),
        }
        # A browser sends a line's end as two characters.
        given["text"] = text = given["text"].replace("\r\n", "\n")
        if not text:
            return page
        if len(text) > LONGEST:
            return page | {"status": 400, "refused": say("verify.too_long", language, count=len(text), most=LONGEST)}
        code, several = _place_of(given["district"])
        if several:
            return page | {"places": several}
        try:
            found = orjson.loads(self.verified(_body(text, code, given)))
        except BadParameters as error:
            return page | {"status": 400, "errors": _refused(error, language)}
        return page | self._shown_of(found, given, language)

    def _shown_of(self, found: Mapping[str, Any], given: Mapping[str, str], language: str) -> dict[str, Any]:
        shown = [one["observation"] for claim in found["claims"] for one in claim["statements"][:SHOWN]]
        sentences = _sentences([row["id"] for row in shown])
        query = urlencode({**{name: value for name, value in given.items() if value}, "revision": self.revision})
        address = f"{reverse(f'verify-{language}')}?{query}"
        short = len(self.request.build_absolute_uri(address)) <= LONGEST_ADDRESS
        other = reverse(f"verify-{'en' if language == 'zh' else 'zh'}")
        return {
            "found": found,
            "pieces": list(pieces(found, language)),
            "claims": [_claim(one, sentences, language) for one in _named(found["claims"], language)],
            "permanent": address if short else None,
            "link": address if short else None,
            "other_address": f"{other}?{query}" if short else other,
            "looks": [(one.value, SIGNS[one], say(f"verify.{one.value}", language)) for one in Verdict],
        }


def _place_of(name: str) -> tuple[str | None, list[tuple[str, str]]]:
    """The code of a place by its name or code; or, of a name that several have, those places of which something is held, or else all."""
    if not name or "\x00" in name or name.isascii():
        return name or None, []
    meant = districts_meant(shortened(name))
    held = set(Document.objects.filter(district__in=[code for code, _ in meant]).values_list("district", flat=True))
    there = [one for one in meant if one[0] in held] or meant
    if len(there) == 1:
        return there[0][0], []
    if not there:
        return (District.objects.filter(name=name).values_list("code", flat=True).first() or name), []
    return None, there


def _refused(error: BadParameters, language: str) -> list[dict[str, Any]]:
    """What is wrong, by what stands in the fields of the form, and not by their names. The text is not said again."""
    errors = told_in(error.members(), language)["errors"]
    return [one | {"parameter": "", "value": one["value"] if one["parameter"] != "sentence" else ""} for one in errors]


def _body(text: str, code: str | None, given: Mapping[str, str]) -> dict[str, Any]:
    """What `verify/` is asked."""
    year: Any = given["year"] or None
    if year is not None and year.isascii() and year.isdecimal() and len(year) < 6:
        year = int(year)
    asked = {"sentence": text, "district": code, "document": given["document"] or None, "year": year}
    return {name: value for name, value in asked.items() if value is not None}


def pieces(found: Mapping[str, Any], language: str) -> Iterator[ShownPiece]:
    """The text, cut where its numbers stand."""
    text, at = found["sentence"], 0
    marked = [(one["start"], one["end"], number, one) for number, one in enumerate(found["claims"], 1)]
    marked += [(one["start"], one["end"], None, one) for one in found["ignored"]]
    for start, end, number, one in sorted(marked, key=lambda each: each[:2]):
        if start < at:
            continue  # within a number that is marked already
        yield ShownPiece(text[at:start])
        if number is None:
            yield ShownPiece(text[start:end], "ignored", told=say("verify.ignored", language))
        else:
            verdict = Verdict(one["verdict"])
            stated = _stated_instead(one, language) if verdict is Verdict.CONTRADICTED else ""
            told = say(f"verify.{verdict.value}", language)
            yield ShownPiece(text[start:end], verdict.value, SIGNS[verdict], number, told, stated)
        at = end
    yield ShownPiece(text[at:])


_FALL = "降低"


def _stated_instead(claim: Mapping[str, Any], language: str) -> str:
    """The value that contradicts a claim, as it is printed; where one of the two is a fall, with the word for what it is."""
    against = [one for one in claim["statements"] if one["stance"] == Stance.CONTRADICTS.value]
    if not against:
        return ""
    stated = SimpleNamespace(**against[0]["observation"])
    turned = (claim["direction"], stated.direction) == (Movement.FALL, Movement.RISE)
    return figure_in(stated, language, beside=_FALL if turned else None)


def _sentences(keys: Sequence[str]) -> dict[str, StatedSentence]:
    """The sentences that rows stand in, by their ids. One statement."""
    rows = Observation.objects.filter(key__in=keys).order_by()
    begins = Greatest(F("raw_start") - AROUND, Value(0))
    window = Substr("document__text", begins + 1, F("raw_end") - F("raw_start") + 2 * AROUND)
    found = {}
    for key, start, end, slug, title, text in rows.values_list(
        "key", "raw_start", "raw_end", "document_id", "document__title", window
    ):
        origin = max(start - AROUND, 0)
        first, last = surroundings(text, start - origin, end - origin).sentence
        before, after = text[first : start - origin], text[end - origin : last]
        found[key] = StatedSentence(slug, title, before.lstrip(), text[start - origin : end - origin], after.rstrip())
    return found


def _named(claims: Sequence[Mapping[str, Any]], language: str) -> list[dict[str, Any]]:
    """The claims with the names of their places and indicators in the language of the page."""
    kinds: tuple[tuple[str, str, Any], ...] = (("district", "code", District), ("indicator", "slug", Indicator))
    named = [dict(one) for one in claims]
    for name, key, model in kinds if language == "en" else ():
        asked = {one[name][key] for one in claims if one[name]}
        english = dict(model.objects.filter(**{f"{key}__in": asked}).values_list(key, "name_en")) if asked else {}
        for one in named:
            if one[name]:
                one[name] = one[name] | {"name": english.get(one[name][key], one[name]["name"])}
    return named


def _claim(claim: Mapping[str, Any], sentences: Mapping[str, StatedSentence], language: str) -> dict[str, Any]:
    """A claim with what is shown of its statements."""
    verdict = Verdict(claim["verdict"])
    shown = claim["statements"][:SHOWN]
    return {
        **claim,
        "sign": SIGNS[verdict],
        "told": say(f"verify.{verdict.value}", language),
        "why": claim[f"reason_{language}"],
        "printed": figure_in(SimpleNamespace(**claim), language),
        "stated": _stated_instead(claim, language) if verdict is Verdict.CONTRADICTED else "",
        "shown": [_statement(one, sentences[one["observation"]["id"]], language) for one in shown],
        "more": claim["left_out"] + len(claim["statements"]) - len(shown),
    }


def _statement(one: Mapping[str, Any], sentence: StatedSentence, language: str) -> dict[str, Any]:
    row, stance = one["observation"], Stance(one["stance"])
    return {
        "id": row["id"],
        "sentence": sentence,
        "stance": stance.value,
        "said": stance.zh if language == "zh" else stance.en,
        "why": one[f"reason_{language}"],
        "year": row["year"],
    }
