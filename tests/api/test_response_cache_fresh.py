"""A kept answer is the one that the site would make anew, whatever was asked before it; and memory stays flat, whatever is asked."""

import gc
import io
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle, pairwise
from typing import Any

import psutil
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test.utils import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from history.models import Revision
from history.revisions import newest
from rest.fast.response_cache import MemoryCache, ResponseCache
from rest.fast.shapes import SHAPES
from rest.pagination import ORDERS
from tests.api.response_cache_fakes import Known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]

SOME_ORIGINS = {"CORS_ALLOW_ALL_ORIGINS": False, "CORS_ALLOWED_ORIGINS": ["https://a.example"]}
OWN = {"x-request-id", "ratelimit", "ratelimit-policy"}
# What a 304 has besides is of the answer that its sender holds.
OF_304 = {"etag", "cache-control", "last-modified", "vary", "x-revision", "access-control-allow-origin"}
HELD = "the mark of the answer"


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The transaction of the test, which a request would else close, as Django's own client has it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Given:
    """What a client sees of an answer. ``environ`` has the query as it goes over the wire, its octets as Latin-1."""

    def __init__(self, application: Any, environ: dict[str, Any]) -> None:
        base = {"REQUEST_METHOD": "GET", "SERVER_NAME": "testserver", "SERVER_PORT": "80", "HTTP_HOST": "testserver"}
        base |= {"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "SCRIPT_NAME": ""}
        answer = application({**base, "REMOTE_ADDR": "127.0.0.1", **environ}, self._start)
        try:
            self.body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()

    def _start(self, status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        self.status, self.headers = status, {name.lower(): value for name, value in headers}

    def told(self) -> tuple[str, dict[str, str], bytes]:
        """All of it but what is each request's own."""
        is_held = self.status.startswith("304")
        headers = {
            name: value
            for name, value in self.headers.items()
            if name not in OWN
            and (name in OF_304 or not is_held)
            and not (self.is_problem() and name == "content-length")
        }
        return self.status, headers, b"" if self.is_problem() else self.body

    def is_problem(self) -> bool:
        """A problem has the name of its request in its body."""
        return "problem" in self.headers.get("content-type", "")


def octets(text: str) -> str:
    """A text as WSGI has its octets."""
    return text.encode().decode("latin-1")


# Addresses with what is asked there, of which the order counts, or is repeated in the answer's links.
QUESTIONS = [
    ("observations/", ["ordering=year", "ordering=-value", "page_size=2"]),
    ("observations", ["ordering=year,-value", "page_size=1", "count=true"]),
    ("compare/", ["indicator=high-tech-firms", "indicator=basic-pension-insured"]),
    ("parks/", ["name__contains=%E5%9B%AD", "page_size=1", "echo=true"]),
    ("targets/", ["district=120102,120110", "page_size=1", "fields=name,id"]),
    ("progress/", ["district=120102", "page_size=1"]),
    ("terms/", ["page_size=2", "format=csv"]),
    ("districts/120102/", ["fields=code,name"]),
]
# What a part can be written as: the same in other octets, what some reader takes for the same, and what is no question.
SPELLINGS = [
    *(
        "name__contains=%E5%9B%AD",
        "name__contains=%e5%9b%ad",
        octets("name__contains=园"),
        "name%5F_contains=%E5%9B%AD",
    ),
    *("name__contains=%C3%A5%C2%9B%C2%AD", "name__contains=%E5%9B", "name__contains=%FF", "name__contains=%EF%BF%BD"),
    *(
        "name__contains=\xff",
        "name__contains=%ED%A0%80",
        "name__contains=%00",
        "name__contains=%",
        "name__contains=%25",
    ),
    *("name__contains=+", "name__contains=%20", "name__contains=%2B", "name__contains", "name__contains=", "", "="),
    *("page_size=1", "page_size=01", "page_size=1;count=true", "page_size=1&page_size=1", "unknown=1", "revision=1"),
]
CONDITIONS = {
    "HTTP_IF_NONE_MATCH": ["*", '"other"', HELD, f'"other", {HELD}', 'W/"', "other", f"{HELD}x", f"x{HELD}", ""],
    "HTTP_IF_MODIFIED_SINCE": ["Wed, 01 Jan 2020 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT", "never"],
}
# What is varied from one request to the next, besides the order and the spelling of the query: headers with their values.
HEADERS: dict[str, dict[str, list[str]]] = {
    "nothing": {},
    "accept": {
        "HTTP_ACCEPT": [
            "application/json",
            "text/csv",
            "text/html, */*;q=0.8",
            "application/json;q=0, text/csv",
            "image/png",
            "",
        ]
    },
    "encoding": {
        "HTTP_ACCEPT_ENCODING": [
            "gzip",
            "gzip;q=0",
            "*",
            "*;q=0",
            "gzip;q=0, *",
            "identity, gzip;q=0.1",
            "br",
            "GZIP ; q=1.0",
            "",
        ]
    },
    "conditions": CONDITIONS,
    "further conditions": {
        "HTTP_IF_MATCH": [HELD, '"other"', "*"],
        "HTTP_IF_UNMODIFIED_SINCE": ["Wed, 01 Jan 2020 00:00:00 GMT"],
        "HTTP_RANGE": ["bytes=0-9"],
    },
    "origin": {"HTTP_ORIGIN": ["https://a.example", "https://b.example", "null"]},
    "host": {"HTTP_HOST": ["testserver:80", "TESTSERVER", "elsewhere.example", ""]},
    "body": {"CONTENT_LENGTH": ["0", "many", "99999999"], "HTTP_TRANSFER_ENCODING": ["chunked"]},
    "method": {"REQUEST_METHOD": ["GET", "HEAD", "OPTIONS", "POST"]},
    "others": {"HTTP_ACCEPT_LANGUAGE": ["zh", "de"], "HTTP_COOKIE": ["a=1"], "HTTP_X_FORWARDED_PROTO": ["https"]},
}


@st.composite
def conversations(draw: Any, headers: dict[str, list[str]]) -> list[dict[str, str]]:
    """Requests one after the other for much the same: parts in another order, one written otherwise, other headers."""
    address, parts = draw(st.sampled_from(QUESTIONS))
    spelt = not headers and draw(st.booleans())
    asked: list[dict[str, str]] = []
    for _ in range(draw(st.integers(3, 5))):
        query = draw(st.permutations(parts)) if not headers else parts
        if spelt:
            address, query = "parks/", [draw(st.sampled_from(SPELLINGS)), *draw(st.sampled_from([[], ["page_size=2"]]))]
        given = {name: draw(st.none() | st.sampled_from(values)) for name, values in headers.items()}
        environ = {"PATH_INFO": f"/api/v1/{address}", "QUERY_STRING": "&".join(query)}
        asked.append(environ | {name: value for name, value in given.items() if value is not None})
    return asked


@pytest.mark.parametrize(
    ("varied", "origins"),
    [*((name, {}) for name in HEADERS), ("origin", SOME_ORIGINS), ("nothing", SOME_ORIGINS)],
    ids=[*HEADERS, "origin, of which some may read", "nothing, of which some may read"],
)
def test_kept_answers_are_those_that_would_be_made(varied: str, origins: dict[str, Any]) -> None:
    with override_settings(**origins):
        site = WSGIHandler()

        @settings(max_examples=80 if varied == "nothing" else 30, deadline=None, database=None)
        @given(conversations(HEADERS[varied]))
        def check(asked: list[dict[str, str]]) -> None:
            kept = ResponseCache(
                site,
                watch=Known(newest().number),
                limit=lambda environ: [],
                memory=MemoryCache(1 << 24),
                by_origin=bool(origins),
            )
            # What is asked first is asked again after the others, too.
            for environ in [*asked, asked[0]]:
                meant = environ
                if HELD in "".join(environ.values()):
                    plain = {name: value for name, value in environ.items() if "MATCH" not in name}
                    etag = Given(site, plain).headers.get("etag", '"none"')
                    meant = {name: value.replace(HELD, etag) for name, value in environ.items()}
                assert Given(kept, meant).told() == Given(site, meant).told(), meant

        check()


def test_two_questions_have_two_marks() -> None:
    """The octets of 园, and text that has their numbers in it: Django writes the address of both in the same way."""
    asked = [f"name__contains={octets('园')}", "name__contains=%C3%A5%C2%9B%C2%AD"]
    answers = [Given(WSGIHandler(), {"PATH_INFO": "/api/v1/parks/", "QUERY_STRING": query}) for query in asked]
    assert answers[0].body != answers[1].body
    assert answers[0].headers["etag"] != answers[1].headers["etag"]


def test_a_revision_of_a_restored_database_is_not_the_one_of_its_number() -> None:
    site = WSGIHandler()
    asked = {"PATH_INFO": "/api/v1/parks/", "QUERY_STRING": ""}
    held = Given(site, asked).headers["etag"]
    assert Given(site, asked | {"HTTP_IF_NONE_MATCH": held}).status == "304 Not Modified"
    Revision.objects.filter(number=newest().number).update(made_at=datetime(2030, 1, 1, tzinfo=UTC))
    assert Given(site, asked | {"HTTP_IF_NONE_MATCH": held}).status == "200 OK"


# ── MemoryCache ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def different(chance: random.Random) -> Iterator[dict[str, str]]:
    """Requests of which no two are the same, each large in one of the ways that a client can choose."""
    columns = ["id", "term", "no", "document", "district", "since", "evidence.start", "evidence.quote"]
    orders = ["id", "no", "term", "document", "start", "end", "since"]
    for number, way in enumerate(
        cycle(("values", "columns", "order", "accept", "query", "filters", "size", "encoding"))
    ):
        query, more = f"page_size=1&term__contains=n{number}", {}
        if way == "values":
            query += "&since=" + ",".join(["1"] * (number % 4000 + 1))
        elif way == "columns":
            query += "&fields=" + ",".join(chance.choices(columns, k=number % 900 + 1))
        elif way == "order":
            signed = [chance.choice(["", "-"]) + name for name in chance.choices(orders, k=number % 900 + 1)]
            query += "&ordering=" + ",".join(signed)
        elif way == "accept":
            more = {"HTTP_ACCEPT": f"application/json, x/{number}{'y' * 100_000}"}
        elif way == "query":
            query += "y" * 15_000
        elif way == "filters":
            names = (
                "since",
                "since__gt",
                "since__gte",
                "since__lt",
                "start",
                "start__gt",
                "start__gte",
                "end",
                "end__lt",
                "end__lte",
            )
            query += "".join(f"&{name}=1" for name in chance.sample(names, 4)) + f"&page_size={number % 1000 + 1}"
            query = query.replace("page_size=1&", "", 1)
        elif way == "size":
            query = query.replace("page_size=1", f"page_size={number % 1000 + 1}")
        else:
            more = {"HTTP_ACCEPT_ENCODING": f"gzip, x{number}{'y' * 100_000}", "HTTP_HOST": f"h{number}.testserver"}
        yield {"PATH_INFO": "/api/v1/terms/", "QUERY_STRING": query, **more}


@override_settings(ALLOWED_HOSTS=[".testserver"])
def test_memory_stays_flat_however_many_different_things_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for store, most in ((SHAPES, 1 << 20), (ORDERS, 1 << 17)):
        monkeypatch.setattr(store, "most", most)
    memory = MemoryCache(2 << 20)
    site = WSGIHandler()
    kept = ResponseCache(site, watch=Known(newest().number), limit=lambda environ: [], memory=memory, by_origin=False)
    asked = different(random.Random(1))
    process = psutil.Process()
    used: list[int] = []
    for _ in range(5):
        for _ in range(400):
            answer = Given(kept, next(asked))
            assert answer.status == "200 OK", answer.body
        gc.collect()
        used.append(process.memory_info().rss)
        for store in (memory, SHAPES, ORDERS):
            assert store.size <= store.most
    assert memory.size > memory.most / 2  # they are full, and so nothing else can be
    assert SHAPES.size > SHAPES.most / 2
    # What is kept for good grows each time, by 5 KB for each request; what else goes on in the process, now and then.
    assert min(later - earlier for earlier, later in pairwise(used)) < 2_000_000, used
