"""A file is handed in over HTTP, and the data set is what it should be afterwards."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from access.models import ApiKey, revoke
from districts.models import Document, IngestRun
from history.models import Revision
from planapi.intake.models import Ingestion
from tests.intake.conftest import REPORT, SLUG
from tests.seeds import FILES, SEEDS, SLUGS
from tests.text.loading.docx_maker import docx, p
from text.vocabulary import Right

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]
Upload = Callable[..., Any]
ADDRESS = "/api/v1/ingestions/"


def docx_of(text: str) -> bytes:
    return docx(*(p(f"<w:r><w:t>{line}</w:t></w:r>") for line in text.splitlines()))


def zip_of(**files: bytes | str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def state_of_data() -> tuple[Any, ...]:
    return (
        Revision.objects.count(),
        sorted(Document.objects.values_list("slug", "sha256", "since")),
        IngestRun.objects.count(),
    )


@pytest.mark.parametrize(
    ("name", "data"), [("报告.txt", REPORT.encode()), ("报告.docx", docx_of(REPORT))], ids=["txt", "docx"]
)
def test_a_file_is_handed_in_and_served(name: str, data: bytes, editor: APIClient, get: Get) -> None:
    response = editor.post(ADDRESS, {"file": SimpleUploadedFile(name, data)}, format="multipart")
    row = response.json()
    assert response.status_code == 202
    assert response["Location"] == row["url"]
    assert (row["state"], row["document"], row["problem"], row["source_name"]) == ("done", SLUG, None, name)
    assert row["progress"] == {"done": 1, "total": 1}
    assert row["revision"] == get("revisions")["results"][0]["number"]
    assert row["counts"]["observations"] == len(get("observations", document=SLUG)["results"]) > 0
    assert get(f"ingest-runs/{row['run']}")["source_name"] == name
    assert get(f"documents/{SLUG}")["source_name"] == name
    assert get(row["url"].removeprefix("http://testserver"))["state"] == "done"


def test_the_same_file_again_is_the_ingestion_that_took_it(upload: Upload, originals: Path) -> None:
    first = upload(REPORT, name="a.txt")
    before = state_of_data()
    again = upload(REPORT, name="b.txt", status=200)
    assert again == first
    assert state_of_data() == before
    assert len([path for path in originals.rglob("*") if path.is_file()]) == 1
    assert upload(REPORT, force="true")["id"] != first["id"]


def test_a_file_that_the_command_ingested_is_that_of_its_run(upload: Upload) -> None:
    run = IngestRun.objects.get(document__slug=SLUGS["hedong_report"])
    row = upload((SEEDS / FILES["hedong_report"]).read_bytes(), status=200)
    assert (row["state"], row["run"], row["document"]) == ("done", run.pk, SLUGS["hedong_report"])


def test_a_corrected_file_makes_a_revision(upload: Upload, get: Get) -> None:
    upload(REPORT)
    before = Revision.objects.count()
    row = upload(REPORT.replace("41个", "43个"))
    assert (row["state"], row["revision"]) == ("done", before + 1)
    (changed,) = get("changes", since=before, resource="observations", change="changed")["results"]
    assert (changed["before"]["value"], changed["after"]["value"]) == (41, 43)


def test_a_zip_has_a_part_for_each_document(upload: Upload, editor: APIClient) -> None:
    files = {"南开.txt": REPORT, "别的.txt": "不是公文。", "红桥.txt": REPORT.replace("南开", "红桥")}
    row = upload(zip_of(**files), name="报告.zip")
    assert [(part["member"], part["state"], part["document"]) for part in row["parts"]] == [
        ("南开.txt", "done", SLUG),
        ("别的.txt", "failed", None),
        ("红桥.txt", "done", "120106-report-2023"),
    ]
    assert (row["state"], row["progress"]) == ("failed", {"done": 3, "total": 3})
    assert (row["problem"]["code"], row["problem"]["title"]) == (
        "some_failed",
        "1 of 3 documents were not stored; the others were.",
    )
    part = editor.get(f"{ADDRESS}{row['parts'][1]['id']}/").json()
    assert (part["package"], part["member"], part["problem"]["code"]) == (row["id"], "别的.txt", "kind_not_read")
    assert {one["id"] for one in editor.get(ADDRESS, {"package": row["id"]}).json()["results"]} == {
        part["id"] for part in row["parts"]
    }


def test_a_zip_of_which_nothing_was_stored_says_so(upload: Upload) -> None:
    row = upload(zip_of(**{"一.txt": "不是公文。", "二.txt": "也不是。"}), name="报告.zip")
    assert row["problem"]["title"] == "None of the 2 documents was stored."


def test_the_same_zip_again_is_the_ingestion_that_took_it(upload: Upload) -> None:
    packed = zip_of(**{"a.txt": REPORT, "b.txt": REPORT.replace("南开", "红桥")})
    first = upload(packed, name="a.zip")
    assert first["state"] == "done"
    assert upload(packed, name="b.zip", status=200)["id"] == first["id"]


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
UNPLACED = REPORT.replace("天津市南开区", "").replace("南开区", "本区")
AMBIGUOUS = UNPLACED.replace("2023年政府工作报告", "和平区2023年政府工作报告", 1).replace("本区", "和平区")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("照片.png", PICTURE, "format_not_read"),
        ("空.txt", b" \n", "empty"),
        ("通知.txt", "关于放假的通知\n各单位：明天放假。\n".encode(), "kind_not_read"),
        ("无名.txt", UNPLACED.encode(), "place_not_recognised"),
        ("乱码.txt", b"\x81\xff\xfe\x00\x81 \xff" * 40, "encoding"),
        ("断.docx", docx_of(REPORT)[:-400], "damaged"),
        ("照片.zip", zip_of(**{"a.png": PICTURE}), "format_not_read"),
    ],
)
def test_a_file_that_is_not_taken_says_why_and_changes_nothing(
    name: str, data: bytes, code: str, upload: Upload
) -> None:
    before = state_of_data()[:2]
    row = upload(data, name=name)
    assert (row["state"], row["document"], row["revision"]) == ("failed", None, None)
    assert row["problem"]["code"] == code
    assert row["problem"]["title"]
    assert row["problem"]["detail"]
    assert state_of_data()[:2] == before
    assert row["finished_at"] is not None


def test_a_place_that_several_bear_is_told_with_its_candidates(upload: Upload) -> None:
    row = upload(AMBIGUOUS)
    assert row["problem"]["code"] == "place_not_recognised"
    assert {"code": "120101", "name": "和平区"} in row["problem"]["candidates"]
    assert len(row["problem"]["candidates"]) > 1
    named = upload(AMBIGUOUS, district="120101")
    assert (named["state"], named["document"]) == ("done", "120101-report-2023")


def test_what_would_lose_rows_is_refused_until_it_is_asked_for(upload: Upload, get: Get) -> None:
    whole = (SEEDS / FILES["hedong_report"]).read_text(encoding="utf-8")
    held = get(f"documents/{SLUGS['hedong_report']}")
    row = upload(whole[:1200])
    assert (row["state"], row["problem"]["code"]) == ("failed", "would_lose_rows")
    assert get(f"documents/{SLUGS['hedong_report']}") == held
    assert upload(whole[:1200], replace="true")["state"] == "done"
    assert get(f"documents/{SLUGS['hedong_report']}")["chars"] == 1200


def test_a_file_that_is_too_large_is_refused_by_its_length(editor: APIClient, settings: Any) -> None:
    settings.LARGE_BODIES = {ADDRESS: 5000}
    response = editor.post(ADDRESS, {"file": SimpleUploadedFile("a.txt", b"a" * 6000)}, format="multipart")
    assert response.status_code == 413
    assert "at most 5000 bytes" in response.json()["detail"]
    assert not Ingestion.objects.exists()


def test_a_text_that_is_too_large_to_be_read_is_said_by_its_ingestion(upload: Upload, settings: Any) -> None:
    settings.SOURCE_BYTES = 200
    assert upload(REPORT)["problem"]["code"] == "too_large"


class TestFilesOfTheServer:
    @pytest.fixture
    def sources(self, settings: Any, tmp_path: Path) -> Path:
        settings.SOURCES_DIR = tmp_path / "sources"
        (settings.SOURCES_DIR / "2023").mkdir(parents=True)
        (settings.SOURCES_DIR / "2023" / "南开.txt").write_text(REPORT, encoding="utf-8")
        (tmp_path / "secret.txt").write_text(REPORT, encoding="utf-8")
        (settings.SOURCES_DIR / "link.txt").symlink_to(tmp_path / "secret.txt")
        return settings.SOURCES_DIR

    def test_one_is_named(self, sources: Path, editor: APIClient) -> None:
        response = editor.post(ADDRESS, {"source": "2023/南开.txt"}, format="json")
        assert response.status_code == 202
        row = response.json()
        assert (row["state"], row["source_name"], row["document"]) == ("done", "南开.txt", SLUG)

    @pytest.mark.parametrize(
        "named",
        ["../secret.txt", "/etc/hostname", "link.txt", "2023", ".", "2023/../../secret.txt", "a\x00b", "no.txt"],
    )
    def test_none_outside_of_the_folder_is(self, named: str, sources: Path, editor: APIClient) -> None:
        response = editor.post(ADDRESS, {"source": named}, format="json")
        assert response.status_code == 400
        (error,) = response.json()["errors"]
        folder = named in ("2023", ".")
        told = (
            "is a folder: name one of its files"
            if folder
            else "there is no such file in the folder of files of this site"
        )
        assert error["parameter"] == "source"
        assert error["message"].startswith(told)
        assert not Ingestion.objects.exists()

    def test_without_a_folder_it_says_so(self, editor: APIClient) -> None:
        response = editor.post(ADDRESS, {"source": "a.txt"}, format="json")
        assert "SOURCES_DIR" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("body", "parameter", "message"),
    [
        ({}, "file", "required"),
        ({"file": "no file"}, "file", "required"),
        ({"district": "999999"}, "district", "there is no such district"),
        ({"district": "河东区"}, "district", "天津市河东区 is 120102"),
        ({"dry_run": "yes"}, "dry_run", "must be true or false"),
        ({"dryrun": "true"}, "dryrun", "unknown member"),
    ],
)
def test_a_form_that_is_not_right_is_told_what_would_be(
    body: dict[str, str], parameter: str, message: str, editor: APIClient
) -> None:
    sent: dict[str, Any] = {"file": SimpleUploadedFile("a.txt", REPORT.encode())} if body and "file" not in body else {}
    response = editor.post(ADDRESS, sent | body, format="multipart")
    assert response.status_code == 400, response.content
    told = {error["parameter"]: error["message"] for error in response.json()["errors"]}
    assert message in told[parameter]
    assert not Ingestion.objects.exists()


@pytest.mark.parametrize("body", [[], "a", 5, None])
def test_json_that_is_no_object_is_refused(body: Any, editor: APIClient) -> None:
    assert editor.post(ADDRESS, body, format="json").status_code == 400


class TestWhoMay:
    def test_nobody_hands_in_without_a_right(
        self, api_client: APIClient, client_with: Callable[..., APIClient]
    ) -> None:
        for client, status in ((api_client, 401), (client_with(), 403), (client_with(Right.WITHDRAW), 403)):
            response = client.post(ADDRESS, {"file": SimpleUploadedFile("a.txt", REPORT.encode())}, format="multipart")
            assert response.status_code == status
            assert response["Content-Type"] == "application/problem+json"
            assert "`ingest`" in response.json()["detail"]
            assert ("WWW-Authenticate" in response) == (status == 401)
        assert not Ingestion.objects.exists()

    def test_a_right_that_was_taken_away_is_gone_at_once(self, editor: APIClient) -> None:
        sent = {"source": "a.txt"}
        assert editor.post(ADDRESS, sent, format="json").status_code == 400
        ApiKey.objects.update(rights=[])
        assert editor.post(ADDRESS, sent, format="json").status_code == 403
        ApiKey.objects.update(rights=["ingest"])
        revoke(ApiKey.objects.all())
        assert editor.post(ADDRESS, sent, format="json").status_code == 403

    def test_the_public_is_told_nothing_of_a_file_that_is_not_public(
        self, upload: Upload, editor: APIClient, api_client: APIClient
    ) -> None:
        stored, failed = upload(REPORT), upload(UNPLACED, name="b.txt")
        tried = upload(REPORT.replace("41", "42"), name="c.txt", dry_run="true")
        shown = api_client.get(ADDRESS).json()["results"]
        assert [row["id"] for row in shown] == [failed["id"], stored["id"]]
        assert shown[0]["problem"] == {
            "code": "place_not_recognised",
            "title": failed["problem"]["title"],
            "detail": None,
            "candidates": [],
        }
        assert {row["handed_in_by"] for row in shown} == {None}
        assert api_client.get(f"{ADDRESS}{tried['id']}/").status_code == 404
        assert api_client.get(ADDRESS, {"dry_run": "true"}).json()["results"] == []
        for client in (api_client, editor):
            response = client.get(ADDRESS)
            assert response["Cache-Control"] == "no-store"
        assert [row["id"] for row in editor.get(ADDRESS).json()["results"]] == [tried["id"], failed["id"], stored["id"]]
        assert editor.get(ADDRESS).json()["results"][1]["problem"]["detail"] == failed["problem"]["detail"]
        assert editor.get(ADDRESS).json()["results"][1]["handed_in_by"] == "Newsroom"


def test_lists_are_asked_by_what_a_user_looks_for(upload: Upload, editor: APIClient) -> None:
    stored, failed = upload(REPORT), upload(UNPLACED, name="b.txt")

    def asked(**parameters: str) -> list[int]:
        response = editor.get(ADDRESS, parameters)
        assert response.status_code == 200, response.content
        return [row["id"] for row in response.json()["results"]]

    assert asked(state="failed") == [failed["id"]]
    assert asked(problem="place_not_recognised,password") == [failed["id"]]
    assert asked(district="120104") == asked(document=SLUG) == asked(sha256=stored["sha256"]) == [stored["id"]]
    assert asked(source_name="b.txt") == [failed["id"]]
    assert asked(ordering="id") == [stored["id"], failed["id"]]
    assert asked(page_size="1", ordering="source_name") == [failed["id"]]
    assert editor.get(ADDRESS, {"stat": "failed"}).status_code == 400
    assert editor.get(f"{ADDRESS}999/").status_code == 404
    assert editor.options(ADDRESS)["Allow"].split(", ") == ["GET", "HEAD", "POST", "OPTIONS", "QUERY"]
