"""What an editor corrects is served as corrected, whatever is ingested again, and can be taken back."""

from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from history.revisions import newest_stored
from indicators.models import Observation, Stale
from planapi.curation.correcting import Editor, correct, withdraw
from planapi.curation.fields import UnfitCorrection
from planapi.curation.models import Correction
from planapi.ingest import ingest
from tests.seeds import MADE_REPORT, MADE_SLUG

pytestmark = pytest.mark.django_db

REPORT, SLUG = MADE_REPORT, MADE_SLUG
BY = Editor(shown_as="数据编辑")
MONEY, PARKS = "32.6亿元", "41个"


@pytest.fixture(autouse=True)
def _stored(tmp_path: Path) -> None:
    put(tmp_path, REPORT)


def put(folder: Path, text: str) -> None:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    ingest(path, replace=True)


def ask(path: str, *, status: int = 200, **parameters: Any) -> Any:
    response = APIClient().get(f"/api/v1/{path}", parameters)
    assert response.status_code == status, response.content.decode()
    return response.json()


def figure(raw: str) -> dict[str, Any]:
    rows = ask("observations/", document=SLUG)["results"]
    return next(row for row in rows if row["raw"] == raw)


def changed_since(revision: int) -> list[tuple[str, str]]:
    rows = ask("changes/", since=revision, document=SLUG)["results"]
    return [
        (row["change"], (row["after"] or row["before"])["raw"]) for row in rows if row["resource"] == "observations"
    ]


def mend(raw: str, changes: dict[str, Any] | None, why: str = "原文核对") -> Correction:
    return correct("observations", figure(raw)["id"], changes, why=why, by=BY)


def cell(year: int = 2022) -> Any:
    found = ask("compare/", indicator="general-public-budget-revenue", district="120104", year=year)
    return found["cells"][0]["value"] if found["cells"] else None


def test_a_corrected_value_is_served_with_what_was_read() -> None:
    before = newest_stored().number
    mend(MONEY, {"value": "3260", "unit": "万元", "year": 2021})
    row = figure(MONEY)
    assert (row["value"], row["unit"], row["year"], row["value_cny"]) == (3260, "万元", 2021, 32_600_000)
    (said,) = row["corrected"]
    assert said["as_read"] == {"value": 32.6, "unit": "亿元", "year": 2022, "value_cny": 3_260_000_000}
    assert (said["by"], said["why"]) == ("数据编辑", "原文核对")
    assert newest_stored().number == before + 1
    assert changed_since(before) == [("changed", MONEY)]
    assert ask("observations/", document=SLUG, revision=before)["results"][0]["corrected"] is None
    assert [one["raw"] for one in ask("observations/", corrected__isnull="false", document=SLUG)["results"]] == [MONEY]


def test_what_is_worked_out_follows_it_and_its_withdrawal() -> None:
    before = newest_stored().number
    assert cell() == 32.6
    made = mend(MONEY, {"value": 23.6})
    assert cell() == 23.6
    stated = ask("compare/", indicator="general-public-budget-revenue", district=SLUG[:6])["cells"][0]["statement"]
    assert (stated["value"], stated["corrected"]) == (23.6, figure(MONEY)["corrected"])
    assert not Stale.objects.filter(until=None).exists()
    withdraw(made, why="原来是对的", by=BY)
    assert (cell(), figure(MONEY)["corrected"]) == (32.6, None)
    assert newest_stored().number == before + 2
    assert changed_since(before) == []
    assert changed_since(before + 1) == [("changed", MONEY)]


@pytest.mark.parametrize(
    ("text", "state", "reason", "value"),
    [
        (REPORT, "applied", "", 23.6),
        (REPORT.replace("各位代表：", "各位代表：\n\n同志们："), "applied", "", 23.6),
        (REPORT.replace("一般公共预算收入完成32.6亿元", "一般公共预算收入\n完成32.6亿元"), "applied", "", 23.6),
        (REPORT.replace("32.6亿元", "32.8亿元"), "stale", "gone", 32.8),
        (REPORT.replace("完成32.6亿元，增长1.36%", "大幅增长"), "stale", "gone", None),
        (REPORT + "附：一般公共预算收入完成32.6亿元，增长1.36%。\n", "stale", "ambiguous", 32.6),
    ],
    ids=["same", "moved", "broken line", "other number", "no number", "twice"],
)
def test_it_outlives_an_ingest_where_its_words_do(
    text: str, state: str, reason: str, value: float | None, tmp_path: Path
) -> None:
    mend(MONEY, {"value": 23.6})
    put(tmp_path, text)
    made = Correction.objects.get()
    assert (made.state, made.reason) == (state, reason)
    values = [row["value"] for row in ask("observations/", document=SLUG)["results"] if row["unit"] == "亿元"]
    assert set(values) == ({value} if value else set())


def test_an_ingest_that_reads_the_same_makes_no_revision(tmp_path: Path) -> None:
    mend(MONEY, {"value": 23.6})
    mend(PARKS, None)
    before = newest_stored().number
    ingest(tmp_path / "report.txt", force=True)
    assert newest_stored().number == before


def test_what_is_now_read_otherwise_is_not_corrected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mend(MONEY, {"year": 2021})
    Correction.objects.update(as_read={"year": 2020})  # as if readers had since been mended
    ingest(tmp_path / "report.txt", force=True)
    assert (figure(MONEY)["year"], Correction.objects.get().reason) == (2022, "read_otherwise")
    Correction.objects.update(as_read={"year": 2020}, changes={"year": 2022})
    ingest(tmp_path / "report.txt", force=True)
    assert (figure(MONEY)["corrected"], Correction.objects.get().reason) == (None, "read_right")


def test_a_row_that_should_not_be_there_is_gone_and_comes_back_as_it_was(tmp_path: Path) -> None:
    before, row = newest_stored().number, figure(PARKS)
    held = Observation.objects.get(key=row["id"])
    made = mend(PARKS, None)
    ask(f"observations/{row['id']}/", status=404)
    assert changed_since(before) == [("removed", PARKS)]
    put(tmp_path, REPORT.replace("各位代表：", "各位代表：\n\n同志们："))
    ask(f"observations/{row['id']}/", status=404)
    assert ask("search/", q="口袋公园", document=SLUG)["results"][:1] != [row["id"]]
    withdraw(made, why="应保留", by=BY)
    back = figure(PARKS)
    assert (back["id"], back["value"], back["corrected"]) == (row["id"], 41, None)
    assert back["evidence"]["start"] == row["evidence"]["start"] + 6
    assert Observation.objects.get(key=row["id"]).pk == held.pk
    assert ask("search/", q="口袋公园", document=SLUG)["results"]


def test_taken_out_and_put_back_is_no_change() -> None:
    before = newest_stored().number
    withdraw(mend(PARKS, None), why="应保留", by=BY)
    assert changed_since(before) == []
    assert changed_since(before + 1) == [("added", PARKS)]


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"value": "many"}, "value", "must be a number"),
        ({"value": None}, "changes", "the row can't be so"),
        ({"indicator": "gdp-growht"}, "indicator", "Did you mean gdp-growth?"),
        ({"kind": "guess"}, "kind", "must be one of actual"),
        ({"year": 20233333}, "year", "must be a year"),
        ({"year": 20223}, "year", "must be a year"),
        ({"year": 2022.5}, "year", "must be a year"),
        ({"base_year": 0}, "base_year", "must be a year"),
        ({"raw": "x"}, "raw", "can't be corrected; what can: indicator"),
        ({"value": 32.60}, "changes", "nothing is otherwise"),
        ({"value_max": 40}, "changes", "the row can't be so: observation range runs upward"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_written(changes: dict[str, Any], field: str, told: str) -> None:
    before = newest_stored().number
    with pytest.raises(UnfitCorrection) as raised:
        mend(MONEY, changes)
    assert (raised.value.field, told in raised.value.en) == (field, True), raised.value.en
    assert (newest_stored().number, Correction.objects.count()) == (before, 0)


@pytest.mark.parametrize("aliases", [5, {"a": 1}, [5], ["河东产业园", None]])
def test_a_list_of_names_takes_texts_alone(aliases: Any) -> None:
    key = ask("parks/", document="120102-report-2023")["results"][0]["id"]
    with pytest.raises(UnfitCorrection, match="must be text"):
        correct("parks", key, {"aliases": aliases}, why="原文核对", by=BY)


def test_a_field_is_corrected_once() -> None:
    mend(MONEY, {"value": 23.6})
    with pytest.raises(UnfitCorrection, match="withdraw that correction first"):
        mend(MONEY, {"value": 23.7})
    mend(MONEY, {"year": 2021})
    assert [one["as_read"] for one in figure(MONEY)["corrected"]] == [
        {"value": 32.6, "value_cny": 3_260_000_000},
        {"year": 2022},
    ]
    with pytest.raises(UnfitCorrection, match="withdraw them first"):
        mend(MONEY, None)
    for made in Correction.objects.order_by("pk"):
        withdraw(made, why="撤回", by=BY)
    assert (figure(MONEY)["value"], figure(MONEY)["year"], figure(MONEY)["corrected"]) == (32.6, 2022, None)


def test_both_sides_of_a_target_follow_it() -> None:
    target = ask("targets/", document="120110-plan-2021")["results"][0]
    sides = {row["side"]: row for row in ask("observations/", target=target["id"])["results"]}
    made = correct("targets", target["id"], {"target.value": 99, "name": "别名"}, why="核对", by=BY)
    now = ask(f"targets/{target['id']}/")
    assert (now["target"]["value"], now["corrected"][0]["as_read"]) == (
        99,
        {"target.value": target["target"]["value"], "name": target["name"]},
    )
    rows = {row["side"]: row for row in ask("observations/", target=target["id"])["results"]}
    assert (rows["target"]["value"], rows["target"]["subject"], rows["baseline"]["subject"]) == (99, "别名", "别名")
    assert rows["baseline"]["value"] == sides["baseline"]["value"]
    with pytest.raises(UnfitCorrection, match=f"targets/{target['id']}/"):
        correct("observations", sides["target"]["id"], {"value": 3}, why="核对", by=BY)
    withdraw(made, why="撤回", by=BY)
    gone = correct("targets", target["id"], None, why="表头", by=BY)
    assert ask("observations/", document="120110-plan-2021", subject=target["name"], origin="table")["results"] == []
    withdraw(gone, why="撤回", by=BY)
    back = {row["side"]: row for row in ask("observations/", target=target["id"])["results"]}
    assert [{**row, "since": 0} for row in back.values()] == [{**row, "since": 0} for row in sides.values()]
