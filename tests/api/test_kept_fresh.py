"""A kept answer is the one that the site would make anew, whatever was asked before it; and memory stays flat, whatever is asked."""

import gc
import io
import random
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import psutil
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test.utils import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planapi.api.kept import KeptAnswers, Memory
from planapi.api.pagination import ORDERS
from planapi.api.shapes import SHAPES
from planapi.history.revisions import newest
from tests.api.kept_fakes import Known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]

SOME_ORIGINS = {"CORS_ALLOW_ALL_ORIGINS": False, "CORS_ALLOWED_ORIGINS": ["https://a.example"]}
OWN = {"x-request-id", "ratelimit", "ratelimit-policy"}
# What a 304 has besides is of the answer that its sender holds.
OF_304 = {"etag", "cache-control", "last-modified", "x-revision", "access-control-allow-origin"}
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


ADDRESSES = [
    "observations/",
    "observations",
    "parks/",
    "targets/",
    "compare/",
    "progress/",
    "districts/120102/",
    "terms/",
]
# Those that say the same in other words, those whose order counts, and those that are no question.
PARTS = [
    *("ordering=year", "ordering=-value", "ordering=year,-value", "ordering=-value,year", "%6Frdering=year"),
    *("page_size=1", "page_size=2", "page%5Fsize=2", "count=true", "echo=true", "format=csv", "format=json"),
    *("district=120102", "district=120110", "district=120102,120110", "district=120110%2C120102", "district=999999"),
    *("indicator=high-tech-firms", "indicator=basic-pension-insured", "fields=id", "fields=name,id", "omit=evidence"),
    *(
        "name__contains=%E5%9B%AD",
        "name__contains=%e5%9b%ad",
        octets("name__contains=园"),
        "name__contains=+",
        "name__contains=%20",
    ),
    *("name__contains=%FF", "name__contains=%EF%BF%BD", "name__contains=%C3%A5%C2%9B%C2%AD", "name__contains=\xff"),
    *(
        "name__contains=%E5%9B",
        "name__contains=%ED%A0%80",
        "name__contains=%00",
        "name__contains=%",
        "name__contains=%zz",
    ),
    *(
        "",
        "=",
        "page_size",
        "page_size=",
        "unknown=1",
        "revision=1",
        "revision=0",
        ";",
        "page_size=1;count=true",
        "name__contains=a&b",
    ),
]
HEADERS: dict[str, list[str]] = {
    "HTTP_ACCEPT": [
        "application/json",
        "text/csv",
        "text/html, */*;q=0.8",
        "application/json;q=0, text/csv",
        "image/png",
        "",
    ],
    "HTTP_ACCEPT_ENCODING": [
        "gzip",
        "gzip;q=0",
        "*",
        "*;q=0",
        "gzip;q=0, *",
        "identity, gzip;q=0.1",
        "br",
        "GZIP ; q=1.0",
        "x-gzip",
        "",
    ],
    "HTTP_IF_NONE_MATCH": ["*", '"other"', HELD, f'"other", {HELD}', 'W/"', "other", f"{HELD}x", ""],
    "HTTP_IF_MODIFIED_SINCE": ["Wed, 01 Jan 2020 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT", "never"],
    "HTTP_ORIGIN": ["https://a.example", "https://b.example", "null"],
    "HTTP_ACCEPT_LANGUAGE": ["zh", "de"],
    "HTTP_COOKIE": ["sessionid=x"],
    "HTTP_X_FORWARDED_PROTO": ["https"],
    "HTTP_HOST": ["testserver:80", "TESTSERVER", "elsewhere.example"],
    "CONTENT_LENGTH": ["0", "many", "99999999"],
    "HTTP_TRANSFER_ENCODING": ["chunked"],
    "HTTP_RANGE": ["bytes=0-9"],
    "HTTP_IF_MATCH": [HELD, '"other"'],
    "REQUEST_METHOD": ["HEAD", "OPTIONS", "POST"],
}
headers = st.dictionaries(st.sampled_from(list(HEADERS)), st.integers(0, 9), max_size=3).map(
    lambda chosen: {name: HEADERS[name][place % len(HEADERS[name])] for name, place in chosen.items()}
)


@st.composite
def conversations(draw: Any) -> list[dict[str, str]]:
    """Requests one after the other, most of them like another one: the same parts in another order, or other headers."""
    asked: list[dict[str, str]] = []
    addresses = draw(st.lists(st.sampled_from(ADDRESSES), min_size=1, max_size=2))
    parts = draw(st.lists(st.sampled_from(PARTS), max_size=4))
    likely = st.sampled_from([*parts, *PARTS]) if parts else st.sampled_from(PARTS)
    for _ in range(draw(st.integers(2, 5))):
        same = draw(st.booleans())
        query = draw(st.permutations(parts)) if same else draw(st.lists(likely, max_size=3))
        address = f"/api/v1/{draw(st.sampled_from(addresses))}"
        asked.append({"PATH_INFO": address, "QUERY_STRING": "&".join(query), **draw(headers)})
    return asked


@pytest.mark.parametrize("origins", [{}, SOME_ORIGINS], ids=["all origins", "some origins"])
def test_kept_answers_are_those_that_would_be_made(origins: dict[str, Any]) -> None:
    with override_settings(**origins):
        site = WSGIHandler()

        @settings(max_examples=80, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
        @given(conversations())
        def check(asked: list[dict[str, str]]) -> None:
            kept = KeptAnswers(
                site,
                watch=Known(newest().number),
                limit=lambda environ: [],
                memory=Memory(1 << 24),
                by_origin=bool(origins),
            )
            # Twice: what is asked first has been kept when it is asked again, after all the others.
            for environ in [*asked, *asked]:
                plain = {
                    name: value
                    for name, value in environ.items()
                    if name not in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH")
                }
                etag = Given(site, plain).headers.get("etag", '"none"')
                meant = {name: value.replace(HELD, etag) for name, value in environ.items()}
                assert Given(kept, meant).told() == Given(site, meant).told(), meant

        check()


# ── Memory ──────────────────────────────────────────────────────────────────────────────────────────────────────────


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
            more = {"HTTP_ACCEPT": f"application/json, x/{number}{'y' * 50_000}"}
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
            more = {"HTTP_ACCEPT_ENCODING": f"gzip, x{number}{'y' * 50_000}", "HTTP_HOST": f"h{number}.testserver"}
        yield {"PATH_INFO": "/api/v1/terms/", "QUERY_STRING": query, **more}


@override_settings(ALLOWED_HOSTS=[".testserver"])
def test_memory_stays_flat_however_many_different_things_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for store, most in ((SHAPES, 2 << 20), (ORDERS, 1 << 18)):
        monkeypatch.setattr(store, "most", most)
    memory = Memory(4 << 20)
    site = WSGIHandler()
    kept = KeptAnswers(site, watch=Known(newest().number), limit=lambda environ: [], memory=memory, by_origin=False)
    asked = different(random.Random(1))
    process = psutil.Process()
    used: list[int] = []
    for count in (1000, 2000, 2000):
        for _ in range(count):
            answer = Given(kept, next(asked))
            assert answer.status == "200 OK", answer.body
        gc.collect()
        used.append(process.memory_info().rss)
        for store in (memory, SHAPES, ORDERS):
            assert store.size <= store.most
    assert memory.size > memory.most / 2  # they are full, and so nothing else can be
    assert SHAPES.size > SHAPES.most / 2
    assert used[-1] - used[0] < 20_000_000, used
