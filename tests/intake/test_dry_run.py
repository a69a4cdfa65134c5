"""What a file would change is shown, and nothing is written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from districts.models import Document, IngestRun
from history.models import Revision
from planapi.intake import previewing
from tests.intake.conftest import REPORT, SLUG
from tests.seeds import FILES, SEEDS, SLUGS

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]
Upload = Callable[..., Any]


def everything() -> dict[str, int]:
    """A number for all that every table of the data set, and of its past, holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select format('%I.%I', schemaname, tablename) from pg_tables"
            " where schemaname in ('public', 'history') and tablename !~ '^(intake|access|auth|django)_' order by 1"
        )
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"select coalesce(sum(hashtextextended(t::text, 0)::numeric), 0), count(*) from {table} as t"
            )
            found[table] = cursor.fetchone()
        return found


def test_a_new_document_would_be_added(upload: Upload) -> None:
    before = everything()
    row = upload(REPORT, dry_run="true")
    assert everything() == before
    changes = row["changes"]
    assert (row["state"], row["run"], row["revision"], row["document"]) == ("done", None, None, SLUG)
    assert (changes["document"], changes["exists"]) == (SLUG, False)
    assert changes["counts"]["observations"] == {"added": row["counts"]["observations"], "changed": 0, "removed": 0}
    quotes = [one["after"]["evidence"]["quote"] for one in changes["rows"] if one["resource"] == "observations"]
    assert any("建成口袋公园41个" in quote for quote in quotes)
    assert {one["change"] for one in changes["rows"]} == {"added"}
    assert changes["rows_left_out"] == 0
    assert not Document.objects.filter(slug=SLUG).exists()


def test_it_shows_what_storing_then_does(upload: Upload, get: Get) -> None:
    upload(REPORT)
    corrected = (
        REPORT.replace("41个", "43个").replace("一般公共预算收入完成32.6亿元，增长1.36%。", "") + "新增就业3万人。\n"
    )
    before, held = everything(), Revision.objects.count()
    shown = upload(corrected, dry_run="true")["changes"]
    assert everything() == before
    kinds = {(one["resource"], one["change"]) for one in shown["rows"]}
    assert {("observations", "added"), ("observations", "changed"), ("observations", "removed")} <= kinds
    stored = upload(corrected, replace="false")
    assert stored["state"] == "done"
    page = get("changes", since=held, page_size=1000)["results"]
    told = {(one["resource"], one["id"], one["change"]) for one in page}
    assert {(one["resource"], one["id"], one["change"]) for one in shown["rows"]} == told
    assert get("revisions")["results"][0]["counts"] == shown["counts"]


@pytest.mark.parametrize("name", ["report.txt", "another name.txt"])
def test_the_same_file_would_change_nothing(name: str, upload: Upload) -> None:
    stored = upload(REPORT)
    before = everything()
    row = upload(REPORT, name=name, dry_run="true")
    assert everything() == before
    assert (row["state"], row["changes"]["counts"], row["changes"]["rows"]) == ("done", {}, [])
    assert (row["document"], row["counts"]) == (SLUG, stored["counts"])
    assert upload(REPORT, name=name, status=200)["revision"] == stored["revision"]


def test_forced_under_another_name_the_name_would_change(upload: Upload) -> None:
    upload(REPORT)
    shown = upload(REPORT, name="another name.txt", dry_run="true", force="true")["changes"]
    assert shown["counts"] == {"documents": {"added": 0, "changed": 1, "removed": 0}}


def test_what_would_be_lost_is_shown_with_the_refusal(upload: Upload) -> None:
    whole = (SEEDS / FILES["hedong_report"]).read_text(encoding="utf-8")
    before = everything()
    row = upload(whole[:1200], dry_run="true")
    assert everything() == before
    assert (row["state"], row["problem"]["code"]) == ("failed", "would_lose_rows")
    assert row["changes"]["counts"]["observations"]["removed"] > 10
    assert row["changes"]["document"] == SLUGS["hedong_report"]


def test_a_large_one_is_counted_and_shown_in_part(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "SHOWN", 5)
    changes = upload((SEEDS / FILES["dongli"]).read_text(encoding="utf-8").replace("东丽", "西青"), dry_run="true")[
        "changes"
    ]
    shown = [one["resource"] for one in changes["rows"]]
    assert all(shown.count(name) == min(5, numbers["added"]) for name, numbers in changes["counts"].items())
    assert (
        changes["rows_left_out"] == sum(numbers["added"] for numbers in changes["counts"].values()) - len(shown) > 500
    )


def test_what_can_not_be_read_says_so_as_ever(upload: Upload) -> None:
    runs = IngestRun.objects.count()
    row = upload("不是公文。", dry_run="true")
    assert (row["state"], row["problem"]["code"], row["changes"]) == ("failed", "kind_not_read", None)
    assert IngestRun.objects.count() == runs
