"""`verify/`: a sentence is sent, and what the documents state of its numbers comes back.

    {"sentence": "2022年河东区国家高新技术企业超过150家。"}
    → supported: 155家 of 2022, in 120102-report-2023, with the quote

Nothing is written. The claims are read by `indicators.claims`, the verdicts found by `indicators.verifying`.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Any

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from indicators.analysis.verify_asking import VerifyRequest, read_body
from indicators.analysis.verify_rows import (
    MOST_STATED,
    ClaimPlace,
    StatedRow,
    fetch_names,
    fetch_places,
    fetch_rows,
    fetch_stated,
    held_of,
)
from indicators.analysis.verify_serializers import EXAMPLE, MOST, VerificationSerializer, VerifyRequestSerializer
from indicators.claims import Claim, dated, read_claims, undated
from indicators.reading.catalogue import patterns_of
from indicators.verifying import ComparedStatement, JudgedClaim, is_of, judge, overall, same_name, telling, to_weigh
from rest.fast.names import revision_read
from rest.fast.plain import plain
from rest.http.parsers import StrictJSON
from rest.http.problems import MEDIA_TYPE as PROBLEM
from rest.http.problems import BadParameters, Wrong
from rest.views import RevisionPassed, StrictView
from text.vocabulary import Disposition, VerdictReason

MOST_CLAIMS = 50
"""Numbers of a sentence that are verified."""
MOST_COMPARED = 3_000
"""Statements that the numbers are compared with, one by one."""


class VerifyView(StrictView):
    """Send a sentence; get, for each number in it, the stated values that support or contradict it, with quotes.
    Nothing is guessed: what can't be determined from the sentence is `not_checkable`, and what the documents do not
    state is `not_stated`, each with a reason. The sentence is not stored."""

    http_method_names = ["post", "options"]  # noqa: RUF012 a list, as in Django
    posts_read = True
    parser_classes = [StrictJSON]  # noqa: RUF012 a list, as in DRF

    @extend_schema(
        operation_id="verify",
        summary="Verify a sentence",
        request=VerifyRequestSerializer,
        responses={
            200: VerificationSerializer,
            (413, PROBLEM): OpenApiResponse({"$ref": "#/components/schemas/Problem"}, "The body is too large."),
            (415, PROBLEM): OpenApiResponse(
                {"$ref": "#/components/schemas/Problem"}, "The Content-Type of the body is not JSON."
            ),
        },
        examples=[OpenApiExample("河东区", EXAMPLE, request_only=True)],
    )
    def post(self, request: Request) -> HttpResponse:
        try:
            written = self.verified(request.data)
        except RevisionPassed:
            self.begin_snapshot()
            written = self.verified(request.data)
        return HttpResponse(written, content_type="application/json")

    def needs_snapshot(self) -> bool:
        """Not as a rule: each statement says which revision it saw."""
        return False

    def verified(self, data: Any) -> bytes:
        """The answer to a body. Raises RevisionPassed where its statements saw another revision than it is to name."""
        asked = read_body(data, prepared=not self.pinned, saw=self.refuse_another_revision)
        reading = read_claims(asked.sentence, place=asked.district)
        if len(reading.claims) > MOST_CLAIMS:
            message = f"has {len(reading.claims)} numbers, and at most {MOST_CLAIMS} are verified: send it in parts"
            raise BadParameters(Wrong("sentence", asked.sentence, message))
        judged, rows, places, others = verify(reading.claims, asked)
        ranks = reading.compares or any(one.disposition is Disposition.ORDINAL for one in reading.ignored)
        verdict, reason = overall(judged, ranks=ranks)
        slugs = sorted({one.claim.slug for one in judged if one.claim.slug})
        names = (
            fetch_names(slugs, asked, None if self.pinned or revision_read() != self.state else self.state)
            if slugs
            else {}
        )
        answer = {
            "revision": self.revision,
            "sentence": asked.sentence,
            "verdict": verdict,
            "reason": reason,
            "claims": [
                self._shown(one, place, rows, names, left)
                for one, place, left in zip(judged, places, others, strict=True)
            ],
            "ignored": reading.ignored,
        }
        return orjson.dumps(_as_plain()(answer))

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What can be done here: ask."""
        return Response(status=204, headers={"Allow": "POST, OPTIONS", "Accept-Post": StrictJSON.media_type})

    @cached_property
    def _pages(self) -> str:
        """What the addresses of the evidence pages begin with: Django takes its time to find an address, and there are dozens."""
        one = reverse("evidence-page", kwargs={"resource": "observations", "id": "x"}, request=self.request)
        return one.removesuffix("x/")

    def _shown(
        self,
        judged: JudgedClaim,
        place: ClaimPlace | None,
        rows: dict[str, StatedRow],
        names: dict[str, bytes],
        others: int,
    ) -> dict[str, Any]:
        shown = telling(judged.compared, MOST)
        return {
            "claim": judged.claim,
            "district": place,
            "indicator": names.get(judged.claim.slug or ""),
            "verdict": judged.verdict,
            "reason": judged.reason,
            "statements": [self._stated(one, rows[one.id]) for one in shown],
            "left_out": others + len(judged.compared) - len(shown),
        }

    def _stated(self, compared: ComparedStatement, row: StatedRow) -> dict[str, Any]:
        return {
            "stance": compared.stance,
            "reason": compared.reason,
            "differences": compared.differences,
            "value": compared.value,
            "value_max": compared.value_max,
            "unit": compared.unit,
            "evidence_page": f"{self._pages}{row.key}/?revision={self.revision}",
            "observation": row.written,
        }


def verify(
    claims: Sequence[Claim], asked: VerifyRequest
) -> tuple[list[JudgedClaim], dict[str, StatedRow], list[ClaimPlace | None], list[int]]:
    """The judged claims, the rows that they were compared with by public id; and of each its district, and how many statements of other years there are
    that were not looked at. At most four statements."""
    codes = {one.code for claim in claims for one in claim.places} | ({asked.district} if asked.district else set())
    known = fetch_places(sorted(codes), asked) if claims else {}
    placed = []
    for claim in claims:
        place, doubt = _place(claim, known, asked)
        claim = replace(claim, doubt=claim.doubt or doubt)  # noqa: PLW2901 the same claim
        placed.append((_dated(claim, asked.this_year or (place.newest if place else None)), place))
    wanted, others = _weighed(placed, _wanted(placed, asked))
    years = sorted({claim.year for claim, _ in placed if claim.year is not None})
    rows = fetch_rows(sorted({key for keys in wanted for key in keys}), years, asked)
    judged = [
        judge(
            claim,
            [held_of(rows[key]) for key in keys],
            documents=place.documents if place else 0,
            assumed=claim.relative_to is not None and asked.this_year is None,
        )
        for (claim, place), keys in zip(placed, wanted, strict=True)
    ]
    return judged, rows, [place for _, place in placed], others


def _weighed(
    placed: Sequence[tuple[Claim, ClaimPlace | None]], wanted: Sequence[Sequence[tuple[str, int | None]]]
) -> tuple[list[list[str]], list[int]]:
    """Of the rows that may state a claim, by id and year, those that are compared with it; and how many others there are."""
    weighed = [
        [rows[number][0] for number in to_weigh(claim, [year for _, year in rows], MOST)]
        for (claim, _), rows in zip(placed, wanted, strict=True)
    ]
    return weighed, [len(rows) - len(own) for rows, own in zip(wanted, weighed, strict=True)]


def _dated(claim: Claim, this_year: int | None) -> Claim:
    """A claim of 去年 with its year, or with the reason why that is not known."""
    if not claim.relative:
        return claim
    return undated(claim) if this_year is None else dated(claim, this_year)


def _place(
    claim: Claim, known: dict[str, ClaimPlace], asked: VerifyRequest
) -> tuple[ClaimPlace | None, VerdictReason | None]:
    own = known.get(asked.district or "")
    if not claim.places:
        return own, None if own else VerdictReason.NO_DISTRICT
    # Of several places with one name, take the one with stored documents, if there is only one: 和平区 of 天津, not of 沈阳.
    ones = [known[one.code] for one in claim.places if one.code in known]
    held = [one for one in ones if one.held] or ones
    if own is not None:
        if own in ones:
            return own, None
        return (held[0] if len(held) == 1 else None), VerdictReason.OTHER_DISTRICT
    if len(held) > 1:
        return None, VerdictReason.AMBIGUOUS_DISTRICT
    return (held[0], None) if held else (None, VerdictReason.NO_DOCUMENT)


def _wanted(
    placed: Sequence[tuple[Claim, ClaimPlace | None]], asked: VerifyRequest
) -> list[list[tuple[str, int | None]]]:
    """By claim, the public ids of the rows that may state it, with their years. One statement for all."""
    sought = [(claim, place) for claim, place in placed if place and claim.doubt is None]
    if not sought:
        return [[] for _ in placed]
    places = {place.code: place for _, place in sought}
    if sum(place.stated for place in places.values()) > MOST_STATED:
        message = (
            f"the documents of its places state more than {MOST_STATED:,} numbers: name fewer places, or a document"
        )
        raise BadParameters(Wrong("sentence", asked.sentence, message))
    slugs = sorted({claim.slug for claim, _ in sought if claim.slug})
    patterns = sorted({pattern for claim, _ in sought if claim.subject for pattern in patterns_of(claim.subject)})
    short = fetch_stated(sorted(places), slugs, patterns, asked)
    by_slug: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(short):
        if row[2] is not None:
            by_slug[row[1], row[2]].append(number)
        by_name[row[1], same_name(row[3])].append(number)
    wanted: list[list[tuple[str, int | None]]] = []
    for claim, place in placed:
        numbers: set[int] = set()
        if place and claim.doubt is None:
            numbers.update(by_slug.get((place.code, claim.slug or ""), ()))
            numbers.update(by_name.get((place.code, same_name(claim.subject)), ()))
        rest = (
            (key, slug, subject, year, unit)
            for key, _, slug, subject, year, unit in map(short.__getitem__, sorted(numbers))
        )
        wanted.append(
            [
                (key, year)
                for key, slug, subject, year, unit in rest
                if is_of(claim, slug=slug, subject=subject, year=year, unit=unit)
            ]
        )
    if sum(map(len, wanted)) > MOST_COMPARED:
        message = (
            f"more than {MOST_COMPARED:,} statements would have to be compared: send fewer numbers, or name a document"
        )
        raise BadParameters(Wrong("sentence", asked.sentence, message))
    return wanted


@cache
def _as_plain() -> Callable[[Any], dict[str, Any]]:
    return plain(VerificationSerializer(), written=("observation", "indicator"))
