"""Two files of one document: none silently takes the place of the other, and each client is told in its own words what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from districts.models import Document
from planapi.ingest import ingest
from planapi.intake import withdrawing
from tests.intake.conftest import REPORT, SLUG
from tests.intake.test_handing_in import zip_of
from tests.seeds import FILES, SEEDS
from text.errors import PlanApiError

pytestmark = pytest.mark.django_db
Upload = Callable[..., Any]
DRAFT, FINAL = REPORT, REPORT.replace("32.6亿元", "33.6亿元")
PLAN = SEEDS / FILES["dongli"]


@pytest.mark.parametrize("dry_run", ["false", "true"])
def test_of_two_in_a_zip_the_second_is_not_stored_and_says_so(dry_run: str, upload: Upload, editor: Any) -> None:
    row = upload(zip_of(**{"初稿.txt": DRAFT, "定稿.txt": FINAL}), name="报告.zip", dry_run=dry_run)
    assert [(part["member"], part["state"]) for part in row["parts"]] == [("初稿.txt", "done"), ("定稿.txt", "failed")]
    assert row["state"] == "failed"
    problem = editor.get(f"/api/v1/ingestions/{row['parts'][1]['id']}/").json()["problem"]
    assert problem["code"] == "same_document"
    assert f"it is of the document {SLUG}, and so is 初稿.txt" in problem["detail"]
    if dry_run == "false":
        assert "32.6亿元" in Document.objects.get(slug=SLUG).text
        assert upload(FINAL, name="定稿.txt")["state"] == "done"
        assert "33.6亿元" in Document.objects.get(slug=SLUG).text


def test_the_same_file_twice_in_a_zip_is_no_matter(upload: Upload) -> None:
    row = upload(zip_of(**{"a.txt": DRAFT, "b.txt": DRAFT}), name="报告.zip")
    assert [part["state"] for part in row["parts"]] == ["done", "done"]


def test_the_command_says_which_file_another_took_the_place_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FINAL, encoding="utf-8")
    call_command("ingest", str(tmp_path))
    said = capsys.readouterr().err
    assert f"↻ a.txt is replaced: b.txt is of the same document {SLUG}, and came after it" in said
    assert "↻ replaced" in said[said.index("To be looked at") :]
    assert "33.6亿元" in Document.objects.get(slug=SLUG).text


LOSSY = PLAN.read_text(encoding="utf-8")[:9000]
UNPLACED = REPORT.replace("天津市南开区", "").replace("南开区", "本区")


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        (LOSSY, {}, ("use --replace", "use replace=true")),
        (UNPLACED, {}, ("specify it with --district CODE", "specify it with district=CODE")),
        (REPORT, {"district": "120102"}, ("omit --district", "omit district")),
        (
            DRAFT,
            {"force": False},
            (
                f"use manage.py bring_back {SLUG}; to ingest it anyway, use --force",
                f"use POST documents/{SLUG}/bring-back/; to ingest it anyway, use force=true",
            ),
        ),
    ],
    ids=["loss", "no place", "other place", "withdrawn"],
)
def test_each_client_is_told_its_own_options(
    text: str, options: dict[str, Any], told: tuple[str, str], upload: Upload, tmp_path: Path
) -> None:
    by_command, over_http = told
    if "force" in options:
        upload(DRAFT)
        withdrawing.withdraw(SLUG, reason="错放")
    detail = upload(text, **{name: str(value).lower() for name, value in options.items()})["problem"]["detail"]
    assert over_http in detail
    assert "--" not in detail
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanApiError) as raised:
        ingest(path, district_code=options.get("district"))
    assert by_command in str(raised.value)
