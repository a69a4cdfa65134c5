"""Who answers connects as a role that can read and can't write, by PostgreSQL's own rights."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import psycopg
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from psycopg import sql
from rest_framework.views import APIView

from indicators.models import Observation
from planapi import reader_role
from planapi.admin_only import AdminLayers
from planapi.curation import correcting
from planapi.curation.correcting import Editor, correct
from planapi.embedded import READER, WRITER
from planapi.ingest import ingest
from planapi.intake import withdrawing
from planapi.v1 import urlpatterns
from tests.seeds import FILES, SEEDS, SLUGS
from tests.serving import serving

TABLES = "select schemaname, tablename from pg_tables where schemaname in ('public', 'history') order by 1, 2"


@pytest.fixture
def reader(db: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the reader's that has put off what it can: its transactions are no longer read-only."""
    parameters = reader_role.as_reader().get_connection_params()
    parameters = {
        name: parameters[name] for name in ("host", "port", "user", "dbname", "options") if name in parameters
    }
    with psycopg.connect(**parameters | {"dbname": connection.settings_dict["NAME"]}, autocommit=True) as link:
        row = link.execute("select current_user, current_setting('default_transaction_read_only')").fetchone()
        assert row == (READER, "on")
        link.execute("set default_transaction_read_only = off")
        yield link


def test_it_can_write_to_no_table(reader: psycopg.Connection[Any]) -> None:
    tables = reader.execute(TABLES).fetchall()
    assert len(tables) > 40
    for schema, table in tables:
        name = sql.Identifier(schema, table)
        for statement in ("insert into {} default values", "delete from {}", "truncate {}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(sql.SQL(statement).format(name))  # pyright: ignore[reportArgumentType]
    for statement in (
        "update indicators_target set note = 'x'",
        "create table public.mine (a int)",
        "create schema mine",
        "set role planapi",
        "set session authorization planapi",
        "copy (select 1) to program 'true'",
        "select pg_read_file('/etc/hostname')",
    ):
        with pytest.raises(psycopg.Error):
            reader.execute(statement)  # pyright: ignore[reportArgumentType]


def test_it_reads_what_is_public_and_no_password(reader: psycopg.Connection[Any]) -> None:
    row = reader.execute("select count(*) from indicators_observation").fetchone()
    assert row is not None
    assert row[0] > 100
    for table in ("auth_user", "django_session", "django_admin_log", "auth_user_user_permissions"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute(f"select * from {table}")  # pyright: ignore[reportArgumentType]


def in_a_serving_thread(do: Callable[[], Any]) -> Any:
    """What comes of it in a thread that answers, as ``planapi.asgi`` has them: its connections are closed after it."""
    came: list[Any] = []
    # A thread connects anew, by the settings: those of this process's own database.
    place = {"NAME": connection.settings_dict["NAME"]}

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        connection.settings_dict = connection.settings_dict | place
        try:
            came.append(do())
        except Exception as error:  # noqa: BLE001 told to the test
            came.append(error)
        finally:
            connection.close()
        return []

    thread = threading.Thread(target=lambda: reader_role.reading(application)({}, lambda *_: None))
    thread.start()
    thread.join()
    return came[0]


def _insert() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("insert into access_apikey (name) values ('x')")


def _who() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_an_insert_by_the_connection_of_an_answer_is_refused() -> None:
    refused = in_a_serving_thread(_insert)
    assert isinstance(refused, DatabaseError)
    assert "read-only transaction" in str(refused) or "permission denied" in str(refused)


class Kept(APIView):
    """Takes a POST to keep something."""


class Asked(Kept):
    """Takes a POST to answer it."""

    posts_read = True


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "view", "who"),
    [("GET", Kept, READER), ("HEAD", Kept, READER), ("POST", Asked, READER), ("POST", Kept, WRITER), ("DELETE", Kept, WRITER)],
)  # fmt: skip
def test_who_answers_a_request(method: str, view: type[APIView], who: str) -> None:
    def do() -> Any:
        request = RequestFactory().generic(method, "/")

        def respond(request: Any) -> HttpResponse:
            layers.process_view(request, view.as_view(), (), {})
            return HttpResponse(_who())

        layers = reader_role.WritingRequests(respond)
        return layers(request).content.decode(), _who()

    assert in_a_serving_thread(do) == (who, READER)


@pytest.mark.django_db
def test_the_admin_is_the_writer_s() -> None:
    def do() -> Any:
        layers = AdminLayers(lambda request: HttpResponse())
        layers.layered = lambda request: HttpResponse(_who())
        return layers(RequestFactory().get("/admin/")).content.decode(), _who()

    assert in_a_serving_thread(do) == (WRITER, READER)


def test_every_post_that_keeps_nothing_is_known() -> None:
    views = {str(one.pattern): getattr(one.callback, "cls", None) for one in urlpatterns if hasattr(one, "callback")}
    reading = [address for address, view in views.items() if getattr(view, "posts_read", False)]
    assert reading == ["verify/"]


# ── The role itself ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_a_role_that_may_write_is_told() -> None:
    assert reader_role.unfit(connection) is None
    with connection.cursor() as cursor:
        cursor.execute("grant insert on districts_district to planapi_reader")
        assert "may write to districts_district" in (reader_role.unfit(connection) or "")
        # As migrate does at its end.
        reader_role.grant(connection)
    assert reader_role.unfit(connection) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "told"), [("nobody_of_this_name", "is not there: run manage.py migrate"), ("pg_write_all_data", "may write to")]
)  # fmt: skip
def test_another_role_is_told(name: str, told: str, settings: Any) -> None:
    settings.READER_DATABASE = settings.READER_DATABASE | {"USER": name}
    assert told in (reader_role.unfit(connection) or "")
    with pytest.raises(CommandError, match=told):
        call_command("serve", port=1)


@pytest.mark.django_db
def test_a_password_is_set_and_not_told_to_the_server(settings: Any) -> None:
    settings.READER_DATABASE = settings.READER_DATABASE | {"USER": "planapi_other", "PASSWORD": "a password of ours"}
    sent: list[str] = []

    def note(execute: Any, statement: Any, *rest: Any) -> Any:
        sent.append(statement if isinstance(statement, str) else statement.as_string())
        return execute(statement, *rest)

    with connection.execute_wrapper(note):
        reader_role.grant(connection)
    assert any("SCRAM-SHA-256$" in one for one in sent)
    assert "a password of ours" not in str(sent)
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolpassword like 'SCRAM-SHA-256$%%', rolsuper, rolcreaterole from pg_authid where rolname = 'planapi_other'"
        )
        assert cursor.fetchone() == (True, False, False)


WRITES = (
    "update indicators_target set note = 'x' where id = (select id from indicators_target limit 1)",
    "delete from access_apikey",
)
NEVER = (
    "create table public.mine (a int)",
    "drop table access_apikey",
    "truncate access_apikey",
    "alter table indicators_target disable trigger all",
    "create or replace function history.forget() returns trigger language plpgsql as $$ begin return null; end $$",
    "set session_replication_role = replica",
    "copy (select 1) to program 'true'",
    "select pg_read_file('/etc/hostname')",
    "update django_migrations set name = name",
    "alter role planapi_reader superuser",
)


@pytest.fixture
def by_the_writer(db: None) -> Iterator[Any]:
    """This test's connection, with the rights of the writer."""
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {WRITER}")
        yield cursor


def test_the_writer_changes_rows_and_nothing_else(by_the_writer: Any) -> None:
    assert not reader_role.is_owner(connection)
    for statement in WRITES:
        by_the_writer.execute(statement)
    for statement in NEVER:
        with pytest.raises(DatabaseError, match=r"permission denied|must be|not owner"), transaction.atomic():
            by_the_writer.execute(statement)


def test_all_that_is_kept_can_be_written_by_the_writer(
    by_the_writer: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        (SEEDS / FILES["hedong_report"]).read_text(encoding="utf-8") + "\n另建成公园3个。", encoding="utf-8"
    )
    run = ingest(path)
    slug = SLUGS["hedong_report"]
    row = Observation.objects.filter(document=slug, unit="亿元").first()
    assert (run.state, row is not None) == ("succeeded", True)
    made = correct("observations", row.key, {"value": 1}, why="核对", by=Editor())  # pyright: ignore[reportOptionalMemberAccess]
    correcting.withdraw(made, why="无误", by=Editor())
    withdrawing.withdraw(slug, reason="错放")
    withdrawing.bring_back(slug)
    assert "still wait" not in caplog.text


def test_the_writer_can_t_migrate(by_the_writer: Any) -> None:
    with pytest.raises(CommandError, match="does not own the tables"):
        call_command("migrate", verbosity=0)


# ── Served ──────────────────────────────────────────────────────────────────────────────────────────────────────────


BEFORE: set[int] = set()
"""The sessions of other tests of this process, which are there before the site is."""


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with django_db_blocker.unblock():
        # The server has not the quick hashes of the tests.
        stored = PBKDF2PasswordHasher().encode("a long password", "salt")
        keeper = User.objects.create(username="keeper-of-roles", is_staff=True, is_superuser=True, password=stored)
        with connection.cursor() as cursor:
            cursor.execute("select pid from pg_stat_activity")
            BEFORE.update(pid for (pid,) in cursor.fetchall())
    with serving(django_db_blocker, tmp_path_factory.mktemp("site")) as address:
        yield address
    with django_db_blocker.unblock():
        keeper.delete()


@pytest.mark.django_db
def test_the_served_site_reads_as_the_reader_and_its_admin_writes(site: str) -> None:
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    for address in ("/api/v1/parks/", "/api/v1/search/?q=%E5%85%BB%E8%80%81", "/api/v1/parks/?format=csv", "/readyz"):
        assert browser.open(f"{site}{address}").status == 200
    form = json.dumps({"claims": [{"text": "2021年生产总值达到100亿元"}]}).encode()
    checked = Request(f"{site}/api/v1/verify/", form, {"Content-Type": "application/json"})
    with suppress(HTTPError):  # what it says of the claim is no matter here
        browser.open(checked)
    who = _sessions()
    assert {name for name, asked in who if "indicators_" in asked or "projects_park" in asked} == {READER}
    assert {name for name, _ in who} == {READER}, who  # also the one that listens for revisions
    page = browser.open(f"{site}/admin/login/").read().decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    given = {"username": "keeper-of-roles", "password": "a long password", "csrfmiddlewaretoken": token}
    assert browser.open(f"{site}/admin/login/?next=/admin/", urlencode(given).encode()).url == f"{site}/admin/"
    assert "sessionid" in {cookie.name for cookie in jar}


def _sessions() -> set[tuple[str, str]]:
    """Who is connected to this database besides this test, and what was asked last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select usename, query from pg_stat_activity where datname = current_database() and state is not null"
            " and pid <> pg_backend_pid() and pid <> all(%s)",
            [list(BEFORE)],
        )
        return set(cursor.fetchall())
