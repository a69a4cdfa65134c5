"""A scope becomes an environ."""

from rest.gateway.environ import environ_of
from tests.gateway.conftest import Client


def test_the_path_is_that_of_the_octets() -> None:
    environ = environ_of(Client(path="/%E5%8C%BA/%FF", query="q=%E5&r=/").scope())
    assert environ["PATH_INFO"].encode("latin-1") == "/区/".encode() + b"\xff"
    assert environ["QUERY_STRING"] == "q=%E5&r=/"
    assert environ["REMOTE_ADDR"] == "192.0.2.1"


def test_headers_of_one_name_are_joined_and_names_with_an_underscore_left_out() -> None:
    headers = [
        (b"accept", b"a"),
        (b"accept", b"b"),
        (b"cookie", b"c=1"),
        (b"cookie", b"d=2"),
        (b"x_forwarded_for", b"198.51.100.1"),
        (b"content-type", b"application/json"),
        (b"content-length", b"3"),
        (b"content-length", b"4"),
    ]
    environ = environ_of(Client(headers=headers).scope())
    assert environ["HTTP_ACCEPT"] == "a,b"
    assert environ["HTTP_COOKIE"] == "c=1; d=2"
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert environ["CONTENT_TYPE"] == "application/json"
    assert environ["CONTENT_LENGTH"] == "3,4"
