"""How many rows there are in each revision is noted with every change, whoever makes it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from history.revisions import newest, pinned, writing
from history.tally import statements, totals
from indicators.models import Numeral, Observation, Target
from planapi.ingest import ingest
from projects.models import Park, Project
from tests.seeds import MADE_REPORT, MADE_SLUG
from text.vocabulary import Disposition

REPORT, SLUG = MADE_REPORT, MADE_SLUG
COUNTED = (Observation, Target, Project, Park, Numeral)
WHOLE = [(model._meta.db_table, "") for model in COUNTED[:-1]]
PARTS = [(Numeral._meta.db_table, one.value) for one in Disposition]


def counted() -> list[int]:
    """What PostgreSQL counts in the revision that is read."""
    numerals = [Numeral.objects.filter(disposition=one.value).count() for one in Disposition]
    return [*(model.objects.count() for model in COUNTED[:-1]), *numerals]


def put(folder: Path, text: str) -> None:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    ingest(path)


def dismiss_all() -> None:
    Numeral.objects.filter(document=SLUG).update(disposition=Disposition.DATE.value)


def move_all() -> None:
    Numeral.objects.filter(document=SLUG).update(start=0)


def undo() -> None:
    """What comes and goes in one revision was never there."""
    Project.objects.filter(document=SLUG).delete()
    first = Park.objects.filter(document=SLUG).values()[0]
    Park.objects.filter(pk=first["id"]).delete()
    Park.objects.create(**{name: value for name, value in first.items() if name != "since"})


CHANGES: tuple[Callable[[], object], ...] = (
    dismiss_all,
    move_all,
    undo,
    lambda: Observation.objects.filter(document=SLUG).delete(),
)


@pytest.mark.django_db
def test_every_revision_has_the_totals_that_counting_gives(tmp_path: Path) -> None:
    numbers = [newest().number]
    for text in (REPORT, REPORT.replace("增长1.36%。", "。"), "内部资料\n" + REPORT):
        put(tmp_path, text)
        numbers.append(newest().number)
    for change in CHANGES:
        with writing():
            change()
        numbers.append(newest().number)
    assert len(set(numbers)) == len(numbers), "each change makes a revision"
    for number in numbers:
        with pinned(number):
            assert totals([*WHOLE, *PARTS], number) == counted(), number
    assert totals([*WHOLE, *PARTS], newest().number) == counted()


def _count_anew() -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from history_tally")
        for model in COUNTED:
            sql = statements(model._meta.db_table, "disposition" if model is Numeral else "")
            cursor.execute(sql[sql.index("insert into public.history_tally") :])


@pytest.mark.django_db
def test_what_was_there_before_anything_was_noted_is_counted_once(tmp_path: Path) -> None:
    _count_anew()  # tests before this one may have put rows back by hand
    put(tmp_path, REPORT)
    with writing():
        dismiss_all()
        Project.objects.filter(document=SLUG).delete()
    with connection.cursor() as cursor:
        noted = "select resource, part, revision, total from history_tally order by 1, 2, 3"
        cursor.execute(noted)
        before = cursor.fetchall()
        _count_anew()
        cursor.execute(noted)
        assert cursor.fetchall() == before


@pytest.mark.django_db
def test_the_front_page_says_how_much_there_was(client: Client, tmp_path: Path) -> None:
    """Of a revision before this one."""
    first = newest().number
    before = client.get(f"/en/?revision={first}").content.decode()
    put(tmp_path, REPORT)
    after = client.get("/en/").content.decode()
    with pinned(first):
        assert f"{Numeral.objects.count():,}" in before
    assert f"{Numeral.objects.count():,}" in after
