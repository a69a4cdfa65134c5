"""Corrections by the API, and reports of what was read wrong."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from rest_framework.test import APIClient

from access.counting import CountTable
from access.models import ApiKey
from indicators.models import Observation
from planapi.curation import reporting
from planapi.curation.models import Correction, WrongReading
from text.vocabulary import Right

pytestmark = pytest.mark.django_db

ROW = "120102-report-2023-o1312"
REPORTS = f"/evidence/observations/{ROW}/report/"


@pytest.fixture(autouse=True)
def _counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts of this test's own."""
    counts = CountTable(None, secret="of a test")
    monkeypatch.setattr(reporting, "table", lambda: counts)


@pytest.fixture
def row() -> Observation:
    return Observation.objects.get(key=ROW)


FORM = "application/x-www-form-urlencoded"


def send(path: str, body: Any, *, status: int = 200, rights: tuple[Right, ...] | None = (Right.CURATE,)) -> Any:
    headers = {}
    if rights is not None:
        headers = {"Authorization": f"Bearer {ApiKey.make('desk', rights=rights)[1]}"}
    response = APIClient(headers=headers).post(f"/api/v1/{path}", body, format="json")
    assert response.status_code == status, response.content.decode()
    return response.json()


def test_a_key_with_the_right_corrects_and_takes_back(row: Observation) -> None:
    asked = {"resource": "observations", "row": ROW, "changes": {"value": 23.6}, "why": "原文核对", "by": "数据组"}
    made = send("corrections/", asked)
    assert (made["state"], made["as_read"], made["by"], made["reason"]) == ("applied", {"value": 32.6}, "数据组", None)
    served = APIClient().get(f"/api/v1/observations/{ROW}/").json()
    assert (served["value"], served["corrected"][0]["why"]) == (23.6, "原文核对")
    listed = APIClient().get("/api/v1/corrections/", {"document": "120102-report-2023"}).json()["results"]
    assert [(one["id"], one["row"]) for one in listed] == [(made["id"], ROW)]
    assert Correction.objects.get().made_with is not None
    back = send(f"corrections/{made['id']}/withdraw/", {"why": "原文无误"})
    assert (back["state"], back["withdrawn_why"]) == ("withdrawn", "原文无误")
    assert APIClient().get(f"/api/v1/observations/{ROW}/").json()["corrected"] is None
    send(f"corrections/{made['id']}/withdraw/", {"why": "再撤"}, status=400)


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"rights": None}, 401, "right `curate`"),
        ({"rights": (Right.INGEST,)}, 403, "right `curate`"),
        ({"why": ""}, 400, "must say why"),
        ({"changes": None}, 400, "give either changes"),
        ({"removes": True}, 400, "give either changes"),
        ({"resource": "districts"}, 400, "rows of this can't be corrected"),
        ({"resource": ["observations"]}, 400, "rows of this can't be corrected"),
        ({"removes": "yes"}, 400, "give either changes"),
        ({"changes": [1], "removes": True}, 400, "give either changes"),
        ({"row": "120102-report-2023-o1"}, 400, "there is no row"),
        ({"row": "120102-report-2023-o1312\x00"}, 400, "must be text"),
        ({"row": [1]}, 400, "must be text"),
        ({"changes": {"valeu": 1}}, 400, "can't be corrected; what can"),
        ({"by": "x" * 61}, 400, "at most 60 characters"),
        ({"wyh": ""}, 400, "unknown member"),
    ],
)
def test_who_may_not_and_what_can_not_be(changed: dict[str, Any], status: int, told: str) -> None:
    rights = changed.pop("rights", (Right.CURATE,))
    asked = {"resource": "observations", "row": ROW, "changes": {"value": 23.6}, "why": "原文核对"} | changed
    assert told in str(send("corrections/", asked, status=status, rights=rights))
    assert not Correction.objects.exists()


def test_a_reader_reports_from_the_evidence_page(row: Observation) -> None:
    client = Client()
    page = client.get(f"/evidence/observations/{ROW}/")
    assert 'action="report/"' in page.content.decode()
    assert "form-action 'self'" in page["Content-Security-Policy"]
    form = urlencode({"message": "单位不对<script>", "suggested": "32.6万元"})
    sent = client.post(REPORTS, form, FORM, headers={"Sec-Fetch-Site": "same-origin"})
    assert (sent.status_code, sent["Location"]) == (303, REPORTS)
    assert "已收到" in client.get(REPORTS).content.decode()
    report = WrongReading.objects.get()
    assert (report.key, report.quote, report.state) == (ROW, row.quote, "open")
    assert (report.message, report.suggested) == ("单位不对<script>", "32.6万元")
    assert report.quote in report.text
    assert report.row["read"]["value"] == 32.6


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (REPORTS, 200),
        (f"{REPORTS}?revision=1", 404),  # where it was not yet
        ("/evidence/observations/120102-report-2023-o1/report/", 404),
        (f"/evidence/guesses/{ROW}/report/", 404),
        (f"{REPORTS}?revision=999", 400),
    ],
)
def test_nobody_is_thanked_for_what_is_not_there(row: Observation, path: str, status: int) -> None:
    assert Client().get(path).status_code == status


@pytest.mark.parametrize(
    ("form", "headers", "status", "told"),
    [
        ({"message": " "}, {}, 400, "请写明哪里不对"),
        ({"message": "长" * 1001}, {}, 400, "最多 1000 字"),
        ({"message": "错", "suggested": "长" * 201}, {}, 400, "最多 200 字"),
        ({"message": "错"}, {"Sec-Fetch-Site": "cross-site"}, 403, "请在本站页面上填写"),
    ],
)
def test_a_report_that_is_not_taken_says_why(
    form: dict[str, str], headers: dict[str, str], status: int, told: str
) -> None:
    answer = Client().post(REPORTS, urlencode(form), FORM, headers=headers)
    assert (answer.status_code, told in answer.content.decode()) == (status, True)
    assert not WrongReading.objects.exists()


def test_an_address_sends_so_many_and_a_row_takes_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    def report(number: int, address: str = "192.0.2.1") -> int:
        form = urlencode({"message": f"错{number}"})
        return Client().post(REPORTS, form, FORM, REMOTE_ADDR=address).status_code

    assert [report(number) for number in range(reporting.BY_ADDRESS + 1)] == [303] * reporting.BY_ADDRESS + [429]
    assert report(0, "192.0.2.2") == 303  # which was told already
    assert WrongReading.objects.count() == reporting.BY_ADDRESS
    monkeypatch.setattr(reporting, "MOST_OF_A_ROW", reporting.BY_ADDRESS)
    assert report(100, "192.0.2.2") == 409
    monkeypatch.setattr(reporting, "MOST_OF_A_ROW", 100)
    monkeypatch.setattr(reporting, "MOST_OPEN", reporting.BY_ADDRESS)
    assert report(101, "192.0.2.2") == 503


def test_an_app_reports_by_the_api(row: Observation) -> None:
    body = {"resource": "observations", "id": ROW, "message": "单位不对", "revision": row.since}
    answer = send("wrong-readings/", body, rights=None)
    assert answer["evidence_page"].endswith(f"/evidence/observations/{ROW}/?revision={row.since}")
    assert WrongReading.objects.get().revision == row.since
    assert "must say what is wrong" in str(send("wrong-readings/", body | {"message": ""}, status=400, rights=None))
    assert "there is no such revision" in str(
        send("wrong-readings/", body | {"revision": 10**6}, status=400, rights=None)
    )
    send("wrong-readings/", body | {"id": "120102-report-2023-o1"}, status=404, rights=None)
    send("wrong-readings/", body | {"resource": "districts"}, status=404, rights=None)
