"""What an ingest changes is one revision, what it leaves alone stays as it is, and every revision can be asked again."""

import base64
import itertools
import json
import random
import threading
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from django.apps import apps
from django.db import connection, connections
from rest_framework.test import APIClient

from districts.models import Chapter, District, Document
from history.models import Revision, Versioned
from history.revisions import newest, pinned, writing
from indicators.models import Numeral, Observation, Target
from planapi.ingest import ingest
from planapi.resources import DATA
from projects.models import Park, Project
from tests import factories as make
from tests.seeds import FILES, MADE_REPORT, MADE_SLUG, SEEDS

REPORT, SLUG = MADE_REPORT, MADE_SLUG
TABLES = (Chapter, Target, Observation, Numeral, Project, Park)


def versions(slug: str) -> dict[str, list[tuple[int, str, int]]]:
    """The number, the key and the revision of every row of a document."""
    return {
        model.__name__: list(model.objects.filter(document__slug=slug).order_by("pk").values_list("pk", "key", "since"))
        for model in TABLES
    }


def put(folder: Path, text: str) -> None:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    ingest(path)


def ask(path: str, *, status: int = 200, **parameters: Any) -> Any:
    response = APIClient().get(f"/api/v1/{path}", parameters)
    assert response.status_code == status, response.content.decode()
    return response.json()


def changed(since: int, **parameters: Any) -> dict[str, dict[str, Any]]:
    """Changes by resource and id."""
    found = ask("changes/", since=since, page_size=1000, **parameters)["results"]
    return {f"{one['resource']} {one['id']}": one for one in found}


@pytest.mark.django_db
def test_reading_a_file_anew_makes_no_revision_and_touches_no_row() -> None:
    before, last = versions("120110-plan-2021"), newest()
    ingest(SEEDS / FILES["dongli"], force=True)
    assert changed(last.number) == {}
    assert versions("120110-plan-2021") == before
    assert newest() == last


@pytest.mark.django_db
def test_a_document_is_one_revision_and_says_what_it_added(tmp_path: Path) -> None:
    last = newest().number
    put(tmp_path, REPORT)
    made = ask("revisions/", number__gt=last)["results"]
    assert [(one["number"], one["document"]) for one in made] == [(last + 1, SLUG)]
    assert made[0]["counts"]["observations"] == {"added": 4, "changed": 0, "removed": 0}
    assert set(versions(SLUG)["Observation"]) == {row for row in versions(SLUG)["Observation"] if row[2] == last + 1}


@pytest.mark.django_db
def test_a_corrected_number_changes_its_row_and_no_other(tmp_path: Path) -> None:
    put(tmp_path, REPORT)
    before, first = versions(SLUG), newest().number
    put(tmp_path, REPORT.replace("41个", "43个"))
    found = changed(first, resource=["observations", "projects", "parks", "chapters", "documents"])
    key = next(name for name in found if name.startswith("observations"))
    assert {name: one["change"] for name, one in found.items()} == {key: "changed", f"documents {SLUG}": "changed"}
    assert set(found[key]["fields"]) == {"evidence.quote", "raw", "value"}
    assert (found[key]["before"]["value"], found[key]["after"]["value"]) == (41, 43)
    assert "sha256" in found[f"documents {SLUG}"]["fields"]
    after = versions(SLUG)
    assert [row[:2] for row in after["Observation"]] == [row[:2] for row in before["Observation"]]
    assert sum(row[2] > first for row in after["Observation"]) == 1
    assert after["Project"] == before["Project"]


@pytest.mark.django_db
def test_a_line_put_in_before_everything_moves_the_rows_and_keeps_their_ids(tmp_path: Path) -> None:
    put(tmp_path, REPORT)
    before, first = versions(SLUG), newest().number
    put(tmp_path, "内部资料\n" + REPORT)
    after = versions(SLUG)
    del before["Numeral"], after["Numeral"]  # the first has other words around it now
    assert {name: [row[:2] for row in rows] for name, rows in after.items()} == {
        name: [row[:2] for row in rows] for name, rows in before.items()
    }
    found = changed(first, resource="observations")
    assert {tuple(sorted(one["fields"])) for one in found.values()} == {
        ("evidence.end", "evidence.start", "raw_end", "raw_start")
    }
    text = Document.objects.get(slug=SLUG).text
    for row in Observation.objects.filter(document__slug=SLUG):
        assert text[row.start : row.end] == row.quote


@pytest.mark.django_db
def test_a_sentence_that_is_gone_takes_its_rows_along_and_the_past_keeps_them(tmp_path: Path) -> None:
    put(tmp_path, REPORT)
    first = newest().number
    put(tmp_path, REPORT.replace("建成口袋公园41个。", ""))
    removed = changed(first, resource="observations", change="removed")
    (gone,) = removed.values()
    assert (gone["before"]["value"], gone["after"], gone["fields"]) == (41, None, [])
    ask(f"observations/{gone['id']}/", status=404)
    assert ask(f"observations/{gone['id']}/", revision=first) == gone["before"]


@pytest.mark.django_db
def test_a_change_that_is_undone_is_none(tmp_path: Path) -> None:
    put(tmp_path, REPORT)
    first = newest().number
    put(tmp_path, REPORT.replace("41个", "43个"))
    put(tmp_path, REPORT)
    assert newest().number == first + 2
    assert changed(first, resource="observations") == {}
    assert len(changed(first, resource="observations", revision=first + 1)) == 1
    assert len(changed(first + 1, resource="observations")) == 1


@pytest.mark.django_db
def test_every_list_answers_as_it_did(tmp_path: Path) -> None:
    put(tmp_path, REPORT)
    first = newest().number
    addresses = [
        *(f"{name}/" for name in DATA),
        *(f"documents/{SLUG}/{part}/" for part in ("outline", "coverage", "text")),
        f"documents/{SLUG}/",
        "districts/120104/",
    ]

    def answers(**parameters: Any) -> dict[str, Any]:
        return {
            address: APIClient()
            .get(f"/api/v1/{address}", {"page_size": 200, **parameters} if address.rstrip("/") in DATA else parameters)
            .content
            for address in addresses
        }

    before = answers(revision=first)
    now = answers()
    put(
        tmp_path,
        "内部资料\n" + REPORT.replace("41个", "43个").replace("新建天拓科技园。", "").replace("二、2023年", "二、明年"),
    )
    assert answers(revision=first) == before
    later = answers()
    unlike = {address for address in addresses if later[address] != now[address]}
    assert {"documents/", "chapters/", f"documents/{SLUG}/text/", f"documents/{SLUG}/outline/"} <= unlike


@pytest.mark.django_db
def test_pages_of_changes_give_each_change_once(tmp_path: Path) -> None:
    last = newest().number
    put(tmp_path, REPORT)
    whole = list(changed(last))
    seen: list[str] = []
    page = ask("changes/", since=last, page_size=7)
    while True:
        seen += [f"{one['resource']} {one['id']}" for one in page["results"]]
        if page["next"] is None:
            break
        page = APIClient().get(page["next"]).json()
    assert seen == whole
    assert len(whole) > 20
    assert list(changed(last, district="120102")) == []
    assert set(changed(last, document=SLUG)) == {name for name in whole if not name.startswith("districts")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({}, "required, for example since=1"),
        ({"since": "99999"}, "there is no such revision"),
        ({"since": "x"}, "must be the number of a revision"),
        ({"since": "1", "resource": "park"}, "there is no such resource. Did you mean “parks”?"),
        ({"since": "1", "change": "删除"}, "Did you mean “removed”?"),
        ({"since": "1", "cursor": "abc"}, "not a cursor"),
        ({"since": "2", "revision": "1"}, "must not be later than revision 1"),
        ({"since": "1", "revision": "99999"}, "there is no such revision"),
        ({"since": "1", "revision": ["1", "2"]}, "given more than once"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(parameters: dict[str, Any], told: str) -> None:
    assert told in ask("changes/", status=400, **parameters)["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("raw", ["0", "-1", "x", "", "１", "99999", "12345678901234567890"])
def test_a_revision_that_is_none_is_refused(raw: str) -> None:
    problem = ask("parks/", status=400, revision=raw)
    assert problem["errors"][0]["parameter"] == "revision"


@pytest.mark.django_db
def test_whoever_holds_an_answer_is_told_so_without_a_look_at_the_tables(
    tmp_path: Path, django_assert_num_queries: Any
) -> None:
    client = APIClient()
    first = client.get("/api/v1/parks/?kind=incubator")
    held: dict[str, Any] = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    with django_assert_num_queries(1) as asked:  # which revision is in force
        again = client.get("/api/v1/parks/?kind=incubator", **held)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert "history_revision" in asked.captured_queries[0]["sql"]
    assert client.get("/api/v1/parks/?kind=incubator", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"]).status_code == 304
    assert client.get("/api/v1/parks/?kind=other", **held).status_code == 200
    put(tmp_path, REPORT)
    later = client.get("/api/v1/parks/?kind=incubator", **held)
    assert (later.status_code, later["ETag"] != first["ETag"]) == (200, True)
    assert int(later["X-Revision"]) == int(first["X-Revision"]) + 1


@pytest.mark.django_db
def test_a_pinned_answer_may_be_kept() -> None:
    pinned_answer = APIClient().get(f"/api/v1/parks/?revision={newest().number}")
    assert pinned_answer["Cache-Control"] == "public, max-age=86400"
    assert APIClient().get("/api/v1/parks/")["Cache-Control"] == "public, no-cache"


@pytest.mark.django_db
def test_pins_can_be_nested() -> None:
    first = newest().number
    with writing():
        District.objects.filter(code="120102").update(name="河东新区")
    with pinned(first + 1):
        with pinned(first):
            assert District.objects.get(code="120102").name == "河东区"
        assert District.objects.get(code="120102").name == "河东新区"
    assert District.objects.get(code="120102").since == first + 1


@pytest.mark.django_db
def test_a_write_that_nobody_announced_is_kept_too() -> None:
    first = newest().number
    Project.objects.filter(document__slug="120102-report-2023").delete()
    with pinned(first):
        assert Project.objects.filter(document__slug="120102-report-2023").count() > 10
    assert newest().number == first + 1


def test_writers_take_turns_so_that_no_revision_is_seen_before_an_earlier_one(
    django_db_setup: None, django_db_blocker: Any
) -> None:
    """In threads with connections of their own: what is committed here is brought back at the end."""
    name = {"code": "120119"}
    begun, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with writing(document="first"):
            District.objects.filter(**name).update(name="甲")
            begun.set()
            assert go_on.wait(10)
        connections.close_all()

    def second() -> None:
        with writing(document="second"):
            District.objects.filter(**name).update(name="乙")
        connections.close_all()

    with django_db_blocker.unblock():
        held, before = District.objects.get(**name).name, newest().number
        one, two = threading.Thread(target=first), threading.Thread(target=second)
        one.start()
        assert begun.wait(10)
        two.start()
        two.join(0.3)
        waits, seen = two.is_alive(), newest().number
        go_on.set()
        one.join(10)
        two.join(10)
        made = list(Revision.objects.filter(number__gt=before).order_by("number").values_list("document", flat=True))
        last = District.objects.get(**name).name
        with pinned(before + 1):
            between = District.objects.get(**name).name
        with writing():
            District.objects.filter(**name).update(name=held)
        connection.close()
    assert waits, "the second writer waits for the first"
    assert seen == before, "nothing is seen of what is not committed"
    assert made == ["first", "second"]
    assert (between, last) == ("甲", "乙")


@pytest.mark.django_db
@pytest.mark.parametrize("model", [one for one in apps.get_models() if issubclass(one, Versioned)], ids=str)
def test_every_table_has_its_past_with_all_its_columns(model: Any) -> None:
    table = model._meta.db_table
    columns = {field.column for field in model._meta.concrete_fields}
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_schema, array_agg(column_name::text) from information_schema.columns where table_name = %s group by 1",
            [table],
        )
        found = {schema: set(names) for schema, names in cursor.fetchall()}
        cursor.execute(
            "select tgname from pg_trigger where tgrelid = %s::regclass and not tgisinternal", [f"public.{table}"]
        )
        triggers = {name for (name,) in cursor.fetchall()}
    assert found["pinned"] == columns
    assert found["history"] >= columns | {"until"}
    assert {"keep_history", "forget_history"} <= triggers


def test_every_resource_of_data_has_a_history() -> None:
    for name, view in DATA.items():
        assert issubclass(view.queryset.model, Versioned), name


def paged(**parameters: Any) -> list[dict[str, Any]]:
    """All changes, from pages of three."""
    found: list[dict[str, Any]] = []
    page = ask("changes/", page_size=3, **parameters)
    while True:
        found += page["results"]
        if page["next"] is None:
            return found
        page = APIClient().get(page["next"]).json()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_what_changed_is_what_differs_between_the_two_revisions(
    seed: int, empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are added, changed, changed back, removed and added again at random; so few are looked at that pages end within revisions."""
    monkeypatch.setattr("history.between.LOOKED_AT", 4)
    chance, first = random.Random(seed), newest().number
    with writing():
        document = make.make_document(district=make.make_district())
    for _ in range(5):
        with writing():
            for place in chance.sample(range(6), 4):
                key, held = f"{document.slug}-k{place}", Park.objects.filter(key=f"{document.slug}-k{place}")
                match chance.choice(["write", "write", "remove", "both"]):
                    case "write" if held.exists():
                        held.update(name=f"{key}{chance.choice('甲乙')}")
                    case "remove" if held.exists():
                        held.delete()
                    case "both" if held.exists():  # a state that no revision shows
                        held.update(name=f"{key}丙")
                        held.delete()
                    case _ if not held.exists():
                        make.make_park(document=document, key=key, name=f"{key}甲")
    last = newest().number
    states = {
        n: {row["id"]: row | {"since": 0} for row in ask("parks/", revision=n)["results"]}
        for n in range(first + 1, last + 1)
    }
    assert len(states) == 6
    for since, until in itertools.combinations(states, 2):
        was, is_now = states[since], states[until]
        differ = {
            key: "added" if key not in was else "removed" if key not in is_now else "changed"
            for key in was.keys() | is_now.keys()
            if was.get(key) != is_now.get(key)
        }
        found = paged(since=since, revision=until, resource="parks")
        assert {one["id"]: one["change"] for one in found} == differ
        assert len(found) == len(differ)
        for kind in ("added", "changed", "removed"):
            of_kind = paged(since=since, revision=until, resource="parks", change=kind)
            assert {one["id"] for one in of_kind} == {key for key, change in differ.items() if change == kind}


@pytest.mark.django_db
@pytest.mark.parametrize("place", range(5))
def test_a_cursor_of_changes_that_was_made_by_hand_is_refused(place: int) -> None:
    following = ask("changes/", since=0, page_size=1, resource="parks")["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]
    held = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    # Any number may be that of a row.
    numbers = (-1, 2**31) if place != 3 else ()
    for wrong in (True, None, *numbers, 2**70, 1.5, "x", "a\0b", [], {}, ["parks"]):
        made = base64.urlsafe_b64encode(json.dumps([*held[:place], wrong, *held[place + 1 :]]).encode()).decode()
        problem = ask("changes/", status=400, since=0, page_size=1, resource="parks", cursor=made.rstrip("="))
        assert problem["errors"][0]["parameter"] == "cursor"
