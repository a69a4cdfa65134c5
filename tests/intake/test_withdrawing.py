"""A document is taken out of the data set, and brought back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from districts.models import Document, IngestRun
from history.models import Revision
from indicators.models import Stale
from planapi.intake.models import Withdrawal
from planapi.intake.withdrawing import bring_back, withdraw
from planapi.resources import DATA
from tests.intake.conftest import REPORT, SLUG
from tests.seeds import FILES, SEEDS, SLUGS
from text.vocabulary import Right

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]
Upload = Callable[..., Any]
OF = SLUGS["hedong_report"]
REASON = "错归河东区。"
WITHDRAW, BACK = f"/api/v1/documents/{OF}/withdraw/", f"/api/v1/documents/{OF}/bring-back/"
OF_DOCUMENTS = [name for name in DATA if name not in ("districts", "indicators")]


def served(get: Get, **parameters: Any) -> dict[str, list[Any]]:
    """All rows of the document, by resource, without the revision that they are of."""
    found = {}
    for name in OF_DOCUMENTS:
        rows = get(name, page_size=1000, **({} if name == "documents" else {"document": OF}), **parameters)["results"]
        rows = [row for row in rows if row.get("slug", OF) == OF]
        found[name] = [{key: value for key, value in row.items() if key != "since"} for row in rows]
    return found


def answers(get: Get) -> list[Any]:
    """What is worked out of the rows of the district."""
    return [
        get("compare", district="120102", indicator="general-public-budget-revenue")["cells"],
        get("progress", district="120102", page_size=200)["results"],
        get("search", q="国家高新技术企业", district="120102")["results"],
        get("districts/120102")["counts"],
    ]


def test_a_document_is_withdrawn_and_brought_back(editor: APIClient, get: Get) -> None:
    before, worked_out = served(get), answers(get)
    number = Revision.objects.count()
    runs = list(IngestRun.objects.filter(document__slug=OF).values_list("pk", flat=True))
    response = editor.post(WITHDRAW, {"reason": REASON}, format="json")
    assert response.status_code == 200, response.content
    row = response.json()
    assert (row["document"], row["reason"], row["revision"]) == (OF, REASON, number + 1)

    assert editor.get(f"/api/v1/documents/{OF}/").status_code == 404
    revision = get("revisions")["results"][0]
    assert (revision["number"], revision["document"], revision["reason"]) == (number + 1, OF, REASON)
    assert revision["counts"] == {
        name: {"added": 0, "changed": 0, "removed": len(rows)} for name, rows in before.items() if rows
    }
    gone = get("changes", since=number, change="removed", page_size=1000)["results"]
    assert {one["reason"] for one in gone} == {REASON}
    assert {one["id"] for one in gone if one["resource"] == "observations"} == {
        one["id"] for one in before["observations"]
    }
    # It is known by its slug where it is still told of.
    for resource in ("revisions", "withdrawals"):
        assert {one["document"] for one in get(resource, document=OF)["results"]} == {OF}
    then = get("observations", document=OF, revision=number, page_size=1000)["results"]
    assert [one["id"] for one in then] == [one["id"] for one in before["observations"]]
    assert answers(get) != worked_out
    assert not Stale.objects.filter(until=None).exists()

    response = editor.post(BACK, {}, format="json")
    assert response.status_code == 200, response.content
    assert response.json()["brought_back_revision"] == number + 2
    assert served(get) == before
    assert answers(get) == worked_out
    assert list(IngestRun.objects.filter(document__slug=OF).values_list("pk", flat=True)) == runs
    assert not Stale.objects.filter(until=None).exists()
    # What was removed and added again as it was is no change.
    assert get("changes", since=number, page_size=1000)["results"] == []
    assert get("revisions")["results"][0]["counts"] == {
        name: {"added": len(rows), "changed": 0, "removed": 0} for name, rows in before.items() if rows
    }
    assert [(one["document"], one["brought_back_revision"]) for one in get("withdrawals")["results"]] == [
        (OF, number + 2)
    ]


def test_coverage_says_that_the_document_is_missing(editor: APIClient, get: Get, upload: Upload) -> None:
    upload(REPORT)
    asked = {"district": "120104", "indicator": "general-public-budget-revenue", "year": 2022}
    assert [cell["status"] for cell in get("coverage", **asked)["cells"]] == ["stated"]
    editor.post(f"/api/v1/documents/{SLUG}/withdraw/", {"reason": REASON}, format="json")
    assert [cell["status"] for cell in get("coverage", **asked)["cells"]] == ["document_missing"]


def test_a_withdrawn_file_is_not_taken_again_unless_it_is_forced(editor: APIClient, upload: Upload, get: Get) -> None:
    upload(REPORT)
    editor.post(f"/api/v1/documents/{SLUG}/withdraw/", {"reason": REASON}, format="json")
    row = upload(REPORT)
    assert (row["state"], row["problem"]["code"]) == ("failed", "withdrawn")
    assert REASON in row["problem"]["detail"]
    assert upload(REPORT, dry_run="true")["problem"]["code"] == "withdrawn"
    assert not Document.objects.filter(slug=SLUG).exists()
    forced = upload(REPORT, force="true")
    assert (forced["state"], forced["document"]) == ("done", SLUG)
    (told,) = get("withdrawals", document=SLUG)["results"]
    assert (told["brought_back_revision"], told["brought_back_reason"]) == (forced["revision"], "Ingested again.")


def test_the_right_file_takes_the_place_of_the_withdrawn_one(editor: APIClient, upload: Upload, get: Get) -> None:
    upload(REPORT)
    editor.post(f"/api/v1/documents/{SLUG}/withdraw/", {"reason": REASON}, format="json")
    other = upload(REPORT.replace("41个", "44个"))
    assert (other["state"], other["document"]) == ("done", SLUG)
    response = editor.post(f"/api/v1/documents/{SLUG}/bring-back/", {}, format="json")
    assert (response.status_code, response.json()["detail"]) == (409, f"{SLUG} is there.")


@pytest.mark.parametrize(
    ("address", "body", "status", "told"),
    [
        (WITHDRAW, {}, 400, "say why"),
        (WITHDRAW, {"reason": " "}, 400, "say why"),
        (WITHDRAW, {"reason": 5}, 400, "say why"),
        (WITHDRAW, {"reason": "a" * 1001}, 400, "at most 1000"),
        (WITHDRAW, {"reason": "a", "force": True}, 400, "unknown member"),
        (WITHDRAW, [], 400, "JSON object"),
        ("/api/v1/documents/no-such/withdraw/", {"reason": "a"}, 404, "There is no document 'no-such'"),
        ("/api/v1/documents/no-such/bring-back/", {}, 404, "There is no document 'no-such'"),
        (BACK, {}, 409, "is there"),
    ],
)
def test_what_can_not_be_done_says_why(address: str, body: Any, status: int, told: str, editor: APIClient) -> None:
    before = Revision.objects.count()
    response = editor.post(address, body, format="json")
    assert response.status_code == status, response.content
    assert told in response.json()["detail"]
    assert Revision.objects.count() == before


def test_twice_is_a_conflict(editor: APIClient) -> None:
    assert editor.post(WITHDRAW, {"reason": REASON}, format="json").status_code == 200
    response = editor.post(WITHDRAW, {"reason": REASON}, format="json")
    assert response.status_code == 409
    assert REASON in response.json()["detail"]


def test_nobody_withdraws_without_a_right(api_client: APIClient, client_with: Callable[..., APIClient]) -> None:
    for address in (WITHDRAW, BACK):
        assert api_client.post(address, {"reason": REASON}, format="json").status_code == 401
        assert client_with(Right.INGEST).post(address, {"reason": REASON}, format="json").status_code == 403
    assert not Withdrawal.objects.exists()
    assert Document.objects.filter(slug=OF).exists()


def test_who_did_it_is_kept_and_not_told(editor: APIClient, get: Get) -> None:
    editor.post(WITHDRAW, {"reason": REASON}, format="json")
    assert Withdrawal.objects.get().by == "key of Newsroom"
    assert "Newsroom" not in str(get("withdrawals"))


def test_every_seed_comes_back_as_it_was(get: Get) -> None:
    tables = [view.queryset.model for view in DATA.values()]

    def all_rows() -> list[Any]:
        names = [
            [field.attname for field in model._meta.concrete_fields if field.attname != "since"] for model in tables
        ]
        return [
            list(model.objects.order_by("pk").values_list(*each)) for model, each in zip(tables, names, strict=True)
        ]

    before = all_rows()
    for slug in SLUGS.values():
        withdraw(slug, reason=REASON)
    assert not Document.objects.exists()
    for slug in reversed(SLUGS.values()):
        bring_back(slug)
    assert all_rows() == before


def test_at_the_terminal(capsys: pytest.CaptureFixture[str], get: Get) -> None:
    before = served(get)
    call_command("withdraw", OF, "--reason", REASON)
    assert f"revision {Revision.objects.count()}" in capsys.readouterr().out
    with pytest.raises(CommandError, match="withdrawn already"):
        call_command("withdraw", OF, "--reason", REASON)
    with pytest.raises(CommandError, match="not ingested"):
        call_command("ingest", str(SEEDS / FILES["hedong_report"]))
    assert f"({REASON}). To bring it back as it was, use manage.py bring_back {OF}" in capsys.readouterr().err
    call_command("bring_back", OF)
    assert served(get) == before
    with pytest.raises(CommandError, match="is there"):
        call_command("bring_back", OF)
