"""What an editor corrects of a document itself, of its chapters and of its numerals."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin import site
from django.test import Client
from rest_framework.test import APIClient

from districts.models import Chapter, Document
from history.revisions import newest_stored
from indicators.models import Numeral
from planapi.curation.correcting import Editor, correct, withdraw
from planapi.curation.fields import UnfitCorrection
from planapi.curation.models import Correction
from planapi.ingest import ingest
from planapi.intake import withdrawing

pytestmark = pytest.mark.django_db

REPORT = """天津市南开区2023年政府工作报告
——2023年1月5日在天津市南开区第十八届人民代表大会第三次会议上
各位代表：
现在，我代表南开区人民政府向大会报告工作，请予审议。
一、2022年工作回顾
（一）经济发展
一般公共预算收入完成32.6亿元，增长1.36%。
（二）社会民生
建成口袋公园41个。
二、2023年工作目标和主要任务
（一）主要目标
地区生产总值增长5%左右。
（二）重点工作
新建天拓科技园。
"""
SLUG = "120104-report-2023"
BY = Editor(shown_as="数据编辑")
CASES = {
    "documents": ("天津市南开区2023年政府工作报告", {"title": "南开区政府工作报告", "delivered_on": "2023-01-06"}),
    "chapters": ("社会民生", {"title": "社会事业", "level": 1}),
    "numerals": ("41", {"disposition": "ordinal"}),
}


@pytest.fixture(autouse=True)
def _stored(tmp_path: Path) -> None:
    put(tmp_path, REPORT)


def put(folder: Path, text: str, **options: Any) -> None:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    ingest(path, **options)


def ask(path: str, *, status: int = 200, **parameters: Any) -> Any:
    response = APIClient().get(f"/api/v1/{path}", parameters)
    assert response.status_code == status, response.content.decode()
    return response.json()


def rows(resource: str, **parameters: Any) -> list[dict[str, Any]]:
    named = "slug" if resource == "documents" else "document"
    found = ask(f"{resource}/", **{named: SLUG}, **parameters)["results"]
    return [{name: value for name, value in row.items() if name not in ("since", "ingested_at")} for row in found]


def name_of(row: dict[str, Any]) -> str:
    return row.get("id") or row["slug"]


def mend(resource: str, changes: dict[str, Any] | None = None) -> Correction:
    text, told = CASES[resource]
    row = next(one for one in rows(resource) if text in (one.get("title"), one.get("raw")))
    return correct(resource, name_of(row), told if changes is None else changes, why="原文核对", by=BY)


@pytest.mark.parametrize("resource", CASES)
def test_it_is_served_with_what_was_read_and_can_be_taken_back(resource: str) -> None:
    before, was = newest_stored().number, rows(resource)
    made = mend(resource)
    (now,) = rows(resource, corrected__isnull="false")
    read = next(one for one in was if name_of(one) == name_of(now))
    assert {name: now[name] for name in made.changes} == CASES[resource][1]
    (said,) = now["corrected"]
    assert (said["by"], said["as_read"]) == ("数据编辑", {name: read[name] for name in made.changes})
    assert newest_stored().number == before + 1
    changed = ask("changes/", since=before, document=SLUG)["results"]
    assert {one["resource"] for one in changed} == {resource}
    withdraw(made, why="原文无误", by=BY)
    assert rows(resource) == was
    assert ask("changes/", since=before, document=SLUG)["results"] == []


@pytest.mark.parametrize("resource", CASES)
def test_it_outlives_an_ingest_and_one_of_the_same_makes_no_revision(resource: str, tmp_path: Path) -> None:
    made = mend(resource)
    before, corrected = newest_stored().number, rows(resource)
    put(tmp_path, REPORT, force=True)
    assert (newest_stored().number, rows(resource)) == (before, corrected)
    put(tmp_path, REPORT.replace("各位代表：", "各位代表：\n\n同志们："))
    (now,) = rows(resource, corrected__isnull="false")
    assert {name: now[name] for name in made.changes} == CASES[resource][1]
    withdraw(made, why="原文无误", by=BY)
    assert rows(resource, corrected__isnull="false") == []


def test_chapters_lie_as_their_levels_say() -> None:
    was = {row["title"]: row for row in rows("chapters")}
    second = was["社会民生"]
    made = mend("chapters", {"level": 1})
    now = {row["title"]: row for row in rows("chapters")}
    assert (now["社会民生"]["parent"], now["社会民生"]["end"]) == (None, second["end"])
    assert now["2022年工作回顾"]["end"] == second["start"]
    outline = ask(f"documents/{SLUG}/outline/")["chapters"]
    assert [one["title"] for one in outline] == ["2022年工作回顾", "社会民生", "2023年工作目标和主要任务"]
    withdraw(made, why="原文无误", by=BY)
    back = mend("chapters", {"level": 3})
    now = {row["title"]: row for row in rows("chapters")}
    assert (now["社会民生"]["parent"], now["经济发展"]["end"]) == (was["经济发展"]["id"], second["end"])
    withdraw(back, why="原文无误", by=BY)
    assert {row["title"]: row for row in rows("chapters")} == was


def test_a_corrected_title_is_found_and_no_other_file_is_taken_for_a_loss(tmp_path: Path) -> None:
    mend("documents", {"title": "南开区一府工作报告"})
    mend("chapters", {"title": "社会事业"})
    assert ask("search/", q="社会事业", type="chapter", document=SLUG)["results"]
    put(tmp_path, REPORT.replace("1.36%", "1.37%"))
    assert rows("documents")[0]["title"] == "南开区一府工作报告"


def test_a_document_that_was_away_comes_back_with_what_was_said_of_it(tmp_path: Path) -> None:
    mend("documents")
    mend("chapters")
    corrected, chapters = rows("documents"), rows("chapters")
    withdrawing.withdraw(SLUG, reason="错放")
    withdrawing.bring_back(SLUG)
    assert (rows("documents"), rows("chapters")) == (corrected, chapters)
    withdrawing.withdraw(SLUG, reason="错放")
    put(tmp_path, REPORT, force=True)
    assert (rows("documents"), rows("chapters")) == (corrected, chapters)


@pytest.mark.parametrize(
    ("resource", "changes", "field", "told"),
    [
        ("documents", {"year": 2022}, "year", "what can: title, doc_number"),
        ("documents", {"district": "120102"}, "district", "withdraw the document, and hand in its file again"),
        ("documents", {"report_year": 2022}, "report_year", "withdraw the document"),
        ("documents", {"kind": "plan"}, "kind", "withdraw the document"),
        ("documents", {"title": ""}, "title", "must have a value"),
        ("documents", {"issued_on": "5 January"}, "issued_on", "must be a day such as"),
        ("chapters", {"level": 0}, "level", "must be a level from 1 to 9"),
        ("chapters", {"level": 4}, "changes", "level 3 is the deepest"),
        ("chapters", {"start": 4}, "start", "what can: title, level"),
        ("numerals", {"disposition": "guess"}, "disposition", "must be one of"),
        ("numerals", {"raw": "42"}, "raw", "what can: disposition"),
    ],
)
def test_what_can_not_be_is_refused_with_what_would_be_right(
    resource: str, changes: dict[str, Any], field: str, told: str
) -> None:
    before = newest_stored().number
    with pytest.raises(UnfitCorrection) as raised:
        mend(resource, changes)
    assert (raised.value.field, told in raised.value.en) == (field, True), raised.value.en
    assert (newest_stored().number, Correction.objects.count()) == (before, 0)


@pytest.mark.parametrize("resource", CASES)
def test_none_of_them_can_be_taken_out(resource: str) -> None:
    with pytest.raises(UnfitCorrection, match="can't be taken out"):
        correct(resource, name_of(rows(resource)[0]), None, why="原文核对", by=BY)


@pytest.fixture
def desk(admin_client: Client) -> Client:
    return admin_client


@pytest.mark.parametrize(
    ("resource", "model", "given", "told"),
    [
        ("documents", "districts/document", {"title": "南开区政府工作报告"}, "天津市南开区2023年政府工作报告"),
        ("chapters", "districts/chapter", {"title": "社会事业"}, "社会民生"),
        ("numerals", "indicators/numeral", {"disposition": "ordinal"}, "建成口袋公园"),
    ],
)
def test_they_are_corrected_at_the_desk(
    resource: str, model: str, given: dict[str, str], told: str, desk: Client
) -> None:
    text = CASES[resource][0]
    row = next(one for one in rows(resource) if text in (one.get("title"), one.get("raw")))
    address = f"/admin/curation/correction/add/?resource={resource}&key={name_of(row)}"
    form = desk.get(address)
    shown = form.content.decode()
    assert told in shown
    assert "不应有此条" not in shown
    names = {name: value for name, value in form.context["form"].now.items() if value is not None}
    sent = desk.post(address, {**names, **given, "why": "原文核对", "shown_as": "数据编辑"})
    assert sent.status_code == 302, sent.content.decode()
    (now,) = rows(resource, corrected__isnull="false")
    assert {name: now[name] for name in given} == given
    key = (
        {"documents": Document, "chapters": Chapter, "numerals": Numeral}[resource]
        .objects.get(corrected__isnull=False)
        .pk
    )
    page = desk.get(f"/admin/{model}/{key}/change/").content.decode()
    assert "原文核对（原读作 " in page
    assert "{" not in page[page.index("原读作") :][:80]
    assert f"?resource={resource}&amp;key={name_of(row)}" in page


def test_no_list_or_form_of_the_desk_is_partly_english(desk: Client) -> None:
    labels: list[str] = []
    for model, made in site._registry.items():
        at = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        row = model.objects.first()
        if model._meta.app_label == "auth":
            continue
        for address in (at, f"{at}{row.pk}/change/" if row else at):
            page = desk.get(address).content.decode().partition('<div id="content"')[2]
            heads = re.findall(r'<th scope="col".*?</th>|<label.*?</label>|<h1>.*?</h1>|<h3.*?</h3>', page, re.DOTALL)
            labels += [f"{address}: {text}" for one in heads if (text := _text(one)) and not re.search("[一-鿿]", text)]
        assert re.search("[一-鿿]", str(made.opts.verbose_name))
    assert [one for one in labels if not one.endswith(("SHA-256:", "SHA-256"))] == []


def _text(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())
