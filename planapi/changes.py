"""What differs between two revisions, row by row: ``changes/?since=11`` is what is in force now and was not, or was otherwise, in revision 11.

Three kinds: ``added`` (with the row as it is), ``removed`` (as it was) and ``changed`` (both, and the names of the columns that differ). A row that was
changed and changed back, or added and removed again, is none. The content of a row in a revision comes from its table
and its past (``history``); the rows themselves come from the resources' own serializers, so that a change says
exactly what the resource said and says.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from django.db.models import CharField, F, Max, Value
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from districts.parameters import by_district, by_document
from history.between import Between, Candidate, tables_between
from history.models import Revision
from history.revisions import as_of, newest, reasons_of, state_of
from planapi.resources import DATA
from rest.cursors import as_text, as_whole, read_cursor, write_cursor
from rest.fast.projection import row_as_octets
from rest.fast.shapes import CompiledStatement, compiled
from rest.fast.slots import Several, one_of
from rest.fields import ChoiceField, Json, Text, Texts, Whole
from rest.filters import WHOLE_NUMBERS, Parameter, Rows, Unreadable, labels, read_moment, read_word
from rest.http.addresses import page_at
from rest.http.problems import BadParameters, Wrong, nearest
from rest.pagination import mark_of
from rest.selection import expandable
from rest.views import StrictView, is_revision
from text.vocabulary import ChangeKind

DEFAULT_SIZE, MAX_SIZE = 100, 1000

MODELS = {name: view.queryset.model for name, view in DATA.items()}
# The catalogue and the divisions are of no document.
OF_DOCUMENTS = [name for name in DATA if name not in ("districts", "indicators")]


def read_since(raw: str) -> int | datetime.datetime:
    """The number of a revision, or a time: midnight, where it is a day."""
    if raw == "0" or is_revision(raw):
        return int(raw)
    try:
        return read_moment(raw)
    except Unreadable:
        told = "must be the number of a revision, 0 for the state before the first, or a day or time such as 2026-01-31 or 2026-01-31T09:30:00+08:00"
        raise Unreadable(told) from None


def in_force_at(moment: datetime.datetime) -> int:
    """The number of the last revision made before a time; 0 before the first."""
    return Revision.objects.filter(made_at__lt=moment).aggregate(last=Max("number"))["last"] or 0


def read_resource(raw: str) -> str:
    if raw not in DATA:
        raise Unreadable("there is no such resource", allowed=list(DATA), meant=nearest(raw, DATA))
    return raw


def read_size(raw: str) -> int:
    if not (raw.isascii() and raw.isdecimal() and len(raw) < 6 and 1 <= int(raw) <= MAX_SIZE):
        raise Unreadable(f"must be a whole number from 1 to {MAX_SIZE}")
    return int(raw)


class ChangeParameters(Rows):
    """What changes can be asked by."""

    since = Parameter(
        reader=read_since,
        schema={
            "anyOf": [WHOLE_NUMBERS, {"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]
        },
        example=11,
        description="The revision to compare with; 0 for the state before the first. A day or a time stands for the last revision made before it. Required.",
    )
    resource = Parameter(
        reader=read_resource,
        plural=True,
        commas=True,
        example="parks",
        schema={"type": "string", "enum": list(DATA)},
        description="Resources to compare.",
    )
    change = Parameter(
        reader=read_word(ChangeKind),
        plural=True,
        commas=True,
        example="removed",
        schema={"$ref": "#/components/schemas/ChangeKind"},
        description=f"Kinds of changes. {labels(ChangeKind)}",
    )
    district = by_district(orders=False)
    document = by_document()
    page_size = Parameter(
        reader=read_size,
        example=100,
        schema={"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
        description="Number of changes on a page.",
    )
    cursor = Parameter(description="Where the page begins: a cursor copied from next of another page of the same list.")


_ROW: dict[str, Any] = {"type": ["object", "null"], "additionalProperties": True}


class ChangeSerializer(serializers.Serializer):
    """One row that differs."""

    resource = Text("Resource of the row.", example="parks")
    id = Text("Its public id, slug or code.", example="120110-plan-2021-k598")
    change = ChoiceField("Kind of change.", ChangeKind, example="changed")
    document = Text(
        "Slug of its document; null for an indicator or a district.", allow_null=True, example="120110-plan-2021"
    )
    fields = Texts("Dotted names of the columns that differ; empty for added and removed rows.", example=["level"])  # pyright: ignore[reportAssignmentType] a field of that name is no clash with DRF's attribute
    reason = Text(
        "Why an editor made the change, for example withdrew the document; null if a file was read.",
        allow_null=True,
        example=None,
    )
    before = Json("The row before; null if it was added.", schema=_ROW, allow_null=True, example=None)
    after = Json("The row after; null if it was removed.", schema=_ROW, allow_null=True, example=None)


class ChangesSerializer(serializers.Serializer):
    """A page of changes, sorted by resource and then by the revision of the change."""

    since = Whole("The earlier revision.", example=11)
    revision = Whole("The later revision.", example=12)
    next = Text("Address of the next page; null on the last.", allow_null=True, example=None)
    results = ChangeSerializer(
        many=True, help_text="The changes. Any page, not only the last one, can have fewer than page_size, or none."
    )


Place = tuple[str, int, int | str]
"""Where a page ends: a resource, and the place of a row in it."""


@dataclass(frozen=True, slots=True)
class ChangesRequest:
    """A question for changes, read."""

    since: int
    until: int
    resources: Sequence[str]
    kinds: frozenset[str]
    districts: Sequence[str]
    documents: Sequence[str]
    size: int
    after: Place | None
    newest: bool
    """Whether there is no revision after ``until``."""
    pinned: int | None
    """The revision that plain names read; None: the one in force."""


class ChangesView(StrictView):
    """Rows added, changed and removed since a revision, up to the newest revision or up to `revision=`.

    The last page has `next` null. Earlier pages can have fewer than `page_size` changes, or none, because each page
    examines a limited number of rows."""

    def parameters(self) -> Iterable[str]:
        return ChangeParameters.base_filters

    @extend_schema(
        operation_id="changes",
        summary="Changes since a revision",
        responses=ChangesSerializer,
        parameters=[
            OpenApiParameter(
                one["name"],
                one["schema"],
                description=one["description"],
                required=one["name"] == "since",
                style=one.get("style"),
                explode=one.get("explode"),
            )
            for one in ChangeParameters.openapi()
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        asked = self._asked(request)
        found, end = changes(asked)
        following = None
        if end:
            cursor = write_cursor(mark_of(request), *end, asked.until, revision=self.revision)
            following = page_at(cursor, request._request)  # noqa: SLF001 DRF documents it
        headers = {"Link": f'<{following}>; rel="next"'} if following else {}
        head = orjson.dumps({"since": asked.since, "revision": asked.until, "next": following})[:-1]
        body = b"".join((head, b',"results":[', b",".join(found), b"]}"))
        return HttpResponse(body, content_type="application/json", headers=headers)

    def _asked(self, request: Request) -> ChangesRequest:
        given = ChangeParameters.read(request.query_params)
        if "since" not in given:
            raise BadParameters(Wrong("since", "", "required, for example since=1"))
        asked, until = given["since"][0], self.revision
        since = asked if isinstance(asked, int) else min(in_force_at(asked), until)
        after = None
        if "cursor" in given:
            after, until = read_cursor(given["cursor"][0], mark=mark_of(request), read=_read_place)
        if since and state_of(since) is None:
            message = f"there is no such revision: must be a whole number from 0 to {newest().number}"
            raise BadParameters(Wrong("since", str(since), message, nearest=str(newest().number)))
        if since > until:
            raise BadParameters(
                Wrong("since", str(since), f"must not be later than revision {until}, which is compared with it")
            )
        return ChangesRequest(
            since=since,
            until=until,
            resources=[name for name in DATA if name in given.get("resource", DATA)],
            kinds=frozenset(given.get("change", list(ChangeKind))),
            districts=given.get("district", []),
            documents=given.get("document", []),
            size=given.get("page_size", [DEFAULT_SIZE])[0],
            after=after,
            newest=until == self.revision and not self.pinned,
            pinned=self.revision if self.pinned else None,
        )


def _read_place(resource: Any, revision: Any, pk: Any, until: Any) -> tuple[Place, int]:
    """Where the page before ended, and the revision that it was of: later pages are of the same."""
    named = read_resource(as_text(resource))
    place = named, as_whole(revision), as_text(pk) if named == "districts" else as_whole(pk, below=10**18)
    if place[1] > as_whole(until) or len(str(pk)) > 18 or state_of(until) is None:
        raise ValueError(until)
    return place, until


def changes(asked: ChangesRequest) -> tuple[list[bytes], Place | None]:
    """A page of changes, each as JSON; and where it ends, where there may be more.

    As many rows are compared as a page may hold. One that is in the end as it was is no change: so a page may hold less, or nothing, and not be the last.
    """
    found: list[bytes] = []
    if asked.since == asked.until:
        return found, None
    end, left, names = asked.after, asked.size, list(DATA)
    touched = tables_between(MODELS, asked.since, asked.until, newest=asked.newest)
    for resource in asked.resources:
        if resource not in touched or (asked.after and names.index(resource) < names.index(asked.after[0])):
            continue
        if (between := _between(resource, asked)) is None:
            continue
        after = asked.after[1:] if asked.after and asked.after[0] == resource else None
        rows, edge = between.after(after, most=left + 1)
        more, rows = len(rows) > left, rows[:left]
        found += _changes_of(resource, rows, asked)
        if rows:
            end = (resource, rows[-1].revision, rows[-1].pk)
        if more:
            return found, end
        if edge:
            return found, (resource, *edge)
        left -= len(rows)
    return found, None


def _between(resource: str, asked: ChangesRequest) -> Between | None:
    """What is asked of the table of a resource; None where it has nothing of what is asked for."""
    view = DATA[resource]
    narrowed: list[tuple[str, Sequence[str]]] = []
    if asked.districts:
        if resource == "indicators":
            return None
        narrowed.append(("code" if resource == "districts" else "district_id", asked.districts))
    if asked.documents:
        if resource not in OF_DOCUMENTS:
            return None
        narrowed.append(("slug" if resource == "documents" else "document_id", asked.documents))
    there = asked.kinds - {ChangeKind.REMOVED}
    return Between(
        view.queryset.model,
        view.lookup_field,
        asked.since,
        asked.until,
        newest=asked.newest,
        there=bool(there),
        existed=ChangeKind.CHANGED in there if len(there) == 1 else None,
        gone=ChangeKind.REMOVED in asked.kinds,
        narrowed=narrowed,
    )


Row = tuple[bytes, str | None]
"""A row as the resource serves it, as JSON; and the slug of its document."""


def _changes_of(resource: str, rows: Sequence[Candidate], asked: ChangesRequest) -> Iterator[bytes]:
    """The changes of rows that may differ."""
    if not rows:
        return
    is_now = _rows(resource, [row.key for row in rows if not row.gone], None if asked.newest else asked.until, asked)
    was = _rows(resource, [row.key for row in rows if row.existed], asked.since, asked)
    reasons = reasons_of({row.revision for row in rows})
    for row in rows:
        reason = reasons.get(row.revision)
        if change := _compared(
            resource, row.key, was.get(row.key), is_now.get(row.key), kinds=asked.kinds, reason=reason
        ):
            yield change


def _rows(resource: str, keys: list[str], revision: int | None, asked: ChangesRequest) -> dict[str, Row]:
    """The rows of these names as the resource served them in a revision; None: as it serves them."""
    if not keys:
        return {}
    is_now, was = _statements(resource)
    if revision is None:
        rows = is_now.fetch([keys])
    else:
        with as_of(revision, again=asked.pinned):
            rows = was.fetch([keys])
    return {key: (row, document) for key, row, document in rows}


@cache
def _statements(resource: str) -> tuple[CompiledStatement, CompiledStatement]:
    """The rows of an array of names, each its name, its JSON and its document: as the resource serves them, and as it served them in the past."""
    view = DATA[resource]
    serializer = view.serializer_class()
    for optional in expandable(view.serializer_class):
        serializer.fields.pop(optional)
    document = F("document_id") if resource in OF_DOCUMENTS and resource != "documents" else Value(None, CharField())
    rows = view.queryset.all().served().filter(one_of(view.lookup_field, Several(0))).order_by().select_related(None)
    statement = compiled(rows.values_list(F(view.lookup_field), row_as_octets(serializer), document))
    return statement, statement.of_the_past()


def _compared(
    resource: str, key: str, was: Row | None, is_now: Row | None, *, kinds: Collection[str], reason: str | None
) -> bytes | None:
    """The change from one state of a row to the other; None where there is none, or none of these kinds."""
    kind = ChangeKind.ADDED if was is None else ChangeKind.REMOVED if is_now is None else ChangeKind.CHANGED
    if kind not in kinds or (held := is_now or was) is None:
        return None
    differing: list[str] = []
    if was and is_now:
        differing = sorted(_differing(orjson.loads(was[0]), orjson.loads(is_now[0])))
        if not differing:
            return None
    head = {
        "resource": resource,
        "id": key,
        "change": kind.value,
        "document": key if resource == "documents" else held[1],
        "fields": differing,
        "reason": reason,
    }
    before, after = was[0] if was else b"null", is_now[0] if is_now else b"null"
    return b"".join((orjson.dumps(head)[:-1], b',"before":', before, b',"after":', after, b"}"))


def _differing(was: dict[str, Any], is_now: dict[str, Any], name: str = "") -> Iterator[str]:
    """Dotted names of the leaves in which two rows differ."""
    for key in was.keys() | is_now.keys():
        before, after = was.get(key), is_now.get(key)
        dotted = f"{name}.{key}" if name else key
        if before == after or dotted == "since":  # that it was changed back leaves a trace there, and nowhere else
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _differing(before, after, dotted)
        else:
            yield dotted
