"""`verify/`: a sentence is sent, and what the documents state of its numbers comes back.

    {"sentence": "2022年河东区国家高新技术企业超过150家。"}
    → supported: 155家 of 2022, in 120102-report-2023, with the quote

Nothing is written. The claims are read by `indicators.claims`, the verdicts found by `indicators.verifying`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

import orjson
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least, Substr
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from districts.filters import districts_meant
from districts.models import District, Document
from history.revisions import NEWEST_NUMBER, State
from indicators.analysis.stating import statement_of
from indicators.analysis.verify_serializers import (
    EXAMPLE,
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST,
    MOST,
    VerificationSerializer,
    VerifyRequestSerializer,
)
from indicators.claims import Claim, dated, read_claims, undated
from indicators.models import Indicator, Observation
from indicators.reading.catalogue import patterns_of
from indicators.serializers import IndicatorNameSerializer, ObservationSerializer
from indicators.verifying import (
    ComparedStatement,
    Held,
    JudgedClaim,
    is_of,
    judge,
    overall,
    same_name,
    telling,
    to_weigh,
)
from rest.fast.names import NAMES, Nearby, revision_read
from rest.fast.plain import plain
from rest.fast.projection import row_as_octets
from rest.fast.remembered import Remembered
from rest.fast.shapes import CompiledStatement, compiled
from rest.fast.slots import Several, Slot, one_of
from rest.http.parsers import StrictJSON
from rest.http.problems import MEDIA_TYPE as PROBLEM
from rest.http.problems import BadParameters, Wrong, nearest, refuse
from rest.selection import expandable
from rest.views import RevisionPassed, StrictView
from text.vocabulary import (
    Comparator,
    Disposition,
    Origin,
    VerdictReason,
)

MOST_CLAIMS = 50
"""Numbers of a sentence that are verified."""
MOST_STATED = 50_000
"""Statements among which those of the numbers are looked for."""
MOST_COMPARED = 3_000
"""Statements that the numbers are compared with, one by one."""
LEAD = 80
"""Characters before a stated number in which its clause begins."""

_STOPS = "，,。;；:：！!?？\n"
_LAST_CLAUSE = re.compile(rf"[^{_STOPS}]*\Z")


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """A body, read. ``district``: the one given, or that of the document given; by its code, as the document by its slug."""

    sentence: str
    district: str | None
    document: str | None
    this_year: int | None
    """What 今年 is, as far as the request says so: a report reviews the year before its own."""
    prepared: bool
    """Whether statements are of the revision in force, so that they can be prepared."""
    saw: Callable[[int | None], None] = lambda _: None
    """Is told which revision a statement saw; None where it gave no row to say so."""

    def fetch(self, statement: CompiledStatement, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement without their last column, which is the revision that it saw."""
        rows = statement.fetch(values, prepared=self.prepared)
        self.saw(rows[0][-1] if rows else None)
        return [row[:-1] for row in rows]


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A district, and what is stored of it."""

    code: str
    name: str
    held: bool
    """Whether it has documents."""
    documents: int
    """How many it has of those that are asked."""
    newest: int | None
    """The year of the newest report among these."""
    stated: int
    """How many numbers these state, to one more than ``MOST_STATED``."""


@dataclass(frozen=True, slots=True)
class StatedDocument:
    """What a statement's document says about it."""

    kind: str
    period_start: int | None
    report_year: int | None
    reading_state: str


@dataclass(frozen=True, slots=True)
class StatedRow:
    """An observation with what it is compared by; ``written`` is the row as JSON, ``lead`` the text before the number."""

    key: str
    written: bytes
    lead: str
    subject: str
    raw: str
    raw_start: int
    start: int
    quote: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    year: int | None
    period_start: int | None
    period_end: int | None
    base_year: int | None
    kind: str | None
    comparator: str
    measure: str
    origin: str
    caveat: str | None
    direction: str | None
    period_label: str | None
    indicator_id: str | None
    document: StatedDocument


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
            _names(slugs, asked, None if self.pinned or revision_read() != self.state else self.state) if slugs else {}
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


def _whole(value: Any) -> int | None:
    """A whole number, as JSON has them: 2023.0 is one, true is none."""
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return int(value) if whole and not isinstance(value, bool) else None


def read_body(data: Any, *, prepared: bool, saw: Callable[[int | None], None]) -> VerifyRequest:
    """The members of a body. Raises ParseError for what is no object, BadParameters for a member that is not right."""
    if not isinstance(data, dict):
        raise ParseError("The body must be a JSON object with a sentence.")
    known = list(VerifyRequestSerializer._declared_fields)  # noqa: SLF001 DRF names it in its own documentation
    if unknown := [name for name in data if name not in known]:
        told = "unknown member"
        # Who leaves the sentence out has put it into another one: text, claim, q.
        lacking = None if "sentence" in data else "sentence"
        refuse(unknown, lambda name: Wrong(name, _written(data[name]), told, known, nearest(name, known) or lacking))
    wrong: list[Wrong] = []
    for name in known:
        value = data.get(name)
        if value is None and name != "sentence":
            continue
        if name == "year":
            data["year"] = year = _whole(value)
            if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
                wrong.append(Wrong(name, _written(value), "must be a year, a whole number such as 2023"))
            continue
        if not isinstance(value, str):
            told = "required, and must be a string" if name == "sentence" else "must be a string"
            wrong.append(Wrong(name, _written(value), told))
        elif not value.strip():
            wrong.append(Wrong(name, value, "there is nothing in it"))
        elif "\x00" in value:
            wrong.append(Wrong(name, "", "must not contain NUL characters"))
    if wrong:
        raise BadParameters(*wrong)
    sentence: str = data["sentence"]
    if len(sentence) > LONGEST:
        message = f"has {len(sentence)} characters, and at most {LONGEST} are read: send it in parts"
        raise BadParameters(Wrong("sentence", sentence, message))
    district, document, report_year = _scope(data.get("district"), data.get("document"), saw)
    return VerifyRequest(sentence, district, document, data.get("year") or report_year, prepared, saw)


def _written(value: Any) -> str:
    """A value as an error repeats it: of a list or an object, which may be large, that it is one."""
    return {list: "[…]", dict: "{…}"}.get(type(value)) or str(value)


def _scope(
    code: str | None, slug: str | None, saw: Callable[[int | None], None]
) -> tuple[str | None, str | None, int | None]:
    """The district and the document, and the year of that if it is a report."""
    if code is not None and NAMES.missing(District, "code", [code]):
        nearby = Nearby(District, "code", ["name", "name_en"], meant=districts_meant)
        near, words = nearby.told(code)
        raise BadParameters(Wrong("district", code, f"there is no such district{words}", nearby.all, near))
    if slug is None:
        return code, None, None
    documents: Any = Document.objects.filter(slug=slug)
    found = documents.values_list("district_id", "district__name", "report_year", NEWEST_NUMBER).first()
    if found is None:
        nearby = Nearby(Document, "slug")
        raise BadParameters(Wrong("document", slug, "there is no such document", nearby.all, nearby.to(slug)))
    district, name, report_year, revision = found
    saw(revision)
    if code is not None and code != district:
        message = f"the document belongs to {district} {name}, not to {code}"
        raise BadParameters(Wrong("document", slug, message))
    return district, slug, report_year


def verify(
    claims: Sequence[Claim], asked: VerifyRequest
) -> tuple[list[JudgedClaim], dict[str, StatedRow], list[ClaimPlace | None], list[int]]:
    """The judged claims, the rows that they were compared with by public id; and of each its district, and how many statements of other years there are
    that were not looked at. At most four statements."""
    codes = {one.code for claim in claims for one in claim.places} | ({asked.district} if asked.district else set())
    known = _places(sorted(codes), asked) if claims else {}
    placed = []
    for claim in claims:
        place, doubt = _place(claim, known, asked)
        claim = replace(claim, doubt=claim.doubt or doubt)  # noqa: PLW2901 the same claim
        placed.append((_dated(claim, asked.this_year or (place.newest if place else None)), place))
    wanted, others = _weighed(placed, _wanted(placed, asked))
    years = sorted({claim.year for claim, _ in placed if claim.year is not None})
    rows = _rows(sorted({key for keys in wanted for key in keys}), years, asked)
    judged = [
        judge(
            claim,
            [_held(rows[key]) for key in keys],
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


def _places(codes: list[str], asked: VerifyRequest) -> dict[str, ClaimPlace]:
    """The districts of these codes that there are."""
    if not codes:
        return {}
    rows = asked.fetch(_select_places(asked.document is not None), [codes, asked.document])
    return {row[0]: ClaimPlace(*row) for row in rows}


@cache
def _select_places(of_one_document: bool) -> CompiledStatement:
    documents = Document.objects.filter(district=OuterRef("pk")).order_by()
    asked = documents.filter(slug=Slot(1)) if of_one_document else documents
    counted = asked.values("district")
    rows = Observation.objects.filter(district=OuterRef("pk"))
    stated = rows.filter(document=Slot(1)) if of_one_document else rows
    return compiled(
        District.objects.filter(one_of("pk", Several(0)))
        .order_by()
        .values_list(
            "code",
            "name",
            Exists(documents),
            Coalesce(Subquery(counted.annotate(count=Count("*")).values("count")), 0),
            Subquery(counted.annotate(newest=Max("report_year")).values("newest")),
            SubqueryCount(stated.order_by()[: MOST_STATED + 1].values("pk")),
            NEWEST_NUMBER,
        )
    )


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
    short = asked.fetch(_select_stated(asked.document is not None), [sorted(places), asked.document, slugs, patterns])
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


class SubqueryCount(Subquery):
    """How many rows a query gives."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS few)"
    output_field = IntegerField()  # pyright: ignore[reportAssignmentType] Django takes a field here


class _LikeAnyOf(Func):
    """``subject LIKE ANY (…)``"""

    template = "%(expressions)s)"
    arg_joiner = " LIKE ANY("
    output_field = BooleanField()  # pyright: ignore[reportAssignmentType] Django takes a field here


class _IsWrittenOtherwise(Func):
    """Whether a text has characters that are written for others (％ for %): no pattern can be held against it."""

    template = "%(expressions)s IS NOT NFKC NORMALIZED"
    output_field = BooleanField()  # pyright: ignore[reportAssignmentType] Django takes a field here


@cache
def _select_stated(of_one_document: bool) -> CompiledStatement:
    """The numbers that documents state of some indicators or under some names."""
    rows = Observation.objects.filter(one_of("district", Several(0)))
    if of_one_document:
        rows = rows.filter(document=Slot(1))
    named = Q(_LikeAnyOf(F("subject"), Several(3))) | Q(_IsWrittenOtherwise(F("subject")))
    some = rows.filter(one_of("indicator", Several(2)) | named).order_by("document_id", "start", "key")
    return compiled(some.values_list("key", "district_id", "indicator_id", "subject", "year", "unit", NEWEST_NUMBER))


def _rows(keys: list[str], years: list[int], asked: VerifyRequest) -> dict[str, StatedRow]:
    if not keys:
        return {}
    found = asked.fetch(_select_rows(), [keys, years])
    return {row[0]: StatedRow(*row[:-4], document=StatedDocument(*row[-4:])) for row in found}  # pyright: ignore[reportCallIssue] its columns in their order


@cache
def _select_rows() -> CompiledStatement:
    """The rows of these ids. A text has to be unpacked for some of it: so that is only read where the quote has no stop before the number, and of the years
    that are asked about, since of other years nothing else is told."""
    serializer = ObservationSerializer()
    for optional in expandable(ObservationSerializer):
        serializer.fields.pop(optional)
    within, whole = F("raw_start") - F("start"), Greatest(F("raw_start") - LEAD, Value(0))
    text = Substr("document__text", whole + 1, F("raw_start") - whole)
    quoted = Substr("quote", Greatest(within - LEAD, Value(0)) + 1, Least(within, Value(LEAD)))
    rows: Any = Observation.objects.filter(one_of("key", Several(0))).alias(quoted=quoted, within=within)
    lead = Case(
        When(origin=Origin.TABLE.value, then=Value("")),
        When(Q(within__gte=LEAD) | Q(quoted__regex=f"[{_STOPS}]"), then=F("quoted")),
        When(Q(year__isnull=True) | one_of("year", Several(1)), then=text),
        default=F("quoted"),
    )
    columns = [field.name for field in fields(StatedRow)][3:-1]
    of_document = [f"document__{field.name}" for field in fields(StatedDocument)]
    said = [*columns, *of_document, NEWEST_NUMBER]
    return compiled(rows.order_by().values_list("key", row_as_octets(serializer), lead, *said))


@cache
def _select_indicators() -> CompiledStatement:
    rows = Indicator.objects.filter(one_of("slug", Several(0))).order_by()
    return compiled(rows.values_list("slug", row_as_octets(IndicatorNameSerializer()), NEWEST_NUMBER))


_REMEMBERED = Remembered(500)
"""The names of indicators as JSON."""


def _names(slugs: Sequence[str], asked: VerifyRequest, state: State | None) -> dict[str, bytes]:
    """The names of some indicators as JSON. ``state`` as for ``Remembered``."""

    def found() -> tuple[dict[str, bytes], int | None]:
        # It raises where it saw another revision.
        return dict(asked.fetch(_select_indicators(), [slugs])), state and state.number

    return _REMEMBERED.get(state, tuple(slugs), found)


@cache
def _as_plain() -> Callable[[Any], dict[str, Any]]:
    return plain(VerificationSerializer(), written=("observation", "indicator"))


def _held(row: StatedRow) -> Held:
    """A row in the form compared with a claim. The clause is of the text, since a quote may begin within it; a cell has
    none."""
    before = row.subject if row.origin == Origin.TABLE else _LAST_CLAUSE.findall(row.lead)[0]
    return Held(statement_of(row, clause=before + row.raw), row.raw, Comparator(row.comparator), row.indicator_id)
