"""documents/{slug}/coverage/: what became of every numeral of a document."""

import pytest

from districts.models import Document
from indicators.models import Numeral
from tests.api.conftest import Get
from tests.seeds import SLUGS

pytestmark = pytest.mark.django_db


def test_the_counts_are_of_the_whole_document_and_the_list_takes_parameters(
    get: Get, world: dict[str, Document]
) -> None:
    ledger = get("documents/120102-plan-2021/coverage", disposition="date", count="true")
    assert (ledger["document"], ledger["numerals"], ledger["not_understood"]) == ("120102-plan-2021", 2, 0)
    assert ledger["dispositions"] == [
        {"disposition": "date", "count": 1, "share": 0.5},
        {"disposition": "observation", "count": 1, "share": 0.5},
    ]
    assert (ledger["count"], [row["raw"] for row in ledger["results"]]) == (1, ["2020"])


def test_the_pages_of_a_ledger_stay_with_its_document(get: Get, world: dict[str, Document]) -> None:
    first = get("documents/120102-plan-2021/coverage", page_size=1)
    assert "/documents/120102-plan-2021/coverage/" in first["next"]
    second = get(first["next"].removeprefix("http://testserver"))
    assert {row["document"] for page in (first, second) for row in page["results"]} == {"120102-plan-2021"}
    assert second["next"] is None


def test_a_document_that_is_not_here(get: Get) -> None:
    problem = get("documents/120102-plan-1999/coverage", status=404)
    assert "120102-plan-1999" in problem["detail"]


@pytest.mark.parametrize("slug", SLUGS.values())
def test_what_is_not_understood_of_a_seed_is_little(get: Get, slug: str) -> None:
    ledger = get(f"documents/{slug}/coverage", disposition="not_understood")
    assert ledger["numerals"] > 300
    assert ledger["not_understood_share"] <= 0.01
    assert sum(row["count"] for row in ledger["dispositions"]) == ledger["numerals"]
    text = Document.objects.get(slug=slug).text
    for row in ledger["results"]:
        assert text[row["raw_start"] : row["raw_end"]] == row["raw"]
        assert row["raw"] in row["evidence"]["quote"]


@pytest.mark.parametrize("slug", SLUGS.values())
def test_every_arabic_digit_of_a_seed_is_accounted_for_once(slug: str) -> None:
    document = Document.objects.get(slug=slug)
    spans = Numeral.objects.filter(document=document).order_by("raw_start").values_list("raw_start", "raw_end")
    reached = 0
    covered: set[int] = set()
    for start, end in spans:
        assert start >= reached
        covered.update(range(start, end))
        reached = end
    assert [at for at, char in enumerate(document.text) if char.isdecimal() and at not in covered] == []


def test_what_is_missing_is_named_in_both_languages(get: Get, db: None) -> None:
    (cell,) = get("coverage", indicator="gdp", district="120101", year=2025)["cells"]
    assert {one["document"]: (one["zh"], one["en"]) for one in cell["missing"]} == {
        "120101-plan-2026": ("2026—2030年规划纲要，以2025年为基期", "plan of 2026–2030, which starts from 2025"),
        "120101-report-2025": ("2025年政府工作报告，部署2025年", "work report of 2025, which sets the tasks of 2025"),
        "120101-report-2026": ("2026年政府工作报告，回顾2025年", "work report of 2026, which reviews 2025"),
    }
