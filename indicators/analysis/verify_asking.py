"""What `verify/` is sent: the members of a body, read and checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework.exceptions import ParseError

from districts.models import District, Document
from districts.parameters import districts_meant
from history.revisions import NEWEST_NUMBER
from indicators.analysis.verify_serializers import FIRST_YEAR, LAST_YEAR, LONGEST, VerifyRequestSerializer
from rest.fast.names import NAMES, Nearby
from rest.fast.shapes import CompiledStatement
from rest.http.problems import BadParameters, Wrong, nearest, refuse


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
            wrong.append(Wrong(name, "" if value is None else _written(value), told))
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
