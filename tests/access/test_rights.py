"""What a key may do besides reading: given and taken at the terminal and in the admin."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from access.models import ApiKey
from text.vocabulary import Right

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("api_key", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_rights_are_given_and_taken_at_the_terminal() -> None:
    key = run("make", "Desk", "--right", "withdraw", "--right", "ingest").strip()
    row = ApiKey.objects.get()
    assert row.rights == ["ingest", "withdraw"]
    assert run("list").rstrip().endswith("\tDesk\tmay ingest, withdraw")
    assert "may curate" in run("rights", key, "curate")
    row.refresh_from_db()
    assert row.rights == ["curate"]
    assert "may read, and nothing else" in run("rights", row.prefix)
    assert run("list").rstrip().endswith("\tDesk")


@pytest.mark.parametrize("arguments", [("rights", "plan_", "delete"), ("rights", "plan_none", "ingest")])
def test_what_is_no_right_and_no_key_is_said(arguments: tuple[str, ...]) -> None:
    run("make", "Desk")
    with pytest.raises(CommandError, match=r"there is no right delete: the rights are ingest, withdraw, curate|no key"):
        run(*arguments)
    assert ApiKey.objects.get().rights == []


def test_rights_are_ticked_in_the_admin(client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    row, _ = ApiKey.make("Desk", rights=[Right.CURATE])
    address = f"/admin/access/apikey/{row.pk}/change/"
    page = client.get(address).content.decode()
    assert page.count('type="checkbox" name="rights"') == len(Right)
    assert client.post(address, {"name": "Desk", "limit": "", "rights": ["ingest"]}).status_code == 302
    row.refresh_from_db()
    assert row.rights == ["ingest"]
    assert client.post(address, {"name": "Desk", "limit": "", "rights": ["everything"]}).status_code == 200
    row.refresh_from_db()
    assert row.rights == ["ingest"]
