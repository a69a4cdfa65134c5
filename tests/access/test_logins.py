"""Passwords of the admin can't be tried for long, from one address or for one name."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from access.logins import BY_ADDRESS, BY_NAME, WINDOW
from tests.access.conftest import Start

PAGE = "/admin/login/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return User.objects.create_superuser("keeper", password="right")


def attempt(client: Any, password: str = "wrong", *, name: str = "keeper", address: str = "192.0.2.1") -> Any:
    return client.post(PAGE, {"username": name, "password": password}, REMOTE_ADDR=address)


def test_an_address_has_so_many_tries(start: Start, keeper: User, minute: list[float]) -> None:
    client = start()
    assert [attempt(client, name=f"n{n}").status_code for n in range(BY_ADDRESS)] == [200] * BY_ADDRESS
    refused = attempt(client, "right")
    assert (refused.status_code, refused["Content-Type"]) == (429, "text/plain; charset=utf-8")
    assert refused.content.decode() == "There were too many attempts to log in. Try again in 15 minutes.\n"
    assert int(refused["Retry-After"]) <= WINDOW
    assert client.get(PAGE).status_code == 200
    assert attempt(client, "right", address="192.0.2.2").status_code == 302
    minute[0] += WINDOW
    assert attempt(client, "right").status_code == 302


def test_a_name_has_so_many_tries_from_wherever(start: Start, keeper: User) -> None:
    client = start()
    tries = [attempt(client, name="Keeper " if n % 2 else "keeper", address=f"192.0.2.{n}") for n in range(BY_NAME)]
    assert [response.status_code for response in tries] == [200] * BY_NAME
    assert attempt(client, "right", address="192.0.2.200").status_code == 429
    assert attempt(client, name="other", address="192.0.2.200").status_code == 200


def test_who_gets_it_right_is_not_counted(start: Start, keeper: User) -> None:
    client = start()
    assert {attempt(client, "right").status_code for _ in range(BY_ADDRESS + 1)} == {302}


def test_a_form_from_elsewhere_is_no_try(start: Start, keeper: User) -> None:
    client = start()
    client.handler.enforce_csrf_checks = True
    assert {attempt(client, "right").status_code for _ in range(BY_ADDRESS + 1)} == {403}


def test_a_form_with_too_many_fields_is_refused_and_is_no_error_of_ours(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    fields = "&".join(f"a{n}=1" for n in range(1001))
    refused = start().post(PAGE, fields, content_type="application/x-www-form-urlencoded")
    assert refused.status_code == 400
    assert "can have at most 1000 parameters" in refused.json()["detail"]
    assert not caplog.records
