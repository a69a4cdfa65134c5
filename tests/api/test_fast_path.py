"""The law of ``rest/fast``: without any part of it, and without all of it, the answers are the same.

A *site* is asked everything twice (so that whatever is kept is kept, and given), then with a part taken away: rows are then written by DRF's serializers, each
statement is compiled anew, each name is looked up in the database, and no answer is kept. What cannot be taken away without another in its place is keyset
paging; its plain way is the whole list in its order, as a file has it.
"""

import io
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urlsplit

import orjson
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from history.revisions import newest
from planapi.resources import RESOURCES
from rest import pagination
from rest.fast import names
from rest.fast.bounded import Bounded
from rest.fast.response_cache import MemoryCache, ResponseCache
from rest.fields import leaves
from tests.api.response_cache_fakes import Known

VIEWS = {name: view for name, (_, view) in RESOURCES.items()}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection", "newest_is_known")]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The transaction of the test, which the end of a request would else close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def newest_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of tests a request is in no transaction, and a process that listens knows the revision that is read."""
    state = newest()
    monkeypatch.setattr(names, "NAMES", names.Names())
    monkeypatch.setattr("rest.filters.NAMES", names.NAMES)
    monkeypatch.setattr(names, "revision_read", lambda: state)


# ── What is taken away ───────────────────────────────────────────────────────────────────────────────────────────────


def no_projection(patch: pytest.MonkeyPatch) -> None:
    """Rows are written by DRF's serializers."""
    for view in VIEWS.values():
        patch.setattr(view, "projected", False)


def no_shapes(patch: pytest.MonkeyPatch) -> None:
    """Every statement, and every order, is worked out anew."""
    patch.setattr(pagination, "SHAPES", Bounded(0))
    patch.setattr(pagination, "ORDERS", Bounded(0))


def no_names(patch: pytest.MonkeyPatch) -> None:
    """The database is asked for every name that a filter has."""
    patch.setattr(names.Names, "_of", lambda *_: set())


def no_answers(patch: pytest.MonkeyPatch) -> None:
    """Every answer is made anew."""
    patch.setattr(ResponseCache, "__call__", lambda self, environ, start: self.application(environ, start))


PARTS: list[Callable[[pytest.MonkeyPatch], None]] = [no_projection, no_shapes, no_names, no_answers]


@contextmanager
def without(*parts: Callable[[pytest.MonkeyPatch], None]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for part in parts:
            part(patch)
        yield


# ── What is asked ────────────────────────────────────────────────────────────────────────────────────────────────────

Answer = tuple[str, dict[str, str], Any]
OWN = {"x-request-id", "ratelimit", "ratelimit-policy"}


def site() -> ResponseCache:
    return ResponseCache(
        WSGIHandler(),
        watch=Known(newest().number),
        limit=lambda environ: [],
        memory=MemoryCache(1 << 26),
        by_origin=False,
    )


def ask(application: Any, address: str) -> Answer:
    """Status, headers and body of an answer, without what is each request's own. JSON is compared as values, since DRF writes the spaces otherwise."""
    parts, told = urlsplit(address), []
    environ = {"REQUEST_METHOD": "GET", "SERVER_NAME": "testserver", "SERVER_PORT": "80", "HTTP_HOST": "testserver"}
    environ |= {"PATH_INFO": parts.path, "QUERY_STRING": parts.query, "SCRIPT_NAME": "", "REMOTE_ADDR": "127.0.0.1"}
    given = application(
        environ | {"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO()},
        lambda *said: told.append(said),
    )
    try:
        body: Any = b"".join(given)
    finally:
        getattr(given, "close", lambda: None)()
    headers = {name.lower(): value for name, value in told[0][1] if name.lower() not in OWN}
    if "json" in headers["content-type"] and not headers["content-type"].startswith("application/x-ndjson"):
        body = orjson.loads(body)
        headers.pop("content-length", None)
        if not headers.get("etag", "").startswith('W/"r'):
            headers.pop("etag", None)  # Of the octets, where the answer is of no revision.
        if "problem" in headers["content-type"]:
            body.pop("request_id", None)
            body.pop("instance", None)
    return told[0][0], headers, body


def value_at(row: Any, name: str) -> Any:
    for step in name.split("."):
        row = row.get(step) if isinstance(row, dict) else None
    return row


def questions(resource: str) -> Iterator[dict[str, Any]]:
    """Parameters of a list: all its rows and columns, what is refused, and a sample of its filters, orders and sizes."""
    chance = random.Random(resource)
    view = VIEWS[resource]
    row = view.serializer_class()
    columns = [name for name, _, _ in leaves(row)]
    yield {}
    yield {"page_size": 1000, "count": "true", "echo": "true"}
    yield {"page_size": 200, "expand": ",".join(name for name, field in row.fields.items() if not field.required)}
    yield {"page_size": 200, "fields": ",".join(columns[::3])}
    yield {"page_size": 3, "revision": 1}
    yield {"page_size": 3, "revision": newest().number}
    yield {"page_size": "x"}
    yield {"nothing": 1}
    yield {"format": "csv", "fields": columns[0]}
    rows = ask(WSGIHandler(), f"/api/v1/{resource}/?page_size=300")[2]["results"]
    paths = {path: name for name, path, _ in leaves(row)}
    parameters = view.filterset_class.base_filters
    orders = list(view.filterset_class.orderings())
    for order in chance.sample(orders, min(3, len(orders))):  # Of one shape but for the order, or the columns.
        yield {"page_size": 7, "ordering": order}
        yield {"page_size": 7, "ordering": f"-{order}"}
    for column in chance.sample(columns, min(3, len(columns))):
        yield {"page_size": 7, "fields": column}
    for parameter in chance.sample(list(parameters), min(8, len(parameters))):
        yield {parameter: "没有", "page_size": 1}
    for _ in range(15):
        asked: dict[str, Any] = {}
        one, other = chance.choice(rows), chance.choice(rows)
        for name in chance.sample(list(parameters), min(3, len(parameters))):
            parameter = parameters[name]
            values = [value_at(each, paths.get(parameter.field_name, "")) for each in (one, other)]
            found = [value[0] if isinstance(value, list) and value else value for value in values]
            found = [value for value in found if value not in (None, "") and not isinstance(value, list | dict)]
            if parameter.lookup_expr == "isnull":
                asked[name] = chance.choice(["true", "false"])
            elif found:
                several = parameter.plural and len(set(found)) > 1 and not isinstance(found[0], bool)
                asked[name] = [str(value) for value in (found if several else found[:1])]
        asked["ordering"] = ",".join(chance.choice(["", "-"]) + name for name in chance.sample(orders, 2))
        yield asked | {"page_size": chance.choice([1, 7, 50])}


def with_its_neighbours(application: Any, resource: str, asked: dict[str, Any]) -> Iterator[tuple[str, Answer]]:
    """A page, and the pages that one comes to from it: forward, back, and forward again."""
    if not all(asked.values()):
        return
    address: str | None = f"/api/v1/{resource}/?{urlencode(asked, doseq=True)}"
    for way in ("next", "previous", "next", None):
        answer = ask(application, address)
        yield address, answer
        address = answer[2].get(way) if way and isinstance(answer[2], dict) else None
        if address is None:
            return


@pytest.mark.parametrize("resource", VIEWS)
def test_without_the_fast_path_the_answers_are_the_same(resource: str) -> None:
    fast = site()
    expected = dict(pair for asked in questions(resource) for pair in with_its_neighbours(fast, resource, asked))
    assert {answer[0][:3] for answer in expected.values()} == {"200", "400"}
    for address, answer in expected.items():
        assert ask(fast, address) == answer, address
    with without(*PARTS):
        for address, answer in expected.items():
            assert ask(fast, address) == answer, address
    for part in PARTS:
        with without(part):
            for address, answer in list(expected.items())[::4]:
                assert ask(fast, address) == answer, f"{part.__name__}: {address}"


@pytest.mark.parametrize("resource", VIEWS)
def test_members_are_in_the_same_order_without_it(resource: str) -> None:
    if resource == "districts":
        pytest.skip("its documents are JSON of the database, which sorts their members")
    address = f"/api/v1/{resource}/?page_size=300"
    written = orjson.dumps(ask(site(), address)[2])
    with without(*PARTS):
        assert orjson.dumps(ask(site(), address)[2]) == written


@pytest.mark.parametrize("resource", VIEWS)
def test_pages_are_the_whole_list_cut_in_pieces(resource: str) -> None:
    """Forward and back, in orders with and without null, over some hundred rows."""
    view, application = VIEWS[resource], WSGIHandler()
    chance = random.Random(resource)
    orders = list(view.filterset_class.orderings())
    narrowed = "&document=120102-report-2023" if "document" in view.filterset_class.base_filters else ""
    for _ in range(2):
        order = ",".join(chance.choice(["", "-"]) + name for name in chance.sample(orders, 2))
        path = f"/api/v1/{resource}/?ordering={order}{narrowed}"
        whole = [orjson.loads(line) for line in ask(application, f"{path}&format=ndjson")[2].splitlines()]
        address: str | None = f"{path}&page_size={max(1, len(whole) // 5)}"
        pages: list[dict[str, Any]] = []
        while address:
            pages.append(ask(application, address)[2])
            address = pages[-1]["next"]
        assert [row for page in pages for row in page["results"]] == whole, path
        back = [pages[-1]]
        while back[0]["previous"]:
            back.insert(0, ask(application, back[0]["previous"])[2])
        assert [row for page in back for row in page["results"]] == whole, path


@pytest.mark.parametrize("resource", VIEWS)
def test_a_page_of_a_known_shape_makes_no_queryset(monkeypatch: pytest.MonkeyPatch, resource: str) -> None:
    """That would take longer than all else that Python has to do for it."""
    if not VIEWS[resource].projected:
        pytest.skip("its rows are no rows of a table")
    application, address = site().application, f"/api/v1/{resource}/?page_size=3"  # with no answer kept
    ask(application, address)
    made: list[str] = []
    monkeypatch.setattr(VIEWS[resource], "narrowed", lambda *_: made.append(resource))
    assert ask(application, address)[0].startswith("200")
    assert not made
